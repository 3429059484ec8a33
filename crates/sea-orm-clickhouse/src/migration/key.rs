//! The key that an INSERT leaves out, of a table whose entity is not registered.

use sea_query::{Expr, ExprTrait, InsertStatement, Query, SchemaName, TableName, TableRef};
use sea_query_clickhouse::{DataType, connection::InsertSource};

use super::inspect;
use crate::{
    connection::ClickHouseConnection,
    error::ClickHouseError,
    table::{Default, Table, Tables},
};

/// The key of the table, when it is one column that is left out and not NULL then.
pub(super) async fn left_out(
    db: &ClickHouseConnection,
    insert: &InsertStatement,
) -> Result<Option<(String, DataType)>, ClickHouseError> {
    let (table, named) = {
        let source = InsertSource::new(insert, &db.target())?;
        let Some(table) = source.table().cloned() else {
            return Ok(None);
        };
        let named: Vec<String> = source.columns().iter().map(ToString::to_string).collect();
        (table, named)
    };
    // A table function has no table to describe.
    let TableRef::Table(name, _) = &table else {
        return Ok(None);
    };
    let (described, _) = Tables::find(db, &table).await?;
    if !leaves_out(&described, &named) {
        return Ok(None);
    }
    let [key] = <[String; 1]>::try_from(keys(db, name).await?).unwrap_or_default();
    let column = described.column(&key).filter(|_| !named.contains(&key));
    Ok(column.map(|column| (key, column.data_type.clone())))
}

fn leaves_out(table: &Table, named: &[String]) -> bool {
    table.columns.iter().any(|column| {
        !named.contains(&column.name)
            && !column.data_type.is_nullable()
            && !matches!(column.default, Default::Computed(_))
    })
}

/// The columns of the primary key of a table.
async fn keys(db: &ClickHouseConnection, table: &TableName) -> Result<Vec<String>, ClickHouseError> {
    let mut select = Query::select();
    select
        .column("name")
        .from(("system", "columns"))
        .and_where(Expr::col("table").eq(table.1.to_string()))
        .and_where(Expr::col("is_in_primary_key").eq(1));
    let select = match &table.0 {
        Some(SchemaName(_, database)) => select
            .and_where(Expr::col("database").eq(database.to_string()))
            .take(),
        None => inspect::here(select),
    };
    let rows = db.query_clickhouse(&select).await?;
    let names = rows.iter().map(|row| row.try_get::<String>("", "name"));
    names
        .collect::<Result<_, _>>()
        .map_err(|error| ClickHouseError::protocol(format!("system.columns: {error}")))
}
