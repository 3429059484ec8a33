//! The layouts of dictionaries: how their rows are kept, and what their key is.
//!
//! Source: <https://clickhouse.com/docs/sql-reference/statements/create/dictionary/layouts>.

/// The methods of the layouts that have a variant for keys of any columns.
macro_rules! complex_key {
    ($($type:ident)*) => {
        $(impl $type {
            /// `COMPLEX_KEY_...`: the same for keys of one column or more, of any types.
            pub fn complex_key(mut self) -> Self {
                self.inner = self.inner.complex_key();
                self
            }
        })*
    };
}

/// The constructors that take nothing.
macro_rules! new {
    ($($(#[$doc:meta])* $type:ident::$method:ident = $name:literal, $key:ident;)*) => {
        $(impl $type {
            $(#[$doc])*
            #[allow(clippy::new_without_default)]
            pub fn $method() -> Self {
                Self {
                    inner: Layout::new($name, Key::$key),
                }
            }
        })*
    };
}

mod cache;
mod hash;
mod naive_bayes;
mod shape;

pub use cache::{Cache, Direct, SsdCache};
pub use hash::{Flat, Hashed, HashedArray, Overlap, RangeHashed};
pub use naive_bayes::{NaiveBayes, Priors, Tokens};
pub use shape::{IpTrie, Polygon, RegexpTree};

use super::parameter::{Parameter, Parameters};
use crate::{Feature, SettingValue, error::BuildError, render::Renderer, statement::options::write_word};

/// How a dictionary keeps its rows. The types of this module are the layouts of the documentation.
///
/// ```
/// use sea_query_clickhouse::{dictionary::{DictionaryAttribute, Layout, layout::Key, source}, prelude::*};
///
/// let create = ClickHouseDictionary::create("model")
///     .attribute(DictionaryAttribute::new("x", DataType::Float64))
///     .attribute(DictionaryAttribute::new("y", DataType::Float64))
///     .primary_key(["x"])
///     .source(source::ClickHouse::table("training"))
///     .layout(Layout::custom("XGBOOST", Key::Complex).parameter("num_iterations", 100))
///     .lifetime(0);
/// assert_eq!(
///     create.to_string(ClickHouseQueryBuilder),
///     "CREATE DICTIONARY `model` (`x` Float64, `y` Float64) PRIMARY KEY `x` \
///      SOURCE(CLICKHOUSE(table 'training')) LAYOUT(XGBOOST(num_iterations 100)) LIFETIME(0)"
/// );
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Layout {
    pub(crate) name: String,
    key: Key,
    pub(crate) parameters: Parameters,
}

/// What the key of a layout is.
///
/// ```
/// use sea_query_clickhouse::dictionary::{Layout, layout::Key};
///
/// let layout = Layout::custom("HASHED", Key::UInt64).parameter("SHARDS", 4);
/// assert_eq!(layout.key(), Key::UInt64);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Key {
    /// One column of the type UInt64.
    UInt64,
    /// One column of a type of the layout's own.
    One,
    /// One column or more, of any types.
    Complex,
}

impl Layout {
    fn new(name: &str, key: Key) -> Self {
        Self {
            name: name.to_owned(),
            key,
            parameters: Parameters::default(),
        }
    }

    /// A layout by its name; the way to those that have no type here.
    pub fn custom(name: impl Into<String>, key: Key) -> Self {
        Self::new(&name.into(), key)
    }

    /// Sets a parameter; a later value of a key replaces an earlier one.
    pub fn parameter(mut self, key: impl Into<String>, value: impl Into<SettingValue>) -> Self {
        self.set(&key.into(), value.into());
        self
    }

    /// What the key is.
    pub fn key(&self) -> Key {
        self.key
    }

    fn set(&mut self, key: &str, value: SettingValue) {
        self.parameters.set(key, Parameter::Value(value));
    }

    /// The same layout for keys of any columns.
    fn complex_key(mut self) -> Self {
        if self.key == Key::UInt64 {
            self.key = Key::Complex;
            self.name.insert_str(0, "COMPLEX_KEY_");
        }
        self
    }

    pub(super) fn name(&self) -> &str {
        &self.name
    }

    /// Whether a key has ranges of which each has its attributes.
    pub(super) fn is_ranged(&self) -> bool {
        self.name.ends_with("RANGE_HASHED")
    }

    /// Whether nothing is kept, and so nothing grows old.
    pub(super) fn is_direct(&self) -> bool {
        self.name.ends_with("DIRECT")
    }

    /// Whether the source is asked for the keys that are looked up, and not for all rows.
    pub(super) fn is_by_key(&self) -> bool {
        self.is_direct() || self.name.ends_with("CACHE")
    }

    /// Writes `NAME(key value ...)`.
    pub(super) fn write(&self, renderer: &Renderer<'_>, sql: &mut String) -> Result<(), BuildError> {
        match self.name.as_str() {
            "NAIVE_BAYES" => renderer.context.check(Feature::NaiveBayesLayout),
            "REGEXP_TREE" => renderer.context.check(Feature::RegexpTreeLayout),
            _ => {}
        }
        write_word(&self.name, "LAYOUT", sql)?;
        sql.push('(');
        self.parameters.write(renderer, sql)?;
        sql.push(')');
        Ok(())
    }
}
