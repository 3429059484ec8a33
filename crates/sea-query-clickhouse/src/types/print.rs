//! The text form of a type, as the server parses it.

use std::fmt::{self, Display, Formatter, Write};

use super::DataType;

impl Display for DataType {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Int8 => f.write_str("Int8"),
            Self::Int16 => f.write_str("Int16"),
            Self::Int32 => f.write_str("Int32"),
            Self::Int64 => f.write_str("Int64"),
            Self::Int128 => f.write_str("Int128"),
            Self::Int256 => f.write_str("Int256"),
            Self::UInt8 => f.write_str("UInt8"),
            Self::UInt16 => f.write_str("UInt16"),
            Self::UInt32 => f.write_str("UInt32"),
            Self::UInt64 => f.write_str("UInt64"),
            Self::UInt128 => f.write_str("UInt128"),
            Self::UInt256 => f.write_str("UInt256"),
            Self::Float32 => f.write_str("Float32"),
            Self::Float64 => f.write_str("Float64"),
            Self::BFloat16 => f.write_str("BFloat16"),
            Self::Bool => f.write_str("Bool"),
            Self::String => f.write_str("String"),
            Self::FixedString(bytes) => write!(f, "FixedString({bytes})"),
            Self::Date => f.write_str("Date"),
            Self::Date32 => f.write_str("Date32"),
            Self::DateTime(None) => f.write_str("DateTime"),
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
            Self::Time => f.write_str("Time"),
            Self::Time64(precision) => write!(f, "Time64({precision})"),
            Self::Uuid => f.write_str("UUID"),
            Self::Decimal(precision, scale) => write!(f, "Decimal({precision}, {scale})"),
            Self::Enum8(names) => enumeration(f, "Enum8", names),
            Self::Enum16(names) => enumeration(f, "Enum16", names),
            Self::IPv4 => f.write_str("IPv4"),
            Self::IPv6 => f.write_str("IPv6"),
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
            Self::Json => f.write_str("JSON"),
            Self::Nothing => f.write_str("Nothing"),
            Self::Custom(text) => f.write_str(text),
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
            if is_plain_identifier(name) {
                f.write_str(name)?;
            } else {
                quoted(f, name, '`')?;
            }
            f.write_char(' ')?;
        }
        write!(f, "{element}")?;
    }
    f.write_char(')')
}

// The server accepts keywords as element names but prints NULL quoted, since it would be a literal.
fn is_plain_identifier(name: &str) -> bool {
    let mut letters = name.chars();
    letters
        .next()
        .is_some_and(|first| first.is_ascii_alphabetic() || first == '_')
        && letters.all(|letter| letter.is_ascii_alphanumeric() || letter == '_')
        && !["null", "true", "false", "inf", "nan"]
            .iter()
            .any(|word| word.eq_ignore_ascii_case(name))
}

fn quoted(f: &mut Formatter<'_>, text: &str, quote: char) -> fmt::Result {
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
