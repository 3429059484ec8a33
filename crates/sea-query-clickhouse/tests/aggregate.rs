//! Aggregates: parameters, combinators and their order, and the answers of all that give one for plain rows.

use sea_query::{Expr, ExprTrait, Query, SelectStatement};
use sea_query_clickhouse::{
    Target,
    aggregate::{self, *},
    build_clickhouse,
    prelude::*,
};

use crate::server::Server;

mod answer;

/// Six rows with numbers, texts, NULLs, arrays and maps.
fn server() -> Server {
    Server::with(&[
        "CREATE TABLE t (n Int64, x Float64, s String, o Nullable(Int32), k UInt8, a Array(UInt32), \
         m Map(String, UInt64), p Tuple(UInt32, UInt32), at DateTime('UTC')) ENGINE = MergeTree ORDER BY n",
        "INSERT INTO t VALUES \
         (1, 1.5, 'a', NULL, 0, [1,2], {'x':1}, (1,10), '2024-01-01 00:00:01'), \
         (2, 2.5, 'b', 20, 1, [2,3], {'y':2}, (2,20), '2024-01-01 00:00:02'), \
         (3, 3.5, 'a', 30, 0, [], {}, (3,30), '2024-01-01 00:00:03'), \
         (4, 4.5, 'it''s', NULL, 1, [4], {'x':4}, (4,40), '2024-01-01 00:00:04'), \
         (5, -5.5, '', -50, 0, [5,5], {'y':5,'z':1}, (5,50), '2024-01-01 00:00:05'), \
         (6, 6.5, 'b', 60, 1, [6], {'x':6}, (6,60), '2024-01-01 00:00:06')",
    ])
}

fn col(name: &'static str) -> Expr {
    Expr::col(name)
}

fn of(call: impl Into<Expr>) -> SelectStatement {
    Query::select().expr(call).from("t").to_owned()
}

#[track_caller]
fn check(s: &Server, call: impl Into<Expr>, text: &str, answer: &str) {
    s.check(&of(call), &format!("SELECT {text} FROM `t`"), answer);
}

#[track_caller]
fn refused(call: Aggregate, sentence: &str) {
    let error = build_clickhouse(&of(call), &Target::default()).unwrap_err();
    assert_eq!(error.to_string(), sentence);
}

#[test]
fn combinators() {
    let s = server();
    check(&s, sum(col("n")).if_(col("k").eq(1)), "sumIf(`n`, `k` = 1)", "12");
    check(
        &s,
        count().if_(col("s").eq("it's")),
        r"countIf(`s` = 'it\'s')",
        "1",
    );
    check(&s, sum(col("a")).array(), "sumArray(`a`)", "28");
    check(
        &s,
        uniq_exact([col("a")]).array().if_(col("k").eq(1)),
        "uniqExactArrayIf(`a`, `k` = 1)",
        "4",
    );
    check(&s, sum(col("m")).map(), "sumMap(`m`)", "{'x':11,'y':7,'z':1}");
    check(
        &s,
        sum(col("m")).map().if_(col("k").eq(1)),
        "sumMapIf(`m`, `k` = 1)",
        "{'x':10,'y':2}",
    );
    check(&s, sum(col("p")).tuple(), "sumTuple(`p`)", "(21,210)");
    check(&s, sum(col("k")).distinct(), "sumDistinct(`k`)", "1");
    check(&s, sum(col("a")).for_each(), "sumForEach(`a`)", "[18,10]");
    check(
        &s,
        sum(col("n")).resample(0, 2, 1, col("k")),
        "sumResample(0, 2, 1)(`n`, `k`)",
        "[9,12]",
    );
    check(&s, sum(col("n")).arg_min(col("k")), "sumArgMin(`n`, `k`)", "9");
    check(&s, sum(col("n")).arg_max(col("k")), "sumArgMax(`n`, `k`)", "12");
    check(
        &s,
        corr(col("n"), col("x")).arg_max(col("k")).is_not_null(),
        "corrArgMax(`n`, `x`, `k`) IS NOT NULL",
        "1",
    );
    check(&s, sum(col("n")).simple_state(), "sumSimpleState(`n`)", "21");
    check(
        &s,
        sum(col("m")).map().simple_state(),
        "sumMapSimpleState(`m`)",
        "{'x':11,'y':7,'z':1}",
    );
    check(
        &s,
        avg(col("n")).if_(col("n").gt(9)).or_null(),
        "avgIfOrNull(`n`, `n` > 9)",
        "\\N",
    );
    check(
        &s,
        avg(col("n")).or_default().if_(col("n").gt(9)),
        "avgOrDefaultIf(`n`, `n` > 9)",
        "0",
    );
    check(&s, any(col("o")).respect_nulls(), "any(`o`) RESPECT NULLS", "\\N");
    check(
        &s,
        last_value(col("o")).ignore_nulls(),
        "last_value(`o`) IGNORE NULLS",
        "60",
    );
}

#[test]
fn states_are_merged() {
    let s = server();
    for (state, merged, text, answer) in [
        (
            sum(col("n")).state(),
            sum(col("z")).merge(),
            "sumMerge(`z`)",
            "21",
        ),
        (
            sum(col("n")).if_(col("k").eq(1)).state(),
            Aggregate::new("sumIf").arg(col("z")).merge(),
            "sumIfMerge(`z`)",
            "12",
        ),
        (
            quantiles_exact([0.5, 1.0], col("n")).state(),
            quantiles_exact([0.5, 1.0], col("z")).merge(),
            "quantilesExactMerge(0.5, 1.0)(`z`)",
            "[4,6]",
        ),
        (
            avg(col("n")).or_null().state(),
            avg(col("z")).or_null().merge(),
            "avgOrNullMerge(`z`)",
            "3.5",
        ),
    ] {
        let inner = Query::select()
            .expr_as(state, "z")
            .from("t")
            .group_by_col("s")
            .take();
        let inner_text = inner.to_string(ClickHouseQueryBuilder);
        s.check(
            Query::select().expr(merged).from_subquery(inner, "q"),
            &format!("SELECT {text} FROM ({inner_text}) AS `q`"),
            answer,
        );
    }
    let inner = Query::select()
        .expr_as(sum(col("n")).state(), "z")
        .from("t")
        .group_by_col("s")
        .take();
    let state = Query::select()
        .expr_as(sum(col("z")).merge_state(), "y")
        .from_subquery(inner, "q")
        .take();
    let query = Query::select()
        .expr(sum(col("y")).merge())
        .from_subquery(state, "r")
        .take();
    assert_eq!(s.run(&query.to_string(ClickHouseQueryBuilder)), "21\n");
}

#[test]
fn combinations_that_no_server_takes_are_refused() {
    refused(
        sum(col("n")).if_(col("k")).if_(col("k")),
        "combinator: `sumIfIf` has -If twice; call `if_` once",
    );
    refused(
        sum(col("n")).if_(col("k")).filter(col("k").eq(1)),
        "combinator: `sumIf` has -If and FILTER, which is -If again; give `if_` or `filter` both conditions",
    );
    refused(
        sum(col("n")).distinct().if_(col("k")).distinct(),
        "combinator: `sumDistinctIfDistinct` has -Distinct twice; call `distinct` once",
    );
    refused(
        sum(col("m")).if_(col("k")).map(),
        "combinator: `sumIfMap` has -Map, which takes one argument, after -If, which brings a second; \
         call `map` before `if_`",
    );
    refused(
        sum(col("n")).simple_state().state(),
        "combinator: `sumSimpleStateState` has -State on the result of -SimpleState; keep one of the two",
    );
    refused(
        sum(col("n")).merge().or_null(),
        "combinator: `sumMergeOrNull` merges states that were made without -OrNull; \
         call `or_null` before `state` and before `merge`",
    );
    refused(
        avg(col("n")).simple_state(),
        "combinator: `avg` has no -SimpleState, since its results cannot be aggregated again; call `state`",
    );
    refused(
        sum(col("n")).if_(col("k")).simple_state(),
        "combinator: `sumIf` has no -SimpleState, since its results cannot be aggregated again; call `state`",
    );
}

/// What is refused here is refused there, and nothing else is.
#[test]
fn the_server_refuses_the_pairs_that_are_refused_here() {
    let s = server();
    type Combine = fn(Aggregate) -> Aggregate;
    let all: [Combine; 9] = [
        |call| call.if_(Expr::val(1).cast_as("UInt8")),
        |call| call.simple_state(),
        |call| call.state(),
        |call| call.distinct(),
        |call| call.or_default(),
        |call| call.or_null(),
        |call| call.resample(0, 3, 1, Expr::col("k")),
        |call| call.arg_min(Expr::col("n")),
        |call| call.arg_max(Expr::col("n")),
    ];
    for first in all {
        for second in all {
            let call = second(first(sum(col("n"))));
            let name = format!("{call:?}");
            // A state of many rows is not text, but it has a type.
            let typed = Expr::cust_with_exprs("toTypeName(?)", [call.clone().into()]);
            let text = match build_clickhouse(&of(typed), &Target::default()) {
                Ok(built) => built,
                Err(_) => {
                    let mut raw = Aggregate::new("sum").arg(col("n"));
                    raw = second(first(raw));
                    assert!(build_clickhouse(&of(raw), &Target::default()).is_err());
                    continue;
                }
            };
            if let Err(error) = s.try_run_built(&text) {
                panic!("{name} is not refused here, but there: {error}");
            }
        }
    }
    for name in [
        "sumIfIf",
        "sumStateSimpleState",
        "sumSimpleStateOrNull",
        "avgSimpleState",
        "sumDistinctDistinct",
    ] {
        let flags = if name == "sumIfIf" { ", 1, 1" } else { "" };
        let error = s.try_run(&format!("SELECT {name}(n{flags}) FROM t")).unwrap_err();
        assert!(
            [
                "(ILLEGAL_AGGREGATION)",
                "(BAD_ARGUMENTS)",
                "(UNKNOWN_AGGREGATE_FUNCTION)"
            ]
            .iter()
            .any(|code| error.contains(code)),
            "{name}: {error}"
        );
    }
}

#[test]
fn parameters_are_literals() {
    let s = server();
    let built = build_clickhouse(&of(quantile(0.5, col("n")).add(1)), &Target::default()).unwrap();
    assert_eq!(built.sql, "SELECT quantile(0.5)(`n`) + {p0:UInt8} FROM `t`");
    check(
        &s,
        group_concat("it's \\ {p:String}", col("s")).if_(col("n").lt(3)),
        r"groupConcatIf('it\'s \\ {p:String}')(`s`, `n` < 3)",
        r"ait\'s \\ {p:String}b",
    );
    check(
        &s,
        group_concat(",", col("s")).param(2),
        "groupConcat(',', 2)(`s`)",
        "a,b",
    );
    check(&s, group_array(col("n")).param(2), "groupArray(2)(`n`)", "[1,2]");
    check(
        &s,
        top_k(1, col("k")).if_(col("n").gt(1)).param(3).param("counts"),
        "topKIf(1, 3, 'counts')(`k`, `n` > 1)",
        "[(1,3,0)]",
    );
    check(
        &s,
        window_funnel(10, col("at"), [col("s").eq("a"), col("s").eq("b")])
            .param("strict_deduplication")
            .param("strict_increase"),
        "windowFunnel(10, 'strict_deduplication', 'strict_increase')(`at`, `s` = 'a', `s` = 'b')",
        "2",
    );
}

#[test]
fn several_arguments_and_distinct_and_filter() {
    let s = server();
    check(&s, uniq_exact([col("k"), col("s")]), "uniqExact(`k`, `s`)", "4");
    check(
        &s,
        uniq_exact([col("s")]).filter(col("n").gt(3)),
        "uniqExact(`s`) FILTER (WHERE `n` > 3)",
        "3",
    );
    check(&s, count(), "count(*)", "6");
    check(
        &s,
        count().filter(col("o").is_null()),
        "count(*) FILTER (WHERE `o` IS NULL)",
        "2",
    );
}

/// Of an empty set, max, min and sum were 0 and no default could be given.
#[test]
fn an_empty_set_gives_null_where_it_is_asked_for() {
    let s = server();
    for (call, text, answer) in [
        (sum(col("n")).or_null(), "sumOrNull(`n`)", "\\N"),
        (max(col("n")).or_null(), "maxOrNull(`n`)", "\\N"),
        (sum(col("n")), "sum(`n`)", "0"),
        (avg(col("n")).or_null(), "avgOrNull(`n`)", "\\N"),
        (aggregate::count(), "count(*)", "0"),
    ] {
        s.check(
            of(call).and_where(col("n").gt(100)),
            &format!("SELECT {text} FROM `t` WHERE `n` > 100"),
            answer,
        );
    }
}

/// An aggregate that is added to the catalogue is run, or is one that a test cannot run.
#[test]
fn every_aggregate_is_run() {
    // They need stack traces, and features of a map.
    const NOT_RUN: [&str; 2] = ["flameGraph", "MVTEncode"];
    let tables = [
        include_str!("aggregate.rs"),
        include_str!("aggregate/answer.rs"),
        include_str!("window.rs"),
    ];
    let missing: Vec<_> = aggregate::catalogue()
        .filter(|function| {
            let called = [format!("{}(", function.name), format!("{}(", function.rust_name)];
            let run = |table: &&str| called.iter().any(|called| table.contains(called.as_str()));
            !tables.iter().any(run) && !NOT_RUN.contains(&function.name)
        })
        .map(|function| function.name)
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn a_hostile_name_and_parameter_stay_in_their_quotes() {
    let call = Aggregate::new("a`b -- {p:String} ?")
        .param("it's \\ ?")
        .arg(col("n"));
    assert_eq!(
        of(call).to_string(ClickHouseQueryBuilder),
        r"SELECT `a\`b -- {p:String} ?`('it\'s \\ ?')(`n`) FROM `t`"
    );
    let over = aggregate::over(row_number(), sea_query::WindowSelectType::Name("w`) -- '".into()));
    assert_eq!(
        of(over).to_string(ClickHouseQueryBuilder),
        r"SELECT row_number() OVER `w\`) -- '` FROM `t`"
    );
}
