//! Conditional functions.
//!
//! Source: <https://clickhouse.com/docs/sql-reference/functions/conditional-functions>.

functions! { "conditional", "conditional-functions";
    /// Restricts a value to be within the specified minimum and maximum bounds.
    clamp = "clamp"(value, min, max) since (24, 5);
    /// Returns the greatest value among the arguments.
    greatest = "greatest"(; args) since (1, 1);
    /// Returns the smallest value among the arguments.
    least = "least"(; args) since (1, 1);
}
