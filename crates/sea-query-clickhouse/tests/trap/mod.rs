//! Where ClickHouse's SQL looks like that of others and is not, or is slower than it looks: one test for each trap.

mod parameter;

use sea_query::{
    CommonTableExpression, Expr, ExprTrait, Frame, FrameType, Func, JoinType, LockType, Order, Query,
    SelectStatement, UnionType, WindowStatement, WithClause,
};
use sea_query_clickhouse::{
    ClickHouseSql, ClickHouseStatement, Target, build_clickhouse,
    prelude::*,
    query::{Join, TableFunction},
};

use crate::server::Server;

/// A thousand granules of the key `(a, b)`.
pub(super) fn keyed() -> Server {
    Server::with(&[
        "CREATE TABLE t (a UInt32, b UInt32) ENGINE = MergeTree ORDER BY (a, b) SETTINGS index_granularity = 100",
        "INSERT INTO t SELECT intDiv(number, 10), number FROM numbers(100000)",
    ])
}

pub(super) fn count() -> SelectStatement {
    Query::select().expr(Expr::cust("count()")).from("t").to_owned()
}

pub(super) fn build<S: ClickHouseStatement + ?Sized>(statement: &S) -> ClickHouseSql {
    match build_clickhouse(statement, &Target::default()) {
        Ok(built) => built,
        Err(error) => panic!("{error}"),
    }
}

pub(super) fn sentence<S: ClickHouseStatement + ?Sized>(statement: &S) -> String {
    match build_clickhouse(statement, &Target::default()) {
        Ok(built) => panic!("{}", built.sql),
        Err(error) => error.to_string(),
    }
}

/// How many granules the primary index leaves, of how many.
pub(super) fn granules(s: &Server, built: &ClickHouseSql) -> (u32, u32) {
    let mut plan = built.clone();
    plan.sql = format!("EXPLAIN indexes = 1 {}", built.sql);
    let plan = s.run_built(&plan);
    let (_, index) = plan.split_once("PrimaryKey").expect("a primary index");
    let (_, granules) = index.split_once("Granules: ").expect("its granules");
    let granules = granules.lines().next().unwrap();
    let (left, all) = granules.split_once('/').unwrap();
    (left.parse().unwrap(), all.parse().unwrap())
}

#[test]
fn bit_operators_are_functions() {
    let s = Server::new();
    for (expr, text, answer) in [
        (Expr::val(12).bit_and(10), "bitAnd(12, 10)", "8"),
        (Expr::val(12).bit_or(3), "bitOr(12, 3)", "15"),
        (Expr::val(1).left_shift(4), "bitShiftLeft(toInt32(1), 4)", "16"),
        (Expr::val(16).right_shift(2), "bitShiftRight(16, 2)", "4"),
        (
            Expr::val(12).bit_and(10).add(1).eq(9),
            "bitAnd(12, 10) + 1 = 9",
            "1",
        ),
    ] {
        s.check(
            &Query::select().expr(expr).to_owned(),
            &format!("SELECT {text}"),
            answer,
        );
    }
    // The operators themselves are no syntax of the server.
    for operator in ["&", "|", "<<"] {
        assert!(
            s.try_run(&format!("SELECT 1 {operator} 2"))
                .unwrap_err()
                .contains("Code: 62")
        );
    }
}

#[test]
fn the_bounds_of_window_frames_are_literals_apart_from_the_keyword() {
    let s = Server::new();
    let window = WindowStatement::new()
        .order_by("number", Order::Asc)
        .frame_between(FrameType::Rows, Frame::Preceding(1), Frame::Following(1))
        .to_owned();
    let query = Query::select()
        .expr_window(Expr::cust("sum(number)"), window)
        .from(TableFunction::numbers(3))
        .to_owned();
    s.check(
        &query,
        "SELECT sum(number) OVER (ORDER BY `number` ASC ROWS BETWEEN 1 PRECEDING AND 1 FOLLOWING) FROM numbers(3)",
        "1\n3\n3",
    );
    assert!(build(&query).parameters.is_empty());
}

#[test]
fn window_stands_before_qualify_and_order_by() {
    let s = Server::new();
    let query = Query::select()
        .column("number")
        .expr_window_name_as(Expr::cust("row_number()"), "w", "r")
        .from(TableFunction::numbers(3))
        .window(
            "w",
            WindowStatement::new().order_by("number", Order::Desc).to_owned(),
        )
        .qualify(Expr::col("r").lte(2))
        .order_by("number", Order::Asc)
        .limit(1)
        .to_owned();
    s.check(
        &query,
        "SELECT `number`, row_number() OVER `w` AS `r` FROM numbers(3) WINDOW `w` AS (ORDER BY `number` DESC) \
         QUALIFY `r` <= 2 ORDER BY `number` ASC LIMIT 1",
        "1\t2",
    );
}

#[test]
fn order_and_limit_after_a_set_operation_are_of_the_whole() {
    let s = Server::new();
    let arm = |to: u64| {
        Query::select()
            .column("number")
            .from(TableFunction::numbers(to))
            .to_owned()
    };
    for (kind, word, answer) in [
        (UnionType::All, "UNION ALL", "2\n1"),
        (UnionType::Distinct, "UNION DISTINCT", "2\n1"),
        (UnionType::Intersect, "INTERSECT DISTINCT", "1\n0"),
        (UnionType::Except, "EXCEPT DISTINCT", "2"),
    ] {
        s.check(
            arm(3)
                .union(kind, arm(2))
                .order_by("number", Order::Desc)
                .limit(2),
            &format!(
                "SELECT * FROM (SELECT `number` FROM numbers(3) {word} (SELECT `number` FROM numbers(2))) \
                 ORDER BY `number` DESC LIMIT 2"
            ),
            if word == "UNION ALL" { "2\n1" } else { answer },
        );
    }
    // As others write it, the server orders the last arm alone.
    let bare =
        "SELECT number FROM numbers(3) UNION ALL SELECT number FROM numbers(2) ORDER BY number DESC LIMIT 1";
    assert_eq!(s.run(bare).lines().count(), 4);
}

#[test]
fn set_operations_drop_duplicates_as_sql_says() {
    let s = Server::with(&[
        "CREATE TABLE d (a UInt8) ENGINE = Memory",
        "INSERT INTO d VALUES (1), (1), (2)",
    ]);
    let of = || Query::select().column("a").from("d").to_owned();
    let none = || of().and_where(Expr::col("a").gt(9)).to_owned();
    let rows = |query: &SelectStatement| s.run_built(&build(query)).lines().count();
    assert_eq!(rows(of().union(UnionType::Except, none())), 2);
    assert_eq!(rows(of().union(UnionType::Intersect, of())), 2);
    assert_eq!(rows(of().union(UnionType::Distinct, of())), 2);
    assert_eq!(
        s.run("SELECT a FROM d EXCEPT SELECT a FROM d WHERE a > 9")
            .lines()
            .count(),
        3
    );
}

#[test]
fn a_tuple_comparison_on_a_key_uses_the_index() {
    let s = keyed();
    let pair = |a: u32, b: u32| Expr::tuple([Expr::val(a), Expr::val(b)]);
    let key = || Expr::tuple([Expr::col("a"), Expr::col("b")]);
    for (condition, text, rows) in [
        (
            key().gt(pair(9000, 90005)),
            "(`a` > 9000 OR (`a` = 9000 AND `b` > 90005))",
            "9994",
        ),
        (
            key().gte(pair(9000, 90005)),
            "(`a` > 9000 OR (`a` = 9000 AND `b` >= 90005))",
            "9995",
        ),
        (
            key().lt(pair(10, 105)),
            "(`a` < 10 OR (`a` = 10 AND `b` < 105))",
            "105",
        ),
        (
            key().lte(pair(10, 105)),
            "(`a` < 10 OR (`a` = 10 AND `b` <= 105))",
            "106",
        ),
        (key().eq(pair(10, 105)), "(`a`, `b`) = (10, 105)", "1"),
    ] {
        let query = count().and_where(condition).to_owned();
        s.check(&query, &format!("SELECT count() FROM `t` WHERE {text}"), rows);
        let (left, all) = granules(&s, &build(&query));
        assert!(all == 1000 && left <= 101, "{text}: {left}/{all}");
    }
    // Beside other conditions, and negated.
    s.check(
        count()
            .and_where(key().gt(pair(9000, 90005)).not())
            .and_where(Expr::col("a").gt(8998)),
        "SELECT count() FROM `t` WHERE (NOT ((`a` > 9000 OR (`a` = 9000 AND `b` > 90005)))) AND `a` > 8998",
        "16",
    );
    // Three columns, and tuples that are no columns.
    let three = Expr::tuple([Expr::col("a"), Expr::col("b"), Expr::col("a")]);
    s.check(
        count().and_where(three.gt(Expr::tuple([Expr::val(1), Expr::val(11), Expr::val(0)]))),
        "SELECT count() FROM `t` WHERE (`a` > 1 OR (`a` = 1 AND (`b` > 11 OR (`b` = 11 AND `a` > 0))))",
        "99989",
    );
    s.check(
        Query::select().expr(pair(1, 2).lt(pair(1, 3))),
        "SELECT (1, 2) < (1, 3)",
        "1",
    );
    // The tuples themselves would read every granule.
    let bare = ClickHouseSql::raw("SELECT count() FROM t WHERE (a, b) > (9000, 90005)");
    assert_eq!(granules(&s, &bare), (1000, 1000));
}

/// The server takes 300 for an Int8 and reads 44.
#[test]
fn portable_aggregates_of_nothing_are_null() {
    let s = Server::with(&["CREATE TABLE e (a Int32) ENGINE = Memory"]);
    let query = Query::select()
        .expr(Expr::col("a").sum())
        .expr(Expr::col("a").min())
        .expr(Expr::col("a").max())
        .expr(Func::avg(Expr::col("a")))
        .expr(Expr::col("a").count())
        .from("e")
        .to_owned();
    s.check(
        &query,
        "SELECT sumOrNull(`a`), minOrNull(`a`), maxOrNull(`a`), avgOrNull(`a`), count(`a`) FROM `e`",
        "\\N\t\\N\t\\N\t\\N\t0",
    );
    assert_eq!(s.run("SELECT sum(a), min(a) FROM e"), "0\t0\n");
}

#[test]
fn the_missing_side_of_an_outer_join_is_null() {
    let s = Server::with(&[
        "CREATE TABLE l (a Int32) ENGINE = Memory",
        "CREATE TABLE r (a Int32, b Int32) ENGINE = Memory",
        "INSERT INTO l VALUES (1)",
    ]);
    let joined = |kind: JoinType| {
        Query::select()
            .column("b")
            .from("l")
            .join(kind, "r", Expr::col(("l", "a")).equals(("r", "a")))
            .to_owned()
    };
    let left = build(&joined(JoinType::LeftJoin));
    assert!(left.requirements.join_use_nulls);
    assert_eq!(s.run_built(&left), "\\N\n");
    assert_eq!(s.run(&left.sql), "0\n", "without the setting it is a zero");
    for kind in [JoinType::RightJoin, JoinType::FullOuterJoin] {
        assert!(build(&joined(kind)).requirements.join_use_nulls);
    }
    assert!(!build(&joined(JoinType::InnerJoin)).requirements.join_use_nulls);
    // Also where the join is that of a sub-query, or of ClickHouse's own kind.
    let inner = Query::select()
        .column("b")
        .from_subquery(joined(JoinType::LeftJoin), "x")
        .to_owned();
    assert!(build(&inner).requirements.join_use_nulls);
    let semi = Query::select()
        .column("a")
        .from("l")
        .join_with(Join::new("r").left().any().using(["a"]))
        .to_owned();
    assert!(build(&semi).requirements.join_use_nulls);
}

#[test]
fn what_the_server_has_no_syntax_for_is_refused() {
    let s = Server::new();
    let ids = || {
        Query::select()
            .column("number")
            .from(TableFunction::numbers(1))
            .to_owned()
    };
    assert_eq!(
        sentence(ids().lock(LockType::Update)),
        "FOR UPDATE: ClickHouse has no row locks: a SELECT reads a snapshot of the parts and blocks nobody; drop the lock"
    );
    assert!(s.try_run("SELECT 1 FOR UPDATE").is_err());
    let cte = CommonTableExpression::new()
        .table_name("x")
        .query(ids())
        .materialized(false)
        .to_owned();
    assert_eq!(
        sentence(ids().with_cte(WithClause::new().cte(cte).to_owned())),
        "NOT MATERIALIZED: ClickHouse inlines a CTE unless it is MATERIALIZED; drop the option"
    );
    assert!(
        s.try_run("WITH x AS NOT MATERIALIZED (SELECT 1) SELECT * FROM x")
            .is_err()
    );
    assert_eq!(
        sentence(ids().join_lateral(JoinType::LeftJoin, ids(), "l", Expr::val(1).eq(1))),
        "LATERAL: ClickHouse has no LATERAL joins; use ARRAY JOIN, a window function or LIMIT BY"
    );
    assert!(
        s.try_run("SELECT 1 FROM numbers(1) LEFT JOIN LATERAL (SELECT 1) AS l ON 1 = 1")
            .is_err()
    );
}
