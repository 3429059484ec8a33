//! Entities over Distributed tables: what changes their rows goes to the local tables, on all servers of the cluster.

use sea_query::{DynIden, SchemaName, TableName, TableRef};
use sea_query_clickhouse::{
    ClickHouseTable, Engine, connection::InsertSource, engine::Distributed, statement::Truncate,
    table::TableCreateStatement,
};

use crate::connection::ClickHouseConnection;

/// The setting by which an INSERT is answered once the rows are in the local tables, and not in a queue.
const FOREGROUND: &str = "distributed_foreground_insert";

/// The setting by which every shard inserts what it selects from its own local table, past the sharding key.
const PARALLEL_SELECT: &str = "parallel_distributed_insert_select";

/// The tables behind a Distributed one.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Local {
    pub(crate) cluster: String,
    database: Option<String>,
    table: String,
}

impl Local {
    /// Those of a table that is declared, where its engine is Distributed.
    pub(crate) fn of(declared: &TableCreateStatement) -> Option<Self> {
        let Some(Engine::Distributed(engine)) = declared.get_engine() else {
            return None;
        };
        Some(Self {
            cluster: engine.get_cluster().to_owned(),
            database: engine.get_database().map(str::to_owned),
            table: engine.get_table().to_owned(),
        })
    }

    /// Whether they are those of a name; one without a database is looked up in the connection's.
    #[cfg(feature = "migration")]
    pub(crate) fn are(&self, table: &TableRef) -> bool {
        let TableRef::Table(TableName(database, name), _) = table else {
            return false;
        };
        let database = database
            .as_ref()
            .map(|SchemaName(_, database)| database.to_string());
        *name.inner() == *self.table
            && database.is_none_or(|name| self.database.as_ref().is_none_or(|own| *own == name))
    }

    /// The local table with its database: a server of the cluster may look a name without one up in another database than
    /// that of the connection.
    pub(crate) fn name(&self, db: &ClickHouseConnection) -> TableName {
        let database = self.database.as_deref().unwrap_or(db.options().get_database());
        named(Some(database), &self.table)
    }

    /// `TRUNCATE TABLE`, which of the Distributed table itself would remove nothing.
    pub(crate) fn truncate(&self) -> Truncate {
        let table = TableRef::Table(named(self.database.as_deref(), &self.table), None);
        on_all_replicas(ClickHouseTable::truncate(table), &self.cluster)
    }
}

/// One replica of each shard runs it, and the others have the rows a little longer, unless that is waited for.
pub(crate) fn on_all_replicas(truncate: Truncate, cluster: &str) -> Truncate {
    truncate.on_cluster(cluster).setting("alter_sync", 2)
}

fn named(database: Option<&str>, table: &str) -> TableName {
    let iden = |name: &str| DynIden::from(name.to_owned());
    let database = database.map(|database| SchemaName(None, iden(database)));
    TableName(database, iden(table))
}

/// The local tables of an entity, where its table is known as a Distributed one.
pub(crate) fn local_of(db: &ClickHouseConnection, table: Option<&TableRef>) -> Option<Local> {
    let Some(TableRef::Table(name, _)) = table else {
        return None;
    };
    db.registry().find(name)?.local.clone()
}

/// What an INSERT is sent with, so that who has inserted rows can read them, and finds them where the sharding key says.
pub(crate) fn insert_settings(db: &ClickHouseConnection, source: &InsertSource) -> Vec<(String, String)> {
    if local_of(db, source.table()).is_none() {
        return Vec::new();
    }
    let each_shard_by_itself = source.is_select().then_some((PARALLEL_SELECT, "0"));
    let settings = [(FOREGROUND, "1")].into_iter().chain(each_shard_by_itself);
    settings
        .filter(|(name, _)| !source.sets(name) && !db.says(name))
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect()
}

/// A Distributed table over the tables that another entity declares.
pub(crate) fn engine_over(cluster: impl Into<String>, local: &TableRef) -> Distributed {
    match local {
        TableRef::Table(TableName(Some(SchemaName(_, database)), table), _) => {
            Distributed::new(cluster, database.to_string(), table.to_string())
        }
        TableRef::Table(TableName(None, table), _) => {
            Distributed::in_current_database(cluster, table.to_string())
        }
        // The build of the engine says that its table has no name.
        _ => Distributed::in_current_database(cluster, ""),
    }
}
