//! SQL text without its values, for logs.

use crate::lexer::plain_length;

/// What stands for a literal, and for a list of them.
const ONE: &str = "?";
const LIST: &str = "?..";

/// The text of a statement with `?` for each literal (strings, numbers, heredocs) and `?..` for a list of them, without its comments: what may
/// stand in logs and metrics, where values and passwords may not. It is for reading, and not to be run.
///
/// As ClickHouse's own `normalizeQuery` does, <https://clickhouse.com/docs/sql-reference/functions/string-functions#normalizeQuery>.
///
/// ```
/// use sea_query_clickhouse::mask_literals;
///
/// assert_eq!(
///     mask_literals("SELECT `a 1`, x2 FROM t WHERE id IN (1, 2, -3.5e7) AND name = 'it''s' -- 'Bob'"),
///     "SELECT `a 1`, x2 FROM t WHERE id IN (?.., -?) AND name = ?  "
/// );
/// assert_eq!(
///     mask_literals("CREATE USER u IDENTIFIED WITH sha256_password BY 'secret'"),
///     "CREATE USER u IDENTIFIED WITH sha256_password BY ?"
/// );
/// ```
pub fn mask_literals(sql: &str) -> String {
    let mut masked = String::with_capacity(sql.len().min(4096));
    let mut rest = sql;
    while let Some(first) = rest.chars().next() {
        let length = match first {
            c if c.is_ascii_digit() => {
                push_literal(&mut masked);
                number_length(rest)
            }
            c if c.is_alphanumeric() || c == '_' => {
                let length = rest.find(|c| !is_word(c)).unwrap_or(rest.len());
                masked.push_str(rest.get(..length).unwrap_or_default());
                length
            }
            c => {
                let length = plain_length(rest, true);
                match c {
                    '\'' => push_literal(&mut masked),
                    '$' if length > 1 => push_literal(&mut masked),
                    '-' | '#' | '/' if length > 1 => masked.push(' '),
                    _ => masked.push_str(rest.get(..length).unwrap_or_default()),
                }
                length
            }
        };
        rest = rest.get(length..).unwrap_or_default();
    }
    masked
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || c == '$'
}

/// The bytes of the number that starts `text`: `1`, `1.5e-7`, `0x1F`.
fn number_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let exponent = at > 0 && matches!(bytes.get(at - 1), Some(b'e' | b'E')) && !text.starts_with("0x");
        match byte {
            b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' | b'_' | b'.' => at += 1,
            b'+' | b'-' if exponent => at += 1,
            _ => break,
        }
    }
    at
}

/// A literal after another of the same list becomes one with it.
fn push_literal(masked: &mut String) {
    let before = masked.trim_end().strip_suffix(',').map(str::trim_end);
    match before {
        Some(before) if before.ends_with(LIST) => masked.truncate(before.len()),
        Some(before) if before.ends_with(ONE) => {
            masked.truncate(before.len() - ONE.len());
            masked.push_str(LIST);
        }
        _ => masked.push_str(ONE),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn literals_of_every_kind_are_masked_and_names_are_not() {
        for (sql, masked) in [
            ("SELECT 0x1F, t1.c2", "SELECT ?, t1.c2"),
            ("a = 1e-5-x", "a = ?-x"),
            ("a='\\'1' AND b = \"c 1\"", "a=? AND b = \"c 1\""),
            ("x IN ('a','b' , 'c')", "x IN (?..)"),
            ("VALUES (1, 'a'), (2, 'b')", "VALUES (?..), (?..)"),
            ("$$secret$$ || $a$1$a$", "? || ?"),
            ("a /* 'secret' /* 1 */ */ # secret\n+ 1", "a    + ?"),
            ("x'414243'", "x?"),
            ("{p0:DateTime64(9, 'UTC')}", "{p0:DateTime64(?..)}"),
            ("'never closed", "?"),
            ("größe1 - 'ü'", "größe1 - ?"),
        ] {
            assert_eq!(mask_literals(sql), masked, "{sql}");
        }
    }
}
