//! Values of the types for which SeaQuery's [`Value`] has no variant: tuples, maps, variants, geometry.
//!
//! Such a value travels as a [`Value::Array`] whose [`ArrayType::Enum`] names its ClickHouse type. It is exact, in
//! contrast to JSON: every element is a value of its own, with NaN, bytes and NULL.
//!
//! | type | elements |
//! |---|---|
//! | Tuple, Point | one for each element of the type |
//! | Map | a key, its value, the next key, ... |
//! | Array, Nested, Ring, LineString, MultiLineString, Polygon, MultiPolygon | one for each element of the array |
//! | Variant, Dynamic, Geometry | the name of the value's type as a string, and the value |
//!
//! ```
//! use sea_query::{Expr, ExprTrait, Query, Value};
//! use sea_query_clickhouse::{ClickHouseQueryBuilder, DataType, structured::structured};
//!
//! let labels = DataType::map(DataType::String, DataType::UInt8);
//! let value = structured(&labels, vec!["a".into(), 1u8.into()]);
//! let query = Query::select().column("id").from("event").and_where(Expr::col("labels").eq(value)).to_owned();
//! assert_eq!(
//!     query.to_string(ClickHouseQueryBuilder),
//!     "SELECT `id` FROM `event` WHERE `labels` = map('a', 1)"
//! );
//! ```

mod json;
mod scalar;

use sea_query::{ArrayType, Value};

use crate::types::DataType;

pub use json::{JsonMismatch, is_text_key, of_json};

/// What the name of the type of a structured value begins with.
const VALUE: &str = "clickhouse value ";
/// The same for the elements of an array of such values.
const ELEMENT: &str = "clickhouse element ";

/// A value of a type that SeaQuery has no variant for, of its elements.
#[must_use]
pub fn structured(data_type: &DataType, elements: Vec<Value>) -> Value {
    Value::Array(value_type(data_type), Some(Box::new(elements)))
}

/// The NULL of such a type.
#[must_use]
pub fn null(data_type: &DataType) -> Value {
    Value::Array(value_type(data_type), None)
}

/// What [`ArrayType`] says of a type that SeaQuery has none for: what a field of it has as `ValueType::array_type`.
#[must_use]
pub fn element(data_type: &DataType) -> ArrayType {
    array_type(ELEMENT, data_type)
}

/// The [`ArrayType`] of a value of a type: what [`structured`] puts in front of the elements.
#[must_use]
pub fn value_type(data_type: &DataType) -> ArrayType {
    array_type(VALUE, data_type)
}

fn array_type(prefix: &str, data_type: &DataType) -> ArrayType {
    ArrayType::Enum(Box::new(format!("{prefix}{data_type}").into()))
}

fn type_after(prefix: &str, array_type: &ArrayType) -> Option<DataType> {
    let ArrayType::Enum(name) = array_type else {
        return None;
    };
    name.strip_prefix(prefix)?.parse().ok()
}

/// The type that [`element`] was given.
#[must_use]
pub fn element_type(array_type: &ArrayType) -> Option<DataType> {
    type_after(ELEMENT, array_type)
}

/// Whether an [`ArrayType`] is one of [`element`] or [`value_type`], and not that of an enum.
#[must_use]
pub fn is_of_clickhouse(array_type: &ArrayType) -> bool {
    matches!(array_type, ArrayType::Enum(name) if name.starts_with(VALUE) || name.starts_with(ELEMENT))
}

/// Whether a value was made by [`structured`] or [`null`].
#[must_use]
pub fn is_structured(value: &Value) -> bool {
    matches!(value, Value::Array(ArrayType::Enum(name), _) if name.starts_with(VALUE))
}

/// The type and the elements that [`structured`] was given, or no elements for NULL; `None` for any other value.
#[must_use]
pub fn parts(value: &Value) -> Option<(DataType, Option<&[Value]>)> {
    let Value::Array(array_type, elements) = value else {
        return None;
    };
    let data_type = type_after(VALUE, array_type)?;
    Some((data_type, elements.as_ref().map(|elements| elements.as_slice())))
}

/// The elements of an array, or of a structured value whose type is one; `None` for NULL and for any other value.
#[must_use]
pub fn list(value: &Value) -> Option<&[Value]> {
    match value {
        Value::Array(array_type, Some(elements)) => {
            let is_list = match type_after(VALUE, array_type) {
                None => true,
                Some(DataType::Array(_)) => true,
                Some(data_type) => matches!(made_of(&data_type), Some(DataType::Array(_))),
            };
            is_list.then_some(elements.as_slice())
        }
        _ => None,
    }
}

/// The elements alone, which costs nothing; `None` for NULL and for any other value.
#[must_use]
pub fn into_elements(value: Value) -> Option<Vec<Value>> {
    match value {
        Value::Array(ArrayType::Enum(name), Some(elements)) if name.starts_with(VALUE) => Some(*elements),
        _ => None,
    }
}

/// The type of the same elements, one level further into Array, Tuple and Variant; `None` for a type that is not made
/// of them.
#[must_use]
pub fn made_of(data_type: &DataType) -> Option<DataType> {
    Some(match data_type {
        DataType::Nested(elements) => DataType::array(DataType::named_tuple(elements.iter().cloned())),
        DataType::Point => DataType::tuple([DataType::Float64, DataType::Float64]),
        DataType::Ring | DataType::LineString => DataType::array(DataType::Point),
        DataType::Polygon | DataType::MultiLineString => DataType::array(DataType::Ring),
        DataType::MultiPolygon => DataType::array(DataType::Polygon),
        DataType::Geometry => DataType::Variant(vec![
            DataType::LineString,
            DataType::MultiLineString,
            DataType::MultiPolygon,
            DataType::Point,
            DataType::Polygon,
            DataType::Ring,
        ]),
        DataType::SimpleAggregateFunction(function) => function.arguments().first()?.clone(),
        _ => return None,
    })
}
