use sea_query::{Expr, IntoIden, Order, QueryBuilder};

use super::TableCreateStatement;
use crate::{Feature, error::BuildError, render::Renderer, ttl::write_rules};

/// Partitions and keys.
impl TableCreateStatement {
    /// `PARTITION BY expr`; called again, the partition is by a tuple.
    pub fn partition_by(mut self, expr: impl Into<Expr>) -> Self {
        self.partition_by.push(expr.into());
        self
    }

    /// `PRIMARY KEY (columns)`: the prefix of the sorting key that the sparse index holds. It is not unique.
    pub fn primary_key<I, C>(self, columns: I) -> Self
    where
        I: IntoIterator<Item = C>,
        C: IntoIden,
    {
        self.primary_key_exprs(columns.into_iter().map(|column| Expr::col(column.into_iden())))
    }

    /// `PRIMARY KEY (expressions)`: as [`primary_key`](Self::primary_key), where the sorting key has expressions.
    pub fn primary_key_exprs(mut self, exprs: impl IntoIterator<Item = Expr>) -> Self {
        self.primary_key = exprs.into_iter().collect();
        self
    }

    /// `ORDER BY (columns)`: the sorting key of a MergeTree table. None at all is `ORDER BY tuple()`.
    pub fn order_by<I, C>(self, columns: I) -> Self
    where
        I: IntoIterator<Item = C>,
        C: IntoIden,
    {
        self.order_by_exprs(columns.into_iter().map(|column| Expr::col(column.into_iden())))
    }

    /// `ORDER BY (expressions)`: the sorting key of a MergeTree table.
    pub fn order_by_exprs(mut self, exprs: impl IntoIterator<Item = Expr>) -> Self {
        self.order_by = Some(exprs.into_iter().map(|expr| (expr, Order::Asc)).collect());
        self
    }

    /// One expression more at the end of ORDER BY, ascending or descending. A server before 26.7 takes a descending
    /// one where the setting `allow_experimental_reverse_key` of the table is 1.
    ///
    /// ```
    /// use sea_query::{Expr, Order};
    /// use sea_query_clickhouse::prelude::*;
    ///
    /// let table = ClickHouseTable::create("event")
    ///     .col(ClickHouseColumnDef::new("kind", DataType::String))
    ///     .col(ClickHouseColumnDef::new("at", DataType::date_time()))
    ///     .engine(Engine::merge_tree())
    ///     .order_by(["kind"])
    ///     .order_by_expr(Expr::col("at"), Order::Desc);
    /// assert_eq!(
    ///     table.to_string(ClickHouseQueryBuilder),
    ///     "CREATE TABLE `event` (`kind` String, `at` DateTime) ENGINE = MergeTree ORDER BY (`kind`, `at` DESC)"
    /// );
    /// ```
    pub fn order_by_expr(mut self, expr: impl Into<Expr>, order: Order) -> Self {
        self.order_by.get_or_insert_default().push((expr.into(), order));
        self
    }

    /// `SAMPLE BY expr`: an unsigned integer of the primary key, by which SAMPLE reads a part of the rows.
    pub fn sample_by(mut self, expr: impl Into<Expr>) -> Self {
        self.sample_by = Some(expr.into());
        self
    }

    pub(super) fn write_keys(&self, renderer: &Renderer<'_>, sql: &mut String) -> Result<(), BuildError> {
        match self.partition_by.as_slice() {
            [] => {}
            [one] => {
                sql.push_str(" PARTITION BY ");
                renderer.prepare_expr(one, sql);
            }
            many => {
                sql.push_str(" PARTITION BY ");
                renderer.prepare_tuple(many, sql);
            }
        }
        if !self.primary_key.is_empty() {
            sql.push_str(" PRIMARY KEY ");
            renderer.prepare_tuple(&self.primary_key, sql);
        }
        match self.order_by.as_deref() {
            None => {}
            Some([]) => sql.push_str(" ORDER BY tuple()"),
            Some(keys) => {
                for (i, (expr, order)) in keys.iter().enumerate() {
                    sql.push_str(if i == 0 { " ORDER BY (" } else { ", " });
                    renderer.prepare_expr(expr, sql);
                    match order {
                        Order::Asc => {}
                        Order::Desc => {
                            renderer.context.check(Feature::ReverseSortingKey);
                            sql.push_str(" DESC");
                        }
                        _ => {
                            return Err(BuildError::invalid(
                                "ORDER BY",
                                "a table is sorted up or down, not by a list of values; sort by an expression such \
                                 as indexOf",
                            ));
                        }
                    }
                }
                sql.push(')');
            }
        }
        if let Some(expr) = &self.sample_by {
            sql.push_str(" SAMPLE BY ");
            renderer.prepare_expr(expr, sql);
        }
        if !self.ttl.is_empty() {
            sql.push_str(" TTL ");
            write_rules(renderer, &self.ttl, sql);
        }
        Ok(())
    }
}
