//! Dates, date-times and times of day as those of chrono and time.

use chrono::{FixedOffset, Local, NaiveDate, NaiveDateTime, NaiveTime, TimeZone, Utc};
use integration_tests::{TestDatabase, column_entity};
use sea_orm::prelude::*;
use time::macros::{date, datetime, time};

column_entity!(chrono_date, [chrono::NaiveDate]);
column_entity!(optional_chrono_date, [Option<chrono::NaiveDate>]);
column_entity!(chrono_date_time, [chrono::NaiveDateTime]);
column_entity!(optional_chrono_date_time, [Option<chrono::NaiveDateTime>]);
column_entity!(chrono_utc, [chrono::DateTime<chrono::Utc>]);
column_entity!(optional_chrono_utc, [Option<chrono::DateTime<chrono::Utc>>]);
column_entity!(chrono_local, [chrono::DateTime<chrono::Local>]);
column_entity!(chrono_fixed, [chrono::DateTime<chrono::FixedOffset>]);
column_entity!(
    optional_chrono_fixed,
    [Option<chrono::DateTime<chrono::FixedOffset>>]
);
column_entity!(chrono_time, [chrono::NaiveTime]);
column_entity!(optional_chrono_time, [Option<chrono::NaiveTime>]);
column_entity!(time_date, [time::Date]);
column_entity!(optional_time_date, [Option<time::Date>]);
column_entity!(time_date_time, [time::PrimitiveDateTime]);
column_entity!(time_offset, [time::OffsetDateTime]);
column_entity!(optional_time_offset, [Option<time::OffsetDateTime>]);
column_entity!(time_time, [time::Time]);
column_entity!(chrono_dates, [Vec<chrono::NaiveDate>]);
column_entity!(chrono_utcs, [Vec<chrono::DateTime<chrono::Utc>>]);
column_entity!(time_dates, [Vec<time::Date>]);
column_entity!(text, [String]);

fn ymd(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

fn at(text: &str) -> NaiveDateTime {
    text.parse().unwrap()
}

#[tokio::test]
async fn dates_are_exact_to_the_ends_of_their_ranges() {
    let TestDatabase { ref db, .. } =
        TestDatabase::with_options("setting.allow_suspicious_low_cardinality_types=1").await;
    chrono_date::check(db, "Date", &[ymd(1970, 1, 1), ymd(2024, 2, 29), ymd(2149, 6, 6)]).await;
    chrono_date::check(
        db,
        "Date32",
        &[ymd(1900, 1, 1), ymd(1969, 12, 31), ymd(2299, 12, 31)],
    )
    .await;
    optional_chrono_date::check(db, "Nullable(Date)", &[Some(ymd(2000, 1, 1)), None]).await;
    optional_chrono_date::check(
        db,
        "LowCardinality(Nullable(Date))",
        &[Some(ymd(2000, 1, 1)), None],
    )
    .await;
    time_date::check(db, "Date", &[date!(1970 - 01 - 01), date!(2149 - 06 - 06)]).await;
    time_date::check(db, "Date32", &[date!(1900 - 01 - 01), date!(2299 - 12 - 31)]).await;
    optional_time_date::check(db, "Nullable(Date32)", &[Some(date!(1955 - 11 - 05)), None]).await;
    chrono_dates::check(
        db,
        "Array(Date)",
        &[vec![ymd(2020, 1, 2), ymd(1970, 1, 1)], vec![]],
    )
    .await;
    time_dates::check(db, "Array(Date32)", &[vec![date!(1920 - 01 - 02)], vec![]]).await;
}

#[tokio::test]
async fn seconds_of_datetime_are_exact_with_and_without_a_zone() {
    let TestDatabase { ref db, .. } =
        TestDatabase::with_options("setting.allow_suspicious_low_cardinality_types=1").await;
    let utc = |text| at(text).and_utc();
    let values = [
        utc("1970-01-01T00:00:00"),
        utc("2024-03-31T01:30:00"),
        utc("2106-02-07T06:28:15"),
    ];
    for data_type in [
        "DateTime",
        "DateTime('UTC')",
        "DateTime('Europe/Berlin')",
        "DateTime('America/St_Johns')",
    ] {
        chrono_utc::check(db, data_type, &values).await;
    }
    chrono_date_time::check(db, "DateTime", &values.map(|value| value.naive_utc())).await;
    chrono_date_time::check(
        db,
        "DateTime('Asia/Tokyo')",
        &values.map(|value| value.naive_utc()),
    )
    .await;
    chrono_local::check(
        db,
        "DateTime('Asia/Tokyo')",
        &values.map(|value| value.with_timezone(&Local)),
    )
    .await;
    time_date_time::check(
        db,
        "DateTime",
        &[datetime!(1970-01-01 0:00), datetime!(2106-02-07 6:28:15)],
    )
    .await;
    optional_chrono_utc::check(db, "Nullable(DateTime)", &[Some(values[1]), None]).await;
    optional_chrono_utc::check(db, "LowCardinality(Nullable(DateTime))", &[Some(values[1]), None]).await;
}

#[tokio::test]
async fn fractions_of_datetime64_are_exact() {
    let TestDatabase { ref db, .. } = TestDatabase::new().await;
    let utc = |text| at(text).and_utc();
    chrono_utc::check(
        db,
        "DateTime64(3)",
        &[utc("2024-02-29T12:30:00.123"), utc("1900-01-01T00:00:00")],
    )
    .await;
    chrono_utc::check(
        db,
        "DateTime64(6, 'UTC')",
        &[
            utc("2024-02-29T12:30:00.123456"),
            utc("1969-12-31T23:59:59.999999"),
            utc("2299-12-31T23:59:59.999999"),
        ],
    )
    .await;
    chrono_utc::check(
        db,
        "DateTime64(9, 'Europe/Berlin')",
        &[
            utc("2024-10-27T00:30:00.123456789"),
            utc("2024-10-27T01:30:00.000000001"),
            utc("2262-04-11T23:47:16"),
        ],
    )
    .await;
    chrono_date_time::check(db, "DateTime64(9)", &[at("2024-02-29T12:30:00.000000007")]).await;
    optional_chrono_date_time::check(
        db,
        "Nullable(DateTime64(3))",
        &[Some(at("1955-11-05T06:00:00.500")), None],
    )
    .await;
    time_date_time::check(db, "DateTime64(9)", &[datetime!(2024-02-29 12:30:00.000000007)]).await;
    time_offset::check(db, "DateTime64(6)", &[datetime!(2024-02-29 12:30:00.123456 UTC)]).await;
    optional_time_offset::check(
        db,
        "Nullable(DateTime64(9))",
        &[Some(datetime!(1999-01-01 0:00:00.5 UTC)), None],
    )
    .await;
    chrono_local::check(
        db,
        "DateTime64(6)",
        &[Local.with_ymd_and_hms(2024, 7, 1, 1, 2, 3).unwrap()],
    )
    .await;
    chrono_utcs::check(
        db,
        "Array(DateTime64(3))",
        &[
            vec![utc("2024-02-29T12:30:00.123"), utc("1969-12-31T00:00:00")],
            vec![],
        ],
    )
    .await;
}

#[tokio::test]
async fn offsets_are_those_of_the_columns_zone() {
    let TestDatabase { ref db, .. } = TestDatabase::new().await;
    let berlin = |hours, text: &str| {
        at(text)
            .and_utc()
            .with_timezone(&FixedOffset::east_opt(hours * 3600).unwrap())
    };
    let values = [berlin(1, "2024-01-15T12:00:00"), berlin(2, "2024-07-15T12:00:00")];
    chrono_fixed::check(db, "DateTime64(9, 'Europe/Berlin')", &values).await;
    optional_chrono_fixed::check(
        db,
        "Nullable(DateTime64(3, 'Europe/Berlin'))",
        &[Some(values[0]), None],
    )
    .await;
    time_offset::check(
        db,
        "DateTime64(3, 'Europe/Berlin')",
        &[datetime!(2024-01-15 13:00 +1), datetime!(2024-07-15 14:00 +2)],
    )
    .await;
    // Another offset is the same instant, and comes back in the column's.
    chrono_fixed::create(db, "DateTime64(3, 'UTC')").await;
    chrono_fixed::insert(db, values[1]).await.unwrap();
    let stored = chrono_fixed::Entity::find().one(db).await.unwrap().unwrap();
    assert_eq!(stored.value, values[1]);
    assert_eq!(stored.value.to_rfc3339(), "2024-07-15T12:00:00+00:00");
    // The server tells no zone of a DateTime.
    chrono_fixed::create(db, "DateTime('Europe/Berlin')").await;
    chrono_fixed::insert(db, values[1]).await.unwrap();
    let stored = chrono_fixed::Entity::find().one(db).await.unwrap().unwrap();
    assert_eq!(stored.value.to_rfc3339(), "2024-07-15T12:00:00+00:00");
}

#[tokio::test]
async fn times_of_day_are_exact() {
    let TestDatabase { ref db, .. } = TestDatabase::new().await;
    let of = |text: &str| text.parse::<NaiveTime>().unwrap();
    chrono_time::check(db, "Time", &[of("00:00:00"), of("23:59:59")]).await;
    chrono_time::check(db, "Time64(3)", &[of("12:30:00.125")]).await;
    chrono_time::check(
        db,
        "Time64(9)",
        &[of("12:30:00.123456789"), of("23:59:59.999999999")],
    )
    .await;
    optional_chrono_time::check(db, "Nullable(Time64(6))", &[Some(of("12:30:00.123456")), None]).await;
    time_time::check(db, "Time64(9)", &[time!(12:30:00.123456789)]).await;
    time_time::check(db, "Time", &[time!(0:00), time!(23:59:59)]).await;
    text::check(
        db,
        "Time64(3)",
        &["-999:59:59.500".to_owned(), "25:00:00.000".to_owned()],
    )
    .await;
}

fn refused<T: std::fmt::Debug>(result: Result<T, DbErr>, parts: &[&str]) {
    let error = result.unwrap_err().to_string();
    for part in parts {
        assert!(error.contains(part), "{part} is missing in: {error}");
    }
}

#[tokio::test]
async fn a_time_beyond_its_column_is_refused_before_it_is_sent() {
    let TestDatabase { ref db, .. } = TestDatabase::new().await;
    chrono_date::create(db, "Date").await;
    refused(
        chrono_date::insert(db, ymd(1969, 12, 31)).await,
        &["1969-12-31", "`value`", "Date", "1970-01-01"],
    );
    chrono_date::create(db, "Date32").await;
    refused(
        chrono_date::insert(db, ymd(2300, 1, 1)).await,
        &["2300-01-01", "`value`", "Date32"],
    );
    chrono_utc::create(db, "DateTime").await;
    let half = Utc.timestamp_millis_opt(500).unwrap();
    refused(
        chrono_utc::insert(db, half).await,
        &["`value`", "DateTime", "DateTime64"],
    );
    chrono_utc::create(db, "DateTime64(9)").await;
    let late = at("2262-04-11T23:47:17").and_utc();
    refused(
        chrono_utc::insert(db, late).await,
        &["`value`", "DateTime64(9)", "2262-04-11"],
    );
    chrono_time::create(db, "Time64(3)").await;
    let fine = NaiveTime::from_hms_micro_opt(1, 2, 3, 4).unwrap();
    refused(
        chrono_time::insert(db, fine).await,
        &["`value`", "Time64(3)", "3 digits"],
    );
    text::create(db, "Time").await;
    text::insert(db, "30:00:00".into()).await.unwrap();
    db.register::<chrono_time::Entity>();
    refused(
        chrono_time::Entity::find().all(db).await,
        &["30:00:00", "`value`", "Time", "span"],
    );
}

#[tokio::test]
async fn an_update_to_the_first_hours_of_1970_does_not_become_another_year() {
    let TestDatabase { ref db, .. } = TestDatabase::new().await;
    let early = at("1970-01-01T00:33:20.500").and_utc();
    chrono_utc::check(db, "DateTime64(3)", &[at("2024-01-01T00:00:00").and_utc(), early]).await;
    let rows = chrono_utc::Entity::update_many()
        .col_expr(
            chrono_utc::Column::Value,
            (early + chrono::Duration::seconds(1)).into(),
        )
        .filter(chrono_utc::Column::Value.eq(early))
        .exec(db)
        .await
        .unwrap();
    assert_eq!(rows.rows_affected, 1);
}

#[tokio::test]
async fn the_time_zone_of_the_session_changes_no_instant() {
    let TestDatabase { ref db, .. } =
        TestDatabase::with_options("setting.session_timezone=America/New_York").await;
    let utc = |text| at(text).and_utc();
    let values = [
        utc("2024-03-10T07:30:00"),
        utc("2024-11-03T05:30:00"),
        utc("2024-11-03T06:30:00"),
    ];
    for data_type in ["DateTime", "DateTime64(3)", "DateTime64(6, 'Asia/Tokyo')"] {
        chrono_utc::check(db, data_type, &values).await;
        chrono_date_time::check(db, data_type, &values.map(|value| value.naive_utc())).await;
    }
    chrono_date::check(db, "Date", &[ymd(1970, 1, 1), ymd(2024, 2, 29)]).await;
    chrono_date::check(db, "Date32", &[ymd(1900, 1, 1), ymd(2024, 2, 29)]).await;
    let of = |text: &str| text.parse::<NaiveTime>().unwrap();
    chrono_time::check(db, "Time64(3)", &[of("23:59:59.999"), of("00:00:00.001")]).await;
    chrono_utcs::check(db, "Array(DateTime64(3))", &[values.to_vec(), vec![]]).await;
}

#[tokio::test]
async fn a_raw_update_to_the_first_hours_of_1970_does_not_become_another_year() {
    use sea_orm::{ConnectionTrait, DbBackend, Statement};
    let TestDatabase { ref db, .. } = TestDatabase::new().await;
    chrono_utc::create(db, "DateTime64(3)").await;
    chrono_utc::insert(db, at("2024-01-01T00:00:00").and_utc())
        .await
        .unwrap();
    let early = at("1970-01-01T00:33:20.500").and_utc();
    let sql = "ALTER TABLE one_column UPDATE value = ? WHERE id = ? SETTINGS mutations_sync = 1";
    let update = Statement::from_sql_and_values(DbBackend::MySql, sql, [early.into(), 1.into()]);
    db.execute_raw(update).await.unwrap();
    assert_eq!(
        chrono_utc::Entity::find().one(db).await.unwrap().unwrap().value,
        early
    );
}
