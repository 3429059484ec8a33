use super::{
    Secret,
    definition::{Argument, Clauses, Definition},
};
use crate::error::BuildError;

/// Who reads and writes an object storage with S3's interface.
///
/// Source: <https://clickhouse.com/docs/engines/table-engines/integrations/s3#parameters>.
///
/// ```
/// use sea_query_clickhouse::engine::Credentials;
///
/// assert_eq!(format!("{:?}", Credentials::key("id", "secret")), "Key { id: \"id\", secret: [hidden], token: None }");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
#[allow(private_interfaces)]
pub enum Credentials {
    /// Who the server's environment or configuration says.
    #[default]
    Server,
    /// `NOSIGN`: nobody; requests are not signed.
    NoSign,
    /// An access key. Made by [`Credentials::key`].
    #[doc(hidden)]
    Key {
        id: String,
        secret: Secret,
        token: Option<Secret>,
    },
    /// `extra_credentials(role_arn = ...)`: a role of ClickHouse Cloud.
    Role(String),
}

impl Credentials {
    /// An access key and its secret.
    pub fn key(id: impl Into<String>, secret: impl Into<String>) -> Self {
        Self::Key {
            id: id.into(),
            secret: Secret::new(secret.into()),
            token: None,
        }
    }

    /// An access key of a session, with its secret and token.
    pub fn session(id: impl Into<String>, secret: impl Into<String>, token: impl Into<String>) -> Self {
        Self::Key {
            id: id.into(),
            secret: Secret::new(secret.into()),
            token: Some(Secret::new(token.into())),
        }
    }

    /// Adds what stands after the URL.
    pub(super) fn add(&self, definition: Definition) -> Definition {
        match self {
            Self::Server | Self::Role(_) => definition,
            Self::NoSign => definition.arg(Argument::Word("NOSIGN")),
            Self::Key { id, secret, token } => {
                let definition = definition.text(id).text(secret.text());
                match token {
                    Some(token) => definition.text(token.text()),
                    None => definition,
                }
            }
        }
    }

    /// Adds what stands at the end.
    pub(super) fn add_role(&self, definition: Definition) -> Definition {
        match self {
            Self::Role(role) => definition.arg(Argument::Raw({
                let mut sql = String::from("extra_credentials(role_arn = ");
                crate::literal::write_string(&mut sql, role);
                sql.push(')');
                sql
            })),
            _ => definition,
        }
    }
}

/// Which object storage has S3's interface.
///
/// ```
/// use sea_query_clickhouse::engine::S3Flavor;
///
/// assert_eq!(S3Flavor::default(), S3Flavor::S3);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum S3Flavor {
    /// `S3`: Amazon's, and the ones that are like it.
    #[default]
    S3,
    /// `GCS`: Google Cloud Storage.
    Gcs,
    /// `COSN`: Tencent's.
    Cosn,
    /// `OSS`: Alibaba's.
    Oss,
}

/// `S3(url[, credentials][, format[, compression]])`: files of an object storage with S3's interface.
///
/// Source: <https://clickhouse.com/docs/engines/table-engines/integrations/s3>.
///
/// ```
/// use sea_query::Expr;
/// use sea_query_clickhouse::{engine::{Credentials, S3}, prelude::*};
///
/// let table = ClickHouseTable::create("archive")
///     .col(ClickHouseColumnDef::new("day", DataType::Date))
///     .engine(S3::new("https://bucket.s3.amazonaws.com/{_partition_id}.csv").credentials(Credentials::NoSign).format("CSV"))
///     .partition_by(Expr::col("day"));
/// assert_eq!(
///     table.to_string(ClickHouseQueryBuilder),
///     "CREATE TABLE `archive` (`day` Date) \
///      ENGINE = S3('https://bucket.s3.amazonaws.com/{_partition_id}.csv', NOSIGN, 'CSV') PARTITION BY `day`"
/// );
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct S3 {
    flavor: S3Flavor,
    url: String,
    credentials: Credentials,
    format: Option<String>,
    compression: Option<String>,
    partition_strategy: Option<String>,
    headers: Vec<(String, Secret)>,
}

impl S3 {
    /// The files at `url`, in which `*`, `?`, `{a,b}` and `{1..9}` may stand.
    pub fn new(url: impl Into<String>) -> Self {
        Self {
            flavor: S3Flavor::S3,
            url: url.into(),
            credentials: Credentials::Server,
            format: None,
            compression: None,
            partition_strategy: None,
            headers: Vec::new(),
        }
    }

    setters! {
        /// Which object storage it is.
        flavor(flavor: S3Flavor) => flavor = flavor;
        /// Who reads and writes.
        credentials(credentials: Credentials) => credentials = credentials;
        /// The format, where the server shall not find it by itself.
        format(format: impl Into<String>) => format = Some(format.into());
        /// How the files are compressed, such as `gzip`. It needs a format.
        compression(method: impl Into<String>) => compression = Some(method.into());
        /// `partition_strategy`: how a partition becomes a path, `wildcard` or `hive`.
        partition_strategy(name: impl Into<String>) => partition_strategy = Some(name.into());
    }

    /// A header of the requests.
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), Secret::new(value.into())));
        self
    }

    pub(super) fn definition(&self) -> Result<Definition, BuildError> {
        let name = match self.flavor {
            S3Flavor::S3 => "S3",
            S3Flavor::Gcs => "GCS",
            S3Flavor::Cosn => "COSN",
            S3Flavor::Oss => "OSS",
        };
        let definition = Definition::new(name, Clauses::KEYS_AND_SETTINGS).text(&self.url);
        let mut definition = self.credentials.add(definition).texts(&[
            ("the format", self.format.as_ref()),
            ("the compression", self.compression.as_ref()),
        ])?;
        if let Some(strategy) = &self.partition_strategy {
            let strategy = Box::new(Argument::Text(strategy.clone()));
            definition = definition.arg(Argument::Named("partition_strategy".to_owned(), strategy));
        }
        definition = self.credentials.add_role(definition);
        Ok(if self.headers.is_empty() {
            definition
        } else {
            let headers = self.headers.iter();
            let headers = headers.map(|(name, value)| (name.clone(), value.text().to_owned()));
            definition.arg(Argument::Pairs("headers", headers.collect()))
        })
    }
}

/// `AzureBlobStorage(connection, container, path[, account, key][, format[, compression]])`: files of Azure Blob
/// Storage.
///
/// Source: <https://clickhouse.com/docs/engines/table-engines/integrations/azureBlobStorage>.
///
/// ```
/// use sea_query_clickhouse::{engine::AzureBlobStorage, prelude::*};
///
/// let table = ClickHouseTable::create("archive")
///     .col(ClickHouseColumnDef::new("id", DataType::UInt64))
///     .engine(AzureBlobStorage::new("https://account.blob.core.windows.net", "data", "*.csv").format("CSV"));
/// assert_eq!(
///     table.to_string(ClickHouseQueryBuilder),
///     "CREATE TABLE `archive` (`id` UInt64) \
///      ENGINE = AzureBlobStorage('https://account.blob.core.windows.net', 'data', '*.csv', 'CSV')"
/// );
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AzureBlobStorage {
    connection: Secret,
    container: String,
    path: String,
    account: Option<(String, Secret)>,
    format: Option<String>,
    compression: Option<String>,
}

impl AzureBlobStorage {
    /// The files at `path` of a container; the connection is a connection string or the URL of an account.
    pub fn new(connection: impl Into<String>, container: impl Into<String>, path: impl Into<String>) -> Self {
        Self {
            connection: Secret::new(connection.into()),
            container: container.into(),
            path: path.into(),
            account: None,
            format: None,
            compression: None,
        }
    }

    setters! {
        /// The format, where the server shall not find it by itself.
        format(format: impl Into<String>) => format = Some(format.into());
        /// How the files are compressed, such as `gzip`. It needs a format.
        compression(method: impl Into<String>) => compression = Some(method.into());
    }

    /// The account and its key, where the connection is a URL.
    pub fn account(mut self, name: impl Into<String>, key: impl Into<String>) -> Self {
        self.account = Some((name.into(), Secret::new(key.into())));
        self
    }

    pub(super) fn definition(&self) -> Result<Definition, BuildError> {
        self.of_engine("AzureBlobStorage", Clauses::KEYS_AND_SETTINGS)
    }

    pub(super) fn of_engine(&self, name: &str, clauses: Clauses) -> Result<Definition, BuildError> {
        let mut definition = Definition::new(name, clauses)
            .text(self.connection.text())
            .text(&self.container)
            .text(&self.path);
        if let Some((account, key)) = &self.account {
            definition = definition.text(account).text(key.text());
        }
        definition.texts(&[
            ("the format", self.format.as_ref()),
            ("the compression", self.compression.as_ref()),
        ])
    }
}
