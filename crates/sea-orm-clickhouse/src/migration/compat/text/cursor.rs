//! A place in a text, and the names, texts and numbers there.

use sea_query::{Alias, EscapeBuilder, Expr, IntoTableRef, MysqlQueryBuilder, TableRef, Value};

/// A place in a text, with the values of its placeholders.
pub(super) struct Cursor<'a> {
    sql: &'a str,
    at: usize,
    values: &'a [Value],
    bound: usize,
    verbatim: bool,
    depth: usize,
}

/// Deeper than anyone writes, and not so deep that the stack ends.
const DEEPEST: usize = 64;

impl<'a> Cursor<'a> {
    pub(super) fn new(sql: &'a str, values: &'a [Value], verbatim: bool) -> Self {
        Self {
            sql,
            at: 0,
            values,
            bound: 0,
            verbatim,
            depth: 0,
        }
    }

    pub(super) fn sql(&self) -> &'a str {
        self.sql
    }

    pub(super) fn values(&self) -> &'a [Value] {
        self.values
    }

    /// Whether expressions are taken as their text.
    pub(super) fn is_verbatim(&self) -> bool {
        self.verbatim
    }

    /// Reads what may have its own kind inside.
    pub(super) fn nested<T>(&mut self, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        self.depth += 1;
        let read = (self.depth < DEEPEST).then(|| read(self)).flatten();
        self.depth -= 1;
        read
    }

    pub(super) fn is_at_end(&self) -> bool {
        self.at == self.sql.len() && self.bound == self.values.len()
    }

    pub(super) fn rest(&self) -> &'a str {
        self.sql.get(self.at..).unwrap_or_default()
    }

    pub(super) fn is_next(&self, text: &str) -> bool {
        self.rest().starts_with(text)
    }

    /// Passes over a text, if it comes next.
    pub(super) fn eat(&mut self, text: &str) -> bool {
        let found = self.is_next(text);
        if found {
            self.at += text.len();
        }
        found
    }

    pub(super) fn expect(&mut self, text: &str) -> Option<()> {
        self.eat(text).then_some(())
    }

    /// The next bytes, as text.
    pub(super) fn take(&mut self, length: usize) -> Option<&'a str> {
        let taken = self.rest().get(..length)?;
        self.at += length;
        Some(taken)
    }

    /// The next characters of a kind.
    pub(super) fn take_while(&mut self, wanted: impl Fn(char) -> bool) -> &'a str {
        let rest = self.rest();
        let end = rest.find(|letter| !wanted(letter)).unwrap_or(rest.len());
        self.at += end;
        rest.get(..end).unwrap_or_default()
    }

    /// A name in backticks.
    pub(super) fn name(&mut self) -> Option<String> {
        self.expect("`")?;
        let mut name = String::new();
        loop {
            name.push_str(self.take_while(|letter| letter != '`'));
            self.expect("`")?;
            if !self.eat("`") {
                return Some(name);
            }
            name.push('`');
        }
    }

    /// Names, one after another.
    pub(super) fn names(&mut self) -> Option<Vec<String>> {
        let mut names = vec![self.name()?];
        while self.eat(", ") {
            names.push(self.name()?);
        }
        Some(names)
    }

    /// The name of a table, with or without that of its database.
    pub(super) fn table(&mut self) -> Option<TableRef> {
        let name = self.name()?;
        if !self.eat(".") {
            return Some(Alias::new(name).into_table_ref());
        }
        let table = self.name()?;
        Some((Alias::new(name), Alias::new(table)).into_table_ref())
    }

    /// A text in quotes.
    pub(super) fn text(&mut self) -> Option<String> {
        self.expect("'")?;
        let rest = self.rest();
        let end = end_of_text(rest)?;
        let text = MysqlQueryBuilder.unescape_string(rest.get(..end)?);
        self.at += end + 1;
        Some(text)
    }

    pub(super) fn number<N: std::str::FromStr>(&mut self) -> Option<N> {
        self.take_while(|letter| letter.is_ascii_digit()).parse().ok()
    }

    /// The value of a placeholder.
    pub(super) fn value(&mut self) -> Option<Value> {
        self.expect("?")?;
        let value = self.values.get(self.bound)?.clone();
        self.bound += 1;
        Some(value)
    }

    /// A text up to one of the ends, which are not looked for inside of quotes and brackets. Its placeholders, names and
    /// quoted texts become expressions.
    pub(super) fn verbatim(&mut self, ends: &[&str]) -> Option<Expr> {
        let (mut text, mut exprs, mut open) = (String::new(), Vec::new(), 0_usize);
        loop {
            if open == 0 && (self.rest().is_empty() || ends.iter().any(|end| self.is_next(end))) {
                break;
            }
            let expr = match self.rest().chars().next()? {
                '?' => Expr::Value(self.value()?),
                '`' => self.column()?,
                '\'' => Expr::Constant(Value::String(Some(self.text()?))),
                // Comments, other quotes, and what would end the statement are not SeaQuery's.
                '"' | ';' | '#' | '$' => return None,
                letter => {
                    if self.is_next("--") || self.is_next("/*") {
                        return None;
                    }
                    match letter {
                        '(' => open += 1,
                        ')' => open = open.checked_sub(1)?,
                        _ => {}
                    }
                    text.push_str(self.take(letter.len_utf8())?);
                    continue;
                }
            };
            text.push('?');
            exprs.push(expr);
        }
        (!text.is_empty()).then(|| Expr::cust_with_exprs(text, exprs))
    }

    /// The rest of a definition up to one of the ends, as it stands.
    pub(super) fn raw(&mut self, ends: &[&str]) -> Option<&'a str> {
        let rest = self.rest();
        let (mut at, mut open) = (0, 0_usize);
        while let Some(tail) = rest.get(at..) {
            let Some(letter) = tail.chars().next() else { break };
            if open == 0 && ends.iter().any(|end| tail.starts_with(end)) {
                break;
            }
            at += match letter {
                '\'' => end_of_text(tail.get(1..)?)? + 2,
                '(' => {
                    open += 1;
                    1
                }
                ')' => {
                    open = open.checked_sub(1)?;
                    1
                }
                other => other.len_utf8(),
            };
        }
        self.take(at).filter(|raw| !raw.is_empty() && open == 0)
    }
}

/// Where the quote after a text is.
fn end_of_text(text: &str) -> Option<usize> {
    let mut letters = text.char_indices();
    while let Some((at, letter)) = letters.next() {
        match letter {
            '\\' => {
                letters.next();
            }
            '\'' => return Some(at),
            _ => {}
        }
    }
    None
}
