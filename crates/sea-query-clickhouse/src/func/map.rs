//! Map functions.
//!
//! Source: <https://clickhouse.com/docs/sql-reference/functions/tuple-map-functions>.
//!
//! ```
//! use sea_query::{Expr, Query};
//! use sea_query_clickhouse::{func::map::map_contains_key, prelude::*};
//!
//! let call = map_contains_key(Expr::col("headers"), "host");
//! assert_eq!(
//!     Query::select().expr(call).from("t").to_string(ClickHouseQueryBuilder),
//!     "SELECT mapContainsKey(`headers`, 'host') FROM `t`"
//! );
//! ```

use sea_query::{Expr, Func, FunctionCall};

functions! { "map", "tuple-map-functions";
    /// Extracts key-value pairs from any string.
    extract_key_value_pairs = "extractKeyValuePairs"(input)
        [key_value_delimiter, pair_delimiters, quoting_character] since (23, 4);
    /// Same as `extractKeyValuePairs` but with escaping support.
    extract_key_value_pairs_with_escaping = "extractKeyValuePairsWithEscaping"(input)
        [key_value_delimiter, pair_delimiters, quoting_character] since (23, 4);
    /// Collect all the keys and sum corresponding values.
    map_add = "mapAdd"(; maps) since (20, 7);
    /// Tests whether a condition holds for all key-value pairs in a map.
    map_all = "mapAll"(|lambda| map) since (23, 4);
    /// Applies a function to each element of a map.
    map_apply = "mapApply"(|lambda| map) since (22, 3);
    /// Concatenates multiple maps based on the equality of their keys.
    map_concat = "mapConcat"(; maps) since (23, 4);
    /// Determines if a key is contained in a map.
    map_contains_key = "mapContainsKey"(map, key) since (21, 2);
    /// Checks whether map contains key `LIKE` specified pattern.
    map_contains_key_like = "mapContainsKeyLike"(map, pattern) since (23, 4);
    /// Determines if a value is contained in a map.
    map_contains_value = "mapContainsValue"(map, value) since (25, 6);
    /// Checks whether a map contains a value `LIKE` the specified pattern.
    map_contains_value_like = "mapContainsValueLike"(map, pattern) since (25, 5);
    /// Tests whether a condition holds for at least one key-value pair in a map.
    map_exists = "mapExists"(|lambda| map) since (23, 4);
    /// Give a map with string keys and a `LIKE` pattern, this function returns a map with elements where the
    /// key matches the pattern.
    map_extract_key_like = "mapExtractKeyLike"(map, pattern) since (23, 4);
    /// Given a map with string values and a `LIKE` pattern, this function returns a map with elements where the
    /// value matches the pattern.
    map_extract_value_like = "mapExtractValueLike"(map, pattern) since (25, 5);
    /// Filters a map by applying a function to each map element.
    map_filter = "mapFilter"(|lambda| map) since (22, 3);
    /// Creates a map from an array or map of keys and an array or map of values.
    map_from_arrays = "mapFromArrays"(keys, values) since (23, 3);
    /// Returns the keys of a given map.
    map_keys = "mapKeys"(map) since (21, 2);
    /// Sorts the elements of a map in descending order with additional limit argument allowing partial sorting.
    map_partial_reverse_sort = "mapPartialReverseSort"(limit, map) since (23, 4);
    /// Sorts the elements of a map in descending order with additional limit argument allowing partial sorting,
    /// of what the lambda makes of the elements.
    map_partial_reverse_sort_by = "mapPartialReverseSort"(|lambda| limit, map) since (23, 4);
    /// Sorts the elements of a map in ascending order with additional limit argument allowing partial sorting.
    map_partial_sort = "mapPartialSort"(limit, map) since (23, 4);
    /// Sorts the elements of a map in ascending order with additional limit argument allowing partial sorting,
    /// of what the lambda makes of the elements.
    map_partial_sort_by = "mapPartialSort"(|lambda| limit, map) since (23, 4);
    /// Fills missing key-value pairs in a map with integer keys.
    map_populate_series = "mapPopulateSeries"(map) [max] since (20, 10);
    /// Sorts the elements of a map in descending order.
    map_reverse_sort = "mapReverseSort"(map) since (23, 4);
    /// Sorts the elements of a map in descending order, of what the lambda makes of the elements.
    map_reverse_sort_by = "mapReverseSort"(|lambda| map) since (23, 4);
    /// Sorts the elements of a map in ascending order.
    map_sort = "mapSort"(map) since (23, 4);
    /// Sorts the elements of a map in ascending order, of what the lambda makes of the elements.
    map_sort_by = "mapSort"(|lambda| map) since (23, 4);
    /// Collect all the keys and subtract corresponding values.
    map_subtract = "mapSubtract"(; maps) since (20, 7);
    /// For two maps, returns the first map with values updated on the values for the corresponding keys in the
    /// second map.
    map_update = "mapUpdate"(map1, map2) since (22, 3);
    /// Returns the values of a given map.
    map_values = "mapValues"(map) since (21, 2);
}

/// A map of pairs of a key and a value.
///
/// Source: [`map`](https://clickhouse.com/docs/sql-reference/functions/tuple-map-functions#map).
///
/// ```
/// use sea_query::{Expr, Query};
/// use sea_query_clickhouse::{func::map::map, prelude::*};
///
/// let call = map([("a", Expr::col("x")), ("b", Expr::val(2))]);
/// assert_eq!(
///     Query::select().expr(call).from("t").to_string(ClickHouseQueryBuilder),
///     "SELECT map('a', `x`, 'b', 2) FROM `t`"
/// );
/// ```
pub fn map<K: Into<Expr>, V: Into<Expr>>(pairs: impl IntoIterator<Item = (K, V)>) -> FunctionCall {
    pairs
        .into_iter()
        .fold(Func::cust("map"), |call, (key, value)| call.arg(key).arg(value))
}
