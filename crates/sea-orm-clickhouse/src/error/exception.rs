//! The text of a server's exception: `Code: 60. DB::Exception: <message> (UNKNOWN_TABLE) (version 26.7.2.1)`.

pub(super) const SYNTAX_ERROR: i32 = 62;

/// Codes whose cause passes by itself. Left out on purpose: 159 (the query is slow as it is), 241 (memory, mostly of
/// the query itself) and 319 (whether the insert was applied is unknown).
const RETRYABLE: [i32; 17] = [
    3,   // UNEXPECTED_END_OF_FILE, of a peer that went away
    202, // TOO_MANY_SIMULTANEOUS_QUERIES
    203, // NO_FREE_CONNECTION
    209, // SOCKET_TIMEOUT
    210, // NETWORK_ERROR
    225, // NO_ZOOKEEPER
    236, // ABORTED, as by a shutdown
    242, // TABLE_IS_READ_ONLY, while a replica reconnects
    252, // TOO_MANY_PARTS
    279, // ALL_CONNECTION_TRIES_FAILED
    285, // TOO_FEW_LIVE_REPLICAS
    286, // UNSATISFIED_QUORUM_FOR_PREVIOUS_WRITE
    425, // SYSTEM_ERROR
    439, // CANNOT_SCHEDULE_TASK
    473, // DEADLOCK_AVOIDED
    745, // SERVER_OVERLOADED
    999, // KEEPER_EXCEPTION
];

pub(super) struct Exception {
    pub(super) code: Option<i32>,
    pub(super) name: Option<String>,
    pub(super) message: String,
}

pub(super) fn is_retryable(code: i32) -> bool {
    RETRYABLE.contains(&code)
}

pub(super) fn parse(text: &str) -> Exception {
    let (code, rest) = match split_code(text) {
        Some((code, rest)) => (Some(code), rest),
        None => (None, text.trim()),
    };
    let rest = without_stack_trace(without_version(rest.trim_end()));
    match split_name(rest) {
        Some((message, name)) => Exception {
            code,
            name: Some(name.to_owned()),
            message: message.to_owned(),
        },
        None => Exception {
            code,
            name: None,
            message: rest.to_owned(),
        },
    }
}

/// `Code: 60. DB::Exception: rest`, and what Poco throws before a query exists:
/// `Poco::Exception. Code: 1000, e.code() = 0, rest`.
fn split_code(text: &str) -> Option<(i32, &str)> {
    let text = text.trim_start();
    let after = match text.strip_prefix("Code: ") {
        Some(after) => after,
        None => {
            text.split_once("::Exception. Code: ")
                .filter(|(class, _)| class.len() < 32)?
                .1
        }
    };
    let digits = after.find(|c: char| !c.is_ascii_digit())?;
    let code = after.get(..digits)?.parse().ok()?;
    let rest = after.get(digits..)?;
    if let Some(rest) = rest.strip_prefix(". ") {
        let class = rest
            .split_once("Exception: ")
            .filter(|(class, _)| is_class(class));
        return Some((code, class.map_or(rest, |(_, message)| message)));
    }
    let rest = rest.strip_prefix(", ")?;
    Some((code, rest.strip_prefix("e.code() = 0, ").unwrap_or(rest)))
}

fn is_class(text: &str) -> bool {
    text.len() < 64
        && text
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || c == ':' || c == '_')
}

fn without_version(text: &str) -> &str {
    match text.rfind(" (version ") {
        Some(at) if text.ends_with(')') => text.get(..at).unwrap_or(text).trim_end(),
        _ => text,
    }
}

fn without_stack_trace(text: &str) -> &str {
    match text.find(", Stack trace (when copying this message") {
        Some(at) => text.get(..at).unwrap_or(text).trim_end(),
        None => text,
    }
}

fn split_name(text: &str) -> Option<(&str, &str)> {
    let (message, name) = text.strip_suffix(')')?.rsplit_once('(')?;
    let named = name.len() > 2
        && name
            .bytes()
            .all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'_');
    let named = named && name.starts_with(|c: char| c.is_ascii_uppercase());
    named.then(|| (message.trim_end(), name))
}

/// Line and column from `failed at position 15 (...) (line 2, col 3)`; the server leaves the line out when the
/// statement has only one.
pub(super) fn position(message: &str) -> Option<(u32, u32)> {
    let (_, after) = message.split_once("failed at position ")?;
    let (offset, rest) = number(after)?;
    // The text between the parentheses is the statement's own, so the first `(line ` may be a quotation; what the
    // server wrote itself is `(line N, col M): `.
    let from_line = rest.match_indices(" (line ").find_map(|(at, mark)| {
        let (line, rest) = number(rest.get(at + mark.len()..)?)?;
        let (column, rest) = number(rest.strip_prefix(", col ")?)?;
        rest.starts_with(')').then_some((line, column))
    });
    Some(from_line.unwrap_or((1, offset)))
}

/// The message of a syntax error up to where it begins to quote the statement.
pub(super) fn without_quotation(message: &str) -> String {
    const HIDDEN: &str = "the statement has a password, so what the server quotes of it is left out";
    let position = message
        .split_once("failed at position ")
        .and_then(|(_, after)| Some(number(after)?.0));
    match position {
        Some(position) => format!("Syntax error: failed at position {position}; {HIDDEN}"),
        None => format!("Syntax error; {HIDDEN}"),
    }
}

fn number(text: &str) -> Option<(u32, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    Some((text.get(..end)?.parse().ok()?, text.get(end..)?))
}
