//! The smallest client: one query over HTTP.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::Command;
use std::time::{Duration, Instant};

use clickhouse_embedded::EmbeddedServer;

/// The status and the body of the answer.
pub(crate) fn query(port: u16, user: &str, password: &str, sql: &str) -> (u16, String) {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
    let request = format!(
        "POST / HTTP/1.0\r\nX-ClickHouse-User: {user}\r\nX-ClickHouse-Key: {password}\r\nContent-Length: {}\r\n\r\n{sql}",
        sql.len()
    );
    stream.write_all(request.as_bytes()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    let status = head.split(' ').nth(1).unwrap().parse().unwrap();
    (status, body.trim().to_owned())
}

/// The answer to a query of the user `app`.
#[allow(dead_code)]
pub(crate) fn ask(server: &EmbeddedServer, sql: &str) -> String {
    let (status, body) = query(server.http_port(), server.user(), server.password(), sql);
    assert_eq!(status, 200, "{sql}: {body}");
    body
}

#[allow(dead_code)]
pub(crate) fn is_alive(process: u32) -> bool {
    // A zombie has ended; its command line is empty.
    Command::new("ps")
        .args(["-o", "stat=", "-p", &process.to_string()])
        .output()
        .is_ok_and(|output| output.stdout.first().is_some_and(|state| *state != b'Z'))
}

#[allow(dead_code)]
pub(crate) fn kill(process: u32) {
    assert!(
        Command::new("kill")
            .args(["-9", &process.to_string()])
            .status()
            .unwrap()
            .success()
    );
}

/// Waits up to ten seconds.
#[allow(dead_code)]
pub(crate) fn eventually(what: &str, condition: impl Fn() -> bool) {
    let start = Instant::now();
    while !condition() {
        assert!(
            start.elapsed() < Duration::from_secs(10),
            "not in ten seconds: {what}"
        );
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// The folder with configuration and log of a server.
#[allow(dead_code)]
pub(crate) fn runtime_dir(server: &EmbeddedServer) -> PathBuf {
    server.log_file().parent().unwrap().to_owned()
}
