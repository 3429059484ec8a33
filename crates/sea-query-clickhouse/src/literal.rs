//! The one escaper: every string and identifier that becomes part of SQL text is written here.
//!
//! Source: <https://clickhouse.com/docs/sql-reference/syntax#string> (escape sequences, quoted identifiers).

use std::fmt::Write;

/// Writes `text` as a string literal: quotes, backslashes and control characters are escaped.
pub(crate) fn write_string(sql: &mut (impl Write + ?Sized), text: &str) {
    write_quoted(sql, text, '\'');
}

/// Writes `name` as a quoted identifier.
pub(crate) fn write_identifier(sql: &mut (impl Write + ?Sized), name: &str) {
    write_quoted(sql, name, '`');
}

/// Writes bytes as a hexadecimal literal, which stands for a String of exactly these bytes.
pub(crate) fn write_bytes(sql: &mut (impl Write + ?Sized), bytes: &[u8]) {
    push(sql, "x'");
    for byte in bytes {
        // Writing into a String or a SqlWriter does not fail.
        let _ = write!(sql, "{byte:02X}");
    }
    push(sql, "'");
}

/// Escapes a value for the text of a server-side parameter, which the server reads as a TSV field.
pub(crate) fn escape_parameter(text: String) -> String {
    // None of them is a quote, so a text without escapes and quotes is what most are.
    if is_plain(&text) {
        return text;
    }
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match escape_of(c) {
            Some(escaped) => out.push_str(escaped),
            None => out.push(c),
        }
    }
    out
}

/// Whether a text surely has nothing to escape. Names are short and of all lengths, so they are looked at as words
/// of eight bytes: a loop over bytes ends at another place each time, which costs more than the bytes.
#[inline(always)]
fn is_plain(text: &str) -> bool {
    let bytes = text.as_bytes();
    match bytes {
        [] => true,
        [first, .., last] if bytes.len() < 4 => {
            let middle = bytes.get(bytes.len() / 2).copied().unwrap_or_default();
            is_plain_word(u64::from_le_bytes([
                *first, middle, *last, b'a', b'a', b'a', b'a', b'a',
            ]))
        }
        [only] => is_plain_word(u64::from_le_bytes([
            *only, b'a', b'a', b'a', b'a', b'a', b'a', b'a',
        ])),
        _ => match (
            bytes.first_chunk::<4>(),
            bytes.last_chunk::<4>(),
            bytes.last_chunk::<8>(),
        ) {
            (.., Some(last)) => {
                let (words, _) = bytes.as_chunks::<8>();
                words
                    .iter()
                    .chain([last])
                    .all(|word| is_plain_word(u64::from_le_bytes(*word)))
            }
            (Some([a, b, c, d]), Some([e, f, g, h]), None) => {
                is_plain_word(u64::from_le_bytes([*a, *b, *c, *d, *e, *f, *g, *h]))
            }
            _ => false,
        },
    }
}

/// Whether none of eight bytes is a control character, a quote or a backslash.
#[inline]
fn is_plain_word(word: u64) -> bool {
    const ONES: u64 = u64::from_le_bytes([1; 8]);
    const HIGH: u64 = u64::from_le_bytes([0x80; 8]);
    // The high bit of a byte is set where it is below `limit`; what a borrow sets beside it is above such a byte.
    let below = |word: u64, limit: u8| word.wrapping_sub(ONES * u64::from(limit)) & !word & HIGH;
    let is = |byte: u8| below(word ^ (ONES * u64::from(byte)), 1);
    below(word, b' ') | is(b'\'') | is(b'`') | is(b'\\') == 0
}

/// Whether a text has a character that a literal must escape.
pub(crate) fn needs_escape(text: &str) -> bool {
    text.chars().any(|c| c == '\'' || escape_of(c).is_some())
}

/// The text that stands behind the escapes of a string literal.
///
/// Source: <https://clickhouse.com/docs/sql-reference/syntax#string>.
pub(crate) fn unescape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        if letter != '\\' {
            out.push(letter);
            continue;
        }
        out.extend(letters.next().map(|escaped| match escaped {
            '0' => '\0',
            'a' => '\x07',
            'b' => '\x08',
            'e' => '\x1b',
            'f' => '\x0c',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'v' => '\x0b',
            other => other,
        }));
    }
    out
}

/// Whether `name` needs no quotes as the name of a function or a setting.
pub(crate) fn is_word(name: &str) -> bool {
    !name.is_empty()
        && !name.starts_with(|c: char| c.is_ascii_digit())
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}

#[inline]
fn write_quoted(sql: &mut (impl Write + ?Sized), text: &str, quote: char) {
    push_char(sql, quote);
    if is_plain(text) {
        push(sql, text);
    } else {
        write_escaped(sql, text, quote);
    }
    push_char(sql, quote);
}

#[cold]
fn write_escaped(sql: &mut (impl Write + ?Sized), text: &str, quote: char) {
    let mut plain = 0;
    for (at, byte) in text.bytes().enumerate() {
        // All that is escaped is one byte of ASCII, so bytes are looked at and not characters.
        let c = char::from(byte);
        let escaped = escape_of(c);
        if c != quote && escaped.is_none() {
            continue;
        }
        push(sql, text.get(plain..at).unwrap_or_default());
        plain = at + 1;
        match escaped {
            Some(escaped) => push(sql, escaped),
            None => {
                push_char(sql, '\\');
                push_char(sql, quote);
            }
        }
    }
    push(sql, text.get(plain..).unwrap_or_default());
}

fn escape_of(c: char) -> Option<&'static str> {
    Some(match c {
        '\\' => "\\\\",
        '\0' => "\\0",
        '\x08' => "\\b",
        '\x0c' => "\\f",
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        _ => return None,
    })
}

fn push(sql: &mut (impl Write + ?Sized), text: &str) {
    let _ = sql.write_str(text);
}

fn push_char(sql: &mut (impl Write + ?Sized), c: char) {
    let _ = sql.write_char(c);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn string(text: &str) -> String {
        let mut sql = String::new();
        write_string(&mut sql, text);
        sql
    }

    #[test]
    fn strings_cannot_leave_their_quotes() {
        assert_eq!(string("it's"), r"'it\'s'");
        assert_eq!(string(r"a\"), r"'a\\'");
        assert_eq!(string("`\"\0\t\n"), "'`\"\\0\\t\\n'");
        assert_eq!(string("${}{p:String}--/*"), "'${}{p:String}--/*'");
    }

    #[test]
    fn unescaping_undoes_escaping() {
        for text in [
            "",
            "it's",
            r"a\b\",
            "\0\x08\x0c\n\r\t\x07\x0b\x1b\x1a",
            "naïve \"`?$1{p:String}",
        ] {
            let quoted = string(text);
            assert_eq!(unescape(&quoted[1..quoted.len() - 1]), text);
            assert_eq!(needs_escape(text), quoted.len() > text.len() + 2);
        }
    }

    #[test]
    fn no_byte_that_needs_an_escape_passes_as_plain_anywhere() {
        for length in 1..20 {
            for place in 0..length {
                for byte in 0..=127 {
                    let mut bytes = vec![b'a'; length];
                    bytes[place] = byte;
                    let text = String::from_utf8(bytes).unwrap_or_default();
                    let escaped = byte == b'`' || needs_escape(&text);
                    assert_eq!(!is_plain(&text), escaped || byte < b' ', "{text:?}");
                }
            }
        }
        assert!(is_plain("") && is_plain("naïve ≥ 4 bytes: 😀"));
    }

    #[test]
    fn identifiers_escape_quote_and_backslash() {
        let mut sql = String::new();
        write_identifier(&mut sql, "we`ird\\.naïve");
        assert_eq!(sql, r"`we\`ird\\.naïve`");
    }

    #[test]
    fn bytes_are_hexadecimal() {
        let mut sql = String::new();
        write_bytes(&mut sql, &[0, 0xAB]);
        assert_eq!(sql, "x'00AB'");
    }
}
