//! Every table engine: its text, whether the server parses it, and whether it makes a table of it.

mod clause;
mod error;
mod hostile;
mod integration;
mod rows;
mod special;
mod time_series;

use sea_query_clickhouse::{Target, build_clickhouse, engine::*, prelude::*, table::TableCreateStatement};

use crate::server::Server;

fn table(engine: impl Into<Engine>) -> TableCreateStatement {
    ClickHouseTable::create("t")
        .col(ClickHouseColumnDef::new("id", DataType::UInt64))
        .col(ClickHouseColumnDef::new("name", DataType::String))
        .engine(engine)
}

#[track_caller]
fn text(table: &TableCreateStatement) -> String {
    match build_clickhouse(table, &Target::default()) {
        Ok(built) => built.sql,
        Err(error) => panic!("{error}"),
    }
}

/// The syntax tree that the server parses. It refuses SETTINGS of an engine that it does not have before it parses them,
/// so that another one stands in for those that this server was built without.
#[track_caller]
fn tree(s: &Server, sql: &str) -> String {
    let missing = ["RabbitMQ", "NATS", "Anything"];
    let sql = missing.iter().fold(sql.to_owned(), |sql, name| {
        sql.replacen(&format!(") ENGINE = {name}"), ") ENGINE = Kafka", 1)
    });
    s.parses(&sql)
}

/// Checks what stands after `ENGINE = `, and that the server parses it.
#[track_caller]
fn check(s: &Server, table: &TableCreateStatement, engine: &str) -> String {
    let sql = text(table);
    let (_, shown) = sql.split_once(" ENGINE = ").expect("a statement with an engine");
    assert_eq!(shown, engine);
    tree(s, &sql);
    sql
}

/// The same, and that the server makes the table and shows it with this engine again.
#[track_caller]
fn check_made(s: &Server, table: &TableCreateStatement, engine: &str, shown: &str) {
    let sql = check(s, table, engine);
    s.run(&sql);
    let made = s.run("SHOW CREATE TABLE t FORMAT TSVRaw");
    let made = made.split_whitespace().collect::<Vec<_>>().join(" ");
    let made = made.replace("( ", "(").replace(" )", ")").replace('`', "");
    assert!(made.contains(&format!("ENGINE = {shown}")), "{made}");
    s.run("DROP TABLE t SYNC");
}
