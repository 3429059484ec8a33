//! What is sent, and how it is laid out in HTTP.

use bytes::Bytes;
use futures_util::stream::BoxStream;
use hyper::header::{CONTENT_TYPE, HeaderName, HeaderValue};
use url::form_urlencoded::Serializer;
use uuid::Uuid;

use super::body::Payload;
use super::form;
use crate::error::ClickHouseError;

/// The longest path and query that the HTTP library can express (65,534 bytes with scheme and host); the server's own
/// limit, `http_max_uri_size`, is 1 MiB.
const MAX_URI: usize = 60_000;

/// One statement with everything that goes with it.
pub(crate) struct Request {
    pub(crate) sql: String,
    /// Name (`p0`) and value, already escaped as TSV.
    pub(crate) params: Vec<(String, String)>,
    pub(crate) settings: Vec<(String, String)>,
    /// A random UUID when `None`.
    pub(crate) query_id: Option<String>,
    /// Rows of an INSERT, in the format that its SQL names.
    pub(crate) data: Option<Data>,
    /// A table that a SELECT reads.
    pub(crate) external: Option<External>,
    /// Instead of the connection's database.
    pub(crate) database: Option<String>,
    /// Output format of a statement without a FORMAT clause.
    pub(crate) format: Option<&'static str>,
    pub(crate) kind: RequestKind,
}

/// Whether rows come back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RequestKind {
    /// Has no effect, so it may be sent again when a kept-alive socket turns out to be dead.
    Read,
    /// The answer is awaited until the statement is finished, so that every error comes with a status; sent again
    /// only when nothing of it was sent.
    Write,
}

/// A table that is sent along with a SELECT, <https://clickhouse.com/docs/engines/table-engines/special/external-data>.
pub(crate) struct External {
    pub(crate) name: &'static str,
    /// Names and types of its columns.
    pub(crate) structure: String,
    /// The format of its rows.
    pub(crate) format: &'static str,
    pub(crate) data: Bytes,
}

/// The body of an INSERT.
pub(crate) enum Data {
    Bytes(Bytes),
    /// An error of the stream breaks the request off and is what `send` returns.
    #[cfg_attr(
        not(test),
        allow(dead_code, reason = "the streaming inserter is to send its blocks by it")
    )]
    Stream(BoxStream<'static, Result<Bytes, ClickHouseError>>),
}

impl Request {
    pub(crate) fn read(sql: impl Into<String>) -> Self {
        Self::new(sql.into(), RequestKind::Read)
    }

    pub(crate) fn write(sql: impl Into<String>) -> Self {
        Self::new(sql.into(), RequestKind::Write)
    }

    fn new(sql: String, kind: RequestKind) -> Self {
        Self {
            sql,
            params: Vec::new(),
            settings: Vec::new(),
            query_id: None,
            data: None,
            external: None,
            database: None,
            format: None,
            kind,
        }
    }
}

/// What every request of a connection carries.
pub(super) struct Envelope {
    /// `http://host:port`
    pub(super) endpoint: String,
    pub(super) database: String,
    pub(super) roles: Vec<String>,
    pub(super) settings: Vec<(String, String)>,
    pub(super) headers: Vec<(HeaderName, HeaderValue)>,
}

/// A request in HTTP's terms; `body` is built anew for every attempt.
pub(super) struct Layout {
    uri: String,
    content_type: Option<HeaderValue>,
    format: Option<&'static str>,
    /// Before the data.
    head: Bytes,
}

impl Layout {
    pub(super) fn of(
        request: &Request,
        query_id: &str,
        envelope: &Envelope,
    ) -> Result<Self, ClickHouseError> {
        for (name, _) in &request.params {
            if name.is_empty() || !name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_') {
                return Err(ClickHouseError::build(format!(
                    "`{name}` cannot be the name of a parameter"
                )));
            }
        }
        let fits_form = request.data.is_none() && form::fits(&request.sql, &request.params);
        if fits_form && (!request.params.is_empty() || request.external.is_some()) {
            let form = form::write(&request.sql, &request.params, request.external.as_ref());
            let content_type = HeaderValue::try_from(form.content_type).ok();
            let uri = uri(request, query_id, envelope, None, false)?;
            return Ok(Self {
                uri,
                content_type,
                format: request.format,
                head: form.body,
            });
        }
        // With data the statement belongs into the address; one that is too long for it goes before the data, which
        // the server takes apart at the line break after FORMAT.
        if request.data.is_some()
            && request.sql.len() < MAX_URI
            && let Ok(uri) = uri(request, query_id, envelope, Some(&request.sql), true)
        {
            return Ok(Self {
                uri,
                content_type: None,
                format: request.format,
                head: Bytes::new(),
            });
        }
        let uri = uri(request, query_id, envelope, None, true)?;
        let mut head = request.sql.clone();
        if request.data.is_some() {
            head.push('\n');
        }
        Ok(Self {
            uri,
            content_type: None,
            format: request.format,
            head: Bytes::from(head),
        })
    }

    pub(super) fn build(
        &self,
        envelope: &Envelope,
        payload: Payload,
    ) -> Result<hyper::Request<Payload>, ClickHouseError> {
        let mut builder = hyper::Request::post(&self.uri);
        for (name, value) in &envelope.headers {
            builder = builder.header(name, value);
        }
        if let Some(content_type) = &self.content_type {
            builder = builder.header(CONTENT_TYPE, content_type);
        }
        if let Some(format) = self.format {
            builder = builder.header("X-ClickHouse-Format", format);
        }
        builder.body(payload).map_err(|err| {
            ClickHouseError::configuration("the address of the server cannot be used").with_source(err)
        })
    }

    pub(super) fn head(&self) -> Bytes {
        self.head.clone()
    }
}

fn uri(
    request: &Request,
    query_id: &str,
    envelope: &Envelope,
    sql: Option<&str>,
    params: bool,
) -> Result<String, ClickHouseError> {
    let base = format!("{}/?", envelope.endpoint);
    let start = base.len();
    let mut query = Serializer::for_suffix(base, start);
    query.append_pair("query_id", query_id);
    query.append_pair(
        "database",
        request.database.as_deref().unwrap_or(&envelope.database),
    );
    for role in &envelope.roles {
        query.append_pair("role", role);
    }
    if request.kind == RequestKind::Write {
        query.append_pair("wait_end_of_query", "1");
    }
    let own = |name: &str| request.settings.iter().any(|(own, _)| own == name);
    for (name, value) in envelope
        .settings
        .iter()
        .filter(|(name, _)| !own(name))
        .chain(&request.settings)
    {
        query.append_pair(name, value);
    }
    if params {
        for (name, value) in &request.params {
            query.append_pair(&format!("param_{name}"), value);
        }
    }
    if let Some(sql) = sql {
        query.append_pair("query", sql);
    }
    let uri = query.finish();
    let fields = uri.bytes().filter(|b| *b == b'&').count() + 1;
    if fields > form::MAX_FIELDS {
        return Err(ClickHouseError::build(format!(
            "the statement has {} parameters, but the server takes at most {} of them; bind a list as one array, or \
             write some values as literals",
            request.params.len(),
            form::MAX_FIELDS - 1
        )));
    }
    if uri.len() > MAX_URI {
        return Err(ClickHouseError::build(format!(
            "the statement's parameters and settings take {} bytes of the request's address, which holds {MAX_URI}; \
             write long values as literals or send fewer",
            uri.len()
        )));
    }
    Ok(uri)
}

pub(crate) fn new_query_id() -> String {
    Uuid::new_v4().to_string()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;

    fn envelope() -> Envelope {
        Envelope {
            endpoint: "http://h:1".to_owned(),
            database: "d b".to_owned(),
            roles: vec!["r1".to_owned(), "r2".to_owned()],
            settings: vec![("a".to_owned(), "1".to_owned()), ("b".to_owned(), "2".to_owned())],
            headers: Vec::new(),
        }
    }

    #[test]
    fn a_read_without_parameters() {
        let mut request = Request::read("SELECT 1");
        request.settings.push(("b".to_owned(), "3&".to_owned()));
        let layout = Layout::of(&request, "id", &envelope()).unwrap();
        assert_eq!(
            layout.uri,
            "http://h:1/?query_id=id&database=d+b&role=r1&role=r2&a=1&b=3%26"
        );
        assert_eq!(layout.head, "SELECT 1");
        assert!(layout.content_type.is_none());
    }

    #[test]
    fn parameters_go_into_a_form() {
        let mut request = Request::write("SELECT {p0:String}");
        request.params.push(("p0".to_owned(), "x".to_owned()));
        request.database = Some("other".to_owned());
        let layout = Layout::of(&request, "id", &envelope()).unwrap();
        assert!(
            layout
                .uri
                .contains("database=other&role=r1&role=r2&wait_end_of_query=1&a=1"),
            "{}",
            layout.uri
        );
        assert!(!layout.uri.contains("param_"));
        assert!(layout.content_type.is_some());

        request.sql = "x".repeat(200_000);
        let layout = Layout::of(&request, "id", &envelope()).unwrap();
        assert!(
            layout.uri.contains("param_p0=x"),
            "a statement that is too long for a form field"
        );
        assert_eq!(layout.head.len(), 200_000);

        request.params.push(("p1".to_owned(), "x".repeat(200_000)));
        let err = Layout::of(&request, "id", &envelope()).err().unwrap();
        assert!(err.message().contains("60000"), "{err}");
        request.params = vec![("p\"0".to_owned(), String::new())];
        assert!(Layout::of(&request, "id", &envelope()).is_err());
    }

    #[test]
    fn data_leaves_the_body_to_itself() {
        let mut request = Request::write("INSERT INTO t FORMAT Native");
        request.data = Some(Data::Bytes(Bytes::from_static(b"x")));
        let layout = Layout::of(&request, "id", &envelope()).unwrap();
        assert!(
            layout.uri.ends_with("&query=INSERT+INTO+t+FORMAT+Native"),
            "{}",
            layout.uri
        );
        assert!(layout.head.is_empty());
        request.sql = format!("INSERT INTO t ({}) FORMAT Native", "`ä`".repeat(8_000));
        let layout = Layout::of(&request, "id", &envelope()).unwrap();
        assert!(!layout.uri.contains("&query="));
        assert!(layout.head.ends_with(b" FORMAT Native\n"));
    }
}
