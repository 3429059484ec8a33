//! Results that are more than one table's rows: outer joins, partial models, sub-queries, and columns with difficult names.

use integration_tests::{
    TestDatabase,
    library::{author, book, books, library},
};
use sea_orm::{
    ActiveValue::Set,
    ConnectionTrait, DeriveColumn, DerivePartialModel, FromQueryResult, JoinType, PaginatorTrait, QueryOrder,
    QuerySelect,
    entity::prelude::*,
    sea_query::{Alias, ExprTrait, Func, Query, SimpleExpr, UnionType},
};
use sea_orm_clickhouse::{FromClickHouseRow, IntoClickHouseSelect};
use serde_json::json;
use time::macros::date;

mod keywords {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "select")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false, column_name = "group")]
        pub group: i32,
        #[sea_orm(column_name = "from where")]
        pub from_where: String,
        #[sea_orm(column_name = "a`b\"c\\d")]
        pub quotes: Option<String>,
        #[sea_orm(column_name = "größe")]
        pub unicode: i64,
        #[sea_orm(column_name = "order")]
        pub order: Vec<i32>,
        pub r#type: Option<i32>,
        #[sea_orm(column_name = "ID")]
        pub upper: i32,
        #[sea_orm(column_name = "id")]
        pub lower: i32,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

#[tokio::test]
async fn an_outer_join_without_a_match_is_none() {
    let TestDatabase { ref db, .. } = library().await;
    let pairs = books().find_also_related(author::Entity).all(db).await.unwrap();
    let names: Vec<_> = pairs
        .iter()
        .map(|(_, author)| author.as_ref().map(|author| author.name.as_str()))
        .collect();
    assert_eq!(names, [Some("Le Guin"), None, None]);
    let author = pairs[0].1.as_ref().unwrap();
    assert_eq!((author.born, author.prizes.len()), (date!(1929 - 10 - 21), 2));

    type Row = (i32, Option<String>, Option<time::Date>);
    let list = || {
        books()
            .select_only()
            .column(book::Column::Id)
            .column(author::Column::Name)
            .column(author::Column::Born)
            .join(JoinType::LeftJoin, book::Relation::Author.def())
    };
    let expected = [
        (1, Some("Le Guin".to_owned()), Some(date!(1929 - 10 - 21))),
        (2, None, None),
        (3, None, None),
    ];
    assert_eq!(list().into_tuple::<Row>().all(db).await.unwrap(), expected);
    assert_eq!(
        list().clickhouse().into_tuple::<Row>().all(db).await.unwrap(),
        expected
    );
    let json = list().clickhouse().into_json().all(db).await.unwrap();
    assert_eq!(json[1], json!({"id": 2, "name": null, "born": null}));

    let with = author::Entity::find()
        .order_by_asc(author::Column::Id)
        .find_with_related(book::Entity)
        .all(db)
        .await
        .unwrap();
    assert_eq!(
        with.iter().map(|(_, books)| books.len()).collect::<Vec<_>>(),
        [1, 0]
    );
    let right = books().find_also_related(author::Entity);
    let right = right
        .order_by_desc(author::Column::Name)
        .one(db)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(right.0.id, 1, "NULL is last");
}

#[tokio::test]
async fn partial_models_result_structs_and_values_read_by_name() {
    #[derive(Debug, PartialEq, DerivePartialModel)]
    #[sea_orm(entity = "author::Entity")]
    struct Born {
        born: time::Date,
        name: String,
    }
    #[derive(Debug, PartialEq, DerivePartialModel)]
    #[sea_orm(entity = "book::Entity")]
    struct Cover {
        title: String,
        #[sea_orm(from_col = "id")]
        number: i32,
        #[sea_orm(from_expr = "Expr::expr(Func::upper(Expr::col((book::Entity, book::Column::Title))))")]
        loud: String,
        published: Option<time::Date>,
        #[sea_orm(nested)]
        author: Option<Born>,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveColumn)]
    enum Values {
        Title,
        Id,
    }
    let TestDatabase { ref db, .. } = library().await;
    let covers = books()
        .left_join(author::Entity)
        .into_partial_model::<Cover>()
        .all(db)
        .await
        .unwrap();
    assert_eq!(
        covers[..2],
        [
            Cover {
                title: "The Dispossessed".into(),
                number: 1,
                loud: "THE DISPOSSESSED".into(),
                published: Some(date!(1974 - 05 - 01)),
                author: Some(Born {
                    born: date!(1929 - 10 - 21),
                    name: "Le Guin".into()
                }),
            },
            Cover {
                title: "Beowulf".into(),
                number: 2,
                loud: "BEOWULF".into(),
                published: None,
                author: None
            },
        ]
    );
    let sold = || {
        books()
            .select_only()
            .column(book::Column::Title)
            .column_as(Expr::col(book::Column::Pages).mul(2), "double")
            .column(book::Column::Sold)
            .filter(book::Column::Id.eq(2))
    };
    let plain = sold().into_model::<Sold>().one(db).await.unwrap().unwrap();
    assert_eq!((plain.title.as_str(), plain.sold), ("Beowulf", 7));
    let lane = sold()
        .clickhouse()
        .into_model::<Sold>()
        .one(db)
        .await
        .unwrap()
        .unwrap();
    assert_eq!((lane.title.as_str(), lane.sold), ("Beowulf", 7));
    let values: Vec<(String, i32)> = books()
        .select_only()
        .columns([book::Column::Id, book::Column::Title])
        .limit(1)
        .into_values::<_, Values>()
        .all(db)
        .await
        .unwrap();
    assert_eq!(values, [("The Dispossessed".to_owned(), 1)]);
}

#[derive(Debug, PartialEq, FromQueryResult, FromClickHouseRow)]
struct Sold {
    title: String,
    sold: u64,
}

#[tokio::test]
async fn names_that_are_keywords_or_hold_quotes_are_columns_like_others() {
    let TestDatabase { ref db, .. } = TestDatabase::new().await;
    db.register::<keywords::Entity>();
    let schema = sea_orm::Schema::new(sea_orm::DbBackend::MySql);
    db.execute(&schema.create_table_from_entity(keywords::Entity))
        .await
        .unwrap();
    let model = keywords::Model {
        group: 1,
        from_where: "x".into(),
        quotes: Some("`".into()),
        unicode: 3,
        order: vec![1, 2],
        r#type: None,
        upper: 10,
        lower: 20,
    };
    use sea_orm::IntoActiveModel;
    let inserted = model.clone().into_active_model().insert(db).await.unwrap();
    assert_eq!(inserted, model);
    assert_eq!(
        keywords::Entity::find().all(db).await.unwrap(),
        std::slice::from_ref(&model)
    );
    assert_eq!(
        keywords::Entity::find().clickhouse().all(db).await.unwrap(),
        std::slice::from_ref(&model)
    );
    let json = keywords::Entity::find()
        .clickhouse()
        .into_json()
        .one(db)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(json["a`b\"c\\d"], json!("`"));
    assert_eq!((&json["ID"], &json["id"]), (&json!(10), &json!(20)));
    let updated = keywords::ActiveModel {
        group: Set(1),
        quotes: Set(None),
        unicode: Set(-1),
        ..Default::default()
    };
    let updated = updated.update(db).await.unwrap();
    assert_eq!(
        updated,
        keywords::Model {
            quotes: None,
            unicode: -1,
            ..model
        }
    );
    let filtered = keywords::Entity::find()
        .filter(keywords::Column::Unicode.lt(0))
        .count(db)
        .await
        .unwrap();
    assert_eq!(filtered, 1);
}

#[tokio::test]
async fn an_alias_that_is_a_columns_name_does_not_hide_the_column() {
    let TestDatabase { ref db, .. } = library().await;
    let rows: Vec<(i32, u16)> = book::Entity::find()
        .select_only()
        .column_as(
            Expr::col((book::Entity, book::Column::Pages))
                .mul(-1)
                .cast_as("Int32"),
            "pages",
        )
        .column_as(book::Column::Pages, "was")
        .filter(book::Column::Pages.gt(100))
        .order_by_asc(book::Column::Pages)
        .into_tuple()
        .all(db)
        .await
        .unwrap();
    assert_eq!(rows, [(-200, 200), (-341, 341)]);
}

#[tokio::test]
async fn columns_of_sub_queries_and_unions_keep_their_values() {
    let TestDatabase { ref db, .. } = library().await;
    let sub = Query::select()
        .columns([book::Column::Published, book::Column::Id])
        .from(book::Entity)
        .to_owned();
    let mut outer = Query::select();
    outer
        .column((Alias::new("b"), Alias::new("published")))
        .column((Alias::new("b"), Alias::new("id")))
        .from_subquery(sub, Alias::new("b"))
        .order_by((Alias::new("b"), Alias::new("id")), sea_orm::Order::Asc);
    let rows = db.query_all(&outer).await.unwrap();
    let first: (Option<time::Date>, i32) = sea_orm::TryGetableMany::try_get_many_by_index(&rows[0]).unwrap();
    assert_eq!(first, (Some(date!(1974 - 05 - 01)), 1));

    let one = |id: i32| {
        Query::select()
            .expr_as(SimpleExpr::from(id), Alias::new("n"))
            .column(book::Column::Title)
            .from(book::Entity)
            .and_where(Expr::col(book::Column::Id).eq(id))
            .to_owned()
    };
    let union = one(1).union(UnionType::All, one(2)).to_owned();
    let mut titles: Vec<String> = db
        .query_all(&union)
        .await
        .unwrap()
        .iter()
        .map(|row| row.try_get::<String>("", "title").unwrap())
        .collect();
    titles.sort();
    assert_eq!(titles, ["Beowulf", "The Dispossessed"]);
}
