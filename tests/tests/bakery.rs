//! The bakery domain of SeaORM's documentation, through plain SeaORM.

use chrono::{TimeZone, Utc};
use integration_tests::{
    TestDatabase,
    bakery::{baker, bakery, cake, cakes_bakers, create_tables, customer, lineitem, order},
};
use rust_decimal::Decimal;
use sea_orm::{
    ActiveValue::NotSet, ColumnTrait, DbErr, EntityTrait, IntoActiveModel, JoinType, LoaderTrait, ModelTrait,
    PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, RelationTrait, Set, entity::ActiveModelTrait,
};
use serde_json::json;
use uuid::Uuid;

async fn seeded() -> TestDatabase {
    let test = TestDatabase::new().await;
    let db = &test.db;
    create_tables(db).await;
    for (name, profit_margin) in [("SeaSide Bakery", 10.4), ("Corner Bakery", 8.25)] {
        bakery::ActiveModel {
            name: Set(name.into()),
            profit_margin: Set(profit_margin),
            ..Default::default()
        }
        .insert(db)
        .await
        .unwrap();
    }
    let bakers = [
        ("Baker Bob", Some(1)),
        ("Baker Bobby", Some(1)),
        ("Freelancer", None),
    ];
    baker::Entity::insert_many(bakers.map(|(name, bakery_id)| baker::ActiveModel {
        id: NotSet,
        name: Set(name.into()),
        contact_details: Set(
            json!({"mobile": "+61424000000", "home": "0395555555", "address": "12 Test St"}),
        ),
        bakery_id: Set(bakery_id),
    }))
    .exec(db)
    .await
    .unwrap();
    for (name, price) in [
        ("Mud Cake", Decimal::new(1025, 2)),
        ("Chocolate Cake", Decimal::new(20, 0)),
    ] {
        cake::ActiveModel {
            name: Set(name.into()),
            price: Set(price),
            gluten_free: Set(false),
            serial: Set(Uuid::new_v4()),
            bakery_id: Set(Some(1)),
            ..Default::default()
        }
        .save(db)
        .await
        .unwrap();
    }
    cakes_bakers::Entity::insert_many([(1, 1), (1, 2), (2, 1)].map(|(cake_id, baker_id)| {
        cakes_bakers::ActiveModel {
            cake_id: Set(cake_id),
            baker_id: Set(baker_id),
        }
    }))
    .exec(db)
    .await
    .unwrap();
    customer::ActiveModel {
        name: Set("Kate".into()),
        notes: Set(Some("Loves cheese cake".into())),
        ..Default::default()
    }
    .insert(db)
    .await
    .unwrap();
    order::ActiveModel {
        bakery_id: Set(1),
        customer_id: Set(1),
        total: Set(Decimal::new(3075, 2)),
        placed_at: Set(Utc.with_ymd_and_hms(2024, 2, 29, 12, 30, 0).unwrap()),
        ..Default::default()
    }
    .insert(db)
    .await
    .unwrap();
    for (cake_id, price, quantity) in [(1, Decimal::new(1025, 2), 1), (2, Decimal::new(20, 0), 2)] {
        lineitem::ActiveModel {
            cake_id: Set(cake_id),
            price: Set(price),
            quantity: Set(quantity),
            order_id: Set(1),
            ..Default::default()
        }
        .insert(db)
        .await
        .unwrap();
    }
    test
}

#[tokio::test]
async fn keys_that_are_not_set_are_made_in_order() {
    let test = seeded().await;
    let bakeries = bakery::Entity::find()
        .order_by_asc(bakery::Column::Id)
        .all(&test.db)
        .await
        .unwrap();
    let ids: Vec<i32> = bakeries.iter().map(|bakery| bakery.id).collect();
    assert_eq!(ids, [1, 2]);
    let last = baker::Entity::insert_many([baker::ActiveModel {
        name: Set("New".into()),
        contact_details: Set(json!({})),
        bakery_id: Set(None),
        ..Default::default()
    }])
    .exec(&test.db)
    .await
    .unwrap();
    assert_eq!(last.last_insert_id, Some(4));
}

#[tokio::test]
async fn models_are_read_back_as_they_were_inserted() {
    let test = seeded().await;
    let baker = baker::Entity::find_by_id(1).one(&test.db).await.unwrap().unwrap();
    assert_eq!(baker.name, "Baker Bob");
    assert_eq!(baker.contact_details["mobile"], "+61424000000");
    let cake = cake::Entity::find()
        .filter(cake::Column::Name.eq("Mud Cake"))
        .one(&test.db)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(cake.price, Decimal::new(1025, 2));
    let order = order::Entity::find().one(&test.db).await.unwrap().unwrap();
    assert_eq!(
        order.placed_at,
        Utc.with_ymd_and_hms(2024, 2, 29, 12, 30, 0).unwrap()
    );
}

#[tokio::test]
async fn related_rows_are_found_in_every_direction() {
    let test = seeded().await;
    let db = &test.db;
    let bakery = bakery::Entity::find_by_id(1).one(db).await.unwrap().unwrap();
    let bakers = bakery
        .find_related(baker::Entity)
        .order_by_asc(baker::Column::Id)
        .all(db)
        .await
        .unwrap();
    assert_eq!(
        bakers.iter().map(|baker| baker.name.as_str()).collect::<Vec<_>>(),
        ["Baker Bob", "Baker Bobby"]
    );

    let pairs = baker::Entity::find()
        .find_also_related(bakery::Entity)
        .order_by_asc(baker::Column::Id)
        .all(db)
        .await
        .unwrap();
    let names: Vec<_> = pairs
        .iter()
        .map(|(_, bakery)| bakery.as_ref().map(|bakery| bakery.name.as_str()))
        .collect();
    assert_eq!(names, [Some("SeaSide Bakery"), Some("SeaSide Bakery"), None]);

    let with = bakery::Entity::find()
        .find_with_related(baker::Entity)
        .order_by_asc(bakery::Column::Id)
        .order_by_asc(baker::Column::Id)
        .all(db)
        .await
        .unwrap();
    assert_eq!(
        with.iter().map(|(_, bakers)| bakers.len()).collect::<Vec<_>>(),
        [2, 0]
    );

    let cakes = cake::Entity::find()
        .order_by_asc(cake::Column::Id)
        .all(db)
        .await
        .unwrap();
    let bakers = cakes
        .load_many_to_many(baker::Entity, cakes_bakers::Entity, db)
        .await
        .unwrap();
    assert_eq!(bakers.iter().map(Vec::len).collect::<Vec<_>>(), [2, 1]);
    let bakeries = cakes.load_one(bakery::Entity, db).await.unwrap();
    assert!(
        bakeries
            .iter()
            .all(|bakery| bakery.as_ref().is_some_and(|bakery| bakery.id == 1))
    );
    let items = cakes.load_many(lineitem::Entity, db).await.unwrap();
    assert_eq!(items.iter().map(Vec::len).collect::<Vec<_>>(), [1, 1]);
}

#[tokio::test]
async fn joins_and_aggregates_answer_as_in_sql() {
    let test = seeded().await;
    let totals: Vec<(String, i64, Option<Decimal>)> = cake::Entity::find()
        .select_only()
        .column(cake::Column::Name)
        .column_as(lineitem::Column::Id.count(), "items")
        .column_as(lineitem::Column::Price.sum(), "total")
        .join(JoinType::LeftJoin, cake::Relation::Lineitem.def())
        .group_by(cake::Column::Name)
        .order_by_asc(cake::Column::Name)
        .into_tuple()
        .all(&test.db)
        .await
        .unwrap();
    assert_eq!(
        totals,
        [
            ("Chocolate Cake".to_owned(), 1, Some(Decimal::new(20, 0))),
            ("Mud Cake".to_owned(), 1, Some(Decimal::new(1025, 2)))
        ]
    );
    let none: Option<Option<f64>> = bakery::Entity::find()
        .select_only()
        .column_as(bakery::Column::ProfitMargin.max(), "most")
        .filter(bakery::Column::Id.gt(100))
        .into_tuple()
        .one(&test.db)
        .await
        .unwrap();
    assert_eq!(none, Some(None), "MAX of nothing is NULL");
}

#[tokio::test]
async fn updates_and_deletes_reach_exactly_their_rows() {
    let test = seeded().await;
    let db = &test.db;
    let bakery = bakery::Entity::find_by_id(1).one(db).await.unwrap().unwrap();
    let mut active = bakery.into_active_model();
    active.profit_margin = Set(12.5);
    let updated = active.update(db).await.unwrap();
    assert_eq!(updated.profit_margin, 12.5);
    let again = bakery::Entity::find_by_id(1).one(db).await.unwrap().unwrap();
    assert_eq!(again, updated);

    let missing = bakery::ActiveModel {
        id: Set(77),
        name: Set("x".into()),
        profit_margin: Set(1.0),
    };
    assert_eq!(missing.update(db).await.unwrap_err(), DbErr::RecordNotUpdated);

    let deleted = bakery::Entity::delete_by_id(2).exec(db).await.unwrap();
    assert_eq!(deleted.rows_affected, 1);
    assert_eq!(
        bakery::Entity::delete_by_id(2)
            .exec(db)
            .await
            .unwrap()
            .rows_affected,
        0
    );
    assert_eq!(bakery::Entity::find().count(db).await.unwrap(), 1);

    let baker = baker::Entity::find_by_id(3).one(db).await.unwrap().unwrap();
    assert_eq!(baker.delete(db).await.unwrap().rows_affected, 1);
    assert_eq!(
        cakes_bakers::Entity::delete_many()
            .exec(db)
            .await
            .unwrap()
            .rows_affected,
        3
    );
    assert_eq!(cakes_bakers::Entity::find().count(db).await.unwrap(), 0);
}
