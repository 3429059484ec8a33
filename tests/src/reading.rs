//! Readings of stations: a key of two columns, and enums as text and as number.
#![allow(missing_docs)]

use sea_orm::{ConnectionTrait, DbBackend, Schema, Set, entity::prelude::*};
use sea_orm_clickhouse::ClickHouseEntity;

use crate::TestDatabase;

#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Enum", enum_name = "quality")]
pub enum Quality {
    #[sea_orm(string_value = "good")]
    Good,
    #[sea_orm(string_value = "bad")]
    Bad,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "i8", db_type = "TinyInteger")]
pub enum Level {
    #[sea_orm(num_value = 1)]
    Low,
    #[sea_orm(num_value = 2)]
    High,
}

#[derive(Clone, Debug, PartialEq, DeriveEntityModel, ClickHouseEntity)]
#[sea_orm(table_name = "reading")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub station: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub number: i32,
    pub quality: Quality,
    pub level: Option<Level>,
    pub value: f64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Stations a, b and c, each with the readings 1 to 4.
///
/// # Panics
///
/// When they cannot be made.
pub async fn readings() -> TestDatabase {
    let test = TestDatabase::new().await;
    let schema = Schema::new(DbBackend::MySql);
    test.db
        .execute(&schema.create_table_from_entity(Entity))
        .await
        .expect("the readings are there");
    let models = ["a", "b", "c"].into_iter().flat_map(|station| {
        (1..=4).map(move |number| ActiveModel {
            station: Set(station.into()),
            number: Set(number),
            quality: Set(if number == 4 { Quality::Bad } else { Quality::Good }),
            level: Set(match number {
                1 => Some(Level::Low),
                2 => Some(Level::High),
                _ => None,
            }),
            value: Set(f64::from(number) * 1.5),
        })
    });
    Entity::insert_many(models)
        .exec(&test.db)
        .await
        .expect("the readings are there");
    test
}

/// The keys of some readings.
pub fn keys(models: &[Model]) -> Vec<(&str, i32)> {
    models
        .iter()
        .map(|model| (model.station.as_str(), model.number))
        .collect()
}
