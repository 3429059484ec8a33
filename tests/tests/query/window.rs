//! Functions over windows, beside the columns of an entity, in conditions and in sub-queries.

use integration_tests::{
    TestDatabase,
    staff::{
        employee::{self, Column},
        staff,
    },
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, Order, QueryOrder, QuerySelect, TryGetableMany,
    sea_query::{
        Expr, Frame, FrameType, Func, OverStatement, Query, SelectExpr, WindowSelectType, WindowStatement,
    },
};
use sea_orm_clickhouse::{
    ClickHouseError,
    prelude::*,
    sea_query_clickhouse::aggregate::{
        cume_dist, dense_rank, first_value, lag, last_value, lead, nth_value, ntile, over, percent_rank,
        rank, row_number,
    },
};

pub(super) fn window(call: impl Into<Expr>, window: WindowStatement) -> Expr {
    over(call, WindowSelectType::Query(window))
}

fn ordered(column: Column) -> WindowStatement {
    WindowStatement::new().order_by(column, Order::Asc).take()
}

pub(super) fn by_department() -> WindowStatement {
    WindowStatement::partition_by(Column::Department)
}

/// The year of hire is worth more than the day.
fn by_year() -> WindowStatement {
    WindowStatement::new()
        .order_by_expr(Column::Hired.to_year(), Order::Asc)
        .take()
}

/// The name of each employee and the value of a function, in the order of the table.
pub(super) async fn values<T: sea_orm::TryGetable>(test: &TestDatabase, call: Expr) -> Vec<T> {
    employee::Entity::find()
        .select_only()
        .expr_as(call, "value")
        .order_by_asc(Column::Id)
        .into_tuple::<T>()
        .all(&test.db)
        .await
        .unwrap()
}

#[tokio::test]
async fn rank_leaves_gaps_after_equals_and_dense_rank_does_not() {
    let test = staff().await;
    assert_eq!(
        values::<i64>(&test, window(rank(), by_year())).await,
        [1, 6, 5, 11, 4, 6, 10, 6, 9, 11, 1, 1]
    );
    assert_eq!(
        values::<i64>(&test, window(dense_rank(), by_year())).await,
        [1, 4, 3, 7, 2, 4, 6, 4, 5, 7, 1, 1]
    );
    let shares = values::<f64>(&test, window(percent_rank(), by_year())).await;
    assert_eq!(shares[..3], [0.0, 5.0 / 11.0, 4.0 / 11.0]);
    let shares = values::<f64>(&test, window(cume_dist(), by_year())).await;
    assert_eq!(shares[..3], [0.25, 8.0 / 12.0, 5.0 / 12.0]);
}

#[tokio::test]
async fn row_numbers_follow_the_order_of_the_window() {
    let test = staff().await;
    let by_id = values::<i64>(&test, window(row_number(), ordered(Column::Id))).await;
    assert_eq!(by_id, (1..=12).collect::<Vec<_>>());
    let of_all = values::<i64>(&test, window(row_number(), WindowStatement::new())).await;
    let mut sorted = of_all;
    sorted.sort_unstable();
    assert_eq!(
        sorted,
        (1..=12).collect::<Vec<_>>(),
        "without an order too, each has one of its own"
    );
    let backwards = window(
        row_number(),
        WindowStatement::new().order_by(Column::Id, Order::Desc).take(),
    );
    assert_eq!(
        values::<i64>(&test, backwards).await,
        (1..=12).rev().collect::<Vec<_>>()
    );
}

#[tokio::test]
async fn an_ordered_sum_runs_and_one_without_an_order_is_of_the_whole_partition() {
    let test = staff().await;
    let sum = || Func::sum(Column::Salary.into_expr());
    let running = window(sum(), by_department().order_by(Column::Hired, Order::Asc).take());
    assert_eq!(
        values::<i64>(&test, running).await,
        [
            45_000, 127_000, 90_000, 177_000, 55_000, 108_000, 78_000, 38_000, 60_000, 94_000, 100_000,
            180_000
        ]
    );
    assert_eq!(
        values::<i64>(&test, window(sum(), by_department())).await[..6],
        [177_000, 177_000, 177_000, 177_000, 108_000, 108_000]
    );
    let mean = window(Func::avg(Column::Salary.into_expr()), by_department());
    assert_eq!(
        values::<f64>(&test, mean).await,
        [
            44_250.0, 44_250.0, 44_250.0, 44_250.0, 54_000.0, 54_000.0, 39_000.0, 39_000.0, 47_000.0,
            47_000.0, 90_000.0, 90_000.0
        ]
    );
}

#[tokio::test]
async fn extremes_of_a_partition_stand_beside_each_row() {
    let test = staff().await;
    let least = window(Func::min(Column::Salary.into_expr()), by_department());
    assert_eq!(values::<i32>(&test, least).await[..4], [37_000; 4]);
    let year = WindowStatement::new()
        .add_partition_by(Column::Hired.to_year())
        .take();
    let most = window(Func::max(Column::Salary.into_expr()), year);
    assert_eq!(
        values::<i32>(&test, most).await,
        [
            100_000, 53_000, 45_000, 50_000, 55_000, 53_000, 40_000, 53_000, 60_000, 50_000, 100_000, 100_000
        ]
    );
}

#[tokio::test]
async fn the_first_last_and_nth_value_are_those_of_the_frame() {
    let test = staff().await;
    let hired = || by_department().order_by(Column::Hired, Order::Asc).take();
    let first = window(first_value(Column::Salary.into_expr()), hired());
    assert_eq!(
        values::<i32>(&test, first).await,
        [
            45_000, 45_000, 45_000, 45_000, 55_000, 55_000, 38_000, 38_000, 60_000, 60_000, 100_000, 100_000
        ]
    );
    // The frame ends with the row itself, unless it says otherwise.
    let last = window(last_value(Column::Salary.into_expr()), hired());
    assert_eq!(
        values::<i32>(&test, last).await[..4],
        [45_000, 37_000, 45_000, 50_000]
    );
    let whole = hired()
        .frame_between(
            FrameType::Rows,
            Frame::UnboundedPreceding,
            Frame::UnboundedFollowing,
        )
        .take();
    let last = window(last_value(Column::Salary.into_expr()), whole);
    assert_eq!(values::<i32>(&test, last).await[..4], [50_000; 4]);
    let second = window(nth_value(Column::Salary.into_expr(), 2), hired());
    assert_eq!(
        values::<i32>(&test, second).await,
        [
            0, 45_000, 45_000, 45_000, 0, 53_000, 40_000, 0, 0, 34_000, 0, 80_000
        ],
        "outside of the frame the server gives the zero of the type"
    );
}

/// What is outside of a frame is the zero of its type; of a type that holds NULL it is NULL.
#[tokio::test]
async fn a_value_outside_of_the_frame_is_none_when_the_column_may_be_null() {
    let test = staff().await;
    let nullable = || Expr::cust("toNullable(salary)");
    let far = window(nth_value(nullable(), 20), ordered(Column::Salary));
    assert_eq!(values::<Option<i32>>(&test, far).await, [None; 12]);
    let before = window(lag([nullable()]), ordered(Column::Id));
    assert_eq!(
        values::<Option<i32>>(&test, before).await[..2],
        [None, Some(45_000)]
    );
    let after = window(lead([nullable()]), ordered(Column::Id));
    assert_eq!(
        values::<Option<i32>>(&test, after).await[10..],
        [Some(80_000), None]
    );
    let or = window(
        lag([Column::Salary.into_expr(), 1.into(), Expr::cust("toInt32(-1)")]),
        ordered(Column::Id),
    );
    assert_eq!(values::<i32>(&test, or).await[..2], [-1, 45_000]);
}

#[tokio::test]
async fn ntile_makes_groups_of_one_size() {
    let test = staff().await;
    let window_of_pay = WindowStatement::new()
        .order_by(Column::Salary, Order::Desc)
        .order_by(Column::Name, Order::Asc)
        .take();
    assert_eq!(
        values::<i64>(&test, window(ntile(4), window_of_pay)).await,
        [3, 4, 3, 2, 2, 2, 3, 4, 1, 4, 1, 1]
    );
}

#[tokio::test]
async fn frames_are_counted_in_rows_or_in_values() {
    let test = staff().await;
    let sum = || Func::sum(Column::Salary.into_expr());
    let near = by_department()
        .order_by(Column::Salary, Order::Asc)
        .frame_between(FrameType::Range, Frame::Preceding(2), Frame::Following(2))
        .take();
    assert_eq!(
        values::<i64>(&test, window(sum(), near)).await[..4],
        [90_000, 37_000, 90_000, 50_000],
        "those who earn the same within two"
    );
    let of_age = WindowStatement::partition_by(Column::Age)
        .order_by(Column::Age, Order::Asc)
        .frame_between(
            FrameType::Range,
            Frame::UnboundedPreceding,
            Frame::UnboundedFollowing,
        )
        .take();
    assert_eq!(
        values::<i64>(&test, window(sum(), of_age)).await[..6],
        [165_000, 165_000, 165_000, 130_000, 148_000, 148_000]
    );
    let ahead = WindowStatement::new()
        .order_by(Column::Hired, Order::Asc)
        .order_by(Column::Name, Order::Desc)
        .frame_between(FrameType::Rows, Frame::UnboundedPreceding, Frame::Following(3))
        .take();
    assert_eq!(
        values::<i64>(&test, window(sum(), ahead)).await,
        [
            362_000, 513_000, 453_000, 637_000, 415_000, 553_000, 637_000, 603_000, 637_000, 637_000,
            280_000, 325_000
        ]
    );
}

/// The server takes such a frame for one without rows, or says that it is none.
#[tokio::test]
async fn a_frame_that_begins_after_its_end_is_an_error() {
    let test = staff().await;
    for (start, end) in [
        (Frame::Following(3), Frame::CurrentRow),
        (Frame::CurrentRow, Frame::Preceding(3)),
        (Frame::UnboundedFollowing, Frame::CurrentRow),
    ] {
        let sentence = format!("{start:?} {end:?}");
        let frame = ordered(Column::Hired)
            .frame_between(FrameType::Rows, start, end)
            .take();
        let error = employee::Entity::find()
            .select_only()
            .expr_as(window(Func::sum(Column::Salary.into_expr()), frame), "value")
            .into_tuple::<i64>()
            .all(&test.db)
            .await
            .unwrap_err();
        let error = ClickHouseError::from_db_err(&error).unwrap();
        assert!(
            matches!(error.name(), Some("BAD_ARGUMENTS")),
            "{sentence}: {error}"
        );
    }
}

#[tokio::test]
async fn a_named_window_serves_several_functions() {
    let test = staff().await;
    let named = |expr: Expr| SelectExpr {
        expr,
        alias: None,
        window: Some(WindowSelectType::Name("pay".into())),
    };
    let query = Query::select()
        .column(Column::Name)
        .expr(named(rank().into()))
        .expr(named(Func::sum(Expr::col(Column::Salary)).into()))
        .from(employee::Entity)
        .window(
            "pay",
            by_department().order_by(Column::Salary, Order::Desc).take(),
        )
        .and_where(Expr::col(Column::Department).eq("IT"))
        .order_by(Column::Salary, Order::Desc)
        .to_owned();
    let rows = test.db.query_all(&query).await.unwrap();
    let rows: Vec<(String, i64, i64)> = rows
        .iter()
        .map(|row| TryGetableMany::try_get_many_by_index(row).unwrap())
        .collect();
    assert_eq!(
        rows,
        [("Wilkinson".into(), 1, 60_000), ("Moore".into(), 2, 94_000)]
    );
}

/// A window has no rows in a condition, nor in what a change assigns.
#[tokio::test]
async fn a_window_is_partitioned_by_a_path_of_json() {
    let test = TestDatabase::new().await;
    let db = &test.db;
    db.execute_unprepared(
        r#"CREATE TABLE detail (id UInt8, value JSON) ENGINE = MergeTree ORDER BY id;
           INSERT INTO detail VALUES (1, '{"department": "IT", "name": "Smith", "salary": 37000}'),
             (2, '{"department": "IT", "name": "Nowak", "salary": 32000}'),
             (3, '{"department": "HR", "name": "Brown", "salary": 50000}')"#,
    )
    .await
    .unwrap();
    let text = |path: &str| Expr::col("value").typed_path(path, &DataType::String);
    let sum = window(
        Func::sum(Expr::col("value").typed_path("salary", &DataType::Int64)),
        WindowStatement::new()
            .add_partition_by(text("department"))
            .order_by_expr(text("name"), Order::Asc)
            .take(),
    );
    let query = Query::select()
        .expr_as(text("name"), "name")
        .expr_as(sum, "total")
        .from("detail")
        .order_by("name", Order::Asc)
        .to_owned();
    let rows = db.query_all(&query).await.unwrap();
    let rows: Vec<(Option<String>, Option<i64>)> = rows
        .iter()
        .map(|row| TryGetableMany::try_get_many_by_index(row).unwrap())
        .collect();
    assert_eq!(
        rows,
        [("Brown", 50_000), ("Nowak", 32_000), ("Smith", 69_000)]
            .map(|(name, sum)| (Some(name.into()), Some(sum)))
    );
}
