//! ClickHouse's clauses on SeaORM's inserts, updates and deletes. Each is told by its effect.

use integration_tests::{
    TestDatabase,
    shop::{item, new_item, seeded, stocks},
    telemetry::{trace, traces},
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, ExprTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, Set, Unchanged, sea_query::Expr,
};
use sea_orm_clickhouse::{
    ClickHouseDeleteExt, ClickHouseError, ClickHouseInsertExt, ClickHouseUpdateExt, MutationsSync,
    sea_query_clickhouse::partition::Partition,
};

fn server_error(error: &DbErr) -> Option<String> {
    ClickHouseError::from_db_err(error)?.name().map(str::to_owned)
}

/// A table that keeps the names of the last inserts.
async fn items() -> TestDatabase {
    let test = TestDatabase::new().await;
    test.db
        .execute_unprepared(
            "CREATE TABLE item (id Int32, name String, stock Int32, note Nullable(String)) ENGINE = MergeTree
                 ORDER BY id SETTINGS non_replicated_deduplication_window = 100",
        )
        .await
        .unwrap();
    test
}

async fn item_ids(test: &TestDatabase) -> Vec<i32> {
    item::Entity::find()
        .select_only()
        .column(item::Column::Id)
        .order_by_asc(item::Column::Id)
        .into_tuple()
        .all(&test.db)
        .await
        .unwrap()
}

#[tokio::test]
async fn an_insert_of_a_known_deduplication_token_is_left_out() {
    let test = items().await;
    let db = &test.db;
    let batch = |ids: [i32; 2]| item::Entity::insert_many(ids.map(|id| new_item(id, "a", 1)));
    for (ids, token) in [([1, 2], "first"), ([3, 4], "it's `second`"), ([5, 6], "first")] {
        batch(ids)
            .insert_deduplication_token(token)
            .exec(db)
            .await
            .unwrap();
    }
    assert_eq!(
        item_ids(&test).await,
        [1, 2, 3, 4],
        "the third has the name of the first"
    );
    for id in [7, 8] {
        let one = item::Entity::insert(new_item(id, "a", 1))
            .async_insert(false)
            .insert_deduplication_token("one");
        one.exec_without_returning(db).await.unwrap();
    }
    assert_eq!(item_ids(&test).await, [1, 2, 3, 4, 7]);
}

#[tokio::test]
async fn asynchronous_inserts_are_asked_for_and_waited_for() {
    let test = items().await;
    let db = &test.db;
    item::Entity::insert_many([new_item(1, "a", 1), new_item(2, "b", 2)])
        .async_insert(true)
        .wait_for_async_insert(true)
        .exec(db)
        .await
        .unwrap();
    assert_eq!(item_ids(&test).await, [1, 2]);
    let model = item::Entity::insert(new_item(3, "c", 3))
        .async_insert(true)
        .exec_with_returning(db)
        .await
        .unwrap();
    assert_eq!((model.id, model.stock), (3, 3));
    assert_eq!(item_ids(&test).await, [1, 2, 3]);
}

#[tokio::test]
async fn a_setting_of_an_insert_reaches_the_server() {
    let test = items().await;
    let insert = || item::Entity::insert_many([new_item(1, "a", 1), new_item(2, "b", 2)]);
    let error = insert()
        .setting("max_partitions_per_insert_block", "x")
        .exec(&test.db)
        .await
        .unwrap_err();
    assert_eq!(
        server_error(&error).as_deref(),
        Some("CANNOT_PARSE_INPUT_ASSERTION_FAILED"),
        "{error}"
    );
    let error = insert().setting("no such", 1).exec(&test.db).await.unwrap_err();
    assert!(
        error
            .to_string()
            .contains("`no such` is not the name of a setting"),
        "{error}"
    );
    insert()
        .settings([("max_insert_threads", 1), ("max_insert_block_size", 1)])
        .exec(&test.db)
        .await
        .unwrap();
    assert_eq!(item_ids(&test).await, [1, 2]);
}

async fn trace_names(test: &TestDatabase) -> Vec<(i64, String)> {
    trace::Entity::find()
        .select_only()
        .column(trace::Column::Id)
        .column(trace::Column::Name)
        .order_by_asc(trace::Column::Id)
        .into_tuple()
        .all(&test.db)
        .await
        .unwrap()
}

#[tokio::test]
async fn an_update_and_a_delete_stay_in_their_partition() {
    let test = traces().await;
    let db = &test.db;
    let rename =
        |name: &str| trace::Entity::update_many().col_expr(trace::Column::Name, Expr::value(name.to_owned()));
    let updated = rename("old")
        .all_rows()
        .in_partition(Partition::of(2024))
        .exec(db)
        .await
        .unwrap();
    assert_eq!(updated.rows_affected, 2);
    let updated = rename("new")
        .filter(trace::Column::Id.gt(1))
        .in_partition(Partition::id("2025"))
        .exec_with_returning(db)
        .await
        .unwrap();
    assert_eq!(
        updated
            .iter()
            .map(|trace| (trace.id, trace.name.as_str()))
            .collect::<Vec<_>>(),
        [(3, "new")]
    );
    let names = trace_names(&test).await;
    let names: Vec<_> = names.iter().map(|(id, name)| (*id, name.as_str())).collect();
    assert_eq!(names, [(1, "old"), (2, "old"), (3, "new")]);
    let deleted = trace::Entity::delete_many()
        .filter(trace::Column::Id.gt(1))
        .in_partition(Partition::of(2024))
        .exec(db)
        .await
        .unwrap();
    assert_eq!(deleted.rows_affected, 1);
    let none = trace::Entity::delete_many()
        .filter(trace::Column::Id.gt(0))
        .in_partition(Partition::of(1999))
        .exec(db)
        .await
        .unwrap();
    assert_eq!(none.rows_affected, 0);
    assert_eq!(trace::Entity::find().count(db).await.unwrap(), 2);
}

/// The mutations of a table that the server has made so far.
async fn mutations(test: &TestDatabase, table: &str) -> i64 {
    let row = test
        .db
        .query_one_raw(sea_orm::Statement::from_string(
            sea_orm::DbBackend::MySql,
            format!(
                "SELECT count() AS n FROM system.mutations WHERE database = currentDatabase() AND table = '{table}'"
            ),
        ))
        .await
        .unwrap()
        .unwrap();
    row.try_get("", "n").unwrap()
}

#[tokio::test]
async fn a_delete_is_a_mutation_or_marks_rows() {
    let test = seeded().await;
    let db = &test.db;
    let delete = |id: i32| item::Entity::delete_many().filter(item::Column::Id.eq(id));
    let light = delete(1)
        .lightweight()
        .lightweight_deletes_sync(MutationsSync::AllReplicas)
        .exec(db)
        .await
        .unwrap();
    assert_eq!(light.rows_affected, 1);
    let row = db
        .query_one_raw(sea_orm::Statement::from_string(
            sea_orm::DbBackend::MySql,
            "SELECT command FROM system.mutations WHERE database = currentDatabase() AND table = 'item'",
        ))
        .await
        .unwrap()
        .unwrap();
    let command: String = row.try_get("", "command").unwrap();
    assert!(command.contains("_row_exists"), "{command}");
    let heavy = delete(2).mutation().exec(db).await.unwrap();
    assert_eq!(heavy.rows_affected, 1);
    assert_eq!(mutations(&test, "item").await, 2);
    let all = item::Entity::delete_many()
        .all_rows()
        .exec_with_returning(db)
        .await
        .unwrap();
    let mut ids: Vec<_> = all.iter().map(|item| item.id).collect();
    ids.sort_unstable();
    assert_eq!(ids, [3, 4]);
    assert_eq!(item_ids(&test).await, [0; 0]);
}

#[tokio::test]
async fn an_update_is_a_mutation_or_patches_rows() {
    let test = TestDatabase::new().await;
    let db = &test.db;
    db.execute_unprepared(
        "CREATE TABLE item (id Int32, name String, stock Int32, note Nullable(String)) ENGINE = MergeTree
             ORDER BY id SETTINGS enable_block_number_column = 1, enable_block_offset_column = 1",
    )
    .await
    .unwrap();
    item::Entity::insert_many([new_item(1, "a", 1), new_item(2, "b", 2)])
        .exec(db)
        .await
        .unwrap();
    let stock = |stock: i32| {
        item::Entity::update_many()
            .col_expr(item::Column::Stock, Expr::col(item::Column::Stock).add(stock))
            .filter(item::Column::Id.eq(2))
    };
    let light = stock(10)
        .lightweight()
        .setting("enable_lightweight_update", 1)
        .exec(db)
        .await
        .unwrap();
    assert_eq!(light.rows_affected, 1);
    assert_eq!(mutations(&test, "item").await, 0);
    assert_eq!(stocks(&test).await, [(1, 1), (2, 12)]);
    stock(100)
        .mutation()
        .mutations_sync(MutationsSync::ThisServer)
        .exec(db)
        .await
        .unwrap();
    assert_eq!(mutations(&test, "item").await, 1);
    assert_eq!(stocks(&test).await, [(1, 1), (2, 112)]);
    let one = item::Entity::update(item::ActiveModel {
        id: Unchanged(1),
        stock: Set(5),
        ..Default::default()
    });
    let one = one
        .validate()
        .unwrap()
        .lightweight()
        .setting("enable_lightweight_update", 1);
    assert_eq!(one.exec(db).await.unwrap().stock, 5);
    assert_eq!(mutations(&test, "item").await, 1);
}

/// With merges stopped a mutation stays undone, so only one that is not waited for comes back.
#[tokio::test]
async fn a_mutation_that_is_not_waited_for_comes_back_at_once() {
    let test = seeded().await;
    let db = &test.db;
    db.execute_unprepared("SYSTEM STOP MERGES item").await.unwrap();
    let updated = item::Entity::update_many()
        .col_expr(item::Column::Stock, Expr::value(0))
        .filter(item::Column::Id.eq(1))
        .mutations_sync(MutationsSync::Nothing)
        .exec(db)
        .await
        .unwrap();
    assert_eq!(updated.rows_affected, 1);
    let deleted = item::Entity::delete_many()
        .filter(item::Column::Id.eq(2))
        .settings([("mutations_sync", MutationsSync::Nothing)])
        .exec(db)
        .await
        .unwrap();
    assert_eq!(deleted.rows_affected, 1);
    assert_eq!(
        stocks(&test).await,
        [(1, 10), (2, 20), (3, 30), (4, 40)],
        "nothing is done yet"
    );
    assert_eq!(mutations(&test, "item").await, 2);
}
