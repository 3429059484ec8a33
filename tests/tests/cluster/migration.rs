//! Migrations whose connection has the option `cluster`: they are of all nodes, whichever runs them.

use std::process::{Command, Output};

use integration_tests::migrations::STEPS;
use sea_orm::EntityTrait;
use sea_orm_clickhouse::migration::{MigrationRunner, MigrationStatus, prelude::*};

use crate::{
    Cluster, answer, cluster_name,
    entities::{event, event_local},
};

/// A connection from a node whose statements run on the cluster.
pub async fn on_cluster(cluster: &Cluster, node: usize) -> ClickHouseConnection {
    ClickHouse::connect(cluster.url_of(node).as_str()).await.unwrap()
}

/// A migrator of one migration.
macro_rules! migrator {
    ($migrator:ident, |$manager:ident| up $up:block down $down:block) => {
        pub struct $migrator;

        impl MigratorTrait for $migrator {
            fn migrations() -> Vec<Box<dyn MigrationTrait>> {
                struct Migration;

                impl MigrationName for Migration {
                    fn name(&self) -> &str {
                        "m1"
                    }
                }

                #[async_trait::async_trait]
                impl MigrationTrait for Migration {
                    async fn up(&self, $manager: &SchemaManager) -> Result<(), DbErr> $up

                    async fn down(&self, $manager: &SchemaManager) -> Result<(), DbErr> $down
                }

                vec![Box::new(Migration)]
            }
        }
    };
}

pub fn pet() -> TableCreateStatement {
    Table::create()
        .table("pet")
        .col(ColumnDef::new("id").big_integer().not_null().primary_key())
        .col(ColumnDef::new("name").string().not_null())
        .to_owned()
}

migrator!(Portable, |manager|
    up {
        manager.create_table(pet()).await?;
        let insert = Query::insert().into_table("pet").columns(["id", "name"]).values_panic([1.into(), "Ada".into()]).to_owned();
        manager.execute(insert).await?;
        let age = ColumnDef::new("age").integer().not_null().default(7).to_owned();
        manager.alter_table(Table::alter().table("pet").add_column(age).rename_column("name", "title").to_owned()).await?;
        manager.create_index(Index::create().name("by_title").table("pet").col("title").to_owned()).await?;
        manager.rename_table(Table::rename().table("pet", "animal").to_owned()).await
    }
    down {
        manager.drop_index(Index::drop().name("by_title").table("animal").to_owned()).await?;
        manager.drop_table(Table::drop().table("animal").to_owned()).await
    }
);

#[tokio::test]
async fn every_portable_statement_is_of_all_nodes_and_its_table_is_replicated() {
    let Some(cluster) = Cluster::new().await else {
        return;
    };
    let name = cluster_name();
    let db = on_cluster(&cluster, 0).await;
    let planned = Portable::runner(&db).plan(None).await.unwrap();
    assert_eq!(
        planned[0].statements[0],
        format!(
            "CREATE TABLE `pet` ON CLUSTER `{name}` (`id` Int64, `name` String) ENGINE = ReplicatedMergeTree ORDER BY `id`"
        )
    );
    Portable::up(&db, None).await.unwrap();
    let columns = "SELECT arrayStringConcat(groupArray(concat(name, ' ', type)), ', ') AS answer FROM (SELECT * FROM system.columns \
                   WHERE database = currentDatabase() AND table = 'animal' ORDER BY position)";
    assert_eq!(
        cluster.each(columns).await,
        ["id Int64, title String, age Int32"; 4]
    );
    let engine =
        "SELECT engine AS answer FROM system.tables WHERE database = currentDatabase() AND name = 'animal'";
    assert_eq!(cluster.each(engine).await, ["ReplicatedMergeTree"; 4]);
    let index = "SELECT type AS answer FROM system.data_skipping_indices WHERE database = currentDatabase() AND table = 'animal'";
    assert_eq!(cluster.each(index).await, ["bloom_filter"; 4]);
    cluster
        .shards("groupArray((id, title, age))", "animal", "[(1,'Ada',7)]", "[]")
        .await;
    // Each step of definition names the cluster, in the log.
    let sql = "SELECT toString(countIf(position(sql, 'ON CLUSTER') > 0)) AS answer FROM seaql_migrations_log WHERE event = 'step applied'";
    assert_eq!(answer(&db, sql).await, "4");

    Portable::down(&on_cluster(&cluster, 3).await, None)
        .await
        .unwrap();
    let left = "SELECT toString(countIf(name = 'animal')) AS answer FROM system.tables WHERE database = currentDatabase()";
    assert_eq!(cluster.each(left).await, ["0"; 4]);
}

#[tokio::test]
async fn where_migrations_stand_is_seen_from_every_node() {
    let Some(cluster) = Cluster::new().await else {
        return;
    };
    Portable::up(&on_cluster(&cluster, 1).await, None).await.unwrap();
    for node in 0..4 {
        let db = on_cluster(&cluster, node).await;
        let status = Portable::runner(&db).status().await.unwrap();
        assert!(
            matches!(status[0].1, MigrationStatus::Applied(_)),
            "node {node}: {status:?}"
        );
    }
    let engine = "SELECT engine_full AS answer FROM system.tables WHERE database = currentDatabase() AND name = 'seaql_migrations_log'";
    let replicated = format!(
        "ReplicatedMergeTree('/clickhouse/migrations/{}/seaql_migrations_log', '{{shard}}-{{replica}}')",
        cluster.test().name()
    );
    for engine in cluster.each(engine).await {
        assert!(engine.starts_with(&replicated), "{engine}");
    }
    Portable::down(&on_cluster(&cluster, 2).await, None)
        .await
        .unwrap();
    for node in 0..4 {
        let db = on_cluster(&cluster, node).await;
        assert_eq!(
            Portable::runner(&db).status().await.unwrap()[0].1,
            MigrationStatus::Pending,
            "node {node}"
        );
    }
}

#[tokio::test]
async fn the_log_has_a_replica_on_every_node() {
    let Some(cluster) = Cluster::new().await else {
        return;
    };
    Portable::up(&on_cluster(&cluster, 3).await, None).await.unwrap();
    let replicas = "SELECT toString((total_replicas, active_replicas)) AS answer FROM system.replicas WHERE database = currentDatabase() \
                    AND table = 'seaql_migrations_log'";
    assert_eq!(cluster.each(replicas).await, ["(4,4)"; 4]);
}

/// The table of SeaORM's own runner, as that makes it on a cluster.
#[tokio::test]
async fn what_seaorms_runner_applied_on_a_cluster_is_taken_over_from_any_node() {
    let Some(cluster) = Cluster::new().await else {
        return;
    };
    let on = format!("ON CLUSTER `{}`", cluster_name());
    cluster
        .run(&format!(
            "CREATE TABLE seaql_migrations {on} (version String, applied_at Int64) ENGINE = ReplicatedMergeTree('/clickhouse/migrations\
             /{{database}}/{{table}}', '{{shard}}-{{replica}}') ORDER BY version"
        ))
        .await;
    cluster
        .run("INSERT INTO seaql_migrations SETTINGS insert_quorum = 4 VALUES ('m1', 1)")
        .await;
    Portable::up(&on_cluster(&cluster, 2).await, None).await.unwrap();
    for node in 0..4 {
        let status = Portable::runner(&on_cluster(&cluster, node).await)
            .status()
            .await
            .unwrap();
        assert!(
            matches!(status[0].1, MigrationStatus::Applied(_)),
            "node {node}: {status:?}"
        );
    }
    // Nothing of it was run, and what is not applied any more is told to SeaORM's runner on all nodes.
    let tables = "SELECT toString(countIf(name = 'animal')) AS answer FROM system.tables WHERE database = currentDatabase()";
    assert_eq!(cluster.each(tables).await, ["0"; 4]);
    let runner = Portable::runner(&on_cluster(&cluster, 1).await);
    runner
        .repair("m1", sea_orm_clickhouse::migration::Repair::Pending)
        .await
        .unwrap();
    let left = "SELECT toString(count()) AS answer FROM seaql_migrations";
    assert_eq!(cluster.each(left).await, ["0"; 4]);
}

/// What is written through one node is read at once through another, though nothing waits for the replicas.
#[tokio::test]
async fn an_entry_of_the_log_is_seen_from_every_node_at_once() {
    let Some(cluster) = Cluster::new().await else {
        return;
    };
    let mut runners = Vec::new();
    for node in 0..4 {
        runners.push(MigrationRunner::new::<Portable>(
            &on_cluster(&cluster, node).await,
        ));
    }
    for round in 0..6 {
        let (writer, reader) = (&runners[round % 4], &runners[(round + 2) % 4]);
        let (repair, applied) = match round % 2 {
            0 => (sea_orm_clickhouse::migration::Repair::Applied, true),
            _ => (sea_orm_clickhouse::migration::Repair::Pending, false),
        };
        writer.repair("m1", repair).await.unwrap();
        let status = reader.status().await.unwrap().remove(0).1;
        assert_eq!(
            matches!(status, MigrationStatus::Applied(_)),
            applied,
            "round {round}: {status:?}"
        );
    }
}

#[tokio::test]
async fn two_nodes_cannot_both_get_the_lock() {
    let Some(cluster) = Cluster::new().await else {
        return;
    };
    let mut runners = Vec::new();
    for node in 0..4 {
        let runner = MigrationRunner::new::<Portable>(&on_cluster(&cluster, node).await);
        runner.status().await.unwrap();
        runners.push(runner);
    }
    for round in 0..3 {
        let (a, b, c, d) = tokio::join!(
            runners[0].lock(),
            runners[1].lock(),
            runners[2].lock(),
            runners[3].lock()
        );
        let results = [a, b, c, d];
        let won: Vec<_> = results.iter().filter(|result| result.is_ok()).collect();
        assert_eq!(won.len(), 1, "round {round}: {results:?}");
        for error in results.iter().filter_map(|result| result.as_ref().err()) {
            assert!(error.to_string().contains("are locked already, by "), "{error}");
        }
        let comment = "SELECT comment AS answer FROM system.tables WHERE database = currentDatabase() AND name = 'seaql_migrations_lock'";
        let comments = cluster.each(comment).await;
        assert!(
            comments.iter().all(|comment| *comment == comments[0]),
            "{comments:?}"
        );
        assert!(runners[round].unlock().await.unwrap().is_some());
        assert_eq!(runners[3].lock_holder().await.unwrap(), None);
    }
}

/// A command of the migration crate on the database from a node.
pub fn command(cluster: &Cluster, node: usize, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_migrate"));
    command
        .env("DATABASE_URL", cluster.url_of(node))
        .args(arguments)
        .env_remove("KILL_AFTER");
    command
}

pub fn said(output: &Output) -> String {
    format!(
        "{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    )
}

/// What the migrations of the crate end in, on each node.
pub async fn is_whole(cluster: &Cluster) {
    let tables = "SELECT arrayStringConcat(arraySort(groupArray(name)), ', ') AS answer FROM system.tables \
                  WHERE database = currentDatabase() AND NOT startsWith(name, 'seaql_migrations')";
    assert_eq!(cluster.each(tables).await, ["dns, event, server"; 4]);
    let columns = "SELECT arrayStringConcat(groupArray(name), ', ') AS answer FROM (SELECT * FROM system.columns WHERE \
                   database = currentDatabase() AND table = 'event' ORDER BY position)";
    assert_eq!(
        cluster.each(columns).await,
        ["id, host, server_port, protocol"; 4]
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn migrations_from_two_nodes_at_once_apply_everything_exactly_once() {
    let Some(cluster) = Cluster::new().await else {
        return;
    };
    let processes: Vec<_> = [0, 2, 3]
        .map(|node| {
            command(&cluster, node, &["up"])
                .stdout(std::process::Stdio::piped())
                .stderr(std::process::Stdio::piped())
                .spawn()
                .unwrap()
        })
        .into();
    for process in processes {
        let output = process.wait_with_output().unwrap();
        assert!(output.status.success(), "{}", said(&output));
    }
    let sql = "SELECT arrayStringConcat(arraySort(groupArray(concat(version, ' ', toString(n)))), ', ') AS answer FROM \
               (SELECT version, count() AS n FROM seaql_migrations_log WHERE event IN ('begun', 'applied') GROUP BY version)";
    let exactly_once = "m20260101_000001_ten_steps 2, m20260102_000002_views 2";
    assert_eq!(answer(cluster.node(1), sql).await, exactly_once);
    is_whole(&cluster).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_migration_whose_process_is_killed_goes_on_from_another_node() {
    let Some(cluster) = Cluster::new().await else {
        return;
    };
    for step in [1, 3, 5, 8, STEPS] {
        let killed = command(&cluster, 0, &["up"])
            .env("KILL_AFTER", step.to_string())
            .output()
            .unwrap();
        assert_eq!(killed.status.code(), None, "{}", said(&killed));
        let status = command(&cluster, 2, &["status"]).output().unwrap();
        let stopped = format!("Stopped in `up` after {step} steps");
        assert!(said(&status).contains(&stopped), "{}", said(&status));
        command(&cluster, 1, &["unlock"]).output().unwrap();
        let up = command(&cluster, 2, &["up"]).output().unwrap();
        assert!(up.status.success(), "killed after {step}: {}", said(&up));
        assert!(said(&up).contains("from where it stopped"), "{}", said(&up));
        is_whole(&cluster).await;
        let reset = command(&cluster, 3, &["reset"]).output().unwrap();
        assert!(reset.status.success(), "{}", said(&reset));
    }
}

/// Nobody says `unlock`: who comes next from other nodes waits until the silence tells, one of them takes the lock over, and the
/// rest wait for that one.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_lock_of_a_killed_process_is_taken_over_from_another_node() {
    let Some(cluster) = Cluster::new().await else {
        return;
    };
    let killed = command(&cluster, 0, &["up"])
        .env("KILL_AFTER", "4")
        .output()
        .unwrap();
    assert_eq!(killed.status.code(), None, "{}", said(&killed));
    let processes: Vec<_> = [1, 2]
        .map(|node| {
            command(&cluster, node, &["up"])
                .stdout(std::process::Stdio::piped())
                .stderr(std::process::Stdio::piped())
                .spawn()
                .unwrap()
        })
        .into();
    let mut all = String::new();
    for process in processes {
        let output = process.wait_with_output().unwrap();
        assert!(output.status.success(), "{}", said(&output));
        assert!(
            said(&output).contains("Waiting for the lock"),
            "{}",
            said(&output)
        );
        all += &said(&output);
    }
    assert_eq!(all.matches("s; it is taken over").count(), 1, "{all}");
    assert_eq!(all.matches("from where it stopped").count(), 1, "{all}");
    is_whole(&cluster).await;
    let locks = "SELECT toString(countIf(startsWith(name, 'seaql_migrations_lock'))) AS answer FROM system.tables WHERE database = \
                 currentDatabase()";
    assert_eq!(cluster.each(locks).await, ["0"; 4]);
    let status = command(&cluster, 3, &["status"]).output().unwrap();
    assert_eq!(said(&status).matches("Applied").count(), 2, "{}", said(&status));
}

migrator!(Pair, |manager|
    up {
        manager.clickhouse().create_table::<event_local::Entity>().await?;
        manager.clickhouse().create_table::<event::Entity>().await
    }
    down {
        manager.clickhouse().drop_table::<event::Entity>().await?;
        manager.clickhouse().drop_table::<event_local::Entity>().await
    }
);

struct PairAndColumn;

impl MigratorTrait for PairAndColumn {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        struct Column;

        impl MigrationName for Column {
            fn name(&self) -> &str {
                "m2"
            }
        }

        #[async_trait::async_trait]
        impl MigrationTrait for Column {
            async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
                // The local table first: the other reads from it.
                for table in ["event_local", "event"] {
                    let city = ColumnDef::new("city").string().not_null().to_owned();
                    manager
                        .alter_table(Table::alter().table(table).add_column(city).to_owned())
                        .await?;
                }
                Ok(())
            }

            async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
                for table in ["event", "event_local"] {
                    manager
                        .alter_table(Table::alter().table(table).drop_column("city").to_owned())
                        .await?;
                }
                Ok(())
            }
        }

        let mut migrations = Pair::migrations();
        migrations.push(Box::new(Column));
        migrations
    }
}

#[tokio::test]
async fn distributed_and_local_tables_are_made_altered_and_dropped_together() {
    let Some(cluster) = Cluster::new().await else {
        return;
    };
    let db = on_cluster(&cluster, 2).await;
    PairAndColumn::up(&db, Some(1)).await.unwrap();
    let insert = |from: i64| {
        format!(
            "INSERT INTO event (id, protocol, port) SETTINGS distributed_foreground_insert = 1 SELECT number + {from}, 'DNS', 53 FROM numbers(50)"
        )
    };
    for (node, from) in [(0, 0), (3, 50)] {
        crate::run(cluster.node(node), &insert(from)).await;
    }
    PairAndColumn::up(&db, None).await.unwrap();
    let seen = "SELECT toString((count(), uniqExact(id), any(city))) AS answer FROM event";
    assert_eq!(cluster.each(seen).await, ["(100,100,'')"; 4]);
    let halves = "SELECT toString(count() BETWEEN 1 AND 99) AS answer FROM event_local";
    assert_eq!(cluster.each(halves).await, ["1"; 4]);

    PairAndColumn::down(&db, Some(1)).await.unwrap();
    for node in cluster.nodes() {
        assert_eq!(event::Entity::find().all(node).await.unwrap().len(), 100);
    }
    PairAndColumn::down(&db, None).await.unwrap();
    let left = "SELECT toString(countIf(startsWith(name, 'event'))) AS answer FROM system.tables WHERE database = currentDatabase()";
    assert_eq!(cluster.each(left).await, ["0"; 4]);
}

fn city() -> ClickHouseColumnDef {
    ClickHouseColumnDef::new("city", DataType::String)
}

migrator!(PairAtOnce, |manager|
    up {
        let clickhouse = manager.clickhouse();
        clickhouse.create_distributed::<event::Entity, event_local::Entity>().await?;
        clickhouse
            .alter_distributed::<event::Entity, event_local::Entity>(|alter| alter.add_column(city(), Default::default()))
            .await
    }
    down {
        let clickhouse = manager.clickhouse();
        clickhouse
            .alter_distributed::<event::Entity, event_local::Entity>(|alter| alter.drop_column("city"))
            .await?;
        clickhouse.drop_distributed::<event::Entity, event_local::Entity>().await
    }
);

#[tokio::test]
async fn distributed_and_local_tables_are_defined_by_one_call_in_the_right_order() {
    let Some(cluster) = Cluster::new().await else {
        return;
    };
    let db = on_cluster(&cluster, 1).await;
    PairAtOnce::up(&db, None).await.unwrap();
    crate::run(
        cluster.node(0),
        "INSERT INTO event (id, protocol, port, city) SETTINGS distributed_foreground_insert = 1 SELECT number, 'DNS', 53, 'Oslo' FROM \
         numbers(100)",
    )
    .await;
    let seen = "SELECT toString((count(), any(city))) AS answer FROM event";
    assert_eq!(cluster.each(seen).await, ["(100,'Oslo')"; 4]);
    PairAtOnce::down(&db, None).await.unwrap();
    let left = "SELECT toString(countIf(startsWith(name, 'event'))) AS answer FROM system.tables WHERE database = currentDatabase()";
    assert_eq!(cluster.each(left).await, ["0"; 4]);
    let steps = "SELECT arrayStringConcat(groupArray(extract(sql, '^(\\\\w+ TABLE `\\\\w+`)')), ', ') AS answer FROM (SELECT * FROM \
                 seaql_migrations_log WHERE event = 'step applied' ORDER BY sequence)";
    assert_eq!(
        answer(&db, steps).await,
        "CREATE TABLE `event_local`, CREATE TABLE `event`, ALTER TABLE `event_local`, ALTER TABLE `event`, ALTER TABLE `event`, \
         ALTER TABLE `event_local`, DROP TABLE `event`, DROP TABLE `event_local`"
    );
    let manager = SchemaManager::new(&db);
    let clickhouse = manager.clickhouse();
    let error = clickhouse
        .alter_distributed::<event::Entity, event_local::Entity>(|alter| {
            alter.drop_column("note").add_column(city(), Default::default())
        })
        .await
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "Migration Error: a Distributed table loses columns before its local tables do, and gets others after them: drop columns in \
         a call of `alter_distributed` of their own"
    );
    let error = clickhouse
        .create_distributed::<event_local::Entity, event::Entity>()
        .await
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "Migration Error: `event_local` declares no Distributed table over `event`"
    );
}

#[tokio::test]
async fn rows_that_are_inserted_through_any_node_are_read_from_any_other() {
    let Some(cluster) = Cluster::new().await else {
        return;
    };
    Pair::up(&on_cluster(&cluster, 0).await, None).await.unwrap();
    for (node, db) in cluster.nodes().iter().enumerate() {
        let sql = format!(
            "INSERT INTO event (id, protocol, port) SETTINGS distributed_foreground_insert = 1 VALUES ({node}, 'DNS', 53), (1{node}, 'DNS', 53)"
        );
        crate::run(db, &sql).await;
    }
    let ids = "SELECT toString(arraySort(groupArray(id))) AS answer FROM event";
    assert_eq!(cluster.each(ids).await, ["[0,1,2,3,10,11,12,13]"; 4]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_fresh_start_is_of_all_nodes() {
    let Some(cluster) = Cluster::new().await else {
        return;
    };
    let run = |node, arguments: &[&str]| {
        let output = command(&cluster, node, arguments).output().unwrap();
        assert!(output.status.success(), "{arguments:?}: {}", said(&output));
    };
    run(0, &["up"]);
    let create = format!(
        "CREATE TABLE other ON CLUSTER `{}` (id Int64) ENGINE = MergeTree ORDER BY id",
        cluster_name()
    );
    cluster.run(&create).await;
    run(3, &["fresh"]);
    is_whole(&cluster).await;
    run(1, &["reset"]);
    let left = "SELECT arrayStringConcat(groupArray(name), ', ') AS answer FROM system.tables WHERE database = currentDatabase()";
    assert_eq!(cluster.each(left).await, [""; 4]);
}
