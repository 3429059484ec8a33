//! Structured values as JSON.

use std::fmt::Display;

use chrono::SecondsFormat;
use sea_query::Value;
use sea_query_clickhouse::structured::into_elements;
use sea_query_clickhouse::types::DataType;
use serde_json::{Map, Number, Value as Json};

use crate::native::NativeError;
use crate::native::structure::structure;

/// How the values of a column become JSON.
#[derive(Clone, Debug)]
pub(crate) struct JsonForm {
    column: String,
    data_type: DataType,
}

impl JsonForm {
    pub(crate) fn new(column: &str, data_type: &DataType) -> Self {
        Self {
            column: column.to_owned(),
            data_type: data_type.clone(),
        }
    }

    /// The JSON of a value that was read as one of the type.
    pub(crate) fn json(&self, value: Value) -> Result<Json, NativeError> {
        json(&self.column, &self.data_type, value)
    }
}

fn json(path: &str, data_type: &DataType, value: Value) -> Result<Json, NativeError> {
    let data_type = data_type.value_type();
    if !value.is_some() {
        return Ok(Json::Null);
    }
    match (data_type, value) {
        (DataType::Array(element) | DataType::QBit(element, ..), Value::Array(_, Some(values))) => {
            let values = values.into_iter().map(|value| json(path, element, value));
            Ok(Json::Array(values.collect::<Result<_, _>>()?))
        }
        (DataType::Tuple(members), value) => {
            let named = members.iter().any(|(name, _)| name.is_some());
            let elements = into_elements(value).unwrap_or_default();
            let mut object = Map::new();
            let mut array = Vec::with_capacity(if named { 0 } else { elements.len() });
            for (index, ((name, member), value)) in members.iter().zip(elements).enumerate() {
                let name = name.clone().unwrap_or_else(|| (index + 1).to_string());
                let value = json(&format!("{path}.{name}"), member, value)?;
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
        (DataType::Map(key, of), value) => map(path, data_type, key, of, value),
        (DataType::Variant(_) | DataType::Dynamic(_) | DataType::Geometry, value) => {
            let elements = into_elements(value).unwrap_or_default();
            let Ok([Value::String(Some(name)), value]) = <[Value; 2]>::try_from(elements) else {
                return Err(shape(path, data_type));
            };
            let of: DataType = name
                .parse()
                .map_err(|error| NativeError::malformed(format!("column `{path}`: {error}")))?;
            json(path, &of, value)
        }
        (other, value @ Value::Array(..)) => match structure(other) {
            Some(inner) => json(path, &inner, value),
            None => Err(shape(path, data_type)),
        },
        (_, value) => scalar(path, data_type, value),
    }
}

fn map(
    path: &str,
    data_type: &DataType,
    key: &DataType,
    of: &DataType,
    value: Value,
) -> Result<Json, NativeError> {
    let text = sea_query_clickhouse::structured::is_text_key(key);
    let (mut object, mut array) = (Map::new(), Vec::new());
    let mut elements = into_elements(value).unwrap_or_default().into_iter();
    while let (Some(one), Some(other)) = (elements.next(), elements.next()) {
        let one = json(&format!("{path}.keys"), key, one)?;
        let other = json(&format!("{path}.values"), of, other)?;
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

fn scalar(path: &str, data_type: &DataType, value: Value) -> Result<Json, NativeError> {
    Ok(match value {
        Value::Bool(Some(value)) => value.into(),
        Value::TinyInt(Some(value)) => value.into(),
        Value::SmallInt(Some(value)) => value.into(),
        Value::Int(Some(value)) => value.into(),
        Value::BigInt(Some(value)) => value.into(),
        Value::TinyUnsigned(Some(value)) => value.into(),
        Value::SmallUnsigned(Some(value)) => value.into(),
        Value::Unsigned(Some(value)) => value.into(),
        Value::BigUnsigned(Some(value)) => value.into(),
        Value::Float(Some(value)) => float(path, data_type, value.into())?,
        Value::Double(Some(value)) => float(path, data_type, value)?,
        Value::String(Some(value)) => value.into(),
        Value::Bytes(Some(value)) => {
            let way_out = format!("it is not UTF-8, which JSON is; select {path} by itself");
            return Err(unfit(
                path,
                data_type,
                format!("'{}'", value.escape_ascii()),
                &way_out,
            ));
        }
        Value::BigDecimal(Some(value)) => value.to_plain_string().into(),
        Value::Uuid(Some(value)) => value.to_string().into(),
        Value::ChronoDate(Some(value)) => value.to_string().into(),
        Value::ChronoDateTimeUtc(Some(value)) => value.to_rfc3339_opts(SecondsFormat::AutoSi, true).into(),
        Value::Json(Some(value)) => *value,
        _ => return Err(shape(path, data_type)),
    })
}

fn float(path: &str, data_type: &DataType, value: f64) -> Result<Json, NativeError> {
    let number = Number::from_f64(value).map(Json::Number);
    number.ok_or_else(|| {
        let way_out = format!("JSON has no such number; select {path} by itself");
        unfit(path, data_type, value, &way_out)
    })
}

fn unfit(path: &str, data_type: &DataType, value: impl Display, way_out: &str) -> NativeError {
    let allowed = format!("it cannot be read as serde_json::Value (Json); {way_out}");
    NativeError::out_of_range(path, data_type, value, allowed)
}

fn shape(path: &str, data_type: &DataType) -> NativeError {
    NativeError::malformed(format!("the data of column `{path}` is not of type {data_type}"))
}
