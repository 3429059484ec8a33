//! What the integration tests share: a database of its own for each test, on the server of `CLICKHOUSE_URL`.

pub mod bakery;
pub mod column;
pub mod everything;
pub mod library;
pub mod reading;
pub mod shop;
pub mod telemetry;
pub mod wiki;

use std::sync::atomic::{AtomicU32, Ordering};

use sea_orm::ConnectionTrait;
use sea_orm_clickhouse::{ClickHouse, ClickHouseConnection};
use url::Url;

/// The URL of the server.
///
/// # Panics
///
/// Without a server to run against; the sentence says how to start one.
pub fn server_url() -> Url {
    let Ok(url) = std::env::var("CLICKHOUSE_URL") else {
        panic!(
            "no server: run the tests with `cargo xtask test`, or set CLICKHOUSE_URL to a server of yours"
        );
    };
    Url::parse(&url).expect("CLICKHOUSE_URL is a URL")
}

/// A database that exists for one test. Dropping it removes it, also after a panic.
pub struct TestDatabase {
    /// A connection to it.
    pub db: ClickHouseConnection,
    name: String,
}

impl TestDatabase {
    /// Makes an empty database and connects to it.
    pub async fn new() -> Self {
        Self::with_options("").await
    }

    /// Makes an empty database and connects to it with options of the URL, such as `count_rows=false`.
    pub async fn with_options(options: &str) -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let name = format!(
            "test_{}_{}",
            std::process::id(),
            COUNT.fetch_add(1, Ordering::Relaxed)
        );
        let server = ClickHouse::connect(server_url().as_str())
            .await
            .expect("the server of CLICKHOUSE_URL answers");
        server
            .execute_unprepared(&format!("DROP DATABASE IF EXISTS {name} SYNC"))
            .await
            .expect("a database is dropped");
        server
            .execute_unprepared(&format!("CREATE DATABASE {name}"))
            .await
            .expect("a database is made");
        let db = ClickHouse::connect(Self::url_of(&name, options).as_str())
            .await
            .expect("the new database answers");
        Self { db, name }
    }

    /// The URL of this database.
    pub fn url(&self) -> Url {
        Self::url_of(&self.name, "")
    }

    /// The name of this database.
    pub fn name(&self) -> &str {
        &self.name
    }

    fn url_of(name: &str, options: &str) -> Url {
        let mut url = server_url();
        url.set_path(name);
        if !options.is_empty() {
            let query = url
                .query()
                .map_or_else(|| options.to_owned(), |known| format!("{known}&{options}"));
            url.set_query(Some(&query));
        }
        url
    }
}

impl Drop for TestDatabase {
    fn drop(&mut self) {
        let drop = format!("DROP DATABASE IF EXISTS {} SYNC", self.name);
        // The runtime of the test may be gone already.
        let dropped = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()
                .expect("a runtime");
            runtime.block_on(async {
                let server = ClickHouse::connect(server_url().as_str())
                    .await
                    .expect("the server answers");
                server
                    .execute_unprepared(&drop)
                    .await
                    .expect("the database is dropped");
            });
        })
        .join();
        if dropped.is_err() && !std::thread::panicking() {
            panic!("the database of a test could not be removed");
        }
    }
}
