//! Null functions.
//!
//! Source: <https://clickhouse.com/docs/sql-reference/functions/functions-for-nulls>.
//!
//! ```
//! use sea_query::{Expr, Query};
//! use sea_query_clickhouse::{func::null::if_null, prelude::*};
//!
//! let call = if_null(Expr::col("name"), "");
//! assert_eq!(
//!     Query::select().expr(call).from("t").to_string(ClickHouseQueryBuilder),
//!     "SELECT ifNull(`name`, '') FROM `t`"
//! );
//! ```

functions! { "null", "functions-for-nulls";
    /// Returns the corresponding non-`Nullable` value for a value of type `Nullable`.
    assume_not_null = "assumeNotNull"(x) since (1, 1);
    /// Returns the leftmost non-`NULL` argument.
    coalesce = "coalesce"(; args) since (1, 1);
    /// Returns the first non-default value from a set of arguments.
    first_non_default = "firstNonDefault"(; args) since (25, 9);
    /// Returns an alternative value if the first argument is `NULL`.
    if_null = "ifNull"(x, alt) since (1, 1);
    /// Checks if the argument is not `NULL`.
    is_not_null = "isNotNull"(x) since (1, 1);
    /// Checks if the argument is `NULL`.
    is_null = "isNull"(x) since (1, 1);
    /// Checks whether the argument's data type is `Nullable` (i.e it allows `NULL` values).
    is_nullable = "isNullable"(x) since (22, 7);
    /// Checks if the argument is either zero (`0`) or `NULL`.
    is_zero_or_null = "isZeroOrNull"(x) since (20, 3);
    /// Returns `NULL` if both arguments are equal.
    null_if = "nullIf"(x, y) since (1, 1);
    /// Converts the provided argument type to `Nullable`.
    to_nullable = "toNullable"(x) since (1, 1);
}
