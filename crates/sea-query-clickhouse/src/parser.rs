//! The words, numbers and quoted texts of what a server prints.

use std::str::FromStr;

/// A place in a text.
pub(crate) struct Parser<'a> {
    pub(crate) text: &'a str,
    pub(crate) position: usize,
}

pub(crate) type Parsed<T> = Result<T, &'static str>;

impl<'a> Parser<'a> {
    pub(crate) fn rest(&self) -> &'a str {
        self.text.get(self.position..).unwrap_or_default()
    }

    pub(crate) fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    pub(crate) fn skip_space(&mut self) {
        let rest = self.rest();
        self.position += rest.len() - rest.trim_start().len();
    }

    pub(crate) fn take(&mut self, expected: char) -> bool {
        self.skip_space();
        let found = self.rest().starts_with(expected);
        if found {
            self.position += expected.len_utf8();
        }
        found
    }

    pub(crate) fn expect(&mut self, expected: char, reason: &'static str) -> Parsed<()> {
        if self.take(expected) { Ok(()) } else { Err(reason) }
    }

    pub(crate) fn word(&mut self) -> &'a str {
        self.skip_space();
        let rest = self.rest();
        let end = rest
            .find(|letter: char| !(letter.is_alphanumeric() || letter == '_'))
            .unwrap_or(rest.len());
        self.position += end;
        rest.get(..end).unwrap_or_default()
    }

    pub(crate) fn number<T: FromStr>(&mut self) -> Parsed<T> {
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
    pub(crate) fn quoted(&mut self, quote: char) -> Parsed<String> {
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

    /// The next words when they are these in any case of letters, none otherwise.
    pub(crate) fn take_words(&mut self, words: &[&str]) -> bool {
        let start = self.position;
        for word in words {
            if !self.word().eq_ignore_ascii_case(word) {
                self.position = start;
                return false;
            }
        }
        true
    }

    /// A name, bare or in quotes.
    pub(crate) fn identifier(&mut self) -> Parsed<String> {
        self.skip_space();
        match self.peek() {
            Some(quote @ ('`' | '"')) => self.quoted(quote),
            _ => match self.word() {
                "" => Err("a name is expected"),
                word => Ok(word.to_owned()),
            },
        }
    }

    pub(crate) fn arguments<T>(&mut self, read: impl FnOnce(&mut Self) -> Parsed<T>) -> Parsed<T> {
        self.expect('(', "`(` is expected")?;
        let value = read(self)?;
        self.expect(')', "`)` is expected")?;
        Ok(value)
    }

    /// Any arguments, as text: brackets and quotes have to match.
    pub(crate) fn skip_arguments(&mut self) -> Parsed<()> {
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
                return Ok(());
            }
        }
        Err("a `(` is not closed")
    }
}
