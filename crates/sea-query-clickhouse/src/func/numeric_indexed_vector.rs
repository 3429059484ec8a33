//! Numeric indexed vector functions.
//!
//! Source: <https://clickhouse.com/docs/sql-reference/functions/numeric-indexed-vector-functions>.
//!
//! ```
//! use sea_query::{Expr, Query};
//! use sea_query_clickhouse::{func::numeric_indexed_vector::numeric_indexed_vector_get_value, prelude::*};
//!
//! let call = numeric_indexed_vector_get_value(Expr::col("vector"), 3);
//! assert_eq!(
//!     Query::select().expr(call).from("t").to_string(ClickHouseQueryBuilder),
//!     "SELECT numericIndexedVectorGetValue(`vector`, 3) FROM `t`"
//! );
//! ```

functions! { "numeric_indexed_vector", "numeric-indexed-vector-functions";
    /// Returns the sum of all values in the numericIndexedVector.
    numeric_indexed_vector_all_value_sum = "numericIndexedVectorAllValueSum"(v) since (25, 7);
    /// Creates a NumericIndexedVector from a map.
    numeric_indexed_vector_build = "numericIndexedVectorBuild"(map) since (25, 7);
    /// Returns the cardinality (number of unique indexes) of the numericIndexedVector.
    numeric_indexed_vector_cardinality = "numericIndexedVectorCardinality"(v) since (25, 7);
    /// Retrieves the value corresponding to a specified index from a numericIndexedVector.
    numeric_indexed_vector_get_value = "numericIndexedVectorGetValue"(v, i) since (25, 7);
    /// Performs pointwise addition between a numericIndexedVector and either another numericIndexedVector or a
    /// numeric constant.
    numeric_indexed_vector_pointwise_add = "numericIndexedVectorPointwiseAdd"(v1, v2) since (25, 7);
    /// Performs pointwise division between a numericIndexedVector and either another numericIndexedVector or a
    /// numeric constant.
    numeric_indexed_vector_pointwise_divide = "numericIndexedVectorPointwiseDivide"(v1, v2) since (25, 7);
    /// Performs pointwise comparison between a numericIndexedVector and either another numericIndexedVector or
    /// a numeric constant.
    numeric_indexed_vector_pointwise_equal = "numericIndexedVectorPointwiseEqual"(v1, v2) since (25, 7);
    /// Performs pointwise comparison between a numericIndexedVector and either another numericIndexedVector or
    /// a numeric constant.
    numeric_indexed_vector_pointwise_greater = "numericIndexedVectorPointwiseGreater"(v1, v2) since (25, 7);
    /// Performs pointwise comparison between a numericIndexedVector and either another numericIndexedVector or
    /// a numeric constant.
    numeric_indexed_vector_pointwise_greater_equal = "numericIndexedVectorPointwiseGreaterEqual"(v1, v2)
        since (25, 7);
    /// Performs pointwise comparison between a numericIndexedVector and either another numericIndexedVector or
    /// a numeric constant.
    numeric_indexed_vector_pointwise_less = "numericIndexedVectorPointwiseLess"(v1, v2) since (25, 7);
    /// Performs pointwise comparison between a numericIndexedVector and either another numericIndexedVector or
    /// a numeric constant.
    numeric_indexed_vector_pointwise_less_equal = "numericIndexedVectorPointwiseLessEqual"(v1, v2)
        since (25, 7);
    /// Performs pointwise multiplication between a numericIndexedVector and either another numericIndexedVector
    /// or a numeric constant.
    numeric_indexed_vector_pointwise_multiply = "numericIndexedVectorPointwiseMultiply"(v1, v2)
        since (25, 7);
    /// Performs pointwise comparison between a numericIndexedVector and either another numericIndexedVector or
    /// a numeric constant.
    numeric_indexed_vector_pointwise_not_equal = "numericIndexedVectorPointwiseNotEqual"(v1, v2)
        since (25, 7);
    /// Performs pointwise subtraction between a numericIndexedVector and either another numericIndexedVector or
    /// a numeric constant.
    numeric_indexed_vector_pointwise_subtract = "numericIndexedVectorPointwiseSubtract"(v1, v2)
        since (25, 7);
    /// Returns internal information of the numericIndexedVector in JSON format.
    numeric_indexed_vector_short_debug_string = "numericIndexedVectorShortDebugString"(v) since (25, 7);
    /// Converts a numericIndexedVector to a map.
    numeric_indexed_vector_to_map = "numericIndexedVectorToMap"(v) since (25, 7);
}
