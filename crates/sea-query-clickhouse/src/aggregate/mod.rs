//! ClickHouse's aggregate functions, with combinators as methods and parameters before the arguments; and window
//! functions.
//!
//! An [`Aggregate`] goes wherever SeaQuery takes an expression. The functions here keep ClickHouse's meaning: of no
//! rows, `sum` is 0. (SeaQuery's own `Func::sum` means what SQL says, NULL, and is written `sumOrNull`.)
//!
//! ```
//! use sea_query::{Expr, ExprTrait, Query};
//! use sea_query_clickhouse::{aggregate::{quantile, sum, top_k}, prelude::*};
//!
//! let query = Query::select()
//!     .expr_as(sum(Expr::col("bytes")).if_(Expr::col("port").eq(53)), "dns")
//!     .expr_as(quantile(0.9, Expr::col("bytes")).or_null(), "p90")
//!     .expr(top_k(10, Expr::col("host")))
//!     .from("event")
//!     .to_owned();
//! assert_eq!(
//!     query.to_string(ClickHouseQueryBuilder),
//!     "SELECT sumIf(`bytes`, `port` = 53) AS `dns`, quantileOrNull(0.9)(`bytes`) AS `p90`, topK(10)(`host`) \
//!      FROM `event`"
//! );
//! ```
//!
//! Source: <https://clickhouse.com/docs/sql-reference/aggregate-functions>, and `system.functions` of ClickHouse 26.7.

#[macro_use]
mod catalogue;
mod combinator;
mod parametric;
mod window;

pub mod basic;
pub mod quantile;
pub mod sequence;
pub mod statistic;
pub mod time_series;
pub mod window_function;

pub use basic::*;
pub use catalogue::AggregateFunction;
pub use parametric::Aggregate;
pub use quantile::*;
pub use sequence::*;
pub use statistic::*;
pub use time_series::*;
pub use window::{over, window_of};
pub use window_function::*;

pub(crate) use window::{is_over, over_parts};

/// The aggregate and window functions of the catalogue.
pub fn catalogue() -> impl Iterator<Item = &'static AggregateFunction> {
    [
        basic::FUNCTIONS,
        quantile::FUNCTIONS,
        sequence::FUNCTIONS,
        statistic::FUNCTIONS,
        time_series::FUNCTIONS,
        window_function::FUNCTIONS,
    ]
    .into_iter()
    .flatten()
}
