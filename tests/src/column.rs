//! An entity of one value column, for the round trip of a field's type through a column's type.

/// Declares a module with an entity whose model has an `id` and a `value` of the given type. Attributes in front of the
/// type are those of the field.
///
/// `check(db, data_type, values)` makes the table with a column of that type, writes the values, and demands that every
/// way of reading them gives them back, that a filter finds them, and that an update stores them.
/// `check_unfiltered` leaves the filter out, for what equality does not find: NaN and JSON.
#[macro_export]
macro_rules! column_entity {
    ($module:ident, $(#[$attribute:meta])* [$($field:tt)+]) => {
        #[allow(missing_docs, dead_code)]
        mod $module {
            #[allow(unused_imports)]
            use super::*;
            use sea_orm::{
                ActiveValue::{Set, Unchanged}, ConnectionTrait as _, PaginatorTrait as _,
                QueryOrder as _, QuerySelect as _, IntoActiveModel as _, entity::prelude::*,
            };
            use sea_orm_clickhouse::{
                ClickHouseConnection, FromClickHouseRow, IntoClickHouseSelect as _, JsonFloat, JsonOptions,
                sea_query_clickhouse::{ClickHouseColumnDef, ClickHouseTable, DataType, Engine},
            };

            pub type Field = $($field)+;

            #[derive(Clone, Debug, PartialEq, DeriveEntityModel, FromClickHouseRow)]
            #[sea_orm(table_name = "one_column")]
            pub struct Model {
                #[sea_orm(primary_key, auto_increment = false)]
                pub id: i32,
                $(#[$attribute])*
                pub value: $($field)+,
            }

            #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
            pub enum Relation {}

            impl ActiveModelBehavior for ActiveModel {}

            pub async fn create(db: &ClickHouseConnection, data_type: &str) {
                let data_type: DataType = data_type.parse().unwrap();
                db.register::<Entity>();
                db.execute_unprepared("DROP TABLE IF EXISTS one_column SYNC").await.unwrap();
                let table = ClickHouseTable::create("one_column")
                    .col(ClickHouseColumnDef::new("id", DataType::Int32))
                    .col(ClickHouseColumnDef::new("value", data_type))
                    .engine(Engine::merge_tree())
                    .order_by(["id"]);
                db.execute_clickhouse(&table).await.unwrap();
            }

            pub async fn insert(db: &ClickHouseConnection, value: Field) -> Result<Model, DbErr> {
                ActiveModel { id: Set(1), value: Set(value) }.insert(db).await
            }

            pub async fn check(db: &ClickHouseConnection, data_type: &str, values: &[Field]) {
                check_reading(db, data_type, values, true).await;
            }

            pub async fn check_unfiltered(db: &ClickHouseConnection, data_type: &str, values: &[Field]) {
                check_reading(db, data_type, values, false).await;
            }

            async fn check_reading(db: &ClickHouseConnection, data_type: &str, values: &[Field], filtered: bool) {
                create(db, data_type).await;
                let models: Vec<Model> =
                    (1..).zip(values).map(|(id, value)| Model { id, value: value.clone() }).collect();
                let (first, rest) = models.split_first().unwrap();
                let inserted = first.clone().into_active_model().insert(db).await.unwrap();
                same(data_type, "insert returned", &[inserted], std::slice::from_ref(first));
                if !rest.is_empty() {
                    let rows = rest.iter().map(|model| model.clone().into_active_model());
                    Entity::insert_many(rows).exec_without_returning(db).await.unwrap();
                }

                let all = || Entity::find().order_by_asc(Column::Id);
                same(data_type, "the plain lane", &all().all(db).await.unwrap(), &models);
                same(data_type, "the entity lane", &all().clickhouse().all(db).await.unwrap(), &models);
                // Not in the order of their names.
                let pairs = || all().select_only().columns([Column::Value, Column::Id]);
                let model_of = |(value, id)| Model { id, value };
                let tuples: Vec<(Field, i32)> = pairs().into_tuple().all(db).await.unwrap();
                let tuples: Vec<Model> = tuples.into_iter().map(model_of).collect();
                same(data_type, "plain tuples", &tuples, &models);
                let tuples: Vec<(Field, i32)> = pairs().clickhouse().into_tuple().all(db).await.unwrap();
                let tuples: Vec<Model> = tuples.into_iter().map(model_of).collect();
                same(data_type, "tuples of the entity lane", &tuples, &models);
                let rows: Vec<Model> = pairs().clickhouse().into_row().all(db).await.unwrap();
                same(data_type, "rows by name", &rows, &models);
                let rows: Vec<(Field, i32)> = pairs().clickhouse().into_row().all(db).await.unwrap();
                let rows: Vec<Model> = rows.into_iter().map(model_of).collect();
                same(data_type, "rows by position", &rows, &models);
                let options = JsonOptions::new().not_a_number(JsonFloat::Text);
                let json = match pairs().clickhouse().into_json_with(options).all(db).await {
                    Ok(json) => json,
                    // The one thing that has no JSON, by any option.
                    Err(error) => {
                        let error = error.to_string();
                        assert!(error.contains("the key is there twice"), "{data_type}: {error}");
                        Vec::new()
                    }
                };
                for row in json {
                    assert_eq!(row.as_object().unwrap().len(), 2, "{data_type}: {row}");
                }

                if filtered {
                    for value in values {
                        let value = sea_orm::Value::from(value.clone());
                        let expected = models
                            .iter()
                            .filter(|model| sea_orm::Value::from(model.value.clone()) == value)
                            .count();
                        let found = if value.is_some() {
                            Entity::find().filter(Column::Value.eq(value.clone()))
                        } else {
                            Entity::find().filter(Column::Value.is_null())
                        };
                        let found = found.count(db).await.unwrap();
                        assert_eq!(found, expected as u64, "{data_type}: rows with {value:?}");
                    }
                }

                for value in values.iter().rev() {
                    let active = ActiveModel { id: Unchanged(1), value: Set(value.clone()) };
                    let updated = active.update(db).await.unwrap();
                    let expected = [Model { id: 1, value: value.clone() }];
                    same(data_type, "update returned", &[updated], &expected);
                    let stored = Entity::find_by_id(1).all(db).await.unwrap();
                    same(data_type, "update stored", &stored, &expected);
                }
            }

            fn same(data_type: &str, what: &str, found: &[Model], expected: &[Model]) {
                // The text tells apart what is equal, such as offsets and -0.0, and takes NaN for NaN.
                assert_eq!(format!("{found:?}"), format!("{expected:?}"), "{data_type}: {what}");
            }
        }
    };
}
