//! Filters on a sorting key of each type: the rows are right, and the index finds them.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use integration_tests::TestDatabase;
use rust_decimal::Decimal;
use sea_orm::{
    ConnectionTrait,
    prelude::{BigDecimal, IpNetwork},
    sea_query::{Expr, ExprTrait, Order, Query, SelectStatement, Value},
};
use sea_orm_clickhouse::{
    ClickHouseConnection,
    sea_query_clickhouse::{Target, build_clickhouse, statement::Explain},
};
use uuid::Uuid;

const ROWS: u32 = 400;

/// A table whose sorting key `k` of `data_type` ascends with `i`, which has as many values as `keys`; `key` is the
/// server's expression for the value of `i`.
struct Keyed<'a> {
    db: &'a ClickHouseConnection,
    data_type: &'a str,
    keys: u32,
}

impl<'a> Keyed<'a> {
    async fn new(db: &'a ClickHouseConnection, data_type: &'a str, key: &str, keys: u32) -> Self {
        for sql in [
            "DROP TABLE IF EXISTS keyed SYNC".to_owned(),
            format!(
                "CREATE TABLE keyed (id UInt32, v UInt8, k {data_type}) ENGINE = MergeTree ORDER BY k \
                 SETTINGS index_granularity = 8, allow_nullable_key = 1"
            ),
            format!(
                "INSERT INTO keyed SELECT number, 0, {key} FROM (SELECT number, intDiv(number * {keys}, {ROWS}) AS i \
                 FROM numbers({ROWS}))"
            ),
        ] {
            db.execute_unprepared(&sql)
                .await
                .unwrap_or_else(|error| panic!("{data_type}: {sql}: {error}"));
        }
        Self { db, data_type, keys }
    }

    /// The rows whose key is one of those at these places.
    fn rows(&self, is: impl Fn(u32) -> bool) -> Vec<u32> {
        (0..ROWS).filter(|row| is(row * self.keys / ROWS)).collect()
    }

    fn select(condition: Expr) -> SelectStatement {
        Query::select()
            .column("id")
            .from("keyed")
            .and_where(condition)
            .order_by("id", Order::Asc)
            .to_owned()
    }

    async fn found(&self, condition: Expr) -> Vec<u32> {
        let select = Self::select(condition);
        let rows = self.db.query_all(&select).await.unwrap_or_else(|error| {
            let sql = build_clickhouse(&select, &Target::default()).unwrap().sql;
            panic!("{}: {sql}: {error}", self.data_type)
        });
        rows.iter().map(|row| row.try_get_by_index(0).unwrap()).collect()
    }

    /// The condition finds these rows, and the primary key tells where they are.
    async fn check(&self, what: &str, condition: Expr, expected: Vec<u32>) {
        assert_eq!(
            self.found(condition.clone()).await,
            expected,
            "{}: {what}",
            self.data_type
        );
        let select = Self::select(condition);
        let plan = self
            .db
            .query_clickhouse(&Explain::plan(&select).option("indexes", 1))
            .await
            .unwrap();
        let plan: Vec<String> = plan.iter().map(|row| row.try_get_by_index(0).unwrap()).collect();
        let plan = plan.join("\n");
        let part = |name: &str| {
            let (_, rest) = plan.split_once("PrimaryKey")?;
            let (_, rest) = rest.split_once(name)?;
            rest.lines().next()
        };
        let condition = part("Condition: ").unwrap_or_else(|| panic!("{}: {what}\n{plan}", self.data_type));
        assert!(condition.contains('k'), "{}: {what}\n{plan}", self.data_type);
        let granules = part("Granules: ").unwrap();
        let (read, all) = granules.split_once('/').unwrap();
        let (read, all): (u32, u32) = (read.parse().unwrap(), all.parse().unwrap());
        assert!(read < all, "{}: {what} reads {granules}\n{plan}", self.data_type);
    }

    /// Every way of asking for a key, with a value made of its place.
    async fn check_filters<V: Into<Value>>(&self, value: impl Fn(u32) -> V) {
        let at = |place: u32| value(place).into();
        let k = || Expr::col("k");
        let last = self.keys - 1;
        let middle = self.keys / 2;
        let low = Ord::clamp(middle / 2, 1, last);
        let named = || Expr::col(("keyed", "k"));
        self.check("=", k().eq(at(middle)), self.rows(|i| i == middle))
            .await;
        self.check(
            "value = column",
            Expr::val(at(middle)).eq(named()),
            self.rows(|i| i == middle),
        )
        .await;
        self.check("<", named().lt(at(low)), self.rows(|i| i < low)).await;
        self.check(">=", k().gte(at(last)), self.rows(|i| i == last))
            .await;
        self.check(
            "BETWEEN",
            k().between(at(low), at(middle)),
            self.rows(|i| (low..=middle).contains(&i)),
        )
        .await;
        let list = if self.keys > 4 { [0, last] } else { [last, last] };
        self.check(
            "IN",
            named().is_in(list.map(at)),
            self.rows(|i| list.contains(&i)),
        )
        .await;
        assert_eq!(
            self.found(k().is_not_in(list.map(at))).await,
            self.rows(|i| !list.contains(&i)),
            "{}: NOT IN",
            self.data_type
        );
        let tuples =
            Expr::tuple([named(), Expr::col("v")]).in_tuples(list.map(|place| (at(place), Value::from(0))));
        self.check("tuples", tuples, self.rows(|i| list.contains(&i)))
            .await;
    }

    /// Mutations reach the rows of a key, and say how many there were.
    async fn check_mutations<V: Into<Value>>(&self, value: impl Fn(u32) -> V) {
        let at = |place: u32| value(place).into();
        let k = || Expr::col("k");
        let named = || Expr::col(("keyed", "k"));
        let (last, middle) = (self.keys - 1, self.keys / 2);
        let list = if self.keys > 4 { [0, last] } else { [last, last] };
        let update = Query::update()
            .table("keyed")
            .value("v", 1)
            .and_where(named().is_in(list.map(at)))
            .to_owned();
        let rows = self.rows(|i| list.contains(&i));
        let updated = self
            .db
            .execute(&update)
            .await
            .unwrap_or_else(|error| panic!("{}: {error}", self.data_type));
        assert_eq!(
            updated.rows_affected(),
            rows.len() as u64,
            "{}: UPDATE",
            self.data_type
        );
        assert_eq!(
            self.found(Expr::col("v").eq(1)).await,
            rows,
            "{}: UPDATE",
            self.data_type
        );
        let delete = Query::delete()
            .from_table("keyed")
            .and_where(named().eq(at(middle)))
            .to_owned();
        let rows = self.rows(|i| i == middle);
        let deleted = self
            .db
            .execute(&delete)
            .await
            .unwrap_or_else(|error| panic!("{}: {error}", self.data_type));
        assert_eq!(
            deleted.rows_affected(),
            rows.len() as u64,
            "{}: DELETE",
            self.data_type
        );
        assert_eq!(
            self.found(k().eq(at(middle))).await,
            Vec::<u32>::new(),
            "{}: DELETE",
            self.data_type
        );
    }
}

async fn check<V: Into<Value>>(
    db: &ClickHouseConnection,
    data_type: &str,
    key: &str,
    value: impl Fn(u32) -> V,
) {
    check_keys(db, data_type, key, 100, value).await;
}

async fn check_keys<V: Into<Value>>(
    db: &ClickHouseConnection,
    data_type: &str,
    key: &str,
    keys: u32,
    value: impl Fn(u32) -> V,
) {
    let keyed = Keyed::new(db, data_type, key, keys).await;
    keyed.check_filters(&value).await;
    keyed.check_mutations(&value).await;
}

/// The filters alone, for a value of another type.
async fn also<V: Into<Value>>(
    db: &ClickHouseConnection,
    data_type: &str,
    key: &str,
    value: impl Fn(u32) -> V,
) {
    Keyed::new(db, data_type, key, 100)
        .await
        .check_filters(value)
        .await;
}

/// Types such as LowCardinality(UInt64) must be allowed to make their tables.
async fn suspicious() -> TestDatabase {
    TestDatabase::with_options("setting.allow_suspicious_low_cardinality_types=1").await
}

#[tokio::test]
async fn integers_are_keys() {
    let test = TestDatabase::new().await;
    let db = &test.db;
    for data_type in [
        "Int8",
        "Int16",
        "Int32",
        "Int64",
        "Int128",
        "Int256",
        "UInt8",
        "UInt16",
        "UInt32",
        "UInt64",
        "UInt128",
        "UInt256",
        "Nullable(UInt16)",
        "Nullable(Int256)",
    ] {
        check(db, data_type, "i", |i| i as i32).await;
    }
}

#[tokio::test]
async fn integers_are_found_by_values_of_other_types() {
    let test = TestDatabase::new().await;
    let db = &test.db;
    for data_type in ["Int8", "UInt64", "Int128", "UInt128", "Int256", "UInt256"] {
        check(db, data_type, "i", i64::from).await;
        also(db, data_type, "i", u64::from).await;
        also(db, data_type, "i", f64::from).await;
        also(db, data_type, "i", Decimal::from).await;
        also(db, data_type, "i", BigDecimal::from).await;
    }
    // Beyond 64 and 128 bits.
    let big = |text: &str| text.parse::<BigDecimal>().unwrap();
    let high = big("115792089237316195423570985008687907853269984665640564039457584007913129639835");
    check(db, "UInt256", &format!("toUInt256('{high}') + i"), move |i| {
        high.clone() + i
    })
    .await;
    let low = big("-57896044618658097711785492504343953926634992332820282019728792003956564819968");
    check(db, "Int256", &format!("toInt256('{low}') + i"), move |i| {
        low.clone() + i
    })
    .await;
    let high = big("170141183460469231731687303715884105627");
    check(db, "Int128", &format!("toInt128('{high}') + i"), move |i| {
        high.clone() + i
    })
    .await;
}

#[tokio::test]
async fn floats_are_keys() {
    let test = TestDatabase::new().await;
    let db = &test.db;
    for data_type in ["Float32", "Float64", "Nullable(Float64)"] {
        check(db, data_type, "i / 4", |i| f64::from(i) / 4.0).await;
        also(db, data_type, "i / 4", |i| i as f32 / 4.0).await;
        also(db, data_type, "i", |i| i as i32).await;
    }
    check(db, "Float64", "i / 10", |i| f64::from(i) / 10.0).await;
    check(db, "Float32", "toFloat32(i) / 10", |i| i as f32 / 10.0).await;
}

#[tokio::test]
async fn decimals_are_keys() {
    let test = TestDatabase::new().await;
    let db = &test.db;
    for data_type in [
        "Decimal(9, 2)",
        "Decimal(18, 2)",
        "Decimal(38, 2)",
        "Decimal(76, 2)",
        "Decimal(5, 2)",
        "Decimal(76, 40)",
        "Nullable(Decimal(18, 4))",
    ] {
        check(db, data_type, "toDecimal64(i, 1) / 10", |i| {
            Decimal::new(i.into(), 1)
        })
        .await;
        // Trailing zeros are no precision.
        also(db, data_type, "toDecimal64(i, 1) / 10", |i| {
            Decimal::new(i64::from(i) * 1_000_000, 7)
        })
        .await;
        also(db, data_type, "toDecimal64(i, 1) / 10", |i| {
            BigDecimal::new(i.into(), 1)
        })
        .await;
        also(db, data_type, "i", |i| i as i32).await;
        also(db, data_type, "i", u64::from).await;
    }
    check(db, "Decimal(9, 2)", "toDecimal64(i, 1) / 10", |i| {
        f64::from(i) / 10.0
    })
    .await;
    check(db, "Decimal(38, 2)", "toDecimal64(i, 1) / 10", |i| {
        f64::from(i) / 10.0
    })
    .await;
    check(db, "Decimal(18, 0)", "i * 10000000000", |i| {
        i64::from(i) * 10_000_000_000
    })
    .await;
}

#[tokio::test]
async fn truth_values_are_keys() {
    let test = TestDatabase::new().await;
    let db = &test.db;
    check_keys(db, "Bool", "i", 2, |i| i == 1).await;
    check_keys(db, "Nullable(Bool)", "i", 2, |i| i == 1).await;
    check_keys(db, "UInt8", "i", 2, |i| i == 1).await;
}

#[tokio::test]
async fn texts_are_keys() {
    let test = suspicious().await;
    let db = &test.db;
    let text = "leftPad(toString(i), 4, '0')";
    for data_type in [
        "String",
        "FixedString(4)",
        "Nullable(String)",
        "LowCardinality(String)",
        "LowCardinality(Nullable(String))",
        "LowCardinality(FixedString(4))",
        "Nullable(FixedString(4))",
    ] {
        check(db, data_type, text, |i| format!("{i:04}")).await;
        also(db, data_type, text, |i| format!("{i:04}").into_bytes()).await;
    }
    // Shorter than the column, which fills it up.
    check(db, "FixedString(9)", text, |i| format!("{i:04}")).await;
}

const UUID: &str = "toUUID(concat('00000000-0000-', leftPad(lower(hex(toUInt16(i))), 4, '0'), '-0000-', \
                    leftPad(lower(hex(toUInt16(i))), 12, '0')))";

#[tokio::test]
async fn uuids_are_keys() {
    let test = TestDatabase::new().await;
    let db = &test.db;
    let at = |i: u32| Uuid::from_u128(u128::from(i) << 64 | u128::from(i));
    for data_type in ["UUID", "Nullable(UUID)"] {
        check(db, data_type, UUID, at).await;
        also(db, data_type, UUID, |i| at(i).to_string()).await;
    }
    // A Uuid beside its text.
    check(db, "String", &format!("toString({UUID})"), at).await;
    check(db, "FixedString(36)", &format!("toString({UUID})"), |i| {
        at(i).to_string()
    })
    .await;
}

#[tokio::test]
async fn addresses_are_keys() {
    let test = TestDatabase::new().await;
    let db = &test.db;
    let v4 = |i: u32| std::net::Ipv4Addr::from(0x0a00_0000 + i);
    let v6 = |i: u32| std::net::Ipv6Addr::from(0x2001_0db8_u128 << 96 | u128::from(i));
    let network = |ip: std::net::IpAddr| IpNetwork::from(ip);
    let server_v4 = "toIPv4(toUInt32(167772160 + i))";
    let server_v6 = "toIPv6(concat('2001:db8::', lower(hex(toUInt16(i)))))";
    for data_type in ["IPv4", "Nullable(IPv4)"] {
        check(db, data_type, server_v4, |i| network(v4(i).into())).await;
        also(db, data_type, server_v4, |i| v4(i).to_string()).await;
        also(db, data_type, server_v4, |i| {
            network(v4(i).to_ipv6_mapped().into())
        })
        .await;
    }
    for data_type in ["IPv6", "Nullable(IPv6)"] {
        check(db, data_type, server_v6, |i| network(v6(i).into())).await;
        also(db, data_type, server_v6, |i| v6(i).to_string()).await;
        also(db, data_type, &format!("toIPv6({server_v4})"), |i| {
            network(v4(i).into())
        })
        .await;
        also(db, data_type, &format!("toIPv6({server_v4})"), |i| {
            v4(i).to_string()
        })
        .await;
    }
    // An address beside its text, which ascends as texts do.
    check(db, "String", "toString(toIPv4(toUInt32(167772260 + i)))", |i| {
        network(v4(i + 100).into())
    })
    .await;
}

fn day(i: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2024, 1, 1).unwrap() + TimeDelta::days(i.into())
}

fn instant(i: u32) -> NaiveDateTime {
    day(0).and_hms_opt(0, 0, 0).unwrap() + TimeDelta::seconds(i64::from(i) * 3601)
}

#[tokio::test]
async fn days_are_keys() {
    let test = suspicious().await;
    let db = &test.db;
    for data_type in [
        "Date",
        "Date32",
        "Nullable(Date)",
        "Nullable(Date32)",
        "LowCardinality(Date)",
    ] {
        check(db, data_type, "toDate('2024-01-01') + i", day).await;
        also(db, data_type, "toDate('2024-01-01') + i", |i| {
            time::Date::from_julian_day(time::macros::date!(2024 - 01 - 01).to_julian_day() + i as i32)
                .unwrap()
        })
        .await;
        also(db, data_type, "toDate('2024-01-01') + i", |i| day(i).to_string()).await;
        // The instant at which the day begins.
        also(db, data_type, "toDate('2024-01-01') + i", |i| {
            day(i).and_time(NaiveTime::MIN)
        })
        .await;
    }
    check(db, "Date32", "toDate32('1950-01-01') + i", |i| {
        NaiveDate::from_ymd_opt(1950, 1, 1).unwrap() + TimeDelta::days(i.into())
    })
    .await;
    check(db, "String", "toString(toDate('2024-01-01') + i)", day).await;
}

#[tokio::test]
async fn instants_are_keys() {
    let test = suspicious().await;
    let db = &test.db;
    let tokyo = chrono::FixedOffset::east_opt(9 * 3600).unwrap();
    let seconds = "toDateTime('2024-01-01 00:00:00', 'UTC') + i * 3601";
    for data_type in [
        "DateTime",
        "DateTime('UTC')",
        "DateTime('Asia/Tokyo')",
        "Nullable(DateTime)",
        "LowCardinality(DateTime('Asia/Tokyo'))",
        "DateTime64(0, 'UTC')",
        "DateTime64(3)",
        "DateTime64(6, 'Asia/Tokyo')",
        "DateTime64(9, 'America/New_York')",
        "Nullable(DateTime64(3, 'Asia/Tokyo'))",
    ] {
        check(db, data_type, seconds, instant).await;
        also(db, data_type, seconds, |i| {
            instant(i).and_utc().with_timezone(&tokyo)
        })
        .await;
        also(db, data_type, seconds, |i| {
            time::OffsetDateTime::from_unix_timestamp(instant(i).and_utc().timestamp()).unwrap()
        })
        .await;
    }
    for (precision, nanoseconds, zone) in [
        (3, 1_000_000, ""),
        (4, 100_000, ", 'UTC'"),
        (6, 1000, ", 'Asia/Tokyo'"),
        (7, 100, ""),
        (9, 1, ", 'Asia/Tokyo'"),
    ] {
        let data_type = format!("DateTime64({precision}{zone})");
        let key = format!("fromUnixTimestamp64Nano(1704067200000000000 + i * {nanoseconds})");
        check(db, &data_type, &key, |i| {
            instant(0).and_utc() + TimeDelta::nanoseconds(i64::from(i) * nanoseconds)
        })
        .await;
    }
}

#[tokio::test]
async fn times_are_keys() {
    let test = TestDatabase::with_options("setting.enable_time_time64_type=1").await;
    let db = &test.db;
    let at = |i: u32| NaiveTime::from_num_seconds_from_midnight_opt(i * 600, 0).unwrap();
    for data_type in [
        "Time",
        "Time64(0)",
        "Time64(3)",
        "Time64(6)",
        "Time64(9)",
        "Nullable(Time)",
        "Nullable(Time64(6))",
    ] {
        check(db, data_type, "CAST(i * 600 AS Time)", at).await;
        also(db, data_type, "CAST(i * 600 AS Time)", |i| {
            time::Time::MIDNIGHT + time::Duration::seconds(i64::from(i) * 600)
        })
        .await;
    }
    check(
        db,
        "Time64(3)",
        "CAST(concat('00:00:01.', leftPad(toString(i), 3, '0')) AS Time64(3))",
        |i| NaiveTime::from_num_seconds_from_midnight_opt(1, i * 1_000_000).unwrap(),
    )
    .await;
}

#[tokio::test]
async fn enums_are_keys() {
    let test = TestDatabase::new().await;
    let db = &test.db;
    for data_type in [
        "Enum8('a' = -1, 'b' = 2, 'c' = 3, 'd' = 100)",
        "Enum16('a' = -1000, 'b' = 2, 'c' = 3, 'd' = 1000)",
        "Nullable(Enum8('a' = 1, 'b' = 2, 'c' = 3, 'd' = 4))",
    ] {
        check_keys(db, data_type, "['a', 'b', 'c', 'd'][i + 1]", 4, |i| {
            ["a", "b", "c", "d"][i as usize]
        })
        .await;
        check_keys(db, data_type, "['a', 'b', 'c', 'd'][i + 1]", 4, |i| {
            Value::Enum(sea_orm::sea_query::OptionEnum::Some(Box::new(
                sea_orm::sea_query::Enum {
                    type_name: "letter".into(),
                    value: ["a", "b", "c", "d"][i as usize].into(),
                },
            )))
        })
        .await;
    }
}

#[tokio::test]
async fn wrapped_numbers_are_keys() {
    let test = suspicious().await;
    let db = &test.db;
    for data_type in [
        "LowCardinality(UInt64)",
        "LowCardinality(Nullable(Int32))",
        "LowCardinality(UInt256)",
    ] {
        check(db, data_type, "i", |i| i as i32).await;
        also(db, data_type, "i", Decimal::from).await;
    }
}

#[tokio::test]
async fn parts_of_a_key_are_found_together() {
    let test = TestDatabase::new().await;
    let db = &test.db;
    for sql in [
        "CREATE TABLE pair (id UInt32, price Decimal(9, 2), at DateTime('Asia/Tokyo')) ENGINE = MergeTree \
         ORDER BY (price, at) SETTINGS index_granularity = 8",
        "INSERT INTO pair SELECT number, intDiv(number, 20) / 10, toDateTime('2024-01-01 00:00:00', 'UTC') + number % 20 * 3601 \
         FROM numbers(400)",
    ] {
        db.execute_unprepared(sql).await.unwrap();
    }
    let key = || Expr::tuple([Expr::col("price"), Expr::col("at")]);
    let pair = |price: i64, at: u32| (Decimal::new(price, 1), instant(at));
    for (condition, expected) in [
        (key().in_tuples([pair(5, 3), pair(19, 7)]), vec![103, 387]),
        (
            key().lt(Expr::tuple([
                Expr::val(Decimal::new(1, 1)),
                Expr::val(instant(2)),
            ])),
            (0..22).collect(),
        ),
    ] {
        let select = Query::select()
            .column("id")
            .from("pair")
            .and_where(condition)
            .order_by("id", Order::Asc)
            .to_owned();
        let rows = db.query_all(&select).await.unwrap();
        let rows: Vec<u32> = rows.iter().map(|row| row.try_get_by_index(0).unwrap()).collect();
        assert_eq!(rows, expected);
        let plan = db
            .query_clickhouse(&Explain::plan(&select).option("indexes", 1))
            .await
            .unwrap();
        let plan: Vec<String> = plan.iter().map(|row| row.try_get_by_index(0).unwrap()).collect();
        let plan = plan.join("\n");
        assert!(
            plan.contains("price") && !plan.contains("Condition: true"),
            "{plan}"
        );
        let (_, granules) = plan.rsplit_once("Granules: ").unwrap();
        let (read, _) = granules.split_once('/').unwrap();
        assert!(read.parse::<u32>().unwrap() <= 4, "{plan}");
    }
}

#[tokio::test]
async fn tuples_arrays_maps_and_points() {
    use sea_orm_clickhouse::types::{Array, Map, Point, Tuple};

    let TestDatabase { ref db, .. } = TestDatabase::new().await;
    let named = "Tuple(day Date, name LowCardinality(String))";
    let key = "(toDate('2020-01-01') + i, toString(i))";
    let keyed = Keyed::new(db, named, key, 100).await;
    let day = |place: u32| NaiveDate::from_ymd_opt(2020, 1, 1).unwrap() + TimeDelta::days(place.into());
    let tuple = Value::from(Tuple((day(7), "7".to_owned())));
    keyed
        .check("=", Expr::col("k").eq(tuple), keyed.rows(|i| i == 7))
        .await;
    let json = serde_json::json!({"day": day(8), "name": "8"});
    keyed
        .check("= JSON", Expr::col("k").eq(json), keyed.rows(|i| i == 8))
        .await;
    let none = Value::from(Tuple((day(7), "8".to_owned())));
    assert_eq!(keyed.found(Expr::col("k").eq(none)).await, [] as [u32; 0]);

    let keyed = Keyed::new(db, "Array(UInt64)", "[i, 1]", 100).await;
    keyed
        .check(
            "=",
            Expr::col("k").eq(Array(vec![9u64, 1])),
            keyed.rows(|i| i == 9),
        )
        .await;
    let keyed = Keyed::new(db, "Map(String, Int256)", "map('a', i)", 100).await;
    let map = Map::from([("a".to_owned(), 9i64)]);
    keyed
        .check("=", Expr::col("k").eq(map), keyed.rows(|i| i == 9))
        .await;
    let keyed = Keyed::new(db, "Point", "(i, 0.5)", 100).await;
    keyed
        .check(
            "=",
            Expr::col("k").eq(Point { x: 9.0, y: 0.5 }),
            keyed.rows(|i| i == 9),
        )
        .await;
}
