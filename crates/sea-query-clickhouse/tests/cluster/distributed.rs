//! Distributed, and the table functions that ask other servers.

use sea_query::{Asterisk, Expr, ExprTrait, Func, Order, Query, SelectStatement, TableName, Value};
use sea_query_clickhouse::{
    ColumnTypes, Target,
    engine::Distributed,
    prelude::*,
    query::{Join, TableFunction},
    statement::{Activity, System},
};

use super::Cluster;

/// `t` on each shard, and `all` over them.
fn tables(c: &Cluster) {
    c.run(&c.table("t"));
    c.run(
        &ClickHouseTable::create("all")
            .on_cluster(c.name())
            .as_table("t")
            .engine(Distributed::new(c.name(), c.database(), "t").sharding_key(Expr::col("id")))
            .setting("fsync_after_insert", true),
    );
    c.catalogue("all", "engine", "Distributed");
}

fn rows(ids: std::ops::Range<i32>) -> sea_query::InsertStatement {
    let mut insert = Query::insert();
    insert.into_table("all").columns(["id", "name"]);
    for id in ids {
        insert.values_panic([id.into(), format!("it's {id}").into()]);
    }
    insert
}

#[test]
fn inserts_are_spread() {
    let Some(c) = Cluster::new() else { return };
    tables(&c);
    let target = Target::default();
    c.node(3).answer(
        rows(0..4).settings([("distributed_foreground_insert", 1)]),
        &target,
    );
    c.sync("t");
    c.rows(
        "SELECT id, name FROM t ORDER BY id",
        "0\tit\\'s 0\n2\tit\\'s 2",
        "1\tit\\'s 1\n3\tit\\'s 3",
    );
    c.everywhere("SELECT count(), sum(id) FROM all", "4\t6");
    // In the background, but not before SYSTEM FLUSH DISTRIBUTED.
    c.run(
        &System::stop(Activity::DistributedSends)
            .table(c.at("all"))
            .on_cluster(c.name()),
    );
    c.node(0).answer(
        rows(4..8).settings([
            ("distributed_foreground_insert", 0),
            ("prefer_localhost_replica", 0),
        ]),
        &target,
    );
    c.everywhere("SELECT count() FROM all", "4");
    c.run(
        &System::start(Activity::DistributedSends)
            .table(c.at("all"))
            .on_cluster(c.name()),
    );
    c.run(&System::flush_distributed(c.at("all")).on_cluster(c.name()));
    c.sync("t");
    c.rows("SELECT count() FROM t", "4", "4");
    // By the database in which the statement runs.
    c.run(
        &ClickHouseTable::create("here")
            .on_cluster(c.name())
            .as_table("t")
            .engine(Distributed::in_current_database(c.name(), "t").sharding_key(Func::cust("rand"))),
    );
    c.everywhere("SELECT count() FROM here", "8");
}

#[test]
fn values_reach_the_shards() {
    let Some(c) = Cluster::new() else { return };
    let columns = [
        ("id", "UInt32", "1"),
        ("text", "String", "'it''s \\\\ {p0:String}'"),
        ("at", "DateTime64(9, 'UTC')", "'1970-01-01 00:00:01.5'"),
        ("second", "DateTime('UTC')", "'1970-01-01 00:00:01'"),
        ("price", "Decimal(30, 10)", "12345678901234567890.0123456789"),
        ("uuid", "UUID", "'61f0c404-5cb3-11e7-907b-a6006ad3dba0'"),
        ("ratio", "Float64", "0.1"),
        ("huge", "Int64", "-9223372036854775808"),
        ("yes", "Bool", "true"),
    ];
    let mut create = ClickHouseTable::create("t").on_cluster(c.name());
    for (name, data_type, _) in columns {
        create = create.col(ClickHouseColumnDef::new(name, data_type.parse().unwrap()));
    }
    c.run(&create.engine(Engine::merge_tree().replicated()).order_by(["id"]));
    c.run(
        &ClickHouseTable::create("all")
            .on_cluster(c.name())
            .as_table("t")
            .engine(Distributed::new(c.name(), c.database(), "t")),
    );
    let literals: Vec<_> = columns.iter().map(|(_, _, literal)| *literal).collect();
    // The rows are on the shard to which the query is not sent.
    c.node(2)
        .run(&format!("INSERT INTO t VALUES ({})", literals.join(", ")));
    c.sync("t");
    let instant = |text: &str| {
        text.parse::<sea_query::prelude::chrono::DateTime<sea_query::prelude::chrono::Utc>>()
            .unwrap()
    };
    let values: [(&str, Value); 8] = [
        ("text", "it's \\ {p0:String}".into()),
        ("at", instant("1970-01-01T00:00:01.5Z").into()),
        ("second", instant("1970-01-01T00:00:01Z").into()),
        (
            "price",
            "12345678901234567890.0123456789"
                .parse::<sea_query::prelude::BigDecimal>()
                .unwrap()
                .into(),
        ),
        (
            "uuid",
            "61f0c404-5cb3-11e7-907b-a6006ad3dba0"
                .parse::<sea_query::prelude::Uuid>()
                .unwrap()
                .into(),
        ),
        ("ratio", 0.1.into()),
        ("huge", i64::MIN.into()),
        ("yes", true.into()),
    ];
    let types = Types(
        columns
            .map(|(name, data_type, _)| (name, data_type.parse().unwrap()))
            .into(),
    );
    let count = |condition: Expr, target: &Target<'_>| {
        let query = Query::select()
            .expr(Func::cust("count"))
            .from("all")
            .and_where(condition)
            .to_owned();
        c.node(0).answer(&query, target)
    };
    for (column, value) in values {
        let untyped = Target::default();
        assert_eq!(
            count(Expr::col(column).eq(value.clone()), &untyped),
            "1\n",
            "{column}"
        );
        assert_eq!(
            count(Expr::col(column).ne(value.clone()), &untyped),
            "0\n",
            "{column}"
        );
        // A list of another type than the column's is refused (DateTime64 for DateTime), or is a list of floating point
        // numbers to the other shards (Decimal).
        let typed = Target::default().columns(&types);
        assert_eq!(
            count(Expr::col(column).is_in([value.clone(), value]), &typed),
            "1\n",
            "{column}"
        );
    }
}

struct Types(Vec<(&'static str, DataType)>);

impl ColumnTypes for Types {
    fn data_type(&self, _: &TableName, column: &str) -> Option<DataType> {
        let (_, data_type) = self.0.iter().find(|(name, _)| *name == column)?;
        Some(data_type.clone())
    }
}

#[test]
fn global_join_and_in() {
    let Some(c) = Cluster::new() else { return };
    tables(&c);
    let target = Target::default();
    c.node(0).answer(
        rows(0..8).settings([("distributed_foreground_insert", 1)]),
        &target,
    );
    c.sync("t");
    // `near` is on one node alone, so the other shards know of it by GLOBAL only.
    c.node(0)
        .run("CREATE TABLE near (id UInt32, label String) ENGINE = Memory");
    c.node(0)
        .run("INSERT INTO near VALUES (1, 'one'), (2, 'two'), (7, 'seven')");
    let near = || {
        Query::select()
            .column("id")
            .column("label")
            .from("near")
            .to_owned()
    };
    let mut join = Query::select();
    join.column(("a", "id"))
        .column(("n", "label"))
        .from_as("all", "a")
        .join_with(
            Join::subquery(near(), "n")
                .global()
                .on(Expr::col(("a", "id")).equals(("n", "id"))),
        )
        .order_by(("a", "id"), Order::Asc);
    assert_eq!(c.node(0).answer(&join, &target), "1\tone\n2\ttwo\n7\tseven\n");
    let ids = |condition: Expr| -> SelectStatement {
        Query::select()
            .column("id")
            .from("all")
            .and_where(condition)
            .order_by("id", Order::Asc)
            .to_owned()
    };
    let some = || {
        Query::select()
            .column("id")
            .from("near")
            .and_where(Expr::col("label").ne("it's \\"))
            .to_owned()
    };
    assert_eq!(
        c.node(0).answer(&ids(Expr::col("id").global_in(some())), &target),
        "1\n2\n7\n"
    );
    assert_eq!(
        c.node(0)
            .answer(&ids(Expr::col("id").global_not_in(some())), &target),
        "0\n3\n4\n5\n6\n"
    );
}

#[test]
fn table_functions() {
    let Some(c) = Cluster::new() else { return };
    c.make_table("t");
    let (name, db) = (c.name(), c.database().to_owned());
    let answer = |function: TableFunction| {
        let query = Query::select()
            .expr(Func::cust("count"))
            .expr(Func::cust("sum").arg(Expr::col("id")))
            .from(function)
            .and_where(Expr::col("name").ne("it's \\ {p0:String}"))
            .to_owned();
        c.node(1).answer(&query, &Target::default())
    };
    assert_eq!(answer(TableFunction::cluster(name, db.clone(), "t")), "3\t6\n");
    assert_eq!(
        answer(TableFunction::cluster_all_replicas(name, db.clone(), "t")),
        "6\t12\n"
    );
    // The nodes say themselves under which addresses they know each other.
    let addresses = c.node(0).run(&format!(
        "SELECT arrayStringConcat(groupArray(host_name || ':' || toString(port)), ',') \
         FROM system.clusters WHERE cluster = '{name}' AND replica_num = 1"
    ));
    assert_eq!(
        answer(TableFunction::remote(addresses.trim(), db.clone(), "t")),
        "3\t6\n"
    );
    let view = TableFunction::new("cluster")
        .arg(name)
        .arg_function(TableFunction::view(
            Query::select()
                .column(Asterisk)
                .from((db.clone(), "t"))
                .to_owned(),
        ));
    assert_eq!(answer(view), "3\t6\n");
    let insert = Query::insert()
        .into_table((db.clone(), "t"))
        .columns(["id", "name"])
        .values_panic([4.into(), "d".into()])
        .to_owned();
    c.node(0).answer(&insert, &Target::default());
    c.sync("t");
    assert_eq!(
        answer(TableFunction::cluster(name, db, "t").alias("x")),
        "4\t10\n"
    );
}
