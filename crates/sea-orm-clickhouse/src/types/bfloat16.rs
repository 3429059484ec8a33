//! BFloat16.

use std::fmt;

use sea_query::{ArrayType, Value};
use sea_query_clickhouse::DataType;

use super::{ClickHouseType, field, unfit};
use crate::error::ClickHouseError;

/// `BFloat16`: the upper half of an `f32`, with eight bits of precision.
///
/// See [BFloat16](https://clickhouse.com/docs/sql-reference/data-types/float).
///
/// ```
/// use sea_orm_clickhouse::types::BFloat16;
///
/// assert_eq!(f32::from(BFloat16::round(0.1)), 0.100097656);
/// assert_eq!(BFloat16::exact(0.1), None);
/// assert_eq!(BFloat16::exact(1.5).map(f32::from), Some(1.5));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd)]
pub struct BFloat16(f32);

impl BFloat16 {
    /// The number itself; `None` when it has more digits than fit.
    #[must_use]
    pub fn exact(number: f32) -> Option<Self> {
        (number.is_nan() || number.to_bits() & 0xffff == 0).then_some(Self(number))
    }

    /// The nearest number, of two equally near the even one.
    #[must_use]
    pub fn round(number: f32) -> Self {
        if number.is_nan() {
            return Self(f32::NAN);
        }
        let bits = number.to_bits();
        let odd = bits >> 16 & 1;
        let rounded = bits.wrapping_add(0x7fff + odd) & 0xffff_0000;
        Self(f32::from_bits(rounded))
    }
}

impl From<BFloat16> for f32 {
    fn from(number: BFloat16) -> Self {
        number.0
    }
}

impl fmt::Display for BFloat16 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl ClickHouseType for BFloat16 {
    fn data_type() -> DataType {
        DataType::BFloat16
    }

    fn into_value(self) -> Value {
        self.0.into()
    }

    fn from_value(value: Value) -> Result<Self, ClickHouseError> {
        match value {
            Value::Float(Some(number)) => Self::exact(number)
                .ok_or_else(|| ClickHouseError::type_error(format!("{number} is no BFloat16; round it"))),
            other => Err(unfit(&DataType::BFloat16, &other)),
        }
    }
}

field!(impl[] BFloat16, array_type = ArrayType::Float, null = Value::Float(None));
