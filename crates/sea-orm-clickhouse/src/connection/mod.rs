//! The connection, and how its statements are built and sent.

mod read;
mod run;
mod totals;
mod write;

use std::{
    fmt,
    sync::{Arc, atomic::AtomicBool},
};

use sea_orm::{
    DbBackend, EntityTrait, QueryResult, Schema, SchemaBuilder, Statement, StatementBuilder, metric::Info,
};
use sea_query_clickhouse::{
    ClickHouseSql, ClickHouseStatement, ServerVersion, Target, bind_placeholders, build_clickhouse,
    only_reads,
};

use crate::{
    entity::ClickHouseEntity,
    error::ClickHouseError,
    expectation::Expectation,
    id::Ids,
    native::Resend,
    options::ClickHouseConnectOptions,
    pool::Pool,
    registry::Registry,
    statement::Ast,
    table::{Tables, Types},
};

pub(crate) use totals::Totals;
pub(crate) use write::request;

/// Where connections begin.
#[derive(Clone, Copy, Debug)]
pub struct ClickHouse;

impl ClickHouse {
    /// Connects to a server: by a URL, or by [`ClickHouseConnectOptions`].
    ///
    /// One round trip asks the server for its version, and so finds a wrong address, user or database here.
    ///
    /// # Errors
    ///
    /// Options that cannot be used, a server that is not reached, a user or database that it refuses.
    ///
    /// ```no_run
    /// # async fn example() -> Result<(), sea_orm::DbErr> {
    /// use sea_orm_clickhouse::ClickHouse;
    ///
    /// let db = ClickHouse::connect("clickhouse://app:secret@127.0.0.1:8123/analytics").await?;
    /// db.ping().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn connect<O>(options: O) -> Result<ClickHouseConnection, ClickHouseError>
    where
        O: TryInto<ClickHouseConnectOptions>,
        O::Error: Into<ClickHouseError>,
    {
        let pool = Pool::new(options.try_into().map_err(Into::into)?)?;
        let ids = Ids::new(pool.options())?;
        let version = pool.server().await?.version;
        Ok(ClickHouseConnection {
            inner: Arc::new(Inner {
                pool,
                version,
                registry: Registry::default(),
                tables: Tables::default(),
                ids,
                json_as_text: AtomicBool::new(false),
                flattened_dynamic: AtomicBool::new(false),
            }),
        })
    }
}

/// A pool of connections to a ClickHouse server, on which everything of SeaORM runs. Clones share the pool.
///
/// It implements [`ConnectionTrait`](sea_orm::ConnectionTrait), [`StreamTrait`](sea_orm::StreamTrait) and
/// [`TransactionTrait`](sea_orm::TransactionTrait), takes SeaORM's statements as syntax trees and reports [`DbBackend::MySql`], whose way of building statements is nearest.
#[derive(Clone)]
pub struct ClickHouseConnection {
    inner: Arc<Inner>,
}

struct Inner {
    pool: Pool,
    version: ServerVersion,
    registry: Registry,
    tables: Tables,
    ids: Ids,
    /// Whether a JSON column was met, which is read as text by a setting of the query.
    json_as_text: AtomicBool,
    flattened_dynamic: AtomicBool,
}

impl Inner {
    /// What tells whether every query asks for a form of a column.
    fn asks_for(&self, resend: Resend) -> Option<&AtomicBool> {
        match resend {
            Resend::JsonAsText => Some(&self.json_as_text),
            Resend::FlattenedDynamic => Some(&self.flattened_dynamic),
            Resend::StatesAsStrings => None,
        }
    }
}

impl ClickHouseConnection {
    /// Registers an entity: from now on its columns are read exactly as the types of its fields, on this connection
    /// and its clones. The derive `ClickHouseEntity` does it for every connection of the program.
    ///
    /// Without it a column is read by the type that the server reports, which may be another than the field's; SeaORM
    /// takes such a value under an `Option` for NULL.
    pub fn register<E: EntityTrait>(&self) -> &Self {
        self.inner.registry.register::<E>();
        self
    }

    /// As [`register`](Self::register), of an entity that declares its table: if that is a Distributed one, an UPDATE, DELETE or
    /// TRUNCATE of it goes to the local tables. The derive `ClickHouseEntity` does it too, also beside an implementation of the
    /// trait by hand.
    pub fn register_declared<E: ClickHouseEntity>(&self) -> &Self {
        self.inner.registry.register_declared::<E>();
        self
    }

    /// Whether the server answers and accepts the user.
    ///
    /// # Errors
    ///
    /// When it does not.
    pub async fn ping(&self) -> Result<(), ClickHouseError> {
        self.inner.pool.ping().await
    }

    /// Closes the pool: what runs is finished, everything later is refused. Clones are closed with it.
    pub async fn close(&self) -> Result<(), ClickHouseError> {
        self.inner.pool.close();
        Ok(())
    }

    /// As [`close`](Self::close).
    pub async fn close_by_ref(&self) -> Result<(), ClickHouseError> {
        self.close().await
    }

    /// Calls `callback` at the end of each statement that this connection and its clones send, also of those that it
    /// sends of its own accord, such as DESCRIBE and the SELECT before a mutation. It replaces the one before it.
    ///
    /// The statement is the text that was sent, with `{p0:Type}` where a value was bound and without the values. The
    /// time ends with the last row, or where the rows were given up. It has failed when the server refused it, broke it
    /// off or was not waited for; that a column does not fit its field is not known here. The place in the pool is
    /// waited for before.
    ///
    /// ```no_run
    /// # fn example(db: sea_orm_clickhouse::ClickHouseConnection) {
    /// db.set_metric_callback(|info| {
    ///     println!("{:?} {} {}", info.elapsed, info.failed, info.statement.sql);
    /// });
    /// # }
    /// ```
    pub fn set_metric_callback<F>(&self, callback: F)
    where
        F: Fn(&Info<'_>) + Send + Sync + 'static,
    {
        self.inner.pool.set_metric_callback(callback);
    }

    /// SeaORM's backend: [`DbBackend::MySql`], whose way of building statements is nearest.
    pub fn get_database_backend(&self) -> DbBackend {
        DbBackend::MySql
    }

    /// SeaORM's builder of a schema from entities, whose statements this connection takes.
    ///
    /// ```no_run
    /// # mod event {
    /// #     use sea_orm::entity::prelude::*;
    /// #     #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    /// #     #[sea_orm(table_name = "event")]
    /// #     pub struct Model {
    /// #         #[sea_orm(primary_key, auto_increment = false)]
    /// #         pub id: i64,
    /// #     }
    /// #     #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    /// #     pub enum Relation {}
    /// #     impl ActiveModelBehavior for ActiveModel {}
    /// # }
    /// # async fn example(db: sea_orm_clickhouse::ClickHouseConnection) -> Result<(), sea_orm::DbErr> {
    /// db.get_schema_builder().register(event::Entity).apply(&db).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn get_schema_builder(&self) -> SchemaBuilder {
        Schema::new(self.get_database_backend()).builder()
    }

    /// SeaORM's builder of a schema from all entities of the modules that begin with `prefix`, such as `"my_crate::*"`
    /// or `module_path!()`, with the feature `entity-registry`.
    ///
    /// `apply` makes their tables as [`ClickHouseSchema`](crate::ClickHouseSchema) does, in one order of their relations.
    /// The engine and keys of an entity that declares its table are not among what SeaORM registers: its table is made by
    /// [`create_table`](Self::create_table).
    ///
    /// ```no_run
    /// # async fn example(db: sea_orm_clickhouse::ClickHouseConnection) -> Result<(), sea_orm::DbErr> {
    /// db.get_schema_registry("my_crate::entity::*").apply(&db).await?;
    /// # Ok(())
    /// # }
    /// ```
    #[cfg(feature = "entity-registry")]
    pub fn get_schema_registry(&self, prefix: &str) -> SchemaBuilder {
        sea_orm::EntityRegistry::build_schema(Schema::new(self.get_database_backend()), prefix)
    }

    /// The version of the server, as it was when the connection was made.
    pub fn server_version(&self) -> ServerVersion {
        self.inner.version
    }

    /// The options of the connection.
    pub fn options(&self) -> &ClickHouseConnectOptions {
        self.inner.pool.options()
    }

    /// Runs a statement of this dialect that returns no rows, such as
    /// [`ClickHouseTable::create`](sea_query_clickhouse::ClickHouseTable::create).
    ///
    /// # Errors
    ///
    /// When the statement cannot be built for this server, or the server refuses it.
    pub async fn execute_clickhouse<S>(&self, statement: &S) -> Result<(), ClickHouseError>
    where
        S: ClickHouseStatement + Sync + ?Sized,
    {
        let built = self.build(statement).await?;
        self.change(built).await.map(drop)
    }

    /// The rows of a statement of this dialect that returns some, such as
    /// [`Explain`](sea_query_clickhouse::statement::Explain), [`Show`](sea_query_clickhouse::statement::Show),
    /// [`Describe`](sea_query_clickhouse::statement::Describe) or
    /// [`Check`](sea_query_clickhouse::statement::Check).
    ///
    /// # Errors
    ///
    /// As [`execute_clickhouse`](Self::execute_clickhouse), and when a column is of a type that cannot be read.
    pub async fn query_clickhouse<S>(&self, statement: &S) -> Result<Vec<QueryResult>, ClickHouseError>
    where
        S: ClickHouseStatement + Sync + ?Sized,
    {
        self.rows(statement, Expectation::Unknown).await?.all().await
    }

    pub(crate) fn registry(&self) -> &Registry {
        &self.inner.registry
    }

    pub(crate) fn ids(&self) -> &Ids {
        &self.inner.ids
    }

    /// Whether a statement writes when its rows are asked for.
    pub(crate) fn writes<S: StatementBuilder>(&self, statement: &S) -> bool {
        match Ast::of(statement) {
            Ast::Select(_) => false,
            // It may be one of an INSERT. What cannot be built is never sent.
            Ast::With(with) => {
                build_clickhouse(with, &self.target()).is_ok_and(|built| !only_reads(&built.sql))
            }
            Ast::Foreign => !only_reads(&statement.build(&DbBackend::MySql).sql),
            _ => true,
        }
    }

    pub(crate) fn tables(&self) -> &Tables {
        &self.inner.tables
    }

    /// What statements are built for. SeaORM's UPDATE and DELETE without a condition mean all rows.
    pub(crate) fn target(&self) -> Target<'_> {
        let target = Target::default()
            .version(self.inner.version)
            .unconditional_mutations();
        match self.options().get_cluster() {
            Some(cluster) => target.on_cluster(cluster),
            None => target,
        }
    }

    /// What `build` makes for this server, whose values have the types of the columns that they meet. A table that
    /// such a column is of is described once.
    pub(crate) async fn with_types<T>(
        &self,
        build: impl Fn(&Target<'_>) -> Result<T, ClickHouseError>,
    ) -> Result<T, ClickHouseError> {
        let mut learned = Vec::new();
        loop {
            let missing = {
                let types = Types::new(&self.inner.tables, &self.inner.registry, &learned);
                let built = build(&self.target().columns(&types));
                let missing = types.into_missing();
                if missing.is_empty() {
                    return built;
                }
                missing
            };
            for name in missing {
                let table = Tables::learn(self, &name).await?;
                learned.push((name, table));
            }
        }
    }

    /// Builds a statement with the types of the columns that its values meet.
    pub(crate) async fn build<S>(&self, statement: &S) -> Result<ClickHouseSql, ClickHouseError>
    where
        S: ClickHouseStatement + Sync + ?Sized,
    {
        self.with_types(|target| Ok(build_clickhouse(statement, target)?))
            .await
    }

    pub(crate) fn raw(&self, statement: &Statement) -> Result<ClickHouseSql, ClickHouseError> {
        let values = statement.values.as_ref().map(|values| values.0.as_slice());
        Ok(match values {
            None | Some([]) => ClickHouseSql::raw(statement.sql.clone()),
            Some(values) => bind_placeholders(&statement.sql, values, &self.target())?,
        })
    }
}

impl fmt::Debug for ClickHouseConnection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClickHouseConnection")
            .field("endpoint", &self.inner.pool.endpoint())
            .field("version", &self.inner.version)
            .field("pool", &self.inner.pool.status())
            .finish_non_exhaustive()
    }
}
