//! Date time functions.
//!
//! Source: <https://clickhouse.com/docs/sql-reference/functions/date-time-functions>.
//!
//! ```
//! use sea_query::{Expr, Query};
//! use sea_query_clickhouse::{func::date_time::to_start_of_hour, prelude::*};
//!
//! let call = to_start_of_hour(Expr::col("at"));
//! assert_eq!(
//!     Query::select().expr(call).from("t").to_string(ClickHouseQueryBuilder),
//!     "SELECT toStartOfHour(`at`) FROM `t`"
//! );
//! ```

functions! { "date_time", "date-time-functions";
    /// Adds the time interval to the provided date, date with time or string-encoded date or date with time.
    add_date = "addDate"(datetime, interval) since (23, 9);
    /// Adds a specified number of days to a date, a date with time or a string-encoded date or date with time.
    add_days = "addDays"(datetime, number) since (1, 1);
    /// Adds a specified number of hours to a date, a date with time or a string-encoded date or date with time.
    add_hours = "addHours"(datetime, number) since (1, 1);
    /// Adds an interval to another interval or tuple of intervals.
    add_interval = "addInterval"(interval_1, interval_2) since (22, 11);
    /// Adds a specified number of microseconds to a date with time or a string-encoded date with time.
    add_microseconds = "addMicroseconds"(datetime, number) since (22, 6);
    /// Adds a specified number of milliseconds to a date with time or a string-encoded date with time.
    add_milliseconds = "addMilliseconds"(datetime, number) since (22, 6);
    /// Adds a specified number of minutes to a date, a date with time or a string-encoded date or date with
    /// time.
    add_minutes = "addMinutes"(datetime, number) since (1, 1);
    /// Adds a specified number of months to a date, a date with time or a string-encoded date or date with
    /// time.
    add_months = "addMonths"(datetime, number) since (1, 1);
    /// Adds a specified number of nanoseconds to a date with time or a string-encoded date with time.
    add_nanoseconds = "addNanoseconds"(datetime, number) since (22, 6);
    /// Adds a specified number of quarters to a date, a date with time or a string-encoded date or date with
    /// time.
    add_quarters = "addQuarters"(datetime, number) since (20, 1);
    /// Adds a specified number of seconds to a date, a date with time or a string-encoded date or date with
    /// time.
    add_seconds = "addSeconds"(datetime, number) since (1, 1);
    /// Consecutively adds a tuple of intervals to a date or a date with time.
    add_tuple_of_intervals = "addTupleOfIntervals"(datetime, intervals) since (22, 11);
    /// Adds a specified number of weeks to a date, a date with time or a string-encoded date or date with time.
    add_weeks = "addWeeks"(datetime, number) since (1, 1);
    /// Adds a specified number of years to a date, a date with time or a string-encoded date or date with time.
    add_years = "addYears"(datetime, number) since (1, 1);
    /// Returns the unit component of the difference between `startdate` and `enddate`.
    age = "age"(unit, start, end) [timezone] since (23, 1);
    /// Changes the day component of a date or date time.
    change_day = "changeDay"(date_or_datetime, value) since (24, 7);
    /// Changes the hour component of a date or date time.
    change_hour = "changeHour"(date_or_datetime, value) since (24, 7);
    /// Changes the minute component of a `date or date time`.
    change_minute = "changeMinute"(date_or_datetime, value) since (24, 7);
    /// Changes the month component of a date or date time.
    change_month = "changeMonth"(date_or_datetime, value) since (24, 7);
    /// Changes the second component of a date or date time.
    change_second = "changeSecond"(date_or_datetime, value) since (24, 7);
    /// Changes the year component of a date or date time.
    change_year = "changeYear"(date_or_datetime, value) since (24, 7);
    /// Returns the count of the specified `unit` boundaries crossed between the `startdate` and the `enddate`.
    date_diff = "dateDiff"(unit, start, end) [timezone] since (23, 4);
    /// Returns the specified part of the date.
    date_name = "dateName"(date_part, date) [timezone] since (21, 7);
    /// Truncates a date and time value to the specified part of the date.
    date_trunc = "dateTrunc"(unit, datetime) [timezone] since (20, 8);
    /// Formats a date or date with time according to the given format string.
    format_date_time = "formatDateTime"(datetime, format) [timezone] since (1, 1);
    /// Similar to `formatDateTime`, except that it formats datetime in Joda style instead of MySQL style.
    format_date_time_in_joda_syntax = "formatDateTimeInJodaSyntax"(datetime, format)
        [timezone] since (20, 1);
    /// For a given number of days elapsed since 1 January 0000, returns the corresponding date in the proleptic
    /// Gregorian calendar defined by ISO 8601.
    from_days_since_year_zero = "fromDaysSinceYearZero"(days) since (23, 11);
    /// For a given number of days elapsed since 1 January 0000, returns the corresponding date in the proleptic
    /// Gregorian calendar defined by ISO 8601.
    from_days_since_year_zero32 = "fromDaysSinceYearZero32"(days) since (23, 11);
    /// Converts a Modified Julian Day number to a Proleptic Gregorian calendar date in text form `YYYY-MM-DD`.
    from_modified_julian_day = "fromModifiedJulianDay"(day) since (21, 1);
    /// Similar to `fromModifiedJulianDay()`, but instead of raising exceptions it returns `NULL`.
    from_modified_julian_day_or_null = "fromModifiedJulianDayOrNull"(day) since (21, 1);
    /// This function converts a Unix timestamp to a calendar date and a time of a day.
    from_unix_timestamp = "fromUnixTimestamp"(timestamp) since (20, 8);
    /// This function converts a Unix timestamp to a calendar date and a time of a day.
    from_unix_timestamp_in_joda_syntax = "fromUnixTimestampInJodaSyntax"(timestamp) since (23, 1);
    /// Converts a date or date with time value from UTC timezone to a date or date with time value with the
    /// specified time zone.
    from_utc_timestamp = "fromUTCTimestamp"(datetime, time_zone) since (22, 1);
    /// Returns the current time of day in the server (or session) time zone, at the moment of query analysis.
    localtime = "localtime"() since (26, 7);
    /// Creates a `Date` from either.
    make_date = "makeDate"(year, month, day) since (22, 6);
    /// Creates a `Date32` from either.
    make_date32 = "makeDate32"(year, month, day) since (22, 6);
    /// Creates a `DateTime` from year, month, day, hour, minute, and second, with optional timezone.
    make_date_time = "makeDateTime"(year, month, day, hour, minute, second) [timezone] since (22, 6);
    /// Creates a `DateTime64` from year, month, day, hour, minute, second, with optional fraction, precision,
    /// and timezone.
    make_date_time64 = "makeDateTime64"(year, month, day, hour, minute, second)
        [fraction, precision, timezone] since (22, 6);
    /// Returns the name of the month as a string from a date or date with time value.
    month_name = "monthName"(datetime) since (22, 1);
    /// Returns the current date and time at the moment of query analysis.
    now = "now"() [timezone] since (1, 1);
    /// Returns the current date and time with sub-second precision at the moment of query analysis.
    now64 = "now64"() [scale, timezone] since (20, 1);
    /// Returns the current date and time at the moment of processing of each block of data.
    now_in_block = "nowInBlock"() [timezone] since (22, 8);
    /// Returns the current date and time at the moment of processing of each block of data in milliseconds.
    now_in_block64 = "nowInBlock64"() [scale, timezone] since (25, 8);
    /// Returns the timezone of the server, i.e. the value of the `timezone` setting.
    server_timezone = "serverTimezone"() since (23, 6);
    /// Subtracts the time interval from the provided date, date with time or string-encoded date or date with
    /// time.
    sub_date = "subDate"(datetime, interval) since (23, 9);
    /// Subtracts a specified number of days from a date, a date with time or a string-encoded date or date with
    /// time.
    subtract_days = "subtractDays"(datetime, number) since (1, 1);
    /// Subtracts a specified number of hours from a date, a date with time or a string-encoded date or date
    /// with time.
    subtract_hours = "subtractHours"(datetime, number) since (1, 1);
    /// Adds a negated interval to another interval or tuple of intervals.
    subtract_interval = "subtractInterval"(interval_1, interval_2) since (22, 11);
    /// Subtracts a specified number of microseconds from a date with time or a string-encoded date with time.
    subtract_microseconds = "subtractMicroseconds"(datetime, number) since (22, 6);
    /// Subtracts a specified number of milliseconds from a date with time or a string-encoded date with time.
    subtract_milliseconds = "subtractMilliseconds"(datetime, number) since (22, 6);
    /// Subtracts a specified number of minutes from a date, a date with time or a string-encoded date or date
    /// with time.
    subtract_minutes = "subtractMinutes"(datetime, number) since (1, 1);
    /// Subtracts a specified number of months from a date, a date with time or a string-encoded date or date
    /// with time.
    subtract_months = "subtractMonths"(datetime, number) since (1, 1);
    /// Subtracts a specified number of nanoseconds from a date with time or a string-encoded date with time.
    subtract_nanoseconds = "subtractNanoseconds"(datetime, number) since (20, 1);
    /// Subtracts a specified number of quarters from a date, a date with time or a string-encoded date or date
    /// with time.
    subtract_quarters = "subtractQuarters"(datetime, number) since (20, 1);
    /// Subtracts a specified number of seconds from a date, a date with time or a string-encoded date or date
    /// with time.
    subtract_seconds = "subtractSeconds"(datetime, number) since (1, 1);
    /// Consecutively subtracts a tuple of intervals from a date or a date with time.
    subtract_tuple_of_intervals = "subtractTupleOfIntervals"(datetime, intervals) since (22, 11);
    /// Subtracts a specified number of weeks from a date, a date with time or a string-encoded date or date
    /// with time.
    subtract_weeks = "subtractWeeks"(datetime, number) since (1, 1);
    /// Subtracts a specified number of years from a date, a date with time or a string-encoded date or date
    /// with time.
    subtract_years = "subtractYears"(datetime, number) since (1, 1);
    /// Returns the difference between two dates or dates with time values in seconds.
    time_diff = "timeDiff"(startdate, enddate) since (23, 4);
    /// Round the time to the start of a half-an-hour length interval.
    time_slot = "timeSlot"(time) [time_zone] since (1, 1);
    /// For a time interval starting at `StartTime` and continuing for `Duration` seconds, it returns an array
    /// of moments in time, consisting of points from this interval rounded down to the `Size` in seconds.
    time_slots = "timeSlots"(start_time, duration) [size] since (1, 1);
    /// Converts the first argument `expr` to type `DateTime64(6)`.
    timestamp = "timestamp"(expr) [expr_time] since (23, 9);
    /// Returns the time zone name of the current session or converts a time zone offset or name to a canonical
    /// time zone name.
    timezone = "timezone"() since (21, 4);
    /// Returns the timezone name of a `DateTime` or `DateTime64` value.
    timezone_of = "timezoneOf"(datetime) since (21, 4);
    /// Returns the timezone offset in seconds from UTC.
    timezone_offset = "timezoneOffset"(datetime) since (21, 6);
    /// Returns the day of the month (1-31) of a `Date` or `DateTime`.
    to_day_of_month = "toDayOfMonth"(datetime) since (1, 1);
    /// Returns the number of the day within the week of a `Date` or `DateTime` value.
    to_day_of_week = "toDayOfWeek"(datetime) [mode, timezone] since (1, 1);
    /// Returns the number of the day within the year (1-366) of a `Date` or `DateTime` value.
    to_day_of_year = "toDayOfYear"(datetime) since (18, 4);
    /// Returns the number of days in the month of a `Date` or `DateTime`.
    to_days_in_month = "toDaysInMonth"(datetime) since (26, 3);
    /// For a given date, returns the number of days which have passed since 1 January 0000 in the proleptic
    /// Gregorian calendar defined by ISO 8601.
    to_days_since_year_zero = "toDaysSinceYearZero"(date) [time_zone] since (23, 9);
    /// Returns the hour component (0-23) of a `DateTime` or `DateTime64` value.
    to_hour = "toHour"(datetime) since (1, 1);
    /// Returns the ISO week number of a date or date with time.
    to_iso_week = "toISOWeek"(datetime) [timezone] since (20, 1);
    /// Converts a date or date with time to the ISO year number.
    to_iso_year = "toISOYear"(datetime) since (18, 4);
    /// Rounds up a date or date with time to the last day of the month.
    to_last_day_of_month = "toLastDayOfMonth"(value) since (1, 1);
    /// Rounds a date or date with time up to the nearest Saturday or Sunday.
    to_last_day_of_week = "toLastDayOfWeek"(datetime) [mode, timezone] since (23, 5);
    /// Returns the microsecond component (0-999999) of a `DateTime64` value.
    to_microsecond = "toMicrosecond"(datetime) since (25, 7);
    /// Returns the millisecond component (0-999) of a `DateTime` or `DateTime64` value.
    to_millisecond = "toMillisecond"(datetime) since (24, 2);
    /// Returns the minute component (0-59) of a `Date` or `DateTime` value.
    to_minute = "toMinute"(datetime) since (1, 1);
    /// Converts a Proleptic Gregorian calendar date in text form `YYYY-MM-DD` to a Modified Julian Day number
    /// in `Int32`.
    to_modified_julian_day = "toModifiedJulianDay"(date) since (21, 1);
    /// Similar to `toModifiedJulianDay()`, but instead of raising exceptions it returns `NULL`.
    to_modified_julian_day_or_null = "toModifiedJulianDayOrNull"(date) since (21, 1);
    /// Rounds down a date or date with time to the Monday of the same week.
    to_monday = "toMonday"(value) since (1, 1);
    /// Returns the month component (1-12) of a `Date` or `DateTime` value.
    to_month = "toMonth"(datetime) since (1, 1);
    /// Returns amount of months passed from year 1970.
    to_month_num_since_epoch = "toMonthNumSinceEpoch"(date) since (25, 3);
    /// Returns the nanosecond component (0-999999999) of a `DateTime64` value.
    to_nanosecond = "toNanosecond"(datetime) since (25, 7);
    /// Returns the quarter of the year (1-4) for a given `Date` or `DateTime` value.
    to_quarter = "toQuarter"(datetime) since (1, 1);
    /// Converts a date or date with time to the number of days elapsed since a certain fixed point in the past.
    to_relative_day_num = "toRelativeDayNum"(date) since (1, 1);
    /// Converts a date or date with time to the number of hours elapsed since a certain fixed point in the
    /// past.
    to_relative_hour_num = "toRelativeHourNum"(date) since (1, 1);
    /// Converts a date or date with time to the number of minutes elapsed since a certain fixed point in the
    /// past.
    to_relative_minute_num = "toRelativeMinuteNum"(date) since (1, 1);
    /// Converts a date or date with time to the number of months elapsed since a certain fixed point in the
    /// past.
    to_relative_month_num = "toRelativeMonthNum"(date) since (1, 1);
    /// Converts a date or date with time to the number of quarters elapsed since a certain fixed point in the
    /// past.
    to_relative_quarter_num = "toRelativeQuarterNum"(date) since (1, 1);
    /// Converts a date or date with time to the number of seconds elapsed since a certain fixed point in the
    /// past.
    to_relative_second_num = "toRelativeSecondNum"(date) since (1, 1);
    /// Converts a date or date with time to the number of weeks elapsed since a certain fixed point in the
    /// past.
    to_relative_week_num = "toRelativeWeekNum"(date) since (1, 1);
    /// Converts a date or date with time to the number of years elapsed since a certain fixed point in the
    /// past.
    to_relative_year_num = "toRelativeYearNum"(date) since (1, 1);
    /// Returns the second component (0-59) of a `DateTime` or `DateTime64` value.
    to_second = "toSecond"(datetime) since (1, 1);
    /// Rounds down a date with time to the start of the day.
    to_start_of_day = "toStartOfDay"(datetime) since (1, 1);
    /// Rounds down the date with time to the start of the fifteen-minute interval.
    to_start_of_fifteen_minutes = "toStartOfFifteenMinutes"(datetime) since (1, 1);
    /// Rounds down a date with time to the start of the nearest five-minute interval.
    to_start_of_five_minutes = "toStartOfFiveMinutes"(datetime) since (22, 6);
    /// Rounds down a date with time to the start of the hour.
    to_start_of_hour = "toStartOfHour"(datetime) since (1, 1);
    /// This function generalizes other `toStartOf*()` functions with `toStartOfInterval(date_or_date_with_time,
    /// INTERVAL x unit [, time_zone])` syntax.
    to_start_of_interval = "toStartOfInterval"(value, interval) [origin, time_zone] since (20, 1);
    /// Rounds down a date or date with time to the first day of the ISO year, which can be different than a
    /// regular year.
    to_start_of_iso_year = "toStartOfISOYear"(value) since (1, 1);
    /// Rounds down a date with time to the start of the microseconds.
    to_start_of_microsecond = "toStartOfMicrosecond"(datetime) [timezone] since (22, 6);
    /// Rounds down a date with time to the start of the milliseconds.
    to_start_of_millisecond = "toStartOfMillisecond"(datetime) [timezone] since (22, 6);
    /// Rounds down a date with time to the start of the minute.
    to_start_of_minute = "toStartOfMinute"(datetime) since (1, 1);
    /// Rounds down a date or date with time to the first day of the month.
    to_start_of_month = "toStartOfMonth"(value) since (1, 1);
    /// Rounds down a date with time to the start of the nanoseconds.
    to_start_of_nanosecond = "toStartOfNanosecond"(datetime) [timezone] since (22, 6);
    /// Rounds down a date or date with time to the first day of the quarter.
    to_start_of_quarter = "toStartOfQuarter"(value) since (1, 1);
    /// Rounds down a date with time to the start of the seconds.
    to_start_of_second = "toStartOfSecond"(datetime) [timezone] since (20, 5);
    /// Rounds down a date with time to the start of the nearest ten-minute interval.
    to_start_of_ten_minutes = "toStartOfTenMinutes"(datetime) since (20, 1);
    /// Rounds a date or date with time down to the nearest Sunday or Monday.
    to_start_of_week = "toStartOfWeek"(datetime) [mode, timezone] since (20, 1);
    /// Rounds down a date or date with time to the first day of the year.
    to_start_of_year = "toStartOfYear"(value) since (1, 1);
    /// Extracts the time component of a date or date with time.
    to_time_with_fixed_date = "toTimeWithFixedDate"(date) [timezone] since (1, 1);
    /// Converts a `DateTime` or `DateTime64` to the specified time zone.
    to_timezone = "toTimezone"(datetime, timezone) since (1, 1);
    /// Converts a `String`, `Date`, or `DateTime` to a Unix timestamp (seconds since `1970-01-01 00:00:00 UTC`)
    /// as `UInt32`.
    to_unix_timestamp = "toUnixTimestamp"(date) [timezone] since (1, 1);
    /// Converts a date or date with time value from one time zone to UTC timezone timestamp.
    to_utc_timestamp = "toUTCTimestamp"(datetime, time_zone) since (23, 8);
    /// This function returns the week number for date or datetime.
    to_week = "toWeek"(datetime) [mode, time_zone] since (20, 1);
    /// Returns the year component (AD) of a `Date` or `DateTime` value.
    to_year = "toYear"(datetime) since (1, 1);
    /// Returns amount of years passed from year 1970.
    to_year_num_since_epoch = "toYearNumSinceEpoch"(date) since (25, 3);
    /// Returns the year and week for a date.
    to_year_week = "toYearWeek"(datetime) [mode, timezone] since (20, 1);
    /// Converts a date or date with time to a `UInt32` number containing the year and month number (YYYY \* 100
    /// + MM).
    to_yyyymm = "toYYYYMM"(datetime) [timezone] since (1, 1);
    /// Converts a date or date with time to a `UInt32` number containing the year and month number (YYYY \*
    /// 10000 + MM \* 100 + DD).
    to_yyyymmdd = "toYYYYMMDD"(datetime) [timezone] since (1, 1);
    /// Converts a date or date with time to a `UInt64` number containing the year and month number (YYYY \*
    /// 10000000000 + MM \* 100000000 + DD \* 1000000 + hh \* 10000 + mm \* 100 + ss).
    to_yyyymmddhhmmss = "toYYYYMMDDhhmmss"(datetime) [timezone] since (1, 1);
    /// Returns the current date at moment of query analysis.
    today = "today"() since (1, 1);
    /// Returns the current date and time at the moment of query analysis.
    utc_timestamp = "UTCTimestamp"() since (22, 11);
    /// Accepts zero arguments and returns yesterday's date at one of the moments of query analysis.
    yesterday = "yesterday"() since (1, 1);
    /// Converts a number containing the year, month and day number to a `Date`.
    yyyymmdd_to_date = "YYYYMMDDToDate"(yyyymmdd) since (23, 9);
    /// Converts a number containing the year, month and day number to a `Date32`.
    yyyymmdd_to_date32 = "YYYYMMDDToDate32"(yyyymmdd) since (23, 9);
    /// Converts a number containing the year, month, day, hour, minute, and second to a `DateTime`.
    yyyymmddhhmmss_to_date_time = "YYYYMMDDhhmmssToDateTime"(yyyymmddhhmmss) [timezone] since (23, 9);
    /// Converts a number containing the year, month, day, hour, minute, and second to a `DateTime64`.
    yyyymmddhhmmss_to_date_time64 = "YYYYMMDDhhmmssToDateTime64"(yyyymmddhhmmss)
        [precision, timezone] since (23, 9);
}
