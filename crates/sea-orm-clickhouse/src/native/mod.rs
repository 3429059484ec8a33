//! `FORMAT Native`, both ways: the only codec.
//!
//! A response is a sequence of blocks; a block is the number of its columns and rows and then, for every column, its
//! name, the text of its type and its values, one column after the other
//! ([Native](https://clickhouse.com/docs/interfaces/formats/Native)). Over HTTP without `client_protocol_version` there
//! is neither block info in front of a block nor a flag for custom serialization in front of a column. A result without
//! rows is an empty body.
//!
//! - Reading: [`BlockDecoder`] turns the chunks of a body into [`Block`]s of typed vectors ([`ColumnData`]); a
//!   [`ColumnPlan`], made once per header, turns these into `sea_query::Value`s as a [`Target`] wants them.
//! - Writing: [`BlockEncoder`] checks `sea_query::Value`s against the table's types and writes them as a block. The
//!   server itself checks nothing in this format.
//!
//! JSON travels as text; `json.rs` says what the server makes of it.

mod block;
mod column;
mod convert;
mod decode;
mod encode;
mod error;
mod field;
mod fill;
mod gather;
mod input;
mod integer256;
mod json;
mod node;
mod plan;
mod qbit;
mod structure;
mod target;
mod union;
mod write;

#[cfg(test)]
mod tests;

pub(crate) use block::{Block, Header, HeaderColumn};
pub(crate) use column::{ColumnData, LowCardinalityColumn, StringColumn};
pub(crate) use decode::BlockDecoder;
pub(crate) use encode::BlockEncoder;
pub(crate) use error::{NativeError, Resend};
#[doc(hidden)]
pub use field::null_value;
pub(crate) use json::JsonColumn;
pub(crate) use plan::ColumnPlan;
pub(crate) use structure::{has_structure, is_exact_as_text, may_be_empty_text, plain, states_as_strings};
pub(crate) use target::{Target, null_of, rust_name};
