//! Dates, points in time and times of day.

use chrono::{NaiveDate, Utc};
use time::OffsetDateTime;

use crate::agrees;

type Instant = chrono::DateTime<Utc>;

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn utc(text: &str) -> Instant {
    text.parse().unwrap()
}

/// A pair of what both take for the same.
fn same<T: Clone>(value: T) -> (T, T) {
    (value.clone(), value)
}

agrees!(
    date16, "Date", ours: NaiveDate, #[serde(with = "clickhouse::serde::chrono::date")] theirs: NaiveDate,
    [same(date("1970-01-01")), same(date("2149-06-06"))]
);
agrees!(
    date32, "Date32", ours: NaiveDate, #[serde(with = "clickhouse::serde::chrono::date32")] theirs: NaiveDate,
    [same(date("1900-01-01")), same(date("1969-12-31")), same(date("2299-12-31"))]
);
agrees!(
    date_time, "DateTime", ours: Instant, #[serde(with = "clickhouse::serde::chrono::datetime")] theirs: Instant,
    [same(utc("1970-01-01T00:00:00Z")), same(utc("2106-02-07T06:28:15Z"))]
);
agrees!(
    date_time_in_zone, "DateTime('Asia/Tokyo')",
    ours: Instant, #[serde(with = "clickhouse::serde::chrono::datetime")] theirs: Instant,
    [same(utc("2024-02-29T12:00:00Z"))]
);
agrees!(
    date_time64_of_seconds, "DateTime64(0)",
    ours: Instant, #[serde(with = "clickhouse::serde::chrono::datetime64::secs")] theirs: Instant,
    [same(utc("1900-01-01T00:00:00Z")), same(utc("2299-12-31T23:59:59Z"))]
);
agrees!(
    date_time64_of_milliseconds, "DateTime64(3, 'Europe/Berlin')",
    ours: Instant, #[serde(with = "clickhouse::serde::chrono::datetime64::millis")] theirs: Instant,
    [same(utc("1900-01-01T00:00:00.001Z")), same(utc("1969-12-31T23:59:59.999Z")), same(utc("2299-12-31T22:59:59.999Z"))]
);
agrees!(
    date_time64_of_microseconds, "DateTime64(6)",
    ours: Instant, #[serde(with = "clickhouse::serde::chrono::datetime64::micros")] theirs: Instant,
    [same(utc("1900-01-01T00:00:00.000001Z")), same(utc("2299-12-31T23:59:59.999999Z"))]
);
agrees!(
    date_time64_of_nanoseconds, "DateTime64(9)",
    ours: Instant, #[serde(with = "clickhouse::serde::chrono::datetime64::nanos")] theirs: Instant,
    [same(utc("1900-01-01T00:00:00.000000001Z")), same(utc("2262-04-11T23:47:16.854775807Z"))]
);
agrees!(
    offset_date_time, "DateTime64(9, 'UTC')",
    ours: OffsetDateTime, #[serde(with = "clickhouse::serde::time::datetime64::nanos")] theirs: OffsetDateTime,
    [same(OffsetDateTime::from_unix_timestamp_nanos(-1).unwrap()), same(OffsetDateTime::UNIX_EPOCH)]
);
agrees!(
    calendar_date, "Date32", ours: time::Date, #[serde(with = "clickhouse::serde::time::date32")] theirs: time::Date,
    [same(time::macros::date!(1900 - 01 - 01)), same(time::macros::date!(2299 - 12 - 31))]
);
// A time is a span there, and seconds on the wire.
agrees!(
    span, "Time", ours: String, theirs: i32,
    [("-999:59:59".to_owned(), -3_599_999), ("00:00:00".to_owned(), 0), ("999:59:59".to_owned(), 3_599_999)]
);
agrees!(
    span64, "Time64(9)", ours: String, theirs: i64,
    [
        ("-999:59:59.999999999".to_owned(), -3_599_999_999_999_999),
        ("00:00:00.000000001".to_owned(), 1),
        ("999:59:59.999999999".to_owned(), 3_599_999_999_999_999),
    ]
);
agrees!(
    time_of_day, "Time64(3)",
    ours: chrono::NaiveTime, #[serde(with = "clickhouse::serde::chrono::time64::millis")] theirs: chrono::Duration,
    [
        (chrono::NaiveTime::from_hms_milli_opt(23, 59, 59, 999).unwrap(), chrono::Duration::milliseconds(86_399_999)),
        (chrono::NaiveTime::MIN, chrono::Duration::zero()),
    ]
);
