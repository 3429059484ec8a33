//! Which column can be read as what, without a server.

use sea_query::{ArrayType, Value};

use super::{data_type, stored};
use crate::native::{ColumnPlan, NativeError, Target};

pub(super) fn read(server_type: &str, values: &[Value], target: &Target) -> Result<Vec<Value>, NativeError> {
    let data = stored(server_type, values).unwrap();
    ColumnPlan::new("c", &data_type(server_type), target)?.values(&data)
}

pub(super) fn refused(server_type: &str, variant: ArrayType) -> String {
    let error = ColumnPlan::new("c", &data_type(server_type), &Target::exact(variant, true)).unwrap_err();
    assert!(matches!(error, NativeError::TypeMismatch { .. }), "{error}");
    error.to_string()
}

#[test]
fn integers_widen_and_never_narrow() {
    use ArrayType::{
        BigInt, BigUnsigned, Bool, Double, Float, Int, SmallInt, TinyInt, TinyUnsigned, Unsigned,
    };
    for (server_type, variant) in [
        ("Int8", SmallInt),
        ("Int8", Int),
        ("UInt8", SmallInt),
        ("UInt16", Int),
        ("UInt32", BigInt),
        ("UInt64", BigInt),
        ("UInt8", BigUnsigned),
        ("Int32", Double),
        ("Int16", Float),
        ("Float32", Double),
        ("UInt8", Bool),
        ("Enum8('a' = 1)", TinyUnsigned),
        ("Enum16('a' = 1)", TinyInt),
        ("LowCardinality(Nullable(Int32))", BigInt),
    ] {
        assert!(
            ColumnPlan::new("c", &data_type(server_type), &Target::exact(variant, true)).is_ok(),
            "{server_type}"
        );
    }
    assert_eq!(
        refused("Int64", Int),
        "column `c` is Int64 on the server and i32 (Int) in Rust: declare the field as i64 (BigInt), or CAST the column \
         to the field's type in the query"
    );
    refused("UInt32", Int);
    refused("Int8", Unsigned);
    refused("Int32", Float);
    refused("Int64", Double);
    refused("Float64", Float);
    refused("Float64", Int);
    refused("Int8", Bool);
    refused("Bool", TinyInt);
    refused("Int32", ArrayType::String);
    refused("Enum16('a' = -1)", TinyUnsigned);
    refused("Enum16('a' = 1000)", TinyInt);
    assert!(refused("Array(Int32)", Int).contains("declare the field as Vec<i32 (Int)>"));
    assert!(ColumnPlan::new("c", &data_type("Int32"), &Target::array(Int)).is_err());
}

#[test]
fn counts_are_checked_value_by_value() {
    for target in [Target::Portable, Target::exact(ArrayType::BigInt, false)] {
        assert_eq!(read("UInt64", &[5_u64.into()], &target).unwrap(), [5_i64.into()]);
        let error = read("UInt64", &[u64::MAX.into()], &target)
            .unwrap_err()
            .to_string();
        assert_eq!(
            error,
            "value 18446744073709551615 does not fit column `c` of type UInt64: it cannot be read as i64 (BigInt); use a \
             wider type, or CAST in the query"
        );
    }
    assert_eq!(
        read("UInt64", &[5_u64.into()], &Target::Default).unwrap(),
        [5_u64.into()]
    );
    let target = Target::exact(ArrayType::Bool, false);
    assert_eq!(
        read("UInt8", &[1_u8.into(), 0_u8.into()], &target).unwrap(),
        [true.into(), false.into()]
    );
    assert!(read("UInt8", &[2_u8.into()], &target).is_err());
}

#[test]
fn null_needs_room() {
    let values = [Value::Int(None)];
    assert_eq!(
        read("Nullable(Int32)", &values, &Target::exact(ArrayType::Int, true)).unwrap(),
        values
    );
    for server_type in ["Nullable(Int32)", "LowCardinality(Nullable(Int32))"] {
        let error = read(server_type, &values, &Target::exact(ArrayType::Int, false))
            .unwrap_err()
            .to_string();
        assert_eq!(
            error,
            format!(
                "NULL in column `c` of type {server_type}: the field expects i32 (Int); make it an Option, or select \
                ifNull(c, ...)"
            )
        );
    }
    // What lies under a NULL is not converted: "" is no UUID.
    let target = Target::exact(ArrayType::Uuid, true);
    for server_type in ["Nullable(String)", "LowCardinality(Nullable(String))"] {
        let nulls = [Value::String(None), Value::String(None)];
        assert_eq!(
            read(server_type, &nulls, &target).unwrap(),
            [Value::Uuid(None), Value::Uuid(None)]
        );
    }
}

#[test]
fn a_bare_null_fits_any_option() {
    let block = super::bytes::decoded(b"\x01\x01\x01c\x11Nullable(Nothing)\x010").remove(0);
    let plan = |target: &Target| ColumnPlan::new("c", &data_type("Nullable(Nothing)"), target).unwrap();
    assert_eq!(
        plan(&Target::Default).values(&block.columns[0]).unwrap(),
        [Value::String(None)]
    );
    let exact = plan(&Target::exact(ArrayType::ChronoDate, true));
    assert_eq!(
        exact.value(&block.columns[0], 0).unwrap(),
        Value::ChronoDate(None)
    );
    assert!(exact.value(&block.columns[0], 1).is_err());
    assert!(
        plan(&Target::exact(ArrayType::Int, false))
            .values(&block.columns[0])
            .is_err()
    );
}

#[test]
fn texts_that_do_not_fit_are_errors() {
    let one = |server_type: &str, value: Value, variant: ArrayType| {
        read(server_type, &[value], &Target::exact(variant, true))
            .unwrap_err()
            .to_string()
    };
    let bytes = Value::Bytes(Some(vec![0xff, b'a']));
    assert_eq!(
        one("String", bytes.clone(), ArrayType::String),
        "value '\\xffa' does not fit column `c` of type String: it cannot be read as String; it is not UTF-8; read the \
         column as Vec<u8>"
    );
    assert_eq!(
        read(
            "String",
            std::slice::from_ref(&bytes),
            &Target::exact(ArrayType::Bytes, false)
        )
        .unwrap(),
        [bytes]
    );
    assert!(one("String", "ab".into(), ArrayType::Char).contains("not exactly one character"));
    assert!(one("String", "{".into(), ArrayType::Json).contains("it is not JSON"));
    assert!(one("String", "x".into(), ArrayType::Uuid).contains("not the text of a UUID"));
    let big: bigdecimal::BigDecimal = "12345678901234567890123456789012345.678".parse().unwrap();
    assert!(one("Decimal(38, 3)", big.into(), ArrayType::Decimal).contains("use BigDecimal"));
}

#[test]
fn damaged_enums_are_errors() {
    let data = crate::native::ColumnData::Int8(vec![1, 9]);
    let plan = ColumnPlan::new("c", &data_type("Enum8('a' = 1)"), &Target::Default).unwrap();
    assert_eq!(plan.value(&data, 0).unwrap(), "a".into());
    assert!(
        plan.values(&data)
            .unwrap_err()
            .to_string()
            .contains("value 9 does not fit")
    );
}

#[test]
fn a_plan_for_another_type_is_an_error() {
    let data = crate::native::ColumnData::Int8(vec![1]);
    for server_type in [
        "String",
        "Int32",
        "Date",
        "DateTime",
        "UUID",
        "IPv6",
        "Array(Int8)",
        "Nullable(Int8)",
        "Decimal(9, 2)",
    ] {
        let plan = ColumnPlan::new("c", &data_type(server_type), &Target::Default).unwrap();
        let result = plan.values(&data);
        assert!(
            result.is_err() || server_type == "Int32",
            "{server_type}: {result:?}"
        );
    }
}
