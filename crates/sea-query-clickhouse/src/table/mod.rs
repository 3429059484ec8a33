//! Statements about tables, with ClickHouse's engines, keys, types and clauses.
//!
//! SeaQuery's own `Table::create()`, `Table::drop()` and `Table::truncate()` work too, with portable types; these
//! are the ones that say all that ClickHouse can.

mod alter;
pub(crate) mod create;
mod drop;
mod rename;
pub(crate) mod setting;
mod truncate;

pub use alter::{ColumnPosition, TableAlterStatement};
pub use create::TableCreateStatement;
pub use drop::TableDropStatement;
pub use rename::TableRenameStatement;
pub use truncate::TableTruncateStatement;

use sea_query::{IntoTableRef, TableRef};

use crate::{
    ClickHouseQueryBuilder, build::sealed::Write, context::Context, error::BuildError,
    literal::write_identifier, render::Renderer,
};

/// Where statements about tables begin.
///
/// ```
/// use sea_query_clickhouse::{ClickHouseQueryBuilder, ClickHouseTable};
///
/// let drop = ClickHouseTable::drop(("analytics", "event")).if_exists().on_cluster("main").sync();
/// assert_eq!(
///     drop.to_string(ClickHouseQueryBuilder),
///     "DROP TABLE IF EXISTS `analytics`.`event` ON CLUSTER `main` SYNC"
/// );
/// ```
#[derive(Clone, Copy, Debug)]
pub struct ClickHouseTable;

impl ClickHouseTable {
    /// `CREATE TABLE`
    pub fn create(table: impl IntoTableRef) -> TableCreateStatement {
        TableCreateStatement::new(table.into_table_ref())
    }

    /// `ALTER TABLE`
    pub fn alter(table: impl IntoTableRef) -> TableAlterStatement {
        TableAlterStatement::new(table.into_table_ref())
    }

    /// `DROP TABLE`
    pub fn drop(table: impl IntoTableRef) -> TableDropStatement {
        TableDropStatement::new(table.into_table_ref())
    }

    /// `TRUNCATE TABLE`
    pub fn truncate(table: impl IntoTableRef) -> TableTruncateStatement {
        TableTruncateStatement::new(table.into_table_ref())
    }

    /// `RENAME TABLE`
    pub fn rename(from: impl IntoTableRef, to: impl IntoTableRef) -> TableRenameStatement {
        TableRenameStatement::new(from.into_table_ref(), to.into_table_ref())
    }
}

/// Writes a statement with its values in place, for tests and logs.
///
/// # Panics
///
/// Where [`build_clickhouse`](crate::build_clickhouse) returns an error, as SeaQuery's own `to_string` does.
fn to_string(statement: &impl Write, _: ClickHouseQueryBuilder) -> String {
    crate::builder::or_panic(crate::build_clickhouse(statement, &crate::Target::default())).sql
}

/// Writes the name of a table that a statement is about.
fn write_table(renderer: &Renderer<'_>, table: &TableRef, sql: &mut String) {
    match table {
        TableRef::Table(_, None) => sea_query::QueryBuilder::prepare_table_ref(renderer, table, sql),
        _ => renderer.context.refuse(BuildError::invalid(
            "table",
            "the statement is about a table by its name, without an alias",
        )),
    }
}

fn write_cluster(context: &Context<'_>, cluster: Option<&String>, sql: &mut String) {
    let Some(cluster) = cluster else { return };
    if cluster.is_empty() {
        context.refuse(BuildError::invalid(
            "ON CLUSTER",
            "the name of the cluster is empty",
        ));
    }
    sql.push_str(" ON CLUSTER ");
    write_identifier(sql, cluster);
}
