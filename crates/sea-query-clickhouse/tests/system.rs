//! SYSTEM: read by the server, and run where that disturbs nobody.

use sea_query_clickhouse::{
    ClickHouseStatement, Target, build_clickhouse,
    statement::{Activity, BackupPlace, Cache, DropReplica, Protocol, System, Unfreeze},
};

use crate::server::Server;

#[track_caller]
fn refused(statement: &(impl ClickHouseStatement + ?Sized), sentence: &str) {
    let error = build_clickhouse(statement, &Target::default()).unwrap_err();
    assert_eq!(error.to_string(), sentence);
}

#[test]
fn plain_ones() {
    let server = Server::new();
    for (system, words) in [
        (System::reload_config(), "RELOAD CONFIG"),
        (System::reload_users(), "RELOAD USERS"),
        (System::reload_dictionaries(), "RELOAD DICTIONARIES"),
        (System::unload_dictionaries(), "UNLOAD DICTIONARIES"),
        (
            System::reload_embedded_dictionaries(),
            "RELOAD EMBEDDED DICTIONARIES",
        ),
        (System::reload_models(), "RELOAD MODELS"),
        (System::reload_functions(), "RELOAD FUNCTIONS"),
        (
            System::reload_asynchronous_metrics(),
            "RELOAD ASYNCHRONOUS METRICS",
        ),
        (System::shutdown(), "SHUTDOWN"),
        (System::kill(), "KILL"),
        (System::restart_replicas(), "RESTART REPLICAS"),
        (System::sync_transaction_log(), "SYNC TRANSACTION LOG"),
        (System::sync_file_cache(), "SYNC FILE CACHE"),
        (System::sync_filesystem_cache(), "SYNC FILESYSTEM CACHE"),
        (System::replica_ready(), "REPLICA READY"),
        (System::replica_unready(), "REPLICA UNREADY"),
        (System::reconnect_zookeeper(), "RECONNECT ZOOKEEPER"),
        (System::reset_ddl_worker(), "RESET DDL WORKER"),
        (System::flush_logs(), "FLUSH LOGS"),
        (System::flush_async_insert_queue(), "FLUSH ASYNC INSERT QUEUE"),
        (System::jemalloc_purge(), "JEMALLOC PURGE"),
    ] {
        server.check_parsed(&system, &format!("SYSTEM {words}"));
        server.check_parsed(
            &system.on_cluster("c`"),
            &format!(r"SYSTEM {words} ON CLUSTER `c\``"),
        );
    }
    for (system, words) in [
        (System::start_views(), "START VIEWS"),
        (System::stop_views(), "STOP VIEWS"),
        (System::pause_views(), "PAUSE VIEWS"),
    ] {
        server.check_parsed(&system, &format!("SYSTEM {words}"));
        refused(
            &system.on_cluster("c"),
            &format!("ON CLUSTER: the server takes {words} on one node at a time"),
        );
    }
}

#[test]
fn caches() {
    let server = Server::new();
    for cache in Cache::ALL {
        let sql = build_clickhouse(&System::clear(*cache), &Target::default())
            .unwrap()
            .sql;
        assert!(sql.starts_with("SYSTEM DROP "), "{sql}");
        server.check_parsed(&System::clear(*cache), &sql);
        let clear = System::clear(*cache).on_cluster("c");
        if matches!(cache, Cache::Schema | Cache::FormatSchema) {
            assert!(build_clickhouse(&clear, &Target::default()).is_err());
            assert!(
                server
                    .try_run(&format!("EXPLAIN AST {sql} ON CLUSTER `c`"))
                    .is_err()
            );
        } else {
            server.check_parsed(&clear, &format!("{sql} ON CLUSTER `c`"));
        }
    }
    server.check_parsed(
        &System::clear_query_cache_of("it's").on_cluster("c"),
        r"SYSTEM DROP QUERY CACHE TAG 'it\'s' ON CLUSTER `c`",
    );
    server.check_parsed(
        &System::clear_filesystem_cache_of("x").on_cluster("c"),
        "SYSTEM DROP FILESYSTEM CACHE 'x' ON CLUSTER `c`",
    );
    server.check_parsed(
        &System::clear_disk_metadata_cache("d").on_cluster("c"),
        "SYSTEM DROP DISK METADATA CACHE ON CLUSTER `c` `d`",
    );
    // All caches of the server have a variant, or a method of their own.
    let refusal = server.try_run("SYSTEM DROP FOO CACHE").unwrap_err();
    let known = refusal.split("Expected one of: ").nth(1).unwrap();
    for words in known
        .split(", ")
        .filter(|words| words.starts_with("DROP ") && words.contains("CACHE"))
    {
        let ours = Cache::ALL.iter().any(|cache| {
            build_clickhouse(&System::clear(*cache), &Target::default())
                .unwrap()
                .sql
                == format!("SYSTEM {words}")
        });
        assert!(ours || words == "DROP DISK METADATA CACHE", "{words}");
    }
}

#[test]
fn starting_and_stopping() {
    let server = Server::with(&["CREATE TABLE t (a Int8) ENGINE = MergeTree ORDER BY a"]);
    for activity in Activity::ALL {
        for (system, verb) in [
            (System::start(*activity), "START"),
            (System::stop(*activity), "STOP"),
        ] {
            let sql = build_clickhouse(&system, &Target::default()).unwrap().sql;
            assert!(sql.starts_with(&format!("SYSTEM {verb} ")), "{sql}");
            server.check_parsed(&system, &sql);
            if *activity == Activity::ReplicatedDdlQueries {
                refused(
                    &system.table("t"),
                    &format!("SYSTEM: {verb} REPLICATED DDL QUERIES takes no table, or no other one"),
                );
                continue;
            }
            server.check_parsed(
                &system.table(("d", "t")).on_cluster("c"),
                &format!("{sql} ON CLUSTER `c` `d`.`t`"),
            );
        }
    }
    server.check_parsed(
        &System::stop(Activity::Merges).volume("p", "v").on_cluster("c"),
        "SYSTEM STOP MERGES ON CLUSTER `c` ON VOLUME `p`.`v`",
    );
    refused(
        &System::stop(Activity::Moves).volume("p", "v"),
        "SYSTEM: STOP MOVES takes no volume",
    );
    refused(
        &System::stop(Activity::Merges).table("t").table("u"),
        "SYSTEM: STOP MERGES is about one thing at a time",
    );
    // It is done, and to this table alone.
    let insert = |value: i32| server.run(&format!("INSERT INTO t VALUES ({value})"));
    server.check_table(
        &System::stop(Activity::Merges).table("t"),
        "SYSTEM STOP MERGES `t`",
    );
    insert(1);
    insert(2);
    let refusal = server
        .try_run("OPTIMIZE TABLE t FINAL SETTINGS optimize_throw_if_noop = 1")
        .unwrap_err();
    assert!(
        refusal.contains("ABORTED") || refusal.contains("CANNOT_ASSIGN_OPTIMIZE"),
        "{refusal}"
    );
    server.check_table(
        &System::start(Activity::Merges).table("t"),
        "SYSTEM START MERGES `t`",
    );
    server.run("OPTIMIZE TABLE t FINAL");
    assert_eq!(
        server.run(
            "SELECT count() FROM system.parts WHERE database = currentDatabase() AND table = 't' AND active"
        ),
        "1\n"
    );
    server.check_table(
        &System::load_primary_key().table("t"),
        "SYSTEM LOAD PRIMARY KEY `t`",
    );
    server.check_table(
        &System::unload_primary_key().table("t"),
        "SYSTEM UNLOAD PRIMARY KEY `t`",
    );
}

#[test]
fn tables_views_and_replicas() {
    let server = Server::new();
    let table = ("d", "t");
    for (system, words) in [
        (System::reload_dictionary(table), "RELOAD DICTIONARY"),
        (System::unload_dictionary(table), "UNLOAD DICTIONARY"),
        (System::restart_replica(table), "RESTART REPLICA"),
        (System::restore_replica(table), "RESTORE REPLICA"),
        (System::wait_loading_parts(table), "WAIT LOADING PARTS"),
        (System::prewarm_mark_cache(table), "PREWARM MARK CACHE"),
        (
            System::prewarm_primary_index_cache(table),
            "PREWARM PRIMARY INDEX CACHE",
        ),
        (System::flush_distributed(table), "FLUSH DISTRIBUTED"),
        (System::sync_replica(table), "SYNC REPLICA"),
        (System::sync_merges(table), "SYNC MERGES"),
    ] {
        server.check_parsed(&system, &format!("SYSTEM {words} `d`.`t`"));
        server.check_parsed(
            &system.on_cluster("c"),
            &format!("SYSTEM {words} ON CLUSTER `c` `d`.`t`"),
        );
    }
    for (system, words) in [
        (System::refresh_view(table), "REFRESH VIEW"),
        (System::wait_view(table), "WAIT VIEW"),
        (System::start_view(table), "START VIEW"),
        (System::stop_view(table), "STOP VIEW"),
        (System::pause_view(table), "PAUSE VIEW"),
        (System::cancel_view(table), "CANCEL VIEW"),
        (System::start_replicated_view(table), "START REPLICATED VIEW"),
        (System::stop_replicated_view(table), "STOP REPLICATED VIEW"),
    ] {
        server.check_parsed(&system, &format!("SYSTEM {words} `d`.`t`"));
        refused(
            &system.on_cluster("c"),
            &format!("ON CLUSTER: the server takes {words} on one node at a time"),
        );
    }
    for (system, text) in [
        (
            System::flush_distributed("t").setting("flush", 0),
            "FLUSH DISTRIBUTED `t` SETTINGS flush = 0",
        ),
        (System::sync_replica_strict("t"), "SYNC REPLICA `t` STRICT"),
        (System::sync_replica_pull("t"), "SYNC REPLICA `t` PULL"),
        (
            System::sync_replica_lightweight(("d", "t"), Vec::<String>::new()).on_cluster("c"),
            "SYNC REPLICA ON CLUSTER `c` `d`.`t` LIGHTWEIGHT",
        ),
        (
            System::sync_replica_lightweight("t", ["a", "it's"]),
            r"SYNC REPLICA `t` LIGHTWEIGHT FROM 'a', 'it\'s'",
        ),
        (System::sync_database_replica("d"), "SYNC DATABASE REPLICA `d`"),
        (
            System::restore_database_replica("d"),
            "RESTORE DATABASE REPLICA `d`",
        ),
        (
            System::restart_disk("s3").on_cluster("c"),
            "RESTART DISK ON CLUSTER `c` `s3`",
        ),
        (
            System::reload_model("/a/b").on_cluster("c"),
            "RELOAD MODEL ON CLUSTER `c` '/a/b'",
        ),
        (System::reload_function("f"), "RELOAD FUNCTION `f`"),
        (
            System::flush_logs_of([("system", "query_log")]),
            "FLUSH LOGS `system`.`query_log`",
        ),
        (
            System::flush_logs_of(["query_log", "part_log"]).on_cluster("c"),
            "FLUSH LOGS ON CLUSTER `c` `query_log`, `part_log`",
        ),
        (
            System::flush_async_insert_queue_of([("d", "t")]),
            "FLUSH ASYNC INSERT QUEUE `d`.`t`",
        ),
        (
            System::flush_object_storage_queue("q", "a/b"),
            "FLUSH OBJECT STORAGE QUEUE `q` PATH 'a/b'",
        ),
        (
            System::schedule_merge("t", ["a", "b"]),
            "SCHEDULE MERGE `t` PARTS 'a', 'b'",
        ),
        (
            System::test_view("v", "2030-01-01 00:00:00"),
            "TEST VIEW `v` SET FAKE TIME '2030-01-01 00:00:00'",
        ),
        (System::test_view_unset("v"), "TEST VIEW `v` UNSET FAKE TIME"),
        (
            System::suspend(5).on_cluster("c"),
            "SUSPEND ON CLUSTER `c` FOR 5 SECOND",
        ),
        (System::enable_failpoint("f"), "ENABLE FAILPOINT `f`"),
        (System::disable_failpoint("f"), "DISABLE FAILPOINT `f`"),
        (System::wait_failpoint("f"), "WAIT FAILPOINT `f`"),
        (System::notify_failpoint("f"), "NOTIFY FAILPOINT `f`"),
        (
            System::unlock_snapshot("s", BackupPlace::disk("a", "b")),
            "UNLOCK SNAPSHOT 's' FROM Disk('a', 'b')",
        ),
        (System::custom("ALLOCATE MEMORY").number(5), "ALLOCATE MEMORY 5"),
        (System::custom("REFRESH").table(("d", "t")), "REFRESH `d`.`t`"),
        (System::custom("RELOAD FUNCTION").name("f"), "RELOAD FUNCTION `f`"),
        (
            System::custom("RELOAD MODEL").text("it's"),
            r"RELOAD MODEL 'it\'s'",
        ),
    ] {
        server.check_parsed(&system, &format!("SYSTEM {text}"));
    }
    server.check_parsed(&Unfreeze::named("it's"), r"SYSTEM UNFREEZE WITH NAME 'it\'s'");

    refused(
        &System::flush_logs_of(Vec::<String>::new()),
        "SYSTEM: it names no table; the method without `_of` is about all of them",
    );
    refused(
        &System::schedule_merge("t", Vec::<String>::new()),
        "SYSTEM: the list is empty",
    );
    refused(
        &System::custom("RELOAD CONFIG; DROP"),
        "SYSTEM: `CONFIG;` is not a name that can stand here: letters, digits and _ only",
    );
    refused(
        &System::custom(""),
        "SYSTEM: `` is not a name that can stand here: letters, digits and _ only",
    );
    refused(
        &System::reload_config().table("t"),
        "SYSTEM: RELOAD CONFIG takes no table, or no other one",
    );
    refused(
        &System::reload_config().text("t"),
        "SYSTEM: RELOAD CONFIG takes nothing after it; `System::custom` does",
    );
    refused(
        &System::reload_config().setting("a", 1),
        "SETTINGS: only SYSTEM FLUSH DISTRIBUTED has settings of its own; send others with the request",
    );
}

#[test]
fn dropped_replicas() {
    let server = Server::new();
    for (drop, text) in [
        (DropReplica::named("it's"), r"DROP REPLICA 'it\'s'"),
        (
            DropReplica::named("r")
                .on_cluster("c")
                .from_shard("s")
                .from_table(("d", "t")),
            "DROP REPLICA ON CLUSTER `c` 'r' FROM SHARD 's' FROM TABLE `d`.`t`",
        ),
        (
            DropReplica::named("r").from_database("d"),
            "DROP REPLICA 'r' FROM DATABASE `d`",
        ),
        (
            DropReplica::named("r").from_zk_path("/a"),
            "DROP REPLICA 'r' FROM ZKPATH '/a'",
        ),
        (DropReplica::of_database("r"), "DROP DATABASE REPLICA 'r'"),
        (
            DropReplica::of_database("r").from_database("d").with_tables(),
            "DROP DATABASE REPLICA 'r' FROM DATABASE `d` WITH TABLES",
        ),
        (
            DropReplica::of_database("r").from_zk_path("/a"),
            "DROP DATABASE REPLICA 'r' FROM ZKPATH '/a'",
        ),
    ] {
        server.check_parsed(&drop, &format!("SYSTEM {text}"));
    }
    refused(
        &DropReplica::of_database("r").from_table("t"),
        "FROM TABLE: a replica of a database is in a database, not in a table",
    );
    refused(
        &DropReplica::named("r").from_database("t").with_tables(),
        "WITH TABLES: only a replica of a database that is named has tables",
    );
}

#[test]
fn listening() {
    let server = Server::new();
    for (protocol, words) in [
        (Protocol::QueriesAll, "QUERIES ALL"),
        (Protocol::QueriesDefault, "QUERIES DEFAULT"),
        (Protocol::QueriesCustom, "QUERIES CUSTOM"),
        (Protocol::Tcp, "TCP"),
        (Protocol::TcpWithProxy, "TCP WITH PROXY"),
        (Protocol::TcpSecure, "TCP SECURE"),
        (Protocol::TcpSsh, "TCP SSH"),
        (Protocol::Http, "HTTP"),
        (Protocol::Https, "HTTPS"),
        (Protocol::MySql, "MYSQL"),
        (Protocol::Grpc, "GRPC"),
        (Protocol::PostgreSql, "POSTGRESQL"),
        (Protocol::Prometheus, "PROMETHEUS"),
        (Protocol::ArrowFlight, "ARROW FLIGHT"),
        (Protocol::InterserverHttp, "INTERSERVER HTTP"),
        (Protocol::InterserverHttps, "INTERSERVER HTTPS"),
        (Protocol::Custom("it's".into()), r"CUSTOM 'it\'s'"),
    ] {
        server.check_parsed(
            &System::start_listen(protocol.clone()),
            &format!("SYSTEM START LISTEN {words}"),
        );
        server.check_parsed(
            &System::stop_listen(protocol).on_cluster("c"),
            &format!("SYSTEM STOP LISTEN ON CLUSTER `c` {words}"),
        );
    }
    server.check_parsed(
        &System::stop_listen(Protocol::QueriesDefault).except([Protocol::Tcp, Protocol::Http]),
        "SYSTEM STOP LISTEN QUERIES DEFAULT EXCEPT TCP, HTTP",
    );
    refused(
        &System::stop_listen(Protocol::Http).except([Protocol::Tcp]),
        "SYSTEM: STOP LISTEN takes no exceptions",
    );
    refused(
        &System::stop_listen(Protocol::QueriesAll).except([]),
        "EXCEPT: it names no protocol",
    );
}

#[test]
fn what_disturbs_nobody_runs() {
    let server = Server::new();
    for system in [
        System::reload_asynchronous_metrics(),
        System::reload_functions(),
        System::clear(Cache::Dns),
        System::clear(Cache::Query),
        System::clear(Cache::Schema),
        System::clear(Cache::Mark),
        System::clear_query_cache_of("it's"),
        System::flush_logs(),
    ] {
        let sql = build_clickhouse(&system, &Target::default()).unwrap().sql;
        // A stock server takes them all; this one says which part it was built without.
        if let Err(error) = server.try_run(&sql) {
            assert!(
                error.contains("SUPPORT_IS_DISABLED") || error.contains("ACCESS_DENIED"),
                "{sql}: {error}"
            );
        }
    }
}

#[test]
fn a_cluster_is_told_the_database() {
    let sentence = |table: &str| {
        format!(
            "ON CLUSTER: the nodes look for `{table}` in their default database; name the database too: \
             (\"database\", \"{table}\")"
        )
    };
    for system in [
        System::sync_replica("t"),
        System::sync_replica_strict("t"),
        System::flush_distributed("t"),
        System::restart_replica("t"),
        System::stop(Activity::Merges).table("t"),
        System::flush_async_insert_queue_of(["t"]),
        System::custom("DO SOMETHING").table("t"),
    ] {
        refused(&system.on_cluster("c"), &sentence("t"));
    }
    refused(
        &DropReplica::named("r").from_table("it's\n").on_cluster("c"),
        &sentence("it's\\n").replace("it's", "it\\'s"),
    );
}
