//! Ctrl-C and the polite request to end, which must not leave a server behind.

use std::process::ExitCode;

use tokio::signal::unix::{Signal, SignalKind, signal};

use crate::Error;

pub(crate) struct Signals {
    interrupt: Signal,
    terminate: Signal,
    hangup: Signal,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Request {
    /// From a terminal, which sends it to the children too.
    Interrupt,
    /// To this process alone.
    Terminate,
}

impl Signals {
    /// From here on the signals do not end this process by themselves.
    pub(crate) fn listen() -> Result<Self, Error> {
        Ok(Self {
            interrupt: signal(SignalKind::interrupt())?,
            terminate: signal(SignalKind::terminate())?,
            hangup: signal(SignalKind::hangup())?,
        })
    }

    pub(crate) async fn received(&mut self) -> Request {
        tokio::select! {
            _ = self.interrupt.recv() => Request::Interrupt,
            _ = self.terminate.recv() => Request::Terminate,
            _ = self.hangup.recv() => Request::Terminate,
        }
    }
}

impl Request {
    /// What shells report for a process that the signal ended.
    pub(crate) fn exit_code(self) -> ExitCode {
        match self {
            Self::Interrupt => ExitCode::from(130),
            Self::Terminate => ExitCode::from(143),
        }
    }
}
