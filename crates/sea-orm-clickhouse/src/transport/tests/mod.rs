#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod faults;
mod live;
mod tls;

use crate::error::ClickHouseError;
use crate::options::ClickHouseConnectOptions;

/// The options of the server that the tests run against.
pub(crate) fn live_options() -> ClickHouseConnectOptions {
    let url = std::env::var("CLICKHOUSE_URL")
        .unwrap_or_else(|_| panic!("run the tests with cargo xtask test, or set CLICKHOUSE_URL"));
    url.parse().unwrap()
}

pub(super) fn assert_contains(err: &ClickHouseError, parts: &[&str]) {
    for part in parts {
        assert!(err.to_string().contains(part), "`{part}` is not in `{err}`");
    }
}
