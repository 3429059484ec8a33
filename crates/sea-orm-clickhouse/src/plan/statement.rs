//! A statement of a plan.

use sea_query::InsertStatement;
use sea_query_clickhouse::{
    BuildError, ClickHouseSql, Target, build_clickhouse,
    dictionary::DictionaryCreateStatement,
    statement::{Exchange, System},
    table::{TableAlterStatement, TableCreateStatement, TableDropStatement},
    view::{View, ViewAlterStatement},
};

use crate::{connection::ClickHouseConnection, error::ClickHouseError, migration::progress};

/// A statement of a [step](super::PlanStep).
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum PlanStatement {
    /// `CREATE TABLE`
    Create(Box<TableCreateStatement>),
    /// `CREATE VIEW`, of any kind
    CreateView(Box<View>),
    /// `CREATE DICTIONARY`
    CreateDictionary(Box<DictionaryCreateStatement>),
    /// `ALTER TABLE` of a view
    AlterView(Box<ViewAlterStatement>),
    /// `ALTER TABLE`
    Alter(Box<TableAlterStatement>),
    /// `INSERT INTO ... SELECT`: the rows of a table that is rebuilt.
    Copy(Box<InsertStatement>),
    /// `SYSTEM SYNC REPLICA`: before rows are copied, and before what they were copied into takes the name of the table.
    Sync(Box<System>),
    /// `EXCHANGE TABLES`
    Exchange(Box<Exchange>),
    /// `DROP TABLE`
    Drop(Box<TableDropStatement>),
}

impl PlanStatement {
    /// The SQL for a server.
    ///
    /// # Errors
    ///
    /// When the server has no such statement.
    pub fn build(&self, target: &Target<'_>) -> Result<ClickHouseSql, BuildError> {
        match self {
            Self::Create(create) => build_clickhouse(&**create, target),
            Self::CreateView(view) => build_clickhouse(&**view, target),
            Self::CreateDictionary(dictionary) => build_clickhouse(&**dictionary, target),
            Self::AlterView(alter) => build_clickhouse(&**alter, target),
            Self::Alter(alter) => build_clickhouse(&**alter, target),
            Self::Copy(insert) => build_clickhouse(&**insert, target),
            Self::Sync(sync) => build_clickhouse(&**sync, target),
            Self::Exchange(exchange) => build_clickhouse(&**exchange, target),
            Self::Drop(drop) => build_clickhouse(&**drop, target),
        }
    }

    pub(super) async fn run(&self, db: &ClickHouseConnection) -> Result<(), ClickHouseError> {
        match self {
            Self::Create(create) => db.execute_clickhouse(&**create).await,
            Self::CreateView(view) => db.execute_clickhouse(&**view).await,
            Self::CreateDictionary(dictionary) => db.execute_clickhouse(&**dictionary).await,
            Self::AlterView(alter) => db.execute_clickhouse(&**alter).await,
            Self::Alter(alter) => db.execute_clickhouse(&**alter).await,
            Self::Copy(insert) => {
                let built = db.build(&**insert).await?;
                progress::copying(db, built).await
            }
            Self::Sync(sync) => db.execute_clickhouse(&**sync).await,
            Self::Exchange(exchange) => db.execute_clickhouse(&**exchange).await,
            Self::Drop(drop) => db.execute_clickhouse(&**drop).await,
        }
    }
}
