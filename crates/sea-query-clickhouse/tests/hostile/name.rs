use sea_query::{
    CommonTableExpression, Expr, ExprTrait, Func, Order, Query, SelectStatement, WindowStatement, WithClause,
};
use sea_query_clickhouse::{
    Target,
    func::lambda,
    prelude::*,
    query::{ArrayJoin, Columns, TableFunction},
};

use super::{TEXTS, answer, server, untouched};
use crate::server::Server;

/// The names of a query's columns.
#[track_caller]
fn names(s: &Server, query: &SelectStatement) -> Vec<String> {
    let mut query = query.clone();
    query.format("JSONCompactStrings");
    let names = |answer: String| -> Vec<String> {
        let answer: serde_json::Value = serde_json::from_str(&answer).unwrap();
        let columns = answer["meta"].as_array().unwrap().iter();
        columns
            .map(|column| column["name"].as_str().unwrap().to_owned())
            .collect()
    };
    let literal = names(s.run(&query.to_string(ClickHouseQueryBuilder)));
    let built = names(s.answer(&query, &Target::default()));
    assert_eq!(literal, built);
    built
}

/// As the name of whatever a query names.
#[test]
fn names_of_select() {
    let s = server();
    for text in TEXTS {
        let one = || Expr::val(1u8);
        let named = Query::select().expr_as(one(), *text).to_owned();
        assert_eq!(names(&s, &named), [*text]);
        assert_eq!(answer(&s, &named), "1");
        // A sub-query, its column by its name, and by a pattern.
        let outer = Query::select()
            .column((*text, *text))
            .from_subquery(named.clone(), *text)
            .to_owned();
        assert_eq!(names(&s, &outer), [*text]);
        let all = Query::select()
            .expr(Columns::named([*text]))
            .from_subquery(named.clone(), "r")
            .to_owned();
        assert_eq!(names(&s, &all), [*text]);
        let except = Query::select()
            .expr(Columns::all().except([*text]))
            .from_subquery(
                Query::select()
                    .expr_as(one(), *text)
                    .expr_as(one(), "rest")
                    .to_owned(),
                "r",
            )
            .to_owned();
        assert_eq!(names(&s, &except), ["rest"]);
        // A name for a query, for an expression, for a window, for the elements of an array, for an argument.
        let cte = CommonTableExpression::new()
            .table_name(*text)
            .query(named.clone())
            .to_owned();
        let with = Query::select()
            .column(*text)
            .from(*text)
            .with_cte(WithClause::new().cte(cte).to_owned())
            .to_owned();
        assert_eq!(names(&s, &with), [*text]);
        let with_expr = Query::select()
            .with_expr(*text, Expr::val(7u8))
            .expr_as(Expr::col(*text), "v")
            .to_owned();
        assert_eq!(answer(&s, &with_expr), "7");
        let window = Query::select()
            .expr_window_name_as(Expr::cust("count()"), *text, *text)
            .from(TableFunction::numbers(1))
            .window(*text, WindowStatement::new())
            .to_owned();
        assert_eq!(names(&s, &window), [*text]);
        let elements = Query::select()
            .column(*text)
            .from(TableFunction::numbers(1))
            .array_join([ArrayJoin::new(Expr::cust("[5]")).alias(*text)])
            .to_owned();
        assert_eq!(answer(&s, &elements), "5");
        let lambda = lambda([*text], Expr::col(*text).add(1));
        let mapped = Query::select()
            .expr(Func::cust("arrayMap").arg(lambda).arg(Expr::cust("[1]")))
            .to_owned();
        assert_eq!(answer(&s, &mapped), "[2]");
        // Orders, groups and limits by it.
        let grouped = Query::select()
            .column(*text)
            .from_subquery(named.clone(), "r")
            .group_by_col(*text)
            .and_having(Expr::col(*text).gt(0))
            .order_by(*text, Order::Asc)
            .limit_by(1u64, [Expr::col(*text)])
            .to_owned();
        assert_eq!(answer(&s, &grouped), "1");
    }
    untouched(&s, 1);
}
