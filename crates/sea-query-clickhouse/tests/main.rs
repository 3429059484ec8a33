//! The dialect against a real server: every statement is compared as text and run.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, unreachable_pub)]

mod alter;
mod clause;
mod column_type;
mod condition;
mod defaults;
mod function;
mod identifier;
mod insert;
mod literal;
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
