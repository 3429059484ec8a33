//! A migration crate of SeaORM under the name of its own dependency, on a real server.

// As `sea-orm-cli migrate` writes signatures and modules.
#![allow(clippy::unwrap_used, elided_lifetimes_in_paths, unreachable_pub)]

extern crate sea_orm_clickhouse_migration as sea_orm_migration;

// The crate that runs by SeaORM's own runner is the same to the letter.
#[path = "../../../../examples/migration/src/lib.rs"]
mod documentation;

mod method;
mod run;
