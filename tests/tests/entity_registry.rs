//! Tables of all entities at once.

use integration_tests::{
    TestDatabase,
    bakery::{bakery, cake, customer, lineitem, order},
};
use sea_orm::{ActiveModelTrait, ConnectionTrait, DbBackend, EntityTrait, PaginatorTrait, Set, Statement};

/// Entities of this file, which SeaORM's registry knows by the module.
mod registered {
    pub mod planet {
        use sea_orm::entity::prelude::*;

        #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
        #[sea_orm(table_name = "planet")]
        pub struct Model {
            #[sea_orm(primary_key, auto_increment = false)]
            pub id: i64,
            pub name: String,
        }

        #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
        pub enum Relation {}

        impl ActiveModelBehavior for ActiveModel {}
    }

    pub mod moon {
        use sea_orm::entity::prelude::*;

        #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
        #[sea_orm(table_name = "moon")]
        pub struct Model {
            #[sea_orm(primary_key, auto_increment = false)]
            pub id: i64,
            pub planet_id: i64,
        }

        #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
        pub enum Relation {
            #[sea_orm(
                belongs_to = "super::planet::Entity",
                from = "Column::PlanetId",
                to = "super::planet::Column::Id"
            )]
            Planet,
        }

        impl Related<super::planet::Entity> for Entity {
            fn to() -> RelationDef {
                Relation::Planet.def()
            }
        }

        impl ActiveModelBehavior for ActiveModel {}
    }

    pub fn prefix() -> String {
        format!("{}::*", module_path!())
    }
}

async fn tables(test: &TestDatabase) -> Vec<String> {
    let statement = Statement::from_sql_and_values(
        DbBackend::MySql,
        "SELECT name FROM system.tables WHERE database = ? ORDER BY name",
        [test.name().into()],
    );
    let rows = test.db.query_all_raw(statement).await.unwrap();
    rows.iter().map(|row| row.try_get("", "name").unwrap()).collect()
}

#[tokio::test]
async fn the_entities_of_a_module_are_made_from_seaorms_registry() {
    use registered::{moon, planet};
    let test = TestDatabase::new().await;
    let db = &test.db;
    db.get_schema_registry("nobody::*").apply(db).await.unwrap();
    assert_eq!(tables(&test).await, [""; 0]);
    db.get_schema_registry(&registered::prefix())
        .apply(db)
        .await
        .unwrap();
    assert_eq!(tables(&test).await, ["moon", "planet"]);
    let mars = planet::ActiveModel {
        id: Set(4),
        name: Set("Mars".into()),
    };
    mars.insert(db).await.unwrap();
    moon::Entity::insert_many([1, 2].map(|id| moon::ActiveModel {
        id: Set(id),
        planet_id: Set(4),
    }))
    .exec(db)
    .await
    .unwrap();
    let pairs = moon::Entity::find()
        .find_also_related(planet::Entity)
        .all(db)
        .await
        .unwrap();
    assert_eq!(pairs.len(), 2);
    assert!(
        pairs
            .iter()
            .all(|(_, planet)| planet.as_ref().is_some_and(|planet| planet.name == "Mars"))
    );
    let again = db.get_schema_registry(&registered::prefix()).apply(db).await;
    let error = again.unwrap_err().to_string();
    assert!(error.contains("TABLE_ALREADY_EXISTS"), "{error}");
}

#[tokio::test]
async fn entities_are_made_in_the_order_of_their_relations() {
    let test = TestDatabase::new().await;
    let builder = test
        .db
        .get_schema_builder()
        .register(lineitem::Entity)
        .register(order::Entity)
        .register(cake::Entity)
        .register(customer::Entity)
        .register(bakery::Entity);
    builder.apply(&test.db).await.unwrap();
    assert_eq!(
        tables(&test).await,
        ["bakery", "cake", "customer", "lineitem", "order"]
    );
    assert_eq!(lineitem::Entity::find().count(&test.db).await.unwrap(), 0);
}
