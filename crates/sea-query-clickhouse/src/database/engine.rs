use crate::{
    engine::argument::{Argument, write_call},
    error::BuildError,
    render::Renderer,
};

/// The engine of a database.
///
/// Passwords and keys are not shown by `Debug`.
///
/// Source: <https://clickhouse.com/docs/engines/database-engines>.
///
/// ```
/// use sea_query_clickhouse::{ClickHouseQueryBuilder, database::{ClickHouseDatabase, DatabaseEngine}};
///
/// let engine = DatabaseEngine::postgresql("db.example.com:5432", "shop", "reader", "secret").argument("public");
/// assert!(!format!("{engine:?}").contains("secret"));
/// assert_eq!(
///     ClickHouseDatabase::create("shop").engine(engine).to_string(ClickHouseQueryBuilder),
///     "CREATE DATABASE `shop` ENGINE = PostgreSQL('db.example.com:5432', 'shop', 'reader', 'secret', 'public')"
/// );
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct DatabaseEngine {
    name: String,
    arguments: Vec<Argument>,
}

impl DatabaseEngine {
    /// [`Atomic`](https://clickhouse.com/docs/engines/database-engines/atomic), the default: names are exchanged and
    /// tables dropped without waiting for their queries.
    pub fn atomic() -> Self {
        Self::custom("Atomic", [])
    }

    /// [`Lazy(seconds)`](https://clickhouse.com/docs/engines/database-engines/lazy): keeps its Log tables in memory for
    /// so many seconds after their last use. ClickHouse 26.7 no longer has it.
    pub fn lazy(seconds: u32) -> Self {
        Self::custom("Lazy", [Argument::value(seconds)])
    }

    /// `Memory`: forgets its tables when the server ends.
    pub fn memory() -> Self {
        Self::custom("Memory", [])
    }

    /// `Ordinary`: what was there before Atomic. The server refuses it where the setting
    /// `allow_deprecated_database_ordinary` is 0.
    pub fn ordinary() -> Self {
        Self::custom("Ordinary", [])
    }

    /// [`Replicated('path', 'shard', 'replica')`](https://clickhouse.com/docs/engines/database-engines/replicated): its
    /// DDL goes to all replicas by a log in ClickHouse Keeper. Shard and replica may name macros, such as `{shard}`.
    pub fn replicated(path: impl Into<String>, shard: impl Into<String>, replica: impl Into<String>) -> Self {
        Self::custom(
            "Replicated",
            [
                Argument::value(path.into()),
                Argument::value(shard.into()),
                Argument::value(replica.into()),
            ],
        )
    }

    /// `Replicated` with the path, shard and replica that the server's configuration gives
    /// (`default_replica_path`, `default_replica_name` and macros).
    pub fn replicated_by_default() -> Self {
        Self::custom("Replicated", [])
    }

    /// [`MySQL('host:port', 'database', 'user', 'password')`](https://clickhouse.com/docs/engines/database-engines/mysql)
    pub fn mysql(
        address: impl Into<String>,
        database: impl Into<String>,
        user: impl Into<String>,
        password: impl Into<String>,
    ) -> Self {
        Self::login("MySQL", address, database, user, password)
    }

    /// [`PostgreSQL('host:port', 'database', 'user', 'password')`](https://clickhouse.com/docs/engines/database-engines/postgresql);
    /// a schema and whether tables are cached may follow by [`argument`](Self::argument).
    pub fn postgresql(
        address: impl Into<String>,
        database: impl Into<String>,
        user: impl Into<String>,
        password: impl Into<String>,
    ) -> Self {
        Self::login("PostgreSQL", address, database, user, password)
    }

    /// [`MaterializedPostgreSQL('host:port', 'database', 'user', 'password')`](https://clickhouse.com/docs/engines/database-engines/materialized-postgresql):
    /// a copy that follows by replication.
    pub fn materialized_postgresql(
        address: impl Into<String>,
        database: impl Into<String>,
        user: impl Into<String>,
        password: impl Into<String>,
    ) -> Self {
        Self::login("MaterializedPostgreSQL", address, database, user, password)
    }

    fn login(
        name: &str,
        address: impl Into<String>,
        database: impl Into<String>,
        user: impl Into<String>,
        password: impl Into<String>,
    ) -> Self {
        Self::custom(
            name,
            [
                Argument::value(address.into()),
                Argument::value(database.into()),
                Argument::value(user.into()),
                Argument::secret(password),
            ],
        )
    }

    /// [`SQLite('path')`](https://clickhouse.com/docs/engines/database-engines/sqlite)
    pub fn sqlite(path: impl Into<String>) -> Self {
        Self::custom("SQLite", [Argument::value(path.into())])
    }

    /// [`DataLakeCatalog('endpoint')`](https://clickhouse.com/docs/engines/database-engines/datalakecatalog), whose
    /// catalog, warehouse and login are settings of the database.
    pub fn data_lake_catalog(endpoint: impl Into<String>) -> Self {
        Self::custom("DataLakeCatalog", [Argument::value(endpoint.into())])
    }

    /// [`Backup('database', place)`](https://clickhouse.com/docs/engines/database-engines/backup): the tables of a
    /// backup, to read. The place is a call such as `Disk('backups', 'monday')`.
    pub fn backup(database: impl Into<String>, place: Argument) -> Self {
        Self::custom("Backup", [Argument::value(database.into()), place])
    }

    /// `Filesystem('path')`: files as tables.
    pub fn filesystem(path: impl Into<String>) -> Self {
        Self::custom("Filesystem", [Argument::value(path.into())])
    }

    /// `S3('url')`: objects that everybody may read, as tables.
    pub fn s3(url: impl Into<String>) -> Self {
        Self::custom("S3", [Argument::value(url.into()), Argument::value("NOSIGN")])
    }

    /// `S3('url', 'key', 'secret')`: objects as tables.
    pub fn s3_with_keys(url: impl Into<String>, key: impl Into<String>, secret: impl Into<String>) -> Self {
        Self::custom(
            "S3",
            [
                Argument::value(url.into()),
                Argument::secret(key),
                Argument::secret(secret),
            ],
        )
    }

    /// `HDFS('uri')`: files as tables.
    pub fn hdfs(uri: impl Into<String>) -> Self {
        Self::custom("HDFS", [Argument::value(uri.into())])
    }

    /// [`Dictionary`](https://clickhouse.com/docs/sql-reference/statements/create/dictionary): every dictionary of the
    /// server as a table.
    pub fn dictionary() -> Self {
        Self::custom("Dictionary", [])
    }

    /// Any other engine: its name and its arguments.
    pub fn custom(name: impl Into<String>, arguments: impl IntoIterator<Item = Argument>) -> Self {
        Self {
            name: name.into(),
            arguments: arguments.into_iter().collect(),
        }
    }

    /// Another argument, after those that are there.
    pub fn argument(mut self, argument: impl Into<Argument>) -> Self {
        self.arguments.push(argument.into());
        self
    }

    pub(crate) fn write(&self, renderer: &Renderer<'_>, sql: &mut String) -> Result<(), BuildError> {
        write_call(&self.name, &self.arguments, renderer, sql)
    }
}
