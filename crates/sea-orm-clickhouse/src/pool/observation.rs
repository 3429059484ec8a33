//! What is told of each statement that is sent: a span, and SeaORM's metric.

use std::{
    sync::{Arc, PoisonError, RwLock},
    time::{Duration, Instant},
};

use sea_orm::{DbBackend, Statement, metric::Info};
use sea_query_clickhouse::mask_literals;
use tracing::{Span, field::Empty};

use crate::{error::ClickHouseError, transport::Request};

type Callback = Arc<dyn Fn(&Info<'_>) + Send + Sync>;

/// Whom the statements of a pool are told.
#[derive(Default)]
pub(super) struct Observer {
    callback: RwLock<Option<Callback>>,
}

impl Observer {
    /// Tells `callback` of every statement from now on, instead of the one before it.
    pub(super) fn set_callback(&self, callback: impl Fn(&Info<'_>) + Send + Sync + 'static) {
        let mut known = self.callback.write().unwrap_or_else(PoisonError::into_inner);
        *known = Some(Arc::new(callback));
    }

    /// Begins with a statement that is about to be sent.
    pub(super) fn begin(&self, request: &Request, query_id: &str, endpoint: &str) -> Observation {
        let callback = self
            .callback
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone();
        let span = tracing::debug_span!(
            "clickhouse.query",
            otel.kind = "client",
            otel.status_code = Empty,
            db.system = "clickhouse",
            db.operation = Empty,
            db.statement = Empty,
            server.address = endpoint,
            query_id,
            rows = Empty,
            elapsed = Empty,
            error = Empty,
        );
        if !span.is_disabled() {
            let masked = mask_literals(&request.sql);
            let words = masked.split(|c: char| !c.is_alphanumeric());
            let operation = words
                .into_iter()
                .find(|word| !word.is_empty())
                .unwrap_or_default();
            span.record("db.operation", operation.to_ascii_uppercase());
            span.record("db.statement", masked);
        }
        Observation {
            span,
            metric: callback.map(|callback| {
                (
                    callback,
                    Statement::from_string(DbBackend::MySql, request.sql.as_str()),
                )
            }),
            start: Instant::now(),
            rows: 0,
            outcome: Outcome::GivenUp,
        }
    }
}

/// A statement that was sent. Its end, whichever it is, is told when it is dropped.
pub(crate) struct Observation {
    span: Span,
    metric: Option<(Callback, Statement)>,
    start: Instant,
    rows: u64,
    outcome: Outcome,
}

enum Outcome {
    /// Nobody waited for the answer.
    GivenUp,
    Answered,
    /// The name of the error, whose text may hold values.
    Failed(String),
}

impl Observation {
    /// The span in which the statement runs.
    pub(super) fn span(&self) -> Span {
        self.span.clone()
    }

    /// The server begins to answer, after it has written `rows`.
    pub(crate) fn answered(&mut self, rows: u64) {
        self.outcome = Outcome::Answered;
        self.rows = rows;
    }

    pub(crate) fn failed(&mut self, error: &ClickHouseError) {
        let name = error.name().map(str::to_owned);
        self.outcome = Outcome::Failed(name.unwrap_or_else(|| format!("{:?}", error.kind())));
    }

    /// Rows that were read.
    pub(crate) fn count(&mut self, rows: usize) {
        self.rows += rows as u64;
    }

    fn record(&self, elapsed: Duration) {
        if self.span.is_disabled() {
            return;
        }
        let error = match &self.outcome {
            Outcome::GivenUp => Some("GivenUp"),
            Outcome::Answered => None,
            Outcome::Failed(name) => Some(name.as_str()),
        };
        self.span.record("rows", self.rows);
        self.span.record("elapsed", tracing::field::debug(elapsed));
        match error {
            None => {
                self.span.record("otel.status_code", "OK");
            }
            Some(error) => {
                self.span.record("otel.status_code", "ERROR");
                self.span.record("error", error);
            }
        }
    }
}

impl Drop for Observation {
    fn drop(&mut self) {
        let elapsed = self.start.elapsed();
        self.record(elapsed);
        if let Some((callback, statement)) = &self.metric {
            let _within = self.span.enter();
            callback(&Info {
                elapsed,
                statement,
                failed: !matches!(self.outcome, Outcome::Answered),
            });
        }
    }
}
