//! The dialect against a real server: every statement is compared as text and run.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, unreachable_pub)]

mod aggregate;
mod alter;
mod catalogue;
mod clause;
mod column_type;
mod condition;
mod defaults;
mod fill;
mod function;
mod group;
mod identifier;
mod insert;
mod insert_clause;
mod join;
mod lambda;
mod lightweight;
mod literal;
mod lookup;
mod mutation;
mod order;
mod output;
mod parameter;
mod portable;
mod raw;
mod refusal;
mod select;
mod server;
mod table;
mod table_function;
mod type_round_trip;
mod window;
mod with;
