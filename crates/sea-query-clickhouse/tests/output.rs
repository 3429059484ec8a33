use sea_query::{
    ColumnRef, CommonTableExpression, Expr, ExprTrait, JoinType, Query, SelectStatement, UnionType,
    WindowStatement, WithClause,
};
use sea_query_clickhouse::connection::{Output, outputs};

/// `name = table.column`, with `?` where a row may have none.
fn told(query: &SelectStatement) -> Vec<String> {
    outputs(query)
        .into_iter()
        .map(|output| match output {
            Output::Column {
                name,
                table,
                column,
                open,
            } => {
                format!("{name} = {}.{column}{}", table.1, if open { "?" } else { "" })
            }
            Output::All { tables } => {
                let names: Vec<_> = tables.iter().map(|table| table.1.to_string()).collect();
                format!("* of {}", names.join(", "))
            }
            Output::Other { name, count } => {
                format!(
                    "{}{}",
                    name.as_deref().unwrap_or("_"),
                    if count { " counts" } else { "" }
                )
            }
            Output::Cast { name } => format!("{} is cast", name.as_deref().unwrap_or("_")),
            Output::Condition { name } => format!("{} is a condition", name.as_deref().unwrap_or("_")),
            other => panic!("{other:?}"),
        })
        .collect()
}

fn ids() -> SelectStatement {
    Query::select().column("id").from("event").to_owned()
}

#[test]
fn comparisons_and_what_joins_them_are_conditions() {
    let inner = Query::select()
        .expr_as(Expr::col("port").is_null(), "open")
        .from("event")
        .to_owned();
    let query = Query::select()
        .expr_as(Expr::col("id").gt(1).and(Expr::col("id").lt(9)), "near")
        .expr(Expr::col("name").like("a%").not())
        .expr_as(Expr::exists(ids()), "some")
        .expr_as(Expr::col("id").is_in([1, 2]), "listed")
        .expr_as(Expr::col("id").add(1), "next")
        .column("open")
        .from_subquery(inner.clone(), "inner")
        .to_owned();
    assert_eq!(
        told(&query),
        [
            "near is a condition",
            "_ is a condition",
            "some is a condition",
            "listed is a condition",
            "next",
            "open is a condition",
        ]
    );
    let union = inner.clone().union(UnionType::All, inner).to_owned();
    assert_eq!(told(&union), ["open"], "the arms have a type for all of them");
}

#[test]
fn columns_and_aliases() {
    let query = Query::select()
        .column("id")
        .column(("event", "port"))
        .column(("db", "event", "name"))
        .expr_as(Expr::col("name").as_enum("kind"), "kind")
        .expr_as(Expr::col("id").count(), "n")
        .expr(Expr::col("id").max())
        .expr_window_as(Expr::col("id"), WindowStatement::new(), "w")
        .column(("other", "x"))
        .from("event")
        .take();
    assert_eq!(
        told(&query),
        [
            "id = event.id",
            "port = event.port",
            "name = event.name",
            "kind = event.name",
            "n counts",
            "_",
            "w",
            "x"
        ]
    );
}

#[test]
fn a_cast_is_of_the_type_that_it_names_also_through_extremes_and_sub_queries() {
    let cast = || Expr::col("id").cast_as("UInt64");
    let query = Query::select()
        .expr(cast())
        .expr_as(cast(), "c")
        .expr_as(cast().max(), "m")
        .expr_as(Expr::col("id").max(), "known")
        .expr_as(cast().add(1), "sum")
        .from("event")
        .take();
    assert_eq!(
        told(&query),
        ["_ is cast", "c is cast", "m is cast", "known = event.id?", "sum"]
    );
    assert_eq!(
        told(
            Query::select()
                .columns(["c", "m", "known", "sum"])
                .from_subquery(query, "q")
        ),
        ["c is cast", "m is cast", "known = event.id?", "sum"]
    );
}

#[test]
fn joins_open_a_side() {
    let join = |kind| {
        told(
            Query::select()
                .column(("a", "id"))
                .column(("b", "id"))
                .column("id")
                .from_as("event", "a")
                .join_as(kind, "host", "b", Expr::col(("a", "id")).equals(("b", "id"))),
        )
    };
    assert_eq!(join(JoinType::InnerJoin), ["id = event.id", "id = host.id", "id"]);
    assert_eq!(join(JoinType::LeftJoin), ["id = event.id", "id = host.id?", "id"]);
    assert_eq!(
        join(JoinType::RightJoin),
        ["id = event.id?", "id = host.id", "id"]
    );
    assert_eq!(
        join(JoinType::FullOuterJoin),
        ["id = event.id?", "id = host.id?", "id"]
    );
}

#[test]
fn sub_queries_are_followed() {
    let inner = Query::select()
        .expr_as(Expr::col("id"), "x")
        .expr_as(Expr::col("id").count(), "n")
        .from("event")
        .take();
    assert_eq!(
        told(
            Query::select()
                .column("x")
                .expr_as(Expr::col(("q", "n")), "m")
                .column("lost")
                .from_subquery(inner.clone(), "q")
        ),
        ["x = event.id", "m counts", "lost"]
    );
    assert_eq!(
        told(
            Query::select()
                .column(ColumnRef::Asterisk(None))
                .from_subquery(inner, "q")
        ),
        ["x = event.id", "n counts"]
    );
    let open = Query::select()
        .column(("b", "id"))
        .from("event")
        .join_as(JoinType::LeftJoin, "host", "b", Expr::val(1))
        .take();
    assert_eq!(
        told(Query::select().column("id").from_subquery(open, "q")),
        ["id = host.id?"]
    );
}

#[test]
fn asterisks_name_their_tables() {
    let all = ColumnRef::Asterisk(None);
    assert_eq!(
        told(Query::select().column(all.clone()).from("event")),
        ["* of event"]
    );
    assert_eq!(
        told(
            Query::select()
                .column(all.clone())
                .from("event")
                .cross_join("host")
        ),
        ["* of event, host"]
    );
    let table = ColumnRef::Asterisk(Some("e".into()));
    assert_eq!(
        told(
            Query::select()
                .column(table)
                .from_as("event", "e")
                .cross_join("host")
        ),
        ["* of event"]
    );
    assert_eq!(
        told(Query::select().column(all).from("event").join_subquery(
            JoinType::CrossJoin,
            ids(),
            "q",
            Expr::val(1)
        )),
        ["* of "]
    );
}

#[test]
fn common_table_expressions_and_unions_hide_tables() {
    let cte = |query| {
        let cte = CommonTableExpression::new()
            .table_name("event")
            .query(query)
            .to_owned();
        WithClause::new().cte(cte).to_owned()
    };
    let query = || Query::select().with_cte(cte(ids())).column("id").take();
    assert_eq!(told(query().from("event")), ["id"]);
    assert_eq!(told(query().from(("db", "event"))), ["id = event.id"]);
    assert_eq!(told(query().from_subquery(ids(), "q")), ["id"]);
    let other = Query::select().column("host").from("host").take();
    assert_eq!(told(ids().union(UnionType::All, other.clone())), ["id"]);
    let cast = Query::select()
        .expr_as(Expr::col("id").cast_as("UInt64"), "c")
        .from("event")
        .union(UnionType::All, other)
        .take();
    assert_eq!(told(&cast), ["c"]);
}
