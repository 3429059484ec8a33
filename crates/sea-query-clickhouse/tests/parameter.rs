use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime, Utc};
use sea_query::{ArrayType, Expr, ExprTrait, Query, Value};
use sea_query_clickhouse::{BuildErrorKind, ServerVersion, Target, build_clickhouse};

use crate::server::Server;

/// The server returns exactly what was sent, as a parameter and as a literal.
#[track_caller]
fn round(server: &Server, value: impl Into<Value>, data_type: &str, answer: &str) {
    let value = value.into();
    let query = Query::select()
        .expr(Expr::val(value.clone()))
        // As an argument of a function, a number has the type of a literal.
        .expr(Expr::cust_with_exprs("toTypeName(?)", [Expr::val(value.clone())]))
        .to_owned();
    let built = build_clickhouse(&query, &Target::default()).unwrap();
    assert_eq!(
        server.run_built(&built),
        format!("{answer}\t{}\n", data_type.replace('\'', "\\'")),
        "{}",
        built.sql
    );
    let literal = Query::select().expr(Expr::Constant(value)).to_owned();
    assert_eq!(server.answer(&literal, &Target::default()), format!("{answer}\n"));
}

#[test]
fn numbers_at_their_bounds() {
    let s = Server::new();
    round(&s, i8::MIN, "Int8", "-128");
    round(&s, i8::MAX, "Int8", "127");
    round(&s, i16::MIN, "Int16", "-32768");
    round(&s, i32::MIN, "Int32", "-2147483648");
    round(&s, i32::MAX, "Int32", "2147483647");
    round(&s, i64::MIN, "Int64", "-9223372036854775808");
    round(&s, i64::MAX, "Int64", "9223372036854775807");
    round(&s, u8::MAX, "UInt8", "255");
    round(&s, u16::MAX, "UInt16", "65535");
    round(&s, u32::MAX, "UInt32", "4294967295");
    round(&s, u64::MAX, "UInt64", "18446744073709551615");
    let low = "-57896044618658097711785492504343953926634992332820282019728792003956564819968";
    let most = "115792089237316195423570985008687907853269984665640564039457584007913129639935";
    let big = |text: &str| text.parse::<bigdecimal::BigDecimal>().unwrap();
    round(&s, big(low), "Int256", low);
    round(&s, big(most), "UInt256", most);
    round(&s, true, "Bool", "true");
    round(&s, false, "Bool", "false");
    round(&s, 0.1f32, "Float32", "0.1");
    round(&s, f32::MAX, "Float32", "3.4028235e38");
    round(&s, f32::MIN_POSITIVE, "Float32", "1.1754944e-38");
    round(&s, 0.1f64, "Float64", "0.1");
    round(&s, f64::MAX, "Float64", "1.7976931348623157e308");
    round(&s, 5e-324f64, "Float64", "5e-324");
    round(&s, -0.0f64, "Float64", "-0");
    round(&s, f64::NAN, "Float64", "nan");
    round(&s, f64::INFINITY, "Float64", "inf");
    round(&s, f64::NEG_INFINITY, "Float64", "-inf");
    round(&s, f32::NEG_INFINITY, "Float32", "-inf");
}

#[test]
fn texts() {
    let s = Server::new();
    let all: String = (0u8..128)
        .map(char::from)
        .chain("naïve 日本 🦀 \u{2028}\u{feff}".chars())
        .collect();
    let hostile = [
        all.as_str(),
        "",
        "\\N",
        "\\",
        "'",
        "\\'; DROP TABLE event; --",
        "{p0:String}",
        "${}",
        "a\tb\nc\rd\0e",
        "NULL",
        "\r\n--boundary",
        "?",
        "%_",
    ];
    for text in hostile {
        for value in [Value::from(text), Value::from(text.as_bytes().to_vec())] {
            for expr in [Expr::val(value.clone()), Expr::Constant(value.clone())] {
                let query = Query::select()
                    .expr(sea_query::Func::cust("hex").arg(expr))
                    .to_owned();
                let hex: String = text.bytes().map(|byte| format!("{byte:02X}")).collect();
                assert_eq!(s.answer(&query, &Target::default()).trim_end(), hex, "{text:?}");
            }
        }
        let array = Value::Array(ArrayType::String, Some(Box::new(vec![text.into(), "x".into()])));
        for expr in [Expr::val(array.clone()), Expr::Constant(array)] {
            let query = Query::select()
                .expr(sea_query::Func::cust("hex").arg(Expr::cust_with_exprs("(?)[1]", [expr])))
                .to_owned();
            let hex: String = text.bytes().map(|byte| format!("{byte:02X}")).collect();
            assert_eq!(s.answer(&query, &Target::default()).trim_end(), hex, "{text:?}");
        }
    }
    round(&s, 'ü', "String", "ü");
    round(&s, '\'', "String", "\\'");
    round(
        &s,
        serde_json::json!({"a": [1, null, "it's"]}),
        "String",
        r#"{"a":[1,null,"it\'s"]}"#,
    );
    let bytes = vec![0u8, 255, 254, 39, 92];
    let query = Query::select()
        .expr(sea_query::Func::cust("hex").arg(Expr::val(bytes)))
        .to_owned();
    let built = build_clickhouse(&query, &Target::default()).unwrap();
    assert_eq!(built.sql, "SELECT hex(x'00FFFE275C')");
    assert_eq!(s.run_built(&built), "00FFFE275C\n");
}

#[test]
fn dates_and_times() {
    let s = Server::new();
    let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap();
    round(&s, day(1900, 1, 1), "Date32", "1900-01-01");
    round(&s, day(2299, 12, 31), "Date32", "2299-12-31");
    round(
        &s,
        NaiveTime::from_hms_micro_opt(23, 59, 59, 999_999).unwrap(),
        "Time64(6)",
        "23:59:59.999999",
    );
    round(
        &s,
        NaiveTime::from_hms_nano_opt(0, 0, 0, 1).unwrap(),
        "Time64(9)",
        "00:00:00.000000001",
    );
    round(
        &s,
        day(1900, 1, 1).and_hms_opt(0, 0, 0).unwrap(),
        "DateTime64(6, 'UTC')",
        "1900-01-01 00:00:00.000000",
    );
    round(
        &s,
        day(1969, 12, 31).and_hms_milli_opt(23, 59, 59, 500).unwrap(),
        "DateTime64(6, 'UTC')",
        "1969-12-31 23:59:59.500000",
    );
    round(
        &s,
        day(2299, 12, 31).and_hms_micro_opt(23, 59, 59, 999_999).unwrap(),
        "DateTime64(6, 'UTC')",
        "2299-12-31 23:59:59.999999",
    );
    round(
        &s,
        day(2024, 2, 29).and_hms_nano_opt(1, 2, 3, 4).unwrap(),
        "DateTime64(9, 'UTC')",
        "2024-02-29 01:02:03.000000004",
    );
    let utc: DateTime<Utc> = day(2024, 2, 29).and_hms_opt(12, 0, 0).unwrap().and_utc();
    round(&s, utc, "DateTime64(6, 'UTC')", "2024-02-29 12:00:00.000000");
    round(
        &s,
        utc.with_timezone(&FixedOffset::east_opt(-12_600).unwrap()),
        "DateTime64(6, 'UTC')",
        "2024-02-29 12:00:00.000000",
    );
    round(
        &s,
        time::Date::from_calendar_date(1950, time::Month::May, 3).unwrap(),
        "Date32",
        "1950-05-03",
    );
    round(
        &s,
        time::Time::from_hms_milli(1, 2, 3, 4).unwrap(),
        "Time64(6)",
        "01:02:03.004000",
    );
    let at = time::OffsetDateTime::from_unix_timestamp_nanos(1_700_000_000_123_456_789).unwrap();
    round(&s, at, "DateTime64(9, 'UTC')", "2023-11-14 22:13:20.123456789");
    round(
        &s,
        at.to_offset(time::UtcOffset::from_hms(5, 30, 0).unwrap()),
        "DateTime64(9, 'UTC')",
        "2023-11-14 22:13:20.123456789",
    );
    round(
        &s,
        time::PrimitiveDateTime::new(at.date(), at.time()),
        "DateTime64(9, 'UTC')",
        "2023-11-14 22:13:20.123456789",
    );
}

#[test]
fn others() {
    let s = Server::new();
    round(
        &s,
        uuid::Uuid::from_u128(0x0123_4567_89ab_cdef_0123_4567_89ab_cdef),
        "UUID",
        "01234567-89ab-cdef-0123-456789abcdef",
    );
    let decimal: rust_decimal::Decimal = "-79228162514264337593543950335".parse().unwrap();
    round(&s, decimal, "Decimal(38, 0)", "-79228162514264337593543950335");
    let decimal: rust_decimal::Decimal = "0.0000000000000000000000000001".parse().unwrap();
    round(&s, decimal, "Decimal(38, 28)", "0.0000000000000000000000000001");
    let big: bigdecimal::BigDecimal = format!("-{}.{}", "9".repeat(38), "9".repeat(38)).parse().unwrap();
    round(&s, big.clone(), "Decimal(76, 38)", &big.to_plain_string());
    let big: bigdecimal::BigDecimal = "12e5".parse().unwrap();
    round(&s, big, "Decimal(38, 0)", "1200000");
    round(
        &s,
        "10.0.0.1/32".parse::<ipnetwork::IpNetwork>().unwrap(),
        "IPv4",
        "10.0.0.1",
    );
    round(
        &s,
        "2001:db8::1/128".parse::<ipnetwork::IpNetwork>().unwrap(),
        "IPv6",
        "2001:db8::1",
    );
    round(
        &s,
        "10.0.0.0/8".parse::<ipnetwork::IpNetwork>().unwrap(),
        "String",
        "10.0.0.0/8",
    );
    round(&s, vec![1i32, -2], "Array(Int32)", "[1,-2]");
    round(&s, Vec::<i64>::new(), "Array(Int64)", "[]");
    round(
        &s,
        vec![String::from("it's"), "b\\".into()],
        "Array(String)",
        r"['it\'s','b\\']",
    );
    round(
        &s,
        vec![uuid::Uuid::nil()],
        "Array(UUID)",
        "['00000000-0000-0000-0000-000000000000']",
    );
    round(&s, vec![true, false], "Array(Bool)", "[true,false]");
    round(&s, vec![0.5f64, 2.0], "Array(Float64)", "[0.5,2]");
    let some = Value::Array(
        ArrayType::Int,
        Some(Box::new(vec![1i32.into(), Value::Int(None)])),
    );
    round(&s, some, "Array(Nullable(Int32))", "[1,NULL]");
    let dates = vec![NaiveDate::from_ymd_opt(2024, 1, 2).unwrap()];
    round(&s, dates, "Array(Date32)", "['2024-01-02']");
    let decimals: Vec<rust_decimal::Decimal> = vec!["1.5".parse().unwrap(), "2.25".parse().unwrap()];
    round(&s, decimals, "Array(Decimal(38, 2))", "[1.5,2.25]");
}

#[test]
fn null_of_every_kind() {
    let s = Server::new();
    for value in [
        Value::Bool(None),
        Value::TinyInt(None),
        Value::BigUnsigned(None),
        Value::Float(None),
        Value::Double(None),
        Value::String(None),
        Value::Char(None),
        Value::Bytes(None),
        Value::Json(None),
        Value::ChronoDate(None),
        Value::ChronoTime(None),
        Value::ChronoDateTime(None),
        Value::ChronoDateTimeUtc(None),
        Value::TimeDate(None),
        Value::TimeTime(None),
        Value::TimeDateTime(None),
        Value::TimeDateTimeWithTimeZone(None),
        Value::Uuid(None),
        Value::Decimal(None),
        Value::BigDecimal(None),
        Value::IpNetwork(None),
        Value::Array(ArrayType::Int, None),
    ] {
        let built = build_clickhouse(Query::select().expr(Expr::val(value)), &Target::default()).unwrap();
        assert_eq!(
            (built.sql.as_str(), s.run_built(&built).as_str()),
            ("SELECT NULL", "\\N\n")
        );
    }
}

#[test]
fn what_no_type_holds_is_refused() {
    let refused = |value: Value| {
        let error = build_clickhouse(Query::select().expr(Expr::val(value)), &Target::default()).unwrap_err();
        assert_eq!(error.kind(), BuildErrorKind::Value);
        error.to_string()
    };
    let early = NaiveDate::from_ymd_opt(1899, 12, 31).unwrap();
    let sentence = "is outside of what ClickHouse's date types hold (1900-01-01 to 2299-12-31)";
    assert_eq!(refused(early.into()), format!("value: 1899-12-31 {sentence}"));
    assert!(refused(early.and_hms_opt(23, 59, 59).unwrap().into()).ends_with(sentence));
    assert!(refused(NaiveDate::from_ymd_opt(2300, 1, 1).unwrap().into()).ends_with(sentence));
    assert!(
        refused(
            NaiveDate::from_ymd_opt(2280, 1, 1)
                .unwrap()
                .and_hms_nano_opt(0, 0, 0, 1)
                .unwrap()
                .into()
        )
        .ends_with(sentence)
    );
    let long: bigdecimal::BigDecimal = format!("0.{}", "1".repeat(77)).parse().unwrap();
    assert_eq!(
        refused(long.into()),
        "Decimal: the number has 77 digits; Decimal holds 76 at most"
    );
    let beyond: bigdecimal::BigDecimal = "2e77".parse().unwrap();
    assert_eq!(
        refused(beyond.into()),
        "Decimal: the number has 78 digits; Decimal holds 76 at most"
    );
    let huge = bigdecimal::BigDecimal::new(1.into(), -4_000_000_000);
    assert_eq!(
        refused(huge.into()),
        "Decimal: the number has 4000000001 digits; Decimal holds 76 at most"
    );
    let tiny = bigdecimal::BigDecimal::new(1.into(), 4_000_000_000);
    assert_eq!(
        refused(tiny.into()),
        "Decimal: the number has 4000000000 digits; Decimal holds 76 at most"
    );
    let mixed = Value::Array(ArrayType::Int, Some(Box::new(vec![1i32.into(), "a".into()])));
    assert_eq!(
        refused(mixed),
        "array: its elements are of type Int32 and of type String"
    );
}

#[test]
fn many_and_large() {
    let s = Server::new();
    let numbers: Vec<i32> = (0..5_000).map(|number| number * 2).collect();
    let query = Query::select()
        .expr(Expr::cust("count()"))
        .from_function(sea_query::Func::cust("numbers").arg(10_000), "n")
        .and_where(Expr::col("number").is_in(numbers))
        .to_owned();
    let built = build_clickhouse(&query, &Target::default()).unwrap();
    assert_eq!(built.parameters.len(), 2);
    assert_eq!(s.run_built(&built), "5000\n");
    let words: Vec<String> = (0..5_000).map(|number| format!("{:0>40}", number)).collect();
    let query = Query::select()
        .expr(Expr::val("0".repeat(40)).is_in(words))
        .to_owned();
    let built = build_clickhouse(&query, &Target::default()).unwrap();
    assert!(
        built.parameters.is_empty(),
        "neither the list nor the statement fits a field of a form"
    );
    assert_eq!(s.run_built(&built), "1\n");
    let long = "a'".repeat(100_000);
    let query = Query::select()
        .expr(sea_query::Func::cust("length").arg(long))
        .to_owned();
    let built = build_clickhouse(&query, &Target::default()).unwrap();
    assert!(built.parameters.is_empty());
    assert_eq!(s.run_built(&built), "200000\n");
    let mut query = Query::select();
    query.exprs((0..1_500i64).map(Expr::val));
    let built = build_clickhouse(&query, &Target::default()).unwrap();
    assert_eq!(built.parameters.len(), 900, "a form has a thousand fields");
    let numbers: Vec<String> = (0..1_500).map(|number| number.to_string()).collect();
    assert_eq!(s.run_built(&built).trim_end(), numbers.join("\t"));
}

#[test]
fn names_are_in_order_and_unique() {
    let query = Query::select()
        .expr(Expr::val(1))
        .from("t")
        .and_where(Expr::col("a").eq("b"))
        .and_where(Expr::col("c").is_in([1u8, 2]))
        .limit(3)
        .to_owned();
    let built = build_clickhouse(&query, &Target::default()).unwrap();
    assert_eq!(
        built.sql,
        "SELECT {p0:Int32} FROM `t` WHERE `a` = {p1:String} AND `c` IN {p2:Array(UInt8)} LIMIT {p3:UInt64}"
    );
    let texts: Vec<_> = built
        .parameters
        .iter()
        .map(|p| (p.name, p.data_type.to_string(), p.text.as_str()))
        .collect();
    assert_eq!(
        texts,
        [
            ("p0", "Int32".into(), "1"),
            ("p1", "String".into(), "b"),
            ("p2", "Array(UInt8)".into(), "[1,2]"),
            ("p3", "UInt64".into(), "3")
        ]
    );
}

#[test]
fn an_old_server_gets_a_sentence() {
    let target = Target::default().version(ServerVersion::new(25, 3, 0));
    let error = build_clickhouse(Query::select().expr(Expr::val(NaiveTime::MIN)), &target).unwrap_err();
    assert_eq!(error.kind(), BuildErrorKind::ServerTooOld);
    assert_eq!(
        error.to_string(),
        "Time64: the server is ClickHouse 25.3.0, this needs 25.6.0 or later"
    );
}

#[test]
fn a_condition_of_thousands_of_parts() {
    let s = Server::new();
    for all in [true, false] {
        let mut condition = if all {
            sea_query::Cond::all()
        } else {
            sea_query::Cond::any()
        };
        for number in 0..3_000 {
            condition = condition.add(Expr::col("number").ne(number));
        }
        let query = Query::select()
            .expr(Expr::cust("count()"))
            .from_function(sea_query::Func::cust("numbers").arg(3_001), "n")
            .cond_where(condition)
            .to_owned();
        assert_eq!(
            s.answer(&query, &Target::default()),
            if all { "1\n" } else { "3001\n" }
        );
    }
}
