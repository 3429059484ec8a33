//! The program `sea-orm-clickhouse`: see `sea-orm-clickhouse --help`.

use std::process::ExitCode;

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    sea_orm_clickhouse::generate::cli::run().await
}
