//! Integers of 128 and 256 bits, which SeaQuery holds as a decimal number.

use bigdecimal::{
    BigDecimal, ToPrimitive,
    num_bigint::{BigInt, Sign},
};

use super::Form;
use crate::types::DataType;

/// More digits than these has no integer of 256 bits.
const LONGEST: i64 = 78;

/// Whether the column beside a number holds wide integers. The server does not compare a UInt256 of 2^255 and more with a
/// Decimal.
pub(super) fn is_wide(hint: Option<&DataType>) -> bool {
    matches!(
        hint,
        Some(DataType::Int128 | DataType::UInt128 | DataType::Int256 | DataType::UInt256)
    )
}

/// An integer as the type of `hint` where that holds it, else as one of 256 bits.
pub(super) fn wide_integer(value: &BigDecimal, hint: Option<&DataType>) -> Option<(DataType, Form)> {
    let number = integer(value)?;
    let data_type = hint
        .filter(|hint| is_wide(Some(hint)))
        .into_iter()
        .chain(&[DataType::Int256, DataType::UInt256])
        .find(|data_type| holds(data_type, &number))?;
    Some((data_type.clone(), Form::Bare(number.to_string())))
}

fn integer(value: &BigDecimal) -> Option<BigInt> {
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
        DataType::Int128 => number.to_i128().is_some(),
        DataType::UInt128 => number.to_u128().is_some(),
        DataType::Int256 => number.to_signed_bytes_le().len() <= 32,
        _ => number.sign() != Sign::Minus && number.bits() <= 256,
    }
}
