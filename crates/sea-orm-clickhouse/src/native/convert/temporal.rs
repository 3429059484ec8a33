//! Dates and date-times as those of chrono and time.

use std::ops::Range;

use chrono::{DateTime, Local, NaiveDate, NaiveTime, Offset, TimeZone, Utc};
use chrono_tz::Tz;
use sea_query::{ArrayType, Value};
use time::{Date, OffsetDateTime, PrimitiveDateTime, UtcOffset};

use super::{Convert, Leaf};
use crate::native::{ColumnData, NativeError};

const UNIX_EPOCH_DAY: i32 = 719_163;
const UNIX_EPOCH_JULIAN_DAY: i32 = 2_440_588;
const NANOS: i64 = 1_000_000_000;

/// Appends dates; `None` is a day that the calendar of the target does not have.
fn dates(
    leaf: &Leaf,
    data: &ColumnData,
    rows: Range<usize>,
    out: &mut Vec<Value>,
    value_of: impl Fn(i32) -> Option<Value>,
) -> Result<(), NativeError> {
    let mut push = |days: i32| {
        let value = value_of(days);
        out.push(value.ok_or_else(|| leaf.unfit(format!("day {days}"), "read the column as toInt32"))?);
        Ok(())
    };
    match data {
        ColumnData::UInt16(values) => leaf
            .rows(values, rows)?
            .iter()
            .try_for_each(|days| push((*days).into())),
        ColumnData::Int32(values) => leaf.rows(values, rows)?.iter().try_for_each(|days| push(*days)),
        _ => Err(leaf.shape()),
    }
}

fn chrono_date(days: i32) -> Option<NaiveDate> {
    NaiveDate::from_num_days_from_ce_opt(days.checked_add(UNIX_EPOCH_DAY)?)
}

fn time_date(days: i32) -> Option<Date> {
    Date::from_julian_day(days.checked_add(UNIX_EPOCH_JULIAN_DAY)?).ok()
}

pub(super) fn convert_date(variant: &ArrayType) -> Option<Convert> {
    Some(match variant {
        ArrayType::ChronoDate => |leaf, data, rows, out| {
            dates(leaf, data, rows, out, |days| {
                Some(Value::ChronoDate(Some(chrono_date(days)?)))
            })
        },
        ArrayType::TimeDate => |leaf, data, rows, out| {
            dates(leaf, data, rows, out, |days| {
                Some(Value::TimeDate(Some(time_date(days)?)))
            })
        },
        ArrayType::ChronoDateTime => |leaf, data, rows, out| {
            dates(leaf, data, rows, out, |days| {
                Some(Value::ChronoDateTime(Some(
                    chrono_date(days)?.and_time(NaiveTime::MIN),
                )))
            })
        },
        ArrayType::TimeDateTime => |leaf, data, rows, out| {
            dates(leaf, data, rows, out, |days| {
                Some(Value::TimeDateTime(Some(time_date(days)?.midnight())))
            })
        },
        _ => return None,
    })
}

/// Appends points in time, given as UTC, with the zone of the column.
fn instants(
    leaf: &Leaf,
    data: &ColumnData,
    rows: Range<usize>,
    out: &mut Vec<Value>,
    value_of: impl Fn(DateTime<Utc>, Tz) -> Option<Value>,
) -> Result<(), NativeError> {
    let mut push = |seconds: i64, nanos: i64, stored: i64| {
        let utc = u32::try_from(nanos)
            .ok()
            .and_then(|nanos| DateTime::from_timestamp(seconds, nanos));
        let value = utc.and_then(|utc| value_of(utc, leaf.zone));
        out.push(value.ok_or_else(|| leaf.unfit(format!("tick {stored}"), "read the column as toInt64"))?);
        Ok(())
    };
    match data {
        ColumnData::UInt32(values) => leaf
            .rows(values, rows)?
            .iter()
            .try_for_each(|seconds| push((*seconds).into(), 0, (*seconds).into())),
        ColumnData::Int64(values) => {
            let ticks_per_second = 10_i64.pow(u32::from(leaf.scale.min(9)));
            let nanos_per_tick = NANOS / ticks_per_second;
            leaf.rows(values, rows)?.iter().try_for_each(|ticks| {
                let nanos = ticks.rem_euclid(ticks_per_second) * nanos_per_tick;
                push(ticks.div_euclid(ticks_per_second), nanos, *ticks)
            })
        }
        _ => Err(leaf.shape()),
    }
}

fn offset_date_time(utc: DateTime<Utc>) -> Option<OffsetDateTime> {
    let seconds = OffsetDateTime::from_unix_timestamp(utc.timestamp()).ok()?;
    seconds.replace_nanosecond(utc.timestamp_subsec_nanos()).ok()
}

pub(super) fn convert_date_time(variant: &ArrayType) -> Option<Convert> {
    Some(match variant {
        ArrayType::ChronoDateTime => |leaf, data, rows, out| {
            instants(leaf, data, rows, out, |utc, _| {
                Some(Value::ChronoDateTime(Some(utc.naive_utc())))
            })
        },
        ArrayType::ChronoDateTimeUtc => |leaf, data, rows, out| {
            instants(leaf, data, rows, out, |utc, _| {
                Some(Value::ChronoDateTimeUtc(Some(utc)))
            })
        },
        ArrayType::ChronoDateTimeLocal => |leaf, data, rows, out| {
            instants(leaf, data, rows, out, |utc, _| {
                Some(Value::ChronoDateTimeLocal(Some(utc.with_timezone(&Local))))
            })
        },
        ArrayType::ChronoDateTimeWithTimeZone => |leaf, data, rows, out| {
            instants(leaf, data, rows, out, |utc, zone| {
                let offset = zone.offset_from_utc_datetime(&utc.naive_utc()).fix();
                Some(Value::ChronoDateTimeWithTimeZone(Some(
                    utc.with_timezone(&offset),
                )))
            })
        },
        ArrayType::TimeDateTime => |leaf, data, rows, out| {
            instants(leaf, data, rows, out, |utc, _| {
                let value = offset_date_time(utc)?;
                Some(Value::TimeDateTime(Some(PrimitiveDateTime::new(
                    value.date(),
                    value.time(),
                ))))
            })
        },
        ArrayType::TimeDateTimeWithTimeZone => |leaf, data, rows, out| {
            instants(leaf, data, rows, out, |utc, zone| {
                let offset = zone
                    .offset_from_utc_datetime(&utc.naive_utc())
                    .fix()
                    .local_minus_utc();
                let offset = UtcOffset::from_whole_seconds(offset).ok()?;
                Some(Value::TimeDateTimeWithTimeZone(Some(
                    offset_date_time(utc)?.checked_to_offset(offset)?,
                )))
            })
        },
        _ => return None,
    })
}
