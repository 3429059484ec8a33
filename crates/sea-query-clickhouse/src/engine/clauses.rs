/// The clauses of a table that an engine takes.
///
/// Source: `system.table_engines`, <https://clickhouse.com/docs/operations/system-tables/table_engines>.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Clauses {
    /// ORDER BY, PARTITION BY, PRIMARY KEY and SAMPLE BY: `supports_sort_order`.
    pub(crate) keys: bool,
    /// `supports_ttl`
    pub(crate) ttl: bool,
    /// Skip indexes and projections: `supports_skipping_indices` and `supports_projections`, which agree.
    pub(crate) indexes: bool,
    /// Settings of the engine: `supports_settings`. Where it has none, SETTINGS takes those of a query, such as the ones
    /// that allow what is experimental.
    pub(crate) settings: bool,
}

impl Clauses {
    const ALL: Self = Self {
        keys: true,
        ttl: true,
        indexes: true,
        settings: true,
    };
    const NONE: Self = Self {
        keys: false,
        ttl: false,
        indexes: false,
        settings: false,
    };
    const SETTINGS: Self = Self {
        settings: true,
        ..Self::NONE
    };
    const KEYS: Self = Self {
        keys: true,
        ..Self::NONE
    };
    const KEYS_AND_SETTINGS: Self = Self {
        keys: true,
        ..Self::SETTINGS
    };

    /// The clauses of an engine by its name; one that is not known here may have all.
    pub(crate) fn of(engine: &str) -> Self {
        match engine {
            "Alias" | "ArrowFlight" | "Buffer" | "Dictionary" | "FuzzJSON" | "FuzzQuery"
            | "GenerateRandom" | "Hudi" | "JDBC" | "Loop" | "MaterializedView" | "Merge" | "MongoDB"
            | "Null" | "ODBC" | "SQLite" | "View" | "WindowView" => Self::NONE,
            "AzureQueue" | "DeltaLake" | "DeltaLakeAzure" | "DeltaLakeLocal" | "DeltaLakeS3"
            | "Distributed" | "Executable" | "ExecutablePool" | "File" | "FileLog" | "Join" | "Kafka"
            | "Log" | "Memory" | "MySQL" | "NATS" | "Paimon" | "PaimonAzure" | "PaimonHDFS"
            | "PaimonLocal" | "PaimonS3" | "PostgreSQL" | "QueryRunner" | "RabbitMQ" | "Remote"
            | "RemoteSecure" | "S3Queue" | "Set" | "StripeLog" | "TimeSeries" | "TinyLog" | "URL"
            | "YTsaurus" => Self::SETTINGS,
            "KeeperMap" | "Redis" => Self::KEYS,
            "AzureBlobStorage"
            | "COSN"
            | "GCS"
            | "HDFS"
            | "Hive"
            | "Iceberg"
            | "IcebergAzure"
            | "IcebergHDFS"
            | "IcebergLocal"
            | "IcebergS3"
            | "MaterializedPostgreSQL"
            | "OSS"
            | "S3" => Self::KEYS_AND_SETTINGS,
            "EmbeddedRocksDB" => Self {
                ttl: true,
                ..Self::KEYS_AND_SETTINGS
            },
            _ => Self::ALL,
        }
    }
}
