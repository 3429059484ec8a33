//! Encoding functions.
//!
//! Source: <https://clickhouse.com/docs/sql-reference/functions/encoding-functions>.
//!
//! ```
//! use sea_query::{Expr, Query};
//! use sea_query_clickhouse::{func::encoding::hex, prelude::*};
//!
//! let call = hex(Expr::col("digest"));
//! assert_eq!(
//!     Query::select().expr(call).from("t").to_string(ClickHouseQueryBuilder),
//!     "SELECT hex(`digest`) FROM `t`"
//! );
//! ```

functions! { "encoding", "encoding-functions";
    /// Returns a string containing the argument's binary representation according to the following logic for
    /// different types.
    bin = "bin"(arg) since (21, 8);
    /// This function returns the positions (in ascending order) of the 1 bits in the binary representation of
    /// an unsigned integer.
    bit_positions_to_array = "bitPositionsToArray"(arg) since (21, 7);
    /// This function decomposes an integer into a sum of powers of two.
    bitmask_to_array = "bitmaskToArray"(number) since (1, 1);
    /// Like bitmaskToArray but returns the powers of two as a comma-separated string.
    bitmask_to_list = "bitmaskToList"(number) since (1, 1);
    /// Returns a string with length equal to the number of arguments passed where each byte has the value of
    /// the corresponding argument.
    char = "char"(; codes) since (20, 1);
    /// Returns a string containing the argument's hexadecimal representation according to the following logic
    /// for different types.
    hex = "hex"(arg) since (1, 1);
    /// Decodes a Hilbert curve index back into a tuple of unsigned integers, representing coordinates in
    /// multi-dimensional space.
    hilbert_decode = "hilbertDecode"(tuple_size, code) since (24, 6);
    /// Calculates code for Hilbert Curve for a list of unsigned integers.
    hilbert_encode = "hilbertEncode"(; args) since (24, 6);
    /// Decodes a Morton encoding (ZCurve) into the corresponding unsigned integer tuple.
    morton_decode = "mortonDecode"(tuple_size, code) since (24, 6);
    /// Calculates the Morton encoding (ZCurve) for a list of unsigned integers.
    morton_encode = "mortonEncode"(; args) since (24, 6);
    /// Transforms a sqid back into an array of numbers.
    sqid_decode = "sqidDecode"(sqid) since (24, 1);
    /// Transforms numbers into a sqid, a Youtube-like ID string.
    sqid_encode = "sqidEncode"(; numbers) since (24, 1);
    /// Interprets each pair of binary digits (in the argument) as a number and converts it to the byte
    /// represented by the number.
    unbin = "unbin"(arg) since (21, 8);
    /// Performs the opposite operation of `hex`.
    unhex = "unhex"(arg) since (1, 1);
}
