//! A value of any type, for fields of types that SeaQuery has no variant for.

use bigdecimal::BigDecimal;
use chrono::{DateTime, NaiveDate, Utc};
use sea_query::Value;
use sea_query_clickhouse::{
    DataType,
    structured::{element, made_of, structured},
};

/// A value of the type as its field writes it; `None` for a type of which none is known.
pub(super) fn neutral(data_type: &DataType) -> Option<Value> {
    Some(match data_type {
        DataType::Nullable(inner) | DataType::LowCardinality(inner) => neutral(inner)?,
        DataType::Array(inner) => Value::Array(element(inner), Some(Box::new(vec![neutral(inner)?]))),
        DataType::QBit(inner, dimension, ..) => {
            let numbers = vec![neutral(inner)?; usize::try_from(*dimension).ok()?];
            Value::Array(element(inner), Some(Box::new(numbers)))
        }
        DataType::Tuple(members) => {
            let elements = members.iter().map(|(_, member)| neutral(member));
            structured(data_type, elements.collect::<Option<_>>()?)
        }
        DataType::Map(key, value) => structured(data_type, vec![neutral(key)?, neutral(value)?]),
        DataType::Variant(types) => {
            let first = types.first()?;
            structured(data_type, vec![first.to_string().into(), neutral(first)?])
        }
        DataType::Dynamic(_) => structured(data_type, vec!["Int64".into(), Value::from(0_i64)]),
        DataType::Int8 => 0_i8.into(),
        DataType::Int16 => 0_i16.into(),
        DataType::Int32 => 0_i32.into(),
        DataType::Int64 | DataType::Interval(_) => 0_i64.into(),
        DataType::UInt8 => 0_u8.into(),
        DataType::UInt16 => 0_u16.into(),
        DataType::UInt32 => 0_u32.into(),
        DataType::UInt64 => 0_u64.into(),
        DataType::Int128
        | DataType::UInt128
        | DataType::Int256
        | DataType::UInt256
        | DataType::Decimal(_, _) => BigDecimal::from(0).into(),
        DataType::Float32 | DataType::BFloat16 => 0.0_f32.into(),
        DataType::Float64 => 0.0_f64.into(),
        DataType::Bool => false.into(),
        DataType::String | DataType::FixedString(_) => "".into(),
        DataType::Enum8(names) => names.first()?.0.clone().into(),
        DataType::Enum16(names) => names.first()?.0.clone().into(),
        DataType::Uuid => uuid::Uuid::nil().into(),
        DataType::IPv4 => "127.0.0.1".into(),
        DataType::IPv6 => "::1".into(),
        DataType::Date | DataType::Date32 => NaiveDate::from_ymd_opt(2000, 1, 1)?.into(),
        DataType::DateTime(_) | DataType::DateTime64(_, _) => DateTime::<Utc>::UNIX_EPOCH.into(),
        DataType::Time | DataType::Time64(_) => "00:00:00".into(),
        DataType::Json | DataType::JsonWith(_) => serde_json::Value::Object(serde_json::Map::new()).into(),
        other => match (made_of(other)?, other) {
            (inner, DataType::SimpleAggregateFunction(_)) => neutral(&inner)?,
            (inner, _) => match neutral(&inner)? {
                Value::Array(_, Some(elements)) => structured(data_type, *elements),
                _ => return None,
            },
        },
    })
}
