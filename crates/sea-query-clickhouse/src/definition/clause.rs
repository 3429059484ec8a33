//! The clauses after the engine of a table.

use sea_query::{Expr, Order};

use super::expression::{Stop, expr};
use crate::{
    SettingValue,
    parser::{Parsed, Parser},
    table::TableCreateStatement,
    ttl::Ttl,
};

/// What ends an expression of a clause.
const STOPS: &[Stop] = &[
    (&["PARTITION", "BY"], None),
    (&["PRIMARY", "KEY"], None),
    (&["ORDER", "BY"], None),
    (&["SAMPLE", "BY"], None),
    (&["TTL"], None),
    (&["SETTINGS"], None),
    (&["COMMENT"], Some('\'')),
    // Of a view.
    (&["DEFINER"], Some('=')),
    (&["SQL", "SECURITY"], None),
    (&["AS", "SELECT"], None),
    (&["AS", "WITH"], None),
    (&["AS"], Some('(')),
    // Of a rule of TTL.
    (&["DELETE"], None),
    (&["TO", "DISK"], None),
    (&["TO", "VOLUME"], None),
    (&["RECOMPRESS"], Some('C')),
    (&["GROUP", "BY"], None),
    (&["SET"], None),
    (&["WHERE"], None),
];

impl Parser<'_> {
    pub(super) fn clauses(&mut self, mut table: TableCreateStatement) -> Parsed<TableCreateStatement> {
        loop {
            table = if self.take_words(&["PARTITION", "BY"]) {
                let exprs = self.expressions(STOPS)?;
                exprs
                    .into_iter()
                    .map(expr)
                    .fold(table, TableCreateStatement::partition_by)
            } else if self.take_words(&["PRIMARY", "KEY"]) {
                let exprs = self.expressions(STOPS)?;
                table.primary_key_exprs(exprs.into_iter().map(expr))
            } else if self.take_words(&["ORDER", "BY"]) {
                let exprs = self.expressions(STOPS)?;
                let table = table.order_by_exprs([]);
                exprs
                    .into_iter()
                    .map(ordered)
                    .fold(table, |table, (expr, order)| table.order_by_expr(expr, order))
            } else if self.take_words(&["SAMPLE", "BY"]) {
                table.sample_by(self.expression(STOPS)?)
            } else if self.take_words(&["TTL"]) {
                self.rules(table)?
            } else if self.take_words(&["SETTINGS"]) {
                let settings = self.settings()?.into_iter();
                settings.fold(table, |table, (name, value)| table.setting(name, value))
            } else if self.take_words(&["COMMENT"]) {
                table.comment(self.string()?)
            } else {
                return Ok(table);
            };
        }
    }

    fn rules(&mut self, mut table: TableCreateStatement) -> Parsed<TableCreateStatement> {
        loop {
            table = table.ttl(self.rule()?);
            if !self.take(',') {
                return Ok(table);
            }
        }
    }

    pub(super) fn rule(&mut self) -> Parsed<Ttl> {
        let rule = Ttl::new(self.expression(STOPS)?);
        let if_exists = |parser: &mut Self| parser.take_words(&["IF", "EXISTS"]);
        if self.take_words(&["DELETE"]) {
            self.condition(rule.delete())
        } else if self.take_words(&["WHERE"]) {
            Ok(rule.delete_where(self.expression(STOPS)?))
        } else if self.take_words(&["TO", "DISK"]) {
            match if_exists(self) {
                true => Ok(rule.to_disk_if_exists(self.string()?)),
                false => Ok(rule.to_disk(self.string()?)),
            }
        } else if self.take_words(&["TO", "VOLUME"]) {
            match if_exists(self) {
                true => Ok(rule.to_volume_if_exists(self.string()?)),
                false => Ok(rule.to_volume(self.string()?)),
            }
        } else if self.take_words(&["RECOMPRESS", "CODEC"]) {
            Ok(rule.recompress(self.codec()?))
        } else if self.take_words(&["GROUP", "BY"]) {
            self.grouped(rule)
        } else {
            Ok(rule)
        }
    }

    fn condition(&mut self, rule: Ttl) -> Parsed<Ttl> {
        match self.take_words(&["WHERE"]) {
            true => Ok(rule.delete_where(self.expression(STOPS)?)),
            false => Ok(rule),
        }
    }

    /// `a, b SET c = max(c), d = any(d)`; what follows a comma is an assignment once SET was read.
    fn grouped(&mut self, rule: Ttl) -> Parsed<Ttl> {
        let mut keys = vec![self.expression(STOPS)?];
        while self.take(',') {
            keys.push(self.expression(STOPS)?);
        }
        let mut rule = rule.group_by_exprs(keys);
        if self.take_words(&["SET"]) {
            loop {
                let column = self.identifier()?;
                self.expect('=', "`=` is expected")?;
                rule = rule.set(column, self.expression(STOPS)?);
                let end = self.position;
                // The next is an assignment of this rule, or the next rule.
                if !(self.take(',') && self.is_assignment()) {
                    self.position = end;
                    return Ok(rule);
                }
            }
        }
        Ok(rule)
    }

    fn is_assignment(&mut self) -> bool {
        let start = self.position;
        let found = self.identifier().is_ok() && self.take('=');
        self.position = start;
        found
    }

    /// `name = value, name = value`
    pub(super) fn settings(&mut self) -> Parsed<Vec<(String, SettingValue)>> {
        let mut settings = Vec::new();
        loop {
            let name = self.identifier()?;
            self.expect('=', "`=` is expected")?;
            settings.push((name, self.setting_value()?));
            if !self.take(',') {
                return Ok(settings);
            }
        }
    }

    fn word_ahead(&self) -> &str {
        let mut ahead = Parser {
            text: self.text,
            position: self.position,
        };
        ahead.word()
    }

    /// A number, as a setting or a parameter of a dictionary has it.
    pub(super) fn digits(&mut self) -> Parsed<SettingValue> {
        self.skip_space();
        let rest = self.rest();
        let is_part = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '.' | '-' | '+');
        let end = rest.find(|letter| !is_part(letter)).unwrap_or(rest.len());
        let text = rest.get(..end).unwrap_or_default();
        let value = if let Ok(number) = text.parse() {
            SettingValue::Int(number)
        } else if let Ok(number) = text.parse() {
            SettingValue::UInt(number)
        } else if let Ok(number) = text.parse() {
            SettingValue::Float(number)
        } else {
            return Err("a number is expected");
        };
        self.position += end;
        Ok(value)
    }

    fn setting_value(&mut self) -> Parsed<SettingValue> {
        self.skip_space();
        if self.peek() == Some('\'') {
            return Ok(SettingValue::String(self.string()?));
        }
        match self.word_ahead() {
            "true" => {
                self.word();
                Ok(SettingValue::Bool(true))
            }
            "false" => {
                self.word();
                Ok(SettingValue::Bool(false))
            }
            _ => {
                let number = self.digits();
                number.map_err(|_| "a number, a truth value or a text is expected")
            }
        }
    }
}

/// An expression of ORDER BY with its direction.
fn ordered(text: &str) -> (Expr, Order) {
    match text.strip_suffix(" DESC") {
        Some(text) => (expr(text), Order::Desc),
        None => (expr(text.strip_suffix(" ASC").unwrap_or(text)), Order::Asc),
    }
}
