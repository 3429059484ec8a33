//! Maps.

use dictionary::Column::{Hosts, Numbers};
use integration_tests::TestDatabase;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, EntityTrait, ExprTrait, IntoActiveModel, QueryOrder, QuerySelect, Set,
};
use sea_orm_clickhouse::{
    prelude::*,
    types::{IPv6, Map},
};

use super::{check, entity};

entity!(dictionary, "dictionary", {
    #[clickhouse(type = "Map(LowCardinality(String), IPv6)")]
    hosts: Map<String, IPv6>,
    numbers: Map<u8, Vec<i64>>,
});

fn hosts(pairs: &[(&str, &str)]) -> Map<String, IPv6> {
    pairs
        .iter()
        .map(|(name, address)| ((*name).to_owned(), address.parse().unwrap()))
        .collect()
}

const THREE: [(&str, &str); 3] = [
    ("baidu", "::ffff:39.156.66.10"),
    ("bing.com", "::ffff:13.107.21.200"),
    ("it's", "2001:db8::1"),
];

async fn dictionaries() -> TestDatabase {
    let test = TestDatabase::new().await;
    test.create_declared::<dictionary::Entity>().await;
    test.insert([
        dictionary::Model {
            id: 1,
            hosts: hosts(&THREE),
            numbers: [(7, vec![1, -1]), (0, vec![])].into(),
        },
        dictionary::Model {
            id: 2,
            hosts: hosts(&[]),
            numbers: Map::default(),
        },
    ])
    .await;
    test
}

#[tokio::test]
async fn a_whole_map_is_found_and_a_part_of_it_is_not_it() {
    let test = dictionaries().await;
    check::<dictionary::Entity, _>(
        &test.db,
        [
            (Hosts.eq(hosts(&THREE)), &[1]),
            (Hosts.eq(hosts(&THREE[..1])), &[]),
            (Hosts.eq(hosts(&[])), &[2]),
            (Hosts.ne(hosts(&THREE)), &[2]),
            (
                Numbers.eq(Map::from([(7_u8, vec![1_i64, -1]), (0, vec![])])),
                &[1],
            ),
        ],
    )
    .await;
}

#[tokio::test]
async fn keys_values_and_lengths_of_maps_are_looked_up() {
    let test = dictionaries().await;
    let ip = |text: &str| text.parse::<IPv6>().unwrap();
    let keys = |keys: &[&str]| keys.iter().map(|key| (*key).to_owned()).collect::<Vec<_>>();
    check::<dictionary::Entity, _>(
        &test.db,
        [
            (Hosts.has_key("baidu"), &[1]),
            (Hosts.has_key("baidu.com"), &[]),
            (Hosts.has_key("it's"), &[1]),
            (Numbers.has_key(7), &[1]),
            (Numbers.has_key(300), &[]),
            (Hosts.length().eq(3), &[1]),
            (Hosts.empty(), &[2]),
            (Hosts.map_keys().eq(keys(&["baidu", "bing.com", "it's"])), &[1]),
            (Hosts.map_keys().eq(keys(&["baidu", "bing.com"])), &[]),
            (Hosts.map_keys().has_element("bing.com"), &[1]),
            (Hosts.map_values().has_element(ip("2001:db8::1")), &[1]),
            (Hosts.has_value(ip("::1")), &[]),
            (Hosts.key("bing.com").eq(ip("::ffff:13.107.21.200")), &[1]),
            (Hosts.key("bing.com").to_text().has_substring("107.21"), &[1]),
            (Numbers.key(7).has_element(-1), &[1]),
            (Numbers.key(7).element(1).eq(1), &[1]),
        ],
    )
    .await;
}

/// Of a key that is not there the server gives the zero of the type.
#[tokio::test]
async fn a_missing_key_is_null_where_that_is_asked_for() {
    let test = dictionaries().await;
    let ip = |text: &str| text.parse::<IPv6>().unwrap();
    check::<dictionary::Entity, _>(
        &test.db,
        [
            (Hosts.key("none").eq(ip("::")), &[1, 2]),
            (Hosts.key_or_null("none").is_null(), &[1, 2]),
            (Hosts.key_or_null("baidu").is_null(), &[2]),
            (Hosts.key_or_null("baidu").eq(ip("::ffff:39.156.66.10")), &[1]),
            (Numbers.key(9).empty(), &[1, 2]),
        ],
    )
    .await;
}

#[tokio::test]
async fn values_of_a_map_are_selected_ordered_by_and_changed() {
    let test = dictionaries().await;
    let rows: Vec<(i64, Option<IPv6>)> = dictionary::Entity::find()
        .select_only()
        .column(dictionary::Column::Id)
        .column_as(Hosts.key_or_null("it's"), "host")
        .order_by_desc(Hosts.length())
        .into_tuple()
        .all(&test.db)
        .await
        .unwrap();
    assert_eq!(rows, [(1, Some("2001:db8::1".parse().unwrap())), (2, None)]);
    let mut map = dictionary::Entity::find_by_id(2)
        .one(&test.db)
        .await
        .unwrap()
        .unwrap()
        .into_active_model();
    map.hosts = Set(hosts(&THREE[1..]));
    let updated = map.update(&test.db).await.unwrap();
    assert_eq!(updated.hosts, hosts(&THREE[1..]));
    let stored = dictionary::Entity::find_by_id(2)
        .one(&test.db)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(stored, updated);
}
