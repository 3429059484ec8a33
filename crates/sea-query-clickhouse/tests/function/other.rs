//! What is left: conditions, comparisons, NULL, the server itself.

use sea_query::Expr;
use sea_query_clickhouse::func;

use crate::function::data_type;

#[test]
fn other() {
    answers! {
        func::null::is_not_null(func::other::authenticated_user()) => "isNotNull(authenticatedUser())" => "1";
        func::other::bar(5, 0, 10).arg(10) => "bar(5, 0, 10, 10)" => "█████";
        func::other::block_number() => "blockNumber()" => "6";
        func::other::block_serialized_size([1]) => "blockSerializedSize(1)" => "1";
        func::other::block_size() => "blockSize()" => "1";
        func::null::is_not_null(func::other::build_id()) => "isNotNull(buildId())" => "1";
        func::other::byte_size(["string"]) => "byteSize('string')" => "14";
        func::other::color_oklab_to_srgb(func::tuple::tuple([0.4466, 0.0991, 0.44])) => "colorOKLABToSRGB(tuple(0.4466, 0.0991, 0.44))" => "(198.07056923258935,0,0)";
        func::other::color_oklch_to_srgb(func::tuple::tuple([Expr::val(0.6), Expr::val(0.12), Expr::val(40)])) => "colorOKLCHToSRGB(tuple(0.6, 0.12, 40))" => "(186.02058688365264,100.68677189684993,71.67819977081575)";
        func::other::color_srgb_to_oklab(func::tuple::tuple([128, 64, 32])).arg(2.2) => "colorSRGBToOKLAB(tuple(128, 64, 32), 2.2)" => "(0.4436238384931984,0.07266246769242975,0.07500108778529994)";
        func::other::color_srgb_to_oklch(func::tuple::tuple([128, 64, 32])).arg(2.2) => "colorSRGBToOKLCH(tuple(128, 64, 32), 2.2)" => "(0.4436238384931984,0.1044269954567863,45.90734548193018)";
        func::null::is_not_null(func::other::connection_id()) => "isNotNull(connectionId())" => "1";
        func::other::count_digits(func::conversion::to_decimal32(1, 9)) => "countDigits(toDecimal32(1, 9))" => "10";
        func::null::is_not_null(func::other::current_database()) => "isNotNull(currentDatabase())" => "1";
        func::null::is_not_null(func::other::current_profiles()) => "isNotNull(currentProfiles())" => "1";
        func::null::is_not_null(func::other::current_query_id()) => "isNotNull(currentQueryID())" => "1";
        func::null::is_not_null(func::other::current_roles()) => "isNotNull(currentRoles())" => "1";
        func::array::length(func::other::current_schemas(true)) => "length(currentSchemas(true))" => "1";
        func::null::is_not_null(func::other::current_user()) => "isNotNull(currentUser())" => "1";
        func::null::is_not_null(func::other::default_profiles()) => "isNotNull(defaultProfiles())" => "1";
        func::null::is_not_null(func::other::default_roles()) => "isNotNull(defaultRoles())" => "1";
        func::other::default_value_of_argument_type(func::conversion::cast(1, &data_type("Int8"))) => "defaultValueOfArgumentType(CAST(1, 'Int8'))" => "0";
        func::other::default_value_of_type_name("Int8") => "defaultValueOfTypeName('Int8')" => "0";
        func::other::digits(1234567890, 7) => "digits(1234567890, 7)" => "7890";
        func::null::is_not_null(func::other::display_name()) => "isNotNull(displayName())" => "1";
        func::other::dump_column_structure(func::conversion::cast("2018-01-01 01:02:03", &data_type("DateTime"))) => "dumpColumnStructure(CAST('2018-01-01 01:02:03', 'DateTime'))" => "DateTime, Const(size = 1, UInt32(size = 1))";
        func::null::is_not_null(func::other::enabled_profiles()) => "isNotNull(enabledProfiles())" => "1";
        func::null::is_not_null(func::other::enabled_roles()) => "isNotNull(enabledRoles())" => "1";
        func::other::error_code_to_name(252) => "errorCodeToName(252)" => "TOO_MANY_PARTS";
        func::comparison::greater(func::other::filesystem_available(), 0) => "greater(filesystemAvailable(), 0)" => "1";
        func::comparison::greater(func::other::filesystem_capacity(), 0) => "greater(filesystemCapacity(), 0)" => "1";
        func::comparison::greater(func::other::filesystem_unreserved(), 0) => "greater(filesystemUnreserved(), 0)" => "1";
        func::other::finalize_aggregation(func::array::array_reduce("maxState", [Expr::from(func::array::array([1, 2, 3]))])) => "finalizeAggregation(arrayReduce('maxState', array(1, 2, 3)))" => "3";
        func::other::flip_coordinates(func::tuple::tuple([1.0, 2.0])) => "flipCoordinates(tuple(1.0, 2.0))" => "(2,1)";
        func::other::format_query("select a,    b FRom tab WHERE a > 3 and  b < 3") => "formatQuery('select a,    b FRom tab WHERE a > 3 and  b < 3')" => "SELECT\\n    a,\\n    b\\nFROM tab\\nWHERE (a > 3) AND (b < 3)";
        func::other::format_query_or_null("select 1") => "formatQueryOrNull('select 1')" => "SELECT 1";
        func::other::format_query_single_line("select a,    b FRom tab WHERE a > 3 and  b < 3") => "formatQuerySingleLine('select a,    b FRom tab WHERE a > 3 and  b < 3')" => "SELECT a, b FROM tab WHERE (a > 3) AND (b < 3)";
        func::other::format_query_single_line_or_null("selec t") => "formatQuerySingleLineOrNull('selec t')" => "\\N";
        func::other::format_readable_decimal_size(192851925).arg(0) => "formatReadableDecimalSize(192851925, 0)" => "193 MB";
        func::other::format_readable_quantity(98765432101234_i64).arg(0) => "formatReadableQuantity(98765432101234, 0)" => "99 trillion";
        func::other::format_readable_size(192851925).arg(0) => "formatReadableSize(192851925, 0)" => "184 MiB";
        func::other::format_readable_time_delta(3661) => "formatReadableTimeDelta(3661)" => "1 hour, 1 minute and 1 second";
        func::null::is_not_null(func::other::fqdn()) => "isNotNull(FQDN())" => "1";
        func::comparison::greater(func::array::length(func::other::generate_random_structure().arg(2).arg(42)), 0) => "greater(length(generateRandomStructure(2, 42)), 0)" => "1";
        func::other::get_max_table_name_length_for_database("default") => "getMaxTableNameLengthForDatabase('default')" => "206";
        func::null::is_not_null(func::other::get_merge_tree_setting("index_granularity")) => "isNotNull(getMergeTreeSetting('index_granularity'))" => "1";
        func::null::is_not_null(func::other::get_os_kernel_version()) => "isNotNull(getOSKernelVersion())" => "1";
        func::null::is_not_null(func::other::get_server_port("http_port")) => "isNotNull(getServerPort('http_port'))" => "1";
        func::null::is_not_null(func::other::get_server_setting("max_concurrent_queries")) => "isNotNull(getServerSetting('max_concurrent_queries'))" => "1";
        func::null::is_not_null(func::other::get_setting("max_threads")) => "isNotNull(getSetting('max_threads'))" => "1";
        func::other::get_setting_or_default("custom_undef2", 100) => "getSettingOrDefault('custom_undef2', 100)" => "100";
        func::other::get_size_of_enum_type(func::conversion::cast("a", &data_type("Enum8('a' = 1, 'b' = 2)"))) => "getSizeOfEnumType(CAST('a', 'Enum8(\\'a\\' = 1, \\'b\\' = 2)'))" => "2";
        func::other::get_subcolumn(func::conversion::cast("{\"a\":{\"b\":5},\"c\":\"x\"}", &data_type("JSON")), "a.b") => "getSubcolumn(CAST('{\"a\":{\"b\":5},\"c\":\"x\"}', 'JSON'), 'a.b')" => "5";
        func::other::get_type_serialization_streams("Map(String, Int64)") => "getTypeSerializationStreams('Map(String, Int64)')" => "['{ArraySizes}','{ArrayElements, TupleElement(keys), InlinedStringSizes()}','{ArrayElements, TupleElement(keys), Regular}','{ArrayElements, TupleElement(values), Regular}']";
        func::other::global_variable("max_allowed_packet") => "globalVariable('max_allowed_packet')" => "67108864";
        func::other::has_column_in_table("system", "metrics", "metric") => "hasColumnInTable('system', 'metrics', 'metric')" => "1";
        func::other::highlight_query("SELECT 1") => "highlightQuery('SELECT 1')" => "[(0,6,'keyword'),(7,8,'number')]";
        func::null::is_not_null(func::other::host_name()) => "isNotNull(hostName())" => "1";
        func::other::iceberg_bucket(5, func::conversion::cast(1.0, &data_type("Float32"))) => "icebergBucket(5, CAST(1.0, 'Float32'))" => "4";
        func::other::iceberg_truncate(3, "iceberg") => "icebergTruncate(3, 'iceberg')" => "ice";
        func::other::identity(42) => "identity(42)" => "42";
        func::other::ignore(0).arg("ClickHouse").arg(Expr::null()) => "ignore(0, 'ClickHouse', NULL)" => "0";
        func::other::index_hint(1) => "indexHint(1)" => "1";
        func::other::initialize_aggregation("sum", [5]) => "initializeAggregation('sum', 5)" => "5";
        func::null::is_not_null(func::other::initial_query_id()) => "isNotNull(initialQueryID())" => "1";
        func::null::is_not_null(func::other::initial_query_start_time()) => "isNotNull(initialQueryStartTime())" => "1";
        func::other::is_constant(1) => "isConstant(1)" => "1";
        func::other::is_decimal_overflow(func::conversion::to_decimal32(1000000000, 0)) => "isDecimalOverflow(toDecimal32(1000000000, 0))" => "1";
        func::other::low_cardinality_indices(func::conversion::to_low_cardinality("a")) => "lowCardinalityIndices(toLowCardinality('a'))" => "1";
        func::array::length(func::other::low_cardinality_keys(func::conversion::to_low_cardinality("a"))) => "length(lowCardinalityKeys(toLowCardinality('a')))" => "0";
        func::other::mac_num_to_string(149809441867716_i64) => "MACNumToString(149809441867716)" => "88:40:3A:91:07:C4";
        func::other::mac_string_to_num("01:02:03:04:05:06") => "MACStringToNum('01:02:03:04:05:06')" => "1108152157446";
        func::other::mac_string_to_oui("00:50:56:12:34:56") => "MACStringToOUI('00:50:56:12:34:56')" => "20566";
        func::other::materialize("a") => "materialize('a')" => "a";
        func::other::min_sample_size_continuous(112.25, 21.1, 0.03, 0.8, 0.05) => "minSampleSizeContinuous(112.25, 21.1, 0.03, 0.8, 0.05)" => "(616.2931945826209,108.8825,115.6175)";
        func::other::min_sample_size_conversion(0.25, 0.03, 0.8, 0.05) => "minSampleSizeConversion(0.25, 0.03, 0.8, 0.05)" => "(3396.077603219163,0.22,0.28)";
        func::comparison::not_equals(func::other::normalized_query_hash("SELECT 1 AS `xyz`"), func::other::normalized_query_hash("SELECT 1 AS `abc`")) => "notEquals(normalizedQueryHash('SELECT 1 AS `xyz`'), normalizedQueryHash('SELECT 1 AS `abc`'))" => "1";
        func::comparison::not_equals(func::other::normalized_query_hash_keep_names("SELECT 1 AS `xyz123`"), func::other::normalized_query_hash_keep_names("SELECT 1 AS `abc123`")) => "notEquals(normalizedQueryHashKeepNames('SELECT 1 AS `xyz123`'), normalizedQueryHashKeepNames('SELECT 1 AS `abc123`'))" => "1";
        func::other::normalize_query("[1, 2, 3, x]") => "normalizeQuery('[1, 2, 3, x]')" => "[?.., x]";
        func::other::normalize_query_keep_names("SELECT 1 AS aComplexName123") => "normalizeQueryKeepNames('SELECT 1 AS aComplexName123')" => "SELECT ? AS aComplexName123";
        func::other::obfuscate_query("SELECT 1") => "obfuscateQuery('SELECT 1')" => "SELECT 1";
        func::other::obfuscate_query_with_seed("SELECT name FROM users", 42) => "obfuscateQueryWithSeed('SELECT name FROM users', 42)" => "SELECT name FROM users";
        func::other::parse_readable_size("1 KiB") => "parseReadableSize('1 KiB')" => "1024";
        func::other::parse_readable_size_or_null("x") => "parseReadableSizeOrNull('x')" => "\\N";
        func::other::parse_readable_size_or_zero("x") => "parseReadableSizeOrZero('x')" => "0";
        func::other::parse_time_delta("1yr2mo") => "parseTimeDelta('1yr2mo')" => "36806400";
        func::other::partition_id(["a"]) => "partitionId('a')" => "51fbadfb0deeea70ceafbd3c7c8aef25";
        func::null::is_not_null(func::other::query_id()) => "isNotNull(queryID())" => "1";
        func::null::is_not_null(func::other::revision()) => "isNotNull(revision())" => "1";
        func::other::row_number_in_all_blocks() => "rowNumberInAllBlocks()" => "0";
        func::other::row_number_in_block() => "rowNumberInBlock()" => "0";
        func::other::running_concurrency(func::conversion::to_date("2024-01-01"), func::conversion::to_date("2024-01-02")) => "runningConcurrency(toDate('2024-01-01'), toDate('2024-01-02'))" => "1";
        func::null::is_not_null(func::other::server_uuid()) => "isNotNull(serverUUID())" => "1";
        func::other::shard_count() => "shardCount()" => "0";
        func::other::shard_num() => "shardNum()" => "0";
        func::comparison::greater_or_equals(func::array::length(func::other::show_certificate()), 0) => "greaterOrEquals(length(showCertificate()), 0)" => "Poco::Exception. Code: 1000, e.code() = 0, SSL Exception: Configuration error: no certificate file has been specified (version 26.7.2.1)";
        func::other::sleep(2) => "sleep(2)" => "0";
        func::other::sleep_each_row(0) => "sleepEachRow(0)" => "0";
        func::array::length(func::other::structure_to_capn_proto_schema("a UInt8", "M")) => "length(structureToCapnProtoSchema('a UInt8', 'M'))" => "53";
        func::other::structure_to_protobuf_schema("a UInt8", "M") => "structureToProtobufSchema('a UInt8', 'M')" => "syntax = \"proto3\";\\n\\nmessage M\\n{\\n    uint32 a = 1;\\n}\\n";
        func::null::is_not_null(func::other::tcp_port()) => "isNotNull(tcpPort())" => "1";
        func::other::throw_if(0).arg("never") => "throwIf(0, 'never')" => "0";
        func::other::to_column_type_name(func::conversion::cast("2025-01-01 01:02:03", &data_type("DateTime"))) => "toColumnTypeName(CAST('2025-01-01 01:02:03', 'DateTime'))" => "Const(UInt32)";
        func::other::tokenize_query("SELECT 1") => "tokenizeQuery('SELECT 1')" => "[(0,6,'BareWord'),(6,7,'Whitespace'),(7,8,'Number')]";
        func::other::to_type_name(123) => "toTypeName(123)" => "UInt8";
        func::other::transaction_id() => "transactionID()" => "(0,0,'00000000-0000-0000-0000-000000000000')";
        func::other::transform("a", func::array::array(["a", "b"]), func::array::array(["x", "y"])).arg("z") => "transform('a', array('a', 'b'), array('x', 'y'), 'z')" => "x";
        func::null::is_not_null(func::other::uptime()) => "isNotNull(uptime())" => "1";
        func::other::variant_element(func::conversion::cast("a", &data_type("Variant(String, UInt8)")), "String") => "variantElement(CAST('a', 'Variant(String, UInt8)'), 'String')" => "a";
        func::other::variant_type(func::conversion::cast("a", &data_type("Variant(String, UInt8)"))) => "variantType(CAST('a', 'Variant(String, UInt8)'))" => "String";
        func::null::is_not_null(func::other::version()) => "isNotNull(version())" => "1";
        func::other::visible_width(Expr::null()) => "visibleWidth(NULL)" => "4";
        func::null::is_not_null(func::other::zookeeper_session_uptime()) => "isNotNull(zookeeperSessionUptime())" => "1";
    }
}

#[test]
fn introspection() {
    answers! {
        func::introspection::is_merge_tree_part_covered_by("all_1_1_0", "all_1_2_1") => "isMergeTreePartCoveredBy('all_1_1_0', 'all_1_2_1')" => "1";
        func::introspection::log_trace("logTrace message") => "logTrace('logTrace message')" => "0";
        func::introspection::merge_tree_part_info("all_12_25_7_4") => "mergeTreePartInfo('all_12_25_7_4')" => "('all','','',12,25,7,4)";
        func::null::is_not_null(func::introspection::tid()) => "isNotNull(tid())" => "1";
    }
}

#[test]
fn null() {
    answers! {
        func::null::assume_not_null(func::null::to_nullable(5)) => "assumeNotNull(toNullable(5))" => "5";
        func::null::coalesce([Expr::null(), Expr::val("b")]) => "coalesce(NULL, 'b')" => "b";
        func::null::first_non_default([0, 1, 2]) => "firstNonDefault(0, 1, 2)" => "1";
        func::null::if_null("a", "b") => "ifNull('a', 'b')" => "a";
        func::null::is_not_null(Expr::null()) => "isNotNull(NULL)" => "0";
        func::null::is_null(Expr::null()) => "isNull(NULL)" => "1";
        func::null::is_nullable(func::null::to_nullable(1)) => "isNullable(toNullable(1))" => "1";
        func::null::is_zero_or_null(Expr::null()) => "isZeroOrNull(NULL)" => "1";
        func::null::null_if(1, 1) => "nullIf(1, 1)" => "\\N";
    }
}

#[test]
fn logical() {
    answers! {
        func::logical::and([0, 1, -2]) => "and(0, 1, -2)" => "0";
        func::logical::or([Expr::val(0), Expr::null()]) => "or(0, NULL)" => "\\N";
        func::logical::xor([0, 1, 1]) => "xor(0, 1, 1)" => "0";
    }
}

#[test]
fn comparison() {
    answers! {
        func::comparison::equals(1, 1) => "equals(1, 1)" => "1";
        func::comparison::global_in(1, func::tuple::tuple([1, 2])) => "globalIn(1, tuple(1, 2))" => "1";
        func::comparison::global_not_in(1, func::tuple::tuple([1, 2])) => "globalNotIn(1, tuple(1, 2))" => "0";
        func::comparison::global_not_null_in(1, func::tuple::tuple([1, 2])) => "globalNotNullIn(1, tuple(1, 2))" => "0";
        func::comparison::global_null_in(1, func::tuple::tuple([1, 2])) => "globalNullIn(1, tuple(1, 2))" => "1";
        func::comparison::greater(2, 1) => "greater(2, 1)" => "1";
        func::comparison::greater_or_equals(2, 1) => "greaterOrEquals(2, 1)" => "1";
        func::comparison::in_(1, func::tuple::tuple([1, 2])) => "in(1, tuple(1, 2))" => "1";
        func::comparison::is_distinct_from(1, 2) => "isDistinctFrom(1, 2)" => "1";
        func::comparison::is_not_distinct_from(1, 1) => "isNotDistinctFrom(1, 1)" => "1";
        func::comparison::less(1, 2) => "less(1, 2)" => "1";
        func::comparison::less_or_equals(1, 2) => "lessOrEquals(1, 2)" => "1";
        func::comparison::not_equals(1, 2) => "notEquals(1, 2)" => "1";
        func::comparison::not_in(1, func::tuple::tuple([1, 2])) => "notIn(1, tuple(1, 2))" => "0";
        func::comparison::not_null_in(Expr::null(), func::tuple::tuple([Expr::val(1), Expr::null()])) => "notNullIn(NULL, tuple(1, NULL))" => "1";
        func::comparison::null_in(Expr::null(), func::tuple::tuple([Expr::val(1), Expr::null()])) => "nullIn(NULL, tuple(1, NULL))" => "0";
    }
}

#[test]
fn conditional() {
    answers! {
        func::conditional::clamp(5, 1, 10) => "clamp(5, 1, 10)" => "5";
        func::conditional::greatest([Expr::val(1), Expr::val(2), Expr::from(func::conversion::to_uint8(3)), Expr::val(3.0)]) => "greatest(1, 2, toUInt8(3), 3.0)" => "3";
        func::conditional::if_(1, "yes", "no") => "if(1, 'yes', 'no')" => "yes";
        func::conditional::least([Expr::val(1), Expr::val(2), Expr::from(func::conversion::to_uint8(3)), Expr::val(3.0)]) => "least(1, 2, toUInt8(3), 3.0)" => "1";
        func::conditional::multi_if([(Expr::val(0), Expr::val("a")), (Expr::val(1), Expr::val("b"))], "c") => "multiIf(0, 'a', 1, 'b', 'c')" => "b";
    }
}
