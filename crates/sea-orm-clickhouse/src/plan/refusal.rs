//! What a plan does not do by itself, and how it is asked for.

use super::origin::string;

/// Who is spoken to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Voice {
    /// Of the methods of [`Diff`](super::Diff) and [`MigrationPlan`](super::MigrationPlan).
    Program,
    /// Of the flags of the command `diff`.
    Command,
}

/// What can be asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Wish {
    AllowLoss(String),
    AllowRebuild,
    DropTable(String),
    Confirm(String),
    DropColumn(String, String),
    RenameColumn(String, String, String),
    Fill(String, String),
    ResetSetting(String, String),
}

impl Wish {
    /// How it is said.
    pub(super) fn said(&self, voice: Voice) -> String {
        match voice {
            Voice::Program => self.method(),
            Voice::Command => self.flag(),
        }
    }

    fn method(&self) -> String {
        match self {
            Self::AllowLoss(name) => format!(".allow_loss({})", string(name)),
            Self::AllowRebuild => ".allow_rebuild()".to_owned(),
            Self::DropTable(table) => format!(".drop_table({})", string(table)),
            Self::Confirm(table) => format!(".confirm({})", string(table)),
            Self::DropColumn(table, column) => {
                format!(".drop_column({}, {})", string(table), string(column))
            }
            Self::RenameColumn(table, from, to) => {
                format!(
                    ".rename_column({}, {}, {})",
                    string(table),
                    string(from),
                    string(to)
                )
            }
            Self::Fill(table, column) => format!(".fill({}, {}, value)", string(table), string(column)),
            Self::ResetSetting(table, name) => {
                format!(".reset_setting({}, {})", string(table), string(name))
            }
        }
    }

    fn flag(&self) -> String {
        match self {
            Self::AllowLoss(name) => format!("--allow-loss {}", word(name)),
            Self::AllowRebuild => "--allow-rebuild".to_owned(),
            Self::DropTable(table) => format!("--drop-table {}", word(table)),
            Self::Confirm(table) => format!("--confirm {}", word(table)),
            Self::DropColumn(table, column) => {
                format!("--drop-column {}", word(&format!("{table}.{column}")))
            }
            Self::RenameColumn(table, from, to) => {
                format!("--rename-column {}", word(&format!("{table}.{from}={to}")))
            }
            Self::Fill(table, column) => format!("--fill {}", word(&format!("{table}.{column}=value"))),
            Self::ResetSetting(table, name) => {
                format!("--reset-setting {}", word(&format!("{table}.{name}")))
            }
        }
    }
}

/// A text as a word of a shell.
fn word(text: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "_.=-".contains(c);
    match text.chars().all(is_plain) {
        true => text.to_owned(),
        false => format!("'{}'", text.replace('\'', r"'\''")),
    }
}

/// Why something is not done, in a sentence that may name the way to do it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Refusal {
    before: String,
    wish: Option<Wish>,
    after: String,
}

impl Refusal {
    pub(super) fn new(sentence: impl Into<String>) -> Self {
        Self {
            before: sentence.into(),
            wish: None,
            after: String::new(),
        }
    }

    /// The sentence goes on with what is to be said, and after it.
    pub(super) fn say(self, wish: Wish, after: impl Into<String>) -> Self {
        Self {
            wish: Some(wish),
            after: after.into(),
            ..self
        }
    }

    pub(super) fn sentence(&self, voice: Voice) -> String {
        match &self.wish {
            None => self.before.clone(),
            Some(wish) => format!("{}`{}`{}", self.before, wish.said(voice), self.after),
        }
    }
}
