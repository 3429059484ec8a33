#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
use super::*;
use crate::error::ClickHouseErrorKind;

fn options(url: &str) -> ClickHouseConnectOptions {
    url.parse().unwrap_or_else(|err| panic!("{url}: {err}"))
}

#[test]
fn addresses() {
    let cases = [
        (
            "clickhouse://localhost",
            "http://localhost:8123",
            "default",
            "",
            "default",
        ),
        (
            "clickhouses://localhost/",
            "https://localhost:8443",
            "default",
            "",
            "default",
        ),
        ("http://h:80/db", "http://h:80", "default", "", "db"),
        ("https://h:443/db/", "https://h:443", "default", "", "db"),
        ("HTTPS://h", "https://h:8443", "default", "", "default"),
        ("clickhouse://u@127.0.0.1:9/d", "http://127.0.0.1:9", "u", "", "d"),
        ("clickhouse://u:p@[::1]:9/d", "http://[::1]:9", "u", "p", "d"),
        (
            "clickhouse://[fe80::1]",
            "http://[fe80::1]:8123",
            "default",
            "",
            "default",
        ),
        ("clickhouse://:pw@h", "http://h:8123", "default", "pw", "default"),
        (
            "clickhouse://default:@127.0.0.1:18123/default",
            "http://127.0.0.1:18123",
            "default",
            "",
            "default",
        ),
        (
            "clickhouse://a%40b:p%3A%2F%23%3F%25%C3%A9@h/x%2Fy%20z",
            "http://h:8123",
            "a@b",
            "p:/#?%é",
            "x/y z",
        ),
        ("clickhouse://a:p+q@h/x+y", "http://h:8123", "a", "p+q", "x+y"),
    ];
    for (url, endpoint, user, password, database) in cases {
        let options = options(url);
        assert_eq!(options.endpoint(), endpoint, "{url}");
        assert_eq!(
            (options.get_user(), options.get_password(), options.get_database()),
            (user, password, database),
            "{url}"
        );
    }
}

#[test]
fn every_option() {
    let options = options(
        "clickhouse://h/?max_connections=3&acquire_timeout=5s&connect_timeout=500ms&first_byte_timeout=2m\
         &read_timeout=1.5&query_timeout=1h&idle_timeout=7&test_before_acquire=true&client_name=a%20b&role=r1&role=r2\
         &access_token=abc&ca_certificate=/x/ca.pem&count_rows=false&mutations_sync=2&worker_id=7&max_error_bytes=1024\
         &setting.max_threads=4&setting.SQL_x=a%26b&setting.max_threads=5",
    );
    assert_eq!(options.get_max_connections(), 3);
    assert_eq!(options.get_acquire_timeout(), Some(Duration::from_secs(5)));
    assert_eq!(options.get_connect_timeout(), Duration::from_millis(500));
    assert_eq!(options.get_first_byte_timeout(), Some(Duration::from_secs(120)));
    assert_eq!(options.get_read_timeout(), Some(Duration::from_millis(1500)));
    assert_eq!(options.get_query_timeout(), Some(Duration::from_secs(3600)));
    assert_eq!(options.get_idle_timeout(), Some(Duration::from_secs(7)));
    assert!(options.get_test_before_acquire());
    assert_eq!(options.get_client_name(), Some("a b"));
    assert_eq!(options.get_roles(), ["r1", "r2"]);
    assert_eq!(options.get_access_token(), Some("abc"));
    assert_eq!(
        options.get_ca_certificate(),
        Some(std::path::Path::new("/x/ca.pem"))
    );
    assert!(!options.get_count_rows());
    assert_eq!(options.get_mutations_sync(), Some(2));
    assert_eq!(options.get_worker_id(), Some(7));
    assert_eq!(options.get_max_error_bytes(), 1024);
    let settings = [
        ("SQL_x".to_owned(), "a&b".to_owned()),
        ("max_threads".to_owned(), "5".to_owned()),
    ];
    assert_eq!(options.get_settings(), settings);

    let none =
        "clickhouse://h?acquire_timeout=none&first_byte_timeout=none&read_timeout=none&idle_timeout=none";
    let none = self::options(none);
    assert_eq!(
        (none.get_acquire_timeout(), none.get_first_byte_timeout()),
        (None, None)
    );
    assert_eq!(
        (
            none.get_read_timeout(),
            none.get_query_timeout(),
            none.get_idle_timeout()
        ),
        (None, None, None)
    );
}

#[test]
fn refused() {
    let cases = [
        ("localhost:8123", "no `://`"),
        ("postgres://h", "clickhouse://"),
        ("clickhouse://", "host"),
        ("clickhouse:///db", "host"),
        ("clickhouse://h:99999", "port"),
        ("clickhouse://u:s3c/r3t@h", "port"),
        ("clickhouse://u:s3c#r3t@h", "percent-encoded"),
        ("clickhouse://h/a/b", "more than one part"),
        ("clickhouse://h/%FF", "database is not UTF-8"),
        (
            "clickhouse://h?max_conections=3",
            "`max_conections`; there are max_connections, acquire_timeout",
        ),
        ("clickhouse://h?max_threads=3", "setting.max_threads"),
        (
            "clickhouse://h?max_connections=x",
            "max_connections of the connection URL is `x`",
        ),
        ("clickhouse://h?max_connections=-1", "max_connections"),
        ("clickhouse://h?max_connections=0", "at least one"),
        ("clickhouse://h?read_timeout=5y", "500ms, 5s"),
        ("clickhouse://h?read_timeout=", "500ms, 5s"),
        ("clickhouse://h?read_timeout=0", "none means no limit"),
        ("clickhouse://h?connect_timeout=none", "connect_timeout"),
        (
            "clickhouse://h?read_timeout=99999999999999999999999h",
            "500ms, 5s",
        ),
        ("clickhouse://h?count_rows=maybe", "true or false"),
        ("clickhouse://h?mutations_sync=3", "0, 1 or 2"),
        ("clickhouse://h?worker_id=1024", "the worker id is 1024"),
        ("clickhouse://h?worker_id=a", "the option worker_id"),
        ("clickhouse://h?max_error_bytes=0", "max_error_bytes"),
        ("clickhouse://u:p@h?access_token=t", "only one of them"),
        ("clickhouse://u:p%0Aq@h", "control character"),
        ("clickhouse://h?setting.compress=1", "`compress` is not a setting"),
        ("clickhouse://h?setting.param_p0=1", "`param_p0` is not a setting"),
        ("clickhouse://h?setting.a%20b=1", "name of a setting"),
        ("clickhouse://h?setting.=1", "name of a setting"),
    ];
    for (url, expected) in cases {
        let err = ClickHouseConnectOptions::try_from(url)
            .err()
            .unwrap_or_else(|| panic!("{url} was accepted"));
        assert_eq!(err.kind(), ClickHouseErrorKind::Configuration, "{url}");
        assert!(err.message().contains(expected), "{url}: {err}");
        assert!(!err.to_string().contains("s3c"), "{url}: {err}");
    }
}

#[test]
fn debug_hides_secrets() {
    let mut options = options("clickhouse://u:hunter2@h");
    options.access_token("tok3n");
    let text = format!("{options:?}");
    assert!(!text.contains("hunter2") && !text.contains("tok3n"), "{text}");
    assert!(text.contains("***") && text.contains("http://h:8123"), "{text}");
    assert_eq!(
        options.check().unwrap_err().kind(),
        ClickHouseErrorKind::Configuration
    );
}
