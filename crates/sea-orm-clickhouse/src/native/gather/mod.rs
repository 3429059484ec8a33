//! Values into typed vectors, checked against the column's type.

mod address;
mod decimal;
mod json;
mod number;
mod structure;
mod temporal;
mod text;
mod time_of_day;
mod wide;

use std::borrow::Cow;
use std::collections::HashMap;

use sea_query::Value;
use sea_query_clickhouse::structured::{is_structured, list};
use sea_query_clickhouse::types::DataType;

use super::json::{JSON_PLACEHOLDER, is_json};
use super::structure::{has_structure, replaced, structure as structure_of};
use super::target::rust_name;
use super::{ColumnData, NativeError};
use structure::Part;

/// Collects the values of one column.
#[derive(Debug)]
pub(crate) struct Gatherer<'a> {
    column: Column<'a>,
    /// For a type that is JSON in Rust.
    structure: Option<Part>,
    data: ColumnData,
}

/// What the checks of a column know; `data_type` is without LowCardinality, which concerns only how it is written.
#[derive(Debug)]
struct Column<'a> {
    name: Cow<'a, str>,
    server_type: Cow<'a, DataType>,
    data_type: DataType,
    enum_numbers: HashMap<String, i16>,
}

impl<'a> Gatherer<'a> {
    pub(crate) fn new(name: &'a str, server_type: &'a DataType) -> Result<Self, NativeError> {
        let data_type = gathered(server_type);
        // Asked of the type as it is, so that what cannot be read cannot be written either.
        let data = ColumnData::new(server_type).and_then(|_| ColumnData::to_write(&data_type));
        let data = data.ok_or_else(|| NativeError::UnsupportedType {
            column: name.to_owned(),
            server_type: server_type.to_string(),
            writing: true,
        })?;
        Ok(Self {
            structure: has_structure(server_type).then(|| Part::new(name, server_type)),
            column: Column {
                name: Cow::Borrowed(name),
                server_type: Cow::Borrowed(server_type),
                data_type,
                enum_numbers: enum_numbers(server_type),
            },
            data,
        })
    }

    pub(crate) fn push(&mut self, value: &Value) -> Result<(), NativeError> {
        match &self.structure {
            Some(part) => part.push(&mut self.data, value),
            None => self.column.push(&mut self.data, &self.column.data_type, value),
        }
    }

    pub(crate) fn finish(self) -> ColumnData {
        self.data
    }
}

/// The type of the values that are held until they are written: without LowCardinality, and made of Array and Tuple.
fn gathered(data_type: &DataType) -> DataType {
    replaced(data_type, &|of| match of {
        DataType::LowCardinality(inner) => Some(gathered(inner)),
        DataType::Map(_, _) | DataType::Nested(_) | DataType::Geometry => {
            structure_of(of).map(|of| gathered(&of))
        }
        _ => None,
    })
}

fn enum_numbers(data_type: &DataType) -> HashMap<String, i16> {
    match data_type {
        DataType::Array(inner) | DataType::Nullable(inner) | DataType::LowCardinality(inner) => {
            enum_numbers(inner)
        }
        DataType::Enum8(names) => names
            .iter()
            .map(|(name, number)| (name.clone(), i16::from(*number)))
            .collect(),
        DataType::Enum16(names) => names
            .iter()
            .map(|(name, number)| (name.clone(), *number))
            .collect(),
        _ => HashMap::new(),
    }
}

impl Column<'_> {
    fn push(&self, data: &mut ColumnData, data_type: &DataType, value: &Value) -> Result<(), NativeError> {
        match (data_type, data) {
            (DataType::Nullable(inner_type), ColumnData::Nullable { nulls, inner }) => {
                let null = is_null(value);
                nulls.push(u8::from(null));
                if null {
                    self.push_placeholder(inner, inner_type)
                } else {
                    self.push(inner, inner_type, value)
                }
            }
            (_, _) if is_null(value) => Err(self.null(data_type)),
            (DataType::Array(element), ColumnData::Array { ends, inner }) => {
                match (list(value), value) {
                    (Some(elements), _) => {
                        for value in elements {
                            self.push(inner, element, value)?;
                        }
                    }
                    // SeaORM's form of a Vec<u8>.
                    (None, Value::Bytes(Some(bytes))) if **element == DataType::UInt8 => {
                        for byte in bytes {
                            self.push(inner, element, &Value::TinyUnsigned(Some(*byte)))?;
                        }
                    }
                    (None, other) => return Err(self.mismatch(other)),
                }
                ends.push(inner.len() as u64);
                Ok(())
            }
            (DataType::QBit(element, dimension, _), ColumnData::Array { ends, inner }) => {
                let elements = list(value).ok_or_else(|| self.mismatch(value))?;
                if elements.len() as u64 != u64::from(*dimension) {
                    let shown = format!("of {} numbers", elements.len());
                    return Err(self.out_of_range(shown, format!("it holds vectors of {dimension} numbers")));
                }
                for value in elements {
                    self.push(inner, element, value)?;
                }
                ends.push(inner.len() as u64);
                Ok(())
            }
            (_, data) => self.push_scalar(data, data_type, value),
        }
    }

    fn push_scalar(
        &self,
        data: &mut ColumnData,
        data_type: &DataType,
        value: &Value,
    ) -> Result<(), NativeError> {
        match (data_type, data) {
            (DataType::Int8, ColumnData::Int8(values)) => values.push(self.integer(value)?),
            (DataType::Int16, ColumnData::Int16(values)) => values.push(self.integer(value)?),
            (DataType::Int32, ColumnData::Int32(values)) => values.push(self.integer(value)?),
            (DataType::Int64 | DataType::Interval(_), ColumnData::Int64(values)) => {
                values.push(self.integer(value)?)
            }
            (DataType::UInt8, ColumnData::UInt8(values)) => values.push(match value {
                Value::Bool(Some(value)) => u8::from(*value),
                value => self.integer(value)?,
            }),
            (DataType::UInt16, ColumnData::UInt16(values)) => values.push(self.integer(value)?),
            (DataType::UInt32, ColumnData::UInt32(values)) => values.push(self.integer(value)?),
            (DataType::UInt64, ColumnData::UInt64(values)) => values.push(self.integer(value)?),
            (DataType::Int128, ColumnData::Int128(values)) => {
                values.push(self.wide_integer(value, i128::MIN, i128::MAX)?);
            }
            (DataType::UInt128, ColumnData::UInt128(values)) => {
                values.push(self.wide_integer(value, u128::MIN, u128::MAX)?);
            }
            (DataType::Int256, ColumnData::Int256(values)) => values.push(self.int256(value)?),
            (DataType::UInt256, ColumnData::UInt256(values)) => values.push(self.uint256(value)?),
            (DataType::BFloat16, ColumnData::UInt16(values)) => values.push(self.bfloat16(value)?),
            (DataType::Float32, ColumnData::Float32(values)) => values.push(self.float32(value)?),
            (DataType::Float64, ColumnData::Float64(values)) => values.push(self.float64(value)?),
            (DataType::Bool, ColumnData::UInt8(values)) => values.push(self.boolean(value)?),
            (DataType::String, ColumnData::String(column)) => column.push(&self.text(value)?),
            (DataType::FixedString(_), ColumnData::Fixed { width, bytes }) => {
                self.fixed_string(value, *width, bytes)?;
            }
            (DataType::Enum8(_), ColumnData::Int8(values)) => {
                let number = self.enum_number(value)?;
                values.push(
                    i8::try_from(number).map_err(|_| self.out_of_range(number, "it is no Enum8 number"))?,
                );
            }
            (DataType::Enum16(_), ColumnData::Int16(values)) => values.push(self.enum_number(value)?),
            (DataType::Date, ColumnData::UInt16(values)) => values.push(self.date(value)?),
            (DataType::Date32, ColumnData::Int32(values)) => values.push(self.date32(value)?),
            (DataType::DateTime(_), ColumnData::UInt32(values)) => values.push(self.date_time(value)?),
            (DataType::DateTime64(precision, _), ColumnData::Int64(values)) => {
                values.push(self.date_time64(value, *precision)?);
            }
            (DataType::Time, ColumnData::Int32(values)) => {
                let seconds = self.time_of_day(value, 0)?;
                values.push(i32::try_from(seconds).map_err(|_| self.mismatch(value))?);
            }
            (DataType::Time64(precision), ColumnData::Int64(values)) => {
                values.push(self.time_of_day(value, *precision)?);
            }
            (DataType::Decimal(precision, scale), data) => {
                self.push_decimal(data, *precision, *scale, value)?
            }
            (DataType::Uuid, ColumnData::Uuid(values)) => values.push(self.uuid(value)?),
            (DataType::IPv4, ColumnData::UInt32(values)) => values.push(self.ipv4(value)?.to_bits()),
            (DataType::IPv6, ColumnData::Fixed { bytes, .. }) => bytes.extend(self.ipv6(value)?.octets()),
            (json, ColumnData::Json(column)) if is_json(json) => column.texts.push(&self.json(value)?),
            _ => return Err(self.mismatch(value)),
        }
        Ok(())
    }

    /// What stands in the place of a NULL. Its value has no meaning, but an Enum's must be one of its numbers.
    fn push_placeholder(&self, data: &mut ColumnData, data_type: &DataType) -> Result<(), NativeError> {
        match (data, data_type) {
            (ColumnData::Int8(values), DataType::Enum8(names)) => {
                values.push(names.first().map_or(0, |(_, n)| *n))
            }
            (ColumnData::Int16(values), DataType::Enum16(names)) => {
                values.push(names.first().map_or(0, |(_, n)| *n));
            }
            (ColumnData::Int8(values), _) => values.push(0),
            (ColumnData::Int16(values), _) => values.push(0),
            (ColumnData::Int32(values), _) => values.push(0),
            (ColumnData::Int64(values), _) => values.push(0),
            (ColumnData::Int128(values), _) => values.push(0),
            (ColumnData::Int256(values) | ColumnData::UInt256(values), _) => values.push([0; 32]),
            (ColumnData::UInt8(values), _) => values.push(0),
            (ColumnData::UInt16(values), _) => values.push(0),
            (ColumnData::UInt32(values), _) => values.push(0),
            (ColumnData::UInt64(values), _) => values.push(0),
            (ColumnData::UInt128(values), _) => values.push(0),
            (ColumnData::Float32(values), _) => values.push(0.0),
            (ColumnData::Float64(values), _) => values.push(0.0),
            (ColumnData::Uuid(values), _) => values.push([0, 0]),
            (ColumnData::String(column), _) => column.push(&[]),
            (ColumnData::Json(column), _) => column.texts.push(JSON_PLACEHOLDER),
            (ColumnData::Fixed { width, bytes }, _) => bytes.resize(bytes.len() + *width, 0),
            // Only a tuple that is NULL has these in it.
            (ColumnData::Nullable { nulls, inner }, DataType::Nullable(value)) => {
                nulls.push(1);
                self.push_placeholder(inner, value)?;
            }
            (ColumnData::Array { ends, inner }, DataType::QBit(element, dimension, _)) => {
                for _ in 0..*dimension {
                    self.push_placeholder(inner, element)?;
                }
                ends.push(inner.len() as u64);
            }
            (ColumnData::Array { ends, .. }, _) => ends.push(ends.last().copied().unwrap_or(0)),
            (ColumnData::Variant(column) | ColumnData::Dynamic(column), _) => column.push_null(),
            (ColumnData::Tuple(column), DataType::Tuple(types)) => {
                for (data, (_, element)) in column.elements.iter_mut().zip(types) {
                    self.push_placeholder(data, element)?;
                }
            }
            (ColumnData::Tuple(column), DataType::Point) => {
                for data in &mut column.elements {
                    self.push_placeholder(data, &DataType::Float64)?;
                }
            }
            (
                ColumnData::Nullable { .. }
                | ColumnData::LowCardinality(_)
                | ColumnData::Tuple(_)
                | ColumnData::QBit(_),
                _,
            ) => {
                return Err(self.null(data_type));
            }
        }
        Ok(())
    }

    fn null(&self, data_type: &DataType) -> NativeError {
        let hint = match data_type {
            DataType::Array(_) => "arrays are never NULL; write an empty array".to_owned(),
            DataType::Map(_, _) => "maps are never NULL; write an empty object".to_owned(),
            other => format!("write a value, or declare the column Nullable({other})"),
        };
        NativeError::null(&self.name, &self.server_type, hint)
    }

    fn mismatch(&self, value: &Value) -> NativeError {
        let name = value_name(value);
        NativeError::mismatch(&self.name, &self.server_type, &name, self.accepted())
    }

    fn out_of_range(&self, value: impl std::fmt::Display, allowed: impl Into<String>) -> NativeError {
        NativeError::out_of_range(&self.name, &self.server_type, value, allowed)
    }

    fn accepted(&self) -> &'static str {
        if has_structure(&self.server_type) {
            return "write a field of this type, or a serde_json::Value (Json), or a Vec of them for an array";
        }
        let mut data_type = &self.data_type;
        let mut array = false;
        while let DataType::Array(inner) | DataType::Nullable(inner) | DataType::QBit(inner, ..) = data_type {
            array |= !matches!(data_type, DataType::Nullable(_));
            data_type = inner;
        }
        if array {
            return "write a Vec whose elements have the element's type";
        }
        match data_type {
            DataType::Bool => "write a bool",
            DataType::Float32 | DataType::Float64 | DataType::BFloat16 => {
                "write a float, or convert the value in Rust first"
            }
            DataType::Decimal(_, _) => "write a Decimal, a BigDecimal or an integer",
            DataType::String | DataType::FixedString(_) => {
                "write a String, or the value's text with to_string()"
            }
            DataType::Enum8(_) | DataType::Enum16(_) => {
                "write the name as a string, or the number as an integer"
            }
            DataType::Date | DataType::Date32 => "write a date of chrono or time",
            DataType::DateTime(_) | DataType::DateTime64(_, _) => "write a date-time of chrono or time",
            DataType::Time | DataType::Time64(_) => "write a time of chrono or time, or its text",
            DataType::Int128 | DataType::UInt128 | DataType::Int256 | DataType::UInt256 => {
                "write an integer, a Decimal, a BigDecimal or its text"
            }
            DataType::Uuid => "write a Uuid or its text",
            DataType::IPv4 | DataType::IPv6 => {
                "write an IpNetwork of one address, or the address as a string"
            }
            json if is_json(json) => "write a serde_json::Value or the text of a JSON object",
            _ => "write an integer, or convert the value in Rust first",
        }
    }
}

fn value_name(value: &Value) -> String {
    match value {
        structured if is_structured(structured) => rust_name(structured),
        Value::Array(element, _) => format!("Vec<{}>", rust_name(element)),
        other => rust_name(other),
    }
}

fn is_null(value: &Value) -> bool {
    !value.is_some()
}
