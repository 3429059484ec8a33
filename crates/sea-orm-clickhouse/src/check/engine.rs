//! What engines can.

use super::{
    difference::{Difference, DifferenceKind, Effect},
    server::Found,
};
use crate::entity::read_only::ReadOnly;

/// Engines of which the server says "Method write is not supported". Of an engine that is not here nothing is said.
const TAKES_NO_ROWS: [(&str, &str); 4] = [
    ("View", "insert into the tables that it selects from"),
    ("Dictionary", "insert into its source"),
    ("Merge", "insert into the tables that it reads"),
    ("GenerateRandom", "its rows are made up"),
];

/// Engines of which the server says "doesn't support mutations".
const TAKES_NO_MUTATIONS: [(&str, &str); 18] = [
    ("AzureBlobStorage", ""),
    ("Buffer", "; change the table behind it"),
    ("Distributed", "; change the tables behind it, ON CLUSTER"),
    ("Executable", ""),
    ("ExecutablePool", ""),
    ("File", ""),
    ("Kafka", ""),
    ("Log", ""),
    ("MongoDB", ""),
    ("MySQL", ""),
    ("Null", ""),
    ("ODBC", ""),
    ("PostgreSQL", ""),
    ("SQLite", ""),
    ("Set", ""),
    ("StripeLog", ""),
    ("TinyLog", ""),
    ("URL", ""),
];

/// A view or dictionary is declared, and something else is there.
pub(super) fn kind_difference(found: &Found, read_only: ReadOnly) -> Option<Difference> {
    let (kind, engine) = read_only.engine();
    (found.engine != engine).then(|| {
        let sentence = format!(
            "a {kind} is declared, and what is there is of the engine {}; drop it, or choose another name",
            found.engine
        );
        Difference::new(DifferenceKind::Definition, sentence)
            .with_expected(engine)
            .with_found(&found.engine)
    })
}

/// What the engine of a table does not do.
pub(super) fn differences(found: &Found) -> Option<Difference> {
    let engine = found.engine.as_str();
    let of = |list: &[(&'static str, &'static str)]| {
        list.iter()
            .find(|(name, _)| *name == engine)
            .map(|(_, way_out)| *way_out)
    };
    let difference = |sentence: String| Difference::new(DifferenceKind::Engine, sentence).with_found(engine);
    if let Some(way_out) = of(&TAKES_NO_ROWS) {
        let what = match engine {
            "View" => "it is a view".to_owned(),
            "Dictionary" => "it is a dictionary".to_owned(),
            other => format!("its engine is {other}"),
        };
        return Some(
            difference(format!(
                "{what}, which takes no INSERT, UPDATE or DELETE; {way_out}"
            ))
            .on_writing(Effect::All),
        );
    }
    if engine.starts_with("System") {
        return Some(
            difference(format!("its engine is {engine}, which is read alone")).on_writing(Effect::All),
        );
    }
    let sentence = match (engine, &found.writes_to) {
        ("MaterializedView", Some(target)) => format!(
            "it is a materialized view, which takes no UPDATE and no DELETE, and whose rows are those of `{target}`; \
             change that table"
        ),
        ("MaterializedView", None) => {
            "it is a materialized view: what is inserted here is not in the table that it \
                                       selects from; insert there"
                .to_owned()
        }
        ("WindowView", _) => "it is a window view, which takes no UPDATE and no DELETE".to_owned(),
        ("Join", _) => {
            "its engine is Join, which takes DELETE and no UPDATE; insert the row again".to_owned()
        }
        _ => {
            let way_out = of(&TAKES_NO_MUTATIONS)?;
            format!("its engine is {engine}, which takes no UPDATE and no DELETE{way_out}")
        }
    };
    Some(difference(sentence).on_writing(Effect::Some))
}
