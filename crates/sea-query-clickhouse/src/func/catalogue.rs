//! The catalogue of functions as data, and the macro that makes a documented function of each of its lines.

use crate::capability::ServerVersion;

/// One function of the catalogue.
///
/// ```
/// let function = sea_query_clickhouse::func::catalogue().find(|function| function.name == "toStartOfWeek").unwrap();
/// assert_eq!(function.chapter, "date_time");
/// assert_eq!(function.rust_name, "to_start_of_week");
/// assert_eq!(function.arguments, ["datetime"]);
/// assert_eq!(function.optional, ["mode", "timezone"]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Function {
    /// The module of this crate, which is a chapter of ClickHouse's documentation.
    pub chapter: &'static str,
    /// The name in ClickHouse.
    pub name: &'static str,
    /// The name in this crate.
    pub rust_name: &'static str,
    /// Whether the first argument is a lambda.
    pub lambda: bool,
    /// The arguments that must be given, after the lambda.
    pub arguments: &'static [&'static str],
    /// What any number of arguments at the end are, where the function takes them.
    pub rest: Option<&'static str>,
    /// The arguments that may follow, by [`FunctionCall::arg`](sea_query::FunctionCall::arg).
    pub optional: &'static [&'static str],
    /// The first version that has it, as `system.functions.introduced_in` says.
    pub since: ServerVersion,
}

/// Functions from lines like `to_week = "toWeek"(datetime)[mode, timezone] since (20, 1);`: what is in brackets may
/// follow, `; name` is any number of arguments, `|name|` a lambda.
macro_rules! functions {
    ($chapter:literal, $page:literal;
     $($(#[doc = $doc:literal])+
     $rust:ident = $name:literal ($(|$lambda:ident|)? $($arg:ident),* $(; $rest:ident)?) $([$($opt:ident),+])?
     since ($major:literal, $minor:literal);)*) => {
        pub(crate) const FUNCTIONS: &[crate::func::Function] = &[$(crate::func::Function {
            chapter: $chapter,
            name: $name,
            rust_name: stringify!($rust),
            lambda: functions!(@is $($lambda)?),
            arguments: &[$(stringify!($arg)),*],
            rest: functions!(@rest $($rest)?),
            optional: &[$($(stringify!($opt)),+)?],
            since: crate::capability::ServerVersion::new($major, $minor, 0),
        }),*];

        $($(#[doc = $doc])+
        #[doc = concat!(
            "\n\nSource: [`", $name, "`](https://clickhouse.com/docs/sql-reference/functions/", $page, "#", $name,
            "), since ClickHouse ", $major, ".", $minor, ".",
            $("\n\nMay follow, by [`arg`](sea_query::FunctionCall::arg):", $(" `", stringify!($opt), "`",)+ ".")?
        )]
        #[doc = example!(
            $chapter, $rust, $name,
            $({$lambda, "func::lambda(\"x\", Expr::col(\"x\"))", "`x` -> `x`"})?
            $({$arg, concat!("Expr::col(\"", stringify!($arg), "\")"), concat!("`", stringify!($arg), "`")})*
            $({$rest, concat!("[Expr::col(\"", stringify!($rest), "\")]"), concat!("`", stringify!($rest), "`")})?
        )]
        pub fn $rust(
            $($lambda: crate::func::Lambda,)?
            $($arg: impl Into<sea_query::Expr>,)*
            $($rest: impl IntoIterator<Item: Into<sea_query::Expr>>,)?
        ) -> sea_query::FunctionCall {
            let call = sea_query::Func::cust($name)$(.arg($lambda))?$(.arg($arg))*;
            $(let call = $rest.into_iter().fold(call, |call, arg| call.arg(arg));)?
            call
        })*
    };
    (@is) => { false };
    (@is $lambda:ident) => { true };
    (@rest) => { None };
    (@rest $rest:ident) => { Some(stringify!($rest)) };
}

/// The runnable example of one function.
macro_rules! example {
    ($chapter:literal, $rust:ident, $name:literal,
     $({$first:ident, $first_call:expr, $first_sql:expr} $({$arg:ident, $call:expr, $sql:expr})*)?) => {
        concat!(
            "\n\n```\nuse sea_query::{Expr, Query};\nuse sea_query_clickhouse::{func, prelude::*};\n\nlet call = func::",
            $chapter, "::", stringify!($rust), "(", $($first_call, $(", ", $call,)*)?
            ");\nassert_eq!(\n    Query::select().expr(call).to_string(ClickHouseQueryBuilder),\n    \"SELECT ",
            $name, "(", $($first_sql, $(", ", $sql,)*)? ")\"\n);\n```"
        )
    };
}
