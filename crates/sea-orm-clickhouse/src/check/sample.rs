//! Values at the borders of types, by which the codec is asked what fits.

use bigdecimal::BigDecimal;
use bytes::Bytes;
use chrono::{DateTime, Local, NaiveDate, NaiveTime, Utc};
use ipnetwork::IpNetwork;
use rust_decimal::Decimal;
use sea_query::{ArrayType, ColumnType, Enum, OptionEnum, Value};
use sea_query_clickhouse::{DataType, structured::element_type};

use super::neutral::neutral;

use crate::native::{BlockDecoder, BlockEncoder, ColumnData, NativeError};

/// A value of a field or of a column.
pub(super) struct Sample {
    pub(super) value: Value,
    /// Whether the value is one of those that the type must take to be wide enough; of the others only the type counts.
    pub(super) border: bool,
}

fn borders(values: impl IntoIterator<Item = Value>) -> Vec<Sample> {
    let border = |value| Sample { value, border: true };
    values.into_iter().map(border).collect()
}

/// Values that a field may hold. `declared` is the type of the entity's column.
pub(super) fn of_field(variant: &ArrayType, declared: &ColumnType) -> Vec<Sample> {
    let any = |value: Value| vec![Sample { value, border: false }];
    let day = NaiveDate::from_ymd_opt(2000, 1, 1).unwrap_or_default();
    // As fine as a clock is.
    let time = NaiveTime::from_hms_nano_opt(1, 2, 3, 123_456_789).unwrap_or_default();
    let utc = DateTime::<Utc>::from_naive_utc_and_offset(day.and_time(time), Utc);
    if let Some(data_type) = element_type(variant) {
        return neutral(&data_type).map(any).unwrap_or_default();
    }
    match variant {
        ArrayType::Bool => borders([Value::Bool(Some(false)), Value::Bool(Some(true))]),
        ArrayType::TinyInt => borders([i8::MIN, i8::MAX].map(Value::from)),
        ArrayType::SmallInt => borders([i16::MIN, i16::MAX].map(Value::from)),
        ArrayType::Int => borders([i32::MIN, i32::MAX].map(Value::from)),
        ArrayType::BigInt => borders([i64::MIN, i64::MAX].map(Value::from)),
        ArrayType::TinyUnsigned => borders([u8::MIN, u8::MAX].map(Value::from)),
        ArrayType::SmallUnsigned => borders([u16::MIN, u16::MAX].map(Value::from)),
        ArrayType::Unsigned => borders([u32::MIN, u32::MAX].map(Value::from)),
        ArrayType::BigUnsigned => borders([u64::MIN, u64::MAX].map(Value::from)),
        ArrayType::Float => borders([Value::from(0.1_f32)]),
        ArrayType::Double => borders([Value::from(0.1_f64)]),
        ArrayType::Decimal | ArrayType::BigDecimal => match digits(declared) {
            Some(number) if *variant == ArrayType::BigDecimal => borders([Value::from(number)]),
            Some(number) => match number.to_string().parse::<Decimal>() {
                Ok(number) => borders([Value::from(number)]),
                Err(_) => any(Value::from(Decimal::ZERO)),
            },
            None if *variant == ArrayType::Decimal => any(Value::from(Decimal::ZERO)),
            None => any(Value::from(BigDecimal::from(0))),
        },
        ArrayType::ChronoTime => borders([Value::from(time)]),
        ArrayType::ChronoDateTime => borders([Value::from(day.and_time(time))]),
        ArrayType::ChronoDateTimeUtc => borders([Value::from(utc)]),
        ArrayType::ChronoDateTimeLocal => borders([Value::from(utc.with_timezone(&Local))]),
        ArrayType::ChronoDateTimeWithTimeZone => borders([Value::from(utc.fixed_offset())]),
        ArrayType::TimeTime => borders(
            time::Time::from_hms_nano(1, 2, 3, 123_456_789)
                .ok()
                .map(Value::from),
        ),
        ArrayType::TimeDateTime => {
            let time = time::OffsetDateTime::UNIX_EPOCH + time::Duration::nanoseconds(1);
            borders([Value::from(time::PrimitiveDateTime::new(
                time.date(),
                time.time(),
            ))])
        }
        ArrayType::TimeDateTimeWithTimeZone => borders([Value::from(
            time::OffsetDateTime::UNIX_EPOCH + time::Duration::nanoseconds(1),
        )]),
        ArrayType::ChronoDate => borders([Value::from(day)]),
        ArrayType::TimeDate => borders([Value::from(time::OffsetDateTime::UNIX_EPOCH.date())]),
        ArrayType::Enum(name) => match enum_names(declared) {
            Some(names) => borders(names.into_iter().map(|value| {
                Value::Enum(OptionEnum::Some(Box::new(Enum {
                    type_name: (**name).clone(),
                    value: value.into(),
                })))
            })),
            None => Vec::new(),
        },
        ArrayType::String => match enum_names(declared) {
            Some(names) => borders(names.into_iter().map(Value::from)),
            None => borders([Value::from("")]),
        },
        ArrayType::Char => borders([Value::from('a')]),
        ArrayType::Bytes => borders([Value::from(Vec::<u8>::new())]),
        ArrayType::Json => any(Value::from(serde_json::Value::Object(serde_json::Map::new()))),
        ArrayType::Uuid => borders([Value::from(uuid::Uuid::nil())]),
        ArrayType::IpNetwork => borders([Value::from(IpNetwork::from(std::net::IpAddr::from([
            127, 0, 0, 1,
        ])))]),
        #[allow(
            unreachable_patterns,
            reason = "sea-query has more variants with more features"
        )]
        _ => Vec::new(),
    }
}

/// The names of an enum of the entity.
pub(super) fn enum_names(declared: &ColumnType) -> Option<Vec<String>> {
    match declared {
        ColumnType::Enum { variants, .. } => Some(variants.iter().map(ToString::to_string).collect()),
        ColumnType::Array(element) => enum_names(element),
        _ => None,
    }
}

/// The number with all the digits that the entity declares for a decimal.
fn digits(declared: &ColumnType) -> Option<BigDecimal> {
    match declared {
        ColumnType::Decimal(Some((precision, scale))) | ColumnType::Money(Some((precision, scale))) => {
            nines(u64::from(*precision), i64::from(*scale))
        }
        ColumnType::Custom(name) => match name.inner().parse::<DataType>().ok()?.value_type() {
            DataType::Decimal(precision, scale) => nines(u64::from(*precision), i64::from(*scale)),
            _ => None,
        },
        _ => None,
    }
}

fn nines(precision: u64, scale: i64) -> Option<BigDecimal> {
    let digits = "9".repeat(usize::try_from(precision).ok()?);
    Some(BigDecimal::new(digits.parse().ok()?, scale))
}

/// Values that a column may hold, which not every field can.
pub(super) fn of_column(data_type: &DataType) -> Vec<Value> {
    let texts = |texts: [&str; 2]| texts.map(Value::from).to_vec();
    match data_type {
        DataType::Int8 => [i8::MIN, i8::MAX].map(Value::from).to_vec(),
        DataType::Int16 => [i16::MIN, i16::MAX].map(Value::from).to_vec(),
        DataType::Int32 => [i32::MIN, i32::MAX].map(Value::from).to_vec(),
        DataType::Int64 => [i64::MIN, i64::MAX].map(Value::from).to_vec(),
        DataType::UInt8 => [u8::MIN, u8::MAX].map(Value::from).to_vec(),
        DataType::UInt16 => [u16::MIN, u16::MAX].map(Value::from).to_vec(),
        DataType::UInt32 => [u32::MIN, u32::MAX].map(Value::from).to_vec(),
        DataType::UInt64 => [u64::MIN, u64::MAX].map(Value::from).to_vec(),
        DataType::Int128 => [i128::MIN, i128::MAX]
            .map(|number| Value::from(number.to_string()))
            .to_vec(),
        DataType::UInt128 => [u128::MIN, u128::MAX]
            .map(|number| Value::from(number.to_string()))
            .to_vec(),
        // More than 128 bits, and whole.
        DataType::Int256 | DataType::UInt256 => Vec::from_iter(nines(76, 0).map(Value::from)),
        DataType::Decimal(precision, scale) => {
            Vec::from_iter(nines(u64::from(*precision), i64::from(*scale)).map(Value::from))
        }
        DataType::String | DataType::FixedString(_) => vec![Value::from("")],
        DataType::Time | DataType::Time64(_) => texts(["-999:59:59", "999:59:59"]),
        _ => Vec::new(),
    }
}

/// A value as the element of arrays in arrays.
pub(super) fn in_arrays(value: Value, variant: &ArrayType, depth: usize) -> Value {
    (0..depth).fold(value, |value, _| {
        Value::Array(variant.clone(), Some(Box::new(vec![value])))
    })
}

/// Whether a column takes a value.
pub(super) fn write(column: &str, data_type: &DataType, value: &Value) -> Result<(), NativeError> {
    BlockEncoder::new(1, 1).column(column, data_type, [value])
}

/// A value as it comes out of a column; `None` for one that the column does not take.
pub(super) fn stored(column: &str, data_type: &DataType, value: &Value) -> Option<ColumnData> {
    let mut encoder = BlockEncoder::new(1, 1);
    encoder.column(column, data_type, [value]).ok()?;
    let mut decoder = BlockDecoder::new();
    decoder.feed(Bytes::from(encoder.finish()));
    decoder.next_block().ok()??.columns.into_iter().next()
}
