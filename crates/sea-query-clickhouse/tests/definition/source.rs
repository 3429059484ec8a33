//! Definitions as Rust.

use sea_query_clickhouse::{definition::TableSource, table::TableCreateStatement};

fn source(text: &str) -> TableSource {
    let table: TableCreateStatement = text.parse().unwrap();
    table.to_rust(&|name| Some(format!("Column::{}", name.to_uppercase())), &|_| {
        None
    })
}

/// The attribute of a clause after ORDER BY.
fn attribute(clauses: &str) -> String {
    let source = source(&format!("CREATE TABLE t (a Int8, d Date) {clauses}"));
    source.attributes().last().unwrap().clone()
}

#[test]
fn engines_are_what_makes_them() {
    for (engine, code) in [
        ("MergeTree", "Engine::merge_tree()"),
        ("ReplacingMergeTree(a)", "Engine::replacing_merge_tree_by(\"a\")"),
        (
            "ReplacingMergeTree(a, b)",
            "Engine::replacing_merge_tree_deleted(\"a\", \"b\")",
        ),
        (
            "SummingMergeTree((a, b))",
            "Engine::from(MergeTree::Summing { columns: vec![\"a\".into(), \"b\".into()] })",
        ),
        (
            "GraphiteMergeTree('rollup')",
            "Engine::from(MergeTree::Graphite { section: \"rollup\".into() })",
        ),
        (
            "ReplicatedMergeTree('/clickhouse/tables/{uuid}/{shard}', '{replica}')",
            "Engine::merge_tree().replicated()",
        ),
        (
            "ReplicatedReplacingMergeTree('/p', 'r', a)",
            "Engine::replacing_merge_tree_by(\"a\").replicated_by(Replication::At { path: \"/p\".into(), replica: \
             \"r\".into() })",
        ),
        (
            "SharedMergeTree('/p', 'r')",
            "Engine::merge_tree().replicated_by(Replication::Shared)",
        ),
    ] {
        let source = source(&format!("CREATE TABLE t (a Int8) ENGINE = {engine} ORDER BY a"));
        assert_eq!(source.attributes()[0], format!("engine = {code}"));
        assert_eq!(source.left_out(), [] as [&str; 0]);
    }
    for (engine, code) in [
        (
            "Distributed('c', 'd', 't', cityHash64(a), 'p')",
            "Distributed::new(\"c\", \"d\", \"t\").sharding_key(Func::cust(\"cityHash64\").arg(Expr::col(Column::A)))\
             .policy(\"p\")",
        ),
        ("KeeperMap('/p', 5)", "KeeperMap::new(\"/p\").keys_limit(5)"),
        (
            "EmbeddedRocksDB(60, '/d', 1)",
            "EmbeddedRocksDb::new().ttl_seconds(60).read_only(\"/d\")",
        ),
        ("Kafka", "Custom::new(\"Kafka\")"),
        (
            "Join(ANY, LEFT, a)",
            "Engine::custom(\"Join\", [Argument::expr(Expr::cust(\"ANY\")), Argument::expr(Expr::cust(\"LEFT\")), \
             Argument::name(\"a\")])",
        ),
    ] {
        let source = source(&format!("CREATE TABLE t (a Int8) ENGINE = {engine}"));
        assert_eq!(source.attributes(), [format!("engine = {code}")]);
    }
}

#[test]
fn a_secret_that_the_server_hides_is_named() {
    let source = source("CREATE TABLE t (a Int8) ENGINE = MySQL('h:3306', 'd', 't', 'u', '[HIDDEN]')");
    assert_eq!(
        source.left_out(),
        ["a secret of the engine MySQL, which the server does not show: put it in the place of `[HIDDEN]`"]
    );
}

#[test]
fn rules_of_a_ttl_are_what_makes_them() {
    for (rule, code) in [
        ("d", "Column::D"),
        ("d DELETE", "Ttl::new(Expr::col(Column::D)).delete()"),
        (
            "d TO VOLUME 'slow'",
            "Ttl::new(Expr::col(Column::D)).to_volume(\"slow\")",
        ),
        (
            "d TO DISK IF EXISTS 'it''s'",
            "Ttl::new(Expr::col(Column::D)).to_disk_if_exists(\"it's\")",
        ),
        (
            "d RECOMPRESS CODEC(ZSTD(17))",
            "Ttl::new(Expr::col(Column::D)).recompress(\"ZSTD(17)\")",
        ),
        (
            "d GROUP BY a, f(a) SET b = max(b)",
            "Ttl::new(Expr::col(Column::D)).group_by_exprs([Expr::col(Column::A), \
             Expr::from(Func::cust(\"f\").arg(Expr::col(Column::A)))]).set(\"b\", \
             Func::cust(\"max\").arg(Expr::col(Column::B)))",
        ),
    ] {
        let attribute = attribute(&format!("ENGINE = MergeTree ORDER BY a TTL {rule}"));
        assert_eq!(attribute, format!("ttl = [{code}]"));
    }
}

#[test]
fn expressions_are_code_as_far_as_they_are_simple() {
    for (sql, code) in [
        ("1", "1"),
        ("-1", "-1"),
        ("5000000000", "5000000000_i64"),
        ("18446744073709551615", "Expr::cust(\"18446744073709551615\")"),
        ("0.5", "Expr::cust(\"0.5\")"),
        ("'it\\'s \"x\"'", "\"it's \\\"x\\\"\""),
        ("true", "true"),
        ("NULL", "Expr::cust(\"NULL\")"),
        ("now()", "Func::cust(\"now\")"),
        (
            "f(g(1), 'a')",
            "Func::cust(\"f\").arg(Func::cust(\"g\").arg(1)).arg(\"a\")",
        ),
        ("quantile(0.5)(a)", "Expr::cust(\"quantile(0.5)(a)\")"),
        (
            "arrayMap(x -> (x + 1), [1])",
            "Expr::cust(\"arrayMap(x -> (x + 1), [1])\")",
        ),
        ("CAST(a AS Int8)", "Expr::cust(\"CAST(a AS Int8)\")"),
        ("a + 1", "Expr::cust(\"a + 1\")"),
        ("f(a) + g(a)", "Expr::cust(\"f(a) + g(a)\")"),
    ] {
        let source = source(&format!("CREATE TABLE t (b Int8 DEFAULT {sql}) ENGINE = Memory"));
        assert_eq!(source.columns()[0], [format!("default = {code}")], "{sql}");
    }
}

#[test]
fn the_columns_of_the_sorting_key_are_those_in_expressions_too() {
    let source = source(
        "CREATE TABLE t (a Int8, b Int8, `c d` Int8, lower String, e Int8) ENGINE = MergeTree \
         ORDER BY (f(b, 'e'), `c d` + 1, lower(lower), b, a DESC)",
    );
    assert_eq!(source.sorting_columns(), ["b", "c d", "lower", "a"]);
}

#[test]
fn what_no_attribute_says_is_named() {
    let source = source(
        "CREATE TABLE t (a String COLLATE en, PROJECTION p (WITH 1 AS x SELECT a ORDER BY x), PROJECTION q INDEX a TYPE \
         other) ENGINE = MergeTree ORDER BY a",
    );
    assert_eq!(
        source.left_out(),
        [
            "projection \"p\": its SELECT cannot be read, SELECT is expected; it is `p` (WITH 1 AS x SELECT a ORDER BY x)",
            "projection \"q\": an index of the type other",
            "COLLATE en of column `a`",
        ]
    );
}
