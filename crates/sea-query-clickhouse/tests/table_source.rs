use sea_query::{Expr, ExprTrait, Order, Query};
use sea_query_clickhouse::{
    Target, build_clickhouse, constraint::TableConstraint, engine::Merge, prelude::*, projection::Projection,
    query::TableFunction, table::TableCreateStatement,
};

use crate::server::Server;

fn source() -> Server {
    Server::with(&[
        "CREATE TABLE a (id UInt32, name String, INDEX i name TYPE minmax) ENGINE = MergeTree PARTITION BY id % 2 ORDER BY id",
        "INSERT INTO a VALUES (1, 'x'), (2, 'y'), (3, 'z')",
    ])
}

fn refused(table: TableCreateStatement) -> String {
    build_clickhouse(&table, &Target::default())
        .unwrap_err()
        .to_string()
}

#[test]
fn as_a_table() {
    let s = source();
    s.check_table(
        &ClickHouseTable::create("b").as_table("a"),
        "CREATE TABLE `b` AS `a`",
    );
    assert_eq!(s.run("SELECT count() FROM b"), "0\n");
    assert_eq!(
        s.run("SELECT engine_full FROM system.tables WHERE database = currentDatabase() AND name = 'b'"),
        "MergeTree PARTITION BY id % 2 ORDER BY id SETTINGS index_granularity = 8192\n"
    );
    let table = ClickHouseTable::create("c")
        .if_not_exists()
        .as_table((s.database().to_owned(), "a"))
        .engine(Engine::replacing_merge_tree())
        .order_by(["name"])
        .comment("it's");
    s.check_table(
        &table,
        &format!(
            r"CREATE TABLE IF NOT EXISTS `c` AS `{}`.`a` ENGINE = ReplacingMergeTree ORDER BY `name` COMMENT 'it\'s'",
            s.database()
        ),
    );
    assert_eq!(
        s.run("SELECT engine, sorting_key, comment FROM system.tables WHERE database = currentDatabase() AND name = 'c'"),
        "ReplacingMergeTree\tname\tit\\'s\n"
    );
    s.check_table(
        &ClickHouseTable::create("all")
            .as_table("a")
            .engine(Merge::in_current_database("^a$")),
        "CREATE TABLE `all` AS `a` ENGINE = Merge(currentDatabase(), '^a$')",
    );
    assert_eq!(s.run("SELECT sum(id) FROM all"), "6\n");
    let merge_tree = ClickHouseTable::create("d")
        .as_table("a")
        .engine(Engine::merge_tree());
    s.check_table(&merge_tree, "CREATE TABLE `d` AS `a` ENGINE = MergeTree");
}

#[test]
fn clones() {
    let s = source();
    s.check_table(
        &ClickHouseTable::create("b").clone_as("a"),
        "CREATE TABLE `b` CLONE AS `a`",
    );
    assert_eq!(s.run("SELECT sum(id) FROM b"), "6\n");
    s.run("TRUNCATE TABLE b");
    s.check_table(
        &ClickHouseTable::create("b")
            .or_replace()
            .clone_as("a")
            .engine(Engine::merge_tree())
            .partition_by(Expr::cust("id % 2"))
            .order_by(["id"]),
        "CREATE OR REPLACE TABLE `b` CLONE AS `a` ENGINE = MergeTree PARTITION BY id % 2 ORDER BY `id`",
    );
    assert_eq!(s.run("SELECT sum(id) FROM b"), "6\n");
    assert_eq!(
        refused(ClickHouseTable::create("c").clone_as("a").engine(Engine::Memory)),
        "CLONE AS: only tables of the MergeTree family can be cloned"
    );
    assert!(
        refused(ClickHouseTable::create("c").clone_as("a").on_cluster("x"))
            .starts_with("CLONE AS: on a cluster the server clones no rows and says nothing; ")
    );
    let old = Target::default().version("24.9.1".parse().unwrap());
    assert!(build_clickhouse(&ClickHouseTable::create("c").clone_as("a"), &old).is_err());
}

#[test]
fn as_a_function() {
    let s = Server::new();
    let numbers = || TableFunction::numbers(3);
    s.check_table(
        &ClickHouseTable::create("n")
            .as_function(numbers())
            .comment("three"),
        "CREATE TABLE `n` AS numbers(3) COMMENT 'three'",
    );
    s.check_table(
        &ClickHouseTable::create("m")
            .col(ClickHouseColumnDef::new("number", DataType::UInt32))
            .as_function(numbers()),
        "CREATE TABLE `m` (`number` UInt32) AS numbers(3)",
    );
    assert_eq!(
        s.run("SELECT sum(n.number) FROM n JOIN m ON n.number = m.number"),
        "3\n"
    );
    assert_eq!(
        refused(
            ClickHouseTable::create("n")
                .as_function(numbers())
                .engine(Engine::Memory)
        ),
        "ENGINE: the table function is the engine; keep one of the two"
    );
    assert_eq!(
        refused(ClickHouseTable::create("n").as_function(numbers().alias("x"))),
        "AS: the table function has an alias, which a table has no place for"
    );
}

#[test]
fn as_a_query() {
    let s = source();
    let select = |hostile: &str| {
        Query::select()
            .column("id")
            .expr_as(Expr::val(hostile), "text")
            .from("a")
            .and_where(Expr::col("id").gt(1))
            .to_owned()
    };
    let hostile = "it's ` \\ {p:String} ? -- /*";
    let table = ClickHouseTable::create("b")
        .engine(Engine::merge_tree())
        .order_by(["id"])
        .comment("c")
        .as_select(select(hostile));
    s.check_table(
        &table,
        r"CREATE TABLE `b` ENGINE = MergeTree ORDER BY `id` COMMENT 'c' AS SELECT `id`, 'it\'s ` \\ {p:String} ? -- /*' AS `text` FROM `a` WHERE `id` > 1",
    );
    assert_eq!(
        s.run("SELECT id, text FROM b ORDER BY id FORMAT TSVRaw"),
        format!("2\t{hostile}\n3\t{hostile}\n")
    );
    let table = ClickHouseTable::create("c")
        .col(ClickHouseColumnDef::new("id", DataType::UInt64))
        .engine(Engine::Memory)
        .empty_as_select(select(""));
    s.check_table(
        &table,
        "CREATE TABLE `c` (`id` UInt64) ENGINE = Memory EMPTY AS SELECT `id`, '' AS `text` FROM `a` WHERE `id` > 1",
    );
    assert_eq!(s.run("SELECT count(), any(toTypeName(id)) FROM c"), "0\t\n");
    assert_eq!(
        refused(ClickHouseTable::create("d").as_select(select(""))),
        "ENGINE: the table has none; `Engine::merge_tree()` is the usual one"
    );
}

#[test]
fn replaced_temporary_and_by_uuid() {
    let s = Server::new();
    let create = |name: &'static str| {
        ClickHouseTable::create("t")
            .col(ClickHouseColumnDef::new(name, DataType::UInt8))
            .engine(Engine::Memory)
    };
    let columns = "SELECT name FROM system.columns WHERE database = currentDatabase()";
    s.check_table(
        &create("a").or_replace(),
        "CREATE OR REPLACE TABLE `t` (`a` UInt8) ENGINE = Memory",
    );
    s.check_table(
        &create("b").replace(),
        "REPLACE TABLE `t` (`b` UInt8) ENGINE = Memory",
    );
    assert_eq!(s.run(columns), "b\n");
    s.check_table(
        &create("c").or_replace(),
        "CREATE OR REPLACE TABLE `t` (`c` UInt8) ENGINE = Memory",
    );
    assert_eq!(s.run(columns), "c\n");
    let uuid = uuid::Uuid::from_u128(u128::from(std::process::id()) << 64 | 0x8000_0000_0000_0001);
    let named = ClickHouseTable::create("u")
        .uuid(uuid)
        .col(ClickHouseColumnDef::new("a", DataType::UInt8))
        .engine(Engine::Memory);
    s.check_table(
        &named,
        &format!("CREATE TABLE `u` UUID '{uuid}' (`a` UInt8) ENGINE = Memory"),
    );
    assert_eq!(
        s.run("SELECT uuid FROM system.tables WHERE database = currentDatabase() AND name = 'u'"),
        format!("{uuid}\n")
    );
    let temporary = ClickHouseTable::create("session")
        .temporary()
        .if_not_exists()
        .col(ClickHouseColumnDef::new("a", DataType::UInt8));
    s.check_table(
        &temporary,
        "CREATE TEMPORARY TABLE IF NOT EXISTS `session` (`a` UInt8)",
    );
    s.check_table(
        &temporary.clone().engine(Engine::merge_tree()).order_by(["a"]),
        "CREATE TEMPORARY TABLE IF NOT EXISTS `session` (`a` UInt8) ENGINE = MergeTree ORDER BY `a`",
    );
    s.check_parsed(
        &create("a").uuid(uuid).on_cluster("it`s"),
        &format!(r"CREATE TABLE `t` UUID '{uuid}' ON CLUSTER `it\`s` (`a` UInt8) ENGINE = Memory"),
    );
    for (table, sentence) in [
        (
            create("a").or_replace().if_not_exists(),
            "CREATE TABLE: OR REPLACE and IF NOT EXISTS exclude each other",
        ),
        (
            create("a").replace().if_not_exists(),
            "REPLACE: OR REPLACE and IF NOT EXISTS say otherwise; keep one of them",
        ),
        (
            create("a").temporary().on_cluster("c"),
            "TEMPORARY: the table lives in one session; leave `on_cluster` out",
        ),
        (
            ClickHouseTable::create(("db", "t"))
                .temporary()
                .col(ClickHouseColumnDef::new("a", DataType::UInt8)),
            "TEMPORARY: the table is in no database; name it without one",
        ),
        (
            create("a").on_cluster(""),
            "ON CLUSTER: the name of the cluster is empty",
        ),
    ] {
        assert_eq!(refused(table), sentence);
    }
}

#[test]
fn keys_that_descend() {
    let s = Server::new();
    let table = ClickHouseTable::create("t")
        .col(ClickHouseColumnDef::new("id", DataType::UInt32))
        .col(ClickHouseColumnDef::new("name", DataType::String))
        .engine(Engine::merge_tree())
        .primary_key_exprs([Expr::col("id").modulo(10)])
        .order_by_expr(Expr::col("id").modulo(10), Order::Desc)
        .order_by_expr(Expr::col("name"), Order::Asc)
        .setting("allow_experimental_reverse_key", true);
    s.check_table(
        &table,
        "CREATE TABLE `t` (`id` UInt32, `name` String) ENGINE = MergeTree PRIMARY KEY `id` % 10 ORDER BY (`id` % 10 DESC, `name`) SETTINGS allow_experimental_reverse_key = 1",
    );
    s.run("INSERT INTO t VALUES (11, 'b'), (12, 'a'), (21, 'a')");
    assert_eq!(s.run("SELECT id FROM t SETTINGS max_threads = 1"), "12\n21\n11\n");
    let old = Target::default().version("24.11.1".parse().unwrap());
    assert!(
        build_clickhouse(&table, &old)
            .unwrap_err()
            .to_string()
            .starts_with("ORDER BY ... DESC: the server is ClickHouse 24.11.1")
    );
    assert_eq!(
        refused(
            ClickHouseTable::create("t")
                .col(ClickHouseColumnDef::new("id", DataType::UInt32))
                .engine(Engine::merge_tree())
                .order_by_expr(Expr::col("id"), Order::Field(sea_query::Values(vec![1.into()])))
        ),
        "ORDER BY: a table is sorted up or down, not by a list of values; sort by an expression such as indexOf"
    );
}

#[test]
fn contradictions() {
    let column = || ClickHouseColumnDef::new("a", DataType::UInt8);
    let table = || {
        ClickHouseTable::create("t")
            .col(column())
            .engine(Engine::merge_tree())
            .order_by(["a"])
    };
    let projection = || {
        Projection::new(
            "p",
            Query::select().column("a").order_by("a", Order::Asc).to_owned(),
        )
    };
    let no_columns = "CREATE TABLE: indexes, constraints and projections need columns; name them too";
    for (table, sentence) in [
        (
            ClickHouseTable::create("t").as_table("a").col(column()),
            "AS: columns, indexes, constraints and projections are the other table's; change them by `ClickHouseTable::alter`",
        ),
        (
            ClickHouseTable::create("t")
                .clone_as("a")
                .projection(projection()),
            "CLONE AS: columns, indexes, constraints and projections are the other table's; change them by `ClickHouseTable::alter`",
        ),
        (
            ClickHouseTable::create("t")
                .engine(Engine::merge_tree())
                .order_by(["a"])
                .projection(projection())
                .as_select(Query::select().expr_as(1, "a").to_owned()),
            no_columns,
        ),
        (
            ClickHouseTable::create("t")
                .constraint(TableConstraint::check("c", Expr::val(true)))
                .engine(Engine::Memory),
            no_columns,
        ),
        (
            ClickHouseTable::create("t")
                .col(column().alias(1))
                .col(ClickHouseColumnDef::new("b", DataType::UInt8).ephemeral())
                .engine(Engine::Memory),
            "CREATE TABLE: all columns are ALIAS or EPHEMERAL; one must be stored",
        ),
        (
            ClickHouseTable::create("t")
                .col(column().primary_key())
                .engine(Engine::merge_tree())
                .primary_key(["a"]),
            "PRIMARY KEY: the table and its columns say it; keep one of the two",
        ),
        (
            ClickHouseTable::create("t")
                .col(column())
                .engine(Engine::Memory)
                .projection(projection()),
            "PROJECTION: the engine of the table does not take it; those of the MergeTree family do",
        ),
        (
            ClickHouseTable::create("t")
                .col(column())
                .engine(Engine::Null)
                .setting("a", 1),
            "SETTINGS: the engine of the table has no settings",
        ),
        (
            ClickHouseTable::create("t")
                .col(column())
                .engine(sea_query_clickhouse::engine::KeeperMap::new("/x")),
            "PRIMARY KEY: a table of this engine has one; add `.primary_key([..])`",
        ),
        (
            ClickHouseTable::create("t").as_table("a").order_by(["a"]),
            "ENGINE: the table has none; `Engine::merge_tree()` is the usual one",
        ),
        (
            table().setting("a", f64::NAN),
            "SETTINGS: a is set to NaN, which is not a number",
        ),
    ] {
        assert_eq!(refused(table), sentence);
    }
}
