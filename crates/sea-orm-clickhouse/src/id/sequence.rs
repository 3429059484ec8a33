//! Keys of 32 bits and fewer, which are counted.

use std::collections::HashMap;

use sea_query::{ArrayType, Expr, ExprTrait, Query, Value};
use sea_query_clickhouse::{DataType, build_clickhouse};

use super::{IdRequest, number};
use crate::{error::ClickHouseError, expectation::Expectation, native::Target};

/// The highest keys that a connection has given out, by table and column.
#[derive(Debug, Default)]
pub(super) struct Sequences(tokio::sync::Mutex<HashMap<String, i64>>);

impl Sequences {
    /// The highest key of the table, of this INSERT and of those before, and one.
    pub(super) async fn next(
        &self,
        request: &IdRequest<'_>,
        limit: i64,
    ) -> Result<Vec<Value>, ClickHouseError> {
        let IdRequest {
            db,
            table_ref,
            column,
            data_type,
            count,
            ..
        } = *request;
        let mut sequences = self.0.lock().await;
        let highest = Query::select()
            .expr_as(
                Expr::col(column.to_owned()).max().cast_as("Nullable(Int64)"),
                "highest",
            )
            .from(table_ref.clone())
            .to_owned();
        let built = build_clickhouse(&highest, &db.target())?;
        let target = Expectation::Positions(vec![Target::exact(ArrayType::BigInt, true)]);
        let rows = db.read(&built, target).await?;
        let stored = match rows.one().await?.as_ref().map(|(_, values)| values.as_slice()) {
            Some([Value::BigInt(Some(stored))]) => *stored,
            _ => 0,
        };
        let key = format!("{table_ref:?}.{column}");
        let given = request.given().filter_map(number::whole).max().unwrap_or(0);
        // What is given and does not fit is refused when it is encoded.
        let given = Ord::min(i64::try_from(given).unwrap_or(0), limit);
        let known = sequences.get(&key).copied().unwrap_or(0);
        let first = Ord::max(stored, Ord::max(given, known)) + 1;
        let last = first + count as i64 - 1;
        if last > limit {
            return Err(ClickHouseError::type_error(format!(
                "column `{column}` ({data_type}) has no numbers left: the next would be {last}, it holds up to {limit}; use \
                 a 64-bit key"
            )));
        }
        sequences.insert(key, last);
        Ok((first..=last).map(|id| Value::BigInt(Some(id))).collect())
    }
}

/// The highest key of a type that is counted.
pub(super) fn limit(data_type: &DataType) -> Option<i64> {
    Some(match data_type {
        DataType::Int8 => i8::MAX.into(),
        DataType::Int16 => i16::MAX.into(),
        DataType::Int32 => i32::MAX.into(),
        DataType::UInt8 => u8::MAX.into(),
        DataType::UInt16 => u16::MAX.into(),
        DataType::UInt32 => u32::MAX.into(),
        _ => return None,
    })
}
