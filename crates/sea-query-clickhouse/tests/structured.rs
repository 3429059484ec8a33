//! Tuples, maps, variants and geometry as values: the literal, the parameter, and the server's answer to both.

use sea_query::{Expr, ExprTrait, Query, TableName, Value};
use sea_query_clickhouse::{
    ClickHouseQueryBuilder, ColumnTypes, DataType, Target, build_clickhouse,
    structured::{null, of_json, structured},
};
use serde_json::json;

use crate::server::Server;

fn data_type(text: &str) -> DataType {
    text.parse().unwrap()
}

fn value(of: &str, elements: impl IntoIterator<Item = Value>) -> Value {
    structured(&data_type(of), elements.into_iter().collect())
}

struct Visit;

impl ColumnTypes for Visit {
    fn data_type(&self, _: &TableName, column: &str) -> Option<DataType> {
        match column {
            "at" => Some(data_type("Tuple(day Date, name String)")),
            "n" => Some(data_type("Map(String, Int256)")),
            _ => None,
        }
    }
}

/// Selects the value with its type: as a literal, by the server's answer to it, and as a parameter.
#[track_caller]
fn selects(server: &Server, value: Value, literal: &str, parameter: &str, answer: &str) {
    let query = Query::select().expr(Expr::val(value.clone())).to_owned();
    assert_eq!(
        query.to_string(ClickHouseQueryBuilder),
        format!("SELECT {literal}")
    );
    let built = build_clickhouse(&query, &Target::default()).unwrap();
    assert_eq!(built.sql, format!("SELECT {parameter}"));
    assert_eq!(
        server.run(&query.to_string(ClickHouseQueryBuilder)),
        format!("{answer}\n")
    );
    assert_eq!(server.run_built(&built), format!("{answer}\n"));
}

#[test]
fn tuples() {
    let server = Server::new();
    selects(
        &server,
        value("Tuple(UInt16, String)", [7u16.into(), "it's".into()]),
        r"tuple(7, 'it\'s')",
        "{p0:Tuple(UInt16, String)}",
        r"(7,'it\'s')",
    );
    selects(
        &server,
        value("Tuple(a UInt8)", [1u8.into()]),
        "tuple(1)",
        "{p0:Tuple(a UInt8)}",
        "(1)",
    );
    let empty = Value::Array(sea_query::ArrayType::String, Some(Box::default()));
    selects(
        &server,
        value(
            "Tuple(Nullable(Int64), Array(String))",
            [Value::BigInt(None), empty],
        ),
        "tuple(NULL, CAST([], 'Array(String)'))",
        "{p0:Tuple(Nullable(Int64), Array(String))}",
        r"(NULL,[])",
    );
    // Bytes that are no text are a literal.
    selects(
        &server,
        value("Tuple(String)", [Value::Bytes(Some(vec![0x41, 0xff]))]),
        "tuple(x'41FF')",
        "tuple(x'41FF')",
        "('A\u{fffd}')",
    );
}

#[test]
fn maps() {
    let server = Server::new();
    selects(
        &server,
        value(
            "Map(String, Int64)",
            ["a".into(), (-1i64).into(), "b".into(), 2i64.into()],
        ),
        "map('a', -1, 'b', 2)",
        "{p0:Map(String, Int64)}",
        "{'a':-1,'b':2}",
    );
    selects(
        &server,
        value(
            "Map(String, Nullable(Float64))",
            ["a".into(), Value::Double(None), "b".into(), 0.5.into()],
        ),
        "map('a', NULL, 'b', 0.5)",
        "{p0:Map(String, Nullable(Float64))}",
        "{'a':NULL,'b':0.5}",
    );
    selects(
        &server,
        value("Map(String, UInt8)", []),
        "map()",
        "{p0:Map(String, UInt8)}",
        "{}",
    );
    let hostile = "`'\"\\\n--/*{p:String}?$1naïve";
    let built = build_clickhouse(
        &Query::select()
            .expr(
                Expr::val(value("Map(String, String)", [hostile.into(), hostile.into()]))
                    .eq(Expr::cust_with_values("map(?, ?)", [hostile, hostile])),
            )
            .to_owned(),
        &Target::default(),
    )
    .unwrap();
    assert_eq!(server.run_built(&built), "1\n");
}

#[test]
fn variants_name_their_type() {
    let server = Server::new();
    let literal = "CAST(CAST(5, 'UInt64'), 'Variant(String, UInt64)')";
    let variant = value("Variant(String, UInt64)", ["UInt64".into(), 5u64.into()]);
    selects(&server, variant, literal, literal, "5");
    let literal = "CAST(CAST(map('k', [1, 2]), 'Map(String, Array(UInt8))'), 'Dynamic')";
    let list = Value::Array(
        sea_query::ArrayType::TinyUnsigned,
        Some(Box::new(vec![1u8.into(), 2u8.into()])),
    );
    let map = value("Map(String, Array(UInt8))", ["k".into(), list]);
    let dynamic = value("Dynamic", ["Map(String, Array(UInt8))".into(), map]);
    selects(&server, dynamic, literal, literal, "{'k':[1,2]}");
    let query = Query::select()
        .expr(Expr::val(null(&data_type("Dynamic"))))
        .to_owned();
    assert_eq!(query.to_string(ClickHouseQueryBuilder), "SELECT NULL");
}

#[test]
fn geometry() {
    let server = Server::new();
    let point = |x: f64, y: f64| value("Point", [x.into(), y.into()]);
    selects(
        &server,
        value("Ring", [point(0.5, 1.0), point(f64::INFINITY, -0.0)]),
        "[tuple(0.5, 1.0), tuple(inf, -0.0)]",
        "{p0:Array(Tuple(Float64, Float64))}",
        "[(0.5,1),(inf,-0)]",
    );
    let literal = "CAST(CAST(tuple(1.0, 2.0), 'Point'), 'Geometry')";
    selects(
        &server,
        value("Geometry", ["Point".into(), point(1.0, 2.0)]),
        literal,
        literal,
        "(1,2)",
    );
}

#[test]
fn elements_take_the_types_of_the_column_they_meet() {
    let server = Server::with(&[
        "CREATE TABLE visit (id UInt8, at Tuple(day Date, name String), n Map(String, Int256)) ENGINE = Memory",
        "INSERT INTO visit VALUES (1, ('2020-01-02', 'x'), map('a', -5))",
    ]);
    let day = Value::ChronoDate(Some("2020-01-02".parse().unwrap()));
    // Its elements stand in another order.
    let at = value("Tuple(name String, day Date32)", ["x".into(), day]);
    let n = value(
        "Map(String, Decimal(76, 0))",
        ["a".into(), Value::BigDecimal(Some(Box::new((-5).into())))],
    );
    let query = Query::select()
        .column("id")
        .from("visit")
        .and_where(Expr::col("at").eq(at))
        .and_where(Expr::col("n").eq(n))
        .to_owned();
    let built = build_clickhouse(&query, &Target::default().columns(&Visit)).unwrap();
    assert_eq!(
        built.sql,
        "SELECT `id` FROM `visit` WHERE `at` = {p0:Tuple(day Date, name String)} AND `n` = {p1:Map(String, Int256)}"
    );
    assert_eq!(server.run_built(&built), "1\n");
    // JSON is a value of the column's type there.
    let json = Value::Json(Some(Box::new(json!({"day": "2020-01-02", "name": "x"}))));
    let query = Query::select()
        .column("id")
        .from("visit")
        .and_where(Expr::col("at").eq(json))
        .to_owned();
    let built = build_clickhouse(&query, &Target::default().columns(&Visit)).unwrap();
    assert_eq!(
        built.sql,
        "SELECT `id` FROM `visit` WHERE `at` = {p0:Tuple(day Date, name String)}"
    );
    assert_eq!(server.run_built(&built), "1\n");
    let json = Value::Json(Some(Box::new(json!({"day": "tomorrow", "name": "x"}))));
    let query = Query::select()
        .column("id")
        .from("visit")
        .and_where(Expr::col("at").eq(json))
        .to_owned();
    let error = build_clickhouse(&query, &Target::default().columns(&Visit))
        .unwrap_err()
        .to_string();
    assert!(
        error.contains(
            "\"tomorrow\" does not fit Date: of serde_json::Value (Json) it takes a string as 2020-01-02"
        ),
        "{error}"
    );
}

#[test]
fn a_value_wider_than_its_type_keeps_its_width() {
    let server = Server::new();
    // As UInt8 the server would make 300 to 44.
    selects(
        &server,
        value("Tuple(UInt8)", [300i64.into()]),
        "tuple(300)",
        "{p0:Tuple(Int64)}",
        "(300)",
    );
    let of = of_json(&data_type("Map(String, UInt8)"), &json!({"a": 300})).unwrap();
    selects(
        &server,
        of,
        "map('a', 300)",
        "{p0:Map(String, Int64)}",
        "{'a':300}",
    );
}

#[test]
fn elements_that_are_not_those_of_the_type_are_refused() {
    for (of, elements) in [
        ("Tuple(UInt8, UInt8)", vec![Value::from(1u8)]),
        ("Map(UInt8, UInt8)", vec![1u8.into()]),
        ("Variant(UInt8)", vec![1u8.into()]),
        ("String", vec!["x".into()]),
    ] {
        let query = Query::select().expr(Expr::val(value(of, elements))).to_owned();
        let error = build_clickhouse(&query, &Target::default())
            .unwrap_err()
            .to_string();
        assert!(
            error.contains(&format!("its elements are not those of {of}")),
            "{error}"
        );
    }
}

#[test]
fn a_value_that_its_type_would_cut_is_refused_in_a_variant() {
    let instant = |text: &str| Value::ChronoDateTimeUtc(Some(text.parse().unwrap()));
    for (of, inner) in [
        ("UInt8", Value::from(300)),
        ("Int64", u64::MAX.into()),
        ("UInt32", (-1i32).into()),
        ("Float32", 0.1f64.into()),
        ("BFloat16", 0.1f32.into()),
        (
            "Decimal(9, 2)",
            Value::BigDecimal(Some(Box::new("0.001".parse().unwrap()))),
        ),
        ("DateTime('UTC')", instant("2020-01-02T03:04:05.5Z")),
        ("DateTime64(3, 'UTC')", instant("2020-01-02T03:04:05.0001Z")),
        ("Date", Value::ChronoDate(Some("1900-01-01".parse().unwrap()))),
    ] {
        let query = Query::select()
            .expr(Expr::val(value("Dynamic", [of.into(), inner])))
            .to_owned();
        let error = build_clickhouse(&query, &Target::default())
            .unwrap_err()
            .to_string();
        assert!(
            error.contains(&format!("does not fit {of}, the type that it is given")),
            "{error}"
        );
    }
    let server = Server::new();
    for (of, inner, answer) in [
        ("UInt8", Value::from(30), "30"),
        ("Float32", 0.5f64.into(), "0.5"),
        ("BFloat16", 1.5f32.into(), "1.5"),
        ("Decimal(9, 2)", 7.into(), "7"),
        (
            "DateTime('UTC')",
            instant("2020-01-02T03:04:05Z"),
            "2020-01-02 03:04:05",
        ),
        (
            "DateTime64(6, 'UTC')",
            instant("2020-01-02T03:04:05.5Z"),
            "2020-01-02 03:04:05.500000",
        ),
        (
            "Date",
            Value::ChronoDate(Some("2020-01-02".parse().unwrap())),
            "2020-01-02",
        ),
    ] {
        let query = Query::select()
            .expr(Expr::val(value("Dynamic", [of.into(), inner])))
            .to_owned();
        let sql = query.to_string(ClickHouseQueryBuilder);
        let typed = format!("SELECT dynamicType(d), d FROM ({sql} AS d)");
        assert_eq!(
            server.run(&typed),
            format!("{}\t{answer}\n", of.replace('\'', "\\'")),
            "{sql}"
        );
    }
}
