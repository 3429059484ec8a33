//! Which partition of a table a statement is about.

use sea_query::{Expr, QueryBuilder};

use crate::{literal::write_string, render::Renderer};

/// A partition of a table.
///
/// Source: <https://clickhouse.com/docs/sql-reference/statements/alter/partition#how-to-set-partition-expression>.
///
/// ```
/// use sea_query::Func;
/// use sea_query_clickhouse::{partition::Partition, prelude::*};
///
/// let drop = |partition| ClickHouseTable::alter("event").drop_partition(partition).to_string(ClickHouseQueryBuilder);
/// assert_eq!(drop(Partition::of(202401)), "ALTER TABLE `event` DROP PARTITION tuple(202401)");
/// assert_eq!(drop(Partition::of("2024-01-01")), "ALTER TABLE `event` DROP PARTITION tuple('2024-01-01')");
/// assert_eq!(
///     drop(Partition::of_values([Func::cust("toMonday").arg("2024-01-01").into(), 7.into()])),
///     "ALTER TABLE `event` DROP PARTITION tuple(toMonday('2024-01-01'), 7)"
/// );
/// assert_eq!(drop(Partition::id("202401")), "ALTER TABLE `event` DROP PARTITION ID '202401'");
/// assert_eq!(drop(Partition::All), "ALTER TABLE `event` DROP PARTITION ALL");
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Partition {
    /// The partition in which the partition key has these values. A table without a partition key has one partition,
    /// of no values.
    Values(Vec<Expr>),
    /// The partition by its id, as `system.parts` shows it in `partition_id`.
    Id(String),
    /// All partitions.
    All,
}

impl Partition {
    /// The partition in which the partition key, one expression, has this value: a literal or a constant expression.
    pub fn of(value: impl Into<Expr>) -> Self {
        Self::Values(vec![value.into()])
    }

    /// The partition in which the expressions of the partition key have these values.
    pub fn of_values(values: impl IntoIterator<Item = Expr>) -> Self {
        Self::Values(values.into_iter().collect())
    }

    /// The partition by its id.
    pub fn id(id: impl Into<String>) -> Self {
        Self::Id(id.into())
    }

    /// Writes the partition after the keyword PARTITION.
    pub(crate) fn write(&self, renderer: &Renderer<'_>, sql: &mut String) {
        match self {
            // A constant expression is taken inside of a tuple only, and a tuple of one value is that value.
            Self::Values(values) => {
                sql.push_str("tuple(");
                renderer.context.with_literals(|| {
                    for (i, value) in values.iter().enumerate() {
                        sql.push_str(if i == 0 { "" } else { ", " });
                        renderer.prepare_expr(value, sql);
                    }
                });
                sql.push(')');
            }
            Self::Id(id) => {
                sql.push_str("ID ");
                write_string(sql, id);
            }
            Self::All => sql.push_str("ALL"),
        }
    }

    /// Writes ` IN PARTITION ...`, where there is one.
    pub(crate) fn write_in(partition: Option<&Self>, renderer: &Renderer<'_>, sql: &mut String) {
        if let Some(partition) = partition {
            sql.push_str(" IN PARTITION ");
            partition.write(renderer, sql);
        }
    }
}
