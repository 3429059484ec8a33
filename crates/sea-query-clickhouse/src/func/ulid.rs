//! ULID functions.
//!
//! Source: <https://clickhouse.com/docs/sql-reference/functions/ulid-functions>.

functions! { "ulid", "ulid-functions";
    /// Generates a universally unique identifier that sorts by the time at which it was made.
    generate_ulid = "generateULID"() [expr] since (23, 2);
    /// Extracts the time from a ULID.
    ulid_string_to_date_time = "ULIDStringToDateTime"(ulid) [timezone] since (23, 3);
}
