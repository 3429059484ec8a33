//! What is shown: the SQL, and below it a table.

use std::io::IsTerminal;

use comfy_table::{Cell, Table, presets::UTF8_FULL_CONDENSED};
use sea_orm::sea_query::QueryStatementWriter;
use sea_orm_clickhouse::sea_query_clickhouse::ClickHouseQueryBuilder;

/// A heading and the SQL of a statement.
pub fn sql(heading: &str, statement: &impl QueryStatementWriter) {
    text(heading, &statement.to_string(ClickHouseQueryBuilder));
}

/// A heading and a text.
pub fn text(heading: &str, text: &str) {
    if std::io::stdout().is_terminal() {
        println!("\n\u{1b}[1m{heading}\u{1b}[0m\n{text}");
    } else {
        println!("\n{heading}\n{text}");
    }
}

/// A table of rows.
pub fn table<const N: usize>(header: [&str; N], rows: impl IntoIterator<Item = [String; N]>) {
    let mut table = Table::new();
    table.load_preset(UTF8_FULL_CONDENSED).set_header(header);
    for row in rows {
        table.add_row(row.map(Cell::new));
    }
    println!("{table}");
}
