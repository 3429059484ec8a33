//! Plans of tables on a cluster: a Replicated one, and a Distributed one over it.

use sea_orm_clickhouse::{
    ClickHouse, ClickHouseConnection,
    migration::prelude::*,
    plan::{MigrationPlan, PlanStep},
};
use sea_query_clickhouse::{
    Target,
    func::other::current_database,
    query::{ClickHouseInsertStatementExt, TableFunction},
    statement::System,
    table::TableCreateStatement,
};

use crate::{Cluster, answer, cluster_name, run};

/// The local table and the Distributed one, of these columns and with the clauses of the first.
fn pair(columns: &str, clauses: &str) -> [TableCreateStatement; 2] {
    let cluster = cluster_name();
    [
        format!(
            "CREATE TABLE event_local ON CLUSTER {cluster} ({columns}) ENGINE = ReplicatedMergeTree {clauses}"
        ),
        format!(
            "CREATE TABLE event ON CLUSTER {cluster} ({columns}) \
             ENGINE = Distributed('{cluster}', currentDatabase(), 'event_local', id)"
        ),
    ]
    .map(|sql| sql.parse().unwrap())
}

/// The plan, where the Distributed table is named first.
async fn plan(db: &ClickHouseConnection, [local, distributed]: &[TableCreateStatement; 2]) -> MigrationPlan {
    let diff = MigrationPlan::diff(db, [Ok(distributed.clone()), Ok(local.clone())]);
    let is_declared = local.get_columns().iter().any(|column| column.name() == "old");
    let diff = match is_declared {
        true => diff,
        false => diff.drop_column("event", "old").drop_column("event_local", "old"),
    };
    diff.await.unwrap()
}

/// Each step as `risk: SQL`, without the name of the cluster.
fn steps(plan: &MigrationPlan) -> Vec<String> {
    let step = |step: &PlanStep| {
        let sql = step.statement().build(&Target::default()).unwrap().sql;
        let named = format!("{}: {sql}", step.risk());
        named
            .replace(&format!(" ON CLUSTER `{}`", cluster_name()), " +")
            .replace(&format!("cluster('{}'", cluster_name()), "cluster('c'")
            .replace(&format!("Distributed('{}'", cluster_name()), "Distributed('c'")
    };
    plan.steps().iter().map(step).collect()
}

/// Nothing is to be done from any node.
async fn is_done(cluster: &Cluster, tables: &[TableCreateStatement; 2]) {
    for node in cluster.nodes() {
        let left = plan(node, tables).await;
        assert!(left.is_empty(), "{left}");
    }
}

/// The rows of both shards, each by its two replicas.
async fn rows(cluster: &Cluster) {
    let rows = "arraySort(groupArray(tuple(id, port)))";
    cluster
        .shards(rows, "event_local", "[(2,20),(4,40)]", "[(1,10),(3,30)]")
        .await;
    let all = "SELECT toString(arraySort(groupArray(tuple(id, port)))) AS answer FROM event";
    assert_eq!(cluster.each(all).await, ["[(1,10),(2,20),(3,30),(4,40)]"; 4]);
}

#[tokio::test]
async fn a_pair_is_made_altered_and_rebuilt_together() {
    let Some(cluster) = Cluster::new().await else {
        return;
    };
    let db = cluster.node(0);
    let tables = pair("id Int64, port UInt16, old String", "ORDER BY id");
    let made = plan(db, &tables).await;
    let [local, distributed] = steps(&made).try_into().unwrap();
    assert!(
        local.starts_with("safe: CREATE TABLE `event_local` + ("),
        "{local}"
    );
    assert!(
        distributed.starts_with("safe: CREATE TABLE `event` + ("),
        "{distributed}"
    );
    made.run(db).await.unwrap();
    is_done(&cluster, &tables).await;
    run(
        db,
        "INSERT INTO event (id, port) SETTINGS distributed_foreground_insert = 1 VALUES (1, 10), (2, 20), (3, 30), (4, 40)",
    )
    .await;
    rows(&cluster).await;

    // What is dropped goes from the Distributed table first, what is added comes to it last.
    let tables = pair("id Int64, port UInt32, note String DEFAULT 'none'", "ORDER BY id");
    let altered = plan(cluster.node(3), &tables).await;
    assert_eq!(
        steps(&altered),
        [
            "safe: ALTER TABLE `event` + DROP COLUMN `old`",
            "data loss: ALTER TABLE `event_local` + DROP COLUMN `old`, MODIFY COLUMN `port` UInt32, \
             ADD COLUMN `note` String DEFAULT 'none'",
            "safe: ALTER TABLE `event` + MODIFY COLUMN `port` UInt32, ADD COLUMN `note` String DEFAULT 'none'",
        ]
    );
    assert_eq!(altered.losses(), ["event_local.old"]);
    altered
        .allow_loss("event_local.old")
        .run(cluster.node(3))
        .await
        .unwrap();
    is_done(&cluster, &tables).await;
    rows(&cluster).await;

    let tables = pair(
        "id Int64, port UInt32, note String DEFAULT 'none'",
        "ORDER BY (port, id)",
    );
    let rebuilt = plan(cluster.node(2), &tables).await;
    let [create, before, copy, after, exchange] = steps(&rebuilt).try_into().unwrap();
    assert!(
        create.starts_with("rebuild: CREATE TABLE `event_local_rebuild` + ("),
        "{create}"
    );
    let database = cluster.test().name();
    assert_eq!(
        before,
        format!("rebuild: SYSTEM SYNC REPLICA + `{database}`.`event_local`")
    );
    assert_eq!(
        copy,
        "rebuild: INSERT INTO FUNCTION cluster('c', currentDatabase(), 'event_local_rebuild') (`id`, `port`, `note`) \
         SETTINGS parallel_distributed_insert_select = 2, max_partitions_per_insert_block = 0 \
         SELECT `id`, `port`, `note` FROM cluster('c', currentDatabase(), 'event_local')"
    );
    assert_eq!(
        after,
        format!("rebuild: SYSTEM SYNC REPLICA + `{database}`.`event_local_rebuild`")
    );
    assert_eq!(
        exchange,
        "rebuild: EXCHANGE TABLES `event_local` AND `event_local_rebuild` +"
    );
    rebuilt
        .clone()
        .allow_rebuild()
        .run(cluster.node(2))
        .await
        .unwrap();
    is_done(&cluster, &tables).await;
    rows(&cluster).await;
    rebuilt.confirm(cluster.node(1)).await.unwrap();
    let names = "SELECT toString(arraySort(groupArray(name))) AS answer FROM system.tables \
                 WHERE database = currentDatabase()";
    assert_eq!(cluster.each(names).await, ["['event','event_local']"; 4]);
    rows(&cluster).await;
}

#[tokio::test]
async fn a_rebuild_goes_on_as_a_migration_on_the_cluster() {
    let Some(cluster) = Cluster::new().await else {
        return;
    };
    let db = cluster.node(0);
    let tables = pair("id Int64, port UInt16", "ORDER BY id");
    plan(db, &tables).await.run(db).await.unwrap();
    let tables = pair("id Int64, port UInt16", "ORDER BY (port, id)");
    let file = plan(db, &tables).await.allow_rebuild().migration("m1").unwrap();
    let named = format!("cluster({:?})", cluster_name());
    let file = file.replace(&named, "cluster(\"c\")");
    let file = file.replace(&format!("arg({:?})", cluster_name()), "arg(\"c\")");
    for line in [
        "use sea_orm_clickhouse::sea_query_clickhouse::func::other::current_database;\n",
        "use sea_orm_clickhouse::sea_query_clickhouse::query::TableFunction;\n",
        "use sea_orm_clickhouse::sea_query_clickhouse::statement::System;\n",
        "manager.clickhouse().execute(&System::sync_replica((manager.clickhouse().database(), \"event_local\")).on_cluster(\"c\")).await?;\n",
        ".into_table(TableFunction::new(\"cluster\").arg(\"c\").arg_expr(current_database()).arg(\"event_local_rebuild\"))\n",
        ".settings([(\"parallel_distributed_insert_select\", 2), (\"max_partitions_per_insert_block\", 0)])\n",
    ] {
        assert!(file.contains(line), "{line} in {file}");
    }
}

struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m1"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    /// As the file of [`a_rebuild_goes_on_as_a_migration_on_the_cluster`] has it.
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let of_cluster = |table: &str| {
            TableFunction::new("cluster")
                .arg(cluster_name())
                .arg_expr(current_database())
                .arg(table)
        };
        let table = (manager.clickhouse().database(), "event_local");
        let sync = System::sync_replica(table).on_cluster(cluster_name());
        manager.clickhouse().execute(&sync).await?;
        manager
            .execute(
                Query::insert()
                    .into_table(of_cluster("event_local_rebuild"))
                    .columns(["id", "port"])
                    .select_from(
                        Query::select()
                            .column("id")
                            .column("port")
                            .from(of_cluster("event_local"))
                            .to_owned(),
                    )
                    .map_err(|error| DbErr::Migration(error.to_string()))?
                    .settings([
                        ("parallel_distributed_insert_select", 2),
                        ("max_partitions_per_insert_block", 0),
                    ])
                    .to_owned(),
            )
            .await?;
        let exchange =
            ClickHouseTable::exchange("event_local", "event_local_rebuild").on_cluster(cluster_name());
        manager.clickhouse().execute(&exchange).await
    }
}

struct Migrator;

impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![Box::new(Migration)]
    }
}

#[tokio::test]
async fn a_migration_copies_the_rows_of_each_shard() {
    let Some(cluster) = Cluster::new().await else {
        return;
    };
    let db = cluster.node(0);
    let tables = pair("id Int64, port UInt16", "ORDER BY id");
    plan(db, &tables).await.run(db).await.unwrap();
    run(
        db,
        "INSERT INTO event SETTINGS distributed_foreground_insert = 1 VALUES (1, 10), (2, 20), (3, 30), (4, 40)",
    )
    .await;
    cluster
        .run(&format!(
            "CREATE TABLE event_local_rebuild ON CLUSTER {} (id Int64, port UInt16) \
             ENGINE = ReplicatedMergeTree ORDER BY (port, id)",
            cluster_name()
        ))
        .await;
    Migrator::up(db, None).await.unwrap();
    cluster
        .run(&format!(
            "SYSTEM SYNC REPLICA ON CLUSTER {} {}.event_local",
            cluster_name(),
            cluster.test().name()
        ))
        .await;
    rows(&cluster).await;
    is_done(&cluster, &pair("id Int64, port UInt16", "ORDER BY (port, id)")).await;
}

#[tokio::test]
async fn the_cluster_of_the_connection_is_that_of_the_plan() {
    let Some(cluster) = Cluster::new().await else {
        return;
    };
    let mut nodes = Vec::new();
    for node in 0..4 {
        nodes.push(ClickHouse::connect(cluster.url_of(node)).await.unwrap());
    }
    let diff = |node: usize, key: &str| {
        let table = format!("CREATE TABLE t (id Int64, a Int32) ENGINE = ReplicatedMergeTree ORDER BY {key}");
        let first = Query::select().column("id").from("t").to_owned();
        MigrationPlan::diff(&nodes[node], [Ok(table.parse().unwrap())])
            .view(Ok(ClickHouseView::create("ids", first)))
    };
    diff(0, "id").await.unwrap().run(&nodes[0]).await.unwrap();
    for (node, rows) in ["(1, 10)", "(2, 20)", "(3, 30)", "(4, 40)"]
        .into_iter()
        .enumerate()
    {
        let sql =
            format!("INSERT INTO t SETTINGS insert_quorum = 2, insert_quorum_parallel = 0 VALUES {rows}");
        run(&nodes[node], &sql).await;
    }
    let rebuilt = diff(3, "(a, id)").await.unwrap();
    rebuilt.clone().allow_rebuild().run(&nodes[3]).await.unwrap();
    cluster
        .shards("arraySort(groupArray(id))", "t", "[1,2]", "[3,4]")
        .await;
    cluster
        .shards("arraySort(groupArray(id))", "ids", "[1,2]", "[3,4]")
        .await;
    for node in 0..4 {
        let left = diff(node, "(a, id)").await.unwrap();
        assert!(left.is_empty(), "{left}");
    }
    rebuilt.confirm(&nodes[1]).await.unwrap();
    let names = "SELECT toString(arraySort(groupArray(name))) AS answer FROM system.tables \
                 WHERE database = currentDatabase()";
    assert_eq!(cluster.each(names).await, ["['ids','t']"; 4]);
}

#[tokio::test]
async fn rows_of_each_server_by_itself_are_not_copied() {
    let Some(cluster) = Cluster::new().await else {
        return;
    };
    let (db, name) = (cluster.node(0), cluster_name());
    cluster
        .run(&format!(
            "CREATE TABLE t ON CLUSTER {name} (id Int64) ENGINE = MergeTree ORDER BY id"
        ))
        .await;
    let table = format!("CREATE TABLE t ON CLUSTER {name} (id UInt64) ENGINE = MergeTree ORDER BY id");
    let plan = MigrationPlan::diff(db, [Ok(table.parse().unwrap())])
        .await
        .unwrap();
    let refusals = plan.refusals().join("\n");
    assert!(
        refusals.starts_with(&format!(
            "table `t` would have to be rebuilt, and cannot be: its engine is not Replicated, so that each of the 4 servers of \
             cluster `{name}` has rows of its own. What differs: "
        )),
        "{refusals}"
    );
    assert_eq!(answer(db, "SELECT toString(count()) AS answer FROM t").await, "0");
}
