//! What a connection must know beside the SQL that it sends.
//!
//! | Question | Answer |
//! |---|---|
//! | Does the server answer, which one is it, what are the columns of a table? | [`PING`], [`SERVER_INFO`], [`describe`] |
//! | What are the rows of an INSERT, as values? | [`InsertSource`], [`insert_native`] |
//! | Which rows will an UPDATE or DELETE reach? | [`Mutation`] |
//! | Which columns of which tables are those of a result? | [`outputs`] |
//! | Which table is truncated? | [`truncated_table`] |
//! | What are the names of a result's columns, and the tables of its rows? | [`names`], [`tables`] |
//! | How is a state of an aggregate function read and written? | [`cast_outputs`], [`InsertSource::build_native_cast`] |
//!
//! The statements that a user sends about the server, `SYSTEM` and `SHOW`, are in [`statement`](crate::statement).

mod insert;
mod mutation;
mod output;
mod server;
mod truncate;

pub use insert::{Cell, InsertSource, insert_native};
pub use mutation::Mutation;
pub(crate) use output::columns_behind;
pub use output::{Output, cast_outputs, names, outputs, tables};
pub use server::{PING, SERVER_INFO, describe};
pub use truncate::truncated_table;
