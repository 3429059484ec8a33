//! The hints of a JSON type.

use std::fmt::{self, Display, Formatter};

use super::{
    DataType,
    print::{identifier, quoted},
};

/// The arguments of a `JSON` type.
///
/// A path is written with dots between its keys, as in `user.id`.
///
/// ```
/// use sea_query_clickhouse::types::{DataType, JsonType};
///
/// let hints = JsonType::new()
///     .max_dynamic_paths(256)
///     .path("user.id", DataType::UInt64)
///     .skip("trace")
///     .skip_regexp("^debug");
/// assert_eq!(
///     DataType::json_with(hints).to_string(),
///     "JSON(max_dynamic_paths=256, `user.id` UInt64, SKIP trace, SKIP REGEXP '^debug')"
/// );
/// ```
///
/// See [JSON](https://clickhouse.com/docs/sql-reference/data-types/newjson).
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct JsonType {
    pub(super) max_dynamic_types: Option<u8>,
    pub(super) max_dynamic_paths: Option<u32>,
    pub(super) paths: Vec<(String, DataType)>,
    pub(super) skipped: Vec<String>,
    pub(super) skipped_regexps: Vec<String>,
}

impl JsonType {
    /// No hints.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// How many paths are stored as columns of their own; 1024 where it is not said.
    #[must_use]
    pub fn max_dynamic_paths(mut self, paths: u32) -> Self {
        self.max_dynamic_paths = (paths != 1024).then_some(paths);
        self
    }

    /// How many types one path may have as columns of their own, 0 to 254; 32 where it is not said.
    #[must_use]
    pub fn max_dynamic_types(mut self, types: u8) -> Self {
        self.max_dynamic_types = (types != 32).then_some(types);
        self
    }

    /// A path whose values are all of one type.
    #[must_use]
    pub fn path(mut self, path: impl Into<String>, data_type: DataType) -> Self {
        self.paths.push((path.into(), data_type));
        self
    }

    /// A path that is not stored, nor anything below it.
    #[must_use]
    pub fn skip(mut self, path: impl Into<String>) -> Self {
        self.skipped.push(path.into());
        self
    }

    /// Paths that are not stored: those that a regular expression matches.
    #[must_use]
    pub fn skip_regexp(mut self, regexp: impl Into<String>) -> Self {
        self.skipped_regexps.push(regexp.into());
        self
    }

    /// The paths of known types.
    #[must_use]
    pub fn paths(&self) -> &[(String, DataType)] {
        &self.paths
    }
}

impl Display for JsonType {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")?;
        let mut before = "(";
        let mut separate = |f: &mut Formatter<'_>| f.write_str(std::mem::replace(&mut before, ", "));
        if let Some(types) = self.max_dynamic_types {
            separate(f)?;
            write!(f, "max_dynamic_types={types}")?;
        }
        if let Some(paths) = self.max_dynamic_paths {
            separate(f)?;
            write!(f, "max_dynamic_paths={paths}")?;
        }
        for (path, data_type) in &self.paths {
            separate(f)?;
            json_path(f, path)?;
            write!(f, " {data_type}")?;
        }
        for path in &self.skipped {
            separate(f)?;
            f.write_str("SKIP ")?;
            json_path(f, path)?;
        }
        for regexp in &self.skipped_regexps {
            separate(f)?;
            f.write_str("SKIP REGEXP ")?;
            quoted(f, regexp, '\'')?;
        }
        f.write_str(if before == "(" { "" } else { ")" })
    }
}

/// A bare `SKIP` would begin another argument, and `REGEXP` after it a third one.
fn json_path(f: &mut Formatter<'_>, path: &str) -> fmt::Result {
    if path.eq_ignore_ascii_case("skip") || path.eq_ignore_ascii_case("regexp") {
        quoted(f, path, '`')
    } else {
        identifier(f, path)
    }
}
