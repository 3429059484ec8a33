//! Entities of the program, which their derives register for all connections.

use std::any::{TypeId, type_name};

use sea_orm::EntityTrait;
use sea_query_clickhouse::{BuildError, table::TableCreateStatement};

#[cfg(feature = "migration")]
use crate::entity::read_only::ReadOnlyStatement;
use crate::{
    entity::{ClickHouseEntity, read_only::ReadOnly},
    registry::EntityFields,
};

/// An entity that is registered for every connection of the program. The derive `ClickHouseEntity` submits it.
pub struct Registration {
    pub(crate) entity: fn() -> TypeId,
    #[cfg_attr(not(feature = "migration"), allow(dead_code))]
    name: fn() -> &'static str,
    pub(crate) describe: fn() -> EntityFields,
    #[cfg_attr(not(feature = "migration"), allow(dead_code))]
    table: Option<fn() -> Result<TableCreateStatement, BuildError>>,
    pub(crate) read_only: Option<ReadOnly>,
}

impl Registration {
    /// The registration of an entity.
    pub const fn of<E: EntityTrait>() -> Self {
        Self {
            entity: TypeId::of::<E>,
            name: type_name::<E>,
            describe: EntityFields::of::<E>,
            table: None,
            read_only: None,
        }
    }

    /// The registration of an entity that declares its table, so that a Distributed one is known as that.
    pub const fn declared<E: ClickHouseEntity>() -> Self {
        Self {
            entity: TypeId::of::<E>,
            name: type_name::<E>,
            describe: EntityFields::declared::<E>,
            table: Some(E::create_table),
            read_only: None,
        }
    }

    /// The registration of a view or dictionary, where the entity is one.
    #[doc(hidden)]
    pub const fn read_only(mut self, view: Option<ReadOnly>, dictionary: Option<ReadOnly>) -> Self {
        self.read_only = match view {
            None => dictionary,
            view => view,
        };
        self
    }
}

inventory::collect!(Registration);

/// What an entity of the program is.
#[cfg(feature = "migration")]
pub(crate) enum Declaration {
    Table(Result<Box<TableCreateStatement>, BuildError>),
    ReadOnly(Result<ReadOnlyStatement, BuildError>),
    /// Its derive declares nothing, and no trait is implemented by hand.
    Nothing,
}

/// The entities of the program, each once, in the order of their tables' names; with the path of each.
#[cfg(feature = "migration")]
pub(crate) fn declarations() -> Vec<(&'static str, Declaration)> {
    let mut known = std::collections::HashSet::new();
    let mut declared: Vec<_> = inventory::iter::<Registration>
        .into_iter()
        .filter(|registration| known.insert((registration.entity)()))
        .map(|registration| {
            let fields = (registration.describe)();
            let declaration = match (registration.table, registration.read_only) {
                (Some(table), _) => Declaration::Table(table().map(Box::new)),
                (None, Some(read_only)) => Declaration::ReadOnly(read_only.statement()),
                (None, None) => Declaration::Nothing,
            };
            ((fields.schema, fields.table), (registration.name)(), declaration)
        })
        .collect();
    declared.sort_by(|(table, name, _), (other, other_name, _)| (table, name).cmp(&(other, other_name)));
    let declared = declared.into_iter();
    declared
        .map(|(_, name, declaration)| (name, declaration))
        .collect()
}
