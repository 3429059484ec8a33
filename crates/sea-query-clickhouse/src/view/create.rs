use sea_query::{DynIden, IntoIden, SelectStatement, TableRef};

use super::{
    SqlSecurity,
    query::{idens, write_names, write_query},
};
use crate::{
    error::BuildError,
    render::Renderer,
    statement::options::{Options, statement, write_object},
};

/// `CREATE VIEW`: a query with a name, which stores nothing. With a [parameter](super::ClickHouseView::parameter) in its
/// query it is a parametrised view.
///
/// A query with an outer join has `join_use_nulls = 1` among its settings, so that the missing side is NULL whoever
/// reads the view.
///
/// Source: <https://clickhouse.com/docs/sql-reference/statements/create/view#normal-view>.
///
/// ```
/// use sea_query::Query;
/// use sea_query_clickhouse::{prelude::*, view::SqlSecurity};
///
/// let query = Query::select().column("id").column("port").from("event").to_owned();
/// let view = ClickHouseView::create(("shop", "ports"), query)
///     .or_replace()
///     .on_cluster("main")
///     .columns(["event", "number"])
///     .sql_security(SqlSecurity::Invoker)
///     .comment("ports by event");
/// assert_eq!(
///     view.to_string(ClickHouseQueryBuilder),
///     "CREATE OR REPLACE VIEW `shop`.`ports` ON CLUSTER `main` (`event`, `number`) SQL SECURITY INVOKER \
///      AS SELECT `id`, `port` FROM `event` COMMENT 'ports by event'"
/// );
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct ViewCreateStatement {
    pub(super) view: TableRef,
    pub(crate) query: SelectStatement,
    temporary: bool,
    columns: Vec<DynIden>,
    pub(crate) security: Option<SqlSecurity>,
    pub(super) options: Options,
}

impl ViewCreateStatement {
    pub(super) fn new(view: TableRef, query: SelectStatement) -> Self {
        Self {
            view,
            query,
            temporary: false,
            columns: Vec::new(),
            security: None,
            options: Options::default(),
        }
    }

    /// `TEMPORARY`: the view lives in the session that made it.
    pub fn temporary(mut self) -> Self {
        self.temporary = true;
        self
    }

    /// The names of the columns of the view, in place of those that the query gives them.
    pub fn columns<I, C>(mut self, names: I) -> Self
    where
        I: IntoIterator<Item = C>,
        C: IntoIden,
    {
        self.columns = idens(names);
        self
    }

    /// `DEFINER` and `SQL SECURITY`: with whose rights the query reads its tables.
    pub fn sql_security(mut self, security: SqlSecurity) -> Self {
        self.security = Some(security);
        self
    }

    fn render(&self, renderer: &Renderer<'_>, sql: &mut String) -> Result<(), BuildError> {
        if self.temporary {
            renderer.context.check(crate::Feature::TemporaryView);
            let refused = [
                ("OR REPLACE", self.options.or_replace),
                ("ON CLUSTER", self.options.cluster.is_some()),
            ];
            if let Some((clause, _)) = refused.iter().find(|(_, set)| *set) {
                return Err(BuildError::invalid(
                    *clause,
                    "a temporary view lives in one session and can only be created or dropped",
                ));
            }
        }
        let noun = if self.temporary { "TEMPORARY VIEW" } else { "VIEW" };
        self.options.write_create(renderer, noun, sql)?;
        write_object(renderer, &self.view, sql)?;
        if !self.temporary {
            self.options.write_cluster(renderer, sql)?;
        }
        if !self.columns.is_empty() {
            write_names(renderer, &self.columns, sql)?;
        }
        if let Some(security) = &self.security {
            renderer.context.check(crate::Feature::SqlSecurity);
            sql.push(' ');
            security.write(sql)?;
        }
        renderer
            .context
            .in_view(|| write_query(renderer, &self.query, sql))?;
        self.options.write_comment(sql);
        Ok(())
    }
}

statement!(ViewCreateStatement {
    or_replace,
    if_not_exists,
    on_cluster,
    comment
});
