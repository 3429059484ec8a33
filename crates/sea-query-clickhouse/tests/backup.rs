//! Backups, and the named collections that they and others are given.

use sea_query_clickhouse::{
    ClickHouseStatement, Target, build_clickhouse,
    engine::Argument,
    partition::Partition,
    statement::{Backup, BackupPlace, ClickHouseNamedCollection, Override, Restore},
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
fn named_collections() {
    let server = Server::new();
    let create = ClickHouseNamedCollection::create("login")
        .if_not_exists()
        .on_cluster("c")
        .value("host", "it's")
        .value("port", 3306)
        .value_with("password", "hush", Override::Refused)
        .value_with("database", "d", Override::Allowed);
    assert!(!format!("{create:?}").contains("hush"));
    server.check_parsed(
        &create,
        r"CREATE NAMED COLLECTION IF NOT EXISTS `login` ON CLUSTER `c` AS `host` = 'it\'s', `port` = 3306, `password` = 'hush' NOT OVERRIDABLE, `database` = 'd' OVERRIDABLE",
    );
    server.check_parsed(
        &ClickHouseNamedCollection::alter("login")
            .if_exists()
            .value("port", 1)
            .delete("host")
            .delete("da`ta"),
        r"ALTER NAMED COLLECTION IF EXISTS `login` SET `port` = 1 DELETE `host`, `da\`ta`",
    );
    server.check_parsed(
        &ClickHouseNamedCollection::drop("login")
            .if_exists()
            .on_cluster("c"),
        "DROP NAMED COLLECTION IF EXISTS `login` ON CLUSTER `c`",
    );
    refused(
        &ClickHouseNamedCollection::create("x"),
        "CREATE NAMED COLLECTION: it has no keys; add them by `value(..)`",
    );
    refused(
        &ClickHouseNamedCollection::alter("x"),
        "ALTER NAMED COLLECTION: it neither sets nor deletes a key",
    );
    refused(
        &ClickHouseNamedCollection::create("x").value("a", f64::NAN),
        "NAMED COLLECTION: NaN is not a number",
    );
}

#[test]
fn backups() {
    let server = Server::with(&[MERGE_TREE, "INSERT INTO t VALUES (1, '2024-01-01', 'a')"]);
    let place = || BackupPlace::disk("backups", "it's.zip");
    for (backup, text) in [
        (
            Backup::table("t")
                .as_(("d", "u"))
                .partitions([Partition::id("202401"), Partition::id("202402")])
                .to(place()),
            r"BACKUP TABLE `t` AS `d`.`u` PARTITIONS ID '202401', ID '202402' TO Disk('backups', 'it\'s.zip')",
        ),
        (
            Backup::all()
                .except_databases(["a", "b"])
                .on_cluster("c")
                .to(BackupPlace::file("/a/b")),
            "BACKUP ALL EXCEPT DATABASES `a`, `b` ON CLUSTER `c` TO File('/a/b')",
        ),
        (
            Backup::database("d")
                .as_("e")
                .and_view("v")
                .and_dictionary("x")
                .and_temporary_table("y")
                .to(BackupPlace::null()),
            "BACKUP DATABASE `d` AS `e`, VIEW `v`, DICTIONARY `x`, TEMPORARY TABLE `y` TO Null",
        ),
        (
            Backup::table("t")
                .to(BackupPlace::s3_collection("backups", "a"))
                .base_backup(BackupPlace::azure("connection", "box", "a"))
                .password("hush")
                .setting("id", "x")
                .asynchronous()
                .format("TSV"),
            "BACKUP TABLE `t` TO S3(`backups`, 'a') SETTINGS base_backup = AzureBlobStorage('connection', 'box', 'a'), \
             password = 'hush', id = 'x' ASYNC FORMAT TSV",
        ),
        (
            Backup::table("t").to(BackupPlace::custom("New", [Argument::value(1)])),
            "BACKUP TABLE `t` TO New(1)",
        ),
    ] {
        assert!(!format!("{backup:?}").contains("hush"));
        server.check_parsed(&backup, text);
    }
    for (restore, text) in [
        (
            Restore::table("t")
                .as_("u")
                .from(place())
                .setting("structure_only", true),
            r"RESTORE TABLE `t` AS `u` FROM Disk('backups', 'it\'s.zip') SETTINGS structure_only = 1",
        ),
        (
            Restore::database("d")
                .except_tables([("d", "t")])
                .from(BackupPlace::s3("u", "k", "s")),
            "RESTORE DATABASE `d` EXCEPT TABLES `d`.`t` FROM S3('u', 'k', 's')",
        ),
        (
            Restore::all().on_cluster("c").from(place()).asynchronous(),
            r"RESTORE ALL ON CLUSTER `c` FROM Disk('backups', 'it\'s.zip') ASYNC",
        ),
    ] {
        server.check_parsed(&restore, text);
    }
    // A backup to nowhere runs: it is counted and thrown away.
    let nowhere = Backup::table("t").to(BackupPlace::null());
    assert!(
        server
            .answer(&nowhere, &Target::default())
            .contains("BACKUP_CREATED")
    );
    refused(
        &Backup::table("t"),
        "BACKUP: it has no TO: name the place of the backup",
    );
    refused(
        &Restore::table("t"),
        "RESTORE: it has no FROM: name the place of the backup",
    );
    refused(
        &Backup::table("t").except_tables(["x"]).to(place()),
        "EXCEPT: only `all` and `database` leave tables out",
    );
    refused(
        &Backup::database("d").partitions([Partition::All]).to(place()),
        "PARTITIONS: only a table has partitions",
    );
    refused(
        &Backup::all().as_("x").to(place()),
        "AS: everything has no name that could be another",
    );
    refused(
        &Backup::database("d").as_(("x", "y")).to(place()),
        "AS: a database has one name, without another before it",
    );
    refused(
        &Backup::database("d")
            .except_tables(["a"])
            .and_database("e")
            .except_tables(["b"])
            .to(place()),
        "EXCEPT: the server takes exceptions in one element of a statement; back up the others by a statement of their own",
    );
}

#[test]
fn a_cluster_is_told_the_database() {
    let null = BackupPlace::null;
    let sentence = "ON CLUSTER: the nodes look for `t` in their default database; name the database too: \
                    (\"database\", \"t\")";
    refused(&Backup::table("t").on_cluster("c").to(null()), sentence);
    refused(
        &Backup::database("d").and_view("t").on_cluster("c").to(null()),
        sentence,
    );
    refused(
        &Restore::table(("d", "u")).as_("t").on_cluster("c").from(null()),
        sentence,
    );
    let server = Server::new();
    server.check_parsed(
        &Backup::table(("d", "t"))
            .and_temporary_table("u")
            .on_cluster("c")
            .to(null()),
        "BACKUP TABLE `d`.`t`, TEMPORARY TABLE `u` ON CLUSTER `c` TO Null",
    );
    server.check_parsed(&Backup::table("t").to(null()), "BACKUP TABLE `t` TO Null");
}
