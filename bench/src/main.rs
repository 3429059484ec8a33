//! How fast the connection is beside other clients, as ratios within one run: `cargo xtask bench`.

mod environment;
mod event;
mod measure;
mod path;
mod report;

use std::{path::PathBuf, process::ExitCode, rc::Rc};

use clap::Parser;
use environment::Environment;

type Error = Box<dyn std::error::Error + Send + Sync>;

/// Measures the paths in turn, and prints their medians as ratios.
#[derive(Parser)]
struct Arguments {
    /// Only the groups and paths with this in their name
    filter: Option<String>,
    /// The server
    #[arg(long, env = "CLICKHOUSE_URL", hide_env_values = true)]
    url: String,
    /// How often each path is measured
    #[arg(long, default_value_t = 7, value_parser = clap::value_parser!(u16).range(5..))]
    rounds: u16,
    /// The number of events
    #[arg(long, default_value_t = 1_000_000)]
    rows: u64,
    /// A file for the figures
    #[arg(long)]
    json: Option<PathBuf>,
    /// Run one path once, and print how far memory rose, in MB
    #[arg(long, hide = true)]
    memory: Option<String>,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let result = runtime
        .map_err(Error::from)
        .and_then(|runtime| runtime.block_on(run(arguments)));
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run(arguments: Arguments) -> Result<(), Error> {
    let Arguments { url, rows, .. } = &arguments;
    if let Some(name) = &arguments.memory {
        let groups = path::groups();
        let mut paths = groups.iter().flat_map(|group| &group.paths);
        let path = paths
            .find(|path| path.name == name)
            .ok_or("there is no such path")?;
        let environment = Environment::new(url, *rows, name.contains("insert")).await?;
        println!("{}", measure::memory(path, &Rc::new(environment)).await?);
        return Ok(());
    }
    Environment::fill(url, *rows).await?;
    let environment = Rc::new(Environment::new(url, *rows, true).await?);
    let mut all = Vec::new();
    for group in path::groups() {
        let is_asked = |name: &str| {
            arguments
                .filter
                .as_ref()
                .is_none_or(|filter| name.contains(filter))
        };
        if !is_asked(group.name) && !group.paths.iter().any(|path| is_asked(path.name)) {
            continue;
        }
        let mut measured = measure::group(group, &environment, arguments.rounds.into()).await?;
        for path in &mut measured {
            path.peak_mb = Some(measure::peak_mb(path.name, url, *rows)?);
        }
        all.extend(measured);
    }
    println!("{}", report::table(&all));
    if let Some(file) = &arguments.json {
        std::fs::write(file, serde_json::to_string_pretty(&report::json(&all))?)?;
    }
    Ok(())
}
