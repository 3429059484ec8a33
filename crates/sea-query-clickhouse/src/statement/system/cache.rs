/// A cache of the server, which [`System::clear`](super::System::clear) empties.
///
/// Source: <https://clickhouse.com/docs/sql-reference/statements/system>.
///
/// ```
/// use sea_query_clickhouse::{ClickHouseQueryBuilder, statement::{Cache, System}};
///
/// assert_eq!(System::clear(Cache::Mark).to_string(ClickHouseQueryBuilder), "SYSTEM DROP MARK CACHE");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Cache {
    /// Addresses of hosts.
    Dns,
    /// Idle connections to other servers.
    Connections,
    /// Marks of MergeTree tables.
    Mark,
    /// Primary indexes of MergeTree tables.
    PrimaryIndex,
    /// Blocks of tables, uncompressed.
    Uncompressed,
    /// Marks of skip indexes.
    IndexMark,
    /// Blocks of skip indexes, uncompressed.
    IndexUncompressed,
    /// Vector similarity indexes.
    VectorSimilarityIndex,
    /// Tokens of text indexes.
    TextIndexTokens,
    /// Headers of text indexes.
    TextIndexHeader,
    /// Posting lists of text indexes.
    TextIndexPostings,
    /// All three caches of text indexes.
    TextIndex,
    /// Files mapped into memory.
    Mmap,
    /// Which granules a condition left out.
    QueryCondition,
    /// Headers of encrypted files.
    EncryptionHeaders,
    /// Answers of queries.
    Query,
    /// Compiled expressions.
    CompiledExpression,
    /// Metadata of Iceberg tables.
    IcebergMetadata,
    /// Metadata of Paimon tables.
    PaimonMetadata,
    /// Metadata of Parquet files.
    ParquetMetadata,
    /// Polygons of `pointInPolygon`.
    PointInPolygon,
    /// Files of remote disks.
    Filesystem,
    /// The distributed cache.
    Distributed,
    /// Pages of files, in user space.
    Page,
    /// Schemas inferred from files.
    Schema,
    /// Schemas of formats such as Protobuf.
    FormatSchema,
    /// Schemas of an Avro registry.
    AvroSchema,
    /// Clients of S3.
    S3Client,
}

impl Cache {
    /// All caches.
    pub const ALL: &'static [Self] = &[
        Self::Dns,
        Self::Connections,
        Self::Mark,
        Self::PrimaryIndex,
        Self::Uncompressed,
        Self::IndexMark,
        Self::IndexUncompressed,
        Self::VectorSimilarityIndex,
        Self::TextIndexTokens,
        Self::TextIndexHeader,
        Self::TextIndexPostings,
        Self::TextIndex,
        Self::Mmap,
        Self::QueryCondition,
        Self::EncryptionHeaders,
        Self::Query,
        Self::CompiledExpression,
        Self::IcebergMetadata,
        Self::PaimonMetadata,
        Self::ParquetMetadata,
        Self::PointInPolygon,
        Self::Filesystem,
        Self::Distributed,
        Self::Page,
        Self::Schema,
        Self::FormatSchema,
        Self::AvroSchema,
        Self::S3Client,
    ];

    // Newer servers say CLEAR, and read DROP as all others do.
    pub(super) fn words(self) -> &'static str {
        match self {
            Self::Dns => "DROP DNS CACHE",
            Self::Connections => "DROP CONNECTIONS CACHE",
            Self::Mark => "DROP MARK CACHE",
            Self::PrimaryIndex => "DROP PRIMARY INDEX CACHE",
            Self::Uncompressed => "DROP UNCOMPRESSED CACHE",
            Self::IndexMark => "DROP INDEX MARK CACHE",
            Self::IndexUncompressed => "DROP INDEX UNCOMPRESSED CACHE",
            Self::VectorSimilarityIndex => "DROP VECTOR SIMILARITY INDEX CACHE",
            Self::TextIndexTokens => "DROP TEXT INDEX TOKENS CACHE",
            Self::TextIndexHeader => "DROP TEXT INDEX HEADER CACHE",
            Self::TextIndexPostings => "DROP TEXT INDEX POSTINGS CACHE",
            Self::TextIndex => "DROP TEXT INDEX CACHES",
            Self::Mmap => "DROP MMAP CACHE",
            Self::QueryCondition => "DROP QUERY CONDITION CACHE",
            Self::EncryptionHeaders => "DROP ENCRYPTION HEADERS CACHE",
            Self::Query => "DROP QUERY CACHE",
            Self::CompiledExpression => "DROP COMPILED EXPRESSION CACHE",
            Self::IcebergMetadata => "DROP ICEBERG METADATA CACHE",
            Self::PaimonMetadata => "DROP PAIMON METADATA CACHE",
            Self::ParquetMetadata => "DROP PARQUET METADATA CACHE",
            Self::PointInPolygon => "DROP POINT IN POLYGON CACHE",
            Self::Filesystem => "DROP FILESYSTEM CACHE",
            Self::Distributed => "DROP DISTRIBUTED CACHE",
            Self::Page => "DROP PAGE CACHE",
            Self::Schema => "DROP SCHEMA CACHE",
            Self::FormatSchema => "DROP FORMAT SCHEMA CACHE",
            Self::AvroSchema => "DROP AVRO SCHEMA CACHE",
            Self::S3Client => "DROP S3 CLIENT CACHE",
        }
    }

    pub(super) fn takes_cluster(self) -> bool {
        !matches!(self, Self::Schema | Self::FormatSchema)
    }
}

/// What the server does in the background, which [`System::stop`](super::System::stop) and
/// [`System::start`](super::System::start) hold and let go.
///
/// ```
/// use sea_query_clickhouse::{ClickHouseQueryBuilder, statement::{Activity, System}};
///
/// let stop = System::stop(Activity::Fetches).table(("shop", "sale"));
/// assert_eq!(stop.to_string(ClickHouseQueryBuilder), "SYSTEM STOP FETCHES `shop`.`sale`");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Activity {
    /// Merges of parts.
    Merges,
    /// Merges that remove what is out of time.
    TtlMerges,
    /// Moves of parts to other disks.
    Moves,
    /// Fetches of parts from other replicas.
    Fetches,
    /// Sends of parts to other replicas.
    ReplicatedSends,
    /// What waits in the replication queues.
    ReplicationQueues,
    /// Sends of Distributed tables to their shards.
    DistributedSends,
    /// The reading of the replication log.
    PullingReplicationLog,
    /// The removal of old parts and blocks.
    Cleanup,
    /// The update of virtual parts.
    VirtualPartsUpdate,
    /// The reduction of blocking parts.
    ReduceBlockingParts,
    /// The DDL of Replicated databases.
    ReplicatedDdlQueries,
}

impl Activity {
    /// All activities.
    pub const ALL: &'static [Self] = &[
        Self::Merges,
        Self::TtlMerges,
        Self::Moves,
        Self::Fetches,
        Self::ReplicatedSends,
        Self::ReplicationQueues,
        Self::DistributedSends,
        Self::PullingReplicationLog,
        Self::Cleanup,
        Self::VirtualPartsUpdate,
        Self::ReduceBlockingParts,
        Self::ReplicatedDdlQueries,
    ];

    pub(super) fn words(self) -> &'static str {
        match self {
            Self::Merges => "MERGES",
            Self::TtlMerges => "TTL MERGES",
            Self::Moves => "MOVES",
            Self::Fetches => "FETCHES",
            Self::ReplicatedSends => "REPLICATED SENDS",
            Self::ReplicationQueues => "REPLICATION QUEUES",
            Self::DistributedSends => "DISTRIBUTED SENDS",
            Self::PullingReplicationLog => "PULLING REPLICATION LOG",
            Self::Cleanup => "CLEANUP",
            Self::VirtualPartsUpdate => "VIRTUAL PARTS UPDATE",
            Self::ReduceBlockingParts => "REDUCE BLOCKING PARTS",
            Self::ReplicatedDdlQueries => "REPLICATED DDL QUERIES",
        }
    }
}

/// What a server listens for.
///
/// ```
/// use sea_query_clickhouse::{ClickHouseQueryBuilder, statement::{Protocol, System}};
///
/// let stop = System::stop_listen(Protocol::QueriesAll).except([Protocol::Http, Protocol::Custom("extra".into())]);
/// assert_eq!(
///     stop.to_string(ClickHouseQueryBuilder),
///     "SYSTEM STOP LISTEN QUERIES ALL EXCEPT HTTP, CUSTOM 'extra'"
/// );
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Protocol {
    /// All that takes queries.
    QueriesAll,
    /// All of the configuration's default ports.
    QueriesDefault,
    /// All of the configuration's own protocols.
    QueriesCustom,
    /// The native protocol.
    Tcp,
    /// The native protocol behind a proxy.
    TcpWithProxy,
    /// The native protocol over TLS.
    TcpSecure,
    /// The native protocol over SSH.
    TcpSsh,
    /// HTTP.
    Http,
    /// HTTP over TLS.
    Https,
    /// The protocol of MySQL.
    MySql,
    /// gRPC.
    Grpc,
    /// The protocol of PostgreSQL.
    PostgreSql,
    /// Metrics for Prometheus.
    Prometheus,
    /// Arrow Flight.
    ArrowFlight,
    /// The replicas' HTTP.
    InterserverHttp,
    /// The replicas' HTTP over TLS.
    InterserverHttps,
    /// One of the configuration's own protocols, by its name.
    Custom(String),
}

impl Protocol {
    pub(super) fn words(&self) -> &'static str {
        match self {
            Self::QueriesAll => "QUERIES ALL",
            Self::QueriesDefault => "QUERIES DEFAULT",
            Self::QueriesCustom => "QUERIES CUSTOM",
            Self::Tcp => "TCP",
            Self::TcpWithProxy => "TCP WITH PROXY",
            Self::TcpSecure => "TCP SECURE",
            Self::TcpSsh => "TCP SSH",
            Self::Http => "HTTP",
            Self::Https => "HTTPS",
            Self::MySql => "MYSQL",
            Self::Grpc => "GRPC",
            Self::PostgreSql => "POSTGRESQL",
            Self::Prometheus => "PROMETHEUS",
            Self::ArrowFlight => "ARROW FLIGHT",
            Self::InterserverHttp => "INTERSERVER HTTP",
            Self::InterserverHttps => "INTERSERVER HTTPS",
            Self::Custom(_) => "CUSTOM",
        }
    }

    pub(super) fn is_group(&self) -> bool {
        matches!(
            self,
            Self::QueriesAll | Self::QueriesDefault | Self::QueriesCustom
        )
    }
}
