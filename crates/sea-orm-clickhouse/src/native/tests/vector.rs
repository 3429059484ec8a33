//! QBit, and types that are transparent.

use sea_query::{ArrayType, Value};
use sea_query_clickhouse::structured::element;

use super::round_trip::{default, through_server};
use super::{data_type, stored};
use crate::native::Target;

fn vector(values: impl IntoIterator<Item = f32>) -> Value {
    Value::Array(
        ArrayType::Float,
        Some(Box::new(values.into_iter().map(Value::from).collect())),
    )
}

fn doubles(values: impl IntoIterator<Item = f64>) -> Value {
    Value::Array(
        ArrayType::Double,
        Some(Box::new(values.into_iter().map(Value::from).collect())),
    )
}

#[test]
fn vectors_by_bits() {
    default(
        "QBit(Float32, 3)",
        &[
            vector([1.0, -2.5, 0.1]),
            vector([f32::INFINITY, -0.0, f32::MIN_POSITIVE]),
        ],
        &["[1,-2.5,0.1]", "[inf,-0,1.1754944e-38]"],
    );
    default("QBit(BFloat16, 2)", &[vector([1.5, -2.0])], &["[1.5,-2]"]);
    default(
        "QBit(Float64, 9)",
        &[doubles((0..9).map(|n| f64::from(n) * -0.1))],
        &["[-0,-0.1,-0.2,-0.30000000000000004,-0.4,-0.5,-0.6000000000000001,-0.7000000000000001,-0.8]"],
    );
    default("QBit(Float32, 1)", &[], &[]);
    let rows: Vec<Value> = (0..50)
        .map(|row| vector((0..24).map(|n| (row * 31 + n) as f32 / 7.0)))
        .collect();
    for server_type in ["QBit(Float32, 24, 8)", "QBit(Float32, 24)"] {
        let (read, _) = through_server(server_type, &rows, &Target::Default);
        assert_eq!(read, rows, "{server_type}");
    }
    let wider = Target::array(ArrayType::Double);
    let (read, _) = through_server("QBit(Float32, 2)", &[vector([0.5, 1.0])], &wider);
    assert_eq!(read, [doubles([0.5, 1.0])]);
    let rows = [vector([1.0, 2.0]), Value::Array(ArrayType::Float, None)];
    assert!(
        stored("QBit(Float32, 2)", &rows)
            .unwrap_err()
            .to_string()
            .contains("NULL")
    );
}

#[test]
fn vectors_of_another_length() {
    let error = stored("QBit(Float32, 3)", &[vector([1.0])])
        .unwrap_err()
        .to_string();
    assert_eq!(
        error,
        "value of 1 numbers does not fit column `c` of type QBit(Float32, 3): it holds vectors of 3 numbers"
    );
    let error = stored("QBit(Float32, 1)", &[doubles([0.1])])
        .unwrap_err()
        .to_string();
    assert!(error.contains("does not fit column `c`"), "{error}");
    let error = stored("QBit(Float32, 1)", &[1.5f32.into()])
        .unwrap_err()
        .to_string();
    assert!(error.contains("write a Vec whose elements"), "{error}");
}

#[test]
fn an_aggregate_whose_state_is_its_result_is_its_argument() {
    let values = [5u64.into(), u64::MAX.into()];
    let (read, shown) = simple("SimpleAggregateFunction(sum, UInt64)", &values);
    assert_eq!(read, values);
    assert_eq!(shown, ["5", "18446744073709551615"]);
    let values = ["x".into(), Value::String(None)];
    let (read, _) = simple(
        "SimpleAggregateFunction(anyLast, LowCardinality(Nullable(String)))",
        &values,
    );
    assert_eq!(read, values);
    let error = stored("SimpleAggregateFunction(max, UInt8)", &[300.into()]).unwrap_err();
    assert!(error.to_string().contains("value 300 does not fit"), "{error}");
}

fn simple(server_type: &str, values: &[Value]) -> (Vec<Value>, Vec<String>) {
    assert!(super::super::structure::plain(&data_type(server_type)) != data_type(server_type));
    through_server(server_type, values, &Target::Default)
}

#[test]
fn a_qbit_in_nullable_is_written() {
    let null = Value::Array(ArrayType::Float, None);
    default(
        "Nullable(QBit(Float32, 2))",
        &[vector([0.5, -1.0]), null],
        &["[0.5,-1]", "NULL"],
    );
}

#[test]
fn an_array_of_nullable_qbits_is_read() {
    let whole = "Array(Nullable(QBit(Float32, 2)))";
    let array = |rows| Value::Array(ArrayType::Float, Some(Box::new(rows)));
    let values = [
        array(vec![vector([0.5, -1.0]), Value::Array(ArrayType::Float, None)]),
        array(vec![]),
    ];
    let target = Target::exact(element(&data_type(whole)), false);
    let (read, _) = through_server(whole, &values, &target);
    assert_eq!(read, values);
    let (read, _) = through_server(whole, &values, &Target::Default);
    assert_eq!(read, values);
}
