use rust_decimal::Decimal;
use sea_orm::{EntityTrait, Set};
use serde_json::json;

use super::{baker, bakery, cake, cakes_bakers, create_tables};
use crate::TestDatabase;

/// Three bakeries, four bakers and three cakes.
///
/// # Panics
///
/// When they cannot be made.
pub async fn bakeries() -> TestDatabase {
    let test = TestDatabase::new().await;
    create_tables(&test.db).await;
    bakery::Entity::insert_many([(1, "Sea", 10.5), (2, "Corner", 8.25), (3, "Empty", 1.0)].map(
        |(id, name, profit_margin)| bakery::ActiveModel {
            id: Set(id),
            name: Set(name.into()),
            profit_margin: Set(profit_margin),
        },
    ))
    .exec(&test.db)
    .await
    .expect("the bakeries are there");
    baker::Entity::insert_many(
        [
            (1, "Bob", Some(1)),
            (2, "Bea", Some(1)),
            (3, "Cy", Some(2)),
            (4, "Free", None),
        ]
        .map(|(id, name, bakery_id)| baker::ActiveModel {
            id: Set(id),
            name: Set(name.into()),
            contact_details: Set(json!({"id": id})),
            bakery_id: Set(bakery_id),
        }),
    )
    .exec(&test.db)
    .await
    .expect("the bakeries are there");
    cake::Entity::insert_many(
        [
            (1, "Mud", Some(1), 10),
            (2, "Plum", Some(1), 20),
            (3, "Lost", None, 30),
        ]
        .map(|(id, name, bakery_id, price)| cake::ActiveModel {
            id: Set(id),
            name: Set(name.into()),
            price: Set(Decimal::new(price, 0)),
            bakery_id: Set(bakery_id),
            gluten_free: Set(id == 2),
            serial: Set(uuid::Uuid::from_u128(id as u128)),
        }),
    )
    .exec(&test.db)
    .await
    .expect("the bakeries are there");
    cakes_bakers::Entity::insert_many([(1, 1), (1, 2), (2, 1)].map(|(cake_id, baker_id)| {
        cakes_bakers::ActiveModel {
            cake_id: Set(cake_id),
            baker_id: Set(baker_id),
        }
    }))
    .exec(&test.db)
    .await
    .expect("the bakeries are there");
    test
}
