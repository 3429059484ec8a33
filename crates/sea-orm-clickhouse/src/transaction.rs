use std::{
    future::Future,
    pin::Pin,
    sync::{
        Arc, Once,
        atomic::{AtomicU64, Ordering},
    },
};

use futures_util::future::BoxFuture;
use sea_orm::{
    AccessMode, ConnectionTrait, DbBackend, DbErr, ExecResult, IsolationLevel, ProxyExecResult, QueryResult,
    Statement, StatementBuilder, StreamTrait, TransactionError, TransactionOptions, TransactionSession,
    TransactionTrait,
};

use sea_query_clickhouse::{only_reads, split_statements};

use crate::{connection::ClickHouseConnection, error::ClickHouseError, stream::ClickHouseStream};

/// What SeaORM takes for a transaction. ClickHouse has none: each statement is applied when it has run.
///
/// [`commit`](TransactionSession::commit) therefore has nothing left to do, and
/// [`rollback`](TransactionSession::rollback) is refused once a statement that writes was applied. The first
/// transaction of a program leaves a warning in its log.
#[derive(Clone, Debug)]
pub struct ClickHouseTransaction {
    connection: ClickHouseConnection,
    /// The statements that were applied.
    applied: Arc<AtomicU64>,
    /// Those of the transactions around this one.
    outer: Vec<Arc<AtomicU64>>,
}

impl ClickHouseTransaction {
    fn begin(connection: &ClickHouseConnection, outer: Vec<Arc<AtomicU64>>) -> Self {
        static WARNED: Once = Once::new();
        WARNED.call_once(|| {
            tracing::warn!(
                "ClickHouse has no transactions: the statements of a SeaORM transaction are applied one by one and \
                 cannot be rolled back"
            );
        });
        Self {
            connection: connection.clone(),
            applied: Arc::default(),
            outer,
        }
    }

    /// The counts in which a transaction within this one takes part.
    fn counts(&self) -> Vec<Arc<AtomicU64>> {
        self.outer.iter().chain([&self.applied]).cloned().collect()
    }

    fn note<T>(&self, result: Result<T, DbErr>) -> Result<T, DbErr> {
        if result.is_ok() {
            for count in self.counts() {
                count.fetch_add(1, Ordering::Relaxed);
            }
        }
        result
    }

    fn note_if<T>(&self, writes: bool, result: Result<T, DbErr>) -> Result<T, DbErr> {
        if writes { self.note(result) } else { result }
    }

    async fn run<F, T, E>(self, callback: F) -> Result<T, TransactionError<E>>
    where
        F: for<'c> FnOnce(&'c Self) -> Pin<Box<dyn Future<Output = Result<T, E>> + Send + 'c>> + Send,
        T: Send,
        E: std::fmt::Display + std::fmt::Debug + Send,
    {
        let result = callback(&self).await;
        self.ended(result)
    }

    /// The callback's own error comes first, then what stays applied.
    fn ended<T, E: std::fmt::Display + std::fmt::Debug>(
        &self,
        result: Result<T, E>,
    ) -> Result<T, TransactionError<E>> {
        result.map_err(|error| {
            let applied = self.applied.load(Ordering::Relaxed);
            if applied > 0 {
                tracing::warn!(applied, %error, "a transaction failed; its statements before the error stay applied");
            }
            TransactionError::Transaction(error)
        })
    }

    /// SeaORM's backend: [`DbBackend::MySql`], whose way of building statements is nearest.
    pub fn get_database_backend(&self) -> DbBackend {
        ConnectionTrait::get_database_backend(&self.connection)
    }

    /// Nothing is left to do: each statement was applied when it had run.
    ///
    /// # Errors
    ///
    /// None.
    pub async fn commit(self) -> Result<(), DbErr> {
        TransactionSession::commit(self).await
    }

    /// The end of a transaction of which nothing was applied.
    ///
    /// # Errors
    ///
    /// When a statement that writes was applied, which ClickHouse cannot undo.
    pub async fn rollback(self) -> Result<(), DbErr> {
        TransactionSession::rollback(self).await
    }
}

#[async_trait::async_trait]
impl ConnectionTrait for ClickHouseTransaction {
    fn get_database_backend(&self) -> DbBackend {
        ConnectionTrait::get_database_backend(&self.connection)
    }

    async fn execute_raw(&self, statement: Statement) -> Result<ExecResult, DbErr> {
        self.note(self.connection.execute_raw(statement).await)
    }

    async fn execute<S: StatementBuilder>(&self, statement: &S) -> Result<ExecResult, DbErr> {
        self.note(self.connection.execute(statement).await)
    }

    async fn execute_unprepared(&self, sql: &str) -> Result<ExecResult, DbErr> {
        let mut written = 0;
        for statement in split_statements(sql) {
            written += self
                .note(self.connection.execute_unprepared(statement).await)?
                .rows_affected();
        }
        Ok(ProxyExecResult::new(0, written).into())
    }

    async fn query_one_raw(&self, statement: Statement) -> Result<Option<QueryResult>, DbErr> {
        let writes = !only_reads(&statement.sql);
        self.note_if(writes, self.connection.query_one_raw(statement).await)
    }

    async fn query_one<S: StatementBuilder>(&self, statement: &S) -> Result<Option<QueryResult>, DbErr> {
        let writes = self.connection.writes(statement);
        self.note_if(writes, self.connection.query_one(statement).await)
    }

    async fn query_all_raw(&self, statement: Statement) -> Result<Vec<QueryResult>, DbErr> {
        let writes = !only_reads(&statement.sql);
        self.note_if(writes, self.connection.query_all_raw(statement).await)
    }

    async fn query_all<S: StatementBuilder>(&self, statement: &S) -> Result<Vec<QueryResult>, DbErr> {
        let writes = self.connection.writes(statement);
        self.note_if(writes, self.connection.query_all(statement).await)
    }

    fn support_returning(&self) -> bool {
        self.connection.support_returning()
    }
}

impl StreamTrait for ClickHouseTransaction {
    type Stream<'a> = ClickHouseStream;

    fn get_database_backend(&self) -> DbBackend {
        ConnectionTrait::get_database_backend(&self.connection)
    }

    fn stream_raw<'a>(&'a self, statement: Statement) -> BoxFuture<'a, Result<Self::Stream<'a>, DbErr>> {
        self.connection.stream_raw(statement)
    }

    fn stream<'a, S: StatementBuilder + Sync>(
        &'a self,
        statement: &S,
    ) -> BoxFuture<'a, Result<Self::Stream<'a>, DbErr>> {
        self.connection.stream(statement)
    }
}

#[async_trait::async_trait]
impl TransactionSession for ClickHouseTransaction {
    async fn commit(self) -> Result<(), DbErr> {
        Ok(())
    }

    async fn rollback(self) -> Result<(), DbErr> {
        match self.applied.load(Ordering::Relaxed) {
            0 => Ok(()),
            applied => Err(ClickHouseError::unsupported(format!(
                "ROLLBACK: ClickHouse has no transactions, and {applied} statements of this one are applied; undo them \
                 by statements of their own"
            ))
            .into_exec_err()),
        }
    }
}

macro_rules! transactions {
    ($type:ty, $this:ident => $begin:expr) => {
        impl $type {
            /// Runs an async closure in what SeaORM takes for a transaction: see [`ClickHouseTransaction`].
            ///
            /// ```no_run
            /// # async fn example(db: sea_orm_clickhouse::ClickHouseConnection) -> Result<(), sea_orm::DbErr> {
            /// use sea_orm::{ConnectionTrait, DbErr};
            ///
            /// let done = db
            ///     .transaction_async(async |txn| {
            ///         txn.execute_unprepared("INSERT INTO event (id) VALUES (1)").await?;
            ///         Ok::<_, DbErr>(())
            ///     })
            ///     .await;
            /// # Ok(())
            /// # }
            /// ```
            ///
            /// # Errors
            ///
            /// The closure's own. What was applied before it stays applied.
            pub async fn transaction_async<F, T, E>(&self, callback: F) -> Result<T, TransactionError<E>>
            where
                F: for<'c> AsyncFnOnce(&'c ClickHouseTransaction) -> Result<T, E> + Send,
                T: Send,
                E: std::fmt::Display + std::fmt::Debug + Send,
            {
                let $this = self;
                let transaction = $begin;
                let result = callback(&transaction).await;
                transaction.ended(result)
            }

            /// As [`transaction_async`](Self::transaction_async): ClickHouse has neither isolation levels nor access modes.
            ///
            /// # Errors
            ///
            /// As [`transaction_async`](Self::transaction_async).
            pub async fn transaction_with_config_async<F, T, E>(
                &self,
                callback: F,
                _: Option<IsolationLevel>,
                _: Option<AccessMode>,
            ) -> Result<T, TransactionError<E>>
            where
                F: for<'c> AsyncFnOnce(&'c ClickHouseTransaction) -> Result<T, E> + Send,
                T: Send,
                E: std::fmt::Display + std::fmt::Debug + Send,
            {
                self.transaction_async(callback).await
            }
        }

        #[async_trait::async_trait]
        impl TransactionTrait for $type {
            type Transaction = ClickHouseTransaction;

            async fn begin(&self) -> Result<Self::Transaction, DbErr> {
                let $this = self;
                Ok($begin)
            }

            async fn begin_with_config(
                &self,
                _: Option<IsolationLevel>,
                _: Option<AccessMode>,
            ) -> Result<Self::Transaction, DbErr> {
                self.begin().await
            }

            async fn begin_with_options(&self, _: TransactionOptions) -> Result<Self::Transaction, DbErr> {
                self.begin().await
            }

            async fn transaction<F, T, E>(&self, callback: F) -> Result<T, TransactionError<E>>
            where
                F: for<'c> FnOnce(
                        &'c Self::Transaction,
                    ) -> Pin<Box<dyn Future<Output = Result<T, E>> + Send + 'c>>
                    + Send,
                T: Send,
                E: std::fmt::Display + std::fmt::Debug + Send,
            {
                let $this = self;
                $begin.run(callback).await
            }

            async fn transaction_with_config<F, T, E>(
                &self,
                callback: F,
                _: Option<IsolationLevel>,
                _: Option<AccessMode>,
            ) -> Result<T, TransactionError<E>>
            where
                F: for<'c> FnOnce(
                        &'c Self::Transaction,
                    ) -> Pin<Box<dyn Future<Output = Result<T, E>> + Send + 'c>>
                    + Send,
                T: Send,
                E: std::fmt::Display + std::fmt::Debug + Send,
            {
                self.transaction(callback).await
            }
        }
    };
}

transactions!(ClickHouseConnection, connection => ClickHouseTransaction::begin(connection, Vec::new()));
transactions!(ClickHouseTransaction, outer => Self::begin(&outer.connection, outer.counts()));
