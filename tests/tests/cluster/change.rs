//! UPDATE and DELETE of a Distributed entity, which the server refuses of the Distributed table itself.

use sea_orm::{
    ActiveValue::Set, ExprTrait, IntoActiveModel, QueryOrder, QuerySelect, QueryTrait, entity::prelude::*,
    sea_query::Query,
};
use sea_orm_clickhouse::{ClickHouseDeleteExt, ClickHouseUpdateExt, MutationsSync};
use sea_query_clickhouse::partition::Partition;

use crate::{
    Cluster, answer,
    entities::{event, event_local, events, visit, visits},
    run,
};

const ROWS: &str = "arrayStringConcat(arraySort(groupArray(concat(toString(id), ':', toString(port)))), ' ')";

#[tokio::test]
async fn update_many_reaches_all_shards_and_replicas() {
    let Some(cluster) = Cluster::new().await else {
        return;
    };
    events(&cluster).await;
    // From a node of the second shard, by columns that SeaORM qualifies with the Distributed table.
    let updated = event::Entity::update_many()
        .col_expr(
            event::Column::Port,
            Expr::col((event::Entity, event::Column::Port)).add(100),
        )
        .filter(event::Column::Id.gt(1))
        .exec(cluster.node(2))
        .await
        .unwrap();
    assert_eq!(updated.rows_affected, 3);
    cluster
        .shards(ROWS, "event_local", "2:152 4:154", "1:51 3:153")
        .await;
    let none = event::Entity::update_many()
        .col_expr(event::Column::Port, Expr::value(1))
        .filter(event::Column::Id.is_in([0_i64; 0]))
        .exec(cluster.node(2))
        .await
        .unwrap();
    assert_eq!(none.rows_affected, 0);
    cluster
        .shards(ROWS, "event_local", "2:152 4:154", "1:51 3:153")
        .await;
}

#[tokio::test]
async fn updated_rows_are_returned() {
    let Some(cluster) = Cluster::new().await else {
        return;
    };
    let models = events(&cluster).await;
    let db = cluster.test().db();
    let mut rows = event::Entity::update_many()
        .col_expr(event::Column::Note, Expr::value("seen"))
        .filter(event::Column::Protocol.eq("TLS"))
        .exec_with_returning(db)
        .await
        .unwrap();
    rows.sort_by_key(|row| row.id);
    let expected: Vec<_> = models[2..]
        .iter()
        .cloned()
        .map(|mut model| {
            model.note = Some("seen".to_owned());
            model
        })
        .collect();
    assert_eq!(rows, expected);
    for node in cluster.nodes() {
        let found = event::Entity::find()
            .filter(event::Column::Note.eq("seen"))
            .order_by_asc(event::Column::Id)
            .all(node)
            .await
            .unwrap();
        assert_eq!(found, expected);
    }
}

#[tokio::test]
async fn active_models_are_updated_saved_and_deleted() {
    let Some(cluster) = Cluster::new().await else {
        return;
    };
    let models = events(&cluster).await;
    let db = cluster.test().db();
    let mut model = models[0].clone().into_active_model();
    model.port = Set(8080);
    let updated = model.update(db).await.unwrap();
    assert_eq!((updated.id, updated.port), (1, 8080));
    cluster
        .shards(ROWS, "event_local", "2:52 4:54", "1:8080 3:53")
        .await;

    let mut model = updated.into_active_model();
    model.port = Set(8081);
    let saved = model.save(db).await.unwrap();
    assert_eq!(saved.port.unwrap(), 8081);
    let made = event::ActiveModel {
        protocol: Set("DNS".to_owned()),
        port: Set(5),
        note: Set(None),
        ..Default::default()
    };
    let made = made.save(db).await.unwrap();
    // The DEFAULT that the local entity declares.
    assert_eq!(made.weight.clone().unwrap(), 7);
    let id = made.id.clone().unwrap();
    let found = event::Entity::find_by_id(id).one(cluster.node(3)).await.unwrap();
    assert_eq!(found.unwrap().port, 5);

    assert_eq!(made.delete(db).await.unwrap().rows_affected, 1);
    assert_eq!(models[1].clone().delete(db).await.unwrap().rows_affected, 1);
    let deleted = event::Entity::delete_by_id(3_i64).exec(db).await.unwrap();
    assert_eq!(deleted.rows_affected, 1);
    cluster.shards(ROWS, "event_local", "4:54", "1:8081").await;
    let deleted = event::Entity::delete_by_id(3_i64).exec(db).await.unwrap();
    assert_eq!(deleted.rows_affected, 0);
}

#[tokio::test]
async fn delete_many_reaches_all_shards_and_replicas() {
    let Some(cluster) = Cluster::new().await else {
        return;
    };
    events(&cluster).await;
    let db = cluster.node(1);
    let deleted = event::Entity::delete_many()
        .filter(event::Column::Port.is_in([52_u16, 53]))
        .exec(db)
        .await
        .unwrap();
    assert_eq!(deleted.rows_affected, 2);
    cluster.shards(ROWS, "event_local", "4:54", "1:51").await;
    assert_eq!(
        event::Entity::delete_many().exec(db).await.unwrap().rows_affected,
        2
    );
    cluster.shards(ROWS, "event_local", "", "").await;
}

#[tokio::test]
async fn clauses_of_clickhouse_go_along() {
    let Some(cluster) = Cluster::new().await else {
        return;
    };
    events(&cluster).await;
    let db = cluster.test().db();
    let updated = event::Entity::update_many()
        .col_expr(event::Column::Port, Expr::value(9))
        .filter(event::Column::Id.lt(3))
        .lightweight()
        .exec(db)
        .await
        .unwrap();
    assert_eq!(updated.rows_affected, 2);
    cluster.shards(ROWS, "event_local", "2:9 4:54", "1:9 3:53").await;
    let deleted = event::Entity::delete_many()
        .filter(event::Column::Port.eq(9))
        .lightweight()
        .exec(db)
        .await
        .unwrap();
    assert_eq!(deleted.rows_affected, 2);
    cluster.shards(ROWS, "event_local", "4:54", "3:53").await;

    let id = answer(
        db,
        "SELECT any(_partition_id) AS answer FROM event WHERE protocol = 'TLS'",
    )
    .await;
    let updated = event::Entity::update_many()
        .col_expr(event::Column::Port, Expr::value(10))
        .in_partition(Partition::id(id.clone()))
        .mutations_sync(MutationsSync::AllReplicas)
        .exec(db)
        .await
        .unwrap();
    assert_eq!(updated.rows_affected, 2);
    cluster.shards(ROWS, "event_local", "4:10", "3:10").await;
    let deleted = event::Entity::delete_many()
        .filter(event::Column::Id.eq(4_i64))
        .in_partition(Partition::id(id))
        .exec(db)
        .await
        .unwrap();
    assert_eq!(deleted.rows_affected, 1);
    cluster.shards(ROWS, "event_local", "", "3:10").await;
}

/// The server would add 2 for `port + 1`: both replicas of a shard run it.
#[tokio::test]
async fn a_lightweight_update_by_an_expression_was_applied_by_every_replica() {
    let Some(cluster) = Cluster::new().await else {
        return;
    };
    events(&cluster).await;
    let error = event::Entity::update_many()
        .col_expr(event::Column::Port, Expr::col(event::Column::Port).add(1))
        .filter(event::Column::Id.gt(0))
        .lightweight()
        .exec(cluster.test().db())
        .await
        .unwrap_err();
    assert!(
        error.to_string().contains(
            "lightweight UPDATE: ON CLUSTER it is run once by every replica, so that `n = n + 1` would add 2 where there are \
             two; assign values, or leave out `.lightweight()`"
        ),
        "{error}"
    );
    cluster
        .shards(ROWS, "event_local", "2:52 4:54", "1:51 3:53")
        .await;
}

#[tokio::test]
async fn partitions_by_values_are_refused() {
    let Some(cluster) = Cluster::new().await else {
        return;
    };
    events(&cluster).await;
    let error = event::Entity::delete_many()
        .in_partition(Partition::of("DNS"))
        .exec(cluster.test().db())
        .await
        .unwrap_err();
    assert!(
        error.to_string().contains(
            "IN PARTITION: a Distributed table, by which the rows are counted, does not know the values of a partition; name \
             it by `Partition::id(..)`"
        ),
        "{error}"
    );
    cluster.shards("count()", "event_local", "2", "2").await;
}

#[tokio::test]
async fn sub_queries_are_refused_and_values_or_the_local_entity_are_the_way_out() {
    let Some(cluster) = Cluster::new().await else {
        return;
    };
    events(&cluster).await;
    visits(&cluster).await;
    let db = cluster.test().db();
    let visited = || visit::Entity::find().select_only().column(visit::Column::EventId);
    let refused = |error: DbErr| {
        let error = error.to_string();
        assert!(
            error.contains(
                "sub-query: each server of the cluster would run it by itself while others change the rows that it reads; \
                 read its values first and put them into the condition, or change the entity of the local table, with \
                 `.on_cluster(..)`"
            ),
            "{error}"
        );
    };
    refused(
        event::Entity::delete_many()
            .filter(event::Column::Id.in_subquery(visited().into_query()))
            .exec(db)
            .await
            .unwrap_err(),
    );
    let highest = Query::select()
        .expr(visit::Column::Id.max())
        .from(visit::Entity)
        .to_owned();
    refused(
        event::Entity::update_many()
            .col_expr(
                event::Column::Port,
                Expr::SubQuery(None, Box::new(highest.into())),
            )
            .filter(event::Column::Id.gt(0))
            .exec(db)
            .await
            .unwrap_err(),
    );
    cluster
        .shards(ROWS, "event_local", "2:52 4:54", "1:51 3:53")
        .await;

    let ids: Vec<i64> = visited().into_tuple().all(db).await.unwrap();
    let deleted = event::Entity::delete_many()
        .filter(event::Column::Id.is_in(ids))
        .exec(db)
        .await
        .unwrap();
    assert_eq!(deleted.rows_affected, 2);
    cluster.shards(ROWS, "event_local", "4:54", "3:53").await;
    event_local::Entity::delete_many()
        .filter(event_local::Column::Id.eq(3_i64))
        .on_cluster(crate::cluster_name())
        .exec(cluster.node(2))
        .await
        .unwrap();
    cluster.shards(ROWS, "event_local", "4:54", "").await;
}

#[tokio::test]
async fn what_one_server_cannot_do_is_an_error() {
    let Some(cluster) = Cluster::new().await else {
        return;
    };
    events(&cluster).await;
    run(cluster.node(3), "DROP TABLE event_local SYNC").await;
    let error = event::Entity::update_many()
        .col_expr(event::Column::Port, Expr::value(9))
        .filter(event::Column::Id.eq(2_i64))
        .exec(cluster.test().db())
        .await
        .unwrap_err();
    let error = sea_orm_clickhouse::ClickHouseError::from_db_err(&error).unwrap();
    assert_eq!(error.name(), Some("UNKNOWN_TABLE"), "{error}");
}

/// A replica that has not got the rows yet finds none of them; they were left where they are.
#[tokio::test]
async fn a_delete_was_not_sent_where_a_replica_lagged_behind() {
    let Some(cluster) = Cluster::new().await else {
        return;
    };
    events(&cluster).await;
    let behind = cluster.node(1);
    run(
        behind,
        &format!("SYSTEM STOP FETCHES {}.event_local", cluster.test().name()),
    )
    .await;
    run(
        cluster.node(0),
        "INSERT INTO event SETTINGS insert_quorum = 0, distributed_foreground_insert = 1 VALUES (6, 'DNS', 56, 1, NULL)",
    )
    .await;
    let deleted = event::Entity::delete_many()
        .filter(event::Column::Id.eq(6_i64))
        .mutations_sync(MutationsSync::Nothing)
        .exec(behind)
        .await
        .unwrap();
    // Its own replica is what a node asks first.
    assert_eq!(deleted.rows_affected, 0);
    run(
        behind,
        &format!("SYSTEM START FETCHES {}.event_local", cluster.test().name()),
    )
    .await;
    for _ in 0..200 {
        let left = cluster
            .each("SELECT toString(countIf(id = 6)) AS answer FROM event_local")
            .await;
        if left == ["0"; 4] {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    panic!("the row stays");
}
