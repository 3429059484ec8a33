//! Structured values, and JSON, into tuples, maps, variants and what is made of them.

use std::borrow::Cow;
use std::cell::RefCell;

use sea_query::Value;
use sea_query_clickhouse::structured::{is_structured as is_structured_value, list, of_json, parts};
use sea_query_clickhouse::types::DataType;
use serde_json::Value as Json;

use super::{Column, enum_numbers, gathered};
use crate::native::column::TupleColumn;
use crate::native::structure::{is_structured, plain, structure};
use crate::native::union::UnionColumn;
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
    Tuple(Vec<(Option<String>, Part)>),
    /// The key and the value.
    Map(Box<Part>, Box<Part>),
    Variant(Vec<Part>),
    /// The types that were met.
    Dynamic(RefCell<Vec<Part>>),
}

impl Part {
    pub(super) fn new(path: &str, data_type: &DataType) -> Self {
        let part = |path: &str, data_type: &DataType| Box::new(Self::new(path, data_type));
        let node = match data_type {
            DataType::Nullable(inner) if is_structured(inner) => Node::Nullable(part(path, inner)),
            DataType::Array(inner) => Node::Array(part(path, inner)),
            DataType::Tuple(elements) => {
                let members = elements.iter().enumerate().map(|(index, (name, element))| {
                    let member = name.clone().unwrap_or_else(|| (index + 1).to_string());
                    (name.clone(), Self::new(&format!("{path}.{member}"), element))
                });
                Node::Tuple(members.collect())
            }
            DataType::Map(key, value) => Node::Map(
                part(&format!("{path}.keys"), key),
                part(&format!("{path}.values"), value),
            ),
            DataType::Variant(types) => Node::Variant(types.iter().map(|of| Self::new(path, of)).collect()),
            DataType::Dynamic(_) => Node::Dynamic(RefCell::default()),
            other => match structure(other) {
                Some(structure) => Self::new(path, &structure).node,
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
                data_type: gathered(data_type),
                enum_numbers,
            },
            node,
        }
    }

    /// The value of a row.
    pub(super) fn push(&self, data: &mut ColumnData, value: &Value) -> Result<(), NativeError> {
        match (&self.node, data, value) {
            (Node::Plain, data, value) => self.column.push(data, &self.column.data_type, value),
            (_, data, Value::Json(Some(json))) => self.push_json(data, json),
            (Node::Nullable(part), ColumnData::Nullable { nulls, inner }, value) => {
                nulls.push(u8::from(!value.is_some()));
                if value.is_some() {
                    part.push(inner, value)
                } else {
                    self.column.push_placeholder(inner, &part.column.data_type)
                }
            }
            (Node::Variant(_), ColumnData::Variant(column), null) if !null.is_some() => {
                column.push_null();
                Ok(())
            }
            (Node::Dynamic(_), ColumnData::Dynamic(column), null) if !null.is_some() => {
                column.push_null();
                Ok(())
            }
            (_, _, null) if !null.is_some() => Err(self.column.null(&self.column.data_type)),
            (Node::Array(element), ColumnData::Array { ends, inner }, value) => {
                for value in list(value).ok_or_else(|| self.column.mismatch(value))? {
                    element.push(inner, value)?;
                }
                ends.push(inner.len() as u64);
                Ok(())
            }
            (_, data, value) if is_structured_value(value) => match parts(value) {
                Some((of, Some(elements))) => self.push_elements(data, value, &of, elements),
                _ => Err(self.column.mismatch(value)),
            },
            (_, _, value) => Err(self.column.mismatch(value)),
        }
    }

    fn push_elements(
        &self,
        data: &mut ColumnData,
        value: &Value,
        of: &DataType,
        elements: &[Value],
    ) -> Result<(), NativeError> {
        match (&self.node, data) {
            (Node::Tuple(parts), data) if parts.len() == elements.len() => match data {
                ColumnData::Tuple(column) => self.push_tuple(column, parts, value, of, elements),
                empty => self.column.push_placeholder(empty, &self.column.data_type),
            },
            (Node::Map(key, value), ColumnData::Array { ends, inner }) => {
                let ColumnData::Tuple(column) = &mut **inner else {
                    return Err(self.shape());
                };
                let [keys, values] = column.elements.as_mut_slice() else {
                    return Err(self.shape());
                };
                for pair in elements.chunks(2) {
                    let [one, other] = pair else {
                        return Err(self.shape());
                    };
                    key.push(keys, one)?;
                    value.push(values, other)?;
                }
                ends.push(keys.len() as u64);
                Ok(())
            }
            (Node::Variant(parts), ColumnData::Variant(column)) => {
                let own = of.to_string();
                let (name, value) = self.named(value, of, &own, elements)?;
                let Some(which) = place_of(parts, name) else {
                    let allowed = format!("{name} is not one of its types");
                    return Err(self.column.out_of_range(name, allowed));
                };
                push_member(column, which, parts, value)
            }
            (Node::Dynamic(parts), ColumnData::Dynamic(column)) => {
                let own = of.to_string();
                let (name, value) = self.named(value, of, &own, elements)?;
                let parts = &mut *parts.borrow_mut();
                let which = match place_of(parts, name) {
                    Some(which) => which,
                    None => self.add_type(column, parts, name)?,
                };
                push_member(column, which, parts, value)
            }
            _ => Err(self.column.mismatch(value)),
        }
    }

    /// By name where both have names, which may stand in another order; else by position.
    fn push_tuple(
        &self,
        column: &mut TupleColumn,
        parts: &[(Option<String>, Self)],
        value: &Value,
        of: &DataType,
        elements: &[Value],
    ) -> Result<(), NativeError> {
        let given = match of {
            DataType::Tuple(given) => given.as_slice(),
            _ => &[],
        };
        let by_name = !given.is_empty()
            && given.iter().all(|(name, _)| name.is_some())
            && parts.iter().all(|(name, _)| name.is_some());
        for (index, ((name, part), data)) in parts.iter().zip(&mut column.elements).enumerate() {
            let place = if by_name {
                given.iter().position(|(given, _)| given == name)
            } else {
                Some(index)
            };
            let element = place.and_then(|place| elements.get(place));
            part.push(data, element.ok_or_else(|| self.column.mismatch(value))?)?;
        }
        Ok(())
    }

    /// The name of the type of a value, and the value: those that a variant carries, or of another structured value its
    /// own.
    fn named<'v>(
        &self,
        whole: &'v Value,
        of: &DataType,
        own: &'v str,
        elements: &'v [Value],
    ) -> Result<(&'v str, &'v Value), NativeError> {
        let is_variant = matches!(
            of,
            DataType::Variant(_) | DataType::Dynamic(_) | DataType::Geometry
        );
        match elements {
            _ if !is_variant => Ok((own, whole)),
            [Value::String(Some(name)), value] => Ok((name, value)),
            _ => Err(self.shape()),
        }
    }

    fn add_type(
        &self,
        column: &mut UnionColumn,
        parts: &mut Vec<Self>,
        name: &str,
    ) -> Result<usize, NativeError> {
        let path = &self.column.name;
        let data_type = name.parse::<DataType>().map_err(|error| {
            self.column
                .out_of_range(name, format!("it is the name of no type: {error}"))
        })?;
        let data_type = plain(&data_type);
        let members = ColumnData::new(&data_type).and_then(|_| ColumnData::to_write(&gathered(&data_type)));
        let member = members.ok_or_else(|| NativeError::UnsupportedType {
            column: path.to_string(),
            server_type: name.to_owned(),
            writing: true,
        })?;
        if data_type.is_nullable() {
            let allowed = "a Dynamic is NULL as a whole; name the type without Nullable";
            return Err(self.column.out_of_range(name, allowed));
        }
        column.types.push(data_type.clone());
        column.members.push(member);
        parts.push(Self::new(path, &data_type));
        Ok(parts.len() - 1)
    }

    fn push_json(&self, data: &mut ColumnData, json: &Json) -> Result<(), NativeError> {
        let value = of_json(&self.column.server_type, json).map_err(|error| {
            let path = format!("{}{}", self.column.name, error.path);
            NativeError::out_of_range(&path, &error.data_type, error.json, error.allowed)
        })?;
        self.push(data, &value)
    }

    fn shape(&self) -> NativeError {
        NativeError::malformed(format!(
            "a structured value for column `{}` is not of type {}",
            self.column.name, self.column.server_type
        ))
    }
}

/// The part that is of the type of this name, which may be told without LowCardinality where that is another.
fn place_of(parts: &[Part], name: &str) -> Option<usize> {
    let is_named = |of: &DataType| of.to_string() == name;
    let types = || parts.iter().map(|part| &*part.column.server_type);
    let exactly = types().position(is_named);
    exactly.or_else(|| types().position(|of| is_named(of.unwrap_low_cardinality())))
}

fn push_member(
    column: &mut UnionColumn,
    which: usize,
    parts: &[Part],
    value: &Value,
) -> Result<(), NativeError> {
    if let (Some(part), Some(data)) = (parts.get(which), column.members.get_mut(which)) {
        part.push(data, value)?;
    }
    column.push(which);
    Ok(())
}
