//! Primary keys that an INSERT leaves out. ClickHouse has no AUTO_INCREMENT, so they are made here:
//!
//! * 64-bit integers get a Snowflake id: 41 bits of milliseconds, 10 bits that are random per process, 12 bits that
//!   count. Ids of one process ascend, also when its clock goes back.
//! * UUIDs get version 7.
//! * Integers of 32 bits and fewer get the highest value of the table and one, counted up from there by the
//!   connection. Two processes that insert at once can make the same: meant for small tables.
//!
//! A column with a DEFAULT keeps it.

use std::{
    collections::HashMap,
    sync::{
        LazyLock,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, SystemTime},
};

use sea_query::{ArrayType, Expr, ExprTrait, Query, TableRef, Value};
use sea_query_clickhouse::{DataType, build_clickhouse, connection::Cell};
use uuid::Uuid;

use crate::{
    connection::ClickHouseConnection,
    error::ClickHouseError,
    expectation::Expectation,
    insert::{Values, table_name},
    native::Target,
    table::{Default, Table},
};

/// 2024-01-01, from which the milliseconds of a Snowflake id are counted.
const EPOCH: Duration = Duration::from_secs(1_704_067_200);

/// The next id, and the highest 32-bit keys that were given out, by table and column.
#[derive(Debug, std::default::Default)]
pub(crate) struct Sequences(tokio::sync::Mutex<HashMap<String, i64>>);

/// Gives the primary key its values where the INSERT leaves it out. Of an entity that is not registered the key is what
/// RETURNING asks for alone.
pub(crate) async fn generate(
    db: &ClickHouseConnection,
    table_ref: &TableRef,
    table: &Table,
    returning: &[String],
    values: &mut Values,
) -> Result<(), ClickHouseError> {
    let fields = table_name(table_ref).and_then(|name| db.registry().find(name));
    let keys = match &fields {
        Some(fields) => fields.made_key(),
        // SeaORM's `exec` asks for the primary key alone; `exec_with_returning` asks for all columns.
        None if returning.len() == 1 && table.columns.len() > 1 => returning,
        None => &[],
    };
    for name in keys {
        let missing = values
            .column(name)
            .is_none_or(|cells| cells.contains(&Cell::Default));
        let Some(column) = table.column(name).filter(|_| missing) else {
            continue;
        };
        if column.default != Default::None || column.data_type.is_nullable() {
            continue;
        }
        let made = match column.data_type.value_type() {
            DataType::Int64 => snowflakes(values.rows)
                .map(|id| Value::BigInt(Some(id as i64)))
                .collect(),
            DataType::UInt64 => snowflakes(values.rows)
                .map(|id| Value::BigUnsigned(Some(id)))
                .collect(),
            DataType::Uuid => (0..values.rows)
                .map(|_| Value::Uuid(Some(Uuid::now_v7())))
                .collect(),
            small @ (DataType::Int8
            | DataType::Int16
            | DataType::Int32
            | DataType::UInt8
            | DataType::UInt16
            | DataType::UInt32) => {
                let given = values.column(name).unwrap_or_default();
                let count = values.rows - given.iter().filter(|cell| matches!(cell, Cell::Value(_))).count();
                next_in_sequence(db, table_ref, name, small, given, count).await?
            }
            _ => continue,
        };
        let mut made = made.into_iter();
        let made: Vec<Value> = match values.column(name) {
            None => made.collect(),
            Some(given) => given
                .iter()
                .filter_map(|cell| match cell {
                    Cell::Value(value) => Some(value.clone()),
                    _ => made.next(),
                })
                .collect(),
        };
        values.set(name, made);
    }
    Ok(())
}

/// The time, the process and a count: distinct within a process whatever its clock does.
fn snowflakes(count: usize) -> impl Iterator<Item = u64> {
    static WORKER: LazyLock<u64> = LazyLock::new(|| u64::from(Uuid::new_v4().as_fields().1) & 0x3ff);
    static LAST: AtomicU64 = AtomicU64::new(0);
    (0..count).map(|_| {
        let now = SystemTime::now()
            .duration_since(SystemTime::UNIX_EPOCH + EPOCH)
            .unwrap_or_default();
        let now = (now.as_millis() as u64) << 12;
        let mut tick = now;
        let _ = LAST.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |last| {
            tick = Ord::max(now, last + 1);
            Some(tick)
        });
        (tick >> 12) << 22 | *WORKER << 12 | tick & 0xfff
    })
}

async fn next_in_sequence(
    db: &ClickHouseConnection,
    table: &TableRef,
    column: &str,
    data_type: &DataType,
    given: &[Cell],
    count: usize,
) -> Result<Vec<Value>, ClickHouseError> {
    let mut sequences = db.sequences().0.lock().await;
    let highest = Query::select()
        .expr_as(
            Expr::col(column.to_owned()).max().cast_as("Nullable(Int64)"),
            "highest",
        )
        .from(table.clone())
        .to_owned();
    let built = build_clickhouse(&highest, &db.target())?;
    let target = Expectation::Positions(vec![Target::exact(ArrayType::BigInt, true)]);
    let rows = db.read(&built, target).await?;
    let stored = match rows.one().await?.as_ref().map(|(_, values)| values.as_slice()) {
        Some([Value::BigInt(Some(stored))]) => *stored,
        _ => 0,
    };
    let key = format!("{table:?}.{column}");
    let given = given.iter().filter_map(given_key).max().unwrap_or(0);
    let known = sequences.get(&key).copied().unwrap_or(0);
    let first = Ord::max(stored, Ord::max(given, known)) + 1;
    let last = first + count as i64 - 1;
    let (limit, to_value): (i64, fn(i64) -> Value) = match data_type {
        DataType::Int8 => (i8::MAX.into(), |id| Value::TinyInt(Some(id as i8))),
        DataType::Int16 => (i16::MAX.into(), |id| Value::SmallInt(Some(id as i16))),
        DataType::Int32 => (i32::MAX.into(), |id| Value::Int(Some(id as i32))),
        DataType::UInt8 => (u8::MAX.into(), |id| Value::TinyUnsigned(Some(id as u8))),
        DataType::UInt16 => (u16::MAX.into(), |id| Value::SmallUnsigned(Some(id as u16))),
        _ => (u32::MAX.into(), |id| Value::Unsigned(Some(id as u32))),
    };
    if last > limit {
        return Err(ClickHouseError::type_error(format!(
            "column `{column}` ({data_type}) has no numbers left: the next would be {last}, it holds up to {limit}; use \
             a 64-bit key"
        )));
    }
    sequences.insert(key, last);
    Ok((first..=last).map(to_value).collect())
}

/// A key of the same INSERT, above which the made ones begin.
fn given_key(cell: &Cell) -> Option<i64> {
    let Cell::Value(value) = cell else {
        return None;
    };
    match *value {
        Value::TinyInt(key) => key.map(i64::from),
        Value::SmallInt(key) => key.map(i64::from),
        Value::Int(key) => key.map(i64::from),
        Value::BigInt(key) => key,
        Value::TinyUnsigned(key) => key.map(i64::from),
        Value::SmallUnsigned(key) => key.map(i64::from),
        Value::Unsigned(key) => key.map(i64::from),
        Value::BigUnsigned(key) => key.and_then(|key| key.try_into().ok()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn snowflake_ids_are_distinct_and_ascend() {
        let ids: Vec<u64> = snowflakes(10_000).collect();
        assert!(ids.is_sorted_by(|a, b| a < b));
        assert!(ids.iter().all(|id| *id < 1 << 63));
    }
}
