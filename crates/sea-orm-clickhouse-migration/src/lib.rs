//! A migration crate of SeaORM on ClickHouse, without a changed line: this crate has the names of `sea-orm-migration`, and behind them
//! the manager, the runner and the commands of [`sea_orm_clickhouse::migration`].
//!
//! In the `Cargo.toml` that `sea-orm-cli migrate init` wrote, one dependency changes:
//!
//! ```toml
//! [dependencies.sea-orm-migration]
//! package = "sea-orm-clickhouse-migration"
//! version = "0.1"
//! ```
//!
//! `sea-orm-cli migrate up | down | status | fresh | refresh | reset | generate` then work with
//! `DATABASE_URL=clickhouse://user:password@host:8123/database`, and the migrations stay as they are:
//!
//! ```
//! # extern crate sea_orm_clickhouse_migration as sea_orm_migration;
//! use sea_orm_migration::{prelude::*, schema::*};
//!
//! #[derive(DeriveMigrationName)]
//! pub struct Migration;
//!
//! #[async_trait::async_trait]
//! impl MigrationTrait for Migration {
//!     async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
//!         if manager.has_table("post").await? {
//!             return Ok(());
//!         }
//!         // CREATE TABLE `post` (`id` Int32, `title` String) ENGINE = MergeTree ORDER BY `id`
//!         let post = Table::create().table("post").col(pk_auto("id")).col(string("title")).to_owned();
//!         manager.create_table(post).await
//!     }
//! }
//! # fn main() {}
//! ```
//!
//! Beside what SeaORM's own runner does there are a log of each statement, a lock, `plan`, `repair` and `diff`; see
//! [`sea_orm_clickhouse::migration`]. A program that migrates at its start passes a
//! [`ClickHouseConnection`](sea_orm_clickhouse::ClickHouseConnection) to `Migrator::up(&db, None)`; where that has to be SeaORM's
//! `DatabaseConnection`, [`sea_orm_clickhouse::migration::compat`] is the way. A migration that says more than SeaORM has words
//! for, as `diff --write` writes them, names `sea-orm-clickhouse` and `sea-query-clickhouse` as dependencies beside this one.

pub use sea_orm_clickhouse::migration::{
    MigrationName, MigrationStatus, MigrationTrait, MigratorTrait, SchemaManager, SchemaManagerConnection,
    cli, schema,
};
pub use sea_orm_migration::{
    async_trait,
    sea_orm::{self, DbErr, sea_query},
    util,
};

/// What a file with a migration needs, by the names of `sea_orm_migration::prelude`.
pub mod prelude {
    pub use crate::{
        MigrationName, MigrationTrait, MigratorTrait, SchemaManager, SchemaManagerConnection, async_trait,
        cli,
        sea_orm::{
            self, ConnectionTrait, DbErr, DeriveIden, DeriveMigrationName,
            sea_query::{self, *},
        },
    };
}
