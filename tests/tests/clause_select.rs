//! Every clause of ClickHouse's SELECT on SeaORM's selects, in each way that a select ends. Each is told by its effect.

use futures_util::TryStreamExt;
use integration_tests::{
    TestDatabase,
    telemetry::{service, trace, traces},
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, ExprTrait, Linked, LoaderTrait, ModelTrait,
    PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait, RelationDef, RelationTrait, Select,
    SelectExt,
    sea_query::{Expr, Order, Query, WindowStatement},
};
use sea_orm_clickhouse::{
    ClickHouseColumnExt, ClickHouseError, ClickHouseQueryExt, IntoClickHouseSelect,
    sea_query_clickhouse::query::{ArrayJoin, Interpolate, Join, Limit, OrderBy, WithFill},
};
use trace::Column::{At, Id, Name, ServiceId, Tags};

struct ServiceOfTrace;

impl Linked for ServiceOfTrace {
    type FromEntity = trace::Entity;
    type ToEntity = service::Entity;

    fn link(&self) -> Vec<RelationDef> {
        vec![trace::Relation::Service.def()]
    }
}

fn col(column: trace::Column) -> Expr {
    Expr::col(column.as_column_ref())
}

fn by_id() -> Select<trace::Entity> {
    trace::Entity::find().order_by_asc(Id)
}

fn ids(traces: &[trace::Model]) -> Vec<i64> {
    traces.iter().map(|trace| trace.id).collect()
}

/// The rows of a select of whole entities in each way that it ends: the same everywhere.
async fn ends_with(test: &TestDatabase, name: &str, select: Select<trace::Entity>, expected: &[i64]) {
    let db = &test.db;
    let count = expected.len() as u64;
    assert_eq!(ids(&select.clone().all(db).await.unwrap()), expected, "{name}");
    let one = select.clone().one(db).await.unwrap();
    assert_eq!(one.map(|trace| trace.id).as_ref(), expected.first(), "{name}");
    let streamed: Vec<_> = select
        .clone()
        .stream(db)
        .await
        .unwrap()
        .try_collect()
        .await
        .unwrap();
    assert_eq!(ids(&streamed), expected, "{name}");
    assert_eq!(
        ids(&select.clone().clickhouse().all(db).await.unwrap()),
        expected,
        "{name}"
    );
    assert_eq!(select.clone().count(db).await.unwrap(), count, "{name}");
    assert_eq!(select.clone().exists(db).await.unwrap(), count > 0, "{name}");
    let pages = select.clone().paginate(db, 2);
    assert_eq!(pages.num_items().await.unwrap(), count, "{name}");
    let mut paged = pages.fetch_page(0).await.unwrap();
    paged.extend(pages.fetch_page(1).await.unwrap());
    assert_eq!(ids(&paged), expected, "{name}");
    let cursor = select.clone().cursor_by(Id).first(10).all(db).await.unwrap();
    assert_eq!(ids(&cursor), expected, "{name}");
    let tuples: Vec<i64> = select
        .clone()
        .select_only()
        .column(Id)
        .into_tuple()
        .all(db)
        .await
        .unwrap();
    assert_eq!(tuples, expected, "{name}");
    assert_eq!(
        select.clone().into_json().all(db).await.unwrap().len(),
        expected.len(),
        "{name}"
    );
    let related = select
        .clone()
        .find_also_related(service::Entity)
        .all(db)
        .await
        .unwrap();
    let related: Vec<_> = related
        .iter()
        .map(|(trace, service)| (trace.id, service.as_ref().unwrap().id == trace.service_id))
        .collect();
    let whole: Vec<_> = expected.iter().map(|id| (*id, true)).collect();
    assert_eq!(related, whole, "{name}");
    let linked = select
        .clone()
        .find_also_linked(ServiceOfTrace)
        .all(db)
        .await
        .unwrap();
    let linked: Vec<_> = linked
        .iter()
        .map(|(trace, service)| (trace.id, service.as_ref().unwrap().id == trace.service_id))
        .collect();
    assert_eq!(linked, whole, "{name}");
    let with = select
        .clone()
        .find_with_related(service::Entity)
        .all(db)
        .await
        .unwrap();
    let with: Vec<_> = with
        .iter()
        .map(|(trace, services)| (trace.id, services.len() == 1))
        .collect();
    assert_eq!(with, whole, "{name}");
    let inner = select.clone().select_only().column(Id).into_query();
    let outer = by_id().filter(Id.in_subquery(inner));
    assert_eq!(ids(&outer.all(db).await.unwrap()), expected, "{name}");
    let services = service::Entity::find()
        .order_by_asc(service::Column::Id)
        .all(db)
        .await
        .unwrap();
    let loaded = services.load_many(select.clone(), db).await.unwrap();
    let mut loaded: Vec<_> = loaded.iter().flatten().map(|trace| trace.id).collect();
    loaded.sort_unstable();
    assert_eq!(loaded, expected, "{name}");
    let from = Query::select()
        .expr_as(Expr::cust("count()"), "n")
        .from_subquery(select.into_query(), "inner")
        .to_owned();
    let row = db.query_one(&from).await.unwrap().unwrap();
    assert_eq!(row.try_get::<i64>("", "n").unwrap() as u64, count, "{name}");
}

#[tokio::test]
async fn clauses_that_choose_rows_hold_however_the_select_ends() {
    let test = traces().await;
    let host = || Join::new("service").alias("s");
    let same = || Expr::col(("s", "id")).equals(ServiceId.as_column_ref());
    let bank = || Expr::col(("s", "name")).eq("bank");
    for (name, select, expected) in [
        ("LIMIT BY", by_id().limit_by(1, [col(ServiceId)]), &[1, 3][..]),
        (
            "LIMIT BY OFFSET",
            by_id().limit_by_offset(1, 1, [col(ServiceId)]),
            &[2],
        ),
        (
            "DISTINCT ON",
            by_id().distinct_on_exprs([col(ServiceId)]),
            &[1, 3],
        ),
        ("PREWHERE", by_id().prewhere(Name.has_suffix("off")), &[1]),
        (
            "QUALIFY",
            by_id().qualify(Expr::cust("row_number() OVER (ORDER BY trace.id DESC)").lte(2)),
            &[2, 3],
        ),
        (
            "WINDOW",
            by_id()
                .window_with("w", WindowStatement::partition_by(ServiceId.as_column_ref()))
                .qualify(Expr::cust("count() OVER w").eq(2)),
            &[1, 2],
        ),
        (
            "WITH",
            by_id().with_expr("low", 1).filter(col(Id).gt(Expr::col("low"))),
            &[2, 3],
        ),
        (
            "SEMI JOIN",
            by_id().join_with(host().left().semi().on(same()).on(bank())),
            &[3],
        ),
        (
            "ANTI JOIN",
            by_id().join_with(host().left().anti().on(same().and(bank()))),
            &[1, 2],
        ),
        (
            "GLOBAL ANY JOIN",
            by_id().join_with(host().left().global().any().on(same())),
            &[1, 2, 3],
        ),
        (
            "SETTINGS",
            by_id().settings([("max_threads", 1), ("max_block_size", 1)]),
            &[1, 2, 3],
        ),
        ("nothing", by_id().prewhere(Id.gt(9)).limit_by(1, [col(Id)]), &[]),
    ] {
        ends_with(&test, name, select, expected).await;
    }
}

#[tokio::test]
async fn array_join_gives_a_row_for_each_element() {
    let test = traces().await;
    let db = &test.db;
    let joined = |left: bool| {
        let array = [ArrayJoin::new(col(Tags)).alias("tag")];
        let select = by_id().select_only().column(Id).expr(Expr::col("tag"));
        match left {
            true => select.left_array_join(array),
            false => select.array_join(array),
        }
    };
    let rows: Vec<(i64, String)> = joined(false).into_tuple().all(db).await.unwrap();
    let expected = [(1, "dns"), (1, "x"), (3, "x"), (3, "y"), (3, "y")];
    assert_eq!(rows, expected.map(|(id, tag)| (id, tag.to_owned())));
    assert_eq!(joined(false).count(db).await.unwrap(), 5);
    assert_eq!(joined(true).count(db).await.unwrap(), 6);
    assert!(joined(false).exists(db).await.unwrap());
    let pages = joined(false).into_tuple::<(i64, String)>().paginate(db, 3);
    assert_eq!(pages.num_items().await.unwrap(), 5);
    assert_eq!(
        pages.fetch_page(1).await.unwrap(),
        [(3, "y".to_owned()), (3, "y".to_owned())]
    );
    // The model has its whole array still, once for each element.
    let models = by_id().array_join([ArrayJoin::new(col(Tags)).alias("tag")]);
    let models = models.find_also_related(service::Entity).all(db).await.unwrap();
    assert_eq!(models.len(), 5);
    assert_eq!(models[2].0.tags, ["x", "y", "y"]);
    assert_eq!(models[2].1.as_ref().unwrap().name, "bank");
}

#[tokio::test]
async fn groups_have_their_subtotals() {
    let test = traces().await;
    let db = &test.db;
    let grouped = || {
        trace::Entity::find()
            .select_only()
            .column(ServiceId)
            .column_as(At.to_year(), "year")
            .column_as(Id.count(), "traces")
    };
    let both = || grouped().group_by(ServiceId).group_by(At.to_year());
    let all = [(1, 2024, 2), (2, 2025, 1)];
    let rollup = [(1, 2024, 2), (1, 0, 2), (2, 2025, 1), (2, 0, 1), (0, 0, 3)];
    let cube = [(0, 2024, 2), (0, 2025, 1)];
    let sets = || [vec![col(ServiceId)], vec![]];
    for (name, select, expected) in [
        ("GROUP BY ALL", grouped().group_by_all(), all.to_vec()),
        ("WITH ROLLUP", both().with_rollup(), rollup.to_vec()),
        (
            "WITH CUBE",
            both().with_cube(),
            [rollup.as_slice(), &cube].concat(),
        ),
    ] {
        let mut rows: Vec<(i64, u16, i64)> = select.clone().into_tuple().all(db).await.unwrap();
        let mut expected = expected;
        rows.sort_unstable();
        expected.sort_unstable();
        assert_eq!(rows, expected, "{name}");
        assert_eq!(
            select.clone().count(db).await.unwrap(),
            expected.len() as u64,
            "{name}"
        );
        let pages = select.clone().into_tuple::<(i64, u16, i64)>().paginate(db, 2);
        assert_eq!(pages.num_items().await.unwrap(), expected.len() as u64, "{name}");
        assert!(select.clone().exists(db).await.unwrap(), "{name}");
        assert!(
            !select.filter(Id.gt(9)).exists(db).await.unwrap() || name != "GROUP BY ALL",
            "{name}"
        );
    }
    let select = trace::Entity::find()
        .select_only()
        .column(ServiceId)
        .column_as(Id.count(), "traces")
        .grouping_sets(sets());
    let mut rows: Vec<(i64, i64)> = select.clone().into_tuple().all(db).await.unwrap();
    rows.sort_unstable();
    assert_eq!(rows, [(0, 3), (1, 2), (2, 1)]);
    // The server left out the total where the count around it read no aggregate.
    assert_eq!(select.clone().count(db).await.unwrap(), 3);
    let having = select.clone().having(Id.count().eq(3).or(ServiceId.eq(2)));
    assert_eq!(having.count(db).await.unwrap(), 2);
    let nothing = || select.clone().filter(Id.gt(9));
    assert_eq!(
        nothing().into_tuple::<(i64, i64)>().all(db).await.unwrap(),
        [(0, 0)]
    );
    assert_eq!(nothing().count(db).await.unwrap(), 1);
    assert!(nothing().exists(db).await.unwrap());
}

#[tokio::test]
async fn orders_and_limits_of_clickhouse_hold() {
    let test = traces().await;
    let db = &test.db;
    let services = |select: Select<trace::Entity>| async {
        select
            .select_only()
            .column(ServiceId)
            .into_tuple::<i64>()
            .all(db)
            .await
            .unwrap()
    };
    let find = || trace::Entity::find().order_by_asc(ServiceId);
    assert_eq!(
        services(trace::Entity::find().order_by_all(Order::Desc, None)).await,
        [2, 1, 1]
    );
    assert_eq!(services(find().limit(1).with_ties()).await, [1, 1]);
    assert_eq!(services(find().limit_with(Limit::last(2))).await, [1, 2]);
    assert_eq!(services(find().limit_with(Limit::share(0.5))).await, [1, 1]);
    assert_eq!(services(find().offset_with(Limit::last(1))).await, [1, 1]);
    assert_eq!(services(find().limit_with(2).offset_with(1)).await, [1, 2]);
    assert_eq!(find().limit_with(Limit::last(2)).count(db).await.unwrap(), 2);
    let all = trace::Entity::find()
        .select_only()
        .column(ServiceId)
        .order_by_all(Order::Asc, None);
    assert_eq!(all.clone().count(db).await.unwrap(), 3);
    assert_eq!(all.clone().limit(1).with_ties().count(db).await.unwrap(), 2);
    let by_all = all.clone().limit_by_all(1);
    assert_eq!(by_all.clone().count(db).await.unwrap(), 2);
    assert!(by_all.exists(db).await.unwrap());
    let collated = trace::Entity::find()
        .order_by_with(OrderBy::new(col(Name)).collate("de").desc())
        .all(db)
        .await
        .unwrap();
    assert_eq!(collated[0].id, 3);
}

fn filled() -> Select<trace::Entity> {
    trace::Entity::find()
        .select_only()
        .column(Id)
        .column(Name)
        .filter(Id.is_in([1, 3]))
        .order_by_with(OrderBy::new(col(Id)).fill(WithFill::new().to(6)))
        .interpolate([Interpolate::keep("name")])
}

#[tokio::test]
async fn with_fill_makes_rows_where_the_order_stands() {
    let test = traces().await;
    let db = &test.db;
    let rows: Vec<(i64, String)> = filled().into_tuple().all(db).await.unwrap();
    assert_eq!(
        rows.iter().map(|(id, _)| *id).collect::<Vec<_>>(),
        [1, 2, 3, 4, 5]
    );
    assert_eq!(rows[1].1, rows[0].1);
    assert_eq!(rows[4].1, rows[2].1);
    let pages = filled().into_tuple::<(i64, String)>().paginate(db, 2);
    let page: Vec<i64> = pages
        .fetch_page(1)
        .await
        .unwrap()
        .iter()
        .map(|(id, _)| *id)
        .collect();
    assert_eq!(page, [3, 4]);
    let from = Query::select()
        .expr_as(Expr::cust("count()"), "n")
        .from_subquery(filled().into_query(), "filled")
        .to_owned();
    let row = db.query_one(&from).await.unwrap().unwrap();
    assert_eq!(row.try_get::<i64>("", "n").unwrap(), 5);
}

/// SeaORM clears ORDER BY to count, and the count was that of the rows without the ones that WITH FILL makes.
#[tokio::test]
async fn with_fill_is_refused_where_its_order_is_taken_away() {
    let test = traces().await;
    let db = &test.db;
    let errors = [
        filled().count(db).await.map(drop).unwrap_err(),
        filled().exists(db).await.map(drop).unwrap_err(),
        filled()
            .into_tuple::<(i64, String)>()
            .paginate(db, 2)
            .num_items()
            .await
            .map(drop)
            .unwrap_err(),
        filled()
            .cursor_by(Id)
            .first(2)
            .all(db)
            .await
            .map(drop)
            .unwrap_err(),
    ];
    for error in errors {
        assert!(
            error.to_string().contains(
                "WITH FILL: its ORDER BY was taken out of the SELECT, as `count`, `exists`, totals of pages and cursors do, and \
                 the rows that it makes with it; select from this SELECT as a sub-query, or read its rows"
            ),
            "{error}"
        );
    }
}

#[tokio::test]
async fn clauses_that_contradict_what_seaorm_adds_are_refused() {
    let test = traces().await;
    let db = &test.db;
    let share = || by_id().limit_with(Limit::share(0.5));
    let ties = || by_id().limit(1).with_ties();
    let all = || trace::Entity::find().order_by_all(Order::Asc, None);
    let limits = "LIMIT: it is set by SeaQuery's method and by ClickHouse's; keep one of the two";
    let cases: [(Result<(), DbErr>, &str); 7] = [
        (share().one(db).await.map(drop), limits),
        (share().paginate(db, 2).fetch().await.map(drop), limits),
        (share().cursor_by(Id).first(1).all(db).await.map(drop), limits),
        (
            ties().count(db).await.map(drop),
            "WITH TIES: the SELECT has no ORDER BY, by which rows are equal; set one",
        ),
        (
            ties().paginate(db, 2).num_items().await.map(drop),
            "WITH TIES: the SELECT has no LIMIT; set one",
        ),
        (
            all().cursor_by(Id).first(1).all(db).await.map(drop),
            "ORDER BY ALL: the SELECT has other orders too; keep one of the two",
        ),
        (
            by_id().group_by(Id).with_totals().all(db).await.map(drop),
            "WITH TOTALS",
        ),
    ];
    for (result, sentence) in cases {
        let error = result.unwrap_err().to_string();
        assert!(error.contains(sentence), "{error}");
    }
}

/// `exists` clears the select list, and the aliases in it.
#[tokio::test]
async fn qualify_of_an_alias_is_an_error_of_exists() {
    let test = traces().await;
    let db = &test.db;
    let ranked = trace::Entity::find()
        .column_as(Expr::cust("row_number() OVER (ORDER BY trace.id)"), "rank")
        .qualify(Expr::col("rank").lte(2));
    assert_eq!(ranked.clone().count(db).await.unwrap(), 2);
    let error = ranked.exists(db).await.unwrap_err();
    let name = ClickHouseError::from_db_err(&error).and_then(|error| error.name().map(str::to_owned));
    assert_eq!(name.as_deref(), Some("UNKNOWN_IDENTIFIER"), "{error}");
}

#[tokio::test]
async fn related_and_linked_rows_of_a_model_have_clauses_too() {
    let test = traces().await;
    let db = &test.db;
    let shop = service::Entity::find_by_id(1).one(db).await.unwrap().unwrap();
    let related = shop.find_related(trace::Entity).order_by_desc(Id);
    let last = related
        .clone()
        .limit_by(1, [col(ServiceId)])
        .all(db)
        .await
        .unwrap();
    assert_eq!(ids(&last), [2]);
    let early = related.prewhere(At.to_month().eq(1)).setting("max_threads", 1);
    assert_eq!(early.clone().count(db).await.unwrap(), 1);
    assert_eq!(ids(&early.all(db).await.unwrap()), [1]);
    let trace = trace::Entity::find_by_id(3).one(db).await.unwrap().unwrap();
    let linked = trace.find_linked(ServiceOfTrace).limit_by(1, [Expr::col("name")]);
    assert_eq!(linked.one(db).await.unwrap().unwrap().name, "bank");
    let traces = by_id().prewhere(Id.gt(1)).all(db).await.unwrap();
    let only = service::Entity::find().prewhere(service::Column::Tags.has_element("dns"));
    let services = traces.load_one(only, db).await.unwrap();
    let services: Vec<_> = services
        .into_iter()
        .map(|service| service.map(|service| service.name))
        .collect();
    assert_eq!(services, [None, Some("bank".to_owned())]);
}

#[tokio::test]
async fn a_loader_takes_the_first_rows_of_each_parent() {
    let test = traces().await;
    let db = &test.db;
    let services = service::Entity::find()
        .order_by_asc(service::Column::Id)
        .all(db)
        .await
        .unwrap();
    let newest = trace::Entity::find()
        .order_by_desc(At)
        .limit_by(1, [col(ServiceId)]);
    let loaded = services.load_many(newest, db).await.unwrap();
    let loaded: Vec<_> = loaded.iter().map(|traces| ids(traces)).collect();
    assert_eq!(loaded, [[2], [3]]);
    let with = service::Entity::find()
        .find_with_related(trace::Entity)
        .order_by_asc(service::Column::Id)
        .order_by_desc(At)
        .limit_by(1, [Expr::col((service::Entity, service::Column::Id))])
        .all(db)
        .await
        .unwrap();
    let with: Vec<_> = with.iter().map(|(_, traces)| ids(traces)).collect();
    assert_eq!(with, [[2], [3]]);
}

#[tokio::test]
async fn final_and_sample_are_given_to_joined_tables() {
    let test = TestDatabase::new().await;
    let db = &test.db;
    db.execute_unprepared(
        "CREATE TABLE service (id Int64, name String, tags Array(String)) ENGINE = MergeTree ORDER BY id;
         CREATE TABLE version (id Int64, n UInt64) ENGINE = ReplacingMergeTree(n)
             ORDER BY (id, cityHash64(id)) SAMPLE BY cityHash64(id);
         SYSTEM STOP MERGES version;
         INSERT INTO service SELECT number, toString(number), [] FROM numbers(1000);
         INSERT INTO version SELECT number, 1 FROM numbers(1000);
         INSERT INTO version SELECT number, 2 FROM numbers(1000)",
    )
    .await
    .unwrap();
    let on = || Expr::col(("v", "id")).equals(service::Column::Id.as_column_ref());
    let joined = || service::Entity::find().join_with(Join::new("version").alias("v").on(on()));
    assert_eq!(joined().count(db).await.unwrap(), 2000);
    assert_eq!(joined().final_of("v").count(db).await.unwrap(), 1000);
    let part = joined().sample_of("v", 0.5).count(db).await.unwrap();
    let rest = joined().sample_offset_of("v", 0.5, 0.5).count(db).await.unwrap();
    assert_eq!(part + rest, 2000);
    assert!((600..1400).contains(&part), "{part} of 2000");
}
