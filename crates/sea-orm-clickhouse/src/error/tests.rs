#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
use super::*;

const URL: &str = "http://[::1]:8123";

#[test]
fn server_texts() {
    let cases = [
        (
            "Code: 60. DB::Exception: Unknown table expression identifier 'nosuch' in scope SELECT * FROM nosuch. (UNKNOWN_TABLE) (version 26.7.2.1)\n",
            Some(60),
            Some("UNKNOWN_TABLE"),
            "Unknown table expression identifier 'nosuch' in scope SELECT * FROM nosuch.",
        ),
        (
            "Code: 60. DB::Exception: Table x.y does not exist. (UNKNOWN_TABLE) (version 24.3.1.2672 (official build))\n",
            Some(60),
            Some("UNKNOWN_TABLE"),
            "Table x.y does not exist.",
        ),
        (
            "Code: 516. DB::Exception: x: Authentication failed. (AUTHENTICATION_FAILED)",
            Some(516),
            Some("AUTHENTICATION_FAILED"),
            "x: Authentication failed.",
        ),
        (
            "Code: 279. DB::NetException: All connection tries failed. Log: \n\nCode: 210. DB::NetException: refused (NETWORK_ERROR) (version 1.1)\n: . (ALL_CONNECTION_TRIES_FAILED) (version 26.7.2.1)",
            Some(279),
            Some("ALL_CONNECTION_TRIES_FAILED"),
            "All connection tries failed. Log: \n\nCode: 210. DB::NetException: refused (NETWORK_ERROR) (version 1.1)\n: .",
        ),
        (
            "Code: 999. Coordination::Exception: No node. (KEEPER_EXCEPTION) (version 26.7.2.1)",
            Some(999),
            Some("KEEPER_EXCEPTION"),
            "No node.",
        ),
        (
            "Poco::Exception. Code: 1000, e.code() = 0, HTML Form Exception: Field value too long (version 26.7.2.1)\n",
            Some(1000),
            None,
            "HTML Form Exception: Field value too long",
        ),
        (
            "Code: 47. DB::Exception: no x. (UNKNOWN_IDENTIFIER), Stack trace (when copying this message, always include the lines below):\n\n0. f()\n (version 26.7.2.1)",
            Some(47),
            Some("UNKNOWN_IDENTIFIER"),
            "no x.",
        ),
        (
            "Code: 6, e.displayText() = DB::Exception: old form (version 18.16.1)",
            Some(6),
            None,
            "e.displayText() = DB::Exception: old form",
        ),
        ("Code: 60. DB::Exception: cut he", Some(60), None, "cut he"),
        (
            "Code: x. DB::Exception: no number",
            None,
            None,
            "Code: x. DB::Exception: no number",
        ),
        (
            "something else (as it is)",
            None,
            None,
            "something else (as it is)",
        ),
        ("", None, None, ""),
    ];
    for (text, code, name, message) in cases {
        let err = ClickHouseError::server(None, text);
        assert_eq!(
            (err.code(), err.name(), err.message()),
            (code, name, message),
            "{text}"
        );
    }
    assert_eq!(ClickHouseError::server(Some(7), "x").code(), Some(7));
    assert!(ClickHouseError::server_text("hello").is_none());
}

#[test]
fn syntax_positions() {
    let cases = [
        (
            "Syntax error: failed at position 8 (1): 1, 2 FRMO x. Expected one of: token",
            Some((1, 8)),
        ),
        (
            "Syntax error: failed at position 15 (x) (line 2, col 3): x y. Expected",
            Some((2, 3)),
        ),
        (
            "Syntax error: failed at position 20 (end of query) (line 3, col 1): . Expected",
            Some((3, 1)),
        ),
        (
            "Syntax error: failed at position 9 ((line x) (line 4, col 2): (line 9, col 9)",
            Some((4, 2)),
        ),
        ("Syntax error", None),
        ("Syntax error: failed at position 99999999999 (x)", None),
    ];
    for (message, expected) in cases {
        let err = ClickHouseError::server(Some(62), message);
        assert_eq!(err.position(), expected, "{message}");
    }
    assert_eq!(ClickHouseError::server(Some(60), cases[0].0).position(), None);
}

fn round_trip(err: &ClickHouseError) {
    for db_err in [
        DbErr::from(err.clone()),
        err.clone().into_exec_err(),
        err.clone().into_query_err(),
        DbErr::Custom(err.to_string()),
        DbErr::Migration(err.to_string()),
    ] {
        let back = ClickHouseError::from_db_err(&db_err).unwrap_or_else(|| panic!("{db_err}"));
        assert_eq!(back.kind(), err.kind());
        assert_eq!(back.code(), err.code());
        assert_eq!(back.name(), err.name());
        assert_eq!(back.message(), err.message());
        assert_eq!(back.query_id(), err.query_id());
        assert_eq!(back.endpoint(), err.endpoint());
        assert_eq!(back.is_retryable(), err.is_retryable());
        assert_eq!(back.to_string(), err.to_string());
    }
}

#[test]
fn round_trips_through_db_err() {
    let messages = [
        "plain",
        "",
        "a What to do: b [clickhouse server error, code 1] c",
        "line\nbreak, code 9]",
        "é — ß.",
    ];
    for kind in ClickHouseErrorKind::all() {
        for message in messages {
            let err = ClickHouseError::new(kind, message);
            round_trip(&err);
            round_trip(&err.clone().with_retryable(true).with_endpoint(URL));
            round_trip(
                &err.with_query_id("a, endpoint [x] 100% é")
                    .with_endpoint("http://h:8123"),
            );
        }
    }
    for code in [60, 62, 81, 164, 193, 202, 395, 516] {
        for message in messages {
            let text = format!("Code: {code}. DB::Exception: {message} (SOME_NAME) (version 26.7.2.1)");
            let err = ClickHouseError::server(Some(code), &text)
                .with_query_id("q-1")
                .with_endpoint(URL);
            assert_eq!(err.name(), Some("SOME_NAME"));
            round_trip(&err);
        }
    }
    round_trip(&ClickHouseError::server(
        Some(62),
        "Syntax error: failed at position 8 (1): 1. (SYNTAX_ERROR)",
    ));
}

#[test]
fn foreign_errors_are_not_ours() {
    for err in [
        DbErr::RecordNotInserted,
        DbErr::Custom("[clickhouse ".to_owned()),
        DbErr::Custom("x [clickhouse server".to_owned()),
        DbErr::Custom("x [clickhouse nonsense error]".to_owned()),
        DbErr::Custom("x [clickhouse server error, code x]".to_owned()),
    ] {
        assert!(ClickHouseError::from_db_err(&err).is_none(), "{err}");
    }
}

#[test]
fn the_text_form_is_stable() {
    let err = ClickHouseError::server(
        None,
        "Code: 81. DB::Exception: Database x does not exist. (UNKNOWN_DATABASE)",
    )
    .with_query_id("1-2")
    .with_endpoint("http://localhost:8123");
    assert_eq!(
        err.to_string(),
        "Database x does not exist. What to do: create the database, or correct its name in the path of the \
         connection URL [clickhouse server error, code 81 UNKNOWN_DATABASE, query id 1-2, endpoint \
         http://localhost:8123]"
    );
    assert_eq!(
        ClickHouseError::timeout(ClickHouseTimeout::Read, "stopped").to_string(),
        "stopped [clickhouse read-timeout error, retryable]"
    );
}

#[test]
fn a_syntax_error_of_a_statement_with_a_password_quotes_nothing() {
    let text = "Code: 62. DB::Exception: Syntax error: failed at position 46 (COMMENT): COMMENT 'x' password 'hunter2'. \
                Expected one of: DEFAULT. (SYNTAX_ERROR) (version 26.7.2.1)";
    let err = ClickHouseError::server_text(text).unwrap();
    assert!(err.message().contains("hunter2"));
    let err = err.without_quotation();
    assert_eq!(
        err.message(),
        "Syntax error: failed at position 46; the statement has a password, so what the server quotes of it is left out"
    );
    assert_eq!(
        (err.name(), err.position()),
        (Some("SYNTAX_ERROR"), Some((1, 46)))
    );
    let other = ClickHouseError::server_text("Code: 60. DB::Exception: no table (UNKNOWN_TABLE)").unwrap();
    assert_eq!(other.without_quotation().message(), "no table");
}

#[test]
fn variants_of_db_err() {
    use ClickHouseErrorKind as Kind;
    let of = |kind| ClickHouseError::new(kind, "x").into_exec_err();
    assert!(matches!(of(Kind::Connect), DbErr::Conn(_)));
    assert!(matches!(of(Kind::Closed), DbErr::Conn(_)));
    assert!(matches!(
        of(Kind::Timeout(ClickHouseTimeout::Acquire)),
        DbErr::Conn(_)
    ));
    assert!(matches!(of(Kind::Type), DbErr::Type(_)));
    assert!(matches!(of(Kind::Server), DbErr::Exec(_)));
    assert!(matches!(
        DbErr::from(ClickHouseError::build("x")),
        DbErr::Query(_)
    ));
}
