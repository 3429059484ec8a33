//! QBit: vectors whose numbers are stored by their bits, the highest first.
//!
//! Where its numbers lie together in groups, each group has its bits for itself. A bit of all numbers of a group is as
//! many bytes as it takes, the first number in the lowest bit of the last byte
//! ([QBit](https://clickhouse.com/docs/sql-reference/data-types/qbit)).

use sea_query_clickhouse::types::DataType;

use super::{ColumnData, NativeError};

/// The server keeps a bit of all numbers in a FixedString, which has at most this many bits.
const MOST_NUMBERS: usize = 8 * 0xff_ffff;

/// How a vector lies in bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct QBitLayout {
    /// The numbers of a vector.
    pub(crate) dimension: usize,
    /// The numbers of a group.
    group: usize,
    /// The bits of a number.
    bits: usize,
    /// The bytes of a vector.
    width: usize,
}

/// The bytes of vectors: one bit of all rows after the other.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct QBitColumn {
    pub(crate) layout: QBitLayout,
    pub(crate) bytes: Vec<u8>,
}

impl QBitLayout {
    /// `None` for a type that is no QBit, or one of numbers that are unknown.
    pub(crate) fn of(data_type: &DataType) -> Option<Self> {
        let DataType::QBit(element, dimension, stride) = data_type else {
            return None;
        };
        let bits = match **element {
            DataType::BFloat16 => 16,
            DataType::Float32 => 32,
            DataType::Float64 => 64,
            _ => return None,
        };
        let dimension = usize::try_from(*dimension).ok();
        let dimension = dimension.filter(|dimension| (1..=MOST_NUMBERS).contains(dimension))?;
        let group = match stride.map(usize::try_from) {
            Some(Ok(stride)) if stride < dimension => {
                Some(stride).filter(|stride| *stride > 0 && stride % 8 == 0)?
            }
            _ => dimension,
        };
        // Not a group after the other: the text of a type can name millions of them.
        let bytes = dimension / group * group.div_ceil(8) + (dimension % group).div_ceil(8);
        Some(Self {
            dimension,
            group,
            bits,
            width: bytes * bits,
        })
    }

    /// The numbers of each group.
    fn groups(&self) -> impl Iterator<Item = usize> + use<> {
        let (dimension, group) = (self.dimension, self.group);
        (0..dimension.div_ceil(group)).map(move |index| group.min(dimension - index * group))
    }

    pub(crate) fn width(&self) -> usize {
        self.width
    }
}

impl QBitColumn {
    pub(crate) fn new(layout: QBitLayout) -> Self {
        Self {
            layout,
            bytes: Vec::new(),
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.bytes.len() / self.layout.width.max(1)
    }

    /// The numbers of a range of rows, one vector after the other.
    pub(crate) fn numbers(&self, rows: std::ops::Range<usize>) -> Option<ColumnData> {
        let all = self.len();
        if rows.end > all {
            return None;
        }
        // Without rows there may be millions of groups all the same.
        if rows.is_empty() {
            return Some(match self.layout.bits {
                16 => ColumnData::UInt16(Vec::new()),
                32 => ColumnData::Float32(Vec::new()),
                _ => ColumnData::Float64(Vec::new()),
            });
        }
        let layout = self.layout;
        let mut numbers = vec![0_u64; rows.len() * layout.dimension];
        let mut start = 0;
        let mut first = 0;
        for group in layout.groups() {
            let width = group.div_ceil(8);
            for bit in (0..layout.bits).rev() {
                for (vector, row) in rows.clone().enumerate() {
                    let bytes = self.bytes.get(start + row * width..start + (row + 1) * width)?;
                    for index in 0..group {
                        let set = bytes.get(width - 1 - index / 8)? >> (index % 8) & 1;
                        *numbers.get_mut(vector * layout.dimension + first + index)? |= u64::from(set) << bit;
                    }
                }
                start += all * width;
            }
            first += group;
        }
        Some(match layout.bits {
            16 => ColumnData::UInt16(numbers.into_iter().map(|bits| bits as u16).collect()),
            32 => ColumnData::Float32(
                numbers
                    .into_iter()
                    .map(|bits| f32::from_bits(bits as u32))
                    .collect(),
            ),
            _ => ColumnData::Float64(numbers.into_iter().map(f64::from_bits).collect()),
        })
    }
}

/// Writes vectors that lie one after the other.
pub(crate) fn write_vectors(
    layout: QBitLayout,
    numbers: &ColumnData,
    out: &mut Vec<u8>,
) -> Result<(), NativeError> {
    let bits: Vec<u64> = match numbers {
        ColumnData::UInt16(values) => values.iter().map(|value| u64::from(*value)).collect(),
        ColumnData::Float32(values) => values.iter().map(|value| u64::from(value.to_bits())).collect(),
        ColumnData::Float64(values) => values.iter().map(|value| value.to_bits()).collect(),
        _ => return Err(NativeError::malformed("the numbers of a QBit are no floats")),
    };
    let mut first = 0;
    for group in layout.groups() {
        let width = group.div_ceil(8);
        for bit in (0..layout.bits).rev() {
            for vector in bits.chunks(layout.dimension) {
                let start = out.len();
                out.resize(start + width, 0);
                let numbers = vector.iter().skip(first).take(group);
                for (index, number) in numbers.enumerate() {
                    if let Some(byte) = out.get_mut(start + width - 1 - index / 8) {
                        *byte |= ((number >> bit & 1) as u8) << (index % 8);
                    }
                }
            }
        }
        first += group;
    }
    Ok(())
}
