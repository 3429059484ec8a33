use super::{Secret, definition::Definition};
use crate::error::BuildError;

/// `KeeperMap(path[, keys_limit])`: keys and values in Keeper, the same on all servers.
///
/// Source: <https://clickhouse.com/docs/engines/table-engines/special/keeper-map>.
///
/// ```
/// use sea_query_clickhouse::{engine::KeeperMap, prelude::*};
///
/// let table = ClickHouseTable::create("option")
///     .col(ClickHouseColumnDef::new("name", DataType::String))
///     .col(ClickHouseColumnDef::new("value", DataType::String))
///     .engine(KeeperMap::new("/options").keys_limit(1000))
///     .primary_key(["name"]);
/// assert_eq!(
///     table.to_string(ClickHouseQueryBuilder),
///     "CREATE TABLE `option` (`name` String, `value` String) ENGINE = KeeperMap('/options', 1000) PRIMARY KEY `name`"
/// );
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeeperMap {
    path: String,
    keys_limit: Option<u64>,
}

impl KeeperMap {
    /// Keys and values under `path`, which lies under the server's `keeper_map_path_prefix`.
    pub fn new(path: impl Into<String>) -> Self {
        Self {
            path: path.into(),
            keys_limit: None,
        }
    }

    setters! {
        /// The largest number of keys.
        keys_limit(keys: u64) => keys_limit = Some(keys);
    }

    pub(super) fn definition(&self) -> Result<Definition, BuildError> {
        let definition = Definition::new("KeeperMap").required("the path", &self.path)?;
        Ok(self.keys_limit.into_iter().fold(definition, Definition::number))
    }
}

/// `EmbeddedRocksDB([ttl[, directory[, read_only]]])`: keys and values in RocksDB on the server's disk.
///
/// Source: <https://clickhouse.com/docs/engines/table-engines/integrations/embedded-rocksdb>.
///
/// ```
/// use sea_query_clickhouse::{engine::EmbeddedRocksDb, prelude::*};
///
/// let table = ClickHouseTable::create("session")
///     .col(ClickHouseColumnDef::new("id", DataType::Uuid))
///     .engine(EmbeddedRocksDb::new().ttl_seconds(3600))
///     .primary_key(["id"]);
/// assert_eq!(
///     table.to_string(ClickHouseQueryBuilder),
///     "CREATE TABLE `session` (`id` UUID) ENGINE = EmbeddedRocksDB(3600) PRIMARY KEY `id`"
/// );
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EmbeddedRocksDb {
    ttl_seconds: u64,
    directory: Option<(String, bool)>,
}

impl EmbeddedRocksDb {
    /// Keys and values in a directory of the table's own.
    pub fn new() -> Self {
        Self::default()
    }

    setters! {
        /// Seconds after which a key is gone; 0 is never.
        ttl_seconds(seconds: u64) => ttl_seconds = seconds;
        /// The directory of a RocksDB that is there already.
        directory(path: impl Into<String>) => directory = Some((path.into(), false));
        /// The directory of a RocksDB that is there already and is only read.
        read_only(path: impl Into<String>) => directory = Some((path.into(), true));
    }

    pub(super) fn definition(&self) -> Result<Definition, BuildError> {
        let definition = Definition::new("EmbeddedRocksDB");
        Ok(match &self.directory {
            None if self.ttl_seconds == 0 => definition,
            None => definition.number(self.ttl_seconds),
            Some((path, read_only)) => definition
                .number(self.ttl_seconds)
                .required("the directory", path)?
                .number((*read_only).into()),
        })
    }
}

/// `Redis(address[, database[, password[, pool_size]]])`: keys and values of a Redis server.
///
/// Source: <https://clickhouse.com/docs/engines/table-engines/integrations/redis>.
///
/// ```
/// use sea_query_clickhouse::{engine::Redis, prelude::*};
///
/// let table = ClickHouseTable::create("counter")
///     .col(ClickHouseColumnDef::new("name", DataType::String))
///     .col(ClickHouseColumnDef::new("n", DataType::UInt64))
///     .engine(Redis::new("redis:6379").database(2).password("secret"))
///     .primary_key(["name"]);
/// assert_eq!(
///     table.to_string(ClickHouseQueryBuilder),
///     "CREATE TABLE `counter` (`name` String, `n` UInt64) ENGINE = Redis('redis:6379', 2, 'secret') PRIMARY KEY `name`"
/// );
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Redis {
    address: String,
    database: Option<u64>,
    password: Option<Secret>,
    pool_size: Option<u64>,
}

impl Redis {
    /// The server at `host:port`.
    pub fn new(address: impl Into<String>) -> Self {
        Self {
            address: address.into(),
            database: None,
            password: None,
            pool_size: None,
        }
    }

    setters! {
        /// The number of the database, 0 to 15 (0 by default).
        database(number: u64) => database = Some(number);
        /// The password.
        password(password: impl Into<String>) => password = Some(Secret::new(password.into()));
        /// The largest number of connections (16 by default).
        pool_size(connections: u64) => pool_size = Some(connections);
    }

    pub(super) fn definition(&self) -> Result<Definition, BuildError> {
        let mut definition = Definition::new("Redis").required("the address", &self.address)?;
        let rest = self.password.is_some() || self.pool_size.is_some();
        if self.database.is_some() || rest {
            definition = definition.number(self.database.unwrap_or(0));
        }
        if rest {
            definition = match &self.password {
                Some(password) => definition.secret(password),
                None => definition.text(""),
            };
        }
        Ok(self.pool_size.into_iter().fold(definition, Definition::number))
    }
}
