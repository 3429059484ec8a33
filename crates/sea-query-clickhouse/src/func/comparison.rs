//! Comparison functions.
//!
//! Source: <https://clickhouse.com/docs/sql-reference/functions/comparison-functions>.
//!
//! ```
//! use sea_query::{Expr, Query};
//! use sea_query_clickhouse::{func::comparison::is_not_distinct_from, prelude::*};
//!
//! let call = is_not_distinct_from(Expr::col("a"), Expr::col("b"));
//! assert_eq!(
//!     Query::select().expr(call).from("t").to_string(ClickHouseQueryBuilder),
//!     "SELECT isNotDistinctFrom(`a`, `b`) FROM `t`"
//! );
//! ```

functions! { "comparison", "comparison-functions";
    /// Compares two values for equality.
    equals = "equals"(a, b) since (1, 1);
    /// Same as `in`, but uses global set distribution in distributed queries.
    global_in = "globalIn"(x, set) since (1, 1);
    /// Same as `notIn`, but uses global set distribution in distributed queries.
    global_not_in = "globalNotIn"(x, set) since (1, 1);
    /// Same as `notNullIn`, but uses global set distribution in distributed queries.
    global_not_null_in = "globalNotNullIn"(x, set) since (1, 1);
    /// Same as `nullIn`, but uses global set distribution in distributed queries.
    global_null_in = "globalNullIn"(x, set) since (1, 1);
    /// Compares two values for greater-than relation.
    greater = "greater"(a, b) since (1, 1);
    /// Compares two values for greater-than-or-equal-to relation.
    greater_or_equals = "greaterOrEquals"(a, b) since (1, 1);
    /// Checks if the left operand is a member of the right operand set.
    in_ = "in"(x, set) since (1, 1);
    /// Performs a null-safe "not equals" comparison between two values.
    is_distinct_from = "isDistinctFrom"(x, y) since (25, 11);
    /// Performs a null-safe "equals" comparison between two values.
    is_not_distinct_from = "isNotDistinctFrom"(x, y) since (23, 8);
    /// Compares two values for less-than relation.
    less = "less"(a, b) since (1, 1);
    /// Compares two values for less-than-or-equal-to relation.
    less_or_equals = "lessOrEquals"(a, b) since (1, 1);
    /// Compares two values for inequality.
    not_equals = "notEquals"(a, b) since (1, 1);
    /// Checks if the left operand is NOT a member of the right operand set.
    not_in = "notIn"(x, set) since (1, 1);
    /// Checks if the left operand is NOT a member of the right operand set.
    not_null_in = "notNullIn"(x, set) since (1, 1);
    /// Checks if the left operand is a member of the right operand set.
    null_in = "nullIn"(x, set) since (1, 1);
}
