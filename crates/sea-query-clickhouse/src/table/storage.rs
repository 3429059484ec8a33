use sea_query::{Expr, Order, QueryBuilder};

use super::{columns::Columns, setting::Settings};
use crate::{
    Engine, Feature,
    engine::Definition,
    error::BuildError,
    render::Renderer,
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
///     "CREATE MATERIALIZED VIEW `days` ENGINE = MergeTree PARTITION BY toYYYYMM(day) PRIMARY KEY `day` \
///      ORDER BY (`day`, `id`) SETTINGS index_granularity = 1024 AS SELECT `id`, `day` FROM `event`"
/// );
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Storage {
    pub(crate) engine: Option<Engine>,
    pub(crate) partition_by: Vec<Expr>,
    pub(crate) primary_key: Vec<Expr>,
    pub(crate) order_by: Option<Vec<(Expr, Order)>>,
    /// Whether `order_by` is the primary key of a portable table, which says nothing about sorting.
    pub(crate) is_portable_key: bool,
    pub(crate) sample_by: Option<Expr>,
    pub(crate) ttl: Vec<Ttl>,
    pub(crate) settings: Settings,
}

/// The methods that set the clauses of a [`Storage`], for all that have one.
macro_rules! storage_clauses {
    ($type:ty, |$it:ident| $storage:expr) => {
        /// Partitions and keys.
        impl $type {
            /// `PARTITION BY expr`; called again, the partition is by a tuple.
            pub fn partition_by(mut self, expr: impl Into<sea_query::Expr>) -> Self {
                let $it = &mut self;
                $storage.partition_by.push(expr.into());
                self
            }

            /// `PRIMARY KEY (columns)`: the prefix of the sorting key that the sparse index holds. It is not unique.
            pub fn primary_key<I, C>(self, columns: I) -> Self
            where
                I: IntoIterator<Item = C>,
                C: sea_query::IntoIden,
            {
                let exprs = columns
                    .into_iter()
                    .map(|name| sea_query::Expr::col(name.into_iden()));
                self.primary_key_exprs(exprs)
            }

            /// `PRIMARY KEY (expressions)`: as [`primary_key`](Self::primary_key), where the sorting key has
            /// expressions.
            pub fn primary_key_exprs(mut self, exprs: impl IntoIterator<Item = sea_query::Expr>) -> Self {
                let $it = &mut self;
                $storage.primary_key = exprs.into_iter().collect();
                self
            }

            /// `ORDER BY (columns)`: the sorting key of a MergeTree table. None at all is `ORDER BY tuple()`, and one stands
            /// without parentheses.
            pub fn order_by<I, C>(self, columns: I) -> Self
            where
                I: IntoIterator<Item = C>,
                C: sea_query::IntoIden,
            {
                let exprs = columns
                    .into_iter()
                    .map(|name| sea_query::Expr::col(name.into_iden()));
                self.order_by_exprs(exprs)
            }

            /// `ORDER BY (expressions)`: the sorting key of a MergeTree table.
            pub fn order_by_exprs(mut self, exprs: impl IntoIterator<Item = sea_query::Expr>) -> Self {
                let $it = &mut self;
                let ascending = exprs.into_iter().map(|expr| (expr, sea_query::Order::Asc));
                $storage.order_by = Some(ascending.collect());
                $storage.is_portable_key = false;
                self
            }

            /// One expression more at the end of ORDER BY, ascending or descending: `.order_by_expr(expr, Order::Desc)`
            /// is `ORDER BY (.., expr DESC)`. A server before 26.7 takes a descending one where the setting
            /// `allow_experimental_reverse_key` of the table is 1.
            pub fn order_by_expr(
                mut self,
                expr: impl Into<sea_query::Expr>,
                order: sea_query::Order,
            ) -> Self {
                let $it = &mut self;
                $storage.is_portable_key = false;
                $storage
                    .order_by
                    .get_or_insert_default()
                    .push((expr.into(), order));
                self
            }

            /// `SAMPLE BY expr`: an unsigned integer of the primary key, by which SAMPLE reads a part of the rows.
            pub fn sample_by(mut self, expr: impl Into<sea_query::Expr>) -> Self {
                let $it = &mut self;
                $storage.sample_by = Some(expr.into());
                self
            }

            /// `TTL rule`: when rows are deleted, or what else is done with them; called again, one rule more.
            pub fn ttl(mut self, rule: impl Into<crate::ttl::Ttl>) -> Self {
                let $it = &mut self;
                $storage.ttl.push(rule.into());
                self
            }

            /// `SETTINGS name = value` of the table; a later value of a name replaces an earlier one, and one that its
            /// engine brings.
            pub fn setting(mut self, name: impl Into<String>, value: impl Into<crate::SettingValue>) -> Self {
                let $it = &mut self;
                $storage.settings.set(name.into(), value.into());
                self
            }
        }
    };
}
pub(crate) use storage_clauses;

storage_clauses!(Storage, |it| it);

impl From<Engine> for Storage {
    fn from(engine: Engine) -> Self {
        Self::new(engine)
    }
}

impl Storage {
    /// `ENGINE = ...`, without keys.
    pub fn new(engine: impl Into<Engine>) -> Self {
        Self {
            engine: Some(engine.into()),
            ..Self::default()
        }
    }

    /// ORDER BY as it is written: the primary key of a portable table is none of an engine that does not sort.
    pub(crate) fn sorting_key(&self) -> Option<&[(Expr, Order)]> {
        self.order_by
            .as_deref()
            .filter(|_| !self.is_portable_key || self.engine.as_ref().is_none_or(Engine::sorts))
    }

    /// PRIMARY KEY as it is written: where an engine cannot be without one, that of a portable table.
    pub(crate) fn written_primary_key(&self) -> Vec<Expr> {
        let is_needed = self.engine.as_ref().is_some_and(Engine::needs_primary_key);
        match &self.order_by {
            Some(key) if self.is_portable_key && is_needed && self.primary_key.is_empty() => {
                key.iter().map(|(expr, _)| expr.clone()).collect()
            }
            _ => self.primary_key.clone(),
        }
    }

    /// Whether anything but the engine is set.
    pub(crate) fn has_clauses(&self) -> bool {
        let keys = self.order_by.is_some() || !self.partition_by.is_empty() || !self.primary_key.is_empty();
        keys || self.sample_by.is_some() || !self.ttl.is_empty() || !self.settings.is_empty()
    }

    /// Checks what the engine, the clauses and the columns must agree on. `after` another table, its keys are there.
    fn check(
        &self,
        engine: &Engine,
        definition: &Definition,
        columns: &Columns,
        after: bool,
    ) -> Result<(), BuildError> {
        let invalid =
            |clause: &'static str, sentence: &'static str| Err(BuildError::invalid(clause, sentence));
        let primary_key = columns.have_primary_key() || !self.written_primary_key().is_empty();
        if engine.is_merge_tree() && !after && self.sorting_key().is_none() && !primary_key {
            return invalid(
                "ORDER BY",
                "a MergeTree table has a sorting key; for none, say so by `.order_by([] as [&str; 0])`",
            );
        }
        if engine.needs_primary_key() && !after && !primary_key {
            return invalid(
                "PRIMARY KEY",
                "a table of this engine has one; add `.primary_key([..])`",
            );
        }
        let takes = definition.clauses;
        let clauses = [
            ("ORDER BY", takes.keys, self.sorting_key().is_some()),
            ("PARTITION BY", takes.keys, !self.partition_by.is_empty()),
            ("PRIMARY KEY", takes.keys, primary_key),
            ("SAMPLE BY", takes.keys, self.sample_by.is_some()),
            ("TTL", takes.ttl, !self.ttl.is_empty() || columns.have_ttl()),
            ("INDEX", takes.indexes, !columns.indexes.is_empty()),
            ("PROJECTION", takes.indexes, !columns.projections.is_empty()),
        ];
        if let Some((clause, ..)) = clauses.iter().find(|(_, takes, has)| !takes && *has) {
            return invalid(
                clause,
                "the engine of the table does not take it; those of the MergeTree family do",
            );
        }
        if !takes.settings && !self.settings.is_empty() {
            return invalid("SETTINGS", "the engine of the table has no settings");
        }
        Ok(())
    }

    /// Writes `ENGINE = ... ORDER BY ... SETTINGS ...`, of a table with these columns.
    pub(crate) fn write(
        &self,
        renderer: &Renderer<'_>,
        columns: &Columns,
        after: bool,
        sql: &mut String,
    ) -> Result<(), BuildError> {
        let Some(engine) = &self.engine else {
            return Err(BuildError::invalid(
                "ENGINE",
                "the table has none; `Engine::merge_tree()` is the usual one",
            ));
        };
        let definition = engine.definition()?;
        self.check(engine, &definition, columns, after)?;
        engine.check(renderer.context);
        sql.push_str("ENGINE = ");
        definition.write(renderer, sql);
        let primary_key = self.written_primary_key();
        let keys = [
            (" PARTITION BY ", &self.partition_by),
            (" PRIMARY KEY ", &primary_key),
        ];
        for (keyword, exprs) in keys.into_iter().filter(|(_, exprs)| !exprs.is_empty()) {
            sql.push_str(keyword);
            write_key(renderer, exprs, sql);
        }
        match self.sorting_key() {
            None => {}
            Some([]) => sql.push_str(" ORDER BY tuple()"),
            Some(keys) => {
                sql.push_str(" ORDER BY ");
                write_sorting_key(renderer, keys, sql)?;
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
        let mut settings = definition.settings;
        settings.extend(self.settings.clone());
        settings.check()?;
        settings.write(sql);
        engine.write_targets(renderer, sql);
        Ok(())
    }
}

/// Writes a key. One expression alone stands without parentheses: the server keeps `(id)` and `id` apart.
pub(crate) fn write_key(renderer: &Renderer<'_>, exprs: &[Expr], sql: &mut String) {
    match exprs {
        [] => sql.push_str("tuple()"),
        [one] => renderer.prepare_expr(one, sql),
        many => renderer.prepare_tuple(many, sql),
    }
}

pub(crate) fn write_sorting_key(
    renderer: &Renderer<'_>,
    keys: &[(Expr, Order)],
    sql: &mut String,
) -> Result<(), BuildError> {
    if let [(one, Order::Asc)] = keys {
        renderer.prepare_expr(one, sql);
        return Ok(());
    }
    for (i, (expr, order)) in keys.iter().enumerate() {
        sql.push_str(if i == 0 { "(" } else { ", " });
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
                    "a table is sorted up or down, not by a list of values; sort by an expression such as indexOf",
                ));
            }
        }
    }
    sql.push(')');
    Ok(())
}
