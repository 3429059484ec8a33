//! What can go wrong between bytes and values.

use std::error::Error;
use std::fmt::{self, Display, Formatter};

use sea_query_clickhouse::types::DataType;

use super::structure::states_as_strings;

/// How much of a value an error repeats.
const SHOWN: usize = 64;

/// What the server is asked for when a column did not come in the form that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Resend {
    /// `output_format_native_write_json_as_string`
    JsonAsText,
    /// `output_format_native_use_flattened_dynamic_and_json_serialization`
    FlattenedDynamic,
    /// Another statement, which casts the states of aggregate functions.
    StatesAsStrings,
}

/// Why bytes could not be read, or values not be written.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum NativeError {
    /// The body ended inside a block.
    Truncated { reading: String },
    /// The bytes are not Native blocks.
    Malformed { reason: String },
    /// The codec does not know the type.
    UnsupportedType {
        column: String,
        server_type: String,
        writing: bool,
    },
    /// A JSON column in another serialization than that as text.
    JsonAsObject { column: String, version: u64 },
    /// A Dynamic column in another serialization than the flattened one.
    DynamicInParts { column: String, version: u64 },
    /// The server's type and the Rust type never fit each other.
    TypeMismatch {
        column: String,
        server_type: String,
        rust_type: String,
        hint: String,
    },
    /// The types fit, this value does not.
    OutOfRange {
        column: String,
        server_type: String,
        value: String,
        allowed: String,
    },
    /// A NULL where none may be.
    Null {
        column: String,
        server_type: String,
        hint: String,
    },
    /// As many values as rows are wanted for every column.
    RowCount {
        column: String,
        expected: usize,
        found: usize,
    },
}

impl NativeError {
    pub(crate) fn malformed(reason: impl Into<String>) -> Self {
        Self::Malformed {
            reason: reason.into(),
        }
    }

    pub(crate) fn mismatch(
        column: &str,
        server_type: &DataType,
        rust_type: &str,
        hint: impl Into<String>,
    ) -> Self {
        Self::TypeMismatch {
            column: column.to_owned(),
            server_type: server_type.to_string(),
            rust_type: rust_type.to_owned(),
            hint: hint.into(),
        }
    }

    /// A mismatch names the type of the field, not the one that carries it.
    pub(crate) fn of_field(mut self, field_type: &str) -> Self {
        if let Self::TypeMismatch { rust_type, .. } = &mut self {
            *rust_type = format!("a field of {field_type}");
        }
        self
    }

    pub(crate) fn out_of_range(
        column: &str,
        server_type: &DataType,
        value: impl Display,
        allowed: impl Into<String>,
    ) -> Self {
        Self::OutOfRange {
            column: column.to_owned(),
            server_type: server_type.to_string(),
            value: shown(&value.to_string()),
            allowed: allowed.into(),
        }
    }

    pub(crate) fn null(column: &str, server_type: &DataType, hint: impl Into<String>) -> Self {
        Self::Null {
            column: column.to_owned(),
            server_type: server_type.to_string(),
            hint: hint.into(),
        }
    }

    /// The setting with which the query is worth sending again.
    pub(crate) fn resend(&self) -> Option<Resend> {
        match self {
            Self::JsonAsObject { .. } => Some(Resend::JsonAsText),
            Self::DynamicInParts { .. } => Some(Resend::FlattenedDynamic),
            Self::UnsupportedType { server_type, .. } if has_state(server_type) => {
                Some(Resend::StatesAsStrings)
            }
            _ => None,
        }
    }

    #[cfg(test)]
    /// The column that the error is about, when it is about one.
    pub(crate) fn column(&self) -> Option<&str> {
        match self {
            Self::Truncated { .. } | Self::Malformed { .. } => None,
            Self::UnsupportedType { column, .. }
            | Self::JsonAsObject { column, .. }
            | Self::DynamicInParts { column, .. }
            | Self::TypeMismatch { column, .. }
            | Self::OutOfRange { column, .. }
            | Self::Null { column, .. }
            | Self::RowCount { column, .. } => Some(column),
        }
    }
}

fn has_state(server_type: &str) -> bool {
    let data_type = server_type.parse::<DataType>();
    data_type.is_ok_and(|data_type| states_as_strings(&data_type).is_some())
}

fn shown(text: &str) -> String {
    let mut short: String = text.chars().take(SHOWN).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}

impl Display for NativeError {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Truncated { reading } => {
                write!(
                    f,
                    "the response ended too early, while reading {reading}: its rows are incomplete"
                )
            }
            Self::Malformed { reason } => write!(f, "the response is not in FORMAT Native: {reason}"),
            Self::UnsupportedType {
                column,
                server_type,
                writing: false,
            } if has_state(server_type) => write!(
                f,
                "column `{column}` of type {server_type} holds states that only the server can take apart: select \
                 finalizeAggregation({column}) for their results, or CAST({column}, 'String') for their bytes"
            ),
            Self::UnsupportedType {
                column,
                server_type,
                writing: false,
            } => write!(
                f,
                "type {server_type} of column `{column}` cannot be read yet; CAST it, for example toString({column})"
            ),
            Self::UnsupportedType {
                column,
                server_type,
                writing: true,
            } => write!(
                f,
                "type {server_type} of column `{column}` cannot be written yet; write the row with an INSERT \
                 statement that has an expression for this column"
            ),
            Self::JsonAsObject { column, version } => write!(
                f,
                "the JSON column `{column}` arrived as an object (version {version} of its serialization), not as text: \
                 send the query with the setting output_format_native_write_json_as_string = 1"
            ),
            Self::DynamicInParts { column, version } => write!(
                f,
                "the Dynamic column `{column}` arrived in version {version} of its serialization, which is not flattened: \
                 send the query with the setting output_format_native_use_flattened_dynamic_and_json_serialization = 1"
            ),
            Self::TypeMismatch {
                column,
                server_type,
                rust_type,
                hint,
            } => {
                write!(
                    f,
                    "column `{column}` is {server_type} on the server and {rust_type} in Rust: {hint}"
                )
            }
            Self::OutOfRange {
                column,
                server_type,
                value,
                allowed,
            } => {
                write!(
                    f,
                    "value {value} does not fit column `{column}` of type {server_type}: {allowed}"
                )
            }
            Self::Null {
                column,
                server_type,
                hint,
            } => {
                write!(f, "NULL in column `{column}` of type {server_type}: {hint}")
            }
            Self::RowCount {
                column,
                expected,
                found,
            } => {
                write!(
                    f,
                    "column `{column}` has {found} values, but the block has {expected} rows"
                )
            }
        }
    }
}

impl Error for NativeError {}
