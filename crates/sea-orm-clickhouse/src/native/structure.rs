//! The types that are made of others, and what they are made of.
//!
//! In Rust a tuple, a map, a variant or a geometry is either JSON, by the table of
//! [`of_json`](sea_query_clickhouse::structured::of_json), or a value of
//! [`structured`](sea_query_clickhouse::structured), which is what the fields of `types` take. Reading JSON adds: NaN and
//! the infinities are errors; Int128 and wider and Decimal are strings; Date and DateTime are strings as in ISO 8601
//! (`2020-01-02`, `2020-01-02T03:04:05Z`). A Map keeps its keys in the order in which they were written; an object does
//! not.

use sea_query_clickhouse::structured::made_of;
use sea_query_clickhouse::types::DataType;

/// The type of the same bytes, one level further into Array, Tuple and Variant; `None` for a type that is not made of
/// them.
pub(crate) fn structure(data_type: &DataType) -> Option<DataType> {
    match data_type {
        DataType::Map(key, value) => Some(DataType::array(DataType::tuple([
            (**key).clone(),
            (**value).clone(),
        ]))),
        other => made_of(other),
    }
}

/// Whether a type has members: what is JSON, or a structured value, in Rust.
pub(crate) fn is_structured(data_type: &DataType) -> bool {
    matches!(
        data_type,
        DataType::Tuple(_) | DataType::Variant(_) | DataType::Dynamic(_)
    ) || structure(data_type).is_some()
}

/// Whether a type is structured, or an array of what is.
pub(crate) fn has_structure(data_type: &DataType) -> bool {
    match data_type {
        DataType::Array(inner) | DataType::Nullable(inner) => has_structure(inner),
        other => is_structured(other),
    }
}

/// The type with another in the place of each that `replace` has one for, from the outside in.
pub(crate) fn replaced(data_type: &DataType, replace: &impl Fn(&DataType) -> Option<DataType>) -> DataType {
    if let Some(other) = replace(data_type) {
        return other;
    }
    let inside = |inner: &DataType| Box::new(replaced(inner, replace));
    match data_type {
        DataType::Nullable(inner) => DataType::Nullable(inside(inner)),
        DataType::LowCardinality(inner) => DataType::LowCardinality(inside(inner)),
        DataType::Array(inner) => DataType::Array(inside(inner)),
        DataType::Map(key, value) => DataType::Map(inside(key), inside(value)),
        DataType::Tuple(elements) => DataType::Tuple(
            elements
                .iter()
                .map(|(name, element)| (name.clone(), *inside(element)))
                .collect(),
        ),
        DataType::Nested(elements) => DataType::Nested(
            elements
                .iter()
                .map(|(name, element)| (name.clone(), *inside(element)))
                .collect(),
        ),
        DataType::Variant(types) => DataType::Variant(types.iter().map(|of| *inside(of)).collect()),
        other => other.clone(),
    }
}

/// The type as its values are sent: a SimpleAggregateFunction is its argument.
pub(crate) fn plain(data_type: &DataType) -> DataType {
    replaced(data_type, &|of| match of {
        DataType::SimpleAggregateFunction(function) => function.arguments().first().map(plain),
        _ => None,
    })
}

/// The type with String in the place of each AggregateFunction, whose states have no end that could be told without
/// their function; `None` when it has none.
pub(crate) fn states_as_strings(data_type: &DataType) -> Option<DataType> {
    let strings = replaced(data_type, &|of| {
        matches!(of, DataType::AggregateFunction(_)).then_some(DataType::String)
    });
    (strings != *data_type).then_some(strings)
}

/// Whether the text of a value says all that the value is. That of a Variant, Dynamic or JSON does not name its type, and a
/// state has none.
pub(crate) fn is_exact_as_text(data_type: &DataType) -> bool {
    let without = replaced(data_type, &|of| match of {
        DataType::Variant(_)
        | DataType::Dynamic(_)
        | DataType::Json
        | DataType::JsonWith(_)
        | DataType::Geometry
        | DataType::AggregateFunction(_) => Some(DataType::Nothing),
        DataType::SimpleAggregateFunction(_) => Some(plain(of)).filter(|plain| !is_exact_as_text(plain)),
        _ => None,
    });
    without == *data_type
}

/// Whether a value may be a text of no characters.
pub(crate) fn may_be_empty_text(data_type: &DataType) -> bool {
    matches!(
        plain(data_type).value_type(),
        DataType::String | DataType::FixedString(_) | DataType::Enum8(_) | DataType::Enum16(_)
    )
}
