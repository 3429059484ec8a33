//! INSERT ... SELECT: rows that the server takes from a query.

use sea_query::TableRef;
use sea_query_clickhouse::connection::{Cell, InsertSource};

use crate::{
    connection::ClickHouseConnection,
    distributed::insert_settings,
    error::ClickHouseError,
    insert,
    table::{Table, Tables},
};

/// When it is on, as it is by default, the server stores the DEFAULT of a column for a NULL of the query.
const NULL_AS_DEFAULT: &str = "insert_null_as_default";

/// Runs an INSERT whose rows are not values, or that goes into a table function; the number of rows written.
pub(crate) async fn run(db: &ClickHouseConnection, source: &InsertSource) -> Result<u64, ClickHouseError> {
    let nulls = insert::asks_for(db, source, NULL_AS_DEFAULT);
    if source.is_select()
        && let Some(TableRef::Table(name, _)) = source.table()
        && let Some(table) = Tables::learn(db, name).await?
    {
        check(source, &table, nulls == Some(true))?;
    }
    let built = db.with_types(|target| Ok(source.build(target)?)).await?;
    let nulls = (source.is_select() && nulls.is_none()).then(|| (NULL_AS_DEFAULT.to_owned(), "0".to_owned()));
    let settings = insert_settings(db, source).into_iter().chain(nulls);
    Ok(db.write_with(built, settings).await?.written_rows)
}

/// The server converts what is selected to the types of the columns without a check: 300 would be 44 in a UInt8.
fn check(source: &InsertSource, table: &Table, nulls_allowed: bool) -> Result<(), ClickHouseError> {
    insert::check_missing(table, |name| source.writes(name), "")?;
    let written: Vec<String> = if source.columns().is_empty() {
        let columns = table.columns.iter().filter(|column| column.is_written());
        let names = columns.map(|column| column.name.clone());
        names.filter(|name| source.writes(name)).collect()
    } else {
        source.columns().iter().map(ToString::to_string).collect()
    };
    for (place, value) in source.selected_values(written.len()) {
        if nulls_allowed && !value.is_some() {
            continue;
        }
        // A list of another length is an error of the server.
        if let Some(name) = written.get(place) {
            insert::check_cells(table, name, &[Cell::Value(value)])?;
        }
    }
    Ok(())
}
