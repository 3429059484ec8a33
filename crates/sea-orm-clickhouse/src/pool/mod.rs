//! How many requests run at once, and over which endpoint each goes.

mod observation;
mod slot;

use std::sync::Arc;

use deadpool::managed::{self, PoolError, TimeoutType};
use sea_orm::metric::Info;
use sea_query_clickhouse::{ServerVersion, connection::SERVER_INFO};
use tokio::sync::OnceCell;
use tracing::Instrument;

use crate::error::{ClickHouseError, ClickHouseTimeout};
use crate::options::ClickHouseConnectOptions;
use crate::transport::{Request, Response, Transport, new_query_id};
use observation::Observer;
use slot::SlotManager;

pub(crate) use observation::Observation;
pub(crate) use slot::Slot;

/// The answer to [`SERVER_INFO`] is two short words.
const MAX_SERVER_INFO: usize = 4096;

/// A pool of slots; cloning it gives another handle to the same one.
#[derive(Clone)]
pub(crate) struct Pool(Arc<Inner>);

struct Inner {
    slots: managed::Pool<SlotManager>,
    options: ClickHouseConnectOptions,
    endpoint: String,
    server: OnceCell<ServerInfo>,
    observer: Observer,
}

/// What the server says about itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ServerInfo {
    pub(crate) version: ServerVersion,
    /// The zone of DateTime without one.
    pub(crate) timezone: String,
}

/// How the pool is used at this moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct PoolStatus {
    pub(crate) max_connections: usize,
    pub(crate) in_use: usize,
    pub(crate) waiting: usize,
    pub(crate) closed: bool,
}

impl Pool {
    /// Connects nowhere yet; fails only for options that cannot be used.
    pub(crate) fn new(options: ClickHouseConnectOptions) -> Result<Self, ClickHouseError> {
        let transport = Arc::new(Transport::new(&options)?);
        let endpoint = transport.endpoint().to_owned();
        let manager = SlotManager::new(vec![transport], options.get_test_before_acquire());
        let slots = managed::Pool::builder(manager)
            .max_size(options.get_max_connections() as usize)
            .wait_timeout(options.get_acquire_timeout())
            .runtime(deadpool::Runtime::Tokio1)
            .build()
            .map_err(|err| {
                ClickHouseError::configuration("the connection pool cannot be made").with_source(err)
            })?;
        Ok(Self(Arc::new(Inner {
            slots,
            options,
            endpoint,
            server: OnceCell::new(),
            observer: Observer::default(),
        })))
    }

    /// Waits for a free slot, at most `acquire_timeout`.
    pub(crate) async fn acquire(&self) -> Result<Slot, ClickHouseError> {
        match self.0.slots.get().await {
            Ok(object) => Ok(Slot::new(object)),
            Err(err) => Err(self.acquire_error(err).with_endpoint(&*self.0.endpoint)),
        }
    }

    fn acquire_error(&self, err: PoolError<ClickHouseError>) -> ClickHouseError {
        match err {
            PoolError::Backend(err) => err,
            PoolError::Closed => ClickHouseError::closed(),
            PoolError::Timeout(TimeoutType::Wait) => {
                let PoolStatus {
                    max_connections,
                    in_use,
                    waiting,
                    ..
                } = self.status();
                let limit = self.0.options.get_acquire_timeout().unwrap_or_default();
                ClickHouseError::timeout(
                    ClickHouseTimeout::Acquire,
                    format!(
                        "no connection of the pool became free within {limit:?} (acquire_timeout): {in_use} of \
                         {max_connections} are in use and {waiting} more requests wait. Finish or drop streams that \
                         are still open, or raise max_connections"
                    ),
                )
            }
            err => ClickHouseError::connect(format!("the connection pool gave no connection: {err}")),
        }
    }

    /// One request over a slot of its own, which the answer holds until its end.
    pub(crate) async fn send(&self, mut request: Request) -> Result<Response, ClickHouseError> {
        let slot = self.acquire().await?;
        let query_id = request.query_id.get_or_insert_with(new_query_id).clone();
        let mut observation = self.0.observer.begin(&request, &query_id, &self.0.endpoint);
        match Box::pin(slot.send(request)).instrument(observation.span()).await {
            Ok(response) => Ok(response.observed_by(observation)),
            Err(err) => {
                observation.failed(&err);
                Err(err)
            }
        }
    }

    /// Tells `callback` of every statement that is sent from now on.
    pub(crate) fn set_metric_callback(&self, callback: impl Fn(&Info<'_>) + Send + Sync + 'static) {
        self.0.observer.set_callback(callback);
    }

    /// Whether the server answers and accepts the user.
    pub(crate) async fn ping(&self) -> Result<(), ClickHouseError> {
        self.acquire().await?.ping().await
    }

    /// Version and time zone, asked for once.
    pub(crate) async fn server(&self) -> Result<&ServerInfo, ClickHouseError> {
        self.0.server.get_or_try_init(|| self.ask_server()).await
    }

    #[cfg(test)]
    /// Version and time zone, if they were asked for already.
    pub(crate) fn known_server(&self) -> Option<&ServerInfo> {
        self.0.server.get()
    }

    async fn ask_server(&self) -> Result<ServerInfo, ClickHouseError> {
        let response = self.send(Request::read(SERVER_INFO)).await?;
        let query_id = response.query_id.clone();
        let answer = response.bytes(MAX_SERVER_INFO).await?;
        let answer = String::from_utf8_lossy(&answer);
        let info = answer
            .trim_end_matches('\n')
            .split_once('\t')
            .and_then(|(version, timezone)| {
                Some(ServerInfo {
                    version: version.parse().ok()?,
                    timezone: timezone.to_owned(),
                })
            });
        info.ok_or_else(|| {
            ClickHouseError::protocol(format!(
                "the server answered `{}` to the question for its version and time zone",
                answer.escape_debug()
            ))
            .with_query_id(query_id)
            .with_endpoint(&*self.0.endpoint)
        })
    }

    /// Refuses every further request; those that run are finished, and sockets close when they are idle.
    pub(crate) fn close(&self) {
        self.0.slots.close();
    }

    pub(crate) fn is_closed(&self) -> bool {
        self.0.slots.is_closed()
    }

    pub(crate) fn status(&self) -> PoolStatus {
        let status = self.0.slots.status();
        PoolStatus {
            max_connections: self.0.options.get_max_connections() as usize,
            in_use: status.size.saturating_sub(status.available),
            waiting: status.waiting,
            closed: self.is_closed(),
        }
    }

    pub(crate) fn options(&self) -> &ClickHouseConnectOptions {
        &self.0.options
    }

    /// `http://host:port`, without credentials.
    pub(crate) fn endpoint(&self) -> &str {
        &self.0.endpoint
    }
}

#[cfg(test)]
mod tests;
