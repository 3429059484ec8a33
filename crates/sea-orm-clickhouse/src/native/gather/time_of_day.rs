//! Time and Time64: times of day, or spans as text.

use chrono::Timelike;
use sea_query::Value;

use super::Column;
use crate::native::NativeError;

const NANOS: i64 = 1_000_000_000;

impl Column<'_> {
    /// Ticks of 10^-precision seconds; Time is that of precision 0.
    pub(super) fn time_of_day(&self, value: &Value, precision: u8) -> Result<i64, NativeError> {
        let (nanos, shown) = match value {
            Value::ChronoTime(Some(time)) => {
                // chrono counts a leap second as nanoseconds beyond the second.
                if i64::from(time.nanosecond()) >= NANOS {
                    return Err(self.out_of_range(time, "leap seconds cannot be stored"));
                }
                let seconds = i64::from(time.num_seconds_from_midnight());
                (seconds * NANOS + i64::from(time.nanosecond()), time.to_string())
            }
            Value::TimeTime(Some(time)) => {
                let (hour, minute, second, nanos) = time.as_hms_nano();
                let seconds = (i64::from(hour) * 60 + i64::from(minute)) * 60 + i64::from(second);
                (seconds * NANOS + i64::from(nanos), time.to_string())
            }
            Value::String(Some(text)) => {
                let shown = format!("'{text}'");
                let hint = "it is not the text of a time, which is HH:MM:SS, at most 9 digits after a point, and \
                            -999:59:59 to 999:59:59";
                let nanos = nanos_of_text(text).ok_or_else(|| self.out_of_range(&shown, hint))?;
                (nanos, shown)
            }
            other => return Err(self.mismatch(other)),
        };
        let ticks_per_second = 10_i64
            .checked_pow(u32::from(precision))
            .filter(|ticks| *ticks <= NANOS);
        let Some(ticks_per_second) = ticks_per_second else {
            return Err(self.mismatch(value));
        };
        let nanos_per_tick = NANOS / ticks_per_second;
        if nanos % nanos_per_tick != 0 {
            return Err(self.out_of_range(shown, self.lost_fraction("Time64(9)", precision)));
        }
        Ok(nanos / nanos_per_tick)
    }

    /// The way out for a value with more digits of a second than its column has.
    pub(super) fn lost_fraction(&self, wider: &str, precision: u8) -> String {
        format!(
            "the column has {precision} digits of a fraction of a second; truncate the value, for example with \
             trunc_subsecs({precision}) of chrono::SubsecRound, or make the column {wider}"
        )
    }
}

/// Nanoseconds of `-999:59:59.999999999`.
fn nanos_of_text(text: &str) -> Option<i64> {
    fn number(digits: &str, count: std::ops::RangeInclusive<usize>) -> Option<i64> {
        let valid = count.contains(&digits.len()) && digits.bytes().all(|digit| digit.is_ascii_digit());
        digits.parse().ok().filter(|_| valid)
    }
    let (negative, text) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let (text, fraction) = match text.split_once('.') {
        Some((text, fraction)) => (text, number(fraction, 1..=9).map(|_| format!("{fraction:0<9}"))?),
        None => (text, "0".to_owned()),
    };
    let (hours, text) = text.split_once(':')?;
    let (minutes, seconds) = text.split_once(':')?;
    let hours = number(hours, 1..=3)?;
    let minutes = number(minutes, 2..=2).filter(|minutes| *minutes < 60)?;
    let seconds = number(seconds, 2..=2).filter(|seconds| *seconds < 60)?;
    let nanos = ((hours * 60 + minutes) * 60 + seconds) * NANOS + number(&fraction, 1..=9)?;
    Some(if negative { -nanos } else { nanos })
}
