//! Migrations while a node is down, and when it is back.

use std::time::{Duration, Instant};

use sea_orm_clickhouse::migration::{MigrationStatus, prelude::*};

use crate::{
    Cluster, answer,
    migration::{on_cluster, pet},
};

/// The first one is applied while all nodes are there.
struct Pets;

struct First;

struct Second;

impl MigrationName for First {
    fn name(&self) -> &str {
        "m1"
    }
}

impl MigrationName for Second {
    fn name(&self) -> &str {
        "m2"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for First {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(pet()).await
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Second {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let age = ColumnDef::new("age").integer().not_null().default(7).to_owned();
        manager
            .alter_table(Table::alter().table("pet").add_column(age).to_owned())
            .await?;
        let insert = Query::insert()
            .into_table("pet")
            .columns(["id", "name"])
            .values_panic([2.into(), "Bob".into()])
            .to_owned();
        manager.execute(insert).await?;
        manager
            .rename_table(Table::rename().table("pet", "animal").to_owned())
            .await
    }
}

impl MigratorTrait for Pets {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![Box::new(First), Box::new(Second)]
    }
}

/// Waits until every node gives this answer; of one that is not back yet, errors are answers too.
async fn all_say(cluster: &Cluster, sql: &str, expected: [&str; 4]) {
    let began = Instant::now();
    loop {
        let mut found = Vec::new();
        for node in 0..4 {
            found.push(match ClickHouse::connect(cluster.url_of(node).as_str()).await {
                Ok(db) => match sea_orm::ConnectionTrait::query_one_raw(
                    &db,
                    sea_orm::Statement::from_string(sea_orm::DbBackend::MySql, sql),
                )
                .await
                {
                    Ok(Some(row)) => row.try_get("", "answer").unwrap(),
                    other => format!("{other:?}"),
                },
                Err(error) => error.to_string(),
            });
        }
        if found == expected {
            return;
        }
        assert!(began.elapsed() < Duration::from_secs(120), "{sql}: {found:?}");
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
}

const ANIMALS: &str = "SELECT toString(arraySort(groupArray((id, name, age)))) AS answer FROM animal";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_migration_that_a_stopped_replica_keeps_from_its_end_goes_on_when_it_is_back() {
    let Some(cluster) = Cluster::alone().await else {
        return;
    };
    Pets::up(&on_cluster(&cluster, 0).await, Some(1)).await.unwrap();
    crate::run(cluster.node(3), "INSERT INTO pet VALUES (1, 'Ada')").await;

    let stopped = cluster.stop(3);
    let impatient = format!("{}&setting.distributed_ddl_task_timeout=3", cluster.url_of(0));
    let db = ClickHouse::connect(impatient.as_str()).await.unwrap();
    // Log and lock do without the node; the statement of the migration is of all nodes.
    let error = Pets::up(&db, None).await.unwrap_err().to_string();
    assert!(error.contains("TIMEOUT_EXCEEDED"), "{error}");
    let db = on_cluster(&cluster, 1).await;
    let status = Pets::runner(&db).status().await.unwrap();
    assert!(
        matches!(
            status[1].1,
            MigrationStatus::Stopped {
                applied: 0,
                unknown: true,
                ..
            }
        ),
        "{status:?}"
    );
    assert_eq!(Pets::runner(&db).lock_holder().await.unwrap(), None);

    stopped.start();
    Pets::up(&on_cluster(&cluster, 2).await, None).await.unwrap();
    let status = "SELECT event AS answer FROM seaql_migrations_log WHERE version = 'm2' ORDER BY sequence DESC LIMIT 1";
    all_say(&cluster, status, ["applied"; 4]).await;
    let (first, second) = ("[]", "[(1,'Ada',7),(2,'Bob',7)]");
    all_say(&cluster, ANIMALS, [first, first, second, second]).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_migration_that_does_not_wait_for_a_stopped_replica_reaches_it_when_it_is_back() {
    let Some(cluster) = Cluster::alone().await else {
        return;
    };
    Pets::up(&on_cluster(&cluster, 0).await, Some(1)).await.unwrap();
    crate::run(cluster.node(0), "INSERT INTO pet VALUES (1, 'Ada')").await;

    let stopped = cluster.stop(1);
    let patient = format!(
        "{}&setting.distributed_ddl_output_mode=throw_only_active",
        cluster.url_of(0)
    );
    let db = ClickHouse::connect(patient.as_str()).await.unwrap();
    Pets::up(&db, None).await.unwrap();
    let gaps = Pets::runner(&db).gaps().await.unwrap();
    assert_eq!(gaps.len(), 1, "{gaps:?}");
    assert!(
        gaps[0]
            .to_string()
            .ends_with(" does not answer; what it lacks is not known"),
        "{gaps:?}"
    );
    assert_eq!(
        answer(cluster.node(0), ANIMALS).await,
        "[(1,'Ada',7),(2,'Bob',7)]"
    );

    stopped.start();
    let (first, second) = ("[(1,'Ada',7),(2,'Bob',7)]", "[]");
    all_say(&cluster, ANIMALS, [first, first, second, second]).await;
    // The node that was down knows of it, at once when it answers.
    let status = Pets::runner(&on_cluster(&cluster, 1).await)
        .status()
        .await
        .unwrap();
    assert!(matches!(status[1].1, MigrationStatus::Applied(_)), "{status:?}");
    Pets::up(&on_cluster(&cluster, 1).await, None).await.unwrap();
}
