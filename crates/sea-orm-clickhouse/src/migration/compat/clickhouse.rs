//! Statements of ClickHouse on SeaORM's `SchemaManager`.

use std::{
    collections::HashMap,
    fmt,
    sync::{
        Arc, LazyLock, Mutex, PoisonError, Weak,
        atomic::{AtomicU64, Ordering},
    },
};

use sea_orm::{ConnectionTrait, DbBackend, DbErr, QueryResult, Statement, StatementBuilder};
use sea_orm_migration::{SchemaManager, SchemaManagerConnection};
use sea_query::SelectStatement;
use sea_query_clickhouse::{ClickHouseStatement, Target, build_clickhouse};

use crate::{error::ClickHouseError, migration::inspect};

type Shared = dyn ClickHouseStatement + Send + Sync;

/// A statement of ClickHouse for what takes SeaORM's: `manager.execute(..)` of a migration, or `db.execute(&..)` of a connection made by
/// `DatabaseConnection::from(ClickHouseConnection)`, which builds it for its server.
///
/// ```no_run
/// # async fn example(manager: &sea_orm_migration::SchemaManager<'_>) -> Result<(), sea_orm::DbErr> {
/// use sea_orm_clickhouse::{migration::compat::ForClickHouse, prelude::*};
///
/// let table = ClickHouseTable::create("event")
///     .col(ClickHouseColumnDef::new("id", DataType::UInt64))
///     .engine(Engine::replacing_merge_tree())
///     .order_by(["id"]);
/// manager.execute(ForClickHouse::new(table)).await?;
/// # Ok(())
/// # }
/// ```
pub struct ForClickHouse {
    statement: Arc<Shared>,
    id: u64,
}

/// The statements that a connection may be handed by their number, while they live.
static KNOWN: LazyLock<Mutex<HashMap<u64, Weak<Shared>>>> = LazyLock::new(Mutex::default);

/// How the text of such a statement begins.
const MARK: &str = "-- ForClickHouse ";

impl ForClickHouse {
    /// A statement for [`StatementBuilder`].
    pub fn new(statement: impl ClickHouseStatement + Send + Sync + 'static) -> Self {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        let id = NEXT.fetch_add(1, Ordering::Relaxed);
        let statement: Arc<Shared> = Arc::new(statement);
        let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
        known.insert(id, Arc::downgrade(&statement));
        Self { statement, id }
    }
}

impl Drop for ForClickHouse {
    fn drop(&mut self) {
        KNOWN
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .remove(&self.id);
    }
}

impl fmt::Debug for ForClickHouse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("ForClickHouse").field(&self.text()).finish()
    }
}

impl ForClickHouse {
    /// The SQL for logs, or why there is none.
    fn text(&self) -> String {
        match build_clickhouse(&*self.statement, &Target::default()) {
            Ok(built) => built.sql,
            Err(error) => error.to_string(),
        }
    }
}

impl StatementBuilder for ForClickHouse {
    /// A statement that only a connection of this crate understands, while `self` lives.
    fn build(&self, db_backend: &DbBackend) -> Statement {
        Statement::from_string(*db_backend, format!("{MARK}{}\n{}", self.id, self.text()))
    }

    #[cfg(feature = "rbac")]
    fn audit(&self) -> Result<sea_query::audit::QueryAccessAudit, sea_query::audit::Error> {
        Err(sea_query::audit::Error::UnsupportedQuery)
    }
}

/// Whether a statement stands for one of ClickHouse, by a number that is another one in each run.
pub(super) fn is_marked(statement: &Statement) -> bool {
    statement.sql.starts_with(MARK)
}

/// The statement of ClickHouse that another stands for.
pub(super) fn marked(statement: &Statement) -> Option<Result<Arc<Shared>, ClickHouseError>> {
    let (id, _) = statement.sql.strip_prefix(MARK)?.split_once('\n')?;
    let id = id.parse().ok()?;
    let known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    Some(known.get(&id).and_then(Weak::upgrade).ok_or_else(|| {
        ClickHouseError::build(
            "a statement of `ForClickHouse` is run after it was dropped; keep it until it has run",
        )
    }))
}

/// What SeaORM's `SchemaManager` has more on ClickHouse.
pub trait SchemaManagerExt {
    /// ClickHouse's own statements, and what SeaORM's manager can tell of other databases alone.
    ///
    /// ```no_run
    /// # async fn example(manager: &sea_orm_migration::SchemaManager<'_>) -> Result<(), sea_orm::DbErr> {
    /// use sea_orm_clickhouse::{migration::compat::SchemaManagerExt, prelude::*};
    ///
    /// if !manager.clickhouse().has_column("event", "host").await? {
    ///     let host = ClickHouseColumnDef::new("host", DataType::String);
    ///     let alter = ClickHouseTable::alter("event").add_column(host, Default::default());
    ///     manager.clickhouse().execute(alter).await?;
    /// }
    /// # Ok(())
    /// # }
    /// ```
    fn clickhouse(&self) -> ClickHouseSchemaManager<'_>;
}

impl SchemaManagerExt for SchemaManager<'_> {
    fn clickhouse(&self) -> ClickHouseSchemaManager<'_> {
        ClickHouseSchemaManager {
            connection: self.get_connection(),
        }
    }
}

/// What [`SchemaManagerExt::clickhouse`] gives.
#[derive(Clone, Copy)]
pub struct ClickHouseSchemaManager<'a> {
    connection: &'a SchemaManagerConnection<'a>,
}

impl fmt::Debug for ClickHouseSchemaManager<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClickHouseSchemaManager").finish_non_exhaustive()
    }
}

impl ClickHouseSchemaManager<'_> {
    /// Runs a statement of ClickHouse.
    ///
    /// # Errors
    ///
    /// When the statement cannot be built for this server, or the server refuses it.
    pub async fn execute(
        &self,
        statement: impl ClickHouseStatement + Send + Sync + 'static,
    ) -> Result<(), DbErr> {
        let statement = ForClickHouse::new(statement);
        self.connection.execute(&statement).await.map(drop)
    }

    /// The rows of a statement of ClickHouse, such as [`Show`](sea_query_clickhouse::statement::Show).
    ///
    /// # Errors
    ///
    /// As [`execute`](Self::execute), and when a column is of a type that cannot be read.
    pub async fn query(
        &self,
        statement: impl ClickHouseStatement + Send + Sync + 'static,
    ) -> Result<Vec<QueryResult>, DbErr> {
        let statement = ForClickHouse::new(statement);
        self.connection.query_all(&statement).await
    }

    /// Whether the database has a table, view or dictionary of this name.
    ///
    /// # Errors
    ///
    /// When the server does not answer.
    pub async fn has_table(&self, table: impl AsRef<str>) -> Result<bool, DbErr> {
        self.has(inspect::of_table(table.as_ref(), inspect::FOUND)).await
    }

    /// Whether the table has a column of this name.
    ///
    /// # Errors
    ///
    /// When the server does not answer.
    pub async fn has_column(&self, table: impl AsRef<str>, column: impl AsRef<str>) -> Result<bool, DbErr> {
        self.has(inspect::of_column(
            table.as_ref(),
            column.as_ref(),
            inspect::FOUND,
        ))
        .await
    }

    /// Whether the table has a skip index of this name.
    ///
    /// # Errors
    ///
    /// When the server does not answer.
    pub async fn has_index(&self, table: impl AsRef<str>, index: impl AsRef<str>) -> Result<bool, DbErr> {
        self.has(inspect::of_index(table.as_ref(), index.as_ref(), inspect::FOUND))
            .await
    }

    async fn has(&self, select: SelectStatement) -> Result<bool, DbErr> {
        let rows = self.query(select).await?;
        match rows.first() {
            Some(row) => row.try_get("", inspect::FOUND),
            None => Ok(false),
        }
    }
}
