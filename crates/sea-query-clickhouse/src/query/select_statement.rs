//! The clauses on `SelectStatement`: each is carried by its condition.

use sea_query::{
    Expr, IntoCondition, IntoIden, NullOrdering, Order, Query, SelectStatement, WindowStatement,
};

use super::{
    ArrayJoin, ClickHouseSelectStatementExt, Interpolate, Join, Limit, OrderBy, Sample, join::add_array_join,
};
use crate::clause::{Clause, SettingValue};

impl ClickHouseSelectStatementExt for SelectStatement {
    fn final_(&mut self) -> &mut Self {
        self.and_where(Clause::Final.into_expr())
    }

    fn prewhere(&mut self, condition: impl IntoCondition) -> &mut Self {
        self.and_where(Clause::Prewhere(Expr::from(condition.into_condition())).into_expr())
    }

    fn sample(&mut self, ratio: f64) -> &mut Self {
        self.and_where(Clause::Sampling(Sample { ratio, offset: None }).into_expr())
    }

    fn sample_offset(&mut self, ratio: f64, offset: f64) -> &mut Self {
        self.and_where(
            Clause::Sampling(Sample {
                ratio,
                offset: Some(offset),
            })
            .into_expr(),
        )
    }

    fn setting(&mut self, name: impl Into<String>, value: impl Into<SettingValue>) -> &mut Self {
        self.and_where(Clause::Setting(name.into(), value.into()).into_expr())
    }

    fn final_of(&mut self, table: impl IntoIden) -> &mut Self {
        self.and_where(Clause::FinalOf(table.into_iden().to_string()).into_expr())
    }

    fn sample_of(&mut self, table: impl IntoIden, ratio: f64) -> &mut Self {
        let sample = Sample { ratio, offset: None };
        self.and_where(Clause::SamplingOf(table.into_iden().to_string(), sample).into_expr())
    }

    fn sample_offset_of(&mut self, table: impl IntoIden, ratio: f64, offset: f64) -> &mut Self {
        let sample = Sample {
            ratio,
            offset: Some(offset),
        };
        self.and_where(Clause::SamplingOf(table.into_iden().to_string(), sample).into_expr())
    }

    fn with_expr(&mut self, name: impl IntoIden, expr: impl Into<Expr>) -> &mut Self {
        self.and_where(Clause::With(name.into_iden().to_string(), expr.into()).into_expr())
    }

    fn distinct_on_exprs<E: Into<Expr>>(&mut self, exprs: impl IntoIterator<Item = E>) -> &mut Self {
        let exprs = exprs.into_iter().map(E::into).collect();
        self.and_where(Clause::DistinctOn(exprs).into_expr())
    }

    fn join_with(&mut self, join: Join) -> &mut Self {
        join.add_to(self);
        self
    }

    fn array_join<A: Into<ArrayJoin>>(&mut self, arrays: impl IntoIterator<Item = A>) -> &mut Self {
        add_array_join(self, false, arrays.into_iter().map(pair).collect());
        self
    }

    fn left_array_join<A: Into<ArrayJoin>>(&mut self, arrays: impl IntoIterator<Item = A>) -> &mut Self {
        add_array_join(self, true, arrays.into_iter().map(pair).collect());
        self
    }

    fn group_by_all(&mut self) -> &mut Self {
        self.and_where(Clause::GroupByAll.into_expr())
    }

    fn grouping_sets(&mut self, sets: impl IntoIterator<Item = Vec<Expr>>) -> &mut Self {
        self.and_where(Clause::GroupingSets(sets.into_iter().collect()).into_expr())
    }

    fn with_rollup(&mut self) -> &mut Self {
        self.and_where(Clause::Rollup.into_expr())
    }

    fn with_cube(&mut self) -> &mut Self {
        self.and_where(Clause::Cube.into_expr())
    }

    fn with_totals(&mut self) -> &mut Self {
        self.and_where(Clause::Totals.into_expr())
    }

    fn window_with(&mut self, name: impl IntoIden, window: WindowStatement) -> &mut Self {
        let query = Query::select().window(name, window).take();
        self.and_where(Clause::Windows(Box::new(query)).into_expr())
    }

    fn qualify(&mut self, condition: impl IntoCondition) -> &mut Self {
        self.and_where(Clause::Qualify(Expr::from(condition.into_condition())).into_expr())
    }

    fn order_by_with(&mut self, order: OrderBy) -> &mut Self {
        if order.has_fill() {
            self.and_where(Clause::Fill.into_expr());
        }
        let (expr, order, nulls) = order.into_parts();
        match nulls {
            None => self.order_by_expr(expr, order),
            Some(nulls) => self.order_by_expr_with_nulls(expr, order, nulls),
        }
    }

    fn order_by_all(&mut self, order: Order, nulls: Option<NullOrdering>) -> &mut Self {
        let nulls_first = nulls.map(|nulls| matches!(nulls, NullOrdering::First));
        self.and_where(Clause::OrderByAll(matches!(order, Order::Desc), nulls_first).into_expr())
    }

    fn interpolate(&mut self, columns: impl IntoIterator<Item = Interpolate>) -> &mut Self {
        let columns = columns.into_iter().map(|item| (item.column, item.expr)).collect();
        self.and_where(Clause::Interpolate(columns).into_expr())
    }

    fn limit_by<E: Into<Expr>>(
        &mut self,
        limit: impl Into<Limit>,
        exprs: impl IntoIterator<Item = E>,
    ) -> &mut Self {
        let exprs = exprs.into_iter().map(E::into).collect();
        self.and_where(Clause::LimitBy(limit.into(), None, exprs).into_expr())
    }

    fn limit_by_all(&mut self, limit: impl Into<Limit>) -> &mut Self {
        self.and_where(Clause::LimitByAll(limit.into()).into_expr())
    }

    fn limit_by_offset<E: Into<Expr>>(
        &mut self,
        limit: impl Into<Limit>,
        offset: impl Into<Limit>,
        exprs: impl IntoIterator<Item = E>,
    ) -> &mut Self {
        let exprs = exprs.into_iter().map(E::into).collect();
        self.and_where(Clause::LimitBy(limit.into(), Some(offset.into()), exprs).into_expr())
    }

    fn limit_with(&mut self, limit: impl Into<Limit>) -> &mut Self {
        self.and_where(Clause::Limit(limit.into()).into_expr())
    }

    fn offset_with(&mut self, offset: impl Into<Limit>) -> &mut Self {
        self.and_where(Clause::Offset(offset.into()).into_expr())
    }

    fn with_ties(&mut self) -> &mut Self {
        self.and_where(Clause::WithTies.into_expr())
    }

    fn format(&mut self, name: impl Into<String>) -> &mut Self {
        self.and_where(Clause::Format(name.into()).into_expr())
    }
}

fn pair(item: impl Into<ArrayJoin>) -> (Expr, Option<String>) {
    let item = item.into();
    (item.array, item.alias)
}
