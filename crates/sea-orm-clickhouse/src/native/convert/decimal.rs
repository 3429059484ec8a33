//! Decimals of up to 38 digits.

use std::ops::Range;

use bigdecimal::BigDecimal;
use bigdecimal::num_bigint::BigInt;
use rust_decimal::Decimal;
use sea_query::{ArrayType, Value};

use super::{Convert, Leaf};
use crate::native::{ColumnData, NativeError};

fn decimals(
    leaf: &Leaf,
    data: &ColumnData,
    rows: Range<usize>,
    out: &mut Vec<Value>,
    value_of: impl Fn(i128, u8) -> Option<Value>,
) -> Result<(), NativeError> {
    let mut push = |number: i128| {
        let value = value_of(number, leaf.scale).ok_or_else(|| {
            let shown = BigDecimal::new(BigInt::from(number), i64::from(leaf.scale));
            leaf.unfit(
                shown.to_plain_string(),
                "it holds 96 bits and 28 digits after the point; use BigDecimal",
            )
        })?;
        out.push(value);
        Ok(())
    };
    match data {
        ColumnData::Int32(values) => leaf
            .rows(values, rows)?
            .iter()
            .try_for_each(|value| push((*value).into())),
        ColumnData::Int64(values) => leaf
            .rows(values, rows)?
            .iter()
            .try_for_each(|value| push((*value).into())),
        ColumnData::Int128(values) => leaf.rows(values, rows)?.iter().try_for_each(|value| push(*value)),
        _ => Err(leaf.shape()),
    }
}

pub(super) fn convert_for(variant: &ArrayType) -> Option<Convert> {
    Some(match variant {
        ArrayType::Decimal => |leaf, data, rows, out| {
            decimals(leaf, data, rows, out, |number, scale| {
                Some(Value::Decimal(Some(decimal(number, scale)?)))
            })
        },
        ArrayType::BigDecimal => |leaf, data, rows, out| {
            decimals(leaf, data, rows, out, |number, scale| {
                let value = BigDecimal::new(BigInt::from(number), i64::from(scale));
                Some(Value::BigDecimal(Some(Box::new(value))))
            })
        },
        _ => return None,
    })
}

/// Zeros at the end are given up when the number does not fit with them.
pub(super) fn decimal(mut number: i128, scale: u8) -> Option<Decimal> {
    let mut scale = u32::from(scale);
    loop {
        if let Ok(value) = Decimal::try_from_i128_with_scale(number, scale) {
            return Some(value);
        }
        if scale == 0 || number % 10 != 0 {
            return None;
        }
        number /= 10;
        scale -= 1;
    }
}
