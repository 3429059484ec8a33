//! What a server prints of a table, dictionary or view, read back: `SHOW CREATE TABLE` and `create_table_query` and
//! `engine_full` of [`system.tables`](https://clickhouse.com/docs/operations/system-tables/tables).
//!
//! ```
//! use sea_query_clickhouse::{prelude::*, table::TableCreateStatement};
//!
//! let printed = "CREATE TABLE shop.event\n(\n    `day` Date,\n    `n` UInt64 DEFAULT 1 CODEC(ZSTD(3))\n)\n\
//!                ENGINE = ReplacingMergeTree(n)\nORDER BY day\nSETTINGS index_granularity = 8192";
//! let table: TableCreateStatement = printed.parse()?;
//! assert_eq!(
//!     table.to_string(ClickHouseQueryBuilder),
//!     "CREATE TABLE `shop`.`event` (`day` Date, `n` UInt64 DEFAULT 1 CODEC(ZSTD(3))) \
//!      ENGINE = ReplacingMergeTree(`n`) ORDER BY `day` SETTINGS index_granularity = 8192"
//! );
//! # Ok::<(), sea_query_clickhouse::definition::DefinitionError>(())
//! ```
//!
//! Types, engines of the MergeTree family, codecs, TTL rules, skip indexes and settings come back as what they are
//! built of. An expression comes back as its text, a column alone as a column, the SELECT of a projection as its text,
//! and an engine or an index that is not typed here by its name and parameters. A server hides passwords as `[HIDDEN]`.
//!
//! [`ObjectDefinition`] is a definition of any kind as it stands, to be made again on another server.
//!
//! [`TableCreateStatement::differences`] compares two definitions of a table part by part,
//! [`TableCreateStatement::to_rust`] writes the Rust code that declares a table again. Dictionaries have the same methods.

mod clause;
mod column;
mod dictionary;
mod difference;
mod element;
mod engine;
mod expression;
mod index;
mod object;
mod part;
mod property;
mod source;
mod text;
mod view;

use std::{
    error::Error,
    fmt::{self, Display, Formatter},
    str::FromStr,
};

use sea_query::{TableName, TableRef};

pub use dictionary::{DictionaryDifference, DictionaryPart};
pub use object::{ObjectDefinition, ObjectKind};
pub use part::{PartDefinition, TableDifference, TablePart};
pub use source::TableSource;
pub use text::expression;

use crate::{
    ClickHouseTable, Engine,
    parser::{Parsed, Parser},
    table::TableCreateStatement,
};

/// How much of a text an error repeats.
const SHOWN: usize = 60;

/// The text is not the definition of a table, dictionary or view, or has a clause that cannot be read back.
///
/// ```
/// use sea_query_clickhouse::table::TableCreateStatement;
///
/// let error = "CREATE TABLE t (a Int8) ENGINE = ".parse::<TableCreateStatement>().unwrap_err();
/// assert_eq!(error.to_string(), "the definition of the table cannot be read at byte 33: a name is expected");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DefinitionError {
    of: &'static str,
    position: usize,
    near: String,
    reason: &'static str,
}

impl DefinitionError {
    /// The byte of the text at which reading stopped.
    pub fn position(&self) -> usize {
        self.position
    }
}

impl Display for DefinitionError {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "the definition of the {} cannot be read at byte {}",
            self.of, self.position
        )?;
        if !self.near.is_empty() {
            write!(f, ", before `{}`", self.near)?;
        }
        write!(f, ": {}", self.reason)
    }
}

impl Error for DefinitionError {}

/// Reads the whole of a text about a table.
fn read<'a, T>(text: &'a str, read: impl FnOnce(&mut Parser<'a>) -> Parsed<T>) -> Result<T, DefinitionError> {
    read_of("table", text, read)
}

/// Reads the whole of a text.
fn read_of<'a, T>(
    of: &'static str,
    text: &'a str,
    read: impl FnOnce(&mut Parser<'a>) -> Parsed<T>,
) -> Result<T, DefinitionError> {
    let mut parser = Parser { text, position: 0 };
    let result = read(&mut parser).and_then(|value| {
        parser.skip_space();
        match parser.rest() {
            "" | ";" => Ok(value),
            _ => Err("the text goes on with what is not known here"),
        }
    });
    result.map_err(|reason| DefinitionError {
        of,
        position: parser.position,
        near: parser.rest().chars().take(SHOWN).collect(),
        reason,
    })
}

/// The table that `SHOW CREATE TABLE` prints.
impl FromStr for TableCreateStatement {
    type Err = DefinitionError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        read(text, Parser::table)
    }
}

/// The engine that `engine_full` of `system.tables` begins with; the clauses after it are not part of an engine, and
/// refused.
///
/// ```
/// use sea_query_clickhouse::Engine;
///
/// assert_eq!("ReplacingMergeTree(version)".parse::<Engine>()?, Engine::replacing_merge_tree_by("version"));
/// # Ok::<(), sea_query_clickhouse::definition::DefinitionError>(())
/// ```
impl FromStr for Engine {
    type Err = DefinitionError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        read(text, Parser::engine)
    }
}

impl Parser<'_> {
    fn table(&mut self) -> Parsed<TableCreateStatement> {
        if !self.take_words(&["CREATE"]) {
            return Err("CREATE is expected");
        }
        let or_replace = self.take_words(&["OR", "REPLACE"]);
        let temporary = self.take_words(&["TEMPORARY"]);
        if !self.take_words(&["TABLE"]) {
            return Err("TABLE is expected; views and dictionaries have statements of their own");
        }
        let if_not_exists = self.take_words(&["IF", "NOT", "EXISTS"]);
        let mut table = ClickHouseTable::create(self.object()?);
        if or_replace {
            table = table.or_replace();
        }
        if temporary {
            table = table.temporary();
        }
        if if_not_exists {
            table = table.if_not_exists();
        }
        if self.take_words(&["UUID"]) {
            let uuid = self.string()?.parse();
            table = table.uuid(uuid.map_err(|_| "a UUID is expected")?);
        }
        if self.take_words(&["ON", "CLUSTER"]) {
            table = table.on_cluster(self.identifier()?);
        }
        if self.take('(') {
            table = self.elements(table)?;
        }
        if !self.take_words(&["ENGINE"]) {
            return Err("ENGINE is expected");
        }
        self.expect('=', "`=` is expected")?;
        table = table.engine(self.engine()?);
        let mut table = self.clauses(table)?;
        if table.storage.engine == Some(Engine::Memory)
            && let Some(engine) = engine::bounded_memory(&mut table.storage.settings)
        {
            table.storage.engine = Some(engine);
        }
        Ok(table)
    }

    /// The name of a table, dictionary or view, with or without its database.
    fn object(&mut self) -> Parsed<TableRef> {
        Ok(self.name()?.into())
    }

    fn name(&mut self) -> Parsed<TableName> {
        let first = self.identifier()?;
        Ok(match self.take('.') {
            true => (first, self.identifier()?).into(),
            false => first.into(),
        })
    }

    /// A text in single quotes.
    fn string(&mut self) -> Parsed<String> {
        self.skip_space();
        self.quoted('\'')
    }
}
