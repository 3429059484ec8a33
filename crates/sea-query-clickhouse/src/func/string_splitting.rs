//! String splitting functions.
//!
//! Source: <https://clickhouse.com/docs/sql-reference/functions/splitting-merging-functions>.
//!
//! ```
//! use sea_query::{Expr, Query};
//! use sea_query_clickhouse::{func::string_splitting::split_by_char, prelude::*};
//!
//! let call = split_by_char(",", Expr::col("line"));
//! assert_eq!(
//!     Query::select().expr(call).from("t").to_string(ClickHouseQueryBuilder),
//!     "SELECT splitByChar(',', `line`) FROM `t`"
//! );
//! ```

functions! { "string_splitting", "splitting-merging-functions";
    /// Selects substrings of consecutive bytes from the ranges `a-z` and `A-Z` and returns an array of the
    /// selected substrings.
    alpha_tokens = "alphaTokens"(text) [max_substrings] since (1, 1);
    /// Concatenates string representations of values listed in the array with the provided separator, which is
    /// an optional parameter set to an empty string by default.
    array_string_concat = "arrayStringConcat"(array) [separator] since (1, 1);
    /// Matches all groups of a string using a regular expression and returns an array of arrays, where each
    /// array includes matching fragments from every group, grouped in order of appearance in the input string.
    extract_all_groups_vertical = "extractAllGroupsVertical"(text, regexp) since (20, 5);
    /// Splits text into n-grams using the same tokenization as a Naive Bayes dictionary (the `NAIVE_BAYES`
    /// layout): `byte`, `codepoint`, or `token` mode, with optional boundary padding.
    naive_bayes_ngrams = "naiveBayesNgrams"(text, n, mode) [start_token, end_token] since (26, 7);
    /// Splits a UTF-8 string into n-grams of length `N`.
    ngrams = "ngrams"(text, n) since (21, 11);
    /// Reverses the order of substrings in a string separated by a specified separator.
    reverse_by_separator = "reverseBySeparator"(string) [separator] since (26, 2);
    /// Splits a string separated by a specified constant string `separator` of exactly one character into an
    /// array of substrings.
    split_by_char = "splitByChar"(separator, text) [max_substrings] since (1, 1);
    /// Splits a string separated by whitespace and punctuation characters into an array of substrings.
    split_by_non_alpha = "splitByNonAlpha"(text) [max_substrings] since (21, 9);
    /// Splits a string which is separated by the provided regular expression into an array of substrings.
    split_by_regexp = "splitByRegexp"(regexp, text) [max_substrings] since (21, 6);
    /// Splits a string with a constant `separator` consisting of multiple characters into an array of
    /// substrings.
    split_by_string = "splitByString"(separator, text) [max_substrings] since (1, 1);
    /// Splits a string which is separated by whitespace characters into an array of substrings.
    split_by_whitespace = "splitByWhitespace"(text) [max_substrings] since (21, 9);
    /// Splits a string into tokens using the given tokenizer.
    tokens = "tokens"(value) [tokenizer] since (21, 11);
    /// Splits a LIKE pattern string into tokens using the specified tokenizer.
    tokens_for_like_pattern = "tokensForLikePattern"(value) [tokenizer] since (26, 3);
}
