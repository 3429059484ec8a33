//! The arguments of engines, of tables, databases and backups: texts, numbers, names, expressions and secrets.

use sea_query::{Expr, QueryBuilder, SelectStatement};

use crate::{
    SettingValue,
    error::BuildError,
    literal::write_string,
    render::Renderer,
    secret::Secret,
    statement::options::{write_expr, write_list, write_name, write_word},
};

/// An argument of an engine that is written like a function call.
///
/// ```
/// use sea_query::{Expr, Func};
/// use sea_query_clickhouse::{engine::{Argument, Custom}, prelude::*};
///
/// let engine = Custom::new("Remote")
///     .arg("replica-{1..3}")
///     .arg(Argument::expr(Func::cust("currentDatabase")))
///     .arg("event")
///     .arg("reader")
///     .arg(Argument::secret("letmein"));
/// assert!(!format!("{engine:?}").contains("letmein"));
/// assert_eq!(
///     ClickHouseTable::create("event_all").as_table("event").engine(engine).to_string(ClickHouseQueryBuilder),
///     "CREATE TABLE `event_all` AS `event` \
///      ENGINE = Remote('replica-{1..3}', currentDatabase(), 'event', 'reader', 'letmein')"
/// );
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Argument {
    kind: Kind,
}

#[derive(Clone, Debug, PartialEq)]
enum Kind {
    Value(SettingValue),
    Secret(Secret),
    /// A keyword such as `NOSIGN`.
    Word(&'static str),
    Name(String),
    /// Names in parentheses of their own.
    Names(Vec<String>),
    Expr(Box<Expr>),
    Query(Box<SelectStatement>),
    Pair(Box<Argument>, Box<Argument>),
    Call(String, Vec<Argument>),
}

impl Kind {
    fn argument(self) -> Argument {
        Argument { kind: self }
    }
}

impl Argument {
    /// A text or a number.
    pub fn value(value: impl Into<SettingValue>) -> Self {
        Kind::Value(value.into()).argument()
    }

    /// A text that is a password or a key: it is not shown by `Debug`.
    pub fn secret(text: impl Into<String>) -> Self {
        Self::hidden(Secret::new(text))
    }

    pub(crate) fn hidden(secret: Secret) -> Self {
        Kind::Secret(secret).argument()
    }

    /// A name, such as the one of a column or of a named collection.
    pub fn name(name: impl Into<String>) -> Self {
        Kind::Name(name.into()).argument()
    }

    /// Names of columns in parentheses of their own, as one argument.
    pub fn names<N: Into<String>>(names: impl IntoIterator<Item = N>) -> Self {
        Kind::Names(names.into_iter().map(Into::into).collect()).argument()
    }

    /// An expression, such as a sharding key. Its values are written as literals.
    pub fn expr(expr: impl Into<Expr>) -> Self {
        Kind::Expr(Box::new(expr.into())).argument()
    }

    /// A query, in parentheses.
    pub fn query(query: SelectStatement) -> Self {
        Kind::Query(Box::new(query)).argument()
    }

    pub(crate) fn word(word: &'static str) -> Self {
        Kind::Word(word).argument()
    }

    /// `key = value`
    pub fn pair(key: impl Into<String>, value: impl Into<Self>) -> Self {
        Kind::Pair(Box::new(Self::name(key)), Box::new(value.into())).argument()
    }

    /// `'key' = value`, as in `headers('Accept' = 'text/csv')`
    pub fn text_pair(key: impl Into<String>, value: impl Into<Self>) -> Self {
        Kind::Pair(Box::new(Self::value(key.into())), Box::new(value.into())).argument()
    }

    /// `name(arguments)`
    pub fn call(name: impl Into<String>, arguments: impl IntoIterator<Item = Self>) -> Self {
        Kind::Call(name.into(), arguments.into_iter().collect()).argument()
    }

    pub(crate) fn write(&self, renderer: &Renderer<'_>, sql: &mut String) -> Result<(), BuildError> {
        match &self.kind {
            Kind::Value(SettingValue::Float(number)) if !number.is_finite() => {
                return Err(BuildError::invalid(
                    "argument",
                    format!("{number} is not a number"),
                ));
            }
            Kind::Value(value) => value.write(sql),
            Kind::Secret(secret) => {
                renderer.context.has_secrets();
                write_string(sql, secret.text());
            }
            Kind::Word(word) => sql.push_str(word),
            Kind::Name(name) => write_name(name, "argument", sql)?,
            Kind::Names(names) => {
                sql.push('(');
                write_list(names, sql, |name, sql| write_name(name, "argument", sql))?;
                sql.push(')');
            }
            Kind::Expr(expr) => write_expr(renderer, expr, sql),
            Kind::Query(query) => {
                sql.push('(');
                renderer
                    .context
                    .with_literals(|| renderer.prepare_select_statement(query, sql));
                sql.push(')');
            }
            Kind::Pair(key, value) => {
                key.write(renderer, sql)?;
                sql.push_str(" = ");
                value.write(renderer, sql)?;
            }
            Kind::Call(name, arguments) => return write_call(name, arguments, renderer, sql),
        }
        Ok(())
    }
}

impl<T: Into<SettingValue>> From<T> for Argument {
    fn from(value: T) -> Self {
        Self::value(value)
    }
}

/// Writes `name(arguments)`, or the name alone where there are no arguments.
pub(crate) fn write_call(
    name: &str,
    arguments: &[Argument],
    renderer: &Renderer<'_>,
    sql: &mut String,
) -> Result<(), BuildError> {
    write_word(name, "ENGINE", sql)?;
    if arguments.is_empty() {
        return Ok(());
    }
    sql.push('(');
    write_list(arguments, sql, |argument, sql| argument.write(renderer, sql))?;
    sql.push(')');
    Ok(())
}
