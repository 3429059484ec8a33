//! The field types of this crate through real columns: every way of reading, a filter, an update.

use integration_tests::{TestDatabase, column_entity};
use sea_orm::prelude::BigDecimal;
use sea_orm_clickhouse::{
    ClickHouseTuple, ClickHouseVariant,
    types::{
        AggregateState, Array, BFloat16, Dynamic, Geometry, IPv4, IPv6, Int128, Int256, IntervalDay,
        IntervalMonth, IntervalSecond, LineString, Map, MultiLineString, MultiPolygon, Point, Polygon, Ring,
        Tuple, UInt128, UInt256,
    },
};

#[derive(Clone, Debug, PartialEq, ClickHouseTuple)]
pub struct Address {
    pub street: String,
    #[clickhouse(rename = "zip code")]
    pub zip: Option<u32>,
    pub at: chrono::NaiveDateTime,
}

#[derive(Clone, Debug, PartialEq, ClickHouseVariant)]
pub enum Reading {
    Number(f64),
    Text(String),
    List(Vec<Option<u16>>),
    Place(Address),
}

column_entity!(int128, [Int128]);
column_entity!(optional_int128, [Option<Int128>]);
column_entity!(int128s, [Vec<Int128>]);
column_entity!(uint128, [UInt128]);
column_entity!(int256, [Int256]);
column_entity!(uint256, [UInt256]);
column_entity!(optional_uint256, [Option<UInt256>]);
column_entity!(bfloat16, [BFloat16]);
column_entity!(optional_bfloat16, [Option<BFloat16>]);
column_entity!(ipv4, [IPv4]);
column_entity!(optional_ipv4, [Option<IPv4>]);
column_entity!(ipv6, [IPv6]);
column_entity!(ipv6s, [Vec<IPv6>]);
column_entity!(interval_second, [IntervalSecond]);
column_entity!(interval_day, [Option<IntervalDay>]);
column_entity!(interval_month, [IntervalMonth]);
column_entity!(numbers, [Array<u64>]);
column_entity!(optional_numbers, [Array<Option<u16>>]);
column_entity!(nested_arrays, [Array<Vec<Option<String>>>]);
column_entity!(binaries, [Array<Vec<u8>>]);
column_entity!(map, [Map<String, u64>]);
column_entity!(deep_map, [Map<i16, Map<String, Vec<Option<f64>>>>]);
column_entity!(maps, [Vec<Map<String, i32>>]);
column_entity!(tuple, [Tuple<(u16, Option<String>, bool)>]);
column_entity!(
    times,
    [Tuple<(time::OffsetDateTime, time::Date, chrono::NaiveTime, time::Time)>]
);
column_entity!(
    exact,
    [Tuple<(rust_decimal::Decimal, BigDecimal, uuid::Uuid, Int256, IPv6)>]
);
column_entity!(address, [Address]);
column_entity!(addresses, [Vec<Address>]);
column_entity!(nested, #[sea_orm(column_type = "custom(\"Nested(street String, `zip code` Nullable(UInt32), at DateTime64(6, 'UTC'))\")")] [Vec<Address>]);
column_entity!(reading, [Reading]);
column_entity!(optional_reading, [Option<Reading>]);
column_entity!(dynamic, [Option<Dynamic>]);
column_entity!(point, [Point]);
column_entity!(ring, [Ring]);
column_entity!(line_string, [LineString]);
column_entity!(multi_line_string, [MultiLineString]);
column_entity!(polygon, [Polygon]);
column_entity!(multi_polygon, [MultiPolygon]);
column_entity!(geometry, [Option<Geometry>]);
column_entity!(vector, [Vec<f32>]);
column_entity!(
    state,
    #[sea_orm(column_type = "custom(\"AggregateFunction(sum, UInt64)\")")]
    [AggregateState]
);

#[tokio::test]
async fn wide_integers() {
    let TestDatabase { ref db, .. } = TestDatabase::new().await;
    let values = [Int128(i128::MIN), Int128(-1), Int128(0), Int128(i128::MAX)];
    int128::check(db, "Int128", &values).await;
    optional_int128::check(db, "Nullable(Int128)", &[Some(Int128(5)), None]).await;
    int128s::check(db, "Array(Int128)", &[values.to_vec(), vec![]]).await;
    uint128::check(db, "UInt128", &[UInt128(0), UInt128(u128::MAX)]).await;
    let minimum = "-57896044618658097711785492504343953926634992332820282019728792003956564819968";
    int256::check(db, "Int256", &[minimum.parse().unwrap(), "7".parse().unwrap()]).await;
    let maximum = "115792089237316195423570985008687907853269984665640564039457584007913129639935";
    uint256::check(db, "UInt256", &[maximum.parse().unwrap(), UInt256::default()]).await;
    optional_uint256::check(db, "Nullable(UInt256)", &[None, Some(maximum.parse().unwrap())]).await;
    let too_large = format!("{maximum}0").parse().unwrap();
    let error = uint256::insert(db, too_large).await;
    assert!(error.is_err());
}

#[tokio::test]
async fn floats_of_sixteen_bits() {
    let TestDatabase { ref db, .. } = TestDatabase::new().await;
    let values = [1.5, -0.0, f32::INFINITY, 0.1].map(BFloat16::round);
    bfloat16::check(db, "BFloat16", &values).await;
    optional_bfloat16::check(db, "Nullable(BFloat16)", &[None, BFloat16::exact(2.0)]).await;
}

#[tokio::test]
async fn addresses_of_networks() {
    let TestDatabase { ref db, .. } = TestDatabase::new().await;
    let values: [IPv4; 2] = ["0.0.0.0".parse().unwrap(), "255.255.255.255".parse().unwrap()];
    ipv4::check(db, "IPv4", &values).await;
    optional_ipv4::check(db, "Nullable(IPv4)", &[Some(values[1]), None]).await;
    let sixes: [IPv6; 3] = [
        "::".parse().unwrap(),
        "2001:db8::1".parse().unwrap(),
        "::ffff:1.2.3.4".parse().unwrap(),
    ];
    ipv6::check(db, "IPv6", &sixes).await;
    ipv6s::check(db, "Array(IPv6)", &[sixes.to_vec(), vec![]]).await;
}

#[tokio::test]
async fn intervals() {
    let TestDatabase { ref db, .. } = TestDatabase::new().await;
    interval_second::check(db, "Int64", &[IntervalSecond(-5), IntervalSecond(i64::MAX)]).await;
    interval_day::check(db, "Nullable(Int64)", &[Some(IntervalDay(1)), None]).await;
    interval_month::check(db, "Int64", &[IntervalMonth(12)]).await;
}

#[tokio::test]
async fn arrays_that_seaorm_has_no_room_for() {
    let TestDatabase { ref db, .. } = TestDatabase::new().await;
    numbers::check(db, "Array(UInt64)", &[Array(vec![u64::MAX, 0]), Array(vec![])]).await;
    let values = [Array(vec![Some(1), None, Some(u16::MAX)]), Array(vec![])];
    optional_numbers::check(db, "Array(Nullable(UInt16))", &values).await;
    let values = [
        Array(vec![vec![Some("it's".to_owned()), None], vec![]]),
        Array(vec![]),
    ];
    nested_arrays::check(db, "Array(Array(Nullable(String)))", &values).await;
    let values = [Array(vec![vec![0, 159, 255], vec![]])];
    binaries::check_unfiltered(db, "Array(String)", &values).await;
}

#[tokio::test]
async fn maps() {
    let TestDatabase { ref db, .. } = TestDatabase::new().await;
    let values: [Map<String, u64>; 3] = [
        [("b".to_owned(), u64::MAX), ("a".to_owned(), 0)].into(),
        Map::default(),
        [
            ("it's `\\".to_owned(), 1),
            ("twice".to_owned(), 2),
            ("twice".to_owned(), 3),
        ]
        .into(),
    ];
    map::check(db, "Map(String, UInt64)", &values).await;
    map::check(db, "Map(LowCardinality(String), UInt64)", &values).await;
    let inner: Map<String, Vec<Option<f64>>> =
        [("x".to_owned(), vec![Some(0.5), None, Some(f64::INFINITY)])].into();
    let values = [[(-5i16, inner), (7, Map::default())].into(), Map::default()];
    deep_map::check(db, "Map(Int16, Map(String, Array(Nullable(Float64))))", &values).await;
    let values = [vec![[("a".to_owned(), 1)].into(), Map::default()], vec![]];
    maps::check(db, "Array(Map(String, Int32))", &values).await;
}

#[tokio::test]
async fn tuples() {
    let TestDatabase { ref db, .. } = TestDatabase::new().await;
    let values = [
        Tuple((u16::MAX, Some("é".to_owned()), true)),
        Tuple((0, Some(String::new()), false)),
    ];
    tuple::check(db, "Tuple(UInt16, Nullable(String), Bool)", &values).await;
    let values = [Tuple((7, None, true))];
    tuple::check_unfiltered(
        db,
        "Tuple(port UInt16, name LowCardinality(Nullable(String)), open Bool)",
        &values,
    )
    .await;
    let values = [Tuple((
        time::macros::datetime!(2024-02-29 12:30:00.5 UTC),
        time::macros::date!(1999 - 12 - 31),
        chrono::NaiveTime::from_hms_micro_opt(23, 59, 59, 999_999).unwrap(),
        time::macros::time!(1:02:03),
    ))];
    times::check(
        db,
        "Tuple(DateTime64(6, 'UTC'), Date32, Time64(6), Time)",
        &values,
    )
    .await;
    let values = [Tuple((
        "-12.3400".parse().unwrap(),
        "0.12345678901234567890".parse().unwrap(),
        uuid::Uuid::max(),
        "-7".parse().unwrap(),
        "::1".parse().unwrap(),
    ))];
    exact::check(
        db,
        "Tuple(Decimal(18, 4), Decimal(76, 20), UUID, Int256, IPv6)",
        &values,
    )
    .await;
}

fn place(street: &str, zip: Option<u32>) -> Address {
    Address {
        street: street.into(),
        zip,
        at: "2024-02-29T12:30:00.000001".parse().unwrap(),
    }
}

#[tokio::test]
async fn structs_are_tuples_with_names() {
    let TestDatabase { ref db, .. } = TestDatabase::new().await;
    let tuple = "Tuple(street String, `zip code` Nullable(UInt32), at DateTime64(6, 'UTC'))";
    let values = [place("it's", Some(u32::MAX)), place("", Some(0))];
    address::check(db, tuple, &values).await;
    let other_order =
        "Tuple(at DateTime64(6, 'UTC'), `zip code` Nullable(UInt32), street LowCardinality(String))";
    address::check_unfiltered(db, other_order, &[place("x", None)]).await;
    let lists = [vec![place("x", None), place("y", Some(1))], vec![]];
    addresses::check(db, &format!("Array({tuple})"), &lists).await;
    let error = address::insert(db, place("x", None))
        .await
        .unwrap_err()
        .to_string();
    assert!(error.contains("column `value` is Array(Tuple("), "{error}");
    let TestDatabase { ref db, .. } = TestDatabase::with_options("setting.flatten_nested=0").await;
    let nested = "Nested(street String, `zip code` Nullable(UInt32), at DateTime64(6, 'UTC'))";
    nested::check(db, nested, &lists).await;
}

#[tokio::test]
async fn enums_are_variants() {
    let TestDatabase { ref db, .. } = TestDatabase::new().await;
    let variant = "Variant(Array(Nullable(UInt16)), Float64, String, Tuple(street String, `zip code` Nullable(UInt32), \
                   at DateTime64(6, 'UTC')))";
    let values = [
        Reading::Number(-0.5),
        Reading::Text("x".into()),
        Reading::List(vec![Some(1), None]),
        Reading::Place(place("y", Some(3))),
    ];
    reading::check_unfiltered(db, variant, &values).await;
    let values = [Some(Reading::Text("x".into())), None, Some(Reading::Number(1.0))];
    optional_reading::check_unfiltered(db, variant, &values).await;
    let values = [
        Some(Dynamic::new(5u8)),
        None,
        Some(Dynamic::new(Map::from([("k".to_owned(), vec![1i64])]))),
        Some(Dynamic::of("LowCardinality(String)".parse().unwrap(), "low")),
    ];
    dynamic::check_unfiltered(db, "Dynamic", &values).await;
    let values = [Some(Dynamic::new(5u8)), Some(Dynamic::new("x".to_owned())), None];
    dynamic::check_unfiltered(db, "Variant(String, UInt8)", &values).await;
}

#[tokio::test]
async fn geometry_of_every_kind() {
    let TestDatabase { ref db, .. } = TestDatabase::new().await;
    let at = |x: f64, y: f64| Point { x, y };
    point::check(db, "Point", &[at(1.5, -0.0), at(f64::INFINITY, 1e300)]).await;
    point::check(db, "Tuple(Float64, Float64)", &[at(1.5, 2.5)]).await;
    let points = vec![at(0.0, 0.5), at(1.0, 2.0)];
    ring::check(db, "Ring", &[Ring(points.clone()), Ring::default()]).await;
    line_string::check(db, "LineString", &[LineString(points.clone())]).await;
    let lines = MultiLineString(vec![LineString(points.clone()), LineString::default()]);
    multi_line_string::check(db, "MultiLineString", &[lines]).await;
    let polygon = Polygon(vec![Ring(points.clone()), Ring::default()]);
    polygon::check(db, "Polygon", std::slice::from_ref(&polygon)).await;
    multi_polygon::check(db, "MultiPolygon", &[MultiPolygon(vec![polygon.clone()])]).await;
    let values = [
        Some(Geometry::from(at(1.0, 2.0))),
        Some(Ring(points.clone()).into()),
        Some(polygon.into()),
        None,
        Some(LineString(points).into()),
    ];
    geometry::check_unfiltered(db, "Geometry", &values).await;
}

#[tokio::test]
async fn vectors() {
    let TestDatabase { ref db, .. } = TestDatabase::new().await;
    vector::check(db, "QBit(Float32, 3)", &[vec![1.0, -2.5, 0.1], vec![0.0; 3]]).await;
}

#[tokio::test]
async fn what_a_field_does_not_hold_is_an_error_of_both_types() {
    let TestDatabase { ref db, .. } = TestDatabase::new().await;
    map::create(db, "Map(String, Int64)").await;
    db.execute_unprepared("INSERT INTO one_column SELECT 1, map('a', 1)")
        .await
        .unwrap();
    use sea_orm::{ConnectionTrait, EntityTrait};
    let error = map::Entity::find().all(db).await.unwrap_err().to_string();
    assert!(
        error.contains("column `value.values` is Int64 on the server and a field of UInt64 in Rust"),
        "{error}"
    );
    optional_reading::create(db, "Variant(Bool, String)").await;
    db.execute_unprepared("INSERT INTO one_column SELECT 1, true")
        .await
        .unwrap();
    let error = optional_reading::Entity::find()
        .all(db)
        .await
        .unwrap_err()
        .to_string();
    assert!(
        error.contains("column `value` is Variant(Bool, String) on the server"),
        "{error}"
    );
    point::create(db, "String").await;
    let error = point::insert(db, Point::default()).await.unwrap_err().to_string();
    assert!(
        error.contains("column `value` is String on the server and a field of Point in Rust"),
        "{error}"
    );
}

#[tokio::test]
async fn states_of_aggregate_functions_travel_as_their_bytes() {
    use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait, PaginatorTrait, QueryOrder, QuerySelect};
    use sea_orm_clickhouse::IntoClickHouseSelect;

    let TestDatabase { ref db, .. } = TestDatabase::new().await;
    db.register::<state::Entity>();
    for table in ["one_column", "copy"] {
        db.execute_unprepared(&format!(
            "CREATE TABLE {table} (id Int32, value AggregateFunction(sum, UInt64)) ENGINE = AggregatingMergeTree ORDER BY id"
        ))
        .await
        .unwrap();
    }
    db.execute_unprepared(
        "INSERT INTO one_column SELECT number % 2, sumState(number) FROM numbers(10) GROUP BY 1",
    )
    .await
    .unwrap();
    let all = || state::Entity::find().order_by_asc(state::Column::Id);
    let models = all().all(db).await.unwrap();
    assert_eq!(models[0].value, AggregateState(20u64.to_le_bytes().to_vec()));
    assert_eq!(models[1].value, AggregateState(25u64.to_le_bytes().to_vec()));
    assert_eq!(all().clickhouse().all(db).await.unwrap(), models);
    assert_eq!(all().count(db).await.unwrap(), 2);
    let tuples: Vec<(i32, AggregateState)> = all()
        .select_only()
        .columns([state::Column::Id, state::Column::Value])
        .clickhouse()
        .into_tuple()
        .all(db)
        .await
        .unwrap();
    assert_eq!(tuples[1].1, models[1].value);

    // The states are merged with those that are inserted.
    let rows = models.clone().into_iter().map(|model| state::ActiveModel {
        id: Set(model.id),
        value: Set(model.value),
    });
    state::Entity::insert_many(rows)
        .exec_without_returning(db)
        .await
        .unwrap();
    let sums: Vec<(i32, i64)> = {
        use sea_orm::sea_query::{Expr, Func};
        let sum = Func::cust("sumMerge").arg(Expr::col("value"));
        all()
            .select_only()
            .column(state::Column::Id)
            .column_as(Expr::FunctionCall(sum), "total")
            .group_by(state::Column::Id)
            .clickhouse()
            .into_tuple()
            .all(db)
            .await
            .unwrap()
    };
    assert_eq!(sums, [(0, 40), (1, 50)]);

    let bad = state::insert(db, AggregateState(vec![1, 2, 3]))
        .await
        .unwrap_err()
        .to_string();
    assert!(
        bad.contains("Cannot read all data") || bad.contains("trailing"),
        "{bad}"
    );
    let long = state::insert(db, AggregateState(vec![0; 9]))
        .await
        .unwrap_err()
        .to_string();
    assert!(long.contains("trailing"), "{long}");
    let raw = "SELECT value FROM one_column";
    let error = db
        .query_all_raw(sea_orm::Statement::from_string(sea_orm::DbBackend::MySql, raw))
        .await
        .unwrap_err();
    assert!(
        error
            .to_string()
            .contains("CAST(value, 'String') for their bytes"),
        "{error}"
    );
}
