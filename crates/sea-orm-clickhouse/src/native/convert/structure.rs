//! Structured values as JSON.

use sea_query::Value;
use sea_query_clickhouse::types::DataType;
use serde_json::Value as Json;

use crate::json::field_json;
use crate::native::NativeError;

/// How the values of a column become JSON.
#[derive(Clone, Debug)]
pub(crate) struct JsonForm {
    column: String,
    data_type: DataType,
}

impl JsonForm {
    pub(crate) fn new(column: &str, data_type: &DataType) -> Self {
        Self {
            column: column.to_owned(),
            data_type: data_type.clone(),
        }
    }

    /// The JSON of a value that was read as one of the type.
    pub(crate) fn json(&self, value: Value) -> Result<Json, NativeError> {
        field_json(&self.column, &self.data_type, value)
    }
}
