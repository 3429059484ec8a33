//! Table engines.
//!
//! Source: <https://clickhouse.com/docs/engines/table-engines>.

/// The methods that set one field each.
macro_rules! setters {
    ($($(#[$doc:meta])* $name:ident($arg:ident: $type:ty) => $field:ident = $value:expr;)*) => {
        $(
            $(#[$doc])*
            pub fn $name(mut self, $arg: $type) -> Self {
                self.$field = $value;
                self
            }
        )*
    };
}

mod database;
mod definition;
mod distributed;
mod executable;
mod file;
mod keyed;
mod log;
mod merge_tree;
mod object_storage;
mod table;

pub use database::{Jdbc, MongoDb, MySql, Odbc, PostgreSql, Sqlite};
pub use distributed::{Buffer, Distributed, Limits};
pub use executable::{Executable, GenerateRandom};
pub use file::{File, Hdfs, Url};
pub use keyed::{EmbeddedRocksDb, KeeperMap, MaterializedPostgreSql, Redis};
pub use log::Join;
pub use merge_tree::{MergeTree, Replication};
pub use object_storage::{AzureBlobStorage, Credentials, S3, S3Flavor};
pub use table::{Alias, Dictionary, Merge};

use crate::secret::Secret;
use crate::{context::Context, error::BuildError};
pub(crate) use definition::Definition;
use definition::{Argument, Clauses};

macro_rules! engines {
    ($($(#[$doc:meta])* $engine:ident,)*) => {
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
            /// An engine of the MergeTree family whose table has replicas.
            Replicated {
                /// The engine, without its prefix.
                engine: MergeTree,
                /// How the replicas find each other.
                replication: Replication,
            },
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
            /// A set in memory, for the right side of IN alone.
            Set,
            $($(#[$doc])* $engine(Box<$engine>),)*
            /// Any other engine: its name, and its parameters as expressions that are written as they are.
            Custom {
                /// The name, such as `Join`: letters, digits and `_`.
                name: String,
                /// The parameters, each as SQL.
                parameters: Vec<String>,
            },
        }

        $(impl From<$engine> for Engine {
            fn from(engine: $engine) -> Self {
                Self::$engine(Box::new(engine))
            }
        })*

        impl Engine {
            pub(crate) fn definition(&self) -> Result<Definition, BuildError> {
                let plain = |name: &str, clauses| Ok(Definition::new(name, clauses));
                match self {
                    Self::MergeTree(engine) => engine.definition(None),
                    Self::Replicated { engine, replication } => engine.definition(Some(replication)),
                    Self::Memory => plain("Memory", Clauses::SETTINGS),
                    Self::Null => plain("Null", Clauses::NONE),
                    Self::StripeLog => plain("StripeLog", Clauses::SETTINGS),
                    Self::TinyLog => plain("TinyLog", Clauses::SETTINGS),
                    Self::Log => plain("Log", Clauses::SETTINGS),
                    Self::Set => plain("Set", Clauses::SETTINGS),
                    $(Self::$engine(engine) => engine.definition(),)*
                    Self::Custom { name, parameters } => Ok(parameters
                        .iter()
                        .fold(Definition::new(name.clone(), Clauses::ALL), |definition, parameter| {
                            definition.arg(Argument::Raw(parameter.clone()))
                        })),
                }
            }
        }
    };
}

engines! {
    /// Reads from and writes to the tables of a cluster's shards.
    Distributed,
    /// Keeps rows in memory and then writes them to another table.
    Buffer,
    /// A hash table in memory, for the right side of JOIN and for joinGet.
    Join,
    /// Reads from all tables of a database whose names match.
    Merge,
    /// Reads a dictionary as a table.
    Dictionary,
    /// Another name of a table.
    Alias,
    /// A file on the server.
    File,
    /// A file of a web server.
    Url,
    /// A file of a Hadoop file system.
    Hdfs,
    /// Files of an object storage with S3's interface.
    S3,
    /// Files of Azure Blob Storage.
    AzureBlobStorage,
    /// A table of a MySQL server.
    MySql,
    /// A table of a PostgreSQL server.
    PostgreSql,
    /// A table of a PostgreSQL server, copied and kept up to date.
    MaterializedPostgreSql,
    /// A collection of a MongoDB server.
    MongoDb,
    /// Keys and values of a Redis server.
    Redis,
    /// A table of an SQLite file.
    Sqlite,
    /// A table of a database with an ODBC driver.
    Odbc,
    /// A table of a database with a JDBC driver.
    Jdbc,
    /// Keys and values in Keeper.
    KeeperMap,
    /// Keys and values in RocksDB.
    EmbeddedRocksDb,
    /// Rows of random values.
    GenerateRandom,
    /// Rows that a program prints.
    Executable,
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

    /// `ReplacingMergeTree(version, is_deleted)`: as [`replacing_merge_tree_by`](Self::replacing_merge_tree_by); a row
    /// whose UInt8 column `is_deleted` is 1 stands for one that is not there.
    pub fn replacing_merge_tree_deleted(version: impl Into<String>, is_deleted: impl Into<String>) -> Self {
        Self::MergeTree(MergeTree::Replacing {
            version: Some(version.into()),
            is_deleted: Some(is_deleted.into()),
        })
    }

    /// The engine with its `Replicated` name, by the server's default path and replica name. Of an engine outside of
    /// the MergeTree family there is none, and it stays as it is.
    pub fn replicated(self) -> Self {
        self.replicated_by(Replication::Default)
    }

    /// The engine with its `Replicated` or `Shared` name. Of an engine outside of the MergeTree family there is none,
    /// and it stays as it is.
    pub fn replicated_by(self, replication: Replication) -> Self {
        match self {
            Self::MergeTree(engine) | Self::Replicated { engine, .. } => {
                Self::Replicated { engine, replication }
            }
            other => other,
        }
    }

    pub(crate) fn is_merge_tree(&self) -> bool {
        matches!(self, Self::MergeTree(_) | Self::Replicated { .. })
    }

    /// Whether a table of it cannot be without a PRIMARY KEY.
    pub(crate) fn needs_primary_key(&self) -> bool {
        match self {
            Self::KeeperMap(_) | Self::EmbeddedRocksDb(_) | Self::Redis(_) => true,
            Self::MaterializedPostgreSql(_) => true,
            _ => false,
        }
    }

    /// Whether the server finds the columns by itself.
    pub(crate) fn has_columns(&self) -> bool {
        matches!(
            self,
            Self::S3(_)
                | Self::AzureBlobStorage(_)
                | Self::File(_)
                | Self::Url(_)
                | Self::Hdfs(_)
                | Self::MySql(_)
                | Self::PostgreSql(_)
                | Self::Sqlite(_)
                | Self::Merge(_)
                | Self::Distributed(_)
                | Self::Alias(_)
                | Self::MongoDb(_)
                | Self::Dictionary(_)
                | Self::Buffer(_)
                | Self::Jdbc(_)
                | Self::Odbc(_)
                | Self::Custom { .. }
        )
    }

    /// Refuses an engine that the server is too old for.
    pub(crate) fn check(&self, context: &Context<'_>) {
        use crate::Feature;
        let feature = match self {
            Self::MergeTree(MergeTree::Coalescing { .. })
            | Self::Replicated {
                engine: MergeTree::Coalescing { .. },
                ..
            } => Feature::CoalescingMergeTree,
            Self::Alias(_) => Feature::AliasEngine,
            Self::Custom { name, .. } => match name.trim_start_matches("Replicated") {
                "CoalescingMergeTree" => Feature::CoalescingMergeTree,
                "Alias" => Feature::AliasEngine,
                "TimeSeries" => Feature::TimeSeries,
                "S3Queue" => Feature::S3Queue,
                "AzureQueue" => Feature::AzureQueue,
                _ => return,
            },
            _ => return,
        };
        context.check(feature);
    }
}
