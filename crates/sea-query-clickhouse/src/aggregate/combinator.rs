//! Combinators: suffixes that change what an aggregate function takes or gives.

use sea_query::Expr;

use super::Aggregate;

/// The suffixes of ClickHouse.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Combinator {
    If,
    Array,
    Map,
    Tuple,
    SimpleState,
    State,
    Merge,
    ForEach,
    Distinct,
    OrDefault,
    OrNull,
    Resample,
    ArgMin,
    ArgMax,
}

impl Combinator {
    /// The suffix, and the method that appends it.
    fn names(self) -> (&'static str, &'static str) {
        match self {
            Self::If => ("If", "if_"),
            Self::Array => ("Array", "array"),
            Self::Map => ("Map", "map"),
            Self::Tuple => ("Tuple", "tuple"),
            Self::SimpleState => ("SimpleState", "simple_state"),
            Self::State => ("State", "state"),
            Self::Merge => ("Merge", "merge"),
            Self::ForEach => ("ForEach", "for_each"),
            Self::Distinct => ("Distinct", "distinct"),
            Self::OrDefault => ("OrDefault", "or_default"),
            Self::OrNull => ("OrNull", "or_null"),
            Self::Resample => ("Resample", "resample"),
            Self::ArgMin => ("ArgMin", "arg_min"),
            Self::ArgMax => ("ArgMax", "arg_max"),
        }
    }
}

/// What a simple state can be of: the functions whose result of two results is the result of all.
const SIMPLE: &[&str] = &[
    "any",
    "any_respect_nulls",
    "anyLast",
    "anyLast_respect_nulls",
    "first_value",
    "last_value",
    "min",
    "max",
    "sum",
    "sumWithOverflow",
    "groupBitAnd",
    "groupBitOr",
    "groupBitXor",
    "sumMap",
    "minMap",
    "maxMap",
    "groupArrayArray",
    "groupArrayLastArray",
    "groupUniqArrayArray",
    "groupUniqArrayArrayMap",
    "sumMappedArrays",
    "minMappedArrays",
    "maxMappedArrays",
];

impl Aggregate {
    fn suffix(mut self, combinator: Combinator) -> Self {
        self.name.push_str(combinator.names().0);
        self.combinators.push(combinator);
        self
    }

    /// The combinations that the server refuses, whatever their arguments are.
    pub(super) fn check_combinators(&self) -> Result<(), String> {
        use Combinator::{ArgMax, ArgMin, Distinct, If, Map, Merge, OrNull, Resample, SimpleState, State};
        let name = &self.name;
        for (i, &this) in self.combinators.iter().enumerate() {
            let (suffix, method) = this.names();
            let all = self.combinators.get(..i).unwrap_or_default();
            let Some(&before) = all.last() else { continue };
            let (before_suffix, before_method) = before.names();
            let twice = before == this || this == Distinct && all.contains(&Distinct);
            if twice {
                return Err(format!("`{name}` has -{suffix} twice; call `{method}` once"));
            }
            match (before, this) {
                (If | Resample | ArgMin | ArgMax, Map) => {
                    return Err(format!(
                        "`{name}` has -Map, which takes one argument, after -{before_suffix}, which brings a second; \
                         call `map` before `{before_method}`"
                    ));
                }
                (SimpleState, State | OrNull) | (State, SimpleState) => {
                    return Err(format!(
                        "`{name}` has -{suffix} on the result of -{before_suffix}; keep one of the two"
                    ));
                }
                (Merge, OrNull) => {
                    return Err(format!(
                        "`{name}` merges states that were made without -OrNull; \
                         call `or_null` before `state` and before `merge`"
                    ));
                }
                _ => {}
            }
        }
        if self.filter.is_some() && self.combinators.last() == Some(&If) {
            return Err(format!(
                "`{name}` has -If and FILTER, which is -If again; give `if_` or `filter` both conditions"
            ));
        }
        let mut simple = name.as_str();
        for &combinator in self.combinators.iter().rev() {
            simple = simple.strip_suffix(combinator.names().0).unwrap_or(simple);
            if combinator == SimpleState && !SIMPLE.contains(&simple) {
                return Err(format!(
                    "`{simple}` has no -SimpleState, since its results cannot be aggregated again; call `state`"
                ));
            }
        }
        Ok(())
    }
}

/// The combinators, in the order of ClickHouse's documentation. Each works on what the ones before it made:
/// `uniq(x).array().if_(c)` is `uniqArrayIf(x, c)`. A combination that no server takes is an error of the build, with
/// a sentence that says in which order they go.
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
        self.suffix(Combinator::If).arg(condition)
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
        self.suffix(Combinator::Array)
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
        self.suffix(Combinator::Map)
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
        self.suffix(Combinator::Tuple)
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
        self.suffix(Combinator::SimpleState)
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
        self.suffix(Combinator::State)
    }

    /// `-Merge`: the argument is states, and the result is that of all they have seen. A state of `sumIf` has taken its
    /// condition: it is merged by `Aggregate::new("sumIf").arg(state).merge()`.
    ///
    /// ```
    /// use sea_query::{Expr, Query};
    /// use sea_query_clickhouse::{aggregate::uniq, prelude::*};
    ///
    /// let query = Query::select().expr(uniq([Expr::col("users")]).merge()).from("t").to_owned();
    /// assert_eq!(query.to_string(ClickHouseQueryBuilder), "SELECT uniqMerge(`users`) FROM `t`");
    /// ```
    pub fn merge(self) -> Self {
        self.suffix(Combinator::Merge)
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
        self.suffix(Combinator::ForEach)
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
        self.suffix(Combinator::Distinct)
    }

    /// `-OrDefault`: of no rows, the default of the result's type. Comes before [`if_`](Self::if_): after it, an average
    /// of rows of which the condition leaves none is not a number.
    ///
    /// ```
    /// use sea_query::{Expr, Query};
    /// use sea_query_clickhouse::{aggregate::avg, prelude::*};
    ///
    /// let query = Query::select().expr(avg(Expr::col("x")).or_default()).from("t").to_owned();
    /// assert_eq!(query.to_string(ClickHouseQueryBuilder), "SELECT avgOrDefault(`x`) FROM `t`");
    /// ```
    pub fn or_default(self) -> Self {
        self.suffix(Combinator::OrDefault)
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
        self.suffix(Combinator::OrNull)
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
        self.suffix(Combinator::Resample)
            .params([start, end, step])
            .arg(key)
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
        self.suffix(Combinator::ArgMin).arg(value)
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
        self.suffix(Combinator::ArgMax).arg(value)
    }
}
