mod materialized;
mod parameter;
mod plain;
mod refusal;
mod window;

use sea_query::{Query, SelectStatement};
use sea_query_clickhouse::{Target, build_clickhouse};

use crate::server::Server;

/// A name or text that would like to leave its quotes.
pub const HOSTILE: &str = "`'\"\\\n-- /* {p:String} ? $1 naïve";

pub const HOSTILE_NAME: &str = "`\\`'\"\\\\\\n-- /* {p:String} ? $1 naïve`";

pub const HOSTILE_TEXT: &str = "'`\\'\"\\\\\\n-- /* {p:String} ? $1 naïve'";

fn server() -> Server {
    Server::with(&[
        "CREATE TABLE event (id UInt64, port UInt16, name String) ENGINE = MergeTree ORDER BY id",
        "INSERT INTO event VALUES (1, 53, 'a'), (2, 80, 'it''s'), (3, 53, 'c')",
        "CREATE TABLE service (port UInt16, label String) ENGINE = MergeTree ORDER BY port",
        "INSERT INTO service VALUES (53, 'dns')",
    ])
}

fn ids() -> SelectStatement {
    Query::select().column("id").from("event").to_owned()
}

#[track_caller]
fn refused<S: sea_query_clickhouse::ClickHouseStatement>(statement: &S, sentence: &str) {
    let error = build_clickhouse(statement, &Target::default()).unwrap_err();
    assert_eq!(error.to_string(), sentence);
}
