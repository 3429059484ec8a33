//! ClickHouse's HTTP interface, <https://clickhouse.com/docs/interfaces/http>: one request, one answer.
//!
//! Sending again after a failure: a request of which nothing was sent yet is sent again by the HTTP library, whatever
//! it is. A [`Read`](RequestKind::Read) that failed on a kept-alive socket before any byte of an answer is sent once
//! more over a new socket, since the server closes idle sockets at any moment and a read has no effect. A write is
//! not: it may have been received.

mod body;
mod connector;
mod exception;
mod failure;
mod form;
mod request;
mod response;
mod summary;
mod tls;

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use hyper::StatusCode;
use hyper::body::Incoming;
use hyper::header::{
    AUTHORIZATION, CONTENT_LENGTH, HeaderMap, HeaderName, HeaderValue, TRANSFER_ENCODING, USER_AGENT,
};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::capture_connection;
use hyper_util::rt::{TokioExecutor, TokioTimer};
use tokio::time::Instant;

use crate::error::ClickHouseError;
use crate::options::ClickHouseConnectOptions;
use body::{Payload, Upload};
use connector::{Answers, Connector};
use exception::Splitter;
use request::{Envelope, Layout};
use response::{Body, Limits};

pub(crate) use request::{Data, External, Request, RequestKind, new_query_id};
pub(crate) use response::Response;
pub(crate) use summary::Summary;

/// The way to one endpoint.
pub(crate) struct Transport {
    client: Client<Connector, Payload>,
    /// Never reuses a socket.
    fresh: Client<Connector, Payload>,
    envelope: Envelope,
    endpoint: Arc<str>,
    tls: bool,
    connect_timeout: Duration,
    first_byte_timeout: Option<Duration>,
    read_timeout: Option<Duration>,
    query_timeout: Option<Duration>,
    max_error_bytes: usize,
    /// What must not appear in a foreign answer that an error quotes.
    secrets: Vec<String>,
}

/// An attempt that got no answer.
struct Unanswered {
    err: ClickHouseError,
    /// The socket had answered before, and the failure is one of the socket.
    stale: bool,
}

impl Transport {
    pub(crate) fn new(options: &ClickHouseConnectOptions) -> Result<Self, ClickHouseError> {
        options.check()?;
        let tls = match options.get_tls() {
            true => Some(tls::config(options.get_ca_certificate())?),
            false => None,
        };
        let connector = Connector::new(tls, options.get_connect_timeout());
        let idle = options.get_max_connections() as usize;
        let client = |max_idle: usize| {
            Client::builder(TokioExecutor::new())
                .timer(TokioTimer::new())
                .pool_timer(TokioTimer::new())
                .pool_idle_timeout(options.get_idle_timeout())
                .pool_max_idle_per_host(max_idle)
                .build(connector.clone())
        };
        let endpoint: Arc<str> = options.endpoint().into();
        let secrets = [Some(options.get_password()), options.get_access_token()];
        Ok(Self {
            client: client(idle),
            fresh: client(0),
            envelope: Envelope {
                endpoint: endpoint.to_string(),
                database: options.get_database().to_owned(),
                roles: options.get_roles().to_vec(),
                settings: options.get_settings().to_vec(),
                headers: headers(options)?,
            },
            endpoint,
            tls: options.get_tls(),
            connect_timeout: options.get_connect_timeout(),
            first_byte_timeout: options.get_first_byte_timeout(),
            read_timeout: options.get_read_timeout(),
            query_timeout: options.get_query_timeout(),
            max_error_bytes: options.get_max_error_bytes(),
            secrets: secrets
                .into_iter()
                .flatten()
                .filter(|text| !text.is_empty())
                .map(str::to_owned)
                .collect(),
        })
    }

    /// `http://host:port`
    pub(crate) fn endpoint(&self) -> &str {
        &self.endpoint
    }

    /// Sends the request and waits for the head of the answer; an error status has become an error.
    pub(crate) async fn send(&self, mut request: Request) -> Result<Response, ClickHouseError> {
        let query_id = request.query_id.take().unwrap_or_else(new_query_id);
        match self.attempt(request, &query_id).await {
            Ok(response) => Ok(response),
            Err(err) => Err(err.with_query_id(query_id).with_endpoint(&*self.endpoint)),
        }
    }

    async fn attempt(&self, mut request: Request, query_id: &str) -> Result<Response, ClickHouseError> {
        let layout = Layout::of(&request, query_id, &self.envelope)?;
        let limits = Limits {
            first_byte: self.first_byte_timeout,
            read: self.read_timeout,
            query: self.query_timeout,
            start: Instant::now(),
        };
        let (data, stream) = match request.data.take() {
            None => (None, None),
            Some(Data::Bytes(data)) => (Some(data), None),
            Some(Data::Stream(stream)) => (None, Some(stream)),
        };
        let repeatable = stream.is_none() && request.kind == RequestKind::Read;
        let (payload, upload) = Payload::new(layout.head(), data.clone(), stream);
        let http = layout.build(&self.envelope, payload)?;
        let answer = match self.exchange(&self.client, http, &upload, &limits).await {
            Err(failed) if failed.stale && repeatable => {
                let (payload, upload) = Payload::new(layout.head(), data, None);
                let http = layout.build(&self.envelope, payload)?;
                self.exchange(&self.fresh, http, &upload, &limits).await
            }
            other => other,
        };
        self.receive(answer.map_err(|failed| failed.err)?, query_id, limits)
            .await
    }

    async fn exchange(
        &self,
        client: &Client<Connector, Payload>,
        mut request: hyper::Request<Payload>,
        upload: &Upload,
        limits: &Limits,
    ) -> Result<hyper::Response<Incoming>, Unanswered> {
        let captured = capture_connection(&mut request);
        let answer = client.request(request);
        tokio::pin!(answer);
        let result = loop {
            // Without a deadline yet, look again when one could have passed.
            let silent = limits.first_byte.and_then(|limit| {
                upload
                    .deadline(limit)
                    .or_else(|| Instant::now().checked_add(limit))
            });
            tokio::select! {
                biased;
                result = &mut answer => break result,
                () = response::until(limits.query_deadline()) => {
                    return Err(Unanswered { err: limits.query_timeout(), stale: false });
                }
                () = response::until(silent) => {
                    let passed = limits.first_byte.and_then(|limit| upload.deadline(limit));
                    if passed.is_some_and(|deadline| deadline <= Instant::now()) {
                        return Err(Unanswered { err: limits.first_byte_timeout(), stale: false });
                    }
                }
            }
        };
        match result {
            Ok(response) => {
                if let Some(answers) = response.extensions().get::<Answers>() {
                    answers.add();
                }
                Ok(response)
            }
            Err(err) => {
                let reused = captured.connection_metadata().as_ref().is_some_and(|connected| {
                    let mut extras = hyper::http::Extensions::new();
                    connected.get_extras(&mut extras);
                    extras.get::<Answers>().is_some_and(Answers::any)
                });
                let err = failure::unanswered(err, self.tls, self.connect_timeout);
                Err(Unanswered {
                    stale: reused && upload.started() && err.is_retryable(),
                    err,
                })
            }
        }
    }

    async fn receive(
        &self,
        response: hyper::Response<Incoming>,
        query_id: &str,
        limits: Limits,
    ) -> Result<Response, ClickHouseError> {
        let (head, incoming) = response.into_parts();
        let headers = head.headers;
        let splitter = Splitter::new(
            value(&headers, "x-clickhouse-exception-tag"),
            self.max_error_bytes,
        );
        let body = Body {
            incoming,
            splitter,
            limits,
            endpoint: self.endpoint.clone(),
        };
        if head.status != StatusCode::OK || headers.contains_key("x-clickhouse-exception-code") {
            let text = body.text(self.max_error_bytes).await;
            return Err(failure::status(head.status, &headers, &self.scrub(text)));
        }
        // Anything may answer 200; taking a stranger's answer to a write for success would lose the write.
        if !headers
            .keys()
            .any(|name| name.as_str().starts_with("x-clickhouse-"))
        {
            let text = body.text(self.max_error_bytes).await;
            return Err(failure::foreign(&headers, &self.scrub(text)));
        }
        if !headers.contains_key(TRANSFER_ENCODING) && !headers.contains_key(CONTENT_LENGTH) {
            return Err(ClickHouseError::protocol(
                "the answer has neither a length nor chunks, so that its end cannot be told from a broken connection; \
                 a proxy that speaks HTTP/1.0 does this",
            ));
        }
        let text = |name| value(&headers, name).map(|value| String::from_utf8_lossy(value).into_owned());
        let query_id = text("x-clickhouse-query-id").unwrap_or_else(|| query_id.to_owned());
        let summary = value(&headers, "x-clickhouse-summary")
            .map(Summary::parse)
            .unwrap_or_default();
        Ok(Response::new(query_id, summary, body))
    }

    fn scrub(&self, text: String) -> String {
        self.secrets
            .iter()
            .fold(text, |text, secret| text.replace(secret.as_str(), "***"))
    }
}

fn value<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a [u8]> {
    headers.get(name).map(HeaderValue::as_bytes)
}

fn headers(options: &ClickHouseConnectOptions) -> Result<Vec<(HeaderName, HeaderValue)>, ClickHouseError> {
    let header = |name: &str, text: String, sensitive: bool| {
        let mut value = HeaderValue::from_maybe_shared(Bytes::from(text)).map_err(|_| {
            ClickHouseError::configuration(format!(
                "the {name} contains a character that HTTP headers cannot carry"
            ))
        })?;
        value.set_sensitive(sensitive);
        Ok::<_, ClickHouseError>(value)
    };
    let mut agent = format!("sea-orm-clickhouse/{}", env!("CARGO_PKG_VERSION"));
    if let Some(name) = options.get_client_name() {
        agent.push(' ');
        agent.push_str(name);
    }
    let mut headers = vec![(USER_AGENT, header("client_name", agent, false)?)];
    match options.get_access_token() {
        Some(token) => headers.push((
            AUTHORIZATION,
            header("access_token", format!("Bearer {token}"), true)?,
        )),
        None => {
            let user = header("user", options.get_user().to_owned(), false)?;
            let key = header("password", options.get_password().to_owned(), true)?;
            headers.push((HeaderName::from_static("x-clickhouse-user"), user));
            headers.push((HeaderName::from_static("x-clickhouse-key"), key));
        }
    }
    Ok(headers)
}

#[cfg(test)]
pub(crate) mod tests;
