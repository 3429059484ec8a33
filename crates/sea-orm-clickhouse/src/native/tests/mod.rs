#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod bfloat;
mod border;
mod bytes;
mod checks;
mod chunks;
mod conversions;
mod generated;
mod hostile;
mod integer256;
mod interval;
mod json;
mod round_trip;
mod seeds;
mod server;
mod structure;
mod time_of_day;
mod union;
mod vector;
mod wide;

use std::sync::atomic::{AtomicU32, Ordering};

use bytes::decoded;
use sea_query::Value;
use sea_query_clickhouse::types::DataType;

use super::{BlockEncoder, ColumnData, NativeError};

static TABLES: AtomicU32 = AtomicU32::new(0);

/// The name of a table that no other test has.
fn table_name(purpose: &str) -> String {
    let number = TABLES.fetch_add(1, Ordering::Relaxed);
    format!("native_{purpose}_{}_{number}", std::process::id())
}

fn data_type(text: &str) -> DataType {
    text.parse().unwrap()
}

/// One column of the values through the encoder and the decoder, without a server.
fn stored(server_type: &str, values: &[Value]) -> Result<ColumnData, NativeError> {
    let mut encoder = BlockEncoder::new(1, values.len());
    encoder.column("c", &data_type(server_type), values)?;
    let block = decoded(&encoder.finish()).remove(0);
    Ok(block.columns.into_iter().next().unwrap())
}
