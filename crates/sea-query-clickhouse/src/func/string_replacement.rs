//! String replacement functions.
//!
//! Source: <https://clickhouse.com/docs/sql-reference/functions/string-replace-functions>.
//!
//! ```
//! use sea_query::{Expr, Query};
//! use sea_query_clickhouse::{func::string_replacement::replace_all, prelude::*};
//!
//! let call = replace_all(Expr::col("text"), "it's", "it is");
//! assert_eq!(
//!     Query::select().expr(call).from("t").to_string(ClickHouseQueryBuilder),
//!     r"SELECT replaceAll(`text`, 'it\'s', 'it is') FROM `t`"
//! );
//! ```

functions! { "string_replacement", "string-replace-functions";
    /// Format the `pattern` string with the values (strings, integers, etc.) listed in the arguments, similar
    /// to formatting in Python.
    format = "format"(pattern; args) since (20, 1);
    /// Replaces part of the string `input` with another string `replace`, starting at the 1-based index
    /// `offset`.
    overlay = "overlay"(text, replace, offset) [length] since (24, 9);
    /// Replace part of the string `s` with another string `replace`, starting at the 1-based index `offset`.
    overlay_utf8 = "overlayUTF8"(text, replace, offset) [length] since (24, 9);
    /// The `printf` function formats the given string with the values (strings, integers, floating-points etc.)
    /// listed in the arguments, similar to printf function in C++.
    printf = "printf"(format; args) since (24, 8);
    /// Adds a backslash before these characters with special meaning in regular expressions: `\0`, `\\`, `|`,
    /// `(`, `)`, `^`, `$`, `.`, `[`, `]`, `?`, `*`, `+`, `{`, `:`, `-`.
    regexp_quote_meta = "regexpQuoteMeta"(text) since (20, 1);
    /// Replaces all occurrences of the substring `pattern` in `haystack` by the `replacement` string.
    replace_all = "replaceAll"(haystack, pattern, replacement) since (1, 1);
    /// Replaces the first occurrence of the substring `pattern` in `haystack` by the `replacement` string.
    replace_one = "replaceOne"(haystack, pattern, replacement) since (1, 1);
    /// Like `replaceRegexpOne` but replaces all occurrences of the pattern.
    replace_regexp_all = "replaceRegexpAll"(haystack, pattern, replacement) since (1, 1);
    /// Replaces the first occurrence of the substring matching the regular expression `pattern` (in re2 syntax)
    /// in `haystack` by the `replacement` string.
    replace_regexp_one = "replaceRegexpOne"(haystack, pattern, replacement) since (1, 1);
    /// Replaces characters in the string `s` using a one-to-one character mapping defined by `from` and `to`
    /// strings.
    translate = "translate"(text, from, to) since (22, 7);
    /// Like `translate` but assumes `s`, `from` and `to` are UTF-8 encoded strings.
    translate_utf8 = "translateUTF8"(text, from, to) since (22, 7);
}
