//! The bakery domain in the entity format of SeaORM 2: seeded, read, changed and deleted through its relations.

use integration_tests::bakery_dense::{baker, bakery, cake, cakes_bakers, customer, lineitem, order, tables};
use sea_orm::{EntityLoaderTrait, IntoActiveModel, QueryOrder, Set, entity::prelude::*};
use sea_orm_clickhouse::{ClickHouseConnection, IntoClickHouseSelect};
use serde_json::json;

fn new_baker(name: &str) -> baker::ActiveModelEx {
    baker::ActiveModel::builder()
        .set_name(name)
        .set_contact_details(json!({"name": name}))
}

fn new_cake(name: &str) -> cake::ActiveModelEx {
    cake::ActiveModel::builder()
        .set_name(name)
        .set_price(Decimal::new(1025, 2))
}

/// A bakery with two bakers, who bake three cakes, by one save.
async fn seaside(db: &ClickHouseConnection) -> bakery::ActiveModelEx {
    bakery::ActiveModel::builder()
        .set_name("SeaSide Bakery")
        .set_profit_margin(10.4)
        .add_baker(
            new_baker("Jane")
                .add_cake(new_cake("Mud"))
                .add_cake(new_cake("Plum")),
        )
        .add_baker(new_baker("Peter").add_cake(new_cake("Rum")))
        .save(db)
        .await
        .unwrap()
}

async fn order_of(db: &ClickHouseConnection, bakery: i32) -> order::ModelEx {
    order::ActiveModel::builder()
        .set_bakery_id(bakery)
        .set_total(Decimal::new(3075, 2))
        .set_placed_at("2024-02-29T12:30:00Z".parse::<DateTimeUtc>().unwrap())
        .set_customer(customer::ActiveModel::builder().set_name("Kate").set_notes(None))
        .add_lineitem(
            lineitem::ActiveModel::builder()
                .set_price(Decimal::new(1025, 2))
                .set_quantity(1)
                .set_cake(new_cake("Fresh")),
        )
        .add_lineitem(
            lineitem::ActiveModel::builder()
                .set_price(Decimal::new(205, 1))
                .set_quantity(2)
                .set_cake_id(1),
        )
        .insert(db)
        .await
        .unwrap()
}

#[tokio::test]
async fn a_whole_bakery_is_saved_at_once() {
    let test = tables().await;
    let db = &test.db;
    seaside(db).await;
    let bakery = bakery::Entity::load()
        .filter_by_id(1)
        .with((baker::Entity, cake::Entity))
        .one(db)
        .await
        .unwrap()
        .unwrap();
    let mut seen: Vec<(&str, Vec<&str>)> = bakery
        .bakers
        .iter()
        .map(|baker| {
            let mut cakes: Vec<&str> = baker.cakes.iter().map(|cake| cake.name.as_str()).collect();
            cakes.sort_unstable();
            (baker.name.as_str(), cakes)
        })
        .collect();
    seen.sort();
    assert_eq!(seen, [("Jane", vec!["Mud", "Plum"]), ("Peter", vec!["Rum"])]);
    assert_eq!(cakes_bakers::Entity::find().count(db).await.unwrap(), 3);
    let cakes = cake::Entity::find().clickhouse().all(db).await.unwrap();
    assert!(
        cakes
            .iter()
            .all(|cake| !cake.serial.is_nil() && !cake.gluten_free),
        "set by `new`"
    );
}

#[tokio::test]
async fn an_order_is_saved_with_its_customer_and_items() {
    let test = tables().await;
    let db = &test.db;
    seaside(db).await;
    let order = order_of(db, 1).await;
    assert_eq!(order.customer_id, 1);
    let read = order::Entity::load()
        .filter_by_id(order.id)
        .with(bakery::Entity)
        .with(customer::Entity)
        .with((lineitem::Entity, cake::Entity))
        .one(db)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(read.bakery.as_ref().unwrap().name, "SeaSide Bakery");
    assert_eq!(read.customer.as_ref().unwrap().name, "Kate");
    assert_eq!(read.placed_at, order.placed_at);
    let mut items: Vec<(&str, i32)> = read
        .lineitems
        .iter()
        .map(|item| (item.cake.as_ref().unwrap().name.as_str(), item.quantity))
        .collect();
    items.sort_unstable();
    assert_eq!(items, [("Fresh", 1), ("Mud", 2)]);
}

#[tokio::test]
async fn what_was_loaded_is_changed_and_saved_again() {
    let test = tables().await;
    let db = &test.db;
    seaside(db).await;
    let mut bakery = bakery::Entity::load()
        .filter_by_id(1)
        .with(baker::Entity)
        .one(db)
        .await
        .unwrap()
        .unwrap()
        .into_active_model();
    bakery.name = Set("SeaBreeze Bakery".into());
    bakery.bakers[0].name = Set("Renamed".into());
    bakery.bakers.push(new_baker("New"));
    bakery.save(db).await.unwrap();
    let name = bakery::Entity::find_by_id(1).one(db).await.unwrap().unwrap().name;
    assert_eq!(name, "SeaBreeze Bakery");
    let bakers = baker::Entity::find()
        .order_by_asc(baker::COLUMN.id)
        .all(db)
        .await
        .unwrap();
    assert_eq!(bakers.len(), 3);
    assert_eq!(bakers[2].name, "New");
    assert!(bakers.iter().any(|baker| baker.name == "Renamed"));
    assert!(bakers.iter().all(|baker| baker.bakery_id == Some(1)));
}

#[tokio::test]
async fn a_baker_leaves_and_cakes_change_hands() {
    let test = tables().await;
    let db = &test.db;
    seaside(db).await;
    let jane = baker::Entity::load()
        .filter(baker::COLUMN.name.eq("Jane"))
        .with(cake::Entity)
        .one(db)
        .await
        .unwrap()
        .unwrap();
    let jane = jane.into_active_model().clear_bakery().save(db).await.unwrap();
    let stored = baker::Entity::find_by_id(jane.id.clone().unwrap())
        .one(db)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(stored.bakery_id, None);
    let rum = cake::Entity::find()
        .filter(cake::COLUMN.name.eq("Rum"))
        .one(db)
        .await
        .unwrap()
        .unwrap();
    let mut jane = jane;
    jane.cakes
        .replace_all([rum.into_active_model().into_ex(), new_cake("Tart")]);
    jane.save(db).await.unwrap();
    let read = baker::Entity::load()
        .filter_by_id(stored.id)
        .with(cake::Entity)
        .one(db)
        .await
        .unwrap()
        .unwrap();
    let mut cakes: Vec<&str> = read.cakes.iter().map(|cake| cake.name.as_str()).collect();
    cakes.sort_unstable();
    assert_eq!(cakes, ["Rum", "Tart"]);
    assert_eq!(
        cake::Entity::find().count(db).await.unwrap(),
        4,
        "no cake is deleted"
    );
}

#[tokio::test]
async fn a_deletion_frees_takes_along_and_unlinks() {
    let test = tables().await;
    let db = &test.db;
    seaside(db).await;
    order_of(db, 1).await;
    let other = bakery::ActiveModel::builder()
        .set_name("Other")
        .set_profit_margin(1.0)
        .add_baker(new_baker("Zoe"))
        .insert(db)
        .await
        .unwrap();
    order_of(db, other.id).await;

    let bakery = bakery::Entity::find_by_id(1).one(db).await.unwrap().unwrap();
    let deleted = bakery.cascade_delete(db).await.unwrap();
    assert_eq!(
        deleted.rows_affected, 4,
        "the bakery, its order and two items; bakers and cakes are freed"
    );
    let bakers = baker::Entity::find()
        .order_by_asc(baker::COLUMN.id)
        .all(db)
        .await
        .unwrap();
    let homes: Vec<Option<i32>> = bakers.iter().map(|baker| baker.bakery_id).collect();
    assert_eq!(homes, [None, None, Some(other.id)]);
    assert_eq!(order::Entity::find().count(db).await.unwrap(), 1);
    assert_eq!(lineitem::Entity::find().count(db).await.unwrap(), 2);
    assert_eq!(customer::Entity::find().count(db).await.unwrap(), 2);

    let mud = cake::Entity::find()
        .filter(cake::COLUMN.name.eq("Mud"))
        .one(db)
        .await
        .unwrap()
        .unwrap();
    let deleted = mud.cascade_delete(db).await.unwrap();
    assert_eq!(
        deleted.rows_affected, 3,
        "the cake, its link and an item of the order that is left"
    );
    assert_eq!(cakes_bakers::Entity::find().count(db).await.unwrap(), 2);
}
