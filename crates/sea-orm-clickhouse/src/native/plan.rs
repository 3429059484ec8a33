//! The one place that decides as what a column is read.
//!
//! Without a registered field ([`Target::Default`]) a column is read as what portable SeaORM code expects:
//!
//! | ClickHouse | `sea_query::Value` |
//! |---|---|
//! | Int8, Int16, Int32, Int64 | `TinyInt`, `SmallInt`, `Int`, `BigInt` |
//! | UInt8, UInt16, UInt32, UInt64 | `TinyUnsigned`, `SmallUnsigned`, `Unsigned`, `BigUnsigned` |
//! | Int128, UInt128, Int256, UInt256 | `BigDecimal` |
//! | UInt64 with [`Target::Portable`] | `BigInt`, checked value by value |
//! | Float32, Float64 | `Float`, `Double` |
//! | BFloat16 | `Float` |
//! | Bool | `Bool` |
//! | String, FixedString, Enum8, Enum16 | `String` (not UTF-8: an error; FixedString without its trailing NUL bytes) |
//! | Date, Date32 | `ChronoDate` |
//! | DateTime, DateTime64 | `ChronoDateTimeUtc` |
//! | Time, Time64 | `ChronoTime`, checked value by value: a span is an error |
//! | UUID | `Uuid` |
//! | Decimal of up to 38 digits | `Decimal` |
//! | Decimal of more digits | `BigDecimal` |
//! | Interval | `BigInt`, the number of its units |
//! | IPv4, IPv6 | `String` |
//! | JSON | `Json` |
//! | Nothing (a bare NULL) | `String(None)` |
//! | Tuple, Map, Nested, Variant, Dynamic, Point, Ring, LineString, MultiLineString, Polygon, MultiPolygon, Geometry | `Json`, see `structure.rs` |
//! | QBit | `Array` of `Float` or `Double` |
//! | SimpleAggregateFunction | what its argument is read as |
//! | Array(T) | `Array` of what T is read as |
//! | Nullable(T), LowCardinality(T) | what T is read as; NULL is the variant's `None` |
//!
//! An exact target takes its own type and what widens to it without loss. UInt64 into `BigInt`, UInt8 into `Bool`, Time
//! into a time of day, and integers of 128 and 256 bits and Decimal into the 96 bits of `Decimal` are checked value by
//! value; every other narrowing is an error when the plan is made, before a row is read. An array of tuples or maps fits
//! both a `Vec` of `Json` and a `Json` that is the whole array.

use std::ops::Range;

use sea_query::{ArrayType, Value};
use sea_query_clickhouse::structured::element_type;
use sea_query_clickhouse::types::DataType;

use super::convert::{JsonForm, Leaf, convert_for};
use super::field::{field_node, structured_node};
use super::json::is_json;
use super::node::Node;
use super::structure::is_structured;
use super::target::{null_of, rust_name};
use super::{ColumnData, NativeError, Target};

/// How a column is read, decided once per response header.
#[derive(Clone, Debug)]
pub(crate) struct ColumnPlan {
    node: Node,
    #[cfg(test)]
    variant: ArrayType,
}

impl ColumnPlan {
    /// Decides how a column is read, or refuses when its type and the target never fit.
    pub(crate) fn new(column: &str, server_type: &DataType, target: &Target) -> Result<Self, NativeError> {
        let (depth, inner) = peel_arrays(server_type);
        let value_type = inner.value_type();
        let mismatch = |variant: &ArrayType, arrays: usize| {
            let rust_type = format!(
                "{}{}{}",
                "Vec<".repeat(arrays),
                rust_name(variant),
                ">".repeat(arrays)
            );
            NativeError::mismatch(column, server_type, &rust_type, hint(column, server_type))
        };
        let unsupported = || NativeError::UnsupportedType {
            column: column.to_owned(),
            server_type: server_type.to_string(),
            writing: false,
        };
        // A QBit is an array that may be NULL itself.
        let whole_is_nullable = !matches!(target, Target::Exact { nullable: false, .. });
        let (variant, nullable) = match target {
            Target::Default => (default_variant(value_type).ok_or_else(unsupported)?, true),
            Target::Portable if *value_type == DataType::UInt64 => (ArrayType::BigInt, true),
            Target::Portable => (default_variant(value_type).ok_or_else(unsupported)?, true),
            Target::Exact {
                variant: ArrayType::Bytes,
                array_depth,
                ..
            } if depth == array_depth + 1 && *inner == DataType::UInt8 => {
                let array = |node, _| Node::Array(ArrayType::Bytes, Box::new(node));
                let node = (0..*array_depth).fold(Node::Bytes, array);
                return Ok(Self::of(node, ArrayType::Bytes));
            }
            Target::Exact {
                variant: ArrayType::Json,
                array_depth: 0,
                ..
            } if depth > 0 && is_structured(value_type) => {
                let node = json_node(column, server_type, Ok(Value::Json(None)))?;
                return Ok(Self::of(node, ArrayType::Json));
            }
            Target::Exact {
                variant,
                array_depth,
                nullable,
                null_elements,
            } => {
                let nullable = if *array_depth == 0 {
                    *nullable
                } else {
                    *null_elements
                };
                if let Some(expected) = element_type(variant) {
                    let node = field_node(column, server_type, &expected, *array_depth, nullable)?;
                    return Ok(Self::of(node, variant.clone()));
                }
                if depth != *array_depth {
                    return Err(mismatch(variant, *array_depth));
                }
                (variant.clone(), nullable)
            }
        };
        let null = match null_of(&variant) {
            Some(null) if nullable => Ok(null),
            Some(_) => Err(Box::new(unexpected_null(column, server_type, &variant))),
            None => return Err(mismatch(&variant, depth)),
        };
        let scalar = if *value_type == DataType::Nothing {
            Node::Nothing(Box::new(unexpected_null(column, server_type, &variant)))
        } else if is_structured(value_type) && variant == ArrayType::Json {
            json_node(column, value_type, null.clone())?
        } else {
            let mut leaf = Leaf::new(column, server_type, value_type, variant.clone());
            leaf.convert = convert_for(value_type, &variant).ok_or_else(|| mismatch(&variant, depth))?;
            Node::Leaf(Box::new(leaf))
        };
        let null_vector = if whole_is_nullable {
            Ok(Value::Array(variant.clone(), None))
        } else {
            Err(Box::new(unexpected_null(column, server_type, &variant)))
        };
        let nulls = Nulls { null, null_vector };
        Ok(Self::of(node_of(server_type, scalar, &variant, &nulls), variant))
    }

    fn of(node: Node, _variant: ArrayType) -> Self {
        Self {
            node,
            #[cfg(test)]
            variant: _variant,
        }
    }

    /// The values of a range of rows.
    pub(crate) fn values_in(&self, data: &ColumnData, rows: Range<usize>) -> Result<Vec<Value>, NativeError> {
        let mut values = Vec::with_capacity(rows.len().min(data.len()));
        self.node.append(data, rows, &mut values)?;
        Ok(values)
    }

    #[cfg(test)]
    /// The variant of the values; of an array, the variant of its elements.
    pub(crate) fn variant(&self) -> &ArrayType {
        &self.variant
    }

    #[cfg(test)]
    /// The value of one row. [`ColumnPlan::values`] is faster for all of them.
    pub(crate) fn value(&self, data: &ColumnData, row: usize) -> Result<Value, NativeError> {
        let mut values = Vec::with_capacity(1);
        self.node.append(data, row..row + 1, &mut values)?;
        values
            .pop()
            .ok_or_else(|| NativeError::malformed(format!("row {row} does not exist")))
    }

    /// The values of all rows.
    pub(crate) fn values(&self, data: &ColumnData) -> Result<Vec<Value>, NativeError> {
        let mut values = Vec::with_capacity(data.len());
        self.node.append(data, 0..data.len(), &mut values)?;
        Ok(values)
    }
}

/// A structured type as JSON.
fn json_node(
    column: &str,
    data_type: &DataType,
    null: Result<Value, Box<NativeError>>,
) -> Result<Node, NativeError> {
    let form = JsonForm::new(column, data_type);
    let node = structured_node(column, data_type, data_type)?;
    Ok(Node::Json(null, Box::new(form), Box::new(node)))
}

fn unexpected_null(column: &str, server_type: &DataType, variant: &ArrayType) -> NativeError {
    let rust_type = rust_name(variant);
    let hint = if matches!(server_type, DataType::Array(_)) {
        format!(
            "the elements of the field are {rust_type}, of which none can be NULL; select \
             arrayMap(x -> ifNull(x, ...), {column}) or arrayFilter(x -> x IS NOT NULL, {column})"
        )
    } else {
        format!("the field expects {rust_type}; make it an Option, or select ifNull({column}, ...)")
    };
    NativeError::null(column, server_type, hint)
}

/// How many arrays a type has around another. A QBit, which may be Nullable, is one of its numbers.
pub(super) fn peel_arrays(data_type: &DataType) -> (usize, &DataType) {
    let (mut depth, mut inner) = (0, data_type);
    loop {
        match inner {
            DataType::Array(element) | DataType::QBit(element, ..) => {
                depth += 1;
                inner = element;
            }
            DataType::Nullable(vector) if matches!(**vector, DataType::QBit(..)) => inner = vector,
            _ => return (depth, inner),
        }
    }
}

/// What NULL is read as, or why there is no room for one.
struct Nulls {
    null: Result<Value, Box<NativeError>>,
    null_vector: Result<Value, Box<NativeError>>,
}

fn node_of(data_type: &DataType, scalar: Node, variant: &ArrayType, nulls: &Nulls) -> Node {
    let (DataType::Nullable(inner)
    | DataType::LowCardinality(inner)
    | DataType::Array(inner)
    | DataType::QBit(inner, ..)) = data_type
    else {
        return scalar;
    };
    let inside = Box::new(node_of(inner, scalar, variant, nulls));
    match data_type {
        DataType::Nullable(vector) if matches!(**vector, DataType::QBit(..)) => {
            Node::Nullable(nulls.null_vector.clone(), inside)
        }
        DataType::Nullable(_) => Node::Nullable(nulls.null.clone(), inside),
        DataType::LowCardinality(_) => Node::LowCardinality(inside),
        DataType::QBit(..) => Node::Vector(variant.clone(), inside),
        _ => Node::Array(variant.clone(), inside),
    }
}

pub(super) fn default_variant(value_type: &DataType) -> Option<ArrayType> {
    Some(match value_type {
        DataType::Int8 => ArrayType::TinyInt,
        DataType::Int16 => ArrayType::SmallInt,
        DataType::Int32 => ArrayType::Int,
        DataType::Int64 | DataType::Interval(_) => ArrayType::BigInt,
        DataType::UInt8 => ArrayType::TinyUnsigned,
        DataType::UInt16 => ArrayType::SmallUnsigned,
        DataType::UInt32 => ArrayType::Unsigned,
        DataType::UInt64 => ArrayType::BigUnsigned,
        DataType::Float32 | DataType::BFloat16 => ArrayType::Float,
        DataType::Float64 => ArrayType::Double,
        DataType::Bool => ArrayType::Bool,
        DataType::String
        | DataType::FixedString(_)
        | DataType::Enum8(_)
        | DataType::Enum16(_)
        | DataType::IPv4
        | DataType::IPv6
        | DataType::Nothing => ArrayType::String,
        DataType::Date | DataType::Date32 => ArrayType::ChronoDate,
        DataType::DateTime(_) | DataType::DateTime64(_, _) => ArrayType::ChronoDateTimeUtc,
        DataType::Time | DataType::Time64(_) => ArrayType::ChronoTime,
        DataType::Uuid => ArrayType::Uuid,
        DataType::Decimal(0..=38, _) => ArrayType::Decimal,
        DataType::Decimal(_, _)
        | DataType::Int128
        | DataType::UInt128
        | DataType::Int256
        | DataType::UInt256 => ArrayType::BigDecimal,
        json if is_json(json) => ArrayType::Json,
        structured if is_structured(structured) => ArrayType::Json,
        _ => return None,
    })
}

/// The way out of a mismatch: what the column can be read as.
fn hint(column: &str, server_type: &DataType) -> String {
    let (depth, inner) = peel_arrays(server_type);
    let value_type = inner.value_type();
    let Some(variant) = default_variant(value_type) else {
        return format!("CAST the column, for example toString({column})");
    };
    let mut field = format!(
        "{}{}{}",
        "Vec<".repeat(depth),
        rust_name(&variant),
        ">".repeat(depth)
    );
    if inner.is_nullable() && depth == 0 {
        field = format!("Option of {field}");
    }
    format!("declare the field as {field}, or CAST the column to the field's type in the query")
}
