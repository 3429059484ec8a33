//! The text form of a type, as the server parses it.

use std::fmt::{self, Display, Formatter, Write};

use super::DataType;

impl DataType {
    /// The text of a type without arguments.
    pub(crate) fn plain_name(&self) -> Option<&'static str> {
        Some(match self {
            Self::Int8 => "Int8",
            Self::Int16 => "Int16",
            Self::Int32 => "Int32",
            Self::Int64 => "Int64",
            Self::Int128 => "Int128",
            Self::Int256 => "Int256",
            Self::UInt8 => "UInt8",
            Self::UInt16 => "UInt16",
            Self::UInt32 => "UInt32",
            Self::UInt64 => "UInt64",
            Self::UInt128 => "UInt128",
            Self::UInt256 => "UInt256",
            Self::Float32 => "Float32",
            Self::Float64 => "Float64",
            Self::BFloat16 => "BFloat16",
            Self::Bool => "Bool",
            Self::String => "String",
            Self::Date => "Date",
            Self::Date32 => "Date32",
            Self::DateTime(None) => "DateTime",
            Self::Time => "Time",
            Self::Uuid => "UUID",
            Self::IPv4 => "IPv4",
            Self::IPv6 => "IPv6",
            Self::Json => "JSON",
            Self::Dynamic(None) => "Dynamic",
            Self::Point => "Point",
            Self::Ring => "Ring",
            Self::LineString => "LineString",
            Self::MultiLineString => "MultiLineString",
            Self::Polygon => "Polygon",
            Self::MultiPolygon => "MultiPolygon",
            Self::Geometry => "Geometry",
            Self::Nothing => "Nothing",
            Self::Interval(unit) => unit.type_name(),
            _ => return None,
        })
    }
}

impl Display for DataType {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if let Some(name) = self.plain_name() {
            return f.write_str(name);
        }
        match self {
            Self::FixedString(bytes) => write!(f, "FixedString({bytes})"),
            Self::DateTime(Some(zone)) => {
                f.write_str("DateTime(")?;
                quoted(f, zone, '\'')?;
                f.write_char(')')
            }
            Self::DateTime64(precision, None) => write!(f, "DateTime64({precision})"),
            Self::DateTime64(precision, Some(zone)) => {
                write!(f, "DateTime64({precision}, ")?;
                quoted(f, zone, '\'')?;
                f.write_char(')')
            }
            Self::Time64(precision) => write!(f, "Time64({precision})"),
            Self::Decimal(precision, scale) => write!(f, "Decimal({precision}, {scale})"),
            Self::Enum8(names) => enumeration(f, "Enum8", names),
            Self::Enum16(names) => enumeration(f, "Enum16", names),
            Self::Nullable(inner) => match &**inner {
                Self::LowCardinality(value) => match &**value {
                    Self::Nullable(_) => write!(f, "LowCardinality({value})"),
                    _ => write!(f, "LowCardinality(Nullable({value}))"),
                },
                Self::Nullable(_) => write!(f, "{inner}"),
                _ => write!(f, "Nullable({inner})"),
            },
            Self::LowCardinality(inner) => write!(f, "LowCardinality({inner})"),
            Self::Array(element) => write!(f, "Array({element})"),
            Self::Tuple(elements) => tuple(f, elements),
            Self::Map(key, value) => write!(f, "Map({key}, {value})"),
            Self::JsonWith(hints) => write!(f, "{hints}"),
            Self::Variant(types) => {
                f.write_str("Variant(")?;
                for (position, data_type) in types.iter().enumerate() {
                    write!(f, "{}{data_type}", if position > 0 { ", " } else { "" })?;
                }
                f.write_char(')')
            }
            Self::Dynamic(Some(types)) => write!(f, "Dynamic(max_types={types})"),
            Self::Nested(elements) => {
                f.write_str("Nested(")?;
                for (position, (name, element)) in elements.iter().enumerate() {
                    f.write_str(if position > 0 { ", " } else { "" })?;
                    identifier(f, name)?;
                    write!(f, " {element}")?;
                }
                f.write_char(')')
            }
            Self::SimpleAggregateFunction(function) => write!(f, "SimpleAggregateFunction({function})"),
            Self::AggregateFunction(function) => write!(f, "AggregateFunction({function})"),
            Self::QBit(element, dimension, None) => write!(f, "QBit({element}, {dimension})"),
            Self::QBit(element, dimension, Some(stride)) => {
                write!(f, "QBit({element}, {dimension}, {stride})")
            }
            Self::Object(schema) => {
                f.write_str("Object(")?;
                quoted(f, schema, '\'')?;
                f.write_char(')')
            }
            Self::Custom(text) => f.write_str(text),
            // The others are plain names.
            _ => Ok(()),
        }
    }
}

fn enumeration<N: Display>(f: &mut Formatter<'_>, name: &str, names: &[(String, N)]) -> fmt::Result {
    write!(f, "{name}(")?;
    for (position, (name, number)) in names.iter().enumerate() {
        if position > 0 {
            f.write_str(", ")?;
        }
        quoted(f, name, '\'')?;
        write!(f, " = {number}")?;
    }
    f.write_char(')')
}

fn tuple(f: &mut Formatter<'_>, elements: &[(Option<String>, DataType)]) -> fmt::Result {
    f.write_str("Tuple(")?;
    for (position, (name, element)) in elements.iter().enumerate() {
        if position > 0 {
            f.write_str(", ")?;
        }
        if let Some(name) = name {
            identifier(f, name)?;
            f.write_char(' ')?;
        }
        write!(f, "{element}")?;
    }
    f.write_char(')')
}

/// A name, in quotes where the server prints it so.
pub(super) fn identifier(f: &mut Formatter<'_>, name: &str) -> fmt::Result {
    if is_plain_identifier(name) {
        f.write_str(name)
    } else {
        quoted(f, name, '`')
    }
}

// The server takes other keywords as names, and prints them bare.
fn is_plain_identifier(name: &str) -> bool {
    let mut letters = name.chars();
    letters
        .next()
        .is_some_and(|first| first.is_ascii_alphabetic() || first == '_')
        && letters.all(|letter| letter.is_ascii_alphanumeric() || letter == '_')
        && !["null", "all", "distinct", "from", "select", "table", "values"]
            .iter()
            .any(|word| word.eq_ignore_ascii_case(name))
}

pub(super) fn quoted(f: &mut Formatter<'_>, text: &str, quote: char) -> fmt::Result {
    f.write_char(quote)?;
    for letter in text.chars() {
        match letter {
            '\\' => f.write_str("\\\\")?,
            '\u{8}' => f.write_str("\\b")?,
            '\u{c}' => f.write_str("\\f")?,
            '\n' => f.write_str("\\n")?,
            '\r' => f.write_str("\\r")?,
            '\t' => f.write_str("\\t")?,
            '\0' => f.write_str("\\0")?,
            letter if letter == quote => {
                f.write_char('\\')?;
                f.write_char(letter)?;
            }
            letter => f.write_char(letter)?,
        }
    }
    f.write_char(quote)
}
