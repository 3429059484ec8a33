//! The primary key of an entity against the sorting key of its table.

use sea_query::Expr;
use sea_query_clickhouse::table::TableCreateStatement;

use super::{
    difference::{Difference, DifferenceKind, Effect},
    server::Found,
};

/// The engines that make one row of those with the same sorting key when they merge.
const MERGES_ROWS: [&str; 6] = [
    "Replacing",
    "Collapsing",
    "Summing",
    "Aggregating",
    "Coalescing",
    "Graphite",
];

pub(super) fn differences(key: &[String], found: &Found) -> Vec<Difference> {
    if key.is_empty() || !found.engine.ends_with("MergeTree") {
        let unsorted = ["Memory", "Log", "TinyLog", "StripeLog"].contains(&found.engine.as_str());
        return Vec::from_iter((unsorted && !key.is_empty()).then(|| {
            Difference::new(
                DifferenceKind::Key,
                format!(
                    "the engine {} has no sorting key: a lookup by the primary key ({}) reads all rows; choose one of \
                     the MergeTree family where they are many",
                    found.engine,
                    key.join(", ")
                ),
            )
            .with_expected(key.join(", "))
        }));
    }
    let sorted = match found.create.parse::<TableCreateStatement>() {
        Ok(table) => table.get_sorting_key(),
        Err(error) => {
            return vec![Difference::new(
                DifferenceKind::Key,
                format!(
                    "the sorting key of the table is not compared with the primary key ({}): {error}",
                    key.join(", ")
                ),
            )];
        }
    };
    let about = |sentence: String| {
        Difference::new(DifferenceKind::Key, sentence)
            .with_expected(key.join(", "))
            .with_found(&found.sorting_key)
    };
    let names: Vec<Option<String>> = sorted.iter().map(column_name).collect();
    let is_key = |name: &Option<String>| name.as_ref().is_some_and(|name| key.contains(name));
    let mut differences = Vec::new();
    let leading = names.iter().take_while(|name| is_key(name)).count();
    if names.is_empty() {
        differences.push(about(format!(
            "the table is sorted by nothing: a lookup by the primary key ({}) reads all rows; ORDER BY them",
            key.join(", ")
        )));
    } else if leading < key.len() && leading < names.len() {
        let reads = match leading {
            0 => "a lookup by it may read all rows".to_owned(),
            _ => "a lookup by it may read more rows than its own".to_owned(),
        };
        differences.push(about(format!(
            "the primary key ({}) is not what the sorting key ({}) begins with: {reads}; begin ORDER BY with its \
             columns, or add a projection or a skip index for them",
            key.join(", "),
            found.sorting_key
        )));
    }
    if MERGES_ROWS.iter().any(|engine| found.engine.contains(engine)) {
        let unsorted: Vec<&str> = key
            .iter()
            .filter(|column| !names.contains(&Some((*column).clone())))
            .map(String::as_str)
            .collect();
        if !unsorted.is_empty() {
            differences.push(
                about(format!(
                    "{} makes one row of those with the same sorting key ({}), and `{}` of the primary key is not in \
                     it: rows of different keys become one; add it to ORDER BY",
                    found.engine,
                    found.sorting_key,
                    unsorted.join("`, `")
                ))
                .on_writing(Effect::Some),
            );
        } else if names.iter().any(|name| !is_key(name)) {
            differences.push(about(format!(
                "{} makes one row of those with the same sorting key ({}), which is more than the primary key ({}): \
                 rows of one key that differ in the rest stay side by side",
                found.engine,
                found.sorting_key,
                key.join(", ")
            )));
        }
    }
    differences
}

fn column_name(expr: &Expr) -> Option<String> {
    match expr {
        Expr::Column(column) => column.column().map(ToString::to_string),
        _ => None,
    }
}
