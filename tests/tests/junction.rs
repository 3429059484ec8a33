//! The links of many-to-many relations, which SeaORM inserts with ON CONFLICT DO NOTHING.

use integration_tests::{
    TestDatabase,
    bakery::{bakeries, bakery, cakes_bakers, lineitem},
    blog::{film, film_actor, post_tag, tables},
};
use rust_decimal::Decimal;
use sea_orm::{
    ConnectionTrait, DbErr, EntityTrait, ExprTrait, PaginatorTrait, QueryOrder, Set, TryInsertResult,
    sea_query::{Expr, OnConflict, Query},
};
use sea_orm_clickhouse::ClickHouseConnection;

fn links(pairs: impl IntoIterator<Item = (i32, i32)>) -> Vec<cakes_bakers::ActiveModel> {
    let links = pairs
        .into_iter()
        .map(|(cake_id, baker_id)| cakes_bakers::ActiveModel {
            cake_id: Set(cake_id),
            baker_id: Set(baker_id),
        });
    links.collect()
}

async fn stored(db: &ClickHouseConnection) -> Vec<(i32, i32)> {
    let links = cakes_bakers::Entity::find()
        .order_by_asc(cakes_bakers::Column::CakeId)
        .order_by_asc(cakes_bakers::Column::BakerId);
    let links = links.all(db).await.unwrap();
    links
        .into_iter()
        .map(|link| (link.cake_id, link.baker_id))
        .collect()
}

fn assert_refused<T: std::fmt::Debug>(result: Result<T, DbErr>) {
    let error = result.unwrap_err().to_string();
    assert!(
        error.contains("ON CONFLICT") && error.contains("ReplacingMergeTree"),
        "{error}"
    );
}

#[tokio::test]
async fn links_that_are_there_are_not_inserted_again() {
    let test = bakeries().await;
    let db = &test.db;
    let result = cakes_bakers::Entity::insert_many(links([(1, 1), (3, 3), (2, 2), (3, 3), (2, 1)]))
        .on_conflict_do_nothing()
        .exec_with_returning_many(db)
        .await
        .unwrap();
    let TryInsertResult::Inserted(inserted) = result else {
        panic!("{result:?}");
    };
    let inserted: Vec<(i32, i32)> = inserted
        .into_iter()
        .map(|link| (link.cake_id, link.baker_id))
        .collect();
    assert_eq!(
        inserted,
        [(3, 3), (2, 2)],
        "those that are new, once and in order"
    );
    assert_eq!(stored(db).await, [(1, 1), (1, 2), (2, 1), (2, 2), (3, 3)]);
}

#[tokio::test]
async fn every_form_of_result_says_what_was_inserted() {
    let test = bakeries().await;
    let db = &test.db;
    let insert =
        |pairs: [(i32, i32); 2]| cakes_bakers::Entity::insert_many(links(pairs)).on_conflict_do_nothing();
    let result = insert([(1, 1), (2, 1)]).exec(db).await.unwrap();
    assert!(matches!(result, TryInsertResult::Conflicted), "{result:?}");
    let result = insert([(1, 1), (2, 4)]).exec(db).await.unwrap();
    assert_eq!(result.last_insert_id().unwrap(), Some((2, 4)));
    let result = insert([(2, 4), (3, 4)]).exec_without_returning(db).await.unwrap();
    assert!(matches!(result, TryInsertResult::Inserted(1)), "{result:?}");
    let result = insert([(3, 3), (3, 4)])
        .exec_with_returning_keys(db)
        .await
        .unwrap();
    let TryInsertResult::Inserted(keys) = result else {
        panic!("{result:?}");
    };
    assert_eq!(keys, [(3, 3)]);
    let one = cakes_bakers::Entity::insert(links([(3, 3)]).remove(0)).on_conflict_do_nothing();
    let result = one.exec_with_returning(db).await;
    assert!(matches!(result, Err(DbErr::RecordNotFound(_))), "{result:?}");
    let none = cakes_bakers::Entity::insert_many(links([])).on_conflict_do_nothing();
    assert!(matches!(none.exec(db).await.unwrap(), TryInsertResult::Empty));
    assert_eq!(stored(db).await.len(), 6);
}

#[tokio::test]
async fn many_links_are_asked_for_by_one_select() {
    let test = bakeries().await;
    let db = &test.db;
    let all = || links((0..3000).map(|i| (i / 50, i % 50)));
    cakes_bakers::Entity::insert_many(all().into_iter().step_by(2))
        .on_conflict_do_nothing()
        .exec_without_returning(db)
        .await
        .unwrap();
    cakes_bakers::Entity::insert_many(all())
        .on_conflict_do_nothing()
        .exec_without_returning(db)
        .await
        .unwrap();
    let stored = stored(db).await;
    assert_eq!(stored.len(), 3000);
    let mut distinct = stored.clone();
    distinct.dedup();
    assert_eq!(distinct, stored);
}

#[tokio::test]
async fn a_conflict_that_is_of_no_link_is_refused() {
    let test = bakeries().await;
    let db = &test.db;
    let bakery = || bakery::ActiveModel {
        id: Set(1),
        name: Set("Sea".into()),
        profit_margin: Set(1.0),
    };
    assert_refused(
        bakery::Entity::insert(bakery())
            .on_conflict_do_nothing()
            .exec(db)
            .await,
    );
    assert_refused(
        bakery::Entity::insert(bakery())
            .on_conflict_do_nothing()
            .exec_with_returning(db)
            .await,
    );
    assert_refused(
        bakery::Entity::insert_many([bakery()])
            .on_conflict_do_nothing_on([bakery::Column::Name])
            .exec_without_returning(db)
            .await,
    );
    // Of a junction too, where it is more than DO NOTHING for the key.
    let link = || cakes_bakers::Entity::insert_many(links([(1, 1)]));
    let key = [cakes_bakers::Column::CakeId, cakes_bakers::Column::BakerId];
    for conflict in [
        OnConflict::columns(key).update_columns(key).to_owned(),
        OnConflict::columns(key).do_nothing().to_owned(),
        OnConflict::columns(key).do_nothing_on([key[0]]).to_owned(),
        OnConflict::column(key[0]).do_nothing_on([key[0]]).to_owned(),
        OnConflict::columns(key)
            .do_nothing_on(key)
            .action_and_where(Expr::col(key[0]).gt(1))
            .to_owned(),
        OnConflict::new().do_nothing().to_owned(),
        OnConflict::constraint("c").do_nothing_on(key).to_owned(),
    ] {
        assert_refused(link().on_conflict(conflict).exec(db).await);
    }
    let settings = {
        use sea_orm_clickhouse::prelude::*;
        link()
            .on_conflict(OnConflict::columns(key).do_nothing_on(key).to_owned())
            .setting("async_insert", 0)
    };
    assert_refused(settings.exec(db).await);
    assert_eq!(stored(db).await.len(), 3);
    assert_eq!(bakery::Entity::find().count(db).await.unwrap(), 3);
}

#[tokio::test]
async fn an_expression_in_a_link_is_refused() {
    let test = bakeries().await;
    let key = ["cake_id", "baker_id"];
    let insert = Query::insert()
        .into_table(cakes_bakers::Entity)
        .columns(key)
        .values_panic([Expr::val(1).add(1), 2.into()])
        .on_conflict(OnConflict::columns(key).do_nothing_on(key).to_owned())
        .to_owned();
    let error = test.db.execute(&insert).await.unwrap_err().to_string();
    assert!(
        error.contains("ON CONFLICT DO NOTHING: a row has an expression"),
        "{error}"
    );
    let select = Query::insert()
        .into_table(cakes_bakers::Entity)
        .columns(key)
        .select_from(Query::select().columns(key).from(cakes_bakers::Entity).to_owned())
        .unwrap()
        .on_conflict(OnConflict::columns(key).do_nothing_on(key).to_owned())
        .to_owned();
    assert_refused(test.db.execute(&select).await);
}

/// A junction that nobody registered, with a text in its key.
mod label {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "label")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub thing: i64,
        #[sea_orm(primary_key, auto_increment = false)]
        pub label: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

#[tokio::test]
async fn an_unregistered_junction_is_known_by_its_key() {
    let test = TestDatabase::new().await;
    let db = &test.db;
    db.get_schema_builder()
        .register(label::Entity)
        .apply(db)
        .await
        .unwrap();
    let insert = |labels: &[&str]| {
        let labels = labels.iter().map(|label| label::ActiveModel {
            thing: Set(1 << 40),
            label: Set((*label).into()),
        });
        label::Entity::insert_many(labels.collect::<Vec<_>>()).on_conflict_do_nothing()
    };
    insert(&["it's", "ü"]).exec(db).await.unwrap();
    let result = insert(&["ü", "new", "it's"])
        .exec_with_returning_many(db)
        .await
        .unwrap();
    let TryInsertResult::Inserted(inserted) = result else {
        panic!("{result:?}");
    };
    assert_eq!(
        inserted
            .iter()
            .map(|label| label.label.as_str())
            .collect::<Vec<_>>(),
        ["new"]
    );
    assert_eq!(label::Entity::find().count(db).await.unwrap(), 3);
    // Registered, it is known to be no junction.
    db.register::<label::Entity>();
    assert_refused(insert(&["ü"]).exec(db).await);
}

#[tokio::test]
async fn links_with_a_key_of_their_own_are_known_by_it() {
    let test = tables().await;
    let db = &test.db;
    film::Entity::insert(film::ActiveModel {
        id: Set(1),
        title: Set("Mission".into()),
    })
    .exec(db)
    .await
    .unwrap();
    let link = |id: i32| film_actor::ActiveModel {
        id: Set(id),
        film_id: Set(1),
        actor_id: Set(2),
    };
    film_actor::Entity::insert(link(5)).exec(db).await.unwrap();
    let result = film_actor::Entity::insert_many([link(5), link(6)])
        .on_conflict_do_nothing()
        .exec_with_returning_keys(db)
        .await
        .unwrap();
    assert!(
        matches!(&result, TryInsertResult::Inserted(keys) if *keys == [6]),
        "{result:?}"
    );
}

#[tokio::test]
async fn rows_between_two_others_are_links_with_whatever_they_hold() {
    let test = bakeries().await;
    let db = &test.db;
    let item = |id: i32, quantity: i32| lineitem::ActiveModel {
        id: Set(id),
        price: Set(Decimal::ONE),
        quantity: Set(quantity),
        order_id: Set(1),
        cake_id: Set(1),
    };
    lineitem::Entity::insert(item(1, 1)).exec(db).await.unwrap();
    lineitem::Entity::insert_many([item(1, 9), item(2, 9)])
        .on_conflict_do_nothing()
        .exec_without_returning(db)
        .await
        .unwrap();
    let mut stored: Vec<(i32, i32)> = lineitem::Entity::find()
        .all(db)
        .await
        .unwrap()
        .into_iter()
        .map(|item| (item.id, item.quantity))
        .collect();
    stored.sort_unstable();
    assert_eq!(stored, [(1, 1), (2, 9)]);
}

#[tokio::test]
async fn two_that_link_at_once_may_insert_a_link_twice_and_reading_it_shows_so() {
    let test = tables().await;
    let db = &test.db;
    let insert = async || {
        post_tag::Entity::insert_many([post_tag::ActiveModel {
            post_id: Set(1),
            tag_id: Set(2),
        }])
        .on_conflict_do_nothing()
        .exec_without_returning(db)
        .await
    };
    let (first, second) = futures_util::future::join(insert(), insert()).await;
    let inserted: u64 = [first, second]
        .into_iter()
        .map(|result| match result.unwrap() {
            TryInsertResult::Inserted(inserted) => inserted,
            other => panic!("{other:?}"),
        })
        .sum();
    // Nothing locks the table: one or both of them found the link missing.
    assert!((1..=2).contains(&inserted), "{inserted}");
    assert_eq!(post_tag::Entity::find().count(db).await.unwrap(), inserted);
    assert!(matches!(insert().await.unwrap(), TryInsertResult::Inserted(0)));
}

/// A junction whose hooks write down that they ran.
mod hooked {
    pub mod song {
        use sea_orm::entity::prelude::*;
        use sea_orm_clickhouse::ClickHouseEntity;

        #[sea_orm::model]
        #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, ClickHouseEntity)]
        #[sea_orm(table_name = "song")]
        pub struct Model {
            #[sea_orm(primary_key)]
            pub id: i64,
            pub title: String,
            #[sea_orm(has_many, via = "song_singer")]
            pub singers: HasMany<super::singer::Entity>,
        }

        impl ActiveModelBehavior for ActiveModel {}
    }

    pub mod singer {
        use sea_orm::entity::prelude::*;
        use sea_orm_clickhouse::ClickHouseEntity;

        #[sea_orm::model]
        #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, ClickHouseEntity)]
        #[sea_orm(table_name = "singer")]
        pub struct Model {
            #[sea_orm(primary_key)]
            pub id: i64,
            pub name: String,
            #[sea_orm(has_many, via = "song_singer")]
            pub songs: HasMany<super::song::Entity>,
        }

        impl ActiveModelBehavior for ActiveModel {}
    }

    pub mod log {
        use sea_orm::entity::prelude::*;
        use sea_orm_clickhouse::ClickHouseEntity;

        #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, ClickHouseEntity)]
        #[sea_orm(table_name = "log")]
        pub struct Model {
            #[sea_orm(primary_key)]
            pub id: i64,
            pub what: String,
        }

        #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
        pub enum Relation {}

        impl ActiveModelBehavior for ActiveModel {}
    }

    pub mod song_singer {
        use sea_orm::{Set, entity::prelude::*};
        use sea_orm_clickhouse::ClickHouseEntity;

        use super::log;

        #[sea_orm::model]
        #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, ClickHouseEntity)]
        #[sea_orm(table_name = "song_singer")]
        pub struct Model {
            #[sea_orm(primary_key, auto_increment = false)]
            pub song_id: i64,
            #[sea_orm(primary_key, auto_increment = false)]
            pub singer_id: i64,
            pub voice: String,
            #[sea_orm(belongs_to, from = "song_id", to = "id")]
            pub song: BelongsTo<super::song::Entity>,
            #[sea_orm(belongs_to, from = "singer_id", to = "id")]
            pub singer: BelongsTo<super::singer::Entity>,
        }

        async fn write<C: ConnectionTrait>(db: &C, what: &str) -> Result<(), DbErr> {
            let what = what.to_owned();
            let line = log::ActiveModel {
                what: Set(what),
                ..Default::default()
            };
            line.insert(db).await.map(drop)
        }

        #[async_trait::async_trait]
        impl ActiveModelBehavior for ActiveModel {
            fn new() -> Self {
                Self {
                    voice: Set("lead".into()),
                    ..ActiveModelTrait::default()
                }
            }

            async fn before_save<C: ConnectionTrait>(self, db: &C, _: bool) -> Result<Self, DbErr> {
                write(db, "before_save").await?;
                Ok(self)
            }

            async fn after_save<C: ConnectionTrait>(model: Model, db: &C, _: bool) -> Result<Model, DbErr> {
                write(db, &format!("after_save {}", model.voice)).await?;
                Ok(model)
            }

            async fn before_delete<C: ConnectionTrait>(self, db: &C) -> Result<Self, DbErr> {
                write(db, "before_delete").await?;
                Ok(self)
            }

            async fn after_delete<C: ConnectionTrait>(self, db: &C) -> Result<Self, DbErr> {
                write(db, &format!("after_delete {}", self.voice.clone().unwrap())).await?;
                Ok(self)
            }
        }
    }
}

#[tokio::test]
async fn hooks_of_a_junction_run_for_the_links_that_are_made_and_removed() {
    use hooked::{log, singer, song, song_singer};
    let test = TestDatabase::new().await;
    let db = &test.db;
    db.get_schema_builder()
        .register(song::Entity)
        .register(singer::Entity)
        .register(song_singer::Entity)
        .register(log::Entity)
        .apply(db)
        .await
        .unwrap();
    let logged = async || -> Vec<String> {
        let lines = log::Entity::find()
            .order_by_asc(log::Column::Id)
            .all(db)
            .await
            .unwrap();
        log::Entity::delete_many().exec(db).await.unwrap();
        lines.into_iter().map(|line| line.what).collect()
    };
    let song = song::ActiveModel::builder()
        .set_title("Duet")
        .add_singer(singer::ActiveModel::builder().set_name("Ann"))
        .add_singer(singer::ActiveModel::builder().set_name("Bea"))
        .save(db)
        .await
        .unwrap();
    assert_eq!(
        logged().await,
        ["before_save", "before_save", "after_save lead", "after_save lead"]
    );
    let mut song = song.save(db).await.unwrap();
    assert_eq!(logged().await, ["before_save", "before_save"], "no link was made");
    song.singers.as_mut_vec().pop();
    let singers = std::mem::take(song.singers.as_mut_vec());
    song.singers.replace_all(singers);
    song.save(db).await.unwrap();
    assert_eq!(logged().await, ["before_delete", "after_delete lead"]);
    assert_eq!(song_singer::Entity::find().count(db).await.unwrap(), 1);
}
