use sea_query::{Expr, ExprTrait, InsertStatement, Query};
use sea_query_clickhouse::{Target, build_clickhouse, prelude::*, query::TableFunction};

use crate::server::Server;

fn events() -> Server {
    Server::with(&[
        "CREATE TABLE event (id UInt32, day UInt8, `na\\`me` String) ENGINE = MergeTree ORDER BY id",
        "INSERT INTO event VALUES (1, 1, 'a'), (2, 2, 'b'), (3, 2, 'c')",
    ])
}

#[track_caller]
fn insert_once(s: &Server, insert: &InsertStatement, text: &str, rows: &str) {
    assert_eq!(insert.to_string(ClickHouseQueryBuilder), text);
    s.answer(insert, &Target::default());
    assert_eq!(
        s.run("SELECT id, `na\\`me` FROM event ORDER BY id")
            .trim_end_matches('\n'),
        rows
    );
}

#[test]
fn insert_except_format_and_function() {
    let s = events();
    let rows = Query::select()
        .expr_as(Expr::cust("number + 10"), "id")
        .expr_as(3, "day")
        .from(TableFunction::numbers(1))
        .to_owned();
    let mut insert = Query::insert();
    insert
        .into_table("event")
        .settings([("async_insert", 0)])
        .except_columns(["na`me"])
        .rows_from(rows.clone());
    insert_once(
        &s,
        &insert,
        r"INSERT INTO `event` (* EXCEPT (`na\`me`)) SETTINGS async_insert = 0 SELECT number + 10 AS `id`, 3 AS `day` FROM numbers(1)",
        "1\ta\n2\tb\n3\tc\n10\t",
    );
    let mut all = Query::insert();
    all.into_table("event").rows_from(
        Query::select()
            .column(sea_query::Asterisk)
            .from("event")
            .and_where(Expr::col("id").eq(10))
            .to_owned(),
    );
    insert_once(
        &s,
        &all,
        "INSERT INTO `event` SELECT * FROM `event` WHERE `id` = 10",
        "1\ta\n2\tb\n3\tc\n10\t\n10\t",
    );
    let mut format = Query::insert();
    format
        .into_table("event")
        .columns(["id", "day"])
        .format("CSV")
        .settings([("async_insert", 0)]);
    assert_eq!(
        format.to_string(ClickHouseQueryBuilder),
        "INSERT INTO `event` (`id`, `day`) SETTINGS async_insert = 0 FORMAT CSV"
    );
    let built = build_clickhouse(&format, &Target::default()).unwrap();
    assert_eq!(built.requirements.format.as_deref(), Some("CSV"));
    s.run(&format!("{}\n11,4\n", built.sql));
    assert_eq!(s.run("SELECT day FROM event WHERE id = 11"), "4\n");
    let mut function = Query::insert();
    function
        .into_table(TableFunction::null(r"x String, `it's\\` UInt8"))
        .columns(["x", r"it's\"])
        .values_panic(["a'".into(), 1.into()])
        .settings([("max_threads", 1)]);
    insert_once(
        &s,
        &function,
        r"INSERT INTO FUNCTION null('x String, `it\'s\\\\` UInt8') (`x`, `it's\\`) SETTINGS max_threads = 1 VALUES ('a\'', 1)",
        "1\ta\n2\tb\n3\tc\n10\t\n10\t\n11\t",
    );
    let refused = |insert: &sea_query::InsertStatement, sentence: &str| {
        assert_eq!(
            build_clickhouse(insert, &Target::default())
                .unwrap_err()
                .to_string(),
            sentence
        );
    };
    refused(
        format.clone().rows_from(rows.clone()),
        "INSERT: its rows come from VALUES, a SELECT or a FORMAT; keep one of them",
    );
    refused(
        insert.clone().columns(["id"]),
        "EXCEPT: the INSERT names its columns, and those that it leaves out; keep one of the two",
    );
    refused(
        Query::insert()
            .into_table(TableFunction::null("x UInt8").alias("a"))
            .columns(["x"])
            .values_panic([1.into()]),
        "INSERT: it must name one table, without an alias",
    );
    refused(
        Query::insert()
            .into_table("event")
            .rows_from(rows.clone().format("CSV").to_owned()),
        "FORMAT: it stands at the end of the outermost query; take it out of the sub-query",
    );
}
