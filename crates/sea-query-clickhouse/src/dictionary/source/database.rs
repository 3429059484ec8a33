use sea_query::{Expr, SelectStatement};

use super::{DictionarySource, Rules};
use crate::dictionary::parameter::Parameter;

/// A table, or a query on one.
const TABLE_OR_QUERY: Rules = Rules {
    required: &[],
    one_of: &["table", "query"],
};

parameters! {
    /// `CLICKHOUSE`: a table of this or another ClickHouse server.
    ///
    /// Without a host the rows come from this server, with the rights of [`user`](Self::user), `default` without, and
    /// not with those of who reads the dictionary.
    ///
    /// Source: <https://clickhouse.com/docs/sql-reference/statements/create/dictionary/sources/clickhouse>.
    ///
    /// ```
    /// use sea_query::{Expr, ExprTrait, Query};
    /// use sea_query_clickhouse::{dictionary::{DictionaryAttribute, layout::Hashed, source::ClickHouse}, prelude::*};
    ///
    /// let query = Query::select().column("port").column("name").from("service").to_owned();
    /// let create = |source: ClickHouse| {
    ///     ClickHouseDictionary::create("d")
    ///         .attribute(DictionaryAttribute::new("port", DataType::UInt64))
    ///         .primary_key(["port"])
    ///         .source(source)
    ///         .layout(Hashed::new())
    ///         .lifetime(60)
    ///         .to_string(ClickHouseQueryBuilder)
    /// };
    /// assert_eq!(
    ///     create(ClickHouse::query(query)),
    ///     "CREATE DICTIONARY `d` (`port` UInt64) PRIMARY KEY `port` \
    ///      SOURCE(CLICKHOUSE(query 'SELECT `port`, `name` FROM `service`')) LAYOUT(HASHED()) LIFETIME(60)"
    /// );
    /// assert_eq!(
    ///     create(ClickHouse::table("service").db("net").where_(Expr::col("port").gt(0)).user("reader").password("p")),
    ///     "CREATE DICTIONARY `d` (`port` UInt64) PRIMARY KEY `port` \
    ///      SOURCE(CLICKHOUSE(table 'service' db 'net' where '`port` > 0' user 'reader' password 'p')) \
    ///      LAYOUT(HASHED()) LIFETIME(60)"
    /// );
    /// ```
    ClickHouse: DictionarySource {
        text /// The host of another server.
        host = "host";
        number /// The port of the native protocol of another server.
        port = "port";
        text /// With whose rights the rows are read.
        user = "user";
        secret /// The password of the user.
        password = "password";
        text /// The database of the table.
        db = "db";
        flag /// Whether the connection to another server is by TLS.
        secure = "secure";
        text /// A query whose answer changes when the dictionary is out of date.
        invalidate_query = "invalidate_query";
        text /// The column with the time of the last change: only rows that changed since are loaded again.
        update_field = "update_field";
        number /// Seconds before the last load from which changed rows are loaded again.
        update_lag = "update_lag";
    }
}

impl ClickHouse {
    /// All columns of the dictionary, from a table.
    pub fn table(name: impl Into<String>) -> Self {
        let inner = DictionarySource::new("CLICKHOUSE", TABLE_OR_QUERY).parameter("table", name.into());
        Self { inner }
    }

    /// The rows of a query.
    pub fn query(query: SelectStatement) -> Self {
        let mut inner = DictionarySource::new("CLICKHOUSE", TABLE_OR_QUERY);
        inner.parameters.set("query", Parameter::Query(Box::new(query)));
        Self { inner }
    }

    /// What a named collection says, unless it is set here. Its table is set by
    /// [`parameter`](DictionarySource::parameter).
    ///
    /// ```
    /// use sea_query_clickhouse::dictionary::{DictionarySource, source::ClickHouse};
    ///
    /// let source = DictionarySource::from(ClickHouse::named_collection("net")).parameter("table", "service");
    /// ```
    pub fn named_collection(name: impl Into<String>) -> Self {
        let inner = DictionarySource::named_collection("CLICKHOUSE", name.into());
        Self { inner }
    }

    /// Which rows of the table.
    pub fn where_(mut self, condition: impl Into<Expr>) -> Self {
        self.inner
            .parameters
            .set("where", Parameter::Condition(Box::new(condition.into())));
        self
    }
}

/// One of several servers with the same data, for MySQL and PostgreSQL; see [`MySql::replica`].
///
/// ```
/// use sea_query_clickhouse::dictionary::source::{MySql, Replica};
///
/// let source = MySql::table("t").replica(Replica::new("a").priority(1)).replica(Replica::new("b").priority(2).password("pw"));
/// assert!(!format!("{source:?}").contains("pw"));
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Replica {
    inner: DictionarySource,
}

impl Replica {
    parameter!(number /** Its port, where it is not the one of all. */ port = "port");
    parameter!(text /** Its user, where it is not the one of all. */ user = "user");
    parameter!(secret /** Its password, where it is not the one of all. */ password = "password");
    parameter!(number /** Its rank; the lowest is tried first. */ priority = "priority");

    /// The server of a host.
    pub fn new(host: impl Into<String>) -> Self {
        Self {
            inner: DictionarySource::custom("replica").parameter("host", host.into()),
        }
    }

    fn into_group(self) -> Parameter {
        Parameter::Group(self.inner.parameters)
    }
}

macro_rules! with_replicas {
    ($type:ident, $name:literal) => {
        impl $type {
            /// All columns of the dictionary, from a table.
            pub fn table(name: impl Into<String>) -> Self {
                let inner = DictionarySource::new($name, TABLE_OR_QUERY).parameter("table", name.into());
                Self { inner }
            }

            /// The rows of a query, in the other server's SQL.
            pub fn query(sql: impl Into<String>) -> Self {
                let inner = DictionarySource::new($name, TABLE_OR_QUERY).parameter("query", sql.into());
                Self { inner }
            }

            /// What a named collection says, unless it is set here.
            pub fn named_collection(name: impl Into<String>) -> Self {
                let inner = DictionarySource::named_collection($name, name.into());
                Self { inner }
            }

            parameter!(text /** The host, where there are no replicas. */ host = "host");
            parameter!(number /** The port of the server, or of all replicas. */ port = "port");
            parameter!(text /** The user. */ user = "user");
            parameter!(secret /** The password of the user. */ password = "password");
            parameter!(text /** The database of the table. */ db = "db");
            parameter!(text /** Which rows of the table, in the other server's SQL. */ where_ = "where");
            parameter!(
                text
                /** A query whose answer changes when the dictionary is out of date. */
                invalidate_query = "invalidate_query"
            );
            parameter!(
                flag
                /** Whether the connection is tried again in the background. */
                background_reconnect = "background_reconnect"
            );
            parameter!(
                text
                /** The column with the time of the last change: only rows that changed since are loaded again. */
                update_field = "update_field"
            );
            parameter!(
                number
                /** Seconds before the last load from which changed rows are loaded again. */
                update_lag = "update_lag"
            );

            /// One of several servers with the same data; called again, one more.
            pub fn replica(mut self, replica: Replica) -> Self {
                self.inner.parameters.add("replica", replica.into_group());
                self
            }
        }
    };
}

parameters! {
    /// `MYSQL`: a table or query of a MySQL server.
    ///
    /// Source: <https://clickhouse.com/docs/sql-reference/statements/create/dictionary/sources/mysql>.
    ///
    /// ```
    /// use sea_query_clickhouse::{dictionary::{DictionaryAttribute, layout::Hashed, source::{MySql, Replica}}, prelude::*};
    ///
    /// let source = MySql::table("service")
    ///     .db("net")
    ///     .port(3306)
    ///     .user("reader")
    ///     .password("secret")
    ///     .replica(Replica::new("a").priority(1))
    ///     .replica(Replica::new("b").priority(2))
    ///     .where_("port > 0");
    /// assert!(!format!("{source:?}").contains("secret"));
    /// let create = ClickHouseDictionary::create("d")
    ///     .attribute(DictionaryAttribute::new("port", DataType::UInt64))
    ///     .primary_key(["port"])
    ///     .source(source)
    ///     .layout(Hashed::new())
    ///     .lifetime(60);
    /// assert_eq!(
    ///     create.to_string(ClickHouseQueryBuilder),
    ///     "CREATE DICTIONARY `d` (`port` UInt64) PRIMARY KEY `port` \
    ///      SOURCE(MYSQL(table 'service' db 'net' port 3306 user 'reader' password 'secret' \
    ///      replica(host 'a' priority 1) replica(host 'b' priority 2) where 'port > 0')) LAYOUT(HASHED()) LIFETIME(60)"
    /// );
    /// ```
    MySql: DictionarySource {
        text /// The path of a local socket.
        socket = "socket";
        flag /// Whether a lost connection is an error at once, and not after three more tries.
        fail_on_connection_loss = "fail_on_connection_loss";
        flag /// Whether the protocol is compressed.
        enable_compression = "enable_compression";
    }
}
with_replicas!(MySql, "MYSQL");

parameters! {
    /// `POSTGRESQL`: a table or query of a PostgreSQL server.
    ///
    /// Source: <https://clickhouse.com/docs/sql-reference/statements/create/dictionary/sources/postgresql>.
    ///
    /// ```
    /// use sea_query_clickhouse::{dictionary::{DictionaryAttribute, layout::Hashed, source::PostgreSql}, prelude::*};
    ///
    /// let source = PostgreSql::query("SELECT port, name FROM service").host("pg").port(5432).db("net").password("secret");
    /// assert!(!format!("{source:?}").contains("secret"));
    /// let create = ClickHouseDictionary::create("d")
    ///     .attribute(DictionaryAttribute::new("port", DataType::UInt64))
    ///     .primary_key(["port"])
    ///     .source(source)
    ///     .layout(Hashed::new())
    ///     .lifetime(60);
    /// assert_eq!(
    ///     create.to_string(ClickHouseQueryBuilder),
    ///     "CREATE DICTIONARY `d` (`port` UInt64) PRIMARY KEY `port` \
    ///      SOURCE(POSTGRESQL(query 'SELECT port, name FROM service' host 'pg' port 5432 db 'net' password 'secret')) \
    ///      LAYOUT(HASHED()) LIFETIME(60)"
    /// );
    /// ```
    PostgreSql: DictionarySource {
        text /// The schema of the table.
        schema = "schema";
    }
}
with_replicas!(PostgreSql, "POSTGRESQL");

parameters! {
    /// `ODBC` or `JDBC`: a table or query of a database with a driver of that kind. The connection's text, which may
    /// hold a password, is not shown by `Debug`.
    ///
    /// Source: <https://clickhouse.com/docs/sql-reference/statements/create/dictionary/sources/odbc>.
    ///
    /// ```
    /// use sea_query_clickhouse::{dictionary::{DictionaryAttribute, layout::Hashed, source::Odbc}, prelude::*};
    ///
    /// let create = ClickHouseDictionary::create("d")
    ///     .attribute(DictionaryAttribute::new("port", DataType::UInt64))
    ///     .primary_key(["port"])
    ///     .source(Odbc::table("DSN=net", "service"))
    ///     .layout(Hashed::new())
    ///     .lifetime(60);
    /// assert_eq!(
    ///     create.to_string(ClickHouseQueryBuilder),
    ///     "CREATE DICTIONARY `d` (`port` UInt64) PRIMARY KEY `port` \
    ///      SOURCE(ODBC(connection_string 'DSN=net' table 'service')) LAYOUT(HASHED()) LIFETIME(60)"
    /// );
    /// ```
    Odbc: DictionarySource {
        text /// The database of the table, where the connection does not say it.
        db = "db";
        text /// The schema of the table.
        schema = "schema";
        text /// Which rows of the table, in the database's SQL.
        where_ = "where";
        text /// A query whose answer changes when the dictionary is out of date.
        invalidate_query = "invalidate_query";
        flag /// Whether the connection is tried again in the background.
        background_reconnect = "background_reconnect";
    }
}

impl Odbc {
    fn source(name: &'static str, key: &'static str, connection: String) -> DictionarySource {
        DictionarySource::new(name, TABLE_OR_QUERY).secret(key, connection)
    }

    /// All columns of the dictionary, from a table.
    pub fn table(connection: impl Into<String>, name: impl Into<String>) -> Self {
        let inner =
            Self::source("ODBC", "connection_string", connection.into()).parameter("table", name.into());
        Self { inner }
    }

    /// The rows of a query, in the database's SQL.
    pub fn query(connection: impl Into<String>, sql: impl Into<String>) -> Self {
        let inner =
            Self::source("ODBC", "connection_string", connection.into()).parameter("query", sql.into());
        Self { inner }
    }

    /// `JDBC`: all columns of the dictionary, from a table of a data source of the JDBC bridge.
    pub fn jdbc(datasource: impl Into<String>, name: impl Into<String>) -> Self {
        let inner = Self::source("JDBC", "datasource", datasource.into()).parameter("table", name.into());
        Self { inner }
    }
}
