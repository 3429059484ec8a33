//! Type conversion functions.
//!
//! Source: <https://clickhouse.com/docs/sql-reference/functions/type-conversion-functions>.
//!
//! ```
//! use sea_query::{Expr, Query};
//! use sea_query_clickhouse::{func::conversion::to_uint16_or_null, prelude::*};
//!
//! let call = to_uint16_or_null(Expr::col("port"));
//! assert_eq!(
//!     Query::select().expr(call).from("t").to_string(ClickHouseQueryBuilder),
//!     "SELECT toUInt16OrNull(`port`) FROM `t`"
//! );
//! ```

use sea_query::{Expr, Func, FunctionCall, Value};

use crate::types::DataType;

pub(super) mod general;
pub(super) mod instant;
pub(super) mod number;

pub use general::*;
pub use instant::*;
pub use number::*;

pub(in crate::func) fn type_name(data_type: &DataType) -> Expr {
    Expr::Constant(Value::from(data_type.to_string()))
}

/// Converts a value to a type and fails where the value does not fit, instead of wrapping around.
///
/// Source: [`accurateCast`](https://clickhouse.com/docs/sql-reference/functions/type-conversion-functions#accurateCast).
///
/// ```
/// use sea_query::{Expr, Query};
/// use sea_query_clickhouse::{func::conversion::accurate_cast, prelude::*};
///
/// let call = accurate_cast(Expr::col("port"), &DataType::UInt16);
/// assert_eq!(
///     Query::select().expr(call).from("t").to_string(ClickHouseQueryBuilder),
///     "SELECT accurateCast(`port`, 'UInt16') FROM `t`"
/// );
/// ```
#[doc(alias = "accurateCast")]
pub fn accurate_cast(x: impl Into<Expr>, data_type: &DataType) -> FunctionCall {
    Func::cust("accurateCast").arg(x).arg(type_name(data_type))
}

/// Converts a value to a type; NULL where the value does not fit.
///
/// Source: [`accurateCastOrNull`](https://clickhouse.com/docs/sql-reference/functions/type-conversion-functions#accurateCastOrNull).
///
/// ```
/// use sea_query::{Expr, Query};
/// use sea_query_clickhouse::{func::conversion::accurate_cast_or_null, prelude::*};
///
/// let call = accurate_cast_or_null(Expr::col("port"), &DataType::UInt16);
/// assert_eq!(
///     Query::select().expr(call).from("t").to_string(ClickHouseQueryBuilder),
///     "SELECT accurateCastOrNull(`port`, 'UInt16') FROM `t`"
/// );
/// ```
#[doc(alias = "accurateCastOrNull")]
pub fn accurate_cast_or_null(x: impl Into<Expr>, data_type: &DataType) -> FunctionCall {
    Func::cust("accurateCastOrNull").arg(x).arg(type_name(data_type))
}

/// Converts a value to a type; the type's default, or a value appended by [`FunctionCall::arg`], where it does not fit.
///
/// Source: [`accurateCastOrDefault`](https://clickhouse.com/docs/sql-reference/functions/type-conversion-functions#accurateCastOrDefault).
///
/// ```
/// use sea_query::{Expr, Query};
/// use sea_query_clickhouse::{func::conversion::accurate_cast_or_default, prelude::*};
///
/// let call = accurate_cast_or_default(Expr::col("port"), &DataType::UInt16);
/// assert_eq!(
///     Query::select().expr(call).from("t").to_string(ClickHouseQueryBuilder),
///     "SELECT accurateCastOrDefault(`port`, 'UInt16') FROM `t`"
/// );
/// ```
#[doc(alias = "accurateCastOrDefault")]
pub fn accurate_cast_or_default(x: impl Into<Expr>, data_type: &DataType) -> FunctionCall {
    Func::cust("accurateCastOrDefault")
        .arg(x)
        .arg(type_name(data_type))
}

/// Converts a value to a type, wrapping around where a number does not fit.
///
/// Source: [`CAST`](https://clickhouse.com/docs/sql-reference/functions/type-conversion-functions#CAST).
///
/// ```
/// use sea_query::{Expr, Query};
/// use sea_query_clickhouse::{func::conversion::cast, prelude::*};
///
/// let call = cast(Expr::col("tags"), &DataType::array(DataType::String));
/// assert_eq!(
///     Query::select().expr(call).from("t").to_string(ClickHouseQueryBuilder),
///     "SELECT CAST(`tags`, 'Array(String)') FROM `t`"
/// );
/// ```
#[doc(alias = "CAST")]
pub fn cast(x: impl Into<Expr>, data_type: &DataType) -> FunctionCall {
    Func::cust("CAST").arg(x).arg(type_name(data_type))
}

/// Reads the bytes of a value as a value of another type.
///
/// Source: [`reinterpret`](https://clickhouse.com/docs/sql-reference/functions/type-conversion-functions#reinterpret).
///
/// ```
/// use sea_query::{Expr, Query};
/// use sea_query_clickhouse::{func::conversion::reinterpret, prelude::*};
///
/// let call = reinterpret(Expr::col("x"), &DataType::Int8);
/// assert_eq!(
///     Query::select().expr(call).from("t").to_string(ClickHouseQueryBuilder),
///     "SELECT reinterpret(`x`, 'Int8') FROM `t`"
/// );
/// ```
pub fn reinterpret(x: impl Into<Expr>, data_type: &DataType) -> FunctionCall {
    Func::cust("reinterpret").arg(x).arg(type_name(data_type))
}
