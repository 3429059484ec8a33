//! Reinterpretation, strings and other conversions.
//!
//! Source: <https://clickhouse.com/docs/sql-reference/functions/type-conversion-functions>.

functions! { "conversion", "type-conversion-functions";
    /// Converts the argument to the Date data type.
    date = "DATE"(expr) since (21, 2);
    /// Converts arbitrary expressions into a string via given format.
    format_row = "formatRow"(format; args) since (20, 7);
    /// Same as `formatRow`, but trims the newline character of each row.
    format_row_no_newline = "formatRowNoNewline"(format; args) since (20, 7);
    /// Reinterprets the input value as a Date value (assuming little endian order) which is the number of days
    /// since the beginning of the Unix epoch 1970-01-01.
    reinterpret_as_date = "reinterpretAsDate"(x) since (1, 1);
    /// Reinterprets the input value as a DateTime value (assuming little endian order) which is the number of
    /// days since the beginning of the Unix epoch 1970-01-01.
    reinterpret_as_date_time = "reinterpretAsDateTime"(x) since (1, 1);
    /// Reinterprets the input value as a fixed string (assuming little endian order).
    reinterpret_as_fixed_string = "reinterpretAsFixedString"(x) since (1, 1);
    /// Reinterprets the input value as a value of type Float32.
    reinterpret_as_float32 = "reinterpretAsFloat32"(x) since (1, 1);
    /// Reinterprets the input value as a value of type Float64.
    reinterpret_as_float64 = "reinterpretAsFloat64"(x) since (1, 1);
    /// Reinterprets the input value as a value of type Int128.
    reinterpret_as_int128 = "reinterpretAsInt128"(x) since (1, 1);
    /// Reinterprets the input value as a value of type Int16.
    reinterpret_as_int16 = "reinterpretAsInt16"(x) since (1, 1);
    /// Reinterprets the input value as a value of type Int256.
    reinterpret_as_int256 = "reinterpretAsInt256"(x) since (1, 1);
    /// Reinterprets the input value as a value of type Int32.
    reinterpret_as_int32 = "reinterpretAsInt32"(x) since (1, 1);
    /// Reinterprets the input value as a value of type Int64.
    reinterpret_as_int64 = "reinterpretAsInt64"(x) since (1, 1);
    /// Reinterprets the input value as a value of type Int8.
    reinterpret_as_int8 = "reinterpretAsInt8"(x) since (1, 1);
    /// Reinterprets the input value as a string.
    reinterpret_as_string = "reinterpretAsString"(x) since (1, 1);
    /// Reinterprets the input value as a value of type UInt128.
    reinterpret_as_uint128 = "reinterpretAsUInt128"(x) since (1, 1);
    /// Reinterprets the input value as a value of type UInt16.
    reinterpret_as_uint16 = "reinterpretAsUInt16"(x) since (1, 1);
    /// Reinterprets the input value as a value of type UInt256.
    reinterpret_as_uint256 = "reinterpretAsUInt256"(x) since (1, 1);
    /// Reinterprets the input value as a value of type UInt32.
    reinterpret_as_uint32 = "reinterpretAsUInt32"(x) since (1, 1);
    /// Reinterprets the input value as a value of type UInt64.
    reinterpret_as_uint64 = "reinterpretAsUInt64"(x) since (1, 1);
    /// Reinterprets the input value as a value of type UInt8.
    reinterpret_as_uint8 = "reinterpretAsUInt8"(x) since (1, 1);
    /// Accepts a 16 byte string and returns a UUID by interpreting each 8-byte half in little-endian byte
    /// order.
    reinterpret_as_uuid = "reinterpretAsUUID"(fixed_string) since (1, 1);
    /// Converts a `String` argument to a `FixedString(N)` type (a string of fixed length N).
    to_fixed_string = "toFixedString"(text, n) since (1, 1);
    /// Converts the input argument to the LowCardinality version of same data type.
    to_low_cardinality = "toLowCardinality"(expr) since (18, 12);
    /// Converts values to their string representation.
    to_string = "toString"(value) [timezone] since (1, 1);
    /// Accepts a String or FixedString argument and returns a String that contains a copy of the original
    /// string truncated at the first null byte.
    to_string_cut_to_zero = "toStringCutToZero"(text) since (1, 1);
    /// Converts a String value to a UUID value.
    to_uuid = "toUUID"(string) since (1, 1);
    /// Converts an input value to a value of type UUID but returns zero UUID in case of an error.
    to_uuid_or_zero = "toUUIDOrZero"(x) since (20, 12);
    /// Converts a number to an interval of a unit, such as `'day'`, which must be a literal.
    to_interval = "toInterval"(value, unit) since (25, 4);
}
