//! Making what nodes lack.

use super::{Survey, define, make_database, survey::Remedy};
use crate::{
    connection::ClickHouseConnection,
    error::{ClickHouseError, ClickHouseErrorKind},
    migration::journal::Journal,
};
use sea_query_clickhouse::definition::{ObjectDefinition, ObjectKind};

async fn survey(journal: &Journal) -> Result<Option<Survey>, ClickHouseError> {
    let db = journal.db();
    Survey::of(db, db.options().get_database(), journal.migration_table()).await
}

/// What must be done before the lock is asked for: its table is made in the database of every node, and fails on every node
/// while a run goes on, also on one that joined since.
pub(in crate::migration) async fn before_lock(journal: &Journal) -> Result<(), ClickHouseError> {
    let Some(mut found) = survey(journal).await? else {
        return Ok(());
    };
    if found.lacks_database() {
        make_database(journal.db(), journal.db().options().get_database(), &found).await?;
        found = match survey(journal).await? {
            Some(found) => found,
            None => return Ok(()),
        };
    }
    if let Some(lock) = found.held_lock() {
        let lock: ObjectDefinition = lock
            .with_uuid
            .parse()
            .map_err(|error| ClickHouseError::protocol(format!("the lock of the migrations: {error}")))?;
        define(journal.db(), &lock.if_not_exists()).await?;
    }
    Ok(())
}

/// Makes what nodes lack, as the others have it now. The server refuses what reads from something that is not there yet, so what is
/// left is tried again as long as something is made.
pub(in crate::migration) async fn catch_up(journal: &Journal) -> Result<(), ClickHouseError> {
    let Some(found) = survey(journal).await? else {
        return Ok(());
    };
    let mut left = found.remedies();
    left.sort_by_key(rank);
    while !left.is_empty() {
        let before = left.len();
        let mut refused = Vec::new();
        let mut reason = None;
        for remedy in left {
            match make(journal.db(), &remedy).await {
                Ok(()) => {}
                Err(error) if error.kind() == ClickHouseErrorKind::Server => {
                    reason.get_or_insert(error);
                    refused.push(remedy);
                }
                Err(error) => return Err(error),
            }
        }
        left = refused;
        if let Some(reason) = reason.filter(|_| left.len() == before) {
            return Err(reason);
        }
    }
    Ok(())
}

/// Tables that keep rows, tables that read from those, then what reads from both.
fn rank(remedy: &Remedy) -> (ObjectKind, bool) {
    let reads = ["Distributed", "Merge", "Buffer", "Alias"].contains(&remedy.engine.as_str());
    (remedy.definition.kind(), reads)
}

async fn make(db: &ClickHouseConnection, remedy: &Remedy) -> Result<(), ClickHouseError> {
    let (kind, name) = (remedy.definition.kind(), remedy.definition.name());
    let nodes = remedy.nodes.join(", ");
    define(db, &remedy.definition.clone().if_not_exists())
        .await
        .map_err(|error| error.within(&format!("{kind} '{name}', which {nodes} lacks")))?;
    tracing::info!("The {kind} '{name}' has been made on {nodes}, which lacked it");
    Ok(())
}
