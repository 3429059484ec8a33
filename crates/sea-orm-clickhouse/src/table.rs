//! What the server says of a table, kept until a statement might change it.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError, RwLock},
    time::{Duration, Instant},
};

use sea_query::{SchemaName, SelectStatement, TableName, TableRef, Value};
use sea_query_clickhouse::{ClickHouseSql, ColumnTypes, DataType, connection::describe, statement::Describe};

use crate::{
    connection::ClickHouseConnection,
    error::{ClickHouseError, ClickHouseErrorKind},
    expectation::Expectation,
    registry::Registry,
};

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
    /// Whether it is EPHEMERAL: inserted by its name alone, and never stored.
    pub(crate) ephemeral: bool,
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

    /// Whether an INSERT without a list of columns writes it.
    pub(crate) fn is_written(&self) -> bool {
        !self.ephemeral && !matches!(self.default, Default::Computed(_))
    }
}

/// The tables of one connection, by name and database.
#[derive(Debug, Default)]
pub(crate) struct Tables(RwLock<Known>);

#[derive(Debug, Default)]
struct Known {
    /// How often all was forgotten. What was asked for before that is not kept.
    generation: u64,
    /// `None` is for what cannot be described, by the user's rights or by a type that is not known here.
    tables: HashMap<String, Databases>,
}

/// The tables of one name, by database, and when each was asked for.
type Databases = HashMap<Option<String>, (Instant, Option<Arc<Table>>)>;

/// What another client does to a table is noticed after this time, where the server does not say so before.
const KEPT: Duration = Duration::from_secs(60);

impl Tables {
    /// The table, and whether the server was asked for it just now.
    pub(crate) async fn find(
        db: &ClickHouseConnection,
        table: &TableRef,
    ) -> Result<(Arc<Table>, bool), ClickHouseError> {
        if let TableRef::Table(name, _) = table
            && let Some(Some(known)) = db.tables().get(name)
        {
            return Ok((known, false));
        }
        Ok((Self::renew(db, table).await?, true))
    }

    /// The table as it is now, which is kept.
    pub(crate) async fn renew(
        db: &ClickHouseConnection,
        table: &TableRef,
    ) -> Result<Arc<Table>, ClickHouseError> {
        let generation = db.tables().generation();
        let described = Self::describe(db, table).await?;
        if let TableRef::Table(name, _) = table {
            db.tables().keep(generation, name, Some(described.clone()));
        }
        Ok(described)
    }

    /// The table, where it can be described: a value beside a column of any other has its own type.
    pub(crate) async fn learn(
        db: &ClickHouseConnection,
        name: &TableName,
    ) -> Result<Option<Arc<Table>>, ClickHouseError> {
        let generation = db.tables().generation();
        let described = Self::describe(db, &TableRef::Table(name.clone(), None)).await;
        let table = match described {
            Ok(table) => Some(table),
            // The statement that names it will say so, and another may make it meanwhile.
            Err(error) if matches!(error.name(), Some("UNKNOWN_TABLE" | "UNKNOWN_DATABASE")) => {
                return Ok(None);
            }
            Err(error) if error.is_retryable() => return Err(error),
            Err(error) => match error.kind() {
                ClickHouseErrorKind::Server | ClickHouseErrorKind::Protocol | ClickHouseErrorKind::Build => {
                    None
                }
                _ => return Err(error),
            },
        };
        db.tables().keep(generation, name, table.clone());
        Ok(table)
    }

    async fn describe(db: &ClickHouseConnection, table: &TableRef) -> Result<Arc<Table>, ClickHouseError> {
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
        let built = db.build(&Describe::query(select.clone())).await?;
        Ok(Table {
            name: String::new(),
            columns: columns(db, &built).await?,
        })
    }

    /// What is known of the table, if it was asked for.
    fn get(&self, name: &TableName) -> Option<Option<Arc<Table>>> {
        let known = self.0.read().unwrap_or_else(PoisonError::into_inner);
        let (at, table) = known.tables.get(&*name.1.inner())?.get(&database(name))?;
        (at.elapsed() < KEPT).then(|| table.clone())
    }

    fn generation(&self) -> u64 {
        self.0.read().unwrap_or_else(PoisonError::into_inner).generation
    }

    fn keep(&self, generation: u64, name: &TableName, table: Option<Arc<Table>>) {
        let mut known = self.0.write().unwrap_or_else(PoisonError::into_inner);
        if known.generation == generation {
            let databases = known.tables.entry(name.1.to_string()).or_default();
            databases.insert(database(name), (Instant::now(), table));
        }
    }

    /// Before the table is asked for anew.
    pub(crate) fn forget(&self, name: &TableName) {
        let mut known = self.0.write().unwrap_or_else(PoisonError::into_inner);
        if let Some(databases) = known.tables.get_mut(&*name.1.inner()) {
            databases.remove(&database(name));
        }
    }

    /// Before and after a statement that may change any table.
    pub(crate) fn forget_all(&self) {
        let mut known = self.0.write().unwrap_or_else(PoisonError::into_inner);
        known.generation += 1;
        known.tables.clear();
    }
}

fn database(name: &TableName) -> Option<String> {
    name.0
        .as_ref()
        .map(|SchemaName(_, database)| database.to_string())
}

/// The types of the columns of known tables; it notes which tables it was asked for and does not know.
pub(crate) struct Types<'a> {
    tables: &'a Tables,
    registry: &'a Registry,
    /// The tables that were asked for while this statement was built, which stay as they were then.
    learned: &'a [(TableName, Option<Arc<Table>>)],
    missing: Mutex<Vec<TableName>>,
}

impl<'a> Types<'a> {
    pub(crate) fn new(
        tables: &'a Tables,
        registry: &'a Registry,
        learned: &'a [(TableName, Option<Arc<Table>>)],
    ) -> Self {
        Self {
            tables,
            registry,
            learned,
            missing: Mutex::default(),
        }
    }

    /// The tables that must be asked for.
    pub(crate) fn into_missing(self) -> Vec<TableName> {
        self.missing.into_inner().unwrap_or_else(PoisonError::into_inner)
    }

    fn table(&self, name: &TableName) -> Option<Arc<Table>> {
        if let Some((_, table)) = self.learned.iter().find(|(learned, _)| learned == name) {
            return table.clone();
        }
        self.tables.get(name).unwrap_or_else(|| {
            let mut missing = self.missing.lock().unwrap_or_else(PoisonError::into_inner);
            if !missing.contains(name) {
                missing.push(name.clone());
            }
            None
        })
    }
}

impl ColumnTypes for Types<'_> {
    fn data_type(&self, table: &TableName, column: &str) -> Option<DataType> {
        let table = self.table(table)?;
        Some(table.column(column)?.data_type.clone())
    }

    fn knows(&self, table: &TableName) -> bool {
        self.table(table).is_some()
    }

    fn is_distributed(&self, table: &TableName) -> bool {
        self.registry
            .find(table)
            .is_some_and(|fields| fields.local.is_some())
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
    let ephemeral = kind == "EPHEMERAL";
    let default = match kind.as_str() {
        "" => Default::None,
        "MATERIALIZED" | "ALIAS" => Default::Computed(expr),
        _ => Default::Expr(expr),
    };
    Ok(TableColumn {
        name,
        data_type,
        default,
        ephemeral,
    })
}
