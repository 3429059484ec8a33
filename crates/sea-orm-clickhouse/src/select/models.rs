//! Rows with models of several entities.

use std::marker::PhantomData;

use sea_orm::{DbErr, EntityTrait, TryIntoModel};
use sea_query::{SelectStatement, Value};

use super::{model::ModelReader, row::sealed};
use crate::{
    expectation::{Expectation, Prefixed},
    registry::{EntityFields, Registry},
    row::RowPlan,
};

/// The prefixes that SeaORM gives the columns of each entity.
const PREFIXES: [&str; 6] = ["A_", "B_", "C_", "D_", "E_", "F_"];

/// Rows as a tuple of models, all but the first in an `Option`: where all its columns are NULL, an outer join has found
/// nothing, and it is `None`. A column that is missing, or does not fit its field, is an error.
///
/// `T` is the tuple of the entities. `Topology` is how the joins hang together: SeaORM's `TopologyStar` or `TopologyChain`.
#[derive(Debug)]
pub struct ModelsRow<T, Topology = ()>(PhantomData<fn() -> (T, Topology)>);

/// Rows as a pair of models, both of which must be there.
#[derive(Debug)]
pub struct BothRow<E, F>(PhantomData<fn() -> (E, F)>);

macro_rules! models {
    ([$($generics:ident),+] $row:ty; $first:ident; $($entity:ident),+; $item:ty, $open:literal, $read:ident) => {
        #[allow(private_interfaces)]
        impl<$($generics),+> sealed::Read for $row
        where
            $($generics: 'static,)+
            $first: EntityTrait,
            $first::ActiveModel: TryIntoModel<$first::Model>,
            $($entity: EntityTrait, $entity::ActiveModel: TryIntoModel<$entity::Model>,)+
        {
            type Item = $item;
            type Reader = (ModelReader<$first>, $(ModelReader<$entity>,)+);

            fn expectation(select: Option<&SelectStatement>, _: &Registry) -> Expectation {
                let Some(select) = select else {
                    return Expectation::Unknown;
                };
                let entities = [
                    (EntityFields::of::<$first>(), false),
                    $((EntityFields::of::<$entity>(), $open),)+
                ];
                let prefixed = PREFIXES.iter().zip(entities);
                let prefixed = prefixed.map(|(prefix, (fields, open))| Prefixed { prefix, fields, open });
                Expectation::of_entities(select, prefixed.collect())
            }

            fn reader(plan: &RowPlan) -> Self::Reader {
                let mut prefixes = PREFIXES.iter();
                let mut next = || prefixes.next().copied().unwrap_or_default();
                (ModelReader::new(plan, next()), $(ModelReader::<$entity>::new(plan, next()),)+)
            }

            #[allow(non_snake_case)]
            fn read(reader: &Self::Reader, _: &RowPlan, mut values: Vec<Value>) -> Result<Self::Item, DbErr> {
                let ($first, $($entity,)+) = reader;
                Ok(($first.model(&mut values)?, $($entity.$read(&mut values)?,)+))
            }
        }
    };
}

macro_rules! open_models {
    ($first:ident; $($entity:ident),+) => {
        models!(
            [$first, $($entity,)+ Topology] ModelsRow<($first, $($entity,)+), Topology>; $first; $($entity),+;
            ($first::Model, $(Option<$entity::Model>,)+), true, optional
        );
    };
}

models!([E, F] BothRow<E, F>; E; F; (E::Model, F::Model), false, model);
open_models!(E; F);
open_models!(E; F, G);
open_models!(E; F, G, H);
open_models!(E; F, G, H, I);
open_models!(E; F, G, H, I, J);
