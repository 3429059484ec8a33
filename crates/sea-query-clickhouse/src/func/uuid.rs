//! Uuid functions.
//!
//! Source: <https://clickhouse.com/docs/sql-reference/functions/uuid-functions>.
//!
//! ```
//! use sea_query::{Expr, Query};
//! use sea_query_clickhouse::{func::uuid::uuidv7_to_date_time, prelude::*};
//!
//! let call = uuidv7_to_date_time(Expr::col("id"));
//! assert_eq!(
//!     Query::select().expr(call).from("t").to_string(ClickHouseQueryBuilder),
//!     "SELECT UUIDv7ToDateTime(`id`) FROM `t`"
//! );
//! ```

functions! { "uuid", "uuid-functions";
    /// Converts a DateTime64 value to the first Snowflake ID at the giving time.
    date_time64_to_snowflake_id = "dateTime64ToSnowflakeID"(value) [epoch] since (24, 6);
    /// Converts a DateTime value to the first Snowflake ID at the giving time.
    date_time_to_snowflake_id = "dateTimeToSnowflakeID"(value) [epoch] since (24, 6);
    /// Converts a DateTime value to a UUIDv7 at the given time.
    date_time_to_uuidv7 = "dateTimeToUUIDv7"(value) since (25, 8);
    /// Generates a Snowflake ID.
    generate_snowflake_id = "generateSnowflakeID"() [expr, machine_id] since (24, 6);
    /// Generates a version 4 UUID.
    generate_uuidv4 = "generateUUIDv4"() [expr] since (1, 1);
    /// Generates a version 7 UUID.
    generate_uuidv7 = "generateUUIDv7"() [expr] since (24, 5);
    /// Returns the timestamp component of a Snowflake ID as a value of type DateTime.
    snowflake_id_to_date_time = "snowflakeIDToDateTime"(value) [epoch, time_zone] since (24, 6);
    /// Returns the timestamp component of a Snowflake ID as a value of type DateTime64.
    snowflake_id_to_date_time64 = "snowflakeIDToDateTime64"(value) [epoch, time_zone] since (24, 6);
    /// Converts a String value to UUID type.
    to_uuid_or_default = "toUUIDOrDefault"(string, default) since (21, 1);
    /// Converts an input value to a value of type `UUID` but returns `NULL` in case of an error.
    to_uuid_or_null = "toUUIDOrNull"(x) since (20, 12);
    /// Takes a binary representation of a UUID, with its format optionally specified by `variant` (`Big-endian`
    /// by default), and returns a string containing 36 characters in text format.
    uuid_num_to_string = "UUIDNumToString"(binary) [variant] since (1, 1);
    /// Accepts a string containing 36 characters in the format `xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx`, and
    /// returns a FixedString(16) as its binary representation, with its format optionally specified by
    /// `variant` (`Big-endian` by default).
    uuid_string_to_num = "UUIDStringToNum"(string) [variant] since (1, 1);
    /// Accepts a UUID and returns its binary representation as a FixedString(16), with its format optionally
    /// specified by `variant` (`Big-endian` by default).
    uuid_to_num = "UUIDToNum"(uuid) [variant] since (24, 5);
    /// Returns the timestamp component of a UUID version 7.
    uuidv7_to_date_time = "UUIDv7ToDateTime"(uuid) [timezone] since (24, 5);
}
