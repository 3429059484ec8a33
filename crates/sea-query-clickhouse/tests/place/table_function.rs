use sea_query::{Asterisk, CommonTableExpression, Expr, ExprTrait, Func, Query, UnionType, WithClause};
use sea_query_clickhouse::{
    Target, build_clickhouse,
    prelude::*,
    query::{Columns, TableFunction},
};

use super::{numbers, places};

#[test]
fn table_functions() {
    let p = places();
    let of = |function: TableFunction| {
        Query::select()
            .column(Asterisk)
            .from(function)
            .limit(2)
            .to_owned()
    };
    let database = p.s.database().to_owned();
    for (function, text, rows) in [
        (TableFunction::numbers(2), "numbers(2)".to_owned(), "0\n1"),
        (TableFunction::zeros(2), "zeros(2)".to_owned(), "0\n0"),
        (
            TableFunction::generate_series(1, 5, 4),
            "generate_series(1, 5, 4)".to_owned(),
            "1\n5",
        ),
        (
            TableFunction::values("a UInt8, b String", [(1, "it's"), (2, "b")]),
            r"values('a UInt8, b String', (1, 'it\'s'), (2, 'b'))".to_owned(),
            "1\tit\\'s\n2\tb",
        ),
        (
            TableFunction::view(numbers(2)),
            "view(SELECT `number` FROM numbers(2))".to_owned(),
            "0\n1",
        ),
        (
            TableFunction::format("CSV", "1,2"),
            "format('CSV', '1,2')".to_owned(),
            "1\t2",
        ),
        (
            TableFunction::generate_random("a Enum8('x' = 1)").arg(1),
            "generateRandom('a Enum8(\\'x\\' = 1)', 1)".to_owned(),
            "x\nx",
        ),
        (
            TableFunction::merge(database.clone(), "^o$"),
            format!("merge('{database}', '^o$')"),
            "1\t0\t7\n1\t1\t8",
        ),
        (
            TableFunction::parametrized_view("above").named("low", 1u32),
            "above(low = 1)".to_owned(),
            "2\n3",
        ),
        (
            TableFunction::parametrized_view_of(database.clone(), "above").named("low", 1u32),
            format!("`{database}`.`above`(low = 1)"),
            "2\n3",
        ),
    ] {
        p.check(&of(function), &format!("SELECT * FROM {text} LIMIT 2"), rows);
    }
}

#[test]
fn columns() {
    let p = places();
    let row = || {
        Query::select()
            .expr_as(1, "a")
            .expr_as(2, "b")
            .expr_as(3, "ab")
            .to_owned()
    };
    for (columns, text, rows) in [
        (Columns::matching("^a"), "COLUMNS('^a')", "1\t3"),
        (Columns::all().except(["a"]), "* EXCEPT (`a`)", "2\t3"),
        (
            Columns::all().replace("b", Expr::col("b").mul(10)),
            "* REPLACE (`b` * 10 AS `b`)",
            "1\t20\t3",
        ),
        (Columns::all().apply("toString"), "* APPLY(toString)", "1\t2\t3"),
        (
            Columns::all().apply_lambda("x", Expr::col("x").add(1)),
            "* APPLY(`x` -> `x` + 1)",
            "2\t3\t4",
        ),
    ] {
        p.check(
            Query::select().expr(columns).from_subquery(row(), "t"),
            &format!("SELECT {text} FROM (SELECT 1 AS `a`, 2 AS `b`, 3 AS `ab`) AS `t`"),
            rows,
        );
    }
}

#[test]
fn format_is_of_the_outermost_query_alone() {
    let p = places();
    let query = numbers(1).format("CSV").to_owned();
    p.one(&query, "SELECT `number` FROM numbers(1) FORMAT CSV", "0");
    assert_eq!(
        build_clickhouse(&query, &Target::default())
            .unwrap()
            .requirements
            .format
            .as_deref(),
        Some("CSV")
    );
    let cte = CommonTableExpression::new()
        .table_name("q")
        .query(query.clone())
        .to_owned();
    for nested in [
        Query::select()
            .column(Asterisk)
            .from_subquery(query.clone(), "q")
            .to_owned(),
        Query::select()
            .column(Asterisk)
            .from("q")
            .with_cte(WithClause::new().cte(cte).to_owned())
            .to_owned(),
        numbers(1).union(UnionType::All, query.clone()).to_owned(),
        numbers(1)
            .and_where(Expr::col("number").in_subquery(query.clone()))
            .to_owned(),
        Query::select()
            .expr(Func::cust("f").arg(Expr::SubQuery(None, Box::new(query.clone().into()))))
            .to_owned(),
    ] {
        assert_eq!(
            build_clickhouse(&nested, &Target::default())
                .unwrap_err()
                .to_string(),
            "FORMAT: it stands at the end of the outermost query; take it out of the sub-query"
        );
    }
    // INTO is for files of the client, which a server does not have.
    let mut into = numbers(1);
    into.format("CSV INTO OUTFILE 'x'");
    assert!(build_clickhouse(&into, &Target::default()).is_err());
}
