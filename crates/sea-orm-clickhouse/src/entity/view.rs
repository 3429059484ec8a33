//! Entities over views.

use sea_orm::EntityTrait;
use sea_query_clickhouse::{
    BuildError, ClickHouseView,
    view::{ViewDropStatement, ViewStatement},
};

use super::read_only::ReadOnly;
use crate::{connection::ClickHouseConnection, error::ClickHouseError, registry::EntityFields};

/// An entity over a view: plain, materialized or of windows. It is read like any other, also in relations, and only read:
/// an INSERT, UPDATE, DELETE or TRUNCATE of SeaORM on a connection is refused before anything is sent, with a sentence that
/// names where to write.
///
/// The derive [`ClickHouseEntity`](macro@crate::ClickHouseEntity) implements it by the attribute `view` or
/// `materialized_view`. Its query is a `SelectStatement` or a select of SeaORM, and names its columns as the model does.
///
/// ```
/// # mod network {
/// pub mod event {
/// #   use sea_orm::entity::prelude::*;
///     // ...
/// #   #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
/// #   #[sea_orm(table_name = "event")]
/// #   pub struct Model {
/// #       #[sea_orm(primary_key, auto_increment = false)]
/// #       pub id: i64,
/// #       pub port: u16,
/// #       pub bytes: u64,
/// #   }
/// #   #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
/// #   pub enum Relation {}
/// #   impl ActiveModelBehavior for ActiveModel {}
/// }
///
/// pub mod dns {
///     use sea_orm::entity::prelude::*;
///     use sea_orm_clickhouse::prelude::*;
///
///     use super::event;
///
///     #[derive(Clone, Debug, PartialEq, DeriveEntityModel, ClickHouseEntity)]
///     #[sea_orm(table_name = "dns")]
///     #[clickhouse(view = event::Entity::find().filter(event::Column::Port.eq(53)))]
///     pub struct Model {
///         #[sea_orm(primary_key, auto_increment = false)]
///         pub id: i64,
///         pub bytes: u64,
///     }
/// #   #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
/// #   pub enum Relation {}
/// #   impl ActiveModelBehavior for ActiveModel {}
/// }
///
/// /// The bytes of each port, added up as rows are inserted.
/// pub mod traffic {
///     use sea_orm::{QuerySelect, entity::prelude::*};
///     use sea_orm_clickhouse::prelude::*;
///     use sea_query_clickhouse::{aggregate::sum, engine::MergeTree};
///
///     use super::event;
///
///     #[derive(Clone, Debug, PartialEq, DeriveEntityModel, ClickHouseEntity)]
///     #[sea_orm(table_name = "traffic")]
///     #[clickhouse(
///         materialized_view = event::Entity::find()
///             .select_only()
///             .column(event::Column::Port)
///             .expr_as(sum(Expr::col(event::Column::Bytes)), "bytes")
///             .group_by(event::Column::Port),
///         engine = MergeTree::Summing { columns: vec![] }
///     )]
///     pub struct Model {
///         #[sea_orm(primary_key, auto_increment = false)]
///         pub port: u16,
///         pub bytes: u64,
///     }
/// #   #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
/// #   pub enum Relation {}
/// #   impl ActiveModelBehavior for ActiveModel {}
/// }
///
/// # }
/// # use network::{dns, traffic};
/// use sea_orm_clickhouse::ClickHouseViewEntity;
/// use sea_query_clickhouse::ClickHouseQueryBuilder;
///
/// assert_eq!(
///     dns::Entity::create_view()?.to_string(ClickHouseQueryBuilder),
///     "CREATE VIEW `dns` AS SELECT `event`.`id`, `event`.`port`, `event`.`bytes` FROM `event` WHERE `event`.`port` = 53"
/// );
/// assert_eq!(
///     traffic::Entity::create_view()?.if_not_exists().to_string(ClickHouseQueryBuilder),
///     "CREATE MATERIALIZED VIEW IF NOT EXISTS `traffic` (`port` UInt16, `bytes` UInt64) \
///      ENGINE = SummingMergeTree ORDER BY `port` \
///      AS SELECT `event`.`port`, sum(`bytes`) AS `bytes` FROM `event` GROUP BY `event`.`port`"
/// );
/// assert_eq!(traffic::Entity::drop_view()?.to_string(ClickHouseQueryBuilder), "DROP VIEW `traffic`");
/// # Ok::<(), sea_query_clickhouse::BuildError>(())
/// ```
///
/// By hand it is the statement itself:
///
/// ```
/// # mod event_id {
/// #     use sea_orm::entity::prelude::*;
/// #     use sea_orm_clickhouse::ClickHouseEntity;
/// #     #[derive(Clone, Debug, PartialEq, DeriveEntityModel, ClickHouseEntity)]
/// #     #[sea_orm(table_name = "event_id")]
/// #     pub struct Model {
/// #         #[sea_orm(primary_key, auto_increment = false)]
/// #         pub id: i64,
/// #     }
/// #     #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
/// #     pub enum Relation {}
/// #     impl ActiveModelBehavior for ActiveModel {}
/// # }
/// use sea_orm::EntityName;
/// use sea_orm_clickhouse::{BuildError, prelude::*};
/// use sea_query::Query;
/// use sea_query_clickhouse::{ClickHouseQueryBuilder, view::ViewCreateStatement};
///
/// impl ClickHouseViewEntity for event_id::Entity {
///     type View = ViewCreateStatement;
///
///     fn create_view() -> Result<ViewCreateStatement, BuildError> {
///         let query = Query::select().column("id").from("event").to_owned();
///         Ok(ClickHouseView::create(Self.table_ref(), query).on_cluster("events"))
///     }
/// }
///
/// assert_eq!(
///     event_id::Entity::drop_view()?.to_string(ClickHouseQueryBuilder),
///     "DROP VIEW `event_id` ON CLUSTER `events`"
/// );
/// # Ok::<(), BuildError>(())
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` declares no view",
    note = "the derive `ClickHouseEntity` declares one by `#[clickhouse(view = ..)]` or `#[clickhouse(materialized_view = ..)]`"
)]
pub trait ClickHouseViewEntity: EntityTrait {
    /// The statement that makes the view: [`ViewCreateStatement`](sea_query_clickhouse::view::ViewCreateStatement),
    /// [`MaterializedViewCreateStatement`](sea_query_clickhouse::view::MaterializedViewCreateStatement) or
    /// [`WindowViewCreateStatement`](sea_query_clickhouse::view::WindowViewCreateStatement).
    type View: ViewStatement;

    /// The view that the entity declares: to be run by [`execute_clickhouse`](ClickHouseConnection::execute_clickhouse),
    /// as it is or with more clauses such as `if_not_exists`.
    ///
    /// # Errors
    ///
    /// When the model has a column that the query does not select, or the entity has what ClickHouse lacks.
    fn create_view() -> Result<Self::View, BuildError>;

    /// `DROP VIEW` of the view, on its cluster if it declares one.
    ///
    /// # Errors
    ///
    /// As [`create_view`](Self::create_view), which names the cluster.
    fn drop_view() -> Result<ViewDropStatement, BuildError> {
        let declared = Self::create_view()?;
        let drop = ClickHouseView::drop(declared.get_view().clone());
        Ok(match declared.get_cluster() {
            Some(cluster) => drop.on_cluster(cluster),
            None => drop,
        })
    }
}

impl ClickHouseConnection {
    /// Makes the view that an entity declares. To make it only where there is none, or otherwise than declared, run
    /// `Entity::create_view()?.if_not_exists()` by [`execute_clickhouse`](Self::execute_clickhouse). An entity that is not
    /// [registered](Self::register) is, on this connection.
    ///
    /// # Errors
    ///
    /// When the view cannot be built for this server, or the server refuses it, as it does where there is one already.
    pub async fn create_view<E: ClickHouseViewEntity>(&self) -> Result<(), ClickHouseError> {
        self.learn_view::<E>();
        self.execute_clickhouse(&E::create_view()?).await
    }

    /// Registers an entity over a view that the program has not.
    pub(crate) fn learn_view<E: ClickHouseViewEntity>(&self) {
        let fields = EntityFields::of::<E>().read_only(ReadOnly::view::<E>());
        self.registry().register_new(fields);
    }
}
