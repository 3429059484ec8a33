//! A block: columns of equal length with one header.

use std::sync::Arc;

use sea_query_clickhouse::types::DataType;

use super::ColumnData;

/// Name and type of a column of a response.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct HeaderColumn {
    pub(crate) name: String,
    pub(crate) data_type: DataType,
}

/// The columns of a response, the same in all its blocks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Header {
    pub(crate) columns: Vec<HeaderColumn>,
}

impl Header {
    #[cfg(test)]
    /// The position of the first column of this name.
    pub(crate) fn position(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.name == name)
    }
}

/// Rows of a response, column by column.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Block {
    pub(crate) header: Arc<Header>,
    pub(crate) columns: Vec<ColumnData>,
    pub(crate) rows: usize,
}
