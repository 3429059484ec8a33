//! The dialect against a real server: every statement is compared as text and run.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, unreachable_pub)]

mod alter;
mod clause;
mod codec;
mod column;
mod column_type;
mod condition;
mod constraint;
mod defaults;
mod definition;
mod drop;
mod fill;
mod function;
mod group;
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
mod partition;
mod portable;
mod projection;
mod raw;
mod refusal;
mod select;
mod server;
mod skip_index;
mod statistics;
mod table;
mod table_function;
mod table_source;
mod ttl;
mod type_round_trip;
mod with;
