//! JSON that is no array and no object, as a value of a type.

use bigdecimal::BigDecimal;
use chrono::{DateTime, NaiveDate, NaiveDateTime};
use sea_query::Value;
use serde_json::Value as Json;

use super::json::{JsonMismatch, wants};
use crate::types::DataType;

/// A JSON that is no array and no object as the value that the checks of the type take.
pub(super) fn scalar(path: &[String], data_type: &DataType, json: &Json) -> Result<Value, JsonMismatch> {
    let unfit = || wants(path, data_type, json, wanted(data_type));
    Ok(match json {
        json if is_json(data_type) => Value::Json(Some(Box::new(json.clone()))),
        Json::Null => Value::Json(None),
        Json::Bool(value) if *data_type == DataType::Bool => Value::Bool(Some(*value)),
        Json::Number(number) if takes_number(data_type) => {
            let whole = number
                .as_i64()
                .map(i128::from)
                .or(number.as_u64().map(i128::from));
            match whole
                .and_then(|whole| integer(data_type, whole))
                .or_else(|| float(data_type, number.as_f64()?))
            {
                Some(value) => value,
                None => return Err(unfit()),
            }
        }
        Json::String(text) => match data_type {
            DataType::Date | DataType::Date32 => {
                Value::ChronoDate(Some(text.parse::<NaiveDate>().map_err(|_| unfit())?))
            }
            DataType::DateTime(_) | DataType::DateTime64(_, _) => {
                let zoned = DateTime::parse_from_rfc3339(text).map(|value| value.naive_utc());
                let value = zoned.or_else(|_| text.parse::<NaiveDateTime>());
                Value::ChronoDateTimeUtc(Some(value.map_err(|_| unfit())?.and_utc()))
            }
            DataType::Decimal(_, _) => {
                let number = text.parse::<BigDecimal>().map_err(|_| unfit())?;
                Value::BigDecimal(Some(Box::new(number)))
            }
            DataType::Uuid => match text.parse() {
                Ok(uuid) => Value::Uuid(Some(uuid)),
                Err(_) => Value::String(Some(text.clone())),
            },
            DataType::String
            | DataType::FixedString(_)
            | DataType::Enum8(_)
            | DataType::Enum16(_)
            | DataType::Int128
            | DataType::UInt128
            | DataType::Int256
            | DataType::UInt256
            | DataType::Time
            | DataType::Time64(_)
            | DataType::IPv4
            | DataType::IPv6 => Value::String(Some(text.clone())),
            _ => return Err(unfit()),
        },
        _ => return Err(unfit()),
    })
}

/// As the variant of the type where it holds the number; what it does not hold is refused by whoever writes it.
fn integer(data_type: &DataType, number: i128) -> Option<Value> {
    fn fitting<T: TryFrom<i128>>(number: i128, value: impl Fn(Option<T>) -> Value) -> Option<Value> {
        T::try_from(number).ok().map(|number| value(Some(number)))
    }
    let exact = match data_type {
        DataType::Int8 => fitting(number, Value::TinyInt),
        DataType::Int16 => fitting(number, Value::SmallInt),
        DataType::Int32 => fitting(number, Value::Int),
        DataType::UInt8 => fitting(number, Value::TinyUnsigned),
        DataType::UInt16 => fitting(number, Value::SmallUnsigned),
        DataType::UInt32 => fitting(number, Value::Unsigned),
        DataType::UInt64 => fitting(number, Value::BigUnsigned),
        float if is_float(float) && number as f64 as i128 == number => return None,
        _ => None,
    };
    exact
        .or_else(|| fitting(number, Value::BigInt))
        .or_else(|| fitting(number, Value::BigUnsigned))
}

fn float(data_type: &DataType, number: f64) -> Option<Value> {
    match data_type {
        // The shortest text of an f32 means it, as its whole one does.
        DataType::Float32 | DataType::BFloat16
            if f64::from(number as f32) == number || (number as f32).to_string().parse() == Ok(number) =>
        {
            Some(Value::Float(Some(number as f32)))
        }
        float if is_float(float) => Some(Value::Double(Some(number))),
        _ => None,
    }
}

fn wanted(data_type: &DataType) -> &'static str {
    match data_type {
        DataType::Array(_) | DataType::QBit(..) => "an array",
        DataType::Bool => "true or false",
        DataType::Float32 | DataType::Float64 | DataType::BFloat16 => "a number",
        DataType::Enum8(_) | DataType::Enum16(_) => "the name as a string, or the number as an integer",
        DataType::Decimal(_, _)
        | DataType::Int128
        | DataType::UInt128
        | DataType::Int256
        | DataType::UInt256 => "a string, or an integer",
        DataType::Date | DataType::Date32 => "a string as 2020-01-02",
        DataType::DateTime(_) | DataType::DateTime64(_, _) => "a string as 2020-01-02T03:04:05Z",
        DataType::Nothing => "null",
        kind if takes_number(kind) => "an integer",
        _ => "a string",
    }
}

fn is_json(data_type: &DataType) -> bool {
    matches!(data_type, DataType::Json | DataType::JsonWith(_))
}

/// Whether a text is how an integer prints: no sign but `-`, no zeros in front.
pub(super) fn is_plain_integer(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    text == "0" || (digits.starts_with(|first: char| matches!(first, '1'..='9')))
}

pub(super) fn is_integer(kind: &DataType) -> bool {
    matches!(
        kind,
        DataType::Int8
            | DataType::Int16
            | DataType::Int32
            | DataType::Int64
            | DataType::UInt8
            | DataType::UInt16
            | DataType::UInt32
            | DataType::UInt64
            | DataType::Interval(_)
    )
}

fn is_float(kind: &DataType) -> bool {
    matches!(kind, DataType::Float32 | DataType::Float64 | DataType::BFloat16)
}

fn takes_number(kind: &DataType) -> bool {
    let others = matches!(
        kind,
        DataType::Int128
            | DataType::UInt128
            | DataType::Int256
            | DataType::UInt256
            | DataType::Decimal(_, _)
            | DataType::Enum8(_)
            | DataType::Enum16(_)
    );
    others || is_float(kind) || is_integer(kind)
}
