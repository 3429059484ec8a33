//! Inserts, what they return and the keys and defaults that they make.

use integration_tests::{
    TestDatabase,
    shop::{item, new_item, sale, seeded, task},
};
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::NotSet,
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, Set, TryInsertResult,
    sea_query::{Expr, Query},
};
use sea_orm_clickhouse::{ClickHouseError, ClickHouseInsertExt};

#[tokio::test]
async fn an_insert_answers_with_the_key_or_the_model() {
    let test = seeded().await;
    let inserted = item::Entity::insert(new_item(9, "egg", 1))
        .exec(&test.db)
        .await
        .unwrap();
    assert_eq!(inserted.last_insert_id, 9);
    let model = item::Entity::insert(item::ActiveModel {
        id: NotSet,
        name: Set("fig".into()),
        stock: Set(2),
        note: NotSet,
    })
    .exec_with_returning(&test.db)
    .await
    .unwrap();
    assert_eq!((model.id, model.name.as_str(), model.note), (10, "fig", None));
    let count = item::Entity::insert(new_item(11, "gin", 3))
        .exec_without_returning(&test.db)
        .await
        .unwrap();
    assert_eq!(count, 1);
    assert_eq!(item::Entity::find().count(&test.db).await.unwrap(), 7);
}

#[tokio::test]
async fn many_inserts_answer_with_keys_models_or_a_count() {
    let test = seeded().await;
    let db = &test.db;
    let last = item::Entity::insert_many([new_item(5, "e", 1), new_item(6, "f", 1)])
        .exec(db)
        .await
        .unwrap();
    assert_eq!(last.last_insert_id, Some(6));
    let models = item::Entity::insert_many([new_item(7, "g", 1), new_item(8, "h", 2)])
        .exec_with_returning(db)
        .await
        .unwrap();
    assert_eq!(models.iter().map(|model| model.id).collect::<Vec<_>>(), [7, 8]);
    let keys = sale::Entity::insert_many([sale::ActiveModel {
        item_id: Set(3),
        customer: Set("cy".into()),
        quantity: Set(1),
    }])
    .exec_with_returning_keys(db)
    .await
    .unwrap();
    assert_eq!(keys, [(3, "cy".to_owned())]);
    let count = item::Entity::insert_many([new_item(9, "i", 1), new_item(10, "j", 1)])
        .exec_without_returning(db)
        .await
        .unwrap();
    assert_eq!(count, 2);
    let none = item::Entity::insert_many(Vec::<item::ActiveModel>::new())
        .exec(db)
        .await
        .unwrap();
    assert_eq!(none.last_insert_id, None);
    let tried = item::Entity::insert_many(Vec::<item::ActiveModel>::new())
        .try_insert()
        .exec(db)
        .await
        .unwrap();
    assert!(matches!(tried, TryInsertResult::Empty));
    assert_eq!(item::Entity::find().count(db).await.unwrap(), 10);
}

#[tokio::test]
async fn keys_are_made_for_an_insert_that_returns_nothing() {
    let test = seeded().await;
    let count = item::Entity::insert_many(["x", "y"].map(|name| item::ActiveModel {
        id: NotSet,
        name: Set(name.into()),
        stock: Set(0),
        note: NotSet,
    }))
    .exec_without_returning(&test.db)
    .await
    .unwrap();
    assert_eq!(count, 2);
    let ids: Vec<i32> = item::Entity::find()
        .filter(item::Column::Stock.eq(0))
        .select_only()
        .column(item::Column::Id)
        .order_by_asc(item::Column::Id)
        .into_tuple()
        .all(&test.db)
        .await
        .unwrap();
    assert_eq!(ids, [5, 6]);
}

#[tokio::test]
async fn rows_of_one_insert_may_leave_out_different_columns() {
    let test = seeded().await;
    let models = item::Entity::insert_many([
        item::ActiveModel {
            id: Set(20),
            name: Set("with".into()),
            stock: Set(1),
            note: Set(Some("a note".into())),
        },
        item::ActiveModel {
            id: NotSet,
            name: Set("without".into()),
            stock: Set(1),
            note: NotSet,
        },
    ])
    .exec_with_returning(&test.db)
    .await
    .unwrap();
    assert_eq!(models[0].note.as_deref(), Some("a note"));
    assert_eq!((models[1].id, models[1].note.as_deref()), (21, None));
    for model in models {
        let stored = item::Entity::find_by_id(model.id).one(&test.db).await.unwrap();
        assert_eq!(stored, Some(model));
    }
}

#[tokio::test]
async fn a_default_of_the_table_is_stored_and_returned() {
    let test = TestDatabase::new().await;
    let db = &test.db;
    db.execute_unprepared(
        "CREATE TABLE task (id Int64, title String, state String DEFAULT concat('new ', title)) ENGINE = MergeTree ORDER BY id",
    )
    .await
    .unwrap();
    let task = |id: i64, state: Option<&str>| task::ActiveModel {
        id: Set(id),
        title: Set(format!("t{id}")),
        state: state.map_or(NotSet, |state| Set(state.into())),
    };
    let model = task(1, None).insert(db).await.unwrap();
    assert_eq!(model.state, "new t1");
    let models = task::Entity::insert_many([task(2, Some("done")), task(3, None)])
        .exec_with_returning(db)
        .await
        .unwrap();
    assert_eq!(models[0].state, "done");
    assert_eq!(models[1].state, "new t3");
    task::Entity::insert_many([task(4, None), task(5, Some("x"))])
        .exec_without_returning(db)
        .await
        .unwrap();
    let stored: Vec<String> = task::Entity::find()
        .select_only()
        .column(task::Column::State)
        .order_by_asc(task::Column::Id)
        .into_tuple()
        .all(db)
        .await
        .unwrap();
    assert_eq!(stored, ["new t1", "done", "new t3", "new t4", "x"]);
}

#[tokio::test]
async fn a_column_that_is_left_out_without_a_default_is_an_error() {
    let test = seeded().await;
    let error = item::Entity::insert(item::ActiveModel {
        id: Set(50),
        name: NotSet,
        stock: Set(1),
        note: NotSet,
    })
    .exec(&test.db)
    .await
    .unwrap_err();
    assert!(error.to_string().contains("`name`"), "{error}");
    assert_eq!(item::Entity::find().count(&test.db).await.unwrap(), 4);
}

#[tokio::test]
async fn settings_of_an_insert_reach_the_server() {
    let test = seeded().await;
    let error = item::Entity::insert(new_item(5, "egg", 1))
        .settings([("max_partitions_per_insert_blok", 1)])
        .exec(&test.db)
        .await
        .unwrap_err();
    let error = ClickHouseError::from_db_err(&error).unwrap();
    assert_eq!(error.name(), Some("UNKNOWN_SETTING"), "{error}");
    item::Entity::insert(new_item(5, "egg", 1))
        .settings([("max_partitions_per_insert_block", 1)])
        .exec(&test.db)
        .await
        .unwrap();
}

#[tokio::test]
async fn rows_are_inserted_from_a_select() {
    let test = seeded().await;
    let select = Query::select()
        .expr(Expr::col(item::Column::Id).add(100))
        .columns([item::Column::Name, item::Column::Stock])
        .from(item::Entity)
        .and_where(Expr::col(item::Column::Id).lte(2))
        .to_owned();
    let mut insert = Query::insert();
    insert
        .into_table(item::Entity)
        .columns([item::Column::Id, item::Column::Name, item::Column::Stock])
        .select_from(select)
        .unwrap();
    let result = test.db.execute(&insert).await.unwrap();
    assert_eq!(result.rows_affected(), 2);
    assert_eq!(
        item::Entity::find_by_id(102)
            .one(&test.db)
            .await
            .unwrap()
            .unwrap()
            .name,
        "bread"
    );
}

#[tokio::test]
async fn an_inserted_expression_is_evaluated_by_the_server() {
    let test = seeded().await;
    let insert = Query::insert()
        .into_table(item::Entity)
        .columns([item::Column::Id, item::Column::Name, item::Column::Stock])
        .values_panic([Expr::value(60), Expr::cust("upper('shout')"), Expr::value(3)])
        .to_owned();
    assert_eq!(test.db.execute(&insert).await.unwrap().rows_affected(), 1);
    assert_eq!(
        item::Entity::find_by_id(60)
            .one(&test.db)
            .await
            .unwrap()
            .unwrap()
            .name,
        "SHOUT"
    );
}

#[tokio::test]
async fn a_table_that_changed_is_described_again() {
    let test = seeded().await;
    // Another connection adds a column with a DEFAULT, and changes the type of another.
    let other = sea_orm_clickhouse::ClickHouse::connect(test.url().as_str())
        .await
        .unwrap();
    other
        .execute_unprepared("ALTER TABLE item MODIFY COLUMN stock Int64; ALTER TABLE item ADD COLUMN extra String DEFAULT 'e'")
        .await
        .unwrap();
    new_item(5, "egg", 50).insert(&test.db).await.unwrap();
    let stored: Option<i64> = item::Entity::find_by_id(5)
        .select_only()
        .expr(Expr::cust("toInt64(stock)"))
        .into_tuple()
        .one(&test.db)
        .await
        .unwrap();
    assert_eq!(stored, Some(50));
}

#[tokio::test]
async fn a_part_of_a_key_is_never_made_up() {
    let test = seeded().await;
    let error = sale::Entity::insert(sale::ActiveModel {
        item_id: NotSet,
        customer: Set("ann".into()),
        quantity: Set(1),
    })
    .exec(&test.db)
    .await
    .unwrap_err();
    assert!(error.to_string().contains("`item_id`"), "{error}");
    assert_eq!(sale::Entity::find().count(&test.db).await.unwrap(), 3);
}

#[tokio::test]
async fn keys_that_are_made_never_meet_those_that_are_given() {
    let test = seeded().await;
    let models = item::Entity::insert_many([None, Some(5), None, Some(6)].map(|id| item::ActiveModel {
        id: id.map_or(NotSet, Set),
        name: Set("x".into()),
        stock: Set(1),
        note: NotSet,
    }))
    .exec_with_returning(&test.db)
    .await
    .unwrap();
    let mut ids: Vec<i32> = models.iter().map(|model| model.id).collect();
    assert_eq!((ids[1], ids[3]), (5, 6));
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), 4);
}

#[tokio::test]
async fn a_default_that_is_made_of_another_default_is_returned_as_it_is_stored() {
    let test = TestDatabase::new().await;
    let db = &test.db;
    db.execute_unprepared(
        "CREATE TABLE task (id Int64, title String DEFAULT concat('of ', state), state String DEFAULT toString(rand64()))
             ENGINE = MergeTree ORDER BY id",
    )
    .await
    .unwrap();
    let model = task::ActiveModel {
        id: Set(1),
        title: NotSet,
        state: NotSet,
    }
    .insert(db)
    .await
    .unwrap();
    assert_eq!(model.title, format!("of {}", model.state));
    let stored = task::Entity::find_by_id(1).one(db).await.unwrap();
    assert_eq!(stored, Some(model));
}

#[tokio::test]
async fn inserts_at_the_same_time_get_keys_of_their_own() {
    let test = seeded().await;
    let inserts = (0..20).map(|i| {
        item::ActiveModel {
            id: NotSet,
            name: Set(format!("n{i}")),
            stock: Set(i),
            note: NotSet,
        }
        .insert(&test.db)
    });
    let models = futures_util::future::join_all(inserts).await;
    let mut ids: Vec<i32> = models.into_iter().map(|model| model.unwrap().id).collect();
    ids.sort_unstable();
    assert_eq!(ids, (5..25).collect::<Vec<_>>());
}

#[tokio::test]
async fn a_row_of_nothing_but_defaults_is_refused() {
    let test = seeded().await;
    let error = <item::ActiveModel as ActiveModelTrait>::default()
        .insert(&test.db)
        .await
        .unwrap_err();
    assert!(error.to_string().contains("column `name`"), "{error}");
    assert_eq!(item::Entity::find().count(&test.db).await.unwrap(), 4);
}

#[tokio::test]
async fn long_and_odd_texts_are_stored_as_they_are() {
    let test = seeded().await;
    let texts = [
        String::new(),
        "it's a \\ back\\\\slash, a ? and $1 and {p0:String}".to_owned(),
        "\0\t\r\n\u{1f980}".to_owned(),
        "x".repeat(3_000_000),
    ];
    for (id, text) in (10..).zip(texts) {
        let inserted = new_item(id, &text, 1).insert(&test.db).await.unwrap();
        let stored = item::Entity::find_by_id(id).one(&test.db).await.unwrap();
        assert!(stored == Some(inserted), "text of {} bytes", text.len());
    }
}

#[tokio::test]
async fn a_row_of_defaults_alone_is_stored_when_each_column_has_one() {
    let test = TestDatabase::new().await;
    let db = &test.db;
    db.execute_unprepared(
        "CREATE TABLE task (id Int64, title String DEFAULT 'untitled', state String DEFAULT upper(title))
             ENGINE = MergeTree ORDER BY id",
    )
    .await
    .unwrap();
    let model = <task::ActiveModel as ActiveModelTrait>::default()
        .insert(db)
        .await
        .unwrap();
    assert_eq!(
        (model.title.as_str(), model.state.as_str()),
        ("untitled", "UNTITLED")
    );
    assert_eq!(task::Entity::find().all(db).await.unwrap(), [model]);
}

#[tokio::test]
async fn rows_from_a_query_and_into_a_function() {
    use sea_orm_clickhouse::sea_query_clickhouse::{prelude::*, query::TableFunction};
    let test = seeded().await;
    let rows = Query::select()
        .expr_as(Expr::cust("number + 100"), "id")
        .expr_as("made", "name")
        .expr_as(0, "stock")
        .from(TableFunction::numbers(3))
        .to_owned();
    let mut insert = Query::insert();
    insert
        .into_table(item::Entity)
        .columns(["id", "name", "stock"])
        .rows_from(rows);
    test.db.execute(&insert).await.unwrap();
    assert_eq!(
        item::Entity::find()
            .filter(item::Column::Name.eq("made"))
            .count(&test.db)
            .await
            .unwrap(),
        3
    );
    let mut function = Query::insert();
    function
        .into_table(TableFunction::null("id Int32"))
        .columns(["id"])
        .values_panic([7.into()]);
    test.db.execute(&function).await.unwrap();
}
