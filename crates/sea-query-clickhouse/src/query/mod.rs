//! ClickHouse's clauses on SeaQuery's statements.

mod insert;
mod mutation;
mod select;

pub use insert::ClickHouseInsertStatementExt;
pub use mutation::{ClickHouseDeleteStatementExt, ClickHouseUpdateStatementExt};
pub use select::ClickHouseSelectStatementExt;
