//! Books and their authors, whose columns in the table are never NULL.
#![allow(missing_docs, clippy::missing_panics_doc)]

use sea_orm::{ConnectionTrait, QueryOrder, entity::prelude::*};

use crate::TestDatabase;

pub mod book {
    use sea_orm::entity::prelude::*;
    use sea_orm_clickhouse::ClickHouseEntity;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, ClickHouseEntity)]
    #[sea_orm(table_name = "book")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: i32,
        pub title: String,
        pub author_id: Option<i32>,
        pub pages: u16,
        pub sold: u64,
        pub published: Option<TimeDate>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {
        #[sea_orm(
            belongs_to = "super::author::Entity",
            from = "Column::AuthorId",
            to = "super::author::Column::Id"
        )]
        Author,
    }

    impl Related<super::author::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::Author.def()
        }
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod author {
    use sea_orm::entity::prelude::*;
    use sea_orm_clickhouse::ClickHouseEntity;

    /// No column of it can be NULL in the table.
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, ClickHouseEntity)]
    #[sea_orm(table_name = "author")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: i32,
        pub name: String,
        pub born: TimeDate,
        pub prizes: Vec<String>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {
        #[sea_orm(has_many = "super::book::Entity")]
        Book,
    }

    impl Related<super::book::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::Book.def()
        }
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// A database with three books and two authors.
pub async fn library() -> TestDatabase {
    let test = TestDatabase::new().await;
    for statement in [
        "CREATE TABLE book (id Int32, title String, author_id Nullable(Int32), pages UInt16, sold UInt64, \
         published Nullable(Date)) ENGINE = MergeTree ORDER BY id",
        "CREATE TABLE author (id Int32, name String, born Date32, prizes Array(String)) ENGINE = MergeTree ORDER BY id",
        "INSERT INTO author VALUES (1, 'Le Guin', '1929-10-21', ['Hugo', 'Nebula']), (2, 'Nobody', '1950-01-01', [])",
        "INSERT INTO book VALUES (1, 'The Dispossessed', 1, 341, 18446744073709551615, '1974-05-01'), \
         (2, 'Beowulf', NULL, 200, 7, NULL), (3, 'Lost', 9, 1, 0, '2000-01-01')",
    ] {
        test.db.execute_unprepared(statement).await.unwrap();
    }
    test
}

/// The books in the order of their ids.
pub fn books() -> sea_orm::Select<book::Entity> {
    book::Entity::find().order_by_asc(book::Column::Id)
}
