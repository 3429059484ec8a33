//! The bakery domain in the entity format of SeaORM 2: relations are fields of the model.
#![allow(missing_docs)]

use sea_orm_clickhouse::ClickHouseConnection;

use crate::TestDatabase;

pub mod bakery {
    use sea_orm::entity::prelude::*;
    use sea_orm_clickhouse::ClickHouseEntity;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, ClickHouseEntity)]
    #[sea_orm(table_name = "bakery")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i32,
        pub name: String,
        pub profit_margin: f64,
        #[sea_orm(has_many)]
        pub bakers: HasMany<super::baker::Entity>,
        #[sea_orm(has_many)]
        pub cakes: HasMany<super::cake::Entity>,
        #[sea_orm(has_many)]
        pub orders: HasMany<super::order::Entity>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod baker {
    use sea_orm::entity::prelude::*;
    use sea_orm_clickhouse::ClickHouseEntity;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, ClickHouseEntity)]
    #[sea_orm(table_name = "baker")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i32,
        pub name: String,
        pub contact_details: Json,
        pub bakery_id: Option<i32>,
        #[sea_orm(belongs_to, from = "bakery_id", to = "id", on_delete = "SetNull")]
        pub bakery: BelongsTo<Option<super::bakery::Entity>>,
        #[sea_orm(has_many, via = "cakes_bakers::Baker")]
        pub cakes: HasMany<super::cake::Entity>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod cake {
    use sea_orm::{Set, entity::prelude::*};
    use sea_orm_clickhouse::ClickHouseEntity;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, ClickHouseEntity)]
    #[sea_orm(table_name = "cake")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i32,
        pub name: String,
        #[sea_orm(column_type = "Decimal(Some((16, 4)))")]
        pub price: Decimal,
        pub bakery_id: Option<i32>,
        pub gluten_free: bool,
        pub serial: Uuid,
        #[sea_orm(belongs_to, from = "bakery_id", to = "id")]
        pub bakery: BelongsTo<Option<super::bakery::Entity>>,
        #[sea_orm(has_many)]
        pub lineitems: HasMany<super::lineitem::Entity>,
        #[sea_orm(has_many, via = "cakes_bakers")]
        pub bakers: HasMany<super::baker::Entity>,
    }

    impl ActiveModelBehavior for ActiveModel {
        fn new() -> Self {
            Self {
                serial: Set(Uuid::new_v4()),
                gluten_free: Set(false),
                ..ActiveModelTrait::default()
            }
        }
    }
}

pub mod cakes_bakers {
    use sea_orm::entity::prelude::*;
    use sea_orm_clickhouse::ClickHouseEntity;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, ClickHouseEntity)]
    #[sea_orm(table_name = "cakes_bakers")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub cake_id: i32,
        #[sea_orm(primary_key, auto_increment = false)]
        pub baker_id: i32,
        #[sea_orm(belongs_to, from = "cake_id", to = "id")]
        pub cake: BelongsTo<super::cake::Entity>,
        #[sea_orm(belongs_to, from = "baker_id", to = "id")]
        pub baker: BelongsTo<super::baker::Entity>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod customer {
    use sea_orm::entity::prelude::*;
    use sea_orm_clickhouse::ClickHouseEntity;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, ClickHouseEntity)]
    #[sea_orm(table_name = "customer")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i32,
        pub name: String,
        #[sea_orm(column_type = "Text", nullable)]
        pub notes: Option<String>,
        #[sea_orm(has_many)]
        pub orders: HasMany<super::order::Entity>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod order {
    use sea_orm::entity::prelude::*;
    use sea_orm_clickhouse::ClickHouseEntity;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, ClickHouseEntity)]
    #[sea_orm(table_name = "order")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i32,
        #[sea_orm(column_type = "Decimal(Some((16, 4)))")]
        pub total: Decimal,
        pub bakery_id: i32,
        pub customer_id: i32,
        pub placed_at: DateTimeUtc,
        #[sea_orm(belongs_to, from = "bakery_id", to = "id")]
        pub bakery: BelongsTo<super::bakery::Entity>,
        #[sea_orm(belongs_to, from = "customer_id", to = "id")]
        pub customer: BelongsTo<super::customer::Entity>,
        #[sea_orm(has_many)]
        pub lineitems: HasMany<super::lineitem::Entity>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod lineitem {
    use sea_orm::entity::prelude::*;
    use sea_orm_clickhouse::ClickHouseEntity;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, ClickHouseEntity)]
    #[sea_orm(table_name = "lineitem")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i32,
        #[sea_orm(column_type = "Decimal(Some((16, 4)))")]
        pub price: Decimal,
        pub quantity: i32,
        pub order_id: i32,
        pub cake_id: i32,
        #[sea_orm(belongs_to, from = "order_id", to = "id")]
        pub order: BelongsTo<super::order::Entity>,
        #[sea_orm(belongs_to, from = "cake_id", to = "id")]
        pub cake: BelongsTo<super::cake::Entity>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// A database with the empty tables.
///
/// # Panics
///
/// When a table cannot be made.
pub async fn tables() -> TestDatabase {
    let test = TestDatabase::new().await;
    apply(&test.db).await;
    test
}

async fn apply(db: &ClickHouseConnection) {
    db.get_schema_builder()
        .register(bakery::Entity)
        .register(baker::Entity)
        .register(cake::Entity)
        .register(cakes_bakers::Entity)
        .register(customer::Entity)
        .register(order::Entity)
        .register(lineitem::Entity)
        .apply(db)
        .await
        .expect("the tables are made");
}
