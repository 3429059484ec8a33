//! One request per connection over HTTP/1.0, which has no chunked bodies: enough to ask whether a server is ready.

use std::net::Ipv4Addr;
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

const LIMIT: u64 = 64 * 1024;
const TIMEOUT: Duration = Duration::from_secs(5);

pub(crate) struct Credentials<'a> {
    pub(crate) user: &'a str,
    pub(crate) password: &'a str,
}

#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) body: String,
}

pub(crate) async fn ping(port: u16) -> Option<Answer> {
    exchange(port, "GET /ping HTTP/1.0\r\n\r\n".to_owned()).await
}

pub(crate) async fn query(port: u16, who: &Credentials<'_>, sql: &str) -> Option<Answer> {
    let request = format!(
        "POST / HTTP/1.0\r\nX-ClickHouse-User: {}\r\nX-ClickHouse-Key: {}\r\nContent-Length: {}\r\n\r\n{sql}",
        who.user,
        who.password,
        sql.len()
    );
    exchange(port, request).await
}

/// `None` when nothing, or nothing that is HTTP, answers in time.
async fn exchange(port: u16, request: String) -> Option<Answer> {
    let answer = tokio::time::timeout(TIMEOUT, async {
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).await.ok()?;
        stream.write_all(request.as_bytes()).await.ok()?;
        let mut bytes = Vec::new();
        stream.take(LIMIT).read_to_end(&mut bytes).await.ok()?;
        parse(&bytes)
    });
    answer.await.ok().flatten()
}

fn parse(bytes: &[u8]) -> Option<Answer> {
    let text = String::from_utf8_lossy(bytes);
    let (head, body) = text.split_once("\r\n\r\n")?;
    let status = head.strip_prefix("HTTP/1.")?.split(' ').nth(1)?.parse().ok()?;
    Some(Answer {
        status,
        body: body.trim().to_owned(),
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

    use super::parse;

    #[test]
    fn an_answer_is_taken_apart() {
        let answer = parse(b"HTTP/1.0 200 OK\r\nConnection: Close\r\n\r\n1\n").unwrap();
        assert_eq!((answer.status, answer.body.as_str()), (200, "1"));
    }

    #[test]
    fn what_is_not_http_is_no_answer() {
        assert!(parse(b"SSH-2.0-OpenSSH_9.2\r\n").is_none());
        assert!(parse(b"").is_none());
        assert!(parse(b"HTTP/1.1\r\n\r\n").is_none());
    }
}
