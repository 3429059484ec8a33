//! Parts of tables in a migration, by their text.

use std::str::FromStr;

use sea_orm::DbErr;
use sea_query_clickhouse::definition::DefinitionError;

/// A part of a table, or a whole one, of the text that a server prints of it: what
/// [`MigrationPlan::migration`](crate::plan::MigrationPlan::migration) writes.
///
/// # Errors
///
/// When the text is no such part.
///
/// ```
/// use sea_orm_clickhouse::migration::definition;
/// use sea_query_clickhouse::{ClickHouseQueryBuilder, ClickHouseTable};
///
/// let alter = ClickHouseTable::alter("event").modify_column(definition("`port` UInt16 DEFAULT 53 CODEC(T64)")?);
/// assert_eq!(
///     alter.to_string(ClickHouseQueryBuilder),
///     "ALTER TABLE `event` MODIFY COLUMN `port` UInt16 DEFAULT 53 CODEC(T64('byte'))"
/// );
/// # Ok::<(), sea_orm::DbErr>(())
/// ```
pub fn definition<T>(text: &str) -> Result<T, DbErr>
where
    T: FromStr<Err = DefinitionError>,
{
    text.parse()
        .map_err(|error: DefinitionError| DbErr::Migration(format!("{error}: {text}")))
}
