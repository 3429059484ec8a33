use sea_query::{IntoTableRef, TableRef};

use crate::{
    Feature,
    error::BuildError,
    render::Renderer,
    statement::options::{Options, statement, write_objects},
};

/// `DROP TABLE`, of one table or of several.
///
/// Source: <https://clickhouse.com/docs/sql-reference/statements/drop#drop-table>.
///
/// ```
/// use sea_query_clickhouse::prelude::*;
///
/// assert_eq!(ClickHouseTable::drop("event").to_string(ClickHouseQueryBuilder), "DROP TABLE `event`");
/// assert_eq!(
///     ClickHouseTable::drop("event").and("event_old").if_exists().if_empty().sync().to_string(ClickHouseQueryBuilder),
///     "DROP TABLE IF EXISTS IF EMPTY `event`, `event_old` SYNC"
/// );
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct TableDropStatement {
    tables: Vec<TableRef>,
    temporary: bool,
    if_empty: bool,
    options: Options,
}

impl TableDropStatement {
    pub(crate) fn new(table: TableRef) -> Self {
        Self {
            tables: vec![table],
            temporary: false,
            if_empty: false,
            options: Options::default(),
        }
    }

    /// Drops another table.
    pub fn and(mut self, table: impl IntoTableRef) -> Self {
        self.tables.push(table.into_table_ref());
        self
    }

    /// `TEMPORARY`: of the session's tables alone, and not of a database's of the same name.
    pub fn temporary(mut self) -> Self {
        self.temporary = true;
        self
    }

    /// `IF EMPTY`: the server refuses to drop a table with rows.
    pub fn if_empty(mut self) -> Self {
        self.if_empty = true;
        self
    }

    fn render(&self, renderer: &Renderer<'_>, sql: &mut String) -> Result<(), BuildError> {
        if self.temporary && self.options.cluster.is_some() {
            return Err(BuildError::invalid(
                "TEMPORARY",
                "the table lives in one session; leave `on_cluster` out",
            ));
        }
        if self.tables.len() > 1 {
            renderer.context.check(Feature::DropTables);
        }
        if self.if_empty {
            renderer.context.check(Feature::DropIfEmpty);
        }
        self.options.write_verb(
            renderer,
            if self.temporary {
                "DROP TEMPORARY TABLE"
            } else {
                "DROP TABLE"
            },
            sql,
        );
        sql.push_str(if self.if_empty { "IF EMPTY " } else { "" });
        write_objects(renderer, &self.tables, sql)?;
        if !self.temporary {
            self.options.write_cluster(renderer, sql)?;
        }
        self.options.write_sync(sql);
        self.options.write_settings(sql)
    }
}

statement!(TableDropStatement {
    if_exists,
    on_cluster,
    sync,
    setting,
});
