use sea_query::Expr;

use super::options::{Options, statement, write_expr};
use crate::{error::BuildError, render::Renderer};

/// `KILL`: ends queries, mutations, moves of parts or transactions that a condition finds in the system table of their
/// kind.
///
/// Source: <https://clickhouse.com/docs/sql-reference/statements/kill>.
///
/// ```
/// use sea_query::{Expr, ExprTrait};
/// use sea_query_clickhouse::{ClickHouseQueryBuilder, statement::Kill};
///
/// assert_eq!(
///     Kill::query(Expr::col("query_id").eq("2-857d")).sync().to_string(ClickHouseQueryBuilder),
///     "KILL QUERY WHERE `query_id` = '2-857d' SYNC"
/// );
/// assert_eq!(
///     Kill::mutation(Expr::col("table").eq("event")).test().to_string(ClickHouseQueryBuilder),
///     "KILL MUTATION WHERE `table` = 'event' TEST"
/// );
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Kill {
    what: &'static str,
    condition: Expr,
    mode: Option<&'static str>,
    options: Options,
}

impl Kill {
    fn new(what: &'static str, condition: Expr) -> Self {
        Self {
            what,
            condition,
            mode: None,
            options: Options::default(),
        }
    }

    /// `KILL QUERY WHERE ...`, of the columns of `system.processes`.
    pub fn query(condition: impl Into<Expr>) -> Self {
        Self::new("KILL QUERY", condition.into())
    }

    /// `KILL MUTATION WHERE ...`, of the columns of `system.mutations`.
    pub fn mutation(condition: impl Into<Expr>) -> Self {
        Self::new("KILL MUTATION", condition.into())
    }

    /// `KILL PART_MOVE_TO_SHARD WHERE ...`, of the columns of `system.part_moves_between_shards`.
    pub fn part_move_to_shard(condition: impl Into<Expr>) -> Self {
        Self::new("KILL PART_MOVE_TO_SHARD", condition.into())
    }

    /// `KILL TRANSACTION WHERE ...`, of the columns of `system.transactions`.
    pub fn transaction(condition: impl Into<Expr>) -> Self {
        Self::new("KILL TRANSACTION", condition.into())
    }

    /// `SYNC`: returns when they have ended.
    pub fn sync(mut self) -> Self {
        self.mode = Some(" SYNC");
        self
    }

    /// `ASYNC`: returns at once, which is the server's default.
    pub fn asynchronous(mut self) -> Self {
        self.mode = Some(" ASYNC");
        self
    }

    /// `TEST`: ends nothing, and lists what it would end, as far as the user may.
    pub fn test(mut self) -> Self {
        self.mode = Some(" TEST");
        self
    }

    fn render(&self, renderer: &Renderer<'_>, sql: &mut String) -> Result<(), BuildError> {
        sql.push_str(self.what);
        self.options.write_own_cluster(sql)?;
        sql.push_str(" WHERE ");
        write_expr(renderer, &self.condition, sql);
        sql.push_str(self.mode.unwrap_or_default());
        self.options.write_format(renderer, sql)
    }
}

statement!(Kill { on_cluster, format });
