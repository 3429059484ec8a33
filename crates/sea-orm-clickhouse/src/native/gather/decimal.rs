//! Decimals and integers of 128 bits: never rounded.

use std::fmt::Display;
use std::str::FromStr;

use bigdecimal::num_bigint::{BigInt, BigUint};
use bigdecimal::{ToPrimitive, Zero};
use sea_query::Value;

use super::Column;
use super::number::integer_of;
use crate::native::integer256::signed_bytes;
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
            Rescaled::Exact(number) => Some(number).filter(|number| has_digits(number, precision)),
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
        let fits = match data {
            ColumnData::Int32(values) => number.to_i32().map(|number| values.push(number)),
            ColumnData::Int64(values) => number.to_i64().map(|number| values.push(number)),
            ColumnData::Int128(values) => number.to_i128().map(|number| values.push(number)),
            ColumnData::Int256(values) => signed_bytes(&number).map(|bytes| values.push(bytes)),
            _ => None,
        };
        fits.ok_or_else(|| self.mismatch(value))
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
    pub(super) fn unscaled(&self, value: &Value) -> Result<(BigInt, i64, String), NativeError> {
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

/// Whether a number has at most so many digits.
fn has_digits(number: &BigInt, most: u8) -> bool {
    match 10_u128.checked_pow(u32::from(most)) {
        Some(limit) => number
            .to_i128()
            .is_some_and(|number| number.unsigned_abs() < limit),
        None => number.magnitude() < &BigUint::from(10_u8).pow(u32::from(most)),
    }
}

pub(super) enum Rescaled {
    Exact(BigInt),
    Inexact,
    TooLarge,
}

/// `unscaled * 10^-from` as a number of `10^-to`.
pub(super) fn rescale(unscaled: BigInt, from: i64, to: u8) -> Rescaled {
    if unscaled.is_zero() {
        return Rescaled::Exact(BigInt::zero());
    }
    let shift = i128::from(to) - i128::from(from);
    // 10^78 exceeds 256 bits, so whatever is larger needs no arithmetic.
    if shift > 78 {
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
