//! `cargo xtask server`.

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use clickhouse_embedded::EmbeddedServer;

use crate::signal::Signals;
use crate::{Error, engine};

#[derive(clap::Args)]
pub(crate) struct Options {
    /// The port of the HTTP interface; 0 takes a free one
    #[arg(long, default_value_t = 8123)]
    port: u16,
    /// The port of the native protocol; a free one when it is not given
    #[arg(long, default_value_t = 0, hide_default_value = true)]
    tcp_port: u16,
    /// The folder that keeps the data; without it the data goes with the server
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
}

pub(crate) fn run(options: Options) -> Result<ExitCode, Error> {
    engine::install()?;
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?
        .block_on(serve(options))
}

async fn serve(options: Options) -> Result<ExitCode, Error> {
    let mut signals = Signals::listen()?;
    let mut builder = EmbeddedServer::builder()
        .http_port(options.port)
        .tcp_port(options.tcp_port);
    if let Some(folder) = options.data {
        builder = builder.data_dir(folder);
    }
    let given = std::env::var("CLICKHOUSE_PASSWORD")
        .ok()
        .filter(|password| !password.is_empty());
    let generated = given.is_none();
    if let Some(password) = given {
        builder = builder.password(password);
    }
    let mut server = tokio::select! {
        started = builder.start() => started?,
        request = signals.received() => return Ok(request.exit_code()),
    };
    introduce(&server, generated);
    let died = async {
        while server.is_running() {
            tokio::time::sleep(Duration::from_millis(200)).await;
        }
    };
    tokio::select! {
        () = died => return Err("the server ended by itself: it was killed or it crashed".into()),
        _ = signals.received() => {}
    }
    eprintln!("stopping");
    server.stop().await?;
    Ok(ExitCode::SUCCESS)
}

/// The only place that shows a password: whoever starts a server by hand needs it.
fn introduce(server: &EmbeddedServer, generated: bool) {
    let (user, http, tcp) = (server.user(), server.http_port(), server.tcp_port());
    let password = if generated {
        server.password()
    } else {
        "$CLICKHOUSE_PASSWORD"
    };
    println!("ClickHouse listens on 127.0.0.1: HTTP on port {http}, the native protocol on port {tcp}");
    println!();
    println!("  export CLICKHOUSE_URL='{}'", server.url());
    println!("  curl -H 'X-ClickHouse-User: {user}' -H \"X-ClickHouse-Key: {password}\" \\");
    println!("       http://127.0.0.1:{http}/ --data-binary 'SELECT version()'");
    println!("  clickhouse client --port {tcp} --user {user} --password \"{password}\"");
    println!();
    println!("Data: {}", server.data_dir().display());
    println!("Log:  {}", server.log_file().display());
    println!("Ctrl-C stops the server.");
}
