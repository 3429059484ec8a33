use sea_query::{Expr, IntoIden, IntoTableRef, QueryBuilder, TableRef};

use super::{write_cluster, write_table};
use crate::{
    ClickHouseColumnDef, ClickHouseQueryBuilder, Engine, SettingValue, SkipIndex, build::sealed::Write,
    capability::Feature, constraint::TableConstraint, context::Placement, error::BuildError,
    literal::write_string, render::Renderer, table::setting::Settings,
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
    if_not_exists: bool,
    temporary: bool,
    cluster: Option<String>,
    columns: Vec<ClickHouseColumnDef>,
    indexes: Vec<SkipIndex>,
    /// Parts of the column list that are written as they are: what SeaQuery's portable statement has.
    pub(crate) constraints: Vec<Constraint>,
    engine: Option<Engine>,
    order_by: Option<Vec<Expr>>,
    partition_by: Vec<Expr>,
    primary_key: Vec<Expr>,
    sample_by: Option<Expr>,
    ttl: Vec<Expr>,
    settings: Settings,
    source: Option<TableRef>,
    comment: Option<String>,
}

/// A constraint that ClickHouse takes into the column list.
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
            if_not_exists: false,
            temporary: false,
            cluster: None,
            columns: Vec::new(),
            indexes: Vec::new(),
            constraints: Vec::new(),
            engine: None,
            order_by: None,
            partition_by: Vec::new(),
            primary_key: Vec::new(),
            sample_by: None,
            ttl: Vec::new(),
            settings: Settings::default(),
            source: None,
            comment: None,
        }
    }

    /// `IF NOT EXISTS`
    pub fn if_not_exists(mut self) -> Self {
        self.if_not_exists = true;
        self
    }

    /// `TEMPORARY`: the table lives in the session that made it.
    pub fn temporary(mut self) -> Self {
        self.temporary = true;
        self
    }

    /// `ON CLUSTER name`: on every node of the cluster.
    pub fn on_cluster(mut self, name: impl Into<String>) -> Self {
        self.cluster = Some(name.into());
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

    /// `ENGINE = ...`
    pub fn engine(mut self, engine: impl Into<Engine>) -> Self {
        self.engine = Some(engine.into());
        self
    }

    /// `AS table`: with the columns of another table.
    pub fn as_table(mut self, table: impl IntoTableRef) -> Self {
        self.source = Some(table.into_table_ref());
        self
    }

    /// `ORDER BY (columns)`: the sorting key of a MergeTree table. None at all is `ORDER BY tuple()`.
    pub fn order_by<I, C>(self, columns: I) -> Self
    where
        I: IntoIterator<Item = C>,
        C: IntoIden,
    {
        self.order_by_exprs(columns.into_iter().map(|column| Expr::col(column.into_iden())))
    }

    /// `ORDER BY (expressions)`: the sorting key of a MergeTree table.
    pub fn order_by_exprs(mut self, exprs: impl IntoIterator<Item = Expr>) -> Self {
        self.order_by = Some(exprs.into_iter().collect());
        self
    }

    /// `PARTITION BY expr`; called again, the partition is by a tuple.
    pub fn partition_by(mut self, expr: impl Into<Expr>) -> Self {
        self.partition_by.push(expr.into());
        self
    }

    /// `PRIMARY KEY (columns)`: the prefix of the sorting key that the sparse index holds. It is not unique.
    pub fn primary_key<I, C>(mut self, columns: I) -> Self
    where
        I: IntoIterator<Item = C>,
        C: IntoIden,
    {
        self.primary_key = columns
            .into_iter()
            .map(|column| Expr::col(column.into_iden()))
            .collect();
        self
    }

    /// `SAMPLE BY expr`: an unsigned integer of the primary key, by which SAMPLE reads a part of the rows.
    pub fn sample_by(mut self, expr: impl Into<Expr>) -> Self {
        self.sample_by = Some(expr.into());
        self
    }

    /// `TTL expr`: when rows are deleted; called again, one rule more.
    pub fn ttl(mut self, expr: impl Into<Expr>) -> Self {
        self.ttl.push(expr.into());
        self
    }

    /// `SETTINGS name = value`; a later value of a name replaces an earlier one.
    pub fn setting(mut self, name: impl Into<String>, value: impl Into<SettingValue>) -> Self {
        self.settings.set(name.into(), value.into());
        self
    }

    /// `COMMENT 'text'`
    pub fn comment(mut self, text: impl Into<String>) -> Self {
        self.comment = Some(text.into());
        self
    }

    /// The SQL, for tests and logs.
    ///
    /// # Panics
    ///
    /// Where [`build_clickhouse`](crate::build_clickhouse) returns an error.
    pub fn to_string(&self, builder: ClickHouseQueryBuilder) -> String {
        super::to_string(self, builder)
    }

    fn check(&self) -> Result<(), BuildError> {
        let Some(engine) = &self.engine else {
            return Err(BuildError::invalid(
                "ENGINE",
                "the table has none; `Engine::merge_tree()` is the usual one",
            ));
        };
        if self.columns.is_empty() && self.source.is_none() && !engine.has_columns() {
            return Err(BuildError::invalid("CREATE TABLE", "it has no columns"));
        }
        if engine.is_merge_tree() && self.order_by.is_none() && self.primary_key.is_empty() {
            return Err(BuildError::invalid(
                "ORDER BY",
                "a MergeTree table has a sorting key; for none, say so by `.order_by([] as [&str; 0])`",
            ));
        }
        if engine.needs_primary_key() && self.primary_key.is_empty() {
            return Err(BuildError::invalid(
                "PRIMARY KEY",
                "a table of this engine has one; add `.primary_key([..])`",
            ));
        }
        let clauses = engine.definition()?.clauses;
        let lacking = [
            ("ORDER BY", clauses.keys, self.order_by.is_some()),
            ("PARTITION BY", clauses.keys, !self.partition_by.is_empty()),
            ("PRIMARY KEY", clauses.keys, !self.primary_key.is_empty()),
            ("SAMPLE BY", clauses.keys, self.sample_by.is_some()),
            ("TTL", clauses.ttl, !self.ttl.is_empty()),
            ("INDEX", clauses.indexes, !self.indexes.is_empty()),
            ("SETTINGS", clauses.settings, !self.settings.is_empty()),
        ];
        if let Some((clause, ..)) = lacking.iter().find(|(_, takes, has)| !takes && *has) {
            return Err(BuildError::invalid(
                *clause,
                "the engine of the table does not take it; those of the MergeTree family do",
            ));
        }
        for index in &self.indexes {
            index.check()?;
        }
        self.settings.check()
    }
}

impl Write for TableCreateStatement {
    fn placement(&self) -> Placement {
        Placement::Literals
    }

    fn write(&self, renderer: &Renderer<'_>, sql: &mut String) {
        if let Err(error) = self.check() {
            return renderer.context.refuse(error);
        }
        sql.push_str(if self.temporary {
            "CREATE TEMPORARY TABLE "
        } else {
            "CREATE TABLE "
        });
        sql.push_str(if self.if_not_exists { "IF NOT EXISTS " } else { "" });
        write_table(renderer, &self.table, sql);
        write_cluster(renderer.context, self.cluster.as_ref(), sql);
        for (i, column) in self.columns.iter().enumerate() {
            sql.push_str(if i == 0 { " (" } else { ", " });
            renderer.write_column(column, sql);
        }
        for index in &self.indexes {
            sql.push_str(", INDEX ");
            renderer.write_index(index, sql);
        }
        for constraint in &self.constraints {
            sql.push_str(", ");
            renderer.write_constraint(constraint, sql);
        }
        sql.push_str(if self.columns.is_empty() { "" } else { ")" });
        if let Some(table) = &self.source {
            sql.push_str(" AS ");
            write_table(renderer, table, sql);
        }
        sql.push_str(" ENGINE = ");
        let mut settings = Settings::default();
        if let Some(engine) = &self.engine {
            engine.check(renderer.context);
            match engine.definition() {
                Ok(definition) => {
                    definition.write(renderer, sql);
                    settings.extend(definition.settings);
                }
                Err(error) => renderer.context.refuse(error),
            }
        }
        match self.partition_by.as_slice() {
            [] => {}
            [one] => write_key(renderer, " PARTITION BY ", one, sql),
            many => write_tuple(renderer, " PARTITION BY ", many, sql),
        }
        if !self.primary_key.is_empty() {
            write_tuple(renderer, " PRIMARY KEY ", &self.primary_key, sql);
        }
        match self.order_by.as_deref() {
            None => {}
            Some([]) => sql.push_str(" ORDER BY tuple()"),
            Some(exprs) => write_tuple(renderer, " ORDER BY ", exprs, sql),
        }
        if let Some(expr) = &self.sample_by {
            write_key(renderer, " SAMPLE BY ", expr, sql);
        }
        for (i, expr) in self.ttl.iter().enumerate() {
            write_key(renderer, if i == 0 { " TTL " } else { ", " }, expr, sql);
        }
        settings.extend(self.settings.clone());
        if let Err(error) = settings.check() {
            renderer.context.refuse(error);
        }
        settings.write(sql);
        if let Some(engine) = &self.engine {
            engine.write_targets(renderer, sql);
        }
        if let Some(comment) = &self.comment {
            renderer.context.check(Feature::TableComment);
            sql.push_str(" COMMENT ");
            write_string(sql, comment);
        }
    }
}

fn write_key(renderer: &Renderer<'_>, keyword: &str, expr: &Expr, sql: &mut String) {
    sql.push_str(keyword);
    renderer.prepare_expr(expr, sql);
}

fn write_tuple(renderer: &Renderer<'_>, keyword: &str, exprs: &[Expr], sql: &mut String) {
    sql.push_str(keyword);
    renderer.prepare_tuple(exprs, sql);
}
