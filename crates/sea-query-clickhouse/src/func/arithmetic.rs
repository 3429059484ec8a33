//! Arithmetic functions.
//!
//! Source: <https://clickhouse.com/docs/sql-reference/functions/arithmetic-functions>.
//!
//! ```
//! use sea_query::{Expr, Query};
//! use sea_query_clickhouse::{func::arithmetic::int_div_or_zero, prelude::*};
//!
//! let call = int_div_or_zero(Expr::col("bytes"), Expr::col("packets"));
//! assert_eq!(
//!     Query::select().expr(call).from("t").to_string(ClickHouseQueryBuilder),
//!     "SELECT intDivOrZero(`bytes`, `packets`) FROM `t`"
//! );
//! ```

functions! { "arithmetic", "arithmetic-functions";
    /// Calculates the absolute value of `x`.
    abs = "abs"(x) since (1, 1);
    /// Computes and returns the average value of the provided arguments.
    avg2 = "avg2"(x, y) since (25, 11);
    /// Reverses the bytes of an integer, i.e. changes its endianness.
    byte_swap = "byteSwap"(x) since (23, 10);
    /// Calculates the quotient of two values `a` and `b`.
    divide = "divide"(x, y) since (1, 1);
    /// Performs division on two decimals.
    divide_decimal = "divideDecimal"(x, y) [result_scale] since (22, 12);
    /// Same as `divide` but returns NULL when dividing by zero.
    divide_or_null = "divideOrNull"(x, y) since (25, 5);
    /// Returns the greatest common divisor of two values a and b.
    gcd = "gcd"(x, y) since (1, 1);
    /// Checks whether a floating point value is finite.
    if_not_finite = "ifNotFinite"(x, y) since (20, 3);
    /// Performs an integer division of two values `x` by `y`.
    int_div = "intDiv"(x, y) since (1, 1);
    /// Same as `intDiv` but returns NULL when dividing by zero or when dividing a minimal negative number by
    /// minus one.
    int_div_or_null = "intDivOrNull"(x, y) since (25, 5);
    /// Same as `intDiv` but returns zero when dividing by zero or when dividing a minimal negative number by
    /// minus one.
    int_div_or_zero = "intDivOrZero"(a, b) since (1, 1);
    /// Returns `1` if the Float32 or Float64, or BFloat16 argument not infinite and not a `NaN`, otherwise this
    /// function returns `0`.
    is_finite = "isFinite"(x) since (1, 1);
    /// Returns `1` if the Float32 or Float64, or BFloat16 argument is infinite, otherwise this function returns
    /// `0`.
    is_infinite = "isInfinite"(x) since (1, 1);
    /// Returns `1` if the Float32 or Float64, or BFloat16 argument is `NaN`, otherwise returns `0`.
    is_na_n = "isNaN"(x) since (1, 1);
    /// Returns the least common multiple of two values `x` and `y`.
    lcm = "lcm"(x, y) since (1, 1);
    /// Returns the bigger of two numeric values `x` and `y`.
    max2 = "max2"(x, y) since (21, 11);
    /// Computes and returns the average value of the provided arguments.
    midpoint = "midpoint"(; args) since (25, 11);
    /// Returns the smaller of two numeric values `x` and `y`.
    min2 = "min2"(x, y) since (21, 11);
    /// Calculates the difference of two values `a` and `b`.
    minus = "minus"(x, y) since (1, 1);
    /// Calculates the remainder of the division of two values a by b.
    modulo = "modulo"(a, b) since (1, 1);
    /// Calculates the remainder when dividing `a` by `b`.
    modulo_or_null = "moduloOrNull"(x, y) since (25, 5);
    /// Like modulo but returns zero when the divisor is zero, as opposed to an exception with the modulo
    /// function.
    modulo_or_zero = "moduloOrZero"(a, b) since (20, 3);
    /// Calculates the product of two values `x` and `y`.
    multiply = "multiply"(x, y) since (1, 1);
    /// Performs multiplication on two decimals.
    multiply_decimal = "multiplyDecimal"(a, b) [result_scale] since (22, 12);
    /// Negates the argument `x`.
    negate = "negate"(x) since (1, 1);
    /// Calculates the sum of two values `x` and `y`.
    plus = "plus"(x, y) since (1, 1);
    /// Calculates the remainder when dividing `x` by `y`.
    positive_modulo = "positiveModulo"(x, y) since (22, 11);
    /// Calculates the remainder when dividing `a` by `b`.
    positive_modulo_or_null = "positiveModuloOrNull"(x, y) since (25, 5);
    /// Calculates the square of a value `x`.
    sqr = "sqr"(x) since (26, 7);
}
