//! Of values, SELECT, INSERT and mutations.

use sea_query::{
    Expr, ExprTrait, Func, Keyword, LikeExpr, NullOrdering, Order, Query, UnionType, WindowStatement,
};
use sea_query_clickhouse::{
    Feature,
    partition::Partition,
    prelude::*,
    query::{Columns, Interpolate, Join, Limit, OrderBy, TableFunction, WithFill},
};

use super::{Statement, cte, delete, filled, ids, of, union, update, with};

pub(super) fn statements(feature: Feature) -> Option<Vec<Statement>> {
    let one = |statement: Statement| vec![statement];
    Some(match feature {
        Feature::Parameters => vec![
            of(|query| {
                query.and_where(Expr::col("id").eq(1));
            }),
            of(|query| {
                query.and_where(Expr::col("id").is_in([1, 2]));
            }),
        ],
        Feature::MutationParameters => vec![
            Box::new(update()),
            Box::new(
                Query::delete()
                    .from_table("t")
                    .and_where(Expr::col("id").eq(1))
                    .to_owned(),
            ),
        ],
        Feature::InsertDefault => one(Box::new(
            Query::insert()
                .into_table("t")
                .columns(["a"])
                .values_panic([Expr::Keyword(Keyword::Default)])
                .to_owned(),
        )),
        Feature::CommonTableExpression => one(with(&cte(), false)),
        Feature::MaterializedCte => one(with(cte().materialized(true), false)),
        Feature::RecursiveCte => one(with(&cte(), true)),
        Feature::DistinctOn => vec![
            of(|query| {
                query.distinct_on(["id"]);
            }),
            of(|query| {
                query.distinct_on_exprs([Expr::col("id").modulo(2)]);
            }),
        ],
        Feature::ColumnsApply => vec![
            of(|query| {
                query.expr(Columns::all().apply("max"));
            }),
            of(|query| {
                query.expr(Columns::all().apply_lambda("x", Expr::col("x").add(1)));
            }),
        ],
        Feature::LikeEscape => one(of(|query| {
            query.and_where(Expr::col("id").like(LikeExpr::new("a").escape('|')));
        })),
        Feature::IsNotDistinctFrom => one(of(|query| {
            query.and_where(Expr::col("id").is(true));
        })),
        Feature::Exists => one(of(|query| {
            query.and_where(Expr::exists(ids()));
        })),
        Feature::AnyAll => vec![
            of(|query| {
                query.and_where(Expr::col("id").eq(Expr::any(ids())));
            }),
            of(|query| {
                query.and_where(Expr::col("id").eq(Expr::all(ids())));
            }),
        ],
        Feature::RandCanonical => one(of(|query| {
            query.expr(Func::random());
        })),
        Feature::WindowFunctions => vec![
            of(|query| {
                query.expr_window(Expr::cust("count()"), WindowStatement::new());
            }),
            of(|query| {
                query
                    .expr_window_name(Expr::cust("count()"), "w")
                    .window("w", WindowStatement::new());
            }),
        ],
        Feature::ValuesTable => one(Box::new(
            Query::select().column("a").from_values([(1, 2)], "v").to_owned(),
        )),
        Feature::ViewFunction => one(Box::new(
            Query::select()
                .column("a")
                .from(TableFunction::view(ids()))
                .to_owned(),
        )),
        Feature::ParametrizedView => [
            TableFunction::parametrized_view("v"),
            TableFunction::parametrized_view_of("d", "v"),
        ]
        .map(|view| Box::new(Query::select().column("a").from(view).to_owned()) as Statement)
        .into(),
        Feature::PasteJoin => one(of(|query| {
            query.join_with(Join::new("u").paste());
        })),
        Feature::GroupByAll => one(of(|query| {
            query.group_by_all();
        })),
        Feature::GroupingSets => one(of(|query| {
            query.grouping_sets([vec![Expr::col("id")], vec![]]);
        })),
        Feature::Qualify => one(of(|query| {
            query.qualify(Expr::col("id").gt(Expr::col("a")));
        })),
        Feature::UnionDistinct => one(union(UnionType::Distinct)),
        Feature::IntersectExcept => vec![union(UnionType::Intersect), union(UnionType::Except)],
        Feature::OrderByAll => one(of(|query| {
            query.order_by_all(Order::Desc, Some(NullOrdering::Last));
        })),
        Feature::Interpolate => one(Box::new(
            filled().interpolate([Interpolate::keep("a")]).to_owned(),
        )),
        Feature::FillStaleness => one(of(|query| {
            let fill = WithFill::new().staleness(Expr::val(3));
            query.order_by_with(OrderBy::new(Expr::col("id")).fill(fill));
        })),
        Feature::NegativeLimit => vec![
            of(|query| {
                query.limit_with(Limit::last(1));
            }),
            of(|query| {
                query.offset_with(Limit::last(1));
            }),
        ],
        Feature::NegativeLimitBy => vec![
            of(|query| {
                query.limit_by(Limit::last(1), [Expr::col("id")]);
            }),
            of(|query| {
                query.limit_by_offset(1u64, Limit::last(1), [Expr::col("id")]);
            }),
        ],
        Feature::LimitByAll => one(of(|query| {
            query.limit_by_all(1);
        })),
        Feature::FractionalLimit => one(of(|query| {
            query.limit_with(Limit::share(0.5));
        })),
        Feature::InsertExcept => one(Box::new(
            Query::insert()
                .into_table("t")
                .except_columns(["a"])
                .rows_from(ids())
                .to_owned(),
        )),
        Feature::MutationPartition => vec![
            Box::new(update().in_partition(Partition::id("1")).to_owned()),
            Box::new(delete().in_partition(Partition::id("1")).to_owned()),
            Box::new(
                ClickHouseTable::alter("t")
                    .delete(Expr::col("a").eq(1))
                    .in_partition(Partition::id("1")),
            ),
        ],
        Feature::LightweightDelete => one(Box::new(delete().lightweight().to_owned())),
        Feature::LightweightDeletePartition => one(Box::new(
            delete().lightweight().in_partition(Partition::id("1")).to_owned(),
        )),
        Feature::LightweightUpdate => one(Box::new(update().lightweight().to_owned())),
        _ => return None,
    })
}
