//! Migrations: SeaORM's own way to write them, and a runner that knows ClickHouse.
//!
//! ClickHouse has no transactions, so a migration that stops half way stays half applied. The runner therefore keeps a
//! log: each statement of a migration is a step, written down before it runs and after. A migration that stopped, by an error or because
//! its process was killed, goes on at its first step that is not applied; what cannot be known is asked for.
//!
//! A migration is written as for SeaORM's runner, with the prelude of this module:
//!
//! ```
//! use sea_orm_clickhouse::migration::prelude::*;
//!
//! pub struct Migration;
//!
//! impl MigrationName for Migration {
//!     fn name(&self) -> &str {
//!         "m20260101_000001_create_event"
//!     }
//! }
//!
//! #[async_trait::async_trait]
//! impl MigrationTrait for Migration {
//!     async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
//!         // SeaQuery's portable statements: a MergeTree sorted by the primary key.
//!         let host = Table::create()
//!             .table("host")
//!             .col(ColumnDef::new("id").big_integer().not_null().primary_key())
//!             .col(ColumnDef::new("name").string().not_null())
//!             .to_owned();
//!         manager.create_table(host).await?;
//!         // ClickHouse's own.
//!         let index = SkipIndex::new("by_name", Expr::col("name"), SkipIndexType::Set(100));
//!         manager.clickhouse().execute(&ClickHouseTable::alter("host").add_index(index)).await
//!     }
//!
//!     async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
//!         manager.drop_table(Table::drop().table("host").to_owned()).await
//!     }
//! }
//!
//! pub struct Migrator;
//!
//! impl MigratorTrait for Migrator {
//!     fn migrations() -> Vec<Box<dyn MigrationTrait>> {
//!         vec![Box::new(Migration)]
//!     }
//! }
//!
//! // In main.rs: the commands of `sea-orm-cli migrate`, and `plan`, `repair`, `lock`, `unlock`.
//! async fn main_of_the_migration_crate() {
//!     sea_orm_clickhouse::migration::cli::run_cli(Migrator).await;
//! }
//!
//! // In a program:
//! # async fn example(db: sea_orm_clickhouse::ClickHouseConnection) -> Result<(), DbErr> {
//! Migrator::up(&db, None).await?;
//! # Ok(())
//! # }
//! ```

pub mod cli;
mod cluster;
pub mod compat;
mod connection;
mod definition;
mod inspect;
mod journal;
mod key;
mod lock;
mod manager;
mod portable;
pub mod prelude;
pub(crate) mod progress;
mod rows;
mod runner;
mod seaorm;
mod state;
mod step;

use sea_orm::DbErr;
use sea_query::{DynIden, IntoIden};

use crate::connection::ClickHouseConnection;

pub use cluster::{GapKind, NodeGap, connect};
pub use connection::SchemaManagerConnection;
pub use definition::definition;
pub use lock::LockHolder;
pub use manager::{ClickHouseSchemaManager, SchemaManager};
pub use runner::{MigrationRunner, PlannedMigration, Repair};
pub use sea_orm_migration::{MigrationName, schema};
pub use seaorm::SeaOrm;
pub use state::{Direction, MigrationStatus};

/// A migration: what it does, and how that is undone.
// As in SeaORM's trait: `async_trait` takes `SchemaManager<'_>` for something else.
#[allow(elided_lifetimes_in_paths)]
#[async_trait::async_trait]
pub trait MigrationTrait: MigrationName + Send + Sync {
    /// Applies the migration.
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr>;

    /// Reverts the migration. Unless it says how, it is refused.
    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let _ = manager;
        Err(DbErr::Migration(format!(
            "migration '{}' says no way back: it has no `down`",
            self.name()
        )))
    }
}

/// The migrations of a program, in their order.
#[async_trait::async_trait]
pub trait MigratorTrait: Send {
    /// The migrations, from the oldest to the latest.
    fn migrations() -> Vec<Box<dyn MigrationTrait>>;

    /// The name of SeaORM's table of migrations: the log is the table of this name and `_log`, the lock that with `_lock`. Where
    /// SeaORM's own runner has made its table, what it has applied counts as applied, and what this one does is told to it.
    fn migration_table_name() -> DynIden {
        "seaql_migrations".into_iden()
    }

    /// Whether the migrations are written for SeaORM's own runner, to which no other is added.
    #[doc(hidden)]
    fn are_of_sea_orm() -> bool
    where
        Self: Sized,
    {
        false
    }

    /// The runner of these migrations on a connection, for more than the methods below.
    fn runner(db: &ClickHouseConnection) -> MigrationRunner
    where
        Self: Sized,
    {
        MigrationRunner::new::<Self>(db)
    }

    /// Applies the pending migrations, or only the next `steps`.
    async fn up(db: &ClickHouseConnection, steps: Option<u32>) -> Result<(), DbErr>
    where
        Self: Sized,
    {
        Ok(Self::runner(db).up(steps).await?)
    }

    /// Reverts all applied migrations, or only the last `steps`.
    async fn down(db: &ClickHouseConnection, steps: Option<u32>) -> Result<(), DbErr>
    where
        Self: Sized,
    {
        Ok(Self::runner(db).down(steps).await?)
    }

    /// Drops everything in the database, then applies all migrations.
    async fn fresh(db: &ClickHouseConnection) -> Result<(), DbErr>
    where
        Self: Sized,
    {
        Ok(Self::runner(db).fresh().await?)
    }

    /// Reverts all applied migrations, then applies all.
    async fn refresh(db: &ClickHouseConnection) -> Result<(), DbErr>
    where
        Self: Sized,
    {
        Ok(Self::runner(db).refresh().await?)
    }

    /// Reverts all applied migrations, and drops the log.
    async fn reset(db: &ClickHouseConnection) -> Result<(), DbErr>
    where
        Self: Sized,
    {
        Ok(Self::runner(db).reset().await?)
    }

    /// Logs where each migration stands, and on a cluster what nodes [lack](MigrationRunner::gaps).
    async fn status(db: &ClickHouseConnection) -> Result<(), DbErr>
    where
        Self: Sized,
    {
        tracing::info!("Checking migration status");
        for (name, status) in Self::runner(db).status().await? {
            tracing::info!("Migration '{name}'... {status}");
        }
        for gap in Self::runner(db).gaps().await? {
            tracing::info!("{gap}");
        }
        Ok(())
    }
}
