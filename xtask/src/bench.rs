//! `cargo xtask bench`.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use clickhouse_embedded::EmbeddedServer;

use crate::child::{self, Outcome};
use crate::engine;
use crate::signal::Signals;
use crate::{Error, given_url};

#[derive(Args)]
pub(crate) struct Options {
    /// Only the groups and paths with this in their name
    filter: Option<String>,
    /// How often each path is measured, at least 5 times
    #[arg(long)]
    rounds: Option<u16>,
    /// The number of events
    #[arg(long)]
    rows: Option<u64>,
    /// A file for the figures
    #[arg(long)]
    json: Option<PathBuf>,
}

pub(crate) fn run(options: Options) -> Result<ExitCode, Error> {
    let given = given_url();
    if given.is_none() {
        engine::install()?;
    }
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?
        .block_on(bench(options, given))
}

async fn bench(options: Options, given: Option<String>) -> Result<ExitCode, Error> {
    let mut signals = Signals::listen()?;
    let server = match given {
        Some(_) => None,
        None => tokio::select! {
            started = EmbeddedServer::builder().start() => Some(started?),
            request = signals.received() => return Ok(request.exit_code()),
        },
    };
    let url = given
        .or_else(|| server.as_ref().map(EmbeddedServer::url))
        .unwrap_or_default();

    let mut command = child::cargo();
    command.args([
        "run",
        "--quiet",
        "--release",
        "--manifest-path",
        "bench/Cargo.toml",
        "--",
    ]);
    command.args(&options.filter).env("CLICKHOUSE_URL", url);
    if let Some(rounds) = options.rounds {
        command.args(["--rounds", &rounds.to_string()]);
    }
    if let Some(rows) = options.rows {
        command.args(["--rows", &rows.to_string()]);
    }
    if let Some(json) = options.json {
        // The command runs in the folder of the workspace.
        command.arg("--json").arg(std::path::absolute(json)?);
    }
    let outcome = child::run(command, &mut signals).await?;
    if let (Some(server), Outcome::Ended(_)) = (server, &outcome) {
        server.stop().await?;
    }
    Ok(match outcome {
        Outcome::Ended(status) if status.success() => ExitCode::SUCCESS,
        Outcome::Ended(_) => ExitCode::FAILURE,
        Outcome::Interrupted(request) => request.exit_code(),
    })
}
