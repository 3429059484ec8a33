use sea_query::{IntoTableRef, TableRef};

use crate::{
    error::BuildError,
    render::Renderer,
    statement::options::{Options, statement, write_object},
};

/// `RENAME TABLE a TO b`, also into another database; several pairs are one statement. It takes views as well.
///
/// Source: <https://clickhouse.com/docs/sql-reference/statements/rename>.
///
/// ```
/// use sea_query_clickhouse::prelude::*;
///
/// assert_eq!(
///     ClickHouseTable::rename("event", "event_old").and("event_new", "event").to_string(ClickHouseQueryBuilder),
///     "RENAME TABLE `event` TO `event_old`, `event_new` TO `event`"
/// );
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct TableRenameStatement {
    pairs: Vec<(TableRef, TableRef)>,
    options: Options,
}

impl TableRenameStatement {
    pub(crate) fn new(from: TableRef, to: TableRef) -> Self {
        Self {
            pairs: vec![(from, to)],
            options: Options::default(),
        }
    }

    /// Renames one table more.
    pub fn and(mut self, from: impl IntoTableRef, to: impl IntoTableRef) -> Self {
        self.pairs.push((from.into_table_ref(), to.into_table_ref()));
        self
    }

    fn render(&self, renderer: &Renderer<'_>, sql: &mut String) -> Result<(), BuildError> {
        sql.push_str("RENAME TABLE ");
        for (i, (from, to)) in self.pairs.iter().enumerate() {
            sql.push_str(if i == 0 { "" } else { ", " });
            sql.push_str(if self.options.if_exists { "IF EXISTS " } else { "" });
            write_object(renderer, from, sql)?;
            sql.push_str(" TO ");
            write_object(renderer, to, sql)?;
        }
        self.options.write_cluster(sql)
    }
}

statement!(TableRenameStatement {
    if_exists,
    on_cluster
});
