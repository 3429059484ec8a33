//! The JSON type, which travels as text.
//!
//! In front of a JSON column stands the version of its serialization. Version 1 is text, one String per row, and the only
//! one that is read and written here ([JSON](https://clickhouse.com/docs/sql-reference/data-types/newjson)). A server
//! sends it when asked with `output_format_native_write_json_as_string = 1`; anything else is
//! [`NativeError::JsonAsObject`], upon which the query can be sent again with that setting. In a block that is inserted a
//! server takes version 1 without a setting.
//!
//! The server does not store the text but a path for each member and a type for each path. What comes back is equal to
//! what was written except for this (ClickHouse 26.7):
//!
//! - The members of an object come back in the order of their paths.
//! - Members that are null or `{}` disappear, at any depth; elements of arrays stay.
//! - A key with a dot becomes a path: `{"a.b": 1}` comes back as `{"a": {"b": 1}}`, unless the setting
//!   `json_type_escape_dots_in_keys` is on for both directions. `{"a": 1, "a.b": 2}` is stored, and comes back as text
//!   with `a` twice, which is an error when read as `serde_json::Value` and can be read as `String`.
//! - A float that is a whole number comes back as an integer: `1.0` as `1`.
//! - An array of integers and floats becomes floats: integers beyond 2^53 in it are rounded.
//! - An array of booleans and numbers becomes numbers, one of booleans and strings becomes strings, unless
//!   `input_format_json_read_bools_as_numbers` and `input_format_json_read_bools_as_strings` are 0 when it is written.
//! - A string that looks like a date or a date-time becomes one and comes back as the server prints it: `2020/01/01` as
//!   `2020-01-01`, `2020-01-01 10:00:00.12` with nine digits, and a date-time in the time zone of the reading session;
//!   unless `input_format_try_infer_dates` and `input_format_try_infer_datetimes` are 0 when it is written.
//! - With `output_format_json_quote_64bit_integers = 1` integers come back as strings.
//! - In `JSON(a.b UInt32)` a path with a type of its own is always there: a row without it has the type's default, and
//!   `SKIP` drops paths.
//!
//! Blocks declare such a column as JSON. The server would also convert a column declared as String, but that conversion
//! ignores the settings above.
//!
//! The server refuses (error 117) integers outside of Int64 and UInt64, floats outside of Float64, duplicate paths, and
//! text whose root is no object. The root is checked here already: a root of `null` would be stored as `{}`.

use sea_query_clickhouse::types::DataType;

use super::input::Input;
use super::{NativeError, StringColumn};

/// The version of the serialization as text.
pub(crate) const JSON_TEXT_VERSION: u64 = 1;
/// What stands in the place of a NULL: the server parses that too.
pub(crate) const JSON_PLACEHOLDER: &[u8] = b"{}";

/// Whether a type is JSON, with or without arguments.
pub(crate) fn is_json(data_type: &DataType) -> bool {
    matches!(data_type, DataType::Json | DataType::JsonWith(_))
}

/// The text of each row.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct JsonColumn {
    pub(crate) texts: StringColumn,
    /// Whether the version has been read.
    versioned: bool,
}

impl JsonColumn {
    pub(crate) fn fill_version(&mut self, column: &[u8], input: &mut Input) -> Result<bool, NativeError> {
        if self.versioned {
            return Ok(true);
        }
        let Some(version) = input.u64() else {
            return Ok(false);
        };
        if version != JSON_TEXT_VERSION {
            return Err(NativeError::JsonAsObject {
                column: String::from_utf8_lossy(column).into_owned(),
                version,
            });
        }
        self.versioned = true;
        Ok(true)
    }
}
