//! A migration crate of SeaORM, as `sea-orm-cli migrate init` makes it, on a real server.

mod cluster;
mod command;
mod documentation;
mod manager;
mod refusal;
mod row;
mod runner;
mod schema;

use sea_orm_clickhouse::{ClickHouse, ClickHouseConnection, testing};
use sea_orm_migration::{
    SchemaManager,
    sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, Statement},
};

/// A database of its own for a test, and SeaORM's connection to it.
struct Database {
    test: testing::TestDatabase,
    clickhouse: ClickHouseConnection,
    db: DatabaseConnection,
}

impl Database {
    async fn new() -> Self {
        Self::with_options("").await
    }

    async fn with_options(options: &str) -> Self {
        let test = testing::TestDatabase::from_env().await.unwrap();
        let clickhouse = ClickHouse::connect(url(&test, options)).await.unwrap();
        let db = DatabaseConnection::from(clickhouse.clone());
        Self { test, clickhouse, db }
    }

    fn manager(&self) -> SchemaManager<'_> {
        SchemaManager::new(&self.db)
    }

    fn url(&self) -> String {
        url(&self.test, "")
    }

    /// The texts of the first column of a query.
    async fn texts(&self, sql: &str) -> Vec<String> {
        let statement = Statement::from_string(DbBackend::MySql, sql);
        let rows = self.clickhouse.query_all_raw(statement).await.unwrap();
        rows.iter().map(|row| row.try_get_by_index(0).unwrap()).collect()
    }

    /// The columns of a table, each as its name, type and default.
    async fn columns(&self, table: &str) -> Vec<String> {
        self.texts(&format!(
            "SELECT concat(name, ' ', type, if(default_expression = '', '', ' = '), default_expression) FROM system.columns WHERE \
             database = currentDatabase() AND table = '{table}' ORDER BY position"
        ))
        .await
    }

    async fn tables(&self) -> Vec<String> {
        self.texts("SELECT name FROM system.tables WHERE database = currentDatabase() AND NOT startsWith(name, '.inner') ORDER BY name")
            .await
    }
}

fn url(test: &testing::TestDatabase, options: &str) -> String {
    let server = std::env::var("CLICKHOUSE_URL").expect("CLICKHOUSE_URL is set to a server");
    let mut url = url::Url::parse(&server).unwrap();
    url.set_path(test.name());
    if !options.is_empty() {
        url.set_query(Some(options));
    }
    url.into()
}
