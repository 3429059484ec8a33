//! Conditional functions.
//!
//! Source: <https://clickhouse.com/docs/sql-reference/functions/conditional-functions>.
//!
//! ```
//! use sea_query::{Expr, ExprTrait, Query};
//! use sea_query_clickhouse::{func::conditional::if_, prelude::*};
//!
//! let call = if_(Expr::col("port").eq(53), "dns", "other");
//! assert_eq!(
//!     Query::select().expr(call).from("t").to_string(ClickHouseQueryBuilder),
//!     "SELECT if(`port` = 53, 'dns', 'other') FROM `t`"
//! );
//! ```

use sea_query::{Expr, Func, FunctionCall};

functions! { "conditional", "conditional-functions";
    /// Restricts a value to be within the specified minimum and maximum bounds.
    clamp = "clamp"(value, min, max) since (24, 5);
    /// Returns the greatest value among the arguments.
    greatest = "greatest"(; args) since (1, 1);
    /// Returns `then` where the condition holds, and `otherwise` where it does not or is NULL.
    if_ = "if"(condition, then, otherwise) since (1, 1);
    /// Returns the smallest value among the arguments.
    least = "least"(; args) since (1, 1);
}

/// The value of the first condition that holds, `otherwise` where none does.
///
/// Source: [`multiIf`](https://clickhouse.com/docs/sql-reference/functions/conditional-functions#multiIf).
///
/// ```
/// use sea_query::{Expr, ExprTrait, Query};
/// use sea_query_clickhouse::{func::conditional::multi_if, prelude::*};
///
/// let call = multi_if([(Expr::col("port").eq(53), "dns"), (Expr::col("port").eq(443), "https")], "other");
/// assert_eq!(
///     Query::select().expr(call).from("t").to_string(ClickHouseQueryBuilder),
///     "SELECT multiIf(`port` = 53, 'dns', `port` = 443, 'https', 'other') FROM `t`"
/// );
/// ```
#[doc(alias = "multiIf")]
pub fn multi_if<C: Into<Expr>, V: Into<Expr>>(
    branches: impl IntoIterator<Item = (C, V)>,
    otherwise: impl Into<Expr>,
) -> FunctionCall {
    branches
        .into_iter()
        .fold(Func::cust("multiIf"), |call, (condition, value)| {
            call.arg(condition).arg(value)
        })
        .arg(otherwise)
}
