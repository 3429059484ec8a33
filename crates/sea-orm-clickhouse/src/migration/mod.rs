//! Migrations.

pub mod compat;
