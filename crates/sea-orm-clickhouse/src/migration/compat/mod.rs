//! Migration crates of SeaORM, as `sea-orm-cli migrate init` makes them, on ClickHouse.
//!
//! They need one dependency, this crate with the feature `migration`, and one changed line in `main.rs`, the first of these:
//!
//! ```no_run
//! use sea_orm_clickhouse::migration::compat as cli;
//!
//! # mod migration {
//! #     use sea_orm_migration::prelude::*;
//! #     pub struct Migrator;
//! #     #[async_trait::async_trait]
//! #     impl MigratorTrait for Migrator {
//! #         fn migrations() -> Vec<Box<dyn MigrationTrait>> { Vec::new() }
//! #     }
//! # }
//! #[tokio::main]
//! async fn main() {
//!     cli::run_cli(migration::Migrator).await;
//! }
//! ```
//!
//! Then `sea-orm-cli migrate up`, `down`, `status`, `fresh`, `refresh`, `reset` and `generate` do what SeaORM documents, with
//! `DATABASE_URL=clickhouse://...`.
//!
//! # How it works
//!
//! SeaORM's `SchemaManager` takes a [`DatabaseConnection`] alone. `DatabaseConnection::from(ClickHouseConnection)` gives one that says that
//! it is MySQL, so that what arrives is the text of SeaQuery's `MysqlQueryBuilder`. It is read back into SeaQuery's syntax trees, and
//! taken when `MysqlQueryBuilder` writes the same bytes for them. From there the statement goes the way of all others: a table is the
//! one of [`TableCreateStatement::from_portable`](sea_query_clickhouse::table::TableCreateStatement::from_portable), a MergeTree sorted by its
//! primary key, rows are checked and encoded here, and UPDATE and DELETE wait for their mutation. Every other text is ClickHouse's SQL.
//!
//! | SeaORM | ClickHouse |
//! |---|---|
//! | `create_table`, `drop_table`, `rename_table`, `truncate_table` | the same; CASCADE and RESTRICT mean nothing, as in MySQL |
//! | `alter_table` with columns | `ALTER TABLE`; a column that is modified loses a DEFAULT that is not declared again, as in MySQL |
//! | `create_index`, and an index of `create_table` | a skip index: `bloom_filter`, which finds values, and `minmax` for dates, times and numbers with a fraction; with `Hash` always the first |
//! | `drop_index` | `DROP INDEX` of it |
//! | unique keys and indexes | refused, or left out with [`skip_unique_keys`](crate::ClickHouseConnectOptions::skip_unique_keys) |
//! | foreign keys | refused, or left out with [`skip_foreign_keys`](crate::ClickHouseConnectOptions::skip_foreign_keys) |
//! | AUTO_INCREMENT | the key is made for an INSERT that leaves it out, as [`IdGenerator`](crate::IdGenerator) says, also where no entity is registered |
//! | transactions | every statement is applied at once, with a warning |
//! | a statement of ClickHouse | `manager.clickhouse().execute(..)`, see [`SchemaManagerExt`] |
//!
//! MySQL's text does not tell everything: `binary(16)` is taken for a UUID, which is what `uuid()` writes, and a time zone of a
//! timestamp is lost, which is UTC here anyway.
//!
//! # What SeaORM itself does not allow
//!
//! - `manager.has_table(..)`, `has_column(..)` and `has_index(..)` are an error of SeaORM, and `Migrator::fresh(..)` panics, without its feature
//!   `sqlx-mysql`, with which SeaORM 2.0.4 does not compile beside the feature `proxy` that this crate is built on. `manager.clickhouse()` has
//!   them all, `fresh` of the command line is this crate's own, and [`fresh`] is that as a function.
//! - SeaQuery panics for MySQL, before anything arrives here, over the column types array, vector, `inet`, `cidr`, `mac_address` and `ltree`
//!   (name a custom type, `ColumnDef::new("tags").custom("Array(String)")`), over `DROP INDEX IF EXISTS`, FULL OUTER JOIN (send the text) and
//!   `create_type` (an enum is the type of its column).

mod catalogue;
mod cli;
mod clickhouse;
mod insert;
mod proxy;
mod skip_index;
mod text;
pub(super) mod translation;

use std::sync::Arc;

use sea_orm::{DatabaseConnection, DatabaseConnectionType, DbBackend, ProxyDatabaseConnection};

pub use catalogue::fresh;
pub use cli::run_cli;
pub(super) use proxy::Proxy;

pub use clickhouse::{ClickHouseSchemaManager, ForClickHouse, SchemaManagerExt};

use crate::connection::ClickHouseConnection;

/// The target of warnings: SeaORM's command line shows no others than its own crate's.
const LOG: &str = "sea_orm_migration::clickhouse";

impl From<ClickHouseConnection> for DatabaseConnection {
    /// A connection for what takes none but SeaORM's own, such as its migrations. It says that it is MySQL, and takes the
    /// statements of SeaQuery from their text; see [`migration::compat`](crate::migration::compat).
    fn from(connection: ClickHouseConnection) -> Self {
        let proxy = proxy::Proxy::new(connection);
        let proxy = ProxyDatabaseConnection::new(DbBackend::MySql, Arc::new(Box::new(proxy)));
        DatabaseConnectionType::ProxyDatabaseConnection(Arc::new(proxy)).into()
    }
}
