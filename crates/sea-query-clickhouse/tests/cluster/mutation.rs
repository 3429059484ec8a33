//! UPDATE and DELETE ON CLUSTER, whose parameters each node reads from the text that the first one has made.

use sea_query::{
    Expr, ExprTrait, Query, Value,
    prelude::{BigDecimal, Uuid, chrono},
};
use sea_query_clickhouse::{Target, build_clickhouse, partition::Partition, prelude::*};

use super::Cluster;

const ROWS: &str = "SELECT * FROM t ORDER BY id";

#[test]
fn by_alter() {
    let Some(c) = Cluster::new() else { return };
    c.make_table("t");
    c.run(
        Query::update()
            .table("t")
            .value("name", "it's \\ {p0:String}")
            .on_cluster(c.name())
            .and_where(Expr::col("id").is_in([1, 3]))
            .setting("mutations_sync", 2),
    );
    c.rows(
        ROWS,
        "1\tit\\'s \\\\ {p0:String}\n2\tb",
        "3\tit\\'s \\\\ {p0:String}",
    );
    c.run(
        Query::delete()
            .from_table("t")
            .on_cluster(c.name())
            .and_where(Expr::col("name").eq("it's \\ {p0:String}"))
            .setting("mutations_sync", 2),
    );
    c.rows(ROWS, "2\tb", "");
    c.run(
        Query::delete()
            .from_table("t")
            .on_cluster(c.name())
            .all_rows()
            .setting("mutations_sync", 2),
    );
    c.rows(ROWS, "", "");
}

#[test]
fn in_a_partition() {
    let Some(c) = Cluster::new() else { return };
    c.run(&c.table("t").partition_by(Expr::col("id")));
    for node in [0, 2] {
        c.node(node).run("INSERT INTO t VALUES (1, 'a'), (2, 'b')");
    }
    c.sync("t");
    c.run(
        Query::update()
            .table("t")
            .value("name", "x")
            .on_cluster(c.name())
            .in_partition(Partition::of(1))
            .all_rows()
            .setting("mutations_sync", 2),
    );
    c.rows(ROWS, "1\tx\n2\tb", "1\tx\n2\tb");
    c.run(
        Query::delete()
            .from_table("t")
            .on_cluster(c.name())
            .in_partition(Partition::id("2"))
            .all_rows()
            .setting("mutations_sync", 2),
    );
    c.rows(ROWS, "1\tx", "1\tx");
}

#[test]
fn lightweight() {
    let Some(c) = Cluster::new() else { return };
    c.run(
        &c.table("t")
            .setting("enable_block_number_column", 1)
            .setting("enable_block_offset_column", 1),
    );
    c.node(1).run("INSERT INTO t VALUES (1, 'a'), (2, 'b')");
    c.node(3).run("INSERT INTO t VALUES (3, 'c')");
    c.sync("t");
    c.run(
        Query::update()
            .table("t")
            .value("name", "it's")
            .lightweight()
            .on_cluster(c.name())
            .and_where(Expr::col("id").gt(1)),
    );
    c.sync("t");
    c.rows(ROWS, "1\ta\n2\tit\\'s", "3\tit\\'s");
    c.run(
        Query::delete()
            .from_table("t")
            .lightweight()
            .on_cluster(c.name())
            .and_where(Expr::col("name").eq("it's"))
            .setting("lightweight_deletes_sync", 2),
    );
    c.sync("t");
    c.rows(ROWS, "1\ta", "");
}

#[test]
fn values_of_all_kinds() {
    let Some(c) = Cluster::new() else { return };
    let instant = |text: &str| Value::from(text.parse::<chrono::DateTime<chrono::Utc>>().unwrap());
    let time = |text: &str| Value::from(text.parse::<chrono::NaiveTime>().unwrap());
    let cases = [
        (
            "String",
            "it's \\ \n {p1:String} naïve".into(),
            "it\\'s \\\\ \\n {p1:String} naïve",
        ),
        ("Nullable(Int32)", 7.into(), "7"),
        ("Nullable(Int32)", Value::Int(None), "\\N"),
        ("Int64", i64::MIN.into(), "-9223372036854775808"),
        ("UInt64", u64::MAX.into(), "18446744073709551615"),
        ("Float64", 0.1.into(), "0.1"),
        ("Float64", f64::NEG_INFINITY.into(), "-inf"),
        ("Bool", true.into(), "true"),
        (
            "UUID",
            "61f0c404-5cb3-11e7-907b-a6006ad3dba0"
                .parse::<Uuid>()
                .unwrap()
                .into(),
            "61f0c404-5cb3-11e7-907b-a6006ad3dba0",
        ),
        (
            "Decimal(30, 10)",
            "12345678901234567890.0123456789"
                .parse::<BigDecimal>()
                .unwrap()
                .into(),
            "12345678901234567890.0123456789",
        ),
        (
            "Date",
            "1970-01-02".parse::<chrono::NaiveDate>().unwrap().into(),
            "1970-01-02",
        ),
        (
            "DateTime('UTC')",
            instant("1970-01-01T00:00:01Z"),
            "1970-01-01 00:00:01",
        ),
        // As parameters these would be another instant, or none, on every node.
        (
            "DateTime64(9, 'UTC')",
            instant("1970-01-01T00:33:20.5Z"),
            "1970-01-01 00:33:20.500000000",
        ),
        (
            "DateTime64(9, 'UTC')",
            instant("1960-05-06T07:08:09.123456789Z"),
            "1960-05-06 07:08:09.123456789",
        ),
        (
            "DateTime64(3, 'UTC')",
            instant("2024-05-06T07:08:09.123Z"),
            "2024-05-06 07:08:09.123",
        ),
        ("Time64(3)", time("01:02:03.456"), "01:02:03.456"),
    ];
    let column = |i: usize| format!("c{i}");
    let mut create = c.table("t");
    for (i, (data_type, ..)) in cases.iter().enumerate() {
        create = create.col(ClickHouseColumnDef::new(column(i), data_type.parse().unwrap()));
    }
    c.run(&create);
    for node in [0, 2] {
        c.node(node).run("INSERT INTO t (id) VALUES (1)");
    }
    c.sync("t");
    let mut update = Query::update();
    update
        .table("t")
        .on_cluster(c.name())
        .and_where(Expr::col("id").eq(1))
        .setting("mutations_sync", 2);
    for (i, (_, value, _)) in cases.iter().enumerate() {
        update.value(column(i), value.clone());
    }
    let built = build_clickhouse(&update, &Target::default()).unwrap();
    assert!(built.parameters.len() >= 10, "{built:?}");
    c.run(&update);
    for (i, (data_type, value, text)) in cases.iter().enumerate() {
        c.everywhere(&format!("SELECT {} FROM t", column(i)), text);
        if text == &"\\N" {
            continue;
        }
        // The same value in a condition.
        c.run(
            Query::update()
                .table("t")
                .on_cluster(c.name())
                .value("name", column(i))
                .and_where(Expr::col(column(i)).eq(value.clone()))
                .setting("mutations_sync", 2),
        );
        c.everywhere("SELECT name FROM t", &column(i));
        let _ = data_type;
    }
}
