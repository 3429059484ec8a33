use sea_query::{Expr, ExprTrait, Func, Query};
use sea_query_clickhouse::{
    Target, build_clickhouse,
    constraint::TableConstraint,
    engine::Argument,
    engine::{Custom, MergeTree},
    prelude::*,
    projection::Projection,
    table::TableCreateStatement,
};

use crate::server::Server;

fn create() -> TableCreateStatement {
    ClickHouseTable::create("t")
        .col(ClickHouseColumnDef::new("id", DataType::UInt64))
        .col(ClickHouseColumnDef::new("day", DataType::Date))
        .col(ClickHouseColumnDef::new("name", DataType::String))
        .col(ClickHouseColumnDef::new("sign", DataType::Int8))
        .col(ClickHouseColumnDef::new("version", DataType::UInt32))
        .col(ClickHouseColumnDef::new("deleted", DataType::UInt8))
}

const COLUMNS: &str =
    "`id` UInt64, `day` Date, `name` String, `sign` Int8, `version` UInt32, `deleted` UInt8";

/// Runs the statement and returns what the server has made of it, without its database and on one line.
#[track_caller]
fn made(server: &Server, create: &TableCreateStatement) -> String {
    server.answer(create, &Target::default());
    let shown = server.run("SHOW CREATE TABLE t FORMAT TSVRaw");
    server.run("DROP TABLE t SYNC");
    let shown = shown.replace(&format!("{}.", server.database()), "");
    shown
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .replace("( ", "(")
        .replace(" )", ")")
}

#[test]
fn every_option() {
    let s = Server::new();
    let table = create()
        .if_not_exists()
        .index(
            SkipIndex::new(
                "by_name",
                Expr::col("name"),
                SkipIndexType::BloomFilter(Some(0.01)),
            )
            .granularity(4),
        )
        .engine(Engine::merge_tree())
        .partition_by(Func::cust("toYYYYMM").arg(Expr::col("day")))
        .partition_by(Expr::col("sign"))
        .primary_key(["id"])
        .order_by_exprs([
            Expr::col("id"),
            Func::cust("intHash32").arg(Expr::col("id")).into(),
        ])
        .ttl(Expr::cust("day + INTERVAL 1 MONTH"))
        .ttl(Expr::cust("day + INTERVAL 1 WEEK DELETE WHERE sign = -1"))
        .setting("index_granularity", 4096)
        .setting("index_granularity", 1024)
        .setting("merge_with_ttl_timeout", 3600u64)
        .comment("it's");
    assert_eq!(
        table.to_string(ClickHouseQueryBuilder),
        format!(
            "CREATE TABLE IF NOT EXISTS `t` ({COLUMNS}, INDEX `by_name` `name` TYPE bloom_filter(0.01) GRANULARITY 4) \
             ENGINE = MergeTree PARTITION BY (toYYYYMM(`day`), `sign`) PRIMARY KEY `id` \
             ORDER BY (`id`, intHash32(`id`)) TTL day + INTERVAL 1 MONTH, day + INTERVAL 1 WEEK DELETE WHERE sign = -1 \
             SETTINGS index_granularity = 1024, merge_with_ttl_timeout = 3600 COMMENT 'it\\'s'"
        )
    );
    assert_eq!(
        made(&s, &table),
        format!(
            "CREATE TABLE t ({COLUMNS}, INDEX by_name name TYPE bloom_filter(0.01) GRANULARITY 4) ENGINE = MergeTree \
             PARTITION BY (toYYYYMM(day), sign) PRIMARY KEY id ORDER BY (id, intHash32(id)) TTL day + toIntervalMonth(1), \
             day + toIntervalWeek(1) WHERE sign = -1 SETTINGS index_granularity = 1024, merge_with_ttl_timeout = 3600 \
             COMMENT 'it\\'s'"
        )
    );
    let sampled = create()
        .engine(Engine::merge_tree())
        .order_by(["id"])
        .sample_by(Expr::col("id"));
    assert_eq!(
        made(&s, &sampled),
        format!(
            "CREATE TABLE t ({COLUMNS}) ENGINE = MergeTree ORDER BY id SAMPLE BY id SETTINGS index_granularity = 8192"
        )
    );
    let keyless = create().engine(Engine::merge_tree()).order_by([] as [&str; 0]);
    assert!(made(&s, &keyless).contains("ORDER BY tuple()"));
    let by_primary_key = create().engine(Engine::merge_tree()).primary_key(["id", "day"]);
    assert!(made(&s, &by_primary_key).contains("PRIMARY KEY (id, day) ORDER BY (id, day)"));
    assert_eq!(
        create()
            .on_cluster("main")
            .engine(Engine::Memory)
            .to_string(ClickHouseQueryBuilder),
        format!("CREATE TABLE `t` ON CLUSTER `main` ({COLUMNS}) ENGINE = Memory")
    );
}

#[test]
fn columns() {
    let s = Server::new();
    let table = ClickHouseTable::create("t")
        .col(
            ClickHouseColumnDef::new("at", DataType::date_time64_in(3, "UTC"))
                .default(Expr::cust("now64(3)"))
                .codec("Delta, ZSTD(1)"),
        )
        .col(ClickHouseColumnDef::new("day", DataType::Date).materialized(Expr::cust("toDate(at)")))
        .col(ClickHouseColumnDef::new("year", DataType::UInt16).alias(Expr::cust("toYear(at)")))
        .col(ClickHouseColumnDef::new("kind", DataType::enum8([("it's", 1), ("b\\", -2)])).default("it's"))
        .col(
            ClickHouseColumnDef::new("body", DataType::String.nullable().low_cardinality())
                .default(Expr::null())
                .comment("as received")
                .codec("NONE")
                .ttl(Expr::cust("day + INTERVAL 1 DAY")),
        )
        .col(ClickHouseColumnDef::new(
            "tags",
            DataType::array(DataType::String.low_cardinality()),
        ))
        .engine(Engine::merge_tree())
        .order_by(["at"]);
    assert_eq!(
        made(&s, &table),
        "CREATE TABLE t (`at` DateTime64(3, 'UTC') DEFAULT now64(3) CODEC(Delta(8), ZSTD(1)), \
         `day` Date MATERIALIZED toDate(at), `year` UInt16 ALIAS toYear(at), \
         `kind` Enum8('b\\\\' = -2, 'it\\'s' = 1) DEFAULT 'it\\'s', \
         `body` LowCardinality(Nullable(String)) DEFAULT NULL COMMENT 'as received' CODEC(NONE) TTL day + toIntervalDay(1), \
         `tags` Array(LowCardinality(String))) ENGINE = MergeTree ORDER BY at SETTINGS index_granularity = 8192"
    );
}

#[test]
fn every_skip_index() {
    let s = Server::new();
    for (index_type, text) in [
        (SkipIndexType::MinMax, "minmax"),
        (SkipIndexType::Set(0), "set(0)"),
        (SkipIndexType::Set(100), "set(100)"),
        (SkipIndexType::BloomFilter(None), "bloom_filter"),
        (SkipIndexType::BloomFilter(Some(0.5)), "bloom_filter(0.5)"),
        (
            SkipIndexType::NGramBf {
                n: 3,
                size: 256,
                hashes: 2,
                seed: 0,
            },
            "ngrambf_v1(3, 256, 2, 0)",
        ),
        (
            SkipIndexType::TokenBf {
                size: 256,
                hashes: 2,
                seed: 7,
            },
            "tokenbf_v1(256, 2, 7)",
        ),
    ] {
        let table = create()
            .index(SkipIndex::new("i", Expr::col("name"), index_type))
            .engine(Engine::merge_tree())
            .order_by(["id"]);
        let shown = made(&s, &table);
        assert!(shown.contains(&format!("INDEX i name TYPE {text}")), "{shown}");
    }
    for (expr, text) in [
        (Func::cust("lower").arg(Expr::col("name")).into(), "lower(name)"),
        (sea_query::ExprTrait::add(Expr::col("id"), 1), "(id + 1)"),
        (Expr::tuple([Expr::col("id"), Expr::col("day")]), "(id, day)"),
        (Expr::cust("id * 2"), "id * 2"),
    ] {
        let table = create()
            .index(SkipIndex::new("i", expr, SkipIndexType::MinMax))
            .engine(Engine::merge_tree())
            .order_by(["id"]);
        let shown = made(&s, &table);
        assert!(shown.contains(&format!("INDEX i {text} TYPE minmax")), "{shown}");
    }
}

#[test]
fn every_engine() {
    let s = Server::new();
    let merge_tree = |engine| Engine::MergeTree(engine);
    let name = |text: &str| text.to_owned();
    for (engine, text) in [
        (Engine::merge_tree(), "MergeTree"),
        (Engine::replacing_merge_tree(), "ReplacingMergeTree"),
        (
            Engine::replacing_merge_tree_by("version"),
            "ReplacingMergeTree(version)",
        ),
        (
            merge_tree(MergeTree::Replacing {
                version: Some(name("version")),
                is_deleted: Some(name("deleted")),
            }),
            "ReplacingMergeTree(version, deleted)",
        ),
        (
            merge_tree(MergeTree::Summing { columns: vec![] }),
            "SummingMergeTree",
        ),
        (
            merge_tree(MergeTree::Summing {
                columns: vec![name("version")],
            }),
            "SummingMergeTree(version)",
        ),
        (
            merge_tree(MergeTree::Summing {
                columns: vec![name("version"), name("deleted")],
            }),
            "SummingMergeTree((version, deleted))",
        ),
        (merge_tree(MergeTree::Aggregating), "AggregatingMergeTree"),
        (
            merge_tree(MergeTree::Collapsing { sign: name("sign") }),
            "CollapsingMergeTree(sign)",
        ),
        (
            merge_tree(MergeTree::VersionedCollapsing {
                sign: name("sign"),
                version: name("version"),
            }),
            "VersionedCollapsingMergeTree(sign, version)",
        ),
    ] {
        let shown = made(&s, &create().engine(engine).order_by(["id"]));
        assert!(shown.contains(&format!("ENGINE = {text} ORDER BY")), "{shown}");
    }
    for (engine, text) in [
        (Engine::Memory, "Memory"),
        (Engine::Null, "`Null`"),
        (Engine::StripeLog, "StripeLog"),
        (Engine::TinyLog, "TinyLog"),
        (Engine::Log, "Log"),
        (
            Engine::custom("Join", ["ANY", "LEFT", "id"].map(Argument::name)),
            "Join(ANY, LEFT, id)",
        ),
        (Custom::new("Set").into(), "Set"),
    ] {
        let shown = made(&s, &create().engine(engine));
        assert!(shown.contains(&format!("ENGINE = {text}")), "{shown}");
    }
    s.answer(&create().temporary().engine(Engine::Memory), &Target::default());
}

#[test]
fn refusals() {
    let refused = |table: TableCreateStatement| {
        build_clickhouse(&table, &Target::default())
            .unwrap_err()
            .to_string()
    };
    assert_eq!(
        refused(ClickHouseTable::create("t").engine(Engine::Memory)),
        "CREATE TABLE: it has no columns"
    );
    assert_eq!(
        refused(create()),
        "ENGINE: the table has none; `Engine::merge_tree()` is the usual one"
    );
    assert_eq!(
        refused(create().engine(Engine::merge_tree())),
        "ORDER BY: a MergeTree table has a sorting key; for none, say so by `.order_by([] as [&str; 0])`"
    );
    for (table, clause) in [
        (create().order_by(["id"]), "ORDER BY"),
        (create().partition_by(Expr::col("id")), "PARTITION BY"),
        (create().primary_key(["id"]), "PRIMARY KEY"),
        (create().sample_by(Expr::col("id")), "SAMPLE BY"),
        (create().ttl(Expr::col("day")), "TTL"),
        (
            create().index(SkipIndex::new("i", Expr::col("id"), SkipIndexType::MinMax)),
            "INDEX",
        ),
    ] {
        assert_eq!(
            refused(table.engine(Engine::Memory)),
            format!("{clause}: the engine of the table does not take it; those of the MergeTree family do")
        );
    }
    let table = || create().engine(Engine::merge_tree()).order_by(["id"]);
    assert_eq!(
        refused(table().index(SkipIndex::new(
            "i",
            Expr::col("id"),
            SkipIndexType::BloomFilter(Some(1.0))
        ))),
        "bloom_filter: the rate of false positives is 1; it is between 0 and 1"
    );
    assert_eq!(
        refused(table().index(SkipIndex::new("i", Expr::col("id"), SkipIndexType::MinMax).granularity(0))),
        "GRANULARITY: index i covers no granule"
    );
    assert_eq!(
        refused(table().setting("a; b", 1)),
        "SETTINGS: `a; b` is not the name of a setting: letters, digits and _ only"
    );
    assert_eq!(
        refused(create().engine(Custom::new("a b"))),
        "ENGINE: `a b` is not a name that can stand here: letters, digits and _ only"
    );
    assert_eq!(
        refused(
            create()
                .order_by(["id"])
                .engine(Engine::MergeTree(MergeTree::Replacing {
                    version: None,
                    is_deleted: Some("deleted".into())
                }))
        ),
        "ReplacingMergeTree: is_deleted needs a version column before it"
    );
    assert_eq!(
        refused(table().on_cluster("")),
        "ON CLUSTER: the name of the cluster is empty"
    );
}

/// SeaORM's columns name their table in conditions, and the server knows no table while it makes one.
#[test]
fn columns_of_the_table_that_is_made_stand_without_its_name() {
    let s = Server::new();
    let port = || Expr::col(("t", "port"));
    let ports = Query::select()
        .expr(port())
        .group_by_col(("t", "port"))
        .to_owned();
    let table = ClickHouseTable::create((s.database().to_owned(), "t"))
        .col(ClickHouseColumnDef::new("port", DataType::UInt16))
        .col(ClickHouseColumnDef::new("at", DataType::Date).default(port()))
        .col(ClickHouseColumnDef::new("next", DataType::UInt16).materialized(port().add(1)))
        .index(SkipIndex::new("by_port", port(), SkipIndexType::MinMax))
        .constraint(TableConstraint::check("c", port().gt(0)))
        .projection(Projection::new("ports", ports))
        .engine(Engine::merge_tree())
        .partition_by(port())
        .order_by_exprs([port()])
        .ttl(Expr::col((s.database().to_owned(), "t", "at")).add(1));
    assert_eq!(
        made(&s, &table),
        "CREATE TABLE t (`port` UInt16, `at` Date DEFAULT port, `next` UInt16 MATERIALIZED port + 1, INDEX by_port port \
         TYPE minmax GRANULARITY 1, CONSTRAINT c CHECK (port > 0), PROJECTION ports (SELECT port GROUP BY port)) \
         ENGINE = MergeTree PARTITION BY port ORDER BY port TTL at + 1 SETTINGS index_granularity = 8192"
    );
    let other = ClickHouseTable::create("t")
        .col(ClickHouseColumnDef::new("port", DataType::UInt16))
        .engine(Engine::merge_tree())
        .order_by_exprs([Expr::col(("other", "port"))]);
    assert_eq!(
        other.to_string(ClickHouseQueryBuilder),
        "CREATE TABLE `t` (`port` UInt16) ENGINE = MergeTree ORDER BY `other`.`port`"
    );
}
