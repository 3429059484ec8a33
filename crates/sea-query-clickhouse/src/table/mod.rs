//! Statements about tables, with ClickHouse's engines, keys, types and clauses.
//!
//! SeaQuery's own `Table::create()`, `Table::drop()` and `Table::truncate()` work too, with portable types; these
//! are the ones that say all that ClickHouse can.

mod alter;
pub(crate) mod columns;
mod create;
mod drop;
pub(crate) mod setting;
pub(crate) mod storage;

pub use alter::{ColumnPosition, ColumnProperty, TableAlterStatement};
pub use create::TableCreateStatement;
pub use drop::TableDropStatement;

use sea_query::IntoTableRef;

use crate::statement::{Attach, Check, Detach, Exchange, Optimize, Rename, Truncate, Undrop};

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
    pub fn truncate(table: impl IntoTableRef) -> Truncate {
        Truncate::table(table)
    }

    /// `RENAME TABLE`
    pub fn rename(from: impl IntoTableRef, to: impl IntoTableRef) -> Rename {
        Rename::table(from, to)
    }

    /// `EXCHANGE TABLES a AND b`
    pub fn exchange(a: impl IntoTableRef, b: impl IntoTableRef) -> Exchange {
        Exchange::tables(a, b)
    }

    /// `OPTIMIZE TABLE`
    pub fn optimize(table: impl IntoTableRef) -> Optimize {
        Optimize::table(table)
    }

    /// `CHECK TABLE`
    pub fn check(table: impl IntoTableRef) -> Check {
        Check::table(table)
    }

    /// `DETACH TABLE`
    pub fn detach(table: impl IntoTableRef) -> Detach {
        Detach::table(table)
    }

    /// `ATTACH TABLE` of a table that was detached.
    pub fn attach(table: impl IntoTableRef) -> Attach {
        Attach::table(table)
    }

    /// `UNDROP TABLE`
    pub fn undrop(table: impl IntoTableRef) -> Undrop {
        Undrop::table(table)
    }
}
