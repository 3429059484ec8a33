use super::{AzureBlobStorage, Hdfs, S3, definition::Definition};
use crate::error::BuildError;

/// Where the files of a data lake are.
#[derive(Clone, Debug, PartialEq)]
enum Place {
    S3(S3),
    Azure(AzureBlobStorage),
    Hdfs(Hdfs),
    Local(String),
    Disk { disk: String, path: String },
}

impl Place {
    fn definition(&self, lake: &str) -> Result<Definition, BuildError> {
        match self {
            Self::S3(s3) => s3.of_other_engine(&format!("{lake}S3")),
            Self::Azure(azure) => azure.of_engine(&format!("{lake}Azure")),
            Self::Hdfs(hdfs) => hdfs.of_engine(&format!("{lake}HDFS")),
            Self::Local(path) => Definition::new(format!("{lake}Local")).required("the path", path),
            Self::Disk { disk, path } => Definition::new(lake)
                .required("the path", path)?
                .required_setting("disk", disk),
        }
    }
}

macro_rules! place {
    (s3) => {
        /// The table in an object storage with S3's interface.
        pub fn s3(storage: S3) -> Self {
            Self(Place::S3(storage))
        }
    };
    (azure) => {
        /// The table in Azure Blob Storage.
        pub fn azure(storage: AzureBlobStorage) -> Self {
            Self(Place::Azure(storage))
        }
    };
    (hdfs) => {
        /// The table in a Hadoop file system.
        pub fn hdfs(files: Hdfs) -> Self {
            Self(Place::Hdfs(files))
        }
    };
    (local) => {
        /// The table in a directory of the server, under `user_files_path`.
        pub fn local(path: impl Into<String>) -> Self {
            Self(Place::Local(path.into()))
        }
    };
    (disk) => {
        /// The table at a path of a disk that the server's configuration names, and allows for tables by
        /// `allowed_disks_for_table_engines`.
        pub fn on_disk(disk: impl Into<String>, path: impl Into<String>) -> Self {
            Self(Place::Disk {
                disk: disk.into(),
                path: path.into(),
            })
        }
    };
}

macro_rules! lakes {
    ($($(#[$doc:meta])* $name:ident $lake:literal ($($place:ident),*);)*) => {
        $($(#[$doc])*
        #[derive(Clone, Debug, PartialEq)]
        pub struct $name(Place);

        impl $name {
            $(place!($place);)*

            pub(super) fn definition(&self) -> Result<Definition, BuildError> {
                self.0.definition($lake)
            }
        })*
    };
}

lakes! {
    /// `IcebergS3`, `IcebergAzure`, `IcebergHDFS`, `IcebergLocal`, `Iceberg`: a table of Apache Iceberg.
    ///
    /// Source: <https://clickhouse.com/docs/engines/table-engines/integrations/iceberg>.
    ///
    /// ```
    /// use sea_query_clickhouse::{engine::{Credentials, Iceberg, S3}, prelude::*};
    ///
    /// let storage = S3::new("https://bucket.s3.amazonaws.com/event/").credentials(Credentials::NoSign);
    /// assert_eq!(
    ///     ClickHouseTable::create("event").engine(Iceberg::s3(storage)).to_string(ClickHouseQueryBuilder),
    ///     "CREATE TABLE `event` ENGINE = IcebergS3('https://bucket.s3.amazonaws.com/event/', NOSIGN)"
    /// );
    /// ```
    Iceberg "Iceberg" (s3, azure, hdfs, local, disk);
    /// `DeltaLakeS3`, `DeltaLakeAzure`, `DeltaLakeLocal`, `DeltaLake`: a table of Delta Lake.
    ///
    /// Source: <https://clickhouse.com/docs/engines/table-engines/integrations/deltalake>.
    ///
    /// ```
    /// use sea_query_clickhouse::{engine::{AzureBlobStorage, DeltaLake}, prelude::*};
    ///
    /// let storage = AzureBlobStorage::new("https://account.blob.core.windows.net", "data", "event/");
    /// assert_eq!(
    ///     ClickHouseTable::create("event").engine(DeltaLake::azure(storage)).to_string(ClickHouseQueryBuilder),
    ///     "CREATE TABLE `event` ENGINE = DeltaLakeAzure('https://account.blob.core.windows.net', 'data', 'event/')"
    /// );
    /// ```
    DeltaLake "DeltaLake" (s3, azure, local, disk);
    /// `PaimonS3`, `PaimonAzure`, `PaimonHDFS`, `PaimonLocal`, `Paimon`: a table of Apache Paimon. It needs the setting
    /// `allow_experimental_paimon_storage_engine`.
    ///
    /// Source: <https://clickhouse.com/docs/engines/table-engines/integrations/paimon>.
    ///
    /// ```
    /// use sea_query_clickhouse::{engine::{Hdfs, Paimon}, prelude::*};
    ///
    /// let table = ClickHouseTable::create("event")
    ///     .engine(Paimon::hdfs(Hdfs::new("hdfs://hdfs1:9000/event")))
    ///     .setting("paimon_metadata_refresh_interval_sec", 10);
    /// assert_eq!(
    ///     table.to_string(ClickHouseQueryBuilder),
    ///     "CREATE TABLE `event` ENGINE = PaimonHDFS('hdfs://hdfs1:9000/event') \
    ///      SETTINGS paimon_metadata_refresh_interval_sec = 10"
    /// );
    /// ```
    Paimon "Paimon" (s3, azure, hdfs, local, disk);
}

/// `Hudi(url[, key, secret])`: a table of Apache Hudi in an object storage with S3's interface.
///
/// Source: <https://clickhouse.com/docs/engines/table-engines/integrations/hudi>.
///
/// ```
/// use sea_query_clickhouse::{engine::{Credentials, Hudi, S3}, prelude::*};
///
/// let storage = S3::new("https://bucket.s3.amazonaws.com/event/").credentials(Credentials::key("id", "secret"));
/// assert_eq!(
///     ClickHouseTable::create("event").engine(Hudi::s3(storage)).to_string(ClickHouseQueryBuilder),
///     "CREATE TABLE `event` ENGINE = Hudi('https://bucket.s3.amazonaws.com/event/', 'id', 'secret')"
/// );
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Hudi(S3);

impl Hudi {
    /// The table in an object storage with S3's interface.
    pub fn s3(storage: S3) -> Self {
        Self(storage)
    }

    pub(super) fn definition(&self) -> Result<Definition, BuildError> {
        self.0.of_other_engine("Hudi")
    }
}
