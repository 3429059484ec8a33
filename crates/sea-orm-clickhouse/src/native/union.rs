//! Variant and Dynamic: in each row a value of one of several types.
//!
//! A Variant is the mode of its discriminators, the prefixes of its types, a byte for each row and the values of each
//! type. A Dynamic is the same with the names of its types in front, in the form of the setting
//! `output_format_native_use_flattened_dynamic_and_json_serialization`; its other forms hide values in one column of
//! bytes ([Dynamic](https://clickhouse.com/docs/sql-reference/data-types/dynamic)).

use sea_query_clickhouse::types::DataType;

use super::input::Input;
use super::structure::plain;
use super::{ColumnData, NativeError};

/// The row has no value.
pub(crate) const NULL: u16 = u16::MAX;
/// The only mode of discriminators in this format: one for each row.
pub(crate) const BASIC_DISCRIMINATORS: u64 = 0;
/// The version of a Dynamic whose types are all columns of their own.
pub(crate) const FLATTENED_VERSION: u64 = 3;
/// A Dynamic may hold arrays of Dynamic, whose types only the values tell. A type that is one text stays below this, by
/// the limit of its parser.
const DEEPEST: usize = 100;
const NULL_DISCRIMINATOR: u8 = 0xff;
const LONGEST_TYPE: u64 = 1 << 24;

/// A column for each type, with the values of those rows that have it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct UnionColumn {
    /// The types of a Dynamic, which come with the values.
    pub(crate) types: Vec<DataType>,
    pub(crate) members: Vec<ColumnData>,
    /// For each row the position of its type, or [`NULL`].
    pub(crate) which: Vec<u16>,
    /// For each row the position of its value in the column of its type.
    pub(crate) places: Vec<u32>,
    /// How many rows each type has, of a column that is read.
    counts: Vec<u32>,
    stage: Stage,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Stage {
    Version,
    TypeCount,
    Types { count: u64 },
    Prefixes { next: usize },
    Which,
    Members { next: usize },
}

impl UnionColumn {
    pub(crate) fn new(members: Vec<ColumnData>) -> Self {
        Self {
            types: Vec::new(),
            members,
            which: Vec::new(),
            places: Vec::new(),
            counts: Vec::new(),
            stage: Stage::Version,
        }
    }

    pub(crate) fn fill_prefix(
        &mut self,
        is_dynamic: bool,
        name: &[u8],
        depth: usize,
        input: &mut Input,
    ) -> Result<bool, NativeError> {
        if depth > DEEPEST {
            return Err(NativeError::malformed(
                "the values of a Dynamic are nested too deeply",
            ));
        }
        loop {
            match self.stage {
                Stage::Version => {
                    let Some(version) = input.u64() else {
                        return Ok(false);
                    };
                    self.stage = match (is_dynamic, version) {
                        (false, BASIC_DISCRIMINATORS) => Stage::Prefixes { next: 0 },
                        (true, FLATTENED_VERSION) => Stage::TypeCount,
                        (false, _) => {
                            return Err(NativeError::malformed(format!(
                                "the discriminators of a Variant have the unknown mode {version}"
                            )));
                        }
                        (true, _) => {
                            return Err(NativeError::DynamicInParts {
                                column: String::from_utf8_lossy(name).into_owned(),
                                version,
                            });
                        }
                    };
                }
                Stage::TypeCount => {
                    let Some(count) = input.varuint()? else {
                        return Ok(false);
                    };
                    if count >= u64::from(NULL) {
                        return Err(NativeError::malformed(format!("a Dynamic claims {count} types")));
                    }
                    self.stage = Stage::Types { count };
                }
                Stage::Types { count } => {
                    while (self.types.len() as u64) < count {
                        let Some(text) = input.text(LONGEST_TYPE)? else {
                            return Ok(false);
                        };
                        self.add_type(name, &text)?;
                    }
                    self.stage = Stage::Prefixes { next: 0 };
                }
                Stage::Prefixes { next } => {
                    let Some(member) = self.members.get_mut(next) else {
                        self.stage = Stage::Which;
                        continue;
                    };
                    if !member.fill_prefix(name, depth + 1, input)? {
                        return Ok(false);
                    }
                    self.stage = Stage::Prefixes { next: next + 1 };
                }
                Stage::Which | Stage::Members { .. } => return Ok(true),
            }
        }
    }

    fn add_type(&mut self, name: &[u8], text: &[u8]) -> Result<(), NativeError> {
        let column = || String::from_utf8_lossy(name).into_owned();
        let text = str::from_utf8(text)
            .map_err(|_| NativeError::malformed(format!("a type in column `{}` is not UTF-8", column())))?;
        let data_type: DataType = text
            .parse()
            .map_err(|error| NativeError::malformed(format!("column `{}`: {error}", column())))?;
        let data_type = plain(&data_type);
        let Some(member) = ColumnData::new(&data_type) else {
            return Err(NativeError::UnsupportedType {
                column: column(),
                server_type: text.to_owned(),
                writing: false,
            });
        };
        self.types.push(data_type);
        self.members.push(member);
        Ok(())
    }

    pub(crate) fn fill(
        &mut self,
        is_dynamic: bool,
        rows: usize,
        input: &mut Input,
    ) -> Result<bool, NativeError> {
        loop {
            match self.stage {
                Stage::Which => {
                    if !self.fill_which(is_dynamic, rows, input)? {
                        return Ok(false);
                    }
                    self.place()?;
                    self.stage = Stage::Members { next: 0 };
                }
                Stage::Members { next } => {
                    let Some(member) = self.members.get_mut(next) else {
                        return Ok(true);
                    };
                    let wanted = self.counts.get(next).copied().unwrap_or(0);
                    if !member.fill(wanted as usize, input)? {
                        return Ok(false);
                    }
                    self.stage = Stage::Members { next: next + 1 };
                }
                // A block without rows has no prefix either.
                _ if rows == 0 => return Ok(true),
                _ => return Err(NativeError::malformed("a column has values before its types")),
            }
        }
    }

    fn fill_which(&mut self, is_dynamic: bool, rows: usize, input: &mut Input) -> Result<bool, NativeError> {
        let known = self.which.len();
        let null = self.members.len() as u16;
        // In a Dynamic NULL is the position behind the last type, which is one of the positions that need room.
        let complete = if !is_dynamic || null <= u16::from(u8::MAX) {
            input.fill(&mut self.which, rows, |[which]: [u8; 1]| match which {
                NULL_DISCRIMINATOR if !is_dynamic => NULL,
                which => u16::from(which),
            })
        } else {
            input.fill(&mut self.which, rows, u16::from_le_bytes)
        };
        for which in self.which.get_mut(known..).unwrap_or_default() {
            match *which {
                NULL if !is_dynamic => {}
                which if which < null => {}
                same if is_dynamic && same == null => *which = NULL,
                other => {
                    return Err(NativeError::malformed(format!(
                        "a row has type {other} of {null} of its column"
                    )));
                }
            }
        }
        Ok(complete)
    }

    fn place(&mut self) -> Result<(), NativeError> {
        self.counts = vec![0; self.members.len()];
        self.places.reserve_exact(self.which.len());
        for which in &self.which {
            let Some(count) = self.counts.get_mut(usize::from(*which)) else {
                self.places.push(0);
                continue;
            };
            self.places.push(*count);
            *count = count
                .checked_add(1)
                .ok_or_else(|| NativeError::malformed("a block has more rows than 32 bits count"))?;
        }
        Ok(())
    }

    /// Adds a row of a type, whose value has just been added to its column.
    pub(crate) fn push(&mut self, which: usize) {
        let rows = self.members.get(which).map_or(0, ColumnData::len);
        self.which.push(which as u16);
        self.places.push(rows.saturating_sub(1) as u32);
    }

    pub(crate) fn push_null(&mut self) {
        self.which.push(NULL);
        self.places.push(0);
    }

    /// The type of a row and the place of its value; `None` for NULL, and for a row that does not exist.
    pub(crate) fn row(&self, row: usize) -> Option<(usize, usize)> {
        let which = *self.which.get(row)?;
        let place = *self.places.get(row)?;
        (which != NULL).then_some((usize::from(which), place as usize))
    }

    /// As [`fill_which`](Self::fill_which) reads it.
    pub(crate) fn write_which(&self, is_dynamic: bool, out: &mut Vec<u8>) {
        let null = self.members.len() as u16;
        for which in &self.which {
            match (*which, is_dynamic) {
                (NULL, false) => out.push(NULL_DISCRIMINATOR),
                (which, false) => out.push(which as u8),
                (which, true) => {
                    let which = if which == NULL { null } else { which };
                    if null <= u16::from(u8::MAX) {
                        out.push(which as u8);
                    } else {
                        out.extend(which.to_le_bytes());
                    }
                }
            }
        }
    }
}
