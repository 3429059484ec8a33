//! The smallest client that reaches a real server: one request per connection, HTTP/1.0.

use std::fmt::Write as _;
use std::io::{Read, Write as _};
use std::net::TcpStream;

pub(super) struct Server {
    address: String,
    user: String,
    password: String,
    database: String,
}

impl Server {
    pub(super) fn from_environment() -> Self {
        let url = std::env::var("CLICKHOUSE_URL")
            .expect("no server to test with: run the tests with cargo xtask test, or set CLICKHOUSE_URL");
        let rest = url
            .strip_prefix("clickhouse://")
            .expect("CLICKHOUSE_URL begins with clickhouse://");
        let rest = rest.split('?').next().unwrap();
        let (credentials, rest) = rest.rsplit_once('@').unwrap_or(("default:", rest));
        let (user, password) = credentials.split_once(':').unwrap_or((credentials, ""));
        let (address, database) = rest.split_once('/').unwrap_or((rest, "default"));
        Self {
            address: address.to_owned(),
            user: percent_decoded(user),
            password: percent_decoded(password),
            database: percent_decoded(database),
        }
    }

    /// The body of a statement's result in FORMAT Native, with JSON as text.
    pub(super) fn query(&self, sql: &str) -> Vec<u8> {
        self.query_with(
            "output_format_native_write_json_as_string=1&\
             output_format_native_use_flattened_dynamic_and_json_serialization=1",
            sql,
        )
    }

    /// The body of a statement's result in FORMAT Native, with settings as in a URL.
    pub(super) fn query_with(&self, settings: &str, sql: &str) -> Vec<u8> {
        self.request(&format!("default_format=Native&{settings}"), sql.as_bytes())
    }

    pub(super) fn insert(&self, sql: &str, block: &[u8]) {
        // The last four keep the server from changing what JSON holds.
        let settings = [
            "async_insert",
            "input_format_try_infer_dates",
            "input_format_try_infer_datetimes",
            "input_format_json_read_bools_as_numbers",
            "input_format_json_read_bools_as_strings",
        ];
        let mut query = settings.map(|setting| format!("{setting}=0&")).concat();
        query.push_str("query=");
        sql.bytes().for_each(|byte| write!(query, "%{byte:02x}").unwrap());
        self.request(&query, block);
    }

    fn request(&self, parameters: &str, body: &[u8]) -> Vec<u8> {
        let head = format!(
            "POST /?{parameters}&allow_suspicious_low_cardinality_types=1&enable_time_time64_type=1\
             &enable_nullable_tuple_type=1&flatten_nested=0&allow_suspicious_variant_types=1\
             &session_timezone=UTC&max_query_size=10000000 HTTP/1.0\r\n\
             X-ClickHouse-User: {}\r\nX-ClickHouse-Key: {}\r\nX-ClickHouse-Database: {}\r\n\
             Content-Length: {}\r\n\r\n",
            self.user,
            self.password,
            self.database,
            body.len()
        );
        let mut stream = TcpStream::connect(&self.address).expect("the server of CLICKHOUSE_URL answers");
        stream.write_all(head.as_bytes()).unwrap();
        stream.write_all(body).unwrap();
        let mut response = Vec::new();
        stream.read_to_end(&mut response).unwrap();
        let end = response
            .windows(4)
            .position(|window| window == b"\r\n\r\n")
            .unwrap()
            + 4;
        let body = response.split_off(end);
        let status = String::from_utf8_lossy(&response)
            .lines()
            .next()
            .unwrap()
            .to_owned();
        assert!(
            status.contains(" 200 "),
            "{status}: {}",
            String::from_utf8_lossy(&body)
        );
        body
    }
}

fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        if let ([b'%'], [high, low, after @ ..]) = (&[*first], after) {
            let digits = [*high, *low];
            bytes.push(u8::from_str_radix(str::from_utf8(&digits).unwrap(), 16).unwrap());
            rest = after;
        } else {
            bytes.push(*first);
            rest = after;
        }
    }
    String::from_utf8(bytes).unwrap()
}
