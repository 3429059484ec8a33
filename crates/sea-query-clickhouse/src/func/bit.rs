//! Bit functions.
//!
//! Source: <https://clickhouse.com/docs/sql-reference/functions/bit-functions>.
//!
//! ```
//! use sea_query::{Expr, Query};
//! use sea_query_clickhouse::{func::bit::bit_and, prelude::*};
//!
//! let call = bit_and(Expr::col("flags"), 6);
//! assert_eq!(
//!     Query::select().expr(call).from("t").to_string(ClickHouseQueryBuilder),
//!     "SELECT bitAnd(`flags`, 6) FROM `t`"
//! );
//! ```

functions! { "bit", "bit-functions";
    /// Performs bitwise AND operation between two values.
    bit_and = "bitAnd"(a, b) since (1, 1);
    /// Calculates the number of bits set to one in the binary representation of a number.
    bit_count = "bitCount"(x) since (20, 3);
    /// Returns the Hamming Distance between the bit representations of two numbers.
    bit_hamming_distance = "bitHammingDistance"(x, y) since (21, 1);
    /// Performs the bitwise NOT operation.
    bit_not = "bitNot"(a) since (1, 1);
    /// Performs bitwise OR operation between two values.
    bit_or = "bitOr"(a, b) since (1, 1);
    /// Rotate bits left by a certain number of positions.
    bit_rotate_left = "bitRotateLeft"(a, n) since (1, 1);
    /// Rotate bits right by a certain number of positions.
    bit_rotate_right = "bitRotateRight"(a, n) since (1, 1);
    /// Shifts the binary representation of a value to the left by a specified number of bit positions.
    bit_shift_left = "bitShiftLeft"(a, n) since (1, 1);
    /// Shifts the binary representation of a value to the right by a specified number of bit positions.
    bit_shift_right = "bitShiftRight"(a, n) since (1, 1);
    /// Returns a substring starting with the bit from the 'offset' index that is 'length' bits long.
    bit_slice = "bitSlice"(text, offset) [length] since (22, 2);
    /// Takes any number and converts it into binary form, then returns the value of the bit at a specified
    /// position.
    bit_test = "bitTest"(a, i) since (1, 1);
    /// Returns result of the logical conjunction (AND operator) of all bits at the given positions.
    bit_test_all = "bitTestAll"(a; indexes) since (1, 1);
    /// Returns result of the logical disjunction (OR operator) of all bits at the given positions in a number.
    bit_test_any = "bitTestAny"(a; indexes) since (1, 1);
    /// Performs bitwise exclusive or (XOR) operation between two values.
    bit_xor = "bitXor"(a, b) since (1, 1);
}
