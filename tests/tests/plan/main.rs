//! `MigrationPlan::diff(..)`: from the tables that there are to those that are declared, with rows in them.

mod alter;
mod migration;
mod rebuild;
mod refusal;
mod view;

use sea_orm::{ConnectionTrait, FromQueryResult, Statement};
use sea_orm_clickhouse::{
    ClickHouseConnection,
    plan::{MigrationPlan, PlanStep},
};
use sea_query_clickhouse::{Target, table::TableCreateStatement};

#[derive(Debug, FromQueryResult)]
struct Text {
    text: String,
}

/// Runs SQL of a test.
async fn run(db: &ClickHouseConnection, sql: &str) {
    db.execute_unprepared(sql).await.unwrap();
}

/// The rows of a query as one text.
async fn rows(db: &ClickHouseConnection, columns: &str, from: &str) -> String {
    let sql = format!(
        "SELECT arrayStringConcat(groupArray(toString(tuple({columns}))), ' ') AS text FROM (SELECT * FROM {from})"
    );
    let statement = Statement::from_string(db.get_database_backend(), sql);
    Text::find_by_statement(statement)
        .one(db)
        .await
        .unwrap()
        .unwrap()
        .text
}

/// A declared table by its text.
fn declared(sql: &str) -> TableCreateStatement {
    sql.parse().unwrap()
}

async fn plan(db: &ClickHouseConnection, table: &TableCreateStatement) -> MigrationPlan {
    MigrationPlan::diff(db, [Ok(table.clone())]).await.unwrap()
}

/// Each step as `risk: SQL`.
fn steps(plan: &MigrationPlan) -> Vec<String> {
    let step = |step: &PlanStep| {
        let sql = step.statement().build(&Target::default()).unwrap().sql;
        format!("{}: {sql}", step.risk())
    };
    plan.steps().iter().map(step).collect()
}

/// Runs a plan with all that it loses, after which there must be nothing to do.
async fn apply(db: &ClickHouseConnection, plan: &MigrationPlan, table: &TableCreateStatement) {
    let losses: Vec<String> = plan.losses().into_iter().map(str::to_owned).collect();
    let allowed = losses.into_iter().fold(plan.clone(), MigrationPlan::allow_loss);
    allowed.allow_rebuild().run(db).await.unwrap();
    let after = self::plan(db, table).await;
    assert!(after.is_empty(), "{after}");
}
