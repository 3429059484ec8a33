//! The table of `docs/architecture.md`, "The two lanes": a test for each of its rows.

use futures_util::TryStreamExt;
use integration_tests::{
    TestDatabase,
    bakery::{baker, bakeries, bakery, cake, cakes_bakers},
    library::{author, book, books, library},
    reading::{self, Quality, readings},
};
use sea_orm::{
    ConnectionTrait, DbBackend, DeriveColumn, DerivePartialModel, FromQueryResult, IntoActiveModel, JoinType,
    Linked, LoaderTrait, PaginatorTrait, QueryOrder, QuerySelect, QueryTrait, RelationDef, Set, Statement,
    StreamTrait,
    entity::prelude::*,
    sea_query::{Asterisk, CommonTableExpression, ExprTrait, Func, Query, UnionType},
};
use sea_orm_clickhouse::{ClickHouseQueryExt, FromClickHouseRow, IntoClickHouseSelect};
use serde_json::json;
use time::macros::date;

/// The same rows as those of `book`, in a table whose entity nobody registered.
mod loose {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "loose")]
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
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

async fn with_loose() -> TestDatabase {
    let test = library().await;
    let create = "CREATE TABLE loose ENGINE = MergeTree ORDER BY id AS SELECT * FROM book";
    test.db.execute_unprepared(create).await.unwrap();
    test
}

fn dispossessed() -> book::Model {
    book::Model {
        id: 1,
        title: "The Dispossessed".into(),
        author_id: Some(1),
        pages: 341,
        sold: u64::MAX,
        published: Some(date!(1974 - 05 - 01)),
    }
}

fn loose_dispossessed() -> loose::Model {
    let book::Model {
        id,
        title,
        author_id,
        pages,
        sold,
        published,
    } = dispossessed();
    loose::Model {
        id,
        title,
        author_id,
        pages,
        sold,
        published,
    }
}

#[tokio::test]
async fn models_are_exact_when_registered_and_by_the_default_mapping_otherwise() {
    let TestDatabase { ref db, .. } = with_loose().await;
    let all = books().all(db).await.unwrap();
    assert_eq!(all[0], dispossessed());
    assert_eq!(books().one(db).await.unwrap(), Some(dispossessed()));
    assert_eq!(
        book::Entity::find_by_id(1).one(db).await.unwrap(),
        Some(dispossessed())
    );
    let streamed: Vec<book::Model> = books().stream(db).await.unwrap().try_collect().await.unwrap();
    assert_eq!(streamed, all);
    // A Date is a `chrono` type by default; SeaORM takes it for NULL in an Option of `time`.
    let plain = loose::Entity::find_by_id(1).one(db).await.unwrap();
    let mut lost = loose_dispossessed();
    lost.published = None;
    assert_eq!(plain, Some(lost));
    db.register::<loose::Entity>();
    let plain = loose::Entity::find_by_id(1).one(db).await.unwrap();
    assert_eq!(plain, Some(loose_dispossessed()));
}

#[tokio::test]
async fn models_of_the_entity_lane_are_exact_without_registration() {
    let TestDatabase { ref db, .. } = with_loose().await;
    let select = || loose::Entity::find().filter(loose::Column::Id.eq(1)).clickhouse();
    let expected = [loose_dispossessed()];
    assert_eq!(select().all(db).await.unwrap(), expected);
    assert_eq!(select().one(db).await.unwrap().as_ref(), expected.first());
    let streamed: Vec<_> = select().stream(db).await.unwrap().try_collect().await.unwrap();
    assert_eq!(streamed, expected);
}

#[tokio::test]
async fn counts_pages_and_cursors_are_those_of_their_select() {
    let TestDatabase { ref db, .. } = library().await;
    assert_eq!(books().count(db).await.unwrap(), 3);
    assert!(books().filter(book::Column::Id.eq(2)).exists(db).await.unwrap());
    let pages = books().paginate(db, 2);
    assert_eq!(pages.num_items_and_pages().await.unwrap().number_of_pages, 2);
    assert_eq!(pages.fetch_page(0).await.unwrap()[0], dispossessed());
    let cursor = book::Entity::find()
        .cursor_by(book::Column::Id)
        .first(1)
        .all(db)
        .await;
    assert_eq!(cursor.unwrap(), [dispossessed()]);
    let tuples = books()
        .select_only()
        .columns([book::Column::Sold, book::Column::Id])
        .into_tuple::<(u64, i32)>()
        .paginate(db, 1)
        .fetch_page(0)
        .await
        .unwrap();
    assert_eq!(tuples, [(u64::MAX, 1)]);
}

#[tokio::test]
async fn json_of_both_lanes_has_the_columns_of_the_entity() {
    let TestDatabase { ref db, .. } = library().await;
    let select = || {
        books()
            .select_only()
            .columns([book::Column::Pages, book::Column::Sold])
    };
    let expected = [
        json!({"pages": 341, "sold": u64::MAX}),
        json!({"pages": 200, "sold": 7}),
        json!({"pages": 1, "sold": 0}),
    ];
    assert_eq!(select().into_json().all(db).await.unwrap(), expected);
    assert_eq!(select().clickhouse().into_json().all(db).await.unwrap(), expected);
}

type Row = (Option<u64>, Option<time::Date>, String);

#[tokio::test]
async fn tuples_follow_columns_to_the_fields_of_registered_entities() {
    let TestDatabase { ref db, .. } = with_loose().await;
    let select = || {
        books()
            .limit(1)
            .select_only()
            .column_as(book::Column::Sold, "b")
            .column_as(book::Column::Published, "a")
            .column(book::Column::Title)
    };
    let expected = [(
        Some(u64::MAX),
        Some(date!(1974 - 05 - 01)),
        "The Dispossessed".to_owned(),
    )];
    assert_eq!(select().into_tuple::<Row>().all(db).await.unwrap(), expected);
    assert_eq!(
        select().clickhouse().into_tuple::<Row>().all(db).await.unwrap(),
        expected
    );
    assert_eq!(
        select().clickhouse().into_row::<Row>().all(db).await.unwrap(),
        expected
    );
    // Nobody registered `loose`: SeaORM's tuples lose what the default mapping gives another type, those of the entity lane
    // do not.
    let select = || {
        loose::Entity::find()
            .filter(loose::Column::Id.eq(1))
            .select_only()
            .columns([
                loose::Column::Sold,
                loose::Column::Published,
                loose::Column::Title,
            ])
    };
    let lost = [(Some(u64::MAX), None, "The Dispossessed".to_owned())];
    assert_eq!(select().into_tuple::<Row>().all(db).await.unwrap(), lost);
    assert_eq!(
        select().clickhouse().into_tuple::<Row>().all(db).await.unwrap(),
        expected
    );
    assert_eq!(
        select().clickhouse().into_row::<Row>().all(db).await.unwrap(),
        expected
    );
}

#[tokio::test]
async fn values_result_structs_and_partial_models_are_read_by_name() {
    #[derive(Copy, Clone, Debug, EnumIter, DeriveColumn)]
    enum Named {
        Published,
        Sold,
    }
    #[derive(Debug, PartialEq, FromQueryResult, FromClickHouseRow)]
    struct Result {
        sold: u64,
        published: Option<time::Date>,
    }
    #[derive(Debug, PartialEq, DerivePartialModel, FromClickHouseRow)]
    #[sea_orm(entity = "book::Entity")]
    struct Partial {
        sold: u64,
        published: Option<time::Date>,
    }
    let TestDatabase { ref db, .. } = library().await;
    let select = || {
        books()
            .limit(1)
            .select_only()
            .columns([book::Column::Sold, book::Column::Published])
    };
    let published = Some(date!(1974 - 05 - 01));
    let values: Vec<(Option<time::Date>, u64)> = select().into_values::<_, Named>().all(db).await.unwrap();
    assert_eq!(values, [(published, u64::MAX)]);
    let expected = [Result {
        sold: u64::MAX,
        published,
    }];
    assert_eq!(select().into_model::<Result>().all(db).await.unwrap(), expected);
    assert_eq!(
        select()
            .clickhouse()
            .into_model::<Result>()
            .all(db)
            .await
            .unwrap(),
        expected
    );
    let expected = [Partial {
        sold: u64::MAX,
        published,
    }];
    let partial = books().limit(1).into_partial_model::<Partial>();
    assert_eq!(partial.all(db).await.unwrap(), expected);
    let partial = books().limit(1).clickhouse().into_partial_model::<Partial>();
    assert_eq!(partial.all(db).await.unwrap(), expected);
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
async fn related_models_are_read_by_name_under_their_prefixes() {
    let TestDatabase { ref db, .. } = library().await;
    let le_guin = author::Model {
        id: 1,
        name: "Le Guin".into(),
        born: date!(1929 - 10 - 21),
        prizes: vec!["Hugo".into(), "Nebula".into()],
    };
    let pairs = books().find_also_related(author::Entity).all(db).await.unwrap();
    assert_eq!(pairs[0], (dispossessed(), Some(le_guin.clone())));
    assert_eq!(
        books()
            .find_also_related(author::Entity)
            .clickhouse()
            .all(db)
            .await
            .unwrap(),
        pairs
    );
    let both = books()
        .find_both_related(author::Entity)
        .clickhouse()
        .one(db)
        .await;
    assert_eq!(both.unwrap(), Some((dispossessed(), le_guin.clone())));
    let with = books().find_with_related(author::Entity).all(db).await.unwrap();
    assert_eq!(with[0], (dispossessed(), vec![le_guin.clone()]));
    assert_eq!(
        books()
            .find_with_related(author::Entity)
            .clickhouse()
            .all(db)
            .await
            .unwrap(),
        with
    );
    let found = dispossessed().find_related(author::Entity).one(db).await.unwrap();
    assert_eq!(found, Some(le_guin.clone()));
    let loaded = vec![dispossessed()].load_one(author::Entity, db).await.unwrap();
    assert_eq!(loaded, [Some(le_guin)]);

    let test = bakeries().await;
    let db = &test.db;
    let linked = cake::Entity::find()
        .find_also_linked(CakeToBakers)
        .order_by_asc(cake::Column::Id)
        .all(db)
        .await
        .unwrap();
    assert!(linked[0].1.is_some());
    let three = bakery::Entity::find()
        .find_also_related(cake::Entity)
        .find_also(bakery::Entity, baker::Entity)
        .filter(bakery::Column::Id.eq(2))
        .all(db)
        .await
        .unwrap();
    assert_eq!(three[0].2.as_ref().map(|baker| baker.id), Some(3));
    let shops = bakery::Entity::find()
        .order_by_asc(bakery::Column::Id)
        .all(db)
        .await
        .unwrap();
    let many = shops.load_many(baker::Entity, db).await.unwrap();
    assert_eq!(many.iter().map(Vec::len).collect::<Vec<_>>(), [2, 1, 0]);
    let cakes = cake::Entity::find()
        .order_by_asc(cake::Column::Id)
        .all(db)
        .await
        .unwrap();
    let many = cakes
        .load_many_to_many(baker::Entity, cakes_bakers::Entity, db)
        .await
        .unwrap();
    assert_eq!(many.iter().map(Vec::len).collect::<Vec<_>>(), [2, 1, 0]);
}

#[tokio::test]
async fn totals_are_read_by_the_ending_before_them() {
    let TestDatabase { ref db, .. } = with_loose().await;
    let (rows, totals) = loose::Entity::find()
        .select_only()
        .column(loose::Column::Id)
        .column_as(loose::Column::Published.max(), "last")
        .group_by(loose::Column::Id)
        .order_by_asc(loose::Column::Id)
        .with_totals()
        .clickhouse()
        .into_tuple::<(i32, Option<time::Date>)>()
        .all_with_totals(db)
        .await
        .unwrap();
    assert_eq!(rows[0], (1, Some(date!(1974 - 05 - 01))));
    assert_eq!(totals, (0, Some(date!(2000 - 01 - 01))));
}

#[tokio::test]
async fn raw_sql_is_read_by_the_default_mapping_but_as_a_row_exactly() {
    let TestDatabase { ref db, .. } = library().await;
    let statement = || Statement::from_string(DbBackend::MySql, "SELECT * FROM book WHERE id = 2");
    let raw = book::Entity::find().from_raw_sql(statement()).one(db).await;
    // UInt64 is i64 there, and the field is a u64.
    assert!(raw.is_err(), "{raw:?}");
    let casts = "SELECT id, title, pages, published FROM book WHERE id = 1";
    let row = db
        .query_one_raw(Statement::from_string(DbBackend::MySql, casts))
        .await
        .unwrap()
        .unwrap();
    assert_eq!(row.try_get::<u16>("", "pages").unwrap(), 341);
    assert_eq!(row.try_get_by_index::<String>(1).unwrap(), "The Dispossessed");
    assert_eq!(
        row.try_get::<chrono::NaiveDate>("", "published")
            .unwrap()
            .to_string(),
        "1974-05-01"
    );
    #[derive(Debug, PartialEq, FromQueryResult)]
    struct Counted {
        pages: u16,
        n: i64,
    }
    let counted = Statement::from_string(
        DbBackend::MySql,
        "SELECT pages, count() AS n FROM book GROUP BY pages ORDER BY pages",
    );
    let found = Counted::find_by_statement(counted.clone()).all(db).await.unwrap();
    assert_eq!(found[0], Counted { pages: 1, n: 1 });
    let rows = db.query_all_raw(counted.clone()).await.unwrap();
    assert_eq!(rows[2].try_get_by_index::<i64>(1).unwrap(), 1);
    let stream = db.stream_raw(counted).await.unwrap();
    let rows: Vec<_> = stream.try_collect().await.unwrap();
    assert_eq!(rows[2].try_get::<u16>("", "pages").unwrap(), 341);
    #[derive(Debug, PartialEq, FromClickHouseRow)]
    struct Exact {
        sold: u64,
        published: Option<time::Date>,
        author_id: Option<i32>,
    }
    let exact = statement()
        .clickhouse()
        .into_row::<Exact>()
        .one(db)
        .await
        .unwrap();
    assert_eq!(
        exact,
        Some(Exact {
            sold: 7,
            published: None,
            author_id: None
        })
    );
}

#[tokio::test]
async fn statements_of_sea_query_are_followed_to_registered_entities() {
    let TestDatabase { ref db, .. } = library().await;
    let select = Query::select()
        .columns(["sold", "published"])
        .from("book")
        .and_where(Expr::col("id").eq(1))
        .take();
    let row = db.query_one(&select).await.unwrap().unwrap();
    assert_eq!(row.try_get::<u64>("", "sold").unwrap(), u64::MAX);
    assert_eq!(
        row.try_get_by_index::<time::Date>(1).unwrap(),
        date!(1974 - 05 - 01)
    );
    let stream = StreamTrait::stream(db, &select).await.unwrap();
    let rows: Vec<_> = stream.try_collect().await.unwrap();
    assert_eq!(rows[0].try_get_by_index::<u64>(0).unwrap(), u64::MAX);
    // Through WITH and UNION the default mapping holds, where UInt64 is i64.
    let cte = CommonTableExpression::new()
        .query(select.clone())
        .table_name("q")
        .to_owned();
    let with = Query::select()
        .column(Asterisk)
        .from("q")
        .to_owned()
        .with(sea_orm::sea_query::WithClause::new().cte(cte).to_owned());
    let strict = with
        .clone()
        .clickhouse()
        .into_row::<(u64, time::Date)>()
        .one(db)
        .await;
    assert_eq!(strict.unwrap(), Some((u64::MAX, date!(1974 - 05 - 01))));
    let error = db.query_one(&with).await.unwrap_err().to_string();
    assert!(
        error.contains("18446744073709551615 does not fit column `sold`"),
        "{error}"
    );
    let other = select.clone();
    let union = select.clone().union(UnionType::All, other).to_owned();
    let strict = union
        .clickhouse()
        .into_row::<(u64, time::Date)>()
        .all(db)
        .await
        .unwrap();
    assert_eq!(strict.len(), 2);
}

#[tokio::test]
async fn written_rows_come_back_as_models() {
    let TestDatabase { ref db, .. } = library().await;
    let new = book::Model {
        id: 10,
        sold: 1 << 63,
        ..dispossessed()
    };
    let inserted = new.clone().into_active_model().insert(db).await.unwrap();
    assert_eq!(inserted, new);
    let returned = book::Entity::insert(
        book::Model {
            id: 11,
            ..new.clone()
        }
        .into_active_model(),
    )
    .exec_with_returning(db)
    .await
    .unwrap();
    assert_eq!(returned.published, new.published);
    let mut change = new.clone().into_active_model();
    change.title = Set("Always Coming Home".into());
    let updated = change.update(db).await.unwrap();
    assert_eq!(
        (updated.title.as_str(), updated.sold),
        ("Always Coming Home", 1 << 63)
    );
    let deleted = book::Entity::delete_many()
        .filter(book::Column::Id.eq(10))
        .exec_with_returning(db)
        .await
        .unwrap();
    assert_eq!(deleted, [updated]);
}

#[tokio::test]
async fn aliases_casts_extremes_and_sub_queries_keep_their_types_in_both_lanes() {
    let test = readings().await;
    let db = &test.db;
    type Row = (i64, Option<Quality>, u64, Option<i32>, Option<i64>, i64);
    let select = || {
        reading::Entity::find()
            .select_only()
            .column_as(reading::Column::Number.count(), "n")
            .column_as(reading::Column::Quality.max(), "worst")
            .column_as(Expr::col(reading::Column::Number).max().cast_as("UInt64"), "wide")
            .column_as(reading::Column::Number.min(), "least")
            .column_as(reading::Column::Number.sum(), "sum")
            .expr_as(Expr::cust("toUInt64(7)"), "seven")
    };
    let expected = [(12, Some(Quality::Bad), 4, Some(1), Some(30), 7)];
    assert_eq!(select().into_tuple::<Row>().all(db).await.unwrap(), expected);
    assert_eq!(
        select().clickhouse().into_tuple::<Row>().all(db).await.unwrap(),
        expected
    );
    assert_eq!(
        select().clickhouse().into_row::<Row>().all(db).await.unwrap(),
        expected
    );
    let outer = Query::select()
        .columns(["n", "worst", "wide", "least", "sum", "seven"])
        .from_subquery(select().into_query(), "q")
        .take();
    let row = db.query_one(&outer).await.unwrap().unwrap();
    assert_eq!(row.try_get_by_index::<u64>(2).unwrap(), 4);
    assert_eq!(row.try_get::<Quality>("", "worst").unwrap(), Quality::Bad);
    assert_eq!(row.try_get::<i64>("", "n").unwrap(), 12);
    assert_eq!(
        outer.clickhouse().into_row::<Row>().all(db).await.unwrap(),
        expected
    );
    // Two tables that have the same columns, joined under an alias.
    let pairs = reading::Entity::find()
        .select_only()
        .column_as(reading::Column::Quality, "here")
        .column_as(Expr::col(("other", reading::Column::Level)), "there")
        .expr_as(
            Func::lower(Expr::col((reading::Entity, reading::Column::Station))),
            "low",
        )
        .join_as(
            JoinType::InnerJoin,
            reading::Entity::belongs_to(reading::Entity)
                .from(reading::Column::Number)
                .to(reading::Column::Number)
                .into(),
            "other",
        )
        .filter(Expr::col((reading::Entity, reading::Column::Number)).eq(2))
        .limit(1);
    type Pair = (Quality, Option<reading::Level>, String);
    let plain = pairs.clone().into_tuple::<Pair>().all(db).await.unwrap();
    assert_eq!(
        (plain[0].0, plain[0].1),
        (Quality::Good, Some(reading::Level::High))
    );
    assert_eq!(
        pairs.clickhouse().into_row::<Pair>().all(db).await.unwrap().len(),
        1
    );
}
