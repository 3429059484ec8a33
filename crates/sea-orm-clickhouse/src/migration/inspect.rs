//! What a database has, by the server's own tables.

use sea_orm::ConnectionTrait;
use sea_query::{Alias, Expr, ExprTrait, Order, Query, SelectStatement};
use sea_query_clickhouse::{ClickHouseDictionary, ClickHouseTable, ClickHouseView, func::call};

use super::journal::convert;
use crate::{connection::ClickHouseConnection, error::ClickHouseError};

/// A SELECT of one of the server's tables, of what is in the connection's database.
pub(super) fn here(mut select: SelectStatement) -> SelectStatement {
    select
        .and_where(Expr::col("database").eq(call("currentDatabase", Vec::<Expr>::new())))
        .take()
}

/// Leaves out the tables in which views keep their rows: a view drops its own.
pub(super) fn without_inner(mut select: SelectStatement) -> SelectStatement {
    let is_inner = call("startsWith", [Expr::col("name"), Expr::val(".inner")]);
    select.and_where(is_inner.eq(0)).take()
}

/// Whether one of the server's tables has such a row, as a Bool of this name.
pub(super) fn found(
    table: &'static str,
    conditions: &[(&'static str, &str)],
    name: &'static str,
) -> SelectStatement {
    let mut select = Query::select();
    let any = Expr::expr(call("count", Vec::<Expr>::new())).gt(0);
    select
        .expr_as(call("toBool", [any]), name)
        .from(("system", table));
    for (column, value) in conditions {
        select.and_where(Expr::col(*column).eq(*value));
    }
    here(select)
}

/// The column of an answer whether there is something.
pub(super) const FOUND: &str = "found";

/// Whether the database has a table, view or dictionary of the name.
pub(super) fn of_table(table: &str, name: &'static str) -> SelectStatement {
    found("tables", &[("name", table)], name)
}

/// Whether a table has a column of the name.
pub(super) fn of_column(table: &str, column: &str, name: &'static str) -> SelectStatement {
    found("columns", &[("table", table), ("name", column)], name)
}

/// Whether a table has a skip index of the name.
pub(super) fn of_index(table: &str, index: &str, name: &'static str) -> SelectStatement {
    found(
        "data_skipping_indices",
        &[("table", table), ("name", index)],
        name,
    )
}

async fn has(db: &ClickHouseConnection, select: &SelectStatement) -> Result<bool, ClickHouseError> {
    let row = db.query_one(select).await.map_err(convert)?;
    row.map_or(Ok(false), |row| row.try_get("", FOUND).map_err(convert))
}

pub(crate) async fn has_table(db: &ClickHouseConnection, table: &str) -> Result<bool, ClickHouseError> {
    has(db, &of_table(table, FOUND)).await
}

pub(crate) async fn has_column(
    db: &ClickHouseConnection,
    table: &str,
    column: &str,
) -> Result<bool, ClickHouseError> {
    has(db, &of_column(table, column, FOUND)).await
}

pub(crate) async fn has_index(
    db: &ClickHouseConnection,
    table: &str,
    index: &str,
) -> Result<bool, ClickHouseError> {
    has(db, &of_index(table, index, FOUND)).await
}

/// A table, view or dictionary.
struct Object {
    name: String,
    engine: String,
}

async fn objects(db: &ClickHouseConnection) -> Result<Vec<Object>, ClickHouseError> {
    let mut select = Query::select();
    select
        .columns(["name", "engine"])
        .from(("system", "tables"))
        .and_where(Expr::col("is_temporary").eq(0))
        .order_by("name", Order::Asc);
    let select = without_inner(here(select));
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
    left.retain(|object| !spared.contains(&object.name.as_str()));
    left.sort_by_key(|object| (!object.engine.ends_with("View"), object.engine != "Dictionary"));
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

/// Waits until it is gone, so that a replicated table can be made anew in its place.
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
