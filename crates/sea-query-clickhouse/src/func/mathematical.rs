//! Mathematical functions.
//!
//! Source: <https://clickhouse.com/docs/sql-reference/functions/math-functions>.
//!
//! ```
//! use sea_query::{Expr, Query};
//! use sea_query_clickhouse::{func::mathematical::pow, prelude::*};
//!
//! let call = pow(Expr::col("x"), 2);
//! assert_eq!(
//!     Query::select().expr(call).from("t").to_string(ClickHouseQueryBuilder),
//!     "SELECT pow(`x`, 2) FROM `t`"
//! );
//! ```

functions! { "mathematical", "math-functions";
    /// Returns the arc cosine of the argument.
    acos = "acos"(x) since (1, 1);
    /// Returns the inverse hyperbolic cosine.
    acosh = "acosh"(x) since (20, 12);
    /// Calculates the arcsine of the provided argument.
    asin = "asin"(x) since (1, 1);
    /// Returns the inverse hyperbolic sine.
    asinh = "asinh"(x) since (20, 12);
    /// Returns the arc tangent of the argument.
    atan = "atan"(x) since (1, 1);
    /// Returns the atan2 as the angle in the Euclidean plane, given in radians, between the positive x axis and
    /// the ray to the point `(x, y) ≠ (0, 0)`.
    atan2 = "atan2"(y, x) since (20, 12);
    /// Returns the inverse hyperbolic tangent.
    atanh = "atanh"(x) since (20, 12);
    /// Returns the cubic root of the argument.
    cbrt = "cbrt"(x) since (1, 1);
    /// Returns the cosine of the argument.
    cos = "cos"(x) since (1, 1);
    /// Returns the hyperbolic cosine of the argument.
    cosh = "cosh"(x) since (20, 12);
    /// Converts radians to degrees.
    degrees = "degrees"(x) since (22, 2);
    /// Returns Euler's constant (e).
    e = "e"() since (1, 1);
    /// If `x` is non-negative, then `erf(x/(σ√2))` is the probability that a random variable having a normal
    /// distribution with standard deviation `σ` takes the value that is separated from the expected value by
    /// more than `x`.
    erf = "erf"(x) since (1, 1);
    /// Returns a number close to `1-erf(x)` without loss of precision for large `x` values.
    erfc = "erfc"(x) since (1, 1);
    /// Returns e raised to the power of `x`, where `x` is the given argument to the function.
    exp = "exp"(x) since (1, 1);
    /// Returns 10 to the power of the given argument.
    exp10 = "exp10"(x) since (1, 1);
    /// Returns 2 to the power of the given argument.
    exp2 = "exp2"(x) since (1, 1);
    /// Computes the factorial of an integer value.
    factorial = "factorial"(n) since (22, 11);
    /// Returns the length of the hypotenuse of a right-angle triangle.
    hypot = "hypot"(x, y) since (20, 12);
    /// Like exp10 but returns a `UInt64` number.
    int_exp10 = "intExp10"(x) since (1, 1);
    /// Like exp2 but returns a `UInt64` number.
    int_exp2 = "intExp2"(x) since (1, 1);
    /// Returns `1` if the argument is a prime number, otherwise `0`.
    is_prime = "isPrime"(n) since (26, 5);
    /// Returns `1` if the argument is probably prime, `0` if it is definitely composite.
    is_probable_prime = "isProbablePrime"(n) [rounds] since (26, 5);
    /// Returns the logarithm of the gamma function.
    lgamma = "lgamma"(x) since (1, 1);
    /// Returns the natural logarithm of the argument.
    log = "log"(x) since (1, 1);
    /// Returns the decimal logarithm of the argument.
    log10 = "log10"(x) since (1, 1);
    /// Calculates log(1+x).
    log1p = "log1p"(x) since (20, 12);
    /// Returns the binary logarithm of the argument.
    log2 = "log2"(x) since (1, 1);
    /// Returns pi (π).
    pi = "pi"() since (1, 1);
    /// Returns x raised to the power of y.
    pow = "pow"(x, y) since (1, 1);
    /// Returns test statistics for the two proportion Z-test - a statistical test for comparing the proportions
    /// from two populations x and y.
    proportions_z_test = "proportionsZTest"(successes_x, successes_y, trials_x, trials_y, conf_level, pool_type)
        since (22, 3);
    /// Converts degrees to radians.
    radians = "radians"(x) since (22, 2);
    /// Calculates the sigmoid function: `1 / (1 + exp(-x))`.
    sigmoid = "sigmoid"(x) since (20, 1);
    /// Returns the sign of a real number.
    sign = "sign"(x) since (21, 2);
    /// Returns the sine of the argument.
    sin = "sin"(x) since (1, 1);
    /// Returns the hyperbolic sine.
    sinh = "sinh"(x) since (20, 12);
    /// Returns the square root of the argument.
    sqrt = "sqrt"(x) since (1, 1);
    /// Returns the tangent of the argument.
    tan = "tan"(x) since (1, 1);
    /// Returns the hyperbolic tangent.
    tanh = "tanh"(x) since (20, 1);
    /// Returns the gamma function.
    tgamma = "tgamma"(x) since (1, 1);
    /// Returns the number of the bucket in which parameter `operand` falls in a histogram having count
    /// equal-width buckets spanning the range `low` to `high`.
    width_bucket = "widthBucket"(operand, low, high, count) since (23, 3);
}
