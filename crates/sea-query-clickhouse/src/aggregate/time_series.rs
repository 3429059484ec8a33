//! Time series.
//!
//! Source: <https://clickhouse.com/docs/sql-reference/aggregate-functions/reference>.
//!
//! ```
//! use sea_query::{Expr, Query};
//! use sea_query_clickhouse::{aggregate::time_series_rate_to_grid, prelude::*};
//!
//! let call = time_series_rate_to_grid(0, 60, 15, 30, Expr::col("at"), Expr::col("value"));
//! assert_eq!(
//!     Query::select().expr(call).from("t").to_string(ClickHouseQueryBuilder),
//!     "SELECT timeSeriesRateToGrid(0, 60, 15, 30)(`at`, `value`) FROM `t`"
//! );
//! ```

aggregates! { "sql-reference/aggregate-functions/reference";
    /// Aggregate function that takes time series data as pairs of timestamps and values and calculates
    /// PromQL-like changes from this data on a regular time grid described by start timestamp, end timestamp
    /// and step.
    time_series_changes_to_grid = "timeSeriesChangesToGrid"(start, end, step, staleness)(timestamp, value)
        since (25, 6);
    /// Aggregate function that takes time series data as pairs of timestamps and values and calculates
    /// PromQL-like delta from this data on a regular time grid described by start timestamp, end timestamp and
    /// step.
    time_series_delta_to_grid = "timeSeriesDeltaToGrid"(start, end, step, staleness)(timestamp, value)
        since (25, 6);
    /// Aggregate function that takes time series data as pairs of timestamps and values and calculates
    /// PromQL-like derivative from this data on a regular time grid described by start timestamp, end timestamp
    /// and step.
    time_series_deriv_to_grid = "timeSeriesDerivToGrid"(start, end, step, staleness)(timestamp, value)
        since (25, 6);
    /// Sorts time series data by timestamp in ascending order.
    time_series_group_array = "timeSeriesGroupArray"()(timestamp, value) since (25, 8);
    /// Aggregate function that takes time series data as pairs of timestamps and values and calculates
    /// PromQL-like increase from this data on a regular time grid described by start timestamp, end timestamp
    /// and step.
    time_series_increase_to_grid = "timeSeriesIncreaseToGrid"(start, end, step, staleness)(timestamp, value)
        since (26, 8);
    /// Aggregate function that takes time series data as pairs of timestamps and values and calculates
    /// PromQL-like idelta from this data on a regular time grid described by start timestamp, end timestamp and
    /// step.
    time_series_instant_delta_to_grid = "timeSeriesInstantDeltaToGrid"(start, end, step, staleness)(timestamp, value)
        since (25, 6);
    /// Aggregate function that takes time series data as pairs of timestamps and values and calculates
    /// PromQL-like irate from this data on a regular time grid described by start timestamp, end timestamp and
    /// step.
    time_series_instant_rate_to_grid = "timeSeriesInstantRateToGrid"(start, end, step, staleness)(timestamp, value)
        since (25, 6);
    /// Aggregate function for re-sampling time series data for PromQL-like irate and idelta calculation.
    time_series_last_two_samples = "timeSeriesLastTwoSamples"()(timestamp, value) since (25, 6);
    /// Aggregate function that takes time series data as pairs of timestamps and values and calculates a
    /// PromQL-like linear prediction with a specified prediction timestamp offset from this data on a regular
    /// time grid described by start timestamp, end timestamp and step.
    time_series_predict_linear_to_grid = "timeSeriesPredictLinearToGrid"(start, end, step, staleness, predict_offset)(timestamp, value)
        since (25, 6);
    /// Aggregate function that takes time series data as pairs of timestamps and values and calculates
    /// PromQL-like rate from this data on a regular time grid described by start timestamp, end timestamp and
    /// step.
    time_series_rate_to_grid = "timeSeriesRateToGrid"(start, end, step, staleness)(timestamp, value)
        since (25, 6);
    /// Aggregate function that takes time series data as pairs of timestamps and values and re-samples this
    /// data to a regular time grid described by start timestamp, end timestamp and step.
    time_series_resample_to_grid_with_staleness = "timeSeriesResampleToGridWithStaleness"(start, end, step, staleness)(timestamp, value)
        since (25, 6);
    /// Aggregate function that takes time series data as pairs of timestamps and values and calculates
    /// PromQL-like resets from this data on a regular time grid described by start timestamp, end timestamp and
    /// step.
    time_series_resets_to_grid = "timeSeriesResetsToGrid"(start, end, step, staleness)(timestamp, value)
        since (25, 6);
}
