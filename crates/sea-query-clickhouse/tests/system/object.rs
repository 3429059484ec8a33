use sea_query_clickhouse::statement::{Activity, BackupPlace, DropReplica, System, Unfreeze};

use super::refused;
use crate::server::Server;

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
