//! `cargo xtask demo`.

use std::process::ExitCode;

use clickhouse_embedded::{EmbeddedServer, NpmFile};

use crate::child::{self, Outcome};
use crate::engine::{self, Meter};
use crate::signal::Signals;
use crate::{Error, given_url};

/// The strikes of birds on aircraft that the FAA has on file.
const BIRDSTRIKES: NpmFile = NpmFile {
    package: "vega-datasets",
    version: "3.2.1",
    member: "package/data/birdstrikes.csv",
    sha256: "45777edf69984b37599e73dbfb34dbc976055243547407214261a4fcb9466462",
    size: 1_223_329,
    archive_size: 17_630_305,
};

pub(crate) fn run() -> Result<ExitCode, Error> {
    let given = given_url();
    if given.is_none() {
        engine::install()?;
    }
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?
        .block_on(demo(given))
}

async fn demo(given: Option<String>) -> Result<ExitCode, Error> {
    let data = {
        let meter = Meter::new("bird strikes");
        BIRDSTRIKES.fetch("vega-datasets", |progress| meter.show(progress))?
    };
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
    // The development profile: from clean it is built in half the time, and the work is the server's.
    command.args(["run", "--quiet", "--package", "quickstart"]);
    command.env("CLICKHOUSE_URL", url).env("BIRDSTRIKES_CSV", data);
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
