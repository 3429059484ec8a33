//! ClickHouse's data types: the [`DataType`] tree, its text form and its parser.
//!
//! The tree is printed with [`Display`](std::fmt::Display) exactly as a ClickHouse server parses it, and read back with
//! [`FromStr`](std::str::FromStr) from what a server prints (`DESCRIBE TABLE`, `system.columns`, the header of a
//! `Native` block). See [Data types](https://clickhouse.com/docs/sql-reference/data-types).
//!
//! ```
//! use sea_query_clickhouse::types::DataType;
//!
//! let tags = DataType::array(DataType::String.low_cardinality());
//! assert_eq!(tags.to_string(), "Array(LowCardinality(String))");
//! assert_eq!("Array(LowCardinality(String))".parse::<DataType>()?, tags);
//! # Ok::<(), sea_query_clickhouse::types::DataTypeError>(())
//! ```

mod aggregate;
mod alias;
mod data_type;
mod interval;
mod json;
mod parse;
mod print;
mod question;
mod walk;
mod width;

#[cfg(test)]
mod tests;

pub use aggregate::{AggregateParameter, AggregateType};
pub use data_type::DataType;
pub use interval::IntervalUnit;
pub use json::JsonType;
pub use parse::DataTypeError;
