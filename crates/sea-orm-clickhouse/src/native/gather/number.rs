//! Integers, floats, Bool and Enum numbers.

use sea_query::{OptionEnum, Value};

use super::Column;
use crate::native::NativeError;

/// Integers up to these are exact in a float of that width.
const EXACT_IN_BFLOAT16: i128 = 1 << 8;
const EXACT_IN_F32: i128 = 1 << 24;
const EXACT_IN_F64: i128 = 1 << 53;
/// The bit of a BFloat16 that makes a NaN of one with all bits of the exponent.
const QUIET_NAN: u16 = 1 << 6;

/// A stored integer with its range, for the message.
pub(super) trait Integer: TryFrom<i128> {
    const RANGE: (i128, i128);
}

macro_rules! integers {
    ($($integer:ty),*) => {
        $(impl Integer for $integer {
            const RANGE: (i128, i128) = (<$integer>::MIN as i128, <$integer>::MAX as i128);
        })*
    };
}
integers!(i8, i16, i32, i64, u8, u16, u32, u64);

/// The number of an integer variant.
pub(super) fn integer_of(value: &Value) -> Option<i128> {
    match value {
        Value::TinyInt(value) => value.map(i128::from),
        Value::SmallInt(value) => value.map(i128::from),
        Value::Int(value) => value.map(i128::from),
        Value::BigInt(value) => value.map(i128::from),
        Value::TinyUnsigned(value) => value.map(i128::from),
        Value::SmallUnsigned(value) => value.map(i128::from),
        Value::Unsigned(value) => value.map(i128::from),
        Value::BigUnsigned(value) => value.map(i128::from),
        _ => None,
    }
}

impl Column<'_> {
    pub(super) fn integer<T: Integer>(&self, value: &Value) -> Result<T, NativeError> {
        let number = integer_of(value).ok_or_else(|| self.mismatch(value))?;
        T::try_from(number).map_err(|_| {
            let (low, high) = T::RANGE;
            self.out_of_range(number, format!("it holds {low} to {high}"))
        })
    }

    pub(super) fn float64(&self, value: &Value) -> Result<f64, NativeError> {
        match value {
            Value::Float(Some(value)) => Ok(f64::from(*value)),
            Value::Double(Some(value)) => Ok(*value),
            value => Ok(self.exact_integer(value, EXACT_IN_F64)? as f64),
        }
    }

    pub(super) fn float32(&self, value: &Value) -> Result<f32, NativeError> {
        match value {
            Value::Float(Some(value)) => Ok(*value),
            Value::Double(Some(value)) => {
                let narrow = *value as f32;
                if f64::from(narrow) == *value || value.is_nan() {
                    Ok(narrow)
                } else {
                    Err(self.out_of_range(
                        value,
                        "it would be rounded to 32 bits; make the column Float64, or the field f32",
                    ))
                }
            }
            value => Ok(self.exact_integer(value, EXACT_IN_F32)? as f32),
        }
    }

    /// Refuses what would be rounded, as `float32` does: also an `f32` of more than 8 significant bits.
    pub(super) fn bfloat16(&self, value: &Value) -> Result<u16, NativeError> {
        let (narrow, exact) = match value {
            Value::Float(Some(value)) => (*value, true),
            Value::Double(Some(value)) => (*value as f32, f64::from(*value as f32) == *value),
            value => (self.exact_integer(value, EXACT_IN_BFLOAT16)? as f32, true),
        };
        let bits = narrow.to_bits();
        let upper = (bits >> 16) as u16;
        if narrow.is_nan() {
            // What makes it a NaN may all stand in the lower half.
            return Ok(upper | QUIET_NAN);
        }
        if exact && bits & 0xffff == 0 {
            return Ok(upper);
        }
        let shown = match value {
            Value::Double(Some(value)) => value.to_string(),
            _ => narrow.to_string(),
        };
        Err(self.out_of_range(
            shown,
            "it would be rounded to 16 bits; make the column Float32, or cut the value first with \
             f32::from_bits(value.to_bits() & 0xffff_0000)",
        ))
    }

    fn exact_integer(&self, value: &Value, exact: i128) -> Result<i128, NativeError> {
        let number = integer_of(value).ok_or_else(|| self.mismatch(value))?;
        if (-exact..=exact).contains(&number) {
            Ok(number)
        } else {
            Err(self.out_of_range(number, format!("integers beyond {exact} would be rounded")))
        }
    }

    pub(super) fn boolean(&self, value: &Value) -> Result<u8, NativeError> {
        match value {
            Value::Bool(Some(value)) => Ok(u8::from(*value)),
            value => match integer_of(value) {
                Some(0) => Ok(0),
                Some(1) => Ok(1),
                Some(other) => Err(self.out_of_range(other, "of the integers only 0 and 1 are a Bool")),
                None => Err(self.mismatch(value)),
            },
        }
    }

    pub(super) fn enum_number(&self, value: &Value) -> Result<i16, NativeError> {
        let mut letters = [0; 4];
        let name: &str = match value {
            Value::String(Some(name)) => name,
            Value::Enum(OptionEnum::Some(value)) => &value.value,
            Value::Char(Some(letter)) => letter.encode_utf8(&mut letters),
            value => {
                let number = integer_of(value).ok_or_else(|| self.mismatch(value))?;
                return i16::try_from(number)
                    .ok()
                    .filter(|number| self.enum_numbers.values().any(|known| known == number))
                    .ok_or_else(|| self.out_of_range(number, "the Enum has no such number"));
            }
        };
        self.enum_numbers.get(name).copied().ok_or_else(|| {
            self.out_of_range(
                format!("'{name}'"),
                "the Enum has no such name; ALTER TABLE can add one",
            )
        })
    }
}
