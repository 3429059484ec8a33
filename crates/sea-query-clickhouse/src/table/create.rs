use sea_query::{Expr, IntoIden, IntoTableRef, Order, QueryBuilder, SelectStatement, TableRef};
use uuid::Uuid;

use crate::{
    ClickHouseColumnDef, Engine, Feature, SettingValue, SkipIndex,
    constraint::TableConstraint,
    engine::Definition,
    error::BuildError,
    literal::write_string,
    projection::Projection,
    query::TableFunction,
    render::Renderer,
    statement::options::{Options, statement, write_object},
    table::setting::Settings,
    ttl::{Ttl, write_rules},
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

/// What the statement does in the place of CREATE.
#[derive(Clone, Debug, PartialEq)]
enum Verb {
    Replace,
    Attach(Option<String>),
}

/// What a table is made after.
#[derive(Clone, Debug, PartialEq)]
enum Source {
    Table {
        keyword: &'static str,
        table: TableRef,
    },
    Function(TableRef),
    Select {
        keyword: &'static str,
        select: Box<SelectStatement>,
    },
}

impl Verb {
    fn keyword(&self) -> &'static str {
        match self {
            Self::Replace => "REPLACE ",
            Self::Attach(_) => "ATTACH ",
        }
    }
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

    /// `REPLACE TABLE`: takes the place of a table that is there; without one the server refuses it.
    pub fn replace(mut self) -> Self {
        self.verb = Some(Verb::Replace);
        self
    }

    /// `ATTACH TABLE`, with the definition: makes the server know files again that it has, by [`uuid`](Self::uuid) or by
    /// the name of the table.
    ///
    /// Source: <https://clickhouse.com/docs/sql-reference/statements/attach>.
    pub fn attach(mut self) -> Self {
        self.verb = Some(Verb::Attach(None));
        self
    }

    /// `ATTACH TABLE ... FROM 'path'`: takes the files of a directory under the server's `user_files` for the table's.
    ///
    /// ```
    /// use sea_query_clickhouse::prelude::*;
    ///
    /// let table = ClickHouseTable::create("event")
    ///     .attach_from("backup/event")
    ///     .col(ClickHouseColumnDef::new("id", DataType::UInt64))
    ///     .engine(Engine::merge_tree())
    ///     .order_by(["id"]);
    /// assert_eq!(
    ///     table.to_string(ClickHouseQueryBuilder),
    ///     "ATTACH TABLE `event` FROM 'backup/event' (`id` UInt64) ENGINE = MergeTree ORDER BY (`id`)"
    /// );
    /// ```
    pub fn attach_from(mut self, path: impl Into<String>) -> Self {
        self.verb = Some(Verb::Attach(Some(path.into())));
        self
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

    /// `ENGINE = ...`
    pub fn engine(mut self, engine: impl Into<Engine>) -> Self {
        self.engine = Some(engine.into());
        self
    }

    /// The engine, where one is set.
    pub fn get_engine(&self) -> Option<&Engine> {
        self.engine.as_ref()
    }

    /// `PARTITION BY expr`; called again, the partition is by a tuple.
    pub fn partition_by(mut self, expr: impl Into<Expr>) -> Self {
        self.partition_by.push(expr.into());
        self
    }

    /// `PRIMARY KEY (columns)`: the prefix of the sorting key that the sparse index holds. It is not unique.
    pub fn primary_key<I, C>(self, columns: I) -> Self
    where
        I: IntoIterator<Item = C>,
        C: IntoIden,
    {
        self.primary_key_exprs(columns.into_iter().map(|column| Expr::col(column.into_iden())))
    }

    /// `PRIMARY KEY (expressions)`: as [`primary_key`](Self::primary_key), where the sorting key has expressions.
    pub fn primary_key_exprs(mut self, exprs: impl IntoIterator<Item = Expr>) -> Self {
        self.primary_key = exprs.into_iter().collect();
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
        self.order_by = Some(exprs.into_iter().map(|expr| (expr, Order::Asc)).collect());
        self
    }

    /// One expression more at the end of ORDER BY, ascending or descending. A server before 26.7 takes a descending
    /// one where the setting `allow_experimental_reverse_key` of the table is 1.
    ///
    /// ```
    /// use sea_query::{Expr, Order};
    /// use sea_query_clickhouse::prelude::*;
    ///
    /// let table = ClickHouseTable::create("event")
    ///     .col(ClickHouseColumnDef::new("kind", DataType::String))
    ///     .col(ClickHouseColumnDef::new("at", DataType::date_time()))
    ///     .engine(Engine::merge_tree())
    ///     .order_by(["kind"])
    ///     .order_by_expr(Expr::col("at"), Order::Desc);
    /// assert_eq!(
    ///     table.to_string(ClickHouseQueryBuilder),
    ///     "CREATE TABLE `event` (`kind` String, `at` DateTime) ENGINE = MergeTree ORDER BY (`kind`, `at` DESC)"
    /// );
    /// ```
    pub fn order_by_expr(mut self, expr: impl Into<Expr>, order: Order) -> Self {
        self.order_by.get_or_insert_default().push((expr.into(), order));
        self
    }

    /// `SAMPLE BY expr`: an unsigned integer of the primary key, by which SAMPLE reads a part of the rows.
    pub fn sample_by(mut self, expr: impl Into<Expr>) -> Self {
        self.sample_by = Some(expr.into());
        self
    }

    /// `TTL rule`: when rows are deleted, or what else is done with them; called again, one rule more.
    pub fn ttl(mut self, rule: impl Into<Ttl>) -> Self {
        self.ttl.push(rule.into());
        self
    }

    /// `SETTINGS name = value` of the table, before those that its engine has; a later value of a name replaces an
    /// earlier one.
    pub fn setting(mut self, name: impl Into<String>, value: impl Into<SettingValue>) -> Self {
        self.settings.set(name.into(), value.into());
        self
    }

    /// `AS table`: with the columns, indexes, projections and constraints of another table, and with its engine and
    /// keys where the statement has none.
    ///
    /// ```
    /// use sea_query_clickhouse::prelude::*;
    ///
    /// let table = ClickHouseTable::create("event_new").as_table("event");
    /// assert_eq!(table.to_string(ClickHouseQueryBuilder), "CREATE TABLE `event_new` AS `event`");
    /// ```
    pub fn as_table(mut self, table: impl IntoTableRef) -> Self {
        self.source = Some(Source::Table {
            keyword: " AS ",
            table: table.into_table_ref(),
        });
        self
    }

    /// `CLONE AS table`: as [`as_table`](Self::as_table), with all its partitions, whose files both then share. Both
    /// are of the MergeTree family.
    ///
    /// ```
    /// use sea_query_clickhouse::prelude::*;
    ///
    /// let table = ClickHouseTable::create("event_test").or_replace().clone_as("event");
    /// assert_eq!(table.to_string(ClickHouseQueryBuilder), "CREATE OR REPLACE TABLE `event_test` CLONE AS `event`");
    /// ```
    pub fn clone_as(mut self, table: impl IntoTableRef) -> Self {
        self.source = Some(Source::Table {
            keyword: " CLONE AS ",
            table: table.into_table_ref(),
        });
        self
    }

    /// `AS function(..)`: the table is what a table function reads, and not a copy of it.
    ///
    /// ```
    /// use sea_query_clickhouse::{prelude::*, query::TableFunction};
    ///
    /// let table = ClickHouseTable::create("ten").as_function(TableFunction::numbers(10));
    /// assert_eq!(table.to_string(ClickHouseQueryBuilder), "CREATE TABLE `ten` AS numbers(10)");
    /// ```
    pub fn as_function(mut self, function: TableFunction) -> Self {
        self.source = Some(Source::Function(function.into()));
        self
    }

    /// `AS SELECT`: with the rows of a query, and with its columns where the statement has none.
    ///
    /// ```
    /// use sea_query::{Expr, ExprTrait, Query};
    /// use sea_query_clickhouse::prelude::*;
    ///
    /// let select = Query::select().columns(["id", "host"]).from("event").and_where(Expr::col("port").eq(53)).to_owned();
    /// let table = ClickHouseTable::create("dns").engine(Engine::merge_tree()).order_by(["id"]).as_select(select);
    /// assert_eq!(
    ///     table.to_string(ClickHouseQueryBuilder),
    ///     "CREATE TABLE `dns` ENGINE = MergeTree ORDER BY (`id`) AS SELECT `id`, `host` FROM `event` WHERE `port` = 53"
    /// );
    /// ```
    pub fn as_select(mut self, select: SelectStatement) -> Self {
        self.source = Some(Source::Select {
            keyword: " AS ",
            select: Box::new(select),
        });
        self
    }

    /// `EMPTY AS SELECT`: with the columns of a query, and without its rows.
    pub fn empty_as_select(mut self, select: SelectStatement) -> Self {
        self.source = Some(Source::Select {
            keyword: " EMPTY AS ",
            select: Box::new(select),
        });
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
        }
        self.options.write_comment(sql);
        if let Some(Source::Select { keyword, select }) = &self.source {
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

    fn write_keys(&self, renderer: &Renderer<'_>, sql: &mut String) -> Result<(), BuildError> {
        match self.partition_by.as_slice() {
            [] => {}
            [one] => {
                sql.push_str(" PARTITION BY ");
                renderer.prepare_expr(one, sql);
            }
            many => {
                sql.push_str(" PARTITION BY ");
                renderer.prepare_tuple(many, sql);
            }
        }
        if !self.primary_key.is_empty() {
            sql.push_str(" PRIMARY KEY ");
            renderer.prepare_tuple(&self.primary_key, sql);
        }
        match self.order_by.as_deref() {
            None => {}
            Some([]) => sql.push_str(" ORDER BY tuple()"),
            Some(keys) => {
                for (i, (expr, order)) in keys.iter().enumerate() {
                    sql.push_str(if i == 0 { " ORDER BY (" } else { ", " });
                    renderer.prepare_expr(expr, sql);
                    match order {
                        Order::Asc => {}
                        Order::Desc => {
                            renderer.context.check(Feature::ReverseSortingKey);
                            sql.push_str(" DESC");
                        }
                        _ => {
                            return Err(BuildError::invalid(
                                "ORDER BY",
                                "a table is sorted up or down, not by a list of values; sort by an expression such \
                                 as indexOf",
                            ));
                        }
                    }
                }
                sql.push(')');
            }
        }
        if let Some(expr) = &self.sample_by {
            sql.push_str(" SAMPLE BY ");
            renderer.prepare_expr(expr, sql);
        }
        if !self.ttl.is_empty() {
            sql.push_str(" TTL ");
            write_rules(renderer, &self.ttl, sql);
        }
        Ok(())
    }

    fn check(&self) -> Result<(), BuildError> {
        let invalid =
            |clause: &'static str, sentence: &'static str| Err(BuildError::invalid(clause, sentence));
        if let Some(verb) = &self.verb {
            let keyword = verb.keyword().trim_end();
            if self.options.or_replace || self.options.if_not_exists && *verb == Verb::Replace {
                return invalid(
                    keyword,
                    "OR REPLACE and IF NOT EXISTS say otherwise; keep one of them",
                );
            }
            if self.source.is_some() && *verb != Verb::Replace {
                return invalid(keyword, "the files are there already; leave the other source out");
            }
        }
        if self.temporary {
            if self.options.cluster.is_some() {
                return invalid(
                    "TEMPORARY",
                    "the table lives in one session; leave `on_cluster` out",
                );
            }
            if matches!(&self.table, TableRef::Table(name, _) if name.0.is_some()) {
                return invalid("TEMPORARY", "the table is in no database; name it without one");
            }
        }
        let has_column_key = self.columns.iter().any(|column| column.primary_key);
        if has_column_key && !self.primary_key.is_empty() {
            return invalid(
                "PRIMARY KEY",
                "the table and its columns say it; keep one of the two",
            );
        }
        let parts = self.indexes.len() + self.constraints.len() + self.projections.len();
        match &self.source {
            Some(Source::Table { keyword, .. }) => {
                if !self.columns.is_empty() || parts > 0 {
                    return invalid(
                        keyword.trim(),
                        "columns, indexes, constraints and projections are the other table's; change them by \
                         `ClickHouseTable::alter`",
                    );
                }
                if let (true, Some(engine)) = (keyword.contains("CLONE"), &self.engine)
                    && !engine.is_merge_tree()
                    && !matches!(engine, Engine::Custom { .. })
                {
                    return invalid("CLONE AS", "only tables of the MergeTree family can be cloned");
                }
            }
            Some(Source::Function(function)) => {
                if self.engine.is_some() {
                    return invalid("ENGINE", "the table function is the engine; keep one of the two");
                }
                if matches!(function, TableRef::FunctionCall(_, alias) if !alias.inner().is_empty()) {
                    return invalid(
                        "AS",
                        "the table function has an alias, which a table has no place for",
                    );
                }
            }
            Some(Source::Select { .. }) | None => {}
        }
        if self.columns.is_empty() && parts > 0 {
            return invalid(
                "CREATE TABLE",
                "indexes, constraints and projections need columns; name them too",
            );
        }
        if !self.columns.is_empty() && self.columns.iter().all(|column| !column.is_stored()) {
            return invalid(
                "CREATE TABLE",
                "all columns are ALIAS or EPHEMERAL; one must be stored",
            );
        }
        Ok(())
    }

    fn check_engine(&self, engine: &Engine, definition: &Definition) -> Result<(), BuildError> {
        let invalid =
            |clause: &'static str, sentence: &'static str| Err(BuildError::invalid(clause, sentence));
        if self.columns.is_empty() && self.source.is_none() && !engine.has_columns() {
            return invalid("CREATE TABLE", "it has no columns");
        }
        let column_key = self.columns.iter().any(|column| column.primary_key);
        let primary_key = column_key || !self.primary_key.is_empty();
        // A table that is made after another one has its keys.
        let alone = !matches!(self.source, Some(Source::Table { .. }));
        if engine.is_merge_tree() && alone && self.order_by.is_none() && !primary_key {
            return invalid(
                "ORDER BY",
                "a MergeTree table has a sorting key; for none, say so by `.order_by([] as [&str; 0])`",
            );
        }
        if engine.needs_primary_key() && alone && !primary_key {
            return invalid(
                "PRIMARY KEY",
                "a table of this engine has one; add `.primary_key([..])`",
            );
        }
        let clauses = definition.clauses;
        let column_ttl = self.columns.iter().any(|column| column.ttl.is_some());
        let lacking = [
            ("ORDER BY", clauses.keys, self.order_by.is_some()),
            ("PARTITION BY", clauses.keys, !self.partition_by.is_empty()),
            ("PRIMARY KEY", clauses.keys, primary_key),
            ("SAMPLE BY", clauses.keys, self.sample_by.is_some()),
            ("TTL", clauses.ttl, !self.ttl.is_empty() || column_ttl),
            ("INDEX", clauses.indexes, !self.indexes.is_empty()),
            ("PROJECTION", clauses.indexes, !self.projections.is_empty()),
        ];
        if let Some((clause, ..)) = lacking.iter().find(|(_, takes, has)| !takes && *has) {
            return invalid(
                clause,
                "the engine of the table does not take it; those of the MergeTree family do",
            );
        }
        if !clauses.settings && !self.settings.is_empty() {
            return invalid("SETTINGS", "the engine of the table has no settings");
        }
        Ok(())
    }

    fn check_without_engine(&self) -> Result<(), BuildError> {
        if self.columns.is_empty() && self.source.is_none() {
            return Err(BuildError::invalid("CREATE TABLE", "it has no columns"));
        }
        let keyed = self.order_by.is_some()
            || !self.partition_by.is_empty()
            || !self.primary_key.is_empty()
            || self.sample_by.is_some()
            || !self.ttl.is_empty()
            || !self.settings.is_empty();
        let after = matches!(self.source, Some(Source::Table { .. } | Source::Function(_)));
        if keyed || !(after || self.temporary) {
            return Err(BuildError::invalid(
                "ENGINE",
                "the table has none; `Engine::merge_tree()` is the usual one",
            ));
        }
        Ok(())
    }
}

statement!(TableCreateStatement {
    or_replace,
    if_not_exists,
    on_cluster,
    comment
});
