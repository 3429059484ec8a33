//! Counts, pages and cursors.

use futures_util::TryStreamExt;
use integration_tests::{
    bakery::{baker, bakeries, bakery},
    reading::{self, keys, readings},
};
use sea_orm::{
    ColumnTrait, DbErr, DerivePartialModel, EntityTrait, JsonValue, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, SelectExt, TransactionTrait,
};

#[derive(Debug, PartialEq, DerivePartialModel)]
#[sea_orm(entity = "reading::Entity")]
struct Key {
    station: String,
    number: i32,
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

#[tokio::test]
async fn pages_are_streamed_set_and_numbered() {
    let test = readings().await;
    let db = &test.db;
    let select = || {
        reading::Entity::find()
            .order_by_asc(reading::Column::Station)
            .order_by_asc(reading::Column::Number)
    };
    let pages: Vec<Vec<reading::Model>> = select()
        .paginate(db, 5)
        .into_stream()
        .try_collect()
        .await
        .unwrap();
    assert_eq!(pages.iter().map(Vec::len).collect::<Vec<_>>(), [5, 5, 2]);
    let mut pages = select().into_json().paginate(db, 4);
    assert_eq!(pages.cur_page(), 0);
    pages.set_page(2);
    let last = pages.fetch().await.unwrap();
    assert_eq!((last.len(), &last[0]["station"]), (4, &"c".into()));
    pages.next();
    assert_eq!(pages.cur_page(), 3);
    assert!(pages.fetch_and_next().await.unwrap().is_none());
    let none = reading::Entity::find()
        .filter(reading::Column::Number.gt(9))
        .paginate(db, 4);
    let both = none.num_items_and_pages().await.unwrap();
    assert_eq!((both.number_of_items, both.number_of_pages), (0, 0));
    let pages: Vec<_> = none.into_stream().try_collect().await.unwrap();
    assert_eq!(pages, [[]; 0]);
    // In a transaction too.
    let transaction = db.begin().await.unwrap();
    assert_eq!(select().paginate(&transaction, 7).num_pages().await.unwrap(), 2);
    assert_eq!(select().count(&transaction).await.unwrap(), 12);
}

#[tokio::test]
async fn a_cursor_over_two_tables_goes_by_the_columns_of_either() {
    let test = bakeries().await;
    let db = &test.db;
    let pairs = || baker::Entity::find().find_also_related(bakery::Entity);
    let names = |rows: Vec<(baker::Model, Option<bakery::Model>)>| -> Vec<(String, Option<String>)> {
        rows.into_iter()
            .map(|(baker, bakery)| (baker.name, bakery.map(|bakery| bakery.name)))
            .collect()
    };
    let owned = |rows: &[(&str, Option<&str>)]| -> Vec<(String, Option<String>)> {
        rows.iter()
            .map(|(baker, bakery)| ((*baker).to_owned(), bakery.map(str::to_owned)))
            .collect()
    };
    let first = pairs()
        .cursor_by(baker::Column::Id)
        .first(2)
        .all(db)
        .await
        .unwrap();
    assert_eq!(names(first), owned(&[("Bob", Some("Sea")), ("Bea", Some("Sea"))]));
    let last = pairs()
        .cursor_by(baker::Column::Id)
        .last(2)
        .all(db)
        .await
        .unwrap();
    assert_eq!(names(last), owned(&[("Cy", Some("Corner")), ("Free", None)]));
    let down = pairs()
        .cursor_by(baker::Column::Id)
        .desc()
        .after(3)
        .first(1)
        .all(db)
        .await
        .unwrap();
    assert_eq!(names(down), owned(&[("Bea", Some("Sea"))]));
    // Those that share the other's key go by their own.
    let other = pairs()
        .cursor_by_other(bakery::Column::Id)
        .before(2)
        .all(db)
        .await
        .unwrap();
    assert_eq!(names(other), owned(&[("Bob", Some("Sea")), ("Bea", Some("Sea"))]));
    let other = pairs()
        .cursor_by_other(bakery::Column::Id)
        .after(1)
        .all(db)
        .await
        .unwrap();
    assert_eq!(names(other), owned(&[("Cy", Some("Corner"))]));
    let two = (bakery::Column::Name, bakery::Column::Id);
    let other = pairs()
        .cursor_by_other(two)
        .desc()
        .after(("Sea", 1))
        .all(db)
        .await
        .unwrap();
    assert_eq!(names(other), owned(&[("Cy", Some("Corner"))]));
}

#[tokio::test]
async fn a_cursor_gives_models_of_ones_own_and_refuses_too_few_values() {
    let test = readings().await;
    let db = &test.db;
    let cursor = || reading::Entity::find().cursor_by((reading::Column::Station, reading::Column::Number));
    let keys: Vec<Key> = cursor()
        .into_partial_model::<Key>()
        .after(("b", 3))
        .first(2)
        .all(db)
        .await
        .unwrap();
    let key = |station: &str, number| Key {
        station: station.into(),
        number,
    };
    assert_eq!(keys, [key("b", 4), key("c", 1)]);
    let error = cursor().after("b").all(db).await.unwrap_err();
    assert!(
        matches!(
            error,
            DbErr::KeyArityMismatch {
                expected: 2,
                received: 1
            }
        ),
        "{error:?}"
    );
    // Ascending again, and both ends of a range.
    let rows = cursor()
        .desc()
        .asc()
        .after(("a", 3))
        .before(("b", 2))
        .last(2)
        .all(db)
        .await
        .unwrap();
    assert_eq!(reading::keys(&rows), [("a", 4), ("b", 1)]);
}
