use sea_query::{CommonTableExpression, Expr, ExprTrait, Order, Query, UnionType, WithClause};
use sea_query_clickhouse::{
    prelude::*,
    query::{ArrayJoin, Join},
};

use super::{ids, numbers, places};

#[test]
fn with() {
    let p = places();
    p.check(
        numbers(3)
            .with_expr("low", 1)
            .and_where(Expr::col("number").gte(Expr::col("low"))),
        "WITH 1 AS `low` SELECT `number` FROM numbers(3) WHERE `number` >= `low`",
        "1\n2",
    );
    let few = |materialized: bool| {
        let mut cte = CommonTableExpression::new();
        cte.table_name("few").query(numbers(2));
        if materialized {
            cte.materialized(true);
        }
        Query::select()
            .column("number")
            .from("few")
            .with_cte(WithClause::new().cte(cte).to_owned())
            .to_owned()
    };
    p.check(
        &few(false),
        "WITH `few` AS (SELECT `number` FROM numbers(2)) SELECT `number` FROM `few`",
        "0\n1",
    );
    p.check(
        &few(true),
        "WITH `few` AS MATERIALIZED (SELECT `number` FROM numbers(2)) SELECT `number` FROM `few`",
        "0\n1",
    );
    let step = Query::select()
        .expr(Expr::col("n").add(1))
        .from("t")
        .and_where(Expr::col("n").lt(3))
        .to_owned();
    let counted = Query::select()
        .expr_as(Expr::cust("toInt64(1)"), "n")
        .union(UnionType::All, step)
        .to_owned();
    let recursive = WithClause::new()
        .recursive(true)
        .cte(
            CommonTableExpression::new()
                .table_name("t")
                .query(counted)
                .to_owned(),
        )
        .to_owned();
    p.check(
        Query::select().column("n").from("t").with_cte(recursive),
        "WITH RECURSIVE `t` AS (SELECT toInt64(1) AS `n` UNION ALL (SELECT `n` + 1 FROM `t` WHERE `n` < 3)) \
         SELECT `n` FROM `t`",
        "1\n2\n3",
    );
}

#[test]
fn distinct() {
    let p = places();
    p.check(
        Query::select().distinct().column("k").from("e"),
        "SELECT DISTINCT `k` FROM `e`",
        "1\n2",
    );
    p.check(
        Query::select()
            .column("k")
            .from_subquery(
                ids().column("k").final_().order_by("id", Order::Asc).to_owned(),
                "s",
            )
            .distinct_on_exprs([Expr::col("k").modulo(2)]),
        "SELECT DISTINCT ON (`k` % 2) `k` FROM (SELECT `id`, `k` FROM `e` FINAL ORDER BY `id` ASC) AS `s`",
        "1\n2",
    );
}

#[test]
fn final_sample_and_prewhere() {
    let p = places();
    p.check(ids().final_(), "SELECT `id` FROM `e` FINAL", "1\n2\n3");
    p.check(
        Query::select()
            .column(("x", "name"))
            .from_as("o", "y")
            .join_with(Join::new("e").alias("x").final_().using(["id"])),
        "SELECT `x`.`name` FROM `o` AS `y` INNER JOIN `e` AS `x` FINAL USING (`id`)",
        "a\na\nd",
    );
    p.check(
        Query::select()
            .column(("y", "w"))
            .from_as("o", "y")
            .from_as("e", "x")
            .final_of("x")
            .and_where(Expr::col(("x", "id")).equals(("y", "id"))),
        "SELECT `y`.`w` FROM `o` AS `y`, `e` AS `x` FINAL WHERE `x`.`id` = `y`.`id`",
        "7\n8\n9",
    );
    p.check(
        ids().final_().sample(0.5),
        "SELECT `id` FROM `e` FINAL SAMPLE 0.5",
        "1\n2\n3",
    );
    p.check(
        ids().final_().sample_offset(0.5, 0.5),
        "SELECT `id` FROM `e` FINAL SAMPLE 0.5 OFFSET 0.5",
        "",
    );
    p.check(
        ids()
            .prewhere(Expr::col("k").eq(1))
            .and_where(Expr::col("id").gt(1)),
        "SELECT `id` FROM `e` PREWHERE `k` = 1 WHERE `id` > 1",
        "2",
    );
}

#[test]
fn array_joins() {
    let p = places();
    let tags = || ids().column("tag").final_().to_owned();
    p.check(
        tags().array_join([ArrayJoin::new(Expr::col("tags")).alias("tag")]),
        "SELECT `id`, `tag` FROM `e` FINAL ARRAY JOIN `tags` AS `tag`",
        "1\tx\n1\ty\n3\tz",
    );
    p.check(
        tags().left_array_join([ArrayJoin::new(Expr::col("tags")).alias("tag")]),
        "SELECT `id`, `tag` FROM `e` FINAL LEFT ARRAY JOIN `tags` AS `tag`",
        "1\tx\n1\ty\n2\t\n3\tz",
    );
}

#[test]
fn joins() {
    let p = places();
    let of = |columns: &[&'static str], join: Join| {
        let mut query = Query::select();
        for column in columns {
            query.column(*column);
        }
        query
            .from_subquery(ids().final_().to_owned(), "l")
            .join_with(join)
            .to_owned()
    };
    let base = "FROM (SELECT `id` FROM `e` FINAL) AS `l`";
    let o = || Join::new("o").using(["id"]);
    p.check(
        &of(&["id"], o().left().any()),
        &format!("SELECT `id` {base} LEFT ANY JOIN `o` USING (`id`)"),
        "1\n2\n3",
    );
    p.check(
        &of(&["id", "w"], o().all()),
        &format!("SELECT `id`, `w` {base} INNER ALL JOIN `o` USING (`id`)"),
        "1\t7\n1\t8\n3\t9",
    );
    p.check(
        &of(&["id"], o().left().semi()),
        &format!("SELECT `id` {base} LEFT SEMI JOIN `o` USING (`id`)"),
        "1\n3",
    );
    p.check(
        &of(&["id"], o().left().anti()),
        &format!("SELECT `id` {base} LEFT ANTI JOIN `o` USING (`id`)"),
        "2",
    );
    p.check(
        &of(&["id", "w"], o().global().left()),
        &format!("SELECT `id`, `w` {base} GLOBAL LEFT JOIN `o` USING (`id`)"),
        "1\t7\n1\t8\n2\t\\N\n3\t9",
    );
    p.check(
        &of(&["number"], Join::subquery(numbers(2), "n").paste()),
        &format!("SELECT `number` {base} PASTE JOIN (SELECT `number` FROM numbers(2)) AS `n`"),
        "0\n1",
    );
    p.check(
        &of(&["number"], Join::subquery(numbers(2), "n").cross()),
        &format!("SELECT `number` {base} CROSS JOIN (SELECT `number` FROM numbers(2)) AS `n`"),
        "0\n0\n0\n1\n1\n1",
    );
    p.check(
        &of(
            &["w"],
            Join::new("o")
                .asof()
                .on(Expr::col(("l", "id")).equals(("o", "id")))
                .on(Expr::col(("l", "id")).gt(Expr::col(("o", "at")))),
        ),
        &format!("SELECT `w` {base} INNER ASOF JOIN `o` ON `l`.`id` = `o`.`id` AND `l`.`id` > `o`.`at`"),
        "7",
    );
}
