//! Distance functions.
//!
//! Source: <https://clickhouse.com/docs/sql-reference/functions/distance-functions>.
//!
//! ```
//! use sea_query::{Expr, Query};
//! use sea_query_clickhouse::{func::distance::cosine_distance, prelude::*};
//!
//! let call = cosine_distance(Expr::col("a"), Expr::col("b"));
//! assert_eq!(
//!     Query::select().expr(call).from("t").to_string(ClickHouseQueryBuilder),
//!     "SELECT cosineDistance(`a`, `b`) FROM `t`"
//! );
//! ```

functions! { "distance", "distance-functions";
    /// Calculates the cosine distance between two vectors (the elements of the tuples are the coordinates).
    cosine_distance = "cosineDistance"(vector1, vector2) since (21, 11);
    /// Calculates the approximate cosine distance between two points (the values of the vectors are the
    /// coordinates).
    cosine_distance_transposed = "cosineDistanceTransposed"(vector1, vector2, p) [used_dims] since (26, 1);
    /// Calculates the approximate cosine distance between a `QBit(Int8)` of `quantizeBFloat16ToInt8` codes
    /// (dequantized on the fly) and a reference vector.
    cosine_distance_transposed_quantized = "cosineDistanceTransposedQuantized"(vectors, reference, p)
        [used_dims] since (26, 7);
    /// Reconstructs a `BFloat16` value from an `Int8` code produced by `quantizeBFloat16ToInt8`, by mapping the
    /// code back to the reconstruction level of its Gaussian Lloyd-Max cell.
    dequantize_int8_to_bfloat16 = "dequantizeInt8ToBFloat16"(x) since (26, 7);
    /// Calculates the approximate dot product (inner product) of two vectors (the values of the vectors are the
    /// coordinates).
    dot_product_transposed = "dotProductTransposed"(vector1, vector2, p) [used_dims] since (26, 7);
    /// Calculates the approximate dot product (inner product) between a `QBit(Int8)` of
    /// `quantizeBFloat16ToInt8` codes (dequantized on the fly) and a reference vector.
    dot_product_transposed_quantized = "dotProductTransposedQuantized"(vectors, reference, p)
        [used_dims] since (26, 7);
    /// Calculates the distance between two points (the elements of the vectors are the coordinates) in `L1`
    /// space (1-norm (taxicab geometry distance)).
    l1_distance = "L1Distance"(vector1, vector2) since (21, 11);
    /// Calculates the sum of absolute elements of a vector.
    l1_norm = "L1Norm"(vector) since (21, 11);
    /// Calculates the unit vector of a given vector (the elements of the tuple are the coordinates) in `L1`
    /// space (taxicab geometry).
    l1_normalize = "L1Normalize"(tuple) since (21, 11);
    /// Calculates the distance between two points (the elements of the vectors are the coordinates) in
    /// Euclidean space (Euclidean distance).
    l2_distance = "L2Distance"(vector1, vector2) since (21, 11);
    /// Calculates the approximate distance between two points (the values of the vectors are the coordinates)
    /// in Euclidean space (Euclidean distance).
    l2_distance_transposed = "L2DistanceTransposed"(vector1, vector2, p) [used_dims] since (25, 10);
    /// Calculates the approximate Euclidean distance between a `QBit(Int8)` of `quantizeBFloat16ToInt8` codes
    /// (dequantized on the fly) and a reference vector.
    l2_distance_transposed_quantized = "L2DistanceTransposedQuantized"(vectors, reference, p)
        [used_dims] since (26, 7);
    /// Calculates the square root of the sum of the squares of the vector elements.
    l2_norm = "L2Norm"(vector) since (21, 11);
    /// Calculates the unit vector of a given vector (the elements of the tuple are the coordinates) in
    /// Euclidean space (using Euclidean distance).
    l2_normalize = "L2Normalize"(tuple) since (21, 11);
    /// Calculates the sum of the squares of the difference between the corresponding elements of two vectors.
    l2_squared_distance = "L2SquaredDistance"(vector1, vector2) since (22, 7);
    /// Calculates the square root of the sum of the squares of the vector elements (the `L2Norm`) squared.
    l2_squared_norm = "L2SquaredNorm"(vector) since (22, 7);
    /// Calculates the distance between two points (the elements of the vectors are the coordinates) in
    /// `L_{inf}` space (maximum
    /// norm#Maximum\_norm\_(special\_case\_of:\_infinity\_norm,\_uniform\_norm,\_or\_supremum\_norm))).
    linf_distance = "LinfDistance"(vector1, vector2) since (21, 11);
    /// Calculates the maximum of absolute elements of a vector.
    linf_norm = "LinfNorm"(vector) since (21, 11);
    /// Calculates the unit vector of a given vector (the elements of the tuple are the coordinates) in
    /// `L_{inf}` space (using maximum
    /// norm#Maximum\_norm\_(special\_case\_of:\_infinity\_norm,\_uniform\_norm,\_or\_supremum\_norm))).
    linf_normalize = "LinfNormalize"(tuple) since (21, 11);
    /// Calculates the distance between two points (the elements of the vectors are the coordinates) in `Lp`
    /// space (p-norm distance#p-norm)).
    lp_distance = "LpDistance"(vector1, vector2, p) since (21, 11);
    /// Calculates the p-norm of a vector, which is the p-th root of the sum of the p-th powers of the absolute
    /// elements of its elements.
    lp_norm = "LpNorm"(vector, p) since (21, 11);
    /// Calculates the unit vector of a given vector (the elements of the tuple are the coordinates) in `Lp`
    /// space (using p-norm#p-norm)).
    lp_normalize = "LpNormalize"(tuple, p) since (21, 11);
    /// Quantizes a `BFloat16` value to `Int8` using a 256-level Gaussian Lloyd-Max quantizer (the MSE-optimal
    /// scalar quantizer for a standard-normal source).
    quantize_bfloat16_to_int8 = "quantizeBFloat16ToInt8"(x) since (26, 7);
}
