//! Values beside columns: what a type does not hold is compared as what it is, and where a column's type is known from.

use chrono::{NaiveDate, NaiveTime};
use futures_util::TryStreamExt;
use integration_tests::TestDatabase;
use rust_decimal::Decimal;
use sea_orm::{
    ConnectionTrait, StatementBuilder, StreamTrait,
    prelude::{BigDecimal, IpNetwork},
    sea_query::{
        CommonTableExpression, Expr, ExprTrait, Func, Order, Query, SelectStatement, Value, WithClause,
    },
};
use sea_orm_clickhouse::{ClickHouse, ClickHouseConnection};
use uuid::Uuid;

async fn run(db: &ClickHouseConnection, statements: &[&str]) {
    for statement in statements {
        db.execute_unprepared(statement)
            .await
            .unwrap_or_else(|error| panic!("{statement}: {error}"));
    }
}

async fn ids_of<S: StatementBuilder>(db: &ClickHouseConnection, select: &S) -> Vec<u32> {
    let rows = db.query_all(select).await.unwrap();
    rows.iter().map(|row| row.try_get_by_index(0).unwrap()).collect()
}

fn select(table: &'static str, condition: Expr) -> SelectStatement {
    Query::select()
        .column("id")
        .from(table)
        .and_where(condition)
        .order_by("id", Order::Asc)
        .to_owned()
}

/// The rows that a condition finds: by a SELECT, in the order of `id`; an UPDATE and a DELETE reach as many.
async fn found(db: &ClickHouseConnection, table: &'static str, condition: Expr) -> Vec<u32> {
    let rows = ids_of(db, &select(table, condition.clone())).await;
    let update = Query::update()
        .table(table)
        .value("mark", 1)
        .and_where(condition.clone())
        .to_owned();
    assert_eq!(
        db.execute(&update).await.unwrap().rows_affected(),
        rows.len() as u64
    );
    assert_eq!(ids_of(db, &select(table, Expr::col("mark").eq(1))).await, rows);
    run(
        db,
        &[&format!(
            "ALTER TABLE {table} UPDATE mark = 0 WHERE 1 SETTINGS mutations_sync = 2"
        )],
    )
    .await;

    run(
        db,
        &[
            &format!("CREATE TABLE copy_of AS {table}"),
            &format!("INSERT INTO copy_of SELECT * FROM {table}"),
        ],
    )
    .await;
    let delete = Query::delete()
        .from_table("copy_of")
        .and_where(condition)
        .to_owned();
    assert_eq!(
        db.execute(&delete).await.unwrap().rows_affected(),
        rows.len() as u64
    );
    let kept = ids_of(db, &select("copy_of", Expr::val(1).eq(1))).await;
    assert!(kept.iter().all(|id| !rows.contains(id)), "{kept:?} and {rows:?}");
    run(db, &["DROP TABLE copy_of SYNC"]).await;
    rows
}

fn big(text: &str) -> BigDecimal {
    text.parse().unwrap()
}

#[tokio::test]
async fn numbers_that_a_column_cannot_hold_are_compared_as_they_are() {
    let test = TestDatabase::new().await;
    let db = &test.db;
    run(
        db,
        &[
            "CREATE TABLE t (id UInt32, mark UInt8, u8 UInt8, i64 Nullable(Int64), d Decimal(9, 2), f Float32, u256 UInt256) \
             ENGINE = MergeTree ORDER BY id",
            "INSERT INTO t VALUES (1, 0, 44, 5, 1.25, 0.5, 7), (2, 0, 255, -1, -2, 16777216, 0), (3, 0, 0, NULL, 0, 0.1, \
             57896044618658097711785492504343953926634992332820282019728792003956564819968)",
        ],
    )
    .await;
    let col = Expr::col::<&str>;
    let decimal = |text: &str| text.parse::<Decimal>().unwrap();
    let two_to_64 = "18446744073709551616";
    let cases: Vec<(Expr, &[u32])> = vec![
        // 300 is 44 in a UInt8.
        (col("u8").eq(300), &[]),
        (col("u8").lt(300), &[1, 2, 3]),
        (col("u8").gt(-1), &[1, 2, 3]),
        (col("u8").eq(-1), &[]),
        (col("u8").is_in([300, 44]), &[1]),
        (col("u8").is_in([300]), &[]),
        (col("u8").is_not_in([300, 44]), &[2, 3]),
        (col("u8").between(-5, 300), &[1, 2, 3]),
        (col("u8").eq(44.5), &[]),
        (col("u8").lt(44.5), &[1, 3]),
        (col("u8").eq(decimal("44.5")), &[]),
        (col("u8").is_in([decimal("44.5"), decimal("44.0")]), &[1]),
        (col("u8").is_not_in([decimal("44.5"), decimal("44.0")]), &[2, 3]),
        (col("u8").lte(decimal("44.5")), &[1, 3]),
        (col("i64").eq(big(two_to_64)), &[]),
        (col("i64").lt(big(two_to_64)), &[1, 2]),
        (col("i64").eq(u64::MAX), &[]),
        (col("i64").lt(u64::MAX), &[1, 2]),
        (col("i64").is_in([u64::MAX, 5]), &[1]),
        (col("i64").is_in([big(two_to_64), big("5")]), &[1]),
        (col("i64").is_not_in([big(two_to_64), big("5")]), &[2]),
        // More digits than the scale of the column.
        (col("d").eq(decimal("1.251")), &[]),
        (col("d").gt(decimal("1.249")), &[1]),
        (col("d").is_in([decimal("1.251")]), &[]),
        (col("d").is_in([decimal("1.251"), decimal("1.2500")]), &[1]),
        (col("d").is_not_in([decimal("1.251"), decimal("1.25")]), &[2, 3]),
        (col("d").eq(decimal("123456789012345")), &[]),
        (col("d").lt(decimal("123456789012345")), &[1, 2, 3]),
        (col("d").is_in([decimal("123456789012345"), decimal("-2")]), &[2]),
        (col("d").lt(i64::MAX), &[1, 2, 3]),
        (col("d").is_in([i64::MAX, -2]), &[2]),
        (col("d").is_in([1.25, 0.125]), &[1]),
        // A Float32 is the Float64 that it is, and not the nearest of a shorter text.
        (col("f").eq(0.1f64), &[]),
        (col("f").eq(0.1f32), &[3]),
        (col("f").eq(16_777_217), &[]),
        (col("f").is_in([16_777_217, 16_777_216]), &[2]),
        (col("f").eq(decimal("0.5")), &[1]),
        (col("f").is_in([decimal("0.5"), decimal("0.1")]), &[1]),
        (col("u256").eq(-1), &[]),
        (col("u256").gt(-1), &[1, 2, 3]),
        (col("u256").is_in([big("-1"), big("7")]), &[1]),
        (col("u256").eq(u64::MAX), &[]),
    ];
    for (condition, rows) in cases {
        let text = format!("{condition:?}");
        assert_eq!(found(db, "t", condition).await, rows, "{text}");
    }
}

#[tokio::test]
async fn instants_that_a_column_cannot_hold_are_compared_as_they_are() {
    let test = TestDatabase::with_options("setting.enable_time_time64_type=1").await;
    let db = &test.db;
    run(
        db,
        &[
            "CREATE TABLE t (id UInt32, mark UInt8, at DateTime('Asia/Tokyo'), at3 Nullable(DateTime64(3)), day Date, \
             time Time, time3 Time64(3)) ENGINE = MergeTree ORDER BY id",
            "INSERT INTO t VALUES (1, 0, 1714557600, '2024-05-01 10:00:00.123', '2024-05-01', '10:00:00', '10:00:00.123'), \
             (2, 0, 0, NULL, '1970-01-01', '00:00:00', '00:00:00')",
        ],
    )
    .await;
    let col = Expr::col::<&str>;
    let day = NaiveDate::from_ymd_opt(2024, 5, 1).unwrap();
    let at = |nanoseconds: u32| day.and_hms_nano_opt(10, 0, 0, nanoseconds).unwrap();
    let time = |nanoseconds: u32| NaiveTime::from_hms_nano_opt(10, 0, 0, nanoseconds).unwrap();
    let early = NaiveDate::from_ymd_opt(1960, 1, 1).unwrap();
    let late = NaiveDate::from_ymd_opt(2200, 1, 1).unwrap();
    let noon = |day: NaiveDate| day.and_hms_opt(12, 0, 0).unwrap();
    let cases: Vec<(Expr, &[u32])> = vec![
        (col("at").eq(at(0)), &[1]),
        (col("at").eq(at(500_000_000)), &[]),
        (col("at").lt(at(500_000_000)), &[1, 2]),
        (col("at").lt(at(0)), &[2]),
        (col("at").is_in([at(500_000_000)]), &[]),
        (col("at").is_in([at(500_000_000), at(0)]), &[1]),
        (col("at").is_not_in([at(500_000_000), at(0)]), &[2]),
        (col("at").gt(noon(early)), &[1, 2]),
        (col("at").lt(noon(late)), &[1, 2]),
        (col("at").is_in([noon(early), noon(late)]), &[]),
        // The server would take a DateTime64(3) for one of a microsecond later.
        (col("at3").is_in([at(123_000_001)]), &[]),
        (col("at3").is_in([at(123_001_000)]), &[]),
        (col("at3").is_in([at(123_001_000), at(123_000_000)]), &[1]),
        (col("at3").is_not_in([at(123_001_000)]), &[1]),
        (col("at3").eq(at(123_000_001)), &[]),
        (col("at3").lt(at(123_000_001)), &[1]),
        (
            Expr::tuple([col("at3"), col("id")]).in_tuples([(at(123_001_000), 1)]),
            &[],
        ),
        (
            Expr::tuple([col("at3"), col("id")]).in_tuples([(at(123_001_000), 1), (at(123_000_000), 1)]),
            &[1],
        ),
        (
            Expr::tuple([col("at"), col("id")])
                .in_tuples([(at(1), 1), (at(0), 2)])
                .not(),
            &[1, 2],
        ),
        (col("day").eq(early), &[]),
        (col("day").gt(early), &[1, 2]),
        (col("day").is_in([early, day]), &[1]),
        (col("day").lt(late), &[1, 2]),
        (col("day").eq(at(0)), &[]),
        (col("day").lt(at(0)), &[1, 2]),
        (col("day").is_in([at(0), day.and_time(NaiveTime::MIN)]), &[1]),
        (col("time").eq(time(500)), &[]),
        (col("time").lt(time(500)), &[1, 2]),
        (col("time").is_in([time(500), time(0)]), &[1]),
        (col("time3").is_in([time(123_000_000)]), &[1]),
        (col("time3").is_in([time(123_000_001)]), &[]),
        (col("time3").is_in([time(123_001_000), time(123_000_000)]), &[1]),
        (col("time3").gt(time(122_999_999)), &[1]),
    ];
    for (condition, rows) in cases {
        let text = format!("{condition:?}");
        assert_eq!(found(db, "t", condition).await, rows, "{text}");
    }
    let error = db
        .query_all(&select(
            "t",
            col("at").lt(NaiveDate::from_ymd_opt(3000, 1, 1).unwrap()),
        ))
        .await
        .unwrap_err();
    assert!(
        error
            .to_string()
            .contains("3000-01-01 is outside of what ClickHouse's date types hold"),
        "{error}"
    );
}

#[tokio::test]
async fn texts_and_addresses_that_a_column_cannot_hold_are_compared_as_they_are() {
    let test = TestDatabase::new().await;
    let db = &test.db;
    run(
        db,
        &[
            "CREATE TABLE t (id UInt32, mark UInt8, f FixedString(4), v4 IPv4, v6 Nullable(IPv6), e Enum8('a' = 1, 'b' = 2)) \
             ENGINE = MergeTree ORDER BY id",
            "INSERT INTO t VALUES (1, 0, 'abcd', '10.0.0.1', '::ffff:10.0.0.1', 'a'), (2, 0, 'ab', '10.0.0.2', '2001:db8::1', 'b')",
        ],
    )
    .await;
    let col = Expr::col::<&str>;
    let ip = |text: &str| text.parse::<IpNetwork>().unwrap();
    let cases: Vec<(Expr, &[u32])> = vec![
        (col("f").eq("abcde"), &[]),
        (col("f").lt("abcde"), &[1, 2]),
        (col("f").is_in(["abcde", "ab"]), &[2]),
        (col("f").is_not_in(["abcde", "ab"]), &[1]),
        (col("f").like("ab%"), &[1, 2]),
        (col("v4").eq(ip("2001:db8::1")), &[]),
        (col("v4").is_in([ip("2001:db8::1"), ip("10.0.0.2")]), &[2]),
        (col("v4").is_in(["10.0.0.1", "10.0.0.7"]), &[1]),
        (col("v6").eq(ip("10.0.0.1")), &[1]),
        (col("v6").is_in([ip("10.0.0.1"), ip("2001:db8::1")]), &[1, 2]),
        (col("v6").is_not_in([ip("10.0.0.1")]), &[2]),
        (col("e").is_in(["a", "zz"]), &[1]),
    ];
    for (condition, rows) in cases {
        let text = format!("{condition:?}");
        assert_eq!(found(db, "t", condition).await, rows, "{text}");
    }
}

/// Errors 53 and 407 of the server, before the types of the columns were known.
#[tokio::test]
async fn a_mutation_counts_rows_of_addresses_and_wide_numbers() {
    let test = TestDatabase::new().await;
    let db = &test.db;
    let most = "115792089237316195423570985008687907853269984665640564039457584007913129639935";
    run(
        db,
        &[
            "CREATE TABLE t (id UInt32, mark UInt8, host IPv4, hash UInt256, at DateTime) ENGINE = MergeTree ORDER BY id",
            &format!("INSERT INTO t VALUES (1, 0, '10.0.0.1', {most}, 5), (2, 0, '10.0.0.2', 7, 6)"),
        ],
    )
    .await;
    let ip = |text: &str| text.parse::<IpNetwork>().unwrap();
    let at = |seconds| chrono::DateTime::from_timestamp(seconds, 0).unwrap();
    assert_eq!(
        found(db, "t", Expr::col("host").is_in([ip("10.0.0.1"), ip("10.0.0.3")])).await,
        [1]
    );
    assert_eq!(found(db, "t", Expr::col("host").is_in(["10.0.0.2"])).await, [2]);
    assert_eq!(found(db, "t", Expr::col("hash").eq(big(most))).await, [1]);
    assert_eq!(found(db, "t", Expr::col("hash").gte(big("7"))).await, [1, 2]);
    assert_eq!(
        found(db, "t", Expr::col("at").is_in([at(5), at(6)])).await,
        [1, 2]
    );
}

#[tokio::test]
async fn values_beside_a_string_are_its_texts() {
    let test = TestDatabase::new().await;
    let db = &test.db;
    let key = Uuid::from_u128(5);
    run(
        db,
        &[
            "CREATE TABLE t (id UInt32, mark UInt8, s String) ENGINE = MergeTree ORDER BY s",
            &format!("INSERT INTO t VALUES (1, 0, '{key}'), (2, 0, '2024-05-01'), (3, 0, '10.0.0.1')"),
        ],
    )
    .await;
    let day = NaiveDate::from_ymd_opt(2024, 5, 1).unwrap();
    let ip = "10.0.0.1".parse::<IpNetwork>().unwrap();
    for (value, id) in [(Value::from(key), 1), (day.into(), 2), (ip.into(), 3)] {
        assert_eq!(found(db, "t", Expr::col("s").eq(value.clone())).await, [id]);
        assert_eq!(
            found(db, "t", Expr::col("s").is_in([value.clone(), value])).await,
            [id]
        );
    }
}

/// Two tables, of whose columns the server refuses lists that are not of their types.
async fn keyed() -> TestDatabase {
    let test = TestDatabase::new().await;
    run(
        &test.db,
        &[
            "CREATE TABLE t (id UInt32, day LowCardinality(String), price Decimal(9, 2), host IPv4) ENGINE = MergeTree ORDER BY id",
            "INSERT INTO t VALUES (1, '2024-05-01', 1.5, '10.0.0.1'), (2, '2024-05-02', 2.5, '10.0.0.2')",
            "CREATE TABLE u (id UInt32, t_id UInt32, at DateTime, price Float64) ENGINE = MergeTree ORDER BY id",
            "INSERT INTO u VALUES (7, 1, '2024-05-01 10:00:00', 0.5), (8, 2, '2024-05-02 10:00:00', 1.5)",
        ],
    )
    .await;
    test
}

/// The tree of a statement as the server reads it, with the types of its parameters.
async fn sql_of(db: &ClickHouseConnection, select: &SelectStatement) -> String {
    use sea_orm_clickhouse::sea_query_clickhouse::statement::Explain;
    let rows = db.query_clickhouse(&Explain::ast(select)).await.unwrap();
    let rows: Vec<String> = rows.iter().map(|row| row.try_get_by_index(0).unwrap()).collect();
    rows.join("\n")
}

#[tokio::test]
async fn types_are_known_through_aliases_joins_and_sub_queries() {
    let test = keyed().await;
    let db = &test.db;
    let host = "10.0.0.2".parse::<IpNetwork>().unwrap();
    let at = NaiveDate::from_ymd_opt(2024, 5, 2)
        .unwrap()
        .and_hms_opt(10, 0, 0)
        .unwrap();
    let hosts = [host, host];
    let name = test.name().to_owned();

    let alias = Query::select()
        .column("id")
        .from_as("t", "x")
        .and_where(Expr::col(("x", "host")).is_in(hosts))
        .to_owned();
    assert_eq!(ids_of(db, &alias).await, [2]);

    let join = Query::select()
        .column(("u", "id"))
        .from("t")
        .left_join(
            "u",
            Expr::col(("t", "id"))
                .equals(("u", "t_id"))
                .and(Expr::col(("u", "at")).is_in([at])),
        )
        .and_where(Expr::col("host").is_in(hosts))
        .and_where(Expr::col("day").eq(at.date()))
        .to_owned();
    let rows = db.query_all(&join).await.unwrap();
    let rows: Vec<Option<u32>> = rows.iter().map(|row| row.try_get_by_index(0).unwrap()).collect();
    assert_eq!(rows, [Some(8)]);

    let inner = Query::select()
        .column("id")
        .expr_as(Expr::col("host"), "address")
        .from("t")
        .to_owned();
    let sub_query = Query::select()
        .column("id")
        .from_subquery(inner, "s")
        .and_where(Expr::col(("s", "address")).is_in(hosts))
        .to_owned();
    assert_eq!(ids_of(db, &sub_query).await, [2]);
    let all = Query::select()
        .column(sea_orm::sea_query::Asterisk)
        .from("u")
        .to_owned();
    let sub_query = Query::select()
        .column("t_id")
        .from_subquery(all, "s")
        .and_where(Expr::col("at").is_in([at]))
        .to_owned();
    assert_eq!(ids_of(db, &sub_query).await, [2]);

    let nested = select(
        "t",
        Expr::col("id").in_subquery(
            Query::select()
                .column("t_id")
                .from("u")
                .and_where(Expr::col("at").is_in([at]))
                .and_where(Expr::col(("u", "price")).eq(1.5))
                .to_owned(),
        ),
    );
    assert_eq!(ids_of(db, &nested).await, [2]);

    let qualified = Query::select()
        .column("id")
        .from((name.clone(), "t"))
        .and_where(Expr::col((name.clone(), "t", "host")).is_in(hosts))
        .to_owned();
    assert_eq!(ids_of(db, &qualified).await, [2]);

    let union = Query::select()
        .column("id")
        .from("t")
        .and_where(Expr::col("host").is_in(hosts))
        .union(
            sea_orm::sea_query::UnionType::All,
            Query::select()
                .column("id")
                .from("u")
                .and_where(Expr::col("at").is_in([at]))
                .to_owned(),
        )
        .to_owned();
    let mut ids = ids_of(db, &union).await;
    ids.sort_unstable();
    assert_eq!(ids, [2, 8]);

    // The tables of the system are described like others.
    let system = Query::select()
        .expr(Expr::cust("toUInt32(total_rows)"))
        .from(("system", "tables"))
        .and_where(Expr::col("database").eq(name))
        .and_where(Expr::col("uuid").ne("00000000-0000-0000-0000-000000000000"))
        .and_where(Expr::col("name").eq("u"))
        .to_owned();
    assert_eq!(ids_of(db, &system).await, [2]);
}

#[tokio::test]
async fn what_hides_a_column_hides_its_type() {
    let test = keyed().await;
    let db = &test.db;
    // The alias is a text, which a value as the IPv4 of the column would not be compared with.
    let alias = Query::select()
        .column("id")
        .expr_as(Func::cust("toString").arg(Expr::col(("t", "host"))), "host")
        .from("t")
        .and_where(Expr::col("host").eq("10.0.0.2"))
        .to_owned();
    assert_eq!(ids_of(db, &alias).await, [2]);
    assert!(sql_of(db, &alias).await.contains("String"));

    let texts = || {
        Query::select()
            .column("id")
            .expr_as(Func::cust("toString").arg(Expr::col(("t", "host"))), "host")
            .from("t")
            .to_owned()
    };
    let sub_query = Query::select()
        .column("id")
        .from_subquery(texts(), "t")
        .and_where(Expr::col(("t", "host")).eq("10.0.0.2"))
        .to_owned();
    assert_eq!(ids_of(db, &sub_query).await, [2]);

    let cte = CommonTableExpression::new()
        .table_name("u")
        .query(texts())
        .to_owned();
    let hidden = |select: SelectStatement| select.with(WithClause::new().cte(cte.clone()).to_owned());
    let with = hidden(select("u", Expr::col("host").eq("10.0.0.2")));
    assert_eq!(ids_of(db, &with).await, [2]);
    // Also further in.
    let with = hidden(select(
        "t",
        Expr::col("id").in_subquery(select("u", Expr::col("host").eq("10.0.0.2"))),
    ));
    assert_eq!(ids_of(db, &with).await, [2]);
    let mut with = select("u", Expr::col("host").eq("10.0.0.2"));
    with.with_cte(cte.clone());
    assert_eq!(ids_of(db, &with).await, [2]);
}

#[tokio::test]
async fn every_way_to_rows_knows_the_types() {
    use sea_orm_clickhouse::IntoClickHouseSelect;
    let test = keyed().await;
    let db = &test.db;
    let host = "10.0.0.2".parse::<IpNetwork>().unwrap();
    let query = || select("t", Expr::col("host").is_in([host]));
    assert_eq!(ids_of(db, &query()).await, [2]);
    let row = db.query_one(&query()).await.unwrap().unwrap();
    assert_eq!(row.try_get_by_index::<u32>(0).unwrap(), 2);
    let streamed: Vec<u32> = db
        .stream(&query())
        .await
        .unwrap()
        .map_ok(|row| row.try_get_by_index::<u32>(0).unwrap())
        .try_collect()
        .await
        .unwrap();
    assert_eq!(streamed, [2]);
    let with = query().with(
        WithClause::new()
            .cte(
                CommonTableExpression::new()
                    .table_name("w")
                    .query(query())
                    .to_owned(),
            )
            .to_owned(),
    );
    let streamed: Vec<sea_orm::QueryResult> = db.stream(&with).await.unwrap().try_collect().await.unwrap();
    assert_eq!(streamed.len(), 1);

    run(
        db,
        &["CREATE TABLE copied (id UInt32) ENGINE = MergeTree ORDER BY id"],
    )
    .await;
    let mut insert = Query::insert().into_table("copied").columns(["id"]).to_owned();
    insert.select_from(query()).unwrap();
    assert_eq!(db.execute(&insert).await.unwrap().rows_affected(), 1);
    assert_eq!(ids_of(db, &select("copied", Expr::val(1).eq(1))).await, [2]);

    db.register::<entity::Entity>();
    let entity = entity::Entity::find_host(host);
    assert_eq!(
        sea_orm::PaginatorTrait::count(entity.clone(), db).await.unwrap(),
        1
    );
    let models = entity.clone().clickhouse().all(db).await.unwrap();
    assert_eq!(models.len(), 1);
    assert_eq!(entity.all(db).await.unwrap(), models);
}

mod entity {
    use sea_orm::{entity::prelude::*, prelude::IpNetwork};

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "t")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: u32,
        pub day: String,
        #[sea_orm(column_type = "custom(\"IPv4\")")]
        pub host: IpNetwork,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}

    impl Entity {
        pub fn find_host(host: IpNetwork) -> Select<Self> {
            Self::find().filter(Column::Host.is_in([host]))
        }
    }
}

/// How often the server was asked for a table's columns in this database.
async fn described(test: &TestDatabase) -> u64 {
    let server = ClickHouse::connect(test.url().as_str()).await.unwrap();
    server
        .execute_unprepared("SYSTEM FLUSH LOGS query_log")
        .await
        .unwrap();
    let count = Query::select()
        .expr(Expr::cust("toInt64(count())"))
        .from(("system", "query_log"))
        .and_where(Expr::cust_with_values(
            "current_database = ? AND query_kind = 'Describe' AND type = 'QueryFinish' AND query NOT LIKE '%query_log%'",
            [test.name()],
        ))
        .to_owned();
    let row = server.query_one(&count).await.unwrap().unwrap();
    row.try_get_by_index::<i64>(0).unwrap() as u64
}

#[tokio::test]
async fn a_table_is_described_once() {
    let test = keyed().await;
    let db = &test.db;
    // No value meets a column.
    let none = Query::select().column("id").from("t").limit(1).to_owned();
    ids_of(db, &none).await;
    let join = Query::select()
        .column(("t", "id"))
        .from("t")
        .inner_join("u", Expr::col(("t", "id")).equals(("u", "t_id")))
        .to_owned();
    ids_of(db, &join).await;
    assert_eq!(described(&test).await, 0);
    for _ in 0..3 {
        ids_of(
            db,
            &select(
                "t",
                Expr::col("host").eq("10.0.0.1").and(Expr::col("price").gt(1)),
            ),
        )
        .await;
    }
    assert_eq!(described(&test).await, 1);
    // A statement that may change it is followed by another.
    run(db, &["ALTER TABLE t ADD COLUMN more UInt8"]).await;
    for _ in 0..2 {
        ids_of(db, &select("t", Expr::col("more").eq(0))).await;
    }
    assert_eq!(described(&test).await, 2);
}

#[tokio::test]
async fn a_type_that_another_client_changed_is_asked_for_again() {
    let test = keyed().await;
    let db = &test.db;
    let host = "10.0.0.1".parse::<IpNetwork>().unwrap();
    assert_eq!(ids_of(db, &select("t", Expr::col("host").eq(host))).await, [1]);
    let other = ClickHouse::connect(test.url().as_str()).await.unwrap();
    run(
        &other,
        &["ALTER TABLE t MODIFY COLUMN host String SETTINGS mutations_sync = 2"],
    )
    .await;
    // The server refuses an address beside a text.
    assert_eq!(ids_of(db, &select("t", Expr::col("host").eq(host))).await, [1]);
    run(
        &other,
        &["ALTER TABLE t MODIFY COLUMN host IPv6 SETTINGS mutations_sync = 2"],
    )
    .await;
    // A text in a list finds no address, of which the server says nothing: a mutation asks before it finds rows.
    let delete = Query::delete()
        .from_table("t")
        .and_where(Expr::col("host").is_in([host]))
        .to_owned();
    assert_eq!(db.execute(&delete).await.unwrap().rows_affected(), 1);
}

#[tokio::test]
async fn a_table_that_is_not_there_is_named_by_the_server() {
    let test = TestDatabase::new().await;
    let db = &test.db;
    let missing = select("missing", Expr::col("id").eq(1));
    let error = db.query_all(&missing).await.unwrap_err();
    assert!(error.to_string().contains("UNKNOWN_TABLE"), "{error}");
    // Another client makes it.
    let other = ClickHouse::connect(test.url().as_str()).await.unwrap();
    run(
        &other,
        &[
            "CREATE TABLE missing (id UInt32, host IPv4) ENGINE = MergeTree ORDER BY id",
            "INSERT INTO missing VALUES (1, '10.0.0.1')",
        ],
    )
    .await;
    let host = "10.0.0.1".parse::<IpNetwork>().unwrap();
    assert_eq!(
        ids_of(db, &select("missing", Expr::col("host").is_in([host]))).await,
        [1]
    );
}
