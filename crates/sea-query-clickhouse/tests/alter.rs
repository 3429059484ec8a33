use sea_query::{Expr, ExprTrait, Order, Query};
use sea_query_clickhouse::{
    Target, build_clickhouse,
    constraint::TableConstraint,
    partition::Partition,
    prelude::*,
    projection::Projection,
    statistics::Statistics,
    table::{ColumnPosition, ColumnProperty, TableAlterStatement},
    ttl::Ttl,
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
        "MODIFY ORDER BY (`id`)",
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
fn hostile_settings() {
    let s = Server::with(&["CREATE TABLE t (id UInt32) ENGINE = MergeTree ORDER BY id"]);
    let hostile = "` ' \" \\ \n -- /* {p:String} ? $1 naïve";
    let quoted = r#"'` \' " \\ \n -- /* {p:String} ? $1 naïve'"#;
    s.check_parsed(
        &ClickHouseTable::alter("t")
            .modify_setting("storage_policy", hostile)
            .setting("log_comment", hostile),
        &format!("ALTER TABLE `t` MODIFY SETTING storage_policy = {quoted} SETTINGS log_comment = {quoted}"),
    );
    let error = s.try_run(
        &ClickHouseTable::alter("t")
            .modify_setting("storage_policy", hostile)
            .to_string(ClickHouseQueryBuilder),
    );
    assert!(error.unwrap_err().contains("Unknown storage policy"));
    s.check_table(
        &ClickHouseTable::alter("t")
            .add_column(
                ClickHouseColumnDef::new("a", DataType::String),
                ColumnPosition::Last,
            )
            .setting("log_comment", hostile),
        &format!("ALTER TABLE `t` ADD COLUMN `a` String SETTINGS log_comment = {quoted}"),
    );
    s.check_parsed(
        &ClickHouseTable::create("u")
            .col(ClickHouseColumnDef::new("a", DataType::String).setting("max_compress_block_size", hostile))
            .engine(Engine::merge_tree())
            .order_by(["a"])
            .setting("storage_policy", hostile),
        &format!(
            "CREATE TABLE `u` (`a` String SETTINGS (max_compress_block_size = {quoted})) ENGINE = MergeTree \
             ORDER BY (`a`) SETTINGS storage_policy = {quoted}"
        ),
    );
}

#[test]
fn hostile_names_everywhere() {
    let s = Server::new();
    let hostile = "` ' \" \\ \n -- /* {p:String} ? $1 naïve";
    let target = Target::default();
    let select = Query::select()
        .column(hostile)
        .order_by(hostile, Order::Asc)
        .to_owned();
    let create = ClickHouseTable::create((s.database().to_owned(), hostile))
        .col(ClickHouseColumnDef::new(hostile, DataType::String))
        .col(ClickHouseColumnDef::new("n", DataType::UInt64))
        .index(SkipIndex::new(hostile, Expr::col(hostile), SkipIndexType::MinMax))
        .projection(Projection::new(hostile, select))
        .constraint(TableConstraint::check(hostile, Expr::col(hostile).ne("")))
        .engine(Engine::merge_tree())
        .partition_by(Expr::col(hostile))
        .order_by([hostile])
        .ttl(Ttl::new(Expr::cust("toDateTime(n)")).delete_where(Expr::col(hostile).eq(hostile)));
    s.answer(&create, &target);
    let quoted = r#"'` \' " \\ \n -- /* {p:String} ? $1 naïve'"#;
    let name = r#"`\` ' " \\ \n -- /* {p:String} ? $1 naïve`"#;
    s.run(&format!("INSERT INTO {name} VALUES ({quoted}, 4000000000)"));
    let count = |table: &str, column: &str| {
        s.run(&format!(
            "SELECT count() FROM system.{table} WHERE database = currentDatabase() AND {column} = {quoted}"
        ))
    };
    assert_eq!(count("data_skipping_indices", "name"), "1\n");
    assert_eq!(count("projections", "name"), "1\n");
    assert_eq!(count("columns", "name"), "1\n");
    assert_eq!(count("tables", "name"), "1\n");
    let t = || ClickHouseTable::alter(hostile);
    let partition = || Partition::of(hostile);
    for alter in [
        t().materialize_index(hostile).in_partition(partition()),
        t().clear_index(hostile).in_partition(partition()),
        t().drop_index(hostile),
        t().materialize_projection(hostile).in_partition(partition()),
        t().clear_projection(hostile).in_partition(partition()),
        t().drop_projection(hostile),
        t().drop_constraint(hostile),
        t().modify_ttl([Ttl::new(Expr::cust("toDateTime(n)")).delete_where(Expr::col(hostile).ne(hostile))]),
        t().add_statistics([hostile], [Statistics::Uniq]),
        t().materialize_statistics([hostile]),
        t().drop_statistics([hostile]),
        t().comment_column(hostile, hostile),
        t().modify_column(
            ClickHouseColumnDef::new("n", DataType::UInt64)
                .default(Expr::cust("1"))
                .comment(hostile),
        ),
        t().remove_property("n", ColumnProperty::Comment),
        t().detach_partition(partition()),
        t().attach_partition(partition()),
        t().drop_partition(partition()),
    ] {
        s.answer(&alter, &target);
        s.wait_for_mutations(&hostile.replace('\\', r"\\").replace('\'', r"\'"));
    }
    assert_eq!(count("data_skipping_indices", "name"), "0\n");
    assert_eq!(count("projections", "name"), "0\n");
    assert_eq!(s.run(&format!("SELECT count() FROM {name}")), "0\n");
    for alter in [
        t().on_cluster(hostile)
            .unfreeze(hostile)
            .fetch_partition(Partition::id(hostile), hostile),
        t().detach_part(hostile)
            .move_part_to_disk(hostile, hostile)
            .move_part_to_volume(hostile, hostile),
        t().replace_partition_from(partition(), (hostile, hostile))
            .move_partition_to_table(partition(), hostile),
        t().rename_column(hostile, hostile).modify_order_by([hostile]),
    ] {
        s.run(&format!(
            "EXPLAIN AST {}",
            alter.to_string(ClickHouseQueryBuilder)
        ));
    }
}

#[test]
fn updates_and_deletes_stand_beside_other_actions() {
    let server = Server::with(&[
        "CREATE TABLE t (id Int64, n Int64, p UInt8) ENGINE = MergeTree PARTITION BY p ORDER BY id \
         SETTINGS index_granularity = 8192",
        "INSERT INTO t VALUES (1, 1, 1), (2, 2, 1), (3, 3, 2), (4, 4, 2)",
    ]);
    let alter = ClickHouseTable::alter("t")
        .update([("n", Expr::col("n").add(10))], Expr::col("id").gt(1))
        .in_partition(Partition::of(1))
        .delete(Expr::col("id").eq(1))
        .delete(Expr::col("n").gte(1))
        .in_partition(Partition::of(2))
        .setting("mutations_sync", 1);
    server.check_table(
        &alter,
        "ALTER TABLE `t` UPDATE `n` = `n` + 10 IN PARTITION tuple(1) WHERE `id` > 1, DELETE WHERE `id` = 1, \
         DELETE IN PARTITION tuple(2) WHERE `n` >= 1 SETTINGS mutations_sync = 1",
    );
    assert_eq!(server.run("SELECT * FROM t"), "2\t12\t1\n");

    let column = ClickHouseColumnDef::new("m", DataType::Int64);
    let alter = ClickHouseTable::alter("t")
        .modify_setting("ttl_only_drop_parts", 1)
        .add_column(column, ColumnPosition::Last)
        .update([("n", 11), ("m", 7)], Expr::val(true))
        .modify_comment("changed")
        .setting("mutations_sync", 1);
    server.check_table(
        &alter,
        "ALTER TABLE `t` (MODIFY SETTING ttl_only_drop_parts = 1), (ADD COLUMN `m` Int64), \
         (UPDATE `n` = 11, `m` = 7 WHERE true), (MODIFY COMMENT 'changed') SETTINGS mutations_sync = 1",
    );
    assert_eq!(server.run("SELECT * FROM t"), "2\t11\t1\t7\n");
}

#[test]
fn an_update_of_nothing_and_of_all_partitions_is_refused() {
    let refused = |alter: TableAlterStatement, sentence: &str| {
        let error = build_clickhouse(&alter, &Target::default()).map(|built| built.sql);
        assert_eq!(error.map_err(|error| error.to_string()), Err(sentence.to_owned()));
    };
    let none = [] as [(&str, Expr); 0];
    refused(
        ClickHouseTable::alter("t").update(none, Expr::val(true)),
        "UPDATE: it sets no column",
    );
    refused(
        ClickHouseTable::alter("t")
            .delete(Expr::val(true))
            .in_partition(Partition::All),
        "IN PARTITION: a mutation is of one partition; without the clause it is of all",
    );
    refused(
        ClickHouseTable::alter("t").delete(Expr::val(true)).if_exists(),
        "IF EXISTS: it follows an action that takes it, and the one before it does not",
    );
}
