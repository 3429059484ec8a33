use sea_query::{CommonTableExpression, Expr, ExprTrait, Order, Query, UnionType, WithClause};
use sea_query_clickhouse::{Target, build_clickhouse, prelude::*, query::TableFunction};

use crate::server::Server;

#[test]
fn with_expressions() {
    let s = Server::new();
    let numbers = || {
        Query::select()
            .column("number")
            .from(TableFunction::numbers(5))
            .to_owned()
    };
    s.check(
        numbers()
            .with_expr("low", 1)
            .with_expr("hi gh", Expr::col("low").add(2))
            .and_where(
                Expr::col("number")
                    .gt(Expr::col("low"))
                    .and(Expr::col("number").lte(Expr::col("hi gh"))),
            ),
        "WITH 1 AS `low`, `low` + 2 AS `hi gh` SELECT `number` FROM numbers(5) \
         WHERE `number` > `low` AND `number` <= `hi gh`",
        "2\n3",
    );
    let cte = || {
        CommonTableExpression::new()
            .table_name("few")
            .query(
                Query::select()
                    .column("number")
                    .from(TableFunction::numbers(3))
                    .to_owned(),
            )
            .to_owned()
    };
    let few = || {
        Query::select()
            .column("number")
            .from("few")
            .with_expr("k", 1)
            .and_where(Expr::col("number").eq(Expr::col("k")))
            .to_owned()
    };
    let text = "WITH 1 AS `k`, `few` AS (SELECT `number` FROM numbers(3)) SELECT `number` FROM `few` WHERE `number` = `k`";
    s.check(&few().with(WithClause::new().cte(cte()).to_owned()), text, "1");
    s.check(few().with_cte(WithClause::new().cte(cte()).to_owned()), text, "1");
    // The arms of a union and sub-queries have their own.
    s.check(
        numbers()
            .with_expr("k", 1)
            .and_where(Expr::col("number").eq(Expr::col("k")))
            .union(
                UnionType::All,
                numbers()
                    .with_expr("k", 2)
                    .and_where(Expr::col("number").eq(Expr::col("k")))
                    .to_owned(),
            )
            .order_by("number", Order::Asc),
        "WITH 1 AS `k` SELECT * FROM (SELECT `number` FROM numbers(5) WHERE `number` = `k` UNION ALL \
         (WITH 2 AS `k` SELECT `number` FROM numbers(5) WHERE `number` = `k`)) ORDER BY `number` ASC",
        "1\n2",
    );
    let recursive = WithClause::new()
        .recursive(true)
        .cte(
            CommonTableExpression::new()
                .table_name("r")
                .column("n")
                .query(
                    Query::select()
                        .expr_as(1, "n")
                        .union(
                            UnionType::All,
                            Query::select()
                                .expr(Expr::col("n").add(1))
                                .from("r")
                                .and_where(Expr::col("n").lt(3))
                                .to_owned(),
                        )
                        .to_owned(),
                )
                .to_owned(),
        )
        .to_owned();
    s.check(
        &Query::select().expr(Expr::col("n").add(Expr::col("k"))).from("r").with_expr("k", 10).take().with(recursive),
        "WITH RECURSIVE 10 AS `k`, `r` (`n`) AS (SELECT 1 AS `n` UNION ALL (SELECT `n` + 1 FROM `r` WHERE `n` < 3)) \
         SELECT `n` + `k` FROM `r`",
        "11\n12\n13",
    );
    let twice = few()
        .with_cte(WithClause::new().cte(cte()).to_owned())
        .take()
        .with(WithClause::new().cte(cte()).to_owned());
    assert_eq!(
        build_clickhouse(&twice, &Target::default())
            .unwrap_err()
            .to_string(),
        "WITH: the query and its SELECT have a WITH each; put the common table expressions into one"
    );
}
