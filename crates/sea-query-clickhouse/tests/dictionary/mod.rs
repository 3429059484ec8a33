mod attribute;
mod create;
mod layout;
mod name;
mod refusal;
mod source;

use sea_query::{Expr, Query};
use sea_query_clickhouse::{
    Target, build_clickhouse,
    dictionary::{
        DictionaryAttribute, DictionaryCreateStatement, DictionarySource, Layout, source::ClickHouse,
    },
    func,
    prelude::*,
};

use crate::server::Server;

pub fn attribute(name: &str, data_type: DataType) -> DictionaryAttribute {
    DictionaryAttribute::new(name.to_owned(), data_type)
}

fn server() -> Server {
    Server::with(&[
        "CREATE TABLE service (port UInt64, name String, parent UInt64) ENGINE = MergeTree ORDER BY port",
        "INSERT INTO service VALUES (1, 'root', 0), (53, 'it''s dns', 1), (80, 'http', 1)",
    ])
}

/// The rows of a table of this server, read by the user of the test.
pub fn table(s: &Server, name: &str) -> ClickHouse {
    let (user, password) = s.login();
    ClickHouse::table(name)
        .db(s.database())
        .user(user)
        .password(password)
}

pub fn source_text(s: &Server, name: &str) -> String {
    let (user, password) = s.login();
    format!(
        "SOURCE(CLICKHOUSE(table '{name}' db '{}' user '{user}' password '{password}'))",
        s.database()
    )
}

fn services(s: &Server, layout: impl Into<Layout>) -> DictionaryCreateStatement {
    ClickHouseDictionary::create("d")
        .attribute(attribute("port", DataType::UInt64))
        .attribute(attribute("name", DataType::String).default("none"))
        .primary_key(["port"])
        .source(table(s, "service"))
        .layout(layout)
}

pub fn empty(layout: impl Into<Layout>) -> DictionaryCreateStatement {
    ClickHouseDictionary::create("d")
        .attribute(attribute("k", DataType::UInt64))
        .attribute(attribute("v", DataType::String))
        .primary_key(["k"])
        .source(DictionarySource::null())
        .layout(layout)
}

pub const EMPTY: &str = "CREATE DICTIONARY `d` (`k` UInt64, `v` String) PRIMARY KEY `k` SOURCE(NULL())";

#[track_caller]
fn refused<S: sea_query_clickhouse::ClickHouseStatement>(statement: &S, sentence: &str) {
    let error = build_clickhouse(statement, &Target::default()).unwrap_err();
    assert_eq!(error.to_string(), sentence);
}

fn name_of(s: &Server, port: u64) -> String {
    let dictionary = format!("{}.d", s.database());
    let query = Query::select()
        .expr(func::dictionary::dict_get(dictionary, "name", Expr::val(port)))
        .to_owned();
    s.answer(&query, &Target::default())
}
