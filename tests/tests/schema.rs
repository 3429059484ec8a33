//! Tables from entities by SeaORM's own `Schema`: what an entity says of its table is there, or is refused.

use integration_tests::TestDatabase;
use sea_orm::{
    ActiveModelTrait, ConnectionTrait, DbBackend, DbErr, EntityTrait, PaginatorTrait, Schema, Set, Statement,
    sea_query::Table,
};
use sea_orm_clickhouse::{ClickHouseConnection, ClickHouseError};

mod page {
    use sea_orm::entity::prelude::*;
    use sea_orm_clickhouse::ClickHouseEntity;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, ClickHouseEntity)]
    #[sea_orm(table_name = "page", comment = "of a book")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i32,
        #[sea_orm(default_value = "untitled", comment = "it's \\ shown")]
        pub title: String,
        #[sea_orm(default_value = 3)]
        pub lines: i16,
        #[sea_orm(default_expr = "Expr::current_timestamp()")]
        pub made: DateTimeUtc,
        #[sea_orm(column_name = "the text", nullable)]
        #[clickhouse(rename = "the text")]
        pub text: Option<String>,
        #[sea_orm(ignore)]
        pub dirty: bool,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

mod unique {
    use sea_orm::entity::prelude::*;
    use sea_orm_clickhouse::ClickHouseEntity;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, ClickHouseEntity)]
    #[sea_orm(table_name = "member")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i32,
        #[sea_orm(unique)]
        pub mail: String,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

mod indexed {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "indexed")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i32,
        #[sea_orm(indexed)]
        pub name: String,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

mod unique_together {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "unique_together")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i32,
        #[sea_orm(unique_key = "pair")]
        pub a: i32,
        #[sea_orm(unique_key = "pair")]
        pub b: i32,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// Two tables that belong to each other.
mod circle {
    pub mod left {
        use sea_orm::entity::prelude::*;

        #[sea_orm::model]
        #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
        #[sea_orm(table_name = "left")]
        pub struct Model {
            #[sea_orm(primary_key, auto_increment = false)]
            pub id: i32,
            pub right_id: Option<i32>,
            #[sea_orm(belongs_to, from = "right_id", to = "id")]
            pub right: BelongsTo<Option<super::right::Entity>>,
        }

        impl ActiveModelBehavior for ActiveModel {}
    }

    pub mod right {
        use sea_orm::entity::prelude::*;

        #[sea_orm::model]
        #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
        #[sea_orm(table_name = "right")]
        pub struct Model {
            #[sea_orm(primary_key, auto_increment = false)]
            pub id: i32,
            pub left_id: Option<i32>,
            #[sea_orm(belongs_to, from = "left_id", to = "id")]
            pub left: BelongsTo<Option<super::left::Entity>>,
        }

        impl ActiveModelBehavior for ActiveModel {}
    }
}

async fn texts(db: &ClickHouseConnection, sql: &str) -> Vec<String> {
    let rows = db
        .query_all_raw(Statement::from_string(DbBackend::MySql, sql))
        .await
        .unwrap();
    rows.iter().map(|row| row.try_get_by_index(0).unwrap()).collect()
}

fn assert_refused(result: Result<(), DbErr>, words: &[&str]) {
    let error = result.unwrap_err();
    let message = ClickHouseError::from_db_err(&error)
        .unwrap_or_else(|| panic!("{error}"))
        .message()
        .to_owned();
    for word in words {
        assert!(message.contains(word), "`{word}` is not in: {message}");
    }
}

#[tokio::test]
async fn what_an_entity_says_of_its_columns_is_in_the_table() {
    let test = TestDatabase::new().await;
    let db = &test.db;
    db.get_schema_builder()
        .register(page::Entity)
        .apply(db)
        .await
        .unwrap();
    let columns = texts(
        db,
        "SELECT concat(name, ' ', type, ' ', default_expression, ' ', comment) FROM system.columns \
         WHERE database = currentDatabase() AND table = 'page' ORDER BY position",
    )
    .await;
    assert_eq!(
        columns,
        [
            "id Int32  ",
            r"title String 'untitled' it's \ shown",
            "lines Int16 3 ",
            "made DateTime64(9, 'UTC') now64(6) ",
            "the text Nullable(String)  "
        ]
    );
    let table = "SELECT concat(engine, ' ', sorting_key, ' ', comment) FROM system.tables \
                 WHERE database = currentDatabase() AND name = 'page'";
    assert_eq!(texts(db, table).await, ["MergeTree id of a book"]);
    let model = <page::ActiveModel as Default>::default()
        .insert(db)
        .await
        .unwrap();
    assert_eq!(
        (model.title.as_str(), model.lines, model.dirty),
        ("untitled", 3, false)
    );
    assert_eq!(page::Entity::find().one(db).await.unwrap(), Some(model));
    let again = db
        .get_schema_builder()
        .register(page::Entity)
        .apply(db)
        .await
        .unwrap_err();
    assert!(again.to_string().contains("TABLE_ALREADY_EXISTS"), "{again}");
}

#[tokio::test]
async fn if_not_exists_leaves_a_table_as_it_is() {
    let test = TestDatabase::new().await;
    let db = &test.db;
    let schema = Schema::new(db.get_database_backend());
    let table = schema
        .create_table_from_entity(page::Entity)
        .if_not_exists()
        .to_owned();
    db.execute(&table).await.unwrap();
    db.execute(&table).await.unwrap();
    assert!(schema.create_enum_from_entity(page::Entity).is_empty());
    assert!(schema.create_index_from_entity(page::Entity).is_empty());
    db.execute(Table::drop().table(page::Entity).if_exists())
        .await
        .unwrap();
    db.execute(Table::drop().table(page::Entity).if_exists())
        .await
        .unwrap();
    assert!(page::Entity::find().count(db).await.is_err());
}

#[tokio::test]
async fn a_unique_column_is_refused_and_found_by_in_a_table_without() {
    let test = TestDatabase::new().await;
    let db = &test.db;
    let made = db.get_schema_builder().register(unique::Entity).apply(db).await;
    assert_refused(made, &["UNIQUE", "column `mail`", "ReplacingMergeTree"]);
    assert!(
        unique::Entity::find().count(db).await.is_err(),
        "no table was made"
    );
    db.execute_unprepared("CREATE TABLE member (id Int32, mail String) ENGINE = MergeTree ORDER BY id")
        .await
        .unwrap();
    for mail in ["a@b", "c@d"] {
        unique::ActiveModel::builder()
            .set_mail(mail)
            .insert(db)
            .await
            .unwrap();
    }
    let found = unique::Entity::find_by_mail("c@d").one(db).await.unwrap();
    assert_eq!(found.map(|member| member.id), Some(2));
    let loaded = unique::Entity::load()
        .filter_by_mail("a@b")
        .one(db)
        .await
        .unwrap();
    assert_eq!(loaded.map(|member| member.id), Some(1));
    let deleted = unique::Entity::delete_by_mail("a@b").exec(db).await.unwrap();
    assert_eq!(deleted.rows_affected, 1);
    // Nothing keeps a second one out.
    unique::ActiveModel::builder()
        .set_mail("c@d")
        .insert(db)
        .await
        .unwrap();
    assert_eq!(unique::Entity::find().count(db).await.unwrap(), 2);
}

#[tokio::test]
async fn indexes_of_entities_are_refused_after_their_table_is_made() {
    let test = TestDatabase::new().await;
    let db = &test.db;
    let made = db.get_schema_builder().register(indexed::Entity).apply(db).await;
    assert_refused(made, &["CREATE INDEX", "add_index"]);
    assert_eq!(indexed::Entity::find().count(db).await.unwrap(), 0);
    let made = db
        .get_schema_builder()
        .register(unique_together::Entity)
        .apply(db)
        .await;
    assert_refused(made, &["CREATE INDEX"]);
    let schema = Schema::new(DbBackend::MySql);
    let table = schema
        .create_table_from_entity(unique_together::Entity)
        .if_not_exists()
        .to_owned();
    db.execute(&table).await.unwrap();
}

#[tokio::test]
async fn tables_that_belong_to_each_other_are_made() {
    use circle::{left, right};
    let test = TestDatabase::new().await;
    let db = &test.db;
    db.get_schema_builder()
        .register(left::Entity)
        .register(right::Entity)
        .apply(db)
        .await
        .unwrap();
    right::ActiveModel {
        id: Set(1),
        left_id: Set(Some(2)),
    }
    .insert(db)
    .await
    .unwrap();
    let left = left::ActiveModel {
        id: Set(2),
        right_id: Set(Some(1)),
    };
    left.insert(db).await.unwrap();
    let pairs = left::Entity::find()
        .find_also_related(right::Entity)
        .all(db)
        .await
        .unwrap();
    assert_eq!(pairs[0].1.as_ref().map(|right| right.id), Some(1));
}

#[tokio::test]
async fn a_column_of_an_entity_is_added_by_the_dialects_own_alter() {
    use sea_orm_clickhouse::sea_query_clickhouse::{
        ClickHouseColumnDef, ClickHouseTable, table::ColumnPosition,
    };
    let test = TestDatabase::new().await;
    let db = &test.db;
    let schema = Schema::new(DbBackend::MySql);
    db.execute_unprepared("CREATE TABLE page (id Int32) ENGINE = MergeTree ORDER BY id")
        .await
        .unwrap();
    let mut title = schema.get_column_def::<page::Entity>(page::Column::Title);
    let alter = Table::alter()
        .table(page::Entity)
        .add_column(&mut title)
        .to_owned();
    assert_refused(
        db.execute(&alter).await.map(drop),
        &["ALTER TABLE", "ClickHouseTable::alter"],
    );
    let title = ClickHouseColumnDef::from_portable(&title).unwrap();
    let alter = ClickHouseTable::alter("page").add_column(title, ColumnPosition::Last);
    db.execute_clickhouse(&alter).await.unwrap();
    let added = "SELECT concat(type, ' ', default_expression) FROM system.columns \
                 WHERE database = currentDatabase() AND table = 'page' AND name = 'title'";
    assert_eq!(texts(db, added).await, ["String 'untitled'"]);
}
