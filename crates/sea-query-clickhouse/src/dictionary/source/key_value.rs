use super::{DictionarySource, Rules};

parameters! {
    /// `MONGODB`: a collection of a MongoDB server.
    ///
    /// Source: <https://clickhouse.com/docs/sql-reference/statements/create/dictionary/sources/mongodb>.
    ///
    /// ```
    /// use sea_query_clickhouse::{dictionary::{DictionaryAttribute, layout::Hashed, source::MongoDb}, prelude::*};
    ///
    /// let source = MongoDb::new("mongo", "net", "service").port(27017).user("reader").password("secret");
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
    ///      SOURCE(MONGODB(host 'mongo' db 'net' collection 'service' port 27017 user 'reader' password 'secret')) \
    ///      LAYOUT(HASHED()) LIFETIME(60)"
    /// );
    /// ```
    MongoDb: DictionarySource {
        number /// The port of the server.
        port = "port";
        text /// The user.
        user = "user";
        secret /// The password of the user.
        password = "password";
        text /// Options of the connection, such as `ssl=true`.
        options = "options";
    }
}

impl MongoDb {
    /// A collection of a database of a host.
    pub fn new(host: impl Into<String>, db: impl Into<String>, collection: impl Into<String>) -> Self {
        let inner = DictionarySource::custom("MONGODB")
            .parameter("host", host.into())
            .parameter("db", db.into())
            .parameter("collection", collection.into());
        Self { inner }
    }

    /// A collection by the address of its database, which may hold a password and is not shown by `Debug`.
    pub fn uri(uri: impl Into<String>, collection: impl Into<String>) -> Self {
        let inner = DictionarySource::custom("MONGODB")
            .secret("uri", uri.into())
            .parameter("collection", collection.into());
        Self { inner }
    }

    /// What a named collection says, unless it is set here.
    pub fn named_collection(name: impl Into<String>) -> Self {
        let inner = DictionarySource::named_collection("MONGODB", name.into());
        Self { inner }
    }
}

parameters! {
    /// `REDIS`: the keys and values of a Redis server.
    ///
    /// Source: <https://clickhouse.com/docs/sql-reference/statements/create/dictionary/sources/redis>.
    ///
    /// ```
    /// use sea_query_clickhouse::{dictionary::{DictionaryAttribute, layout::Cache, source::Redis}, prelude::*};
    ///
    /// let create = ClickHouseDictionary::create("d")
    ///     .attribute(DictionaryAttribute::new("k", DataType::UInt64))
    ///     .attribute(DictionaryAttribute::new("v", DataType::String))
    ///     .primary_key(["k"])
    ///     .source(Redis::new("redis").port(6379).hash_map(false).db_index(0))
    ///     .layout(Cache::new(1000))
    ///     .lifetime(60);
    /// assert_eq!(
    ///     create.to_string(ClickHouseQueryBuilder),
    ///     "CREATE DICTIONARY `d` (`k` UInt64, `v` String) PRIMARY KEY `k` \
    ///      SOURCE(REDIS(host 'redis' port 6379 storage_type 'simple' db_index 0)) \
    ///      LAYOUT(CACHE(SIZE_IN_CELLS 1000)) LIFETIME(60)"
    /// );
    /// ```
    Redis: DictionarySource {
        number /// The port of the server.
        port = "port";
        secret /// The password.
        password = "password";
        number /// The number of the database.
        db_index = "db_index";
    }
}

impl Redis {
    /// The server of a host.
    pub fn new(host: impl Into<String>) -> Self {
        let inner = DictionarySource::custom("REDIS").parameter("host", host.into());
        Self { inner }
    }

    /// `storage_type`: a hash of hashes, for keys of two columns, or keys with values.
    pub fn hash_map(mut self, yes: bool) -> Self {
        self.inner = self
            .inner
            .parameter("storage_type", if yes { "hash_map" } else { "simple" });
        self
    }
}

/// A table, or a query on one.
const FAMILY_OR_QUERY: Rules = Rules {
    required: &["keyspace"],
    one_of: &["column_family", "query"],
};

parameters! {
    /// `CASSANDRA`: a table or query of a Cassandra cluster.
    ///
    /// Source: <https://clickhouse.com/docs/sql-reference/statements/create/dictionary/sources/cassandra>.
    ///
    /// ```
    /// use sea_query_clickhouse::{dictionary::{DictionaryAttribute, layout::Hashed, source::Cassandra}, prelude::*};
    ///
    /// let create = ClickHouseDictionary::create("d")
    ///     .attribute(DictionaryAttribute::new("port", DataType::UInt64))
    ///     .primary_key(["port"])
    ///     .source(Cassandra::new("a,b", "net").column_family("service").allow_filtering(true).consistency("Quorum"))
    ///     .layout(Hashed::new())
    ///     .lifetime(60);
    /// assert_eq!(
    ///     create.to_string(ClickHouseQueryBuilder),
    ///     "CREATE DICTIONARY `d` (`port` UInt64) PRIMARY KEY `port` \
    ///      SOURCE(CASSANDRA(host 'a,b' keyspace 'net' column_family 'service' allow_filtering 1 \
    ///      consistency 'Quorum')) LAYOUT(HASHED()) LIFETIME(60)"
    /// );
    /// ```
    Cassandra: DictionarySource {
        number /// The port of the servers.
        port = "port";
        text /// The user.
        user = "user";
        secret /// The password of the user.
        password = "password";
        text /// The table.
        column_family = "column_family";
        text /// A query in place of a table.
        query = "query";
        flag /// Whether conditions on clustering keys, which may be expensive, are allowed.
        allow_filtering = "allow_filtering";
        number /// How many columns of the key are the partition key.
        partition_key_prefix = "partition_key_prefix";
        text /// The consistency level, such as `One` or `Quorum`.
        consistency = "consistency";
        text /// Which rows of the table.
        where_ = "where";
        number /// How many threads load at most.
        max_threads = "max_threads";
    }
}

impl Cassandra {
    /// A keyspace of hosts, separated by commas.
    pub fn new(host: impl Into<String>, keyspace: impl Into<String>) -> Self {
        let inner = DictionarySource::new("CASSANDRA", FAMILY_OR_QUERY)
            .parameter("host", host.into())
            .parameter("keyspace", keyspace.into());
        Self { inner }
    }
}

parameters! {
    /// `YTSAURUS`: a table of a YTsaurus cluster, where the setting `allow_experimental_ytsaurus_dictionary_source` is 1.
    ///
    /// Source: <https://clickhouse.com/docs/sql-reference/statements/create/dictionary/sources/ytsaurus>.
    ///
    /// ```
    /// use sea_query_clickhouse::{dictionary::{DictionaryAttribute, layout::Hashed, source::YtSaurus}, prelude::*};
    ///
    /// let create = ClickHouseDictionary::create("d")
    ///     .attribute(DictionaryAttribute::new("port", DataType::UInt64))
    ///     .primary_key(["port"])
    ///     .source(YtSaurus::new("http://localhost:8000", "//tmp/test", "token"))
    ///     .layout(Hashed::new())
    ///     .lifetime(60);
    /// assert_eq!(
    ///     create.to_string(ClickHouseQueryBuilder),
    ///     "CREATE DICTIONARY `d` (`port` UInt64) PRIMARY KEY `port` \
    ///      SOURCE(YTSAURUS(http_proxy_urls 'http://localhost:8000' cypress_path '//tmp/test' oauth_token 'token')) \
    ///      LAYOUT(HASHED()) LIFETIME(60)"
    /// );
    /// ```
    YtSaurus: DictionarySource {
        number /// How many lookups a second there are at most; 0 is no limit.
        lookup_throttler_max_requests_per_second = "lookup_throttler_max_requests_per_second";
        number /// How many rows a lookup asks for at most; 0 is no limit.
        lookup_max_rows_per_query = "lookup_max_rows_per_query";
    }
}

impl YtSaurus {
    /// A table by the addresses of proxies, its path and a token, which is not shown by `Debug`.
    pub fn new(
        http_proxy_urls: impl Into<String>,
        cypress_path: impl Into<String>,
        oauth_token: impl Into<String>,
    ) -> Self {
        let inner = DictionarySource::custom("YTSAURUS")
            .parameter("http_proxy_urls", http_proxy_urls.into())
            .parameter("cypress_path", cypress_path.into())
            .secret("oauth_token", oauth_token.into());
        Self { inner }
    }
}
