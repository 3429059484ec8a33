//! Variant, Dynamic and Geometry, as structured values and as JSON.

use sea_query::{ArrayType, Value};
use sea_query_clickhouse::structured::{element, null, structured};
use sea_query_clickhouse::types::DataType;
use serde_json::{Value as Json, json};

use super::bytes::decoded_in;
use super::round_trip::{default, exact, through_server};
use super::server::Server;
use super::{data_type, stored};
use crate::native::{ColumnPlan, Resend, Target};

fn one_of(whole: &str, of: &str, value: impl Into<Value>) -> Value {
    structured(&data_type(whole), vec![of.into(), value.into()])
}

/// Through the server as structured values, both ways.
#[track_caller]
fn whole(server_type: &str, values: &[Value], shown: &[&str]) {
    exact(server_type, element(&data_type(server_type)), values, shown);
}

#[test]
fn variants() {
    let variant = "Variant(Array(Int32), Bool, Date, LowCardinality(String), UInt64)";
    let of = |of: &str, value: Value| one_of(variant, of, value);
    let numbers = Value::Array(ArrayType::Int, Some(Box::new(vec![1.into(), (-2).into()])));
    whole(
        variant,
        &[
            of("UInt64", u64::MAX.into()),
            null(&data_type(variant)),
            of("LowCardinality(String)", "x".into()),
            of("Array(Int32)", numbers),
            of("Bool", true.into()),
            of("LowCardinality(String)", "x".into()),
            of("UInt64", 0u64.into()),
        ],
        &["18446744073709551615", "", "x", "[1,-2]", "true", "x", "0"],
    );
    whole(
        "Variant(String, UInt8)",
        &vec![null(&data_type("Variant(String, UInt8)")); 3],
        &[""; 3],
    );
    whole("Variant(String, UInt8)", &[], &[]);
    default(
        "Variant(Array(UInt8), Map(String, Int8), String, UInt64)",
        &[
            json!(5).into(),
            json!("a").into(),
            json!({"k": -1}).into(),
            json!([1, 2]).into(),
            Value::Json(None),
        ],
        &["5", "a", "{'k':-1}", "[1,2]", ""],
    );
    let body = Server::from_environment().query("SELECT CAST(NULL, 'Variant(String, UInt8)') AS c");
    let block = decoded_in([body.as_slice()]).unwrap().remove(0);
    let target = Target::exact(ArrayType::Json, false);
    let plan = ColumnPlan::new("c", &block.header.columns[0].data_type, &target).unwrap();
    let error = plan.values(&block.columns[0]).unwrap_err().to_string();
    assert!(error.contains("make it an Option"), "{error}");
}

#[test]
fn variants_within_others() {
    let inner = "Variant(String, Tuple(a UInt8, b Variant(Date, Int64)))";
    let array = format!("Array({inner})");
    let date = |text: &str| Value::ChronoDate(Some(text.parse().unwrap()));
    let tuple = |value| {
        structured(
            &data_type("Tuple(a UInt8, b Variant(Date, Int64))"),
            vec![1u8.into(), value],
        )
    };
    let values = vec![
        one_of(inner, "String", "x"),
        one_of(
            inner,
            "Tuple(a UInt8, b Variant(Date, Int64))",
            tuple(one_of("Variant(Date, Int64)", "Date", date("2020-01-02"))),
        ),
        null(&data_type(inner)),
    ];
    let row = |values: Vec<Value>| Value::Array(element(&data_type(inner)), Some(Box::new(values)));
    let target = Target::Exact {
        variant: element(&data_type(inner)),
        array_depth: 1,
        nullable: false,
        null_elements: false,
    };
    let rows = [row(values), row(vec![]), row(vec![one_of(inner, "String", "")])];
    let (read, shown) = through_server(&array, &rows, &target);
    assert_eq!(shown, ["['x',(1,'2020-01-02'),NULL]", "[]", "['']"]);
    assert_eq!(read, rows);
    default(
        "Map(String, Variant(Int64, String))",
        &[json!({"a": 1, "b": "x", "c": null}).into()],
        &["{'a':1,'b':'x','c':NULL}"],
    );
}

#[test]
fn dynamics() {
    let of = |of: &str, value: Value| one_of("Dynamic", of, value);
    let tags = Value::Array(
        ArrayType::String,
        Some(Box::new(vec!["x".into(), Value::String(None)])),
    );
    whole(
        "Dynamic",
        &[
            of("Int64", i64::MIN.into()),
            null(&DataType::Dynamic(None)),
            of("String", "é".into()),
            of("Array(Nullable(String))", tags),
            of("Bool", false.into()),
            of("Int64", 7i64.into()),
            of(
                "Tuple(a LowCardinality(String), b Float64)",
                structured(
                    &data_type("Tuple(a LowCardinality(String), b Float64)"),
                    vec!["l".into(), f64::NEG_INFINITY.into()],
                ),
            ),
            of(
                "Decimal(50, 3)",
                Value::BigDecimal(Some(Box::new("1.500".parse().unwrap()))),
            ),
        ],
        &[
            "-9223372036854775808",
            "",
            "é",
            "['x',NULL]",
            "false",
            "7",
            "('l',-inf)",
            "1.5",
        ],
    );
    default(
        "Dynamic",
        &[
            json!(-5).into(),
            json!(0.5).into(),
            json!("x").into(),
            json!(true).into(),
            json!([1, "a", [null]]).into(),
            json!({"a": {"b": 1}}).into(),
            Value::Json(None),
        ],
        &[
            "-5",
            "0.5",
            "x",
            "true",
            "[1,'a',[NULL]]",
            "{\"a\":{\"b\":1}}",
            "",
        ],
    );
    default(
        "Dynamic(max_types=1)",
        &[json!(1).into(), json!("x").into()],
        &["1", "x"],
    );
    default(
        "Map(String, Dynamic)",
        &[json!({"a": 1, "b": [true]}).into(), json!({}).into()],
        &["{'a':1,'b':[true]}", "{}"],
    );
}

#[test]
fn more_types_than_a_byte_counts() {
    let values: Vec<Value> = (1..=300)
        .map(|width| one_of("Dynamic", &format!("FixedString({width})"), "é"))
        .collect();
    // Of one byte the text is too long.
    let values = [&values[1..], &[null(&DataType::Dynamic(None))]].concat();
    let target = Target::exact(element(&DataType::Dynamic(None)), true);
    let (read, _) = through_server("Dynamic(max_types=254)", &values, &target);
    assert_eq!(read, values);
}

#[test]
fn a_dynamic_in_parts_asks_for_the_setting() {
    let server = Server::from_environment();
    let body = server.query_with("", "SELECT 1::Dynamic AS d");
    let error = decoded_in([body.as_slice()]).unwrap_err();
    assert_eq!(error.resend(), Some(Resend::FlattenedDynamic));
    assert_eq!(error.column(), Some("d"));
    // A path of JSON is a Dynamic.
    let body = server.query("SELECT '{\"a\":[1, null]}'::JSON.a AS d");
    let block = decoded_in([body.as_slice()]).unwrap().remove(0);
    let plan = ColumnPlan::new("d", &block.header.columns[0].data_type, &Target::Default).unwrap();
    assert_eq!(plan.values(&block.columns[0]).unwrap(), [json!([1, null]).into()]);
}

#[test]
fn geometry() {
    let point = |x: f64, y: f64| structured(&DataType::Point, vec![x.into(), y.into()]);
    let ring = structured(&DataType::Ring, vec![point(0.0, 0.5), point(f64::NAN, -0.0)]);
    let of = |of: &str, value: Value| one_of("Geometry", of, value);
    let values = [
        of("Point", point(1.0, -2.5)),
        of("Ring", structured(&DataType::Ring, vec![point(0.0, 0.5)])),
        of("LineString", structured(&DataType::LineString, vec![])),
        of(
            "MultiPolygon",
            structured(
                &DataType::MultiPolygon,
                vec![structured(
                    &DataType::Polygon,
                    vec![structured(&DataType::Ring, vec![point(1.0, 1.0)])],
                )],
            ),
        ),
        null(&DataType::Geometry),
    ];
    whole(
        "Geometry",
        &values,
        &["(1,-2.5)", "[(0,0.5)]", "[]", "[[[(1,1)]]]", ""],
    );
    let target = Target::exact(element(&DataType::Ring), false);
    let (read, shown) = through_server("Ring", std::slice::from_ref(&ring), &target);
    assert_eq!(shown, ["[(0,0.5),(nan,-0)]"]);
    assert_eq!(format!("{read:?}"), format!("{:?}", [ring]));
    default(
        "Geometry",
        &[json!([1.0, 2.0]).into(), Value::Json(None)],
        &["(1,2)", ""],
    );
}

#[test]
fn a_field_may_be_wider_than_its_column() {
    let server = Server::from_environment();
    let read = |sql: &str, field: &str| {
        let body = server.query(sql);
        let block = decoded_in([body.as_slice()]).unwrap().remove(0);
        let target = Target::exact(element(&data_type(field)), false);
        let plan = ColumnPlan::new("c", &block.header.columns[0].data_type, &target)?;
        plan.values(&block.columns[0])
    };
    let tuple = "Tuple(b Int64, a Nullable(String))";
    assert_eq!(
        read(
            "SELECT CAST(tuple('x', 7), 'Tuple(a String, b UInt32)') AS c",
            tuple
        )
        .unwrap(),
        [structured(&data_type(tuple), vec![7i64.into(), "x".into()])],
    );
    let map = "Map(String, Float64)";
    assert_eq!(
        read(
            "SELECT CAST(map('x', 0.5), 'Map(LowCardinality(String), Float32)') AS c",
            map
        )
        .unwrap(),
        [structured(&data_type(map), vec!["x".into(), 0.5f64.into()])],
    );
    assert_eq!(
        read(
            "SELECT CAST(7::UInt32, 'Variant(UInt32, String)') AS c",
            "Dynamic"
        )
        .unwrap(),
        [one_of("Dynamic", "UInt32", 7u32)],
    );
    let sentence = |sql: &str, field: &str| read(sql, field).unwrap_err().to_string();
    let error = sentence("SELECT map('x', 300) AS c", "Map(String, UInt8)");
    assert_eq!(
        error,
        "column `c.values` is UInt16 on the server and a field of UInt8 in Rust: declare the field for a UInt16, or CAST \
         the column to UInt8 in the query; members are read as themselves or as a wider type"
    );
    let error = sentence("SELECT tuple('x', 1) AS c", "Tuple(String)");
    assert!(
        error.contains("column `c` is Tuple(String, UInt8) on the server and a field of Tuple(String)"),
        "{error}"
    );
    let error = sentence("SELECT 5 AS c", "Map(String, UInt8)");
    assert!(
        error.contains("column `c` is UInt8 on the server and a field of Map(String, UInt8)"),
        "{error}"
    );
    let error = sentence("SELECT [1, 2] AS c", "Ring");
    assert!(
        error.contains("column `c` is Array(UInt8) on the server and a field of Ring"),
        "{error}"
    );
    let error = sentence("SELECT '{}' AS c", "Map(String, UInt8)");
    assert!(
        error.contains("column `c` is String on the server and a field of Map(String, UInt8)"),
        "{error}"
    );
    let error = sentence("SELECT map('x', NULL) AS c", "Map(String, UInt8)");
    assert!(error.contains("make it an Option"), "{error}");
}

#[test]
fn what_a_variant_does_not_take() {
    let variant = "Variant(String, UInt8)";
    let refused = |value: Value| stored(variant, &[value]).unwrap_err().to_string();
    let error = refused(one_of(variant, "Int64", 1i64));
    assert!(error.contains("Int64 is not one of its types"), "{error}");
    let error = refused(one_of(variant, "UInt8", 300i64));
    assert!(
        error.contains("value 300 does not fit column `c` of type UInt8"),
        "{error}"
    );
    let error = refused(5i32.into());
    assert!(
        error.contains("column `c` is Variant(String, UInt8) on the server and i32 (Int) in Rust"),
        "{error}"
    );
    let error = refused(json!([1]).into());
    assert!(error.contains("what one of its types takes"), "{error}");
    let ambiguous = stored("Variant(Int64, UInt8)", &[json!(1).into()])
        .unwrap_err()
        .to_string();
    assert!(ambiguous.contains("it could be Int64 or UInt8"), "{ambiguous}");
    let nullable = one_of("Dynamic", "Nullable(String)", "x");
    let error = stored("Dynamic", &[nullable]).unwrap_err().to_string();
    assert!(error.contains("name the type without Nullable"), "{error}");
    let error = stored("Dynamic", &[one_of("Dynamic", "Strng", "x")])
        .unwrap_err()
        .to_string();
    assert!(
        error.contains("type Strng of column `c` cannot be written"),
        "{error}"
    );
    // What is no variant is not taken for one, whatever its elements are.
    let map = data_type("Map(String, Int64)");
    let map = structured(&map, vec!["Int64".into(), 1i64.into()]);
    let error = stored("Variant(Int64, String)", std::slice::from_ref(&map))
        .unwrap_err()
        .to_string();
    assert!(
        error.contains("Map(String, Int64) is not one of its types"),
        "{error}"
    );
    let target = Target::exact(element(&DataType::Dynamic(None)), true);
    let (read, _) = through_server("Dynamic", std::slice::from_ref(&map), &target);
    assert_eq!(read, [one_of("Dynamic", "Map(String, Int64)", map)]);
    let error = stored("Map(String, UInt8)", &[one_of("Dynamic", "String", "x")])
        .unwrap_err()
        .to_string();
    assert!(
        error.contains("does not fit") || error.contains("column `c.values`"),
        "{error}"
    );
}

/// The texts of the JSON that a web client gets.
#[test]
fn json_names_no_types() {
    let server = Server::from_environment();
    let body = server.query(
        "SELECT CAST((toDate('2020-01-02'), 1.5::Decimal(9, 2)), 'Tuple(d Variant(Date, String), n Dynamic)') AS c",
    );
    let block = decoded_in([body.as_slice()]).unwrap().remove(0);
    let plan = ColumnPlan::new("c", &block.header.columns[0].data_type, &Target::Default).unwrap();
    let expected: Json = json!({"d": "2020-01-02", "n": "1.50"});
    assert_eq!(plan.values(&block.columns[0]).unwrap(), [expected.into()]);
}

#[test]
fn a_type_of_a_variant_is_not_the_same_in_low_cardinality() {
    let variant = "Variant(LowCardinality(UInt64), String, UInt64)";
    let values = ["UInt64", "LowCardinality(UInt64)", "UInt64"].map(|of| one_of(variant, of, 7u64));
    whole(variant, &values, &["7", "7", "7"]);
}
