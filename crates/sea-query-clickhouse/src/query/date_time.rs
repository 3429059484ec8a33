use sea_query::{Expr, FunctionCall};

use crate::func::{conversion, date_time};

macro_rules! date_times {
    (
        $(#[$trait_doc:meta])* $trait:ident {
            $($name:ident = $chapter:ident :: $sql:literal, $what:literal;)*
        }
    ) => {
        $(#[$trait_doc])*
        ///
        /// ```
        /// use sea_query::{Expr, Query};
        /// use sea_query_clickhouse::prelude::*;
        ///
        /// let at = || Expr::col("at");
        /// for (part, sql) in [
        $(#[doc = concat!("    (at().", stringify!($name), "(), \"", $sql, "(`at`)\"),")])*
        ///     (at().to_timezone("Asia/Tokyo").to_hour(), "toHour(toTimezone(`at`, 'Asia/Tokyo'))"),
        ///     (at().date_trunc("week"), "dateTrunc('week', `at`)"),
        ///     (
        ///         at().to_start_of_interval(Expr::cust("INTERVAL 6 HOUR")),
        ///         "toStartOfInterval(`at`, INTERVAL 6 HOUR)",
        ///     ),
        /// ] {
        ///     assert_eq!(Query::select().expr(part).to_string(ClickHouseQueryBuilder), format!("SELECT {sql}"));
        /// }
        /// ```
        pub trait $trait: Into<Expr> {
            $(
                #[doc = concat!("`", $sql, "(expr)`: ", $what, ".")]
                fn $name(self) -> Expr {
                    call($chapter::$name(self))
                }
            )*

            /// `toTimezone(expr, zone)`: the same instant, whose parts are those of another time zone, such as `Europe/Berlin`.
            fn to_timezone(self, zone: impl Into<Expr>) -> Expr {
                call(date_time::to_timezone(self, zone))
            }

            /// `dateTrunc(unit, expr)`: the start of a unit, such as `hour`, `day`, `week` (a Monday), `month`, `quarter`, `year`.
            fn date_trunc(self, unit: &str) -> Expr {
                call(date_time::date_trunc(Expr::Constant(unit.into()), self))
            }

            /// `toStartOfInterval(expr, interval)`: the start of the interval, counted from 1970, that it is in.
            fn to_start_of_interval(self, interval: impl Into<Expr>) -> Expr {
                call(date_time::to_start_of_interval(self, interval))
            }
        }
    };
}

fn call(call: FunctionCall) -> Expr {
    call.into()
}

date_times! {
    /// The parts of dates and times, and the starts of the spans that they are in.
    ///
    /// The parts of a DateTime are those of the time zone of its column; another is asked for by
    /// [`to_timezone`](Self::to_timezone). Of NULL each is NULL. What is smaller than a day is refused by the server for a Date.
    ///
    /// Source: <https://clickhouse.com/docs/sql-reference/functions/date-time-functions>.
    ClickHouseDateTimeExt {
        to_date = conversion::"toDate", "the day, as a Date";
        to_year = date_time::"toYear", "the year";
        to_iso_year = date_time::"toISOYear", "the year of the ISO week";
        to_quarter = date_time::"toQuarter", "the quarter, 1 to 4";
        to_month = date_time::"toMonth", "the month, 1 to 12";
        to_iso_week = date_time::"toISOWeek", "the ISO week, 1 to 53";
        to_day_of_year = date_time::"toDayOfYear", "the day of the year, 1 to 366";
        to_day_of_month = date_time::"toDayOfMonth", "the day of the month, 1 to 31";
        to_day_of_week = date_time::"toDayOfWeek", "the day of the week, 1 (Monday) to 7";
        to_hour = date_time::"toHour", "the hour, 0 to 23";
        to_minute = date_time::"toMinute", "the minute, 0 to 59";
        to_second = date_time::"toSecond", "the second, 0 to 59";
        to_millisecond = date_time::"toMillisecond", "the millisecond, 0 to 999; since ClickHouse 24.2";
        to_yyyymm = date_time::"toYYYYMM", "a number of year and month, such as 202401";
        to_yyyymmdd = date_time::"toYYYYMMDD", "a number of year, month and day, such as 20240131";
        to_yyyymmddhhmmss = date_time::"toYYYYMMDDhhmmss", "a number of year to second, such as 20240131235959";
        to_year_week = date_time::"toYearWeek", "a number of year and week, such as 202453, of weeks that begin on Sunday";
        to_unix_timestamp = date_time::"toUnixTimestamp", "the seconds since 1970";
        to_monday = date_time::"toMonday", "the Monday of its week";
        to_last_day_of_month = date_time::"toLastDayOfMonth", "the last day of its month";
        to_start_of_year = date_time::"toStartOfYear", "the first day of its year";
        to_start_of_iso_year = date_time::"toStartOfISOYear", "the first day of its ISO year";
        to_start_of_quarter = date_time::"toStartOfQuarter", "the first day of its quarter";
        to_start_of_month = date_time::"toStartOfMonth", "the first day of its month";
        to_start_of_week = date_time::"toStartOfWeek", "the Sunday that its week starts with";
        to_start_of_day = date_time::"toStartOfDay", "the midnight before";
        to_start_of_hour = date_time::"toStartOfHour", "the start of its hour";
        to_start_of_fifteen_minutes = date_time::"toStartOfFifteenMinutes", "the start of its quarter of an hour";
        to_start_of_ten_minutes = date_time::"toStartOfTenMinutes", "the start of its ten minutes";
        to_start_of_five_minutes = date_time::"toStartOfFiveMinutes", "the start of its five minutes";
        to_start_of_minute = date_time::"toStartOfMinute", "the start of its minute";
        to_start_of_second = date_time::"toStartOfSecond", "the start of its second, of a DateTime64";
    }
}

impl<T: Into<Expr>> ClickHouseDateTimeExt for T {}
