//! What must, or may be assumed to, hold for every row of a table.

use sea_query::{DynIden, Expr, IntoIden, QueryBuilder, QuotedBuilder};

use crate::{capability::Feature, render::Renderer};

const ASSUME: &str = " ASSUME (";

/// A constraint of a table.
///
/// Source: <https://clickhouse.com/docs/sql-reference/statements/create/table#constraints>.
///
/// ```
/// use sea_query::{Expr, ExprTrait};
/// use sea_query_clickhouse::{constraint::TableConstraint, prelude::*};
///
/// let alter = ClickHouseTable::alter("event")
///     .add_constraint(TableConstraint::check("has_port", Expr::col("port").gt(0)))
///     .add_constraint(TableConstraint::assume("is_lower", Expr::cust("lower(host) = host")));
/// assert_eq!(
///     alter.to_string(ClickHouseQueryBuilder),
///     "ALTER TABLE `event` ADD CONSTRAINT `has_port` CHECK (`port` > 0), \
///      ADD CONSTRAINT `is_lower` ASSUME (lower(host) = host)"
/// );
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct TableConstraint {
    pub(crate) name: DynIden,
    pub(crate) keyword: &'static str,
    pub(crate) expr: Expr,
}

impl TableConstraint {
    /// `CHECK`: an insert with a row for which `expr` is false is refused.
    pub fn check(name: impl IntoIden, expr: impl Into<Expr>) -> Self {
        Self {
            name: name.into_iden(),
            keyword: " CHECK (",
            expr: expr.into(),
        }
    }

    /// `ASSUME`: the optimizer takes it as true for every row; nothing checks it.
    pub fn assume(name: impl IntoIden, expr: impl Into<Expr>) -> Self {
        Self {
            name: name.into_iden(),
            keyword: ASSUME,
            expr: expr.into(),
        }
    }

    /// Writes the name and what it says.
    pub(crate) fn write(&self, renderer: &Renderer<'_>, sql: &mut String) {
        if self.keyword == ASSUME {
            renderer.context.check(Feature::Assume);
        }
        renderer.prepare_iden(&self.name, sql);
        sql.push_str(self.keyword);
        renderer.prepare_expr(&self.expr, sql);
        sql.push(')');
    }
}
