//! BFloat16: the upper half of a Float32.

use std::ops::Range;

use sea_query::{ArrayType, Value};

use super::{Convert, Leaf};
use crate::native::{ColumnData, NativeError};

fn floats(
    leaf: &Leaf,
    data: &ColumnData,
    rows: Range<usize>,
    out: &mut Vec<Value>,
    value_of: impl Fn(f32) -> Value,
) -> Result<(), NativeError> {
    let ColumnData::UInt16(values) = data else {
        return Err(leaf.shape());
    };
    let values = leaf.rows(values, rows)?.iter();
    out.extend(values.map(|bits| value_of(f32::from_bits(u32::from(*bits) << 16))));
    Ok(())
}

pub(super) fn convert_for(variant: &ArrayType) -> Option<Convert> {
    Some(match variant {
        ArrayType::Float => {
            |leaf, data, rows, out| floats(leaf, data, rows, out, |value| Value::Float(Some(value)))
        }
        ArrayType::Double => |leaf, data, rows, out| {
            floats(leaf, data, rows, out, |value| {
                Value::Double(Some(f64::from(value)))
            })
        },
        _ => return None,
    })
}
