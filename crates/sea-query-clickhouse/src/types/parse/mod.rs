//! Reading the text form of a type.

mod argument;

use std::error::Error;
use std::fmt::{self, Display, Formatter};
use std::str::FromStr;

use super::{DataType, IntervalUnit, alias};
use crate::parser::{Parsed, Parser};

/// How deep types may be nested in a text. Real ones stay below 10; without a limit a hostile text overflows the stack,
/// and what comes after the parser takes more of it than the parser: 100 levels overflowed the 2 MB of a thread when the
/// column was decoded without optimisation.
const MAX_DEPTH: usize = 40;
/// How much of a text an error repeats.
const SHOWN: usize = 200;

/// The text is not a type: brackets or quotes do not match, or an argument of a known type is wrong.
///
/// ```
/// use sea_query_clickhouse::DataType;
///
/// let error = "Array(String".parse::<DataType>().unwrap_err();
/// assert_eq!((error.text(), error.position()), ("Array(String", 12));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DataTypeError {
    text: String,
    position: usize,
    reason: &'static str,
}

impl DataTypeError {
    /// The byte of the text at which reading stopped.
    #[must_use]
    pub fn position(&self) -> usize {
        self.position
    }

    /// The text, cut to its first 200 characters.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }
}

impl Display for DataTypeError {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "`{}` is not a ClickHouse type: {} at byte {}",
            self.text, self.reason, self.position
        )
    }
}

impl Error for DataTypeError {}

impl FromStr for DataType {
    type Err = DataTypeError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut parser = Parser { text, position: 0 };
        let parsed = parser.data_type(0).and_then(|data_type| {
            parser.skip_space();
            if parser.position == text.len() {
                Ok(data_type)
            } else {
                Err("there is text after the type")
            }
        });
        parsed.map_err(|reason| DataTypeError {
            text: text.chars().take(SHOWN).collect(),
            position: parser.position,
            reason,
        })
    }
}

impl Parser<'_> {
    pub(crate) fn data_type(&mut self, depth: usize) -> Parsed<DataType> {
        if depth > MAX_DEPTH {
            return Err("types are nested too deeply");
        }
        self.skip_space();
        let start = self.position;
        let word = self.word();
        if word.is_empty() {
            return Err("the name of a type is expected");
        }
        let name = alias::continuations(word)
            .find(|(rest, _)| self.take_words(rest))
            .map(|(_, canonical)| canonical)
            .or_else(|| alias::canonical(word))
            .unwrap_or(word);
        if ignores_arguments(name) {
            return self.without_arguments(name, word);
        }
        let named = self.position;
        self.skip_space();
        if self.peek() != Some('(') {
            self.position = named;
            return simple(name).ok_or("the type lacks its arguments");
        }
        self.arguments_of(name, start, depth)
    }

    /// The types of other databases may have a length, which says nothing here, and numbers a sign.
    fn without_arguments(&mut self, name: &str, word: &str) -> Parsed<DataType> {
        let mut unsigned = false;
        loop {
            let end = self.position;
            self.skip_space();
            if self.peek() == Some('(') {
                self.skip_arguments()?;
            } else if alias::takes_sign(word) && self.take_words(&["UNSIGNED"]) {
                unsigned = true;
            } else if !(alias::takes_sign(word) && self.take_words(&["SIGNED"])) {
                self.position = end;
                break;
            }
        }
        let data_type = simple(name).ok_or("the type is not known")?;
        Ok(match data_type {
            DataType::Int8 if unsigned => DataType::UInt8,
            DataType::Int16 if unsigned => DataType::UInt16,
            DataType::Int32 if unsigned => DataType::UInt32,
            DataType::Int64 if unsigned => DataType::UInt64,
            other => other,
        })
    }

    fn arguments_of(&mut self, name: &str, start: usize, depth: usize) -> Parsed<DataType> {
        Ok(match name {
            "Nullable" => self.inner(depth)?.nullable(),
            "LowCardinality" => DataType::LowCardinality(self.inner(depth)?),
            "Array" => DataType::Array(self.inner(depth)?),
            "Map" => self.map(depth)?,
            "Tuple" => self.tuple(depth)?,
            "Nested" => self.nested(depth)?,
            "Variant" => self.variant(depth)?,
            "FixedString" => DataType::FixedString(self.argument()?),
            "DateTime" => self.date_time()?,
            "DateTime32" => DataType::DateTime(Some(self.arguments(|parser| parser.quoted('\''))?)),
            "DateTime64" => self.date_time64()?,
            "Time" | "Time64" => DataType::Time64(self.arguments(Self::precision)?),
            "Decimal" => self.decimal()?,
            "Decimal32" => self.scaled_decimal(9)?,
            "Decimal64" => self.scaled_decimal(18)?,
            "Decimal128" => self.scaled_decimal(38)?,
            "Decimal256" => self.scaled_decimal(76)?,
            "Enum8" => DataType::Enum8(self.enumeration()?),
            "Enum16" => DataType::Enum16(self.enumeration()?),
            "Enum" => smallest_enumeration(self.enumeration()?),
            "QBit" => self.qbit(depth)?,
            "AggregateFunction" => DataType::AggregateFunction(self.aggregate(depth)?),
            "SimpleAggregateFunction" => DataType::SimpleAggregateFunction(self.aggregate(depth)?),
            _ => return self.optional_arguments(name, start, depth),
        })
    }

    /// Types that may as well stand alone; of those to come the text is kept.
    fn optional_arguments(&mut self, name: &str, start: usize, depth: usize) -> Parsed<DataType> {
        let empty = self.position;
        self.position += 1;
        if self.take(')') {
            return simple(name).ok_or("the type lacks its arguments");
        }
        self.position = empty;
        match name {
            "JSON" => self.json(depth),
            "Dynamic" => self.dynamic(),
            "Object" if self.rest().starts_with("('") => {
                self.arguments(|parser| parser.quoted('\'')).map(DataType::Object)
            }
            _ if matches!(simple(name), Some(DataType::Custom(_))) => {
                self.skip_arguments()?;
                let text = self.text.get(start..self.position).unwrap_or_default();
                Ok(DataType::Custom(text.to_owned()))
            }
            _ => Err("the type takes no arguments"),
        }
    }
}

/// Whether the server takes any arguments of a type and forgets them, as it does for the names of other databases.
fn ignores_arguments(name: &str) -> bool {
    matches!(name, "String" | "Float32" | "Float64") || alias::is_integer(name)
}

fn smallest_enumeration(names: Vec<(String, i16)>) -> DataType {
    let narrow: Result<Vec<_>, _> = names
        .iter()
        .map(|(name, number)| i8::try_from(*number).map(|number| (name.clone(), number)))
        .collect();
    narrow.map_or(DataType::Enum16(names), DataType::Enum8)
}

/// The type of a name alone; `None` where the type lacks its arguments.
fn simple(name: &str) -> Option<DataType> {
    Some(match name {
        "Int8" => DataType::Int8,
        "Int16" => DataType::Int16,
        "Int32" => DataType::Int32,
        "Int64" => DataType::Int64,
        "Int128" => DataType::Int128,
        "Int256" => DataType::Int256,
        "UInt8" => DataType::UInt8,
        "UInt16" => DataType::UInt16,
        "UInt32" => DataType::UInt32,
        "UInt64" => DataType::UInt64,
        "UInt128" => DataType::UInt128,
        "UInt256" => DataType::UInt256,
        "Float32" => DataType::Float32,
        "Float64" => DataType::Float64,
        "BFloat16" => DataType::BFloat16,
        "Bool" => DataType::Bool,
        "String" => DataType::String,
        "Date" => DataType::Date,
        "Date32" => DataType::Date32,
        "DateTime" | "DateTime32" => DataType::DateTime(None),
        "DateTime64" => DataType::DateTime64(3, None),
        "Time" => DataType::Time,
        "Time64" => DataType::Time64(3),
        "UUID" => DataType::Uuid,
        "Decimal" => DataType::Decimal(10, 0),
        "IPv4" => DataType::IPv4,
        "IPv6" => DataType::IPv6,
        "JSON" => DataType::Json,
        "Nothing" => DataType::Nothing,
        "Dynamic" => DataType::Dynamic(None),
        "Point" => DataType::Point,
        "Ring" => DataType::Ring,
        "LineString" => DataType::LineString,
        "MultiLineString" => DataType::MultiLineString,
        "Polygon" => DataType::Polygon,
        "MultiPolygon" => DataType::MultiPolygon,
        "Geometry" | "GEOMETRY" => DataType::Geometry,
        // As SHOW CREATE TABLE prints the tuple of nothing.
        "Tuple" => DataType::Tuple(Vec::new()),
        "Array"
        | "Nullable"
        | "LowCardinality"
        | "Map"
        | "Nested"
        | "Variant"
        | "FixedString"
        | "Decimal32"
        | "Decimal64"
        | "Decimal128"
        | "Decimal256"
        | "Enum"
        | "Enum8"
        | "Enum16"
        | "QBit"
        | "AggregateFunction"
        | "SimpleAggregateFunction" => return None,
        _ => match IntervalUnit::ALL.iter().find(|unit| unit.type_name() == name) {
            Some(unit) => DataType::Interval(*unit),
            None => DataType::Custom(name.to_owned()),
        },
    })
}
