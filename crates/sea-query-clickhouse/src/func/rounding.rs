//! Rounding functions.
//!
//! Source: <https://clickhouse.com/docs/sql-reference/functions/rounding-functions>.
//!
//! ```
//! use sea_query::{Expr, Query};
//! use sea_query_clickhouse::{func::rounding::round, prelude::*};
//!
//! let call = round(Expr::col("price")).arg(2);
//! assert_eq!(
//!     Query::select().expr(call).from("t").to_string(ClickHouseQueryBuilder),
//!     "SELECT round(`price`, 2) FROM `t`"
//! );
//! ```

functions! { "rounding", "rounding-functions";
    /// Like `floor` but returns the smallest rounded number greater than or equal to `x`.
    ceil = "ceil"(x) [digits] since (1, 1);
    /// Returns the largest rounded number less than or equal to `x`, where the rounded number is a multiple of
    /// `1 / 10 * N`, or the nearest number of the appropriate data type if `1 / 10 * N` isn't exact.
    floor = "floor"(x) [digits] since (1, 1);
    /// Rounds a value to a specified number of decimal places `N`.
    round = "round"(x) [digits] since (1, 1);
    /// Takes a number representing a human age, compares it to standard age ranges, and returns either the
    /// highest or lowest value of the range the number falls within.
    round_age = "roundAge"(number) since (1, 1);
    /// Rounds a number to a specified decimal position `N`.
    round_bankers = "roundBankers"(x) [digits] since (20, 1);
    /// Rounds a number down to an element in the specified array.
    round_down = "roundDown"(number, array) since (20, 1);
    /// Rounds a number down to the closest from a set of commonly used durations: `1, 10, 30, 60, 120, 180,
    /// 240, 300, 600, 1200, 1800, 3600, 7200, 18000, 36000`.
    round_duration = "roundDuration"(number) since (1, 1);
    /// Rounds a number down to the nearest (whole non-negative) power of two.
    round_to_exp2 = "roundToExp2"(number) since (1, 1);
    /// Like `floor` but returns the rounded number with the largest absolute value less than or equal to that
    /// of `x`.
    trunc = "trunc"(x) [digits] since (1, 1);
}
