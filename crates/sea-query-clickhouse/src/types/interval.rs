//! The units of an interval.

macro_rules! units {
    ($($(#[$doc:meta])* $unit:ident => $keyword:literal, $name:literal;)*) => {
        /// The unit of an interval of time.
        ///
        /// ```
        /// use sea_query_clickhouse::types::{DataType, IntervalUnit};
        ///
        /// assert_eq!(DataType::Interval(IntervalUnit::Day).to_string(), "IntervalDay");
        /// assert_eq!(IntervalUnit::Day.keyword(), "DAY");
        /// ```
        ///
        /// See [Interval](https://clickhouse.com/docs/sql-reference/data-types/special-data-types/interval).
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum IntervalUnit {
            $($(#[$doc])* $unit,)*
        }

        impl IntervalUnit {
            /// All units, from the shortest.
            pub const ALL: &'static [Self] = &[$(Self::$unit,)*];

            /// The word after `INTERVAL 1`.
            #[must_use]
            pub fn keyword(self) -> &'static str {
                match self {
                    $(Self::$unit => $keyword,)*
                }
            }

            /// The name of the type.
            pub(in crate::types) fn type_name(self) -> &'static str {
                match self {
                    $(Self::$unit => $name,)*
                }
            }
        }
    };
}

units! {
    /// 10^-9 seconds.
    Nanosecond => "NANOSECOND", "IntervalNanosecond";
    /// 10^-6 seconds.
    Microsecond => "MICROSECOND", "IntervalMicrosecond";
    /// 10^-3 seconds.
    Millisecond => "MILLISECOND", "IntervalMillisecond";
    /// One second.
    Second => "SECOND", "IntervalSecond";
    /// 60 seconds.
    Minute => "MINUTE", "IntervalMinute";
    /// 60 minutes.
    Hour => "HOUR", "IntervalHour";
    /// One day of the calendar.
    Day => "DAY", "IntervalDay";
    /// Seven days.
    Week => "WEEK", "IntervalWeek";
    /// One month of the calendar.
    Month => "MONTH", "IntervalMonth";
    /// Three months.
    Quarter => "QUARTER", "IntervalQuarter";
    /// One year of the calendar.
    Year => "YEAR", "IntervalYear";
}
