//! Dates, times and instants, with their ranges.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, Timelike};

use super::Form;
use crate::{error::BuildError, types::DataType};

pub(super) fn date(value: NaiveDate, hint: Option<&DataType>) -> Result<(DataType, Form), BuildError> {
    let days = value.signed_duration_since(NaiveDate::default()).num_days();
    let data_type = match hint {
        Some(DataType::Date) if (0..=i64::from(u16::MAX)).contains(&days) => DataType::Date,
        // Date32 covers 1900-01-01 to 2299-12-31.
        _ if (-25_567..=120_529).contains(&days) => DataType::Date32,
        _ => return Err(out_of_range(value)),
    };
    Ok((data_type, Form::Text(value.format("%Y-%m-%d").to_string())))
}

pub(super) fn time(value: NaiveTime, hint: Option<&DataType>) -> (DataType, Form) {
    let nanoseconds = value.nanosecond();
    let precision = match hint {
        Some(DataType::Time) if nanoseconds == 0 => {
            return (DataType::Time, Form::Text(value.format("%H:%M:%S").to_string()));
        }
        Some(DataType::Time64(p)) if nanoseconds.is_multiple_of(10u32.pow(9 - u32::from((*p).min(9)))) => {
            (*p).min(9)
        }
        _ => fraction_digits(nanoseconds),
    };
    (
        DataType::Time64(precision),
        Form::Text(value.format("%H:%M:%S%.9f").to_string()),
    )
}

fn fraction_digits(nanoseconds: u32) -> u8 {
    if nanoseconds.is_multiple_of(1000) { 6 } else { 9 }
}

pub(super) fn instant(
    value: Option<NaiveDateTime>,
    hint: Option<&DataType>,
) -> Result<(DataType, Form), BuildError> {
    let utc = || Some("UTC".to_owned());
    let Some(value) = value else {
        return Ok((DataType::DateTime64(6, utc()), Form::Null));
    };
    let seconds = value.and_utc().timestamp();
    let nanoseconds = value.and_utc().timestamp_subsec_nanos();
    if !(-2_208_988_800..=10_413_791_999).contains(&seconds) {
        return Err(out_of_range(value));
    }
    let precision = match hint {
        Some(day @ (DataType::Date | DataType::Date32)) if value.time() == NaiveTime::MIN => {
            let (data_type, form) = date(value.date(), hint)?;
            if data_type == *day {
                return Ok((data_type, form));
            }
            fraction_digits(nanoseconds)
        }
        Some(DataType::DateTime(_)) if nanoseconds == 0 && (0..=i64::from(u32::MAX)).contains(&seconds) => {
            let text = value.format("%Y-%m-%d %H:%M:%S").to_string();
            return Ok((DataType::DateTime(utc()), Form::Text(text)));
        }
        Some(DataType::DateTime64(p, _))
            if nanoseconds.is_multiple_of(10u32.pow(9 - u32::from((*p).min(9)))) =>
        {
            (*p).min(9)
        }
        _ if value.and_utc().timestamp_nanos_opt().is_some() => fraction_digits(nanoseconds),
        // What is too late for 9 digits may need no more than 8.
        _ => (6..9)
            .find(|p| nanoseconds.is_multiple_of(10u32.pow(9 - u32::from(*p))))
            .unwrap_or(9),
    };
    // DateTime64(9) counts nanoseconds in 64 bits.
    if precision == 9 && value.and_utc().timestamp_nanos_opt().is_none() {
        return Err(out_of_range(value));
    }
    let mut text = value.format("%Y-%m-%d %H:%M:%S").to_string();
    if precision > 0 {
        let fraction = format!("{nanoseconds:09}");
        text.push('.');
        text.push_str(fraction.get(..usize::from(precision)).unwrap_or(&fraction));
    }
    Ok((DataType::DateTime64(precision, utc()), Form::Text(text)))
}

pub(super) fn chrono_date(value: time::Date) -> Result<NaiveDate, BuildError> {
    NaiveDate::from_yo_opt(value.year(), u32::from(value.ordinal())).ok_or_else(|| out_of_range(value))
}

pub(super) fn chrono_time(value: time::Time) -> Result<NaiveTime, BuildError> {
    let (hour, minute, second, nano) = value.as_hms_nano();
    NaiveTime::from_hms_nano_opt(hour.into(), minute.into(), second.into(), nano)
        .ok_or_else(|| out_of_range(value))
}

pub(super) fn out_of_range(value: impl std::fmt::Display) -> BuildError {
    BuildError::value(
        "value",
        format!("{value} is outside of what ClickHouse's date types hold (1900-01-01 to 2299-12-31)"),
    )
}
