//! What rows are filtered by.

use integration_tests::{
    TestDatabase,
    bakery::{baker, bakeries, bakery, cake, create_tables},
    reading::{self, Level, Quality, keys, readings},
};
use rust_decimal::Decimal;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, Set,
    sea_query::{Expr, IntoCondition, Query},
};

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
async fn thousands_of_conditions_are_one_statement() {
    let test = readings().await;
    let mut any = Condition::any();
    for number in 3..1_800 {
        any = any.add(reading::Column::Number.eq(number));
    }
    let found = reading::Entity::find().filter(any).count(&test.db).await.unwrap();
    assert_eq!(found, 6);
}

#[tokio::test]
async fn a_name_given_to_an_expression_does_not_hide_the_column_of_a_condition() {
    let test = readings().await;
    let rows: Vec<(String, Option<f64>)> = reading::Entity::find()
        .select_only()
        .column(reading::Column::Station)
        .column_as(reading::Column::Value.max(), "value")
        .filter(reading::Column::Value.lt(5.0))
        .group_by(reading::Column::Station)
        .order_by_asc(reading::Column::Station)
        .into_tuple()
        .all(&test.db)
        .await
        .unwrap();
    assert_eq!(rows[0], ("a".to_owned(), Some(4.5)));
    let rows: Vec<(i64, f64)> = reading::Entity::find()
        .select_only()
        .expr_as(
            Expr::col((reading::Entity, reading::Column::Number)).mul(-1),
            "number",
        )
        .column(reading::Column::Value)
        .filter(reading::Column::Station.eq("a"))
        .filter(reading::Column::Number.gt(2))
        .order_by_asc(reading::Column::Number)
        .into_tuple()
        .all(&test.db)
        .await
        .unwrap();
    assert_eq!(rows, [(-3, 4.5), (-4, 6.0)]);
}

#[tokio::test]
async fn comparisons_with_null_hold_for_no_row() {
    let test = readings().await;
    let none: Option<Level> = None;
    let equal = reading::Entity::find().filter(reading::Column::Level.eq(none));
    // SeaORM writes `= NULL` as `IS NULL`.
    let count = equal.count(&test.db).await.unwrap();
    let is_null = reading::Entity::find().filter(reading::Column::Level.is_null());
    assert_eq!(is_null.count(&test.db).await.unwrap(), 6);
    assert!(count == 6 || count == 0, "{count}");
    let not = reading::Entity::find().filter(reading::Column::Level.ne(Level::Low));
    assert_eq!(
        not.count(&test.db).await.unwrap(),
        3,
        "NULL is neither equal nor different"
    );
}
