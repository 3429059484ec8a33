//! Where migrations stand, by their log.

use std::{collections::BTreeMap, fmt};

use super::journal::{Entry, Event};

/// Which way a migration goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// `up`: it is applied.
    Up,
    /// `down`: it is reverted.
    Down,
}

impl Direction {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Up => "up",
            Self::Down => "down",
        }
    }

    pub(crate) fn of(name: &str) -> Self {
        if name == "down" { Self::Down } else { Self::Up }
    }
}

/// A step of a migration that has not ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct LoggedStep {
    pub(crate) hash: String,
    pub(crate) sql: String,
    /// What was made for its rows.
    pub(crate) made: String,
    pub(crate) outcome: Outcome,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    Applied {
        rows: u64,
    },
    /// Nothing of it is applied.
    Failed(String),
    /// Nobody saw its end.
    Unknown(String),
}

/// Where a migration stands.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum MigrationStatus {
    /// Not applied.
    Pending,
    /// Applied, at this time in seconds since 1970.
    Applied(i64),
    /// Some of its steps are applied. Running it again goes on at the first that is not.
    Stopped {
        /// What was running.
        direction: Direction,
        /// How many steps are applied.
        applied: usize,
        /// The statement at which it stopped; empty between two statements.
        statement: String,
        /// Why it stopped. Empty where the process ended without a word.
        error: String,
        /// Whether the server may have applied that statement.
        unknown: bool,
    },
}

impl fmt::Display for MigrationStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Pending => f.write_str("Pending"),
            Self::Applied(_) => f.write_str("Applied"),
            Self::Stopped {
                direction,
                applied,
                statement,
                error,
                unknown,
            } => {
                let direction = direction.name();
                write!(f, "Stopped in `{direction}` after {applied} steps")?;
                if !statement.is_empty() {
                    write!(f, ", at: {statement}")?;
                }
                match (error.is_empty(), unknown) {
                    (false, _) => write!(f, "\n    error: {error}")?,
                    (true, true) => write!(f, "\n    the process ended while it ran")?,
                    (true, false) => {}
                }
                write!(
                    f,
                    "\n    `{direction}` goes on from there; `repair` says otherwise what is applied"
                )
            }
        }
    }
}

/// A migration by its log.
#[derive(Clone, Debug, Default)]
pub(crate) struct Standing {
    applied_at: Option<i64>,
    /// What has begun and not ended.
    running: Option<Direction>,
    pub(crate) steps: Vec<LoggedStep>,
}

impl Standing {
    pub(crate) fn running(&self) -> Option<Direction> {
        self.running
    }

    pub(crate) fn is_applied(&self) -> bool {
        self.applied_at.is_some()
    }

    pub(crate) fn status(&self) -> MigrationStatus {
        let Some(direction) = self.running else {
            return self
                .applied_at
                .map_or(MigrationStatus::Pending, MigrationStatus::Applied);
        };
        let applied = self.applied_steps();
        let stopped = self.steps.get(applied);
        let (error, unknown) = match stopped.map(|step| &step.outcome) {
            Some(Outcome::Failed(error)) => (error.clone(), false),
            Some(Outcome::Unknown(error)) => (error.clone(), true),
            _ => (String::new(), false),
        };
        MigrationStatus::Stopped {
            direction,
            applied,
            statement: stopped.map_or_else(String::new, |step| step.sql.clone()),
            error,
            unknown,
        }
    }

    /// How many steps are applied, of a migration that has not ended.
    pub(crate) fn applied_steps(&self) -> usize {
        let is_applied = |step: &&LoggedStep| matches!(step.outcome, Outcome::Applied { .. });
        self.steps.iter().take_while(is_applied).count()
    }

    fn end(&mut self, applied_at: Option<i64>) {
        *self = Self {
            applied_at,
            ..Self::default()
        };
    }

    fn set(&mut self, entry: &Entry, outcome: Outcome) {
        if let Some(step) = self.steps.get_mut(entry.step as usize) {
            step.outcome = outcome;
        }
    }

    fn take(&mut self, entry: Entry) {
        match entry.event {
            Event::Begun => {
                if self.running != Some(entry.direction) {
                    self.steps.clear();
                }
                self.running = Some(entry.direction);
            }
            Event::StepBegun => {
                self.steps.truncate(entry.step as usize);
                self.steps.push(LoggedStep {
                    hash: entry.hash,
                    sql: entry.sql,
                    made: entry.made,
                    outcome: Outcome::Unknown(String::new()),
                });
            }
            Event::StepApplied | Event::StepMarkedApplied => {
                self.set(&entry, Outcome::Applied { rows: entry.rows });
            }
            Event::StepFailed | Event::StepMarkedPending => {
                self.set(&entry, Outcome::Failed(entry.error.clone()));
            }
            Event::StepLost => self.set(&entry, Outcome::Unknown(entry.error.clone())),
            Event::Applied | Event::MarkedApplied => self.end(Some(entry.at)),
            Event::Reverted | Event::MarkedPending => self.end(None),
            Event::Alive => {}
        }
    }
}

/// The migrations of a log, by their versions.
pub(crate) fn standings(entries: Vec<Entry>) -> BTreeMap<String, Standing> {
    let mut standings: BTreeMap<String, Standing> = BTreeMap::new();
    for entry in entries {
        standings.entry(entry.version.clone()).or_default().take(entry);
    }
    standings
}
