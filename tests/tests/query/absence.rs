//! What is not there: no rows, no match of an outer join, NULL, empty lists.

use integration_tests::shop::{item, new_item, sale, seeded, stocks};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, IntoActiveModel,
    JoinType, ModelTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait, RelationTrait,
    Set,
    sea_query::{Expr, Func, Query, SelectStatement, UnionType},
};
use sea_orm_clickhouse::IntoClickHouseSelect;

type Figures = (Option<i64>, Option<f64>, Option<i32>, Option<i32>, i64);

fn figures(select: sea_orm::Select<item::Entity>) -> sea_orm::Select<item::Entity> {
    select
        .select_only()
        .column_as(item::Column::Stock.sum(), "sum")
        .expr_as(Func::avg(item::Column::Stock.into_expr()), "avg")
        .column_as(item::Column::Stock.min(), "min")
        .column_as(item::Column::Stock.max(), "max")
        .column_as(item::Column::Stock.count(), "count")
}

#[tokio::test]
async fn sum_avg_min_and_max_of_nothing_are_none_and_its_count_is_zero() {
    let test = seeded().await;
    let nothing = || figures(item::Entity::find().filter(item::Column::Stock.gt(1_000)));
    let row: Option<Figures> = nothing().into_tuple().one(&test.db).await.unwrap();
    assert_eq!(row, Some((None, None, None, None, 0)));
    let row: Option<Figures> = nothing().clickhouse().into_row().one(&test.db).await.unwrap();
    assert_eq!(row, Some((None, None, None, None, 0)));
    let row: Option<Figures> = figures(item::Entity::find())
        .into_tuple()
        .one(&test.db)
        .await
        .unwrap();
    assert_eq!(row, Some((Some(100), Some(25.0), Some(10), Some(40), 4)));
    let coalesced: Option<i64> = item::Entity::find()
        .select_only()
        .expr_as(
            Func::coalesce([item::Column::Stock.sum(), Expr::cust("toInt64(7)")]),
            "sum",
        )
        .filter(item::Column::Stock.gt(1_000))
        .into_tuple()
        .one(&test.db)
        .await
        .unwrap();
    assert_eq!(coalesced, Some(7), "a default takes the place of nothing");
}

#[tokio::test]
async fn groups_of_nothing_are_no_rows() {
    let test = seeded().await;
    let rows: Vec<(String, Option<i64>)> = item::Entity::find()
        .select_only()
        .column(item::Column::Name)
        .column_as(item::Column::Stock.sum(), "sum")
        .filter(item::Column::Stock.gt(1_000))
        .group_by(item::Column::Name)
        .into_tuple()
        .all(&test.db)
        .await
        .unwrap();
    assert_eq!(rows, []);
}

#[tokio::test]
async fn aggregates_of_null_alone_are_none_and_null_is_not_counted() {
    let test = seeded().await;
    let row: Option<(Option<String>, i64, i64)> = item::Entity::find()
        .select_only()
        .column_as(item::Column::Note.max(), "most")
        .column_as(item::Column::Note.count(), "notes")
        .column_as(item::Column::Id.count(), "items")
        .into_tuple()
        .one(&test.db)
        .await
        .unwrap();
    assert_eq!(row, Some((None, 0, 4)));
}

/// In ClickHouse alone the count is 1 for them, and the sum 0.
#[tokio::test]
async fn an_item_without_sales_has_no_row_a_count_of_zero_and_no_sum() {
    let test = seeded().await;
    let joined = || {
        item::Entity::find()
            .join(JoinType::LeftJoin, item::Relation::Sale.def())
            .select_only()
            .column(item::Column::Name)
            .order_by_asc(item::Column::Id)
    };
    let rows: Vec<(String, Option<String>, Option<u32>)> = joined()
        .column(sale::Column::Customer)
        .column(sale::Column::Quantity)
        .filter(item::Column::Id.gt(1))
        .into_tuple()
        .all(&test.db)
        .await
        .unwrap();
    assert_eq!(
        rows,
        [
            ("bread".into(), Some("ann".into()), Some(1)),
            ("cheese".into(), None, None),
            ("dates".into(), None, None)
        ]
    );
    type Sold = (String, i64, Option<i64>, Option<f64>, Option<u32>);
    let sold = joined()
        .column_as(sale::Column::Customer.count(), "sales")
        .column_as(sale::Column::Quantity.sum(), "sold")
        .expr_as(Func::avg(sale::Column::Quantity.into_expr()), "mean")
        .column_as(sale::Column::Quantity.max(), "most")
        .group_by(item::Column::Id)
        .group_by(item::Column::Name);
    let expected = [
        ("apple".to_owned(), 2, Some(5), Some(2.5), Some(3)),
        ("bread".to_owned(), 1, Some(1), Some(1.0), Some(1)),
        ("cheese".to_owned(), 0, None, None, None),
        ("dates".to_owned(), 0, None, None, None),
    ];
    assert_eq!(
        sold.clone().into_tuple::<Sold>().all(&test.db).await.unwrap(),
        expected
    );
    let without = sold.having(sale::Column::Customer.count().eq(0));
    assert_eq!(
        without.into_tuple::<Sold>().all(&test.db).await.unwrap(),
        expected[2..]
    );
}

#[tokio::test]
async fn whether_there_is_a_match_is_a_bool() {
    let test = seeded().await;
    let rows: Vec<(String, bool)> = item::Entity::find()
        .join(JoinType::LeftJoin, item::Relation::Sale.def())
        .select_only()
        .column(item::Column::Name)
        .expr_as(sale::Column::Customer.is_null(), "unsold")
        .distinct()
        .order_by_asc(item::Column::Name)
        .into_tuple()
        .all(&test.db)
        .await
        .unwrap();
    assert_eq!(
        rows,
        [
            ("apple", false),
            ("bread", false),
            ("cheese", true),
            ("dates", true)
        ]
        .map(|(name, no)| (name.into(), no))
    );
    let unsold = item::Entity::find()
        .left_join(sale::Entity)
        .filter(sale::Column::Customer.is_null())
        .count(&test.db)
        .await
        .unwrap();
    assert_eq!(unsold, 2);
}

#[tokio::test]
async fn union_removes_duplicates_and_union_all_keeps_them() {
    let test = seeded().await;
    let names = |most: i32| -> SelectStatement {
        item::Entity::find()
            .select_only()
            .column(item::Column::Name)
            .filter(item::Column::Id.lte(most))
            .into_query()
    };
    let rows = async |kind: UnionType, other: SelectStatement| {
        let union = names(2).union(kind, other).to_owned();
        test.db.query_all(&union).await.unwrap().len()
    };
    assert_eq!(rows(UnionType::Distinct, names(3)).await, 3);
    assert_eq!(rows(UnionType::All, names(3)).await, 5);
    assert_eq!(rows(UnionType::Intersect, names(3)).await, 2);
    assert_eq!(rows(UnionType::Except, names(1)).await, 1);
    let constants = |n: i32| Query::select().expr_as(n, "n").to_owned();
    let twice = constants(1).union(UnionType::Distinct, constants(1)).to_owned();
    assert_eq!(test.db.query_all(&twice).await.unwrap().len(), 1);
    let twice = constants(1).union(UnionType::All, constants(1)).to_owned();
    assert_eq!(test.db.query_all(&twice).await.unwrap().len(), 2);
}

#[tokio::test]
async fn a_count_of_distinct_values_leaves_null_out() {
    let test = seeded().await;
    new_item(5, "apple", 10).insert(&test.db).await.unwrap();
    let counts: Option<(i64, i64)> = item::Entity::find()
        .select_only()
        .expr_as(item::Column::Name.into_expr().count_distinct(), "names")
        .expr_as(item::Column::Note.into_expr().count_distinct(), "notes")
        .into_tuple()
        .one(&test.db)
        .await
        .unwrap();
    assert_eq!(counts, Some((4, 0)));
    let distinct = item::Entity::find()
        .select_only()
        .column(item::Column::Name)
        .distinct()
        .count(&test.db)
        .await
        .unwrap();
    assert_eq!(distinct, 4);
}

#[tokio::test]
async fn an_empty_list_finds_updates_and_deletes_nothing() {
    let test = seeded().await;
    let db = &test.db;
    let before = stocks(&test).await;
    let none = || item::Column::Id.is_in(Vec::<i32>::new());
    let others = || item::Column::Id.is_not_in(Vec::<i32>::new());
    assert_eq!(item::Entity::find().filter(none()).all(db).await.unwrap(), []);
    assert_eq!(item::Entity::find().filter(none()).one(db).await.unwrap(), None);
    assert_eq!(item::Entity::find().filter(none()).count(db).await.unwrap(), 0);
    assert_eq!(item::Entity::find().filter(others()).count(db).await.unwrap(), 4);
    let either = Condition::any().add(none()).add(item::Column::Id.eq(2));
    assert_eq!(item::Entity::find().filter(either).count(db).await.unwrap(), 1);
    let updated = item::Entity::update_many()
        .col_expr(item::Column::Stock, Expr::value(0))
        .filter(none())
        .exec(db)
        .await
        .unwrap();
    assert_eq!(updated.rows_affected, 0);
    let returned = item::Entity::update_many()
        .col_expr(item::Column::Stock, Expr::value(0))
        .filter(none())
        .exec_with_returning(db)
        .await
        .unwrap();
    assert_eq!(returned, []);
    let deleted = item::Entity::delete_many().filter(none()).exec(db).await.unwrap();
    assert_eq!(deleted.rows_affected, 0);
    assert_eq!(stocks(&test).await, before);
}

#[tokio::test]
async fn an_empty_sub_query_finds_nothing_and_its_contrary_all() {
    let test = seeded().await;
    let none = || {
        sale::Entity::find()
            .select_only()
            .column(sale::Column::ItemId)
            .filter(sale::Column::Quantity.gt(1_000))
            .into_query()
    };
    let found = item::Entity::find().filter(item::Column::Id.in_subquery(none()));
    assert_eq!(found.count(&test.db).await.unwrap(), 0);
    let found = item::Entity::find().filter(item::Column::Id.not_in_subquery(none()));
    assert_eq!(found.count(&test.db).await.unwrap(), 4);
    let found = item::Entity::find().filter(Expr::exists(none()).not());
    assert_eq!(found.count(&test.db).await.unwrap(), 4);
    let scalar: Option<(String, Option<u32>)> = item::Entity::find()
        .select_only()
        .column(item::Column::Name)
        .expr_as(
            Expr::SubQuery(
                None,
                Box::new(
                    Query::select()
                        .column(sale::Column::Quantity)
                        .from(sale::Entity)
                        .and_where(Expr::col(sale::Column::Quantity).gt(1_000))
                        .to_owned()
                        .into(),
                ),
            ),
            "most",
        )
        .filter(item::Column::Id.eq(1))
        .into_tuple()
        .one(&test.db)
        .await
        .unwrap();
    assert_eq!(
        scalar,
        Some(("apple".to_owned(), None)),
        "of no rows a sub-query is NULL"
    );
}

#[tokio::test]
async fn a_model_that_is_gone_is_neither_updated_nor_saved_anew() {
    let test = seeded().await;
    let db = &test.db;
    let model = item::Entity::find_by_id(3).one(db).await.unwrap().unwrap();
    model.clone().delete(db).await.unwrap();
    let mut active = model.clone().into_active_model();
    active.stock = Set(31);
    assert!(active.clone().update(db).await.is_err());
    assert!(
        active.save(db).await.is_err(),
        "a key that is set is that of a row to update"
    );
    assert_eq!(item::Entity::find_by_id(3).one(db).await.unwrap(), None);
    assert_eq!(model.delete(db).await.unwrap().rows_affected, 0);
}
