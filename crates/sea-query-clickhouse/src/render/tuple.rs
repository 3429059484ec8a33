//! Comparisons of tuples, for which the server uses no index.

use sea_query::{BinOper, Expr, ExprTrait};

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
            .all(|value| super::plain_value(value).is_some() || matches!(value, Expr::Constant(_)));
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
