//! Decimals and integers of 128 bits: never rounded.

use std::fmt::Display;
use std::str::FromStr;

use bigdecimal::num_bigint::BigInt;
use bigdecimal::{ToPrimitive, Zero};
use sea_query::Value;

use super::Column;
use super::number::integer_of;
use crate::native::{ColumnData, NativeError};

impl Column<'_> {
    pub(super) fn push_decimal(
        &self,
        data: &mut ColumnData,
        precision: u8,
        scale: u8,
        value: &Value,
    ) -> Result<(), NativeError> {
        let (unscaled, value_scale, shown) = self.unscaled(value)?;
        let number = match rescale(unscaled, value_scale, scale) {
            Rescaled::Exact(number) => number
                .to_i128()
                .filter(|number| number.unsigned_abs() < 10_u128.pow(u32::from(precision.min(38)))),
            Rescaled::TooLarge => None,
            Rescaled::Inexact => {
                return Err(self.out_of_range(
                    shown,
                    format!("the column has {scale} digits after the point; round the value first"),
                ));
            }
        };
        let Some(number) = number else {
            let before = precision.saturating_sub(scale);
            return Err(self.out_of_range(
                shown,
                format!("the column has {precision} digits, {before} of them before the point"),
            ));
        };
        // The precision was checked, so the number fits its storage.
        match data {
            ColumnData::Int32(values) => {
                values.push(i32::try_from(number).map_err(|_| self.mismatch(value))?)
            }
            ColumnData::Int64(values) => {
                values.push(i64::try_from(number).map_err(|_| self.mismatch(value))?)
            }
            ColumnData::Int128(values) => values.push(number),
            _ => return Err(self.mismatch(value)),
        }
        Ok(())
    }

    /// An Int128 or UInt128.
    pub(super) fn wide_integer<T>(&self, value: &Value, low: T, high: T) -> Result<T, NativeError>
    where
        T: Display + FromStr + TryFrom<BigInt>,
    {
        if let Value::String(Some(text)) = value {
            let hint = || format!("it is not the text of an integer from {low} to {high}");
            return text
                .parse()
                .map_err(|_| self.out_of_range(format!("'{text}'"), hint()));
        }
        let (unscaled, value_scale, shown) = self.unscaled(value)?;
        let number = match rescale(unscaled, value_scale, 0) {
            Rescaled::Exact(number) => T::try_from(number).ok(),
            Rescaled::TooLarge => None,
            Rescaled::Inexact => {
                return Err(self.out_of_range(shown, "it is no integer; round the value first"));
            }
        };
        number.ok_or_else(|| self.out_of_range(shown, format!("it holds {low} to {high}")))
    }

    /// A number as an integer, the digits of it that stand after the point, and its text.
    fn unscaled(&self, value: &Value) -> Result<(BigInt, i64, String), NativeError> {
        Ok(match value {
            Value::Decimal(Some(value)) => (
                BigInt::from(value.mantissa()),
                i64::from(value.scale()),
                value.to_string(),
            ),
            Value::BigDecimal(Some(value)) => {
                let (unscaled, value_scale) = value.as_bigint_and_exponent();
                // Not printed in full: 1e1000000000 is a small BigDecimal with a long text.
                let shown = format!("{unscaled}e{}", i128::from(value_scale).saturating_neg());
                (unscaled, value_scale, shown)
            }
            other => {
                let number = integer_of(other).ok_or_else(|| self.mismatch(other))?;
                (BigInt::from(number), 0, number.to_string())
            }
        })
    }
}

enum Rescaled {
    Exact(BigInt),
    Inexact,
    TooLarge,
}

/// `unscaled * 10^-from` as a number of `10^-to`.
fn rescale(unscaled: BigInt, from: i64, to: u8) -> Rescaled {
    if unscaled.is_zero() {
        return Rescaled::Exact(BigInt::zero());
    }
    let shift = i128::from(to) - i128::from(from);
    // 10^39 exceeds 128 bits, so whatever is larger needs no arithmetic.
    if shift > 39 {
        Rescaled::TooLarge
    } else if shift >= 0 {
        Rescaled::Exact(unscaled * BigInt::from(10).pow(shift as u32))
    } else if shift.unsigned_abs() > u128::from(unscaled.bits()) {
        Rescaled::Inexact
    } else {
        let divisor = BigInt::from(10).pow(shift.unsigned_abs() as u32);
        if !(&unscaled % &divisor).is_zero() {
            return Rescaled::Inexact;
        }
        Rescaled::Exact(unscaled / divisor)
    }
}
