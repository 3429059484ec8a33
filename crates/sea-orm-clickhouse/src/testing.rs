//! [`TestDatabase`]: a database of its own for each test.

use std::{env, thread};

use sea_orm::{ActiveModelTrait, DbErr, EntityTrait, IntoActiveModel};
use sea_query_clickhouse::{
    database::{ClickHouseDatabase, DatabaseCreateStatement, DatabaseDropStatement},
    table::TableCreateStatement,
    view::ViewStatement,
};
use uuid::Uuid;

use crate::{
    connection::{ClickHouse, ClickHouseConnection},
    entity::{ClickHouseDictionaryEntity, ClickHouseEntity, ClickHouseViewEntity},
    error::ClickHouseError,
    options::ClickHouseConnectOptions,
    schema::ClickHouseSchema,
};

/// The environment variable that [`TestDatabase::from_env`] reads.
const URL: &str = "CLICKHOUSE_URL";

/// A database that exists for one test, and a connection to it. Dropping it drops the database, also after a panic.
///
/// Its name is `test_` and a UUID of version 7, so that tests of any number of processes and machines run at the same time
/// on one server and do not see each other's rows: in threads (`cargo test`), in processes of their own (`cargo nextest`)
/// and as tasks. A process that is killed leaves its databases behind.
///
/// The user needs the right to create and drop databases.
///
/// ```no_run
/// mod event {
///     use sea_orm::entity::prelude::*;
///     use sea_orm_clickhouse::ClickHouseEntity;
///
///     #[derive(Clone, Debug, PartialEq, DeriveEntityModel, ClickHouseEntity)]
///     #[sea_orm(table_name = "event")]
///     pub struct Model {
///         #[sea_orm(primary_key, auto_increment = false)]
///         pub id: i64,
///         pub protocol: String,
///     }
///
///     #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
///     pub enum Relation {}
///
///     impl ActiveModelBehavior for ActiveModel {}
/// }
///
/// use sea_orm::{EntityTrait, PaginatorTrait};
/// use sea_orm_clickhouse::testing::TestDatabase;
///
/// // #[tokio::test]
/// async fn an_event_is_counted() -> Result<(), sea_orm::DbErr> {
///     let test = TestDatabase::from_env().await?;
///     test.create::<event::Entity>().await?;
///     test.insert([event::Model { id: 1, protocol: "DNS".into() }]).await?;
///
///     assert_eq!(event::Entity::find().count(test.db()).await?, 1);
///     Ok(())
/// }
/// ```
#[derive(Debug)]
pub struct TestDatabase {
    db: ClickHouseConnection,
    name: String,
    cluster: Option<String>,
    /// Of the connection that drops it.
    server: ClickHouseConnectOptions,
    dropped: bool,
}

impl TestDatabase {
    /// Makes an empty database on the server of a connection, and connects to it with the same options.
    ///
    /// # Errors
    ///
    /// When the server is not reached, or the user may not create databases.
    pub async fn new(db: &ClickHouseConnection) -> Result<Self, ClickHouseError> {
        Self::make(db, None).await
    }

    /// As [`new`](Self::new), on the server of the environment variable `CLICKHOUSE_URL`.
    ///
    /// # Errors
    ///
    /// Those of [`new`](Self::new); when the variable is not set, or is no URL of a server.
    pub async fn from_env() -> Result<Self, ClickHouseError> {
        let url = env::var(URL).map_err(|_| {
            ClickHouseError::configuration(format!(
                "a test needs a server: set the environment variable {URL}, such as \
                 clickhouse://user:password@127.0.0.1:8123"
            ))
        })?;
        Self::new(&ClickHouse::connect(url).await?).await
    }

    /// As [`new`](Self::new), with the database on every node of a cluster. The tables that it makes are on every node too.
    ///
    /// ```no_run
    /// # async fn example(db: sea_orm_clickhouse::ClickHouseConnection) -> Result<(), sea_orm_clickhouse::ClickHouseError> {
    /// use sea_orm_clickhouse::testing::TestDatabase;
    ///
    /// // CREATE DATABASE `test_...` ON CLUSTER `main`
    /// let test = TestDatabase::on_cluster(&db, "main").await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// Those of [`new`](Self::new); when a node of the cluster does not answer.
    pub async fn on_cluster(
        db: &ClickHouseConnection,
        cluster: impl Into<String>,
    ) -> Result<Self, ClickHouseError> {
        Self::make(db, Some(cluster.into())).await
    }

    async fn make(db: &ClickHouseConnection, cluster: Option<String>) -> Result<Self, ClickHouseError> {
        let name = format!("test_{}", Uuid::now_v7().simple());
        let server = db.options().clone();
        let mut options = server.clone();
        options.database(&name);
        db.execute_clickhouse(&create(&name, cluster.as_deref())).await?;
        match ClickHouse::connect(options).await {
            Ok(db) => Ok(Self {
                db,
                name,
                cluster,
                server,
                dropped: false,
            }),
            Err(error) => {
                db.execute_clickhouse(&drop(&name, cluster.as_deref())).await?;
                Err(error)
            }
        }
    }

    /// The connection to the database. Clones of it fail once the database is dropped.
    pub fn db(&self) -> &ClickHouseConnection {
        &self.db
    }

    /// The name of the database.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Makes the table of an entity, as [`ClickHouseSchema::create_table_from_entity`] declares it, and
    /// [registers](ClickHouseConnection::register) the entity.
    ///
    /// # Errors
    ///
    /// When the entity has what ClickHouse lacks, or the server refuses the table.
    pub async fn create<E: EntityTrait>(&self) -> Result<&Self, ClickHouseError> {
        self.db.register::<E>();
        let table = ClickHouseSchema::create_table_from_entity(E::default())?;
        self.create_table(table).await
    }

    /// Makes the table that an entity [declares](ClickHouseEntity), in this database, and registers the entity.
    ///
    /// # Errors
    ///
    /// As [`create`](Self::create).
    pub async fn create_declared<E: ClickHouseEntity>(&self) -> Result<&Self, ClickHouseError> {
        self.db.register_declared::<E>();
        self.create_table(E::create_table()?).await
    }

    /// Makes the view that an entity declares, in this database, and registers the entity; on a cluster, on every node.
    ///
    /// # Errors
    ///
    /// As [`create`](Self::create).
    pub async fn create_view<E: ClickHouseViewEntity>(&self) -> Result<&Self, ClickHouseError> {
        self.db.learn_view::<E>();
        let view = E::create_view()?;
        let view = match &self.cluster {
            Some(cluster) => view.with_cluster(cluster),
            None => view,
        };
        self.db.execute_clickhouse(&view).await?;
        Ok(self)
    }

    /// Makes the dictionary that an entity declares, in this database, and registers the entity; on a cluster, on every
    /// node.
    ///
    /// # Errors
    ///
    /// As [`create`](Self::create).
    pub async fn create_dictionary<E: ClickHouseDictionaryEntity>(&self) -> Result<&Self, ClickHouseError> {
        self.db.learn_dictionary::<E>();
        let dictionary = E::create_dictionary()?;
        let dictionary = match &self.cluster {
            Some(cluster) => dictionary.on_cluster(cluster),
            None => dictionary,
        };
        self.db.execute_clickhouse(&dictionary).await?;
        Ok(self)
    }

    /// Makes a table, with an engine, keys and settings of its own; on a cluster, on every node.
    ///
    /// ```no_run
    /// # mod event {
    /// #     use sea_orm::entity::prelude::*;
    /// #     #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    /// #     #[sea_orm(table_name = "event")]
    /// #     pub struct Model {
    /// #         #[sea_orm(primary_key)]
    /// #         pub id: i64,
    /// #     }
    /// #     #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    /// #     pub enum Relation {}
    /// #     impl ActiveModelBehavior for ActiveModel {}
    /// # }
    /// # async fn example(test: sea_orm_clickhouse::testing::TestDatabase) -> Result<(), sea_orm_clickhouse::ClickHouseError> {
    /// use sea_orm_clickhouse::{ClickHouseSchema, sea_query_clickhouse::Engine};
    ///
    /// let table = ClickHouseSchema::create_table_from_entity(event::Entity)?.engine(Engine::replacing_merge_tree());
    /// test.create_table(table).await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// When the statement cannot be built, or the server refuses it.
    pub async fn create_table(&self, table: TableCreateStatement) -> Result<&Self, ClickHouseError> {
        let table = match &self.cluster {
            Some(cluster) => table.on_cluster(cluster),
            None => table,
        };
        self.db.execute_clickhouse(&table).await?;
        Ok(self)
    }

    /// Inserts models, or active models whose keys are made, in one statement; the stored rows in the same order. Of no
    /// models it does nothing.
    ///
    /// # Errors
    ///
    /// Those of `insert_many`.
    pub async fn insert<A, R>(
        &self,
        rows: impl IntoIterator<Item = R>,
    ) -> Result<Vec<<A::Entity as EntityTrait>::Model>, DbErr>
    where
        A: ActiveModelTrait,
        R: IntoActiveModel<A>,
        <A::Entity as EntityTrait>::Model: IntoActiveModel<A>,
    {
        let rows: Vec<A> = rows
            .into_iter()
            .map(|row| row.into_active_model().reset_all())
            .collect();
        if rows.is_empty() {
            return Ok(Vec::new());
        }
        A::Entity::insert_many(rows).exec_with_returning(&self.db).await
    }

    /// Drops the database now, and says why when that fails; [`Drop`] can only log it.
    ///
    /// # Errors
    ///
    /// When the server is not reached, or refuses.
    pub async fn close(mut self) -> Result<(), ClickHouseError> {
        self.db
            .execute_clickhouse(&drop(&self.name, self.cluster.as_deref()))
            .await?;
        self.dropped = true;
        Ok(())
    }
}

/// `CREATE DATABASE name [ON CLUSTER cluster]`
fn create(name: &str, cluster: Option<&str>) -> DatabaseCreateStatement {
    let create = ClickHouseDatabase::create(name);
    match cluster {
        Some(cluster) => create.on_cluster(cluster),
        None => create,
    }
}

/// `DROP DATABASE IF EXISTS name [ON CLUSTER cluster] SYNC`
fn drop(name: &str, cluster: Option<&str>) -> DatabaseDropStatement {
    let drop = ClickHouseDatabase::drop(name).if_exists().sync();
    match cluster {
        Some(cluster) => drop.on_cluster(cluster),
        None => drop,
    }
}

impl Drop for TestDatabase {
    fn drop(&mut self) {
        if self.dropped {
            return;
        }
        let drop = drop(&self.name, self.cluster.as_deref());
        let server = self.server.clone();
        // The runtime of the test may be gone already, and with it the sockets of its connection.
        let dropping = thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()
                .map_err(|error| ClickHouseError::protocol(format!("no runtime: {error}")))?;
            runtime.block_on(async { ClickHouse::connect(server).await?.execute_clickhouse(&drop).await })
        });
        let failed = match dropping.join() {
            Ok(Ok(())) => return,
            Ok(Err(error)) => error.to_string(),
            Err(_) => "its thread panicked".to_owned(),
        };
        tracing::error!(
            database = self.name,
            error = failed,
            "the database of a test stays"
        );
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use sea_query_clickhouse::ClickHouseQueryBuilder;

    #[test]
    fn statements_name_the_cluster() {
        assert_eq!(
            super::create("test_1", None).to_string(ClickHouseQueryBuilder),
            "CREATE DATABASE `test_1`"
        );
        assert_eq!(
            super::create("test_1", Some("main")).to_string(ClickHouseQueryBuilder),
            "CREATE DATABASE `test_1` ON CLUSTER `main`"
        );
        assert_eq!(
            super::drop("test_1", None).to_string(ClickHouseQueryBuilder),
            "DROP DATABASE IF EXISTS `test_1` SYNC"
        );
        assert_eq!(
            super::drop("test_1", Some("main")).to_string(ClickHouseQueryBuilder),
            "DROP DATABASE IF EXISTS `test_1` ON CLUSTER `main` SYNC"
        );
    }
}
