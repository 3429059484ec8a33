//! From values to a block.

use sea_query::Value;
use sea_query_clickhouse::types::DataType;

use super::gather::Gatherer;
use super::structure::plain;
use super::write::{write_column, write_text, write_varuint};
use super::{ColumnData, NativeError};

/// Writes one block, column by column, and checks every value against its column's type.
///
/// The server stores whatever bytes it gets, so a value that does not fit (300 for a UInt8, a name that the Enum does not
/// have, NULL without Nullable, digits that would be rounded) is an error here. After an error nothing of the block may
/// be sent.
#[derive(Debug)]
pub(crate) struct BlockEncoder {
    bytes: Vec<u8>,
    rows: usize,
}

impl BlockEncoder {
    pub(crate) fn new(columns: usize, rows: usize) -> Self {
        let mut bytes = Vec::new();
        write_varuint(columns as u64, &mut bytes);
        write_varuint(rows as u64, &mut bytes);
        Self { bytes, rows }
    }

    /// Adds the next column: one value for each row.
    pub(crate) fn column<'v>(
        &mut self,
        name: &str,
        data_type: &DataType,
        values: impl IntoIterator<Item = &'v Value>,
    ) -> Result<(), NativeError> {
        let values_type = plain(data_type);
        let mut gatherer = Gatherer::new(name, &values_type)?;
        for value in values {
            gatherer.push(value)?;
        }
        self.column_data(name, data_type, &gatherer.finish())
    }

    /// Adds the next column from vectors that are known to hold valid values of the type.
    pub(crate) fn column_data(
        &mut self,
        name: &str,
        data_type: &DataType,
        data: &ColumnData,
    ) -> Result<(), NativeError> {
        if data.len() != self.rows {
            return Err(NativeError::RowCount {
                column: name.to_owned(),
                expected: self.rows,
                found: data.len(),
            });
        }
        write_text(name.as_bytes(), &mut self.bytes);
        write_text(data_type.to_string().as_bytes(), &mut self.bytes);
        write_column(&plain(data_type), data, &mut self.bytes)
    }

    /// The bytes of the block.
    pub(crate) fn finish(self) -> Vec<u8> {
        self.bytes
    }
}
