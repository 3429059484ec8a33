//! Plain entities on the nodes of a cluster: replicated tables, and `TestDatabase::on_cluster`.

use sea_orm::{ActiveValue::Set, ExprTrait, QueryOrder, entity::prelude::*};
use sea_orm_clickhouse::{ClickHouseEntity, ClickHouseUpdateExt, testing::TestDatabase};
use sea_query_clickhouse::ClickHouseQueryBuilder;

use crate::{
    Cluster, cluster_name,
    entities::{event, event_local, events, visit_local},
};

/// With a path and a name of its own, made of macros.
mod measurement {
    use sea_orm::entity::prelude::*;
    use sea_orm_clickhouse::prelude::*;
    use sea_query_clickhouse::engine::Replication;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, ClickHouseEntity)]
    #[sea_orm(table_name = "measurement")]
    #[clickhouse(
        engine = Engine::replacing_merge_tree().replicated_by(Replication::at("/clickhouse/tables/{database}/{shard}/measurement", "{replica}")),
        cluster = crate::cluster_name()
    )]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: i64,
        pub value: i32,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

fn measurements() -> Vec<measurement::Model> {
    (1..=3).map(|id| measurement::Model { id, value: 10 }).collect()
}

#[tokio::test]
async fn replicated_tables_are_declared_with_and_without_arguments() {
    let cluster = cluster_name();
    assert_eq!(
        measurement::Entity::create_table()
            .unwrap()
            .to_string(ClickHouseQueryBuilder),
        format!(
            "CREATE TABLE `measurement` ON CLUSTER `{cluster}` (`id` Int64, `value` Int32) ENGINE = \
             ReplicatedReplacingMergeTree('/clickhouse/tables/{{database}}/{{shard}}/measurement', '{{replica}}') ORDER BY `id`"
        )
    );
    let Some(cluster) = Cluster::new().await else {
        return;
    };
    let test = cluster.test();
    test.create_declared::<measurement::Entity>().await.unwrap();
    test.create_declared::<visit_local::Entity>().await.unwrap();
    for node in cluster.nodes() {
        let check = node.check_declared::<measurement::Entity>().await.unwrap();
        assert!(check.is_ok(), "{check}");
        let check = node.check_declared::<visit_local::Entity>().await.unwrap();
        assert!(check.is_ok(), "{check}");
    }
}

#[tokio::test]
async fn replicas_of_a_plain_entity_have_its_rows() {
    let Some(cluster) = Cluster::new().await else {
        return;
    };
    cluster
        .test()
        .create_declared::<measurement::Entity>()
        .await
        .unwrap();
    cluster.test().insert(measurements()).await.unwrap();
    let find = || measurement::Entity::find().order_by_asc(measurement::Column::Id);
    assert_eq!(find().all(cluster.node(1)).await.unwrap(), measurements());
    assert_eq!(find().all(cluster.node(2)).await.unwrap(), [], "the other shard");

    // A mutation of one replica is waited for on the other.
    let model = measurement::ActiveModel {
        id: Set(2),
        value: Set(20),
    };
    assert_eq!(model.update(cluster.node(1)).await.unwrap().value, 20);
    assert_eq!(find().all(cluster.node(0)).await.unwrap()[1].value, 20);
    let updated = measurement::Entity::update_many()
        .col_expr(
            measurement::Column::Value,
            Expr::col(measurement::Column::Value).add(1),
        )
        .filter(measurement::Column::Id.gt(1))
        .on_cluster(cluster_name())
        .exec(cluster.node(0))
        .await
        .unwrap();
    assert_eq!(updated.rows_affected, 2, "of this node");
    let values = "SELECT toString(arraySort(groupArray(value))) AS answer FROM measurement";
    assert_eq!(
        cluster.each(values).await,
        ["[10,11,21]", "[10,11,21]", "[]", "[]"]
    );

    let truncate = measurement::Entity::truncate_table().unwrap();
    cluster.node(3).execute_clickhouse(&truncate).await.unwrap();
    assert_eq!(cluster.each(values).await, ["[]"; 4]);
}

#[tokio::test]
async fn two_tests_of_one_entity_do_not_see_each_others_rows_on_a_cluster() {
    let (Some(one), Some(two)) = (Cluster::new().await, Cluster::new().await) else {
        return;
    };
    for (cluster, from) in [(&one, 0), (&two, 100)] {
        events(cluster).await;
        cluster
            .test()
            .create_declared::<measurement::Entity>()
            .await
            .unwrap();
        let rows = measurements().into_iter().map(|mut row| {
            row.id += from;
            row
        });
        cluster.test().insert(rows).await.unwrap();
    }
    event::Entity::delete_many().exec(one.test().db()).await.unwrap();
    for node in one.nodes() {
        assert_eq!(event::Entity::find().count(node).await.unwrap(), 0);
    }
    for node in two.nodes() {
        assert_eq!(event::Entity::find().count(node).await.unwrap(), 4);
    }
    let ids = "SELECT toString(arraySort(groupArray(id))) AS answer FROM measurement";
    assert_eq!(one.each(ids).await, ["[1,2,3]", "[1,2,3]", "[]", "[]"]);
    assert_eq!(
        two.each(ids).await,
        ["[101,102,103]", "[101,102,103]", "[]", "[]"]
    );
}

#[tokio::test]
async fn a_test_database_is_on_every_node_and_leaves_none() {
    let Some(cluster) = Cluster::new().await else {
        return;
    };
    let db = cluster.test().db();
    let test = TestDatabase::on_cluster(db, cluster_name()).await.unwrap();
    let databases = format!(
        "SELECT toString(count()) AS answer FROM system.databases WHERE name = '{}'",
        test.name()
    );
    assert_eq!(cluster.each(&databases).await, ["1"; 4]);
    // `create` declares no cluster: that of the test is added.
    test.create::<event_local::Entity>().await.unwrap();
    let tables = format!(
        "SELECT toString(count()) AS answer FROM system.tables WHERE database = '{}'",
        test.name()
    );
    assert_eq!(cluster.each(&tables).await, ["1"; 4]);
    test.close().await.unwrap();
    assert_eq!(cluster.each(&databases).await, ["0"; 4]);

    let test = TestDatabase::on_cluster(db, cluster_name()).await.unwrap();
    let databases = format!(
        "SELECT toString(count()) AS answer FROM system.databases WHERE name = '{}'",
        test.name()
    );
    tokio::task::spawn_blocking(move || drop(test)).await.unwrap();
    assert_eq!(cluster.each(&databases).await, ["0"; 4]);
}
