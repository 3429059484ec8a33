//! The links of many-to-many relations. SeaORM inserts the rows of a junction table with ON CONFLICT DO NOTHING for its
//! primary key, which ClickHouse does not know: the rows that are there are asked for by one SELECT and left out.

use std::collections::HashSet;

use sea_query::{Expr, ExprTrait, Query, TableRef, Value, ValueTuple};

use crate::{
    connection::ClickHouseConnection,
    error::ClickHouseError,
    expectation::Expectation,
    insert::{Values, table_name},
    native::Target,
};

/// Whether an INSERT with ON CONFLICT DO NOTHING for `key` may be one of links: into the junction table of two
/// relations, whose columns it sets. Of a table that no registered entity has, the primary key tells, when it is made of
/// several columns that are all set.
pub(crate) fn is_of_links(
    db: &ClickHouseConnection,
    table: Option<&TableRef>,
    columns: &[String],
    key: &[String],
) -> bool {
    match table
        .and_then(table_name)
        .and_then(|name| db.registry().find(name))
    {
        Some(fields) => fields.is_junction(columns) && fields.primary_key() == key,
        None => key.len() > 1 && key.iter().all(|name| columns.contains(name)),
    }
}

/// Leaves out the rows whose key the table has, and those of which an earlier row has the key.
pub(crate) async fn leave_out_known(
    db: &ClickHouseConnection,
    table: &TableRef,
    key: &[String],
    values: &mut Values,
) -> Result<(), ClickHouseError> {
    if values.has_exprs() {
        return Err(ClickHouseError::unsupported(
            "ON CONFLICT DO NOTHING: a row has an expression, which only the server evaluates; insert values",
        ));
    }
    // A key that is made is new, and so is one with a NULL to SQL.
    let keys: Vec<Option<Vec<Value>>> = (0..values.rows)
        .map(|row| key.iter().map(|name| values.plain(name, row)).collect())
        .collect();
    let given: Vec<&Vec<Value>> = keys.iter().flatten().collect();
    let Some(first) = given.first() else {
        return Ok(());
    };
    let columns: Vec<Expr> = key.iter().map(|name| Expr::col(name.clone())).collect();
    let tuples = given.iter().map(|key| ValueTuple::Many((*key).clone()));
    let mut select = Query::select();
    select
        .distinct()
        .exprs(columns.clone())
        .from(table.clone())
        .and_where(match columns.as_slice() {
            [column] => column.clone().is_in(given.iter().copied().flatten().cloned()),
            _ => Expr::tuple(columns).in_tuples(tuples),
        });
    let targets = first
        .iter()
        .map(|value| Target::exact(value.array_type(), false))
        .collect();
    let mut rows = db.rows(&select, Expectation::Positions(targets)).await?;
    let mut known = HashSet::new();
    while let Some((_, key)) = rows.next().await? {
        known.insert(key);
    }
    values.retain(|row| match keys.get(row) {
        Some(Some(key)) => known.insert(key.clone()),
        _ => true,
    });
    Ok(())
}

#[cfg(test)]
mod tests {
    use sea_query_clickhouse::connection::Cell;

    use super::*;

    fn values(cells: Vec<Vec<Cell>>) -> Values {
        let rows = cells.first().map_or(0, Vec::len);
        let columns = (0..cells.len()).map(|column| format!("c{column}")).collect();
        Values { columns, cells, rows }
    }

    #[test]
    fn rows_are_left_out_of_every_column() {
        let cell = |number: i32| Cell::Value(Value::Int(Some(number)));
        let mut values = values(vec![
            vec![cell(1), cell(2), Cell::Default],
            vec![cell(3), cell(4), cell(5)],
        ]);
        assert_eq!(values.plain("c0", 1), Some(Value::Int(Some(2))));
        assert_eq!(values.plain("c0", 2), None, "a DEFAULT is no value");
        assert_eq!(values.plain("c2", 0), None, "there is no such column");
        values.retain(|row| row != 1);
        assert_eq!(values.rows, 2);
        assert_eq!(values.cells, [[cell(1), Cell::Default], [cell(3), cell(5)]]);
    }
}
