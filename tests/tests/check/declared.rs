//! `db.check_table(..)`: a declared table against the one that is there.

use integration_tests::{TestDatabase, everything::exact_table};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm_clickhouse::{ClickHouseConnection, Difference, DifferenceKind, prelude::*};
use sea_query_clickhouse::{
    codec::Codec, constraint::TableConstraint, projection::Projection, table::TableCreateStatement, ttl::Ttl,
};

use crate::{only, run};

fn declared() -> TableCreateStatement {
    let by_port = sea_orm::sea_query::Query::select()
        .column("port")
        .expr(Expr::cust("count()"))
        .group_by_col("port")
        .to_owned();
    ClickHouseTable::create("event")
        .col(ClickHouseColumnDef::new("id", DataType::UInt64).codec([Codec::Delta(None), Codec::zstd(3)]))
        .col(ClickHouseColumnDef::new("at", DataType::date_time64_in(3, "UTC")).comment("it's when"))
        .col(ClickHouseColumnDef::new("port", DataType::UInt16).default(Expr::cust("50+3")))
        .col(ClickHouseColumnDef::new(
            "order by",
            DataType::String.low_cardinality(),
        ))
        .col(ClickHouseColumnDef::new("day", DataType::Date).materialized(Expr::cust("toDate( at )")))
        .col(ClickHouseColumnDef::new("next", DataType::UInt64).default(Expr::col("id").add(1).mul(2)))
        .col(ClickHouseColumnDef::new(
            "n",
            DataType::nested([("a", DataType::Int8), ("b", DataType::String)]),
        ))
        .index(SkipIndex::new(
            "by_port",
            Expr::col("port"),
            SkipIndexType::MinMax,
        ))
        .constraint(TableConstraint::check("small", Expr::cust("port<60000")))
        .projection(Projection::new("ports", by_port))
        .engine(Engine::replacing_merge_tree_by("at"))
        .partition_by(Expr::cust("toYYYYMM(at)"))
        .primary_key(["order by"])
        .order_by(["order by", "id"])
        .ttl(Ttl::new(Expr::cust("toDateTime(at) + INTERVAL 1 MONTH")).delete())
        .setting("deduplicate_merge_projection_mode", "drop")
        .setting("merge_with_ttl_timeout", 3600)
        .comment("what happened")
}

async fn differences(db: &ClickHouseConnection, declared: &TableCreateStatement) -> Vec<String> {
    let check = db.check_table(declared).await.unwrap();
    assert!(check.is_ok(), "{check}");
    check.differences().iter().map(ToString::to_string).collect()
}

#[tokio::test]
async fn a_table_that_was_made_is_as_declared_however_it_was_written() {
    let TestDatabase { ref db, .. } = TestDatabase::new().await;
    for table in [declared(), exact_table()] {
        db.execute_clickhouse(&table).await.unwrap();
        assert_eq!(differences(db, &table).await, [] as [&str; 0]);
    }
    let memory = ClickHouseTable::create("memory")
        .col(ClickHouseColumnDef::new("id", DataType::Int8))
        .engine(Engine::Memory);
    db.execute_clickhouse(&memory).await.unwrap();
    assert_eq!(differences(db, &memory).await, [] as [&str; 0]);
    // A key of the columns, and one that nothing else says, are the same.
    let keyed = ClickHouseTable::create("keyed")
        .col(ClickHouseColumnDef::new("id", DataType::Int8).primary_key())
        .engine(Engine::merge_tree());
    db.execute_clickhouse(&keyed).await.unwrap();
    assert_eq!(differences(db, &keyed).await, [] as [&str; 0]);
    let unsorted = ClickHouseTable::create("unsorted")
        .col(ClickHouseColumnDef::new("id", DataType::Int8).null())
        .engine(Engine::merge_tree())
        .order_by([] as [&str; 0]);
    db.execute_clickhouse(&unsorted).await.unwrap();
    assert_eq!(differences(db, &unsorted).await, [] as [&str; 0]);
}

#[tokio::test]
async fn every_part_that_differs_is_told_at_once() {
    let TestDatabase { ref db, .. } = TestDatabase::new().await;
    run(
        db,
        "CREATE TABLE event (at DateTime64(3, 'UTC'), id UInt32, port UInt16 DEFAULT 80, `order by` LowCardinality(String), next UInt64 DEFAULT (id + 1) * 2, \
         day Date ALIAS toDate(at), more Int8, INDEX by_port port TYPE set(5), PROJECTION others (SELECT id ORDER BY id), \
         CONSTRAINT small CHECK port < 50000) ENGINE = MergeTree PARTITION BY toDate(at) ORDER BY (id, `order by`) TTL \
         toDateTime(at) + INTERVAL 2 MONTH SETTINGS merge_with_ttl_timeout = 7200 COMMENT 'otherwise'",
    )
    .await;
    let check = db.check_table(&declared()).await.unwrap();
    let engine =
        "; ALTER TABLE cannot change it: make a new table and copy the rows, or correct the declaration";
    let other = "; ALTER TABLE changes it, or correct the declaration";
    let modify = "; ALTER TABLE ... MODIFY COLUMN changes it, or correct the declaration";
    let add = "; ALTER TABLE ... ADD COLUMN adds it, or drop it from the declaration";
    let expected = [
        format!("ENGINE is declared as ReplacingMergeTree(`at`), and is MergeTree{engine}"),
        format!("setting `deduplicate_merge_projection_mode` is declared as 'drop', and is not there{other}"),
        format!("setting `merge_with_ttl_timeout` is declared as 3600, and is 7200{other}"),
        format!("PARTITION BY is declared as toYYYYMM(at), and is toDate(at){engine}"),
        "ORDER BY is declared as (`order by`, `id`), and is (`id`, `order by`); ALTER TABLE can only add new columns to it: \
         make a new table and copy the rows, or correct the declaration"
            .to_owned(),
        format!("PRIMARY KEY is declared as `order by`, and is (`id`, `order by`){engine}"),
        format!(
            "TTL is declared as toDateTime(at) + toIntervalMonth(1), and is toDateTime(at) + toIntervalMonth(2){other}"
        ),
        format!("COMMENT is declared as 'what happened', and is 'otherwise'{other}"),
        format!("column `id` is declared as `id` UInt64 CODEC(Delta, ZSTD(3)), and is `id` UInt32{modify}"),
        format!(
            "column `at` is declared as `at` DateTime64(3, 'UTC') COMMENT 'it\\'s when', and is `at` DateTime64(3, \
             'UTC'){modify}"
        ),
        format!("column `port` is declared as `port` UInt16 DEFAULT 50 + 3, and is `port` UInt16 DEFAULT 80{modify}"),
        format!(
            "column `day` is declared as `day` Date MATERIALIZED toDate(at), and is `day` Date ALIAS toDate(at){modify}"
        ),
        format!("column `n.a` is declared as `n.a` Array(Int8), and is not there{add}"),
        format!("column `n.b` is declared as `n.b` Array(String), and is not there{add}"),
        format!(
            "INDEX `by_port` is declared as `by_port` `port` TYPE minmax GRANULARITY 1, and is `by_port` `port` TYPE \
             set(5) GRANULARITY 1{other}"
        ),
        format!(
            "CONSTRAINT `small` is declared as CHECK port < 60000, and is CHECK port < 50000{other}"
        ),
        format!(
            "PROJECTION `ports` is declared as `ports` (SELECT port, count() GROUP BY port), and is not there{other}"
        ),
        "column `more` is not declared, and is `more` Int8; declare it, or ALTER TABLE ... DROP COLUMN".to_owned(),
        format!("PROJECTION `others` is not declared, and is `others` (SELECT id ORDER BY id){other}"),
        format!(
            "the order of columns is declared as id, at, port, order by, day, next, and is at, id, port, order by, next, \
             day{other}"
        ),
    ];
    let found: Vec<String> = check.differences().iter().map(ToString::to_string).collect();
    assert_eq!(found, expected);
    let kinds = |kind| {
        let of_kind = check.differences().iter().filter(move |one| one.kind() == kind);
        of_kind.filter_map(Difference::column).collect::<Vec<_>>()
    };
    assert_eq!(kinds(DifferenceKind::MissingColumn), ["n.a", "n.b"]);
    assert_eq!(kinds(DifferenceKind::ExtraColumn), ["more"]);
    assert_eq!(kinds(DifferenceKind::Definition), ["id", "at", "port", "day"]);
}

#[tokio::test]
async fn what_is_there_may_be_no_table() {
    let TestDatabase { ref db, .. } = TestDatabase::new().await;
    let check = db.check_table(&declared()).await.unwrap();
    assert_eq!(only(&check).kind(), DifferenceKind::MissingTable);
    assert!(check.into_result().is_err());
    run(db, "CREATE VIEW event AS SELECT 1 AS id").await;
    let check = db.check_table(&declared()).await.unwrap();
    assert_eq!(
        only(&check).to_string(),
        "a table is declared, and what is there is of the engine View; drop it, or choose another name"
    );
}

#[tokio::test]
async fn no_password_of_an_engine_is_shown_or_sent_as_text() {
    let TestDatabase { ref db, .. } = TestDatabase::new().await;
    run(
        db,
        "CREATE TABLE event (id Int8) ENGINE = MySQL('127.0.0.1:1', 'd', 't', 'u', 'other-word')",
    )
    .await;
    let declared = ClickHouseTable::create("event")
        .col(ClickHouseColumnDef::new("id", DataType::Int8))
        .engine(sea_query_clickhouse::engine::MySql::new(
            "127.0.0.1:1",
            "d",
            "t",
            "u",
            "letmein",
        ));
    let check = db.check_table(&declared).await.unwrap();
    assert_eq!(check.differences(), []);
    run(db, "DROP TABLE event SYNC").await;
    run(db, "CREATE TABLE event (id Int8) ENGINE = MergeTree ORDER BY id").await;
    let check = db.check_table(&declared).await.unwrap();
    let text = format!("{check:?}");
    assert!(
        text.contains("ENGINE is declared as MySQL, and is MergeTree"),
        "{text}"
    );
    assert!(!text.contains("letmein"), "{text}");
}
