//! Migrations that are written for SeaORM's own runner.

use std::sync::Arc;

use sea_orm::{DatabaseConnection, DatabaseConnectionType, DbBackend, DbErr, ProxyDatabaseConnection};
use sea_query::DynIden;

use super::{MigrationName, MigrationTrait, MigratorTrait, SchemaManager, compat::Proxy};

/// The migrator of a migration crate of SeaORM, for the runner of this crate: its statements are steps, a plan shows them, and a
/// migration that stopped goes on.
///
/// The crate stays as `sea-orm-cli migrate init` made it, but for one dependency and its `main.rs`. What its statements
/// become is said in [`compat`](super::compat).
///
/// ```no_run
/// use sea_orm_clickhouse::migration::{SeaOrm, cli};
///
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
///     cli::run_cli(SeaOrm(migration::Migrator)).await;
/// }
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct SeaOrm<M>(
    /// The migrator.
    pub M,
);

#[async_trait::async_trait]
impl<M: sea_orm_migration::MigratorTrait> MigratorTrait for SeaOrm<M> {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        let adapted = |migration| -> Box<dyn MigrationTrait> { Box::new(Adapted(migration)) };
        M::migrations().into_iter().map(adapted).collect()
    }

    fn are_of_sea_orm() -> bool {
        true
    }

    fn migration_table_name() -> DynIden {
        M::migration_table_name()
    }
}

/// A migration of SeaORM.
struct Adapted(Box<dyn sea_orm_migration::MigrationTrait>);

impl MigrationName for Adapted {
    fn name(&self) -> &str {
        self.0.name()
    }
}

/// The connection that SeaORM's manager takes, whose statements are steps.
fn connection(manager: &SchemaManager<'_>) -> DatabaseConnection {
    let proxy = Proxy::of_steps(manager.get_connection());
    let proxy = ProxyDatabaseConnection::new(DbBackend::MySql, Arc::new(Box::new(proxy)));
    DatabaseConnectionType::ProxyDatabaseConnection(Arc::new(proxy)).into()
}

#[allow(elided_lifetimes_in_paths)]
#[async_trait::async_trait]
impl MigrationTrait for Adapted {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let db = connection(manager);
        self.0.up(&sea_orm_migration::SchemaManager::new(&db)).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let db = connection(manager);
        self.0.down(&sea_orm_migration::SchemaManager::new(&db)).await
    }
}
