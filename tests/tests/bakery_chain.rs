//! What SeaORM's own tests do with its bakery domain: joins, aggregates, links, and one thing after another.

use chrono::{TimeZone, Utc};
use integration_tests::{
    TestDatabase,
    bakery::{baker, bakery, cake, cakes_bakers, create_tables, customer, lineitem, order},
};
use rust_decimal::Decimal;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, DbErr, DerivePartialModel, EntityTrait, FromQueryResult, IntoActiveModel,
    JoinType, Linked, ModelTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, RelationDef,
    RelationTrait, Set,
    sea_query::{Expr, ExprTrait, Func},
};
use sea_orm_clickhouse::{ClickHouseConnection, IntoClickHouseSelect};
use serde_json::json;
use uuid::Uuid;

fn dec(text: &str) -> Decimal {
    text.parse().unwrap()
}

async fn new_order(db: &ClickHouseConnection, bakery: i32, customer: i32, total: &str) -> order::Model {
    order::ActiveModel {
        bakery_id: Set(bakery),
        customer_id: Set(customer),
        total: Set(dec(total)),
        placed_at: Set(Utc.with_ymd_and_hms(2024, 2, 29, 12, 30, 0).unwrap()),
        ..Default::default()
    }
    .insert(db)
    .await
    .unwrap()
}

async fn new_cake(db: &ClickHouseConnection, name: &str, bakery: Option<i32>, bakers: &[i32]) -> cake::Model {
    let cake = cake::ActiveModel {
        name: Set(name.into()),
        price: Set(dec("10.25")),
        gluten_free: Set(false),
        serial: Set(Uuid::new_v4()),
        bakery_id: Set(bakery),
        ..Default::default()
    };
    let cake = cake.insert(db).await.unwrap();
    let links = bakers.iter().map(|baker| cakes_bakers::ActiveModel {
        cake_id: Set(cake.id),
        baker_id: Set(*baker),
    });
    cakes_bakers::Entity::insert_many(links.collect::<Vec<_>>())
        .exec(db)
        .await
        .unwrap();
    cake
}

async fn sold(db: &ClickHouseConnection, order: i32, cake: i32, quantity: i32) -> lineitem::Model {
    lineitem::ActiveModel {
        order_id: Set(order),
        cake_id: Set(cake),
        price: Set(dec("7.55")),
        quantity: Set(quantity),
        ..Default::default()
    }
    .insert(db)
    .await
    .unwrap()
}

/// Two bakeries with three bakers and three cakes; Kate has two orders, Sam one, Jim none.
async fn chain() -> TestDatabase {
    let test = TestDatabase::new().await;
    let db = &test.db;
    create_tables(db).await;
    for name in ["SeaSide Bakery", "LakeSide Bakery"] {
        let bakery = bakery::ActiveModel {
            name: Set(name.into()),
            profit_margin: Set(10.4),
            ..Default::default()
        };
        bakery.insert(db).await.unwrap();
    }
    for (name, bakery_id) in [("Alice", Some(1)), ("Bob", Some(2)), ("Freelancer", None)] {
        let baker = baker::ActiveModel {
            name: Set(name.into()),
            contact_details: Set(json!({"mobile": "+61424000000"})),
            bakery_id: Set(bakery_id),
            ..Default::default()
        };
        baker.insert(db).await.unwrap();
    }
    new_cake(db, "Chocolate", Some(1), &[1]).await;
    new_cake(db, "Lemon", Some(2), &[1, 2]).await;
    new_cake(db, "Nobody's", None, &[]).await;
    for name in ["Kate", "Sam", "Jim"] {
        let customer = customer::ActiveModel {
            name: Set(name.into()),
            ..Default::default()
        };
        customer.insert(db).await.unwrap();
    }
    for (customer, total) in [(1, "99.95"), (1, "200.00"), (2, "50.10")] {
        new_order(db, 1, customer, total).await;
    }
    for (order, cake, quantity) in [(1, 1, 2), (2, 2, 1), (3, 2, 5)] {
        sold(db, order, cake, quantity).await;
    }
    test
}

#[tokio::test]
async fn a_left_join_without_a_match_is_none_in_structs_and_partial_models() {
    #[derive(Debug, PartialEq, FromQueryResult, sea_orm_clickhouse::FromClickHouseRow)]
    struct Row {
        name: String,
        bakery_name: Option<String>,
    }
    #[derive(Debug, PartialEq, DerivePartialModel)]
    #[sea_orm(entity = "baker::Entity")]
    struct Partial {
        name: String,
        #[sea_orm(from_expr = "Expr::col((bakery::Entity, bakery::Column::Name))")]
        bakery_name: Option<String>,
        #[sea_orm(from_expr = "Expr::from(Func::upper(Expr::col((bakery::Entity, bakery::Column::Name))))")]
        upper: Option<String>,
    }
    let test = chain().await;
    let db = &test.db;
    let select = || {
        baker::Entity::find()
            .left_join(bakery::Entity)
            .filter(baker::Column::Name.is_in(["Alice", "Freelancer"]))
            .order_by_asc(baker::Column::Name)
    };
    let columns = || {
        select()
            .select_only()
            .column(baker::Column::Name)
            .column_as(bakery::Column::Name, "bakery_name")
    };
    let row = |name: &str, bakery: Option<&str>| Row {
        name: name.into(),
        bakery_name: bakery.map(str::to_owned),
    };
    let expected = [row("Alice", Some("SeaSide Bakery")), row("Freelancer", None)];
    assert_eq!(columns().into_model::<Row>().all(db).await.unwrap(), expected);
    assert_eq!(
        columns().clickhouse().into_model::<Row>().all(db).await.unwrap(),
        expected
    );
    let partial = select().into_partial_model::<Partial>().all(db).await.unwrap();
    assert_eq!(partial[0].upper.as_deref(), Some("SEASIDE BAKERY"));
    assert_eq!((&partial[1].bakery_name, &partial[1].upper), (&None, &None));
}

#[tokio::test]
async fn right_and_inner_joins_find_customers_with_and_without_orders() {
    let test = chain().await;
    let db = &test.db;
    let right: Vec<(String, Option<Decimal>)> = order::Entity::find()
        .right_join(customer::Entity)
        .select_only()
        .column(customer::Column::Name)
        .column_as(order::Column::Total, "order_total")
        .order_by_asc(customer::Column::Name)
        .order_by_asc(order::Column::Total)
        .into_tuple()
        .all(db)
        .await
        .unwrap();
    assert_eq!(
        right,
        [
            ("Jim".into(), None),
            ("Kate".into(), Some(dec("99.95"))),
            ("Kate".into(), Some(dec("200"))),
            ("Sam".into(), Some(dec("50.1")))
        ]
    );
    let both: Vec<(order::Model, customer::Model)> = order::Entity::find()
        .find_both_related(customer::Entity)
        .order_by_asc(order::Column::Id)
        .all(db)
        .await
        .unwrap();
    let names: Vec<&str> = both.iter().map(|(_, customer)| customer.name.as_str()).collect();
    assert_eq!(names, ["Kate", "Kate", "Sam"]);
    let without = customer::Entity::find()
        .left_join(order::Entity)
        .filter(order::Column::Id.is_null())
        .all(db)
        .await
        .unwrap();
    assert_eq!(
        without
            .iter()
            .map(|customer| customer.name.as_str())
            .collect::<Vec<_>>(),
        ["Jim"]
    );
}

#[tokio::test]
async fn aggregates_over_groups_and_over_nothing_are_those_of_sql() {
    #[derive(Debug, PartialEq, FromQueryResult)]
    struct Spent {
        name: String,
        orders: i64,
        sum: Option<Decimal>,
        least: Option<Decimal>,
        most: Option<Decimal>,
        average: Option<f64>,
    }
    let test = chain().await;
    let db = &test.db;
    let spent: Vec<Spent> = customer::Entity::find()
        .left_join(order::Entity)
        .select_only()
        .column(customer::Column::Name)
        .column_as(order::Column::Total.count(), "orders")
        .column_as(order::Column::Total.sum(), "sum")
        .column_as(order::Column::Total.min(), "least")
        .column_as(order::Column::Total.max(), "most")
        .column_as(order::Column::Total.avg(), "average")
        .group_by(customer::Column::Name)
        .order_by_asc(customer::Column::Name)
        .into_model()
        .all(db)
        .await
        .unwrap();
    let row = |name: &str, orders, sum, least, most, average| Spent {
        name: name.into(),
        orders,
        sum,
        least,
        most,
        average,
    };
    assert_eq!(
        spent,
        [
            row("Jim", 0, None, None, None, None),
            row(
                "Kate",
                2,
                Some(dec("299.95")),
                Some(dec("99.95")),
                Some(dec("200")),
                Some(149.975)
            ),
            row(
                "Sam",
                1,
                Some(dec("50.1")),
                Some(dec("50.1")),
                Some(dec("50.1")),
                Some(50.1)
            ),
        ]
    );
    let nothing: (
        i64,
        Option<Decimal>,
        Option<Decimal>,
        Option<Decimal>,
        Option<f64>,
    ) = order::Entity::find()
        .select_only()
        .column_as(order::Column::Id.count(), "orders")
        .column_as(order::Column::Total.sum(), "sum")
        .column_as(order::Column::Total.min(), "least")
        .column_as(order::Column::Total.max(), "most")
        .column_as(order::Column::Total.avg(), "average")
        .filter(order::Column::Id.gt(100))
        .into_tuple()
        .one(db)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(nothing, (0, None, None, None, None));
    let sold: Option<Option<i64>> = lineitem::Entity::find()
        .select_only()
        .column_as(lineitem::Column::Quantity.sum(), "sold")
        .into_tuple()
        .one(db)
        .await
        .unwrap();
    assert_eq!(sold, Some(Some(8)));
}

#[tokio::test]
async fn having_keeps_groups() {
    let test = chain().await;
    let many: Vec<(String, i64)> = customer::Entity::find()
        .inner_join(order::Entity)
        .select_only()
        .column(customer::Column::Name)
        .column_as(order::Column::Id.count(), "orders")
        .group_by(customer::Column::Name)
        .having(order::Column::Id.count().gt(1))
        .into_tuple()
        .all(&test.db)
        .await
        .unwrap();
    assert_eq!(many, [("Kate".to_owned(), 2)]);
    let dear: Vec<(String, Decimal)> = customer::Entity::find()
        .inner_join(order::Entity)
        .select_only()
        .column(customer::Column::Name)
        .column_as(order::Column::Total, "order_total")
        .group_by(customer::Column::Name)
        .group_by(order::Column::Total)
        .having(order::Column::Total.gt(dec("90")))
        .order_by_asc(order::Column::Total)
        .into_tuple()
        .all(&test.db)
        .await
        .unwrap();
    assert_eq!(dear, [("Kate".into(), dec("99.95")), ("Kate".into(), dec("200"))]);
}

/// From a baker to the customers who bought what they baked.
struct BakedFor;

impl Linked for BakedFor {
    type FromEntity = baker::Entity;
    type ToEntity = customer::Entity;

    fn link(&self) -> Vec<RelationDef> {
        vec![
            cakes_bakers::Relation::Baker.def().rev(),
            cakes_bakers::Relation::Cake.def(),
            cake::Relation::Lineitem.def(),
            lineitem::Relation::Order.def(),
            order::Relation::Customer.def(),
        ]
    }
}

#[tokio::test]
async fn links_go_through_several_tables() {
    let test = chain().await;
    let db = &test.db;
    let pairs = baker::Entity::find()
        .find_also_linked(BakedFor)
        .order_by_asc(baker::Column::Id)
        .order_by_asc(Expr::col(("r4", customer::Column::Name)))
        .all(db)
        .await
        .unwrap();
    let seen: Vec<(&str, Option<&str>)> = pairs
        .iter()
        .map(|(baker, customer)| {
            (
                baker.name.as_str(),
                customer.as_ref().map(|customer| customer.name.as_str()),
            )
        })
        .collect();
    assert_eq!(
        seen,
        [
            ("Alice", Some("Kate")),
            ("Alice", Some("Kate")),
            ("Alice", Some("Sam")),
            ("Bob", Some("Kate")),
            ("Bob", Some("Sam")),
            ("Freelancer", None)
        ]
    );
    let with = baker::Entity::find()
        .find_with_linked(BakedFor)
        .order_by_asc(baker::Column::Id)
        .all(db)
        .await
        .unwrap();
    assert_eq!(
        with.iter()
            .map(|(_, customers)| customers.len())
            .collect::<Vec<_>>(),
        [3, 2, 0]
    );
    let alice = &with[0].0;
    let mut customers: Vec<String> = alice
        .find_linked(BakedFor)
        .all(db)
        .await
        .unwrap()
        .into_iter()
        .map(|customer| customer.name)
        .collect();
    customers.sort();
    customers.dedup();
    assert_eq!(customers, ["Kate", "Sam"]);
}

#[tokio::test]
async fn models_are_found_by_what_they_are_related_to() {
    let test = chain().await;
    let db = &test.db;
    let bakeries = bakery::Entity::find()
        .has_related(cake::Entity, cake::Column::Name.contains("Choc"))
        .all(db)
        .await
        .unwrap();
    assert_eq!(bakeries.iter().map(|bakery| bakery.id).collect::<Vec<_>>(), [1]);
    let cakes = cake::Entity::find()
        .has_related(bakery::Entity, bakery::Column::Name.eq("LakeSide Bakery"))
        .count(db)
        .await
        .unwrap();
    assert_eq!(cakes, 1);
    let bakers = baker::Entity::find()
        .has_related(cake::Entity, cake::Column::Name.eq("Lemon"))
        .order_by_asc(baker::Column::Id)
        .all(db)
        .await
        .unwrap();
    assert_eq!(bakers.iter().map(|baker| baker.id).collect::<Vec<_>>(), [1, 2]);
}

#[tokio::test]
async fn several_entities_are_selected_at_once() {
    let test = chain().await;
    let db = &test.db;
    let rows = order::Entity::find()
        .find_also_related(customer::Entity)
        .find_also_related(lineitem::Entity)
        .find_also(lineitem::Entity, cake::Entity)
        .order_by_asc(order::Column::Id)
        .all(db)
        .await
        .unwrap();
    let seen: Vec<(i32, &str, i32, &str)> = rows
        .iter()
        .map(|(order, customer, item, cake)| {
            let (customer, cake) = (customer.as_ref().unwrap(), cake.as_ref().unwrap());
            (
                order.id,
                customer.name.as_str(),
                item.as_ref().unwrap().quantity,
                cake.name.as_str(),
            )
        })
        .collect();
    assert_eq!(
        seen,
        [
            (1, "Kate", 2, "Chocolate"),
            (2, "Kate", 1, "Lemon"),
            (3, "Sam", 5, "Lemon")
        ]
    );
    let grouped = customer::Entity::find()
        .find_also_related(order::Entity)
        .and_also_related(lineitem::Entity)
        .order_by_asc(customer::Column::Id)
        .order_by_asc(order::Column::Id)
        .consolidate()
        .all(db)
        .await
        .unwrap();
    let counts: Vec<(i32, Vec<usize>)> = grouped
        .iter()
        .map(|(customer, orders)| (customer.id, orders.iter().map(|(_, items)| items.len()).collect()))
        .collect();
    assert_eq!(counts, [(1, vec![1, 1]), (2, vec![1]), (3, vec![])]);
}

#[tokio::test]
async fn the_baker_who_sold_least_is_found_and_given_an_order() {
    #[derive(Debug, FromQueryResult)]
    struct Sales {
        id: i32,
        sold: Option<i64>,
    }
    let test = chain().await;
    let db = &test.db;
    let least = async || {
        let to_cake: RelationDef = cakes_bakers::Entity::belongs_to(cake::Entity)
            .from(cakes_bakers::Column::CakeId)
            .to(cake::Column::Id)
            .into();
        let to_items: RelationDef = cake::Entity::has_many(lineitem::Entity)
            .from(cake::Column::Id)
            .to(lineitem::Column::CakeId)
            .into();
        let mut sales: Vec<Sales> = cakes_bakers::Entity::find()
            .join(JoinType::RightJoin, cakes_bakers::Relation::Baker.def())
            .join(JoinType::LeftJoin, to_cake)
            .join(JoinType::LeftJoin, to_items)
            .select_only()
            .column(baker::Column::Id)
            .column_as(lineitem::Column::Quantity.sum(), "sold")
            .group_by(baker::Column::Id)
            .into_model()
            .all(db)
            .await
            .unwrap();
        sales.sort_by_key(|sales| sales.sold.unwrap_or_default());
        sales.remove(0)
    };
    let first = least().await;
    assert_eq!((first.id, first.sold), (3, None));
    let cake = new_cake(db, "New", None, &[first.id]).await;
    let order = new_order(db, 1, 3, "200").await;
    sold(db, order.id, cake.id, 300).await;
    let next = least().await;
    assert_eq!((next.id, next.sold), (2, Some(6)));
}

#[tokio::test]
async fn a_deleted_customer_is_not_updated() {
    let test = chain().await;
    let db = &test.db;
    let customer = customer::ActiveModel {
        name: Set("John".into()),
        notes: Set(None),
        ..Default::default()
    };
    let customer = customer.save(db).await.unwrap();
    let id = customer.id.clone().unwrap();
    customer.delete(db).await.unwrap();
    let again = customer::ActiveModel {
        id: Set(id),
        name: Set("John 2".into()),
        ..Default::default()
    };
    assert_eq!(again.update(db).await.unwrap_err(), DbErr::RecordNotUpdated);
    assert_eq!(customer::Entity::find_by_id(id).one(db).await.unwrap(), None);
    assert_eq!(customer::Entity::find().count(db).await.unwrap(), 3);
}

#[tokio::test]
async fn what_belongs_to_a_deleted_model_stays_until_it_is_deleted() {
    let test = chain().await;
    let db = &test.db;
    let lake = bakery::Entity::find_by_id(2).one(db).await.unwrap().unwrap();
    lake.delete(db).await.unwrap();
    // A foreign key would have set it to NULL: the server keeps none.
    let bob = baker::Entity::find_by_id(2).one(db).await.unwrap().unwrap();
    assert_eq!(bob.bakery_id, Some(2));
    let pairs = baker::Entity::find()
        .find_also_related(bakery::Entity)
        .order_by_asc(baker::Column::Id);
    let pairs = pairs.all(db).await.unwrap();
    assert_eq!(
        pairs
            .iter()
            .map(|(_, bakery)| bakery.is_some())
            .collect::<Vec<_>>(),
        [true, false, false]
    );
    let freed = baker::Entity::update_many()
        .col_expr(baker::Column::BakeryId, Expr::value(Option::<i32>::None))
        .filter(baker::Column::BakeryId.eq(2))
        .exec(db)
        .await
        .unwrap();
    assert_eq!(freed.rows_affected, 1);
    let mut bob = baker::Entity::find_by_id(2)
        .one(db)
        .await
        .unwrap()
        .unwrap()
        .into_active_model();
    bob.contact_details = Set(json!({"mobile": null, "home": {"street": "12 Test St"}}));
    let bob = bob.update(db).await.unwrap();
    assert_eq!(bob.contact_details["home"]["street"], "12 Test St");
    let cakes = cakes_bakers::Entity::delete_many().filter(cakes_bakers::Column::BakerId.eq(bob.id));
    assert_eq!(cakes.exec(db).await.unwrap().rows_affected, 1);
}

#[tokio::test]
async fn prices_are_changed_by_what_belongs_to_them() {
    let test = chain().await;
    let db = &test.db;
    let lake = bakery::Entity::find()
        .select_only()
        .column(bakery::Column::Id)
        .filter(bakery::Column::Name.starts_with("Lake"));
    let raised = cake::Entity::update_many()
        .col_expr(
            cake::Column::Price,
            Expr::col(cake::Column::Price).add(dec("0.75")),
        )
        .filter(cake::Column::BakeryId.in_subquery(sea_orm::QueryTrait::into_query(lake)))
        .exec_with_returning(db)
        .await
        .unwrap();
    assert_eq!(
        raised
            .iter()
            .map(|cake| (cake.id, cake.price))
            .collect::<Vec<_>>(),
        [(2, dec("11"))]
    );
    let stored = cake::Entity::find_by_id(2).one(db).await.unwrap().unwrap();
    assert_eq!(stored.price, dec("11"));
}
