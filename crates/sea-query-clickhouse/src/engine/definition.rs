use sea_query::{Expr, QueryBuilder, SelectStatement};

use crate::{
    error::BuildError,
    literal::{is_word, write_identifier, write_string},
    render::Renderer,
    table::setting::Settings,
};

/// What is written after `ENGINE =`, and which clauses of the table may follow.
#[derive(Debug)]
pub(crate) struct Definition {
    name: String,
    arguments: Vec<Argument>,
    pub(crate) settings: Settings,
    pub(crate) clauses: Clauses,
}

/// The clauses of a table that an engine takes.
///
/// Source: `system.table_engines`, <https://clickhouse.com/docs/operations/system-tables/table_engines>.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Clauses {
    /// ORDER BY, PARTITION BY, PRIMARY KEY and SAMPLE BY.
    pub(crate) keys: bool,
    pub(crate) ttl: bool,
    /// Skip indexes and projections.
    pub(crate) indexes: bool,
    pub(crate) settings: bool,
}

impl Clauses {
    pub(crate) const ALL: Self = Self {
        keys: true,
        ttl: true,
        indexes: true,
        settings: true,
    };
    pub(crate) const NONE: Self = Self {
        keys: false,
        ttl: false,
        indexes: false,
        settings: false,
    };
    pub(crate) const SETTINGS: Self = Self {
        settings: true,
        ..Self::NONE
    };
    pub(crate) const KEYS: Self = Self {
        keys: true,
        ..Self::NONE
    };
    pub(crate) const KEYS_AND_SETTINGS: Self = Self {
        keys: true,
        ..Self::SETTINGS
    };
}

/// One parameter of an engine.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Argument {
    Text(String),
    Number(u64),
    /// A keyword such as `NOSIGN`.
    Word(&'static str),
    /// The name of a column or of a named collection.
    Name(String),
    /// Names of columns, in parentheses of their own.
    Names(Vec<String>),
    Expr(Box<Expr>),
    Query(Box<SelectStatement>),
    /// `headers('a' = 'b')`
    Pairs(&'static str, Vec<(String, String)>),
    /// `name('text')`
    Call(&'static str, String),
    /// `name = value`
    Named(String, Box<Argument>),
    /// SQL that is written as it is.
    Raw(String),
}

impl Definition {
    pub(crate) fn new(name: impl Into<String>, clauses: Clauses) -> Self {
        Self {
            name: name.into(),
            arguments: Vec::new(),
            settings: Settings::default(),
            clauses,
        }
    }

    pub(crate) fn arg(mut self, argument: Argument) -> Self {
        self.arguments.push(argument);
        self
    }

    pub(crate) fn text(self, text: &str) -> Self {
        self.arg(Argument::Text(text.to_owned()))
    }

    /// Texts of which the last may be missing: one that is given needs all before it.
    pub(crate) fn texts(mut self, texts: &[(&'static str, Option<&String>)]) -> Result<Self, BuildError> {
        let mut missing = None;
        for (what, text) in texts {
            match (text, missing) {
                (None, None) => missing = Some(*what),
                (None, Some(_)) => {}
                (Some(text), None) => self = self.text(text),
                (Some(_), Some(before)) => {
                    return Err(BuildError::invalid(
                        self.name,
                        format!("{what} needs {before} before it"),
                    ));
                }
            }
        }
        Ok(self)
    }

    pub(crate) fn number(self, number: u64) -> Self {
        self.arg(Argument::Number(number))
    }

    pub(crate) fn setting(mut self, name: &str, value: impl Into<crate::SettingValue>) -> Self {
        self.settings.set(name.to_owned(), value.into());
        self
    }

    pub(crate) fn write(&self, renderer: &Renderer<'_>, sql: &mut String) {
        if !is_word(&self.name) {
            return renderer.context.refuse(BuildError::invalid(
                "ENGINE",
                format!(
                    "`{}` is not the name of an engine: letters, digits and _ only",
                    self.name.escape_debug()
                ),
            ));
        }
        sql.push_str(&self.name);
        for (i, argument) in self.arguments.iter().enumerate() {
            sql.push_str(if i == 0 { "(" } else { ", " });
            argument.write(renderer, sql);
        }
        sql.push_str(if self.arguments.is_empty() { "" } else { ")" });
    }
}

impl Argument {
    fn write(&self, renderer: &Renderer<'_>, sql: &mut String) {
        match self {
            Self::Text(text) => write_string(sql, text),
            Self::Number(number) => sql.push_str(&number.to_string()),
            Self::Word(word) => sql.push_str(word),
            Self::Name(name) => write_identifier(sql, name),
            Self::Names(names) => {
                for (i, name) in names.iter().enumerate() {
                    sql.push_str(if i == 0 { "(" } else { ", " });
                    write_identifier(sql, name);
                }
                sql.push_str(if names.is_empty() { "" } else { ")" });
            }
            Self::Expr(expr) => renderer.prepare_expr(expr, sql),
            Self::Query(query) => {
                sql.push('(');
                renderer.prepare_select_statement(query, sql);
                sql.push(')');
            }
            Self::Pairs(name, pairs) => {
                sql.push_str(name);
                for (i, (key, value)) in pairs.iter().enumerate() {
                    sql.push_str(if i == 0 { "(" } else { ", " });
                    write_string(sql, key);
                    sql.push_str(" = ");
                    write_string(sql, value);
                }
                sql.push_str(if pairs.is_empty() { "()" } else { ")" });
            }
            Self::Call(name, text) => {
                sql.push_str(name);
                sql.push('(');
                write_string(sql, text);
                sql.push(')');
            }
            Self::Named(name, argument) => {
                if !is_word(name) {
                    renderer.context.refuse(BuildError::invalid(
                        "ENGINE",
                        format!(
                            "`{}` is not the name of a parameter: letters, digits and _ only",
                            name.escape_debug()
                        ),
                    ));
                }
                sql.push_str(name);
                sql.push_str(" = ");
                argument.write(renderer, sql);
            }
            Self::Raw(text) => sql.push_str(text),
        }
    }
}
