use super::{argument::Argument, definition::Definition};
use crate::error::BuildError;

/// `Engine(collection, name = value, ...)`: an engine whose parameters stand in a named collection of the server, so that
/// no password is in the statement.
///
/// Source: <https://clickhouse.com/docs/operations/named-collections>.
///
/// ```
/// use sea_query_clickhouse::{engine::Collection, prelude::*};
///
/// let engine = Collection::new("S3", "archive").with("filename", "event.csv").with("format", "CSV");
/// let table = ClickHouseTable::create("event").col(ClickHouseColumnDef::new("id", DataType::UInt64)).engine(engine);
/// assert_eq!(
///     table.to_string(ClickHouseQueryBuilder),
///     "CREATE TABLE `event` (`id` UInt64) ENGINE = S3(`archive`, `filename` = 'event.csv', `format` = 'CSV')"
/// );
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Collection {
    engine: String,
    collection: String,
    overrides: Vec<(String, Argument)>,
}

/// The engines whose parameters may stand in a named collection.
const ENGINES: &[&str] = &[
    "ArrowFlight",
    "AzureBlobStorage",
    "AzureQueue",
    "COSN",
    "DeltaLake",
    "DeltaLakeAzure",
    "DeltaLakeS3",
    "ExternalDistributed",
    "GCS",
    "Hudi",
    "Iceberg",
    "IcebergAzure",
    "IcebergS3",
    "JDBC",
    "Kafka",
    "MaterializedPostgreSQL",
    "MongoDB",
    "MySQL",
    "NATS",
    "ODBC",
    "OSS",
    "Paimon",
    "PaimonAzure",
    "PaimonS3",
    "PostgreSQL",
    "RabbitMQ",
    "Redis",
    "Remote",
    "RemoteSecure",
    "S3",
    "S3Queue",
    "SQLite",
    "URL",
    "YTsaurus",
];

impl Collection {
    /// The engine of this name with the parameters of a named collection.
    pub fn new(engine: impl Into<String>, collection: impl Into<String>) -> Self {
        Self {
            engine: engine.into(),
            collection: collection.into(),
            overrides: Vec::new(),
        }
    }

    /// A parameter that the collection does not have, or that takes the place of its own; a later value of a name replaces
    /// an earlier one.
    pub fn with(mut self, name: impl Into<String>, value: impl Into<Argument>) -> Self {
        let name = name.into();
        self.overrides.retain(|(known, _)| *known != name);
        self.overrides.push((name, value.into()));
        self
    }

    /// Whether the table has a key, which is not a parameter.
    pub(super) fn needs_primary_key(&self) -> bool {
        self.engine == "Redis"
    }

    pub(super) fn definition(&self) -> Result<Definition, BuildError> {
        let definition = Definition::new(self.engine.as_str());
        if !ENGINES.contains(&self.engine.as_str()) {
            return Err(definition.invalid(
                "it takes no named collection that is known here; `Engine::custom` takes any parameters",
            ));
        }
        if self.collection.is_empty() {
            return Err(definition.invalid("the name of the collection is empty"));
        }
        Ok(definition.arg(Argument::name(self.collection.as_str())).args(
            self.overrides
                .iter()
                .map(|(name, value)| Argument::pair(name.as_str(), value.clone())),
        ))
    }
}
