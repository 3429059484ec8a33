//! Introspection functions.
//!
//! Source: <https://clickhouse.com/docs/sql-reference/functions/introspection>.
//!
//! ```
//! use sea_query::{Expr, Query};
//! use sea_query_clickhouse::{func::introspection::demangle, prelude::*};
//!
//! let call = demangle(Expr::col("symbol"));
//! assert_eq!(
//!     Query::select().expr(call).from("t").to_string(ClickHouseQueryBuilder),
//!     "SELECT demangle(`symbol`) FROM `t`"
//! );
//! ```

functions! { "introspection", "introspection";
    /// Converts a virtual memory address inside the ClickHouse server process to a filename and line number in
    /// ClickHouse's source code.
    address_to_line = "addressToLine"(address_of_binary_instruction) since (20, 1);
    /// Similar to `addressToLine`, but returns an Array with all inline functions.
    address_to_line_with_inlines = "addressToLineWithInlines"(address_of_binary_instruction) since (22, 2);
    /// Converts virtual memory address inside the ClickHouse server process to a symbol from ClickHouse's
    /// object files.
    address_to_symbol = "addressToSymbol"(address_of_binary_instruction) since (20, 1);
    /// Converts a symbol to a C++ function name.
    demangle = "demangle"(symbol) since (20, 1);
    /// Function which checks if the part of the first argument is covered by the part of the second argument.
    is_merge_tree_part_covered_by = "isMergeTreePartCoveredBy"(nested_part, covering_part) since (25, 6);
    /// Emits a trace log message to the server log for each Block.
    log_trace = "logTrace"(message) since (20, 12);
    /// Function that helps to cut the useful values out of the `MergeTree` part name.
    merge_tree_part_info = "mergeTreePartInfo"(part_name) since (25, 6);
    /// Returns id of the thread, in which the current Block is processed.
    tid = "tid"() since (20, 12);
}
