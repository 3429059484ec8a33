//! Integers of 128 and 256 bits.

use std::fmt;
use std::str::FromStr;

use bigdecimal::num_bigint::{BigInt, BigUint};
use bigdecimal::{BigDecimal, RoundingMode};
use sea_query::{ArrayType, Value};
use sea_query_clickhouse::DataType;

use super::{ClickHouseType, field, unfit};
use crate::error::ClickHouseError;

/// The whole number of a value.
fn whole(data_type: &DataType, value: &Value) -> Result<BigInt, ClickHouseError> {
    let number = match value {
        Value::BigDecimal(Some(number)) => (**number).clone(),
        Value::Decimal(Some(number)) => BigDecimal::new(number.mantissa().into(), i64::from(number.scale())),
        Value::String(Some(text)) => text
            .parse()
            .map_err(|_| ClickHouseError::type_error(format!("'{text}' is no {data_type}")))?,
        Value::BigInt(Some(number)) => (*number).into(),
        Value::BigUnsigned(Some(number)) => (*number).into(),
        other => return Err(unfit(data_type, other)),
    };
    if !number.is_integer() {
        return Err(ClickHouseError::type_error(format!("{number} is no {data_type}")));
    }
    let (digits, _) = number
        .with_scale_round(0, RoundingMode::Down)
        .into_bigint_and_exponent();
    Ok(digits)
}

macro_rules! integers {
    ($($(#[$doc:meta])* $name:ident of $inner:ty, [$($derive:ident),*];)*) => {
        $($(#[$doc])*
        #[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, $($derive),*)]
        pub struct $name(pub $inner);

        impl From<$inner> for $name {
            fn from(number: $inner) -> Self {
                Self(number)
            }
        }

        impl FromStr for $name {
            type Err = <$inner as FromStr>::Err;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl ClickHouseType for $name {
            fn data_type() -> DataType {
                DataType::$name
            }

            fn into_value(self) -> Value {
                Value::BigDecimal(Some(Box::new(BigDecimal::from(BigInt::from(self.0)))))
            }

            fn from_value(value: Value) -> Result<Self, ClickHouseError> {
                let number = whole(&DataType::$name, &value)?;
                let out_of_range = |_| {
                    ClickHouseError::type_error(format!("a number is out of the range of {}", stringify!($name)))
                };
                <$inner>::try_from(number).map(Self).map_err(out_of_range)
            }
        }

        field!(impl[] $name, array_type = ArrayType::BigDecimal, null = Value::BigDecimal(None));)*
    };
}

integers! {
    /// `Int128`.
    ///
    /// See [Int](https://clickhouse.com/docs/sql-reference/data-types/int-uint).
    ///
    /// ```
    /// use sea_orm_clickhouse::types::Int128;
    ///
    /// assert_eq!(Int128(i128::MIN).to_string(), "-170141183460469231731687303715884105728");
    /// ```
    Int128 of i128, [Copy];
    /// `UInt128`.
    ///
    /// See [UInt](https://clickhouse.com/docs/sql-reference/data-types/int-uint).
    UInt128 of u128, [Copy];
    /// `Int256`. A number that 256 bits do not hold is an error when it is written.
    ///
    /// See [Int](https://clickhouse.com/docs/sql-reference/data-types/int-uint).
    Int256 of BigInt, [];
    /// `UInt256`. A number that 256 bits do not hold is an error when it is written.
    ///
    /// See [UInt](https://clickhouse.com/docs/sql-reference/data-types/int-uint).
    ///
    /// ```
    /// use sea_orm_clickhouse::types::UInt256;
    ///
    /// let wei: UInt256 = "1000000000000000000000000000000000000000".parse()?;
    /// assert_eq!(wei.to_string().len(), 40);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    UInt256 of BigUint, [];
}
