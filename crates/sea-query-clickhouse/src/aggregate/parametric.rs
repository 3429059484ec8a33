//! A call of an aggregate function, which rides as a reserved function node where it is more than a name and arguments.

use sea_query::{Asterisk, Condition, Expr, Func, FunctionCall, IntoCondition, Value};

use super::combinator::Combinator;
use crate::error::BuildError;

/// The name of the function node that carries parameters. A builder of another database writes it as a function, which
/// its server does not know.
const CARRIER: &str = "clickhouse_aggregate";

/// A call of an aggregate function: `quantileIf(0.9)(x, condition)`.
///
/// The functions of [`aggregate`](crate::aggregate) make it, and [`Aggregate::new`] makes one of any name.
///
/// ```
/// use sea_query::{Expr, ExprTrait, Query};
/// use sea_query_clickhouse::{aggregate::Aggregate, prelude::*};
///
/// let call = Aggregate::new("myAggregate").param(5).arg(Expr::col("x")).if_(Expr::col("y").gt(1));
/// let query = Query::select().expr(call.add(1)).from("t").to_owned();
/// assert_eq!(query.to_string(ClickHouseQueryBuilder), "SELECT myAggregateIf(5)(`x`, `y` > 1) + 1 FROM `t`");
/// ```
///
/// Source: <https://clickhouse.com/docs/sql-reference/aggregate-functions/parametric-functions>.
#[derive(Clone, Debug, PartialEq)]
#[must_use]
pub struct Aggregate {
    pub(super) name: String,
    pub(super) parameters: Vec<Expr>,
    pub(super) arguments: Vec<Expr>,
    pub(super) nulls: Option<&'static str>,
    pub(super) combinators: Vec<Combinator>,
    pub(super) filter: Option<Condition>,
}

impl Aggregate {
    /// A call of the function `name`, without parameters and arguments.
    pub fn new(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            parameters: Vec::new(),
            arguments: Vec::new(),
            nulls: None,
            combinators: Vec::new(),
            filter: None,
        }
    }

    /// Appends a parameter: what stands in the first parentheses. Values are written as literals there.
    pub fn param(mut self, value: impl Into<Expr>) -> Self {
        self.parameters.push(match value.into() {
            Expr::Value(value) => Expr::Constant(value),
            other => other,
        });
        self
    }

    /// Appends parameters.
    pub fn params(self, values: impl IntoIterator<Item: Into<Expr>>) -> Self {
        values.into_iter().fold(self, |call, value| call.param(value))
    }

    /// Appends an argument.
    pub fn arg(mut self, arg: impl Into<Expr>) -> Self {
        self.arguments.push(arg.into());
        self
    }

    /// Appends arguments.
    pub fn args(mut self, args: impl IntoIterator<Item: Into<Expr>>) -> Self {
        self.arguments.extend(args.into_iter().map(Into::into));
        self
    }

    /// `FILTER (WHERE condition)`; [`if_`](Self::if_) says the same with a combinator. Called again, both conditions hold.
    ///
    /// ```
    /// use sea_query::{Expr, ExprTrait, Query};
    /// use sea_query_clickhouse::{aggregate::quantile, prelude::*};
    ///
    /// let call = quantile(0.9, Expr::col("x")).filter(Expr::col("y").gt(1));
    /// assert_eq!(
    ///     Query::select().expr(call).from("t").to_string(ClickHouseQueryBuilder),
    ///     "SELECT quantile(0.9)(`x`) FILTER (WHERE `y` > 1) FROM `t`"
    /// );
    /// ```
    pub fn filter(mut self, condition: impl IntoCondition) -> Self {
        let condition = condition.into_condition();
        self.filter = Some(match self.filter {
            None => condition,
            Some(before) => Condition::all().add(before).add(condition),
        });
        self
    }

    /// `RESPECT NULLS`: NULL is a value like any other. Only some functions know it, `any` and `first_value` among them.
    ///
    /// ```
    /// use sea_query::{Expr, Query};
    /// use sea_query_clickhouse::{aggregate::any, prelude::*};
    ///
    /// let query = Query::select().expr(any(Expr::col("x")).respect_nulls()).from("t").to_owned();
    /// assert_eq!(query.to_string(ClickHouseQueryBuilder), "SELECT any(`x`) RESPECT NULLS FROM `t`");
    /// ```
    pub fn respect_nulls(mut self) -> Self {
        self.nulls = Some("RESPECT NULLS");
        self
    }

    /// `IGNORE NULLS`: rows where the argument is NULL are left out.
    ///
    /// ```
    /// use sea_query::{Expr, Query};
    /// use sea_query_clickhouse::{aggregate::first_value, prelude::*};
    ///
    /// let query = Query::select().expr(first_value(Expr::col("x")).ignore_nulls()).from("t").to_owned();
    /// assert_eq!(query.to_string(ClickHouseQueryBuilder), "SELECT first_value(`x`) IGNORE NULLS FROM `t`");
    /// ```
    pub fn ignore_nulls(mut self) -> Self {
        self.nulls = Some("IGNORE NULLS");
        self
    }
}

/// The parts of a call that stand in SQL around its arguments.
pub(crate) struct Parts<'a> {
    pub(crate) name: &'a str,
    pub(crate) parameters: &'a [Expr],
    pub(crate) arguments: &'a [Expr],
    pub(crate) nulls: &'static str,
}

impl Aggregate {
    /// Whether a function call carries an aggregate.
    pub(crate) fn is_carried_by(call: &FunctionCall) -> bool {
        matches!(call.get_func(), Func::Custom(name) if name.inner() == CARRIER)
    }

    /// The parts that a call carries.
    pub(crate) fn parts(call: &FunctionCall) -> Result<Parts<'_>, BuildError> {
        let nulls = |text: &str| match text {
            "" => Some(""),
            "RESPECT NULLS" => Some(" RESPECT NULLS"),
            "IGNORE NULLS" => Some(" IGNORE NULLS"),
            _ => None,
        };
        match call.get_args() {
            [Expr::Constant(Value::String(Some(sentence)))] => {
                Err(BuildError::invalid("combinator", sentence.clone()))
            }
            [
                Expr::Constant(Value::String(Some(name))),
                Expr::Tuple(parameters),
                Expr::Tuple(arguments),
                Expr::Constant(Value::String(Some(text))),
            ] if let Some(nulls) = nulls(text) => Ok(Parts {
                name,
                parameters,
                arguments,
                nulls,
            }),
            _ => Err(BuildError::invalid(
                CARRIER,
                "this function name is reserved for aggregates; make them by `Aggregate::new`",
            )),
        }
    }
}

impl From<Aggregate> for FunctionCall {
    fn from(call: Aggregate) -> Self {
        if let Err(sentence) = call.check_combinators() {
            return Func::cust(CARRIER).arg(Expr::Constant(sentence.into()));
        }
        let Aggregate {
            name,
            parameters,
            mut arguments,
            nulls,
            filter,
            combinators: _,
        } = call;
        // What SeaQuery has a node for is that node, by which others know what it is.
        let function = if !parameters.is_empty() || nulls.is_some() {
            Func::cust(CARRIER).args([
                Expr::Constant(name.into()),
                Expr::Tuple(parameters),
                Expr::Tuple(arguments),
                Expr::Constant(nulls.unwrap_or_default().into()),
            ])
        } else if name == "count" && arguments.len() < 2 {
            Func::count(arguments.pop().unwrap_or_else(|| Expr::col(Asterisk)))
        } else {
            Func::cust(name).args(arguments)
        };
        match filter {
            None => function,
            Some(filter) => function.filter(filter),
        }
    }
}

impl From<Aggregate> for Expr {
    fn from(call: Aggregate) -> Self {
        Self::FunctionCall(call.into())
    }
}
