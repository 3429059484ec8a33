//! Columns as bytes of a block.

use std::collections::HashMap;
use std::hash::Hash;

use sea_query_clickhouse::types::DataType;

use super::json::{JSON_TEXT_VERSION, is_json};
use super::qbit::{QBitLayout, write_vectors};
use super::structure::structure;
use super::union::{BASIC_DISCRIMINATORS, FLATTENED_VERSION};
use super::{ColumnData, NativeError, StringColumn};

const LOW_CARDINALITY_VERSION: u64 = 1;
/// The dictionary travels with the block and replaces the one before; see `fill.rs` for the bits.
const LOW_CARDINALITY_FLAGS: u64 = (1 << 9) | (1 << 10);

pub(crate) fn write_varuint(mut value: u64, out: &mut Vec<u8>) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

pub(crate) fn write_text(text: &[u8], out: &mut Vec<u8>) {
    write_varuint(text.len() as u64, out);
    out.extend_from_slice(text);
}

/// Writes the values of a column. They are held as if there were no LowCardinality in the type: the dictionary is made
/// here, from the stored values.
pub(crate) fn write_column(
    data_type: &DataType,
    data: &ColumnData,
    out: &mut Vec<u8>,
) -> Result<(), NativeError> {
    if data.len() == 0 {
        return Ok(());
    }
    write_prefix(data_type, data, out)?;
    write_values(data_type, data, out)
}

fn write_prefix(data_type: &DataType, data: &ColumnData, out: &mut Vec<u8>) -> Result<(), NativeError> {
    match (data_type, data) {
        (DataType::Array(element), ColumnData::Array { inner, .. })
        | (DataType::Nullable(element), ColumnData::Nullable { inner, .. }) => {
            write_prefix(element, inner, out)?
        }
        (DataType::LowCardinality(_), _) => out.extend(LOW_CARDINALITY_VERSION.to_le_bytes()),
        (json, _) if is_json(json) => out.extend(JSON_TEXT_VERSION.to_le_bytes()),
        (DataType::Tuple(types), ColumnData::Tuple(column)) => {
            let mut elements = types.iter().zip(&column.elements);
            elements.try_for_each(|((_, element), data)| write_prefix(element, data, out))?;
        }
        (DataType::Variant(types), ColumnData::Variant(column)) => {
            out.extend(BASIC_DISCRIMINATORS.to_le_bytes());
            let mut members = types.iter().zip(&column.members);
            members.try_for_each(|(of, data)| write_prefix(of, data, out))?;
        }
        (DataType::Dynamic(_), ColumnData::Dynamic(column)) => {
            out.extend(FLATTENED_VERSION.to_le_bytes());
            write_varuint(column.types.len() as u64, out);
            for of in &column.types {
                write_text(of.to_string().as_bytes(), out);
            }
            let mut members = column.types.iter().zip(&column.members);
            members.try_for_each(|(of, data)| write_prefix(of, data, out))?;
        }
        (other, data) => {
            if let Some(structure) = structure(other) {
                write_prefix(&structure, data, out)?;
            }
        }
    }
    Ok(())
}

fn write_values(data_type: &DataType, data: &ColumnData, out: &mut Vec<u8>) -> Result<(), NativeError> {
    match (data_type, data) {
        (DataType::LowCardinality(_), _) => return write_low_cardinality(data, out),
        (DataType::Array(element), ColumnData::Array { ends, inner }) => {
            extend(out, ends, u64::to_le_bytes);
            return write_values(element, inner, out);
        }
        (DataType::Nullable(value), ColumnData::Nullable { nulls, inner }) => {
            out.extend_from_slice(nulls);
            return write_values(value, inner, out);
        }
        (DataType::Tuple(types), ColumnData::Tuple(column)) => {
            let mut elements = types.iter().zip(&column.elements);
            return elements.try_for_each(|((_, element), data)| write_values(element, data, out));
        }
        (DataType::Variant(types), ColumnData::Variant(column)) => {
            column.write_which(false, out);
            let mut members = types.iter().zip(&column.members);
            return members.try_for_each(|(of, data)| write_values(of, data, out));
        }
        (DataType::Dynamic(_), ColumnData::Dynamic(column)) => {
            column.write_which(true, out);
            let mut members = column.types.iter().zip(&column.members);
            return members.try_for_each(|(of, data)| write_values(of, data, out));
        }
        (DataType::QBit(..), ColumnData::Array { inner, .. }) => {
            let layout = QBitLayout::of(data_type);
            let layout = layout.ok_or_else(|| NativeError::malformed("a QBit of unknown numbers"))?;
            return write_vectors(layout, inner, out);
        }
        (other, data) => {
            if let Some(structure) = structure(other) {
                return write_values(&structure, data, out);
            }
        }
    }
    match data {
        ColumnData::Int8(values) => extend(out, values, i8::to_le_bytes),
        ColumnData::Int16(values) => extend(out, values, i16::to_le_bytes),
        ColumnData::Int32(values) => extend(out, values, i32::to_le_bytes),
        ColumnData::Int64(values) => extend(out, values, i64::to_le_bytes),
        ColumnData::Int128(values) => extend(out, values, i128::to_le_bytes),
        ColumnData::Int256(values) | ColumnData::UInt256(values) => extend(out, values, |bytes| bytes),
        ColumnData::UInt8(values) => out.extend_from_slice(values),
        ColumnData::UInt16(values) => extend(out, values, u16::to_le_bytes),
        ColumnData::UInt32(values) => extend(out, values, u32::to_le_bytes),
        ColumnData::UInt64(values) => extend(out, values, u64::to_le_bytes),
        ColumnData::UInt128(values) => extend(out, values, u128::to_le_bytes),
        ColumnData::Float32(values) => extend(out, values, f32::to_le_bytes),
        ColumnData::Float64(values) => extend(out, values, f64::to_le_bytes),
        ColumnData::Uuid(values) => {
            extend(out, values, |[high, low]| {
                (u128::from(high) | (u128::from(low) << 64)).to_le_bytes()
            });
        }
        ColumnData::String(column) => write_texts(column, out),
        ColumnData::Json(column) => write_texts(&column.texts, out),
        ColumnData::Fixed { bytes, .. } => out.extend_from_slice(bytes),
        ColumnData::Nullable { .. }
        | ColumnData::LowCardinality(_)
        | ColumnData::Array { .. }
        | ColumnData::Variant(_)
        | ColumnData::Dynamic(_)
        | ColumnData::QBit(_)
        | ColumnData::Tuple(_) => {
            return Err(NativeError::malformed(format!(
                "the values held are not of type {data_type}"
            )));
        }
    }
    Ok(())
}

fn write_texts(column: &StringColumn, out: &mut Vec<u8>) {
    out.reserve(column.bytes.len() + column.ends.len());
    for row in 0..column.ends.len() {
        write_text(column.get(row), out);
    }
}

fn extend<T: Copy, const N: usize>(out: &mut Vec<u8>, values: &[T], to_bytes: impl Fn(T) -> [u8; N]) {
    out.reserve(values.len() * N);
    for value in values {
        out.extend_from_slice(&to_bytes(*value));
    }
}

fn write_low_cardinality(data: &ColumnData, out: &mut Vec<u8>) -> Result<(), NativeError> {
    let rows = data.len();
    // As inside of empty arrays: neither dictionary nor indexes.
    if rows == 0 {
        return Ok(());
    }
    let (nulls, values) = match data {
        ColumnData::Nullable { nulls, inner } => (Some(nulls.as_slice()), &**inner),
        other => (None, other),
    };
    let mut dictionary = Dictionary::new(nulls);
    match values {
        ColumnData::Int8(values) => dictionary.add(values.iter().copied()),
        ColumnData::Int16(values) => dictionary.add(values.iter().copied()),
        ColumnData::Int32(values) => dictionary.add(values.iter().copied()),
        ColumnData::Int64(values) => dictionary.add(values.iter().copied()),
        ColumnData::UInt8(values) => dictionary.add(values.iter().copied()),
        ColumnData::UInt16(values) => dictionary.add(values.iter().copied()),
        ColumnData::UInt32(values) => dictionary.add(values.iter().copied()),
        ColumnData::UInt64(values) => dictionary.add(values.iter().copied()),
        ColumnData::Int128(values) => dictionary.add(values.iter().copied()),
        ColumnData::Int256(values) | ColumnData::UInt256(values) => dictionary.add(values.iter().copied()),
        ColumnData::UInt128(values) => dictionary.add(values.iter().copied()),
        // By their bits: -0.0 and 0.0 are different values, and a NaN equals itself.
        ColumnData::Float32(values) => dictionary.add(values.iter().map(|value| value.to_bits())),
        ColumnData::Float64(values) => dictionary.add(values.iter().map(|value| value.to_bits())),
        ColumnData::Uuid(values) => dictionary.add(values.iter().copied()),
        ColumnData::String(column) => dictionary.add((0..rows).map(|row| column.get(row))),
        ColumnData::Fixed { width, bytes } => dictionary.add(bytes.chunks_exact((*width).max(1))),
        ColumnData::Json(_)
        | ColumnData::Nullable { .. }
        | ColumnData::LowCardinality(_)
        | ColumnData::Array { .. }
        | ColumnData::Variant(_)
        | ColumnData::Dynamic(_)
        | ColumnData::QBit(_)
        | ColumnData::Tuple(_) => {
            return Err(NativeError::malformed("nothing nested fits into LowCardinality"));
        }
    }
    let width = match dictionary.keys.len() {
        0..=0x100 => 0,
        0x101..=0x1_0000 => 1,
        _ => 2_u64,
    };
    out.extend((LOW_CARDINALITY_FLAGS | width).to_le_bytes());
    out.extend((dictionary.keys.len() as u64).to_le_bytes());
    write_picked(values, &dictionary.keys, out);
    out.extend((rows as u64).to_le_bytes());
    match width {
        0 => extend(out, &dictionary.indexes, |index| [index as u8]),
        1 => extend(out, &dictionary.indexes, |index| (index as u16).to_le_bytes()),
        _ => extend(out, &dictionary.indexes, u32::to_le_bytes),
    }
    Ok(())
}

/// The rows that hold distinct values first, and for each row the position of its value among them.
struct Dictionary<'a> {
    nulls: Option<&'a [u8]>,
    keys: Vec<usize>,
    indexes: Vec<u32>,
}

impl<'a> Dictionary<'a> {
    fn new(nulls: Option<&'a [u8]>) -> Self {
        // Key 0 of a nullable dictionary stands for NULL; the server ignores which value is there.
        let keys = if nulls.is_some() { vec![0] } else { Vec::new() };
        Self {
            nulls,
            keys,
            indexes: Vec::new(),
        }
    }

    fn add<K: Eq + Hash>(&mut self, values: impl Iterator<Item = K>) {
        let mut known = HashMap::new();
        for (row, value) in values.enumerate() {
            if self
                .nulls
                .is_some_and(|nulls| nulls.get(row).is_some_and(|null| *null != 0))
            {
                self.indexes.push(0);
                continue;
            }
            let index = *known.entry(value).or_insert_with(|| {
                self.keys.push(row);
                self.keys.len() as u32 - 1
            });
            self.indexes.push(index);
        }
    }
}

fn write_picked(data: &ColumnData, rows: &[usize], out: &mut Vec<u8>) {
    fn numbers<T: Copy, const N: usize>(
        out: &mut Vec<u8>,
        values: &[T],
        rows: &[usize],
        to_bytes: impl Fn(T) -> [u8; N],
    ) {
        for value in rows.iter().filter_map(|row| values.get(*row)) {
            out.extend_from_slice(&to_bytes(*value));
        }
    }
    match data {
        ColumnData::Int8(values) => numbers(out, values, rows, i8::to_le_bytes),
        ColumnData::Int16(values) => numbers(out, values, rows, i16::to_le_bytes),
        ColumnData::Int32(values) => numbers(out, values, rows, i32::to_le_bytes),
        ColumnData::Int64(values) => numbers(out, values, rows, i64::to_le_bytes),
        ColumnData::Int128(values) => numbers(out, values, rows, i128::to_le_bytes),
        ColumnData::Int256(values) | ColumnData::UInt256(values) => numbers(out, values, rows, |bytes| bytes),
        ColumnData::UInt8(values) => numbers(out, values, rows, u8::to_le_bytes),
        ColumnData::UInt16(values) => numbers(out, values, rows, u16::to_le_bytes),
        ColumnData::UInt32(values) => numbers(out, values, rows, u32::to_le_bytes),
        ColumnData::UInt64(values) => numbers(out, values, rows, u64::to_le_bytes),
        ColumnData::UInt128(values) => numbers(out, values, rows, u128::to_le_bytes),
        ColumnData::Float32(values) => numbers(out, values, rows, f32::to_le_bytes),
        ColumnData::Float64(values) => numbers(out, values, rows, f64::to_le_bytes),
        ColumnData::Uuid(values) => {
            numbers(out, values, rows, |[high, low]| {
                (u128::from(high) | (u128::from(low) << 64)).to_le_bytes()
            });
        }
        ColumnData::String(column) => rows.iter().for_each(|row| write_text(column.get(*row), out)),
        ColumnData::Fixed { width, bytes } => {
            for row in rows {
                out.extend_from_slice(bytes.get(row * width..(row + 1) * width).unwrap_or_default());
            }
        }
        ColumnData::Json(_)
        | ColumnData::Nullable { .. }
        | ColumnData::LowCardinality(_)
        | ColumnData::Array { .. }
        | ColumnData::Variant(_)
        | ColumnData::Dynamic(_)
        | ColumnData::QBit(_)
        | ColumnData::Tuple(_) => {}
    }
}
