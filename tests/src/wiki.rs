//! Sites and their pages, in tables of which only the newest version of a row counts.
#![allow(missing_docs)]

use sea_orm::{ConnectionTrait, EntityTrait, PaginatorTrait, Set};

use crate::TestDatabase;

/// Of each page only the newest version counts, which FINAL and merges see to.
pub mod page {
    use sea_orm::entity::prelude::*;
    use sea_orm_clickhouse::ClickHouseEntity;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, ClickHouseEntity)]
    #[sea_orm(table_name = "page")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: i64,
        pub site_id: i64,
        pub title: String,
        pub version: u32,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {
        #[sea_orm(
            belongs_to = "super::site::Entity",
            from = "Column::SiteId",
            to = "super::site::Column::Id"
        )]
        Site,
    }

    impl Related<super::site::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::Site.def()
        }
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod site {
    use sea_orm::entity::prelude::*;
    use sea_orm_clickhouse::ClickHouseEntity;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, ClickHouseEntity)]
    #[sea_orm(table_name = "site")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: i64,
        pub name: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {
        #[sea_orm(has_many = "super::page::Entity")]
        Page,
    }

    impl Related<super::page::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::Page.def()
        }
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// A version of a page.
pub fn new_page(id: i64, site_id: i64, title: &str, version: u32) -> page::ActiveModel {
    page::ActiveModel {
        id: Set(id),
        site_id: Set(site_id),
        title: Set(title.into()),
        version: Set(version),
    }
}

/// Pages 1 to 3 in an old and a new version that are not merged; the new title of page 2 is `changed`.
///
/// # Panics
///
/// When they cannot be made.
pub async fn versions() -> TestDatabase {
    let test = TestDatabase::new().await;
    let db = &test.db;
    db.execute_unprepared(
        "CREATE TABLE page (id Int64, site_id Int64, title String, version UInt32)
             ENGINE = ReplacingMergeTree(version) ORDER BY id;
         CREATE TABLE site (id Int64, name String) ENGINE = ReplacingMergeTree ORDER BY id;
         SYSTEM STOP MERGES page;
         SYSTEM STOP MERGES site",
    )
    .await
    .expect("the pages are there");
    page::Entity::insert_many([
        new_page(1, 7, "one", 1),
        new_page(2, 7, "two", 1),
        new_page(3, 8, "three", 1),
    ])
    .exec(db)
    .await
    .expect("the pages are there");
    page::Entity::insert_many([
        new_page(1, 7, "one", 2),
        new_page(2, 7, "changed", 2),
        new_page(3, 8, "three", 2),
    ])
    .exec(db)
    .await
    .expect("the pages are there");
    for _ in 0..2 {
        site::Entity::insert_many([(7, "docs"), (8, "blog")].map(|(id, name)| site::ActiveModel {
            id: Set(id),
            name: Set(name.into()),
        }))
        .exec(db)
        .await
        .expect("the pages are there");
    }
    assert_eq!(
        page::Entity::find().count(db).await.expect("the pages are there"),
        6,
        "nothing is merged"
    );
    test
}
