//! Moving bytes into columns, resumable wherever the input ends.
//!
//! How far a column has come is seen from its vectors, so a call that runs out of bytes is simply made again.

use super::column::LowCardinalityStage as Stage;
use super::column::{MAX_RESERVED, TupleColumn};
use super::input::Input;
use super::{ColumnData, LowCardinalityColumn, NativeError, StringColumn};

/// The only version of the LowCardinality serialization: shared dictionaries with additional keys.
const LOW_CARDINALITY_VERSION: u64 = 1;
const INDEX_WIDTH: u64 = 0xff;
const NEEDS_GLOBAL_DICTIONARY: u64 = 1 << 8;
const HAS_ADDITIONAL_KEYS: u64 = 1 << 9;

impl ColumnData {
    /// Reads what stands in front of the values, for all levels of a nested type; `false` when more bytes are needed. The
    /// name of the column is for errors, the depth counts the levels around.
    pub(crate) fn fill_prefix(
        &mut self,
        name: &[u8],
        depth: usize,
        input: &mut Input,
    ) -> Result<bool, NativeError> {
        match self {
            Self::Array { inner, .. } | Self::Nullable { inner, .. } => {
                inner.fill_prefix(name, depth + 1, input)
            }
            Self::LowCardinality(column) => column.fill_version(input),
            Self::Json(column) => column.fill_version(name, input),
            Self::Tuple(column) => column.fill_prefix(name, depth, input),
            Self::Variant(column) => column.fill_prefix(false, name, depth, input),
            Self::Dynamic(column) => column.fill_prefix(true, name, depth, input),
            _ => Ok(true),
        }
    }

    /// Reads until there are `rows` rows; `false` when more bytes are needed.
    pub(crate) fn fill(&mut self, rows: usize, input: &mut Input) -> Result<bool, NativeError> {
        Ok(match self {
            Self::Int8(values) => input.fill(values, rows, i8::from_le_bytes),
            Self::Int16(values) => input.fill(values, rows, i16::from_le_bytes),
            Self::Int32(values) => input.fill(values, rows, i32::from_le_bytes),
            Self::Int64(values) => input.fill(values, rows, i64::from_le_bytes),
            Self::Int128(values) => input.fill(values, rows, i128::from_le_bytes),
            Self::Int256(values) | Self::UInt256(values) => input.fill(values, rows, |bytes| bytes),
            Self::UInt8(values) => fill_bytes(values, rows, input),
            Self::UInt16(values) => input.fill(values, rows, u16::from_le_bytes),
            Self::UInt32(values) => input.fill(values, rows, u32::from_le_bytes),
            Self::UInt64(values) => input.fill(values, rows, u64::from_le_bytes),
            Self::UInt128(values) => input.fill(values, rows, u128::from_le_bytes),
            Self::Float32(values) => input.fill(values, rows, f32::from_le_bytes),
            Self::Float64(values) => input.fill(values, rows, f64::from_le_bytes),
            Self::Uuid(values) => input.fill(values, rows, |bytes: [u8; 16]| {
                let both = u128::from_le_bytes(bytes);
                [both as u64, (both >> 64) as u64]
            }),
            Self::String(column) => column.fill(rows, input)?,
            Self::Json(column) => column.texts.fill(rows, input)?,
            Self::Fixed { width, bytes } => {
                let wanted = rows
                    .checked_mul(*width)
                    .ok_or_else(|| NativeError::malformed(format!("a block claims {rows} rows")))?;
                fill_bytes(bytes, wanted, input)
            }
            Self::Nullable { nulls, inner } => fill_bytes(nulls, rows, input) && inner.fill(rows, input)?,
            Self::LowCardinality(column) => column.fill(rows, input)?,
            Self::Array { ends, inner } => {
                let known = ends.len();
                let complete = input.fill(ends, rows, u64::from_le_bytes);
                check_ends(ends, known)?;
                complete && inner.fill(array_length(ends)?, input)?
            }
            Self::Tuple(column) => column.fill(rows, input)?,
            Self::Variant(column) => column.fill(false, rows, input)?,
            Self::Dynamic(column) => column.fill(true, rows, input)?,
            Self::QBit(column) => {
                let wanted = rows.checked_mul(column.layout.width());
                let wanted =
                    wanted.ok_or_else(|| NativeError::malformed(format!("a block claims {rows} rows")))?;
                fill_bytes(&mut column.bytes, wanted, input)
            }
        })
    }
}

fn fill_bytes(bytes: &mut Vec<u8>, wanted: usize, input: &mut Input) -> bool {
    let missing = wanted - bytes.len();
    if bytes.is_empty() {
        bytes.reserve(missing.min(MAX_RESERVED));
    }
    input.append_to(bytes, missing);
    bytes.len() == wanted
}

fn check_ends(ends: &[u64], known: usize) -> Result<(), NativeError> {
    let fresh = ends.get(known.saturating_sub(1)..).unwrap_or_default();
    if fresh.is_sorted() {
        Ok(())
    } else {
        Err(NativeError::malformed("the ends of an Array column descend"))
    }
}

fn array_length(ends: &[u64]) -> Result<usize, NativeError> {
    let length = ends.last().copied().unwrap_or(0);
    usize::try_from(length)
        .map_err(|_| NativeError::malformed(format!("an Array column claims {length} elements")))
}

impl StringColumn {
    fn fill(&mut self, rows: usize, input: &mut Input) -> Result<bool, NativeError> {
        if self.ends.is_empty() {
            self.ends.reserve(rows.min(MAX_RESERVED));
        }
        loop {
            self.make_room(rows);
            // An end beyond the bytes belongs to a string that has arrived in part.
            let missing = self.ends.last().copied().unwrap_or(0) - self.bytes.len();
            input.append_to(&mut self.bytes, missing);
            if missing > 0 && self.ends.last().is_some_and(|end| *end > self.bytes.len()) {
                return Ok(false);
            }
            self.fill_from_front(rows, input);
            if self.ends.len() == rows {
                return Ok(true);
            }
            if self.ends.len() == self.ends.capacity() {
                continue;
            }
            let Some(length) = input.varuint()? else {
                return Ok(false);
            };
            let end = usize::try_from(length)
                .ok()
                .and_then(|length| self.bytes.len().checked_add(length));
            self.ends
                .push(end.ok_or_else(|| NativeError::malformed("a String claims to be too long"))?);
        }
    }

    /// An empty string is one byte, and its end eight: doubling would take 16 times the bytes that arrived.
    fn make_room(&mut self, rows: usize) {
        let known = self.ends.len();
        if known == self.ends.capacity() {
            self.ends.reserve_exact((known / 8).max(16).min(rows - known));
        }
    }

    /// The fast way: strings that lie in the first chunk as a whole and are shorter than 128 bytes.
    fn fill_from_front(&mut self, rows: usize, input: &mut Input) {
        let front = input.front();
        let mut rest = front;
        while self.ends.len() < self.ends.capacity().min(rows)
            && let [length @ 0..=127, after @ ..] = rest
            && let Some((value, after)) = after.split_at_checked(usize::from(*length))
        {
            self.push(value);
            rest = after;
        }
        let taken = front.len() - rest.len();
        input.advance(taken);
    }
}

impl TupleColumn {
    /// The prefixes of all elements stand in front of the values of the first.
    fn fill_prefix(&mut self, name: &[u8], depth: usize, input: &mut Input) -> Result<bool, NativeError> {
        while let Some(element) = self.elements.get_mut(self.prefixed) {
            if !element.fill_prefix(name, depth + 1, input)? {
                return Ok(false);
            }
            self.prefixed += 1;
        }
        Ok(true)
    }

    fn fill(&mut self, rows: usize, input: &mut Input) -> Result<bool, NativeError> {
        while let Some(element) = self.elements.get_mut(self.filled) {
            if !element.fill(rows, input)? {
                return Ok(false);
            }
            self.filled += 1;
        }
        Ok(true)
    }
}

impl LowCardinalityColumn {
    fn fill_version(&mut self, input: &mut Input) -> Result<bool, NativeError> {
        if self.stage != Stage::Version {
            return Ok(true);
        }
        let Some(version) = input.u64() else {
            return Ok(false);
        };
        if version != LOW_CARDINALITY_VERSION {
            return Err(NativeError::malformed(format!(
                "LowCardinality has the unknown version {version}"
            )));
        }
        self.stage = Stage::Flags;
        Ok(true)
    }

    fn fill(&mut self, rows: usize, input: &mut Input) -> Result<bool, NativeError> {
        // An empty column, as inside of empty arrays, has neither dictionary nor indexes.
        if rows == 0 {
            return Ok(true);
        }
        loop {
            match self.stage {
                Stage::Version => {
                    if !self.fill_version(input)? {
                        return Ok(false);
                    }
                }
                Stage::Flags => {
                    let Some(flags) = input.u64() else {
                        return Ok(false);
                    };
                    let width = flags & INDEX_WIDTH;
                    if flags & NEEDS_GLOBAL_DICTIONARY != 0 || flags & HAS_ADDITIONAL_KEYS == 0 || width > 3 {
                        return Err(NativeError::malformed(format!(
                            "LowCardinality has the unknown flags {flags:#x}"
                        )));
                    }
                    self.stage = Stage::KeyCount { width: width as u8 };
                }
                Stage::KeyCount { width } => {
                    let Some(count) = input.u64() else {
                        return Ok(false);
                    };
                    let count = u32::try_from(count).map_err(|_| {
                        NativeError::malformed(format!("a dictionary of LowCardinality claims {count} keys"))
                    })?;
                    self.stage = Stage::Keys {
                        width,
                        count: count as usize,
                    };
                }
                Stage::Keys { width, count } => {
                    if !self.dictionary.fill(count, input)? {
                        return Ok(false);
                    }
                    self.stage = Stage::RowCount { width };
                }
                Stage::RowCount { width } => {
                    let Some(count) = input.u64() else {
                        return Ok(false);
                    };
                    if count != rows as u64 {
                        return Err(NativeError::malformed(format!(
                            "LowCardinality has {count} indexes for {rows} rows"
                        )));
                    }
                    self.stage = Stage::Indexes { width };
                }
                Stage::Indexes { width } => return self.fill_indexes(width, rows, input),
            }
        }
    }

    fn fill_indexes(&mut self, width: u8, rows: usize, input: &mut Input) -> Result<bool, NativeError> {
        let known = self.indexes.len();
        let complete = match width {
            0 => input.fill(&mut self.indexes, rows, |[byte]: [u8; 1]| u32::from(byte)),
            1 => input.fill(&mut self.indexes, rows, |bytes| {
                u32::from(u16::from_le_bytes(bytes))
            }),
            2 => input.fill(&mut self.indexes, rows, u32::from_le_bytes),
            // Beyond 32 bits there is no key: the largest index is refused below.
            _ => input.fill(&mut self.indexes, rows, |bytes| {
                u32::try_from(u64::from_le_bytes(bytes)).unwrap_or(u32::MAX)
            }),
        };
        let fresh = self.indexes.get(known..).unwrap_or_default();
        let largest = fresh.iter().max().copied();
        if largest.is_some_and(|index| index as usize >= self.dictionary.len()) {
            return Err(NativeError::malformed(
                "an index of LowCardinality is outside of its dictionary",
            ));
        }
        Ok(complete)
    }
}
