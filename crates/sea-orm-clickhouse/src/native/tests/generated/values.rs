//! Values of a type at random, of which many are at its borders: as the codec reads them.

use chrono::{DateTime, NaiveDate};
use proptest::prelude::*;
use proptest::sample::select;
use proptest::strategy::Union;
use sea_query::{ArrayType, Value};
use sea_query_clickhouse::structured::{self, element, made_of, structured};
use sea_query_clickhouse::types::DataType;

use super::numbers::{bfloat16, decimal, float32, float64, integer, wide_integer};
use super::texts::{fixed_string, json, text};
use super::types::of_depth;

/// Values of a type, with NULL where it takes one.
pub(super) fn value_of(data_type: &DataType) -> BoxedStrategy<Value> {
    let whole = data_type.clone();
    match data_type {
        DataType::LowCardinality(inner) => value_of(inner).prop_map(in_dictionary).boxed(),
        DataType::Nullable(inner) => prop_oneof![1 => Just(null_of(inner)), 3 => value_of(inner)].boxed(),
        DataType::Array(inner) => {
            let array_type = array_type_of(inner);
            list(value_of(inner))
                .prop_map(move |values| array(&array_type, values))
                .boxed()
        }
        DataType::QBit(inner, dimension, _) => {
            let array_type = array_type_of(inner);
            prop::collection::vec(value_of(inner), *dimension as usize)
                .prop_map(move |values| array(&array_type, values))
                .boxed()
        }
        DataType::Tuple(members) => {
            let members: Vec<_> = members.iter().map(|(_, member)| value_of(member)).collect();
            members.prop_map(move |values| structured(&whole, values)).boxed()
        }
        DataType::Map(key, value) => list((value_of(key), value_of(value)))
            .prop_map(move |pairs| structured(&whole, pairs.into_iter().flat_map(|(k, v)| [k, v]).collect()))
            .boxed(),
        DataType::Variant(types) => union_of(&whole, types),
        DataType::Dynamic(_) => {
            let of = of_depth(1).prop_filter("a Dynamic within a Dynamic is none", |of| {
                !of.is_nullable()
                    && !matches!(
                        of,
                        DataType::Variant(_) | DataType::Dynamic(_) | DataType::Geometry
                    )
            });
            let some = of.prop_flat_map(|of| value_of(&of).prop_map(move |value| (of.clone(), value)));
            let null = structured::null(&whole);
            let some = some.prop_map(move |(of, value)| named(&whole, &of, value));
            prop_oneof![1 => Just(null), 3 => some].boxed()
        }
        DataType::Point => [float64(), float64()]
            .prop_map(|[x, y]| structured(&DataType::Point, vec![x.into(), y.into()]))
            .boxed(),
        other => match made_of(other) {
            Some(DataType::Variant(types)) => union_of(&whole, &types),
            Some(DataType::Array(inner)) => list(value_of(&inner))
                .prop_map(move |values| structured(&whole, values))
                .boxed(),
            Some(inner) => value_of(&inner),
            None => scalar(other),
        },
    }
}

/// The server's dictionaries have one zero and one NaN.
fn in_dictionary(value: Value) -> Value {
    match value {
        Value::Float(Some(float)) if float.is_nan() => Value::from(f32::NAN),
        Value::Double(Some(float)) if float.is_nan() => Value::from(f64::NAN),
        Value::Float(Some(0.0)) => Value::from(0.0_f32),
        Value::Double(Some(0.0)) => Value::from(0.0_f64),
        other => other,
    }
}

fn list<S: Strategy>(element: S) -> impl Strategy<Value = Vec<S::Value>> {
    prop_oneof![3 => prop::collection::vec(element, 0..4)]
}

fn array(array_type: &ArrayType, values: Vec<Value>) -> Value {
    Value::Array(array_type.clone(), Some(Box::new(values)))
}

fn named(whole: &DataType, of: &DataType, value: Value) -> Value {
    structured(whole, vec![of.to_string().into(), value])
}

fn union_of(whole: &DataType, types: &[DataType]) -> BoxedStrategy<Value> {
    let null = Just(structured::null(whole)).boxed();
    let members = types.iter().map(|of| {
        let (whole, of) = (whole.clone(), of.clone());
        value_of(&of)
            .prop_map(move |value| named(&whole, &of, value))
            .boxed()
    });
    Union::new(std::iter::once(null).chain(members)).boxed()
}

fn scalar(data_type: &DataType) -> BoxedStrategy<Value> {
    match data_type {
        DataType::Int8 => integer::<i8>(i8::MIN, i8::MAX),
        DataType::Int16 => integer::<i16>(i16::MIN, i16::MAX),
        DataType::Int32 => integer::<i32>(i32::MIN, i32::MAX),
        DataType::Int64 | DataType::Interval(_) => integer::<i64>(i64::MIN, i64::MAX),
        DataType::UInt8 => integer::<u8>(u8::MIN, u8::MAX),
        DataType::UInt16 => integer::<u16>(u16::MIN, u16::MAX),
        DataType::UInt32 => integer::<u32>(u32::MIN, u32::MAX),
        DataType::UInt64 => integer::<u64>(u64::MIN, u64::MAX),
        DataType::Int128 => wide_integer(128, true),
        DataType::UInt128 => wide_integer(128, false),
        DataType::Int256 => wide_integer(256, true),
        DataType::UInt256 => wide_integer(256, false),
        DataType::Float32 => float32().prop_map(Value::from).boxed(),
        DataType::Float64 => float64().prop_map(Value::from).boxed(),
        DataType::BFloat16 => bfloat16().prop_map(Value::from).boxed(),
        DataType::Decimal(precision, scale) => decimal(*precision, *scale),
        DataType::Bool => any::<bool>().prop_map(Value::from).boxed(),
        DataType::String => text(),
        DataType::FixedString(width) => fixed_string(*width as usize),
        DataType::Enum8(names) => names_of(names),
        DataType::Enum16(names) => names_of(names),
        json_type @ (DataType::Json | DataType::JsonWith(_)) => json(*json_type != DataType::Json),
        DataType::Uuid => prop_oneof![select(vec![0, 1, u128::MAX]), any::<u128>()]
            .prop_map(|bits| uuid::Uuid::from_u128(bits).into())
            .boxed(),
        DataType::IPv4 => prop_oneof![select(vec![0, u32::MAX]), any::<u32>()]
            .prop_map(|bits| std::net::Ipv4Addr::from_bits(bits).to_string().into())
            .boxed(),
        DataType::IPv6 => prop_oneof![select(vec![0, 1, 0xffff_0102_0304, u128::MAX]), any::<u128>()]
            .prop_map(|bits| std::net::Ipv6Addr::from_bits(bits).to_string().into())
            .boxed(),
        DataType::Date => between(0, 65_535).prop_map(date).boxed(),
        DataType::Date32 => between(-25_567, 120_529).prop_map(date).boxed(),
        DataType::DateTime(_) => between(0, u32::MAX.into()).prop_map(|at| instant(at, 0)).boxed(),
        DataType::DateTime64(precision, _) => {
            let precision = *precision;
            let ticks = 10_i64.pow(precision.into());
            let last = 10_413_792_000_i128 * i128::from(ticks) - 1;
            let last = i64::try_from(last).unwrap_or(i64::MAX);
            between(-2_208_988_800 * ticks, last)
                .prop_map(move |at| instant(at, precision))
                .boxed()
        }
        DataType::Time => between(-3_599_999, 3_599_999).prop_map(|at| time(at, 0)).boxed(),
        DataType::Time64(precision) => {
            let precision = *precision;
            let last = 3_600_000 * 10_i64.pow(precision.into()) - 1;
            between(-last, last)
                .prop_map(move |at| time(at, precision))
                .boxed()
        }
        other => panic!("no values of {other}"),
    }
}

fn names_of<N>(names: &[(String, N)]) -> BoxedStrategy<Value> {
    let names: Vec<_> = names.iter().map(|(name, _)| name.clone()).collect();
    select(names).prop_map(Value::from).boxed()
}

fn between(first: i64, last: i64) -> impl Strategy<Value = i64> {
    let borders = vec![first, last, first + 1, last - 1, 0, 1, (-1).max(first)];
    prop_oneof![1 => select(borders), 1 => first..=last]
}

fn date(days: i64) -> Value {
    let epoch = NaiveDate::default();
    Value::from(epoch + chrono::TimeDelta::days(days))
}

fn instant(ticks: i64, precision: u8) -> Value {
    let per_second = 10_i64.pow(precision.into());
    let nanos = ticks.rem_euclid(per_second) * (1_000_000_000 / per_second);
    let utc = DateTime::from_timestamp(ticks.div_euclid(per_second), nanos.try_into().unwrap());
    Value::from(utc.unwrap())
}

fn time(ticks: i64, precision: u8) -> Value {
    let per_second = 10_u64.pow(precision.into());
    let sign = if ticks < 0 { "-" } else { "" };
    let (seconds, fraction) = (
        ticks.unsigned_abs() / per_second,
        ticks.unsigned_abs() % per_second,
    );
    let mut text = format!(
        "{sign}{:02}:{:02}:{:02}",
        seconds / 3600,
        seconds / 60 % 60,
        seconds % 60
    );
    if precision > 0 {
        text.push_str(&format!(".{fraction:0width$}", width = usize::from(precision)));
    }
    text.into()
}

/// The NULL of what a Nullable holds.
fn null_of(inner: &DataType) -> Value {
    match array_type_of(inner) {
        _ if matches!(inner, DataType::QBit(..)) => Value::Array(array_type_of(inner), None),
        ArrayType::Enum(_) => structured::null(inner),
        other => crate::native::target::null_of(&other).unwrap(),
    }
}

/// What an array of these says of its elements.
fn array_type_of(data_type: &DataType) -> ArrayType {
    match data_type {
        DataType::Array(inner)
        | DataType::QBit(inner, ..)
        | DataType::Nullable(inner)
        | DataType::LowCardinality(inner) => array_type_of(inner),
        DataType::Int8 => ArrayType::TinyInt,
        DataType::Int16 => ArrayType::SmallInt,
        DataType::Int32 => ArrayType::Int,
        DataType::Int64 | DataType::Interval(_) => ArrayType::BigInt,
        DataType::UInt8 => ArrayType::TinyUnsigned,
        DataType::UInt16 => ArrayType::SmallUnsigned,
        DataType::UInt32 => ArrayType::Unsigned,
        DataType::UInt64 => ArrayType::BigUnsigned,
        DataType::Float32 | DataType::BFloat16 => ArrayType::Float,
        DataType::Float64 => ArrayType::Double,
        DataType::Bool => ArrayType::Bool,
        DataType::Uuid => ArrayType::Uuid,
        DataType::Date | DataType::Date32 => ArrayType::ChronoDate,
        DataType::DateTime(_) | DataType::DateTime64(..) => ArrayType::ChronoDateTimeUtc,
        DataType::Json | DataType::JsonWith(_) => ArrayType::Json,
        DataType::Decimal(..)
        | DataType::Int128
        | DataType::UInt128
        | DataType::Int256
        | DataType::UInt256 => ArrayType::BigDecimal,
        DataType::Tuple(_) | DataType::Map(..) | DataType::Variant(_) | DataType::Dynamic(_) => {
            element(data_type)
        }
        other if made_of(other).is_some() => element(data_type),
        _ => ArrayType::String,
    }
}

/// Where two values are not the same to the bit; of a text that the server has read, every NaN is one.
pub(super) fn difference<'v>(
    one: &'v Value,
    other: &'v Value,
    bits_of_nan: bool,
) -> Option<(&'v Value, &'v Value)> {
    let equal = match (one, other) {
        (Value::Float(Some(one)), Value::Float(Some(other))) => {
            one.to_bits() == other.to_bits() || !bits_of_nan && one.is_nan() && other.is_nan()
        }
        (Value::Double(Some(one)), Value::Double(Some(other))) => {
            one.to_bits() == other.to_bits() || !bits_of_nan && one.is_nan() && other.is_nan()
        }
        (Value::Array(type_of_one, Some(ones)), Value::Array(type_of_other, Some(others)))
            if type_of_one == type_of_other && ones.len() == others.len() =>
        {
            let mut pairs = ones.iter().zip(others.iter());
            return pairs.find_map(|(one, other)| difference(one, other, bits_of_nan));
        }
        (one, other) => one == other,
    };
    (!equal).then_some((one, other))
}
