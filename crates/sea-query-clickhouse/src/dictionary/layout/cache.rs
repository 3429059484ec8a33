use super::{Key, Layout};

new! {
    /// `DIRECT`
    Direct::new = "DIRECT", UInt64;
}

complex_key!(Cache SsdCache Direct);

/// What the caches have in common.
macro_rules! updates {
    ($($type:ident)*) => {
        $(impl $type {
            parameter!(
                flag
                /** Whether a key that is out of date is answered while it is asked for again. */
                allow_read_expired_keys = "ALLOW_READ_EXPIRED_KEYS"
            );
            parameter!(
                number
                /** How many updates wait at most. */
                max_update_queue_size = "MAX_UPDATE_QUEUE_SIZE"
            );
            parameter!(
                number
                /** Milliseconds that an update waits for a place in the queue. */
                update_queue_push_timeout_milliseconds = "UPDATE_QUEUE_PUSH_TIMEOUT_MILLISECONDS"
            );
            parameter!(
                number
                /** Milliseconds that a lookup waits for an update. */
                query_wait_timeout_milliseconds = "QUERY_WAIT_TIMEOUT_MILLISECONDS"
            );
            parameter!(
                number
                /** How many threads update. */
                max_threads_for_updates = "MAX_THREADS_FOR_UPDATES"
            );
        })*
    };
}
updates!(Cache SsdCache);

parameters! {
    /// `CACHE`: the keys that were looked up, in memory; the source is asked for the others.
    ///
    /// Source: <https://clickhouse.com/docs/sql-reference/statements/create/dictionary/layouts/cache>.
    ///
    /// ```
    /// use sea_query_clickhouse::dictionary::{Layout, layout::{Cache, Key}};
    ///
    /// assert_eq!(Layout::from(Cache::new(1_000_000).complex_key().max_threads_for_updates(4)).key(), Key::Complex);
    /// ```
    Cache: Layout {
        number /// Seconds after which a key is not answered any more.
        strict_max_lifetime_seconds = "STRICT_MAX_LIFETIME_SECONDS";
    }
}

impl Cache {
    /// A cache of as many cells, rounded up to a power of two.
    pub fn new(size_in_cells: u64) -> Self {
        let inner = Layout::new("CACHE", Key::UInt64).parameter("SIZE_IN_CELLS", size_in_cells);
        Self { inner }
    }
}

parameters! {
    /// `SSD_CACHE`: as [`Cache`], in a file.
    ///
    /// Source: <https://clickhouse.com/docs/sql-reference/statements/create/dictionary/layouts/ssd-cache>.
    ///
    /// ```
    /// use sea_query_clickhouse::dictionary::{Layout, layout::{Key, SsdCache}};
    ///
    /// let layout = Layout::from(SsdCache::new("/var/lib/clickhouse/user_files/d").file_size(16_777_216));
    /// assert_eq!(layout.key(), Key::UInt64);
    /// ```
    SsdCache: Layout {
        number /// Bytes of a block that is read at once.
        block_size = "BLOCK_SIZE";
        number /// Bytes of the file at most.
        file_size = "FILE_SIZE";
        number /// Bytes of memory for reading.
        read_buffer_size = "READ_BUFFER_SIZE";
        number /// Bytes of memory for writing.
        write_buffer_size = "WRITE_BUFFER_SIZE";
    }
}

impl SsdCache {
    /// A cache in a directory of the server's `user_files_path`.
    pub fn new(path: impl Into<String>) -> Self {
        let inner = Layout::new("SSD_CACHE", Key::UInt64).parameter("PATH", path.into());
        Self { inner }
    }
}

parameters! {
    /// `DIRECT`: nothing is kept; the source is asked for each key.
    ///
    /// Source: <https://clickhouse.com/docs/sql-reference/statements/create/dictionary/layouts/direct>.
    ///
    /// ```
    /// use sea_query_clickhouse::dictionary::{Layout, layout::{Direct, Key}};
    ///
    /// assert_eq!(Layout::from(Direct::new().complex_key()).key(), Key::Complex);
    /// ```
    Direct: Layout {}
}
