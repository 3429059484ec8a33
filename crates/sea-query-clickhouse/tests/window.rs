//! Window functions: inline and named windows, frames, and functions over windows inside of expressions.

use sea_query::{
    Expr, ExprTrait, Frame, FrameType, Func, Order, OverStatement, Query, WindowSelectType, WindowStatement,
};
use sea_query_clickhouse::{Target, aggregate::*, build_clickhouse, prelude::*};

use crate::server::Server;

fn server() -> Server {
    Server::with(&[
        "CREATE TABLE t (g String, n Int32, v Nullable(Float64), at DateTime('UTC')) ENGINE = MergeTree ORDER BY (g, n)",
        "INSERT INTO t VALUES ('a', 1, 10, '2024-01-01 00:00:00'), ('a', 2, NULL, '2024-01-01 00:00:01'), \
         ('a', 2, 5, '2024-01-01 00:00:02'), ('b', 1, 1, '2024-01-01 00:00:03')",
    ])
}

fn by_n() -> WindowStatement {
    WindowStatement::partition_by("g")
        .order_by("n", Order::Asc)
        .take()
}

fn by_at() -> WindowStatement {
    WindowStatement::partition_by("g")
        .order_by("at", Order::Asc)
        .take()
}

/// The values of a function over a window, in the order of the table.
#[track_caller]
fn check(s: &Server, call: impl Into<Expr>, window: WindowStatement, text: &str, answers: &str) {
    s.check(
        Query::select()
            .expr_window(call.into(), window)
            .from("t")
            .order_by("at", Order::Asc),
        &format!("SELECT {text} FROM `t` ORDER BY `at` ASC"),
        &answers.replace(' ', "\n"),
    );
}

#[test]
fn functions_of_windows() {
    let s = server();
    let n = "(PARTITION BY `g` ORDER BY `n` ASC)";
    let at = "(PARTITION BY `g` ORDER BY `at` ASC)";
    check(
        &s,
        row_number(),
        by_at(),
        &format!("row_number() OVER {at}"),
        "1 2 3 1",
    );
    check(&s, rank(), by_n(), &format!("rank() OVER {n}"), "1 2 2 1");
    check(
        &s,
        dense_rank(),
        by_n(),
        &format!("denseRank() OVER {n}"),
        "1 2 2 1",
    );
    check(
        &s,
        percent_rank(),
        by_n(),
        &format!("percentRank() OVER {n}"),
        "0 0.5 0.5 0",
    );
    check(
        &s,
        cume_dist(),
        by_n(),
        &format!("cume_dist() OVER {n}"),
        "0.3333333333333333 1 1 1",
    );
    check(
        &s,
        ntile(Expr::cust("2")),
        by_at(),
        &format!("ntile(2) OVER {at}"),
        "1 1 2 1",
    );
    let at_col = || Expr::col("at");
    check(
        &s,
        lag([Expr::col("n")]),
        by_at(),
        &format!("lag(`n`) OVER {at}"),
        "0 1 2 0",
    );
    check(
        &s,
        lag([Expr::col("n"), Expr::val(2), Expr::val(-1)]),
        by_at(),
        &format!("lag(`n`, 2, -1) OVER {at}"),
        "-1 -1 1 -1",
    );
    check(
        &s,
        lead([Expr::col("n")]),
        by_at(),
        &format!("lead(`n`) OVER {at}"),
        "2 2 0 0",
    );
    check(
        &s,
        lag_in_frame([Expr::col("n")]),
        by_at(),
        &format!("lagInFrame(`n`) OVER {at}"),
        "0 1 2 0",
    );
    check(
        &s,
        lead_in_frame([Expr::col("n")]),
        by_at(),
        &format!("leadInFrame(`n`) OVER {at}"),
        "0 0 0 0",
    );
    check(
        &s,
        first_value(Expr::col("n")),
        by_at(),
        &format!("first_value(`n`) OVER {at}"),
        "1 1 1 1",
    );
    check(
        &s,
        last_value(Expr::col("n")),
        by_at(),
        &format!("last_value(`n`) OVER {at}"),
        "1 2 2 1",
    );
    check(
        &s,
        first_value(Expr::col("v")).respect_nulls(),
        WindowStatement::partition_by("g")
            .order_by("at", Order::Desc)
            .take(),
        "first_value(`v`) RESPECT NULLS OVER (PARTITION BY `g` ORDER BY `at` DESC)",
        "5 5 5 1",
    );
    check(
        &s,
        nth_value(Expr::col("n"), 2),
        by_at(),
        &format!("nth_value(`n`, 2) OVER {at}"),
        "0 2 2 0",
    );
    check(
        &s,
        non_negative_derivative(Expr::col("n"), at_col()),
        by_at(),
        &format!("nonNegativeDerivative(`n`, `at`) OVER {at}"),
        "0 1 0 0",
    );
    for (call, name, answers) in [
        (
            exponential_time_decayed_avg(1, Expr::col("n"), at_col()),
            "Avg(1)(`n`, `at`)",
            "1 1.731059 1.909969 1",
        ),
        (
            exponential_time_decayed_max(1, Expr::col("n"), at_col()),
            "Max(1)(`n`, `at`)",
            "1 2 2 1",
        ),
        (
            exponential_time_decayed_sum(1, Expr::col("n"), at_col()),
            "Sum(1)(`n`, `at`)",
            "1 2.367879441171442 2.8710940049 1",
        ),
        (
            exponential_time_decayed_count(1, at_col()),
            "Count(1)(`at`)",
            "1 1.3678794411714423 1.5032147244080551 1",
        ),
    ] {
        let text = format!("round(exponentialTimeDecayed{name} OVER {at}, (6))");
        let rounded = sea_query::Func::round_with_precision(
            over(call, WindowSelectType::Query(by_at())),
            Expr::cust("6"),
        );
        let answers: Vec<_> = answers
            .split(' ')
            .map(|answer| format!("{}", (answer.parse::<f64>().unwrap() * 1e6).round() / 1e6))
            .collect();
        s.check(
            Query::select().expr(rounded).from("t").order_by("at", Order::Asc),
            &format!("SELECT {text} FROM `t` ORDER BY `at` ASC").replace(", (6)", ", 6"),
            &answers.join("\n"),
        );
    }
}

#[test]
fn frames() {
    let s = server();
    let n = "PARTITION BY `g` ORDER BY `n` ASC";
    let sum = || sum(Expr::col("n"));
    let start = |kind, frame| by_n().frame_start(kind, frame).take();
    check(
        &s,
        sum(),
        start(FrameType::Rows, Frame::Preceding(1)),
        &format!("sum(`n`) OVER ({n} ROWS 1 PRECEDING)"),
        "1 3 4 1",
    );
    check(
        &s,
        sum(),
        start(FrameType::Range, Frame::UnboundedPreceding),
        &format!("sum(`n`) OVER ({n} RANGE UNBOUNDED PRECEDING)"),
        "1 5 5 1",
    );
    check(
        &s,
        sum(),
        by_n()
            .frame_between(FrameType::Rows, Frame::CurrentRow, Frame::Following(1))
            .take(),
        &format!("sum(`n`) OVER ({n} ROWS BETWEEN CURRENT ROW AND 1 FOLLOWING)"),
        "3 4 2 1",
    );
    check(
        &s,
        sum(),
        by_n()
            .frame_between(FrameType::Range, Frame::Preceding(1), Frame::UnboundedFollowing)
            .take(),
        &format!("sum(`n`) OVER ({n} RANGE BETWEEN 1 PRECEDING AND UNBOUNDED FOLLOWING)"),
        "5 5 5 1",
    );
}

/// ClickHouse reads GROUPS and does not compute it; SeaQuery has no such frame.
#[test]
fn the_server_has_no_groups() {
    let s = server();
    let error = s
        .try_run("SELECT sum(n) OVER (ORDER BY n GROUPS 1 PRECEDING) FROM t")
        .unwrap_err();
    assert!(error.contains("GROUPS"), "{error}");
}

#[test]
fn named_windows() {
    let s = server();
    s.check(
        Query::select()
            .expr_window_name(Expr::from(row_number()), "w")
            .expr(over(sum(Expr::col("n")), WindowSelectType::Name("it's `odd`".into())).add(1))
            .from("t")
            .window("w", by_at())
            .window_with("it's `odd`", by_n())
            .order_by("at", Order::Asc),
        r"SELECT row_number() OVER `w`, sum(`n`) OVER `it's \`odd\`` + 1 FROM `t` WINDOW `it's \`odd\`` AS (PARTITION BY `g` ORDER BY `n` ASC), `w` AS (PARTITION BY `g` ORDER BY `at` ASC) ORDER BY `at` ASC",
        "1\t2\n2\t6\n3\t6\n1\t2",
    );
}

#[test]
fn a_function_over_a_window_is_an_expression() {
    let s = server();
    let number = || over(row_number(), WindowSelectType::Query(by_at()));
    let text = "row_number() OVER (PARTITION BY `g` ORDER BY `at` ASC)";
    s.check(
        Query::select()
            .column("n")
            .from("t")
            .qualify(number().gt(1).and(number().mul(-1).lt(0)))
            .order_by("at", Order::Asc),
        &format!("SELECT `n` FROM `t` QUALIFY {text} > 1 AND {text} * -1 < 0 ORDER BY `at` ASC"),
        "2\n2",
    );
    s.check(
        Query::select()
            .column("n")
            .from("t")
            .order_by_expr(number(), Order::Desc)
            .order_by("g", Order::Asc),
        &format!("SELECT `n` FROM `t` ORDER BY {text} DESC, `g` ASC"),
        "2\n2\n1\n1",
    );
    s.check(
        Query::select()
            .expr(over(
                sum(Expr::col("n")).if_(Expr::col("n").gt(1)),
                WindowSelectType::Query(by_at()),
            ))
            .from("t")
            .order_by("at", Order::Asc),
        "SELECT sumIf(`n`, `n` > 1) OVER (PARTITION BY `g` ORDER BY `at` ASC) FROM `t` ORDER BY `at` ASC",
        "0\n2\n4\n0",
    );
}

/// `sum(n) + 1 OVER (...)` is a window of nothing.
#[test]
fn over_follows_a_call_only() {
    let query = Query::select()
        .expr(over(
            Expr::from(sum(Expr::col("n"))).add(1),
            WindowSelectType::Query(by_n()),
        ))
        .from("t")
        .take();
    assert_eq!(
        build_clickhouse(&query, &Target::default())
            .unwrap_err()
            .to_string(),
        "OVER: it follows the call of a function; make the call by `aggregate::over`, and build the expression around it"
    );
}

#[test]
fn a_window_starts_from_a_named_one() {
    let s = Server::with(&[
        "CREATE TABLE t (id UInt32, k UInt8) ENGINE = MergeTree ORDER BY id",
        "INSERT INTO t VALUES (1, 1), (2, 1), (3, 2)",
    ]);
    let name = "w`; --";
    let running = window_of(name)
        .order_by("id", Order::Asc)
        .frame_start(FrameType::Rows, Frame::UnboundedPreceding)
        .take();
    let query = Query::select()
        .column("id")
        .expr_window(Func::cust("sum").arg(Expr::col("id")), running)
        .expr_window(Func::cust("count"), window_of(name))
        .from("t")
        .window(name, WindowStatement::partition_by("k"))
        .order_by("id", Order::Asc)
        .to_owned();
    s.check(
        &query,
        "SELECT `id`, sum(`id`) OVER (`w\\`; --` ORDER BY `id` ASC ROWS UNBOUNDED PRECEDING), \
         count() OVER (`w\\`; --`) FROM `t` WINDOW `w\\`; --` AS (PARTITION BY `k`) ORDER BY `id` ASC",
        "1\t1\t2\n2\t3\t2\n3\t3\t1",
    );
    let twice = OverStatement::partition_by(&mut window_of("w"), "k").take();
    let query = Query::select()
        .expr_window(Func::cust("count"), twice)
        .from("t")
        .to_owned();
    assert_eq!(
        build_clickhouse(&query, &Target::default())
            .unwrap_err()
            .to_string(),
        "OVER: the window that it starts from has the partitions; drop those of this one"
    );
}
