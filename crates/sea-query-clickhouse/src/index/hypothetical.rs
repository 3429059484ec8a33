use sea_query::{DynIden, IntoIden, IntoTableRef, QueryBuilder, TableRef};

use super::SkipIndex;
use crate::{
    Feature,
    error::BuildError,
    render::Renderer,
    statement::options::{Options, statement, write_name, write_object},
};

/// Where statements about hypothetical indexes begin: skip indexes that only the session knows of and that are never
/// built, of which [`Explain::what_if`](crate::statement::Explain::what_if) says what they would do for a query.
///
/// Source: <https://clickhouse.com/blog/clickhouse-release-26-06>.
///
/// ```
/// use sea_query::Expr;
/// use sea_query_clickhouse::{index::ClickHouseHypotheticalIndex, prelude::*};
///
/// let index = SkipIndex::new("by_port", Expr::col("port"), SkipIndexType::MinMax).granularity(4);
/// assert_eq!(
///     ClickHouseHypotheticalIndex::create("event", index).to_string(ClickHouseQueryBuilder),
///     "CREATE HYPOTHETICAL INDEX `by_port` ON `event` (`port`) TYPE minmax GRANULARITY 4"
/// );
/// assert_eq!(
///     ClickHouseHypotheticalIndex::drop("event", "by_port").to_string(ClickHouseQueryBuilder),
///     "DROP HYPOTHETICAL INDEX `by_port` ON `event`"
/// );
/// assert_eq!(ClickHouseHypotheticalIndex::drop_all().to_string(ClickHouseQueryBuilder), "DROP ALL HYPOTHETICAL INDEXES");
/// ```
#[derive(Clone, Copy, Debug)]
pub struct ClickHouseHypotheticalIndex;

impl ClickHouseHypotheticalIndex {
    /// `CREATE HYPOTHETICAL INDEX`
    pub fn create(table: impl IntoTableRef, index: SkipIndex) -> HypotheticalIndexCreateStatement {
        HypotheticalIndexCreateStatement {
            table: table.into_table_ref(),
            index: Box::new(index),
            options: Options::default(),
        }
    }

    /// `DROP HYPOTHETICAL INDEX`
    pub fn drop(table: impl IntoTableRef, name: impl IntoIden) -> HypotheticalIndexDropStatement {
        HypotheticalIndexDropStatement {
            index: Some((name.into_iden(), table.into_table_ref())),
            options: Options::default(),
        }
    }

    /// `DROP ALL HYPOTHETICAL INDEXES`: all of the session.
    pub fn drop_all() -> HypotheticalIndexDropStatement {
        HypotheticalIndexDropStatement {
            index: None,
            options: Options::default(),
        }
    }
}

/// `CREATE HYPOTHETICAL INDEX`; see [`ClickHouseHypotheticalIndex`].
///
/// ```
/// use sea_query::Expr;
/// use sea_query_clickhouse::{index::ClickHouseHypotheticalIndex, prelude::*};
///
/// let index = SkipIndex::new("by_port", Expr::col("port"), SkipIndexType::Set(100));
/// assert_eq!(
///     ClickHouseHypotheticalIndex::create("event", index).if_not_exists().to_string(ClickHouseQueryBuilder),
///     "CREATE HYPOTHETICAL INDEX IF NOT EXISTS `by_port` ON `event` (`port`) TYPE set(100)"
/// );
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct HypotheticalIndexCreateStatement {
    table: TableRef,
    index: Box<SkipIndex>,
    options: Options,
}

impl HypotheticalIndexCreateStatement {
    fn render(&self, renderer: &Renderer<'_>, sql: &mut String) -> Result<(), BuildError> {
        renderer.context.check(Feature::HypotheticalIndex);
        self.options.write_create(renderer, "HYPOTHETICAL INDEX", sql)?;
        write_name(&self.index.name.inner(), "INDEX", sql)?;
        sql.push_str(" ON ");
        write_object(renderer, &self.table, sql)?;
        sql.push_str(" (");
        renderer.prepare_expr(&self.index.expr, sql);
        sql.push(')');
        renderer.write_index_type(&self.index, sql);
        Ok(())
    }
}

statement!(HypotheticalIndexCreateStatement { if_not_exists });

/// `DROP HYPOTHETICAL INDEX`; see [`ClickHouseHypotheticalIndex`].
///
/// ```
/// use sea_query_clickhouse::{index::ClickHouseHypotheticalIndex, prelude::*};
///
/// assert_eq!(
///     ClickHouseHypotheticalIndex::drop("event", "by_port").if_exists().to_string(ClickHouseQueryBuilder),
///     "DROP HYPOTHETICAL INDEX IF EXISTS `by_port` ON `event`"
/// );
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct HypotheticalIndexDropStatement {
    index: Option<(DynIden, TableRef)>,
    options: Options,
}

impl HypotheticalIndexDropStatement {
    fn render(&self, renderer: &Renderer<'_>, sql: &mut String) -> Result<(), BuildError> {
        renderer.context.check(Feature::HypotheticalIndex);
        let Some((name, table)) = &self.index else {
            if self.options.if_exists {
                return Err(BuildError::invalid(
                    "IF EXISTS",
                    "it is about one index; dropping all does nothing where there is none",
                ));
            }
            sql.push_str("DROP ALL HYPOTHETICAL INDEXES");
            return Ok(());
        };
        self.options.write_verb(renderer, "DROP HYPOTHETICAL INDEX", sql);
        write_name(&name.inner(), "INDEX", sql)?;
        sql.push_str(" ON ");
        write_object(renderer, table, sql)
    }
}

statement!(HypotheticalIndexDropStatement { if_exists });
