//! From the tables that there are to those that entities declare: statements in their order, each with its risk.
//!
//! ```no_run
//! mod event {
//!     use sea_orm::entity::prelude::*;
//!     use sea_orm_clickhouse::prelude::*;
//!
//!     #[derive(Clone, Debug, PartialEq, DeriveEntityModel, ClickHouseEntity)]
//!     #[sea_orm(table_name = "event")]
//!     pub struct Model {
//!         #[sea_orm(primary_key, auto_increment = false)]
//!         pub id: i64,
//!         #[clickhouse(codec = "T64")]
//!         pub port: u32,
//!     }
//! #     #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
//! #     pub enum Relation {}
//! #     impl ActiveModelBehavior for ActiveModel {}
//! }
//!
//! # async fn example(db: sea_orm_clickhouse::ClickHouseConnection) -> Result<(), sea_orm_clickhouse::ClickHouseError> {
//! use sea_orm_clickhouse::{ClickHouseEntity, plan::MigrationPlan};
//!
//! let plan = MigrationPlan::diff(&db, [event::Entity::create_table()])
//!     .drop_column("event", "old")
//!     .await?;
//! print!("{plan}");
//! // -- [data loss] column `old` is dropped (event.old)
//! // -- [mutation] column `port` becomes UInt32, and is UInt16
//! // -- [safe] column `port` has CODEC(T64)
//! // ALTER TABLE `event` DROP COLUMN `old`, MODIFY COLUMN `port` UInt32 CODEC(T64);
//!
//! // Either run it,
//! plan.clone().allow_loss("event.old").run(&db).await?;
//! // or keep it as a migration.
//! let file = plan.allow_loss("event.old").migration("m20260101_000001_wide_ports")?;
//! std::fs::write("migration/src/m20260101_000001_wide_ports.rs", file).unwrap();
//! # Ok(())
//! # }
//! ```
//!
//! # What ALTER TABLE cannot change
//!
//! Engine, ORDER BY, PRIMARY KEY, PARTITION BY, SAMPLE BY, the type of a column of a key, and settings that a server fixes
//! when it makes a table are a *rebuild*: a table `event_rebuild` is made, the rows are copied into it, and the two exchange
//! their names. What is written to `event` between the copy and the exchange stays in the old table alone, so writers rest
//! meanwhile. The old one stays as `event_rebuild`, until [`MigrationPlan::confirm`] or [`Diff::confirm`] drops it.
//!
//! # On a cluster
//!
//! What a table that is declared `ON CLUSTER` needs runs there, and so does all with the option `cluster` of the connection. A
//! Distributed table is made after the table behind it, loses its columns first and gets new ones last; nothing is lost by it. Where
//! the shards have different rows, each copies its own
//! ([`parallel_distributed_insert_select`](https://clickhouse.com/docs/operations/settings/settings#parallel_distributed_insert_select)),
//! after `SYSTEM SYNC REPLICA`.
//!
//! # Views and dictionaries
//!
//! Those of [`Diff::view`] and [`Diff::dictionary`] come after the tables, each after what it reads.
//!
//! # What is not compared
//!
//! Names: a renamed column is one that is missing and one that is not declared, unless [`Diff::rename_column`] says so.
//! Settings that are not declared, which the server may have added, unless [`Diff::reset_setting`] asks for it.

mod action;
mod clause;
mod column;
mod diff;
mod live;
mod object;
mod order;
mod origin;
mod rebuild;
mod refusal;
mod risk;
mod statement;
mod table;
mod wishes;

use std::{
    collections::BTreeSet,
    fmt::{self, Display, Formatter},
};

use sea_query_clickhouse::{BuildError, Target, table::TableCreateStatement};

pub use diff::Diff;
pub use risk::{PlannedChange, Risk};
pub use statement::PlanStatement;

use crate::{check::printed, connection::ClickHouseConnection, error::ClickHouseError, migration::progress};
use origin::{Origin, string};
pub(crate) use refusal::Voice;
use refusal::{Refusal, Wish};

/// One statement of a [`MigrationPlan`], and the changes that it makes.
#[derive(Clone, Debug, PartialEq)]
pub struct PlanStep {
    origin: Origin,
    statement: PlanStatement,
    changes: Vec<PlannedChange>,
}

impl PlanStep {
    fn new(origin: Origin, changes: Vec<PlannedChange>) -> Result<Self, ClickHouseError> {
        Ok(Self {
            statement: origin.statement()?,
            origin,
            changes,
        })
    }

    /// The highest risk among its changes.
    pub fn risk(&self) -> Risk {
        let risks = self.changes.iter().map(PlannedChange::risk);
        risks.max().unwrap_or(Risk::Safe)
    }

    /// What it changes.
    pub fn changes(&self) -> &[PlannedChange] {
        &self.changes
    }

    /// The statement.
    pub fn statement(&self) -> &PlanStatement {
        &self.statement
    }
}

/// Its changes as comments of SQL, and the statement.
impl Display for PlanStep {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        for change in &self.changes {
            write!(f, "-- [{}] {change}", change.risk())?;
            match change.loss() {
                Some(loss) => writeln!(f, " ({loss})")?,
                None => writeln!(f)?,
            }
        }
        match self.statement.build(&Target::default()) {
            Ok(built) => writeln!(f, "{};", built.sql),
            Err(error) => writeln!(f, "-- {error}"),
        }
    }
}

/// The statements that make the tables of a database what entities declare; see the [module](self). Its `Display` is a text of
/// SQL with the changes as comments.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MigrationPlan {
    steps: Vec<PlanStep>,
    refusals: Vec<Refusal>,
    undeclared: Vec<String>,
    /// What was asked for, and is so already.
    notes: Vec<String>,
    confirmations: Vec<Origin>,
    allowed: BTreeSet<String>,
    rebuilds: bool,
}

impl MigrationPlan {
    /// Compares declared tables with those of the database, as
    /// [`check_table`](ClickHouseConnection::check_table) does, and plans what makes them the same: a table that is missing, and
    /// every difference of one that is there. An entity declares its table by
    /// [`ClickHouseEntity::create_table`](crate::ClickHouseEntity::create_table). Nothing is changed by it.
    ///
    /// What is asked for beside it, such as a column to drop, is said on the [`Diff`] before `.await`.
    ///
    /// # Errors
    ///
    /// When a declaration cannot be built, or the server cannot be asked. What cannot be planned is no error but one of the
    /// [`refusals`](Self::refusals).
    pub fn diff(
        db: &ClickHouseConnection,
        tables: impl IntoIterator<Item = Result<TableCreateStatement, BuildError>>,
    ) -> Diff<'_> {
        Diff::new(db, tables.into_iter().collect())
    }

    /// Compares the tables that the entities of this program declare, all that have the derive
    /// [`ClickHouseEntity`](macro@crate::ClickHouseEntity), as [`diff`](Self::diff) does. This is what the command `diff` of a
    /// migration crate compares.
    ///
    /// A crate of entities is part of the program only where something names it, as `use entity as _;` does.
    ///
    /// # Errors
    ///
    /// Those of [`diff`](Self::diff), and when no entity of the program declares a table.
    pub fn diff_program(db: &ClickHouseConnection) -> Diff<'_> {
        Diff::of_program(db)
    }

    /// The steps, in the order in which they run.
    pub fn steps(&self) -> &[PlanStep] {
        &self.steps
    }

    /// Whether nothing is to be done, and nothing was refused.
    pub fn is_empty(&self) -> bool {
        self.steps.is_empty() && self.refusals.is_empty()
    }

    /// The highest risk among the steps.
    pub fn risk(&self) -> Risk {
        let risks = self.steps.iter().map(PlanStep::risk);
        risks.max().unwrap_or(Risk::Safe)
    }

    /// What differs and cannot be planned, in sentences that name the way out. A plan with one does not run.
    pub fn refusals(&self) -> Vec<String> {
        self.refused(Voice::Program)
    }

    fn refused(&self, voice: Voice) -> Vec<String> {
        let refusals = self.refusals.iter();
        refusals.map(|refusal| refusal.sentence(voice)).collect()
    }

    /// Columns that are there and not declared, as `table.column`. They stay, unless [`Diff::drop_column`] asks for it.
    pub fn undeclared(&self) -> &[String] {
        &self.undeclared
    }

    /// What is lost by it, as [`allow_loss`](Self::allow_loss) takes it.
    pub fn losses(&self) -> Vec<&str> {
        let changes = self.steps.iter().flat_map(PlanStep::changes);
        let mut losses: Vec<&str> = changes.filter_map(PlannedChange::loss).collect();
        losses.dedup();
        losses
    }

    /// Allows a loss by its name, one of [`losses`](Self::losses): `event` is the table, `event.old` the values of a column,
    /// `event TTL` and `event.old TTL` what is too old for a rule, `event rows` what an engine merges.
    pub fn allow_loss(mut self, name: impl Into<String>) -> Self {
        self.allowed.insert(name.into());
        self
    }

    /// Allows to copy tables that ALTER TABLE cannot change.
    pub fn allow_rebuild(mut self) -> Self {
        self.rebuilds = true;
        self
    }

    /// What drops the tables that were rebuilt, as they were before. It is no step: run it when the rows are as they should
    /// be.
    ///
    /// # Errors
    ///
    /// When a statement cannot be built.
    pub fn confirmation(&self) -> Result<Vec<PlanStatement>, ClickHouseError> {
        self.confirmations.iter().map(Origin::statement).collect()
    }

    /// Runs the steps one after another, and waits until parts are written. The first that fails ends it; the next
    /// [`diff`](Self::diff) begins where the tables then are.
    ///
    /// # Errors
    ///
    /// When something was refused, a loss or a rebuild is not allowed, or the server refuses a step.
    pub async fn run(&self, db: &ClickHouseConnection) -> Result<(), ClickHouseError> {
        self.check()?;
        for step in &self.steps {
            for change in step.changes() {
                tracing::info!(risk = %change.risk(), "{change}");
            }
            Box::pin(progress::watch(db, step.statement.run(db))).await?;
        }
        Ok(())
    }

    /// Runs [`confirmation`](Self::confirmation): the tables as they were before a rebuild are gone.
    ///
    /// # Errors
    ///
    /// When the server refuses it.
    pub async fn confirm(&self, db: &ClickHouseConnection) -> Result<(), ClickHouseError> {
        for statement in self.confirmation()? {
            statement.run(db).await?;
        }
        Ok(())
    }

    /// The file of a migration with the steps, in Rust. It stands for itself: it does not name the entities, which change.
    ///
    /// # Errors
    ///
    /// Those of [`run`](Self::run) before anything runs, and when a table cannot be written as text.
    pub fn migration(&self, name: &str) -> Result<String, ClickHouseError> {
        self.check()?;
        let mut body = String::new();
        for step in &self.steps {
            for change in step.changes() {
                body.push_str(&format!(
                    "// {}: {}\n",
                    change.risk(),
                    one_line(&change.to_string())
                ));
            }
            body.push_str(&step.origin.source()?);
            body.push('\n');
        }
        for drop in &self.confirmations {
            body.push_str("// When the rows are as they should be, in a migration of its own:\n");
            for line in drop.source()?.lines() {
                body.push_str(&format!("// {line}\n"));
            }
        }
        let used = |names: &[(&str, &str)]| {
            let used = names.iter().filter(|(mark, _)| body.contains(mark));
            used.map(|(_, path)| format!("use sea_orm_clickhouse::{path};\n"))
                .collect::<String>()
        };
        let imports = used(&[
            ("definition", "migration::definition"),
            (
                ".settings([",
                "sea_query_clickhouse::query::ClickHouseInsertStatementExt",
            ),
            (
                "current_database()",
                "sea_query_clickhouse::func::other::current_database",
            ),
            ("TableFunction::", "sea_query_clickhouse::query::TableFunction"),
            ("System::", "sea_query_clickhouse::statement::System"),
            ("Statistics::", "sea_query_clickhouse::statistics::Statistics"),
            ("ColumnPosition::", "sea_query_clickhouse::table::ColumnPosition"),
            ("ColumnProperty::", "sea_query_clickhouse::table::ColumnProperty"),
            (
                "<TableCreateStatement>",
                "sea_query_clickhouse::table::TableCreateStatement",
            ),
            ("<Ttl>", "sea_query_clickhouse::ttl::Ttl"),
        ]);
        let body: String = body.lines().map(|line| format!("        {line}\n")).collect();
        Ok(format!(
            "use sea_orm_clickhouse::migration::prelude::*;\n{imports}\npub struct Migration;\n\n\
             impl MigrationName for Migration {{\n    fn name(&self) -> &str {{\n        {}\n    }}\n}}\n\n\
             #[async_trait::async_trait]\nimpl MigrationTrait for Migration {{\n    \
             async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {{\n{body}        Ok(())\n    }}\n}}\n",
            string(name)
        ))
    }

    fn check(&self) -> Result<(), ClickHouseError> {
        let obstacles = self.obstacles(Voice::Program);
        match obstacles.is_empty() {
            true => Ok(()),
            false => Err(ClickHouseError::unsupported(format!(
                "the plan does not run:\n- {}",
                obstacles.join("\n- ")
            ))),
        }
    }

    /// Why the plan does not run, in sentences.
    pub(crate) fn obstacles(&self, voice: Voice) -> Vec<String> {
        let mut sentences = self.refused(voice);
        let losses = self.losses().into_iter();
        for loss in losses.filter(|loss| !self.allowed.contains(*loss)) {
            let changes = self.steps.iter().flat_map(PlanStep::changes);
            let what: Vec<String> = changes
                .filter(|change| change.loss() == Some(loss))
                .map(ToString::to_string)
                .collect();
            let wish = Wish::AllowLoss(loss.to_owned()).said(voice);
            sentences.push(format!("{}; if that is meant, say `{wish}`", what.join("; ")));
        }
        if !self.rebuilds && self.needs_rebuild() {
            let wish = Wish::AllowRebuild.said(voice);
            sentences.push(format!(
                "a table has to be rebuilt, for which its rows are copied while nothing writes to it; if that is meant, say \
                 `{wish}`"
            ));
        }
        sentences
    }

    /// The tables that are rebuilt, and the names under which the old ones stay.
    pub(crate) fn rebuilt(&self) -> Vec<(String, String)> {
        let origins = self.steps.iter().map(|step| &step.origin);
        let exchanged = origins.filter_map(|origin| match origin {
            Origin::Exchange { table, other, .. } => Some((printed(table), printed(other))),
            _ => None,
        });
        exchanged.collect()
    }

    fn needs_rebuild(&self) -> bool {
        let mut steps = self.steps.iter();
        steps.any(|step| matches!(step.origin, Origin::Copy { .. }))
    }

    /// The text of [`Display`], which speaks of flags to who gives a command.
    pub(crate) fn text(&self, voice: Voice) -> String {
        let mut lines = String::new();
        for refusal in self.refused(voice) {
            lines.push_str(&format!("-- [refused] {}\n", one_line(&refusal)));
        }
        for step in &self.steps {
            lines.push_str(&step.to_string());
        }
        if self.is_empty() {
            lines.push_str("-- the tables are as they are declared\n");
        }
        for undeclared in &self.undeclared {
            lines.push_str(&format!("-- `{undeclared}` is not declared, and stays\n"));
        }
        for note in &self.notes {
            lines.push_str(&format!("-- {note}\n"));
        }
        lines
    }
}

impl Display for MigrationPlan {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text(Voice::Program))
    }
}

/// A sentence that ends no comment.
fn one_line(text: &str) -> String {
    text.lines().collect::<Vec<_>>().join(" ")
}
