//! A statement of a plan.

use sea_query::InsertStatement;
use sea_query_clickhouse::{
    BuildError, ClickHouseSql, Target, build_clickhouse,
    statement::Exchange,
    table::{TableAlterStatement, TableCreateStatement, TableDropStatement},
};

use crate::{connection::ClickHouseConnection, error::ClickHouseError};

/// A statement of a [step](super::PlanStep).
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum PlanStatement {
    /// `CREATE TABLE`
    Create(Box<TableCreateStatement>),
    /// `ALTER TABLE`
    Alter(Box<TableAlterStatement>),
    /// `INSERT INTO ... SELECT`: the rows of a table that is rebuilt.
    Copy(Box<InsertStatement>),
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
            Self::Alter(alter) => build_clickhouse(&**alter, target),
            Self::Copy(insert) => build_clickhouse(&**insert, target),
            Self::Exchange(exchange) => build_clickhouse(&**exchange, target),
            Self::Drop(drop) => build_clickhouse(&**drop, target),
        }
    }

    pub(super) async fn run(&self, db: &ClickHouseConnection) -> Result<(), ClickHouseError> {
        match self {
            Self::Create(create) => db.execute_clickhouse(&**create).await,
            Self::Alter(alter) => db.execute_clickhouse(&**alter).await,
            Self::Copy(insert) => db.execute_clickhouse(&**insert).await,
            Self::Exchange(exchange) => db.execute_clickhouse(&**exchange).await,
            Self::Drop(drop) => db.execute_clickhouse(&**drop).await,
        }
    }
}
