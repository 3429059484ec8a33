//! What registration promises: a column that does not fit its field is an error, never `None`.

use futures_util::TryStreamExt;
use integration_tests::TestDatabase;
use sea_orm::{
    ActiveValue::Set, ConnectionTrait, DerivePartialModel, FromQueryResult, JoinType, LoaderTrait,
    PaginatorTrait, QuerySelect, Statement, entity::prelude::*, sea_query::Alias,
};
use sea_orm_clickhouse::{ClickHouse, ClickHouseConnection, FromClickHouseRow, IntoClickHouseSelect};

mod shelf {
    use sea_orm::entity::prelude::*;
    use sea_orm_clickhouse::ClickHouseEntity;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, ClickHouseEntity)]
    #[sea_orm(table_name = "shelf")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: i32,
        /// A String in the table.
        pub width: Option<i32>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {
        #[sea_orm(has_many = "super::item::Entity")]
        Item,
    }

    impl Related<super::item::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::Item.def()
        }
    }

    impl ActiveModelBehavior for ActiveModel {}
}

mod item {
    use sea_orm::entity::prelude::*;

    /// Registered by hand.
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "boxed_item")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: i32,
        pub shelf_id: Option<i32>,
        /// A UInt64 in the table.
        pub amount: Option<i32>,
        pub name: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {
        #[sea_orm(
            belongs_to = "super::shelf::Entity",
            from = "Column::ShelfId",
            to = "super::shelf::Column::Id"
        )]
        Shelf,
    }

    impl Related<super::shelf::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::Shelf.def()
        }
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// The table of `item`, of which nobody told.
mod stranger {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "boxed_item")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: i32,
        pub amount: Option<i32>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

async fn shop() -> TestDatabase {
    let test = TestDatabase::new().await;
    for statement in [
        "CREATE TABLE shelf (id Int32, width Nullable(String)) ENGINE = MergeTree ORDER BY id",
        "CREATE TABLE boxed_item (id Int32, shelf_id Nullable(Int32), amount Nullable(UInt64), name String) \
         ENGINE = MergeTree ORDER BY id",
        "INSERT INTO shelf VALUES (1, 'wide')",
        "INSERT INTO boxed_item VALUES (1, 1, 5, 'cup'), (2, NULL, 6, 'jar')",
    ] {
        test.db.execute_unprepared(statement).await.unwrap();
    }
    test.db.register::<item::Entity>();
    test
}

#[track_caller]
fn names_width<T: std::fmt::Debug>(result: Result<T, DbErr>) {
    names(result, &["`width`", "Nullable(String)", "i32"]);
}

#[track_caller]
fn names_amount<T: std::fmt::Debug>(result: Result<T, DbErr>) {
    names(result, &["`amount`", "Nullable(UInt64)", "i32", "CAST"]);
}

#[track_caller]
fn names<T: std::fmt::Debug>(result: Result<T, DbErr>, parts: &[&str]) {
    let error = result.expect_err("a type that does not fit").to_string();
    for part in parts {
        assert!(error.contains(part), "{part} is missing in: {error}");
    }
}

#[tokio::test]
async fn a_wrong_type_under_option_is_an_error_by_every_way_of_reading() {
    let TestDatabase { ref db, .. } = shop().await;
    names_width(shelf::Entity::find().all(db).await);
    names_width(shelf::Entity::find().one(db).await);
    names_width(shelf::Entity::find_by_id(1).one(db).await);
    names_width(shelf::Entity::find().clickhouse().all(db).await);
    names_width(shelf::Entity::find().clickhouse().one(db).await);
    names_width(shelf::Entity::find().clickhouse().into_json().all(db).await);
    names_width(shelf::Entity::find().into_json().all(db).await);
    names_width(shelf::Entity::find().paginate(db, 10).fetch().await);
    names_width(
        shelf::Entity::find()
            .cursor_by(shelf::Column::Id)
            .first(5)
            .all(db)
            .await,
    );
    names_amount(item::Entity::find().all(db).await);
    names_amount(item::Entity::find().clickhouse().all(db).await);

    let width = || shelf::Entity::find().select_only().column(shelf::Column::Width);
    names_width(width().into_tuple::<Option<i32>>().all(db).await);
    names_width(width().clickhouse().into_tuple::<Option<i32>>().all(db).await);
    names(
        shelf::Entity::find()
            .select_only()
            .column_as(shelf::Column::Width, "w")
            .into_tuple::<Option<i32>>()
            .all(db)
            .await,
        &["`w`", "Nullable(String)", "i32"],
    );
}

#[tokio::test]
async fn a_wrong_type_under_option_is_an_error_in_streams() {
    let TestDatabase { ref db, .. } = shop().await;
    async fn collected(db: &ClickHouseConnection) -> Result<Vec<shelf::Model>, DbErr> {
        shelf::Entity::find().stream(db).await?.try_collect().await
    }
    names_width(collected(db).await);
    async fn by_the_entity_lane(db: &ClickHouseConnection) -> Result<Vec<shelf::Model>, DbErr> {
        shelf::Entity::find()
            .clickhouse()
            .stream(db)
            .await?
            .try_collect()
            .await
    }
    names_width(by_the_entity_lane(db).await);
}

#[tokio::test]
async fn a_wrong_type_in_a_related_model_is_an_error_and_not_a_missing_model() {
    let TestDatabase { ref db, .. } = shop().await;
    let find = || item::Entity::find().select_only().column(item::Column::Id);
    let related = item::Entity::find().find_also_related(shelf::Entity);
    names(related.all(db).await, &["i32"]);
    // Only the related side is wrong here.
    db.execute_unprepared(
        "ALTER TABLE boxed_item MODIFY COLUMN amount Nullable(Int32) SETTINGS mutations_sync = 1",
    )
    .await
    .unwrap();
    names(
        item::Entity::find()
            .find_also_related(shelf::Entity)
            .all(db)
            .await,
        &["B_width", "Nullable(String)", "i32"],
    );
    names(
        item::Entity::find()
            .find_also_related(shelf::Entity)
            .one(db)
            .await,
        &["B_width", "Nullable(String)", "i32"],
    );
    names(
        item::Entity::find()
            .find_with_related(shelf::Entity)
            .all(db)
            .await,
        &["B_width", "Nullable(String)", "i32"],
    );
    names(
        item::Entity::find()
            .find_both_related(shelf::Entity)
            .all(db)
            .await,
        &["B_width", "Nullable(String)", "i32"],
    );
    let items = item::Entity::find().all(db).await.unwrap();
    names_width(items.load_one(shelf::Entity, db).await);
    names_width(items[0].find_related(shelf::Entity).one(db).await);
    // Its column under another name, and by an alias of its table.
    let aliased = find()
        .join_as(JoinType::LeftJoin, item::Relation::Shelf.def(), Alias::new("s"))
        .column_as(Expr::col((Alias::new("s"), shelf::Column::Width)), "w");
    names(
        aliased.into_tuple::<(i32, Option<i32>)>().all(db).await,
        &["`w`", "Nullable(String)", "i32"],
    );
}

#[tokio::test]
async fn a_wrong_type_in_a_partial_model_is_an_error() {
    #[derive(Debug, DerivePartialModel, FromClickHouseRow)]
    #[sea_orm(entity = "shelf::Entity")]
    #[allow(dead_code)]
    struct Width {
        width: Option<i32>,
    }
    #[derive(Debug, DerivePartialModel, FromClickHouseRow)]
    #[sea_orm(entity = "item::Entity")]
    #[allow(dead_code)]
    struct ItemOnShelf {
        id: i32,
        #[sea_orm(nested)]
        shelf: Option<Width>,
    }
    #[derive(Debug, FromQueryResult, FromClickHouseRow)]
    #[allow(dead_code)]
    struct Row {
        width: Option<i32>,
    }
    let TestDatabase { ref db, .. } = shop().await;
    names_width(shelf::Entity::find().into_partial_model::<Width>().all(db).await);
    names_width(shelf::Entity::find().into_model::<Row>().all(db).await);
    names_width(
        shelf::Entity::find()
            .clickhouse()
            .into_model::<Row>()
            .all(db)
            .await,
    );
    let nested = item::Entity::find()
        .left_join(shelf::Entity)
        .into_partial_model::<ItemOnShelf>();
    names(nested.all(db).await, &["width", "Nullable(String)", "i32"]);
    names_width(
        shelf::Entity::find()
            .clickhouse()
            .into_partial_model::<Width>()
            .all(db)
            .await,
    );
    let nested = item::Entity::find()
        .left_join(shelf::Entity)
        .clickhouse()
        .into_partial_model::<ItemOnShelf>();
    names(
        nested.all(db).await,
        &["`shelf_width`", "Nullable(String)", "i32"],
    );
}

#[tokio::test]
async fn a_wrong_type_is_an_error_in_what_an_update_or_delete_returns() {
    let TestDatabase { ref db, .. } = shop().await;
    let updated = item::ActiveModel {
        id: Set(1),
        name: Set("mug".into()),
        ..Default::default()
    }
    .update(db)
    .await;
    names_amount(updated);
    names_amount(item::Entity::delete_many().exec_with_returning(db).await);
    assert_eq!(
        item::Entity::find()
            .filter(item::Column::Name.eq("cup"))
            .count(db)
            .await
            .unwrap(),
        1,
        "nothing changed"
    );
}

#[tokio::test]
async fn registration_is_of_the_connection_and_its_clones() {
    let test = shop().await;
    let clone = test.db.clone();
    names_amount(item::Entity::find().all(&clone).await);
    let other = ClickHouse::connect(test.url().as_str()).await.unwrap();
    // Nobody told this one of the entity.
    assert_eq!(
        item::Entity::find_by_id(1)
            .one(&other)
            .await
            .unwrap()
            .unwrap()
            .amount,
        None
    );
    clone.register::<item::Entity>();
    other.register::<item::Entity>();
    names_amount(item::Entity::find().all(&other).await);
}

/// `docs/limitations.md`: SeaORM's readers take a value that does not fit an `Option` for NULL.
#[tokio::test]
async fn a_struct_of_columns_that_nobody_registered_reads_a_mismatch_under_option_as_none() {
    #[derive(Debug, PartialEq, FromQueryResult, FromClickHouseRow)]
    struct Row {
        amount: Option<i32>,
    }
    let test = shop().await;
    let db = ClickHouse::connect(test.url().as_str()).await.unwrap();
    let rows = stranger::Entity::find()
        .into_model::<Row>()
        .all(&db)
        .await
        .unwrap();
    assert_eq!(rows, [Row { amount: None }, Row { amount: None }]);
    // The way out: the entity lane needs no registration, and registering the entity is enough elsewhere.
    names_amount(stranger::Entity::find().clickhouse().all(&db).await);
    names_amount(
        stranger::Entity::find()
            .clickhouse()
            .into_model::<Row>()
            .all(&db)
            .await,
    );
    db.register::<stranger::Entity>();
    names_amount(stranger::Entity::find().into_model::<Row>().all(&db).await);
}

/// `docs/limitations.md`: of raw SQL nobody knows the columns.
#[tokio::test]
async fn raw_statements_read_a_mismatch_under_option_as_none() {
    let TestDatabase { ref db, .. } = shop().await;
    let statement =
        Statement::from_string(sea_orm::DbBackend::MySql, "SELECT * FROM boxed_item WHERE id = 1");
    let model = item::Entity::find()
        .from_raw_sql(statement)
        .one(db)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(model.amount, None, "it is 5, and a UInt64 is read as i64");
    #[derive(Debug, PartialEq, FromQueryResult, FromClickHouseRow)]
    struct Row {
        amount: Option<i64>,
    }
    let row = Row::find_by_statement(Statement::from_string(
        sea_orm::DbBackend::MySql,
        "SELECT amount FROM boxed_item WHERE id = 1",
    ));
    assert_eq!(row.one(db).await.unwrap(), Some(Row { amount: Some(5) }));
}

#[tokio::test]
async fn entities_that_disagree_about_a_table_share_what_they_agree_on() {
    mod one {
        use sea_orm::entity::prelude::*;

        #[derive(Clone, Debug, PartialEq, DeriveEntityModel, sea_orm_clickhouse::ClickHouseEntity)]
        #[sea_orm(table_name = "shared")]
        pub struct Model {
            #[sea_orm(primary_key, auto_increment = false)]
            pub id: i64,
            pub size: i64,
        }

        #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
        pub enum Relation {}

        impl ActiveModelBehavior for ActiveModel {}
    }
    mod two {
        use sea_orm::entity::prelude::*;

        #[derive(Clone, Debug, PartialEq, DeriveEntityModel, sea_orm_clickhouse::ClickHouseEntity)]
        #[sea_orm(table_name = "shared")]
        pub struct Model {
            #[sea_orm(primary_key, auto_increment = false)]
            pub id: i64,
            pub size: u64,
            pub day: Option<TimeDate>,
        }

        #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
        pub enum Relation {}

        impl ActiveModelBehavior for ActiveModel {}
    }
    let TestDatabase { ref db, .. } = TestDatabase::new().await;
    db.execute_unprepared(
        "CREATE TABLE shared (id Int32, size UInt64, day Nullable(Date)) ENGINE = MergeTree ORDER BY id",
    )
    .await
    .unwrap();
    let day = time::macros::date!(2024 - 02 - 29);
    two::Entity::insert(two::ActiveModel {
        id: Set(1),
        size: Set(u64::MAX),
        day: Set(Some(day)),
    })
    .exec(db)
    .await
    .unwrap();
    // The server's own type is that of one of them; the other is refused, because its field is no Option.
    let model = two::Entity::find().one(db).await.unwrap().unwrap();
    assert_eq!((model.size, model.day), (u64::MAX, Some(day)));
    one::Entity::find().one(db).await.unwrap_err();
    // A registration on the connection counts more than those of the program.
    db.register::<one::Entity>();
    names(
        one::Entity::find().one(db).await,
        &["18446744073709551615", "`size`", "i64"],
    );
}
