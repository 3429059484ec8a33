//! Array functions.
//!
//! Source: <https://clickhouse.com/docs/sql-reference/functions/array-functions>.
//!
//! ```
//! use sea_query::{Expr, Query};
//! use sea_query_clickhouse::{func::array::array_slice, prelude::*};
//!
//! let call = array_slice(Expr::col("tags"), -2);
//! assert_eq!(
//!     Query::select().expr(call).from("t").to_string(ClickHouseQueryBuilder),
//!     "SELECT arraySlice(`tags`, -2) FROM `t`"
//! );
//! ```

use sea_query::{Expr, Func, FunctionCall};

use crate::func::Lambda;

functions! { "array", "array-functions";
    /// Creates an array from the function arguments.
    array = "array"(; elements) since (1, 1);
    /// Returns `1` if lambda `func(x [, y1, y2, ... yN])` returns true for all elements.
    array_all = "arrayAll"(|lambda|; arrays) since (1, 1);
    /// Calculates the area under the precision-recall (PR) curve.
    array_aucpr = "arrayAUCPR"(scores, labels) [partial_offsets] since (20, 4);
    /// Calculates the autocorrelation of an array.
    array_autocorrelation = "arrayAutocorrelation"(array) [max_lag] since (26, 4);
    /// Returns the average of elements in the source array.
    array_avg = "arrayAvg"(array) since (21, 1);
    /// Returns the average of elements in the source array, of what the lambda makes of the elements.
    array_avg_by = "arrayAvg"(|lambda|; arrays) since (21, 1);
    /// Returns an array of the K smallest elements of the input array, sorted in ascending order.
    array_bottom_k = "arrayBottomK"(k, array) since (26, 6);
    /// Returns an array of the K smallest elements of the input array, sorted in ascending order, of what the
    /// lambda makes of the elements.
    array_bottom_k_by = "arrayBottomK"(|lambda| k; arrays) since (26, 6);
    /// Removes consecutive duplicate elements from an array, including `null` values.
    array_compact = "arrayCompact"(array) since (20, 1);
    /// Combines arrays passed as arguments.
    array_concat = "arrayConcat"(; arrays) since (1, 1);
    /// Returns the number of elements for which `func(arr1[i], ..., arrN[i])` returns true.
    array_count = "arrayCount"(array) since (1, 1);
    /// Returns the number of elements for which `func(arr1[i], ..., arrN[i])` returns true, of what the lambda
    /// makes of the elements.
    array_count_by = "arrayCount"(|lambda|; arrays) since (1, 1);
    /// Returns an array of the partial (running) sums of the elements in the source array.
    array_cum_sum = "arrayCumSum"(array) since (1, 1);
    /// Returns an array of the partial (running) sums of the elements in the source array, of what the lambda
    /// makes of the elements.
    array_cum_sum_by = "arrayCumSum"(|lambda|; arrays) since (1, 1);
    /// Returns an array of the partial (running) sums of the elements in the source array, replacing any
    /// negative running sum with zero.
    array_cum_sum_non_negative = "arrayCumSumNonNegative"(array) since (18, 12);
    /// Returns an array of the partial (running) sums of the elements in the source array, replacing any
    /// negative running sum with zero, of what the lambda makes of the elements.
    array_cum_sum_non_negative_by = "arrayCumSumNonNegative"(|lambda|; arrays) since (18, 12);
    /// Calculates an array of differences between adjacent array elements.
    array_difference = "arrayDifference"(array) since (1, 1);
    /// Returns an array containing only the distinct elements of an array.
    array_distinct = "arrayDistinct"(array) since (1, 1);
    /// Returns the dot product of two arrays.
    array_dot_product = "arrayDotProduct"(v1, v2) since (23, 5);
    /// Gets the element of the provided array with index `n` where `n` can be any integer type.
    array_element = "arrayElement"(array, index) since (1, 1);
    /// Gets the element of the provided array with index `n` where `n` can be any integer type.
    array_element_or_null = "arrayElementOrNull"(array, index) since (1, 1);
    /// Returns the array `[1, 2, 3, ..., length (arr)]`.
    array_enumerate = "arrayEnumerate"(array) since (1, 1);
    /// Returns an array of the same size as the source array, indicating where each element first appears in
    /// the source array.
    array_enumerate_dense = "arrayEnumerateDense"(array) since (18, 12);
    /// Returns an array the same size as the source array, indicating where each element first appears in the
    /// source array.
    array_enumerate_dense_ranked = "arrayEnumerateDenseRanked"(clear_depth, array, max_array_depth)
        since (20, 1);
    /// Returns an array the same size as the source array, indicating for each element what its position is
    /// among elements with the same value.
    array_enumerate_uniq = "arrayEnumerateUniq"(; arrays) since (1, 1);
    /// Returns an array (or multi-dimensional array) with the same dimensions as the source array, indicating
    /// for each element what it's position is among elements with the same value.
    array_enumerate_uniq_ranked = "arrayEnumerateUniqRanked"(clear_depth, array, max_array_depth)
        since (20, 1);
    /// Returns an array containing elements from `source` that are not present in `except`, preserving the
    /// original order.
    array_except = "arrayExcept"(source, except) since (25, 9);
    /// Returns `1` if there is at least one element in a source array for which `func(x[, y1, y2, ... yN])`
    /// returns true.
    array_exists = "arrayExists"(|lambda|; arrays) since (1, 1);
    /// The `arrayFill` function sequentially processes a source array from the first element to the last,
    /// evaluating a lambda condition at each position using elements from the source and condition arrays.
    array_fill = "arrayFill"(|lambda|; arrays) since (20, 1);
    /// Returns an array containing only the elements in the source array for which a lambda function returns
    /// true.
    array_filter = "arrayFilter"(|lambda|; arrays) since (1, 1);
    /// Returns the first element in the source array for which `func(x[, y1, y2, ... yN])` returns true,
    /// otherwise it returns a default value.
    array_first = "arrayFirst"(|lambda|; arrays) since (1, 1);
    /// Returns the index of the first element in the source array for which `func(x[, y1, y2, ... yN])` returns
    /// true, otherwise it returns '0'.
    array_first_index = "arrayFirstIndex"(|lambda|; arrays) since (1, 1);
    /// Returns the first element in the source array for which `func(x[, y1, y2, ... yN])` returns true,
    /// otherwise it returns `NULL`.
    array_first_or_null = "arrayFirstOrNull"(|lambda|; arrays) since (1, 1);
    /// Converts an array of arrays to a flat array.
    array_flatten = "arrayFlatten"(array) since (20, 1);
    /// Takes multiple arrays and returns an array with elements which are present in all source arrays.
    array_intersect = "arrayIntersect"(; arrays) since (1, 1);
    /// Returns the Jaccard index of two arrays.
    array_jaccard_index = "arrayJaccardIndex"(array1, array2) since (23, 7);
    /// The `arrayJoin` function takes a row that contains an array and unfolds it, generating multiple rows –
    /// one for each element in the array.
    array_join = "arrayJoin"(array) since (1, 1);
    /// Returns the last element in the source array for which a lambda `func(x [, y1, y2, ... yN])` returns
    /// true, otherwise it returns a default value.
    array_last = "arrayLast"(|lambda|; arrays) since (1, 1);
    /// Returns the index of the last element in the source array for which `func(x[, y1, y2, ... yN])` returns
    /// true, otherwise it returns '0'.
    array_last_index = "arrayLastIndex"(|lambda|; arrays) since (1, 1);
    /// Returns the last element in the source array for which a lambda `func(x [, y1, y2, ... yN])` returns
    /// true, otherwise it returns `NULL`.
    array_last_or_null = "arrayLastOrNull"(|lambda|; arrays) since (1, 1);
    /// Calculates the Levenshtein distance for two arrays.
    array_levenshtein_distance = "arrayLevenshteinDistance"(from, to) since (25, 4);
    /// Calculates Levenshtein distance for two arrays with custom weights for each element.
    array_levenshtein_distance_weighted = "arrayLevenshteinDistanceWeighted"(from, to, from_weights, to_weights)
        since (25, 4);
    /// Returns an array obtained from the original arrays by applying a lambda function to each element.
    array_map = "arrayMap"(|lambda|; arrays) since (1, 1);
    /// Returns the maximum element in the source array.
    array_max = "arrayMax"(array) since (21, 1);
    /// Returns the maximum element in the source array, of what the lambda makes of the elements.
    array_max_by = "arrayMax"(|lambda|; arrays) since (21, 1);
    /// Returns the minimum element in the source array.
    array_min = "arrayMin"(array) since (21, 1);
    /// Returns the minimum element in the source array, of what the lambda makes of the elements.
    array_min_by = "arrayMin"(|lambda|; arrays) since (21, 1);
    /// Calculates the normalized Gini coefficient.
    array_normalized_gini = "arrayNormalizedGini"(predicted, label) since (25, 1);
    /// This function is the same as `arrayReverseSort` but with an additional `limit` argument allowing partial
    /// sorting.
    array_partial_reverse_sort = "arrayPartialReverseSort"(limit, array) since (23, 2);
    /// This function is the same as `arrayReverseSort` but with an additional `limit` argument allowing partial
    /// sorting, of what the lambda makes of the elements.
    array_partial_reverse_sort_by = "arrayPartialReverseSort"(|lambda| limit; arrays) since (23, 2);
    /// Returns an array of the same size as the original array where elements in range `[1..limit]` are a
    /// random subset of the original array.
    array_partial_shuffle = "arrayPartialShuffle"(array) [limit, seed] since (23, 2);
    /// This function is the same as `arraySort` but with an additional `limit` argument allowing partial
    /// sorting.
    array_partial_sort = "arrayPartialSort"(limit, array) since (23, 2);
    /// This function is the same as `arraySort` but with an additional `limit` argument allowing partial
    /// sorting, of what the lambda makes of the elements.
    array_partial_sort_by = "arrayPartialSort"(|lambda| limit; arrays) since (23, 2);
    /// Removes the last element from the array.
    array_pop_back = "arrayPopBack"(array) since (1, 1);
    /// Removes the first item from the array.
    array_pop_front = "arrayPopFront"(array) since (1, 1);
    /// Returns the product of elements in the source array.
    array_product = "arrayProduct"(array) since (21, 1);
    /// Returns the product of elements in the source array, of what the lambda makes of the elements.
    array_product_by = "arrayProduct"(|lambda|; arrays) since (21, 1);
    /// Adds one item to the end of the array.
    array_push_back = "arrayPushBack"(array, x) since (1, 1);
    /// Adds one element to the beginning of the array.
    array_push_front = "arrayPushFront"(array, x) since (1, 1);
    /// Returns a subset with `samples`-many random elements of an input array.
    array_random_sample = "arrayRandomSample"(array, samples) since (23, 10);
    /// Applies an aggregate function to array elements and returns its result.
    array_reduce = "arrayReduce"(function; arrays) since (1, 1);
    /// Applies an aggregate function to array elements in the given ranges and returns an array containing the
    /// result corresponding to each range.
    array_reduce_in_ranges = "arrayReduceInRanges"(function, ranges; arrays) since (20, 4);
    /// Removes all elements equal to a given value from an array.
    array_remove = "arrayRemove"(array, elem) since (25, 11);
    /// Changes the length of the array.
    array_resize = "arrayResize"(array, size) [extender] since (1, 1);
    /// Reverses the order of elements of a given array.
    array_reverse = "arrayReverse"(array) since (1, 1);
    /// The `arrayReverseFill` function sequentially processes a source array from the last element to the
    /// first, evaluating a lambda condition at each position using elements from the source and condition
    /// arrays.
    array_reverse_fill = "arrayReverseFill"(|lambda|; arrays) since (20, 1);
    /// Sorts the elements of an array in descending order.
    array_reverse_sort = "arrayReverseSort"(array) since (1, 1);
    /// Sorts the elements of an array in descending order, of what the lambda makes of the elements.
    array_reverse_sort_by = "arrayReverseSort"(|lambda|; arrays) since (1, 1);
    /// Split a source array into multiple arrays.
    array_reverse_split = "arrayReverseSplit"(|lambda|; arrays) since (20, 1);
    /// Calculates the area under the receiver operating characteristic (ROC) curve.
    array_rocauc = "arrayROCAUC"(scores, labels) [scale, partial_offsets] since (20, 4);
    /// Rotates an array to the left by the specified number of elements.
    array_rotate_left = "arrayRotateLeft"(array, n) since (23, 8);
    /// Rotates an array to the right by the specified number of elements.
    array_rotate_right = "arrayRotateRight"(array, n) since (23, 8);
    /// Shifts an array to the left by the specified number of elements.
    array_shift_left = "arrayShiftLeft"(array, n) [default] since (23, 8);
    /// Shifts an array to the right by the specified number of elements.
    array_shift_right = "arrayShiftRight"(array, n) [default] since (23, 8);
    /// Generates an array of shingles (similar to ngrams for strings), i.e. consecutive sub-arrays with a
    /// specified length of the input array.
    array_shingles = "arrayShingles"(array, l) since (24, 1);
    /// Returns an array of the same size as the original array containing the elements in shuffled order.
    array_shuffle = "arrayShuffle"(array) [seed] since (23, 2);
    /// Calculates the similarity of two arrays from `0` to `1` based on weighted Levenshtein distance.
    array_similarity = "arraySimilarity"(from, to, from_weights, to_weights) since (25, 4);
    /// Returns a slice of the array, with `NULL` elements included.
    array_slice = "arraySlice"(array, offset) [length] since (1, 1);
    /// Sorts the elements of the provided array in ascending order.
    array_sort = "arraySort"(array) since (1, 1);
    /// Sorts the elements of the provided array in ascending order, of what the lambda makes of the elements.
    array_sort_by = "arraySort"(|lambda|; arrays) since (1, 1);
    /// Split a source array into multiple arrays.
    array_split = "arraySplit"(|lambda|; arrays) since (20, 1);
    /// Returns the sum of elements in the source array.
    array_sum = "arraySum"(array) since (21, 1);
    /// Returns the sum of elements in the source array, of what the lambda makes of the elements.
    array_sum_by = "arraySum"(|lambda|; arrays) since (21, 1);
    /// Takes multiple arrays and returns an array with elements that are not present in all source arrays.
    array_symmetric_difference = "arraySymmetricDifference"(; arrays) since (25, 4);
    /// Returns an array of the K largest elements of the input array, sorted in descending order.
    array_top_k = "arrayTopK"(k, array) since (26, 6);
    /// Returns an array of the K largest elements of the input array, sorted in descending order, of what the
    /// lambda makes of the elements.
    array_top_k_by = "arrayTopK"(|lambda| k; arrays) since (26, 6);
    /// Transposes a two-dimensional array.
    array_transpose = "arrayTranspose"(array) since (26, 4);
    /// Takes multiple arrays and returns an array which contains all elements that are present in one of the
    /// source arrays.The result contains only unique values.
    array_union = "arrayUnion"(; arrays) since (24, 10);
    /// For a single argument passed, counts the number of different elements in the array.
    array_uniq = "arrayUniq"(; arrays) since (1, 1);
    /// Creates an array of length `length` filled with the constant `x`.
    array_with_constant = "arrayWithConstant"(n, x) since (20, 1);
    /// Combines multiple arrays into a single array.
    array_zip = "arrayZip"(; arrays) since (20, 1);
    /// Combines multiple arrays into a single array, allowing for unaligned arrays (arrays of differing
    /// lengths).
    array_zip_unaligned = "arrayZipUnaligned"(; arrays) since (20, 1);
    /// Returns the number of elements in the array equal to `x`.
    count_equal = "countEqual"(array, x) since (1, 1);
    /// Checks whether the input array is empty.
    empty = "empty"(array) since (1, 1);
    /// Returns an empty Date array.
    empty_array_date = "emptyArrayDate"() since (1, 1);
    /// Returns an empty DateTime array.
    empty_array_date_time = "emptyArrayDateTime"() since (1, 1);
    /// Returns an empty Float32 array.
    empty_array_float32 = "emptyArrayFloat32"() since (1, 1);
    /// Returns an empty Float64 array.
    empty_array_float64 = "emptyArrayFloat64"() since (1, 1);
    /// Returns an empty Int16 array.
    empty_array_int16 = "emptyArrayInt16"() since (1, 1);
    /// Returns an empty Int32 array.
    empty_array_int32 = "emptyArrayInt32"() since (1, 1);
    /// Returns an empty Int64 array.
    empty_array_int64 = "emptyArrayInt64"() since (1, 1);
    /// Returns an empty Int8 array.
    empty_array_int8 = "emptyArrayInt8"() since (1, 1);
    /// Returns an empty String array.
    empty_array_string = "emptyArrayString"() since (1, 1);
    /// Accepts an empty array and returns a one-element array that is equal to the default value.
    empty_array_to_single = "emptyArrayToSingle"(array) since (1, 1);
    /// Returns an empty UInt16 array.
    empty_array_uint16 = "emptyArrayUInt16"() since (1, 1);
    /// Returns an empty UInt32 array.
    empty_array_uint32 = "emptyArrayUInt32"() since (1, 1);
    /// Returns an empty UInt64 array.
    empty_array_uint64 = "emptyArrayUInt64"() since (1, 1);
    /// Returns an empty UInt8 array.
    empty_array_uint8 = "emptyArrayUInt8"() since (1, 1);
    /// Returns whether the array contains the specified element, the map contains the specified key, or the
    /// JSON object contains the specified path.
    has = "has"(haystack, needle) since (1, 1);
    /// Checks whether one array is a subset of another.
    has_all = "hasAll"(set, subset) since (1, 1);
    /// Checks whether two arrays have intersection by some elements.
    has_any = "hasAny"(array1, array2) since (1, 1);
    /// Checks whether all the elements of array2 appear in a array1 in the same exact order.
    has_substr = "hasSubstr"(array1, array2) since (20, 6);
    /// Returns the index of the first element with value 'x' (starting from 1) if it is in the array.
    index_of = "indexOf"(array, x) since (1, 1);
    /// Returns the index of the first element with value 'x' (starting from `1`) if it is in the array.
    index_of_assume_sorted = "indexOfAssumeSorted"(array, x) since (24, 12);
    /// Calculates the length of a string or array.
    length = "length"(x) since (1, 1);
    /// Checks whether the input array is non-empty.
    not_empty = "notEmpty"(array) since (1, 1);
    /// Applies a randomized Hadamard transform to a float vector: `y = (1/sqrt(k)) * (H * D * x)`, where `D` is
    /// a diagonal matrix of deterministic +/-1 signs chosen by `seed` and `H` is the Walsh-Hadamard transform.
    random_hadamard_transform = "randomHadamardTransform"(vector) [seed, output_dims] since (26, 7);
    /// Returns an array of numbers from `start` to `end - 1` by `step`.
    range = "range"(end) since (1, 1);
    /// Creates an array with a single value.
    replicate = "replicate"(x, array) since (1, 1);
    /// Reverses the order of the elements in the input array or the characters in the input string.
    reverse = "reverse"(array) since (1, 1);
}

/// Folds arrays from their first element to their last: the lambda gets what is folded so far and an element of each
/// array. What it returns must have the type of `start`.
///
/// Source: [`arrayFold`](https://clickhouse.com/docs/sql-reference/functions/array-functions#arrayFold).
///
/// ```
/// use sea_query::{Expr, ExprTrait, Query};
/// use sea_query_clickhouse::{func::{array::array_fold, lambda}, prelude::*};
///
/// let sum = lambda(("sum", "x"), Expr::col("sum").add(Expr::col("x")));
/// let call = array_fold(sum, [Expr::col("sizes")], 0_i64);
/// assert_eq!(
///     Query::select().expr(call).from("t").to_string(ClickHouseQueryBuilder),
///     "SELECT arrayFold((`sum`, `x`) -> `sum` + `x`, `sizes`, 0) FROM `t`"
/// );
/// ```
#[doc(alias = "arrayFold")]
pub fn array_fold(
    lambda: Lambda,
    arrays: impl IntoIterator<Item: Into<Expr>>,
    start: impl Into<Expr>,
) -> FunctionCall {
    arrays
        .into_iter()
        .fold(Func::cust("arrayFold").arg(lambda), |call, array| call.arg(array))
        .arg(start)
}
