mod check;
mod key;
mod source;

use sea_query::{Expr, Order, QueryBuilder, TableRef};
use source::{Source, Verb};
use uuid::Uuid;

use crate::{
    ClickHouseColumnDef, Engine, Feature, SettingValue, SkipIndex,
    constraint::TableConstraint,
    error::BuildError,
    literal::write_string,
    projection::Projection,
    render::Renderer,
    statement::options::{Options, statement, write_object},
    table::setting::Settings,
    ttl::Ttl,
};

/// `CREATE TABLE`, in ClickHouse's order of clauses.
///
/// Source: <https://clickhouse.com/docs/engines/table-engines/mergetree-family/mergetree#table_engine-mergetree-creating-a-table>.
///
/// ```
/// use sea_query::Expr;
/// use sea_query_clickhouse::prelude::*;
///
/// let table = ClickHouseTable::create("event")
///     .if_not_exists()
///     .col(ClickHouseColumnDef::new("at", DataType::date_time64_in(3, "UTC")))
///     .col(ClickHouseColumnDef::new("protocol", DataType::String.low_cardinality()))
///     .col(ClickHouseColumnDef::new("bytes", DataType::UInt64.nullable()))
///     .index(SkipIndex::new("by_bytes", Expr::col("bytes"), SkipIndexType::MinMax))
///     .engine(Engine::merge_tree())
///     .partition_by(Expr::cust("toYYYYMM(at)"))
///     .order_by(["protocol", "at"])
///     .ttl(Expr::cust("toDateTime(at) + INTERVAL 1 MONTH"))
///     .setting("index_granularity", 8192);
/// assert_eq!(
///     table.to_string(ClickHouseQueryBuilder),
///     "CREATE TABLE IF NOT EXISTS `event` (\
///      `at` DateTime64(3, 'UTC'), `protocol` LowCardinality(String), `bytes` Nullable(UInt64), \
///      INDEX `by_bytes` `bytes` TYPE minmax) \
///      ENGINE = MergeTree PARTITION BY toYYYYMM(at) ORDER BY (`protocol`, `at`) \
///      TTL toDateTime(at) + INTERVAL 1 MONTH SETTINGS index_granularity = 8192"
/// );
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct TableCreateStatement {
    table: TableRef,
    uuid: Option<Uuid>,
    temporary: bool,
    verb: Option<Verb>,
    columns: Vec<ClickHouseColumnDef>,
    indexes: Vec<SkipIndex>,
    pub(crate) constraints: Vec<Constraint>,
    projections: Vec<Projection>,
    engine: Option<Engine>,
    partition_by: Vec<Expr>,
    primary_key: Vec<Expr>,
    order_by: Option<Vec<(Expr, Order)>>,
    sample_by: Option<Expr>,
    ttl: Vec<Ttl>,
    settings: Settings,
    source: Option<Source>,
    options: Options,
}

/// What ClickHouse takes into the column list as a constraint.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Constraint {
    /// Parsed by the server and not enforced.
    ForeignKey {
        columns: Vec<String>,
        table: TableRef,
        references: Vec<String>,
    },
    /// A constraint with a name.
    Named(TableConstraint),
}

impl TableCreateStatement {
    pub(crate) fn new(table: TableRef) -> Self {
        Self {
            table,
            uuid: None,
            temporary: false,
            verb: None,
            columns: Vec::new(),
            indexes: Vec::new(),
            constraints: Vec::new(),
            projections: Vec::new(),
            engine: None,
            partition_by: Vec::new(),
            primary_key: Vec::new(),
            order_by: None,
            sample_by: None,
            ttl: Vec::new(),
            settings: Settings::default(),
            source: None,
            options: Options::default(),
        }
    }

    /// `TEMPORARY`: the table lives in the session that made it. Without an engine it is of `Memory`.
    pub fn temporary(mut self) -> Self {
        self.temporary = true;
        self
    }

    /// `UUID '...'`: the table's id in a database of the engine Atomic, where the server does not choose one.
    pub fn uuid(mut self, uuid: Uuid) -> Self {
        self.uuid = Some(uuid);
        self
    }

    /// Adds a column.
    pub fn col(mut self, column: ClickHouseColumnDef) -> Self {
        self.columns.push(column);
        self
    }

    /// Adds a skip index.
    pub fn index(mut self, index: SkipIndex) -> Self {
        self.indexes.push(index);
        self
    }

    /// Adds a constraint.
    pub fn constraint(mut self, constraint: TableConstraint) -> Self {
        self.constraints.push(Constraint::Named(constraint));
        self
    }

    /// Adds a projection.
    pub fn projection(mut self, projection: Projection) -> Self {
        self.projections.push(projection);
        self
    }

    /// The engine, where one is set.
    pub fn get_engine(&self) -> Option<&Engine> {
        self.engine.as_ref()
    }

    /// `ENGINE = ...`
    pub fn engine(mut self, engine: impl Into<Engine>) -> Self {
        self.engine = Some(engine.into());
        self
    }

    /// `TTL rule`: when rows are deleted, or what else is done with them; called again, one rule more.
    pub fn ttl(mut self, rule: impl Into<Ttl>) -> Self {
        self.ttl.push(rule.into());
        self
    }

    /// `SETTINGS name = value` of the table; a later value of a name replaces an earlier one, and one that its engine
    /// brings.
    pub fn setting(mut self, name: impl Into<String>, value: impl Into<SettingValue>) -> Self {
        self.settings.set(name.into(), value.into());
        self
    }

    fn render(&self, renderer: &Renderer<'_>, sql: &mut String) -> Result<(), BuildError> {
        let definition = self.engine.as_ref().map(Engine::definition).transpose()?;
        self.check()?;
        match (&self.engine, &definition) {
            (Some(engine), Some(definition)) => self.check_engine(engine, definition)?,
            _ => self.check_without_engine()?,
        }
        let noun = if self.temporary {
            "TEMPORARY TABLE"
        } else {
            "TABLE"
        };
        match &self.verb {
            None => self.options.write_create(noun, sql)?,
            Some(verb) => {
                sql.push_str(verb.keyword());
                sql.push_str(noun);
                sql.push_str(if self.options.if_not_exists {
                    " IF NOT EXISTS "
                } else {
                    " "
                });
            }
        }
        write_object(renderer, &self.table, sql)?;
        if let Some(uuid) = self.uuid {
            sql.push_str(&format!(" UUID '{uuid}'"));
        }
        if let Some(Verb::Attach(Some(path))) = &self.verb {
            sql.push_str(" FROM ");
            write_string(sql, path);
        }
        self.options.write_cluster(sql)?;
        self.write_columns(renderer, sql);
        match &self.source {
            None | Some(Source::Select { .. }) => {}
            Some(Source::Table { keyword, table }) => {
                if keyword.contains("CLONE") {
                    renderer.context.check(Feature::CloneAs);
                }
                sql.push_str(keyword);
                write_object(renderer, table, sql)?;
            }
            Some(Source::Function(function)) => {
                sql.push_str(" AS ");
                renderer.prepare_table_ref(function, sql);
            }
        }
        if let (Some(engine), Some(definition)) = (&self.engine, definition) {
            engine.check(renderer.context);
            sql.push_str(" ENGINE = ");
            definition.write(renderer, sql);
            self.write_keys(renderer, sql)?;
            let mut settings = definition.settings;
            settings.extend(self.settings.clone());
            settings.check()?;
            settings.write(sql);
            engine.write_targets(renderer, sql);
        }
        if self.options.comment.is_some() {
            renderer.context.check(Feature::TableComment);
        }
        self.options.write_comment(sql);
        if let Some(Source::Select { keyword, select }) = &self.source {
            if keyword.contains("EMPTY") {
                renderer.context.check(Feature::EmptyAsSelect);
            }
            sql.push_str(keyword);
            renderer
                .context
                .nested(|| renderer.prepare_select_statement(select, sql));
        }
        Ok(())
    }

    fn write_columns(&self, renderer: &Renderer<'_>, sql: &mut String) {
        let mut separator = " (";
        let mut next = |sql: &mut String| sql.push_str(std::mem::replace(&mut separator, ", "));
        for column in &self.columns {
            next(sql);
            renderer.write_column(column, sql);
        }
        for index in &self.indexes {
            next(sql);
            sql.push_str("INDEX ");
            renderer.write_index(index, sql);
        }
        for constraint in &self.constraints {
            next(sql);
            renderer.write_constraint(constraint, sql);
        }
        for projection in &self.projections {
            next(sql);
            sql.push_str("PROJECTION ");
            projection.write(renderer, sql);
        }
        sql.push_str(if separator == ", " { ")" } else { "" });
    }
}

statement!(TableCreateStatement {
    or_replace,
    if_not_exists,
    on_cluster,
    comment
});
