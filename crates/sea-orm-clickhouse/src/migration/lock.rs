//! The lock that one run of migrations holds: a table, which the server makes for one of those that ask.

use std::time::{Duration, Instant};

use sea_orm::ConnectionTrait;
use sea_query::{Alias, Expr, ExprTrait, Query, SelectStatement};
use sea_query_clickhouse::{
    ClickHouseColumnDef, ClickHouseTable, DataType, Engine,
    func::{call, date_time::to_unix_timestamp},
    query::{ClickHouseSelectStatementExt, TableFunction},
};

use super::{
    inspect,
    journal::{Journal, convert},
};
use crate::error::ClickHouseError;

/// Of a holder that is silent for this long, the process is gone.
pub(crate) const STALE: Duration = Duration::from_secs(30);
/// A holder without news writes this often that it is alive.
const SIGN: Duration = Duration::from_secs(5);
/// Between two tries.
const PAUSE: Duration = Duration::from_millis(300);
/// The holder of a lock that was taken by hand, which never gets stale.
const BY_HAND: &str = "by hand";

/// Who holds the lock of the migrations, as
/// [`MigrationRunner::lock_holder`](super::MigrationRunner::lock_holder) found it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct LockHolder {
    /// The process, as `process 4711 on host`, and after it `, by hand` when it was taken by `lock`.
    pub owner: String,
    /// How long ago it was taken.
    pub age: Duration,
    /// How long ago the holder wrote into the log.
    pub silence: Duration,
    run: String,
}

impl LockHolder {
    fn is_stale(&self) -> bool {
        !self.owner.ends_with(BY_HAND) && self.silence > STALE
    }
}

/// The lock, while this process holds it.
pub(crate) struct Lock<'a> {
    journal: &'a Journal,
    /// The locks of runs that are gone.
    taken_over: Vec<String>,
    alive: tokio::task::JoinHandle<()>,
}

impl Drop for Lock<'_> {
    fn drop(&mut self) {
        self.alive.abort();
    }
}

pub(crate) fn name(journal: &Journal) -> String {
    format!("{}_lock", journal.table().trim_end_matches("_log"))
}

/// Makes the table of the lock, whose comment names the holder.
async fn make(journal: &Journal, suffix: &str) -> Result<(), ClickHouseError> {
    let create = ClickHouseTable::create(Alias::new(name(journal)))
        .col(ClickHouseColumnDef::new("held", DataType::Bool))
        .engine(Engine::Memory)
        .comment(format!("{} {}{suffix}", journal.run(), journal.owner()));
    journal.define(&create).await
}

pub(crate) async fn holder(journal: &Journal) -> Result<Option<LockHolder>, ClickHouseError> {
    holder_of(journal, &name(journal)).await
}

/// Who holds the lock, also where this node of the cluster joined after it was taken.
pub(crate) async fn holder_anywhere(journal: &Journal) -> Result<Option<LockHolder>, ClickHouseError> {
    let here = holder(journal).await?;
    let Some(cluster) = journal.db().options().get_cluster().filter(|_| here.is_none()) else {
        return Ok(here);
    };
    if inspect::has_table(journal.db(), journal.table()).await? {
        return Ok(None);
    }
    let mut select = holding(&name(journal));
    select
        .from(TableFunction::cluster_all_replicas(cluster, "system", "tables").alias("tables"))
        .and_where(Expr::col("database").eq(journal.db().options().get_database()))
        .setting("skip_unavailable_shards", 1);
    read(journal, &select).await
}

fn holding(table: &str) -> SelectStatement {
    Query::select()
        .column("comment")
        .expr_as(
            to_unix_timestamp(Expr::col("metadata_modification_time")),
            "since",
        )
        .expr_as(to_unix_timestamp(call("now", Vec::<Expr>::new())), "now")
        .and_where(Expr::col("name").eq(table))
        .limit(1)
        .to_owned()
}

async fn holder_of(journal: &Journal, table: &str) -> Result<Option<LockHolder>, ClickHouseError> {
    let select = inspect::here(holding(table).from(("system", "tables")).take());
    read(journal, &select).await
}

async fn read(journal: &Journal, select: &SelectStatement) -> Result<Option<LockHolder>, ClickHouseError> {
    let Some(row) = journal.db().query_one(select).await.map_err(convert)? else {
        return Ok(None);
    };
    let comment: String = row.try_get("", "comment").map_err(convert)?;
    let since: u32 = row.try_get("", "since").map_err(convert)?;
    let now: u32 = row.try_get("", "now").map_err(convert)?;
    let (run, owner) = comment.split_once(' ').unwrap_or(("", &comment));
    let since = i64::from(since);
    let seconds = |from: i64| Duration::from_secs(u64::try_from(i64::from(now) - from).unwrap_or_default());
    let sign = Ord::max(journal.last_sign_of(run).await?, since);
    Ok(Some(LockHolder {
        owner: owner.to_owned(),
        age: seconds(since),
        silence: seconds(sign),
        run: run.to_owned(),
    }))
}

impl<'a> Lock<'a> {
    /// Takes the lock, and waits for it as long as another process holds it.
    pub(crate) async fn take(journal: &'a Journal, wait: Duration) -> Result<Self, ClickHouseError> {
        let began = Instant::now();
        let mut told = false;
        let mut taken_over = Vec::new();
        loop {
            match make(journal, "").await {
                Ok(()) => return Ok(Self::hold(journal, taken_over)),
                Err(error) if error.name() == Some("TABLE_ALREADY_EXISTS") => {}
                Err(error) => {
                    // It may be made all the same; nobody else would take it away.
                    if check(journal).await.is_ok() {
                        drop(journal, &name(journal)).await?;
                    }
                    return Err(error);
                }
            }
            let Some(holder) = holder(journal).await? else {
                // It is gone again; or this node of the cluster is behind the one that refused.
                tokio::time::sleep(PAUSE).await;
                continue;
            };
            if holder.run == journal.run().to_string() {
                // A node that joined just now has made it, and the others have another's.
                return Err(ClickHouseError::unsupported(
                    "the nodes of the cluster do not agree who holds the lock of the migrations, because one joined just now; \
                     take the lock away by `unlock` when no other process migrates, and run this again",
                ));
            }
            if holder.is_stale() {
                taken_over.extend(take_over(journal, &holder).await?);
                continue;
            }
            if began.elapsed() > wait {
                return Err(ClickHouseError::unsupported(format!(
                    "the migrations are locked by {}, since {} s, and it wrote {} s ago; wait for it, or if it is gone \
                     take the lock away by `unlock`",
                    holder.owner,
                    holder.age.as_secs(),
                    holder.silence.as_secs()
                )));
            }
            if !told {
                tracing::info!("Waiting for the lock, held by {}", holder.owner);
                told = true;
            }
            tokio::time::sleep(PAUSE).await;
        }
    }

    fn hold(journal: &'a Journal, taken_over: Vec<String>) -> Self {
        let signs = journal.of_same_run();
        let alive = tokio::spawn(async move {
            loop {
                tokio::time::sleep(SIGN).await;
                if let Err(error) = signs.sign().await {
                    tracing::warn!(%error, "the log of migrations does not take a sign of life");
                }
            }
        });
        Self {
            journal,
            taken_over,
            alive,
        }
    }

    /// Gives the lock back, unless another has it by now.
    pub(crate) async fn release(self) -> Result<(), ClickHouseError> {
        if check(self.journal).await.is_ok() {
            drop(self.journal, &name(self.journal)).await?;
        }
        for stale in &self.taken_over {
            drop(self.journal, stale).await?;
        }
        Ok(())
    }
}

pub(crate) async fn check(journal: &Journal) -> Result<(), ClickHouseError> {
    match holder(journal).await? {
        Some(holder) if holder.run == journal.run().to_string() => Ok(()),
        Some(holder) => Err(ClickHouseError::unsupported(format!(
            "the lock of the migrations was taken over by {}; this run stops here",
            holder.owner
        ))),
        None => Err(ClickHouseError::unsupported(
            "the lock of the migrations was taken away by `unlock`; this run stops here",
        )),
    }
}

async fn drop(journal: &Journal, table: &str) -> Result<(), ClickHouseError> {
    journal
        .define(&ClickHouseTable::drop(Alias::new(table)).if_exists().sync())
        .await
}

/// Takes the lock of a process that is gone away; the table that it is now. The name says whose it was, so that of two
/// that try only one succeeds.
async fn take_over(journal: &Journal, holder: &LockHolder) -> Result<Option<String>, ClickHouseError> {
    let stale = format!("{}_of_{}", name(journal), holder.run.replace('-', ""));
    let rename = |from: &str, to: &str| ClickHouseTable::rename(Alias::new(from), Alias::new(to));
    match journal.define(&rename(&name(journal), &stale)).await {
        Ok(()) => {}
        Err(error) if matches!(error.name(), Some("TABLE_ALREADY_EXISTS" | "UNKNOWN_TABLE")) => {
            return Ok(None);
        }
        Err(error) => return Err(error),
    }
    match holder_of(journal, &stale).await? {
        Some(taken) if taken.run != holder.run => {
            // Somebody took it over before, and ended, and this is the lock of the next.
            journal.define(&rename(&stale, &name(journal))).await?;
            Ok(None)
        }
        _ => {
            tracing::warn!(
                "{} held the lock and has been silent for {} s; it is taken over",
                holder.owner,
                holder.silence.as_secs()
            );
            Ok(Some(stale))
        }
    }
}

/// Takes the lock by hand, until [`unlock`].
pub(crate) async fn lock(journal: &Journal) -> Result<(), ClickHouseError> {
    match make(journal, &format!(", {BY_HAND}")).await {
        Err(error) if error.name() == Some("TABLE_ALREADY_EXISTS") => {
            let holder = holder(journal).await?;
            let owner = holder.map_or_else(|| "another process".to_owned(), |holder| holder.owner);
            Err(ClickHouseError::unsupported(format!(
                "the migrations are locked already, by {owner}"
            )))
        }
        made => made,
    }
}

/// Takes the lock away, whoever holds it.
pub(crate) async fn unlock(journal: &Journal) -> Result<Option<LockHolder>, ClickHouseError> {
    let holder = holder(journal).await?;
    drop(journal, &name(journal)).await?;
    Ok(holder)
}
