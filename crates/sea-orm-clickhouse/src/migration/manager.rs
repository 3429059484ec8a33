//! What a migration says: SeaORM's statements, and ClickHouse's own.

use std::{future::Future, sync::Arc};

use futures_util::future::BoxFuture;
use sea_orm::{ConnectionTrait, DbBackend, DbErr, StatementBuilder};
use sea_query::{
    ForeignKeyCreateStatement, ForeignKeyDropStatement, IndexCreateStatement, IndexDropStatement,
    TableAlterStatement, TableCreateStatement, TableDropStatement, TableRenameStatement,
    TableTruncateStatement,
    extension::postgres::{TypeAlterStatement, TypeCreateStatement, TypeDropStatement},
};
use sea_query_clickhouse::{
    ClickHouseStatement, ClickHouseTable,
    table::{TableAlterStatement as ClickHouseAlter, TableCreateStatement as ClickHouseCreate},
};

use super::{
    connection::SchemaManagerConnection,
    inspect,
    state::Direction,
    step::{Mode, Step, Steps},
};
use crate::{ClickHouseEntity, connection::ClickHouseConnection, distributed::Local, error::ClickHouseError};

/// What a migration changes the schema with: the methods of SeaORM's `SchemaManager`, which take SeaQuery's portable statements, and
/// [`clickhouse`](Self::clickhouse) for those of ClickHouse.
///
/// Each statement is a step. On a connection with the option `cluster` it runs `ON CLUSTER`.
pub struct SchemaManager<'c> {
    connection: SchemaManagerConnection<'c>,
}

impl<'c> SchemaManager<'c> {
    pub(crate) fn of(db: &ClickHouseConnection, steps: Arc<Steps>) -> Self {
        Self {
            connection: SchemaManagerConnection::new(db, steps),
        }
    }

    /// A manager outside of a migration: its statements run, and nothing is logged.
    pub fn new(db: &ClickHouseConnection) -> Self {
        let steps = Steps::new(Mode::Direct, "", Direction::Up, Vec::new());
        Self::of(db, Arc::new(steps))
    }

    /// Runs a statement of SeaQuery.
    ///
    /// # Errors
    ///
    /// When ClickHouse has no such statement, or the server refuses it.
    pub async fn execute<S: StatementBuilder>(&self, statement: S) -> Result<(), DbErr> {
        self.connection.execute(&statement).await.map(drop)
    }

    #[doc(hidden)]
    pub async fn exec_stmt<S: StatementBuilder>(&self, statement: S) -> Result<(), DbErr> {
        self.execute(statement).await
    }

    /// SeaORM's backend: [`DbBackend::MySql`], whose way of building statements is nearest.
    pub fn get_database_backend(&self) -> DbBackend {
        DbBackend::MySql
    }

    /// The connection, for entities and queries.
    pub fn get_connection(&self) -> &SchemaManagerConnection<'c> {
        &self.connection
    }

    /// ClickHouse's own statements.
    pub fn clickhouse(&self) -> ClickHouseSchemaManager<'_, 'c> {
        ClickHouseSchemaManager {
            connection: &self.connection,
        }
    }

    /// A step of the program's own, such as data that is filled in. It has a connection that logs nothing, and is logged
    /// as a whole: where it did not end, a later run of the migration runs it again from its beginning.
    ///
    /// # Errors
    ///
    /// Those of `run`.
    pub async fn step<F, R>(&self, name: &str, run: F) -> Result<(), DbErr>
    where
        F: Fn(ClickHouseConnection) -> R + Send + Sync,
        R: Future<Output = Result<(), DbErr>> + Send,
    {
        let db = &self.connection.db;
        let run = &run;
        let step = Step::new(
            format!("step {name}"),
            None,
            move |_| -> BoxFuture<'_, Result<u64, ClickHouseError>> {
                Box::pin(async move {
                    run(db.clone()).await.map_err(super::journal::convert)?;
                    Ok(0)
                })
            },
        );
        let taken = self.connection.steps.take(db, step).await;
        taken.map(drop).map_err(ClickHouseError::into_exec_err)
    }

    /// Whether the database has a table, view or dictionary of the name.
    ///
    /// # Errors
    ///
    /// When the server cannot be asked; so too of the next ones.
    pub async fn has_table<T: AsRef<str>>(&self, table: T) -> Result<bool, DbErr> {
        Ok(inspect::has_table(&self.connection.db, table.as_ref()).await?)
    }

    /// Whether a table has a column of the name.
    pub async fn has_column<T: AsRef<str>, C: AsRef<str>>(&self, table: T, column: C) -> Result<bool, DbErr> {
        Ok(inspect::has_column(&self.connection.db, table.as_ref(), column.as_ref()).await?)
    }

    /// Whether a table has a skip index of the name.
    pub async fn has_index<T: AsRef<str>, I: AsRef<str>>(&self, table: T, index: I) -> Result<bool, DbErr> {
        Ok(inspect::has_index(&self.connection.db, table.as_ref(), index.as_ref()).await?)
    }
}

/// A method for each kind of SeaQuery's statements.
macro_rules! statements {
    ($($(#[$doc:meta])* $method:ident($statement:ty);)*) => {
        impl SchemaManager<'_> {
            $(
                $(#[$doc])*
                ///
                /// # Errors
                ///
                /// When ClickHouse has no such statement, with the way out, or the server refuses it.
                pub async fn $method(&self, statement: $statement) -> Result<(), DbErr> {
                    self.execute(statement).await
                }
            )*
        }
    };
}

statements! {
    /// Makes a table: a MergeTree sorted by its primary key.
    create_table(TableCreateStatement);
    /// Changes a table. A column that is modified loses a DEFAULT that is not declared again, as in MySQL, whose text it is read
    /// from: `binary_len(16)` is a UUID there, and a column of an array is refused.
    alter_table(TableAlterStatement);
    /// Drops a table.
    drop_table(TableDropStatement);
    /// Renames a table.
    rename_table(TableRenameStatement);
    /// Empties a table.
    truncate_table(TableTruncateStatement);
    /// Makes a skip index, and indexes the rows that are there: a `bloom_filter`, which finds values, and a `minmax` for dates, times
    /// and numbers with a fraction. One that is unique is refused, or left out by the option
    /// [`skip_unique_keys`](crate::ClickHouseConnectOptions::skip_unique_keys).
    create_index(IndexCreateStatement);
    /// Drops a skip index.
    drop_index(IndexDropStatement);
    /// Refused: ClickHouse has no foreign keys. The option
    /// [`skip_foreign_keys`](crate::ClickHouseConnectOptions::skip_foreign_keys) leaves it out.
    create_foreign_key(ForeignKeyCreateStatement);
    /// Refused: ClickHouse has no foreign keys. The option
    /// [`skip_foreign_keys`](crate::ClickHouseConnectOptions::skip_foreign_keys) leaves it out.
    drop_foreign_key(ForeignKeyDropStatement);
    /// Refused: in ClickHouse an enum is declared with its column.
    create_type(TypeCreateStatement);
    /// Refused: in ClickHouse an enum is declared with its column.
    alter_type(TypeAlterStatement);
    /// Refused: in ClickHouse an enum is declared with its column.
    drop_type(TypeDropStatement);
}

/// ClickHouse's own statements in a migration.
pub struct ClickHouseSchemaManager<'m, 'c> {
    connection: &'m SchemaManagerConnection<'c>,
}

impl ClickHouseSchemaManager<'_, '_> {
    /// Runs a statement of the dialect, such as
    /// [`ClickHouseTable::alter`](sea_query_clickhouse::ClickHouseTable::alter).
    ///
    /// # Errors
    ///
    /// When the statement cannot be built for this server, or the server refuses it; so too of the next ones.
    pub async fn execute<S: ClickHouseStatement + ?Sized>(&self, statement: &S) -> Result<(), DbErr> {
        let taken = self.connection.define(statement).await;
        taken.map(drop).map_err(ClickHouseError::into_exec_err)
    }

    /// The database of the connection, for statements that have to name it where they are `ON CLUSTER`.
    pub fn database(&self) -> String {
        self.connection.db.options().get_database().to_owned()
    }

    /// Makes the table that an entity [declares](ClickHouseEntity).
    pub async fn create_table<E: ClickHouseEntity>(&self) -> Result<(), DbErr> {
        let create = E::create_table().map_err(ClickHouseError::from)?;
        self.execute(&create).await
    }

    /// Drops the table that an entity [declares](ClickHouseEntity).
    pub async fn drop_table<E: ClickHouseEntity>(&self) -> Result<(), DbErr> {
        let drop = E::drop_table().map_err(ClickHouseError::from)?;
        self.execute(&drop).await
    }

    /// Makes the table of the entity `L`, and over it that of the Distributed entity `D`: two steps. What reads from the other
    /// is made after it, changed after it and dropped before it.
    ///
    /// ```no_run
    /// # use sea_orm_clickhouse::{ClickHouseEntity, migration::prelude::*};
    /// # async fn example<Event: ClickHouseEntity, EventLocal: ClickHouseEntity>(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    /// let clickhouse = manager.clickhouse();
    /// clickhouse.create_distributed::<Event, EventLocal>().await?;
    /// let city = ClickHouseColumnDef::new("city", DataType::String);
    /// clickhouse
    ///     .alter_distributed::<Event, EventLocal>(|alter| alter.add_column(city.clone(), Default::default()))
    ///     .await?;
    /// // And in `down`:
    /// clickhouse.drop_distributed::<Event, EventLocal>().await
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// When `D` declares no Distributed table over that of `L`; so too of the next ones.
    pub async fn create_distributed<D: ClickHouseEntity, L: ClickHouseEntity>(&self) -> Result<(), DbErr> {
        pair::<D, L>()?;
        self.create_table::<L>().await?;
        self.create_table::<D>().await
    }

    /// Drops the table of the Distributed entity `D`, and then that of `L`: two steps.
    pub async fn drop_distributed<D: ClickHouseEntity, L: ClickHouseEntity>(&self) -> Result<(), DbErr> {
        pair::<D, L>()?;
        self.drop_table::<D>().await?;
        self.drop_table::<L>().await
    }

    /// Changes the columns of both tables: of `L` before `D`, and the other way round where columns are dropped, so that no query
    /// finds a column that the local table lacks. Two steps; what only the local table has, such as an index, is for
    /// [`execute`](Self::execute).
    ///
    /// # Errors
    ///
    /// Also when some columns are dropped and others are not: that is two calls.
    pub async fn alter_distributed<D: ClickHouseEntity, L: ClickHouseEntity>(
        &self,
        alter: impl Fn(ClickHouseAlter) -> ClickHouseAlter,
    ) -> Result<(), DbErr> {
        let (distributed, local) = pair::<D, L>()?;
        let altered = |create: &ClickHouseCreate| {
            let statement = alter(ClickHouseTable::alter(create.get_table().clone()));
            match create.get_cluster() {
                Some(cluster) => statement.on_cluster(cluster),
                None => statement,
            }
        };
        let (distributed, local) = (altered(&distributed), altered(&local));
        let (first, second) = match local.dropped_columns() {
            (0, _) => (local, distributed),
            (dropped, all) if dropped == all => (distributed, local),
            _ => {
                return Err(DbErr::Migration(
                    "a Distributed table loses columns before its local tables do, and gets others after them: drop columns \
                     in a call of `alter_distributed` of their own"
                        .to_owned(),
                ));
            }
        };
        self.execute(&first).await?;
        self.execute(&second).await
    }
}

/// What a Distributed entity and its local one declare.
fn pair<D: ClickHouseEntity, L: ClickHouseEntity>() -> Result<(ClickHouseCreate, ClickHouseCreate), DbErr> {
    let distributed = D::create_table().map_err(ClickHouseError::from)?;
    let local = L::create_table().map_err(ClickHouseError::from)?;
    match Local::of(&distributed) {
        Some(found) if found.are(local.get_table()) => Ok((distributed, local)),
        _ => Err(DbErr::Migration(format!(
            "`{}` declares no Distributed table over `{}`",
            D::default().table_name(),
            L::default().table_name()
        ))),
    }
}
