//! A table that ALTER TABLE cannot change: its rows go into a new one, which takes its name.

use sea_query::{DynIden, IntoIden, TableName};
use sea_query_clickhouse::{
    ClickHouseColumnDef, Engine,
    engine::{MergeTree, Replication},
    table::TableCreateStatement,
};

use super::{
    PlanStep,
    origin::{Copied, Origin},
    risk::{PlannedChange, Risk},
};
use crate::error::ClickHouseError;

/// The name under which a table is made anew, and the old one is kept afterwards.
pub(super) fn spare(table: &TableName) -> TableName {
    let name: DynIden = format!("{}_rebuild", table.1).into_iden();
    TableName(table.0.clone(), name)
}

/// Why rows cannot be copied out of or into a table of this engine.
pub(super) fn refusal(engine: Option<&Engine>) -> Option<&'static str> {
    match engine {
        Some(Engine::Replicated {
            replication: Replication::At { .. },
            ..
        }) => Some(
            "its replicas find each other by a path that is written down, which a second table cannot have",
        ),
        Some(
            Engine::MergeTree(_)
            | Engine::Replicated { .. }
            | Engine::Memory
            | Engine::Log
            | Engine::TinyLog
            | Engine::StripeLog,
        ) => None,
        _ => Some("its engine keeps no rows of its own"),
    }
}

/// Whether a table of the engine makes fewer rows of those that it takes.
pub(super) fn merges_rows(engine: Option<&Engine>) -> bool {
    match engine {
        Some(Engine::MergeTree(engine) | Engine::Replicated { engine, .. }) => *engine != MergeTree::Plain,
        Some(Engine::Memory) => true,
        _ => false,
    }
}

pub(super) struct Rebuild<'a> {
    pub(super) table: &'a TableName,
    pub(super) declared: &'a TableCreateStatement,
    /// Columns that are not declared, and stay.
    pub(super) kept: Vec<ClickHouseColumnDef>,
    pub(super) copied: Vec<Copied>,
    pub(super) reasons: Vec<String>,
    /// Of the rows.
    pub(super) changes: Vec<PlannedChange>,
    /// Whether replicas have the rows.
    pub(super) is_replicated: bool,
    /// The database of the connection.
    pub(super) database: String,
    /// The cluster that the table is on.
    pub(super) cluster: Option<String>,
    /// The cluster of whose shards each has rows of its own.
    pub(super) shards: Option<String>,
}

impl Rebuild<'_> {
    /// CREATE TABLE, INSERT SELECT, EXCHANGE TABLES.
    pub(super) fn steps(self) -> Result<Vec<PlanStep>, ClickHouseError> {
        let (table, spare) = (self.table, spare(self.table));
        let (name, kept) = (table.1.to_string(), spare.1.to_string());
        let create = self
            .kept
            .into_iter()
            .fold(self.declared.clone().named(spare.clone()), |create, column| {
                create.col(column)
            });
        let reasons = self.reasons.into_iter();
        let reasons = reasons
            .map(|reason| PlannedChange::new(Risk::Rebuild, reason))
            .collect();
        let mut copies = vec![PlannedChange::new(
            Risk::Rebuild,
            format!("the rows of table `{name}` are copied into `{kept}`; what is written meanwhile is not"),
        )];
        copies.extend(self.changes);
        let exchanges = PlannedChange::new(
            Risk::Rebuild,
            format!(
                "tables `{name}` and `{kept}` exchange their names; `{kept}` is then the old one, and stays"
            ),
        );
        let copy = Origin::Copy {
            from: table.clone(),
            to: spare.clone(),
            columns: self.copied,
            cluster: self.shards.clone(),
        };
        let sync = |table: &TableName| {
            let sentence = format!("all replicas have the rows of table `{}`", table.1);
            let origin = Origin::Sync {
                table: table.clone(),
                database: self.database.clone(),
                cluster: self.cluster.clone(),
            };
            PlanStep::new(origin, vec![PlannedChange::new(Risk::Rebuild, sentence)])
        };
        let will_replicate = matches!(self.declared.get_engine(), Some(Engine::Replicated { .. }));
        let before = self.is_replicated.then(|| sync(table)).transpose()?;
        let after = will_replicate.then(|| sync(&spare)).transpose()?;
        let exchange = Origin::Exchange {
            table: table.clone(),
            other: spare.clone(),
            cluster: self.declared.get_cluster().map(str::to_owned),
        };
        let mut steps = vec![PlanStep::new(Origin::Create(Box::new(create)), reasons)?];
        steps.extend(before);
        steps.push(PlanStep::new(copy, copies)?);
        steps.extend(after);
        steps.push(PlanStep::new(exchange, vec![exchanges])?);
        Ok(steps)
    }
}
