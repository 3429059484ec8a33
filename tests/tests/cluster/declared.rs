//! What the entities of a cluster declare.

use sea_orm::EntityTrait;
use sea_orm_clickhouse::ClickHouseEntity;
use sea_query_clickhouse::ClickHouseQueryBuilder;

use crate::{
    Cluster, answer, cluster_name,
    entities::{event, event_local, events, visit, visits},
};

#[test]
fn a_distributed_entity_has_the_columns_of_its_local_one() {
    let cluster = cluster_name();
    assert_eq!(
        event::Entity::create_table()
            .unwrap()
            .to_string(ClickHouseQueryBuilder),
        format!(
            "CREATE TABLE `event` ON CLUSTER `{cluster}` (`id` Int64, `protocol` LowCardinality(String), `port` UInt16, \
             `weight` Int32 DEFAULT 7, `note` Nullable(String)) \
             ENGINE = Distributed('{cluster}', currentDatabase(), 'event_local', `id`)"
        )
    );
    assert_eq!(
        event::Entity::drop_table()
            .unwrap()
            .to_string(ClickHouseQueryBuilder),
        format!("DROP TABLE `event` ON CLUSTER `{cluster}`")
    );
    assert_eq!(
        event::Entity::truncate_table()
            .unwrap()
            .to_string(ClickHouseQueryBuilder),
        format!("TRUNCATE TABLE `event_local` ON CLUSTER `{cluster}` SETTINGS alter_sync = 2")
    );
}

mod elsewhere {
    use sea_orm::entity::prelude::*;
    use sea_orm_clickhouse::prelude::*;

    pub mod local {
        use sea_orm::entity::prelude::*;
        use sea_orm_clickhouse::prelude::*;

        #[derive(Clone, Debug, PartialEq, DeriveEntityModel, ClickHouseEntity)]
        #[sea_orm(schema_name = "analytics", table_name = "hit_local")]
        #[clickhouse(engine = Engine::merge_tree())]
        pub struct Model {
            #[sea_orm(primary_key)]
            pub id: i64,
            pub port: i32,
        }

        #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
        pub enum Relation {}

        impl ActiveModelBehavior for ActiveModel {}
    }

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, ClickHouseEntity)]
    #[sea_orm(schema_name = "reports", table_name = "hit")]
    #[clickhouse(
        distributed(local = local::Entity, cluster = "{cluster}", sharding_key = Expr::cust("rand()"), policy = "fast"),
        cluster = "all",
        settings(fsync_after_insert = 1)
    )]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        #[clickhouse(type = "UInt16", comment = "of the server")]
        pub port: u16,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

#[test]
fn databases_policies_and_columns_of_its_own_are_declared() {
    assert_eq!(
        elsewhere::Entity::create_table()
            .unwrap()
            .to_string(ClickHouseQueryBuilder),
        "CREATE TABLE `reports`.`hit` ON CLUSTER `all` (`id` Int64, `port` UInt16 COMMENT 'of the server') \
         ENGINE = Distributed('{cluster}', 'analytics', 'hit_local', rand(), 'fast') SETTINGS fsync_after_insert = 1"
    );
    assert_eq!(
        elsewhere::Entity::truncate_table()
            .unwrap()
            .to_string(ClickHouseQueryBuilder),
        "TRUNCATE TABLE `analytics`.`hit_local` ON CLUSTER `{cluster}` SETTINGS alter_sync = 2"
    );
}

mod wider {
    use sea_orm::entity::prelude::*;
    use sea_orm_clickhouse::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, ClickHouseEntity)]
    #[sea_orm(table_name = "wider")]
    #[clickhouse(distributed(local = super::event_local::Entity, cluster = "main"))]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        pub country: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

#[test]
fn a_column_that_the_local_table_lacks_is_refused() {
    assert_eq!(
        wider::Entity::create_table().unwrap_err().to_string(),
        "column: table `event_local` has no column `country`"
    );
}

#[tokio::test]
async fn declared_tables_are_those_of_every_node() {
    let Some(cluster) = Cluster::new().await else {
        return;
    };
    events(&cluster).await;
    visits(&cluster).await;
    for node in cluster.nodes() {
        let event = node.check_declared::<event::Entity>().await.unwrap();
        assert!(event.is_ok(), "{event}");
        let local = node.check_declared::<event_local::Entity>().await.unwrap();
        assert!(local.is_ok(), "{local}");
        let visit = node.check_declared::<visit::Entity>().await.unwrap();
        assert!(visit.is_ok(), "{visit}");
    }
}

#[tokio::test]
async fn a_dropped_distributed_table_leaves_the_rows() {
    let Some(cluster) = Cluster::new().await else {
        return;
    };
    events(&cluster).await;
    let db = cluster.test().db();
    db.execute_clickhouse(&event::Entity::drop_table().unwrap())
        .await
        .unwrap();
    let tables = "SELECT arrayStringConcat(arraySort(groupArray(name)), ',') AS answer FROM system.tables \
                  WHERE database = currentDatabase()";
    assert_eq!(cluster.each(tables).await, ["event_local"; 4]);
    cluster.shards("count()", "event_local", "2", "2").await;
    db.execute_clickhouse(&event_local::Entity::drop_table().unwrap())
        .await
        .unwrap();
    assert_eq!(cluster.each(tables).await, [""; 4]);
}

#[tokio::test]
async fn truncate_reaches_the_local_tables() {
    let Some(cluster) = Cluster::new().await else {
        return;
    };
    events(&cluster).await;
    let db = cluster.test().db();
    db.execute_clickhouse(&event::Entity::truncate_table().unwrap())
        .await
        .unwrap();
    cluster.shards("count()", "event_local", "0", "0").await;
    // SeaORM's own, which the server answers for the Distributed table and removes nothing.
    visits(&cluster).await;
    assert_eq!(
        answer(db, "SELECT toString(count()) AS answer FROM visit").await,
        "4"
    );
    use sea_orm::ConnectionTrait;
    db.execute(&sea_query::Table::truncate().table(visit::Entity).to_owned())
        .await
        .unwrap();
    cluster.shards("count()", "visit_local", "0", "0").await;
    assert_eq!(visit::Entity::find().all(db).await.unwrap(), []);
}
