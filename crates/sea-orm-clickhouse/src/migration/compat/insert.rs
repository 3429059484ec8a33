//! INSERT, whose keys SeaORM asks for by MySQL's `LAST_INSERT_ID`.

use sea_orm::{ConnectionTrait, DbErr, ProxyExecResult, from_query_result_to_proxy_row};
use sea_query::{Alias, InsertStatement, Value};
use sea_query_clickhouse::DataType;

use crate::{connection::ClickHouseConnection, error::ClickHouseError, migration::key::left_out};

/// Runs an INSERT; its result has the key of the last row, where one is made.
pub(super) async fn run(
    connection: &impl ConnectionTrait,
    mut insert: InsertStatement,
    key: Option<String>,
) -> Result<ProxyExecResult, DbErr> {
    let Some(key) = key else {
        let inserted = connection.execute(&insert).await?;
        return Ok(ProxyExecResult::new(0, inserted.rows_affected()));
    };
    insert.returning_col(Alias::new(&key));
    let rows = connection.query_all(&insert).await?;
    let made = rows.last().map(from_query_result_to_proxy_row);
    let made = made.as_ref().and_then(|row| row.values.get(&key));
    let Some(last) = made.and_then(number) else {
        return Err(ClickHouseError::unsupported(format!(
            "the rows are inserted, but the generated key `{key}` is {made:?}, and SeaORM takes it as a number of 64 bits \
             that is not negative"
        ))
        .into());
    };
    Ok(ProxyExecResult::new(last, rows.len() as u64))
}

/// The key that is made for an INSERT, which must be a number.
pub(super) async fn integer_key(
    db: &ClickHouseConnection,
    insert: &InsertStatement,
) -> Result<Option<String>, DbErr> {
    let Some((key, data_type)) = left_out(db, insert).await? else {
        return Ok(None);
    };
    if !is_integer(&data_type) {
        return Err(ClickHouseError::unsupported(format!(
            "the key `{key}` is of the type {data_type}, and SeaORM takes generated keys from MySQL as numbers alone: set the key"
        ))
        .into());
    }
    Ok(Some(key))
}

fn is_integer(data_type: &DataType) -> bool {
    use DataType::{Int8, Int16, Int32, Int64, UInt8, UInt16, UInt32, UInt64};
    matches!(
        data_type.value_type(),
        Int8 | Int16 | Int32 | Int64 | UInt8 | UInt16 | UInt32 | UInt64
    )
}

fn number(value: &Value) -> Option<u64> {
    match value {
        Value::TinyInt(Some(key)) => u64::try_from(*key).ok(),
        Value::SmallInt(Some(key)) => u64::try_from(*key).ok(),
        Value::Int(Some(key)) => u64::try_from(*key).ok(),
        Value::BigInt(Some(key)) => u64::try_from(*key).ok(),
        Value::TinyUnsigned(Some(key)) => Some(u64::from(*key)),
        Value::SmallUnsigned(Some(key)) => Some(u64::from(*key)),
        Value::Unsigned(Some(key)) => Some(u64::from(*key)),
        Value::BigUnsigned(key) => *key,
        _ => None,
    }
}
