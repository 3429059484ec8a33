//! What the columns of a result are to be read as.

use std::sync::Arc;

use sea_query::{SelectStatement, TableName};
use sea_query_clickhouse::{
    DataType,
    connection::{Output, outputs},
};

use crate::{
    json::{JsonOptions, json_target},
    native::Target,
    registry::{EntityFields, Registry},
};

/// What is known of the columns of a result before it arrives.
#[derive(Clone, Debug)]
pub(crate) enum Expectation {
    /// Nothing: the default mapping, with UInt64 as i64, because raw statements mostly count.
    Unknown,
    /// Each column at its position.
    Positions(Vec<Target>),
    /// All columns of one table, by their names.
    Names(Arc<EntityFields>),
    /// As another, with other names than the statement gives.
    Renamed(Vec<Option<String>>, Box<Self>),
    /// As another, to become JSON.
    Json(Arc<JsonOptions>, Box<Self>),
}

impl Expectation {
    /// Follows the columns of a SELECT to the fields of registered entities.
    pub(crate) fn of_select(select: &SelectStatement, registry: &Registry) -> Self {
        let mut targets = Vec::new();
        let mut names = Vec::new();
        for output in outputs(select) {
            names.push(name_of(&output));
            targets.push(match output {
                Output::Column {
                    table, column, open, ..
                } => match registry.find(&table) {
                    Some(fields) => fields.target(&column, open).unwrap_or(Target::Default),
                    None => Target::Default,
                },
                // How many columns there are is not known, so positions are not either.
                Output::All { tables } => {
                    return match tables.as_slice() {
                        [table] => Self::of_table(table, registry),
                        _ => Self::Unknown,
                    };
                }
                _ => Target::Portable,
            });
        }
        Self::Renamed(names, Box::new(Self::Positions(targets)))
    }

    /// The columns of a SELECT as the fields of one entity, by their names.
    pub(crate) fn of_entity(select: &SelectStatement, fields: EntityFields) -> Self {
        let by_name = Self::Names(Arc::new(fields));
        let outputs = outputs(select);
        if outputs.iter().any(|output| matches!(output, Output::All { .. })) {
            return by_name;
        }
        Self::Renamed(outputs.iter().map(name_of).collect(), Box::new(by_name))
    }

    /// All columns of a table, by name.
    pub(crate) fn of_table(table: &TableName, registry: &Registry) -> Self {
        registry.find(table).map_or(Self::Unknown, Self::Names)
    }

    /// One column of a table.
    pub(crate) fn of_column(registry: &Registry, table: Option<&TableName>, column: &str) -> Self {
        let fields = table.and_then(|table| registry.find(table));
        let target = fields
            .and_then(|fields| fields.target(column, false))
            .unwrap_or(Target::Default);
        Self::Positions(vec![target])
    }

    /// The name of a column, where it is not the one in the response.
    pub(crate) fn name(&self, position: usize) -> Option<&str> {
        match self {
            Self::Renamed(names, _) => names.get(position)?.as_deref(),
            Self::Json(_, inner) => inner.name(position),
            _ => None,
        }
    }

    pub(crate) fn target(&self, position: usize, name: &str, data_type: &DataType) -> Target {
        match self {
            Self::Unknown => Target::Portable,
            Self::Positions(targets) => targets.get(position).cloned().unwrap_or(Target::Portable),
            Self::Names(fields) => fields.target(name, false).unwrap_or(Target::Default),
            Self::Renamed(_, inner) => inner.target(position, name, data_type),
            Self::Json(options, inner) => {
                let known = inner.target(position, name, data_type);
                json_target(options, name, data_type, known)
            }
        }
    }
}

/// The name that a column has by its alias or by itself. The server adds the table to it when another table of a join
/// of three and more has a column of that name.
fn name_of(output: &Output) -> Option<String> {
    match output {
        Output::Column { name, .. } => Some(name.clone()),
        Output::Other { name, .. } => name.clone(),
        _ => None,
    }
}
