//! Table engines.
//!
//! A typed engine takes what it cannot do without in `new`, the rest by methods, and checks both. Settings that have no
//! method are set on the table. Passwords and keys are never shown by `Debug`.
//!
//! | Engine | Here |
//! |---|---|
//! | `MergeTree`, `Replacing...`, `Summing...`, `Aggregating...`, `Collapsing...`, `VersionedCollapsing...`, `Coalescing...`, `Graphite...`, each also `Replicated...` and `Shared...` | [`MergeTree`], [`Replication`] |
//! | `Log`, `StripeLog`, `TinyLog`, `Set`, `Null`, `Memory` | variants of [`Engine`] |
//! | `Memory` with limits | [`BoundedMemory`] |
//! | `Join`, `Buffer`, `Distributed`, `Merge`, `Dictionary`, `Alias` | types of the same names |
//! | `File`, `URL`, `HDFS`, `Executable`, `ExecutablePool` | [`File`], [`Url`], [`Hdfs`], [`Executable`] |
//! | `S3`, `GCS`, `COSN`, `OSS`, `AzureBlobStorage` | [`S3`] with its [`S3Flavor`], [`AzureBlobStorage`] |
//! | `S3Queue`, `AzureQueue`, `FileLog` | types of the same names |
//! | `Iceberg...`, `DeltaLake...`, `Paimon...`, `Hudi` | [`Iceberg`], [`DeltaLake`], [`Paimon`], [`Hudi`] |
//! | `Kafka`, `RabbitMQ`, `NATS` | [`Kafka`], [`RabbitMq`], [`Nats`] |
//! | `MySQL`, `PostgreSQL`, `MaterializedPostgreSQL`, `MongoDB`, `SQLite`, `ODBC`, `JDBC`, `Redis` | types of the same names |
//! | `ArrowFlight`, `YTsaurus`, `Remote`, `RemoteSecure` | [`ArrowFlight`], [`YtSaurus`], [`Remote`] |
//! | `KeeperMap`, `EmbeddedRocksDB` | [`KeeperMap`], [`EmbeddedRocksDb`] |
//! | `TimeSeries` | [`TimeSeries`] with its [`TimeSeriesTable`]s |
//! | `GenerateRandom`, `FuzzJSON`, `FuzzQuery` | [`GenerateRandom`], [`FuzzJson`], [`FuzzQuery`] |
//! | any of them by a named collection | [`Collection`] |
//! | `QueryRunner`, `ExternalDistributed`, `Hive`, a target of `Remote` that is a table function, engines to come | [`Custom`] |
//! | `View`, `MaterializedView`, `WindowView`, `Loop` | no engines of CREATE TABLE: statements and a table function make them |
//!
//! Source: <https://clickhouse.com/docs/engines/table-engines>.

#[macro_use]
mod setter;

pub(crate) mod argument;
mod clauses;
mod collection;
mod custom;
mod database;
mod definition;
mod distributed;
mod executable;
mod file;
mod keyed;
mod lake;
mod log;
mod merge_tree;
mod object_storage;
mod queue;
mod random;
mod remote;
mod stream;
mod table;
mod time_series;

pub use argument::Argument;
pub use collection::Collection;
pub use custom::Custom;
pub use database::{Jdbc, MaterializedPostgreSql, MongoDb, MySql, Odbc, PostgreSql, Sqlite};
pub use distributed::{Buffer, Distributed, Limits};
pub use executable::Executable;
pub use file::{File, Hdfs, Url};
pub use keyed::{EmbeddedRocksDb, KeeperMap, Redis};
pub use lake::{DeltaLake, Hudi, Iceberg, Paimon};
pub use log::{BoundedMemory, Join};
pub use merge_tree::{MergeTree, Replication};
pub use object_storage::{AzureBlobStorage, Credentials, S3, S3Flavor};
pub use queue::{AfterProcessing, AzureQueue, FileLog, QueueMode, S3Queue};
pub use random::{FuzzJson, FuzzQuery, GenerateRandom};
pub use remote::{ArrowFlight, Remote, YtSaurus};
pub use stream::{ErrorMode, Kafka, Nats, RabbitMq};
pub use table::{Alias, Dictionary, Merge};
pub use time_series::{TimeSeries, TimeSeriesTable};

use crate::{context::Context, error::BuildError, render::Renderer, secret::Secret};
pub(crate) use clauses::Clauses;
pub(crate) use definition::Definition;

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
        ///     "CREATE TABLE `event` (`id` UInt64) ENGINE = ReplacingMergeTree ORDER BY `id`"
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
            /// An engine whose replicas were asked for by [`replicated`](Self::replicated) and that has none: it is
            /// refused when its statement is built.
            Unreplicated(Box<Engine>),
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
        }

        $(impl From<$engine> for Engine {
            fn from(engine: $engine) -> Self {
                Self::$engine(Box::new(engine))
            }
        })*

        impl From<MergeTree> for Engine {
    fn from(engine: MergeTree) -> Self {
        Self::MergeTree(engine)
    }
}

impl Engine {
            pub(crate) fn definition(&self) -> Result<Definition, BuildError> {
                let plain = |name: &str| Ok(Definition::new(name));
                match self {
                    Self::MergeTree(engine) => engine.definition(None),
                    Self::Replicated { engine, replication } => engine.definition(Some(replication)),
                    Self::Unreplicated(engine) => Err(engine.definition()?.unreplicated()),
                    Self::Memory => plain("Memory"),
                    Self::Null => plain("Null"),
                    Self::StripeLog => plain("StripeLog"),
                    Self::TinyLog => plain("TinyLog"),
                    Self::Log => plain("Log"),
                    Self::Set => plain("Set"),
                    $(Self::$engine(engine) => engine.definition(),)*
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
    /// Rows of JSON texts that differ at random from a template.
    FuzzJson,
    /// Rows of queries that differ at random from a template.
    FuzzQuery,
    /// Rows in memory, of which the oldest go.
    BoundedMemory,
    /// A table of Apache Iceberg.
    Iceberg,
    /// A table of Delta Lake.
    DeltaLake,
    /// A table of Apache Hudi.
    Hudi,
    /// A table of Apache Paimon.
    Paimon,
    /// Files of an object storage with S3's interface, each read once.
    S3Queue,
    /// Files of Azure Blob Storage, each read once.
    AzureQueue,
    /// Lines of files of the server, each read once.
    FileLog,
    /// Topics of Apache Kafka.
    Kafka,
    /// An exchange of RabbitMQ.
    RabbitMq,
    /// Subjects of NATS.
    Nats,
    /// Metrics, as Prometheus has them.
    TimeSeries,
    /// A table of other servers, without a cluster.
    Remote,
    /// A data set of a server of Apache Arrow Flight.
    ArrowFlight,
    /// A table of a YTsaurus cluster.
    YtSaurus,
    /// An engine whose parameters stand in a named collection.
    Collection,
    /// Any other engine: its name and its parameters.
    Custom,
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

    /// The engine with its `Replicated` name, by the server's default path and replica name. An engine outside of the
    /// MergeTree family has none, and its statement is refused when it is built.
    pub fn replicated(self) -> Self {
        self.replicated_by(Replication::Default)
    }

    /// The engine with its `Replicated` or `Shared` name. An engine outside of the MergeTree family has none, and its
    /// statement is refused when it is built.
    pub fn replicated_by(self, replication: Replication) -> Self {
        match self {
            Self::MergeTree(engine) | Self::Replicated { engine, .. } => {
                Self::Replicated { engine, replication }
            }
            Self::Unreplicated(engine) => Self::Unreplicated(engine),
            other => Self::Unreplicated(Box::new(other)),
        }
    }

    /// An engine by its name, with its parameters.
    ///
    /// ```
    /// use sea_query_clickhouse::prelude::*;
    ///
    /// let table = ClickHouseTable::create("event")
    ///     .col(ClickHouseColumnDef::new("id", DataType::UInt64))
    ///     .engine(Engine::custom("GenerateRandom", [7, 20]));
    /// assert_eq!(
    ///     table.to_string(ClickHouseQueryBuilder),
    ///     "CREATE TABLE `event` (`id` UInt64) ENGINE = GenerateRandom(7, 20)"
    /// );
    /// ```
    pub fn custom<A: Into<Argument>>(
        name: impl Into<String>,
        arguments: impl IntoIterator<Item = A>,
    ) -> Self {
        arguments.into_iter().fold(Custom::new(name), Custom::arg).into()
    }

    /// Whether it is Distributed, whose rows are in other tables; also where it was read back from the text of a server.
    ///
    /// ```
    /// use sea_query_clickhouse::{engine::Distributed, prelude::*};
    ///
    /// assert!(Engine::from(Distributed::in_current_database("main", "event_local")).is_distributed());
    /// assert!("Distributed('main', 'shop', 'event_local')".parse::<Engine>()?.is_distributed());
    /// assert!(!Engine::Memory.is_distributed());
    /// # Ok::<(), sea_query_clickhouse::definition::DefinitionError>(())
    /// ```
    pub fn is_distributed(&self) -> bool {
        match self {
            Self::Distributed(_) => true,
            Self::Custom(engine) => engine.name() == "Distributed",
            _ => false,
        }
    }

    /// Writes the tables of a TimeSeries, which stand between SETTINGS and COMMENT.
    pub(crate) fn write_targets(&self, renderer: &Renderer<'_>, sql: &mut String) {
        if let Self::TimeSeries(engine) = self
            && let Err(error) = engine.write_targets(renderer, sql)
        {
            renderer.context.refuse(error);
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
            Self::Collection(engine) => engine.needs_primary_key(),
            _ => false,
        }
    }

    /// Whether a table of it has ORDER BY.
    pub(crate) fn sorts(&self) -> bool {
        let takes_keys = self.definition().is_ok_and(|definition| definition.clauses.keys);
        takes_keys && !self.needs_primary_key()
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
                | Self::Iceberg(_)
                | Self::DeltaLake(_)
                | Self::Hudi(_)
                | Self::Paimon(_)
                | Self::TimeSeries(_)
                | Self::Remote(_)
                | Self::ArrowFlight(_)
                | Self::YtSaurus(_)
                | Self::Collection(_)
                | Self::Custom(_)
        )
    }

    /// Refuses an engine that the server is too old for.
    pub(crate) fn check(&self, context: &Context<'_>) {
        if let Ok(definition) = self.definition()
            && let Some(feature) = definition.feature()
        {
            context.check(feature);
        }
    }
}

fn set_secret(secrets: &mut Vec<(&'static str, Secret)>, name: &'static str, text: String) {
    secrets.retain(|(known, _)| *known != name);
    secrets.push((name, Secret::new(text)));
}
