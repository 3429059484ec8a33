//! The command `diff` of a migration crate, as processes.

use std::{
    fs,
    path::Path,
    process::{Command, Output},
};

use integration_tests::TestDatabase;
use sea_orm::{ConnectionTrait, DbBackend, Statement};

use crate::command::text;

const LEAST: &str =
    "CREATE TABLE event (id Int64, port UInt16, old String) ENGINE = MergeTree ORDER BY (id, port)";

/// The command of a program with two entities, on a database.
fn run(test: &TestDatabase, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_compared"))
        .env("DATABASE_URL", test.url().to_string())
        .env_remove("MIGRATION_DIR")
        .env_remove("NO_COLOR")
        .arg("diff")
        .args(arguments)
        .output()
        .unwrap()
}

/// What it says on stdout, with the code that it ends with.
fn said(test: &TestDatabase, arguments: &[&str], code: i32) -> String {
    let output = run(test, arguments);
    let said = text(&output.stdout);
    assert!(!said.contains('\x1b'), "colours where nobody looks: {said}");
    assert_eq!(
        output.status.code(),
        Some(code),
        "{arguments:?}: {said}{}",
        text(&output.stderr)
    );
    said
}

/// What it says on stderr, where it fails.
fn failed(test: &TestDatabase, arguments: &[&str]) -> String {
    let output = run(test, arguments);
    assert_eq!(output.status.code(), Some(1), "{}", text(&output.stdout));
    text(&output.stderr)
}

async fn make(test: &TestDatabase, sql: &[&str]) {
    for sql in sql {
        test.db.execute_unprepared(sql).await.unwrap();
    }
}

async fn answer(test: &TestDatabase, sql: &str) -> String {
    let statement = Statement::from_string(DbBackend::MySql, sql);
    let row = test.db.query_one_raw(statement).await.unwrap().unwrap();
    row.try_get("", "answer").unwrap()
}

const SAME: &str = "-- the tables are as they are declared\n\
                    -- `compared::partial::Entity` declares no table, and is not compared\n";

#[tokio::test]
async fn a_plan_is_printed_checked_and_applied() {
    let test = TestDatabase::new().await;
    make(&test, &[LEAST, "INSERT INTO event VALUES (1, 53, 'x')"]).await;
    let plan = "-- [safe] column `note` is added\n\
                ALTER TABLE `event` ADD COLUMN `note` String DEFAULT 'none' AFTER `port`;\n\
                -- [safe] table `host` is made\n\
                CREATE TABLE `host` (`id` Int64, `name` String) ENGINE = MergeTree ORDER BY `id`;\n\
                -- [safe] view `named` is made\n\
                CREATE VIEW `named` AS SELECT `host`.`id`, `host`.`name` FROM `host` WHERE `host`.`name` <> '';\n\
                -- `event.old` is not declared, and stays\n\
                -- `compared::partial::Entity` declares no table, and is not compared\n";
    let output = run(&test, &[]);
    assert_eq!(text(&output.stdout), plan);
    assert_eq!(
        text(&output.stderr),
        "\nNothing was changed. `--apply` runs the plan, `--write NAME` writes it as a migration.\n"
    );
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(said(&test, &["--check"], 1), plan);

    let applied = said(&test, &["--apply"], 0);
    assert!(
        applied.ends_with("-- applied: nothing differs any more\n"),
        "{applied}"
    );
    let same = said(&test, &["--check"], 0);
    let stays = "-- `event.old` is not declared, and stays\n";
    assert_eq!(same, SAME.replacen('\n', &format!("\n{stays}"), 1));
    assert_eq!(said(&test, &["--apply"], 0), same);
    let rows = "SELECT toString(tuple(*)) AS answer FROM event";
    assert_eq!(answer(&test, rows).await, "(1,53,'none','x')");
}

#[tokio::test]
async fn what_loses_data_is_named_by_a_flag() {
    let test = TestDatabase::new().await;
    make(&test, &[LEAST]).await;
    let drop = ["--drop-column", "event.old"];
    let output = run(&test, &drop);
    assert!(
        text(&output.stdout).contains("-- [data loss] column `old` is dropped (event.old)\n"),
        "{}",
        text(&output.stdout)
    );
    assert_eq!(
        text(&output.stderr),
        "\nNothing was changed. `--apply` runs the plan, `--write NAME` writes it as a migration.\n\
         Either needs more flags:\n\
         - column `old` is dropped; if that is meant, say `--allow-loss event.old`\n"
    );
    let error = failed(&test, &["--drop-column", "event.old", "--apply"]);
    assert!(
        error.contains(
            "the plan does not run:\n- column `old` is dropped; if that is meant, say `--allow-loss event.old`"
        ),
        "{error}"
    );
    let allowed = [
        "--drop-column",
        "event.old",
        "--allow-loss",
        "event.old",
        "--apply",
    ];
    said(&test, &allowed, 0);
    let again = said(&test, &allowed, 0);
    assert!(
        again.contains("-- column `old` of table `event` is not there, and need not be dropped\n"),
        "{again}"
    );
    assert_eq!(said(&test, &["--check"], 0), SAME);
}

#[tokio::test]
async fn a_rebuild_is_allowed_applied_and_confirmed() {
    let test = TestDatabase::new().await;
    make(
        &test,
        &[
            "CREATE TABLE event (id Int64, kept UInt16, note Nullable(String)) ENGINE = MergeTree ORDER BY id",
            "INSERT INTO event VALUES (1, 53, NULL), (2, 80, 'web')",
            "CREATE TABLE host (id Int64, name String) ENGINE = MergeTree ORDER BY id SETTINGS merge_with_ttl_timeout = 3600",
            "CREATE TABLE gone (id Int64) ENGINE = Memory",
        ],
    )
    .await;
    let flags = [
        "--rename-column",
        "event.kept=port",
        "--fill",
        "event.note='?'",
        "--reset-setting",
        "host.merge_with_ttl_timeout",
        "--drop-table",
        "gone",
        "--allow-loss",
        "gone",
        "--apply",
    ];
    let error = failed(&test, &flags);
    assert!(
        error.contains("while nothing writes to it; if that is meant, say `--allow-rebuild`"),
        "{error}"
    );
    let allowed = [&flags[..], &["--allow-rebuild"]].concat();
    let applied = said(&test, &allowed, 0);
    assert!(
        applied.ends_with(
            "-- applied: nothing differs any more\n\
             -- `event_rebuild` has the rows as they were; when those of `event` are right, drop it by `--confirm event`\n"
        ),
        "{applied}"
    );
    let rows = "SELECT toString(groupArray(tuple(*))) AS answer FROM (SELECT * FROM event ORDER BY id)";
    assert_eq!(answer(&test, rows).await, "[(1,53,'?'),(2,80,'web')]");
    let settings = "SELECT engine_full AS answer FROM system.tables WHERE database = currentDatabase() AND name = 'host'";
    assert!(!answer(&test, settings).await.contains("merge_with_ttl_timeout"));
    assert_eq!(said(&test, &["--check"], 0), SAME);

    let confirm = said(&test, &["--confirm", "event"], 0);
    assert!(
        confirm.starts_with(
            "-- [data loss] table `event_rebuild` is dropped (event_rebuild)\nDROP TABLE `event_rebuild`;\n"
        ),
        "{confirm}"
    );
    said(&test, &["--confirm", "event", "--apply"], 0);
    let tables = "SELECT toString(arraySort(groupArray(name))) AS answer FROM system.tables \
                  WHERE database = currentDatabase() AND NOT startsWith(name, 'seaql')";
    assert_eq!(answer(&test, tables).await, "['event','host','named']");
    let again = said(&test, &["--confirm", "event"], 0);
    assert!(
        again.contains("-- table `event_rebuild` is not there, and need not be dropped\n"),
        "{again}"
    );
}

/// A migration crate as `sea-orm-cli migrate init` makes it, as far as `generate` looks into it.
fn migration_crate(directory: &Path, list: &str) {
    fs::create_dir(directory.join("src")).unwrap();
    let migrator = format!(
        "pub use sea_orm_clickhouse::migration::prelude::*;\n\nmod m20220101_000001_create_table;\n\npub struct Migrator;\n\n\
         #[async_trait::async_trait]\nimpl MigratorTrait for Migrator {{\n    \
         fn migrations() -> Vec<Box<dyn MigrationTrait>> {{\n        {list}\n    }}\n}}\n"
    );
    fs::write(directory.join("src").join("lib.rs"), migrator).unwrap();
}

const LIST: &str = "vec![Box::new(m20220101_000001_create_table::Migration)]";

#[tokio::test]
async fn a_plan_is_written_as_a_migration() {
    let test = TestDatabase::new().await;
    make(&test, &[LEAST]).await;
    let directory = tempfile::tempdir().unwrap();
    migration_crate(directory.path(), LIST);
    let path = directory.path().to_str().unwrap();
    let written = said(&test, &["-d", path, "--write", "add host"], 0);
    assert!(written.ends_with("; `up` runs it\n"), "{written}");
    let sources = fs::read_dir(directory.path().join("src")).unwrap();
    let names: Vec<String> = sources
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name != "lib.rs")
        .collect();
    let [name] = names.as_slice() else {
        panic!("{names:?}")
    };
    assert!(
        name.starts_with("m20") && name.ends_with("_add_host.rs"),
        "{name}"
    );
    let stem = name.trim_end_matches(".rs");
    let file = fs::read_to_string(directory.path().join("src").join(name)).unwrap();
    assert!(file.contains(&format!("        \"{stem}\"\n")), "{file}");
    assert!(
        file.contains(
            "        // safe: table `host` is made\n        manager.clickhouse().execute(&definition"
        ),
        "{file}"
    );
    let migrator = fs::read_to_string(directory.path().join("src").join("lib.rs")).unwrap();
    assert!(
        migrator.contains(&format!(
            "            Box::new(m20220101_000001_create_table::Migration),\n            Box::new({stem}::Migration),\n"
        )),
        "{migrator}"
    );
    assert!(migrator.contains(&format!("mod {stem};\n")), "{migrator}");
    // Nothing was run.
    assert!(said(&test, &["--check"], 1).contains("table `host` is made"));
}

#[tokio::test]
async fn a_migration_that_is_in_no_list_is_told_of() {
    let test = TestDatabase::new().await;
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().to_str().unwrap();
    let error = failed(&test, &["-d", path, "--write", "first"]);
    assert!(
        error.contains(&format!(
            "`{path}` is no migration crate: there is no `src/lib.rs`; name its directory by -d"
        )),
        "{error}"
    );
    migration_crate(directory.path(), "all()");
    let error = failed(&test, &["-d", path, "--write", "first"]);
    assert!(
        error.contains("is not as `sea-orm-cli migrate init` made it; add `Box::new(m20"),
        "{error}"
    );
}

#[tokio::test]
async fn what_is_asked_for_in_vain_is_said() {
    let test = TestDatabase::new().await;
    make(&test, &[LEAST]).await;
    let error = failed(&test, &["--drop-column", "evnt.old"]);
    assert!(
        error.contains(
            "- `--drop-column evnt.old`: no entity declares table `evnt`; declared are `event`, `host`"
        ),
        "{error}"
    );
    let error = failed(&test, &["--confirm", "other"]);
    assert!(
        error.contains("- `--confirm other`: no entity declares table `other`"),
        "{error}"
    );
    let error = failed(&test, &["--drop-column", "event.port"]);
    assert!(
        error.contains("- `--drop-column event.port`: the column is declared"),
        "{error}"
    );
    let error = failed(&test, &["--drop-table", "event"]);
    assert!(
        error.contains("- `--drop-table event`: an entity declares that table, which would be made anew"),
        "{error}"
    );
    let error = failed(&test, &["--rename-column", "event.no=never"]);
    assert!(
        error.contains("- `--rename-column event.no=never`: table `event` has neither column"),
        "{error}"
    );
    let error = failed(&test, &["--rename-column", "event.port"]);
    assert!(
        error.contains("`--rename-column TABLE.OLD=NEW` is expected, and there is `event.port`"),
        "{error}"
    );
    let note = said(&test, &["--drop-table", "never"], 0);
    assert!(
        note.contains("-- table `never` is not there, and need not be dropped\n"),
        "{note}"
    );
}

#[tokio::test]
async fn null_without_a_value_asks_for_the_flag() {
    let test = TestDatabase::new().await;
    make(
        &test,
        &["CREATE TABLE host (id Int64, name Nullable(String)) ENGINE = MergeTree ORDER BY id"],
    )
    .await;
    let error = failed(&test, &["--apply"]);
    assert!(
        error.contains(
            "- column `name` of table `host` can be NULL, and is declared without it: say by `--fill host.name=value` what \
             stands for NULL, or declare a DEFAULT"
        ),
        "{error}"
    );
}

#[tokio::test]
async fn a_program_without_entities_has_nothing_to_compare() {
    let test = TestDatabase::new().await;
    let output = Command::new(env!("CARGO_BIN_EXE_undeclared"))
        .env("DATABASE_URL", test.url().as_str())
        .arg("diff")
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    let error = text(&output.stderr);
    assert!(
        error.contains("no entity of this program declares a table, so there is nothing to compare"),
        "{error}"
    );
    assert!(error.contains("`use entity as _;`"), "{error}");
}

#[test]
fn a_plan_is_no_migration_of_sea_orms_own() {
    let output = Command::new(env!("CARGO_BIN_EXE_undeclared"))
        .args(["diff", "--write", "first"])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    let error = text(&output.stderr);
    assert!(
        error.starts_with(
            "the migrations of this crate are SeaORM's own, and a plan is written for the runner of"
        ),
        "{error}"
    );
}

#[tokio::test]
async fn what_cannot_be_compared_is_no_difference() {
    let test = TestDatabase::new().await;
    let mut wrong = test.url();
    wrong.set_password(Some("wrong")).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_compared"))
        .env("DATABASE_URL", wrong.as_str())
        .args(["diff", "--check"])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    let error = text(&output.stderr);
    assert!(error.contains("AUTHENTICATION_FAILED"), "{error}");
    let output = Command::new(env!("CARGO_BIN_EXE_compared"))
        .env_remove("DATABASE_URL")
        .arg("diff")
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    let error = text(&output.stderr);
    assert!(
        error.contains("set the environment variable DATABASE_URL"),
        "{error}"
    );
}
