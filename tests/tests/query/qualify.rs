//! Rows that are chosen by functions over windows, and where windows cannot be.

use integration_tests::{
    TestDatabase,
    staff::{
        employee::{self, Column},
        staff,
    },
};
use sea_orm::{
    ColumnTrait, EntityTrait, ExprTrait, Order, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait, Select,
    sea_query::{Expr, Func, IntoCondition},
};
use sea_orm_clickhouse::{
    ClickHouseError,
    prelude::*,
    sea_query_clickhouse::aggregate::{any, rank},
};

use super::window::{by_department, values, window};

fn best_paid() -> Expr {
    window(
        rank(),
        by_department().order_by(Column::Salary, Order::Desc).take(),
    )
}

/// How much the mean age of the department is above the employee's own.
fn younger_by() -> Expr {
    window(Func::avg(Column::Age.into_expr()), by_department()).sub(Column::Age.into_expr())
}

async fn names(test: &TestDatabase, select: Select<employee::Entity>) -> Vec<String> {
    let rows = select.all(&test.db).await.unwrap();
    rows.into_iter().map(|row| row.name).collect()
}

fn employees() -> Select<employee::Entity> {
    employee::Entity::find()
        .order_by_asc(Column::Department)
        .order_by_asc(Column::Name)
}

#[tokio::test]
async fn rows_are_chosen_by_their_windows() {
    let test = staff().await;
    let first = || best_paid().eq(1);
    let younger = || younger_by().gt(0);
    assert_eq!(
        names(&test, employees().qualify(first())).await,
        ["Adams", "Wilkinson", "Miller", "Johnson", "Smith"]
    );
    assert_eq!(
        names(&test, employees().qualify(younger())).await,
        ["Jenson", "Jones", "Williams", "Miller", "Smythe"]
    );
    assert_eq!(
        names(&test, employees().qualify(first()).qualify(younger())).await,
        ["Miller"]
    );
    assert_eq!(
        names(&test, employees().qualify(first().or(younger()))).await,
        [
            "Adams",
            "Jenson",
            "Jones",
            "Williams",
            "Wilkinson",
            "Miller",
            "Johnson",
            "Smythe",
            "Smith"
        ]
    );
    let not_first = employees().qualify(best_paid().gt(1).not().into_condition());
    assert_eq!(
        names(&test, not_first).await,
        ["Adams", "Wilkinson", "Miller", "Johnson", "Smith"]
    );
    let most = window(Func::max(Column::Salary.into_expr()), by_department());
    let by_column = employees().qualify(most.eq(Column::Salary.into_expr()));
    assert_eq!(
        names(&test, by_column).await,
        ["Adams", "Wilkinson", "Miller", "Johnson", "Smith"]
    );
}

#[tokio::test]
async fn a_condition_on_rows_holds_before_the_window_and_qualify_after_it() {
    let test = staff().await;
    let of_two = employees()
        .filter(Column::Department.is_in(["Accounting", "Management"]))
        .qualify(best_paid().eq(1));
    assert_eq!(names(&test, of_two).await, ["Adams", "Miller"]);
    let without_the_first = employees()
        .filter(Column::Salary.lt(50_000))
        .qualify(best_paid().eq(1));
    assert_eq!(
        names(&test, without_the_first).await,
        ["Jenson", "Jones", "Moore", "Johnson"],
        "two earn the same"
    );
    let either = employees().qualify(
        best_paid()
            .eq(1)
            .or(Column::Department.is_in(["Accounting", "Management"])),
    );
    assert_eq!(names(&test, either).await.len(), 9);
}

#[tokio::test]
async fn limits_counts_and_pages_come_after_the_choice_by_windows() {
    let test = staff().await;
    let first = || employees().qualify(best_paid().eq(1));
    assert_eq!(
        names(&test, first().limit(3)).await,
        ["Adams", "Wilkinson", "Miller"]
    );
    assert_eq!(first().count(&test.db).await.unwrap(), 5);
    let pages = first().paginate(&test.db, 2);
    assert_eq!(pages.num_items().await.unwrap(), 5);
    let last: Vec<String> = pages
        .fetch_page(2)
        .await
        .unwrap()
        .into_iter()
        .map(|row| row.name)
        .collect();
    assert_eq!(last, ["Smith"]);
    let all = employee::Entity::find().expr_as(
        window(Func::sum(Column::Salary.into_expr()), by_department()),
        "total",
    );
    assert_eq!(all.count(&test.db).await.unwrap(), 12);
}

#[tokio::test]
async fn a_window_is_part_of_cases_and_conditions_that_are_selected() {
    let test = staff().await;
    let is_first = best_paid().eq(1);
    assert_eq!(
        values::<bool>(&test, is_first.clone()).await,
        [
            false, false, false, true, true, false, true, false, true, false, true, false
        ],
        "a condition is a bool"
    );
    let case = Expr::case(is_first, "first").finally("other");
    assert_eq!(
        values::<String>(&test, case.into()).await[3..5],
        ["first", "first"]
    );
}

#[tokio::test]
async fn rows_are_found_by_the_windows_of_a_sub_query() {
    let test = staff().await;
    let highest = window(
        any(Column::Id.into_expr()),
        by_department().order_by(Column::Salary, Order::Desc).take(),
    );
    let ids = employee::Entity::find()
        .select_only()
        .expr_as(highest, "highest")
        .into_query();
    let best = employees().filter(Column::Id.in_subquery(ids));
    assert_eq!(
        names(&test, best).await,
        ["Adams", "Wilkinson", "Miller", "Johnson", "Smith"]
    );
}

#[tokio::test]
async fn windows_are_refused_where_there_are_no_windows() {
    let test = staff().await;
    let in_where = employee::Entity::find()
        .filter(best_paid().eq(1))
        .all(&test.db)
        .await
        .unwrap_err();
    let error = ClickHouseError::from_db_err(&in_where).unwrap();
    assert_eq!(error.name(), Some("ILLEGAL_AGGREGATION"), "{error}");
    let most = window(Func::cust("max").arg(Column::Salary.into_expr()), by_department());
    let error = employee::Entity::update_many()
        .col_expr(Column::Age, most)
        .filter(Column::Department.eq("IT"))
        .exec(&test.db)
        .await
        .unwrap_err();
    assert!(ClickHouseError::from_db_err(&error).is_some(), "{error}");
    let ages: Vec<i32> = values(&test, Column::Age.into_expr()).await;
    assert_eq!(ages[8..10], [40, 40], "nothing was changed");
}
