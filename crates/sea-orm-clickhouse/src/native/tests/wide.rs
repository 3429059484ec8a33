//! Integers of 128 bits.

use bigdecimal::BigDecimal;
use rust_decimal::Decimal;
use sea_query::{ArrayType, Value};

use super::checks::refused;
use super::conversions;
use super::round_trip::{default, exact, text};
use super::stored;
use crate::native::{ColumnData, Target};

pub(super) fn big(text: impl ToString) -> Value {
    text.to_string().parse::<BigDecimal>().unwrap().into()
}

#[test]
fn is_checked_when_written() {
    refused(
        "Int128",
        big("170141183460469231731687303715884105728"),
        "it holds -170141183460469231731687303715884105728 to 170141183460469231731687303715884105727",
    );
    refused(
        "UInt128",
        -1,
        "it holds 0 to 340282366920938463463374607431768211455",
    );
    refused("UInt128", big("1e39"), "it holds 0 to");
    refused("Int128", big("1e1000000000"), "it holds");
    refused("Int128", big("0.5"), "it is no integer; round the value first");
    refused("Int128", "1_000", "it is not the text of an integer");
    refused("UInt128", "-1", "it is not the text of an integer");
    refused(
        "Int128",
        0.5,
        "write an integer, a Decimal, a BigDecimal or its text",
    );
    let values = [
        u64::MAX.into(),
        (-1_i8).into(),
        Decimal::new(150, 1).into(),
        big("1e2"),
        text("7"),
    ];
    assert_eq!(
        stored("Int128", &values).unwrap(),
        ColumnData::Int128(vec![u64::MAX.into(), -1, 15, 100, 7])
    );
}

#[test]
fn comes_back_as_it_was_written() {
    let (low, high, most) = (
        i128::MIN.to_string(),
        i128::MAX.to_string(),
        u128::MAX.to_string(),
    );
    default("Int128", &[big(&low), big(&high)], &[&low, &high]);
    default("UInt128", &[big(0), big(&most)], &["0", &most]);
    exact("UInt128", ArrayType::String, &[text(&most)], &[&most]);
    exact(
        "Int128",
        ArrayType::Decimal,
        &[Decimal::MIN.into()],
        &[&Decimal::MIN.to_string()],
    );
    default(
        "LowCardinality(Nullable(UInt128))",
        &[big(&most), Value::BigDecimal(None), big(&most)],
        &[&most, "NULL", &most],
    );
    let error = conversions::read(
        "UInt128",
        &[text(&most)],
        &Target::exact(ArrayType::Decimal, false),
    )
    .unwrap_err();
    assert!(
        error
            .to_string()
            .contains("it holds 96 bits; use BigDecimal or String"),
        "{error}"
    );
    conversions::refused("Int128", ArrayType::BigInt);
}
