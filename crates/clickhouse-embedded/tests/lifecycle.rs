//! Start, stop, restart, death.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod client;

use clickhouse_embedded::EmbeddedServer;
use client::{ask, is_alive, kill, query, runtime_dir};

#[tokio::test]
async fn a_server_starts_answers_and_stops() {
    let mut server = EmbeddedServer::builder().start().await.unwrap();
    let expected = format!(
        "clickhouse://app:{}@127.0.0.1:{}/default",
        server.password(),
        server.http_port()
    );
    assert_eq!(server.url(), expected);
    assert_eq!(server.user(), "app");
    assert!(server.password().len() >= 32);
    assert_ne!(server.http_port(), server.tcp_port());
    assert_eq!(ask(&server, "SELECT 6 * 7"), "42");
    assert!(std::net::TcpStream::connect(("127.0.0.1", server.tcp_port())).is_ok());
    assert!(server.is_running());

    let (process, data, runtime) = (
        server.process_id(),
        server.data_dir().to_owned(),
        runtime_dir(&server),
    );
    assert!(data.is_dir() && runtime.is_dir());
    server.stop().await.unwrap();
    assert!(!is_alive(process));
    assert!(!data.exists() && !runtime.exists());
}

#[tokio::test]
async fn data_survives_a_restart_and_a_kill() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("not/yet/there");
    let start = || EmbeddedServer::builder().data_dir(&data).start();

    let server = start().await.unwrap();
    assert_eq!(server.data_dir(), data.canonicalize().unwrap());
    ask(&server, "CREATE DATABASE kept");
    ask(
        &server,
        "CREATE TABLE kept.t (n UInt32) ENGINE = MergeTree ORDER BY n",
    );
    ask(&server, "INSERT INTO kept.t VALUES (1), (2)");
    server.stop().await.unwrap();

    let mut server = start().await.unwrap();
    assert_eq!(ask(&server, "SELECT sum(n) FROM kept.t"), "3");
    ask(&server, "INSERT INTO kept.t VALUES (4)");
    kill(server.process_id());
    while server.is_running() {
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    drop(server);

    let server = start().await.unwrap();
    assert_eq!(ask(&server, "SELECT sum(n) FROM kept.t"), "7");
    ask(&server, "SYSTEM FLUSH LOGS");
    assert_ne!(ask(&server, "SELECT count() FROM system.query_log"), "0");
    drop(server);
    assert!(data.is_dir());
}

#[test]
fn a_drop_after_the_runtime_is_gone_stops_the_server() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let server = runtime.block_on(EmbeddedServer::builder().start()).unwrap();
    drop(runtime);
    let (process, data, files) = (
        server.process_id(),
        server.data_dir().to_owned(),
        runtime_dir(&server),
    );
    assert_eq!(ask(&server, "SELECT 1"), "1");
    drop(server);
    assert!(!is_alive(process));
    assert!(!data.exists() && !files.exists());
}

#[tokio::test]
async fn a_start_that_is_given_up_leaves_no_server() {
    let folder = tempfile::tempdir().unwrap();
    let start = EmbeddedServer::builder().data_dir(folder.path()).start();
    assert!(
        tokio::time::timeout(std::time::Duration::from_millis(30), start)
            .await
            .is_err()
    );
    // The data folder is free again at once.
    EmbeddedServer::builder()
        .data_dir(folder.path())
        .start()
        .await
        .unwrap();
}

#[tokio::test]
async fn several_servers_run_side_by_side() {
    let start = || EmbeddedServer::builder().start();
    let (one, two, three) = tokio::try_join!(start(), start(), start()).unwrap();
    for server in [&one, &two, &three] {
        assert_eq!(ask(server, "SELECT 1"), "1");
    }
    assert_ne!(one.password(), two.password());
    let (status, _) = query(one.http_port(), "app", two.password(), "SELECT 1");
    assert_eq!(status, 403);
}
