//! Strings.

use sea_query::Expr;
use sea_query_clickhouse::func;

#[test]
fn string() {
    answers! {
        func::string::decode_html_component("&lt;b&gt; &#39;") => "decodeHTMLComponent('&lt;b&gt; &#39;')" => "<b> \\'";
        func::string::decode_xml_component("&lt;b&gt;") => "decodeXMLComponent('&lt;b&gt;')" => "<b>";
        func::string::append_trailing_char_if_absent("https://example.com", "/") => "appendTrailingCharIfAbsent('https://example.com', '/')" => "https://example.com/";
        func::string::ascii("234") => "ascii('234')" => "50";
        func::string::base32_decode("IVXGG33EMVSA====") => "base32Decode('IVXGG33EMVSA====')" => "Encoded";
        func::string::base32_encode("Encoded") => "base32Encode('Encoded')" => "IVXGG33EMVSA====";
        func::string::base58_decode("JxF12TrwUP45BMd") => "base58Decode('JxF12TrwUP45BMd')" => "Hello World";
        func::string::base58_encode("ClickHouse") => "base58Encode('ClickHouse')" => "4nhk8K7GHXf6zx";
        func::string::base64_decode("Y2xpY2tob3VzZQ==") => "base64Decode('Y2xpY2tob3VzZQ==')" => "clickhouse";
        func::string::base64_encode("clickhouse") => "base64Encode('clickhouse')" => "Y2xpY2tob3VzZQ==";
        func::string::base64_url_decode("aHR0cHM6Ly9jbGlja2hvdXNlLmNvbQ") => "base64URLDecode('aHR0cHM6Ly9jbGlja2hvdXNlLmNvbQ')" => "https://clickhouse.com";
        func::string::base64_url_encode("https://clickhouse.com") => "base64URLEncode('https://clickhouse.com')" => "aHR0cHM6Ly9jbGlja2hvdXNlLmNvbQ";
        func::string::basename("/a/b.txt") => "basename('/a/b.txt')" => "b.txt";
        func::string::byte_hamming_distance("karolin", "kathrin") => "byteHammingDistance('karolin', 'kathrin')" => "3";
        func::string::case_fold_utf8("Straße") => "caseFoldUTF8('Straße')" => "strasse";
        func::string::compare_substrings("Saxony", "Anglo-Saxon", 0, 6, 5) => "compareSubstrings('Saxony', 'Anglo-Saxon', 0, 6, 5)" => "0";
        func::string::concat([42, 144]) => "concat(42, 144)" => "42144";
        func::string::concat_assume_injective(["a", "b"]) => "concatAssumeInjective('a', 'b')" => "ab";
        func::string::concat_with_separator("a", ["1", "2", "3", "4"]) => "concatWithSeparator('a', '1', '2', '3', '4')" => "1a2a3a4";
        func::string::concat_with_separator_assume_injective("-", ["a", "b"]) => "concatWithSeparatorAssumeInjective('-', 'a', 'b')" => "a-b";
        func::string::conv("10", 10, 2) => "conv('10', 10, 2)" => "1010";
        func::encoding::hex(func::string::convert_charset("naïve", "UTF-8", "latin1")) => "hex(convertCharset('naïve', 'UTF-8', 'latin1'))" => "6E61EF7665";
        func::string::crc32("ClickHouse") => "CRC32('ClickHouse')" => "1538217360";
        func::string::crc32_ieee("ClickHouse") => "CRC32IEEE('ClickHouse')" => "3089448422";
        func::string::crc64("ClickHouse") => "CRC64('ClickHouse')" => "12126588151325169346";
        func::string::damerau_levenshtein_distance("clickhouse", "mouse") => "damerauLevenshteinDistance('clickhouse', 'mouse')" => "6";
        func::string::edit_distance("clickhouse", "mouse") => "editDistance('clickhouse', 'mouse')" => "6";
        func::string::edit_distance_utf8("我是谁", "我是我") => "editDistanceUTF8('我是谁', '我是我')" => "1";
        func::string::encode_xml_component("<tag>Hello & \"World\"</tag>") => "encodeXMLComponent('<tag>Hello & \"World\"</tag>')" => "&lt;tag&gt;Hello &amp; &quot;World&quot;&lt;/tag&gt;";
        func::string::ends_with("ClickHouse", "House") => "endsWith('ClickHouse', 'House')" => "1";
        func::string::ends_with_case_insensitive("ClickHouse", "HOUSE") => "endsWithCaseInsensitive('ClickHouse', 'HOUSE')" => "1";
        func::string::ends_with_case_insensitive_utf8("данных", "ых") => "endsWithCaseInsensitiveUTF8('данных', 'ых')" => "1";
        func::string::ends_with_utf8("данных", "ых") => "endsWithUTF8('данных', 'ых')" => "1";
        func::string::extract_text_from_html("<p>it</p>") => "extractTextFromHTML('<p>it</p>')" => "it";
        func::string::first_line("foo\\nbar\\nbaz") => "firstLine('foo\\\\nbar\\\\nbaz')" => "foo\\\\nbar\\\\nbaz";
        func::string::initcap("building for fast") => "initcap('building for fast')" => "Building For Fast";
        func::string::initcap_utf8("не тормозит") => "initcapUTF8('не тормозит')" => "Не Тормозит";
        func::string::is_valid_ascii("你好") => "isValidASCII('你好')" => "0";
        func::string::is_valid_utf8("\\xc3\\xb1") => "isValidUTF8('\\\\xc3\\\\xb1')" => "1";
        func::string::jaro_similarity("clickhouse", "click") => "jaroSimilarity('clickhouse', 'click')" => "0.8333333333333333";
        func::string::jaro_winkler_similarity("clickhouse", "click") => "jaroWinklerSimilarity('clickhouse', 'click')" => "0.8999999999999999";
        func::string::left("Hello World", 5) => "left('Hello World', 5)" => "Hello";
        func::string::left_pad("def", 7) => "leftPad('def', 7)" => "    def";
        func::string::left_pad_utf8("дежз", 7) => "leftPadUTF8('дежз', 7)" => "   дежз";
        func::string::left_utf8("Привет", 4) => "leftUTF8('Привет', 4)" => "Прив";
        func::string::length_utf8("Здравствуй, мир!") => "lengthUTF8('Здравствуй, мир!')" => "16";
        func::string::lower("CLICKHOUSE") => "lower('CLICKHOUSE')" => "clickhouse";
        func::string::lower_utf8("München") => "lowerUTF8('München')" => "münchen";
        func::comparison::not_equals(func::encoding::hex(func::string::natural_sort_key("a10")), "") => "notEquals(hex(naturalSortKey('a10')), '')" => "1";
        func::string::normalize_utf8_nfc("é") => "normalizeUTF8NFC('é')" => "é";
        func::string::normalize_utf8_nfd("é") => "normalizeUTF8NFD('é')" => "é";
        func::string::normalize_utf8_nfkc("① ② ③") => "normalizeUTF8NFKC('① ② ③')" => "1 2 3";
        func::string::normalize_utf8_nfkc_casefold("Ä ① Hello") => "normalizeUTF8NFKCCasefold('Ä ① Hello')" => "ä 1 hello";
        func::string::normalize_utf8_nfkd("H₂O²") => "normalizeUTF8NFKD('H₂O²')" => "H2O2";
        func::string::regexp_extract("100-200", "\\d+") => "regexpExtract('100-200', '\\\\d+')" => "100";
        func::string::regexp_position("aXbXcXd", "X").arg(1).arg(2) => "regexpPosition('aXbXcXd', 'X', 1, 2)" => "4";
        func::string::remove_diacritics_utf8("café résumé naïve") => "removeDiacriticsUTF8('café résumé naïve')" => "cafe resume naive";
        func::string::repeat("abc", 10) => "repeat('abc', 10)" => "abcabcabcabcabcabcabcabcabcabc";
        func::string::reverse_utf8("ClickHouse") => "reverseUTF8('ClickHouse')" => "esuoHkcilC";
        func::string::right("Hello", 3) => "right('Hello', 3)" => "llo";
        func::string::right_pad("abc", 7) => "rightPad('abc', 7)" => "abc    ";
        func::string::right_pad_utf8("абвг", 7) => "rightPadUTF8('абвг', 7)" => "абвг   ";
        func::string::right_utf8("Привет", 4) => "rightUTF8('Привет', 4)" => "ивет";
        func::string::soundex("aksel") => "soundex('aksel')" => "A240";
        func::string::space(3) => "space(3)" => "   ";
        func::string::sparse_grams("alice").arg(3) => "sparseGrams('alice', 3)" => "['ali','lic','ice','lice']";
        func::string::sparse_grams_hashes("alice").arg(3) => "sparseGramsHashes('alice', 3)" => "[3851133533,3120039944,646693941,2577359366]";
        func::string::sparse_grams_hashes_utf8("алиса").arg(3) => "sparseGramsHashesUTF8('алиса', 3)" => "[1328958118,547287748,4155892324,2403052185,1673399070]";
        func::string::sparse_grams_utf8("алиса").arg(3) => "sparseGramsUTF8('алиса', 3)" => "['али','лис','иса','лиса','алиса']";
        func::string::starts_with("ClickHouse", "Click") => "startsWith('ClickHouse', 'Click')" => "1";
        func::string::starts_with_case_insensitive("ClickHouse", "CLICK") => "startsWithCaseInsensitive('ClickHouse', 'CLICK')" => "1";
        func::string::starts_with_case_insensitive_utf8("приставка", "при") => "startsWithCaseInsensitiveUTF8('приставка', 'при')" => "1";
        func::string::starts_with_utf8("приставка", "при") => "startsWithUTF8('приставка', 'при')" => "1";
        func::string::string_bytes_entropy("Hello, world!") => "stringBytesEntropy('Hello, world!')" => "3.180832987205441";
        func::string::string_bytes_uniq("Hello") => "stringBytesUniq('Hello')" => "4";
        func::string::string_jaccard_index("clickhouse", "mouse") => "stringJaccardIndex('clickhouse', 'mouse')" => "0.4";
        func::string::string_jaccard_index_utf8("我爱你", "我也爱你") => "stringJaccardIndexUTF8('我爱你', '我也爱你')" => "0.75";
        func::string::substring("database", 5).arg(4) => "substring('database', 5, 4)" => "base";
        func::string::substring_index("www.clickhouse.com", ".", 2) => "substringIndex('www.clickhouse.com', '.', 2)" => "www.clickhouse";
        func::string::substring_index_utf8("www.straßen-in-europa.de", ".", 2) => "substringIndexUTF8('www.straßen-in-europa.de', '.', 2)" => "www.straßen-in-europa";
        func::string::substring_utf8("naïve", 3).arg(1) => "substringUTF8('naïve', 3, 1)" => "ï";
        func::string::to_valid_utf8("\\x61\\xF0\\x80\\x80\\x80b") => "toValidUTF8('\\\\x61\\\\xF0\\\\x80\\\\x80\\\\x80b')" => "\\\\x61\\\\xF0\\\\x80\\\\x80\\\\x80b";
        func::string::trim_both("$$ClickHouse$$").arg("$") => "trimBoth('$$ClickHouse$$', '$')" => "ClickHouse";
        func::string::trim_left("ClickHouse").arg("Click") => "trimLeft('ClickHouse', 'Click')" => "House";
        func::string::trim_right("ClickHouse").arg("House") => "trimRight('ClickHouse', 'House')" => "Click";
        func::string::try_base32_decode("IVXGG33EMVSA====") => "tryBase32Decode('IVXGG33EMVSA====')" => "Encoded";
        func::string::try_base58_decode("invalid") => "tryBase58Decode('invalid')" => "";
        func::string::try_base64_decode("Y2xpY2tob3VzZQ==") => "tryBase64Decode('Y2xpY2tob3VzZQ==')" => "clickhouse";
        func::string::try_base64_url_decode("aHR0cHM6Ly9jbGlja2hvdXNlLmNvbQ") => "tryBase64URLDecode('aHR0cHM6Ly9jbGlja2hvdXNlLmNvbQ')" => "https://clickhouse.com";
        func::string::upper("clickhouse") => "upper('clickhouse')" => "CLICKHOUSE";
        func::string::upper_utf8("München") => "upperUTF8('München')" => "MÜNCHEN";
    }
}

#[test]
fn string_search() {
    answers! {
        func::string_search::count_matches("hello 123 world 456 test", "[0-9]+") => "countMatches('hello 123 world 456 test', '[0-9]+')" => "2";
        func::string_search::count_matches_case_insensitive("Hello HELLO world", "hello") => "countMatchesCaseInsensitive('Hello HELLO world', 'hello')" => "2";
        func::string_search::count_substrings("aaaa", "aa") => "countSubstrings('aaaa', 'aa')" => "2";
        func::string_search::count_substrings_case_insensitive("AAAA", "aa") => "countSubstringsCaseInsensitive('AAAA', 'aa')" => "2";
        func::string_search::count_substrings_case_insensitive_utf8("ложка, кошка, картошка", "КА") => "countSubstringsCaseInsensitiveUTF8('ложка, кошка, картошка', 'КА')" => "4";
        func::string_search::extract("test@clickhouse.com", ".*@(.*)$") => "extract('test@clickhouse.com', '.*@(.*)$')" => "clickhouse.com";
        func::string_search::extract_all("hello 123 world 456", "[0-9]+") => "extractAll('hello 123 world 456', '[0-9]+')" => "['123','456']";
        func::string_search::extract_all_groups_horizontal("abc=111, def=222", "(w+)=(w+)") => "extractAllGroupsHorizontal('abc=111, def=222', '(w+)=(w+)')" => "[[],[]]";
        func::string_search::extract_groups("hello world", "(w+) (w+)") => "extractGroups('hello world', '(w+) (w+)')" => "[]";
        func::string_search::has_all_tokens("abcdef", "abc").arg("ngrams(3)") => "hasAllTokens('abcdef', 'abc', 'ngrams(3)')" => "1";
        func::string_search::has_any_tokens("a b c", func::array::array(["c", "z"])) => "hasAnyTokens('a b c', array('c', 'z'))" => "1";
        func::string_search::has_phrase("the quick brown fox jumps", "quick fox") => "hasPhrase('the quick brown fox jumps', 'quick fox')" => "0";
        func::string_search::has_subsequence("Hello World", "xyz") => "hasSubsequence('Hello World', 'xyz')" => "0";
        func::string_search::has_subsequence_case_insensitive("garbage", "ARG") => "hasSubsequenceCaseInsensitive('garbage', 'ARG')" => "1";
        func::string_search::has_subsequence_case_insensitive_utf8("ClickHouse - столбцовая система управления базами данных", "СИСТЕМА") => "hasSubsequenceCaseInsensitiveUTF8('ClickHouse - столбцовая система управления базами данных', 'СИСТЕМА')" => "1";
        func::string_search::has_subsequence_utf8("картошка", "кошка") => "hasSubsequenceUTF8('картошка', 'кошка')" => "1";
        func::string_search::has_token("clickhouse test", "test") => "hasToken('clickhouse test', 'test')" => "1";
        func::string_search::has_token_case_insensitive("A b", "a") => "hasTokenCaseInsensitive('A b', 'a')" => "1";
        func::string_search::has_token_case_insensitive_or_null("A b", "a") => "hasTokenCaseInsensitiveOrNull('A b', 'a')" => "1";
        func::string_search::has_token_or_null("apple banana cherry", "ban ana") => "hasTokenOrNull('apple banana cherry', 'ban ana')" => "\\N";
        func::string_search::highlight("The quick brown fox", func::array::array(["quick", "fox"])) => "highlight('The quick brown fox', array('quick', 'fox'))" => "The <em>quick</em> brown <em>fox</em>";
        func::string_search::ilike("ClickHouse", "%house%") => "ilike('ClickHouse', '%house%')" => "1";
        func::string_search::like("ClickHouse", "%SQL%") => "like('ClickHouse', '%SQL%')" => "0";
        func::string_search::locate("ca", "abcabc") => "locate('ca', 'abcabc')" => "3";
        func::string_search::match_("abcde", "b.*d") => "match('abcde', 'b.*d')" => "1";
        func::string_search::multi_fuzzy_match_all_indices("ClickHouse", 2, func::array::array(["ClickHouse", "ClckHouse", "ClickHose", "House"])) => "multiFuzzyMatchAllIndices('ClickHouse', 2, array('ClickHouse', 'ClckHouse', 'ClickHose', 'House'))" => "[3,1,4,2]";
        func::string_search::multi_fuzzy_match_any("ClickHouse", 2, func::array::array(["ClickHouse", "ClckHouse", "ClickHose"])) => "multiFuzzyMatchAny('ClickHouse', 2, array('ClickHouse', 'ClckHouse', 'ClickHose'))" => "1";
        func::string_search::multi_fuzzy_match_any_index("ClickHouse", 2, func::array::array(["ClckHouse", "ClickHose", "ClickHouse"])) => "multiFuzzyMatchAnyIndex('ClickHouse', 2, array('ClckHouse', 'ClickHose', 'ClickHouse'))" => "2";
        func::string_search::multi_match_all_indices("ClickHouse", func::array::array(["[0-9]", "House", "Click", "ouse"])) => "multiMatchAllIndices('ClickHouse', array('[0-9]', 'House', 'Click', 'ouse'))" => "[3,2,4]";
        func::string_search::multi_match_any("Hello World", func::array::array(["Hello.*", "foo.*"])) => "multiMatchAny('Hello World', array('Hello.*', 'foo.*'))" => "1";
        func::string_search::multi_match_any_index("ClickHouse", func::array::array(["[0-9]", "House", "Click"])) => "multiMatchAnyIndex('ClickHouse', array('[0-9]', 'House', 'Click'))" => "3";
        func::string_search::multi_search_all_positions("Hello, World!", func::array::array(["hello", "!", "world"])) => "multiSearchAllPositions('Hello, World!', array('hello', '!', 'world'))" => "[0,13,0]";
        func::string_search::multi_search_all_positions_case_insensitive("ClickHouse", func::array::array(["c", "h"])) => "multiSearchAllPositionsCaseInsensitive('ClickHouse', array('c', 'h'))" => "[1,6]";
        func::string_search::multi_search_all_positions_case_insensitive_utf8("Здравствуй, мир!", func::array::array(["здравствуй", "МИР"])) => "multiSearchAllPositionsCaseInsensitiveUTF8('Здравствуй, мир!', array('здравствуй', 'МИР'))" => "[1,13]";
        func::string_search::multi_search_all_positions_utf8("ClickHouse", func::array::array(["C", "H"])) => "multiSearchAllPositionsUTF8('ClickHouse', array('C', 'H'))" => "[1,6]";
        func::string_search::multi_search_any("ClickHouse", func::array::array(["C", "H"])) => "multiSearchAny('ClickHouse', array('C', 'H'))" => "1";
        func::string_search::multi_search_any_case_insensitive("ClickHouse", func::array::array(["c", "h"])) => "multiSearchAnyCaseInsensitive('ClickHouse', array('c', 'h'))" => "1";
        func::string_search::multi_search_any_case_insensitive_utf8("Здравствуйте", func::array::array(["з"])) => "multiSearchAnyCaseInsensitiveUTF8('Здравствуйте', array('з'))" => "1";
        func::string_search::multi_search_any_utf8("你好，世界", func::array::array(["你", "界"])) => "multiSearchAnyUTF8('你好，世界', array('你', '界'))" => "1";
        func::string_search::multi_search_first_index("Hello World", func::array::array(["goodbye", "test"])) => "multiSearchFirstIndex('Hello World', array('goodbye', 'test'))" => "0";
        func::string_search::multi_search_first_index_case_insensitive("hElLo WoRlD", func::array::array(["World", "Hello"])) => "multiSearchFirstIndexCaseInsensitive('hElLo WoRlD', array('World', 'Hello'))" => "1";
        func::string_search::multi_search_first_index_case_insensitive_utf8("Привет Мир", func::array::array(["мир", "ПРИВЕТ"])) => "multiSearchFirstIndexCaseInsensitiveUTF8('Привет Мир', array('мир', 'ПРИВЕТ'))" => "1";
        func::string_search::multi_search_first_index_utf8("Здравствуйте мир", func::array::array(["мир", "здравствуйте"])) => "multiSearchFirstIndexUTF8('Здравствуйте мир', array('мир', 'здравствуйте'))" => "1";
        func::string_search::multi_search_first_position("Hello World", func::array::array(["llo", "Wor", "ld"])) => "multiSearchFirstPosition('Hello World', array('llo', 'Wor', 'ld'))" => "3";
        func::string_search::multi_search_first_position_case_insensitive("HELLO WORLD", func::array::array(["wor", "ld", "ello"])) => "multiSearchFirstPositionCaseInsensitive('HELLO WORLD', array('wor', 'ld', 'ello'))" => "2";
        func::string_search::multi_search_first_position_case_insensitive_utf8("Здравствуй, мир", func::array::array(["МИР", "вст", "Здра"])) => "multiSearchFirstPositionCaseInsensitiveUTF8('Здравствуй, мир', array('МИР', 'вст', 'Здра'))" => "1";
        func::string_search::multi_search_first_position_utf8("Здравствуй, мир", func::array::array(["мир", "вст", "авст"])) => "multiSearchFirstPositionUTF8('Здравствуй, мир', array('мир', 'вст', 'авст'))" => "4";
        func::string_search::ngram_distance("ClickHouse", "ClickHouses") => "ngramDistance('ClickHouse', 'ClickHouses')" => "0.06666667";
        func::string_search::ngram_distance_case_insensitive("ClickHouse", "clickhouse") => "ngramDistanceCaseInsensitive('ClickHouse', 'clickhouse')" => "0";
        func::string_search::ngram_distance_case_insensitive_utf8("abcde", "CDE") => "ngramDistanceCaseInsensitiveUTF8('abcde', 'CDE')" => "0.5";
        func::string_search::ngram_distance_utf8("abcde", "cde") => "ngramDistanceUTF8('abcde', 'cde')" => "0.5";
        func::string_search::ngram_search("ClickHouse", "Click") => "ngramSearch('ClickHouse', 'Click')" => "1";
        func::string_search::ngram_search_case_insensitive("Hello World", "hello") => "ngramSearchCaseInsensitive('Hello World', 'hello')" => "1";
        func::string_search::ngram_search_case_insensitive_utf8("абвГДЕёжз", "АбвгдЕЁжз") => "ngramSearchCaseInsensitiveUTF8('абвГДЕёжз', 'АбвгдЕЁжз')" => "0.57142854";
        func::string_search::ngram_search_utf8("абвгдеёжз", "гдеёзд") => "ngramSearchUTF8('абвгдеёжз', 'гдеёзд')" => "0.5";
        func::string_search::not_i_like("ClickHouse", "%house%") => "notILike('ClickHouse', '%house%')" => "0";
        func::string_search::not_like("ClickHouse", "%SQL%") => "notLike('ClickHouse', '%SQL%')" => "1";
        func::string_search::position("abc", "") => "position('abc', '')" => "1";
        func::string_search::position_case_insensitive("Hello, world!", "hello") => "positionCaseInsensitive('Hello, world!', 'hello')" => "1";
        func::string_search::position_case_insensitive_utf8("Привет мир", "МИР") => "positionCaseInsensitiveUTF8('Привет мир', 'МИР')" => "8";
        func::string_search::position_utf8("Motörhead", "r") => "positionUTF8('Motörhead', 'r')" => "5";
    }
}

#[test]
fn string_replacement() {
    answers! {
        func::string_replacement::format("{} {}", ["Hello", "World"]) => "format('{} {}', 'Hello', 'World')" => "Hello World";
        func::string_replacement::overlay("My father is from Mexico.", "mother", 4) => "overlay('My father is from Mexico.', 'mother', 4)" => "My mother is from Mexico.";
        func::string_replacement::overlay_utf8("Mein Vater ist aus Österreich.", "der Türkei", 20) => "overlayUTF8('Mein Vater ist aus Österreich.', 'der Türkei', 20)" => "Mein Vater ist aus der Türkei.";
        func::string_replacement::printf("%%%s %s %d", [Expr::val("Hello"), Expr::val("World"), Expr::val(2024)]) => "printf('%%%s %s %d', 'Hello', 'World', 2024)" => "%Hello World 2024";
        func::string_replacement::regexp_quote_meta("Hello. [World]? (Yes)*") => "regexpQuoteMeta('Hello. [World]? (Yes)*')" => "Hello\\\\. \\\\[World\\\\]\\\\? \\\\(Yes\\\\)\\\\*";
        func::string_replacement::replace_all("Hello, Hello world", "Hello", "Hi") => "replaceAll('Hello, Hello world', 'Hello', 'Hi')" => "Hi, Hi world";
        func::string_replacement::replace_one("Hello, Hello world", "Hello", "Hi") => "replaceOne('Hello, Hello world', 'Hello', 'Hi')" => "Hi, Hello world";
        func::string_replacement::replace_regexp_all("Hello123", ".", "\\0\\0") => "replaceRegexpAll('Hello123', '.', '\\\\0\\\\0')" => "HHeelllloo112233";
        func::string_replacement::replace_regexp_one("Hello, World!", ".*", "\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0") => "replaceRegexpOne('Hello, World!', '.*', '\\\\0\\\\0\\\\0\\\\0\\\\0\\\\0\\\\0\\\\0\\\\0\\\\0')" => "Hello, World!Hello, World!Hello, World!Hello, World!Hello, World!Hello, World!Hello, World!Hello, World!Hello, World!Hello, World!";
        func::string_replacement::translate("Hello, World!", "delor", "DELOR") => "translate('Hello, World!', 'delor', 'DELOR')" => "HELLO, WORLD!";
        func::string_replacement::translate_utf8("Münchener Straße", "üß", "us") => "translateUTF8('Münchener Straße', 'üß', 'us')" => "Munchener Strase";
    }
}

#[test]
fn string_splitting() {
    answers! {
        func::string_splitting::alpha_tokens("abca1abc") => "alphaTokens('abca1abc')" => "['abca','abc']";
        func::string_splitting::array_string_concat(func::array::array(["12/05/2021", "12:50:00"])).arg(" ") => "arrayStringConcat(array('12/05/2021', '12:50:00'), ' ')" => "12/05/2021 12:50:00";
        func::string_splitting::extract_all_groups_vertical("abc=111, def=222", "(w+)=(w+)") => "extractAllGroupsVertical('abc=111, def=222', '(w+)=(w+)')" => "[]";
        func::string_splitting::naive_bayes_ngrams("the cat sat", 2, "token") => "naiveBayesNgrams('the cat sat', 2, 'token')" => "['the cat','cat sat']";
        func::string_splitting::ngrams("ClickHouse", 3) => "ngrams('ClickHouse', 3)" => "['Cli','lic','ick','ckH','kHo','Hou','ous','use']";
        func::string_splitting::reverse_by_separator("single") => "reverseBySeparator('single')" => "single";
        func::string_splitting::split_by_char(",", "1,2,3,abcde") => "splitByChar(',', '1,2,3,abcde')" => "['1','2','3','abcde']";
        func::string_splitting::split_by_non_alpha("user@domain.com") => "splitByNonAlpha('user@domain.com')" => "['user','domain','com']";
        func::string_splitting::split_by_regexp("", "abcde") => "splitByRegexp('', 'abcde')" => "['a','b','c','d','e']";
        func::string_splitting::split_by_string("", "abcde") => "splitByString('', 'abcde')" => "['a','b','c','d','e']";
        func::string_splitting::split_by_whitespace("  1!  a,  b.  ") => "splitByWhitespace('  1!  a,  b.  ')" => "['1!','a,','b.']";
        func::string_splitting::tokens("abc def").arg("ngrams").arg(3) => "tokens('abc def', 'ngrams', 3)" => "['abc','bc ','c d',' de','def']";
        func::string_splitting::tokens_for_like_pattern("%test1,test2,test3%") => "tokensForLikePattern('%test1,test2,test3%')" => "['test2']";
    }
}
