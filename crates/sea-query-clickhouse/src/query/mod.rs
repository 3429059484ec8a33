//! ClickHouse's clauses on SeaQuery's statements.

mod columns;
mod date_time;
mod global_in;
mod insert;
mod join;
mod limit;
mod lookup;
mod mutation;
mod order;
mod sample;
mod select;
mod select_statement;
mod subcolumn;
mod table_function;

pub use columns::Columns;
pub use date_time::ClickHouseDateTimeExt;
pub use global_in::ClickHouseInExt;
pub use insert::ClickHouseInsertStatementExt;
pub use join::{ArrayJoin, Join};
pub use limit::Limit;
pub use lookup::ClickHouseLookupExt;
pub use mutation::{ClickHouseDeleteStatementExt, ClickHouseUpdateStatementExt};
pub use order::{Interpolate, OrderBy, WithFill};
pub use select::ClickHouseSelectStatementExt;
pub use subcolumn::Element;
pub use table_function::TableFunction;

pub(crate) use columns::write_names;
pub(crate) use join::{JoinForm, Strictness, has_inequality, is_array_join};
pub(crate) use sample::Sample;
