//! The chunks of a body as one stream of bytes.

use std::collections::VecDeque;

use bytes::{Buf, Bytes};

use super::NativeError;
use super::column::MAX_RESERVED;

/// The longest varuint of 64 bits.
const MAX_VARUINT: usize = 10;

/// Received bytes that are not read yet. Nothing is copied until it is read.
#[derive(Debug, Default)]
pub(crate) struct Input {
    chunks: VecDeque<Bytes>,
    available: usize,
}

impl Input {
    pub(crate) fn push(&mut self, chunk: Bytes) {
        if !chunk.is_empty() {
            self.available += chunk.len();
            self.chunks.push_back(chunk);
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.available == 0
    }

    /// The bytes that can be read without crossing into the next chunk; empty only when nothing is left.
    pub(crate) fn front(&self) -> &[u8] {
        self.chunks.front().map(AsRef::as_ref).unwrap_or_default()
    }

    pub(crate) fn advance(&mut self, mut count: usize) {
        while let Some(chunk) = self.chunks.front_mut() {
            if count < chunk.len() {
                chunk.advance(count);
                self.available -= count;
                return;
            }
            count -= chunk.len();
            self.available -= chunk.len();
            self.chunks.pop_front();
        }
    }

    /// The next byte at a distance, without taking it.
    fn peek(&self, mut at: usize) -> Option<u8> {
        for chunk in &self.chunks {
            match chunk.get(at) {
                Some(byte) => return Some(*byte),
                None => at -= chunk.len(),
            }
        }
        None
    }

    /// The next `N` bytes, or `None` and nothing taken while they have not arrived.
    pub(crate) fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        if self.available < N {
            return None;
        }
        let mut value = [0; N];
        let mut filled = 0;
        while filled < N {
            let front = self.front();
            let count = front.len().min(N - filled);
            value
                .get_mut(filled..filled + count)?
                .copy_from_slice(front.get(..count)?);
            filled += count;
            self.advance(count);
        }
        Some(value)
    }

    pub(crate) fn u64(&mut self) -> Option<u64> {
        self.array().map(u64::from_le_bytes)
    }

    /// A varuint and its length in bytes, without taking it.
    fn peek_varuint(&self) -> Result<Option<(u64, usize)>, NativeError> {
        let mut value = 0_u64;
        for at in 0..MAX_VARUINT {
            let Some(byte) = self.peek(at) else {
                return Ok(None);
            };
            let bits = u64::from(byte & 0x7f);
            if at == MAX_VARUINT - 1 && bits > 1 {
                break;
            }
            value |= bits << (7 * at);
            if byte & 0x80 == 0 {
                return Ok(Some((value, at + 1)));
            }
        }
        Err(NativeError::malformed("a length has more than 64 bits"))
    }

    pub(crate) fn varuint(&mut self) -> Result<Option<u64>, NativeError> {
        let found = self.peek_varuint()?;
        if let Some((_, length)) = found {
            self.advance(length);
        }
        Ok(found.map(|(value, _)| value))
    }

    /// A length and that many bytes, or nothing taken while they have not arrived.
    pub(crate) fn text(&mut self, longest: u64) -> Result<Option<Bytes>, NativeError> {
        let Some((length, prefix)) = self.peek_varuint()? else {
            return Ok(None);
        };
        if length > longest {
            return Err(NativeError::malformed(format!(
                "a name or type claims to be {length} bytes long"
            )));
        }
        let length = length as usize;
        if self.available - prefix < length {
            return Ok(None);
        }
        self.advance(prefix);
        let mut text = Vec::with_capacity(length);
        self.append_to(&mut text, length);
        Ok(Some(text.into()))
    }

    /// Moves up to `count` bytes to the end of `bytes`.
    pub(crate) fn append_to(&mut self, bytes: &mut Vec<u8>, mut count: usize) {
        while count > 0 && !self.is_empty() {
            let front = self.front();
            let taken = front.get(..count).unwrap_or(front);
            bytes.extend_from_slice(taken);
            let taken = taken.len();
            count -= taken;
            self.advance(taken);
        }
    }

    /// Moves whole numbers to the end of `values` until it has `rows` of them or the input is used up; tells which.
    pub(crate) fn fill<const N: usize, T>(
        &mut self,
        values: &mut Vec<T>,
        rows: usize,
        from_bytes: impl Fn([u8; N]) -> T,
    ) -> bool {
        if values.is_empty() {
            values.reserve(rows.min(MAX_RESERVED));
        }
        while values.len() < rows {
            let (whole, _) = self.front().as_chunks::<N>();
            let missing = rows - values.len();
            let whole = whole.get(..missing).unwrap_or(whole);
            if whole.is_empty() {
                // A number that lies across two chunks, or the end.
                let Some(bytes) = self.array() else { return false };
                values.push(from_bytes(bytes));
                continue;
            }
            values.extend(whole.iter().map(|bytes| from_bytes(*bytes)));
            let taken = whole.len() * N;
            self.advance(taken);
        }
        true
    }
}
