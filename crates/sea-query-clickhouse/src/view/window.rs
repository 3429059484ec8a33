use sea_query::{IntoTableRef, SelectStatement, TableRef};

use super::{Storage, query::write_query};
use crate::{
    Feature,
    error::BuildError,
    render::Renderer,
    statement::{
        Interval,
        options::{Options, statement, write_object},
    },
    table::columns::Columns,
};

/// How late rows may come to a window view of event time.
///
/// Source: <https://clickhouse.com/docs/sql-reference/statements/create/view#window-view>.
///
/// ```
/// use sea_query::{Expr, Query};
/// use sea_query_clickhouse::{prelude::*, statement::Interval, types::IntervalUnit, view::Watermark};
///
/// let query = Query::select()
///     .expr(Expr::cust("count()"))
///     .from("event")
///     .add_group_by([Expr::cust("tumble(at, INTERVAL '5' SECOND)")])
///     .to_owned();
/// let view = ClickHouseView::create_window("five", query)
///     .to("fives")
///     .watermark(Watermark::Bounded(Interval::new(3, IntervalUnit::Second)));
/// assert_eq!(
///     view.to_string(ClickHouseQueryBuilder),
///     "CREATE WINDOW VIEW `five` TO `fives` WATERMARK = INTERVAL '3' SECOND \
///      AS SELECT count() FROM `event` GROUP BY tumble(at, INTERVAL '5' SECOND)"
/// );
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Watermark {
    /// `STRICTLY_ASCENDING`: rows below the greatest time that was seen are late.
    StrictlyAscending,
    /// `ASCENDING`: rows below the greatest time that was seen, less one, are late.
    Ascending,
    /// `INTERVAL '3' SECOND`: rows that are further behind the greatest time that was seen are late.
    Bounded(Interval),
}

/// `CREATE WINDOW VIEW`: groups by `tumble(..)` or `hop(..)`, written when their window of time ends.
///
/// Window views are experimental: the server creates them where the setting `allow_experimental_window_view` is 1, and
/// does not support them with the analyzer (`enable_analyzer = 0`).
///
/// Source: <https://clickhouse.com/docs/sql-reference/statements/create/view#window-view>.
///
/// ```
/// use sea_query::{Expr, Query};
/// use sea_query_clickhouse::{prelude::*, statement::Interval, types::IntervalUnit, view::{Storage, Watermark}};
///
/// let query = Query::select()
///     .expr(Expr::cust("count()"))
///     .from("event")
///     .add_group_by([Expr::cust("hop(at, INTERVAL '5' SECOND, INTERVAL '10' SECOND)")])
///     .to_owned();
/// let view = ClickHouseView::create_window("ten", query)
///     .inner_engine(Storage::new(Engine::merge_tree()).order_by([] as [&str; 0]))
///     .engine(Engine::Memory)
///     .watermark(Watermark::Ascending)
///     .allowed_lateness(Interval::new(2, IntervalUnit::Second))
///     .populate();
/// assert_eq!(
///     view.to_string(ClickHouseQueryBuilder),
///     "CREATE WINDOW VIEW `ten` INNER ENGINE = MergeTree ORDER BY tuple() ENGINE = Memory WATERMARK = ASCENDING \
///      ALLOWED_LATENESS = INTERVAL '2' SECOND POPULATE \
///      AS SELECT count() FROM `event` GROUP BY hop(at, INTERVAL '5' SECOND, INTERVAL '10' SECOND)"
/// );
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct WindowViewCreateStatement {
    pub(super) view: TableRef,
    pub(super) query: SelectStatement,
    pub(super) to: Option<TableRef>,
    inner: Option<Storage>,
    storage: Option<Storage>,
    watermark: Option<Watermark>,
    lateness: Option<Interval>,
    populate: bool,
    pub(super) options: Options,
}

impl WindowViewCreateStatement {
    pub(super) fn new(view: TableRef, query: SelectStatement) -> Self {
        Self {
            view,
            query,
            to: None,
            inner: None,
            storage: None,
            watermark: None,
            lateness: None,
            populate: false,
            options: Options::default(),
        }
    }

    /// `TO table`: the groups go into a table that is there.
    pub fn to(mut self, table: impl IntoTableRef) -> Self {
        self.to = Some(table.into_table_ref());
        self
    }

    /// `INNER ENGINE = ...`: where groups wait for the end of their window; AggregatingMergeTree without.
    pub fn inner_engine(mut self, storage: impl Into<Storage>) -> Self {
        self.inner = Some(storage.into());
        self
    }

    /// `ENGINE = ...`: the groups go into a table of the view's own.
    pub fn engine(mut self, storage: impl Into<Storage>) -> Self {
        self.storage = Some(storage.into());
        self
    }

    /// `WATERMARK = ...`: the windows are of the rows' own time; without, of the server's clock.
    pub fn watermark(mut self, watermark: Watermark) -> Self {
        self.watermark = Some(watermark);
        self
    }

    /// `ALLOWED_LATENESS = INTERVAL ...`: so long after its end a window is written again for late rows.
    pub fn allowed_lateness(mut self, interval: Interval) -> Self {
        self.lateness = Some(interval);
        self
    }

    /// `POPULATE`: the rows that are in the source already are grouped too.
    pub fn populate(mut self) -> Self {
        self.populate = true;
        self
    }

    fn render(&self, renderer: &Renderer<'_>, sql: &mut String) -> Result<(), BuildError> {
        renderer.context.check(Feature::WindowView);
        if self.to.is_some() && self.storage.is_some() {
            return Err(BuildError::invalid(
                "TO",
                "the groups go into that table, or into one of the view's own; not both",
            ));
        }
        if self.lateness.is_some() && self.watermark.is_none() {
            return Err(BuildError::invalid(
                "ALLOWED_LATENESS",
                "without a WATERMARK windows are of the server's clock, and no row is late",
            ));
        }
        self.options.write_create(renderer, "WINDOW VIEW", sql)?;
        write_object(renderer, &self.view, sql)?;
        self.options.write_cluster(renderer, sql)?;
        if let Some(to) = &self.to {
            sql.push_str(" TO ");
            write_object(renderer, to, sql)?;
        }
        if let Some(inner) = &self.inner {
            sql.push_str(" INNER ");
            inner.write(renderer, &Columns::default(), false, sql)?;
        }
        if let Some(storage) = &self.storage {
            sql.push(' ');
            storage.write(renderer, &Columns::default(), false, sql)?;
        }
        match &self.watermark {
            None => {}
            Some(Watermark::StrictlyAscending) => sql.push_str(" WATERMARK = STRICTLY_ASCENDING"),
            Some(Watermark::Ascending) => sql.push_str(" WATERMARK = ASCENDING"),
            Some(Watermark::Bounded(interval)) => {
                sql.push_str(" WATERMARK = ");
                interval.write_literal("WATERMARK", sql)?;
            }
        }
        if let Some(lateness) = &self.lateness {
            sql.push_str(" ALLOWED_LATENESS = ");
            lateness.write_literal("ALLOWED_LATENESS", sql)?;
        }
        sql.push_str(if self.populate { " POPULATE" } else { "" });
        write_query(renderer, &self.query, sql)?;
        self.options.write_comment(sql);
        Ok(())
    }
}

statement!(WindowViewCreateStatement {
    if_not_exists,
    on_cluster,
    comment
});
