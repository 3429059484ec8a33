//! Each operation of a migration, forwards and backwards, on tables that have rows.

mod column;
mod constraint;
mod data;
mod index;
mod modify;
mod table;

use integration_tests::TestDatabase;
use sea_orm::{ConnectionTrait, DbBackend, Statement};
use sea_orm_clickhouse::migration::prelude::*;

/// A migrator of one migration.
macro_rules! migrator {
    ($migrator:ident, |$manager:ident| up $up:block $(down $down:block)?) => {
        struct $migrator;

        impl MigratorTrait for $migrator {
            fn migrations() -> Vec<Box<dyn MigrationTrait>> {
                struct Migration;

                impl MigrationName for Migration {
                    fn name(&self) -> &str {
                        "m1"
                    }
                }

                #[async_trait::async_trait]
                impl MigrationTrait for Migration {
                    async fn up(&self, $manager: &SchemaManager) -> Result<(), DbErr> $up

                    $(async fn down(&self, $manager: &SchemaManager) -> Result<(), DbErr> $down)?
                }

                vec![Box::new(Migration)]
            }
        }
    };
}
use migrator;

/// A database with what the statements make.
async fn database(sql: &str) -> TestDatabase {
    let test = TestDatabase::new().await;
    test.db.execute_unprepared(sql).await.unwrap();
    test
}

/// A table `pet` with two rows.
async fn pets() -> TestDatabase {
    database(
        "CREATE TABLE pet (id Int64, name String, age Nullable(Int32)) ORDER BY id; \
         INSERT INTO pet VALUES (1, 'Ada', 3), (2, 'Bob', NULL)",
    )
    .await
}

/// The rows of a query, their columns as texts with `|` between.
async fn rows(test: &TestDatabase, sql: &str) -> Vec<String> {
    let sql = format!(
        "SELECT arrayStringConcat(array(COLUMNS('.*') APPLY(c -> ifNull(toString(c), 'NULL'))), '|') AS row FROM ({sql})"
    );
    let rows = test
        .db
        .query_all_raw(Statement::from_string(DbBackend::MySql, sql))
        .await
        .unwrap();
    rows.iter().map(|row| row.try_get("", "row").unwrap()).collect()
}

/// The columns of a table, each as its name, type and default.
async fn columns(test: &TestDatabase, table: &str) -> Vec<String> {
    let sql = format!(
        "SELECT concat(name, ' ', type, if(default_kind = '', '', concat(' ', default_kind, ' ', default_expression)), \
         if(comment = '', '', concat(' -- ', comment))) AS x FROM system.columns \
         WHERE database = currentDatabase() AND table = '{table}' ORDER BY position"
    );
    rows(test, &sql).await
}

/// The sentence of a migration that fails.
async fn refused<M: MigratorTrait>(test: &TestDatabase) -> String {
    M::up(&test.db, None).await.unwrap_err().to_string()
}
