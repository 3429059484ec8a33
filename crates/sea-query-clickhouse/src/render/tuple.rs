//! Comparisons of tuples, for which the server uses no index, and lists of them.

use sea_query::{BinOper, Expr, ExprTrait, SqlWriter, Value};

use super::{Renderer, plain_value};
use crate::{collect::push, param::TypedValue, types::DataType};

/// `(a, b) > (1, 2)` as `a > 1 OR a = 1 AND b > 2`, which means the same and is read by the index of a key `(a, b)`.
pub(super) fn by_columns(left: &Expr, op: &BinOper, right: &Expr) -> Option<Expr> {
    let strict = match op {
        BinOper::GreaterThan | BinOper::GreaterThanOrEqual => BinOper::GreaterThan,
        BinOper::SmallerThan | BinOper::SmallerThanOrEqual => BinOper::SmallerThan,
        _ => return None,
    };
    let (Expr::Tuple(columns), Expr::Tuple(values)) = (left, right) else {
        return None;
    };
    // What is written twice is evaluated twice.
    let plain = columns.iter().all(|column| matches!(column, Expr::Column(_)))
        && values
            .iter()
            .all(|value| plain_value(value).is_some() || matches!(value, Expr::Constant(_)));
    if columns.len() != values.len() || columns.len() < 2 || !plain {
        return None;
    }
    let mut pairs = columns.iter().zip(values).rev();
    let (column, value) = pairs.next()?;
    let last = column.clone().binary(*op, value.clone());
    Some(pairs.fold(last, |rest, (column, value)| {
        let beyond = column.clone().binary(strict, value.clone());
        beyond.or(column.clone().eq(value.clone()).and(rest))
    }))
}

impl Renderer<'_> {
    /// `(a, b) IN ((1, 2), (3, 4))`, each value as the type of its column; false where the types are not known.
    pub(super) fn write_in_tuples(
        &self,
        left: &Expr,
        op: &BinOper,
        rows: &[Expr],
        sql: &mut impl SqlWriter,
    ) -> bool {
        let Expr::Tuple(columns) = left else {
            return false;
        };
        if self.context.target.columns.is_none() || rows.is_empty() {
            return false;
        }
        let Some(rows) = rows
            .iter()
            .map(|row| values_of(row, columns.len()))
            .collect::<Option<Vec<_>>>()
        else {
            return false;
        };
        let types: Vec<_> = columns.iter().map(|column| self.type_of(column)).collect();
        if types.iter().all(Option::is_none) {
            return false;
        }
        let mut within = Vec::with_capacity(rows.len());
        let mut beyond = Vec::new();
        for row in rows {
            match is_beyond(&row, &types) {
                Ok(true) => beyond.push(row),
                Ok(false) => within.push(row),
                Err(error) => {
                    self.context.refuse(error);
                    return true;
                }
            }
        }
        let (chain, between) = match op {
            BinOper::In => (BinOper::Or, " OR "),
            _ => (BinOper::And, " AND "),
        };
        self.in_parentheses(!beyond.is_empty(), sql, |sql| {
            if !within.is_empty() {
                self.write_in(left, op, sql, |sql| {
                    for (i, row) in within.iter().enumerate() {
                        push(sql, if i == 0 { "((" } else { "), (" });
                        for (i, (value, data_type)) in row.iter().zip(&types).enumerate() {
                            push(sql, if i == 0 { "" } else { ", " });
                            self.write_parameter(value, data_type.as_ref(), sql);
                        }
                    }
                    push(sql, "))");
                });
            }
            for (i, row) in beyond.iter().enumerate() {
                push(sql, if i == 0 && within.is_empty() { "" } else { between });
                let pairs = columns.iter().zip(row);
                let (compare, join) = match chain {
                    BinOper::Or => (BinOper::Equal, BinOper::And),
                    _ => (BinOper::NotEqual, BinOper::Or),
                };
                let pairs = pairs.map(|(column, value)| column.clone().binary(compare, (*value).clone()));
                if let Some(condition) = pairs.reduce(|a, b| a.binary(join, b)) {
                    self.in_parentheses(true, sql, |sql| self.write_expr(&condition, sql));
                }
            }
        });
        true
    }
}

/// The values of a tuple of `width` values.
fn values_of(row: &Expr, width: usize) -> Option<Vec<&Value>> {
    let values: Vec<&Value> = match row {
        Expr::Values(values) => values.iter().collect(),
        Expr::Tuple(items) => items.iter().map(plain_value).collect::<Option<_>>()?,
        _ => return None,
    };
    (values.len() == width).then_some(values)
}

fn is_beyond(row: &[&Value], types: &[Option<DataType>]) -> Result<bool, crate::error::BuildError> {
    for (value, data_type) in row.iter().zip(types) {
        if let Some(data_type) = data_type
            && TypedValue::is_beyond(value, data_type)?
        {
            return Ok(true);
        }
    }
    Ok(false)
}
