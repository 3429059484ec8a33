//! Tuples, maps, variants and geometry as a value: see [`structured`](crate::structured).

use sea_query::Value;

use super::{Form, TypedValue, number::is_number, supertype::supertype, typed::typed};
use crate::{
    error::BuildError,
    structured::{made_of, of_json, parts},
    types::DataType,
};

/// The value in its own elements' types, those of the column it meets where they are exact; `None` when it is not
/// structured.
pub(super) fn structured(
    value: &Value,
    hint: Option<&DataType>,
) -> Option<Result<(DataType, Form), BuildError>> {
    let (data_type, elements) = parts(value)?;
    let Some(elements) = elements else {
        return Some(Ok((data_type, Form::Null)));
    };
    Some(match beside(&data_type, elements, hint) {
        Some((data_type, elements)) => of_elements(data_type, &elements),
        None => of_elements(data_type, elements),
    })
}

/// The value as one of the column's type, where that is the same but for its elements: they take what they meet there.
fn beside(
    data_type: &DataType,
    elements: &[Value],
    hint: Option<&DataType>,
) -> Option<(DataType, Vec<Value>)> {
    let hint = hint?;
    match (data_type, hint) {
        (DataType::Tuple(own), DataType::Tuple(members)) if own.len() == members.len() => {
            let by_name = own.iter().chain(members).all(|(name, _)| name.is_some());
            let places = members.iter().enumerate().map(|(index, (name, _))| {
                let place = own.iter().position(|(own, _)| own == name);
                elements.get(if by_name { place? } else { index }).cloned()
            });
            Some((hint.clone(), places.collect::<Option<_>>()?))
        }
        (DataType::Array(_), DataType::Array(_)) | (DataType::Map(..), DataType::Map(..)) => {
            Some((hint.clone(), elements.to_vec()))
        }
        (DataType::Dynamic(_), DataType::Variant(_)) => Some((hint.clone(), elements.to_vec())),
        _ => None,
    }
}

/// JSON beside a column of a structured type is a value of that type.
pub(super) fn json(hint: &DataType, json: &serde_json::Value) -> Result<(DataType, Form), BuildError> {
    let value = of_json(hint, json).map_err(|error| {
        BuildError::value(
            "JSON",
            format!(
                "{} does not fit {}: {}",
                error.json, error.data_type, error.allowed
            ),
        )
    })?;
    typed(&value, Some(hint))
}

/// Whether a column of the type takes JSON as a value of its own type, not as a text.
pub(super) fn takes_json(hint: &DataType) -> bool {
    match hint {
        DataType::Tuple(_) | DataType::Map(..) | DataType::Variant(_) | DataType::Dynamic(_) => true,
        DataType::Array(inner) | DataType::Nullable(inner) => takes_json(inner),
        other => made_of(other).is_some_and(|inner| takes_json(&inner)),
    }
}

fn of_elements(data_type: DataType, elements: &[Value]) -> Result<(DataType, Form), BuildError> {
    match &data_type {
        DataType::Variant(_) | DataType::Dynamic(_) | DataType::Geometry => variant(data_type, elements),
        DataType::Map(key, value) => {
            let (mut keys, mut values) = (Vec::new(), Vec::new());
            for pair in elements.chunks(2) {
                let [one, other] = pair else {
                    return Err(shape(&data_type));
                };
                keys.push(typed(one, Some(key.value_type()))?);
                values.push(typed(other, Some(value.value_type()))?);
            }
            let map = DataType::map(common(&keys, key)?, common(&values, value)?);
            let forms = keys.into_iter().zip(values);
            Ok((
                map,
                Form::Map(forms.map(|((_, key), (_, value))| (key, value)).collect()),
            ))
        }
        DataType::Tuple(members) if members.len() == elements.len() => tuple(
            members.iter().map(|(name, member)| (name.clone(), member)),
            elements,
        ),
        other => match Some(other.clone())
            .filter(|of| matches!(of, DataType::Array(_)))
            .or_else(|| made_of(other))
        {
            Some(DataType::Tuple(members)) if members.len() == elements.len() => tuple(
                members.iter().map(|(name, member)| (name.clone(), member)),
                elements,
            ),
            Some(DataType::Array(element)) => {
                let forms = elements
                    .iter()
                    .map(|value| typed(value, Some(&element)))
                    .collect::<Result<Vec<_>, _>>()?;
                let inner = common(&forms, &element)?;
                let forms = forms.into_iter().map(|(_, form)| form);
                Ok((DataType::array(inner), Form::List(forms.collect())))
            }
            _ => Err(shape(&data_type)),
        },
    }
}

fn tuple<'t>(
    members: impl Iterator<Item = (Option<String>, &'t DataType)>,
    elements: &[Value],
) -> Result<(DataType, Form), BuildError> {
    let (mut types, mut forms) = (Vec::new(), Vec::new());
    for ((name, member), value) in members.zip(elements) {
        let (mut data_type, mut form) = typed(value, Some(member.value_type()))?;
        if matches!(form, Form::Text(_)) && is_no_text(member.value_type()) {
            // Where a tuple is NULL the server would read an empty text.
            let text = TypedValue {
                data_type: data_type.clone(),
                form,
            };
            form = Form::Cast(Box::new(text), data_type);
            data_type = member.value_type().clone();
        }
        if matches!(form, Form::Null) {
            data_type = spelled_out(member);
        }
        types.push((name, data_type.clone()));
        forms.push((data_type, form));
    }
    Ok((DataType::Tuple(types), Form::Tuple(forms)))
}

/// Whether the server reads a text as something else, and not every text.
fn is_no_text(data_type: &DataType) -> bool {
    matches!(
        data_type,
        DataType::Enum8(_) | DataType::Enum16(_) | DataType::Time | DataType::Time64(_)
    )
}

/// The name of a type and the value of it.
fn variant(data_type: DataType, elements: &[Value]) -> Result<(DataType, Form), BuildError> {
    let [Value::String(Some(name)), value] = elements else {
        return Err(shape(&data_type));
    };
    let member: DataType = name
        .parse()
        .map_err(|error| BuildError::value("variant", format!("{error}")))?;
    let (of, form) = typed(value, Some(member.value_type()))?;
    if is_cut(&of, member.value_type()) || *member.value_type() == DataType::BFloat16 && !is_half(value) {
        let sentence = format!("{value:?} does not fit {member}, the type that it is given");
        return Err(BuildError::value("variant", sentence));
    }
    let inner = TypedValue { data_type: of, form };
    Ok((data_type, Form::Cast(Box::new(inner), member)))
}

/// Whether a BFloat16 holds the number.
fn is_half(value: &Value) -> bool {
    match *value {
        Value::Float(Some(number)) => number.is_nan() || number.to_bits() & 0xffff == 0,
        Value::Double(Some(number)) => {
            let short = number as f32;
            number.is_nan() || f64::from(short) == number && short.to_bits() & 0xffff == 0
        }
        _ => false,
    }
}

/// Whether the CAST of a value would change it in silence: its own type is the other one where that holds it.
fn is_cut(of: &DataType, to: &DataType) -> bool {
    match (of, to) {
        (DataType::DateTime64(digits, _), DataType::DateTime64(room, _))
        | (DataType::Time64(digits), DataType::Time64(room)) => digits > room,
        (DataType::DateTime64(..), DataType::DateTime(_))
        | (DataType::Time64(_), DataType::Time)
        | (DataType::Date32, DataType::Date) => true,
        (of, to) => {
            let counts = |of| is_number(of) || matches!(of, DataType::Decimal(..));
            counts(of) && counts(to) && of != to
        }
    }
}

/// The type that holds all of them; NULL among them and nothing at all have what the type says.
fn common(forms: &[(DataType, Form)], declared: &DataType) -> Result<DataType, BuildError> {
    let mut known: Option<DataType> = None;
    let mut nullable = false;
    for (data_type, form) in forms {
        if matches!(form, Form::Null) {
            nullable = true;
            continue;
        }
        known = Some(match known {
            Some(known) => supertype(&known, data_type, Some(declared))?,
            None => data_type.clone(),
        });
    }
    Ok(match known {
        None => spelled_out(declared),
        Some(known) if nullable && known.is_valid_in_nullable() => known.nullable(),
        Some(known) => known,
    })
}

/// The type with arrays and tuples in the place of those that have a name of their own, as values are typed.
fn spelled_out(data_type: &DataType) -> DataType {
    match data_type {
        DataType::Array(inner) => DataType::array(spelled_out(inner)),
        DataType::Map(key, value) => DataType::map(spelled_out(key), spelled_out(value)),
        DataType::LowCardinality(inner) => spelled_out(inner),
        DataType::Tuple(members) => {
            let members = members.iter();
            DataType::Tuple(
                members
                    .map(|(name, of)| (name.clone(), spelled_out(of)))
                    .collect(),
            )
        }
        DataType::Geometry => data_type.clone(),
        other => made_of(other).map_or_else(|| other.clone(), |inner| spelled_out(&inner)),
    }
}

fn shape(data_type: &DataType) -> BuildError {
    BuildError::value(
        "structured value",
        format!("its elements are not those of {data_type}"),
    )
}
