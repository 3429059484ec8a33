//! Functions that take a function.

use sea_query::{Expr, ExprTrait, Query};
use sea_query_clickhouse::func::{
    array::{
        array, array_all, array_exists, array_filter, array_first, array_fold, array_map, array_sort_by,
        array_sum_by,
    },
    lambda,
    map::{map, map_apply, map_filter},
};

use crate::server::Server;

fn numbers() -> Expr {
    array([3, 1, 2]).into()
}

#[test]
fn lambdas() {
    let s = Server::new();
    let x = || Expr::col("x");
    let table: [(Expr, &str, &str); 11] = [
        (
            array_map(lambda("x", x().mul(2)), [numbers()]).into(),
            "arrayMap(`x` -> `x` * 2, array(3, 1, 2))",
            "[6,2,4]",
        ),
        (
            array_map(
                lambda(("x", "y"), x().sub(Expr::col("y"))),
                [numbers(), numbers()],
            )
            .into(),
            "arrayMap((`x`, `y`) -> `x` - `y`, array(3, 1, 2), array(3, 1, 2))",
            "[0,0,0]",
        ),
        (
            array_filter(lambda("x", x().gt(1)), [numbers()]).into(),
            "arrayFilter(`x` -> `x` > 1, array(3, 1, 2))",
            "[3,2]",
        ),
        (
            array_exists(lambda("x", x().eq(-1)), [numbers()]).into(),
            "arrayExists(`x` -> `x` = -1, array(3, 1, 2))",
            "0",
        ),
        (
            array_all(lambda("x", x().gt(0)), [numbers()]).into(),
            "arrayAll(`x` -> `x` > 0, array(3, 1, 2))",
            "1",
        ),
        (
            array_first(lambda("x", x().lt(3)), [numbers()]).into(),
            "arrayFirst(`x` -> `x` < 3, array(3, 1, 2))",
            "1",
        ),
        (
            array_sort_by(lambda("x", x().mul(-1)), [numbers()]).into(),
            "arraySort(`x` -> `x` * -1, array(3, 1, 2))",
            "[3,2,1]",
        ),
        (
            array_sum_by(lambda("x", x().mul(x())), [numbers()]).into(),
            "arraySum(`x` -> `x` * `x`, array(3, 1, 2))",
            "14",
        ),
        (
            array_fold(
                lambda(["a", "x"], Expr::col("a").add(x()).cast_as("Int64")),
                [numbers()],
                Expr::val(10).cast_as("Int64"),
            )
            .into(),
            "arrayFold((`a`, `x`) -> CAST((`a` + `x`) AS Int64), array(3, 1, 2), CAST(10 AS Int64))",
            "16",
        ),
        (
            map_filter(
                lambda(("k", "v"), Expr::col("k").ne("it's")),
                map([("it's", 1), ("b", 2)]),
            )
            .into(),
            r"mapFilter((`k`, `v`) -> `k` <> 'it\'s', map('it\'s', 1, 'b', 2))",
            "{'b':2}",
        ),
        (
            map_apply(
                lambda(("k", "v"), Expr::tuple([Expr::col("k"), Expr::col("v").add(1)])),
                map([("a", 1)]),
            )
            .into(),
            "mapApply((`k`, `v`) -> (`k`, `v` + 1), map('a', 1))",
            "{'a':2}",
        ),
    ];
    for (call, text, answer) in table {
        s.check(Query::select().expr(call), &format!("SELECT {text}"), answer);
    }
}

#[test]
fn a_lambda_in_a_lambda_sees_the_parameters_of_both() {
    let s = Server::new();
    let inner = array_map(lambda("y", Expr::col("x").mul(Expr::col("y"))), [array([1, 10])]);
    s.check(
        Query::select().expr(array_map(lambda("x", inner), [numbers()])),
        "SELECT arrayMap(`x` -> arrayMap(`y` -> `x` * `y`, array(1, 10)), array(3, 1, 2))",
        "[[3,30],[1,10],[2,20]]",
    );
}

#[test]
fn the_names_of_parameters_are_quoted() {
    let s = Server::new();
    for name in [
        "a b",
        "we`ird",
        "x -> 1",
        "it's",
        "-- naïve",
        "{p:String}",
        "?",
        "$1",
    ] {
        let quoted = format!("`{}`", name.replace('`', "\\`"));
        s.check(
            Query::select().expr(array_map(lambda(name, Expr::col(name).add(1)), [numbers()])),
            &format!("SELECT arrayMap({quoted} -> {quoted} + 1, array(3, 1, 2))"),
            "[4,2,3]",
        );
    }
}
