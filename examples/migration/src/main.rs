use sea_orm_clickhouse::migration::compat as cli;

#[tokio::main]
async fn main() {
    cli::run_cli(migration::Migrator).await;
}
