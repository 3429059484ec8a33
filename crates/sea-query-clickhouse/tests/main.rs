//! The dialect against a real server: every statement is compared as text and run.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, unreachable_pub)]

mod alter;
mod builder_trait;
mod capability;
mod clause;
mod column_type;
mod condition;
mod defaults;
mod engine;
mod engine_error;
mod engine_rows;
mod fill;
mod function;
mod group;
mod hostile;
mod identifier;
mod insert;
mod insert_clause;
mod join;
mod lightweight;
mod literal;
mod mutation;
mod order;
mod output;
mod parameter;
mod place;
mod portable;
mod raw;
mod refusal;
mod select;
mod server;
mod table;
mod table_function;
mod trap;
mod type_round_trip;
mod with;
