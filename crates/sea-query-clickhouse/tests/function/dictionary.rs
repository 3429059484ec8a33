//! Functions that ask a dictionary.

use sea_query::{Expr, FunctionCall, Query};
use sea_query_clickhouse::func::{conversion::cast, dictionary::*, tuple::tuple};

use crate::{function::data_type, server::Server};

fn server() -> Server {
    let s = Server::new();
    for statement in [
        "CREATE TABLE source (id UInt64, parent UInt64, i8 Int8, i16 Int16, i32 Int32, i64 Int64, u8 UInt8, u16 UInt16, \
         u32 UInt32, u64 UInt64, f32 Float32, f64 Float64, s String, d Date, t DateTime('UTC'), u UUID, v4 IPv4, \
         v6 IPv6, n Nullable(String)) ENGINE = MergeTree ORDER BY id",
        "INSERT INTO source VALUES (1, 0, -1, -2, -3, -4, 1, 2, 3, 4, 0.5, 0.25, 'it''s', '2024-02-29', \
         '2024-02-29 10:11:12', '612f3c40-5d3b-217e-707b-6a546a3d7b29', '1.2.3.4', '::1', NULL), \
         (2, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 'b', '2024-01-01', '2024-01-01 00:00:00', \
         '00000000-0000-0000-0000-000000000000', '0.0.0.0', '::', 'b')",
        "CREATE DICTIONARY dd (id UInt64, parent UInt64 HIERARCHICAL, i8 Int8, i16 Int16, i32 Int32, i64 Int64, \
         u8 UInt8, u16 UInt16, u32 UInt32, u64 UInt64, f32 Float32, f64 Float64, s String, d Date, t DateTime('UTC'), \
         u UUID, v4 IPv4, v6 IPv6, n Nullable(String)) PRIMARY KEY id \
         SOURCE(CLICKHOUSE(USER '{user}' PASSWORD '{password}' QUERY 'SELECT * FROM {db}.source')) LIFETIME(0) LAYOUT(HASHED())",
    ] {
        let (user, password) = s.login();
        let statement = statement.replace("{db}", s.database()).replace("{user}", user);
        s.run(&statement.replace("{password}", password));
    }
    s
}

type Get = fn(&str, &str, Expr) -> FunctionCall;
type GetOr = fn(&str, &str, Expr, Expr) -> FunctionCall;

#[track_caller]
fn check(s: &Server, call: FunctionCall, text: &str, answer: &str) {
    s.check(Query::select().expr(call), &format!("SELECT {text}"), answer);
}

fn key() -> Expr {
    Expr::cust("1::UInt64")
}

#[test]
fn attributes_of_each_type() {
    let s = server();
    let table: [(Get, &str, &str, &str); 17] = [
        (|d, a, k| dict_get(d, a, k), "dictGet", "s", r"it\'s"),
        (|d, a, k| dict_get_or_null(d, a, k), "dictGetOrNull", "n", "\\N"),
        (|d, a, k| dict_get_int8(d, a, k), "dictGetInt8", "i8", "-1"),
        (|d, a, k| dict_get_int16(d, a, k), "dictGetInt16", "i16", "-2"),
        (|d, a, k| dict_get_int32(d, a, k), "dictGetInt32", "i32", "-3"),
        (|d, a, k| dict_get_int64(d, a, k), "dictGetInt64", "i64", "-4"),
        (|d, a, k| dict_get_uint8(d, a, k), "dictGetUInt8", "u8", "1"),
        (|d, a, k| dict_get_uint16(d, a, k), "dictGetUInt16", "u16", "2"),
        (|d, a, k| dict_get_uint32(d, a, k), "dictGetUInt32", "u32", "3"),
        (|d, a, k| dict_get_uint64(d, a, k), "dictGetUInt64", "u64", "4"),
        (
            |d, a, k| dict_get_float32(d, a, k),
            "dictGetFloat32",
            "f32",
            "0.5",
        ),
        (
            |d, a, k| dict_get_float64(d, a, k),
            "dictGetFloat64",
            "f64",
            "0.25",
        ),
        (|d, a, k| dict_get_string(d, a, k), "dictGetString", "s", r"it\'s"),
        (|d, a, k| dict_get_date(d, a, k), "dictGetDate", "d", "2024-02-29"),
        (
            |d, a, k| dict_get_uuid(d, a, k),
            "dictGetUUID",
            "u",
            "612f3c40-5d3b-217e-707b-6a546a3d7b29",
        ),
        (|d, a, k| dict_get_ipv4(d, a, k), "dictGetIPv4", "v4", "1.2.3.4"),
        (|d, a, k| dict_get_ipv6(d, a, k), "dictGetIPv6", "v6", "::1"),
    ];
    let name = format!("{}.dd", s.database());
    for (get, function, attribute, answer) in table {
        let text = format!("{function}('{name}', '{attribute}', 1::UInt64)");
        check(&s, get(&name, attribute, key()), &text, answer);
    }
    let call = dict_get_date_time(name.as_str(), "t", key());
    check(
        &s,
        call,
        &format!("dictGetDateTime('{name}', 't', 1::UInt64)"),
        "2024-02-29 10:11:12",
    );
}

#[test]
fn a_default_for_a_key_that_is_not_there() {
    let s = server();
    let name = format!("{}.dd", s.database());
    let table: [(GetOr, &str, &str, &str, &str); 16] = [
        (
            |d, a, k, o| dict_get_or_default(d, a, k, o),
            "dictGetOrDefault",
            "s",
            "String",
            "none",
        ),
        (
            |d, a, k, o| dict_get_int8_or_default(d, a, k, o),
            "dictGetInt8OrDefault",
            "i8",
            "Int8",
            "-9",
        ),
        (
            |d, a, k, o| dict_get_int16_or_default(d, a, k, o),
            "dictGetInt16OrDefault",
            "i16",
            "Int16",
            "-9",
        ),
        (
            |d, a, k, o| dict_get_int32_or_default(d, a, k, o),
            "dictGetInt32OrDefault",
            "i32",
            "Int32",
            "-9",
        ),
        (
            |d, a, k, o| dict_get_int64_or_default(d, a, k, o),
            "dictGetInt64OrDefault",
            "i64",
            "Int64",
            "-9",
        ),
        (
            |d, a, k, o| dict_get_uint8_or_default(d, a, k, o),
            "dictGetUInt8OrDefault",
            "u8",
            "UInt8",
            "9",
        ),
        (
            |d, a, k, o| dict_get_uint16_or_default(d, a, k, o),
            "dictGetUInt16OrDefault",
            "u16",
            "UInt16",
            "9",
        ),
        (
            |d, a, k, o| dict_get_uint32_or_default(d, a, k, o),
            "dictGetUInt32OrDefault",
            "u32",
            "UInt32",
            "9",
        ),
        (
            |d, a, k, o| dict_get_uint64_or_default(d, a, k, o),
            "dictGetUInt64OrDefault",
            "u64",
            "UInt64",
            "9",
        ),
        (
            |d, a, k, o| dict_get_float32_or_default(d, a, k, o),
            "dictGetFloat32OrDefault",
            "f32",
            "Float32",
            "1.5",
        ),
        (
            |d, a, k, o| dict_get_float64_or_default(d, a, k, o),
            "dictGetFloat64OrDefault",
            "f64",
            "Float64",
            "1.5",
        ),
        (
            |d, a, k, o| dict_get_string_or_default(d, a, k, o),
            "dictGetStringOrDefault",
            "s",
            "String",
            "x",
        ),
        (
            |d, a, k, o| dict_get_date_or_default(d, a, k, o),
            "dictGetDateOrDefault",
            "d",
            "Date",
            "2024-01-02",
        ),
        (
            |d, a, k, o| dict_get_uuid_or_default(d, a, k, o),
            "dictGetUUIDOrDefault",
            "u",
            "UUID",
            "612f3c40-5d3b-217e-707b-6a546a3d7b29",
        ),
        (
            |d, a, k, o| dict_get_ipv4_or_default(d, a, k, o),
            "dictGetIPv4OrDefault",
            "v4",
            "IPv4",
            "9.9.9.9",
        ),
        (
            |d, a, k, o| dict_get_ipv6_or_default(d, a, k, o),
            "dictGetIPv6OrDefault",
            "v6",
            "IPv6",
            "::9",
        ),
    ];
    for (get, function, attribute, type_name, default) in table {
        let call = get(
            &name,
            attribute,
            Expr::cust("9::UInt64"),
            cast(default, &data_type(type_name)).into(),
        );
        let text =
            format!("{function}('{name}', '{attribute}', 9::UInt64, CAST('{default}', '{type_name}'))");
        check(&s, call, &text, default);
    }
    let default = cast("2024-01-02 03:04:05", &data_type("DateTime('UTC')"));
    check(
        &s,
        dict_get_date_time_or_default(name.as_str(), "t", Expr::cust("9::UInt64"), default),
        &format!(
            r"dictGetDateTimeOrDefault('{name}', 't', 9::UInt64, CAST('2024-01-02 03:04:05', 'DateTime(\'UTC\')'))"
        ),
        "2024-01-02 03:04:05",
    );
}

#[test]
fn keys_and_hierarchies() {
    let s = server();
    let name = format!("{}.dd", s.database());
    let d = name.as_str();
    let two = || Expr::cust("2::UInt64");
    check(&s, dict_has(d, key()), &format!("dictHas('{d}', 1::UInt64)"), "1");
    check(
        &s,
        dict_get_hierarchy(d, two()),
        &format!("dictGetHierarchy('{d}', 2::UInt64)"),
        "[2,1]",
    );
    check(
        &s,
        dict_is_in(d, two(), key()),
        &format!("dictIsIn('{d}', 2::UInt64, 1::UInt64)"),
        "1",
    );
    check(
        &s,
        dict_get_children(d, key()),
        &format!("dictGetChildren('{d}', 1::UInt64)"),
        "[2]",
    );
    check(
        &s,
        dict_get_descendants(d, key()),
        &format!("dictGetDescendants('{d}', 1::UInt64)"),
        "[2]",
    );
    check(
        &s,
        dict_get_root(d, two()),
        &format!("dictGetRoot('{d}', 2::UInt64)"),
        "1",
    );
    check(
        &s,
        dict_get_keys(d, "s", "b"),
        &format!("dictGetKeys('{d}', 's', 'b')"),
        "[2]",
    );
    // Several attributes at once, and a key that is a parameter.
    check(
        &s,
        dict_get(d, tuple(["s", "i8"]), 1),
        &format!("dictGet('{d}', tuple('s', 'i8'), 1)"),
        r"('it\'s',-1)",
    );
}
