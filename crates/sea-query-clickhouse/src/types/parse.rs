//! Reading the text form of a type.

use std::error::Error;
use std::fmt::{self, Display, Formatter};
use std::str::FromStr;

use super::DataType;

/// How deep types may be nested in a text. Real ones stay below 10; without a limit a hostile text overflows the stack.
const MAX_DEPTH: usize = 100;
/// How much of a text an error repeats.
const SHOWN: usize = 200;

/// The text is not a type: brackets or quotes do not match, or an argument of a known type is wrong.
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

struct Parser<'a> {
    text: &'a str,
    position: usize,
}

type Parsed<T> = Result<T, &'static str>;

impl<'a> Parser<'a> {
    fn rest(&self) -> &'a str {
        self.text.get(self.position..).unwrap_or_default()
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn skip_space(&mut self) {
        let rest = self.rest();
        self.position += rest.len() - rest.trim_start().len();
    }

    fn take(&mut self, expected: char) -> bool {
        self.skip_space();
        let found = self.rest().starts_with(expected);
        if found {
            self.position += expected.len_utf8();
        }
        found
    }

    fn expect(&mut self, expected: char, reason: &'static str) -> Parsed<()> {
        if self.take(expected) { Ok(()) } else { Err(reason) }
    }

    fn word(&mut self) -> &'a str {
        self.skip_space();
        let rest = self.rest();
        let end = rest
            .find(|letter: char| !(letter.is_alphanumeric() || letter == '_'))
            .unwrap_or(rest.len());
        self.position += end;
        rest.get(..end).unwrap_or_default()
    }

    fn number<T: FromStr>(&mut self) -> Parsed<T> {
        self.skip_space();
        let rest = self.rest();
        let sign = usize::from(rest.starts_with('-'));
        let digits = rest.bytes().skip(sign).take_while(u8::is_ascii_digit).count();
        let number = rest.get(..sign + digits).and_then(|digits| digits.parse().ok());
        let number = number.ok_or("a number in the range of its type is expected")?;
        self.position += sign + digits;
        Ok(number)
    }

    /// A text in the given quotes, with the server's escapes undone.
    fn quoted(&mut self, quote: char) -> Parsed<String> {
        self.expect(quote, "a quoted text is expected")?;
        let start = self.position;
        let mut value = String::new();
        let mut letters = self.rest().char_indices().peekable();
        while let Some((at, letter)) = letters.next() {
            if letter == quote {
                // A doubled quote stands for one, as in SQL.
                if letters.peek().is_some_and(|(_, next)| *next == quote) {
                    letters.next();
                    value.push(quote);
                    continue;
                }
                self.position = start + at + quote.len_utf8();
                return Ok(value);
            }
            if letter != '\\' {
                value.push(letter);
                continue;
            }
            match letters.next() {
                Some((_, 'b')) => value.push('\u{8}'),
                Some((_, 'f')) => value.push('\u{c}'),
                Some((_, 'n')) => value.push('\n'),
                Some((_, 'r')) => value.push('\r'),
                Some((_, 't')) => value.push('\t'),
                Some((_, '0')) => value.push('\0'),
                Some((_, 'a')) => value.push('\u{7}'),
                Some((_, 'v')) => value.push('\u{b}'),
                Some((_, 'e')) => value.push('\u{1b}'),
                Some((_, other)) => value.push(other),
                None => break,
            }
        }
        Err("the quote is not closed")
    }

    fn data_type(&mut self, depth: usize) -> Parsed<DataType> {
        if depth > MAX_DEPTH {
            return Err("types are nested too deeply");
        }
        self.skip_space();
        let start = self.position;
        let name = self.word();
        if name.is_empty() {
            return Err("the name of a type is expected");
        }
        let named = self.position;
        self.skip_space();
        let has_arguments = self.peek() == Some('(');
        if !has_arguments {
            self.position = named;
            return Ok(simple(name).unwrap_or_else(|| DataType::Custom(name.to_owned())));
        }
        let data_type = match name {
            "Nullable" => self.inner(depth).map(|inner| DataType::Nullable(Box::new(inner))),
            "LowCardinality" => self
                .inner(depth)
                .map(|inner| DataType::LowCardinality(Box::new(inner))),
            "Array" => self.inner(depth).map(|inner| DataType::Array(Box::new(inner))),
            "Map" => self.map(depth),
            "Tuple" => self.tuple(depth),
            "FixedString" => self.argument().map(DataType::FixedString),
            "DateTime" | "DateTime32" => self
                .arguments(|p| p.quoted('\''))
                .map(|z| DataType::DateTime(Some(z))),
            "DateTime64" => self.date_time64(),
            "Time64" => self.argument().map(DataType::Time64),
            "Decimal" => self.decimal(),
            "Decimal32" => self.argument().map(|scale| DataType::Decimal(9, scale)),
            "Decimal64" => self.argument().map(|scale| DataType::Decimal(18, scale)),
            "Decimal128" => self.argument().map(|scale| DataType::Decimal(38, scale)),
            "Decimal256" => self.argument().map(|scale| DataType::Decimal(76, scale)),
            "Enum8" => self.enumeration().map(DataType::Enum8),
            "Enum16" => self.enumeration().map(DataType::Enum16),
            "Enum" | "ENUM" => self.enumeration().map(smallest_enumeration),
            _ => self.custom(start),
        }?;
        Ok(data_type)
    }

    fn arguments<T>(&mut self, read: impl FnOnce(&mut Self) -> Parsed<T>) -> Parsed<T> {
        self.expect('(', "`(` is expected")?;
        let value = read(self)?;
        self.expect(')', "`)` is expected")?;
        Ok(value)
    }

    fn argument<T: FromStr>(&mut self) -> Parsed<T> {
        self.arguments(Self::number)
    }

    fn inner(&mut self, depth: usize) -> Parsed<DataType> {
        self.arguments(|parser| parser.data_type(depth + 1))
    }

    fn map(&mut self, depth: usize) -> Parsed<DataType> {
        self.arguments(|parser| {
            let key = parser.data_type(depth + 1)?;
            parser.expect(',', "`,` is expected")?;
            Ok(DataType::map(key, parser.data_type(depth + 1)?))
        })
    }

    fn decimal(&mut self) -> Parsed<DataType> {
        self.arguments(|parser| {
            let precision = parser.number()?;
            let scale = if parser.take(',') { parser.number()? } else { 0 };
            if !(1..=76).contains(&precision) || scale > precision {
                return Err("a Decimal has 1 to 76 digits, and no more of them after the point");
            }
            Ok(DataType::Decimal(precision, scale))
        })
    }

    fn date_time64(&mut self) -> Parsed<DataType> {
        self.arguments(|parser| {
            let precision = parser.number()?;
            if precision > 9 {
                return Err("the precision of a DateTime64 is 0 to 9");
            }
            let zone = if parser.take(',') {
                Some(parser.quoted('\'')?)
            } else {
                None
            };
            Ok(DataType::DateTime64(precision, zone))
        })
    }

    fn enumeration<N: TryFrom<i32>>(&mut self) -> Parsed<Vec<(String, N)>> {
        self.arguments(|parser| {
            let mut names = Vec::new();
            let mut next = 1_i32;
            loop {
                let name = parser.quoted('\'')?;
                // Without a number the server continues with the next one, beginning at 1.
                let number = if parser.take('=') { parser.number()? } else { next };
                next = number.saturating_add(1);
                let number = N::try_from(number).map_err(|_| "the number does not fit the Enum")?;
                names.push((name, number));
                if !parser.take(',') {
                    return Ok(names);
                }
            }
        })
    }

    fn tuple(&mut self, depth: usize) -> Parsed<DataType> {
        self.arguments(|parser| {
            let mut elements = Vec::new();
            parser.skip_space();
            if parser.peek() == Some(')') {
                return Ok(DataType::Tuple(elements));
            }
            loop {
                let name = parser.element_name()?;
                elements.push((name, parser.data_type(depth + 1)?));
                if !parser.take(',') {
                    return Ok(DataType::Tuple(elements));
                }
            }
        })
    }

    /// The name before the type of a tuple's element; a word is one when another word follows it.
    fn element_name(&mut self) -> Parsed<Option<String>> {
        self.skip_space();
        if let Some(quote @ ('`' | '"')) = self.peek() {
            return self.quoted(quote).map(Some);
        }
        let start = self.position;
        let word = self.word();
        self.skip_space();
        let is_name = self
            .peek()
            .is_some_and(|next| next.is_alphanumeric() || next == '_');
        if is_name && !word.is_empty() {
            return Ok(Some(word.to_owned()));
        }
        self.position = start;
        Ok(None)
    }

    /// Arguments of a type without a variant: kept as text, but brackets and quotes have to match.
    fn custom(&mut self, start: usize) -> Parsed<DataType> {
        let mut open = 0_usize;
        while let Some(letter) = self.peek() {
            match letter {
                '\'' | '`' | '"' => {
                    self.quoted(letter)?;
                    continue;
                }
                '(' => open += 1,
                ')' => open = open.saturating_sub(1),
                _ => {}
            }
            self.position += letter.len_utf8();
            if open == 0 {
                let text = self.text.get(start..self.position).unwrap_or_default();
                return Ok(DataType::Custom(text.to_owned()));
            }
        }
        Err("a `(` is not closed")
    }
}

fn smallest_enumeration(names: Vec<(String, i16)>) -> DataType {
    let narrow: Result<Vec<_>, _> = names
        .iter()
        .map(|(name, number)| i8::try_from(*number).map(|number| (name.clone(), number)))
        .collect();
    narrow.map_or(DataType::Enum16(names), DataType::Enum8)
}

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
        _ => return None,
    })
}
