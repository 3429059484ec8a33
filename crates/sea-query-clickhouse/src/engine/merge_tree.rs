use super::{argument::Argument, definition::Definition};
use crate::{Engine, error::BuildError};

/// An engine of the MergeTree family.
///
/// Source: <https://clickhouse.com/docs/engines/table-engines/mergetree-family>.
///
/// ```
/// use sea_query_clickhouse::{engine::MergeTree, prelude::*};
///
/// let engine = MergeTree::Summing { columns: vec!["bytes".into(), "hits".into()] };
/// let table = ClickHouseTable::create("per_day")
///     .col(ClickHouseColumnDef::new("day", DataType::Date))
///     .col(ClickHouseColumnDef::new("bytes", DataType::UInt64))
///     .col(ClickHouseColumnDef::new("hits", DataType::UInt64))
///     .engine(engine.replicated())
///     .order_by(["day"]);
/// assert_eq!(
///     table.to_string(ClickHouseQueryBuilder),
///     "CREATE TABLE `per_day` (`day` Date, `bytes` UInt64, `hits` UInt64) \
///      ENGINE = ReplicatedSummingMergeTree((`bytes`, `hits`)) ORDER BY `day`"
/// );
/// ```
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
    /// `CoalescingMergeTree([columns])`: merges keep, of each named column or of all outside of the key, the last
    /// value that is not NULL.
    Coalescing {
        /// The columns.
        columns: Vec<String>,
    },
    /// `GraphiteMergeTree(section)`: merges thin out metrics by the rules of a section of the server's configuration.
    Graphite {
        /// The name of the section.
        section: String,
    },
}

/// How the replicas of a table find each other.
///
/// Source: <https://clickhouse.com/docs/engines/table-engines/mergetree-family/replication>.
///
/// ```
/// use sea_query_clickhouse::{engine::Replication, prelude::*};
///
/// let table = ClickHouseTable::create("event")
///     .col(ClickHouseColumnDef::new("id", DataType::UInt64))
///     .engine(Engine::merge_tree().replicated_by(Replication::at("/tables/{shard}/event", "{replica}")))
///     .order_by(["id"]);
/// assert_eq!(
///     table.to_string(ClickHouseQueryBuilder),
///     "CREATE TABLE `event` (`id` UInt64) \
///      ENGINE = ReplicatedMergeTree('/tables/{shard}/event', '{replica}') ORDER BY `id`"
/// );
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Replication {
    /// By the server's defaults: `default_replica_path` and `default_replica_name`.
    Default,
    /// By a path in Keeper and the name of the replica in it, in both of which the server replaces `{macros}`.
    At {
        /// The path, the same on all replicas of a shard; `name:/path` is one in an auxiliary Keeper.
        path: String,
        /// The name of this replica.
        replica: String,
    },
    /// `SharedMergeTree`: storage and metadata are shared. ClickHouse Cloud alone has it.
    Shared,
}

impl Replication {
    /// By a path in Keeper and the name of the replica in it.
    pub fn at(path: impl Into<String>, replica: impl Into<String>) -> Self {
        Self::At {
            path: path.into(),
            replica: replica.into(),
        }
    }
}

impl MergeTree {
    /// The engine with its `Replicated` name, by the server's default path and replica name.
    pub fn replicated(self) -> Engine {
        self.replicated_by(Replication::Default)
    }

    /// The engine with its `Replicated` or `Shared` name.
    pub fn replicated_by(self, replication: Replication) -> Engine {
        Engine::Replicated {
            engine: self,
            replication,
        }
    }

    fn suffix(&self) -> &'static str {
        match self {
            Self::Plain => "MergeTree",
            Self::Replacing { .. } => "ReplacingMergeTree",
            Self::Summing { .. } => "SummingMergeTree",
            Self::Aggregating => "AggregatingMergeTree",
            Self::Collapsing { .. } => "CollapsingMergeTree",
            Self::VersionedCollapsing { .. } => "VersionedCollapsingMergeTree",
            Self::Coalescing { .. } => "CoalescingMergeTree",
            Self::Graphite { .. } => "GraphiteMergeTree",
        }
    }

    pub(super) fn definition(&self, replication: Option<&Replication>) -> Result<Definition, BuildError> {
        let prefix = match replication {
            None => "",
            Some(Replication::Shared) => "Shared",
            Some(_) => "Replicated",
        };
        let mut definition = Definition::new(format!("{prefix}{}", self.suffix()));
        if let Some(Replication::At { path, replica }) = replication {
            if path.is_empty() || replica.is_empty() {
                return Err(BuildError::invalid(
                    "Replicated",
                    "the path and the name of the replica are not empty",
                ));
            }
            definition = definition.text(path).text(replica);
        }
        Ok(match self {
            Self::Plain | Self::Aggregating => definition,
            Self::Replacing {
                version: None,
                is_deleted: Some(_),
            } => {
                return Err(BuildError::invalid(
                    "ReplacingMergeTree",
                    "is_deleted needs a version column before it",
                ));
            }
            Self::Replacing { version, is_deleted } if is_deleted.is_some() && version == is_deleted => {
                return Err(definition.invalid("the version and is_deleted are two columns"));
            }
            Self::Replacing { version, is_deleted } => {
                names(definition, &version.iter().chain(is_deleted).collect::<Vec<_>>())
            }
            Self::Summing { columns } | Self::Coalescing { columns } => match columns.as_slice() {
                [] => definition,
                [column] => names(definition, &[column]),
                columns => definition.arg(Argument::names(columns.to_vec())),
            },
            Self::Collapsing { sign } => names(definition, &[sign]),
            Self::VersionedCollapsing { sign, version } if sign == version => {
                return Err(definition.invalid("the sign and the version are two columns"));
            }
            Self::VersionedCollapsing { sign, version } => names(definition, &[sign, version]),
            Self::Graphite { section } => definition.required("the section", section)?,
        })
    }
}

fn names(mut definition: Definition, columns: &[&String]) -> Definition {
    for column in columns {
        definition = definition.arg(Argument::name((*column).clone()));
    }
    definition
}
