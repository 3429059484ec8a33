use sea_query::{Expr, IntoIden, QueryBuilder};

use crate::{
    Engine, SettingValue,
    engine::Definition,
    error::BuildError,
    render::Renderer,
    table::setting::Settings,
    ttl::{Ttl, write_rules},
};

/// How a view stores its rows: an engine with its keys, as those of a table. An [`Engine`] alone is one too.
///
/// Source: <https://clickhouse.com/docs/engines/table-engines/mergetree-family/mergetree#table_engine-mergetree-creating-a-table>.
///
/// ```
/// use sea_query::{Expr, Query};
/// use sea_query_clickhouse::{prelude::*, view::Storage};
///
/// let query = Query::select().column("id").column("day").from("event").to_owned();
/// let storage = Storage::new(Engine::merge_tree())
///     .partition_by(Expr::cust("toYYYYMM(day)"))
///     .order_by(["day", "id"])
///     .primary_key(["day"])
///     .setting("index_granularity", 1024);
/// assert_eq!(
///     ClickHouseView::create_materialized("days", query).engine(storage).to_string(ClickHouseQueryBuilder),
///     "CREATE MATERIALIZED VIEW `days` ENGINE = MergeTree PARTITION BY toYYYYMM(day) PRIMARY KEY (`day`) \
///      ORDER BY (`day`, `id`) SETTINGS index_granularity = 1024 AS SELECT `id`, `day` FROM `event`"
/// );
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Storage {
    engine: Engine,
    partition_by: Vec<Expr>,
    primary_key: Vec<Expr>,
    order_by: Option<Vec<Expr>>,
    sample_by: Option<Expr>,
    ttl: Vec<Ttl>,
    settings: Settings,
}

impl From<Engine> for Storage {
    fn from(engine: Engine) -> Self {
        Self::new(engine)
    }
}

fn columns<I, C>(names: I) -> Vec<Expr>
where
    I: IntoIterator<Item = C>,
    C: IntoIden,
{
    names
        .into_iter()
        .map(|name| Expr::col(name.into_iden()))
        .collect()
}

impl Storage {
    /// `ENGINE = ...`, without keys.
    pub fn new(engine: impl Into<Engine>) -> Self {
        Self {
            engine: engine.into(),
            partition_by: Vec::new(),
            primary_key: Vec::new(),
            order_by: None,
            sample_by: None,
            ttl: Vec::new(),
            settings: Settings::default(),
        }
    }

    /// `ORDER BY (columns)`: the sorting key of a MergeTree engine. None at all is `ORDER BY tuple()`.
    pub fn order_by<I, C>(self, names: I) -> Self
    where
        I: IntoIterator<Item = C>,
        C: IntoIden,
    {
        self.order_by_exprs(columns(names))
    }

    /// `ORDER BY (expressions)`: the sorting key of a MergeTree engine.
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
    pub fn primary_key<I, C>(self, names: I) -> Self
    where
        I: IntoIterator<Item = C>,
        C: IntoIden,
    {
        self.primary_key_exprs(columns(names))
    }

    /// `PRIMARY KEY (expressions)`
    pub fn primary_key_exprs(mut self, exprs: impl IntoIterator<Item = Expr>) -> Self {
        self.primary_key = exprs.into_iter().collect();
        self
    }

    /// `SAMPLE BY expr`: an unsigned integer of the primary key, by which SAMPLE reads a part of the rows.
    pub fn sample_by(mut self, expr: impl Into<Expr>) -> Self {
        self.sample_by = Some(expr.into());
        self
    }

    /// `TTL rule`: when rows are deleted, moved or rolled up; called again, one rule more.
    pub fn ttl(mut self, rule: impl Into<Ttl>) -> Self {
        self.ttl.push(rule.into());
        self
    }

    /// `SETTINGS name = value`: of the engine; a later value of a name replaces an earlier one.
    pub fn setting(mut self, name: impl Into<String>, value: impl Into<SettingValue>) -> Self {
        self.settings.set(name.into(), value.into());
        self
    }

    /// Whether skip indexes and projections can stand among the columns.
    pub(super) fn takes_indexes(&self) -> Result<bool, BuildError> {
        Ok(self.engine.definition()?.clauses.indexes)
    }

    fn check(&self, definition: &Definition) -> Result<(), BuildError> {
        if self.engine.is_merge_tree() && self.order_by.is_none() && self.primary_key.is_empty() {
            return Err(BuildError::invalid(
                "ORDER BY",
                "a MergeTree engine has a sorting key; for none, say so by `.order_by([] as [&str; 0])`",
            ));
        }
        if self.engine.needs_primary_key() && self.primary_key.is_empty() {
            return Err(BuildError::invalid(
                "PRIMARY KEY",
                "this engine cannot be without one",
            ));
        }
        let allowed = definition.clauses;
        let clauses = [
            ("ORDER BY", self.order_by.is_some(), allowed.keys),
            ("PARTITION BY", !self.partition_by.is_empty(), allowed.keys),
            ("PRIMARY KEY", !self.primary_key.is_empty(), allowed.keys),
            ("SAMPLE BY", self.sample_by.is_some(), allowed.keys),
            ("TTL", !self.ttl.is_empty(), allowed.ttl),
            ("SETTINGS", !self.settings.is_empty(), allowed.settings),
        ];
        match clauses.iter().find(|(_, set, allowed)| *set && !allowed) {
            Some((clause, ..)) => Err(BuildError::invalid(
                *clause,
                "the engine of the view does not have it",
            )),
            None => self.settings.check(),
        }
    }

    /// Writes `ENGINE = ... ORDER BY ...`.
    pub(super) fn write(&self, renderer: &Renderer<'_>, sql: &mut String) -> Result<(), BuildError> {
        let definition = self.engine.definition()?;
        self.check(&definition)?;
        self.engine.check(renderer.context);
        sql.push_str("ENGINE = ");
        definition.write(renderer, sql);
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
        if !self.ttl.is_empty() {
            sql.push_str(" TTL ");
            write_rules(renderer, &self.ttl, sql);
        }
        let mut settings = definition.settings;
        settings.extend(self.settings.clone());
        settings.write(sql);
        Ok(())
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
