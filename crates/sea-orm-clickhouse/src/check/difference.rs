//! One difference between what is declared and what is there.

use std::fmt::{self, Display, Formatter};

/// What a [`Difference`] is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum DifferenceKind {
    /// There is no table, view or dictionary of that name.
    MissingTable,
    /// The engine cannot do what SeaORM may ask of it: it takes no rows, no UPDATE or no DELETE.
    Engine,
    /// A field has no column.
    MissingColumn,
    /// A column has no field.
    ExtraColumn,
    /// The types of a column and of its field never fit.
    Type,
    /// One of a column and its field can be NULL, the other cannot.
    Nullability,
    /// The types fit, but not every value of the one fits the other.
    Range,
    /// The server computes the column, or takes it in an INSERT alone: MATERIALIZED, ALIAS or EPHEMERAL.
    Computed,
    /// The keys of the entity and of the table.
    Key,
    /// What is registered for the table is not this entity, so SeaORM's own lane reads a column otherwise.
    Registration,
    /// A clause, a column's definition or another part of `CREATE TABLE`.
    Definition,
}

/// How far a difference goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Effect {
    /// Nothing fails by it.
    None,
    /// Some values or statements are refused, or treated otherwise than it seems.
    Some,
    /// All are refused.
    All,
}

/// A difference between an entity, or a declared table, and a table on the server. Its `Display` is a sentence that
/// names the way out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    pub(super) kind: DifferenceKind,
    pub(super) column: Option<String>,
    pub(super) expected: Option<String>,
    pub(super) found: Option<String>,
    pub(super) reading: Effect,
    pub(super) writing: Effect,
    pub(super) sentence: String,
}

impl Difference {
    /// A difference by which nothing fails.
    pub(super) fn new(kind: DifferenceKind, sentence: impl Into<String>) -> Self {
        Self {
            kind,
            column: None,
            expected: None,
            found: None,
            reading: Effect::None,
            writing: Effect::None,
            sentence: sentence.into(),
        }
    }

    pub(super) fn of_column(mut self, column: &str) -> Self {
        self.column = Some(column.to_owned());
        self
    }

    pub(super) fn with_expected(mut self, expected: impl Display) -> Self {
        self.expected = Some(expected.to_string());
        self
    }

    pub(super) fn with_found(mut self, found: impl Display) -> Self {
        self.found = Some(found.to_string());
        self
    }

    pub(super) fn on_reading(mut self, effect: Effect) -> Self {
        self.reading = effect;
        self
    }

    pub(super) fn on_writing(mut self, effect: Effect) -> Self {
        self.writing = effect;
        self
    }

    /// What it is about.
    pub fn kind(&self) -> DifferenceKind {
        self.kind
    }

    /// The column, where it is about one.
    pub fn column(&self) -> Option<&str> {
        self.column.as_deref()
    }

    /// What the entity or the declared table has, where there is a word for it.
    pub fn expected(&self) -> Option<&str> {
        self.expected.as_deref()
    }

    /// What the table on the server has, where there is a word for it.
    pub fn found(&self) -> Option<&str> {
        self.found.as_deref()
    }

    /// What becomes of reads of the entity.
    pub fn reading(&self) -> Effect {
        self.reading
    }

    /// What becomes of inserts and updates of the entity.
    pub fn writing(&self) -> Effect {
        self.writing
    }

    /// Whether every read of the entity fails by it.
    pub fn stops_reading(&self) -> bool {
        self.reading == Effect::All
    }

    /// Whether every insert of the entity fails by it.
    pub fn stops_writing(&self) -> bool {
        self.writing == Effect::All
    }
}

impl Display for Difference {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(&self.sentence)
    }
}
