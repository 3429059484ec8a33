//! Integers of 128 and 256 bits.

use std::ops::Range;

use bigdecimal::BigDecimal;
use bigdecimal::num_bigint::BigInt;
use rust_decimal::Decimal;
use sea_query::{ArrayType, Value};

use super::{Convert, Leaf};
use crate::native::integer256::{signed, unsigned};
use crate::native::{ColumnData, NativeError};

/// Appends the numbers of a column; `None` is one that the variant cannot hold.
fn integers(
    leaf: &Leaf,
    data: &ColumnData,
    rows: Range<usize>,
    out: &mut Vec<Value>,
    value_of: impl Fn(BigInt) -> Option<Value>,
) -> Result<(), NativeError> {
    let mut push = |number: BigInt| {
        let value = value_of(number.clone());
        out.push(value.ok_or_else(|| leaf.unfit(number, "it holds 96 bits; use BigDecimal or String"))?);
        Ok(())
    };
    match data {
        ColumnData::Int128(values) => leaf
            .rows(values, rows)?
            .iter()
            .try_for_each(|number| push((*number).into())),
        ColumnData::UInt128(values) => leaf
            .rows(values, rows)?
            .iter()
            .try_for_each(|number| push((*number).into())),
        ColumnData::Int256(values) => leaf
            .rows(values, rows)?
            .iter()
            .try_for_each(|bytes| push(signed(bytes))),
        ColumnData::UInt256(values) => leaf
            .rows(values, rows)?
            .iter()
            .try_for_each(|bytes| push(unsigned(bytes))),
        _ => Err(leaf.shape()),
    }
}

pub(super) fn convert_for(variant: &ArrayType) -> Option<Convert> {
    Some(match variant {
        ArrayType::Decimal => |leaf, data, rows, out| {
            integers(leaf, data, rows, out, |number| {
                let number = i128::try_from(number).ok()?;
                Some(Value::Decimal(Some(
                    Decimal::try_from_i128_with_scale(number, 0).ok()?,
                )))
            })
        },
        ArrayType::BigDecimal => |leaf, data, rows, out| {
            integers(leaf, data, rows, out, |number| {
                Some(Value::BigDecimal(Some(Box::new(BigDecimal::from(number)))))
            })
        },
        ArrayType::String => |leaf, data, rows, out| {
            integers(leaf, data, rows, out, |number| {
                Some(Value::String(Some(number.to_string())))
            })
        },
        _ => return None,
    })
}
