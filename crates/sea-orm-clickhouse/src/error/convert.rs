//! The errors of the layers below, as this crate's own.

use std::convert::Infallible;

use sea_query_clickhouse::BuildError;

use super::ClickHouseError;
use crate::native::NativeError;

impl From<BuildError> for ClickHouseError {
    fn from(error: BuildError) -> Self {
        Self::build(error.to_string()).with_source(error)
    }
}

impl From<NativeError> for ClickHouseError {
    fn from(error: NativeError) -> Self {
        let text = error.to_string();
        match error {
            NativeError::Truncated { .. } | NativeError::Malformed { .. } => Self::protocol(text),
            _ => Self::type_error(text),
        }
    }
}

impl From<Infallible> for ClickHouseError {
    fn from(never: Infallible) -> Self {
        match never {}
    }
}
