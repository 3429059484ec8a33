//! The header `X-ClickHouse-Summary`.

/// What the server counted; complete for statements that are awaited to their end, the state at the first byte of the
/// answer for others. See <https://clickhouse.com/docs/interfaces/http#response-format>.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Summary {
    pub(crate) read_rows: u64,
    pub(crate) read_bytes: u64,
    pub(crate) written_rows: u64,
    pub(crate) written_bytes: u64,
    pub(crate) result_rows: u64,
    pub(crate) result_bytes: u64,
    pub(crate) elapsed_ns: u64,
}

impl Summary {
    /// Numbers that are missing are 0: older servers count less, and nothing depends on the counters.
    pub(super) fn parse(json: &[u8]) -> Self {
        let json: serde_json::Value = serde_json::from_slice(json).unwrap_or_default();
        let count = |name: &str| match json.get(name) {
            Some(serde_json::Value::String(text)) => text.parse().unwrap_or_default(),
            Some(number) => number.as_u64().unwrap_or_default(),
            None => 0,
        };
        Self {
            read_rows: count("read_rows"),
            read_bytes: count("read_bytes"),
            written_rows: count("written_rows"),
            written_bytes: count("written_bytes"),
            result_rows: count("result_rows"),
            result_bytes: count("result_bytes"),
            elapsed_ns: count("elapsed_ns"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parses() {
        let summary = Summary::parse(br#"{"read_rows":"65409","written_rows":"3","elapsed_ns":"137"}"#);
        assert_eq!(
            (summary.read_rows, summary.written_rows, summary.elapsed_ns),
            (65409, 3, 137)
        );
        assert_eq!(Summary::parse(b"nonsense"), Summary::default());
        assert_eq!(
            Summary::parse(br#"{"read_rows":-1,"written_rows":"x"}"#),
            Summary::default()
        );
    }
}
