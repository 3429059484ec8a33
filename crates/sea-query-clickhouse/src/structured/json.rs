//! JSON as a value of a structured type.

use sea_query::Value;
use serde_json::{Map, Value as Json};

use super::{
    made_of,
    scalar::{is_integer, is_plain_integer, scalar},
    structured,
};
use crate::types::DataType;

/// A JSON that is no value of a type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JsonMismatch {
    /// The names of the members that lead to it, each after a point.
    pub path: String,
    /// The type there.
    pub data_type: DataType,
    /// The JSON there.
    pub json: String,
    /// What the type takes instead, as a part of a sentence.
    pub allowed: String,
}

/// The value of a type that a JSON says.
///
/// | ClickHouse | JSON |
/// |---|---|
/// | Tuple with names | an object with exactly these members |
/// | Tuple without names, Point | an array of exactly these elements |
/// | Map whose keys are no arrays, tuples or maps | an object; a key is its text |
/// | Map with other keys | an array of `[key, value]` |
/// | Array, Nested, Ring, LineString, MultiLineString, Polygon, MultiPolygon | an array |
/// | Variant, Geometry | what exactly one of its types takes |
/// | Dynamic | a boolean is Bool, a whole number Int64 or UInt64, another number Float64, a text String, an object JSON, an array Array(Dynamic) |
/// | integers to 64 bits, Interval, floats | a number |
/// | wider integers, Decimal | a string, or a whole number |
/// | Date, DateTime (UTC) | a string as in ISO 8601 |
/// | JSON | itself |
///
/// # Errors
///
/// When the JSON is none of the above. Ranges and scales are left to whoever writes the value.
pub fn of_json(data_type: &DataType, json: &Json) -> Result<Value, JsonMismatch> {
    value(&mut Vec::new(), data_type, json)
}

fn value(path: &mut Vec<String>, data_type: &DataType, json: &Json) -> Result<Value, JsonMismatch> {
    match (data_type, json) {
        (DataType::LowCardinality(inner), _) => value(path, inner, json),
        (DataType::Nullable(inner), Json::Null) => Ok(match made_of_tuple(inner) {
            Some(tuple) => super::null(&tuple),
            None => Value::Json(None),
        }),
        (DataType::Nullable(inner), _) => value(path, inner, json),
        (DataType::Array(inner) | DataType::QBit(inner, ..), Json::Array(elements)) => {
            let elements = elements.iter().map(|json| value(path, inner, json));
            let elements = elements.collect::<Result<Vec<_>, _>>()?;
            Ok(Value::Array(super::element(inner), Some(Box::new(elements))))
        }
        (DataType::Tuple(members), _) => tuple(path, data_type, members, json),
        (DataType::Map(key, of), _) => map(path, data_type, key, of, json),
        (DataType::Variant(types), _) => variant(path, data_type, types, json),
        (DataType::Dynamic(_), _) => dynamic(path, data_type, json),
        _ => match made_of(data_type) {
            Some(inner) => match (value(path, &inner, json)?, data_type) {
                (value, DataType::SimpleAggregateFunction(_)) => Ok(value),
                (Value::Array(_, elements), _) => Ok(structured(
                    data_type,
                    elements.map(|elements| *elements).unwrap_or_default(),
                )),
                (value, _) => Ok(value),
            },
            None => scalar(path, data_type, json),
        },
    }
}

/// A type that can be NULL as a whole.
fn made_of_tuple(data_type: &DataType) -> Option<DataType> {
    matches!(data_type, DataType::Tuple(_) | DataType::Point).then(|| data_type.clone())
}

fn mismatch(path: &[String], data_type: &DataType, json: &Json, allowed: impl Into<String>) -> JsonMismatch {
    JsonMismatch {
        path: path.iter().map(|member| format!(".{member}")).collect(),
        data_type: data_type.clone(),
        json: json.to_string(),
        allowed: allowed.into(),
    }
}

pub(super) fn wants(path: &[String], data_type: &DataType, json: &Json, wanted: &str) -> JsonMismatch {
    let allowed = format!("of serde_json::Value (Json) it takes {wanted}");
    mismatch(path, data_type, json, allowed)
}

fn within<T>(
    path: &mut Vec<String>,
    member: impl Into<String>,
    of: impl FnOnce(&mut Vec<String>) -> Result<T, JsonMismatch>,
) -> Result<T, JsonMismatch> {
    path.push(member.into());
    let result = of(path);
    path.pop();
    result
}

fn tuple(
    path: &mut Vec<String>,
    data_type: &DataType,
    members: &[(Option<String>, DataType)],
    json: &Json,
) -> Result<Value, JsonMismatch> {
    let name_of =
        |index: usize, name: &Option<String>| name.clone().unwrap_or_else(|| (index + 1).to_string());
    let mut elements = Vec::with_capacity(members.len());
    match json {
        Json::Object(object) if members.iter().any(|(name, _)| name.is_some()) => {
            check_members(path, data_type, members, object, json)?;
            for (index, (name, member)) in members.iter().enumerate() {
                let name = name_of(index, name);
                let json = object.get(&name).unwrap_or(&Json::Null);
                elements.push(within(path, name, |path| value(path, member, json))?);
            }
        }
        Json::Array(array) if members.iter().all(|(name, _)| name.is_none()) => {
            if array.len() != members.len() {
                let allowed = format!(
                    "the tuple has {} elements, the array {}",
                    members.len(),
                    array.len()
                );
                return Err(mismatch(path, data_type, json, allowed));
            }
            for (index, ((name, member), json)) in members.iter().zip(array).enumerate() {
                elements.push(within(path, name_of(index, name), |path| {
                    value(path, member, json)
                })?);
            }
        }
        _ if members.iter().any(|(name, _)| name.is_some()) => {
            return Err(wants(
                path,
                data_type,
                json,
                "an object with the names of the tuple",
            ));
        }
        _ => {
            return Err(wants(
                path,
                data_type,
                json,
                "an array with the elements of the tuple",
            ));
        }
    }
    Ok(structured(data_type, elements))
}

/// Exactly the names of the tuple: a default for a missing one would be a value that nobody wrote.
fn check_members(
    path: &[String],
    data_type: &DataType,
    members: &[(Option<String>, DataType)],
    object: &Map<String, Json>,
    json: &Json,
) -> Result<(), JsonMismatch> {
    let mut names = members.iter().filter_map(|(name, _)| name.as_ref());
    if let Some(name) = names.find(|name| !object.contains_key(*name)) {
        let allowed = format!("the object has no member `{name}`");
        return Err(mismatch(path, data_type, json, allowed));
    }
    let known = |name: &String| members.iter().any(|(known, _)| known.as_ref() == Some(name));
    if object.len() > members.len()
        && let Some(name) = object.keys().find(|name| !known(name))
    {
        let allowed = format!("the tuple has no element for the member `{name}`");
        return Err(mismatch(path, data_type, json, allowed));
    }
    Ok(())
}

fn map(
    path: &mut Vec<String>,
    data_type: &DataType,
    key: &DataType,
    of: &DataType,
    json: &Json,
) -> Result<Value, JsonMismatch> {
    let mut elements = Vec::new();
    match json {
        Json::Object(object) if is_text_key(key) => {
            for (name, json) in object {
                let name = key_of(key, name);
                elements.push(within(path, "keys", |path| value(path, key, &name))?);
                elements.push(within(path, "values", |path| value(path, of, json))?);
            }
        }
        Json::Array(pairs) if !is_text_key(key) => {
            for pair in pairs {
                let Some([one, other]) = pair.as_array().map(Vec::as_slice) else {
                    return Err(wants(path, data_type, pair, "an array of [key, value]"));
                };
                elements.push(within(path, "keys", |path| value(path, key, one))?);
                elements.push(within(path, "values", |path| value(path, of, other))?);
            }
        }
        _ if is_text_key(key) => return Err(wants(path, data_type, json, "an object")),
        _ => return Err(wants(path, data_type, json, "an array of [key, value]")),
    }
    Ok(structured(data_type, elements))
}

/// Whether a Map with these keys is a JSON object, whose names are the texts of the keys.
#[must_use]
pub fn is_text_key(key: &DataType) -> bool {
    !matches!(
        key.value_type(),
        DataType::Array(_)
            | DataType::Tuple(_)
            | DataType::Map(_, _)
            | DataType::Variant(_)
            | DataType::Dynamic(_)
    ) && made_of(key).is_none_or(|inner| is_text_key(&inner))
}

/// The key of a Map as the JSON of its type; what is no such thing stays a string, and is refused as one.
fn key_of(key: &DataType, name: &str) -> Json {
    let parsed = match key.value_type() {
        DataType::Bool => name.parse::<bool>().ok().map(Json::from),
        DataType::Float32 | DataType::Float64 | DataType::BFloat16 => {
            name.parse::<f64>().ok().map(Json::from)
        }
        // Of `1`, `01` and `+1` two would be the same key.
        kind if is_integer(kind) && is_plain_integer(name) => {
            let signed = name.parse::<i64>().ok().map(Json::from);
            signed.or_else(|| name.parse::<u64>().ok().map(Json::from))
        }
        _ => None,
    };
    parsed.unwrap_or_else(|| Json::String(name.to_owned()))
}

fn typed(data_type: &DataType, of: &DataType, value: Value) -> Value {
    structured(data_type, vec![of.to_string().into(), value])
}

/// Of the types of a variant, the one that takes the JSON.
fn variant(
    path: &mut Vec<String>,
    data_type: &DataType,
    types: &[DataType],
    json: &Json,
) -> Result<Value, JsonMismatch> {
    if json.is_null() {
        return Ok(super::null(data_type));
    }
    let mut found = Vec::new();
    for of in types {
        if let Ok(value) = value(path, of, json) {
            found.push((of, value));
        }
    }
    match (found.pop(), found.last()) {
        (Some((of, value)), None) => Ok(typed(data_type, of, value)),
        (Some((last, _)), Some((first, _))) => {
            let allowed = format!("it could be {first} or {last}; write a value that names its type");
            Err(mismatch(path, data_type, json, allowed))
        }
        (None, _) => Err(wants(path, data_type, json, "what one of its types takes")),
    }
}

fn dynamic(path: &mut Vec<String>, data_type: &DataType, json: &Json) -> Result<Value, JsonMismatch> {
    let of = match json {
        Json::Null => return Ok(super::null(data_type)),
        Json::Bool(_) => DataType::Bool,
        Json::Number(number) if number.is_i64() => DataType::Int64,
        Json::Number(number) if number.is_u64() => DataType::UInt64,
        Json::Number(_) => DataType::Float64,
        Json::String(_) => DataType::String,
        Json::Array(_) => DataType::array(DataType::Dynamic(None)),
        Json::Object(_) => DataType::Json,
    };
    let value = value(path, &of, json)?;
    Ok(typed(data_type, &of, value))
}
