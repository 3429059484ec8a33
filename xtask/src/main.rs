//! The tasks of this repository: `cargo xtask --help`.

mod bench;
mod child;
mod cluster;
mod demo;
mod engine;
mod report;
mod server;
mod signal;
mod test;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Parser, Subcommand};

type Error = Box<dyn std::error::Error + Send + Sync>;

/// The tasks of this repository.
///
/// `demo`, `test` and `bench` run on a ClickHouse server of their own, or on the one that CLICKHOUSE_URL names
/// (clickhouse://user:password@host:port/database).
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", after_help = ENVIRONMENT)]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

const ENVIRONMENT: &str = "\
Environment:
  CLICKHOUSE_URL       The server to use for `demo`, `test` and `bench` instead of starting one
  CLICKHOUSE_CLUSTER_URLS, CLICKHOUSE_CLUSTER_NAME
                       The cluster for `test cluster` instead of starting one by docker or podman
  CLICKHOUSE_ENGINE    A libchdb to use instead of the pinned one
  CLICKHOUSE_PASSWORD  The password for `server` instead of a generated one
  XDG_CACHE_HOME       Where the engine and the data are kept, in sea-orm-clickhouse/";

#[derive(Subcommand)]
enum Task {
    /// Run the example on real data: FAA bird strikes, from table to mutations
    Demo,
    /// Run all tests of the workspace against a real server and count them
    Test {
        /// Run only the tests that have this in their name or their file's name, and no documentation tests; `cluster` runs
        /// those of a cluster, on the nodes of CLICKHOUSE_CLUSTER_URLS or on the containers of compose.yaml
        filter: Option<String>,
    },
    /// Measure the connection beside other clients, as ratios within one run
    Bench(bench::Options),
    /// Install the pinned ClickHouse engine into the cache folder, with npm
    Engine,
    /// Run a server in the foreground until Ctrl-C
    Server(server::Options),
}

fn main() -> ExitCode {
    let result = match Arguments::parse().task {
        Task::Demo => demo::run(),
        Task::Test { filter } => test::run(filter.as_deref()),
        Task::Bench(options) => bench::run(options),
        Task::Engine => engine::install().map(|path| {
            println!("{}", path.display());
            ExitCode::SUCCESS
        }),
        Task::Server(options) => server::run(options),
    };
    result.unwrap_or_else(|error| {
        eprintln!("error: {error}");
        ExitCode::FAILURE
    })
}

/// The folder of the workspace.
fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_owned()
}

/// The server that the user already has.
fn given_url() -> Option<String> {
    std::env::var("CLICKHOUSE_URL").ok().filter(|url| !url.is_empty())
}
