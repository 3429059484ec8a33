//! Dates and date-times of chrono and time.

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime};
use sea_query::Value;

use super::Column;
use crate::native::NativeError;

const UNIX_EPOCH_DAY: i32 = 719_163;
const UNIX_EPOCH_JULIAN_DAY: i32 = 2_440_588;
/// 1900-01-01 and 2299-12-31 in days since 1970-01-01, the range of Date32.
const DATE32_DAYS: std::ops::RangeInclusive<i32> = -25_567..=120_529;
/// 1900-01-01 00:00:00 and 2299-12-31 23:59:59 UTC, the range of DateTime64.
const DATE_TIME64_SECONDS: std::ops::RangeInclusive<i64> = -2_208_988_800..=10_413_791_999;
const NANOS: u32 = 1_000_000_000;

/// A point in time: seconds since 1970-01-01 00:00:00 UTC and nanoseconds after them.
struct Instant {
    seconds: i64,
    nanos: u32,
}

impl Instant {
    fn of(date_time: NaiveDateTime) -> Self {
        let utc = date_time.and_utc();
        Self {
            seconds: utc.timestamp(),
            nanos: utc.timestamp_subsec_nanos(),
        }
    }
}

impl Column<'_> {
    fn instant(&self, value: &Value) -> Result<Instant, NativeError> {
        Ok(match value {
            Value::ChronoDateTime(Some(value)) => Instant::of(*value),
            Value::ChronoDateTimeUtc(Some(value)) => Instant::of(value.naive_utc()),
            Value::ChronoDateTimeLocal(Some(value)) => Instant::of(value.naive_utc()),
            Value::ChronoDateTimeWithTimeZone(Some(value)) => Instant::of(value.naive_utc()),
            Value::TimeDateTime(Some(value)) => {
                let utc = value.assume_utc();
                Instant {
                    seconds: utc.unix_timestamp(),
                    nanos: utc.nanosecond(),
                }
            }
            Value::TimeDateTimeWithTimeZone(Some(value)) => Instant {
                seconds: value.unix_timestamp(),
                nanos: value.nanosecond(),
            },
            other => return Err(self.mismatch(other)),
        })
    }

    /// Days since 1970-01-01. A date-time is a date when it is midnight, as it is read back.
    fn days(&self, value: &Value) -> Result<i32, NativeError> {
        let days = |date: NaiveDate| date.num_days_from_ce() - UNIX_EPOCH_DAY;
        match value {
            Value::ChronoDate(Some(value)) => Ok(days(*value)),
            Value::TimeDate(Some(value)) => Ok(value.to_julian_day() - UNIX_EPOCH_JULIAN_DAY),
            Value::ChronoDateTime(Some(value)) if value.time() == NaiveTime::MIN => Ok(days(value.date())),
            Value::TimeDateTime(Some(value)) if value.time() == time::Time::MIDNIGHT => {
                Ok(value.date().to_julian_day() - UNIX_EPOCH_JULIAN_DAY)
            }
            Value::ChronoDateTime(Some(value)) => {
                Err(self.out_of_range(value, "its time of day would be lost; make the column DateTime"))
            }
            Value::TimeDateTime(Some(value)) => {
                Err(self.out_of_range(value, "its time of day would be lost; make the column DateTime"))
            }
            other => Err(self.mismatch(other)),
        }
    }

    pub(super) fn date(&self, value: &Value) -> Result<u16, NativeError> {
        u16::try_from(self.days(value)?).map_err(|_| {
            self.out_of_range(
                shown(value),
                "Date holds 1970-01-01 to 2149-06-06; Date32 holds 1900 to 2299",
            )
        })
    }

    pub(super) fn date32(&self, value: &Value) -> Result<i32, NativeError> {
        let days = self.days(value)?;
        if DATE32_DAYS.contains(&days) {
            Ok(days)
        } else {
            Err(self.out_of_range(shown(value), "Date32 holds 1900-01-01 to 2299-12-31"))
        }
    }

    pub(super) fn date_time(&self, value: &Value) -> Result<u32, NativeError> {
        let instant = self.instant(value)?;
        if instant.nanos != 0 {
            return Err(self.out_of_range(shown(value), self.lost_fraction("DateTime64(9)", 0)));
        }
        u32::try_from(instant.seconds).map_err(|_| {
            let hint = "DateTime holds 1970-01-01 00:00:00 to 2106-02-07 06:28:15 UTC; DateTime64 holds 1900 to 2299";
            self.out_of_range(shown(value), hint)
        })
    }

    /// Ticks of 10^-precision seconds.
    pub(super) fn date_time64(&self, value: &Value, precision: u8) -> Result<i64, NativeError> {
        let instant = self.instant(value)?;
        let ticks_per_second = 10_u32
            .checked_pow(u32::from(precision))
            .filter(|ticks| *ticks <= NANOS);
        let Some(ticks_per_second) = ticks_per_second else {
            return Err(self.mismatch(value));
        };
        let nanos_per_tick = NANOS / ticks_per_second;
        // chrono counts a leap second as nanoseconds beyond the second.
        if instant.nanos >= NANOS {
            return Err(self.out_of_range(shown(value), "leap seconds cannot be stored"));
        }
        if !instant.nanos.is_multiple_of(nanos_per_tick) {
            return Err(self.out_of_range(shown(value), self.lost_fraction("DateTime64(9)", precision)));
        }
        let ticks = instant
            .seconds
            .checked_mul(i64::from(ticks_per_second))
            .and_then(|ticks| ticks.checked_add(i64::from(instant.nanos / nanos_per_tick)))
            .filter(|_| DATE_TIME64_SECONDS.contains(&instant.seconds));
        ticks.ok_or_else(|| {
            let last = if precision == 9 {
                "2262-04-11 23:47:16"
            } else {
                "2299-12-31 23:59:59"
            };
            let hint = format!("DateTime64({precision}) holds 1900-01-01 00:00:00 to {last} UTC");
            self.out_of_range(shown(value), hint)
        })
    }
}

fn shown(value: &Value) -> String {
    match value {
        Value::ChronoDate(Some(value)) => value.to_string(),
        Value::ChronoDateTime(Some(value)) => value.to_string(),
        Value::ChronoDateTimeUtc(Some(value)) => value.to_string(),
        Value::ChronoDateTimeLocal(Some(value)) => value.to_string(),
        Value::ChronoDateTimeWithTimeZone(Some(value)) => value.to_string(),
        Value::TimeDate(Some(value)) => value.to_string(),
        Value::TimeDateTime(Some(value)) => value.to_string(),
        Value::TimeDateTimeWithTimeZone(Some(value)) => value.to_string(),
        other => format!("{other:?}"),
    }
}
