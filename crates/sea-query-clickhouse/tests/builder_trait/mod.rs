//! What becomes of every method of SeaQuery's builder traits, so that nothing falls through to another database's text.
//!
//! The traits are read in the source of the SeaQuery that this crate is built with: a method that a new version adds, or
//! one that it takes away, fails here until someone says what becomes of it.

mod method;

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use method::{
    Fate::{Collected, Overridden, Refused, Unreached, Written},
    METHODS, expr, refusal,
};
use sea_query::{Alias, Expr, ExprTrait, Func, IndexType, Query};
use sea_query_clickhouse::prelude::*;

fn index() -> sea_query::IndexCreateStatement {
    sea_query::Index::create()
        .name("i")
        .table("t")
        .col(("a", 3u32))
        .unique()
        .index_type(IndexType::Hash)
        .to_owned()
}

/// The folder of the SeaQuery that this crate is built with.
fn sea_query() -> PathBuf {
    let metadata = |offline: &[&str]| {
        Command::new(env!("CARGO"))
            .args(["metadata", "--format-version=1", "--locked"])
            .args(offline)
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .output()
            .unwrap()
    };
    // Cargo wants the packages of all platforms, which a build of one does not bring.
    let mut output = metadata(&["--offline"]);
    if !output.status.success() {
        output = metadata(&[]);
    }
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let packages: Vec<_> = metadata["packages"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|package| package["name"] == "sea-query")
        .collect();
    assert_eq!(packages.len(), 1, "one SeaQuery");
    let manifest = Path::new(packages[0]["manifest_path"].as_str().unwrap());
    manifest.parent().unwrap().to_owned()
}

fn sources(folder: &Path, files: &mut Vec<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, files);
        } else if path.extension().is_some_and(|ext| ext == "rs") {
            files.push(fs::read_to_string(path).unwrap());
        }
    }
}

/// What stands in the blocks that begin with `keyword` at the margin: their first line, and their functions' names.
fn blocks(source: &str, keyword: &str) -> Vec<(String, Vec<String>)> {
    let mut blocks: Vec<(String, Vec<String>)> = Vec::new();
    let mut inside = false;
    for line in source.lines() {
        if line.starts_with(keyword) {
            blocks.push((line.to_owned(), Vec::new()));
            inside = !line.ends_with("{}");
        } else if line == "}" {
            inside = false;
        } else if inside
            && let Some(rest) = line.strip_prefix("    fn ")
            && let Some((_, names)) = blocks.last_mut()
        {
            let name = rest.split(['(', '<']).next().unwrap_or_default();
            names.push(name.to_owned());
        }
    }
    blocks
}

/// The public traits of SeaQuery's backend folder, with their methods.
fn traits() -> BTreeMap<String, BTreeSet<String>> {
    let mut files = Vec::new();
    sources(&sea_query().join("src/backend"), &mut files);
    let mut traits = BTreeMap::new();
    for (head, methods) in files.iter().flat_map(|file| blocks(file, "pub trait ")) {
        let name: String = head["pub trait ".len()..]
            .chars()
            .take_while(char::is_ascii_alphanumeric)
            .collect();
        traits.insert(name, methods.into_iter().collect());
    }
    traits
}

#[test]
fn every_method_of_every_trait_is_named_once() {
    let mut known: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    // These two have no methods: they gather others.
    for empty in ["GenericBuilder", "SchemaBuilder"] {
        known.insert(empty.to_owned(), BTreeSet::new());
    }
    for (name, method, _) in METHODS {
        let methods = known.entry((*name).to_owned()).or_default();
        assert!(methods.insert((*method).to_owned()), "{name}::{method} twice");
    }
    assert_eq!(
        known,
        traits(),
        "say in METHODS what becomes of the methods that differ"
    );
}

#[test]
fn each_method_has_the_fate_that_is_said() {
    let mut files = Vec::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut files);
    let mut overridden = BTreeSet::new();
    let mut collected = BTreeSet::new();
    for (head, methods) in files.iter().flat_map(|file| blocks(file, "impl ")) {
        let Some((of, for_)) = head.split_once(" for ") else {
            continue;
        };
        let of = of.rsplit([' ', ':']).next().unwrap_or_default();
        let own = for_.starts_with("Renderer") || for_.starts_with("ClickHouseQueryBuilder");
        let methods = methods.into_iter().map(|method| (of.to_owned(), method));
        if own {
            overridden.extend(methods);
        } else {
            collected.extend(methods);
        }
    }
    for (name, method, fate) in METHODS {
        let key = ((*name).to_owned(), (*method).to_owned());
        let what = format!("{name}::{method}");
        assert_eq!(
            overridden.contains(&key),
            matches!(fate, Overridden),
            "{what}: overridden by the builder or the renderer"
        );
        match fate {
            Overridden => {}
            Collected => assert!(collected.contains(&key), "{what}: overridden by a collector"),
            Written(write, text) => assert_eq!(write(), *text, "{what}"),
            Refused(refuse, sentence) => {
                let error = refuse();
                assert!(error.starts_with(sentence), "{what}: {error}");
            }
            Unreached(reason) => assert!(!reason.is_empty(), "{what}"),
        }
    }
}

/// The reasons why methods are not reached, where a statement can show them.
#[test]
fn what_is_never_reached_is_refused_or_written_otherwise() {
    assert!(
        refusal(&Query::select().column("a").from("t").lock_exclusive().take()).starts_with("FOR UPDATE: ")
    );
    assert!(refusal(Query::insert().into_table("t").or_default_values()).starts_with("DEFAULT VALUES: "));
    assert_eq!(
        expr(Expr::from(Func::if_null(Expr::col("a"), 1)).and(Func::greatest([Expr::col("a"), 1.into()]))),
        "ifNull(`a`, 1) AND greatest(`a`, 1)"
    );
    assert_eq!(
        expr(Expr::from(Func::char_length(Expr::col("a"))).eq(Func::least([Expr::col("a"), 1.into()]))),
        "lengthUTF8(`a`) = least(`a`, 1)"
    );
    assert_eq!(expr(Func::random()), "randCanonical()");
    let chain = Query::select()
        .column("a")
        .from("t")
        .and_where(Expr::col("a").eq(1))
        .and_where(Expr::col("b").eq(2))
        .to_string(ClickHouseQueryBuilder);
    assert_eq!(chain, "SELECT `a` FROM `t` WHERE `a` = 1 AND `b` = 2");
    let using = Query::select()
        .column(Alias::new("a"))
        .from("t")
        .cross_join("u")
        .to_string(ClickHouseQueryBuilder);
    assert_eq!(using, "SELECT `a` FROM `t` CROSS JOIN `u`");
    assert!(
        std::panic::catch_unwind(|| index().to_string(ClickHouseQueryBuilder)).is_err(),
        "CREATE INDEX is refused"
    );
    let key = sea_query::ForeignKey::create()
        .from("t", "a")
        .to("u", "b")
        .to_owned();
    assert!(
        std::panic::catch_unwind(|| key.to_string(ClickHouseQueryBuilder)).is_err(),
        "ADD FOREIGN KEY is refused"
    );
}
