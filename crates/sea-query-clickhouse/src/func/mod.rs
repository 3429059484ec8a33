//! ClickHouse's functions, in one module for each chapter of its documentation.
//!
//! Each function gives SeaQuery's [`FunctionCall`], which goes wherever an expression goes and has the operators of
//! [`ExprTrait`](sea_query::ExprTrait). What a function takes beyond its arguments here is appended by
//! [`FunctionCall::arg`]; what is not in the catalogue is called by [`call`]. Lambdas are made by [`lambda`].
//!
//! A whole number among the arguments has the type that it has as a literal, the narrowest that holds it, also where it
//! is bound: many functions take an unsigned number only. Where the answer depends on the width, as that of a hash or
//! of a bit shift does, convert it: `hash::city_hash64([conversion::to_int32(5)])`.
//!
//! ```
//! use sea_query::{Expr, ExprTrait, Query};
//! use sea_query_clickhouse::{func::{array::array_map, date_time::to_start_of_week, lambda}, prelude::*};
//!
//! let query = Query::select()
//!     .expr_as(to_start_of_week(Expr::col("at")).arg(1).arg("Europe/Berlin"), "week")
//!     .expr(array_map(lambda("x", Expr::col("x").mul(2)), [Expr::col("sizes")]))
//!     .from("event")
//!     .to_owned();
//! assert_eq!(
//!     query.to_string(ClickHouseQueryBuilder),
//!     "SELECT toStartOfWeek(`at`, 1, 'Europe/Berlin') AS `week`, arrayMap(`x` -> `x` * 2, `sizes`) FROM `event`"
//! );
//! ```
//!
//! Source: <https://clickhouse.com/docs/sql-reference/functions>, and `system.functions` of ClickHouse 26.7, from
//! which the names, arguments, first sentences and first versions are.

use std::{collections::HashMap, sync::LazyLock};

use sea_query::{Expr, Func, FunctionCall, IntoIden};

use crate::capability::ServerVersion;

#[macro_use]
mod catalogue;
mod lambda;

pub mod ai;
pub mod arithmetic;
pub mod array;
pub mod bit;
pub mod bitmap;
pub mod comparison;
pub mod conditional;
pub mod conversion;
pub mod date_time;
pub mod dictionary;
pub mod distance;
pub mod embedded_dictionary;
pub mod encoding;
pub mod encryption;
pub mod financial;
pub mod geo;
pub mod hash;
pub mod introspection;
pub mod ip_address;
pub mod json;
pub mod logical;
pub mod machine_learning;
pub mod map;
pub mod mathematical;
pub mod null;
pub mod numeric_indexed_vector;
pub mod other;
pub mod polygon;
pub mod random;
pub mod rounding;
pub mod string;
pub mod string_replacement;
pub mod string_search;
pub mod string_splitting;
pub mod time_series;
pub mod time_window;
pub mod tuple;
pub mod ulid;
pub mod url;
pub mod uuid;

pub use catalogue::Function;
#[cfg(test)]
pub(crate) use catalogue::assert_sql;
pub(crate) use catalogue::shown;
pub use lambda::{IntoLambdaParameters, Lambda, lambda};

/// Every chapter of the catalogue.
const CHAPTERS: &[&[Function]] = &[
    catalogue::BY_HAND,
    ai::FUNCTIONS,
    arithmetic::FUNCTIONS,
    array::FUNCTIONS,
    bit::FUNCTIONS,
    bitmap::FUNCTIONS,
    comparison::FUNCTIONS,
    conditional::FUNCTIONS,
    conversion::general::FUNCTIONS,
    conversion::instant::FUNCTIONS,
    conversion::number::FUNCTIONS,
    date_time::FUNCTIONS,
    dictionary::FUNCTIONS,
    distance::FUNCTIONS,
    embedded_dictionary::FUNCTIONS,
    encoding::FUNCTIONS,
    encryption::FUNCTIONS,
    financial::FUNCTIONS,
    geo::FUNCTIONS,
    hash::FUNCTIONS,
    introspection::FUNCTIONS,
    ip_address::FUNCTIONS,
    json::FUNCTIONS,
    logical::FUNCTIONS,
    machine_learning::FUNCTIONS,
    map::FUNCTIONS,
    mathematical::FUNCTIONS,
    null::FUNCTIONS,
    numeric_indexed_vector::FUNCTIONS,
    other::FUNCTIONS,
    polygon::FUNCTIONS,
    random::FUNCTIONS,
    rounding::FUNCTIONS,
    string::FUNCTIONS,
    string_replacement::FUNCTIONS,
    string_search::FUNCTIONS,
    string_splitting::FUNCTIONS,
    time_series::FUNCTIONS,
    time_window::FUNCTIONS,
    tuple::FUNCTIONS,
    ulid::FUNCTIONS,
    url::FUNCTIONS,
    uuid::FUNCTIONS,
];

/// The functions of the catalogue, chapter by chapter.
pub fn catalogue() -> impl Iterator<Item = &'static Function> {
    CHAPTERS.iter().copied().flatten()
}

/// The first version that has a function of the catalogue.
pub(crate) fn since(name: &str) -> Option<ServerVersion> {
    static SINCE: LazyLock<HashMap<&str, ServerVersion>> = LazyLock::new(|| {
        let aggregates = crate::aggregate::catalogue().map(|function| (function.name, function.since));
        let functions = catalogue().map(|function| (function.name, function.since));
        aggregates.chain(functions).collect()
    });
    SINCE.get(name).copied()
}

/// A call of any function: its name is quoted where it must be, its arguments are expressions and bound values.
///
/// ```
/// use sea_query::{Expr, Query};
/// use sea_query_clickhouse::{func, prelude::*};
///
/// let call = func::call("myFunction", [Expr::col("a"), Expr::val("it's")]);
/// assert_eq!(Query::select().expr(call).to_string(ClickHouseQueryBuilder), r"SELECT myFunction(`a`, 'it\'s')");
/// ```
pub fn call(name: impl IntoIden, args: impl IntoIterator<Item: Into<Expr>>) -> FunctionCall {
    Func::cust(name).args(args.into_iter().map(Into::into))
}
