use super::{Secret, definition::Definition};
use crate::error::BuildError;

macro_rules! server {
    ($(#[$doc:meta])* $name:ident { $($field:ident: $type:ty,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub struct $name {
            address: String,
            database: String,
            table: String,
            user: String,
            password: Secret,
            $($field: Option<$type>,)*
        }

        impl $name {
            /// A table, or collection, of the server at `host:port`.
            pub fn new(
                address: impl Into<String>,
                database: impl Into<String>,
                table: impl Into<String>,
                user: impl Into<String>,
                password: impl Into<String>,
            ) -> Self {
                Self {
                    address: address.into(),
                    database: database.into(),
                    table: table.into(),
                    user: user.into(),
                    password: Secret::new(password.into()),
                    $($field: None,)*
                }
            }

            fn base(&self, name: &str) -> Result<Definition, BuildError> {
                Ok(Definition::new(name)
                    .required("the address", &self.address)?
                    .required("the database", &self.database)?
                    .required("the table", &self.table)?
                    .text(&self.user)
                    .secret(&self.password))
            }
        }
    };
}

server! {
    /// `MySQL(address, database, table, user, password[, replace_query[, on_duplicate_clause]])`: a table of a MySQL
    /// server.
    ///
    /// Source: <https://clickhouse.com/docs/engines/table-engines/integrations/mysql>.
    ///
    /// ```
    /// use sea_query_clickhouse::{engine::MySql, prelude::*};
    ///
    /// let engine = MySql::new("mysql:3306", "app", "user", "reader", "secret").on_duplicate("UPDATE n = n + 1");
    /// assert!(!format!("{engine:?}").contains("secret"));
    /// assert_eq!(
    ///     ClickHouseTable::create("user").engine(engine).to_string(ClickHouseQueryBuilder),
    ///     "CREATE TABLE `user` ENGINE = MySQL('mysql:3306', 'app', 'user', 'reader', 'secret', 0, 'UPDATE n = n + 1')"
    /// );
    /// ```
    MySql { replace: bool, on_duplicate: String, }
}

impl MySql {
    setters! {
        /// Whether an insert is written as REPLACE.
        replace(on: bool) => replace = Some(on);
        /// What follows `ON DUPLICATE KEY` in an insert.
        on_duplicate(clause: impl Into<String>) => on_duplicate = Some(clause.into());
    }

    pub(super) fn definition(&self) -> Result<Definition, BuildError> {
        let definition = self.base("MySQL")?;
        Ok(match (self.replace, &self.on_duplicate) {
            (None, None) => definition,
            (Some(replace), None) => definition.number(replace.into()),
            (Some(true), Some(_)) => {
                return Err(BuildError::invalid(
                    "MySQL",
                    "an insert is either REPLACE or has ON DUPLICATE KEY",
                ));
            }
            (_, Some(clause)) => definition
                .number(0)
                .required("the clause on a duplicate", clause)?,
        })
    }
}

server! {
    /// `PostgreSQL(address, database, table, user, password[, schema[, on_conflict]])`: a table of a PostgreSQL server.
    ///
    /// Source: <https://clickhouse.com/docs/engines/table-engines/integrations/postgresql>.
    ///
    /// ```
    /// use sea_query_clickhouse::{engine::PostgreSql, prelude::*};
    ///
    /// let engine = PostgreSql::new("postgres:5432", "app", "user", "reader", "secret").schema("crm");
    /// assert_eq!(
    ///     ClickHouseTable::create("user").engine(engine).to_string(ClickHouseQueryBuilder),
    ///     "CREATE TABLE `user` ENGINE = PostgreSQL('postgres:5432', 'app', 'user', 'reader', 'secret', 'crm')"
    /// );
    /// ```
    PostgreSql { schema: String, on_conflict: String, }
}

impl PostgreSql {
    setters! {
        /// The schema of the table, where it is not the default one.
        schema(name: impl Into<String>) => schema = Some(name.into());
        /// What follows the values of an insert, such as `ON CONFLICT DO NOTHING`. It needs a schema.
        on_conflict(clause: impl Into<String>) => on_conflict = Some(clause.into());
    }

    pub(super) fn definition(&self) -> Result<Definition, BuildError> {
        self.base("PostgreSQL")?.texts(&[
            ("the schema", self.schema.as_ref()),
            ("the clause on a conflict", self.on_conflict.as_ref()),
        ])
    }
}

server! {
    /// `MaterializedPostgreSQL(address, database, table, user, password)`: a table of a PostgreSQL server, copied and kept
    /// up to date by replication. It needs the setting `allow_experimental_materialized_postgresql_table`.
    ///
    /// Source: <https://clickhouse.com/docs/engines/table-engines/integrations/materialized-postgresql>.
    ///
    /// ```
    /// use sea_query_clickhouse::{engine::MaterializedPostgreSql, prelude::*};
    ///
    /// let table = ClickHouseTable::create("user")
    ///     .col(ClickHouseColumnDef::new("id", DataType::UInt64))
    ///     .engine(MaterializedPostgreSql::new("postgres:5432", "app", "user", "reader", "secret"))
    ///     .primary_key(["id"]);
    /// assert_eq!(
    ///     table.to_string(ClickHouseQueryBuilder),
    ///     "CREATE TABLE `user` (`id` UInt64) \
    ///      ENGINE = MaterializedPostgreSQL('postgres:5432', 'app', 'user', 'reader', 'secret') PRIMARY KEY `id`"
    /// );
    /// ```
    MaterializedPostgreSql {}
}

impl MaterializedPostgreSql {
    pub(super) fn definition(&self) -> Result<Definition, BuildError> {
        if self.user.is_empty() {
            return Err(BuildError::invalid("MaterializedPostgreSQL", "the user is empty"));
        }
        self.base("MaterializedPostgreSQL")
    }
}

server! {
    /// `MongoDB(address, database, collection, user, password[, options[, oid_columns]])`: a collection of a MongoDB
    /// server.
    ///
    /// Source: <https://clickhouse.com/docs/engines/table-engines/integrations/mongodb>.
    ///
    /// ```
    /// use sea_query_clickhouse::{engine::MongoDb, prelude::*};
    ///
    /// let table = ClickHouseTable::create("user")
    ///     .col(ClickHouseColumnDef::new("_id", DataType::String))
    ///     .engine(MongoDb::new("mongo:27017", "app", "user", "reader", "secret").options("ssl=true"));
    /// assert_eq!(
    ///     table.to_string(ClickHouseQueryBuilder),
    ///     "CREATE TABLE `user` (`_id` String) \
    ///      ENGINE = MongoDB('mongo:27017', 'app', 'user', 'reader', 'secret', 'ssl=true')"
    /// );
    /// ```
    MongoDb { options: String, oid_columns: String, }
}

impl MongoDb {
    setters! {
        /// The options of the connection, as in a URL.
        options(options: impl Into<String>) => options = Some(options.into());
        /// The columns that are object ids, separated by commas (`_id` by default). It needs options.
        oid_columns(columns: impl Into<String>) => oid_columns = Some(columns.into());
    }

    pub(super) fn definition(&self) -> Result<Definition, BuildError> {
        self.base("MongoDB")?.texts(&[
            ("the options", self.options.as_ref()),
            ("the columns of object ids", self.oid_columns.as_ref()),
        ])
    }
}

macro_rules! source {
    ($(#[$doc:meta])* $name:ident $keyword:literal ($($field:ident),*)) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq)]
        pub struct $name {
            $($field: String,)*
        }

        impl std::fmt::Debug for $name {
            // The source of data often carries a password.
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.debug_struct($keyword).finish_non_exhaustive()
            }
        }

        impl $name {
            /// A table of this source.
            pub fn new($($field: impl Into<String>,)*) -> Self {
                Self { $($field: $field.into(),)* }
            }

            pub(super) fn definition(&self) -> Result<Definition, BuildError> {
                let definition = Definition::new($keyword);
                $(let definition = definition.required(concat!("the ", stringify!($field)), &self.$field)?;)*
                Ok(definition)
            }
        }
    };
}

source! {
    /// `SQLite(path, table)`: a table of an SQLite file.
    ///
    /// Source: <https://clickhouse.com/docs/engines/table-engines/integrations/sqlite>.
    ///
    /// ```
    /// use sea_query_clickhouse::{engine::Sqlite, prelude::*};
    ///
    /// assert_eq!(
    ///     ClickHouseTable::create("user").engine(Sqlite::new("app.db", "user")).to_string(ClickHouseQueryBuilder),
    ///     "CREATE TABLE `user` ENGINE = SQLite('app.db', 'user')"
    /// );
    /// ```
    Sqlite "SQLite" (path, table)
}

source! {
    /// `ODBC(source, database, table)`: a table of a database with an ODBC driver, through `clickhouse-odbc-bridge`.
    ///
    /// Source: <https://clickhouse.com/docs/engines/table-engines/integrations/odbc>.
    ///
    /// ```
    /// use sea_query_clickhouse::{engine::Odbc, prelude::*};
    ///
    /// assert_eq!(
    ///     ClickHouseTable::create("user").engine(Odbc::new("DSN=app", "app", "user")).to_string(ClickHouseQueryBuilder),
    ///     "CREATE TABLE `user` ENGINE = ODBC('DSN=app', 'app', 'user')"
    /// );
    /// ```
    Odbc "ODBC" (source, database, table)
}

source! {
    /// `JDBC(source, database, table)`: a table of a database with a JDBC driver, through `clickhouse-jdbc-bridge`.
    ///
    /// Source: <https://clickhouse.com/docs/engines/table-engines/integrations/jdbc>.
    ///
    /// ```
    /// use sea_query_clickhouse::{engine::Jdbc, prelude::*};
    ///
    /// assert_eq!(
    ///     ClickHouseTable::create("user").engine(Jdbc::new("app", "crm", "user")).to_string(ClickHouseQueryBuilder),
    ///     "CREATE TABLE `user` ENGINE = JDBC('app', 'crm', 'user')"
    /// );
    /// ```
    Jdbc "JDBC" (source, database, table)
}
