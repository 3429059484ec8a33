//! A real ClickHouse server as a child process, for development and tests: no container, no installed server.
//!
//! ```no_run
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), clickhouse_embedded::EmbeddedError> {
//! use clickhouse_embedded::EmbeddedServer;
//!
//! let server = EmbeddedServer::builder().start().await?;
//! println!("{}", server.url()); // clickhouse://app:<generated>@127.0.0.1:40123/default
//! server.stop().await?;
//! # Ok(())
//! # }
//! ```
//!
//! The engine is `libchdb`, ClickHouse as a shared library. [`Engine::install`] fetches it once into the cache folder
//! of the user; [`Engine::locate`] finds it there or at the path in `CLICKHOUSE_ENGINE`. It runs in a process of its own
//! and serves ClickHouse's HTTP and native interfaces on the loopback address. That process dies with the one that
//! started it, and a temporary data folder goes with it.
//!
//! What differs from a stock server: only HTTP and the native protocol listen, without TLS; users, roles, row policies
//! and quotas are made by configuration and not by DDL; `async_insert` inserts synchronously; `system.query_log` starts
//! empty after a restart.

#[cfg(not(unix))]
compile_error!("clickhouse-embedded runs on Linux and macOS; elsewhere use a server of your own");

mod builder;
mod cache;
mod config;
mod engine;
mod error;
mod hash;
mod http;
mod launcher;
mod log;
mod process;
mod server;

pub use builder::ServerBuilder;
pub use engine::{Engine, NpmFile, Progress};
pub use error::EmbeddedError;
pub use server::EmbeddedServer;
