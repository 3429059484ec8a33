pub use sea_orm_migration::prelude::*;

mod m20220101_000001_create_table;
mod m20220120_000001_add_author;
mod m20220201_000001_seed_posts;

pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m20220101_000001_create_table::Migration),
            Box::new(m20220120_000001_add_author::Migration),
            Box::new(m20220201_000001_seed_posts::Migration),
        ]
    }
}
