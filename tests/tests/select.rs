//! What SeaORM's selects can be turned into.

use integration_tests::{
    bakery::{baker, bakeries, bakery, cake, cakes_bakers},
    reading::{self, Level, Quality, readings},
};
use rust_decimal::Decimal;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DerivePartialModel, EntityTrait, EnumIter, ExprTrait, FromQueryResult,
    JoinType, LoaderTrait, ModelTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait, RelationTrait,
    sea_query::{CommonTableExpression, Expr, Func, Query, SelectStatement, UnionType, WithClause},
};
use sea_orm_clickhouse::IntoClickHouseSelect;
use serde_json::json;

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

#[derive(Debug, PartialEq, DerivePartialModel)]
#[sea_orm(entity = "bakery::Entity")]
struct BakeryDetails {
    #[sea_orm(nested)]
    basics: BakeryName,
    #[sea_orm(from_col = "profit_margin")]
    profit: f64,
}

#[derive(Debug, PartialEq, DerivePartialModel)]
#[sea_orm(entity = "baker::Entity")]
struct BakerOf {
    name: String,
    #[sea_orm(nested, alias = "home")]
    home: Option<BakeryName>,
    #[sea_orm(skip)]
    seen: u8,
}

#[tokio::test]
async fn partial_models_are_flat_or_of_a_table_under_an_alias() {
    let test = bakeries().await;
    let details = bakery::Entity::find()
        .order_by_asc(bakery::Column::Id)
        .into_partial_model::<BakeryDetails>()
        .all(&test.db)
        .await
        .unwrap();
    let sea = || BakeryName {
        id: 1,
        name: "Sea".into(),
    };
    let expected = BakeryDetails {
        basics: sea(),
        profit: 10.5,
    };
    assert_eq!(details.first(), Some(&expected));
    let bakers: Vec<BakerOf> = baker::Entity::find()
        .join_as(JoinType::LeftJoin, bakery::Relation::Baker.def().rev(), "home")
        .filter(baker::Column::Id.is_in([1, 4]))
        .order_by_asc(baker::Column::Id)
        .into_partial_model()
        .all(&test.db)
        .await
        .unwrap();
    let baker = |name: &str, home| BakerOf {
        name: name.into(),
        home,
        seen: 0,
    };
    assert_eq!(bakers, [baker("Bob", Some(sea())), baker("Free", None)]);
}
