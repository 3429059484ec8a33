//! Who gets in, and what stays secret.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod client;

use std::os::unix::fs::PermissionsExt;

use clickhouse_embedded::EmbeddedServer;
use client::{ask, query, runtime_dir};

#[tokio::test]
async fn only_the_password_opens_the_server() {
    let server = EmbeddedServer::builder().start().await.unwrap();
    let port = server.http_port();
    let (status, body) = query(port, "app", "wrong", "SELECT 1");
    assert_eq!(status, 403);
    assert!(body.contains("Code: 516"), "{body}");

    ask(
        &server,
        "CREATE TABLE default.secret (n UInt8) ENGINE = MergeTree ORDER BY n",
    );
    for sql in [
        "SELECT * FROM default.secret",
        "SELECT * FROM file('/etc/hostname', 'LineAsString')",
        "CREATE TABLE default.t (n UInt8) ENGINE = Memory",
        "SYSTEM FLUSH LOGS",
        "KILL QUERY WHERE query_id = 'embedded-listener'",
    ] {
        let (_, body) = query(port, "default", "", sql);
        assert!(
            body.contains("Code: 497") || (sql.starts_with("KILL") && body.is_empty()),
            "{sql}: {body}"
        );
    }
    assert_eq!(
        ask(
            &server,
            "SELECT count() FROM system.processes WHERE query_id = 'embedded-listener'"
        ),
        "1"
    );
}

#[tokio::test]
async fn app_may_do_everything() {
    let server = EmbeddedServer::builder().start().await.unwrap();
    assert_eq!(
        ask(&server, "SHOW GRANTS"),
        "GRANT ALL ON *.* TO app WITH GRANT OPTION"
    );
    ask(&server, "CREATE NAMED COLLECTION c AS a = 'b'");
    assert_eq!(
        ask(
            &server,
            "SELECT collection['a'] FROM system.named_collections FORMAT TSV"
        ),
        "[HIDDEN]"
    );
    assert_eq!(
        ask(
            &server,
            "SELECT collection['a'] FROM system.named_collections SETTINGS format_display_secrets_in_show_and_select = 1"
        ),
        "[HIDDEN]",
        "the server-wide switch display_secrets_in_show_and_select is off, as on a stock server"
    );
}

#[tokio::test]
async fn users_passwords_and_overlays_are_applied() {
    let password = "p@ss/wörd:%#?&<>\"'";
    let server = EmbeddedServer::builder()
        .password(password)
        .user("second", "hunter2")
        .setting("max_threads", 3)
        .config("<macros><shard>seven</shard></macros>")
        .config("<?xml version=\"1.0\"?><clickhouse><macros><replica>nine</replica></macros></clickhouse>")
        .users_config("<profiles><default><max_block_size>1234</max_block_size></default></profiles>")
        .start()
        .await
        .unwrap();
    let url = server.url();
    assert!(
        url.starts_with("clickhouse://app:p%40ss%2Fw%C3%B6rd%3A%25%23"),
        "{url}"
    );
    assert_eq!(
        ask(
            &server,
            "SELECT getSetting('max_threads'), getSetting('max_block_size')"
        ),
        "3\t1234"
    );
    assert_eq!(
        ask(&server, "SELECT getMacro('shard'), getMacro('replica')"),
        "seven\tnine"
    );
    assert_eq!(
        query(server.http_port(), "second", "hunter2", "SELECT currentUser()"),
        (200, "second".to_owned())
    );
    assert_eq!(query(server.http_port(), "second", password, "SELECT 1").0, 403);
}

#[tokio::test]
async fn no_setting_of_the_profile_stops_the_listener() {
    let server = EmbeddedServer::builder()
        .setting("max_execution_time", 1)
        .setting("max_rows_to_read", 1)
        .setting("readonly", 1)
        .start()
        .await
        .unwrap();
    tokio::time::sleep(std::time::Duration::from_millis(4500)).await;
    assert_eq!(ask(&server, "SELECT 1"), "1");
    let (_, body) = query(server.http_port(), "app", server.password(), "CREATE DATABASE d");
    assert!(body.contains("Code: 164"), "{body}");
}

#[tokio::test]
async fn the_password_is_nowhere_to_be_read() {
    let server = EmbeddedServer::builder()
        .user("second", "hunter2")
        .start()
        .await
        .unwrap();
    let password = server.password().to_owned();
    assert!(!format!("{server:?}").contains(&password));

    let folder = runtime_dir(&server);
    let mode = |path: &std::path::Path| path.metadata().unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&folder), 0o700);
    for name in ["server.xml", "users.xml", "output.log"] {
        assert_eq!(mode(&folder.join(name)), 0o600, "{name}");
    }
    for name in ["server.xml", "users.xml", "output.log", "server.log"] {
        let text = std::fs::read_to_string(folder.join(name)).unwrap();
        assert!(!text.contains(&password) && !text.contains("hunter2"), "{name}");
    }

    let process = server.process_id().to_string();
    let arguments = std::process::Command::new("ps")
        .args(["-ww", "-o", "args=", "-p", &process])
        .output()
        .unwrap();
    let arguments = String::from_utf8(arguments.stdout).unwrap();
    assert!(
        arguments.contains("--config-file") && !arguments.contains(&password),
        "{arguments}"
    );
    if cfg!(target_os = "linux") {
        let environment = std::fs::read(format!("/proc/{process}/environ")).unwrap();
        let environment = String::from_utf8_lossy(&environment);
        assert!(!environment.contains(&password) && !environment.contains("CLICKHOUSE_"));
    }
}
