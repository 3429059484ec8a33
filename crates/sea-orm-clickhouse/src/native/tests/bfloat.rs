//! BFloat16.

use sea_query::{ArrayType, Value};

use super::checks::refused;
use super::conversions;
use super::round_trip::{default, exact, through_server};
use super::stored;
use crate::native::{ColumnData, Target};

/// The largest finite one.
const MOST: f32 = f32::from_bits(0x7f7f_0000);

#[test]
fn is_never_rounded() {
    let hint = "it would be rounded to 16 bits; make the column Float32, or cut the value first";
    refused(
        "BFloat16",
        0.1_f32,
        &format!("value 0.1 does not fit column `c` of type BFloat16: {hint}"),
    );
    refused("BFloat16", 0.1_f64, hint);
    refused("BFloat16", f32::MAX, hint);
    refused("BFloat16", 1e300, hint);
    refused("BFloat16", 1e-300, hint);
    // Exact in a BFloat16 when cut to an f32 only.
    refused("BFloat16", 1.0 + f64::EPSILON, hint);
    refused("BFloat16", 257, "integers beyond 256 would be rounded");
    refused("BFloat16", "1", "write a float");
    let values = [
        0.5_f64.into(),
        (-256_i16).into(),
        f32::from_bits(0.1_f32.to_bits() & 0xffff_0000).into(),
        f32::from_bits(0x7f80_0001).into(),
        f64::NAN.into(),
        f64::NEG_INFINITY.into(),
    ];
    let ColumnData::UInt16(bits) = stored("BFloat16", &values).unwrap() else {
        panic!("a BFloat16 has 16 bits");
    };
    assert_eq!(bits, [0x3f00, 0xc380, 0x3dcc, 0x7fc0, 0x7fc0, 0xff80]);
}

#[test]
fn comes_back_as_it_was_written() {
    let values = [
        MOST,
        -MOST,
        f32::from_bits(0x0001_0000),
        f32::MIN_POSITIVE,
        -0.0,
        0.0,
        f32::NAN,
        f32::INFINITY,
        f32::NEG_INFINITY,
        1.5,
    ];
    let shown = [
        "3.3895314e38",
        "-3.3895314e38",
        "9.1835e-41",
        "1.1754944e-38",
        "-0",
        "0",
        "nan",
        "inf",
        "-inf",
        "1.5",
    ];
    default("BFloat16", &values.map(Value::from), &shown);
    exact(
        "BFloat16",
        ArrayType::Double,
        &values.map(|value| f64::from(value).into()),
        &shown,
    );
    // -0 equals 0 and a NaN nothing, so their bits are compared.
    let (read, _) = through_server("BFloat16", &values.map(Value::from), &Target::Default);
    let bits = |value: &Value| match value {
        Value::Float(Some(value)) => value.to_bits(),
        other => panic!("{other:?}"),
    };
    assert_eq!(
        read.iter().map(bits).collect::<Vec<_>>(),
        values.map(f32::to_bits)
    );
}

#[test]
fn stands_in_nullable_low_cardinality_and_array() {
    let values = [
        Value::Float(None),
        1.5_f32.into(),
        (-0.5_f32).into(),
        1.5_f32.into(),
    ];
    let shown = ["NULL", "1.5", "-0.5", "1.5"];
    default("Nullable(BFloat16)", &values, &shown);
    default("LowCardinality(Nullable(BFloat16))", &values, &shown);
    default(
        "Array(BFloat16)",
        &[vec![1.5_f32, -0.0].into(), Vec::<f32>::new().into()],
        &["[1.5,-0]", "[]"],
    );
}

#[test]
fn is_a_float_and_nothing_else() {
    for variant in [ArrayType::Int, ArrayType::SmallUnsigned, ArrayType::Decimal] {
        let error = conversions::refused("BFloat16", variant);
        assert!(error.contains("declare the field as f32 (Float)"), "{error}");
    }
}
