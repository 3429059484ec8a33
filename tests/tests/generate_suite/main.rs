//! Every table that the tests make, through the generator: `tables.sql` has each of them once, as a server prints it, and
//! `entity` the entities that are generated from them. What these declare is compared with the tables.
//!
//! With `COLLECT_TABLES=file` in its environment every test adds its tables to a file, and with the same variable and
//! `UPDATE_ENTITIES=1` this program takes it up: those that are not in `tables.sql`, by their columns and clauses.

#[rustfmt::skip]
#[allow(unused_imports)]
mod entity;
#[rustfmt::skip]
mod list;

use std::{collections::BTreeSet, env, fs, path::PathBuf};

use integration_tests::TestDatabase;
use sea_orm::ConnectionTrait;
use sea_orm_clickhouse::generate::EntityGenerator;

/// What the files have in the place of the name of the database.
const DATABASE: &str = "shop";
const START: &str = "CREATE TABLE shop.";

fn folder() -> PathBuf {
    [env!("CARGO_MANIFEST_DIR"), "tests", "generate_suite"]
        .iter()
        .collect()
}

/// With what some tables of the tests were made.
async fn database() -> TestDatabase {
    let settings = [
        "allow_suspicious_low_cardinality_types",
        "allow_suspicious_ttl_expressions",
    ];
    let options: Vec<_> = settings.iter().map(|name| format!("setting.{name}=1")).collect();
    TestDatabase::with_options(&options.join("&")).await
}

/// The name of the table, and what comes after it.
fn parts(line: &str) -> Option<(String, &str)> {
    let rest = line.strip_prefix(START)?;
    let end = match rest.strip_prefix('`') {
        Some(quoted) => quoted.find("` ")? + 2,
        None => rest.find(' ')?,
    };
    let letters = rest[..end]
        .chars()
        .filter(|letter| letter.is_ascii_alphanumeric() || *letter == '_');
    Some((letters.collect(), &rest[end..]))
}

/// Adds the tables of a file that the tests have written, each under a name of its own.
async fn take_up(collected: &str) {
    let path = folder().join("tables.sql");
    let known = fs::read_to_string(&path).unwrap_or_default();
    let mut lines: Vec<String> = known.lines().map(str::to_owned).collect();
    let mut bodies: BTreeSet<String> = BTreeSet::new();
    let mut names: BTreeSet<String> = BTreeSet::new();
    for line in &lines {
        let (name, body) = parts(line).unwrap();
        bodies.insert(body.to_owned());
        names.insert(name);
    }
    let database = database().await;
    let mut collected: Vec<&str> = collected.lines().collect();
    collected.sort_unstable();
    for line in collected {
        let Some((name, body)) = parts(line) else {
            continue;
        };
        // A table over others is not made alone.
        if !bodies.insert(body.to_owned()) || body.contains("shop") {
            continue;
        }
        let mut unique = name.clone();
        let mut number = 2;
        while !names.insert(unique.clone()) {
            unique = format!("{name}_{number}");
            number += 1;
        }
        let made = format!("CREATE TABLE {unique}{body}");
        match database.db.execute_unprepared(&made).await {
            Ok(_) => lines.push(format!("{START}{unique}{body}")),
            Err(error) => eprintln!("{line}: {error}"),
        }
    }
    fs::write(path, lines.join("\n") + "\n").unwrap();
}

#[tokio::test]
async fn tables_of_the_tests_do_not_differ_from_their_generated_entities() {
    let updates = env::var_os("UPDATE_ENTITIES").is_some();
    if let Some(collected) = env::var_os("COLLECT_TABLES").filter(|_| updates) {
        take_up(&fs::read_to_string(collected).unwrap()).await;
    }
    let database = database().await;
    let tables = fs::read_to_string(folder().join("tables.sql")).unwrap();
    for table in tables.lines() {
        let table = table.replace(START, "CREATE TABLE ");
        if let Err(error) = database.db.execute_unprepared(&table).await {
            panic!("{table}: {error}");
        }
    }
    let entities = EntityGenerator::new().generate(&database.db).await.unwrap();
    let mut list = String::from("//! What each entity declares.\n\n");
    list.push_str("use sea_orm_clickhouse::{BuildError, ClickHouseEntity};\nuse sea_query_clickhouse::table::TableCreateStatement;\n\n");
    list.push_str("pub type Declared = fn() -> Result<TableCreateStatement, BuildError>;\n\n");
    list.push_str("pub const DECLARED: &[(&str, Declared)] = &[\n");
    let mut wanted: Vec<(PathBuf, String)> = Vec::new();
    for (name, text) in entities.files() {
        let module = name.trim_end_matches(".rs");
        if text.contains("\n#[clickhouse(") {
            let path = if module == "loop" { "r#loop" } else { module };
            list.push_str(&format!(
                "    ({module:?}, crate::entity::{path}::Entity::create_table),\n"
            ));
        }
        let text = text.replace(database.name(), DATABASE);
        wanted.push((folder().join("entity").join(name), text));
    }
    list.push_str("];\n");
    wanted.push((folder().join("list.rs"), list));
    let left_out = entities.left_out().join("\n") + "\n";
    wanted.push((
        folder().join("left_out.txt"),
        left_out.replace(database.name(), DATABASE),
    ));
    for (path, text) in &wanted {
        if updates {
            fs::write(path, text).unwrap();
        }
        let known = fs::read_to_string(path).unwrap_or_default();
        assert_eq!(
            known,
            *text,
            "{}: run this test with UPDATE_ENTITIES=1",
            path.display()
        );
    }
    if updates {
        return;
    }
    let mut found = Vec::new();
    // What is left out is named in `left_out.txt`.
    let is_whole = |module: &str| {
        let start = format!("{module}: ");
        !entities
            .left_out()
            .iter()
            .any(|sentence| sentence.starts_with(&start))
    };
    for (module, declared) in list::DECLARED.iter().filter(|(module, _)| is_whole(module)) {
        let check = match declared() {
            Ok(declared) => database.db.check_table(&declared).await.unwrap(),
            Err(error) => {
                found.push(format!("{module}: {error}"));
                continue;
            }
        };
        let differences = check.differences().iter();
        found.extend(differences.map(|difference| format!("{module}: {difference}")));
    }
    assert_eq!(found, [] as [&str; 0]);
    let files = entities.files().len();
    // All but the modules and the prelude.
    assert_eq!(list::DECLARED.len() + 2, files);
}
