//! Types as the server prints them are parsed, and printed as the server prints them.

mod random;

use sea_query::Query;
use sea_query_clickhouse::{
    prelude::*,
    table::TableCreateStatement,
    types::{AggregateParameter, AggregateType, IntervalUnit, JsonType},
};

use crate::server::Server;

const SETTINGS: &str = " SETTINGS allow_suspicious_low_cardinality_types = 1, allow_suspicious_variant_types = 1, \
                        enable_nullable_tuple_type = 1, print_pretty_type_names = ";

/// A type as a text of SQL.
fn literal(text: &str) -> String {
    format!("'{}'", text.replace('\\', "\\\\").replace('\'', "\\'"))
}

/// What the server makes of the name of a type.
fn canonical(s: &Server, name: &str, pretty: u8) -> Result<String, String> {
    let name = literal(name);
    s.try_run(&format!(
        "SELECT toTypeName(defaultValueOfTypeName({name})){SETTINGS}{pretty} FORMAT TSVRaw"
    ))
    .map(|answer| answer.trim_end_matches('\n').to_owned())
}

#[track_caller]
fn parsed(text: &str) -> DataType {
    match text.parse() {
        Ok(data_type) => data_type,
        Err(error) => panic!("{error}"),
    }
}

/// Every type without a place for other types.
const LEAVES: &[&str] = &[
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
    "DateTime64(9, 'Asia/Tokyo')",
    "Time",
    "Time64(6)",
    "UUID",
    "IPv4",
    "IPv6",
    "Decimal(76, 38)",
    "Decimal(9, 0)",
    r"Enum8('it\'s' = -128, 'a\\b\n\t' = 0, '' = 127)",
    "Enum16('x' = -32768, ')' = 32767)",
    "Nullable(Nothing)",
    "Dynamic",
    "Dynamic(max_types=0)",
    "Dynamic(max_types=254)",
    "JSON",
    "JSON(max_dynamic_types=3, max_dynamic_paths=0)",
    "AggregateFunction(count)",
    "Point",
    "Ring",
    "LineString",
    "MultiLineString",
    "Polygon",
    "MultiPolygon",
    "Geometry",
    "QBit(BFloat16, 8)",
    "QBit(Float32, 64, 8)",
    "QBit(Float64, 3)",
];

const COMPOSITES: &[&str] = &[
    "LowCardinality(Nullable(FixedString(2)))",
    "Array(Array(Nullable(Int32)))",
    "Map(LowCardinality(String), Array(UInt8))",
    "Tuple(Int8, Tuple(String, Date))",
    "Tuple()",
    r"Tuple(a Int8, `b c` Nullable(String), `d\`e` Int8, true Int8, `select` Int8, `Values` Int8, `1` Int8, `ä` Int8)",
    "Nested(a UInt8, `NULL` String, `x.y` Nested(z Int8))",
    r"Variant(Array(String), Enum8('(\'' = 1), UUID)",
    r"JSON(max_dynamic_types=3, max_dynamic_paths=5, `SKIP` Int8, `a.b c` Array(JSON(SKIP x)), c Nullable(Int8), SKIP b, SKIP `q w`, SKIP REGEXP '^a\'b\\.')",
    "SimpleAggregateFunction(sum, UInt64)",
    "SimpleAggregateFunction(groupArrayArray(3), Array(UInt64))",
    "SimpleAggregateFunction(anyLast, LowCardinality(Nullable(String)))",
    "AggregateFunction(sum, UInt64)",
    "AggregateFunction(1, sumMap, Array(UInt8), Array(UInt64))",
    "AggregateFunction(quantiles(0.5, 0.9), Nullable(Float64))",
    "AggregateFunction(1, sumMapFiltered([1, 4, 8]), Tuple(Array(UInt8), Array(UInt8)))",
    r"AggregateFunction(groupConcat('it\'s, '), String)",
    "AggregateFunction(avgIf, Decimal(9, 2), UInt8)",
    "AggregateFunction(sequenceMatch('(?1)(?2)'), DateTime, UInt8, UInt8)",
    "AggregateFunction(argMax, Tuple(a Int8, b String), DateTime64(3))",
];

fn interval_names() -> Vec<String> {
    IntervalUnit::ALL
        .iter()
        .map(|unit| DataType::Interval(*unit).to_string())
        .collect()
}

#[test]
fn what_the_server_prints() {
    let s = Server::new();
    let intervals = interval_names();
    let all = LEAVES
        .iter()
        .chain(COMPOSITES)
        .copied()
        .chain(intervals.iter().map(String::as_str));
    for name in all {
        let data_type = parsed(name);
        assert!(!matches!(data_type, DataType::Custom(_)), "{name}");
        assert_eq!(data_type.to_string(), name);
        assert_eq!(canonical(&s, name, 0).as_deref(), Ok(name));
        // With line breaks and spaces, as a server prints it for people.
        let pretty = canonical(&s, name, 1).unwrap();
        assert_eq!(parsed(&pretty), data_type, "{pretty}");
    }
}

/// Every row of `system.data_type_families` is read as the type that the server reads it as.
#[test]
fn every_family_and_alias() {
    let s = Server::new();
    let families = s.run(
        "SELECT name, case_insensitive, alias_to FROM system.data_type_families ORDER BY name FORMAT TSVRaw",
    );
    let mut unknown = Vec::new();
    for family in families.lines() {
        let mut fields = family.split('\t');
        let (name, any_case, alias) = (
            fields.next().unwrap(),
            fields.next().unwrap() == "1",
            fields.next().unwrap(),
        );
        let target = if alias.is_empty() { name } else { alias };
        let argument_lists: &[&str] = match target {
            "Array" | "LowCardinality" | "Nullable" => &["(String)"],
            "Map" => &["(String, UInt8)"],
            "Tuple" => &["()", "(UInt8, String)", "(a UInt8)"],
            "Nested" => &["(a UInt8)"],
            "Variant" => &["(String, UInt8)"],
            "QBit" => &["(Float32, 8)"],
            "AggregateFunction" | "SimpleAggregateFunction" => &["(max, UInt8)"],
            "FixedString" => &["(3)"],
            "Enum8" | "Enum16" | "Enum" => &["('a', 'b' = 7)"],
            "Decimal" => &["", "(5)", "(5, 2)"],
            "Decimal32" | "Decimal64" | "Decimal128" | "Decimal256" => &["(3)"],
            "DateTime" => &["", "('UTC')", "(3)", "(3, 'UTC')"],
            "DateTime32" => &["", "('UTC')"],
            "DateTime64" => &["", "(6)", "(6, 'UTC')"],
            "Time" => &["", "(3)"],
            "Time64" => &["", "(6)"],
            "JSON" => &["", "()", "(a Int8)"],
            "Dynamic" => &["", "()", "(max_types = 7)", "(max_types=32)"],
            "String" | "Int8" | "Int16" | "Int32" | "Int64" | "UInt8" | "UInt16" | "UInt32" | "UInt64" => {
                &["", "(10)", " ( 10 )"]
            }
            "Float32" | "Float64" => &["", "(10)", "(10, 2)"],
            _ => &[""],
        };
        for arguments in argument_lists {
            let mut spellings = vec![format!("{name}{arguments}")];
            if any_case {
                spellings.push(format!("{}{arguments}", name.to_lowercase()));
                spellings.push(format!("{}{arguments}", name.to_uppercase()));
            }
            if let Some((number, sign)) = name.rsplit_once(' ')
                && sign.ends_with("SIGNED")
            {
                spellings.push(format!("{number}(11) {sign}"));
            }
            for spelling in spellings {
                let data_type = parsed(&spelling);
                if matches!(data_type, DataType::Custom(_)) {
                    unknown.push(spelling);
                    continue;
                }
                // The type of nothing has no value that the server could tell the type of.
                if data_type == DataType::Nothing {
                    continue;
                }
                assert_eq!(
                    Ok(data_type.to_string()),
                    canonical(&s, &spelling, 0),
                    "{spelling}"
                );
            }
        }
    }
    assert!(unknown.is_empty(), "the server knows more types: {unknown:?}");
}

/// `toTypeName`, DESCRIBE, `system.columns` and SHOW CREATE of a table, back to its types.
#[test]
fn the_types_of_a_table() {
    let s = Server::new();
    // Of these no column can be made: they have no values that could be stored.
    let storable = |name: &&&str| !name.contains("Nothing");
    let mut names: Vec<&str> = LEAVES
        .iter()
        .chain(COMPOSITES)
        .filter(storable)
        .copied()
        .collect();
    // The server stores the columns of a Nested each on its own.
    names.retain(|name| !name.starts_with("Nested"));
    let mut table = ClickHouseTable::create("t")
        .engine(Engine::merge_tree())
        .order_by([] as [&str; 0]);
    for (i, name) in names.iter().enumerate() {
        table = table.col(ClickHouseColumnDef::new(format!("c{i}"), parsed(name)));
    }
    s.answer(&table, &Default::default());
    let printed = s.run("SHOW CREATE TABLE t FORMAT TSVRaw");
    let read_back: TableCreateStatement = printed.parse().unwrap();
    s.run("DROP TABLE t SYNC");
    s.answer(&read_back, &Default::default());
    assert_eq!(s.run("SHOW CREATE TABLE t FORMAT TSVRaw"), printed);
    let described = s.run(
        "SELECT type FROM system.columns WHERE database = currentDatabase() ORDER BY position FORMAT TSVRaw",
    );
    assert_eq!(described.lines().collect::<Vec<_>>(), names);
    let described = s.run("DESCRIBE TABLE t FORMAT JSONCompactEachRow");
    for (line, name) in described.lines().zip(&names) {
        let row: serde_json::Value = serde_json::from_str(line).unwrap();
        assert_eq!(parsed(row[1].as_str().unwrap()), parsed(name));
    }
    let mut query = Query::select();
    query.from("t");
    for i in 0..names.len() {
        query.expr(sea_query::Func::cust("toTypeName").arg(sea_query::Expr::col(format!("c{i}"))));
    }
    s.run("INSERT INTO t (c0) VALUES (1)");
    let answer = s.answer(&query, &Default::default());
    for (text, name) in answer.trim_end_matches('\n').split('\t').zip(&names) {
        let text = text
            .replace("\\'", "'")
            .replace("\\\\", "\\")
            .replace("\\n", "\n");
        assert_eq!(parsed(&text), parsed(name), "{text}");
    }
}

#[test]
fn nested_columns() {
    let s = Server::new();
    let goals = DataType::nested([("id", DataType::UInt32), ("a name", DataType::String)]);
    s.check_table(
        &ClickHouseTable::create("t")
            .col(ClickHouseColumnDef::new("goals", goals))
            .engine(Engine::merge_tree())
            .order_by([] as [&str; 0]),
        "CREATE TABLE `t` (`goals` Nested(id UInt32, `a name` String)) ENGINE = MergeTree ORDER BY tuple()",
    );
    assert_eq!(
        s.run("SELECT name, type FROM system.columns WHERE database = currentDatabase() ORDER BY position"),
        "goals.id\tArray(UInt32)\ngoals.a name\tArray(String)\n"
    );
}

#[test]
fn what_may_be_null_or_low_cardinality() {
    let s = Server::new();
    for name in LEAVES.iter().chain(COMPOSITES) {
        let data_type = parsed(name);
        for (wrapper, valid) in [
            ("Nullable", data_type.is_valid_in_nullable()),
            ("LowCardinality", data_type.is_valid_in_low_cardinality()),
        ] {
            let answer = canonical(&s, &format!("{wrapper}({name})"), 0);
            assert_eq!(answer.is_ok(), valid, "{wrapper}({name}): {answer:?}");
        }
    }
}

#[test]
fn built_types() {
    let s = Server::new();
    for (data_type, text) in [
        (
            DataType::json_with(
                JsonType::new()
                    .max_dynamic_paths(1024)
                    .max_dynamic_types(1)
                    .path("b", DataType::Int8)
                    .skip_regexp("it's \\d"),
            ),
            r"JSON(max_dynamic_types=1, b Int8, SKIP REGEXP 'it\'s \\d')",
        ),
        (DataType::json_with(JsonType::new()), "JSON"),
        (
            DataType::aggregate_function(
                AggregateType::new("groupConcat", [DataType::String]).parameters(["'); DROP TABLE t; --"]),
            ),
            r"AggregateFunction(groupConcat('\'); DROP TABLE t; --'), String)",
        ),
        (
            DataType::aggregate_function(
                AggregateType::new(
                    "sumMapFiltered",
                    [DataType::tuple([
                        DataType::array(DataType::UInt8),
                        DataType::array(DataType::UInt8),
                    ])],
                )
                .parameters([AggregateParameter::array([1u32, 4])])
                .version(1),
            ),
            "AggregateFunction(1, sumMapFiltered([1, 4]), Tuple(Array(UInt8), Array(UInt8)))",
        ),
        (DataType::qbit(DataType::Float32, 8), "QBit(Float32, 8)"),
        (
            DataType::variant([DataType::Int8, DataType::String]),
            "Variant(Int8, String)",
        ),
    ] {
        assert_eq!(data_type.to_string(), text);
        assert_eq!(canonical(&s, text, 0).as_deref(), Ok(text));
        assert_eq!(parsed(text), data_type);
    }
}
