use super::definition::{Argument, Clauses, Definition};
use crate::error::BuildError;

/// `Merge(database, tables)`: all tables whose names match a regular expression, as one, for reading.
///
/// Source: <https://clickhouse.com/docs/engines/table-engines/special/merge>.
///
/// ```
/// use sea_query_clickhouse::{engine::Merge, prelude::*};
///
/// let table = ClickHouseTable::create("event_all").as_table("event_1").engine(Merge::new("analytics", "^event_"));
/// assert_eq!(
///     table.to_string(ClickHouseQueryBuilder),
///     "CREATE TABLE `event_all` AS `event_1` ENGINE = Merge('analytics', '^event_')"
/// );
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Merge {
    database: Argument,
    tables: String,
}

impl Merge {
    /// The tables of a database whose names match `tables`.
    pub fn new(database: impl Into<String>, tables: impl Into<String>) -> Self {
        Self {
            database: Argument::Text(database.into()),
            tables: tables.into(),
        }
    }

    /// The tables of the database in which the statement runs.
    pub fn in_current_database(tables: impl Into<String>) -> Self {
        Self {
            database: Argument::Word("currentDatabase()"),
            tables: tables.into(),
        }
    }

    /// The tables of all databases whose names match `databases`.
    pub fn in_databases(databases: impl Into<String>, tables: impl Into<String>) -> Self {
        Self {
            database: Argument::Call("REGEXP", databases.into()),
            tables: tables.into(),
        }
    }

    pub(super) fn definition(&self) -> Result<Definition, BuildError> {
        Ok(Definition::new("Merge", Clauses::NONE)
            .arg(self.database.clone())
            .text(&self.tables))
    }
}

/// `Dictionary(name)`: a dictionary, read as a table.
///
/// Source: <https://clickhouse.com/docs/engines/table-engines/special/dictionary>.
///
/// ```
/// use sea_query_clickhouse::{engine::Dictionary, prelude::*};
///
/// let table = ClickHouseTable::create("country")
///     .col(ClickHouseColumnDef::new("id", DataType::UInt64))
///     .engine(Dictionary::new("analytics.country_dictionary"));
/// assert_eq!(
///     table.to_string(ClickHouseQueryBuilder),
///     "CREATE TABLE `country` (`id` UInt64) ENGINE = Dictionary('analytics.country_dictionary')"
/// );
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dictionary(String);

impl Dictionary {
    /// The dictionary of this name, with the name of its database and a dot before it where it is in another one.
    pub fn new(name: impl Into<String>) -> Self {
        Self(name.into())
    }

    pub(super) fn definition(&self) -> Result<Definition, BuildError> {
        Ok(Definition::new("Dictionary", Clauses::NONE).text(&self.0))
    }
}

/// `Alias(table)`: another name of a table, through which it is read, written and altered.
///
/// Source: <https://clickhouse.com/docs/engines/table-engines/special/alias>.
///
/// ```
/// use sea_query_clickhouse::{engine::Alias, prelude::*};
///
/// assert_eq!(
///     ClickHouseTable::create("e").engine(Alias::new("analytics", "event")).to_string(ClickHouseQueryBuilder),
///     "CREATE TABLE `e` ENGINE = Alias('analytics', 'event')"
/// );
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alias {
    database: String,
    table: String,
}

impl Alias {
    /// Another name of `table` in `database`.
    pub fn new(database: impl Into<String>, table: impl Into<String>) -> Self {
        Self {
            database: database.into(),
            table: table.into(),
        }
    }

    pub(super) fn definition(&self) -> Result<Definition, BuildError> {
        Ok(Definition::new("Alias", Clauses::NONE)
            .text(&self.database)
            .text(&self.table))
    }
}
