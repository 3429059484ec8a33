//! UPDATE and DELETE: what they count, and what their texts may hold.

use integration_tests::{
    TestDatabase,
    library::{author, book, library},
    shop::{item, new_item, sale, seeded, stocks},
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, IntoActiveModel, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect, QueryTrait, Set,
    sea_query::{CaseStatement, Expr, Func},
};

#[tokio::test]
async fn an_update_counts_its_rows_also_when_nothing_changes() {
    let test = seeded().await;
    let update = |least: i32| {
        item::Entity::update_many()
            .col_expr(item::Column::Name, "same".into())
            .filter(item::Column::Stock.gte(least))
            .exec(&test.db)
    };
    assert_eq!(update(20).await.unwrap().rows_affected, 3);
    assert_eq!(update(20).await.unwrap().rows_affected, 3);
    assert_eq!(update(1_000).await.unwrap().rows_affected, 0);
}

/// A count that is read out of the text of a statement would be wrong for each of these.
#[tokio::test]
async fn words_and_quotes_in_values_are_no_clauses_of_an_update() {
    let test = seeded().await;
    let texts = [
        "foo where bar",
        "a settings b",
        "straße WHERE 1",
        "ends with where ",
        "it's \\ ; DELETE",
        "{p0:String} ? $1",
        "UPDATE x SET y",
        "-- where",
    ];
    for text in texts {
        let result = item::Entity::update_many()
            .col_expr(item::Column::Name, Expr::value(text))
            .filter(item::Column::Id.eq(1))
            .exec(&test.db)
            .await
            .unwrap();
        assert_eq!(result.rows_affected, 1, "{text}");
        let result = item::Entity::update_many()
            .col_expr(item::Column::Note, Expr::value(text))
            .filter(item::Column::Name.eq(text))
            .exec(&test.db)
            .await
            .unwrap();
        assert_eq!(result.rows_affected, 1, "{text}");
        let model = item::Entity::find_by_id(1).one(&test.db).await.unwrap().unwrap();
        assert_eq!((model.name.as_str(), model.note.as_deref()), (text, Some(text)));
    }
    assert_eq!(
        item::Entity::find()
            .filter(item::Column::Note.is_not_null())
            .count(&test.db)
            .await
            .unwrap(),
        1
    );
}

#[tokio::test]
async fn columns_are_assigned_from_columns_functions_and_other_types() {
    let test = seeded().await;
    let db = &test.db;
    item::Entity::update_many()
        .col_expr(
            item::Column::Stock,
            item::Column::Stock
                .into_expr()
                .mul(2)
                .add(item::Column::Id.into_expr()),
        )
        .col_expr(
            item::Column::Name,
            Func::upper(item::Column::Name.into_expr()).into(),
        )
        .exec(db)
        .await
        .unwrap();
    assert_eq!(stocks(&test).await, [(1, 21), (2, 42), (3, 63), (4, 84)]);
    let first = item::Entity::find_by_id(1).one(db).await.unwrap().unwrap();
    assert_eq!(first.name, "APPLE");
}

/// As `int8 = int8 * 3.1` of 10, which is 31.
#[tokio::test]
async fn a_fraction_that_the_server_computes_is_cut_to_the_type_of_its_column() {
    let test = TestDatabase::new().await;
    let db = &test.db;
    db.execute_unprepared(
        "CREATE TABLE number (id Int64, small Int8, price Decimal(9, 2), measure Float32) ENGINE = MergeTree ORDER BY id;
         INSERT INTO number VALUES (1, 10, 100, 100)",
    )
    .await
    .unwrap();
    use sea_orm::sea_query::Query;
    let factor = |text: &str| Expr::value(text.parse::<sea_orm::prelude::Decimal>().unwrap());
    let update = Query::update()
        .table("number")
        .value("small", Expr::col("small").mul(factor("3.1")))
        .value("price", Expr::col("price").mul(factor("1.23")))
        .value("measure", Expr::col("measure").mul(1.25))
        .and_where(Expr::col("id").eq(1))
        .to_owned();
    assert_eq!(db.execute(&update).await.unwrap().rows_affected(), 1);
    let select = Query::select()
        .columns(["small", "price", "measure"])
        .from("number")
        .to_owned();
    let row = db.query_one(&select).await.unwrap().unwrap();
    assert_eq!(row.try_get_by_index::<i8>(0).unwrap(), 31);
    assert_eq!(
        row.try_get_by_index::<sea_orm::prelude::Decimal>(1).unwrap(),
        "123".parse().unwrap()
    );
    assert_eq!(row.try_get_by_index::<f32>(2).unwrap(), 125.0);
}

#[tokio::test]
async fn each_row_of_an_update_may_have_a_value_of_its_own() {
    let test = seeded().await;
    let case = CaseStatement::new()
        .case(item::Column::Id.eq(1), 100)
        .case(item::Column::Id.eq(2), 200)
        .finally(item::Column::Stock.into_expr());
    let result = item::Entity::update_many()
        .col_expr(item::Column::Stock, case.into())
        .filter(item::Column::Id.is_in([1, 2, 3]))
        .exec(&test.db)
        .await
        .unwrap();
    assert_eq!(result.rows_affected, 3);
    assert_eq!(stocks(&test).await, [(1, 100), (2, 200), (3, 30), (4, 40)]);
}

/// By a sub-query: a mutation has no join.
#[tokio::test]
async fn rows_are_updated_and_deleted_by_what_they_are_related_to() {
    let test = library().await;
    let of_le_guin = || {
        book::Column::AuthorId.in_subquery(
            author::Entity::find()
                .select_only()
                .column(author::Column::Id)
                .filter(author::Column::Name.eq("Le Guin"))
                .into_query(),
        )
    };
    let updated = book::Entity::update_many()
        .col_expr(book::Column::Title, "Changed".into())
        .filter(of_le_guin())
        .exec(&test.db)
        .await
        .unwrap();
    assert_eq!(updated.rows_affected, 1);
    let deleted = book::Entity::delete_many()
        .filter(of_le_guin())
        .exec(&test.db)
        .await
        .unwrap();
    assert_eq!(deleted.rows_affected, 1);
    assert_eq!(book::Entity::find().count(&test.db).await.unwrap(), 2);
}

/// Items of which more than one sale was made.
#[tokio::test]
async fn rows_are_deleted_by_how_many_others_refer_to_them() {
    let test = seeded().await;
    let often = sale::Entity::find()
        .select_only()
        .column(sale::Column::ItemId)
        .group_by(sale::Column::ItemId)
        .having(sale::Column::Customer.count().gt(1))
        .into_query();
    let deleted = item::Entity::delete_many()
        .filter(item::Column::Id.in_subquery(often))
        .exec(&test.db)
        .await
        .unwrap();
    assert_eq!(deleted.rows_affected, 1);
    let left: Vec<i32> = item::Entity::find()
        .select_only()
        .column(item::Column::Id)
        .order_by_asc(item::Column::Id)
        .into_tuple()
        .all(&test.db)
        .await
        .unwrap();
    assert_eq!(left, [2, 3, 4]);
}

#[tokio::test]
async fn a_delete_reaches_the_rows_of_its_prefix_alone() {
    let test = seeded().await;
    for (id, name) in (10..).zip(["An article", "Article One", "Boring article", "a small one"]) {
        new_item(id, name, 1).insert(&test.db).await.unwrap();
    }
    let deleted = item::Entity::delete_many()
        .filter(item::Column::Name.starts_with("A"))
        .exec(&test.db)
        .await
        .unwrap();
    assert_eq!(deleted.rows_affected, 2);
    assert_eq!(item::Entity::find().count(&test.db).await.unwrap(), 6);
}

#[tokio::test]
async fn saving_one_column_leaves_what_others_changed_meanwhile() {
    let test = seeded().await;
    let db = &test.db;
    let mut mine = item::Entity::find_by_id(1)
        .one(db)
        .await
        .unwrap()
        .unwrap()
        .into_active_model();
    item::Entity::update_many()
        .col_expr(item::Column::Stock, 99.into())
        .filter(item::Column::Id.eq(1))
        .exec(db)
        .await
        .unwrap();
    mine.note = Set(Some("mine".into()));
    let saved = mine.update(db).await.unwrap();
    assert_eq!((saved.stock, saved.note.as_deref()), (99, Some("mine")));
}
