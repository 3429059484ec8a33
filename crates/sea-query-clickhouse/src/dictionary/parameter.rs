use sea_query::{Expr, QueryBuilder, SelectStatement};

use crate::{
    SettingValue,
    error::BuildError,
    literal::{write_identifier, write_string},
    render::Renderer,
    secret::Secret,
    statement::options::{write_list, write_word},
};

/// The parameters of a source or a layout, `key value key value`, in the order in which they were set.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Parameters(Vec<(String, Parameter)>);

/// What a parameter is set to.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Parameter {
    Value(SettingValue),
    Secret(Secret),
    /// The name of a named collection.
    Name(String),
    /// `key(key value ...)`
    Group(Parameters),
    /// `[(0, 0.6), (1, 0.4)]`
    Pairs(Vec<(u32, f64)>),
    /// A query that the server runs; its text is the value.
    Query(Box<SelectStatement>),
    /// A condition of a query that the server runs; its text is the value.
    Condition(Box<Expr>),
}

impl Parameters {
    /// Sets one; an earlier value of the key is replaced.
    pub(crate) fn set(&mut self, key: &str, parameter: Parameter) {
        self.remove(key);
        self.add(key, parameter);
    }

    pub(crate) fn remove(&mut self, key: &str) {
        self.0.retain(|(known, _)| known != key);
    }

    /// Adds one of a key that may be there already.
    pub(crate) fn add(&mut self, key: &str, parameter: Parameter) {
        self.0.push((key.to_owned(), parameter));
    }

    /// The group of that key, which is made where there is none.
    pub(crate) fn group(&mut self, key: &str) -> Option<&mut Self> {
        if !self.has(key) {
            self.add(key, Parameter::Group(Self::default()));
        }
        self.0.iter_mut().find_map(|(known, parameter)| match parameter {
            Parameter::Group(group) if known == key => Some(group),
            _ => None,
        })
    }

    pub(crate) fn has(&self, key: &str) -> bool {
        self.get(key).is_some()
    }

    pub(crate) fn get(&self, key: &str) -> Option<&Parameter> {
        let mut parameters = self.0.iter();
        parameters.find_map(|(known, parameter)| (known == key).then_some(parameter))
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &(String, Parameter)> {
        self.0.iter()
    }

    /// Writes `key value key value`.
    pub(crate) fn write(&self, renderer: &Renderer<'_>, sql: &mut String) -> Result<(), BuildError> {
        for (i, (key, parameter)) in self.0.iter().enumerate() {
            sql.push_str(if i == 0 { "" } else { " " });
            write_word(key, "DICTIONARY", sql)?;
            parameter.write(key, renderer, sql)?;
        }
        Ok(())
    }
}

impl Parameter {
    pub(crate) fn write(
        &self,
        key: &str,
        renderer: &Renderer<'_>,
        sql: &mut String,
    ) -> Result<(), BuildError> {
        let text = |sql: &mut String, text: &str| {
            sql.push(' ');
            write_string(sql, text);
        };
        match self {
            Self::Value(SettingValue::Float(number)) => {
                sql.push(' ');
                write_float(key, *number, sql)?;
            }
            Self::Value(value) => {
                sql.push(' ');
                value.write(sql);
            }
            Self::Secret(secret) => {
                renderer.context.has_secrets();
                text(sql, secret.text());
            }
            Self::Name(name) if name.is_empty() => {
                return Err(BuildError::invalid("NAMED COLLECTION", "the name is empty"));
            }
            Self::Name(name) => {
                sql.push(' ');
                write_identifier(sql, name);
            }
            Self::Group(group) => {
                sql.push('(');
                group.write(renderer, sql)?;
                sql.push(')');
            }
            Self::Pairs(pairs) => {
                sql.push_str(" [");
                write_list(pairs, sql, |(class, number), sql| {
                    sql.push_str(&format!("({class}, "));
                    write_float(key, *number, sql)?;
                    sql.push(')');
                    Ok(())
                })?;
                sql.push(']');
            }
            Self::Query(query) => {
                let mut inner = String::new();
                renderer.context.with_literals(|| {
                    renderer
                        .context
                        .nested(|| renderer.prepare_select_statement(query, &mut inner));
                });
                text(sql, &inner);
            }
            Self::Condition(expr) => {
                let mut inner = String::new();
                crate::statement::options::write_expr(renderer, expr, &mut inner);
                text(sql, &inner);
            }
        }
        Ok(())
    }
}

fn write_float(key: &str, number: f64, sql: &mut String) -> Result<(), BuildError> {
    if !number.is_finite() {
        return Err(BuildError::invalid(
            "DICTIONARY",
            format!("{key} is set to {number}, which is not a number"),
        ));
    }
    SettingValue::Float(number).write(sql);
    Ok(())
}

/// One method of a source or layout, which sets a parameter.
macro_rules! parameter {
    (text $(#[$doc:meta])* $method:ident = $key:literal) => {
        $(#[$doc])*
        pub fn $method(mut self, text: impl Into<String>) -> Self {
            self.inner.set($key, crate::SettingValue::String(text.into()));
            self
        }
    };
    (secret $(#[$doc:meta])* $method:ident = $key:literal) => {
        $(#[$doc])*
        pub fn $method(mut self, text: impl Into<String>) -> Self {
            self.inner.set_secret($key, text.into());
            self
        }
    };
    (number $(#[$doc:meta])* $method:ident = $key:literal) => {
        $(#[$doc])*
        pub fn $method(mut self, number: u64) -> Self {
            self.inner.set($key, crate::SettingValue::UInt(number));
            self
        }
    };
    (float $(#[$doc:meta])* $method:ident = $key:literal) => {
        $(#[$doc])*
        pub fn $method(mut self, number: f64) -> Self {
            self.inner.set($key, crate::SettingValue::Float(number));
            self
        }
    };
    (flag $(#[$doc:meta])* $method:ident = $key:literal) => {
        $(#[$doc])*
        pub fn $method(mut self, yes: bool) -> Self {
            self.inner.set($key, crate::SettingValue::Bool(yes));
            self
        }
    };
}

/// A source or layout: a type around `$inner` with one method for each parameter.
macro_rules! parameters {
    (
        $(#[$doc:meta])*
        $type:ident: $inner:ident {
            $($kind:ident $(#[$method_doc:meta])* $method:ident = $key:literal;)*
        }
    ) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq)]
        pub struct $type {
            inner: $inner,
        }

        impl $type {
            $(parameter!($kind $(#[$method_doc])* $method = $key);)*
        }

        impl From<$type> for $inner {
            fn from(value: $type) -> Self {
                value.inner
            }
        }
    };
}
