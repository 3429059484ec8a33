//! Lambdas, which ride as a reserved function node among the arguments of a function.

use sea_query::{Expr, Func, FunctionCall, Value};

use crate::error::BuildError;

/// The name of the function node that carries a lambda. A builder of another database writes it as a function, which
/// its server does not know.
const CARRIER: &str = "clickhouse_lambda";

/// A lambda, `x -> x + 1`: an argument of the functions that look at each element.
///
/// Source: <https://clickhouse.com/docs/sql-reference/functions/overview#arrow-operator-and-lambda>.
///
/// ```
/// use sea_query::{Expr, ExprTrait, Query};
/// use sea_query_clickhouse::{func::{Lambda, array::array_filter, lambda}, prelude::*};
///
/// let even: Lambda = lambda("x", Expr::col("x").modulo(2).eq(0));
/// let query = Query::select().expr(array_filter(even, [Expr::col("sizes")])).from("event").to_owned();
/// assert_eq!(
///     query.to_string(ClickHouseQueryBuilder),
///     "SELECT arrayFilter(`x` -> `x` % 2 = 0, `sizes`) FROM `event`"
/// );
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Lambda {
    parameters: Vec<String>,
    body: Expr,
}

/// A lambda of one parameter, or of a tuple, array or list of them; in its body they are columns.
///
/// ```
/// use sea_query::{Expr, ExprTrait, Query};
/// use sea_query_clickhouse::{func::{array, lambda}, prelude::*};
///
/// let sum = lambda(("x", "y"), Expr::col("x").add(Expr::col("y")));
/// let query = Query::select().expr(array::array_map(sum, [Expr::col("a"), Expr::col("b")])).from("t").to_owned();
/// assert_eq!(
///     query.to_string(ClickHouseQueryBuilder),
///     "SELECT arrayMap((`x`, `y`) -> `x` + `y`, `a`, `b`) FROM `t`"
/// );
/// ```
pub fn lambda(parameters: impl IntoLambdaParameters, body: impl Into<Expr>) -> Lambda {
    Lambda {
        parameters: parameters.into_lambda_parameters(),
        body: body.into(),
    }
}

/// The names of a lambda's parameters.
///
/// ```
/// use sea_query_clickhouse::func::IntoLambdaParameters;
///
/// assert_eq!(("x", "y").into_lambda_parameters(), ["x", "y"]);
/// assert_eq!("x".into_lambda_parameters(), ["x"]);
/// ```
pub trait IntoLambdaParameters {
    /// The names, in their order.
    fn into_lambda_parameters(self) -> Vec<String>;
}

impl IntoLambdaParameters for &str {
    fn into_lambda_parameters(self) -> Vec<String> {
        vec![self.to_owned()]
    }
}

impl IntoLambdaParameters for String {
    fn into_lambda_parameters(self) -> Vec<String> {
        vec![self]
    }
}

impl<A: Into<String>, B: Into<String>> IntoLambdaParameters for (A, B) {
    fn into_lambda_parameters(self) -> Vec<String> {
        vec![self.0.into(), self.1.into()]
    }
}

impl<A: Into<String>, B: Into<String>, C: Into<String>> IntoLambdaParameters for (A, B, C) {
    fn into_lambda_parameters(self) -> Vec<String> {
        vec![self.0.into(), self.1.into(), self.2.into()]
    }
}

impl<S: Into<String>, const N: usize> IntoLambdaParameters for [S; N] {
    fn into_lambda_parameters(self) -> Vec<String> {
        self.into_iter().map(Into::into).collect()
    }
}

impl<S: Into<String>> IntoLambdaParameters for Vec<S> {
    fn into_lambda_parameters(self) -> Vec<String> {
        self.into_iter().map(Into::into).collect()
    }
}

impl From<Lambda> for Expr {
    fn from(lambda: Lambda) -> Self {
        let mut args = vec![lambda.body];
        args.extend(
            lambda
                .parameters
                .into_iter()
                .map(|name| Expr::Constant(name.into())),
        );
        Expr::FunctionCall(Func::cust(CARRIER).args(args))
    }
}

impl Lambda {
    /// Whether a function call carries a lambda.
    pub(crate) fn is_carried_by(call: &FunctionCall) -> bool {
        matches!(call.get_func(), Func::Custom(name) if name.inner() == CARRIER)
    }

    /// The parameters and the body of the lambda that a call carries.
    pub(crate) fn parts(call: &FunctionCall) -> Result<(Vec<&str>, &Expr), BuildError> {
        let (body, parameters) = call
            .get_args()
            .split_first()
            .ok_or_else(|| Self::misplaced("the node has no body; make it by `func::lambda`"))?;
        let parameters = parameters
            .iter()
            .map(|parameter| match parameter {
                Expr::Constant(Value::String(Some(name))) if !name.is_empty() => Ok(name.as_str()),
                _ => Err(Self::misplaced("the name of a parameter is empty, or not a text")),
            })
            .collect::<Result<Vec<_>, _>>()?;
        if let Some((i, name)) = parameters
            .iter()
            .enumerate()
            .find(|(i, name)| parameters.iter().take(*i).any(|before| before == *name))
        {
            return Err(Self::misplaced(format!(
                "its parameter {} is named `{}` like one before it",
                i + 1,
                name.escape_debug()
            )));
        }
        match parameters.is_empty() {
            false => Ok((parameters, body)),
            true => Err(Self::misplaced("it has no parameter; give it one at least")),
        }
    }

    pub(crate) fn misplaced(sentence: impl Into<std::borrow::Cow<'static, str>>) -> BuildError {
        BuildError::invalid("lambda", sentence)
    }
}
