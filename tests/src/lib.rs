//! What the integration tests share: a database of its own for each test, on the server of `CLICKHOUSE_URL`.

pub mod bakery;
pub mod bakery_dense;
pub mod blog;
pub mod column;
pub mod everything;
pub mod library;
pub mod migrations;
pub mod reading;
pub mod shop;
pub mod staff;
pub mod telemetry;
pub mod wiki;

use std::{fs::OpenOptions, io::Write, thread};

use sea_orm::{ConnectionTrait, DbBackend, EntityTrait, IntoActiveModel, ModelTrait, Statement};
use sea_orm_clickhouse::{ClickHouse, ClickHouseConnection, ClickHouseEntity, testing};
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

/// The variable that names a file to which each database adds the definitions of its tables before it goes, a line for
/// each: `tests/generate_suite` has what all tests make.
const COLLECT: &str = "COLLECT_TABLES";

/// A database that exists for one test. Dropping it removes it, also after a panic.
pub struct TestDatabase {
    /// A connection to it.
    pub db: ClickHouseConnection,
    inner: testing::TestDatabase,
}

impl TestDatabase {
    /// Makes an empty database and connects to it.
    pub async fn new() -> Self {
        Self::with_options("").await
    }

    /// Makes an empty database and connects to it with options of the URL, such as `count_rows=false`.
    pub async fn with_options(options: &str) -> Self {
        let inner = testing::TestDatabase::from_env()
            .await
            .expect("a database is made on the server of CLICKHOUSE_URL");
        let db = match options {
            "" => inner.db().clone(),
            options => ClickHouse::connect(url_of(inner.name(), options).as_str())
                .await
                .expect("the new database answers"),
        };
        Self { db, inner }
    }

    /// The URL of this database.
    pub fn url(&self) -> Url {
        url_of(self.name(), "")
    }

    /// Makes the table that an entity declares.
    pub async fn create_declared<E: ClickHouseEntity>(&self) {
        self.db.create_table::<E>().await.expect("the table is made");
    }

    /// Inserts models, in one statement.
    pub async fn insert<M>(&self, models: impl IntoIterator<Item = M>)
    where
        M: ModelTrait + IntoActiveModel<<M::Entity as EntityTrait>::ActiveModel>,
    {
        let models = models.into_iter().map(IntoActiveModel::into_active_model);
        <M::Entity as EntityTrait>::insert_many(models)
            .exec_without_returning(&self.db)
            .await
            .expect("the rows are inserted");
    }

    /// The name of this database.
    pub fn name(&self) -> &str {
        self.inner.name()
    }
}

impl Drop for TestDatabase {
    fn drop(&mut self) {
        let Some(file) = std::env::var_os(COLLECT) else {
            return;
        };
        let url = self.url();
        // The runtime of the test may be gone already.
        let collected = thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()
                .expect("a runtime is made");
            runtime.block_on(definitions(&url))
        });
        let lines = collected.join().expect("the definitions are read");
        let mut file = OpenOptions::new()
            .create(true)
            .append(true)
            .open(file)
            .expect("the file of COLLECT_TABLES can be written");
        file.write_all(lines.replace(self.name(), "shop").as_bytes())
            .expect("the file of COLLECT_TABLES can be written");
    }
}

/// What the server prints of each table of a database.
async fn definitions(url: &Url) -> String {
    let Ok(db) = ClickHouse::connect(url.as_str()).await else {
        return String::new();
    };
    let sql = "SELECT create_table_query AS definition FROM system.tables WHERE database = currentDatabase() AND name NOT LIKE \
               '.inner%'";
    let rows = db
        .query_all_raw(Statement::from_string(DbBackend::MySql, sql))
        .await;
    rows.unwrap_or_default()
        .iter()
        .filter_map(|row| row.try_get::<String>("", "definition").ok())
        .map(|definition| definition + "\n")
        .collect()
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
