//! Integers, and the numbers of Enums and Intervals.

use std::ops::Range;

use bigdecimal::BigDecimal;
use rust_decimal::Decimal;
use sea_query::{ArrayType, Value};
use sea_query_clickhouse::types::DataType;

use super::{Convert, Leaf};
use crate::native::{ColumnData, NativeError};

/// Appends the numbers of a column whatever their width; `None` is a value that the variant cannot hold.
fn integers(
    leaf: &Leaf,
    data: &ColumnData,
    rows: Range<usize>,
    out: &mut Vec<Value>,
    value_of: impl Fn(i128) -> Option<Value>,
) -> Result<(), NativeError> {
    fn each<T: Copy + Into<i128>>(
        leaf: &Leaf,
        values: &[T],
        out: &mut Vec<Value>,
        value_of: impl Fn(i128) -> Option<Value>,
    ) -> Result<(), NativeError> {
        for value in values {
            let number = (*value).into();
            let value = value_of(number);
            out.push(value.ok_or_else(|| leaf.unfit(number, "use a wider type, or CAST in the query"))?);
        }
        Ok(())
    }
    match data {
        ColumnData::Int8(values) => each(leaf, leaf.rows(values, rows)?, out, value_of),
        ColumnData::Int16(values) => each(leaf, leaf.rows(values, rows)?, out, value_of),
        ColumnData::Int32(values) => each(leaf, leaf.rows(values, rows)?, out, value_of),
        ColumnData::Int64(values) => each(leaf, leaf.rows(values, rows)?, out, value_of),
        ColumnData::UInt8(values) => each(leaf, leaf.rows(values, rows)?, out, value_of),
        ColumnData::UInt16(values) => each(leaf, leaf.rows(values, rows)?, out, value_of),
        ColumnData::UInt32(values) => each(leaf, leaf.rows(values, rows)?, out, value_of),
        ColumnData::UInt64(values) => each(leaf, leaf.rows(values, rows)?, out, value_of),
        _ => Err(leaf.shape()),
    }
}

pub(super) fn boolean(
    leaf: &Leaf,
    data: &ColumnData,
    rows: Range<usize>,
    out: &mut Vec<Value>,
) -> Result<(), NativeError> {
    integers(leaf, data, rows, out, |number| match number {
        0 => Some(Value::Bool(Some(false))),
        1 => Some(Value::Bool(Some(true))),
        _ => None,
    })
}

macro_rules! into_integer {
    ($variant:ident) => {
        |leaf, data, rows, out| {
            integers(leaf, data, rows, out, |number| {
                Some(Value::$variant(Some(number.try_into().ok()?)))
            })
        }
    };
}

/// The smallest and the largest number that a type can hold.
fn range(value_type: &DataType) -> Option<(i128, i128)> {
    fn of<T: Into<i128>>(low: T, high: T) -> Option<(i128, i128)> {
        Some((low.into(), high.into()))
    }
    fn of_names<N: Copy + Ord + Into<i128>>(names: &[(String, N)]) -> Option<(i128, i128)> {
        let numbers = || names.iter().map(|(_, number)| *number);
        Some((numbers().min()?.into(), numbers().max()?.into()))
    }
    match value_type {
        DataType::Int8 => of(i8::MIN, i8::MAX),
        DataType::Int16 => of(i16::MIN, i16::MAX),
        DataType::Int32 => of(i32::MIN, i32::MAX),
        DataType::Int64 | DataType::Interval(_) => of(i64::MIN, i64::MAX),
        DataType::UInt8 => of(u8::MIN, u8::MAX),
        DataType::UInt16 => of(u16::MIN, u16::MAX),
        DataType::UInt32 => of(u32::MIN, u32::MAX),
        DataType::UInt64 => of(u64::MIN, u64::MAX),
        DataType::Enum8(names) => of_names(names),
        DataType::Enum16(names) => of_names(names),
        _ => None,
    }
}

pub(super) fn convert_for(value_type: &DataType, variant: &ArrayType) -> Option<Convert> {
    let (low, high) = range(value_type)?;
    let fits = |least: i128, most: i128| low >= least && high <= most;
    let exact_in = |bits: u32| fits(-(1 << bits), 1 << bits);
    let is_enum = matches!(value_type, DataType::Enum8(_) | DataType::Enum16(_));
    Some(match variant {
        ArrayType::TinyInt if fits(i8::MIN.into(), i8::MAX.into()) => into_integer!(TinyInt),
        ArrayType::SmallInt if fits(i16::MIN.into(), i16::MAX.into()) => into_integer!(SmallInt),
        ArrayType::Int if fits(i32::MIN.into(), i32::MAX.into()) => into_integer!(Int),
        ArrayType::BigInt if fits(i64::MIN.into(), i64::MAX.into()) => into_integer!(BigInt),
        // count() is UInt64 and SeaORM's counts are i64: checked value by value.
        ArrayType::BigInt if *value_type == DataType::UInt64 => into_integer!(BigInt),
        ArrayType::TinyUnsigned if fits(0, u8::MAX.into()) => into_integer!(TinyUnsigned),
        ArrayType::SmallUnsigned if fits(0, u16::MAX.into()) => into_integer!(SmallUnsigned),
        ArrayType::Unsigned if fits(0, u32::MAX.into()) => into_integer!(Unsigned),
        ArrayType::BigUnsigned if fits(0, u64::MAX.into()) => into_integer!(BigUnsigned),
        // The result of a comparison is UInt8.
        ArrayType::Bool if *value_type == DataType::UInt8 => boolean,
        ArrayType::Float if exact_in(24) && !is_enum => |leaf, data, rows, out| {
            integers(leaf, data, rows, out, |number| {
                Some(Value::Float(Some(number as f32)))
            })
        },
        ArrayType::Double if exact_in(53) && !is_enum => |leaf, data, rows, out| {
            integers(leaf, data, rows, out, |number| {
                Some(Value::Double(Some(number as f64)))
            })
        },
        ArrayType::Decimal if !is_enum => |leaf, data, rows, out| {
            integers(leaf, data, rows, out, |number| {
                Some(Value::Decimal(Some(
                    Decimal::try_from_i128_with_scale(number, 0).ok()?,
                )))
            })
        },
        ArrayType::BigDecimal if !is_enum => |leaf, data, rows, out| {
            integers(leaf, data, rows, out, |number| {
                Some(Value::BigDecimal(Some(Box::new(BigDecimal::from(number)))))
            })
        },
        _ => return None,
    })
}
