//! Whole numbers as the field of a key takes them.

use bigdecimal::BigDecimal;
use rust_decimal::Decimal;
use sea_query::{ArrayType, Value};
use sea_query_clickhouse::DataType;

use super::IdRequest;
use crate::error::ClickHouseError;

/// The number of a value that is a whole one.
pub(super) fn whole(value: &Value) -> Option<i128> {
    match *value {
        Value::TinyInt(number) => number.map(i128::from),
        Value::SmallInt(number) => number.map(i128::from),
        Value::Int(number) => number.map(i128::from),
        Value::BigInt(number) => number.map(i128::from),
        Value::TinyUnsigned(number) => number.map(i128::from),
        Value::SmallUnsigned(number) => number.map(i128::from),
        Value::Unsigned(number) => number.map(i128::from),
        Value::BigUnsigned(number) => number.map(i128::from),
        _ => None,
    }
}

/// A whole number in the variant of the field, or where the field is not known in that of the column. Other values are
/// left as they are.
pub(super) fn in_field(
    value: Value,
    variant: Option<&ArrayType>,
    request: &IdRequest<'_>,
) -> Result<Value, ClickHouseError> {
    let Some(number) = whole(&value) else {
        return Ok(value);
    };
    let of_column = of_column(request.data_type.value_type());
    let converted = match variant.or(of_column.as_ref()) {
        Some(ArrayType::TinyInt) => number.try_into().ok().map(|id| Value::TinyInt(Some(id))),
        Some(ArrayType::SmallInt) => number.try_into().ok().map(|id| Value::SmallInt(Some(id))),
        Some(ArrayType::Int) => number.try_into().ok().map(|id| Value::Int(Some(id))),
        Some(ArrayType::BigInt) => number.try_into().ok().map(|id| Value::BigInt(Some(id))),
        Some(ArrayType::TinyUnsigned) => number.try_into().ok().map(|id| Value::TinyUnsigned(Some(id))),
        Some(ArrayType::SmallUnsigned) => number.try_into().ok().map(|id| Value::SmallUnsigned(Some(id))),
        Some(ArrayType::Unsigned) => number.try_into().ok().map(|id| Value::Unsigned(Some(id))),
        Some(ArrayType::BigUnsigned) => number.try_into().ok().map(|id| Value::BigUnsigned(Some(id))),
        Some(ArrayType::Decimal) => Decimal::try_from_i128_with_scale(number, 0)
            .ok()
            .map(|id| Value::Decimal(Some(id))),
        Some(ArrayType::BigDecimal) => Some(Value::BigDecimal(Some(Box::new(BigDecimal::from(number))))),
        Some(ArrayType::String) => Some(Value::String(Some(number.to_string()))),
        _ => return Ok(value),
    };
    converted.ok_or_else(|| {
        ClickHouseError::type_error(format!(
            "the key {number} that was made for column `{}` ({}) of table `{}` does not fit its field; make the field as \
             wide as the column, or set the key",
            request.column, request.data_type, request.table.name
        ))
    })
}

fn of_column(data_type: &DataType) -> Option<ArrayType> {
    Some(match data_type {
        DataType::Int8 => ArrayType::TinyInt,
        DataType::Int16 => ArrayType::SmallInt,
        DataType::Int32 => ArrayType::Int,
        DataType::Int64 => ArrayType::BigInt,
        DataType::UInt8 => ArrayType::TinyUnsigned,
        DataType::UInt16 => ArrayType::SmallUnsigned,
        DataType::UInt32 => ArrayType::Unsigned,
        DataType::UInt64 => ArrayType::BigUnsigned,
        DataType::Int128 | DataType::UInt128 | DataType::Int256 | DataType::UInt256 => ArrayType::BigDecimal,
        _ => return None,
    })
}
