//! `db.check::<Entity>()` and `db.check_table(..)`: every difference from the table on the server, all at once.

mod column;
mod declared;
mod key;
mod promise;
mod table;

use sea_orm::{ConnectionTrait, EntityTrait};
use sea_orm_clickhouse::{ClickHouseConnection, Difference, DifferenceKind, Effect, TableCheck};

/// Two entities of one table, of which one is registered.
mod visit {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "visit")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: i64,
        pub port: i32,
        pub name: String,
        pub note: Option<String>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

async fn run(db: &ClickHouseConnection, sql: &str) {
    db.execute_unprepared(sql).await.unwrap();
}

async fn check<E: EntityTrait>(db: &ClickHouseConnection) -> TableCheck {
    db.check::<E>().await.unwrap()
}

/// Makes the table of `visit` anew and checks it.
async fn visit(db: &ClickHouseConnection, columns: &str, engine: &str) -> TableCheck {
    run(db, "DROP TABLE IF EXISTS visit SYNC").await;
    run(db, &format!("CREATE TABLE visit ({columns}) ENGINE = {engine}")).await;
    check::<visit::Entity>(db).await
}

const COLUMNS: &str = "id Int64, port Int32, name String, note Nullable(String)";
const SORTED: &str = "MergeTree ORDER BY id";

/// The only difference.
fn only(check: &TableCheck) -> &Difference {
    match check.differences() {
        [one] => one,
        _ => panic!("not one difference: {check}"),
    }
}

/// Kind, column, and what becomes of reading and writing.
fn about(difference: &Difference) -> (DifferenceKind, Option<&str>, Effect, Effect) {
    (
        difference.kind(),
        difference.column(),
        difference.reading(),
        difference.writing(),
    )
}
