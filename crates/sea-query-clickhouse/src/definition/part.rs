//! The parts of a table, and how two of them differ.

use std::fmt::{self, Display, Formatter};

/// A part of `CREATE TABLE`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TablePart {
    /// `ENGINE`, with its parameters.
    Engine,
    /// `PARTITION BY`
    PartitionBy,
    /// `PRIMARY KEY`; the sorting key where it is not said.
    PrimaryKey,
    /// `ORDER BY`; the primary key where it is not said.
    OrderBy,
    /// `SAMPLE BY`
    SampleBy,
    /// `TTL` of the table.
    Ttl,
    /// A setting of the table.
    Setting(String),
    /// `COMMENT` of the table.
    Comment,
    /// A column: its type, default, codec, statistics, TTL, comment and settings.
    Column(String),
    /// The order of the columns that both have.
    ColumnOrder,
    /// A skip index.
    Index(String),
    /// A constraint.
    Constraint(String),
    /// A projection.
    Projection(String),
}

impl Display for TablePart {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Engine => f.write_str("ENGINE"),
            Self::PartitionBy => f.write_str("PARTITION BY"),
            Self::PrimaryKey => f.write_str("PRIMARY KEY"),
            Self::OrderBy => f.write_str("ORDER BY"),
            Self::SampleBy => f.write_str("SAMPLE BY"),
            Self::Ttl => f.write_str("TTL"),
            Self::Setting(name) => write!(f, "setting `{name}`"),
            Self::Comment => f.write_str("COMMENT"),
            Self::Column(name) => write!(f, "column `{name}`"),
            Self::ColumnOrder => f.write_str("the order of columns"),
            Self::Index(name) => write!(f, "INDEX `{name}`"),
            Self::Constraint(name) => write!(f, "CONSTRAINT `{name}`"),
            Self::Projection(name) => write!(f, "PROJECTION `{name}`"),
        }
    }
}

/// A part of a table that two definitions have otherwise; see
/// [`TableCreateStatement::differences`](crate::table::TableCreateStatement::differences).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableDifference {
    pub(super) part: TablePart,
    pub(super) declared: Option<String>,
    pub(super) found: Option<String>,
}

impl TableDifference {
    /// The part.
    pub fn part(&self) -> &TablePart {
        &self.part
    }

    /// The SQL of the part in the declaration; `None` where it lacks it.
    pub fn declared(&self) -> Option<&str> {
        self.declared.as_deref()
    }

    /// The SQL of the part in the other definition; `None` where it lacks it.
    pub fn found(&self) -> Option<&str> {
        self.found.as_deref()
    }
}

/// What is declared, and what there is.
impl Display for TableDifference {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let part = &self.part;
        match (&self.declared, &self.found) {
            (Some(declared), Some(found)) => write!(f, "{part} is declared as {declared}, and is {found}"),
            (Some(declared), None) => write!(f, "{part} is declared as {declared}, and is not there"),
            (None, Some(found)) => write!(f, "{part} is not declared, and is {found}"),
            (None, None) => write!(f, "{part} is the same"),
        }
    }
}
