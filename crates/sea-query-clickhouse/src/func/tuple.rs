//! Tuple functions.
//!
//! Source: <https://clickhouse.com/docs/sql-reference/functions/tuple-functions>.
//!
//! ```
//! use sea_query::{Expr, Query};
//! use sea_query_clickhouse::{func::tuple::tuple_element, prelude::*};
//!
//! let call = tuple_element(Expr::col("pair"), 2);
//! assert_eq!(
//!     Query::select().expr(call).from("t").to_string(ClickHouseQueryBuilder),
//!     "SELECT tupleElement(`pair`, 2) FROM `t`"
//! );
//! ```

functions! { "tuple", "tuple-functions";
    /// Calculates the dot product (scalar product) of two vectors (tuples or arrays of equal size).
    dot_product = "dotProduct"(vector1, vector2) since (21, 11);
    /// Flattens a named and nested tuple.
    flatten_tuple = "flattenTuple"(input) since (22, 6);
    /// Returns a tuple by grouping input arguments.
    tuple = "tuple"(; elements) since (1, 1);
    /// Combines tuples passed as arguments.
    tuple_concat = "tupleConcat"(; tuples) since (23, 8);
    /// Calculates the element-wise division of two or more tuples of the same size, applied left-to-right.
    tuple_divide = "tupleDivide"(t1, t2) since (21, 11);
    /// Returns a tuple with all elements divided by a number.
    tuple_divide_by_number = "tupleDivideByNumber"(tuple, number) since (21, 11);
    /// Extracts an element from a tuple by index or name.
    tuple_element = "tupleElement"(tuple, index_or_name) [default_value] since (1, 1);
    /// Returns the Hamming Distance between two tuples of the same size.
    tuple_hamming_distance = "tupleHammingDistance"(t1, t2) since (21, 1);
    /// Performs element-wise integer division of two or more tuples of the same size, applied left-to-right.
    tuple_int_div = "tupleIntDiv"(t1, t2) since (23, 8);
    /// Performs integer division of a tuple of numerators by a given denominator, and returns a tuple of the
    /// quotients.
    tuple_int_div_by_number = "tupleIntDivByNumber"(tuple_num, div) since (23, 8);
    /// Like `tupleIntDiv`, performs element-wise integer division of two or more tuples of the same size,
    /// applied left-to-right.
    tuple_int_div_or_zero = "tupleIntDivOrZero"(t1, t2) since (23, 8);
    /// Like `tupleIntDivByNumber` it does integer division of a tuple of numerators by a given denominator, and
    /// returns a tuple of the quotients.
    tuple_int_div_or_zero_by_number = "tupleIntDivOrZeroByNumber"(tuple_num, div) since (23, 8);
    /// Calculates the element-wise difference of two or more tuples of the same size, applied left-to-right.
    tuple_minus = "tupleMinus"(t1, t2) since (21, 11);
    /// Returns a tuple of element-wise remainders from dividing two or more tuples of the same size, applied
    /// left-to-right.
    tuple_modulo = "tupleModulo"(t1, t2) since (23, 8);
    /// Returns a tuple of the moduli (remainders) of division operations of a tuple and a given divisor.
    tuple_modulo_by_number = "tupleModuloByNumber"(tuple_num, div) since (23, 8);
    /// Calculates the element-wise product of two or more tuples of the same size.
    tuple_multiply = "tupleMultiply"(t1, t2) since (21, 11);
    /// Returns a tuple with all elements multiplied by a number.
    tuple_multiply_by_number = "tupleMultiplyByNumber"(tuple, number) since (21, 11);
    /// Converts a tuple into an array of column names.
    tuple_names = "tupleNames"(tuple) since (24, 8);
    /// Calculates the negation of the tuple elements.
    tuple_negate = "tupleNegate"(t) since (21, 11);
    /// Calculates the element-wise sum of two or more tuples of the same size.
    tuple_plus = "tuplePlus"(t1, t2) since (21, 11);
    /// Returns a tuple of the positive moduli (remainders) of division operations of a tuple and a given
    /// divisor.
    tuple_positive_modulo_by_number = "tuplePositiveModuloByNumber"(tuple_num, div) since (26, 4);
    /// Converts a tuple to an array of `(name, value)` pairs.
    tuple_to_name_value_pairs = "tupleToNameValuePairs"(tuple) since (21, 9);
}
