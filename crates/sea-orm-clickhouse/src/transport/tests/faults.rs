//! Against servers that misbehave.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use bytes::Bytes;
use futures_util::{StreamExt, stream};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use super::assert_contains;
use crate::error::{ClickHouseError, ClickHouseErrorKind, ClickHouseTimeout};
use crate::options::ClickHouseConnectOptions;
use crate::transport::{Data, Request, Transport};

const OK: &str = "HTTP/1.1 200 OK\r\nX-ClickHouse-Query-Id: q\r\n";

/// Reads one request with a length or chunks; `None` at the end of the connection.
async fn read_request(socket: &mut TcpStream) -> Option<String> {
    let mut request = Vec::new();
    let mut buffer = [0; 65_536];
    loop {
        let n = socket.read(&mut buffer).await.ok().filter(|n| *n > 0)?;
        request.extend_from_slice(&buffer[..n]);
        let text = String::from_utf8_lossy(&request).into_owned();
        let Some((head, body)) = text.split_once("\r\n\r\n") else {
            continue;
        };
        let length = head
            .lines()
            .find_map(|line| line.to_lowercase().strip_prefix("content-length: ")?.parse().ok());
        match length {
            Some(length) if body.len() >= length => return Some(text),
            None if body.ends_with("0\r\n\r\n") => return Some(text),
            _ => {}
        }
    }
}

/// Answers the n-th request of all with `answers[n]`; the connection stays open unless the answer ends with `CLOSE`.
async fn server(answers: Vec<String>) -> (String, Arc<AtomicUsize>, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("clickhouse://u:hunter2@{}", listener.local_addr().unwrap());
    let (sockets, requests) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
    let counters = (sockets.clone(), requests.clone());
    let answers = Arc::new(answers);
    tokio::spawn(async move {
        loop {
            let (mut socket, _) = listener.accept().await.unwrap();
            counters.0.fetch_add(1, Ordering::SeqCst);
            let (requests, answers) = (counters.1.clone(), answers.clone());
            tokio::spawn(async move {
                while read_request(&mut socket).await.is_some() {
                    let n = requests.fetch_add(1, Ordering::SeqCst);
                    let answer = answers.get(n).or(answers.last()).unwrap();
                    let text = answer.strip_suffix("CLOSE").unwrap_or(answer);
                    if socket.write_all(text.as_bytes()).await.is_err() || text.len() < answer.len() {
                        return;
                    }
                }
            });
        }
    });
    (url, sockets, requests)
}

/// Far above what a loaded machine needs, so that it never passes by accident.
const PATIENT: Duration = Duration::from_secs(20);
const IMPATIENT: Duration = Duration::from_millis(500);

async fn ask(url: &str, request: Request) -> Result<Bytes, ClickHouseError> {
    ask_within(PATIENT, url, request).await
}

async fn ask_within(limit: Duration, url: &str, request: Request) -> Result<Bytes, ClickHouseError> {
    let mut options: ClickHouseConnectOptions = url.parse().unwrap();
    options.first_byte_timeout(limit).read_timeout(limit);
    Transport::new(&options)
        .unwrap()
        .send(request)
        .await?
        .bytes(1 << 20)
        .await
}

async fn fault(answer: impl Into<String>) -> ClickHouseError {
    fault_within(PATIENT, answer).await
}

async fn fault_within(limit: Duration, answer: impl Into<String>) -> ClickHouseError {
    let (url, _, _) = server(vec![answer.into()]).await;
    let err = ask_within(limit, &url, Request::read("SELECT 1"))
        .await
        .unwrap_err();
    assert!(!format!("{err} {err:?}").contains("hunter2"), "{err}");
    assert!(err.query_id().is_some() && err.endpoint().is_some(), "{err}");
    err
}

#[tokio::test]
async fn answers_of_strangers() {
    let html = "<html><head><title>Bad\nGateway</title></head>hunter2</html>";
    let cases = [
        ("\x15\x03\x01\0\x02CLOSE".to_owned(), "not HTTP", false),
        ("garbage without end\r\n\r\nCLOSE".to_owned(), "8123", false),
        (format!("HTTP/1.1 502 Bad Gateway\r\nContent-Type: text/html\r\n\r\n{html}CLOSE"), "`Bad Gateway`", true),
        ("HTTP/1.1 503 Service Unavailable\r\nContent-Length: 4\r\n\r\nwait".to_owned(), "HTTP 503", true),
        ("HTTP/1.1 301 Moved\r\nLocation: https://x/?p=hunter2\r\nContent-Length: 0\r\n\r\n".to_owned(), "redirects (HTTP 301) to https://x/;", false),
        ("HTTP/1.1 404 Not Found\r\nContent-Length: 7\r\n\r\nhunter2".to_owned(), "It says: ***", false),
        ("HTTP/1.1 401 No\r\nContent-Length: 0\r\n\r\n".to_owned(), "before ClickHouse refuses", false),
        (format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n{html}", html.len()), "not ClickHouse", false),
        ("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".to_owned(), "not ClickHouse", false),
        ("HTTP/1.1 204 No Content\r\n\r\n".to_owned(), "HTTP 204", false),
        (format!("{OK}\r\n1\nCLOSE"), "neither a length nor chunks", false),
        (
            "HTTP/1.0 400 Bad Request\r\n\r\nPort 9000 is for clickhouse-client program\r\nYou must use port 8123 for HTTP.\r\nCLOSE".to_owned(),
            "You must use port 8123",
            false,
        ),
        ("CLOSE".to_owned(), "broke before the server answered", true),
        ("HTTP/1.1 200 OK\r\nX-Click".to_owned() + "CLOSE", "broke before the server answered", true),
    ];
    for (answer, expected, retryable) in cases {
        let err = fault(answer.clone()).await;
        assert_eq!(err.kind(), ClickHouseErrorKind::Protocol, "{answer}: {err}");
        assert_contains(&err, &[expected]);
        assert_eq!(err.is_retryable(), retryable, "{answer}: {err}");
    }
}

#[tokio::test]
async fn endless_headers_are_bounded() {
    let err = fault(format!(
        "HTTP/1.1 200 OK\r\n{}",
        "X-Header: value\r\n".repeat(100_000)
    ))
    .await;
    assert_eq!(err.kind(), ClickHouseErrorKind::Protocol, "{err}");
}

#[tokio::test]
async fn error_bodies_are_bounded() {
    let message = format!("Code: 60. DB::Exception: {}", "x".repeat(1 << 20));
    for head in [
        "Transfer-Encoding: chunked\r\n\r\n200000\r\n",
        "Content-Length: 99999999\r\n\r\n",
        "\r\n",
    ] {
        let err = fault(format!("HTTP/1.1 404 Not Found\r\n{head}{message}")).await;
        assert_eq!(err.code(), Some(60));
        assert!(err.message().len() <= 65_536);
    }
    // One that stops in the middle says what came until then.
    let err = fault_within(
        IMPATIENT,
        "HTTP/1.1 500 Oops\r\nContent-Length: 999\r\n\r\nCode: 7. DB::Exception: half",
    )
    .await;
    assert_eq!((err.code(), err.message()), (Some(7), "half"));
    let err = fault("HTTP/1.1 500 Oops\r\nX-ClickHouse-Exception-Code: 9\r\nContent-Length: 0\r\n\r\n").await;
    assert_eq!((err.code(), err.message()), (Some(9), ""));
}

#[tokio::test]
async fn truncated_answers() {
    for (answer, expected) in [
        (
            format!("{OK}Transfer-Encoding: chunked\r\n\r\n5\r\nhelloCLOSE"),
            "after 5 bytes",
        ),
        (
            format!("{OK}Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\nCLOSE"),
            "after 5 bytes",
        ),
        (
            format!("{OK}Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\nzz\r\n"),
            "after 5 bytes",
        ),
        (
            format!("{OK}Content-Length: 10\r\n\r\nhelloCLOSE"),
            "after 5 bytes",
        ),
    ] {
        let err = fault(answer).await;
        assert_eq!(err.kind(), ClickHouseErrorKind::Protocol, "{err}");
        assert_contains(&err, &[expected, "query id q"]);
        assert!(err.is_retryable());
    }
}

#[tokio::test]
async fn exceptions_after_the_status() {
    let exception =
        "Code: 395. DB::Exception: late. (FUNCTION_THROW_IF_VALUE_IS_NON_ZERO) (version 24.3.1.1)";
    let bare = format!(
        "{OK}Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n{:x}\r\n{exception}\r\nCLOSE",
        exception.len()
    );
    let framed = format!(
        "\r\n__exception__\r\ntag\r\n{exception}\n{} tag\r\n__exception__\r\n",
        exception.len() + 1
    );
    let framed = format!(
        "{OK}X-ClickHouse-Exception-Tag: tag\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n{:x}\r\n{framed}\r\n0\r\n\r\n",
        framed.len()
    );
    for answer in [bare, framed] {
        let err = fault(answer).await;
        assert_eq!((err.code(), err.message()), (Some(395), "late."));
        assert_eq!(err.name(), Some("FUNCTION_THROW_IF_VALUE_IS_NON_ZERO"));
    }
}

#[tokio::test]
async fn silence() {
    let err = fault_within(IMPATIENT, "").await;
    assert_eq!(
        err.kind(),
        ClickHouseErrorKind::Timeout(ClickHouseTimeout::FirstByte),
        "{err}"
    );
    let err = fault_within(IMPATIENT, format!("{OK}Content-Length: 9\r\n\r\nhello")).await;
    assert_eq!(
        err.kind(),
        ClickHouseErrorKind::Timeout(ClickHouseTimeout::Read),
        "{err}"
    );
    assert_contains(&err, &["500ms", "read_timeout"]);
}

#[tokio::test]
async fn unreachable_hosts() {
    let free = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let refused = format!("clickhouse://u:hunter2@{}", free.local_addr().unwrap());
    drop(free);
    for url in [refused.as_str(), "clickhouse://u:hunter2@host.invalid:1"] {
        let err = ask(url, Request::read("SELECT 1")).await.unwrap_err();
        assert_eq!(err.kind(), ClickHouseErrorKind::Connect, "{err}");
        assert_contains(&err, &["cannot be reached", "check host and port", "http://"]);
        assert!(err.is_retryable() && !err.to_string().contains("hunter2"));
    }
}

#[tokio::test]
async fn connecting_takes_too_long() {
    // A listener that never begins the TLS handshake.
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!(
        "clickhouses://{}?connect_timeout=200ms&ca_certificate=",
        listener.local_addr().unwrap()
    );
    let certificate = super::tls::Authority::new();
    let file = certificate.file();
    let url = url + file.path().to_str().unwrap();
    let start = Instant::now();
    let err = ask(&url, Request::read("SELECT 1")).await.unwrap_err();
    assert_eq!(
        err.kind(),
        ClickHouseErrorKind::Timeout(ClickHouseTimeout::Connect),
        "{err}"
    );
    assert_contains(&err, &["200ms", "connect_timeout"]);
    assert!(start.elapsed() < Duration::from_secs(5));
}

const ONE: &str = "HTTP/1.1 200 OK\r\nX-ClickHouse-Query-Id: q\r\nContent-Length: 2\r\n\r\n1\n";

async fn after_a_good_answer(request: Request) -> (Result<Bytes, ClickHouseError>, usize, usize) {
    // The second request finds its socket alive and gets no answer: the server went away after receiving it.
    let (url, sockets, requests) = server(vec![ONE.to_owned(), "CLOSE".to_owned(), ONE.to_owned()]).await;
    let transport = Transport::new(&url.parse().unwrap()).unwrap();
    transport
        .send(Request::read("SELECT 1"))
        .await
        .unwrap()
        .drain()
        .await
        .unwrap();
    tokio::time::sleep(Duration::from_millis(50)).await;
    let result = match transport.send(request).await {
        Ok(response) => response.bytes(100).await,
        Err(err) => Err(err),
    };
    (
        result,
        sockets.load(Ordering::SeqCst),
        requests.load(Ordering::SeqCst),
    )
}

#[tokio::test]
async fn a_read_over_a_dead_socket_is_sent_again() {
    let (result, sockets, requests) = after_a_good_answer(Request::read("SELECT 1")).await;
    assert_eq!(result.unwrap(), "1\n");
    assert_eq!((sockets, requests), (2, 3));
}

#[tokio::test]
async fn a_write_that_was_sent_is_not_sent_again() {
    let mut with_data = Request::write("INSERT INTO t FORMAT TSV");
    with_data.data = Some(Data::Stream(
        stream::iter([Ok(Bytes::from_static(b"1\n"))]).boxed(),
    ));
    for request in [Request::write("INSERT INTO t VALUES (1)"), with_data] {
        let (result, _, requests) = after_a_good_answer(request).await;
        let err = result.unwrap_err();
        assert_contains(&err, &["broke before the server answered"]);
        assert_eq!(requests, 2);
    }
}

#[tokio::test]
async fn a_write_after_the_server_closed_the_idle_socket() {
    let (url, sockets, requests) = server(vec![format!("{ONE}CLOSE"), ONE.to_owned()]).await;
    let transport = Transport::new(&url.parse().unwrap()).unwrap();
    for _ in 0..2 {
        transport
            .send(Request::write("INSERT INTO t VALUES (1)"))
            .await
            .unwrap()
            .drain()
            .await
            .unwrap();
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    assert_eq!(
        (sockets.load(Ordering::SeqCst), requests.load(Ordering::SeqCst)),
        (2, 2)
    );
}

#[tokio::test]
async fn idle_sockets_are_not_used_past_their_time() {
    let (url, sockets, _) = server(vec![ONE.to_owned()]).await;
    let transport = Transport::new(&format!("{url}?idle_timeout=1s").parse().unwrap()).unwrap();
    for pause in [0, 10, 2500] {
        tokio::time::sleep(Duration::from_millis(pause)).await;
        transport
            .send(Request::read("SELECT 1"))
            .await
            .unwrap()
            .drain()
            .await
            .unwrap();
    }
    assert_eq!(sockets.load(Ordering::SeqCst), 2);
}

#[tokio::test]
async fn a_token_replaces_user_and_password() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!(
        "clickhouse://u@{}?access_token=t0k",
        listener.local_addr().unwrap()
    );
    let seen = tokio::spawn(async move {
        let (mut socket, _) = listener.accept().await.unwrap();
        let seen = read_request(&mut socket).await.unwrap();
        socket.write_all(ONE.as_bytes()).await.unwrap();
        seen.to_lowercase()
    });
    ask(&url, Request::read("SELECT 1")).await.unwrap();
    let seen = seen.await.unwrap();
    assert!(
        seen.contains("authorization: bearer t0k\r\n") && !seen.contains("x-clickhouse-user"),
        "{seen}"
    );
}
