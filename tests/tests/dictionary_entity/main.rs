//! Entities over dictionaries: loaded from a table of the same server, read as tables and by their functions, never written.

mod entities;

use entities::{by_hand, commented, flow, price, row, service, unread};
use futures_util::TryStreamExt;
use integration_tests::{TestDatabase, server_url};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, ExprTrait, IntoActiveModel,
    ModelTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Set,
    sea_query::{Expr, Table},
};
use sea_orm_clickhouse::{ClickHouseError, DifferenceKind, prelude::*};
use sea_query_clickhouse::ClickHouseQueryBuilder;

/// Refused by the client, with this sentence.
#[track_caller]
fn refused<T: std::fmt::Debug>(result: Result<T, DbErr>, sentence: &str) {
    let error = result.unwrap_err();
    let parsed = ClickHouseError::from_db_err(&error).unwrap_or_else(|| panic!("{error}"));
    assert_eq!((parsed.code(), parsed.message()), (None, sentence));
}

fn service(port: u64, name: &str, parent: u64, note: Option<&str>) -> service::Model {
    service::Model {
        port,
        name: name.into(),
        parent,
        note: note.map(str::to_owned),
    }
}

async fn services() -> TestDatabase {
    let test = TestDatabase::new().await;
    let db = &test.db;
    db.create_table::<row::Entity>().await.unwrap();
    db.create_table::<flow::Entity>().await.unwrap();
    let rows = [
        (53, "dns", 17, Some("names")),
        (80, "http", 6, None),
        (6, "tcp", 0, None),
    ];
    let rows = rows.map(|(port, label, parent, note)| {
        row::Model {
            port,
            label: label.into(),
            parent,
            note: note.map(str::to_owned),
        }
        .into_active_model()
    });
    row::Entity::insert_many(rows).exec(db).await.unwrap();
    let flows = [(1, 53), (2, 80), (3, 9)].map(|(id, port)| flow::Model { id, port }.into_active_model());
    flow::Entity::insert_many(flows).exec(db).await.unwrap();
    db.create_dictionary::<service::Entity>().await.unwrap();
    test
}

#[tokio::test]
async fn a_dictionary_is_read_as_a_table() {
    let TestDatabase { ref db, .. } = services().await;
    let all = || service::Entity::find().order_by_asc(service::Column::Port);
    let models = [
        service(6, "TCP", 0, None),
        service(53, "DNS", 17, Some("names")),
        service(80, "HTTP", 6, None),
    ];
    assert_eq!(all().all(db).await.unwrap(), models);
    assert_eq!(all().clickhouse().all(db).await.unwrap(), models);
    assert_eq!(
        service::Entity::find_by_id(53_u64).one(db).await.unwrap(),
        Some(models[1].clone())
    );
    assert_eq!(service::Entity::find().count(db).await.unwrap(), 3);
    assert_eq!(all().paginate(db, 2).fetch_page(1).await.unwrap(), models[2..]);
    let mut cursor = service::Entity::find().cursor_by(service::Column::Port);
    assert_eq!(cursor.after(6_u64).first(1).all(db).await.unwrap(), models[1..2]);
    let streamed: Vec<service::Model> = all().stream(db).await.unwrap().try_collect().await.unwrap();
    assert_eq!(streamed, models);

    let flow = |id, port| flow::Model { id, port };
    let related = flow::Entity::find()
        .order_by_asc(flow::Column::Id)
        .find_also_related(service::Entity)
        .all(db)
        .await
        .unwrap();
    assert_eq!(
        related,
        [
            (flow(1, 53), Some(models[1].clone())),
            (flow(2, 80), Some(models[2].clone())),
            (flow(3, 9), None),
        ]
    );
    assert_eq!(
        models[1].find_related(flow::Entity).all(db).await.unwrap(),
        [flow(1, 53)]
    );
}

#[tokio::test]
async fn a_dictionary_is_looked_up_by_its_functions() {
    let TestDatabase { ref db, .. } = services().await;
    let key = || Expr::col(flow::Column::Port);
    let rows: Vec<(i64, String, u64, String, bool)> = flow::Entity::find()
        .select_only()
        .column(flow::Column::Id)
        .expr_as(service::Entity::dict_get(service::Column::Name, key()), "name")
        .expr_as(
            service::Entity::dict_get(service::Column::Parent, key()),
            "parent",
        )
        .expr_as(
            service::Entity::dict_get_or_default(service::Column::Name, key(), "none"),
            "or_default",
        )
        .expr_as(service::Entity::dict_has(key()), "has")
        .order_by_asc(flow::Column::Id)
        .clickhouse()
        .into_row()
        .all(db)
        .await
        .unwrap();
    let row =
        |id, name: &str, parent, or_default: &str, has| (id, name.into(), parent, or_default.into(), has);
    assert_eq!(
        rows,
        [
            row(1, "DNS", 17, "DNS", true),
            row(2, "HTTP", 6, "HTTP", true),
            row(3, "", 7, "none", false),
        ]
    );
    let of_tcp = flow::Entity::find()
        .filter(Expr::expr(service::Entity::dict_get(service::Column::Name, key())).eq("HTTP"))
        .all(db)
        .await
        .unwrap();
    assert_eq!(of_tcp, [flow::Model { id: 2, port: 80 }]);
}

#[tokio::test]
async fn no_statement_of_seaorm_writes_to_a_dictionary() {
    let TestDatabase { ref db, .. } = services().await;
    const WAY_OUT: &str =
        "`dictionary_service` is a dictionary, which the server loads; write to its source, `dictionary_row`";
    let insert = format!("INSERT: {WAY_OUT}");
    let update = format!("UPDATE: {WAY_OUT}");
    let delete = format!("DELETE: {WAY_OUT}");
    let active = || service(9, "x", 0, None).into_active_model().reset_all();
    refused(active().insert(db).await, &insert);
    refused(service::Entity::insert_many([active()]).exec(db).await, &insert);
    refused(active().update(db).await, &update);
    refused(active().save(db).await, &update);
    let changed = service::ActiveModel {
        port: Set(53),
        ..Default::default()
    };
    refused(
        service::Entity::update_many()
            .set(changed)
            .filter(service::Column::Port.eq(53))
            .exec(db)
            .await,
        &update,
    );
    refused(service::Entity::delete_many().exec(db).await, &delete);
    refused(service(53, "DNS", 17, None).delete(db).await, &delete);
    refused(
        db.execute(Table::truncate().table(service::Entity)).await,
        &format!("TRUNCATE TABLE: {WAY_OUT}"),
    );
}

#[tokio::test]
async fn a_dictionary_with_ranges_and_a_key_of_two_columns() {
    let TestDatabase { ref db, .. } = TestDatabase::new().await;
    db.execute_unprepared(
        "CREATE TABLE dictionary_price_row (shop String, item Int64, first Date, last Date, price Float64) \
         ENGINE = MergeTree ORDER BY (shop, item); \
         INSERT INTO dictionary_price_row VALUES ('a', 1, '2026-01-01', '2026-06-30', 1.5), \
         ('a', 1, '2026-07-01', '2026-12-31', 2.5), \
         ('a', 2, '2026-01-01', '2026-12-31', 0)",
    )
    .await
    .unwrap();
    db.create_dictionary::<price::Entity>().await.unwrap();
    let prices: Vec<f64> = price::Entity::find()
        .filter(price::Column::Shop.eq("a"))
        .order_by_asc(price::Column::First)
        .all(db)
        .await
        .unwrap()
        .into_iter()
        .map(|row| row.price)
        .collect();
    assert_eq!(prices, [1.5, 2.5]);
    refused(
        price::Entity::delete_many().exec(db).await,
        "DELETE: `dictionary_price` is a dictionary, which the server loads; write to its source, `dictionary_price_row`",
    );
}

#[tokio::test]
async fn a_dictionary_by_hand_is_known_by_its_trait() {
    let TestDatabase { ref db, .. } = services().await;
    db.create_dictionary::<by_hand::Entity>().await.unwrap();
    assert_eq!(by_hand::Entity::find().count(db).await.unwrap(), 3);
    refused(
        by_hand::Entity::delete_many().exec(db).await,
        "DELETE: `dictionary_by_hand` is a dictionary, which the server loads; write to its source, `dictionary_row`",
    );
    db.execute_clickhouse(&by_hand::Entity::drop_dictionary().unwrap())
        .await
        .unwrap();
    by_hand::Entity::find().count(db).await.unwrap_err();
}

#[tokio::test]
async fn a_dictionary_is_checked_by_what_is_read() {
    let TestDatabase { ref db, .. } = services().await;
    let check = db.check::<service::Entity>().await.unwrap();
    assert!(check.is_ok(), "{check}");
    db.execute_clickhouse(&service::Entity::drop_dictionary().unwrap())
        .await
        .unwrap();
    db.execute_unprepared(
        "CREATE VIEW dictionary_service AS SELECT port, label AS name, 'x' AS parent FROM dictionary_row",
    )
    .await
    .unwrap();
    let check = db.check::<service::Entity>().await.unwrap();
    let of = |kind| {
        let found = check
            .differences()
            .iter()
            .filter(|difference| difference.kind() == kind);
        found.map(ToString::to_string).collect::<Vec<_>>()
    };
    assert_eq!(
        of(DifferenceKind::Definition),
        [
            "a dictionary is declared, and what is there is of the engine View; drop it, or choose another name"
        ]
    );
    assert_eq!(of(DifferenceKind::MissingColumn).len(), 1, "{check}");
    assert_eq!(of(DifferenceKind::Type).len(), 1, "{check}");
    assert!(!check.reads(), "{check}");
}

#[tokio::test]
async fn a_password_is_in_no_error_of_a_dictionary() {
    let TestDatabase { ref db, .. } = services().await;
    let declared = unread::Entity::create_dictionary().unwrap();
    assert!(!format!("{declared:?}").contains("hunter2"));
    // The server quotes the statement from where it does not read on.
    let error = db.create_dictionary::<unread::Entity>().await.unwrap_err();
    assert_eq!(error.name(), Some("SYNTAX_ERROR"));
    let sentence = "; the statement has a password, so what the server quotes of it is left out";
    assert!(
        error.message().starts_with("Syntax error: failed at position ")
            && error.message().ends_with(sentence),
        "{error}"
    );
    let texts = format!("{error} {error:?}");
    assert!(!texts.contains("hunter2"), "{texts}");
    let url = server_url();
    if let Some(password) = url.password().filter(|password| !password.is_empty()) {
        assert!(!texts.contains(password), "{texts}");
    }
}

#[test]
fn what_a_dictionary_lacks_is_refused() {
    assert_eq!(
        commented::Entity::create_dictionary().unwrap_err().to_string(),
        "COMMENT: column `label`: an attribute of a dictionary has none; leave it out"
    );
    let sql = service::Entity::create_dictionary()
        .unwrap()
        .to_string(ClickHouseQueryBuilder);
    assert!(
        sql.starts_with(
            "CREATE DICTIONARY `dictionary_service` (`port` UInt64, `name` String EXPRESSION upper(`label`) INJECTIVE, \
             `parent` UInt64 DEFAULT 7 HIERARCHICAL, `note` "
        ),
        "{sql}"
    );
    assert!(
        sql.ends_with(
            "LAYOUT(HASHED()) LIFETIME(MIN 0 MAX 0) SETTINGS(max_threads = 1) COMMENT 'services by port'"
        ),
        "{sql}"
    );
}

#[tokio::test]
async fn a_test_database_makes_dictionaries() {
    let test = sea_orm_clickhouse::testing::TestDatabase::from_env()
        .await
        .unwrap();
    test.create_declared::<row::Entity>().await.unwrap();
    test.create_dictionary::<service::Entity>().await.unwrap();
    let row = row::Model {
        port: 1,
        label: "a".into(),
        parent: 0,
        note: Some("n".into()),
    };
    test.insert([row]).await.unwrap();
    assert_eq!(
        service::Entity::find().all(test.db()).await.unwrap(),
        [service(1, "A", 0, Some("n"))]
    );
}
