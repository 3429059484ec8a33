use super::{AzureBlobStorage, S3, Secret, definition::Definition, set_secret};
use crate::{error::BuildError, table::setting::Settings};

/// In which order a queue of files is read, and what is kept in Keeper about the files that are done.
///
/// Source: <https://clickhouse.com/docs/engines/table-engines/integrations/s3queue#mode>.
///
/// ```
/// use sea_query_clickhouse::engine::QueueMode;
///
/// assert_ne!(QueueMode::Ordered, QueueMode::Unordered);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QueueMode {
    /// `ordered`: by name; the last name that is done is kept. A file that comes later with a lower name is not read.
    Ordered,
    /// `unordered`: the names of all files that are done are kept.
    Unordered,
}

/// What happens to a file of a queue that is done.
///
/// Source: <https://clickhouse.com/docs/engines/table-engines/integrations/s3queue#after_processing>.
///
/// ```
/// use sea_query_clickhouse::engine::AfterProcessing;
///
/// assert_eq!(AfterProcessing::default(), AfterProcessing::Keep);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum AfterProcessing {
    /// `keep`
    #[default]
    Keep,
    /// `delete`
    Delete,
    /// `move`, to another prefix of the same bucket or container.
    MoveToPrefix(String),
    /// `move`, to the bucket or container that the queue's `move_to...` names.
    Move,
    /// `tag`, with a key and a value.
    Tag {
        /// The key.
        key: String,
        /// The value.
        value: String,
    },
}

macro_rules! queue {
    (
        $(#[$doc:meta])* $name:ident($storage:ty) $engine:literal,
        $(#[$move_doc:meta])* $move_to:ident($($arg:ident),*) [$($plain:literal = $plain_arg:ident),*] [$($secret:literal = $secret_arg:ident),*]
    ) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq)]
        pub struct $name {
            storage: $storage,
            mode: QueueMode,
            after: AfterProcessing,
            moved: bool,
            settings: Settings,
            secrets: Vec<(&'static str, Secret)>,
        }

        impl $name {
            /// The files of a storage, which has a format.
            pub fn new(storage: $storage, mode: QueueMode) -> Self {
                Self {
                    storage,
                    mode,
                    after: AfterProcessing::Keep,
                    moved: false,
                    settings: Settings::default(),
                    secrets: Vec::new(),
                }
            }

            setters! {
                /// `after_processing`: what happens to a file that is done.
                after_processing(what: AfterProcessing) => after = what;
            }

            $(#[$move_doc])*
            pub fn $move_to(mut self, $($arg: impl Into<String>),*) -> Self {
                self.after = AfterProcessing::Move;
                self.moved = true;
                $(self.settings.set($plain.to_owned(), $plain_arg.into().into());)*
                $(set_secret(&mut self.secrets, $secret, $secret_arg.into());)*
                self
            }

            engine_settings! {
                /// Where in Keeper the state is kept; by default a path of the table's own.
                keeper_path: text = "keeper_path";
                /// How often a file is tried again.
                loading_retries: number = "loading_retries";
                /// How many threads read.
                processing_threads: number = "processing_threads_num";
                /// Whether each thread inserts by itself.
                parallel_inserts: flag = "parallel_inserts";
                /// Whether what is read is written to `system.s3queue_log` or `system.azure_queue_log`.
                log: flag = "enable_logging_to_queue_log";
                /// In ordered mode, the file after which reading begins.
                last_processed_path: text = "last_processed_path";
                /// In unordered mode, how many names of files are kept.
                tracked_files_limit: number = "tracked_files_limit";
                /// In unordered mode, for how many seconds the name of a file is kept; 0 is forever.
                tracked_file_ttl_seconds: number = "tracked_file_ttl_sec";
                /// The shortest pause between two looks for new files, in milliseconds.
                polling_min_timeout_ms: number = "polling_min_timeout_ms";
                /// The longest pause between two looks for new files, in milliseconds.
                polling_max_timeout_ms: number = "polling_max_timeout_ms";
                /// By how many milliseconds the pause grows while nothing is new.
                polling_backoff_ms: number = "polling_backoff_ms";
                /// How many parts of the names in ordered mode are read at the same time, each in its own order.
                buckets: number = "buckets";
            }

            pub(super) fn definition(&self) -> Result<Definition, BuildError> {
                let definition = self.storage_definition($engine)?;
                let min = self.settings.number("polling_min_timeout_ms");
                let max = self.settings.number("polling_max_timeout_ms");
                if let (Some(min), Some(max)) = (min, max)
                    && min > max
                {
                    return Err(definition.invalid("polling_min_timeout_ms is above polling_max_timeout_ms"));
                }
                let mode = match self.mode {
                    QueueMode::Ordered => "ordered",
                    QueueMode::Unordered => "unordered",
                };
                let definition = definition.setting("mode", mode);
                let ordered_only = ["last_processed_path", "buckets"];
                let unordered_only = ["tracked_files_limit", "tracked_file_ttl_sec"];
                let (foreign, other) = match self.mode {
                    QueueMode::Ordered => (unordered_only, "unordered"),
                    QueueMode::Unordered => (ordered_only, "ordered"),
                };
                if let Some(setting) = foreign.iter().find(|name| self.settings.has(name)) {
                    return Err(definition.invalid(format!("{setting} is a setting of the {other} mode")));
                }
                if self.moved && self.after != AfterProcessing::Move {
                    return Err(definition.invalid(
                        "a place to move files to is given, and after_processing does not move them",
                    ));
                }
                let definition = match &self.after {
                    AfterProcessing::Keep => definition,
                    AfterProcessing::Delete => definition.setting("after_processing", "delete"),
                    AfterProcessing::MoveToPrefix(prefix) => definition
                        .setting("after_processing", "move")
                        .required_setting("after_processing_move_prefix", prefix)?,
                    AfterProcessing::Move if !self.moved => {
                        return Err(definition.invalid(concat!(
                            "there is no place to move files to; `",
                            stringify!($move_to),
                            "` names one"
                        )));
                    }
                    AfterProcessing::Move => definition.setting("after_processing", "move"),
                    AfterProcessing::Tag { key, value } => definition
                        .setting("after_processing", "tag")
                        .required_setting("after_processing_tag_key", key)?
                        .setting("after_processing_tag_value", value.as_str()),
                };
                Ok(definition.settings(&self.settings, &self.secrets))
            }
        }
    };
}

queue! {
    /// `S3Queue(url, ..., format) SETTINGS mode = ...`: files of an object storage with S3's interface, each read once as
    /// they come.
    ///
    /// Source: <https://clickhouse.com/docs/engines/table-engines/integrations/s3queue>.
    ///
    /// ```
    /// use sea_query_clickhouse::{engine::{AfterProcessing, QueueMode, S3, S3Queue}, prelude::*};
    ///
    /// let files = S3::new("https://bucket.s3.amazonaws.com/in/*").format("CSV");
    /// let table = ClickHouseTable::create("inbox")
    ///     .col(ClickHouseColumnDef::new("id", DataType::UInt64))
    ///     .engine(
    ///         S3Queue::new(files, QueueMode::Unordered).after_processing(AfterProcessing::Delete).processing_threads(4),
    ///     );
    /// assert_eq!(
    ///     table.to_string(ClickHouseQueryBuilder),
    ///     "CREATE TABLE `inbox` (`id` UInt64) ENGINE = S3Queue('https://bucket.s3.amazonaws.com/in/*', 'CSV') \
    ///      SETTINGS mode = 'unordered', after_processing = 'delete', processing_threads_num = 4"
    /// );
    /// ```
    S3Queue(S3) "S3Queue",
    /// Files that are done are moved to another bucket, with an access key of its own.
    move_to_bucket(uri, key_id, secret)
        ["after_processing_move_uri" = uri, "after_processing_move_access_key_id" = key_id]
        ["after_processing_move_secret_access_key" = secret]
}

queue! {
    /// `AzureQueue(connection, container, path, ..., format) SETTINGS mode = ...`: files of Azure Blob Storage, each read
    /// once as they come.
    ///
    /// Source: <https://clickhouse.com/docs/engines/table-engines/integrations/azure-queue>.
    ///
    /// ```
    /// use sea_query_clickhouse::{engine::{AzureBlobStorage, AzureQueue, QueueMode}, prelude::*};
    ///
    /// let files = AzureBlobStorage::new("https://account.blob.core.windows.net", "in", "*.csv").format("CSV");
    /// let table = ClickHouseTable::create("inbox")
    ///     .col(ClickHouseColumnDef::new("id", DataType::UInt64))
    ///     .engine(AzureQueue::new(files, QueueMode::Ordered));
    /// assert_eq!(
    ///     table.to_string(ClickHouseQueryBuilder),
    ///     "CREATE TABLE `inbox` (`id` UInt64) \
    ///      ENGINE = AzureQueue('https://account.blob.core.windows.net', 'in', '*.csv', 'CSV') SETTINGS mode = 'ordered'"
    /// );
    /// ```
    AzureQueue(AzureBlobStorage) "AzureQueue",
    /// Files that are done are moved to another container, by its connection string.
    move_to_container(connection, container)
        ["after_processing_move_container" = container]
        ["after_processing_move_connection_string" = connection]
}

impl S3Queue {
    fn storage_definition(&self, engine: &str) -> Result<Definition, BuildError> {
        self.storage.of_other_engine(engine)
    }
}

impl AzureQueue {
    fn storage_definition(&self, engine: &str) -> Result<Definition, BuildError> {
        self.storage.of_engine(engine)
    }
}

/// `FileLog(path, format)`: lines that are added to files of the server, each read once as they come.
///
/// Source: <https://clickhouse.com/docs/engines/table-engines/special/filelog>.
///
/// ```
/// use sea_query_clickhouse::{engine::{ErrorMode, FileLog}, prelude::*};
///
/// let table = ClickHouseTable::create("log")
///     .col(ClickHouseColumnDef::new("line", DataType::String))
///     .engine(FileLog::new("app/log", "LineAsString").max_threads(2).handle_error_mode(ErrorMode::Stream));
/// assert_eq!(
///     table.to_string(ClickHouseQueryBuilder),
///     "CREATE TABLE `log` (`line` String) ENGINE = FileLog('app/log', 'LineAsString') \
///      SETTINGS max_threads = 2, handle_error_mode = 'stream'"
/// );
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct FileLog {
    path: String,
    format: String,
    settings: Settings,
}

impl FileLog {
    /// The lines of a file, or of the files of a directory, under `user_files_path`.
    pub fn new(path: impl Into<String>, format: impl Into<String>) -> Self {
        Self {
            path: path.into(),
            format: format.into(),
            settings: Settings::default(),
        }
    }

    engine_settings! {
        /// How long one poll waits, in milliseconds.
        poll_timeout_ms: number = "poll_timeout_ms";
        /// How many lines one poll takes.
        poll_max_batch_size: number = "poll_max_batch_size";
        /// How many rows one block has.
        max_block_size: number = "max_block_size";
        /// How many threads read; 0 is a quarter of the cores.
        max_threads: number = "max_threads";
        /// The first pause of the thread that watches the directory, in milliseconds.
        watch_backoff_init_ms: number = "poll_directory_watch_events_backoff_init";
        /// The longest pause of the thread that watches the directory, in milliseconds.
        watch_backoff_max_ms: number = "poll_directory_watch_events_backoff_max";
        /// The factor by which the pause grows while nothing is new.
        watch_backoff_factor: number = "poll_directory_watch_events_backoff_factor";
        /// What happens to a line that cannot be read.
        handle_error_mode: error_mode = "handle_error_mode";
    }

    pub(super) fn definition(&self) -> Result<Definition, BuildError> {
        let definition = Definition::new("FileLog")
            .required("the path", &self.path)?
            .required("the format", &self.format)?;
        let init = self.settings.number("poll_directory_watch_events_backoff_init");
        let max = self.settings.number("poll_directory_watch_events_backoff_max");
        if let (Some(init), Some(max)) = (init, max)
            && init > max
        {
            return Err(definition.invalid("the first pause is above the longest one"));
        }
        Ok(definition.settings(&self.settings, &[]))
    }
}
