//! The text of an expression, which ends where a clause begins.

use sea_query::Expr;

use crate::parser::{Parsed, Parser};

/// What ends an expression, apart from a comma and a closing bracket: words as the server prints them, and what
/// follows them.
pub(super) type Stop = (&'static [&'static str], Option<char>);

impl<'a> Parser<'a> {
    /// The text up to a comma, a closing bracket, one of `stops`, or the end.
    pub(super) fn expression_text(&mut self, stops: &[Stop]) -> Parsed<&'a str> {
        self.skip_space();
        let start = self.position;
        let mut end = start;
        let mut depth = 0_usize;
        while let Some(letter) = self.peek() {
            match letter {
                '\'' | '`' | '"' => {
                    self.quoted(letter)?;
                    end = self.position;
                    continue;
                }
                ',' | ')' | ']' | '}' if depth == 0 => break,
                '(' | '[' | '{' => depth += 1,
                ')' | ']' | '}' => depth -= 1,
                letter if letter.is_whitespace() => {
                    self.skip_space();
                    continue;
                }
                letter if letter.is_alphanumeric() || letter == '_' => {
                    if depth == 0 && self.stands_at(stops) {
                        break;
                    }
                    self.word();
                    end = self.position;
                    continue;
                }
                _ => {}
            }
            self.position += letter.len_utf8();
            end = self.position;
        }
        if depth > 0 {
            return Err("a bracket is not closed");
        }
        match self.text.get(start..end) {
            Some(text) if !text.is_empty() => Ok(text),
            _ => Err("an expression is expected"),
        }
    }

    /// Whether one of `stops` follows. The server prints its keywords in upper case.
    fn stands_at(&self, stops: &[Stop]) -> bool {
        stops.iter().any(|(words, follower)| {
            let mut ahead = Parser {
                text: self.text,
                position: self.position,
            };
            words.iter().all(|word| ahead.word() == *word) && {
                ahead.skip_space();
                follower.is_none_or(|follower| ahead.peek() == Some(follower))
            }
        })
    }

    pub(super) fn expression(&mut self, stops: &[Stop]) -> Parsed<Expr> {
        self.expression_text(stops).map(expr)
    }

    /// Expressions in parentheses of their own, or one without; `tuple()` is none.
    pub(super) fn expressions(&mut self, stops: &[Stop]) -> Parsed<Vec<&'a str>> {
        let text = self.expression_text(stops)?;
        if text == "tuple()" {
            return Ok(Vec::new());
        }
        let inner = text.strip_prefix("tuple").unwrap_or(text);
        let inner = inner.strip_prefix('(').and_then(|text| text.strip_suffix(')'));
        // `(a, b) = (c, d)` begins and ends with parentheses too, and a tuple of one is another key than the one.
        match inner.map(items) {
            Some(Ok(items)) if items.len() > 1 || items.iter().any(|item| item.ends_with(" DESC")) => {
                Ok(items)
            }
            _ => Ok(vec![text]),
        }
    }
}

/// The parts of a text between commas.
pub(super) fn items(text: &str) -> Parsed<Vec<&str>> {
    let mut parser = Parser { text, position: 0 };
    let mut items = Vec::new();
    loop {
        items.push(parser.expression_text(&[])?);
        if parser.position == text.len() {
            return Ok(items);
        }
        parser.expect(',', "`,` is expected")?;
    }
}

/// An expression: a column where the text is a name, else the text.
pub(super) fn expr(text: &str) -> Expr {
    match name(text) {
        Some(name) => Expr::col(name),
        None => Expr::cust(text.to_owned()),
    }
}

/// The name that a text is.
pub(super) fn name(text: &str) -> Option<String> {
    let mut parser = Parser { text, position: 0 };
    let is_constant =
        text.starts_with(|c: char| c.is_ascii_digit()) || matches!(text, "true" | "false" | "NULL");
    let name = parser.identifier().ok()?;
    (!is_constant && parser.position == text.len()).then_some(name)
}

/// The texts of what stands in parentheses; without parentheses there are none.
pub(super) fn arguments<'a>(parser: &mut Parser<'a>) -> Parsed<Vec<&'a str>> {
    parser.skip_space();
    if parser.peek() != Some('(') {
        return Ok(Vec::new());
    }
    let start = parser.position;
    parser.skip_arguments()?;
    let inner = parser.text.get(start + 1..parser.position.saturating_sub(1));
    match inner.unwrap_or_default().trim() {
        "" => Ok(Vec::new()),
        inner => items(inner),
    }
}
