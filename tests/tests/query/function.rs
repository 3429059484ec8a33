//! Functions of the server beside the columns of an entity, with exact answers.

use chrono::{DateTime, NaiveDate, TimeZone, Utc};
use integration_tests::TestDatabase;
use person::Column::{Born, Day, Name};
use sea_orm::{
    ColumnTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect, TryGetable, sea_query::Expr,
};
use sea_orm_clickhouse::{
    prelude::*,
    sea_query_clickhouse::func::{
        conversion::to_uint64,
        date_time::{
            now64, to_start_of_day, to_start_of_month, to_start_of_quarter, to_start_of_week,
            to_start_of_year, to_year_week, to_yyyymmddhhmmss,
        },
        encoding::hex,
        hash::{self, city_hash64, sip_hash64, sip_hash64_keyed},
        other::{current_database, host_name},
        random::{rand, rand64},
        tuple::tuple,
    },
};

mod person {
    use sea_orm::entity::prelude::*;
    use sea_orm_clickhouse::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, ClickHouseEntity)]
    #[sea_orm(table_name = "person")]
    #[clickhouse(order_by = Column::Id)]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: i64,
        pub name: String,
        #[clickhouse(type = "DateTime64(6, 'UTC')")]
        pub born: DateTimeUtc,
        #[clickhouse(type = "Date32")]
        pub day: Date,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// John of a November afternoon, Elena of an hour before December in Shanghai, Sarah of the last half hour of a year.
async fn people() -> TestDatabase {
    let test = TestDatabase::new().await;
    test.create_declared::<person::Entity>().await;
    let person = |id, name: &str, born| person::Model {
        id,
        name: name.into(),
        born,
        day: date(2024, 1, 1),
    };
    test.insert([
        person(
            1,
            "John Smith",
            Utc.with_ymd_and_hms(2023, 11, 30, 16, 12, 15).unwrap(),
        ),
        person(
            2,
            "Élena Jordan",
            Utc.with_ymd_and_hms(2023, 11, 30, 16, 59, 59).unwrap(),
        ),
        person(
            3,
            "Sarah Connor",
            Utc.with_ymd_and_hms(2023, 12, 31, 23, 30, 0).unwrap(),
        ),
    ])
    .await;
    test
}

fn date(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

/// The values of an expression for each person, in their order.
async fn values<T: TryGetable>(test: &TestDatabase, expr: impl Into<Expr>) -> Vec<T> {
    person::Entity::find()
        .select_only()
        .expr_as(expr, "value")
        .order_by_asc(person::Column::Id)
        .into_tuple::<T>()
        .all(&test.db)
        .await
        .unwrap()
}

#[tokio::test]
async fn instants_are_numbers_in_the_zone_that_is_named() {
    let test = people().await;
    let shanghai = || Born.to_timezone("Asia/Shanghai");
    assert_eq!(
        values::<u32>(&test, Born.to_yyyymm()).await,
        [202_311, 202_311, 202_312]
    );
    assert_eq!(
        values::<u32>(&test, shanghai().to_yyyymm()).await,
        [202_312, 202_312, 202_401]
    );
    assert_eq!(
        values::<u32>(&test, Born.to_yyyymmdd()).await,
        [20_231_130, 20_231_130, 20_231_231]
    );
    assert_eq!(
        values::<u32>(&test, shanghai().to_yyyymmdd()).await[1..],
        [20_231_201, 20_240_101]
    );
    let seconds = Born.to_yyyymmddhhmmss();
    assert_eq!(values::<i64>(&test, seconds).await[0], 20_231_130_161_215);
    let seconds = to_yyyymmddhhmmss(shanghai());
    assert_eq!(values::<i64>(&test, seconds).await[1], 20_231_201_005_959);
}

#[tokio::test]
async fn weeks_of_the_year_depend_on_their_first_day_and_the_zone() {
    let test = people().await;
    assert_eq!(values::<u32>(&test, Born.to_year_week()).await[2], 202_353);
    let monday = to_year_week(Born.into_expr()).arg(1);
    assert_eq!(values::<u32>(&test, monday).await[2], 202_352);
    let monday = to_year_week(Born.into_expr()).arg(1).arg("Pacific/Kiritimati");
    assert_eq!(values::<u32>(&test, monday).await[2], 202_401);
}

#[tokio::test]
async fn beginnings_of_days_and_more_are_those_of_a_zone() {
    let test = people().await;
    let at = |zone: &'static str| Born.to_timezone(zone);
    let instant = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
    let days = values::<DateTime<Utc>>(&test, to_start_of_day(at("Asia/Shanghai"))).await;
    assert_eq!(days[2], instant("2023-12-31T16:00:00Z"));
    let days = values::<DateTime<Utc>>(&test, to_start_of_day(at("Asia/Kathmandu"))).await;
    assert_eq!(
        days[1],
        instant("2023-11-29T18:15:00Z"),
        "a zone of three quarters of an hour"
    );
    let dates = async |expr: Expr| values::<NaiveDate>(&test, expr).await[2];
    assert_eq!(dates(Born.to_start_of_month()).await, date(2023, 12, 1));
    assert_eq!(
        dates(to_start_of_month(at("Asia/Shanghai")).into()).await,
        date(2024, 1, 1)
    );
    assert_eq!(dates(Born.to_start_of_quarter()).await, date(2023, 10, 1));
    assert_eq!(
        dates(to_start_of_quarter(at("Asia/Shanghai")).into()).await,
        date(2024, 1, 1)
    );
    assert_eq!(dates(Born.to_start_of_year()).await, date(2023, 1, 1));
    assert_eq!(
        dates(to_start_of_year(at("Asia/Kathmandu")).into()).await,
        date(2024, 1, 1)
    );
    assert_eq!(dates(Born.to_start_of_week()).await, date(2023, 12, 31), "Sunday");
    assert_eq!(
        dates(to_start_of_week(Born.into_expr()).arg(1).into()).await,
        date(2023, 12, 25)
    );
    let shanghai = to_start_of_week(Born.into_expr()).arg(1).arg("Asia/Shanghai");
    assert_eq!(dates(shanghai.into()).await, date(2024, 1, 1));
    assert_eq!(
        dates(Day.to_start_of_week()).await,
        date(2023, 12, 31),
        "of a date too"
    );
}

#[tokio::test]
async fn parts_of_an_hour_begin_where_they_do() {
    let test = people().await;
    let minutes = async |expr: Expr| {
        let starts = values::<DateTime<Utc>>(&test, expr).await;
        starts[..2]
            .iter()
            .map(|start| start.format("%H:%M:%S").to_string())
            .collect::<Vec<_>>()
    };
    assert_eq!(minutes(Born.to_start_of_minute()).await, ["16:12:00", "16:59:00"]);
    assert_eq!(
        minutes(Born.to_start_of_five_minutes()).await,
        ["16:10:00", "16:55:00"]
    );
    assert_eq!(
        minutes(Born.to_start_of_ten_minutes()).await,
        ["16:10:00", "16:50:00"]
    );
    assert_eq!(
        minutes(Born.to_start_of_fifteen_minutes()).await,
        ["16:00:00", "16:45:00"]
    );
    assert_eq!(minutes(Born.to_start_of_hour()).await, ["16:00:00", "16:00:00"]);
}

#[tokio::test]
async fn the_server_names_its_database_itself_and_the_time() {
    let test = people().await;
    assert_eq!(values::<String>(&test, current_database()).await[0], test.name());
    assert!(!values::<String>(&test, host_name()).await[0].is_empty());
    let now = values::<DateTime<Utc>>(&test, now64()).await[0];
    assert!((Utc::now() - now).num_seconds().abs() < 3_600);
}

#[tokio::test]
async fn random_numbers_differ_by_row() {
    let test = people().await;
    let mut numbers = values::<String>(&test, hex(rand64())).await;
    numbers.sort_unstable();
    numbers.dedup();
    assert_eq!(numbers.len(), 3);
    assert_eq!(values::<u32>(&test, rand()).await.len(), 3);
    let some = person::Entity::find()
        .order_by(Expr::from(rand()), sea_orm::Order::Asc)
        .all(&test.db)
        .await
        .unwrap();
    assert_eq!(some.len(), 3, "in any order");
}

#[tokio::test]
async fn hashes_are_those_that_everyone_knows() {
    let test = people().await;
    let hexed = async |call: Expr| values::<String>(&test, hex(call)).await[0].clone();
    assert_eq!(
        hexed(hash::md5("abc").into()).await,
        "900150983CD24FB0D6963F7D28E17F72"
    );
    assert_eq!(
        hexed(hash::sha1("abc").into()).await,
        "A9993E364706816ABA3E25717850C26C9CD0D89D"
    );
    assert_eq!(
        hexed(hash::sha256("abc").into()).await,
        "BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD"
    );
    assert_eq!(hexed(hash::sha224("abc").into()).await.len(), 56);
    assert_eq!(hexed(hash::sha512("abc").into()).await.len(), 128);
    let keyed = sip_hash64_keyed(tuple([to_uint64(1), to_uint64(2)]), [Name.into_expr()]);
    let plain = values::<String>(&test, hex(sip_hash64([Name.into_expr()]))).await;
    let keyed = values::<String>(&test, hex(keyed)).await;
    assert_ne!(plain, keyed, "the key is part of it");
    let same = person::Entity::find()
        .filter(Expr::from(city_hash64([Name.into_expr()])).eq(city_hash64(["John Smith"])))
        .all(&test.db)
        .await
        .unwrap();
    assert_eq!(same.len(), 1);
}

#[tokio::test]
async fn elements_of_a_tuple_of_columns_are_taken_by_position() {
    let test = people().await;
    let pair = || Expr::from(tuple([Name.into_expr(), person::Column::Id.into_expr()]));
    assert_eq!(
        values::<String>(&test, pair().tuple_element(1)).await[0],
        "John Smith"
    );
    assert_eq!(values::<i64>(&test, pair().tuple_element(-1)).await, [1, 2, 3]);
}
