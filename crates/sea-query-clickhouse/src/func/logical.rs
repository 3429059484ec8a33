//! Logical functions.
//!
//! Source: <https://clickhouse.com/docs/sql-reference/functions/logical-functions>.
//!
//! ```
//! use sea_query::{Expr, Query};
//! use sea_query_clickhouse::{func::logical::xor, prelude::*};
//!
//! let call = xor([Expr::col("a"), Expr::col("b")]);
//! assert_eq!(
//!     Query::select().expr(call).from("t").to_string(ClickHouseQueryBuilder),
//!     "SELECT xor(`a`, `b`) FROM `t`"
//! );
//! ```

functions! { "logical", "logical-functions";
    /// Calculates the logical conjunction of two or more values.
    and = "and"(; args) since (1, 1);
    /// Calculates the logical negation of a value.
    not = "not"(val) since (1, 1);
    /// Calculates the logical disjunction of two or more values.
    or = "or"(; args) since (1, 1);
    /// Calculates the logical exclusive disjunction of two or more values.
    xor = "xor"(; args) since (1, 1);
}
