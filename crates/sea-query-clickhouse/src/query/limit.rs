use sea_query::{Expr, Value};

use crate::{clause::Field, collect::push, error::BuildError};

/// How many rows a LIMIT or OFFSET counts: from the start, from the end, or a share of all.
///
/// Source: <https://clickhouse.com/docs/sql-reference/statements/select/limit>.
///
/// ```
/// use sea_query::{Order, Query};
/// use sea_query_clickhouse::{prelude::*, query::Limit};
///
/// let mut query = Query::select();
/// query.column("id").from("event").order_by("id", Order::Asc).limit_with(Limit::last(3));
/// assert_eq!(query.to_string(ClickHouseQueryBuilder), "SELECT `id` FROM `event` ORDER BY `id` ASC LIMIT -3");
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Limit(Amount);

#[derive(Clone, Copy, Debug, PartialEq)]
enum Amount {
    Rows(u64),
    Last(u64),
    Share(f64),
}

impl Limit {
    /// That many rows from the start.
    pub fn rows(rows: u64) -> Self {
        Self(Amount::Rows(rows))
    }

    /// That many rows from the end: a negative limit, which ClickHouse takes since 25.10, and in LIMIT BY since 26.5.
    pub fn last(rows: u64) -> Self {
        Self(Amount::Last(rows))
    }

    /// A share of the rows, above 0 and below 1: a fractional limit, which ClickHouse takes since 25.11.
    pub fn share(share: f64) -> Self {
        Self(Amount::Share(share))
    }

    pub(crate) fn is_last(self) -> bool {
        matches!(self.0, Amount::Last(_))
    }

    pub(crate) fn is_share(self) -> bool {
        matches!(self.0, Amount::Share(_))
    }

    pub(crate) fn check(&self) -> Result<(), BuildError> {
        match self.0 {
            Amount::Share(share) if !(share > 0.0 && share < 1.0) => Err(BuildError::invalid(
                "LIMIT",
                format!(
                    "the share {share} is not above 0 and below 1; a number of rows is `Limit::rows(..)`"
                ),
            )),
            Amount::Last(rows) if i64::try_from(rows).is_err() => Err(BuildError::invalid(
                "LIMIT",
                format!("{rows} rows from the end do not fit Int64; take less"),
            )),
            _ => Ok(()),
        }
    }

    /// LIMIT BY has no shares.
    pub(crate) fn check_by(&self) -> Result<(), BuildError> {
        match self.0 {
            Amount::Share(_) => Err(BuildError::unsupported(
                "LIMIT BY",
                "ClickHouse takes a number of rows here and no share; use `Limit::rows(..)` or `Limit::last(..)`",
            )),
            _ => self.check(),
        }
    }

    pub(crate) fn write(self, sql: &mut (impl std::fmt::Write + ?Sized)) {
        match self.0 {
            Amount::Rows(rows) => push(sql, &rows.to_string()),
            Amount::Last(rows) => push(sql, &format!("-{rows}")),
            Amount::Share(share) => push(sql, &share.to_string()),
        }
    }
}

impl From<u64> for Limit {
    fn from(rows: u64) -> Self {
        Self::rows(rows)
    }
}

impl From<u32> for Limit {
    fn from(rows: u32) -> Self {
        Self::rows(rows.into())
    }
}

/// A negative number counts from the end.
impl From<i64> for Limit {
    fn from(rows: i64) -> Self {
        match u64::try_from(rows) {
            Ok(rows) => Self::rows(rows),
            Err(_) => Self::last(rows.unsigned_abs()),
        }
    }
}

/// A negative number counts from the end.
impl From<i32> for Limit {
    fn from(rows: i32) -> Self {
        i64::from(rows).into()
    }
}

/// A share of the rows.
impl From<f64> for Limit {
    fn from(share: f64) -> Self {
        Self::share(share)
    }
}

impl Field for Limit {
    fn into_field(self) -> Expr {
        match self.0 {
            Amount::Rows(rows) => rows.into_field(),
            Amount::Last(rows) => Some(rows).into_field(),
            Amount::Share(share) => share.into_field(),
        }
    }

    fn from_field(expr: &Expr) -> Option<Self> {
        Some(Self(match expr {
            Expr::Constant(Value::BigUnsigned(Some(rows))) => Amount::Rows(*rows),
            Expr::Constant(Value::Double(Some(share))) => Amount::Share(*share),
            other => Amount::Last(Option::<u64>::from_field(other)??),
        }))
    }
}
