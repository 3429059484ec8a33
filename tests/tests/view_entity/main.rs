//! Entities over views and materialized views: made, read everywhere, and never written.

mod entities;
mod materialized;

use entities::{by_hand, dns, event, host, lacking, named, some_columns, stranger, table_by_hand, unfilled};
use futures_util::TryStreamExt;
use integration_tests::TestDatabase;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, LoaderTrait,
    ModelTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Set,
    sea_query::{Expr, Query, Table},
};
use sea_orm_clickhouse::{BuildError, ClickHouseError, DifferenceKind, prelude::*};
use sea_query_clickhouse::ClickHouseQueryBuilder;

fn event(id: i64, host_id: i64, port: u16, bytes: u64) -> event::Model {
    event::Model {
        id,
        host_id,
        port,
        bytes,
    }
}

/// Hosts and events, which come after the views.
async fn network() -> TestDatabase {
    let test = TestDatabase::new().await;
    let db = &test.db;
    db.create_table::<host::Entity>().await.unwrap();
    db.create_table::<event::Entity>().await.unwrap();
    db.create_view::<dns::Entity>().await.unwrap();
    test
}

async fn fill(db: &ClickHouseConnection) {
    let hosts = [(1, "a"), (2, "b")].map(|(id, name)| {
        host::Model {
            id,
            name: name.into(),
        }
        .into_active_model()
    });
    host::Entity::insert_many(hosts).exec(db).await.unwrap();
    insert(
        db,
        &[(1, 1, 53, 10), (2, 1, 80, 20), (3, 2, 53, 30), (4, 9, 53, 40)],
    )
    .await;
}

async fn insert(db: &ClickHouseConnection, events: &[(i64, i64, u16, u64)]) {
    let events = events
        .iter()
        .map(|(id, host, port, bytes)| event(*id, *host, *port, *bytes).into_active_model());
    event::Entity::insert_many(events).exec(db).await.unwrap();
}

fn dns(id: i64, host_id: i64, bytes: u64) -> dns::Model {
    dns::Model {
        id,
        host_id,
        bytes: Some(bytes),
    }
}

/// Refused by the client, with this sentence.
#[track_caller]
fn refused<T: std::fmt::Debug>(result: Result<T, DbErr>, sentence: &str) {
    let error = result.unwrap_err();
    let parsed = ClickHouseError::from_db_err(&error).unwrap_or_else(|| panic!("{error}"));
    assert_eq!((parsed.code(), parsed.message()), (None, sentence));
}

#[tokio::test]
async fn a_view_is_read_by_everything_that_reads() {
    let TestDatabase { ref db, .. } = network().await;
    fill(db).await;
    let all = || dns::Entity::find().order_by_asc(dns::Column::Id);
    let models = [dns(1, 1, 10), dns(3, 2, 30), dns(4, 9, 40)];
    assert_eq!(all().all(db).await.unwrap(), models);
    assert_eq!(all().clickhouse().all(db).await.unwrap(), models);
    assert_eq!(
        dns::Entity::find_by_id(3).one(db).await.unwrap(),
        Some(dns(3, 2, 30))
    );
    assert_eq!(dns::Entity::find_by_id(2).one(db).await.unwrap(), None);
    assert_eq!(dns::Entity::find().count(db).await.unwrap(), 3);
    let pages = all().paginate(db, 2);
    assert_eq!(pages.num_pages().await.unwrap(), 2);
    assert_eq!(pages.fetch_page(1).await.unwrap(), models[2..]);
    let mut cursor = dns::Entity::find().cursor_by(dns::Column::Id);
    assert_eq!(cursor.after(1).first(1).all(db).await.unwrap(), models[1..2]);
    let streamed: Vec<dns::Model> = all().stream(db).await.unwrap().try_collect().await.unwrap();
    assert_eq!(streamed, models);
    let sizes: Vec<(i64, u64)> = all()
        .select_only()
        .columns([dns::Column::Id, dns::Column::Bytes])
        .filter(dns::Column::Bytes.gt(10))
        .clickhouse()
        .into_tuple()
        .all(db)
        .await
        .unwrap();
    assert_eq!(sizes, [(3, 30), (4, 40)]);
}

#[tokio::test]
async fn relations_go_to_a_view_and_from_it() {
    let TestDatabase { ref db, .. } = network().await;
    fill(db).await;
    let host = |id, name: &str| host::Model {
        id,
        name: name.into(),
    };
    let with_host = dns::Entity::find()
        .order_by_asc(dns::Column::Id)
        .find_also_related(host::Entity)
        .all(db)
        .await
        .unwrap();
    assert_eq!(
        with_host,
        [
            (dns(1, 1, 10), Some(host(1, "a"))),
            (dns(3, 2, 30), Some(host(2, "b"))),
            (dns(4, 9, 40), None),
        ]
    );
    let with_dns = host::Entity::find()
        .order_by_asc(host::Column::Id)
        .find_with_related(dns::Entity)
        .all(db)
        .await
        .unwrap();
    assert_eq!(
        with_dns,
        [
            (host(1, "a"), vec![dns(1, 1, 10)]),
            (host(2, "b"), vec![dns(3, 2, 30)]),
        ]
    );
    let hosts = host::Entity::find()
        .order_by_asc(host::Column::Id)
        .all(db)
        .await
        .unwrap();
    assert_eq!(
        hosts.load_many(dns::Entity, db).await.unwrap(),
        [[dns(1, 1, 10)], [dns(3, 2, 30)]]
    );
    assert_eq!(
        dns(3, 2, 30).find_related(host::Entity).one(db).await.unwrap(),
        Some(host(2, "b"))
    );
}

#[tokio::test]
async fn a_view_of_an_outer_join_has_null_where_nothing_is() {
    let TestDatabase { ref db, .. } = network().await;
    fill(db).await;
    db.create_view::<named::Entity>().await.unwrap();
    let names: Vec<Option<String>> = named::Entity::find()
        .order_by_asc(named::Column::Id)
        .all(db)
        .await
        .unwrap()
        .into_iter()
        .map(|model| model.name)
        .collect();
    assert_eq!(
        names,
        [Some("a".into()), Some("a".into()), Some("b".into()), None]
    );
    refused(
        named::Entity::delete_many().exec(db).await,
        "DELETE: `view_named` is a view, which is only read; write to `view_event` and `view_host`, from which it selects",
    );
}

#[tokio::test]
async fn no_statement_of_seaorm_writes_to_a_view() {
    let TestDatabase { ref db, .. } = network().await;
    fill(db).await;
    const WAY_OUT: &str =
        "`view_dns` is a view, which is only read; write to `view_event`, from which it selects";
    let insert = format!("INSERT: {WAY_OUT}");
    let update = format!("UPDATE: {WAY_OUT}");
    let delete = format!("DELETE: {WAY_OUT}");
    let active = || dns(7, 1, 70).into_active_model().reset_all();
    refused(active().insert(db).await, &insert);
    refused(dns::Entity::insert(active()).exec(db).await, &insert);
    refused(
        dns::Entity::insert_many([active(), active()]).exec(db).await,
        &insert,
    );
    refused(
        dns::Entity::insert_many([active()]).exec_with_returning(db).await,
        &insert,
    );
    let unset = dns::ActiveModel {
        host_id: Set(1),
        ..Default::default()
    };
    refused(unset.save(db).await, &insert);
    refused(active().update(db).await, &update);
    refused(active().save(db).await, &update);
    refused(
        dns::Entity::update_many()
            .col_expr(dns::Column::Bytes, Expr::val(1))
            .filter(dns::Column::Id.eq(99))
            .exec(db)
            .await,
        &update,
    );
    refused(dns(1, 1, 10).delete(db).await, &delete);
    refused(active().delete(db).await, &delete);
    refused(dns::Entity::delete_by_id(1).exec(db).await, &delete);
    refused(dns::Entity::delete_many().exec(db).await, &delete);
    refused(
        db.execute(Table::truncate().table(dns::Entity)).await,
        &format!("TRUNCATE TABLE: {WAY_OUT}"),
    );
    let from_select = Query::insert()
        .into_table(dns::Entity)
        .columns([dns::Column::Id, dns::Column::Bytes])
        .select_from(some_columns())
        .unwrap()
        .to_owned();
    refused(db.execute(&from_select).await, &insert);
    assert_eq!(dns::Entity::find().count(db).await.unwrap(), 3);
    assert_eq!(event::Entity::find().count(db).await.unwrap(), 4);
}

#[tokio::test]
async fn a_view_by_hand_is_known_by_its_trait() {
    let TestDatabase { ref db, .. } = network().await;
    fill(db).await;
    let sentence = |name: &str| {
        format!(
            "DELETE: `{name}` is a view, which is only read; write to `view_event`, from which it selects"
        )
    };
    // The derive finds the trait although it declares nothing.
    refused(
        by_hand::Entity::delete_many().exec(db).await,
        &sentence("view_by_hand"),
    );
    db.create_view::<by_hand::Entity>().await.unwrap();
    assert_eq!(by_hand::Entity::find().count(db).await.unwrap(), 4);
    db.register::<by_hand::Entity>();
    refused(
        by_hand::Entity::delete_many().exec(db).await,
        &sentence("view_by_hand"),
    );

    // Without it, the first method of the connection that meets the trait registers the entity.
    db.create_view::<stranger::Entity>().await.unwrap();
    refused(
        stranger::Entity::delete_many().exec(db).await,
        &sentence("view_stranger"),
    );
    db.register::<stranger::Entity>();
    refused(
        stranger::Entity::delete_many().exec(db).await,
        &sentence("view_stranger"),
    );
    let first = stranger::Entity::find_by_id(1).one(db).await.unwrap().unwrap();
    assert_eq!(first.bytes, Some(10));
}

#[tokio::test]
async fn a_table_by_hand_is_registered_where_it_is_made() {
    let TestDatabase { ref db, .. } = network().await;
    let read = || async { table_by_hand::Entity::find_by_id(1).one(db).await };
    db.create_table::<table_by_hand::Entity>().await.unwrap();
    db.execute_unprepared("INSERT INTO view_table_by_hand VALUES (1, 5)")
        .await
        .unwrap();
    assert_eq!(read().await.unwrap().unwrap().bytes, Some(5));
    db.execute_unprepared(
        "ALTER TABLE view_table_by_hand MODIFY COLUMN bytes Nullable(String) SETTINGS mutations_sync = 1",
    )
    .await
    .unwrap();
    // Of an entity that is not registered it would be None.
    let error = read().await.unwrap_err().to_string();
    assert!(error.contains("Nullable(String)"), "{error}");
}

#[tokio::test]
async fn views_are_dropped_by_their_entities() {
    let TestDatabase { ref db, .. } = network().await;
    db.execute_clickhouse(&dns::Entity::drop_view().unwrap())
        .await
        .unwrap();
    let error = dns::Entity::find().all(db).await.unwrap_err().to_string();
    assert!(error.contains("view_dns"), "{error}");
    db.execute_clickhouse(&dns::Entity::create_view().unwrap().if_not_exists())
        .await
        .unwrap();
    assert_eq!(dns::Entity::find().count(db).await.unwrap(), 0);
}

#[test]
fn a_query_without_a_column_of_the_model_is_refused() {
    let sql = |built: Result<String, BuildError>| built.unwrap_err().to_string();
    assert_eq!(
        sql(lacking::Entity::create_view().map(|view| view.to_string(ClickHouseQueryBuilder))),
        "view: its query has no column `name`; it has `id`, `host_id`, `port`, `bytes`"
    );
    let view = unfilled::Entity::create_view().unwrap();
    assert_eq!(
        sea_query_clickhouse::build_clickhouse(&view, &sea_query_clickhouse::Target::default())
            .unwrap_err()
            .to_string(),
        "CREATE MATERIALIZED VIEW: its query has no column `name`, which the server would fill with zeros; select it, by \
         `expr_as` where it is an expression, or give the column a DEFAULT"
    );
}

#[tokio::test]
async fn a_view_is_checked_by_what_is_read() {
    let TestDatabase { ref db, .. } = network().await;
    // That it selects a column more than the model has changes no read.
    let check = db.check::<dns::Entity>().await.unwrap();
    assert!(check.differences().is_empty() && check.is_ok(), "{check}");

    db.execute_clickhouse(&dns::Entity::drop_view().unwrap())
        .await
        .unwrap();
    let missing = db.check::<dns::Entity>().await.unwrap();
    assert_eq!(
        missing.differences()[0].kind(),
        DifferenceKind::MissingTable,
        "{missing}"
    );

    db.execute_unprepared(
        "CREATE TABLE view_dns (id Int64, bytes String) ENGINE = MergeTree ORDER BY tuple()",
    )
    .await
    .unwrap();
    let check = db.check::<dns::Entity>().await.unwrap();
    let sentences: Vec<_> = check.differences().iter().map(ToString::to_string).collect();
    assert!(
        sentences.contains(
            &"a view is declared, and what is there is of the engine MergeTree; drop it, or choose another name".to_owned()
        ),
        "{check}"
    );
    let kinds: Vec<_> = check
        .differences()
        .iter()
        .map(|difference| difference.kind())
        .collect();
    assert!(
        kinds.contains(&DifferenceKind::MissingColumn) && kinds.contains(&DifferenceKind::Type),
        "{check}"
    );
    assert!(!check.reads() && check.writes(), "{check}");
}

#[tokio::test]
async fn a_test_database_makes_views() {
    let test = sea_orm_clickhouse::testing::TestDatabase::from_env()
        .await
        .unwrap();
    test.create_declared::<event::Entity>().await.unwrap();
    test.create_view::<dns::Entity>().await.unwrap();
    test.insert([event(1, 1, 53, 10)]).await.unwrap();
    assert_eq!(dns::Entity::find().all(test.db()).await.unwrap(), [dns(1, 1, 10)]);
}
