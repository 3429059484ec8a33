//! SeaORM's transactions, of which ClickHouse has none.

use integration_tests::{
    TestDatabase,
    bakery::{bakery, create_tables},
};
use sea_orm::{
    ConnectionTrait, DbErr, EntityTrait, IsolationLevel, PaginatorTrait, Set, Statement, TransactionError,
    TransactionTrait,
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

#[tokio::test]
async fn a_schema_is_built_from_entities() {
    let test = TestDatabase::new().await;
    let db = &test.db;
    let builder = || db.get_schema_builder().register(bakery::Entity);
    builder().apply(db).await.unwrap();
    insert(db, 1).await.unwrap();
    assert_eq!(count(&test).await, 1);
}
