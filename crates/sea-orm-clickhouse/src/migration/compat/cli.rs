//! The command line of SeaORM's migrations.

use std::{
    process::exit,
    sync::{Arc, OnceLock},
};

use sea_orm::{ConnectOptions, ConnectionTrait, DatabaseConnection, DbErr, DynIden};
use sea_orm_migration::{
    IntoSchemaManagerConnection, MigrationTrait, cli,
    migrator::{Migration, MigratorTraitSelf},
    seaql_migrations,
};

use crate::{
    connection::{ClickHouse, ClickHouseConnection},
    migration::inspect,
};

/// Runs the command line of a migration crate: `sea_orm_migration::cli::run_cli` for `DATABASE_URL=clickhouse://...`, and so what
/// `sea-orm-cli migrate` runs.
///
/// It ends the process with 1 when the server is not reached or a command fails, after it has said why.
///
/// ```no_run
/// # mod migration {
/// #     use sea_orm_migration::prelude::*;
/// #     pub struct Migrator;
/// #     #[async_trait::async_trait]
/// #     impl MigratorTrait for Migrator {
/// #         fn migrations() -> Vec<Box<dyn MigrationTrait>> { Vec::new() }
/// #     }
/// # }
/// #[tokio::main]
/// async fn main() {
///     sea_orm_clickhouse::migration::compat::run_cli(migration::Migrator).await;
/// }
/// ```
pub async fn run_cli<M: MigratorTraitSelf>(migrator: M) {
    let connection = Arc::new(OnceLock::new());
    let migrator = Compatible {
        migrator,
        connection: connection.clone(),
    };
    cli::run_cli_with_connection(
        migrator,
        async move |options: ConnectOptions| match ClickHouse::connect(options.get_url()).await {
            Ok(db) => Ok(connection.get_or_init(|| db).clone().into()),
            Err(error) => {
                eprintln!("{error}");
                exit(1)
            }
        },
    )
    .await;
}

/// A migrator whose `fresh` does not need a feature of SeaORM.
struct Compatible<M> {
    migrator: M,
    connection: Arc<OnceLock<ClickHouseConnection>>,
}

#[async_trait::async_trait]
impl<M: MigratorTraitSelf> MigratorTraitSelf for Compatible<M> {
    fn migrations(&self) -> Vec<Box<dyn MigrationTrait>> {
        self.migrator.migrations()
    }

    fn migration_table_name(&self) -> DynIden {
        self.migrator.migration_table_name()
    }

    fn get_migration_files(&self) -> Vec<Migration> {
        self.migrator.get_migration_files()
    }

    async fn get_migration_models<C: ConnectionTrait>(
        &self,
        db: &C,
    ) -> Result<Vec<seaql_migrations::Model>, DbErr> {
        self.migrator.get_migration_models(db).await
    }

    async fn get_migration_with_status<C: ConnectionTrait>(&self, db: &C) -> Result<Vec<Migration>, DbErr> {
        self.migrator.get_migration_with_status(db).await
    }

    async fn get_pending_migrations<C: ConnectionTrait>(&self, db: &C) -> Result<Vec<Migration>, DbErr> {
        self.migrator.get_pending_migrations(db).await
    }

    async fn get_applied_migrations<C: ConnectionTrait>(&self, db: &C) -> Result<Vec<Migration>, DbErr> {
        self.migrator.get_applied_migrations(db).await
    }

    async fn install<C: ConnectionTrait>(&self, db: &C) -> Result<(), DbErr> {
        self.migrator.install(db).await
    }

    async fn status<C: ConnectionTrait>(&self, db: &C) -> Result<(), DbErr> {
        self.migrator.status(db).await
    }

    async fn fresh<'c, C: IntoSchemaManagerConnection<'c>>(&self, db: C) -> Result<(), DbErr> {
        match self.connection.get() {
            Some(connection) => {
                inspect::drop_everything(connection, &[]).await?;
                self.migrator
                    .up(&DatabaseConnection::from(connection.clone()), None)
                    .await
            }
            None => self.migrator.fresh(db).await,
        }
    }

    async fn refresh<'c, C: IntoSchemaManagerConnection<'c>>(&self, db: C) -> Result<(), DbErr> {
        self.migrator.refresh(db).await
    }

    async fn reset<'c, C: IntoSchemaManagerConnection<'c>>(&self, db: C) -> Result<(), DbErr> {
        self.migrator.reset(db).await
    }

    async fn uninstall<'c, C: IntoSchemaManagerConnection<'c>>(&self, db: C) -> Result<(), DbErr> {
        self.migrator.uninstall(db).await
    }

    async fn up<'c, C: IntoSchemaManagerConnection<'c>>(
        &self,
        db: C,
        steps: Option<u32>,
    ) -> Result<(), DbErr> {
        self.migrator.up(db, steps).await
    }

    async fn down<'c, C: IntoSchemaManagerConnection<'c>>(
        &self,
        db: C,
        steps: Option<u32>,
    ) -> Result<(), DbErr> {
        self.migrator.down(db, steps).await
    }
}
