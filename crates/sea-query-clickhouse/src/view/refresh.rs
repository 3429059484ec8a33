use sea_query::{IntoTableRef, TableRef};

use crate::{
    Feature, SettingValue,
    error::BuildError,
    render::Renderer,
    statement::{
        Interval,
        options::{write_list, write_object},
    },
    table::setting::Settings,
};

/// `REFRESH`: when a materialized view runs its query again.
///
/// Source: <https://clickhouse.com/docs/sql-reference/statements/create/view#refreshable-materialized-view>.
///
/// ```
/// use sea_query::Query;
/// use sea_query_clickhouse::{prelude::*, statement::Interval, types::IntervalUnit, view::Refresh};
///
/// let query = Query::select().column("id").from("event").to_owned();
/// let refresh = Refresh::every(Interval::new(1, IntervalUnit::Day))
///     .offset(Interval::new(2, IntervalUnit::Hour))
///     .randomize_for(Interval::new(10, IntervalUnit::Minute))
///     .depends_on("hourly")
///     .setting("refresh_retries", 3)
///     .append();
/// assert_eq!(
///     ClickHouseView::create_materialized("daily", query).refresh(refresh).to("days").to_string(ClickHouseQueryBuilder),
///     "CREATE MATERIALIZED VIEW `daily` REFRESH EVERY 1 DAY OFFSET 2 HOUR RANDOMIZE FOR 10 MINUTE DEPENDS ON `hourly` \
///      SETTINGS refresh_retries = 3 APPEND TO `days` AS SELECT `id` FROM `event`"
/// );
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Refresh {
    pub(crate) schedule: Schedule,
    pub(crate) offset: Option<Interval>,
    pub(crate) spread: Option<Interval>,
    pub(crate) dependencies: Vec<TableRef>,
    pub(crate) settings: Settings,
    pub(crate) append: bool,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Schedule {
    Every(Interval),
    After(Interval),
    Dependencies,
}

impl Refresh {
    fn new(schedule: Schedule) -> Self {
        Self {
            schedule,
            offset: None,
            spread: None,
            dependencies: Vec::new(),
            settings: Settings::default(),
            append: false,
        }
    }

    /// `EVERY interval`: at times of the clock and the calendar, such as each midnight for a day. It is of
    /// months and years, or of weeks and less.
    pub fn every(interval: Interval) -> Self {
        Self::new(Schedule::Every(interval))
    }

    /// `AFTER interval`: so long after the last refresh ended.
    pub fn after(interval: Interval) -> Self {
        Self::new(Schedule::After(interval))
    }

    /// `DEPENDS ON view`: whenever the other materialized view was refreshed.
    pub fn depending_on(view: impl IntoTableRef) -> Self {
        Self::new(Schedule::Dependencies).depends_on(view)
    }

    /// `OFFSET interval`: so long after each of the times of [`every`](Self::every).
    pub fn offset(mut self, interval: Interval) -> Self {
        self.offset = Some(interval);
        self
    }

    /// `RANDOMIZE FOR interval`: up to so much earlier or later, so that many views do not refresh at once.
    pub fn randomize_for(mut self, interval: Interval) -> Self {
        self.spread = Some(interval);
        self
    }

    /// `DEPENDS ON view`: not before the other materialized view was refreshed; called again, another view.
    pub fn depends_on(mut self, view: impl IntoTableRef) -> Self {
        self.dependencies.push(view.into_table_ref());
        self
    }

    /// `SETTINGS name = value`: of refreshes, such as `refresh_retries`; a later value of a name replaces an earlier
    /// one.
    pub fn setting(mut self, name: impl Into<String>, value: impl Into<SettingValue>) -> Self {
        self.settings.set(name.into(), value.into());
        self
    }

    /// `APPEND`: each refresh adds its rows to those that are there, and does not replace them. The server does not
    /// change it later: a view that has it keeps it only if `modify_refresh` says it again.
    pub fn append(mut self) -> Self {
        self.append = true;
        self
    }

    /// Writes `REFRESH EVERY 1 DAY ...`.
    pub(super) fn write(&self, renderer: &Renderer<'_>, sql: &mut String) -> Result<(), BuildError> {
        renderer.context.check(Feature::RefreshableView);
        sql.push_str("REFRESH");
        match &self.schedule {
            Schedule::Every(interval) => {
                interval.check_period("EVERY")?;
                sql.push_str(" EVERY ");
                interval.write_schedule("EVERY", sql)?;
            }
            Schedule::After(interval) => {
                sql.push_str(" AFTER ");
                interval.write_schedule("AFTER", sql)?;
                if !self.dependencies.is_empty() {
                    renderer.context.check(Feature::RefreshDependsOn);
                }
            }
            Schedule::Dependencies => renderer.context.check(Feature::RefreshDependsOn),
        }
        if let Some(offset) = &self.offset {
            if !matches!(self.schedule, Schedule::Every(_)) {
                return Err(BuildError::invalid(
                    "OFFSET",
                    "only `Refresh::every` has times of the clock to be away from",
                ));
            }
            sql.push_str(" OFFSET ");
            offset.write_schedule("OFFSET", sql)?;
        }
        if let Some(spread) = &self.spread {
            sql.push_str(" RANDOMIZE FOR ");
            spread.write_schedule("RANDOMIZE FOR", sql)?;
        }
        if !self.dependencies.is_empty() {
            sql.push_str(" DEPENDS ON ");
            write_list(&self.dependencies, sql, |view, sql| {
                write_object(renderer, view, sql)
            })?;
        }
        self.settings.check()?;
        self.settings.write(sql);
        sql.push_str(if self.append { " APPEND" } else { "" });
        Ok(())
    }
}
