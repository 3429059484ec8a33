//! ULID functions.
//!
//! Source: <https://clickhouse.com/docs/sql-reference/functions/ulid-functions>.
//!
//! ```
//! use sea_query::{Expr, Query};
//! use sea_query_clickhouse::{func::ulid::ulid_string_to_date_time, prelude::*};
//!
//! let call = ulid_string_to_date_time(Expr::col("id")).arg("UTC");
//! assert_eq!(
//!     Query::select().expr(call).from("t").to_string(ClickHouseQueryBuilder),
//!     "SELECT ULIDStringToDateTime(`id`, 'UTC') FROM `t`"
//! );
//! ```

functions! { "ulid", "ulid-functions";
    /// Generates a universally unique identifier that sorts by the time at which it was made.
    generate_ulid = "generateULID"() [expr] since (23, 2);
    /// Extracts the time from a ULID.
    ulid_string_to_date_time = "ULIDStringToDateTime"(ulid) [timezone] since (23, 3);
}
