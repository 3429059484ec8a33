//! The program of a migration crate of SeaORM's own that names no crate of entities.

use sea_orm_clickhouse::migration::{SeaOrm, cli, prelude::sea_orm_migration};

struct Migrator;

#[async_trait::async_trait]
impl sea_orm_migration::MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn sea_orm_migration::MigrationTrait>> {
        Vec::new()
    }
}

#[tokio::main]
async fn main() {
    cli::run_cli(SeaOrm(Migrator)).await;
}
