//! Numbers in expressions: the type of a parameter decides the type of what it is a part of.

use sea_query::{Expr, ExprTrait, Func, Order, Query, SelectStatement, UnionType};
use sea_query_clickhouse::{Target, build_clickhouse, func::lambda, prelude::*};

use crate::server::Server;

fn server() -> Server {
    Server::with(&[
        "CREATE TABLE t (id Int64, hash UInt64, flags UInt8, small Int8, v Nullable(Int64)) \
         ENGINE = MergeTree ORDER BY id",
        "INSERT INTO t VALUES (1, 18446744073709551000, 255, -1, NULL), (2, 7, 1, 3, 4)",
    ])
}

fn of(expr: impl Into<Expr>) -> SelectStatement {
    Query::select()
        .expr(expr)
        .from("t")
        .order_by("id", Order::Asc)
        .to_owned()
}

#[track_caller]
fn built(query: &SelectStatement) -> String {
    build_clickhouse(query, &Target::default()).unwrap().sql
}

#[test]
fn a_number_beside_uint64_made_it_signed() {
    let s = server();
    let query = of(Expr::col("hash").add(10));
    s.check(
        &query,
        "SELECT `hash` + 10 FROM `t` ORDER BY `id` ASC",
        "18446744073709551010\n17",
    );
    assert_eq!(
        built(&query),
        "SELECT `hash` + {p0:UInt8} FROM `t` ORDER BY `id` ASC"
    );
    s.check(
        &of(Expr::col("hash").modulo(10i64)),
        "SELECT `hash` % 10 FROM `t` ORDER BY `id` ASC",
        "0\n7",
    );
    s.check(
        &of(Expr::val(2).mul(Expr::col("hash").sub(9_223_372_036_854_775_807i64))),
        "SELECT 2 * (`hash` - 9223372036854775807) FROM `t` ORDER BY `id` ASC",
        "-1230\n16",
    );
}

#[test]
fn case_of_uint64_and_a_number_was_a_variant() {
    let s = server();
    let case = Expr::case(Expr::col("id").eq(2), Expr::col("hash")).finally(0);
    let query = Query::select().expr(Func::sum(case)).from("t").to_owned();
    s.check(
        &query,
        "SELECT sumOrNull((CASE WHEN (`id` = 2) THEN `hash` ELSE 0 END)) FROM `t`",
        "7",
    );
    assert_eq!(
        built(&query),
        "SELECT sumOrNull((CASE WHEN (`id` = {p0:Int32}) THEN `hash` ELSE {p1:UInt8} END)) FROM `t`"
    );
    // A number that needs UInt64 as a parameter has a common type with Int64 as a literal.
    for column in ["id", "hash"] {
        let case = Expr::case(Expr::col("id").eq(3), Expr::col(column)).finally(5_000_000_000i64);
        s.check(
            &of(Expr::cust_with_exprs("plus(?, 1)", [case.into()])),
            &format!(
                "SELECT plus((CASE WHEN (`id` = 3) THEN `{column}` ELSE 5000000000 END), 1) FROM `t` ORDER BY `id` ASC"
            ),
            "5000000001\n5000000001",
        );
    }
}

#[test]
fn coalesce_of_int64_and_a_large_number_was_a_variant() {
    let s = server();
    let query =
        of(Func::cust("toTypeName").arg(Func::coalesce([Expr::col("v"), Expr::val(5_000_000_000i64)])));
    s.check(
        &query,
        "SELECT toTypeName(coalesce(`v`, 5000000000)) FROM `t` ORDER BY `id` ASC",
        "Int64\nInt64",
    );
}

#[test]
fn a_literal_of_a_bit_operator_lost_its_sign_or_its_bits() {
    let s = server();
    let check = |expr: Expr, text: &str, answer: &str| {
        s.check(
            &of(expr),
            &format!("SELECT {text} FROM `t` ORDER BY `id` ASC"),
            answer,
        );
    };
    check(
        Expr::col("flags").bit_and(-2),
        "bitAnd(`flags`, toInt32(-2))",
        "254\n0",
    );
    check(
        Expr::col("small").bit_and(200),
        "bitAnd(`small`, toInt32(200))",
        "200\n0",
    );
    check(
        Expr::col("small").bit_or(128i64),
        "bitOr(`small`, toInt64(128))",
        "-1\n131",
    );
    check(
        Expr::val(200).left_shift(3),
        "bitShiftLeft(toInt32(200), 3)",
        "1600\n1600",
    );
    check(
        Expr::val(-1).bit_and(200),
        "bitAnd(toInt32(-1), toInt32(200))",
        "200\n200",
    );
    check(Expr::col("flags").bit_and(4), "bitAnd(`flags`, 4)", "4\n0");
}

#[test]
fn a_position_in_order_by_was_a_constant_as_a_parameter() {
    let s = server();
    let mut query = Query::select();
    query
        .columns(["id", "small"])
        .from("t")
        .order_by_expr(Expr::val(2), Order::Desc);
    s.check(
        &query,
        "SELECT `id`, `small` FROM `t` ORDER BY 2 DESC",
        "2\t3\n1\t-1",
    );
    assert_eq!(built(&query), "SELECT `id`, `small` FROM `t` ORDER BY 2 DESC");
    let mut query = Query::select();
    query
        .expr_as(Expr::col("id").modulo(2), "odd")
        .expr(Func::cust("count"))
        .from("t")
        .add_group_by([Expr::val(1)])
        .order_by_with(order(1))
        .limit_by(1, [Expr::val(1)]);
    s.check(
        &query,
        "SELECT `id` % 2 AS `odd`, count() FROM `t` GROUP BY 1 ORDER BY 1 ASC LIMIT 1 BY 1",
        "0\t1\n1\t1",
    );
    let mut query = Query::select();
    query
        .column("id")
        .expr(Func::cust("count"))
        .from("t")
        .grouping_sets([vec![Expr::val(1)], vec![]])
        .order_by("id", Order::Asc);
    s.check(
        &query,
        "SELECT `id`, count() FROM `t` GROUP BY GROUPING SETS ((1), ()) HAVING count() >= 0 ORDER BY `id` ASC",
        "0\t2\n1\t1\n2\t1",
    );
}

fn order(position: i32) -> sea_query_clickhouse::query::OrderBy {
    sea_query_clickhouse::query::OrderBy::new(Expr::val(position))
}

#[test]
fn an_offset_after_limit_by_needed_a_limit() {
    let s = server();
    let mut query = Query::select();
    query
        .column("id")
        .from("t")
        .order_by("id", Order::Asc)
        .limit_by(1, [Expr::col("id")])
        .offset(1);
    s.check(
        &query,
        "SELECT `id` FROM `t` ORDER BY `id` ASC LIMIT 1 BY `id` LIMIT 18446744073709551615 OFFSET 1",
        "2",
    );
}

#[test]
fn a_lambda_under_a_name_was_refused() {
    let s = server();
    let mut query = Query::select();
    query
        .with_expr("twice", lambda("x", Expr::col("x").mul(2)))
        .expr(Func::cust("twice").arg(Expr::col("id")))
        .from("t")
        .order_by("id", Order::Asc);
    s.check(
        &query,
        "WITH `x` -> `x` * 2 AS `twice` SELECT twice(`id`) FROM `t` ORDER BY `id` ASC",
        "2\n4",
    );
}

#[test]
fn a_number_in_an_arm_of_a_union_made_the_column_a_variant() {
    let s = server();
    let number = || Query::select().expr_as(Expr::val(7), "x").to_owned();
    let column = || {
        Query::select()
            .expr_as(Expr::col("hash"), "x")
            .from("t")
            .to_owned()
    };
    let typed = |query: SelectStatement| {
        Query::select()
            .distinct()
            .expr(Func::cust("toTypeName").arg(Expr::col("x")))
            .from_subquery(query, "q")
            .to_owned()
    };
    s.check(
        &typed(column().union(UnionType::All, number()).take()),
        "SELECT DISTINCT toTypeName(`x`) FROM (SELECT `hash` AS `x` FROM `t` UNION ALL (SELECT 7 AS `x`)) AS `q`",
        "UInt64",
    );
    s.check(
        &typed(number().union(UnionType::All, column()).take()),
        "SELECT DISTINCT toTypeName(`x`) FROM (SELECT 7 AS `x` UNION ALL (SELECT `hash` AS `x` FROM `t`)) AS `q`",
        "UInt64",
    );
    // The values of two types are never the same.
    s.check(
        &column().union(UnionType::Intersect, number()).take(),
        "SELECT `hash` AS `x` FROM `t` INTERSECT DISTINCT (SELECT 7 AS `x`)",
        "7",
    );
}

#[test]
fn a_negative_number_had_an_unsigned_remainder_by_a_large_one() {
    let s = server();
    let remainder = |number: i64| {
        Query::select()
            .expr(Expr::cust("toInt64(-10)").modulo(number))
            .to_owned()
    };
    s.check(
        &remainder(5_000_000_000_000_000_000),
        "SELECT (toInt64(-10)) % toInt64(5000000000000000000)",
        "-10",
    );
    s.check(&remainder(3), "SELECT (toInt64(-10)) % 3", "-1");
}
