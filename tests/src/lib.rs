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

use sea_orm::{EntityTrait, IntoActiveModel, ModelTrait};
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
