//! SeaORM's transactions, of which ClickHouse has none.

use std::sync::{Arc, Mutex};

use integration_tests::{
    TestDatabase,
    bakery::{bakery, create_tables},
};
use sea_orm::{
    AccessMode, ConnectionTrait, DbErr, EntityTrait, IsolationLevel, PaginatorTrait, QueryTrait, Set,
    Statement, StreamTrait, TransactionError, TransactionOptions, TransactionTrait,
    sea_query::{CommonTableExpression, Expr, Query, WithClause},
};
use sea_orm_clickhouse::{ClickHouseError, ClickHouseErrorKind, ClickHouseTransaction};

async fn empty() -> TestDatabase {
    let test = TestDatabase::new().await;
    create_tables(&test.db).await;
    test
}

fn new_bakery(id: i32) -> bakery::ActiveModel {
    bakery::ActiveModel {
        id: Set(id),
        name: Set(format!("bakery {id}")),
        profit_margin: Set(1.0),
    }
}

async fn insert(db: &impl ConnectionTrait, id: i32) -> Result<(), DbErr> {
    bakery::Entity::insert(new_bakery(id)).exec(db).await.map(drop)
}

async fn count(test: &TestDatabase) -> u64 {
    bakery::Entity::find().count(&test.db).await.unwrap()
}

fn assert_refused(result: Result<(), DbErr>) {
    let error = result.unwrap_err();
    let parsed = ClickHouseError::from_db_err(&error).unwrap();
    assert_eq!(parsed.kind(), ClickHouseErrorKind::Unsupported, "{error}");
    assert!(parsed.message().contains("ROLLBACK"), "{error}");
    assert!(parsed.message().contains("undo them"), "{error}");
}

#[tokio::test]
async fn what_was_committed_is_there() {
    let test = empty().await;
    let transaction = test.db.begin().await.unwrap();
    insert(&transaction, 1).await.unwrap();
    assert_eq!(count(&test).await, 1, "each statement is applied when it has run");
    transaction.commit().await.unwrap();
    let transaction = test
        .db
        .begin_with_config(Some(IsolationLevel::Serializable), None)
        .await
        .unwrap();
    insert(&transaction, 2).await.unwrap();
    transaction.commit().await.unwrap();
    assert_eq!(count(&test).await, 2);
}

#[tokio::test]
async fn a_rollback_is_refused_once_something_was_applied() {
    let test = empty().await;
    let transaction = test.db.begin().await.unwrap();
    insert(&transaction, 1).await.unwrap();
    assert_refused(transaction.rollback().await);
    assert_eq!(count(&test).await, 1);
}

#[tokio::test]
async fn a_rollback_of_what_only_read_or_failed_is_fine() {
    let test = empty().await;
    let transaction = test.db.begin().await.unwrap();
    bakery::Entity::find().all(&transaction).await.unwrap();
    assert!(
        transaction
            .execute_unprepared("INSERT INTO missing VALUES (1)")
            .await
            .is_err()
    );
    transaction.rollback().await.unwrap();
}

#[tokio::test]
async fn the_first_of_two_statements_counts_when_the_second_fails() {
    let test = empty().await;
    let transaction = test.db.begin().await.unwrap();
    let error = transaction
        .execute_unprepared("INSERT INTO bakery VALUES (1, 'a', 1); INSERT INTO missing VALUES (1)")
        .await
        .unwrap_err();
    assert!(error.to_string().contains("UNKNOWN_TABLE"), "{error}");
    assert_refused(transaction.rollback().await);
}

#[tokio::test]
async fn a_raw_statement_that_writes_counts_when_its_rows_are_asked_for() {
    let test = empty().await;
    let transaction = test.db.begin().await.unwrap();
    let statement = Statement::from_string(
        transaction.get_database_backend(),
        "INSERT INTO bakery VALUES (1, 'a', 1)",
    );
    transaction.query_all_raw(statement).await.unwrap();
    assert_refused(transaction.rollback().await);
    assert_eq!(count(&test).await, 1);
}

#[tokio::test]
async fn a_callback_that_succeeds_gives_its_value() {
    let test = empty().await;
    let value = test
        .db
        .transaction::<_, u64, DbErr>(|transaction| {
            Box::pin(async move {
                insert(transaction, 1).await?;
                insert(transaction, 2).await?;
                bakery::Entity::find().count(transaction).await
            })
        })
        .await
        .unwrap();
    assert_eq!(value, 2);
}

#[derive(Debug, PartialEq)]
struct OutOfFlour(u32);

impl std::fmt::Display for OutOfFlour {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} kg of flour are missing", self.0)
    }
}

impl std::error::Error for OutOfFlour {}

#[tokio::test]
async fn a_callback_that_fails_keeps_its_own_error() {
    let test = empty().await;
    let result = test
        .db
        .transaction::<_, (), OutOfFlour>(|transaction| {
            Box::pin(async move {
                insert(transaction, 1).await.unwrap();
                Err(OutOfFlour(3))
            })
        })
        .await;
    match result {
        Err(TransactionError::Transaction(error)) => assert_eq!(error, OutOfFlour(3)),
        other => panic!("{other:?}"),
    }
    assert_eq!(count(&test).await, 1, "what was applied stays");
}

#[tokio::test]
async fn what_a_nested_transaction_applied_cannot_be_rolled_back_by_the_outer_one() {
    let test = empty().await;
    let outer = test.db.begin().await.unwrap();
    let inner: ClickHouseTransaction = outer.begin().await.unwrap();
    insert(&inner, 1).await.unwrap();
    inner.commit().await.unwrap();
    assert_refused(outer.rollback().await);

    let outer = test.db.begin().await.unwrap();
    outer
        .transaction::<_, (), DbErr>(|inner| Box::pin(async move { insert(inner, 2).await }))
        .await
        .unwrap();
    assert_refused(outer.rollback().await);

    // What the outer one applied before is nothing of the inner one.
    let outer = test.db.begin().await.unwrap();
    insert(&outer, 3).await.unwrap();
    let inner = outer.begin().await.unwrap();
    inner.rollback().await.unwrap();
    outer.commit().await.unwrap();
    assert_eq!(count(&test).await, 3);
}

#[tokio::test]
async fn async_closures_and_methods_without_traits() {
    let test = empty().await;
    let done = test.db.transaction_async(async |txn| insert(txn, 1).await).await;
    assert!(done.is_ok());
    assert_eq!(count(&test).await, 1);
    let nested = test
        .db
        .transaction_with_config_async(
            async |txn| {
                insert(txn, 2).await?;
                let inner = txn.transaction_async(async |inner| insert(inner, 3).await).await;
                inner.map_err(|error| DbErr::Custom(error.to_string()))?;
                Err::<(), _>(DbErr::Custom("mine".into()))
            },
            Some(IsolationLevel::Serializable),
            None,
        )
        .await;
    match nested {
        Err(TransactionError::Transaction(DbErr::Custom(text))) => assert_eq!(text, "mine"),
        other => panic!("{other:?}"),
    }
    assert_eq!(count(&test).await, 3);
    let transaction = test.db.begin().await.unwrap();
    assert_eq!(transaction.get_database_backend(), test.db.get_database_backend());
    insert(&transaction, 4).await.unwrap();
    assert_refused(ClickHouseTransaction::rollback(transaction).await);
    let transaction = test.db.begin().await.unwrap();
    ClickHouseTransaction::rollback(transaction).await.unwrap();
    ClickHouseTransaction::commit(test.db.begin().await.unwrap())
        .await
        .unwrap();
    assert_eq!(count(&test).await, 4);
}

fn assert_read_only<T>(result: Result<T, DbErr>) {
    let error = result.map(drop).unwrap_err();
    let parsed = ClickHouseError::from_db_err(&error).unwrap();
    assert_eq!(parsed.kind(), ClickHouseErrorKind::Unsupported, "{error}");
    assert!(parsed.message().contains("AccessMode::ReadOnly"), "{error}");
    assert!(
        parsed.message().contains("run the statement on the connection"),
        "{error}"
    );
}

#[tokio::test]
async fn a_transaction_that_is_read_only_refuses_to_write_and_so_do_those_within() {
    let test = empty().await;
    insert(&test.db, 1).await.unwrap();
    let options = TransactionOptions {
        access_mode: Some(AccessMode::ReadOnly),
        ..TransactionOptions::default()
    };
    let transaction = test.db.begin_with_options(options).await.unwrap();
    let inner = transaction.begin().await.unwrap();
    for transaction in [&transaction, &inner] {
        let backend = transaction.get_database_backend();
        let text = || Statement::from_string(backend, "INSERT INTO bakery VALUES (2, 'b', 1)");
        assert_read_only(insert(transaction, 2).await);
        assert_read_only(bakery::Entity::delete_by_id(1).exec(transaction).await);
        assert_read_only(
            bakery::Entity::delete_many()
                .exec_with_returning(transaction)
                .await,
        );
        assert_read_only(transaction.execute_raw(text()).await);
        assert_read_only(transaction.query_one_raw(text()).await);
        assert_read_only(transaction.query_all_raw(text()).await);
        assert_read_only(transaction.stream_raw(text()).await);
        assert_read_only(
            transaction
                .execute_unprepared("SELECT 1; DROP TABLE bakery")
                .await,
        );
        assert_eq!(bakery::Entity::find().count(transaction).await.unwrap(), 1);
        transaction
            .execute(&bakery::Entity::find().into_query())
            .await
            .unwrap();
    }
    assert_eq!(count(&test).await, 1);

    let refused = test
        .db
        .transaction_with_config::<_, (), DbErr>(
            |txn| Box::pin(async move { insert(txn, 2).await }),
            None,
            Some(AccessMode::ReadOnly),
        )
        .await;
    match refused {
        Err(TransactionError::Transaction(error)) => assert_read_only(Err::<(), _>(error)),
        other => panic!("{other:?}"),
    }
    let write = async |txn: &ClickHouseTransaction| insert(txn, 2).await;
    let level = Some(IsolationLevel::RepeatableRead);
    let refused = test
        .db
        .transaction_with_config_async(write, level, Some(AccessMode::ReadOnly))
        .await;
    assert!(refused.is_err());
    let allowed = test
        .db
        .transaction_with_config_async(write, level, Some(AccessMode::ReadWrite))
        .await;
    assert!(allowed.is_ok());
    assert_eq!(count(&test).await, 2);
}

#[tokio::test]
async fn an_insert_of_a_common_table_expression_counts_as_applied_and_is_no_reading() {
    let test = empty().await;
    let columns = [
        bakery::Column::Id,
        bakery::Column::Name,
        bakery::Column::ProfitMargin,
    ];
    let source = Query::select()
        .expr_as(Expr::val(1), "id")
        .expr_as(Expr::val("a"), "name")
        .expr_as(Expr::val(1.0), "profit_margin")
        .to_owned();
    let source = CommonTableExpression::new()
        .table_name("source")
        .query(source)
        .to_owned();
    let mut insert = Query::insert();
    insert.into_table(bakery::Entity).columns(columns);
    let all = Query::select().columns(columns).from("source").to_owned();
    insert.select_from(all).unwrap();
    let insert = insert.with(WithClause::new().cte(source).to_owned());
    let read_only = Some(AccessMode::ReadOnly);
    let transaction = test.db.begin_with_config(None, read_only).await.unwrap();
    assert_read_only(transaction.execute(&insert).await);
    assert_read_only(transaction.query_all(&insert).await);
    assert_eq!(count(&test).await, 0);
    let transaction = test.db.begin().await.unwrap();
    transaction.query_all(&insert).await.unwrap();
    assert_eq!(count(&test).await, 1);
    assert_refused(transaction.rollback().await);
}

#[tokio::test]
async fn a_stream_that_writes_counts_as_applied() {
    let test = empty().await;
    let transaction = test.db.begin().await.unwrap();
    let statement = Statement::from_string(
        transaction.get_database_backend(),
        "INSERT INTO bakery VALUES (1, 'a', 1)",
    );
    drop(transaction.stream_raw(statement).await.unwrap());
    assert_refused(transaction.rollback().await);
}

/// Keeps the messages of warnings.
#[derive(Clone, Default)]
struct Warnings(Arc<Mutex<Vec<String>>>);

impl tracing::field::Visit for Warnings {
    fn record_debug(&mut self, field: &tracing::field::Field, value: &dyn std::fmt::Debug) {
        if field.name() == "message" {
            self.0.lock().unwrap().push(format!("{value:?}"));
        }
    }
}

impl tracing::Subscriber for Warnings {
    fn enabled(&self, metadata: &tracing::Metadata<'_>) -> bool {
        metadata.is_event() && *metadata.level() == tracing::Level::WARN
    }

    fn new_span(&self, _: &tracing::span::Attributes<'_>) -> tracing::span::Id {
        tracing::span::Id::from_u64(1)
    }

    fn record(&self, _: &tracing::span::Id, _: &tracing::span::Record<'_>) {}
    fn record_follows_from(&self, _: &tracing::span::Id, _: &tracing::span::Id) {}

    fn event(&self, event: &tracing::Event<'_>) {
        event.record(&mut self.clone());
    }

    fn enter(&self, _: &tracing::span::Id) {}
    fn exit(&self, _: &tracing::span::Id) {}
}

#[tokio::test]
async fn a_transaction_that_is_dropped_or_wants_isolation_leaves_a_warning() {
    let test = empty().await;
    let warnings = Warnings::default();
    let _default = tracing::subscriber::set_default(warnings.clone());
    let warned = |words: &str| {
        let seen = std::mem::take(&mut *warnings.0.lock().unwrap());
        seen.iter().any(|warning| warning.contains(words))
    };
    let dropped = "dropped without commit or rollback";
    // That of the first transaction of the program is another.
    drop(test.db.begin().await.unwrap());
    assert!(!warned(dropped), "nothing was applied");
    let transaction = test.db.begin().await.unwrap();
    insert(&transaction, 1).await.unwrap();
    let clone = transaction.clone();
    drop(transaction);
    assert!(!warned(dropped), "a clone is left");
    drop(clone);
    assert!(warned(dropped));
    let transaction = test.db.begin().await.unwrap();
    insert(&transaction, 2).await.unwrap();
    transaction.commit().await.unwrap();
    assert!(!warned(dropped));
    let isolated = test
        .db
        .begin_with_config(Some(IsolationLevel::Serializable), None)
        .await
        .unwrap();
    assert!(warned("SERIALIZABLE is not kept"));
    drop(isolated);
}

#[tokio::test]
async fn a_schema_is_built_from_entities() {
    let test = TestDatabase::new().await;
    let db = &test.db;
    let builder = || db.get_schema_builder().register(bakery::Entity);
    builder().apply(db).await.unwrap();
    insert(db, 1).await.unwrap();
    assert_eq!(count(&test).await, 1);
}
