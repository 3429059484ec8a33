/// What kind of thing went wrong; asked by [`ClickHouseError::kind`](crate::ClickHouseError::kind).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ClickHouseErrorKind {
    /// The server answered with an exception;
    /// [`code`](crate::ClickHouseError::code) and [`name`](crate::ClickHouseError::name) tell which.
    Server,
    /// No connection to the server: unknown host, refused port, failed TLS handshake.
    Connect,
    /// A time limit passed; the value tells which one.
    Timeout(ClickHouseTimeout),
    /// The peer does not speak ClickHouse's HTTP interface, or broke an answer off.
    Protocol,
    /// The connection URL or an option is wrong.
    Configuration,
    /// The statement cannot be written in ClickHouse's dialect.
    Build,
    /// A value does not fit its type: mismatch or out of range.
    Type,
    /// The operation does not exist in ClickHouse or is not offered.
    Unsupported,
    /// The connection pool was closed.
    Closed,
}

/// Which time limit passed; each is an option of
/// [`ClickHouseConnectOptions`](crate::ClickHouseConnectOptions) with the same name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ClickHouseTimeout {
    /// `acquire_timeout`: every connection of the pool stayed in use.
    Acquire,
    /// `connect_timeout`: name resolution, TCP and TLS handshake together.
    Connect,
    /// `first_byte_timeout`: the request was sent and nothing was answered.
    FirstByte,
    /// `read_timeout`: the answer stopped in the middle.
    Read,
    /// `query_timeout`: the whole query, from sending it to the last byte.
    Query,
}

/// The words of the text form, see [`text`](super::text).
const WORDS: [(ClickHouseErrorKind, &str); 13] = [
    (ClickHouseErrorKind::Server, "server"),
    (ClickHouseErrorKind::Connect, "connect"),
    (
        ClickHouseErrorKind::Timeout(ClickHouseTimeout::Acquire),
        "acquire-timeout",
    ),
    (
        ClickHouseErrorKind::Timeout(ClickHouseTimeout::Connect),
        "connect-timeout",
    ),
    (
        ClickHouseErrorKind::Timeout(ClickHouseTimeout::FirstByte),
        "first-byte-timeout",
    ),
    (
        ClickHouseErrorKind::Timeout(ClickHouseTimeout::Read),
        "read-timeout",
    ),
    (
        ClickHouseErrorKind::Timeout(ClickHouseTimeout::Query),
        "query-timeout",
    ),
    (ClickHouseErrorKind::Protocol, "protocol"),
    (ClickHouseErrorKind::Configuration, "configuration"),
    (ClickHouseErrorKind::Build, "build"),
    (ClickHouseErrorKind::Type, "type"),
    (ClickHouseErrorKind::Unsupported, "unsupported"),
    (ClickHouseErrorKind::Closed, "closed"),
];

impl ClickHouseErrorKind {
    pub(super) fn word(self) -> &'static str {
        WORDS
            .iter()
            .find(|(kind, _)| *kind == self)
            .map_or("other", |(_, word)| word)
    }

    pub(super) fn from_word(word: &str) -> Option<Self> {
        WORDS
            .iter()
            .find(|(_, known)| *known == word)
            .map(|(kind, _)| *kind)
    }

    #[cfg(test)]
    pub(super) fn all() -> impl Iterator<Item = Self> {
        WORDS.iter().map(|(kind, _)| *kind)
    }
}
