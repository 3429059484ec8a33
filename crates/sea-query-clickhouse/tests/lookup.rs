//! Lookups, on values that would mean something else as a pattern, a path or a range.

use sea_query::{Expr, ExprTrait, Query};
use sea_query_clickhouse::{
    func::{array::array, conversion::to_string},
    prelude::*,
};

use crate::server::Server;

fn server() -> Server {
    Server::with(&[
        "CREATE TABLE t (id UInt8, s String, n Nullable(String), a Array(UInt32), aa Array(Array(String)), \
         m Map(String, UInt8), p Tuple(x Int8, `y z` String), j JSON, v4 IPv4, v6 IPv6, ip String, \
         e Enum8('dns' = 1, 'http' = 2)) ENGINE = MergeTree ORDER BY id",
        r#"INSERT INTO t VALUES
        (1, 'Äpfel 50% off', 'a_b', [1,2,3], [['x','y'],['z']], {'foo':1,'':2}, (1,'one'),
         '{"a":{"b":5,"k k":"it''s"},"d.e":7,"n":null,"list":[1,2]}', '192.168.0.1', '::ffff:10.0.0.1', '10.1.2.3', 'dns'),
        (2, 'äpfel 501 off\\', NULL, [], [], {}, (-2,'zwei'), '{"a":"text"}', '10.0.0.1', '2001:db8::1', '2001:db8::2', 'http')"#
            .replace("        ", "")
            .as_str(),
    ])
}

#[track_caller]
fn check(s: &Server, condition: impl Into<Expr>, text: &str, ids: &str) {
    let condition = condition.into();
    s.check(
        Query::select()
            .column("id")
            .from("t")
            .and_where(condition)
            .order_by("id", sea_query::Order::Asc),
        &format!("SELECT `id` FROM `t` WHERE {text} ORDER BY `id` ASC"),
        ids,
    );
}

fn col(name: &'static str) -> Expr {
    Expr::col(name)
}

#[test]
fn texts() {
    let s = server();
    check(
        &s,
        col("s").has_prefix("Äpfel 50%"),
        "startsWith(`s`, 'Äpfel 50%')",
        "1",
    );
    check(&s, col("s").has_suffix("off\\"), r"endsWith(`s`, 'off\\')", "2");
    check(
        &s,
        col("s").matches_regex("^.pfel 50\\d"),
        r"match(`s`, '^.pfel 50\\d')",
        "2",
    );
    check(
        &s,
        col("s").imatches_regex("^äPFEL"),
        "match(`s`, '(?i)^äPFEL')",
        "1\n2",
    );
    check(
        &s,
        col("s").istarts_with("ÄPFEL 50%"),
        r"`s` ILIKE 'ÄPFEL 50\\%%'",
        "1",
    );
    check(&s, col("s").iends_with("OFF\\"), r"`s` ILIKE '%OFF\\\\'", "2");
    check(&s, col("n").has_substring("_"), r"`n` LIKE '%\\_%'", "1");
    check(&s, col("n").has_substring("x"), "`n` LIKE '%x%'", "");
}

/// A percent sign in what is looked for found every text that has what stands before it.
#[test]
fn wildcards_in_what_is_looked_for_are_not_wildcards() {
    let s = server();
    check(&s, col("s").has_substring("50%"), r"`s` LIKE '%50\\%%'", "1");
    check(
        &s,
        col("s").icontains("PFEL 50%"),
        r"`s` ILIKE '%PFEL 50\\%%'",
        "1",
    );
    check(&s, col("s").has_prefix("Äpfel%"), "startsWith(`s`, 'Äpfel%')", "");
    for text in [
        "it's",
        "`",
        "\"",
        "\\",
        "\n",
        "--",
        "/*",
        "{p:String}",
        "?",
        "$1",
        "naïve",
        "%",
        "_",
        "a\\%b",
    ] {
        let condition = Expr::val(format!("<{text}>")).icontains(text);
        let query = Query::select().expr(condition).take();
        assert_eq!(s.run(&query.to_string(ClickHouseQueryBuilder)), "1\n", "{text}");
        assert_eq!(
            s.answer(&query, &sea_query_clickhouse::Target::default()),
            "1\n",
            "{text}"
        );
    }
}

/// UPPER of ASCII left Ä as it was.
#[test]
fn iexact_knows_letters_outside_of_ascii() {
    let s = server();
    check(
        &s,
        col("s").iexact("ÄPFEL 50% OFF"),
        "lowerUTF8(`s`) = lowerUTF8('ÄPFEL 50% OFF')",
        "1",
    );
}

/// A cast of the column to a Nullable(String), on every row, kept the indexes from being used.
#[test]
fn the_column_of_a_lookup_stands_bare_so_that_its_index_is_used() {
    let s = Server::with(&[
        "CREATE TABLE t (s String) ENGINE = MergeTree ORDER BY s SETTINGS index_granularity = 1",
        "INSERT INTO t SELECT toString(number) FROM numbers(1000)",
    ]);
    let query = Query::select()
        .column("s")
        .from("t")
        .and_where(col("s").has_prefix("77"))
        .take();
    let text = query.to_string(ClickHouseQueryBuilder);
    assert_eq!(text, "SELECT `s` FROM `t` WHERE startsWith(`s`, '77')");
    let plan = s.run(&format!("EXPLAIN indexes = 1 {text}"));
    assert!(
        plan.contains("Granules: 12/1000") || plan.contains("Granules: 11/1000"),
        "{plan}"
    );
}

#[test]
fn arrays() {
    let s = server();
    check(&s, col("a").has_element(2), "has(`a`, 2)", "1");
    check(
        &s,
        col("a").has_all(array([3, 1])),
        "hasAll(`a`, array(3, 1))",
        "1",
    );
    check(
        &s,
        col("a").has_any(array([9, 1])),
        "hasAny(`a`, array(9, 1))",
        "1",
    );
    check(
        &s,
        col("a").contained_by(array([1, 2, 3, 4])),
        "hasAll(array(1, 2, 3, 4), `a`)",
        "1\n2",
    );
    check(&s, col("a").length().eq(3), "length(`a`) = 3", "1");
    check(
        &s,
        col("aa").element(1).element(2).eq("y"),
        "arrayElement(arrayElement(`aa`, 1), 2) = 'y'",
        "1",
    );
}

/// An index from the end became 0, and a slice of nothing had its end for its length.
#[test]
fn indexes_from_the_end_and_empty_slices_mean_what_they_say() {
    let s = server();
    check(&s, col("a").element(-1).eq(3), "arrayElement(`a`, -1) = 3", "1");
    check(
        &s,
        col("a").slice(1, 0).length().eq(0),
        "length(arraySlice(`a`, 1, 0)) = 0",
        "1\n2",
    );
    check(
        &s,
        col("a").slice(-2, 2).eq(array([2, 3])),
        "arraySlice(`a`, -2, 2) = array(2, 3)",
        "1",
    );
}

#[test]
fn maps() {
    let s = server();
    check(&s, col("m").has_key("foo"), "mapContainsKey(`m`, 'foo')", "1");
    check(&s, col("m").has_key(""), "mapContainsKey(`m`, '')", "1");
    check(&s, col("m").has_key("it's"), r"mapContainsKey(`m`, 'it\'s')", "");
    check(&s, col("m").has_value(2), "has(mapValues(`m`), 2)", "1");
    check(&s, col("m").key("foo").eq(1), "arrayElement(`m`, 'foo') = 1", "1");
    check(
        &s,
        col("m").key("none").eq(0),
        "arrayElement(`m`, 'none') = 0",
        "1\n2",
    );
    check(&s, col("m").length().eq(2), "length(`m`) = 2", "1");
}

#[test]
fn tuples() {
    let s = server();
    check(
        &s,
        col("p").tuple_element(1).lt(0),
        "tupleElement(`p`, 1) < 0",
        "2",
    );
    check(
        &s,
        col("p").tuple_element(-1).eq("one"),
        "tupleElement(`p`, -1) = 'one'",
        "1",
    );
    check(
        &s,
        col("p").element("y z").eq("zwei"),
        "tupleElement(`p`, 'y z') = 'zwei'",
        "2",
    );
}

#[test]
fn json_paths() {
    let s = server();
    check(
        &s,
        col("j").json_path_as(["a", "b"], &DataType::Int64).gt(4),
        "accurateCastOrNull(getSubcolumn(`j`, 'a.b'), 'Int64') > 4",
        "1",
    );
    check(
        &s,
        col("j").json_path_as(["a", "k k"], &DataType::String).eq("it's"),
        r"accurateCastOrNull(getSubcolumn(`j`, 'a.k k'), 'String') = 'it\'s'",
        "1",
    );
    check(
        &s,
        col("j").json_path(["n"]).is_null(),
        "getSubcolumn(`j`, 'n') IS NULL",
        "1\n2",
    );
    let has = |path: &str| {
        format!(
            "arrayExists(`path` -> `path` = '{path}' OR startsWith(`path`, '{path}.'), JSONAllPaths(`j`))"
        )
    };
    check(&s, col("j").has_json_path(["a"]), &has("a"), "1\n2");
    check(&s, col("j").has_json_path(["a", "b"]), &has("a.b"), "1");
    check(&s, col("j").has_json_path(["d"]), &has("d"), "1");
    check(&s, col("j").has_json_path(["n"]), &has("n"), "");
}

#[test]
fn json_paths_in_one_text() {
    let s = server();
    check(
        &s,
        col("j").path("a.b").is_not_null(),
        "getSubcolumn(`j`, 'a.b') IS NOT NULL",
        "1",
    );
    check(
        &s,
        col("j").path("d").is_not_null(),
        "getSubcolumn(`j`, 'd') IS NOT NULL",
        "",
    );
    check(
        &s,
        col("j").typed_path("a.k k", &DataType::String).eq("it's"),
        r"getSubcolumn(`j`, 'a.k k.:`String`') = 'it\'s'",
        "1",
    );
    check(
        &s,
        col("j")
            .typed_path("list", &DataType::array(DataType::nullable(DataType::Int64)))
            .length()
            .eq(2),
        "length(getSubcolumn(`j`, 'list.:`Array(Nullable(Int64))`')) = 2",
        "1",
    );
    check(
        &s,
        col("j").path("it's`\\").is_not_null(),
        r"getSubcolumn(`j`, 'it\'s`\\') IS NOT NULL",
        "",
    );
}

/// The name with brackets is no subcolumn: it was NULL, and no error.
#[test]
fn brackets_in_a_json_path_are_arrays_of_objects() {
    let s = Server::with(&[
        "CREATE TABLE t (id UInt8, j JSON) ENGINE = MergeTree ORDER BY id",
        r#"INSERT INTO t VALUES (1, '{"a":[{"b":1,"c":[{"d":5}]},{"b":2}]}'), (2, '{"a":[]}'), (3, '{"a":7}')"#,
    ]);
    check(
        &s,
        col("j").path("a[]").length().eq(2),
        "length(getSubcolumn(`j`, 'a.:`Array(JSON)`')) = 2",
        "1",
    );
    check(
        &s,
        col("j").typed_path("a[].b", &DataType::Int64).has_element(2),
        "has(getSubcolumn(`j`, 'a.:`Array(JSON)`.b.:`Int64`'), 2)",
        "1",
    );
    check(
        &s,
        col("j").path("a[].c[].d").length().eq(2),
        "length(getSubcolumn(`j`, 'a.:`Array(JSON)`.c.:`Array(JSON)`.d')) = 2",
        "1",
    );
    check(
        &s,
        col("j").path("a[][]").length().eq(0),
        "length(getSubcolumn(`j`, 'a.:`Array(Array(JSON))`')) = 0",
        "1\n2\n3",
    );
}

#[test]
fn empty_arrays_maps_and_texts() {
    let s = server();
    check(&s, col("a").empty(), "empty(`a`)", "2");
    check(&s, col("m").not_empty(), "notEmpty(`m`)", "1");
    check(&s, col("n").not_empty(), "notEmpty(`n`)", "1");
    check(
        &s,
        col("a").element_or_null(4).is_null(),
        "arrayElementOrNull(`a`, 4) IS NULL",
        "1\n2",
    );
    check(
        &s,
        col("m").key_or_null("foo").is_null(),
        "arrayElementOrNull(`m`, 'foo') IS NULL",
        "2",
    );
    check(
        &s,
        col("m").map_keys().has_element(""),
        "has(mapKeys(`m`), '')",
        "1",
    );
    check(
        &s,
        col("m").map_values().has_element(2),
        "has(mapValues(`m`), 2)",
        "1",
    );
}

/// A text that a path was compared with was written as JSON, quotes and all, and equalled nothing.
#[test]
fn a_json_path_is_compared_with_a_text_and_not_with_its_json() {
    let s = server();
    check(
        &s,
        col("j").json_path_as(["a"], &DataType::String).gte("text"),
        "accurateCastOrNull(getSubcolumn(`j`, 'a'), 'String') >= 'text'",
        "2",
    );
}

#[test]
fn addresses() {
    let s = server();
    check(
        &s,
        col("v4").in_ip_range("192.168.0.0/16"),
        "isIPAddressInRange(`v4`, '192.168.0.0/16')",
        "1",
    );
    check(
        &s,
        col("v6").in_ip_range("2001:db8::/32"),
        "isIPAddressInRange(`v6`, '2001:db8::/32')",
        "2",
    );
    check(
        &s,
        col("ip").in_ip_range("10.0.0.0/8"),
        "isIPAddressInRange(`ip`, '10.0.0.0/8')",
        "1",
    );
    check(
        &s,
        to_string(col("v4")).has_prefix("192."),
        "startsWith(toString(`v4`), '192.')",
        "1",
    );
    check(
        &s,
        to_string(col("e")).icontains("DN"),
        "toString(`e`) ILIKE '%DN%'",
        "1",
    );
}
