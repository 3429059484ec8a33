//! Tuples, maps, Nested and the geo types as JSON.

use sea_query::{ArrayType, Value};
use serde_json::{Value as Json, json};

use super::bytes::decoded_in;
use super::conversions;
use super::round_trip::{default, exact, through_server};
use super::server::Server;
use super::stored;
use crate::native::{ColumnPlan, Target};

/// Through the server as one JSON, both ways.
#[track_caller]
fn whole(server_type: &str, rows: &[Json], shown: &[&str]) {
    let values: Vec<Value> = rows.iter().cloned().map(Value::from).collect();
    exact(server_type, ArrayType::Json, &values, shown);
}

#[test]
fn tuples() {
    whole(
        "Tuple(a UInt8, `b c` Nullable(String))",
        &[json!({"a": 255, "b c": "ü'"}), json!({"a": 0, "b c": null})],
        &["(255,'ü\\'')", "(0,NULL)"],
    );
    whole(
        "Tuple(Int64, String)",
        &[json!([i64::MIN, ""])],
        &["(-9223372036854775808,'')"],
    );
    whole("Tuple()", &[json!([]), json!([])], &["()", "()"]);
    whole(
        "Tuple(Tuple(a Tuple(b Array(Tuple(UInt64, LowCardinality(Nullable(String)))))), Tuple())",
        &[
            json!([{"a": {"b": [[u64::MAX, "x"], [1, null]]}}, []]),
            json!([{"a": {"b": []}}, []]),
        ],
        &["((([(18446744073709551615,'x'),(1,NULL)])),())", "((([])),())"],
    );
    whole(
        "Nullable(Tuple(a UInt8, b Array(Nullable(String)), c Point))",
        &[json!({"a": 1, "b": [null], "c": [1.0, 2.0]})],
        &["(1,[NULL],(1,2))"],
    );
    default(
        "Nullable(Tuple(a Nullable(UInt8), b Array(String), c Point, d Map(String, Tuple(Enum8('x' = 3)))))",
        &[
            Value::Json(None),
            json!({"a": 1, "b": [], "c": [0.5, 1.5], "d": {"k": ["x"]}}).into(),
        ],
        &["NULL", "(1,[],(0.5,1.5),{'k':('x')})"],
    );
}

#[test]
fn maps() {
    whole(
        "Map(String, UInt64)",
        &[json!({"a": u64::MAX, "b": 0}), json!({}), json!({"": 1})],
        &["{'a':18446744073709551615,'b':0}", "{}", "{'':1}"],
    );
    whole(
        "Map(LowCardinality(String), Map(Int16, Array(Map(UUID, Nullable(Date)))))",
        &[json!({"x": {"-5": [{"00112233-4455-6677-8899-aabbccddeeff": "2020-01-02"}, {}]}, "y": {}})],
        &["{'x':{-5:[{'00112233-4455-6677-8899-aabbccddeeff':'2020-01-02'},{}]},'y':{}}"],
    );
    for (key, text, shown) in [
        ("UInt64", "18446744073709551615", "{18446744073709551615:1}"),
        ("Int128", "-5", "{-5:1}"),
        ("Bool", "true", "{true:1}"),
        ("Date", "2020-01-02", "{'2020-01-02':1}"),
        (
            "DateTime('UTC')",
            "2020-01-02T03:04:05Z",
            "{'2020-01-02 03:04:05':1}",
        ),
        ("Enum8('a' = 1)", "a", "{'a':1}"),
        ("FixedString(2)", "ab", "{'ab':1}"),
        ("IPv4", "1.2.3.4", "{'1.2.3.4':1}"),
        ("IPv6", "::1", "{'::1':1}"),
        ("Decimal(9, 2)", "1.50", "{1.5:1}"),
        ("Float64", "0.5", "{0.5:1}"),
    ] {
        whole(&format!("Map({key}, UInt8)"), &[json!({text: 1})], &[shown]);
    }
    whole(
        "Map(Array(UInt8), String)",
        &[json!([[[1, 2], "x"], [[], ""]]), json!([])],
        &["{[1,2]:'x',[]:''}", "{}"],
    );
    let twice =
        Server::from_environment().query("SELECT CAST([('a', 1), ('a', 2)], 'Map(String, UInt8)') AS m");
    let block = decoded_in([twice.as_slice()]).unwrap().remove(0);
    let plan = ColumnPlan::new("m", &block.header.columns[0].data_type, &Target::Default).unwrap();
    let error = plan.values(&block.columns[0]).unwrap_err().to_string();
    assert!(error.contains("the key is there twice"), "{error}");
}

#[test]
fn arrays_nested_and_geo() {
    let array = |values: Vec<Json>| {
        let values = values.into_iter().map(Value::from).collect();
        Value::Array(ArrayType::Json, Some(Box::new(values)))
    };
    let rows = [array(vec![json!({"a": 1}), json!({"a": 2})]), array(vec![])];
    default("Array(Tuple(a UInt8))", &rows, &["[(1),(2)]", "[]"]);
    whole(
        "Array(Tuple(a UInt8))",
        &[json!([{"a": 1}]), json!([])],
        &["[(1)]", "[]"],
    );
    whole(
        "Array(Array(Map(String, UInt8)))",
        &[json!([[{"a": 1}], []])],
        &["[[{'a':1}],[]]"],
    );
    let nested = json!([{"a": 1, "b": "x"}, {"a": 2, "b": "y"}]);
    default(
        "Nested(a UInt8, b LowCardinality(String))",
        &[nested.into(), json!([]).into()],
        &["[(1,'x'),(2,'y')]", "[]"],
    );
    let ring = json!([[0.0, 0.5], [1.0, -1.5]]);
    default("Point", &[json!([1.5, -2.0]).into()], &["(1.5,-2)"]);
    for line in ["Ring", "LineString"] {
        default(
            line,
            &[ring.clone().into(), json!([]).into()],
            &["[(0,0.5),(1,-1.5)]", "[]"],
        );
    }
    for lines in ["Polygon", "MultiLineString"] {
        default(lines, &[json!([ring, []]).into()], &["[[(0,0.5),(1,-1.5)],[]]"]);
    }
    default(
        "MultiPolygon",
        &[json!([[ring], []]).into()],
        &["[[[(0,0.5),(1,-1.5)]],[]]"],
    );
}

#[test]
fn every_scalar() {
    let object = json!({
        "i": i64::MAX, "u": u64::MAX, "w": "-170141183460469231731687303715884105728", "f": 0.1, "g": 0.5, "b": true,
        "d": "2020-01-02", "t": "2020-01-02T03:04:05.123Z", "m": "-01:02:03", "n": "1.50", "e": "x",
        "j": {"k": [1]}, "p": "::1", "a": [1, null]
    });
    let values = [object.into()];
    let (read, _) = through_server(
        "Tuple(i Int64, u UInt64, w Int128, f Float64, g Float32, b Bool, d Date, t DateTime64(3, 'Europe/Berlin'), \
         m Time, n Decimal(38, 2), e Enum16('x' = 300), j JSON, p IPv6, a Array(Nullable(UInt8)))",
        &values,
        &Target::Default,
    );
    assert_eq!(read, values);
}

#[test]
fn numbers_of_256_bits_and_their_like() {
    let object = json!({
        "i": "-57896044618658097711785492504343953926634992332820282019728792003956564819968",
        "u": "115792089237316195423570985008687907853269984665640564039457584007913129639935",
        "d": "0.00000000000000000000000000000000000001", "b": 1.5, "s": -3
    });
    let values = [object.into()];
    let (read, _) = through_server(
        "Tuple(i Int256, u UInt256, d Decimal(76, 38), b BFloat16, s IntervalDay)",
        &values,
        &Target::Default,
    );
    assert_eq!(read, values);
    refused(
        "Tuple(b BFloat16)",
        json!({"b": 0.1}),
        "column `c.b` of type BFloat16",
    );
    refused(
        "Tuple(u UInt256)",
        json!({"u": "-1"}),
        "column `c.u` of type UInt256",
    );
}

/// The sentence names the path, which `checks::refused` does not know.
#[track_caller]
fn refused(server_type: &str, value: impl Into<Value>, sentence: &str) {
    let error = stored(server_type, &[value.into()]).unwrap_err().to_string();
    assert!(error.contains("column `c") && error.contains(sentence), "{error}");
}

#[test]
fn what_does_not_fit_is_refused() {
    let tuple = "Tuple(a UInt8, b String)";
    refused(
        tuple,
        json!({"a": 300, "b": ""}),
        "value 300 does not fit column `c.a` of type UInt8: it holds 0 to 255",
    );
    refused(
        tuple,
        json!({"a": 1.0, "b": ""}),
        "value 1.0 does not fit column `c.a` of type UInt8: of serde_json::Value (Json) it takes an integer",
    );
    refused(tuple, json!({"a": 1}), "the object has no member `b`");
    refused(
        tuple,
        json!({"a": 1, "b": "", "c": 2}),
        "the tuple has no element for the member `c`",
    );
    refused(
        tuple,
        json!({"a": 1, "b": 5}),
        "column `c.b` of type String: of serde_json::Value (Json) it takes a string",
    );
    refused(
        tuple,
        json!({"a": null, "b": ""}),
        "NULL in column `c.a` of type UInt8",
    );
    refused(tuple, json!([1, ""]), "an object with the names of the tuple");
    refused(tuple, json!(null), "an object with the names of the tuple");
    refused(tuple, "x", "a serde_json::Value (Json)");
    refused(
        "Tuple(UInt8, UInt8)",
        json!([1]),
        "the tuple has 2 elements, the array 1",
    );
    refused(
        "Tuple(Array(Tuple(e Enum8('x' = 1))))",
        json!([[{"e": "y"}]]),
        "column `c.1.e` of type Enum8('x' = 1): the Enum has no such name",
    );
    refused(
        "Tuple(Float64)",
        json!([9_007_199_254_740_993_u64]),
        "does not fit column `c.1` of type Float64",
    );
    refused(
        "Map(UInt8, String)",
        json!({"01": ""}),
        "column `c.keys` of type UInt8",
    );
    refused(
        "Map(String, UInt8)",
        json!({"a": -1}),
        "column `c.values` of type UInt8",
    );
    refused("Map(String, UInt8)", json!([["a", 1]]), "it takes an object");
    refused("Point", json!([1.0]), "the tuple has 2 elements");
    refused(
        "Tuple(d Decimal(9, 1))",
        json!({"d": 0.5}),
        "it takes a string, or an integer",
    );
    refused(
        "Tuple(d Date)",
        json!({"d": "2020-1-x"}),
        "it takes a string as 2020-01-02",
    );
    assert!(stored("Map(String, UInt8)", &[Value::Json(None)]).is_err());
    for variant in [ArrayType::String, ArrayType::Int, ArrayType::Bytes] {
        let error = conversions::refused("Map(String, UInt8)", variant);
        assert!(
            error.contains("declare the field as serde_json::Value (Json)"),
            "{error}"
        );
    }
    let nan = Server::from_environment()
        .query("SELECT CAST(tuple(nan), 'Tuple(x Float64)') AS t, tuple(unhex('ff')) AS s");
    let block = decoded_in([nan.as_slice()]).unwrap().remove(0);
    for (column, data, sentence) in [
        (0, &block.columns[0], "column `t.x`"),
        (1, &block.columns[1], "it is not UTF-8"),
    ] {
        let header = &block.header.columns[column];
        let plan = ColumnPlan::new(&header.name, &header.data_type, &Target::Default).unwrap();
        let error = plan.values(data).unwrap_err().to_string();
        assert!(error.contains(sentence), "{error}");
    }
}

#[test]
fn damaged_bytes_do_not_panic() {
    let whole = Server::from_environment().query(
        "SELECT CAST((1, [('x', map('k', NULL))], tuple(), (0.5, 1.5)), 'Tuple(a Int8, b Array(Tuple(\
         LowCardinality(String), Map(String, Nullable(UInt8)))), e Tuple(), p Point)') AS c",
    );
    for at in 0..whole.len() {
        for byte in [0, 1, 2, 0x7f, 0x80, 0xff] {
            let mut damaged = whole.clone();
            damaged[at] = byte;
            for block in decoded_in(damaged.chunks(7)).unwrap_or_default() {
                let data_type = &block.header.columns[0].data_type;
                if let Ok(plan) = ColumnPlan::new("c", data_type, &Target::Default) {
                    let _ = plan.values(&block.columns[0]);
                }
            }
        }
    }
}

/// A tuple that is NULL on every other row, with a large dictionary in it.
#[test]
fn nullable_tuples_with_dictionaries() {
    let body = Server::from_environment().query(
        "SELECT if(number % 2 = 0, NULL, tuple([toLowCardinality(toString(number)), 'x']))::\
         Nullable(Tuple(a Array(LowCardinality(String)))) AS c FROM numbers(20000) SETTINGS max_block_size = 65536",
    );
    let block = decoded_in([body.as_slice()]).unwrap().remove(0);
    let plan = ColumnPlan::new("c", &block.header.columns[0].data_type, &Target::Default).unwrap();
    let values = plan.values(&block.columns[0]).unwrap();
    assert_eq!(values[0], Value::Json(None));
    assert_eq!(values[19_999], json!({"a": ["19999", "x"]}).into());
}
