//! SeaQuery's portable statements whose parts it keeps to itself: they are read from the text that it writes for MySQL, as
//! those of SeaORM's own migrations are.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::Arc,
};

use futures_util::{FutureExt, future::BoxFuture};
use sea_orm::{DbBackend, Statement, StatementBuilder};
use sea_query::TableCreateStatement;
use sea_query_clickhouse::{ClickHouseSql, ClickHouseStatement};

use super::{
    compat::translation::{self, Translated},
    connection::SchemaManagerConnection,
    step::{Step, Taken, build},
};
use crate::error::ClickHouseError;

impl SchemaManagerConnection<'_> {
    /// A portable CREATE TABLE. Its parts are known, but for what an option may leave out of it.
    pub(super) async fn create_table(&self, create: &TableCreateStatement) -> Result<Taken, ClickHouseError> {
        if translation::is_plain(create) {
            return self.define(create).await;
        }
        let text = text(create)?;
        self.define(&translation::create_table(&self.db, create, &text.sql)?)
            .await
    }

    /// A portable statement that is read from its text.
    pub(super) async fn portable<S: StatementBuilder>(
        &self,
        statement: &S,
    ) -> Result<Taken, ClickHouseError> {
        let text = text(statement)?;
        if let Some(taken) = self.applied(&text.sql).await? {
            return Ok(taken);
        }
        let statement = match translation::translate(&self.db, &text).await {
            Ok(Translated::Schema(statement)) => statement,
            Ok(_) => return Err(not_read(&text.sql)),
            Err(error) if self.steps.is_plan() && error.name() == Some("UNKNOWN_TABLE") => {
                let sql = format!("-- by the columns of a table that is not there yet: {}", text.sql);
                return self.steps.take(&self.db, Step::never(sql, None)).await;
            }
            Err(error) => return Err(error),
        };
        match statement {
            Some(statement) => self.translated(statement, text.sql).await,
            None => Ok(Taken::Now(0)),
        }
    }

    /// The next step, where an earlier run applied it and it is known by this text: what the text became then depends on the
    /// table, which may be another by now.
    pub(super) async fn applied(&self, text: &str) -> Result<Option<Taken>, ClickHouseError> {
        if !self.steps.has_applied(text) {
            return Ok(None);
        }
        let taken = self
            .steps
            .take(&self.db, Step::never(text.to_owned(), None))
            .await?;
        Ok(Some(taken))
    }

    /// A statement that a portable one was translated into, which is known again by the text of that.
    pub(super) async fn translated(
        &self,
        statement: Arc<dyn ClickHouseStatement + Send + Sync>,
        text: String,
    ) -> Result<Taken, ClickHouseError> {
        let db = &self.db;
        let (first, again): (ClickHouseSql, ClickHouseSql) = build(db, &*statement)?;
        let (sql, once) = (first.sql.clone(), again.requirements.once);
        let run = move |repeated: bool| -> BoxFuture<'_, Result<u64, ClickHouseError>> {
            let built = if repeated { again.clone() } else { first.clone() };
            async move { Ok(db.change(built).await?.written_rows) }.boxed()
        };
        let step = Step {
            text: Some(text),
            ..Step::new(sql, once, run)
        };
        self.steps.take(db, step).await
    }
}

/// What SeaQuery writes for MySQL. It panics over what MySQL does not have.
fn text<S: StatementBuilder>(statement: &S) -> Result<Statement, ClickHouseError> {
    catch_unwind(AssertUnwindSafe(|| statement.build(&DbBackend::MySql))).map_err(|panic| {
        let reason = panic
            .downcast_ref::<String>()
            .map(String::as_str)
            .or_else(|| panic.downcast_ref::<&str>().copied())
            .unwrap_or("no reason");
        ClickHouseError::unsupported(format!(
            "SeaQuery does not write this portable statement, whose text is read ({reason}); use ClickHouse's own, such as \
             `ClickHouseTable::alter(..)`, by `manager.clickhouse().execute(..)`"
        ))
    })
}

fn not_read(sql: &str) -> ClickHouseError {
    ClickHouseError::unsupported(format!(
        "this portable statement has a part that is not read: {sql}\n\
         Use ClickHouse's own, such as `ClickHouseTable::alter(..)`, by `manager.clickhouse().execute(..)`"
    ))
}
