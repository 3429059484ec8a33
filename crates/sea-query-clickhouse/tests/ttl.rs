use sea_query::{Expr, ExprTrait, Func};
use sea_query_clickhouse::{
    Target, build_clickhouse, codec::Codec, partition::Partition, prelude::*, ttl::Ttl,
};

use crate::server::Server;

fn after(interval: &str) -> Ttl {
    Ttl::new(Expr::cust(format!("day + INTERVAL {interval}")))
}

#[test]
fn every_rule() {
    let s = Server::new();
    let table = ClickHouseTable::create("t")
        .col(ClickHouseColumnDef::new("day", DataType::Date))
        .col(ClickHouseColumnDef::new("kind", DataType::String))
        .col(ClickHouseColumnDef::new("n", DataType::UInt64))
        .engine(Engine::merge_tree())
        .order_by(["kind"])
        .ttl(after("1 DAY").recompress(Codec::zstd(17)))
        .ttl(after("1 WEEK").to_disk("default"))
        .ttl(after("2 WEEK").to_volume("default"))
        .ttl(after("3 WEEK").to_disk_if_exists("it's"))
        .ttl(after("4 WEEK").to_volume_if_exists("it's"))
        .ttl(after("1 YEAR").delete_where(Expr::col("kind").eq("it's")))
        .ttl(
            after("2 YEAR")
                .group_by(["kind"])
                .set("n", Func::cust("sum").arg(Expr::col("n")))
                .set("day", Func::cust("max").arg(Expr::col("day"))),
        )
        .ttl(after("9 YEAR").delete());
    s.check_table(
        &table,
        r"CREATE TABLE `t` (`day` Date, `kind` String, `n` UInt64) ENGINE = MergeTree ORDER BY `kind` TTL day + INTERVAL 1 DAY RECOMPRESS CODEC(ZSTD(17)), day + INTERVAL 1 WEEK TO DISK 'default', day + INTERVAL 2 WEEK TO VOLUME 'default', day + INTERVAL 3 WEEK TO DISK IF EXISTS 'it\'s', day + INTERVAL 4 WEEK TO VOLUME IF EXISTS 'it\'s', day + INTERVAL 1 YEAR DELETE WHERE `kind` = 'it\'s', day + INTERVAL 2 YEAR GROUP BY `kind` SET `n` = sum(`n`), `day` = max(`day`), day + INTERVAL 9 YEAR DELETE",
    );
    s.run("INSERT INTO t VALUES (today() - 1000, 'a', 1), (today() - 1000, 'a', 2), (today(), 'b', 3), (today() - 5000, 'c', 4), (today() - 500, 'it\\'s', 5)");
    s.run("OPTIMIZE TABLE t FINAL");
    assert_eq!(s.run("SELECT kind, n FROM t ORDER BY kind"), "a\t3\nb\t3\n");
}

#[test]
fn of_a_table_that_is_there() {
    let s = Server::with(&[
        "CREATE TABLE t (day Date, n UInt64) ENGINE = MergeTree PARTITION BY n ORDER BY n",
        "INSERT INTO t VALUES ('2020-01-01', 1), (today(), 2)",
    ]);
    let t = || ClickHouseTable::alter("t");
    s.check_table(
        &t().modify_ttl([
            after("1 YEAR"),
            after("5 YEAR").delete_where(Expr::col("n").gt(9)),
        ])
        .modify_comment("old rows go")
        .setting("materialize_ttl_after_modify", false),
        "ALTER TABLE `t` (MODIFY TTL day + INTERVAL 1 YEAR, day + INTERVAL 5 YEAR DELETE WHERE `n` > 9), \
         (MODIFY COMMENT 'old rows go') SETTINGS materialize_ttl_after_modify = 0",
    );
    assert_eq!(s.run("SELECT count() FROM t"), "2\n");
    s.check_table(
        &t().materialize_ttl().in_partition(Partition::of(2)),
        "ALTER TABLE `t` MATERIALIZE TTL IN PARTITION tuple(2)",
    );
    s.wait_for_mutations("t");
    s.check_table(&t().materialize_ttl(), "ALTER TABLE `t` MATERIALIZE TTL");
    s.wait_for_mutations("t");
    assert_eq!(s.run("SELECT n FROM t"), "2\n");
    s.check_table(&t().remove_ttl(), "ALTER TABLE `t` REMOVE TTL");
    assert!(!s.run("SHOW CREATE TABLE t").contains("TTL"));
    let refused = |rules: Vec<Ttl>| {
        build_clickhouse(&t().modify_ttl(rules), &Target::default())
            .unwrap_err()
            .to_string()
    };
    assert_eq!(
        refused(vec![]),
        "MODIFY TTL: it has no rule; `remove_ttl` takes away those that are there"
    );
    assert_eq!(
        refused(vec![after("1 DAY").set("n", 1)]),
        "TTL: SET needs a GROUP BY with columns before it; call `group_by` first"
    );
    assert_eq!(
        refused(vec![after("1 DAY").group_by(["n"]), after("1 YEAR")]),
        "TTL: the rule after a GROUP BY without SET would be one more of its columns; make it the last, or add a `set`"
    );
    s.check_table(
        &t().modify_ttl([after("9 YEAR"), after("1 YEAR").group_by(["n"])]),
        "ALTER TABLE `t` MODIFY TTL day + INTERVAL 9 YEAR, day + INTERVAL 1 YEAR GROUP BY `n`",
    );
}
