//! What may not be written, and the sentences that say so.

use chrono::{DateTime, NaiveDate, NaiveDateTime};
use sea_query::{ArrayType, Value};

use super::stored;
use crate::native::{BlockEncoder, ColumnData};

#[track_caller]
pub(super) fn refused(server_type: &str, value: impl Into<Value>, sentence: &str) {
    let error = stored(server_type, &[value.into()]).unwrap_err();
    assert_eq!(error.column(), Some("c"));
    let text = error.to_string();
    assert!(text.contains(sentence), "{text}");
    assert!(
        text.contains("`c`") && text.contains(server_type.split(['(', ',']).next().unwrap()),
        "{text}"
    );
}

#[test]
fn integers() {
    refused(
        "Int32",
        1_i64 << 40,
        "value 1099511627776 does not fit column `c` of type Int32: it holds -2147483648 to 2147483647",
    );
    refused("UInt8", 300, "it holds 0 to 255");
    refused("UInt64", -1_i64, "it holds 0 to 18446744073709551615");
    refused(
        "Int64",
        u64::MAX,
        "it holds -9223372036854775808 to 9223372036854775807",
    );
    refused(
        "Int32",
        1.0_f64,
        "column `c` is Int32 on the server and f64 (Double) in Rust: write an integer",
    );
    refused("Int8", "1", "String in Rust");
    refused("Int8", true, "bool (Bool) in Rust");
    refused("Bool", 2, "only 0 and 1 are a Bool");
    refused("Bool", "true", "write a bool");
    assert_eq!(
        stored("Int8", &[(-128_i64).into(), 127_u64.into()]).unwrap(),
        ColumnData::Int8(vec![-128, 127])
    );
}

#[test]
fn floats() {
    refused("Float32", 0.1_f64, "would be rounded to 32 bits");
    refused("Float32", (1 << 24) + 1, "would be rounded");
    refused("Float64", (1_i64 << 53) + 1, "would be rounded");
    refused("Float64", "1", "write a float");
    assert_eq!(
        stored("Float32", &[0.5_f64.into(), f64::INFINITY.into()]).unwrap(),
        ColumnData::Float32(vec![0.5, f32::INFINITY])
    );
}

#[test]
fn nulls() {
    refused(
        "Int32",
        Value::Int(None),
        "NULL in column `c` of type Int32: write a value, or declare the column Nullable(Int32)",
    );
    refused(
        "Array(Int32)",
        Value::Array(ArrayType::Int, None),
        "arrays are never NULL; write an empty array",
    );
    let element = Value::Array(ArrayType::Int, Some(Box::new(vec![Value::Int(None)])));
    refused("Array(Int32)", element, "declare the column Nullable(Int32)");
    refused(
        "LowCardinality(String)",
        Value::String(None),
        "NULL in column `c` of type LowCardinality(String)",
    );
}

#[test]
fn strings_and_enums() {
    refused(
        "FixedString(3)",
        "üü",
        "value 'üü' of 4 bytes does not fit column `c` of type FixedString(3): it holds 3 bytes",
    );
    refused("String", 5, "i32 (Int) in Rust: write a String");
    refused(
        "Enum8('a' = 1)",
        "b",
        "value 'b' does not fit column `c` of type Enum8('a' = 1): the Enum has no such name",
    );
    refused("Enum8('a' = 1)", 2, "the Enum has no such number");
    refused("Enum8('a' = 1)", 1.5, "write the name as a string");
    refused("Enum16('a' = 1)", 1_i64 << 40, "the Enum has no such number");
    refused("UUID", "not-a-uuid", "it is not the text of a UUID");
    refused("IPv4", "::1", "make the column IPv6");
    refused("IPv4", "1.2.3", "it is not the text of an IP address");
    let network: ipnetwork::IpNetwork = "10.0.0.0/8".parse().unwrap();
    refused("IPv4", network, "it is a network");
}

#[test]
fn dates_and_times() {
    let date = |text: &str| text.parse::<NaiveDate>().unwrap();
    let date_time = |text: &str| text.parse::<NaiveDateTime>().unwrap();
    refused(
        "Date",
        date("1969-12-31"),
        "value 1969-12-31 does not fit column `c` of type Date: Date holds 1970-01-01 to 2149-06-06",
    );
    refused("Date", date("2149-06-07"), "Date holds 1970-01-01 to 2149-06-06");
    refused(
        "Date32",
        date("1899-12-31"),
        "Date32 holds 1900-01-01 to 2299-12-31",
    );
    refused(
        "Date32",
        date("2300-01-01"),
        "Date32 holds 1900-01-01 to 2299-12-31",
    );
    refused(
        "Date",
        date_time("2020-01-01T00:00:01"),
        "its time of day would be lost",
    );
    refused("Date", "2020-01-01", "write a date of chrono or time");
    refused(
        "DateTime",
        date_time("1969-12-31T23:59:59"),
        "DateTime holds 1970-01-01 00:00:00 to 2106-02-07 06:28:15 UTC",
    );
    refused("DateTime", date_time("2106-02-07T06:28:16"), "DateTime holds");
    refused(
        "DateTime",
        date_time("2020-01-01T00:00:00.5"),
        "truncate the value, for example with trunc_subsecs(0)",
    );
    refused(
        "DateTime",
        date("2020-01-01"),
        "write a date-time of chrono or time",
    );
    refused(
        "DateTime64(3)",
        date_time("2020-01-01T00:00:00.0005"),
        "make the column DateTime64(9)",
    );
    refused(
        "DateTime64(6)",
        date_time("2020-01-01T00:00:00.123456789"),
        "value 2020-01-01 00:00:00.123456789 does not fit column `c` of type DateTime64(6): the column has 6 digits of a \
         fraction of a second; truncate the value, for example with trunc_subsecs(6) of chrono::SubsecRound, or make the \
         column DateTime64(9)",
    );
    refused(
        "DateTime64(3)",
        date_time("1899-12-31T23:59:59"),
        "DateTime64(3) holds 1900-01-01 00:00:00 to 2299-12-31 23:59:59 UTC",
    );
    refused(
        "DateTime64(3)",
        date_time("2300-01-01T00:00:00"),
        "holds 1900-01-01",
    );
    refused(
        "DateTime64(9)",
        date_time("2262-04-11T23:47:17"),
        "to 2262-04-11 23:47:16 UTC",
    );
    let leap = DateTime::from_timestamp(59, 1_000_000_000).unwrap();
    refused("DateTime64(3)", leap, "leap seconds");
}

#[test]
fn decimals() {
    let decimal = |text: &str| text.parse::<rust_decimal::Decimal>().unwrap();
    let big = |text: &str| text.parse::<bigdecimal::BigDecimal>().unwrap();
    refused(
        "Decimal(9, 2)",
        decimal("1.005"),
        "the column has 2 digits after the point; round the value first",
    );
    refused(
        "Decimal(9, 2)",
        decimal("10000000"),
        "the column has 9 digits, 7 of them before the point",
    );
    refused("Decimal(9, 2)", big("1e1000000000"), "the column has 9 digits");
    refused("Decimal(9, 2)", big("1e-1000000000"), "round the value first");
    refused(
        "Decimal(38, 0)",
        big("100000000000000000000000000000000000000"),
        "the column has 38 digits",
    );
    refused("Decimal(9, 2)", 0.5, "write a Decimal");
    let values = [
        decimal("1.500").into(),
        7.into(),
        big("1e2").into(),
        big("-0.01").into(),
    ];
    assert_eq!(
        stored("Decimal(9, 2)", &values).unwrap(),
        ColumnData::Int32(vec![150, 700, 10_000, -1])
    );
}

#[test]
fn shapes() {
    refused("Array(Int32)", 5, "write a Vec");
    refused("Int32", vec![5], "Vec<i32 (Int)> in Rust");
    refused("Unheard(Of)", "x", "cannot be written yet");
    refused(
        "Dynamic",
        "x",
        "write a field of this type, or a serde_json::Value (Json)",
    );
    let error = BlockEncoder::new(1, 2)
        .column("c", &super::data_type("Int8"), &[1_i8.into()])
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "column `c` has 1 values, but the block has 2 rows"
    );
}
