//! The one lexer of ClickHouse's SQL text: it knows what is a string, an identifier or a comment, and so where a
//! placeholder or the end of a statement is.
//!
//! Source: <https://clickhouse.com/docs/sql-reference/syntax>.

use sea_query::Value;

use crate::{
    build::{ClickHouseSql, Target, build_with},
    context::Placement,
    error::BuildError,
};

/// A part of SQL text.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Token<'a> {
    /// Text without a placeholder, as it stands.
    Text(&'a str),
    /// `?`
    Question,
    /// `??`, which stands for the question mark of the ternary operator.
    EscapedQuestion,
    /// `$1`, counted from one.
    Numbered(usize),
    /// `;`
    Separator,
}

/// Splits SQL text into its placeholders and what is between them, each with its source.
pub(crate) fn tokens(sql: &str) -> impl Iterator<Item = (Token<'_>, &str)> {
    let mut rest = sql;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        if let Some((token, length)) = special(rest) {
            let (source, tail) = rest.split_at_checked(length)?;
            rest = tail;
            return Some((token, source));
        }
        let mut at = 0;
        while at < rest.len() {
            let tail = rest.get(at..).unwrap_or_default();
            if special(tail).is_some() {
                break;
            }
            at += plain_length(tail, at == 0 || !is_word_before(rest, at));
        }
        let (text, tail) = rest.split_at_checked(at).unwrap_or((rest, ""));
        rest = tail;
        Some((Token::Text(text), text))
    })
}

fn special(text: &str) -> Option<(Token<'_>, usize)> {
    let bytes = text.as_bytes();
    match bytes.first()? {
        b'?' if bytes.get(1) == Some(&b'?') => Some((Token::EscapedQuestion, 2)),
        b'?' => Some((Token::Question, 1)),
        b';' => Some((Token::Separator, 1)),
        b'$' => {
            let digits = bytes.iter().skip(1).take_while(|b| b.is_ascii_digit()).count();
            let after = bytes.get(1 + digits);
            // `$1$...$1$` is a heredoc.
            if digits == 0 || after.is_some_and(|b| b.is_ascii_alphanumeric() || *b == b'_' || *b == b'$') {
                return None;
            }
            let number = text.get(1..=digits)?.parse().ok()?;
            Some((Token::Numbered(number), 1 + digits))
        }
        _ => None,
    }
}

fn is_word_before(text: &str, at: usize) -> bool {
    text.get(..at)
        .and_then(|before| before.chars().next_back())
        .is_some_and(|c| c.is_alphanumeric() || c == '_' || c == '$')
}

/// The bytes of a string, quoted identifier, comment or heredoc that starts `text`, or of its first character.
pub(crate) fn plain_length(text: &str, at_word_start: bool) -> usize {
    let one = text.chars().next().map_or(1, char::len_utf8);
    match text.as_bytes() {
        [quote @ (b'\'' | b'"' | b'`'), ..] => quoted_length(text, *quote),
        [b'-', b'-', ..] | [b'#', b' ' | b'!', ..] => text.find('\n').map_or(text.len(), |end| end + 1),
        [b'/', b'*', ..] => comment_length(text),
        [b'$', ..] if at_word_start => heredoc_length(text).unwrap_or(one),
        _ => one,
    }
}

fn quoted_length(text: &str, quote: u8) -> usize {
    let bytes = text.as_bytes();
    let mut at = 1;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'\\' => at += 2,
            b if *b == quote => {
                if bytes.get(at + 1) != Some(&quote) {
                    return at + 1;
                }
                at += 2;
            }
            _ => at += 1,
        }
    }
    text.len()
}

/// Comments nest in ClickHouse.
fn comment_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let (mut at, mut depth) = (0, 0usize);
    while let Some(byte) = bytes.get(at) {
        match (byte, bytes.get(at + 1)) {
            (b'/', Some(b'*')) => {
                depth += 1;
                at += 2;
            }
            (b'*', Some(b'/')) => {
                depth -= 1;
                at += 2;
                if depth == 0 {
                    return at;
                }
            }
            _ => at += 1,
        }
    }
    text.len()
}

fn heredoc_length(text: &str) -> Option<usize> {
    let end = text.get(1..)?.find('$')? + 2;
    let tag = text.get(..end)?;
    if !tag
        .trim_matches('$')
        .chars()
        .all(|c| c.is_alphanumeric() || c == '_')
    {
        return None;
    }
    Some(end + text.get(end..)?.find(tag)? + tag.len())
}

/// Binds the values of a raw statement to its placeholders, `?` or `$1`, as server-side parameters.
///
/// `??` stands for the question mark of ClickHouse's ternary operator. Placeholders in strings, quoted
/// identifiers, comments and heredocs are none. A statement without values is taken as it is.
///
/// # Errors
///
/// When the numbers of placeholders and values differ, or a value has no ClickHouse type.
///
/// ```
/// use sea_query_clickhouse::{Target, bind_placeholders};
///
/// let values = [5i32.into(), "it's".into()];
/// let built = bind_placeholders("SELECT ? > 3 ?? 'yes?' : $2", &values, &Target::default())?;
/// assert_eq!(built.sql, "SELECT {p0:Int32} > 3 ? 'yes?' : {p1:String}");
/// # Ok::<(), sea_query_clickhouse::BuildError>(())
/// ```
pub fn bind_placeholders(
    sql: &str,
    values: &[Value],
    target: &Target<'_>,
) -> Result<ClickHouseSql, BuildError> {
    if values.is_empty() {
        return Ok(ClickHouseSql::raw(sql));
    }
    check_placeholders(sql, values.len())?;
    build_with(target, Placement::Parameters, |renderer, out| {
        // Nobody has looked what the statement is.
        renderer.context.enter_mutation();
        let mut next = 0;
        for (token, source) in tokens(sql) {
            let index = match token {
                Token::Text(_) | Token::Separator => {
                    out.push_str(source);
                    continue;
                }
                Token::EscapedQuestion => {
                    out.push('?');
                    continue;
                }
                Token::Question => {
                    next += 1;
                    next - 1
                }
                Token::Numbered(number) => number.wrapping_sub(1),
            };
            if let Some(value) = values.get(index) {
                renderer.write_parameter(value, None, out);
            }
        }
    })
}

/// Each placeholder has a value, and each value a placeholder.
fn check_placeholders(sql: &str, values: usize) -> Result<(), BuildError> {
    let mut bound = vec![false; values];
    let (mut next, mut highest) = (0, 0);
    for (token, _) in tokens(sql) {
        let number = match token {
            Token::Question => {
                next += 1;
                next
            }
            Token::Numbered(0) => {
                return Err(BuildError::invalid(
                    "placeholder",
                    "`$0` is none: they are counted from `$1`",
                ));
            }
            Token::Numbered(number) => number,
            Token::Text(_) | Token::Separator | Token::EscapedQuestion => continue,
        };
        highest = highest.max(number);
        if let Some(bound) = bound.get_mut(number - 1) {
            *bound = true;
        }
    }
    if highest > values || highest == 0 {
        return Err(BuildError::invalid(
            "placeholder",
            format!("the statement has {highest} placeholders for {values} values; a literal `?` is `??`"),
        ));
    }
    match bound.iter().position(|bound| !bound) {
        None => Ok(()),
        Some(unbound) => Err(BuildError::invalid(
            "placeholder",
            format!("value {} of {values} is not used by the statement", unbound + 1),
        )),
    }
}

/// Splits a text of several statements at its semicolons, leaving out empty ones.
///
/// ```
/// use sea_query_clickhouse::split_statements;
///
/// assert_eq!(split_statements("SELECT ';'; -- a;b\nSELECT 2;"), ["SELECT ';'", "-- a;b\nSELECT 2"]);
/// ```
pub fn split_statements(sql: &str) -> Vec<&str> {
    let mut statements = Vec::new();
    let (mut start, mut at) = (0, 0);
    for (token, source) in tokens(sql) {
        if token == Token::Separator {
            statements.extend(sql.get(start..at));
            start = at + source.len();
        }
        at += source.len();
    }
    statements.extend(sql.get(start..));
    statements
        .into_iter()
        .map(str::trim)
        .filter(|statement| has_statement(statement))
        .collect()
}

/// Whether a statement certainly changes nothing, so that it may be sent again.
///
/// ```
/// use sea_query_clickhouse::only_reads;
///
/// assert!(only_reads("-- newest\nSELECT 1"));
/// assert!(!only_reads("INSERT INTO t SELECT 1"));
/// assert!(!only_reads("WITH 1 AS x INSERT INTO t SELECT x"));
/// ```
pub fn only_reads(sql: &str) -> bool {
    let is_one_of = |word: &str, known: &[&str]| known.iter().any(|known| word.eq_ignore_ascii_case(known));
    let mut words = words(sql);
    match words.next() {
        Some(word) if is_one_of(word, &["WITH"]) => !words.any(|word| is_one_of(word, &["INSERT"])),
        Some(word) => is_one_of(
            word,
            &["SELECT", "FROM", "SHOW", "DESCRIBE", "DESC", "EXPLAIN", "EXISTS"],
        ),
        None => false,
    }
}

/// Whether a statement joins a side that may have no row, so that its columns should be NULL there.
///
/// ```
/// use sea_query_clickhouse::has_outer_join;
///
/// assert!(has_outer_join("SELECT * FROM `a` LEFT JOIN `b` ON `a`.`id` = `b`.`id`"));
/// assert!(has_outer_join("SELECT * FROM a FULL OUTER JOIN b USING id"));
/// assert!(!has_outer_join("SELECT 'LEFT JOIN' FROM a LEFT ARRAY JOIN b"));
/// ```
pub fn has_outer_join(sql: &str) -> bool {
    let words: Vec<&str> = words(sql).collect();
    let is = |at: usize, known: &[&str]| {
        let word: Option<&&str> = words.get(at);
        word.is_some_and(|word| known.iter().any(|known| word.eq_ignore_ascii_case(known)))
    };
    (0..words.len()).any(|at| {
        is(at, &["LEFT", "RIGHT", "FULL"])
            && (is(at + 1, &["JOIN"])
                || (is(at + 1, &["OUTER", "ANY", "ALL", "ASOF"]) && is(at + 2, &["JOIN"])))
    })
}

/// Whether a word, in any case of letters, is in a statement outside of strings, quoted identifiers, comments and heredocs.
///
/// ```
/// use sea_query_clickhouse::has_word;
///
/// assert!(has_word("CREATE TABLE t (id int auto_increment)", "AUTO_INCREMENT"));
/// assert!(!has_word("SELECT 'AUTO_INCREMENT' AS `auto_increment`", "AUTO_INCREMENT"));
/// ```
pub fn has_word(sql: &str, word: &str) -> bool {
    words(sql).any(|known| known.eq_ignore_ascii_case(word))
}

/// The words that are not in strings, quoted identifiers, comments or heredocs.
fn words(sql: &str) -> impl Iterator<Item = &str> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let rest = sql.get(at..).filter(|rest| !rest.is_empty())?;
            let is_word = |c: char| c.is_alphanumeric() || c == '_';
            let length = rest.find(|c| !is_word(c)).unwrap_or(rest.len());
            if length > 0 {
                at += length;
                return rest.get(..length);
            }
            at += plain_length(rest, true);
        }
    })
}

/// Whether something but space and comments is in a text.
fn has_statement(text: &str) -> bool {
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        if !(rest.starts_with("--")
            || rest.starts_with("/*")
            || rest.starts_with("# ")
            || rest.starts_with("#!"))
        {
            return true;
        }
        rest = rest
            .get(plain_length(rest, true)..)
            .unwrap_or_default()
            .trim_start();
    }
    false
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn bound(sql: &str, values: &[Value]) -> String {
        bind_placeholders(sql, values, &Target::default()).unwrap().sql
    }

    #[test]
    fn placeholders_in_strings_comments_and_heredocs_are_text() {
        for sql in [
            "'?'",
            "'\\'?'",
            "'''?'",
            "`?`",
            "\"?\"",
            "-- ?\n1",
            "/* ? /* ? */ ? */1",
            "$$ ? $$",
            "$a$?$1$a$",
        ] {
            assert_eq!(bound(sql, &[]), sql);
        }
    }

    #[test]
    fn numbered_placeholders_may_repeat() {
        assert_eq!(
            bound("$2 + $1 + $2", &[1i32.into(), 2i32.into()]),
            "{p0:Int32} + {p1:Int32} + {p2:Int32}"
        );
    }

    #[test]
    fn counts_must_agree() {
        assert!(bind_placeholders("? ?", &[1i32.into()], &Target::default()).is_err());
        assert!(bind_placeholders("1", &[1i32.into()], &Target::default()).is_err());
        assert!(bind_placeholders("$2", &[1i32.into(), 2i32.into()], &Target::default()).is_err());
        assert!(bind_placeholders("$0", &[1i32.into()], &Target::default()).is_err());
        assert!(bind_placeholders("$99999999999999999999999", &[1i32.into()], &Target::default()).is_err());
    }

    #[test]
    fn a_statement_without_values_is_taken_as_it_is() {
        assert_eq!(bound("SELECT a ? b : c ?? $1", &[]), "SELECT a ? b : c ?? $1");
    }

    #[test]
    fn only_the_statement_itself_tells_whether_it_reads() {
        for sql in [
            "select 1",
            " (SELECT 'INSERT')",
            "/* INSERT */ WITH 'INSERT' AS `insert` SELECT $$insert$$",
            "SHOW TABLES",
        ] {
            assert!(only_reads(sql), "{sql}");
        }
        for sql in [
            "",
            "INSERT INTO t VALUES (1)",
            "-- SELECT\nALTER TABLE t DELETE WHERE 1",
            "'SELECT' DROP",
        ] {
            assert!(!only_reads(sql), "{sql}");
        }
    }

    #[test]
    fn statements_split_outside_of_strings_only() {
        assert_eq!(
            split_statements("a;'b;c';$$d;e$$;/*;*/;"),
            ["a", "'b;c'", "$$d;e$$"]
        );
        assert_eq!(split_statements(" ; ;"), Vec::<&str>::new());
        assert_eq!(split_statements("SELECT $1; x ?? y"), ["SELECT $1", "x ?? y"]);
    }
}
