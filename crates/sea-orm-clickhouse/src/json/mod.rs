//! Rows as JSON, as a web client expects them.

mod option;
mod target;
mod value;

use serde_json::{Map, Value as Json};

pub use option::{JsonFloat, JsonOptions};

pub(crate) use target::json_target;

use sea_query::Value;
use sea_query_clickhouse::DataType;

use crate::{
    error::ClickHouseError,
    native::{NativeError, has_structure},
    row::RowPlan,
};

/// The JSON of a value for a field that is one.
pub(crate) fn field_json(column: &str, data_type: &DataType, value: Value) -> Result<Json, NativeError> {
    let mut options = JsonOptions::default().of_column(column);
    options.texts_alone = true;
    value::json(column, data_type, value, options)
}

/// How the rows of a result become objects.
// `pub` because the sealed trait of rows names it; the module is private.
#[allow(unreachable_pub)]
#[derive(Debug)]
pub struct JsonReader {
    options: JsonOptions,
}

impl JsonReader {
    pub(crate) fn new(options: &JsonOptions) -> Self {
        Self {
            options: options.clone(),
        }
    }

    /// A row as an object. Of two columns with one name the first stays.
    pub(crate) fn object(&self, plan: &RowPlan, values: Vec<Value>) -> Result<Json, ClickHouseError> {
        let mut object = Map::with_capacity(plan.names.len());
        for ((name, data_type), value) in plan.names.iter().zip(&plan.types).zip(values) {
            let mut options = self.options.of_column(name);
            // What is read as bytes there is a text that is none.
            options.texts_alone = !options.base64 && has_structure(data_type);
            let value = value::json(name, data_type, value, options)?;
            object.entry(name.clone()).or_insert(value);
        }
        Ok(Json::Object(object))
    }
}
