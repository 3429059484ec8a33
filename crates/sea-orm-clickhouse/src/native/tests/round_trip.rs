//! Every type through a real server, with the values at its borders.

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use ipnetwork::IpNetwork;
use sea_query::{ArrayType, Value};

use super::bytes::decoded;
use super::server::Server;
use super::{data_type, table_name};
use crate::native::structure::plain;
use crate::native::{BlockEncoder, ColumnPlan, Target};

/// Writes the values, lets the server show them, and reads them back as the target.
pub(super) fn through_server(
    server_type: &str,
    values: &[Value],
    target: &Target,
) -> (Vec<Value>, Vec<String>) {
    let server = Server::from_environment();
    let table = table_name("round_trip");
    server.query(&format!(
        "CREATE TABLE {table} (i UInt32, c {server_type}) ENGINE = MergeTree ORDER BY i"
    ));
    let rows: Vec<Value> = (0..values.len() as u32)
        .map(|row| Value::Unsigned(Some(row)))
        .collect();
    let mut encoder = BlockEncoder::new(2, values.len());
    encoder.column("i", &data_type("UInt32"), &rows).unwrap();
    encoder.column("c", &data_type(server_type), values).unwrap();
    server.insert(
        &format!("INSERT INTO {table} (i, c) FORMAT Native"),
        &encoder.finish(),
    );
    let body = server.query(&format!("SELECT c, toString(c) AS t FROM {table} ORDER BY i"));
    server.query(&format!("DROP TABLE {table}"));
    let (mut read, mut shown) = (Vec::new(), Vec::new());
    for block in decoded(&body) {
        let header = &block.header.columns[0];
        // What the server prints is what we print.
        assert_eq!(header.data_type, plain(&data_type(server_type)));
        let plan = ColumnPlan::new(&header.name, &header.data_type, target).unwrap();
        let column = plan.values(&block.columns[0]).unwrap();
        let one_by_one = (0..block.rows).map(|row| plan.value(&block.columns[0], row).unwrap());
        assert_eq!(one_by_one.collect::<Vec<_>>(), column);
        read.extend(column);
        let texts = ColumnPlan::new("t", &block.header.columns[1].data_type, &Target::Default).unwrap();
        shown.extend(
            texts
                .values(&block.columns[1])
                .unwrap()
                .into_iter()
                .map(|text| match text {
                    Value::String(text) => text.unwrap_or("NULL".to_owned()),
                    other => panic!("{other:?}"),
                }),
        );
    }
    (read, shown)
}

#[track_caller]
pub(super) fn default(server_type: &str, values: &[Value], shown: &[&str]) {
    let (read, texts) = through_server(server_type, values, &Target::Default);
    assert_eq!(texts, shown, "{server_type}");
    assert_eq!(read, values, "{server_type}");
}

#[track_caller]
pub(super) fn exact(server_type: &str, variant: ArrayType, values: &[Value], shown: &[&str]) {
    let (read, texts) = through_server(server_type, values, &Target::exact(variant, true));
    assert_eq!(texts, shown, "{server_type}");
    assert_eq!(read, values, "{server_type}");
}

pub(super) fn text(value: &str) -> Value {
    Value::String(Some(value.to_owned()))
}

fn date(text: &str) -> Value {
    Value::ChronoDate(Some(text.parse::<NaiveDate>().unwrap()))
}

fn utc(text: &str) -> Value {
    Value::ChronoDateTimeUtc(Some(text.parse::<DateTime<Utc>>().unwrap()))
}

#[test]
fn integers() {
    default("Int8", &[i8::MIN.into(), i8::MAX.into()], &["-128", "127"]);
    default("Int16", &[i16::MIN.into(), i16::MAX.into()], &["-32768", "32767"]);
    default(
        "Int32",
        &[i32::MIN.into(), i32::MAX.into()],
        &["-2147483648", "2147483647"],
    );
    default(
        "Int64",
        &[i64::MIN.into(), i64::MAX.into()],
        &["-9223372036854775808", "9223372036854775807"],
    );
    default("UInt8", &[0_u8.into(), u8::MAX.into()], &["0", "255"]);
    default("UInt16", &[0_u16.into(), u16::MAX.into()], &["0", "65535"]);
    default("UInt32", &[0_u32.into(), u32::MAX.into()], &["0", "4294967295"]);
    default(
        "UInt64",
        &[0_u64.into(), u64::MAX.into()],
        &["0", "18446744073709551615"],
    );
    default("Bool", &[true.into(), false.into()], &["true", "false"]);
    exact("UInt32", ArrayType::BigInt, &[5_i64.into()], &["5"]);
    exact(
        "UInt8",
        ArrayType::Bool,
        &[true.into(), false.into()],
        &["1", "0"],
    );
}

#[test]
fn floats() {
    let singles = [
        f32::MIN,
        f32::MAX,
        -0.0,
        f32::NAN,
        f32::INFINITY,
        f32::MIN_POSITIVE,
    ]
    .map(Value::from);
    default(
        "Float32",
        &singles,
        &[
            "-3.4028235e38",
            "3.4028235e38",
            "-0",
            "nan",
            "inf",
            "1.1754944e-38",
        ],
    );
    let doubles = [f64::MIN, f64::MAX, -0.0, f64::NAN, f64::NEG_INFINITY, 0.1].map(Value::from);
    let shown = [
        "-1.7976931348623157e308",
        "1.7976931348623157e308",
        "-0",
        "nan",
        "-inf",
        "0.1",
    ];
    default("Float64", &doubles, &shown);
    let finite = [f64::MIN, f64::NAN, 0.1, f64::NAN].map(Value::from);
    default(
        "LowCardinality(Float64)",
        &finite,
        &["-1.7976931348623157e308", "nan", "0.1", "nan"],
    );
}

#[test]
fn strings() {
    let long = "ü".repeat(100_000);
    default(
        "String",
        &[text(""), text("a\0b'\\"), text(&long)],
        &["", "a\0b'\\", &long],
    );
    default(
        "FixedString(4)",
        &[text(""), text("ab"), text("abcd")],
        &["", "ab", "abcd"],
    );
    let bytes = Value::Bytes(Some(vec![0, 1, 0x7f, 0]));
    exact("FixedString(4)", ArrayType::Bytes, &[bytes], &["\0\u{1}\u{7f}"]);
    exact("String", ArrayType::Char, &['ü'.into()], &["ü"]);
    exact(
        "String",
        ArrayType::Json,
        &[serde_json::json!({"a": [1, null]}).into()],
        &["{\"a\":[1,null]}"],
    );
    let uuid = uuid::Uuid::from_u128(0x0011_2233_4455_6677_8899_aabb_ccdd_eeff);
    let uuid_text = "00112233-4455-6677-8899-aabbccddeeff";
    default(
        "UUID",
        &[uuid.into(), uuid::Uuid::nil().into()],
        &[uuid_text, "00000000-0000-0000-0000-000000000000"],
    );
    exact("UUID", ArrayType::String, &[text(uuid_text)], &[uuid_text]);
    exact("String", ArrayType::Uuid, &[uuid.into()], &[uuid_text]);
    exact("FixedString(36)", ArrayType::Uuid, &[uuid.into()], &[uuid_text]);
}

#[test]
fn enums() {
    let size = r"Enum8('it\'s' = -128, 'a\\b\n' = 0, 'ü' = 127)";
    default(
        size,
        &[text("it's"), text("a\\b\n"), text("ü")],
        &["it's", "a\\b\n", "ü"],
    );
    exact(
        size,
        ArrayType::TinyInt,
        &[(-128_i8).into(), 127_i8.into()],
        &["it's", "ü"],
    );
    default(
        "Enum16('x' = -32768, 'y' = 32767)",
        &[text("x"), text("y")],
        &["x", "y"],
    );
    // 0 is no number of this Enum: NULL must not store one.
    default(
        "Nullable(Enum8('x' = 5))",
        &[Value::String(None), text("x")],
        &["NULL", "x"],
    );
    let name: sea_query::EnumTypeName = "size".into();
    let value = sea_query::Enum {
        type_name: name.clone(),
        value: "ü".into(),
    };
    let value = Value::Enum(sea_query::OptionEnum::Some(Box::new(value)));
    exact(size, ArrayType::Enum(Box::new(name)), &[value], &["ü"]);
}

#[test]
fn dates() {
    default(
        "Date",
        &[date("1970-01-01"), date("2149-06-06")],
        &["1970-01-01", "2149-06-06"],
    );
    default(
        "Date32",
        &[date("1900-01-01"), date("2299-12-31")],
        &["1900-01-01", "2299-12-31"],
    );
    let midnight: NaiveDateTime = "2020-02-29T00:00:00".parse().unwrap();
    exact(
        "Date",
        ArrayType::ChronoDateTime,
        &[midnight.into()],
        &["2020-02-29"],
    );
    let day = time::Date::from_calendar_date(1969, time::Month::December, 31).unwrap();
    exact("Date32", ArrayType::TimeDate, &[day.into()], &["1969-12-31"]);
}

#[test]
fn date_times() {
    default(
        "DateTime",
        &[utc("1970-01-01T00:00:00Z"), utc("2106-02-07T06:28:15Z")],
        &["1970-01-01 00:00:00", "2106-02-07 06:28:15"],
    );
    default(
        "DateTime64(0)",
        &[utc("1900-01-01T00:00:00Z")],
        &["1900-01-01 00:00:00"],
    );
    default(
        "DateTime64(3, 'UTC')",
        &[
            utc("1900-01-01T00:00:00.001Z"),
            utc("1969-12-31T23:59:59.999Z"),
            utc("2299-12-31T23:59:59.999Z"),
        ],
        &[
            "1900-01-01 00:00:00.001",
            "1969-12-31 23:59:59.999",
            "2299-12-31 23:59:59.999",
        ],
    );
    default(
        "DateTime64(9)",
        &[utc("2262-04-11T23:47:16.854775807Z")],
        &["2262-04-11 23:47:16.854775807"],
    );
    let berlin = DateTime::parse_from_rfc3339("2024-07-01T12:00:00.5+02:00").unwrap();
    let variant = ArrayType::ChronoDateTimeWithTimeZone;
    let (read, shown) = through_server(
        "DateTime64(1, 'Europe/Berlin')",
        &[berlin.into()],
        &Target::exact(variant, false),
    );
    assert_eq!(shown, ["2024-07-01 12:00:00.5"]);
    // Instants compare equal whatever their offset, so the text is compared.
    assert_eq!(format!("{read:?}"), format!("{:?}", [Value::from(berlin)]));
    let offset = time::OffsetDateTime::from_unix_timestamp(-1).unwrap();
    exact(
        "DateTime64(6)",
        ArrayType::TimeDateTimeWithTimeZone,
        &[offset.into()],
        &["1969-12-31 23:59:59.000000"],
    );
    let plain = time::PrimitiveDateTime::new(offset.date(), offset.time());
    exact(
        "DateTime64(6)",
        ArrayType::TimeDateTime,
        &[plain.into()],
        &["1969-12-31 23:59:59.000000"],
    );
    let local = berlin.with_timezone(&chrono::Local);
    exact(
        "DateTime64(1)",
        ArrayType::ChronoDateTimeLocal,
        &[local.into()],
        &["2024-07-01 10:00:00.5"],
    );
}

#[test]
fn decimals() {
    let small: rust_decimal::Decimal = "-9999999.99".parse().unwrap();
    default("Decimal(9, 2)", &[small.into()], &["-9999999.99"]);
    let middle: rust_decimal::Decimal = "0.000000000000000001".parse().unwrap();
    default("Decimal(18, 18)", &[middle.into()], &["0.000000000000000001"]);
    let text = "-99999999999999999999999999999999999.999";
    let large: bigdecimal::BigDecimal = text.parse().unwrap();
    exact("Decimal(38, 3)", ArrayType::BigDecimal, &[large.into()], &[text]);
    let scale: bigdecimal::BigDecimal = "0.12345678901234567890123456789012345678".parse().unwrap();
    exact(
        "Decimal(38, 38)",
        ArrayType::BigDecimal,
        &[scale.clone().into()],
        &[&scale.to_string()],
    );
    let half: rust_decimal::Decimal = "0.5".parse().unwrap();
    exact("Decimal(38, 38)", ArrayType::Decimal, &[half.into()], &["0.5"]);
}

#[test]
fn addresses() {
    default(
        "IPv4",
        &[text("0.0.0.0"), text("255.1.2.3")],
        &["0.0.0.0", "255.1.2.3"],
    );
    default(
        "IPv6",
        &[text("::1"), text("2001:db8::ff"), text("::ffff:1.2.3.4")],
        &["::1", "2001:db8::ff", "::ffff:1.2.3.4"],
    );
    let v4: IpNetwork = "10.1.2.3".parse().unwrap();
    exact("IPv4", ArrayType::IpNetwork, &[v4.into()], &["10.1.2.3"]);
    let v6: IpNetwork = "fe80::1".parse().unwrap();
    exact(
        "Nullable(IPv6)",
        ArrayType::IpNetwork,
        &[v6.into(), Value::IpNetwork(None)],
        &["fe80::1", "NULL"],
    );
}

#[test]
fn nullable_and_low_cardinality() {
    default(
        "Nullable(Int32)",
        &[1.into(), Value::Int(None), Value::Int(None), 2.into()],
        &["1", "NULL", "NULL", "2"],
    );
    default(
        "Nullable(String)",
        &[Value::String(None), text("")],
        &["NULL", ""],
    );
    default(
        "LowCardinality(String)",
        &[text("b"), text(""), text("b"), text("a")],
        &["b", "", "b", "a"],
    );
    let some = [
        Value::String(None),
        text(""),
        text("x"),
        Value::String(None),
        text("x"),
    ];
    default(
        "LowCardinality(Nullable(String))",
        &some,
        &["NULL", "", "x", "NULL", "x"],
    );
    // Key 0 stands for NULL although no row is NULL.
    default(
        "LowCardinality(Nullable(String))",
        &[text("x"), text("y")],
        &["x", "y"],
    );
    default(
        "LowCardinality(Nullable(Date))",
        &[date("2020-01-01"), Value::ChronoDate(None)],
        &["2020-01-01", "NULL"],
    );
    default(
        "LowCardinality(FixedString(2))",
        &[text("ab"), text("c"), text("ab")],
        &["ab", "c", "ab"],
    );
    default(
        "LowCardinality(UInt64)",
        &[u64::MAX.into(), 0_u64.into()],
        &["18446744073709551615", "0"],
    );
    default(
        "LowCardinality(IPv6)",
        &[text("::1"), text("::2"), text("::1")],
        &["::1", "::2", "::1"],
    );
    for distinct in [256, 257, 65_536, 65_537] {
        let values: Vec<_> = (0..distinct).map(|number| text(&number.to_string())).collect();
        let (read, _) = through_server("LowCardinality(String)", &values, &Target::Default);
        assert_eq!(read, values);
        let (read, _) = through_server("LowCardinality(Nullable(String))", &values, &Target::Default);
        assert_eq!(read, values);
    }
}

#[test]
fn arrays() {
    default(
        "Array(Int32)",
        &[vec![1, 2].into(), Vec::<i32>::new().into(), vec![3].into()],
        &["[1,2]", "[]", "[3]"],
    );
    default("Array(String)", &[Vec::<String>::new().into()], &["[]"]);
    let optional = |values: &[Option<i32>]| {
        let values = values.iter().map(|value| Value::Int(*value)).collect();
        Value::Array(ArrayType::Int, Some(Box::new(values)))
    };
    default(
        "Array(Nullable(Int32))",
        &[optional(&[Some(1), None]), optional(&[])],
        &["[1,NULL]", "[]"],
    );
    let strings =
        |values: &[&str]| Value::from(values.iter().map(|value| (*value).to_owned()).collect::<Vec<_>>());
    let tags = [strings(&["a", "b"]), strings(&[]), strings(&["a"])];
    default(
        "Array(LowCardinality(String))",
        &tags,
        &["['a','b']", "[]", "['a']"],
    );
    default(
        "Array(LowCardinality(Nullable(String)))",
        &tags,
        &["['a','b']", "[]", "['a']"],
    );
    default(
        "Array(LowCardinality(String))",
        &[strings(&[]), strings(&[])],
        &["[]", "[]"],
    );
    let nested = |values: Vec<Value>| Value::Array(ArrayType::String, Some(Box::new(values)));
    default(
        "Array(Array(LowCardinality(String)))",
        &[
            nested(vec![strings(&["a"]), strings(&[])]),
            nested(vec![]),
            nested(vec![strings(&["b", "a"])]),
        ],
        &["[['a'],[]]", "[]", "[['b','a']]"],
    );
    let (read, _) = through_server(
        "Array(DateTime64(3))",
        &[vec![DateTime::<Utc>::UNIX_EPOCH].into()],
        &Target::array(ArrayType::ChronoDateTimeUtc),
    );
    assert_eq!(read, [vec![DateTime::<Utc>::UNIX_EPOCH].into()]);
    exact(
        "Array(UInt8)",
        ArrayType::Bytes,
        &[Value::Bytes(Some(vec![1, 0, 255])), Value::Bytes(Some(vec![]))],
        &["[1,0,255]", "[]"],
    );
}

#[test]
fn a_block_without_rows() {
    let (read, _) = through_server("LowCardinality(String)", &[], &Target::Default);
    assert_eq!(read, []);
}
