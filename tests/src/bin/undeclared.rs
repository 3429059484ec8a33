//! The program of a migration crate that names no crate of entities.

use sea_orm_clickhouse::migration::{MigrationTrait, MigratorTrait, cli};

struct Migrator;

impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        Vec::new()
    }
}

#[tokio::main]
async fn main() {
    cli::run_cli(Migrator).await;
}
