//! The steps of a migration: each is logged before it runs and after, so that a later run goes on where this one stopped.

use std::{
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicU32, Ordering},
    },
    time::Duration,
};

use futures_util::future::BoxFuture;
use sea_query_clickhouse::{BuildError, ClickHouseSql, ClickHouseStatement, Target, build_clickhouse};

use super::{
    journal::{Entry, Event, Journal},
    lock, progress,
    state::{Direction, LoggedStep, Outcome},
};
use crate::{
    connection::ClickHouseConnection,
    error::{ClickHouseError, ClickHouseErrorKind},
};

/// Another ALTER, or Keeper, was in the way: metadata of replicas changed (517), a session of Keeper ended (999), no
/// leader or no replica was there (242, 279), no Keeper (225).
const PASSING: [i32; 5] = [517, 999, 242, 279, 225];
const TRIES: u32 = 6;

/// What a statement is taken for.
pub(crate) struct Step<'a> {
    /// What people read, and by which it is known again: values of data stand as parameters.
    pub(crate) sql: String,
    /// By which it is known again instead, where `sql` depends on how the table stands.
    pub(crate) text: Option<String>,
    /// What it would do twice, when it is sent twice.
    pub(crate) once: Option<&'static str>,
    /// What is made for its rows.
    pub(crate) made: String,
    /// Asks the server whether it has run; `None` where that cannot be said.
    pub(crate) probe: Option<Probe<'a>>,
    /// Runs it; `true` where it is not known whether it has run before.
    pub(crate) run: Run<'a>,
}

impl<'a> Step<'a> {
    pub(crate) fn new(
        sql: String,
        once: Option<&'static str>,
        run: impl Fn(bool) -> BoxFuture<'a, Result<u64, ClickHouseError>> + Send + Sync + 'a,
    ) -> Self {
        Self {
            sql,
            text: None,
            once,
            made: String::new(),
            probe: None,
            run: Box::new(run),
        }
    }

    /// A step that is shown, or was applied before.
    pub(crate) fn never(sql: String, once: Option<&'static str>) -> Self {
        Self::new(sql, once, |_| {
            Box::pin(async { Err(ClickHouseError::build("a step that was applied ran again")) })
        })
    }

    fn hash(&self) -> String {
        hash(self.text.as_deref().unwrap_or(&self.sql))
    }
}

type Probe<'a> = Box<dyn Fn() -> BoxFuture<'a, Result<Option<bool>, ClickHouseError>> + Send + Sync + 'a>;
type Run<'a> = Box<dyn Fn(bool) -> BoxFuture<'a, Result<u64, ClickHouseError>> + Send + Sync + 'a>;

/// What is done with steps.
pub(crate) enum Mode {
    /// They run, and are logged.
    Run(Arc<Journal>),
    /// They run, outside of a migration.
    Direct,
    /// They are collected.
    Plan(Arc<Mutex<Vec<String>>>),
}

/// The steps of one migration in one direction.
pub(crate) struct Steps {
    mode: Mode,
    version: String,
    direction: Direction,
    /// What earlier runs did.
    known: Vec<LoggedStep>,
    next: AtomicU32,
}

impl Steps {
    pub(crate) fn new(mode: Mode, version: &str, direction: Direction, known: Vec<LoggedStep>) -> Self {
        Self {
            mode,
            version: version.to_owned(),
            direction,
            known,
            next: AtomicU32::new(0),
        }
    }

    /// The number of rows that a step reached, in this run or an earlier one.
    pub(crate) async fn take(
        &self,
        db: &ClickHouseConnection,
        step: Step<'_>,
    ) -> Result<Taken, ClickHouseError> {
        let journal = match &self.mode {
            Mode::Direct => return (step.run)(false).await.map(Taken::Now).map_err(with_way_out),
            Mode::Plan(plan) => {
                plan.lock().unwrap_or_else(PoisonError::into_inner).push(step.sql);
                return Ok(Taken::Planned);
            }
            Mode::Run(journal) => journal,
        };
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        let hash = step.hash();
        let known = self.known.get(number as usize);
        if let Some(known) = known.filter(|known| known.hash != hash) {
            return Err(self.changed(number, known, &step.sql));
        }
        let again = match known.map(|known| &known.outcome) {
            Some(Outcome::Applied { rows }) => {
                tracing::info!("Step {} was applied before: {}", number + 1, step.sql);
                return Ok(Taken::Before(*rows));
            }
            Some(Outcome::Unknown(_)) => match (step.once, &step.probe) {
                (None, _) => true,
                (Some(what), probe) => {
                    let applied = match probe {
                        Some(probe) => probe().await?,
                        None => None,
                    };
                    match applied {
                        Some(true) => {
                            let entry = Entry {
                                step: number,
                                ..Entry::new(&self.version, self.direction, Event::StepApplied)
                            };
                            journal.write(entry).await?;
                            tracing::info!("Step {} was applied before: {}", number + 1, step.sql);
                            return Ok(Taken::Before(0));
                        }
                        Some(false) => true,
                        None => return Err(self.unknown(number, what, &step.sql)),
                    }
                }
            },
            Some(Outcome::Failed(_)) | None => false,
        };
        lock::check(journal).await?;
        let entry = |event| Entry {
            step: number,
            hash: hash.clone(),
            sql: step.sql.clone(),
            made: step.made.clone(),
            ..Entry::new(&self.version, self.direction, event)
        };
        journal.write(entry(Event::StepBegun)).await?;
        let ran = progress::watch(db, retried(&step, again)).await;
        match ran {
            Ok(rows) => {
                let applied = Entry {
                    rows,
                    ..entry(Event::StepApplied)
                };
                journal.write(applied).await?;
                Ok(Taken::Now(rows))
            }
            Err(error) => {
                let event = if is_refusal(&error) {
                    Event::StepFailed
                } else {
                    Event::StepLost
                };
                let failed = Entry {
                    error: error.to_string(),
                    ..entry(event)
                };
                if let Err(unwritten) = journal.write(failed).await {
                    tracing::warn!(error = %unwritten, "the log does not take the error of a step");
                }
                Err(with_way_out(error))
            }
        }
    }

    pub(crate) fn is_plan(&self) -> bool {
        matches!(self.mode, Mode::Plan(_))
    }

    /// What an earlier run made for the rows of the next step, and whether it is applied.
    pub(crate) fn known_made(&self) -> Option<(String, bool)> {
        let next = self.next.load(Ordering::Relaxed);
        let known = self.known.get(next as usize)?;
        Some((
            known.made.clone(),
            matches!(known.outcome, Outcome::Applied { .. }),
        ))
    }

    /// Whether an earlier run applied the next step, which is known by the text.
    pub(crate) fn has_applied(&self, text: &str) -> bool {
        let next = self.next.load(Ordering::Relaxed);
        self.known
            .get(next as usize)
            .is_some_and(|known| known.hash == hash(text) && matches!(known.outcome, Outcome::Applied { .. }))
    }

    /// Refuses a migration that ended before it came to all that an earlier run did of it.
    pub(crate) fn check_all_taken(&self) -> Result<(), ClickHouseError> {
        let taken = self.next.load(Ordering::Relaxed);
        match self.known.get(taken as usize) {
            Some(known) => Err(self.changed(taken, known, "gone")),
            None => Ok(()),
        }
    }

    fn changed(&self, number: u32, known: &LoggedStep, sql: &str) -> ClickHouseError {
        ClickHouseError::unsupported(format!(
            "`{}` of migration '{}' has changed since a run of it stopped: its step {} was\n    {}\nand is\n    {sql}\n\
             Put the steps before the one that stopped back as they were, or say by `repair` what is applied",
            self.direction.name(),
            self.version,
            number + 1,
            known.sql,
        ))
    }

    fn unknown(&self, number: u32, what: &str, sql: &str) -> ClickHouseError {
        ClickHouseError::unsupported(format!(
            "migration '{}' stopped while its step {} ran, and it is not known whether the server applied it; {what} a \
             second time would do it twice. Look into the table, then say it: `repair {0} --step-applied` or \
             `repair {0} --step-pending`. The step is\n    {sql}",
            self.version,
            number + 1,
        ))
    }
}

/// When a step was taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Taken {
    Now(u64),
    /// By an earlier run.
    Before(u64),
    /// Not yet.
    Planned,
}

impl Taken {
    pub(crate) fn rows(self) -> u64 {
        match self {
            Self::Now(rows) | Self::Before(rows) => rows,
            Self::Planned => 0,
        }
    }
}

/// Whether the error says that nothing was done.
fn is_refusal(error: &ClickHouseError) -> bool {
    // UNFINISHED, TIMEOUT_EXCEEDED and what Keeper loses may have been done all the same.
    const OPEN: [i32; 5] = [159, 341, 999, 242, 279];
    match error.kind() {
        // Of one node of a cluster; others may have done it.
        ClickHouseErrorKind::Server if error.message().contains("There was an error on [") => false,
        ClickHouseErrorKind::Server => !error.code().is_some_and(|code| OPEN.contains(&code)),
        ClickHouseErrorKind::Timeout(_) | ClickHouseErrorKind::Protocol => false,
        _ => true,
    }
}

/// The error, with what is to be done where the server does not say it.
fn with_way_out(error: ClickHouseError) -> ClickHouseError {
    if error.name() == Some("ALTER_OF_COLUMN_IS_FORBIDDEN") {
        return error.within(
            "the server does not change a column that the table is sorted, partitioned or sampled by; make another table with the              columns that are wanted, fill it by INSERT ... SELECT, and swap the two by `ClickHouseTable::exchange(..)`",
        );
    }
    error
}

async fn retried(step: &Step<'_>, again: bool) -> Result<u64, ClickHouseError> {
    let mut pause = Duration::from_millis(200);
    let mut again = again;
    for _ in 1..TRIES {
        match (step.run)(again).await {
            Err(error) if step.once.is_none() && error.code().is_some_and(|code| PASSING.contains(&code)) => {
                tracing::warn!(%error, "a step is tried again");
                tokio::time::sleep(pause).await;
                pause *= 2;
                again = true;
            }
            ran => return ran,
        }
    }
    (step.run)(again).await
}

/// By which a statement is known again: FNV-1a of 64 bits.
fn hash(sql: &str) -> String {
    let hash = sql.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    format!("{hash:016x}")
}

/// A statement as it is shown and known again, and how it is written to be sent again.
pub(crate) fn build<S>(
    db: &ClickHouseConnection,
    statement: &S,
) -> Result<(ClickHouseSql, ClickHouseSql), BuildError>
where
    S: ClickHouseStatement + ?Sized,
{
    let target: Target<'_> = db.target();
    Ok((
        build_clickhouse(statement, &target)?,
        build_clickhouse(statement, &target.repeatable())?,
    ))
}
