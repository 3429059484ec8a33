//! String search functions.
//!
//! Source: <https://clickhouse.com/docs/sql-reference/functions/string-search-functions>.
//!
//! ```
//! use sea_query::{Expr, Query};
//! use sea_query_clickhouse::{func::{array::array, string_search::multi_search_any}, prelude::*};
//!
//! let call = multi_search_any(Expr::col("text"), array(["error", "warning"]));
//! assert_eq!(
//!     Query::select().expr(call).from("t").to_string(ClickHouseQueryBuilder),
//!     "SELECT multiSearchAny(`text`, array('error', 'warning')) FROM `t`"
//! );
//! ```

functions! { "string_search", "string-search-functions";
    /// Returns number of matches of a regular expression in a string.
    count_matches = "countMatches"(haystack, pattern) since (21, 1);
    /// Like `countMatches` but performs case-insensitive matching.
    count_matches_case_insensitive = "countMatchesCaseInsensitive"(haystack, pattern) since (21, 1);
    /// Returns how often a substring `needle` occurs in a string `haystack`.
    count_substrings = "countSubstrings"(haystack, needle) [start_pos] since (21, 1);
    /// Like `countSubstrings` but counts case-insensitively.
    count_substrings_case_insensitive = "countSubstringsCaseInsensitive"(haystack, needle)
        [start_pos] since (21, 1);
    /// Like `countSubstrings` but counts case-insensitively and assumes that haystack is a UTF-8 string.
    count_substrings_case_insensitive_utf8 = "countSubstringsCaseInsensitiveUTF8"(haystack, needle)
        [start_pos] since (21, 1);
    /// Extracts the first match of a regular expression in a string.
    extract = "extract"(haystack, pattern) since (1, 1);
    /// Like `extract`, but returns an array of all matches of a regular expression in a string.
    extract_all = "extractAll"(haystack, pattern) since (1, 1);
    /// Matches all groups of a string using the provided regular expression and returns an array of arrays,
    /// where each array contains all captures from the same capturing group, organized by group number.
    extract_all_groups_horizontal = "extractAllGroupsHorizontal"(text, regexp) since (20, 5);
    /// Extracts the capturing groups from the first substring matched by a regular expression.
    extract_groups = "extractGroups"(text, regexp) since (20, 5);
    /// Like `hasAnyTokens`, but returns 1, if all tokens in the `needle` string or array match the `input`
    /// string, and 0 otherwise.
    has_all_tokens = "hasAllTokens"(input, needles) since (25, 10);
    /// Returns 1, if at least one token in the `needle` string or array matches the `input` string, and 0
    /// otherwise.
    has_any_tokens = "hasAnyTokens"(input, needles) since (25, 10);
    /// Checks if the `input` contains all tokens from the `phrase` in consecutive order.
    has_phrase = "hasPhrase"(input, phrase) [tokenizer] since (26, 4);
    /// Checks if a needle is a subsequence of a haystack.
    has_subsequence = "hasSubsequence"(haystack, needle) since (23, 7);
    /// Like `hasSubsequence` but searches case-insensitively.
    has_subsequence_case_insensitive = "hasSubsequenceCaseInsensitive"(haystack, needle) since (23, 7);
    /// Like `hasSubsequenceUTF8` but searches case-insensitively.
    has_subsequence_case_insensitive_utf8 = "hasSubsequenceCaseInsensitiveUTF8"(haystack, needle)
        since (23, 7);
    /// Like `hasSubsequence` but assumes haystack and needle are UTF-8 encoded strings.
    has_subsequence_utf8 = "hasSubsequenceUTF8"(haystack, needle) since (23, 7);
    /// Checks if the given token is present in the haystack.
    has_token = "hasToken"(haystack, token) since (20, 1);
    /// Performs case insensitive lookup of needle in haystack using tokenbf\_v1 index.
    has_token_case_insensitive = "hasTokenCaseInsensitive"(haystack, needle) since (20, 1);
    /// Performs case insensitive lookup of needle in haystack using tokenbf\_v1 index.
    has_token_case_insensitive_or_null = "hasTokenCaseInsensitiveOrNull"(haystack, needle) since (23, 1);
    /// Like `hasToken` but returns null if token is ill-formed.
    has_token_or_null = "hasTokenOrNull"(haystack, token) since (20, 1);
    /// Highlights occurrences of search terms in a text string by wrapping them with HTML tags.
    highlight = "highlight"(haystack, needles) [open_tag, close_tag] since (26, 4);
    /// Like `like` but searches case-insensitively.
    ilike = "ilike"(haystack, pattern) [escape_character] since (20, 6);
    /// Returns whether string `haystack` matches the `LIKE` expression `pattern`.
    like = "like"(haystack, pattern) [escape_character] since (1, 1);
    /// Like `position` but with arguments `haystack` and `locate` switched.
    locate = "locate"(needle, haystack) [start_pos] since (18, 16);
    /// Checks if a provided string matches the provided regular expression pattern.
    match_ = "match"(haystack, pattern) since (1, 1);
    /// Like `multiFuzzyMatchAny` but returns the array of all indices in any order that match the haystack
    /// within a constant edit distance.
    multi_fuzzy_match_all_indices = "multiFuzzyMatchAllIndices"(haystack, distance, patterns) since (20, 1);
    /// Like `multiMatchAny` but returns 1 if any pattern matches the haystack within a constant edit distance.
    multi_fuzzy_match_any = "multiFuzzyMatchAny"(haystack, distance, patterns) since (20, 1);
    /// Like `multiFuzzyMatchAny` but returns any index that matches the haystack within a constant edit
    /// distance.
    multi_fuzzy_match_any_index = "multiFuzzyMatchAnyIndex"(haystack, distance, patterns) since (20, 1);
    /// Like `multiMatchAny` but returns the array of all indices that match the haystack in any order.
    multi_match_all_indices = "multiMatchAllIndices"(haystack, patterns) since (20, 1);
    /// Check if at least one of multiple regular expression patterns matches a haystack.
    multi_match_any = "multiMatchAny"(haystack, patterns) since (20, 1);
    /// Like `multiMatchAny` but returns any index that matches the haystack.
    multi_match_any_index = "multiMatchAnyIndex"(haystack, patterns) since (20, 1);
    /// Like `position` but returns an array of positions (in bytes, starting at 1) for multiple `needle`
    /// substrings in a `haystack` string.
    multi_search_all_positions = "multiSearchAllPositions"(haystack, needles) since (20, 1);
    /// Like `multiSearchAllPositions` but ignores case.
    multi_search_all_positions_case_insensitive = "multiSearchAllPositionsCaseInsensitive"(haystack, needles)
        since (20, 1);
    /// Like `multiSearchAllPositionsUTF8` but ignores case.
    multi_search_all_positions_case_insensitive_utf8 = "multiSearchAllPositionsCaseInsensitiveUTF8"(haystack, needles)
        since (20, 1);
    /// Like `multiSearchAllPositions` but assumes `haystack` and the `needle` substrings are UTF-8 encoded
    /// strings.
    multi_search_all_positions_utf8 = "multiSearchAllPositionsUTF8"(haystack, needles) since (20, 1);
    /// Checks if at least one of a number of needle strings matches the haystack string.
    multi_search_any = "multiSearchAny"(haystack, needles) since (20, 1);
    /// Like multiSearchAny but ignores case.
    multi_search_any_case_insensitive = "multiSearchAnyCaseInsensitive"(haystack, needles) since (20, 1);
    /// Like multiSearchAnyUTF8 but ignores case.
    multi_search_any_case_insensitive_utf8 = "multiSearchAnyCaseInsensitiveUTF8"(haystack, needles)
        since (20, 1);
    /// Like multiSearchAny but assumes `haystack` and the `needle` substrings are UTF-8 encoded strings.
    multi_search_any_utf8 = "multiSearchAnyUTF8"(haystack, needles) since (20, 1);
    /// Searches for multiple needle strings in a haystack string (case-sensitive) and returns the 1-based index
    /// of the first needle found.
    multi_search_first_index = "multiSearchFirstIndex"(haystack, needles) since (20, 1);
    /// Returns the index `i` (starting from 1) of the leftmost found needle\_i in the string `haystack` and 0
    /// otherwise.
    multi_search_first_index_case_insensitive = "multiSearchFirstIndexCaseInsensitive"(haystack, needles)
        since (20, 1);
    /// Searches for multiple needle strings in a haystack string, case-insensitively with UTF-8 encoding
    /// support, and returns the 1-based index of the first needle found.
    multi_search_first_index_case_insensitive_utf8 = "multiSearchFirstIndexCaseInsensitiveUTF8"(haystack, needles)
        since (20, 1);
    /// Returns the index `i` (starting from 1) of the leftmost found needle\_i in the string `haystack` and 0
    /// otherwise.
    multi_search_first_index_utf8 = "multiSearchFirstIndexUTF8"(haystack, needles) since (20, 1);
    /// Like `position` but returns the leftmost offset in a `haystack` string which matches any of multiple
    /// `needle` strings.
    multi_search_first_position = "multiSearchFirstPosition"(haystack, needles) since (20, 1);
    /// Like multiSearchFirstPosition but ignores case.
    multi_search_first_position_case_insensitive = "multiSearchFirstPositionCaseInsensitive"(haystack, needles)
        since (20, 1);
    /// Like multiSearchFirstPosition but assumes `haystack` and `needle` to be UTF-8 strings and ignores case.
    multi_search_first_position_case_insensitive_utf8 = "multiSearchFirstPositionCaseInsensitiveUTF8"(haystack, needles)
        since (20, 1);
    /// Like multiSearchFirstPosition but assumes `haystack` and `needle` to be UTF-8 strings.
    multi_search_first_position_utf8 = "multiSearchFirstPositionUTF8"(haystack, needles) since (20, 1);
    /// Calculates the 4-gram distance between two strings.
    ngram_distance = "ngramDistance"(haystack, needle) since (20, 1);
    /// Provides a case-insensitive variant of `ngramDistance`.
    ngram_distance_case_insensitive = "ngramDistanceCaseInsensitive"(haystack, needle) since (20, 1);
    /// Provides a case-insensitive UTF-8 variant of `ngramDistance`.
    ngram_distance_case_insensitive_utf8 = "ngramDistanceCaseInsensitiveUTF8"(haystack, needle)
        since (20, 1);
    /// Provides a UTF-8 variant of `ngramDistance`.
    ngram_distance_utf8 = "ngramDistanceUTF8"(haystack, needle) since (20, 1);
    /// Checks if the 4-gram distance between two strings is less than or equal to a given threshold.
    ngram_search = "ngramSearch"(haystack, needle) since (20, 1);
    /// Provides a case-insensitive variant of `ngramSearch`.
    ngram_search_case_insensitive = "ngramSearchCaseInsensitive"(haystack, needle) since (20, 1);
    /// Provides a case-insensitive UTF-8 variant of `ngramSearch`.
    ngram_search_case_insensitive_utf8 = "ngramSearchCaseInsensitiveUTF8"(haystack, needle) since (20, 1);
    /// Provides a UTF-8 variant of `ngramSearch`.
    ngram_search_utf8 = "ngramSearchUTF8"(haystack, needle) since (20, 1);
    /// Checks whether a string does not match a pattern, case-insensitive.
    not_i_like = "notILike"(haystack, pattern) [escape_character] since (20, 6);
    /// Similar to `like` but negates the result.
    not_like = "notLike"(haystack, pattern) [escape_character] since (1, 1);
    /// Returns the position (in bytes, starting at 1) of a substring `needle` in a string `haystack`.
    position = "position"(haystack, needle) [start_pos] since (1, 1);
    /// Like `position` but case-insensitive.
    position_case_insensitive = "positionCaseInsensitive"(haystack, needle) [start_pos] since (1, 1);
    /// Like `positionUTF8` but searches case-insensitively.
    position_case_insensitive_utf8 = "positionCaseInsensitiveUTF8"(haystack, needle)
        [start_pos] since (1, 1);
    /// Like `position` but assumes `haystack` and `needle` are UTF-8 encoded strings.
    position_utf8 = "positionUTF8"(haystack, needle) [start_pos] since (1, 1);
}
