//! Chains of events, funnels and histograms.
//!
//! Source: <https://clickhouse.com/docs/sql-reference/aggregate-functions/parametric-functions>.
//!
//! ```
//! use sea_query::{Expr, Query};
//! use sea_query_clickhouse::{aggregate::window_funnel, prelude::*};
//!
//! let call = window_funnel(3600, Expr::col("at"), [Expr::col("a"), Expr::col("b")]).param("strict_order");
//! assert_eq!(
//!     Query::select().expr(call).from("t").to_string(ClickHouseQueryBuilder),
//!     "SELECT windowFunnel(3600, 'strict_order')(`at`, `a`, `b`) FROM `t`"
//! );
//! ```

aggregates! { "sql-reference/aggregate-functions/parametric-functions";
    /// Calculates an adaptive histogram with up to the specified number of bins over the input values,
    /// returning an array of (lower, upper, height) tuples.
    histogram = "histogram"(bins)(x) since (1, 1);
    /// Takes a list of conditions (from 1 to 32) and, for each row group, returns an array of 0/1 values
    /// indicating whether the first condition and each subsequent condition were satisfied.
    retention = "retention"()(; conditions) since (1, 1);
    /// Counts the number of non-overlapping chains of events, ordered by the timestamp argument, that match the
    /// given pattern.
    sequence_count = "sequenceCount"(pattern)(timestamp; conditions) since (1, 1);
    /// Checks whether the sequence of events, ordered by the timestamp argument, contains a chain of events
    /// matching the given pattern.
    sequence_match = "sequenceMatch"(pattern)(timestamp; conditions) since (1, 1);
    /// A variant of sequenceMatch that returns information about the events that matched the given pattern.
    sequence_match_events = "sequenceMatchEvents"(pattern)(timestamp; conditions) since (1, 1);
    /// Returns the value of the event that directly follows a matched chain of events, according to the
    /// specified direction and base point.
    sequence_next_node = "sequenceNextNode"(direction, base)(timestamp, event, base_condition; conditions)
        since (1, 1);
    /// Searches for a chain of events in a sliding time window and returns the maximum number of events from
    /// the chain that occurred in order (the length of the longest matching prefix).
    window_funnel = "windowFunnel"(window) [modes] (timestamp; conditions) since (1, 1);
}
