//! What a file with a migration needs: the names of SeaORM's `sea_orm_migration::prelude`, with the runner and the manager of this crate.

pub use async_trait;
pub use sea_orm::{
    self, ConnectionTrait, DbErr, DeriveIden, DeriveMigrationName,
    sea_query::{self, *},
};
pub use sea_orm_migration;

pub use super::{MigrationName, MigrationTrait, MigratorTrait, SchemaManager, SchemaManagerConnection, cli};
pub use crate::{
    ClickHouse, ClickHouseConnection, ClickHouseEntity,
    sea_query_clickhouse::{
        self, ClickHouseColumnDef, ClickHouseDictionary, ClickHouseTable, ClickHouseView, DataType, Engine,
        SkipIndex, SkipIndexType,
    },
};
