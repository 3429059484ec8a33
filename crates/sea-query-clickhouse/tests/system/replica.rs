use sea_query_clickhouse::statement::{DropReplica, Protocol, System};

use super::refused;
use crate::server::Server;

#[test]
fn dropped_replicas() {
    let server = Server::new();
    for (drop, text) in [
        (DropReplica::named("it's"), r"DROP REPLICA 'it\'s'"),
        (
            DropReplica::named("r")
                .on_cluster("c")
                .from_shard("s")
                .from_table(("d", "t")),
            "DROP REPLICA ON CLUSTER `c` 'r' FROM SHARD 's' FROM TABLE `d`.`t`",
        ),
        (
            DropReplica::named("r").from_database("d"),
            "DROP REPLICA 'r' FROM DATABASE `d`",
        ),
        (
            DropReplica::named("r").from_zk_path("/a"),
            "DROP REPLICA 'r' FROM ZKPATH '/a'",
        ),
        (DropReplica::of_database("r"), "DROP DATABASE REPLICA 'r'"),
        (
            DropReplica::of_database("r").from_database("d").with_tables(),
            "DROP DATABASE REPLICA 'r' FROM DATABASE `d` WITH TABLES",
        ),
        (
            DropReplica::of_database("r").from_zk_path("/a"),
            "DROP DATABASE REPLICA 'r' FROM ZKPATH '/a'",
        ),
    ] {
        server.check_parsed(&drop, &format!("SYSTEM {text}"));
    }
    refused(
        &DropReplica::of_database("r").from_table("t"),
        "FROM TABLE: a replica of a database is in a database, not in a table",
    );
    refused(
        &DropReplica::named("r").from_database("t").with_tables(),
        "WITH TABLES: only a replica of a database that is named has tables",
    );
}

#[test]
fn listening() {
    let server = Server::new();
    for (protocol, words) in [
        (Protocol::QueriesAll, "QUERIES ALL"),
        (Protocol::QueriesDefault, "QUERIES DEFAULT"),
        (Protocol::QueriesCustom, "QUERIES CUSTOM"),
        (Protocol::Tcp, "TCP"),
        (Protocol::TcpWithProxy, "TCP WITH PROXY"),
        (Protocol::TcpSecure, "TCP SECURE"),
        (Protocol::TcpSsh, "TCP SSH"),
        (Protocol::Http, "HTTP"),
        (Protocol::Https, "HTTPS"),
        (Protocol::MySql, "MYSQL"),
        (Protocol::Grpc, "GRPC"),
        (Protocol::PostgreSql, "POSTGRESQL"),
        (Protocol::Prometheus, "PROMETHEUS"),
        (Protocol::ArrowFlight, "ARROW FLIGHT"),
        (Protocol::InterserverHttp, "INTERSERVER HTTP"),
        (Protocol::InterserverHttps, "INTERSERVER HTTPS"),
        (Protocol::Custom("it's".into()), r"CUSTOM 'it\'s'"),
    ] {
        server.check_parsed(
            &System::start_listen(protocol.clone()),
            &format!("SYSTEM START LISTEN {words}"),
        );
        server.check_parsed(
            &System::stop_listen(protocol).on_cluster("c"),
            &format!("SYSTEM STOP LISTEN ON CLUSTER `c` {words}"),
        );
    }
    server.check_parsed(
        &System::stop_listen(Protocol::QueriesDefault).except([Protocol::Tcp, Protocol::Http]),
        "SYSTEM STOP LISTEN QUERIES DEFAULT EXCEPT TCP, HTTP",
    );
    refused(
        &System::stop_listen(Protocol::Http).except([Protocol::Tcp]),
        "SYSTEM: STOP LISTEN takes no exceptions",
    );
    refused(
        &System::stop_listen(Protocol::QueriesAll).except([]),
        "EXCEPT: it names no protocol",
    );
}
