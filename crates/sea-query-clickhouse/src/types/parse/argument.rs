//! The arguments of each type.

use std::str::FromStr;

use super::{
    super::{AggregateParameter, AggregateType, DataType, JsonType},
    MAX_DEPTH,
};
use crate::parser::{Parsed, Parser};

impl Parser<'_> {
    pub(super) fn argument<T: FromStr>(&mut self) -> Parsed<T> {
        self.arguments(Self::number)
    }

    pub(super) fn inner(&mut self, depth: usize) -> Parsed<Box<DataType>> {
        self.arguments(|parser| parser.data_type(depth + 1)).map(Box::new)
    }

    /// Items between commas, at least one.
    fn list<T>(&mut self, mut item: impl FnMut(&mut Self) -> Parsed<T>) -> Parsed<Vec<T>> {
        let mut items = Vec::new();
        loop {
            items.push(item(self)?);
            if !self.take(',') {
                return Ok(items);
            }
        }
    }

    pub(super) fn map(&mut self, depth: usize) -> Parsed<DataType> {
        self.arguments(|parser| {
            let key = parser.data_type(depth + 1)?;
            parser.expect(',', "`,` is expected")?;
            Ok(DataType::map(key, parser.data_type(depth + 1)?))
        })
    }

    pub(super) fn decimal(&mut self) -> Parsed<DataType> {
        self.arguments(|parser| {
            let precision = parser.number()?;
            let scale = if parser.take(',') { parser.number()? } else { 0 };
            if !(1..=76).contains(&precision) || scale > precision {
                return Err("a Decimal has 1 to 76 digits, and no more of them after the point");
            }
            Ok(DataType::Decimal(precision, scale))
        })
    }

    /// `Decimal32(scale)` and the like.
    pub(super) fn scaled_decimal(&mut self, precision: u8) -> Parsed<DataType> {
        match self.argument()? {
            scale if scale <= precision => Ok(DataType::Decimal(precision, scale)),
            _ => Err("a Decimal has no more digits after the point than it has"),
        }
    }

    /// `DateTime('zone')`, or `DateTime(3)` for what is a DateTime64.
    pub(super) fn date_time(&mut self) -> Parsed<DataType> {
        let start = self.position;
        let zone = self.arguments(|parser| parser.quoted('\''));
        match zone {
            Ok(zone) => Ok(DataType::DateTime(Some(zone))),
            Err(reason) => {
                let failed = std::mem::replace(&mut self.position, start);
                self.date_time64().map_err(|_| {
                    self.position = failed;
                    reason
                })
            }
        }
    }

    pub(super) fn date_time64(&mut self) -> Parsed<DataType> {
        self.arguments(|parser| {
            let precision = parser.precision()?;
            let zone = if parser.take(',') {
                Some(parser.quoted('\'')?)
            } else {
                None
            };
            Ok(DataType::DateTime64(precision, zone))
        })
    }

    pub(super) fn precision(&mut self) -> Parsed<u8> {
        let precision = self.number()?;
        if precision > 9 {
            return Err("a precision is 0 to 9 digits of a second");
        }
        Ok(precision)
    }

    pub(super) fn enumeration<N: TryFrom<i32>>(&mut self) -> Parsed<Vec<(String, N)>> {
        let mut next = 1_i32;
        self.arguments(|parser| {
            parser.list(|parser| {
                let name = parser.quoted('\'')?;
                // Without a number the server continues with the next one, beginning at 1.
                let number = if parser.take('=') { parser.number()? } else { next };
                next = number.saturating_add(1);
                let number = N::try_from(number).map_err(|_| "the number does not fit the Enum")?;
                Ok((name, number))
            })
        })
    }

    pub(super) fn tuple(&mut self, depth: usize) -> Parsed<DataType> {
        self.arguments(|parser| {
            parser.skip_space();
            if parser.peek() == Some(')') {
                return Ok(DataType::Tuple(Vec::new()));
            }
            let elements = parser.list(|parser| {
                let name = parser.element_name()?;
                Ok((name, parser.data_type(depth + 1)?))
            })?;
            Ok(DataType::Tuple(elements))
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

    pub(super) fn nested(&mut self, depth: usize) -> Parsed<DataType> {
        self.arguments(|parser| {
            let elements = parser.list(|parser| {
                let name = parser.identifier()?;
                Ok((name, parser.data_type(depth + 1)?))
            })?;
            Ok(DataType::Nested(elements))
        })
    }

    pub(super) fn variant(&mut self, depth: usize) -> Parsed<DataType> {
        self.arguments(|parser| parser.list(|parser| parser.data_type(depth + 1)))
            .map(DataType::Variant)
    }

    pub(super) fn dynamic(&mut self) -> Parsed<DataType> {
        self.arguments(|parser| {
            if parser.word() != "max_types" {
                return Err("the argument of a Dynamic is max_types=");
            }
            parser.expect('=', "`=` is expected")?;
            let types = parser.number()?;
            Ok(DataType::Dynamic((types != 32).then_some(types)))
        })
    }

    pub(super) fn qbit(&mut self, depth: usize) -> Parsed<DataType> {
        self.arguments(|parser| {
            let element = parser.data_type(depth + 1)?;
            parser.expect(',', "`,` is expected")?;
            let dimension = parser.number()?;
            let stride = if parser.take(',') {
                Some(parser.number()?)
            } else {
                None
            };
            let stride = stride.filter(|stride| *stride != dimension);
            Ok(DataType::QBit(Box::new(element), dimension, stride))
        })
    }

    pub(super) fn aggregate(&mut self, depth: usize) -> Parsed<Box<AggregateType>> {
        self.arguments(|parser| {
            parser.skip_space();
            let version = if parser.peek().is_some_and(|next| next.is_ascii_digit()) {
                let version = parser.number()?;
                parser.expect(',', "`,` is expected")?;
                Some(version)
            } else {
                None
            };
            let mut function = AggregateType::new(parser.identifier()?, []);
            function.version = version;
            parser.skip_space();
            if parser.peek() == Some('(') {
                function.parameters = parser.arguments(|parser| {
                    parser.skip_space();
                    if parser.peek() == Some(')') {
                        return Ok(Vec::new());
                    }
                    parser.list(|parser| parser.parameter(depth + 1))
                })?;
            }
            if parser.take(',') {
                function.arguments = parser.list(|parser| parser.data_type(depth + 1))?;
            }
            Ok(Box::new(function))
        })
    }

    fn parameter(&mut self, depth: usize) -> Parsed<AggregateParameter> {
        if depth > MAX_DEPTH {
            return Err("parameters are nested too deeply");
        }
        self.skip_space();
        match self.peek() {
            Some('\'') => self.quoted('\'').map(AggregateParameter::from),
            Some(open @ ('[' | '(')) => {
                self.position += open.len_utf8();
                let close = if open == '[' { ']' } else { ')' };
                let mut elements = Vec::new();
                self.skip_space();
                if self.peek() != Some(close) {
                    elements = self.list(|parser| parser.parameter(depth + 1))?;
                }
                self.expect(close, "a list of parameters is not closed")?;
                let AggregateParameter(mut text) = AggregateParameter::array(elements);
                if open == '(' {
                    text.replace_range(..1, "(");
                    text.replace_range(text.len() - 1.., ")");
                }
                Ok(AggregateParameter(text))
            }
            _ => {
                let rest = self.rest();
                let end = rest
                    .find(|letter: char| !(letter.is_ascii_alphanumeric() || "+-._".contains(letter)))
                    .unwrap_or(rest.len());
                self.position += end;
                match rest.get(..end) {
                    None | Some("") => Err("a parameter is a number, a quoted text or a list of them"),
                    Some(text) => Ok(AggregateParameter(text.to_owned())),
                }
            }
        }
    }

    pub(super) fn json(&mut self, depth: usize) -> Parsed<DataType> {
        self.arguments(|parser| {
            let mut hints = JsonType::new();
            parser.list(|parser| parser.json_hint(&mut hints, depth))?;
            Ok(DataType::json_with(hints))
        })
    }

    fn json_hint(&mut self, hints: &mut JsonType, depth: usize) -> Parsed<()> {
        if self.take_words(&["SKIP", "REGEXP"]) {
            hints.skipped_regexps.push(self.quoted('\'')?);
            return Ok(());
        }
        if self.take_words(&["SKIP"]) {
            hints.skipped.push(self.json_path()?);
            return Ok(());
        }
        let path = self.json_path()?;
        if self.take('=') {
            *hints = match path.as_str() {
                "max_dynamic_paths" => std::mem::take(hints).max_dynamic_paths(self.number()?),
                "max_dynamic_types" => std::mem::take(hints).max_dynamic_types(self.number()?),
                _ => return Err("the limits of JSON are max_dynamic_paths and max_dynamic_types"),
            };
            return Ok(());
        }
        hints.paths.push((path, self.data_type(depth + 1)?));
        Ok(())
    }

    /// Names with dots between them; the server prints them as one name.
    fn json_path(&mut self) -> Parsed<String> {
        let mut path = self.identifier()?;
        while self.take('.') {
            path.push('.');
            path.push_str(&self.identifier()?);
        }
        Ok(path)
    }
}
