//! Values as JSON, as a web client expects them.

use base64::{Engine, engine::general_purpose::STANDARD};
use sea_query::{OptionEnum, Value};
use serde_json::{Map, Number, Value as Json};

use crate::error::ClickHouseError;

/// A row as an object. Of two columns with one name the first stays.
pub(crate) fn object(names: &[String], values: Vec<Value>) -> Result<Json, ClickHouseError> {
    let mut object = Map::with_capacity(names.len());
    for (name, value) in names.iter().zip(values) {
        let value = json(name, value)?;
        object.entry(name.clone()).or_insert(value);
    }
    Ok(Json::Object(object))
}

fn json(name: &str, value: Value) -> Result<Json, ClickHouseError> {
    fn text(value: Option<impl ToString>) -> Json {
        value.map_or(Json::Null, |value| Json::String(value.to_string()))
    }
    fn number(value: Option<impl Into<Number>>) -> Json {
        value.map_or(Json::Null, |value| Json::Number(value.into()))
    }
    // JSON has no NaN and no infinity.
    fn float(value: Option<f64>) -> Json {
        value.and_then(Number::from_f64).map_or(Json::Null, Json::Number)
    }
    Ok(match value {
        Value::Bool(value) => value.map_or(Json::Null, Json::Bool),
        Value::TinyInt(value) => number(value),
        Value::SmallInt(value) => number(value),
        Value::Int(value) => number(value),
        Value::BigInt(value) => number(value),
        Value::TinyUnsigned(value) => number(value),
        Value::SmallUnsigned(value) => number(value),
        Value::Unsigned(value) => number(value),
        Value::BigUnsigned(value) => number(value),
        // The shortest text of an f32 is what it was written as.
        Value::Float(value) => float(value.and_then(|value| value.to_string().parse().ok())),
        Value::Double(value) => float(value),
        Value::String(value) => text(value),
        Value::Enum(OptionEnum::Some(value)) => text(Some(value.value)),
        Value::Enum(OptionEnum::None(_)) => Json::Null,
        Value::Char(value) => text(value),
        Value::Bytes(value) => text(value.map(|bytes| STANDARD.encode(bytes))),
        Value::Json(value) => value.map_or(Json::Null, |value| *value),
        Value::ChronoDate(value) => text(value),
        Value::ChronoTime(value) => text(value),
        Value::ChronoDateTime(value) => text(value.map(|value| value.format("%Y-%m-%dT%H:%M:%S%.f"))),
        Value::ChronoDateTimeUtc(value) => text(value.map(|value| value.format("%Y-%m-%dT%H:%M:%S%.fZ"))),
        Value::ChronoDateTimeLocal(value) => text(value.map(|value| value.to_rfc3339())),
        Value::ChronoDateTimeWithTimeZone(value) => text(value.map(|value| value.to_rfc3339())),
        Value::TimeDate(value) => text(value),
        Value::TimeTime(value) => text(value),
        Value::TimeDateTime(value) => text(value.map(|value| format!("{}T{}", value.date(), value.time()))),
        Value::TimeDateTimeWithTimeZone(value) => {
            text(value.map(|value| format!("{}T{}{}", value.date(), value.time(), offset(value.offset()))))
        }
        Value::Uuid(value) => text(value),
        Value::Decimal(value) => text(value),
        Value::BigDecimal(value) => text(value.map(|value| value.to_plain_string())),
        Value::IpNetwork(value) => text(value.map(|value| value.ip())),
        Value::Array(_, None) => Json::Null,
        Value::Array(_, Some(values)) => Json::Array(
            values
                .into_iter()
                .map(|value| json(name, value))
                .collect::<Result<_, _>>()?,
        ),
        #[allow(unreachable_patterns)]
        other => {
            return Err(ClickHouseError::type_error(format!(
                "column `{name}` was read as {other:?}, which has no form in JSON here"
            )));
        }
    })
}

fn offset(offset: time::UtcOffset) -> String {
    let (hours, minutes, _) = offset.as_hms();
    if offset.is_utc() {
        return "Z".into();
    }
    let sign = if offset.is_negative() { '-' } else { '+' };
    format!("{sign}{:02}:{:02}", hours.abs(), minutes.abs())
}
