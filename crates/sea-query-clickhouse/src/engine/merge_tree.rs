use std::fmt::Write;

use crate::{collect::push, error::BuildError, literal::write_identifier};

/// An engine of the MergeTree family.
///
/// Source: <https://clickhouse.com/docs/engines/table-engines/mergetree-family>.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum MergeTree {
    /// `MergeTree`
    Plain,
    /// `ReplacingMergeTree([version[, is_deleted]])`
    Replacing {
        /// The column whose highest value stays: an unsigned integer, Date, DateTime or DateTime64.
        version: Option<String>,
        /// The UInt8 column that marks a row as deleted. It needs a version.
        is_deleted: Option<String>,
    },
    /// `SummingMergeTree([columns])`: merges add up the named columns, or all numeric ones outside of the key.
    Summing {
        /// The columns to add up.
        columns: Vec<String>,
    },
    /// `AggregatingMergeTree`: merges combine aggregate states.
    Aggregating,
    /// `CollapsingMergeTree(sign)`: merges remove pairs of rows with sign 1 and -1.
    Collapsing {
        /// The Int8 column with 1 or -1.
        sign: String,
    },
    /// `VersionedCollapsingMergeTree(sign, version)`: the same for rows that arrive in any order.
    VersionedCollapsing {
        /// The Int8 column with 1 or -1.
        sign: String,
        /// The column with the version of the row's state.
        version: String,
    },
}

impl MergeTree {
    pub(crate) fn write(&self, sql: &mut (impl Write + ?Sized)) -> Result<(), BuildError> {
        match self {
            Self::Plain => push(sql, "MergeTree"),
            Self::Replacing {
                version: None,
                is_deleted: Some(_),
            } => {
                return Err(BuildError::invalid(
                    "ReplacingMergeTree",
                    "is_deleted needs a version column before it",
                ));
            }
            Self::Replacing { version, is_deleted } => {
                push(sql, "ReplacingMergeTree");
                let columns: Vec<&String> = version.iter().chain(is_deleted).collect();
                write_columns(sql, &columns);
            }
            Self::Summing { columns } => {
                push(sql, "SummingMergeTree");
                if columns.len() > 1 {
                    push(sql, "(");
                    write_columns(sql, &columns.iter().collect::<Vec<_>>());
                    push(sql, ")");
                } else {
                    write_columns(sql, &columns.iter().collect::<Vec<_>>());
                }
            }
            Self::Aggregating => push(sql, "AggregatingMergeTree"),
            Self::Collapsing { sign } => {
                push(sql, "CollapsingMergeTree");
                write_columns(sql, &[sign]);
            }
            Self::VersionedCollapsing { sign, version } => {
                push(sql, "VersionedCollapsingMergeTree");
                write_columns(sql, &[sign, version]);
            }
        }
        Ok(())
    }
}

fn write_columns(sql: &mut (impl Write + ?Sized), columns: &[&String]) {
    for (i, column) in columns.iter().enumerate() {
        push(sql, if i == 0 { "(" } else { ", " });
        write_identifier(sql, column);
    }
    push(sql, if columns.is_empty() { "" } else { ")" });
}
