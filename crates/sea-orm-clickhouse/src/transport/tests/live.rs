//! Against a real server.

use std::sync::Arc;
use std::time::{Duration, Instant};

use bytes::Bytes;
use futures_util::{StreamExt, stream};
use sea_orm::DbErr;

use super::{assert_contains, live_options};
use crate::error::{ClickHouseError, ClickHouseErrorKind, ClickHouseTimeout};
use crate::transport::{Data, Request, Response, Transport};

fn transport() -> Transport {
    Transport::new(&live_options()).unwrap()
}

async fn text(transport: &Transport, request: Request) -> Result<String, ClickHouseError> {
    let bytes = transport.send(request).await?.bytes(1 << 24).await?;
    Ok(String::from_utf8(bytes.to_vec()).unwrap())
}

async fn run(transport: &Transport, sql: impl Into<String>) {
    transport
        .send(Request::write(sql))
        .await
        .unwrap()
        .drain()
        .await
        .unwrap();
}

async fn refused(transport: &Transport, sql: &str) -> ClickHouseError {
    match transport.send(Request::read(sql)).await {
        Ok(response) => response.drain().await.unwrap_err(),
        Err(err) => err,
    }
}

fn unique(name: &str) -> String {
    format!("transport_{name}_{}", uuid::Uuid::new_v4().simple())
}

#[tokio::test]
async fn wrong_password() {
    let mut options = live_options();
    options.user("nobody").password("hunter2-secret");
    let err = refused(&Transport::new(&options).unwrap(), "SELECT 1").await;
    assert_eq!((err.code(), err.kind()), (Some(516), ClickHouseErrorKind::Server));
    assert_eq!(err.name(), Some("AUTHENTICATION_FAILED"));
    assert!(err.query_id().is_some() && !err.is_retryable());
    assert_contains(&err, &["check user and password", &options.endpoint()]);
    assert!(!format!("{err} {err:?}").contains("hunter2"));
}

#[tokio::test]
async fn unknown_database() {
    let mut options = live_options();
    options.database("no_such_database");
    let err = refused(&Transport::new(&options).unwrap(), "SELECT 1").await;
    assert_eq!((err.code(), err.name()), (Some(81), Some("UNKNOWN_DATABASE")));
    assert_contains(&err, &["no_such_database", "create the database"]);
}

#[tokio::test]
async fn missing_table_through_db_err() {
    let mut request = Request::read("SELECT * FROM no_such_table");
    let id = unique("missing");
    request.query_id = Some(id.clone());
    let err = transport().send(request).await.err().unwrap();
    let db_err = DbErr::from(err.clone());
    let back = ClickHouseError::from_db_err(&db_err).unwrap();
    assert_eq!((back.code(), back.name()), (Some(60), Some("UNKNOWN_TABLE")));
    assert_eq!(back.query_id(), Some(id.as_str()));
    assert_eq!(back.endpoint(), Some(live_options().endpoint().as_str()));
    assert_eq!(back.message(), err.message());
    assert_contains(&back, &["create the table", "no_such_table"]);
}

#[tokio::test]
async fn syntax_errors_have_a_position() {
    let err = refused(&transport(), "SELECT 1 FROM )").await;
    assert_eq!((err.code(), err.position()), (Some(62), Some((1, 15))));
    assert_contains(&err, &["line 1, column 15"]);
    let err = refused(&transport(), "SELECT 1,\n  2 FROM )").await;
    assert_eq!(err.position().map(|(line, _)| line), Some(2), "{err}");
}

#[tokio::test]
async fn an_exception_in_the_middle_of_the_answer() {
    let transport = transport();
    let sql = "SELECT throwIf(number=1000000) FROM numbers(2000000) FORMAT Native";
    let mut response = transport.send(Request::read(sql)).await.unwrap();
    let mut received = 0;
    let err = loop {
        match response.chunk().await {
            Ok(Some(chunk)) => {
                assert!(!chunk.windows(13).any(|window| window == b"__exception__"));
                received += chunk.len();
            }
            Ok(None) => panic!("the exception was missed"),
            Err(err) => break err,
        }
    };
    assert!(received > 100_000, "{received}");
    assert_eq!(err.code(), Some(395));
    assert_eq!(err.name(), Some("FUNCTION_THROW_IF_VALUE_IS_NON_ZERO"));
    assert!(err.message().starts_with("Value passed to 'throwIf'"), "{err}");
    assert_eq!(err.query_id(), Some(response.query_id.as_str()));
    assert_eq!(
        response.chunk().await.unwrap_err().code(),
        Some(395),
        "the error stays"
    );
    assert_eq!(text(&transport, Request::read("SELECT 1")).await.unwrap(), "1\n");
}

#[tokio::test]
async fn hostile_parameters() {
    let values = [
        "",
        "'; DROP TABLE x; --",
        "{p0:String}",
        "--\r\nContent-Disposition: form-data; name=\"query\"\r\n\r\nSELECT 2",
        "\\",
        "\t\n\r\0\u{8}\u{c}",
        "\"'`$1?%00&=+#",
        "ß€😀\u{202e}",
        "\\N",
        "NULL",
    ];
    let long = "x\\'\t".repeat(20_000);
    let transport = transport();
    for value in values.iter().copied().chain([long.as_str()]) {
        let mut escaped = String::new();
        for c in value.chars() {
            match c {
                '\\' => escaped.push_str("\\\\"),
                '\t' => escaped.push_str("\\t"),
                '\n' => escaped.push_str("\\n"),
                '\r' => escaped.push_str("\\r"),
                '\0' => escaped.push_str("\\0"),
                c => escaped.push(c),
            }
        }
        let mut request = Request::read("SELECT hex({p0:String}), {p1:UInt8} FORMAT TSVRaw");
        request.params = vec![("p0".to_owned(), escaped), ("p1".to_owned(), "7".to_owned())];
        let hex: String = value.bytes().map(|b| format!("{b:02X}")).collect();
        assert_eq!(
            text(&transport, request).await.unwrap(),
            format!("{hex}\t7\n"),
            "{value:?}"
        );
    }
}

#[tokio::test]
async fn statements_and_parameters_beyond_a_form() {
    let transport = transport();
    let mut request = Request::read(format!("SELECT {{p0:String}} /* {} */", "x".repeat(200_000)));
    request.params = vec![("p0".to_owned(), "a&b".to_owned())];
    assert_eq!(text(&transport, request).await.unwrap(), "a&b\n");
    for fields in [999, 1000] {
        let mut request = Request::read("SELECT {p998:UInt16} FORMAT TSV");
        request.params = (0..fields).map(|n| (format!("p{n}"), n.to_string())).collect();
        match text(&transport, request).await {
            Ok(answer) => assert_eq!((fields, answer), (999, "998\n".to_owned())),
            Err(err) => assert_contains(&err, &["has 1000 parameters", "at most 999"]),
        }
    }
    for length in [131_072, 131_073] {
        let mut request = Request::read("SELECT length({p0:String})");
        request.params = vec![("p0".to_owned(), "x".repeat(length))];
        match text(&transport, request).await {
            Ok(answer) => assert_eq!((length, answer), (131_072, "131072\n".to_owned())),
            Err(err) => assert_eq!((length, err.kind()), (131_073, ClickHouseErrorKind::Build)),
        }
    }
}

#[tokio::test]
async fn inserts_with_data() {
    let transport = transport();
    let table = unique("insert");
    // Ten columns: the block begins with a line feed, which must not be taken for the end of the statement.
    let columns: Vec<String> = (0..10).map(|n| format!("c{n}")).collect();
    let typed: Vec<String> = columns.iter().map(|name| format!("{name} UInt8")).collect();
    run(
        &transport,
        format!("CREATE TABLE {table} ({}) ENGINE = Memory", typed.join(", ")),
    )
    .await;
    let mut block = vec![10u8, 2];
    for name in &columns {
        block.extend_from_slice(&[2]);
        block.extend_from_slice(name.as_bytes());
        block.extend_from_slice(b"\x05UInt8\x0a\x3b");
    }
    let block = Bytes::from(block);
    let comment = "é".repeat(20_000);
    for sql in [
        format!("INSERT INTO {table} FORMAT Native"),
        format!("INSERT INTO {table} (* /* {comment} */) FORMAT Native"),
    ] {
        for streamed in [false, true] {
            let mut request = Request::write(sql.as_str());
            request.data = Some(if streamed {
                let pieces: Vec<_> = block
                    .chunks(7)
                    .map(|piece| Ok(Bytes::copy_from_slice(piece)))
                    .collect();
                Data::Stream(stream::iter(pieces).boxed())
            } else {
                Data::Bytes(block.clone())
            });
            let response = transport.send(request).await.unwrap();
            assert_eq!(response.summary.written_rows, 2);
            response.drain().await.unwrap();
        }
    }
    let sums = text(
        &transport,
        Request::read(format!("SELECT count(), sum(c9) FROM {table}")),
    )
    .await
    .unwrap();
    assert_eq!(sums, "8\t276\n");

    let mut request = Request::write(format!("INSERT INTO {table} FORMAT Native"));
    let broken = vec![Ok(block), Err(ClickHouseError::type_error("no such value"))];
    request.data = Some(Data::Stream(stream::iter(broken).boxed()));
    let err = transport.send(request).await.err().unwrap();
    assert_eq!(
        (err.kind(), err.message()),
        (ClickHouseErrorKind::Type, "no such value")
    );
    run(&transport, format!("DROP TABLE {table}")).await;
}

#[tokio::test]
async fn an_early_refusal_of_a_long_insert() {
    let mut request = Request::write("INSERT INTO no_such_table FORMAT Native");
    let pieces = (0..2_000).map(|_| Ok(Bytes::from(vec![0; 65_536])));
    request.data = Some(Data::Stream(stream::iter(pieces).boxed()));
    let err = transport().send(request).await.err().unwrap();
    assert_eq!(err.code(), Some(60), "{err}");
}

#[tokio::test]
async fn settings_database_format_and_agent() {
    let mut options = live_options();
    options
        .client_name("transport test")
        .setting("max_threads", 3)
        .setting("max_block_size", 77);
    let transport = Transport::new(&options).unwrap();
    let sql = "SELECT getSetting('max_threads'), getSetting('max_block_size'), currentDatabase()";
    let mut request = Request::read(sql);
    request.settings.push(("max_threads".to_owned(), "5".to_owned()));
    request.database = Some("system".to_owned());
    request.format = Some("CSV");
    assert_eq!(text(&transport, request).await.unwrap(), "5,77,\"system\"\n");
    let agent = text(
        &transport,
        Request::read("SELECT http_user_agent FROM system.processes WHERE query_id = queryID()"),
    );
    let expected = format!(
        "sea-orm-clickhouse/{} transport test\n",
        env!("CARGO_PKG_VERSION")
    );
    assert_eq!(agent.await.unwrap(), expected);

    let response = transport.send(Request::read("SELECT 1")).await.unwrap();
    assert_eq!(response.query_id.len(), 36);
    response.drain().await.unwrap();
}

#[tokio::test]
async fn time_outs_say_which() {
    let slow = "SELECT sleepEachRow(0.5) FROM numbers(6) SETTINGS max_block_size = 1 FORMAT TSV";
    let mut options = live_options();
    options.first_byte_timeout(Duration::from_millis(200));
    let err = refused(&Transport::new(&options).unwrap(), "SELECT sleep(1.5)").await;
    assert_eq!(
        err.kind(),
        ClickHouseErrorKind::Timeout(ClickHouseTimeout::FirstByte),
        "{err}"
    );
    assert_contains(&err, &["200ms", "first_byte_timeout"]);

    let mut options = live_options();
    options.query_timeout(Duration::from_millis(700));
    let err = refused(&Transport::new(&options).unwrap(), slow).await;
    assert_eq!(
        err.kind(),
        ClickHouseErrorKind::Timeout(ClickHouseTimeout::Query),
        "{err}"
    );
    assert_contains(&err, &["700ms", "query_timeout", "max_execution_time"]);

    // The server's own limit is the server's error.
    let sql = "SELECT sleepEachRow(0.1) FROM numbers(30) SETTINGS max_execution_time = 1, max_block_size = 1";
    assert_eq!(refused(&transport(), sql).await.code(), Some(159));
}

#[tokio::test]
async fn a_slow_producer_is_no_time_out() {
    let transport = {
        let mut options = live_options();
        options.first_byte_timeout(Duration::from_millis(300));
        Transport::new(&options).unwrap()
    };
    let table = unique("slow");
    run(
        &transport,
        format!("CREATE TABLE {table} (n UInt8) ENGINE = Memory"),
    )
    .await;
    let mut request = Request::write(format!("INSERT INTO {table} FORMAT TSV"));
    let rows = stream::unfold(0, |n| async move {
        tokio::time::sleep(Duration::from_millis(400)).await;
        (n < 3).then(|| (Ok(Bytes::from(format!("{n}\n"))), n + 1))
    });
    request.data = Some(Data::Stream(rows.boxed()));
    assert_eq!(transport.send(request).await.unwrap().summary.written_rows, 3);
    run(&transport, format!("DROP TABLE {table}")).await;
}

async fn running(transport: &Transport, id: &str) -> bool {
    let sql = format!("SELECT count() FROM system.processes WHERE query_id = '{id}'");
    text(transport, Request::read(sql)).await.unwrap() == "1\n"
}

#[tokio::test]
async fn dropping_an_answer_stops_the_query() {
    let transport = Arc::new(transport());
    let mut request = Request::read("SELECT number FROM numbers(100000000000) FORMAT Native");
    request.settings.push((
        "cancel_http_readonly_queries_on_client_close".to_owned(),
        "1".to_owned(),
    ));
    let mut response: Response = transport.send(request).await.unwrap();
    let id = response.query_id.clone();
    assert!(response.chunk().await.unwrap().is_some());
    assert!(running(&transport, &id).await);
    drop(response);
    let start = Instant::now();
    while running(&transport, &id).await {
        assert!(start.elapsed() < Duration::from_secs(10), "the query still runs");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

#[tokio::test]
async fn an_answer_that_is_too_long() {
    let response = transport()
        .send(Request::read("SELECT repeat('x', 100000)"))
        .await
        .unwrap();
    let err = response.bytes(1000).await.unwrap_err();
    assert_contains(&err, &["1000 bytes"]);
}
