//! Every form of SeaORM's basic operations, and what each of them answers with.

use integration_tests::{
    TestDatabase,
    bakery::{baker, bakeries, bakery, cakes_bakers},
};
use sea_orm::{
    ActiveValue::NotSet,
    ColumnTrait, Condition, DbErr, DeleteMany, EntityName, EntityTrait, ExprTrait, Insert, IntoActiveModel,
    Iterable, ModelTrait, PaginatorTrait, QueryFilter, QueryOrder, QueryTrait, Set, TryInsertResult,
    Unchanged, Update,
    entity::{ActiveModelTrait, prelude::Expr},
    sea_query::Query,
};
use sea_orm_clickhouse::ClickHouseConnection;
use serde_json::json;

fn new_bakery(name: &str) -> bakery::ActiveModel {
    bakery::ActiveModel {
        id: NotSet,
        name: Set(name.into()),
        profit_margin: Set(1.0),
    }
}

async fn names(db: &ClickHouseConnection) -> Vec<String> {
    let bakeries = bakery::Entity::find().order_by_asc(bakery::Column::Id);
    bakeries
        .all(db)
        .await
        .unwrap()
        .into_iter()
        .map(|bakery| bakery.name)
        .collect()
}

#[tokio::test]
async fn an_insert_of_many_returns_models_and_keys_in_their_order() {
    let test = bakeries().await;
    let db = &test.db;
    let models = bakery::Entity::insert_many(["a", "b"].map(new_bakery))
        .exec_with_returning(db)
        .await
        .unwrap();
    let seen: Vec<(i32, &str)> = models
        .iter()
        .map(|model| (model.id, model.name.as_str()))
        .collect();
    assert_eq!(seen, [(4, "a"), (5, "b")]);
    let keys = bakery::Entity::insert_many(["c", "d"].map(new_bakery))
        .exec_with_returning_keys(db)
        .await
        .unwrap();
    assert_eq!(keys, [6, 7]);
    let keys = cakes_bakers::Entity::insert_many([(7, 8), (7, 9)].map(|(cake_id, baker_id)| {
        cakes_bakers::ActiveModel {
            cake_id: Set(cake_id),
            baker_id: Set(baker_id),
        }
    }))
    .exec_with_returning_keys(db)
    .await
    .unwrap();
    assert_eq!(keys, [(7, 8), (7, 9)]);
    #[allow(deprecated)]
    let models = bakery::Entity::insert_many(["e"].map(new_bakery))
        .exec_with_returning_many(db)
        .await
        .unwrap();
    assert_eq!(models.len(), 1);
    let count = bakery::Entity::insert_many(["f", "g"].map(new_bakery))
        .exec_without_returning(db)
        .await
        .unwrap();
    assert_eq!(count, 2);
    assert_eq!(
        names(db).await,
        ["Sea", "Corner", "Empty", "a", "b", "c", "d", "e", "f", "g"]
    );
}

#[tokio::test]
async fn one_insert_has_every_form_of_result() {
    let test = bakeries().await;
    let db = &test.db;
    let last = bakery::Entity::insert(new_bakery("a")).exec(db).await.unwrap();
    assert_eq!(last.last_insert_id, 4);
    let count = bakery::Entity::insert(new_bakery("b"))
        .exec_without_returning(db)
        .await
        .unwrap();
    assert_eq!(count, 1);
    let model = bakery::Entity::insert(new_bakery("c"))
        .exec_with_returning(db)
        .await
        .unwrap();
    assert_eq!((model.id, model.name.as_str()), (6, "c"));
    let models = bakery::Entity::insert(new_bakery("d"))
        .exec_with_returning_many(db)
        .await
        .unwrap();
    assert_eq!(models.len(), 1);
    let keys = Insert::one(new_bakery("e"))
        .exec_with_returning_keys(db)
        .await
        .unwrap();
    assert_eq!(keys, [8]);
    let model = bakery::Entity::insert(model.into_active_model().reset_all())
        .exec_with_returning(db)
        .await
        .unwrap();
    assert_eq!(
        model.id, 6,
        "a model is inserted as it is, and twice if one likes"
    );
    assert_eq!(bakery::Entity::find_by_id(6).count(db).await.unwrap(), 2);
}

#[tokio::test]
#[allow(deprecated)]
async fn an_insert_of_nothing_sends_nothing() {
    let test = bakeries().await;
    let db = &test.db;
    let none = || bakery::Entity::insert_many(Vec::<bakery::ActiveModel>::new());
    assert_eq!(none().exec(db).await.unwrap().last_insert_id, None);
    assert_eq!(none().exec_without_returning(db).await.unwrap(), 0);
    assert_eq!(none().exec_with_returning(db).await.unwrap(), []);
    assert!(none().exec_with_returning_keys(db).await.unwrap().is_empty());
    let empty = none().on_empty_do_nothing().exec(db).await.unwrap();
    assert!(matches!(empty, TryInsertResult::Empty), "{empty:?}");
    assert_eq!(empty.last_insert_id().unwrap(), None);
    let empty = none()
        .on_empty_do_nothing()
        .exec_without_returning(db)
        .await
        .unwrap();
    assert!(matches!(empty, TryInsertResult::Empty), "{empty:?}");
    let empty = none().try_insert().exec_with_returning_many(db).await.unwrap();
    assert!(matches!(empty, TryInsertResult::Empty), "{empty:?}");
    let empty = none()
        .on_conflict_do_nothing()
        .exec_with_returning_keys(db)
        .await
        .unwrap();
    assert!(matches!(empty, TryInsertResult::Empty), "{empty:?}");
    assert_eq!(names(db).await.len(), 3);
}

#[tokio::test]
#[allow(deprecated)]
async fn a_tried_insert_tells_that_it_inserted() {
    let test = bakeries().await;
    let db = &test.db;
    let inserted = bakery::Entity::insert(new_bakery("a"))
        .try_insert()
        .exec(db)
        .await
        .unwrap();
    assert_eq!(inserted.last_insert_id().unwrap(), Some(4));
    let inserted = bakery::Entity::insert_many([new_bakery("b")])
        .on_empty_do_nothing()
        .exec_with_returning_many(db)
        .await
        .unwrap();
    assert!(
        matches!(&inserted, TryInsertResult::Inserted(models) if models.len() == 1),
        "{inserted:?}"
    );
    let inserted = bakery::Entity::insert_many([new_bakery("c"), new_bakery("d")])
        .try_insert()
        .exec_without_returning(db)
        .await
        .unwrap();
    assert!(matches!(inserted, TryInsertResult::Inserted(2)), "{inserted:?}");
}

#[tokio::test]
async fn one_update_returns_the_model_or_a_count() {
    let test = bakeries().await;
    let db = &test.db;
    let change = |id: i32, name: &str| bakery::ActiveModel {
        id: Unchanged(id),
        name: Set(name.into()),
        profit_margin: NotSet,
    };
    let model = bakery::Entity::update(change(1, "a")).exec(db).await.unwrap();
    assert_eq!((model.name.as_str(), model.profit_margin), ("a", 10.5));
    let result = bakery::Entity::update(change(1, "b"))
        .exec_without_returning(db)
        .await
        .unwrap();
    assert_eq!(result.rows_affected, 1);
    let result = change(2, "c").update_without_returning(db).await.unwrap();
    assert_eq!(result.rows_affected, 1);
    let result = Update::one(change(77, "x")).exec_without_returning(db).await;
    assert_eq!(result.unwrap_err(), DbErr::RecordNotUpdated);
    let result = change(77, "x").update_without_returning(db).await;
    assert_eq!(result.unwrap_err(), DbErr::RecordNotUpdated);
    // A condition beside the key.
    let filtered = || bakery::Entity::update(change(1, "d"));
    let result = filtered()
        .validate()
        .unwrap()
        .filter(bakery::Column::Name.eq("other"))
        .exec(db)
        .await;
    assert_eq!(result.unwrap_err(), DbErr::RecordNotUpdated);
    let model = filtered()
        .validate()
        .unwrap()
        .filter(bakery::Column::Name.eq("b"))
        .exec(db)
        .await
        .unwrap();
    assert_eq!(model.name, "d");
    assert_eq!(names(db).await, ["d", "c", "Empty"]);
    let no_key = bakery::ActiveModel {
        id: NotSet,
        ..new_bakery("x")
    };
    assert!(matches!(
        no_key.update(db).await,
        Err(DbErr::PrimaryKeyNotSet { .. })
    ));
    // Nothing to set: the row is read, and one that is not there is an error.
    let nothing = |id: i32| bakery::ActiveModel {
        id: Unchanged(id),
        ..Default::default()
    };
    assert_eq!(nothing(1).update(db).await.unwrap().name, "d");
    assert!(matches!(
        nothing(77).update(db).await,
        Err(DbErr::RecordNotFound(_))
    ));
    assert_eq!(
        nothing(77)
            .update_without_returning(db)
            .await
            .unwrap()
            .rows_affected,
        0
    );
}

#[tokio::test]
async fn updates_of_many_take_values_expressions_and_models() {
    let test = bakeries().await;
    let db = &test.db;
    let result = bakery::Entity::update_many()
        .col_expr(
            bakery::Column::ProfitMargin,
            Expr::col(bakery::Column::ProfitMargin).mul(2),
        )
        .filter(bakery::Column::Id.lte(2))
        .exec(db)
        .await
        .unwrap();
    assert_eq!(result.rows_affected, 2);
    let result = Update::many(bakery::Entity)
        .set(bakery::ActiveModel {
            profit_margin: Set(0.5),
            ..Default::default()
        })
        .filter(bakery::Column::Name.starts_with("E"))
        .exec(db)
        .await
        .unwrap();
    assert_eq!(result.rows_affected, 1);
    let mut margins: Vec<f64> = bakery::Entity::find()
        .all(db)
        .await
        .unwrap()
        .iter()
        .map(|bakery| bakery.profit_margin)
        .collect();
    margins.sort_by(f64::total_cmp);
    assert_eq!(margins, [0.5, 16.5, 21.0]);
    let models = bakery::Entity::update_many()
        .col_expr(bakery::Column::Name, Expr::value("all"))
        .exec_with_returning(db)
        .await
        .unwrap();
    assert_eq!(models.len(), 3);
    assert!(models.iter().all(|model| model.name == "all"));
    // Nothing to set, and nothing to find.
    assert_eq!(
        bakery::Entity::update_many()
            .exec(db)
            .await
            .unwrap()
            .rows_affected,
        0
    );
    assert!(
        bakery::Entity::update_many()
            .exec_with_returning(db)
            .await
            .unwrap()
            .is_empty()
    );
    let none = bakery::Entity::update_many()
        .col_expr(bakery::Column::Name, Expr::value("none"))
        .filter(bakery::Column::Id.eq(77));
    assert_eq!(none.clone().exec(db).await.unwrap().rows_affected, 0);
    assert!(none.exec_with_returning(db).await.unwrap().is_empty());
}

#[tokio::test]
async fn an_empty_list_reaches_no_row() {
    let test = bakeries().await;
    let db = &test.db;
    let empty = || bakery::Column::Id.is_in(Vec::<i32>::new());
    let update = bakery::Entity::update_many()
        .col_expr(bakery::Column::Name, Expr::value("x"))
        .filter(empty());
    assert_eq!(update.clone().exec(db).await.unwrap().rows_affected, 0);
    assert!(update.exec_with_returning(db).await.unwrap().is_empty());
    let delete = bakery::Entity::delete_many().filter(empty());
    assert_eq!(delete.clone().exec(db).await.unwrap().rows_affected, 0);
    assert!(delete.exec_with_returning(db).await.unwrap().is_empty());
    assert_eq!(bakery::Entity::find().filter(empty()).count(db).await.unwrap(), 0);
    assert_eq!(names(db).await, ["Sea", "Corner", "Empty"]);
    let all = bakery::Entity::find().filter(bakery::Column::Id.is_not_in(Vec::<i32>::new()));
    assert_eq!(all.count(db).await.unwrap(), 3);
    let by_keys = bakery::Entity::delete_many().filter_by_ids(Vec::<i32>::new());
    assert_eq!(by_keys.exec(db).await.unwrap().rows_affected, 0);
    assert_eq!(names(db).await.len(), 3);
}

#[tokio::test]
async fn a_save_inserts_or_updates() {
    let test = bakeries().await;
    let db = &test.db;
    let saved = new_bakery("new").save(db).await.unwrap();
    assert_eq!(saved.id, Unchanged(4));
    let mut saved = saved;
    saved.name = Set("renamed".into());
    let saved = saved.save(db).await.unwrap();
    assert_eq!(saved.name, Unchanged("renamed".into()));
    assert_eq!(names(db).await, ["Sea", "Corner", "Empty", "renamed"]);
    // A key that is set is that of a row which is there.
    let missing = bakery::ActiveModel {
        id: Set(77),
        ..new_bakery("x")
    };
    assert_eq!(
        missing.clone().save(db).await.unwrap_err(),
        DbErr::RecordNotUpdated
    );
    assert_eq!(missing.insert(db).await.unwrap().id, 77);
}

#[tokio::test]
async fn deletions_answer_with_counts_or_the_rows() {
    let test = bakeries().await;
    let db = &test.db;
    let sea = bakery::Entity::find_by_id(1).one(db).await.unwrap().unwrap();
    let deleted = bakery::Entity::delete(sea.clone().into_active_model())
        .exec_with_returning(db)
        .await;
    assert_eq!(deleted.unwrap(), Some(sea.clone()));
    let again = bakery::Entity::delete(sea.clone().into_active_model())
        .exec_with_returning(db)
        .await;
    assert_eq!(again.unwrap(), None);
    assert_eq!(sea.delete(db).await.unwrap().rows_affected, 0);
    let deleted = bakery::Entity::delete_by_id(2)
        .exec_with_returning(db)
        .await
        .unwrap();
    assert_eq!(deleted.map(|bakery| bakery.name), Some("Corner".into()));
    let active = bakery::ActiveModel {
        id: Set(3),
        ..Default::default()
    };
    assert_eq!(active.delete(db).await.unwrap().rows_affected, 1);
    let keyless = <bakery::ActiveModel as Default>::default().delete(db).await;
    assert!(
        matches!(keyless, Err(DbErr::PrimaryKeyNotSet { .. })),
        "{keyless:?}"
    );
    let gone = bakery::Entity::delete_many()
        .exec_with_returning(db)
        .await
        .unwrap();
    assert!(gone.is_empty());

    let deleted = baker::Entity::delete_many()
        .filter(
            Condition::any()
                .add(baker::Column::BakeryId.is_null())
                .add(baker::Column::Name.eq("Bob")),
        )
        .exec_with_returning(db)
        .await
        .unwrap();
    let mut ids: Vec<i32> = deleted.iter().map(|baker| baker.id).collect();
    ids.sort_unstable();
    assert_eq!(ids, [1, 4]);
    let deleted = cakes_bakers::Entity::delete_by_id((1, 2)).exec(db).await.unwrap();
    assert_eq!(deleted.rows_affected, 1);
    let many: DeleteMany<baker::Entity> = baker::Entity::delete_many();
    assert_eq!(
        many.filter_by_ids([2, 3, 77])
            .exec(db)
            .await
            .unwrap()
            .rows_affected,
        2
    );
}

#[tokio::test]
async fn keys_find_one_or_many_and_those_of_several_parts() {
    let test = bakeries().await;
    let db = &test.db;
    let found = bakery::Entity::find_by_id(2).one(db).await.unwrap();
    assert_eq!(found.map(|bakery| bakery.name), Some("Corner".into()));
    let pairs = Expr::tuple([
        Expr::col(cakes_bakers::Column::CakeId),
        Expr::col(cakes_bakers::Column::BakerId),
    ]);
    let found = cakes_bakers::Entity::find().filter(pairs.in_tuples([(1, 1), (2, 1), (9, 9)]));
    assert_eq!(found.count(db).await.unwrap(), 2);
    let unlinked = cakes_bakers::Entity::delete_many().filter_by_ids([(1, 1), (9, 9)]);
    assert_eq!(unlinked.exec(db).await.unwrap().rows_affected, 1);
    let model = cakes_bakers::Entity::find_by_id((1, 2))
        .one(db)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(model.get_primary_key_value().into_iter().count(), 2);
}

#[tokio::test]
async fn filters_have_their_meaning_of_sql() {
    let test = bakeries().await;
    let db = &test.db;
    let ids = async |condition: sea_orm::sea_query::SimpleExpr| -> Vec<i32> {
        let found = baker::Entity::find()
            .filter(condition)
            .order_by_asc(baker::Column::Id);
        found
            .all(db)
            .await
            .unwrap()
            .into_iter()
            .map(|baker| baker.id)
            .collect()
    };
    use baker::Column::{BakeryId, Id, Name};
    assert_eq!(ids(Name.contains("e")).await, [2, 4]);
    assert_eq!(ids(Name.starts_with("B")).await, [1, 2]);
    assert_eq!(ids(Name.ends_with("b")).await, [1]);
    assert_eq!(ids(Name.like("_y")).await, [3]);
    assert_eq!(ids(Name.not_like("B%")).await, [3, 4]);
    assert_eq!(ids(Id.between(2, 3)).await, [2, 3]);
    assert_eq!(ids(Id.not_between(2, 3)).await, [1, 4]);
    assert_eq!(ids(Id.is_in([1, 4])).await, [1, 4]);
    assert_eq!(ids(Id.is_not_in([1, 4])).await, [2, 3]);
    assert_eq!(ids(BakeryId.is_null()).await, [4]);
    assert_eq!(ids(BakeryId.is_not_null()).await, [1, 2, 3]);
    assert_eq!(ids(BakeryId.ne(1)).await, [3], "NULL is not unequal");
    assert_eq!(
        ids(BakeryId.eq(Option::<i32>::None)).await,
        [4],
        "IS NULL to SeaORM"
    );
    assert_eq!(ids(BakeryId.ne(Option::<i32>::None)).await, [1, 2, 3]);
    assert_eq!(ids(Id.lt(2).or(Id.gt(3))).await, [1, 4]);
    assert_eq!(ids(BakeryId.if_null(9).gte(2)).await, [3, 4]);
    let busy = Query::select()
        .column(bakery::Column::Id)
        .from(bakery::Entity)
        .take();
    assert_eq!(ids(BakeryId.in_subquery(busy.clone())).await, [1, 2, 3]);
    assert_eq!(ids(Id.not_in_subquery(busy)).await, [4]);
    let any = |name: Option<&str>| {
        baker::Entity::find().apply_if(name, |select, name| select.filter(Name.eq(name)))
    };
    assert_eq!(any(None).count(db).await.unwrap(), 4);
    assert_eq!(any(Some("Cy")).count(db).await.unwrap(), 1);
}

#[tokio::test]
async fn models_change_by_json_and_by_values() {
    let test = bakeries().await;
    let db = &test.db;
    let mut active = bakery::Entity::find_by_id(1)
        .one(db)
        .await
        .unwrap()
        .unwrap()
        .into_active_model();
    active.set(bakery::Column::ProfitMargin, 3.5.into());
    assert!(active.try_set(bakery::Column::Name, 1.into()).is_err());
    assert!(active.is_changed());
    let model = active.update(db).await.unwrap();
    assert_eq!(model.profit_margin, 3.5);
    let mut active = model.into_active_model().reset_all();
    active.not_set(bakery::Column::Id);
    let copy = active.insert(db).await.unwrap();
    assert_eq!((copy.id, copy.profit_margin), (4, 3.5));
    let contact = baker::Entity::find_by_id(1).one(db).await.unwrap().unwrap();
    assert_eq!(contact.contact_details, json!({"id": 1}));
    assert_eq!(bakery::Entity.table_name(), "bakery");
    assert_eq!(bakery::Column::iter().count(), 3);
}

#[tokio::test]
async fn a_table_of_a_key_alone_is_written_too() {
    mod mark {
        use sea_orm::entity::prelude::*;
        use sea_orm_clickhouse::ClickHouseEntity;

        #[derive(Clone, Debug, PartialEq, DeriveEntityModel, ClickHouseEntity)]
        #[sea_orm(table_name = "mark")]
        pub struct Model {
            #[sea_orm(primary_key)]
            pub id: i32,
        }

        #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
        pub enum Relation {}

        impl ActiveModelBehavior for ActiveModel {}
    }
    let test = TestDatabase::new().await;
    let db = &test.db;
    db.get_schema_builder()
        .register(mark::Entity)
        .apply(db)
        .await
        .unwrap();
    assert_eq!(
        <mark::ActiveModel as Default>::default()
            .insert(db)
            .await
            .unwrap()
            .id,
        1
    );
    // SeaORM writes rows without a column, whose number nothing tells.
    let none = || <mark::ActiveModel as Default>::default();
    let refused = mark::Entity::insert_many([none(), none()])
        .exec(db)
        .await
        .unwrap_err()
        .to_string();
    assert!(
        refused.contains("rows of VALUES that set no column are none"),
        "{refused}"
    );
    let keys = mark::Entity::insert_many([2, 3].map(|id| mark::ActiveModel { id: Set(id) }));
    assert_eq!(keys.exec_with_returning_keys(db).await.unwrap(), [2, 3]);
    assert_eq!(
        mark::Entity::delete_by_id(2)
            .exec(db)
            .await
            .unwrap()
            .rows_affected,
        1
    );
    assert_eq!(mark::Entity::find().count(db).await.unwrap(), 2);
}
