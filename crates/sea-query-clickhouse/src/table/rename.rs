use sea_query::TableRef;

use super::{write_cluster, write_table};
use crate::{ClickHouseQueryBuilder, build::sealed::Write, context::Placement, render::Renderer};

/// `RENAME TABLE a TO b`, also into another database; several pairs are one statement.
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
    cluster: Option<String>,
}

impl TableRenameStatement {
    pub(crate) fn new(from: TableRef, to: TableRef) -> Self {
        Self {
            pairs: vec![(from, to)],
            cluster: None,
        }
    }

    /// Renames one table more.
    pub fn and(mut self, from: impl sea_query::IntoTableRef, to: impl sea_query::IntoTableRef) -> Self {
        self.pairs.push((from.into_table_ref(), to.into_table_ref()));
        self
    }

    /// `ON CLUSTER name`: on every node of the cluster.
    pub fn on_cluster(mut self, name: impl Into<String>) -> Self {
        self.cluster = Some(name.into());
        self
    }

    /// The SQL, for tests and logs.
    ///
    /// # Panics
    ///
    /// Where [`build_clickhouse`](crate::build_clickhouse) returns an error.
    pub fn to_string(&self, builder: ClickHouseQueryBuilder) -> String {
        super::to_string(self, builder)
    }
}

impl Write for TableRenameStatement {
    fn placement(&self) -> Placement {
        Placement::Literals
    }

    fn write(&self, renderer: &Renderer<'_>, sql: &mut String) {
        for (i, (from, to)) in self.pairs.iter().enumerate() {
            sql.push_str(if i == 0 { "RENAME TABLE " } else { ", " });
            write_table(renderer, from, sql);
            sql.push_str(" TO ");
            write_table(renderer, to, sql);
        }
        write_cluster(renderer.context, self.cluster.as_ref(), sql);
    }
}
