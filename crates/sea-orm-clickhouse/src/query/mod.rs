//! ClickHouse's clauses on SeaORM's statements. What each writes, and when it is refused, is the dialect's to say.

mod insert;
mod mutation;
mod select;

pub use insert::ClickHouseInsertExt;
pub use mutation::{ClickHouseDeleteExt, ClickHouseUpdateExt, MutationsSync};
pub use select::ClickHouseQueryExt;
