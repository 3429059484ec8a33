use std::panic::catch_unwind;

use sea_query::{
    BinOper, CommonTableExpression, Expr, ExprTrait, Func, FunctionCall, JoinType, LockType, Order, Query,
    SelectStatement, SubQueryStatement, WithClause,
    extension::{
        mysql::{IndexHintScope, MySqlSelectStatementExt},
        postgres::{PgBinOper, PgFunc, PostgresSelectStatementExt, SampleMethod},
        sqlite::SqliteBinOper,
    },
};
use sea_query_clickhouse::{
    BuildErrorKind, ServerVersion, Target, build_clickhouse, prelude::*, query::Columns,
};

fn ids() -> SelectStatement {
    Query::select().column("id").from("t").to_owned()
}

/// `build_clickhouse` returns the sentence, and `to_string` and `build` panic with it.
#[track_caller]
fn refused(query: &SelectStatement, sentence: &str) {
    let error = build_clickhouse(query, &Target::default()).unwrap_err();
    assert_eq!(error.to_string(), sentence);
    assert!(sentence.starts_with(error.clause()));
    for panicked in [
        catch_unwind(|| query.to_string(ClickHouseQueryBuilder)).unwrap_err(),
        catch_unwind(|| query.build(ClickHouseQueryBuilder)).unwrap_err(),
    ] {
        assert_eq!(panicked.downcast_ref::<String>().unwrap(), sentence);
    }
}

#[test]
fn clauses() {
    let lock = "FOR UPDATE: ClickHouse has no row locks: a SELECT reads a snapshot of the parts and blocks nobody; drop the lock";
    for kind in [
        LockType::Update,
        LockType::Share,
        LockType::NoKeyUpdate,
        LockType::KeyShare,
    ] {
        refused(ids().lock(kind), lock);
    }
    refused(
        ids().join_lateral(JoinType::LeftJoin, ids(), "l", Expr::val(true)),
        "LATERAL: ClickHouse has no LATERAL joins; use ARRAY JOIN, a window function or LIMIT BY",
    );
    refused(
        ids().straight_join("u", Expr::val(1).eq(1)),
        "STRAIGHT_JOIN: ClickHouse chooses the order of joins itself; use a plain JOIN",
    );
    refused(
        ids().use_index("i", IndexHintScope::All),
        "USE INDEX: ClickHouse has no index hints; the setting `force_primary_key` or `use_skip_indexes` is nearest",
    );
    refused(
        ids().table_sample(SampleMethod::SYSTEM, 50.0, None),
        "TABLESAMPLE: ClickHouse writes SAMPLE and needs a SAMPLE BY key in the table; use `.sample(0.1)`",
    );
    refused(
        Query::select().from("t"),
        "SELECT: it selects nothing; name a column",
    );
    refused(
        Query::select().column("id").from(("a", "b", "c")),
        "table name: `a` has three parts; ClickHouse's tables are named database.table",
    );
}

#[test]
fn common_table_expressions() {
    let cte = |materialized| {
        let mut cte = CommonTableExpression::new()
            .table_name("x")
            .query(ids())
            .to_owned();
        cte.materialized(materialized);
        WithClause::new().cte(cte).to_owned()
    };
    refused(
        ids().with_cte(cte(false)),
        "NOT MATERIALIZED: ClickHouse inlines a CTE unless it is MATERIALIZED; drop the option",
    );
    refused(
        ids().with_cte(WithClause::new()),
        "WITH: it has no common table expression",
    );
    refused(
        ids().with_cte(WithClause::new().recursive(true).to_owned()),
        "WITH: it has no common table expression",
    );
    let search = sea_query::Search::new_from_order_and_expr(
        sea_query::SearchOrder::BREADTH,
        sea_query::SelectExpr {
            expr: Expr::col("id"),
            alias: Some("o".into()),
            window: None,
        },
    );
    refused(
        ids().with_cte(cte(true).recursive(true).search(search).to_owned()),
        "SEARCH/CYCLE: ClickHouse has no such options of WITH RECURSIVE; stop by a condition",
    );
    let writing = CommonTableExpression::new()
        .table_name("x")
        .query(
            Query::delete()
                .from_table("t")
                .and_where(Expr::col("id").eq(1))
                .take(),
        )
        .to_owned();
    refused(
        ids().with_cte(WithClause::new().cte(writing).to_owned()),
        "sub-query: ClickHouse's statements that write return no rows to read from; run them on their own",
    );
    let insert = Query::insert()
        .into_table("t")
        .columns(["id"])
        .values_panic([1.into()])
        .take();
    refused(
        ids().expr(Expr::SubQuery(
            None,
            Box::new(SubQueryStatement::InsertStatement(insert)),
        )),
        "sub-query: ClickHouse's statements that write return no rows to read from; run them on their own",
    );
}

#[test]
fn operators_functions_and_types() {
    let operator = |op: BinOper, name: &str| {
        let sentence = format!(
            "{name}: ClickHouse has no such operator; call the function that does it by `Func::cust`"
        );
        refused(
            ids().and_where(Expr::col("a").binary(op, Expr::val(1))),
            &sentence,
        );
        // What SeaQuery's own builders cannot read must not make them panic instead.
        refused(
            ids().order_by_expr(Expr::col("a").binary(op, Expr::val(1)), Order::Asc),
            &sentence,
        );
    };
    operator(PgBinOper::Contains.into(), "PostgreSQL's Contains");
    operator(PgBinOper::Regex.into(), "PostgreSQL's Regex");
    operator(SqliteBinOper::Glob.into(), "SQLite's Glob");
    operator(SqliteBinOper::GetJsonField.into(), "SQLite's GetJsonField");
    let error = build_clickhouse(ids().expr(PgFunc::to_tsquery("a", None)), &Target::default()).unwrap_err();
    assert_eq!(error.kind(), BuildErrorKind::Unsupported);
    assert!(
        error
            .to_string()
            .ends_with(": ClickHouse has no such function; call the one that does it by `Func::cust`")
    );
    let cast = |name: &'static str| -> FunctionCall { Func::cast_as_quoted(Expr::col("a"), name) };
    refused(
        ids().expr(cast("Array(")),
        "Array(: `Array(` is not a ClickHouse type: the name of a type is expected at byte 6",
    );
    refused(
        ids().expr(Func::cast_as_quoted(Expr::col("a"), ("s", "t"))),
        "s.t: types have no schema in ClickHouse; name the type alone",
    );
    refused(
        ids().expr(Expr::current_time()),
        "CURRENT_TIME: ClickHouse has no current time without a date; use CURRENT_TIMESTAMP, or `formatDateTime(now(), '%T')`",
    );
}

#[test]
fn explain_and_into() {
    let explain = sea_query::ExplainStatement::new().statement(ids());
    let panicked = catch_unwind(|| explain.to_string(ClickHouseQueryBuilder)).unwrap_err();
    assert_eq!(
        panicked.downcast_ref::<String>().unwrap(),
        "EXPLAIN: SeaQuery's EXPLAIN has the options of other databases; prefix the SQL yourself"
    );
}

#[test]
fn the_first_error_is_the_one_returned() {
    refused(
        ids()
            .and_where(Expr::col("a").binary(SqliteBinOper::Glob, "x"))
            .lock(LockType::Update),
        "SQLite's Glob: ClickHouse has no such operator; call the function that does it by `Func::cust`",
    );
}

#[test]
fn an_old_server_is_named() {
    let too_old = |query: &SelectStatement, version: ServerVersion| {
        let error = build_clickhouse(query, &Target::default().version(version)).unwrap_err();
        assert_eq!(error.kind(), BuildErrorKind::ServerTooOld);
        error.to_string()
    };
    let since = |query: &SelectStatement, clause: &str, year: u16, number: u16| {
        let before = ServerVersion::new(year, number - 1, 9);
        assert_eq!(
            too_old(query, before),
            format!("{clause}: the server is ClickHouse {before}, this needs {year}.{number}.0 or later")
        );
        assert!(
            build_clickhouse(
                query,
                &Target::default().version(ServerVersion::new(year, number, 1))
            )
            .is_ok()
        );
    };
    let cte = || {
        CommonTableExpression::new()
            .table_name("x")
            .query(ids())
            .to_owned()
    };
    since(
        ids().with_cte(
            WithClause::new()
                .cte(cte().materialized(true).to_owned())
                .to_owned(),
        ),
        "MATERIALIZED",
        26,
        3,
    );
    since(
        ids().with_cte(WithClause::new().recursive(true).cte(cte()).to_owned()),
        "WITH RECURSIVE",
        24,
        4,
    );
    since(
        ids().and_where(Expr::col("a").like(sea_query::LikeExpr::new("a").escape('|'))),
        "ESCAPE",
        26,
        6,
    );
    since(
        Query::select()
            .expr_window(Expr::cust("count()"), sea_query::WindowStatement::new())
            .from("t"),
        "OVER",
        21,
        9,
    );
    since(
        Query::select()
            .expr_window_name(Expr::cust("count()"), "w")
            .from("t")
            .window("w", sea_query::WindowStatement::new()),
        "OVER",
        21,
        9,
    );
    since(
        Query::select().column("a").from_values([(1, 2)], "v"),
        "VALUES",
        26,
        4,
    );
    let drop = sea_query::Table::drop().table("a").table("b").take();
    let error =
        build_clickhouse(&drop, &Target::default().version(ServerVersion::new(24, 3, 1))).unwrap_err();
    assert_eq!(error.kind(), BuildErrorKind::ServerTooOld);
}

#[test]
fn an_empty_list_of_columns_meant_all_of_them() {
    let sentence = "COLUMNS: a list of its columns is empty; name one, or drop the list";
    for columns in [
        Columns::named::<&str>([]),
        Columns::all().except::<&str>([]),
        Columns::all().except_strict::<&str>([]),
    ] {
        let query = Query::select().expr(columns).from("t").to_owned();
        refused(&query, sentence);
    }
}
