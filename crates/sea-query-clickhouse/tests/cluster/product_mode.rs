//! Which queries of Distributed tables need `distributed_product_mode`: those that the server refuses without it.

use sea_query::{
    Asterisk, CommonTableExpression, Expr, ExprTrait, Query, SelectStatement, TableName, UnionType,
    WithClause,
};
use sea_query_clickhouse::{
    ClickHouseSql, ColumnTypes, Target, build_clickhouse, engine::Distributed, prelude::*, query::Join,
};

use super::Cluster;

struct Known;

impl ColumnTypes for Known {
    fn data_type(&self, _: &TableName, _: &str) -> Option<DataType> {
        None
    }

    fn is_distributed(&self, table: &TableName) -> bool {
        matches!(table.1.to_string().as_str(), "all" | "other")
    }
}

fn ids(table: &'static str) -> SelectStatement {
    Query::select().column((table, "id")).from(table).to_owned()
}

fn on(left: &'static str, right: &'static str) -> Expr {
    Expr::col((left, "id")).equals((right, "id"))
}

/// The queries, and whether they need the setting.
fn queries() -> Vec<(SelectStatement, bool)> {
    let of = |condition: Expr| ids("all").and_where(condition).to_owned();
    let id = || Expr::col(("all", "id"));
    let highest = |table| {
        let query = Query::select().expr(Expr::col("id").max()).from(table).to_owned();
        Expr::SubQuery(None, Box::new(query.into()))
    };
    let from = |query: SelectStatement| {
        Query::select()
            .column(("x", "id"))
            .from_subquery(query, "x")
            .to_owned()
    };
    vec![
        (ids("all"), false),
        (of(id().in_subquery(ids("other"))), true),
        (of(id().in_subquery(ids("all"))), true),
        (of(id().in_subquery(ids("t"))), false),
        (of(id().in_subquery(from(ids("other")))), true),
        (of(id().global_in(ids("other"))), false),
        (of(id().global_not_in(from(ids("other")))), false),
        (of(Expr::exists(ids("other"))), false),
        (
            of(Expr::exists(
                ids("other")
                    .and_where(Expr::col(("other", "id")).is_not_null())
                    .to_owned(),
            )),
            false,
        ),
        (of(id().eq(highest("other"))), false),
        (
            of(id().lt(highest("other")).and(id().in_subquery(ids("other")))),
            true,
        ),
        (of(id().eq(highest("all").add(highest("other")))), false),
        (
            ids("all").inner_join("other", on("all", "other")).to_owned(),
            true,
        ),
        (ids("all").left_join("t", on("all", "t")).to_owned(), false),
        (
            ids("all")
                .join_subquery(sea_query::JoinType::InnerJoin, ids("other"), "x", on("all", "x"))
                .to_owned(),
            true,
        ),
        (
            ids("all")
                .join_with(Join::new("other").global().on(on("all", "other")))
                .to_owned(),
            false,
        ),
        (ids("t").inner_join("other", on("t", "other")).to_owned(), false),
        (
            ids("t")
                .and_where(Expr::col("id").in_subquery(ids("other")))
                .to_owned(),
            false,
        ),
        (
            from(ids("all"))
                .and_where(Expr::col("id").in_subquery(ids("other")))
                .to_owned(),
            false,
        ),
        (
            from(ids("all")).inner_join("other", on("x", "other")).to_owned(),
            false,
        ),
        (
            ids("t")
                .inner_join("other", on("t", "other"))
                .inner_join("all", on("t", "all"))
                .to_owned(),
            false,
        ),
        (from(of(id().in_subquery(ids("other")))), true),
        (ids("all").union(UnionType::All, ids("other")).to_owned(), false),
        (
            from(
                ids("all")
                    .union(UnionType::All, of(id().in_subquery(ids("other"))))
                    .to_owned(),
            ),
            true,
        ),
    ]
}

fn build(query: &SelectStatement) -> ClickHouseSql {
    build_clickhouse(query, &Target::default().columns(&Known)).unwrap()
}

#[test]
fn it_is_required_where_the_server_refuses_the_query_without_it() {
    for (query, required) in queries() {
        let built = build(&query);
        assert_eq!(
            built.requirements.distributed_product_mode, required,
            "{}",
            built.sql
        );
    }
    let Some(c) = Cluster::new() else { return };
    // Without rows: an EXISTS that has seen one stops the query on the other shard, after which a node closes the
    // connection with an answer still on its way, and the other node may not survive the reset.
    c.run(&c.table("t"));
    for name in ["all", "other"] {
        c.run(
            &ClickHouseTable::create(name)
                .on_cluster(c.name())
                .as_table("t")
                .engine(Distributed::new(c.name(), c.database(), "t")),
        );
    }
    for (query, required) in queries() {
        let sql = build(&query).sql;
        match c.node(0).try_run(&sql) {
            Ok(_) => assert!(!required, "{sql}"),
            Err(error) => {
                assert!(required && error.contains("Code: 288."), "{sql}: {error}");
                c.node(0)
                    .run(&format!("{sql} SETTINGS distributed_product_mode = 'global'"));
            }
        }
    }
}

#[test]
fn a_common_table_expression_is_a_sub_query_and_its_name_no_table() {
    let with = |name: &'static str, inner: SelectStatement, outer: SelectStatement| {
        let cte = CommonTableExpression::new()
            .query(inner)
            .table_name(name)
            .to_owned();
        let query = WithClause::new().cte(cte).to_owned().query(outer);
        build_clickhouse(&query, &Target::default().columns(&Known))
            .unwrap()
            .requirements
            .distributed_product_mode
    };
    let both = ids("all").inner_join("x", on("all", "x")).to_owned();
    assert!(with("x", ids("other"), both.clone()));
    assert!(!with("x", ids("t"), both));
    // The expression hides the table of its name.
    assert!(!with(
        "other",
        ids("t"),
        ids("all").inner_join("other", on("all", "other")).to_owned()
    ));
}

#[test]
fn a_statement_that_sets_it_needs_no_other() {
    let mut query = Query::select();
    query
        .column(Asterisk)
        .from("all")
        .and_where(Expr::col("id").in_subquery(ids("other")))
        .setting("distributed_product_mode", "allow");
    assert!(!build(&query).requirements.distributed_product_mode);
    // Of the query in which it stands, and not of one around it.
    let outer = Query::select()
        .column(Asterisk)
        .from("all")
        .and_where(Expr::col("id").in_subquery(query))
        .to_owned();
    assert!(build(&outer).requirements.distributed_product_mode);
}
