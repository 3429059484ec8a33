//! The values of a column as typed vectors.

use sea_query_clickhouse::types::DataType;

use super::JsonColumn;
use super::integer256::Bytes256;
use super::json::is_json;
use super::qbit::{QBitColumn, QBitLayout};
use super::structure::structure;
use super::union::UnionColumn;

/// More is never reserved ahead of the bytes that fill it; the server's blocks have 65,409 rows by default. Short inputs
/// of the fuzz target shall show what memory grows with the bytes.
pub(crate) const MAX_RESERVED: usize = if cfg!(fuzzing) { 64 } else { 65_536 };

/// The values of a column as they are stored. What they mean is said by the header's [`DataType`]: several types share a
/// storage (`Date` and `UInt16`, `Decimal(9, 2)`, `Date32` and `Int32`).
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum ColumnData {
    /// Int8, Enum8
    Int8(Vec<i8>),
    /// Int16, Enum16
    Int16(Vec<i16>),
    /// Int32, Date32, Time, Decimal up to 9 digits
    Int32(Vec<i32>),
    /// Int64, DateTime64, Time64, Interval, Decimal up to 18 digits
    Int64(Vec<i64>),
    /// Int128, Decimal up to 38 digits
    Int128(Vec<i128>),
    /// Int256, Decimal up to 76 digits
    Int256(Vec<Bytes256>),
    /// UInt8, Bool, Nothing, Tuple without elements
    UInt8(Vec<u8>),
    /// UInt16, Date, BFloat16
    UInt16(Vec<u16>),
    /// UInt32, DateTime, IPv4
    UInt32(Vec<u32>),
    /// UInt64
    UInt64(Vec<u64>),
    /// UInt128
    UInt128(Vec<u128>),
    /// UInt256
    UInt256(Vec<Bytes256>),
    /// Float32
    Float32(Vec<f32>),
    /// Float64
    Float64(Vec<f64>),
    /// UUID: two little-endian 64-bit halves, the high one first
    Uuid(Vec<[u64; 2]>),
    /// String
    String(StringColumn),
    /// JSON
    Json(JsonColumn),
    /// FixedString, IPv6
    Fixed { width: usize, bytes: Vec<u8> },
    /// Nullable: 1 for NULL, and a value of no meaning in its place
    Nullable { nulls: Vec<u8>, inner: Box<ColumnData> },
    /// LowCardinality
    LowCardinality(LowCardinalityColumn),
    /// Array: where each row ends in `inner`
    Array { ends: Vec<u64>, inner: Box<ColumnData> },
    /// Tuple with elements. A Map, a Nested and the geo types are arrays and tuples, see `structure.rs`.
    Tuple(TupleColumn),
    /// Variant
    Variant(UnionColumn),
    /// Dynamic
    Dynamic(UnionColumn),
    /// QBit, as it is read; as it is written it is an Array.
    QBit(QBitColumn),
}

/// A column for each element, of equal length.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct TupleColumn {
    pub(crate) elements: Vec<ColumnData>,
    /// How many elements have read what stands in front of their values.
    pub(crate) prefixed: usize,
    /// How many elements are complete.
    pub(crate) filled: usize,
}

/// Strings one after the other, and where each ends.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct StringColumn {
    pub(crate) bytes: Vec<u8>,
    pub(crate) ends: Vec<usize>,
}

impl StringColumn {
    /// The bytes of a row; a row that does not exist is empty.
    pub(crate) fn get(&self, row: usize) -> &[u8] {
        let start = if row == 0 {
            0
        } else {
            self.ends.get(row - 1).copied().unwrap_or(0)
        };
        let end = self.ends.get(row).copied().unwrap_or(start);
        self.bytes.get(start..end).unwrap_or_default()
    }

    pub(crate) fn push(&mut self, value: &[u8]) {
        self.bytes.extend_from_slice(value);
        self.ends.push(self.bytes.len());
    }
}

/// Distinct values, and for each row the position of its value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct LowCardinalityColumn {
    pub(crate) dictionary: Box<ColumnData>,
    pub(crate) indexes: Vec<u32>,
    /// Whether position 0 stands for NULL.
    pub(crate) nullable: bool,
    /// How far reading has come.
    pub(crate) stage: LowCardinalityStage,
}

/// The parts of a LowCardinality column in the order in which they arrive.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum LowCardinalityStage {
    Version,
    Flags,
    KeyCount { width: u8 },
    Keys { width: u8, count: usize },
    RowCount { width: u8 },
    Indexes { width: u8 },
}

impl ColumnData {
    /// An empty column for values of a type; `None` for a type that the codec does not know.
    pub(crate) fn new(data_type: &DataType) -> Option<Self> {
        Self::of(data_type, false)
    }

    /// The same for values that are to be written, of which a QBit is held as an array.
    pub(crate) fn to_write(data_type: &DataType) -> Option<Self> {
        Self::of(data_type, true)
    }

    fn of(data_type: &DataType, to_write: bool) -> Option<Self> {
        let new = |of: &DataType| Self::of(of, to_write);
        Some(match data_type {
            DataType::Int8 | DataType::Enum8(_) => Self::Int8(Vec::new()),
            DataType::Int16 | DataType::Enum16(_) => Self::Int16(Vec::new()),
            DataType::Int32 | DataType::Date32 | DataType::Time => Self::Int32(Vec::new()),
            DataType::Int64
            | DataType::DateTime64(_, _)
            | DataType::Time64(0..=9)
            | DataType::Interval(_) => Self::Int64(Vec::new()),
            DataType::Int128 => Self::Int128(Vec::new()),
            DataType::Int256 => Self::Int256(Vec::new()),
            DataType::UInt8 | DataType::Bool | DataType::Nothing => Self::UInt8(Vec::new()),
            // A byte without meaning for each row.
            DataType::Tuple(elements) if elements.is_empty() => Self::UInt8(Vec::new()),
            DataType::UInt16 | DataType::Date | DataType::BFloat16 => Self::UInt16(Vec::new()),
            DataType::UInt32 | DataType::DateTime(_) | DataType::IPv4 => Self::UInt32(Vec::new()),
            DataType::UInt64 => Self::UInt64(Vec::new()),
            DataType::UInt128 => Self::UInt128(Vec::new()),
            DataType::UInt256 => Self::UInt256(Vec::new()),
            DataType::Float32 => Self::Float32(Vec::new()),
            DataType::Float64 => Self::Float64(Vec::new()),
            DataType::Uuid => Self::Uuid(Vec::new()),
            DataType::Decimal(1..=9, _) => Self::Int32(Vec::new()),
            DataType::Decimal(10..=18, _) => Self::Int64(Vec::new()),
            DataType::Decimal(19..=38, _) => Self::Int128(Vec::new()),
            DataType::Decimal(39..=76, _) => Self::Int256(Vec::new()),
            DataType::String => Self::String(StringColumn::default()),
            json if is_json(json) => Self::Json(JsonColumn::default()),
            // A width of 0 would claim rows without bytes.
            DataType::FixedString(width @ 1..) => Self::Fixed {
                width: usize::try_from(*width).ok()?,
                bytes: Vec::new(),
            },
            DataType::IPv6 => Self::Fixed {
                width: 16,
                bytes: Vec::new(),
            },
            DataType::Nullable(inner) if inner.is_valid_in_nullable() => Self::Nullable {
                nulls: Vec::new(),
                inner: Box::new(new(inner)?),
            },
            DataType::LowCardinality(inner)
                if inner.is_valid_in_low_cardinality() && !is_json(inner.unwrap_nullable()) =>
            {
                Self::LowCardinality(LowCardinalityColumn {
                    dictionary: Box::new(new(inner.unwrap_nullable())?),
                    indexes: Vec::new(),
                    nullable: inner.is_nullable(),
                    stage: LowCardinalityStage::Version,
                })
            }
            DataType::Array(inner) => Self::Array {
                ends: Vec::new(),
                inner: Box::new(new(inner)?),
            },
            DataType::Tuple(elements) => Self::Tuple(TupleColumn {
                elements: elements
                    .iter()
                    .map(|(_, element)| new(element))
                    .collect::<Option<_>>()?,
                prefixed: 0,
                filled: 0,
            }),
            DataType::Variant(types) => {
                Self::Variant(UnionColumn::new(types.iter().map(new).collect::<Option<_>>()?))
            }
            DataType::Dynamic(_) => Self::Dynamic(UnionColumn::new(Vec::new())),
            DataType::QBit(element, ..) if to_write && QBitLayout::of(data_type).is_some() => Self::Array {
                ends: Vec::new(),
                inner: Box::new(new(element)?),
            },
            DataType::QBit(..) => Self::QBit(QBitColumn::new(QBitLayout::of(data_type)?)),
            other => new(&structure(other)?)?,
        })
    }

    /// The number of rows.
    pub(crate) fn len(&self) -> usize {
        match self {
            Self::Int8(values) => values.len(),
            Self::Int16(values) => values.len(),
            Self::Int32(values) => values.len(),
            Self::Int64(values) => values.len(),
            Self::Int128(values) => values.len(),
            Self::Int256(values) | Self::UInt256(values) => values.len(),
            Self::UInt8(values) => values.len(),
            Self::UInt16(values) => values.len(),
            Self::UInt32(values) => values.len(),
            Self::UInt64(values) => values.len(),
            Self::UInt128(values) => values.len(),
            Self::Float32(values) => values.len(),
            Self::Float64(values) => values.len(),
            Self::Uuid(values) => values.len(),
            Self::String(values) => values.ends.len(),
            Self::Json(column) => column.texts.ends.len(),
            Self::Fixed { width, bytes } => bytes.len().checked_div(*width).unwrap_or(0),
            Self::Nullable { nulls, .. } => nulls.len(),
            Self::LowCardinality(values) => values.indexes.len(),
            Self::Array { ends, .. } => ends.len(),
            Self::Variant(column) | Self::Dynamic(column) => column.which.len(),
            Self::QBit(column) => column.len(),
            Self::Tuple(column) => column.elements.first().map_or(0, Self::len),
        }
    }
}
