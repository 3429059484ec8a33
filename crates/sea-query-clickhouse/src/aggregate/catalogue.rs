//! The catalogue of aggregate functions as data, and the macro that makes a documented function of each of its lines.

use crate::capability::ServerVersion;

/// One function of the catalogue.
///
/// ```
/// let function = sea_query_clickhouse::aggregate::catalogue().find(|function| function.name == "quantile").unwrap();
/// assert_eq!(function.parameters, ["level"]);
/// assert_eq!(function.arguments, ["expr"]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct AggregateFunction {
    /// The name in ClickHouse.
    pub name: &'static str,
    /// The name in this crate.
    pub rust_name: &'static str,
    /// The parameters, in the first parentheses.
    pub parameters: &'static [&'static str],
    /// What any number of parameters at the end are.
    pub more_parameters: Option<&'static str>,
    /// The arguments.
    pub arguments: &'static [&'static str],
    /// What any number of arguments at the end are.
    pub more_arguments: Option<&'static str>,
    /// The first version that has it, as `system.functions.introduced_in` says.
    pub since: ServerVersion,
}

/// Functions from lines like `quantile = "quantile"(level)(expr) since (1, 1);`: parameters, arguments; `; name` is any
/// number of them.
macro_rules! aggregates {
    ($page:literal;
     $($(#[doc = $doc:literal])+
     $rust:ident = $name:literal ($($param:ident),* $(; $params:ident)?) ($($arg:ident),* $(; $args:ident)?)
     since ($major:literal, $minor:literal);)*) => {
        pub(crate) const FUNCTIONS: &[crate::aggregate::AggregateFunction] = &[
            $(crate::aggregate::AggregateFunction {
                name: $name,
                rust_name: stringify!($rust),
                parameters: &[$(stringify!($param)),*],
                more_parameters: aggregates!(@more $($params)?),
                arguments: &[$(stringify!($arg)),*],
                more_arguments: aggregates!(@more $($args)?),
                since: crate::capability::ServerVersion::new($major, $minor, 0),
            }),*
        ];

        $($(#[doc = $doc])+
        #[doc = concat!(
            "\n\nSource: [`", $name, "`](https://clickhouse.com/docs/", $page, "), since ClickHouse ", $major, ".",
            $minor, "."
        )]
        #[doc = aggregate_example!(
            $rust, $name,
            [$({$param, "0.5", "0.5"})* $({$params, "[0.5]", "0.5"})?]
            [$({$arg, concat!("Expr::col(\"", stringify!($arg), "\")"), concat!("`", stringify!($arg), "`")})*
             $({$args, concat!("[Expr::col(\"", stringify!($args), "\")]"), concat!("`", stringify!($args), "`")})?]
        )]
        pub fn $rust(
            $($param: impl Into<sea_query::Expr>,)*
            $($params: impl IntoIterator<Item: Into<sea_query::Expr>>,)?
            $($arg: impl Into<sea_query::Expr>,)*
            $($args: impl IntoIterator<Item: Into<sea_query::Expr>>,)?
        ) -> crate::aggregate::Aggregate {
            crate::aggregate::Aggregate::new($name)
                $(.param($param))*
                $(.params($params))?
                $(.arg($arg))*
                $(.args($args))?
        })*
    };
    (@more) => { None };
    (@more $more:ident) => { Some(stringify!($more)) };
}

/// The runnable example of one function.
macro_rules! aggregate_example {
    ($rust:ident, $name:literal, [$($params:tt)*] [$($args:tt)*]) => {
        concat!(
            "\n\n```\nuse sea_query::{Expr, Query};\nuse sea_query_clickhouse::{aggregate, prelude::*};\n\n",
            "let call = aggregate::", stringify!($rust), "(", aggregate_example!(@calls $($params)* $($args)*),
            ");\nassert_eq!(\n    Query::select().expr(call).to_string(ClickHouseQueryBuilder),\n    \"SELECT ", $name,
            aggregate_example!(@params $($params)*), "(", aggregate_example!(@sqls $($args)*), ")\"\n);\n```"
        )
    };
    (@params) => { "" };
    (@params $($params:tt)+) => { concat!("(", aggregate_example!(@sqls $($params)*), ")") };
    (@calls $({$first:ident, $first_call:expr, $first_sql:expr} $({$name:ident, $call:expr, $sql:expr})*)?) => {
        concat!($($first_call, $(", ", $call,)*)?)
    };
    (@sqls $({$first:ident, $first_call:expr, $first_sql:expr} $({$name:ident, $call:expr, $sql:expr})*)?) => {
        concat!($($first_sql, $(", ", $sql,)*)?)
    };
}
