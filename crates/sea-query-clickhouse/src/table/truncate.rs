use sea_query::TableRef;

use crate::{
    error::BuildError,
    render::Renderer,
    statement::options::{Options, statement, write_object},
};

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
    options: Options,
}

impl TableTruncateStatement {
    pub(crate) fn new(table: TableRef) -> Self {
        Self {
            table,
            options: Options::default(),
        }
    }

    fn render(&self, renderer: &Renderer<'_>, sql: &mut String) -> Result<(), BuildError> {
        self.options.write_verb("TRUNCATE TABLE", sql);
        write_object(renderer, &self.table, sql)?;
        self.options.write_cluster(sql)?;
        self.options.write_sync(sql);
        self.options.write_settings(sql)
    }
}

statement!(TableTruncateStatement {
    if_exists,
    on_cluster,
    sync,
    setting
});
