//! Ids of 64 bits in the layout of ClickHouse's own.

use std::{
    error::Error,
    fmt,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, SystemTime},
};

use sea_query::Value;
use sea_query_clickhouse::DataType;

use super::{IdGenerator, IdRequest};
use crate::error::ClickHouseError;

const WORKER_BITS: u32 = 10;
const COUNTER_BITS: u32 = 12;
const PER_MILLISECOND: u64 = 1 << COUNTER_BITS;
/// The first tick that 41 bits of milliseconds do not hold.
const END: u64 = 1 << (41 + COUNTER_BITS);

/// The last tick that each worker of this process has used: milliseconds, and the count within them. There is one for all
/// generators of a worker, so that two with the same id share what they count.
static LAST: [AtomicU64; 1 << WORKER_BITS] = [const { AtomicU64::new(0) }; 1 << WORKER_BITS];

/// Snowflake ids in the layout of ClickHouse's
/// [`generateSnowflakeID`](https://clickhouse.com/docs/sql-reference/functions/uuid-functions#generateSnowflakeID): a bit
/// that is 0, 41 bits of milliseconds since 1970 (until September 2039), 10 bits of the worker, 12 bits that count. So
/// [`snowflakeIDToDateTime64`](https://clickhouse.com/docs/sql-reference/functions/uuid-functions#snowflakeIDToDateTime64)
/// reads the time.
///
/// The ids of one worker id ascend and are distinct within a process, by however many generators, threads and connections
/// they are made, and whatever its clock does: where the clock goes back, they go on from the last. Nothing is kept when
/// the process ends: when a clock goes back, and the process starts anew before it has caught up, ids can come again.
///
/// **Every process needs a worker id of its own**: two that make ids with the same at the same time make the same ids, and
/// no one can notice. An id may also not be the one of the server (the 10 bits of its `generateSnowflakeID()`) where a table
/// takes ids from both.
///
/// ```
/// use sea_orm_clickhouse::Snowflake;
///
/// let ids = Snowflake::new(5)?;
/// let id = ids.next_id()?;
/// assert!(ids.next_id()? > id);
/// assert_eq!(id >> 12 & 0x3ff, 5);
/// # Ok::<(), sea_orm_clickhouse::ClickHouseError>(())
/// ```
#[derive(Clone)]
pub struct Snowflake {
    worker_id: u16,
    clock: Arc<dyn Fn() -> SystemTime + Send + Sync>,
}

impl Snowflake {
    /// The highest worker id.
    pub const MAX_WORKER_ID: u16 = (1 << WORKER_BITS) - 1;

    /// The ids of a worker.
    ///
    /// # Errors
    ///
    /// When the worker id is above [`MAX_WORKER_ID`](Self::MAX_WORKER_ID).
    pub fn new(worker_id: u16) -> Result<Self, ClickHouseError> {
        if worker_id > Self::MAX_WORKER_ID {
            return Err(ClickHouseError::configuration(format!(
                "the worker id is {worker_id}, but a Snowflake id has room for 0 to {}",
                Self::MAX_WORKER_ID
            )));
        }
        Ok(Self {
            worker_id,
            clock: Arc::new(SystemTime::now),
        })
    }

    /// Takes the time from another clock than the system's.
    pub fn clock(mut self, clock: impl Fn() -> SystemTime + Send + Sync + 'static) -> Self {
        self.clock = Arc::new(clock);
        self
    }

    /// The worker id.
    pub fn worker_id(&self) -> u16 {
        self.worker_id
    }

    /// The next id. More than 4096 in a millisecond are of the milliseconds to come.
    ///
    /// # Errors
    ///
    /// When the clock stands before 1970 or after the milliseconds that 41 bits hold.
    pub fn next_id(&self) -> Result<i64, ClickHouseError> {
        let (tick, _) = self.reserve(1)?;
        Ok(self.id(tick))
    }

    /// The ids of many rows. They are waited for where they are of milliseconds to come, so that no process that starts in
    /// the place of this one can make them again.
    pub(super) async fn ids(&self, count: usize) -> Result<Vec<Value>, ClickHouseError> {
        let (first, ahead) = self.reserve(count as u64)?;
        if !ahead.is_zero() {
            tokio::time::sleep(ahead).await;
        }
        let ticks = first..first + count as u64;
        Ok(ticks.map(|tick| Value::BigInt(Some(self.id(tick)))).collect())
    }

    fn id(&self, tick: u64) -> i64 {
        let time = (tick >> COUNTER_BITS) << (COUNTER_BITS + WORKER_BITS);
        let worker = u64::from(self.worker_id) << COUNTER_BITS;
        (time | worker | (tick % PER_MILLISECOND)) as i64
    }

    /// The first of so many ticks in a row, and how far the last is ahead of the clock on their account.
    pub(super) fn reserve(&self, count: u64) -> Result<(u64, Duration), ClickHouseError> {
        let refuse = |sentence: &str| {
            Err(ClickHouseError::type_error(format!(
                "no Snowflake id can be made: {sentence}"
            )))
        };
        let Ok(now) = (self.clock)().duration_since(SystemTime::UNIX_EPOCH) else {
            return refuse("the clock stands before 1970");
        };
        let now = now.as_millis().min(u128::from(END)) as u64 * PER_MILLISECOND;
        let first = |last: u64| Ord::max(now, last + 1);
        let Some(last) = LAST.get(usize::from(self.worker_id)) else {
            return refuse("it has no such worker id");
        };
        let reserved = last.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |last| {
            let end = first(last).checked_add(count)?;
            (end <= END).then_some(end - 1)
        });
        let Ok(last) = reserved else {
            return refuse("its 41 bits of milliseconds since 1970 end in September 2039; use UUID keys");
        };
        let first = first(last);
        let ahead = (first + count - 1).saturating_sub(now) / PER_MILLISECOND;
        // A clock that went back is not waited for.
        Ok((first, Duration::from_millis(ahead.min(count / PER_MILLISECOND))))
    }
}

#[async_trait::async_trait]
impl IdGenerator for Snowflake {
    async fn generate(
        &self,
        request: &IdRequest<'_>,
    ) -> Result<Option<Vec<Value>>, Box<dyn Error + Send + Sync>> {
        if !fits(request.data_type().value_type()) {
            return Ok(None);
        }
        Ok(Some(self.ids(request.count()).await?))
    }
}

impl fmt::Debug for Snowflake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Snowflake")
            .field("worker_id", &self.worker_id)
            .finish_non_exhaustive()
    }
}

/// Whether a column of the type holds the ids.
pub(super) fn fits(data_type: &DataType) -> bool {
    matches!(
        data_type,
        DataType::Int64
            | DataType::UInt64
            | DataType::Int128
            | DataType::UInt128
            | DataType::Int256
            | DataType::UInt256
    )
}
