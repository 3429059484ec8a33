//! The server behaves as a stock one.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod client;

use clickhouse_embedded::EmbeddedServer;
use client::{ask, eventually};

#[tokio::test]
async fn settings_have_a_stock_servers_values() {
    let server = EmbeddedServer::builder().start().await.unwrap();
    let settings = [
        ("mutations_sync", "0"),
        ("implicit_select", "0"),
        ("allow_introspection_functions", "0"),
        ("storage_file_read_method", "pread"),
        ("output_format_pretty_max_rows", "1000"),
        ("output_format_pretty_max_value_width", "10000"),
    ];
    for (name, value) in settings {
        assert_eq!(
            ask(
                &server,
                &format!("SELECT value FROM system.settings WHERE name = '{name}'")
            ),
            value,
            "{name}"
        );
    }
    let sql = "SELECT arrayStringConcat(groupArray(name), ', ') FROM system.settings \
               WHERE value != default AND name NOT IN ('mutations_sync', 'max_threads')";
    assert_eq!(ask(&server, sql), "", "settings that are not at their defaults");
}

#[tokio::test]
async fn queries_are_logged() {
    let server = EmbeddedServer::builder().start().await.unwrap();
    ask(&server, "SELECT 'to be found'");
    ask(&server, "SYSTEM FLUSH LOGS query_log");
    let found = ask(
        &server,
        "SELECT count() FROM system.query_log WHERE query LIKE 'SELECT \\'to be%' AND type = 'QueryFinish'",
    );
    assert_eq!(found, "1");
}

#[tokio::test]
async fn buffer_tables_flush_in_the_background() {
    let server = EmbeddedServer::builder().start().await.unwrap();
    ask(&server, "CREATE DATABASE d");
    ask(
        &server,
        "CREATE TABLE d.t (n UInt8) ENGINE = MergeTree ORDER BY n",
    );
    ask(
        &server,
        "CREATE TABLE d.b AS d.t ENGINE = Buffer(d, t, 1, 0, 1, 1, 1000, 1, 1000)",
    );
    ask(&server, "INSERT INTO d.b VALUES (1)");
    eventually("the row is in the table", || {
        ask(&server, "SELECT count() FROM d.t") == "1"
    });
}

#[tokio::test]
async fn only_the_loopback_address_listens() {
    let server = EmbeddedServer::builder().start().await.unwrap();
    if cfg!(target_os = "linux") {
        let sockets = std::fs::read_to_string("/proc/net/tcp").unwrap();
        let sockets6 = std::fs::read_to_string("/proc/net/tcp6").unwrap_or_default();
        for port in [server.http_port(), server.tcp_port()] {
            let suffix = format!(":{port:04X}");
            let listening = |line: &&str| {
                let mut fields = line.split_whitespace().skip(1);
                fields.next().is_some_and(|local| local.ends_with(&suffix)) && fields.nth(1) == Some("0A")
            };
            let all: Vec<&str> = sockets
                .lines()
                .chain(sockets6.lines())
                .filter(listening)
                .collect();
            assert_eq!(all.len(), 1, "{all:?}");
            assert!(all.iter().all(|line| line.contains("0100007F:")), "{all:?}");
        }
    }
}
