//! Random functions.
//!
//! Source: <https://clickhouse.com/docs/sql-reference/functions/random-functions>.
//!
//! ```
//! use sea_query::{Query};
//! use sea_query_clickhouse::{func::random::rand_uniform, prelude::*};
//!
//! let call = rand_uniform(5.5, 10);
//! assert_eq!(
//!     Query::select().expr(call).from("t").to_string(ClickHouseQueryBuilder),
//!     "SELECT randUniform(5.5, 10) FROM `t`"
//! );
//! ```

functions! { "random", "random-functions";
    /// Flips the bits of the input string `s`, with probability `p` for each bit.
    fuzz_bits = "fuzzBits"(text, p) since (20, 5);
    /// Returns a random `UInt32` number with uniform distribution.
    rand = "rand"() [x] since (1, 1);
    /// Returns a random distributed `UInt64` number with uniform distribution.
    rand64 = "rand64"() [x] since (1, 1);
    /// Returns a random Float64 number drawn from a Bernoulli distribution.
    rand_bernoulli = "randBernoulli"(probability) [x] since (22, 10);
    /// Returns a random Float64 number drawn from a binomial distribution.
    rand_binomial = "randBinomial"(experiments, probability) [x] since (22, 10);
    /// Returns a random distributed `Float64` number with uniform distribution between `0` (inclusive) and `1`
    /// (exclusive).
    rand_canonical = "randCanonical"() [x] since (22, 11);
    /// Returns a random Float64 number drawn from a chi-square distribution.
    rand_chi_squared = "randChiSquared"(degree_of_freedom) [x] since (22, 10);
    /// Generates a single random value that remains constant across all rows in the current query execution.
    rand_constant = "randConstant"() [x] since (1, 1);
    /// Returns a random Float64 number drawn from an exponential distribution.
    rand_exponential = "randExponential"(rate) [x] since (22, 10);
    /// Returns a random Float64 number drawn from an F-distribution.
    rand_fisher_f = "randFisherF"(d1, d2) [x] since (22, 10);
    /// Returns a random Float64 number drawn from a log-normal distribution.
    rand_log_normal = "randLogNormal"(mean, stddev) [x] since (22, 10);
    /// Returns a random Float64 number drawn from a negative binomial distribution.
    rand_negative_binomial = "randNegativeBinomial"(experiments, probability) [x] since (22, 10);
    /// Returns a random Float64 number drawn from a normal distribution.
    rand_normal = "randNormal"(mean, stddev) [x] since (22, 10);
    /// Returns a random Float64 number drawn from a Poisson distribution distribution.
    rand_poisson = "randPoisson"(n) [x] since (22, 10);
    /// Returns a random Float64 number drawn from a Student's t-distribution.
    rand_student_t = "randStudentT"(degree_of_freedom) [x] since (22, 10);
    /// Returns a random Float64 number drawn uniformly from the interval $\[\min, \max\]$.
    rand_uniform = "randUniform"(min, max) [x] since (22, 10);
    /// Generates a random fixed-size string with the specified number of character.
    random_fixed_string = "randomFixedString"(length) since (20, 5);
    /// Generates a random ASCII string with the specified number of characters.
    random_printable_ascii = "randomPrintableASCII"(length) [x] since (20, 1);
    /// Generates a random string with the specified number of characters.
    random_string = "randomString"(length) [x] since (20, 5);
    /// Generates a random UTF-8 string with the specified number of codepoints.
    random_string_utf8 = "randomStringUTF8"(length) since (20, 5);
}
