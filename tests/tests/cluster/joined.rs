//! A node that joins the cluster when migrations were applied: its database, or a table of it, is not there.

use std::time::{Duration, Instant};

use sea_orm_clickhouse::migration::{self, MigrationRunner, MigrationStatus, prelude::*};

use crate::{
    Cluster, answer, cluster_name,
    migration::{Pair, command, is_whole, on_cluster, said},
    run,
};

/// How the cluster names a node, by its number from 0.
async fn name_of(cluster: &Cluster, node: usize) -> String {
    let sql = format!(
        "SELECT concat(host_name, ':', toString(port)) AS answer FROM system.clusters WHERE cluster = '{}' ORDER BY shard_num, \
         replica_num LIMIT 1 OFFSET {node}",
        cluster_name()
    );
    answer(cluster.node(0), &sql).await
}

async fn gaps(cluster: &Cluster, node: usize) -> Vec<String> {
    let db = on_cluster(cluster, node).await;
    let gaps = Pair::runner(&db).gaps().await.unwrap();
    gaps.iter().map(ToString::to_string).collect()
}

/// Waits for what replication brings.
async fn becomes(db: &ClickHouseConnection, sql: &str, expected: &str) {
    let began = Instant::now();
    loop {
        let found = answer(db, sql).await;
        if found == expected {
            return;
        }
        assert!(began.elapsed() < Duration::from_secs(60), "{sql}: {found}");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

/// Drops the database on one node alone: the node is as if it had joined just now.
async fn forget(cluster: &Cluster, node: usize) {
    let drop = format!("DROP DATABASE {} SYNC", cluster.test().name());
    run(&cluster.server(node).await, &drop).await;
}

const INSERT: &str = "INSERT INTO event (id, protocol, port) SETTINGS distributed_foreground_insert = 1, insert_quorum = 0 SELECT ";

/// What a node has, with the UUIDs by which replicas find each other.
const OBJECTS: &str = "SELECT arrayStringConcat(arraySort(groupArray(concat(name, ' ', toString(uuid), ' ', create_table_query))), '\\n') AS answer \
                       FROM system.tables WHERE database = currentDatabase() SETTINGS show_table_uuid_in_table_create_query_if_not_nil = 1";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_node_that_joins_later_catches_up() {
    let Some(cluster) = Cluster::new().await else {
        return;
    };
    Pair::up(&on_cluster(&cluster, 0).await, None).await.unwrap();
    let (on, database) = (format!("ON CLUSTER `{}`", cluster_name()), cluster.test().name());
    for sql in [
        format!("CREATE TABLE plain {on} (id Int64) ENGINE = MergeTree ORDER BY id"),
        format!(
            "CREATE MATERIALIZED VIEW daily {on} ENGINE = ReplicatedSummingMergeTree ORDER BY protocol AS SELECT protocol, count() AS n \
             FROM {database}.event_local GROUP BY protocol"
        ),
        format!("CREATE VIEW z_view {on} AS SELECT id FROM {database}.event"),
        // It comes first by its name, and reads the other.
        format!("CREATE VIEW a_view {on} AS SELECT id FROM {database}.z_view"),
        format!(
            "CREATE DICTIONARY ports {on} (id UInt64, port UInt16) PRIMARY KEY id SOURCE(CLICKHOUSE(DB '{database}' TABLE \
             'event_local')) LAYOUT(FLAT()) LIFETIME(0)"
        ),
        format!(
            "CREATE TABLE by_port {on} (id UInt64, port UInt16 DEFAULT dictGet('{database}.ports', 'port', id)) ENGINE = MergeTree \
             ORDER BY id"
        ),
    ] {
        cluster.run(&sql).await;
    }
    run(
        cluster.node(0),
        &format!("{INSERT} number, 'DNS', 53 FROM numbers(100)"),
    )
    .await;
    let before = cluster.each(OBJECTS).await;
    let joined = name_of(&cluster, 1).await;
    forget(&cluster, 1).await;

    // Seen from the others.
    assert_eq!(
        gaps(&cluster, 3).await,
        [format!("{joined} lacks the database; `up` makes it there")]
    );

    // Nothing is pending.
    let db = migration::connect(cluster.url_of(1).as_str()).await.unwrap();
    Pair::up(&db, None).await.unwrap();
    assert_eq!(cluster.each(OBJECTS).await, before);
    for node in 0..4 {
        assert_eq!(gaps(&cluster, node).await, [""; 0], "node {node}");
        let status = Pair::runner(&on_cluster(&cluster, node).await)
            .status()
            .await
            .unwrap();
        assert!(
            matches!(status[0].1, MigrationStatus::Applied(_)),
            "node {node}: {status:?}"
        );
    }
    let entries = "SELECT toString(count()) AS answer FROM seaql_migrations_log WHERE event != 'alive'";
    let log = answer(cluster.node(0), entries).await;
    becomes(cluster.node(1), entries, &log).await;

    // Rows of replicated tables arrive, also those of a view's own table.
    let rows = "SELECT toString(count()) AS answer FROM event_local";
    let of_sibling = answer(cluster.node(0), rows).await;
    becomes(cluster.node(1), rows, &of_sibling).await;
    let counted = "SELECT toString(sum(n)) AS answer FROM daily";
    becomes(cluster.node(1), counted, &of_sibling).await;

    // What is inserted through the node reaches its sibling, and all shards.
    run(
        cluster.node(1),
        "INSERT INTO event_local (id, protocol, port) VALUES (1000, 'NTP', 123)",
    )
    .await;
    let inserted = "SELECT toString(count()) AS answer FROM event_local WHERE id = 1000";
    becomes(cluster.node(0), inserted, "1").await;
    run(
        cluster.node(1),
        &format!("{INSERT} number + 2000, 'NTP', 123 FROM numbers(99)"),
    )
    .await;
    for node in cluster.nodes() {
        becomes(node, "SELECT toString(count()) AS answer FROM event", "200").await;
        becomes(node, "SELECT toString(count()) AS answer FROM a_view", "200").await;
    }
    let port = "SELECT toString(dictGet(currentDatabase() || '.ports', 'port', 1000)) AS answer";
    assert_eq!(answer(cluster.node(1), port).await, "123");

    // One table alone.
    run(cluster.node(1), "DROP TABLE event_local SYNC SETTINGS check_table_dependencies = 0, check_referential_table_dependencies = 0").await;
    assert_eq!(
        gaps(&cluster, 2).await,
        [format!("{joined} lacks table `event_local`; `up` makes it there")]
    );
    Pair::up(&on_cluster(&cluster, 2).await, None).await.unwrap();
    let all = answer(cluster.node(0), rows).await;
    becomes(cluster.node(1), rows, &all).await;
    assert_eq!(cluster.each(OBJECTS).await, before);
}

/// What one node has otherwise, or alone, may be wanted there.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_differs_between_nodes_is_told_and_left_alone() {
    let Some(cluster) = Cluster::new().await else {
        return;
    };
    let db = on_cluster(&cluster, 0).await;
    Pair::up(&db, None).await.unwrap();
    let on = format!("ON CLUSTER `{}`", cluster_name());
    let database = cluster.test().name();
    for table in ["plain", "twice"] {
        cluster
            .run(&format!(
                "CREATE TABLE {table} {on} (id Int64) ENGINE = MergeTree ORDER BY id"
            ))
            .await;
    }
    cluster
        .run(&format!(
            "CREATE DICTIONARY secret {on} (id UInt64) PRIMARY KEY id SOURCE(CLICKHOUSE(USER 'reader' PASSWORD 'reader' DB \
             '{database}' TABLE 'plain')) LAYOUT(FLAT()) LIFETIME(0)"
        ))
        .await;
    let (second, fourth) = (name_of(&cluster, 1).await, name_of(&cluster, 3).await);
    run(cluster.node(3), "ALTER TABLE plain ADD COLUMN extra Int8").await;
    run(
        cluster.node(3),
        "CREATE TABLE scratch (id Int64) ENGINE = MergeTree ORDER BY id",
    )
    .await;
    run(cluster.node(1), "DROP DICTIONARY secret SYNC").await;
    // Half of the nodes: nobody knows whether it was dropped on two or made on two.
    for node in [0, 2] {
        run(cluster.node(node), "DROP TABLE twice SYNC").await;
    }
    // Made anew by hand, on one node alone: a replica of nothing.
    let shown = "SELECT create_table_query AS answer FROM system.tables WHERE database = currentDatabase() AND name = 'event_local'";
    let create = answer(cluster.node(3), shown).await;
    run(cluster.node(3), "DROP TABLE event_local SYNC").await;
    let another = format!("event_local UUID '{}' (", uuid::Uuid::now_v7());
    run(cluster.node(3), &create.replacen("event_local (", &another, 1)).await;

    let third = name_of(&cluster, 2).await;
    let expected = [
        format!(
            "{third} has table `event_local` by another UUID than a replica of its shard, so that they share no rows; drop \
                 the one that is wrong by hand, and `up` makes it anew"
        ),
        format!(
            "{fourth} has table `plain` by another definition than most nodes of the cluster; nothing is changed there"
        ),
        format!(
            "{fourth} has table `scratch`, which most nodes of the cluster lack; nothing is changed there"
        ),
        format!(
            "{second} lacks dictionary `secret`, which `up` does not make: the server hides a password in its definition; make it there by hand"
        ),
        format!("{second} has table `twice`, which most nodes of the cluster lack; nothing is changed there"),
        format!("{fourth} has table `twice`, which most nodes of the cluster lack; nothing is changed there"),
    ];
    let found = gaps(&cluster, 0).await;
    // Of two replicas nobody can say which is the right one.
    assert_eq!(found[1..], expected[1..]);
    assert_eq!(
        found[0].strip_prefix(&fourth).map(str::to_owned),
        expected[0].strip_prefix(&third).map(str::to_owned)
    );
    let before = cluster.each(OBJECTS).await;
    Pair::up(&db, None).await.unwrap();
    assert_eq!(cluster.each(OBJECTS).await, before);
    assert_eq!(gaps(&cluster, 2).await, found);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_node_that_joins_while_a_run_holds_the_lock_waits_for_it() {
    let Some(cluster) = Cluster::new().await else {
        return;
    };
    let db = on_cluster(&cluster, 0).await;
    Pair::up(&db, None).await.unwrap();
    let holding = Pair::runner(&db);
    holding.lock().await.unwrap();
    forget(&cluster, 1).await;

    // With an empty database it does not say that nothing is applied, and knows from the others who holds the lock.
    let create = format!("CREATE DATABASE {}", cluster.test().name());
    run(&cluster.server(1).await, &create).await;
    let db = on_cluster(&cluster, 1).await;
    let joined = MigrationRunner::new::<Pair>(&db).lock_timeout(Duration::ZERO);
    let error = joined.status().await.unwrap_err();
    assert_eq!(
        error.message(),
        "this node of the cluster joined when migrations were applied, and lacks their log: run `up`, which makes here what the \
         others have, or ask another node"
    );
    let holder = joined.lock_holder().await.unwrap().unwrap();
    assert!(holder.owner.ends_with(", by hand"), "{holder:?}");

    let error = joined.up(None).await.unwrap_err().to_string();
    assert!(
        error.contains(&format!("the migrations are locked by {}", holder.owner)),
        "{error}"
    );
    // All agree who holds it.
    let comment = "SELECT comment AS answer FROM system.tables WHERE database = currentDatabase() AND name = 'seaql_migrations_lock'";
    let comments = cluster.each(comment).await;
    assert!(comments[0].ends_with(", by hand"), "{comments:?}");
    assert!(
        comments.iter().all(|comment| *comment == comments[0]),
        "{comments:?}"
    );

    assert!(joined.unlock().await.unwrap().is_some());
    joined.up(None).await.unwrap();
    let status = joined.status().await.unwrap();
    assert!(matches!(status[0].1, MigrationStatus::Applied(_)), "{status:?}");
    assert_eq!(gaps(&cluster, 0).await, [""; 0]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_commands_tell_of_a_node_that_joined_and_bring_it_up_to_date() {
    let Some(cluster) = Cluster::new().await else {
        return;
    };
    let done = |node, arguments: &[&str]| {
        let output = command(&cluster, node, arguments).output().unwrap();
        assert!(output.status.success(), "{arguments:?}: {}", said(&output));
        said(&output)
    };
    done(0, &["up"]);
    let joined = name_of(&cluster, 2).await;
    forget(&cluster, 2).await;
    let lacks = format!("{joined} lacks the database; `up` makes it there");
    let status = done(1, &["status"]);
    assert!(status.contains(&lacks), "{status}");
    let plan = done(1, &["plan"]);
    assert!(plan.contains(&format!("-- {lacks}")), "{plan}");

    // From the node itself; looking makes nothing.
    let status = command(&cluster, 2, &["status"]).output().unwrap();
    assert!(!status.status.success(), "{}", said(&status));
    let sentence = "this node of the cluster lacks the database, and so cannot say where migrations stand";
    assert!(said(&status).contains(sentence), "{}", said(&status));
    assert!(said(&status).contains(&lacks), "{}", said(&status));
    let up = done(2, &["up"]);
    assert!(
        up.contains(&format!("is made on {joined}, which lacks it")),
        "{up}"
    );
    assert!(
        up.contains(&format!(
            "The table 'event' has been made on {joined}, which lacked it"
        )),
        "{up}"
    );
    is_whole(&cluster).await;
    for node in 0..4 {
        let status = done(node, &["status"]);
        assert!(!status.contains("lacks"), "node {node}: {status}");
        assert!(status.contains("Applied"), "node {node}: {status}");
    }
}
