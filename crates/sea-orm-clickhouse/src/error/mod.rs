//! [`ClickHouseError`]: one opaque error for everything between the caller and the server.

mod convert;
mod exception;
mod kind;
mod text;

use std::error::Error;
use std::fmt;
use std::sync::Arc;

use sea_orm::{DbErr, RuntimeErr};

pub use kind::{ClickHouseErrorKind, ClickHouseTimeout};

/// An error of the connection, the server or the mapping of values.
///
/// Its text is a sentence, followed by a way out where one is known, followed by a tail in brackets with the
/// server's code and name, the query id and the endpoint. Passwords and access tokens are never in it.
///
/// [`DbErr`] carries text alone, so the text has a stable form from which [`ClickHouseError::from_db_err`] reads the
/// error back:
///
/// ```text
/// <message>[ What to do: <way out>] [clickhouse <kind> error[, code 60[ UNKNOWN_TABLE]][, query id <id>][, endpoint <url>][, retryable]]
/// ```
///
/// ```
/// use sea_orm::DbErr;
/// use sea_orm_clickhouse::{ClickHouseError, ClickHouseErrorKind};
///
/// fn is_missing_table(err: &DbErr) -> bool {
///     ClickHouseError::from_db_err(err).is_some_and(|err| err.name() == Some("UNKNOWN_TABLE"))
/// }
/// # let err = "clickhouse://localhost/?max_conections=3"
/// #     .parse::<sea_orm_clickhouse::ClickHouseConnectOptions>()
/// #     .err()
/// #     .map(DbErr::from);
/// # let err = err.as_ref().and_then(ClickHouseError::from_db_err);
/// # assert_eq!(err.map(|err| err.kind()), Some(ClickHouseErrorKind::Configuration));
/// # assert!(!is_missing_table(&DbErr::RecordNotInserted));
/// ```
#[derive(Clone)]
pub struct ClickHouseError(Box<Inner>);

#[derive(Clone)]
struct Inner {
    kind: ClickHouseErrorKind,
    code: Option<i32>,
    name: Option<String>,
    message: String,
    query_id: Option<String>,
    endpoint: Option<String>,
    retryable: bool,
    source: Option<Arc<dyn Error + Send + Sync>>,
}

impl ClickHouseError {
    /// The server's numeric error code, such as 60; `None` when the error does not come from the server.
    ///
    /// The codes are listed in the server's table
    /// [`system.errors`](https://clickhouse.com/docs/operations/system-tables/errors).
    pub fn code(&self) -> Option<i32> {
        self.0.code
    }

    /// The server's name of the code, such as `UNKNOWN_TABLE`.
    pub fn name(&self) -> Option<&str> {
        self.0.name.as_deref()
    }

    /// What happened, in words: for a server error the server's own message without code, name and version.
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// The id under which the server knows the query, as in
    /// [`system.query_log`](https://clickhouse.com/docs/operations/system-tables/query_log).
    pub fn query_id(&self) -> Option<&str> {
        self.0.query_id.as_deref()
    }

    /// The server that was asked, as `http://host:port`, without credentials.
    pub fn endpoint(&self) -> Option<&str> {
        self.0.endpoint.as_deref()
    }

    /// Whether the cause passes by itself (overload, a lost connection, a time-out), so that the same request may
    /// succeed later. A write that failed this way may have been carried out in part: sending it again is the
    /// caller's decision.
    pub fn is_retryable(&self) -> bool {
        self.0.retryable
    }

    /// What kind of error it is.
    pub fn kind(&self) -> ClickHouseErrorKind {
        self.0.kind
    }

    /// Line and column of a syntax error (code 62) in the statement that was sent, both counted from 1.
    pub fn position(&self) -> Option<(u32, u32)> {
        (self.0.code == Some(exception::SYNTAX_ERROR))
            .then(|| exception::position(&self.0.message))
            .flatten()
    }

    /// Reads the error back from the text that a [`DbErr`] carries; `None` when the error is not ours.
    ///
    /// Code, name, message, query id, endpoint, kind and retryability survive; the
    /// [source](Error::source) does not.
    pub fn from_db_err(err: &DbErr) -> Option<Self> {
        match err {
            DbErr::Conn(RuntimeErr::Internal(text))
            | DbErr::Exec(RuntimeErr::Internal(text))
            | DbErr::Query(RuntimeErr::Internal(text))
            | DbErr::Custom(text)
            | DbErr::Type(text)
            | DbErr::Json(text)
            | DbErr::Migration(text) => text::parse(text),
            _ => None,
        }
    }
}

impl ClickHouseError {
    pub(crate) fn new(kind: ClickHouseErrorKind, message: impl Into<String>) -> Self {
        let retryable = matches!(
            kind,
            ClickHouseErrorKind::Connect | ClickHouseErrorKind::Timeout(_)
        );
        Self(Box::new(Inner {
            kind,
            code: None,
            name: None,
            message: message.into(),
            query_id: None,
            endpoint: None,
            retryable,
            source: None,
        }))
    }

    /// A server's exception from its text and, where it was sent, the code in the header.
    pub(crate) fn server(code: Option<i32>, text: &str) -> Self {
        let parsed = exception::parse(text);
        let mut err = Self::new(ClickHouseErrorKind::Server, parsed.message);
        err.0.code = code.or(parsed.code);
        err.0.name = parsed.name;
        err.0.retryable = err.0.code.is_some_and(exception::is_retryable);
        err
    }

    /// A server's exception, if the text has the form of one.
    pub(crate) fn server_text(text: &str) -> Option<Self> {
        let err = Self::server(None, text);
        err.0.code.is_some().then_some(err)
    }

    pub(crate) fn timeout(which: ClickHouseTimeout, message: impl Into<String>) -> Self {
        Self::new(ClickHouseErrorKind::Timeout(which), message)
    }

    pub(crate) fn connect(message: impl Into<String>) -> Self {
        Self::new(ClickHouseErrorKind::Connect, message)
    }

    pub(crate) fn protocol(message: impl Into<String>) -> Self {
        Self::new(ClickHouseErrorKind::Protocol, message)
    }

    pub(crate) fn configuration(message: impl Into<String>) -> Self {
        Self::new(ClickHouseErrorKind::Configuration, message)
    }

    pub(crate) fn build(message: impl Into<String>) -> Self {
        Self::new(ClickHouseErrorKind::Build, message)
    }

    pub(crate) fn type_error(message: impl Into<String>) -> Self {
        Self::new(ClickHouseErrorKind::Type, message)
    }

    pub(crate) fn unsupported(message: impl Into<String>) -> Self {
        Self::new(ClickHouseErrorKind::Unsupported, message)
    }

    pub(crate) fn closed() -> Self {
        Self::new(ClickHouseErrorKind::Closed, "the connection pool is closed")
    }

    /// The same, where a syntax error quotes a statement that has a password in it, without the quotation.
    pub(crate) fn without_quotation(mut self) -> Self {
        if self.0.code == Some(exception::SYNTAX_ERROR) {
            self.0.message = exception::without_quotation(&self.0.message);
        }
        self
    }

    /// The same, with what it happened to in front of its message.
    pub(crate) fn within(mut self, context: &str) -> Self {
        self.0.message = format!("{context}: {}", self.0.message);
        self
    }

    pub(crate) fn with_query_id(mut self, query_id: impl Into<String>) -> Self {
        self.0.query_id.get_or_insert(query_id.into());
        self
    }

    pub(crate) fn with_endpoint(mut self, endpoint: impl Into<String>) -> Self {
        self.0.endpoint.get_or_insert(endpoint.into());
        self
    }

    pub(crate) fn with_retryable(mut self, retryable: bool) -> Self {
        self.0.retryable = retryable;
        self
    }

    pub(crate) fn with_source(mut self, source: impl Error + Send + Sync + 'static) -> Self {
        self.0.source = Some(Arc::new(source));
        self
    }

    /// As [`DbErr::Query`], except for connection and type errors, which have variants of their own.
    pub(crate) fn into_query_err(self) -> DbErr {
        self.into_db_err(DbErr::Query)
    }

    /// As [`DbErr::Exec`], except for connection and type errors, which have variants of their own.
    pub(crate) fn into_exec_err(self) -> DbErr {
        self.into_db_err(DbErr::Exec)
    }

    /// `DbErr::ConnectionAcquire` would fit an acquire time-out and a closed pool, but it carries no text; all that
    /// concerns the connection therefore goes into `DbErr::Conn`.
    fn into_db_err(self, variant: fn(RuntimeErr) -> DbErr) -> DbErr {
        use ClickHouseErrorKind::{Closed, Configuration, Connect, Timeout, Type};
        let text = self.to_string();
        match self.kind() {
            Type => DbErr::Type(text),
            Connect | Configuration | Closed => DbErr::Conn(RuntimeErr::Internal(text)),
            Timeout(ClickHouseTimeout::Acquire | ClickHouseTimeout::Connect) => {
                DbErr::Conn(RuntimeErr::Internal(text))
            }
            _ => variant(RuntimeErr::Internal(text)),
        }
    }
}

impl From<ClickHouseError> for DbErr {
    fn from(err: ClickHouseError) -> Self {
        err.into_query_err()
    }
}

impl fmt::Display for ClickHouseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        text::write(self, f)
    }
}

impl fmt::Debug for ClickHouseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClickHouseError")
            .field("kind", &self.0.kind)
            .field("code", &self.0.code)
            .field("name", &self.0.name)
            .field("message", &self.0.message)
            .field("query_id", &self.0.query_id)
            .field("endpoint", &self.0.endpoint)
            .field("retryable", &self.0.retryable)
            .field("source", &self.0.source)
            .finish()
    }
}

impl Error for ClickHouseError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.0
            .source
            .as_deref()
            .map(|source| source as &(dyn Error + 'static))
    }
}

#[cfg(test)]
mod tests;
