//! The log of migrations: rows are only ever added, and the state of a migration follows from them.

use std::{
    sync::atomic::{AtomicI64, Ordering},
    time::Duration,
};

use sea_orm::{ConnectionTrait, DbErr, QueryResult};
use sea_query::{Alias, DynIden, Expr, ExprTrait, Order, Query, SelectStatement};
use sea_query_clickhouse::{
    ClickHouseColumnDef, ClickHouseStatement, ClickHouseTable, DataType, Engine,
    engine::Replication,
    func::{call, date_time::to_unix_timestamp},
    query::{ClickHouseInsertStatementExt, ClickHouseSelectStatementExt},
    table::TableCreateStatement,
};
use uuid::Uuid;

use super::{
    cluster, inspect,
    state::{Direction, standings},
};
use crate::{connection::ClickHouseConnection, error::ClickHouseError};

/// What passes while the replicas of the log come to terms: there are too few yet (285), or another write waits for its
/// quorum (286), this one lacks the last write (289) or Keeper (242), the quorum did not answer in time (319).
const PASSING: [i32; 5] = [285, 286, 289, 242, 319];
/// So often it is tried again, after so long.
const TRIES: u32 = 100;
const PAUSE: Duration = Duration::from_millis(200);

fn passes(error: &ClickHouseError) -> bool {
    error.code().is_some_and(|code| PASSING.contains(&code))
}

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Event {
    /// A run of a migration began, or went on.
    Begun,
    StepBegun,
    StepApplied,
    /// The server refused the step, of which nothing is applied.
    StepFailed,
    /// Whether the step was applied is not known.
    StepLost,
    /// All steps of `up` are applied.
    Applied,
    /// All steps of `down` are applied.
    Reverted,
    /// Declared to be applied, by hand or because another table said so.
    MarkedApplied,
    MarkedPending,
    /// The step is declared to be applied.
    StepMarkedApplied,
    /// The step is declared not to be applied.
    StepMarkedPending,
    /// The process is alive.
    Alive,
}

const EVENTS: [(&str, Event); 12] = [
    ("begun", Event::Begun),
    ("step begun", Event::StepBegun),
    ("step applied", Event::StepApplied),
    ("step failed", Event::StepFailed),
    ("step lost", Event::StepLost),
    ("applied", Event::Applied),
    ("reverted", Event::Reverted),
    ("marked applied", Event::MarkedApplied),
    ("marked pending", Event::MarkedPending),
    ("step marked applied", Event::StepMarkedApplied),
    ("step marked pending", Event::StepMarkedPending),
    ("alive", Event::Alive),
];

impl Event {
    fn name(self) -> &'static str {
        EVENTS
            .iter()
            .find(|(_, event)| *event == self)
            .map_or("", |(name, _)| name)
    }
}

/// A row of the log.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    pub(crate) version: String,
    pub(crate) direction: Direction,
    pub(crate) event: Event,
    /// From 0.
    pub(crate) step: u32,
    pub(crate) hash: String,
    pub(crate) sql: String,
    /// What was made for the rows of an INSERT.
    pub(crate) made: String,
    pub(crate) rows: u64,
    pub(crate) error: String,
    /// Seconds since 1970, by the server's clock.
    pub(crate) at: i64,
}

impl Entry {
    pub(crate) fn new(version: impl Into<String>, direction: Direction, event: Event) -> Self {
        Self {
            version: version.into(),
            direction,
            event,
            step: 0,
            hash: String::new(),
            sql: String::new(),
            made: String::new(),
            rows: 0,
            error: String::new(),
            at: 0,
        }
    }
}

/// The log's table on one connection.
#[derive(Debug)]
pub(crate) struct Journal {
    db: ClickHouseConnection,
    table: String,
    /// The table of SeaORM's own runner.
    portable: String,
    run: Uuid,
    owner: String,
    last: AtomicI64,
}

const COLUMNS: [&str; 12] = [
    "sequence",
    "run",
    "owner",
    "version",
    "direction",
    "event",
    "step",
    "hash",
    "sql",
    "made",
    "rows",
    "error",
];

impl Journal {
    pub(crate) fn new(db: &ClickHouseConnection, migration_table: &DynIden) -> Self {
        let portable = migration_table.to_string();
        Self {
            db: db.clone(),
            table: format!("{portable}_log"),
            portable,
            run: Uuid::now_v7(),
            owner: owner(),
            last: AtomicI64::new(0),
        }
    }

    /// The log for another task of the same run, which writes signs of life alone.
    pub(crate) fn of_same_run(&self) -> Self {
        Self {
            db: self.db.clone(),
            table: self.table.clone(),
            portable: self.portable.clone(),
            run: self.run,
            owner: self.owner.clone(),
            last: AtomicI64::new(0),
        }
    }

    pub(crate) fn db(&self) -> &ClickHouseConnection {
        &self.db
    }

    pub(crate) fn table(&self) -> &str {
        &self.table
    }

    /// The table of SeaORM's own runner, by whose name those of the log and the lock begin.
    pub(crate) fn migration_table(&self) -> &str {
        &self.portable
    }

    pub(crate) fn run(&self) -> Uuid {
        self.run
    }

    pub(crate) fn owner(&self) -> &str {
        &self.owner
    }

    fn declaration(&self) -> TableCreateStatement {
        let column = |name: &'static str, data_type| ClickHouseColumnDef::new(name, data_type);
        let events = EVENTS.iter().map(|(name, _)| *name).zip(1..);
        let engine = match self.db.options().get_cluster() {
            Some(_) => Engine::merge_tree().replicated_by(of_all_nodes()),
            None => Engine::merge_tree(),
        };
        ClickHouseTable::create(Alias::new(&self.table))
            .if_not_exists()
            .col(column("sequence", DataType::Int64))
            .col(column("run", DataType::Uuid))
            .col(column("owner", DataType::String))
            .col(column("version", DataType::String))
            .col(column(
                "direction",
                DataType::enum8([("up".to_owned(), 1), ("down".to_owned(), 2)]),
            ))
            .col(column(
                "event",
                DataType::enum8(events.map(|(name, number)| (name.to_owned(), number))),
            ))
            .col(column("step", DataType::Int64))
            .col(column("hash", DataType::String))
            .col(column("sql", DataType::String))
            .col(column("made", DataType::String))
            .col(column("rows", DataType::Int64))
            .col(column("error", DataType::String))
            .col(column("at", DataType::date_time64_in(6, "UTC")).default(call("now64", [6])))
            .engine(engine)
            .order_by(["sequence"])
            .comment("what migrations did; written by sea-orm-clickhouse")
    }

    /// Makes the log where there is none, and takes over what SeaORM's own runner has applied. It is for who holds the lock:
    /// a run that ends meanwhile tells SeaORM's runner after the log.
    pub(crate) async fn install(&self) -> Result<(), ClickHouseError> {
        self.define(&self.declaration()).await?;
        if !self.is_beside_seaorm().await? {
            return Ok(());
        }
        let standings = standings(self.entries().await?);
        let select = Query::select()
            .column("version")
            .from(Alias::new(&self.portable))
            .order_by("version", Order::Asc)
            .to_owned();
        for row in self.rows(&select).await? {
            let version: String = row.try_get("", "version").map_err(read)?;
            let known = standings.get(&version);
            if known.is_some_and(|known| known.is_applied() || known.running().is_some()) {
                continue;
            }
            let mut entry = Entry::new(version, Direction::Up, Event::MarkedApplied);
            entry.sql = format!("by the table `{}`", self.portable);
            self.append(entry).await?;
        }
        Ok(())
    }

    /// Whether the database has the table of SeaORM's own runner.
    async fn is_beside_seaorm(&self) -> Result<bool, ClickHouseError> {
        inspect::has_column(&self.db, &self.portable, "applied_at").await
    }

    /// Tells SeaORM's own runner, where it has a table, what is applied.
    async fn tell_seaorm(&self, version: &str, is_applied: bool) -> Result<(), ClickHouseError> {
        if !self.is_beside_seaorm().await? {
            return Ok(());
        }
        let delete = Query::delete()
            .from_table(Alias::new(&self.portable))
            .and_where(Expr::col("version").eq(version))
            .to_owned();
        self.db.execute(&delete).await.map_err(convert)?;
        if is_applied {
            let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
            let seconds = now.map_or(0, |now| i64::try_from(now.as_secs()).unwrap_or_default());
            let insert = Query::insert()
                .into_table(Alias::new(&self.portable))
                .columns(["version", "applied_at"])
                .values([version.into(), seconds.into()])
                .map_err(|error| ClickHouseError::build(error.to_string()))?
                .to_owned();
            self.db.execute(&insert).await.map_err(convert)?;
        }
        Ok(())
    }

    pub(crate) async fn uninstall(&self) -> Result<(), ClickHouseError> {
        self.define(&ClickHouseTable::drop(Alias::new(&self.table)).if_exists().sync())
            .await
    }

    /// Defines what the log and the lock are kept in.
    pub(crate) async fn define<S>(&self, statement: &S) -> Result<(), ClickHouseError>
    where
        S: ClickHouseStatement + Sync + ?Sized,
    {
        cluster::define(&self.db, statement).await
    }

    async fn rows(&self, select: &SelectStatement) -> Result<Vec<QueryResult>, ClickHouseError> {
        let mut left = TRIES;
        loop {
            match self.db.query_all(select).await.map_err(convert) {
                Err(error) if left > 0 && passes(&error) => left -= 1,
                rows => return rows,
            }
            tokio::time::sleep(PAUSE).await;
        }
    }

    /// All entries, in their order.
    pub(crate) async fn entries(&self) -> Result<Vec<Entry>, ClickHouseError> {
        if !inspect::has_table(&self.db, &self.table).await? {
            return self.check_nowhere().await.map(|()| Vec::new());
        }
        let mut select = Query::select();
        select
            .columns(
                COLUMNS
                    .into_iter()
                    .filter(|name| *name != "run" && *name != "owner"),
            )
            .expr_as(to_unix_timestamp(Expr::col("at")), "seconds")
            .from(Alias::new(&self.table))
            .and_where(Expr::col("event").ne(Event::Alive.name()))
            .order_by("sequence", Order::Asc);
        if self.db.options().get_cluster().is_some() {
            select.setting("select_sequential_consistency", 1);
        }
        let mut entries = Vec::new();
        for row in self.rows(&select).await? {
            let sequence: i64 = row.try_get("", "sequence").map_err(read)?;
            self.last.fetch_max(sequence, Ordering::Relaxed);
            entries.push(entry(&row).map_err(read)?);
        }
        Ok(entries)
    }

    /// Refuses to take it that nothing is applied where other nodes of the cluster have the log.
    async fn check_nowhere(&self) -> Result<(), ClickHouseError> {
        let database = self.db.options().get_database();
        let survey = cluster::Survey::of(&self.db, database, &self.portable).await?;
        if survey.is_none_or(|survey| !survey.has_log()) {
            return Ok(());
        }
        Err(ClickHouseError::unsupported(
            "this node of the cluster joined when migrations were applied, and lacks their log: run `up`, which makes here what the \
             others have, or ask another node",
        ))
    }

    pub(crate) async fn write(&self, entry: Entry) -> Result<(), ClickHouseError> {
        let ended = match entry.event {
            Event::Applied | Event::MarkedApplied => Some((entry.version.clone(), true)),
            Event::Reverted | Event::MarkedPending => Some((entry.version.clone(), false)),
            _ => None,
        };
        self.append(entry).await?;
        match ended {
            Some((version, is_applied)) => self.tell_seaorm(&version, is_applied).await,
            None => Ok(()),
        }
    }

    async fn append(&self, entry: Entry) -> Result<(), ClickHouseError> {
        let sequence = self.last.fetch_add(1, Ordering::Relaxed) + 1;
        let is_sign = entry.event == Event::Alive;
        let number = |number: u64| i64::try_from(number).unwrap_or(i64::MAX);
        let mut insert = Query::insert();
        insert
            .into_table(Alias::new(&self.table))
            .columns(COLUMNS)
            .values([
                sequence.into(),
                self.run.into(),
                self.owner.clone().into(),
                entry.version.into(),
                entry.direction.name().into(),
                entry.event.name().into(),
                i64::from(entry.step).into(),
                entry.hash.into(),
                entry.sql.into(),
                entry.made.into(),
                number(entry.rows).into(),
                entry.error.into(),
            ])
            .map_err(|error| ClickHouseError::build(error.to_string()))?;
        insert.settings([("async_insert", 0)]);
        // A sign of life is worth no quorum, and quorums are in each other's way.
        if self.db.options().get_cluster().is_some() && !is_sign {
            insert.settings([
                ("insert_quorum", "auto"),
                ("insert_quorum_parallel", "0"),
                ("insert_quorum_timeout", "60000"),
            ]);
        } else {
            insert.settings([("insert_quorum", 0)]);
        }
        // What is tried again is written once.
        insert.settings([(
            "insert_deduplication_token",
            format!("{} {sequence} {is_sign}", self.run),
        )]);
        let mut left = TRIES;
        loop {
            match self.db.execute(&insert).await.map_err(convert) {
                Err(error) if left > 0 && passes(&error) => left -= 1,
                written => {
                    return written
                        .map(drop)
                        .map_err(|error| error.within("the log of migrations"));
                }
            }
            tokio::time::sleep(PAUSE).await;
        }
    }

    /// Writes that the run is alive.
    pub(crate) async fn sign(&self) -> Result<(), ClickHouseError> {
        self.write(Entry::new("", Direction::Up, Event::Alive)).await
    }

    /// When a run wrote last, in seconds since 1970; 0 where it did not, or there is no log.
    pub(crate) async fn last_sign_of(&self, run: &str) -> Result<i64, ClickHouseError> {
        let select = Query::select()
            .expr_as(to_unix_timestamp(Expr::col("at").max()), "seconds")
            .from(Alias::new(&self.table))
            .and_where(Expr::col("run").eq(run))
            .to_owned();
        let rows = match self.rows(&select).await {
            Err(error) if error.name() == Some("UNKNOWN_TABLE") => return Ok(0),
            rows => rows?,
        };
        rows.first().map_or(Ok(0), |row| {
            row.try_get::<Option<u32>>("", "seconds")
                .map(|seconds| seconds.map_or(0, i64::from))
                .map_err(read)
        })
    }
}

/// One table for all nodes, whatever their shard.
pub(super) fn of_all_nodes() -> Replication {
    Replication::at("/clickhouse/migrations/{database}/{table}", "{shard}-{replica}")
}

fn entry(row: &QueryResult) -> Result<Entry, DbErr> {
    let event: String = row.try_get("", "event")?;
    let direction: String = row.try_get("", "direction")?;
    let (_, event) = EVENTS.iter().find(|(name, _)| *name == event).ok_or_else(|| {
        DbErr::Type(format!(
            "the log of migrations has an event `{event}` of a later version"
        ))
    })?;
    Ok(Entry {
        version: row.try_get("", "version")?,
        direction: Direction::of(&direction),
        event: *event,
        step: u32::try_from(row.try_get::<i64>("", "step")?).unwrap_or(u32::MAX),
        hash: row.try_get("", "hash")?,
        sql: row.try_get("", "sql")?,
        made: row.try_get("", "made")?,
        rows: u64::try_from(row.try_get::<i64>("", "rows")?).unwrap_or_default(),
        error: row.try_get("", "error")?,
        at: i64::from(row.try_get::<u32>("", "seconds")?),
    })
}

/// Who runs, as people look for it.
fn owner() -> String {
    let host = std::fs::read_to_string("/proc/sys/kernel/hostname")
        .ok()
        .or_else(|| std::env::var("HOSTNAME").ok())
        .or_else(|| std::env::var("COMPUTERNAME").ok());
    let host = host.as_deref().map_or("unknown host", str::trim);
    format!("process {} on {host}", std::process::id())
}

/// An error of the connection, or of what SeaORM makes of it.
pub(crate) fn convert(error: DbErr) -> ClickHouseError {
    ClickHouseError::from_db_err(&error).unwrap_or_else(|| ClickHouseError::build(error.to_string()))
}

fn read(error: DbErr) -> ClickHouseError {
    convert(error).within("the log of migrations")
}
