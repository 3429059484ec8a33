use sea_query::{Expr, Func};
use sea_query_clickhouse::{
    Target, build_clickhouse, partition::Partition, prelude::*, table::TableAlterStatement,
};

use crate::server::Server;

fn of(n: i32) -> Partition {
    Partition::of(n)
}

#[test]
fn partitions_that_move() {
    let s = Server::with(&[
        "CREATE TABLE t (p UInt32, n UInt32) ENGINE = MergeTree PARTITION BY p ORDER BY n",
        "CREATE TABLE `u ``` AS t",
        "INSERT INTO t VALUES (1, 1), (2, 2), (3, 3), (4, 4)",
        "INSERT INTO `u ``` VALUES (1, 10), (5, 50)",
    ]);
    let t = || ClickHouseTable::alter("t");
    let run =
        |alter: TableAlterStatement, text: &str| s.check_table(&alter, &format!("ALTER TABLE `t` {text}"));
    let rows = || s.run("SELECT groupArray(n) FROM (SELECT n FROM t ORDER BY n)");
    run(t().detach_partition(of(1)), "DETACH PARTITION tuple(1)");
    assert_eq!(rows(), "[2,3,4]\n");
    run(t().attach_partition(of(1)), "ATTACH PARTITION tuple(1)");
    assert_eq!(rows(), "[1,2,3,4]\n");
    run(t().drop_partition(Partition::id("2")), "DROP PARTITION ID '2'");
    assert_eq!(rows(), "[1,3,4]\n");
    run(
        t().attach_partition_from(of(5), "u `")
            .replace_partition_from(of(1), (s.database().to_owned(), "u `")),
        &format!(
            r"ATTACH PARTITION tuple(5) FROM `u \``, REPLACE PARTITION tuple(1) FROM `{}`.`u \``",
            s.database()
        ),
    );
    assert_eq!(rows(), "[3,4,10,50]\n");
    run(
        t().move_partition_to_table(of(3), "u `"),
        r"MOVE PARTITION tuple(3) TO TABLE `u \``",
    );
    assert_eq!(rows(), "[4,10,50]\n");
    let part = |p: u32| {
        s.run(&format!("SELECT name FROM system.parts WHERE database = currentDatabase() AND table = 't' AND active AND partition = '{p}'"))
            .trim()
            .to_owned()
    };
    let four = part(4);
    run(t().detach_part(&four), &format!("DETACH PART '{four}'"));
    run(t().attach_part(&four), &format!("ATTACH PART '{four}'"));
    let four = part(4);
    run(t().drop_part(&four), &format!("DROP PART '{four}'"));
    assert_eq!(rows(), "[10,50]\n");
    run(t().detach_partition(Partition::All), "DETACH PARTITION ALL");
    assert_eq!(rows(), "[]\n");
    run(
        t().drop_detached_partition(of(5))
            .setting("allow_drop_detached", 1),
        "DROP DETACHED PARTITION tuple(5) SETTINGS allow_drop_detached = 1",
    );
    run(t().attach_partition(Partition::All), "ATTACH PARTITION ALL");
    assert_eq!(rows(), "[10]\n");
    run(t().detach_partition(Partition::All), "DETACH PARTITION ALL");
    let detached =
        s.run("SELECT name FROM system.detached_parts WHERE database = currentDatabase() AND table = 't'");
    let detached = detached.trim();
    run(
        t().drop_detached_part(detached).setting("allow_drop_detached", 1),
        &format!("DROP DETACHED PART '{detached}' SETTINGS allow_drop_detached = 1"),
    );
    run(t().drop_partition(Partition::All), "DROP PARTITION ALL");
}

#[test]
fn partitions_of_every_key() {
    let s = Server::with(&[
        "CREATE TABLE t (d Date, s String) ENGINE = MergeTree PARTITION BY (toMonday(d), s) ORDER BY d",
        "CREATE TABLE one (n UInt32) ENGINE = MergeTree ORDER BY n",
        "CREATE TABLE text (s String) ENGINE = MergeTree PARTITION BY s ORDER BY s",
        "INSERT INTO one VALUES (1)",
    ]);
    let hostile = "` ' \" \\ \n -- /* {p:String} ? $1 naïve";
    s.run(r#"INSERT INTO t VALUES ('2024-01-03', '` \' " \\ \n -- /* {p:String} ? $1 naïve')"#);
    s.run(r#"INSERT INTO text VALUES ('` \' " \\ \n -- /* {p:String} ? $1 naïve')"#);
    let monday = Func::cust("toMonday").arg(Func::cust("toDate").arg("2024-01-03"));
    let drop =
        ClickHouseTable::alter("t").drop_partition(Partition::of_values([monday.into(), Expr::val(hostile)]));
    s.check_table(
        &drop,
        r#"ALTER TABLE `t` DROP PARTITION tuple(toMonday(toDate('2024-01-03')), '` \' " \\ \n -- /* {p:String} ? $1 naïve')"#,
    );
    s.answer(
        &ClickHouseTable::alter("text").drop_partition(Partition::of(hostile)),
        &Target::default(),
    );
    s.check_table(
        &ClickHouseTable::alter("one").drop_partition(Partition::of_values([])),
        "ALTER TABLE `one` DROP PARTITION tuple()",
    );
    assert_eq!(
        s.run("SELECT (SELECT count() FROM t), (SELECT count() FROM one), (SELECT count() FROM text)"),
        "(0,0,0)\n".replace(['(', ')'], "").replace(',', "\t")
    );
    s.check_parsed(
        &ClickHouseTable::alter("t").drop_partition(Partition::id("it's")),
        r"ALTER TABLE `t` DROP PARTITION ID 'it\'s'",
    );
}

#[test]
fn copies_and_other_servers() {
    let s = Server::with(&[
        "CREATE TABLE t (p UInt32) ENGINE = MergeTree PARTITION BY p ORDER BY p",
        "INSERT INTO t VALUES (1), (2)",
    ]);
    let t = || ClickHouseTable::alter("t");
    let name = format!("{} it's", s.database());
    let quoted = name.replace('\'', r"\'");
    let run =
        |alter: TableAlterStatement, text: &str| s.check_table(&alter, &format!("ALTER TABLE `t` {text}"));
    run(
        t().freeze_partition(of(1)).with_name(&name),
        &format!("FREEZE PARTITION tuple(1) WITH NAME '{quoted}'"),
    );
    run(
        t().unfreeze_partition(of(1), &name),
        &format!("UNFREEZE PARTITION tuple(1) WITH NAME '{quoted}'"),
    );
    run(
        t().freeze().with_name(&name),
        &format!("FREEZE WITH NAME '{quoted}'"),
    );
    run(t().unfreeze(&name), &format!("UNFREEZE WITH NAME '{quoted}'"));
    let parsed =
        |alter: TableAlterStatement, text: &str| s.check_parsed(&alter, &format!("ALTER TABLE `t` {text}"));
    parsed(t().freeze(), "FREEZE");
    parsed(t().freeze_partition(of(1)), "FREEZE PARTITION tuple(1)");
    parsed(t().forget_partition(of(1)), "FORGET PARTITION tuple(1)");
    parsed(
        t().fetch_partition(of(1), "/it's"),
        r"FETCH PARTITION tuple(1) FROM '/it\'s'",
    );
    parsed(
        t().fetch_part("all_1_1_0", "/x"),
        "FETCH PART 'all_1_1_0' FROM '/x'",
    );
    parsed(
        t().move_partition_to_disk(of(1), "it's"),
        r"MOVE PARTITION tuple(1) TO DISK 'it\'s'",
    );
    parsed(
        t().move_partition_to_volume(of(1), "v"),
        "MOVE PARTITION tuple(1) TO VOLUME 'v'",
    );
    parsed(
        t().move_part_to_disk("1_1_1_0", "d"),
        "MOVE PART '1_1_1_0' TO DISK 'd'",
    );
    parsed(
        t().move_part_to_volume("1_1_1_0", "v"),
        "MOVE PART '1_1_1_0' TO VOLUME 'v'",
    );
    parsed(
        t().move_part_to_shard("1_1_1_0", "/x"),
        "MOVE PART '1_1_1_0' TO SHARD '/x'",
    );
    for alter in [
        t().with_name("x"),
        t().unfreeze("a").with_name("b"),
        t().freeze().with_name("a").with_name("b"),
    ] {
        assert_eq!(
            build_clickhouse(&alter, &Target::default())
                .unwrap_err()
                .to_string(),
            "WITH NAME: it follows an action that takes it, and the one before it does not"
        );
    }
}

#[test]
fn rows_of_the_parts() {
    let s = Server::with(&[
        "CREATE TABLE t (p UInt32, n UInt32, x UInt32) ENGINE = MergeTree PARTITION BY p ORDER BY n \
         SETTINGS enable_block_number_column = 1, enable_block_offset_column = 1",
        "INSERT INTO t VALUES (1, 1, 0), (1, 2, 0), (2, 3, 0)",
        "DELETE FROM t WHERE n = 1",
        "UPDATE t SET x = 7 WHERE n = 3",
    ]);
    let t = || ClickHouseTable::alter("t");
    for (alter, text) in [
        (t().apply_deleted_mask(), "APPLY DELETED MASK"),
        (
            t().apply_deleted_mask().in_partition(of(1)),
            "APPLY DELETED MASK IN PARTITION tuple(1)",
        ),
        (t().apply_patches(), "APPLY PATCHES"),
        (
            t().apply_patches().in_partition(of(1)),
            "APPLY PATCHES IN PARTITION tuple(1)",
        ),
        (t().rewrite_parts(), "REWRITE PARTS"),
        (
            t().rewrite_parts().in_partition(of(2)),
            "REWRITE PARTS IN PARTITION tuple(2)",
        ),
    ] {
        s.check_table(&alter, &format!("ALTER TABLE `t` {text}"));
        s.wait_for_mutations("t");
    }
    assert_eq!(s.run("SELECT p, n, x FROM t ORDER BY n"), "1\t2\t0\n2\t3\t7\n");
    assert_eq!(
        s.run(
            "SELECT sum(rows) FROM system.parts WHERE database = currentDatabase() AND table = 't' AND active AND name NOT LIKE 'patch-%'"
        ),
        "2\n"
    );
    let old = Target::default().version("24.1.1".parse().unwrap());
    assert!(build_clickhouse(&t().apply_deleted_mask(), &old).is_ok());
    for alter in [
        t().apply_patches(),
        t().rewrite_parts(),
        t().forget_partition(of(1)),
    ] {
        assert!(
            build_clickhouse(&alter, &old)
                .unwrap_err()
                .to_string()
                .contains("the server is ClickHouse 24.1.1")
        );
    }
}
