//! The arguments of database engines and backup engines: texts, numbers, names and secrets.

use crate::{
    SettingValue,
    error::BuildError,
    literal::{write_identifier, write_string},
    secret::Secret,
    statement::options::{write_list, write_word},
};

/// An argument of an engine that is written like a function call.
///
/// ```
/// use sea_query_clickhouse::{ClickHouseQueryBuilder, argument::Argument, database::{ClickHouseDatabase, DatabaseEngine}};
///
/// let engine = DatabaseEngine::custom("MySQL", [Argument::name("mysql_login"), Argument::pair("database", "shop")]);
/// assert_eq!(
///     ClickHouseDatabase::create("shop").engine(engine).to_string(ClickHouseQueryBuilder),
///     "CREATE DATABASE `shop` ENGINE = MySQL(`mysql_login`, `database` = 'shop')"
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
    Name(String),
    Pair(String, Box<Argument>),
    Call(String, Vec<Argument>),
}

impl Argument {
    /// A text or a number.
    pub fn value(value: impl Into<SettingValue>) -> Self {
        Self {
            kind: Kind::Value(value.into()),
        }
    }

    /// A text that is a password or a key: it is not shown by `Debug`.
    pub fn secret(text: impl Into<String>) -> Self {
        Self {
            kind: Kind::Secret(Secret::new(text)),
        }
    }

    /// A name, such as the one of a named collection.
    pub fn name(name: impl Into<String>) -> Self {
        Self {
            kind: Kind::Name(name.into()),
        }
    }

    /// `key = value`
    pub fn pair(key: impl Into<String>, value: impl Into<Self>) -> Self {
        Self {
            kind: Kind::Pair(key.into(), Box::new(value.into())),
        }
    }

    /// `name(arguments)`
    pub fn call(name: impl Into<String>, arguments: impl IntoIterator<Item = Self>) -> Self {
        Self {
            kind: Kind::Call(name.into(), arguments.into_iter().collect()),
        }
    }

    pub(crate) fn write(&self, sql: &mut String) -> Result<(), BuildError> {
        match &self.kind {
            Kind::Value(SettingValue::Float(number)) if !number.is_finite() => {
                return Err(BuildError::invalid(
                    "argument",
                    format!("{number} is not a number"),
                ));
            }
            Kind::Value(value) => value.write(sql),
            Kind::Secret(secret) => write_string(sql, secret.text()),
            Kind::Name(name) => write_identifier(sql, name),
            Kind::Pair(key, value) => {
                write_identifier(sql, key);
                sql.push_str(" = ");
                value.write(sql)?;
            }
            Kind::Call(name, arguments) => return write_call(name, arguments, sql),
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
pub(crate) fn write_call(name: &str, arguments: &[Argument], sql: &mut String) -> Result<(), BuildError> {
    write_word(name, "ENGINE", sql)?;
    if arguments.is_empty() {
        return Ok(());
    }
    sql.push('(');
    write_list(arguments, sql, |argument, sql| argument.write(sql))?;
    sql.push(')');
    Ok(())
}
