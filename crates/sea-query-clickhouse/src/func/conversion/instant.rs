//! Conversion to and from dates, times and intervals.
//!
//! Source: <https://clickhouse.com/docs/sql-reference/functions/type-conversion-functions>.

functions! { "conversion", "type-conversion-functions";
    /// Converts a Unix timestamp in microseconds to a `DateTime64` value with microsecond precision.
    from_unix_timestamp64_micro = "fromUnixTimestamp64Micro"(value) [timezone] since (20, 5);
    /// Converts a Unix timestamp in milliseconds to a `DateTime64` value with millisecond precision.
    from_unix_timestamp64_milli = "fromUnixTimestamp64Milli"(value) [timezone] since (20, 5);
    /// Converts a Unix timestamp in nanoseconds to a `DateTime64` value with nanosecond precision.
    from_unix_timestamp64_nano = "fromUnixTimestamp64Nano"(value) [timezone] since (20, 5);
    /// Converts a Unix timestamp in seconds to a `DateTime64` value with second precision.
    from_unix_timestamp64_second = "fromUnixTimestamp64Second"(value) [timezone] since (24, 12);
    /// Parses a date and time string according to a MySQL date format string.
    parse_date_time = "parseDateTime"(time_string, format) [timezone] since (23, 3);
    /// Converts a string representation of a date and time to the `DateTime` data type.
    parse_date_time32_best_effort = "parseDateTime32BestEffort"(time_string) [time_zone] since (20, 9);
    /// Same as `parseDateTime32BestEffort` except that it returns `NULL` when it encounters a date format that
    /// cannot be processed.
    parse_date_time32_best_effort_or_null = "parseDateTime32BestEffortOrNull"(time_string)
        [time_zone] since (20, 9);
    /// Same as `parseDateTime32BestEffort` except that it returns a zero date or a zero date time when it
    /// encounters a date format that cannot be processed.
    parse_date_time32_best_effort_or_zero = "parseDateTime32BestEffortOrZero"(time_string)
        [time_zone] since (20, 9);
    /// Parses a date and time string with sub-second precision according to a MySQL date format string.
    parse_date_time64 = "parseDateTime64"(time_string, format) [timezone] since (24, 11);
    /// Same as `parseDateTimeBestEffort` function but also parse milliseconds and microseconds and returns
    /// `DateTime64` data type.
    parse_date_time64_best_effort = "parseDateTime64BestEffort"(time_string)
        [precision, time_zone] since (20, 1);
    /// Same as `parseDateTime64BestEffort` except that it returns `NULL` when it encounters a date format that
    /// cannot be processed.
    parse_date_time64_best_effort_or_null = "parseDateTime64BestEffortOrNull"(time_string)
        [precision, time_zone] since (20, 1);
    /// Same as `parseDateTime64BestEffort` except that it returns zero date or zero date time when it
    /// encounters a date format that cannot be processed.
    parse_date_time64_best_effort_or_zero = "parseDateTime64BestEffortOrZero"(time_string)
        [precision, time_zone] since (20, 1);
    /// Same as `parseDateTime64BestEffort`, except that this function prefers US date format (`MM/DD/YYYY`
    /// etc.) in case of ambiguity.
    parse_date_time64_best_effort_us = "parseDateTime64BestEffortUS"(time_string)
        [precision, time_zone] since (22, 8);
    /// Same as `parseDateTime64BestEffort`, except that this function prefers US date format (`MM/DD/YYYY`
    /// etc.) in case of ambiguity and returns `NULL` when it encounters a date format that cannot be processed.
    parse_date_time64_best_effort_us_or_null = "parseDateTime64BestEffortUSOrNull"(time_string)
        [precision, time_zone] since (22, 8);
    /// Same as `parseDateTime64BestEffort`, except that this function prefers US date format (`MM/DD/YYYY`
    /// etc.) in case of ambiguity and returns zero date or zero date time when it encounters a date format that
    /// cannot be processed.
    parse_date_time64_best_effort_us_or_zero = "parseDateTime64BestEffortUSOrZero"(time_string)
        [precision, time_zone] since (22, 8);
    /// Parses a date and time string with sub-second precision according to a Joda date format string.
    parse_date_time64_in_joda_syntax = "parseDateTime64InJodaSyntax"(time_string, format)
        [timezone] since (24, 10);
    /// Same as `parseDateTime64InJodaSyntax` but returns `NULL` when it encounters an unparsable date format.
    parse_date_time64_in_joda_syntax_or_null = "parseDateTime64InJodaSyntaxOrNull"(time_string, format)
        [timezone] since (24, 10);
    /// Same as `parseDateTime64InJodaSyntax` but returns zero date when it encounters an unparsable date
    /// format.
    parse_date_time64_in_joda_syntax_or_zero = "parseDateTime64InJodaSyntaxOrZero"(time_string, format)
        [timezone] since (24, 10);
    /// Same as `parseDateTime64` but returns `NULL` when it encounters an unparsable date format.
    parse_date_time64_or_null = "parseDateTime64OrNull"(time_string, format) [timezone] since (24, 11);
    /// Same as `parseDateTime64` but returns zero date when it encounters an unparsable date format.
    parse_date_time64_or_zero = "parseDateTime64OrZero"(time_string, format) [timezone] since (24, 11);
    /// Converts a date and time in the String representation to DateTime data type.
    parse_date_time_best_effort = "parseDateTimeBestEffort"(time_string) [time_zone] since (1, 1);
    /// The same as `parseDateTimeBestEffort` except that it returns `NULL` when it encounters a date format
    /// that cannot be processed.
    parse_date_time_best_effort_or_null = "parseDateTimeBestEffortOrNull"(time_string)
        [time_zone] since (1, 1);
    /// Same as `parseDateTimeBestEffort` except that it returns a zero date or a zero date time when it
    /// encounters a date format that cannot be processed.
    parse_date_time_best_effort_or_zero = "parseDateTimeBestEffortOrZero"(time_string)
        [time_zone] since (1, 1);
    /// This function behaves like `parseDateTimeBestEffort` for ISO date formats, e.g. `YYYY-MM-DD hh:mm:ss`,
    /// and other date formats where the month and date components can be unambiguously extracted, e.g.
    parse_date_time_best_effort_us = "parseDateTimeBestEffortUS"(time_string) [time_zone] since (1, 1);
    /// Same as `parseDateTimeBestEffortUS` function except that it returns `NULL` when it encounters a date
    /// format that cannot be processed.
    parse_date_time_best_effort_us_or_null = "parseDateTimeBestEffortUSOrNull"(time_string)
        [time_zone] since (1, 1);
    /// Same as `parseDateTimeBestEffortUS` function except that it returns zero date (`1970-01-01`) or zero
    /// date with time (`1970-01-01 00:00:00`) when it encounters a date format that cannot be processed.
    parse_date_time_best_effort_us_or_zero = "parseDateTimeBestEffortUSOrZero"(time_string)
        [time_zone] since (1, 1);
    /// Parses a date and time string according to a Joda date format string.
    parse_date_time_in_joda_syntax = "parseDateTimeInJodaSyntax"(time_string, format)
        [timezone] since (23, 3);
    /// Same as `parseDateTimeInJodaSyntax` but returns `NULL` when it encounters an unparsable date format.
    parse_date_time_in_joda_syntax_or_null = "parseDateTimeInJodaSyntaxOrNull"(time_string, format)
        [timezone] since (23, 3);
    /// Same as `parseDateTimeInJodaSyntax` but returns zero date when it encounters an unparsable date format.
    parse_date_time_in_joda_syntax_or_zero = "parseDateTimeInJodaSyntaxOrZero"(time_string, format)
        [timezone] since (23, 3);
    /// Same as `parseDateTime` but returns `NULL` when it encounters an unparsable date format.
    parse_date_time_or_null = "parseDateTimeOrNull"(time_string, format) [timezone] since (23, 3);
    /// Same as `parseDateTime` but returns zero date when it encounters an unparsable date format.
    parse_date_time_or_zero = "parseDateTimeOrZero"(time_string, format) [timezone] since (23, 3);
    /// Converts an input value to type `Date`.
    to_date = "toDate"(x) since (1, 1);
    /// Converts the argument to the Date32 data type.
    to_date32 = "toDate32"(expr) since (21, 9);
    /// Converts the argument to the Date32 data type.
    to_date32_or_default = "toDate32OrDefault"(expr) [default] since (21, 11);
    /// Converts an input value to a value of type Date32 but returns `NULL` if an invalid argument is received.
    to_date32_or_null = "toDate32OrNull"(x) since (21, 9);
    /// Converts an input value to a value of type Date32 but returns the lower boundary of Date32 if an invalid
    /// argument is received.
    to_date32_or_zero = "toDate32OrZero"(x) since (21, 9);
    /// Like toDate but if unsuccessful, returns a default value which is either the second argument (if
    /// specified), or otherwise the lower boundary of Date.
    to_date_or_default = "toDateOrDefault"(expr) [default] since (21, 11);
    /// Converts an input value to a value of type `Date` but returns `NULL` if an invalid argument is received.
    to_date_or_null = "toDateOrNull"(x) since (1, 1);
    /// Converts an input value to a value of type `Date` but returns the lower boundary of `Date` if an invalid
    /// argument is received.
    to_date_or_zero = "toDateOrZero"(x) since (1, 1);
    /// Converts an input value to type DateTime.
    to_date_time = "toDateTime"(expr) [time_zone] since (1, 1);
    /// Converts an input value to type `DateTime`.
    to_date_time32 = "toDateTime32"(x) [timezone] since (20, 9);
    /// Converts an input value to a value of type `DateTime64`.
    to_date_time64 = "toDateTime64"(expr, scale) [timezone] since (20, 1);
    /// Like toDateTime64, this function converts an input value to a value of type DateTime64, but returns
    /// either the default value of DateTime64 or the provided default if an invalid argument is received.
    to_date_time64_or_default = "toDateTime64OrDefault"(expr, scale) [timezone, default] since (21, 11);
    /// Converts an input value to a value of type `DateTime64` but returns `NULL` if an invalid argument is
    /// received.
    to_date_time64_or_null = "toDateTime64OrNull"(x) [precision, timezone] since (20, 1);
    /// Converts an input value to a value of type DateTime64 but returns the lower boundary of DateTime64 if an
    /// invalid argument is received.
    to_date_time64_or_zero = "toDateTime64OrZero"(x) since (20, 1);
    /// Like toDateTime but if unsuccessful, returns a default value which is either the third argument (if
    /// specified), or otherwise the lower boundary of DateTime.
    to_date_time_or_default = "toDateTimeOrDefault"(expr) [timezone, default] since (21, 11);
    /// Converts an input value to a value of type `DateTime` but returns `NULL` if an invalid argument is
    /// received.
    to_date_time_or_null = "toDateTimeOrNull"(x) [timezone] since (1, 1);
    /// Converts an input value to a value of type DateTime but returns the lower boundary of DateTime if an
    /// invalid argument is received.
    to_date_time_or_zero = "toDateTimeOrZero"(x) since (1, 1);
    /// Returns an interval of `n` days of data type `IntervalDay`.
    to_interval_day = "toIntervalDay"(n) since (1, 1);
    /// Returns an interval of `n` hours of data type `IntervalHour`.
    to_interval_hour = "toIntervalHour"(n) since (1, 1);
    /// Returns an interval of `n` microseconds of data type `IntervalMicrosecond`.
    to_interval_microsecond = "toIntervalMicrosecond"(n) since (22, 6);
    /// Returns an interval of `n` milliseconds of data type IntervalMillisecond.
    to_interval_millisecond = "toIntervalMillisecond"(n) since (22, 6);
    /// Returns an interval of `n` minutes of data type `IntervalMinute`.
    to_interval_minute = "toIntervalMinute"(n) since (1, 1);
    /// Returns an interval of `n` months of data type `IntervalMonth`.
    to_interval_month = "toIntervalMonth"(n) since (1, 1);
    /// Returns an interval of `n` nanoseconds of data type `IntervalNanosecond`.
    to_interval_nanosecond = "toIntervalNanosecond"(n) since (22, 6);
    /// Returns an interval of `n` quarters of data type `IntervalQuarter`.
    to_interval_quarter = "toIntervalQuarter"(n) since (1, 1);
    /// Returns an interval of `n` seconds of data type `IntervalSecond`.
    to_interval_second = "toIntervalSecond"(n) since (1, 1);
    /// Returns an interval of `n` weeks of data type `IntervalWeek`.
    to_interval_week = "toIntervalWeek"(n) since (1, 1);
    /// Returns an interval of `n` years of data type `IntervalYear`.
    to_interval_year = "toIntervalYear"(n) since (1, 1);
    /// Converts an input value to type Time.
    to_time = "toTime"(x) since (1, 1);
    /// Converts an input value to type Time64.
    to_time64 = "toTime64"(x, scale) since (25, 6);
    /// Converts an input value to a value of type `Time64` but returns `NULL` in case of an error.
    to_time64_or_null = "toTime64OrNull"(x) since (25, 6);
    /// Converts an input value to a value of type Time64 but returns `00:00:00.000` in case of an error.
    to_time64_or_zero = "toTime64OrZero"(x) since (25, 6);
    /// Converts an input value to a value of type Time but returns `NULL` in case of an error.
    to_time_or_null = "toTimeOrNull"(x) since (1, 1);
    /// Converts an input value to a value of type Time but returns `00:00:00` in case of an error.
    to_time_or_zero = "toTimeOrZero"(x) since (1, 1);
    /// Converts a `DateTime64` to a `Int64` value with fixed microsecond precision.
    to_unix_timestamp64_micro = "toUnixTimestamp64Micro"(value) since (20, 5);
    /// Converts a `DateTime64` to a `Int64` value with fixed millisecond precision.
    to_unix_timestamp64_milli = "toUnixTimestamp64Milli"(value) since (20, 5);
    /// Converts a `DateTime64` to a `Int64` value with fixed nanosecond precision.
    to_unix_timestamp64_nano = "toUnixTimestamp64Nano"(value) since (20, 5);
    /// Converts a `DateTime64` to a `Int64` value with fixed second precision.
    to_unix_timestamp64_second = "toUnixTimestamp64Second"(value) since (24, 12);
}
