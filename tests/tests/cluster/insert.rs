//! Rows that are inserted through a Distributed entity.

use sea_orm::{
    ActiveValue::Set, ConnectionTrait, ExprTrait, QueryOrder, entity::prelude::*, sea_query::Query,
};
use sea_orm_clickhouse::{ClickHouse, ClickHouseInsertExt};

use crate::{
    Cluster, answer,
    entities::{event, event_local, events, visit, visit_local, visits},
    run,
};

/// As the Django backend has it: a second alias sees the rows written through Distributed, replicas are equal, and shards
/// sum to the total.
#[tokio::test]
async fn rows_of_one_node_are_read_by_every_other() {
    let Some(cluster) = Cluster::new().await else {
        return;
    };
    let models = events(&cluster).await;
    for node in cluster.nodes() {
        let found = event::Entity::find()
            .order_by_asc(event::Column::Id)
            .all(node)
            .await
            .unwrap();
        assert_eq!(found, models);
        assert_eq!(event::Entity::find().count(node).await.unwrap(), 4);
    }
    cluster.shards("count()", "event_local", "2", "2").await;
    cluster
        .shards("arraySort(groupArray(id))", "event_local", "[2,4]", "[1,3]")
        .await;
    // The local entity has what its shard has.
    let local = event_local::Entity::find().count(cluster.node(3)).await.unwrap();
    assert_eq!(local, 2);
}

#[tokio::test]
async fn keys_are_made_and_counted_over_all_shards() {
    let Some(cluster) = Cluster::new().await else {
        return;
    };
    events(&cluster).await;
    visits(&cluster).await;
    let made = event::Entity::insert_many((0..4).map(|port| event::ActiveModel {
        protocol: Set("DNS".to_owned()),
        port: Set(port),
        ..Default::default()
    }))
    .exec_with_returning(cluster.node(3))
    .await
    .unwrap();
    let ids: Vec<i64> = made.iter().map(|event| event.id).collect();
    assert!(ids.is_sorted() && ids[0] > 4, "{ids:?}");
    assert!(
        made.iter().all(|event| event.weight == 7 && event.note.is_none()),
        "{made:?}"
    );
    let mut found = event::Entity::find()
        .filter(event::Column::Id.is_in(ids))
        .all(cluster.node(0))
        .await
        .unwrap();
    found.sort_by_key(|event| event.id);
    assert_eq!(found, made);
    // The highest key, 4, is in one of the shards alone.
    for (node, id) in [(1, 5), (2, 6), (0, 7)] {
        let made = visit::ActiveModel {
            event_id: Set(1),
            host: Set("x".to_owned()),
            ..Default::default()
        };
        assert_eq!(made.insert(cluster.node(node)).await.unwrap().id, id);
    }
}

/// `SYSTEM STOP DISTRIBUTED SENDS` keeps the rows of a background insert in the node that took them.
#[tokio::test]
async fn an_insert_is_answered_when_its_rows_can_be_read() {
    let Some(cluster) = Cluster::new().await else {
        return;
    };
    events(&cluster).await;
    let db = cluster.test().db();
    let name = cluster.test().name();
    run(db, &format!("SYSTEM STOP DISTRIBUTED SENDS {name}.event")).await;
    let model = |id| event::Model {
        id,
        protocol: "DNS".to_owned(),
        port: 1,
        weight: 1,
        note: None,
    };
    let count = || event::Entity::find().count(db);
    // Rows that are encoded here, an expression that the server evaluates, and those of a SELECT.
    event::Entity::insert(event::ActiveModel::from(model(5)))
        .exec(db)
        .await
        .unwrap();
    assert_eq!(count().await.unwrap(), 5);
    let expr = Query::insert()
        .into_table(event::Entity)
        .columns([event::Column::Id, event::Column::Protocol, event::Column::Port])
        .values_panic([Expr::val(6).add(1), "DNS".into(), 2.into()])
        .to_owned();
    db.execute(&expr).await.unwrap();
    assert_eq!(count().await.unwrap(), 6);
    let mut select = Query::insert();
    select
        .into_table(event::Entity)
        .columns([event::Column::Id, event::Column::Protocol, event::Column::Port])
        .select_from(
            Query::select()
                .expr(Expr::col(event::Column::Id).add(101))
                .columns([event::Column::Protocol, event::Column::Port])
                .from(event::Entity)
                .and_where(event::Column::Id.eq(1))
                .to_owned(),
        )
        .unwrap();
    db.execute(&select).await.unwrap();
    assert_eq!(count().await.unwrap(), 7);
    // By the sharding key, and not into the shard of the row that it was made from.
    let moved = "SELECT toString(countIf(id = 102)) AS answer FROM event_local";
    assert_eq!(cluster.each(moved).await, ["1", "1", "0", "0"]);

    // Unless the statement says else, or the options of the connection.
    event::Entity::insert(event::ActiveModel::from(model(9)))
        .setting("distributed_foreground_insert", 0)
        .exec(db)
        .await
        .unwrap();
    assert_eq!(count().await.unwrap(), 7);
    let mut options = db.options().clone();
    options.setting("distributed_foreground_insert", "0");
    let other = ClickHouse::connect(options).await.unwrap();
    event::Entity::insert(event::ActiveModel::from(model(11)))
        .exec(&other)
        .await
        .unwrap();
    assert_eq!(count().await.unwrap(), 7);
    run(db, &format!("SYSTEM START DISTRIBUTED SENDS {name}.event")).await;
    run(db, &format!("SYSTEM FLUSH DISTRIBUTED {name}.event")).await;
    assert_eq!(count().await.unwrap(), 9);
}

/// Registered by hand, an entity without the derive is known as Distributed too.
#[tokio::test]
async fn an_entity_without_the_derive_is_registered_by_hand() {
    mod plain {
        use sea_orm::entity::prelude::*;
        use sea_orm_clickhouse::{BuildError, ClickHouseEntity, ClickHouseSchema};
        use sea_query_clickhouse::{engine::Distributed, table::TableCreateStatement};

        #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
        #[sea_orm(table_name = "plain")]
        pub struct Model {
            #[sea_orm(primary_key)]
            pub id: i32,
            pub event_id: i64,
            pub host: String,
        }

        #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
        pub enum Relation {}

        impl ActiveModelBehavior for ActiveModel {}

        impl ClickHouseEntity for Entity {
            fn create_table() -> Result<TableCreateStatement, BuildError> {
                let cluster = crate::cluster_name();
                Ok(ClickHouseSchema::create_table_from_entity(Self)?
                    .engine(
                        Distributed::in_current_database(&cluster, "visit_local")
                            .sharding_key(Expr::col("id")),
                    )
                    .on_cluster(cluster))
            }
        }
    }

    let Some(cluster) = Cluster::new().await else {
        return;
    };
    cluster
        .test()
        .create_declared::<visit_local::Entity>()
        .await
        .unwrap();
    let db = cluster.test().db();
    db.register_declared::<plain::Entity>();
    db.create_table::<plain::Entity>().await.unwrap();
    let rows = (1..=4).map(|id| plain::ActiveModel {
        id: Set(id),
        event_id: Set(1),
        host: Set("a".to_owned()),
    });
    plain::Entity::insert_many(rows).exec(db).await.unwrap();
    let deleted = plain::Entity::delete_many()
        .filter(plain::Column::Id.gt(2))
        .exec(db)
        .await
        .unwrap();
    assert_eq!(deleted.rows_affected, 2);
    assert_eq!(
        answer(db, "SELECT toString(sum(id)) AS answer FROM plain").await,
        "3"
    );
}
