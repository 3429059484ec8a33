//! Arrays, and arrays of arrays.

use integration_tests::TestDatabase;
use list::Column::{Addresses, Deep, Names, Wanted};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, ExprTrait, IntoActiveModel, Set};
use sea_orm_clickhouse::{
    prelude::*,
    sea_query_clickhouse::func::{
        array::{array, array_concat, has_all, has_any},
        string::lower,
    },
    types::{Array, IPv6},
};

use super::{check, entity, found};

entity!(list, "list", #[clickhouse(order_by = Column::Id)] {
    names: Vec<String>,
    wanted: String,
    addresses: Array<IPv6>,
    deep: Array<Vec<Vec<u32>>>,
});

fn addresses(texts: &[&str]) -> Array<IPv6> {
    Array(texts.iter().map(|text| text.parse().unwrap()).collect())
}

async fn lists() -> TestDatabase {
    let test = TestDatabase::new().await;
    test.create_declared::<list::Entity>().await;
    test.insert([
        list::Model {
            id: 1,
            names: ["a", "b", "B", "it's"].map(Into::into).into(),
            wanted: "b".into(),
            addresses: addresses(&["::ffff:1.2.3.4", "::ffff:2.3.4.5", "7ebb::1c"]),
            deep: Array(vec![
                vec![vec![12, 13, 0, 1], vec![12]],
                vec![vec![12, 13, 0, 1], vec![12], vec![13, 14]],
            ]),
        },
        list::Model {
            id: 2,
            names: vec![],
            wanted: "x".into(),
            addresses: addresses(&[]),
            deep: Array(vec![vec![]]),
        },
    ])
    .await;
    test
}

#[tokio::test]
async fn a_whole_array_is_found_in_its_order_alone() {
    let test = lists().await;
    let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    check::<list::Entity, _>(
        &test.db,
        [
            (Names.eq(names(&["a", "b", "B", "it's"])), &[1]),
            (Names.eq(names(&["b", "a", "B", "it's"])), &[]),
            (Names.eq(names(&[])), &[2]),
            (Names.ne(names(&[])), &[1]),
            (
                Addresses.eq(addresses(&["::ffff:1.2.3.4", "::ffff:2.3.4.5", "7ebb::1c"])),
                &[1],
            ),
            (Addresses.eq(addresses(&["7ebb::1c"])), &[]),
            (Addresses.eq(addresses(&[])), &[2]),
        ],
    )
    .await;
}

#[tokio::test]
async fn elements_of_an_array_are_looked_up_by_their_own_type() {
    let test = lists().await;
    let ip = |text: &str| text.parse::<IPv6>().unwrap();
    check::<list::Entity, _>(
        &test.db,
        [
            (Addresses.has_element(ip("::ffff:2.3.4.5")), &[1]),
            (Addresses.has_element(ip("::ffff:4.5.6.7")), &[]),
            (
                Addresses.has_all([ip("::ffff:1.2.3.4"), ip("::ffff:2.3.4.5")]),
                &[1],
            ),
            (
                Addresses.has_all([ip("::ffff:1.2.3.4"), ip("::ffff:4.5.6.7")]),
                &[],
            ),
            (Addresses.has_any([ip("::1"), ip("7ebb::1c")]), &[1]),
            (
                Addresses.contained_by([
                    ip("::ffff:1.2.3.4"),
                    ip("::ffff:2.3.4.5"),
                    ip("7ebb::1c"),
                    ip("::1"),
                ]),
                &[1, 2],
            ),
            (Addresses.contained_by([ip("::ffff:1.2.3.4")]), &[2]),
            (Addresses.length().eq(3), &[1]),
            (Addresses.element(2).eq(ip("::ffff:2.3.4.5")), &[1]),
            (Addresses.element(-1).to_text().has_prefix("7ebb"), &[1]),
        ],
    )
    .await;
}

#[tokio::test]
async fn a_lookup_of_an_array_takes_columns_and_expressions() {
    let test = lists().await;
    check::<list::Entity, _>(
        &test.db,
        [
            (Names.has_element(Wanted.into_expr()), &[1]),
            (Names.has_element(lower("B")), &[1]),
            (Names.has_any([Wanted.into_expr(), "none".into()]), &[1]),
            (
                has_all(Names.into_expr(), array([Wanted.into_expr(), "B".into()])).into(),
                &[1],
            ),
            (has_any(array([Wanted.into_expr()]), array(["x"])).into(), &[2]),
            (Names.slice(1, 2).eq(vec!["a".to_owned(), "b".to_owned()]), &[1]),
            (Names.slice(1, 0).empty(), &[1, 2]),
            (Names.slice(-1, 1).has_element("it's"), &[1]),
            (Names.element(1).iexact("A"), &[1]),
        ],
    )
    .await;
}

#[tokio::test]
async fn arrays_of_arrays_are_looked_into_at_every_depth() {
    let test = lists().await;
    let first = || vec![vec![12_u32, 13, 0, 1], vec![12]];
    let second = || vec![vec![12_u32, 13, 0, 1], vec![12], vec![13, 14]];
    let deep = |rows: Vec<Vec<Vec<u32>>>| sea_orm::Value::from(Array(rows));
    check::<list::Entity, _>(
        &test.db,
        [
            (Deep.eq(Array(vec![first(), second()])), &[1]),
            (Deep.eq(Array(vec![second(), first()])), &[]),
            (Deep.has_element(Array(first())), &[1]),
            (Deep.has_element(Array(vec![vec![12_u32]])), &[]),
            (has_all(Deep.into_expr(), deep(vec![first()])).into(), &[1]),
            (
                has_all(Deep.into_expr(), deep(vec![vec![vec![12, 13]]])).into(),
                &[],
            ),
            (
                has_any(Deep.into_expr(), deep(vec![first(), vec![vec![1]]])).into(),
                &[1],
            ),
            (Deep.length().eq(2), &[1]),
            (Deep.element(2).length().eq(3), &[1]),
            (Deep.element(2).element(3).eq(Array(vec![13_u32, 14])), &[1]),
            (Deep.element(2).element(3).element(1).eq(13), &[1]),
            (Deep.element(-1).element(-1).element(-1).eq(14), &[1]),
        ],
    )
    .await;
}

#[tokio::test]
async fn an_array_is_changed_as_a_whole_and_by_its_functions() {
    let test = lists().await;
    list::Entity::update_many()
        .col_expr(
            list::Column::Names,
            array_concat([Names.into_expr(), array(["new"]).into()]).into(),
        )
        .exec(&test.db)
        .await
        .unwrap();
    assert_eq!(
        found::<list::Entity>(&test.db, Names.has_element("new")).await,
        [1, 2]
    );
    let mut list = list::Entity::find_by_id(2)
        .one(&test.db)
        .await
        .unwrap()
        .unwrap()
        .into_active_model();
    assert_eq!(list.names.as_ref(), &["new"]);
    list.names = Set(vec!["\\".into(), "'".into()]);
    list.deep = Set(Array(vec![]));
    let updated = list.update(&test.db).await.unwrap();
    let stored = list::Entity::find_by_id(2).one(&test.db).await.unwrap().unwrap();
    assert_eq!(updated, stored);
    assert_eq!(stored.names, ["\\", "'"]);
}
