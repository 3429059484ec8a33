//! The parts of a table, and how two of them differ.

use std::fmt::{self, Display, Formatter};

use crate::{
    ClickHouseColumnDef, SettingValue, SkipIndex, constraint::TableConstraint, projection::Projection,
    ttl::Ttl,
};

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

/// A part of a table as the statements that change it take it.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum PartDefinition {
    /// A column.
    Column(Box<ClickHouseColumnDef>),
    /// A skip index.
    Index(Box<SkipIndex>),
    /// A constraint.
    Constraint(Box<TableConstraint>),
    /// A projection.
    Projection(Box<Projection>),
    /// The rules of TTL.
    Ttl(Vec<Ttl>),
    /// The value of a setting.
    Setting(SettingValue),
    /// The text of the comment.
    Comment(String),
    /// The names of the columns that both have, in their order.
    Columns(Vec<String>),
    /// A clause that ALTER TABLE does not take as it stands: engine and keys.
    Clause,
}

/// A part of one definition.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Said {
    pub(super) sql: String,
    pub(super) definition: PartDefinition,
}

/// A part of a table that two definitions have otherwise; see
/// [`TableCreateStatement::differences`](crate::table::TableCreateStatement::differences).
#[derive(Clone, Debug, PartialEq)]
pub struct TableDifference {
    pub(super) part: TablePart,
    pub(super) declared: Option<Said>,
    pub(super) found: Option<Said>,
}

impl TableDifference {
    /// The part.
    pub fn part(&self) -> &TablePart {
        &self.part
    }

    /// The SQL of the part in the declaration; `None` where it lacks it.
    pub fn declared(&self) -> Option<&str> {
        self.declared.as_ref().map(|said| said.sql.as_str())
    }

    /// The SQL of the part in the other definition; `None` where it lacks it.
    pub fn found(&self) -> Option<&str> {
        self.found.as_ref().map(|said| said.sql.as_str())
    }

    /// The part in the declaration, as the server would keep it; `None` where it lacks it.
    pub fn declared_definition(&self) -> Option<&PartDefinition> {
        self.declared.as_ref().map(|said| &said.definition)
    }

    /// The part in the other definition; `None` where it lacks it.
    pub fn found_definition(&self) -> Option<&PartDefinition> {
        self.found.as_ref().map(|said| &said.definition)
    }
}

/// What is declared, and what there is.
impl Display for TableDifference {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let part = &self.part;
        match (self.declared(), self.found()) {
            (Some(declared), Some(found)) => write!(f, "{part} is declared as {declared}, and is {found}"),
            (Some(declared), None) => write!(f, "{part} is declared as {declared}, and is not there"),
            (None, Some(found)) => write!(f, "{part} is not declared, and is {found}"),
            (None, None) => write!(f, "{part} is the same"),
        }
    }
}
