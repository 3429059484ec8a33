//! `cargo xtask engine`, and what the other tasks do first.

use std::io::IsTerminal;
use std::path::PathBuf;
use std::time::Duration;

use clickhouse_embedded::{Engine, Progress};
use indicatif::{ProgressBar, ProgressStyle};

use crate::Error;

/// Installs the engine unless it is there.
pub(crate) fn install() -> Result<PathBuf, Error> {
    let meter = Meter::new("ClickHouse engine");
    Ok(Engine::install(|progress| meter.show(progress))?)
}

/// A progress bar on a terminal, one line per phase elsewhere.
pub(crate) struct Meter {
    what: &'static str,
    bar: ProgressBar,
}

impl Meter {
    pub(crate) fn new(what: &'static str) -> Self {
        // Shown with the first progress: what is installed already needs no bar.
        Self {
            what,
            bar: ProgressBar::hidden(),
        }
    }

    pub(crate) fn show(&self, progress: Progress) {
        let (phase, done, total) = match progress {
            Progress::Downloading { done, total } => ("fetching", done, total),
            Progress::Unpacking { done, total } => ("unpacking and verifying", done, total),
            _ => ("waiting for another process that installs it", 0, 0),
        };
        let message = format!("{}: {phase}", self.what);
        if self.bar.message() != message {
            if !std::io::stderr().is_terminal() {
                eprintln!("{message}");
            }
            self.bar.reset();
            self.bar.set_style(style(total));
            self.bar.set_length(total);
            self.bar.set_message(message);
            self.bar.set_draw_target(indicatif::ProgressDrawTarget::stderr());
            self.bar.enable_steady_tick(Duration::from_millis(100));
        }
        self.bar.set_position(done);
    }
}

impl Drop for Meter {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}

fn style(total: u64) -> ProgressStyle {
    let template = match total {
        0 => "{spinner} {msg}",
        _ => "{msg} [{bar:30}] {bytes} of {total_bytes}",
    };
    ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar())
}
