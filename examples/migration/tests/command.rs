//! The commands of `sea-orm-cli migrate`, each as a process.

use std::process::{Command, Output};

use crate::Database;

const MIGRATED: [&str; 5] = [
    "id Int32",
    "title String",
    "body String",
    "author String = 'it\\'s unknown'",
    "published_at Nullable(DateTime64(9, 'UTC'))",
];

const MIGRATIONS: [&str; 3] = [
    "m20220101_000001_create_table",
    "m20220120_000001_add_author",
    "m20220201_000001_seed_posts",
];

fn try_migrate(url: &str, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_migration"))
        .args(arguments)
        .env("DATABASE_URL", url)
        .env_remove("RUST_LOG")
        .output()
        .unwrap()
}

#[track_caller]
fn migrate(database: &Database, arguments: &[&str]) -> String {
    let output = try_migrate(&database.url(), arguments);
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(
        output.status.success(),
        "{arguments:?}: {text}{}",
        String::from_utf8_lossy(&output.stderr)
    );
    text
}

async fn applied(database: &Database) -> Vec<String> {
    database
        .texts("SELECT version FROM seaql_migrations ORDER BY version")
        .await
}

async fn posts(database: &Database) -> Vec<String> {
    database
        .texts("SELECT concat(title, ' by ', author) FROM post ORDER BY id")
        .await
}

#[tokio::test]
async fn up_and_down_change_the_database_step_by_step() {
    let database = Database::new().await;
    let status = migrate(&database, &["status"]);
    assert_eq!(status.matches("Pending").count(), 3, "{status}");

    migrate(&database, &["up", "-n", "1"]);
    assert_eq!(applied(&database).await, MIGRATIONS[..1]);
    assert_eq!(
        database.columns("post").await,
        ["id Int32", "title String", "text String"]
    );
    assert_eq!(
        database
            .texts("SELECT concat(name, ' ', expr, ' ', type) FROM system.data_skipping_indices WHERE database = currentDatabase()")
            .await,
        ["idx-post_title title bloom_filter"]
    );

    migrate(&database, &["up"]);
    assert_eq!(applied(&database).await, MIGRATIONS);
    assert_eq!(database.columns("post").await, MIGRATED);
    let seeded = ["Hello by Ada", "Second by it's unknown", "Third by it's unknown"];
    assert_eq!(posts(&database).await, seeded);
    let status = migrate(&database, &["status"]);
    assert_eq!(status.matches("Applied").count(), 3, "{status}");

    migrate(&database, &["up"]);
    assert_eq!(posts(&database).await, seeded);

    migrate(&database, &["down"]);
    assert_eq!(applied(&database).await, MIGRATIONS[..2]);
    assert!(posts(&database).await.is_empty());
    migrate(&database, &["down", "-n", "2"]);
    assert!(applied(&database).await.is_empty());
    assert_eq!(database.tables().await, ["seaql_migrations"]);
}

#[tokio::test]
async fn refresh_reset_and_fresh_end_as_documented() {
    let database = Database::new().await;
    migrate(&database, &[]);
    migrate(&database, &["refresh"]);
    assert_eq!(applied(&database).await, MIGRATIONS);
    assert_eq!(posts(&database).await.len(), 3);

    migrate(&database, &["reset"]);
    assert!(database.tables().await.is_empty());

    migrate(&database, &["fresh"]);
    assert_eq!(database.columns("post").await, MIGRATED);
    assert_eq!(database.tables().await, ["post", "seaql_migrations"]);
}

#[tokio::test]
async fn fresh_drops_views_and_dictionaries_with_what_they_read_from() {
    let database = Database::new().await;
    migrate(&database, &["up"]);
    for sql in [
        "CREATE TABLE target (id Int32) ENGINE = MergeTree ORDER BY id",
        "CREATE VIEW a_view AS SELECT id FROM post",
        "CREATE MATERIALIZED VIEW to_target TO target AS SELECT id FROM post",
        "CREATE MATERIALIZED VIEW with_inner ENGINE = MergeTree ORDER BY id AS SELECT id FROM post",
        "CREATE DICTIONARY names (id Int32, title String) PRIMARY KEY id SOURCE(CLICKHOUSE(TABLE 'post')) LAYOUT(FLAT()) LIFETIME(0)",
        "CREATE TABLE asks (id Int32, title String DEFAULT dictGet('names', 'title', toUInt64(id))) ENGINE = MergeTree ORDER BY id",
    ] {
        use sea_orm_migration::sea_orm::ConnectionTrait;
        database.clickhouse.execute_unprepared(sql).await.unwrap();
    }
    migrate(&database, &["fresh"]);
    assert_eq!(database.tables().await, ["post", "seaql_migrations"]);
    let inner =
        "SELECT name FROM system.tables WHERE database = currentDatabase() AND startsWith(name, '.inner')";
    assert!(database.texts(inner).await.is_empty());
}

#[tokio::test]
async fn a_server_that_is_not_there_is_said_so() {
    let output = try_migrate("clickhouse://127.0.0.1:1/nowhere", &["up"]);
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(
        said.contains("127.0.0.1:1") && !said.contains("panicked"),
        "{said}"
    );
}

#[tokio::test]
async fn the_server_may_be_named_by_an_argument() {
    let database = Database::new().await;
    let url = database.url();
    let output = try_migrate("clickhouse://127.0.0.1:1/nowhere", &["up", "-n", "1", "-u", &url]);
    assert!(output.status.success(), "{output:?}");
    assert_eq!(applied(&database).await, MIGRATIONS[..1]);
}

#[test]
fn generate_adds_a_file_without_a_server() {
    let crate_of_a_user = tempfile::tempdir().unwrap();
    let src = crate_of_a_user.path().join("src");
    std::fs::create_dir(&src).unwrap();
    std::fs::copy(
        concat!(env!("CARGO_MANIFEST_DIR"), "/src/lib.rs"),
        src.join("lib.rs"),
    )
    .unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_migration"))
        .args(["generate", "add_tags"])
        .current_dir(crate_of_a_user.path())
        .env("DATABASE_URL", "clickhouse://127.0.0.1:1/nowhere")
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    let files = std::fs::read_dir(&src).unwrap();
    let names: Vec<_> = files
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .collect();
    assert!(
        names.iter().any(|name| name.ends_with("_add_tags.rs")),
        "{names:?}"
    );
    let library = std::fs::read_to_string(src.join("lib.rs")).unwrap();
    assert!(library.contains("_add_tags::Migration)"), "{library}");
}
