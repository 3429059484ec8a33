use sea_query::{Expr, ExprTrait, Func, Order, Query, SelectStatement};
use sea_query_clickhouse::{
    Target, build_clickhouse, partition::Partition, prelude::*, projection::Projection,
};

use crate::server::Server;

fn per_kind() -> Projection {
    let select = Query::select()
        .column("kind")
        .expr(Func::cust("sum").arg(Expr::col("n")))
        .group_by_col("kind")
        .to_owned();
    Projection::new("per_kind", select)
}

const ORDER: &str = "ORDER BY: a projection is sorted by columns and expressions, ascending; drop directions, NULLS, COLLATE and fills";

fn select(change: &mut dyn FnMut(&mut SelectStatement) -> &mut SelectStatement) -> Projection {
    let mut select = Query::select().column("n").to_owned();
    change(&mut select);
    Projection::new("p", select)
}

#[test]
fn with_expressions_and_a_condition() {
    let s = Server::with(&["CREATE TABLE t (kind String, n UInt64) ENGINE = MergeTree ORDER BY n"]);
    let half = Query::select()
        .with_expr("half", Expr::cust("intDiv(n, 2)"))
        .expr(Expr::col("half"))
        .expr(Func::cust("count"))
        .and_where(Expr::col("kind").ne("it's"))
        .group_by_col("half")
        .to_owned();
    s.check_table(
        &ClickHouseTable::alter("t").add_projection(Projection::new("p", half)),
        r"ALTER TABLE `t` ADD PROJECTION `p` (WITH intDiv(n, 2) AS `half` SELECT `half`, count() WHERE `kind` <> 'it\'s' GROUP BY `half`)",
    );
}

#[test]
fn in_a_new_table() {
    let s = Server::new();
    let by_n = Query::select()
        .columns(["n", "kind"])
        .order_by("n", Order::Asc)
        .to_owned();
    let table = ClickHouseTable::create("t")
        .col(ClickHouseColumnDef::new("kind", DataType::String))
        .col(ClickHouseColumnDef::new("n", DataType::UInt64))
        .projection(per_kind())
        .projection(Projection::new("by `n`", by_n).setting("index_granularity", 1024))
        .projection(Projection::index("at_n", Expr::col("n")))
        .engine(Engine::merge_tree())
        .order_by(["kind"]);
    s.check_table(
        &table,
        r"CREATE TABLE `t` (`kind` String, `n` UInt64, PROJECTION `per_kind` (SELECT `kind`, sum(`n`) GROUP BY `kind`), PROJECTION `by \`n\`` (SELECT `n`, `kind` ORDER BY `n`) WITH SETTINGS (index_granularity = 1024), PROJECTION `at_n` INDEX `n` TYPE basic) ENGINE = MergeTree ORDER BY `kind`",
    );
    s.run("INSERT INTO t SELECT if(number % 2 = 0, 'even', 'odd'), number FROM numbers(100)");
    assert_eq!(
        s.run("SELECT name, type FROM system.projections WHERE database = currentDatabase() ORDER BY name"),
        "at_n\tNormal\nby `n`\tNormal\nper_kind\tAggregate\n"
    );
    assert_eq!(
        s.run(
            "SELECT kind, sum(n) FROM t GROUP BY kind ORDER BY kind SETTINGS force_optimize_projection = 1"
        ),
        "even\t2450\nodd\t2500\n"
    );
}

#[test]
fn of_a_table_that_is_there() {
    let s = Server::with(&[
        "CREATE TABLE t (kind String, n UInt64) ENGINE = MergeTree PARTITION BY kind ORDER BY n",
        "INSERT INTO t VALUES ('a', 1), ('a', 2), ('b', 3)",
    ]);
    let t = || ClickHouseTable::alter("t");
    let run = |alter: sea_query_clickhouse::table::TableAlterStatement, text: &str| {
        s.check_table(&alter, &format!("ALTER TABLE `t` {text}"));
        s.wait_for_mutations("t");
    };
    let parts = || {
        s.run("SELECT partition, name FROM system.projection_parts WHERE database = currentDatabase() AND active ORDER BY ALL")
    };
    run(
        t().add_projection(per_kind()).if_not_exists().first(),
        "ADD PROJECTION IF NOT EXISTS `per_kind` (SELECT `kind`, sum(`n`) GROUP BY `kind`) FIRST",
    );
    run(
        t().materialize_projection("per_kind")
            .in_partition(Partition::of("a")),
        "MATERIALIZE PROJECTION `per_kind` IN PARTITION tuple('a')",
    );
    assert_eq!(parts(), "a\tper_kind\n");
    run(
        t().materialize_projection("per_kind").if_exists(),
        "MATERIALIZE PROJECTION IF EXISTS `per_kind`",
    );
    assert_eq!(parts(), "a\tper_kind\nb\tper_kind\n");
    run(
        t().clear_projection("per_kind")
            .if_exists()
            .in_partition(Partition::of("b")),
        "CLEAR PROJECTION IF EXISTS `per_kind` IN PARTITION tuple('b')",
    );
    assert_eq!(parts(), "a\tper_kind\n");
    run(
        t().add_projection(Projection::index("at_n", Expr::col("n")))
            .after("per_kind"),
        "ADD PROJECTION `at_n` INDEX `n` TYPE basic AFTER `per_kind`",
    );
    run(
        t().drop_projection("per_kind")
            .drop_projection("at_n")
            .if_exists(),
        "DROP PROJECTION `per_kind`, DROP PROJECTION IF EXISTS `at_n`",
    );
    assert_eq!(parts(), "");
    for (projection, sentence) in [
        (select(&mut |select| select.order_by("n", Order::Desc)), ORDER),
        (
            select(&mut |select| select.order_by_with_nulls("n", Order::Asc, sea_query::NullOrdering::Last)),
            ORDER,
        ),
        (
            select(&mut |select| select.distinct()),
            "DISTINCT: a projection has expressions before it (WITH), a select list, WHERE, GROUP BY and ORDER BY alone",
        ),
        (
            select(&mut |select| select.from("t")),
            "FROM: a projection has expressions before it (WITH), a select list, WHERE, GROUP BY and ORDER BY alone",
        ),
        (
            select(&mut |select| select.limit(1)),
            "LIMIT: a projection has expressions before it (WITH), a select list, WHERE, GROUP BY and ORDER BY alone",
        ),
        (
            select(&mut |select| select.group_by_col("n").order_by("n", Order::Asc)),
            "ORDER BY: a projection with GROUP BY is sorted by what it groups by; drop ORDER BY",
        ),
        (
            Projection::index("p", Expr::col("n")).index_type("a b"),
            "PROJECTION: `a b` is not a type of an index: letters, digits and _ only",
        ),
        (
            per_kind().setting("a b", 1),
            "SETTINGS: `a b` is not the name of a setting: letters, digits and _ only",
        ),
    ] {
        let error = build_clickhouse(&t().add_projection(projection), &Target::default()).unwrap_err();
        assert_eq!(error.to_string(), sentence);
    }
}
