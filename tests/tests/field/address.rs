//! IPv4 and IPv6.

use host::Column::{Any, Id, V4};
use integration_tests::TestDatabase;
use sea_orm::{ColumnTrait, EntityTrait, ExprTrait, QueryOrder, QuerySelect};
use sea_orm_clickhouse::{
    prelude::*,
    types::{IPv4, IPv6},
};

use super::{check, entity};

entity!(host, "host", #[clickhouse(order_by = Column::Id)] {
    v4: IPv4,
    any: Option<IPv6>,
});

fn v4(text: &str) -> IPv4 {
    text.parse().unwrap()
}

fn v6(text: &str) -> IPv6 {
    text.parse().unwrap()
}

async fn hosts() -> TestDatabase {
    let test = TestDatabase::new().await;
    test.create_declared::<host::Entity>().await;
    let host = |id, four, any: Option<&str>| host::Model {
        id,
        v4: v4(four),
        any: any.map(v6),
    };
    test.insert([
        host(1, "1.2.3.4", Some("::ffff:3.4.5.6")),
        host(2, "10.0.0.1", Some("2001:db8::1")),
        host(3, "255.255.255.255", None),
    ])
    .await;
    test
}

#[tokio::test]
async fn addresses_are_found_by_themselves_their_texts_and_lists() {
    let test = hosts().await;
    check::<host::Entity, _>(
        &test.db,
        [
            (V4.eq(v4("1.2.3.4")), &[1]),
            (V4.eq("1.2.3.4"), &[1]),
            (V4.is_in([v4("1.2.3.4"), v4("10.0.0.1")]), &[1, 2]),
            (Any.eq(v6("2001:db8::1")), &[2]),
            (Any.eq("2001:DB8:0::1"), &[2]),
            (Any.is_null(), &[3]),
        ],
    )
    .await;
}

/// An IPv6 that holds an IPv4 is the same address.
#[tokio::test]
async fn an_address_of_four_bytes_is_found_among_those_of_sixteen() {
    let test = hosts().await;
    check::<host::Entity, _>(
        &test.db,
        [
            (Any.eq(v6("::ffff:3.4.5.6")), &[1]),
            (Any.eq(v4("3.4.5.6")), &[1]),
            (Any.eq("3.4.5.6"), &[1]),
            (Any.is_in([v4("3.4.5.6")]), &[1]),
            // Of a range the server says otherwise.
            (Any.in_ip_range("3.4.0.0/16"), &[]),
            (Any.in_ip_range("::ffff:3.4.0.0/112"), &[1]),
            (V4.eq(v6("::ffff:1.2.3.4")), &[1]),
            (V4.eq(v6("2001:db8::1")), &[]),
        ],
    )
    .await;
    let read = host::Entity::find_by_id(1).one(&test.db).await.unwrap().unwrap();
    assert_eq!(
        read.any,
        Some(v6("::ffff:3.4.5.6")),
        "it is read as it was written"
    );
}

#[tokio::test]
async fn texts_of_addresses_and_their_ranges_are_looked_up() {
    let test = hosts().await;
    check::<host::Entity, _>(
        &test.db,
        [
            (V4.to_text().has_substring("2.3"), &[1]),
            (V4.to_text().has_prefix("10."), &[2]),
            (Any.to_text().has_substring("3.4"), &[1]),
            (Any.to_text().icontains("DB8"), &[2]),
            (V4.in_ip_range("10.0.0.0/8"), &[2]),
            (V4.in_ip_range("0.0.0.0/0"), &[1, 2, 3]),
            (Any.in_ip_range("2001:db8::/32"), &[2]),
        ],
    )
    .await;
}

#[tokio::test]
async fn addresses_are_ordered_as_numbers() {
    let test = hosts().await;
    let ids: Vec<i64> = host::Entity::find()
        .select_only()
        .column(Id)
        .order_by_desc(V4)
        .into_tuple()
        .all(&test.db)
        .await
        .unwrap();
    assert_eq!(ids, [3, 2, 1]);
    check::<host::Entity, _>(
        &test.db,
        [
            (V4.gt(v4("9.255.255.255")), &[2, 3]),
            (V4.between(v4("1.0.0.0"), v4("2.0.0.0")), &[1]),
            (
                V4.into_expr().gt(v4("9.255.255.255")).and(Any.is_not_null()),
                &[2],
            ),
        ],
    )
    .await;
}

/// Text looked up in an address that was not made text is refused, not compared byte by byte.
#[tokio::test]
async fn a_text_lookup_of_an_address_itself_is_an_error() {
    use sea_orm::QueryFilter;
    let test = hosts().await;
    let error = host::Entity::find()
        .filter(V4.has_prefix("1."))
        .all(&test.db)
        .await
        .unwrap_err();
    assert_eq!(super::error_name(&error), "ILLEGAL_TYPE_OF_ARGUMENT", "{error}");
}
