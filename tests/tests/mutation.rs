//! Updates and deletes: the rows that they reach, count and return.

use integration_tests::shop::{item, new_item, sale, seeded, seeded_with, stocks};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, DbErr, EntityTrait, ExprTrait, ModelTrait, PaginatorTrait, QueryFilter,
    Set, Unchanged,
    sea_query::{Expr, Query},
};
use sea_orm_clickhouse::{ClickHouseError, ClickHouseUpdateExt};

#[tokio::test]
async fn updating_many_rows_counts_them() {
    let test = seeded().await;
    let db = &test.db;
    let updated = item::Entity::update_many()
        .col_expr(item::Column::Stock, Expr::col(item::Column::Stock).add(1))
        .filter(item::Column::Id.gt(2))
        .exec(db)
        .await
        .unwrap();
    assert_eq!(updated.rows_affected, 2);
    assert_eq!(stocks(&test).await, [(1, 10), (2, 20), (3, 31), (4, 41)]);
    let all = item::Entity::update_many()
        .col_expr(item::Column::Note, Expr::value("seen"))
        .exec(db)
        .await
        .unwrap();
    assert_eq!(all.rows_affected, 4);
    let cleared = item::Entity::update_many()
        .col_expr(item::Column::Note, Expr::value(Option::<String>::None))
        .filter(item::Column::Note.eq("seen"))
        .exec(db)
        .await
        .unwrap();
    assert_eq!(cleared.rows_affected, 4);
    assert_eq!(
        item::Entity::find()
            .filter(item::Column::Note.is_null())
            .count(db)
            .await
            .unwrap(),
        4
    );
    let none = item::Entity::update_many()
        .col_expr(item::Column::Stock, Expr::value(0))
        .filter(item::Column::Id.eq(99))
        .exec(db)
        .await
        .unwrap();
    assert_eq!(none.rows_affected, 0);
    let set = item::Entity::update_many()
        .set(item::ActiveModel {
            name: Set("renamed".into()),
            ..Default::default()
        })
        .filter(item::Column::Id.is_in([1, 2]))
        .exec(db)
        .await
        .unwrap();
    assert_eq!(set.rows_affected, 2);
}

#[tokio::test]
async fn an_update_that_changes_the_column_of_its_condition_returns_and_counts_its_rows() {
    let test = seeded().await;
    let db = &test.db;
    let updated = item::Entity::update_many()
        .col_expr(item::Column::Stock, Expr::value(0))
        .filter(item::Column::Stock.gte(30))
        .exec(db)
        .await
        .unwrap();
    assert_eq!(updated.rows_affected, 2);
    let mut returned = item::Entity::update_many()
        .col_expr(item::Column::Stock, Expr::col(item::Column::Stock).add(7))
        .col_expr(item::Column::Name, Expr::value("empty"))
        .filter(item::Column::Stock.eq(0))
        .exec_with_returning(db)
        .await
        .unwrap();
    returned.sort_by_key(|item| item.id);
    let seen: Vec<_> = returned
        .iter()
        .map(|item| (item.id, item.name.as_str(), item.stock))
        .collect();
    assert_eq!(seen, [(3, "empty", 7), (4, "empty", 7)]);
    assert_eq!(stocks(&test).await, [(1, 10), (2, 20), (3, 7), (4, 7)]);
}

#[tokio::test]
async fn one_update_returns_its_row() {
    let test = seeded().await;
    let model = item::Entity::update(item::ActiveModel {
        id: Unchanged(2),
        stock: Set(21),
        ..Default::default()
    })
    .exec(&test.db)
    .await
    .unwrap();
    assert_eq!((model.name.as_str(), model.stock), ("bread", 21));
    let result = item::Entity::update(item::ActiveModel {
        id: Unchanged(2),
        stock: Set(22),
        ..Default::default()
    })
    .validate()
    .unwrap()
    .exec_without_returning(&test.db)
    .await
    .unwrap();
    assert_eq!(result.rows_affected, 1);
    assert_eq!(stocks(&test).await[1], (2, 22));
}

#[tokio::test]
async fn deleting_counts_and_returns_the_rows() {
    let test = seeded().await;
    let db = &test.db;
    let gone = item::Entity::delete_many()
        .filter(item::Column::Stock.lt(20))
        .exec(db)
        .await
        .unwrap();
    assert_eq!(gone.rows_affected, 1);
    let row = item::Entity::delete_by_id(2)
        .exec_with_returning(db)
        .await
        .unwrap();
    assert_eq!(row.map(|item| item.name), Some("bread".to_owned()));
    let none = item::Entity::delete_by_id(2)
        .exec_with_returning(db)
        .await
        .unwrap();
    assert_eq!(none, None);
    let mut rest = item::Entity::delete_many().exec_with_returning(db).await.unwrap();
    rest.sort_by_key(|item| item.id);
    assert_eq!(rest.iter().map(|item| item.id).collect::<Vec<_>>(), [3, 4]);
    assert_eq!(item::Entity::find().count(db).await.unwrap(), 0);

    let pair = sale::Entity::find_by_id((1, "ann".to_owned()))
        .one(db)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(pair.delete(db).await.unwrap().rows_affected, 1);
    assert_eq!(
        sale::Entity::delete_many().exec(db).await.unwrap().rows_affected,
        2
    );
    assert_eq!(
        sale::Entity::delete_many().exec(db).await.unwrap().rows_affected,
        0
    );
}

#[tokio::test]
async fn what_does_not_exist_is_neither_updated_nor_deleted() {
    for options in ["", "count_rows=false"] {
        let test = seeded_with(options).await;
        let db = &test.db;
        let missing = || new_item(77, "none", 1);
        assert_eq!(missing().update(db).await.unwrap_err(), DbErr::RecordNotUpdated);
        let error = item::Entity::update(missing())
            .validate()
            .unwrap()
            .exec_without_returning(db)
            .await
            .unwrap_err();
        assert_eq!(error, DbErr::RecordNotUpdated);
        assert_eq!(missing().delete(db).await.unwrap().rows_affected, 0);
        assert_eq!(item::Entity::find().count(db).await.unwrap(), 4);
    }
}

#[tokio::test]
async fn without_counting_an_existing_row_is_still_updated_and_deleted() {
    let test = seeded_with("count_rows=false").await;
    let db = &test.db;
    let updated = new_item(1, "apple", 11).update(db).await.unwrap();
    assert_eq!(updated.stock, 11);
    let result = item::Entity::update(new_item(1, "apple", 12))
        .validate()
        .unwrap()
        .exec_without_returning(db)
        .await
        .unwrap();
    assert_eq!(result.rows_affected, 1);
    let many = item::Entity::update_many()
        .col_expr(item::Column::Stock, Expr::value(5))
        .exec(db)
        .await
        .unwrap();
    assert_eq!(many.rows_affected, 1, "some rows, not how many");
    assert_eq!(stocks(&test).await, [(1, 5), (2, 5), (3, 5), (4, 5)]);
    assert_eq!(
        item::Entity::delete_by_id(1)
            .exec(db)
            .await
            .unwrap()
            .rows_affected,
        1
    );
    assert_eq!(
        item::Entity::delete_many().exec(db).await.unwrap().rows_affected,
        1
    );
    assert_eq!(item::Entity::find().count(db).await.unwrap(), 0);
}

#[tokio::test]
async fn a_mutation_waits_as_its_setting_or_the_connection_says() {
    for (options, own, waits) in [
        ("mutations_sync=1", None, true),
        ("", None, true),
        ("", Some(2), true),
        ("mutations_sync=0", Some(1), true),
        ("mutations_sync=0", None, false),
    ] {
        let test = seeded_with(options).await;
        // A mutation that takes a while for each row.
        let mut update = item::Entity::update_many()
            .col_expr(item::Column::Stock, Expr::cust("stock + 1 + sleepEachRow(0.2)"))
            .filter(item::Column::Id.lte(2));
        if let Some(sync) = own {
            update = update.setting("mutations_sync", sync);
        }
        assert_eq!(update.exec(&test.db).await.unwrap().rows_affected, 2);
        let seen = stocks(&test).await[0] == (1, 11);
        assert_eq!(seen, waits, "{options} {own:?}");
    }
}

#[tokio::test]
async fn mutations_reach_rows_by_sub_queries_lists_and_patterns() {
    let test = seeded().await;
    let db = &test.db;
    let sold = Query::select()
        .column(sale::Column::ItemId)
        .from(sale::Entity)
        .and_where(sale::Column::Quantity.gt(2))
        .to_owned();
    let updated = item::Entity::update_many()
        .col_expr(item::Column::Note, Expr::value("sold"))
        .filter(item::Column::Id.in_subquery(sold.clone()))
        .exec(db)
        .await
        .unwrap();
    assert_eq!(updated.rows_affected, 1);
    let returned = item::Entity::delete_many()
        .filter(item::Column::Id.not_in_subquery(sold))
        .filter(item::Column::Name.like("%e%"))
        .filter(item::Column::Id.is_in(0..2_000))
        .exec_with_returning(db)
        .await
        .unwrap();
    let mut names: Vec<_> = returned.into_iter().map(|item| item.name).collect();
    names.sort();
    assert_eq!(names, ["bread", "cheese", "dates"]);
    assert_eq!(item::Entity::find().count(db).await.unwrap(), 1);
}

#[tokio::test]
async fn assignments_may_swap_columns_and_use_cases() {
    let test = seeded().await;
    let db = &test.db;
    let returned = item::Entity::update_many()
        .col_expr(
            item::Column::Stock,
            Expr::case(item::Column::Stock.gt(15), Expr::col(item::Column::Stock).sub(15))
                .finally(0)
                .into(),
        )
        .col_expr(item::Column::Note, Expr::col(item::Column::Name))
        .col_expr(
            item::Column::Name,
            Expr::cust_with_values("concat(?, name)", ["a "]),
        )
        .filter(item::Column::Id.lte(2))
        .exec_with_returning(db)
        .await
        .unwrap();
    assert_eq!(returned.len(), 2);
    for item in returned {
        let stored = item::Entity::find_by_id(item.id).one(db).await.unwrap();
        assert_eq!(
            stored.as_ref(),
            Some(&item),
            "the row is returned as it is stored"
        );
        assert_eq!(format!("a {}", item.note.unwrap_or_default()), item.name);
    }
    assert_eq!(stocks(&test).await[..2], [(1, 0), (2, 5)]);
}

#[tokio::test]
async fn a_column_of_the_sorting_key_is_not_updated() {
    let test = seeded().await;
    let error = item::Entity::update_many()
        .col_expr(item::Column::Id, Expr::value(9))
        .filter(item::Column::Id.eq(1))
        .exec(&test.db)
        .await
        .unwrap_err();
    let error = ClickHouseError::from_db_err(&error).unwrap();
    assert_eq!(error.name(), Some("CANNOT_UPDATE_COLUMN"), "{error}");
    assert_eq!(stocks(&test).await.len(), 4);
}

#[tokio::test]
async fn a_null_is_not_updated_into_a_column_that_holds_none() {
    let test = seeded().await;
    let result = item::Entity::update_many()
        .col_expr(item::Column::Stock, Expr::value(Option::<i32>::None))
        .filter(item::Column::Id.eq(1))
        .exec(&test.db)
        .await;
    assert!(result.is_err(), "{result:?}");
    assert_eq!(stocks(&test).await[0], (1, 10));
}

#[tokio::test]
async fn a_value_too_long_for_a_parameter_is_written_all_the_same() {
    let test = seeded().await;
    let db = &test.db;
    let long = "it's \\ long? ".repeat(40_000);
    let updated = item::Entity::update_many()
        .col_expr(item::Column::Note, Expr::value(long.as_str()))
        .filter(item::Column::Id.eq(1))
        .exec(db)
        .await
        .unwrap();
    assert_eq!(updated.rows_affected, 1);
    let found = item::Entity::find()
        .filter(item::Column::Note.eq(long.as_str()))
        .one(db)
        .await
        .unwrap();
    assert_eq!(
        found.map(|item| (item.id, item.note == Some(long))),
        Some((1, true))
    );
}
