use sea_query::TableRef;

use super::{
    TableCreateStatement,
    source::{Source, Verb},
};
use crate::{Engine, error::BuildError};

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
        if self.columns.have_primary_key() && !self.storage.primary_key.is_empty() {
            return invalid(
                "PRIMARY KEY",
                "the table and its columns say it; keep one of the two",
            );
        }
        let parts = self.columns.have_parts();
        match &self.source {
            Some(Source::Table { keyword, .. }) => {
                if !self.columns.is_empty() || parts {
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
                if let (true, Some(engine)) = (keyword.contains("CLONE"), &self.storage.engine)
                    && !engine.is_merge_tree()
                    && !matches!(engine, Engine::Custom(_))
                {
                    return invalid("CLONE AS", "only tables of the MergeTree family can be cloned");
                }
            }
            Some(Source::Function(function)) => {
                if self.storage.engine.is_some() {
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
        if self.columns.is_empty() && parts {
            return invalid(
                "CREATE TABLE",
                "indexes, constraints and projections need columns; name them too",
            );
        }
        if !self.columns.is_empty() && self.columns.columns.iter().all(|column| !column.is_stored()) {
            return invalid(
                "CREATE TABLE",
                "all columns are ALIAS or EPHEMERAL; one must be stored",
            );
        }
        let engine = self.storage.engine.as_ref();
        if self.columns.is_empty() && self.source.is_none() && !engine.is_some_and(Engine::has_columns) {
            return invalid("CREATE TABLE", "it has no columns");
        }
        let after = matches!(self.source, Some(Source::Table { .. } | Source::Function(_)));
        if engine.is_none() && (self.storage.has_clauses() || !(after || self.temporary)) {
            return invalid(
                "ENGINE",
                "the table has none; `Engine::merge_tree()` is the usual one",
            );
        }
        Ok(())
    }
}
