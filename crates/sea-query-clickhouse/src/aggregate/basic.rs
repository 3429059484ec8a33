//! Aggregate functions of every day: counts, sums, extremes, arrays, tops.
//!
//! Source: <https://clickhouse.com/docs/sql-reference/aggregate-functions/reference>.
//!
//! ```
//! use sea_query::{Expr, Query};
//! use sea_query_clickhouse::{aggregate::group_array, prelude::*};
//!
//! let call = group_array(Expr::col("host")).param(10);
//! assert_eq!(
//!     Query::select().expr(call).from("t").to_string(ClickHouseQueryBuilder),
//!     "SELECT groupArray(10)(`host`) FROM `t`"
//! );
//! ```

aggregates! { "sql-reference/aggregate-functions/reference";
    /// Selects the first encountered value of a column.
    any = "any"()(x) since (1, 1);
    /// Selects a frequently occurring value using the heavy hitters algorithm.
    any_heavy = "anyHeavy"()(x) since (1, 1);
    /// Selects the last encountered value of a column.
    any_last = "anyLast"()(x) since (1, 1);
    /// Returns the last value encountered in a group, including NULL values (unlike anyLast, which ignores
    /// NULLs).
    any_last_respect_nulls = "anyLast_respect_nulls"()(x) since (1, 1);
    /// Returns the first value encountered in a group, including NULL values (unlike any, which ignores NULLs).
    any_respect_nulls = "any_respect_nulls"()(x) since (1, 1);
    /// Returns an array of the approximately most frequent values and their counts in the specified column.
    approx_top_k = "approx_top_k"(n) [reserved] (x) since (1, 1);
    /// Returns an array of the approximately most frequent values and their counts in the specified column.
    approx_top_sum = "approx_top_sum"(n) [reserved] (x, weight) since (1, 1);
    /// Calculates the `arg` and `val` value for a maximum `val` value.
    arg_and_max = "argAndMax"()(arg, val) since (1, 1);
    /// Calculates the `arg` and `val` value for a minimum `val` value.
    arg_and_min = "argAndMin"()(arg, val) since (1, 1);
    /// Calculates the `arg` value for a maximum `val` value.
    arg_max = "argMax"()(arg, val) since (1, 1);
    /// Calculates the `arg` value for a minimum `val` value.
    arg_min = "argMin"()(arg, val) since (1, 1);
    /// Calculates the arithmetic mean.
    avg = "avg"()(x) since (1, 1);
    /// Calculates the weighted arithmetic mean.
    avg_weighted = "avgWeighted"()(x, weight) since (20, 1);
    /// Counts rows, or by `if_` the rows of a condition; `count(*)`.
    count = "count"()() since (1, 1);
    /// Sums the arithmetic difference between consecutive rows.
    delta_sum = "deltaSum"()(x) since (21, 3);
    /// Adds the difference between consecutive rows.
    delta_sum_timestamp = "deltaSumTimestamp"()(value, timestamp) since (21, 6);
    /// Calculates the list of distinct data types stored in Dynamic column.
    distinct_dynamic_types = "distinctDynamicTypes"()(dynamic) since (24, 9);
    /// Calculates a list of distinct paths stored in a JSON column.
    distinct_json_paths = "distinctJSONPaths"()(json) since (24, 9);
    /// Calculates the list of distinct paths and their types stored in JSON column.
    distinct_json_paths_and_types = "distinctJSONPathsAndTypes"()(json) since (24, 9);
    /// Estimates the compression ratio of a given column without compressing it.
    estimate_compression_ratio = "estimateCompressionRatio"()(x) since (25, 4);
    /// The first value of the rows, in a window that of its frame.
    first_value = "first_value"()(x) since (21, 1);
    /// Builds a flamegraph using the list of stacktraces.
    flame_graph = "flameGraph"()(trace) since (23, 8);
    /// Creates an array of argument values.
    group_array = "groupArray"() [max_size] (x) since (1, 1);
    /// Inserts a value into the array at the specified position.
    group_array_insert_at = "groupArrayInsertAt"() [default, size] (x, position) since (1, 1);
    /// Return an intersection of given arrays (Return all items of arrays, that are in all given arrays).
    group_array_intersect = "groupArrayIntersect"()(x) since (24, 2);
    /// Creates an array of the last argument values.
    group_array_last = "groupArrayLast"(max_size)(x) since (23, 1);
    /// Calculates the moving average of input values.
    group_array_moving_avg = "groupArrayMovingAvg"() [window_size] (x) since (20, 1);
    /// Calculates the moving sum of input values.
    group_array_moving_sum = "groupArrayMovingSum"() [window_size] (x) since (20, 1);
    /// Creates an array of sample argument values.
    group_array_sample = "groupArraySample"(max_size) [seed] (x) since (20, 3);
    /// Returns an array with the first N items in ascending order.
    group_array_sorted = "groupArraySorted"(max_size)(x) since (24, 2);
    /// Applies bitwise AND for series of numbers.
    group_bit_and = "groupBitAnd"()(x) since (1, 1);
    /// Applies bitwise OR for series of numbers.
    group_bit_or = "groupBitOr"()(x) since (1, 1);
    /// Applies bitwise XOR for series of numbers.
    group_bit_xor = "groupBitXor"()(x) since (1, 1);
    /// Creates a bitmap (bit array) from a column of unsigned integers, then returns the count of unique values
    /// (cardinality) in that bitmap.
    group_bitmap = "groupBitmap"()(x) since (20, 1);
    /// Calculates the AND of a bitmap column and returns it's cardinality.
    group_bitmap_and = "groupBitmapAnd"()(bitmap) since (20, 1);
    /// Calculates the OR of a bitmap column and returns it's cardinality.
    group_bitmap_or = "groupBitmapOr"()(bitmap) since (20, 1);
    /// Calculates the XOR of a bitmap column and returns it's cardinality.
    group_bitmap_xor = "groupBitmapXor"()(bitmap) since (20, 1);
    /// Calculates a concatenated string from a group of strings, optionally separated by a delimiter, and
    /// optionally limited by a maximum number of elements.
    group_concat = "groupConcat"(delimiter) [limit] (x) since (24, 8);
    /// Formats the rows in each group using the specified output format and returns the result as a string.
    group_format = "groupFormat"(format)(; args) since (1, 1);
    /// Aggregates (index, value) pairs into a numeric indexed vector (a sparse vector addressed by an integer
    /// index) and supports pointwise operations between such vectors.
    group_numeric_indexed_vector = "groupNumericIndexedVector"()(index, value) since (1, 1);
    /// Creates an array from different argument values.
    group_uniq_array = "groupUniqArray"() [max_size] (x) since (1, 1);
    /// Takes multiple numeric ranges and calculates the total length when all overlapping parts are combined
    /// into a single unified range.
    interval_length_sum = "intervalLengthSum"()(start, end) since (21, 7);
    /// The last value of the rows, in a window that of its frame.
    last_value = "last_value"()(x) since (21, 1);
    /// Aggregate function that calculates the maximum across a group of values.
    max = "max"()(x) since (1, 1);
    /// Aggregate function that calculates the maximum number of times that a group of intervals intersects each
    /// other (if all the intervals intersect at least once).
    max_intersections = "maxIntersections"()(start, end) since (20, 1);
    /// Aggregate function that calculates the positions of the occurrences of the `maxIntersections` function.
    max_intersections_position = "maxIntersectionsPosition"()(start, end) since (1, 1);
    /// Calculates the maximum from `value` array according to the keys specified in the `key` array.
    max_mapped_arrays = "maxMappedArrays"()(keys, values) since (20, 5);
    /// Makes a Mapbox vector tile of geometries, which `MVTEncodeGeom` has prepared.
    mvt_encode = "MVTEncode"(layer_name) [extent, feature_id_name, stringify_unsupported] (geometry; properties)
        since (26, 7);
    /// Aggregate function that calculates the minimum across a group of values.
    min = "min"()(x) since (1, 1);
    /// Calculates the minimum from `value` array according to the keys specified in the `key` array.
    min_mapped_arrays = "minMappedArrays"()(keys, values) since (20, 5);
    /// The aggregate function `singleValueOrNull` is used to implement subquery operators, such as `x = ALL
    /// (SELECT ...)`.
    single_value_or_null = "singleValueOrNull"()(x) since (21, 9);
    /// The function plots a frequency histogram for values `x` and the repetition rate `y` of these values over
    /// the interval `[min_x, max_x]`.
    sparkbar = "sparkbar"(buckets) [begin, end] (x, y) since (21, 11);
    /// Calculates the sum of numeric values.
    sum = "sum"()(x) since (1, 1);
    /// Calculates the sum of the numbers and counts the number of rows at the same time.
    sum_count = "sumCount"()(x) since (21, 6);
    /// Calculates the sum of the numbers with Kahan compensated summation algorithm.
    sum_kahan = "sumKahan"()(x) since (1, 1);
    /// Like sumMap, but sums the values only for the keys that are present in a given whitelist of keys.
    sum_map_filtered = "sumMapFiltered"(keys_to_keep)(keys, values) since (1, 1);
    /// Like sumMapFiltered, but performs the summation without checking for numeric overflow (the result keeps
    /// the argument's value type).
    sum_map_filtered_with_overflow = "sumMapFilteredWithOverflow"(keys_to_keep)(keys, values) since (1, 1);
    /// Totals a `value` array according to the keys specified in the `key` array.
    sum_map_with_overflow = "sumMapWithOverflow"()(keys, values) since (20, 1);
    /// Totals one or more `value` arrays according to the keys specified in the `key` array.
    sum_mapped_arrays = "sumMappedArrays"()(keys, values) since (1, 1);
    /// Computes a sum of numeric values, using the same data type for the result as for the input parameters.
    sum_with_overflow = "sumWithOverflow"()(x) since (1, 1);
    /// Returns an array of the approximately most frequent values in the specified column.
    top_k = "topK"(n) [load_factor, counts] (x) since (1, 1);
    /// Returns an array of the approximately most frequent values in the specified column.
    top_k_weighted = "topKWeighted"(n) [load_factor, counts] (x, weight) since (1, 1);
    /// Calculates the approximate number of different values of the argument.
    uniq = "uniq"()(; args) since (1, 1);
    /// Calculates the approximate number of different argument values.
    uniq_combined = "uniqCombined"() [precision] (; args) since (1, 1);
    /// Calculates the approximate number of different argument values.
    uniq_combined64 = "uniqCombined64"() [precision] (; args) since (20, 1);
    /// Calculates the exact number of different argument values.
    uniq_exact = "uniqExact"()(; args) since (1, 1);
    /// Calculates the approximate number of different argument values, using the HyperLogLog algorithm.
    uniq_hll12 = "uniqHLL12"()(; args) since (1, 1);
    /// Calculates the number of distinct values of the argument, but only up to the specified threshold; if the
    /// number of distinct values exceeds the threshold, it returns 0.
    uniq_up_to = "uniqUpTo"(n)(; args) since (1, 1);
}
