//! The sources of dictionaries.
//!
//! Source: <https://clickhouse.com/docs/sql-reference/statements/create/dictionary/sources>.

mod database;
mod file;
mod key_value;

pub use database::{ClickHouse, MySql, Odbc, PostgreSql, Replica};
pub use file::{Executable, ExecutablePool, File, Http, YamlRegExpTree};
pub use key_value::{Cassandra, MongoDb, Redis, YtSaurus};

use sea_query::{IntoIden, TableName};

use super::parameter::{Parameter, Parameters};
use crate::{
    SettingValue, connection::tables, error::BuildError, render::Renderer, secret::Secret,
    statement::options::write_word,
};

/// Where the rows of a dictionary come from. The types of this module are the sources of the documentation.
///
/// ```
/// use sea_query_clickhouse::{dictionary::{DictionaryAttribute, DictionarySource, layout::Flat}, prelude::*};
///
/// let library = DictionarySource::custom("LIBRARY").parameter("path", "/opt/libdict.so").secret("token", "s3cr3t");
/// assert!(!format!("{library:?}").contains("s3cr3t"));
/// let create = ClickHouseDictionary::create("d")
///     .attribute(DictionaryAttribute::new("id", DataType::UInt64))
///     .primary_key(["id"])
///     .source(library)
///     .layout(Flat::new())
///     .lifetime(0);
/// assert_eq!(
///     create.to_string(ClickHouseQueryBuilder),
///     "CREATE DICTIONARY `d` (`id` UInt64) PRIMARY KEY `id` SOURCE(LIBRARY(path '/opt/libdict.so' token 's3cr3t')) \
///      LAYOUT(FLAT()) LIFETIME(0)"
/// );
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct DictionarySource {
    pub(crate) name: String,
    pub(crate) parameters: Parameters,
    rules: Rules,
}

/// What a source cannot be without.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Rules {
    required: &'static [&'static str],
    /// One of these, and only one.
    one_of: &'static [&'static str],
}

impl DictionarySource {
    fn new(name: impl Into<String>, rules: Rules) -> Self {
        Self {
            name: name.into(),
            parameters: Parameters::default(),
            rules,
        }
    }

    /// A source by its name; the way to those that have no type here.
    pub fn custom(name: impl Into<String>) -> Self {
        Self::new(name, Rules::default())
    }

    /// `NULL()`: no rows at all, of a dictionary that is only a shape.
    pub fn null() -> Self {
        Self::custom("NULL")
    }

    /// Sets a parameter; a later value of a key replaces an earlier one.
    pub fn parameter(mut self, key: impl Into<String>, value: impl Into<SettingValue>) -> Self {
        self.set(&key.into(), value.into());
        self
    }

    /// Sets a parameter that is a password or a key: it is not shown by `Debug`.
    pub fn secret(mut self, key: impl Into<String>, text: impl Into<String>) -> Self {
        self.set_secret(&key.into(), text.into());
        self
    }

    /// The tables that the rows come from, as far as the source names some: its table, or those of its query.
    ///
    /// ```
    /// use sea_query_clickhouse::dictionary::{DictionarySource, source};
    ///
    /// let tables = |source: DictionarySource| source.get_tables().iter().map(|name| name.1.to_string()).collect::<Vec<_>>();
    /// assert_eq!(tables(source::ClickHouse::table("service").into()), ["service"]);
    /// assert_eq!(tables(DictionarySource::null()), [""; 0]);
    /// ```
    pub fn get_tables(&self) -> Vec<TableName> {
        let text = |key| match self.parameters.get(key) {
            Some(Parameter::Value(SettingValue::String(text))) => Some(text.clone().into_iden()),
            _ => None,
        };
        match (text("table"), self.parameters.get("query")) {
            (Some(table), _) => vec![TableName(text("db").map(Into::into), table)],
            (None, Some(Parameter::Query(query))) => tables(query),
            _ => Vec::new(),
        }
    }

    fn set(&mut self, key: &str, value: SettingValue) {
        self.parameters.set(key, Parameter::Value(value));
    }

    fn set_secret(&mut self, key: &str, text: String) {
        self.parameters.set(key, Parameter::Secret(Secret::new(text)));
    }

    /// A source whose parameters are those of a named collection, unless others are set.
    fn named_collection(name: &'static str, collection: String) -> Self {
        let mut source = Self::custom(name);
        source.parameters.set("name", Parameter::Name(collection));
        source
    }

    /// Whether it answers for keys alone, and never gives all rows.
    pub(super) fn is_by_key(&self) -> bool {
        self.name.eq_ignore_ascii_case("EXECUTABLE_POOL")
    }

    fn check(&self) -> Result<(), BuildError> {
        let has = |key: &&&str| self.parameters.has(key);
        let fail = |sentence| Err(BuildError::invalid("SOURCE", sentence));
        if let Some(missing) = self.rules.required.iter().find(|key| !has(key)) {
            return fail(format!("{} needs `{missing}`", self.name));
        }
        let one_of = self.rules.one_of;
        if !one_of.is_empty() && one_of.iter().filter(has).count() != 1 {
            return fail(format!(
                "{} needs one of {}, and only one",
                self.name,
                one_of
                    .iter()
                    .map(|key| format!("`{key}`"))
                    .collect::<Vec<_>>()
                    .join(" and ")
            ));
        }
        if self.parameters.has("where") && self.parameters.has("query") {
            return fail(format!(
                "{} has `where` beside `query`; put the condition into the query",
                self.name
            ));
        }
        Ok(())
    }

    /// Writes `NAME(key value ...)`.
    pub(super) fn write(&self, renderer: &Renderer<'_>, sql: &mut String) -> Result<(), BuildError> {
        self.check()?;
        write_word(&self.name, "SOURCE", sql)?;
        sql.push('(');
        self.parameters.write(renderer, sql)?;
        sql.push(')');
        Ok(())
    }
}
