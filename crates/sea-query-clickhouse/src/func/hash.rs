//! Hash functions.
//!
//! Source: <https://clickhouse.com/docs/sql-reference/functions/hash-functions>.
//!
//! ```
//! use sea_query::{Expr, Query};
//! use sea_query_clickhouse::{func::{hash::sip_hash64_keyed, tuple::tuple}, prelude::*};
//!
//! let call = sip_hash64_keyed(tuple([Expr::col("k0"), Expr::col("k1")]), [Expr::col("name")]);
//! assert_eq!(
//!     Query::select().expr(call).from("t").to_string(ClickHouseQueryBuilder),
//!     "SELECT sipHash64Keyed(tuple(`k0`, `k1`), `name`) FROM `t`"
//! );
//! ```

functions! { "hash", "hash-functions";
    /// Produces a 64-bit CityHash hash value.
    city_hash64 = "cityHash64"(; args) since (1, 1);
    /// Produces a 64-bit FarmHash value using the `Fingerprint64` method.
    farm_fingerprint64 = "farmFingerprint64"(; args) since (20, 12);
    /// Produces a 64-bit FarmHash using the `Hash64` method.
    farm_hash64 = "farmHash64"(; args) since (1, 1);
    /// Computes the 64-bit MurmurHash2 hash of the input value using the same seed as used by GCC.
    gcc_murmur_hash = "gccMurmurHash"(; args) since (20, 1);
    /// Interprets all the input parameters as strings and calculates the MD5 hash value for each of them.
    half_md5 = "halfMD5"(; args) since (1, 1);
    /// Calculates a "HiveHash" from a string.
    hive_hash = "hiveHash"(arg) since (20, 1);
    /// Implements the logic of the iceberg hashing transform.
    iceberg_hash = "icebergHash"(value) since (25, 5);
    /// Calculates a 32-bit hash of an integer.
    int_hash32 = "intHash32"(arg) since (1, 1);
    /// Calculates a 64-bit hash of an integer.
    int_hash64 = "intHash64"(int) since (1, 1);
    /// Calculates JavaHash from.
    java_hash = "javaHash"(arg) since (20, 1);
    /// Calculates JavaHash from a string, assuming it contains bytes representing a string in UTF-16LE
    /// encoding.
    java_hash_utf16_le = "javaHashUTF16LE"(arg) since (20, 1);
    /// Calculates the jump consistent hash for an integer.
    jump_consistent_hash = "jumpConsistentHash"(key, buckets) since (1, 1);
    /// Calculates the 32-bit MurmurHash2 hash of the input value using the same seed as used by Kafka and
    /// without the highest bit to be compatible with Default Partitioner.
    kafka_murmur_hash = "kafkaMurmurHash"(; args) since (23, 4);
    /// Calculates the Keccak-256 cryptographic hash of the given string.
    keccak256 = "keccak256"(message) since (25, 4);
    /// An O(1) time and space consistent hash algorithm by Konstantin 'Kostik' Oblakov.
    kostik_consistent_hash = "kostikConsistentHash"(input, n) since (22, 6);
    /// Calculates the MD4 hash of the given string.
    md4 = "MD4"(text) since (21, 11);
    /// Calculates the MD5 hash of the given string.
    md5 = "MD5"(text) since (1, 1);
    /// Produces a 64-bit MetroHash hash value.
    metro_hash64 = "metroHash64"(; args) since (1, 1);
    /// Computes the MurmurHash2 hash of the input value.
    murmur_hash2_32 = "murmurHash2_32"(; args) since (18, 5);
    /// Computes the MurmurHash2 hash of the input value.
    murmur_hash2_64 = "murmurHash2_64"(; args) since (18, 10);
    /// Computes the 128-bit MurmurHash3 hash of the input value.
    murmur_hash3_128 = "murmurHash3_128"(; args) since (18, 10);
    /// Produces a MurmurHash3 hash value.
    murmur_hash3_32 = "murmurHash3_32"(; args) since (18, 10);
    /// Computes the MurmurHash3 hash of the input value.
    murmur_hash3_64 = "murmurHash3_64"(; args) since (18, 10);
    /// Splits a ASCII string into n-grams of `ngramsize` symbols and calculates hash values for each n-gram and
    /// returns a tuple with these hashes.
    ngram_min_hash = "ngramMinHash"(string) [ngramsize, hashnum] since (21, 1);
    /// Splits a ASCII string into n-grams of `ngramsize` symbols and returns the n-grams with minimum and
    /// maximum hashes, calculated by the `ngramMinHash` function with the same input.
    ngram_min_hash_arg = "ngramMinHashArg"(string) [ngramsize, hashnum] since (21, 1);
    /// Splits a ASCII string into n-grams of `ngramsize` symbols and returns the n-grams with minimum and
    /// maximum hashes, calculated by the `ngramMinHashCaseInsensitive` function with the same input.
    ngram_min_hash_arg_case_insensitive = "ngramMinHashArgCaseInsensitive"(string)
        [ngramsize, hashnum] since (21, 1);
    /// Splits a UTF-8 string into n-grams of `ngramsize` symbols and returns the n-grams with minimum and
    /// maximum hashes, calculated by the ngramMinHashCaseInsensitiveUTF8 function with the same input.
    ngram_min_hash_arg_case_insensitive_utf8 = "ngramMinHashArgCaseInsensitiveUTF8"(string)
        [ngramsize, hashnum] since (21, 1);
    /// Splits a UTF-8 string into n-grams of `ngramsize` symbols and returns the n-grams with minimum and
    /// maximum hashes, calculated by the `ngramMinHashUTF8` function with the same input.
    ngram_min_hash_arg_utf8 = "ngramMinHashArgUTF8"(string) [ngramsize, hashnum] since (21, 1);
    /// Splits a ASCII string into n-grams of `ngramsize` symbols and calculates hash values for each n-gram and
    /// returns a tuple with these hashes Uses `hashnum` minimum hashes to calculate the minimum hash and
    /// `hashnum` maximum hashes to calculate the maximum hash.
    ngram_min_hash_case_insensitive = "ngramMinHashCaseInsensitive"(string)
        [ngramsize, hashnum] since (21, 1);
    /// Splits a UTF-8 string into n-grams of `ngramsize` symbols and calculates hash values for each n-gram and
    /// returns a tuple with these hashes..
    ngram_min_hash_case_insensitive_utf8 = "ngramMinHashCaseInsensitiveUTF8"(string)
        [ngramsize, hashnum] since (21, 1);
    /// Splits a UTF-8 string into n-grams of `ngramsize` symbols and calculates hash values for each n-gram and
    /// returns a tuple with these hashes.
    ngram_min_hash_utf8 = "ngramMinHashUTF8"(string) [ngramsize, hashnum] since (21, 1);
    /// Splits a ASCII string into n-grams of `ngramsize` symbols and returns the n-gram `simhash`.
    ngram_sim_hash = "ngramSimHash"(string) [ngramsize] since (21, 1);
    /// Splits a ASCII string into n-grams of `ngramsize` symbols and returns the n-gram `simhash`.
    ngram_sim_hash_case_insensitive = "ngramSimHashCaseInsensitive"(string) [ngramsize] since (21, 1);
    /// Splits a UTF-8 string into n-grams of `ngramsize` symbols and returns the n-gram `simhash`.
    ngram_sim_hash_case_insensitive_utf8 = "ngramSimHashCaseInsensitiveUTF8"(string)
        [ngramsize] since (21, 1);
    /// Splits a UTF-8 encoded string into n-grams of `ngramsize` symbols and returns the n-gram `simhash`.
    ngram_sim_hash_utf8 = "ngramSimHashUTF8"(string) [ngramsize] since (21, 1);
    /// Calculates the RIPEMD-160 hash of the given string.
    ripemd160 = "RIPEMD160"(text) since (24, 10);
    /// Calculates the SHA1 hash of the given string.
    sha1 = "SHA1"(text) since (1, 1);
    /// Calculates the SHA224 hash of the given string.
    sha224 = "SHA224"(text) since (1, 1);
    /// Calculates the SHA256 hash of the given string.
    sha256 = "SHA256"(text) since (1, 1);
    /// Calculates the SHA384 hash of the given string.
    sha384 = "SHA384"(text) since (1, 1);
    /// Calculates the SHA512 hash of the given string.
    sha512 = "SHA512"(text) since (1, 1);
    /// Calculates the SHA512\_256 hash of the given string.
    sha512_256 = "SHA512_256"(text) since (1, 1);
    /// Like `sipHash64` but produces a 128-bit hash value, i.e. the final xor-folding state is done up to 128
    /// bits.
    sip_hash128 = "sipHash128"(; args) since (1, 1);
    /// Same as `sipHash128` but additionally takes an explicit key argument instead of using a fixed key.
    sip_hash128_keyed = "sipHash128Keyed"(key; args) since (23, 2);
    /// Like `sipHash128` but implements the 128-bit algorithm from the original authors of SipHash.
    sip_hash128_reference = "sipHash128Reference"(; args) since (23, 2);
    /// Same as `sipHash128Reference` but additionally takes an explicit key argument instead of using a fixed
    /// key.
    sip_hash128_reference_keyed = "sipHash128ReferenceKeyed"(key; args) since (23, 2);
    /// Produces a 64-bit SipHash hash value.
    sip_hash64 = "sipHash64"(; args) since (1, 1);
    /// Like `sipHash64` but additionally takes an explicit key argument instead of using a fixed key.
    sip_hash64_keyed = "sipHash64Keyed"(key; args) since (23, 2);
    /// A fast, decent-quality non-cryptographic hash function for a string obtained from a URL using some type
    /// of normalization.
    url_hash = "URLHash"(url) [n] since (1, 1);
    /// Splits a ASCII string into parts (shingles) of `shinglesize` words, calculates hash values for each word
    /// shingle and returns a tuple with these hashes.
    word_shingle_min_hash = "wordShingleMinHash"(string) [shinglesize, hashnum] since (21, 1);
    /// Splits a ASCII string into parts (shingles) of `shinglesize` words each and returns the shingles with
    /// minimum and maximum word hashes, calculated by the wordShingleMinHash function with the same input.
    word_shingle_min_hash_arg = "wordShingleMinHashArg"(string) [shinglesize, hashnum] since (1, 1);
    /// Splits a ASCII string into parts (shingles) of `shinglesize` words each and returns the shingles with
    /// minimum and maximum word hashes, calculated by the `wordShingleMinHashCaseInsensitive` function with the
    /// same input.
    word_shingle_min_hash_arg_case_insensitive = "wordShingleMinHashArgCaseInsensitive"(string)
        [shinglesize, hashnum] since (21, 1);
    /// Splits a UTF-8 string into parts (shingles) of `shinglesize` words each and returns the shingles with
    /// minimum and maximum word hashes, calculated by the `wordShingleMinHashCaseInsensitiveUTF8` function with
    /// the same input.
    word_shingle_min_hash_arg_case_insensitive_utf8 = "wordShingleMinHashArgCaseInsensitiveUTF8"(string)
        [shinglesize, hashnum] since (21, 1);
    /// Splits a UTF-8 string into parts (shingles) of `shinglesize` words each and returns the shingles with
    /// minimum and maximum word hashes, calculated by the `wordShingleMinHashUTF8` function with the same
    /// input.
    word_shingle_min_hash_arg_utf8 = "wordShingleMinHashArgUTF8"(string)
        [shinglesize, hashnum] since (21, 1);
    /// Splits a ASCII string into parts (shingles) of `shinglesize` words, calculates hash values for each word
    /// shingle and returns a tuple with these hashes.
    word_shingle_min_hash_case_insensitive = "wordShingleMinHashCaseInsensitive"(string)
        [shinglesize, hashnum] since (21, 1);
    /// Splits a UTF-8 string into parts (shingles) of `shinglesize` words, calculates hash values for each word
    /// shingle and returns a tuple with these hashes.
    word_shingle_min_hash_case_insensitive_utf8 = "wordShingleMinHashCaseInsensitiveUTF8"(string)
        [shinglesize, hashnum] since (21, 1);
    /// Splits a UTF-8 string into parts (shingles) of `shinglesize` words, calculates hash values for each word
    /// shingle and returns a tuple with these hashes.
    word_shingle_min_hash_utf8 = "wordShingleMinHashUTF8"(string) [shinglesize, hashnum] since (21, 1);
    /// Splits a ASCII string into parts (shingles) of `shinglesize` words and returns the word shingle
    /// `simhash`.
    word_shingle_sim_hash = "wordShingleSimHash"(string) [shinglesize] since (21, 1);
    /// Splits a ASCII string into parts (shingles) of `shinglesize` words and returns the word shingle
    /// `simhash`.
    word_shingle_sim_hash_case_insensitive = "wordShingleSimHashCaseInsensitive"(string)
        [shinglesize] since (21, 1);
    /// Splits a UTF-8 encoded string into parts (shingles) of `shinglesize` words and returns the word shingle
    /// `simhash`.
    word_shingle_sim_hash_case_insensitive_utf8 = "wordShingleSimHashCaseInsensitiveUTF8"(string)
        [shinglesize] since (1, 1);
    /// Splits a UTF-8 string into parts (shingles) of `shinglesize` words and returns the word shingle
    /// `simhash`.
    word_shingle_sim_hash_utf8 = "wordShingleSimHashUTF8"(string) [shinglesize] since (21, 1);
    /// Computes a 64-bit wyHash64 hash value.
    wy_hash64 = "wyHash64"(arg) since (22, 7);
    /// Calculates a xxHash from a string.
    xx_hash32 = "xxHash32"(arg) since (20, 1);
    /// Calculates a xxHash from a string.
    xx_hash64 = "xxHash64"(arg) since (20, 1);
    /// Calculates a xxHash from a string using the same seed as Spark.
    xx_hash64_spark = "xxHash64Spark"(arg) since (26, 7);
    /// Computes a XXH3 64-bit hash value.
    xxh3 = "xxh3"(expr) since (22, 12);
    /// Computes a XXH3 128-bit hash value.
    xxh3_128 = "xxh3_128"(expr) since (26, 2);
}
