//! SYSTEM and KILL ON CLUSTER.

use std::{thread, time::Duration};

use sea_query::{Expr, ExprTrait, Query};
use sea_query_clickhouse::{
    prelude::*,
    statement::{Activity, Cache, DropReplica, Kill, Optimize, System},
};

use super::Cluster;

#[test]
fn of_all_tables() {
    let Some(c) = Cluster::new() else { return };
    for system in [
        System::flush_logs(),
        System::flush_logs_of(["query_log"]),
        System::reload_functions(),
        System::reload_dictionaries(),
        System::reload_asynchronous_metrics(),
        System::sync_file_cache(),
        System::clear(Cache::Mark),
        System::clear(Cache::Query),
        System::clear_query_cache_of("it's"),
    ] {
        c.run(&system.on_cluster(c.name()));
    }
}

#[test]
fn of_one_table() {
    let Some(c) = Cluster::new() else { return };
    c.make_table("t");
    for system in [
        System::sync_replica(c.at("t")),
        System::sync_replica_strict(c.at("t")),
        System::sync_replica_pull(c.at("t")),
        System::sync_replica_lightweight(c.at("t"), ["1", "2"]),
        System::sync_replica_lightweight(c.at("t"), Vec::<String>::new()),
        System::restart_replica(c.at("t")),
        System::wait_loading_parts(c.at("t")),
        System::load_primary_key().table(c.at("t")),
        System::unload_primary_key().table(c.at("t")),
    ] {
        c.run(&system.on_cluster(c.name()));
    }
    for activity in [
        Activity::TtlMerges,
        Activity::Moves,
        Activity::Fetches,
        Activity::ReplicatedSends,
        Activity::ReplicationQueues,
    ] {
        c.run(&System::stop(activity).table(c.at("t")).on_cluster(c.name()));
        c.run(&System::start(activity).table(c.at("t")).on_cluster(c.name()));
    }
}

#[test]
fn merges_and_fetches() {
    let Some(c) = Cluster::new() else { return };
    c.run(&c.table("t"));
    c.run(
        &System::stop(Activity::Merges)
            .table(c.at("t"))
            .on_cluster(c.name()),
    );
    for name in ["a", "b"] {
        c.node(0).run(&format!("INSERT INTO t VALUES (1, '{name}')"));
    }
    c.sync("t");
    let parts = "SELECT count() FROM system.parts WHERE database = currentDatabase() AND active";
    // The merge is asked for, and waits.
    c.node(0).run("OPTIMIZE TABLE t FINAL SETTINGS alter_sync = 0");
    c.rows(parts, "2", "0");
    c.run(
        &System::start(Activity::Merges)
            .table(c.at("t"))
            .on_cluster(c.name()),
    );
    c.run(&Optimize::table("t").on_cluster(c.name()).final_());
    c.sync("t");
    c.rows(parts, "1", "0");
    c.run(
        &System::stop(Activity::Fetches)
            .table(c.at("t"))
            .on_cluster(c.name()),
    );
    c.node(0).run("INSERT INTO t VALUES (2, 'c')");
    let count = "SELECT count() FROM t";
    assert_eq!(c.each(count), ["3", "2", "0", "0"]);
    c.run(
        &System::start(Activity::Fetches)
            .table(c.at("t"))
            .on_cluster(c.name()),
    );
    c.sync("t");
    c.rows(count, "3", "0");
}

#[test]
fn a_replica_that_is_gone() {
    let Some(c) = Cluster::new() else { return };
    c.make_table("t");
    let replicas = "SELECT total_replicas FROM system.replicas WHERE database = currentDatabase()";
    c.rows(replicas, "2", "2");
    // No replica has the name, so none goes.
    c.run(
        &DropReplica::named("it's")
            .from_table(c.at("t"))
            .on_cluster(c.name()),
    );
    c.rows(replicas, "2", "2");
}

#[test]
fn kill_query() {
    let Some(c) = Cluster::new() else { return };
    let id = format!("{}-it's", c.database());
    let node = c.node(3);
    thread::scope(|scope| {
        let slow = "SELECT count() FROM numbers(1000) WHERE NOT ignore(sleepEachRow(0.1)) \
                    SETTINGS max_block_size = 1, function_sleep_max_microseconds_per_block = 0, log_comment = ";
        let slow = format!("{slow}'{}'", id.replace('\'', "''"));
        let query = scope.spawn(move || node.try_run(&slow));
        let running = format!(
            "SELECT count() FROM system.processes WHERE Settings['log_comment'] = '{}' AND query NOT LIKE '%processes%'",
            id.replace('\'', "''")
        );
        while c.node(3).run(&running) != "1\n" {
            assert!(!query.is_finished());
            thread::sleep(Duration::from_millis(20));
        }
        let by_comment = Expr::cust("Settings['log_comment']").eq(id.as_str());
        c.run(&Kill::query(by_comment.clone()).test().on_cluster(c.name()));
        assert_eq!(c.node(3).run(&running), "1\n");
        c.run(&Kill::query(by_comment).sync().on_cluster(c.name()));
        let error = query.join().unwrap().unwrap_err();
        assert!(error.contains("QUERY_WAS_CANCELLED"), "{error}");
    });
}

#[test]
fn kill_mutation() {
    let Some(c) = Cluster::new() else { return };
    c.make_table("t");
    let hopeless = Query::update()
        .table(c.at("t"))
        .value("name", Expr::cust("throwIf(id > 0)::String"))
        .on_cluster(c.name())
        .and_where(Expr::col("id").gt(0))
        .setting("mutations_sync", 0)
        .to_owned();
    c.run(&hopeless);
    let open = "SELECT count() FROM system.mutations WHERE database = currentDatabase() AND NOT is_done";
    assert_ne!(c.node(0).run(open), "0\n");
    assert_ne!(c.node(2).run(open), "0\n");
    c.run(
        &Kill::mutation(
            Expr::col("database")
                .eq(c.database())
                .and(Expr::col("table").eq("t")),
        )
        .sync()
        .on_cluster(c.name()),
    );
    c.await_everywhere(open, "0");
    c.rows("SELECT name FROM t ORDER BY id", "a\nb", "c");
}
