//! Types at random, of all kinds and up to three deep, by the rules of the server.

use proptest::prelude::*;
use proptest::sample::select;
use sea_query_clickhouse::types::{DataType, IntervalUnit, JsonType};

const ZONES: [&str; 5] = [
    "UTC",
    "Europe/Berlin",
    "America/St_Johns",
    "Asia/Kathmandu",
    "Pacific/Apia",
];
const NAMES: [&str; 8] = ["a", "b c", "key", "it's", "`q\\`", "ü", "select", "1x"];

/// A type of a column.
pub(super) fn column_type() -> impl Strategy<Value = DataType> {
    prop_oneof![
        2 => of_depth(0),
        3 => of_depth(1),
        3 => of_depth(2),
        3 => of_depth(3),
        1 => simple_aggregate_function(),
    ]
}

/// A type that has at most so many others around its innermost.
pub(super) fn of_depth(depth: u32) -> BoxedStrategy<DataType> {
    let Some(inner) = depth.checked_sub(1) else {
        return prop_oneof![12 => scalar(), 3 => in_low_cardinality(), 3 => in_nullable(scalar()), 2 => special()].boxed();
    };
    let inner = || of_depth(inner);
    prop_oneof![
        2 => inner(),
        4 => inner().prop_map(DataType::array),
        3 => prop::collection::vec(inner(), 0..4).prop_map(DataType::tuple),
        3 => (names(), prop::collection::vec(inner(), 1..4)).prop_map(|(names, types)| {
            DataType::named_tuple(names.into_iter().zip(types))
        }),
        3 => (key(inner()), inner()).prop_map(|(key, value)| DataType::map(key, value)),
        2 => (names(), prop::collection::vec(inner(), 1..4)).prop_map(|(names, types)| {
            DataType::nested(names.into_iter().zip(types))
        }),
        3 => prop::collection::vec(inner(), 1..5).prop_map(variant),
        3 => in_nullable(inner()),
    ]
    .boxed()
}

fn names() -> impl Strategy<Value = Vec<&'static str>> {
    Just(NAMES.to_vec()).prop_shuffle()
}

/// The wrapper where the type takes it, else the type.
fn in_nullable(inner: impl Strategy<Value = DataType> + 'static) -> impl Strategy<Value = DataType> {
    inner.prop_map(|inner| {
        if inner.is_valid_in_nullable() {
            inner.nullable()
        } else {
            inner
        }
    })
}

fn in_low_cardinality() -> impl Strategy<Value = DataType> {
    (scalar(), any::<bool>()).prop_map(|(inner, nullable)| {
        if !inner.is_valid_in_low_cardinality() {
            return inner;
        }
        let inner = inner.low_cardinality();
        if nullable { inner.nullable() } else { inner }
    })
}

/// What is no `Nullable` itself.
fn key(inner: impl Strategy<Value = DataType>) -> impl Strategy<Value = DataType> {
    inner.prop_map(without_null)
}

fn without_null(data_type: DataType) -> DataType {
    match data_type {
        DataType::Nullable(inner) => *inner,
        DataType::LowCardinality(inner) => without_null(*inner).low_cardinality(),
        other => other,
    }
}

/// Of types that are no unions, in the order of the server and each once.
fn variant(types: Vec<DataType>) -> DataType {
    let mut types: Vec<_> = types
        .into_iter()
        .map(without_null)
        .filter(|of| {
            !matches!(
                of,
                DataType::Variant(_) | DataType::Dynamic(_) | DataType::Geometry
            )
        })
        .collect();
    if types.is_empty() {
        types.push(DataType::String);
    }
    types.sort_by_key(ToString::to_string);
    types.dedup();
    DataType::Variant(types)
}

fn scalar() -> impl Strategy<Value = DataType> {
    prop_oneof![
        6 => select(vec![DataType::UInt8, DataType::Int8, DataType::Int16, DataType::Int32, DataType::Int64]),
        4 => select(vec![DataType::UInt16, DataType::UInt32, DataType::UInt64]),
        4 => select(vec![DataType::Int128, DataType::Int256, DataType::UInt128, DataType::UInt256]),
        4 => select(vec![DataType::Float32, DataType::Float64, DataType::BFloat16]),
        6 => select(vec![DataType::String, DataType::Bool, DataType::Uuid, DataType::IPv4, DataType::IPv6]),
        3 => select(vec![DataType::Date, DataType::Date32, DataType::Time]),
        2 => (1..40_u32).prop_map(DataType::FixedString),
        2 => zone().prop_map(DataType::DateTime),
        3 => (0..=9_u8, zone()).prop_map(|(precision, zone)| DataType::DateTime64(precision, zone)),
        2 => (0..=9_u8).prop_map(DataType::Time64),
        1 => select(IntervalUnit::ALL.to_vec()).prop_map(DataType::Interval),
        4 => (1..=76_u8).prop_flat_map(|precision| {
            (0..=precision).prop_map(move |scale| DataType::decimal(precision, scale))
        }),
        1 => enumeration().prop_map(|(names, _)| DataType::enum8(names.into_iter().zip([-128, 0, 1, 127]))),
        1 => enumeration().prop_map(|(names, start)| {
            DataType::enum16(names.into_iter().zip([-32768, 0, start, 32767]))
        }),
    ]
}

fn zone() -> impl Strategy<Value = Option<String>> {
    prop::option::of(select(ZONES.to_vec()).prop_map(str::to_owned))
}

/// Distinct names, and a number that is none of the others.
fn enumeration() -> impl Strategy<Value = (Vec<String>, i16)> {
    let names = prop_oneof![
        select(vec!["", "it's", "a\\b\n", "' = 5, ", "ü\0", "NULL"]).prop_map(str::to_owned),
        prop::collection::vec(any::<char>(), 0..5).prop_map(String::from_iter),
    ];
    (
        prop::collection::btree_set(names, 1..=4).prop_map(Vec::from_iter),
        1..i16::MAX,
    )
}

/// What is made of others by itself.
fn special() -> impl Strategy<Value = DataType> {
    prop_oneof![
        2 => select(vec![DataType::Point, DataType::Ring, DataType::LineString, DataType::Polygon]),
        2 => select(vec![DataType::MultiLineString, DataType::MultiPolygon, DataType::Geometry]),
        2 => select(vec![
            DataType::Json,
            DataType::json_with(JsonType::new().max_dynamic_paths(1).path("hint", DataType::UInt32)),
        ]),
        2 => prop::option::of(select(vec![0, 1, 254])).prop_map(DataType::Dynamic),
        2 => (select(vec![DataType::Float32, DataType::Float64, DataType::BFloat16]), 1..20_u32)
            .prop_map(|(element, dimension)| DataType::qbit(element, dimension)),
        1 => select(vec![DataType::Float32, DataType::Float64, DataType::BFloat16])
            .prop_map(|element| DataType::QBit(Box::new(element), 32, Some(8))),
    ]
}

fn simple_aggregate_function() -> impl Strategy<Value = DataType> {
    prop_oneof![
        in_nullable(scalar()).prop_map(|of| DataType::simple_aggregate_function("any", of)),
        scalar().prop_map(|of| DataType::simple_aggregate_function("groupArrayArray", DataType::array(of))),
    ]
}
