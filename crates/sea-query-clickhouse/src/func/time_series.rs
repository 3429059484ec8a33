//! Time series functions.
//!
//! Source: <https://clickhouse.com/docs/sql-reference/functions/time-series-functions>.
//!
//! ```
//! use sea_query::{Expr, Query};
//! use sea_query_clickhouse::{func::time_series::series_outliers_detect_tukey, prelude::*};
//!
//! let call = series_outliers_detect_tukey(Expr::col("series"));
//! assert_eq!(
//!     Query::select().expr(call).from("t").to_string(ClickHouseQueryBuilder),
//!     "SELECT seriesOutliersDetectTukey(`series`) FROM `t`"
//! );
//! ```

functions! { "time_series", "time-series-functions";
    /// Decomposes a series data using STL (Seasonal-Trend Decomposition Procedure Based on Loess) into a
    /// season, a trend and a residual component.
    series_decompose_stl = "seriesDecomposeSTL"(series, period) since (24, 1);
    /// Detects outliers in series data using Tukey Fences.
    series_outliers_detect_tukey = "seriesOutliersDetectTukey"(series)
        [min_percentile, max_percentile, k] since (24, 2);
    /// Copies a specified tag from one group of tags (`src_group`) to another (`dest_group`).
    time_series_copy_tag = "timeSeriesCopyTag"(dest_group, src_group, tag_to_copy) since (26, 1);
    /// Copies specified tags from one group of tags (`src_group`) to another (`dest_group`).
    time_series_copy_tags = "timeSeriesCopyTags"(dest_group, src_group, tags_to_copy) since (26, 1);
    /// Extracts the value of a specified tag from the group.
    time_series_extract_tag = "timeSeriesExtractTag"(group, tag) since (26, 1);
    /// Converts an array of values `[x1, x2, x3, ...]` to an array of tuples `[(start_timestamp, x1),
    /// (start_timestamp + step, x2), (start_timestamp + 2 * step, x3), ...]`.
    time_series_from_grid = "timeSeriesFromGrid"(start_timestamp, end_timestamp, step, values)
        since (25, 8);
    /// Returns a stable `UInt64` sampling key derived from the tags of a specified group.
    time_series_group_to_sampling_key = "timeSeriesGroupToSamplingKey"(group) since (26, 4);
    /// Returns the names and values of the tags associated with a specified group.
    time_series_group_to_tags = "timeSeriesGroupToTags"(group) since (26, 1);
    /// Returns the names and values of the tags associated with a specified identifier of a time series.
    time_series_id_to_group = "timeSeriesIdToGroup"(id) since (26, 1);
    /// Returns tags associated with a specified identifier of a time series.
    time_series_id_to_tags = "timeSeriesIdToTags"(id) since (25, 8);
    /// Joins the values of specified tags extracted from a group of tags.
    time_series_join_tags = "timeSeriesJoinTags"(group, dest_tag, separator, src_tags) since (26, 1);
    /// Generates a range of timestamps \[start\_timestamp, start\_timestamp + step, start\_timestamp + 2 \*
    /// step, ..., end\_timestamp\].
    time_series_range = "timeSeriesRange"(start_timestamp, end_timestamp, step) since (25, 8);
    /// Removes all tags except specified ones from a group of tags.
    time_series_remove_all_tags_except = "timeSeriesRemoveAllTagsExcept"(group, tags_to_keep) since (26, 1);
    /// Removes a specified tag from a group of tags.
    time_series_remove_tag = "timeSeriesRemoveTag"(group, tag_to_remove) since (26, 1);
    /// Removes specified tags from a group of tags.
    time_series_remove_tags = "timeSeriesRemoveTags"(group, tags_to_remove) since (26, 1);
    /// Matches the regular expression `regex` against the value of the tag `src_tag`.
    time_series_replace_tag = "timeSeriesReplaceTag"(group, dest_tag, replacement, src_tag, regex)
        since (26, 1);
    /// Stores in the query context a mapping between a specified identifier of a time series and a set of tags.
    time_series_store_tags = "timeSeriesStoreTags"(id, tags_array; names_and_values) since (25, 8);
    /// Returns a group of tags associated with specified tags.
    time_series_tags_to_group = "timeSeriesTagsToGroup"(tags_array; names_and_values) since (26, 1);
    /// Fails where the condition holds, with a message that names the tags of `group`.
    time_series_throw_duplicate_series_if = "timeSeriesThrowDuplicateSeriesIf"(condition, group) since (26, 2);
}
