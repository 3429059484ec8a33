//! Lookups that find their rows by an index, because the column stands in them as it is.

use integration_tests::TestDatabase;
use page::Column::{Address, At, Id, Labels, Name, State, Tags, Text};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, ExprTrait, QueryFilter, QueryTrait, Statement,
    sea_query::Expr,
};
use sea_orm_clickhouse::{
    prelude::*,
    sea_query_clickhouse::ClickHouseQueryBuilder,
    types::{IPv4, Map},
};

use super::entity;

entity!(page, "page", {
    name: String,
    text: String,
    state: String,
    at: DateTimeUtc,
    address: IPv4,
    tags: Vec<String>,
    labels: Map<String, String>,
});

/// A thousand pages, each a granule of its own.
async fn pages() -> TestDatabase {
    let test = TestDatabase::new().await;
    test.db
        .execute_unprepared(
            "CREATE TABLE page (id Int64, name String, text String, state LowCardinality(String), at DateTime('UTC'),
                 address IPv4, tags Array(String), labels Map(String, String),
                 INDEX grams text TYPE ngrambf_v1(3, 1024, 3, 7) GRANULARITY 1,
                 INDEX states state TYPE set(10) GRANULARITY 1,
                 INDEX days at TYPE minmax GRANULARITY 1,
                 INDEX addresses address TYPE bloom_filter(0.001) GRANULARITY 1,
                 INDEX tags tags TYPE bloom_filter(0.001) GRANULARITY 1,
                 INDEX label_keys mapKeys(labels) TYPE bloom_filter(0.001) GRANULARITY 1
             ) ENGINE = MergeTree ORDER BY name SETTINGS index_granularity = 1;
             INSERT INTO page SELECT number, leftPad(toString(number), 4, '0'), concat('page ', hex(sipHash64(number)),
                 if(number = 77, ' needle%', '')), if(number = 77, 'odd', 'even'),
                 toDateTime('2024-01-01 00:00:00', 'UTC') + number * 86400, toIPv4(toUInt32(167772160 + number)),
                 [concat('tag', toString(number))], map(concat('key', toString(number)), 'value')
             FROM numbers(1000)",
        )
        .await
        .unwrap();
    test
}

/// How many of the thousand granules a condition reads, by the server's plan; and the rows that it finds.
async fn read(test: &TestDatabase, condition: Expr) -> (usize, u32) {
    let select = page::Entity::find().filter(condition);
    let found = select.clone().all(&test.db).await.unwrap().len();
    let plan = format!(
        "EXPLAIN indexes = 1 {}",
        select.into_query().to_string(ClickHouseQueryBuilder)
    );
    let rows = test
        .db
        .query_all_raw(Statement::from_string(DbBackend::MySql, plan))
        .await
        .unwrap();
    let lines: Vec<String> = rows.iter().map(|row| row.try_get_by_index(0).unwrap()).collect();
    let granules = lines
        .iter()
        .filter_map(|line| line.trim().strip_prefix("Granules: ")?.split_once('/'))
        .filter_map(|(read, _)| read.parse::<u32>().ok())
        .min();
    (found, granules.unwrap_or_else(|| panic!("{lines:#?}")))
}

#[tokio::test]
async fn beginnings_and_whole_texts_are_found_by_the_primary_key() {
    let test = pages().await;
    for (lookup, rows) in [
        (Name.eq("0077"), 1),
        (Name.has_prefix("007"), 10),
        (Name.starts_with("007"), 10),
        (Name.matches_regex("^007"), 10),
        (Name.is_in(["0001", "0077"]), 2),
        (Name.between("0070", "0079"), 10),
    ] {
        let sentence = format!("{lookup:?}");
        let (found, granules) = read(&test, lookup).await;
        assert_eq!(found, rows, "{sentence}");
        assert!(granules <= 12, "{granules} granules: {sentence}");
    }
}

#[tokio::test]
async fn texts_arrays_maps_and_addresses_are_found_by_skip_indexes() {
    let test = pages().await;
    let address = "10.0.0.77".parse::<IPv4>().unwrap();
    for lookup in [
        Text.has_substring("needle%"),
        Text.has_suffix("needle%"),
        State.eq("odd"),
        Tags.has_element("tag77"),
        Tags.has_any(["tag77", "none"]),
        Tags.has_all(["tag77"]),
        Labels.has_key("key77"),
        Labels.key("key77").eq("value"),
        Labels.map_keys().has_element("key77"),
        Address.eq(address),
        Address.eq("10.0.0.77"),
        Address.is_in([address]),
    ] {
        let sentence = format!("{lookup:?}");
        let (found, granules) = read(&test, lookup).await;
        assert_eq!(found, 1, "{sentence}");
        // A bloom filter may take some others for it.
        assert!(granules <= 100, "{granules} granules: {sentence}");
    }
}

#[tokio::test]
async fn parts_of_a_date_are_found_by_the_index_of_the_column() {
    let test = pages().await;
    for (lookup, rows) in [
        (At.to_yyyymm().eq(202_402), 29),
        (At.to_year().eq(2024), 366),
        (
            At.to_date()
                .eq(chrono::NaiveDate::from_ymd_opt(2024, 3, 1).unwrap()),
            1,
        ),
        (
            At.to_start_of_month()
                .eq(chrono::NaiveDate::from_ymd_opt(2024, 2, 1).unwrap()),
            29,
        ),
    ] {
        let sentence = format!("{lookup:?}");
        let (found, granules) = read(&test, lookup).await;
        assert_eq!(found, rows, "{sentence}");
        assert!(granules as usize <= rows + 32, "{granules} granules: {sentence}");
    }
    let (_, all) = read(&test, Id.gte(0)).await;
    assert_eq!(all, 1_000, "where no index helps, all are read");
}
