//! What SeaORM's `DatabaseConnection` hands its statements to.

use std::sync::Once;

use sea_orm::{
    ConnectionTrait, DbErr, ProxyDatabaseTrait, ProxyExecResult, ProxyRow, QueryResult, Statement,
    from_query_result_to_proxy_row,
};
use sea_query::{Alias, InsertStatement, SelectStatement, TableRef};
use sea_query_clickhouse::{
    ClickHouseSql,
    connection::{Cell, InsertSource},
    has_outer_join, has_word, split_statements,
    statement::System,
};

use super::{
    LOG, catalogue,
    clickhouse::is_marked,
    insert,
    translation::{Translated, is_bookkeeping, translate},
};
use crate::{
    connection::ClickHouseConnection,
    error::ClickHouseError,
    expectation::Expectation,
    migration::connection::SchemaManagerConnection,
    registry::{EntityFields, Registry},
    transport::Summary,
};

#[derive(Debug)]
pub(in crate::migration) struct Proxy {
    connection: ClickHouseConnection,
    /// Where each statement is a step of a migration.
    steps: Option<SchemaManagerConnection<'static>>,
    /// The fields of entities that are not registered, as far as rows were inserted by them.
    learned: Registry,
}

impl Proxy {
    pub(super) fn new(connection: ClickHouseConnection) -> Self {
        Self {
            connection,
            steps: None,
            learned: Registry::default(),
        }
    }

    /// What makes a step of each statement.
    pub(in crate::migration) fn of_steps(connection: &SchemaManagerConnection<'_>) -> Self {
        Self {
            steps: Some(SchemaManagerConnection::new(
                &connection.db,
                connection.steps.clone(),
            )),
            ..Self::new(connection.db.clone())
        }
    }

    /// Runs a statement for its effect.
    async fn run(&self, statement: Statement) -> Result<ProxyExecResult, DbErr> {
        if let Some(steps) = &self.steps
            && let Some(taken) = steps.applied(&statement.sql).await?
        {
            return Ok(ProxyExecResult::new(0, taken.rows()));
        }
        let translated = translate(&self.connection, &statement).await?;
        if let Translated::Insert(insert) = &translated {
            self.learn(insert)?;
        }
        match &self.steps {
            Some(steps) => {
                let text = (!is_marked(&statement)).then_some(statement.sql);
                translated.execute_step(steps, text).await
            }
            None => {
                let bookkeeping = match &translated {
                    Translated::Insert(insert) => self.bookkeeping(insert)?,
                    _ => None,
                };
                let executed = translated.execute(&self.connection).await?;
                if let Some(sync) = bookkeeping {
                    self.connection.execute_clickhouse(&sync).await?;
                }
                Ok(executed)
            }
        }
    }

    /// What waits until all nodes of a cluster have what an INSERT writes into the table of SeaORM's runner: the next run may ask
    /// another node.
    fn bookkeeping(&self, insert: &InsertStatement) -> Result<Option<System>, ClickHouseError> {
        let options = self.connection.options();
        let Some(cluster) = options.get_cluster() else {
            return Ok(None);
        };
        let source = InsertSource::new(insert, &self.connection.target())?;
        let columns = source.columns().iter().map(ToString::to_string);
        let Some(TableRef::Table(table, _)) = source.table().filter(|_| is_bookkeeping(columns)) else {
            return Ok(None);
        };
        let table = (Alias::new(options.get_database()), table.1.clone());
        Ok(Some(System::sync_replica(table).on_cluster(cluster)))
    }

    /// The types of the fields that a row was made from, so that SeaORM, which reads a row when it has inserted it, finds
    /// them.
    fn learn(&self, insert: &InsertStatement) -> Result<(), ClickHouseError> {
        let source = InsertSource::new(insert, &self.connection.target())?;
        let Some(TableRef::Table(table, _)) = source.table() else {
            return Ok(());
        };
        if self.connection.registry().find(table).is_none() {
            let cells = source.cells();
            let values = source
                .columns()
                .iter()
                .zip(&cells)
                .filter_map(|(column, cell)| match cell {
                    Cell::Value(value) => Some((column.to_string(), value)),
                    _ => None,
                });
            self.learned.learn(EntityFields::of_values(table, values));
        }
        Ok(())
    }

    async fn select(&self, select: &SelectStatement) -> Result<Vec<QueryResult>, DbErr> {
        let registry = self.connection.registry().or(&self.learned);
        let expectation = Expectation::of_select(select, &registry);
        let rows = self.connection.read_select(select, expectation).await?;
        Ok(rows.all().await?)
    }
}

impl Translated {
    /// The one place where a translated statement is run for its effect.
    pub(crate) async fn execute(self, db: &ClickHouseConnection) -> Result<ProxyExecResult, DbErr> {
        if self.changes() && tracing::enabled!(tracing::Level::DEBUG) {
            tracing::debug!(sql = ?self.sql(db)?, "a statement of a migration");
        }
        let affected = match self {
            Self::Insert(insert) => {
                let key = insert::integer_key(db, &insert).await?;
                return insert::run(db, *insert, key).await;
            }
            Self::Select(select) => db.execute(&*select).await?,
            Self::Update(update) => db.execute(&*update).await?,
            Self::Delete(delete) => db.execute(&*delete).await?,
            Self::Schema(statement) => {
                if let Some(statement) = statement {
                    db.execute_clickhouse(&*statement)
                        .await
                        .map_err(ClickHouseError::into_exec_err)?;
                }
                return Ok(ProxyExecResult::default());
            }
            // Several statements have no values.
            Self::Text(statement) if statement.values.is_none() => {
                let mut written = 0;
                for sql in split_statements(&statement.sql) {
                    let summary = run_text(db, sql).await.map_err(ClickHouseError::into_exec_err)?;
                    written += summary.written_rows;
                }
                return Ok(ProxyExecResult::new(0, written));
            }
            Self::Text(statement) => db.execute_raw(statement).await?,
        };
        Ok(ProxyExecResult::new(0, affected.rows_affected()))
    }

    /// The same as a step of a migration, which is known again by `text` where that is what it was translated from.
    async fn execute_step(
        self,
        steps: &SchemaManagerConnection<'_>,
        text: Option<String>,
    ) -> Result<ProxyExecResult, DbErr> {
        let affected = match self {
            Self::Insert(insert) => {
                let key = match steps.key_made_before() {
                    Some(key) => key,
                    None => insert::integer_key(&steps.db, &insert).await?,
                };
                return insert::run(steps, *insert, key).await;
            }
            Self::Select(select) => steps.execute(&*select).await?,
            Self::Update(update) => steps.execute(&*update).await?,
            Self::Delete(delete) => steps.execute(&*delete).await?,
            Self::Schema(statement) => {
                if let Some(statement) = statement {
                    let taken = match text {
                        Some(text) => steps.translated(statement, text).await,
                        None => steps.define(&*statement).await,
                    };
                    taken.map_err(ClickHouseError::into_exec_err)?;
                }
                return Ok(ProxyExecResult::default());
            }
            Self::Text(statement) if statement.values.is_none() => {
                steps.execute_unprepared(&statement.sql).await?
            }
            Self::Text(statement) => steps.execute_raw(statement).await?,
        };
        Ok(ProxyExecResult::new(0, affected.rows_affected()))
    }

    /// The rows of a translated statement.
    pub(crate) async fn query(self, db: &ClickHouseConnection) -> Result<Vec<QueryResult>, DbErr> {
        match self {
            Self::Select(select) => db.query_all(&*select).await,
            Self::Text(statement) => {
                let mut built = db.raw(&statement)?;
                // MySQL gives NULL where the other side has no row.
                built.requirements.join_use_nulls |= has_outer_join(&statement.sql);
                Ok(db.read(&built, Expectation::Unknown).await?.all().await?)
            }
            Self::Schema(Some(statement)) => Ok(db.query_clickhouse(&*statement).await?),
            Self::Schema(None) => Ok(Vec::new()),
            change => change.execute(db).await.map(|_| Vec::new()),
        }
    }
}

/// Keys are made for an INSERT here, so AUTO_INCREMENT may be declared.
async fn run_text(db: &ClickHouseConnection, sql: &str) -> Result<Summary, ClickHouseError> {
    let built = ClickHouseSql::raw(sql);
    if has_word(sql, "AUTO_INCREMENT") {
        let ignored = ("compatibility_ignore_auto_increment_in_create_table", "1");
        return db.change_with(built, [ignored]).await;
    }
    db.change(built).await
}

#[async_trait::async_trait]
impl ProxyDatabaseTrait for Proxy {
    async fn query(&self, statement: Statement) -> Result<Vec<ProxyRow>, DbErr> {
        let rows = match catalogue::answer(&self.connection, &statement).await? {
            Some(rows) => rows,
            None => match translate(&self.connection, &statement).await? {
                Translated::Select(select) => self.select(&select).await?,
                change if change.changes() && self.steps.is_some() => {
                    self.run(statement).await?;
                    Vec::new()
                }
                translated => translated.query(&self.connection).await?,
            },
        };
        Ok(rows.iter().map(from_query_result_to_proxy_row).collect())
    }

    async fn execute(&self, statement: Statement) -> Result<ProxyExecResult, DbErr> {
        self.run(statement).await
    }

    async fn begin(&self) {
        static WARNED: Once = Once::new();
        WARNED.call_once(|| {
            tracing::warn!(
                target: LOG,
                "ClickHouse has no transactions: the statements of a migration are applied one by one and cannot be \
                 rolled back"
            );
        });
    }

    async fn rollback(&self) {
        self.start_rollback();
    }

    fn start_rollback(&self) {
        tracing::warn!(target: LOG, "ClickHouse has no transactions: the statements before the rollback stay applied");
    }

    async fn ping(&self) -> Result<(), DbErr> {
        Ok(self.connection.ping().await?)
    }
}
