//! An entity with a field of every kind, written by every way of SeaORM's and read by every lane.

use chrono::{DateTime, FixedOffset, Local, NaiveDate, NaiveDateTime, NaiveTime, TimeZone, Utc};
use futures_util::TryStreamExt;
use integration_tests::TestDatabase;
use sea_orm::{
    ActiveValue::NotSet, ConnectionTrait, DbBackend, FromJsonQueryResult, IntoActiveModel, QueryOrder,
    QuerySelect, Schema, entity::prelude::*,
};
use sea_orm_clickhouse::{ClickHouseConnection, IntoClickHouseSelect};
use sea_query_clickhouse::{ClickHouseColumnDef, ClickHouseTable, DataType, Engine};
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

mod everything {
    use super::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, sea_orm_clickhouse::ClickHouseEntity)]
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
}

use everything::{ActiveModel, Column, Entity, Model};

fn full() -> Model {
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

fn sparse(id: i64) -> Model {
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
fn exact_table() -> ClickHouseTableCreate {
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

type ClickHouseTableCreate = sea_query_clickhouse::table::TableCreateStatement;

fn same(what: &str, found: &[Model], expected: &[Model]) {
    assert_eq!(found.len(), expected.len(), "{what}: rows");
    for (found, expected) in found.iter().zip(expected) {
        let (found, expected) = (format!("{found:#?}"), format!("{expected:#?}"));
        for (found, expected) in found.lines().zip(expected.lines()) {
            assert_eq!(found, expected, "{what}");
        }
        assert_eq!(found, expected, "{what}");
    }
}

async fn written_and_read_by_every_way(db: &ClickHouseConnection) {
    let inserted = full().into_active_model().insert(db).await.unwrap();
    same("insert returned", &[inserted], &[full()]);
    let many = [sparse(2), Model { id: 3, ..full() }, sparse(4)];
    let rows = Entity::insert_many(many.clone().map(IntoActiveModel::into_active_model))
        .exec_with_returning(db)
        .await
        .unwrap();
    same("insert_many returned", &rows, &many);
    let saved = ActiveModel {
        id: NotSet,
        ..sparse(0).into_active_model().reset_all()
    }
    .save(db)
    .await
    .unwrap();
    let id = *saved.id.as_ref();
    assert!(id > 1 << 40, "a generated key: {id}");

    let mut expected = vec![full()];
    expected.extend(many);
    expected.push(sparse(id));
    let all = || Entity::find().order_by_asc(Column::Id);
    same("the plain lane", &all().all(db).await.unwrap(), &expected);
    same(
        "a plain stream",
        &all()
            .stream(db)
            .await
            .unwrap()
            .try_collect::<Vec<_>>()
            .await
            .unwrap(),
        &expected,
    );
    same(
        "the entity lane",
        &all().clickhouse().all(db).await.unwrap(),
        &expected,
    );
    let streamed = all()
        .clickhouse()
        .stream(db)
        .await
        .unwrap()
        .try_collect::<Vec<_>>()
        .await
        .unwrap();
    same("a stream of the entity lane", &streamed, &expected);
    let one = all().clickhouse().one(db).await.unwrap();
    same("one of the entity lane", one.as_slice(), &expected[..1]);
    let page = sea_orm::PaginatorTrait::paginate(all(), db, 2)
        .fetch_page(1)
        .await
        .unwrap();
    same("a page", &page, &expected[2..4]);

    // Everything changes, from all to nothing and back.
    let cleared = Model { id: 3, ..sparse(3) }.into_active_model().reset_all();
    same(
        "update returned",
        &[cleared.update(db).await.unwrap()],
        &[sparse(3)],
    );
    let filled = Model { id, ..full() }
        .into_active_model()
        .reset_all()
        .save(db)
        .await
        .unwrap();
    assert_eq!(filled.name.as_ref(), &full().name);
    expected[2] = sparse(3);
    expected[4] = Model { id, ..full() };
    same("the rows after updates", &all().all(db).await.unwrap(), &expected);

    let deleted = Entity::delete_many()
        .filter(Column::Id.eq(1))
        .exec_with_returning(db)
        .await
        .unwrap();
    same("delete returned", &deleted, &expected[..1]);
}

#[tokio::test]
async fn an_entity_of_every_type_lives_in_a_table_of_exact_types() {
    let test = TestDatabase::with_options("setting.allow_suspicious_low_cardinality_types=1").await;
    test.db.execute_clickhouse(&exact_table()).await.unwrap();
    written_and_read_by_every_way(&test.db).await;
}

#[tokio::test]
async fn an_entity_of_every_type_lives_in_the_table_that_seaorm_makes_of_it() {
    let test = TestDatabase::new().await;
    let table = Schema::new(DbBackend::MySql).create_table_from_entity(Entity);
    test.db.execute(&table).await.unwrap();
    written_and_read_by_every_way(&test.db).await;
}

#[tokio::test]
async fn an_entity_that_is_not_registered_is_exact_on_the_entity_lane() {
    mod twin {
        use sea_orm::entity::prelude::*;

        #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
        #[sea_orm(table_name = "everything_of_nobody")]
        pub struct Model {
            #[sea_orm(primary_key, auto_increment = false)]
            pub id: i64,
            pub count: Option<i64>,
            pub day: Option<TimeDate>,
            pub at: TimeDateTimeWithTimeZone,
        }

        #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
        pub enum Relation {}

        impl ActiveModelBehavior for ActiveModel {}
    }
    let TestDatabase { ref db, .. } = TestDatabase::new().await;
    db.execute_unprepared(
        "CREATE TABLE everything_of_nobody (id Int64, count Nullable(UInt64), day Nullable(Date), at DateTime) \
         ENGINE = MergeTree ORDER BY id",
    )
    .await
    .unwrap();
    let model = twin::Model {
        id: 1,
        count: Some(5),
        day: Some(date!(2024 - 02 - 29)),
        at: datetime!(2024-02-29 12:30 UTC),
    };
    twin::Entity::insert(model.clone().into_active_model())
        .exec_without_returning(db)
        .await
        .unwrap();
    assert_eq!(twin::Entity::find().clickhouse().all(db).await.unwrap(), [model]);
}

#[tokio::test]
async fn json_of_the_entity_lane_has_every_column_in_its_own_form() {
    let test = TestDatabase::with_options("setting.allow_suspicious_low_cardinality_types=1").await;
    let db = &test.db;
    db.execute_clickhouse(&exact_table()).await.unwrap();
    Entity::insert_many([full(), sparse(2)].map(IntoActiveModel::into_active_model))
        .exec(db)
        .await
        .unwrap();
    let rows = Entity::find()
        .order_by_asc(Column::Id)
        .clickhouse()
        .into_json()
        .all(db)
        .await
        .unwrap();
    assert_eq!(rows[0]["big_unsigned"], json!(u64::MAX));
    assert_eq!(rows[0]["float"], json!(0.1));
    assert_eq!(rows[0]["price"], json!("-12.3400"));
    assert_eq!(rows[0]["exact"], json!("0.12345678901234567890"));
    assert_eq!(rows[0]["utc"], json!("2024-02-29T12:30:00.002Z"));
    assert_eq!(rows[0]["time_day"], json!("2024-02-29"));
    assert_eq!(rows[0]["order by"], json!(""));
    assert_eq!(rows[0]["protocols"], json!(["http", "dns"]));
    assert_eq!(rows[0]["state"], json!("closed"));
    assert_eq!(rows[0]["code"], json!(300));
    assert_eq!(rows[0]["document"], json!({"a": {"b": [1, 2]}, "c": "x"}));
    assert_eq!(rows[0]["settings"], json!({"theme": "dark", "zoom": -3}));
    assert_eq!(rows[0]["ipv6"], json!("2001:db8::1"));
    assert_eq!(rows[0]["uuid"], json!("00112233-4455-6677-8899-aabbccddeeff"));
    let columns = <Column as sea_orm::Iterable>::iter().count();
    for row in &rows {
        assert_eq!(row.as_object().unwrap().len(), columns);
    }
    for name in [
        "int",
        "order by",
        "exact",
        "time_at",
        "optional_state",
        "optional_settings",
        "ipv6",
    ] {
        assert_eq!(rows[1][name], json!(null), "{name}");
    }
    assert_eq!(rows[1]["numbers"], json!([]));
}

#[tokio::test]
async fn plain_json_has_every_column() {
    let test = TestDatabase::new().await;
    let db = &test.db;
    db.execute(&Schema::new(DbBackend::MySql).create_table_from_entity(Entity)).await.unwrap();
    Entity::insert_many([full(), sparse(2)].map(IntoActiveModel::into_active_model)).exec(db).await.unwrap();
    let rows = Entity::find().order_by_asc(Column::Id).into_json().all(db).await.unwrap();
    for column in <Column as sea_orm::Iterable>::iter() {
        let name = sea_orm::Iden::unquoted(&column);
        assert!(rows.iter().all(|row| row.get(name).is_some()), "{name}: {rows:?}");
    }
    assert_eq!(rows[0]["big_unsigned"], json!(u64::MAX));
    assert_eq!(rows[1]["ipv6"], json!(null));
}

#[tokio::test]
async fn every_column_can_be_filtered_by_its_own_value() {
    let test = TestDatabase::new().await;
    let db = &test.db;
    db.execute(&Schema::new(DbBackend::MySql).create_table_from_entity(Entity))
        .await
        .unwrap();
    Entity::insert_many([full(), sparse(2)].map(IntoActiveModel::into_active_model))
        .exec(db)
        .await
        .unwrap();
    for column in <Column as sea_orm::Iterable>::iter() {
        if matches!(column, Column::Document | Column::Settings) {
            continue; // JSON is not compared with text.
        }
        let value = full().get(column);
        let found = Entity::find()
            .filter(column.eq(value.clone()))
            .select_only()
            .column(Column::Id);
        let found: Vec<i64> = found.into_tuple().all(db).await.unwrap();
        assert!(found.contains(&1), "{column:?} = {value:?}");
        let among = Entity::find()
            .filter(column.is_in([value.clone()]))
            .select_only()
            .column(Column::Id);
        let among: Vec<i64> = among.into_tuple().all(db).await.unwrap();
        assert_eq!(found, among, "{column:?} IN ({value:?})");
    }
}
