//! Values as JSON.

use base64::{Engine, engine::general_purpose::STANDARD};
use chrono::SecondsFormat;
use sea_query::{OptionEnum, Value};
use sea_query_clickhouse::{
    DataType,
    structured::{into_elements, is_text_key, made_of},
};
use serde_json::{Map, Number, Value as Json};

use super::option::{ColumnOptions, JsonFloat};
use crate::native::NativeError;

/// The JSON of a value that was read out of a column of the type.
pub(super) fn json(
    path: &str,
    data_type: &DataType,
    value: Value,
    options: ColumnOptions,
) -> Result<Json, NativeError> {
    if !value.is_some() {
        return Ok(Json::Null);
    }
    let data_type = data_type.value_type();
    match (data_type, value) {
        (DataType::Tuple(members), value) => tuple(path, members, value, options),
        (DataType::Map(key, of), value) => map(path, data_type, key, of, value, options),
        (DataType::Variant(_) | DataType::Dynamic(_) | DataType::Geometry, value) => {
            let elements = into_elements(value).unwrap_or_default();
            let Ok([Value::String(Some(name)), value]) = <[Value; 2]>::try_from(elements) else {
                return Err(shape(path, data_type));
            };
            let of: DataType = name
                .parse()
                .map_err(|error| NativeError::malformed(format!("column `{path}`: {error}")))?;
            json(path, &of, value, options)
        }
        (DataType::Array(element) | DataType::QBit(element, ..), Value::Array(_, Some(values))) => {
            let values = values
                .into_iter()
                .map(|value| json(path, element, value, options));
            values.collect::<Result<_, _>>().map(Json::Array)
        }
        (other, value) => match made_of(other) {
            Some(inner) if matches!(value, Value::Array(..)) || is_simple(other) => {
                json(path, &inner, value, options)
            }
            _ => scalar(path, data_type, value, options),
        },
    }
}

fn tuple(
    path: &str,
    members: &[(Option<String>, DataType)],
    value: Value,
    options: ColumnOptions,
) -> Result<Json, NativeError> {
    let named = members.iter().any(|(name, _)| name.is_some());
    let elements = into_elements(value).unwrap_or_default();
    let (mut object, mut array) = (Map::new(), Vec::new());
    for (index, ((name, member), value)) in members.iter().zip(elements).enumerate() {
        let name = name.clone().unwrap_or_else(|| (index + 1).to_string());
        let value = json(&format!("{path}.{name}"), member, value, options)?;
        if named {
            object.insert(name, value);
        } else {
            array.push(value);
        }
    }
    Ok(if named {
        Json::Object(object)
    } else {
        Json::Array(array)
    })
}

fn map(
    path: &str,
    data_type: &DataType,
    key: &DataType,
    of: &DataType,
    value: Value,
    options: ColumnOptions,
) -> Result<Json, NativeError> {
    let text = is_text_key(key);
    let (mut object, mut array) = (Map::new(), Vec::new());
    let mut elements = into_elements(value).unwrap_or_default().into_iter();
    while let (Some(one), Some(other)) = (elements.next(), elements.next()) {
        let one = json(&format!("{path}.keys"), key, one, options)?;
        let other = json(&format!("{path}.values"), of, other, options)?;
        if !text {
            array.push(Json::Array(vec![one, other]));
            continue;
        }
        let name = match one {
            Json::String(name) => name,
            other => other.to_string(),
        };
        if object.contains_key(&name) {
            let way_out = format!(
                "the key is there twice, which an object cannot hold; select mapKeys({path}) and mapValues({path})"
            );
            return Err(unfit(path, data_type, format!("'{name}'"), &way_out));
        }
        object.insert(name, other);
    }
    Ok(if text {
        Json::Object(object)
    } else {
        Json::Array(array)
    })
}

fn scalar(
    path: &str,
    data_type: &DataType,
    value: Value,
    options: ColumnOptions,
) -> Result<Json, NativeError> {
    let wide = |number: Number| {
        if options.big_integers_as_strings {
            Json::String(number.to_string())
        } else {
            Json::Number(number)
        }
    };
    let text = |text: String| Json::String(text);
    Ok(match value {
        Value::Bool(Some(value)) => value.into(),
        Value::TinyInt(Some(value)) => value.into(),
        Value::SmallInt(Some(value)) => value.into(),
        Value::Int(Some(value)) => value.into(),
        Value::BigInt(Some(value)) => wide(value.into()),
        Value::TinyUnsigned(Some(value)) => value.into(),
        Value::SmallUnsigned(Some(value)) => value.into(),
        Value::Unsigned(Some(value)) => value.into(),
        Value::BigUnsigned(Some(value)) => wide(value.into()),
        // The shortest text of an f32 is what it was written as.
        Value::Float(Some(value)) => {
            let value = value.to_string().parse().unwrap_or(f64::from(value));
            float(path, data_type, value, options)?
        }
        Value::Double(Some(value)) => float(path, data_type, value, options)?,
        Value::String(Some(value)) if options.base64 && is_string(data_type) => text(STANDARD.encode(value)),
        Value::String(Some(value)) => text(value),
        Value::Bytes(Some(bytes)) if !options.texts_alone => text(STANDARD.encode(bytes)),
        Value::Enum(OptionEnum::Some(value)) => text(value.value.into_owned()),
        Value::Char(Some(value)) => text(value.to_string()),
        Value::Json(Some(value)) => *value,
        Value::ChronoDate(Some(value)) => text(value.to_string()),
        Value::ChronoTime(Some(value)) => text(value.to_string()),
        Value::ChronoDateTime(Some(value)) => text(value.format("%Y-%m-%dT%H:%M:%S%.f").to_string()),
        Value::ChronoDateTimeUtc(Some(value)) => text(value.to_rfc3339_opts(SecondsFormat::AutoSi, true)),
        Value::ChronoDateTimeLocal(Some(value)) => text(value.to_rfc3339()),
        Value::ChronoDateTimeWithTimeZone(Some(value)) => text(value.to_rfc3339()),
        Value::TimeDate(Some(value)) => text(value.to_string()),
        Value::TimeTime(Some(value)) => text(value.to_string()),
        Value::TimeDateTime(Some(value)) => text(format!("{}T{}", value.date(), value.time())),
        Value::TimeDateTimeWithTimeZone(Some(value)) => text(format!(
            "{}T{}{}",
            value.date(),
            value.time(),
            offset(value.offset())
        )),
        Value::Uuid(Some(value)) => text(value.to_string()),
        Value::Decimal(Some(value)) => text(value.to_string()),
        Value::BigDecimal(Some(value)) => text(value.to_plain_string()),
        Value::IpNetwork(Some(value)) => text(value.ip().to_string()),
        Value::Array(_, Some(values)) => {
            let values = values
                .into_iter()
                .map(|value| json(path, data_type, value, options));
            Json::Array(values.collect::<Result<_, _>>()?)
        }
        Value::Bytes(Some(bytes)) => {
            let way_out = format!(
                "it is not UTF-8, as JSON is; select {path} by itself, or name the column in JsonOptions::base64"
            );
            return Err(unfit(
                path,
                data_type,
                format!("'{}'", bytes.escape_ascii()),
                &way_out,
            ));
        }
        _ => return Err(shape(path, data_type)),
    })
}

fn float(path: &str, data_type: &DataType, value: f64, options: ColumnOptions) -> Result<Json, NativeError> {
    if let Some(number) = Number::from_f64(value) {
        return Ok(Json::Number(number));
    }
    Ok(match options.not_a_number {
        JsonFloat::Null => Json::Null,
        JsonFloat::Text if value.is_nan() => "NaN".into(),
        JsonFloat::Text if value > 0.0 => "Infinity".into(),
        JsonFloat::Text => "-Infinity".into(),
        JsonFloat::Error => {
            let way_out = format!(
                "JSON has no such number; select {path} by itself, or ifNotFinite({path}, ...), or say what stands for it by \
                 JsonOptions::not_a_number"
            );
            return Err(unfit(path, data_type, value, &way_out));
        }
    })
}

fn is_simple(data_type: &DataType) -> bool {
    matches!(data_type, DataType::SimpleAggregateFunction(_))
}

fn is_string(data_type: &DataType) -> bool {
    matches!(data_type, DataType::String | DataType::FixedString(_))
}

fn unfit(path: &str, data_type: &DataType, value: impl std::fmt::Display, way_out: &str) -> NativeError {
    NativeError::out_of_range(
        path,
        data_type,
        value,
        format!("it cannot be read as serde_json::Value (Json); {way_out}"),
    )
}

fn shape(path: &str, data_type: &DataType) -> NativeError {
    NativeError::malformed(format!("the data of column `{path}` is not of type {data_type}"))
}

fn offset(offset: time::UtcOffset) -> String {
    let (hours, minutes, _) = offset.as_hms();
    if offset.is_utc() {
        return "Z".into();
    }
    let sign = if offset.is_negative() { '-' } else { '+' };
    format!("{sign}{:02}:{:02}", hours.abs(), minutes.abs())
}
