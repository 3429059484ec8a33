//! What a check says is what happens.

use integration_tests::{TestDatabase, column_entity};
use rust_decimal::Decimal;
use sea_orm::prelude::*;
use sea_orm_clickhouse::{
    Effect, IntoClickHouseSelect,
    types::{AggregateState, Dynamic, Map, Tuple, UInt256},
};

use crate::run;

column_entity!(tiny, [i8]);
column_entity!(big, [i64]);
column_entity!(optional_int, [Option<i32>]);
column_entity!(big_unsigned, [u64]);
column_entity!(double, [f64]);
column_entity!(boolean, [bool]);
column_entity!(text, [String]);
column_entity!(bytes, [Vec<u8>]);
column_entity!(decimal, [Decimal]);
column_entity!(uuid, [Uuid]);
column_entity!(day, [chrono::NaiveDate]);
column_entity!(utc, [chrono::DateTime<chrono::Utc>]);
column_entity!(time, [chrono::NaiveTime]);
column_entity!(ints, [Vec<i32>]);
column_entity!(document, [Json]);
column_entity!(wide, [UInt256]);
column_entity!(map, [Map<String, i32>]);
column_entity!(tuple, [Tuple<(i32, String)>]);
column_entity!(optional_dynamic, [Option<Dynamic>]);
column_entity!(state, [AggregateState]);

const TYPES: [&str; 34] = [
    "Int8",
    "Int32",
    "Int64",
    "UInt8",
    "UInt64",
    "Int128",
    "UInt256",
    "Float32",
    "Float64",
    "BFloat16",
    "Bool",
    "Decimal(9, 4)",
    "Decimal(76, 20)",
    "String",
    "FixedString(3)",
    "UUID",
    "IPv4",
    "IPv6",
    "Date",
    "Date32",
    "DateTime",
    "DateTime64(9, 'UTC')",
    "Time",
    "Time64(3)",
    "Enum8('a' = 0, 'b' = 1)",
    "LowCardinality(String)",
    "Nullable(Int32)",
    "Array(Int32)",
    "Array(UInt8)",
    "Array(Array(Int32))",
    "Array(Nullable(Int32))",
    "JSON",
    "Tuple(a Int32, b String)",
    "Map(String, Int32)",
];

/// Reads a row that the server made up, and writes one of a field; whatever the check says of all values must hold, and
/// where it says nothing, both must work.
macro_rules! promise {
    ($db:expr, $types:expr, $($module:ident => $value:expr),* $(,)?) => {$(
        for data_type in $types {
            let db = $db;
            $module::create(db, data_type).await;
            let check = db.check::<$module::Entity>().await.unwrap();
            let most = |effect: fn(&sea_orm_clickhouse::Difference) -> Effect| {
                check.differences().iter().map(effect).max().unwrap_or(Effect::None)
            };
            let zero = data_type.strip_prefix("Nullable(").map_or(data_type, |inner| inner.trim_end_matches(')'));
            let zero = zero.replace('\'', "\\'");
            run(db, &format!("INSERT INTO one_column SELECT 1, defaultValueOfTypeName('{zero}')")).await;
            let read = $module::Entity::find().clickhouse().all(db).await;
            match most(sea_orm_clickhouse::Difference::reading) {
                Effect::All => assert!(read.is_err(), "{data_type} is read: {read:?}\n{check}"),
                Effect::None => assert!(read.is_ok(), "{data_type} is not read: {read:?}\n{check}"),
                Effect::Some => {}
            }
            let row = $module::ActiveModel { id: sea_orm::Set(2), value: sea_orm::Set($value) };
            let written = $module::Entity::insert(row).exec_without_returning(db).await;
            match most(sea_orm_clickhouse::Difference::writing) {
                Effect::All => assert!(written.is_err(), "{data_type} is written\n{check}"),
                Effect::None => assert!(written.is_ok(), "{data_type} is not written: {written:?}\n{check}"),
                Effect::Some => {}
            }
            // A refusal by type is not by value.
            let error = read.err().map(|error| error.to_string()).unwrap_or_default();
            assert_eq!(error.contains(" on the server and "), !check.reads(), "{data_type}: {error}\n{check}");
        }
    )*};
}

#[tokio::test]
async fn numbers_are_read_and_written_as_their_check_says() {
    let TestDatabase { ref db, .. } = TestDatabase::new().await;
    promise!(db, TYPES,
        tiny => 1,
        big => 1,
        optional_int => Some(1),
        big_unsigned => 1,
        double => 1.0,
        boolean => true,
        decimal => Decimal::ONE,
    );
}

#[tokio::test]
async fn texts_times_and_structures_are_read_and_written_as_their_check_says() {
    let TestDatabase { ref db, .. } = TestDatabase::new().await;
    promise!(db, TYPES,
        text => "a".into(),
        bytes => vec![1],
        uuid => Uuid::nil(),
        day => chrono::NaiveDate::from_ymd_opt(2000, 1, 1).unwrap(),
        utc => chrono::DateTime::UNIX_EPOCH,
        time => chrono::NaiveTime::MIN,
        ints => vec![1],
    );
    // What a tuple takes of a Json hangs on its members.
    let types = TYPES
        .into_iter()
        .filter(|data_type| !data_type.starts_with("Tuple"));
    promise!(db, types, document => serde_json::json!({}));
}

#[tokio::test]
async fn fields_of_our_own_are_read_and_written_as_their_check_says() {
    let TestDatabase { ref db, .. } = TestDatabase::new().await;
    // Of a JSON column the plan makes a Json for a Map, which the field itself refuses then.
    let types = TYPES.into_iter().filter(|data_type| *data_type != "JSON");
    promise!(db, types.clone().chain(["Point"]),
        wide => UInt256::default(),
        map => Map::from([("a".to_owned(), 1)]),
        tuple => Tuple((1, "a".into())),
    );
    promise!(db, ["Dynamic", "Variant(Int32, String)", "Point", "Int32", "Map(String, Int32)"],
        optional_dynamic => None,
    );
    // The states of no rows.
    let state = "AggregateFunction(max, Int64)";
    state::create(db, state).await;
    let check = db.check::<state::Entity>().await.unwrap();
    assert_eq!(check.differences(), [], "{check}");
    wide::create(db, state).await;
    let check = db.check::<wide::Entity>().await.unwrap();
    assert!(!check.reads() && !check.writes(), "{check}");
}
