//! The types that SeaORM has already, as elements.

use bigdecimal::BigDecimal;
use chrono::{DateTime, FixedOffset, Local, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Utc};
use rust_decimal::Decimal;
use sea_query::{Value, ValueType};
use sea_query_clickhouse::DataType;
use serde_json::Value as Json;
use uuid::Uuid;

use super::{ClickHouseType, unfit};
use crate::error::ClickHouseError;

/// Types whose value has a variant of its own.
macro_rules! plain {
    ($($rust:ty => $data_type:expr),* $(,)?) => {
        $(impl ClickHouseType for $rust {
            fn data_type() -> DataType {
                $data_type
            }

            fn into_value(self) -> Value {
                self.into()
            }

            fn from_value(value: Value) -> Result<Self, ClickHouseError> {
                <Self as ValueType>::try_from(value.clone()).map_err(|_| unfit(&Self::data_type(), &value))
            }
        })*
    };
}

plain! {
    i8 => DataType::Int8,
    i16 => DataType::Int16,
    i32 => DataType::Int32,
    i64 => DataType::Int64,
    u16 => DataType::UInt16,
    u32 => DataType::UInt32,
    u64 => DataType::UInt64,
    f32 => DataType::Float32,
    f64 => DataType::Float64,
    bool => DataType::Bool,
    Uuid => DataType::Uuid,
    Json => DataType::Json,
    NaiveDate => DataType::Date32,
}

impl ClickHouseType for u8 {
    fn data_type() -> DataType {
        DataType::UInt8
    }

    fn into_value(self) -> Value {
        self.into()
    }

    fn from_value(value: Value) -> Result<Self, ClickHouseError> {
        match value {
            Value::TinyUnsigned(Some(value)) => Ok(value),
            other => Err(unfit(&Self::data_type(), &other)),
        }
    }

    fn list_type() -> DataType {
        DataType::String
    }

    fn list_into_value(list: Vec<Self>) -> Value {
        Value::Bytes(Some(list))
    }

    fn list_from_value(value: Value) -> Result<Vec<Self>, ClickHouseError> {
        match value {
            Value::Bytes(Some(bytes)) => Ok(bytes),
            Value::String(Some(text)) => Ok(text.into_bytes()),
            Value::Array(_, Some(values)) => values.into_iter().map(Self::from_value).collect(),
            other => Err(unfit(&DataType::String, &other)),
        }
    }
}

impl ClickHouseType for String {
    fn data_type() -> DataType {
        DataType::String
    }

    fn into_value(self) -> Value {
        self.into()
    }

    fn from_value(value: Value) -> Result<Self, ClickHouseError> {
        match value {
            Value::String(Some(text)) => Ok(text),
            Value::Bytes(Some(bytes)) => Err(ClickHouseError::type_error(format!(
                "'{}' is not UTF-8; take it as Vec<u8>",
                bytes.escape_ascii()
            ))),
            other => Err(unfit(&Self::data_type(), &other)),
        }
    }
}

/// Types that an element's value is turned into; `None` where it is out of their range.
macro_rules! converted {
    ($($rust:ty => $data_type:expr, $variant:ident($value:ident) => $from:expr;)*) => {
        $(impl ClickHouseType for $rust {
            fn data_type() -> DataType {
                $data_type
            }

            fn into_value(self) -> Value {
                self.into()
            }

            fn from_value(value: Value) -> Result<Self, ClickHouseError> {
                match &value {
                    Value::$variant(Some($value)) => {
                        let converted: Option<Self> = $from;
                        converted.ok_or_else(|| {
                            ClickHouseError::type_error(format!(
                                "{:?} is out of the range of {}",
                                $value,
                                stringify!($rust)
                            ))
                        })
                    }
                    _ => <Self as ValueType>::try_from(value.clone()).map_err(|_| unfit(&Self::data_type(), &value)),
                }
            }
        })*
    };
}

/// What the portable `DateTime` is in this dialect.
fn instant() -> DataType {
    DataType::DateTime64(6, Some("UTC".into()))
}

converted! {
    DateTime<Utc> => instant(), ChronoDateTimeUtc(value) => Some(*value);
    DateTime<FixedOffset> => instant(), ChronoDateTimeUtc(value) => Some(value.fixed_offset());
    DateTime<Local> => instant(), ChronoDateTimeUtc(value) => Some(value.with_timezone(&Local));
    NaiveDateTime => instant(), ChronoDateTimeUtc(value) => Some(value.naive_utc());
    NaiveTime => DataType::Time64(6), String(text) => text.parse().ok();
    Decimal => DataType::decimal(28, 10), BigDecimal(value) => decimal(value);
    BigDecimal => DataType::decimal(76, 20), BigDecimal(value) => Some((**value).clone());
    time::OffsetDateTime => instant(), ChronoDateTimeUtc(value) => offset_date_time(value);
    time::PrimitiveDateTime => instant(), ChronoDateTimeUtc(value) => {
        offset_date_time(value).map(|value| time::PrimitiveDateTime::new(value.date(), value.time()))
    };
    time::Date => DataType::Date32, ChronoDate(value) => date(*value);
    time::Time => DataType::Time64(6), String(text) => text.parse().ok().and_then(time_of_day);
}

fn decimal(value: &BigDecimal) -> Option<Decimal> {
    Decimal::from_str_exact(&value.to_plain_string()).ok()
}

fn offset_date_time(value: &DateTime<Utc>) -> Option<time::OffsetDateTime> {
    let seconds = time::OffsetDateTime::from_unix_timestamp(value.timestamp()).ok()?;
    seconds.checked_add(time::Duration::nanoseconds(i64::from(
        value.timestamp_subsec_nanos(),
    )))
}

fn date(value: NaiveDate) -> Option<time::Date> {
    let days = value.signed_duration_since(NaiveDate::default()).num_days();
    time::macros::date!(1970 - 01 - 01).checked_add(time::Duration::days(days))
}

fn time_of_day(value: NaiveTime) -> Option<time::Time> {
    let nanoseconds: TimeDelta = value.signed_duration_since(NaiveTime::MIN);
    let time = time::Time::MIDNIGHT + time::Duration::nanoseconds(nanoseconds.num_nanoseconds()?);
    Some(time)
}
