//! How a structured type is read as the type of a field: member by member, without loss.

use sea_query::{ArrayType, Value};
use sea_query_clickhouse::structured::{null, value_type};
use sea_query_clickhouse::types::DataType;

use super::NativeError;
use super::convert::{Leaf, convert_for};
use super::json::is_json;
use super::node::{Node, Parts};
use super::structure::{is_structured, structure};
use super::target::null_of;

/// A field of arrays of a structured type, or of one itself.
pub(super) fn field_node(
    column: &str,
    server_type: &DataType,
    expected: &DataType,
    arrays: usize,
    nullable: bool,
) -> Result<Node, NativeError> {
    let element = if nullable {
        nullable_of(expected)
    } else {
        expected.clone()
    };
    let whole = (0..arrays).fold(element, |inner, _| DataType::array(inner));
    structured_node(column, server_type, &whole)
}

/// `Nullable` of what the server has no Nullable of too: a field may be an `Option` all the same.
fn nullable_of(data_type: &DataType) -> DataType {
    DataType::Nullable(Box::new(data_type.clone()))
}

/// How a type is read as another, which is the same or wider.
pub(crate) fn structured_node(
    path: &str,
    server: &DataType,
    expected: &DataType,
) -> Result<Node, NativeError> {
    let inside =
        |server: &DataType, expected: &DataType| structured_node(path, server, expected).map(Box::new);
    let mismatch = || mismatch(path, server, expected);
    Ok(match (server, expected) {
        (DataType::LowCardinality(server), DataType::LowCardinality(expected)) => {
            Node::LowCardinality(inside(server, expected)?)
        }
        (DataType::LowCardinality(server), expected) => Node::LowCardinality(inside(server, expected)?),
        (server, DataType::LowCardinality(expected)) => return structured_node(path, server, expected),
        (DataType::Nullable(server), DataType::Nullable(expected)) => Node::Nullable(
            Ok(null_value(expected).ok_or_else(mismatch)?),
            inside(server, expected)?,
        ),
        (DataType::Nullable(inner), expected) => {
            let hint = format!("the field takes {expected} there, which is never NULL; make it an Option");
            let error = NativeError::null(path, server, hint);
            Node::Nullable(Err(Box::new(error)), inside(inner, expected)?)
        }
        (server, DataType::Nullable(expected)) => return structured_node(path, server, expected),
        (DataType::Array(server), DataType::Array(expected)) => Node::Array(
            array_type_of(expected).ok_or_else(mismatch)?,
            inside(server, expected)?,
        ),
        (DataType::QBit(server, ..), DataType::Array(expected) | DataType::QBit(expected, ..)) => {
            Node::Vector(
                array_type_of(expected).ok_or_else(mismatch)?,
                inside(server, expected)?,
            )
        }
        (DataType::Nothing, _) => Node::Nothing(Box::new(NativeError::null(
            path,
            server,
            "there is nothing but NULL; make the field an Option",
        ))),
        // A Nested as a `Vec` of tuples.
        (DataType::Nested(_), DataType::Array(_)) => {
            let array = structure_of(server).ok_or_else(mismatch)?;
            return structured_node(path, &array, expected);
        }
        _ => match structured_parts(path, server, expected)? {
            Some(parts) => Node::Structured(value_type(expected), parts),
            None => leaf(path, server, expected)?,
        },
    })
}

/// `None` when none of the two is structured.
fn structured_parts(
    path: &str,
    server: &DataType,
    expected: &DataType,
) -> Result<Option<Parts>, NativeError> {
    let mismatch = || mismatch(path, server, expected);
    let inside = |member: &str, server: &DataType, expected: &DataType| {
        structured_node(&format!("{path}.{member}"), server, expected)
    };
    Ok(Some(match (server, expected) {
        (DataType::Map(key, value), DataType::Map(expected_key, expected_value)) => Parts::Map(
            Box::new(inside("keys", key, expected_key)?),
            Box::new(inside("values", value, expected_value)?),
        ),
        (DataType::Tuple(members), DataType::Tuple(fields)) => {
            Parts::Tuple(tuple(path, server, expected, members, fields)?)
        }
        (DataType::Variant(types), DataType::Variant(_) | DataType::Dynamic(_)) => {
            let members = types.iter().map(|of| {
                let field = member_of(of, expected).ok_or_else(mismatch)?;
                Ok((Value::from(field.to_string()), structured_node(path, of, field)?))
            });
            Parts::Variant(members.collect::<Result<_, NativeError>>()?)
        }
        (DataType::Dynamic(_), DataType::Dynamic(_)) => Parts::Dynamic(path.to_owned()),
        (DataType::Array(element), DataType::Array(field)) => {
            Parts::List(Box::new(structured_node(path, element, field)?))
        }
        _ => {
            let (inner, field) = (structure_of(server), structure_of(expected));
            if inner.is_none() && field.is_none() {
                let is_leaf = |of: &DataType| !matches!(of, DataType::Array(_)) && !is_structured(of);
                return if !is_leaf(server) || !is_leaf(expected) {
                    Err(mismatch())
                } else {
                    Ok(None)
                };
            }
            let (inner, field) = (inner.unwrap_or(server.clone()), field.unwrap_or(expected.clone()));
            let parts = structured_parts(path, &inner, &field).map_err(|error| match error {
                NativeError::TypeMismatch { column, .. } if column == path => mismatch(),
                error => error,
            })?;
            return parts.ok_or_else(mismatch).map(Some);
        }
    }))
}

/// The types that are made of others, except Map, whose own form is kept.
fn structure_of(data_type: &DataType) -> Option<DataType> {
    match data_type {
        DataType::Map(..) => None,
        other => structure(other),
    }
}

/// By name where both have names, which may stand in another order; else by position.
fn tuple(
    path: &str,
    server: &DataType,
    expected: &DataType,
    members: &[(Option<String>, DataType)],
    fields: &[(Option<String>, DataType)],
) -> Result<Vec<(usize, Node)>, NativeError> {
    if members.len() != fields.len() {
        return Err(mismatch(path, server, expected));
    }
    let by_name = members.iter().chain(fields).all(|(name, _)| name.is_some());
    let nodes = fields.iter().enumerate().map(|(index, (name, field))| {
        let place = match name {
            Some(_) if by_name => members.iter().position(|(member, _)| member == name),
            _ => Some(index),
        };
        let found = place.and_then(|place| Some((place, members.get(place)?)));
        let (place, (member, data_type)) = found.ok_or_else(|| mismatch(path, server, expected))?;
        let member = member.clone().unwrap_or_else(|| (place + 1).to_string());
        Ok((
            place,
            structured_node(&format!("{path}.{member}"), data_type, field)?,
        ))
    });
    nodes.collect()
}

/// Of the types of a field, the one as which a type of the column is read: itself, or the first that holds it.
fn member_of<'t>(of: &'t DataType, expected: &'t DataType) -> Option<&'t DataType> {
    match expected {
        DataType::Variant(fields) => fields
            .iter()
            .find(|field| *field == of)
            .or_else(|| fields.iter().find(|field| structured_node("", of, field).is_ok())),
        _ => Some(of),
    }
}

fn leaf(path: &str, server: &DataType, expected: &DataType) -> Result<Node, NativeError> {
    let mismatch = || mismatch(path, server, expected);
    let variant = variant_of(expected).ok_or_else(mismatch)?;
    let convert = convert_for(server, &variant).ok_or_else(mismatch)?;
    let mut leaf = Leaf::new(path, server, server, variant);
    leaf.convert = convert;
    // A text that is no text is bytes, which the field may take.
    leaf.bytes_where_no_text();
    Ok(Node::Leaf(Box::new(leaf)))
}

/// The variant of a value that is not structured within one that is.
fn variant_of(data_type: &DataType) -> Option<ArrayType> {
    match data_type {
        DataType::Decimal(..) => Some(ArrayType::BigDecimal),
        DataType::Time | DataType::Time64(_) => Some(ArrayType::String),
        json if is_json(json) => Some(ArrayType::Json),
        other => super::plan::default_variant(other),
    }
}

/// What an array of a type says of its elements.
fn array_type_of(element: &DataType) -> Option<ArrayType> {
    let (_, inner) = super::plan::peel_arrays(element);
    let inner = inner.value_type();
    if matches!(inner, DataType::QBit(..)) {
        return array_type_of(inner);
    }
    if is_structured(inner) {
        Some(sea_query_clickhouse::structured::element(inner))
    } else {
        variant_of(inner)
    }
}

/// The NULL of a field of a type; `None` for a type that no field has.
#[must_use]
pub fn null_value(data_type: &DataType) -> Option<Value> {
    let (arrays, inner) = super::plan::peel_arrays(data_type);
    if arrays > 0 {
        return Some(Value::Array(array_type_of(data_type)?, None));
    }
    if is_structured(inner) {
        return Some(null(inner));
    }
    null_of(&variant_of(inner.value_type())?)
}

fn mismatch(path: &str, server: &DataType, expected: &DataType) -> NativeError {
    let hint = format!(
        "declare the field for a {server}, or CAST the column to {expected} in the query; members are read as themselves \
         or as a wider type"
    );
    NativeError::mismatch(path, server, &format!("a field of {expected}"), hint)
}
