//! Tuples, maps and what is made of them, as JSON.

use std::fmt::Display;
use std::ops::Range;

use chrono::SecondsFormat;
use sea_query::Value;
use sea_query_clickhouse::types::DataType;
use serde_json::{Map, Number, Value as Json};

use crate::native::structure::{is_structured, is_text_key, structure};
use crate::native::{ColumnData, ColumnPlan, NativeError};

/// How a type is JSON, decided once per response header.
#[derive(Clone, Debug)]
pub(crate) struct JsonPlan {
    /// The column and the names of the members that lead here.
    path: String,
    data_type: DataType,
    node: Node,
}

#[derive(Clone, Debug)]
enum Node {
    /// Nothing structured is in it.
    Plain(Box<ColumnPlan>),
    Nullable(Box<JsonPlan>),
    Array(Box<JsonPlan>),
    /// Tuple without names
    Tuple(Vec<JsonPlan>),
    /// Tuple with names
    Object(Vec<(String, JsonPlan)>),
    /// The key, and whether it is a text.
    Map(Box<JsonPlan>, bool, Box<JsonPlan>),
}

impl JsonPlan {
    pub(crate) fn new(path: &str, data_type: &DataType) -> Result<Self, NativeError> {
        let node = match data_type {
            DataType::Nullable(inner) if is_structured(inner) => {
                Node::Nullable(Box::new(Self::new(path, inner)?))
            }
            DataType::Array(inner) => Node::Array(Box::new(Self::new(path, inner)?)),
            DataType::Tuple(elements) => {
                let plans = elements.iter().enumerate().map(|(index, (name, element))| {
                    let member = name.clone().unwrap_or_else(|| (index + 1).to_string());
                    let plan = Self::new(&format!("{path}.{member}"), element)?;
                    Ok((member, plan))
                });
                let members = plans.collect::<Result<Vec<_>, NativeError>>()?;
                if elements.iter().any(|(name, _)| name.is_some()) {
                    Node::Object(members)
                } else {
                    Node::Tuple(members.into_iter().map(|(_, plan)| plan).collect())
                }
            }
            DataType::Map(key, value) => Node::Map(
                Box::new(Self::new(&format!("{path}.keys"), key)?),
                is_text_key(key),
                Box::new(Self::new(&format!("{path}.values"), value)?),
            ),
            other => match structure(other) {
                Some(structure) => return Self::new(path, &structure),
                None => Node::Plain(Box::new(ColumnPlan::for_json(path, other)?)),
            },
        };
        Ok(Self {
            path: path.to_owned(),
            data_type: data_type.clone(),
            node,
        })
    }

    /// The JSON of a range of rows.
    pub(crate) fn read(&self, data: &ColumnData, rows: Range<usize>) -> Result<Vec<Json>, NativeError> {
        match (&self.node, data) {
            (Node::Plain(plan), data) => {
                let values = plan.values_in(data, rows)?;
                values.into_iter().map(|value| self.json_of(value)).collect()
            }
            (Node::Nullable(plan), ColumnData::Nullable { nulls, inner }) => {
                let nulls = nulls.get(rows.clone()).ok_or_else(|| self.shape())?;
                // What stands under a NULL has no meaning and is not converted.
                let mut values = Vec::with_capacity(nulls.len());
                for (null, row) in nulls.iter().zip(rows) {
                    if *null == 0 {
                        values.append(&mut plan.read(inner, row..row + 1)?);
                    } else {
                        values.push(Json::Null);
                    }
                }
                Ok(values)
            }
            (Node::Array(plan), ColumnData::Array { ends, inner }) => {
                let (range, lengths) = self.lengths(ends, rows)?;
                let mut elements = plan.read(inner, range)?.into_iter();
                let row_of = |length| Json::Array(elements.by_ref().take(length).collect());
                Ok(lengths.into_iter().map(row_of).collect())
            }
            // A tuple without elements is a byte for each row.
            (Node::Tuple(plans), ColumnData::UInt8(bytes)) if plans.is_empty() => {
                let bytes = bytes.get(rows).ok_or_else(|| self.shape())?;
                Ok(bytes.iter().map(|_| Json::Array(Vec::new())).collect())
            }
            (Node::Tuple(plans), ColumnData::Tuple(column)) if plans.len() == column.elements.len() => {
                let mut tuples = vec![Vec::with_capacity(plans.len()); rows.len()];
                for (plan, data) in plans.iter().zip(&column.elements) {
                    let values = plan.read(data, rows.clone())?;
                    for (tuple, value) in tuples.iter_mut().zip(values) {
                        tuple.push(value);
                    }
                }
                Ok(tuples.into_iter().map(Json::Array).collect())
            }
            (Node::Object(plans), ColumnData::Tuple(column)) if plans.len() == column.elements.len() => {
                let mut objects = vec![Map::new(); rows.len()];
                for ((name, plan), data) in plans.iter().zip(&column.elements) {
                    let values = plan.read(data, rows.clone())?;
                    for (object, value) in objects.iter_mut().zip(values) {
                        object.insert(name.clone(), value);
                    }
                }
                Ok(objects.into_iter().map(Json::Object).collect())
            }
            (Node::Map(key, text, value), ColumnData::Array { ends, inner }) => {
                let ColumnData::Tuple(column) = &**inner else {
                    return Err(self.shape());
                };
                let [keys, values] = column.elements.as_slice() else {
                    return Err(self.shape());
                };
                let (range, lengths) = self.lengths(ends, rows)?;
                let keys = key.read(keys, range.clone())?;
                let mut pairs = keys.into_iter().zip(value.read(values, range)?);
                lengths
                    .into_iter()
                    .map(|length| self.map(pairs.by_ref().take(length), *text))
                    .collect()
            }
            _ => Err(self.shape()),
        }
    }

    fn map(&self, pairs: impl Iterator<Item = (Json, Json)>, text: bool) -> Result<Json, NativeError> {
        if !text {
            return Ok(pairs.map(|(key, value)| Json::Array(vec![key, value])).collect());
        }
        let mut object = Map::new();
        for (key, value) in pairs {
            let key = match key {
                Json::String(key) => key,
                other => other.to_string(),
            };
            if object.contains_key(&key) {
                let way_out = format!(
                    "the key is there twice, which an object cannot hold; select mapKeys({0}) and mapValues({0})",
                    self.path
                );
                return Err(self.unfit(format!("'{key}'"), &way_out));
            }
            object.insert(key, value);
        }
        Ok(Json::Object(object))
    }

    /// The elements of the rows and how many each row has.
    fn lengths(&self, ends: &[u64], rows: Range<usize>) -> Result<(Range<usize>, Vec<usize>), NativeError> {
        let before = rows.start.checked_sub(1).and_then(|before| ends.get(before));
        let start = before.map_or(0, |end| *end as usize);
        let mut last = start;
        let mut lengths = Vec::new();
        for end in ends.get(rows).ok_or_else(|| self.shape())? {
            lengths.push((*end as usize).checked_sub(last).ok_or_else(|| self.shape())?);
            last = *end as usize;
        }
        Ok((start..last, lengths))
    }

    fn json_of(&self, value: Value) -> Result<Json, NativeError> {
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
            Value::Float(Some(value)) => self.float(value.into())?,
            Value::Double(Some(value)) => self.float(value)?,
            Value::String(Some(value)) => value.into(),
            Value::BigDecimal(Some(value)) => value.to_plain_string().into(),
            Value::Uuid(Some(value)) => value.to_string().into(),
            Value::ChronoDate(Some(value)) => value.to_string().into(),
            Value::ChronoDateTimeUtc(Some(value)) => {
                value.to_rfc3339_opts(SecondsFormat::AutoSi, true).into()
            }
            Value::Json(Some(value)) => *value,
            other if !other.is_some() => Json::Null,
            _ => return Err(self.shape()),
        })
    }

    fn float(&self, value: f64) -> Result<Json, NativeError> {
        let number = Number::from_f64(value).map(Json::Number);
        number.ok_or_else(|| {
            let way_out = format!("JSON has no such number; select {} by itself", self.path);
            self.unfit(value, &way_out)
        })
    }

    fn unfit(&self, value: impl Display, way_out: &str) -> NativeError {
        let allowed = format!("it cannot be read as serde_json::Value (Json); {way_out}");
        NativeError::out_of_range(&self.path, &self.data_type, value, allowed)
    }

    fn shape(&self) -> NativeError {
        NativeError::malformed(format!(
            "the data of column `{}` is not of type {}",
            self.path, self.data_type
        ))
    }
}
