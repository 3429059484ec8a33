//! The table as a whole: whether it is there, what it is, and all differences at once.

use integration_tests::{
    TestDatabase, bakery,
    everything::{self, exact_table},
    library, reading, shop, wiki,
};
use sea_orm::{ConnectionTrait, DbBackend, DbErr, Schema, entity::prelude::*};
use sea_orm_clickhouse::{
    ClickHouseConnection, ClickHouseError, ClickHouseErrorKind, DifferenceKind, Effect,
};

use crate::{COLUMNS, SORTED, about, only, run, visit};

/// Makes the table of an entity as SeaORM does, and checks it.
async fn made<E: EntityTrait>(db: &ClickHouseConnection, entity: E) -> String {
    let schema = Schema::new(DbBackend::MySql);
    db.execute(&schema.create_table_from_entity(entity))
        .await
        .unwrap();
    crate::check::<E>(db).await.to_string()
}

#[tokio::test]
async fn a_table_made_from_its_entity_is_as_declared() {
    let TestDatabase { ref db, .. } = TestDatabase::new().await;
    let checks = [
        made(db, bakery::bakery::Entity).await,
        made(db, bakery::baker::Entity).await,
        made(db, bakery::cake::Entity).await,
        made(db, bakery::cakes_bakers::Entity).await,
        made(db, bakery::customer::Entity).await,
        made(db, bakery::order::Entity).await,
        made(db, bakery::lineitem::Entity).await,
        made(db, everything::Entity).await,
        made(db, library::book::Entity).await,
        made(db, library::author::Entity).await,
        made(db, reading::Entity).await,
        made(db, shop::item::Entity).await,
        made(db, shop::sale::Entity).await,
        made(db, shop::task::Entity).await,
        made(db, wiki::page::Entity).await,
        made(db, wiki::site::Entity).await,
    ];
    for check in checks {
        assert!(check.ends_with("is as it was declared"), "{check}");
    }
}

#[tokio::test]
async fn an_entity_with_everything_fits_the_types_of_clickhouse() {
    let TestDatabase { ref db, .. } = TestDatabase::new().await;
    db.execute_clickhouse(&exact_table()).await.unwrap();
    let check = crate::check::<everything::Entity>(db).await;
    assert!(check.is_ok() && check.reads() && check.writes(), "{check}");
    let mut columns: Vec<&str> = check
        .differences()
        .iter()
        .filter_map(|one| one.column())
        .collect();
    columns.dedup();
    // Each is narrower than its field on one side.
    let narrow = [
        "optional_flag",
        "price",
        "at",
        "utc",
        "optional_utc",
        "fixed",
        "local",
        "clock",
        "time_offset",
        "optional_time_offset",
        "time_clock",
        "settings",
    ];
    assert_eq!(columns, narrow, "{check}");
    assert!(
        check
            .differences()
            .iter()
            .all(|one| one.kind() == DifferenceKind::Range)
    );
}

#[tokio::test]
async fn a_missing_table_is_told_with_names_like_it() {
    let test = TestDatabase::new().await;
    let db = &test.db;
    let missing = crate::check::<crate::visit::Entity>(db).await;
    assert_eq!(
        missing.to_string(),
        "table `visit` differs in one thing:\n- table `visit` does not exist, or the user may not see it; create it, or \
         correct the table_name of the entity (stops reading and writing)"
    );
    assert_eq!(
        about(only(&missing)),
        (DifferenceKind::MissingTable, None, Effect::All, Effect::All)
    );
    for name in ["Visit", "visits", "viist", "guest"] {
        run(db, &format!("CREATE TABLE {name} (id Int64) ENGINE = Memory")).await;
    }
    let missing = crate::check::<crate::visit::Entity>(db).await;
    assert_eq!(
        only(&missing).to_string(),
        "table `visit` does not exist, or the user may not see it; create it, or correct the table_name; there is \
         `Visit`, `viist`, `visits`"
    );
}

mod elsewhere {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(schema_name = "system", table_name = "one")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub dummy: u8,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

mod nowhere {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(schema_name = "no such 'database`", table_name = "one")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub dummy: u8,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

#[tokio::test]
async fn the_database_of_an_entity_is_looked_into() {
    let TestDatabase { ref db, .. } = TestDatabase::new().await;
    let one = crate::check::<elsewhere::Entity>(db).await;
    assert_eq!(
        one.to_string(),
        "table `system.one` differs in one thing:\n- its engine is SystemOne, which is read alone (stops writing)"
    );
    assert!(one.reads() && !one.writes() && !one.is_ok());
    let none = crate::check::<nowhere::Entity>(db).await;
    assert_eq!(
        only(&none).to_string(),
        "database `no such 'database`` does not exist, or the user may not see it; create it and table `one` in it, or \
         correct the schema_name of the entity"
    );
}

#[tokio::test]
async fn engines_say_what_they_do_not_take() {
    let test = TestDatabase::new().await;
    let (db, database) = (&test.db, test.name());
    run(db, &format!("CREATE TABLE source ({COLUMNS}) ENGINE = {SORTED}")).await;
    let engine = |check: &sea_orm_clickhouse::TableCheck| {
        let found: Vec<(String, Effect, Effect)> = check
            .differences()
            .iter()
            .filter(|one| one.kind() == DifferenceKind::Engine)
            .map(|one| (one.to_string(), one.reading(), one.writing()))
            .collect();
        found
    };
    let lesser = [
        ("Log", "its engine is Log, which takes no UPDATE and no DELETE"),
        (
            "`Null`",
            "its engine is Null, which takes no UPDATE and no DELETE",
        ),
        (
            "Join(ANY, LEFT, id)",
            "its engine is Join, which takes DELETE and no UPDATE; insert the row again",
        ),
        (
            &format!("Remote('127.0.0.1', '{database}', 'source')"),
            "its engine is Distributed, which takes no UPDATE and no DELETE; change the tables behind it, ON CLUSTER",
        ),
    ];
    for (name, sentence) in lesser {
        let columns = if name.starts_with("Join") {
            &COLUMNS.replace("Nullable(String)", "String")
        } else {
            COLUMNS
        };
        let check = visit(db, columns, name).await;
        assert_eq!(
            engine(&check),
            [(sentence.to_owned(), Effect::None, Effect::Some)]
        );
        assert!(check.is_ok(), "{check}");
    }
    for name in [
        "Memory",
        SORTED,
        "ReplacingMergeTree ORDER BY id",
        "EmbeddedRocksDB PRIMARY KEY id",
    ] {
        let columns = if name.starts_with("Embedded") {
            &COLUMNS.replace("Nullable(String)", "String")
        } else {
            COLUMNS
        };
        assert_eq!(engine(&visit(db, columns, name).await), []);
    }
    let check = visit(db, COLUMNS, &format!("Merge('{database}', '^source$')")).await;
    assert_eq!(
        only(&check).to_string(),
        "its engine is Merge, which takes no INSERT, UPDATE or DELETE; insert into the tables that it reads"
    );
    assert!(only(&check).stops_writing() && !only(&check).stops_reading());

    let views = [
        (
            "CREATE VIEW visit AS SELECT * FROM source",
            "it is a view, which takes no INSERT, UPDATE or DELETE; insert into the tables that it selects from",
            Effect::All,
        ),
        (
            "CREATE MATERIALIZED VIEW visit ENGINE = MergeTree ORDER BY id AS SELECT * FROM source",
            "it is a materialized view: what is inserted here is not in the table that it selects from; insert there",
            Effect::Some,
        ),
        (
            "CREATE DICTIONARY visit (id Int64, port Int32, name String, note Nullable(String)) PRIMARY KEY id \
             SOURCE(CLICKHOUSE(TABLE source)) LAYOUT(COMPLEX_KEY_HASHED()) LIFETIME(0)",
            "it is a dictionary, which takes no INSERT, UPDATE or DELETE; insert into its source",
            Effect::All,
        ),
    ];
    for (sql, sentence, writing) in views {
        let noun = if sql.contains("DICTIONARY") {
            "DICTIONARY"
        } else {
            "TABLE"
        };
        run(db, "DROP TABLE IF EXISTS visit SYNC").await;
        run(db, sql).await;
        let check = crate::check::<crate::visit::Entity>(db).await;
        assert_eq!(
            engine(&check),
            [(sentence.to_owned(), Effect::None, writing)],
            "{check}"
        );
        assert!(check.reads(), "{check}");
        run(db, &format!("DROP {noun} visit SYNC")).await;
    }
    run(
        db,
        "CREATE MATERIALIZED VIEW visit TO source AS SELECT * FROM source WHERE id > 5",
    )
    .await;
    let check = crate::check::<crate::visit::Entity>(db).await;
    assert_eq!(
        only(&check).to_string(),
        format!(
            "it is a materialized view, which takes no UPDATE and no DELETE, and whose rows are those of \
             `{database}.source`; change that table"
        )
    );
}

#[tokio::test]
async fn all_differences_are_one_error_that_a_service_fails_with() {
    let TestDatabase { ref db, .. } = TestDatabase::new().await;
    let columns = "id String, port Int64, note String, level UInt8, since DateTime DEFAULT now()";
    let check = visit(db, columns, "MergeTree ORDER BY port").await;
    let sentence = "table `visit` differs in 7 things:\n\
        - column `id` is String on the server and i64 (BigInt) in Rust: declare the field as String, or CAST the column \
          to the field's type in the query (stops reading and writing)\n\
        - column `port` is Int64 on the server and i32 (Int) in Rust: declare the field as i64 (BigInt), or CAST the \
          column to the field's type in the query (stops reading)\n\
        - column `name` (String) is not in the table; add it, for example as String, or correct its column_name: no \
          field has `level`, `since` (stops reading and writing)\n\
        - column `level` (UInt8) has no field, no DEFAULT and is not Nullable: inserts of the entity are refused, \
          because ClickHouse would store the zero of its type; add a field, or a DEFAULT (stops writing)\n\
        - None of the field is refused by its column: NULL in column `note` of type String: write a value, or declare \
          the column Nullable(String)\n\
        - column `since` (DateTime) has no field; inserts of the entity give it its DEFAULT\n\
        - the primary key (id) is not what the sorting key (port) begins with: a lookup by it may read all rows; begin \
          ORDER BY with its columns, or add a projection or a skip index for them";
    assert_eq!(check.to_string(), sentence);
    assert!(!check.is_ok() && !check.reads() && !check.writes());
    let error = check.into_result().unwrap_err();
    assert_eq!(error.kind(), ClickHouseErrorKind::Type);
    assert_eq!(error.message(), sentence);
    // Also by way of SeaORM's error, which is text alone.
    let read = ClickHouseError::from_db_err(&DbErr::from(error)).unwrap();
    assert_eq!(
        (read.kind(), read.message()),
        (ClickHouseErrorKind::Type, sentence)
    );

    let check = visit(db, COLUMNS, SORTED).await.into_result().unwrap();
    assert_eq!(check.to_string(), "table `visit` is as it was declared");
    assert_eq!((check.table(), check.differences()), ("visit", &[][..]));
}
