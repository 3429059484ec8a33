use sea_query::{IntoTableRef, TableRef};

use crate::{
    error::BuildError,
    render::Renderer,
    statement::options::{Options, statement, write_objects},
};

/// `DROP VIEW`, of every kind of view.
///
/// Source: <https://clickhouse.com/docs/sql-reference/statements/drop#drop-view>.
///
/// ```
/// use sea_query_clickhouse::prelude::*;
///
/// let drop = ClickHouseView::drop("dns").and("http").if_exists().on_cluster("main").sync();
/// assert_eq!(
///     drop.to_string(ClickHouseQueryBuilder),
///     "DROP VIEW IF EXISTS `dns`, `http` ON CLUSTER `main` SYNC"
/// );
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct ViewDropStatement {
    views: Vec<TableRef>,
    temporary: bool,
    options: Options,
}

impl ViewDropStatement {
    pub(super) fn new(view: TableRef) -> Self {
        Self {
            views: vec![view],
            temporary: false,
            options: Options::default(),
        }
    }

    /// Drops another view.
    pub fn and(mut self, view: impl IntoTableRef) -> Self {
        self.views.push(view.into_table_ref());
        self
    }

    /// `TEMPORARY`: the view of this session, and not one of the database with the same name.
    pub fn temporary(mut self) -> Self {
        self.temporary = true;
        self
    }

    fn render(&self, renderer: &Renderer<'_>, sql: &mut String) -> Result<(), BuildError> {
        if self.views.len() > 1 {
            renderer.context.check(crate::Feature::DropTables);
        }
        if self.temporary {
            renderer.context.check(crate::Feature::TemporaryView);
            if self.options.cluster.is_some() {
                return Err(BuildError::invalid(
                    "ON CLUSTER",
                    "a temporary view lives in one session and can only be created or dropped",
                ));
            }
        }
        let verb = if self.temporary {
            "DROP TEMPORARY VIEW"
        } else {
            "DROP VIEW"
        };
        self.options.write_verb(renderer, verb, sql);
        write_objects(renderer, &self.views, sql)?;
        if !self.temporary {
            self.options.write_cluster(renderer, sql)?;
        }
        self.options.write_sync(sql);
        Ok(())
    }
}

statement!(ViewDropStatement {
    if_exists,
    on_cluster,
    sync
});
