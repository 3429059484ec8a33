use sea_query::{Expr, IntoIden, IntoTableRef, QueryBuilder, TableRef};

use super::{Engine, definition::Definition};
use crate::{
    ClickHouseColumnDef, SettingValue,
    error::BuildError,
    render::Renderer,
    statement::options::{write_expr, write_object},
    table::setting::Settings,
};

/// `TimeSeries`: metrics, as Prometheus has them, in three tables: the samples, the tags and what is known of the metrics.
/// It needs the setting `allow_experimental_time_series_table`.
///
/// Source: <https://clickhouse.com/docs/engines/table-engines/integrations/time-series>.
///
/// ```
/// use sea_query::Expr;
/// use sea_query_clickhouse::{engine::{TimeSeries, TimeSeriesTable}, prelude::*};
///
/// let samples = TimeSeriesTable::inner()
///     .col(ClickHouseColumnDef::new("timestamp", DataType::date_time64(6)))
///     .engine(Engine::merge_tree())
///     .order_by(["id", "timestamp"]);
/// let table = ClickHouseTable::create("metric").engine(
///     TimeSeries::new()
///         .tags_to_columns([("instance", "instance")])
///         .samples(samples)
///         .tags(TimeSeriesTable::table("metric_tag")),
/// );
/// assert_eq!(
///     table.to_string(ClickHouseQueryBuilder),
///     "CREATE TABLE `metric` ENGINE = TimeSeries SETTINGS tags_to_columns = '{\\'instance\\':\\'instance\\'}' \
///      DATA INNER COLUMNS (`timestamp` DateTime64(6)) DATA INNER ENGINE = MergeTree ORDER BY (`id`, `timestamp`) \
///      TAGS `metric_tag`"
/// );
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TimeSeries {
    samples: Option<TimeSeriesTable>,
    tags: Option<TimeSeriesTable>,
    metrics: Option<TimeSeriesTable>,
    tags_to_columns: Vec<(String, String)>,
    settings: Settings,
}

impl TimeSeries {
    /// Three tables that the server makes.
    pub fn new() -> Self {
        Self::default()
    }

    setters! {
        /// The table of the samples: `id`, `timestamp`, `value`.
        samples(table: TimeSeriesTable) => samples = Some(table);
        /// The table of the tags: `id`, `metric_name`, `tags`.
        tags(table: TimeSeriesTable) => tags = Some(table);
        /// The table of what is known of the metrics: `metric_family_name`, `type`, `unit`, `help`.
        metrics(table: TimeSeriesTable) => metrics = Some(table);
    }

    /// The tags that have a column of their own in the table of tags, each with the name of the column.
    pub fn tags_to_columns<T: Into<String>, C: Into<String>>(
        mut self,
        columns: impl IntoIterator<Item = (T, C)>,
    ) -> Self {
        self.tags_to_columns = columns
            .into_iter()
            .map(|(tag, column)| (tag.into(), column.into()))
            .collect();
        self
    }

    engine_settings! {
        /// The expression by which the `id` of a time series is made, as SQL.
        id_generator: text = "id_generator";
        /// Whether that expression, where the server makes it, is of all tags.
        use_all_tags_column_to_generate_id: flag = "use_all_tags_column_to_generate_id";
        /// Whether the first and the last time of each time series are kept.
        store_min_time_and_max_time: flag = "store_min_time_and_max_time";
        /// Whether the columns of these times are aggregate functions.
        aggregate_min_time_and_max_time: flag = "aggregate_min_time_and_max_time";
        /// Whether these times are used to skip time series when reading.
        filter_by_min_time_and_max_time: flag = "filter_by_min_time_and_max_time";
    }

    fn targets(&self) -> impl Iterator<Item = (&'static str, &TimeSeriesTable)> {
        // Newer servers also say SAMPLES; DATA is what all of them read.
        [
            ("DATA", &self.samples),
            ("TAGS", &self.tags),
            ("METRICS", &self.metrics),
        ]
        .into_iter()
        .filter_map(|(keyword, target)| target.as_ref().map(|target| (keyword, target)))
    }

    pub(super) fn definition(&self) -> Result<Definition, BuildError> {
        let mut definition = Definition::new("TimeSeries");
        if !self.tags_to_columns.is_empty() {
            let mut text = String::from("{");
            for (i, (tag, column)) in self.tags_to_columns.iter().enumerate() {
                if tag.is_empty() || column.is_empty() {
                    return Err(definition.invalid("a tag or its column in tags_to_columns is empty"));
                }
                text.push_str(if i == 0 { "" } else { "," });
                crate::literal::write_string(&mut text, tag);
                text.push(':');
                crate::literal::write_string(&mut text, column);
            }
            text.push('}');
            definition = definition.setting("tags_to_columns", text);
        }
        let switched_off = self.settings.is_off("store_min_time_and_max_time");
        let uses = [
            "aggregate_min_time_and_max_time",
            "filter_by_min_time_and_max_time",
        ];
        if let Some(setting) = uses.iter().find(|name| switched_off && self.settings.is_on(name)) {
            return Err(definition.invalid(format!("{setting} needs store_min_time_and_max_time")));
        }
        Ok(definition.settings(&self.settings, &[]))
    }

    pub(super) fn write_targets(&self, renderer: &Renderer<'_>, sql: &mut String) -> Result<(), BuildError> {
        self.targets()
            .try_for_each(|(keyword, target)| target.write(keyword, renderer, sql))
    }
}

/// One of the three tables of a [`TimeSeries`].
///
/// ```
/// use sea_query_clickhouse::{engine::{TimeSeries, TimeSeriesTable}, prelude::*};
///
/// let table = ClickHouseTable::create("metric")
///     .engine(TimeSeries::new().metrics(TimeSeriesTable::table(("analytics", "metric_family"))));
/// assert_eq!(
///     table.to_string(ClickHouseQueryBuilder),
///     "CREATE TABLE `metric` ENGINE = TimeSeries METRICS `analytics`.`metric_family`"
/// );
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct TimeSeriesTable {
    table: Option<TableRef>,
    inner: Box<Inner>,
}

#[derive(Clone, Debug, Default, PartialEq)]
struct Inner {
    columns: Vec<ClickHouseColumnDef>,
    engine: Option<Engine>,
    partition_by: Option<Expr>,
    primary_key: Vec<Expr>,
    order_by: Option<Vec<Expr>>,
    ttl: Option<Expr>,
    settings: Settings,
}

impl TimeSeriesTable {
    /// A table that is there already.
    pub fn table(name: impl IntoTableRef) -> Self {
        Self {
            table: Some(name.into_table_ref()),
            inner: Box::default(),
        }
    }

    /// A table that the server makes, hidden, as its methods say and else by default.
    pub fn inner() -> Self {
        Self {
            table: None,
            inner: Box::default(),
        }
    }

    fn change(mut self, change: impl FnOnce(&mut Inner)) -> Self {
        change(&mut self.inner);
        self
    }

    /// `INNER COLUMNS`: a column that differs from the default one of its name.
    pub fn col(self, column: ClickHouseColumnDef) -> Self {
        self.change(|inner| inner.columns.push(column))
    }

    /// `INNER ENGINE`
    pub fn engine(self, engine: impl Into<Engine>) -> Self {
        self.change(|inner| inner.engine = Some(engine.into()))
    }

    /// `PARTITION BY expr`
    pub fn partition_by(self, expr: impl Into<Expr>) -> Self {
        self.change(|inner| inner.partition_by = Some(expr.into()))
    }

    /// `PRIMARY KEY (columns)`
    pub fn primary_key<C: IntoIden>(self, columns: impl IntoIterator<Item = C>) -> Self {
        self.change(|inner| inner.primary_key = columns_of(columns))
    }

    /// `ORDER BY (columns)`. None at all is `ORDER BY tuple()`.
    pub fn order_by<C: IntoIden>(self, columns: impl IntoIterator<Item = C>) -> Self {
        self.change(|inner| inner.order_by = Some(columns_of(columns)))
    }

    /// `TTL expr`
    pub fn ttl(self, expr: impl Into<Expr>) -> Self {
        self.change(|inner| inner.ttl = Some(expr.into()))
    }

    /// `SETTINGS name = value` of the inner table.
    pub fn setting(self, name: impl Into<String>, value: impl Into<SettingValue>) -> Self {
        self.change(|inner| inner.settings.set(name.into(), value.into()))
    }

    fn write(&self, keyword: &str, renderer: &Renderer<'_>, sql: &mut String) -> Result<(), BuildError> {
        let inner = &*self.inner;
        if let Some(table) = &self.table {
            if *inner != Inner::default() {
                return Err(BuildError::invalid(
                    keyword.to_owned(),
                    "a table that is there already has its columns and engine; leave them out, or the table",
                ));
            }
            sql.push_str(&format!(" {keyword} "));
            return write_object(renderer, table, sql);
        }
        if !inner.columns.is_empty() {
            sql.push_str(&format!(" {keyword} INNER COLUMNS ("));
            for (i, column) in inner.columns.iter().enumerate() {
                sql.push_str(if i == 0 { "" } else { ", " });
                renderer.write_column(column, sql);
            }
            sql.push(')');
        }
        inner.write_engine(keyword, renderer, sql)
    }
}

impl Inner {
    fn write_engine(
        &self,
        keyword: &str,
        renderer: &Renderer<'_>,
        sql: &mut String,
    ) -> Result<(), BuildError> {
        let invalid = |sentence: &str| {
            Err(BuildError::invalid(
                format!("{keyword} INNER ENGINE"),
                sentence.to_owned(),
            ))
        };
        let keyed = self.partition_by.is_some() || !self.primary_key.is_empty() || self.order_by.is_some();
        let Some(engine) = &self.engine else {
            if keyed || self.ttl.is_some() || !self.settings.is_empty() {
                return invalid("keys, TTL and SETTINGS need the engine before them");
            }
            return Ok(());
        };
        let definition = engine.definition()?;
        if keyed && !definition.clauses.keys {
            return invalid("the engine has no keys");
        }
        if self.ttl.is_some() && !definition.clauses.ttl {
            return invalid("the engine has no TTL");
        }
        if engine.is_merge_tree() && self.order_by.is_none() && self.primary_key.is_empty() {
            return invalid(
                "a MergeTree table has a sorting key; for none, say so by `.order_by([] as [&str; 0])`",
            );
        }
        if matches!(engine, Engine::TimeSeries(_)) {
            return invalid("a table of a TimeSeries is not one itself");
        }
        engine.check(renderer.context);
        sql.push_str(&format!(" {keyword} INNER ENGINE = "));
        definition.write(renderer, sql);
        if let Some(expr) = &self.partition_by {
            sql.push_str(" PARTITION BY ");
            write_expr(renderer, expr, sql);
        }
        if !self.primary_key.is_empty() {
            sql.push_str(" PRIMARY KEY ");
            renderer.prepare_tuple(&self.primary_key, sql);
        }
        match self.order_by.as_deref() {
            None => {}
            Some([]) => sql.push_str(" ORDER BY tuple()"),
            Some(exprs) => {
                sql.push_str(" ORDER BY ");
                renderer.prepare_tuple(exprs, sql);
            }
        }
        if let Some(expr) = &self.ttl {
            sql.push_str(" TTL ");
            write_expr(renderer, expr, sql);
        }
        let mut settings = definition.settings;
        settings.extend(self.settings.clone());
        settings.check()?;
        settings.write(sql);
        Ok(())
    }
}

fn columns_of<C: IntoIden>(columns: impl IntoIterator<Item = C>) -> Vec<Expr> {
    columns
        .into_iter()
        .map(|column| Expr::col(column.into_iden()))
        .collect()
}
