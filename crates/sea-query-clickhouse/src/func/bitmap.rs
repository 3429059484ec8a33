//! Bitmap functions.
//!
//! Source: <https://clickhouse.com/docs/sql-reference/functions/bitmap-functions>.
//!
//! ```
//! use sea_query::{Expr, Query};
//! use sea_query_clickhouse::{func::bitmap::bitmap_contains, prelude::*};
//!
//! let call = bitmap_contains(Expr::col("users"), 7_u32);
//! assert_eq!(
//!     Query::select().expr(call).from("t").to_string(ClickHouseQueryBuilder),
//!     "SELECT bitmapContains(`users`, 7) FROM `t`"
//! );
//! ```

functions! { "bitmap", "bitmap-functions";
    /// Computes the logical conjunction (AND) of two bitmaps.
    bitmap_and = "bitmapAnd"(bitmap1, bitmap2) since (20, 1);
    /// Returns the cardinality of the logical conjunction (AND) of two bitmaps.
    bitmap_and_cardinality = "bitmapAndCardinality"(bitmap1, bitmap2) since (20, 1);
    /// Computes the set difference A AND-NOT B of two bitmaps.
    bitmap_andnot = "bitmapAndnot"(bitmap1, bitmap2) since (20, 1);
    /// Returns the cardinality of the AND-NOT operation of two bitmaps.
    bitmap_andnot_cardinality = "bitmapAndnotCardinality"(bitmap1, bitmap2) since (20, 1);
    /// Builds a bitmap from an unsigned integer array.
    bitmap_build = "bitmapBuild"(array) since (20, 1);
    /// Returns the number of bits set (the cardinality) in the bitmap.
    bitmap_cardinality = "bitmapCardinality"(bitmap) since (20, 1);
    /// Checks if the bitmap contains a specific element.
    bitmap_contains = "bitmapContains"(bitmap, value) since (20, 1);
    /// Checks if the first bitmap contains all set bits of the second bitmap.
    bitmap_has_all = "bitmapHasAll"(bitmap1, bitmap2) since (20, 1);
    /// Checks if the first bitmap contains any set bits of the second bitmap.
    bitmap_has_any = "bitmapHasAny"(bitmap1, bitmap2) since (20, 1);
    /// Returns the position of the greatest bit set in a bitmap, or `0` if the bitmap is empty.
    bitmap_max = "bitmapMax"(bitmap) since (20, 1);
    /// Returns the position of the smallest bit set in a bitmap.
    bitmap_min = "bitmapMin"(bitmap) since (20, 1);
    /// Computes the logical disjunction (OR) of two bitmaps.
    bitmap_or = "bitmapOr"(bitmap1, bitmap2) since (20, 1);
    /// Returns the cardinality of the logical disjunction (OR) of two bitmaps.
    bitmap_or_cardinality = "bitmapOrCardinality"(bitmap1, bitmap2) since (20, 1);
    /// Returns a subset of the bitmap, containing only the set bits in the specified range \[start, end).
    bitmap_subset_in_range = "bitmapSubsetInRange"(bitmap, start, end) since (20, 1);
    /// Returns a subset of a bitmap from position `range_start` with at most `cardinality_limit` set bits.
    bitmap_subset_limit = "bitmapSubsetLimit"(bitmap, range_start, cardinality_limit) since (20, 1);
    /// Converts a bitmap to an array of unsigned integers.
    bitmap_to_array = "bitmapToArray"(bitmap) since (20, 1);
    /// Changes up to N bits in a bitmap by swapping specific bit values in `from_array` with corresponding ones
    /// in `to_array`.
    bitmap_transform = "bitmapTransform"(bitmap, from_array, to_array) since (20, 1);
    /// Computes the symmetric difference (XOR) of two bitmaps.
    bitmap_xor = "bitmapXor"(bitmap1, bitmap2) since (20, 1);
    /// Returns the cardinality of the XOR (symmetric difference) of two bitmaps.
    bitmap_xor_cardinality = "bitmapXorCardinality"(bitmap1, bitmap2) since (20, 1);
    /// Returns a subset of the bitmap, starting from position `offset`.
    sub_bitmap = "subBitmap"(bitmap, offset, cardinality_limit) since (21, 9);
}
