#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
use std::{
    collections::HashSet,
    sync::atomic::{AtomicU64, Ordering},
    thread,
    time::{Duration, SystemTime},
};

use super::*;

// A worker id of its own for each test: what was counted for one is kept by the process.

#[test]
fn ids_of_64_threads_are_distinct_and_ascend_in_each() {
    let threads: Vec<_> = (0..64)
        .map(|_| {
            thread::spawn(|| {
                // Each a generator of its own, of the same worker.
                let ids = Snowflake::new(1).unwrap();
                (0..10_000).map(|_| ids.next_id().unwrap()).collect::<Vec<_>>()
            })
        })
        .collect();
    let mut all = HashSet::new();
    for thread in threads {
        let ids = thread.join().unwrap();
        assert!(ids.is_sorted_by(|a, b| a < b));
        all.extend(ids);
    }
    assert_eq!(all.len(), 640_000);
}

/// A clock that stands still until it is set.
fn clock(
    millis: u64,
) -> (
    &'static AtomicU64,
    impl Fn() -> SystemTime + Send + Sync + 'static,
) {
    let now: &'static AtomicU64 = Box::leak(Box::new(AtomicU64::new(millis)));
    (now, move || {
        SystemTime::UNIX_EPOCH + Duration::from_millis(now.load(Ordering::Relaxed))
    })
}

#[test]
fn the_layout_is_that_of_the_server() {
    let (_, clock) = clock(1_795_796_402_881);
    let ids = Snowflake::new(1023).unwrap().clock(clock);
    assert_eq!(ids.next_id().unwrap(), 1_795_796_402_881 << 22 | 1023 << 12);
    assert_eq!(ids.next_id().unwrap(), 1_795_796_402_881 << 22 | 1023 << 12 | 1);
}

#[test]
fn ids_ascend_while_the_clock_goes_back() {
    let (now, clock) = clock(5_000_000);
    let ids = Snowflake::new(2).unwrap().clock(clock);
    let mut last = 0;
    for millis in [5_000_000, 4_999_999, 1, 5_000_001, 0, 5_000_002] {
        now.store(millis, Ordering::Relaxed);
        // More than a millisecond holds.
        for _ in 0..5000 {
            let id = ids.next_id().unwrap();
            assert!(id > last);
            last = id;
        }
    }
    assert_eq!(last >> 12 & 0x3ff, 2, "the count does not run into the worker");
}

#[tokio::test]
async fn ids_of_milliseconds_to_come_are_waited_for_but_no_clock_that_went_back_is() {
    let (now, clock) = clock(9_000_000_000);
    let ids = Snowflake::new(3).unwrap().clock(clock);
    assert_eq!(ids.reserve(1).unwrap().1, Duration::ZERO);
    assert_eq!(ids.reserve(4 * 4096).unwrap().1, Duration::from_millis(4));
    now.store(8_000_000_000, Ordering::Relaxed);
    assert_eq!(ids.reserve(1).unwrap().1, Duration::ZERO);
    let many = ids.ids(10_000).await.unwrap();
    assert_eq!(many.len(), 10_000);
    assert!(many.is_sorted_by(|a, b| number::whole(a) < number::whole(b)));
}

#[test]
fn a_clock_that_no_id_holds_is_an_error() {
    let ids = Snowflake::new(4)
        .unwrap()
        .clock(|| SystemTime::UNIX_EPOCH - Duration::from_secs(1));
    assert!(
        ids.next_id()
            .unwrap_err()
            .to_string()
            .starts_with("no Snowflake id can be made: the clock stands before 1970")
    );
    let (now, clock) = clock((1 << 41) - 1);
    let ids = Snowflake::new(5).unwrap().clock(clock);
    assert!(ids.next_id().unwrap() > 0);
    now.store(1 << 41, Ordering::Relaxed);
    for _ in 0..2 {
        let error = ids.next_id().unwrap_err().to_string();
        assert!(error.contains("end in September 2039; use UUID keys"), "{error}");
    }
}

#[test]
fn a_worker_id_beyond_10_bits_is_refused() {
    assert_eq!(Snowflake::new(1023).unwrap().worker_id(), 1023);
    let error = Snowflake::new(1024).unwrap_err().to_string();
    assert!(
        error.starts_with("the worker id is 1024, but a Snowflake id has room for 0 to 1023"),
        "{error}"
    );
}
