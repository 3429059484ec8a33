//! Dates and instants.

use chrono::{DateTime, NaiveDate, Utc};
use integration_tests::TestDatabase;
use moment::Column::{At, Day, Exact, Far};
use sea_orm::{ColumnTrait, EntityTrait, ExprTrait, sea_query::Expr};
use sea_orm_clickhouse::prelude::*;

use super::{check, entity, found};

entity!(moment, "moment", #[clickhouse(order_by = Column::Id)] {
    #[clickhouse(type = "Date")]
    day: Date,
    #[clickhouse(type = "Date32")]
    far: Date,
    #[clickhouse(type = "DateTime('UTC')")]
    at: DateTimeUtc,
    #[clickhouse(type = "DateTime64(6, 'UTC')")]
    exact: DateTimeUtc,
});

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

/// The last second of 2007, the first and the last instant of 2008.
async fn moments() -> TestDatabase {
    let test = TestDatabase::new().await;
    test.create_declared::<moment::Entity>().await;
    let moment = |id, day: &str, second: &str, exact: &str| moment::Model {
        id,
        day: date(day),
        far: date(day),
        at: at(second),
        exact: at(exact),
    };
    test.insert([
        moment(
            1,
            "2007-12-31",
            "2007-12-31T23:59:59Z",
            "2007-12-31T23:59:59.999999Z",
        ),
        moment(2, "2008-01-01", "2008-01-01T00:00:00Z", "2008-01-01T00:00:00Z"),
        moment(
            3,
            "2008-12-31",
            "2008-12-31T23:59:59Z",
            "2008-12-31T23:59:59.999999Z",
        ),
    ])
    .await;
    test
}

#[tokio::test]
async fn a_year_has_its_first_and_last_day_second_and_instant() {
    let test = moments().await;
    check::<moment::Entity, _>(
        &test.db,
        [
            (Day.to_year().eq(2008), &[2, 3]),
            (Far.to_year().eq(2008), &[2, 3]),
            (At.to_year().eq(2008), &[2, 3]),
            (Exact.to_year().eq(2008), &[2, 3]),
            (Day.to_year().lt(2008), &[1]),
            (Day.to_iso_year().eq(2008), &[1, 2]),
            (Exact.to_year().is_in([2006, 2007]), &[1]),
            (
                Exact.between(at("2008-01-01T00:00:00Z"), at("2008-12-31T23:59:59.999999Z")),
                &[2, 3],
            ),
        ],
    )
    .await;
}

#[tokio::test]
async fn days_of_the_week_and_parts_of_a_time_are_compared() {
    let test = moments().await;
    check::<moment::Entity, _>(
        &test.db,
        [
            // Monday is 1, Tuesday 2, Wednesday 3.
            (Day.to_day_of_week().eq(1), &[1]),
            (Day.to_day_of_week().eq(2), &[2]),
            (Exact.to_day_of_week().eq(3), &[3]),
            (Day.to_quarter().eq(4), &[1, 3]),
            (Day.to_iso_week().eq(1), &[1, 2, 3]),
            (Exact.to_date().eq(date("2008-12-31")), &[3]),
            (
                At.to_date().is_in([date("2007-12-31"), date("2008-01-01")]),
                &[1, 2],
            ),
            (At.to_hour().eq(23), &[1, 3]),
            (At.to_minute().gt(0), &[1, 3]),
            (Exact.to_second().eq(59), &[1, 3]),
            (Exact.to_millisecond().eq(999), &[1, 3]),
        ],
    )
    .await;
}

#[tokio::test]
async fn a_date_is_found_by_itself_by_its_text_and_beside_an_instant_is_its_midnight() {
    let test = moments().await;
    check::<moment::Entity, _>(
        &test.db,
        [
            (Day.eq(date("2008-01-01")), &[2]),
            (Far.eq(date("2008-01-01")), &[2]),
            (Day.eq("2008-01-01"), &[2]),
            (Far.eq("2008-12-31"), &[3]),
            (Day.is_in(["2008-01-01", "2007-12-31"]), &[1, 2]),
            (Day.eq(at("2008-01-01T00:00:00Z")), &[2]),
            (Day.eq(at("2008-01-01T00:00:01Z")), &[]),
            (Day.lt(at("2008-01-01T00:00:01Z")), &[1, 2]),
            (Day.gt(date("1900-01-01")), &[1, 2, 3]),
            (Day.lt(date("2200-01-01")), &[1, 2, 3]),
        ],
    )
    .await;
}

#[tokio::test]
async fn an_instant_is_found_to_its_last_digit_by_its_text_and_by_its_number() {
    let test = moments().await;
    check::<moment::Entity, _>(
        &test.db,
        [
            (Exact.eq(at("2008-12-31T23:59:59.999999Z")), &[3]),
            (Exact.eq(at("2008-12-31T23:59:59.999998Z")), &[]),
            (Exact.gt(at("2008-12-31T23:59:59.999998Z")), &[3]),
            (Exact.eq("2008-12-31 23:59:59.999999"), &[3]),
            (At.eq("2007-12-31 23:59:59"), &[1]),
            (At.eq(at("2007-12-31T23:59:59Z")), &[1]),
            (At.eq(at("2007-12-31T23:59:59.5Z")), &[]),
            (
                At.to_unix_timestamp().eq(at("2007-12-31T23:59:59Z").timestamp()),
                &[1],
            ),
            (At.into_expr().lt(Exact.into_expr()), &[1, 3]),
        ],
    )
    .await;
}

#[tokio::test]
async fn instants_of_a_zone_are_the_same_instants() {
    let test = moments().await;
    let tokyo = chrono::FixedOffset::east_opt(9 * 3_600).unwrap();
    let new_year = at("2008-01-01T00:00:00Z").with_timezone(&tokyo);
    assert_eq!(found::<moment::Entity>(&test.db, Exact.eq(new_year)).await, [2]);
    assert_eq!(found::<moment::Entity>(&test.db, At.is_in([new_year])).await, [2]);
}

#[tokio::test]
async fn a_time_is_moved_by_an_interval() {
    let test = moments().await;
    moment::Entity::update_many()
        .col_expr(Exact, Exact.into_expr().add(Expr::cust("INTERVAL 1 MICROSECOND")))
        .col_expr(Day, Day.into_expr().add(Expr::cust("INTERVAL 1 DAY")))
        .exec(&test.db)
        .await
        .unwrap();
    let moment = moment::Entity::find_by_id(1)
        .one(&test.db)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(
        (moment.day, moment.exact),
        (date("2008-01-01"), at("2008-01-01T00:00:00Z"))
    );
}
