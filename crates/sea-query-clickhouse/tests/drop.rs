use sea_query_clickhouse::{Target, build_clickhouse, prelude::*};

use crate::server::Server;

const HOSTILE: &str = "` ' \" \\ \n -- /* {p:String} ? $1 naïve";

fn server() -> Server {
    Server::with(&[
        "CREATE TABLE a (n UInt32) ENGINE = MergeTree ORDER BY n",
        "CREATE TABLE b (n UInt32) ENGINE = Memory",
        "INSERT INTO a VALUES (1)",
    ])
}

#[test]
fn tables_that_go() {
    let s = server();
    let full = ClickHouseTable::drop("a").if_exists().if_empty();
    assert!(
        s.try_run(&full.to_string(ClickHouseQueryBuilder))
            .unwrap_err()
            .contains("is not empty")
    );
    s.check_table(
        &ClickHouseTable::drop("b")
            .if_empty()
            .sync()
            .setting("max_table_size_to_drop", 0),
        "DROP TABLE IF EMPTY `b` SYNC SETTINGS max_table_size_to_drop = 0",
    );
    s.run("CREATE TABLE b (n UInt32) ENGINE = Memory");
    s.check_table(
        &ClickHouseTable::drop("a")
            .and("b")
            .and((s.database().to_owned(), "c"))
            .if_exists()
            .sync(),
        &format!("DROP TABLE IF EXISTS `a`, `b`, `{}`.`c` SYNC", s.database()),
    );
    assert_eq!(s.run("SHOW TABLES"), "");
    s.check_table(
        &ClickHouseTable::drop("session").temporary().if_exists(),
        "DROP TEMPORARY TABLE IF EXISTS `session`",
    );
    s.check_parsed(
        &ClickHouseTable::drop("a").on_cluster("it`s"),
        r"DROP TABLE `a` ON CLUSTER `it\`s`",
    );
    let error = build_clickhouse(
        &ClickHouseTable::drop("a").temporary().on_cluster("c"),
        &Target::default(),
    );
    assert_eq!(
        error.unwrap_err().to_string(),
        "TEMPORARY: the table lives in one session; leave `on_cluster` out"
    );
    let old = Target::default().version("24.3.1".parse().unwrap());
    assert!(build_clickhouse(&ClickHouseTable::drop("a").and("b"), &old).is_err());
}

#[test]
fn names_that_change() {
    let s = server();
    s.check_table(
        &ClickHouseTable::rename("none", "other").if_exists().and("b", "c"),
        "RENAME TABLE IF EXISTS `none` TO `other`, IF EXISTS `b` TO `c`",
    );
    s.check_table(
        &ClickHouseTable::exchange("a", "c"),
        "EXCHANGE TABLES `a` AND `c`",
    );
    assert_eq!(s.run("SELECT count() FROM c"), "1\n");
    s.answer(&ClickHouseTable::rename("c", HOSTILE), &Target::default());
    assert_eq!(
        s.run(
            "SELECT name FROM system.tables WHERE database = currentDatabase() AND name != 'a' FORMAT TSVRaw"
        ),
        format!("{HOSTILE}\n")
    );
    s.answer(&ClickHouseTable::exchange(HOSTILE, "a"), &Target::default());
    assert_eq!(s.run("SELECT count() FROM a"), "1\n");
    s.check_table(
        &ClickHouseTable::truncate("a")
            .if_exists()
            .sync()
            .setting("max_table_size_to_drop", 0),
        "TRUNCATE TABLE IF EXISTS `a` SYNC SETTINGS max_table_size_to_drop = 0",
    );
    assert_eq!(s.run("SELECT count() FROM a"), "0\n");
    s.answer(&ClickHouseTable::truncate(HOSTILE), &Target::default());
    s.answer(&ClickHouseTable::drop(HOSTILE).sync(), &Target::default());
    assert_eq!(s.run("SHOW TABLES"), "a\n");
    s.check_parsed(
        &ClickHouseTable::rename("a", ("db", "b")).on_cluster("c"),
        "RENAME TABLE `a` TO `db`.`b` ON CLUSTER `c`",
    );
}
