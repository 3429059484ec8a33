//! The bakery domain of SeaORM's documentation: bakeries, bakers, cakes, customers, orders and line items.

pub mod baker;
#[allow(clippy::module_inception)]
pub mod bakery;
pub mod cake;
pub mod cakes_bakers;
pub mod customer;
pub mod lineitem;
pub mod order;
mod seed;

pub use seed::bakeries;

use sea_orm::{ConnectionTrait, DbBackend, Schema};
use sea_orm_clickhouse::ClickHouseConnection;

/// Makes the tables from the entities.
///
/// # Panics
///
/// When a table cannot be made.
pub async fn create_tables(db: &ClickHouseConnection) {
    let schema = Schema::new(DbBackend::MySql);
    for table in [
        schema.create_table_from_entity(bakery::Entity),
        schema.create_table_from_entity(baker::Entity),
        schema.create_table_from_entity(cake::Entity),
        schema.create_table_from_entity(cakes_bakers::Entity),
        schema.create_table_from_entity(customer::Entity),
        schema.create_table_from_entity(order::Entity),
        schema.create_table_from_entity(lineitem::Entity),
    ] {
        db.execute(&table).await.expect("the table is made");
    }
}
