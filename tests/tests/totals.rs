//! WITH TOTALS: the rows of a select and the row of their totals.

use futures_util::future::join_all;
use integration_tests::{
    TestDatabase,
    library::{author, book, library},
};
use rust_decimal::Decimal;
use sea_orm::{
    ConnectionTrait, DbBackend, JoinType, QueryOrder, QuerySelect, Statement,
    entity::prelude::*,
    sea_query::{Alias, CommonTableExpression, Expr, ExprTrait, Query},
};
use sea_orm_clickhouse::{
    ClickHouse, ClickHouseConnection, ClickHouseQueryExt, ClickHouseSelect, FromClickHouseRow,
    IntoClickHouseSelect, OpenRow,
    sea_query_clickhouse::query::ClickHouseSelectStatementExt as _,
    types::{Array, BFloat16, IPv6, Int256, Map, UInt256},
};
use serde_json::json;

fn sql(text: &str) -> ClickHouseSelect<OpenRow> {
    Statement::from_string(DbBackend::MySql, text).clickhouse()
}

async fn refusal(db: &ClickHouseConnection, text: &str) -> String {
    let refused = sql(text).into_json().all_with_totals(db).await;
    refused.expect_err(text).to_string()
}

async fn both<T: FromClickHouseRow>(db: &ClickHouseConnection, text: &str) -> (Vec<T>, T) {
    let read = sql(text).into_row::<T>().all_with_totals(db).await;
    read.unwrap_or_else(|error| panic!("{text}: {error}"))
}

#[tokio::test]
async fn the_totals_of_a_select_reach_the_caller_beside_its_rows() {
    let TestDatabase { ref db, .. } = library().await;
    let select = || {
        book::Entity::find()
            .select_only()
            .column(book::Column::AuthorId)
            .column_as(book::Column::Id.count(), "books")
            .column_as(book::Column::Sold.max(), "sold")
            .group_by(book::Column::AuthorId)
            .order_by_asc(book::Column::AuthorId)
            .with_totals()
            .clickhouse()
    };
    type Row = (Option<i32>, i64, Option<u64>);
    let (rows, totals) = select().into_tuple::<Row>().all_with_totals(db).await.unwrap();
    assert_eq!(
        rows,
        [
            (Some(1), 1, Some(u64::MAX)),
            (Some(9), 1, Some(0)),
            (None, 1, Some(7))
        ]
    );
    assert_eq!(totals, (None, 3, Some(u64::MAX)));

    #[derive(Debug, PartialEq, FromClickHouseRow)]
    struct Totals {
        books: u64,
    }
    let (rows, totals) = select()
        .into_json()
        .all_with_totals_as::<Totals>(db)
        .await
        .unwrap();
    assert_eq!(rows[1], json!({"author_id": 9, "books": 1, "sold": 0}));
    assert_eq!(totals, Totals { books: 3 });
    let (_, totals) = select().into_json().all_with_totals(db).await.unwrap();
    assert_eq!(totals, json!({"author_id": null, "books": 3, "sold": u64::MAX}));
}

#[tokio::test]
async fn the_totals_are_those_of_the_servers_mode_having_limit_and_order() {
    let TestDatabase { ref db, .. } = TestDatabase::new().await;
    let text = |mode: &str, rest: &str| {
        format!(
            "SELECT number % 4 AS k, sum(number) AS s FROM numbers(10) GROUP BY k WITH TOTALS {rest} \
             SETTINGS totals_mode = '{mode}'"
        )
    };
    // 0+4+8, 1+5+9, 2+6, 3+7
    let rest = "HAVING s > 10 ORDER BY s DESC";
    let expected = vec![(1u8, 15u64), (0, 12)];
    for (mode, total) in [
        ("before_having", 45),
        ("after_having_exclusive", 27),
        ("after_having_inclusive", 27),
        ("after_having_auto", 27),
    ] {
        let found = both::<(u8, u64)>(db, &text(mode, rest)).await;
        assert_eq!(found, (expected.clone(), (0, total)), "{mode}");
    }
    let rest = "ORDER BY s LIMIT 1 OFFSET 1";
    let found = both::<(u8, u64)>(db, &text("after_having_exclusive", rest)).await;
    assert_eq!(found, (vec![(3, 10)], (0, 45)));
    let found = both::<(u8, u64)>(db, &text("before_having", "HAVING s > 1000")).await;
    assert_eq!(found, (vec![], (0, 45)));
    let empty = "SELECT number AS k, count() AS n FROM numbers(0) GROUP BY k WITH TOTALS";
    assert_eq!(both::<(u64, u64)>(db, empty).await, (vec![], (0, 0)));
}

/// What an answer in Native has is what is read by way of the text.
#[tokio::test]
async fn every_type_is_as_exact_in_totals_as_without() {
    let TestDatabase { ref db, .. } = TestDatabase::new().await;
    let columns = [
        "toUInt64(18446744073709551615)",
        "toInt64(-9223372036854775808)",
        "CAST('-57896044618658097711785492504343953926634992332820282019728792003956564819968', 'Int256')",
        "toUInt128('340282366920938463463374607431768211455')",
        "CAST('1234567890123456789012345678901234567890.1234567890', 'Decimal(76, 10)')",
        "CAST('-0.10', 'Decimal(9, 2)')",
        "toNullable(toDecimal64('5.5', 4))",
        "toNullable(NULL::Nullable(Decimal(18, 4)))",
        "toDate('2149-06-06')",
        "toDate32('1900-01-01')",
        "toDateTime(1698541200, 'Europe/Berlin')",
        "toDateTime(1698544800, 'Europe/Berlin')",
        "toDateTime(0)",
        "toDateTime64('1969-12-31 23:59:59.999', 3, 'UTC')",
        "toDateTime64('2299-12-31 23:59:59.999999', 6, 'UTC')",
        "toDateTime64('1955-01-01 00:00:00.123', 3, 'UTC')",
        "toDateTime64('2261-12-31 23:59:59.999999999', 9, 'UTC')",
        "[toDateTime64('1955-01-01 00:00:00.123', 3, 'Europe/Berlin')]",
        "map('a', toDateTime(1698544800, 'Europe/Berlin'))",
        "CAST('-999:59:59.123', 'Time64(3)')",
        "CAST('12:34:56', 'Time')",
        "toIntervalDay(-5)",
        "0.1 + 0.2",
        "5e-324",
        "1.7976931348623157e308",
        "-0.0",
        "toFloat32(16777216.1)",
        "toFloat32(3.4028235e38)",
        "toBFloat16(1.5)",
        "[1.1, 0.30000000000000004]",
        "true",
        "'a\\tb\\n\\n\\\\N\\'\"\\0ü'",
        "''",
        "'\\\\N'",
        "CAST('x', 'LowCardinality(Nullable(String))')",
        "CAST(NULL, 'LowCardinality(Nullable(String))')",
        "CAST('', 'LowCardinality(String)')",
        "['a\\n\\n', '', '\\0']",
        "[[1], []]",
        "[NULL, 'x']",
        "toFixedString('ab', 4)",
        "CAST('b\\'c', 'Enum8(\\'\\' = 1, \\'b\\\\\\'c\\' = 2, \\'t\\\\t\\' = 3)')",
        "toUUID('00000000-0000-0000-0000-000000000001')",
        "toIPv4('1.2.3.4')",
        "toIPv6('::1')",
        "tuple(toUInt8(1), 'x\\ty', toDate('2020-01-01'))",
        "CAST(tuple(1, NULL), 'Tuple(`a b` Int8, c Nullable(String))')",
        "map('k', [tuple(1, [NULL, 'x'])])",
        "CAST(tuple(1.5, -0.0), 'Point')",
        "CAST([[(0, 0), (1, 1)]], 'Polygon')",
    ];
    let checks = columns.iter().map(|column| async move {
        let select = format!("SELECT 1 AS one, any({column}) AS value FROM numbers(2)");
        let exact = sql(&select).into_json().all(db).await;
        let exact = exact.unwrap_or_else(|error| panic!("{column}: {error}"));
        let grouped = format!("{select} GROUP BY number WITH TOTALS");
        let (rows, totals) = sql(&grouped)
            .into_json()
            .all_with_totals(db)
            .await
            .unwrap_or_else(|error| panic!("{column}: {error}"));
        assert_eq!(rows, [exact[0].clone(), exact[0].clone()], "{column}");
        assert_eq!(totals, exact[0], "{column}");
    });
    join_all(checks).await;

    // JSON has neither infinities nor bytes.
    let text = "SELECT any(inf) AS a, any(-inf) AS b, any(nan) AS c, any(unhex('00FF0A0A5C4E09')) AS d, \
                any(toDecimal64('1.10', 2)) AS e, any(toInt256('-1')) AS f, any(toUInt256('7')) AS g, \
                any(toBFloat16(0.5)) AS h, any(map('x', [toNullable(1.5)])) AS i, any(toIPv6('::2')) AS j, \
                any(CAST([1, 2], 'Array(UInt16)')) AS k, any(-0.0) AS l \
                FROM numbers(1) GROUP BY number WITH TOTALS";
    #[derive(Debug, FromClickHouseRow)]
    struct Values {
        a: f64,
        b: f64,
        c: f64,
        d: Vec<u8>,
        e: Decimal,
        f: Int256,
        g: UInt256,
        h: BFloat16,
        i: Map<String, Vec<Option<f64>>>,
        j: IPv6,
        k: Array<u16>,
        l: f64,
    }
    let (rows, totals) = both::<Values>(db, text).await;
    for values in [&rows[0], &totals] {
        assert_eq!((values.a, values.b), (f64::INFINITY, f64::NEG_INFINITY));
        assert!(values.c.is_nan());
        assert_eq!(values.d, [0, 0xFF, 0x0A, 0x0A, 0x5C, 0x4E, 0x09]);
        assert_eq!(values.e.to_string(), "1.10");
        assert_eq!(values.f.to_string(), "-1");
        assert_eq!(values.g.to_string(), "7");
        assert_eq!(f32::from(values.h), 0.5);
        assert_eq!(values.i.0, [("x".to_owned(), vec![Some(1.5)])]);
        assert_eq!(values.j.to_string(), "::2");
        assert_eq!(values.k.0, [1, 2]);
        assert!(values.l.is_sign_negative());
    }
}

#[tokio::test]
async fn rows_with_totals_keep_their_order() {
    let TestDatabase { ref db, .. } = TestDatabase::new().await;
    let text = "SELECT number AS k, toString(number) AS s, count() AS n FROM numbers(200000) GROUP BY k, s WITH TOTALS \
                ORDER BY k";
    let (rows, totals) = both::<(u64, String, u64)>(db, text).await;
    assert_eq!(rows.len(), 200_000);
    for (expected, (k, s, n)) in rows.iter().enumerate() {
        assert_eq!(
            (*k, s.as_str(), *n),
            (expected as u64, expected.to_string().as_str(), 1)
        );
    }
    assert_eq!(totals, (0, "0".to_owned(), 200_000));
}

#[tokio::test]
async fn totals_come_through_joins_with_and_parameters_and_the_same_name_twice() {
    let TestDatabase { ref db, .. } = library().await;
    let joined = book::Entity::find()
        .select_only()
        .column(author::Column::Name)
        .column_as(book::Column::Id.count(), "books")
        .join(JoinType::LeftJoin, book::Relation::Author.def())
        .filter(book::Column::Id.is_in([1, 2]))
        .group_by(author::Column::Name)
        .order_by_asc(author::Column::Name)
        .with_totals()
        .clickhouse()
        .into_tuple::<(Option<String>, i64)>()
        .all_with_totals(db)
        .await
        .unwrap();
    let expected = vec![(Some("Le Guin".to_owned()), 1), (None, 1)];
    assert_eq!(joined, (expected, (None, 2)));

    let mut inner = Query::select()
        .expr_as(Expr::col("pages").modulo(2), Alias::new("odd"))
        .expr_as(Expr::cust("sum(pages)"), Alias::new("sum"))
        .from("book")
        .and_where(Expr::col("id").lt(3))
        .group_by_col("odd")
        .to_owned();
    inner.with_totals();
    let outer = Query::select()
        .columns(["odd", "sum"])
        .from("t")
        .order_by("odd", sea_orm::Order::Asc)
        .to_owned();
    let table = CommonTableExpression::new()
        .query(inner)
        .table_name("t")
        .to_owned();
    let with = outer.with(Query::with().cte(table).to_owned());
    let found = with
        .clickhouse()
        .into_tuple::<(u8, u64)>()
        .all_with_totals(db)
        .await;
    assert_eq!(found.unwrap(), (vec![(0, 200), (1, 341)], (0, 541)));

    let parameter =
        "SELECT number % ? AS k, k, count() AS n FROM numbers(4) GROUP BY k WITH TOTALS ORDER BY k";
    let twice = Statement::from_sql_and_values(DbBackend::MySql, parameter, [2u8.into()]).clickhouse();
    let found = twice.into_tuple::<(u8, u8, u64)>().all_with_totals(db).await;
    assert_eq!(found.unwrap(), (vec![(0, 0, 2), (1, 1, 2)], (0, 0, 4)));
}

#[tokio::test]
async fn settings_of_a_connection_do_not_change_rows_with_totals() {
    let test = TestDatabase::new().await;
    let mut url = test.url();
    url.query_pairs_mut()
        .append_pair("setting.extremes", "1")
        .append_pair("setting.date_time_output_format", "unix_timestamp")
        .append_pair("setting.format_tsv_null_representation", "nothing")
        .append_pair("setting.bool_true_representation", "si")
        .append_pair("setting.output_format_tsv_crlf_end_of_line", "1")
        .append_pair("setting.input_format_tsv_skip_first_lines", "1")
        .append_pair("setting.max_threads", "8")
        .append_pair("setting.offset", "1");
    let db = &ClickHouse::connect(url.as_str()).await.unwrap();
    let text = "SELECT number AS k, any(toNullable(NULL::Nullable(String))) AS a, any(true) AS b, \
                any(toDateTime(5, 'UTC')) AS c FROM numbers(3) GROUP BY k WITH TOTALS ORDER BY k";
    let (rows, totals) = both::<(u64, Option<String>, bool, chrono::DateTime<chrono::Utc>)>(db, text).await;
    let at = chrono::DateTime::from_timestamp(5, 0).unwrap();
    assert_eq!(
        rows,
        [(1, None, true, at), (2, None, true, at)],
        "the offset is counted once"
    );
    assert_eq!(totals, (0, None, true, at));
}

#[tokio::test]
async fn what_has_no_exact_totals_is_refused() {
    let TestDatabase { ref db, .. } = library().await;
    for (column, of) in [
        ("CAST('5', 'Variant(String, UInt64)')", "Variant(String, UInt64)"),
        ("CAST(5, 'Dynamic')", "Dynamic"),
        ("CAST('{\"a\":1}', 'JSON')", "JSON"),
        ("[CAST('{\"a\":1}', 'JSON')]", "Array(JSON)"),
        ("sumState(number)", "AggregateFunction(sum, UInt64)"),
    ] {
        let text = format!("SELECT {column} AS value, 1 FROM numbers(1) GROUP BY number WITH TOTALS");
        let error = refusal(db, &text).await;
        let sentence = format!(
            "WITH TOTALS: column `value` is {of} on the server, whose values lose their types in the text by which rows with \
             totals are read; convert it to a String or to one type, or use WITH ROLLUP, whose totals are rows of the result"
        );
        assert!(error.contains(&sentence), "{error}");
    }
    let error = refusal(
        db,
        "SELECT toString(number) AS s FROM numbers(1) GROUP BY s WITH TOTALS",
    )
    .await;
    assert!(
        error.contains(
            "WITH TOTALS: column `s` of String is the only one, so that an empty value cannot be told from the line before \
             the totals; select another beside it"
        ),
        "{error}"
    );
    let without = "the answer has no totals: add WITH TOTALS to the outermost query that has a GROUP BY, `with_totals()`";
    for text in [
        "SELECT 1 WHERE 0",
        "SELECT 1",
        "SELECT number FROM numbers(3)",
        "SELECT number, '' FROM numbers(3)",
        "SELECT sum(n), 1 FROM (SELECT count() AS n FROM numbers(3) GROUP BY number WITH TOTALS)",
    ] {
        let error = refusal(db, text).await;
        assert!(error.contains(without), "{text}: {error}");
    }
    let error = book::Entity::find()
        .clickhouse()
        .all_with_totals(db)
        .await
        .unwrap_err();
    assert!(error.to_string().contains(without), "{error}");
    let late = "SELECT throwIf(number = 90000) AS a, number FROM numbers(100000) GROUP BY number WITH TOTALS";
    assert!(
        refusal(db, late)
            .await
            .contains("FUNCTION_THROW_IF_VALUE_IS_NON_ZERO")
    );
    let missing = "SELECT x, 1 FROM nowhere GROUP BY x WITH TOTALS";
    assert!(refusal(db, missing).await.contains("UNKNOWN_TABLE"));
}

#[tokio::test]
async fn a_mismatch_in_rows_or_totals_is_an_error_that_names_the_column() {
    let TestDatabase { ref db, .. } = library().await;
    let text = "SELECT title, count() AS n FROM book GROUP BY title WITH TOTALS";
    let error = sql(text)
        .into_tuple::<(Option<i32>, u64)>()
        .all_with_totals(db)
        .await;
    let error = error.unwrap_err().to_string();
    assert!(
        error.contains(
            "field `0` of `(Option<i32>, u64)`: column `title` is String on the server and i32 (Int) in Rust"
        ),
        "{error}"
    );
    #[derive(Debug, FromClickHouseRow)]
    #[allow(dead_code)]
    struct Wrong {
        n: Option<String>,
    }
    let error = sql(text).into_json().all_with_totals_as::<Wrong>(db).await;
    let error = error.unwrap_err().to_string();
    assert!(
        error.contains("field `n` of `Wrong`: column `n` is UInt64 on the server and String in Rust"),
        "{error}"
    );
    db.execute_unprepared("SELECT 1").await.unwrap();
}
