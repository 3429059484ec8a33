//! Tuple, Map and the geo types as structs of serde, in both lanes.

use std::collections::BTreeMap;

use integration_tests::TestDatabase;
use sea_orm::{
    ActiveValue::Set, ConnectionTrait, FromJsonQueryResult, IntoActiveModel, QueryOrder, entity::prelude::*,
};
use sea_orm_clickhouse::IntoClickHouseSelect;
use serde::{Deserialize, Serialize};
use serde_json::json;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, FromJsonQueryResult)]
pub struct Address {
    pub street: String,
    pub number: Option<u16>,
    pub seen: chrono::NaiveDate,
    pub at: (f64, f64),
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, FromJsonQueryResult)]
pub struct Counts(pub BTreeMap<u64, Vec<i64>>);

mod visitor {
    use super::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "visitor")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: u32,
        pub address: Address,
        pub counts: Counts,
        pub route: Json,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

#[tokio::test]
async fn structs_of_serde_are_tuples_and_maps() {
    let TestDatabase { ref db, .. } = TestDatabase::new().await;
    db.execute_unprepared(
        "CREATE TABLE visitor (id UInt32, address Tuple(street LowCardinality(String), number Nullable(UInt16), \
         seen Date, at Point), counts Map(UInt64, Array(Int64)), route Array(Tuple(name String, n UInt8))) \
         ENGINE = MergeTree ORDER BY id",
    )
    .await
    .unwrap();
    db.register::<visitor::Entity>();
    let one = visitor::Model {
        id: 1,
        address: Address {
            street: "it's \"naïve\"".into(),
            number: Some(u16::MAX),
            seen: chrono::NaiveDate::from_ymd_opt(2026, 2, 28).unwrap(),
            at: (0.1, -2.0),
        },
        counts: Counts([(u64::MAX, vec![i64::MIN, 5]), (7, vec![])].into()),
        route: json!([{"name": "a", "n": 1}, {"name": "", "n": 255}]),
    };
    let mut other = one.clone();
    other.id = 2;
    other.address.number = None;
    other.counts = Counts(BTreeMap::new());
    other.route = json!([]);
    let models = [one, other];
    visitor::Entity::insert_many(models.clone().map(IntoActiveModel::into_active_model))
        .exec(db)
        .await
        .unwrap();
    let all = || visitor::Entity::find().order_by_asc(visitor::Column::Id);
    assert_eq!(all().all(db).await.unwrap(), models);
    assert_eq!(all().clickhouse().all(db).await.unwrap(), models);

    let mut wrong = models[0].clone().into_active_model();
    wrong.route = Set(json!([{"name": "a", "n": 256}]));
    let error = visitor::Entity::insert(wrong)
        .exec(db)
        .await
        .unwrap_err()
        .to_string();
    assert!(error.contains("`route.n` of type UInt8"), "{error}");
    assert_eq!(all().all(db).await.unwrap().len(), 2);
    let update = visitor::Entity::update_many().col_expr(visitor::Column::Route, Expr::value(json!([])));
    update.filter(visitor::Column::Id.eq(1)).exec(db).await.unwrap();
    let route = |id: u32| async move {
        visitor::Entity::find_by_id(id)
            .one(db)
            .await
            .unwrap()
            .unwrap()
            .route
    };
    assert_eq!(route(1).await, json!([]));
    assert_eq!(route(2).await, models[1].route);
    let long = json!([{"name": "a", "n": 256}]);
    let update = visitor::Entity::update_many().col_expr(visitor::Column::Route, Expr::value(long));
    let error = update.exec(db).await.unwrap_err().to_string();
    assert!(error.contains("`route.n` of type UInt8"), "{error}");
}
