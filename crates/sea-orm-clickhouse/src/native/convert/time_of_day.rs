//! Time and Time64 as times of day, or as text.

use std::ops::Range;

use chrono::NaiveTime;
use sea_query::{ArrayType, Value};
use time::Time;

use super::{Convert, Leaf};
use crate::native::{ColumnData, NativeError};

const SECONDS_PER_DAY: i64 = 86_400;
const NANOS: i64 = 1_000_000_000;

/// Appends the times of a column, given as ticks and how many of them are a second.
fn times(
    leaf: &Leaf,
    data: &ColumnData,
    rows: Range<usize>,
    out: &mut Vec<Value>,
    value_of: impl Fn(&Leaf, i64, i64) -> Result<Value, NativeError>,
) -> Result<(), NativeError> {
    match data {
        ColumnData::Int32(values) => {
            for seconds in leaf.rows(values, rows)? {
                out.push(value_of(leaf, (*seconds).into(), 1)?);
            }
        }
        ColumnData::Int64(values) => {
            let ticks_per_second = 10_i64.pow(u32::from(leaf.scale.min(9)));
            for ticks in leaf.rows(values, rows)? {
                out.push(value_of(leaf, *ticks, ticks_per_second)?);
            }
        }
        _ => return Err(leaf.shape()),
    }
    Ok(())
}

/// Seconds since midnight and nanoseconds after them.
fn time_of_day<T>(
    leaf: &Leaf,
    ticks: i64,
    ticks_per_second: i64,
    time_of: impl Fn(u32, u32) -> Option<T>,
) -> Result<T, NativeError> {
    let seconds = Some(ticks.div_euclid(ticks_per_second)).filter(|s| (0..SECONDS_PER_DAY).contains(s));
    let nanos = ticks.rem_euclid(ticks_per_second) * (NANOS / ticks_per_second);
    let time = seconds
        .and_then(|seconds| u32::try_from(seconds).ok())
        .zip(u32::try_from(nanos).ok())
        .and_then(|(seconds, nanos)| time_of(seconds, nanos));
    time.ok_or_else(|| {
        leaf.unfit(
            text(leaf, ticks, ticks_per_second),
            "it is a span, not a time of day; read the column as String",
        )
    })
}

/// As the server prints it: -999:59:59.999.
fn text(leaf: &Leaf, ticks: i64, ticks_per_second: i64) -> String {
    let sign = if ticks < 0 { "-" } else { "" };
    let (ticks, ticks_per_second) = (ticks.unsigned_abs(), ticks_per_second.unsigned_abs());
    let seconds = ticks / ticks_per_second;
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    let whole = format!("{sign}{hours:02}:{minutes:02}:{seconds:02}");
    if ticks_per_second == 1 {
        return whole;
    }
    let digits = usize::from(leaf.scale);
    format!("{whole}.{:0digits$}", ticks % ticks_per_second)
}

pub(super) fn convert_for(variant: &ArrayType) -> Option<Convert> {
    Some(match variant {
        ArrayType::ChronoTime => |leaf, data, rows, out| {
            times(leaf, data, rows, out, |leaf, ticks, per_second| {
                let time = time_of_day(
                    leaf,
                    ticks,
                    per_second,
                    NaiveTime::from_num_seconds_from_midnight_opt,
                )?;
                Ok(Value::ChronoTime(Some(time)))
            })
        },
        ArrayType::TimeTime => |leaf, data, rows, out| {
            times(leaf, data, rows, out, |leaf, ticks, per_second| {
                let time = time_of_day(leaf, ticks, per_second, |seconds, nanos| {
                    let hour = u8::try_from(seconds / 3600).ok()?;
                    let minute = u8::try_from(seconds / 60 % 60).ok()?;
                    let second = u8::try_from(seconds % 60).ok()?;
                    Time::from_hms_nano(hour, minute, second, nanos).ok()
                })?;
                Ok(Value::TimeTime(Some(time)))
            })
        },
        ArrayType::String => |leaf, data, rows, out| {
            times(leaf, data, rows, out, |leaf, ticks, per_second| {
                Ok(Value::String(Some(text(leaf, ticks, per_second))))
            })
        },
        _ => return None,
    })
}
