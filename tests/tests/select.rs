//! What SeaORM's selects can be turned into.

use integration_tests::{
    TestDatabase,
    bakery::{baker, bakery, cake, cakes_bakers, create_tables},
};
use rust_decimal::Decimal;
use sea_orm::{
    ColumnTrait, Condition, DbBackend, DerivePartialModel, EntityTrait, EnumIter, ExprTrait, FromQueryResult,
    JoinType, LoaderTrait, ModelTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
    Schema, SelectExt, Set,
    sea_query::{
        CommonTableExpression, Expr, Func, IntoCondition, Query, SelectStatement, UnionType, WithClause,
    },
};
use sea_orm::{ConnectionTrait, JsonValue};
use sea_orm_clickhouse::IntoClickHouseSelect;
use serde_json::json;

mod reading {
    use sea_orm::entity::prelude::*;
    use sea_orm_clickhouse::ClickHouseEntity;

    #[derive(Clone, Copy, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
    #[sea_orm(rs_type = "String", db_type = "Enum", enum_name = "quality")]
    pub enum Quality {
        #[sea_orm(string_value = "good")]
        Good,
        #[sea_orm(string_value = "bad")]
        Bad,
    }

    #[derive(Clone, Copy, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
    #[sea_orm(rs_type = "i8", db_type = "TinyInteger")]
    pub enum Level {
        #[sea_orm(num_value = 1)]
        Low,
        #[sea_orm(num_value = 2)]
        High,
    }

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, ClickHouseEntity)]
    #[sea_orm(table_name = "reading")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub station: String,
        #[sea_orm(primary_key, auto_increment = false)]
        pub number: i32,
        pub quality: Quality,
        pub level: Option<Level>,
        pub value: f64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

use reading::{Level, Quality};

/// Stations a, b and c, each with the readings 1 to 4.
async fn readings() -> TestDatabase {
    let test = TestDatabase::new().await;
    let schema = Schema::new(DbBackend::MySql);
    test.db
        .execute(&schema.create_table_from_entity(reading::Entity))
        .await
        .unwrap();
    let models = ["a", "b", "c"].into_iter().flat_map(|station| {
        (1..=4).map(move |number| reading::ActiveModel {
            station: Set(station.into()),
            number: Set(number),
            quality: Set(if number == 4 { Quality::Bad } else { Quality::Good }),
            level: Set(match number {
                1 => Some(Level::Low),
                2 => Some(Level::High),
                _ => None,
            }),
            value: Set(f64::from(number) * 1.5),
        })
    });
    reading::Entity::insert_many(models).exec(&test.db).await.unwrap();
    test
}

fn keys(models: &[reading::Model]) -> Vec<(&str, i32)> {
    models
        .iter()
        .map(|model| (model.station.as_str(), model.number))
        .collect()
}

async fn bakeries() -> TestDatabase {
    let test = TestDatabase::new().await;
    create_tables(&test.db).await;
    bakery::Entity::insert_many([(1, "Sea", 10.5), (2, "Corner", 8.25), (3, "Empty", 1.0)].map(
        |(id, name, profit_margin)| bakery::ActiveModel {
            id: Set(id),
            name: Set(name.into()),
            profit_margin: Set(profit_margin),
        },
    ))
    .exec(&test.db)
    .await
    .unwrap();
    baker::Entity::insert_many(
        [
            (1, "Bob", Some(1)),
            (2, "Bea", Some(1)),
            (3, "Cy", Some(2)),
            (4, "Free", None),
        ]
        .map(|(id, name, bakery_id)| baker::ActiveModel {
            id: Set(id),
            name: Set(name.into()),
            contact_details: Set(json!({"id": id})),
            bakery_id: Set(bakery_id),
        }),
    )
    .exec(&test.db)
    .await
    .unwrap();
    cake::Entity::insert_many(
        [
            (1, "Mud", Some(1), 10),
            (2, "Plum", Some(1), 20),
            (3, "Lost", None, 30),
        ]
        .map(|(id, name, bakery_id, price)| cake::ActiveModel {
            id: Set(id),
            name: Set(name.into()),
            price: Set(Decimal::new(price, 0)),
            bakery_id: Set(bakery_id),
            gluten_free: Set(id == 2),
            serial: Set(uuid::Uuid::from_u128(id as u128)),
        }),
    )
    .exec(&test.db)
    .await
    .unwrap();
    cakes_bakers::Entity::insert_many([(1, 1), (1, 2), (2, 1)].map(|(cake_id, baker_id)| {
        cakes_bakers::ActiveModel {
            cake_id: Set(cake_id),
            baker_id: Set(baker_id),
        }
    }))
    .exec(&test.db)
    .await
    .unwrap();
    test
}

#[tokio::test]
async fn rows_are_counted_and_known_to_exist() {
    let test = readings().await;
    let db = &test.db;
    assert_eq!(reading::Entity::find().count(db).await.unwrap(), 12);
    let none = reading::Entity::find().filter(reading::Column::Number.gt(9));
    assert_eq!(none.clone().count(db).await.unwrap(), 0);
    assert!(!none.exists(db).await.unwrap());
    assert!(
        reading::Entity::find()
            .filter(reading::Column::Station.eq("b"))
            .exists(db)
            .await
            .unwrap()
    );
    let limited = reading::Entity::find().limit(5).count(db).await.unwrap();
    assert_eq!(limited, 5);
}

#[tokio::test]
async fn pages_are_numbered_and_complete() {
    let test = readings().await;
    let db = &test.db;
    let select = reading::Entity::find()
        .order_by_asc(reading::Column::Station)
        .order_by_asc(reading::Column::Number);
    let mut pages = select.paginate(db, 5);
    assert_eq!(pages.num_items().await.unwrap(), 12);
    assert_eq!(pages.num_pages().await.unwrap(), 3);
    let both = pages.num_items_and_pages().await.unwrap();
    assert_eq!((both.number_of_items, both.number_of_pages), (12, 3));
    assert_eq!(keys(&pages.fetch_page(2).await.unwrap()), [("c", 3), ("c", 4)]);
    assert_eq!(pages.fetch_page(3).await.unwrap(), []);
    let mut seen = Vec::new();
    while let Some(page) = pages.fetch_and_next().await.unwrap() {
        seen.extend(page);
    }
    assert_eq!(seen.len(), 12);
    assert!(keys(&seen).is_sorted());
}

#[tokio::test]
async fn grouped_rows_are_paginated() {
    let test = readings().await;
    let pages = reading::Entity::find()
        .select_only()
        .column(reading::Column::Station)
        .column_as(reading::Column::Value.sum(), "total")
        .group_by(reading::Column::Station)
        .order_by_asc(reading::Column::Station)
        .into_tuple::<(String, Option<f64>)>()
        .paginate(&test.db, 2);
    assert_eq!(pages.num_items().await.unwrap(), 3);
    assert_eq!(pages.fetch_page(1).await.unwrap(), [("c".to_owned(), Some(15.0))]);
}

#[tokio::test]
async fn a_cursor_moves_in_both_directions() {
    let test = readings().await;
    let db = &test.db;
    let of_a = || {
        reading::Entity::find()
            .filter(reading::Column::Station.eq("a"))
            .cursor_by(reading::Column::Number)
    };
    let numbers = |models: Vec<reading::Model>| models.iter().map(|model| model.number).collect::<Vec<_>>();
    assert_eq!(numbers(of_a().after(1).first(2).all(db).await.unwrap()), [2, 3]);
    assert_eq!(numbers(of_a().before(3).first(5).all(db).await.unwrap()), [1, 2]);
    assert_eq!(numbers(of_a().last(2).all(db).await.unwrap()), [3, 4]);
    assert_eq!(numbers(of_a().desc().first(2).all(db).await.unwrap()), [4, 3]);
    assert_eq!(
        numbers(of_a().desc().after(3).first(2).all(db).await.unwrap()),
        [2, 1]
    );
    assert_eq!(numbers(of_a().desc().last(2).all(db).await.unwrap()), [2, 1]);
}

#[tokio::test]
async fn a_cursor_on_two_columns_compares_them_as_a_pair() {
    let test = readings().await;
    let db = &test.db;
    let cursor = || reading::Entity::find().cursor_by((reading::Column::Station, reading::Column::Number));
    let after = cursor().after(("a", 3)).first(3).all(db).await.unwrap();
    assert_eq!(keys(&after), [("a", 4), ("b", 1), ("b", 2)]);
    let before = cursor().before(("b", 2)).last(2).all(db).await.unwrap();
    assert_eq!(keys(&before), [("a", 4), ("b", 1)]);
    let between = cursor().after(("a", 4)).before(("b", 3)).all(db).await.unwrap();
    assert_eq!(keys(&between), [("b", 1), ("b", 2)]);
    let down = cursor().desc().after(("b", 1)).first(2).all(db).await.unwrap();
    assert_eq!(keys(&down), [("a", 4), ("a", 3)]);
    let mut json = cursor().into_json();
    let json: Vec<JsonValue> = json.after(("c", 3)).first(1).all(db).await.unwrap();
    assert_eq!(json[0]["number"], 4);
}

#[derive(Debug, PartialEq, DerivePartialModel)]
#[sea_orm(entity = "cake::Entity")]
struct CakeName {
    name: String,
    #[sea_orm(from_expr = "Expr::col((cake::Entity, cake::Column::Price)).mul(2)")]
    twice: Decimal,
    #[sea_orm(nested)]
    bakery: Option<BakeryName>,
}

#[derive(Debug, PartialEq, DerivePartialModel)]
#[sea_orm(entity = "bakery::Entity")]
struct BakeryName {
    id: i32,
    name: String,
}

#[tokio::test]
async fn partial_models_read_their_columns_and_nested_ones() {
    let test = bakeries().await;
    let cakes: Vec<CakeName> = cake::Entity::find()
        .left_join(bakery::Entity)
        .order_by_asc(cake::Column::Id)
        .into_partial_model()
        .all(&test.db)
        .await
        .unwrap();
    let sea = || {
        Some(BakeryName {
            id: 1,
            name: "Sea".into(),
        })
    };
    let expected = [("Mud", 20, sea()), ("Plum", 40, sea()), ("Lost", 60, None)];
    assert_eq!(
        cakes,
        expected.map(|(name, twice, bakery)| CakeName {
            name: name.into(),
            twice: Decimal::new(twice, 0),
            bakery,
        })
    );
}

#[tokio::test]
async fn rows_become_tuples_in_the_order_of_the_list() {
    let test = readings().await;
    let select = || {
        reading::Entity::find()
            .filter(reading::Column::Station.eq("a"))
            .order_by_asc(reading::Column::Number)
            .select_only()
            .column(reading::Column::Value)
            .column(reading::Column::Number)
            .column(reading::Column::Quality)
            .column(reading::Column::Level)
    };
    type Row = (f64, i32, Quality, Option<Level>);
    let expected: [Row; 4] = [
        (1.5, 1, Quality::Good, Some(Level::Low)),
        (3.0, 2, Quality::Good, Some(Level::High)),
        (4.5, 3, Quality::Good, None),
        (6.0, 4, Quality::Bad, None),
    ];
    let plain: Vec<Row> = select().into_tuple().all(&test.db).await.unwrap();
    assert_eq!(plain, expected);
    let lane: Vec<Row> = select().clickhouse().into_tuple().all(&test.db).await.unwrap();
    assert_eq!(lane, expected);
}

#[derive(Clone, Copy, Debug, EnumIter, sea_orm::DeriveColumn)]
enum Sums {
    Station,
    Total,
}

#[tokio::test]
async fn rows_become_json_and_values_of_named_columns() {
    let test = readings().await;
    let select = || {
        reading::Entity::find()
            .select_only()
            .column(reading::Column::Station)
            .column_as(reading::Column::Value.sum(), "total")
            .group_by(reading::Column::Station)
            .order_by_asc(reading::Column::Station)
    };
    let values: Vec<(String, Option<f64>)> = select().into_values::<_, Sums>().all(&test.db).await.unwrap();
    assert_eq!(values[0], ("a".to_owned(), Some(15.0)));
    let json = select().into_json().one(&test.db).await.unwrap();
    assert_eq!(json, Some(json!({"station": "a", "total": 15.0})));
    let model = reading::Entity::find()
        .order_by_asc(reading::Column::Station)
        .order_by_asc(reading::Column::Number)
        .clickhouse()
        .into_json()
        .one(&test.db)
        .await
        .unwrap();
    assert_eq!(
        model,
        Some(json!({"station": "a", "number": 1, "quality": "good", "level": 1, "value": 1.5}))
    );
}

#[tokio::test]
async fn sub_queries_stand_in_conditions_lists_and_sources() {
    let test = bakeries().await;
    let db = &test.db;
    let with_bakers = bakery::Entity::find()
        .filter(
            bakery::Column::Id.in_subquery(
                Query::select()
                    .column(baker::Column::BakeryId)
                    .from(baker::Entity)
                    .and_where(baker::Column::BakeryId.is_not_null())
                    .to_owned(),
            ),
        )
        .order_by_asc(bakery::Column::Id)
        .all(db)
        .await
        .unwrap();
    assert_eq!(
        with_bakers.iter().map(|bakery| bakery.id).collect::<Vec<_>>(),
        [1, 2]
    );

    let most = cake::Entity::find()
        .filter(
            Expr::col((cake::Entity, cake::Column::Price)).eq(Expr::SubQuery(
                None,
                Box::new(
                    Query::select()
                        .expr(Expr::col(cake::Column::Price).max())
                        .from(cake::Entity)
                        .to_owned()
                        .into(),
                ),
            )),
        )
        .one(db)
        .await
        .unwrap();
    assert_eq!(most.map(|cake| cake.name), Some("Lost".to_owned()));

    let from = Query::select()
        .expr_as(Expr::col("price").sum(), "total")
        .from_subquery(
            Query::select()
                .column(cake::Column::Price)
                .from(cake::Entity)
                .and_where(cake::Column::Id.lte(2))
                .to_owned(),
            "cheap",
        )
        .to_owned();
    let row = db.query_one(&from).await.unwrap().unwrap();
    assert_eq!(
        row.try_get::<Option<Decimal>>("", "total").unwrap(),
        Some(Decimal::new(30, 0))
    );
}

#[tokio::test]
async fn correlated_exists_finds_rows() {
    let test = bakeries().await;
    let having = bakery::Entity::find()
        .filter(Expr::exists(
            Query::select()
                .expr(Expr::val(1))
                .from(cake::Entity)
                .and_where(
                    Expr::col((cake::Entity, cake::Column::BakeryId))
                        .equals((bakery::Entity, bakery::Column::Id)),
                )
                .to_owned(),
        ))
        .all(&test.db)
        .await
        .unwrap();
    assert_eq!(having.iter().map(|bakery| bakery.id).collect::<Vec<_>>(), [1]);
}

fn names(table: &'static str) -> SelectStatement {
    Query::select().column("name").from(table).to_owned()
}

#[tokio::test]
async fn unions_are_ordered_and_limited_as_a_whole() {
    let test = bakeries().await;
    let db = &test.db;
    let all = names("bakery")
        .union(UnionType::All, names("baker"))
        .order_by("name", sea_orm::Order::Asc)
        .limit(3)
        .to_owned();
    let rows = db.query_all(&all).await.unwrap();
    let seen: Vec<String> = rows.iter().map(|row| row.try_get("", "name").unwrap()).collect();
    assert_eq!(seen, ["Bea", "Bob", "Corner"]);
    let distinct = names("bakery")
        .union(UnionType::Distinct, names("bakery"))
        .to_owned();
    assert_eq!(db.query_all(&distinct).await.unwrap().len(), 3);
    let none = names("bakery")
        .union(UnionType::Except, names("bakery"))
        .to_owned();
    assert_eq!(db.query_all(&none).await.unwrap().len(), 0);
    let unioned = bakery::Entity::find()
        .filter(bakery::Column::Id.eq(1))
        .into_query()
        .union(
            UnionType::All,
            bakery::Entity::find()
                .filter(bakery::Column::Id.eq(2))
                .into_query(),
        )
        .to_owned();
    let rows = db.query_all(&unioned).await.unwrap();
    let models: Vec<bakery::Model> = rows
        .iter()
        .map(|row| bakery::Model::from_query_result(row, "").unwrap())
        .collect();
    assert_eq!(models.len(), 2);
}

#[tokio::test]
async fn a_common_table_expression_is_read_as_a_table() {
    let test = bakeries().await;
    let cte = CommonTableExpression::new()
        .query(
            Query::select()
                .columns(["id", "name"])
                .from("baker")
                .and_where(Expr::col("bakery_id").is_not_null())
                .to_owned(),
        )
        .table_name("employed")
        .to_owned();
    let select = Query::select()
        .columns(["id", "name"])
        .from("employed")
        .and_where(Expr::col("id").gt(1))
        .order_by("id", sea_orm::Order::Asc)
        .to_owned();
    let query = select.clone().with(WithClause::new().cte(cte.clone()).to_owned());
    let rows = test.db.query_all(&query).await.unwrap();
    let seen: Vec<(i32, String)> = rows
        .iter()
        .map(|row| (row.try_get("", "id").unwrap(), row.try_get("", "name").unwrap()))
        .collect();
    assert_eq!(seen, [(2, "Bea".to_owned()), (3, "Cy".to_owned())]);
    let within = select
        .clone()
        .with_cte(WithClause::new().cte(cte).to_owned())
        .to_owned();
    assert_eq!(test.db.query_all(&within).await.unwrap().len(), 2);
}

#[tokio::test]
async fn groups_are_filtered_by_having() {
    let test = bakeries().await;
    let groups: Vec<(Option<i32>, i64)> = baker::Entity::find()
        .select_only()
        .column(baker::Column::BakeryId)
        .column_as(baker::Column::Id.count(), "bakers")
        .group_by(baker::Column::BakeryId)
        .having(baker::Column::Id.count().gt(1))
        .into_tuple()
        .all(&test.db)
        .await
        .unwrap();
    assert_eq!(groups, [(Some(1), 2)]);
    let by_alias: Vec<(Option<i32>, i64)> = baker::Entity::find()
        .select_only()
        .column(baker::Column::BakeryId)
        .column_as(baker::Column::Id.count(), "bakers")
        .group_by(baker::Column::BakeryId)
        .having(Expr::col("bakers").eq(1))
        .order_by_asc(baker::Column::BakeryId)
        .into_tuple()
        .all(&test.db)
        .await
        .unwrap();
    assert_eq!(by_alias, [(Some(2), 1), (None, 1)]);
}

#[tokio::test]
async fn loaders_load_for_many_for_none_and_with_conditions() {
    let test = bakeries().await;
    let db = &test.db;
    let bakeries = bakery::Entity::find()
        .order_by_asc(bakery::Column::Id)
        .all(db)
        .await
        .unwrap();
    let bakers = bakeries.load_many(baker::Entity, db).await.unwrap();
    assert_eq!(bakers.iter().map(Vec::len).collect::<Vec<_>>(), [2, 1, 0]);
    let some = bakeries
        .load_many(baker::Entity::find().filter(baker::Column::Name.eq("Bob")), db)
        .await
        .unwrap();
    assert_eq!(some.iter().map(Vec::len).collect::<Vec<_>>(), [1, 0, 0]);
    let cakes = cake::Entity::find()
        .order_by_asc(cake::Column::Id)
        .all(db)
        .await
        .unwrap();
    let ones = cakes.load_one(bakery::Entity, db).await.unwrap();
    let ids: Vec<_> = ones
        .iter()
        .map(|one| one.as_ref().map(|bakery| bakery.id))
        .collect();
    assert_eq!(ids, [Some(1), Some(1), None]);
    let many = cakes
        .load_many_to_many(baker::Entity, cakes_bakers::Entity, db)
        .await
        .unwrap();
    assert_eq!(many.iter().map(Vec::len).collect::<Vec<_>>(), [2, 1, 0]);
    let none: Vec<bakery::Model> = Vec::new();
    assert_eq!(
        none.load_many(baker::Entity, db).await.unwrap(),
        Vec::<Vec<baker::Model>>::new()
    );
    let none: Vec<cake::Model> = Vec::new();
    assert_eq!(none.load_one(bakery::Entity, db).await.unwrap(), []);
    let linked = bakeries[0]
        .find_related(cake::Entity)
        .order_by_asc(cake::Column::Id)
        .all(db)
        .await
        .unwrap();
    assert_eq!(linked.len(), 2);
}

#[tokio::test]
async fn distinct_rows_are_selected_once() {
    let test = readings().await;
    let stations: Vec<String> = reading::Entity::find()
        .select_only()
        .column(reading::Column::Station)
        .distinct()
        .order_by_asc(reading::Column::Station)
        .into_tuple()
        .all(&test.db)
        .await
        .unwrap();
    assert_eq!(stations, ["a", "b", "c"]);
    let levels: i64 = reading::Entity::find()
        .select_only()
        .expr(Expr::col(reading::Column::Level).count_distinct())
        .into_tuple()
        .one(&test.db)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(levels, 2);
}

#[tokio::test]
async fn expressions_are_selected_and_compared() {
    let test = readings().await;
    let row: (String, i64, f64, String) = reading::Entity::find()
        .select_only()
        .expr_as(Func::upper(Expr::col(reading::Column::Station)), "upper")
        .expr_as(Expr::cust("toInt64(number) * 2"), "doubled")
        .expr_as(
            Func::coalesce([Expr::col(reading::Column::Value), Expr::val(0.0)]),
            "value",
        )
        .expr_as(
            Expr::case(reading::Column::Number.gt(1), "more").finally("one"),
            "size",
        )
        .filter(Expr::cust_with_values(
            "length(station) = ? AND number = ?",
            [1, 2],
        ))
        .order_by_desc(reading::Column::Station)
        .into_tuple()
        .one(&test.db)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(row, ("C".to_owned(), 4, 3.0, "more".to_owned()));
}

#[tokio::test]
async fn active_enums_are_filtered_by_their_values() {
    let test = readings().await;
    let db = &test.db;
    let bad = reading::Entity::find().filter(reading::Column::Quality.eq(Quality::Bad));
    assert_eq!(bad.count(db).await.unwrap(), 3);
    let listed =
        reading::Entity::find().filter(reading::Column::Quality.is_in([Quality::Bad, Quality::Good]));
    assert_eq!(listed.count(db).await.unwrap(), 12);
    let high = reading::Entity::find()
        .filter(reading::Column::Level.eq(Level::High))
        .order_by_asc(reading::Column::Station)
        .all(db)
        .await
        .unwrap();
    assert_eq!(keys(&high), [("a", 2), ("b", 2), ("c", 2)]);
    assert_eq!(high[0].level, Some(Level::High));
    let updated = reading::Entity::update_many()
        .col_expr(reading::Column::Quality, Expr::value(Quality::Good))
        .filter(reading::Column::Quality.eq(Quality::Bad))
        .exec(db)
        .await;
    assert_eq!(updated.unwrap().rows_affected, 3);
}

#[tokio::test]
async fn lists_of_thousands_of_values_are_one_condition() {
    let test = readings().await;
    let db = &test.db;
    let found = reading::Entity::find()
        .filter(reading::Column::Number.is_in(3..5_003))
        .filter(
            reading::Column::Station.is_in((0..5_000).map(|i| format!("it's {i}")).chain(["b".to_owned()])),
        )
        .order_by_asc(reading::Column::Number)
        .all(db)
        .await
        .unwrap();
    assert_eq!(keys(&found), [("b", 3), ("b", 4)]);
    let rest = reading::Entity::find()
        .filter(reading::Column::Number.is_not_in(2..5_002))
        .count(db)
        .await
        .unwrap();
    assert_eq!(rest, 3);
    let none = reading::Entity::find().filter(reading::Column::Number.is_in(Vec::<i32>::new()));
    assert_eq!(none.count(db).await.unwrap(), 0);
    let all = reading::Entity::find().filter(reading::Column::Number.is_not_in(Vec::<i32>::new()));
    assert_eq!(all.count(db).await.unwrap(), 12);
    let tuples = reading::Entity::find().filter(
        Expr::tuple([
            Expr::col(reading::Column::Station),
            Expr::col(reading::Column::Number),
        ])
        .in_tuples([("a", 1), ("b", 2), ("x", 9)]),
    );
    assert_eq!(tuples.count(db).await.unwrap(), 2);
}

#[tokio::test]
async fn patterns_match_text_and_escape_it() {
    let test = TestDatabase::new().await;
    create_tables(&test.db).await;
    let names = [
        "100% rye",
        "100 rye",
        "under_score",
        "underXscore",
        "back\\slash",
        "Ünïcode ?",
        "it's",
    ];
    bakery::Entity::insert_many(
        names
            .into_iter()
            .enumerate()
            .map(|(id, name)| bakery::ActiveModel {
                id: Set(id as i32),
                name: Set(name.into()),
                profit_margin: Set(0.0),
            }),
    )
    .exec(&test.db)
    .await
    .unwrap();
    let matching = async |condition: Condition| -> Vec<String> {
        bakery::Entity::find()
            .filter(condition)
            .order_by_asc(bakery::Column::Id)
            .select_only()
            .column(bakery::Column::Name)
            .into_tuple()
            .all(&test.db)
            .await
            .unwrap()
    };
    let name = bakery::Column::Name;
    assert_eq!(matching(name.like("100%").into_condition()).await.len(), 2);
    assert_eq!(matching(name.contains("rye").into_condition()).await.len(), 2);
    assert_eq!(
        matching(name.starts_with("under").into_condition()).await.len(),
        2
    );
    assert_eq!(matching(name.ends_with("score").into_condition()).await.len(), 2);
    assert_eq!(
        matching(name.eq("back\\slash").into_condition()).await,
        ["back\\slash"]
    );
    assert_eq!(matching(name.eq("it's").into_condition()).await, ["it's"]);
    assert_eq!(matching(name.contains("ï").into_condition()).await, ["Ünïcode ?"]);
    assert_eq!(matching(name.not_like("%rye").into_condition()).await.len(), 5);
    assert_eq!(
        matching(name.like(r"under\_score").into_condition()).await,
        ["under_score"]
    );
    let any = Condition::any().add(name.eq("it's")).add(name.eq("100 rye"));
    assert_eq!(matching(any).await, ["100 rye", "it's"]);
    assert_eq!(matching(Condition::all()).await.len(), 7);
    assert_eq!(
        matching(Condition::any()).await.len(),
        0,
        "none of no conditions holds"
    );
    assert_eq!(
        matching(name.is_in(["it's"]).not().into_condition()).await.len(),
        6
    );
    assert_eq!(
        matching(bakery::Column::Id.between(1, 2).into_condition())
            .await
            .len(),
        2
    );
}

#[tokio::test]
async fn a_table_joins_itself_under_an_alias() {
    let test = bakeries().await;
    let pairs: Vec<(String, String)> = baker::Entity::find()
        .select_only()
        .column(baker::Column::Name)
        .column_as(Expr::col(("colleague", baker::Column::Name)), "colleague_name")
        .join_as(
            JoinType::InnerJoin,
            baker::Entity::belongs_to(baker::Entity)
                .from(baker::Column::BakeryId)
                .to(baker::Column::BakeryId)
                .into(),
            "colleague",
        )
        .filter(Expr::col(("colleague", baker::Column::Id)).ne(Expr::col((baker::Entity, baker::Column::Id))))
        .order_by_asc(baker::Column::Id)
        .into_tuple()
        .all(&test.db)
        .await
        .unwrap();
    assert_eq!(
        pairs,
        [
            ("Bob".to_owned(), "Bea".to_owned()),
            ("Bea".to_owned(), "Bob".to_owned())
        ]
    );
}
