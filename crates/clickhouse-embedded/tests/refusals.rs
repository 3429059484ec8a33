//! What cannot start says why.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod client;

use std::net::TcpListener;
use std::time::{Duration, Instant};

use clickhouse_embedded::EmbeddedServer;
use client::ask;

#[tokio::test]
async fn a_busy_port() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    for builder in [
        EmbeddedServer::builder().http_port(port),
        EmbeddedServer::builder().tcp_port(port),
    ] {
        let error = builder.start().await.unwrap_err();
        assert!(error.is_port_in_use(), "{error}");
        assert!(
            error
                .to_string()
                .starts_with(&format!("port {port} of 127.0.0.1 is in use: ")),
            "{error}"
        );
    }
    drop(listener);
    let server = EmbeddedServer::builder()
        .http_port(port)
        .tcp_port(0)
        .start()
        .await
        .unwrap();
    assert_eq!(server.http_port(), port);
}

#[tokio::test]
async fn the_same_port_twice() {
    let port = TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap()
        .port();
    let error = EmbeddedServer::builder()
        .http_port(port)
        .tcp_port(port)
        .start()
        .await
        .unwrap_err();
    assert!(error.is_port_in_use(), "{error}");
}

#[tokio::test]
async fn a_missing_library() {
    let error = EmbeddedServer::builder()
        .library("/no/such/libchdb.so")
        .start()
        .await
        .unwrap_err();
    assert!(error.is_missing_library() && !error.is_foreign_library());
    assert!(error.to_string().contains("/no/such/libchdb.so"), "{error}");
}

#[tokio::test]
async fn a_file_that_is_no_library() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("libchdb.so");
    std::fs::write(&path, "this is text").unwrap();
    let start = Instant::now();
    let error = EmbeddedServer::builder()
        .library(&path)
        .start()
        .await
        .unwrap_err();
    assert!(
        error.is_foreign_library() && !error.is_missing_library(),
        "{error}"
    );
    assert!(
        start.elapsed() < Duration::from_secs(5),
        "the end of the process is noticed at once"
    );
}

#[cfg(all(target_os = "linux", target_env = "gnu"))]
#[tokio::test]
async fn a_library_that_is_not_the_engine() {
    // The C library's own loader: a shared library on every such system.
    let maps = std::fs::read_to_string("/proc/self/maps").unwrap();
    let library = maps
        .split_whitespace()
        .find(|part| part.contains("/libc.so"))
        .expect("a C library");
    let error = EmbeddedServer::builder()
        .library(library)
        .start()
        .await
        .unwrap_err();
    assert!(error.is_foreign_library(), "{error}");
    assert!(
        error.to_string().contains("does not export query_stable_v2"),
        "{error}"
    );
}

#[tokio::test]
async fn a_data_folder_in_use() {
    let folder = tempfile::tempdir().unwrap();
    let server = EmbeddedServer::builder()
        .data_dir(folder.path())
        .start()
        .await
        .unwrap();
    let error = EmbeddedServer::builder()
        .data_dir(folder.path())
        .start()
        .await
        .unwrap_err();
    assert!(error.is_data_dir_in_use(), "{error}");
    let path = folder.path().canonicalize().unwrap();
    assert!(error.to_string().contains(path.to_str().unwrap()), "{error}");
    assert_eq!(ask(&server, "SELECT 1"), "1");
}

#[tokio::test]
async fn a_start_out_of_time() {
    let error = EmbeddedServer::builder()
        .start_timeout(Duration::from_millis(1))
        .start()
        .await
        .unwrap_err();
    assert!(error.is_timeout(), "{error}");
    assert!(error.to_string().contains("start_timeout"), "{error}");
}

#[tokio::test]
async fn a_broken_overlay_shows_the_servers_reason_and_no_secret() {
    let builder = EmbeddedServer::builder()
        .password("hunter2-hunter2")
        .config("<macros><oops></macros>");
    let error = builder.start().await.unwrap_err();
    let text = error.to_string();
    assert!(text.starts_with("the server ended while it started"), "{text}");
    assert!(text.contains("0000.xml"), "{text}");
    assert!(
        !text.contains("hunter2") && !format!("{error:?}").contains("hunter2"),
        "{text}"
    );
}

#[tokio::test]
async fn an_unknown_setting_shows_the_servers_reason() {
    let error = EmbeddedServer::builder()
        .setting("no_such_setting", 1)
        .start()
        .await
        .unwrap_err();
    assert!(error.to_string().contains("no_such_setting"), "{error}");
}
