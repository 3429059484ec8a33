//! What columns of each type answer to lookups, comparisons and changes.

mod address;
mod category;
mod index;
mod json;
mod list;
mod map;
mod number;
mod text;
mod time;
mod tuple;

use sea_orm::{
    Condition, EntityTrait, Iterable, PrimaryKeyToColumn, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, IntoCondition},
};
use sea_orm_clickhouse::ClickHouseConnection;

/// The ids of the rows that a condition finds, in order.
async fn found<E: EntityTrait>(db: &ClickHouseConnection, condition: impl IntoCondition) -> Vec<i64> {
    let id = || {
        let key = E::PrimaryKey::iter().next().expect("a key");
        key.into_column()
    };
    let condition: Condition = condition.into_condition();
    let sentence = format!("{condition:?}");
    E::find()
        .select_only()
        .column(id())
        .filter(condition)
        .order_by_asc(id())
        .into_tuple()
        .all(db)
        .await
        .unwrap_or_else(|error| panic!("{sentence}: {error}"))
}

/// Checks each condition with the rows that it finds.
async fn check<E: EntityTrait, const N: usize>(db: &ClickHouseConnection, conditions: [(Expr, &[i64]); N]) {
    for (condition, ids) in conditions {
        let sentence = format!("{condition:?}");
        assert_eq!(found::<E>(db, condition).await, ids, "{sentence}");
    }
}

/// The name of the server's error.
fn error_name(error: &sea_orm::DbErr) -> String {
    let error = sea_orm_clickhouse::ClickHouseError::from_db_err(error).expect("an error of ClickHouse");
    error.name().unwrap_or_default().to_owned()
}

/// An entity with the key `id` and these fields.
macro_rules! entity {
    ($name:ident, $table:literal, $(#[$attribute:meta])* { $($(#[$of_field:meta])* $field:ident: $type:ty),* $(,)? }) => {
        mod $name {
            #[allow(unused_imports)]
            use super::*;
            use sea_orm::entity::prelude::*;
            #[allow(unused_imports)]
            use sea_orm_clickhouse::prelude::*;

            #[derive(Clone, Debug, PartialEq, DeriveEntityModel, ClickHouseEntity)]
            #[sea_orm(table_name = $table)]
            $(#[$attribute])*
            pub struct Model {
                #[sea_orm(primary_key, auto_increment = false)]
                pub id: i64,
                $($(#[$of_field])* pub $field: $type,)*
            }

            #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
            pub enum Relation {}

            impl ActiveModelBehavior for ActiveModel {}
        }
    };
}
pub(crate) use entity;
