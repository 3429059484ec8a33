//! What the two lanes promise: order, names and types of the columns of a result.

use futures_util::TryStreamExt;
use integration_tests::{
    TestDatabase,
    library::{author, book, books, library},
};
use sea_orm::{
    JoinType, QuerySelect,
    entity::prelude::*,
    sea_query::{ExprTrait, Func},
};
use sea_orm_clickhouse::IntoClickHouseSelect;
use serde_json::json;
use time::macros::date;

#[tokio::test]
async fn tuples_follow_the_select_list_whatever_its_order() {
    let TestDatabase { ref db, .. } = library().await;
    use book::Column::{AuthorId, Id, Pages, Published, Sold, Title};
    type Row = (String, u64, i32, Option<time::Date>, u16, Option<i32>);
    let list = || {
        books()
            .select_only()
            .columns([Title, Sold, Id, Published, Pages, AuthorId])
            .limit(1)
    };
    let expected = [(
        "The Dispossessed".to_owned(),
        u64::MAX,
        1,
        Some(date!(1974 - 05 - 01)),
        341,
        Some(1),
    )];
    assert_eq!(list().into_tuple::<Row>().all(db).await.unwrap(), expected);
    assert_eq!(
        list().clickhouse().into_tuple::<Row>().all(db).await.unwrap(),
        expected
    );
    let streamed: Vec<Row> = list()
        .into_tuple()
        .stream(db)
        .await
        .unwrap()
        .try_collect()
        .await
        .unwrap();
    assert_eq!(streamed, expected);
    let streamed = list().clickhouse().into_tuple::<Row>().stream(db).await.unwrap();
    assert_eq!(streamed.try_collect::<Vec<_>>().await.unwrap(), expected);
}

#[tokio::test]
async fn json_of_the_entity_lane_has_the_names_of_the_select_list_alone() {
    let TestDatabase { ref db, .. } = library().await;
    let list = || {
        books()
            .select_only()
            .column(book::Column::Title)
            .column_as(book::Column::Id, "number")
            .column(book::Column::Published)
            .column_as(Expr::col(book::Column::Pages).add(1), "a page more")
            .limit(1)
    };
    let expected =
        [json!({"title": "The Dispossessed", "number": 1, "published": "1974-05-01", "a page more": 342})];
    assert_eq!(list().clickhouse().into_json().all(db).await.unwrap(), expected);
    let one = list().clickhouse().into_json().one(db).await.unwrap();
    assert_eq!(one.as_ref(), expected.first());
}

/// `docs/limitations.md`: plain `into_json` tells every key of SeaORM's `ProxyRow`, and there are positions among them.
#[tokio::test]
async fn plain_json_has_extra_keys_when_the_list_is_not_in_the_order_of_names() {
    let TestDatabase { ref db, .. } = library().await;
    let ordered = books()
        .select_only()
        .columns([book::Column::Id, book::Column::Title])
        .limit(1);
    assert_eq!(
        ordered.into_json().all(db).await.unwrap(),
        [json!({"id": 1, "title": "The Dispossessed"})]
    );
    let list = books()
        .select_only()
        .columns([book::Column::Title, book::Column::Id])
        .limit(1);
    let rows = list.into_json().all(db).await.unwrap();
    assert_eq!(
        rows,
        [json!({"id": 1, "title": "The Dispossessed", "\u{0}00000": "The Dispossessed", "\u{0}00001": 1})]
    );
}

#[tokio::test]
async fn two_columns_of_one_name_are_told_apart_by_position() {
    let TestDatabase { ref db, .. } = library().await;
    use book::Column::{Id, Title};
    let list = || books().select_only().columns([Title, Id, Title]).limit(1);
    let title = "The Dispossessed".to_owned();
    let expected = [(title.clone(), 1, title)];
    assert_eq!(
        list()
            .into_tuple::<(String, i32, String)>()
            .all(db)
            .await
            .unwrap(),
        expected
    );
    assert_eq!(
        list()
            .clickhouse()
            .into_tuple::<(String, i32, String)>()
            .all(db)
            .await
            .unwrap(),
        expected
    );
    assert_eq!(
        list().clickhouse().into_json().all(db).await.unwrap(),
        [json!({"title": "The Dispossessed", "id": 1})]
    );
    // Of two tables.
    let joined = || {
        books()
            .select_only()
            .column(author::Column::Id)
            .column(book::Column::Id)
            .column(author::Column::Name)
            .join(JoinType::InnerJoin, book::Relation::Author.def())
    };
    let expected = [(1, 1, "Le Guin".to_owned())];
    assert_eq!(
        joined().into_tuple::<(i32, i32, String)>().all(db).await.unwrap(),
        expected
    );
    assert_eq!(
        joined()
            .clickhouse()
            .into_tuple::<(i32, i32, String)>()
            .all(db)
            .await
            .unwrap(),
        expected
    );
}

#[tokio::test]
async fn the_extremes_of_a_column_are_of_its_fields_type() {
    let TestDatabase { ref db, .. } = library().await;
    let extremes = || {
        book::Entity::find()
            .select_only()
            .column_as(book::Column::Sold.max(), "most")
            .column_as(book::Column::Published.min(), "first")
            .column_as(book::Column::Pages.max(), "longest")
    };
    type Row = (Option<u64>, Option<time::Date>, Option<u16>);
    let expected = Some((Some(u64::MAX), Some(date!(1974 - 05 - 01)), Some(341)));
    assert_eq!(extremes().into_tuple::<Row>().one(db).await.unwrap(), expected);
    assert_eq!(
        extremes().clickhouse().into_tuple::<Row>().one(db).await.unwrap(),
        expected
    );
    let nothing = extremes().filter(book::Column::Id.gt(100));
    assert_eq!(
        nothing.into_tuple::<Row>().one(db).await.unwrap(),
        Some((None, None, None))
    );
}

#[tokio::test]
async fn counts_and_sums_are_what_portable_code_expects() {
    let TestDatabase { ref db, .. } = library().await;
    type Row = (i64, Option<i64>, Option<f64>);
    let row: Option<Row> = book::Entity::find()
        .select_only()
        .column_as(book::Column::Id.count(), "count")
        .column_as(book::Column::Pages.sum(), "pages")
        .column_as(
            Expr::expr(Func::avg(Expr::col((book::Entity, book::Column::Pages)))),
            "average",
        )
        .into_tuple()
        .one(db)
        .await
        .unwrap();
    assert_eq!(row, Some((3, Some(542), Some(542.0 / 3.0))));
}

/// `docs/limitations.md`: the forms are SeaQuery's. Those of the entity lane are what a web client expects.
#[tokio::test]
async fn plain_json_writes_dates_as_sql_does() {
    let TestDatabase { ref db, .. } = library().await;
    let list = || books().select_only().column(book::Column::Published).limit(1);
    assert_eq!(
        list().into_json().all(db).await.unwrap(),
        [json!({"published": "'1974-05-01'"})]
    );
    let exact = list().clickhouse().into_json().all(db).await.unwrap();
    assert_eq!(exact, [json!({"published": "1974-05-01"})]);
}
