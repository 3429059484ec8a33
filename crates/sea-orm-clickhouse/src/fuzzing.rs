//! The decoder as its fuzz target runs it: `fuzz/README.md`. Not a part of the API.

use std::hash::{DefaultHasher, Hash, Hasher};

use bytes::Bytes;
use sea_query::ArrayType;
use sea_query_clickhouse::types::DataType;

use crate::native::{Block, BlockDecoder, ColumnPlan, NativeError, Target};

/// The rows that are values at a time.
const SLICE: usize = 1024;

/// What a body gave, up to its end or its first error.
#[derive(Debug, Default, PartialEq)]
pub struct Reading {
    /// How many blocks were complete.
    pub blocks: usize,
    /// How many rows they had.
    pub rows: usize,
    /// How many bytes the names and types of their columns have.
    pub header: usize,
    /// A hash of all values.
    pub values: u64,
    /// The error that ended it.
    pub error: Option<String>,
}

/// Decodes a body into typed vectors, a block at a time.
pub fn decode(chunks: impl IntoIterator<Item = Bytes>) -> Reading {
    each_block(chunks, |_, _| Ok(()))
}

/// Decodes a body and reads all columns as what they are by default; and, where they can be, as a variant out of all.
pub fn read(chunks: impl IntoIterator<Item = Bytes>, variant: usize) -> Reading {
    let mut hasher = DefaultHasher::new();
    let variants = variants();
    let variant = variants.get(variant % variants.len());
    let mut reading = each_block(chunks, |block, rows| {
        rows.hash(&mut hasher);
        for (column, data) in block.header.columns.iter().zip(&block.columns) {
            let (name, server_type) = (&column.name, &column.data_type);
            (name, server_type.to_string()).hash(&mut hasher);
            let plan = ColumnPlan::new(name, server_type, &Target::Default)?;
            for start in (0..block.rows).step_by(SLICE) {
                let end = block.rows.min(start + SLICE);
                let values = plan.values_in(data, start..end)?;
                if values.len() != end - start {
                    let (given, asked) = (values.len(), end - start);
                    return Err(NativeError::malformed(format!("{given} values for {asked} rows")));
                }
                values.hash(&mut hasher);
            }
            if let Some(variant) = variant
                && let Ok(plan) = ColumnPlan::new(name, server_type, &target(server_type, variant))
            {
                for start in (0..block.rows).step_by(SLICE) {
                    let values = plan.values_in(data, start..block.rows.min(start + SLICE));
                    values.map_err(|error| error.to_string()).hash(&mut hasher);
                }
            }
        }
        Ok(())
    });
    reading.values = hasher.finish();
    reading
}

fn each_block(
    chunks: impl IntoIterator<Item = Bytes>,
    mut visit: impl FnMut(&Block, usize) -> Result<(), NativeError>,
) -> Reading {
    let mut reading = Reading::default();
    let mut decoder = BlockDecoder::new();
    let run = || {
        for chunk in chunks {
            decoder.feed(chunk);
            while let Some(block) = decoder.next_block()? {
                reading.blocks += 1;
                reading.rows += block.rows;
                visit(&block, reading.rows)?;
            }
        }
        decoder.finish()
    };
    let result: Result<(), NativeError> = run();
    reading.header = decoder.header_bytes();
    reading.error = result.err().map(|error| error.to_string());
    reading
}

fn target(server_type: &DataType, variant: &ArrayType) -> Target {
    let (mut array_depth, mut inner) = (0, server_type);
    while let DataType::Array(element) = inner {
        array_depth += 1;
        inner = element;
    }
    if *variant == ArrayType::Bytes || *variant == ArrayType::Json {
        array_depth = 0;
    }
    Target::Exact {
        variant: variant.clone(),
        array_depth,
        nullable: true,
        null_elements: true,
    }
}

fn variants() -> [ArrayType; 29] {
    [
        ArrayType::Bool,
        ArrayType::TinyInt,
        ArrayType::SmallInt,
        ArrayType::Int,
        ArrayType::BigInt,
        ArrayType::TinyUnsigned,
        ArrayType::SmallUnsigned,
        ArrayType::Unsigned,
        ArrayType::BigUnsigned,
        ArrayType::Float,
        ArrayType::Double,
        ArrayType::String,
        ArrayType::Char,
        ArrayType::Bytes,
        ArrayType::Json,
        ArrayType::ChronoDate,
        ArrayType::ChronoTime,
        ArrayType::ChronoDateTime,
        ArrayType::ChronoDateTimeUtc,
        ArrayType::ChronoDateTimeLocal,
        ArrayType::ChronoDateTimeWithTimeZone,
        ArrayType::TimeDate,
        ArrayType::TimeTime,
        ArrayType::TimeDateTime,
        ArrayType::TimeDateTimeWithTimeZone,
        ArrayType::Uuid,
        ArrayType::Decimal,
        ArrayType::BigDecimal,
        ArrayType::IpNetwork,
    ]
}
