//! Models with all that are related to them.

use std::{
    collections::{HashMap, HashSet, hash_map::Entry},
    marker::PhantomData,
};

use sea_orm::{
    DbErr, EntityTrait, Iterable, ModelTrait, PrimaryKeyToColumn, TopologyChain, TopologyStar, TryIntoModel,
};
use sea_query::Value;

use super::{ClickHouseSelect, models::ModelsRow};
use crate::connection::ClickHouseConnection;

/// Rows as models, each once and with all that are related to it, in the order in which the rows come. `T` is the tuple of
/// their entities; `Topology` is how the joins hang together.
#[derive(Debug)]
pub struct GroupedRow<T, Topology = ()>(PhantomData<fn() -> (T, Topology)>);

impl<E, F, G, Topology> ClickHouseSelect<ModelsRow<(E, F, G), Topology>> {
    /// Each model once, with all that are related to it. It stands after `.clickhouse()`, since SeaORM keeps the select of
    /// its own `consolidate` to itself.
    pub fn consolidate(self) -> ClickHouseSelect<GroupedRow<(E, F, G), Topology>> {
        self.read_as()
    }
}

impl<E, F, G, H, Topology> ClickHouseSelect<ModelsRow<(E, F, G, H), Topology>> {
    /// Each model once, with all that are related to it. It stands after `.clickhouse()`, since SeaORM keeps the select of
    /// its own `consolidate` to itself.
    pub fn consolidate(self) -> ClickHouseSelect<GroupedRow<(E, F, G, H), Topology>> {
        self.read_as()
    }
}

impl<E, F> ClickHouseSelect<GroupedRow<(E, F)>>
where
    E: EntityTrait,
    E::ActiveModel: TryIntoModel<E::Model>,
    F: EntityTrait,
    F::ActiveModel: TryIntoModel<F::Model>,
{
    /// All models, each with those that are related to it.
    ///
    /// # Errors
    ///
    /// As those of a [select of models](ClickHouseSelect::one).
    pub async fn all(self, db: &ClickHouseConnection) -> Result<Vec<(E::Model, Vec<F::Model>)>, DbErr> {
        let rows = self.read_as::<ModelsRow<(E, F)>>().all(db).await?;
        Ok(grouped::<E, F>(rows))
    }
}

impl<E, F, G> ClickHouseSelect<GroupedRow<(E, F, G), TopologyStar>>
where
    E: EntityTrait,
    E::ActiveModel: TryIntoModel<E::Model>,
    F: EntityTrait,
    F::ActiveModel: TryIntoModel<F::Model>,
    G: EntityTrait,
    G::ActiveModel: TryIntoModel<G::Model>,
{
    /// All models, each with those of both entities that are related to it, once each.
    ///
    /// # Errors
    ///
    /// As those of a [select of models](ClickHouseSelect::one).
    #[allow(clippy::type_complexity, reason = "what SeaORM returns")]
    pub async fn all(
        self,
        db: &ClickHouseConnection,
    ) -> Result<Vec<(E::Model, Vec<F::Model>, Vec<G::Model>)>, DbErr> {
        let rows = self.read_as::<ModelsRow<(E, F, G)>>().all(db).await?;
        let rows = rows.into_iter().map(|(model, f, g)| (model, (f, g)));
        let groups = groups::<E, _>(rows).into_iter();
        Ok(groups
            .map(|(model, related)| {
                let (f, g): (Vec<_>, Vec<_>) = related.into_iter().unzip();
                (model, unique::<F>(f), unique::<G>(g))
            })
            .collect())
    }
}

impl<E, F, G> ClickHouseSelect<GroupedRow<(E, F, G), TopologyChain>>
where
    E: EntityTrait,
    E::ActiveModel: TryIntoModel<E::Model>,
    F: EntityTrait,
    F::ActiveModel: TryIntoModel<F::Model>,
    G: EntityTrait,
    G::ActiveModel: TryIntoModel<G::Model>,
{
    /// All models, each with those that are related to it, and these with those that are related to them.
    ///
    /// # Errors
    ///
    /// As those of a [select of models](ClickHouseSelect::one), and where there is a model of the last entity without one
    /// of the entity in between.
    #[allow(clippy::type_complexity, reason = "what SeaORM returns")]
    pub async fn all(
        self,
        db: &ClickHouseConnection,
    ) -> Result<Vec<(E::Model, Vec<(F::Model, Vec<G::Model>)>)>, DbErr> {
        let rows = self.read_as::<ModelsRow<(E, F, G)>>().all(db).await?;
        let mut linked = Vec::with_capacity(rows.len());
        for (model, f, g) in rows {
            linked.push(match (f, g) {
                (None, Some(_)) => {
                    return Err(DbErr::Type(format!(
                        "a row has a model of `{}` and none of `{}`, by which it would be related; read the rows without \
                         `consolidate`",
                        G::default().table_name(),
                        F::default().table_name()
                    )));
                }
                (f, g) => (model, f.map(|f| (f, g))),
            });
        }
        let groups = groups::<E, _>(linked).into_iter();
        Ok(groups
            .map(|(model, related)| (model, grouped::<F, G>(related.into_iter().flatten().collect())))
            .collect())
    }
}

impl<E, F, G, H> ClickHouseSelect<GroupedRow<(E, F, G, H), TopologyStar>>
where
    E: EntityTrait,
    E::ActiveModel: TryIntoModel<E::Model>,
    F: EntityTrait,
    F::ActiveModel: TryIntoModel<F::Model>,
    G: EntityTrait,
    G::ActiveModel: TryIntoModel<G::Model>,
    H: EntityTrait,
    H::ActiveModel: TryIntoModel<H::Model>,
{
    /// All models, each with those of the three entities that are related to it, once each.
    ///
    /// # Errors
    ///
    /// As those of a [select of models](ClickHouseSelect::one).
    #[allow(clippy::type_complexity, reason = "what SeaORM returns")]
    pub async fn all(
        self,
        db: &ClickHouseConnection,
    ) -> Result<Vec<(E::Model, Vec<F::Model>, Vec<G::Model>, Vec<H::Model>)>, DbErr> {
        let rows = self.read_as::<ModelsRow<(E, F, G, H)>>().all(db).await?;
        let rows = rows.into_iter().map(|(model, f, g, h)| (model, (f, (g, h))));
        let groups = groups::<E, _>(rows).into_iter();
        Ok(groups
            .map(|(model, related)| {
                let (f, others): (Vec<_>, Vec<_>) = related.into_iter().unzip();
                let (g, h): (Vec<_>, Vec<_>) = others.into_iter().unzip();
                (model, unique::<F>(f), unique::<G>(g), unique::<H>(h))
            })
            .collect())
    }
}

/// Each model once, with what stands beside it.
fn groups<E: EntityTrait, R>(rows: impl IntoIterator<Item = (E::Model, R)>) -> Vec<(E::Model, Vec<R>)> {
    let mut places = HashMap::new();
    let mut groups: Vec<(E::Model, Vec<R>)> = Vec::new();
    for (model, beside) in rows {
        match places.entry(key::<E>(&model)) {
            Entry::Vacant(place) => {
                place.insert(groups.len());
                groups.push((model, vec![beside]));
            }
            Entry::Occupied(place) => {
                if let Some((_, all)) = groups.get_mut(*place.get()) {
                    all.push(beside);
                }
            }
        }
    }
    groups
}

fn grouped<E: EntityTrait, F: EntityTrait>(
    rows: Vec<(E::Model, Option<F::Model>)>,
) -> Vec<(E::Model, Vec<F::Model>)> {
    let groups = groups::<E, _>(rows).into_iter();
    groups
        .map(|(model, related)| (model, related.into_iter().flatten().collect()))
        .collect()
}

/// Where several entities are joined to one, each model comes once for every one of the others.
fn unique<E: EntityTrait>(models: Vec<Option<E::Model>>) -> Vec<E::Model> {
    let mut seen = HashSet::new();
    let models = models.into_iter().flatten();
    models.filter(|model| seen.insert(key::<E>(model))).collect()
}

fn key<E: EntityTrait>(model: &E::Model) -> Vec<Value> {
    E::PrimaryKey::iter()
        .map(|key| model.get(key.into_column()))
        .collect()
}
