use super::{Secret, argument::Argument, definition::Definition};
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
    pub(super) fn add(&self, definition: Definition) -> Result<Definition, BuildError> {
        Ok(match self {
            Self::Server | Self::Role(_) => definition,
            Self::NoSign => definition.arg(Argument::word("NOSIGN")),
            Self::Key { id, secret, token } => {
                let definition = definition.required("the access key", id)?.secret(secret);
                match token {
                    Some(token) => definition.secret(token),
                    None => definition,
                }
            }
        })
    }

    /// Adds what stands at the end.
    pub(super) fn add_role(&self, definition: Definition) -> Result<Definition, BuildError> {
        match self {
            Self::Role(role) if role.is_empty() => Err(definition.invalid("the name of the role is empty")),
            Self::Role(role) => Ok(definition.arg(Argument::call(
                "extra_credentials",
                [Argument::pair("role_arn", role.as_str())],
            ))),
            _ => Ok(definition),
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
        self.of_engine(name)
    }

    /// The parameters for an engine of data lakes or of queues, which S3's own flavour alone has.
    pub(super) fn of_other_engine(&self, name: &str) -> Result<Definition, BuildError> {
        if self.flavor != S3Flavor::S3 {
            return Err(BuildError::invalid(
                name.to_owned(),
                "it has no flavours; any object storage with S3's interface is reached by its address",
            ));
        }
        if self.partition_strategy.is_some() {
            return Err(BuildError::invalid(
                name.to_owned(),
                "partition_strategy is a parameter of S3 alone",
            ));
        }
        self.of_engine(name)
    }

    fn of_engine(&self, name: &str) -> Result<Definition, BuildError> {
        let definition = Definition::new(name).required("the address", &self.url)?;
        let definition = self.credentials.add(definition)?.texts(&[
            ("the format", self.format.as_ref()),
            ("the compression", self.compression.as_ref()),
        ])?;
        let Some(strategy) = &self.partition_strategy else {
            return self.credentials.add_role(definition.headers(&self.headers)?);
        };
        // The server refuses them together: a call counts as one by position, and cannot stand after one by name.
        if !self.headers.is_empty() || matches!(self.credentials, Credentials::Role(_)) {
            return Err(definition.invalid("partition_strategy excludes headers and a role"));
        }
        if self.format.is_none() {
            return Err(definition.invalid("partition_strategy needs a format"));
        }
        Ok(definition.arg(Argument::pair("partition_strategy", strategy.as_str())))
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
        self.of_engine("AzureBlobStorage")
    }

    pub(super) fn of_engine(&self, name: &str) -> Result<Definition, BuildError> {
        let definition = Definition::new(name);
        if self.connection.text().is_empty() {
            return Err(definition.invalid("the connection is empty"));
        }
        let mut definition = definition
            .secret(&self.connection)
            .required("the container", &self.container)?
            .required("the path", &self.path)?;
        if let Some((account, key)) = &self.account {
            definition = definition.required("the account", account)?.secret(key);
        }
        definition.texts(&[
            ("the format", self.format.as_ref()),
            ("the compression", self.compression.as_ref()),
        ])
    }
}
