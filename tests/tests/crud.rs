//! Inserting, reading, updating and deleting through plain SeaORM.

use integration_tests::shop::{item, new_item, sale, seeded};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, ModelTrait, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect, Set, Unchanged,
};

#[tokio::test]
async fn filters_order_limit_and_offset_select_rows() {
    let test = seeded().await;
    let names: Vec<String> = item::Entity::find()
        .filter(item::Column::Stock.gte(20))
        .filter(item::Column::Name.ne("cheese"))
        .order_by_desc(item::Column::Stock)
        .select_only()
        .column(item::Column::Name)
        .into_tuple()
        .all(&test.db)
        .await
        .unwrap();
    assert_eq!(names, ["dates", "bread"]);
    let page = item::Entity::find()
        .order_by_asc(item::Column::Id)
        .offset(1)
        .limit(2)
        .all(&test.db)
        .await
        .unwrap();
    assert_eq!(page.iter().map(|item| item.id).collect::<Vec<_>>(), [2, 3]);
    let absent = item::Entity::find_by_id(77).one(&test.db).await.unwrap();
    assert_eq!(absent, None);
    let key = sale::Entity::find_by_id((1, "bob".to_owned()))
        .one(&test.db)
        .await
        .unwrap();
    assert_eq!(key.map(|sale| sale.quantity), Some(3));
    let nulls = item::Entity::find()
        .filter(item::Column::Note.is_null())
        .count(&test.db)
        .await
        .unwrap();
    assert_eq!(nulls, 4);
}

#[tokio::test]
async fn joins_find_what_belongs_together() {
    let test = seeded().await;
    let inner: Vec<(String, u32)> = sale::Entity::find()
        .inner_join(item::Entity)
        .select_only()
        .column(item::Column::Name)
        .column(sale::Column::Quantity)
        .order_by_asc(sale::Column::Quantity)
        .into_tuple()
        .all(&test.db)
        .await
        .unwrap();
    assert_eq!(
        inner,
        [
            ("bread".to_owned(), 1),
            ("apple".to_owned(), 2),
            ("apple".to_owned(), 3)
        ]
    );
    let left: Vec<(i32, Option<u32>)> = item::Entity::find()
        .left_join(sale::Entity)
        .select_only()
        .column(item::Column::Id)
        .column(sale::Column::Quantity)
        .filter(item::Column::Id.gt(1))
        .order_by_asc(item::Column::Id)
        .into_tuple()
        .all(&test.db)
        .await
        .unwrap();
    assert_eq!(left, [(2, Some(1)), (3, None), (4, None)]);
    let with = item::Entity::find()
        .find_with_related(sale::Entity)
        .order_by_asc(item::Column::Id)
        .all(&test.db)
        .await
        .unwrap();
    assert_eq!(
        with.iter().map(|(_, sales)| sales.len()).collect::<Vec<_>>(),
        [2, 1, 0, 0]
    );
}

#[tokio::test]
async fn active_models_insert_update_save_and_delete() {
    let test = seeded().await;
    let db = &test.db;
    let inserted = new_item(5, "egg", 50).insert(db).await.unwrap();
    let mut active = inserted.into_active_model();
    active.stock = Set(51);
    active.note = Set(Some("it's \\ here?".into()));
    let updated = active.update(db).await.unwrap();
    assert_eq!((updated.id, updated.stock), (5, 51));
    assert_eq!(
        item::Entity::find_by_id(5).one(db).await.unwrap().unwrap(),
        updated
    );

    let saved = item::ActiveModel {
        name: Set("fresh".into()),
        stock: Set(1),
        ..Default::default()
    }
    .save(db)
    .await
    .unwrap();
    assert_eq!(saved.id, Unchanged(6));
    let mut again = saved;
    again.stock = Set(2);
    let again = again.save(db).await.unwrap();
    assert_eq!(again.stock, Unchanged(2));
    assert_eq!(again.delete(db).await.unwrap().rows_affected, 1);
    assert_eq!(item::Entity::find_by_id(6).one(db).await.unwrap(), None);

    assert_eq!(updated.delete(db).await.unwrap().rows_affected, 1);
    assert_eq!(item::Entity::find().count(db).await.unwrap(), 4);
}

#[tokio::test]
async fn an_update_of_nothing_changed_reads_the_row() {
    let test = seeded().await;
    let item = item::Entity::find_by_id(1).one(&test.db).await.unwrap().unwrap();
    let same = item.clone().into_active_model().update(&test.db).await.unwrap();
    assert_eq!(same, item);
}
