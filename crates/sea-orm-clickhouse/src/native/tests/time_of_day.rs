//! Time and Time64: times of day, and spans as text.

use chrono::NaiveTime;
use sea_query::{ArrayType, Value};
use time::Time;

use super::checks::refused;
use super::conversions;
use super::round_trip::{default, exact, text};
use super::stored;
use crate::native::{ColumnData, Target};

fn time(text: &str) -> Value {
    Value::ChronoTime(Some(text.parse::<NaiveTime>().unwrap()))
}

#[test]
fn is_checked_when_written() {
    refused(
        "Time",
        time("12:34:56.5"),
        "value 12:34:56.500 does not fit column `c` of type Time: the column has 0 digits of a fraction of a second; \
         truncate the value, for example with trunc_subsecs(0) of chrono::SubsecRound, or make the column Time64(9)",
    );
    refused("Time64(3)", time("12:34:56.0005"), "trunc_subsecs(3)");
    let nano = Time::from_hms_nano(1, 2, 3, 1).unwrap();
    refused("Time64(8)", nano, "make the column Time64(9)");
    let leap = NaiveTime::from_num_seconds_from_midnight_opt(59, 1_000_000_000).unwrap();
    refused("Time", leap, "leap seconds");
    refused("Time", 5, "write a time of chrono or time");
    for no_time in [
        "1000:00:00",
        "12:60:00",
        "12:00:60",
        "12:00",
        "12:0:00",
        "--1:00:00",
        "+1:00:00",
        "12:00:00.",
        "12:00:00.1234567890",
        "12:00:00.-5",
        "",
    ] {
        refused("Time64(9)", no_time, "it is not the text of a time");
    }
    refused("Time64(3)", "00:00:00.0001", "trunc_subsecs(3)");
    assert!("Time64(10)".parse::<sea_query_clickhouse::DataType>().is_err());
    assert_eq!(
        stored(
            "Time",
            &[text("-999:59:59"), text("1:00:00.000"), time("23:59:59")]
        )
        .unwrap(),
        ColumnData::Int32(vec![-3_599_999, 3_600, 86_399])
    );
    assert_eq!(
        stored("Time64(3)", &[text("-00:00:00.001"), time("00:00:01.5")]).unwrap(),
        ColumnData::Int64(vec![-1, 1_500])
    );
}

#[test]
fn a_span_is_no_time_of_day() {
    for (server_type, span) in [
        ("Time", "24:00:00"),
        ("Time", "-00:00:01"),
        ("Time64(3)", "-00:00:00.001"),
        ("Time64(9)", "999:59:59.999999999"),
    ] {
        for (variant, name) in [
            (ArrayType::ChronoTime, "chrono::NaiveTime (ChronoTime)"),
            (ArrayType::TimeTime, "time::Time (TimeTime)"),
        ] {
            let target = Target::exact(variant, false);
            let error = conversions::read(server_type, &[text(span)], &target).unwrap_err();
            assert_eq!(
                error.to_string(),
                format!(
                    "value {span} does not fit column `c` of type {server_type}: it cannot be read as {name}; \
                     it is a span, not a time of day; read the column as String"
                )
            );
        }
    }
    conversions::refused("Time", ArrayType::Int);
    conversions::refused("Time64(3)", ArrayType::ChronoDateTime);
}

#[test]
fn comes_back_as_it_was_written() {
    default(
        "Time",
        &[time("00:00:00"), time("23:59:59")],
        &["00:00:00", "23:59:59"],
    );
    default("Time64(0)", &[time("12:34:56")], &["12:34:56"]);
    default(
        "Time64(3)",
        &[time("00:00:00.001"), time("23:59:59.999")],
        &["00:00:00.001", "23:59:59.999"],
    );
    default(
        "Time64(9)",
        &[time("23:59:59.999999999")],
        &["23:59:59.999999999"],
    );
    let nano = Time::from_hms_nano(23, 59, 59, 1).unwrap();
    exact(
        "Time64(9)",
        ArrayType::TimeTime,
        &[nano.into()],
        &["23:59:59.000000001"],
    );
    for (server_type, spans) in [
        ("Time", ["-999:59:59", "-00:00:01", "100:00:00", "999:59:59"]),
        (
            "Time64(1)",
            ["-999:59:59.9", "-00:00:00.1", "100:00:00.0", "999:59:59.9"],
        ),
        (
            "Time64(9)",
            [
                "-999:59:59.999999999",
                "-00:00:00.000000001",
                "99:00:00.000000000",
                "999:59:59.999999999",
            ],
        ),
    ] {
        exact(server_type, ArrayType::String, &spans.map(text), &spans);
    }
    default(
        "Nullable(Time)",
        &[Value::ChronoTime(None), time("01:02:03")],
        &["NULL", "01:02:03"],
    );
    default(
        "LowCardinality(Time)",
        &[time("01:02:03"), time("01:02:03")],
        &["01:02:03", "01:02:03"],
    );
    let both = vec![NaiveTime::MIN, "01:02:03.4".parse().unwrap()];
    default(
        "Array(Time64(1))",
        &[both.into()],
        &["['00:00:00.0','01:02:03.4']"],
    );
}
