//! Integers of 256 bits and Decimals of more than 38 digits.

use bigdecimal::BigDecimal;
use rust_decimal::Decimal;
use sea_query::{ArrayType, Value};

use super::checks::refused;
use super::conversions;
use super::round_trip::{default, exact, text, through_server};
use super::stored;
use super::wide::big;
use crate::native::{ColumnData, Target};

const LOW: &str = "-57896044618658097711785492504343953926634992332820282019728792003956564819968";
const HIGH: &str = "57896044618658097711785492504343953926634992332820282019728792003956564819967";
const MOST: &str = "115792089237316195423570985008687907853269984665640564039457584007913129639935";

#[test]
fn an_integer_is_checked_when_written() {
    let beyond = |text: &str, by: i32| big((text.parse::<BigDecimal>().unwrap() + by).to_plain_string());
    refused("Int256", beyond(HIGH, 1), &format!("it holds {LOW} to {HIGH}"));
    refused("Int256", beyond(LOW, -1), "it holds -578960446186580977117854925");
    refused("UInt256", beyond(MOST, 1), &format!("it holds 0 to {MOST}"));
    refused("UInt256", -1, "it holds 0 to");
    refused("UInt256", big("1e78"), "it holds 0 to");
    refused("Int256", big("1e1000000000"), "it holds");
    refused("Int256", big("1e-1000000000"), "it is no integer");
    refused("Int256", big("0.5"), "it is no integer; round the value first");
    refused(
        "Int256",
        Decimal::new(15, 1),
        "it is no integer; round the value first",
    );
    let of_int = format!("it is not the text of an integer from {LOW} to {HIGH}");
    for bad in ["1_000", "", "-", "+-1", " 1", "0x10", "1e3", "1.0", MOST] {
        refused("Int256", bad, &of_int);
    }
    refused("Int256", "9".repeat(100_000), &of_int);
    refused("UInt256", "-1", "it is not the text of an integer from 0 to");
    let hint = "write an integer, a Decimal, a BigDecimal or its text";
    refused("Int256", 0.5, hint);
    refused("UInt256", true, hint);
    refused(
        "Int256",
        Value::BigDecimal(None),
        "declare the column Nullable(Int256)",
    );
}

#[test]
fn an_integer_is_written_from_every_kind_of_number() {
    let of = |number: i8| {
        let mut bytes = [if number < 0 { 0xff } else { 0 }; 32];
        bytes[0] = number as u8;
        bytes
    };
    let values = [
        (-1_i8).into(),
        5_u64.into(),
        Decimal::new(150, 1).into(),
        big("1e2"),
        text("+0007"),
        big(-128),
    ];
    assert_eq!(
        stored("Int256", &values).unwrap(),
        ColumnData::Int256(vec![of(-1), of(5), of(15), of(100), of(7), of(-128)])
    );
    assert_eq!(
        stored("UInt256", &[255_u8.into()]).unwrap(),
        ColumnData::UInt256(vec![{
            let mut bytes = [0; 32];
            bytes[0] = 255;
            bytes
        }])
    );
}

#[test]
fn an_integer_comes_back_as_it_was_written() {
    default(
        "Int256",
        &[big(LOW), big(-1), big(0), big(i128::MIN), big(HIGH)],
        &[LOW, "-1", "0", &i128::MIN.to_string(), HIGH],
    );
    default(
        "UInt256",
        &[big(0), big(u128::MAX), big(HIGH), big(MOST)],
        &["0", &u128::MAX.to_string(), HIGH, MOST],
    );
    exact("UInt256", ArrayType::String, &[text(MOST)], &[MOST]);
    exact("Int256", ArrayType::String, &[text(LOW)], &[LOW]);
    let decimal = Decimal::MIN.to_string();
    exact("Int256", ArrayType::Decimal, &[Decimal::MIN.into()], &[&decimal]);
    let some = [
        Value::BigDecimal(None),
        big(MOST),
        Value::BigDecimal(None),
        big(0),
        big(MOST),
    ];
    let shown = ["NULL", MOST, "NULL", "0", MOST];
    default("Nullable(UInt256)", &some, &shown);
    default("LowCardinality(Nullable(UInt256))", &some, &shown);
    default(
        "LowCardinality(Int256)",
        &[big(LOW), big(HIGH), big(LOW)],
        &[LOW, HIGH, LOW],
    );
    default(
        "Array(Nullable(Int256))",
        &[list(&[big(LOW), Value::BigDecimal(None)]), list(&[])],
        &[&format!("[{LOW},NULL]"), "[]"],
    );
    default(
        "Array(LowCardinality(UInt256))",
        &[list(&[big(MOST), big(MOST)]), list(&[big(1)])],
        &[&format!("[{MOST},{MOST}]"), "[1]"],
    );
}

fn list(values: &[Value]) -> Value {
    Value::Array(ArrayType::BigDecimal, Some(Box::new(values.to_vec())))
}

#[test]
fn an_integer_that_the_field_cannot_hold_is_an_error() {
    let beyond = big("79228162514264337593543950336");
    for (server_type, value) in [("Int256", big(LOW)), ("UInt256", big(MOST)), ("Int256", beyond)] {
        let error = conversions::read(server_type, &[value], &Target::exact(ArrayType::Decimal, false));
        let error = error.unwrap_err().to_string();
        assert!(
            error.contains("it holds 96 bits; use BigDecimal or String"),
            "{error}"
        );
    }
    for variant in [ArrayType::BigInt, ArrayType::BigUnsigned, ArrayType::Double] {
        let error = conversions::refused("Int256", variant);
        assert!(
            error.contains("declare the field as bigdecimal::BigDecimal (BigDecimal)"),
            "{error}"
        );
    }
}

#[test]
fn a_decimal_is_checked_when_written() {
    refused(
        "Decimal(76, 2)",
        big("1.005"),
        "the column has 2 digits after the point; round the value first",
    );
    refused(
        "Decimal(76, 2)",
        big("1e74"),
        "the column has 76 digits, 74 of them before the point",
    );
    refused(
        "Decimal(39, 0)",
        big("1e39"),
        "the column has 39 digits, 39 of them before the point",
    );
    refused("Decimal(39, 0)", big("-1e39"), "the column has 39 digits");
    refused("Decimal(76, 76)", 1, "0 of them before the point");
    refused("Decimal(76, 0)", big("1e1000000000"), "the column has 76 digits");
    refused("Decimal(76, 76)", big("1e-77"), "round the value first");
    refused("Decimal(50, 2)", big("1e-1000000000"), "round the value first");
    refused(
        "Decimal(50, 2)",
        0.5,
        "write a Decimal, a BigDecimal or an integer",
    );
    // 128 bits hold more than 38 digits; the column does not.
    refused("Decimal(38, 0)", big("1e38"), "the column has 38 digits");
}

#[test]
fn a_decimal_comes_back_as_it_was_written() {
    let nines = "9".repeat(76);
    let least = format!("-{nines}");
    default("Decimal(76, 0)", &[big(&nines), big(&least)], &[&nines, &least]);
    let fraction = format!("0.{nines}");
    let smallest = format!("-0.{}1", "0".repeat(75));
    default(
        "Decimal(76, 76)",
        &[big(&fraction), big(&smallest)],
        &[&fraction, &smallest],
    );
    let middle = format!("-{}.{}", "9".repeat(36), "9".repeat(3));
    default("Decimal(39, 3)", &[big(&middle)], &[&middle]);
    let shown = ["1.5", "NULL", "-7", "0"];
    let values = [big("1.500"), Value::BigDecimal(None), big("-7.000"), big("0.000")];
    default("Nullable(Decimal(50, 3))", &values, &shown);
    default(
        "Array(Decimal(50, 3))",
        &[list(&[big("1.500"), big("-0.001")]), list(&[])],
        &["[1.5,-0.001]", "[]"],
    );
    // From a Decimal and an integer, and into a Decimal where it has room.
    let (read, shown) = through_server(
        "Decimal(76, 40)",
        &[Decimal::new(-15, 1).into(), 7.into(), 0.into()],
        &Target::exact(ArrayType::Decimal, false),
    );
    assert_eq!(shown, ["-1.5", "7", "0"]);
    assert_eq!(
        read,
        [Decimal::new(-15, 1).into(), 7.into(), 0.into()].map(|value: Value| match value {
            Value::Int(Some(number)) => Decimal::from(number).into(),
            other => other,
        })
    );
}

#[test]
fn a_decimal_that_the_field_cannot_hold_is_an_error() {
    for (server_type, value) in [
        ("Decimal(76, 0)", big("79228162514264337593543950336")),
        ("Decimal(76, 30)", big("1e-29")),
        ("Decimal(76, 0)", big("1e75")),
    ] {
        let error = conversions::read(server_type, &[value], &Target::exact(ArrayType::Decimal, false));
        let error = error.unwrap_err().to_string();
        assert!(
            error.contains("it holds 96 bits and 28 digits after the point; use BigDecimal"),
            "{error}"
        );
    }
    for variant in [ArrayType::Double, ArrayType::BigInt, ArrayType::String] {
        let error = conversions::refused("Decimal(76, 2)", variant);
        assert!(error.contains("BigDecimal"), "{error}");
    }
}
