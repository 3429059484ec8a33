//! Entities that declare their table, view or dictionary.

pub(crate) mod declaration;
mod dictionary;
pub(crate) mod distributed;
pub(crate) mod read_only;
mod view;

pub use dictionary::ClickHouseDictionaryEntity;
pub use view::ClickHouseViewEntity;

use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel, Iterable};
use sea_query::Iden;
use sea_query_clickhouse::{
    BuildError, ClickHouseTable,
    statement::Truncate,
    table::{TableCreateStatement, TableDropStatement},
};

use crate::{
    check::TableCheck,
    connection::ClickHouseConnection,
    distributed::{Local, on_all_replicas},
    error::ClickHouseError,
    registry::EntityFields,
    schema::ClickHouseSchema,
};

/// An entity that declares its table: engine, keys, partitions, indexes, cluster, and what ClickHouse says of its columns.
///
/// The derive of the same name implements it by attributes `#[clickhouse(..)]`, whose values are expressions of Rust. Those
/// of the model are of the table, those of a field of its column; its documentation lists them.
///
/// ```
/// mod event {
///     use sea_orm::entity::prelude::*;
///     use sea_orm_clickhouse::prelude::*;
///     use sea_query_clickhouse::func::date_time::{now, to_yyyymm};
///
///     #[derive(Clone, Debug, PartialEq, DeriveEntityModel, ClickHouseEntity)]
///     #[sea_orm(table_name = "event")]
///     #[clickhouse(
///         engine = Engine::replacing_merge_tree(),
///         partition_by = to_yyyymm(Expr::col(Column::At)),
///         order_by = [Column::Protocol, Column::Id],
///         index(name = "by_port", expr = Column::Port, type = SkipIndexType::MinMax, granularity = 4),
///         settings(index_granularity = 1024)
///     )]
///     pub struct Model {
///         #[sea_orm(primary_key, auto_increment = false)]
///         pub id: i64,
///         #[clickhouse(low_cardinality)]
///         pub protocol: String,
///         #[clickhouse(codec = "T64, ZSTD(1)", comment = "of the server")]
///         pub port: u16,
///         #[clickhouse(type = "DateTime('UTC')", default = now())]
///         pub at: DateTimeUtc,
///     }
///
///     #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
///     pub enum Relation {}
///
///     impl ActiveModelBehavior for ActiveModel {}
/// }
///
/// use sea_orm_clickhouse::ClickHouseEntity;
/// use sea_query_clickhouse::ClickHouseQueryBuilder;
///
/// assert_eq!(
///     event::Entity::create_table()?.if_not_exists().to_string(ClickHouseQueryBuilder),
///     "CREATE TABLE IF NOT EXISTS `event` (`id` Int64, `protocol` LowCardinality(String), \
///      `port` UInt16 COMMENT 'of the server' CODEC(T64, ZSTD(1)), `at` DateTime('UTC') DEFAULT now(), \
///      INDEX `by_port` `port` TYPE minmax GRANULARITY 4) ENGINE = ReplacingMergeTree \
///      PARTITION BY toYYYYMM(`at`) ORDER BY (`protocol`, `id`) SETTINGS index_granularity = 1024"
/// );
/// assert_eq!(event::Entity::drop_table()?.to_string(ClickHouseQueryBuilder), "DROP TABLE `event`");
/// # Ok::<(), sea_query_clickhouse::BuildError>(())
/// ```
///
/// By hand it is the statement itself. The derive then stands on the model without attributes, and registers the entity:
///
/// ```
/// # mod event {
/// #     use sea_orm::entity::prelude::*;
/// #     use sea_orm_clickhouse::ClickHouseEntity;
/// #     #[derive(Clone, Debug, PartialEq, DeriveEntityModel, ClickHouseEntity)]
/// #     #[sea_orm(table_name = "event")]
/// #     pub struct Model {
/// #         #[sea_orm(primary_key, auto_increment = false)]
/// #         pub id: i64,
/// #         pub protocol: String,
/// #     }
/// #     #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
/// #     pub enum Relation {}
/// #     impl ActiveModelBehavior for ActiveModel {}
/// # }
/// use sea_orm_clickhouse::{BuildError, prelude::*};
/// use sea_query_clickhouse::{ClickHouseQueryBuilder, table::TableCreateStatement};
///
/// impl ClickHouseEntity for event::Entity {
///     fn create_table() -> Result<TableCreateStatement, BuildError> {
///         Ok(ClickHouseSchema::create_table_from_entity(Self)?
///             .change_col(event::Column::Protocol, |column| column.low_cardinality())?
///             .order_by([event::Column::Protocol, event::Column::Id])
///             .on_cluster("events"))
///     }
/// }
///
/// assert_eq!(
///     event::Entity::create_table()?.to_string(ClickHouseQueryBuilder),
///     "CREATE TABLE `event` ON CLUSTER `events` (`id` Int64, `protocol` LowCardinality(String)) \
///      ENGINE = MergeTree ORDER BY (`protocol`, `id`)"
/// );
/// assert_eq!(
///     event::Entity::truncate_table()?.to_string(ClickHouseQueryBuilder),
///     "TRUNCATE TABLE `event` ON CLUSTER `events` SETTINGS alter_sync = 2"
/// );
/// # Ok::<(), BuildError>(())
/// ```
///
/// # Distributed tables
///
/// An entity whose table is of the engine [`Distributed`](https://clickhouse.com/docs/engines/table-engines/special/distributed)
/// names the entity of the local tables. What its fields do not declare themselves is as the local entity declares it:
///
/// ```
/// mod event_local {
///     use sea_orm::entity::prelude::*;
///     use sea_orm_clickhouse::prelude::*;
///
///     #[derive(Clone, Debug, PartialEq, DeriveEntityModel, ClickHouseEntity)]
///     #[sea_orm(table_name = "event_local")]
///     #[clickhouse(engine = Engine::merge_tree().replicated(), cluster = "main")]
///     pub struct Model {
///         #[sea_orm(primary_key)]
///         pub id: i64,
///         #[clickhouse(low_cardinality, codec = "ZSTD(1)")]
///         pub protocol: String,
///     }
/// #     #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
/// #     pub enum Relation {}
/// #     impl ActiveModelBehavior for ActiveModel {}
/// }
///
/// mod event {
///     use sea_orm::entity::prelude::*;
///     use sea_orm_clickhouse::prelude::*;
///
///     #[derive(Clone, Debug, PartialEq, DeriveEntityModel, ClickHouseEntity)]
///     #[sea_orm(table_name = "event")]
///     #[clickhouse(distributed(local = super::event_local::Entity, cluster = "main", sharding_key = Column::Id))]
///     pub struct Model {
///         #[sea_orm(primary_key)]
///         pub id: i64,
///         pub protocol: String,
///     }
/// #     #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
/// #     pub enum Relation {}
/// #     impl ActiveModelBehavior for ActiveModel {}
/// }
///
/// # fn main() -> Result<(), sea_query_clickhouse::BuildError> {
/// use sea_orm_clickhouse::ClickHouseEntity;
/// use sea_query_clickhouse::ClickHouseQueryBuilder;
///
/// assert_eq!(
///     event_local::Entity::create_table()?.to_string(ClickHouseQueryBuilder),
///     "CREATE TABLE `event_local` ON CLUSTER `main` (`id` Int64, `protocol` LowCardinality(String) CODEC(ZSTD(1))) \
///      ENGINE = ReplicatedMergeTree ORDER BY `id`"
/// );
/// assert_eq!(
///     event::Entity::create_table()?.to_string(ClickHouseQueryBuilder),
///     "CREATE TABLE `event` ON CLUSTER `main` (`id` Int64, `protocol` LowCardinality(String)) \
///      ENGINE = Distributed('main', currentDatabase(), 'event_local', `id`)"
/// );
/// assert_eq!(
///     event::Entity::truncate_table()?.to_string(ClickHouseQueryBuilder),
///     "TRUNCATE TABLE `event_local` ON CLUSTER `main` SETTINGS alter_sync = 2"
/// );
/// # Ok(())
/// # }
/// ```
///
/// A connection sends UPDATE, DELETE and SeaORM's TRUNCATE of such an entity to the local tables on the cluster, and reads the rows
/// and their number from the Distributed table: `event::Entity::delete_by_id(7)` is
/// `ALTER TABLE db.event_local ON CLUSTER main DELETE WHERE event_local.id = 7`. A query of several such tables says
/// `distributed_product_mode = 'global'`, an INSERT waits until its rows can be read. By hand it is the engine of the
/// statement, [`Distributed`](sea_query_clickhouse::engine::Distributed), that tells the local table.
///
/// Implemented for a model without the derive, it registers the entity where [`create_table`](ClickHouseConnection::create_table)
/// or [`check_declared`](ClickHouseConnection::check_declared) of a connection first meets it, and on that connection. Of what SeaORM
/// does with an entity a connection sees the statement alone: where neither runs before, say `db.register::<Entity>()`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` declares no table",
    note = "a view is made by `create_view`, a dictionary by `create_dictionary`; the derive `ClickHouseEntity` with an \
            attribute `#[clickhouse(..)]`, which may be empty, declares a table"
)]
pub trait ClickHouseEntity: EntityTrait {
    /// The table that the entity declares: to be run by
    /// [`execute_clickhouse`](ClickHouseConnection::execute_clickhouse), as it is or with more clauses such as
    /// `if_not_exists`. Where nothing is declared it is a MergeTree sorted by the primary key.
    ///
    /// # Errors
    ///
    /// When the entity has what ClickHouse lacks, such as a unique column, or names a type that is none.
    fn create_table() -> Result<TableCreateStatement, BuildError> {
        ClickHouseSchema::create_table_from_entity(Self::default())
    }

    /// `DROP TABLE` of the table, on its cluster if it declares one. Of a Distributed table it leaves the local tables and their
    /// rows, which their own entity drops: after this one, so that no query finds it without them. They are made in the other
    /// order.
    ///
    /// # Errors
    ///
    /// As [`create_table`](Self::create_table), which names the cluster.
    fn drop_table() -> Result<TableDropStatement, BuildError> {
        let declared = Self::create_table()?;
        let drop = ClickHouseTable::drop(declared.get_table().clone());
        Ok(match declared.get_cluster() {
            Some(cluster) => drop.on_cluster(cluster),
            None => drop,
        })
    }

    /// `TRUNCATE TABLE` of the table, on its cluster if it declares one, where it waits for all replicas. Of a Distributed table it is that of the local tables,
    /// on the cluster of the engine, since the server removes nothing for the other.
    ///
    /// # Errors
    ///
    /// As [`create_table`](Self::create_table), which names the cluster.
    fn truncate_table() -> Result<Truncate, BuildError> {
        let declared = Self::create_table()?;
        if let Some(local) = Local::of(&declared) {
            return Ok(local.truncate());
        }
        let truncate = ClickHouseTable::truncate(declared.get_table().clone());
        Ok(match declared.get_cluster() {
            Some(cluster) => on_all_replicas(truncate, cluster),
            None => truncate,
        })
    }

    /// A model as an INSERT takes it: without the columns that the server always computes, MATERIALIZED and ALIAS. SeaORM
    /// makes every field of a model one that is set, and an INSERT that sets such a column is refused.
    ///
    /// # Errors
    ///
    /// As [`create_table`](Self::create_table), which says which columns are computed.
    ///
    /// ```
    /// mod event {
    ///     use sea_orm::entity::prelude::*;
    ///     use sea_orm_clickhouse::prelude::*;
    ///     use sea_query_clickhouse::func::string::lower;
    ///
    ///     #[derive(Clone, Debug, PartialEq, DeriveEntityModel, ClickHouseEntity)]
    ///     #[sea_orm(table_name = "event")]
    ///     pub struct Model {
    ///         #[sea_orm(primary_key, auto_increment = false)]
    ///         pub id: i64,
    ///         pub host: String,
    ///         #[clickhouse(materialized = lower(Expr::col(Column::Host)))]
    ///         pub key: String,
    ///     }
    ///
    ///     #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    ///     pub enum Relation {}
    ///
    ///     impl ActiveModelBehavior for ActiveModel {}
    /// }
    ///
    /// use sea_orm::{EntityTrait, QueryTrait};
    /// use sea_orm_clickhouse::ClickHouseEntity;
    /// use sea_query_clickhouse::ClickHouseQueryBuilder;
    ///
    /// let model = event::Model { id: 1, host: "A".into(), key: String::new() };
    /// let insert = event::Entity::insert(event::Entity::insertable(model)?);
    /// assert_eq!(
    ///     insert.into_query().to_string(ClickHouseQueryBuilder),
    ///     "INSERT INTO `event` (`id`, `host`) VALUES (1, 'A')"
    /// );
    /// # Ok::<(), sea_query_clickhouse::BuildError>(())
    /// ```
    fn insertable<M>(model: M) -> Result<Self::ActiveModel, BuildError>
    where
        M: IntoActiveModel<Self::ActiveModel>,
        Self::ActiveModel: ActiveModelTrait<Entity = Self>,
    {
        let declared = Self::create_table()?;
        let computed = |name: &str| {
            let mut columns = declared.get_columns().iter();
            columns.any(|column| column.is_computed() && column.name() == name)
        };
        let mut model = model.into_active_model();
        for column in Self::Column::iter().filter(|column| computed(column.unquoted())) {
            model.not_set(column);
        }
        Ok(model)
    }
}

impl ClickHouseConnection {
    /// Makes the table that an entity declares. To make it only where there is none, or otherwise than declared, run
    /// `Entity::create_table()?.if_not_exists()` by [`execute_clickhouse`](Self::execute_clickhouse). An entity that is
    /// not [registered](Self::register) is, on this connection.
    ///
    /// # Errors
    ///
    /// When the table cannot be built for this server, or the server refuses it, as it does where there is one already.
    pub async fn create_table<E: ClickHouseEntity>(&self) -> Result<(), ClickHouseError> {
        self.registry().register_new(EntityFields::declared::<E>());
        self.execute_clickhouse(&E::create_table()?).await
    }

    /// Compares an entity that declares its table with the one on the server, both as [`check`](Self::check) does, by what
    /// can be read and written, and as [`check_table`](Self::check_table) does, by the definition: engine, keys, types,
    /// defaults, codecs, indexes and the rest. What both find is reported once.
    ///
    /// # Errors
    ///
    /// When the declaration cannot be built, or the server cannot be asked.
    pub async fn check_declared<E: ClickHouseEntity>(&self) -> Result<TableCheck, ClickHouseError> {
        let declared = E::create_table()?;
        self.registry().register_new(EntityFields::declared::<E>());
        let entity = self.check::<E>().await?;
        Ok(entity.with_declared(self.check_table(&declared).await?))
    }
}
