use sea_query::{SelectStatement, TableRef};

use super::{MaterializedViewCreateStatement, ViewCreateStatement, WindowViewCreateStatement};
use crate::{
    ClickHouseStatement, build::sealed::Write, connection::names, context::Placement, error::BuildError,
    render::Renderer,
};

/// A statement that makes a view, of any kind, and what it says of it. It is sealed.
///
/// ```
/// use sea_query::Query;
/// use sea_query_clickhouse::{prelude::*, view::ViewStatement};
///
/// let query = Query::select().column("id").from("event").to_owned();
/// let view = ClickHouseView::create_materialized("ids", query.clone()).to("known").on_cluster("main");
/// assert_eq!((view.kind(), view.get_query(), view.get_cluster()), ("materialized view", &query, Some("main")));
/// assert_eq!(view.get_target(), Some(&"known".into()));
/// ```
pub trait ViewStatement: ClickHouseStatement + Sized + Send + Sync {
    /// What it makes: a `view`, a `materialized view` or a `window view`.
    fn kind(&self) -> &'static str;

    /// The name of the view.
    fn get_view(&self) -> &TableRef;

    /// The query whose rows it has.
    fn get_query(&self) -> &SelectStatement;

    /// The table of `TO`, where the rows go into one that is there.
    fn get_target(&self) -> Option<&TableRef>;

    /// The cluster on whose servers the view is made, where one is named.
    fn get_cluster(&self) -> Option<&str>;

    /// `ON CLUSTER name`, as the method of that name of each statement.
    fn with_cluster(self, name: &str) -> Self;

    /// The statement as one of any kind.
    fn into_view(self) -> View;

    /// The view itself, if its query has columns of these names, for whoever reads the view by them. Where the server is to
    /// name one of the columns, as that of an expression without an alias, nothing is known and nothing refused.
    ///
    /// # Errors
    ///
    /// When a column is not there.
    ///
    /// ```
    /// use sea_query::Query;
    /// use sea_query_clickhouse::{prelude::*, view::ViewStatement};
    ///
    /// let view = ClickHouseView::create("ids", Query::select().column("id").from("event").to_owned());
    /// assert_eq!(
    ///     view.with_columns(["id", "port"]).unwrap_err().to_string(),
    ///     "view: its query has no column `port`; it has `id`"
    /// );
    /// ```
    fn with_columns<C: AsRef<str>>(self, columns: impl IntoIterator<Item = C>) -> Result<Self, BuildError> {
        let Some(selected) = names(self.get_query()) else {
            return Ok(self);
        };
        for column in columns {
            let column = column.as_ref();
            if !selected.iter().any(|name| name == column) {
                return Err(BuildError::invalid(
                    self.kind(),
                    format!(
                        "its query has no column `{}`; it has `{}`",
                        column.escape_debug(),
                        selected.join("`, `").escape_debug()
                    ),
                ));
            }
        }
        Ok(self)
    }
}

macro_rules! view_statement {
    ($type:ty, $variant:ident, $kind:literal, |$view:ident| $target:expr) => {
        impl ViewStatement for $type {
            fn kind(&self) -> &'static str {
                $kind
            }

            fn get_view(&self) -> &TableRef {
                &self.view
            }

            fn get_query(&self) -> &SelectStatement {
                &self.query
            }

            fn get_target(&self) -> Option<&TableRef> {
                let $view = self;
                $target
            }

            fn get_cluster(&self) -> Option<&str> {
                self.options.cluster.as_deref()
            }

            fn with_cluster(self, name: &str) -> Self {
                self.on_cluster(name)
            }

            fn into_view(self) -> View {
                View::$variant(self)
            }
        }
    };
}

view_statement!(ViewCreateStatement, Plain, "view", |_view| None);
view_statement!(
    MaterializedViewCreateStatement,
    Materialized,
    "materialized view",
    |view| view.to.as_ref()
);
view_statement!(WindowViewCreateStatement, Window, "window view", |view| view
    .to
    .as_ref());

/// A view of any kind, which [`ViewStatement::into_view`] makes.
///
/// ```
/// use sea_query::Query;
/// use sea_query_clickhouse::{prelude::*, view::{View, ViewStatement}};
///
/// let query = Query::select().column("id").from("event").to_owned();
/// let views = [
///     ClickHouseView::create("ids", query.clone()).into_view(),
///     ClickHouseView::create_materialized("kept", query).to("known").into_view(),
/// ];
/// assert!(matches!(views, [View::Plain(_), View::Materialized(_)]));
/// assert_eq!(views.map(|view| view.kind()), ["view", "materialized view"]);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub enum View {
    /// `CREATE VIEW`
    Plain(ViewCreateStatement),
    /// `CREATE MATERIALIZED VIEW`
    Materialized(MaterializedViewCreateStatement),
    /// `CREATE WINDOW VIEW`
    Window(WindowViewCreateStatement),
}

/// Of each kind the same.
macro_rules! each {
    ($self:ident, $view:ident => $expr:expr) => {
        match $self {
            View::Plain($view) => $expr,
            View::Materialized($view) => $expr,
            View::Window($view) => $expr,
        }
    };
}

impl Write for View {
    fn placement(&self) -> Placement {
        each!(self, view => view.placement())
    }

    fn write(&self, renderer: &Renderer<'_>, sql: &mut String) {
        each!(self, view => view.write(renderer, sql));
    }
}

impl ViewStatement for View {
    fn kind(&self) -> &'static str {
        each!(self, view => view.kind())
    }

    fn get_view(&self) -> &TableRef {
        each!(self, view => view.get_view())
    }

    fn get_query(&self) -> &SelectStatement {
        each!(self, view => view.get_query())
    }

    fn get_target(&self) -> Option<&TableRef> {
        each!(self, view => view.get_target())
    }

    fn get_cluster(&self) -> Option<&str> {
        each!(self, view => view.get_cluster())
    }

    fn with_cluster(self, name: &str) -> Self {
        each!(self, view => view.with_cluster(name).into_view())
    }

    fn into_view(self) -> View {
        self
    }
}
