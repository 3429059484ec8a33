//! Statements about views: plain, parametrised, materialized, refreshable and window views.
//!
//! Live views are gone from ClickHouse 26.7, whose parser refuses them; a refreshable materialized view takes their
//! place.
//!
//! Source: <https://clickhouse.com/docs/sql-reference/statements/create/view>.

mod alter;
mod create;
mod drop;
mod materialized;
mod query;
mod refresh;
mod security;
mod statement;
mod window;

pub use alter::ViewAlterStatement;
pub use create::ViewCreateStatement;
pub use drop::ViewDropStatement;
pub use materialized::MaterializedViewCreateStatement;
pub use refresh::Refresh;
pub(crate) use refresh::Schedule;
pub use security::SqlSecurity;
pub use statement::{View, ViewStatement};
pub use window::{Watermark, WindowViewCreateStatement};

use sea_query::{Expr, IntoTableRef, SelectStatement};

pub use crate::table::storage::Storage;
use crate::{
    DataType, Feature,
    clause::Clause,
    context::Context,
    error::BuildError,
    literal::is_word,
    statement::{Attach, Detach},
};

/// Where statements about views begin.
///
/// ```
/// use sea_query::{Expr, ExprTrait, Query};
/// use sea_query_clickhouse::prelude::*;
///
/// let dns = Query::select().column("id").from("event").and_where(Expr::col("port").eq(53)).to_owned();
/// assert_eq!(
///     ClickHouseView::create("dns", dns).to_string(ClickHouseQueryBuilder),
///     "CREATE VIEW `dns` AS SELECT `id` FROM `event` WHERE `port` = 53"
/// );
/// assert_eq!(ClickHouseView::drop("dns").to_string(ClickHouseQueryBuilder), "DROP VIEW `dns`");
/// ```
#[derive(Clone, Copy, Debug)]
pub struct ClickHouseView;

impl ClickHouseView {
    /// `CREATE VIEW`: a query with a name, which stores nothing.
    pub fn create(view: impl IntoTableRef, query: SelectStatement) -> ViewCreateStatement {
        ViewCreateStatement::new(view.into_table_ref(), query)
    }

    /// `CREATE MATERIALIZED VIEW`: the rows of a query, stored as they come or by a schedule.
    pub fn create_materialized(
        view: impl IntoTableRef,
        query: SelectStatement,
    ) -> MaterializedViewCreateStatement {
        MaterializedViewCreateStatement::new(view.into_table_ref(), query)
    }

    /// `CREATE WINDOW VIEW`: groups of rows by a window of time, stored when the window ends.
    pub fn create_window(view: impl IntoTableRef, query: SelectStatement) -> WindowViewCreateStatement {
        WindowViewCreateStatement::new(view.into_table_ref(), query)
    }

    /// `ALTER TABLE` of a view.
    pub fn alter(view: impl IntoTableRef) -> ViewAlterStatement {
        ViewAlterStatement::new(view.into_table_ref())
    }

    /// `DROP VIEW`
    pub fn drop(view: impl IntoTableRef) -> ViewDropStatement {
        ViewDropStatement::new(view.into_table_ref())
    }

    /// `DETACH VIEW`
    pub fn detach(view: impl IntoTableRef) -> Detach {
        Detach::view(view)
    }

    /// `ATTACH TABLE` of a view that was detached, as the server has no word of its own for it.
    pub fn attach(view: impl IntoTableRef) -> Attach {
        Attach::table(view)
    }

    /// `{name:Type}`: a parameter of a parametrised view, in the query of [`create`](Self::create) alone. Its value is
    /// given where the view is read, by [`TableFunction::parametrized_view`].
    ///
    /// [`TableFunction::parametrized_view`]: crate::query::TableFunction::parametrized_view
    ///
    /// Source: <https://clickhouse.com/docs/sql-reference/statements/create/view#parameterized-view>.
    ///
    /// ```
    /// use sea_query::{Expr, ExprTrait, Query};
    /// use sea_query_clickhouse::{prelude::*, query::TableFunction};
    ///
    /// let port = ClickHouseView::parameter("port", DataType::UInt16);
    /// let by_port = Query::select().column("id").from("event").and_where(Expr::col("port").eq(port)).to_owned();
    /// assert_eq!(
    ///     ClickHouseView::create("by_port", by_port).to_string(ClickHouseQueryBuilder),
    ///     "CREATE VIEW `by_port` AS SELECT `id` FROM `event` WHERE `port` = {port:UInt16}"
    /// );
    ///
    /// let dns = Query::select().column("id").from(TableFunction::parametrized_view("by_port").named("port", 53)).to_owned();
    /// assert_eq!(dns.to_string(ClickHouseQueryBuilder), "SELECT `id` FROM by_port(port = 53)");
    /// ```
    pub fn parameter(name: impl Into<String>, data_type: DataType) -> Expr {
        Clause::ViewParameter(name.into(), data_type.to_string()).into_expr()
    }
}

/// The text of a parameter of a view.
pub(crate) fn parameter(context: &Context<'_>, name: &str, data_type: &str) -> Result<String, BuildError> {
    if !context.takes_view_parameters() {
        return Err(BuildError::invalid(
            "view parameter",
            format!(
                "`{}` has a value only in the query of `ClickHouseView::create`; elsewhere put the value itself",
                name.escape_debug()
            ),
        ));
    }
    if !is_word(name) {
        return Err(BuildError::invalid(
            "view parameter",
            format!(
                "`{}` is not the name of a parameter: letters, digits and _ only",
                name.escape_debug()
            ),
        ));
    }
    context.check(Feature::ParametrizedView);
    let data_type: DataType = data_type
        .parse()
        .map_err(|error: crate::DataTypeError| BuildError::invalid("view parameter", error.to_string()))?;
    Ok(format!("{{{name}:{data_type}}}"))
}
