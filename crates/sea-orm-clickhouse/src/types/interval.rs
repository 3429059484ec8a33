//! Intervals: a number of units.

use sea_query::{ArrayType, Value};
use sea_query_clickhouse::{DataType, types::IntervalUnit};

use super::{ClickHouseType, field, unfit};
use crate::error::ClickHouseError;

macro_rules! intervals {
    ($($name:ident, $unit:ident;)*) => {
        $(#[doc = concat!("`", stringify!($name), "`: how many units it is.")]
        ///
        /// See [Interval](https://clickhouse.com/docs/sql-reference/data-types/special-data-types/interval).
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(pub i64);

        impl ClickHouseType for $name {
            fn data_type() -> DataType {
                DataType::Interval(IntervalUnit::$unit)
            }

            fn into_value(self) -> Value {
                self.0.into()
            }

            fn from_value(value: Value) -> Result<Self, ClickHouseError> {
                match value {
                    Value::BigInt(Some(units)) => Ok(Self(units)),
                    other => Err(unfit(&Self::data_type(), &other)),
                }
            }
        }

        field!(impl[] $name, array_type = ArrayType::BigInt, null = Value::BigInt(None));)*
    };
}

intervals! {
    IntervalNanosecond, Nanosecond;
    IntervalMicrosecond, Microsecond;
    IntervalMillisecond, Millisecond;
    IntervalSecond, Second;
    IntervalMinute, Minute;
    IntervalHour, Hour;
    IntervalDay, Day;
    IntervalWeek, Week;
    IntervalMonth, Month;
    IntervalQuarter, Quarter;
    IntervalYear, Year;
}
