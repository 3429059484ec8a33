use sea_query_clickhouse::{
    Target, build_clickhouse, partition::Partition, prelude::*, statistics::Statistics,
    table::TableAlterStatement,
};

use crate::server::Server;

#[test]
fn added_collected_and_dropped() {
    let s = Server::with(&[
        "CREATE TABLE t (a UInt32, `b ``` UInt32, c UInt32) ENGINE = MergeTree PARTITION BY c ORDER BY tuple() \
         SETTINGS auto_statistics_types = ''",
        "INSERT INTO t VALUES (1, 1, 1), (2, 2, 2)",
    ]);
    let t = || ClickHouseTable::alter("t");
    let run = |alter: TableAlterStatement, text: &str| {
        s.check_table(&alter, &format!("ALTER TABLE `t` {text}"));
        s.wait_for_mutations("t");
    };
    let shown = || {
        s.run("SELECT name, statistics FROM system.columns WHERE database = currentDatabase() AND statistics != '' ORDER BY position")
    };
    run(
        t().add_statistics(["a", "b `"], [Statistics::TDigest, Statistics::Uniq]),
        r"ADD STATISTICS `a`, `b \`` TYPE tdigest, uniq",
    );
    assert_eq!(shown(), "a\tTDigest,Uniq\nb `\tTDigest,Uniq\n");
    run(
        t().add_statistics(["a"], [Statistics::Uniq]).if_not_exists(),
        "ADD STATISTICS IF NOT EXISTS `a` TYPE uniq",
    );
    run(
        t().modify_statistics(["a"], [Statistics::MinMax, Statistics::Basic, Statistics::UniqV2]),
        "MODIFY STATISTICS `a` TYPE minmax, basic, uniq_v2",
    );
    assert_eq!(shown(), "a\tminmax,basic,uniq_v2\nb `\tTDigest,Uniq\n");
    run(
        t().materialize_statistics(["a", "b `"]),
        r"MATERIALIZE STATISTICS `a`, `b \``",
    );
    run(
        t().materialize_statistics(["a"])
            .if_exists()
            .in_partition(Partition::of(1)),
        "MATERIALIZE STATISTICS IF EXISTS `a` IN PARTITION tuple(1)",
    );
    run(t().materialize_all_statistics(), "MATERIALIZE STATISTICS ALL");
    run(
        t().clear_statistics(["a"]).if_exists().clear_all_statistics(),
        "(CLEAR STATISTICS IF EXISTS `a`), (CLEAR STATISTICS ALL)",
    );
    run(
        t().drop_statistics(["a"])
            .drop_statistics(["b `"])
            .if_exists()
            .modify_comment("x"),
        r"(DROP STATISTICS `a`), (DROP STATISTICS IF EXISTS `b \``), (MODIFY COMMENT 'x')",
    );
    assert_eq!(shown(), "");
    // The engine of the tests is built without the library that this kind needs.
    s.check_parsed(
        &t().add_statistics(["a"], [Statistics::CountMin]),
        "ALTER TABLE `t` ADD STATISTICS `a` TYPE countmin",
    );
    for (alter, sentence) in [
        (
            t().add_statistics(["a"], []),
            "STATISTICS: no kind of statistics is named",
        ),
        (
            t().add_statistics(["a"], [Statistics::Custom("a b".into())]),
            "STATISTICS: `a b` is not a kind of statistics: letters, digits and _ only",
        ),
        (
            t().drop_statistics([] as [&str; 0]),
            "DROP STATISTICS: it names nothing",
        ),
    ] {
        assert_eq!(
            build_clickhouse(&alter, &Target::default())
                .unwrap_err()
                .to_string(),
            sentence
        );
    }
    for (version, works) in [("23.11.1", false), ("26.7.1", true)] {
        let target = Target::default().version(version.parse().unwrap());
        assert_eq!(
            build_clickhouse(&t().drop_statistics(["a"]), &target).is_ok(),
            works
        );
    }
}
