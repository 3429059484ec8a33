//! The connection of a migration: what it changes is a step.

use std::{
    fmt,
    marker::PhantomData,
    sync::{Arc, Mutex, PoisonError},
};

use futures_util::future::BoxFuture;
use sea_orm::{
    ConnectionTrait, DbBackend, DbErr, ExecResult, ProxyExecResult, QueryResult, Statement, StatementBuilder,
    StreamTrait,
};
use sea_query_clickhouse::{
    ClickHouseSql, ClickHouseStatement,
    connection::{InsertSource, Mutation},
    only_reads, split_statements,
};

use super::step::{Step, Steps, Taken, build};
use crate::{
    connection::ClickHouseConnection, error::ClickHouseError, statement::Ast, stream::ClickHouseStream,
};

/// The connection of a [`SchemaManager`](super::SchemaManager): everything of SeaORM that reads and writes runs on it.
///
/// What it changes is a step of the migration: it is logged before and after it runs, a later run of a migration that
/// stopped leaves it out, and a plan shows it and runs nothing.
#[derive(Clone)]
pub struct SchemaManagerConnection<'c> {
    pub(super) db: ClickHouseConnection,
    pub(super) steps: Arc<Steps>,
    pub(super) manager: PhantomData<&'c ()>,
}

impl fmt::Debug for SchemaManagerConnection<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SchemaManagerConnection")
            .field("db", &self.db)
            .finish_non_exhaustive()
    }
}

impl SchemaManagerConnection<'_> {
    pub(super) fn new(db: &ClickHouseConnection, steps: Arc<Steps>) -> Self {
        Self {
            db: db.clone(),
            steps,
            manager: PhantomData,
        }
    }

    /// SeaORM's backend: [`DbBackend::MySql`], whose way of building statements is nearest.
    pub fn get_database_backend(&self) -> DbBackend {
        DbBackend::MySql
    }

    /// A statement of definition, which is written otherwise where it is sent again.
    pub(super) async fn define<S>(&self, statement: &S) -> Result<Taken, ClickHouseError>
    where
        S: ClickHouseStatement + ?Sized,
    {
        let (first, again) = build(&self.db, statement)?;
        let once = again.requirements.once;
        self.send(first, again, once).await
    }

    async fn send(
        &self,
        first: ClickHouseSql,
        again: ClickHouseSql,
        once: Option<&'static str>,
    ) -> Result<Taken, ClickHouseError> {
        let sql = first.sql.clone();
        let db = &self.db;
        let run = move |repeated: bool| -> BoxFuture<'_, Result<u64, ClickHouseError>> {
            let built = if repeated { again.clone() } else { first.clone() };
            Box::pin(async move { Ok(db.change(built).await?.written_rows) })
        };
        self.steps.take(db, Step::new(sql, once, run)).await
    }

    /// SQL of the user's own, of which nothing is known but whether it reads.
    async fn send_raw(&self, built: ClickHouseSql) -> Result<Taken, ClickHouseError> {
        if only_reads(&built.sql) {
            return Ok(Taken::Now(self.db.change(built).await?.written_rows));
        }
        self.send(built.clone(), built, Some("running this text")).await
    }

    /// What is shown of a statement of data: without its values, which may be others in each run.
    fn shown<S: StatementBuilder>(&self, statement: &S) -> Result<String, ClickHouseError> {
        let target = self.db.target();
        Ok(match Ast::of(statement) {
            Ast::Insert(insert) => {
                let source = InsertSource::new(insert, &target)?;
                let names: Vec<String> = source.columns().iter().map(ToString::to_string).collect();
                let names: Vec<&str> = names.iter().map(String::as_str).collect();
                source.build_native(&names, &target)?.sql
            }
            Ast::Update(update) => Mutation::update(update, &target)?.build()?.sql,
            Ast::Delete(delete) => Mutation::delete(delete, &target)?.build()?.sql,
            _ => statement.build(&DbBackend::MySql).sql,
        })
    }

    /// A statement of data: an INSERT, UPDATE or DELETE, whose rows may be asked for.
    async fn change_rows<S: StatementBuilder>(
        &self,
        statement: &S,
        with_rows: bool,
    ) -> Result<(Taken, Vec<QueryResult>), ClickHouseError> {
        let sql = self.shown(statement)?;
        if let Ast::Insert(insert) = Ast::of(statement) {
            return self.insert(insert, sql).await;
        }
        let once = match Ast::of(statement) {
            // What is gone stays gone.
            Ast::Delete(_) => None,
            Ast::Update(_) => Some("UPDATE"),
            _ => Some("running this text"),
        };
        let rows = Arc::new(Mutex::new(Vec::new()));
        let (db, answer) = (&self.db, rows.clone());
        let run = move |_: bool| -> BoxFuture<'_, Result<u64, ClickHouseError>> {
            let answer = answer.clone();
            Box::pin(async move {
                if !with_rows {
                    let executed = db.execute(statement).await.map_err(super::journal::convert)?;
                    return Ok(executed.rows_affected());
                }
                let returned = db.query_all(statement).await.map_err(super::journal::convert)?;
                let count = returned.len() as u64;
                *answer.lock().unwrap_or_else(PoisonError::into_inner) = returned;
                Ok(count)
            })
        };
        let taken = self.steps.take(db, Step::new(sql.clone(), once, run)).await?;
        if with_rows && matches!(taken, Taken::Before(rows) if rows > 0) {
            return Err(ClickHouseError::unsupported(format!(
                "a run of the migration that stopped has applied this, and the rows that it returned are not kept: {sql}\n\
                 Put it with what uses its rows into `manager.step(..)`, and say by `repair` what is applied"
            )));
        }
        let rows = std::mem::take(&mut *rows.lock().unwrap_or_else(PoisonError::into_inner));
        Ok((taken, rows))
    }

    async fn run<S: StatementBuilder>(&self, statement: &S) -> Result<Taken, ClickHouseError> {
        match Ast::of(statement) {
            Ast::CreateTable(create) => self.create_table(create).await,
            Ast::DropTable(drop) => self.define(drop).await,
            Ast::TruncateTable(truncate) => self.define(truncate).await,
            Ast::AlterTable(_) | Ast::RenameTable(_) | Ast::Index(_) | Ast::ForeignKey(_) => {
                self.portable(statement).await
            }
            Ast::Insert(_) | Ast::Update(_) | Ast::Delete(_) => {
                self.change_rows(statement, false).await.map(|(taken, _)| taken)
            }
            Ast::Refused(sentence) => Err(ClickHouseError::build(sentence)),
            Ast::Select(_) | Ast::With(_) => {
                let executed = self.db.execute(statement).await;
                executed
                    .map(|executed| Taken::Now(executed.rows_affected()))
                    .map_err(super::journal::convert)
            }
            Ast::Foreign => {
                let built = self.db.raw(&statement.build(&DbBackend::MySql))?;
                self.send_raw(built).await
            }
        }
    }
}

fn executed(taken: Taken) -> ExecResult {
    ProxyExecResult::new(0, taken.rows()).into()
}

#[async_trait::async_trait]
impl ConnectionTrait for SchemaManagerConnection<'_> {
    fn get_database_backend(&self) -> DbBackend {
        DbBackend::MySql
    }

    async fn execute_raw(&self, statement: Statement) -> Result<ExecResult, DbErr> {
        let run = async { self.send_raw(self.db.raw(&statement)?).await };
        run.await.map(executed).map_err(ClickHouseError::into_exec_err)
    }

    async fn execute<S: StatementBuilder>(&self, statement: &S) -> Result<ExecResult, DbErr> {
        self.run(statement)
            .await
            .map(executed)
            .map_err(ClickHouseError::into_exec_err)
    }

    async fn execute_unprepared(&self, sql: &str) -> Result<ExecResult, DbErr> {
        let mut rows = 0;
        for statement in split_statements(sql) {
            let taken = self.send_raw(ClickHouseSql::raw(statement)).await;
            rows += taken.map_err(ClickHouseError::into_exec_err)?.rows();
        }
        Ok(executed(Taken::Now(rows)))
    }

    async fn query_one_raw(&self, statement: Statement) -> Result<Option<QueryResult>, DbErr> {
        self.refuse_writes(&statement.sql)?;
        self.db.query_one_raw(statement).await
    }

    async fn query_one<S: StatementBuilder>(&self, statement: &S) -> Result<Option<QueryResult>, DbErr> {
        if !self.db.writes(statement) {
            return self.db.query_one(statement).await;
        }
        Ok(self.change_rows(statement, true).await?.1.into_iter().next())
    }

    async fn query_all_raw(&self, statement: Statement) -> Result<Vec<QueryResult>, DbErr> {
        self.refuse_writes(&statement.sql)?;
        self.db.query_all_raw(statement).await
    }

    async fn query_all<S: StatementBuilder>(&self, statement: &S) -> Result<Vec<QueryResult>, DbErr> {
        if !self.db.writes(statement) {
            return self.db.query_all(statement).await;
        }
        Ok(self.change_rows(statement, true).await?.1)
    }

    fn support_returning(&self) -> bool {
        self.db.support_returning()
    }
}

impl SchemaManagerConnection<'_> {
    fn refuse_writes(&self, sql: &str) -> Result<(), DbErr> {
        if only_reads(sql) {
            return Ok(());
        }
        Err(ClickHouseError::unsupported(
            "in a migration, SQL text whose rows are asked for must only read; run what writes by `execute_raw` or \
             `execute_unprepared`",
        )
        .into())
    }
}

impl StreamTrait for SchemaManagerConnection<'_> {
    type Stream<'a>
        = ClickHouseStream
    where
        Self: 'a;

    fn get_database_backend(&self) -> DbBackend {
        DbBackend::MySql
    }

    fn stream_raw<'a>(&'a self, statement: Statement) -> BoxFuture<'a, Result<Self::Stream<'a>, DbErr>> {
        self.db.stream_raw(statement)
    }

    fn stream<'a, S: StatementBuilder + Sync>(
        &'a self,
        statement: &S,
    ) -> BoxFuture<'a, Result<Self::Stream<'a>, DbErr>> {
        self.db.stream(statement)
    }
}
