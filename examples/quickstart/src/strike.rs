//! A strike of a bird on an aircraft, as the FAA has it on file: the entity, its table, and a row of the CSV file.

use sea_orm::{entity::prelude::*, sea_query::Expr};
use sea_orm_clickhouse::{
    BuildError,
    prelude::{ClickHouseEntity, ClickHouseSchema, Engine, SkipIndex, SkipIndexType},
    sea_query_clickhouse::table::TableCreateStatement,
};
use serde::Deserialize;

/// A row. Types that SeaORM has no word for are named as ClickHouse names them.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, ClickHouseEntity)]
#[sea_orm(table_name = "demo_bird_strike")]
pub struct Model {
    /// The line of the file.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: u32,
    /// The day of the flight.
    #[sea_orm(column_type = r#"custom("Date")"#)]
    pub day: Date,
    /// The airport.
    #[sea_orm(column_type = r#"custom("LowCardinality(String)")"#)]
    pub airport: String,
    /// The state of the airport.
    #[sea_orm(column_type = r#"custom("LowCardinality(String)")"#)]
    pub state: String,
    /// Make and model of the aircraft.
    #[sea_orm(column_type = r#"custom("LowCardinality(String)")"#)]
    pub aircraft: String,
    /// The species, as far as it was known.
    #[sea_orm(column_type = r#"custom("LowCardinality(String)")"#)]
    pub species: String,
    /// What the aircraft was doing.
    pub phase: Phase,
    /// What it did to the aircraft.
    pub damage: Damage,
    /// What it cost, in dollars.
    pub cost: f64,
    /// How fast the aircraft was, in knots.
    pub speed: Option<f64>,
}

/// What the aircraft was doing: an Enum8.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum, Deserialize)]
#[sea_orm(rs_type = "Enum", db_type = "Enum", enum_name = "phase")]
pub enum Phase {
    #[sea_orm(string_value = "Approach")]
    Approach,
    #[sea_orm(string_value = "Climb")]
    Climb,
    #[sea_orm(string_value = "Descent")]
    Descent,
    #[sea_orm(string_value = "Landing Roll")]
    #[serde(rename = "Landing Roll")]
    LandingRoll,
    #[sea_orm(string_value = "Parked")]
    Parked,
    #[sea_orm(string_value = "Take-off run")]
    #[serde(rename = "Take-off run")]
    TakeOffRun,
    #[sea_orm(string_value = "Taxi")]
    Taxi,
}

/// What it did to the aircraft: an Enum8.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum, Deserialize)]
#[sea_orm(rs_type = "Enum", db_type = "Enum", enum_name = "damage")]
pub enum Damage {
    #[sea_orm(string_value = "None")]
    None,
    #[sea_orm(string_value = "Minor")]
    Minor,
    #[sea_orm(string_value = "Medium")]
    Medium,
    #[sea_orm(string_value = "Substantial")]
    Substantial,
    #[sea_orm(string_value = "B")]
    B,
    #[sea_orm(string_value = "C")]
    C,
}

/// No relations.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The table: of two rows with one key, ReplacingMergeTree keeps the later.
///
/// # Errors
///
/// None for this entity.
pub fn table() -> Result<TableCreateStatement, BuildError> {
    Ok(ClickHouseSchema::create_table_from_entity(Entity)?
        .engine(Engine::replacing_merge_tree())
        .partition_by(Expr::cust("toYear(day)"))
        .order_by(["state", "day", "id"])
        .index(SkipIndex::new("by_cost", Expr::col("cost"), SkipIndexType::MinMax).granularity(4)))
}

/// A line of `birdstrikes.csv`.
#[derive(Debug, Deserialize)]
pub struct Line {
    #[serde(rename = "Flight Date")]
    day: Date,
    #[serde(rename = "Airport Name")]
    airport: String,
    #[serde(rename = "Origin State")]
    state: String,
    #[serde(rename = "Aircraft Make Model")]
    aircraft: String,
    #[serde(rename = "Wildlife Species")]
    species: String,
    #[serde(rename = "Phase of flight")]
    phase: Phase,
    #[serde(rename = "Effect Amount of damage")]
    damage: Damage,
    #[serde(rename = "Cost Total $")]
    cost: f64,
    #[serde(rename = "Speed IAS in knots")]
    speed: Option<f64>,
}

impl Line {
    /// The row of the line with this number.
    pub fn into_model(self, id: u32) -> Model {
        let Self {
            day,
            airport,
            state,
            aircraft,
            species,
            phase,
            damage,
            cost,
            speed,
        } = self;
        Model {
            id,
            day,
            airport,
            state,
            aircraft,
            species,
            phase,
            damage,
            cost,
            speed,
        }
    }
}
