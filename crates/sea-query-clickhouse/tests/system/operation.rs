use sea_query_clickhouse::{
    Target, build_clickhouse,
    statement::{Activity, Cache, System},
};

use super::refused;
use crate::server::Server;

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
