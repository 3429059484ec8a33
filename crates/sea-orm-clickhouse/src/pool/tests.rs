#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::time::Duration;

use super::*;
use crate::error::ClickHouseErrorKind;
use crate::transport::tests::live_options;

fn pool(size: u32) -> Pool {
    let mut options = live_options();
    options
        .max_connections(size)
        .acquire_timeout(Duration::from_millis(200));
    Pool::new(options).unwrap()
}

const LONG: &str = "SELECT number FROM numbers(100000000000) FORMAT Native";

#[tokio::test]
async fn knows_the_server() {
    let pool = pool(2);
    assert!(pool.known_server().is_none());
    let server = pool.server().await.unwrap().clone();
    assert!(
        server.version > ServerVersion::new(18, 0, 0) && !server.timezone.is_empty(),
        "{server:?}"
    );
    assert_eq!(pool.known_server(), Some(&server));
    pool.ping().await.unwrap();
    assert_eq!(
        pool.status(),
        PoolStatus {
            max_connections: 2,
            in_use: 0,
            waiting: 0,
            closed: false
        }
    );
}

#[tokio::test]
async fn exhaustion_and_release() {
    let pool = pool(2);
    let mut first = pool.send(Request::read(LONG)).await.unwrap();
    let second = pool.send(Request::read(LONG)).await.unwrap();
    assert!(first.chunk().await.unwrap().is_some());
    let err = pool.ping().await.unwrap_err();
    assert_eq!(
        err.kind(),
        ClickHouseErrorKind::Timeout(ClickHouseTimeout::Acquire)
    );
    assert!(
        err.to_string()
            .contains("200ms (acquire_timeout): 2 of 2 are in use"),
        "{err}"
    );
    assert!(err.is_retryable() && err.endpoint() == Some(pool.endpoint()));

    drop(first);
    pool.ping().await.unwrap();
    drop(second);
    assert_eq!(pool.status().in_use, 0);

    // A finished answer gives its place back while it still exists, and so does a failed one.
    let mut finished = pool.send(Request::read("SELECT 1")).await.unwrap();
    while finished.chunk().await.unwrap().is_some() {}
    let failing = "SELECT throwIf(number=1000000) FROM numbers(2000000) FORMAT Native";
    let mut failed = pool.send(Request::read(failing)).await.unwrap();
    let err = loop {
        if let Err(err) = failed.chunk().await {
            break err;
        }
    };
    assert_eq!((err.code(), pool.status().in_use), (Some(395), 0));
    pool.ping().await.unwrap();
    assert!(pool.send(Request::read("SELEKT")).await.is_err());
    assert_eq!(pool.status().in_use, 0);
}

#[tokio::test]
async fn a_slot_is_held_by_its_answer() {
    let pool = pool(1);
    let slot = pool.acquire().await.unwrap();
    let first = slot.send(Request::read("SELECT 1")).await.unwrap();
    first.drain().await.unwrap();
    let second = slot.send(Request::read(LONG)).await.unwrap();
    drop(slot);
    assert_eq!(pool.status().in_use, 1);
    drop(second);
    assert_eq!(pool.status().in_use, 0);
}

#[tokio::test]
async fn more_tasks_than_slots() {
    let mut options = live_options();
    options.max_connections(3).test_before_acquire(true);
    let pool = Pool::new(options).unwrap();
    let tasks: Vec<_> = (0..20)
        .map(|n| {
            let pool = pool.clone();
            tokio::spawn(async move {
                let answer = pool
                    .send(Request::read(format!("SELECT {n}, sleep(0.02)")))
                    .await?;
                answer.bytes(100).await
            })
        })
        .collect();
    for (n, task) in tasks.into_iter().enumerate() {
        assert_eq!(task.await.unwrap().unwrap(), format!("{n}\t0\n"));
    }
    assert_eq!(pool.status().in_use, 0);
}

#[tokio::test]
async fn a_closed_pool() {
    let pool = pool(1);
    let mut running = pool.send(Request::read(LONG)).await.unwrap();
    let waiting = tokio::spawn({
        let pool = pool.clone();
        async move { pool.ping().await }
    });
    tokio::time::sleep(Duration::from_millis(20)).await;
    pool.close();
    for err in [
        pool.ping().await.unwrap_err(),
        waiting.await.unwrap().unwrap_err(),
    ] {
        assert_eq!(err.kind(), ClickHouseErrorKind::Closed, "{err}");
        assert!(
            err.to_string().starts_with("the connection pool is closed"),
            "{err}"
        );
        assert!(!err.is_retryable());
    }
    assert!(pool.is_closed() && running.chunk().await.unwrap().is_some());
}

#[tokio::test]
async fn options_are_checked() {
    let mut options = live_options();
    options.max_connections(0);
    assert_eq!(
        Pool::new(options).err().unwrap().kind(),
        ClickHouseErrorKind::Configuration
    );
}
