//! The dialect against a real server: every statement is compared as text and run.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, unreachable_pub)]

mod aggregate;
mod alter;
mod builder_trait;
mod capability;
mod catalogue;
mod clause;
mod column_type;
mod condition;
mod defaults;
mod dictionary;
mod dictionary_layout;
mod dictionary_source;
mod fill;
mod function;
mod group;
mod hostile;
mod identifier;
mod insert;
mod insert_clause;
mod join;
mod lambda;
mod lightweight;
mod literal;
mod lookup;
mod materialized_view;
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
mod view;
mod window;
mod window_view;
mod with;
