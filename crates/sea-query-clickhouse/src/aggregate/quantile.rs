//! Quantiles and medians.
//!
//! Source: <https://clickhouse.com/docs/sql-reference/aggregate-functions/reference>.
//!
//! ```
//! use sea_query::{Expr, Query};
//! use sea_query_clickhouse::{aggregate::quantiles_t_digest, prelude::*};
//!
//! let call = quantiles_t_digest([0.5, 0.99], Expr::col("ms"));
//! assert_eq!(
//!     Query::select().expr(call).from("t").to_string(ClickHouseQueryBuilder),
//!     "SELECT quantilesTDigest(0.5, 0.99)(`ms`) FROM `t`"
//! );
//! ```

aggregates! { "sql-reference/aggregate-functions/reference";
    /// Computes the median: `quantile` of the level 0.5.
    median = "median"()(expr) since (1, 1);
    /// Computes the median: `quantileBFloat16` of the level 0.5.
    median_bfloat16 = "medianBFloat16"()(expr) since (21, 7);
    /// Computes the median: `quantileDeterministic` of the level 0.5.
    median_deterministic = "medianDeterministic"()(expr, determinator) since (1, 1);
    /// Computes the median: `quantileExact` of the level 0.5.
    median_exact = "medianExact"()(expr) since (1, 1);
    /// Computes the median: `quantileExactHigh` of the level 0.5.
    median_exact_high = "medianExactHigh"()(expr) since (20, 8);
    /// Computes the median: `quantileExactLow` of the level 0.5.
    median_exact_low = "medianExactLow"()(expr) since (20, 8);
    /// Computes the median: `quantileExactWeighted` of the level 0.5.
    median_exact_weighted = "medianExactWeighted"()(expr, weight) since (1, 1);
    /// Computes the median: `quantileTDigest` of the level 0.5.
    median_t_digest = "medianTDigest"()(expr) since (1, 1);
    /// Computes the median: `quantileTiming` of the level 0.5.
    median_timing = "medianTiming"()(expr) since (1, 1);
    /// Computes the median: `quantileBFloat16Weighted` of the level 0.5.
    median_bfloat16_weighted = "medianBFloat16Weighted"()(expr, weight) since (21, 10);
    /// Computes the median: `quantileDD` of the level 0.5.
    median_dd = "medianDD"(relative_accuracy)(expr) since (24, 1);
    /// Computes the median: `quantileExactWeightedInterpolated` of the level 0.5.
    median_exact_weighted_interpolated = "medianExactWeightedInterpolated"()(expr, weight) since (24, 10);
    /// Computes the median: `quantileGK` of the level 0.5.
    median_gk = "medianGK"(accuracy)(expr) since (23, 4);
    /// Computes the median: `quantileInterpolatedWeighted` of the level 0.5.
    median_interpolated_weighted = "medianInterpolatedWeighted"()(expr, weight) since (23, 1);
    /// Computes the median: `quantileTDigestWeighted` of the level 0.5.
    median_t_digest_weighted = "medianTDigestWeighted"()(expr, weight) since (20, 1);
    /// Computes the median: `quantileTimingWeighted` of the level 0.5.
    median_timing_weighted = "medianTimingWeighted"()(expr, weight) since (1, 1);
    /// Computes an approximate `quantile` of a numeric data sequence.
    quantile = "quantile"(level)(expr) since (1, 1);
    /// Computes an approximate quantile of a sample consisting of bfloat16 numbers.
    quantile_bfloat16 = "quantileBFloat16"(level)(expr) since (21, 7);
    /// Like `quantileBFloat16` but takes into account the weight of each sequence member.
    quantile_bfloat16_weighted = "quantileBFloat16Weighted"(level)(expr, weight) since (21, 10);
    /// Computes an approximate quantile of a sample with relative-error guarantees.
    quantile_dd = "quantileDD"(relative_accuracy, level)(expr) since (24, 1);
    /// Computes an approximate quantile of a numeric data sequence.
    quantile_deterministic = "quantileDeterministic"(level)(expr, determinator) since (1, 1);
    /// Exactly computes the quantile of a numeric data sequence.
    quantile_exact = "quantileExact"(level)(expr) since (1, 1);
    /// Similar to `quantileExact`, this computes the exact quantile of a numeric data sequence.
    quantile_exact_exclusive = "quantileExactExclusive"(level)(expr) since (20, 1);
    /// Similar to `quantileExact`, this computes the exact quantile of a numeric data sequence.
    quantile_exact_high = "quantileExactHigh"(level)(expr) since (20, 8);
    /// Similar to `quantileExact`, this computes the exact quantile of a numeric data sequence.
    quantile_exact_inclusive = "quantileExactInclusive"(level)(expr) since (20, 1);
    /// Similar to `quantileExact`, this computes the exact quantile of a numeric data sequence.
    quantile_exact_low = "quantileExactLow"(level)(expr) since (20, 8);
    /// Exactly computes the quantile of a numeric data sequence, taking into account the weight of each
    /// element.
    quantile_exact_weighted = "quantileExactWeighted"(level)(expr, weight) since (1, 1);
    /// Computes quantile of a numeric data sequence using linear interpolation, taking into account the weight
    /// of each element.
    quantile_exact_weighted_interpolated = "quantileExactWeightedInterpolated"(level)(expr, weight)
        since (24, 10);
    /// Computes the `quantile` of a numeric data sequence using the Greenwald-Khanna algorithm.
    quantile_gk = "quantileGK"(accuracy, level)(expr) since (23, 4);
    /// Computes quantile of a numeric data sequence using linear interpolation, taking into account the weight
    /// of each element.
    quantile_interpolated_weighted = "quantileInterpolatedWeighted"(level)(expr, weight) since (23, 1);
    /// Computes quantile of a histogram using linear interpolation, taking into account the cumulative value
    /// and upper bounds of each histogram bucket.
    quantile_prometheus_histogram = "quantilePrometheusHistogram"(level)(bucket_upper_bound, cumulative_value)
        since (25, 10);
    /// Computes an approximate quantile of a numeric data sequence using the t-digest algorithm.
    quantile_t_digest = "quantileTDigest"(level)(expr) since (1, 1);
    /// Computes an approximate quantile of a numeric data sequence using the t-digest algorithm.
    quantile_t_digest_weighted = "quantileTDigestWeighted"(level)(expr, weight) since (20, 1);
    /// With the determined precision computes the quantile of a numeric data sequence.
    quantile_timing = "quantileTiming"(level)(expr) since (1, 1);
    /// With the determined precision computes the quantile of a numeric data sequence according to the weight
    /// of each sequence member.
    quantile_timing_weighted = "quantileTimingWeighted"(level)(expr, weight) since (1, 1);
    /// Computes multiple approximate quantiles of a numeric data sequence at different levels simultaneously.
    quantiles = "quantiles"(; levels)(expr) since (1, 1);
    /// Computes multiple approximate quantiles of a sample consisting of bfloat16 numbers at different levels
    /// simultaneously.
    quantiles_bfloat16 = "quantilesBFloat16"(; levels)(expr) since (21, 7);
    /// Like `quantilesBFloat16` but takes into account the weight of each value.
    quantiles_bfloat16_weighted = "quantilesBFloat16Weighted"(; levels)(expr, weight) since (21, 10);
    /// Computes multiple approximate quantiles of a sample with relative-error guarantees at different levels
    /// simultaneously.
    quantiles_dd = "quantilesDD"(relative_accuracy; levels)(expr) since (24, 1);
    /// Computes multiple approximate quantiles of a numeric data sequence at different levels simultaneously,
    /// using deterministic reservoir sampling.
    quantiles_deterministic = "quantilesDeterministic"(; levels)(expr, determinator) since (1, 1);
    /// Exactly computes multiple quantiles of a numeric data sequence at different levels simultaneously.
    quantiles_exact = "quantilesExact"(; levels)(expr) since (1, 1);
    /// Exactly computes multiple quantiles of a numeric data sequence at different levels simultaneously using
    /// the exclusive method.
    quantiles_exact_exclusive = "quantilesExactExclusive"(; levels)(expr) since (20, 1);
    /// Exactly computes multiple quantiles of a numeric data sequence at different levels simultaneously.
    quantiles_exact_high = "quantilesExactHigh"(; levels)(expr) since (20, 8);
    /// Exactly computes multiple quantiles of a numeric data sequence at different levels simultaneously using
    /// the inclusive method.
    quantiles_exact_inclusive = "quantilesExactInclusive"(; levels)(expr) since (20, 1);
    /// Exactly computes multiple quantiles of a numeric data sequence at different levels simultaneously.
    quantiles_exact_low = "quantilesExactLow"(; levels)(expr) since (20, 8);
    /// Exactly computes multiple quantiles of a numeric data sequence at different levels simultaneously,
    /// taking into account the weight of each element.
    quantiles_exact_weighted = "quantilesExactWeighted"(; levels)(expr, weight) since (1, 1);
    /// Computes multiple quantiles of a numeric data sequence using linear interpolation at different levels
    /// simultaneously, taking into account the weight of each element.
    quantiles_exact_weighted_interpolated = "quantilesExactWeightedInterpolated"(; levels)(expr, weight)
        since (24, 10);
    /// Computes multiple quantiles of a numeric data sequence at different levels simultaneously using the
    /// Greenwald-Khanna algorithm.
    quantiles_gk = "quantilesGK"(accuracy; levels)(expr) since (23, 4);
    /// Computes multiple quantiles of a numeric data sequence using linear interpolation at different levels
    /// simultaneously, taking into account the weight of each element.
    quantiles_interpolated_weighted = "quantilesInterpolatedWeighted"(; levels)(expr, weight) since (23, 1);
    /// Computes multiple quantiles of a histogram using linear interpolation at different levels
    /// simultaneously, taking into account the cumulative value and upper bounds of each histogram bucket.
    quantiles_prometheus_histogram = "quantilesPrometheusHistogram"(; levels)(bucket_upper_bound, cumulative_value)
        since (25, 10);
    /// Computes multiple approximate quantiles of a numeric data sequence at different levels simultaneously
    /// using the t-digest algorithm.
    quantiles_t_digest = "quantilesTDigest"(; levels)(expr) since (1, 1);
    /// Computes multiple approximate quantiles of a numeric data sequence at different levels simultaneously
    /// using the t-digest algorithm.
    quantiles_t_digest_weighted = "quantilesTDigestWeighted"(; levels)(expr, weight) since (20, 1);
    /// Computes multiple quantiles of a numeric data sequence at different levels simultaneously with
    /// determined precision.
    quantiles_timing = "quantilesTiming"(; levels)(expr) since (1, 1);
    /// Computes multiple quantiles of a numeric data sequence at different levels simultaneously with
    /// determined precision, taking into account the weight of each sequence member.
    quantiles_timing_weighted = "quantilesTimingWeighted"(; levels)(expr, weight) since (1, 1);
}
