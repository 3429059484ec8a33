//! The catalogue of functions against the functions that the server has.

use std::collections::{BTreeMap, BTreeSet};

use sea_query::{Expr, Query};
use sea_query_clickhouse::{ServerVersion, Target, aggregate, func, prelude::*};

use crate::server::Server;

/// What the catalogue leaves out on purpose: the category in `system.functions`, the names, and why.
const LEFT_OUT: &[(&str, &[&str], &str)] = &[
    (
        "Internal",
        &[
            "_CAST",
            "__actionName",
            "__applyFilter",
            "__bitBoolMaskAnd",
            "__bitBoolMaskOr",
            "__bitSwapLastTwo",
            "__bitWrapperFunc",
            "__getScalar",
            "__patchPartitionID",
            "__scalarSubqueryResult",
            "__toYearCalendarOnly",
            "caseWithExpression",
            "nested",
            "validateNestedArraySizes",
        ],
        "the server writes them into its own plans; CASE is SeaQuery's `CaseStatement`",
    ),
    (
        "Comparison",
        &[
            "globalInIgnoreSet",
            "globalNotInIgnoreSet",
            "globalNotNullInIgnoreSet",
            "globalNullInIgnoreSet",
            "inIgnoreSet",
            "notInIgnoreSet",
            "notNullInIgnoreSet",
            "nullInIgnoreSet",
        ],
        "the server analyses the type of IN by them, without its set",
    ),
    (
        "Arithmetic",
        &["moduloLegacy"],
        "it keeps old partition keys readable",
    ),
    ("Other", &["hasThreadFuzzer"], "it is for the server's own tests"),
    ("String", &["chdb"], "only an embedded engine has it"),
    (
        "",
        &["aggThrow", "nothing", "nothingNull", "nothingUInt64"],
        "they are for the server's own tests, or what it makes of an argument that is always NULL",
    ),
];

/// What the catalogue has and a server may lack, and why.
const OPTIONAL: &[(&str, &str)] = &[
    ("generateULID", "a server can be built without the ULID library"),
    (
        "ULIDStringToDateTime",
        "a server can be built without the ULID library",
    ),
];

fn rows(server: &Server, sql: &str) -> Vec<Vec<String>> {
    let cells = |line: &str| line.split('\t').map(str::to_owned).collect();
    server.run(sql).lines().map(cells).collect()
}

#[test]
fn every_function_exists_by_its_exact_name_and_is_of_its_kind() {
    let s = Server::new();
    let known: BTreeMap<String, String> = rows(&s, "SELECT name, is_aggregate FROM system.functions")
        .into_iter()
        .map(|row| (row[0].clone(), row[1].clone()))
        .collect();
    let functions = func::catalogue().map(|function| (function.name, "0"));
    let aggregates = aggregate::catalogue().map(|function| (function.name, "1"));
    let wrong: Vec<_> = functions
        .chain(aggregates)
        .filter(|(name, kind)| match known.get(*name) {
            Some(known) => known != kind,
            None => OPTIONAL.iter().all(|(optional, _)| optional != name),
        })
        .collect();
    assert!(wrong.is_empty(), "{wrong:?}");
}

#[test]
fn first_versions_are_those_that_the_server_knows() {
    let s = Server::new();
    let sql = "SELECT name, introduced_in FROM system.functions WHERE introduced_in != ''";
    let known: BTreeMap<_, _> = rows(&s, sql)
        .into_iter()
        .map(|row| (row[0].clone(), row[1].clone()))
        .collect();
    let functions = func::catalogue().map(|function| (function.name, function.since));
    let aggregates = aggregate::catalogue().map(|function| (function.name, function.since));
    let wrong: Vec<_> = functions
        .chain(aggregates)
        .filter_map(|(name, since)| {
            let version = known.get(name)?.parse::<ServerVersion>().ok()?;
            (version != since).then_some((name, since, version))
        })
        .collect();
    assert!(wrong.is_empty(), "{wrong:?}");
}

/// A newer server shows here what is new.
#[test]
fn every_function_of_the_server_is_in_the_catalogue_or_left_out_for_a_reason() {
    let s = Server::new();
    let ours: BTreeSet<_> = func::catalogue()
        .map(|function| function.name)
        .chain(aggregate::catalogue().map(|function| function.name))
        .collect();
    let left_out: BTreeMap<_, _> = LEFT_OUT
        .iter()
        .flat_map(|(category, names, reason)| names.iter().map(move |name| (*name, (*category, *reason))))
        .collect();
    let mut new: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let sql = "SELECT name, categories FROM system.functions WHERE alias_to = '' AND origin = 'System' ORDER BY name";
    for row in rows(&s, sql) {
        let (name, category) = (row[0].as_str(), row[1].as_str());
        match left_out.get(name) {
            _ if ours.contains(name) => {}
            Some((known, reason)) if *known == category || category == "Aggregate Functions" => {
                assert!(!reason.is_empty());
            }
            _ => new.entry(category.to_owned()).or_default().push(name.to_owned()),
        }
    }
    assert!(
        new.is_empty(),
        "add these functions to the catalogue, or leave them out for a reason: {new:#?}"
    );
    let both: Vec<_> = left_out.keys().filter(|name| ours.contains(*name)).collect();
    assert!(both.is_empty(), "left out, and in the catalogue: {both:?}");
}

#[test]
fn names_in_rust_are_unique_in_their_chapter() {
    let mut seen = BTreeSet::new();
    for function in func::catalogue() {
        assert!(
            seen.insert((function.chapter, function.rust_name)),
            "{}::{}",
            function.chapter,
            function.rust_name
        );
    }
}

#[test]
fn a_server_that_is_too_old_for_a_function_is_refused_by_name() {
    let query = Query::select().expr(func::arithmetic::sqr(Expr::val(3))).take();
    let target = Target::default().version("25.8".parse().unwrap());
    let error = sea_query_clickhouse::build_clickhouse(&query, &target).unwrap_err();
    assert_eq!(
        error.to_string(),
        "sqr: the server is ClickHouse 25.8.0, this function needs 26.7.0 or later"
    );
}

#[test]
fn a_function_that_no_catalogue_has_is_quoted_and_its_values_are_bound() {
    let s = Server::new();
    // Functions belong to the server and not to a database.
    let name = format!("{}_double", s.database());
    s.run(&format!("CREATE FUNCTION {name} AS (x) -> x * 2"));
    s.check(
        Query::select().expr(func::call(name.clone(), [Expr::val(4)])),
        &format!("SELECT {name}(4)"),
        "8",
    );
    s.run(&format!("DROP FUNCTION {name}"));
    let hostile = func::call("x`) -- '", [Expr::val("it's -- \\ {p:String} ?")]);
    assert_eq!(
        Query::select().expr(hostile).to_string(ClickHouseQueryBuilder),
        r"SELECT `x\`) -- '`('it\'s -- \\ {p:String} ?')"
    );
}
