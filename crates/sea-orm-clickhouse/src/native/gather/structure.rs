//! JSON into tuples, maps and what is made of them.

use std::borrow::Cow;

use bigdecimal::BigDecimal;
use chrono::{DateTime, NaiveDate, NaiveDateTime};
use sea_query::Value;
use sea_query_clickhouse::types::DataType;
use serde_json::{Map, Value as Json};

use super::{Column, enum_numbers, without_low_cardinality};
use crate::native::json::is_json;
use crate::native::structure::{is_structured, is_text_key, structure};
use crate::native::{ColumnData, NativeError};

/// A type with what its parts need for their checks; the name of a part is its path.
#[derive(Debug)]
pub(super) struct Part {
    column: Column<'static>,
    node: Node,
}

#[derive(Debug)]
enum Node {
    Plain,
    Nullable(Box<Part>),
    Array(Box<Part>),
    /// Tuple without names
    Tuple(Vec<Part>),
    /// Tuple with names
    Object(Vec<(String, Part)>),
    /// The key, and whether it is a text.
    Map(Box<Part>, bool, Box<Part>),
}

impl Part {
    pub(super) fn new(path: &str, data_type: &DataType) -> Self {
        let part = |path: &str, data_type: &DataType| Box::new(Self::new(path, data_type));
        let node = match data_type {
            DataType::Nullable(inner) if is_structured(inner) => Node::Nullable(part(path, inner)),
            DataType::Array(inner) => Node::Array(part(path, inner)),
            DataType::Tuple(elements) => {
                let named = elements.iter().any(|(name, _)| name.is_some());
                let members = elements.iter().enumerate().map(|(index, (name, element))| {
                    let member = name.clone().unwrap_or_else(|| (index + 1).to_string());
                    let part = Self::new(&format!("{path}.{member}"), element);
                    (member, part)
                });
                if named {
                    Node::Object(members.collect())
                } else {
                    Node::Tuple(members.map(|(_, part)| part).collect())
                }
            }
            DataType::Map(key, value) => Node::Map(
                part(&format!("{path}.keys"), key),
                is_text_key(key),
                part(&format!("{path}.values"), value),
            ),
            other => match structure(other) {
                Some(structure) => return Self::new(path, &structure),
                None => Node::Plain,
            },
        };
        let enum_numbers = match node {
            Node::Plain => enum_numbers(data_type),
            _ => Default::default(),
        };
        Self {
            column: Column {
                name: Cow::Owned(path.to_owned()),
                server_type: Cow::Owned(data_type.clone()),
                data_type: without_low_cardinality(data_type),
                enum_numbers,
            },
            node,
        }
    }

    /// The value of a row: a JSON, or of an array a `Vec` of them.
    pub(super) fn push_value(&self, data: &mut ColumnData, value: &Value) -> Result<(), NativeError> {
        match (value, &self.node, data) {
            (Value::Json(Some(json)), _, data) => self.push(data, json),
            (Value::Array(_, Some(values)), Node::Array(element), ColumnData::Array { ends, inner }) => {
                for value in values.iter() {
                    element.push_value(inner, value)?;
                }
                ends.push(inner.len() as u64);
                Ok(())
            }
            (null, Node::Nullable(_), data) if !null.is_some() => self.push(data, &Json::Null),
            (null, _, _) if !null.is_some() => Err(self.column.null(&self.column.data_type)),
            (other, _, _) => Err(self.column.mismatch(other)),
        }
    }

    fn push(&self, data: &mut ColumnData, json: &Json) -> Result<(), NativeError> {
        match (&self.node, data, json) {
            (Node::Plain, data, json) => {
                let value = self.scalar(json)?;
                self.column.push(data, &self.column.data_type, &value)
            }
            (Node::Nullable(part), ColumnData::Nullable { nulls, inner }, json) => {
                nulls.push(u8::from(json.is_null()));
                if json.is_null() {
                    self.column.push_placeholder(inner, &part.column.data_type)
                } else {
                    part.push(inner, json)
                }
            }
            (Node::Array(element), ColumnData::Array { ends, inner }, Json::Array(elements)) => {
                for json in elements {
                    element.push(inner, json)?;
                }
                ends.push(inner.len() as u64);
                Ok(())
            }
            (Node::Tuple(parts), data, Json::Array(elements)) => {
                if parts.len() != elements.len() {
                    let allowed = format!(
                        "the tuple has {} elements, the array {}",
                        parts.len(),
                        elements.len()
                    );
                    return Err(self.column.out_of_range(json, allowed));
                }
                match data {
                    ColumnData::Tuple(column) => parts
                        .iter()
                        .zip(&mut column.elements)
                        .zip(elements)
                        .try_for_each(|((part, data), json)| part.push(data, json)),
                    empty => self.column.push_placeholder(empty, &self.column.data_type),
                }
            }
            (Node::Object(parts), ColumnData::Tuple(column), Json::Object(object)) => {
                self.check_members(parts, object, json)?;
                for ((name, part), data) in parts.iter().zip(&mut column.elements) {
                    part.push(data, object.get(name).unwrap_or(&Json::Null))?;
                }
                Ok(())
            }
            (Node::Map(key, text, value), ColumnData::Array { ends, inner }, json) => {
                let ColumnData::Tuple(column) = &mut **inner else {
                    return Err(self.unfit(json));
                };
                let [keys, values] = column.elements.as_mut_slice() else {
                    return Err(self.unfit(json));
                };
                match json {
                    Json::Object(object) if *text => {
                        for (name, json) in object {
                            key.push(keys, &key.key(name))?;
                            value.push(values, json)?;
                        }
                    }
                    Json::Array(pairs) if !*text => {
                        for pair in pairs {
                            let Some([one, other]) = pair.as_array().map(Vec::as_slice) else {
                                return Err(self.unfit(pair));
                            };
                            key.push(keys, one)?;
                            value.push(values, other)?;
                        }
                    }
                    other => return Err(self.unfit(other)),
                }
                ends.push(keys.len() as u64);
                Ok(())
            }
            (_, _, json) => Err(self.unfit(json)),
        }
    }

    /// Exactly the names of the tuple: a default for a missing one would be a value that nobody wrote.
    fn check_members(
        &self,
        parts: &[(String, Part)],
        object: &Map<String, Json>,
        json: &Json,
    ) -> Result<(), NativeError> {
        if let Some((name, _)) = parts.iter().find(|(name, _)| !object.contains_key(name)) {
            let allowed = format!("the object has no member `{name}`");
            return Err(self.column.out_of_range(json, allowed));
        }
        let known = |name: &String| parts.iter().any(|(known, _)| known == name);
        if object.len() > parts.len()
            && let Some(name) = object.keys().find(|name| !known(name))
        {
            let allowed = format!("the tuple has no element for the member `{name}`");
            return Err(self.column.out_of_range(json, allowed));
        }
        Ok(())
    }

    /// The key of a Map as the JSON of its type; what is no such thing stays a string, and is refused as one.
    fn key(&self, name: &str) -> Json {
        let parsed = match self.column.data_type.value_type() {
            DataType::String | DataType::FixedString(_) | DataType::Enum8(_) | DataType::Enum16(_) => None,
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

    /// A JSON that is no array and no object as the value that the checks of the type take.
    fn scalar(&self, json: &Json) -> Result<Value, NativeError> {
        let kind = self.column.data_type.value_type();
        let unfit = || self.unfit(json);
        Ok(match json {
            Json::Null => Value::Json(None),
            json if is_json(kind) => Value::Json(Some(Box::new(json.clone()))),
            Json::Bool(value) if *kind == DataType::Bool => Value::Bool(Some(*value)),
            Json::Number(number) if takes_number(kind) => {
                if let Some(number) = number.as_i64() {
                    Value::BigInt(Some(number))
                } else if let Some(number) = number.as_u64() {
                    Value::BigUnsigned(Some(number))
                } else if matches!(kind, DataType::Float32 | DataType::Float64 | DataType::BFloat16) {
                    Value::Double(number.as_f64())
                } else {
                    return Err(unfit());
                }
            }
            Json::String(text) => match kind {
                DataType::Date | DataType::Date32 => {
                    Value::ChronoDate(Some(text.parse::<NaiveDate>().map_err(|_| unfit())?))
                }
                DataType::DateTime(_) | DataType::DateTime64(_, _) => {
                    let zoned = DateTime::parse_from_rfc3339(text).map(|value| value.naive_utc());
                    let value = zoned.or_else(|_| text.parse::<NaiveDateTime>());
                    Value::ChronoDateTime(Some(value.map_err(|_| unfit())?))
                }
                DataType::Decimal(_, _) => {
                    let number = text.parse::<BigDecimal>().map_err(|_| unfit())?;
                    Value::BigDecimal(Some(Box::new(number)))
                }
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
                | DataType::Uuid
                | DataType::IPv4
                | DataType::IPv6 => Value::String(Some(text.clone())),
                _ => return Err(unfit()),
            },
            _ => return Err(unfit()),
        })
    }

    fn unfit(&self, json: &Json) -> NativeError {
        let wanted = match &self.node {
            Node::Object(_) => "an object with the names of the tuple",
            Node::Tuple(_) => "an array with the elements of the tuple",
            Node::Array(_) => "an array",
            Node::Map(_, true, _) => "an object",
            Node::Map(_, false, _) => "an array of [key, value]",
            Node::Nullable(part) => return part.unfit(json),
            Node::Plain => match self.column.data_type.value_type() {
                DataType::Bool => "true or false",
                DataType::Float32 | DataType::Float64 | DataType::BFloat16 => "a number",
                DataType::Enum8(_) | DataType::Enum16(_) => {
                    "the name as a string, or the number as an integer"
                }
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
            },
        };
        let shown = json.to_string();
        let allowed = format!("of serde_json::Value (Json) it takes {wanted}");
        self.column.out_of_range(shown, allowed)
    }
}

/// Whether a text is how an integer prints: no sign but `-`, no zeros in front.
fn is_plain_integer(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    text == "0" || (digits.starts_with(|first: char| matches!(first, '1'..='9')))
}

fn is_integer(kind: &DataType) -> bool {
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

fn takes_number(kind: &DataType) -> bool {
    let others = matches!(
        kind,
        DataType::Float32
            | DataType::Float64
            | DataType::BFloat16
            | DataType::Int128
            | DataType::UInt128
            | DataType::Int256
            | DataType::UInt256
            | DataType::Decimal(_, _)
            | DataType::Enum8(_)
            | DataType::Enum16(_)
    );
    others || is_integer(kind)
}
