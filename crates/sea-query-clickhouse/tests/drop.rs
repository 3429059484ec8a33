use sea_query_clickhouse::{
    Target, build_clickhouse,
    prelude::*,
    statement::{Attach, Detach, Truncate},
};

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

#[test]
fn detached_attached_and_undropped() {
    let s = server();
    let names = || {
        s.run("SELECT groupArray(name) FROM (SELECT name FROM system.tables WHERE database = currentDatabase() ORDER BY name)")
    };
    s.check_table(
        &ClickHouseTable::detach("a").if_exists().sync(),
        "DETACH TABLE IF EXISTS `a` SYNC",
    );
    assert_eq!(names(), "['b']\n");
    s.check_table(
        &ClickHouseTable::attach("a").if_not_exists(),
        "ATTACH TABLE IF NOT EXISTS `a`",
    );
    assert_eq!(s.run("SELECT n FROM a"), "1\n");
    s.check_table(
        &ClickHouseTable::detach("a").permanently(),
        "DETACH TABLE `a` PERMANENTLY",
    );
    s.check_table(&ClickHouseTable::attach("a"), "ATTACH TABLE `a`");
    let uuid = s.run("SELECT uuid FROM system.tables WHERE database = currentDatabase() AND name = 'a'");
    let uuid: uuid::Uuid = uuid.trim().parse().unwrap();
    let other = uuid::Uuid::from_u128(uuid.as_u128() ^ 0xffff);
    let definition = || {
        ClickHouseTable::create("c")
            .uuid(other)
            .col(ClickHouseColumnDef::new("n", DataType::UInt32))
            .engine(Engine::merge_tree())
            .order_by(["n"])
    };
    s.check_table(
        &definition().attach(),
        &format!("ATTACH TABLE `c` UUID '{other}' (`n` UInt32) ENGINE = MergeTree ORDER BY `n`"),
    );
    s.run("INSERT INTO c VALUES (7)");
    assert_eq!(s.run("SELECT n FROM c"), "7\n");
    s.check_parsed(
        &definition().attach_from("it's").if_not_exists().on_cluster("c"),
        &format!(
            r"ATTACH TABLE IF NOT EXISTS `c` UUID '{other}' FROM 'it\'s' ON CLUSTER `c` (`n` UInt32) ENGINE = MergeTree ORDER BY `n`"
        ),
    );
    s.answer(&ClickHouseTable::drop("a"), &Target::default());
    s.check_table(
        &ClickHouseTable::undrop("a").uuid(uuid),
        &format!("UNDROP TABLE `a` UUID '{uuid}'"),
    );
    assert_eq!(s.run("SELECT n FROM a"), "1\n");
    s.check_parsed(
        &ClickHouseTable::undrop((HOSTILE, HOSTILE)).on_cluster(HOSTILE),
        r#"UNDROP TABLE `\` ' " \\ \n -- /* {p:String} ? $1 naïve`.`\` ' " \\ \n -- /* {p:String} ? $1 naïve` ON CLUSTER `\` ' " \\ \n -- /* {p:String} ? $1 naïve`"#,
    );
    for (statement, text) in [
        (
            ClickHouseTable::attach("a").as_replicated(),
            "ATTACH TABLE `a` AS REPLICATED",
        ),
        (
            ClickHouseTable::attach("a").as_not_replicated(),
            "ATTACH TABLE `a` AS NOT REPLICATED",
        ),
        (
            Attach::dictionary("d").on_cluster("c"),
            "ATTACH DICTIONARY `d` ON CLUSTER `c`",
        ),
        (Attach::database("it`s"), r"ATTACH DATABASE `it\`s`"),
    ] {
        s.check_parsed(&statement, text);
    }
    for (statement, text) in [
        (
            Detach::view("a").on_cluster("c"),
            "DETACH VIEW `a` ON CLUSTER `c`",
        ),
        (
            Detach::dictionary("d").if_exists(),
            "DETACH DICTIONARY IF EXISTS `d`",
        ),
        (
            Detach::database("d").permanently(),
            "DETACH DATABASE `d` PERMANENTLY",
        ),
    ] {
        s.check_parsed(&statement, text);
    }
}

#[test]
fn truncated() {
    let s = server();
    s.run("INSERT INTO b VALUES (1)");
    s.check_table(
        &Truncate::all_tables(s.database()).like("a%").if_exists(),
        &format!("TRUNCATE ALL TABLES FROM IF EXISTS `{}` LIKE 'a%'", s.database()),
    );
    assert_eq!(
        s.run("SELECT (SELECT count() FROM a) AS a, (SELECT count() FROM b) AS b"),
        "0\t1\n"
    );
    s.check_table(
        &Truncate::all_tables(s.database()).not_ilike("A"),
        &format!("TRUNCATE ALL TABLES FROM `{}` NOT ILIKE 'A'", s.database()),
    );
    assert_eq!(s.run("SELECT count() FROM b"), "0\n");
    for (statement, text) in [
        (
            Truncate::all_tables("d").not_like("it's").on_cluster("c"),
            r"TRUNCATE ALL TABLES FROM `d` NOT LIKE 'it\'s' ON CLUSTER `c`",
        ),
        (
            Truncate::all_tables("d").ilike("%"),
            "TRUNCATE ALL TABLES FROM `d` ILIKE '%'",
        ),
        (Truncate::view("v").if_exists(), "TRUNCATE VIEW IF EXISTS `v`"),
        (Truncate::temporary_table("t"), "TRUNCATE TEMPORARY TABLE `t`"),
    ] {
        s.check_parsed(&statement, text);
    }
    s.check_table(
        &Truncate::database(s.database()).if_exists(),
        &format!("TRUNCATE DATABASE IF EXISTS `{}`", s.database()),
    );
    assert_eq!(s.run("SHOW TABLES"), "");
    let error = build_clickhouse(&ClickHouseTable::truncate("t").like("a"), &Target::default());
    assert_eq!(
        error.unwrap_err().to_string(),
        "LIKE: only `Truncate::all_tables` chooses tables by a pattern"
    );
}
