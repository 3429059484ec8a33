//! Plans as migrations.

use integration_tests::TestDatabase;
use sea_orm_clickhouse::{
    migration::{MigrationTrait, MigratorTrait},
    plan::MigrationPlan,
};

use crate::{declared, rows, run};

/// What [`a_plan_is_a_migration_that_does_the_same`] writes, compiled.
mod generated {
    include!("generated.txt");
}

struct Migrator;

impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![Box::new(generated::Migration)]
    }
}

#[tokio::test]
async fn a_plan_is_a_migration_that_does_the_same() {
    let TestDatabase { ref db, .. } = TestDatabase::new().await;
    run(
        db,
        "CREATE TABLE event (id Int64, a Nullable(Int32), old String, moved Int8, s Int8 STATISTICS(minmax), INDEX i a TYPE minmax) \
         ENGINE = MergeTree ORDER BY id",
    )
    .await;
    run(
        db,
        "INSERT INTO event VALUES (1, NULL, 'x', 1, 1), (2, 5, 'y', 2, 2)",
    )
    .await;
    run(
        db,
        "CREATE TABLE host (id Int64, n Nullable(Int8)) ENGINE = MergeTree ORDER BY id",
    )
    .await;
    run(db, "INSERT INTO host VALUES (1, 1), (2, NULL)").await;
    let tables = [
        declared(
            "CREATE TABLE event (moved Int8, id Int64, a Int64 CODEC(T64), s Int8 STATISTICS(uniq), d Date DEFAULT '2100-01-01', \
             `it's \"new\"` String DEFAULT 'a\\\\b', \
             INDEX i a TYPE set(5) GRANULARITY 1, PROJECTION p (SELECT id ORDER BY a), CONSTRAINT c CHECK a > 0) \
             ENGINE = MergeTree ORDER BY id TTL d + toIntervalYear(1) SETTINGS merge_with_ttl_timeout = 3600 COMMENT 'events'",
        ),
        declared("CREATE TABLE host (id Int64, n Int8 DEFAULT -1) ENGINE = MergeTree ORDER BY (id, n)"),
        declared(
            "CREATE TABLE made (id Int64, b String DEFAULT 'x') ENGINE = ReplacingMergeTree(id) PARTITION BY id % 2 ORDER BY id",
        ),
    ];
    let diff = || {
        MigrationPlan::diff(db, tables.iter().cloned().map(Ok))
            .drop_column("event", "old")
            .fill("event", "a", 0)
    };
    let plan = diff().await.unwrap();
    let file = plan
        .allow_loss("event.old")
        .allow_loss("event TTL")
        .allow_rebuild()
        .migration("m20260101_000001_diff")
        .unwrap();
    assert_eq!(file, include_str!("generated.txt"));
    Migrator::up(db, None).await.unwrap();
    let after = diff().await.unwrap();
    assert!(after.is_empty(), "{after}");
    assert_eq!(
        rows(db, "moved, id, a, s", "event ORDER BY id").await,
        "(1,1,0,1) (2,2,5,2)"
    );
    assert_eq!(rows(db, "*", "host ORDER BY id").await, "(1,1) (2,-1)");
    assert_eq!(rows(db, "*", "host_rebuild ORDER BY id").await, "(1,1) (2,NULL)");
}
