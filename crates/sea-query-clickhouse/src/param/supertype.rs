//! The one type of several values.

use super::number::common;
use crate::{error::BuildError, structured::made_of, types::DataType};

/// The type that holds values of both types. What differs is what one value says and the other does not, an empty array
/// or NULL, which has the `declared` type then; or a scale, or a fraction of a second.
pub(super) fn supertype(
    a: &DataType,
    b: &DataType,
    declared: Option<&DataType>,
) -> Result<DataType, BuildError> {
    if a == b {
        return Ok(a.clone());
    }
    let nullable = a.is_nullable() || b.is_nullable();
    let whole = of_values(a.value_type(), b.value_type(), declared.map(DataType::value_type))?;
    Ok(if nullable && whole.is_valid_in_nullable() {
        whole.nullable()
    } else {
        whole
    })
}

fn of_values(a: &DataType, b: &DataType, declared: Option<&DataType>) -> Result<DataType, BuildError> {
    if a == b {
        return Ok(a.clone());
    }
    let declared_parts = declared.map(parts);
    Ok(match (parts(a), parts(b)) {
        (DataType::Array(one), DataType::Array(other)) => {
            let element = match &declared_parts {
                Some(DataType::Array(element)) => Some(&**element),
                _ => None,
            };
            DataType::array(supertype(&one, &other, element)?)
        }
        (DataType::Map(key, value), DataType::Map(other_key, other_value)) => {
            let (of_key, of_value) = match &declared_parts {
                Some(DataType::Map(key, value)) => (Some(&**key), Some(&**value)),
                _ => (None, None),
            };
            DataType::map(
                supertype(&key, &other_key, of_key)?,
                supertype(&value, &other_value, of_value)?,
            )
        }
        (DataType::Tuple(ones), DataType::Tuple(others)) if ones.len() == others.len() => {
            let members = ones
                .iter()
                .zip(&others)
                .enumerate()
                .map(|(place, ((name, one), (_, other)))| {
                    let member = match &declared_parts {
                        Some(DataType::Tuple(members)) => members.get(place).map(|(_, member)| member),
                        _ => None,
                    };
                    Ok((name.clone(), supertype(one, other, member)?))
                });
            DataType::Tuple(members.collect::<Result<_, BuildError>>()?)
        }
        (DataType::Dynamic(_), DataType::Dynamic(_)) => a.clone(),
        (DataType::Decimal(p, s), DataType::Decimal(q, t)) => DataType::decimal(p.max(q), s.max(t)),
        (DataType::DateTime64(p, zone), DataType::DateTime64(q, _)) => DataType::DateTime64(p.max(q), zone),
        (DataType::Time64(p), DataType::Time64(q)) => DataType::Time64(p.max(q)),
        // A number of an array that says no type: see `wide_integer`.
        (DataType::Decimal(_, 0), DataType::Int256 | DataType::UInt256) => b.clone(),
        (DataType::Int256 | DataType::UInt256, DataType::Decimal(_, 0)) => a.clone(),
        _ if Some(a) == declared => b.clone(),
        _ if Some(b) == declared => a.clone(),
        _ => common(a, b).ok_or_else(|| {
            BuildError::value("array", format!("its elements are of type {a} and of type {b}"))
        })?,
    })
}

/// The type as the array or tuple that it is.
fn parts(data_type: &DataType) -> DataType {
    match data_type {
        DataType::QBit(element, ..) => DataType::Array(element.clone()),
        other => made_of(other).unwrap_or_else(|| other.clone()),
    }
}
