//! From a typed vector to values of one variant: a loop for each pair of types.

mod bfloat;
mod decimal;
mod decimal256;
mod integer;
mod json;
mod structure;
mod temporal;
mod text;
mod time_of_day;
mod wide;

use std::collections::HashMap;
use std::fmt::Display;
use std::net::{Ipv4Addr, Ipv6Addr};
use std::ops::Range;

use chrono_tz::Tz;
use ipnetwork::IpNetwork;
use sea_query::{ArrayType, Value};
use sea_query_clickhouse::types::DataType;
use uuid::Uuid;

pub(crate) use self::structure::JsonForm;

use super::json::is_json;
use super::target::rust_name;
use super::{ColumnData, NativeError};

/// Appends the values of a range of rows.
pub(crate) type Convert = fn(&Leaf, &ColumnData, Range<usize>, &mut Vec<Value>) -> Result<(), NativeError>;

/// The innermost part of a column: what a conversion needs to know.
#[derive(Clone, Debug)]
pub(crate) struct Leaf {
    pub(crate) column: String,
    pub(crate) server_type: DataType,
    pub(crate) convert: Convert,
    variant: ArrayType,
    zone: Tz,
    /// Digits after the point, of a Decimal or of the seconds of a DateTime64 or Time64.
    scale: u8,
    enum_names: HashMap<i16, String>,
    bytes_where_no_text: bool,
}

impl Leaf {
    pub(crate) fn new(
        column: &str,
        server_type: &DataType,
        value_type: &DataType,
        variant: ArrayType,
    ) -> Self {
        let zone = value_type
            .time_zone()
            .and_then(|zone| zone.parse().ok())
            .unwrap_or(Tz::UTC);
        let scale = match value_type {
            DataType::Decimal(_, scale) => *scale,
            DataType::DateTime64(precision, _) | DataType::Time64(precision) => *precision,
            _ => 0,
        };
        let enum_names = match value_type {
            DataType::Enum8(names) => names
                .iter()
                .map(|(name, n)| (i16::from(*n), name.clone()))
                .collect(),
            DataType::Enum16(names) => names.iter().map(|(name, n)| (*n, name.clone())).collect(),
            _ => HashMap::new(),
        };
        Self {
            column: column.to_owned(),
            server_type: server_type.clone(),
            convert: |leaf, _, _, _| Err(leaf.shape()),
            variant,
            zone,
            scale,
            enum_names,
            bytes_where_no_text: false,
        }
    }

    /// Lets a text that is not UTF-8 be read as bytes.
    pub(crate) fn bytes_where_no_text(&mut self) {
        self.bytes_where_no_text = true;
    }

    /// The data is not of the type for which the plan was made.
    pub(crate) fn shape(&self) -> NativeError {
        NativeError::malformed(format!(
            "the data of column `{}` is not of type {}",
            self.column, self.server_type
        ))
    }

    /// A value that the variant cannot hold.
    fn unfit(&self, value: impl Display, way_out: &str) -> NativeError {
        let allowed = format!("it cannot be read as {}; {way_out}", rust_name(&self.variant));
        NativeError::out_of_range(&self.column, &self.server_type, value, allowed)
    }

    fn rows<'d, T>(&self, values: &'d [T], rows: Range<usize>) -> Result<&'d [T], NativeError> {
        values.get(rows).ok_or_else(|| self.shape())
    }

    /// The FixedString or address of each row.
    fn fixed<'d>(
        &self,
        data: &'d ColumnData,
        rows: Range<usize>,
    ) -> Result<impl Iterator<Item = &'d [u8]>, NativeError> {
        let ColumnData::Fixed { width, bytes } = data else {
            return Err(self.shape());
        };
        let start = rows.start.checked_mul(*width);
        let end = rows.end.checked_mul(*width);
        let bytes = start.zip(end).and_then(|(start, end)| bytes.get(start..end));
        Ok(bytes.ok_or_else(|| self.shape())?.chunks_exact((*width).max(1)))
    }
}

/// The conversion of a type into a variant; `None` when there is none without loss.
pub(crate) fn convert_for(value_type: &DataType, variant: &ArrayType) -> Option<Convert> {
    match value_type {
        DataType::Int8
        | DataType::Int16
        | DataType::Int32
        | DataType::Int64
        | DataType::UInt8
        | DataType::UInt16
        | DataType::UInt32
        | DataType::UInt64
        | DataType::Interval(_) => integer::convert_for(value_type, variant),
        DataType::Enum8(_) | DataType::Enum16(_) => {
            text::convert_enum(variant).or_else(|| integer::convert_for(value_type, variant))
        }
        DataType::String => text::convert_string(variant),
        DataType::FixedString(width) => text::convert_fixed(*width, variant),
        DataType::Date | DataType::Date32 => temporal::convert_date(variant),
        DataType::DateTime(_) | DataType::DateTime64(_, _) => temporal::convert_date_time(variant),
        DataType::Time | DataType::Time64(_) => time_of_day::convert_for(variant),
        DataType::Decimal(39.., _) => decimal256::convert_for(variant),
        DataType::Decimal(_, _) => decimal::convert_for(variant),
        DataType::Int128 | DataType::UInt128 | DataType::Int256 | DataType::UInt256 => {
            wide::convert_for(variant)
        }
        DataType::BFloat16 => bfloat::convert_for(variant),
        DataType::Float32 | DataType::Float64 => convert_float(value_type, variant),
        DataType::Bool => match variant {
            ArrayType::Bool => Some(integer::boolean),
            _ => None,
        },
        DataType::Uuid => convert_uuid(variant),
        DataType::IPv4 | DataType::IPv6 => convert_address(variant),
        json if is_json(json) => json::convert_for(variant),
        _ => None,
    }
}

fn convert_float(value_type: &DataType, variant: &ArrayType) -> Option<Convert> {
    Some(match (value_type, variant) {
        (DataType::Float32, ArrayType::Float) => |leaf, data, rows, out| {
            let ColumnData::Float32(values) = data else {
                return Err(leaf.shape());
            };
            out.extend(
                leaf.rows(values, rows)?
                    .iter()
                    .map(|value| Value::Float(Some(*value))),
            );
            Ok(())
        },
        (DataType::Float32, ArrayType::Double) => |leaf, data, rows, out| {
            let ColumnData::Float32(values) = data else {
                return Err(leaf.shape());
            };
            out.extend(
                leaf.rows(values, rows)?
                    .iter()
                    .map(|value| Value::Double(Some(f64::from(*value)))),
            );
            Ok(())
        },
        (DataType::Float64, ArrayType::Double) => |leaf, data, rows, out| {
            let ColumnData::Float64(values) = data else {
                return Err(leaf.shape());
            };
            out.extend(
                leaf.rows(values, rows)?
                    .iter()
                    .map(|value| Value::Double(Some(*value))),
            );
            Ok(())
        },
        _ => return None,
    })
}

fn convert_uuid(variant: &ArrayType) -> Option<Convert> {
    fn uuids(
        leaf: &Leaf,
        data: &ColumnData,
        rows: Range<usize>,
        out: &mut Vec<Value>,
        value_of: impl Fn(Uuid) -> Value,
    ) -> Result<(), NativeError> {
        let ColumnData::Uuid(values) = data else {
            return Err(leaf.shape());
        };
        out.extend(
            leaf.rows(values, rows)?
                .iter()
                .map(|[high, low]| value_of(Uuid::from_u64_pair(*high, *low))),
        );
        Ok(())
    }
    Some(match variant {
        ArrayType::Uuid => {
            |leaf, data, rows, out| uuids(leaf, data, rows, out, |uuid| Value::Uuid(Some(uuid)))
        }
        ArrayType::String => |leaf, data, rows, out| {
            uuids(leaf, data, rows, out, |uuid| {
                Value::String(Some(uuid.to_string()))
            })
        },
        _ => return None,
    })
}

fn convert_address(variant: &ArrayType) -> Option<Convert> {
    fn addresses(
        leaf: &Leaf,
        data: &ColumnData,
        rows: Range<usize>,
        out: &mut Vec<Value>,
        value_of: impl Fn(std::net::IpAddr) -> Value,
    ) -> Result<(), NativeError> {
        if let ColumnData::UInt32(values) = data {
            let values = leaf.rows(values, rows)?;
            out.extend(
                values
                    .iter()
                    .map(|bits| value_of(Ipv4Addr::from_bits(*bits).into())),
            );
            return Ok(());
        }
        for octets in leaf.fixed(data, rows)? {
            let octets: [u8; 16] = octets.try_into().map_err(|_| leaf.shape())?;
            out.push(value_of(Ipv6Addr::from(octets).into()));
        }
        Ok(())
    }
    Some(match variant {
        ArrayType::String => |leaf, data, rows, out| {
            addresses(leaf, data, rows, out, |address| {
                Value::String(Some(address.to_string()))
            })
        },
        ArrayType::IpNetwork => |leaf, data, rows, out| {
            addresses(leaf, data, rows, out, |address| {
                Value::IpNetwork(Some(IpNetwork::from(address)))
            })
        },
        _ => return None,
    })
}
