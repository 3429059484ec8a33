//! The program `sea-orm-clickhouse`, against the server of `CLICKHOUSE_URL`.
#![allow(clippy::unwrap_used, missing_docs)]

use std::process::{Command, Output};

use sea_orm::ConnectionTrait;
use sea_orm_clickhouse::testing::TestDatabase;

fn run(arguments: &[&str], url: &str) -> Output {
    Command::new(env!("CARGO_BIN_EXE_sea-orm-clickhouse"))
        .args(arguments)
        .env("DATABASE_URL", url)
        .output()
        .unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn url(database: &TestDatabase) -> String {
    let mut url = url::Url::parse(&std::env::var("CLICKHOUSE_URL").unwrap()).unwrap();
    url.set_path(database.name());
    url.to_string()
}

#[tokio::test]
async fn entities_are_generated_by_the_program() {
    let database = TestDatabase::from_env().await.unwrap();
    for table in [
        "CREATE TABLE event (id Int64) ENGINE = MergeTree ORDER BY id",
        "CREATE TABLE empty (a Nullable(Int64)) ENGINE = MergeTree ORDER BY tuple()",
    ] {
        database.db().execute_unprepared(table).await.unwrap();
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("entity");
    let path = path.to_str().unwrap();
    let output = run(&["generate", "entity", "-o", path], &url(&database));
    assert!(output.status.success(), "{}", text(&output.stderr));
    assert_eq!(
        text(&output.stdout),
        format!("{path}/event.rs\n{path}/mod.rs\n{path}/prelude.rs\n")
    );
    assert_eq!(
        text(&output.stderr),
        "warning: empty: no entity, SeaORM needs a primary key, and no column can be one: all are Nullable, arrays, \
         maps, tuples or the like\n"
    );
    let entity = std::fs::read_to_string(folder.path().join("entity").join("event.rs")).unwrap();
    assert!(entity.contains("#[sea_orm(table_name = \"event\")]"), "{entity}");
}

#[tokio::test]
async fn an_error_of_the_program_is_a_sentence_and_an_exit_code() {
    let database = TestDatabase::from_env().await.unwrap();
    let output = run(&["generate", "entity", "-t", "none"], &url(&database));
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stderr).starts_with("error: table `none` does not exist in the database"));
    // What sea-orm-cli has and makes no sense here is refused.
    let output = run(&["generate", "entity", "--seaography"], &url(&database));
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stderr).starts_with("error: --seaography: its enum of related entities"));
    let output = run(&["generate", "entity", "--sea"], &url(&database));
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("unexpected argument '--sea'"));
}

/// A crate that prints the arguments of its program, and ends with 3.
fn migration_crate(directory: &std::path::Path) {
    let manifest =
        "[package]\nname = \"migration\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[workspace]\n";
    let main = "fn main() {\n    let arguments: Vec<String> = std::env::args().skip(1).collect();\n    \
                println!(\"{arguments:?} in {}\", std::env::var(\"MIGRATION_DIR\").unwrap());\n    \
                std::process::exit(3);\n}\n";
    std::fs::create_dir(directory.join("src")).unwrap();
    std::fs::write(directory.join("Cargo.toml"), manifest).unwrap();
    std::fs::write(directory.join("src").join("main.rs"), main).unwrap();
}

#[test]
fn the_program_of_the_migration_crate_answers() {
    let folder = tempfile::tempdir().unwrap();
    migration_crate(folder.path());
    let path = folder.path().to_str().unwrap();
    let output = run(&["diff", "--check", "-d", path, "--drop-column", "a.b"], "");
    assert_eq!(output.status.code(), Some(3), "{}", text(&output.stderr));
    assert_eq!(
        text(&output.stdout),
        format!("[\"diff\", \"--check\", \"-d\", \"{path}\", \"--drop-column\", \"a.b\"] in {path}\n")
    );
    let output = run(&["migrate", "-d", path, "up", "-n", "1"], "");
    assert_eq!(output.status.code(), Some(3), "{}", text(&output.stderr));
    assert_eq!(
        text(&output.stdout),
        format!("[\"up\", \"-n\", \"1\"] in {path}\n")
    );
    let output = run(&["diff", "-d", path, "--drop-colum", "a.b"], "");
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("unexpected argument '--drop-colum'"));
}

#[test]
fn a_migration_crate_that_is_not_there_is_told_of() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().to_str().unwrap();
    for command in ["diff", "migrate"] {
        let output = run(&[command, "-d", path], "");
        assert_eq!(output.status.code(), Some(1));
        assert_eq!(
            text(&output.stderr),
            format!(
                "error: there is no migration crate: `{path}/Cargo.toml` is not there; name its directory by -d, or make one by \
                 `sea-orm-cli migrate init`\n"
            )
        );
    }
}
