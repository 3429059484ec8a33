//! The table `cakes_bakers`.
#![allow(missing_docs)]

use sea_orm::entity::prelude::*;
use sea_orm_clickhouse::ClickHouseEntity;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel, ClickHouseEntity)]
#[sea_orm(table_name = "cakes_bakers")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub cake_id: i32,
    #[sea_orm(primary_key, auto_increment = false)]
    pub baker_id: i32,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::cake::Entity",
        from = "Column::CakeId",
        to = "super::cake::Column::Id"
    )]
    Cake,
    #[sea_orm(
        belongs_to = "super::baker::Entity",
        from = "Column::BakerId",
        to = "super::baker::Column::Id"
    )]
    Baker,
}

impl ActiveModelBehavior for ActiveModel {}
