//! Numbers at random, of which many are at the borders of their type.

use bigdecimal::BigDecimal;
use bigdecimal::num_bigint::{BigInt, Sign};
use proptest::prelude::*;
use proptest::sample::select;
use sea_query::Value;

pub(super) fn integer<T>(least: T, most: T) -> BoxedStrategy<Value>
where
    T: Arbitrary + Copy + std::fmt::Debug + Default + From<bool> + Into<Value> + 'static,
{
    let borders = select(vec![T::default(), T::from(true), least, most]);
    prop_oneof![borders, any::<T>()].prop_map(Into::into).boxed()
}

fn big(number: BigInt, scale: i64) -> Value {
    Value::BigDecimal(Some(Box::new(BigDecimal::new(number, scale))))
}

pub(super) fn wide_integer(bits: usize, signed: bool) -> BoxedStrategy<Value> {
    let one = BigInt::from(1);
    let half = one.clone() << (bits - 1);
    let mut borders = vec![BigInt::ZERO, one.clone(), half.clone() - &one];
    borders.extend(if signed {
        [-one, -half]
    } else {
        [half.clone(), (half << 1_u8) - 1]
    });
    let bytes = prop::collection::vec(any::<u8>(), bits / 8).prop_map(move |bytes| {
        if signed {
            BigInt::from_signed_bytes_le(&bytes)
        } else {
            BigInt::from_bytes_le(Sign::Plus, &bytes)
        }
    });
    prop_oneof![select(borders), bytes]
        .prop_map(|number| big(number, 0))
        .boxed()
}

pub(super) fn decimal(precision: u8, scale: u8) -> BoxedStrategy<Value> {
    let most: BigInt = BigInt::from(10).pow(u32::from(precision)) - 1;
    let borders = vec![BigInt::ZERO, 1.into(), (-1).into(), most.clone(), -most];
    let digits = prop::collection::vec(b'0'..=b'9', 1..=usize::from(precision));
    let random = (digits, any::<bool>()).prop_map(|(digits, negative)| {
        let number = BigInt::parse_bytes(&digits, 10).unwrap();
        if negative { -number } else { number }
    });
    prop_oneof![select(borders), random]
        .prop_map(move |number| big(number, scale.into()))
        .boxed()
}

/// Any bits but those of a NaN that signals, which no operation is bound to keep.
pub(super) fn float64() -> impl Strategy<Value = f64> {
    let specials = vec![
        0.0,
        -0.0,
        0.1,
        f64::NAN,
        -f64::NAN,
        f64::INFINITY,
        f64::NEG_INFINITY,
        f64::MAX,
        f64::MIN_POSITIVE,
        5e-324,
    ];
    let any = any::<u64>().prop_map(f64::from_bits);
    let quiet = |value: f64| f64::from_bits(value.to_bits() | if value.is_nan() { 1 << 51 } else { 0 });
    prop_oneof![select(specials), any.prop_map(quiet)]
}

pub(super) fn float32() -> impl Strategy<Value = f32> {
    let specials = vec![
        0.0,
        -0.0,
        0.1,
        f32::NAN,
        -f32::NAN,
        f32::INFINITY,
        f32::NEG_INFINITY,
        f32::MAX,
        f32::MIN_POSITIVE,
        1e-45,
    ];
    let any = any::<u32>().prop_map(f32::from_bits);
    let quiet = |value: f32| f32::from_bits(value.to_bits() | if value.is_nan() { 1 << 22 } else { 0 });
    prop_oneof![select(specials), any.prop_map(quiet)]
}

pub(super) fn bfloat16() -> impl Strategy<Value = f32> {
    float32().prop_map(|value| f32::from_bits(value.to_bits() & 0xffff_0000))
}
