//! Json functions.
//!
//! Source: <https://clickhouse.com/docs/sql-reference/functions/json-functions>.
//!
//! ```
//! use sea_query::{Expr, Query};
//! use sea_query_clickhouse::{func::json::json_extract_string, prelude::*};
//!
//! let call = json_extract_string(Expr::col("body"), ["user", "name"]);
//! assert_eq!(
//!     Query::select().expr(call).from("t").to_string(ClickHouseQueryBuilder),
//!     "SELECT JSONExtractString(`body`, 'user', 'name') FROM `t`"
//! );
//! ```

use sea_query::{Expr, Func, FunctionCall};

use super::conversion::type_name;
use crate::types::DataType;

functions! { "json", "json-functions";
    /// Extracts a column with specified type from a `Dynamic` column.
    dynamic_element = "dynamicElement"(dynamic, type_name) since (24, 1);
    /// Returns the variant type name for each row of a `Dynamic` column.
    dynamic_type = "dynamicType"(dynamic) since (24, 1);
    /// Returns true for rows in a Dynamic column that are stored in shared variant format rather than as
    /// separate subcolumns.
    is_dynamic_element_in_shared_data = "isDynamicElementInSharedData"(dynamic) since (24, 1);
    /// Checks that the string passed is valid JSON.
    is_valid_json = "isValidJSON"(json) since (20, 1);
    /// Returns the list of all paths stored in each row in JSON column.
    json_all_paths = "JSONAllPaths"(json) since (24, 8);
    /// Returns the list of all paths and their data types stored in each row in JSON column.
    json_all_paths_with_types = "JSONAllPathsWithTypes"(json) since (24, 8);
    /// Returns all values from each row in a JSON column as an array of strings.
    json_all_values = "JSONAllValues"(json) since (26, 4);
    /// Returns the number of elements in the outermost JSON array.
    json_array_length = "JSONArrayLength"(json) since (23, 2);
    /// Returns the list of dynamic paths that are stored as separate subcolumns in JSON column.
    json_dynamic_paths = "JSONDynamicPaths"(json) since (24, 8);
    /// Returns the list of dynamic paths that are stored as separate subcolumns and their types in each row in
    /// JSON column.
    json_dynamic_paths_with_types = "JSONDynamicPathsWithTypes"(json) since (24, 8);
    /// If the value exists in the JSON document, `1` will be returned.
    json_exists = "JSON_EXISTS"(json, path) since (21, 8);
    /// Returns an array with elements of JSON array, each represented as unparsed string.
    json_extract_array_raw = "JSONExtractArrayRaw"(json; indices_or_keys) since (20, 1);
    /// Returns an array with elements of JSON array, each represented as unparsed string, using
    /// case-insensitive key matching.
    json_extract_array_raw_case_insensitive = "JSONExtractArrayRawCaseInsensitive"(json; indices_or_keys)
        since (25, 8);
    /// Parses JSON and extracts a value of Bool type.
    json_extract_bool = "JSONExtractBool"(json; indices_or_keys) since (20, 1);
    /// Parses JSON and extracts a boolean value using case-insensitive key matching.
    json_extract_bool_case_insensitive = "JSONExtractBoolCaseInsensitive"(json; indices_or_keys)
        since (25, 8);
    /// Parses JSON and extracts a value of Float type.
    json_extract_float = "JSONExtractFloat"(json; indices_or_keys) since (20, 1);
    /// Parses JSON and extracts a value of Float type using case-insensitive key matching.
    json_extract_float_case_insensitive = "JSONExtractFloatCaseInsensitive"(json; indices_or_keys)
        since (25, 8);
    /// Parses JSON and extracts a value of Int type.
    json_extract_int = "JSONExtractInt"(json; indices_or_keys) since (20, 1);
    /// Parses JSON and extracts a value of Int type using case-insensitive key matching.
    json_extract_int_case_insensitive = "JSONExtractIntCaseInsensitive"(json; indices_or_keys)
        since (25, 8);
    /// Parses a JSON string and extracts the keys.
    json_extract_keys = "JSONExtractKeys"(json; indices_or_keys) since (21, 11);
    /// Returns an array of tuples with keys and values from a JSON object.
    json_extract_keys_and_values_raw = "JSONExtractKeysAndValuesRaw"(json; indices_or_keys) since (20, 4);
    /// Extracts raw key-value pairs from JSON using case-insensitive key matching.
    json_extract_keys_and_values_raw_case_insensitive = "JSONExtractKeysAndValuesRawCaseInsensitive"(json; indices_or_keys)
        since (25, 8);
    /// Parses a JSON string and extracts the keys using case-insensitive key matching to navigate to nested
    /// objects.
    json_extract_keys_case_insensitive = "JSONExtractKeysCaseInsensitive"(json; indices_or_keys)
        since (25, 8);
    /// Returns a part of JSON as unparsed string.
    json_extract_raw = "JSONExtractRaw"(json; indices_or_keys) since (20, 1);
    /// Returns part of the JSON as an unparsed string using case-insensitive key matching.
    json_extract_raw_case_insensitive = "JSONExtractRawCaseInsensitive"(json; indices_or_keys)
        since (25, 8);
    /// Parses JSON and extracts a value of String type.
    json_extract_string = "JSONExtractString"(json; indices_or_keys) since (20, 1);
    /// Parses JSON and extracts a string using case-insensitive key matching.
    json_extract_string_case_insensitive = "JSONExtractStringCaseInsensitive"(json; indices_or_keys)
        since (25, 8);
    /// Parses JSON and extracts a value of UInt type.
    json_extract_uint = "JSONExtractUInt"(json; indices_or_keys) since (20, 1);
    /// Parses JSON and extracts a value of UInt type using case-insensitive key matching.
    json_extract_uint_case_insensitive = "JSONExtractUIntCaseInsensitive"(json; indices_or_keys)
        since (25, 8);
    /// Checks for the existence of the provided value(s) in the JSON document.
    json_has = "JSONHas"(json; indices_or_keys) since (20, 1);
    /// Returns the key of a JSON object field by its index (1-based).
    json_key = "JSONKey"(json; indices_or_keys) since (20, 1);
    /// Return the length of a JSON array or a JSON object.
    json_length = "JSONLength"(json; indices_or_keys) since (20, 1);
    /// Returns the merged JSON object string which is formed by merging multiple JSON objects.
    json_merge_patch = "JSONMergePatch"(; jsons) since (23, 10);
    /// Parses a JSON and extract a value as a JSON array or JSON object.
    json_query = "JSON_QUERY"(json, path) since (21, 8);
    /// Returns the list of paths that are stored in shared data structure in JSON column.
    json_shared_data_paths = "JSONSharedDataPaths"(json) since (24, 8);
    /// Returns the list of paths that are stored in shared data structure and their types in each row in JSON
    /// column.
    json_shared_data_paths_with_types = "JSONSharedDataPathsWithTypes"(json) since (24, 8);
    /// Return the type of a JSON value.
    json_type = "JSONType"(json; indices_or_keys) since (20, 1);
    /// Parses a JSON and extract a value as a JSON scalar.
    json_value = "JSON_VALUE"(json, path) since (21, 11);
    /// Returns a pretty-printed version of a JSON string with newlines and indentation with spaces.
    pretty_print_json = "prettyPrintJSON"(json) [indent] since (26, 4);
    /// Parses a true/false value from the value of the field named `field_name`.
    simple_json_extract_bool = "simpleJSONExtractBool"(json, field_name) since (21, 4);
    /// Parses `Float64` from the value of the field named `field_name`.
    simple_json_extract_float = "simpleJSONExtractFloat"(json, field_name) since (21, 4);
    /// Parses `Int64` from the value of the field named `field_name`.
    simple_json_extract_int = "simpleJSONExtractInt"(json, field_name) since (21, 4);
    /// Returns the value of the field named `field_name` as a `String`, including separators.
    simple_json_extract_raw = "simpleJSONExtractRaw"(json, field_name) since (21, 4);
    /// Parses `String` in double quotes from the value of the field named `field_name`.
    simple_json_extract_string = "simpleJSONExtractString"(json, field_name) since (21, 4);
    /// Parses `UInt64` from the value of the field named `field_name`.
    simple_json_extract_uint = "simpleJSONExtractUInt"(json, field_name) since (21, 4);
    /// Checks whether there is a field named `field_name`.
    simple_json_has = "simpleJSONHas"(json, field_name) since (21, 4);
    /// Serializes a value to its JSON representation.
    to_json_string = "toJSONString"(value) since (21, 7);
}

/// The value at a path of keys and of places counted from 1, as a type.
///
/// Source: [`JSONExtract`](https://clickhouse.com/docs/sql-reference/functions/json-functions#JSONExtract).
///
/// ```
/// use sea_query::{Expr, Query};
/// use sea_query_clickhouse::{func::json::json_extract, prelude::*};
///
/// let call = json_extract(Expr::col("body"), ["hosts"], &DataType::UInt16);
/// assert_eq!(
///     Query::select().expr(call).from("t").to_string(ClickHouseQueryBuilder),
///     "SELECT JSONExtract(`body`, 'hosts', 'UInt16') FROM `t`"
/// );
/// ```
#[doc(alias = "JSONExtract")]
pub fn json_extract(
    json: impl Into<Expr>,
    path: impl IntoIterator<Item: Into<Expr>>,
    data_type: &DataType,
) -> FunctionCall {
    typed_extract("JSONExtract", json, path, data_type)
}

/// Like [`json_extract`], with keys in any case.
///
/// Source: [`JSONExtractCaseInsensitive`](https://clickhouse.com/docs/sql-reference/functions/json-functions#JSONExtractCaseInsensitive).
///
/// ```
/// use sea_query::{Expr, Query};
/// use sea_query_clickhouse::{func::json::json_extract_case_insensitive, prelude::*};
///
/// let call = json_extract_case_insensitive(Expr::col("body"), ["hosts"], &DataType::UInt16);
/// assert_eq!(
///     Query::select().expr(call).from("t").to_string(ClickHouseQueryBuilder),
///     "SELECT JSONExtractCaseInsensitive(`body`, 'hosts', 'UInt16') FROM `t`"
/// );
/// ```
#[doc(alias = "JSONExtractCaseInsensitive")]
pub fn json_extract_case_insensitive(
    json: impl Into<Expr>,
    path: impl IntoIterator<Item: Into<Expr>>,
    data_type: &DataType,
) -> FunctionCall {
    typed_extract("JSONExtractCaseInsensitive", json, path, data_type)
}

/// The keys and values of an object, an array of pairs, of values of one type.
///
/// Source: [`JSONExtractKeysAndValues`](https://clickhouse.com/docs/sql-reference/functions/json-functions#JSONExtractKeysAndValues).
///
/// ```
/// use sea_query::{Expr, Query};
/// use sea_query_clickhouse::{func::json::json_extract_keys_and_values, prelude::*};
///
/// let call = json_extract_keys_and_values(Expr::col("body"), ["hosts"], &DataType::UInt16);
/// assert_eq!(
///     Query::select().expr(call).from("t").to_string(ClickHouseQueryBuilder),
///     "SELECT JSONExtractKeysAndValues(`body`, 'hosts', 'UInt16') FROM `t`"
/// );
/// ```
#[doc(alias = "JSONExtractKeysAndValues")]
pub fn json_extract_keys_and_values(
    json: impl Into<Expr>,
    path: impl IntoIterator<Item: Into<Expr>>,
    data_type: &DataType,
) -> FunctionCall {
    typed_extract("JSONExtractKeysAndValues", json, path, data_type)
}

/// Like [`json_extract_keys_and_values`], with keys in any case.
///
/// Source: [`JSONExtractKeysAndValuesCaseInsensitive`](https://clickhouse.com/docs/sql-reference/functions/json-functions#JSONExtractKeysAndValuesCaseInsensitive).
///
/// ```
/// use sea_query::{Expr, Query};
/// use sea_query_clickhouse::{func::json::json_extract_keys_and_values_case_insensitive, prelude::*};
///
/// let call = json_extract_keys_and_values_case_insensitive(Expr::col("body"), ["hosts"], &DataType::UInt16);
/// assert_eq!(
///     Query::select().expr(call).from("t").to_string(ClickHouseQueryBuilder),
///     "SELECT JSONExtractKeysAndValuesCaseInsensitive(`body`, 'hosts', 'UInt16') FROM `t`"
/// );
/// ```
#[doc(alias = "JSONExtractKeysAndValuesCaseInsensitive")]
pub fn json_extract_keys_and_values_case_insensitive(
    json: impl Into<Expr>,
    path: impl IntoIterator<Item: Into<Expr>>,
    data_type: &DataType,
) -> FunctionCall {
    typed_extract("JSONExtractKeysAndValuesCaseInsensitive", json, path, data_type)
}

fn typed_extract(
    name: &'static str,
    json: impl Into<Expr>,
    path: impl IntoIterator<Item: Into<Expr>>,
    data_type: &DataType,
) -> FunctionCall {
    path.into_iter()
        .fold(Func::cust(name).arg(json), |call, step| call.arg(step))
        .arg(type_name(data_type))
}
