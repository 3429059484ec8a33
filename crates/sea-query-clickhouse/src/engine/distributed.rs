use sea_query::Expr;

use super::{argument::Argument, definition::Definition};
use crate::error::BuildError;

/// `Distributed(cluster, database, table[, sharding_key[, policy]])`: the tables of a cluster's shards as one.
///
/// Source: <https://clickhouse.com/docs/engines/table-engines/special/distributed>.
///
/// ```
/// use sea_query::{Expr, Func};
/// use sea_query_clickhouse::{engine::Distributed, prelude::*};
///
/// let table = ClickHouseTable::create("event_all")
///     .as_table("event")
///     .engine(Distributed::new("main", "analytics", "event").sharding_key(Func::cust("xxHash64").arg(Expr::col("id"))))
///     .setting("fsync_after_insert", true);
/// assert_eq!(
///     table.to_string(ClickHouseQueryBuilder),
///     "CREATE TABLE `event_all` AS `event` ENGINE = Distributed('main', 'analytics', 'event', xxHash64(`id`)) \
///      SETTINGS fsync_after_insert = 1"
/// );
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Distributed {
    cluster: String,
    database: Database,
    table: String,
    pub(crate) sharding_key: Option<Expr>,
    pub(crate) policy: Option<String>,
}

#[derive(Clone, Debug, PartialEq)]
enum Database {
    Current,
    Name(String),
}

impl Distributed {
    /// The tables named `table` in `database` on the servers of `cluster`.
    pub fn new(cluster: impl Into<String>, database: impl Into<String>, table: impl Into<String>) -> Self {
        Self {
            cluster: cluster.into(),
            database: Database::Name(database.into()),
            table: table.into(),
            sharding_key: None,
            policy: None,
        }
    }

    /// The same for the database in which the statement runs: `currentDatabase()`.
    pub fn in_current_database(cluster: impl Into<String>, table: impl Into<String>) -> Self {
        Self {
            database: Database::Current,
            ..Self::new(cluster, "", table)
        }
    }

    setters! {
        /// An integer by which rows are spread over the shards, such as `rand()` or a hash of a column. Without it
        /// rows can be inserted only when there is one shard.
        sharding_key(expr: impl Into<Expr>) => sharding_key = Some(expr.into());
        /// The storage policy for the files in which rows wait to be sent.
        policy(name: impl Into<String>) => policy = Some(name.into());
    }

    /// The cluster on whose shards the local tables are.
    pub fn get_cluster(&self) -> &str {
        &self.cluster
    }

    /// The database of the local tables; `None` for that in which the table was made.
    pub fn get_database(&self) -> Option<&str> {
        match &self.database {
            Database::Current => None,
            Database::Name(name) => Some(name),
        }
    }

    /// The name of the local tables.
    ///
    /// ```
    /// use sea_query_clickhouse::engine::Distributed;
    ///
    /// let engine = Distributed::new("main", "analytics", "event");
    /// assert_eq!((engine.get_cluster(), engine.get_database(), engine.get_table()), ("main", Some("analytics"), "event"));
    /// ```
    pub fn get_table(&self) -> &str {
        &self.table
    }

    pub(super) fn definition(&self) -> Result<Definition, BuildError> {
        let definition = Definition::new("Distributed").required("the cluster", &self.cluster)?;
        let definition = match &self.database {
            Database::Current => definition.arg(Argument::word("currentDatabase()")),
            Database::Name(name) => definition.required("the database", name)?,
        }
        .required("the table", &self.table)?;
        match (&self.sharding_key, &self.policy) {
            (None, None) => Ok(definition),
            (Some(key), None) => Ok(definition.arg(Argument::expr(key.clone()))),
            (Some(key), Some(policy)) => definition
                .arg(Argument::expr(key.clone()))
                .required("the storage policy", policy),
            (None, Some(_)) => Err(BuildError::invalid(
                "Distributed",
                "the storage policy needs a sharding key before it",
            )),
        }
    }
}

/// `Buffer(database, table, layers, limits)`: rows wait in memory before they are written to another table.
///
/// Source: <https://clickhouse.com/docs/engines/table-engines/special/buffer>.
///
/// ```
/// use sea_query_clickhouse::{engine::{Buffer, Limits}, prelude::*};
///
/// let table = ClickHouseTable::create("event_buffer").as_table("event").engine(
///     Buffer::new("analytics", "event", 1)
///         .min(Limits { seconds: 10, rows: 10_000, bytes: 10_000_000 })
///         .max(Limits { seconds: 100, rows: 1_000_000, bytes: 100_000_000 }),
/// );
/// assert_eq!(
///     table.to_string(ClickHouseQueryBuilder),
///     "CREATE TABLE `event_buffer` AS `event` \
///      ENGINE = Buffer('analytics', 'event', 1, 10, 100, 10000, 1000000, 10000000, 100000000)"
/// );
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Buffer {
    database: String,
    table: String,
    layers: u64,
    min: Limits,
    max: Limits,
    flush: Option<Limits>,
}

/// How long and how many rows and bytes wait in a [`Buffer`].
///
/// ```
/// use sea_query_clickhouse::engine::Limits;
///
/// assert_eq!(Limits { seconds: 10, rows: 100, bytes: 1000 }.seconds, 10);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Seconds since the first row.
    pub seconds: u64,
    /// Rows.
    pub rows: u64,
    /// Bytes.
    pub bytes: u64,
}

impl Buffer {
    /// A buffer of `layers` parts before a table, with the limits of the documentation's example.
    pub fn new(database: impl Into<String>, table: impl Into<String>, layers: u64) -> Self {
        Self {
            database: database.into(),
            table: table.into(),
            layers,
            min: Limits {
                seconds: 10,
                rows: 10_000,
                bytes: 10_000_000,
            },
            max: Limits {
                seconds: 100,
                rows: 1_000_000,
                bytes: 100_000_000,
            },
            flush: None,
        }
    }

    setters! {
        /// Rows are written when all three of these are reached.
        min(limits: Limits) => min = limits;
        /// Rows are written when one of these is reached.
        max(limits: Limits) => max = limits;
        /// Rows are written in the background when one of these is reached.
        flush(limits: Limits) => flush = Some(limits);
    }

    pub(super) fn definition(&self) -> Result<Definition, BuildError> {
        if self.layers == 0 {
            return Err(BuildError::invalid("Buffer", "it has at least one layer"));
        }
        let (min, max) = (self.min, self.max);
        if min.seconds > max.seconds || min.rows > max.rows || min.bytes > max.bytes {
            return Err(BuildError::invalid(
                "Buffer",
                "a lower limit is above its upper one",
            ));
        }
        let definition = Definition::new("Buffer")
            .text(&self.database)
            .required("the table", &self.table)?
            .number(self.layers);
        let flush = self
            .flush
            .map(|flush| [flush.seconds, flush.rows, flush.bytes])
            .into_iter()
            .flatten();
        let limits = [min.seconds, max.seconds, min.rows, max.rows, min.bytes, max.bytes];
        Ok(limits
            .into_iter()
            .chain(flush)
            .fold(definition, Definition::number))
    }
}
