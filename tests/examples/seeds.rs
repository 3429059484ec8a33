//! Makes the seeds of the fuzz targets anew: a response for each kind of type, the text of the types in it, and a
//! dictionary of the names of all types.
//!
//! `CLICKHOUSE_URL=... cargo run -p integration-tests --example seeds`; `cargo xtask server` is such a server.

use std::{error::Error, fs, path::Path};

use sea_orm_clickhouse::ClickHouse;

const SETTINGS: [(&str, &str); 12] = [
    ("output_format_native_write_json_as_string", "1"),
    (
        "output_format_native_use_flattened_dynamic_and_json_serialization",
        "1",
    ),
    ("allow_suspicious_low_cardinality_types", "1"),
    ("allow_suspicious_types_in_group_by", "1"),
    ("enable_time_time64_type", "1"),
    ("allow_experimental_qbit_type", "1"),
    ("enable_nullable_tuple_type", "1"),
    ("session_timezone", "UTC"),
    ("describe_compact_output", "1"),
    ("print_pretty_type_names", "0"),
    // Several blocks.
    ("max_block_size", "4"),
    ("max_threads", "1"),
];

/// The columns of a response, made of seven rows of `number`.
const RESPONSES: &[(&str, &[&str])] = &[
    (
        "integers",
        &[
            "toInt8(number - 3)",
            "toInt16(number - 3)",
            "toInt32(number - 3)",
            "toInt64(number - 3)",
            "toUInt8(number)",
            "toUInt16(number)",
            "toUInt32(number)",
            "number",
            "number = 1",
        ],
    ),
    (
        "wide_integers",
        &[
            "toInt128(number) - 3",
            "toUInt128(number)",
            "toInt256(number) - 3",
            "toUInt256(number)",
        ],
    ),
    (
        "floats",
        &[
            "toFloat32(number) / 0",
            "toFloat64(number) / 3",
            "toBFloat16(number / 7)",
            "-0.",
            "nan",
        ],
    ),
    (
        "decimals",
        &[
            "toDecimal32(number, 2)",
            "toDecimal64(number, 18) / 2",
            "toDecimal128(-1, 37)",
            "toDecimal256(number, 75)",
        ],
    ),
    (
        "strings",
        &[
            "repeat('ä', number * 40)",
            "toFixedString('ab', 3)",
            "''",
            "toUUID('00112233-4455-6677-8899-aabbccddeeff')",
        ],
    ),
    (
        "times",
        &[
            "toDate(number * 9000)",
            "toDate32('1900-01-01') + number",
            "toDateTime(number, 'Asia/Tokyo')",
            "toDateTime64(number, 9, 'Europe/Berlin')",
            "toDateTime64('1900-01-01 00:00:00', 0)",
            "CAST('23:59:59' AS Time)",
            "CAST('01:02:03.5' AS Time64(6))",
        ],
    ),
    (
        "intervals",
        &[
            "INTERVAL number DAY",
            "toIntervalNanosecond(number)",
            "toIntervalYear(-1)",
            "toIntervalQuarter(number)",
        ],
    ),
    (
        "enums",
        &[
            "CAST(number % 3, 'Enum8(\\'a\\' = 0, \\'b\\' = 1, \\'it\\\\\\'s\\' = 2)')",
            "CAST(-300, 'Enum16(\\'low\\' = -300)')",
        ],
    ),
    (
        "addresses",
        &[
            "toIPv4('127.0.0.1')",
            "toIPv6('::1')",
            "toIPv6(concat('::ffff:10.0.0.', toString(number)))",
        ],
    ),
    (
        "nulls",
        &[
            "if(number % 2 = 0, NULL, number)",
            "if(number = 1, 'x', NULL)",
            "NULL",
            "[NULL, 'q']",
            "CAST(NULL AS Nullable(Tuple(UInt8, String)))",
        ],
    ),
    (
        "low_cardinality",
        &[
            "toLowCardinality(toString(number % 2))",
            "toLowCardinality(if(number % 3 = 0, NULL, toString(number)))",
            "toLowCardinality(number)",
            "[toLowCardinality('x'), toLowCardinality(toString(number))]",
            "CAST([] AS Array(LowCardinality(String)))",
        ],
    ),
    (
        "arrays",
        &[
            "range(number)",
            "[[number, 1], [], [number]]",
            "CAST([] AS Array(String))",
            "[[[]]]",
            "arrayMap(i -> repeat('y', i), range(number))",
        ],
    ),
    (
        "tuples",
        &[
            "tuple()",
            "(number, 'x')",
            "CAST((number, (repeat('x', number), [number]), tuple()), 'Tuple(a UInt8, `b c` Tuple(s LowCardinality(String), n Array(UInt16)), e Tuple())')",
            "[tuple()]",
        ],
    ),
    (
        "maps",
        &[
            "map('a', number, 'b', 2)",
            "map(toLowCardinality(toString(number)), [(1, NULL)])",
            "CAST(map(), 'Map(UInt8, Map(Date, String))')",
            "map([1, number], 'an array is the key')",
        ],
    ),
    (
        "nested",
        &[
            "CAST([(number, 'x')], 'Nested(a UInt8, b String)')",
            "CAST([], 'Nested(n Nested(a Nullable(UInt8)))')",
        ],
    ),
    (
        "json",
        &[
            "CAST(concat('{\"n\":', toString(number), ',\"a\":[{\"b\":null},1.5,\"x\"]}') AS JSON)",
            "CAST('{\"a\":{\"b\":1}}' AS JSON(a.b UInt32, SKIP c))",
            "[CAST('{}' AS JSON)]",
            "CAST(NULL AS Nullable(JSON))",
        ],
    ),
    (
        "geo",
        &[
            "(1., number)::Point",
            "[(1., number), (2., 3.)]::Ring",
            "[(0., 0.)]::LineString",
            "[[(1., number)], []]::Polygon",
            "[[(1., 2.)]]::MultiLineString",
            "[[[(1., number)]]]::MultiPolygon",
        ],
    ),
    (
        "geometry",
        &[
            "CAST((1., number)::Point AS Geometry)",
            "CAST([[(1., number)]]::Polygon AS Geometry)",
        ],
    ),
    (
        "variant",
        &[
            "CAST(multiIf(number % 3 = 0, NULL, number % 3 = 1, CAST(number AS Variant(UInt64, String)), 'x') AS Variant(UInt64, String))",
            "[CAST('s' AS Variant(Array(UInt8), String))]",
        ],
    ),
    (
        "dynamic",
        &[
            "multiIf(number % 3 = 0, CAST(number AS Dynamic), number % 3 = 1, CAST('x' AS Dynamic), CAST([1, 2] AS Dynamic))",
            "CAST(toDate(number) AS Dynamic(max_types=0))",
        ],
    ),
    (
        "states",
        &[
            "initializeAggregation('sumState', number)",
            "initializeAggregation('uniqState', number)",
            "initializeAggregation('quantilesState(0.5, 0.9)', number)",
            "initializeAggregation('groupArrayState', 'x')",
            "CAST(number AS SimpleAggregateFunction(max, UInt64))",
        ],
    ),
    (
        "qbit",
        &[
            "CAST([1., 2., number] AS QBit(Float32, 3))",
            "CAST([1., number] AS QBit(BFloat16, 2))",
        ],
    ),
    (
        "everything",
        &[
            "number",
            "repeat('ä', number * 40)",
            "toLowCardinality(if(number % 3 = 0, NULL, toString(number % 2)))",
            "[[number, 1], [], [number]]",
            "toUUID('00112233-4455-6677-8899-aabbccddeeff')",
            "toDecimal128(-1, 3)",
            "if(number % 2 = 0, NULL, number)",
            "toDateTime64(number, 3, 'Europe/Berlin')",
            "[CAST(concat('{\"n\":', toString(number), '}') AS JSON)]",
            "map(toLowCardinality(toString(number)), [(1, NULL)])",
        ],
    ),
];

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let url = std::env::var("CLICKHOUSE_URL").map_err(|_| "CLICKHOUSE_URL names no server")?;
    let db = ClickHouse::connect(url).await?;
    let client = SETTINGS.iter().fold(db.client()?, |client, (name, value)| {
        client.with_setting(*name, *value)
    });
    let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fuzz/seeds");
    let (bodies, types) = (seeds.join("native_decoder"), seeds.join("data_type_parser"));
    for folder in [&bodies, &types] {
        if folder.exists() {
            fs::remove_dir_all(folder)?;
        }
        fs::create_dir_all(folder)?;
    }
    for (name, columns) in RESPONSES {
        let columns = columns.iter().enumerate();
        let columns: Vec<String> = columns
            .map(|(position, column)| format!("{column} AS c{position}"))
            .collect();
        let select = format!("SELECT {} FROM numbers(7)", columns.join(", "));
        let body = client.query(&select).fetch_bytes("Native")?.collect().await?;
        fs::write(bodies.join(name), body)?;
        let described = client
            .query(&format!("DESCRIBE TABLE ({select})"))
            .fetch_all::<(String, String)>()
            .await?;
        let all: Vec<String> = described.into_iter().map(|(_, data_type)| data_type).collect();
        fs::write(types.join(name), format!("Tuple({})", all.join(", ")))?;
    }
    let words = client
        .query("SELECT name FROM system.data_type_families ORDER BY name")
        .fetch_all::<String>()
        .await?;
    let words = words.iter().map(|word| format!("\"{word}\"\n\"{word}(\"\n"));
    fs::write(seeds.join("words.dict"), words.collect::<String>())?;
    println!("{} responses are in {}", RESPONSES.len(), bodies.display());
    Ok(())
}
