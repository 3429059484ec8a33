//! The child process and its end.

use std::process::{Child, ExitStatus};
use std::time::{Duration, Instant};

/// Kills the child when dropped, and waits until it is gone: what is removed afterwards has no writer any more.
pub(crate) struct Process(Child);

impl Process {
    pub(crate) fn new(child: Child) -> Self {
        Self(child)
    }

    pub(crate) fn id(&self) -> u32 {
        self.0.id()
    }

    /// The status of a child that has ended by itself.
    pub(crate) fn ended(&mut self) -> Option<ExitStatus> {
        self.0.try_wait().ok().flatten()
    }

    pub(crate) async fn ends_within(&mut self, limit: Duration) -> bool {
        let start = Instant::now();
        while start.elapsed() < limit {
            if self.ended().is_some() {
                return true;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        false
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // `Child::wait` closes standard input first, on which the launcher acts too; the signal is quicker.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
