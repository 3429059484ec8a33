//! Decimals of 39 to 76 digits.

use std::ops::Range;

use bigdecimal::num_bigint::BigInt;
use bigdecimal::{BigDecimal, ToPrimitive, Zero};
use rust_decimal::Decimal;
use sea_query::{ArrayType, Value};

use super::decimal::decimal;
use super::{Convert, Leaf};
use crate::native::integer256::signed;
use crate::native::{ColumnData, NativeError};

fn decimals(
    leaf: &Leaf,
    data: &ColumnData,
    rows: Range<usize>,
    out: &mut Vec<Value>,
    value_of: impl Fn(BigInt, u8) -> Option<Value>,
) -> Result<(), NativeError> {
    let ColumnData::Int256(values) = data else {
        return Err(leaf.shape());
    };
    for bytes in leaf.rows(values, rows)? {
        let value = value_of(signed(bytes), leaf.scale).ok_or_else(|| {
            let shown = BigDecimal::new(signed(bytes), i64::from(leaf.scale));
            leaf.unfit(
                shown.to_plain_string(),
                "it holds 96 bits and 28 digits after the point; use BigDecimal",
            )
        })?;
        out.push(value);
    }
    Ok(())
}

pub(super) fn convert_for(variant: &ArrayType) -> Option<Convert> {
    Some(match variant {
        ArrayType::Decimal => |leaf, data, rows, out| {
            decimals(leaf, data, rows, out, |number, scale| {
                Some(Value::Decimal(Some(narrowed(number, scale)?)))
            })
        },
        ArrayType::BigDecimal => |leaf, data, rows, out| {
            decimals(leaf, data, rows, out, |number, scale| {
                let value = BigDecimal::new(number, i64::from(scale));
                Some(Value::BigDecimal(Some(Box::new(value))))
            })
        },
        _ => return None,
    })
}

/// Zeros at the end are given up until 128 bits hold the number, and then as of any Decimal.
fn narrowed(mut number: BigInt, mut scale: u8) -> Option<Decimal> {
    loop {
        if let Some(number) = number.to_i128() {
            return decimal(number, scale);
        }
        if scale == 0 || !(&number % 10_u8).is_zero() {
            return None;
        }
        number /= 10_u8;
        scale -= 1;
    }
}
