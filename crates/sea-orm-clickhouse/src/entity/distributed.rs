//! What the code of the derive `ClickHouseEntity` calls for a Distributed table, and how an entity that declares its table
//! is told from one that does not.

use std::marker::PhantomData;

use sea_orm::{EntityTrait, Iterable};
use sea_query::Iden;
use sea_query_clickhouse::{BuildError, engine::Distributed, table::TableCreateStatement};

use super::{ClickHouseEntity, read_only::ReadOnly};
use crate::{distributed::engine_over, registration::Registration, schema::ClickHouseSchema};

/// Stands for an entity, whose [`REGISTRATION`](Self::REGISTRATION) is this one where it declares its table, and that of
/// [`Undeclared`] where it does not: the derive does not see whether the trait is implemented by hand.
pub struct Declared<E>(PhantomData<E>);

impl<E: ClickHouseEntity> Declared<E> {
    /// Of an entity that declares its table.
    pub const REGISTRATION: Registration = Registration::declared::<E>();
}

/// Any entity.
pub trait Undeclared {
    /// Of an entity that may declare no table.
    const REGISTRATION: Registration;
    /// Of an entity that declares no view.
    const VIEW: Option<ReadOnly> = None;
    /// Of an entity that declares no dictionary.
    const DICTIONARY: Option<ReadOnly> = None;
}

impl<E: EntityTrait> Undeclared for Declared<E> {
    const REGISTRATION: Registration = Registration::of::<E>();
}

/// The table of an entity over the tables of another one, whose columns are those of the other but for its `own`, which it
/// declares itself.
pub fn distributed_table<E: EntityTrait, L: ClickHouseEntity>(
    types: &[(E::Column, String)],
    own: &[E::Column],
) -> Result<TableCreateStatement, BuildError> {
    let own: Vec<&str> = own.iter().map(Iden::unquoted).collect();
    let columns: Vec<E::Column> = E::Column::iter().collect();
    let names: Vec<&str> = columns
        .iter()
        .map(Iden::unquoted)
        .filter(|name| !own.contains(name))
        .collect();
    ClickHouseSchema::with_types(E::default(), types)?.columns_of(&L::create_table()?, &names)
}

/// The engine over the tables of an entity.
pub fn distributed_over<L: ClickHouseEntity>(cluster: String) -> Result<Distributed, BuildError> {
    Ok(engine_over(cluster, L::create_table()?.get_table()))
}
