//! Time window functions.
//!
//! Source: <https://clickhouse.com/docs/sql-reference/functions/time-window-functions>.
//!
//! ```
//! use sea_query::{Expr, Query};
//! use sea_query_clickhouse::{func::{conversion::to_interval_hour, time_window::tumble}, prelude::*};
//!
//! let call = tumble(Expr::col("at"), to_interval_hour(1));
//! assert_eq!(
//!     Query::select().expr(call).from("t").to_string(ClickHouseQueryBuilder),
//!     "SELECT tumble(`at`, toIntervalHour(1)) FROM `t`"
//! );
//! ```

functions! { "time_window", "time-window-functions";
    /// A hopping time window has a fixed duration (`window_interval`) and hops by a specified hop interval
    /// (`hop_interval`).
    hop = "hop"(time_attr, hop_interval, window_interval) [timezone] since (21, 12);
    /// Returns the exclusive upper bound of the corresponding hopping window.
    hop_end = "hopEnd"(time_attr, hop_interval, window_interval) [timezone] since (22, 1);
    /// Returns the inclusive lower bound of the corresponding hopping window.
    hop_start = "hopStart"(time_attr, hop_interval, window_interval) [timezone] since (22, 1);
    /// A tumbling time window assigns records to non-overlapping, continuous windows with a fixed duration
    /// (`interval`).
    tumble = "tumble"(time_attr, interval) [timezone] since (21, 12);
    /// Returns the exclusive upper bound of the corresponding tumbling window.
    tumble_end = "tumbleEnd"(time_attr, interval) [timezone] since (22, 1);
    /// Returns the inclusive lower bound of the corresponding tumbling window.
    tumble_start = "tumbleStart"(time_attr, interval) [timezone] since (22, 1);
    /// Returns the window identifier of the corresponding tumbling or hopping window.
    window_id = "windowID"(time_attr, interval) [timezone] since (22, 1);
}
