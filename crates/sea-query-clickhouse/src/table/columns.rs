use sea_query::TableRef;

use crate::{
    ClickHouseColumnDef, SkipIndex, constraint::TableConstraint, projection::Projection, render::Renderer,
};

/// What stands in the parentheses of a table: columns, and what is said of them.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Columns {
    pub(crate) columns: Vec<ClickHouseColumnDef>,
    pub(crate) indexes: Vec<SkipIndex>,
    pub(crate) constraints: Vec<Constraint>,
    pub(crate) projections: Vec<Projection>,
}

/// What ClickHouse takes into the column list as a constraint.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Constraint {
    /// Parsed by the server and not enforced.
    ForeignKey {
        columns: Vec<String>,
        table: TableRef,
        references: Vec<String>,
    },
    /// A constraint with a name.
    Named(TableConstraint),
}

/// The methods that add to the [`Columns`] of a statement.
macro_rules! column_list {
    ($type:ty) => {
        impl $type {
            /// Adds a column.
            pub fn col(mut self, column: crate::ClickHouseColumnDef) -> Self {
                self.columns.columns.push(column);
                self
            }

            /// Adds a skip index of the columns that are named.
            pub fn index(mut self, index: crate::SkipIndex) -> Self {
                self.columns.indexes.push(index);
                self
            }

            /// Adds a constraint of the columns that are named.
            pub fn constraint(mut self, constraint: crate::constraint::TableConstraint) -> Self {
                let constraint = crate::table::columns::Constraint::Named(constraint);
                self.columns.constraints.push(constraint);
                self
            }

            /// Adds a projection of the columns that are named.
            pub fn projection(mut self, projection: crate::projection::Projection) -> Self {
                self.columns.projections.push(projection);
                self
            }
        }
    };
}
pub(crate) use column_list;

impl Columns {
    /// Whether there is no column.
    pub(crate) fn is_empty(&self) -> bool {
        self.columns.is_empty()
    }

    /// Whether there is an index, constraint or projection.
    pub(crate) fn have_parts(&self) -> bool {
        !(self.indexes.is_empty() && self.constraints.is_empty() && self.projections.is_empty())
    }

    pub(crate) fn have_primary_key(&self) -> bool {
        self.columns.iter().any(|column| column.primary_key)
    }

    pub(crate) fn have_ttl(&self) -> bool {
        self.columns.iter().any(|column| column.ttl.is_some())
    }

    /// Writes ` (...)`, or nothing where nothing is in it.
    pub(crate) fn write(&self, renderer: &Renderer<'_>, sql: &mut String) {
        let mut separator = " (";
        let mut next = |sql: &mut String| sql.push_str(std::mem::replace(&mut separator, ", "));
        for column in &self.columns {
            next(sql);
            renderer.write_column(column, sql);
        }
        for index in &self.indexes {
            next(sql);
            sql.push_str("INDEX ");
            renderer.write_index(index, sql);
        }
        for constraint in &self.constraints {
            next(sql);
            renderer.write_constraint(constraint, sql);
        }
        for projection in &self.projections {
            next(sql);
            sql.push_str("PROJECTION ");
            projection.write(renderer, sql);
        }
        sql.push_str(if separator == ", " { ")" } else { "" });
    }
}
