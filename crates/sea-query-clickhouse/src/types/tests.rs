#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use super::DataType;

fn parsed(text: &str) -> DataType {
    text.parse().unwrap()
}

#[track_caller]
fn round_trip(text: &str) {
    assert_eq!(parsed(text).to_string(), text);
    assert_eq!(parsed(&parsed(text).to_string()), parsed(text));
}

#[test]
fn prints_what_was_parsed() {
    for text in [
        "Int8",
        "Int16",
        "Int32",
        "Int64",
        "Int128",
        "Int256",
        "UInt8",
        "UInt16",
        "UInt32",
        "UInt64",
        "UInt128",
        "UInt256",
        "Float32",
        "Float64",
        "BFloat16",
        "Bool",
        "String",
        "FixedString(16)",
        "Date",
        "Date32",
        "DateTime",
        "DateTime('Europe/Berlin')",
        "DateTime64(0)",
        "DateTime64(9, 'UTC')",
        "Time",
        "Time64(6)",
        "UUID",
        "Decimal(76, 38)",
        "Enum8('a' = -128, 'b' = 127)",
        "Enum16('x' = -32768, 'y' = 32767)",
        "IPv4",
        "IPv6",
        "Nullable(Nothing)",
        "LowCardinality(Nullable(FixedString(2)))",
        "Array(Array(Nullable(Int32)))",
        "Map(LowCardinality(String), Array(UInt8))",
        "Tuple(Int8, Tuple(String, Date))",
        "Tuple()",
        "Tuple(a Int8, `b c` Nullable(String), `d``e` Int8, true Int8)"
            .replace("``", r"\`")
            .as_str(),
        "JSON",
        "JSON(max_dynamic_paths=2, `a.b` UInt8)",
        "AggregateFunction(quantiles(0.5, 0.9), UInt64)",
        "SimpleAggregateFunction(sum, UInt64)",
        "Variant(String, UInt64)",
        "Dynamic(max_types=3)",
        "Point",
        "MultiPolygon",
        "QBit(BFloat16, 8)",
        "QBit(Float32, 64, 8)",
        "Object('json')",
        "Object(Nullable('json'))",
        "JSON(max_dynamic_types=3, max_dynamic_paths=5, `a.b c` Array(JSON(SKIP x)), c Int8, `SKIP` Int8, SKIP b, SKIP `skip`, SKIP REGEXP 'a\\'b')",
        "AggregateFunction(1, sumMapFiltered([1, 4, 8]), Tuple(Array(UInt8), Array(UInt8)))",
        "AggregateFunction(groupConcat(', '), String)",
        "AggregateFunction(f((1, -2.5e3), []), String)",
        "AggregateFunction(count)",
        "Brandnew(Int8, 'it\\'s')",
        "Nested(a UInt8, b String)",
        r"Variant(Enum8('(\'' = 1), String)",
        "IntervalDay",
        "Array(Dynamic)",
    ] {
        round_trip(text);
    }
}

#[test]
fn unescapes_enum_names() {
    assert_eq!(
        parsed(
            r"Enum8('it\'s' = 1, 'a\\b' = 2, 'n\nt\t0\0' = 3, 'b\bf\fr\r' = 4, ' = 5, ' = -6, 'ü)' = 7, '' = 8)"
        ),
        DataType::enum8([
            ("it's", 1),
            ("a\\b", 2),
            ("n\nt\t0\0", 3),
            ("b\u{8}f\u{c}r\r", 4),
            (" = 5, ", -6),
            ("ü)", 7),
            ("", 8)
        ])
    );
    round_trip(r#"Enum8('it\'s' = 1, 'a\\b' = 2, 'n\nt\t0\0' = 3, 'b\bf\fr\r' = 4, '`"' = 5)"#);
    assert_eq!(parsed("Enum8('it''s' = 1)"), DataType::enum8([("it's", 1)]));
    assert_eq!(
        parsed("Enum('a', 'b' = 5, 'c')"),
        DataType::enum8([("a", 1), ("b", 5), ("c", 6)])
    );
    assert_eq!(parsed("Enum('a' = 1000)"), DataType::enum16([("a", 1000)]));
}

#[test]
fn reads_aliases_and_layout() {
    assert_eq!(parsed("Decimal32(2)"), DataType::decimal(9, 2));
    assert_eq!(parsed("Decimal64(2)"), DataType::decimal(18, 2));
    assert_eq!(parsed("Decimal128(2)"), DataType::decimal(38, 2));
    assert_eq!(parsed("Decimal256(2)"), DataType::decimal(76, 2));
    assert_eq!(parsed("Decimal(7)"), DataType::decimal(7, 0));
    assert_eq!(parsed("DateTime64"), DataType::date_time64(3));
    assert_eq!(
        parsed("Tuple(\n    `a b` UInt8,\n    Nullable Nullable ( UInt8 ),\n    \"q\" Date)"),
        DataType::named_tuple([
            ("a b", DataType::UInt8),
            ("Nullable", DataType::UInt8.nullable()),
            ("q", DataType::Date)
        ])
    );
    assert_eq!(parsed(" Array( String ) "), DataType::array(DataType::String));
}

#[test]
fn prints_null_where_the_server_wants_it() {
    let outside = DataType::Nullable(Box::new(DataType::LowCardinality(Box::new(DataType::String))));
    assert_eq!(outside.to_string(), "LowCardinality(Nullable(String))");
    assert!(outside.is_nullable());
    let twice = DataType::Nullable(Box::new(DataType::Nullable(Box::new(DataType::Int8))));
    assert_eq!(twice.to_string(), "Nullable(Int8)");
    assert_eq!(
        DataType::named_tuple([("NULL", DataType::Int8)]).to_string(),
        "Tuple(`NULL` Int8)"
    );
}

#[test]
fn refuses_what_is_not_a_type() {
    for text in [
        "",
        " ",
        "(",
        ")",
        "Array",
        "Array(",
        "Array()",
        "Array(Int8",
        "Array(Int8))",
        "Nullable(Int8) x",
        "Array(Int8, Int8)",
        "Map(Int8)",
        "FixedString(-1)",
        "FixedString(x)",
        "FixedString(99999999999)",
        "DateTime64(10)",
        "DateTime64(3, x)",
        "Decimal(0, 0)",
        "Decimal(77, 0)",
        "Decimal(3, 4)",
        "Enum8('a' = 128)",
        "Enum8('a' = )",
        "Enum8('a",
        "Enum8('a\\",
        "Enum8()",
        "Enum16('a' = 32768)",
        "Tuple(a)x",
        "Tuple(`a Int8)",
        "Variant(String",
        "Variant('",
        "DateTime()",
    ] {
        let error = text.parse::<DataType>().expect_err(text);
        assert!(error.position() <= text.len());
        assert!(error.to_string().contains("is not a ClickHouse type"));
    }
}

#[test]
fn hostile_depth_is_an_error() {
    let deep = format!("{}Int8{}", "Array(".repeat(100_000), ")".repeat(100_000));
    assert!(
        deep.parse::<DataType>()
            .unwrap_err()
            .to_string()
            .contains("nested too deeply")
    );
    let custom = format!("X{}{}", "(".repeat(100_000), ")".repeat(100_000));
    assert_eq!(parsed(&custom), DataType::Custom(custom.clone()));
    let cut = "Tuple(a ".repeat(50);
    assert!(cut.parse::<DataType>().is_err());
}

#[test]
fn the_seeds_of_the_fuzz_target_print_what_was_parsed() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/seeds/data_type_parser");
    let mut seeds = 0;
    for file in std::fs::read_dir(folder).unwrap() {
        round_trip(&std::fs::read_to_string(file.unwrap().path()).unwrap());
        seeds += 1;
    }
    assert!(seeds > 20, "there are only {seeds} seeds");
}

/// The fuzz target: it was printed with the NULL inside and read with the NULL outside.
#[test]
fn a_nullable_low_cardinality_is_what_it_prints() {
    let inside = parsed("LowCardinality(Nullable(String))");
    assert_eq!(parsed("Nullable(LowCardinality(String))"), inside);
    assert_eq!(parsed("Nullable(LowCardinality(Nullable(String)))"), inside);
    assert_eq!(parsed("Nullable(Nullable(String))"), parsed("Nullable(String)"));
}

#[test]
fn a_type_holds_the_values_of_those_that_are_narrower() {
    let holds = [
        ("Int64", "Int32"),
        ("Int16", "UInt8"),
        ("Float64", "UInt32"),
        ("Decimal(18, 4)", "Decimal(9, 2)"),
        ("DateTime64(3, 'UTC')", "DateTime"),
        ("DateTime64(6)", "DateTime64(3)"),
        ("Enum16('a' = 1, 'b' = 2)", "Enum8('a' = 1)"),
        ("String", "UInt64"),
        ("LowCardinality(String)", "String"),
        ("Array(Nullable(Int64))", "Array(Int8)"),
        ("Map(String, Int64)", "Map(LowCardinality(String), Int32)"),
        ("Tuple(a Int64)", "Tuple(a Int32)"),
        ("Variant(Int8, String)", "Variant(String)"),
    ];
    let read = |text: &str| text.parse::<DataType>().unwrap();
    for (wide, narrow) in holds {
        assert!(read(wide).holds(&read(narrow)), "{wide} holds {narrow}");
        // What differs in the dictionary alone is as wide both ways.
        if !wide.contains("LowCardinality") {
            assert!(!read(narrow).holds(&read(wide)), "{narrow} does not hold {wide}");
        }
    }
    let neither = [
        ("Int32", "UInt32"),
        ("Float64", "Int64"),
        ("Decimal(18, 4)", "Decimal(18, 2)"),
        ("DateTime64(9)", "DateTime64(3)"),
        ("Enum8('a' = 1)", "Enum8('a' = 2)"),
        ("UInt16", "String"),
        ("Date", "DateTime"),
        ("Tuple(a Int64)", "Tuple(b Int64)"),
    ];
    for (one, other) in neither {
        assert!(!read(one).holds(&read(other)), "{one} does not hold {other}");
    }
}
