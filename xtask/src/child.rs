//! A command that is run for the user: its output is passed on, and it ends when this process is asked to end.

use std::io::Write;
use std::pin::pin;
use std::process::{ExitStatus, Stdio};
use std::time::Duration;

use rustix::process::{Pid, Signal, kill_process};
use tokio::io::{AsyncBufReadExt, AsyncRead, BufReader};
use tokio::process::{Child, Command};
use tokio::time::timeout;

use crate::Error;
use crate::signal::{Request, Signals};

const PATIENCE: Duration = Duration::from_secs(3);

pub(crate) enum Outcome {
    Ended(ExitStatus),
    Interrupted(Request),
}

/// The cargo that runs this task.
pub(crate) fn cargo() -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(crate::root()).kill_on_drop(true);
    command
}

/// Runs a command whose output needs no reading.
pub(crate) async fn run(mut command: Command, signals: &mut Signals) -> Result<Outcome, Error> {
    let mut child = command.spawn()?;
    wait(&mut child, signals).await
}

/// Runs a command, passes every line on and shows it to `observe`.
pub(crate) async fn observe(
    mut command: Command,
    signals: &mut Signals,
    mut observe: impl FnMut(&str),
) -> Result<Outcome, Error> {
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()?;
    let (sender, mut lines) = tokio::sync::mpsc::unbounded_channel();
    if let Some(output) = child.stdout.take() {
        tokio::spawn(pass_on(output, std::io::stdout(), sender.clone()));
    }
    if let Some(output) = child.stderr.take() {
        tokio::spawn(pass_on(output, std::io::stderr(), sender));
    }
    let outcome = {
        let mut ended = pin!(wait(&mut child, signals));
        loop {
            tokio::select! {
                line = lines.recv() => match line {
                    Some(line) => observe(&line),
                    None => break ended.await?,
                },
                outcome = &mut ended => break outcome?,
            }
        }
    };
    // The rest that is in the pipes; a grandchild that has them open still is not waited for.
    while let Ok(Some(line)) = timeout(Duration::from_secs(1), lines.recv()).await {
        observe(&line);
    }
    Ok(outcome)
}

async fn pass_on(
    from: impl AsyncRead + Unpin,
    mut to: impl Write,
    lines: tokio::sync::mpsc::UnboundedSender<String>,
) {
    let mut from = BufReader::new(from);
    let mut line = Vec::new();
    while from
        .read_until(b'\n', &mut line)
        .await
        .is_ok_and(|count| count > 0)
    {
        // A reader that is gone, as behind `| head`, does not stop the tests.
        let _ = to.write_all(&line);
        let _ = to.flush();
        let _ = lines.send(String::from_utf8_lossy(&line).trim_end().to_owned());
        line.clear();
    }
}

async fn wait(child: &mut Child, signals: &mut Signals) -> Result<Outcome, Error> {
    let request = tokio::select! {
        status = child.wait() => return Ok(Outcome::Ended(status?)),
        request = signals.received() => request,
    };
    if request == Request::Interrupt && timeout(PATIENCE, child.wait()).await.is_ok() {
        return Ok(Outcome::Interrupted(request));
    }
    if let Some(process) = child.id().and_then(|id| Pid::from_raw(id.try_into().ok()?)) {
        let _ = kill_process(process, Signal::TERM);
    }
    if timeout(PATIENCE, child.wait()).await.is_err() {
        child.kill().await?;
    }
    Ok(Outcome::Interrupted(request))
}
