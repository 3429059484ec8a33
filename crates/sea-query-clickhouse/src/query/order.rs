use sea_query::{Expr, NullOrdering, Order};

use crate::clause::{Clause, record};

/// An expression of ORDER BY with what ClickHouse has beyond a direction: COLLATE and WITH FILL.
///
/// Source: <https://clickhouse.com/docs/sql-reference/statements/select/order-by>.
///
/// ```
/// use sea_query::{Expr, Query};
/// use sea_query_clickhouse::{prelude::*, query::{OrderBy, WithFill}};
///
/// let mut query = Query::select();
/// query
///     .columns(["name", "day"])
///     .from("event")
///     .order_by_with(OrderBy::new(Expr::col("name")).collate("en"))
///     .order_by_with(OrderBy::new(Expr::col("day")).fill(WithFill::new().from(1).to(8).step(1)));
/// assert_eq!(
///     query.to_string(ClickHouseQueryBuilder),
///     "SELECT `name`, `day` FROM `event` ORDER BY `name` ASC COLLATE 'en', `day` ASC WITH FILL FROM 1 TO 8 STEP 1"
/// );
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct OrderBy {
    expr: Expr,
    order: Order,
    nulls: Option<NullOrdering>,
    collation: Option<String>,
    fill: Option<WithFill>,
}

impl OrderBy {
    /// Ascending, with NULLs last.
    pub fn new(expr: impl Into<Expr>) -> Self {
        Self {
            expr: expr.into(),
            order: Order::Asc,
            nulls: None,
            collation: None,
            fill: None,
        }
    }

    /// `DESC`
    pub fn desc(mut self) -> Self {
        self.order = Order::Desc;
        self
    }

    /// `NULLS FIRST`
    pub fn nulls_first(mut self) -> Self {
        self.nulls = Some(NullOrdering::First);
        self
    }

    /// `NULLS LAST`
    pub fn nulls_last(mut self) -> Self {
        self.nulls = Some(NullOrdering::Last);
        self
    }

    /// `COLLATE 'locale'`: strings in the order of a language, such as `en` or `de`.
    pub fn collate(mut self, locale: impl Into<String>) -> Self {
        self.collation = Some(locale.into());
        self
    }

    /// `WITH FILL ...`: rows for the values that are missing.
    pub fn fill(mut self, fill: WithFill) -> Self {
        self.fill = Some(fill);
        self
    }

    pub(crate) fn has_fill(&self) -> bool {
        self.fill.is_some()
    }

    pub(crate) fn into_parts(self) -> (Expr, Order, Option<NullOrdering>) {
        let expr = match (self.collation, self.fill) {
            (None, None) => self.expr,
            (collation, fill) => Clause::OrderBy(self.expr, collation, fill.map(Box::new)).into_expr(),
        };
        (expr, self.order, self.nulls)
    }
}

/// `WITH FILL [FROM ..] [TO ..] [STEP ..] [STALENESS ..]`. The bounds are constants: numbers, dates, or expressions
/// of them, such as an interval.
///
/// Source: <https://clickhouse.com/docs/sql-reference/statements/select/order-by#order-by-expr-with-fill-modifier>.
///
/// ```
/// use sea_query::{Expr, Query};
/// use sea_query_clickhouse::{prelude::*, query::{OrderBy, WithFill}};
///
/// let fill = WithFill::new().step(Expr::cust("INTERVAL 1 DAY")).staleness(Expr::cust("INTERVAL 3 DAY"));
/// let mut query = Query::select();
/// query.column("day").from("event").order_by_with(OrderBy::new(Expr::col("day")).fill(fill));
/// assert_eq!(
///     query.to_string(ClickHouseQueryBuilder),
///     "SELECT `day` FROM `event` ORDER BY `day` ASC WITH FILL STEP INTERVAL 1 DAY STALENESS INTERVAL 3 DAY"
/// );
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct WithFill {
    pub(crate) from: Option<Expr>,
    pub(crate) to: Option<Expr>,
    pub(crate) step: Option<Expr>,
    pub(crate) staleness: Option<Expr>,
}

record!(WithFill {
    from,
    to,
    step,
    staleness
});

impl WithFill {
    /// From the first value that is there to the last, in steps of one.
    pub fn new() -> Self {
        Self::default()
    }

    /// `FROM value`: the first value.
    pub fn from(mut self, value: impl Into<Expr>) -> Self {
        self.from = Some(value.into());
        self
    }

    /// `TO value`: the end, which is not filled itself.
    pub fn to(mut self, value: impl Into<Expr>) -> Self {
        self.to = Some(value.into());
        self
    }

    /// `STEP value`; negative where the order is descending.
    pub fn step(mut self, value: impl Into<Expr>) -> Self {
        self.step = Some(value.into());
        self
    }

    /// `STALENESS value`: how far from the last row that is there rows are made. Not together with
    /// [`from`](Self::from).
    pub fn staleness(mut self, value: impl Into<Expr>) -> Self {
        self.staleness = Some(value.into());
        self
    }
}

/// What INTERPOLATE gives a column in the rows that WITH FILL makes.
///
/// ```
/// use sea_query::{Expr, ExprTrait, Query};
/// use sea_query_clickhouse::{prelude::*, query::{Interpolate, OrderBy, WithFill}};
///
/// let mut query = Query::select();
/// query
///     .columns(["day", "total", "name"])
///     .from("event")
///     .order_by_with(OrderBy::new(Expr::col("day")).fill(WithFill::new()))
///     .interpolate([Interpolate::with("total", Expr::col("total").add(1)), Interpolate::keep("name")]);
/// assert_eq!(
///     query.to_string(ClickHouseQueryBuilder),
///     "SELECT `day`, `total`, `name` FROM `event` ORDER BY `day` ASC WITH FILL \
///      INTERPOLATE (`total` AS `total` + 1, `name`)"
/// );
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Interpolate {
    pub(crate) column: String,
    pub(crate) expr: Option<Expr>,
}

impl Interpolate {
    /// The value of the row before.
    pub fn keep(column: impl sea_query::IntoIden) -> Self {
        Self {
            column: column.into_iden().to_string(),
            expr: None,
        }
    }

    /// An expression of the values of the row before.
    pub fn with(column: impl sea_query::IntoIden, expr: impl Into<Expr>) -> Self {
        Self {
            column: column.into_iden().to_string(),
            expr: Some(expr.into()),
        }
    }
}
