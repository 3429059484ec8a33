use sea_query::{Expr, ExprTrait, NullOrdering, Order, Query, SelectStatement, UnionType};
use sea_query_clickhouse::{
    prelude::*,
    query::{Interpolate, Limit, OrderBy, TableFunction, WithFill},
};

use super::{ids, numbers, places};

#[test]
fn orders() {
    let p = places();
    let rows = |answer: &str, query: &SelectStatement, text: &str| p.check(query, text, answer);
    rows(
        "3\n2\n1",
        ids().final_().order_by_all(Order::Desc, Some(NullOrdering::Last)),
        "SELECT `id` FROM `e` FINAL ORDER BY ALL DESC NULLS LAST",
    );
    // The order shows by a limit.
    rows(
        "2",
        ids()
            .final_()
            .order_by_with(OrderBy::new(Expr::col("v")).nulls_first())
            .limit(1),
        "SELECT `id` FROM `e` FINAL ORDER BY `v` ASC NULLS FIRST LIMIT 1",
    );
    rows(
        "2",
        ids()
            .final_()
            .order_by_with_nulls("v", Order::Asc, NullOrdering::Last)
            .limit(1)
            .offset(2),
        "SELECT `id` FROM `e` FINAL ORDER BY `v` ASC NULLS LAST LIMIT 1 OFFSET 2",
    );
    rows(
        "1",
        ids()
            .final_()
            .order_by_with(OrderBy::new(Expr::col("name")).collate("de"))
            .limit(1),
        "SELECT `id` FROM `e` FINAL ORDER BY `name` ASC COLLATE 'de' LIMIT 1",
    );
    let filled = || {
        Query::select()
            .expr_as(Expr::cust("toInt32(number * 3)"), "n")
            .from(TableFunction::numbers(2))
            .to_owned()
    };
    let text = "SELECT toInt32(number * 3) AS `n`";
    rows(
        "-1\n0\n1\n3",
        filled().order_by_with(OrderBy::new(Expr::col("n")).fill(WithFill::new().from(-1).to(3).step(2))),
        &format!("{text} FROM numbers(2) ORDER BY `n` ASC WITH FILL FROM -1 TO 3 STEP 2"),
    );
    rows(
        "0\n1\n3\n4",
        filled().order_by_with(OrderBy::new(Expr::col("n")).fill(WithFill::new().staleness(2))),
        &format!("{text} FROM numbers(2) ORDER BY `n` ASC WITH FILL STALENESS 2"),
    );
    rows(
        "0\t1\n1\t2\n2\t3\n3\t1",
        filled()
            .expr_as(Expr::cust("toInt32(1)"), "m")
            .order_by_with(OrderBy::new(Expr::col("n")).fill(WithFill::new()))
            .interpolate([Interpolate::with("m", Expr::col("m").add(1))]),
        &format!(
            "{text}, toInt32(1) AS `m` FROM numbers(2) ORDER BY `n` ASC WITH FILL INTERPOLATE (`m` AS `m` + 1)"
        ),
    );
}

#[test]
fn limits() {
    let p = places();
    let ordered = || {
        Query::select()
            .expr_as(Expr::cust("intDiv(number, 2)"), "h")
            .column("number")
            .from(TableFunction::numbers(6))
            .order_by("number", Order::Asc)
            .to_owned()
    };
    let text = |end: &str| {
        format!("SELECT intDiv(number, 2) AS `h`, `number` FROM numbers(6) ORDER BY `number` ASC {end}")
    };
    p.check(
        ordered().limit_by_offset(1u64, 1u64, [Expr::col("h")]),
        &text("LIMIT 1 OFFSET 1 BY `h`"),
        "0\t1\n1\t3\n2\t5",
    );
    p.check(
        ordered().limit_with(Limit::last(2)),
        &text("LIMIT -2"),
        "2\t4\n2\t5",
    );
    p.check(
        ordered().limit_with(Limit::share(0.5)),
        &text("LIMIT 0.5"),
        "0\t0\n0\t1\n1\t2",
    );
    p.check(
        ordered().limit_with(2u64).offset_with(Limit::last(1)),
        &text("LIMIT 2 OFFSET -1"),
        "0\t0\n0\t1",
    );
    p.check(
        Query::select()
            .expr_as(Expr::cust("intDiv(number, 2)"), "h")
            .from(TableFunction::numbers(6))
            .order_by("h", Order::Asc)
            .limit(1)
            .with_ties(),
        "SELECT intDiv(number, 2) AS `h` FROM numbers(6) ORDER BY `h` ASC LIMIT 1 WITH TIES",
        "0\n0",
    );
}

#[test]
fn settings_and_set_operations() {
    let p = places();
    p.check(
        numbers(2)
            .setting("max_threads", 1)
            .setting("log_comment", "it's"),
        r"SELECT `number` FROM numbers(2) SETTINGS max_threads = 1, log_comment = 'it\'s'",
        "0\n1",
    );
    for (kind, word, rows) in [
        (UnionType::All, "UNION ALL", "0\n1\n2\n0\n1"),
        (UnionType::Distinct, "UNION DISTINCT", "0\n1\n2"),
        (UnionType::Intersect, "INTERSECT DISTINCT", "0\n1"),
        (UnionType::Except, "EXCEPT DISTINCT", "2"),
    ] {
        p.check(
            numbers(3).union(kind, numbers(2)),
            &format!("SELECT `number` FROM numbers(3) {word} (SELECT `number` FROM numbers(2))"),
            rows,
        );
    }
}
