//! More than a thousand rows at once, what they hold, and what becomes of a stream that is left.

use chrono::{DateTime, Duration, Utc};
use futures_util::TryStreamExt;
use integration_tests::{
    TestDatabase,
    shop::{item, new_item, seeded},
};
use note::Column;
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::{NotSet, Set},
    ColumnTrait, EntityTrait, ExprTrait, IntoActiveModel, ModelTrait, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect,
};
use sea_orm_clickhouse::{IntoClickHouseSelect, prelude::*};

mod note {
    use sea_orm::entity::prelude::*;
    use sea_orm_clickhouse::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, ClickHouseEntity)]
    #[sea_orm(table_name = "note")]
    #[clickhouse(order_by = Column::Id)]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        pub text: String,
        #[clickhouse(type = "DateTime64(6, 'UTC')")]
        pub at: DateTimeUtc,
        #[clickhouse(default = "new")]
        pub state: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

async fn notes() -> TestDatabase {
    let test = TestDatabase::new().await;
    test.create_declared::<note::Entity>().await;
    test
}

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn note(number: i64) -> note::ActiveModel {
    note::ActiveModel {
        id: NotSet,
        text: Set(format!("note {number}")),
        at: Set(at("2005-07-31T12:30:45Z") + Duration::microseconds(number)),
        state: if number % 3 == 0 {
            NotSet
        } else {
            Set(format!("state {}", number % 3))
        },
    }
}

/// 1001 rows are more than one statement of text would have taken.
#[tokio::test]
async fn more_than_a_thousand_rows_have_their_own_ids_and_defaults() {
    let test = notes().await;
    let models = note::Entity::insert_many((0..1_001).map(note))
        .exec_with_returning(&test.db)
        .await
        .unwrap();
    assert_eq!(models.len(), 1_001);
    for (number, model) in (0..).zip(&models) {
        assert_eq!(
            model.text,
            format!("note {number}"),
            "models come in the order of the rows"
        );
        let state = if number % 3 == 0 {
            "new".to_owned()
        } else {
            format!("state {}", number % 3)
        };
        assert_eq!(model.state, state);
    }
    let mut stored = note::Entity::find()
        .order_by_asc(Column::At)
        .all(&test.db)
        .await
        .unwrap();
    assert_eq!(stored, models);
    stored.sort_by_key(|model| model.id);
    stored.dedup_by_key(|model| model.id);
    assert_eq!(stored.len(), 1_001, "each id is there once");
    let new = note::Entity::find().filter(Column::State.eq("new"));
    assert_eq!(new.count(&test.db).await.unwrap(), 334);
}

#[tokio::test]
async fn many_rows_are_found_updated_and_deleted_by_a_list_of_their_keys() {
    let test = notes().await;
    let keys = note::Entity::insert_many((0..3_000).map(note))
        .exec_with_returning_keys(&test.db)
        .await
        .unwrap();
    let half = || Column::Id.is_in(keys.iter().copied().step_by(2));
    assert_eq!(
        note::Entity::find().filter(half()).count(&test.db).await.unwrap(),
        1_500
    );
    let updated = note::Entity::update_many()
        .col_expr(Column::State, "seen".into())
        .filter(half())
        .exec(&test.db)
        .await
        .unwrap();
    assert_eq!(updated.rows_affected, 1_500);
    let deleted = note::Entity::delete_many()
        .filter(half())
        .exec(&test.db)
        .await
        .unwrap();
    assert_eq!(deleted.rows_affected, 1_500);
    assert_eq!(
        note::Entity::find()
            .filter(Column::State.eq("seen"))
            .count(&test.db)
            .await
            .unwrap(),
        0
    );
}

#[tokio::test]
async fn microseconds_are_stored_found_and_ordered_by() {
    let test = notes().await;
    let instants = [
        "2005-07-31T12:30:45.000180Z",
        "2005-07-31T12:30:45.000181Z",
        "1969-12-31T23:59:59.999999Z",
    ];
    note::Entity::insert_many(instants.map(|text| note::ActiveModel {
        at: Set(at(text)),
        ..note(0)
    }))
    .exec_without_returning(&test.db)
    .await
    .unwrap();
    let all = note::Entity::find()
        .order_by_asc(Column::At)
        .all(&test.db)
        .await
        .unwrap();
    let found: Vec<_> = all.iter().map(|row| row.at).collect();
    assert_eq!(found, [at(instants[2]), at(instants[0]), at(instants[1])]);
    let one = note::Entity::find().filter(Column::At.eq(at(instants[1])));
    assert_eq!(one.count(&test.db).await.unwrap(), 1);
    let after = note::Entity::find().filter(Column::At.gt(at(instants[0])));
    assert_eq!(after.count(&test.db).await.unwrap(), 1);
}

/// The first and the last instant of a year are in it.
#[tokio::test]
async fn a_year_has_its_first_and_its_last_instant() {
    let test = notes().await;
    let instants = [
        "2007-12-31T23:59:59.999999Z",
        "2008-01-01T00:00:00Z",
        "2008-12-31T23:59:59.999999Z",
        "2009-01-01T00:00:00Z",
    ];
    note::Entity::insert_many(instants.map(|text| note::ActiveModel {
        at: Set(at(text)),
        ..note(0)
    }))
    .exec_without_returning(&test.db)
    .await
    .unwrap();
    let year = note::Entity::find()
        .filter(Column::At.to_year().eq(2008))
        .order_by_asc(Column::At);
    let found: Vec<_> = year
        .all(&test.db)
        .await
        .unwrap()
        .into_iter()
        .map(|row| row.at)
        .collect();
    assert_eq!(found, [at(instants[1]), at(instants[2])]);
}

#[tokio::test]
async fn texts_of_every_script_are_stored_found_and_changed() {
    let test = notes().await;
    let texts = [
        "林原 めぐみ",
        "Smile 😀",
        "我们的爱",
        "Ελλάδα",
        "naïve café",
        "עברית",
        "e\u{301}",
        "\u{feff}bom",
    ];
    note::Entity::insert_many(texts.map(|text| note::ActiveModel {
        text: Set(text.into()),
        ..note(0)
    }))
    .exec_without_returning(&test.db)
    .await
    .unwrap();
    for text in texts {
        let found = note::Entity::find()
            .filter(Column::Text.eq(text))
            .one(&test.db)
            .await
            .unwrap();
        let mut found = found.unwrap_or_else(|| panic!("{text}")).into_active_model();
        found.state = Set(text.into());
        assert_eq!(found.update(&test.db).await.unwrap().state, text);
    }
    let same = note::Entity::find().filter(Column::Text.into_expr().equals(Column::State));
    assert_eq!(same.count(&test.db).await.unwrap(), texts.len() as u64);
}

#[tokio::test]
async fn a_model_that_is_saved_again_is_updated_and_not_inserted() {
    let test = notes().await;
    let saved = note(1).save(&test.db).await.unwrap();
    let id = *saved.id.as_ref();
    let again = saved.clone().save(&test.db).await.unwrap();
    assert_eq!(*again.id.as_ref(), id);
    let mut changed = again;
    changed.text = Set("changed".into());
    let changed = changed.save(&test.db).await.unwrap();
    assert_eq!(*changed.id.as_ref(), id);
    let all = note::Entity::find().all(&test.db).await.unwrap();
    assert_eq!(all.len(), 1);
    assert_eq!((all[0].id, all[0].text.as_str()), (id, "changed"));
}

/// Who comes second finds no row; none comes back to life.
#[tokio::test]
async fn rows_that_are_deleted_while_others_save_them_do_not_come_back() {
    let test = notes().await;
    let models = note::Entity::insert_many((0..8).map(note))
        .exec_with_returning(&test.db)
        .await
        .unwrap();
    let saves = models.iter().map(|model| {
        let mut active = model.clone().into_active_model();
        active.state = Set("saved".into());
        active.save(&test.db)
    });
    let deletes = models.iter().map(|model| model.clone().delete(&test.db));
    let (saved, deleted) = tokio::join!(
        futures_util::future::join_all(saves),
        futures_util::future::join_all(deletes)
    );
    for deleted in deleted {
        assert_eq!(deleted.unwrap().rows_affected, 1);
    }
    for error in saved.into_iter().filter_map(Result::err) {
        assert!(matches!(error, sea_orm::DbErr::RecordNotUpdated), "{error:?}");
    }
    assert_eq!(note::Entity::find().count(&test.db).await.unwrap(), 0);
}

/// Each way of reading a stream may stop early, and the pool of one place answers on.
#[tokio::test]
async fn streams_that_are_left_early_leave_the_connection_to_the_next() {
    let test = TestDatabase::with_options("max_connections=1").await;
    test.create_declared::<note::Entity>().await;
    note::Entity::insert_many((0..5_000).map(note))
        .exec_without_returning(&test.db)
        .await
        .unwrap();
    for _ in 0..3 {
        let mut stream = note::Entity::find().stream(&test.db).await.unwrap();
        assert!(stream.try_next().await.unwrap().is_some());
        drop(stream);
        let mut stream = Box::pin(note::Entity::find().clickhouse().stream(&test.db).await.unwrap());
        assert!(stream.try_next().await.unwrap().is_some());
        drop(stream);
        assert_eq!(note::Entity::find().count(&test.db).await.unwrap(), 5_000);
    }
}

#[tokio::test]
async fn an_empty_select_of_rows_is_no_row_in_every_form() {
    let test = notes().await;
    let none = || note::Entity::find().filter(Column::Id.is_in(Vec::<i64>::new()));
    assert!(none().all(&test.db).await.unwrap().is_empty());
    assert!(none().clickhouse().all(&test.db).await.unwrap().is_empty());
    assert!(none().into_json().all(&test.db).await.unwrap().is_empty());
    let keys: Vec<i64> = none()
        .select_only()
        .column(Column::Id)
        .into_tuple()
        .all(&test.db)
        .await
        .unwrap();
    assert!(keys.is_empty());
    assert!(
        none()
            .stream(&test.db)
            .await
            .unwrap()
            .try_next()
            .await
            .unwrap()
            .is_none()
    );
    assert_eq!(none().paginate(&test.db, 10).num_pages().await.unwrap(), 0);
}

#[tokio::test]
async fn a_key_that_is_given_is_kept_beside_those_that_are_made() {
    let test = seeded().await;
    new_item(101, "given", 1).insert(&test.db).await.unwrap();
    let made = item::ActiveModel {
        id: NotSet,
        name: Set("made".into()),
        stock: Set(1),
        note: NotSet,
    };
    assert_eq!(made.insert(&test.db).await.unwrap().id, 102);
    assert_eq!(
        item::Entity::find_by_id(101)
            .one(&test.db)
            .await
            .unwrap()
            .unwrap()
            .name,
        "given"
    );
}
