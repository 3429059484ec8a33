//! The commands of a migration crate, as processes.

use std::process::{Command, Output};

use integration_tests::TestDatabase;
use sea_orm::{ConnectionTrait, DbBackend, Statement};

/// A command of the migration crate on a database.
pub(crate) fn command(url: &str, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_migrate"));
    command
        .env("DATABASE_URL", url)
        .args(arguments)
        .env_remove("KILL_AFTER");
    command
}

pub(crate) fn run(url: &str, arguments: &[&str]) -> Output {
    command(url, arguments).output().unwrap()
}

pub(crate) fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// A command that succeeds; what it said.
pub(crate) fn said(url: &str, arguments: &[&str]) -> String {
    let output = run(url, arguments);
    let said = text(&output.stdout);
    assert!(
        output.status.success(),
        "{arguments:?}: {said}{}",
        text(&output.stderr)
    );
    said
}

/// A command that fails; its error.
pub(crate) fn failed(url: &str, arguments: &[&str]) -> String {
    let output = run(url, arguments);
    assert_eq!(output.status.code(), Some(1), "{}", text(&output.stdout));
    text(&output.stderr)
}

/// The tables of a database and what each has.
pub(crate) async fn schema(test: &TestDatabase) -> Vec<String> {
    let sql = "SELECT replaceAll(create_table_query, database || '.', '') AS created FROM system.tables \
               WHERE database = currentDatabase() AND NOT startsWith(name, 'seaql_migrations') ORDER BY name";
    let rows = test
        .db
        .query_all_raw(Statement::from_string(DbBackend::MySql, sql))
        .await
        .unwrap();
    rows.iter()
        .map(|row| row.try_get("", "created").unwrap())
        .collect()
}

#[tokio::test]
async fn the_commands_of_sea_orm_cli_do_what_its_documentation_says() {
    let test = TestDatabase::new().await;
    let url = test.url().to_string();
    let (ten, views) = ("m20260101_000001_ten_steps", "m20260102_000002_views");

    let status = said(&url, &["status"]);
    assert!(
        status.contains(&format!("Migration '{ten}'... Pending")),
        "{status}"
    );
    assert!(schema(&test).await.is_empty());

    let up = said(&url, &["up", "-n", "1"]);
    assert!(up.contains(&format!("Applying migration '{ten}'")), "{up}");
    assert!(
        up.contains(&format!("Migration '{ten}' has been applied")),
        "{up}"
    );
    let one = schema(&test).await;
    assert_eq!(one.len(), 2, "{one:#?}");
    let status = said(&url, &["status"]);
    assert!(
        status.contains(&format!("Migration '{ten}'... Applied")),
        "{status}"
    );
    assert!(
        status.contains(&format!("Migration '{views}'... Pending")),
        "{status}"
    );

    said(&url, &[]);
    let all = schema(&test).await;
    assert_eq!(all.len(), 3, "{all:#?}");
    assert!(said(&url, &["up"]).contains("No pending migrations"));

    let down = said(&url, &["down"]);
    assert!(
        down.contains(&format!("Rolling back migration '{views}'")),
        "{down}"
    );
    assert_eq!(schema(&test).await, one);

    said(&url, &["fresh"]);
    assert_eq!(schema(&test).await, all);
    said(&url, &["refresh"]);
    assert_eq!(schema(&test).await, all);
    said(&url, &["reset"]);
    assert!(schema(&test).await.is_empty());
}

#[tokio::test]
async fn a_plan_prints_the_sql_and_runs_nothing() {
    let test = TestDatabase::new().await;
    let url = test.url().to_string();
    for arguments in [&["plan"][..], &["up", "--dry-run"]] {
        let plan = said(&url, arguments);
        let create = "CREATE TABLE `host` (`id` Int64, `name` String) ENGINE = MergeTree ORDER BY `id`;";
        assert!(plan.contains(create), "{plan}");
        assert!(plan.contains("-- m20260102_000002_views"), "{plan}");
    }
    assert!(schema(&test).await.is_empty());
    assert!(said(&url, &["status"]).contains("Pending"));
}

#[tokio::test]
async fn a_migration_is_marked_as_applied_without_running() {
    let test = TestDatabase::new().await;
    let url = test.url().to_string();
    said(&url, &["up", "--fake"]);
    assert!(schema(&test).await.is_empty());
    assert!(!said(&url, &["status"]).contains("Pending"));
}

#[tokio::test]
async fn a_lock_by_hand_holds_until_it_is_taken_away() {
    let test = TestDatabase::new().await;
    let url = test.url().to_string();
    said(&url, &["lock"]);
    let error = failed(&url, &["up", "--lock-timeout", "1"]);
    assert!(error.contains("the migrations are locked by process"), "{error}");
    assert!(error.contains("by hand"), "{error}");
    assert!(error.contains("`unlock`"), "{error}");
    assert!(said(&url, &["status"]).contains("Locked by process"));
    assert!(failed(&url, &["lock"]).contains("locked already"));
    assert!(said(&url, &["unlock"]).contains("is gone"));
    assert!(said(&url, &["unlock"]).contains("There was no lock"));
    said(&url, &["up"]);
}

#[tokio::test]
async fn ten_processes_that_start_at_once_apply_everything_exactly_once() {
    let test = TestDatabase::new().await;
    let url = test.url().to_string();
    let processes: Vec<_> = (0..10).map(|_| command(&url, &["up"]).spawn().unwrap()).collect();
    for mut process in processes {
        assert!(process.wait().unwrap().success());
    }
    let sql = "SELECT version, countIf(event = 'applied') AS applied, countIf(event = 'begun') AS begun \
               FROM seaql_migrations_log GROUP BY version HAVING version != '' ORDER BY version";
    let rows = test
        .db
        .query_all_raw(Statement::from_string(DbBackend::MySql, sql))
        .await
        .unwrap();
    assert_eq!(rows.len(), 2);
    for row in rows {
        assert_eq!(row.try_get::<i64>("", "applied").unwrap(), 1);
        assert_eq!(row.try_get::<i64>("", "begun").unwrap(), 1);
    }
    assert_eq!(schema(&test).await.len(), 3);
}

#[tokio::test]
async fn what_is_wrong_is_said() {
    let test = TestDatabase::new().await;
    let url = test.url().to_string();
    let output = command(&url, &["up"])
        .env_remove("DATABASE_URL")
        .output()
        .unwrap();
    let error = text(&output.stderr);
    assert!(
        error.contains("set the environment variable DATABASE_URL"),
        "{error}"
    );

    let mut wrong = test.url();
    wrong.set_password(Some("wrong")).unwrap();
    let error = failed(wrong.as_str(), &["up"]);
    assert!(error.contains("AUTHENTICATION_FAILED"), "{error}");
    assert!(!error.contains("wrong@"), "{error}");

    let error = failed(&url, &["repair", "m1", "--applied"]);
    assert!(
        error.contains("there is no migration 'm1'; there are m20260101_000001_ten_steps"),
        "{error}"
    );
    let error = failed(&url, &["repair", "m20260102_000002_views", "--step-applied"]);
    assert!(error.contains("did not stop in a step"), "{error}");
}
