//! The official client as a witness: what SeaORM inserted, it reads as the same, and the other way round.

use clickhouse::Row;
use integration_tests::TestDatabase;
use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel, entity::prelude::*};
use sea_orm_clickhouse::prelude::*;
use serde::{Deserialize, Serialize};

mod reading {
    use super::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, ClickHouseEntity)]
    #[sea_orm(table_name = "oracle_reading")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: u64,
        pub small: i8,
        pub ratio: f64,
        #[sea_orm(column_type = r#"custom("LowCardinality(String)")"#)]
        pub name: String,
        pub note: Option<String>,
        #[sea_orm(column_type = r#"custom("Array(Int32)")"#)]
        pub points: Vec<i32>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

#[derive(Clone, Debug, PartialEq, Row, Serialize, Deserialize)]
struct Reading {
    id: u64,
    small: i8,
    ratio: f64,
    name: String,
    note: Option<String>,
    points: Vec<i32>,
}

#[tokio::test]
async fn the_official_client_reads_what_seaorm_inserted_and_the_other_way_round() {
    let test = TestDatabase::new().await;
    let db = &test.db;
    db.execute_clickhouse(&ClickHouseSchema::create_table_from_entity(reading::Entity).unwrap())
        .await
        .unwrap();
    let client = db.client().unwrap();

    let ours = reading::Model {
        id: u64::MAX,
        small: -128,
        ratio: 0.1,
        name: "it's \\ ü".into(),
        note: None,
        points: vec![1, -2, i32::MAX],
    };
    ours.clone().into_active_model().insert(db).await.unwrap();
    let read: Vec<Reading> = client
        .query("SELECT ?fields FROM oracle_reading")
        .fetch_all()
        .await
        .unwrap();
    let expected = Reading {
        id: ours.id,
        small: ours.small,
        ratio: ours.ratio,
        name: ours.name.clone(),
        note: None,
        points: ours.points.clone(),
    };
    assert_eq!(read, std::slice::from_ref(&expected));

    let theirs = Reading {
        id: 1,
        note: Some("theirs".into()),
        ..expected
    };
    let mut insert = client.insert::<Reading>("oracle_reading").await.unwrap();
    insert.write(&theirs).await.unwrap();
    insert.end().await.unwrap();
    let read = reading::Entity::find_by_id(1u64).one(db).await.unwrap().unwrap();
    assert_eq!(
        read,
        reading::Model {
            id: 1,
            note: Some("theirs".into()),
            ..ours
        }
    );
}
