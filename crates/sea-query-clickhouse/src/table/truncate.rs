use sea_query::TableRef;

use super::{write_cluster, write_table};
use crate::{ClickHouseQueryBuilder, build::sealed::Write, context::Placement, render::Renderer};

/// `TRUNCATE TABLE`: removes all rows.
///
/// Source: <https://clickhouse.com/docs/sql-reference/statements/truncate>.
///
/// ```
/// use sea_query_clickhouse::prelude::*;
///
/// assert_eq!(ClickHouseTable::truncate("event").to_string(ClickHouseQueryBuilder), "TRUNCATE TABLE `event`");
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct TableTruncateStatement {
    table: TableRef,
    if_exists: bool,
    cluster: Option<String>,
    sync: bool,
}

impl TableTruncateStatement {
    pub(crate) fn new(table: TableRef) -> Self {
        Self {
            table,
            if_exists: false,
            cluster: None,
            sync: false,
        }
    }

    /// `IF EXISTS`
    pub fn if_exists(mut self) -> Self {
        self.if_exists = true;
        self
    }

    /// `ON CLUSTER name`: on every node of the cluster.
    pub fn on_cluster(mut self, name: impl Into<String>) -> Self {
        self.cluster = Some(name.into());
        self
    }

    /// `SYNC`: returns when all replicas have done it.
    pub fn sync(mut self) -> Self {
        self.sync = true;
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

impl Write for TableTruncateStatement {
    fn placement(&self) -> Placement {
        Placement::Literals
    }

    fn write(&self, renderer: &Renderer<'_>, sql: &mut String) {
        sql.push_str(if self.if_exists {
            "TRUNCATE TABLE IF EXISTS "
        } else {
            "TRUNCATE TABLE "
        });
        write_table(renderer, &self.table, sql);
        write_cluster(renderer.context, self.cluster.as_ref(), sql);
        sql.push_str(if self.sync { " SYNC" } else { "" });
    }
}
