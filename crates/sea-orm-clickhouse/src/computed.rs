//! MATERIALIZED and ALIAS columns in the rows that an UPDATE returns: computed of the new values.

use sea_query::{Expr, Func, Query, SelectStatement};
use sea_query_clickhouse::connection::Mutation;

use crate::{
    error::ClickHouseError,
    returning::mentions,
    table::{Default, Table, TableColumn},
};

/// The rows that an UPDATE returns, where a column that they have is computed of one that it assigns; else `None`.
///
/// The innermost SELECT gives the new values under names of their own, the next gives them the names of the columns, and
/// the outermost computes: an alias that is the name of a column would hide it in the condition.
pub(crate) fn rows(
    mutation: &Mutation<'_>,
    table: &Table,
) -> Result<Option<SelectStatement>, ClickHouseError> {
    let Some((_, names)) = mutation.rows()? else {
        return Ok(None);
    };
    let affected = affected(table, mutation.assignments().into_iter().map(|(name, _)| name));
    if !names.iter().any(|name| affected.contains(name)) {
        return Ok(None);
    }
    // What the new values leave alone is read as it is stored: `now()` would be another time.
    let (computed, stored): (Vec<&TableColumn>, Vec<&TableColumn>) = closure(table, &names, &affected)
        .into_iter()
        .partition(|column| affected.contains(&column.name));
    let stored: Vec<&str> = stored.iter().map(|column| column.name.as_str()).collect();
    let mut changed = Query::select();
    for (i, name) in stored.iter().enumerate() {
        changed.expr_as(Expr::col(format!("returning_{i}")), (*name).to_owned());
    }
    changed.from_subquery(mutation.rows_of(&stored)?, "reached");
    let mut rows = Query::select();
    // What is computed of what is computed finds it by its alias; what was not asked for stands at the end.
    let others = computed
        .iter()
        .map(|column| &column.name)
        .filter(|name| !names.contains(*name));
    for name in names.iter().chain(others) {
        let column = computed.iter().find(|column| column.name == *name);
        let value = match column.and_then(|column| Some((*column, expression(column)?))) {
            Some((column, expr)) => Expr::FunctionCall(
                Func::cust("CAST")
                    .arg(Expr::cust(expr.to_owned()))
                    .arg(Expr::Constant(column.data_type.to_string().into())),
            ),
            None => Expr::col(name.clone()),
        };
        rows.expr_as(value, name.clone());
    }
    rows.from_subquery(changed, "changed");
    Ok(Some(rows))
}

fn expression(column: &TableColumn) -> Option<&str> {
    match &column.default {
        Default::Computed(expr) => Some(expr),
        _ => None,
    }
}

/// The columns that are computed of these, or of what is.
fn affected(table: &Table, assigned: impl Iterator<Item = String>) -> Vec<String> {
    let mut changed: Vec<String> = assigned.collect();
    let mut affected = Vec::new();
    loop {
        let next = table.columns.iter().find(|column| {
            !affected.contains(&column.name)
                && expression(column).is_some_and(|expr| changed.iter().any(|name| mentions(expr, name)))
        });
        let Some(column) = next else { return affected };
        changed.push(column.name.clone());
        affected.push(column.name.clone());
    }
}

/// These columns, and those of which the affected ones among them are made.
fn closure<'t>(table: &'t Table, names: &[String], affected: &[String]) -> Vec<&'t TableColumn> {
    let mut found: Vec<&TableColumn> = names.iter().filter_map(|name| table.column(name)).collect();
    let mut next = 0;
    while let Some(column) = found.get(next).copied() {
        next += 1;
        let Some(expr) = expression(column).filter(|_| affected.contains(&column.name)) else {
            continue;
        };
        for other in &table.columns {
            if mentions(expr, &other.name) && !found.iter().any(|known| known.name == other.name) {
                found.push(other);
            }
        }
    }
    found
}
