//! Keys that the server counts, in Keeper.

use sea_orm::{ActiveValue::Set, QueryOrder, entity::prelude::*};

use crate::Cluster;

/// Counted by a counter of the test's own database.
mod ticket {
    use sea_orm::entity::prelude::*;
    use sea_orm_clickhouse::prelude::*;
    use sea_query_clickhouse::func::call;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, ClickHouseEntity)]
    #[sea_orm(table_name = "ticket")]
    #[clickhouse(engine = Engine::merge_tree().replicated(), cluster = crate::cluster_name())]
    pub struct Model {
        #[sea_orm(primary_key)]
        #[clickhouse(type = "UInt64", default = call("generateSerialID", [call("currentDatabase", Vec::<Expr>::new())]))]
        pub id: i64,
        pub title: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

fn ticket(title: &str) -> ticket::ActiveModel {
    ticket::ActiveModel {
        title: Set(title.to_owned()),
        ..Default::default()
    }
}

#[tokio::test]
async fn ids_that_the_server_counts_are_in_the_returned_models_and_used_once() {
    let Some(cluster) = Cluster::new().await else {
        return;
    };
    cluster.test().create_declared::<ticket::Entity>().await.unwrap();
    let first = ticket("first").insert(cluster.node(0)).await.unwrap();
    let more = ticket::Entity::insert_many([ticket("second"), ticket("third")])
        .exec_with_returning(cluster.node(1))
        .await
        .unwrap();
    assert!(
        first.id < more[0].id && more[0].id < more[1].id,
        "{first:?} {more:?}"
    );
    let stored = ticket::Entity::find()
        .order_by_asc(ticket::Column::Id)
        .all(cluster.node(0))
        .await
        .unwrap();
    assert_eq!(stored, [first, more[0].clone(), more[1].clone()]);
}

#[tokio::test]
async fn ids_that_were_counted_by_several_threads_were_in_another_order_than_the_rows() {
    let Some(cluster) = Cluster::new().await else {
        return;
    };
    cluster.test().create_declared::<ticket::Entity>().await.unwrap();
    let titles: Vec<String> = (0..250).map(|number| number.to_string()).collect();
    let stored = ticket::Entity::insert_many(titles.iter().map(|title| ticket(title)))
        .exec_with_returning(cluster.node(1))
        .await
        .unwrap();
    let returned: Vec<&String> = stored.iter().map(|ticket| &ticket.title).collect();
    assert_eq!(returned, titles.iter().collect::<Vec<_>>());
    assert!(stored.is_sorted_by_key(|ticket| ticket.id), "{stored:?}");
}
