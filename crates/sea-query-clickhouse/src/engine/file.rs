use super::{Secret, definition::Definition};
use crate::error::BuildError;

/// `File(format[, path[, compression]])`: a file of the server, in its table's directory or under `user_files_path`.
///
/// Source: <https://clickhouse.com/docs/engines/table-engines/special/file>.
///
/// ```
/// use sea_query_clickhouse::{engine::File, prelude::*};
///
/// let table = ClickHouseTable::create("upload")
///     .col(ClickHouseColumnDef::new("id", DataType::UInt64))
///     .engine(File::new("CSV").path("upload.csv.gz").compression("gzip"));
/// assert_eq!(
///     table.to_string(ClickHouseQueryBuilder),
///     "CREATE TABLE `upload` (`id` UInt64) ENGINE = File('CSV', 'upload.csv.gz', 'gzip')"
/// );
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    format: String,
    path: Option<String>,
    compression: Option<String>,
}

impl File {
    /// A file in `format`.
    pub fn new(format: impl Into<String>) -> Self {
        Self {
            format: format.into(),
            path: None,
            compression: None,
        }
    }

    setters! {
        /// The path, under `user_files_path`.
        path(path: impl Into<String>) => path = Some(path.into());
        /// How the file is compressed, such as `gzip`. It needs a path.
        compression(method: impl Into<String>) => compression = Some(method.into());
    }

    pub(super) fn definition(&self) -> Result<Definition, BuildError> {
        Definition::new("File")
            .required("the format", &self.format)?
            .texts(&[
                ("the path", self.path.as_ref()),
                ("the compression", self.compression.as_ref()),
            ])
    }
}

/// `URL(url[, format[, compression]][, headers(...)])`: a file that is read by GET and written by POST.
///
/// Source: <https://clickhouse.com/docs/engines/table-engines/special/url>.
///
/// ```
/// use sea_query_clickhouse::{engine::Url, prelude::*};
///
/// let table = ClickHouseTable::create("feed")
///     .col(ClickHouseColumnDef::new("id", DataType::UInt64))
///     .engine(Url::new("https://example.com/feed.csv").format("CSV").header("Accept", "text/csv"));
/// assert_eq!(
///     table.to_string(ClickHouseQueryBuilder),
///     "CREATE TABLE `feed` (`id` UInt64) \
///      ENGINE = URL('https://example.com/feed.csv', 'CSV', headers('Accept' = 'text/csv'))"
/// );
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Url {
    url: String,
    format: Option<String>,
    compression: Option<String>,
    headers: Vec<(String, Secret)>,
}

impl std::fmt::Debug for Url {
    // Headers and URLs carry passwords.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Url")
            .field("format", &self.format)
            .finish_non_exhaustive()
    }
}

impl Url {
    /// The file at `url`.
    pub fn new(url: impl Into<String>) -> Self {
        Self {
            url: url.into(),
            format: None,
            compression: None,
            headers: Vec::new(),
        }
    }

    setters! {
        /// The format, where the server shall not find it by itself.
        format(format: impl Into<String>) => format = Some(format.into());
        /// How the file is compressed, such as `gzip`. It needs a format.
        compression(method: impl Into<String>) => compression = Some(method.into());
    }

    /// A header of the request.
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), Secret::new(value.into())));
        self
    }

    pub(super) fn definition(&self) -> Result<Definition, BuildError> {
        Definition::new("URL")
            .required("the address", &self.url)?
            .texts(&[
                ("the format", self.format.as_ref()),
                ("the compression", self.compression.as_ref()),
            ])?
            .headers(&self.headers)
    }
}

/// `HDFS(uri[, format[, compression]])`: files of a Hadoop file system.
///
/// Source: <https://clickhouse.com/docs/engines/table-engines/integrations/hdfs>.
///
/// ```
/// use sea_query_clickhouse::{engine::Hdfs, prelude::*};
///
/// let table = ClickHouseTable::create("log")
///     .col(ClickHouseColumnDef::new("id", DataType::UInt64))
///     .engine(Hdfs::new("hdfs://hdfs1:9000/log/*").format("TSV"));
/// assert_eq!(
///     table.to_string(ClickHouseQueryBuilder),
///     "CREATE TABLE `log` (`id` UInt64) ENGINE = HDFS('hdfs://hdfs1:9000/log/*', 'TSV')"
/// );
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hdfs {
    uri: String,
    format: Option<String>,
    compression: Option<String>,
}

impl Hdfs {
    /// The files at `uri`.
    pub fn new(uri: impl Into<String>) -> Self {
        Self {
            uri: uri.into(),
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

    pub(super) fn definition(&self) -> Result<Definition, BuildError> {
        self.of_engine("HDFS")
    }

    pub(super) fn of_engine(&self, name: &str) -> Result<Definition, BuildError> {
        Definition::new(name).required("the address", &self.uri)?.texts(&[
            ("the format", self.format.as_ref()),
            ("the compression", self.compression.as_ref()),
        ])
    }
}
