//! From what the HTTP library and foreign answers look like to an error that says what to do.

use std::error::Error;
use std::time::Duration;

use hyper::StatusCode;
use hyper::header::{CONTENT_TYPE, HeaderMap, LOCATION};
use hyper_util::client::legacy;

use super::connector::ConnectFailure;
use crate::error::{ClickHouseError, ClickHouseTimeout};

/// How much of a foreign answer an error quotes.
const EXCERPT: usize = 200;

/// A request that got no answer.
pub(super) fn unanswered(err: legacy::Error, tls: bool, connect_timeout: Duration) -> ClickHouseError {
    if let Some(own) = find::<ClickHouseError>(&err) {
        return own.clone();
    }
    if let Some(failure) = find::<ConnectFailure>(&err) {
        return connect(failure, tls, connect_timeout);
    }
    let http = find::<hyper::Error>(&err);
    if http.is_some_and(hyper::Error::is_parse) {
        let tls = if tls {
            ""
        } else {
            ", or clickhouses:// if that port is for TLS"
        };
        return ClickHouseError::protocol(format!(
            "the server's answer is not HTTP ({}); use the port of ClickHouse's HTTP interface, which is 8123 (8443 \
             with TLS) and not 9000{tls}",
            innermost(&err)
        ));
    }
    if err.is_connect() {
        return ClickHouseError::connect(format!("the server cannot be reached: {}", innermost(&err)));
    }
    ClickHouseError::protocol(format!(
        "the connection broke before the server answered: {}",
        innermost(&err)
    ))
    .with_retryable(true)
}

fn connect(failure: &ConnectFailure, tls: bool, limit: Duration) -> ClickHouseError {
    let ConnectFailure::Failed(source) = failure else {
        return connect_timeout(tls, limit);
    };
    let source: &(dyn Error + 'static) = source.as_ref();
    let io = find::<std::io::Error>(source);
    if io.is_some_and(|io| io.kind() == std::io::ErrorKind::TimedOut) {
        return connect_timeout(tls, limit);
    }
    match find::<rustls::Error>(source) {
        Some(rustls::Error::InvalidMessage(_)) if tls => ClickHouseError::connect(
            "the server does not speak TLS on this port; use port 8443, or clickhouse:// without TLS",
        )
        .with_retryable(false),
        Some(rustls::Error::InvalidCertificate(why)) => ClickHouseError::connect(format!(
            "the server's certificate is not trusted: {why}; name the certificate of its authority with the option \
             ca_certificate, and connect by the name that the certificate is for"
        ))
        .with_retryable(false),
        Some(other) => ClickHouseError::connect(format!("the TLS handshake with the server failed: {other}")),
        None => ClickHouseError::connect(format!(
            "the server cannot be reached: {}; check host and port of the connection URL and that the server runs \
             (ClickHouse's HTTP interface listens on 8123, or 8443 with TLS)",
            causes(source)
        )),
    }
}

fn connect_timeout(tls: bool, limit: Duration) -> ClickHouseError {
    // Such a server takes the greeting for the beginning of a request, and by its random bytes waits for the rest.
    let tls = if tls {
        "; if it does not speak TLS on this port, use port 8443, or clickhouse:// without TLS"
    } else {
        ""
    };
    ClickHouseError::timeout(
        ClickHouseTimeout::Connect,
        format!(
            "the server did not accept a connection within {limit:?} (connect_timeout); check host and port of the \
             connection URL, or raise connect_timeout{tls}"
        ),
    )
}

/// An answer whose status is not 200.
pub(super) fn status(status: StatusCode, headers: &HeaderMap, body: &str) -> ClickHouseError {
    let code = headers
        .get("x-clickhouse-exception-code")
        .and_then(|code| code.to_str().ok()?.parse().ok());
    if code.is_some() {
        return ClickHouseError::server(code, body);
    }
    if let Some(err) = ClickHouseError::server_text(body) {
        return err;
    }
    if status.is_redirection() {
        let to = headers
            .get(LOCATION)
            .map(|to| String::from_utf8_lossy(to.as_bytes()).into_owned());
        return ClickHouseError::protocol(format!(
            "the server redirects (HTTP {}) to {}; connect to that address itself, redirects are not followed",
            status.as_u16(),
            to.as_deref().map_or("nowhere".to_owned(), |to| excerpt(
                to.split('?').next().unwrap_or_default()
            )),
        ));
    }
    let passing = matches!(status.as_u16(), 408 | 429 | 502..=504);
    let advice = match status.as_u16() {
        401 | 403 | 407 => "; something before ClickHouse refuses the request",
        408 | 429 | 502..=504 => {
            "; a proxy before the server, or the server itself, is overloaded or not ready"
        }
        _ => "; check that host and port of the connection URL are those of ClickHouse's HTTP interface",
    };
    ClickHouseError::protocol(format!(
        "the answer is HTTP {} without an error of ClickHouse{advice}. It says: {}",
        status.as_u16(),
        describe(headers, body)
    ))
    .with_retryable(passing)
}

/// An answer with status 200 that no ClickHouse wrote.
pub(super) fn foreign(headers: &HeaderMap, body: &str) -> ClickHouseError {
    ClickHouseError::protocol(format!(
        "the server is not ClickHouse, or a proxy answers in its place; check host and port of the connection URL. It \
         says: {}",
        describe(headers, body)
    ))
}

fn describe(headers: &HeaderMap, body: &str) -> String {
    let html = headers
        .get(CONTENT_TYPE)
        .is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    if html || body.trim_start().starts_with('<') {
        let title = body
            .split_once("<title>")
            .and_then(|(_, rest)| rest.split_once("</title>"));
        return match title {
            Some((title, _)) => format!("an HTML page, `{}`", excerpt(title)),
            None => "an HTML page".to_owned(),
        };
    }
    match body.trim() {
        "" => "nothing".to_owned(),
        body => excerpt(body),
    }
}

fn excerpt(text: &str) -> String {
    let mut short: String = text
        .trim()
        .chars()
        .take(EXCERPT)
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    if short.len() < text.trim().len() {
        short.push_str("...");
    }
    short
}

fn find<'a, E: Error + 'static>(err: &'a (dyn Error + 'static)) -> Option<&'a E> {
    let mut next = Some(err);
    while let Some(err) = next {
        if let Some(found) = err.downcast_ref() {
            return Some(found);
        }
        next = cause(err);
    }
    None
}

/// An io::Error shows what it wraps as its own text and not as its source.
fn cause<'a>(err: &'a (dyn Error + 'static)) -> Option<&'a (dyn Error + 'static)> {
    match err
        .downcast_ref::<std::io::Error>()
        .and_then(std::io::Error::get_ref)
    {
        Some(wrapped) => Some(wrapped),
        None => err.source(),
    }
}

pub(super) fn innermost(err: &(dyn Error + 'static)) -> String {
    let mut err = err;
    while let Some(source) = err.source() {
        err = source;
    }
    err.to_string()
}

/// The whole chain, as the outermost says what was tried and the innermost why it failed.
fn causes(err: &(dyn Error + 'static)) -> String {
    let mut text = err.to_string();
    let mut next = err.source();
    while let Some(err) = next {
        let cause = err.to_string();
        if !text.contains(&cause) {
            text.push_str(": ");
            text.push_str(&cause);
        }
        next = err.source();
    }
    text
}
