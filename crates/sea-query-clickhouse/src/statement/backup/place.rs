use crate::{
    engine::argument::{Argument, write_call},
    error::BuildError,
    render::Renderer,
};

/// Where a backup is written to and read from.
///
/// Source: <https://clickhouse.com/docs/operations/backup#command-summary>.
///
/// ```
/// use sea_query_clickhouse::{ClickHouseQueryBuilder, statement::{Backup, BackupPlace}};
///
/// let place = BackupPlace::s3("https://bucket.s3.amazonaws.com/2024", "key", "secret");
/// assert!(!format!("{place:?}").contains("secret"));
/// assert_eq!(
///     Backup::database("shop").to(place).to_string(ClickHouseQueryBuilder),
///     "BACKUP DATABASE `shop` TO S3('https://bucket.s3.amazonaws.com/2024', 'key', 'secret')"
/// );
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct BackupPlace {
    engine: String,
    arguments: Vec<Argument>,
}

impl BackupPlace {
    /// `File('path')`: in a directory that the server's configuration allows.
    pub fn file(path: impl Into<String>) -> Self {
        Self::custom("File", [Argument::value(path.into())])
    }

    /// `Disk('disk', 'path')`: on a disk of the server's configuration.
    pub fn disk(disk: impl Into<String>, path: impl Into<String>) -> Self {
        Self::custom(
            "Disk",
            [Argument::value(disk.into()), Argument::value(path.into())],
        )
    }

    /// `S3('endpoint', 'key', 'secret')`
    pub fn s3(endpoint: impl Into<String>, key: impl Into<String>, secret: impl Into<String>) -> Self {
        Self::custom(
            "S3",
            [
                Argument::value(endpoint.into()),
                Argument::secret(key),
                Argument::secret(secret),
            ],
        )
    }

    /// `S3(collection, 'path')`: endpoint and keys are in a named collection.
    pub fn s3_collection(collection: impl Into<String>, path: impl Into<String>) -> Self {
        Self::custom("S3", [Argument::name(collection), Argument::value(path.into())])
    }

    /// `AzureBlobStorage('connection string', 'container', 'path')`
    pub fn azure(
        connection: impl Into<String>,
        container: impl Into<String>,
        path: impl Into<String>,
    ) -> Self {
        Self::custom(
            "AzureBlobStorage",
            [
                Argument::secret(connection),
                Argument::value(container.into()),
                Argument::value(path.into()),
            ],
        )
    }

    /// `Memory('name')`: in the memory of the session, for tests.
    pub fn memory(name: impl Into<String>) -> Self {
        Self::custom("Memory", [Argument::value(name.into())])
    }

    /// `Null`: nowhere, to measure.
    pub fn null() -> Self {
        Self::custom("Null", [])
    }

    /// Any other engine: its name, and its arguments.
    pub fn custom(engine: impl Into<String>, arguments: impl IntoIterator<Item = Argument>) -> Self {
        Self {
            engine: engine.into(),
            arguments: arguments.into_iter().collect(),
        }
    }

    pub(crate) fn write(&self, renderer: &Renderer<'_>, sql: &mut String) -> Result<(), BuildError> {
        write_call(&self.engine, &self.arguments, renderer, sql)
    }
}
