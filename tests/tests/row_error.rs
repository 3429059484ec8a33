//! What a row of a result refuses, and in which words.

use integration_tests::{
    TestDatabase,
    library::{author, book, books, library},
};
use sea_orm::{
    ConnectionTrait, DbBackend, FromJsonQueryResult, FromQueryResult, QuerySelect, Statement,
    entity::prelude::*,
};
use sea_orm_clickhouse::{
    ClickHouseConnection, ClickHouseError, ClickHouseErrorKind, FromClickHouseRow, IntoClickHouseSelect,
    types::{Int128, IntervalDay, UInt256},
};
use serde::{Deserialize, Serialize};

/// The message of the error of a query whose rows are read as `R`; the same by `one`, `all` and the stream.
async fn refusal<R: FromClickHouseRow + std::fmt::Debug>(db: &ClickHouseConnection, text: &str) -> String {
    let select = || {
        Statement::from_string(DbBackend::MySql, text)
            .clickhouse()
            .into_row::<R>()
    };
    let error = select().all(db).await.expect_err(text);
    let parsed = ClickHouseError::from_db_err(&error).unwrap_or_else(|| panic!("not ours: {error}"));
    assert_eq!(parsed.kind(), ClickHouseErrorKind::Type, "{error}");
    let one = select().one(db).await.expect_err(text);
    let one = ClickHouseError::from_db_err(&one).unwrap();
    assert_eq!(one.message(), parsed.message());
    parsed.message().to_owned()
}

#[derive(Debug, FromClickHouseRow)]
struct Value<T> {
    #[allow(dead_code)]
    value: T,
}

#[tokio::test]
async fn a_type_that_does_not_fit_is_an_error_also_under_an_option() {
    let TestDatabase { ref db, .. } = TestDatabase::new().await;
    macro_rules! mismatch {
        ($type:ty, $expr:literal, $server:literal, $rust:literal, $instead:literal) => {{
            let text = concat!("SELECT ", $expr, " AS value");
            let expected = concat!(
                "column `value` is ",
                $server,
                " on the server and ",
                $rust,
                " in Rust: declare the field as ",
                $instead,
                ", or CAST the column to the field's type in the query"
            );
            let by_name = format!("field `value` of `Value`: {expected}");
            assert_eq!(
                Box::pin(refusal::<Value<$type>>(db, text)).await,
                by_name,
                "{text}"
            );
            assert_eq!(
                Box::pin(refusal::<Value<Option<$type>>>(db, text)).await,
                by_name,
                "{text}"
            );
            let position = Box::pin(refusal::<(Option<$type>,)>(db, text)).await;
            assert!(position.starts_with("field `0` of `(Option<"), "{position}");
            assert!(position.ends_with(expected), "{position}");
        }};
    }
    mismatch!(i32, "toUInt32(1)", "UInt32", "i32 (Int)", "u32 (Unsigned)");
    mismatch!(i32, "toInt64(1)", "Int64", "i32 (Int)", "i64 (BigInt)");
    mismatch!(u8, "toInt8(1)", "Int8", "u8 (TinyUnsigned)", "i8 (TinyInt)");
    mismatch!(
        i64,
        "toInt128(1)",
        "Int128",
        "i64 (BigInt)",
        "bigdecimal::BigDecimal (BigDecimal)"
    );
    mismatch!(f32, "toFloat64(1)", "Float64", "f32 (Float)", "f64 (Double)");
    mismatch!(i64, "toFloat64(1)", "Float64", "i64 (BigInt)", "f64 (Double)");
    mismatch!(String, "toInt32(1)", "Int32", "String", "i32 (Int)");
    mismatch!(i64, "'1'", "String", "i64 (BigInt)", "String");
    mismatch!(bool, "toInt32(1)", "Int32", "bool (Bool)", "i32 (Int)");
    mismatch!(
        chrono::NaiveDate,
        "toDateTime('2024-01-01 00:00:00', 'UTC')",
        "DateTime",
        "chrono::NaiveDate (ChronoDate)",
        "chrono::DateTime<Utc> (ChronoDateTimeUtc)"
    );
    mismatch!(
        time::Date,
        "toInt32(1)",
        "Int32",
        "time::Date (TimeDate)",
        "i32 (Int)"
    );
    mismatch!(Uuid, "toInt32(1)", "Int32", "uuid::Uuid (Uuid)", "i32 (Int)");
    mismatch!(
        Decimal,
        "toFloat64(1)",
        "Float64",
        "rust_decimal::Decimal (Decimal)",
        "f64 (Double)"
    );
    mismatch!(i32, "[toInt32(1)]", "Array(Int32)", "i32 (Int)", "Vec<i32 (Int)>");
    mismatch!(Vec<i32>, "toInt32(1)", "Int32", "Vec<i32 (Int)>", "i32 (Int)");
    mismatch!(
        Vec<i32>,
        "[toInt64(1)]",
        "Array(Int64)",
        "Vec<i32 (Int)>",
        "Vec<i64 (BigInt)>"
    );
    mismatch!(
        i32,
        "toNullable(toInt64(1))",
        "Nullable(Int64)",
        "i32 (Int)",
        "Option of i64 (BigInt)"
    );
}

#[tokio::test]
async fn a_null_in_a_field_that_is_no_option_is_an_error_when_it_comes() {
    let TestDatabase { ref db, .. } = TestDatabase::new().await;
    let numbers = "SELECT if(number < 70000, number, NULL) AS value FROM numbers(70001) ORDER BY number";
    let expected = "field `value` of `Value`: NULL in column `value` of type Nullable(UInt64): the field expects u64 \
                    (BigUnsigned); make it an Option, or select ifNull(value, ...)";
    let select = || {
        Statement::from_string(DbBackend::MySql, numbers)
            .clickhouse()
            .into_row::<Value<u64>>()
    };
    // Seventy thousand rows are fine.
    assert_eq!(select().one(db).await.unwrap().map(|row| row.value), Some(0));
    let error = select().all(db).await.unwrap_err().to_string();
    assert!(error.contains(expected), "{error}");
    let bare = refusal::<Value<String>>(db, "SELECT NULL AS value").await;
    assert!(
        bare.starts_with("field `value` of `Value`: NULL in column `value` of type Nullable(Nothing)"),
        "{bare}"
    );
    let element = refusal::<Value<Vec<i32>>>(db, "SELECT [toInt32(1), NULL] AS value").await;
    assert!(
        element
            .starts_with("field `value` of `Value`: NULL in column `value` of type Array(Nullable(Int32))"),
        "{element}"
    );
    let optional = refusal::<Value<Option<Vec<i32>>>>(db, "SELECT [toInt32(1), NULL] AS value").await;
    assert_eq!(optional, element);
}

#[derive(Debug, FromClickHouseRow)]
#[allow(dead_code)]
struct Daily {
    day: chrono::NaiveDate,
    total: i64,
}

#[tokio::test]
async fn a_column_that_is_missing_twice_there_or_too_many_is_an_error() {
    let TestDatabase { ref db, .. } = TestDatabase::new().await;
    assert_eq!(
        refusal::<Daily>(db, "SELECT today() AS day, count() FROM numbers(1)").await,
        "field `total` of `Daily`: column `total` is not in the result, which has 2 columns (`day`, `count()`); select it \
         under that name, name another with #[clickhouse(rename = \"..\")], or allow that it is absent with \
         #[clickhouse(default)]"
    );
    let many: Vec<_> = (0..30).map(|i| format!("{i} AS c{i}")).collect();
    let missing = refusal::<Daily>(db, &format!("SELECT {}", many.join(", "))).await;
    assert!(
        missing.contains("which has 30 columns (`c0`, `c1`, "),
        "{missing}"
    );
    assert!(missing.contains("`c23` and 6 more)"), "{missing}");
    assert_eq!(
        refusal::<(i64, String)>(db, "SELECT toInt64(1), 'a', 'b' AS c").await,
        "`(i64, String)` is read by position and has 2 fields, but the result has 3 columns (`toInt64(1)`, `'a'`, `c`): \
         select as many columns as the row has fields, or read it by name into a struct with names"
    );
    assert_eq!(
        refusal::<(i64,)>(db, "SELECT toInt64(1) AS a, 2 AS b").await,
        "`(i64,)` is read by position and has 1 field, but the result has 2 columns (`a`, `b`): select as many columns as \
         the row has fields, or read it by name into a struct with names"
    );
    let TestDatabase { ref db, .. } = library().await;
    #[derive(Debug, FromClickHouseRow)]
    #[allow(dead_code)]
    struct Ids {
        id: i32,
        name: String,
    }
    let ids = books()
        .inner_join(author::Entity)
        .select_only()
        .columns([book::Column::Id])
        .columns([author::Column::Id, author::Column::Name])
        .clickhouse()
        .into_row::<Ids>()
        .all(db)
        .await;
    let error = ids.unwrap_err().to_string();
    assert!(
        error.contains(
            "field `id` of `Ids`: column `id` is 2 times in the result; give all but one an alias, or read the row by \
             position into a tuple"
        ),
        "{error}"
    );
}

#[tokio::test]
async fn an_error_names_the_table_that_the_column_is_of() {
    let TestDatabase { ref db, .. } = library().await;
    #[derive(Debug, FromClickHouseRow)]
    #[allow(dead_code)]
    struct Pages {
        title: String,
        length: Option<i8>,
    }
    let pages = books()
        .select_only()
        .column(book::Column::Title)
        .column_as(book::Column::Pages, "length")
        .clickhouse()
        .into_row::<Pages>()
        .all(db)
        .await;
    let error = pages.unwrap_err().to_string();
    assert!(
        error.contains(
            "field `length` of `Pages`, from table `book`: column `length` is UInt16 on the server and i8 (TinyInt) in \
             Rust: declare the field as u16 (SmallUnsigned), or CAST the column to the field's type in the query"
        ),
        "{error}"
    );
}

mod narrow {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "wide")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: i32,
        pub size: Option<i16>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

#[tokio::test]
async fn an_error_of_a_model_names_its_table_in_both_lanes() {
    let TestDatabase { ref db, .. } = TestDatabase::new().await;
    db.register::<narrow::Entity>();
    for statement in [
        "CREATE TABLE wide (id Int32, size Nullable(UInt64)) ENGINE = MergeTree ORDER BY id",
        "INSERT INTO wide VALUES (1, 1)",
    ] {
        db.execute_unprepared(statement).await.unwrap();
    }
    let find = narrow::Entity::find;
    for error in [
        find().all(db).await.unwrap_err(),
        find().clickhouse().all(db).await.unwrap_err(),
        find()
            .into_tuple::<(i32, Option<i16>)>()
            .all(db)
            .await
            .unwrap_err(),
    ] {
        assert!(
            error.to_string().contains(
                "table `wide`: column `size` is Nullable(UInt64) on the server and i16 (SmallInt) in Rust: declare the \
                 field as Option of u64 (BigUnsigned), or CAST the column to the field's type in the query"
            ),
            "{error}"
        );
    }
}

#[derive(Clone, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::None)")]
enum Light {
    #[sea_orm(string_value = "red")]
    Red,
    #[sea_orm(string_value = "green")]
    Green,
}

#[derive(Clone, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "i32", db_type = "Integer")]
enum Number {
    #[sea_orm(num_value = 1)]
    One,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, FromJsonQueryResult)]
struct Settings {
    zoom: i32,
}

#[tokio::test]
async fn a_value_that_the_type_of_the_field_lacks_is_an_error_not_a_panic() {
    let TestDatabase { ref db, .. } = TestDatabase::new().await;
    let sentence = |row: &str, server: &str, value: &str, name: &str| {
        format!(
            "field `value` of `{row}`: column `value` of type {server} holds {value}, which is no value of {name}; add it \
             to the type, or read the column as what the server has"
        )
    };
    for (found, expected) in [
        (
            refusal::<Value<Light>>(db, "SELECT 'blue' AS value").await,
            sentence("Value", "String", "'blue'", "Light"),
        ),
        (
            refusal::<Value<Option<Light>>>(db, "SELECT 'blue' AS value").await,
            sentence("Value", "String", "'blue'", "Option<Light>"),
        ),
        (
            refusal::<Lights>(db, "SELECT ['red', 'blue'] AS value").await,
            sentence("Lights", "Array(String)", "'blue'", "Light"),
        ),
        (
            refusal::<Value<Option<Number>>>(db, "SELECT toInt32(2) AS value").await,
            sentence("Value", "Int32", "2", "Option<Number>"),
        ),
        (
            refusal::<Value<Settings>>(db, r#"SELECT '{"zoom": "far"}' AS value"#).await,
            sentence("Value", "String", r#"{"zoom":"far"}"#, "Settings"),
        ),
    ] {
        assert_eq!(found, expected);
    }
    let long = refusal::<Value<Light>>(db, "SELECT repeat('x', 1000) AS value").await;
    assert!(long.contains(&format!("'{}…'", "x".repeat(64))), "{long}");
}

mod signal {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "signal")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: i32,
        pub lights: Vec<super::Light>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// SeaQuery's `Vec` unwraps what its element type makes of a value.
#[tokio::test]
async fn an_unknown_element_of_a_list_is_an_error_where_sea_query_panics() {
    let TestDatabase { ref db, .. } = TestDatabase::new().await;
    for statement in [
        "CREATE TABLE signal (id Int32, lights Array(String)) ENGINE = MergeTree ORDER BY id",
        "INSERT INTO signal VALUES (1, ['red']), (2, ['red', 'blue'])",
    ] {
        db.execute_unprepared(statement).await.unwrap();
    }
    let known = signal::Entity::find_by_id(1).clickhouse().one(db).await.unwrap();
    assert_eq!(known.unwrap().lights, [Light::Red]);
    let error = signal::Entity::find_by_id(2)
        .clickhouse()
        .one(db)
        .await
        .unwrap_err();
    assert!(
        error
            .to_string()
            .contains("column `lights` of `signal` holds a list with a value that the field's type lacks"),
        "{error}"
    );
    let tuple = refusal::<(Vec<Light>,)>(db, "SELECT lights FROM signal ORDER BY id DESC").await;
    assert!(
        tuple.contains("column `lights` of type Array(String) holds a list with an element that the type of the field lacks; "),
        "{tuple}"
    );
}

#[derive(Debug, FromClickHouseRow)]
#[allow(dead_code)]
struct Lights {
    value: Vec<Light>,
}

#[tokio::test]
async fn an_error_named_the_carrier_of_a_field_instead_of_its_type() {
    let TestDatabase { ref db, .. } = TestDatabase::new().await;
    for (found, own) in [
        (
            refusal::<Value<UInt256>>(db, "SELECT 'x' AS value").await,
            "a field of UInt256",
        ),
        (
            refusal::<Value<Option<Int128>>>(db, "SELECT 'x' AS value").await,
            "a field of Int128",
        ),
        (
            refusal::<(IntervalDay,)>(db, "SELECT 'x' AS value").await,
            "a field of IntervalDay",
        ),
    ] {
        let sentence = format!("column `value` is String on the server and {own} in Rust");
        assert!(found.contains(&sentence), "{found}");
    }
}

#[tokio::test]
async fn a_value_out_of_range_is_an_error_with_the_field() {
    let TestDatabase { ref db, .. } = TestDatabase::new().await;
    let found = refusal::<Value<i64>>(db, "SELECT toUInt64(18446744073709551615) AS value").await;
    assert!(
        found.starts_with(
            "field `value` of `Value`: value 18446744073709551615 does not fit column `value` of type UInt64"
        ),
        "{found}"
    );
    let found = refusal::<Value<String>>(db, "SELECT unhex('FF') AS value").await;
    assert!(found.starts_with("field `value` of `Value`: "), "{found}");
}

#[tokio::test]
async fn the_plain_lane_reads_none_where_a_row_is_an_error() {
    // What `docs/limitations.md` says of `FromQueryResult`, and why the derive exists.
    #[derive(Debug, PartialEq, FromQueryResult)]
    struct Plain {
        value: Option<i32>,
    }
    let TestDatabase { ref db, .. } = TestDatabase::new().await;
    let statement = || Statement::from_string(DbBackend::MySql, "SELECT 'text' AS value");
    let plain = Plain::find_by_statement(statement()).one(db).await.unwrap();
    assert_eq!(plain, Some(Plain { value: None }));
    for error in [
        statement()
            .clickhouse()
            .into_tuple::<Option<i32>>()
            .one(db)
            .await
            .unwrap_err(),
        statement()
            .clickhouse()
            .into_tuple::<(Option<i32>,)>()
            .one(db)
            .await
            .map(drop)
            .unwrap_err(),
        statement()
            .clickhouse()
            .into_model::<Value<Option<i32>>>()
            .one(db)
            .await
            .map(drop)
            .unwrap_err(),
    ] {
        let error = error.to_string();
        assert!(
            error.contains("is String on the server and i32 (Int) in Rust"),
            "{error}"
        );
    }
    let error = refusal::<Value<Option<i32>>>(db, "SELECT 'text' AS value").await;
    assert!(
        error.contains("is String on the server and i32 (Int) in Rust"),
        "{error}"
    );
}

#[tokio::test]
async fn what_the_server_says_of_a_statement_is_not_hidden() {
    let TestDatabase { ref db, .. } = TestDatabase::new().await;
    let missing = Statement::from_string(DbBackend::MySql, "SELECT x FROM nowhere");
    let error = missing
        .clickhouse()
        .into_row::<(i32,)>()
        .all(db)
        .await
        .unwrap_err();
    let error = ClickHouseError::from_db_err(&error).unwrap();
    assert_eq!(error.name(), Some("UNKNOWN_TABLE"));
    db.execute_unprepared("CREATE TABLE t (x Int32) ENGINE = Memory")
        .await
        .unwrap();
    let late = "SELECT throwIf(number = 90000) AS a FROM numbers(100000) SETTINGS max_block_size = 1000";
    let late = Statement::from_string(DbBackend::MySql, late);
    let error = late.clickhouse().into_row::<(u8,)>().all(db).await.unwrap_err();
    let error = ClickHouseError::from_db_err(&error).unwrap();
    assert_eq!(error.name(), Some("FUNCTION_THROW_IF_VALUE_IS_NON_ZERO"));
}
