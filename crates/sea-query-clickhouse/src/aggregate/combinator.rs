//! Combinators: suffixes that change what an aggregate function takes or gives.

use sea_query::Expr;

use super::Aggregate;

impl Aggregate {
    fn suffix(mut self, suffix: &str) -> Self {
        self.name.push_str(suffix);
        self
    }
}

/// The combinators, in the order of ClickHouse's documentation. Each works on what the ones before it made:
/// `uniq(x).array().if_(c)` is `uniqArrayIf(x, c)`.
///
/// Source: <https://clickhouse.com/docs/sql-reference/aggregate-functions/combinators>.
impl Aggregate {
    /// `-If`: only the rows for which the condition holds.
    ///
    /// ```
    /// use sea_query::{Expr, ExprTrait, Query};
    /// use sea_query_clickhouse::{aggregate::count, prelude::*};
    ///
    /// let query = Query::select().expr(count().if_(Expr::col("port").eq(53))).from("t").to_owned();
    /// assert_eq!(query.to_string(ClickHouseQueryBuilder), "SELECT countIf(`port` = 53) FROM `t`");
    /// ```
    pub fn if_(self, condition: impl Into<Expr>) -> Self {
        self.suffix("If").arg(condition)
    }

    /// `-Array`: the elements of arrays instead of values. Comes before [`if_`](Self::if_).
    ///
    /// ```
    /// use sea_query::{Expr, Query};
    /// use sea_query_clickhouse::{aggregate::uniq, prelude::*};
    ///
    /// let query = Query::select().expr(uniq([Expr::col("tags")]).array()).from("t").to_owned();
    /// assert_eq!(query.to_string(ClickHouseQueryBuilder), "SELECT uniqArray(`tags`) FROM `t`");
    /// ```
    pub fn array(self) -> Self {
        self.suffix("Array")
    }

    /// `-Map`: for each key of maps, the aggregate of its values.
    ///
    /// ```
    /// use sea_query::{Expr, Query};
    /// use sea_query_clickhouse::{aggregate::sum, prelude::*};
    ///
    /// let query = Query::select().expr(sum(Expr::col("counts")).map()).from("t").to_owned();
    /// assert_eq!(query.to_string(ClickHouseQueryBuilder), "SELECT sumMap(`counts`) FROM `t`");
    /// ```
    pub fn map(self) -> Self {
        self.suffix("Map")
    }

    /// `-Tuple`: for each place of tuples, the aggregate of its values.
    ///
    /// ```
    /// use sea_query::{Expr, Query};
    /// use sea_query_clickhouse::{aggregate::sum, prelude::*};
    ///
    /// let query = Query::select().expr(sum(Expr::col("pair")).tuple()).from("t").to_owned();
    /// assert_eq!(query.to_string(ClickHouseQueryBuilder), "SELECT sumTuple(`pair`) FROM `t`");
    /// ```
    pub fn tuple(self) -> Self {
        self.suffix("Tuple")
    }

    /// `-SimpleState`: the result, with the type `SimpleAggregateFunction(...)`.
    ///
    /// ```
    /// use sea_query::{Expr, Query};
    /// use sea_query_clickhouse::{aggregate::sum, prelude::*};
    ///
    /// let query = Query::select().expr(sum(Expr::col("x")).simple_state()).from("t").to_owned();
    /// assert_eq!(query.to_string(ClickHouseQueryBuilder), "SELECT sumSimpleState(`x`) FROM `t`");
    /// ```
    pub fn simple_state(self) -> Self {
        self.suffix("SimpleState")
    }

    /// `-State`: the state of the aggregation, of the type `AggregateFunction(...)`, to be merged later.
    ///
    /// ```
    /// use sea_query::{Expr, Query};
    /// use sea_query_clickhouse::{aggregate::quantiles, prelude::*};
    ///
    /// let query = Query::select().expr(quantiles([0.5, 0.9], Expr::col("x")).state()).from("t").to_owned();
    /// assert_eq!(query.to_string(ClickHouseQueryBuilder), "SELECT quantilesState(0.5, 0.9)(`x`) FROM `t`");
    /// ```
    pub fn state(self) -> Self {
        self.suffix("State")
    }

    /// `-Merge`: the argument is states, and the result is that of all they have seen.
    ///
    /// ```
    /// use sea_query::{Expr, Query};
    /// use sea_query_clickhouse::{aggregate::uniq, prelude::*};
    ///
    /// let query = Query::select().expr(uniq([Expr::col("users")]).merge()).from("t").to_owned();
    /// assert_eq!(query.to_string(ClickHouseQueryBuilder), "SELECT uniqMerge(`users`) FROM `t`");
    /// ```
    pub fn merge(self) -> Self {
        self.suffix("Merge")
    }

    /// `-MergeState`: the argument is states, and the result is one state of all they have seen.
    ///
    /// ```
    /// use sea_query::{Expr, Query};
    /// use sea_query_clickhouse::{aggregate::uniq, prelude::*};
    ///
    /// let query = Query::select().expr(uniq([Expr::col("users")]).merge_state()).from("t").to_owned();
    /// assert_eq!(query.to_string(ClickHouseQueryBuilder), "SELECT uniqMergeState(`users`) FROM `t`");
    /// ```
    pub fn merge_state(self) -> Self {
        self.merge().state()
    }

    /// `-ForEach`: for each place of arrays, the aggregate of its values.
    ///
    /// ```
    /// use sea_query::{Expr, Query};
    /// use sea_query_clickhouse::{aggregate::sum, prelude::*};
    ///
    /// let query = Query::select().expr(sum(Expr::col("sizes")).for_each()).from("t").to_owned();
    /// assert_eq!(query.to_string(ClickHouseQueryBuilder), "SELECT sumForEach(`sizes`) FROM `t`");
    /// ```
    pub fn for_each(self) -> Self {
        self.suffix("ForEach")
    }

    /// `-Distinct`: each combination of arguments counts once.
    ///
    /// ```
    /// use sea_query::{Expr, Query};
    /// use sea_query_clickhouse::{aggregate::sum, prelude::*};
    ///
    /// let query = Query::select().expr(sum(Expr::col("x")).distinct()).from("t").to_owned();
    /// assert_eq!(query.to_string(ClickHouseQueryBuilder), "SELECT sumDistinct(`x`) FROM `t`");
    /// ```
    pub fn distinct(self) -> Self {
        self.suffix("Distinct")
    }

    /// `-OrDefault`: of no rows, the default of the result's type.
    ///
    /// ```
    /// use sea_query::{Expr, Query};
    /// use sea_query_clickhouse::{aggregate::avg, prelude::*};
    ///
    /// let query = Query::select().expr(avg(Expr::col("x")).or_default()).from("t").to_owned();
    /// assert_eq!(query.to_string(ClickHouseQueryBuilder), "SELECT avgOrDefault(`x`) FROM `t`");
    /// ```
    pub fn or_default(self) -> Self {
        self.suffix("OrDefault")
    }

    /// `-OrNull`: of no rows, NULL.
    ///
    /// ```
    /// use sea_query::{Expr, Query};
    /// use sea_query_clickhouse::{aggregate::avg, prelude::*};
    ///
    /// let query = Query::select().expr(avg(Expr::col("x")).or_null()).from("t").to_owned();
    /// assert_eq!(query.to_string(ClickHouseQueryBuilder), "SELECT avgOrNull(`x`) FROM `t`");
    /// ```
    pub fn or_null(self) -> Self {
        self.suffix("OrNull")
    }

    /// `-Resample`: an array of the aggregates of the rows whose `key` is from `start` to `end` (exclusive), one for
    /// each `step`.
    ///
    /// ```
    /// use sea_query::{Expr, Query};
    /// use sea_query_clickhouse::{aggregate::quantile, prelude::*};
    ///
    /// let call = quantile(0.5, Expr::col("wage")).resample(30, 75, 30, Expr::col("age"));
    /// assert_eq!(
    ///     Query::select().expr(call).from("t").to_string(ClickHouseQueryBuilder),
    ///     "SELECT quantileResample(0.5, 30, 75, 30)(`wage`, `age`) FROM `t`"
    /// );
    /// ```
    pub fn resample(self, start: i64, end: i64, step: i64, key: impl Into<Expr>) -> Self {
        self.suffix("Resample").params([start, end, step]).arg(key)
    }

    /// `-ArgMin`: only the rows where `value` is least.
    ///
    /// ```
    /// use sea_query::{Expr, Query};
    /// use sea_query_clickhouse::{aggregate::sum, prelude::*};
    ///
    /// let query = Query::select().expr(sum(Expr::col("x")).arg_min(Expr::col("at"))).from("t").to_owned();
    /// assert_eq!(query.to_string(ClickHouseQueryBuilder), "SELECT sumArgMin(`x`, `at`) FROM `t`");
    /// ```
    pub fn arg_min(self, value: impl Into<Expr>) -> Self {
        self.suffix("ArgMin").arg(value)
    }

    /// `-ArgMax`: only the rows where `value` is greatest.
    ///
    /// ```
    /// use sea_query::{Expr, Query};
    /// use sea_query_clickhouse::{aggregate::sum, prelude::*};
    ///
    /// let query = Query::select().expr(sum(Expr::col("x")).arg_max(Expr::col("at"))).from("t").to_owned();
    /// assert_eq!(query.to_string(ClickHouseQueryBuilder), "SELECT sumArgMax(`x`, `at`) FROM `t`");
    /// ```
    pub fn arg_max(self, value: impl Into<Expr>) -> Self {
        self.suffix("ArgMax").arg(value)
    }
}
