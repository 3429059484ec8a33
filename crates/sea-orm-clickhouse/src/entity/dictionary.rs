//! Entities over dictionaries.

use sea_orm::EntityTrait;
use sea_query::{Expr, FunctionCall, Iden};
use sea_query_clickhouse::{
    BuildError, ClickHouseDictionary,
    dictionary::{DictionaryCreateStatement, DictionaryDropStatement},
    func::dictionary::{dict_get, dict_get_or_default, dict_has},
};

use super::read_only::ReadOnly;
use crate::{connection::ClickHouseConnection, error::ClickHouseError, registry::EntityFields};

/// An entity over a dictionary: a table of keys and attributes that the server keeps at hand. It is read like any other,
/// also in relations, and only read: an INSERT, UPDATE, DELETE or TRUNCATE of SeaORM on a connection is refused before
/// anything is sent.
///
/// The derive [`ClickHouseEntity`](macro@crate::ClickHouseEntity) implements it by the attribute `dictionary`, which is the
/// source. The columns of the model are the attributes, those of its primary key the key.
///
/// A `query` of the source names the database of its tables: the server looks for them in that of the user.
///
/// The server reads a source of its own as the user that the source names, `default` without one, and not as the user of
/// the connection. A password belongs into a named collection of the server, or comes from where your program has its own,
/// as here: the attributes are expressions. `Debug` hides it, errors do not contain it, and the server shows `[HIDDEN]`.
///
/// ```
/// mod service {
///     use sea_orm::entity::prelude::*;
///     use sea_orm_clickhouse::prelude::*;
///     use sea_query_clickhouse::dictionary::{layout::Hashed, source};
///
///     #[derive(Clone, Debug, PartialEq, DeriveEntityModel, ClickHouseEntity)]
///     #[sea_orm(table_name = "service")]
///     #[clickhouse(dictionary = rows(), layout = Hashed::new(), lifetime = (300, 360))]
///     pub struct Model {
///         #[sea_orm(primary_key, auto_increment = false)]
///         pub port: u64,
///         #[clickhouse(default = "unknown")]
///         pub name: String,
///         #[clickhouse(hierarchical)]
///         pub parent: u64,
///     }
///
///     fn rows() -> source::ClickHouse {
///         let source = source::ClickHouse::table("service_row").user("loader");
///         match std::env::var("LOADER_PASSWORD") {
///             Ok(password) => source.password(password),
///             Err(_) => source,
///         }
///     }
///
///     #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
///     pub enum Relation {}
///
///     impl ActiveModelBehavior for ActiveModel {}
/// }
///
/// use sea_orm_clickhouse::ClickHouseDictionaryEntity;
/// use sea_query_clickhouse::ClickHouseQueryBuilder;
///
/// assert_eq!(
///     service::Entity::create_dictionary()?.to_string(ClickHouseQueryBuilder),
///     "CREATE DICTIONARY `service` (`port` UInt64, `name` String DEFAULT 'unknown', `parent` UInt64 HIERARCHICAL) \
///      PRIMARY KEY `port` SOURCE(CLICKHOUSE(table 'service_row' user 'loader')) LAYOUT(HASHED()) LIFETIME(MIN 300 MAX 360)"
/// );
/// assert_eq!(
///     service::Entity::drop_dictionary()?.to_string(ClickHouseQueryBuilder),
///     "DROP DICTIONARY `service`"
/// );
/// # Ok::<(), sea_query_clickhouse::BuildError>(())
/// ```
///
/// By hand it is the statement itself, which
/// [`ClickHouseSchema::create_dictionary_from_entity`](crate::ClickHouseSchema::create_dictionary_from_entity) begins.
#[diagnostic::on_unimplemented(
    message = "`{Self}` declares no dictionary",
    note = "the derive `ClickHouseEntity` declares one by `#[clickhouse(dictionary = .., layout = .., lifetime = ..)]`"
)]
pub trait ClickHouseDictionaryEntity: EntityTrait {
    /// The dictionary that the entity declares: to be run by
    /// [`execute_clickhouse`](ClickHouseConnection::execute_clickhouse), as it is or with more clauses such as
    /// `or_replace`.
    ///
    /// # Errors
    ///
    /// When the entity has what a dictionary lacks, such as a default that is an expression.
    fn create_dictionary() -> Result<DictionaryCreateStatement, BuildError>;

    /// `DROP DICTIONARY` of the dictionary, on its cluster if it declares one.
    ///
    /// # Errors
    ///
    /// As [`create_dictionary`](Self::create_dictionary), which names the cluster.
    fn drop_dictionary() -> Result<DictionaryDropStatement, BuildError> {
        let declared = Self::create_dictionary()?;
        let drop = ClickHouseDictionary::drop(declared.get_dictionary().clone());
        Ok(match declared.get_cluster() {
            Some(cluster) => drop.on_cluster(cluster),
            None => drop,
        })
    }

    /// `dictGet`: the attribute of a key, which may be a column of another table; a lookup in memory in the place of a
    /// join. A key that is not there has the default of the attribute. A key of several columns is their tuple.
    ///
    /// Source: <https://clickhouse.com/docs/sql-reference/functions/ext-dict-functions#dictget-dictgetordefault-dictgetornull>.
    ///
    /// ```
    /// # mod service {
    /// #     use sea_orm::entity::prelude::*;
    /// #     use sea_orm_clickhouse::prelude::*;
    /// #     use sea_query_clickhouse::dictionary::{layout::Hashed, source};
    /// #     #[derive(Clone, Debug, PartialEq, DeriveEntityModel, ClickHouseEntity)]
    /// #     #[sea_orm(table_name = "service")]
    /// #     #[clickhouse(dictionary = source::ClickHouse::table("service_row"), layout = Hashed::new(), lifetime = 0)]
    /// #     pub struct Model {
    /// #         #[sea_orm(primary_key, auto_increment = false)]
    /// #         pub port: u64,
    /// #         pub name: String,
    /// #     }
    /// #     #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    /// #     pub enum Relation {}
    /// #     impl ActiveModelBehavior for ActiveModel {}
    /// # }
    /// use sea_orm_clickhouse::prelude::*;
    /// use sea_query::{Expr, Query};
    /// use sea_query_clickhouse::ClickHouseQueryBuilder;
    ///
    /// let name = service::Entity::dict_get(service::Column::Name, Expr::col("port"));
    /// assert_eq!(
    ///     Query::select().column("id").expr_as(name, "service").from("event").to_string(ClickHouseQueryBuilder),
    ///     "SELECT `id`, dictGet('service', 'name', `port`) AS `service` FROM `event`"
    /// );
    /// ```
    fn dict_get(column: Self::Column, key: impl Into<Expr>) -> FunctionCall {
        dict_get(name::<Self>(), column.unquoted(), key.into())
    }

    /// `dictGetOrDefault`: as [`dict_get`](Self::dict_get), with a default of its own for a key that is not there.
    fn dict_get_or_default(
        column: Self::Column,
        key: impl Into<Expr>,
        default: impl Into<Expr>,
    ) -> FunctionCall {
        dict_get_or_default(name::<Self>(), column.unquoted(), key.into(), default.into())
    }

    /// `dictHas`: whether the key is there.
    fn dict_has(key: impl Into<Expr>) -> FunctionCall {
        dict_has(name::<Self>(), key.into())
    }
}

/// The name as the functions of dictionaries take it.
fn name<E: EntityTrait>() -> String {
    let entity = E::default();
    match entity.schema_name() {
        Some(database) => format!("{database}.{}", entity.table_name()),
        None => entity.table_name().to_owned(),
    }
}

impl ClickHouseConnection {
    /// Makes the dictionary that an entity declares. To make it only where there is none, or otherwise than declared, run
    /// `Entity::create_dictionary()?.if_not_exists()` by [`execute_clickhouse`](Self::execute_clickhouse). An entity that
    /// is not [registered](Self::register) is, on this connection.
    ///
    /// # Errors
    ///
    /// When the dictionary cannot be built for this server, or the server refuses it. That its source cannot be read is
    /// found out by the first read.
    pub async fn create_dictionary<E: ClickHouseDictionaryEntity>(&self) -> Result<(), ClickHouseError> {
        self.learn_dictionary::<E>();
        self.execute_clickhouse(&E::create_dictionary()?).await
    }

    /// Registers an entity over a dictionary that the program has not.
    pub(crate) fn learn_dictionary<E: ClickHouseDictionaryEntity>(&self) {
        let fields = EntityFields::of::<E>().read_only(ReadOnly::dictionary::<E>());
        self.registry().register_new(fields);
    }
}
