//! Strings, bytes, characters, UUIDs, addresses, Enums and JSON.

use integration_tests::{TestDatabase, column_entity};
use sea_orm::{ConnectionTrait, FromJsonQueryResult, IntoActiveModel, QueryOrder, prelude::*};
use serde::{Deserialize, Serialize};
use serde_json::json;

column_entity!(text, [String]);
column_entity!(optional_text, [Option<String>]);
column_entity!(texts, [Vec<String>]);
column_entity!(bytes, [Vec<u8>]);
column_entity!(optional_bytes, [Option<Vec<u8>>]);
column_entity!(bytes_as_numbers, #[sea_orm(column_type = "custom(\"Array(UInt8)\")")] [Vec<u8>]);
column_entity!(uuid, [Uuid]);
column_entity!(optional_uuid, [Option<Uuid>]);
column_entity!(uuids, [Vec<Uuid>]);
column_entity!(address, [IpNetwork]);
column_entity!(optional_address, [Option<IpNetwork>]);
column_entity!(addresses, [Vec<IpNetwork>]);
column_entity!(json_value, [Json]);
column_entity!(optional_json, [Option<Json>]);
column_entity!(settings, [Settings]);
column_entity!(optional_settings, [Option<Settings>]);
column_entity!(points, [Points]);
column_entity!(title, [Title]);
column_entity!(optional_title, [Option<Title>]);
column_entity!(color, [Color]);
column_entity!(optional_color, [Option<Color>]);
column_entity!(colors, [Vec<Color>]);
column_entity!(color_text, [ColorText]);
column_entity!(optional_color_text, [Option<ColorText>]);
column_entity!(level, [Level]);
column_entity!(optional_level, [Option<Level>]);
column_entity!(code, [Code]);
column_entity!(wide_code, [WideCode]);
column_entity!(open_enum, [OpenEnum]);
column_entity!(optional_open_enum, [Option<OpenEnum>]);
column_entity!(number, [i16]);

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, FromJsonQueryResult)]
pub struct Settings {
    pub theme: String,
    pub zoom: i32,
    pub tags: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, FromJsonQueryResult)]
pub struct Points(pub Vec<(i32, i32)>);

#[derive(Clone, Debug, PartialEq, Eq, DeriveValueType)]
pub struct Title(pub String);

/// A string, and an Enum in the database.
#[derive(Clone, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Enum", enum_name = "color")]
pub enum Color {
    #[sea_orm(string_value = "red")]
    Red,
    #[sea_orm(string_value = "dark blue")]
    DarkBlue,
    #[sea_orm(string_value = "it's")]
    Its,
}

/// A string, in the database too.
#[derive(Clone, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::None)")]
pub enum ColorText {
    #[sea_orm(string_value = "red")]
    Red,
    #[sea_orm(string_value = "dark blue")]
    DarkBlue,
}

#[derive(Clone, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "i8", db_type = "TinyInteger")]
pub enum Level {
    #[sea_orm(num_value = -1)]
    Low,
    #[sea_orm(num_value = 1)]
    High,
}

#[derive(Clone, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "i16", db_type = "SmallInteger")]
pub enum Code {
    #[sea_orm(num_value = 1)]
    One,
    #[sea_orm(num_value = 300)]
    ThreeHundred,
}

#[derive(Clone, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "i32", db_type = "Integer")]
pub enum WideCode {
    #[sea_orm(num_value = 1)]
    One,
    #[sea_orm(num_value = 300)]
    ThreeHundred,
}

/// The form in which an enum is `Value::Enum`, not a string.
#[derive(Clone, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "Enum", db_type = "Enum", enum_name = "open_enum")]
pub enum OpenEnum {
    #[sea_orm(string_value = "red")]
    Red,
    #[sea_orm(string_value = "dark blue")]
    DarkBlue,
}

const COLORS: &str = r"Enum8('red' = 1, 'dark blue' = -2, 'it\'s' = 3)";

#[tokio::test]
async fn strings_are_exact_whatever_is_in_them() {
    let TestDatabase { ref db, .. } = TestDatabase::new().await;
    let values = [
        "",
        "naïve 🦀",
        "it's",
        "a\\b\t\n\r\0`\"?${p0:String}",
        "NULL",
        "\\N",
    ]
    .map(str::to_owned);
    text::check(db, "String", &values).await;
    text::check(db, "LowCardinality(String)", &values).await;
    let optional = values.map(Some);
    optional_text::check(db, "Nullable(String)", &[&optional[..], &[None]].concat()).await;
    optional_text::check(
        db,
        "LowCardinality(Nullable(String))",
        &[&optional[..], &[None, None]].concat(),
    )
    .await;
    text::check(db, "FixedString(8)", &["".into(), "ä".into(), "12345678".into()]).await;
    text::check(db, "LowCardinality(FixedString(3))", &["abc".into(), "".into()]).await;
    let lists = [vec!["a".to_owned(), "it's".into(), "".into()], vec![]];
    texts::check(db, "Array(String)", &lists).await;
    texts::check(db, "Array(LowCardinality(String))", &lists).await;
    title::check(db, "String", &[Title("Dr.".into()), Title("".into())]).await;
    optional_title::check(
        db,
        "LowCardinality(Nullable(String))",
        &[Some(Title("Dr.".into())), None],
    )
    .await;
}

#[tokio::test]
async fn long_strings_survive() {
    let TestDatabase { ref db, .. } = TestDatabase::new().await;
    text::check(
        db,
        "String",
        &["ä".repeat(200_000), "x".into(), "'\\".repeat(100_000)],
    )
    .await;
}

#[tokio::test]
async fn bytes_are_exact_also_when_they_are_no_text() {
    let TestDatabase { ref db, .. } = TestDatabase::new().await;
    let all: Vec<u8> = (0..=255).collect();
    bytes::check(db, "String", &[vec![], vec![0], all.clone(), b"text".to_vec()]).await;
    optional_bytes::check(db, "Nullable(String)", &[Some(all.clone()), None, Some(vec![])]).await;
    bytes::check(db, "FixedString(2)", &[vec![0xff, 0], vec![1, 2]]).await;
    bytes_as_numbers::check_unfiltered(db, "Array(UInt8)", &[vec![], all]).await;
    bytes::create(db, "String").await;
    bytes::insert(db, vec![0xff]).await.unwrap();
    db.register::<text::Entity>();
    refused(
        text::Entity::find().all(db).await,
        &["`value`", "UTF-8", "Vec<u8>"],
    );
}

#[tokio::test]
async fn uuids_keep_the_order_of_their_bytes() {
    let TestDatabase { ref db, .. } = TestDatabase::new().await;
    let some = Uuid::parse_str("00112233-4455-6677-8899-aabbccddeeff").unwrap();
    uuid::check(db, "UUID", &[some, Uuid::nil(), Uuid::max()]).await;
    uuid::check_unfiltered(db, "String", &[some, Uuid::nil()]).await;
    uuid::check_unfiltered(db, "FixedString(16)", &[some, Uuid::nil()]).await;
    optional_uuid::check(db, "Nullable(UUID)", &[Some(some), None]).await;
    uuids::check(db, "Array(UUID)", &[vec![some, Uuid::nil()], vec![]]).await;
    text::check(db, "UUID", &[some.to_string()]).await;
}

#[tokio::test]
async fn addresses_are_exact() {
    let TestDatabase { ref db, .. } = TestDatabase::new().await;
    let ip = |text: &str| text.parse::<IpNetwork>().unwrap();
    address::check(
        db,
        "IPv4",
        &[ip("127.0.0.1"), ip("255.255.255.255"), ip("0.0.0.0")],
    )
    .await;
    address::check(db, "IPv6", &[ip("::1"), ip("2001:db8::ff00:42:8329")]).await;
    optional_address::check(db, "Nullable(IPv4)", &[Some(ip("10.1.2.3")), None]).await;
    optional_address::check(db, "Nullable(IPv6)", &[Some(ip("fe80::1")), None]).await;
    addresses::check_unfiltered(db, "Array(IPv4)", &[vec![ip("10.1.2.3"), ip("10.1.2.4")], vec![]]).await;
    text::check(db, "IPv4", &["10.1.2.3".to_owned()]).await;
    text::check(db, "IPv6", &["2001:db8::1".to_owned()]).await;
    address::create(db, "IPv4").await;
    refused(
        address::insert(db, ip("10.0.0.0/8")).await,
        &["10.0.0.0/8", "`value`", "IPv4", "network"],
    );
    refused(
        address::insert(db, ip("::1")).await,
        &["::1", "`value`", "IPv4", "IPv6"],
    );
}

#[tokio::test]
async fn enums_are_strings_and_numbers() {
    let TestDatabase { ref db, .. } = TestDatabase::new().await;
    let colors = [Color::Red, Color::DarkBlue, Color::Its];
    color::check(db, COLORS, &colors).await;
    color::check(
        db,
        &COLORS.replace("Enum8", "Enum16").replace("-2", "-2000"),
        &colors,
    )
    .await;
    color::check(db, "String", &colors).await;
    color::check(db, "LowCardinality(String)", &colors).await;
    let optional = [Some(Color::DarkBlue), None, Some(Color::Red)];
    optional_color::check(db, &format!("Nullable({COLORS})"), &optional).await;
    optional_color::check(db, "LowCardinality(Nullable(String))", &optional).await;
    colors::check(
        db,
        &format!("Array({COLORS})"),
        &[vec![Color::Its, Color::Red], vec![]],
    )
    .await;
    colors::check(db, "Array(String)", &[vec![Color::Its, Color::Red], vec![]]).await;
    color_text::check(db, COLORS, &[ColorText::Red, ColorText::DarkBlue]).await;
    color_text::check(db, "String", &[ColorText::Red, ColorText::DarkBlue]).await;
    let optional = [None, Some(ColorText::Red)];
    optional_color_text::check(db, &format!("Nullable({COLORS})"), &optional).await;
    open_enum::check(db, COLORS, &[OpenEnum::Red, OpenEnum::DarkBlue]).await;
    open_enum::check(db, "String", &[OpenEnum::Red, OpenEnum::DarkBlue]).await;
    optional_open_enum::check(db, &format!("Nullable({COLORS})"), &[Some(OpenEnum::Red), None]).await;
    text::check(db, COLORS, &["red".to_owned(), "it's".to_owned()]).await;

    let numbers = "Enum8('low' = -1, 'high' = 1)";
    level::check(db, numbers, &[Level::Low, Level::High]).await;
    level::check(db, "Int8", &[Level::Low, Level::High]).await;
    optional_level::check(db, &format!("Nullable({numbers})"), &[Some(Level::High), None]).await;
    code::check(
        db,
        "Enum16('one' = 1, 'three hundred' = 300)",
        &[Code::One, Code::ThreeHundred],
    )
    .await;
    code::check(db, "Int16", &[Code::One, Code::ThreeHundred]).await;
    wide_code::check(
        db,
        "Enum16('one' = 1, 'three hundred' = 300)",
        &[WideCode::One, WideCode::ThreeHundred],
    )
    .await;
    wide_code::check(db, "Int32", &[WideCode::One, WideCode::ThreeHundred]).await;
    number::check(db, numbers, &[-1, 1]).await;
}

#[tokio::test]
async fn a_name_or_number_that_an_enum_lacks_is_refused() {
    let TestDatabase { ref db, .. } = TestDatabase::new().await;
    color::create(db, "Enum8('red' = 1)").await;
    refused(
        color::insert(db, Color::Its).await,
        &["it's", "`value`", "Enum8('red' = 1)", "ALTER TABLE"],
    );
    number::create(db, "Enum8('red' = 1)").await;
    refused(number::insert(db, 2).await, &["2", "`value`", "Enum8('red' = 1)"]);
    let mut active = number::insert(db, 1).await.unwrap().into_active_model();
    active.value = sea_orm::Set(2);
    refused(active.update(db).await, &["2", "`value`", "Enum8('red' = 1)"]);
    assert_eq!(number::Entity::find().one(db).await.unwrap().unwrap().value, 1);
    text::create(db, "Enum8('green' = 1)").await;
    text::insert(db, "green".into()).await.unwrap();
    db.register::<color::Entity>();
    refused(
        color::Entity::find().all(db).await,
        &["unexpected value for Color enum: green"],
    );
}

#[tokio::test]
async fn a_value_that_an_optional_field_cannot_be_is_an_error_and_not_none() {
    use sea_orm_clickhouse::IntoClickHouseSelect;
    let TestDatabase { ref db, .. } = TestDatabase::new().await;
    optional_text::create(db, "Nullable(String)").await;
    optional_text::insert(db, Some("green".into())).await.unwrap();
    db.register::<optional_color::Entity>();
    assert!(optional_color::Entity::find().all(db).await.is_err());
    assert!(optional_color::Entity::find().clickhouse().all(db).await.is_err());
    db.register::<optional_color_text::Entity>();
    assert!(optional_color_text::Entity::find().all(db).await.is_err());
    assert!(
        optional_color_text::Entity::find()
            .clickhouse()
            .all(db)
            .await
            .is_err()
    );
    db.register::<optional_open_enum::Entity>();
    assert!(optional_open_enum::Entity::find().all(db).await.is_err());
    assert!(
        optional_open_enum::Entity::find()
            .clickhouse()
            .all(db)
            .await
            .is_err()
    );
    db.register::<optional_settings::Entity>();
    refused(
        optional_settings::Entity::find().all(db).await,
        &["`value`", "not JSON"],
    );
    db.execute_unprepared(
        "ALTER TABLE one_column UPDATE value = '{\"theme\": 1}' WHERE 1 SETTINGS mutations_sync = 1",
    )
    .await
    .unwrap();
    assert!(optional_settings::Entity::find().all(db).await.is_err());
    assert!(
        optional_settings::Entity::find()
            .clickhouse()
            .all(db)
            .await
            .is_err()
    );
    db.register::<optional_uuid::Entity>();
    refused(optional_uuid::Entity::find().all(db).await, &["`value`", "UUID"]);
}

#[tokio::test]
async fn low_cardinality_columns_of_many_values_are_exact() {
    let TestDatabase { ref db, .. } = TestDatabase::new().await;
    optional_text::create(db, "LowCardinality(Nullable(String))").await;
    let value = |i: i32| (i % 11 != 0).then(|| format!("v{}", i % 70_001));
    let rows = (0..90_000).map(|i| optional_text::ActiveModel {
        id: sea_orm::Set(i),
        value: sea_orm::Set(value(i)),
    });
    optional_text::Entity::insert_many(rows)
        .exec_without_returning(db)
        .await
        .unwrap();
    let stored = optional_text::Entity::find()
        .order_by_asc(optional_text::Column::Id)
        .all(db)
        .await
        .unwrap();
    assert_eq!(stored.len(), 90_000);
    assert!(
        (0..)
            .zip(&stored)
            .all(|(i, model)| model.id == i && model.value == value(i))
    );
}

#[tokio::test]
async fn json_is_exact() {
    let TestDatabase { ref db, .. } = TestDatabase::new().await;
    let object = json!({"a": 1, "b": {"c": ["x", "y"]}, "d": "it's \\ \"q\""});
    json_value::check_unfiltered(db, "JSON", &[object.clone(), json!({})]).await;
    optional_json::check_unfiltered(db, "Nullable(JSON)", &[Some(object.clone()), None]).await;
    json_value::check_unfiltered(
        db,
        "String",
        &[object.clone(), json!([1, null, "x"]), json!(null)],
    )
    .await;
    let settings = Settings {
        theme: "dark".into(),
        zoom: -3,
        tags: vec!["a".into(), "it's".into()],
    };
    settings::check_unfiltered(db, "JSON", std::slice::from_ref(&settings)).await;
    settings::check_unfiltered(db, "String", std::slice::from_ref(&settings)).await;
    optional_settings::check_unfiltered(db, "Nullable(String)", &[Some(settings), None]).await;
    points::check_unfiltered(db, "String", &[Points(vec![(1, 2), (3, 4)]), Points(vec![])]).await;
    json_value::create(db, "JSON").await;
    refused(
        json_value::insert(db, json!([1])).await,
        &["`value`", "JSON", "objects", "String"],
    );
}

fn refused<T: std::fmt::Debug>(result: Result<T, DbErr>, parts: &[&str]) {
    let error = result.unwrap_err().to_string();
    for part in parts {
        assert!(error.contains(part), "{part} is missing in: {error}");
    }
}
