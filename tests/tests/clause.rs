//! ClickHouse's clauses on SeaORM's selects, in every form that a select can take. Each is told by its effect.

use futures_util::TryStreamExt;
use integration_tests::{
    TestDatabase,
    wiki::{page, site, versions},
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, LoaderTrait, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect, QueryTrait, SelectExt,
    sea_query::{Expr, Query},
};
use sea_orm_clickhouse::{ClickHouseQueryExt, IntoClickHouseSelect};

fn by_id() -> sea_orm::Select<page::Entity> {
    page::Entity::find().order_by_asc(page::Column::Id)
}

#[tokio::test]
async fn final_reads_rows_as_merges_will_leave_them() {
    let test = versions().await;
    let db = &test.db;
    let all = by_id().final_().all(db).await.unwrap();
    let titles: Vec<_> = all
        .iter()
        .map(|page| (page.title.as_str(), page.version))
        .collect();
    assert_eq!(titles, [("one", 2), ("changed", 2), ("three", 2)]);
    let old = page::Column::Title.eq("two");
    assert!(
        page::Entity::find()
            .filter(old.clone())
            .one(db)
            .await
            .unwrap()
            .is_some()
    );
    let none = page::Entity::find().filter(old.clone()).final_();
    assert_eq!(none.clone().one(db).await.unwrap(), None);
    assert_eq!(page::Entity::find().final_().count(db).await.unwrap(), 3);
    assert!(page::Entity::find().filter(old).exists(db).await.unwrap());
    assert!(!none.exists(db).await.unwrap());
}

#[tokio::test]
async fn final_survives_pages_and_cursors() {
    let test = versions().await;
    let db = &test.db;
    let pages = by_id().final_().paginate(db, 2);
    assert_eq!(pages.num_items().await.unwrap(), 3);
    assert_eq!(pages.num_pages().await.unwrap(), 2);
    let last = pages.fetch_page(1).await.unwrap();
    assert_eq!(last.iter().map(|page| page.id).collect::<Vec<_>>(), [3]);
    let cursor = page::Entity::find()
        .final_()
        .cursor_by(page::Column::Id)
        .after(1)
        .first(5)
        .all(db)
        .await
        .unwrap();
    assert_eq!(cursor.iter().map(|page| page.id).collect::<Vec<_>>(), [2, 3]);
}

#[tokio::test]
async fn final_survives_related_rows_and_loaders() {
    let test = versions().await;
    let db = &test.db;
    // FINAL holds for the table that the select is of, and the other one has each row twice.
    let also = by_id().find_also_related(site::Entity);
    assert_eq!(also.clone().all(db).await.unwrap().len(), 12);
    assert_eq!(also.final_().all(db).await.unwrap().len(), 6);
    let with = site::Entity::find()
        .final_()
        .find_with_related(page::Entity)
        .order_by_asc(site::Column::Id)
        .all(db)
        .await
        .unwrap();
    assert_eq!(
        with.iter().map(|(_, pages)| pages.len()).collect::<Vec<_>>(),
        [4, 2]
    );
    let sites = site::Entity::find()
        .final_()
        .order_by_asc(site::Column::Id)
        .all(db)
        .await
        .unwrap();
    let loaded = sites.load_many(page::Entity::find().final_(), db).await.unwrap();
    assert_eq!(loaded.iter().map(Vec::len).collect::<Vec<_>>(), [2, 1]);
    let pages = by_id().final_().all(db).await.unwrap();
    let ones = pages.load_one(site::Entity::find().final_(), db).await.unwrap();
    assert!(ones.iter().all(Option::is_some));
}

#[tokio::test]
async fn final_survives_tuples_json_models_and_streams() {
    let test = versions().await;
    let db = &test.db;
    let select = || {
        by_id()
            .select_only()
            .column(page::Column::Title)
            .column(page::Column::Id)
            .final_()
    };
    let expected = [
        ("one".to_owned(), 1),
        ("changed".to_owned(), 2),
        ("three".to_owned(), 3),
    ];
    let tuples: Vec<(String, i64)> = select().into_tuple().all(db).await.unwrap();
    assert_eq!(tuples, expected);
    let tuples: Vec<(String, i64)> = select().clickhouse().into_tuple().all(db).await.unwrap();
    assert_eq!(tuples, expected);
    assert_eq!(by_id().final_().into_json().all(db).await.unwrap().len(), 3);
    assert_eq!(
        by_id()
            .final_()
            .clickhouse()
            .into_json()
            .all(db)
            .await
            .unwrap()
            .len(),
        3
    );
    assert_eq!(by_id().final_().clickhouse().all(db).await.unwrap().len(), 3);
    let streamed: Vec<page::Model> = by_id()
        .final_()
        .stream(db)
        .await
        .unwrap()
        .try_collect()
        .await
        .unwrap();
    assert_eq!(streamed.len(), 3);
    let streamed: Vec<page::Model> = by_id()
        .final_()
        .clickhouse()
        .stream(db)
        .await
        .unwrap()
        .try_collect()
        .await
        .unwrap();
    assert_eq!(streamed.len(), 3);
}

#[tokio::test]
async fn final_belongs_to_the_select_that_has_it() {
    let test = versions().await;
    let db = &test.db;
    let inner = |last: bool| {
        let select = page::Entity::find()
            .select_only()
            .column(page::Column::Id)
            .filter(page::Column::Title.eq("two"));
        if last { select.final_() } else { select }.into_query()
    };
    let outer = |last| page::Entity::find().filter(page::Column::Id.in_subquery(inner(last)));
    assert_eq!(outer(true).count(db).await.unwrap(), 0);
    assert_eq!(
        outer(false).count(db).await.unwrap(),
        2,
        "the outer select has no FINAL"
    );
    assert_eq!(outer(false).final_().count(db).await.unwrap(), 1);
    let from = Query::select()
        .expr_as(Expr::cust("count()"), "n")
        .from_subquery(by_id().final_().into_query(), "newest")
        .to_owned();
    let row = db.query_one(&from).await.unwrap().unwrap();
    assert_eq!(row.try_get::<i64>("", "n").unwrap(), 3);
}

#[tokio::test]
async fn prewhere_filters_before_final_and_where_after() {
    let test = versions().await;
    let db = &test.db;
    // Of page 2 only the old version passes PREWHERE, so it is the newest that FINAL sees.
    let early = page::Entity::find()
        .final_()
        .prewhere(page::Column::Title.eq("two"))
        .setting("apply_prewhere_after_final", 0);
    assert_eq!(early.count(db).await.unwrap(), 1);
    let late = page::Entity::find()
        .final_()
        .filter(page::Column::Title.eq("two"));
    assert_eq!(late.count(db).await.unwrap(), 0);
    let both = page::Entity::find()
        .prewhere(page::Column::SiteId.eq(7))
        .prewhere(page::Column::Version.eq(2))
        .filter(page::Column::Id.gt(1));
    let seen = both.clone().all(db).await.unwrap();
    assert_eq!(seen.iter().map(|page| page.id).collect::<Vec<_>>(), [2]);
    assert_eq!(both.clone().paginate(db, 10).num_items().await.unwrap(), 1);
    assert_eq!(both.clickhouse().all(db).await.unwrap().len(), 1);
}

#[tokio::test]
async fn sample_reads_a_part_of_the_rows() {
    let test = TestDatabase::new().await;
    let db = &test.db;
    db.execute_unprepared(
        "CREATE TABLE page (id Int64, site_id Int64, title String, version UInt32)
             ENGINE = MergeTree ORDER BY cityHash64(id) SAMPLE BY cityHash64(id);
         INSERT INTO page SELECT number, 1, 't', 1 FROM numbers(20000)",
    )
    .await
    .unwrap();
    let part = page::Entity::find().sample(0.1).count(db).await.unwrap();
    assert!((1_000..3_000).contains(&part), "{part} of 20000");
    let first = page::Entity::find()
        .sample_offset(0.5, 0.0)
        .count(db)
        .await
        .unwrap();
    let second = page::Entity::find()
        .sample_offset(0.5, 0.5)
        .count(db)
        .await
        .unwrap();
    assert_eq!(first + second, 20_000);
    let tuples: Vec<i64> = page::Entity::find()
        .sample(0.1)
        .select_only()
        .column(page::Column::Id)
        .into_tuple()
        .all(db)
        .await
        .unwrap();
    assert_eq!(tuples.len() as u64, part);
}

#[tokio::test]
async fn clauses_survive_joins_groups_and_unions() {
    let test = versions().await;
    let db = &test.db;
    let per_site: Vec<(String, i64)> = page::Entity::find()
        .inner_join(site::Entity)
        .final_()
        .select_only()
        .column(site::Column::Name)
        .column_as(
            Expr::col((page::Entity, page::Column::Id)).count_distinct(),
            "pages",
        )
        .group_by(site::Column::Name)
        .order_by_asc(site::Column::Name)
        .prewhere(page::Column::Version.gt(0))
        .setting("max_threads", 1)
        .into_tuple()
        .all(db)
        .await
        .unwrap();
    assert_eq!(per_site, [("blog".to_owned(), 1), ("docs".to_owned(), 2)]);
    let ids = |last: bool| {
        let select = page::Entity::find().select_only().column(page::Column::Id);
        if last { select.final_() } else { select }.into_query()
    };
    let union = ids(true)
        .union(sea_orm::sea_query::UnionType::All, ids(false))
        .to_owned();
    assert_eq!(db.query_all(&union).await.unwrap().len(), 9);
    let grouped: Vec<(i64, i64)> = page::Entity::find()
        .final_()
        .select_only()
        .column(page::Column::SiteId)
        .column_as(page::Column::Id.count(), "pages")
        .group_by(page::Column::SiteId)
        .having(page::Column::Id.count().gt(1))
        .into_tuple()
        .all(db)
        .await
        .unwrap();
    assert_eq!(grouped, [(7, 2)]);
}
