//! Entities and models whose columns are known when the program runs.

use integration_tests::{
    bakery::{bakeries, bakery, cake},
    reading::{self, readings},
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, JoinType, QueryFilter, QueryOrder, QuerySelect, RelationTrait,
    Value, dynamic,
    sea_query::{ArrayType, IntoIden, Query},
};

#[tokio::test]
async fn rows_of_a_dynamic_entity_are_read_by_its_columns() {
    let test = readings().await;
    let entity = dynamic::Entity::from_entity(reading::Entity);
    let mut select = Query::select();
    select.from(entity.table_ref());
    for column in entity.iter_columns() {
        select.column(column.as_column_ref());
    }
    let station = entity.iter_columns().next().unwrap();
    assert_eq!(station.column_name(), "station");
    select
        .and_where(station.eq("b"))
        .and_where(station.starts_with("b"));
    select.order_by("number", sea_orm::Order::Desc).limit(1);
    let row = test.db.query_one(&select).await.unwrap().unwrap();
    let model = entity.to_model_type().from_query_result(&row, "").unwrap();
    assert_eq!(model.try_get("station").unwrap(), &Value::from("b"));
    assert_eq!(model.try_get("number").unwrap(), &Value::from(4));
    assert_eq!(model.try_get("value").unwrap(), &Value::from(6.0));
    assert_eq!(model.try_get("level").unwrap(), &Value::TinyInt(None));
    let text = format!("{:?}", model.try_get("quality").unwrap());
    assert!(text.contains("bad"), "{text}");
    assert!(model.try_get("nothing").is_err());
}

#[tokio::test]
async fn a_dynamic_model_is_read_beside_an_entity() {
    let test = bakeries().await;
    let names = dynamic::ModelType {
        fields: vec![dynamic::FieldType::new(
            "profit_margin".into_iden(),
            ArrayType::Double,
        )],
    };
    let select = || {
        cake::Entity::find()
            .join(JoinType::InnerJoin, cake::Relation::Bakery.def())
            .order_by_asc(cake::Column::Id)
            .select_also_dyn_model("bakery".into_iden(), names.clone())
    };
    let rows = select().all(&test.db).await.unwrap();
    let rows: Vec<_> = rows
        .iter()
        .map(|(cake, bakery)| {
            (
                cake.name.as_str(),
                bakery.try_get("profit_margin").unwrap().clone(),
            )
        })
        .collect();
    let margin = Value::from(10.5);
    assert_eq!(rows, [("Mud", margin.clone()), ("Plum", margin)]);
    let (cake, _) = select().one(&test.db).await.unwrap().unwrap();
    assert_eq!(cake.name, "Mud");
}

#[tokio::test]
async fn a_dynamic_field_of_another_type_than_its_column_is_never_a_wrong_value() {
    let test = bakeries().await;
    let wrong = dynamic::ModelType {
        fields: vec![dynamic::FieldType::new("name".into_iden(), ArrayType::BigInt)],
    };
    let select = Query::select()
        .column(bakery::Column::Name)
        .from(bakery::Entity)
        .and_where(bakery::Column::Id.eq(1))
        .to_owned();
    let row = test.db.query_one(&select).await.unwrap().unwrap();
    // SeaORM reads dynamic fields as options, and takes a mismatch for NULL.
    let model = wrong.from_query_result(&row, "").unwrap();
    assert_eq!(model.try_get("name").unwrap(), &Value::BigInt(None));
    let found = bakery::Entity::find()
        .filter(bakery::Column::Id.eq(1))
        .one(&test.db)
        .await
        .unwrap();
    assert_eq!(found.map(|bakery| bakery.name), Some("Sea".into()));
}
