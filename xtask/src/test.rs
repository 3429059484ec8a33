//! `cargo xtask test`.

use std::io::IsTerminal;
use std::path::Path;
use std::process::{ExitCode, Stdio};

use clickhouse_embedded::EmbeddedServer;
use tokio::process::Command;

use crate::child::{self, Outcome};
use crate::cluster::{self, Compose};
use crate::report::Report;
use crate::signal::Signals;
use crate::{Error, engine, given_url};

/// The server of the tests.
const URL: &str = "CLICKHOUSE_URL";
/// The file into which a test that cannot run here writes a line: its name, a tab, the reason.
const SKIPS: &str = "CLICKHOUSE_TEST_SKIPS";
const EVERYTHING: [&str; 2] = ["--workspace", "--all-features"];

/// The word for the tests of a cluster.
const CLUSTER: &str = "cluster";

pub(crate) fn run(filter: Option<&str>) -> Result<ExitCode, Error> {
    if filter == Some(CLUSTER) {
        return runtime()?.block_on(test_cluster());
    }
    let given = given_url();
    if let Err(error) = engine::install() {
        if given.is_none() {
            return Err(error);
        }
        eprintln!("warning: the tests of the embedded server will fail: {error}");
    }
    runtime()?.block_on(test(filter, given))
}

fn runtime() -> std::io::Result<tokio::runtime::Runtime> {
    tokio::runtime::Builder::new_current_thread().enable_all().build()
}

async fn test(filter: Option<&str>, given: Option<String>) -> Result<ExitCode, Error> {
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
    // The server goes with an error and with the return.
    let code = count(filter, vec![(URL, url)], &mut signals).await?;
    if let Some(server) = server {
        server.stop().await?;
    }
    Ok(code)
}

/// The tests of a cluster alone, on the one that is given or on containers.
async fn test_cluster() -> Result<ExitCode, Error> {
    let mut signals = Signals::listen()?;
    let given = given_url();
    if let Some(urls) = cluster::given_urls() {
        let url = given.or_else(|| first(&urls)).unwrap_or_default();
        return count(Some(CLUSTER), vec![(URL, url)], &mut signals).await;
    }
    let compose = Compose::find().await?;
    let folder = tempfile::tempdir()?;
    let done = async {
        if let Some(request) = compose.up(&mut signals).await? {
            return Ok(request.exit_code());
        }
        let mut variables = compose.variables(folder.path()).await?;
        let url = variables.first().and_then(|(_, urls)| first(urls));
        variables.push((URL, given.or(url).unwrap_or_default()));
        count(Some(CLUSTER), variables, &mut signals).await
    }
    .await;
    match (done, compose.down().await) {
        (Ok(code), down) => down.map(|()| code),
        (Err(error), Ok(())) => Err(error),
        (Err(error), Err(down)) => Err(format!("{error}\nerror: {down}").into()),
    }
}

/// A test that is named like the cluster may need one server.
fn first(urls: &str) -> Option<String> {
    urls.split(',').next().map(|url| url.trim().to_owned())
}

/// Runs the tests and counts them.
async fn count(
    filter: Option<&str>,
    variables: Vec<(&'static str, String)>,
    signals: &mut Signals,
) -> Result<ExitCode, Error> {
    let folder = tempfile::tempdir()?;
    let skips = folder.path().join("skips");
    let run = Run {
        variables,
        skips: &skips,
        filter,
    };

    let mut report = Report::default();
    let mut succeeded = true;
    for step in run.steps().await {
        let outcome = child::observe(step.command, signals, |line| (step.read)(&mut report, line)).await?;
        match outcome {
            Outcome::Ended(status) => succeeded &= status.success(),
            Outcome::Interrupted(request) => return Ok(request.exit_code()),
        }
    }
    if run.has_nextest().await {
        report.read_ignored(&run.ignored().await);
    }
    report.read_skips(&std::fs::read_to_string(&skips).unwrap_or_default());
    match filter {
        Some(filter) if report.is_empty() => {
            eprintln!("error: no test ran: none is named like {filter}, or the build failed, see above");
            succeeded = false;
        }
        _ if !succeeded && !report.has_failures() => {
            eprintln!("error: not all tests could be built and run: see above");
        }
        _ => {}
    }
    println!("{report}");
    Ok(if succeeded && !report.has_failures() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

struct Run<'a> {
    variables: Vec<(&'static str, String)>,
    skips: &'a Path,
    filter: Option<&'a str>,
}

struct Step {
    command: Command,
    read: fn(&mut Report, &str),
}

impl Run<'_> {
    async fn steps(&self) -> Vec<Step> {
        let tests = if self.has_nextest().await {
            let mut command = self.cargo(&["nextest", "run", "--no-fail-fast"]);
            command.args(self.nextest_filter().await);
            Step {
                command,
                read: Report::read_nextest,
            }
        } else {
            let mut command = self.cargo(&[
                "test",
                "--lib",
                "--bins",
                "--tests",
                "--examples",
                "--no-fail-fast",
            ]);
            command.args(self.filter);
            Step {
                command,
                read: Report::read_libtest,
            }
        };
        let mut steps = vec![tests];
        if self.filter.is_none() {
            let command = self.cargo(&["test", "--doc", "--no-fail-fast"]);
            steps.push(Step {
                command,
                read: Report::read_libtest,
            });
        }
        steps
    }

    /// Tests by their own name or the name of the file they are in. A file that no name matches is an error to nextest.
    async fn nextest_filter(&self) -> Vec<String> {
        let Some(filter) = self.filter else {
            return Vec::new();
        };
        let plain = filter
            .chars()
            .all(|letter| letter.is_ascii_alphanumeric() || "_:-".contains(letter));
        if plain && self.binaries().await.iter().any(|name| name.contains(filter)) {
            return vec!["-E".to_owned(), format!("test(~{filter}) + binary(~{filter})")];
        }
        vec![filter.to_owned()]
    }

    /// The names of the test binaries; they are built when they are not.
    async fn binaries(&self) -> Vec<String> {
        let mut command = self.cargo(&[
            "nextest",
            "list",
            "--list-type=binaries-only",
            "--message-format=oneline",
        ]);
        let output = command.stderr(Stdio::inherit()).output().await;
        let list = output
            .map(|output| String::from_utf8_lossy(&output.stdout).into_owned())
            .unwrap_or_default();
        // "package::binary"; a library's own tests are "package" and have no file to name.
        list.lines()
            .filter_map(|line| line.trim().split_once("::"))
            .map(|(_, name)| name.to_owned())
            .collect()
    }

    fn cargo(&self, arguments: &[&str]) -> Command {
        let mut command = child::cargo();
        command.args(arguments).args(EVERYTHING);
        command
            .envs(self.variables.iter().map(|(name, value)| (name, value)))
            .env(SKIPS, self.skips);
        if std::io::stderr().is_terminal() {
            // The output goes through a pipe, at which cargo would switch colours off.
            command.env("CARGO_TERM_COLOR", "always");
        }
        command
    }

    async fn has_nextest(&self) -> bool {
        let mut command = child::cargo();
        command
            .args(["nextest", "--version"])
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        command.status().await.is_ok_and(|status| status.success())
    }

    /// The ignored tests, of which nextest says only how many there are together with those left out by the filter.
    async fn ignored(&self) -> String {
        let mut command = self.cargo(&[
            "nextest",
            "list",
            "--run-ignored=only",
            "--message-format=oneline",
        ]);
        command.args(self.nextest_filter().await).stderr(Stdio::null());
        let output = command.output().await;
        output
            .map(|output| String::from_utf8_lossy(&output.stdout).into_owned())
            .unwrap_or_default()
    }
}
