//! What the program of a migration crate and `sea-orm-clickhouse`, which runs it, both know.

mod diff;
#[cfg(feature = "cli")]
mod migration;

pub(crate) use diff::DiffArguments;
#[cfg(feature = "cli")]
pub(crate) use migration::{MigrateArguments, run};
