use sea_query::{
    CommonTableExpression, Expr, ExprTrait, Frame, FrameType, Order, Query, UnionType, WindowStatement,
    WithClause,
};
use sea_query_clickhouse::prelude::*;

use super::{ids, places};

#[test]
fn groups() {
    let p = places();
    let grouped = || {
        Query::select()
            .column("k")
            .expr_as(Expr::cust("count()"), "c")
            .from("e")
            .final_()
            .to_owned()
    };
    let text = |end: &str| format!("SELECT `k`, count() AS `c` FROM `e` FINAL {end}");
    p.check(grouped().group_by_all(), &text("GROUP BY ALL"), "1\t2\n2\t1");
    p.check(
        grouped().group_by_col("k").and_having(Expr::col("c").gt(1)),
        &text("GROUP BY `k` HAVING `c` > 1"),
        "1\t2",
    );
    p.check(
        grouped().group_by_col("k").with_rollup(),
        &text("GROUP BY `k` WITH ROLLUP"),
        "0\t3\n1\t2\n2\t1",
    );
    p.check(
        grouped().group_by_col("k").with_cube(),
        &text("GROUP BY `k` WITH CUBE"),
        "0\t3\n1\t2\n2\t1",
    );
    p.check(
        grouped().grouping_sets([vec![Expr::col("k")], vec![]]),
        &text("GROUP BY GROUPING SETS ((`k`), ()) HAVING count() >= 0"),
        "0\t3\n1\t2\n2\t1",
    );
    // The totals are no rows, so each place shows them as its output does.
    let totals = grouped().group_by_col("k").with_totals().to_owned();
    p.one(&totals, &text("GROUP BY `k` WITH TOTALS"), "1\t2\n2\t1\n0\t3");
    let inside = Query::select()
        .column("c")
        .from_subquery(totals.clone(), "q")
        .to_owned();
    p.one(
        &inside,
        &format!("SELECT `c` FROM ({}) AS `q`", text("GROUP BY `k` WITH TOTALS")),
        "2\n1\n3",
    );
    let cte = CommonTableExpression::new()
        .table_name("q")
        .query(totals.clone())
        .to_owned();
    p.one(
        Query::select()
            .column("c")
            .from("q")
            .with_cte(WithClause::new().cte(cte).to_owned()),
        &format!(
            "WITH `q` AS ({}) SELECT `c` FROM `q`",
            text("GROUP BY `k` WITH TOTALS")
        ),
        "2\n1\n3",
    );
    p.one(
        grouped().group_by_col("k").union(UnionType::All, totals),
        &format!(
            "{} UNION ALL ({})",
            text("GROUP BY `k`"),
            text("GROUP BY `k` WITH TOTALS")
        ),
        "1\t2\n1\t2\n2\t1\n2\t1\n0\t3",
    );
}

#[test]
fn windows() {
    let p = places();
    let window = || {
        WindowStatement::partition_by("k")
            .order_by("id", Order::Asc)
            .frame_between(FrameType::Rows, Frame::UnboundedPreceding, Frame::CurrentRow)
            .to_owned()
    };
    let text = "PARTITION BY `k` ORDER BY `id` ASC ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW";
    p.check(
        ids()
            .expr_window_as(Expr::cust("sum(id)"), window(), "s")
            .final_(),
        &format!("SELECT `id`, sum(id) OVER ({text}) AS `s` FROM `e` FINAL"),
        "1\t1\n2\t3\n3\t3",
    );
    p.check(
        ids()
            .expr_window_name_as(Expr::cust("row_number()"), "w", "r")
            .final_()
            .window("w", window()),
        &format!("SELECT `id`, row_number() OVER `w` AS `r` FROM `e` FINAL WINDOW `w` AS ({text})"),
        "1\t1\n2\t2\n3\t1",
    );
    p.check(
        ids()
            .expr_window_name_as(Expr::cust("row_number()"), "w", "r")
            .final_()
            .window("w", window())
            .qualify(Expr::col("r").eq(1)),
        &format!(
            "SELECT `id`, row_number() OVER `w` AS `r` FROM `e` FINAL WINDOW `w` AS ({text}) QUALIFY `r` = 1"
        ),
        "1\t1\n3\t1",
    );
}
