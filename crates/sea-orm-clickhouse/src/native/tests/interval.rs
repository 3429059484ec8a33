//! Intervals: the number of their units.

use bigdecimal::BigDecimal;
use sea_query::{ArrayType, Value};
use sea_query_clickhouse::types::{DataType, IntervalUnit};

use super::bytes::decoded;
use super::checks::refused;
use super::conversions;
use super::round_trip::default;
use super::server::Server;
use crate::native::{ColumnPlan, Target};

#[test]
fn is_read_from_an_expression() {
    let units: Vec<_> = IntervalUnit::ALL
        .iter()
        .map(|unit| format!("INTERVAL -3 {}", unit.keyword()))
        .collect();
    let body = Server::from_environment().query(&format!("SELECT {}", units.join(", ")));
    let block = decoded(&body).remove(0);
    assert_eq!(block.columns.len(), IntervalUnit::ALL.len());
    for (column, data) in block.header.columns.iter().zip(&block.columns) {
        let plan = ColumnPlan::new(&column.name, &column.data_type, &Target::Default).unwrap();
        assert_eq!(
            plan.values(data).unwrap(),
            [(-3_i64).into()],
            "{}",
            column.data_type
        );
    }
}

#[test]
fn comes_back_as_it_was_written() {
    let ends = [i64::MIN, -1, 0, i64::MAX];
    let shown = ends.map(|number| number.to_string());
    let shown: Vec<&str> = shown.iter().map(String::as_str).collect();
    for unit in IntervalUnit::ALL {
        default(
            &DataType::Interval(*unit).to_string(),
            &ends.map(Value::from),
            &shown,
        );
    }
    let target = Target::exact(ArrayType::BigDecimal, false);
    let read = conversions::read("IntervalDay", &[7.into()], &target).unwrap();
    assert_eq!(read, [BigDecimal::from(7).into()]);
    let values = [Value::BigInt(None), 5_i64.into()];
    default("Nullable(IntervalSecond)", &values, &["NULL", "5"]);
    default(
        "LowCardinality(Nullable(IntervalSecond))",
        &values,
        &["NULL", "5"],
    );
    default(
        "Array(IntervalMonth)",
        &[vec![1_i64, -2].into(), Vec::<i64>::new().into()],
        &["[1,-2]", "[]"],
    );
}

#[test]
fn is_an_integer_of_64_bits() {
    refused(
        "IntervalDay",
        u64::MAX,
        "it holds -9223372036854775808 to 9223372036854775807",
    );
    refused("IntervalDay", 1.0, "write an integer");
    refused("IntervalDay", "1", "write an integer");
    let error = conversions::refused("IntervalDay", ArrayType::Int);
    assert!(error.contains("declare the field as i64 (BigInt)"), "{error}");
}
