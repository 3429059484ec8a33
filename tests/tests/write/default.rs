//! Defaults of the table: constants, expressions, keys, and beside explicit values and NULL.

use chrono::{DateTime, Datelike, Utc};
use integration_tests::TestDatabase;
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::{NotSet, Set},
    ConnectionTrait, EntityTrait, QueryOrder,
    prelude::Decimal,
};

/// An article whose columns all have a DEFAULT.
mod article {
    use sea_orm::entity::prelude::*;
    use sea_orm_clickhouse::prelude::*;
    use sea_query_clickhouse::func::date_time::now64;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, ClickHouseEntity)]
    #[sea_orm(table_name = "article")]
    #[clickhouse(order_by = Column::Id)]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        #[clickhouse(default = "Default headline")]
        pub headline: String,
        #[clickhouse(type = "DateTime64(6, 'UTC')", default = now64())]
        pub published: DateTimeUtc,
        #[clickhouse(type = "Decimal(9, 2)", default = Expr::cust("toDecimal32('3.33', 2)"))]
        pub cost: Decimal,
        #[clickhouse(default = 1.1)]
        pub rating: Option<f64>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// Defaults that are computed.
mod figure {
    use sea_orm::{ExprTrait, entity::prelude::*};
    use sea_orm_clickhouse::prelude::*;
    use sea_query_clickhouse::func::{
        date_time::{now, to_year},
        mathematical::pi,
    };

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, ClickHouseEntity)]
    #[sea_orm(table_name = "figure")]
    #[clickhouse(order_by = Column::Id)]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: i64,
        #[clickhouse(default = pi())]
        pub number: f64,
        #[clickhouse(default = to_year(now()))]
        pub year: u16,
        #[clickhouse(default = Expr::from(pi()).add(4.5))]
        pub added: f64,
        #[clickhouse(default = Expr::case(Expr::col(Column::Id).gt(10), 3).finally(4))]
        pub size: i32,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// A key of text with a DEFAULT, and a row that refers to such a key by one.
mod language {
    use sea_orm::entity::prelude::*;
    use sea_orm_clickhouse::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, ClickHouseEntity)]
    #[sea_orm(table_name = "language")]
    #[clickhouse(order_by = Column::Code)]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        #[clickhouse(default = "en")]
        pub code: String,
        pub name: Option<String>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {
        #[sea_orm(has_many = "super::page::Entity")]
        Page,
    }

    impl Related<super::page::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::Page.def()
        }
    }

    impl ActiveModelBehavior for ActiveModel {}
}

mod page {
    use sea_orm::entity::prelude::*;
    use sea_orm_clickhouse::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, ClickHouseEntity)]
    #[sea_orm(table_name = "page")]
    #[clickhouse(order_by = Column::Id)]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        #[clickhouse(default = "fr")]
        pub language: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {
        #[sea_orm(
            belongs_to = "super::language::Entity",
            from = "Column::Language",
            to = "super::language::Column::Code"
        )]
        Language,
    }

    impl Related<super::language::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::Language.def()
        }
    }

    impl ActiveModelBehavior for ActiveModel {}
}

async fn articles() -> TestDatabase {
    let test = TestDatabase::new().await;
    test.create_declared::<article::Entity>().await;
    test
}

fn nothing_set() -> article::ActiveModel {
    <article::ActiveModel as ActiveModelTrait>::default()
}

async fn stored(test: &TestDatabase) -> Vec<article::Model> {
    article::Entity::find()
        .order_by_asc(article::Column::Id)
        .all(&test.db)
        .await
        .unwrap()
}

#[tokio::test]
async fn a_model_that_sets_nothing_has_its_defaults_when_it_is_saved() {
    let test = articles().await;
    let saved = nothing_set().save(&test.db).await.unwrap();
    let model = &stored(&test).await[0];
    assert_eq!(saved.id.as_ref(), &model.id);
    assert_eq!(saved.headline.as_ref(), "Default headline");
    assert_eq!(
        (model.headline.as_str(), model.cost),
        ("Default headline", Decimal::new(333, 2))
    );
    assert!((Utc::now() - model.published).num_seconds().abs() < 3_600);
    assert_eq!(
        saved.published.as_ref(),
        &model.published,
        "the returned default is the stored one"
    );
}

#[tokio::test]
async fn an_explicit_null_is_null_and_not_the_default() {
    let test = articles().await;
    let default = nothing_set().insert(&test.db).await.unwrap();
    assert_eq!(default.rating, Some(1.1));
    let null = article::ActiveModel {
        rating: Set(None),
        ..nothing_set()
    };
    assert_eq!(null.insert(&test.db).await.unwrap().rating, None);
    let ratings: Vec<_> = stored(&test).await.into_iter().map(|row| row.rating).collect();
    assert_eq!(ratings, [Some(1.1), None]);
}

/// SeaORM makes rows of them that have no values, and forgets how many they were.
#[tokio::test]
async fn many_rows_that_set_nothing_at_all_are_refused() {
    let test = articles().await;
    let error = article::Entity::insert_many([nothing_set(), nothing_set()])
        .exec_without_returning(&test.db)
        .await
        .unwrap_err();
    assert!(error.to_string().contains("INSERT: it has no rows"), "{error}");
    assert_eq!(stored(&test).await, []);
}

#[tokio::test]
async fn many_rows_that_set_one_column_have_the_others_defaults() {
    let test = articles().await;
    let at: DateTime<Utc> = "2005-07-31T12:30:45.000180Z".parse().unwrap();
    let article = || article::ActiveModel {
        published: Set(at),
        ..nothing_set()
    };
    article::Entity::insert_many([article(), article()])
        .exec_without_returning(&test.db)
        .await
        .unwrap();
    for row in stored(&test).await {
        assert_eq!(
            (row.published, row.cost, row.headline.as_str()),
            (at, Decimal::new(333, 2), "Default headline")
        );
    }
}

#[tokio::test]
async fn rows_with_and_without_a_value_are_of_one_insert() {
    let test = articles().await;
    let other = article::ActiveModel {
        headline: Set("Something else".into()),
        ..nothing_set()
    };
    let models = article::Entity::insert_many([nothing_set(), other, nothing_set()])
        .exec_with_returning(&test.db)
        .await
        .unwrap();
    let headlines: Vec<_> = models.iter().map(|row| row.headline.as_str()).collect();
    assert_eq!(
        headlines,
        ["Default headline", "Something else", "Default headline"]
    );
    let mut models = models;
    models.sort_by_key(|model| model.id);
    assert_eq!(stored(&test).await, models);
}

#[tokio::test]
async fn defaults_are_functions_arithmetic_and_cases() {
    let test = TestDatabase::new().await;
    test.create_declared::<figure::Entity>().await;
    let figure = |id, year| figure::ActiveModel {
        id: Set(id),
        year,
        number: NotSet,
        added: NotSet,
        size: NotSet,
    };
    let model = figure(1, NotSet).insert(&test.db).await.unwrap();
    assert!((model.number - std::f64::consts::PI).abs() < 1e-9);
    assert!((model.added - std::f64::consts::PI - 4.5).abs() < 1e-9);
    assert_eq!(i32::from(model.year), Utc::now().year());
    assert_eq!(model.size, 4);
    let models = figure::Entity::insert_many([figure(11, Set(2000)), figure(12, NotSet)])
        .exec_with_returning(&test.db)
        .await
        .unwrap();
    let found: Vec<_> = models.iter().map(|row| (i32::from(row.year), row.size)).collect();
    assert_eq!(found, [(2000, 3), (Utc::now().year(), 3)]);
}

/// Rows that another client stores have the same defaults.
#[tokio::test]
async fn the_defaults_are_those_of_the_table_for_every_client() {
    let test = TestDatabase::new().await;
    test.create_declared::<figure::Entity>().await;
    test.db
        .execute_unprepared("INSERT INTO figure (id) VALUES (20)")
        .await
        .unwrap();
    let row = figure::Entity::find_by_id(20)
        .one(&test.db)
        .await
        .unwrap()
        .unwrap();
    assert_eq!((row.size, i32::from(row.year)), (3, Utc::now().year()));
}

#[tokio::test]
async fn a_key_of_text_has_the_default_of_its_column() {
    let test = TestDatabase::new().await;
    test.create_declared::<language::Entity>().await;
    let language = |code| language::ActiveModel { code, name: NotSet };
    assert_eq!(language(NotSet).insert(&test.db).await.unwrap().code, "en");
    assert_eq!(
        language(Set("de".into())).insert(&test.db).await.unwrap().code,
        "de"
    );
    let last = language::Entity::insert_many([language(Set("it".into())), language(NotSet)])
        .exec(&test.db)
        .await
        .unwrap();
    assert_eq!(last.last_insert_id.as_deref(), Some("en"));
}

#[tokio::test]
async fn a_relation_goes_by_the_default_of_its_column() {
    let test = TestDatabase::new().await;
    test.create_declared::<language::Entity>().await;
    test.create_declared::<page::Entity>().await;
    let french = language::Model {
        code: "fr".into(),
        name: Some("français".into()),
    };
    test.insert([french.clone()]).await;
    let page = page::ActiveModel {
        id: NotSet,
        language: NotSet,
    };
    let page = page.insert(&test.db).await.unwrap();
    let found = page::Entity::find_by_id(page.id)
        .find_also_related(language::Entity)
        .one(&test.db)
        .await
        .unwrap();
    assert_eq!(found, Some((page, Some(french))));
}
