use sea_query::{TableRef, TableTruncateStatement};

use crate::{
    build::Target,
    collect::truncate_table,
    context::{Context, Placement},
    render::Renderer,
};

/// The table of SeaQuery's TRUNCATE, where it names one.
///
/// ```
/// use sea_query::{Table, TableRef};
/// use sea_query_clickhouse::connection::truncated_table;
///
/// let Some(TableRef::Table(table, _)) = truncated_table(&Table::truncate().table("event").to_owned()) else { panic!() };
/// assert_eq!(table.1.to_string(), "event");
/// ```
pub fn truncated_table(truncate: &TableTruncateStatement) -> Option<TableRef> {
    let target = Target::default();
    let context = Context::new(&target, Placement::Literals);
    truncate_table(&Renderer::new(&context), truncate)
}
