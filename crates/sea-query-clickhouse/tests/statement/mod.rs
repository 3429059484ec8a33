//! Statements that are not about the rows or the shape of a table, nor about access, SHOW, SYSTEM and EXPLAIN.

mod name;

use sea_query::{Expr, ExprTrait, Func};
use sea_query_clickhouse::{
    ClickHouseDictionary, ClickHouseStatement, ClickHouseView, Target, build_clickhouse,
    database::{ClickHouseDatabase, DatabaseEngine},
    partition::Partition,
    statement::{
        Attach, Check, ClickHouseFunction, ClickHouseResource, ClickHouseWorkload, Detach, Exchange, Exists,
        Kill, Operation, Optimize, Rename, Set, SetTimeZone, Use,
    },
};

use crate::server::Server;

#[track_caller]
fn refused(statement: &(impl ClickHouseStatement + ?Sized), sentence: &str) {
    let error = build_clickhouse(statement, &Target::default()).unwrap_err();
    assert_eq!(error.to_string(), sentence);
}

const MERGE_TREE: &str =
    "CREATE TABLE t (id Int64, day Date, name String) ENGINE = MergeTree PARTITION BY day ORDER BY id";

#[test]
fn exists() {
    let server = Server::with(&[
        "CREATE TABLE t (a Int8) ENGINE = Memory",
        "CREATE VIEW v AS SELECT 1 AS a",
    ]);
    let database = server.database().to_owned();
    for (exists, text, answer) in [
        (Exists::table("t"), "TABLE `t`".to_owned(), "1\n"),
        (Exists::table("no`ne"), r"TABLE `no\`ne`".to_owned(), "0\n"),
        (
            Exists::view((database.clone(), "v")),
            format!("VIEW `{database}`.`v`"),
            "1\n",
        ),
        (Exists::view("t"), "VIEW `t`".to_owned(), "0\n"),
        (Exists::dictionary("t"), "DICTIONARY `t`".to_owned(), "0\n"),
        (
            Exists::temporary_table("t"),
            "TEMPORARY TABLE `t`".to_owned(),
            "0\n",
        ),
        (
            Exists::database(&database),
            format!("DATABASE `{database}`"),
            "1\n",
        ),
        (
            Exists::table("t").format("JSONCompactEachRow"),
            "TABLE `t` FORMAT JSONCompactEachRow".to_owned(),
            "[1]\n",
        ),
    ] {
        server.check_parsed(&exists, &format!("EXISTS {text}"));
        assert_eq!(server.answer(&exists, &Target::default()), answer, "{text}");
    }
    refused(&Exists::database(""), "DATABASE: the name is empty");
}

/// What the types of the kinds begin is what the statements' own types begin.
#[test]
fn statements_begin_at_the_kind_of_their_object() {
    assert_eq!(ClickHouseView::detach("v"), Detach::view("v"));
    assert_eq!(ClickHouseView::attach("v"), Attach::table("v"));
    assert_eq!(ClickHouseDictionary::detach("d"), Detach::dictionary("d"));
    assert_eq!(ClickHouseDictionary::attach("d"), Attach::dictionary("d"));
    assert_eq!(
        ClickHouseDictionary::exchange("a", "b"),
        Exchange::dictionaries("a", "b")
    );
    assert_eq!(
        ClickHouseDictionary::rename("a", "b"),
        Rename::dictionary("a", "b")
    );
    assert_eq!(ClickHouseDatabase::detach("d"), Detach::database("d"));
    assert_eq!(ClickHouseDatabase::attach("d"), Attach::database("d"));

    let server = Server::with(&["CREATE VIEW v AS SELECT 1 AS one"]);
    server.check_table(&ClickHouseView::detach("v"), "DETACH VIEW `v`");
    server.check_table(&ClickHouseView::attach("v"), "ATTACH TABLE `v`");
    assert_eq!(server.run("SELECT one FROM v"), "1\n");
}

#[test]
fn attach_and_detach() {
    let server = Server::with(&[MERGE_TREE, "INSERT INTO t VALUES (1, '2024-01-01', 'a')"]);
    server.check_table(&Detach::table("t").sync(), "DETACH TABLE `t` SYNC");
    assert_eq!(server.run("EXISTS TABLE t"), "0\n");
    server.check_table(
        &Attach::table("t").if_not_exists(),
        "ATTACH TABLE IF NOT EXISTS `t`",
    );
    assert_eq!(server.run("SELECT name FROM t"), "a\n");
    for (detach, text) in [
        (Detach::view("v").if_exists(), "DETACH VIEW IF EXISTS `v`"),
        (
            Detach::dictionary(("d", "x")).permanently(),
            "DETACH DICTIONARY `d`.`x` PERMANENTLY",
        ),
        (
            Detach::database("d").on_cluster("c").permanently().sync(),
            "DETACH DATABASE `d` ON CLUSTER `c` PERMANENTLY SYNC",
        ),
    ] {
        server.check_parsed(&detach, text);
    }
    for (attach, text) in [
        (
            Attach::dictionary(("d", "x")).on_cluster("c"),
            "ATTACH DICTIONARY `d`.`x` ON CLUSTER `c`",
        ),
        (
            Attach::database("d").engine(DatabaseEngine::atomic()),
            "ATTACH DATABASE `d` ENGINE = Atomic",
        ),
        (
            Attach::table("t").as_replicated(),
            "ATTACH TABLE `t` AS REPLICATED",
        ),
        (
            Attach::table("t").as_not_replicated(),
            "ATTACH TABLE `t` AS NOT REPLICATED",
        ),
    ] {
        server.check_parsed(&attach, text);
    }
    refused(
        &Attach::dictionary("x").as_replicated(),
        "AS REPLICATED: only a table is replicated or not",
    );
    refused(
        &Attach::table("x").as_replicated().on_cluster("c"),
        "AS REPLICATED: the server converts a table on one node at a time; leave `on_cluster` out",
    );
    refused(
        &Attach::table("x").engine(DatabaseEngine::atomic()),
        "ENGINE: a detached table comes back with the engine that it has",
    );
}

#[test]
fn check() {
    let server = Server::with(&[MERGE_TREE, "INSERT INTO t VALUES (1, '2024-01-01', 'a')"]);
    server.check_parsed(&Check::table("t"), "CHECK TABLE `t`");
    assert_eq!(
        server.answer(
            &Check::table("t").setting("check_query_single_value_result", 1),
            &Target::default()
        ),
        "1\n"
    );
    for (check, text) in [
        (
            Check::table(("d", "t")).part("a'b"),
            r"CHECK TABLE `d`.`t` PART 'a\'b'",
        ),
        (
            Check::table("t").partition(Partition::of("2024-01-01")),
            "CHECK TABLE `t` PARTITION tuple('2024-01-01')",
        ),
        (
            Check::table("t")
                .format("TSV")
                .setting("check_query_single_value_result", 0),
            "CHECK TABLE `t` FORMAT TSV SETTINGS check_query_single_value_result = 0",
        ),
        (Check::all_tables(), "CHECK ALL TABLES"),
        (Check::database("d"), "CHECK DATABASE `d`"),
    ] {
        server.check_parsed(&check, text);
    }
    refused(
        &Check::all_tables().part("x"),
        "PARTITION: only a table has partitions",
    );
    refused(
        &Check::table("t").part("x").partition(Partition::All),
        "PARTITION: the statement is about a partition or about a part, not about both",
    );
}

#[test]
fn optimize() {
    let server = Server::with(&[
        MERGE_TREE,
        "INSERT INTO t VALUES (1, '2024-01-01', 'a')",
        "INSERT INTO t VALUES (1, '2024-01-01', 'a')",
        "INSERT INTO t VALUES (1, '2024-01-01', 'b')",
    ]);
    server.check_table(
        &Optimize::table("t").final_().deduplicate_by(["id", "day"]),
        "OPTIMIZE TABLE `t` FINAL DEDUPLICATE BY `id`, `day`",
    );
    assert_eq!(server.run("SELECT count() FROM t"), "1\n");
    for (optimize, text) in [
        (
            Optimize::table("t").deduplicate(),
            "OPTIMIZE TABLE `t` DEDUPLICATE",
        ),
        (
            Optimize::table("t")
                .partition(Partition::of("2024-01-01"))
                .final_()
                .deduplicate_except(["name"]),
            "OPTIMIZE TABLE `t` PARTITION tuple('2024-01-01') FINAL DEDUPLICATE BY * EXCEPT (`name`)",
        ),
        (
            Optimize::table("t")
                .deduplicate_matching("id|day")
                .setting("optimize_throw_if_noop", 0),
            "OPTIMIZE TABLE `t` DEDUPLICATE BY COLUMNS('id|day') SETTINGS optimize_throw_if_noop = 0",
        ),
    ] {
        server.check_parsed(&optimize, text);
        server.check_table(&optimize, text);
    }
    server.check_parsed(
        &Optimize::table(("d", "t")).on_cluster("c").final_().cleanup(),
        "OPTIMIZE TABLE `d`.`t` ON CLUSTER `c` FINAL CLEANUP",
    );
    server.check_parsed(
        &Optimize::table("t").dry_run(["all_1_1_0", "all_2_2_0"]),
        "OPTIMIZE TABLE `t` DRY RUN PARTS 'all_1_1_0', 'all_2_2_0'",
    );
    refused(
        &Optimize::table("t").dry_run(["a"]).partition(Partition::All),
        "DRY RUN: it names its parts; leave the partition out",
    );
    refused(
        &Optimize::table("t").deduplicate_by(Vec::<String>::new()),
        "DEDUPLICATE BY: it names no column; `deduplicate()` compares all of them",
    );
}

#[test]
fn kill() {
    let server = Server::with(&[MERGE_TREE]);
    let none = || Expr::col("query_id").eq("it's none");
    server.check_parsed(
        &Kill::query(none()),
        r"KILL QUERY WHERE `query_id` = 'it\'s none'",
    );
    assert_eq!(server.answer(&Kill::query(none()).sync(), &Target::default()), "");
    let mutation = Kill::mutation(Expr::col("mutation_id").eq("none"))
        .test()
        .format("TSV");
    server.check_parsed(
        &mutation,
        "KILL MUTATION WHERE `mutation_id` = 'none' TEST FORMAT TSV",
    );
    assert_eq!(server.answer(&mutation, &Target::default()), "");
    for (kill, text) in [
        (
            Kill::query(Expr::col("user").eq("u"))
                .on_cluster("c")
                .asynchronous(),
            "KILL QUERY ON CLUSTER `c` WHERE `user` = 'u' ASYNC",
        ),
        (
            Kill::part_move_to_shard(Expr::val(1)),
            "KILL PART_MOVE_TO_SHARD WHERE 1",
        ),
        (
            Kill::transaction(Expr::val(1)).sync(),
            "KILL TRANSACTION WHERE 1 SYNC",
        ),
    ] {
        server.check_parsed(&kill, text);
    }
}

#[test]
fn functions() {
    let server = Server::new();
    let name = format!("{}_f`", server.database());
    let quoted = format!(r"`{}_f\``", server.database());
    let body = Expr::col("a b").mul(2).add(Func::cust("length").arg("it's"));
    server.check_table(
        &ClickHouseFunction::create(&name, ["a b"], body.clone()),
        &format!(r"CREATE FUNCTION {quoted} AS (`a b`) -> (`a b` * 2) + length('it\'s')"),
    );
    assert_eq!(server.run(&format!("SELECT {quoted}(3)")), "10\n");
    server.check_table(
        &ClickHouseFunction::create(&name, ["x"], Expr::col("x")).or_replace(),
        &format!("CREATE OR REPLACE FUNCTION {quoted} AS (`x`) -> `x`"),
    );
    assert_eq!(server.run(&format!("SELECT {quoted}(3)")), "3\n");
    server.check_table(
        &ClickHouseFunction::drop(&name).if_exists(),
        &format!("DROP FUNCTION IF EXISTS {quoted}"),
    );
    server.check_parsed(
        &ClickHouseFunction::create("f", Vec::<String>::new(), 1)
            .if_not_exists()
            .on_cluster("c"),
        "CREATE FUNCTION IF NOT EXISTS `f` ON CLUSTER `c` AS () -> 1",
    );
    refused(
        &ClickHouseFunction::create("f", ["x"], 1)
            .or_replace()
            .if_not_exists(),
        "CREATE FUNCTION: OR REPLACE and IF NOT EXISTS exclude each other",
    );
}

#[test]
fn sessions() {
    let server = Server::new();
    server.check_table(
        &Set::setting("max_threads", 4)
            .and("join_use_nulls", true)
            .and_default_of("max_block_size"),
        "SET max_threads = 4, join_use_nulls = 1, max_block_size = DEFAULT",
    );
    server.check_table(&Set::parameter("p", "it's"), r"SET param_p = 'it\'s'");
    server.check_table(&SetTimeZone::to("Europe/Berlin"), "SET TIME ZONE 'Europe/Berlin'");
    server.check_table(
        &Use::database(server.database()),
        &format!("USE `{}`", server.database()),
    );
    server.check_parsed(&Use::database("a`b"), r"USE `a\`b`");
    refused(
        &Set::setting("a = 1, b", 4),
        "SETTINGS: `a = 1, b` is not the name of a setting: letters, digits and _ only",
    );
    refused(
        &Set::default_of("a b"),
        "SET: `a b` is not a name that can stand here: letters, digits and _ only",
    );
    refused(&Use::database(""), "USE: the name is empty");
}

#[test]
fn workloads_and_resources() {
    let server = Server::new();
    for (create, text) in [
        (ClickHouseWorkload::create("w"), "CREATE WORKLOAD `w`"),
        (
            ClickHouseWorkload::create("w")
                .or_replace()
                .on_cluster("c")
                .parent("all")
                .setting("priority", 3)
                .setting_for("max_requests", 5, "r`"),
            r"CREATE OR REPLACE WORKLOAD `w` ON CLUSTER `c` IN `all` SETTINGS priority = 3, max_requests = 5 FOR `r\``",
        ),
        (
            ClickHouseWorkload::create("w")
                .if_not_exists()
                .setting("weight", 0.5),
            "CREATE WORKLOAD IF NOT EXISTS `w` SETTINGS weight = 0.5",
        ),
    ] {
        server.check_parsed(&create, text);
    }
    server.check_parsed(
        &ClickHouseResource::create(
            "r",
            [Operation::ReadDisk("a".into()), Operation::WriteDisk("b`".into())],
        )
        .or_replace()
        .on_cluster("c"),
        r"CREATE OR REPLACE RESOURCE `r` ON CLUSTER `c` (READ DISK `a`, WRITE DISK `b\``)",
    );
    for (operations, text) in [
        (
            vec![Operation::ReadAnyDisk, Operation::WriteAnyDisk],
            "READ ANY DISK, WRITE ANY DISK",
        ),
        (
            vec![Operation::MasterThread, Operation::WorkerThread],
            "MASTER THREAD, WORKER THREAD",
        ),
        (vec![Operation::Query], "QUERY"),
        (vec![Operation::MemoryReservation], "MEMORY RESERVATION"),
    ] {
        server.check_parsed(
            &ClickHouseResource::create("r", operations),
            &format!("CREATE RESOURCE `r` ({text})"),
        );
    }
    server.check_parsed(
        &ClickHouseWorkload::drop("w").if_exists().on_cluster("c"),
        "DROP WORKLOAD IF EXISTS `w` ON CLUSTER `c`",
    );
    server.check_parsed(&ClickHouseResource::drop("w"), "DROP RESOURCE `w`");
    refused(
        &ClickHouseResource::create("r", []),
        "CREATE RESOURCE: it names no operation that uses the resource",
    );
    refused(
        &ClickHouseWorkload::create("w").setting("a b", 1),
        "SETTINGS: `a b` is not the name of a setting: letters, digits and _ only",
    );
}
