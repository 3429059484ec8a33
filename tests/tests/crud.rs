//! Inserting, reading, updating and deleting through plain SeaORM.

use integration_tests::TestDatabase;
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::NotSet,
    ColumnTrait, ConnectionTrait, DbBackend, DbErr, EntityTrait, ExprTrait, IntoActiveModel, ModelTrait,
    PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Schema, Set, TryInsertResult, Unchanged,
    sea_query::{Expr, Query},
};
use sea_orm_clickhouse::{ClickHouseError, ClickHouseInsertExt, ClickHouseUpdateExt};

mod item {
    use sea_orm::entity::prelude::*;
    use sea_orm_clickhouse::ClickHouseEntity;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, ClickHouseEntity)]
    #[sea_orm(table_name = "item")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i32,
        pub name: String,
        pub stock: i32,
        pub note: Option<String>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {
        #[sea_orm(has_many = "super::sale::Entity")]
        Sale,
    }

    impl Related<super::sale::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::Sale.def()
        }
    }

    impl ActiveModelBehavior for ActiveModel {}
}

mod sale {
    use sea_orm::entity::prelude::*;
    use sea_orm_clickhouse::ClickHouseEntity;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, ClickHouseEntity)]
    #[sea_orm(table_name = "sale")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub item_id: i32,
        #[sea_orm(primary_key, auto_increment = false)]
        pub customer: String,
        pub quantity: u32,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {
        #[sea_orm(
            belongs_to = "super::item::Entity",
            from = "Column::ItemId",
            to = "super::item::Column::Id"
        )]
        Item,
    }

    impl Related<super::item::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::Item.def()
        }
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// Its column `state` has a DEFAULT in the table.
mod task {
    use sea_orm::entity::prelude::*;
    use sea_orm_clickhouse::ClickHouseEntity;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, ClickHouseEntity)]
    #[sea_orm(table_name = "task")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: i64,
        pub title: String,
        pub state: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

fn new_item(id: i32, name: &str, stock: i32) -> item::ActiveModel {
    item::ActiveModel {
        id: Set(id),
        name: Set(name.into()),
        stock: Set(stock),
        note: Set(None),
    }
}

async fn seeded_with(options: &str) -> TestDatabase {
    let test = TestDatabase::with_options(options).await;
    let schema = Schema::new(DbBackend::MySql);
    test.db
        .execute(&schema.create_table_from_entity(item::Entity))
        .await
        .unwrap();
    test.db
        .execute(&schema.create_table_from_entity(sale::Entity))
        .await
        .unwrap();
    item::Entity::insert_many([
        new_item(1, "apple", 10),
        new_item(2, "bread", 20),
        new_item(3, "cheese", 30),
        new_item(4, "dates", 40),
    ])
    .exec(&test.db)
    .await
    .unwrap();
    sale::Entity::insert_many([(1, "ann", 2), (1, "bob", 3), (2, "ann", 1)].map(
        |(item_id, customer, quantity)| sale::ActiveModel {
            item_id: Set(item_id),
            customer: Set(customer.into()),
            quantity: Set(quantity),
        },
    ))
    .exec(&test.db)
    .await
    .unwrap();
    test
}

async fn seeded() -> TestDatabase {
    seeded_with("").await
}

async fn stocks(test: &TestDatabase) -> Vec<(i32, i32)> {
    item::Entity::find()
        .select_only()
        .columns([item::Column::Id, item::Column::Stock])
        .order_by_asc(item::Column::Id)
        .into_tuple()
        .all(&test.db)
        .await
        .unwrap()
}

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
async fn filters_order_limit_and_offset_select_rows() {
    let test = seeded().await;
    let names: Vec<String> = item::Entity::find()
        .filter(item::Column::Stock.gte(20))
        .filter(item::Column::Name.ne("cheese"))
        .order_by_desc(item::Column::Stock)
        .select_only()
        .column(item::Column::Name)
        .into_tuple()
        .all(&test.db)
        .await
        .unwrap();
    assert_eq!(names, ["dates", "bread"]);
    let page = item::Entity::find()
        .order_by_asc(item::Column::Id)
        .offset(1)
        .limit(2)
        .all(&test.db)
        .await
        .unwrap();
    assert_eq!(page.iter().map(|item| item.id).collect::<Vec<_>>(), [2, 3]);
    let absent = item::Entity::find_by_id(77).one(&test.db).await.unwrap();
    assert_eq!(absent, None);
    let key = sale::Entity::find_by_id((1, "bob".to_owned()))
        .one(&test.db)
        .await
        .unwrap();
    assert_eq!(key.map(|sale| sale.quantity), Some(3));
    let nulls = item::Entity::find()
        .filter(item::Column::Note.is_null())
        .count(&test.db)
        .await
        .unwrap();
    assert_eq!(nulls, 4);
}

#[tokio::test]
async fn joins_find_what_belongs_together() {
    let test = seeded().await;
    let inner: Vec<(String, u32)> = sale::Entity::find()
        .inner_join(item::Entity)
        .select_only()
        .column(item::Column::Name)
        .column(sale::Column::Quantity)
        .order_by_asc(sale::Column::Quantity)
        .into_tuple()
        .all(&test.db)
        .await
        .unwrap();
    assert_eq!(
        inner,
        [
            ("bread".to_owned(), 1),
            ("apple".to_owned(), 2),
            ("apple".to_owned(), 3)
        ]
    );
    let left: Vec<(i32, Option<u32>)> = item::Entity::find()
        .left_join(sale::Entity)
        .select_only()
        .column(item::Column::Id)
        .column(sale::Column::Quantity)
        .filter(item::Column::Id.gt(1))
        .order_by_asc(item::Column::Id)
        .into_tuple()
        .all(&test.db)
        .await
        .unwrap();
    assert_eq!(left, [(2, Some(1)), (3, None), (4, None)]);
    let with = item::Entity::find()
        .find_with_related(sale::Entity)
        .order_by_asc(item::Column::Id)
        .all(&test.db)
        .await
        .unwrap();
    assert_eq!(
        with.iter().map(|(_, sales)| sales.len()).collect::<Vec<_>>(),
        [2, 1, 0, 0]
    );
}

#[tokio::test]
async fn active_models_insert_update_save_and_delete() {
    let test = seeded().await;
    let db = &test.db;
    let inserted = new_item(5, "egg", 50).insert(db).await.unwrap();
    let mut active = inserted.into_active_model();
    active.stock = Set(51);
    active.note = Set(Some("it's \\ here?".into()));
    let updated = active.update(db).await.unwrap();
    assert_eq!((updated.id, updated.stock), (5, 51));
    assert_eq!(
        item::Entity::find_by_id(5).one(db).await.unwrap().unwrap(),
        updated
    );

    let saved = item::ActiveModel {
        name: Set("fresh".into()),
        stock: Set(1),
        ..Default::default()
    }
    .save(db)
    .await
    .unwrap();
    assert_eq!(saved.id, Unchanged(6));
    let mut again = saved;
    again.stock = Set(2);
    let again = again.save(db).await.unwrap();
    assert_eq!(again.stock, Unchanged(2));
    assert_eq!(again.delete(db).await.unwrap().rows_affected, 1);
    assert_eq!(item::Entity::find_by_id(6).one(db).await.unwrap(), None);

    assert_eq!(updated.delete(db).await.unwrap().rows_affected, 1);
    assert_eq!(item::Entity::find().count(db).await.unwrap(), 4);
}

#[tokio::test]
async fn an_update_of_nothing_changed_reads_the_row() {
    let test = seeded().await;
    let item = item::Entity::find_by_id(1).one(&test.db).await.unwrap().unwrap();
    let same = item.clone().into_active_model().update(&test.db).await.unwrap();
    assert_eq!(same, item);
}

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
