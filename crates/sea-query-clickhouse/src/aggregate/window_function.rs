//! Window functions.
//!
//! Source: <https://clickhouse.com/docs/sql-reference/window-functions>.
//!
//! ```
//! use sea_query::{Expr, Query};
//! use sea_query_clickhouse::{aggregate::exponential_moving_average, prelude::*};
//!
//! let call = exponential_moving_average(5, Expr::col("x"), Expr::col("at"));
//! assert_eq!(
//!     Query::select().expr(call).from("t").to_string(ClickHouseQueryBuilder),
//!     "SELECT exponentialMovingAverage(5)(`x`, `at`) FROM `t`"
//! );
//! ```

aggregates! { "sql-reference/window-functions";
    /// Computes the cumulative distribution of a value within a group of values, i.e., the percentage of rows
    /// with values less than or equal to the current row's value.
    cume_dist = "cume_dist"()() since (1, 1);
    /// Ranks the current row within its partition without gaps.
    dense_rank = "denseRank"()() since (1, 1);
    /// Calculates the exponential moving average of values for the determined time.
    exponential_moving_average = "exponentialMovingAverage"(half_life)(value, timeunit) since (21, 11);
    /// Returns the exponentially smoothed weighted moving average of values of a time series at point `t` in
    /// time.
    exponential_time_decayed_avg = "exponentialTimeDecayedAvg"(decay)(value, time) since (21, 12);
    /// Returns the cumulative exponential decay over a time series at the index `t` in time.
    exponential_time_decayed_count = "exponentialTimeDecayedCount"(decay)(time) since (21, 12);
    /// Returns the maximum of the computed exponentially smoothed moving average at index `t` in time with that
    /// at `t-1`.
    exponential_time_decayed_max = "exponentialTimeDecayedMax"(decay)(value, time) since (21, 12);
    /// Returns the sum of exponentially smoothed moving average values of a time series at the index `t` in
    /// time.
    exponential_time_decayed_sum = "exponentialTimeDecayedSum"(decay)(value, time) since (21, 12);
    /// Returns a value evaluated at the row that is at a specified physical offset before the current row
    /// within the ordered frame.
    lag = "lag"()(; args) since (1, 1);
    /// Returns a value evaluated at the row that is at a specified physical offset row before the current row
    /// within the ordered frame.
    lag_in_frame = "lagInFrame"()(; args) since (1, 1);
    /// Returns a value evaluated at the row that is offset rows after the current row within the ordered frame.
    lead = "lead"()(; args) since (1, 1);
    /// Returns a value evaluated at the row that is offset rows after the current row within the ordered frame.
    lead_in_frame = "leadInFrame"()(; args) since (1, 1);
    /// Computes the non-negative derivative of `metric_column` with respect to `timestamp_column`.
    non_negative_derivative = "nonNegativeDerivative"()(metric_column, timestamp_column) since (1, 1);
    /// Returns the first non-NULL value evaluated against the nth row (offset) in its ordered frame.
    nth_value = "nth_value"()(x, n) since (1, 1);
    /// Divides the ordered rows within a partition into a specified number of buckets (groups) of as equal a
    /// size as possible, and returns the bucket number that the current row belongs to.
    ntile = "ntile"()(buckets) since (1, 1);
    /// Returns the relative rank (i.e. percentile) of rows within a window partition.
    percent_rank = "percentRank"()() since (1, 1);
    /// Ranks the current row within its partition with gaps.
    rank = "rank"()() since (1, 1);
    /// Numbers the current row within its partition starting from 1.
    row_number = "row_number"()() since (1, 1);
}
