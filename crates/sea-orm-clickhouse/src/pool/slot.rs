//! One permit to talk to the server, and the endpoint it is for.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use deadpool::managed::{Manager, Metrics, Object, RecycleError, RecycleResult};
use sea_query_clickhouse::connection::PING;

use crate::error::ClickHouseError;
use crate::transport::{Request, Response, Transport};

/// Makes slots, in turn for each endpoint.
pub(super) struct SlotManager {
    endpoints: Vec<Arc<Transport>>,
    next: AtomicUsize,
    test_before_acquire: bool,
}

/// What the pool keeps; the sockets live in the transport.
pub(super) struct Place {
    transport: Arc<Transport>,
}

impl SlotManager {
    pub(super) fn new(endpoints: Vec<Arc<Transport>>, test_before_acquire: bool) -> Self {
        Self {
            endpoints,
            next: AtomicUsize::new(0),
            test_before_acquire,
        }
    }
}

impl Manager for SlotManager {
    type Type = Place;
    type Error = ClickHouseError;

    async fn create(&self) -> Result<Place, ClickHouseError> {
        let turn = self
            .next
            .fetch_add(1, Ordering::Relaxed)
            .checked_rem(self.endpoints.len())
            .unwrap_or_default();
        match self.endpoints.get(turn) {
            Some(transport) => Ok(Place {
                transport: transport.clone(),
            }),
            None => Err(ClickHouseError::configuration(
                "the connection pool has no endpoint",
            )),
        }
    }

    async fn recycle(&self, place: &mut Place, _: &Metrics) -> RecycleResult<ClickHouseError> {
        if self.test_before_acquire {
            ping(&place.transport).await.map_err(RecycleError::Backend)?;
        }
        Ok(())
    }
}

async fn ping(transport: &Transport) -> Result<(), ClickHouseError> {
    transport.send(Request::read(PING)).await?.drain().await
}

/// A place in the pool; it is free again when the slot and every answer that came over it are dropped or finished.
pub(crate) struct Slot {
    object: Arc<Object<SlotManager>>,
}

impl Slot {
    pub(super) fn new(object: Object<SlotManager>) -> Self {
        Self {
            object: Arc::new(object),
        }
    }

    /// Sends one request; the answer holds the place until its body is finished or dropped.
    pub(crate) async fn send(&self, request: Request) -> Result<Response, ClickHouseError> {
        Ok(self
            .object
            .transport
            .send(request)
            .await?
            .guarded_by(self.object.clone()))
    }

    /// Whether the server answers and accepts the user.
    pub(crate) async fn ping(&self) -> Result<(), ClickHouseError> {
        ping(&self.object.transport).await
    }
}
