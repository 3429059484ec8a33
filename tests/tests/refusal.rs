//! What ClickHouse cannot do is refused with a sentence that names the alternative; nothing of it reaches the server.

use integration_tests::{
    TestDatabase,
    bakery::{baker, bakery, create_tables},
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, ExprTrait, JoinType, PaginatorTrait, QueryFilter,
    QuerySelect, QueryTrait, Set,
    sea_query::{
        Expr, ForeignKey, Index, LockType, OnConflict, Query, SelectStatement, Table, UnionType,
        extension::postgres::Type,
    },
};
use sea_orm_clickhouse::{ClickHouseError, ClickHouseErrorKind};

async fn bakeries() -> TestDatabase {
    let test = TestDatabase::new().await;
    create_tables(&test.db).await;
    bakery::Entity::insert(new_bakery(1))
        .exec(&test.db)
        .await
        .unwrap();
    test
}

fn new_bakery(id: i32) -> bakery::ActiveModel {
    bakery::ActiveModel {
        id: Set(id),
        name: Set("Sea".into()),
        profit_margin: Set(1.0),
    }
}

/// The error is of our own, without the server's help, and its sentence has these words.
fn assert_refused<T: std::fmt::Debug>(result: Result<T, DbErr>, words: &[&str]) {
    let error = result.unwrap_err();
    let parsed = ClickHouseError::from_db_err(&error).unwrap_or_else(|| panic!("{error}"));
    assert!(
        matches!(
            parsed.kind(),
            ClickHouseErrorKind::Build | ClickHouseErrorKind::Unsupported
        ),
        "{error}"
    );
    assert_eq!(parsed.code(), None, "{error}");
    for word in words {
        assert!(parsed.message().contains(word), "`{word}` is not in: {error}");
    }
}

#[tokio::test]
async fn on_conflict_is_refused_for_a_replacing_merge_tree() {
    let test = bakeries().await;
    let db = &test.db;
    let update = OnConflict::column(bakery::Column::Id)
        .update_column(bakery::Column::Name)
        .to_owned();
    let result = bakery::Entity::insert(new_bakery(1))
        .on_conflict(update.clone())
        .exec(db)
        .await;
    assert_refused(result, &["ON CONFLICT", "ReplacingMergeTree"]);
    let result = bakery::Entity::insert_many([new_bakery(1)])
        .on_conflict(update)
        .exec_without_returning(db)
        .await;
    assert_refused(result, &["ON CONFLICT", "ReplacingMergeTree"]);
    let result = bakery::Entity::insert(new_bakery(1))
        .on_conflict_do_nothing()
        .exec(db)
        .await;
    assert_refused(result, &["ON CONFLICT", "ReplacingMergeTree"]);
    assert_eq!(bakery::Entity::find().count(db).await.unwrap(), 1);
}

#[tokio::test]
async fn replace_is_refused() {
    let test = bakeries().await;
    let replace = Query::insert()
        .replace()
        .into_table(bakery::Entity)
        .columns([bakery::Column::Id])
        .values_panic([1.into()])
        .to_owned();
    assert_refused(
        test.db.execute(&replace).await,
        &["REPLACE", "ReplacingMergeTree"],
    );
}

#[tokio::test]
async fn locks_are_refused() {
    let test = bakeries().await;
    let db = &test.db;
    let selects = [
        bakery::Entity::find().lock_exclusive(),
        bakery::Entity::find().lock_shared(),
        bakery::Entity::find().lock(LockType::NoKeyUpdate),
    ];
    for select in selects {
        assert_refused(select.clone().all(db).await, &["lock"]);
        assert_refused(select.stream(db).await.map(drop), &["lock"]);
    }
}

#[tokio::test]
async fn lateral_joins_are_refused() {
    let test = bakeries().await;
    let select = Query::select()
        .column("id")
        .from(bakery::Entity)
        .join_lateral(
            JoinType::InnerJoin,
            Query::select().column("id").from(baker::Entity).to_owned(),
            "l",
            Expr::val(true),
        )
        .to_owned();
    assert_refused(test.db.query_all(&select).await.map(drop), &["LATERAL"]);
}

#[tokio::test]
async fn updates_and_deletes_of_a_part_in_an_order_are_refused() {
    let test = bakeries().await;
    let db = &test.db;
    let update = Query::update()
        .table(bakery::Entity)
        .value(bakery::Column::Name, "x")
        .limit(1)
        .to_owned();
    assert_refused(db.execute(&update).await, &["LIMIT"]);
    let update = Query::update()
        .table(bakery::Entity)
        .value(bakery::Column::Name, "x")
        .order_by(bakery::Column::Id, sea_orm::Order::Asc)
        .to_owned();
    assert_refused(db.execute(&update).await, &["ORDER BY"]);
    let delete = Query::delete().from_table(bakery::Entity).limit(1).to_owned();
    assert_refused(db.execute(&delete).await, &["LIMIT"]);
    let from = Query::update()
        .table(bakery::Entity)
        .from(baker::Entity)
        .value(
            bakery::Column::Name,
            Expr::col((baker::Entity, baker::Column::Name)),
        )
        .to_owned();
    assert_refused(db.execute(&from).await, &["FROM"]);
    assert_eq!(bakery::Entity::find().count(db).await.unwrap(), 1);
}

#[tokio::test]
async fn returning_what_is_no_column_is_refused_before_anything_is_applied() {
    let test = bakeries().await;
    let db = &test.db;
    let insert = Query::insert()
        .into_table(bakery::Entity)
        .columns([
            bakery::Column::Id,
            bakery::Column::Name,
            bakery::Column::ProfitMargin,
        ])
        .values_panic([7.into(), "x".into(), 1.0.into()])
        .returning_all()
        .to_owned();
    assert_refused(
        db.query_all(&insert).await.map(drop),
        &["RETURNING", "name the columns"],
    );
    let update = Query::update()
        .table(bakery::Entity)
        .value(bakery::Column::Name, "changed")
        .returning(Query::returning().exprs([Expr::col(bakery::Column::Id).add(1)]))
        .to_owned();
    assert_refused(db.query_all(&update).await.map(drop), &["RETURNING"]);
    let delete = Query::delete()
        .from_table(bakery::Entity)
        .returning_all()
        .to_owned();
    assert_refused(db.query_all(&delete).await.map(drop), &["RETURNING"]);
    let names: Vec<String> = bakery::Entity::find()
        .select_only()
        .column(bakery::Column::Name)
        .into_tuple()
        .all(db)
        .await
        .unwrap();
    assert_eq!(names, ["Sea"]);
}

#[tokio::test]
async fn indexes_foreign_keys_and_types_are_refused() {
    let test = bakeries().await;
    let db = &test.db;
    let index = Index::create()
        .name("i")
        .table(bakery::Entity)
        .col(bakery::Column::Name)
        .to_owned();
    assert_refused(db.execute(&index).await, &["INDEX", "add_index"]);
    let unique = Index::create()
        .unique()
        .name("u")
        .table(bakery::Entity)
        .col(bakery::Column::Name)
        .to_owned();
    assert_refused(db.execute(&unique).await, &["INDEX"]);
    let drop_index = Index::drop().name("i").table(bakery::Entity).to_owned();
    assert_refused(db.execute(&drop_index).await, &["INDEX", "drop_index"]);
    let key = ForeignKey::create()
        .name("fk")
        .from(baker::Entity, baker::Column::BakeryId)
        .to(bakery::Entity, bakery::Column::Id)
        .to_owned();
    assert_refused(db.execute(&key).await, &["FOREIGN KEY"]);
    let drop_key = ForeignKey::drop().name("fk").table(baker::Entity).to_owned();
    assert_refused(db.execute(&drop_key).await, &["FOREIGN KEY"]);
    let kind = Type::create().as_enum("e").values(["a"]).to_owned();
    assert_refused(db.execute(&kind).await, &["CREATE TYPE", "Enum8"]);
}

#[tokio::test]
async fn unique_columns_of_a_table_are_refused() {
    let test = bakeries().await;
    let table = Table::create()
        .table("t")
        .col(
            sea_orm::sea_query::ColumnDef::new("id")
                .integer()
                .not_null()
                .primary_key(),
        )
        .col(
            sea_orm::sea_query::ColumnDef::new("mail")
                .string()
                .not_null()
                .unique_key(),
        )
        .to_owned();
    assert_refused(test.db.execute(&table).await, &["UNIQUE"]);
}

#[tokio::test]
async fn a_stream_of_what_is_no_select_is_refused() {
    use sea_orm::StreamTrait;
    let test = bakeries().await;
    let delete = Query::delete().from_table(bakery::Entity).to_owned();
    assert_refused(
        test.db.stream(&delete).await.map(drop),
        &["a stream is of the rows of a SELECT"],
    );
    assert_eq!(bakery::Entity::find().count(&test.db).await.unwrap(), 1);
}

#[tokio::test]
async fn a_refused_part_deep_in_a_statement_is_found() {
    let test = bakeries().await;
    let locked: SelectStatement = Query::select()
        .column("id")
        .from(bakery::Entity)
        .lock(LockType::Update)
        .to_owned();
    let within = bakery::Entity::find().filter(bakery::Column::Id.in_subquery(locked.clone()));
    assert_refused(within.all(&test.db).await, &["lock"]);
    let union = bakery::Entity::find()
        .select_only()
        .column(bakery::Column::Id)
        .into_query()
        .union(UnionType::All, locked)
        .to_owned();
    assert_refused(test.db.query_all(&union).await.map(drop), &["lock"]);
}

#[tokio::test]
async fn a_format_of_rows_is_the_connections_own_choice() {
    use sea_orm_clickhouse::sea_query_clickhouse::prelude::*;
    let test = bakeries().await;
    let select = Query::select()
        .column("id")
        .from(bakery::Entity)
        .format("CSV")
        .to_owned();
    let sentence = ["FORMAT CSV", "Native", "official client"];
    assert_refused(test.db.query_all(&select).await.map(drop), &sentence);
    assert_refused(test.db.execute(&select).await, &sentence);
    let mut insert = Query::insert();
    insert.into_table(bakery::Entity).columns(["id"]).format("CSV");
    assert_refused(test.db.execute(&insert).await, &sentence);
    assert_eq!(bakery::Entity::find().count(&test.db).await.unwrap(), 1);
}
