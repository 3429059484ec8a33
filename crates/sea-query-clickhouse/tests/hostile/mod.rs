//! Hostile texts in every place of a statement that takes a name or a value: exactly that text arrives at the server,
//! and nothing else happens.

mod name;
mod table;
mod value;
mod word;

use sea_query::{Expr, Func, QueryStatementWriter};
use sea_query_clickhouse::{ClickHouseSql, ClickHouseStatement, Target, prelude::*};

use crate::server::Server;

pub(super) const TEXTS: &[&str] = &[
    "`",
    "'",
    "\"",
    "\\",
    "''",
    "\\'",
    "\\\\'",
    "a\\",
    "`` ` ``",
    "\n",
    "\r\n",
    "\t",
    "a\0b",
    "\x08\x0c\x1a\x1b\x7f",
    "-- x",
    "# x",
    "/* x */",
    "*/",
    ";",
    "'; DROP TABLE sentinel; --",
    "`; DROP TABLE sentinel; --",
    "\\'; DROP TABLE sentinel; --",
    "'); DROP TABLE sentinel; --",
    "{p:String}",
    "{p0:String}",
    "}",
    "?",
    "??",
    "$1",
    "$$",
    "$a$",
    "%s",
    "%_",
    "naïve 日本 🦀",
    "\u{2028}\u{feff}\u{202e}",
    "x'41'",
    "0x41",
    "NULL",
    "\\N",
    "SELECT",
    "1",
    " ",
    "a.b",
    "a=1",
    "&param_p0=2",
    "\r\n------a-boundary\r\n",
];

/// A database with a table that no statement here may touch.
pub(super) fn server() -> Server {
    Server::with(&[
        "CREATE TABLE sentinel (a UInt8) ENGINE = MergeTree ORDER BY a",
        "INSERT INTO sentinel VALUES (1), (2)",
    ])
}

/// Nothing but what was asked for happened.
#[track_caller]
pub(super) fn untouched(s: &Server, tables: usize) {
    assert_eq!(s.run("SELECT sum(a) FROM sentinel"), "3\n");
    assert_eq!(
        s.run("SELECT count() FROM system.tables WHERE database = currentDatabase()"),
        format!("{tables}\n")
    );
}

pub(super) fn hex(text: &str) -> String {
    text.bytes().map(|byte| format!("{byte:02X}")).collect()
}

/// The answers of the literal and of the built form, which are the same.
#[track_caller]
pub(super) fn answer<S: ClickHouseStatement + QueryStatementWriter>(s: &Server, statement: &S) -> String {
    let literal = s.run_built(&ClickHouseSql::raw(statement.to_string(ClickHouseQueryBuilder)));
    let built = s.answer(statement, &Target::default());
    assert_eq!(literal, built);
    built.trim_end_matches('\n').to_owned()
}

pub(super) fn hexed(expr: impl Into<Expr>) -> Expr {
    Func::cust("hex").arg(expr).into()
}

/// As this file writes names and texts, apart from the crate.
pub(super) fn quoted(name: &str) -> String {
    escaped(name, '`')
}

pub(super) fn string(text: &str) -> String {
    escaped(text, '\'')
}

fn escaped(text: &str, quote: char) -> String {
    let mut out = String::from(quote);
    for c in text.chars() {
        match c {
            '\\' | '\'' | '`' => out.extend(['\\', c]),
            '\0' => out.push_str("\\0"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            c => out.push(c),
        }
    }
    out.push(quote);
    out
}
