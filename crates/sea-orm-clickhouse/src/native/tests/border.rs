//! What is at the borders of its type: limits of time, many names, NUL bytes, long and many values, and nothing at all.

use chrono::{DateTime, NaiveDate, Utc};
use sea_query::{ArrayType, Value};
use sea_query_clickhouse::structured::{element, null, structured};
use sea_query_clickhouse::types::DataType;

use super::data_type;
use super::round_trip::{default, exact, text, through_server};
use crate::native::Target;

fn utc(text: &str) -> Value {
    Value::ChronoDateTimeUtc(Some(text.parse::<DateTime<Utc>>().unwrap()))
}

#[test]
fn limits_of_time() {
    for precision in 0..=9_u8 {
        let digits = |digit: &str| match precision {
            0 => String::new(),
            _ => format!(".{}", digit.repeat(precision.into())),
        };
        // In 64 bits there is no room for nanoseconds after 2262.
        let last = match precision {
            9 => "2262-04-11 23:47:16.854775807".to_owned(),
            _ => format!("2299-12-31 23:59:59{}", digits("9")),
        };
        let shown = [
            format!("1900-01-01 00:00:00{}", digits("0")),
            last,
            format!("1969-12-31 23:59:59{}", digits("9")),
        ];
        let values = shown
            .clone()
            .map(|text| utc(&format!("{}Z", text.replace(' ', "T"))));
        let shown = shown.each_ref().map(String::as_str);
        default(&format!("DateTime64({precision}, 'UTC')"), &values, &shown);

        let shown = [
            format!("-999:59:59{}", digits("9")),
            format!("999:59:59{}", digits("9")),
            format!("00:00:00{}", digits("0")),
        ];
        let values = shown.each_ref().map(|shown| text(shown));
        let shown = shown.each_ref().map(String::as_str);
        exact(
            &format!("Time64({precision})"),
            ArrayType::String,
            &values,
            &shown,
        );
    }
    let spans = ["-999:59:59", "-00:00:01", "00:00:00", "999:59:59"];
    exact("Time", ArrayType::String, &spans.map(text), &spans);
    for (server_type, first, last) in [
        ("Date", "1970-01-01", "2149-06-06"),
        ("Date32", "1900-01-01", "2299-12-31"),
    ] {
        let dates = [first, last].map(|text| Value::ChronoDate(Some(text.parse::<NaiveDate>().unwrap())));
        default(&format!("LowCardinality({server_type})"), &dates, &[first, last]);
        default(
            &format!("Array({server_type})"),
            &[Value::Array(
                ArrayType::ChronoDate,
                Some(Box::new(dates.to_vec())),
            )],
            &[&format!("['{first}','{last}']")],
        );
    }
}

#[test]
fn an_enum_of_all_numbers() {
    let names: Vec<_> = (i16::MIN..=i16::MAX)
        .map(|number| (format!("n{number}"), number))
        .collect();
    let whole = DataType::enum16(names.clone()).to_string();
    let names = ["n-32768", "n-1", "n0", "n32767"];
    default(&whole, &names.map(text), &names);
    let names: Vec<_> = (i8::MIN..=i8::MAX)
        .map(|number| (format!("n{number}"), number))
        .collect();
    let names_of_all: Vec<_> = names.iter().map(|(name, _)| name.as_str()).collect();
    let values: Vec<_> = names_of_all.iter().map(|name| text(name)).collect();
    default(
        &DataType::enum8(names.clone()).to_string(),
        &values,
        &names_of_all,
    );
}

#[test]
fn nul_bytes() {
    let whole = ["a\0b", "\0a"].map(text);
    default("FixedString(3)", &whole, &["a\0b", "\0a"]);
    default("String", &["\0\0", "a\0"].map(text), &["\0\0", "a\0"]);
    let bytes = [vec![0; 3], vec![0, 0xff, 0]].map(|bytes| Value::Bytes(Some(bytes)));
    let (read, _) = through_server(
        "Nullable(FixedString(3))",
        &bytes[..1],
        &Target::exact(ArrayType::Bytes, true),
    );
    assert_eq!(read, bytes[..1]);
}

#[test]
fn long_values() {
    let long = text(&"ü\0".repeat(350_000));
    let (read, _) = through_server(
        "String",
        &[long.clone(), text(""), long.clone()],
        &Target::Default,
    );
    assert_eq!(read, [long.clone(), text(""), long]);
    let numbers: Vec<i64> = (0..100_000).map(|number| number * i64::from(u32::MAX)).collect();
    let rows = [Value::from(numbers), Vec::<i64>::new().into()];
    let (read, _) = through_server("Array(Int64)", &rows, &Target::Default);
    assert_eq!(read, rows);
    let map = data_type("Map(String, Array(UInt8))");
    let pairs = (0..10_000_u32).flat_map(|key| [text(&format!("k{key}")), vec![(key % 256) as u8].into()]);
    let whole = [structured(&map, pairs.map(bytes_as_numbers).collect())];
    let (read, _) = through_server(
        "Map(String, Array(UInt8))",
        &whole,
        &Target::exact(element(&map), false),
    );
    assert_eq!(read, whole);
}

/// SeaQuery has a Vec<u8> as bytes.
fn bytes_as_numbers(value: Value) -> Value {
    match value {
        Value::Bytes(Some(bytes)) => {
            let numbers = bytes.into_iter().map(Value::from).collect();
            Value::Array(ArrayType::TinyUnsigned, Some(Box::new(numbers)))
        }
        other => other,
    }
}

#[test]
fn many_distinct_values() {
    let values: Vec<_> = (0..70_000).map(|number| text(&format!("v{number}"))).collect();
    for server_type in [
        "LowCardinality(String)",
        "LowCardinality(Nullable(FixedString(6)))",
    ] {
        let (read, _) = through_server(server_type, &values, &Target::Default);
        assert_eq!(read, values, "{server_type}");
    }
    let row = [Value::Array(ArrayType::String, Some(Box::new(values)))];
    let (read, _) = through_server("Array(LowCardinality(String))", &row, &Target::Default);
    assert_eq!(read, row);
}

/// Values that have nothing in them, and columns that have no values.
#[test]
fn nothing_at_all() {
    for server_type in [
        "Tuple()",
        "Map(String, UInt8)",
        "Nested(a UInt8, b Map(String, Variant(String, UInt8)))",
        "Map(LowCardinality(String), Array(LowCardinality(Nullable(String))))",
        "Variant(Array(UInt8), Tuple())",
        "Dynamic",
        "MultiPolygon",
        "Geometry",
        "Nullable(Tuple(Nullable(String)))",
    ] {
        let of = data_type(server_type);
        let target = Target::exact(element(of.value_type()), true);
        let empty = match of.value_type() {
            DataType::Variant(_) | DataType::Dynamic(_) | DataType::Geometry => null(&of),
            DataType::Tuple(members) if !members.is_empty() => null(of.value_type()),
            other => structured(other, Vec::new()),
        };
        for values in [vec![], vec![empty.clone()], vec![empty; 3]] {
            let (read, _) = through_server(server_type, &values, &target);
            assert_eq!(read, values, "{server_type}");
        }
    }
}
