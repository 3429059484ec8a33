use sea_query::{Expr, ExprTrait, NullOrdering, Order, Query, SelectStatement, UnionType};
use sea_query_clickhouse::{
    Target, build_clickhouse,
    prelude::*,
    query::{Interpolate, Limit, OrderBy, TableFunction, WithFill},
};

use crate::server::Server;

/// The rows 1 and 3.
fn rows() -> SelectStatement {
    Query::select()
        .columns(["n", "v"])
        .from(TableFunction::values("n UInt8, v Int16", [(1, 10), (3, 30)]))
        .to_owned()
}

const ROWS: &str = "SELECT `n`, `v` FROM values('n UInt8, v Int16', (1, 10), (3, 30))";

fn n(fill: WithFill) -> OrderBy {
    OrderBy::new(Expr::col("n")).fill(fill)
}

#[test]
fn with_fill() {
    let s = Server::new();
    let check = |query: &SelectStatement, text: &str, answer: &str| {
        s.check(query, &format!("{ROWS} {text}"), answer);
    };
    check(
        rows().order_by_with(n(WithFill::new())),
        "ORDER BY `n` ASC WITH FILL",
        "1\t10\n2\t0\n3\t30",
    );
    check(
        rows().order_by_with(n(WithFill::new().from(0).to(6).step(2))),
        "ORDER BY `n` ASC WITH FILL FROM 0 TO 6 STEP 2",
        "0\t0\n1\t10\n2\t0\n3\t30\n4\t0",
    );
    check(
        rows().order_by_with(n(WithFill::new().step(-1)).desc().nulls_first()),
        "ORDER BY `n` DESC NULLS FIRST WITH FILL STEP -1",
        "3\t30\n2\t0\n1\t10",
    );
    check(
        rows().order_by_with(n(WithFill::new().to(9).staleness(2))),
        "ORDER BY `n` ASC WITH FILL TO 9 STALENESS 2",
        "1\t10\n2\t0\n3\t30\n4\t0",
    );
    check(
        rows()
            .order_by_with(n(WithFill::new()))
            .interpolate([Interpolate::with("v", Expr::col("v").add(1))]),
        "ORDER BY `n` ASC WITH FILL INTERPOLATE (`v` AS `v` + 1)",
        "1\t10\n2\t11\n3\t30",
    );
    check(
        rows()
            .order_by_with(n(WithFill::new()))
            .interpolate([Interpolate::keep("v")])
            .limit(2),
        "ORDER BY `n` ASC WITH FILL INTERPOLATE (`v`) LIMIT 2",
        "1\t10\n2\t10",
    );
    check(
        rows().order_by_with(n(WithFill::new())).interpolate([]),
        "ORDER BY `n` ASC WITH FILL INTERPOLATE",
        "1\t10\n2\t10\n3\t30",
    );
}

#[test]
fn fill_of_dates_in_intervals() {
    let s = Server::new();
    let days = TableFunction::values("d Date", ["2024-01-01", "2024-01-03"]);
    s.check(
        Query::select().column("d").from(days).order_by_with(
            OrderBy::new(Expr::col("d")).fill(WithFill::new().step(Expr::cust("INTERVAL 1 DAY"))),
        ),
        "SELECT `d` FROM values('d Date', ('2024-01-01'), ('2024-01-03')) \
         ORDER BY `d` ASC WITH FILL STEP INTERVAL 1 DAY",
        "2024-01-01\n2024-01-02\n2024-01-03",
    );
}

#[test]
fn collate_and_nulls() {
    let s = Server::new();
    let words = || TableFunction::values("w Nullable(String)", [Some("b"), Some("A"), None, Some("a")]);
    s.check(
        Query::select()
            .column("w")
            .from(words())
            .order_by_with(OrderBy::new(Expr::col("w")).collate("en").nulls_first()),
        "SELECT `w` FROM values('w Nullable(String)', ('b'), ('A'), (NULL), ('a')) \
         ORDER BY `w` ASC NULLS FIRST COLLATE 'en'",
        "\\N\na\nA\nb",
    );
    s.check(
        Query::select()
            .column("w")
            .from(words())
            .order_by_with(OrderBy::new(Expr::col("w")).desc().nulls_last()),
        "SELECT `w` FROM values('w Nullable(String)', ('b'), ('A'), (NULL), ('a')) \
         ORDER BY `w` DESC NULLS LAST",
        "b\na\nA\n\\N",
    );
    assert_eq!(
        Query::select()
            .column("w")
            .from("t")
            .order_by_with(OrderBy::new(Expr::col("w")).collate(r"e'n\"))
            .to_string(ClickHouseQueryBuilder),
        r"SELECT `w` FROM `t` ORDER BY `w` ASC COLLATE 'e\'n\\'"
    );
}

#[test]
fn order_by_all() {
    let s = Server::new();
    s.check(
        rows().order_by_all(Order::Desc, Some(NullOrdering::Last)),
        &format!("{ROWS} ORDER BY ALL DESC NULLS LAST"),
        "3\t30\n1\t10",
    );
    s.check(
        rows()
            .order_by_all(Order::Asc, None)
            .union(UnionType::All, rows()),
        &format!("SELECT * FROM ({ROWS} UNION ALL ({ROWS})) ORDER BY ALL ASC"),
        "1\t10\n1\t10\n3\t30\n3\t30",
    );
}

#[test]
fn limit_by() {
    let s = Server::new();
    let by = || [Expr::col("number").modulo(2)];
    let numbers = || {
        Query::select()
            .column("number")
            .from(TableFunction::numbers(8))
            .order_by("number", Order::Asc)
            .to_owned()
    };
    let check = |query: &SelectStatement, text: &str, answer: &str| {
        s.check(
            query,
            &format!("SELECT `number` FROM numbers(8) ORDER BY `number` ASC {text}"),
            answer,
        );
    };
    check(
        numbers().limit_by(2, by()),
        "LIMIT 2 BY `number` % 2",
        "0\n1\n2\n3",
    );
    check(
        numbers().limit_by_offset(1, 2, by()).limit(1).offset(1),
        "LIMIT 1 OFFSET 2 BY `number` % 2 LIMIT 1 OFFSET 1",
        "5",
    );
    check(numbers().limit_by(-1, by()), "LIMIT -1 BY `number` % 2", "6\n7");
    s.check(
        numbers()
            .union(UnionType::All, numbers())
            .limit_by(1, [Expr::col("number")])
            .limit(2),
        "SELECT * FROM (SELECT `number` FROM numbers(8) UNION ALL (SELECT `number` FROM numbers(8) \
         ORDER BY `number` ASC)) ORDER BY `number` ASC LIMIT 1 BY `number` LIMIT 2",
        "0\n1",
    );
}

#[test]
fn limits_from_the_end_and_of_a_share() {
    let s = Server::new();
    let numbers = || {
        Query::select()
            .column("number")
            .from(TableFunction::numbers(10))
            .order_by("number", Order::Asc)
            .to_owned()
    };
    let check = |query: &SelectStatement, text: &str, answer: &str| {
        s.check(
            query,
            &format!("SELECT `number` FROM numbers(10) ORDER BY `number` ASC {text}"),
            answer,
        );
    };
    check(numbers().limit_with(Limit::last(2)), "LIMIT -2", "8\n9");
    check(
        numbers().limit_with(-2).offset_with(-3),
        "LIMIT -2 OFFSET -3",
        "5\n6",
    );
    check(
        numbers().limit_with(0.2).offset_with(0.5),
        "LIMIT 0.2 OFFSET 0.5",
        "5\n6",
    );
    check(
        numbers().limit(1).offset_with(Limit::share(0.5)),
        "LIMIT 1 OFFSET 0.5",
        "5",
    );
    check(
        numbers().limit_with(2u64).with_ties(),
        "LIMIT 2 WITH TIES",
        "0\n1",
    );
    s.check(
        Query::select()
            .expr_as(Expr::cust("intDiv(number, 2)"), "n")
            .from(TableFunction::numbers(6))
            .order_by("n", Order::Asc)
            .limit(1)
            .with_ties(),
        "SELECT intDiv(number, 2) AS `n` FROM numbers(6) ORDER BY `n` ASC LIMIT 1 WITH TIES",
        "0\n0",
    );
    let version = |text: &str| Target::default().version(text.parse().unwrap());
    let refused = |query: &SelectStatement, target: &Target<'_>, sentence: &str| {
        assert_eq!(build_clickhouse(query, target).unwrap_err().to_string(), sentence);
    };
    refused(
        numbers().limit_with(-2),
        &version("25.3"),
        "negative LIMIT: the server is ClickHouse 25.3.0, this needs 25.10.0 or later",
    );
    let now = Target::default();
    refused(
        numbers().limit_with(1.5),
        &now,
        "LIMIT: the share 1.5 is not above 0 and below 1; a number of rows is `Limit::rows(..)`",
    );
    refused(
        numbers().limit_with(2).limit(3),
        &now,
        "LIMIT: it is set by SeaQuery's method and by ClickHouse's; keep one of the two",
    );
    refused(
        numbers().limit_by(0.5, [Expr::col("number")]),
        &now,
        "LIMIT BY: ClickHouse takes a number of rows here and no share; use `Limit::rows(..)` or `Limit::last(..)`",
    );
    refused(
        numbers().with_ties(),
        &now,
        "WITH TIES: the SELECT has no LIMIT; set one",
    );
    refused(
        numbers().interpolate([]),
        &now,
        "INTERPOLATE: no ORDER BY of the SELECT has WITH FILL, which makes the rows; use `.order_by_with(..)`",
    );
    refused(
        numbers().order_by_all(Order::Asc, None),
        &now,
        "ORDER BY ALL: the SELECT has other orders too; keep one of the two",
    );
    refused(
        rows().order_by_with(n(WithFill::new().from(1).staleness(2))),
        &now,
        "WITH FILL: STALENESS fills after rows that are there and so takes no FROM; drop one of the two",
    );
}
