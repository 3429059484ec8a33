//! The type that each variant of a value stands for.

use std::net::IpAddr;

use bigdecimal::BigDecimal;
use chrono::{DateTime, Utc};
use sea_query::{ArrayType, OptionEnum, Value};

use super::{
    Form, TypedValue,
    instant::{chrono_date, chrono_time, date, instant, out_of_range, time},
    number::{float_text, is_wide, number, wide_integer},
    structured,
    supertype::supertype,
};
use crate::{error::BuildError, types::DataType};

fn bare<T: ToString>(value: &Option<T>, data_type: DataType) -> (DataType, Form) {
    (
        data_type,
        value.as_ref().map_or(Form::Null, |v| Form::Bare(v.to_string())),
    )
}

/// The type of a value and what it says.
#[inline]
pub(super) fn typed(value: &Value, hint: Option<&DataType>) -> Result<(DataType, Form), BuildError> {
    if let Some(column) = hint
        && let Some(fitting) = number(value, column)
    {
        return Ok(fitting);
    }
    Ok(match value {
        Value::Bool(v) => bare(v, DataType::Bool),
        Value::TinyInt(v) => bare(v, integer(DataType::Int8, hint)),
        Value::SmallInt(v) => bare(v, integer(DataType::Int16, hint)),
        Value::Int(v) => bare(v, integer(DataType::Int32, hint)),
        Value::BigInt(v) => bare(v, integer(DataType::Int64, hint)),
        Value::TinyUnsigned(v) => bare(v, integer(DataType::UInt8, hint)),
        Value::SmallUnsigned(v) => bare(v, integer(DataType::UInt16, hint)),
        Value::Unsigned(v) => bare(v, integer(DataType::UInt32, hint)),
        Value::BigUnsigned(v) => bare(v, DataType::UInt64),
        Value::String(v) => string(v.as_deref(), hint),
        _ => {
            let hint = hint.map(argument);
            let (data_type, form) = other(value, hint)?;
            (beside(data_type, hint), form)
        }
    })
}

/// A SimpleAggregateFunction is its argument.
fn argument(data_type: &DataType) -> &DataType {
    match data_type {
        DataType::SimpleAggregateFunction(function) => function
            .arguments()
            .first()
            .map_or(data_type, |of| argument(of.value_type())),
        other => other,
    }
}

/// A number beside an interval is one of its units.
#[inline]
fn integer(data_type: DataType, hint: Option<&DataType>) -> DataType {
    match hint {
        Some(DataType::Interval(unit)) => DataType::Interval(*unit),
        _ => data_type,
    }
}

/// The type beside a column of another: the server refuses to compare a String with what has one text, and in a list
/// finds nothing; a list of decimals it refuses beside a float.
fn beside(data_type: DataType, hint: Option<&DataType>) -> DataType {
    match (data_type, hint) {
        (
            DataType::Uuid | DataType::Date | DataType::Date32 | DataType::IPv4 | DataType::IPv6,
            Some(DataType::String),
        ) => DataType::String,
        (DataType::Decimal(..), Some(DataType::Float32 | DataType::Float64)) => DataType::Float64,
        (data_type, _) => data_type,
    }
}

fn other(value: &Value, hint: Option<&DataType>) -> Result<(DataType, Form), BuildError> {
    Ok(match value {
        Value::Float(v) => bare(
            &v.map(|v| {
                if v.is_finite() {
                    format!("{v:?}")
                } else {
                    float_text(v.into())
                }
            }),
            DataType::Float32,
        ),
        Value::Double(v) => bare(&v.map(float_text), DataType::Float64),
        Value::Enum(OptionEnum::Some(v)) => string(Some(&v.value), hint),
        Value::Enum(OptionEnum::None(_)) => (DataType::String, Form::Null),
        Value::Char(v) => text(&v.as_ref(), DataType::String),
        Value::Bytes(None) => (DataType::String, Form::Null),
        Value::Bytes(Some(v)) if matches!(hint, Some(DataType::Array(inner)) if **inner == DataType::UInt8) =>
        {
            let bytes = v.iter().map(|byte| Form::Bare(byte.to_string()));
            (DataType::array(DataType::UInt8), Form::List(bytes.collect()))
        }
        Value::Bytes(Some(v)) => match std::str::from_utf8(v) {
            Ok(v) => (DataType::String, Form::Text(v.to_owned())),
            Err(_) => (DataType::String, Form::Bytes(v.clone())),
        },
        Value::Json(Some(v)) if hint.is_some_and(structured::takes_json) => match hint {
            Some(hint) => structured::json(hint, v)?,
            None => text(&Some(v), DataType::String),
        },
        Value::Json(v) => text(&v.as_ref(), DataType::String),
        Value::ChronoDate(v) => v.map_or(Ok((DataType::Date32, Form::Null)), |v| date(v, hint))?,
        Value::ChronoTime(v) => v.map_or((DataType::Time64(6), Form::Null), |v| time(v, hint)),
        Value::ChronoDateTime(v) => instant(*v, hint)?,
        Value::ChronoDateTimeUtc(v) => instant(v.map(|v| v.naive_utc()), hint)?,
        Value::ChronoDateTimeLocal(v) => instant(v.map(|v| v.naive_utc()), hint)?,
        Value::ChronoDateTimeWithTimeZone(v) => instant(v.map(|v| v.naive_utc()), hint)?,
        Value::TimeDate(v) => match v {
            None => (DataType::Date32, Form::Null),
            Some(v) => date(chrono_date(*v)?, hint)?,
        },
        Value::TimeTime(v) => match v {
            None => (DataType::Time64(6), Form::Null),
            Some(v) => time(chrono_time(*v)?, hint),
        },
        Value::TimeDateTime(v) => match v {
            None => (DataType::DateTime64(6, None), Form::Null),
            Some(v) => instant(
                Some(chrono_date(v.date())?.and_time(chrono_time(v.time())?)),
                hint,
            )?,
        },
        Value::TimeDateTimeWithTimeZone(v) => match v {
            None => (DataType::DateTime64(6, None), Form::Null),
            Some(v) => {
                let utc = DateTime::<Utc>::from_timestamp(v.unix_timestamp(), v.nanosecond());
                instant(Some(utc.ok_or_else(|| out_of_range(v))?.naive_utc()), hint)?
            }
        },
        Value::Uuid(Some(v)) if matches!(hint, Some(DataType::FixedString(16))) => {
            (DataType::FixedString(16), Form::Bytes(v.as_bytes().to_vec()))
        }
        Value::Uuid(v) => text(v, DataType::Uuid),
        Value::Decimal(v) => match v {
            None => (DataType::decimal(38, 0), Form::Null),
            Some(v) if is_wide(hint) && v.is_integer() => {
                let integer = BigDecimal::new(v.mantissa().into(), i64::from(v.scale()));
                wide_integer(&integer).map_or_else(|| big_decimal(&integer), Ok)?
            }
            Some(v) => (DataType::decimal(38, v.scale() as u8), Form::Bare(v.to_string())),
        },
        Value::BigDecimal(v) => match v {
            None => (DataType::decimal(76, 0), Form::Null),
            Some(v) if is_wide(hint) => wide_integer(v).map_or_else(|| big_decimal(v), Ok)?,
            // More digits than Decimal has.
            Some(v) => big_decimal(v).or_else(|error| wide_integer(v).ok_or(error))?,
        },
        Value::IpNetwork(v) => match v {
            None => (DataType::IPv6, Form::Null),
            Some(v) => match (v.ip(), v.prefix()) {
                (ip @ IpAddr::V4(_), 32) | (ip @ IpAddr::V6(_), 128) => address(ip, hint),
                _ => (DataType::String, Form::Text(v.to_string())),
            },
        },
        Value::Array(..) if crate::structured::is_structured(value) => {
            match structured::structured(value, hint) {
                Some(typed) => typed?,
                None => return Err(BuildError::value("structured value", "its type cannot be read")),
            }
        }
        Value::Array(element, None) => (DataType::array(element_type(element)), Form::Null),
        Value::Array(_, Some(_)) if matches!(hint, Some(DataType::QBit(..))) => {
            let (Some(vector), Some(DataType::QBit(element, ..))) = (hint, hint) else {
                return Err(BuildError::value("vector", "its type is no QBit"));
            };
            let numbers = DataType::array((**element).clone());
            let (data_type, form) = other(value, Some(&numbers))?;
            let inner = TypedValue {
                data_type: data_type.clone(),
                form,
            };
            (vector.clone(), Form::Cast(Box::new(inner), data_type))
        }
        Value::Array(element, Some(values)) => {
            let said = crate::structured::element_type(element);
            let inner = match hint {
                Some(DataType::Array(inner)) => Some(inner.value_type()),
                _ => said.as_ref(),
            };
            // What an element type does not hold leaves the others without it too.
            let (data_type, nullable, forms) = match elements(values, inner) {
                Err(_) if inner.is_some() => elements(values, None)?,
                elements => elements?,
            };
            let data_type = data_type
                .or_else(|| inner.cloned())
                .unwrap_or_else(|| element_type(element));
            let data_type = if nullable { data_type.nullable() } else { data_type };
            (DataType::array(data_type), Form::List(forms))
        }
        // Other crates may switch on features of SeaQuery that bring variants of their own.
        #[allow(unreachable_patterns)]
        other => {
            return Err(BuildError::value(
                "value",
                format!("{other:?} has no ClickHouse type; convert it to one of SeaORM's portable types"),
            ));
        }
    })
}

/// The type of the elements of an array that are not NULL, whether there are others, and what they say.
fn elements(
    values: &[Value],
    hint: Option<&DataType>,
) -> Result<(Option<DataType>, bool, Vec<Form>), BuildError> {
    let mut data_type = None;
    let mut nullable = false;
    let mut forms = Vec::with_capacity(values.len());
    for value in values {
        let (one, form) = typed(value, hint)?;
        nullable |= matches!(form, Form::Null);
        if !matches!(form, Form::Null) {
            data_type = Some(match data_type {
                Some(known) => supertype(&known, &one, hint)?,
                None => one,
            });
        }
        forms.push(form);
    }
    Ok((data_type, nullable, forms))
}

/// An address as the type of the column, which holds those of the other kind that are mapped.
fn address(ip: IpAddr, hint: Option<&DataType>) -> (DataType, Form) {
    let ip = match (hint, ip) {
        (Some(DataType::IPv4), IpAddr::V6(v6)) => v6.to_ipv4_mapped().map_or(ip, IpAddr::V4),
        (Some(DataType::IPv6), IpAddr::V4(v4)) => IpAddr::V6(v4.to_ipv6_mapped()),
        _ => ip,
    };
    let data_type = match ip {
        IpAddr::V4(_) => DataType::IPv4,
        IpAddr::V6(_) => DataType::IPv6,
    };
    (data_type, Form::Text(ip.to_string()))
}

fn text<T: ToString>(value: &Option<T>, data_type: DataType) -> (DataType, Form) {
    (
        data_type,
        value.as_ref().map_or(Form::Null, |v| Form::Text(v.to_string())),
    )
}

/// A string takes the type of the column it meets where it is the exact text of such a value.
fn string(value: Option<&str>, hint: Option<&DataType>) -> (DataType, Form) {
    let Some(value) = value else {
        return (DataType::String, Form::Null);
    };
    let data_type = match hint {
        Some(DataType::Uuid) if uuid::Uuid::try_parse(value).is_ok() => DataType::Uuid,
        Some(DataType::IPv4 | DataType::IPv6) => match value.parse::<IpAddr>() {
            Ok(ip) => return address(ip, hint),
            Err(_) => DataType::String,
        },
        // In a list the server refuses what is longer.
        Some(DataType::FixedString(bytes)) if value.len() <= *bytes as usize => DataType::FixedString(*bytes),
        _ => DataType::String,
    };
    (data_type, Form::Text(value.to_owned()))
}

fn big_decimal(value: &BigDecimal) -> Result<(DataType, Form), BuildError> {
    let too_long = |digits: &dyn std::fmt::Display| {
        BuildError::value(
            "Decimal",
            format!("the number has {digits} digits; Decimal holds 76 at most"),
        )
    };
    // The exponent is the caller's: writing out 1e1000000000 would fill the memory.
    let value = value.normalized();
    let scale = value.fractional_digit_count();
    let digits = i128::from(value.digits()) + i128::from((-scale).max(0));
    let digits = digits.max(i128::from(scale));
    let (Ok(digits), Ok(scale)) = (u8::try_from(digits), u8::try_from(scale.max(0))) else {
        return Err(too_long(&digits));
    };
    if digits > 76 {
        return Err(too_long(&digits));
    }
    let precision = if digits > 38 { 76 } else { 38 };
    let plain = value.with_scale(i64::from(scale));
    Ok((
        DataType::decimal(precision, scale),
        Form::Bare(plain.to_plain_string()),
    ))
}

/// The type of an element that is not there, for empty arrays.
fn element_type(element: &ArrayType) -> DataType {
    match element {
        ArrayType::Bool => DataType::Bool,
        ArrayType::TinyInt => DataType::Int8,
        ArrayType::SmallInt => DataType::Int16,
        ArrayType::Int => DataType::Int32,
        ArrayType::BigInt => DataType::Int64,
        ArrayType::TinyUnsigned => DataType::UInt8,
        ArrayType::SmallUnsigned => DataType::UInt16,
        ArrayType::Unsigned => DataType::UInt32,
        ArrayType::BigUnsigned => DataType::UInt64,
        ArrayType::Float => DataType::Float32,
        ArrayType::Double => DataType::Float64,
        ArrayType::ChronoDate | ArrayType::TimeDate => DataType::Date32,
        ArrayType::ChronoDateTime
        | ArrayType::ChronoDateTimeUtc
        | ArrayType::ChronoDateTimeLocal
        | ArrayType::ChronoDateTimeWithTimeZone
        | ArrayType::TimeDateTime
        | ArrayType::TimeDateTimeWithTimeZone => DataType::DateTime64(6, Some("UTC".into())),
        ArrayType::Uuid => DataType::Uuid,
        ArrayType::Decimal => DataType::decimal(38, 0),
        ArrayType::BigDecimal => DataType::decimal(76, 0),
        ArrayType::IpNetwork => DataType::IPv6,
        other => crate::structured::element_type(other).unwrap_or(DataType::String),
    }
}
