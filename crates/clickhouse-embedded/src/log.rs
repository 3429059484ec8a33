//! The end of the server's output, for the error of a start that failed.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::Path;

const BYTES: u64 = 16 * 1024;
const LINES: usize = 12;
const LINE: usize = 600;

/// The last lines of a file, without its stack traces; empty when there is no such file.
pub(crate) fn tail(path: &Path) -> String {
    let Ok(mut file) = File::open(path) else {
        return String::new();
    };
    let length = file.metadata().map(|metadata| metadata.len()).unwrap_or(0);
    let mut bytes = Vec::new();
    let read = file
        .seek(SeekFrom::Start(length.saturating_sub(BYTES)))
        .and_then(|_| file.take(BYTES).read_to_end(&mut bytes));
    if read.is_err() {
        return String::new();
    }
    last_lines(&String::from_utf8_lossy(&bytes))
}

fn last_lines(text: &str) -> String {
    let lines: Vec<String> = text
        .lines()
        .filter(|line| !line.trim().is_empty() && !line.starts_with("Logging ") && !is_stack_frame(line))
        .map(|line| line.chars().take(LINE).collect())
        .collect();
    lines[lines.len().saturating_sub(LINES)..].join("\n")
}

/// `12. DB::Exception::Exception(...)`
fn is_stack_frame(line: &str) -> bool {
    line.split_once(". ")
        .is_some_and(|(number, _)| number.bytes().all(|byte| byte.is_ascii_digit()))
}

/// The text with every secret replaced, as a block that can follow a sentence.
pub(crate) fn block<'a>(text: String, secrets: impl Iterator<Item = &'a str>) -> String {
    if text.is_empty() {
        return String::new();
    }
    let hidden = secrets
        .filter(|secret| !secret.is_empty())
        .fold(text, |text, secret| text.replace(secret, "***"));
    format!("\n{hidden}")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

    use super::{block, last_lines};

    #[test]
    fn only_the_end_is_kept_and_no_stack_trace() {
        let text: String = (0..50)
            .map(|line| format!("line {line}\n0. DB::frame\n"))
            .collect();
        let tail = last_lines(&text);
        assert!(
            tail.starts_with("line 38\n") && tail.ends_with("line 49"),
            "{tail}"
        );
    }

    #[test]
    fn secrets_are_hidden() {
        assert_eq!(
            block("a s3cret b".to_owned(), ["s3cret", ""].into_iter()),
            "\na *** b"
        );
    }
}
