//! The program of the migration crate that the tests run.

use integration_tests::migrations::Migrator;
use sea_orm_clickhouse::migration::cli;

#[tokio::main]
async fn main() {
    cli::run_cli(Migrator).await;
}
