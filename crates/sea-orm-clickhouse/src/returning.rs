//! What an INSERT returns: the values that were inserted, and what the server fills in beside them.

use std::collections::{BTreeMap, HashMap};

use sea_orm::{ProxyRow, QueryResult};
use sea_query::{Asterisk, Expr, Func, Order, Query, SelectStatement, TableRef, UnionType, Value};
use sea_query_clickhouse::{build_clickhouse, connection::Cell};

use crate::{
    connection::ClickHouseConnection,
    error::ClickHouseError,
    expectation::Expectation,
    insert::{Values, table_name},
    row::in_proxy_row,
    table::{Default, Table, TableColumn},
};

/// Rows that are computed by one SELECT.
const ROWS_AT_ONCE: usize = 100;

/// Lets the server compute the DEFAULT of each column that RETURNING asks for and that is not given, and inserts what
/// it answered: so the returned row is the stored one. What it always computes (MATERIALIZED, ALIAS) is returned alone.
pub(crate) async fn defaults(
    db: &ClickHouseConnection,
    table_ref: &TableRef,
    table: &Table,
    returning: &[String],
    values: &mut Values,
) -> Result<HashMap<String, Vec<Value>>, ClickHouseError> {
    let mut computed = HashMap::new();
    let mut pending: Vec<(&TableColumn, &str, bool)> = Vec::new();
    for name in returning {
        let missing = values
            .column(name)
            .is_none_or(|cells| cells.contains(&Cell::Default));
        match table.column(name).map(|column| (column, &column.default)) {
            Some((column, Default::Expr(expr))) if missing => pending.push((column, expr, true)),
            Some((column, Default::Computed(expr))) if missing => pending.push((column, expr, false)),
            _ => {}
        }
    }
    while !pending.is_empty() {
        // A DEFAULT may be made of other columns, which then come first.
        let free = pending
            .iter()
            .position(|(_, expr, _)| !pending.iter().any(|(other, ..)| mentions(expr, &other.name)));
        let (column, expr, stored) = pending.remove(free.unwrap_or_default());
        let name = &column.name;
        let given = values.column(name).unwrap_or_default();
        // A DEFAULT that counts, as generateSerialID() does, is asked for where it is stored.
        let missing: Vec<usize> = (0..values.rows)
            .filter(|row| given.get(*row).is_none_or(|cell| *cell == Cell::Default))
            .collect();
        let mut answers = Vec::with_capacity(missing.len());
        for rows in missing.chunks(ROWS_AT_ONCE) {
            let select = computing(expr, &column.data_type.to_string(), table, values, rows)?;
            let built = build_clickhouse(&select, &db.target())?;
            let expectation = Expectation::of_column(db.registry(), table_name(table_ref), name);
            let mut rows = db.read(&built, expectation).await?;
            while let Some((_, row)) = rows.next().await? {
                answers.extend(row);
            }
        }
        if answers.len() != missing.len() {
            return Err(ClickHouseError::protocol(format!(
                "the default of column `{name}` was computed for {} rows of {}",
                answers.len(),
                missing.len()
            )));
        }
        if stored {
            let mut answers = answers.into_iter().map(Cell::Value);
            let cells = (0..values.rows)
                .filter_map(|row| match given.get(row) {
                    Some(cell) if *cell != Cell::Default => Some(cell.clone()),
                    _ => answers.next(),
                })
                .collect();
            values.set(name, cells);
        } else {
            computed.insert(name.clone(), answers);
        }
    }
    Ok(computed)
}

/// Whether an expression has a word or a quoted name in it; also in a string, which does not matter for an order.
pub(crate) fn mentions(expr: &str, name: &str) -> bool {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    expr.match_indices(name).any(|(at, _)| {
        let before = expr.get(..at).and_then(|before| before.chars().next_back());
        let after = expr.get(at + name.len()..).and_then(|after| after.chars().next());
        !before.is_some_and(is_word) && !after.is_some_and(is_word)
    })
}

/// `SELECT CAST(default, type) FROM (SELECT * FROM (SELECT the row's values UNION ALL ...) ORDER BY the row LIMIT all)`: a
/// DEFAULT that counts meets the rows one after another, which the arms of a union, or a sort without a limit, would not hold.
fn computing(
    expr: &str,
    data_type: &str,
    table: &Table,
    values: &Values,
    rows: &[usize],
) -> Result<SelectStatement, ClickHouseError> {
    let cast = |value: Expr, data_type: &str| {
        Expr::FunctionCall(
            Func::cust("CAST")
                .arg(value)
                .arg(Expr::Constant(data_type.into())),
        )
    };
    let is_value = |cell: &Cell| matches!(cell, Cell::Value(_));
    let mut source: Option<SelectStatement> = None;
    for &row in rows {
        let mut select = Query::select();
        select.expr_as(Expr::Constant((row as u64).into()), "row number");
        // Each arm of the union has the same columns.
        let given = values.columns.iter().zip(&values.cells);
        for (name, cells) in given.filter(|(_, cells)| cells.iter().all(is_value)) {
            if let (Some(Cell::Value(value)), Some(column)) = (cells.get(row), table.column(name)) {
                select.expr_as(
                    cast(Expr::Value(value.clone()), &column.data_type.to_string()),
                    name.clone(),
                );
            }
        }
        source = Some(match source {
            None => select,
            Some(mut first) => first.union(UnionType::All, select).to_owned(),
        });
    }
    let source = source.ok_or_else(|| ClickHouseError::build("INSERT: it has no rows"))?;
    let ordered = Query::select()
        .column(Asterisk)
        .from_subquery(source, "arms")
        .order_by("row number", Order::Asc)
        .limit(rows.len() as u64)
        .to_owned();
    Ok(Query::select()
        .expr_as(cast(Expr::cust(expr.to_owned()), data_type), "default value")
        .from_subquery(ordered, "given")
        .order_by("row number", Order::Asc)
        .to_owned())
}

/// The rows that RETURNING asks for.
pub(crate) fn rows(
    db: &ClickHouseConnection,
    table: &TableRef,
    returning: &[String],
    values: &Values,
    computed: &HashMap<String, Vec<Value>>,
) -> Result<Vec<QueryResult>, ClickHouseError> {
    if returning.is_empty() {
        return Ok(Vec::new());
    }
    let fields = table_name(table).and_then(|name| db.registry().find(name));
    let mut columns = Vec::with_capacity(returning.len());
    for name in returning {
        columns.push(match (values.column(name), computed.get(name)) {
            (Some(cells), _) => cells
                .iter()
                .map(|cell| match cell {
                    Cell::Value(value) => Ok(value.clone()),
                    _ => Err(ClickHouseError::unsupported(format!(
                        "RETURNING: column `{name}` is inserted as an expression, which only the server evaluates; \
                         insert without returning (`exec_without_returning`), and read it"
                    ))),
                })
                .collect::<Result<Vec<_>, _>>()?,
            (None, Some(computed)) => computed.clone(),
            // Only a nullable column without a DEFAULT can be left at this point.
            (None, None) => {
                let null = fields.as_ref().and_then(|fields| fields.null(name)).unwrap_or(Value::String(None));
                vec![null; values.rows]
            }
        });
    }
    let mut columns: Vec<_> = columns.into_iter().map(Vec::into_iter).collect();
    Ok((0..values.rows)
        .map(|_| {
            let row: BTreeMap<String, Value> = returning
                .iter()
                .zip(&mut columns)
                .filter_map(|(name, column)| column.next().map(|value| (name.clone(), in_proxy_row(value))))
                .collect();
            ProxyRow::new(row).into()
        })
        .collect())
}
