//! Entities that are only read, and where their rows are written.

use sea_query::{TableName, TableRef};
use sea_query_clickhouse::{
    BuildError,
    connection::tables,
    dictionary::DictionaryCreateStatement,
    view::{View, ViewStatement},
};

use super::{ClickHouseDictionaryEntity, ClickHouseViewEntity};
use crate::error::ClickHouseError;

/// What a view or dictionary is made of. It is asked for when a write is refused, or a table checked.
#[derive(Clone, Copy, Debug)]
pub struct ReadOnly {
    origin: fn() -> Result<Origin, BuildError>,
    /// What is said where the declaration cannot be built.
    noun: &'static str,
}

/// Where the rows of a view or dictionary come from.
#[derive(Debug)]
pub(crate) struct Origin {
    kind: &'static str,
    sources: Vec<TableName>,
    /// The table that has the rows of a materialized view.
    target: Option<TableRef>,
    #[cfg_attr(not(feature = "migration"), allow(dead_code))]
    statement: ReadOnlyStatement,
}

/// What makes a view or dictionary.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum ReadOnlyStatement {
    View(Box<View>),
    Dictionary(Box<DictionaryCreateStatement>),
}

impl ReadOnly {
    /// A view.
    pub(crate) const fn view<E: ClickHouseViewEntity>() -> Self {
        Self {
            origin: of_view::<E>,
            noun: "view",
        }
    }

    /// A dictionary.
    pub(crate) const fn dictionary<E: ClickHouseDictionaryEntity>() -> Self {
        Self {
            origin: of_dictionary::<E>,
            noun: "dictionary",
        }
    }

    /// What makes it.
    #[cfg(feature = "migration")]
    pub(crate) fn statement(self) -> Result<ReadOnlyStatement, BuildError> {
        (self.origin)().map(|origin| origin.statement)
    }

    /// What it is, and the name of its engine in `system.tables`.
    pub(crate) fn engine(self) -> (&'static str, &'static str) {
        let kind = (self.origin)().map_or(self.noun, |origin| origin.kind);
        let engine = match kind {
            "materialized view" => "MaterializedView",
            "window view" => "WindowView",
            "dictionary" => "Dictionary",
            _ => "View",
        };
        (kind, engine)
    }

    /// Why a statement does not write to it, and where to write instead.
    pub(crate) fn refusal(self, name: &TableName, statement: &str) -> ClickHouseError {
        let Ok(origin) = (self.origin)() else {
            return ClickHouseError::unsupported(format!(
                "{statement}: {} is a {}, which is only read; write to the tables that its rows come from",
                printed(name),
                self.noun
            ));
        };
        let sources: Vec<String> = origin.sources.iter().map(printed).collect();
        let target = match &origin.target {
            Some(TableRef::Table(target, _)) => format!(", or to {}, where its rows are", printed(target)),
            _ => String::new(),
        };
        let way_out = match (origin.kind, sources.first()) {
            ("dictionary", None) => "which the server loads; write to its source".to_owned(),
            ("dictionary", Some(source)) => {
                format!("which the server loads; write to its source, {source}")
            }
            ("view", Some(_)) => {
                format!(
                    "which is only read; write to {}, from which it selects",
                    sources.join(" and ")
                )
            }
            // What is inserted into the other tables of a join does not reach it.
            (_, Some(first)) => {
                format!("which the server fills; write to {first}, from which it selects{target}")
            }
            (_, None) => format!("which is only read; write to what it selects from{target}"),
        };
        ClickHouseError::unsupported(format!(
            "{statement}: {} is a {}, {way_out}",
            printed(name),
            origin.kind
        ))
    }
}

fn of_view<E: ClickHouseViewEntity>() -> Result<Origin, BuildError> {
    let view = E::create_view()?;
    Ok(Origin {
        kind: view.kind(),
        sources: tables(view.get_query()),
        target: view.get_target().cloned(),
        statement: ReadOnlyStatement::View(Box::new(view.into_view())),
    })
}

fn of_dictionary<E: ClickHouseDictionaryEntity>() -> Result<Origin, BuildError> {
    let dictionary = E::create_dictionary()?;
    Ok(Origin {
        kind: "dictionary",
        sources: dictionary
            .get_source()
            .map(|source| source.get_tables())
            .unwrap_or_default(),
        target: None,
        statement: ReadOnlyStatement::Dictionary(Box::new(dictionary)),
    })
}

fn printed(table: &TableName) -> String {
    match &table.0 {
        Some(schema) => format!("`{}`.`{}`", schema.1, table.1),
        None => format!("`{}`", table.1),
    }
}
