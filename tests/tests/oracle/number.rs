//! Integers, floats, decimals, Bool, Enums and Intervals.

use clickhouse::types;
use rust_decimal::Decimal;
use sea_orm::prelude::BigDecimal;
use sea_orm_clickhouse::types::{
    BFloat16, Int128, Int256, IntervalDay, IntervalNanosecond, UInt128, UInt256,
};

use crate::{agrees, agrees_as_it_is};

agrees_as_it_is!(int8, "Int8", i8, [i8::MIN, -1, 0, i8::MAX]);
agrees_as_it_is!(int16, "Int16", i16, [i16::MIN, -1, 0, i16::MAX]);
agrees_as_it_is!(int32, "Int32", i32, [i32::MIN, -1, 0, i32::MAX]);
agrees_as_it_is!(int64, "Int64", i64, [i64::MIN, -1, 0, i64::MAX]);
agrees_as_it_is!(uint8, "UInt8", u8, [0, 1, u8::MAX]);
agrees_as_it_is!(uint16, "UInt16", u16, [0, 1, u16::MAX]);
agrees_as_it_is!(uint32, "UInt32", u32, [0, 1, u32::MAX]);
agrees_as_it_is!(uint64, "UInt64", u64, [0, 1, u64::MAX]);
agrees_as_it_is!(boolean, "Bool", bool, [true, false]);
agrees_as_it_is!(
    optional_int64,
    "Nullable(Int64)",
    Option<i64>,
    [None, Some(i64::MIN), Some(0)]
);
agrees_as_it_is!(
    float32,
    "Float32",
    f32,
    [f32::MIN, -0.0, 0.1, f32::MIN_POSITIVE, f32::NAN, f32::INFINITY]
);
agrees_as_it_is!(
    float64,
    "Float64",
    f64,
    [f64::MIN, -0.0, 0.1, 5e-324, f64::NAN, f64::NEG_INFINITY]
);
agrees!(
    bfloat16, "BFloat16", ours: BFloat16, theirs: types::BFloat16,
    [
        (BFloat16::round(-0.0), types::BFloat16::NEG_ZERO),
        (BFloat16::round(1.0), types::BFloat16::ONE),
        (BFloat16::round(f32::INFINITY), types::BFloat16::INFINITY),
        (BFloat16::round(-1.5), types::BFloat16::from_f32(-1.5)),
    ]
);
agrees!(
    int128, "Int128", ours: Int128, theirs: i128,
    [(Int128(i128::MIN), i128::MIN), (Int128(-1), -1), (Int128(i128::MAX), i128::MAX)]
);
agrees!(
    uint128, "UInt128", ours: UInt128, theirs: u128,
    [(UInt128(0), 0), (UInt128(u128::MAX), u128::MAX)]
);
agrees!(
    int256, "Int256", ours: Int256, theirs: types::Int256,
    [
        ("-57896044618658097711785492504343953926634992332820282019728792003956564819968".parse().unwrap(), types::Int256::MIN),
        ("-1".parse().unwrap(), types::Int256::MINUS_ONE),
        ("57896044618658097711785492504343953926634992332820282019728792003956564819967".parse().unwrap(), types::Int256::MAX),
    ]
);
agrees!(
    uint256, "UInt256", ours: UInt256, theirs: types::UInt256,
    [
        ("0".parse().unwrap(), types::UInt256::ZERO),
        ("115792089237316195423570985008687907853269984665640564039457584007913129639935".parse().unwrap(), types::UInt256::MAX),
    ]
);
agrees!(
    decimal32, "Decimal(9, 4)", ours: Decimal, theirs: i32,
    [(Decimal::new(-999_999_999, 4), -999_999_999), (Decimal::new(1, 4), 1)]
);
agrees!(
    decimal64, "Decimal(18, 18)", ours: Decimal, theirs: i64,
    [(Decimal::new(-999_999_999_999_999_999, 18), -999_999_999_999_999_999), (Decimal::new(1, 18), 1)]
);
agrees!(
    decimal128, "Decimal(38, 3)", ours: BigDecimal, theirs: i128,
    [
        ("-99999999999999999999999999999999999.999".parse().unwrap(), -99_999_999_999_999_999_999_999_999_999_999_999_999),
        ("0.001".parse().unwrap(), 1),
    ]
);
agrees!(
    enum8, "Enum8('low' = -128, 'high' = 127)", ours: String, theirs: i8,
    [("low".to_owned(), -128), ("high".to_owned(), 127)]
);
agrees!(
    enum16, "Enum16('it\\'s' = -32768, 'ü' = 32767)", ours: String, theirs: i16,
    [("it's".to_owned(), -32768), ("ü".to_owned(), 32767)]
);
agrees!(
    interval_day, "IntervalDay", ours: IntervalDay, theirs: i64,
    [(IntervalDay(i64::MIN), i64::MIN), (IntervalDay(i64::MAX), i64::MAX)]
);
agrees!(
    interval_nanosecond, "IntervalNanosecond", ours: IntervalNanosecond, theirs: i64,
    [(IntervalNanosecond(-1), -1)]
);
