use super::{argument::Argument, definition::Definition};
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
            database: Argument::value(database.into()),
            tables: tables.into(),
        }
    }

    /// The tables of the database in which the statement runs.
    pub fn in_current_database(tables: impl Into<String>) -> Self {
        Self {
            database: Argument::word("currentDatabase()"),
            tables: tables.into(),
        }
    }

    /// The tables of all databases whose names match `databases`.
    pub fn in_databases(databases: impl Into<String>, tables: impl Into<String>) -> Self {
        Self {
            database: Argument::call("REGEXP", [Argument::value(databases.into())]),
            tables: tables.into(),
        }
    }

    pub(super) fn definition(&self) -> Result<Definition, BuildError> {
        Definition::new("Merge")
            .arg(self.database.clone())
            .required("the expression of the tables", &self.tables)
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
        Definition::new("Dictionary").required("the name of the dictionary", &self.0)
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
    database: Option<String>,
    table: String,
}

impl Alias {
    /// Another name of `table` in `database`.
    pub fn new(database: impl Into<String>, table: impl Into<String>) -> Self {
        Self {
            database: Some(database.into()),
            table: table.into(),
        }
    }

    /// Another name of `table` in the database of the alias itself.
    pub fn in_same_database(table: impl Into<String>) -> Self {
        Self {
            database: None,
            table: table.into(),
        }
    }

    pub(super) fn definition(&self) -> Result<Definition, BuildError> {
        let definition = Definition::new("Alias");
        match &self.database {
            Some(database) => definition.required("the database", database)?,
            // The server reads the part before a dot as a database.
            None if self.table.contains('.') => {
                return Err(
                    definition.invalid("a table with a dot in its name needs its database: `Alias::new`")
                );
            }
            None => definition,
        }
        .required("the table", &self.table)
    }
}
