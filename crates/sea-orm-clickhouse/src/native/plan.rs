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
//! | Tuple, Map, Nested, Point, Ring, LineString, MultiLineString, Polygon, MultiPolygon | `Json`, see `structure.rs` |
//! | Array(T) | `Array` of what T is read as |
//! | Nullable(T), LowCardinality(T) | what T is read as; NULL is the variant's `None` |
//!
//! An exact target takes its own type and what widens to it without loss. UInt64 into `BigInt`, UInt8 into `Bool`, Time
//! into a time of day, and integers of 128 and 256 bits and Decimal into the 96 bits of `Decimal` are checked value by
//! value; every other narrowing is an error when the plan is made, before a row is read. An array of tuples or maps fits
//! both a `Vec` of `Json` and a `Json` that is the whole array.

use std::ops::Range;

use sea_query::{ArrayType, Value};
use sea_query_clickhouse::types::DataType;

use super::convert::{JsonPlan, Leaf, convert_for};
use super::json::is_json;
use super::structure::is_structured;
use super::target::{null_of, rust_name};
use super::{ColumnData, NativeError, Target};

/// How a column is read, decided once per response header.
#[derive(Clone, Debug)]
pub(crate) struct ColumnPlan {
    leaf: Leaf,
    node: Node,
    variant: ArrayType,
}

#[derive(Clone, Debug)]
enum Node {
    Leaf,
    /// The NULL to give, or `None` when the field has no room for one.
    Nullable(Option<Value>, Box<Node>),
    LowCardinality(Box<Node>),
    Array(Box<Node>),
    /// Array(UInt8) as SeaORM's Vec<u8>
    Bytes,
    /// Only NULL can be here.
    Nothing,
    Json(Box<JsonPlan>),
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
        let (variant, nullable) = match target {
            Target::Default => (default_variant(value_type), true),
            Target::Portable if *value_type == DataType::UInt64 => (Some(ArrayType::BigInt), true),
            Target::Portable => (default_variant(value_type), true),
            Target::Exact {
                variant: ArrayType::Bytes,
                array_depth,
                ..
            } if depth == array_depth + 1 && *inner == DataType::UInt8 => {
                let leaf = Leaf::new(column, server_type, value_type, ArrayType::Bytes);
                let node = (0..*array_depth).fold(Node::Bytes, |node, _| Node::Array(Box::new(node)));
                return Ok(Self {
                    leaf,
                    node,
                    variant: ArrayType::Bytes,
                });
            }
            Target::Exact {
                variant: ArrayType::Json,
                array_depth: 0,
                ..
            } if depth > 0 && is_structured(value_type) => {
                let plan = JsonPlan::new(column, server_type)?;
                return Ok(Self {
                    leaf: Leaf::new(column, server_type, value_type, ArrayType::Json),
                    node: Node::Json(Box::new(plan)),
                    variant: ArrayType::Json,
                });
            }
            Target::Exact {
                variant, array_depth, ..
            } if depth != *array_depth => {
                return Err(mismatch(variant, *array_depth));
            }
            Target::Exact {
                variant,
                array_depth: 0,
                nullable,
                ..
            } => (Some(variant.clone()), *nullable),
            Target::Exact {
                variant,
                null_elements,
                ..
            } => (Some(variant.clone()), *null_elements),
        };
        let unsupported = || NativeError::UnsupportedType {
            column: column.to_owned(),
            server_type: server_type.to_string(),
            writing: false,
        };
        let variant = variant.ok_or_else(unsupported)?;
        let null = null_of(&variant).ok_or_else(|| mismatch(&variant, depth))?;
        let mut leaf = Leaf::new(column, server_type, value_type, variant.clone());
        let scalar = if *value_type == DataType::Nothing {
            Node::Nothing
        } else if is_structured(value_type) && variant == ArrayType::Json {
            Node::Json(Box::new(JsonPlan::new(column, value_type)?))
        } else {
            leaf.convert = convert_for(value_type, &variant).ok_or_else(|| mismatch(&variant, depth))?;
            Node::Leaf
        };
        let node = node_of(server_type, scalar, nullable.then_some(null));
        Ok(Self { leaf, node, variant })
    }

    /// How a type in which nothing is structured is read when it becomes JSON: as the variant of its text where JSON has
    /// no number for it.
    pub(crate) fn for_json(path: &str, data_type: &DataType) -> Result<Self, NativeError> {
        let variant = match data_type.value_type() {
            DataType::Decimal(_, _) => ArrayType::BigDecimal,
            DataType::Time | DataType::Time64(_) => ArrayType::String,
            _ => return Self::new(path, data_type, &Target::Default),
        };
        Self::new(path, data_type, &Target::exact(variant, true))
    }

    /// The values of a range of rows.
    pub(crate) fn values_in(&self, data: &ColumnData, rows: Range<usize>) -> Result<Vec<Value>, NativeError> {
        let mut values = Vec::with_capacity(rows.len().min(data.len()));
        self.append(&self.node, data, rows, &mut values)?;
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
        self.append(&self.node, data, row..row + 1, &mut values)?;
        values
            .pop()
            .ok_or_else(|| NativeError::malformed(format!("row {row} does not exist")))
    }

    /// The values of all rows.
    pub(crate) fn values(&self, data: &ColumnData) -> Result<Vec<Value>, NativeError> {
        let mut values = Vec::with_capacity(data.len());
        self.append(&self.node, data, 0..data.len(), &mut values)?;
        Ok(values)
    }

    fn append(
        &self,
        node: &Node,
        data: &ColumnData,
        rows: Range<usize>,
        out: &mut Vec<Value>,
    ) -> Result<(), NativeError> {
        match (node, data) {
            (Node::Leaf, data) => (self.leaf.convert)(&self.leaf, data, rows, out),
            (Node::Json(plan), data) => {
                let read = plan.read(data, rows)?;
                out.extend(read.into_iter().map(|json| Value::Json(Some(Box::new(json)))));
                Ok(())
            }
            (Node::Nullable(null, node), ColumnData::Nullable { nulls, inner }) => {
                self.append_nullable(null.as_ref(), node, nulls, inner, rows, out)
            }
            (Node::LowCardinality(node), ColumnData::LowCardinality(column)) => {
                let indexes = column.indexes.get(rows).ok_or_else(|| self.leaf.shape())?;
                let (null, node) = match &**node {
                    Node::Nullable(null, node) => (Some(null.as_ref()), &**node),
                    node => (None, node),
                };
                // Each distinct value is converted once, and only those that occur.
                let mut known: Vec<Option<Value>> = Vec::new();
                // Not for a few rows of a large dictionary, as one row of a nullable tuple has them.
                let remember =
                    indexes.len() > 1 && column.dictionary.len() <= indexes.len().saturating_mul(8);
                if remember {
                    known.resize(column.dictionary.len(), None);
                }
                for index in indexes {
                    let index = *index as usize;
                    if index == 0
                        && let Some(null) = null
                    {
                        out.push(null.cloned().ok_or_else(|| self.unexpected_null())?);
                        continue;
                    }
                    if let Some(Some(value)) = known.get(index) {
                        out.push(value.clone());
                        continue;
                    }
                    self.append(node, &column.dictionary, index..index + 1, out)?;
                    if let Some(slot) = known.get_mut(index) {
                        *slot = out.last().cloned();
                    }
                }
                Ok(())
            }
            (Node::Array(node), ColumnData::Array { ends, inner }) => {
                let mut start = array_start(ends, rows.start);
                let ends = ends.get(rows).ok_or_else(|| self.leaf.shape())?;
                let end = ends.last().map_or(start, |end| *end as usize);
                let mut elements = Vec::with_capacity(end.saturating_sub(start).min(inner.len()));
                self.append(node, inner, start..end, &mut elements)?;
                let mut elements = elements.into_iter();
                for end in ends {
                    let end = *end as usize;
                    let row = elements.by_ref().take(end.saturating_sub(start)).collect();
                    out.push(Value::Array(self.variant.clone(), Some(Box::new(row))));
                    start = end;
                }
                Ok(())
            }
            (Node::Bytes, ColumnData::Array { ends, inner }) => {
                let ColumnData::UInt8(bytes) = &**inner else {
                    return Err(self.leaf.shape());
                };
                let mut start = array_start(ends, rows.start);
                for end in ends.get(rows).ok_or_else(|| self.leaf.shape())? {
                    let end = *end as usize;
                    let row = bytes.get(start..end).ok_or_else(|| self.leaf.shape())?;
                    out.push(Value::Bytes(Some(row.to_vec())));
                    start = end;
                }
                Ok(())
            }
            (Node::Nothing, _) if rows.is_empty() => Ok(()),
            (Node::Nothing, _) => Err(self.unexpected_null()),
            _ => Err(self.leaf.shape()),
        }
    }

    fn append_nullable(
        &self,
        null: Option<&Value>,
        node: &Node,
        nulls: &[u8],
        inner: &ColumnData,
        rows: Range<usize>,
        out: &mut Vec<Value>,
    ) -> Result<(), NativeError> {
        let nulls = nulls.get(rows.clone()).ok_or_else(|| self.leaf.shape())?;
        let mut row = rows.start;
        // What stands under a NULL has no meaning and is not converted.
        for run in nulls.chunk_by(|one, next| (*one == 0) == (*next == 0)) {
            let end = row + run.len();
            if run.first() == Some(&0) {
                self.append(node, inner, row..end, out)?;
            } else {
                let null = null.ok_or_else(|| self.unexpected_null())?;
                out.resize(out.len() + run.len(), null.clone());
            }
            row = end;
        }
        Ok(())
    }

    fn unexpected_null(&self) -> NativeError {
        let (rust_type, column) = (rust_name(&self.variant), &self.leaf.column);
        let hint = if matches!(self.node, Node::Array(_)) {
            format!(
                "the elements of the field are {rust_type}, of which none can be NULL; select \
                 arrayMap(x -> ifNull(x, ...), {column}) or arrayFilter(x -> x IS NOT NULL, {column})"
            )
        } else {
            format!("the field expects {rust_type}; make it an Option, or select ifNull({column}, ...)")
        };
        NativeError::null(&self.leaf.column, &self.leaf.server_type, hint)
    }
}

fn array_start(ends: &[u64], row: usize) -> usize {
    row.checked_sub(1)
        .and_then(|before| ends.get(before))
        .map_or(0, |end| *end as usize)
}

fn peel_arrays(data_type: &DataType) -> (usize, &DataType) {
    let (mut depth, mut inner) = (0, data_type);
    while let DataType::Array(element) = inner {
        depth += 1;
        inner = element;
    }
    (depth, inner)
}

fn node_of(data_type: &DataType, scalar: Node, null: Option<Value>) -> Node {
    match data_type {
        DataType::Nullable(inner) => Node::Nullable(null, Box::new(node_of(inner, scalar, None))),
        DataType::LowCardinality(inner) => Node::LowCardinality(Box::new(node_of(inner, scalar, null))),
        DataType::Array(inner) => Node::Array(Box::new(node_of(inner, scalar, null))),
        _ => scalar,
    }
}

fn default_variant(value_type: &DataType) -> Option<ArrayType> {
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
