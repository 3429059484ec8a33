//! What the columns of a result are to be read as.

use std::sync::Arc;

use sea_query::{ArrayType, SelectStatement, TableName};
use sea_query_clickhouse::{
    DataType,
    connection::{Output, outputs},
};

use crate::{
    json::{JsonOptions, json_target},
    native::Target,
    registry::{EntityFields, Registry},
    result::RowFields,
};

/// What is known of the columns of a result before it arrives.
#[derive(Clone, Debug)]
pub(crate) enum Expectation {
    /// Nothing: the default mapping, with UInt64 as i64, because raw statements mostly count.
    Unknown,
    /// Each column at its position.
    Positions(Vec<Target>),
    /// The columns of a SELECT that was followed.
    Selected(Vec<Selected>),
    /// All columns of one table, by their names.
    Names(Arc<EntityFields>),
    /// The columns of several tables, by the prefixes of their names.
    Prefixed(Vec<Prefixed>),
    /// As another, with other names than the statement gives.
    Renamed(Vec<Option<String>>, Box<Self>),
    /// As another, to become JSON.
    Json(Arc<JsonOptions>, Box<Self>),
    /// What the fields of a row ask for.
    Fields(Vec<Selected>, Arc<RowFields>),
}

/// A column of a SELECT.
#[derive(Clone, Debug)]
pub(crate) struct Selected {
    name: Option<String>,
    table: Option<String>,
    target: Target,
}

/// The columns of one table among those of several.
#[derive(Clone, Debug)]
pub(crate) struct Prefixed {
    pub(crate) prefix: &'static str,
    pub(crate) fields: EntityFields,
    /// Whether an outer join may have found none.
    pub(crate) open: bool,
}

impl Expectation {
    /// Follows the columns of a SELECT to the fields of registered entities.
    pub(crate) fn of_select(select: &SelectStatement, registry: &Registry) -> Self {
        let mut columns = Vec::new();
        for output in outputs(select) {
            let (name, table) = (name_of(&output), table_of(&output));
            let target = match output {
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
                Output::Cast { .. } => Target::Default,
                Output::Condition { .. } => Target::exact(ArrayType::Bool, true),
                _ => Target::Portable,
            };
            columns.push(Selected { name, table, target });
        }
        Self::Selected(columns)
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

    /// The columns of a SELECT as the fields of several entities, by the prefixes of their names.
    pub(crate) fn of_entities(select: &SelectStatement, entities: Vec<Prefixed>) -> Self {
        let names = outputs(select).iter().map(name_of).collect();
        Self::Renamed(names, Box::new(Self::Prefixed(entities)))
    }

    /// The columns of a SELECT, or of a statement that is not followed, as the fields of a row.
    pub(crate) fn of_fields(select: Option<&SelectStatement>, fields: RowFields) -> Self {
        let mut outputs = select.map(outputs).unwrap_or_default();
        if outputs.iter().any(|output| matches!(output, Output::All { .. })) {
            // How many columns there are is not known, so positions are not either.
            outputs.clear();
        }
        let columns = outputs
            .iter()
            .map(|output| Selected {
                name: name_of(output),
                table: table_of(output),
                target: Target::Default,
            })
            .collect();
        Self::Fields(columns, Arc::new(fields))
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
            Self::Selected(columns) | Self::Fields(columns, _) => columns.get(position)?.name.as_deref(),
            Self::Renamed(names, _) => names.get(position)?.as_deref(),
            Self::Json(_, inner) => inner.name(position),
            _ => None,
        }
    }

    /// The table behind a column, for errors.
    pub(crate) fn table(&self, position: usize, name: &str) -> Option<&str> {
        match self {
            Self::Unknown | Self::Positions(_) => None,
            Self::Selected(columns) | Self::Fields(columns, _) => columns.get(position)?.table.as_deref(),
            Self::Names(fields) => fields.table_of(name),
            Self::Prefixed(entities) => {
                let (entity, column) = of_prefix(entities, name)?;
                entity.fields.table_of(column)
            }
            Self::Renamed(_, inner) | Self::Json(_, inner) => inner.table(position, name),
        }
    }

    /// The fields of the row that the result is read into.
    pub(crate) fn fields(&self) -> Option<&Arc<RowFields>> {
        match self {
            Self::Fields(_, fields) => Some(fields),
            _ => None,
        }
    }

    pub(crate) fn target(&self, position: usize, name: &str, data_type: &DataType) -> Target {
        match self {
            Self::Unknown => Target::Portable,
            Self::Positions(targets) => targets.get(position).cloned().unwrap_or(Target::Portable),
            Self::Selected(columns) | Self::Fields(columns, _) => columns
                .get(position)
                .map_or(Target::Portable, |column| column.target.clone()),
            Self::Names(fields) => fields.target(name, false).unwrap_or(Target::Default),
            Self::Prefixed(entities) => of_prefix(entities, name)
                .and_then(|(entity, column)| entity.fields.target(column, entity.open))
                .unwrap_or(Target::Default),
            Self::Renamed(_, inner) => inner.target(position, name, data_type),
            Self::Json(options, inner) => {
                let known = inner.target(position, name, data_type);
                json_target(options, name, data_type, known)
            }
        }
    }
}

fn of_prefix<'a, 'n>(entities: &'a [Prefixed], name: &'n str) -> Option<(&'a Prefixed, &'n str)> {
    entities
        .iter()
        .find_map(|entity| Some((entity, name.strip_prefix(entity.prefix)?)))
}

fn table_of(output: &Output) -> Option<String> {
    match output {
        Output::Column { table, .. } => Some(table.1.to_string()),
        _ => None,
    }
}

/// The name that a column has by its alias or by itself. The server adds the table to it when another table of a join
/// of three and more has a column of that name.
fn name_of(output: &Output) -> Option<String> {
    match output {
        Output::Column { name, .. } => Some(name.clone()),
        Output::Cast { name } | Output::Condition { name } | Output::Other { name, .. } => name.clone(),
        _ => None,
    }
}
