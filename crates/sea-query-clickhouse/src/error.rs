use std::{borrow::Cow, error::Error, fmt};

/// Why a statement cannot be written in ClickHouse's dialect.
///
/// The sentence names the clause and the way out; nothing is dropped from a statement instead.
///
/// ```
/// use sea_query::{LockType, Query};
/// use sea_query_clickhouse::{Target, build_clickhouse};
///
/// let query = Query::select().column("id").from("event").lock(LockType::Update).to_owned();
/// let error = build_clickhouse(&query, &Target::default()).unwrap_err();
/// assert_eq!(error.clause(), "FOR UPDATE");
/// assert!(error.to_string().contains("no row locks"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BuildError {
    inner: Box<Inner>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Inner {
    kind: BuildErrorKind,
    clause: Cow<'static, str>,
    sentence: Cow<'static, str>,
}

/// The kind of a [`BuildError`].
///
/// ```
/// use sea_query::Query;
/// use sea_query_clickhouse::{BuildErrorKind, ServerVersion, Target, build_clickhouse, prelude::*};
///
/// let query = Query::select().column("port").from("event").group_by_all().to_owned();
/// let error = build_clickhouse(&query, &Target::default().version(ServerVersion::new(22, 3, 0))).unwrap_err();
/// assert_eq!(error.kind(), BuildErrorKind::ServerTooOld);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum BuildErrorKind {
    /// ClickHouse has no such clause, operator, function or type.
    Unsupported,
    /// The server that the statement is for is too old for it.
    ServerTooOld,
    /// The statement is not complete or contradicts itself.
    Invalid,
    /// A value does not fit the type it is written as.
    Value,
}

impl BuildError {
    pub(crate) fn new(
        kind: BuildErrorKind,
        clause: impl Into<Cow<'static, str>>,
        sentence: impl Into<Cow<'static, str>>,
    ) -> Self {
        Self {
            inner: Box::new(Inner {
                kind,
                clause: clause.into(),
                sentence: sentence.into(),
            }),
        }
    }

    pub(crate) fn unsupported(
        clause: impl Into<Cow<'static, str>>,
        sentence: impl Into<Cow<'static, str>>,
    ) -> Self {
        Self::new(BuildErrorKind::Unsupported, clause, sentence)
    }

    pub(crate) fn invalid(
        clause: impl Into<Cow<'static, str>>,
        sentence: impl Into<Cow<'static, str>>,
    ) -> Self {
        Self::new(BuildErrorKind::Invalid, clause, sentence)
    }

    pub(crate) fn value(
        clause: impl Into<Cow<'static, str>>,
        sentence: impl Into<Cow<'static, str>>,
    ) -> Self {
        Self::new(BuildErrorKind::Value, clause, sentence)
    }

    /// This error, of a clause that stands in another one.
    pub(crate) fn of(mut self, outer: &str) -> Self {
        self.inner.clause = format!("{outer} {}", self.inner.clause).into();
        self
    }

    /// What kind of error this is.
    pub fn kind(&self) -> BuildErrorKind {
        self.inner.kind
    }

    /// The clause, operator, function or type that the error is about, as it is written in SQL.
    pub fn clause(&self) -> &str {
        &self.inner.clause
    }
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.inner.clause, self.inner.sentence)
    }
}

impl Error for BuildError {}
