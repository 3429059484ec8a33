//! Queries out of SeaQuery's tree and ClickHouse's clauses, nested in each other. Each has one column, so that its
//! rows are the same in each run, whatever the server does in which order.

use sea_query::{
    Asterisk, CommonTableExpression, Cond, Expr, ExprTrait, Func, JoinType, Order, Query, SelectStatement,
    UnionType, WindowStatement, WithClause,
};
use sea_query_clickhouse::{
    aggregate::{self, over},
    prelude::*,
    query::{ArrayJoin, Join, Limit, OrderBy, TableFunction},
};

use super::{
    expr::{self, HOSTILE, Names},
    random::Random,
};

fn whole(expr: impl Into<Expr>) -> Expr {
    Expr::FunctionCall(Func::cust("toInt64").arg(expr))
}

/// The name of the column of a query: an alias would hide a column of the same name.
pub fn name(depth: usize) -> String {
    format!("x`{depth}")
}

/// A query with what may stand in FROM, of which the column to read is returned.
fn source(random: &mut Random, query: &mut SelectStatement, depth: usize) -> Option<Expr> {
    let inner_name = name(depth.saturating_sub(1));
    if depth > 0 && random.chance(2) {
        let inner = select(random, depth - 1);
        match random.below(4) {
            0 => {
                let cte = CommonTableExpression::new()
                    .table_name(HOSTILE)
                    .query(inner)
                    .to_owned();
                query
                    .with_cte(WithClause::new().cte(cte).to_owned())
                    .from(HOSTILE);
            }
            1 => {
                query.from(TableFunction::view(inner));
            }
            _ => {
                query.from_subquery(inner, HOSTILE);
            }
        }
        return Some(Expr::col(inner_name));
    }
    match random.below(5) {
        0 => {
            query.from(TableFunction::numbers(random.below(6) as u64));
            Some(Expr::col("number"))
        }
        1 if depth > 0 => {
            let kind = *random.pick(&[JoinType::LeftJoin, JoinType::InnerJoin, JoinType::FullOuterJoin]);
            let (inner, other) = (select(random, depth - 1), select(random, depth - 1));
            let on = Expr::col(("q`", inner_name.clone())).equals((HOSTILE, inner_name.clone()));
            query
                .from_subquery(inner, "q`")
                .join_subquery(kind, other, HOSTILE, Cond::all().add(on));
            Some(Expr::col((HOSTILE, inner_name.clone())))
        }
        2 if depth > 0 => {
            let other = select(random, depth - 1);
            query.from_as("t", "q`").join_with(
                Join::subquery(other, "o")
                    .left()
                    .semi()
                    .on(Expr::col(("q`", "id")).equals(("o", inner_name))),
            );
            Some(Expr::col(("q`", HOSTILE)))
        }
        3 => {
            query
                .from("t")
                .array_join([ArrayJoin::new(Expr::col("list")).alias("e`")]);
            Some(Expr::col("e`"))
        }
        _ => {
            query.from("t");
            None
        }
    }
}

pub fn select(random: &mut Random, depth: usize) -> SelectStatement {
    let mut query = Query::select();
    let column = source(random, &mut query, depth);
    let is_table = column.is_none();
    let names = &mut Names::of_table();
    let value = match &column {
        Some(column) if random.chance(2) => column.clone(),
        Some(column) => column.clone().sub(random.below(300) as i32).mul(2),
        None => expr::number(random, names, 2).expr,
    };
    let condition = |random: &mut Random, names: &mut Names| match &column {
        Some(column) => {
            let above = column.clone().gt(random.below(4) as i32);
            match random.below(3) {
                0 => above.or(column.clone().is_null()).not(),
                1 => above.and(column.clone().is_in([random.below(9) as i64, 2, 3])),
                _ => above,
            }
        }
        None => expr::condition(random, names, 2).expr,
    };
    if is_table {
        if random.chance(3) {
            query.final_();
        }
        if random.chance(3) {
            query.prewhere(Expr::col("id").lte(4).or(Expr::col("s").like("a%")));
        }
    }
    if random.chance(2) {
        query.and_where(condition(random, names));
    }
    if random.chance(5) {
        query.cond_where(
            Cond::any().add(condition(random, names)).add(
                Cond::all()
                    .not()
                    .add(condition(random, names))
                    .add(condition(random, names)),
            ),
        );
    }
    if random.chance(6) {
        query.with_expr("shift`", random.below(300) as i32);
        query.expr_as(whole(value.add(Expr::col("shift`"))), name(depth));
    } else if random.chance(4) {
        let total = match random.below(3) {
            0 => aggregate::sum(whole(value.clone()))
                .if_(condition(random, names))
                .into(),
            1 => Expr::from(Func::max(whole(value.clone()))),
            _ => aggregate::uniq_exact([value.clone()]).or_null().into(),
        };
        query.expr_as(whole(total), name(depth));
        match random.below(4) {
            0 => query.add_group_by([whole(value.clone())]),
            1 => query.add_group_by([whole(value.clone())]).with_rollup(),
            2 => query.grouping_sets([vec![whole(value.clone())], vec![]]),
            _ => &mut query,
        };
        if random.chance(2) {
            query.and_having(Expr::cust("count()").gt(1).or(Expr::cust("count()").eq(1)));
        }
    } else if random.chance(4) {
        let window = WindowStatement::partition_by_custom("1")
            .order_by_expr(value.clone(), Order::Asc)
            .take();
        query.expr_as(
            whole(over(
                Func::cust("dense_rank"),
                sea_query::WindowSelectType::Name("w`".into()),
            )),
            name(depth),
        );
        query.window("w`", window);
        if random.chance(2) {
            query.qualify(
                Expr::col(name(depth))
                    .lt(4)
                    .and(Expr::col(name(depth)).is_not_null()),
            );
        }
    } else {
        query.expr_as(whole(value), name(depth));
        if random.chance(6) {
            query.distinct();
        }
    }
    if random.chance(4) && depth > 0 {
        for _ in 0..=random.below(2) {
            let kind = *random.pick(&[
                UnionType::All,
                UnionType::Distinct,
                UnionType::Intersect,
                UnionType::Except,
            ]);
            query.union(kind, select(random, depth - 1));
        }
    }
    if random.chance(3) {
        query.limit_by(2, [Expr::col(name(depth))]);
    }
    if random.chance(3) {
        query.order_by_with(OrderBy::new(Expr::col(name(depth))).desc().nulls_first());
        match random.below(4) {
            0 => query.limit(random.below(5) as u64),
            1 => query.limit(3).offset(1),
            2 => query.limit(1).with_ties(),
            _ => query.limit_with(Limit::last(2)),
        };
    }
    if random.chance(4) {
        query.setting("max_threads", 1 + random.below(3) as i32);
    }
    query
}

/// The rows of a query in their order.
pub fn sorted(query: SelectStatement, depth: usize) -> SelectStatement {
    Query::select()
        .column(Asterisk)
        .from_subquery(query, "rows")
        .order_by(name(depth), Order::Asc)
        .to_owned()
}
