//! The table for people, and the list for programs.

use comfy_table::{Table, presets::NOTHING};
use serde_json::{Value, json};

use crate::measure::Measured;

/// Whether a path is within its limit.
fn holds(measured: &Measured) -> Option<bool> {
    measured.limit.map(|limit| measured.ratio <= limit)
}

/// A line for each path.
pub fn table(all: &[Measured]) -> Table {
    let mut table = Table::new();
    table.load_preset(NOTHING);
    table.set_header(["path", "ratio", "at most", "", "median ms", "peak MB", "of"]);
    for measured in all {
        table.add_row([
            measured.name.to_owned(),
            format!("{:.2}", measured.ratio),
            measured
                .limit
                .map(|limit| format!("{limit:.2}"))
                .unwrap_or_default(),
            match holds(measured) {
                None => "",
                Some(true) => "holds",
                Some(false) => "MISSED",
            }
            .to_owned(),
            format!("{:.1}", measured.median.as_secs_f64() * 1000.0),
            measured
                .peak_mb
                .map(|peak| format!("{peak:.0}"))
                .unwrap_or_default(),
            format!("{}: {}", measured.group, measured.peer),
        ]);
    }
    table
}

/// The same as a list of objects.
pub fn json(all: &[Measured]) -> Value {
    let objects = all.iter().map(|measured| {
        json!({
            "name": measured.name,
            "ratio": measured.ratio,
            "limit": measured.limit,
            "at_least": false,
            "peer": measured.peer,
            "median_ms": measured.median.as_secs_f64() * 1000.0,
            "peak_mb": measured.peak_mb,
        })
    });
    Value::Array(objects.collect())
}
