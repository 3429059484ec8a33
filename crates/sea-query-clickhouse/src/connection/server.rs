//! What a connection asks the server about itself.

use sea_query::{TableRef, TableRefBuilder};

use crate::{
    build::{ClickHouseSql, Target, build_with},
    context::Placement,
    error::BuildError,
};

/// Asks for nothing, and thereby tells that the server answers and accepts the user.
pub const PING: &str = "SELECT 1";

/// One row with two columns: the
/// [version](https://clickhouse.com/docs/sql-reference/functions/other-functions#version) as `26.7.2.1`, and the
/// [time zone](https://clickhouse.com/docs/sql-reference/functions/date-time-functions#timezone) in which `DateTime`
/// without a zone of its own is read and written, separated by a tab.
pub const SERVER_INFO: &str = "SELECT version(), timezone() FORMAT TabSeparated";

/// `DESCRIBE TABLE`: a row per column with its `name`, `type`, `default_type`, `default_expression` and more, in
/// [`FORMAT Native`](https://clickhouse.com/docs/interfaces/formats/Native).
///
/// Source: <https://clickhouse.com/docs/sql-reference/statements/describe-table>.
///
/// # Errors
///
/// When the table is not named plainly.
///
/// ```
/// use sea_query::IntoTableRef;
/// use sea_query_clickhouse::connection::describe;
///
/// assert_eq!(describe(&"event".into_table_ref())?.sql, "DESCRIBE TABLE `event` FORMAT Native");
/// # Ok::<(), sea_query_clickhouse::BuildError>(())
/// ```
pub fn describe(table: &TableRef) -> Result<ClickHouseSql, BuildError> {
    let TableRef::Table(name, _) = table else {
        return Err(BuildError::invalid(
            "DESCRIBE TABLE",
            "it is about a table by its name",
        ));
    };
    let target = Target::default();
    build_with(&target, Placement::Literals, |renderer, sql| {
        sql.push_str("DESCRIBE TABLE ");
        renderer.prepare_table_name(name, sql);
        sql.push_str(" FORMAT Native");
    })
}
