use std::{
    future::Future,
    pin::Pin,
    sync::{
        Arc, Once,
        atomic::{AtomicBool, AtomicU64, Ordering},
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
/// transaction of a program leaves a warning in its log, and so does each one that was dropped after a statement that writes without
/// commit or rollback.
///
/// With [`AccessMode::ReadOnly`] statements that write are refused, here and in the transactions within. An isolation level
/// is not kept, which a warning says: each statement sees what was there when it began.
#[derive(Clone, Debug)]
pub struct ClickHouseTransaction {
    connection: ClickHouseConnection,
    applied: Arc<Applied>,
    /// Those of the transactions around this one.
    outer: Vec<Arc<Applied>>,
    read_only: bool,
}

/// What a transaction has applied.
#[derive(Debug, Default)]
struct Applied {
    statements: AtomicU64,
    /// Somebody was told.
    ended: AtomicBool,
}

impl Applied {
    fn count(&self) -> u64 {
        self.statements.load(Ordering::Relaxed)
    }

    fn end(&self) -> u64 {
        self.ended.store(true, Ordering::Relaxed);
        self.count()
    }
}

impl Drop for Applied {
    fn drop(&mut self) {
        let applied = self.count();
        if applied > 0 && !self.ended.load(Ordering::Relaxed) {
            tracing::warn!(
                applied,
                "a transaction was dropped without commit or rollback; its statements stay applied"
            );
        }
    }
}

impl ClickHouseTransaction {
    fn begin(
        connection: &ClickHouseConnection,
        outer: Option<&Self>,
        isolation_level: Option<IsolationLevel>,
        access_mode: Option<AccessMode>,
    ) -> Self {
        static WARNED: Once = Once::new();
        WARNED.call_once(|| {
            tracing::warn!(
                "ClickHouse has no transactions: the statements of a SeaORM transaction are applied one by one and \
                 cannot be rolled back"
            );
        });
        if let Some(level) = isolation_level {
            tracing::warn!(
                "the isolation level {level} is not kept: ClickHouse has none, and each statement sees what was there when \
                 it began"
            );
        }
        Self {
            connection: connection.clone(),
            applied: Arc::default(),
            outer: outer.map(Self::counts).unwrap_or_default(),
            read_only: access_mode == Some(AccessMode::ReadOnly)
                || outer.is_some_and(|outer| outer.read_only),
        }
    }

    /// The counts in which a transaction within this one takes part.
    fn counts(&self) -> Vec<Arc<Applied>> {
        self.outer.iter().chain([&self.applied]).cloned().collect()
    }

    /// Refuses a statement that writes where nothing may be written.
    fn allow(&self, writes: bool) -> Result<(), DbErr> {
        if writes && self.read_only {
            return Err(ClickHouseError::unsupported(
                "the transaction was begun with AccessMode::ReadOnly, and the statement writes; begin one without it, or \
                 run the statement on the connection",
            )
            .into_exec_err());
        }
        Ok(())
    }

    fn note<T>(&self, result: Result<T, DbErr>) -> Result<T, DbErr> {
        if result.is_ok() {
            for applied in self.counts() {
                applied.statements.fetch_add(1, Ordering::Relaxed);
            }
        }
        result
    }

    fn note_if<T>(&self, writes: bool, result: Result<T, DbErr>) -> Result<T, DbErr> {
        if writes { self.note(result) } else { result }
    }

    fn stream_if_allowed<'a>(
        &'a self,
        writes: bool,
        stream: BoxFuture<'a, Result<ClickHouseStream, DbErr>>,
    ) -> BoxFuture<'a, Result<ClickHouseStream, DbErr>> {
        Box::pin(async move {
            self.allow(writes)?;
            self.note_if(writes, stream.await)
        })
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
        let applied = self.applied.end();
        result.map_err(|error| {
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
        self.allow(!only_reads(&statement.sql))?;
        self.note(self.connection.execute_raw(statement).await)
    }

    async fn execute<S: StatementBuilder>(&self, statement: &S) -> Result<ExecResult, DbErr> {
        self.allow(self.connection.writes(statement))?;
        self.note(self.connection.execute(statement).await)
    }

    async fn execute_unprepared(&self, sql: &str) -> Result<ExecResult, DbErr> {
        let mut written = 0;
        for statement in split_statements(sql) {
            self.allow(!only_reads(statement))?;
            written += self
                .note(self.connection.execute_unprepared(statement).await)?
                .rows_affected();
        }
        Ok(ProxyExecResult::new(0, written).into())
    }

    async fn query_one_raw(&self, statement: Statement) -> Result<Option<QueryResult>, DbErr> {
        let writes = !only_reads(&statement.sql);
        self.allow(writes)?;
        self.note_if(writes, self.connection.query_one_raw(statement).await)
    }

    async fn query_one<S: StatementBuilder>(&self, statement: &S) -> Result<Option<QueryResult>, DbErr> {
        let writes = self.connection.writes(statement);
        self.allow(writes)?;
        self.note_if(writes, self.connection.query_one(statement).await)
    }

    async fn query_all_raw(&self, statement: Statement) -> Result<Vec<QueryResult>, DbErr> {
        let writes = !only_reads(&statement.sql);
        self.allow(writes)?;
        self.note_if(writes, self.connection.query_all_raw(statement).await)
    }

    async fn query_all<S: StatementBuilder>(&self, statement: &S) -> Result<Vec<QueryResult>, DbErr> {
        let writes = self.connection.writes(statement);
        self.allow(writes)?;
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
        let writes = !only_reads(&statement.sql);
        let stream = self.connection.stream_raw(statement);
        self.stream_if_allowed(writes, stream)
    }

    fn stream<'a, S: StatementBuilder + Sync>(
        &'a self,
        statement: &S,
    ) -> BoxFuture<'a, Result<Self::Stream<'a>, DbErr>> {
        let writes = self.connection.writes(statement);
        let stream = self.connection.stream(statement);
        self.stream_if_allowed(writes, stream)
    }
}

#[async_trait::async_trait]
impl TransactionSession for ClickHouseTransaction {
    async fn commit(self) -> Result<(), DbErr> {
        self.applied.end();
        Ok(())
    }

    async fn rollback(self) -> Result<(), DbErr> {
        match self.applied.end() {
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
    ($type:ty, $this:ident => $connection:expr, $outer:expr) => {
        impl $type {
            fn transaction_with(
                &self,
                isolation_level: Option<IsolationLevel>,
                access_mode: Option<AccessMode>,
            ) -> ClickHouseTransaction {
                let $this = self;
                ClickHouseTransaction::begin($connection, $outer, isolation_level, access_mode)
            }

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
                self.transaction_with_config_async(callback, None, None)
                    .await
            }

            /// As [`transaction_async`](Self::transaction_async), where [`AccessMode::ReadOnly`] refuses statements that
            /// write. An isolation level is not kept.
            ///
            /// # Errors
            ///
            /// As [`transaction_async`](Self::transaction_async).
            pub async fn transaction_with_config_async<F, T, E>(
                &self,
                callback: F,
                isolation_level: Option<IsolationLevel>,
                access_mode: Option<AccessMode>,
            ) -> Result<T, TransactionError<E>>
            where
                F: for<'c> AsyncFnOnce(&'c ClickHouseTransaction) -> Result<T, E> + Send,
                T: Send,
                E: std::fmt::Display + std::fmt::Debug + Send,
            {
                let transaction = self.transaction_with(isolation_level, access_mode);
                let result = callback(&transaction).await;
                transaction.ended(result)
            }
        }

        #[async_trait::async_trait]
        impl TransactionTrait for $type {
            type Transaction = ClickHouseTransaction;

            async fn begin(&self) -> Result<Self::Transaction, DbErr> {
                Ok(self.transaction_with(None, None))
            }

            async fn begin_with_config(
                &self,
                isolation_level: Option<IsolationLevel>,
                access_mode: Option<AccessMode>,
            ) -> Result<Self::Transaction, DbErr> {
                Ok(self.transaction_with(isolation_level, access_mode))
            }

            /// The mode of an SQLite transaction is SQLite's alone, as in SeaORM's own connections.
            async fn begin_with_options(
                &self,
                options: TransactionOptions,
            ) -> Result<Self::Transaction, DbErr> {
                Ok(self.transaction_with(options.isolation_level, options.access_mode))
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
                self.transaction_with(None, None).run(callback).await
            }

            async fn transaction_with_config<F, T, E>(
                &self,
                callback: F,
                isolation_level: Option<IsolationLevel>,
                access_mode: Option<AccessMode>,
            ) -> Result<T, TransactionError<E>>
            where
                F: for<'c> FnOnce(
                        &'c Self::Transaction,
                    ) -> Pin<Box<dyn Future<Output = Result<T, E>> + Send + 'c>>
                    + Send,
                T: Send,
                E: std::fmt::Display + std::fmt::Debug + Send,
            {
                let transaction = self.transaction_with(isolation_level, access_mode);
                transaction.run(callback).await
            }
        }
    };
}

transactions!(ClickHouseConnection, connection => connection, None);
transactions!(ClickHouseTransaction, outer => &outer.connection, Some(outer));
