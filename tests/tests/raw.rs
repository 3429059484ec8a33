//! Statements as text, with and without values.

use futures_util::TryStreamExt;
use integration_tests::{
    TestDatabase,
    bakery::{bakery, create_tables},
};
use sea_orm::{
    ConnectionTrait, DbBackend, EntityTrait, FromQueryResult, JsonValue, PaginatorTrait, Set, Statement,
    StreamTrait,
};
use sea_orm_clickhouse::{ClickHouseError, ClickHouseErrorKind};
use serde_json::json;

const MYSQL: DbBackend = DbBackend::MySql;

async fn bakeries() -> TestDatabase {
    let test = TestDatabase::new().await;
    create_tables(&test.db).await;
    bakery::Entity::insert_many(
        [(1, "Sea", 10.5), (2, "What?", 8.25), (3, "it's \\ $1", 1.0)].map(|(id, name, profit_margin)| {
            bakery::ActiveModel {
                id: Set(id),
                name: Set(name.into()),
                profit_margin: Set(profit_margin),
            }
        }),
    )
    .exec(&test.db)
    .await
    .unwrap();
    test
}

#[derive(Debug, PartialEq, FromQueryResult)]
struct NameAndCount {
    name: String,
    total: i64,
}

#[tokio::test]
async fn question_marks_and_numbers_are_placeholders() {
    let test = bakeries().await;
    let names = async |sql: &str, values: Vec<sea_orm::Value>| -> Vec<String> {
        let statement = Statement::from_sql_and_values(MYSQL, sql, values);
        let rows = test.db.query_all_raw(statement).await.unwrap();
        rows.iter().map(|row| row.try_get("", "name").unwrap()).collect()
    };
    let by_mark = names(
        "SELECT name FROM bakery WHERE id > ? AND profit_margin < ? ORDER BY id",
        vec![1.into(), 9.0.into()],
    );
    assert_eq!(by_mark.await, ["What?", "it's \\ $1"]);
    let by_number = names(
        "SELECT name FROM bakery WHERE name = $2 OR id = $1 OR name = $2 ORDER BY id",
        vec![1.into(), "What?".into()],
    );
    assert_eq!(by_number.await, ["Sea", "What?"]);
    let beside_strings = names(
        "SELECT name /* ? */ FROM bakery WHERE name = ? AND name LIKE '%?%' AND '$1' = '$1' -- ?",
        vec!["What?".into()],
    );
    assert_eq!(beside_strings.await, ["What?"]);
    let odd = names(
        "SELECT name FROM bakery WHERE name = ?",
        vec!["it's \\ $1".into()],
    );
    assert_eq!(odd.await, ["it's \\ $1"]);
    let ternary = names(
        "SELECT id > ? ?? 'big' : 'small' AS name FROM bakery ORDER BY id",
        vec![2.into()],
    );
    assert_eq!(ternary.await, ["small", "small", "big"]);
}

#[tokio::test]
async fn values_of_every_kind_are_bound() {
    let test = TestDatabase::new().await;
    let uuid = uuid::Uuid::from_u128(7);
    let date = chrono::NaiveDate::from_ymd_opt(2024, 2, 29).unwrap();
    let statement = Statement::from_sql_and_values(
        MYSQL,
        "SELECT ? AS a, ? AS b, ? AS c, ? AS d, ? AS e, ? AS f, toTypeName(?) AS g",
        [
            true.into(),
            (-5i64).into(),
            "tab\t, line\n, quote ' and \\N".into(),
            uuid.into(),
            date.into(),
            Option::<i32>::None.into(),
            0.5f32.into(),
        ],
    );
    let row = test.db.query_one_raw(statement).await.unwrap().unwrap();
    assert!(row.try_get::<bool>("", "a").unwrap());
    assert_eq!(row.try_get::<i64>("", "b").unwrap(), -5);
    assert_eq!(
        row.try_get::<String>("", "c").unwrap(),
        "tab\t, line\n, quote ' and \\N"
    );
    assert_eq!(row.try_get::<uuid::Uuid>("", "d").unwrap(), uuid);
    assert_eq!(row.try_get::<chrono::NaiveDate>("", "e").unwrap(), date);
    assert_eq!(row.try_get::<Option<i32>>("", "f").unwrap(), None);
    assert_eq!(row.try_get::<String>("", "g").unwrap(), "Float32");
}

#[tokio::test]
async fn placeholders_and_values_that_do_not_agree_are_refused() {
    let test = bakeries().await;
    let error = test
        .db
        .query_all_raw(Statement::from_sql_and_values(MYSQL, "SELECT ?, ?", [1.into()]))
        .await
        .unwrap_err();
    let parsed = ClickHouseError::from_db_err(&error).unwrap();
    assert_eq!(parsed.kind(), ClickHouseErrorKind::Build);
    assert!(
        parsed.message().contains("2 placeholders for 1 values"),
        "{error}"
    );
}

#[tokio::test]
async fn several_statements_run_one_after_the_other() {
    let test = TestDatabase::new().await;
    let result = test
        .db
        .execute_unprepared(
            "CREATE TABLE t (s String) ENGINE = MergeTree ORDER BY s; -- a; b
             INSERT INTO t VALUES ('x;y'), ('z');
             INSERT INTO t SELECT 'more?';;",
        )
        .await
        .unwrap();
    assert_eq!(result.rows_affected(), 3);
    let row = test
        .db
        .query_one_raw(Statement::from_string(MYSQL, "SELECT count() AS n FROM t"))
        .await
        .unwrap()
        .unwrap();
    assert_eq!(row.try_get::<i64>("", "n").unwrap(), 3);
    assert_eq!(
        test.db
            .execute_unprepared(" ; -- nothing")
            .await
            .unwrap()
            .rows_affected(),
        0
    );
}

#[tokio::test]
async fn rows_of_raw_statements_are_read_one_all_or_streamed() {
    let test = bakeries().await;
    let db = &test.db;
    let statement = || Statement::from_string(MYSQL, "SELECT name, id FROM bakery ORDER BY id");
    let one = db.query_one_raw(statement()).await.unwrap().unwrap();
    assert_eq!(one.try_get_by_index::<String>(0).unwrap(), "Sea");
    assert_eq!(one.try_get_by_index::<i32>(1).unwrap(), 1);
    assert_eq!(one.try_get::<i32>("", "id").unwrap(), 1);
    assert_eq!(db.query_all_raw(statement()).await.unwrap().len(), 3);
    let streamed: Vec<_> = db
        .stream_raw(statement())
        .await
        .unwrap()
        .try_collect()
        .await
        .unwrap();
    assert_eq!(streamed.len(), 3);
    let none = Statement::from_string(MYSQL, "SELECT 1 WHERE 0");
    assert!(db.query_one_raw(none.clone()).await.unwrap().is_none());
    assert!(db.query_all_raw(none).await.unwrap().is_empty());
}

#[tokio::test]
async fn raw_statements_write_and_count() {
    let test = bakeries().await;
    let insert = Statement::from_sql_and_values(
        MYSQL,
        "INSERT INTO bakery (id, name, profit_margin) SELECT number, ?, 1 FROM numbers(10, 5)",
        ["many".into()],
    );
    assert_eq!(test.db.execute_raw(insert).await.unwrap().rows_affected(), 5);
    assert_eq!(bakery::Entity::find().count(&test.db).await.unwrap(), 8);
}

#[tokio::test]
async fn models_and_structs_come_from_raw_statements() {
    let test = bakeries().await;
    let db = &test.db;
    let models = bakery::Entity::find()
        .from_raw_sql(Statement::from_sql_and_values(
            MYSQL,
            "SELECT * FROM bakery WHERE id <= ? ORDER BY id",
            [2.into()],
        ))
        .all(db)
        .await
        .unwrap();
    assert_eq!(models.len(), 2);
    assert_eq!(models[0].profit_margin, 10.5);
    let rows = NameAndCount::find_by_statement(Statement::from_string(
        MYSQL,
        "SELECT name, count() AS total FROM bakery GROUP BY name ORDER BY min(id)",
    ))
    .all(db)
    .await
    .unwrap();
    let first = NameAndCount {
        name: "Sea".into(),
        total: 1,
    };
    assert_eq!(rows.first(), Some(&first));
    let one = NameAndCount::find_by_statement(Statement::from_string(
        MYSQL,
        "SELECT 'all' AS name, count() AS total FROM bakery",
    ))
    .one(db)
    .await
    .unwrap();
    assert_eq!(one.map(|row| row.total), Some(3));
    let pages = NameAndCount::find_by_statement(Statement::from_string(
        MYSQL,
        "SELECT name, count() AS total FROM bakery GROUP BY name ORDER BY name",
    ))
    .paginate(db, 2);
    assert_eq!(pages.num_items().await.unwrap(), 3);
    assert_eq!(pages.fetch_page(1).await.unwrap().len(), 1);
}

#[tokio::test]
async fn json_comes_from_raw_statements() {
    let test = bakeries().await;
    let rows: Vec<JsonValue> = JsonValue::find_by_statement(Statement::from_string(
        MYSQL,
        // In the order of their names, which is the plain lane's own.
        "SELECT id, name, profit_margin FROM bakery ORDER BY id LIMIT 1",
    ))
    .all(&test.db)
    .await
    .unwrap();
    assert_eq!(rows, [json!({"id": 1, "name": "Sea", "profit_margin": 10.5})]);
    let rows = bakery::Entity::find()
        .from_raw_sql(Statement::from_string(
            MYSQL,
            "SELECT id, name FROM bakery WHERE id = 3",
        ))
        .into_json()
        .one(&test.db)
        .await
        .unwrap();
    assert_eq!(rows, Some(json!({"id": 3, "name": "it's \\ $1"})));
}

#[tokio::test]
async fn statements_that_are_no_select_answer_with_rows_too() {
    let test = bakeries().await;
    let rows = test
        .db
        .query_all_raw(Statement::from_string(MYSQL, "SHOW TABLES LIKE 'bak%'"))
        .await
        .unwrap();
    let names: Vec<String> = rows.iter().map(|row| row.try_get("", "name").unwrap()).collect();
    assert_eq!(names, ["baker", "bakery"]);
    let exists = test
        .db
        .query_one_raw(Statement::from_string(MYSQL, "EXISTS TABLE bakery"))
        .await
        .unwrap()
        .unwrap();
    assert_eq!(exists.try_get_by_index::<u8>(0).unwrap(), 1);
}

#[tokio::test]
async fn statements_of_the_dialect_return_their_rows() {
    use sea_orm::{ColumnTrait, QueryFilter, QueryTrait};
    use sea_orm_clickhouse::sea_query_clickhouse::statement::{Describe, Explain, Show};
    let test = bakeries().await;
    let db = &test.db;
    let texts = |rows: Vec<sea_orm::QueryResult>| -> Vec<String> {
        rows.iter().map(|row| row.try_get_by_index(0).unwrap()).collect()
    };
    let tables = db
        .query_clickhouse(&Show::tables().like("bake%ry"))
        .await
        .unwrap();
    assert_eq!(texts(tables), ["bakery"]);
    let columns = db
        .query_clickhouse(&Describe::table(bakery::Entity))
        .await
        .unwrap();
    assert_eq!(texts(columns), ["id", "name", "profit_margin"]);
    let query = bakery::Entity::find()
        .filter(bakery::Column::Id.eq(1))
        .into_query();
    let plan = texts(
        db.query_clickhouse(&Explain::plan(&query).option("indexes", 1))
            .await
            .unwrap(),
    );
    assert!(plan.iter().any(|line| line.contains("PrimaryKey")), "{plan:?}");
    let error = db
        .query_clickhouse(&Describe::table("nowhere"))
        .await
        .unwrap_err();
    assert_eq!(error.name(), Some("UNKNOWN_TABLE"));
}
