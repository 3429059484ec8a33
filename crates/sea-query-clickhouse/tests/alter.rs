use sea_query::Expr;
use sea_query_clickhouse::{
    Target, build_clickhouse,
    prelude::*,
    table::{ColumnPosition, TableAlterStatement},
};

use crate::server::Server;

#[test]
fn every_action() {
    let s = Server::with(&[
        "CREATE TABLE t (id UInt32, a String, b String) ENGINE = MergeTree ORDER BY id",
        "INSERT INTO t VALUES (1, 'x', 'y')",
    ]);
    let run = |alter: TableAlterStatement, text: &str| {
        assert_eq!(
            alter.to_string(ClickHouseQueryBuilder),
            format!("ALTER TABLE `t` {text}")
        );
        s.answer(&alter, &Target::default());
        s.wait_for_mutations("t");
    };
    let t = || ClickHouseTable::alter("t");
    let col = |name: &'static str| ClickHouseColumnDef::new(name, DataType::UInt8);
    run(
        t().add_column(col("c"), ColumnPosition::First),
        "ADD COLUMN `c` UInt8 FIRST",
    );
    run(
        t().add_column(
            col("d").default(7).comment("it's").codec("ZSTD(3)"),
            ColumnPosition::After("a".into()),
        ),
        r"ADD COLUMN `d` UInt8 DEFAULT 7 COMMENT 'it\'s' CODEC(ZSTD(3)) AFTER `a`",
    );
    run(
        t().add_column_if_not_exists(col("d"), ColumnPosition::Last),
        "ADD COLUMN IF NOT EXISTS `d` UInt8",
    );
    assert_eq!(s.run("SELECT * FROM t"), "0\t1\tx\t7\ty\n");
    run(
        t().modify_column(ClickHouseColumnDef::new("d", DataType::UInt64.nullable())),
        "MODIFY COLUMN `d` Nullable(UInt64)",
    );
    run(
        t().rename_column("c", "c2").drop_column("b"),
        "RENAME COLUMN `c` TO `c2`, DROP COLUMN `b`",
    );
    run(
        t().drop_column_if_exists("nothing"),
        "DROP COLUMN IF EXISTS `nothing`",
    );
    run(
        t().add_index(SkipIndex::new("i", Expr::cust("lower(a)"), SkipIndexType::Set(10)).granularity(2)),
        "ADD INDEX `i` lower(a) TYPE set(10) GRANULARITY 2",
    );
    run(t().materialize_index("i"), "MATERIALIZE INDEX `i`");
    run(t().drop_index("i"), "DROP INDEX `i`");
    run(
        t().add_column(
            ClickHouseColumnDef::new("day", DataType::Date),
            ColumnPosition::Last,
        )
        .add_column(
            ClickHouseColumnDef::new("old", DataType::String).ttl(Expr::cust("day + INTERVAL 1 DAY")),
            ColumnPosition::Last,
        ),
        "ADD COLUMN `day` Date, ADD COLUMN `old` String TTL day + INTERVAL 1 DAY",
    );
    assert_eq!(
        s.run("SELECT name, type FROM system.columns WHERE database = currentDatabase() ORDER BY position"),
        "c2\tUInt8\nid\tUInt32\na\tString\nd\tNullable(UInt64)\nday\tDate\nold\tString\n"
    );
    assert_eq!(
        t().on_cluster("it`s")
            .drop_column("a")
            .to_string(ClickHouseQueryBuilder),
        r"ALTER TABLE `t` ON CLUSTER `it\`s` DROP COLUMN `a`"
    );
    let error = build_clickhouse(&t(), &Target::default()).unwrap_err();
    assert_eq!(error.to_string(), "ALTER TABLE: it has no action");
}

#[test]
fn drop_truncate_rename() {
    let s = Server::with(&[
        "CREATE TABLE t (id UInt32) ENGINE = MergeTree ORDER BY id",
        "INSERT INTO t VALUES (1)",
    ]);
    let target = Target::default();
    s.answer(&ClickHouseTable::truncate("t").sync(), &target);
    assert_eq!(s.run("SELECT count() FROM t"), "0\n");
    s.answer(&ClickHouseTable::truncate("none").if_exists(), &target);
    s.answer(
        &ClickHouseTable::rename("t", (s.database().to_owned(), "u")),
        &target,
    );
    s.run("CREATE TABLE v (id UInt32) ENGINE = Memory");
    s.answer(&ClickHouseTable::rename("u", "w").and("v", "x"), &target);
    assert_eq!(s.run("SHOW TABLES"), "w\nx\n");
    s.answer(&ClickHouseTable::drop("w").sync(), &target);
    s.answer(&ClickHouseTable::drop("w").if_exists(), &target);
    assert_eq!(s.run("SHOW TABLES"), "x\n");
    s.check_table(
        &sea_query::Table::truncate().table("x").take(),
        "TRUNCATE TABLE `x`",
    );
    s.run("CREATE TABLE y (id UInt32) ENGINE = Memory");
    s.check_table(
        &sea_query::Table::drop().table("x").table("y").if_exists().take(),
        "DROP TABLE IF EXISTS `x`, `y`",
    );
    assert_eq!(s.run("SHOW TABLES"), "");
    assert_eq!(
        ClickHouseTable::truncate("t")
            .if_exists()
            .on_cluster("c")
            .to_string(ClickHouseQueryBuilder),
        "TRUNCATE TABLE IF EXISTS `t` ON CLUSTER `c`"
    );
    assert_eq!(
        ClickHouseTable::rename("t", "u")
            .on_cluster("c")
            .to_string(ClickHouseQueryBuilder),
        "RENAME TABLE `t` TO `u` ON CLUSTER `c`"
    );
    let error = build_clickhouse(&ClickHouseTable::drop("t").on_cluster(""), &target).unwrap_err();
    assert_eq!(error.to_string(), "ON CLUSTER: the name of the cluster is empty");
    use sea_query::IntoTableRef;
    let error =
        build_clickhouse(&ClickHouseTable::drop("t".into_table_ref().alias("a")), &target).unwrap_err();
    assert_eq!(
        error.to_string(),
        "name: the statement is about a table, view or dictionary by its name, without an alias"
    );
}
