//! PREWHERE: with relations and windows, in sub-queries, and where it cannot be.

use integration_tests::{
    library::{author, book, library},
    staff::{employee, staff},
};
use sea_orm::{
    ColumnTrait, DbErr, EntityTrait, ExprTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait,
    sea_query::{Expr, Order, WindowSelectType, WindowStatement},
};
use sea_orm_clickhouse::{
    prelude::*,
    sea_query_clickhouse::{
        ClickHouseQueryBuilder,
        aggregate::{over, rank},
    },
};

fn error_name(error: &DbErr) -> String {
    let error = ClickHouseError::from_db_err(error).expect("an error of ClickHouse");
    error.name().unwrap_or_default().to_owned()
}

#[tokio::test]
async fn prewhere_stands_before_where_and_both_hold() {
    let test = staff().await;
    let select = employee::Entity::find()
        .prewhere(employee::Column::Department.eq("IT"))
        .filter(employee::Column::Salary.gt(50_000))
        .prewhere(employee::Column::Age.eq(40));
    let sql = select.clone().into_query().to_string(ClickHouseQueryBuilder);
    let (before, after) = sql.split_once(" WHERE ").unwrap();
    assert!(
        before.contains(" PREWHERE ") && before.contains("department") && before.contains("age"),
        "{sql}"
    );
    assert!(after.contains("salary"), "{sql}");
    let found = select.all(&test.db).await.unwrap();
    assert_eq!(
        found.iter().map(|row| row.name.as_str()).collect::<Vec<_>>(),
        ["Wilkinson"]
    );
    let count = employee::Entity::find().prewhere(employee::Column::Department.eq("IT"));
    assert_eq!(count.count(&test.db).await.unwrap(), 2);
}

#[tokio::test]
async fn prewhere_of_a_key_holds_beside_a_condition_on_the_related_table() {
    let test = library().await;
    let books = book::Entity::find()
        .inner_join(author::Entity)
        .prewhere(book::Column::Id.lte(2))
        .filter(author::Column::Name.eq("Le Guin"))
        .order_by_asc(book::Column::Id)
        .all(&test.db)
        .await
        .unwrap();
    assert_eq!(books.iter().map(|book| book.id).collect::<Vec<_>>(), [1]);
}

#[tokio::test]
async fn prewhere_of_an_aggregate_is_an_error() {
    let test = staff().await;
    let error = employee::Entity::find()
        .select_only()
        .column(employee::Column::Department)
        .column_as(employee::Column::Id.count(), "employees")
        .prewhere(employee::Column::Id.count().gt(0))
        .group_by(employee::Column::Department)
        .into_tuple::<(String, i64)>()
        .all(&test.db)
        .await
        .unwrap_err();
    assert_eq!(error_name(&error), "ILLEGAL_AGGREGATION", "{error}");
}

#[tokio::test]
async fn prewhere_of_a_window_is_an_error() {
    let test = staff().await;
    let window = WindowStatement::partition_by(employee::Column::Department)
        .order_by(employee::Column::Salary, Order::Desc)
        .take();
    let error = employee::Entity::find()
        .prewhere(over(rank(), WindowSelectType::Query(window)).eq(1))
        .all(&test.db)
        .await
        .unwrap_err();
    assert_eq!(error_name(&error), "ILLEGAL_AGGREGATION", "{error}");
}

#[tokio::test]
async fn prewhere_belongs_to_the_sub_query_that_has_it() {
    let test = library().await;
    let authors = book::Entity::find()
        .select_only()
        .column(book::Column::AuthorId)
        .prewhere(book::Column::Id.eq(1))
        .into_query();
    let found = author::Entity::find()
        .filter(author::Column::Id.in_subquery(authors))
        .all(&test.db)
        .await
        .unwrap();
    assert_eq!(
        found
            .iter()
            .map(|author| author.name.as_str())
            .collect::<Vec<_>>(),
        ["Le Guin"]
    );
    // What the outer query names is not known yet where PREWHERE is.
    let correlated = book::Entity::find()
        .select_only()
        .expr(Expr::val(1))
        .prewhere(
            Expr::col((book::Entity, book::Column::AuthorId)).equals((author::Entity, author::Column::Id)),
        )
        .into_query();
    let error = author::Entity::find()
        .filter(Expr::exists(correlated))
        .all(&test.db)
        .await
        .unwrap_err();
    assert!(!error_name(&error).is_empty(), "{error}");
}
