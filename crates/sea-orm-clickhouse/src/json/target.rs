//! As what a column is read that becomes JSON.

use sea_query::ArrayType;
use sea_query_clickhouse::{DataType, structured};

use super::option::JsonOptions;
use crate::native::{Target, has_structure};

/// The field of a registered entity decides where it makes another JSON of the column: a `Vec<u8>`, a `Json`, an enum, a
/// date. Numbers, times of day and what has members are read as what the server has, and none is out of range.
pub(crate) fn json_target(options: &JsonOptions, name: &str, data_type: &DataType, known: Target) -> Target {
    let (array_depth, inner) = peel_arrays(data_type);
    let value_type = inner.value_type();
    let exact = |variant| Target::Exact {
        variant,
        array_depth,
        nullable: true,
        null_elements: true,
    };
    if has_structure(inner) || has_structure(value_type) {
        return exact(structured::element(value_type));
    }
    match (value_type, &known) {
        (DataType::String | DataType::FixedString(_), _) if options.of_column(name).base64 => {
            exact(ArrayType::Bytes)
        }
        (DataType::Decimal(_, _), _) => exact(ArrayType::BigDecimal),
        (DataType::Time | DataType::Time64(_), _) => exact(ArrayType::String),
        (
            DataType::UInt8,
            Target::Exact {
                variant: ArrayType::Bool | ArrayType::Bytes,
                ..
            },
        ) => open(known),
        (number, _) if is_number(number) => Target::Default,
        _ => open(known),
    }
}

/// JSON has a null for every NULL.
fn open(target: Target) -> Target {
    match target {
        Target::Exact {
            variant, array_depth, ..
        } => Target::Exact {
            variant,
            array_depth,
            nullable: true,
            null_elements: true,
        },
        Target::Default | Target::Portable => Target::Default,
    }
}

fn is_number(data_type: &DataType) -> bool {
    matches!(
        data_type,
        DataType::Int8
            | DataType::Int16
            | DataType::Int32
            | DataType::Int64
            | DataType::Int128
            | DataType::Int256
            | DataType::UInt8
            | DataType::UInt16
            | DataType::UInt32
            | DataType::UInt64
            | DataType::UInt128
            | DataType::UInt256
            | DataType::Interval(_)
            | DataType::Float32
            | DataType::Float64
            | DataType::BFloat16
    )
}

fn peel_arrays(data_type: &DataType) -> (usize, &DataType) {
    let (mut depth, mut inner) = (0, data_type);
    while let DataType::Array(element) = inner {
        depth += 1;
        inner = element;
    }
    (depth, inner)
}
