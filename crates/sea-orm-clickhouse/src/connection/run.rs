//! SeaORM's statements, by their syntax trees.

use futures_util::future::BoxFuture;
use sea_orm::{
    ConnectionTrait, DbBackend, DbErr, ExecResult, ProxyExecResult, QueryResult, Statement, StatementBuilder,
    StreamTrait,
};
use sea_query_clickhouse::{ClickHouseSql, connection::truncated_table, split_statements};

use super::ClickHouseConnection;
use crate::{
    distributed::local_of,
    error::ClickHouseError,
    expectation::Expectation,
    insert,
    mutation::{self, Change},
    row::Rows,
    statement::Ast,
    stream::ClickHouseStream,
};

impl ClickHouseConnection {
    /// The rows of any statement.
    async fn rows_of<S: StatementBuilder>(&self, statement: &S) -> Result<Answer, ClickHouseError> {
        let change = match Ast::of(statement) {
            Ast::Select(select) => return self.select(select).await.map(|rows| Answer::Rows(Box::new(rows))),
            Ast::With(with) => {
                return self
                    .rows(with, Expectation::Unknown)
                    .await
                    .map(|rows| Answer::Rows(Box::new(rows)));
            }
            Ast::Insert(insert) => {
                return insert::run(self, insert)
                    .await
                    .map(|inserted| Answer::Ready(inserted.rows));
            }
            Ast::Update(update) => Change::update(self, update).await?,
            Ast::Delete(delete) => Change::delete(self, delete).await?,
            Ast::Foreign => {
                let built = self.raw(&statement.build(&DbBackend::MySql))?;
                return self
                    .read(&built, Expectation::Unknown)
                    .await
                    .map(|rows| Answer::Rows(Box::new(rows)));
            }
            _ => {
                self.run(statement).await?;
                return Ok(Answer::Ready(Vec::new()));
            }
        };
        mutation::run_returning(self, change).await.map(Answer::Ready)
    }

    /// Runs any statement for its effect; the number of rows that it reached.
    async fn run<S: StatementBuilder>(&self, statement: &S) -> Result<u64, ClickHouseError> {
        let built = match Ast::of(statement) {
            Ast::Insert(insert) => return Ok(insert::run(self, insert).await?.count),
            Ast::Update(update) => return mutation::run(self, Change::update(self, update).await?).await,
            Ast::Delete(delete) => return mutation::run(self, Change::delete(self, delete).await?).await,
            Ast::Select(select) => self.build(select).await?,
            Ast::With(with) => self.build(with).await?,
            Ast::CreateTable(create) => self.build(create).await?,
            Ast::DropTable(drop) => self.build(drop).await?,
            Ast::TruncateTable(truncate) => {
                let table = truncated_table(truncate);
                if let Some(table) = &table {
                    self.registry().check_writable(table, "TRUNCATE TABLE")?;
                }
                match local_of(self, table.as_ref()) {
                    Some(local) => self.build(&local.truncate()).await?,
                    None => self.build(truncate).await?,
                }
            }
            Ast::AlterTable(alter) => self.build(alter).await?,
            Ast::RenameTable(rename) => self.build(rename).await?,
            Ast::Index(sentence) | Ast::ForeignKey(sentence) | Ast::Refused(sentence) => {
                return Err(ClickHouseError::build(sentence));
            }
            Ast::Foreign => self.raw(&statement.build(&DbBackend::MySql))?,
        };
        Ok(self.change(built).await?.written_rows)
    }
}

/// Rows that arrive, or that are there already.
enum Answer {
    Rows(Box<Rows>),
    Ready(Vec<QueryResult>),
}

fn executed(rows_affected: u64) -> ExecResult {
    ProxyExecResult::new(0, rows_affected).into()
}

#[async_trait::async_trait]
impl ConnectionTrait for ClickHouseConnection {
    fn get_database_backend(&self) -> DbBackend {
        DbBackend::MySql
    }

    async fn execute_raw(&self, statement: Statement) -> Result<ExecResult, DbErr> {
        let run = async {
            let built = self.raw(&statement)?;
            self.change(built).await
        };
        let summary = run.await.map_err(ClickHouseError::into_exec_err)?;
        Ok(executed(summary.written_rows))
    }

    async fn execute<S: StatementBuilder>(&self, statement: &S) -> Result<ExecResult, DbErr> {
        self.run(statement)
            .await
            .map(executed)
            .map_err(ClickHouseError::into_exec_err)
    }

    async fn execute_unprepared(&self, sql: &str) -> Result<ExecResult, DbErr> {
        let mut written = 0;
        for statement in split_statements(sql) {
            let summary = self.change(ClickHouseSql::raw(statement)).await;
            written += summary.map_err(ClickHouseError::into_exec_err)?.written_rows;
        }
        Ok(executed(written))
    }

    async fn query_one_raw(&self, statement: Statement) -> Result<Option<QueryResult>, DbErr> {
        let rows = self.read(&self.raw(&statement)?, Expectation::Unknown).await?;
        Ok(rows.one().await?.map(|(plan, values)| plan.query_result(values)))
    }

    async fn query_one<S: StatementBuilder>(&self, statement: &S) -> Result<Option<QueryResult>, DbErr> {
        Ok(match self.rows_of(statement).await? {
            Answer::Rows(rows) => rows.one().await?.map(|(plan, values)| plan.query_result(values)),
            Answer::Ready(rows) => rows.into_iter().next(),
        })
    }

    async fn query_all_raw(&self, statement: Statement) -> Result<Vec<QueryResult>, DbErr> {
        let rows = self.read(&self.raw(&statement)?, Expectation::Unknown).await?;
        Ok(rows.all().await?)
    }

    async fn query_all<S: StatementBuilder>(&self, statement: &S) -> Result<Vec<QueryResult>, DbErr> {
        Ok(match self.rows_of(statement).await? {
            Answer::Rows(rows) => rows.all().await?,
            Answer::Ready(rows) => rows,
        })
    }

    /// INSERT is answered from the inserted values, UPDATE and DELETE from one SELECT before the mutation.
    fn support_returning(&self) -> bool {
        true
    }
}

impl StreamTrait for ClickHouseConnection {
    type Stream<'a> = ClickHouseStream;

    fn get_database_backend(&self) -> DbBackend {
        DbBackend::MySql
    }

    fn stream_raw<'a>(&'a self, statement: Statement) -> BoxFuture<'a, Result<Self::Stream<'a>, DbErr>> {
        Box::pin(async move {
            let rows = self.read(&self.raw(&statement)?, Expectation::Unknown).await?;
            Ok(ClickHouseStream::new(rows))
        })
    }

    fn stream<'a, S: StatementBuilder + Sync>(
        &'a self,
        statement: &S,
    ) -> BoxFuture<'a, Result<Self::Stream<'a>, DbErr>> {
        // The future outlives the statement.
        let rows: BoxFuture<'a, Result<Rows, ClickHouseError>> = match Ast::of(statement) {
            Ast::Select(select) => {
                let select = select.clone();
                Box::pin(async move { self.select(&select).await })
            }
            Ast::With(with) => {
                let with = with.clone();
                Box::pin(async move { self.rows(&with, Expectation::Unknown).await })
            }
            Ast::Foreign => {
                let built = self.raw(&statement.build(&DbBackend::MySql));
                Box::pin(async move { self.read(&built?, Expectation::Unknown).await })
            }
            _ => {
                let refused = ClickHouseError::unsupported(
                    "a stream is of the rows of a SELECT; run other statements by `exec`",
                );
                Box::pin(async move { Err(refused) })
            }
        };
        Box::pin(async move { Ok(ClickHouseStream::new(rows.await?)) })
    }
}
