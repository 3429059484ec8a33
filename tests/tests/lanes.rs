//! What the two lanes promise: order, names and types of the columns of a result.

use futures_util::TryStreamExt;
use integration_tests::TestDatabase;
use sea_orm::{
    ActiveValue::Set,
    ConnectionTrait, DeriveColumn, DerivePartialModel, FromQueryResult, JoinType, PaginatorTrait, QueryOrder,
    QuerySelect,
    entity::prelude::*,
    sea_query::{Alias, ExprTrait, Func, Query, SimpleExpr, UnionType},
};
use sea_orm_clickhouse::IntoClickHouseSelect;
use serde_json::json;
use time::macros::date;

mod book {
    use sea_orm::entity::prelude::*;
    use sea_orm_clickhouse::ClickHouseEntity;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, ClickHouseEntity)]
    #[sea_orm(table_name = "book")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: i32,
        pub title: String,
        pub author_id: Option<i32>,
        pub pages: u16,
        pub sold: u64,
        pub published: Option<TimeDate>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {
        #[sea_orm(
            belongs_to = "super::author::Entity",
            from = "Column::AuthorId",
            to = "super::author::Column::Id"
        )]
        Author,
    }

    impl Related<super::author::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::Author.def()
        }
    }

    impl ActiveModelBehavior for ActiveModel {}
}

mod author {
    use sea_orm::entity::prelude::*;
    use sea_orm_clickhouse::ClickHouseEntity;

    /// No column of it can be NULL in the table.
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, ClickHouseEntity)]
    #[sea_orm(table_name = "author")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: i32,
        pub name: String,
        pub born: TimeDate,
        pub prizes: Vec<String>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {
        #[sea_orm(has_many = "super::book::Entity")]
        Book,
    }

    impl Related<super::book::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::Book.def()
        }
    }

    impl ActiveModelBehavior for ActiveModel {}
}

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

async fn library() -> TestDatabase {
    let test = TestDatabase::new().await;
    for statement in [
        "CREATE TABLE book (id Int32, title String, author_id Nullable(Int32), pages UInt16, sold UInt64, \
         published Nullable(Date)) ENGINE = MergeTree ORDER BY id",
        "CREATE TABLE author (id Int32, name String, born Date32, prizes Array(String)) ENGINE = MergeTree ORDER BY id",
        "INSERT INTO author VALUES (1, 'Le Guin', '1929-10-21', ['Hugo', 'Nebula']), (2, 'Nobody', '1950-01-01', [])",
        "INSERT INTO book VALUES (1, 'The Dispossessed', 1, 341, 18446744073709551615, '1974-05-01'), \
         (2, 'Beowulf', NULL, 200, 7, NULL), (3, 'Lost', 9, 1, 0, '2000-01-01')",
    ] {
        test.db.execute_unprepared(statement).await.unwrap();
    }
    test
}

fn books() -> sea_orm::Select<book::Entity> {
    book::Entity::find().order_by_asc(book::Column::Id)
}

#[tokio::test]
async fn tuples_follow_the_select_list_whatever_its_order() {
    let TestDatabase { ref db, .. } = library().await;
    use book::Column::{AuthorId, Id, Pages, Published, Sold, Title};
    type Row = (String, u64, i32, Option<time::Date>, u16, Option<i32>);
    let list = || {
        books()
            .select_only()
            .columns([Title, Sold, Id, Published, Pages, AuthorId])
            .limit(1)
    };
    let expected = [(
        "The Dispossessed".to_owned(),
        u64::MAX,
        1,
        Some(date!(1974 - 05 - 01)),
        341,
        Some(1),
    )];
    assert_eq!(list().into_tuple::<Row>().all(db).await.unwrap(), expected);
    assert_eq!(
        list().clickhouse().into_tuple::<Row>().all(db).await.unwrap(),
        expected
    );
    let streamed: Vec<Row> = list()
        .into_tuple()
        .stream(db)
        .await
        .unwrap()
        .try_collect()
        .await
        .unwrap();
    assert_eq!(streamed, expected);
    let streamed = list().clickhouse().into_tuple::<Row>().stream(db).await.unwrap();
    assert_eq!(streamed.try_collect::<Vec<_>>().await.unwrap(), expected);
}

#[tokio::test]
async fn json_of_the_entity_lane_has_the_names_of_the_select_list_alone() {
    let TestDatabase { ref db, .. } = library().await;
    let list = || {
        books()
            .select_only()
            .column(book::Column::Title)
            .column_as(book::Column::Id, "number")
            .column(book::Column::Published)
            .column_as(Expr::col(book::Column::Pages).add(1), "a page more")
            .limit(1)
    };
    let expected =
        [json!({"title": "The Dispossessed", "number": 1, "published": "1974-05-01", "a page more": 342})];
    assert_eq!(list().clickhouse().into_json().all(db).await.unwrap(), expected);
    let one = list().clickhouse().into_json().one(db).await.unwrap();
    assert_eq!(one.as_ref(), expected.first());
}

/// `docs/limitations.md`: plain `into_json` tells every key of SeaORM's `ProxyRow`, and there are positions among them.
#[tokio::test]
async fn plain_json_has_extra_keys_when_the_list_is_not_in_the_order_of_names() {
    let TestDatabase { ref db, .. } = library().await;
    let ordered = books()
        .select_only()
        .columns([book::Column::Id, book::Column::Title])
        .limit(1);
    assert_eq!(
        ordered.into_json().all(db).await.unwrap(),
        [json!({"id": 1, "title": "The Dispossessed"})]
    );
    let list = books()
        .select_only()
        .columns([book::Column::Title, book::Column::Id])
        .limit(1);
    let rows = list.into_json().all(db).await.unwrap();
    assert_eq!(
        rows,
        [json!({"id": 1, "title": "The Dispossessed", "\u{0}00000": "The Dispossessed", "\u{0}00001": 1})]
    );
}

#[tokio::test]
async fn two_columns_of_one_name_are_told_apart_by_position() {
    let TestDatabase { ref db, .. } = library().await;
    use book::Column::{Id, Title};
    let list = || books().select_only().columns([Title, Id, Title]).limit(1);
    let title = "The Dispossessed".to_owned();
    let expected = [(title.clone(), 1, title)];
    assert_eq!(
        list()
            .into_tuple::<(String, i32, String)>()
            .all(db)
            .await
            .unwrap(),
        expected
    );
    assert_eq!(
        list()
            .clickhouse()
            .into_tuple::<(String, i32, String)>()
            .all(db)
            .await
            .unwrap(),
        expected
    );
    assert_eq!(
        list().clickhouse().into_json().all(db).await.unwrap(),
        [json!({"title": "The Dispossessed", "id": 1})]
    );
    // Of two tables.
    let joined = || {
        books()
            .select_only()
            .column(author::Column::Id)
            .column(book::Column::Id)
            .column(author::Column::Name)
            .join(JoinType::InnerJoin, book::Relation::Author.def())
    };
    let expected = [(1, 1, "Le Guin".to_owned())];
    assert_eq!(
        joined().into_tuple::<(i32, i32, String)>().all(db).await.unwrap(),
        expected
    );
    assert_eq!(
        joined()
            .clickhouse()
            .into_tuple::<(i32, i32, String)>()
            .all(db)
            .await
            .unwrap(),
        expected
    );
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

#[derive(Debug, PartialEq, FromQueryResult)]
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
    assert_eq!(keywords::Entity::find().all(db).await.unwrap(), [model.clone()]);
    assert_eq!(
        keywords::Entity::find().clickhouse().all(db).await.unwrap(),
        [model.clone()]
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
async fn the_extremes_of_a_column_are_of_its_fields_type() {
    let TestDatabase { ref db, .. } = library().await;
    let extremes = || {
        book::Entity::find()
            .select_only()
            .column_as(book::Column::Sold.max(), "most")
            .column_as(book::Column::Published.min(), "first")
            .column_as(book::Column::Pages.max(), "longest")
    };
    type Row = (Option<u64>, Option<time::Date>, Option<u16>);
    let expected = Some((Some(u64::MAX), Some(date!(1974 - 05 - 01)), Some(341)));
    assert_eq!(extremes().into_tuple::<Row>().one(db).await.unwrap(), expected);
    assert_eq!(
        extremes().clickhouse().into_tuple::<Row>().one(db).await.unwrap(),
        expected
    );
    let nothing = extremes().filter(book::Column::Id.gt(100));
    assert_eq!(
        nothing.into_tuple::<Row>().one(db).await.unwrap(),
        Some((None, None, None))
    );
}

#[tokio::test]
async fn counts_and_sums_are_what_portable_code_expects() {
    let TestDatabase { ref db, .. } = library().await;
    type Row = (i64, Option<i64>, Option<f64>);
    let row: Option<Row> = book::Entity::find()
        .select_only()
        .column_as(book::Column::Id.count(), "count")
        .column_as(book::Column::Pages.sum(), "pages")
        .column_as(
            Expr::expr(Func::avg(Expr::col((book::Entity, book::Column::Pages)))),
            "average",
        )
        .into_tuple()
        .one(db)
        .await
        .unwrap();
    assert_eq!(row, Some((3, Some(542), Some(542.0 / 3.0))));
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
