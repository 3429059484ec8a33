use std::fmt;

use super::options::{Options, statement};
use crate::{
    ClickHouseStatement, Feature, SettingValue, error::BuildError, render::Renderer, table::setting::Settings,
};

const WHAT_IF: &str = "EXPLAIN WHATIF";

/// `EXPLAIN`: how the server reads, rewrites and runs a statement. It goes over every statement that
/// [`build_clickhouse`](crate::build_clickhouse) takes; the values of the statement stay parameters.
///
/// Source: <https://clickhouse.com/docs/sql-reference/statements/explain>.
///
/// ```
/// use sea_query::{Expr, ExprTrait, Query};
/// use sea_query_clickhouse::{ClickHouseQueryBuilder, Target, build_clickhouse, statement::Explain};
///
/// let query = Query::select().column("id").from("event").and_where(Expr::col("port").eq(53)).to_owned();
/// let explain = Explain::plan(&query).option("indexes", 1).option("actions", 1);
/// assert_eq!(
///     explain.to_string(ClickHouseQueryBuilder),
///     "EXPLAIN PLAN indexes = 1, actions = 1 SELECT `id` FROM `event` WHERE `port` = 53"
/// );
/// assert_eq!(
///     build_clickhouse(&explain, &Target::default())?.sql,
///     "EXPLAIN PLAN indexes = 1, actions = 1 SELECT `id` FROM `event` WHERE `port` = {p0:Int32}"
/// );
/// # Ok::<(), sea_query_clickhouse::BuildError>(())
/// ```
pub struct Explain<'a, S: ?Sized> {
    kind: &'static str,
    statement: &'a S,
    settings: Settings,
    options: Options,
}

impl<'a, S: ClickHouseStatement + ?Sized> Explain<'a, S> {
    fn new(kind: &'static str, statement: &'a S) -> Self {
        Self {
            kind,
            statement,
            settings: Settings::default(),
            options: Options::default(),
        }
    }

    /// `EXPLAIN AST`: the syntax tree, without running or even checking anything. Options: `graph`, `optimize`.
    pub fn ast(statement: &'a S) -> Self {
        Self::new("EXPLAIN AST", statement)
    }

    /// `EXPLAIN SYNTAX`: the statement as the server rewrites it. Options: `oneline`, `run_query_tree_passes`,
    /// `query_tree_passes`.
    pub fn syntax(statement: &'a S) -> Self {
        Self::new("EXPLAIN SYNTAX", statement)
    }

    /// `EXPLAIN QUERY TREE`: the tree that the analyzer works on. Options: `run_passes`, `dump_passes`, `passes`,
    /// `dump_tree`, `dump_ast`.
    pub fn query_tree(statement: &'a S) -> Self {
        Self::new("EXPLAIN QUERY TREE", statement)
    }

    /// `EXPLAIN PLAN`: the steps of the plan. Options: `optimize`, `header`, `description`, `indexes`, `projections`,
    /// `actions`, `sorting`, `keep_logical_steps`, `json`, `distributed`.
    pub fn plan(statement: &'a S) -> Self {
        Self::new("EXPLAIN PLAN", statement)
    }

    /// `EXPLAIN PIPELINE`: the processors and their threads. Options: `header`, `graph`, `compact`.
    pub fn pipeline(statement: &'a S) -> Self {
        Self::new("EXPLAIN PIPELINE", statement)
    }

    /// `EXPLAIN ESTIMATE`: how many rows, marks and parts of MergeTree tables will be read.
    pub fn estimate(statement: &'a S) -> Self {
        Self::new("EXPLAIN ESTIMATE", statement)
    }

    /// `EXPLAIN WHATIF`: what the [hypothetical indexes](crate::index::ClickHouseHypotheticalIndex) of the session would do for a
    /// query.
    pub fn what_if(statement: &'a S) -> Self {
        Self::new(WHAT_IF, statement)
    }

    /// `name = value` after the kind: an option of EXPLAIN itself. A later value of a name replaces an earlier one.
    pub fn option(mut self, name: impl Into<String>, value: impl Into<SettingValue>) -> Self {
        self.settings.set(name.into(), value.into());
        self
    }

    fn render(&self, renderer: &Renderer<'_>, sql: &mut String) -> Result<(), BuildError> {
        if self.kind == WHAT_IF {
            renderer.context.check(Feature::HypotheticalIndex);
        }
        sql.push_str(self.kind);
        self.settings.check()?;
        sql.push_str(if self.settings.is_empty() { "" } else { " " });
        self.settings.write_list(sql);
        sql.push(' ');
        self.statement.write(renderer, sql);
        self.options.write_format(renderer, sql)
    }
}

/// `EXPLAIN CURRENT TRANSACTION`: the transaction that the session is in, or that there is none.
///
/// Source: <https://clickhouse.com/docs/guides/developer/transactional>.
///
/// ```
/// use sea_query_clickhouse::{ClickHouseQueryBuilder, statement::ExplainCurrentTransaction};
///
/// assert_eq!(ExplainCurrentTransaction.to_string(ClickHouseQueryBuilder), "EXPLAIN CURRENT TRANSACTION");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ExplainCurrentTransaction;

impl ExplainCurrentTransaction {
    fn render(&self, _: &Renderer<'_>, sql: &mut String) -> Result<(), BuildError> {
        sql.push_str("EXPLAIN CURRENT TRANSACTION");
        Ok(())
    }
}

statement!(ExplainCurrentTransaction {});

statement!(
    [S: ClickHouseStatement + ?Sized] Explain<'_, S> { format } |explain| explain.statement.placement()
);

impl<S: ?Sized> fmt::Debug for Explain<'_, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Explain")
            .field("kind", &self.kind)
            .field("settings", &self.settings)
            .finish_non_exhaustive()
    }
}
