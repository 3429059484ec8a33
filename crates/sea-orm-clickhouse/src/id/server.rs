//! Ids that the server makes, where no worker id sets this process apart from others.

use sea_query::{ArrayType, Func, Query, Value};
use sea_query_clickhouse::build_clickhouse;

use super::IdRequest;
use crate::{error::ClickHouseError, expectation::Expectation, native::Target};

/// `SELECT generateSnowflakeID() FROM system.numbers LIMIT count`, in ascending order. The server gives no id twice,
/// whoever asks.
pub(super) async fn snowflakes(request: &IdRequest<'_>) -> Result<Vec<Value>, ClickHouseError> {
    // The table is there for every user; a table function needs a right.
    let select = Query::select()
        .expr(Func::cust("generateSnowflakeID"))
        .from(("system", "numbers"))
        .limit(request.count as u64)
        .to_owned();
    let built = build_clickhouse(&select, &request.db.target())?;
    let expectation = Expectation::Positions(vec![Target::exact(ArrayType::BigUnsigned, false)]);
    let rows = request.db.read(&built, expectation).await;
    let mut rows = rows.map_err(|error| match error.name() {
        Some("UNKNOWN_FUNCTION") => ClickHouseError::unsupported(format!(
            "column `{}` of table `{}` is a key that is to be made; this server has no generateSnowflakeID(), which came \
             with version 24.6: give each process a worker id of its own (the option worker_id, or the environment \
             variable {}), or set the key",
            request.column,
            request.table.name,
            super::WORKER_ID
        ))
        .with_source(error),
        _ => error,
    })?;
    let mut ids = Vec::with_capacity(request.count);
    while let Some((_, row)) = rows.next().await? {
        ids.extend(row.into_iter().filter_map(|value| match value {
            Value::BigUnsigned(id) => id,
            _ => None,
        }));
    }
    ids.sort_unstable();
    Ok(ids.into_iter().map(Value::from).collect())
}
