//! A migration crate as a user would write it, whose program is `migrate` of `src/bin`.

mod m20260101_000001_ten_steps;
mod m20260102_000002_views;

use sea_orm_clickhouse::migration::prelude::*;

pub use m20260101_000001_ten_steps::{STEPS, event, host};

/// The migrations.
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m20260101_000001_ten_steps::Migration),
            Box::new(m20260102_000002_views::Migration),
        ]
    }
}

/// Kills this process, as the operating system would, after the step of the environment variable `KILL_AFTER`.
pub(crate) fn after(step: u32) {
    if std::env::var("KILL_AFTER").is_ok_and(|kill| kill == step.to_string()) {
        let killed = std::process::Command::new("kill")
            .args(["-9", &std::process::id().to_string()])
            .status();
        panic!("still alive: {killed:?}");
    }
}
