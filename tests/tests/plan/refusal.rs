//! What is not planned.

use integration_tests::TestDatabase;

use sea_orm_clickhouse::{plan::MigrationPlan, prelude::*};
use sea_query_clickhouse::table::TableCreateStatement;

use crate::{declared, plan, run};

#[tokio::test]
async fn a_view_is_no_table() {
    let TestDatabase { ref db, .. } = TestDatabase::new().await;
    run(db, "CREATE VIEW t AS SELECT 1 AS id").await;
    let table = declared("CREATE TABLE t (id Int64) ENGINE = MergeTree ORDER BY id");
    assert_eq!(
        plan(db, &table).await.refusals(),
        [
            "table `t`: a table is declared, and what is there is of the engine View; drop it, or choose another name"
        ]
    );
}

#[tokio::test]
async fn rows_are_not_copied_where_none_are_kept() {
    let TestDatabase { ref db, .. } = TestDatabase::new().await;
    run(db, "CREATE TABLE t (id Int64) ENGINE = Null").await;
    let table = declared("CREATE TABLE t (id Int64) ENGINE = MergeTree ORDER BY id");
    let plan = plan(db, &table).await;
    assert_eq!(
        plan.refusals(),
        [
            "table `t` would have to be rebuilt, and cannot be: its engine keeps no rows of its own. What differs: ENGINE is \
             declared as MergeTree, and is Null; ORDER BY is declared as `id`, and is not there; PRIMARY KEY is declared as \
             `id`, and is not there"
        ]
    );
    assert!(!plan.is_empty());
    assert!(
        plan.to_string()
            .starts_with("-- [refused] table `t` would have to be rebuilt"),
        "{plan}"
    );
}

#[tokio::test]
async fn replicas_of_a_path_are_not_rebuilt() {
    let TestDatabase { ref db, .. } = TestDatabase::new().await;
    run(db, "CREATE TABLE t (id Int64) ENGINE = MergeTree ORDER BY id").await;
    let table = declared(
        "CREATE TABLE t (id Int64) ENGINE = ReplicatedMergeTree('/clickhouse/t', '{replica}') ORDER BY id",
    );
    let refusals = plan(db, &table).await.refusals().join("\n");
    assert!(
        refusals.starts_with(
            "table `t` would have to be rebuilt, and cannot be: its replicas find each other by a path that is written down, \
             which a second table cannot have. What differs: ENGINE is declared as ReplicatedMergeTree"
        ),
        "{refusals}"
    );
}

#[tokio::test]
async fn a_declaration_that_cannot_be_built_is_an_error() {
    let TestDatabase { ref db, .. } = TestDatabase::new().await;
    let table = ClickHouseTable::create("t").col(ClickHouseColumnDef::new("id", DataType::Int8));
    let error = MigrationPlan::diff(
        db,
        [TableCreateStatement::columns_of(table.clone(), &table, &["no"])],
    )
    .await
    .unwrap_err();
    assert!(
        error.to_string().contains("table `t` has no column `no`"),
        "{error}"
    );
}
