//! INSERT ... SELECT: what the server would change in silence while it converts the rows is refused.

use integration_tests::{
    TestDatabase,
    shop::{item, seeded},
};
use sea_orm::{
    ConnectionTrait, EntityTrait, PaginatorTrait, QuerySelect, QueryTrait,
    sea_query::{Asterisk, Expr, ExprTrait, InsertStatement, Query, SelectStatement, UnionType, Value},
};
use sea_orm_clickhouse::{
    ClickHouseError,
    sea_query_clickhouse::{prelude::*, query::TableFunction},
};

/// A table of narrow types, without rows.
async fn narrow() -> TestDatabase {
    let test = TestDatabase::new().await;
    test.db
        .execute_unprepared(
            "CREATE TABLE narrow (
                 id Int64, small UInt8 DEFAULT 7, price Nullable(Decimal(9, 2)), name FixedString(3) DEFAULT 'abc',
                 day Nullable(Date), kind Enum8('a' = 1, 'b' = 2) DEFAULT 'b', inner UInt8 EPHEMERAL 1,
                 twice UInt16 MATERIALIZED small * 2
             ) ENGINE = MergeTree ORDER BY id",
        )
        .await
        .unwrap();
    test
}

fn insert(columns: &[&'static str], select: SelectStatement) -> InsertStatement {
    let mut insert = Query::insert();
    insert.into_table("narrow").columns(columns.iter().copied());
    insert.select_from(select).unwrap().to_owned()
}

fn values<const N: usize>(values: [Expr; N]) -> SelectStatement {
    Query::select().exprs(values).to_owned()
}

async fn rows(test: &TestDatabase) -> u64 {
    let query = Query::select()
        .expr(Expr::cust("count()"))
        .from("narrow")
        .to_owned();
    let row = test.db.query_one(&query).await.unwrap().unwrap();
    row.try_get_by_index::<i64>(0).unwrap() as u64
}

/// 300 became 44, -1 became 255, 1.239 became 1.23, all without an error.
#[tokio::test]
async fn a_constant_beyond_its_column_was_wrapped() {
    let test = narrow().await;
    let far = chrono::NaiveDate::from_ymd_opt(1900, 1, 1).unwrap();
    let wrong: [(&str, Expr, &str); 7] = [
        ("small", 300.into(), "UInt8"),
        ("small", (-1).into(), "UInt8"),
        ("small", 1.5.into(), "UInt8"),
        (
            "price",
            rust_decimal::Decimal::new(1239, 3).into(),
            "Decimal(9, 2)",
        ),
        ("name", "abcd".into(), "FixedString(3)"),
        ("day", far.into(), "Date"),
        ("kind", "c".into(), "Enum8"),
    ];
    for (column, value, data_type) in wrong {
        let statement = insert(&["id", column], values([1.into(), value]));
        let error = test.db.execute(&statement).await.unwrap_err();
        let text = error.to_string();
        assert!(text.contains(&format!("`{column}`")), "{text}");
        assert!(text.contains(data_type), "{text}");
    }
    assert_eq!(rows(&test).await, 0);
    let right = insert(
        &["id", "small", "price", "name", "kind"],
        values([
            1.into(),
            255.into(),
            rust_decimal::Decimal::new(123, 2).into(),
            "xyz".into(),
            "a".into(),
        ]),
    );
    assert_eq!(test.db.execute(&right).await.unwrap().rows_affected(), 1);
}

#[tokio::test]
async fn constants_are_checked_in_every_arm_and_beside_columns() {
    let test = narrow().await;
    let numbers = |small: i32| {
        Query::select()
            .expr_as(Expr::cust("toInt64(number)"), "id")
            .expr_as(small, "small")
            .from(TableFunction::numbers(2))
            .to_owned()
    };
    let union = numbers(1).union(UnionType::All, numbers(256)).to_owned();
    let error = test
        .db
        .execute(&insert(&["id", "small"], union))
        .await
        .unwrap_err();
    assert!(error.to_string().contains("`small`"), "{error}");
    // What is only taken away is not stored.
    let except = numbers(1).union(UnionType::Except, numbers(256)).to_owned();
    let result = test.db.execute(&insert(&["id", "small"], except)).await.unwrap();
    assert_eq!(result.rows_affected(), 2);
    let mut all = Query::insert();
    all.into_table("narrow")
        .columns(["id", "small", "kind"])
        .rows_from(
            Query::select()
                .expr(300)
                .expr(300)
                .column(Asterisk)
                .from_subquery(values([Expr::val("a")]), "kinds")
                .to_owned(),
        );
    let error = test.db.execute(&all).await.unwrap_err();
    assert!(error.to_string().contains("`small`"), "{error}");
    assert_eq!(rows(&test).await, 2);
}

/// The columns are those of the table that are stored, without those that the server computes.
#[tokio::test]
async fn constants_are_checked_without_a_list_of_columns() {
    let test = narrow().await;
    let statement = |small: i32, kind: &str| {
        let mut insert = Query::insert();
        insert.into_table("narrow").rows_from(values([
            1.into(),
            small.into(),
            Value::Double(None).into(),
            "abc".into(),
            Value::String(None).into(),
            kind.into(),
        ]));
        insert
    };
    let error = test.db.execute(&statement(300, "a")).await.unwrap_err();
    assert!(error.to_string().contains("`small`"), "{error}");
    let error = test.db.execute(&statement(3, "z")).await.unwrap_err();
    assert!(error.to_string().contains("`kind`"), "{error}");
    test.db.execute(&statement(3, "a")).await.unwrap();
    let mut except = Query::insert();
    except
        .into_table("narrow")
        .except_columns(["price", "name", "day", "small"])
        .rows_from(values([2.into(), "c".into()]));
    let error = test.db.execute(&except).await.unwrap_err();
    assert!(error.to_string().contains("`kind`"), "{error}");
    assert_eq!(rows(&test).await, 1);
}

/// A NULL of the query was stored as the DEFAULT of a column that holds none (`insert_null_as_default`).
#[tokio::test]
async fn a_null_of_the_query_became_the_default() {
    let test = narrow().await;
    let plain = insert(&["id", "small"], values([1.into(), Value::Int(None).into()]));
    let error = test.db.execute(&plain).await.unwrap_err();
    assert!(error.to_string().contains("`small`"), "{error}");
    let computed = || values([1.into(), Expr::cust("if(number = 1, NULL, 1)")]);
    let computed = || {
        let mut select = computed();
        select.from(TableFunction::numbers(2));
        insert(&["id", "small"], select)
    };
    let error = test.db.execute(&computed()).await.unwrap_err();
    let error = ClickHouseError::from_db_err(&error).unwrap();
    assert_eq!(
        error.name(),
        Some("CANNOT_INSERT_NULL_IN_ORDINARY_COLUMN"),
        "{error}"
    );
    assert_eq!(rows(&test).await, 0);
    // Who wants that says so.
    let mut asked = computed();
    asked.settings([("insert_null_as_default", 1)]);
    assert_eq!(test.db.execute(&asked).await.unwrap().rows_affected(), 2);
    let mut plain = plain;
    plain.settings([("insert_null_as_default", true)]);
    assert_eq!(test.db.execute(&plain).await.unwrap().rows_affected(), 1);
    let query = Query::select()
        .column("small")
        .from("narrow")
        .order_by("small", sea_orm::Order::Asc)
        .to_owned();
    let rows = test.db.query_all(&query).await.unwrap();
    let small: Vec<u8> = rows.iter().map(|row| row.try_get_by_index(0).unwrap()).collect();
    assert_eq!(small, [1, 7, 7]);
}

/// The zero of its type was stored.
#[tokio::test]
async fn a_column_without_a_default_was_left_out_of_insert_select() {
    let test = seeded().await;
    let select = item::Entity::find()
        .select_only()
        .expr(Expr::col(item::Column::Id).add(10))
        .column(item::Column::Name)
        .into_query();
    let mut insert = Query::insert();
    insert
        .into_table(item::Entity)
        .columns([item::Column::Id, item::Column::Name])
        .select_from(select)
        .unwrap();
    let error = test.db.execute(&insert).await.unwrap_err();
    assert!(
        error
            .to_string()
            .contains("column `stock` (Int32) of table `item` is not set and has no DEFAULT"),
        "{error}"
    );
    assert_eq!(item::Entity::find().count(&test.db).await.unwrap(), 4);
}

#[tokio::test]
async fn rows_of_entities_are_copied_by_their_selects() {
    let test = seeded().await;
    let select = item::Entity::find()
        .select_only()
        .column_as(Expr::col((item::Entity, item::Column::Id)).add(100), "next")
        .columns([item::Column::Name, item::Column::Stock, item::Column::Note])
        .limit(3)
        .into_query();
    let mut insert = Query::insert();
    insert
        .into_table(item::Entity)
        .columns([
            item::Column::Id,
            item::Column::Name,
            item::Column::Stock,
            item::Column::Note,
        ])
        .select_from(select)
        .unwrap();
    assert_eq!(test.db.execute(&insert).await.unwrap().rows_affected(), 3);
    let copy = item::Entity::find_by_id(101)
        .one(&test.db)
        .await
        .unwrap()
        .unwrap();
    assert_eq!((copy.name.as_str(), copy.stock, copy.note), ("apple", 10, None));
}
