//! Numbers as the type of the column that they meet, where it holds them exactly.
//!
//! The server reads the index for a number of the key's own type; a Decimal beside an integer, and one of another width
//! beside a Decimal, make it read the whole table.

use bigdecimal::{
    BigDecimal, ToPrimitive,
    num_bigint::{BigInt, Sign},
};
use sea_query::Value;

use super::Form;
use crate::types::DataType;

/// Integers up to this are floats of 64 bits, each its own.
const EXACT_IN_FLOAT64: u64 = 1 << 53;
/// Integers up to this are floats of 32 bits, each its own.
const EXACT_IN_FLOAT32: u64 = 1 << 24;
/// Decimals of this many digits are floats of 64 bits, each its own.
const DIGITS_OF_FLOAT64: u64 = 15;

/// The number as the type of `column`; `None` where that does not hold it exactly, or `value` is no number.
pub(super) fn number(value: &Value, column: &DataType) -> Option<(DataType, Form)> {
    match *value {
        Value::TinyInt(v) => integer(v?.into(), column),
        Value::SmallInt(v) => integer(v?.into(), column),
        Value::Int(v) => integer(v?.into(), column),
        Value::BigInt(v) => integer(v?.into(), column),
        Value::TinyUnsigned(v) => integer(v?.into(), column),
        Value::SmallUnsigned(v) => integer(v?.into(), column),
        Value::Unsigned(v) => integer(v?.into(), column),
        Value::BigUnsigned(v) => integer(v?.into(), column),
        Value::Float(v) => float(v?.into(), column),
        Value::Double(v) => float(v?, column),
        Value::Decimal(v) => {
            let v = v?;
            decimal(&BigDecimal::new(v.mantissa().into(), v.scale().into()), column)
        }
        Value::BigDecimal(ref v) => decimal(v.as_ref()?, column),
        _ => None,
    }
}

fn integer(value: i128, column: &DataType) -> Option<(DataType, Form)> {
    let holds = match *column {
        DataType::Int8 => i8::try_from(value).is_ok(),
        DataType::Int16 => i16::try_from(value).is_ok(),
        DataType::Int32 => i32::try_from(value).is_ok(),
        DataType::Int64 => i64::try_from(value).is_ok(),
        DataType::UInt8 => u8::try_from(value).is_ok(),
        DataType::UInt16 => u16::try_from(value).is_ok(),
        DataType::UInt32 => u32::try_from(value).is_ok(),
        DataType::UInt64 => u64::try_from(value).is_ok(),
        DataType::Int128 | DataType::Int256 => true,
        DataType::UInt128 | DataType::UInt256 => value >= 0,
        DataType::Float32 => value.unsigned_abs() <= EXACT_IN_FLOAT32.into(),
        DataType::Float64 => value.unsigned_abs() <= EXACT_IN_FLOAT64.into(),
        DataType::Decimal(precision, scale) => {
            let digits = value.unsigned_abs().checked_ilog10().map_or(1, |log| log + 1);
            digits + u32::from(scale) <= u32::from(precision)
        }
        _ => false,
    };
    match (holds, column) {
        (true, _) => Some((column.clone(), Form::Bare(value.to_string()))),
        (false, &DataType::Decimal(precision, scale)) => beyond(&value.into(), precision, scale),
        _ => None,
    }
}

fn float(value: f64, column: &DataType) -> Option<(DataType, Form)> {
    match column {
        DataType::Float64 => Some((DataType::Float64, Form::Bare(float_text(value)))),
        DataType::Float32 if f64::from(value as f32).to_bits() == value.to_bits() || value.is_nan() => {
            let text = match value.is_finite() {
                true => format!("{:?}", value as f32),
                false => float_text(value),
            };
            Some((DataType::Float32, Form::Bare(text)))
        }
        DataType::Decimal(..) if value.is_finite() => {
            let plain: BigDecimal = value.to_string().parse().ok()?;
            let (data_type, form) = decimal(&plain, column).filter(|(data_type, _)| data_type == column)?;
            let DataType::Decimal(_, scale) = data_type else {
                return None;
            };
            // Of longer ones several are the same float, and the server compares floats.
            (plain.with_scale(scale.into()).digits() <= DIGITS_OF_FLOAT64).then_some((data_type, form))
        }
        _ if value.fract() == 0.0 && value.abs() <= EXACT_IN_FLOAT64 as f64 && is_integer(column) => {
            integer(value as i128, column)
        }
        _ => None,
    }
}

/// A float as the server reads it.
pub(super) fn float_text(value: f64) -> String {
    if value.is_nan() {
        "nan".into()
    } else if value.is_infinite() {
        if value > 0.0 { "inf".into() } else { "-inf".into() }
    } else {
        format!("{value:?}")
    }
}

fn decimal(value: &BigDecimal, column: &DataType) -> Option<(DataType, Form)> {
    match column {
        DataType::Decimal(precision, scale) => {
            // The exponent is the caller's: 1e1000000000 is not written out.
            let value = value.normalized();
            let fraction = value.fractional_digit_count();
            let whole = i64::try_from(value.digits()).ok()?.checked_sub(fraction)?;
            if fraction > i64::from(*scale) || whole > i64::from(precision.checked_sub(*scale)?) {
                return beyond(&value, *precision, *scale);
            }
            Some((column.clone(), Form::Bare(value.to_plain_string())))
        }
        _ if is_integer(column) => {
            let number = whole_number(value)?;
            holds(column, &number).then(|| (column.clone(), Form::Bare(number.to_string())))
        }
        _ => None,
    }
}

/// Whether a column holds integers or floats.
pub(super) fn is_number(column: &DataType) -> bool {
    is_integer(column) || matches!(column, DataType::Float32 | DataType::Float64)
}

/// The integer type that holds what both hold.
pub(super) fn common(a: &DataType, b: &DataType) -> Option<DataType> {
    let ((a, a_signed), (b, b_signed)) = (bits(a)?, bits(b)?);
    // An unsigned one needs a bit more beside a sign.
    let needed = |bits: u16, signed: bool, sign: bool| if signed || !sign { bits } else { bits * 2 };
    let sign = a_signed || b_signed;
    Some(
        match (needed(a, a_signed, sign).max(needed(b, b_signed, sign)), sign) {
            (..=8, true) => DataType::Int8,
            (16, true) => DataType::Int16,
            (32, true) => DataType::Int32,
            (64, true) => DataType::Int64,
            (128, true) => DataType::Int128,
            (256, true) => DataType::Int256,
            (..=8, false) => DataType::UInt8,
            (16, false) => DataType::UInt16,
            (32, false) => DataType::UInt32,
            (64, false) => DataType::UInt64,
            (128, false) => DataType::UInt128,
            (256, false) => DataType::UInt256,
            _ => return None,
        },
    )
}

/// The bits of an integer, and whether one of them is its sign.
fn bits(data_type: &DataType) -> Option<(u16, bool)> {
    Some(match data_type {
        DataType::Int8 => (8, true),
        DataType::Int16 => (16, true),
        DataType::Int32 => (32, true),
        DataType::Int64 => (64, true),
        DataType::Int128 => (128, true),
        DataType::Int256 => (256, true),
        DataType::UInt8 => (8, false),
        DataType::UInt16 => (16, false),
        DataType::UInt32 => (32, false),
        DataType::UInt64 => (64, false),
        DataType::UInt128 => (128, false),
        DataType::UInt256 => (256, false),
        _ => return None,
    })
}

/// A number that a Decimal does not hold, as one in which the server compares the two: it brings both to the longer scale,
/// and fails where 38 digits are too few for that.
fn beyond(value: &BigDecimal, precision: u8, scale: u8) -> Option<(DataType, Form)> {
    let own = u8::try_from(value.fractional_digit_count().max(0)).ok()?;
    let whole = i64::try_from(value.digits()).ok()? - value.fractional_digit_count();
    let common = own.max(scale);
    let longest = whole.max(precision.checked_sub(scale)?.into()) + i64::from(common);
    let precision = if longest > 38 { 76 } else { 38 };
    (whole + i64::from(own) <= 76).then(|| {
        (
            DataType::decimal(precision, own),
            Form::Bare(value.to_plain_string()),
        )
    })
}

fn is_integer(column: &DataType) -> bool {
    matches!(
        column,
        DataType::Int8
            | DataType::Int16
            | DataType::Int32
            | DataType::Int64
            | DataType::UInt8
            | DataType::UInt16
            | DataType::UInt32
            | DataType::UInt64
    ) || is_wide(Some(column))
}

/// More digits than these has no integer of 256 bits.
const LONGEST: i64 = 78;

/// Whether the column beside a number holds wide integers. The server does not compare a UInt256 of 2^255 and more with a
/// Decimal.
pub(super) fn is_wide(column: Option<&DataType>) -> bool {
    matches!(
        column,
        Some(DataType::Int128 | DataType::UInt128 | DataType::Int256 | DataType::UInt256)
    )
}

/// An integer as one of 256 bits.
pub(super) fn wide_integer(value: &BigDecimal) -> Option<(DataType, Form)> {
    let number = whole_number(value)?;
    let data_type = [DataType::Int256, DataType::UInt256]
        .into_iter()
        .find(|data_type| holds(data_type, &number))?;
    Some((data_type, Form::Bare(number.to_string())))
}

fn whole_number(value: &BigDecimal) -> Option<BigInt> {
    // The exponent is the caller's: 1e1000000000 is not written out.
    let value = value.normalized();
    let (digits, scale) = value.as_bigint_and_exponent();
    if scale > 0 || i64::try_from(value.digits()).ok()?.checked_sub(scale)? > LONGEST {
        return None;
    }
    let zeros = u32::try_from(scale.checked_neg()?).ok()?;
    Some(digits * BigInt::from(10).pow(zeros))
}

fn holds(data_type: &DataType, number: &BigInt) -> bool {
    match data_type {
        DataType::Int256 => number.to_signed_bytes_le().len() <= 32,
        DataType::UInt256 => number.sign() != Sign::Minus && number.bits() <= 256,
        DataType::UInt128 => number.to_u128().is_some(),
        _ => number
            .to_i128()
            .is_some_and(|number| integer(number, data_type).is_some()),
    }
}
