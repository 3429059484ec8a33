//! The code of an expression.

use sea_query::{Expr, QueryBuilder};

use super::{Writer, text, whole};
use crate::{
    definition::{
        difference::written,
        engine::string,
        expression::{arguments, items, name},
    },
    parser::Parser,
    table::TableCreateStatement,
};

/// The SQL of an expression.
pub(super) fn sql(expr: &Expr) -> String {
    let built = written(|renderer, sql| renderer.prepare_expr(expr, sql));
    built.unwrap_or_default()
}

impl TableCreateStatement {
    /// The columns that the sorting key names.
    pub(super) fn sorting_columns(&self) -> Vec<String> {
        let mut found = Vec::new();
        for expr in self.get_sorting_key() {
            for name in names(&sql(&expr)) {
                let is_column = self.columns.columns.iter().any(|column| column.name() == name);
                if is_column && !found.contains(&name) {
                    found.push(name);
                }
            }
        }
        found
    }
}

/// The words of an expression that may be names of columns.
fn names(sql: &str) -> Vec<String> {
    let mut names = Vec::new();
    let mut parser = Parser {
        text: sql,
        position: 0,
    };
    while let Some(letter) = parser.peek() {
        let read = match letter {
            '\'' => parser.quoted(letter).map(|_| None),
            letter if matches!(letter, '`' | '"' | '_') || letter.is_alphanumeric() => {
                parser.identifier().map(Some)
            }
            _ => {
                parser.position += letter.len_utf8();
                continue;
            }
        };
        match read {
            // What stands before a parenthesis is a function.
            Ok(Some(name)) if parser.peek() != Some('(') => names.push(name),
            Ok(_) => {}
            Err(_) => break,
        }
    }
    names
}

impl Writer<'_> {
    /// The code of an expression that stands as an attribute, where a column is named by its path.
    pub(super) fn alone(&mut self, expr: &Expr) -> String {
        self.alone_text(&sql(expr))
    }

    pub(super) fn alone_text(&mut self, sql: &str) -> String {
        match name(sql).and_then(|name| (self.column)(&name)) {
            Some(path) => path,
            None => self.expr_text(sql),
        }
    }

    /// One expression, or the list that a tuple is.
    pub(super) fn alone_or_list(&mut self, expr: &Expr) -> String {
        let sql = sql(expr);
        let inner = sql.strip_prefix("tuple").unwrap_or(&sql);
        let inner = inner.strip_prefix('(').and_then(|text| text.strip_suffix(')'));
        match inner.map(items) {
            Some(Ok(items)) if items.len() > 1 => {
                let items: Vec<_> = items.into_iter().map(|item| self.alone_text(item)).collect();
                super::list(&items)
            }
            _ => self.alone_text(&sql),
        }
    }

    /// The code of a `sea_query::Expr`, or of what becomes one.
    pub(super) fn expr(&mut self, expr: &Expr) -> String {
        self.expr_text(&sql(expr))
    }

    pub(super) fn expr_text(&mut self, sql: &str) -> String {
        if let Some(name) = name(sql) {
            return match (self.column)(&name) {
                Some(path) => format!("Expr::col({path})"),
                None => format!("Expr::col({})", text(&name)),
            };
        }
        if let Some(value) = string(sql).filter(|_| !sql.contains("\\x")) {
            return text(&value);
        }
        if let Some(number) = sql.parse::<i64>().ok().filter(|number| number.to_string() == sql) {
            return whole(number);
        }
        if matches!(sql, "true" | "false") {
            return sql.to_owned();
        }
        self.call(sql)
            .unwrap_or_else(|| format!("Expr::cust({})", text(sql)))
    }

    /// The code of an element of a list, all of which are of one type.
    pub(super) fn element(&mut self, sql: &str) -> String {
        let code = self.expr_text(sql);
        match code.starts_with("Expr::") {
            true => code,
            false => format!("Expr::from({code})"),
        }
    }

    /// The call of a function that is the whole of the text.
    fn call(&mut self, sql: &str) -> Option<String> {
        let mut parser = Parser {
            text: sql,
            position: 0,
        };
        let function = parser.word();
        let is_name = function.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_');
        if !is_name || !parser.rest().starts_with('(') {
            return None;
        }
        let parameters = arguments(&mut parser).ok()?;
        if parser.position != sql.len() {
            return None;
        }
        // What only an argument can be, such as `x -> x + 1`, is one text with its function.
        let is_plain = |parameter: &&str| !parameter.contains("->") && !parameter.contains(" AS ");
        if !parameters.iter().all(is_plain) {
            return None;
        }
        self.import("sea_query::Func");
        let mut code = format!("Func::cust({})", text(function));
        for parameter in parameters {
            code.push_str(&format!(".arg({})", self.expr_text(parameter)));
        }
        Some(code)
    }
}
