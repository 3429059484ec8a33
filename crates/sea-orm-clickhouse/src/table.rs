//! What the server says of a table, kept until a statement might change it.

use std::{
    collections::HashMap,
    sync::{Arc, PoisonError, RwLock},
};

use sea_query::{SelectStatement, TableName, TableRef, Value};
use sea_query_clickhouse::{
    ClickHouseSql, ColumnTypes, DataType, build_clickhouse, connection::describe, statement::Describe,
};

use crate::{connection::ClickHouseConnection, error::ClickHouseError, expectation::Expectation};

/// A table as DESCRIBE shows it.
#[derive(Debug)]
pub(crate) struct Table {
    pub(crate) name: String,
    pub(crate) columns: Vec<TableColumn>,
}

/// A column of a table.
#[derive(Clone, Debug)]
pub(crate) struct TableColumn {
    pub(crate) name: String,
    pub(crate) data_type: DataType,
    pub(crate) default: Default,
}

/// What stands for a value that an INSERT leaves out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Default {
    /// The zero of the type, or NULL.
    None,
    /// An expression, in place of which a value can be given.
    Expr(String),
    /// An expression that is always computed: MATERIALIZED or ALIAS.
    Computed(String),
}

impl Table {
    pub(crate) fn column(&self, name: &str) -> Option<&TableColumn> {
        self.columns.iter().find(|column| column.name == name)
    }

    /// Whether the table has a JSON column.
    pub(crate) fn has_json(&self) -> bool {
        self.columns
            .iter()
            .any(|column| column.data_type.to_string().contains("JSON"))
    }
}

impl TableColumn {
    /// Whether a row without a value of the column would get the zero of its type, and so is refused.
    pub(crate) fn must_be_set(&self) -> bool {
        self.default == Default::None && !self.data_type.is_nullable()
    }
}

impl ColumnTypes for Table {
    fn data_type(&self, table: &TableName, column: &str) -> Option<DataType> {
        let column = self.column(column).filter(|_| table.1.inner() == self.name)?;
        Some(column.data_type.clone())
    }
}

/// The tables of one connection.
#[derive(Debug, Default)]
pub(crate) struct Tables(RwLock<HashMap<String, Arc<Table>>>);

impl Tables {
    /// The table, and whether the server was asked for it just now.
    pub(crate) async fn find(
        db: &ClickHouseConnection,
        table: &TableRef,
    ) -> Result<(Arc<Table>, bool), ClickHouseError> {
        let built = describe(table)?;
        // The statement names the table in full, so it is the table's key too.
        let key = built.sql.clone();
        let known = db
            .tables()
            .0
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .get(&key)
            .cloned();
        if let Some(known) = known {
            return Ok((known, false));
        }
        let table = Self::describe(db, table).await?;
        db.tables()
            .0
            .write()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(key, table.clone());
        Ok((table, true))
    }

    /// The table as it is now.
    pub(crate) async fn describe(
        db: &ClickHouseConnection,
        table: &TableRef,
    ) -> Result<Arc<Table>, ClickHouseError> {
        let built = describe(table)?;
        let columns = columns(db, &built).await?;
        let name = match table {
            TableRef::Table(name, _) => name.1.to_string(),
            _ => built.sql,
        };
        Ok(Arc::new(Table { name, columns }))
    }

    /// The columns of a result.
    pub(crate) async fn describe_query(
        db: &ClickHouseConnection,
        select: &SelectStatement,
    ) -> Result<Table, ClickHouseError> {
        let built = build_clickhouse(&Describe::query(select.clone()), &db.target())?;
        Ok(Table {
            name: String::new(),
            columns: columns(db, &built).await?,
        })
    }

    /// After a statement that may have changed any table.
    pub(crate) fn forget_all(&self) {
        self.0.write().unwrap_or_else(PoisonError::into_inner).clear();
    }
}

async fn columns(
    db: &ClickHouseConnection,
    built: &ClickHouseSql,
) -> Result<Vec<TableColumn>, ClickHouseError> {
    let mut rows = db.read(built, Expectation::Unknown).await?;
    let mut columns = Vec::new();
    while let Some((_, values)) = rows.next().await? {
        columns.push(column(values)?);
    }
    Ok(columns)
}

fn column(values: Vec<Value>) -> Result<TableColumn, ClickHouseError> {
    let mut texts = values.into_iter().map(|value| match value {
        Value::String(Some(text)) => Some(text),
        _ => None,
    });
    let mut next = || texts.next().flatten();
    let (Some(name), Some(data_type), Some(kind), Some(expr)) = (next(), next(), next(), next()) else {
        return Err(ClickHouseError::protocol(
            "DESCRIBE TABLE answered without name, type and default of a column",
        ));
    };
    let data_type = data_type.parse().map_err(|error| {
        ClickHouseError::protocol(format!("column `{name}` is of the type `{data_type}`: {error}"))
    })?;
    let default = match kind.as_str() {
        "" => Default::None,
        "MATERIALIZED" | "ALIAS" => Default::Computed(expr),
        _ => Default::Expr(expr),
    };
    Ok(TableColumn {
        name,
        data_type,
        default,
    })
}
