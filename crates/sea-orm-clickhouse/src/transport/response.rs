//! What comes back.

use std::any::Any;
use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use http_body_util::BodyExt;
use hyper::body::Incoming;
use tokio::time::Instant;

use super::exception::{Ending, Splitter};
use super::failure;
use super::summary::Summary;
use crate::error::{ClickHouseError, ClickHouseTimeout};
use crate::pool::Observation;

/// How much of an answer is read, and for how long, only to keep its socket.
const SHORT_REST: usize = 16 * 1024;
const SHORT_WAIT: std::time::Duration = std::time::Duration::from_millis(20);

/// An answer whose body is still to be read. Dropping it before its end closes the socket, upon which the server
/// stops a query that was sent with `cancel_http_readonly_queries_on_client_close=1`.
pub(crate) struct Response {
    pub(crate) query_id: String,
    pub(crate) summary: Summary,
    state: State,
}

#[derive(Default)]
struct State {
    /// `None` once the end was reached.
    body: Option<Body>,
    ready: VecDeque<Bytes>,
    received: u64,
    /// What ended the body, so that reading on does not look like a proper end.
    failed: Option<ClickHouseError>,
    /// What is kept until the body is finished: the pool's permit.
    guard: Option<Arc<dyn Any + Send + Sync>>,
    /// What is told of the end.
    observation: Option<Observation>,
}

pub(super) struct Body {
    pub(super) incoming: Incoming,
    pub(super) splitter: Splitter,
    pub(super) limits: Limits,
    pub(super) endpoint: Arc<str>,
}

/// The time limits of one query.
#[derive(Debug, Clone, Copy)]
pub(super) struct Limits {
    pub(super) first_byte: Option<Duration>,
    pub(super) read: Option<Duration>,
    pub(super) query: Option<Duration>,
    /// When the query was sent.
    pub(super) start: Instant,
}

impl Limits {
    pub(super) fn query_deadline(&self) -> Option<Instant> {
        self.query.and_then(|limit| self.start.checked_add(limit))
    }

    pub(super) fn query_timeout(&self) -> ClickHouseError {
        ClickHouseError::timeout(
            ClickHouseTimeout::Query,
            format!(
                "the query took longer than {:?} (query_timeout); the server may still be working on it. Raise \
                 query_timeout, or limit the query itself with the setting max_execution_time",
                self.query.unwrap_or_default()
            ),
        )
    }

    pub(super) fn first_byte_timeout(&self) -> ClickHouseError {
        ClickHouseError::timeout(
            ClickHouseTimeout::FirstByte,
            format!(
                "the server did not begin to answer within {:?} (first_byte_timeout); it may still be working on the \
                 query. Raise first_byte_timeout, or limit the query itself with the setting max_execution_time",
                self.first_byte.unwrap_or_default()
            ),
        )
    }

    fn read_timeout(&self) -> ClickHouseError {
        ClickHouseError::timeout(
            ClickHouseTimeout::Read,
            format!(
                "the server stopped in the middle of its answer for {:?} (read_timeout); raise read_timeout if the \
                 query needs such pauses",
                self.read.unwrap_or_default()
            ),
        )
    }
}

/// Sleeps for ever without a deadline.
pub(super) async fn until(deadline: Option<Instant>) {
    match deadline {
        Some(deadline) => tokio::time::sleep_until(deadline).await,
        None => std::future::pending().await,
    }
}

impl Response {
    pub(super) fn new(query_id: String, summary: Summary, body: Body) -> Self {
        Self {
            query_id,
            summary,
            state: State {
                body: Some(body),
                ..State::default()
            },
        }
    }

    /// Keeps `guard` until the body is finished or dropped.
    pub(crate) fn guarded_by(mut self, guard: Arc<dyn Any + Send + Sync>) -> Self {
        self.state.guard = Some(guard);
        self
    }

    /// Tells `observation` how the answer ends.
    pub(crate) fn observed_by(mut self, mut observation: Observation) -> Self {
        observation.answered(self.summary.written_rows);
        self.state.observation = Some(observation);
        self
    }

    /// Rows of the answer were read.
    pub(crate) fn count_rows(&mut self, rows: usize) {
        if let Some(observation) = &mut self.state.observation {
            observation.count(rows);
        }
    }

    /// The next piece of data, `None` at the proper end. After an error every further call gives it again.
    pub(crate) async fn chunk(&mut self) -> Result<Option<Bytes>, ClickHouseError> {
        loop {
            if let Some(chunk) = self.state.ready.pop_front() {
                return Ok(Some(chunk));
            }
            if let Some(err) = &self.state.failed {
                return Err(err.clone());
            }
            let Some(body) = &mut self.state.body else {
                self.state.observation = None;
                return Ok(None);
            };
            let frame = match body.frame().await {
                Ok(frame) => frame,
                Err(err) => return Err(self.fail(err)),
            };
            let (broken, why) = match frame {
                Some(Ok(frame)) => {
                    if let Ok(data) = frame.into_data() {
                        self.state.received += data.len() as u64;
                        body.splitter.push(data, &mut self.state.ready);
                    }
                    continue;
                }
                Some(Err(err)) => (true, failure::innermost(&err)),
                None => (false, String::new()),
            };
            match body.splitter.finish(broken) {
                Ending::Data(rest) => {
                    self.state.ready.extend(rest);
                    self.state.body = None;
                    self.state.guard = None;
                }
                Ending::Exception(err) => return Err(self.fail(*err)),
                Ending::Broken => {
                    let received = self.state.received;
                    let err = ClickHouseError::protocol(format!(
                        "the server broke its answer off after {received} bytes, without saying why ({why})"
                    ));
                    return Err(self.fail(err.with_retryable(true)));
                }
            }
        }
    }

    fn fail(&mut self, err: ClickHouseError) -> ClickHouseError {
        let mut err = err.with_query_id(self.query_id.as_str());
        if let Some(body) = self.state.body.take() {
            err = err.with_endpoint(&*body.endpoint);
        }
        self.state.guard = None;
        if let Some(mut observation) = self.state.observation.take() {
            observation.failed(&err);
        }
        self.state.failed = Some(err.clone());
        err
    }

    /// The whole body, at most `limit` bytes of it.
    pub(crate) async fn bytes(mut self, limit: usize) -> Result<Bytes, ClickHouseError> {
        let mut all = BytesMut::new();
        while let Some(chunk) = self.chunk().await? {
            if all.len() + chunk.len() > limit {
                let err = format!("the answer is longer than the {limit} bytes that were expected at most");
                return Err(self.fail(ClickHouseError::protocol(err)));
            }
            all.extend_from_slice(&chunk);
        }
        Ok(all.freeze())
    }

    /// Reads to the end when it is near: within a few milliseconds and bytes. Otherwise the socket is given up with the
    /// rest of the answer, and a later request opens another.
    pub(crate) async fn finish_if_short(mut self) {
        let end = async {
            let mut read = 0;
            while let Ok(Some(chunk)) = self.chunk().await {
                read += chunk.len();
                if read > SHORT_REST {
                    break;
                }
            }
        };
        // Running out of time is no error: the rows that were asked for are there.
        let _ = tokio::time::timeout(SHORT_WAIT, end).await;
    }

    /// Reads to the end, for statements whose answer does not matter but whose errors do.
    pub(crate) async fn drain(mut self) -> Result<(), ClickHouseError> {
        while self.chunk().await?.is_some() {}
        Ok(())
    }
}

impl Body {
    async fn frame(
        &mut self,
    ) -> Result<Option<Result<hyper::body::Frame<Bytes>, hyper::Error>>, ClickHouseError> {
        let read = self
            .limits
            .read
            .and_then(|limit| Instant::now().checked_add(limit));
        tokio::select! {
            biased;
            frame = self.incoming.frame() => Ok(frame),
            () = until(self.limits.query_deadline()) => Err(self.limits.query_timeout()),
            () = until(read) => Err(self.limits.read_timeout()),
        }
    }

    /// What an error says, at most `limit` bytes; a body that breaks or stops says what came until then.
    pub(super) async fn text(mut self, limit: usize) -> String {
        let mut text = Vec::new();
        while let Ok(Some(Ok(frame))) = self.frame().await {
            let data = frame.into_data().unwrap_or_default();
            let room = limit.saturating_sub(text.len());
            text.extend_from_slice(data.get(..room).unwrap_or(&data));
            if text.len() >= limit {
                break;
            }
        }
        String::from_utf8_lossy(&text).into_owned()
    }
}
