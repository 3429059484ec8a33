//! The types that are made of Array and Tuple, and how they are JSON in Rust.
//!
//! | ClickHouse | JSON |
//! |---|---|
//! | Tuple with names | an object with exactly these members |
//! | Tuple without names, Point | an array of exactly these elements |
//! | Map whose keys are no arrays, tuples or maps | an object; a key is its text |
//! | Map with other keys | an array of `[key, value]` |
//! | Nested, Ring, LineString, MultiLineString, Polygon, MultiPolygon | arrays of the above |
//! | integers to 64 bits, Interval, Float32, Float64, BFloat16 | a number with all its digits; NaN and the infinities are errors |
//! | Int128, UInt128, Int256, UInt256, Decimal | a string |
//! | Date, DateTime (UTC) | a string as in ISO 8601: `2020-01-02`, `2020-01-02T03:04:05Z` |
//! | Time, UUID, addresses, Enum, String, FixedString | a string |
//! | JSON | itself |
//! | NULL | null |
//!
//! A Map keeps its keys in the order in which they were written; an object does not.

use sea_query_clickhouse::types::DataType;

/// The type of the same bytes, one level further into Array and Tuple; `None` for a type that is not made of them.
pub(crate) fn structure(data_type: &DataType) -> Option<DataType> {
    Some(match data_type {
        DataType::Map(key, value) => DataType::array(DataType::tuple([(**key).clone(), (**value).clone()])),
        DataType::Nested(elements) => DataType::array(DataType::named_tuple(elements.iter().cloned())),
        DataType::Point => DataType::tuple([DataType::Float64, DataType::Float64]),
        DataType::Ring | DataType::LineString => DataType::array(DataType::Point),
        DataType::Polygon | DataType::MultiLineString => DataType::array(DataType::Ring),
        DataType::MultiPolygon => DataType::array(DataType::Polygon),
        _ => return None,
    })
}

/// Whether a type has members: what is JSON in Rust.
pub(crate) fn is_structured(data_type: &DataType) -> bool {
    matches!(data_type, DataType::Tuple(_)) || structure(data_type).is_some()
}

/// Whether a Map with these keys is an object.
pub(crate) fn is_text_key(key: &DataType) -> bool {
    !matches!(key, DataType::Array(_)) && !is_structured(key)
}

/// Whether a type is structured, or an array of what is.
pub(crate) fn has_structure(data_type: &DataType) -> bool {
    match data_type {
        DataType::Array(inner) | DataType::Nullable(inner) => has_structure(inner),
        other => is_structured(other),
    }
}
