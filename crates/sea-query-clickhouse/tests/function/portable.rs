use sea_query::{
    Asterisk, Expr, ExprTrait, Func, FunctionCall, Keyword, Query, SelectStatement, WindowStatement,
};
use sea_query_clickhouse::prelude::*;

use crate::{select::events, server::Server};

fn of(call: impl Into<Expr>) -> SelectStatement {
    Query::select().expr(call).from("event").to_owned()
}

#[track_caller]
fn check(server: &Server, call: impl Into<Expr>, text: &str, answer: &str) {
    server.check(&of(call), &format!("SELECT {text} FROM `event`"), answer);
}

#[track_caller]
fn check_one(server: &Server, call: impl Into<Expr>, text: &str, answer: &str) {
    server.check(Query::select().expr(call), &format!("SELECT {text}"), answer);
}

/// A function, its name in ClickHouse, and its answer for the numbers of all events.
type Aggregate = (fn(Expr) -> FunctionCall, &'static str, &'static str);

fn aggregates() -> [Aggregate; 4] {
    [
        (|e| Func::sum(e), "sumOrNull", "10"),
        (|e| Func::avg(e), "avgOrNull", "2.5"),
        (|e| Func::min(e), "minOrNull", "1"),
        (|e| Func::max(e), "maxOrNull", "4"),
    ]
}

#[test]
fn portable_aggregates_of_nothing_are_null() {
    let s = events();
    for (function, name, answer) in aggregates() {
        check(&s, function(Expr::col("id")), &format!("{name}(`id`)"), answer);
        s.check(
            of(function(Expr::col("id"))).and_where(Expr::col("id").gt(9)),
            &format!("SELECT {name}(`id`) FROM `event` WHERE `id` > 9"),
            "\\N",
        );
        check(
            &s,
            function(Expr::col("id")).filter(Expr::col("id").gt(9)),
            &format!("{name}(`id`) FILTER (WHERE `id` > 9)"),
            "\\N",
        );
        check(
            &s,
            function(Expr::col("id")).filter(Expr::col("id").eq(3)),
            &format!("{name}(`id`) FILTER (WHERE `id` = 3)"),
            "3",
        );
        s.check(
            Query::select()
                .expr_window(
                    Expr::from(function(Expr::col("id"))),
                    WindowStatement::partition_by("name"),
                )
                .from("event")
                .and_where(Expr::col("id").eq(3)),
            &format!("SELECT {name}(`id`) OVER (PARTITION BY `name`) FROM `event` WHERE `id` = 3"),
            "3",
        );
    }
}

#[test]
fn counts() {
    let s = events();
    check(&s, Func::count(Expr::col(Asterisk)), "count(*)", "4");
    check(&s, Func::count(Expr::col("score")), "count(`score`)", "3");
    check(
        &s,
        Func::count_distinct(Expr::col("name")),
        "count(DISTINCT `name`)",
        "3",
    );
    s.check(
        of(Func::count(Expr::col(Asterisk))).and_where(Expr::col("id").gt(9)),
        "SELECT count(*) FROM `event` WHERE `id` > 9",
        "0",
    );
    check(
        &s,
        Func::count(Expr::col("id")).filter(Expr::col("port").eq(53)),
        "count(`id`) FILTER (WHERE `port` = 53)",
        "2",
    );
}

#[test]
fn bit_aggregates() {
    let s = events();
    check(&s, Func::bit_or(Expr::col("id")), "groupBitOr(`id`)", "7");
    check(&s, Func::bit_and(Expr::col("id")), "groupBitAnd(`id`)", "0");
}

#[test]
fn portable_functions() {
    let s = events();
    check_one(&s, Func::abs(Expr::val(-3)), "abs(-3)", "3");
    check_one(
        &s,
        Func::coalesce([Expr::null(), Expr::val(2)]),
        "coalesce(NULL, 2)",
        "2",
    );
    check_one(
        &s,
        Func::if_null(Expr::null(), Expr::val(2)),
        "ifNull(NULL, 2)",
        "2",
    );
    check_one(
        &s,
        Func::greatest([Expr::val(1), Expr::val(3)]),
        "greatest(1, 3)",
        "3",
    );
    check_one(&s, Func::least([Expr::val(1), Expr::val(3)]), "least(1, 3)", "1");
    check_one(
        &s,
        Func::char_length(Expr::val("naïve")),
        "lengthUTF8('naïve')",
        "5",
    );
    check_one(&s, Func::lower(Expr::val("ÄB")), "lowerUTF8('ÄB')", "äb");
    check_one(&s, Func::upper(Expr::val("äb")), "upperUTF8('äb')", "ÄB");
    check_one(&s, Func::round(Expr::val(2.6)), "round(2.6)", "3");
    check_one(
        &s,
        Func::round_with_precision(Expr::val(2.66), Expr::cust("1")),
        "round(2.66, 1)",
        "2.7",
    );
    check_one(
        &s,
        Func::md5(Expr::val("a")),
        "lower(hex(MD5('a')))",
        "0cc175b9c0f1b6a831c399e269772661",
    );
    check_one(
        &s,
        Func::random().add(1).lt(2.5),
        "randCanonical() + 1 < 2.5",
        "1",
    );
    check_one(&s, Func::cust("toString").arg(5), "toString(5)", "5");
    assert_eq!(
        of(Func::cust("a`b").arg(1)).to_string(ClickHouseQueryBuilder),
        r"SELECT `a\`b`(1) FROM `event`"
    );
}

#[test]
fn casts() {
    let s = events();
    check_one(
        &s,
        Expr::val("5").cast_as("Int32").add(1),
        "CAST('5' AS Int32) + 1",
        "6",
    );
    check_one(&s, Expr::val(5).cast_as("text"), "CAST(5 AS text)", "5");
    check_one(
        &s,
        Expr::null().cast_as("Nullable(String)"),
        "CAST(NULL AS Nullable(String))",
        "\\N",
    );
    check_one(
        &s,
        Func::cast_as_quoted(Expr::val(5), "String"),
        "CAST(5 AS String)",
        "5",
    );
    check_one(
        &s,
        Func::cast_as_quoted(Expr::cust("[1]"), "String[]"),
        "CAST(([1]) AS Array(String))",
        "['1']",
    );
    check_one(&s, Expr::val("a").as_enum("Letter"), "'a'", "a");
}

#[test]
fn keywords() {
    let s = events();
    check_one(
        &s,
        Expr::current_date().eq(Expr::cust("today()")),
        "today() = (today())",
        "1",
    );
    check_one(
        &s,
        Expr::current_timestamp().gt(Expr::cust("today()")),
        "now64(6) > (today())",
        "1",
    );
    check_one(&s, Expr::Keyword(Keyword::Null), "NULL", "\\N");
}
