//! The migrations of SeaORM's documentation, up, down and again.

use sea_orm_clickhouse::{ClickHouseConnection, testing::TestDatabase};
use sea_orm_migration::{
    MigrationStatus, MigratorTrait,
    sea_orm::{ConnectionTrait, DbBackend, Statement},
};

use crate::documentation::Migrator;

/// The text that a query gives.
pub async fn text(db: &ClickHouseConnection, sql: &str) -> String {
    let statement = Statement::from_string(DbBackend::MySql, format!("SELECT toString({sql}) AS answer"));
    let row = db.query_one_raw(statement).await.unwrap().unwrap();
    row.try_get("", "answer").unwrap()
}

#[tokio::test]
async fn a_crate_of_seaorm_runs_without_a_changed_line() {
    let test = TestDatabase::from_env().await.unwrap();
    let db = test.db();
    Migrator::up(db, None).await.unwrap();
    let status = Migrator::runner(db).status().await.unwrap();
    assert_eq!(status.len(), 3);
    assert!(
        status
            .iter()
            .all(|(_, status)| matches!(status, MigrationStatus::Applied(_))),
        "{status:?}"
    );
    assert_eq!(
        text(
            db,
            "(SELECT groupArray((title, author)) FROM (SELECT * FROM post ORDER BY id))"
        )
        .await,
        r#"[('Hello','Ada'),('Second','it\'s unknown'),('Third','it\'s unknown')]"#
    );

    Migrator::down(db, Some(2)).await.unwrap();
    assert_eq!(
        text(
            db,
            "(SELECT groupArray(name) FROM system.columns WHERE database = currentDatabase() AND table = 'post')"
        )
        .await,
        "['id','title','text']"
    );
    Migrator::refresh(db).await.unwrap();
    assert_eq!(text(db, "(SELECT count() FROM post)").await, "3");
    Migrator::fresh(db).await.unwrap();
    assert_eq!(text(db, "(SELECT count() FROM post)").await, "3");
    Migrator::reset(db).await.unwrap();
    assert_eq!(
        text(
            db,
            "(SELECT count() FROM system.tables WHERE database = currentDatabase() AND name = 'post')"
        )
        .await,
        "0"
    );
}
