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

#[tokio::test]
async fn parts_of_a_select_that_other_databases_have_are_refused() {
    use sea_orm::sea_query::extension::{
        mysql::{IndexHintScope, MySqlSelectStatementExt},
        postgres::{PostgresSelectStatementExt, SampleMethod},
    };
    let test = bakeries().await;
    let db = &test.db;
    let select = || Query::select().column("id").from(bakery::Entity).to_owned();
    let straight = Query::select()
        .column((bakery::Entity, bakery::Column::Id))
        .from(bakery::Entity)
        .join(
            JoinType::StraightJoin,
            baker::Entity,
            Expr::col((baker::Entity, baker::Column::BakeryId)).equals((bakery::Entity, bakery::Column::Id)),
        )
        .to_owned();
    assert_refused(
        db.query_all(&straight).await.map(drop),
        &["STRAIGHT_JOIN", "use a plain JOIN"],
    );
    let mut hint = select();
    hint.use_index("i", IndexHintScope::All);
    assert_refused(db.query_all(&hint).await.map(drop), &["INDEX", "index"]);
    let mut sample = select();
    sample.table_sample(SampleMethod::SYSTEM, 50.0, None);
    assert_refused(db.query_all(&sample).await.map(drop), &["TABLESAMPLE", "sample"]);
}

#[tokio::test]
async fn mutations_with_or_in_an_order_are_refused() {
    use sea_orm::sea_query::{CommonTableExpression, WithClause};
    let test = bakeries().await;
    let db = &test.db;
    let with = || {
        let ids = Query::select().column("id").from(bakery::Entity).to_owned();
        let ids = CommonTableExpression::new()
            .table_name("ids")
            .query(ids)
            .to_owned();
        WithClause::new().cte(ids).to_owned()
    };
    let update = Query::update()
        .table(bakery::Entity)
        .value(bakery::Column::Name, "x")
        .to_owned();
    let words = ["WITH", "put the sub-query into the condition"];
    assert_refused(db.execute(&update.clone().with(with())).await, &words);
    assert_refused(db.query_all(&update.with(with())).await.map(drop), &words);
    let delete = Query::delete().from_table(bakery::Entity).to_owned();
    assert_refused(db.execute(&delete.clone().with(with())).await, &words);
    let mut ordered = delete;
    ordered.order_by(bakery::Column::Id, sea_orm::Order::Desc);
    assert_refused(db.execute(&ordered).await, &["ORDER BY"]);
    assert_eq!(bakery::Entity::find().count(db).await.unwrap(), 1);
}

#[tokio::test]
async fn seaquerys_changes_of_tables_are_refused() {
    let test = bakeries().await;
    let alter = Table::alter()
        .table(bakery::Entity)
        .drop_column("name")
        .to_owned();
    assert_refused(
        test.db.execute(&alter).await,
        &["ALTER TABLE", "ClickHouseTable::alter"],
    );
    let rename = Table::rename().table(bakery::Entity, "shop").to_owned();
    assert_refused(
        test.db.execute(&rename).await,
        &["RENAME", "ClickHouseTable::rename"],
    );
    assert_eq!(bakery::Entity::find().count(&test.db).await.unwrap(), 1);
}

#[tokio::test]
async fn rows_that_only_the_server_knows_are_not_returned() {
    let test = bakeries().await;
    let db = &test.db;
    let names = [
        bakery::Column::Id,
        bakery::Column::Name,
        bakery::Column::ProfitMargin,
    ];
    let mut copy = Query::insert();
    copy.into_table(bakery::Entity).columns(names);
    copy.select_from(Query::select().columns(names).from(bakery::Entity).to_owned())
        .unwrap();
    copy.returning(Query::returning().columns(names));
    assert_refused(
        db.query_all(&copy).await.map(drop),
        &["INSERT ... SELECT", "insert without returning"],
    );
    let mut computed = Query::insert();
    computed.into_table(bakery::Entity).columns(names);
    computed
        .values([2.into(), Expr::cust("upper('x')"), 1.0.into()])
        .unwrap();
    computed.returning(Query::returning().columns(names));
    assert_refused(
        db.query_all(&computed).await.map(drop),
        &["column `name`", "exec_without_returning"],
    );
    assert_eq!(bakery::Entity::find().count(db).await.unwrap(), 1);
}

#[tokio::test]
async fn states_have_names_of_their_own_and_are_no_value_of_an_update() {
    let test = TestDatabase::new().await;
    let db = &test.db;
    db.execute_unprepared(
        "CREATE TABLE t (id Int32, s AggregateFunction(sum, UInt64)) ENGINE = MergeTree ORDER BY id;
         INSERT INTO t SELECT 1, sumState(toUInt64(7))",
    )
    .await
    .unwrap();
    let twice = Query::select().columns(["s", "s"]).from("t").to_owned();
    assert_refused(
        db.query_all(&twice).await.map(drop),
        &["two columns `s`", "give one of them another name"],
    );
    let update = Query::update().table("t").value("s", vec![1u8, 2]).to_owned();
    assert_refused(
        db.execute(&update).await,
        &["column `s`", "takes no plain value in an UPDATE", "-State"],
    );
}

#[tokio::test]
async fn seaorms_tables_of_roles_want_unique_columns_which_are_refused() {
    use sea_orm::rbac::{RbacContext, entity::permission, schema};
    let test = bakeries().await;
    let db = &test.db;
    assert_refused(
        schema::create_tables(db, schema::RbacCreateTablesParams::default()).await,
        &["UNIQUE"],
    );
    for table in schema::all_tables() {
        let create = format!(
            "CREATE TABLE {table} (id Int64, `table` String, schema Nullable(String), action String, role String)
                 ENGINE = MergeTree ORDER BY id"
        );
        db.execute_unprepared(&create).await.unwrap();
    }
    let mut context = RbacContext::load(db).await.unwrap();
    assert_refused(
        context.add_crud_permissions(db).await,
        &["ON CONFLICT", "ReplacingMergeTree"],
    );
    assert_eq!(permission::Entity::find().count(db).await.unwrap(), 0);
}

#[tokio::test]
async fn no_error_is_one_of_a_unique_or_foreign_key() {
    let test = bakeries().await;
    let error = test
        .db
        .execute_unprepared("INSERT INTO missing VALUES (1)")
        .await
        .unwrap_err();
    assert_eq!(error.sql_err(), None);
    let parsed = ClickHouseError::from_db_err(&error).unwrap();
    assert_eq!((parsed.code(), parsed.name()), (Some(60), Some("UNKNOWN_TABLE")));
}

#[tokio::test]
async fn statements_of_the_client_and_of_transactions_are_errors_of_the_server() {
    let test = bakeries().await;
    for sql in [
        "BEGIN TRANSACTION",
        "COMMIT",
        "ROLLBACK",
        "SET TRANSACTION SNAPSHOT 1",
        "SELECT * FROM bakery INTO OUTFILE '/tmp/bakery.csv'",
        "INSERT INTO bakery FROM INFILE '/tmp/bakery.csv'",
        "CREATE INDEX i ON bakery (name)",
    ] {
        let error = test.db.execute_unprepared(sql).await.unwrap_err();
        let parsed = ClickHouseError::from_db_err(&error).unwrap();
        assert_eq!(parsed.kind(), ClickHouseErrorKind::Server, "{sql}: {error}");
    }
    assert_eq!(bakery::Entity::find().count(&test.db).await.unwrap(), 1);
}

#[tokio::test]
async fn the_names_of_a_row_have_keys_of_positions_beside_them_where_the_list_is_in_another_order() {
    let test = bakeries().await;
    let names = async |columns: [&'static str; 2]| -> Vec<String> {
        let select = Query::select().columns(columns).from(bakery::Entity).to_owned();
        let row = test.db.query_one(&select).await.unwrap().unwrap();
        row.column_names()
    };
    assert_eq!(names(["id", "name"]).await, ["id", "name"]);
    assert_eq!(
        names(["name", "id"]).await,
        ["\u{0}00000", "\u{0}00001", "id", "name"]
    );
}
