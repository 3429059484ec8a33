//! Each error keeps code, name and query id, also through SeaORM's own error, and says what to do.

use std::time::{Duration, Instant};

use integration_tests::{TestDatabase, server_url};
use sea_orm::{
    ConnectionTrait, DbBackend, DbErr, EntityTrait, PaginatorTrait, QuerySelect, Set, Statement,
    sea_query::Expr,
};
use sea_orm_clickhouse::{
    ClickHouse, ClickHouseError, ClickHouseErrorKind, ClickHouseTimeout, IntoClickHouseSelect,
};

mod reading {
    use sea_orm::entity::prelude::*;
    use sea_orm_clickhouse::ClickHouseEntity;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, ClickHouseEntity)]
    #[sea_orm(table_name = "reading")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: i32,
        pub port: i32,
        pub note: Option<i32>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

async fn table_of(port: &str, note: &str) -> TestDatabase {
    let test = TestDatabase::new().await;
    test.db
        .execute_unprepared(&format!(
            "CREATE TABLE reading (id Int32, port {port}, note {note}) ENGINE = MergeTree ORDER BY id"
        ))
        .await
        .unwrap();
    test
}

fn new_reading(port: i32) -> reading::ActiveModel {
    reading::ActiveModel {
        id: Set(1),
        port: Set(port),
        note: Set(None),
    }
}

/// Through `DbErr` and back nothing is lost.
fn parsed(error: &DbErr) -> ClickHouseError {
    let parsed = ClickHouseError::from_db_err(error).unwrap_or_else(|| panic!("not ours: {error}"));
    assert_eq!(
        DbErr::from(parsed.clone())
            .to_string()
            .split_once(": ")
            .map(|(_, text)| text),
        error.to_string().split_once(": ").map(|(_, text)| text)
    );
    parsed
}

fn assert_server(error: &DbErr, code: i32, name: &str) -> ClickHouseError {
    let parsed = parsed(error);
    assert_eq!(parsed.kind(), ClickHouseErrorKind::Server, "{error}");
    assert_eq!(
        (parsed.code(), parsed.name()),
        (Some(code), Some(name)),
        "{error}"
    );
    assert!(parsed.query_id().is_some_and(|id| !id.is_empty()), "{error}");
    assert!(
        parsed.endpoint().is_some_and(|endpoint| endpoint.contains("://")),
        "{error}"
    );
    assert!(!parsed.message().contains("DB::Exception"), "{error}");
    assert!(!parsed.message().contains("(version"), "{error}");
    parsed
}

#[tokio::test]
async fn a_wrong_user_or_password_is_said_without_showing_it() {
    let mut url = server_url();
    url.set_username("nobody_of_this_name").unwrap();
    url.set_password(Some("hunter2-and-more")).unwrap();
    let error = ClickHouse::connect(url.as_str()).await.unwrap_err();
    assert_eq!(error.code(), Some(516), "{error}");
    assert_eq!(error.name(), Some("AUTHENTICATION_FAILED"));
    let text = error.to_string();
    assert!(text.contains("nobody_of_this_name"), "{text}");
    assert!(text.contains("check user and password"), "{text}");
    assert!(
        !text.contains("hunter2") && !format!("{error:?}").contains("hunter2"),
        "{text}"
    );
    let back = parsed(&DbErr::from(error.clone()));
    assert_eq!((back.code(), back.query_id()), (error.code(), error.query_id()));
    assert!(back.query_id().is_some());
}

#[tokio::test]
async fn an_unknown_database_is_found_when_connecting() {
    let mut url = server_url();
    url.set_path("no_such_database");
    let error = ClickHouse::connect(url.as_str()).await.unwrap_err();
    assert_eq!(
        (error.code(), error.name()),
        (Some(81), Some("UNKNOWN_DATABASE")),
        "{error}"
    );
    assert!(error.to_string().contains("no_such_database"), "{error}");
    assert!(error.to_string().contains("create the database"), "{error}");
}

#[tokio::test]
async fn a_server_that_cannot_be_reached_is_named() {
    let error = ClickHouse::connect("clickhouse://user:hunter2@127.0.0.1:1/db")
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ClickHouseErrorKind::Connect, "{error}");
    assert_eq!(error.endpoint(), Some("http://127.0.0.1:1"));
    assert!(error.is_retryable());
    assert!(error.to_string().contains("cannot be reached"), "{error}");
    assert!(!error.to_string().contains("hunter2"), "{error}");
    let error = ClickHouse::connect("clickhouse://no-such-host.invalid/db")
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ClickHouseErrorKind::Connect, "{error}");
    assert!(error.to_string().contains("no-such-host.invalid"), "{error}");
    assert!(matches!(DbErr::from(error), DbErr::Conn(_)));
}

#[tokio::test]
async fn a_missing_table_is_named_by_every_kind_of_statement() {
    let test = TestDatabase::new().await;
    let db = &test.db;
    let errors = [
        reading::Entity::find().all(db).await.map(drop).unwrap_err(),
        reading::Entity::find().count(db).await.map(drop).unwrap_err(),
        reading::Entity::find()
            .clickhouse()
            .all(db)
            .await
            .map(drop)
            .unwrap_err(),
        reading::Entity::insert(new_reading(1))
            .exec(db)
            .await
            .map(drop)
            .unwrap_err(),
        reading::Entity::insert_many([new_reading(1)])
            .exec_without_returning(db)
            .await
            .map(drop)
            .unwrap_err(),
        reading::Entity::delete_many()
            .exec(db)
            .await
            .map(drop)
            .unwrap_err(),
        reading::Entity::delete_many()
            .exec_with_returning(db)
            .await
            .map(drop)
            .unwrap_err(),
        reading::Entity::update_many()
            .col_expr(reading::Column::Port, Expr::value(1))
            .exec(db)
            .await
            .map(drop)
            .unwrap_err(),
        db.execute_unprepared("INSERT INTO reading VALUES (1)")
            .await
            .map(drop)
            .unwrap_err(),
    ];
    for error in errors {
        let error = assert_server(&error, 60, "UNKNOWN_TABLE");
        assert!(error.message().contains("reading"), "{error}");
        assert!(error.to_string().contains("create the table"), "{error}");
    }
}

#[tokio::test]
async fn a_missing_column_is_named() {
    let test = table_of("Int32", "Nullable(Int32)").await;
    let db = &test.db;
    db.execute_unprepared("ALTER TABLE reading DROP COLUMN note")
        .await
        .unwrap();
    let error = reading::Entity::find().all(db).await.unwrap_err();
    let error = assert_server(&error, 47, "UNKNOWN_IDENTIFIER");
    assert!(error.message().contains("note"), "{error}");
    let error = reading::Entity::insert(new_reading(1))
        .exec(db)
        .await
        .unwrap_err();
    let error = parsed(&error);
    assert!(error.message().contains("`note`"), "{error}");
    assert!(
        error.message().contains("id, port"),
        "it lists those that there are: {error}"
    );
}

#[tokio::test]
async fn a_field_of_another_type_than_its_column_is_named_with_both_types() {
    let test = table_of("String", "Nullable(String)").await;
    let db = &test.db;
    db.execute_unprepared("INSERT INTO reading VALUES (1, 'http', 'text')")
        .await
        .unwrap();
    let all = reading::Entity::find().all(db).await.unwrap_err();
    let lane = reading::Entity::find().clickhouse().all(db).await.unwrap_err();
    for error in [all, lane] {
        assert!(matches!(error, DbErr::Type(_)), "{error:?}");
        let error = parsed(&error);
        assert_eq!(error.kind(), ClickHouseErrorKind::Type);
        for word in ["port", "String", "i32"] {
            assert!(error.message().contains(word), "`{word}` is not in: {error}");
        }
        assert!(error.query_id().is_some(), "{error}");
    }
    // Under an `Option` too.
    let note: Result<Vec<Option<i32>>, DbErr> = reading::Entity::find()
        .select_only()
        .column(reading::Column::Note)
        .into_tuple()
        .all(db)
        .await;
    let error = parsed(&note.unwrap_err());
    for word in ["note", "String", "i32"] {
        assert!(error.message().contains(word), "`{word}` is not in: {error}");
    }
    let insert = reading::Entity::insert(new_reading(1))
        .exec(db)
        .await
        .unwrap_err();
    assert!(matches!(insert, DbErr::Type(_)), "{insert:?}");
    for word in ["port", "String", "i32"] {
        assert!(insert.to_string().contains(word), "`{word}` is not in: {insert}");
    }
    assert_eq!(reading::Entity::find().count(db).await.unwrap(), 1);
}

#[tokio::test]
async fn a_value_out_of_range_is_refused_and_nothing_is_stored() {
    let test = table_of("UInt8", "Nullable(Int8)").await;
    let db = &test.db;
    for port in [300, -1] {
        let error = reading::Entity::insert(new_reading(port))
            .exec(db)
            .await
            .unwrap_err();
        let error = parsed(&error);
        assert_eq!(error.kind(), ClickHouseErrorKind::Type);
        for word in ["port", "UInt8", &port.to_string()] {
            assert!(error.message().contains(word), "`{word}` is not in: {error}");
        }
    }
    let error = reading::Entity::insert_many([new_reading(1), new_reading(256)])
        .exec(db)
        .await
        .unwrap_err();
    assert!(error.to_string().contains("256"), "{error}");
    assert_eq!(reading::Entity::find().count(db).await.unwrap(), 0);
    reading::Entity::insert(new_reading(255)).exec(db).await.unwrap();
    let update = reading::Entity::update_many()
        .col_expr(reading::Column::Port, Expr::value(300))
        .exec(db)
        .await;
    assert!(update.is_err(), "300 became another number: {update:?}");
    let port: Option<i32> = reading::Entity::find()
        .select_only()
        .column(reading::Column::Port)
        .into_tuple()
        .one(db)
        .await
        .unwrap();
    assert_eq!(port, Some(255));
}

#[tokio::test]
async fn a_column_that_is_wider_than_its_field_is_an_error() {
    let test = table_of("Int64", "Nullable(Int64)").await;
    let db = &test.db;
    db.execute_unprepared("INSERT INTO reading VALUES (1, 5, NULL), (2, 5000000000, 6000000000)")
        .await
        .unwrap();
    for error in [
        reading::Entity::find().all(db).await.unwrap_err(),
        reading::Entity::find().clickhouse().all(db).await.unwrap_err(),
    ] {
        let error = parsed(&error);
        for word in ["port", "Int64", "i32"] {
            assert!(error.message().contains(word), "`{word}` is not in: {error}");
        }
    }
}

#[tokio::test]
async fn a_syntax_error_has_its_position() {
    let test = TestDatabase::new().await;
    let error = test.db.execute_unprepared("SELEC 1").await.unwrap_err();
    let error = assert_server(&error, 62, "SYNTAX_ERROR");
    assert_eq!(error.position(), Some((1, 1)), "{error}");
    let error = test
        .db
        .query_all_raw(Statement::from_string(
            DbBackend::MySql,
            "SELECT 1,\n  2 FRM t\nWHERE",
        ))
        .await
        .unwrap_err();
    let error = assert_server(&error, 62, "SYNTAX_ERROR");
    let (line, column) = error.position().unwrap();
    assert!((2..=3).contains(&line) && column > 0, "{error}");
    assert!(
        error
            .to_string()
            .contains(&format!("line {line}, column {column}")),
        "{error}"
    );
}

const SLOW: &str = "SELECT count() FROM numbers(100000000000) WHERE NOT ignore(sipHash64(number))";

#[tokio::test]
async fn a_limit_of_the_server_and_of_the_client_end_a_query() {
    let test = TestDatabase::new().await;
    let limited = Statement::from_string(
        DbBackend::MySql,
        format!("{SLOW} SETTINGS max_execution_time = 0.3"),
    );
    let error = test.db.query_all_raw(limited).await.unwrap_err();
    assert_server(&error, 159, "TIMEOUT_EXCEEDED");

    let mut url = test.url();
    url.query_pairs_mut()
        .append_pair("query_timeout", "300ms")
        // So that the server does not work on.
        .append_pair("setting.max_execution_time", "2");
    let db = ClickHouse::connect(url.as_str()).await.unwrap();
    let start = Instant::now();
    let error = db
        .query_all_raw(Statement::from_string(DbBackend::MySql, SLOW))
        .await
        .unwrap_err();
    assert!(start.elapsed() < Duration::from_secs(2), "{:?}", start.elapsed());
    let error = parsed(&error);
    assert_eq!(
        error.kind(),
        ClickHouseErrorKind::Timeout(ClickHouseTimeout::Query)
    );
    assert!(error.message().contains("query_timeout"), "{error}");
    assert!(
        error.query_id().is_some() && error.endpoint().is_some(),
        "{error}"
    );
    db.ping().await.unwrap();
}

#[tokio::test]
async fn the_query_id_of_an_error_is_the_one_that_the_server_knows() {
    let test = TestDatabase::new().await;
    let error = test
        .db
        .query_all_raw(Statement::from_string(
            DbBackend::MySql,
            "SELECT throwIf(1, queryID())",
        ))
        .await;
    // The message must be constant, so the server refuses it; the id is there all the same.
    let error = match error {
        Err(error) => parsed(&error),
        Ok(rows) => panic!("{} rows", rows.len()),
    };
    assert!(
        error
            .query_id()
            .is_some_and(|id| uuid::Uuid::parse_str(id).is_ok()),
        "{error}"
    );
}
