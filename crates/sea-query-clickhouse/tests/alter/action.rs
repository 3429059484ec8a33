use sea_query::Expr;
use sea_query_clickhouse::{
    Target, build_clickhouse,
    partition::Partition,
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

#[test]
fn keys_settings_and_comment() {
    let s = Server::with(&["CREATE TABLE t (id UInt32, name String) ENGINE = MergeTree ORDER BY id"]);
    let t = || ClickHouseTable::alter("t");
    let run =
        |alter: TableAlterStatement, text: &str| s.check_table(&alter, &format!("ALTER TABLE `t` {text}"));
    let shown = |column: &str| {
        s.run(&format!(
            "SELECT {column} FROM system.tables WHERE database = currentDatabase() FORMAT TSVRaw"
        ))
    };
    run(
        t().add_column(
            ClickHouseColumnDef::new("day", DataType::Date),
            ColumnPosition::Last,
        )
        .modify_order_by(["id", "day"]),
        "ADD COLUMN `day` Date, MODIFY ORDER BY (`id`, `day`)",
    );
    assert_eq!(shown("sorting_key"), "id, day\n");
    run(
        t().modify_order_by_exprs([Expr::col("id")]),
        "MODIFY ORDER BY `id`",
    );
    run(
        t().modify_sample_by(Expr::col("id")).modify_comment("it's"),
        r"MODIFY SAMPLE BY `id`, MODIFY COMMENT 'it\'s'",
    );
    assert_eq!(shown("sampling_key || comment"), "idit's\n");
    run(t().remove_sample_by(), "REMOVE SAMPLE BY");
    assert_eq!(shown("sampling_key"), "\n");
    run(
        t().modify_setting("merge_with_ttl_timeout", 3600)
            .modify_setting("max_part_loading_threads", 2)
            .modify_setting("merge_with_ttl_timeout", 7200)
            .setting("alter_sync", 1),
        "MODIFY SETTING max_part_loading_threads = 2, merge_with_ttl_timeout = 7200 SETTINGS alter_sync = 1",
    );
    assert!(shown("engine_full").contains("max_part_loading_threads = 2, merge_with_ttl_timeout = 7200"));
    run(
        t().reset_setting(["merge_with_ttl_timeout", "max_part_loading_threads"])
            .modify_setting("ttl_only_drop_parts", true)
            .drop_column("day"),
        "(RESET SETTING merge_with_ttl_timeout, max_part_loading_threads), (MODIFY SETTING ttl_only_drop_parts = 1), \
         (DROP COLUMN `day`)",
    );
    assert!(shown("engine_full").ends_with("SETTINGS index_granularity = 8192, ttl_only_drop_parts = 1\n"));
    s.check_parsed(
        &t().modify_order_by([] as [&str; 0]),
        "ALTER TABLE `t` MODIFY ORDER BY tuple()",
    );
    s.check_parsed(
        &t().execute(sea_query::Func::cust("expire_snapshots").arg("it's")),
        r"ALTER TABLE `t` EXECUTE expire_snapshots('it\'s')",
    );
    let refused = |alter| {
        build_clickhouse(&alter, &Target::default())
            .unwrap_err()
            .to_string()
    };
    assert_eq!(
        refused(t().modify_setting("a = 1, b", 2)),
        "SETTINGS: `a = 1, b` is not the name of a setting: letters, digits and _ only"
    );
    assert_eq!(
        refused(t().reset_setting(["a, b"])),
        "RESET SETTING: `a, b` is not the name of a setting: letters, digits and _ only"
    );
    assert_eq!(
        refused(t().reset_setting([] as [&str; 0])),
        "RESET SETTING: it names nothing"
    );
    assert_eq!(
        refused(t().add_column(
            ClickHouseColumnDef::new("a", DataType::Int8),
            ColumnPosition::After(String::new())
        )),
        "AFTER: the name is empty"
    );
}

#[test]
fn attaching_and_fetching_is_of_one_node() {
    let t = || ClickHouseTable::alter("t").on_cluster("c");
    for (alter, keyword) in [
        (t().attach_partition(Partition::of(1)), "ATTACH PARTITION"),
        (t().drop_column("a").attach_part("all_1_1_0"), "ATTACH PART"),
        (t().fetch_partition(Partition::All, "/t"), "FETCH PARTITION"),
        (t().fetch_part("all_1_1_0", "/t"), "FETCH PART"),
    ] {
        let error = build_clickhouse(&alter, &Target::default()).unwrap_err();
        assert_eq!(
            error.to_string(),
            format!(
                "ON CLUSTER: the server takes {keyword} on one node at a time, as it would bring the rows once for \
                 each replica; leave `on_cluster` out, and the other replicas take the rows over"
            )
        );
    }
    assert_eq!(
        t().attach_partition_from(Partition::of(1), "u")
            .to_string(ClickHouseQueryBuilder),
        "ALTER TABLE `t` ON CLUSTER `c` ATTACH PARTITION tuple(1) FROM `u`"
    );
}
