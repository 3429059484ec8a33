use sea_query::{IntoTableRef, TableRef};

use super::{Engine, definition::Definition};
use crate::{
    ClickHouseColumnDef,
    error::BuildError,
    render::Renderer,
    statement::options::write_object,
    table::{
        columns::Columns,
        setting::Settings,
        storage::{Storage, storage_clauses},
    },
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
    columns: Columns,
    storage: Storage,
}

storage_clauses!(TimeSeriesTable, |it| it.inner.storage);

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

    /// `INNER COLUMNS`: a column that differs from the default one of its name.
    pub fn col(mut self, column: ClickHouseColumnDef) -> Self {
        self.inner.columns.columns.push(column);
        self
    }

    /// `INNER ENGINE`
    pub fn engine(mut self, engine: impl Into<Engine>) -> Self {
        self.inner.storage.engine = Some(engine.into());
        self
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
            sql.push_str(&format!(" {keyword} INNER COLUMNS"));
            inner.columns.write(renderer, sql);
        }
        match &inner.storage.engine {
            None if inner.storage.has_clauses() => Err(BuildError::invalid(
                format!("{keyword} INNER ENGINE"),
                "keys, TTL and SETTINGS need the engine before them",
            )),
            None => Ok(()),
            Some(Engine::TimeSeries(_)) => Err(BuildError::invalid(
                format!("{keyword} INNER ENGINE"),
                "a table of a TimeSeries is not one itself",
            )),
            Some(_) => {
                sql.push_str(&format!(" {keyword} INNER "));
                let written = inner.storage.write(renderer, &inner.columns, false, sql);
                written.map_err(|error| error.of(&format!("{keyword} INNER")))
            }
        }
    }
}
