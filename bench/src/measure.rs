//! Medians of interleaved rounds, and the memory of a path in a process of its own.

use std::{
    process::Command,
    rc::Rc,
    time::{Duration, Instant},
};

use crate::{
    Error,
    environment::Environment,
    path::{Group, Path},
};

/// What was measured of a path.
pub struct Measured {
    pub group: &'static str,
    pub name: &'static str,
    pub peer: &'static str,
    pub limit: Option<f64>,
    pub median: Duration,
    /// Of the peer's median.
    pub ratio: f64,
    /// Resident memory above that of the process before, in MB.
    pub peak_mb: Option<f64>,
}

/// Runs the paths of a group in turn, after one round that is not counted.
pub async fn group(
    group: Group,
    environment: &Rc<Environment>,
    rounds: usize,
) -> Result<Vec<Measured>, Error> {
    let expected = (group.expected)(environment.clone()).await?;
    let mut times = vec![Vec::with_capacity(rounds); group.paths.len()];
    for round in 0..=rounds {
        for (path, times) in group.paths.iter().zip(&mut times) {
            let time = run(path, environment, expected).await?;
            if round > 0 {
                times.push(time);
            }
        }
    }
    let medians: Vec<Duration> = times.iter_mut().map(|times| median(times)).collect();
    let first = medians.first().copied().unwrap_or_default();
    let peer = group.paths.first().map_or("", |path| path.name);
    let paths = group.paths.iter().zip(medians);
    Ok(paths
        .map(|(path, median)| Measured {
            group: group.name,
            name: path.name,
            peer,
            limit: path.limit,
            median,
            ratio: median.as_secs_f64() / first.as_secs_f64(),
            peak_mb: None,
        })
        .collect())
}

async fn run(path: &Path, environment: &Rc<Environment>, expected: u64) -> Result<Duration, Error> {
    let start = Instant::now();
    let answer = (path.run)(environment.clone()).await?;
    let time = start.elapsed();
    if answer != expected {
        return Err(format!("`{}` answered {answer}, and not {expected}", path.name).into());
    }
    Ok(time)
}

fn median(times: &mut [Duration]) -> Duration {
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

/// The peak of a path in a process of its own, by this program's option `--memory`.
pub fn peak_mb(name: &str, url: &str, rows: u64) -> Result<f64, Error> {
    let output = Command::new(std::env::current_exe()?)
        .args(["--memory", name, "--rows", &rows.to_string()])
        .env("CLICKHOUSE_URL", url)
        .output()?;
    let text = String::from_utf8(output.stdout)?;
    text.trim().parse().map_err(|_| {
        format!(
            "`{name}` in a process of its own: {}",
            String::from_utf8_lossy(&output.stderr)
        )
        .into()
    })
}

/// Runs a path once; how far the resident memory rose by it, in MB.
pub async fn memory(path: &Path, environment: &Rc<Environment>) -> Result<f64, Error> {
    let before = resident("VmRSS:")?;
    (path.run)(environment.clone()).await?;
    Ok((resident("VmHWM:")? - before).max(0.0))
}

fn resident(key: &str) -> Result<f64, Error> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix(key));
    let kilobytes = line.and_then(|line| line.split_whitespace().next());
    Ok(kilobytes
        .ok_or("no memory in /proc/self/status")?
        .parse::<f64>()?
        / 1024.0)
}
