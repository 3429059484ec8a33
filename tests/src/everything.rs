//! An entity with a field of every kind.
#![allow(missing_docs, clippy::missing_panics_doc)]

use chrono::{DateTime, FixedOffset, Local, NaiveDate, NaiveDateTime, NaiveTime, TimeZone, Utc};
use sea_orm::{FromJsonQueryResult, entity::prelude::*};
use sea_orm_clickhouse::{ClickHouseEntity, FromClickHouseRow};
use sea_query_clickhouse::{
    ClickHouseColumnDef, ClickHouseTable, DataType, Engine, table::TableCreateStatement,
};
use serde::{Deserialize, Serialize};
use serde_json::json;
use time::macros::{date, datetime, time};

#[derive(Clone, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Enum", enum_name = "protocol")]
pub enum Protocol {
    #[sea_orm(string_value = "dns")]
    Dns,
    #[sea_orm(string_value = "http")]
    Http,
}

#[derive(Clone, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "Enum", db_type = "Enum", enum_name = "state")]
pub enum State {
    #[sea_orm(string_value = "open")]
    Open,
    #[sea_orm(string_value = "closed")]
    Closed,
}

#[derive(Clone, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::N(8))")]
pub enum Grade {
    #[sea_orm(string_value = "A")]
    A,
    #[sea_orm(string_value = "B")]
    B,
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
#[sea_orm(rs_type = "i32", db_type = "Integer")]
pub enum Code {
    #[sea_orm(num_value = 1)]
    One,
    #[sea_orm(num_value = 300)]
    ThreeHundred,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, FromJsonQueryResult)]
pub struct Settings {
    pub theme: String,
    pub zoom: i32,
}

#[derive(Clone, Debug, PartialEq, Eq, DeriveValueType)]
pub struct Title(pub String);

#[derive(Clone, Debug, PartialEq, Eq, DeriveValueType)]
pub struct Tags(pub Vec<String>);

#[derive(Clone, Debug, PartialEq, DeriveEntityModel, ClickHouseEntity, FromClickHouseRow)]
#[sea_orm(table_name = "everything")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub tiny: i8,
    pub small: i16,
    pub int: Option<i32>,
    pub tiny_unsigned: u8,
    pub small_unsigned: Option<u16>,
    pub unsigned: u32,
    pub big_unsigned: Option<u64>,
    pub float: f32,
    pub double: Option<f64>,
    pub flag: bool,
    pub optional_flag: Option<bool>,
    pub name: String,
    #[sea_orm(column_name = "order by")]
    #[clickhouse(rename = "order by")]
    pub nickname: Option<String>,
    pub bytes: Vec<u8>,
    pub optional_bytes: Option<Vec<u8>>,
    pub uuid: Uuid,
    pub optional_uuid: Option<Uuid>,
    #[sea_orm(column_type = "Decimal(Some((18, 4)))")]
    pub price: Decimal,
    #[sea_orm(column_type = "Decimal(Some((38, 20)))")]
    pub exact: Option<BigDecimal>,
    pub day: NaiveDate,
    pub optional_day: Option<NaiveDate>,
    pub at: NaiveDateTime,
    pub utc: DateTime<Utc>,
    pub optional_utc: Option<DateTime<Utc>>,
    pub fixed: DateTime<FixedOffset>,
    pub local: Option<DateTime<Local>>,
    pub clock: NaiveTime,
    pub time_day: time::Date,
    pub optional_time_day: Option<time::Date>,
    pub time_at: Option<time::PrimitiveDateTime>,
    pub time_offset: time::OffsetDateTime,
    pub optional_time_offset: Option<time::OffsetDateTime>,
    pub time_clock: Option<time::Time>,
    pub protocol: Protocol,
    pub optional_protocol: Option<Protocol>,
    pub state: State,
    pub optional_state: Option<State>,
    pub grade: Grade,
    pub level: Level,
    pub code: Option<Code>,
    pub title: Title,
    pub tags: Tags,
    pub numbers: Vec<i32>,
    pub days: Vec<NaiveDate>,
    pub protocols: Vec<Protocol>,
    pub document: Json,
    pub settings: Settings,
    #[sea_orm(column_type = "Text", nullable)]
    pub optional_settings: Option<Settings>,
    #[sea_orm(column_type = "custom(\"IPv4\")")]
    pub ipv4: IpNetwork,
    #[sea_orm(column_type = "custom(\"Nullable(IPv6)\")")]
    pub ipv6: Option<IpNetwork>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
/// A model in which every field has a value.
pub fn full() -> Model {
    let utc = Utc.with_ymd_and_hms(2024, 2, 29, 12, 30, 0).unwrap();
    Model {
        id: 1,
        tiny: -8,
        small: -16,
        int: Some(i32::MIN),
        tiny_unsigned: 255,
        small_unsigned: Some(65_535),
        unsigned: u32::MAX,
        big_unsigned: Some(u64::MAX),
        float: 0.1,
        double: Some(0.1),
        flag: true,
        optional_flag: Some(false),
        name: "naïve 'q' \\ 🦀".into(),
        nickname: Some(String::new()),
        bytes: (0..=255).collect(),
        optional_bytes: Some(vec![0]),
        uuid: Uuid::from_u128(0x0011_2233_4455_6677_8899_aabb_ccdd_eeff),
        optional_uuid: Some(Uuid::max()),
        price: "-12.3400".parse().unwrap(),
        exact: Some("0.12345678901234567890".parse().unwrap()),
        day: NaiveDate::from_ymd_opt(2024, 2, 29).unwrap(),
        optional_day: NaiveDate::from_ymd_opt(1970, 1, 1),
        at: utc.naive_utc() + chrono::Duration::milliseconds(1),
        utc: utc + chrono::Duration::milliseconds(2),
        optional_utc: Some(utc - chrono::Duration::days(36_500)),
        fixed: utc.fixed_offset(),
        local: Some(utc.with_timezone(&Local)),
        clock: NaiveTime::from_hms_milli_opt(23, 59, 59, 999).unwrap(),
        time_day: date!(2024 - 02 - 29),
        optional_time_day: Some(date!(1999 - 12 - 31)),
        time_at: Some(datetime!(2024-02-29 12:30:00.5)),
        time_offset: datetime!(2024-02-29 12:30 UTC),
        optional_time_offset: Some(datetime!(1970-01-01 0:00 UTC)),
        time_clock: Some(time!(1:02:03)),
        protocol: Protocol::Http,
        optional_protocol: Some(Protocol::Dns),
        state: State::Closed,
        optional_state: Some(State::Open),
        grade: Grade::B,
        level: Level::Low,
        code: Some(Code::ThreeHundred),
        title: Title("Dr.".into()),
        tags: Tags(vec!["a".into(), "it's".into()]),
        numbers: vec![3, 1, 2],
        days: vec![NaiveDate::from_ymd_opt(2020, 1, 2).unwrap()],
        protocols: vec![Protocol::Http, Protocol::Dns],
        document: json!({"a": {"b": [1, 2]}, "c": "x"}),
        settings: Settings {
            theme: "dark".into(),
            zoom: -3,
        },
        optional_settings: Some(Settings {
            theme: "it's".into(),
            zoom: 0,
        }),
        ipv4: "10.1.2.3/32".parse().unwrap(),
        ipv6: Some("2001:db8::1/128".parse().unwrap()),
    }
}

/// A model in which whatever can be NULL or empty is.
pub fn sparse(id: i64) -> Model {
    Model {
        id,
        int: None,
        small_unsigned: None,
        big_unsigned: None,
        double: None,
        optional_flag: None,
        nickname: None,
        optional_bytes: None,
        optional_uuid: None,
        exact: None,
        optional_day: None,
        optional_utc: None,
        local: None,
        optional_time_day: None,
        time_at: None,
        optional_time_offset: None,
        time_clock: None,
        optional_protocol: None,
        optional_state: None,
        code: None,
        tags: Tags(vec![]),
        numbers: vec![],
        days: vec![],
        protocols: vec![],
        optional_settings: None,
        ipv6: None,
        ..full()
    }
}

/// The table in ClickHouse's own types, each the nearest to what a field needs.
pub fn exact_table() -> TableCreateStatement {
    let types = [
        ("id", "Int64"),
        ("tiny", "Int8"),
        ("small", "Int16"),
        ("int", "Nullable(Int32)"),
        ("tiny_unsigned", "UInt8"),
        ("small_unsigned", "Nullable(UInt16)"),
        ("unsigned", "UInt32"),
        ("big_unsigned", "Nullable(UInt64)"),
        ("float", "Float32"),
        ("double", "Nullable(Float64)"),
        ("flag", "Bool"),
        ("optional_flag", "Nullable(UInt8)"),
        ("name", "LowCardinality(String)"),
        ("order by", "LowCardinality(Nullable(String))"),
        ("bytes", "String"),
        ("optional_bytes", "Nullable(String)"),
        ("uuid", "UUID"),
        ("optional_uuid", "Nullable(UUID)"),
        ("price", "Decimal(9, 4)"),
        ("exact", "Nullable(Decimal(38, 20))"),
        ("day", "Date"),
        ("optional_day", "Nullable(Date32)"),
        ("at", "DateTime64(3)"),
        ("utc", "DateTime64(3, 'UTC')"),
        ("optional_utc", "Nullable(DateTime64(6, 'Europe/Berlin'))"),
        ("fixed", "DateTime"),
        ("local", "Nullable(DateTime('America/New_York'))"),
        ("clock", "Time64(3)"),
        ("time_day", "Date32"),
        ("optional_time_day", "Nullable(Date)"),
        ("time_at", "Nullable(DateTime64(9))"),
        ("time_offset", "DateTime64(0, 'UTC')"),
        ("optional_time_offset", "Nullable(DateTime)"),
        ("time_clock", "Nullable(Time)"),
        ("protocol", "Enum8('dns' = -1, 'http' = 7)"),
        ("optional_protocol", "LowCardinality(Nullable(String))"),
        ("state", "Enum16('open' = 1000, 'closed' = -1000)"),
        ("optional_state", "Nullable(Enum8('open' = 1, 'closed' = 2))"),
        ("grade", "FixedString(1)"),
        ("level", "Enum8('low' = -1, 'high' = 1)"),
        ("code", "Nullable(Enum16('one' = 1, 'three hundred' = 300))"),
        ("title", "LowCardinality(String)"),
        ("tags", "Array(LowCardinality(String))"),
        ("numbers", "Array(Int32)"),
        ("days", "Array(Date)"),
        ("protocols", "Array(Enum8('dns' = 1, 'http' = 2))"),
        ("document", "JSON"),
        ("settings", "String"),
        ("optional_settings", "Nullable(JSON)"),
        ("ipv4", "IPv4"),
        ("ipv6", "Nullable(IPv6)"),
    ];
    let mut table = ClickHouseTable::create("everything")
        .engine(Engine::merge_tree())
        .order_by(["id"]);
    for (name, data_type) in types {
        table = table.col(ClickHouseColumnDef::new(
            name,
            data_type.parse::<DataType>().unwrap(),
        ));
    }
    table
}
