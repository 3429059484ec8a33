//! What the optimizer may know about the values of a column.

use std::fmt::Write;

use crate::{collect::push, error::BuildError, literal::is_word};

/// A kind of statistics about a column.
///
/// Source: <https://clickhouse.com/docs/engines/table-engines/mergetree-family/mergetree#column-statistics>.
///
/// ```
/// use sea_query_clickhouse::{prelude::*, statistics::Statistics};
///
/// let alter = ClickHouseTable::alter("event").add_statistics(["port", "host"], [Statistics::TDigest, Statistics::Uniq]);
/// assert_eq!(
///     alter.to_string(ClickHouseQueryBuilder),
///     "ALTER TABLE `event` ADD STATISTICS `port`, `host` TYPE tdigest, uniq"
/// );
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Statistics {
    /// `minmax`: the smallest and the largest value of a part.
    MinMax,
    /// `tdigest`: approximate percentiles, for range conditions.
    TDigest,
    /// `uniq`: the approximate number of distinct values.
    Uniq,
    /// `uniq_v2`: the approximate number of distinct values, in less memory.
    UniqV2,
    /// `countmin`: approximate frequencies, for conditions of equality.
    CountMin,
    /// `basic`: what the server thinks is enough.
    Basic,
    /// Any other kind, by its name: letters, digits and `_`.
    Custom(String),
}

impl Statistics {
    /// The kind of this name.
    pub fn named(name: &str) -> Self {
        match name {
            "minmax" => Self::MinMax,
            "tdigest" => Self::TDigest,
            "uniq" => Self::Uniq,
            "uniq_v2" => Self::UniqV2,
            "countmin" => Self::CountMin,
            "basic" => Self::Basic,
            other => Self::Custom(other.to_owned()),
        }
    }

    /// The name of the kind, as the server has it.
    pub fn name(&self) -> &str {
        match self {
            Self::MinMax => "minmax",
            Self::TDigest => "tdigest",
            Self::Uniq => "uniq",
            Self::UniqV2 => "uniq_v2",
            Self::CountMin => "countmin",
            Self::Basic => "basic",
            Self::Custom(name) => name,
        }
    }
}

/// Writes the kinds, separated by commas.
pub(crate) fn write_kinds(kinds: &[Statistics], sql: &mut (impl Write + ?Sized)) -> Result<(), BuildError> {
    if kinds.is_empty() {
        return Err(BuildError::invalid(
            "STATISTICS",
            "no kind of statistics is named",
        ));
    }
    for (i, kind) in kinds.iter().enumerate() {
        if !is_word(kind.name()) {
            return Err(BuildError::invalid(
                "STATISTICS",
                format!(
                    "`{}` is not a kind of statistics: letters, digits and _ only",
                    kind.name().escape_debug()
                ),
            ));
        }
        push(sql, if i == 0 { "" } else { ", " });
        push(sql, kind.name());
    }
    Ok(())
}
