//! Logical functions.
//!
//! Source: <https://clickhouse.com/docs/sql-reference/functions/logical-functions>.

functions! { "logical", "logical-functions";
    /// Calculates the logical conjunction of two or more values.
    and = "and"(; args) since (1, 1);
    /// Calculates the logical negation of a value.
    not = "not"(val) since (1, 1);
    /// Calculates the logical disjunction of two or more values.
    or = "or"(; args) since (1, 1);
    /// Calculates the logical exclusive disjunction of two or more values.
    xor = "xor"(; args) since (1, 1);
}
