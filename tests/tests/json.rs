//! `into_json` of the entity lane: every type as a web client expects it.

use integration_tests::{
    TestDatabase,
    everything::{self, exact_table},
};
use sea_orm::{ConnectionTrait, DbErr, EntityTrait, QuerySelect, prelude::Expr};
use sea_orm_clickhouse::{ClickHouseConnection, IntoClickHouseSelect, JsonFloat, JsonOptions};
use serde_json::{Value as Json, json};

mod one {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(schema_name = "system", table_name = "one")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub dummy: u8,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// The JSON of an expression.
async fn read(db: &ClickHouseConnection, sql: &str, options: JsonOptions) -> Result<Json, DbErr> {
    let select = one::Entity::find()
        .select_only()
        .expr_as(Expr::cust(sql.to_owned()), "x");
    let row = select.clickhouse().into_json_with(options).one(db).await?;
    Ok(row.unwrap()["x"].clone())
}

fn with(options: JsonOptions) -> JsonOptions {
    options
        .big_integers_as_strings()
        .not_a_number(JsonFloat::Text)
        .base64(["x"])
}

/// An expression, its JSON, and its JSON with all options where that is another.
const NO_OTHER: Json = Json::Null;

#[tokio::test]
async fn every_type_is_what_its_table_says() {
    let TestDatabase { ref db, .. } = TestDatabase::new().await;
    let big = "9007199254740993";
    let max256 = "115792089237316195423570985008687907853269984665640564039457584007913129639935";
    let cases: Vec<(&str, Json, Json)> = vec![
        ("true", json!(true), NO_OTHER),
        ("toInt8(-1)", json!(-1), NO_OTHER),
        ("toInt16(-1)", json!(-1), NO_OTHER),
        ("toInt32(-1)", json!(-1), NO_OTHER),
        ("toInt64(-1)", json!(-1), json!("-1")),
        (
            "toInt64('9007199254740993')",
            json!(9_007_199_254_740_993_i64),
            json!(big),
        ),
        ("toUInt8(1)", json!(1), NO_OTHER),
        ("toUInt16(1)", json!(1), NO_OTHER),
        ("toUInt32(1)", json!(1), NO_OTHER),
        ("toUInt64(1)", json!(1), json!("1")),
        (
            "toUInt64('18446744073709551615')",
            json!(u64::MAX),
            json!(u64::MAX.to_string()),
        ),
        ("count()", json!(1), json!("1")),
        ("toIntervalDay(3)", json!(3), json!("3")),
        ("toInt128(-1)", json!("-1"), NO_OTHER),
        (
            "toUInt128('340282366920938463463374607431768211455')",
            json!(u128::MAX.to_string()),
            NO_OTHER,
        ),
        ("toInt256(-1)", json!("-1"), NO_OTHER),
        (
            "toUInt256('115792089237316195423570985008687907853269984665640564039457584007913129639935')",
            json!(max256),
            NO_OTHER,
        ),
        ("toFloat32(0.1)", json!(0.1), NO_OTHER),
        ("toFloat64(0.1)", json!(0.1), NO_OTHER),
        ("-0.0", json!(-0.0), NO_OTHER),
        ("toBFloat16(1.5)", json!(1.5), NO_OTHER),
        ("toDecimal32('-1.5', 2)", json!("-1.50"), NO_OTHER),
        ("toDecimal64('0', 3)", json!("0.000"), NO_OTHER),
        (
            "toDecimal128('99999999999999999999999999999999999.999', 3)",
            json!("99999999999999999999999999999999999.999"),
            NO_OTHER,
        ),
        (
            "toDecimal256('1', 70)",
            json!(format!("1.{}", "0".repeat(70))),
            NO_OTHER,
        ),
        ("'it\\'s \\\\ ☃'", json!("it's \\ ☃"), json!("aXQncyBcIOKYgw==")),
        ("toLowCardinality('a')", json!("a"), json!("YQ==")),
        ("toFixedString('ab', 3)", json!("ab"), json!("YWIA")),
        ("CAST('a', 'Enum8(\\'a\\' = 1)')", json!("a"), NO_OTHER),
        ("CAST(300, 'Enum16(\\'b\\' = 300)')", json!("b"), NO_OTHER),
        (
            "toUUID('00112233-4455-6677-8899-aabbccddeeff')",
            json!("00112233-4455-6677-8899-aabbccddeeff"),
            NO_OTHER,
        ),
        ("toIPv4('1.2.3.4')", json!("1.2.3.4"), NO_OTHER),
        ("toIPv6('2001:db8::1')", json!("2001:db8::1"), NO_OTHER),
        ("toDate('2020-01-02')", json!("2020-01-02"), NO_OTHER),
        ("toDate32('1900-01-01')", json!("1900-01-01"), NO_OTHER),
        (
            "toDateTime('2020-01-02 03:04:05', 'Europe/Berlin')",
            json!("2020-01-02T02:04:05Z"),
            NO_OTHER,
        ),
        (
            "toDateTime64('2020-01-02 03:04:05.678', 3, 'UTC')",
            json!("2020-01-02T03:04:05.678Z"),
            NO_OTHER,
        ),
        ("CAST('03:04:05', 'Time')", json!("03:04:05"), NO_OTHER),
        ("CAST('-999:59:59', 'Time')", json!("-999:59:59"), NO_OTHER),
        (
            "CAST('03:04:05.678', 'Time64(3)')",
            json!("03:04:05.678"),
            NO_OTHER,
        ),
        ("[toInt64(1), 2]", json!([1, 2]), json!(["1", "2"])),
        ("[[toUInt64(1)], []]", json!([[1], []]), json!([["1"], []])),
        (
            "[toNullable(toInt64(1)), NULL]",
            json!([1, null]),
            json!(["1", null]),
        ),
        ("[toDecimal32('1', 1)]", json!(["1.0"]), NO_OTHER),
        ("['a', 'b']", json!(["a", "b"]), json!(["YQ==", "Yg=="])),
        ("(toInt64(1), 'a')", json!([1, "a"]), json!(["1", "YQ=="])),
        (
            "CAST((1, 'a', NULL), 'Tuple(n UInt64, s String, o Nullable(Int8))')",
            json!({"n": 1, "s": "a", "o": null}),
            json!({"n": "1", "s": "YQ==", "o": null}),
        ),
        (
            "CAST(([(toInt64(1), 0.5)], map(toUInt64(1), toDecimal32('1', 1))), 'Tuple(a Array(Tuple(Int64, Float64)), b \
             Map(UInt64, Decimal(9, 1)))')",
            json!({"a": [[1, 0.5]], "b": {"1": "1.0"}}),
            json!({"a": [["1", 0.5]], "b": {"1": "1.0"}}),
        ),
        ("map('a', toInt64(1))", json!({"a": 1}), json!({"YQ==": "1"})),
        (
            "map(toDate('2020-01-02'), 1.5)",
            json!({"2020-01-02": 1.5}),
            NO_OTHER,
        ),
        ("map([1], 'a')", json!([[[1], "a"]]), json!([[[1], "YQ=="]])),
        ("[map('a', 1)]", json!([{"a": 1}]), json!([{"YQ==": 1}])),
        (
            "CAST([(1, 'a')], 'Nested(n UInt8, s String)')",
            json!([{"n": 1, "s": "a"}]),
            json!([{"n": 1, "s": "YQ=="}]),
        ),
        ("CAST((1, 2), 'Point')", json!([1.0, 2.0]), NO_OTHER),
        (
            "CAST([(0, 0), (1, 2)], 'Ring')",
            json!([[0.0, 0.0], [1.0, 2.0]]),
            NO_OTHER,
        ),
        (
            "CAST([(0, 0), (1, 2)], 'LineString')",
            json!([[0.0, 0.0], [1.0, 2.0]]),
            NO_OTHER,
        ),
        (
            "CAST([[(0, 0), (1, 2)]], 'MultiLineString')",
            json!([[[0.0, 0.0], [1.0, 2.0]]]),
            NO_OTHER,
        ),
        (
            "CAST([[(0, 0), (1, 2)]], 'Polygon')",
            json!([[[0.0, 0.0], [1.0, 2.0]]]),
            NO_OTHER,
        ),
        (
            "CAST([[[(0, 0), (1, 2)]]], 'MultiPolygon')",
            json!([[[[0.0, 0.0], [1.0, 2.0]]]]),
            NO_OTHER,
        ),
        (
            "CAST(CAST((1, 2), 'Point'), 'Geometry')",
            json!([1.0, 2.0]),
            NO_OTHER,
        ),
        ("CAST(toInt64(1), 'Variant(Int64, String)')", json!(1), json!("1")),
        ("CAST('a', 'Variant(Int64, String)')", json!("a"), json!("YQ==")),
        (
            "[CAST(toInt64(1), 'Dynamic'), CAST('a', 'Dynamic'), NULL]",
            json!([1, "a", null]),
            json!(["1", "YQ==", null]),
        ),
        ("CAST([1, 2], 'QBit(Float32, 2)')", json!([1.0, 2.0]), NO_OTHER),
        (
            "CAST('{\"a\": {\"b\": 9007199254740993}}', 'JSON')",
            json!({"a": {"b": 9_007_199_254_740_993_i64}}),
            NO_OTHER,
        ),
        (
            "CAST(1, 'SimpleAggregateFunction(sum, UInt64)')",
            json!(1),
            json!("1"),
        ),
        ("CAST(NULL, 'Nullable(Int64)')", Json::Null, NO_OTHER),
        (
            "CAST(NULL, 'LowCardinality(Nullable(String))')",
            Json::Null,
            NO_OTHER,
        ),
        ("NULL", Json::Null, NO_OTHER),
        ("[]", json!([]), NO_OTHER),
    ];
    for (sql, plain, other) in cases {
        let found = read(db, sql, JsonOptions::new()).await;
        // The text tells -0.0 from 0.0 and 1.0 from 1.
        assert_eq!(found.map(|json| json.to_string()), Ok(plain.to_string()), "{sql}");
        let expected = if other == NO_OTHER { plain } else { other };
        let found = read(db, sql, with(JsonOptions::new())).await;
        assert_eq!(
            found.map(|json| json.to_string()),
            Ok(expected.to_string()),
            "{sql}, with options"
        );
    }
}

#[tokio::test]
async fn what_json_has_no_word_for_is_an_error_unless_an_option_says_another() {
    let TestDatabase { ref db, .. } = TestDatabase::new().await;
    for (sql, text) in [
        ("nan", "NaN"),
        ("toFloat32(inf)", "Infinity"),
        ("toBFloat16(-inf)", "-Infinity"),
    ] {
        for (before, after) in [("", ""), ("[", "]"), ("tuple(", ")"), ("map('a', ", ")")] {
            let sql = format!("{before}{sql}{after}");
            let error = read(db, &sql, JsonOptions::new()).await.unwrap_err().to_string();
            assert!(error.contains("column `x"), "{sql}: {error}");
            assert!(
                error.contains("JSON has no such number; select x")
                    && error.contains("say what stands for it by JsonOptions::not_a_number"),
                "{sql}: {error}"
            );
            let found = |float| read(db, &sql, JsonOptions::new().not_a_number(float));
            let wrap = |json: Json| match before {
                "" => json,
                "map('a', " => json!({"a": json}),
                _ => json!([json]),
            };
            assert_eq!(found(JsonFloat::Null).await.unwrap(), wrap(Json::Null), "{sql}");
            assert_eq!(found(JsonFloat::Text).await.unwrap(), wrap(text.into()), "{sql}");
        }
    }
    for (sql, base64) in [
        ("'\\xff'", json!("/w==")),
        ("['\\xff']", json!(["/w=="])),
        ("tuple('\\xff')", json!(["/w=="])),
        ("map(1, '\\xff')", json!({"1": "/w=="})),
    ] {
        let error = read(db, sql, JsonOptions::new()).await.unwrap_err().to_string();
        assert!(
            error.contains("column `x") && error.contains("not UTF-8"),
            "{sql}: {error}"
        );
        let other = read(db, sql, JsonOptions::new().base64(["y"]))
            .await
            .unwrap_err()
            .to_string();
        assert_eq!(error.split(" [").next(), other.split(" [").next());
        assert_eq!(
            read(db, sql, JsonOptions::new().base64(["x"])).await.unwrap(),
            base64,
            "{sql}"
        );
    }
    let twice = "map('a', 1, 'a', 2)";
    let error = read(db, twice, JsonOptions::new()).await.unwrap_err().to_string();
    assert!(error.contains("the key is there twice"), "{error}");
}

#[tokio::test]
async fn the_fields_of_a_registered_entity_decide_where_json_is_another_by_them() {
    let TestDatabase { ref db, .. } = TestDatabase::new().await;
    db.execute_clickhouse(&exact_table()).await.unwrap();
    let row = sea_orm::IntoActiveModel::into_active_model(everything::full());
    everything::Entity::insert(row)
        .exec_without_returning(db)
        .await
        .unwrap();
    let json = everything::Entity::find()
        .clickhouse()
        .into_json()
        .one(db)
        .await
        .unwrap()
        .unwrap();
    let of = |name: &str| json[name].clone();
    assert_eq!(of("id"), json!(1));
    assert_eq!(of("big_unsigned"), json!(u64::MAX));
    assert_eq!(of("float"), json!(0.1));
    assert_eq!(of("optional_flag"), json!(false));
    assert_eq!(of("optional_bytes"), json!("AA=="));
    assert_eq!(of("price"), json!("-12.3400"));
    assert_eq!(of("exact"), json!("0.12345678901234567890"));
    assert_eq!(of("at"), json!("2024-02-29T12:30:00.001"));
    assert_eq!(of("utc"), json!("2024-02-29T12:30:00.002Z"));
    assert_eq!(of("fixed"), json!("2024-02-29T12:30:00+00:00"));
    assert_eq!(of("clock"), json!("23:59:59.999"));
    assert_eq!(of("protocol"), json!("http"));
    assert_eq!(of("level"), json!(-1));
    assert_eq!(of("code"), json!(300));
    assert_eq!(of("settings"), json!({"theme": "dark", "zoom": -3}));
    assert_eq!(of("document"), json!({"a": {"b": [1, 2]}, "c": "x"}));
    assert_eq!(of("ipv4"), json!("10.1.2.3"));
    let options = JsonOptions::new()
        .big_integers_as_strings()
        .base64(["name", "tags"]);
    let select = everything::Entity::find().clickhouse().into_json_with(options);
    let rows = select.all(db).await.unwrap();
    let [row] = rows.as_slice() else {
        panic!("{rows:?}");
    };
    assert_eq!(row["id"], json!("1"));
    assert_eq!(row["unsigned"], json!(u32::MAX));
    assert_eq!(row["tags"], json!(["YQ==", "aXQncw=="]));
    db.execute_unprepared("TRUNCATE TABLE everything").await.unwrap();
}
