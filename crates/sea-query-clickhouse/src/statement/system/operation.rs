//! The statements by their names.

use sea_query::IntoTableRef;

use super::{Activity, Cache, Cluster, Piece, Protocol, System, Takes};
use crate::statement::BackupPlace;

macro_rules! plain {
    ($($(#[$doc:meta])* $name:ident => $words:literal;)*) => {
        $(
            #[doc = concat!("`SYSTEM ", $words, "`: ")]
            $(#[$doc])*
            pub fn $name() -> Self {
                Self::new($words, [])
            }
        )*
    };
}

macro_rules! of_table {
    ($cluster:ident: $($(#[$doc:meta])* $name:ident => $words:literal;)*) => {
        $(
            #[doc = concat!("`SYSTEM ", $words, "`: ")]
            $(#[$doc])*
            pub fn $name(name: impl IntoTableRef) -> Self {
                Self {
                    cluster: Cluster::$cluster,
                    ..Self::new($words, [Piece::Table(name.into_table_ref())])
                }
            }
        )*
    };
}

impl System {
    plain! {
        /// reads the configuration again.
        reload_config => "RELOAD CONFIG";
        /// reads the users' configuration again.
        reload_users => "RELOAD USERS";
        /// loads all dictionaries again that were loaded.
        reload_dictionaries => "RELOAD DICTIONARIES";
        /// forgets the data of all dictionaries until they are asked for.
        unload_dictionaries => "UNLOAD DICTIONARIES";
        /// loads the built-in dictionaries again.
        reload_embedded_dictionaries => "RELOAD EMBEDDED DICTIONARIES";
        /// loads all CatBoost models again.
        reload_models => "RELOAD MODELS";
        /// loads all executable functions again.
        reload_functions => "RELOAD FUNCTIONS";
        /// counts all asynchronous metrics now.
        reload_asynchronous_metrics => "RELOAD ASYNCHRONOUS METRICS";
        /// ends the server in good order.
        shutdown => "SHUTDOWN";
        /// ends the server at once.
        kill => "KILL";
        /// starts all replicated tables anew.
        restart_replicas => "RESTART REPLICAS";
        /// waits for the log of transactions.
        sync_transaction_log => "SYNC TRANSACTION LOG";
        /// has the file system write what it holds.
        sync_file_cache => "SYNC FILE CACHE";
        /// compares the cache of remote files with its files.
        sync_filesystem_cache => "SYNC FILESYSTEM CACHE";
        /// says that this replica is ready.
        replica_ready => "REPLICA READY";
        /// says that this replica is not ready.
        replica_unready => "REPLICA UNREADY";
        /// connects to Keeper anew.
        reconnect_zookeeper => "RECONNECT ZOOKEEPER";
        /// starts the worker of ON CLUSTER statements anew.
        reset_ddl_worker => "RESET DDL WORKER";
        /// writes what the system log tables have in memory.
        flush_logs => "FLUSH LOGS";
        /// writes what asynchronous inserts have in memory.
        flush_async_insert_queue => "FLUSH ASYNC INSERT QUEUE";
        /// gives back unused memory.
        jemalloc_purge => "JEMALLOC PURGE";
    }

    /// `SYSTEM START VIEWS`: lets all refreshable views go on.
    pub fn start_views() -> Self {
        Self::new("START VIEWS", []).nowhere()
    }

    /// `SYSTEM STOP VIEWS`: no refreshable view begins to refresh, and those that do are ended.
    pub fn stop_views() -> Self {
        Self::new("STOP VIEWS", []).nowhere()
    }

    /// `SYSTEM PAUSE VIEWS`: no refreshable view begins to refresh, and those that do come to their end.
    pub fn pause_views() -> Self {
        Self::new("PAUSE VIEWS", []).nowhere()
    }

    of_table! { BeforeArguments:
        /// loads a dictionary again.
        reload_dictionary => "RELOAD DICTIONARY";
        /// forgets the data of a dictionary until they are asked for.
        unload_dictionary => "UNLOAD DICTIONARY";
        /// starts a replicated table anew.
        restart_replica => "RESTART REPLICA";
        /// makes anew in Keeper what is known of a replicated table, from its data.
        restore_replica => "RESTORE REPLICA";
        /// waits until a table's parts are loaded.
        wait_loading_parts => "WAIT LOADING PARTS";
        /// loads a table's marks.
        prewarm_mark_cache => "PREWARM MARK CACHE";
        /// loads a table's primary index.
        prewarm_primary_index_cache => "PREWARM PRIMARY INDEX CACHE";
        /// sends what a Distributed table has kept for its shards.
        flush_distributed => "FLUSH DISTRIBUTED";
        /// waits until a replicated table has done what was in its queue.
        sync_replica => "SYNC REPLICA";
        /// merges what can be merged.
        sync_merges => "SYNC MERGES";
    }

    of_table! { Nowhere:
        /// refreshes a view now.
        refresh_view => "REFRESH VIEW";
        /// waits until a view is refreshed.
        wait_view => "WAIT VIEW";
        /// lets a view refresh again.
        start_view => "START VIEW";
        /// ends a view's refresh, and no other begins.
        stop_view => "STOP VIEW";
        /// no refresh of a view begins, and one that runs comes to its end.
        pause_view => "PAUSE VIEW";
        /// ends a view's refresh.
        cancel_view => "CANCEL VIEW";
        /// lets a view refresh again, on all replicas.
        start_replicated_view => "START REPLICATED VIEW";
        /// ends a view's refresh, and no other begins, on all replicas.
        stop_replicated_view => "STOP REPLICATED VIEW";
    }

    /// `SYSTEM SYNC REPLICA table STRICT`: waits until the queue is empty.
    pub fn sync_replica_strict(table: impl IntoTableRef) -> Self {
        Self::sync_replica(table).words("STRICT")
    }

    /// `SYSTEM SYNC REPLICA table PULL`: takes over the log, and waits for nothing.
    pub fn sync_replica_pull(table: impl IntoTableRef) -> Self {
        Self::sync_replica(table).words("PULL")
    }

    /// `SYSTEM SYNC REPLICA table LIGHTWEIGHT [FROM 'replica', ...]`: waits for parts to come or go, not for merges
    /// and mutations; with names, for what comes from these replicas.
    pub fn sync_replica_lightweight<I, R>(table: impl IntoTableRef, replicas: I) -> Self
    where
        I: IntoIterator<Item = R>,
        R: Into<String>,
    {
        let replicas: Vec<_> = replicas.into_iter().map(Into::into).collect();
        let system = Self::sync_replica(table);
        if replicas.is_empty() {
            return system.words("LIGHTWEIGHT");
        }
        system.words("LIGHTWEIGHT FROM").piece(Piece::Texts(replicas))
    }

    /// `SYSTEM SYNC DATABASE REPLICA`: waits until a Replicated database has done what was in its queue.
    pub fn sync_database_replica(name: impl Into<String>) -> Self {
        Self::new("SYNC DATABASE REPLICA", [Piece::Name(name.into())])
    }

    /// `SYSTEM RESTORE DATABASE REPLICA`: makes anew in Keeper what is known of a Replicated database.
    pub fn restore_database_replica(name: impl Into<String>) -> Self {
        Self::new("RESTORE DATABASE REPLICA", [Piece::Name(name.into())])
    }

    /// `SYSTEM RESTART DISK`: starts a disk of the configuration anew.
    pub fn restart_disk(name: impl Into<String>) -> Self {
        Self::new("RESTART DISK", [Piece::Name(name.into())])
    }

    /// `SYSTEM RELOAD MODEL 'path'`: loads a CatBoost model again.
    pub fn reload_model(path: impl Into<String>) -> Self {
        Self::new("RELOAD MODEL", [Piece::Text(path.into())])
    }

    /// `SYSTEM RELOAD FUNCTION`: loads an executable function again.
    pub fn reload_function(name: impl Into<String>) -> Self {
        Self::new("RELOAD FUNCTION", [Piece::Name(name.into())])
    }

    /// `SYSTEM DROP ... CACHE`: empties a cache. Newer servers call it CLEAR as well.
    pub fn clear(cache: Cache) -> Self {
        let system = Self::new(cache.words(), []);
        if cache.takes_cluster() {
            system
        } else {
            system.nowhere()
        }
    }

    /// `SYSTEM DROP QUERY CACHE TAG 'tag'`: of the answers of queries, those with this tag.
    pub fn clear_query_cache_of(tag: impl Into<String>) -> Self {
        Self {
            cluster: Cluster::AfterArguments,
            ..Self::new("DROP QUERY CACHE", [Piece::Words("TAG"), Piece::Text(tag.into())])
        }
    }

    /// `SYSTEM DROP FILESYSTEM CACHE 'name'`: of the caches of remote files, the one of this name.
    pub fn clear_filesystem_cache_of(name: impl Into<String>) -> Self {
        Self {
            cluster: Cluster::AfterArguments,
            ..Self::new("DROP FILESYSTEM CACHE", [Piece::Text(name.into())])
        }
    }

    /// `SYSTEM DROP DISK METADATA CACHE`: what is known of the files of a disk.
    pub fn clear_disk_metadata_cache(disk: impl Into<String>) -> Self {
        Self::new("DROP DISK METADATA CACHE", [Piece::Name(disk.into())])
    }

    /// `SYSTEM START ...`: lets it go on; of all tables, where none is named.
    pub fn start(activity: Activity) -> Self {
        Self {
            takes: Self::takes(activity),
            ..Self::new(format!("START {}", activity.words()), [])
        }
    }

    /// `SYSTEM STOP ...`: holds it; of all tables, where none is named.
    pub fn stop(activity: Activity) -> Self {
        Self {
            takes: Self::takes(activity),
            ..Self::new(format!("STOP {}", activity.words()), [])
        }
    }

    /// `SYSTEM LOAD PRIMARY KEY`: of all tables, where none is named.
    pub fn load_primary_key() -> Self {
        Self {
            takes: Takes::Table,
            ..Self::new("LOAD PRIMARY KEY", [])
        }
    }

    /// `SYSTEM UNLOAD PRIMARY KEY`: of all tables, where none is named.
    pub fn unload_primary_key() -> Self {
        Self {
            takes: Takes::Table,
            ..Self::new("UNLOAD PRIMARY KEY", [])
        }
    }

    /// `SYSTEM FLUSH LOGS tables`: writes what these system log tables have in memory.
    pub fn flush_logs_of<I, T>(tables: I) -> Self
    where
        I: IntoIterator<Item = T>,
        T: IntoTableRef,
    {
        Self::flush_logs().tables(tables)
    }

    /// `SYSTEM FLUSH ASYNC INSERT QUEUE tables`
    pub fn flush_async_insert_queue_of<I, T>(tables: I) -> Self
    where
        I: IntoIterator<Item = T>,
        T: IntoTableRef,
    {
        Self::flush_async_insert_queue().tables(tables)
    }

    /// `SYSTEM FLUSH OBJECT STORAGE QUEUE table PATH 'path'`: waits until a queue table has read a file.
    pub fn flush_object_storage_queue(table: impl IntoTableRef, path: impl Into<String>) -> Self {
        let pieces = [
            Piece::Table(table.into_table_ref()),
            Piece::Words("PATH"),
            Piece::Text(path.into()),
        ];
        Self::new("FLUSH OBJECT STORAGE QUEUE", pieces).nowhere()
    }

    /// `SYSTEM SCHEDULE MERGE table PARTS 'a', 'b'`: has these parts merged.
    pub fn schedule_merge<I, P>(table: impl IntoTableRef, parts: I) -> Self
    where
        I: IntoIterator<Item = P>,
        P: Into<String>,
    {
        let parts = parts.into_iter().map(Into::into).collect();
        let pieces = [
            Piece::Table(table.into_table_ref()),
            Piece::Words("PARTS"),
            Piece::Texts(parts),
        ];
        Self::new("SCHEDULE MERGE", pieces).nowhere()
    }

    /// `SYSTEM TEST VIEW view SET FAKE TIME 'time'`: the time that a refreshable view believes, for tests.
    pub fn test_view(view: impl IntoTableRef, time: impl Into<String>) -> Self {
        let pieces = [
            Piece::Table(view.into_table_ref()),
            Piece::Words("SET FAKE TIME"),
            Piece::Text(time.into()),
        ];
        Self::new("TEST VIEW", pieces).nowhere()
    }

    /// `SYSTEM TEST VIEW view UNSET FAKE TIME`
    pub fn test_view_unset(view: impl IntoTableRef) -> Self {
        let pieces = [
            Piece::Table(view.into_table_ref()),
            Piece::Words("UNSET FAKE TIME"),
        ];
        Self::new("TEST VIEW", pieces).nowhere()
    }

    /// `SYSTEM SUSPEND FOR n SECOND`: the server stands still so long.
    pub fn suspend(seconds: u64) -> Self {
        let pieces = [
            Piece::Words("FOR"),
            Piece::Number(seconds),
            Piece::Words("SECOND"),
        ];
        Self::new("SUSPEND", pieces)
    }

    /// `SYSTEM START LISTEN ...`
    pub fn start_listen(protocol: Protocol) -> Self {
        Self::listen("START LISTEN", protocol)
    }

    /// `SYSTEM STOP LISTEN ...`
    pub fn stop_listen(protocol: Protocol) -> Self {
        Self::listen("STOP LISTEN", protocol)
    }

    /// `SYSTEM ENABLE FAILPOINT`: for tests of the server.
    pub fn enable_failpoint(name: impl Into<String>) -> Self {
        Self::new("ENABLE FAILPOINT", [Piece::Name(name.into())]).nowhere()
    }

    /// `SYSTEM DISABLE FAILPOINT`
    pub fn disable_failpoint(name: impl Into<String>) -> Self {
        Self::new("DISABLE FAILPOINT", [Piece::Name(name.into())]).nowhere()
    }

    /// `SYSTEM WAIT FAILPOINT`
    pub fn wait_failpoint(name: impl Into<String>) -> Self {
        Self::new("WAIT FAILPOINT", [Piece::Name(name.into())]).nowhere()
    }

    /// `SYSTEM NOTIFY FAILPOINT`
    pub fn notify_failpoint(name: impl Into<String>) -> Self {
        Self::new("NOTIFY FAILPOINT", [Piece::Name(name.into())]).nowhere()
    }

    /// `SYSTEM UNLOCK SNAPSHOT 'name' FROM place`: lets go what a lightweight snapshot keeps.
    pub fn unlock_snapshot(name: impl Into<String>, place: BackupPlace) -> Self {
        let pieces = [
            Piece::Text(name.into()),
            Piece::Words("FROM"),
            Piece::Place(place),
        ];
        Self::new("UNLOCK SNAPSHOT", pieces).nowhere()
    }

    /// A statement that has no method here: the words after SYSTEM, separated by spaces. What follows them is added
    /// by [`table`](Self::table), [`name`](Self::name), [`text`](Self::text) and [`number`](Self::number).
    pub fn custom(words: impl Into<String>) -> Self {
        Self {
            takes: Takes::Anything,
            ..Self::new(words, [])
        }
    }
}
