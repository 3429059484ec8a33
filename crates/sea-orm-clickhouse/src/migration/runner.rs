//! Running migrations, and saying what is applied.

use std::{
    collections::{BTreeMap, BTreeSet},
    future::Future,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use sea_query::DynIden;

use super::{
    MigrationTrait, MigratorTrait, SchemaManager,
    cluster::{self, NodeGap, Survey},
    inspect,
    journal::{Entry, Event, Journal, convert},
    lock::{self, Lock, LockHolder},
    state::{Direction, MigrationStatus, Standing, standings},
    step::{Mode, Steps},
};
use crate::{connection::ClickHouseConnection, error::ClickHouseError};

/// How long a run waits for another one, unless [`lock_timeout`](MigrationRunner::lock_timeout) says otherwise.
const LOCK_TIMEOUT: Duration = Duration::from_secs(600);

/// What is true of a migration that the log does not know, for [`MigrationRunner::repair`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Repair {
    /// All of it is applied.
    Applied,
    /// Nothing of it is applied.
    Pending,
    /// The step at which it stopped is applied.
    StepApplied,
    /// The step at which it stopped is not applied.
    StepPending,
}

/// What a migration would run, by [`MigrationRunner::plan`].
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct PlannedMigration {
    /// The name of the migration.
    pub name: String,
    /// Its statements, without those that are applied already.
    pub statements: Vec<String>,
    /// Why the plan ends before the migration does: it asks for what only the statements themselves would give.
    pub ends: Option<String>,
}

/// Runs the migrations of a [`MigratorTrait`] on a connection.
///
/// Only one runner of a database works at a time; others wait, also in other processes. With the option `cluster` of the
/// connection the log and the lock are on the cluster.
///
/// ```no_run
/// # use sea_orm_clickhouse::migration::{prelude::*, MigrationRunner, Repair};
/// # async fn example<M: MigratorTrait>(db: ClickHouseConnection) -> Result<(), DbErr> {
/// let runner = MigrationRunner::new::<M>(&db);
/// for planned in runner.plan(None).await? {
///     println!("{}: {:#?}", planned.name, planned.statements);
/// }
/// runner.up(None).await?;
/// # Ok(())
/// # }
/// ```
pub struct MigrationRunner {
    migrations: Vec<Box<dyn MigrationTrait>>,
    journal: Arc<Journal>,
    lock_timeout: Duration,
}

impl MigrationRunner {
    /// The runner of a program's migrations.
    pub fn new<M: MigratorTrait>(db: &ClickHouseConnection) -> Self {
        Self::of(db, M::migrations(), &M::migration_table_name())
    }

    fn of(db: &ClickHouseConnection, migrations: Vec<Box<dyn MigrationTrait>>, table: &DynIden) -> Self {
        Self {
            migrations,
            journal: Arc::new(Journal::new(db, table)),
            lock_timeout: LOCK_TIMEOUT,
        }
    }

    /// How long to wait for another run that holds the lock; 10 minutes by default.
    pub fn lock_timeout(mut self, timeout: Duration) -> Self {
        self.lock_timeout = timeout;
        self
    }

    fn db(&self) -> &ClickHouseConnection {
        self.journal.db()
    }

    /// Runs `work` while this process holds the lock. All of it is boxed: as one future it overflows the stack of a program that is
    /// not optimized.
    pub(crate) async fn locked<R>(
        &self,
        work: impl Future<Output = Result<R, ClickHouseError>>,
    ) -> Result<R, ClickHouseError> {
        Box::pin(cluster::before_lock(&self.journal)).await?;
        let lock = Box::pin(Lock::take(&self.journal, self.lock_timeout)).await?;
        let done = Box::pin(async {
            Box::pin(cluster::catch_up(&self.journal)).await?;
            Box::pin(self.journal.install()).await?;
            Box::pin(work).await
        })
        .await;
        match lock.release().await {
            // The error of the work says more.
            Err(error) if done.is_ok() => Err(error),
            _ => done,
        }
    }

    /// Where each migration of the log stands.
    ///
    /// # Errors
    ///
    /// When the log names one that the program does not have.
    async fn standings(&self) -> Result<BTreeMap<String, Standing>, ClickHouseError> {
        let standings = standings(self.journal.entries().await?);
        let names: BTreeSet<&str> = self.migrations.iter().map(|migration| migration.name()).collect();
        let missing: Vec<String> = standings
            .iter()
            .filter(|(name, standing)| {
                standing.status() != MigrationStatus::Pending && !names.contains(name.as_str())
            })
            .map(|(name, _)| {
                format!(
                    "Migration file of version '{name}' is missing, this migration has been applied but its file is \
                     missing"
                )
            })
            .collect();
        if missing.is_empty() {
            Ok(standings)
        } else {
            Err(ClickHouseError::unsupported(missing.join("\n")))
        }
    }

    /// Each migration of the program and where it stands, in their order. Nothing is made or changed for it.
    ///
    /// # Errors
    ///
    /// When the server cannot be asked, or its log names a migration that the program does not have.
    pub async fn status(&self) -> Result<Vec<(String, MigrationStatus)>, ClickHouseError> {
        let standings = self.standings().await?;
        let status = |name: &str| {
            standings
                .get(name)
                .map_or(MigrationStatus::Pending, Standing::status)
        };
        let names = self
            .migrations
            .iter()
            .map(|migration| migration.name().to_owned());
        Ok(names.map(|name| (name.clone(), status(&name))).collect())
    }

    /// What nodes of the option `cluster` have otherwise than the others: one that joined later lacks everything, and
    /// [`up`](Self::up) makes it there; what has another definition on some nodes is told here and stays as it is. Empty without that
    /// option, and where the user may not ask the other nodes, which is warned of.
    ///
    /// # Errors
    ///
    /// When the server cannot be asked.
    ///
    /// ```no_run
    /// # use sea_orm_clickhouse::migration::{prelude::*, MigrationRunner};
    /// # async fn example(runner: &MigrationRunner) -> Result<(), DbErr> {
    /// for gap in runner.gaps().await? {
    ///     println!("{gap}");
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub async fn gaps(&self) -> Result<Vec<NodeGap>, ClickHouseError> {
        let database = self.db().options().get_database();
        let survey = Survey::of(self.db(), database, self.journal.migration_table()).await?;
        Ok(survey.map_or_else(Vec::new, |survey| survey.gaps()))
    }

    /// Applies the pending migrations, or only the next `steps`. One that stopped goes on where it did. On a cluster, what nodes
    /// [lack](Self::gaps) is made there before, also where no migration is pending.
    ///
    /// # Errors
    ///
    /// The first error of a migration; what ran before it stays applied, and the log says how far it came.
    pub async fn up(&self, steps: Option<u32>) -> Result<(), ClickHouseError> {
        self.locked(self.apply(steps)).await
    }

    /// Reverts all applied migrations, or only the last `steps`. One that stopped goes on where it did.
    ///
    /// # Errors
    ///
    /// As [`up`](Self::up); and when a migration says no way back.
    pub async fn down(&self, steps: Option<u32>) -> Result<(), ClickHouseError> {
        self.locked(self.revert(steps)).await
    }

    /// Drops every table, view and dictionary of the database and the log, then applies all migrations.
    ///
    /// # Errors
    ///
    /// As [`up`](Self::up).
    pub async fn fresh(&self) -> Result<(), ClickHouseError> {
        let work = async {
            let lock = lock::name(&self.journal);
            inspect::drop_everything(self.db(), &[&lock, self.journal.table()]).await?;
            self.journal.uninstall().await?;
            self.journal.install().await?;
            self.apply(None).await
        };
        self.locked(work).await
    }

    /// Reverts all applied migrations, then applies all.
    ///
    /// # Errors
    ///
    /// As [`down`](Self::down) and [`up`](Self::up).
    pub async fn refresh(&self) -> Result<(), ClickHouseError> {
        let work = async {
            self.revert(None).await?;
            self.apply(None).await
        };
        self.locked(work).await
    }

    /// Reverts all applied migrations, and drops the log.
    ///
    /// # Errors
    ///
    /// As [`down`](Self::down).
    pub async fn reset(&self) -> Result<(), ClickHouseError> {
        let work = async {
            self.revert(None).await?;
            self.journal.uninstall().await
        };
        self.locked(work).await
    }

    /// Writes into the log that the pending migrations, or the next `steps`, are applied, and runs nothing.
    ///
    /// # Errors
    ///
    /// When the log does not take it, or a migration has stopped half way.
    pub async fn fake(&self, steps: Option<u32>) -> Result<(), ClickHouseError> {
        let work = async {
            let standings = self.standings().await?;
            for migration in self.pending(&standings, steps)? {
                let entry = Entry::new(migration.name(), Direction::Up, Event::MarkedApplied);
                self.journal.write(entry).await?;
                tracing::info!("Migration '{}' counts as applied", migration.name());
            }
            Ok(())
        };
        self.locked(work).await
    }

    /// What [`up`](Self::up) would run. Nothing is made or changed for it: a migration that asks the database sees it as it is
    /// before all of them.
    ///
    /// # Errors
    ///
    /// As [`status`](Self::status).
    pub async fn plan(&self, steps: Option<u32>) -> Result<Vec<PlannedMigration>, ClickHouseError> {
        let standings = self.standings().await?;
        let mut planned = Vec::new();
        for migration in self.pending(&standings, steps)? {
            let statements = Arc::new(Mutex::new(Vec::new()));
            let known = standings.get(migration.name());
            let applied = known.map_or(0, Standing::applied_steps);
            let mode = Mode::Plan(statements.clone());
            let steps = Arc::new(Steps::new(mode, migration.name(), Direction::Up, Vec::new()));
            let ends = migration.up(&SchemaManager::of(self.db(), steps)).await.err();
            let statements = std::mem::take(&mut *statements.lock().unwrap_or_else(PoisonError::into_inner));
            planned.push(PlannedMigration {
                name: migration.name().to_owned(),
                statements: statements.into_iter().skip(applied).collect(),
                ends: ends.map(|error| error.to_string()),
            });
        }
        Ok(planned)
    }

    /// Writes into the log what is true of a migration, where it cannot know.
    ///
    /// # Errors
    ///
    /// When there is no such migration, or it has no step at which it stopped.
    pub async fn repair(&self, name: &str, repair: Repair) -> Result<(), ClickHouseError> {
        let work = async {
            if !self.migrations.iter().any(|migration| migration.name() == name) {
                let names: Vec<&str> = self.migrations.iter().map(|migration| migration.name()).collect();
                return Err(ClickHouseError::configuration(format!(
                    "there is no migration '{name}'; there are {}",
                    names.join(", ")
                )));
            }
            let standings = self.standings().await?;
            let standing = standings.get(name).cloned().unwrap_or_default();
            let direction = standing.running().unwrap_or(Direction::Up);
            let event = match repair {
                Repair::Applied => Event::MarkedApplied,
                Repair::Pending => Event::MarkedPending,
                Repair::StepApplied => Event::StepMarkedApplied,
                Repair::StepPending => Event::StepMarkedPending,
            };
            let mut entry = Entry::new(name, direction, event);
            if matches!(repair, Repair::StepApplied | Repair::StepPending) {
                let step = standing.applied_steps();
                let Some(stopped) = standing.steps.get(step) else {
                    return Err(ClickHouseError::configuration(format!(
                        "migration '{name}' did not stop in a step"
                    )));
                };
                entry.step = u32::try_from(step).unwrap_or(u32::MAX);
                entry.hash.clone_from(&stopped.hash);
                entry.sql.clone_from(&stopped.sql);
            }
            self.journal.write(entry).await
        };
        self.locked(work).await
    }

    /// Takes the lock, until [`unlock`](Self::unlock): every run waits, or fails after its
    /// [`lock_timeout`](Self::lock_timeout).
    ///
    /// # Errors
    ///
    /// When it is taken.
    pub async fn lock(&self) -> Result<(), ClickHouseError> {
        lock::lock(&self.journal).await
    }

    /// Takes the lock away from whoever holds it. A run that still goes on stops before its next step.
    ///
    /// # Errors
    ///
    /// When the server refuses.
    pub async fn unlock(&self) -> Result<Option<LockHolder>, ClickHouseError> {
        lock::unlock(&self.journal).await
    }

    /// Who holds the lock.
    ///
    /// # Errors
    ///
    /// When the server cannot be asked.
    pub async fn lock_holder(&self) -> Result<Option<LockHolder>, ClickHouseError> {
        lock::holder_anywhere(&self.journal).await
    }

    /// The next migrations that are not applied.
    fn pending(
        &self,
        standings: &BTreeMap<String, Standing>,
        steps: Option<u32>,
    ) -> Result<Vec<&dyn MigrationTrait>, ClickHouseError> {
        self.refuse_stopped(standings, Direction::Down)?;
        let is_pending = |migration: &&dyn MigrationTrait| {
            standings
                .get(migration.name())
                .is_none_or(|standing| !standing.is_applied())
        };
        let most = steps.map_or(usize::MAX, |steps| steps as usize);
        Ok(self
            .migrations
            .iter()
            .map(AsRef::as_ref)
            .filter(is_pending)
            .take(most)
            .collect())
    }

    /// Refuses to go one way while a migration stopped on its way in the other.
    fn refuse_stopped(
        &self,
        standings: &BTreeMap<String, Standing>,
        direction: Direction,
    ) -> Result<(), ClickHouseError> {
        let Some((name, _)) = standings
            .iter()
            .find(|(_, standing)| standing.running() == Some(direction))
        else {
            return Ok(());
        };
        let direction = direction.name();
        Err(ClickHouseError::unsupported(format!(
            "migration '{name}' stopped in `{direction}`; run `{direction}` again, or say by `repair {name} --applied` or \
             `repair {name} --pending` how it stands"
        )))
    }

    async fn apply(&self, steps: Option<u32>) -> Result<(), ClickHouseError> {
        match steps {
            Some(steps) => tracing::info!("Applying {steps} pending migrations"),
            None => tracing::info!("Applying all pending migrations"),
        }
        let standings = self.standings().await?;
        let pending = self.pending(&standings, steps)?;
        if pending.is_empty() {
            tracing::info!("No pending migrations");
        }
        for migration in pending {
            let standing = standings.get(migration.name());
            self.run(migration, Direction::Up, standing).await?;
        }
        Ok(())
    }

    async fn revert(&self, steps: Option<u32>) -> Result<(), ClickHouseError> {
        match steps {
            Some(steps) => tracing::info!("Rolling back {steps} applied migrations"),
            None => tracing::info!("Rolling back all applied migrations"),
        }
        let standings = self.standings().await?;
        self.refuse_stopped(&standings, Direction::Up)?;
        let most = steps.map_or(usize::MAX, |steps| steps as usize);
        let applied: Vec<_> = self
            .migrations
            .iter()
            .rev()
            .filter_map(|migration| {
                let standing = standings.get(migration.name())?;
                let is_there = standing.is_applied() || standing.running() == Some(Direction::Down);
                is_there.then_some((migration.as_ref(), standing))
            })
            .take(most)
            .collect();
        if applied.is_empty() {
            tracing::info!("No applied migrations");
        }
        for (migration, standing) in applied {
            self.run(migration, Direction::Down, Some(standing)).await?;
        }
        Ok(())
    }

    async fn run(
        &self,
        migration: &dyn MigrationTrait,
        direction: Direction,
        standing: Option<&Standing>,
    ) -> Result<(), ClickHouseError> {
        let name = migration.name();
        let known = standing
            .filter(|standing| standing.running() == Some(direction))
            .map(|standing| standing.steps.clone());
        let (verb, done, end) = match direction {
            Direction::Up => ("Applying", "applied", Event::Applied),
            Direction::Down => ("Rolling back", "rolled back", Event::Reverted),
        };
        match &known {
            Some(_) => tracing::info!("{verb} migration '{name}', from where it stopped"),
            None => tracing::info!("{verb} migration '{name}'"),
        }
        self.journal
            .write(Entry::new(name, direction, Event::Begun))
            .await?;
        let steps = Arc::new(Steps::new(
            Mode::Run(self.journal.clone()),
            name,
            direction,
            known.unwrap_or_default(),
        ));
        let manager = SchemaManager::of(self.db(), steps.clone());
        let ran = match direction {
            Direction::Up => migration.up(&manager).await,
            Direction::Down => migration.down(&manager).await,
        };
        ran.map_err(convert)
            .map_err(|error| error.within(&format!("migration '{name}'")))?;
        steps.check_all_taken()?;
        lock::check(&self.journal).await?;
        self.journal.write(Entry::new(name, direction, end)).await?;
        tracing::info!("Migration '{name}' has been {done}");
        Ok(())
    }
}
