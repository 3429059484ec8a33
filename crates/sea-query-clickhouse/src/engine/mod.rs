//! Table engines.
//!
//! Source: <https://clickhouse.com/docs/engines/table-engines>.

mod merge_tree;

pub use merge_tree::MergeTree;

use std::fmt::Write;

use crate::{collect::push, error::BuildError, literal::is_word};

/// The engine of a table, with its parameters.
///
/// ```
/// use sea_query_clickhouse::{ClickHouseQueryBuilder, ClickHouseTable, DataType, Engine, ClickHouseColumnDef};
///
/// let table = ClickHouseTable::create("event")
///     .col(ClickHouseColumnDef::new("id", DataType::UInt64))
///     .engine(Engine::replacing_merge_tree())
///     .order_by(["id"]);
/// assert_eq!(
///     table.to_string(ClickHouseQueryBuilder),
///     "CREATE TABLE `event` (`id` UInt64) ENGINE = ReplacingMergeTree ORDER BY (`id`)"
/// );
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Engine {
    /// An engine of the MergeTree family: the ones with keys, parts and mutations.
    MergeTree(MergeTree),
    /// Rows in memory, gone when the server stops.
    Memory,
    /// Takes rows and keeps none.
    Null,
    /// One file for all columns, for small tables that are written once.
    StripeLog,
    /// A file per column, for small tables that are written once.
    TinyLog,
    /// A file per column with marks, for small tables that are written once.
    Log,
    /// Any other engine: its name, and its parameters as expressions that are written as they are.
    Custom {
        /// The name, such as `Join`: letters, digits and `_`.
        name: String,
        /// The parameters, each as SQL.
        parameters: Vec<String>,
    },
}

impl Engine {
    /// `MergeTree`, the engine of most tables.
    pub fn merge_tree() -> Self {
        Self::MergeTree(MergeTree::Plain)
    }

    /// `ReplacingMergeTree`: of the rows with one sorting key, merges keep the last inserted. FINAL reads so.
    pub fn replacing_merge_tree() -> Self {
        Self::MergeTree(MergeTree::Replacing {
            version: None,
            is_deleted: None,
        })
    }

    /// `ReplacingMergeTree(version)`: merges keep the row with the highest version.
    pub fn replacing_merge_tree_by(version: impl Into<String>) -> Self {
        Self::MergeTree(MergeTree::Replacing {
            version: Some(version.into()),
            is_deleted: None,
        })
    }

    pub(crate) fn takes_keys(&self) -> bool {
        matches!(self, Self::MergeTree(_) | Self::Custom { .. })
    }

    pub(crate) fn is_merge_tree(&self) -> bool {
        matches!(self, Self::MergeTree(_))
    }

    pub(crate) fn write(&self, sql: &mut (impl Write + ?Sized)) -> Result<(), BuildError> {
        match self {
            Self::MergeTree(engine) => return engine.write(sql),
            Self::Memory => push(sql, "Memory"),
            Self::Null => push(sql, "Null"),
            Self::StripeLog => push(sql, "StripeLog"),
            Self::TinyLog => push(sql, "TinyLog"),
            Self::Log => push(sql, "Log"),
            Self::Custom { name, parameters } => {
                if !is_word(name) {
                    return Err(BuildError::invalid(
                        "ENGINE",
                        format!(
                            "`{}` is not the name of an engine: letters, digits and _ only",
                            name.escape_debug()
                        ),
                    ));
                }
                push(sql, name);
                if !parameters.is_empty() {
                    push(sql, "(");
                    push(sql, &parameters.join(", "));
                    push(sql, ")");
                }
            }
        }
        Ok(())
    }
}
