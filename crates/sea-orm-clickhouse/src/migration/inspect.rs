//! What a database has, by the server's own tables.

use sea_orm::ConnectionTrait;
use sea_query::{Alias, Expr, ExprTrait, Order, Query, SelectStatement};
use sea_query_clickhouse::{ClickHouseDictionary, ClickHouseTable, ClickHouseView, func::call};

use super::journal::convert;
use crate::{connection::ClickHouseConnection, error::ClickHouseError};

/// `SELECT name FROM system.table WHERE database = currentDatabase()`
fn of_database(table: &'static str) -> SelectStatement {
    Query::select()
        .column("name")
        .from(("system", table))
        .and_where(Expr::col("database").eq(call("currentDatabase", Vec::<Expr>::new())))
        .to_owned()
}

async fn has(db: &ClickHouseConnection, select: &SelectStatement) -> Result<bool, ClickHouseError> {
    Ok(db.query_one(select).await.map_err(convert)?.is_some())
}

/// Whether the database has a table, view or dictionary of the name.
pub(crate) async fn has_table(db: &ClickHouseConnection, table: &str) -> Result<bool, ClickHouseError> {
    has(db, of_database("tables").and_where(Expr::col("name").eq(table))).await
}

pub(crate) async fn has_column(
    db: &ClickHouseConnection,
    table: &str,
    column: &str,
) -> Result<bool, ClickHouseError> {
    let mut select = of_database("columns");
    select
        .and_where(Expr::col("table").eq(table))
        .and_where(Expr::col("name").eq(column));
    has(db, &select).await
}

/// Whether a table has a skip index of the name.
pub(crate) async fn has_index(
    db: &ClickHouseConnection,
    table: &str,
    index: &str,
) -> Result<bool, ClickHouseError> {
    let mut select = of_database("data_skipping_indices");
    select
        .and_where(Expr::col("table").eq(table))
        .and_where(Expr::col("name").eq(index));
    has(db, &select).await
}

/// A table, view or dictionary.
struct Object {
    name: String,
    engine: String,
}

async fn objects(db: &ClickHouseConnection) -> Result<Vec<Object>, ClickHouseError> {
    let mut select = of_database("tables");
    select
        .column("engine")
        .and_where(Expr::col("is_temporary").eq(0))
        .order_by("name", Order::Asc);
    let rows = db.query_all(&select).await.map_err(convert)?;
    rows.iter()
        .map(|row| {
            Ok(Object {
                name: row.try_get("", "name").map_err(convert)?,
                engine: row.try_get("", "engine").map_err(convert)?,
            })
        })
        .collect()
}

/// Drops every table, view and dictionary of the database but those named.
///
/// The server refuses to drop what others depend on, so what is left is tried again as long as something goes.
pub(crate) async fn drop_everything(
    db: &ClickHouseConnection,
    spared: &[&str],
) -> Result<(), ClickHouseError> {
    let mut left = objects(db).await?;
    // A view drops the table that it keeps its rows in.
    left.retain(|object| !object.name.starts_with(".inner") && !spared.contains(&object.name.as_str()));
    left.sort_by_key(|object| !object.engine.ends_with("View"));
    while !left.is_empty() {
        let before = left.len();
        let mut refused = Vec::new();
        let mut reason = None;
        for object in left {
            match drop(db, &object).await {
                Ok(()) => tracing::info!("Table '{}' has been dropped", object.name),
                Err(error) if error.name() == Some("HAVE_DEPENDENT_OBJECTS") => {
                    reason = Some(error);
                    refused.push(object);
                }
                Err(error) => return Err(error),
            }
        }
        left = refused;
        if let Some(reason) = reason.filter(|_| left.len() == before) {
            return Err(reason);
        }
    }
    Ok(())
}

async fn drop(db: &ClickHouseConnection, object: &Object) -> Result<(), ClickHouseError> {
    let name = Alias::new(&object.name);
    match object.engine.as_str() {
        "Dictionary" => {
            let drop = ClickHouseDictionary::drop(name).if_exists().sync();
            db.execute_clickhouse(&drop).await
        }
        engine if engine.ends_with("View") => {
            let drop = ClickHouseView::drop(name).if_exists().sync();
            db.execute_clickhouse(&drop).await
        }
        _ => {
            let drop = ClickHouseTable::drop(name).if_exists().sync();
            db.execute_clickhouse(&drop).await
        }
    }
}
