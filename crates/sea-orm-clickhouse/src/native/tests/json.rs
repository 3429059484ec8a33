//! The JSON type: what arrives, what comes back, and what is refused.

use sea_query::{ArrayType, Value};
use serde_json::json;

use super::bytes::{decoded, decoded_in};
use super::checks::refused;
use super::conversions;
use super::round_trip::{default, exact, text, through_server};
use super::server::Server;
use crate::native::{ColumnData, ColumnPlan, NativeError, Resend, Target};

fn value(json: serde_json::Value) -> Value {
    json.into()
}

#[test]
fn is_text_behind_a_version() {
    let bytes =
        b"\x01\x02\x01j\x0eNullable(JSON)\x01\0\0\0\0\0\0\0\0\x01\x07{\"a\":1}\x02{}\x01\x00\x01j\x0eNullable(JSON)";
    let blocks = decoded(bytes);
    assert_eq!(decoded_in(bytes.chunks(1)).unwrap(), blocks);
    let header = &blocks[0].header.columns[0];
    let plan = ColumnPlan::new("j", &header.data_type, &Target::Default).unwrap();
    assert_eq!(plan.variant(), &ArrayType::Json);
    assert_eq!(
        plan.values(&blocks[0].columns[0]).unwrap(),
        [value(json!({"a": 1})), Value::Json(None)]
    );
    assert_eq!(blocks[1].rows, 0);
}

#[test]
fn objects_ask_for_the_setting() {
    let bytes = b"\x02\x01\x01n\x04Int8\x01\x01j\x0bArray(JSON)\x03\0\0\0\0\0\0\0";
    for size in [1, bytes.len()] {
        let error = decoded_in(bytes.chunks(size)).unwrap_err();
        assert_eq!(error.resend(), Some(Resend::JsonAsText));
        assert_eq!(error.column(), Some("j"));
        assert_eq!(
            error.to_string(),
            "the JSON column `j` arrived as an object (version 3 of its serialization), not as text: send the query with \
             the setting output_format_native_write_json_as_string = 1"
        );
    }
    assert_eq!(NativeError::malformed("x").resend(), None);
    let body = Server::from_environment().query_with("", r#"SELECT '{"a":1}'::JSON AS j"#);
    assert!(decoded_in([body.as_slice()]).unwrap_err().resend() == Some(Resend::JsonAsText));
}

#[test]
fn objects_and_nothing_else_are_written() {
    refused(
        "JSON",
        json!([1]),
        "value [1] does not fit column `c` of type JSON: the JSON type holds objects; wrap the value in one, or make the \
         column String, which holds any JSON",
    );
    refused("JSON", "\"x\"", "the JSON type holds objects");
    refused("Nullable(JSON)", json!(null), "JSON's null is none; write None");
    refused("JSON", " null", "JSON's null is none; write None");
    refused("JSON", "{\"a\":", "it is not JSON (EOF while parsing");
    refused("JSON", "{} {}", "it is not JSON (trailing characters");
    refused("JSON(a UInt8)", 5, "i32 (Int) in Rust: write a serde_json::Value");
    refused("JSON", Value::Json(None), "declare the column Nullable(JSON)");
    refused("Array(JSON)", json!({}), "write a Vec");
    refused(
        "LowCardinality(JSON(a UInt8))",
        json!({}),
        "cannot be written yet",
    );
    let ColumnData::Json(column) = super::stored("JSON", &[json!({"a": "ü"}).into(), " {} ".into()]).unwrap()
    else {
        panic!()
    };
    assert_eq!(column.texts.get(0), r#"{"a":"ü"}"#.as_bytes());
    assert_eq!(column.texts.get(1), b" {} ");
}

#[test]
fn is_read_as_json_or_text() {
    let twice = [text(r#"{"b":["a:\":\\",{"a":1}],"a":1,"a":{"b":2}}"#)];
    let as_json = Target::exact(ArrayType::Json, false);
    let error = conversions::read("JSON", &twice, &as_json)
        .unwrap_err()
        .to_string();
    assert!(
        error.contains("an object in it has a key twice; read the column as String"),
        "{error}"
    );
    let once = [text(r#"{"b":["a:\":\\",{"a":1}],"a":{"b":2}}"#)];
    assert!(conversions::read("JSON", &once, &as_json).is_ok());
    let as_text = Target::exact(ArrayType::String, false);
    assert_eq!(conversions::read("JSON", &twice, &as_text).unwrap(), twice);
    for variant in [ArrayType::Int, ArrayType::Bytes, ArrayType::Char] {
        let error = conversions::refused("JSON", variant);
        assert!(
            error.contains("declare the field as serde_json::Value (Json)"),
            "{error}"
        );
    }
    let null = [Value::Json(None)];
    assert!(conversions::read("Nullable(JSON)", &null, &as_json).is_err());
}

#[test]
fn comes_back_as_it_was_written() {
    let objects = [
        json!({}),
        json!({"a": 1, "b": {"c": "ü\"\\\0/", "d": true}, "e": []}),
        json!({"m": [1, "x", 2.5, true, null, {"k": [[]]}, {}]}),
        json!({"n": [i64::MIN, u64::MAX], "u": u64::MAX, "i": i64::MIN}),
        json!({"f": [0.1, 5e-324, f64::MAX, -2.5e-7]}),
        // With the settings of the test's server these are not taken for dates or numbers.
        json!({"t": "2020/01/01", "u": "1960-01-01", "w": ["2020-01-01 10:00:00.120"]}),
        json!({"b": [true, 1], "c": [true, "a"]}),
    ]
    .map(value);
    let (read, _) = through_server("JSON", &objects, &Target::Default);
    assert_eq!(read, objects);
    default(
        "Nullable(JSON)",
        &[value(json!({"a": 1})), Value::Json(None), value(json!({}))],
        &[r#"{"a":1}"#, "NULL", "{}"],
    );
    default(
        "JSON(max_dynamic_paths=2, `a.b` UInt32, SKIP x)",
        &[value(json!({"a": {"b": 7}, "c": 1, "d": 2, "e": 3}))],
        &[r#"{"a":{"b":7},"c":1,"d":2,"e":3}"#],
    );
    default(
        "Nullable(JSON(a UInt8))",
        &[Value::Json(None), value(json!({"a": 1}))],
        &["NULL", r#"{"a":1}"#],
    );
    exact("JSON", ArrayType::String, &[text(r#"{"a":1}"#)], &[r#"{"a":1}"#]);
    // A column of type String holds any JSON, and gives it back unchanged.
    let any = [json!([1, null]), json!(null), json!({"a.b": {}, "n": null})].map(value);
    exact(
        "String",
        ArrayType::Json,
        &any,
        &["[1,null]", "null", r#"{"a.b":{},"n":null}"#],
    );
}

#[test]
fn arrays_of_json() {
    let array = |values: Vec<Value>| Value::Array(ArrayType::Json, Some(Box::new(values)));
    let rows = [
        array(vec![value(json!({"a": 1})), value(json!({}))]),
        array(vec![]),
        array(vec![value(json!({"b": ["x"]}))]),
    ];
    default(
        "Array(JSON)",
        &rows,
        &[r#"['{"a":1}','{}']"#, "[]", r#"['{"b":["x"]}']"#],
    );
    default("Array(JSON)", &[array(vec![])], &["[]"]);
    default(
        "Array(Nullable(JSON))",
        &[array(vec![value(json!({"a": 1})), Value::Json(None)])],
        &[r#"['{"a":1}',NULL]"#],
    );
}

/// serde_json rounds one float in ten wrongly unless it is told not to.
#[test]
fn floats_are_exact() {
    let numbers = [text(r#"{"f":907.3038322028689}"#)];
    let read = conversions::read("JSON", &numbers, &Target::Default).unwrap();
    assert_eq!(
        read,
        [value(json!({"f": 907.303_832_202_868_9_f64}))],
        "the crate needs serde_json with its feature float_roundtrip"
    );
}

#[test]
fn damaged_bytes_do_not_panic() {
    let whole =
        b"\x01\x02\x01j\x15Array(Nullable(JSON))\x01\0\0\0\0\0\0\0\x01\0\0\0\0\0\0\0\x02\0\0\0\0\0\0\0\
        \x00\x01\x07{\"a\":1}\x02{}";
    assert_eq!(decoded(whole)[0].rows, 2);
    for at in 0..whole.len() {
        for byte in [0, 1, 2, 0x7f, 0x80, 0xff] {
            let mut damaged = whole.to_vec();
            damaged[at] = byte;
            for block in decoded_in(damaged.chunks(7)).unwrap_or_default() {
                let data_type = &block.header.columns[0].data_type;
                if let Ok(plan) = ColumnPlan::new("j", data_type, &Target::Default) {
                    let _ = plan.values(&block.columns[0]);
                }
            }
        }
    }
}

/// What `json.rs` says is lost.
#[test]
fn what_the_server_changes() {
    for (written, back) in [
        (json!({"a": null, "b": {"c": null}, "d": {}}), json!({})),
        (json!({"a": [null, {"b": null}]}), json!({"a": [null, {}]})),
        (json!({"a.b": 1}), json!({"a": {"b": 1}})),
        (json!({"f": 1.0}), json!({"f": 1})),
        (
            json!({"n": [0.5, 9_007_199_254_740_993_i64]}),
            json!({"n": [0.5, 9_007_199_254_740_992_i64]}),
        ),
    ] {
        let (read, _) = through_server("JSON", &[value(written)], &Target::Default);
        assert_eq!(read, [value(back)]);
    }
    let conflict = [value(json!({"a": 1, "a.b": 2}))];
    let (read, _) = through_server("JSON", &conflict, &Target::exact(ArrayType::String, false));
    assert_eq!(read, [text(r#"{"a":1,"a":{"b":2}}"#)]);
    let (read, _) = through_server("JSON(a UInt8)", &[value(json!({}))], &Target::Default);
    assert_eq!(read, [value(json!({"a": 0}))]);
}
