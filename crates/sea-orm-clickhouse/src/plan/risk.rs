//! What a change may cost.

use std::fmt::{self, Display, Formatter};

/// What a step of a plan may cost, from nothing to rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Risk {
    /// Definitions alone change; no row is read or written.
    Safe,
    /// Parts that are there are written again, with the same or said values.
    Mutation,
    /// The rows are copied into a new table, which then takes the name of the old one.
    Rebuild,
    /// Rows or values are gone afterwards.
    DataLoss,
}

impl Display for Risk {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Safe => "safe",
            Self::Mutation => "mutation",
            Self::Rebuild => "rebuild",
            Self::DataLoss => "data loss",
        })
    }
}

/// One change of a step. Its `Display` is a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlannedChange {
    pub(super) risk: Risk,
    pub(super) sentence: String,
    pub(super) loss: Option<String>,
}

impl PlannedChange {
    pub(super) fn new(risk: Risk, sentence: impl Into<String>) -> Self {
        Self {
            risk,
            sentence: sentence.into(),
            loss: None,
        }
    }

    /// A change that loses what is named.
    pub(super) fn losing(loss: impl Into<String>, sentence: impl Into<String>) -> Self {
        Self {
            loss: Some(loss.into()),
            ..Self::new(Risk::DataLoss, sentence)
        }
    }

    /// What it may cost.
    pub fn risk(&self) -> Risk {
        self.risk
    }

    /// The name of what is lost, as [`MigrationPlan::allow_loss`](super::MigrationPlan::allow_loss) takes it: `table` and
    /// `table.column`, and ` rows` or ` TTL` after it.
    pub fn loss(&self) -> Option<&str> {
        self.loss.as_deref()
    }
}

impl Display for PlannedChange {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(&self.sentence)
    }
}
