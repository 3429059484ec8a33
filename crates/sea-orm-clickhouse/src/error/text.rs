//! The text form of an error, which is also its `Display`:
//!
//! ```text
//! <message>[ What to do: <way out>] [clickhouse <kind> error[, code 60[ UNKNOWN_TABLE]][, query id <id>][, endpoint <url>][, retryable]]
//! ```
//!
//! `DbErr` carries text alone, so this form is what programs read the error back from: it is stable. The id and the
//! endpoint are percent-encoded where they contain anything that would end them. Whether there is a way out is
//! decided by kind and code only, and no way out contains ` What to do: `, so the last one ends the message.

use std::fmt;

use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};

use super::{ClickHouseError, ClickHouseErrorKind, exception};

const TAIL: &str = " [clickhouse ";
const WAY_OUT: &str = " What to do: ";
const ENCODED: &AsciiSet = &CONTROLS.add(b' ').add(b',').add(b'[').add(b']').add(b'%');

pub(super) fn write(err: &ClickHouseError, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    f.write_str(err.message())?;
    if has_way_out(err.kind(), err.code()) {
        f.write_str(WAY_OUT)?;
        match (err.code().and_then(way_out), err.position()) {
            (_, Some((line, column))) => {
                write!(f, "correct the statement at line {line}, column {column}")?;
            }
            (Some(way_out), None) => f.write_str(way_out)?,
            (None, None) => f.write_str("read the message")?,
        }
    }
    write!(f, "{TAIL}{} error", err.kind().word())?;
    if let Some(code) = err.code() {
        write!(f, ", code {code}")?;
        if let Some(name) = err.name() {
            write!(f, " {name}")?;
        }
    }
    if let Some(id) = err.query_id() {
        write!(f, ", query id {}", utf8_percent_encode(id, ENCODED))?;
    }
    if let Some(endpoint) = err.endpoint() {
        let endpoint = endpoint.replace('[', "%5B").replace(']', "%5D");
        write!(f, ", endpoint {endpoint}")?;
    }
    f.write_str(if err.is_retryable() { ", retryable]" } else { "]" })
}

pub(super) fn parse(text: &str) -> Option<ClickHouseError> {
    let at = text.rfind(TAIL)?;
    let (tail, _) = text.get(at + TAIL.len()..)?.split_once(']')?;
    let mut parts = tail.split(", ");
    let kind = ClickHouseErrorKind::from_word(parts.next()?.strip_suffix(" error")?)?;
    let mut err = ClickHouseError::new(kind, "").with_retryable(false);
    for part in parts {
        if let Some(code) = part.strip_prefix("code ") {
            let (code, name) = code
                .split_once(' ')
                .map_or((code, None), |(code, name)| (code, Some(name)));
            err.0.code = Some(code.parse().ok()?);
            err.0.name = name.map(str::to_owned);
        } else if let Some(id) = part.strip_prefix("query id ") {
            err.0.query_id = Some(percent_decode_str(id).decode_utf8().ok()?.into_owned());
        } else if let Some(endpoint) = part.strip_prefix("endpoint ") {
            err.0.endpoint = Some(endpoint.replace("%5B", "[").replace("%5D", "]"));
        } else if part == "retryable" {
            err.0.retryable = true;
        }
    }
    let sentence = text.get(..at)?;
    err.0.message = match has_way_out(kind, err.0.code) {
        true => sentence
            .rsplit_once(WAY_OUT)
            .map_or(sentence, |(message, _)| message)
            .to_owned(),
        false => sentence.to_owned(),
    };
    Some(err)
}

fn has_way_out(kind: ClickHouseErrorKind, code: Option<i32>) -> bool {
    kind == ClickHouseErrorKind::Server && code.is_some_and(|code| way_out(code).is_some())
}

fn way_out(code: i32) -> Option<&'static str> {
    Some(match code {
        60 => {
            "create the table (a migration, or CREATE TABLE), or check its name and the database of the connection"
        }
        exception::SYNTAX_ERROR => "correct the statement where the message says",
        81 => "create the database, or correct its name in the path of the connection URL",
        164 => {
            "this user may only read and may not change settings: leave out the settings of the connection and the \
             statement, or have the user's profile set to readonly = 2"
        }
        192..=194 | 516 => {
            "check user and password of the connection URL; characters such as @ : / # ? % in them are written \
             percent-encoded"
        }
        _ => return None,
    })
}
