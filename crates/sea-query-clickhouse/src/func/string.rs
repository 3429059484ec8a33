//! String functions.
//!
//! Source: <https://clickhouse.com/docs/sql-reference/functions/string-functions>.
//!
//! ```
//! use sea_query::{Expr, Query};
//! use sea_query_clickhouse::{func::string::left_pad, prelude::*};
//!
//! let call = left_pad(Expr::col("code"), 8).arg("0");
//! assert_eq!(
//!     Query::select().expr(call).from("t").to_string(ClickHouseQueryBuilder),
//!     "SELECT leftPad(`code`, 8, '0') FROM `t`"
//! );
//! ```

functions! { "string", "string-functions";
    /// Appends character `c` to string `s` if `s` is non-empty and does not end with character `c`.
    append_trailing_char_if_absent = "appendTrailingCharIfAbsent"(text, c) since (1, 1);
    /// Returns the ASCII code point of the first character of string `s` as an `Int32`.
    ascii = "ascii"(text) since (22, 11);
    /// Decodes a Base32 (RFC 4648) string.
    base32_decode = "base32Decode"(encoded) since (25, 6);
    /// Encodes a string using Base32.
    base32_encode = "base32Encode"(plaintext) since (25, 6);
    /// Decodes a Base58 string.
    base58_decode = "base58Decode"(encoded) [expected_size] since (22, 7);
    /// Encodes a string using Base58 encoding.
    base58_encode = "base58Encode"(plaintext) since (22, 7);
    /// Decodes a string from Base64 representation, according to RFC 4648.
    base64_decode = "base64Decode"(encoded) since (18, 16);
    /// Encodes a string using Base64 representation, according to RFC 4648.
    base64_encode = "base64Encode"(plaintext) since (18, 16);
    /// Decodes a string from Base64 representation using URL-safe alphabet, according to RFC 4648.
    base64_url_decode = "base64URLDecode"(encoded) since (24, 6);
    /// Encodes a string using Base64 (RFC 4648) representation using URL-safe alphabet.
    base64_url_encode = "base64URLEncode"(plaintext) since (18, 16);
    /// Extracts the tail of a string following its last slash or backslash.
    basename = "basename"(expr) since (20, 1);
    /// Calculates the hamming distance between two byte strings.
    byte_hamming_distance = "byteHammingDistance"(s1, s2) since (23, 9);
    /// Applies Unicode case folding to a UTF-8 string, converting it to a lowercase-like normalized form
    /// suitable for case-insensitive comparisons.
    case_fold_utf8 = "caseFoldUTF8"(text) since (26, 3);
    /// Compares two strings lexicographically.
    compare_substrings = "compareSubstrings"(s1, s2, s1_offset, s2_offset, num_bytes) since (25, 2);
    /// Concatenates the given arguments.
    concat = "concat"(; args) since (1, 1);
    /// Like `concat` but assumes that `concat(s1, s2, ...) → sn` is injective, i.e, it returns different
    /// results for different arguments.
    concat_assume_injective = "concatAssumeInjective"(; args) since (1, 1);
    /// Concatenates the provided strings, separating them by the specified separator.
    concat_with_separator = "concatWithSeparator"(separator; args) since (22, 12);
    /// Like `concatWithSeparator` but assumes that `concatWithSeparator(sep[,exp1, exp2, ... ]) → result` is
    /// injective.
    concat_with_separator_assume_injective = "concatWithSeparatorAssumeInjective"(separator; args)
        since (22, 12);
    /// Converts numbers between different number bases.
    conv = "conv"(number, from_base, to_base) since (25, 10);
    /// Returns string `s` converted from the encoding `from` to encoding `to`.
    convert_charset = "convertCharset"(text, from, to) since (1, 1);
    /// Calculates the CRC32 checksum of a string using the CRC-32-IEEE 802.3 polynomial and initial value
    /// `0xffffffff` (zlib implementation).
    crc32 = "CRC32"(text) since (20, 1);
    /// Calculates the CRC32 checksum of a string using the CRC-32-IEEE 802.3 polynomial.
    crc32_ieee = "CRC32IEEE"(text) since (20, 1);
    /// Calculates the CRC64 checksum of a string using the CRC-64-ECMA polynomial.
    crc64 = "CRC64"(text) since (20, 1);
    /// Calculates the Damerau-Levenshtein distance between two byte strings.
    damerau_levenshtein_distance = "damerauLevenshteinDistance"(s1, s2) since (24, 1);
    /// Decodes HTML entities in a string to their corresponding characters.
    decode_html_component = "decodeHTMLComponent"(text) since (23, 9);
    /// Decodes XML entities in a string to their corresponding characters.
    decode_xml_component = "decodeXMLComponent"(text) since (21, 2);
    /// Calculates the edit distance between two byte strings.
    edit_distance = "editDistance"(s1, s2) since (23, 9);
    /// Calculates the edit distance between two UTF8 strings.
    edit_distance_utf8 = "editDistanceUTF8"(s1, s2) since (24, 6);
    /// Escapes characters to place string into XML text node or attribute.
    encode_xml_component = "encodeXMLComponent"(text) since (21, 1);
    /// Checks whether a string ends with the provided suffix.
    ends_with = "endsWith"(text, suffix) since (1, 1);
    /// Checks whether a string ends with the provided case-insensitive suffix.
    ends_with_case_insensitive = "endsWithCaseInsensitive"(text, suffix) since (25, 10);
    /// Returns whether string `s` ends with case-insensitive `suffix`.
    ends_with_case_insensitive_utf8 = "endsWithCaseInsensitiveUTF8"(text, suffix) since (25, 10);
    /// Returns whether string `s` ends with `suffix`.
    ends_with_utf8 = "endsWithUTF8"(text, suffix) since (23, 8);
    /// Extracts text content from HTML or XHTML.
    extract_text_from_html = "extractTextFromHTML"(html) since (21, 3);
    /// Returns the first line of a multi-line string.
    first_line = "firstLine"(text) since (23, 7);
    /// Converts the first letter of each word to upper case and the rest to lower case.
    initcap = "initcap"(text) since (23, 7);
    /// Like `initcap`, `initcapUTF8` converts the first letter of each word to upper case and the rest to lower
    /// case.
    initcap_utf8 = "initcapUTF8"(text) since (23, 7);
    /// Returns 1 if the input String or FixedString contains only ASCII bytes (0x00–0x7F), otherwise 0.
    is_valid_ascii = "isValidASCII"(text) since (25, 9);
    /// Checks if the set of bytes constitutes valid UTF-8-encoded text.
    is_valid_utf8 = "isValidUTF8"(text) since (20, 1);
    /// Calculates the Jaro similarity between two byte strings.
    jaro_similarity = "jaroSimilarity"(s1, s2) since (24, 1);
    /// Calculates the Jaro-Winkler similarity between two byte strings.
    jaro_winkler_similarity = "jaroWinklerSimilarity"(s1, s2) since (24, 1);
    /// Returns a substring of string `s` with a specified `offset` starting from the left.
    left = "left"(text, offset) since (22, 1);
    /// Pads a string from the left with spaces or with a specified string (multiple times, if needed) until the
    /// resulting string reaches the specified `length`.
    left_pad = "leftPad"(string, length) [pad_string] since (21, 8);
    /// Pads a UTF8 string from the left with spaces or a specified string (multiple times, if needed) until the
    /// resulting string reaches the given length.
    left_pad_utf8 = "leftPadUTF8"(string, length) [pad_string] since (21, 8);
    /// Returns a substring of a UTF-8-encoded string `s` with a specified `offset` starting from the left.
    left_utf8 = "leftUTF8"(text, offset) since (22, 1);
    /// Returns the length of a string in Unicode code points rather than in bytes or characters.
    length_utf8 = "lengthUTF8"(text) since (1, 1);
    /// Converts an ASCII string to lowercase.
    lower = "lower"(text) since (1, 1);
    /// Converts a string to lowercase, assuming that the string contains valid UTF-8 encoded text.
    lower_utf8 = "lowerUTF8"(input) since (1, 1);
    /// The function is used for natural sorting.
    natural_sort_key = "naturalSortKey"(text) since (26, 3);
    /// Normalizes a UTF-8 string according to the NFC normalization form.
    normalize_utf8_nfc = "normalizeUTF8NFC"(text) since (21, 11);
    /// Normalizes a UTF-8 string according to the NFD normalization form.
    normalize_utf8_nfd = "normalizeUTF8NFD"(text) since (21, 11);
    /// Normalizes a UTF-8 string according to the NFKC normalization form.
    normalize_utf8_nfkc = "normalizeUTF8NFKC"(text) since (21, 11);
    /// Normalizes a UTF-8 string according to the NFKC\_Casefold normalization form, which applies NFKC
    /// normalization and then case folding.
    normalize_utf8_nfkc_casefold = "normalizeUTF8NFKCCasefold"(text) since (26, 3);
    /// Normalizes a UTF-8 string according to the NFKD normalization form.
    normalize_utf8_nfkd = "normalizeUTF8NFKD"(text) since (21, 11);
    /// Extracts the first string in `haystack` that matches the regexp pattern and corresponds to the regex
    /// group index.
    regexp_extract = "regexpExtract"(haystack, pattern) [index] since (23, 2);
    /// Returns the byte position (1-based) of the `occurrence`-th match of `pattern` in `haystack`, starting
    /// the search at byte position `position`.
    regexp_position = "regexpPosition"(haystack, pattern)
        [position, occurrence, return_option, flags, subexpression] since (26, 5);
    /// Removes diacritical marks (accents) from a UTF-8 string by decomposing characters via NFD, stripping
    /// combining marks (Unicode category Mn), then recomposing via NFC.
    remove_diacritics_utf8 = "removeDiacriticsUTF8"(text) since (26, 3);
    /// Concatenates a string as many times with itself as specified.
    repeat = "repeat"(text, n) since (20, 1);
    /// Reverses a sequence of Unicode code points in a string.
    reverse_utf8 = "reverseUTF8"(text) since (1, 1);
    /// Returns a substring of string `s` with a specified `offset` starting from the right.
    right = "right"(text, offset) since (22, 1);
    /// Pads a string from the right with spaces or with a specified string (multiple times, if needed) until
    /// the resulting string reaches the specified `length`.
    right_pad = "rightPad"(string, length) [pad_string] since (21, 8);
    /// Pads the string from the right with spaces or a specified string (multiple times, if needed) until the
    /// resulting string reaches the given length.
    right_pad_utf8 = "rightPadUTF8"(string, length) [pad_string] since (21, 8);
    /// Returns a substring of UTF-8 encoded string `s` with a specified `offset` starting from the right.
    right_utf8 = "rightUTF8"(text, offset) since (22, 1);
    /// Returns the Soundex code of a string.
    soundex = "soundex"(text) since (23, 4);
    /// Concatenates a space (` `) as many times with itself as specified.
    space = "space"(n) since (23, 5);
    /// Finds all substrings of a given string that have a length of at least `n`, where the hashes of the
    /// (n-1)-grams at the borders of the substring are strictly greater than those of any (n-1)-gram inside the
    /// substring.
    sparse_grams = "sparseGrams"(text)
        [min_ngram_length, max_ngram_length, min_cutoff_length] since (25, 5);
    /// Finds hashes of all substrings of a given string that have a length of at least `n`, where the hashes of
    /// the (n-1)-grams at the borders of the substring are strictly greater than those of any (n-1)-gram inside
    /// the substring.
    sparse_grams_hashes = "sparseGramsHashes"(text) [min_ngram_length, max_ngram_length] since (25, 5);
    /// Finds hashes of all substrings of a given UTF-8 string that have a length of at least `n`, where the
    /// hashes of the (n-1)-grams at the borders of the substring are strictly greater than those of any
    /// (n-1)-gram inside the substring.
    sparse_grams_hashes_utf8 = "sparseGramsHashesUTF8"(text)
        [min_ngram_length, max_ngram_length] since (25, 5);
    /// Finds all substrings of a given UTF-8 string that have a length of at least `n`, where the hashes of the
    /// (n-1)-grams at the borders of the substring are strictly greater than those of any (n-1)-gram inside the
    /// substring.
    sparse_grams_utf8 = "sparseGramsUTF8"(text)
        [min_ngram_length, max_ngram_length, min_cutoff_length] since (25, 5);
    /// Checks whether a string begins with the provided string.
    starts_with = "startsWith"(text, prefix) since (1, 1);
    /// Checks whether a string begins with the provided case-insensitive string.
    starts_with_case_insensitive = "startsWithCaseInsensitive"(text, prefix) since (25, 10);
    /// Checks if a string starts with the provided case-insensitive prefix.
    starts_with_case_insensitive_utf8 = "startsWithCaseInsensitiveUTF8"(text, prefix) since (25, 10);
    /// Checks if a string starts with the provided prefix.
    starts_with_utf8 = "startsWithUTF8"(text, prefix) since (23, 8);
    /// Calculates Shannon's entropy of byte distribution in a string.
    string_bytes_entropy = "stringBytesEntropy"(text) since (25, 6);
    /// Counts the number of distinct bytes in a string.
    string_bytes_uniq = "stringBytesUniq"(text) since (25, 6);
    /// Calculates the Jaccard similarity index between two byte strings.
    string_jaccard_index = "stringJaccardIndex"(s1, s2) since (23, 11);
    /// Like `stringJaccardIndex` but for UTF8-encoded strings.
    string_jaccard_index_utf8 = "stringJaccardIndexUTF8"(s1, s2) since (23, 11);
    /// Returns the substring of a string `s` which starts at the specified byte index `offset`.
    substring = "substring"(text, offset) [length] since (1, 1);
    /// Returns the substring of `s` before `count` occurrences of the delimiter `delim`, as in Spark or MySQL.
    substring_index = "substringIndex"(text, delim, count) since (23, 7);
    /// Returns the substring of `s` before `count` occurrences of the delimiter `delim`, specifically for
    /// Unicode code points.
    substring_index_utf8 = "substringIndexUTF8"(text, delim, count) since (23, 7);
    /// Returns the substring of a string `s` which starts at the specified code point index `offset`.
    substring_utf8 = "substringUTF8"(text, offset) [length] since (1, 1);
    /// Converts a string to valid UTF-8 encoding by replacing any invalid UTF-8 characters with the replacement
    /// character `�` (U+FFFD).
    to_valid_utf8 = "toValidUTF8"(text) since (20, 1);
    /// Removes the specified characters from the start and end of a string.
    trim_both = "trimBoth"(text) [trim_characters] since (20, 1);
    /// Removes the specified characters from the start of a string.
    trim_left = "trimLeft"(input) [trim_characters] since (20, 1);
    /// Removes the specified characters from the end of a string.
    trim_right = "trimRight"(text) [trim_characters] since (20, 1);
    /// Accepts a string and decodes it using Base32 encoding scheme.
    try_base32_decode = "tryBase32Decode"(encoded) since (25, 6);
    /// Like `base58Decode`, but returns an empty string in case of error.
    try_base58_decode = "tryBase58Decode"(encoded) [expected_size] since (22, 10);
    /// Like `base64Decode`, but returns an empty string in case of error.
    try_base64_decode = "tryBase64Decode"(encoded) since (18, 16);
    /// Like `base64URLDecode`, but returns an empty string in case of error.
    try_base64_url_decode = "tryBase64URLDecode"(encoded) since (18, 16);
    /// Converts the ASCII Latin symbols in a string to uppercase.
    upper = "upper"(text) since (1, 1);
    /// Converts a string to uppercase, assuming that the string contains valid UTF-8 encoded text.
    upper_utf8 = "upperUTF8"(text) since (1, 1);
}
