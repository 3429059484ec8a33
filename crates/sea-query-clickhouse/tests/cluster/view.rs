//! Views ON CLUSTER.

use sea_query::{Expr, ExprTrait, Func, Query, SelectStatement};
use sea_query_clickhouse::{
    Target,
    engine::Distributed,
    prelude::*,
    query::TableFunction,
    statement::{Detach, Interval, System},
    types::IntervalUnit,
    view::{Refresh, SqlSecurity, Storage},
};

use super::Cluster;

fn query() -> SelectStatement {
    Query::select()
        .column("id")
        .expr_as(Func::cust("upper").arg(Expr::col("name")), "big")
        .from("t")
        .and_where(Expr::col("name").ne("it's \\ {p:String}"))
        .to_owned()
}

#[test]
fn plain() {
    let Some(c) = Cluster::new() else { return };
    c.make_table("t");
    c.run(
        &ClickHouseView::create("v", query())
            .on_cluster(c.name())
            .comment("it's"),
    );
    c.rows("SELECT * FROM v ORDER BY id", "1\tA\n2\tB", "3\tC");
    c.catalogue("v", "engine, comment", "View\tit's");
    let parameter = Query::select()
        .column("id")
        .from("t")
        .and_where(Expr::col("id").gt(ClickHouseView::parameter("least", DataType::UInt32)))
        .to_owned();
    c.run(
        &ClickHouseView::create("v", parameter)
            .or_replace()
            .on_cluster(c.name()),
    );
    let read = Query::select()
        .column("id")
        .from(TableFunction::parametrized_view("v").named("least", 1))
        .to_owned();
    assert_eq!(c.node(0).answer(&read, &Target::default()), "2\n");
    assert_eq!(c.node(3).answer(&read, &Target::default()), "3\n");
    c.run(
        &ClickHouseView::create(c.at("w"), query())
            .if_not_exists()
            .on_cluster(c.name()),
    );
    c.run(
        &ClickHouseView::alter("w")
            .modify_sql_security(SqlSecurity::Invoker)
            .on_cluster(c.name()),
    );
    c.run(
        &ClickHouseView::alter("w")
            .modify_comment("new")
            .on_cluster(c.name()),
    );
    c.catalogue(
        "w",
        "comment, create_table_query LIKE '%SQL SECURITY INVOKER%'",
        "new\t1",
    );
    c.run(&ClickHouseView::drop("v").if_exists().on_cluster(c.name()).sync());
    c.run(&Detach::view("w").on_cluster(c.name()));
    c.tables("t");
}

#[test]
fn materialized() {
    let Some(c) = Cluster::new() else { return };
    c.make_table("t");
    c.run(&c.table("to"));
    let into = Query::select().column("id").column("name").from("t").to_owned();
    c.run(
        &ClickHouseView::create_materialized("m", into)
            .to("to")
            .on_cluster(c.name()),
    );
    c.run(
        &ClickHouseView::create_materialized("own", query())
            .engine(Storage::new(Engine::merge_tree().replicated()).order_by(["id"]))
            .on_cluster(c.name())
            .comment("it's"),
    );
    c.node(0).run("INSERT INTO t VALUES (4, 'd')");
    c.node(3).run("INSERT INTO t VALUES (5, 'e')");
    c.sync("t");
    c.sync("to");
    c.rows("SELECT * FROM to", "4\td", "5\te");
    c.await_everywhere("SELECT count() FROM own", "1");
    c.rows("SELECT * FROM own", "4\tD", "5\tE");
    let other = Query::select()
        .column("id")
        .expr_as(Func::cust("lower").arg(Expr::col("name")), "big")
        .from("t")
        .to_owned();
    c.run(
        &ClickHouseView::alter("own")
            .modify_query(other)
            .on_cluster(c.name()),
    );
    c.node(0).run("INSERT INTO t VALUES (6, 'F')");
    c.node(2).run("INSERT INTO t VALUES (7, 'G')");
    c.await_everywhere("SELECT count() FROM own", "2");
    c.rows("SELECT * FROM own WHERE id > 5", "6\tf", "7\tg");
    c.run(&ClickHouseView::drop("own").on_cluster(c.name()).sync());
    c.run(&ClickHouseView::drop("m").on_cluster(c.name()).sync());
    c.tables("t,to");
}

#[test]
fn refreshable() {
    let Some(c) = Cluster::new() else { return };
    c.make_table("t");
    c.run(
        &ClickHouseTable::create("all")
            .on_cluster(c.name())
            .as_table("t")
            .engine(Distributed::new(c.name(), c.database(), "t")),
    );
    let count = Query::select()
        .expr_as(Func::cust("count"), "n")
        .from("all")
        .to_owned();
    c.run(
        &ClickHouseView::create_materialized("counted", count)
            .refresh(Refresh::every(Interval::new(1, IntervalUnit::Day)))
            .engine(Storage::new(Engine::merge_tree()).order_by_exprs([]))
            .on_cluster(c.name()),
    );
    c.await_everywhere("SELECT * FROM counted", "3");
    c.node(0).run("INSERT INTO t VALUES (4, 'd')");
    c.sync("t");
    for node in c.nodes() {
        node.answer(&System::refresh_view("counted"), &Target::default());
        node.answer(&System::wait_view("counted"), &Target::default());
    }
    c.everywhere("SELECT * FROM counted", "4");
    let refresh = Refresh::every(Interval::new(2, IntervalUnit::Day));
    c.run(
        &ClickHouseView::alter("counted")
            .modify_refresh(refresh)
            .on_cluster(c.name()),
    );
    c.catalogue("counted", "create_table_query LIKE '%REFRESH EVERY 2 DAY%'", "1");
}
