//! Hashes, encryption, encodings and identifiers.

use sea_query::Expr;
use sea_query_clickhouse::func;

use crate::function::data_type;

#[test]
fn hash() {
    answers! {
        func::hash::city_hash64([Expr::from(func::array::array(["e", "x", "a"])), Expr::val("mple"), Expr::val(10), Expr::from(func::conversion::to_date_time("2019-06-15 23:00:00"))]) => "cityHash64(array('e', 'x', 'a'), 'mple', 10, toDateTime('2019-06-15 23:00:00'))" => "17177535963988450974";
        func::hash::farm_fingerprint64([Expr::from(func::array::array(["e", "x", "a"])), Expr::val("mple"), Expr::val(10), Expr::from(func::conversion::to_date_time("2019-06-15 23:00:00"))]) => "farmFingerprint64(array('e', 'x', 'a'), 'mple', 10, toDateTime('2019-06-15 23:00:00'))" => "16673609057812504858";
        func::hash::farm_hash64([Expr::from(func::array::array(["e", "x", "a"])), Expr::val("mple"), Expr::val(10), Expr::from(func::conversion::to_date_time("2019-06-15 23:00:00"))]) => "farmHash64(array('e', 'x', 'a'), 'mple', 10, toDateTime('2019-06-15 23:00:00'))" => "2663412879246289891";
        func::hash::gcc_murmur_hash([1, 2, 3]) => "gccMurmurHash(1, 2, 3)" => "12384823029245979431";
        func::encoding::hex(func::hash::half_md5(["abc", "cde", "fgh"])) => "hex(halfMD5('abc', 'cde', 'fgh'))" => "2C9506B7374CFAF4";
        func::hash::hive_hash("Hello, world!") => "hiveHash('Hello, world!')" => "267439093";
        func::hash::iceberg_hash(func::conversion::cast(1.0, &data_type("Float32"))) => "icebergHash(CAST(1.0, 'Float32'))" => "-142385009";
        func::hash::int_hash32(42) => "intHash32(42)" => "1228623923";
        func::hash::int_hash64(42) => "intHash64(42)" => "11490350930367293593";
        func::hash::java_hash(func::conversion::to_int32(123)) => "javaHash(toInt32(123))" => "123";
        func::hash::java_hash_utf16_le(func::string::convert_charset("test", "utf-8", "utf-16le")) => "javaHashUTF16LE(convertCharset('test', 'utf-8', 'utf-16le'))" => "3556498";
        func::hash::jump_consistent_hash(256, 4) => "jumpConsistentHash(256, 4)" => "3";
        func::hash::kafka_murmur_hash(["foobar"]) => "kafkaMurmurHash('foobar')" => "1357151166";
        func::encoding::hex(func::hash::keccak256("hello")) => "hex(keccak256('hello'))" => "1C8AFF950685C2ED4BC3174F3472287B56D9517B9C948127319A09A7A36DEAC8";
        func::hash::kostik_consistent_hash(16045690984833335023_u64, 2) => "kostikConsistentHash(16045690984833335023, 2)" => "1";
        func::encoding::hex(func::hash::md4("abc")) => "hex(MD4('abc'))" => "A448017AAF21D8525FC10AE87AA6729D";
        func::encoding::hex(func::hash::md5("abc")) => "hex(MD5('abc'))" => "900150983CD24FB0D6963F7D28E17F72";
        func::hash::metro_hash64([Expr::from(func::array::array(["e", "x", "a"])), Expr::val("mple"), Expr::val(10), Expr::from(func::conversion::to_date_time("2019-06-15 23:00:00"))]) => "metroHash64(array('e', 'x', 'a'), 'mple', 10, toDateTime('2019-06-15 23:00:00'))" => "16292826582821303855";
        func::hash::murmur_hash2_32([Expr::from(func::array::array(["e", "x", "a"])), Expr::val("mple"), Expr::val(10), Expr::from(func::conversion::to_date_time("2019-06-15 23:00:00"))]) => "murmurHash2_32(array('e', 'x', 'a'), 'mple', 10, toDateTime('2019-06-15 23:00:00'))" => "2947095100";
        func::hash::murmur_hash2_64([Expr::from(func::array::array(["e", "x", "a"])), Expr::val("mple"), Expr::val(10), Expr::from(func::conversion::to_date_time("2019-06-15 23:00:00"))]) => "murmurHash2_64(array('e', 'x', 'a'), 'mple', 10, toDateTime('2019-06-15 23:00:00'))" => "16479669305841206229";
        func::encoding::hex(func::hash::murmur_hash3_128(["foo", "foo", "foo"])) => "hex(murmurHash3_128('foo', 'foo', 'foo'))" => "F8F7AD9B6CD4CF117A71E277E2EC2931";
        func::hash::murmur_hash3_32([Expr::from(func::array::array(["e", "x", "a"])), Expr::val("mple"), Expr::val(10), Expr::from(func::conversion::to_date_time("2019-06-15 23:00:00"))]) => "murmurHash3_32(array('e', 'x', 'a'), 'mple', 10, toDateTime('2019-06-15 23:00:00'))" => "317985299";
        func::hash::murmur_hash3_64([Expr::from(func::array::array(["e", "x", "a"])), Expr::val("mple"), Expr::val(10), Expr::from(func::conversion::to_date_time("2019-06-15 23:00:00"))]) => "murmurHash3_64(array('e', 'x', 'a'), 'mple', 10, toDateTime('2019-06-15 23:00:00'))" => "11285022984631508790";
        func::hash::ngram_min_hash("ClickHouse") => "ngramMinHash('ClickHouse')" => "(18333312859352735453,9054248444481805918)";
        func::hash::ngram_min_hash_arg("ClickHouse") => "ngramMinHashArg('ClickHouse')" => "(('ous','ick','lic','Hou','kHo','use'),('Hou','lic','ick','ous','ckH','Cli'))";
        func::hash::ngram_min_hash_arg_case_insensitive("ClickHouse") => "ngramMinHashArgCaseInsensitive('ClickHouse')" => "(('ous','ick','lic','kHo','use','Cli'),('kHo','lic','ick','ous','ckH','Hou'))";
        func::hash::ngram_min_hash_arg_case_insensitive_utf8("ClickHouse") => "ngramMinHashArgCaseInsensitiveUTF8('ClickHouse')" => "(('ckH','ous','ick','lic','kHo','use'),('kHo','lic','ick','ous','ckH','Hou'))";
        func::hash::ngram_min_hash_arg_utf8("ClickHouse") => "ngramMinHashArgUTF8('ClickHouse')" => "(('ous','ick','lic','Hou','kHo','use'),('kHo','Hou','lic','ick','ous','ckH'))";
        func::hash::ngram_min_hash_case_insensitive("ClickHouse") => "ngramMinHashCaseInsensitive('ClickHouse')" => "(2106263556442004574,13203602793651726206)";
        func::hash::ngram_min_hash_case_insensitive_utf8("ClickHouse") => "ngramMinHashCaseInsensitiveUTF8('ClickHouse')" => "(12493625717655877135,13203602793651726206)";
        func::hash::ngram_min_hash_utf8("ClickHouse") => "ngramMinHashUTF8('ClickHouse')" => "(18333312859352735453,6742163577938632877)";
        func::hash::ngram_sim_hash("ClickHouse") => "ngramSimHash('ClickHouse')" => "1627567969";
        func::hash::ngram_sim_hash_case_insensitive("ClickHouse") => "ngramSimHashCaseInsensitive('ClickHouse')" => "562180645";
        func::hash::ngram_sim_hash_case_insensitive_utf8("ClickHouse") => "ngramSimHashCaseInsensitiveUTF8('ClickHouse')" => "1636742693";
        func::hash::ngram_sim_hash_utf8("ClickHouse") => "ngramSimHashUTF8('ClickHouse')" => "1628157797";
        func::encoding::hex(func::hash::ripemd160("The quick brown fox jumps over the lazy dog")) => "hex(RIPEMD160('The quick brown fox jumps over the lazy dog'))" => "37F332F68DB77BD9D7EDD4969571AD671CF9DD3B";
        func::encoding::hex(func::hash::sha1("abc")) => "hex(SHA1('abc'))" => "A9993E364706816ABA3E25717850C26C9CD0D89D";
        func::encoding::hex(func::hash::sha224("abc")) => "hex(SHA224('abc'))" => "23097D223405D8228642A477BDA255B32AADBCE4BDA0B3F7E36C9DA7";
        func::encoding::hex(func::hash::sha256("abc")) => "hex(SHA256('abc'))" => "BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD";
        func::encoding::hex(func::hash::sha384("abc")) => "hex(SHA384('abc'))" => "CB00753F45A35E8BB5A03D699AC65007272C32AB0EDED1631A8B605A43FF5BED8086072BA1E7CC2358BAECA134C825A7";
        func::encoding::hex(func::hash::sha512("abc")) => "hex(SHA512('abc'))" => "DDAF35A193617ABACC417349AE20413112E6FA4E89A97EA20A9EEEE64B55D39A2192992A274FC1A836BA3C23A3FEEBBD454D4423643CE80E2A9AC94FA54CA49F";
        func::encoding::hex(func::hash::sha512_256("abc")) => "hex(SHA512_256('abc'))" => "53048E2681941EF99B2E29B76B4C7DABE4C2D0C634FC6D46E0E2F13107E7AF23";
        func::encoding::hex(func::hash::sip_hash128(["it's"])) => "hex(sipHash128('it\\'s'))" => "77C1BD48D5191BD69E2CBA556E5E2ABD";
        func::encoding::hex(func::hash::sip_hash128_keyed(func::tuple::tuple([Expr::from(func::conversion::to_uint64(0)), Expr::from(func::conversion::to_uint64(1))]), ["it's"])) => "hex(sipHash128Keyed(tuple(toUInt64(0), toUInt64(1)), 'it\\'s'))" => "EB55542DFB5489962A1988AF325E129B";
        func::encoding::hex(func::hash::sip_hash128_reference([Expr::val("foo"), Expr::val(""), Expr::val(3)])) => "hex(sipHash128Reference('foo', '', 3))" => "C3AA2F3C06A14DBE3742E9107AA9765D";
        func::encoding::hex(func::hash::sip_hash128_reference_keyed(func::tuple::tuple([Expr::from(func::conversion::to_uint64(0)), Expr::from(func::conversion::to_uint64(1))]), ["it's"])) => "hex(sipHash128ReferenceKeyed(tuple(toUInt64(0), toUInt64(1)), 'it\\'s'))" => "5D558334E858112E375A0DA521CB16CB";
        func::hash::sip_hash64([Expr::from(func::array::array(["e", "x", "a"])), Expr::val("mple"), Expr::val(10), Expr::from(func::conversion::to_date_time("2019-06-15 23:00:00"))]) => "sipHash64(array('e', 'x', 'a'), 'mple', 10, toDateTime('2019-06-15 23:00:00'))" => "11348918044846389429";
        func::hash::sip_hash64_keyed(func::tuple::tuple([Expr::from(func::conversion::to_uint64(0)), Expr::from(func::conversion::to_uint64(1))]), ["it's"]) => "sipHash64Keyed(tuple(toUInt64(0), toUInt64(1)), 'it\\'s')" => "980389204483394753";
        func::hash::url_hash("https://www.clickhouse.com") => "URLHash('https://www.clickhouse.com')" => "13614512636072854701";
        func::hash::word_shingle_min_hash("ClickHouse® is a column-oriented database management system (DBMS) for online analytical processing of queries (OLAP).") => "wordShingleMinHash('ClickHouse® is a column-oriented database management system (DBMS) for online analytical processing of queries (OLAP).')" => "(16452112859864147620,5844417301642981317)";
        func::hash::word_shingle_min_hash_arg("ClickHouse® is a column-oriented database management system (DBMS) for online analytical processing of queries (OLAP).").arg(1).arg(3) => "wordShingleMinHashArg('ClickHouse® is a column-oriented database management system (DBMS) for online analytical processing of queries (OLAP).', 1, 3)" => "(('OLAP','database','analytical'),('online','oriented','processing'))";
        func::hash::word_shingle_min_hash_arg_case_insensitive("ClickHouse® is a column-oriented database management system (DBMS) for online analytical processing of queries (OLAP).").arg(1).arg(3) => "wordShingleMinHashArgCaseInsensitive('ClickHouse® is a column-oriented database management system (DBMS) for online analytical processing of queries (OLAP).', 1, 3)" => "(('queries','database','analytical'),('oriented','processing','DBMS'))";
        func::hash::word_shingle_min_hash_arg_case_insensitive_utf8("ClickHouse® is a column-oriented database management system (DBMS) for online analytical processing of queries (OLAP).").arg(1).arg(3) => "wordShingleMinHashArgCaseInsensitiveUTF8('ClickHouse® is a column-oriented database management system (DBMS) for online analytical processing of queries (OLAP).', 1, 3)" => "(('queries','database','analytical'),('oriented','processing','DBMS'))";
        func::hash::word_shingle_min_hash_arg_utf8("ClickHouse® is a column-oriented database management system (DBMS) for online analytical processing of queries (OLAP).").arg(1).arg(3) => "wordShingleMinHashArgUTF8('ClickHouse® is a column-oriented database management system (DBMS) for online analytical processing of queries (OLAP).', 1, 3)" => "(('OLAP','database','analytical'),('online','oriented','processing'))";
        func::hash::word_shingle_min_hash_case_insensitive("ClickHouse® is a column-oriented database management system (DBMS) for online analytical processing of queries (OLAP).") => "wordShingleMinHashCaseInsensitive('ClickHouse® is a column-oriented database management system (DBMS) for online analytical processing of queries (OLAP).')" => "(3065874883688416519,1634050779997673240)";
        func::hash::word_shingle_min_hash_case_insensitive_utf8("ClickHouse® is a column-oriented database management system (DBMS) for online analytical processing of queries (OLAP).") => "wordShingleMinHashCaseInsensitiveUTF8('ClickHouse® is a column-oriented database management system (DBMS) for online analytical processing of queries (OLAP).')" => "(3065874883688416519,1634050779997673240)";
        func::hash::word_shingle_min_hash_utf8("ClickHouse® is a column-oriented database management system (DBMS) for online analytical processing of queries (OLAP).") => "wordShingleMinHashUTF8('ClickHouse® is a column-oriented database management system (DBMS) for online analytical processing of queries (OLAP).')" => "(16452112859864147620,5844417301642981317)";
        func::hash::word_shingle_sim_hash("ClickHouse® is a column-oriented database management system (DBMS) for online analytical processing of queries (OLAP).") => "wordShingleSimHash('ClickHouse® is a column-oriented database management system (DBMS) for online analytical processing of queries (OLAP).')" => "2328277067";
        func::hash::word_shingle_sim_hash_case_insensitive("ClickHouse® is a column-oriented database management system (DBMS) for online analytical processing of queries (OLAP).") => "wordShingleSimHashCaseInsensitive('ClickHouse® is a column-oriented database management system (DBMS) for online analytical processing of queries (OLAP).')" => "2194812424";
        func::hash::word_shingle_sim_hash_case_insensitive_utf8("ClickHouse® is a column-oriented database management system (DBMS) for online analytical processing of queries (OLAP).") => "wordShingleSimHashCaseInsensitiveUTF8('ClickHouse® is a column-oriented database management system (DBMS) for online analytical processing of queries (OLAP).')" => "2194812424";
        func::hash::word_shingle_sim_hash_utf8("ClickHouse® is a column-oriented database management system (DBMS) for online analytical processing of queries (OLAP).") => "wordShingleSimHashUTF8('ClickHouse® is a column-oriented database management system (DBMS) for online analytical processing of queries (OLAP).')" => "2328277067";
        func::hash::wy_hash64("ClickHouse") => "wyHash64('ClickHouse')" => "12336419557878201794";
        func::hash::xxh3("ClickHouse") => "xxh3('ClickHouse')" => "18009318874338624809";
        func::encoding::hex(func::hash::xxh3_128("ClickHouse")) => "hex(xxh3_128('ClickHouse'))" => "14C27B7BEF95D36FECF5520CA2DAF030";
        func::hash::xx_hash32("Hello, world!") => "xxHash32('Hello, world!')" => "834093149";
        func::hash::xx_hash64("Hello, world!") => "xxHash64('Hello, world!')" => "17691043854468224118";
        func::hash::xx_hash64_spark("ABC") => "xxHash64Spark('ABC')" => "4105715581806190027";
    }
}

#[test]
fn encryption() {
    answers! {
        func::encryption::aes_decrypt_mysql("aes-128-ecb", func::encryption::aes_encrypt_mysql("aes-128-ecb", "text", "1234567890123456"), "1234567890123456") => "aes_decrypt_mysql('aes-128-ecb', aes_encrypt_mysql('aes-128-ecb', 'text', '1234567890123456'), '1234567890123456')" => "text";
        func::encoding::hex(func::encryption::aes_encrypt_mysql("aes-256-ofb", "Secret", "123456789101213141516171819202122").arg("iviviviviviviviv123")) => "hex(aes_encrypt_mysql('aes-256-ofb', 'Secret', '123456789101213141516171819202122', 'iviviviviviviviv123'))" => "24E9E4966469";
        func::encryption::decrypt("aes-256-gcm", func::encryption::encrypt("aes-256-gcm", "text", "12345678910121314151617181920212").arg("iv1234567890").arg("aad"), "12345678910121314151617181920212").arg("iv1234567890").arg("aad") => "decrypt('aes-256-gcm', encrypt('aes-256-gcm', 'text', '12345678910121314151617181920212', 'iv1234567890', 'aad'), '12345678910121314151617181920212', 'iv1234567890', 'aad')" => "text";
        func::encoding::hex(func::encryption::encrypt("aes-128-ecb", "text", "1234567890123456")) => "hex(encrypt('aes-128-ecb', 'text', '1234567890123456'))" => "A2E49F638D51A170D7DD63186BECD7D8";
        func::encoding::hex(func::encryption::hmac("md5", "message", "key")) => "hex(HMAC('md5', 'message', 'key'))" => "4E4748E62B463521F6775FBF921234B5";
        func::encryption::try_decrypt("aes-128-ecb", func::encryption::encrypt("aes-128-ecb", "text", "1234567890123456"), "1234567890123456") => "tryDecrypt('aes-128-ecb', encrypt('aes-128-ecb', 'text', '1234567890123456'), '1234567890123456')" => "text";
    }
}

#[test]
fn encoding() {
    answers! {
        func::encoding::bin(14) => "bin(14)" => "00001110";
        func::encoding::bitmask_to_array(8) => "bitmaskToArray(8)" => "[8]";
        func::encoding::bitmask_to_list(50) => "bitmaskToList(50)" => "2,16,32";
        func::encoding::bit_positions_to_array(func::conversion::to_int8(1)) => "bitPositionsToArray(toInt8(1))" => "[0]";
        func::encoding::char([Expr::val(104.1), Expr::val(101), Expr::val(108.9), Expr::val(108.9), Expr::val(111)]) => "char(104.1, 101, 108.9, 108.9, 111)" => "hello";
        func::encoding::hex(1) => "hex(1)" => "01";
        func::encoding::hilbert_decode(1, 1) => "hilbertDecode(1, 1)" => "(1)";
        func::encoding::hilbert_encode([1]) => "hilbertEncode(1)" => "1";
        func::encoding::morton_decode(1, 1) => "mortonDecode(1, 1)" => "(1)";
        func::encoding::morton_encode([1]) => "mortonEncode(1)" => "1";
        func::encoding::sqid_decode("gXHfJ1C6dN") => "sqidDecode('gXHfJ1C6dN')" => "[1,2,3,4,5]";
        func::encoding::sqid_encode([1, 2, 3, 4, 5]) => "sqidEncode(1, 2, 3, 4, 5)" => "gXHfJ1C6dN";
        func::encoding::unbin("001100000011000100110010") => "unbin('001100000011000100110010')" => "012";
        func::encoding::unhex("303132") => "unhex('303132')" => "012";
    }
}

#[test]
fn uuid() {
    answers! {
        func::uuid::date_time64_to_snowflake_id(func::conversion::to_date_time64("2021-08-15 18:57:56", 3).arg("Asia/Shanghai")) => "dateTime64ToSnowflakeID(toDateTime64('2021-08-15 18:57:56', 3, 'Asia/Shanghai'))" => "6832626392367104000";
        func::uuid::date_time_to_snowflake_id(func::conversion::to_date_time("2021-08-15 18:57:56").arg("Asia/Shanghai")) => "dateTimeToSnowflakeID(toDateTime('2021-08-15 18:57:56', 'Asia/Shanghai'))" => "6832626392367104000";
        func::uuid::uuidv7_to_date_time(func::uuid::date_time_to_uuidv7(func::conversion::to_date_time("2024-02-29 10:11:12").arg("UTC"))).arg("UTC") => "UUIDv7ToDateTime(dateTimeToUUIDv7(toDateTime('2024-02-29 10:11:12', 'UTC')), 'UTC')" => "2024-02-29 10:11:12.000";
        func::null::is_not_null(func::uuid::generate_snowflake_id()) => "isNotNull(generateSnowflakeID())" => "1";
        func::null::is_not_null(func::uuid::generate_uuidv4()) => "isNotNull(generateUUIDv4())" => "1";
        func::null::is_not_null(func::uuid::generate_uuidv7()) => "isNotNull(generateUUIDv7())" => "1";
        func::uuid::snowflake_id_to_date_time(7204436857747984384_i64) => "snowflakeIDToDateTime(7204436857747984384)" => "2024-06-06 10:59:58";
        func::uuid::snowflake_id_to_date_time64(7204436857747984384_i64) => "snowflakeIDToDateTime64(7204436857747984384)" => "2024-06-06 10:59:58.851";
        func::uuid::to_uuid_or_default("61f0c404-5cb3-11e7-907b-a6006ad3dba0", func::conversion::to_uuid("59f0c404-5cb3-11e7-907b-a6006ad3dba0")) => "toUUIDOrDefault('61f0c404-5cb3-11e7-907b-a6006ad3dba0', toUUID('59f0c404-5cb3-11e7-907b-a6006ad3dba0'))" => "61f0c404-5cb3-11e7-907b-a6006ad3dba0";
        func::uuid::to_uuid_or_null("invalid-uuid") => "toUUIDOrNull('invalid-uuid')" => "\\N";
        func::uuid::uuid_num_to_string(func::uuid::uuid_string_to_num("612f3c40-5d3b-217e-707b-6a546a3d7b29")) => "UUIDNumToString(UUIDStringToNum('612f3c40-5d3b-217e-707b-6a546a3d7b29'))" => "612f3c40-5d3b-217e-707b-6a546a3d7b29";
        func::encoding::hex(func::uuid::uuid_string_to_num("612f3c40-5d3b-217e-707b-6a546a3d7b29")) => "hex(UUIDStringToNum('612f3c40-5d3b-217e-707b-6a546a3d7b29'))" => "612F3C405D3B217E707B6A546A3D7B29";
        func::encoding::hex(func::uuid::uuid_to_num(func::conversion::to_uuid("612f3c40-5d3b-217e-707b-6a546a3d7b29"))) => "hex(UUIDToNum(toUUID('612f3c40-5d3b-217e-707b-6a546a3d7b29')))" => "612F3C405D3B217E707B6A546A3D7B29";
        func::uuid::uuidv7_to_date_time(func::conversion::to_uuid("018f05c9-4ab8-7b86-b64e-c9f03fbd45d1")) => "UUIDv7ToDateTime(toUUID('018f05c9-4ab8-7b86-b64e-c9f03fbd45d1'))" => "2024-04-22 12:30:29.048";
    }
}
