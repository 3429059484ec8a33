//! A value as a server-side parameter (`{p0:Type}` and its text) or as a literal.
//!
//! The server does not check what it is given: `{p:Int8}` = 300 is 44 there. So the type is always one that
//! holds the value, and a value that no type holds is an error here.
//! Source: <https://clickhouse.com/docs/interfaces/http#cli-queries-with-parameters>.

mod instant;
mod number;
mod structured;
mod supertype;
mod typed;

use std::{borrow::Cow, fmt::Write, mem};

use sea_query::Value;

use self::{
    number::{is_number, is_wide},
    typed::typed,
};
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
    Tuple(Vec<(DataType, Form)>),
    Map(Vec<(Form, Form)>),
    /// A value that is told to be of a type.
    Cast(Box<TypedValue>, DataType),
}

/// A value with the ClickHouse type it is sent as.
pub(crate) struct TypedValue {
    data_type: DataType,
    form: Form,
}

impl TypedValue {
    /// The value as `hint` where that is exact, else as the type its variant stands for.
    #[inline]
    pub(crate) fn new(value: &Value, hint: Option<&DataType>) -> Result<Self, BuildError> {
        let (data_type, form) = typed(value, hint.map(compared))?;
        Ok(Self { data_type, form })
    }

    /// Whether a number beside a column of the type could become narrower than it is.
    pub(crate) fn narrows(column: &DataType) -> bool {
        is_number(compared(column)) && !is_wide(Some(compared(column)))
            || matches!(compared(column), DataType::Decimal(..))
    }

    pub(crate) fn is_null(&self) -> bool {
        matches!(self.form, Form::Null)
    }

    /// One `Array(T)` of `values`, or `None` when they are not of one type or one of them is NULL.
    pub(crate) fn list(values: &[&Value], hint: Option<&DataType>) -> Result<Option<Self>, BuildError> {
        let mut element: Option<DataType> = None;
        let mut forms = Vec::with_capacity(values.len());
        for value in values {
            let typed = Self::new(value, hint)?;
            if !matches!(typed.form, Form::Bare(_) | Form::Text(_)) {
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

    /// Whether a value is none of those that a column of the type holds. The server refuses such a value in a list, or
    /// takes it for another: a DateTime64(3) is in a list whose instant is a microsecond later.
    pub(crate) fn is_beyond(value: &Value, column: &DataType) -> Result<bool, BuildError> {
        let column = compared(column);
        let (data_type, form) = typed(value, Some(column))?;
        if matches!(form, Form::Null) {
            return Ok(false);
        }
        Ok(match (column, &data_type) {
            // The server reads the text as the column's type.
            (DataType::FixedString(_), _) => data_type != *column,
            (_, DataType::String) => false,
            (DataType::DateTime(_), DataType::DateTime(_)) => false,
            (DataType::DateTime64(precision, _), DataType::DateTime64(other, _)) => precision != other,
            // A day is the instant at which it begins in the zone of the column.
            (DataType::DateTime(_) | DataType::DateTime64(..), DataType::Date | DataType::Date32) => false,
            (
                DataType::DateTime(_)
                | DataType::DateTime64(..)
                | DataType::Date
                | DataType::Date32
                | DataType::Time
                | DataType::Time64(_)
                | DataType::Decimal(..)
                | DataType::IPv4
                | DataType::IPv6,
                _,
            ) => data_type != *column,
            // Integers and floats the server compares as numbers in a list too, decimals it does not.
            (column, data_type) if is_number(column) => {
                matches!(value, Value::Decimal(_) | Value::BigDecimal(_))
                    && !matches!(data_type, DataType::Float64)
                    && data_type != column
            }
            _ => false,
        })
    }

    /// Whether it is, or holds, a DateTime64 or Time64.
    pub(crate) fn has_fraction_of_second(&self) -> bool {
        let mut data_type = &self.data_type;
        while let DataType::Array(inner) | DataType::Nullable(inner) = data_type {
            data_type = inner;
        }
        matches!(data_type, DataType::DateTime64(..) | DataType::Time64(_))
    }

    /// Whether it is, or holds, a tuple or a map: as parameters of a mutation they lose their types.
    pub(crate) fn is_structured(&self) -> bool {
        fn structured(form: &Form) -> bool {
            match form {
                Form::Tuple(_) | Form::Map(_) | Form::Cast(..) => true,
                Form::List(items) => items.iter().any(structured),
                _ => false,
            }
        }
        structured(&self.form)
    }

    pub(crate) fn data_type(&self) -> &DataType {
        &self.data_type
    }

    /// The text of the parameter, taken out of the value; `None` where only a literal can carry it, because it has bytes
    /// that are not UTF-8, or more than `limit` of them.
    #[inline]
    pub(crate) fn take_text(&mut self, limit: usize) -> Option<String> {
        match &mut self.form {
            Form::Bare(text) if text.len() <= limit => Some(mem::take(text)),
            // Escaping at most doubles the text.
            Form::Text(text) if text.len() <= limit / 2 => Some(escape_parameter(mem::take(text))),
            Form::Null | Form::Bare(_) | Form::Bytes(_) | Form::Cast(..) => None,
            Form::Text(text) => Some(escape_parameter(text.clone())).filter(|text| text.len() <= limit),
            Form::List(_) | Form::Tuple(_) | Form::Map(_) => {
                let mut text = String::new();
                write_nested(&mut text, &self.form)?;
                Some(text).filter(|text| text.len() <= limit)
            }
        }
    }

    pub(crate) fn take_data_type(&mut self) -> DataType {
        mem::replace(&mut self.data_type, DataType::Nothing)
    }

    /// Writes the value as a literal of its type.
    pub(crate) fn write_literal(&self, sql: &mut (impl Write + ?Sized)) {
        write_literal(sql, &self.data_type, &self.form, false);
    }
}

/// The type as which a column is compared.
fn compared(column: &DataType) -> &DataType {
    match column.value_type() {
        DataType::SimpleAggregateFunction(function) => function.arguments().first().map_or(column, compared),
        data_type => data_type,
    }
}

/// Text inside an array, where strings keep their quotes.
fn write_nested(out: &mut String, form: &Form) -> Option<()> {
    match form {
        Form::Null => out.push_str("NULL"),
        Form::Bare(text) => out.push_str(text),
        Form::Text(text) => write_string(out, text),
        Form::Bytes(_) | Form::Cast(..) => return None,
        Form::Tuple(items) => {
            out.push('(');
            for (i, (_, item)) in items.iter().enumerate() {
                if i > 0 {
                    out.push(',');
                }
                write_nested(out, item)?;
            }
            out.push(')');
        }
        Form::Map(items) => {
            out.push('{');
            for (i, (key, value)) in items.iter().enumerate() {
                if i > 0 {
                    out.push(',');
                }
                write_nested(out, key)?;
                out.push(':');
                write_nested(out, value)?;
            }
            out.push('}');
        }
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

/// `nested` is what stands in a tuple, a map or an array of arrays, where the server looks at the types of the literals
/// and not at their values to find one for all.
fn write_literal(sql: &mut (impl Write + ?Sized), data_type: &DataType, form: &Form, nested: bool) {
    // Writing into a String or a SqlWriter does not fail.
    let _ = match form {
        Form::Null => sql.write_str("NULL"),
        Form::Bare(text) => match data_type {
            DataType::Decimal(precision, scale) => {
                let bits = match precision {
                    ..=9 => 32,
                    ..=18 => 64,
                    ..=38 => 128,
                    _ => 256,
                };
                write!(sql, "toDecimal{bits}('{text}', {scale})")
            }
            // As a literal alone, what exceeds 64 bits is a Float64.
            DataType::Int128 | DataType::UInt128 | DataType::Int256 | DataType::UInt256 => {
                write!(sql, "to{data_type}('{text}')")
            }
            // The literal alone is a Float64, which differs from the Float32 of most numbers.
            DataType::Float32 => write!(sql, "toFloat32({text})"),
            DataType::Interval(_) => write!(sql, "to{data_type}({text})"),
            // The literal alone is a UInt64, which has no type in common with negative ones.
            DataType::Int64
                if nested
                    && text
                        .parse::<i64>()
                        .is_ok_and(|number| number > i64::from(u32::MAX)) =>
            {
                write!(sql, "toInt64({text})")
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
                // `toTime` means something else under the setting `use_legacy_to_time`.
                DataType::Time => ("CAST(", ", 'Time')".into()),
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
        Form::Cast(inner, to) => {
            let mut nested = String::new();
            inner.write_literal(&mut nested);
            if has_zone_of_session(to.value_type()) && inner.data_type.time_zone().is_some() {
                // A CAST alone would keep the zone.
                nested = format!("CAST([{nested}], 'Array({})')[1]", to.value_type());
            }
            // The server takes a text that is cast to a Variant for any of its types that it looks like; one that is a
            // Variant already stays what it is.
            let text = matches!(to.value_type(), DataType::String | DataType::FixedString(_));
            let between = matches!(data_type, DataType::Variant(_)).then(|| DataType::variant([to.clone()]));
            let between = between.filter(|_| text);
            let _ = sql.write_str(if between.is_some() {
                "CAST(CAST(CAST("
            } else {
                "CAST(CAST("
            });
            let _ = sql.write_str(&nested);
            let _ = write_type(sql, to);
            if let Some(between) = between {
                let _ = write_type(sql, &between);
            }
            write_type(sql, data_type)
        }
        Form::Tuple(items) => {
            let _ = sql.write_str("tuple(");
            for (i, (of, item)) in items.iter().enumerate() {
                if i > 0 {
                    let _ = sql.write_str(", ");
                }
                write_literal(sql, of.value_type(), item, true);
            }
            sql.write_str(")")
        }
        Form::Map(items) if items.is_empty() && has_union(data_type) => {
            let (key, value) = match data_type {
                DataType::Map(key, value) => (&**key, &**value),
                other => (other, other),
            };
            let _ = sql.write_str("mapFromArrays(CAST('[]'");
            let _ = write_type(sql, &DataType::array(key.clone()));
            let _ = sql.write_str(", CAST('[]'");
            let _ = write_type(sql, &DataType::array(value.clone()));
            sql.write_str(")")
        }
        Form::Map(items) => {
            let of = match data_type {
                DataType::Map(key, value) => Some((key.value_type(), value.value_type())),
                _ => None,
            };
            let (key_type, value_type) = of.unwrap_or((data_type, data_type));
            let _ = sql.write_str("map(");
            for (i, (key, value)) in items.iter().enumerate() {
                if i > 0 {
                    let _ = sql.write_str(", ");
                }
                // The server has no map with a bare NULL as a key, which only a union can be.
                if matches!(key, Form::Null) {
                    let _ = sql.write_str("CAST(NULL");
                    let _ = write_type(sql, key_type);
                } else {
                    write_literal(sql, key_type, key, true);
                }
                let _ = sql.write_str(", ");
                write_literal(sql, value_type, value, true);
            }
            sql.write_str(")")
        }
        Form::List(items) => {
            let element = match data_type {
                DataType::Array(element) => element.value_type(),
                other => other,
            };
            if items.is_empty() {
                let _ = sql.write_str(if has_union(data_type) {
                    "CAST('[]'"
                } else {
                    "CAST([]"
                });
                write_type(sql, data_type)
            } else {
                let _ = sql.write_str("[");
                for (i, item) in items.iter().enumerate() {
                    if i > 0 {
                        let _ = sql.write_str(", ");
                    }
                    write_literal(sql, element, item, nested || !matches!(item, Form::Bare(_)));
                }
                sql.write_str("]")
            }
        }
    };
}

/// Whether there is a type in it that the server does not convert an empty array or map to.
fn has_union(data_type: &DataType) -> bool {
    let mut found = false;
    data_type.walk(&mut |of| {
        found |= matches!(
            of,
            DataType::Variant(_) | DataType::Dynamic(_) | DataType::Geometry
        );
    });
    found
}

fn has_zone_of_session(data_type: &DataType) -> bool {
    matches!(
        data_type,
        DataType::DateTime(None) | DataType::DateTime64(_, None)
    )
}

/// The end of a CAST.
fn write_type(sql: &mut (impl Write + ?Sized), data_type: &DataType) -> std::fmt::Result {
    sql.write_str(", ")?;
    write_string(sql, &data_type.to_string());
    sql.write_str(")")
}
