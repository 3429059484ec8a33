use sea_query::TableRef;

use super::{
    TableCreateStatement,
    source::{Source, Verb},
};
use crate::{Engine, engine::Definition, error::BuildError};

/// What the clauses must agree on.
impl TableCreateStatement {
    pub(super) fn check(&self) -> Result<(), BuildError> {
        let invalid =
            |clause: &'static str, sentence: &'static str| Err(BuildError::invalid(clause, sentence));
        if let Some(verb) = &self.verb {
            let keyword = verb.keyword().trim_end();
            if self.options.or_replace || self.options.if_not_exists && *verb == Verb::Replace {
                return invalid(
                    keyword,
                    "OR REPLACE and IF NOT EXISTS say otherwise; keep one of them",
                );
            }
            if self.source.is_some() && *verb != Verb::Replace {
                return invalid(keyword, "the files are there already; leave the other source out");
            }
        }
        if self.temporary {
            if self.options.cluster.is_some() {
                return invalid(
                    "TEMPORARY",
                    "the table lives in one session; leave `on_cluster` out",
                );
            }
            if matches!(&self.table, TableRef::Table(name, _) if name.0.is_some()) {
                return invalid("TEMPORARY", "the table is in no database; name it without one");
            }
        }
        let has_column_key = self.columns.iter().any(|column| column.primary_key);
        if has_column_key && !self.primary_key.is_empty() {
            return invalid(
                "PRIMARY KEY",
                "the table and its columns say it; keep one of the two",
            );
        }
        let parts = self.indexes.len() + self.constraints.len() + self.projections.len();
        match &self.source {
            Some(Source::Table { keyword, .. }) => {
                if !self.columns.is_empty() || parts > 0 {
                    return invalid(
                        keyword.trim(),
                        "columns, indexes, constraints and projections are the other table's; change them by \
                         `ClickHouseTable::alter`",
                    );
                }
                if keyword.contains("CLONE") && self.options.cluster.is_some() {
                    return invalid(
                        "CLONE AS",
                        "on a cluster the server clones no rows and says nothing; create the table by `as_table`, and \
                         `ClickHouseTable::alter(..).attach_partition_from(Partition::All, ..)`",
                    );
                }
                if let (true, Some(engine)) = (keyword.contains("CLONE"), &self.engine)
                    && !engine.is_merge_tree()
                    && !matches!(engine, Engine::Custom(_))
                {
                    return invalid("CLONE AS", "only tables of the MergeTree family can be cloned");
                }
            }
            Some(Source::Function(function)) => {
                if self.engine.is_some() {
                    return invalid("ENGINE", "the table function is the engine; keep one of the two");
                }
                if matches!(function, TableRef::FunctionCall(_, alias) if !alias.inner().is_empty()) {
                    return invalid(
                        "AS",
                        "the table function has an alias, which a table has no place for",
                    );
                }
            }
            Some(Source::Select { .. }) | None => {}
        }
        if self.columns.is_empty() && parts > 0 {
            return invalid(
                "CREATE TABLE",
                "indexes, constraints and projections need columns; name them too",
            );
        }
        if !self.columns.is_empty() && self.columns.iter().all(|column| !column.is_stored()) {
            return invalid(
                "CREATE TABLE",
                "all columns are ALIAS or EPHEMERAL; one must be stored",
            );
        }
        Ok(())
    }

    pub(super) fn check_engine(&self, engine: &Engine, definition: &Definition) -> Result<(), BuildError> {
        let invalid =
            |clause: &'static str, sentence: &'static str| Err(BuildError::invalid(clause, sentence));
        if self.columns.is_empty() && self.source.is_none() && !engine.has_columns() {
            return invalid("CREATE TABLE", "it has no columns");
        }
        let column_key = self.columns.iter().any(|column| column.primary_key);
        let primary_key = column_key || !self.primary_key.is_empty();
        // A table that is made after another one has its keys.
        let alone = !matches!(self.source, Some(Source::Table { .. }));
        if engine.is_merge_tree() && alone && self.order_by.is_none() && !primary_key {
            return invalid(
                "ORDER BY",
                "a MergeTree table has a sorting key; for none, say so by `.order_by([] as [&str; 0])`",
            );
        }
        if engine.needs_primary_key() && alone && !primary_key {
            return invalid(
                "PRIMARY KEY",
                "a table of this engine has one; add `.primary_key([..])`",
            );
        }
        let clauses = definition.clauses;
        let column_ttl = self.columns.iter().any(|column| column.ttl.is_some());
        let lacking = [
            ("ORDER BY", clauses.keys, self.order_by.is_some()),
            ("PARTITION BY", clauses.keys, !self.partition_by.is_empty()),
            ("PRIMARY KEY", clauses.keys, primary_key),
            ("SAMPLE BY", clauses.keys, self.sample_by.is_some()),
            ("TTL", clauses.ttl, !self.ttl.is_empty() || column_ttl),
            ("INDEX", clauses.indexes, !self.indexes.is_empty()),
            ("PROJECTION", clauses.indexes, !self.projections.is_empty()),
        ];
        if let Some((clause, ..)) = lacking.iter().find(|(_, takes, has)| !takes && *has) {
            return invalid(
                clause,
                "the engine of the table does not take it; those of the MergeTree family do",
            );
        }
        if !clauses.settings && !self.settings.is_empty() {
            return invalid("SETTINGS", "the engine of the table has no settings");
        }
        Ok(())
    }

    pub(super) fn check_without_engine(&self) -> Result<(), BuildError> {
        if self.columns.is_empty() && self.source.is_none() {
            return Err(BuildError::invalid("CREATE TABLE", "it has no columns"));
        }
        let keyed = self.order_by.is_some()
            || !self.partition_by.is_empty()
            || !self.primary_key.is_empty()
            || self.sample_by.is_some()
            || !self.ttl.is_empty()
            || !self.settings.is_empty();
        let after = matches!(self.source, Some(Source::Table { .. } | Source::Function(_)));
        if keyed || !(after || self.temporary) {
            return Err(BuildError::invalid(
                "ENGINE",
                "the table has none; `Engine::merge_tree()` is the usual one",
            ));
        }
        Ok(())
    }
}
