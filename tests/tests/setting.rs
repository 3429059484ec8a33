//! Settings of statements, in every form that a statement can take.

use integration_tests::wiki::{new_page, page, site, versions};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, ExprTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, sea_query::Expr,
};
use sea_orm_clickhouse::{
    ClickHouseDeleteExt, ClickHouseError, ClickHouseInsertExt, ClickHouseQueryExt, ClickHouseUpdateExt,
    IntoClickHouseSelect,
};

fn by_id() -> sea_orm::Select<page::Entity> {
    page::Entity::find().order_by_asc(page::Column::Id)
}

fn name(error: &DbErr) -> Option<String> {
    ClickHouseError::from_db_err(error)?.name().map(str::to_owned)
}

#[tokio::test]
async fn settings_hold_in_every_form_of_a_select() {
    let test = versions().await;
    let db = &test.db;
    // With a limit of one row each form fails by the same name, so it did arrive.
    let limited = || {
        by_id()
            .setting("max_rows_to_read", 1)
            .setting("read_overflow_mode", "throw")
    };
    let errors = [
        limited().all(db).await.map(drop).unwrap_err(),
        limited().one(db).await.map(drop).unwrap_err(),
        limited()
            .filter(page::Column::Title.ne(""))
            .count(db)
            .await
            .map(drop)
            .unwrap_err(),
        limited().paginate(db, 2).fetch().await.map(drop).unwrap_err(),
        limited()
            .cursor_by(page::Column::Id)
            .all(db)
            .await
            .map(drop)
            .unwrap_err(),
        limited()
            .find_also_related(site::Entity)
            .all(db)
            .await
            .map(drop)
            .unwrap_err(),
        limited()
            .find_with_related(site::Entity)
            .all(db)
            .await
            .map(drop)
            .unwrap_err(),
        limited().into_json().all(db).await.map(drop).unwrap_err(),
        limited()
            .select_only()
            .column(page::Column::Id)
            .into_tuple::<i64>()
            .all(db)
            .await
            .map(drop)
            .unwrap_err(),
        limited().stream(db).await.map(drop).unwrap_err(),
        limited().clickhouse().all(db).await.map(drop).unwrap_err(),
    ];
    for (i, error) in errors.iter().enumerate() {
        assert_eq!(name(error).as_deref(), Some("TOO_MANY_ROWS"), "form {i}: {error}");
    }
}

#[tokio::test]
async fn a_setting_given_twice_has_its_last_value() {
    let test = versions().await;
    let value: Option<String> = page::Entity::find()
        .select_only()
        .expr(Expr::cust("toString(getSetting('max_block_size'))"))
        .setting("max_block_size", 10)
        .setting("max_block_size", 4321)
        .into_tuple()
        .one(&test.db)
        .await
        .unwrap();
    assert_eq!(value.as_deref(), Some("4321"));
}

#[tokio::test]
async fn an_unknown_setting_is_an_error_of_the_server() {
    let test = versions().await;
    let error = page::Entity::find()
        .setting("max_thredas", 4)
        .all(&test.db)
        .await
        .unwrap_err();
    assert_eq!(name(&error).as_deref(), Some("UNKNOWN_SETTING"), "{error}");
    let error = page::Entity::find()
        .setting("max_threads = 1, x", 4)
        .all(&test.db)
        .await
        .unwrap_err();
    assert!(error.to_string().contains("max_threads = 1, x"), "{error}");
}

#[tokio::test]
async fn settings_reach_inserts_updates_and_deletes() {
    let test = versions().await;
    let db = &test.db;
    let insert = page::Entity::insert(new_page(9, 1, "x", 1))
        .settings([("no_such_setting", 1)])
        .exec(db)
        .await
        .unwrap_err();
    assert_eq!(name(&insert).as_deref(), Some("UNKNOWN_SETTING"));
    let many = page::Entity::insert_many([new_page(9, 1, "x", 1), new_page(10, 1, "y", 1)])
        .settings([("async_insert", 0), ("insert_deduplicate", 0)])
        .exec(db)
        .await
        .unwrap();
    assert_eq!(many.last_insert_id, Some(10));
    let update = page::Entity::update_many()
        .col_expr(page::Column::Title, Expr::value("z"))
        .filter(page::Column::Id.eq(9))
        .setting("no_such_setting", 1)
        .exec(db)
        .await
        .unwrap_err();
    assert_eq!(name(&update).as_deref(), Some("UNKNOWN_SETTING"));
    let delete = page::Entity::delete_many()
        .filter(page::Column::Id.eq(9))
        .setting("no_such_setting", 1)
        .exec(db)
        .await
        .unwrap_err();
    assert_eq!(name(&delete).as_deref(), Some("UNKNOWN_SETTING"));
    assert_eq!(
        page::Entity::find()
            .filter(page::Column::Id.eq(9))
            .count(db)
            .await
            .unwrap(),
        1
    );
    // Without merges a mutation waits for ever.
    db.execute_unprepared("SYSTEM START MERGES page").await.unwrap();
    let update = page::Entity::update_many()
        .col_expr(page::Column::Title, Expr::col(page::Column::Title).if_null("z"))
        .filter(page::Column::Id.eq(9))
        .setting("mutations_sync", 1)
        .exec(db)
        .await
        .unwrap();
    assert_eq!(update.rows_affected, 1);
    let delete = page::Entity::delete_many()
        .filter(page::Column::Id.gte(9))
        .setting("mutations_sync", 1)
        .exec(db)
        .await
        .unwrap();
    assert_eq!(delete.rows_affected, 2);
}
