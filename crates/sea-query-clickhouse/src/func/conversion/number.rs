//! Conversion to numbers.
//!
//! Source: <https://clickhouse.com/docs/sql-reference/functions/type-conversion-functions>.

functions! { "conversion", "type-conversion-functions";
    /// Converts an input value to a value of type BFloat16.
    to_bfloat16 = "toBFloat16"(expr) since (1, 1);
    /// Converts a String input value to a value of type BFloat16.
    to_bfloat16_or_null = "toBFloat16OrNull"(x) since (1, 1);
    /// Converts a String input value to a value of type BFloat16.
    to_bfloat16_or_zero = "toBFloat16OrZero"(x) since (1, 1);
    /// Converts an input value to a value of type Bool.
    to_bool = "toBool"(expr) since (22, 2);
    /// Converts an input value to a value of type `Decimal(38, S)` with scale of `S`.
    to_decimal128 = "toDecimal128"(expr, text) since (18, 12);
    /// Like `toDecimal128`, this function converts an input value to a value of type Decimal(38, S) but returns
    /// the default value in case of an error.
    to_decimal128_or_default = "toDecimal128OrDefault"(expr, text) [default] since (21, 11);
    /// Converts an input value to a value of type `Decimal(38, S)` but returns `NULL` in case of an error.
    to_decimal128_or_null = "toDecimal128OrNull"(expr, text) since (20, 1);
    /// Converts an input value to a value of type Decimal(38, S) but returns `0` in case of an error.
    to_decimal128_or_zero = "toDecimal128OrZero"(expr, text) since (20, 1);
    /// Converts an input value to a value of type `Decimal(76, S)` with scale of `S`.
    to_decimal256 = "toDecimal256"(expr, text) since (20, 8);
    /// Like `toDecimal256`, this function converts an input value to a value of type Decimal(76, S) but returns
    /// the default value in case of an error.
    to_decimal256_or_default = "toDecimal256OrDefault"(expr, text) [default] since (21, 11);
    /// Converts an input value to a value of type `Decimal(76, S)` but returns `NULL` in case of an error.
    to_decimal256_or_null = "toDecimal256OrNull"(expr, text) since (20, 8);
    /// Converts an input value to a value of type Decimal(76, S) but returns `0` in case of an error.
    to_decimal256_or_zero = "toDecimal256OrZero"(expr, text) since (20, 8);
    /// Converts an input value to a value of type `Decimal(9, S)` with scale of `S`.
    to_decimal32 = "toDecimal32"(expr, text) since (18, 12);
    /// Like `toDecimal32`, this function converts an input value to a value of type Decimal(9, S) but returns
    /// the default value in case of an error.
    to_decimal32_or_default = "toDecimal32OrDefault"(expr, text) [default] since (21, 11);
    /// Converts an input value to a value of type `Decimal(9, S)` but returns `NULL` in case of an error.
    to_decimal32_or_null = "toDecimal32OrNull"(expr, text) since (20, 1);
    /// Converts an input value to a value of type Decimal(9, S) but returns `0` in case of an error.
    to_decimal32_or_zero = "toDecimal32OrZero"(expr, text) since (20, 1);
    /// Converts an input value to a value of type `Decimal(18, S)` with scale of `S`.
    to_decimal64 = "toDecimal64"(expr, text) since (18, 12);
    /// Like `toDecimal64`, this function converts an input value to a value of type Decimal(18, S) but returns
    /// the default value in case of an error.
    to_decimal64_or_default = "toDecimal64OrDefault"(expr, text) [default] since (21, 11);
    /// Converts an input value to a value of type Decimal(18, S) but returns `NULL` in case of an error.
    to_decimal64_or_null = "toDecimal64OrNull"(expr, text) since (20, 1);
    /// Converts an input value to a value of type Decimal(18, S) but returns `0` in case of an error.
    to_decimal64_or_zero = "toDecimal64OrZero"(expr, text) since (20, 1);
    /// Converts a numeric value to a String with specified number of fractional digits.
    to_decimal_string = "toDecimalString"(number, scale) since (23, 3);
    /// Converts an input value to a value of type Float32.
    to_float32 = "toFloat32"(expr) since (1, 1);
    /// Like `toFloat32`, this function converts an input value to a value of type Float32 but returns the
    /// default value in case of an error.
    to_float32_or_default = "toFloat32OrDefault"(expr) [default] since (21, 11);
    /// Converts an input value to a value of type Float32 but returns `NULL` in case of an error.
    to_float32_or_null = "toFloat32OrNull"(x) since (1, 1);
    /// Converts an input value to a value of type Float32 but returns `0` in case of an error.
    to_float32_or_zero = "toFloat32OrZero"(x) since (1, 1);
    /// Converts an input value to a value of type `Float64`.
    to_float64 = "toFloat64"(expr) since (1, 1);
    /// Like `toFloat64`, this function converts an input value to a value of type Float64 but returns the
    /// default value in case of an error.
    to_float64_or_default = "toFloat64OrDefault"(expr) [default] since (21, 11);
    /// Converts an input value to a value of type Float64 but returns `NULL` in case of an error.
    to_float64_or_null = "toFloat64OrNull"(x) since (1, 1);
    /// Converts an input value to a value of type Float64 but returns `0` in case of an error.
    to_float64_or_zero = "toFloat64OrZero"(x) since (1, 1);
    /// Converts an input value to a value of type Int128.
    to_int128 = "toInt128"(expr) since (1, 1);
    /// Like `toInt128`, this function converts an input value to a value of type Int128 but returns the default
    /// value in case of an error.
    to_int128_or_default = "toInt128OrDefault"(expr) [default] since (21, 11);
    /// Like `toInt128`, this function converts an input value to a value of type Int128 but returns `NULL` in
    /// case of an error.
    to_int128_or_null = "toInt128OrNull"(x) since (20, 8);
    /// Converts an input value to type Int128 but returns `0` in case of an error.
    to_int128_or_zero = "toInt128OrZero"(x) since (20, 8);
    /// Converts an input value to a value of type `Int16`.
    to_int16 = "toInt16"(expr) since (1, 1);
    /// Like `toInt16`, this function converts an input value to a value of type Int16 but returns the default
    /// value in case of an error.
    to_int16_or_default = "toInt16OrDefault"(expr) [default] since (21, 11);
    /// Like `toInt16`, this function converts an input value to a value of type Int16 but returns `NULL` in
    /// case of an error.
    to_int16_or_null = "toInt16OrNull"(x) since (1, 1);
    /// Like `toInt16`, this function converts an input value to a value of type Int16 but returns `0` in case
    /// of an error.
    to_int16_or_zero = "toInt16OrZero"(x) since (1, 1);
    /// Converts an input value to a value of type Int256.
    to_int256 = "toInt256"(expr) since (1, 1);
    /// Like `toInt256`, this function converts an input value to a value of type Int256 but returns the default
    /// value in case of an error.
    to_int256_or_default = "toInt256OrDefault"(expr) [default] since (21, 11);
    /// Like `toInt256`, this function converts an input value to a value of type Int256 but returns `NULL` in
    /// case of an error.
    to_int256_or_null = "toInt256OrNull"(x) since (20, 8);
    /// Converts an input value to type Int256 but returns `0` in case of an error.
    to_int256_or_zero = "toInt256OrZero"(x) since (20, 8);
    /// Converts an input value to a value of type `Int32`.
    to_int32 = "toInt32"(expr) since (1, 1);
    /// Like `toInt32`, this function converts an input value to a value of type Int32 but returns the default
    /// value in case of an error.
    to_int32_or_default = "toInt32OrDefault"(expr) [default] since (21, 11);
    /// Like `toInt32`, this function converts an input value to a value of type Int32 but returns `NULL` in
    /// case of an error.
    to_int32_or_null = "toInt32OrNull"(x) since (1, 1);
    /// Like `toInt32`, this function converts an input value to a value of type Int32 but returns `0` in case
    /// of an error.
    to_int32_or_zero = "toInt32OrZero"(x) since (1, 1);
    /// Converts an input value to a value of type `Int64`.
    to_int64 = "toInt64"(expr) since (1, 1);
    /// Like `toInt64`, this function converts an input value to a value of type Int64 but returns the default
    /// value in case of an error.
    to_int64_or_default = "toInt64OrDefault"(expr) [default] since (21, 11);
    /// Like `toInt64`, this function converts an input value to a value of type Int64 but returns `NULL` in
    /// case of an error.
    to_int64_or_null = "toInt64OrNull"(x) since (1, 1);
    /// Converts an input value to type Int64 but returns `0` in case of an error.
    to_int64_or_zero = "toInt64OrZero"(x) since (1, 1);
    /// Converts an input value to a value of type `Int8`.
    to_int8 = "toInt8"(expr) since (1, 1);
    /// Like `toInt8`, this function converts an input value to a value of type Int8 but returns the default
    /// value in case of an error.
    to_int8_or_default = "toInt8OrDefault"(expr) [default] since (21, 11);
    /// Like `toInt8`, this function converts an input value to a value of type Int8 but returns `NULL` in case
    /// of an error.
    to_int8_or_null = "toInt8OrNull"(x) since (1, 1);
    /// Like `toInt8`, this function converts an input value to a value of type Int8 but returns `0` in case of
    /// an error.
    to_int8_or_zero = "toInt8OrZero"(x) since (1, 1);
    /// Converts an input value to a value of type `UInt128`.
    to_uint128 = "toUInt128"(expr) since (1, 1);
    /// Like `toUInt128`, this function converts an input value to a value of type `UInt128` but returns the
    /// default value in case of an error.
    to_uint128_or_default = "toUInt128OrDefault"(expr) [default] since (21, 11);
    /// Like `toUInt128`, this function converts an input value to a value of type `UInt128` but returns `NULL`
    /// in case of an error.
    to_uint128_or_null = "toUInt128OrNull"(x) since (21, 6);
    /// Like `toUInt128`, this function converts an input value to a value of type `UInt128` but returns `0` in
    /// case of an error.
    to_uint128_or_zero = "toUInt128OrZero"(x) since (1, 1);
    /// Converts an input value to a value of type `UInt16`.
    to_uint16 = "toUInt16"(expr) since (1, 1);
    /// Like `toUInt16`, this function converts an input value to a value of type UInt16 but returns the default
    /// value in case of an error.
    to_uint16_or_default = "toUInt16OrDefault"(expr) [default] since (21, 11);
    /// Like `toUInt16`, this function converts an input value to a value of type `UInt16` but returns `NULL` in
    /// case of an error.
    to_uint16_or_null = "toUInt16OrNull"(x) since (1, 1);
    /// Like `toUInt16`, this function converts an input value to a value of type `UInt16` but returns `0` in
    /// case of an error.
    to_uint16_or_zero = "toUInt16OrZero"(x) since (1, 1);
    /// Converts an input value to a value of type UInt256.
    to_uint256 = "toUInt256"(expr) since (1, 1);
    /// Like `toUInt256`, this function converts an input value to a value of type UInt256 but returns the
    /// default value in case of an error.
    to_uint256_or_default = "toUInt256OrDefault"(expr) [default] since (21, 11);
    /// Like `toUInt256`, this function converts an input value to a value of type `UInt256` but returns `NULL`
    /// in case of an error.
    to_uint256_or_null = "toUInt256OrNull"(x) since (20, 8);
    /// Like `toUInt256`, this function converts an input value to a value of type `UInt256` but returns `0` in
    /// case of an error.
    to_uint256_or_zero = "toUInt256OrZero"(x) since (20, 8);
    /// Converts an input value to a value of type `UInt32`.
    to_uint32 = "toUInt32"(expr) since (1, 1);
    /// Like `toUInt32`, this function converts an input value to a value of type UInt32 but returns the default
    /// value in case of an error.
    to_uint32_or_default = "toUInt32OrDefault"(expr) [default] since (21, 11);
    /// Like `toUInt32`, this function converts an input value to a value of type `UInt32` but returns `NULL` in
    /// case of an error.
    to_uint32_or_null = "toUInt32OrNull"(x) since (1, 1);
    /// Like `toUInt32`, this function converts an input value to a value of type `UInt32` but returns `0` in
    /// case of an error.
    to_uint32_or_zero = "toUInt32OrZero"(x) since (1, 1);
    /// Converts an input value to a value of type `UInt64`.
    to_uint64 = "toUInt64"(expr) since (1, 1);
    /// Like `toUInt64`, this function converts an input value to a value of type UInt64 but returns the default
    /// value in case of an error.
    to_uint64_or_default = "toUInt64OrDefault"(expr) [default] since (21, 11);
    /// Like `toUInt64`, this function converts an input value to a value of type `UInt64` but returns `NULL` in
    /// case of an error.
    to_uint64_or_null = "toUInt64OrNull"(x) since (1, 1);
    /// Like `toUInt64`, this function converts an input value to a value of type `UInt64` but returns `0` in
    /// case of an error.
    to_uint64_or_zero = "toUInt64OrZero"(x) since (1, 1);
    /// Converts an input value to a value of type `UInt8`.
    to_uint8 = "toUInt8"(expr) since (1, 1);
    /// Like `toUInt8`, this function converts an input value to a value of type UInt8 but returns the default
    /// value in case of an error.
    to_uint8_or_default = "toUInt8OrDefault"(expr) [default] since (21, 11);
    /// Like `toUInt8`, this function converts an input value to a value of type `UInt8` but returns `NULL` in
    /// case of an error.
    to_uint8_or_null = "toUInt8OrNull"(x) since (1, 1);
    /// Like `toUInt8`, this function converts an input value to a value of type `UInt8` but returns `0` in case
    /// of an error.
    to_uint8_or_zero = "toUInt8OrZero"(x) since (1, 1);
}
