//! Models of several entities in a row of the entity lane, and partial models.

use futures_util::TryStreamExt;
use integration_tests::{
    TestDatabase,
    bakery::{baker, bakeries, bakery, cake, cakes_bakers, lineitem},
    library::{author, book, books, library},
};
use sea_orm::{
    ConnectionTrait, DbErr, DerivePartialModel, Iterable, JoinType, Linked, QueryOrder, QuerySelect,
    RelationDef, Set,
    entity::prelude::*,
    sea_query::{Alias, ExprTrait, Func},
};
use sea_orm_clickhouse::{ClickHouseError, FromClickHouseRow, IntoClickHouseSelect};
use serde_json::json;
use time::macros::date;

fn le_guin() -> author::Model {
    author::Model {
        id: 1,
        name: "Le Guin".into(),
        born: date!(1929 - 10 - 21),
        prizes: vec!["Hugo".into(), "Nebula".into()],
    }
}

fn sentence(error: DbErr) -> String {
    ClickHouseError::from_db_err(&error).map_or(error.to_string(), |error| error.to_string())
}

#[tokio::test]
async fn a_model_that_an_outer_join_does_not_find_is_none() {
    let TestDatabase { ref db, .. } = library().await;
    let select = || books().find_also_related(author::Entity);
    let pairs = select().clickhouse().all(db).await.unwrap();
    assert_eq!(pairs, select().all(db).await.unwrap());
    assert_eq!(pairs[0].0.sold, u64::MAX);
    // Its list is empty, not NULL: that does not make a model of it.
    let found: Vec<_> = pairs.into_iter().map(|(_, author)| author).collect();
    assert_eq!(found, [Some(le_guin()), None, None]);
    let streamed: Vec<_> = select()
        .clickhouse()
        .stream(db)
        .await
        .unwrap()
        .try_collect()
        .await
        .unwrap();
    assert_eq!(streamed, select().all(db).await.unwrap());
    let one = select().clickhouse().one(db).await.unwrap();
    assert_eq!(one.unwrap().1, Some(le_guin()));
    let json = select().clickhouse().into_json().one(db).await.unwrap().unwrap();
    assert_eq!(json["B_prizes"], json!(["Hugo", "Nebula"]));
}

#[tokio::test]
async fn models_that_must_be_there_are_no_options() {
    let TestDatabase { ref db, .. } = library().await;
    let select = || books().find_both_related(author::Entity);
    let pairs: Vec<(book::Model, author::Model)> = select().clickhouse().all(db).await.unwrap();
    assert_eq!(pairs, select().all(db).await.unwrap());
    assert_eq!(pairs.len(), 1);
    assert_eq!(pairs[0].1, le_guin());
}

#[tokio::test]
async fn models_are_grouped_as_sea_orm_groups_them() {
    let test = bakeries().await;
    let db = &test.db;
    let with = || {
        bakery::Entity::find()
            .find_with_related(baker::Entity)
            .order_by_desc(baker::Column::Name)
    };
    let groups = with().clickhouse().all(db).await.unwrap();
    assert_eq!(groups, with().all(db).await.unwrap());
    let seen = groups.iter().map(|(bakery, bakers)| {
        let bakers: Vec<_> = bakers.iter().map(|baker| baker.id).collect();
        (bakery.id, bakers)
    });
    assert_eq!(
        seen.collect::<Vec<_>>(),
        [(1, vec![1, 2]), (2, vec![3]), (3, vec![])]
    );

    let star = || {
        bakery::Entity::find()
            .find_also_related(cake::Entity)
            .find_also(bakery::Entity, baker::Entity)
            .order_by_asc(bakery::Column::Id)
            .order_by_asc(cake::Column::Id)
            .order_by_asc(baker::Column::Id)
    };
    assert_eq!(
        star().clickhouse().all(db).await.unwrap(),
        star().all(db).await.unwrap()
    );
    let groups = star().clickhouse().consolidate().all(db).await.unwrap();
    assert_eq!(groups, star().consolidate().all(db).await.unwrap());
    assert_eq!((groups[0].1.len(), groups[0].2.len()), (2, 2), "each once");

    lineitem::Entity::insert_many(
        [(1, 1), (2, 1), (3, 2)].map(|(id, cake_id)| lineitem::ActiveModel {
            id: Set(id),
            price: Set(1.into()),
            quantity: Set(1),
            order_id: Set(1),
            cake_id: Set(cake_id),
        }),
    )
    .exec(db)
    .await
    .unwrap();
    let chain = || {
        bakery::Entity::find()
            .find_also_related(cake::Entity)
            .and_also_related(lineitem::Entity)
            .order_by_asc(bakery::Column::Id)
            .order_by_asc(cake::Column::Id)
            .order_by_asc(lineitem::Column::Id)
    };
    assert_eq!(
        chain().clickhouse().all(db).await.unwrap(),
        chain().all(db).await.unwrap()
    );
    let groups = chain().clickhouse().consolidate().all(db).await.unwrap();
    assert_eq!(groups, chain().consolidate().all(db).await.unwrap());
    let pairs: Vec<_> = groups[0].1.iter().map(|(_, pairs)| pairs.len()).collect();
    assert_eq!(pairs, [2, 1]);
}

struct CakeToBakers;

impl Linked for CakeToBakers {
    type FromEntity = cake::Entity;
    type ToEntity = baker::Entity;

    fn link(&self) -> Vec<RelationDef> {
        vec![
            cakes_bakers::Relation::Cake.def().rev(),
            cakes_bakers::Relation::Baker.def(),
        ]
    }
}

#[tokio::test]
async fn models_over_links_are_read_in_the_entity_lane_too() {
    let test = bakeries().await;
    let db = &test.db;
    let also = || {
        cake::Entity::find()
            .find_also_linked(CakeToBakers)
            .order_by_asc(cake::Column::Id)
            .order_by_asc(Expr::col((Alias::new("r1"), baker::Column::Id)))
    };
    let pairs = also().clickhouse().all(db).await.unwrap();
    assert_eq!(pairs, also().all(db).await.unwrap());
    assert_eq!((pairs.len(), &pairs[3].1), (4, &None));
    let with = || {
        cake::Entity::find()
            .find_with_linked(CakeToBakers)
            .order_by_asc(cake::Column::Id)
            .order_by_asc(Expr::col((Alias::new("r1"), baker::Column::Id)))
    };
    let groups = with().clickhouse().all(db).await.unwrap();
    assert_eq!(groups, with().all(db).await.unwrap());
}

#[tokio::test]
async fn a_related_model_with_a_missing_or_wrong_column_is_an_error_where_sea_orm_reads_none() {
    mod loose {
        use sea_orm::entity::prelude::*;

        #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
        #[sea_orm(table_name = "author")]
        pub struct Model {
            #[sea_orm(primary_key, auto_increment = false)]
            pub id: i32,
            pub name: i64,
        }

        #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
        pub enum Relation {}

        impl ActiveModelBehavior for ActiveModel {}
    }
    let TestDatabase { ref db, .. } = library().await;
    let select = books()
        .join(JoinType::LeftJoin, book::Relation::Author.def())
        .select_also(loose::Entity);
    let error = sentence(select.clickhouse().all(db).await.unwrap_err());
    assert!(
        error.contains(
            "table `author`: column `B_name` is Nullable(String) on the server and i64 (BigInt) in Rust"
        ),
        "{error}"
    );

    let few = || {
        books()
            .find_also_related(author::Entity)
            .select_only()
            .column_as(book::Column::Id, "A_id")
            .column_as(author::Column::Id, "B_id")
    };
    let error = sentence(few().clickhouse().all(db).await.unwrap_err());
    assert!(
        error.contains("column `A_") && error.contains("` of `book` is not in the result; select it"),
        "{error}"
    );
    let mut few = few();
    for column in book::Column::iter().skip(1) {
        few = few.column_as(column, format!("A_{}", column.as_str()));
    }
    let error = sentence(few.clickhouse().all(db).await.unwrap_err());
    assert!(
        error.contains("column `B_") && error.contains("` of `author` is not in the result; select it"),
        "{error}"
    );
}

#[tokio::test]
async fn null_in_a_model_that_was_found_is_an_error() {
    let TestDatabase { ref db, .. } = library().await;
    for statement in [
        "CREATE TABLE author2 (id Int32, name Nullable(String), born Date32, prizes Array(String)) ENGINE = MergeTree \
         ORDER BY id",
        "INSERT INTO author2 VALUES (1, NULL, '1929-10-21', [])",
        "EXCHANGE TABLES author AND author2",
    ] {
        db.execute_unprepared(statement).await.unwrap();
    }
    let error = books()
        .find_also_related(author::Entity)
        .clickhouse()
        .all(db)
        .await;
    let error = sentence(error.unwrap_err());
    assert!(
        error.contains(
            "column `B_name` of `author` holds NULL, but the field is no Option; make it an Option, or select ifNull(..)"
        ),
        "{error}"
    );
}

#[derive(Debug, PartialEq, DerivePartialModel, FromClickHouseRow)]
#[sea_orm(entity = "author::Entity")]
struct Name {
    name: String,
    prizes: Vec<String>,
}

#[derive(Debug, PartialEq, DerivePartialModel, FromClickHouseRow)]
#[sea_orm(entity = "book::Entity")]
struct Card {
    #[sea_orm(from_col = "title")]
    heading: String,
    sold: u64,
    #[sea_orm(from_expr = "Expr::from(Func::upper(Expr::col((book::Entity, book::Column::Title))))")]
    upper: String,
    #[sea_orm(from_expr = "book::Column::Pages.into_expr().mul(2)")]
    double: u32,
    #[sea_orm(skip)]
    seen: bool,
    #[sea_orm(nested)]
    author: Option<Name>,
}

#[tokio::test]
async fn partial_models_are_read_by_the_types_of_their_fields() {
    let TestDatabase { ref db, .. } = library().await;
    let joined = || books().join(JoinType::LeftJoin, book::Relation::Author.def());
    let cards = joined()
        .clickhouse()
        .into_partial_model::<Card>()
        .all(db)
        .await
        .unwrap();
    let card = |heading: &str, sold, double, author| Card {
        heading: heading.into(),
        sold,
        upper: heading.to_uppercase(),
        double,
        seen: false,
        author,
    };
    let name = Name {
        name: "Le Guin".into(),
        prizes: vec!["Hugo".into(), "Nebula".into()],
    };
    let expected = [
        card("The Dispossessed", u64::MAX, 682, Some(name)),
        card("Beowulf", 7, 400, None),
        card("Lost", 0, 2, None),
    ];
    assert_eq!(cards, expected);
    let one = joined()
        .clickhouse()
        .into_partial_model::<Card>()
        .one(db)
        .await
        .unwrap();
    assert_eq!(one.as_ref(), expected.first());
    let also = books().find_also_related(author::Entity).clickhouse();
    assert_eq!(also.into_partial_model::<Card>().all(db).await.unwrap(), expected);
}

#[derive(Debug, PartialEq, DerivePartialModel, FromClickHouseRow)]
#[sea_orm(entity = "author::Entity", alias = "a")]
struct Aliased {
    id: Option<i32>,
    name: Option<String>,
}

#[derive(Debug, DerivePartialModel, FromClickHouseRow)]
#[sea_orm(entity = "book::Entity")]
#[allow(dead_code)]
struct Prefixed {
    id: i32,
    #[sea_orm(nested(prefix = "by_"), alias = "a")]
    author: Option<Aliased>,
}

#[derive(Debug, DerivePartialModel, FromClickHouseRow)]
#[sea_orm(entity = "book::Entity")]
#[allow(dead_code)]
struct Wrong {
    title: Option<i64>,
}

#[tokio::test]
async fn partial_models_have_aliases_and_prefixes_and_errors() {
    let TestDatabase { ref db, .. } = library().await;
    let aliased = || books().join_as(JoinType::LeftJoin, book::Relation::Author.def(), Alias::new("a"));
    let read = aliased()
        .clickhouse()
        .into_partial_model::<Prefixed>()
        .all(db)
        .await
        .unwrap();
    let found = Aliased {
        id: Some(1),
        name: Some("Le Guin".into()),
    };
    assert_eq!(read[0].author, Some(found));
    assert_eq!(read[1].author, None);
    let error = books().clickhouse().into_partial_model::<Wrong>().all(db).await;
    let error = sentence(error.unwrap_err());
    assert!(
        error.contains("field `title` of `Wrong`, from table `book`: column `title` is String on the server and i64 (BigInt)"),
        "{error}"
    );
}
