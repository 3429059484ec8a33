//! Dates, times, time windows and time series.

use sea_query::Expr;
use sea_query_clickhouse::func;

use crate::function::data_type;

#[test]
fn date_time() {
    answers! {
        func::date_time::add_date(func::conversion::to_date_time("2024-02-29 10:11:12").arg("UTC"), func::conversion::to_interval_day(1)) => "addDate(toDateTime('2024-02-29 10:11:12', 'UTC'), toIntervalDay(1))" => "2024-03-01 10:11:12";
        func::date_time::add_days(func::conversion::to_date("2024-01-31"), 1) => "addDays(toDate('2024-01-31'), 1)" => "2024-02-01";
        func::date_time::add_hours(func::conversion::to_date_time("2024-01-31 10:11:12").arg("UTC"), 1) => "addHours(toDateTime('2024-01-31 10:11:12', 'UTC'), 1)" => "2024-01-31 11:11:12";
        func::date_time::add_interval(func::conversion::to_interval_day(1), func::conversion::to_interval_month(2)) => "addInterval(toIntervalDay(1), toIntervalMonth(2))" => "(1,2)";
        func::date_time::add_microseconds(func::conversion::to_date_time64("2024-01-31 10:11:12", 9).arg("UTC"), 1) => "addMicroseconds(toDateTime64('2024-01-31 10:11:12', 9, 'UTC'), 1)" => "2024-01-31 10:11:12.000001000";
        func::date_time::add_milliseconds(func::conversion::to_date_time64("2024-01-31 10:11:12", 9).arg("UTC"), 1) => "addMilliseconds(toDateTime64('2024-01-31 10:11:12', 9, 'UTC'), 1)" => "2024-01-31 10:11:12.001000000";
        func::date_time::add_minutes(func::conversion::to_date_time("2024-01-31 10:11:12").arg("UTC"), 1) => "addMinutes(toDateTime('2024-01-31 10:11:12', 'UTC'), 1)" => "2024-01-31 10:12:12";
        func::date_time::add_months(func::conversion::to_date("2024-01-31"), 1) => "addMonths(toDate('2024-01-31'), 1)" => "2024-02-29";
        func::date_time::add_nanoseconds(func::conversion::to_date_time64("2024-01-31 10:11:12", 9).arg("UTC"), 1) => "addNanoseconds(toDateTime64('2024-01-31 10:11:12', 9, 'UTC'), 1)" => "2024-01-31 10:11:12.000000001";
        func::date_time::add_quarters(func::conversion::to_date("2024-01-31"), 1) => "addQuarters(toDate('2024-01-31'), 1)" => "2024-04-30";
        func::date_time::add_seconds(func::conversion::to_date_time("2024-01-31 10:11:12").arg("UTC"), 1) => "addSeconds(toDateTime('2024-01-31 10:11:12', 'UTC'), 1)" => "2024-01-31 10:11:13";
        func::date_time::add_tuple_of_intervals(func::conversion::to_date_time("2024-02-29 10:11:12").arg("UTC"), func::tuple::tuple([Expr::from(func::conversion::to_interval_day(1)), Expr::from(func::conversion::to_interval_year(1))])) => "addTupleOfIntervals(toDateTime('2024-02-29 10:11:12', 'UTC'), tuple(toIntervalDay(1), toIntervalYear(1)))" => "2025-03-01 10:11:12";
        func::date_time::add_weeks(func::conversion::to_date("2024-01-31"), 1) => "addWeeks(toDate('2024-01-31'), 1)" => "2024-02-07";
        func::date_time::add_years(func::conversion::to_date("2024-01-31"), 1) => "addYears(toDate('2024-01-31'), 1)" => "2025-01-31";
        func::date_time::age("hour", func::conversion::to_date_time("2018-01-01 22:30:00"), func::conversion::to_date_time("2018-01-02 23:00:00")) => "age('hour', toDateTime('2018-01-01 22:30:00'), toDateTime('2018-01-02 23:00:00'))" => "24";
        func::date_time::change_day(func::conversion::cast("2024-01-31", &data_type("DateTime")), 15) => "changeDay(CAST('2024-01-31', 'DateTime'), 15)" => "2024-01-15 00:00:00";
        func::date_time::change_hour(func::conversion::cast("2024-01-01 12:00:00", &data_type("DateTime")), 5) => "changeHour(CAST('2024-01-01 12:00:00', 'DateTime'), 5)" => "2024-01-01 05:00:00";
        func::date_time::change_minute(func::conversion::cast("2024-01-01 12:30:00", &data_type("DateTime")), 45) => "changeMinute(CAST('2024-01-01 12:30:00', 'DateTime'), 45)" => "2024-01-01 12:45:00";
        func::date_time::change_month(func::conversion::cast("2024-01-01", &data_type("DateTime")), 12) => "changeMonth(CAST('2024-01-01', 'DateTime'), 12)" => "2024-12-01 00:00:00";
        func::date_time::change_second(func::conversion::cast("2024-01-01 12:30:45", &data_type("DateTime")), 15) => "changeSecond(CAST('2024-01-01 12:30:45', 'DateTime'), 15)" => "2024-01-01 12:30:15";
        func::date_time::change_year(func::conversion::cast("2024-01-01", &data_type("DateTime")), 2023) => "changeYear(CAST('2024-01-01', 'DateTime'), 2023)" => "2023-01-01 00:00:00";
        func::date_time::date_diff("hour", func::conversion::to_date_time("2018-01-01 22:00:00"), func::conversion::to_date_time("2018-01-02 23:00:00")) => "dateDiff('hour', toDateTime('2018-01-01 22:00:00'), toDateTime('2018-01-02 23:00:00'))" => "25";
        func::date_time::date_name("weekday", func::conversion::to_date_time("2024-02-29 10:11:12").arg("UTC")) => "dateName('weekday', toDateTime('2024-02-29 10:11:12', 'UTC'))" => "Thursday";
        func::date_time::date_trunc("month", func::conversion::to_date_time("2024-02-29 10:11:12").arg("UTC")).arg("Asia/Tokyo") => "dateTrunc('month', toDateTime('2024-02-29 10:11:12', 'UTC'), 'Asia/Tokyo')" => "2024-02-01";
        func::date_time::format_date_time(func::conversion::to_date("2010-01-04"), "%g") => "formatDateTime(toDate('2010-01-04'), '%g')" => "10";
        func::date_time::format_date_time_in_joda_syntax(func::conversion::to_date_time("2010-01-04 12:34:56"), "yyyy-MM-dd HH:mm:ss") => "formatDateTimeInJodaSyntax(toDateTime('2010-01-04 12:34:56'), 'yyyy-MM-dd HH:mm:ss')" => "2010-01-04 12:34:56";
        func::date_time::from_days_since_year_zero(739136) => "fromDaysSinceYearZero(739136)" => "2023-09-08";
        func::date_time::from_days_since_year_zero32(739136) => "fromDaysSinceYearZero32(739136)" => "2023-09-08";
        func::date_time::from_modified_julian_day(58849) => "fromModifiedJulianDay(58849)" => "2020-01-01";
        func::date_time::from_modified_julian_day_or_null(58849) => "fromModifiedJulianDayOrNull(58849)" => "2020-01-01";
        func::date_time::from_unix_timestamp(423543535) => "fromUnixTimestamp(423543535)" => "1983-06-04 02:58:55";
        func::date_time::from_unix_timestamp_in_joda_syntax(1234334543).arg("yyyy-MM-dd HH:mm:ss").arg("UTC") => "fromUnixTimestampInJodaSyntax(1234334543, 'yyyy-MM-dd HH:mm:ss', 'UTC')" => "2009-02-11 06:42:23";
        func::date_time::from_utc_timestamp(func::conversion::to_date_time64("2023-03-16 10:00:00", 3), "Asia/Shanghai") => "fromUTCTimestamp(toDateTime64('2023-03-16 10:00:00', 3), 'Asia/Shanghai')" => "2023-03-16 18:00:00.000";
        func::null::is_not_null(func::date_time::localtime()) => "isNotNull(localtime())" => "1";
        func::date_time::make_date(2023, 2, 28) => "makeDate(2023, 2, 28)" => "2023-02-28";
        func::date_time::make_date32(1925, 1, 1) => "makeDate32(1925, 1, 1)" => "1925-01-01";
        func::date_time::make_date_time(2023, 2, 28, 17, 12, 33) => "makeDateTime(2023, 2, 28, 17, 12, 33)" => "2023-02-28 17:12:33";
        func::date_time::make_date_time64(2023, 5, 15, 10, 30, 45).arg(779).arg(5) => "makeDateTime64(2023, 5, 15, 10, 30, 45, 779, 5)" => "2023-05-15 10:30:45.00779";
        func::date_time::month_name(func::conversion::to_date_time("2024-02-29 10:11:12").arg("UTC")) => "monthName(toDateTime('2024-02-29 10:11:12', 'UTC'))" => "February";
        func::null::is_not_null(func::date_time::now()) => "isNotNull(now())" => "1";
        func::null::is_not_null(func::date_time::now64().arg(3).arg("UTC")) => "isNotNull(now64(3, 'UTC'))" => "1";
        func::null::is_not_null(func::date_time::now_in_block()) => "isNotNull(nowInBlock())" => "1";
        func::null::is_not_null(func::date_time::now_in_block64().arg(3)) => "isNotNull(nowInBlock64(3))" => "1";
        func::null::is_not_null(func::date_time::server_timezone()) => "isNotNull(serverTimezone())" => "1";
        func::date_time::sub_date(func::conversion::to_date_time("2024-02-29 10:11:12").arg("UTC"), func::conversion::to_interval_month(1)) => "subDate(toDateTime('2024-02-29 10:11:12', 'UTC'), toIntervalMonth(1))" => "2024-01-29 10:11:12";
        func::date_time::subtract_days(func::conversion::to_date("2024-01-31"), -1) => "subtractDays(toDate('2024-01-31'), -1)" => "2024-02-01";
        func::date_time::subtract_hours(func::conversion::to_date_time("2024-01-31 10:11:12").arg("UTC"), -1) => "subtractHours(toDateTime('2024-01-31 10:11:12', 'UTC'), -1)" => "2024-01-31 11:11:12";
        func::date_time::subtract_interval(func::conversion::to_interval_day(3), func::conversion::to_interval_day(1)) => "subtractInterval(toIntervalDay(3), toIntervalDay(1))" => "(2)";
        func::date_time::subtract_microseconds(func::conversion::to_date_time64("2024-01-31 10:11:12", 9).arg("UTC"), -1) => "subtractMicroseconds(toDateTime64('2024-01-31 10:11:12', 9, 'UTC'), -1)" => "2024-01-31 10:11:12.000001000";
        func::date_time::subtract_milliseconds(func::conversion::to_date_time64("2024-01-31 10:11:12", 9).arg("UTC"), -1) => "subtractMilliseconds(toDateTime64('2024-01-31 10:11:12', 9, 'UTC'), -1)" => "2024-01-31 10:11:12.001000000";
        func::date_time::subtract_minutes(func::conversion::to_date_time("2024-01-31 10:11:12").arg("UTC"), -1) => "subtractMinutes(toDateTime('2024-01-31 10:11:12', 'UTC'), -1)" => "2024-01-31 10:12:12";
        func::date_time::subtract_months(func::conversion::to_date("2024-01-31"), -1) => "subtractMonths(toDate('2024-01-31'), -1)" => "2024-02-29";
        func::date_time::subtract_nanoseconds(func::conversion::to_date_time64("2024-01-31 10:11:12", 9).arg("UTC"), -1) => "subtractNanoseconds(toDateTime64('2024-01-31 10:11:12', 9, 'UTC'), -1)" => "2024-01-31 10:11:12.000000001";
        func::date_time::subtract_quarters(func::conversion::to_date("2024-01-31"), -1) => "subtractQuarters(toDate('2024-01-31'), -1)" => "2024-04-30";
        func::date_time::subtract_seconds(func::conversion::to_date_time("2024-01-31 10:11:12").arg("UTC"), -1) => "subtractSeconds(toDateTime('2024-01-31 10:11:12', 'UTC'), -1)" => "2024-01-31 10:11:13";
        func::date_time::subtract_tuple_of_intervals(func::conversion::to_date_time("2024-02-29 10:11:12").arg("UTC"), func::tuple::tuple([Expr::from(func::conversion::to_interval_day(1)), Expr::from(func::conversion::to_interval_year(1))])) => "subtractTupleOfIntervals(toDateTime('2024-02-29 10:11:12', 'UTC'), tuple(toIntervalDay(1), toIntervalYear(1)))" => "2023-02-28 10:11:12";
        func::date_time::subtract_weeks(func::conversion::to_date("2024-01-31"), -1) => "subtractWeeks(toDate('2024-01-31'), -1)" => "2024-02-07";
        func::date_time::subtract_years(func::conversion::to_date("2024-01-31"), -1) => "subtractYears(toDate('2024-01-31'), -1)" => "2025-01-31";
        func::date_time::time_diff(func::conversion::to_date_time("2021-12-29"), func::conversion::to_date_time("2022-01-01")) => "timeDiff(toDateTime('2021-12-29'), toDateTime('2022-01-01'))" => "259200";
        func::date_time::time_slot(func::conversion::to_date_time("2000-01-02 03:04:05").arg("UTC")) => "timeSlot(toDateTime('2000-01-02 03:04:05', 'UTC'))" => "2000-01-02 03:00:00";
        func::date_time::time_slots(func::conversion::to_date_time("2012-01-01 12:20:00"), func::conversion::to_uint32(600)) => "timeSlots(toDateTime('2012-01-01 12:20:00'), toUInt32(600))" => "['2012-01-01 12:00:00','2012-01-01 12:30:00']";
        func::date_time::timestamp("2023-12-31") => "timestamp('2023-12-31')" => "2023-12-31 00:00:00.000000";
        func::null::is_not_null(func::date_time::timezone()) => "isNotNull(timezone())" => "1";
        func::date_time::timezone_of(func::conversion::to_date_time("2024-02-29 10:11:12").arg("Asia/Tokyo")) => "timezoneOf(toDateTime('2024-02-29 10:11:12', 'Asia/Tokyo'))" => "Asia/Tokyo";
        func::date_time::timezone_offset(func::conversion::to_date_time("2024-07-01 00:00:00").arg("Europe/Berlin")) => "timezoneOffset(toDateTime('2024-07-01 00:00:00', 'Europe/Berlin'))" => "7200";
        func::null::is_not_null(func::date_time::today()) => "isNotNull(today())" => "1";
        func::date_time::to_day_of_month(func::conversion::to_date_time("2023-04-21 10:20:30")) => "toDayOfMonth(toDateTime('2023-04-21 10:20:30'))" => "21";
        func::date_time::to_day_of_week(func::conversion::to_date_time("2023-04-21")) => "toDayOfWeek(toDateTime('2023-04-21'))" => "5";
        func::date_time::to_day_of_year(func::conversion::to_date_time("2023-04-21 10:20:30")) => "toDayOfYear(toDateTime('2023-04-21 10:20:30'))" => "111";
        func::date_time::to_days_in_month(func::conversion::to_date("2023-02-01")) => "toDaysInMonth(toDate('2023-02-01'))" => "28";
        func::date_time::to_days_since_year_zero(func::conversion::to_date("2023-09-08")) => "toDaysSinceYearZero(toDate('2023-09-08'))" => "739136";
        func::date_time::to_hour(func::conversion::to_date_time("2023-04-21 10:20:30")) => "toHour(toDateTime('2023-04-21 10:20:30'))" => "10";
        func::date_time::to_iso_week(func::conversion::to_date_time("2024-02-29 10:11:12").arg("UTC")) => "toISOWeek(toDateTime('2024-02-29 10:11:12', 'UTC'))" => "9";
        func::date_time::to_iso_year(func::conversion::to_date("2024/10/02")) => "toISOYear(toDate('2024/10/02'))" => "2024";
        func::date_time::to_last_day_of_month(func::conversion::to_date_time("2023-04-21 10:20:30")) => "toLastDayOfMonth(toDateTime('2023-04-21 10:20:30'))" => "2023-04-30";
        func::date_time::to_last_day_of_week(func::conversion::to_date_time("2024-02-29 10:11:12").arg("UTC")) => "toLastDayOfWeek(toDateTime('2024-02-29 10:11:12', 'UTC'))" => "2024-03-02";
        func::date_time::to_microsecond(func::conversion::to_date_time64("2023-04-21 10:20:30.456789", 6)) => "toMicrosecond(toDateTime64('2023-04-21 10:20:30.456789', 6))" => "456789";
        func::date_time::to_millisecond(func::conversion::to_date_time64("2023-04-21 10:20:30.456", 3)) => "toMillisecond(toDateTime64('2023-04-21 10:20:30.456', 3))" => "456";
        func::date_time::to_minute(func::conversion::to_date_time("2023-04-21 10:20:30")) => "toMinute(toDateTime('2023-04-21 10:20:30'))" => "20";
        func::date_time::to_modified_julian_day("2020-01-01") => "toModifiedJulianDay('2020-01-01')" => "58849";
        func::date_time::to_modified_julian_day_or_null("2020-01-01") => "toModifiedJulianDayOrNull('2020-01-01')" => "58849";
        func::date_time::to_monday(func::conversion::to_date("2023-04-24")) => "toMonday(toDate('2023-04-24'))" => "2023-04-24";
        func::date_time::to_month(func::conversion::to_date_time("2023-04-21 10:20:30")) => "toMonth(toDateTime('2023-04-21 10:20:30'))" => "4";
        func::date_time::to_month_num_since_epoch(func::conversion::to_date("2024-10-01")) => "toMonthNumSinceEpoch(toDate('2024-10-01'))" => "657";
        func::date_time::to_nanosecond(func::conversion::to_date_time64("2023-04-21 10:20:30.123456789", 9)) => "toNanosecond(toDateTime64('2023-04-21 10:20:30.123456789', 9))" => "123456789";
        func::date_time::to_quarter(func::conversion::to_date_time("2023-04-21 10:20:30")) => "toQuarter(toDateTime('2023-04-21 10:20:30'))" => "2";
        func::arithmetic::minus(func::date_time::to_relative_day_num(func::conversion::to_date("2023-04-01")), func::date_time::to_relative_day_num(func::conversion::to_date("2023-01-01"))) => "minus(toRelativeDayNum(toDate('2023-04-01')), toRelativeDayNum(toDate('2023-01-01')))" => "90";
        func::arithmetic::minus(func::date_time::to_relative_hour_num(func::conversion::to_date_time("2023-01-01 12:00:00")), func::date_time::to_relative_hour_num(func::conversion::to_date_time("2023-01-01 00:00:00"))) => "minus(toRelativeHourNum(toDateTime('2023-01-01 12:00:00')), toRelativeHourNum(toDateTime('2023-01-01 00:00:00')))" => "12";
        func::arithmetic::minus(func::date_time::to_relative_minute_num(func::conversion::to_date_time("2023-01-01 00:30:00")), func::date_time::to_relative_minute_num(func::conversion::to_date_time("2023-01-01 00:00:00"))) => "minus(toRelativeMinuteNum(toDateTime('2023-01-01 00:30:00')), toRelativeMinuteNum(toDateTime('2023-01-01 00:00:00')))" => "30";
        func::arithmetic::minus(func::date_time::to_relative_month_num(func::conversion::to_date("2023-04-01")), func::date_time::to_relative_month_num(func::conversion::to_date("2023-01-01"))) => "minus(toRelativeMonthNum(toDate('2023-04-01')), toRelativeMonthNum(toDate('2023-01-01')))" => "3";
        func::arithmetic::minus(func::date_time::to_relative_quarter_num(func::conversion::to_date("2023-04-01")), func::date_time::to_relative_quarter_num(func::conversion::to_date("2023-01-01"))) => "minus(toRelativeQuarterNum(toDate('2023-04-01')), toRelativeQuarterNum(toDate('2023-01-01')))" => "1";
        func::arithmetic::minus(func::date_time::to_relative_second_num(func::conversion::to_date_time("2023-01-01 00:01:00")), func::date_time::to_relative_second_num(func::conversion::to_date_time("2023-01-01 00:00:00"))) => "minus(toRelativeSecondNum(toDateTime('2023-01-01 00:01:00')), toRelativeSecondNum(toDateTime('2023-01-01 00:00:00')))" => "60";
        func::arithmetic::minus(func::date_time::to_relative_week_num(func::conversion::to_date("2023-01-08")), func::date_time::to_relative_week_num(func::conversion::to_date("2023-01-01"))) => "minus(toRelativeWeekNum(toDate('2023-01-08')), toRelativeWeekNum(toDate('2023-01-01')))" => "1";
        func::arithmetic::minus(func::date_time::to_relative_year_num(func::conversion::cast("2010-10-01", &data_type("DateTime"))), func::date_time::to_relative_year_num(func::conversion::cast("2000-01-01", &data_type("DateTime")))) => "minus(toRelativeYearNum(CAST('2010-10-01', 'DateTime')), toRelativeYearNum(CAST('2000-01-01', 'DateTime')))" => "10";
        func::date_time::to_second(func::conversion::to_date_time("2023-04-21 10:20:30")) => "toSecond(toDateTime('2023-04-21 10:20:30'))" => "30";
        func::date_time::to_start_of_day(func::conversion::to_date_time("2023-04-21 10:20:30")) => "toStartOfDay(toDateTime('2023-04-21 10:20:30'))" => "2023-04-21 00:00:00";
        func::date_time::to_start_of_fifteen_minutes(func::conversion::to_date_time("2024-02-29 10:11:12").arg("UTC")) => "toStartOfFifteenMinutes(toDateTime('2024-02-29 10:11:12', 'UTC'))" => "2024-02-29 10:00:00";
        func::date_time::to_start_of_five_minutes(func::conversion::to_date_time("2024-02-29 10:11:12").arg("UTC")) => "toStartOfFiveMinutes(toDateTime('2024-02-29 10:11:12', 'UTC'))" => "2024-02-29 10:10:00";
        func::date_time::to_start_of_hour(func::conversion::to_date_time("2023-04-21 10:20:30")) => "toStartOfHour(toDateTime('2023-04-21 10:20:30'))" => "2023-04-21 10:00:00";
        func::date_time::to_start_of_interval(func::conversion::to_date_time("2024-02-29 10:11:12").arg("UTC"), func::conversion::to_interval_hour(3)) => "toStartOfInterval(toDateTime('2024-02-29 10:11:12', 'UTC'), toIntervalHour(3))" => "2024-02-29 09:00:00";
        func::date_time::to_start_of_iso_year(func::conversion::to_date_time("2023-04-21 10:20:30")) => "toStartOfISOYear(toDateTime('2023-04-21 10:20:30'))" => "2023-01-02";
        func::date_time::to_start_of_microsecond(func::conversion::to_date_time64("2024-02-29 10:11:12.345678912", 9).arg("UTC")) => "toStartOfMicrosecond(toDateTime64('2024-02-29 10:11:12.345678912', 9, 'UTC'))" => "2024-02-29 10:11:12.345678000";
        func::date_time::to_start_of_millisecond(func::conversion::to_date_time64("2024-02-29 10:11:12.345678912", 9).arg("UTC")) => "toStartOfMillisecond(toDateTime64('2024-02-29 10:11:12.345678912', 9, 'UTC'))" => "2024-02-29 10:11:12.345000000";
        func::date_time::to_start_of_minute(func::conversion::to_date_time("2024-02-29 10:11:12").arg("UTC")) => "toStartOfMinute(toDateTime('2024-02-29 10:11:12', 'UTC'))" => "2024-02-29 10:11:00";
        func::date_time::to_start_of_month(func::conversion::to_date_time("2023-04-21 10:20:30")) => "toStartOfMonth(toDateTime('2023-04-21 10:20:30'))" => "2023-04-01";
        func::date_time::to_start_of_nanosecond(func::conversion::to_date_time64("2024-02-29 10:11:12.345678912", 9).arg("UTC")) => "toStartOfNanosecond(toDateTime64('2024-02-29 10:11:12.345678912', 9, 'UTC'))" => "2024-02-29 10:11:12.345678912";
        func::date_time::to_start_of_quarter(func::conversion::to_date_time("2023-04-21 10:20:30")) => "toStartOfQuarter(toDateTime('2023-04-21 10:20:30'))" => "2023-04-01";
        func::date_time::to_start_of_second(func::conversion::to_date_time64("2024-02-29 10:11:12.345678912", 9).arg("UTC")) => "toStartOfSecond(toDateTime64('2024-02-29 10:11:12.345678912', 9, 'UTC'))" => "2024-02-29 10:11:12.000000000";
        func::date_time::to_start_of_ten_minutes(func::conversion::to_date_time("2024-02-29 10:11:12").arg("UTC")) => "toStartOfTenMinutes(toDateTime('2024-02-29 10:11:12', 'UTC'))" => "2024-02-29 10:10:00";
        func::date_time::to_start_of_week(func::conversion::to_date_time("2024-02-29 10:11:12").arg("UTC")).arg(1).arg("Asia/Tokyo") => "toStartOfWeek(toDateTime('2024-02-29 10:11:12', 'UTC'), 1, 'Asia/Tokyo')" => "2024-02-26";
        func::date_time::to_start_of_year(func::conversion::to_date_time("2023-04-21 10:20:30")) => "toStartOfYear(toDateTime('2023-04-21 10:20:30'))" => "2023-01-01";
        func::arithmetic::minus(func::date_time::to_time_with_fixed_date(func::conversion::cast("2025-06-15 12:00:00", &data_type("DateTime"))), func::date_time::to_time_with_fixed_date(func::conversion::cast("2024-05-10 11:00:00", &data_type("DateTime")))) => "minus(toTimeWithFixedDate(CAST('2025-06-15 12:00:00', 'DateTime')), toTimeWithFixedDate(CAST('2024-05-10 11:00:00', 'DateTime')))" => "3600";
        func::date_time::to_timezone(func::conversion::to_date_time("2024-02-29 10:11:12").arg("UTC"), "Pacific/Kiritimati") => "toTimezone(toDateTime('2024-02-29 10:11:12', 'UTC'), 'Pacific/Kiritimati')" => "2024-03-01 00:11:12";
        func::date_time::to_unix_timestamp(func::conversion::to_date_time("2024-02-29 10:11:12").arg("UTC")) => "toUnixTimestamp(toDateTime('2024-02-29 10:11:12', 'UTC'))" => "1709201472";
        func::date_time::to_utc_timestamp(func::conversion::to_date_time("2023-03-16"), "Asia/Shanghai") => "toUTCTimestamp(toDateTime('2023-03-16'), 'Asia/Shanghai')" => "2023-03-15 16:00:00";
        func::date_time::to_week(func::conversion::to_date_time("2024-02-29 10:11:12").arg("UTC")).arg(3).arg("UTC") => "toWeek(toDateTime('2024-02-29 10:11:12', 'UTC'), 3, 'UTC')" => "9";
        func::date_time::to_year(func::conversion::to_date_time("2023-04-21 10:20:30")) => "toYear(toDateTime('2023-04-21 10:20:30'))" => "2023";
        func::date_time::to_year_num_since_epoch(func::conversion::to_date("2024-10-01")) => "toYearNumSinceEpoch(toDate('2024-10-01'))" => "54";
        func::date_time::to_year_week(func::conversion::to_date("2023-12-31")).arg(1) => "toYearWeek(toDate('2023-12-31'), 1)" => "202352";
        func::date_time::to_yyyymm(func::conversion::to_date_time("2024-02-29 23:11:12").arg("UTC")).arg("Asia/Tokyo") => "toYYYYMM(toDateTime('2024-02-29 23:11:12', 'UTC'), 'Asia/Tokyo')" => "202403";
        func::date_time::to_yyyymmdd(func::conversion::to_date_time("2024-02-29 23:11:12").arg("UTC")).arg("Asia/Tokyo") => "toYYYYMMDD(toDateTime('2024-02-29 23:11:12', 'UTC'), 'Asia/Tokyo')" => "20240301";
        func::date_time::to_yyyymmddhhmmss(func::conversion::to_date_time("2024-02-29 10:11:12").arg("UTC")).arg("US/Eastern") => "toYYYYMMDDhhmmss(toDateTime('2024-02-29 10:11:12', 'UTC'), 'US/Eastern')" => "20240229051112";
        func::null::is_not_null(func::date_time::utc_timestamp()) => "isNotNull(UTCTimestamp())" => "1";
        func::null::is_not_null(func::date_time::yesterday()) => "isNotNull(yesterday())" => "1";
        func::date_time::yyyymmddhhmmss_to_date_time(20240229101112_i64).arg("UTC") => "YYYYMMDDhhmmssToDateTime(20240229101112, 'UTC')" => "2024-02-29 10:11:12";
        func::date_time::yyyymmddhhmmss_to_date_time64(20230911131415_i64).arg(3).arg("Asia/Istanbul") => "YYYYMMDDhhmmssToDateTime64(20230911131415, 3, 'Asia/Istanbul')" => "2023-09-11 13:14:15.000";
        func::date_time::yyyymmdd_to_date(20230911) => "YYYYMMDDToDate(20230911)" => "2023-09-11";
        func::date_time::yyyymmdd_to_date32(20000507) => "YYYYMMDDToDate32(20000507)" => "2000-05-07";
    }
}

#[test]
fn time_window() {
    answers! {
        func::time_window::hop(func::conversion::to_date_time("2024-02-29 10:11:12").arg("UTC"), func::conversion::to_interval_hour(1), func::conversion::to_interval_hour(2)) => "hop(toDateTime('2024-02-29 10:11:12', 'UTC'), toIntervalHour(1), toIntervalHour(2))" => "('2024-02-29 09:00:00','2024-02-29 11:00:00')";
        func::time_window::hop_end(func::conversion::to_date_time("2024-02-29 10:11:12").arg("UTC"), func::conversion::to_interval_hour(1), func::conversion::to_interval_hour(2)) => "hopEnd(toDateTime('2024-02-29 10:11:12', 'UTC'), toIntervalHour(1), toIntervalHour(2))" => "2024-02-29 11:00:00";
        func::time_window::hop_start(func::conversion::to_date_time("2024-02-29 10:11:12").arg("UTC"), func::conversion::to_interval_hour(1), func::conversion::to_interval_hour(2)) => "hopStart(toDateTime('2024-02-29 10:11:12', 'UTC'), toIntervalHour(1), toIntervalHour(2))" => "2024-02-29 09:00:00";
        func::time_window::tumble(func::conversion::to_date_time("2024-02-29 10:11:12").arg("UTC"), func::conversion::to_interval_day(1)) => "tumble(toDateTime('2024-02-29 10:11:12', 'UTC'), toIntervalDay(1))" => "('2024-02-29 00:00:00','2024-03-01 00:00:00')";
        func::time_window::tumble_end(func::conversion::to_date_time("2024-02-29 10:11:12").arg("UTC"), func::conversion::to_interval_day(1)).arg("UTC") => "tumbleEnd(toDateTime('2024-02-29 10:11:12', 'UTC'), toIntervalDay(1), 'UTC')" => "2024-03-01 00:00:00";
        func::time_window::tumble_start(func::conversion::to_date_time("2024-02-29 10:11:12").arg("UTC"), func::conversion::to_interval_day(1)).arg("UTC") => "tumbleStart(toDateTime('2024-02-29 10:11:12', 'UTC'), toIntervalDay(1), 'UTC')" => "2024-02-29 00:00:00";
        func::time_window::window_id(func::conversion::to_date_time("2024-02-29 10:11:12").arg("UTC"), func::conversion::to_interval_day(1)) => "windowID(toDateTime('2024-02-29 10:11:12', 'UTC'), toIntervalDay(1))" => "1709251200";
    }
}

#[test]
fn time_series() {
    answers! {
        func::array::length(func::time_series::series_decompose_stl(func::array::array([10.1, 20.45, 40.34, 10.1, 20.45, 40.34, 10.1, 20.45, 40.34]), 3)) => "length(seriesDecomposeSTL(array(10.1, 20.45, 40.34, 10.1, 20.45, 40.34, 10.1, 20.45, 40.34), 3))" => "4";
        func::time_series::series_outliers_detect_tukey(func::array::array([-3, 2, 15, 3, 5, 6, 4, 5, 12, 45, 12, 3, 3, 4, 5, 6])) => "seriesOutliersDetectTukey(array(-3, 2, 15, 3, 5, 6, 4, 5, 12, 45, 12, 3, 3, 4, 5, 6))" => "[0,0,0,0,0,0,0,0,0,27,0,0,0,0,0,0]";
        func::time_series::time_series_from_grid(func::conversion::cast("2025-06-01 00:00:00", &data_type("DateTime64(3)")), func::conversion::cast("2025-06-01 00:01:30.000", &data_type("DateTime64(3)")), 30, func::array::array([Expr::val(10), Expr::val(20), Expr::null(), Expr::val(30)])) => "timeSeriesFromGrid(CAST('2025-06-01 00:00:00', 'DateTime64(3)'), CAST('2025-06-01 00:01:30.000', 'DateTime64(3)'), 30, array(10, 20, NULL, 30))" => "[('2025-06-01 00:00:00.000',10),('2025-06-01 00:00:30.000',20),('2025-06-01 00:01:30.000',30)]";
        func::time_series::time_series_range(func::conversion::cast("2025-06-01 00:00:00", &data_type("DateTime64(3)")), func::conversion::cast("2025-06-01 00:01:00", &data_type("DateTime64(3)")), 30) => "timeSeriesRange(CAST('2025-06-01 00:00:00', 'DateTime64(3)'), CAST('2025-06-01 00:01:00', 'DateTime64(3)'), 30)" => "['2025-06-01 00:00:00.000','2025-06-01 00:00:30.000','2025-06-01 00:01:00.000']";
        func::time_series::time_series_store_tags(8374283493092_i64, func::array::array([Expr::from(func::tuple::tuple(["region", "eu"]))]), ["__name__", "x"]) => "timeSeriesStoreTags(8374283493092, array(tuple('region', 'eu')), '__name__', 'x')" => "8374283493092";
        func::time_series::time_series_tags_to_group(func::array::array(Vec::<Expr>::new()), Vec::<Expr>::new()) => "timeSeriesTagsToGroup(array())" => "0";
        func::time_series::time_series_throw_duplicate_series_if(0, func::conversion::to_uint64(0)) => "timeSeriesThrowDuplicateSeriesIf(0, toUInt64(0))" => "0";
    }
}
