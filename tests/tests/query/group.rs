//! Groups: what they are made of, and how they are filtered, counted and ordered.

use integration_tests::staff::{
    employee::{self, Column},
    staff,
};
use sea_orm::{
    ColumnTrait, EntityTrait, ExprTrait, Order, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait,
    sea_query::{Expr, Func, Query},
};
use sea_orm_clickhouse::{
    IntoClickHouseSelect,
    prelude::*,
    sea_query_clickhouse::aggregate::{count, sum},
};

#[tokio::test]
async fn groups_are_of_columns_and_of_expressions() {
    let test = staff().await;
    let by_department: Vec<(String, i64, i32)> = employee::Entity::find()
        .select_only()
        .column(Column::Department)
        .column_as(Column::Id.count(), "employees")
        .column_as(Column::Salary.max(), "most")
        .group_by(Column::Department)
        .order_by_asc(Column::Department)
        .into_tuple()
        .all(&test.db)
        .await
        .unwrap();
    assert_eq!(
        by_department[..2],
        [("Accounting".into(), 4, 50_000), ("IT".into(), 2, 60_000)]
    );
    let by_year: Vec<(u16, i64)> = employee::Entity::find()
        .select_only()
        .column_as(Column::Hired.to_year(), "year")
        .column_as(Column::Id.count(), "employees")
        .group_by(Column::Hired.to_year())
        .order_by(Column::Hired.to_year(), Order::Desc)
        .into_tuple()
        .all(&test.db)
        .await
        .unwrap();
    assert_eq!(
        by_year,
        [
            (2013, 2),
            (2012, 1),
            (2011, 1),
            (2009, 3),
            (2008, 1),
            (2007, 1),
            (2005, 3)
        ]
    );
}

#[tokio::test]
async fn a_condition_before_the_group_and_having_after_it() {
    let test = staff().await;
    let groups = || {
        employee::Entity::find()
            .select_only()
            .column(Column::Department)
            .column_as(Column::Salary.sum(), "total")
            .group_by(Column::Department)
            .order_by_asc(Column::Department)
    };
    let rows = |select: sea_orm::Select<employee::Entity>| {
        let db = test.db.clone();
        async move { select.into_tuple::<(String, i64)>().all(&db).await.unwrap() }
    };
    let before = rows(groups().filter(Column::Age.lt(40))).await;
    assert_eq!(
        before,
        [
            ("Accounting".into(), 127_000),
            ("Marketing".into(), 78_000),
            ("Sales".into(), 108_000)
        ]
    );
    let after = rows(groups().having(Column::Salary.sum().gt(150_000))).await;
    assert_eq!(
        after,
        [("Accounting".into(), 177_000), ("Management".into(), 180_000)]
    );
    let both = rows(
        groups()
            .filter(Column::Age.lt(40))
            .having(Column::Id.count().gt(2).or(Column::Salary.avg().gt(50_000))),
    )
    .await;
    assert_eq!(both, [("Accounting".into(), 127_000), ("Sales".into(), 108_000)]);
    let of_none = rows(groups().having(Column::Bonus.max().is_null())).await;
    assert_eq!(of_none, []);
}

#[tokio::test]
async fn an_aggregate_of_some_rows_stands_beside_that_of_all() {
    let test = staff().await;
    let rows: Vec<(String, i64, i64, i64, Option<i64>)> = employee::Entity::find()
        .select_only()
        .column(Column::Department)
        .column_as(Column::Id.count(), "all")
        .expr_as(count().if_(Column::Salary.gte(50_000)), "rich")
        .expr_as(sum(Column::Salary.into_expr()).if_(Column::Age.gt(45)), "older")
        .expr_as(
            sum(Column::Salary.into_expr()).or_null().if_(Column::Age.gt(45)),
            "older_or_none",
        )
        .group_by(Column::Department)
        .order_by_asc(Column::Department)
        .into_tuple()
        .all(&test.db)
        .await
        .unwrap();
    assert_eq!(
        rows[..3],
        [
            ("Accounting".into(), 4, 1, 50_000, Some(50_000)),
            ("IT".into(), 2, 1, 0, None),
            ("Management".into(), 2, 2, 80_000, Some(80_000)),
        ]
    );
    let case: Option<i64> = employee::Entity::find()
        .select_only()
        .expr_as(
            Func::sum(Expr::case(Column::Department.eq("IT"), Column::Salary.into_expr()).finally(0)),
            "of_it",
        )
        .into_tuple()
        .one(&test.db)
        .await
        .unwrap();
    assert_eq!(case, Some(94_000));
}

#[tokio::test]
async fn groups_are_ordered_by_their_aggregates_and_counted_as_groups() {
    let test = staff().await;
    let groups = employee::Entity::find()
        .select_only()
        .column(Column::Department)
        .group_by(Column::Department)
        .order_by_desc(Column::Salary.avg())
        .order_by_asc(Column::Department);
    let names: Vec<String> = groups.clone().into_tuple().all(&test.db).await.unwrap();
    assert_eq!(names, ["Management", "Sales", "IT", "Accounting", "Marketing"]);
    assert_eq!(groups.clone().count(&test.db).await.unwrap(), 5);
    let names: Vec<String> = groups
        .limit(2)
        .offset(1)
        .into_tuple()
        .all(&test.db)
        .await
        .unwrap();
    assert_eq!(names, ["Sales", "IT"]);
}

#[tokio::test]
async fn an_aggregate_of_aggregates_is_taken_of_a_sub_query() {
    let test = staff().await;
    let sizes = employee::Entity::find()
        .select_only()
        .column_as(Column::Id.count(), "size")
        .group_by(Column::Department)
        .into_query();
    let query = Query::select()
        .expr(Expr::col("size").max())
        .expr(Func::avg(Expr::col("size")))
        .from_subquery(sizes, "departments")
        .to_owned();
    use sea_orm::ConnectionTrait;
    let row = test.db.query_one(&query).await.unwrap().unwrap();
    assert_eq!(row.try_get_by_index::<i64>(0).unwrap(), 4);
    assert_eq!(row.try_get_by_index::<f64>(1).unwrap(), 2.4);
}

#[tokio::test]
async fn values_of_sub_queries_and_their_existence_stand_beside_columns() {
    let test = staff().await;
    let mean = Query::select()
        .expr(Func::avg(Expr::col(Column::Salary)))
        .from(employee::Entity)
        .to_owned();
    let above = employee::Entity::find()
        .filter(
            Column::Salary
                .into_expr()
                .gt(Expr::SubQuery(None, Box::new(mean.into()))),
        )
        .order_by_asc(Column::Name)
        .all(&test.db)
        .await
        .unwrap();
    let names: Vec<&str> = above.iter().map(|row| row.name.as_str()).collect();
    assert_eq!(names, ["Jackson", "Miller", "Smith", "Wilkinson"]);
    let exists = |department: &str| {
        Expr::exists(
            Query::select()
                .expr(1)
                .from(employee::Entity)
                .and_where(Column::Department.eq(department))
                .to_owned(),
        )
    };
    let row: Option<(bool, bool)> = employee::Entity::find()
        .select_only()
        .expr_as(exists("IT"), "it")
        .expr_as(exists("Law"), "law")
        .into_tuple()
        .one(&test.db)
        .await
        .unwrap();
    assert_eq!(row, Some((true, false)), "whether it exists is a bool");
}

#[tokio::test]
async fn arithmetic_of_aggregates_and_columns_keeps_null() {
    let test = staff().await;
    let rows: Vec<(String, Option<f64>, f64)> = employee::Entity::find()
        .select_only()
        .column(Column::Name)
        .expr_as(Column::Bonus.into_expr().add(Column::Salary.into_expr()), "both")
        .expr_as(
            Func::coalesce([Column::Bonus.into_expr(), Expr::val(0.0)]),
            "bonus",
        )
        .filter(Column::Department.eq("Sales"))
        .order_by_asc(Column::Id)
        .clickhouse()
        .into_row::<(String, Option<f64>, f64)>()
        .all(&test.db)
        .await
        .unwrap();
    assert_eq!(
        rows,
        [
            ("Smith".into(), Some(55_137.5), 137.5),
            ("Brown".into(), None, 0.0)
        ]
    );
    let totals: Option<(Option<f64>, i64)> = employee::Entity::find()
        .select_only()
        .expr_as(Column::Bonus.sum().div(Column::Bonus.count()), "mean")
        .column_as(Column::Bonus.count(), "bonuses")
        .filter(Column::Department.eq("Sales"))
        .into_tuple()
        .one(&test.db)
        .await
        .unwrap();
    assert_eq!(totals, Some((Some(137.5), 1)));
}

#[tokio::test]
async fn distinct_rows_are_of_the_columns_that_are_selected() {
    let test = staff().await;
    let ages: Vec<i32> = employee::Entity::find()
        .select_only()
        .column(Column::Age)
        .distinct()
        .order_by_asc(Column::Age)
        .into_tuple()
        .all(&test.db)
        .await
        .unwrap();
    assert_eq!(ages, [20, 30, 40, 50]);
    let one_of_each = employee::Entity::find()
        .distinct_on([(employee::Entity, Column::Department)])
        .count(&test.db)
        .await
        .unwrap();
    assert_eq!(one_of_each, 5);
    let nothing: Vec<i32> = employee::Entity::find()
        .select_only()
        .column(Column::Age)
        .distinct()
        .filter(Column::Age.gt(100))
        .into_tuple()
        .all(&test.db)
        .await
        .unwrap();
    assert!(nothing.is_empty());
}
