//! A value as a server-side parameter (`{p0:Type}` and its text) or as a literal.
//!
//! The server does not check what it is given: `{p:Int8}` = 300 is 44 there. So the type is always one that
//! holds the value, and a value that no type holds is an error here.
//! Source: <https://clickhouse.com/docs/interfaces/http#cli-queries-with-parameters>.

use std::{borrow::Cow, fmt::Write};

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Timelike, Utc};
use sea_query::{ArrayType, OptionEnum, Value};

use crate::{
    error::BuildError,
    literal::{escape_parameter, write_bytes, write_string},
    types::DataType,
};

/// What a value says, apart from how it is written.
enum Form {
    Null,
    Bare(String),
    Text(String),
    Bytes(Vec<u8>),
    List(Vec<Form>),
}

/// A value with the ClickHouse type it is sent as.
pub(crate) struct TypedValue {
    data_type: DataType,
    form: Form,
}

impl TypedValue {
    /// The value as `hint` where that is exact, else as the type its variant stands for. `None` for NULL.
    pub(crate) fn new(value: &Value, hint: Option<&DataType>) -> Result<Option<Self>, BuildError> {
        let (data_type, form) = typed(value, hint.map(DataType::value_type))?;
        Ok(match form {
            Form::Null => None,
            form => Some(Self { data_type, form }),
        })
    }

    /// One `Array(T)` of `values`, or `None` when they are not of one type or one of them is NULL.
    pub(crate) fn list(values: &[&Value], hint: Option<&DataType>) -> Result<Option<Self>, BuildError> {
        let mut element: Option<DataType> = None;
        let mut forms = Vec::with_capacity(values.len());
        for value in values {
            let Some(typed) = Self::new(value, hint)? else {
                return Ok(None);
            };
            if matches!(typed.form, Form::Bytes(_) | Form::List(_)) {
                return Ok(None);
            }
            match &element {
                None => element = Some(typed.data_type),
                Some(element) if *element == typed.data_type => {}
                Some(_) => return Ok(None),
            }
            forms.push(typed.form);
        }
        Ok(element.map(|element| Self {
            data_type: DataType::array(element),
            form: Form::List(forms),
        }))
    }

    pub(crate) fn data_type(&self) -> &DataType {
        &self.data_type
    }

    /// The text of the parameter, or `None` where only a literal can carry it (bytes that are not UTF-8).
    pub(crate) fn parameter_text(&self) -> Option<String> {
        match &self.form {
            Form::Null | Form::Bytes(_) => None,
            Form::Bare(text) => Some(text.clone()),
            Form::Text(text) => Some(escape_parameter(text)),
            Form::List(_) => {
                let mut out = String::new();
                write_nested(&mut out, &self.form)?;
                Some(out)
            }
        }
    }

    /// Writes the value as a literal of its type.
    pub(crate) fn write_literal(&self, sql: &mut (impl Write + ?Sized)) {
        write_literal(sql, &self.data_type, &self.form);
    }
}

/// Text inside an array, where strings keep their quotes.
fn write_nested(out: &mut String, form: &Form) -> Option<()> {
    match form {
        Form::Null => out.push_str("NULL"),
        Form::Bare(text) => out.push_str(text),
        Form::Text(text) => write_string(out, text),
        Form::Bytes(_) => return None,
        Form::List(items) => {
            out.push('[');
            for (i, item) in items.iter().enumerate() {
                if i > 0 {
                    out.push(',');
                }
                write_nested(out, item)?;
            }
            out.push(']');
        }
    }
    Some(())
}

fn write_literal(sql: &mut (impl Write + ?Sized), data_type: &DataType, form: &Form) {
    // Writing into a String or a SqlWriter does not fail.
    let _ = match form {
        Form::Null => sql.write_str("NULL"),
        Form::Bare(text) => match data_type {
            DataType::Decimal(precision, scale) => {
                let bits = match precision {
                    ..=38 => 128,
                    _ => 256,
                };
                write!(sql, "toDecimal{bits}('{text}', {scale})")
            }
            _ => sql.write_str(text),
        },
        Form::Bytes(bytes) => {
            write_bytes(sql, bytes);
            Ok(())
        }
        Form::Text(text) => {
            let (before, after): (&str, Cow<'static, str>) = match data_type {
                DataType::Date => ("toDate(", ")".into()),
                DataType::Date32 => ("toDate32(", ")".into()),
                DataType::DateTime(_) => ("toDateTime(", ", 'UTC')".into()),
                DataType::DateTime64(precision, _) => {
                    ("toDateTime64(", format!(", {precision}, 'UTC')").into())
                }
                DataType::Time64(precision) => ("toTime64(", format!(", {precision})").into()),
                DataType::Uuid => ("toUUID(", ")".into()),
                DataType::IPv4 => ("toIPv4(", ")".into()),
                DataType::IPv6 => ("toIPv6(", ")".into()),
                _ => ("", "".into()),
            };
            let _ = sql.write_str(before);
            write_string(sql, text);
            sql.write_str(&after)
        }
        Form::List(items) => {
            let element = match data_type {
                DataType::Array(element) => element.value_type(),
                other => other,
            };
            if items.is_empty() {
                let mut name = String::new();
                write_string(&mut name, &data_type.to_string());
                write!(sql, "CAST([], {name})")
            } else {
                let _ = sql.write_str("[");
                for (i, item) in items.iter().enumerate() {
                    if i > 0 {
                        let _ = sql.write_str(", ");
                    }
                    write_literal(sql, element, item);
                }
                sql.write_str("]")
            }
        }
    };
}

fn bare<T: ToString>(value: &Option<T>, data_type: DataType) -> (DataType, Form) {
    (
        data_type,
        value.as_ref().map_or(Form::Null, |v| Form::Bare(v.to_string())),
    )
}

fn typed(value: &Value, hint: Option<&DataType>) -> Result<(DataType, Form), BuildError> {
    Ok(match value {
        Value::Bool(v) => bare(v, DataType::Bool),
        Value::TinyInt(v) => bare(v, DataType::Int8),
        Value::SmallInt(v) => bare(v, DataType::Int16),
        Value::Int(v) => bare(v, DataType::Int32),
        Value::BigInt(v) => bare(v, DataType::Int64),
        Value::TinyUnsigned(v) => bare(v, DataType::UInt8),
        Value::SmallUnsigned(v) => bare(v, DataType::UInt16),
        Value::Unsigned(v) => bare(v, DataType::UInt32),
        Value::BigUnsigned(v) => bare(v, DataType::UInt64),
        Value::Float(v) => bare(
            &v.map(|v| float(f64::from(v), || format!("{v:?}"))),
            DataType::Float32,
        ),
        Value::Double(v) => bare(&v.map(|v| float(v, || format!("{v:?}"))), DataType::Float64),
        Value::String(v) => string(v.as_deref(), hint),
        Value::Enum(OptionEnum::Some(v)) => string(Some(&v.value), hint),
        Value::Enum(OptionEnum::None(_)) => (DataType::String, Form::Null),
        Value::Char(v) => text(&v.as_ref(), DataType::String),
        Value::Bytes(None) => (DataType::String, Form::Null),
        Value::Bytes(Some(v)) => match std::str::from_utf8(v) {
            Ok(v) => (DataType::String, Form::Text(v.to_owned())),
            Err(_) => (DataType::String, Form::Bytes(v.clone())),
        },
        Value::Json(v) => text(&v.as_ref(), DataType::String),
        Value::ChronoDate(v) => v.map_or(Ok((DataType::Date32, Form::Null)), |v| date(v, hint))?,
        Value::ChronoTime(v) => v.map_or((DataType::Time64(6), Form::Null), time),
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
            Some(v) => time(chrono_time(*v)?),
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
        Value::Uuid(v) => text(v, DataType::Uuid),
        Value::Decimal(v) => match v {
            None => (DataType::decimal(38, 0), Form::Null),
            Some(v) => (DataType::decimal(38, v.scale() as u8), Form::Bare(v.to_string())),
        },
        Value::BigDecimal(v) => match v {
            None => (DataType::decimal(76, 0), Form::Null),
            Some(v) => big_decimal(v)?,
        },
        Value::IpNetwork(v) => match v {
            None => (DataType::IPv6, Form::Null),
            Some(v) => match (v.ip(), v.prefix()) {
                (std::net::IpAddr::V4(ip), 32) => (DataType::IPv4, Form::Text(ip.to_string())),
                (std::net::IpAddr::V6(ip), 128) => (DataType::IPv6, Form::Text(ip.to_string())),
                _ => (DataType::String, Form::Text(v.to_string())),
            },
        },
        Value::Array(element, None) => (DataType::array(element_type(element)), Form::Null),
        Value::Array(element, Some(values)) => {
            let inner = match hint {
                Some(DataType::Array(inner)) => Some(inner.value_type()),
                _ => None,
            };
            let mut data_type = None;
            let mut nullable = false;
            let mut forms = Vec::with_capacity(values.len());
            for value in values.iter() {
                let (one, form) = typed(value, inner)?;
                nullable |= matches!(form, Form::Null);
                if !matches!(form, Form::Null) {
                    data_type = Some(match data_type {
                        Some(known) if known != one => wider(known, one)?,
                        _ => one,
                    });
                }
                forms.push(form);
            }
            let data_type = data_type.unwrap_or_else(|| element_type(element));
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

/// The type that holds elements of both types, which differ in their scale or fraction only.
fn wider(a: DataType, b: DataType) -> Result<DataType, BuildError> {
    match (a, b) {
        (DataType::Decimal(p, s), DataType::Decimal(q, t)) => Ok(DataType::decimal(p.max(q), s.max(t))),
        (DataType::DateTime64(p, zone), DataType::DateTime64(q, _)) => {
            Ok(DataType::DateTime64(p.max(q), zone))
        }
        (DataType::Time64(p), DataType::Time64(q)) => Ok(DataType::Time64(p.max(q))),
        (a, b) => Err(BuildError::value(
            "array",
            format!("its elements are of type {a} and of type {b}"),
        )),
    }
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
        Some(DataType::IPv4) if value.parse::<std::net::Ipv4Addr>().is_ok() => DataType::IPv4,
        Some(DataType::IPv6) if value.parse::<std::net::IpAddr>().is_ok() => DataType::IPv6,
        _ => DataType::String,
    };
    (data_type, Form::Text(value.to_owned()))
}

fn float(value: f64, finite: impl FnOnce() -> String) -> String {
    if value.is_nan() {
        "nan".into()
    } else if value.is_infinite() {
        if value > 0.0 { "inf".into() } else { "-inf".into() }
    } else {
        finite()
    }
}

fn date(value: NaiveDate, hint: Option<&DataType>) -> Result<(DataType, Form), BuildError> {
    let days = value.signed_duration_since(NaiveDate::default()).num_days();
    let data_type = match hint {
        Some(DataType::Date) if (0..=i64::from(u16::MAX)).contains(&days) => DataType::Date,
        // Date32 covers 1900-01-01 to 2299-12-31.
        _ if (-25_567..=120_529).contains(&days) => DataType::Date32,
        _ => return Err(out_of_range(value)),
    };
    Ok((data_type, Form::Text(value.format("%Y-%m-%d").to_string())))
}

fn time(value: NaiveTime) -> (DataType, Form) {
    let precision = fraction_digits(value.nanosecond());
    (
        DataType::Time64(precision),
        Form::Text(value.format("%H:%M:%S%.9f").to_string()),
    )
}

fn fraction_digits(nanoseconds: u32) -> u8 {
    if nanoseconds.is_multiple_of(1000) { 6 } else { 9 }
}

fn instant(value: Option<NaiveDateTime>, hint: Option<&DataType>) -> Result<(DataType, Form), BuildError> {
    let utc = || Some("UTC".to_owned());
    let Some(value) = value else {
        return Ok((DataType::DateTime64(6, utc()), Form::Null));
    };
    let seconds = value.and_utc().timestamp();
    let nanoseconds = value.and_utc().timestamp_subsec_nanos();
    if !(-2_208_988_800..=10_413_791_999).contains(&seconds) {
        return Err(out_of_range(value));
    }
    let precision = match hint {
        Some(DataType::DateTime(_)) if nanoseconds == 0 && (0..=i64::from(u32::MAX)).contains(&seconds) => {
            let text = value.format("%Y-%m-%d %H:%M:%S").to_string();
            return Ok((DataType::DateTime(utc()), Form::Text(text)));
        }
        Some(DataType::DateTime64(p, _))
            if nanoseconds.is_multiple_of(10u32.pow(9 - u32::from((*p).min(9)))) =>
        {
            (*p).min(9)
        }
        _ => fraction_digits(nanoseconds),
    };
    // DateTime64(9) counts nanoseconds in 64 bits.
    if precision == 9 && value.and_utc().timestamp_nanos_opt().is_none() {
        return Err(out_of_range(value));
    }
    let mut text = value.format("%Y-%m-%d %H:%M:%S").to_string();
    if precision > 0 {
        let fraction = format!("{nanoseconds:09}");
        text.push('.');
        text.push_str(fraction.get(..usize::from(precision)).unwrap_or(&fraction));
    }
    Ok((DataType::DateTime64(precision, utc()), Form::Text(text)))
}

fn big_decimal(value: &bigdecimal::BigDecimal) -> Result<(DataType, Form), BuildError> {
    let scale = value.fractional_digit_count().max(0);
    let plain = value.with_scale(scale);
    let digits = plain.digits().max(scale as u64);
    if digits > 76 {
        return Err(BuildError::value(
            "Decimal",
            format!("{value} has {digits} digits; Decimal holds 76 at most"),
        ));
    }
    let precision = if digits > 38 { 76 } else { 38 };
    Ok((
        DataType::decimal(precision, scale as u8),
        Form::Bare(plain.to_plain_string()),
    ))
}

fn chrono_date(value: time::Date) -> Result<NaiveDate, BuildError> {
    NaiveDate::from_yo_opt(value.year(), u32::from(value.ordinal())).ok_or_else(|| out_of_range(value))
}

fn chrono_time(value: time::Time) -> Result<NaiveTime, BuildError> {
    let (hour, minute, second, nano) = value.as_hms_nano();
    NaiveTime::from_hms_nano_opt(hour.into(), minute.into(), second.into(), nano)
        .ok_or_else(|| out_of_range(value))
}

fn out_of_range(value: impl std::fmt::Display) -> BuildError {
    BuildError::value(
        "value",
        format!("{value} is outside of what ClickHouse's date types hold (1900-01-01 to 2299-12-31)"),
    )
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
        _ => DataType::String,
    }
}
