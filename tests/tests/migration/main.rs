//! Migrations: the runner, its log and its lock.

mod command;
mod crash;
mod diff;
mod operation;
mod runner;
