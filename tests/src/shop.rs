//! Items, their sales, and tasks whose state has a DEFAULT in the table.
#![allow(missing_docs)]

use sea_orm::{ConnectionTrait, DbBackend, EntityTrait, QueryOrder, QuerySelect, Schema, Set};

use crate::TestDatabase;

pub mod item {
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

pub mod sale {
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
pub mod task {
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

/// An item without a note.
pub fn new_item(id: i32, name: &str, stock: i32) -> item::ActiveModel {
    item::ActiveModel {
        id: Set(id),
        name: Set(name.into()),
        stock: Set(stock),
        note: Set(None),
    }
}

/// The tables `item` and `sale` with some rows, on a connection with these options.
///
/// # Panics
///
/// When they cannot be made.
pub async fn seeded_with(options: &str) -> TestDatabase {
    let test = TestDatabase::with_options(options).await;
    let schema = Schema::new(DbBackend::MySql);
    test.db
        .execute(&schema.create_table_from_entity(item::Entity))
        .await
        .expect("the tables of the shop are there");
    test.db
        .execute(&schema.create_table_from_entity(sale::Entity))
        .await
        .expect("the tables of the shop are there");
    item::Entity::insert_many([
        new_item(1, "apple", 10),
        new_item(2, "bread", 20),
        new_item(3, "cheese", 30),
        new_item(4, "dates", 40),
    ])
    .exec(&test.db)
    .await
    .expect("the tables of the shop are there");
    sale::Entity::insert_many([(1, "ann", 2), (1, "bob", 3), (2, "ann", 1)].map(
        |(item_id, customer, quantity)| sale::ActiveModel {
            item_id: Set(item_id),
            customer: Set(customer.into()),
            quantity: Set(quantity),
        },
    ))
    .exec(&test.db)
    .await
    .expect("the tables of the shop are there");
    test
}

/// The same without options.
pub async fn seeded() -> TestDatabase {
    seeded_with("").await
}

/// What there is of each item.
///
/// # Panics
///
/// When it cannot be read.
pub async fn stocks(test: &TestDatabase) -> Vec<(i32, i32)> {
    item::Entity::find()
        .select_only()
        .columns([item::Column::Id, item::Column::Stock])
        .order_by_asc(item::Column::Id)
        .into_tuple()
        .all(&test.db)
        .await
        .expect("the tables of the shop are there")
}
