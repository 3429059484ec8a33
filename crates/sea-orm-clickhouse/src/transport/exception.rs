//! Takes a server's exception out of an answer that had begun with status 200.
//!
//! Since 25.11 the header `X-ClickHouse-Exception-Tag` announces a random tag, and a failing query ends its answer with
//!
//! ```text
//! \r\n__exception__\r\n<tag>\r\n<message>\n<length of the message> <tag>\r\n__exception__\r\n
//! ```
//!
//! (<https://clickhouse.com/docs/interfaces/http#http_response_codes_caveats>). Servers before that end it with the
//! bare text `Code: 395. DB::Exception: ...` and break the chunked encoding. Either can be cut anywhere by the network,
//! so bytes that may still turn out to begin an exception are held back.

use std::collections::VecDeque;

use bytes::Bytes;
use memchr::memmem;

use crate::error::ClickHouseError;

const CODE: &[u8] = b"Code: ";
const EXCEPTION: &[u8] = b"Exception: ";
/// Enough for `Coordination::`, and bounds what is held back.
const MAX_CLASS: usize = 48;
const MAX_DIGITS: usize = 6;

pub(super) struct Splitter {
    mode: Mode,
    /// Bytes that may begin an exception.
    held: Vec<u8>,
    /// How much of an exception is kept.
    limit: usize,
}

enum Mode {
    Framed {
        opening: Vec<u8>,
        tag: Vec<u8>,
    },
    /// What follows the opening.
    Exception {
        tag: Vec<u8>,
        text: Vec<u8>,
    },
    Bare,
}

/// How the body ended, and what the held back bytes were.
pub(super) enum Ending {
    Data(Option<Bytes>),
    Exception(Box<ClickHouseError>),
    /// Cut off, and the server did not say why.
    Broken,
}

impl Splitter {
    pub(super) fn new(tag: Option<&[u8]>, limit: usize) -> Self {
        let mode = match tag {
            Some(tag) if !tag.is_empty() => Mode::Framed {
                opening: [b"\r\n__exception__\r\n", tag, b"\r\n"].concat(),
                tag: tag.to_vec(),
            },
            _ => Mode::Bare,
        };
        Self {
            mode,
            held: Vec::new(),
            limit,
        }
    }

    pub(super) fn push(&mut self, chunk: Bytes, data: &mut VecDeque<Bytes>) {
        if let Mode::Exception { text, .. } = &mut self.mode {
            keep(text, &chunk, self.limit);
            return;
        }
        let chunk = if self.held.is_empty() {
            chunk
        } else {
            let mut joined = std::mem::take(&mut self.held);
            joined.extend_from_slice(&chunk);
            Bytes::from(joined)
        };
        let (at, complete) = match &self.mode {
            Mode::Framed { opening, .. } => find_opening(&chunk, opening),
            _ => (find_bare(&chunk, self.limit), false),
        };
        if at > 0 {
            data.push_back(chunk.slice(..at));
        }
        let rest = chunk.slice(at..);
        match &mut self.mode {
            Mode::Framed { opening, tag } if complete => {
                let mut text = Vec::new();
                keep(
                    &mut text,
                    rest.get(opening.len()..).unwrap_or_default(),
                    self.limit,
                );
                self.mode = Mode::Exception {
                    tag: std::mem::take(tag),
                    text,
                };
            }
            _ => self.held = rest.to_vec(),
        }
    }

    /// The end of the body: `broken` when it came without the encoding's own end.
    pub(super) fn finish(&mut self, broken: bool) -> Ending {
        let held = std::mem::take(&mut self.held);
        match &self.mode {
            Mode::Exception { tag, text } => {
                let text = String::from_utf8_lossy(message(text, tag));
                Ending::Exception(Box::new(ClickHouseError::server(None, &text)))
            }
            Mode::Bare if broken => match ClickHouseError::server_text(&String::from_utf8_lossy(&held)) {
                Some(err) => Ending::Exception(Box::new(err)),
                None => Ending::Broken,
            },
            _ if broken => Ending::Broken,
            _ => Ending::Data((!held.is_empty()).then(|| Bytes::from(held))),
        }
    }
}

fn keep(text: &mut Vec<u8>, more: &[u8], limit: usize) {
    let room = limit.saturating_sub(text.len());
    text.extend_from_slice(more.get(..room).unwrap_or(more));
}

/// The message without the line `<length> <tag>` and what follows it; all of it when the end was cut off.
fn message<'a>(text: &'a [u8], tag: &[u8]) -> &'a [u8] {
    let closing = [b" ", tag, b"\r\n__exception__\r\n"].concat();
    let Some(end) = memmem::rfind(text, &closing) else {
        return text;
    };
    let before = text.get(..end).unwrap_or(text);
    let digits = before.iter().rev().take_while(|b| b.is_ascii_digit()).count();
    before.get(..end - digits).unwrap_or(before)
}

/// Where the opening begins and whether it is complete; the length of `chunk` when it does not begin.
fn find_opening(chunk: &[u8], opening: &[u8]) -> (usize, bool) {
    if let Some(at) = memmem::find(chunk, opening) {
        return (at, true);
    }
    let first = chunk.len().saturating_sub(opening.len() - 1);
    let at = (first..chunk.len()).find(|at| chunk.get(*at..).is_some_and(|tail| opening.starts_with(tail)));
    (at.unwrap_or(chunk.len()), false)
}

/// Where a bare exception may begin. What is longer than `limit` is data that quotes one.
fn find_bare(chunk: &[u8], limit: usize) -> usize {
    let first = chunk.len().saturating_sub(limit);
    let window = chunk.get(first..).unwrap_or_default();
    memchr::memchr_iter(b'C', window)
        .find(|at| window.get(*at..).is_some_and(may_be_exception))
        .map_or(chunk.len(), |at| first + at)
}

/// Whether the bytes begin with `Code: 395. DB::Exception: `, or end before that is decided.
fn may_be_exception(bytes: &[u8]) -> bool {
    let Some(rest) = bytes.strip_prefix(CODE) else {
        return CODE.starts_with(bytes);
    };
    let digits = rest.iter().take_while(|b| b.is_ascii_digit()).count();
    if digits == rest.len() && digits <= MAX_DIGITS {
        return true;
    }
    let Some(rest) = rest.get(digits..).filter(|_| (1..=MAX_DIGITS).contains(&digits)) else {
        return false;
    };
    let Some(rest) = rest.strip_prefix(b". ") else {
        return b". ".starts_with(rest);
    };
    let class = rest
        .iter()
        .take_while(|b| b.is_ascii_alphanumeric() || **b == b':' || **b == b'_')
        .count();
    let rest = rest.get(..MAX_CLASS.min(rest.len())).unwrap_or(rest);
    match rest.get(class..) {
        Some([]) | None => class <= MAX_CLASS && rest.len() < MAX_CLASS,
        // The class ends in `Exception:`, so only the space can be missing.
        Some(_) => rest
            .get(..class + 1)
            .is_some_and(|class| class.ends_with(EXCEPTION)),
    }
}

#[cfg(test)]
mod tests;
