//! What went wrong with the literals of tuples, maps and variants, found with types at random.

use sea_query::{ArrayType, Expr, ExprTrait, Query, Value};
use sea_query_clickhouse::{
    ClickHouseQueryBuilder, DataType, Target, build_clickhouse,
    structured::{element, null, structured},
};

use crate::server::Server;

fn data_type(text: &str) -> DataType {
    text.parse().unwrap()
}

fn value(of: &str, elements: impl Into<Vec<Value>>) -> Value {
    structured(&data_type(of), elements.into())
}

/// The value in a tuple of its type, as a literal, and what the server shows of it as that type.
#[track_caller]
fn shown(of: &str, value: Value, literal: &str, expected: &str) {
    let tuple = structured(&DataType::tuple([data_type(of)]), vec![value]);
    let query = Query::select().expr(Expr::val(tuple.clone())).to_owned();
    assert_eq!(
        query.to_string(ClickHouseQueryBuilder),
        format!("SELECT tuple({literal})")
    );
    let cast = Expr::cust_with_exprs(
        "toString(tupleElement(CAST(?, ?), 1))",
        [Expr::val(tuple), Expr::val(format!("Tuple({of})"))],
    );
    let built = build_clickhouse(&Query::select().expr(cast).to_owned(), &Target::default()).unwrap();
    let escaped = expected.replace('\\', "\\\\").replace('\'', "\\'");
    assert_eq!(Server::new().run_built(&built), format!("{escaped}\n"));
}

#[test]
fn a_text_in_a_variant_became_what_it_looks_like() {
    let literal = "CAST(CAST(CAST('5', 'String'), 'Variant(String)'), 'Variant(String, UInt64)')";
    let text = value("Variant(String, UInt64)", ["String".into(), "5".into()]);
    shown("Variant(String, UInt64)", text.clone(), literal, "5");
    let kind = Expr::cust_with_exprs("variantType(?)", [Expr::val(text)]);
    let built = build_clickhouse(&Query::select().expr(kind).to_owned(), &Target::default()).unwrap();
    assert_eq!(Server::new().run_built(&built), "String\n");
}

#[test]
fn an_empty_array_beside_a_full_one_was_of_another_type() {
    let nested = "Nested(a LowCardinality(String), b Array(FixedString(2)))";
    let row = "Tuple(a LowCardinality(String), b Array(FixedString(2)))";
    let texts = |texts: Vec<Value>| Value::Array(ArrayType::String, Some(Box::new(texts)));
    let rows = [
        value(row, ["p".into(), texts(vec![])]),
        value(row, ["q".into(), texts(vec!["x".into()])]),
    ];
    shown(
        nested,
        value(nested, rows),
        "[tuple('p', CAST([], 'Array(FixedString(2))')), tuple('q', ['x'])]",
        "[('p',[]),('q',['x\\0'])]",
    );
}

#[test]
fn empty_arrays_and_maps_of_variants_were_refused() {
    let array = Value::Array(
        element(&data_type("Variant(String, UInt8)")),
        Some(Box::default()),
    );
    shown(
        "Array(Variant(String, UInt8))",
        array,
        "CAST('[]', 'Array(Variant(String, UInt8))')",
        "[]",
    );
    shown(
        "Map(String, Dynamic)",
        value("Map(String, Dynamic)", []),
        "mapFromArrays(CAST('[]', 'Array(String)'), CAST('[]', 'Array(Dynamic)'))",
        "{}",
    );
}

#[test]
fn a_null_key_of_a_map_was_refused() {
    let pair = [null(&data_type("Variant(String, UInt8)")), 1u8.into()];
    shown(
        "Map(Variant(String, UInt8), UInt8)",
        value("Map(Variant(String, UInt8), UInt8)", pair),
        "map(CAST(NULL, 'Variant(String, UInt8)'), 1)",
        "{NULL:1}",
    );
}

#[test]
fn intervals_were_numbers() {
    shown(
        "Tuple(IntervalHour, IntervalDay)",
        value("Tuple(IntervalHour, IntervalDay)", [i64::MIN.into(), 1i64.into()]),
        "tuple(toIntervalHour(-9223372036854775808), toIntervalDay(1))",
        "(-9223372036854775808,1)",
    );
}

#[test]
fn a_date_time_without_zone_kept_the_zone_of_its_literal() {
    let at = chrono::DateTime::from_timestamp(5, 0).unwrap();
    shown(
        "Variant(DateTime, String)",
        value("Variant(DateTime, String)", ["DateTime".into(), at.into()]),
        "CAST(CAST(CAST([toDateTime('1970-01-01 00:00:05', 'UTC')], 'Array(DateTime)')[1], 'DateTime'), \
         'Variant(DateTime, String)')",
        "1970-01-01 00:00:05",
    );
}

#[test]
fn large_and_negative_integers_had_no_type_in_common() {
    let pair = |number: i64| value("Tuple(Int64)", [number.into()]);
    let array = Value::Array(
        element(&data_type("Tuple(Int64)")),
        Some(Box::new(vec![pair(-1), pair(i64::MAX), pair(1)])),
    );
    shown(
        "Array(Tuple(Int64))",
        array,
        "[tuple(-1), tuple(toInt64(9223372036854775807)), tuple(1)]",
        "[(-1),(9223372036854775807),(1)]",
    );
}

#[test]
fn a_tuple_that_is_null_had_no_text_of_a_time() {
    let nullable = "Tuple(Time, Enum8('a' = 1))";
    let array = Value::Array(
        element(&data_type(nullable)),
        Some(Box::new(vec![
            null(&data_type(nullable)),
            value(nullable, ["-01:00:00".into(), "a".into()]),
        ])),
    );
    let tuple = structured(
        &data_type(&format!("Tuple(Array(Nullable({nullable})))")),
        vec![array],
    );
    let query = Query::select().expr(Expr::val(tuple)).to_owned();
    assert_eq!(
        query.to_string(ClickHouseQueryBuilder),
        "SELECT tuple([NULL, tuple(CAST(CAST('-01:00:00', 'String'), 'Time'), CAST(CAST('a', 'String'), \
         'Enum8(\\'a\\' = 1)'))])"
    );
}

#[test]
fn a_late_instant_of_seven_or_eight_digits_was_refused() {
    let late = chrono::DateTime::from_timestamp(10_413_791_999, 999_999_900).unwrap();
    let query = Query::select().expr(Expr::val(late)).to_owned();
    let sql = query.to_string(ClickHouseQueryBuilder);
    assert_eq!(
        sql,
        "SELECT toDateTime64('2299-12-31 23:59:59.9999999', 7, 'UTC')"
    );
    let equal = Query::select().expr(Expr::val(late).eq(late)).to_owned();
    let built = build_clickhouse(&equal, &Target::default()).unwrap();
    assert_eq!(Server::new().run_built(&built), "1\n");
}
