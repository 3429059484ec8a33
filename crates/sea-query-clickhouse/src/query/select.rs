use sea_query::{Expr, IntoCondition, IntoIden, NullOrdering, Order, WindowStatement};

use super::{ArrayJoin, Interpolate, Join, Limit, OrderBy};
use crate::clause::SettingValue;

/// ClickHouse's clauses on a SELECT, in whatever query, sub-query or arm of a union it stands.
///
/// The clauses ride inside the statement, so that they survive being wrapped, paginated or joined; the builders of
/// other databases see an unknown function and their servers refuse it.
///
/// Source: <https://clickhouse.com/docs/sql-reference/statements/select>.
pub trait ClickHouseSelectStatementExt {
    /// `FINAL` after the first table: rows as merges will leave them (ReplacingMergeTree and its kin).
    ///
    /// ```
    /// use sea_query::Query;
    /// use sea_query_clickhouse::prelude::*;
    ///
    /// let query = Query::select().column("id").from("user").final_().to_owned();
    /// assert_eq!(query.to_string(ClickHouseQueryBuilder), "SELECT `id` FROM `user` FINAL");
    /// ```
    fn final_(&mut self) -> &mut Self;

    /// `PREWHERE condition`: read these columns first, and the others for rows that pass. Called again, both
    /// conditions hold.
    ///
    /// ```
    /// use sea_query::{Expr, ExprTrait, Query};
    /// use sea_query_clickhouse::prelude::*;
    ///
    /// let query = Query::select().column("body").from("event").prewhere(Expr::col("port").eq(53)).to_owned();
    /// assert_eq!(query.to_string(ClickHouseQueryBuilder), "SELECT `body` FROM `event` PREWHERE `port` = 53");
    /// ```
    fn prewhere(&mut self, condition: impl IntoCondition) -> &mut Self;

    /// `SAMPLE ratio`: a part of the rows (above 0 up to 1), or about a number of them (whole, above 1). The table
    /// needs a SAMPLE BY key.
    ///
    /// ```
    /// use sea_query::Query;
    /// use sea_query_clickhouse::prelude::*;
    ///
    /// let query = Query::select().column("id").from("event").sample(0.1).to_owned();
    /// assert_eq!(query.to_string(ClickHouseQueryBuilder), "SELECT `id` FROM `event` SAMPLE 0.1");
    /// ```
    fn sample(&mut self, ratio: f64) -> &mut Self;

    /// `SAMPLE ratio OFFSET offset`: a part of the rows that starts after another part (0 to 1).
    ///
    /// ```
    /// use sea_query::Query;
    /// use sea_query_clickhouse::prelude::*;
    ///
    /// let query = Query::select().column("id").from("event").sample_offset(0.1, 0.5).to_owned();
    /// assert_eq!(query.to_string(ClickHouseQueryBuilder), "SELECT `id` FROM `event` SAMPLE 0.1 OFFSET 0.5");
    /// ```
    fn sample_offset(&mut self, ratio: f64, offset: f64) -> &mut Self;

    /// `SETTINGS name = value`; a later value of a name replaces an earlier one.
    ///
    /// ```
    /// use sea_query::Query;
    /// use sea_query_clickhouse::prelude::*;
    ///
    /// let query = Query::select().column("id").from("event").setting("max_threads", 4).to_owned();
    /// assert_eq!(query.to_string(ClickHouseQueryBuilder), "SELECT `id` FROM `event` SETTINGS max_threads = 4");
    /// ```
    fn setting(&mut self, name: impl Into<String>, value: impl Into<SettingValue>) -> &mut Self;

    /// `FINAL` after the table of that name or alias, wherever in FROM or JOIN it stands.
    ///
    /// ```
    /// use sea_query::Query;
    /// use sea_query_clickhouse::prelude::*;
    ///
    /// let query = Query::select().column("id").from("user").from_as("host", "h").final_of("h").to_owned();
    /// assert_eq!(query.to_string(ClickHouseQueryBuilder), "SELECT `id` FROM `user`, `host` AS `h` FINAL");
    /// ```
    fn final_of(&mut self, table: impl IntoIden) -> &mut Self;

    /// `SAMPLE ratio` after the table of that name or alias, as [`sample`](Self::sample).
    fn sample_of(&mut self, table: impl IntoIden, ratio: f64) -> &mut Self;

    /// `SAMPLE ratio OFFSET offset` after the table of that name or alias.
    fn sample_offset_of(&mut self, table: impl IntoIden, ratio: f64, offset: f64) -> &mut Self;

    /// `WITH expr AS name`: a name for an expression, which the query and its sub-queries can use. It stands beside the
    /// common table expressions of the query.
    ///
    /// Source: <https://clickhouse.com/docs/sql-reference/statements/select/with>.
    ///
    /// ```
    /// use sea_query::{Expr, ExprTrait, Query};
    /// use sea_query_clickhouse::prelude::*;
    ///
    /// let mut query = Query::select();
    /// query.column("id").from("event").with_expr("low", 1024).and_where(Expr::col("port").lt(Expr::col("low")));
    /// assert_eq!(
    ///     query.to_string(ClickHouseQueryBuilder),
    ///     "WITH 1024 AS `low` SELECT `id` FROM `event` WHERE `port` < `low`"
    /// );
    /// ```
    fn with_expr(&mut self, name: impl IntoIden, expr: impl Into<Expr>) -> &mut Self;

    /// `DISTINCT ON (exprs)`: the first row for each value of the expressions.
    ///
    /// Source: <https://clickhouse.com/docs/sql-reference/statements/select/distinct>.
    ///
    /// ```
    /// use sea_query::{Expr, ExprTrait, Query};
    /// use sea_query_clickhouse::prelude::*;
    ///
    /// let mut query = Query::select();
    /// query.column("id").from("event").distinct_on_exprs([Expr::col("port").modulo(2)]);
    /// assert_eq!(query.to_string(ClickHouseQueryBuilder), "SELECT DISTINCT ON (`port` % 2) `id` FROM `event`");
    /// ```
    fn distinct_on_exprs<E: Into<Expr>>(&mut self, exprs: impl IntoIterator<Item = E>) -> &mut Self;

    /// A join with ClickHouse's strictness and kind; see [`Join`].
    fn join_with(&mut self, join: Join) -> &mut Self;

    /// `ARRAY JOIN arrays`: a row for each element; rows whose array is empty fall away. The arrays must be of one length.
    ///
    /// Source: <https://clickhouse.com/docs/sql-reference/statements/select/array-join>.
    ///
    /// ```
    /// use sea_query::{Expr, Query};
    /// use sea_query_clickhouse::prelude::*;
    ///
    /// let query = Query::select().columns(["id", "tags"]).from("event").array_join([Expr::col("tags")]).to_owned();
    /// assert_eq!(query.to_string(ClickHouseQueryBuilder), "SELECT `id`, `tags` FROM `event` ARRAY JOIN `tags`");
    /// ```
    fn array_join<A: Into<ArrayJoin>>(&mut self, arrays: impl IntoIterator<Item = A>) -> &mut Self;

    /// `LEFT ARRAY JOIN arrays`: as [`array_join`](Self::array_join), and a row with a default for an empty array.
    fn left_array_join<A: Into<ArrayJoin>>(&mut self, arrays: impl IntoIterator<Item = A>) -> &mut Self;

    /// `GROUP BY ALL`: by every selected expression that is not an aggregate.
    ///
    /// Source: <https://clickhouse.com/docs/sql-reference/statements/select/group-by>.
    ///
    /// ```
    /// use sea_query::{Expr, Query};
    /// use sea_query_clickhouse::prelude::*;
    ///
    /// let mut query = Query::select();
    /// query.column("port").expr(Expr::cust("count()")).from("event").group_by_all();
    /// assert_eq!(query.to_string(ClickHouseQueryBuilder), "SELECT `port`, count() FROM `event` GROUP BY ALL");
    /// ```
    fn group_by_all(&mut self) -> &mut Self;

    /// `GROUP BY GROUPING SETS (sets)`: the rows of several groupings; an empty set is the total. The server forgets that row
    /// where no aggregate is read, as in a count of the rows, so one is asked for.
    ///
    /// ```
    /// use sea_query::{Expr, Query};
    /// use sea_query_clickhouse::prelude::*;
    ///
    /// let mut query = Query::select();
    /// query
    ///     .columns(["a", "b"])
    ///     .from("event")
    ///     .grouping_sets([vec![Expr::col("a"), Expr::col("b")], vec![Expr::col("a")], vec![]]);
    /// assert_eq!(
    ///     query.to_string(ClickHouseQueryBuilder),
    ///     "SELECT `a`, `b` FROM `event` GROUP BY GROUPING SETS ((`a`, `b`), (`a`), ()) HAVING count() >= 0"
    /// );
    /// ```
    fn grouping_sets(&mut self, sets: impl IntoIterator<Item = Vec<Expr>>) -> &mut Self;

    /// `WITH ROLLUP` after GROUP BY: subtotals from the last expression to the first.
    ///
    /// ```
    /// use sea_query::Query;
    /// use sea_query_clickhouse::prelude::*;
    ///
    /// let query = Query::select().column("port").from("event").group_by_col("port").with_rollup().to_owned();
    /// assert_eq!(query.to_string(ClickHouseQueryBuilder), "SELECT `port` FROM `event` GROUP BY `port` WITH ROLLUP");
    /// ```
    fn with_rollup(&mut self) -> &mut Self;

    /// `WITH CUBE` after GROUP BY: subtotals of every combination of the expressions.
    fn with_cube(&mut self) -> &mut Self;

    /// `WITH TOTALS` after GROUP BY: a row of the totals, which most formats give apart from the others.
    fn with_totals(&mut self) -> &mut Self;

    /// A window beside the one that SeaQuery's `window` names.
    ///
    /// ```
    /// use sea_query::{Expr, Query, WindowStatement};
    /// use sea_query_clickhouse::prelude::*;
    ///
    /// let mut query = Query::select();
    /// query
    ///     .expr_window_name(Expr::cust("row_number()"), "by_port")
    ///     .from("event")
    ///     .window_with("by_port", WindowStatement::partition_by("port"))
    ///     .window_with("by_day", WindowStatement::partition_by("day"));
    /// assert_eq!(
    ///     query.to_string(ClickHouseQueryBuilder),
    ///     "SELECT row_number() OVER `by_port` FROM `event` \
    ///      WINDOW `by_port` AS (PARTITION BY `port`), `by_day` AS (PARTITION BY `day`)"
    /// );
    /// ```
    fn window_with(&mut self, name: impl IntoIden, window: WindowStatement) -> &mut Self;

    /// `QUALIFY condition`: a condition on window functions; since ClickHouse 24.4. Called again, both conditions hold.
    ///
    /// Source: <https://clickhouse.com/docs/sql-reference/statements/select/qualify>.
    ///
    /// ```
    /// use sea_query::{Expr, ExprTrait, Query};
    /// use sea_query_clickhouse::prelude::*;
    ///
    /// let mut query = Query::select();
    /// query.column("id").from("event").qualify(Expr::cust("row_number() OVER (ORDER BY id)").lte(3));
    /// assert_eq!(
    ///     query.to_string(ClickHouseQueryBuilder),
    ///     "SELECT `id` FROM `event` QUALIFY (row_number() OVER (ORDER BY id)) <= 3"
    /// );
    /// ```
    fn qualify(&mut self, condition: impl IntoCondition) -> &mut Self;

    /// An expression of ORDER BY with COLLATE or WITH FILL; see [`OrderBy`]. After `clear_order_by` a statement that had
    /// WITH FILL is refused, for it would lack rows.
    fn order_by_with(&mut self, order: OrderBy) -> &mut Self;

    /// `ORDER BY ALL`: by every selected expression, from the first on; `Order::Asc` or `Order::Desc`.
    ///
    /// Source: <https://clickhouse.com/docs/sql-reference/statements/select/order-by#order-by-all>.
    ///
    /// ```
    /// use sea_query::{Order, Query};
    /// use sea_query_clickhouse::prelude::*;
    ///
    /// let query = Query::select().columns(["port", "id"]).from("event").order_by_all(Order::Desc, None).to_owned();
    /// assert_eq!(query.to_string(ClickHouseQueryBuilder), "SELECT `port`, `id` FROM `event` ORDER BY ALL DESC");
    /// ```
    fn order_by_all(&mut self, order: Order, nulls: Option<NullOrdering>) -> &mut Self;

    /// `INTERPOLATE (columns)`: values for the other columns of the rows that WITH FILL makes; none at all means every
    /// column keeps its value. See [`Interpolate`].
    fn interpolate(&mut self, columns: impl IntoIterator<Item = Interpolate>) -> &mut Self;

    /// `LIMIT n BY exprs`: the first rows for each value of the expressions. In a union it applies to the whole, as LIMIT.
    ///
    /// Source: <https://clickhouse.com/docs/sql-reference/statements/select/limit-by>.
    ///
    /// ```
    /// use sea_query::{Expr, Query};
    /// use sea_query_clickhouse::prelude::*;
    ///
    /// let query = Query::select().columns(["id", "port"]).from("event").limit_by(2, [Expr::col("port")]).to_owned();
    /// assert_eq!(query.to_string(ClickHouseQueryBuilder), "SELECT `id`, `port` FROM `event` LIMIT 2 BY `port`");
    /// ```
    fn limit_by<E: Into<Expr>>(
        &mut self,
        limit: impl Into<Limit>,
        exprs: impl IntoIterator<Item = E>,
    ) -> &mut Self;

    /// `LIMIT n BY ALL`: the first rows for each value of all selected expressions that are no aggregates; since
    /// ClickHouse 25.10.
    ///
    /// Source: <https://clickhouse.com/docs/sql-reference/statements/select/limit-by#limit-by-all>.
    ///
    /// ```
    /// use sea_query::Query;
    /// use sea_query_clickhouse::prelude::*;
    ///
    /// let query = Query::select().columns(["id", "port"]).from("event").limit_by_all(1).to_owned();
    /// assert_eq!(query.to_string(ClickHouseQueryBuilder), "SELECT `id`, `port` FROM `event` LIMIT 1 BY ALL");
    /// ```
    fn limit_by_all(&mut self, limit: impl Into<Limit>) -> &mut Self;

    /// `LIMIT n OFFSET m BY exprs`: as [`limit_by`](Self::limit_by), after leaving out some rows of each value.
    fn limit_by_offset<E: Into<Expr>>(
        &mut self,
        limit: impl Into<Limit>,
        offset: impl Into<Limit>,
        exprs: impl IntoIterator<Item = E>,
    ) -> &mut Self;

    /// `LIMIT` of a number of rows, of rows from the end, or of a share of them; in place of SeaQuery's `limit`.
    ///
    /// ```
    /// use sea_query::Query;
    /// use sea_query_clickhouse::{prelude::*, query::Limit};
    ///
    /// let query = Query::select().column("id").from("event").limit_with(Limit::share(0.1)).to_owned();
    /// assert_eq!(query.to_string(ClickHouseQueryBuilder), "SELECT `id` FROM `event` LIMIT 0.1");
    /// ```
    fn limit_with(&mut self, limit: impl Into<Limit>) -> &mut Self;

    /// `OFFSET` of a number of rows, of rows from the end, or of a share of them; in place of SeaQuery's `offset`.
    fn offset_with(&mut self, offset: impl Into<Limit>) -> &mut Self;

    /// `WITH TIES` after LIMIT: the rows that are equal to the last by ORDER BY come too.
    ///
    /// ```
    /// use sea_query::{Order, Query};
    /// use sea_query_clickhouse::prelude::*;
    ///
    /// let query =
    ///     Query::select().column("id").from("event").order_by("port", Order::Asc).limit(3).with_ties().to_owned();
    /// assert_eq!(
    ///     query.to_string(ClickHouseQueryBuilder),
    ///     "SELECT `id` FROM `event` ORDER BY `port` ASC LIMIT 3 WITH TIES"
    /// );
    /// ```
    fn with_ties(&mut self) -> &mut Self;

    /// `FORMAT name` at the end of the outermost query. A connection chooses its own format and refuses this one;
    /// INTO OUTFILE belongs to the command line client and has no method.
    ///
    /// Source: <https://clickhouse.com/docs/sql-reference/statements/select/format>.
    ///
    /// ```
    /// use sea_query::Query;
    /// use sea_query_clickhouse::prelude::*;
    ///
    /// let query = Query::select().column("id").from("event").format("JSONEachRow").to_owned();
    /// assert_eq!(query.to_string(ClickHouseQueryBuilder), "SELECT `id` FROM `event` FORMAT JSONEachRow");
    /// ```
    fn format(&mut self, name: impl Into<String>) -> &mut Self;
}
