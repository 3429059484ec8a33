//! Models with those that belong to them.

use futures_util::TryStreamExt;
use integration_tests::bakery::{baker, bakeries, bakery, cake, cakes_bakers, customer};
use sea_orm::{
    ColumnTrait, EntityTrait, JoinType, Linked, ModelTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, RelationDef, RelationTrait, SelectExt, Set, StreamTrait, TransactionTrait,
};
use sea_orm_clickhouse::{ClickHouse, ClickHouseQueryExt, IntoClickHouseSelect};

/// From a cake to those who bake it.
struct CakeToBakers;

impl Linked for CakeToBakers {
    type FromEntity = cake::Entity;
    type ToEntity = baker::Entity;

    fn link(&self) -> Vec<RelationDef> {
        vec![
            cakes_bakers::Relation::Cake.def().rev(),
            cakes_bakers::Relation::Baker.def(),
        ]
    }
}

#[tokio::test]
async fn related_models_are_streamed_counted_and_paginated() {
    let test = bakeries().await;
    let db = &test.db;
    let select = || {
        baker::Entity::find()
            .find_also_related(bakery::Entity)
            .order_by_asc(baker::Column::Id)
    };
    let pairs: Vec<(baker::Model, Option<bakery::Model>)> =
        select().stream(db).await.unwrap().try_collect().await.unwrap();
    let names: Vec<_> = pairs
        .iter()
        .map(|(_, bakery)| bakery.as_ref().map(|bakery| bakery.name.as_str()))
        .collect();
    assert_eq!(names, [Some("Sea"), Some("Sea"), Some("Corner"), None]);
    assert_eq!(select().count(db).await.unwrap(), 4);
    assert!(
        select()
            .filter(bakery::Column::Id.is_null())
            .exists(db)
            .await
            .unwrap()
    );
    let page = select().paginate(db, 3).fetch_page(1).await.unwrap();
    assert_eq!(page.len(), 1);
    assert_eq!(page[0].1, None);
    let cursor = baker::Entity::find()
        .find_also_related(bakery::Entity)
        .cursor_by(baker::Column::Id)
        .after(2)
        .all(db)
        .await
        .unwrap();
    assert_eq!(cursor.len(), 2);
}

#[tokio::test]
async fn models_are_found_over_links() {
    let test = bakeries().await;
    let db = &test.db;
    let cakes = cake::Entity::find()
        .find_also_linked(CakeToBakers)
        .order_by_asc(cake::Column::Id)
        .all(db)
        .await
        .unwrap();
    assert_eq!(cakes.len(), 4, "each pair, and the cake that nobody bakes");
    assert_eq!(cakes[3].1, None);
    let with = cake::Entity::find()
        .find_with_linked(CakeToBakers)
        .order_by_asc(cake::Column::Id)
        .all(db)
        .await
        .unwrap();
    assert_eq!(
        with.iter().map(|(_, bakers)| bakers.len()).collect::<Vec<_>>(),
        [2, 1, 0]
    );
    let of_one = cakes[0].0.find_linked(CakeToBakers).all(db).await.unwrap();
    assert_eq!(of_one.len(), 2);
}

#[tokio::test]
async fn columns_keep_their_names_when_other_tables_of_a_join_have_them_too() {
    let test = bakeries().await;
    let select = || {
        baker::Entity::find()
            .join(JoinType::InnerJoin, cakes_bakers::Relation::Baker.def().rev())
            .join(JoinType::InnerJoin, cakes_bakers::Relation::Cake.def())
            .filter(cake::Column::Id.eq(2))
    };
    let db = &test.db;
    let plain = select().all(db).await.unwrap();
    assert_eq!(
        plain.iter().map(|baker| baker.name.as_str()).collect::<Vec<_>>(),
        ["Bob"]
    );
    assert_eq!(select().clickhouse().all(db).await.unwrap(), plain);
    let json = select()
        .select_only()
        .columns([baker::Column::Id, baker::Column::Name])
        .clickhouse()
        .into_json()
        .one(db)
        .await
        .unwrap();
    assert_eq!(json, Some(serde_json::json!({"id": 1, "name": "Bob"})));
}

#[tokio::test]
async fn three_entities_are_selected_at_once() {
    let test = bakeries().await;
    let rows = bakery::Entity::find()
        .find_also_related(cake::Entity)
        .find_also(bakery::Entity, baker::Entity)
        .filter(bakery::Column::Id.ne(1))
        .order_by_asc(bakery::Column::Id)
        .all(&test.db)
        .await
        .unwrap();
    let seen: Vec<_> = rows
        .iter()
        .map(|(bakery, cake, baker)| (bakery.id, cake.is_some(), baker.as_ref().map(|baker| baker.id)))
        .collect();
    assert_eq!(seen, [(2, false, Some(3)), (3, false, None)]);
}

#[tokio::test]
async fn joins_of_every_kind_fill_with_null() {
    let test = bakeries().await;
    let pairs = async |join: JoinType| -> Vec<(Option<String>, Option<String>)> {
        let mut pairs: Vec<(Option<String>, Option<String>)> = cake::Entity::find()
            .select_only()
            .column_as(cake::Column::Name, "cake_name")
            .column_as(bakery::Column::Name, "bakery_name")
            .join(join, cake::Relation::Bakery.def())
            .into_tuple()
            .all(&test.db)
            .await
            .unwrap();
        pairs.sort();
        pairs
    };
    let text = |text: &str| Some(text.to_owned());
    let both = [(text("Mud"), text("Sea")), (text("Plum"), text("Sea"))];
    assert_eq!(pairs(JoinType::InnerJoin).await, both);
    let left = pairs(JoinType::LeftJoin).await;
    assert_eq!(left, [(text("Lost"), None), both[0].clone(), both[1].clone()]);
    let right = pairs(JoinType::RightJoin).await;
    assert_eq!(
        right,
        [
            (None, text("Corner")),
            (None, text("Empty")),
            both[0].clone(),
            both[1].clone()
        ]
    );
    let full = pairs(JoinType::FullOuterJoin).await;
    assert_eq!(full.len(), 5);
    assert_eq!(pairs(JoinType::CrossJoin).await.len(), 9);
}

#[tokio::test]
async fn a_transaction_streams_and_loads_too() {
    let test = bakeries().await;
    let transaction = test.db.begin().await.unwrap();
    let streamed: Vec<baker::Model> = baker::Entity::find()
        .stream(&transaction)
        .await
        .unwrap()
        .try_collect()
        .await
        .unwrap();
    assert_eq!(streamed.len(), 4);
    assert_eq!(
        StreamTrait::get_database_backend(&transaction),
        sea_orm::DbBackend::MySql
    );
}

#[tokio::test]
async fn clauses_stand_on_related_selects() {
    let test = bakeries().await;
    let pairs = baker::Entity::find()
        .find_also_related(bakery::Entity)
        .prewhere(baker::Column::Id.gt(2))
        .setting("max_threads", 1)
        .order_by_asc(baker::Column::Id)
        .all(&test.db)
        .await
        .unwrap();
    assert_eq!(pairs.len(), 2);
}

#[tokio::test]
async fn an_outer_join_by_a_user_that_may_not_send_settings_is_read_or_refused_but_never_wrong() {
    let test = bakeries().await;
    let mut url = test.url();
    url.query_pairs_mut().append_pair("setting.readonly", "1");
    // As if the user were read-only: settings that come after this one are refused.
    let Ok(db) = ClickHouse::connect(url.as_str()).await else {
        return;
    };
    match baker::Entity::find()
        .find_also_related(bakery::Entity)
        .all(&db)
        .await
    {
        Ok(pairs) => assert!(pairs.iter().any(|(_, bakery)| bakery.is_none())),
        Err(error) => assert!(error.to_string().contains("join_use_nulls"), "{error}"),
    }
    assert_eq!(customer::Entity::find().count(&db).await.unwrap(), 0);
    let insert = bakery::Entity::insert(bakery::ActiveModel {
        id: Set(9),
        name: Set("x".into()),
        profit_margin: Set(1.0),
    });
    assert!(insert.exec(&db).await.is_err());
}
