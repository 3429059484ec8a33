//! Rows as they arrive.

use std::time::Duration;

use futures_util::{Stream, StreamExt, TryStreamExt};
use integration_tests::TestDatabase;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbBackend, DbErr, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, QueryTrait, Set, Statement, StreamTrait, TransactionTrait,
    sea_query::{Expr, Func},
};
use sea_orm_clickhouse::{ClickHouseConnection, ClickHouseError, IntoClickHouseSelect};

mod event {
    use sea_orm::entity::prelude::*;
    use sea_orm_clickhouse::ClickHouseEntity;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, ClickHouseEntity)]
    #[sea_orm(table_name = "event")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: i64,
        pub name: String,
        pub value: f64,
        pub note: Option<String>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

async fn table_with(options: &str, rows: u64) -> TestDatabase {
    let test = TestDatabase::with_options(options).await;
    test.db
        .execute_unprepared(&format!(
            "CREATE TABLE event (id Int64, name String, value Float64, note Nullable(String)) ENGINE = MergeTree ORDER BY id;
             INSERT INTO event SELECT number, concat('event ', toString(number)), number / 2, NULL FROM numbers({rows})"
        ))
        .await
        .unwrap();
    test
}

fn in_order() -> sea_orm::Select<event::Entity> {
    event::Entity::find().order_by_asc(event::Column::Id)
}

#[tokio::test]
async fn models_stream_on_both_lanes() {
    let test = table_with("", 70_000).await;
    let plain: Vec<event::Model> = in_order()
        .stream(&test.db)
        .await
        .unwrap()
        .try_collect()
        .await
        .unwrap();
    assert_eq!(plain.len(), 70_000);
    let last = plain.last().unwrap();
    assert_eq!(
        (last.id, last.name.as_str(), last.value),
        (69_999, "event 69999", 34_999.5)
    );
    let lane: Vec<event::Model> = in_order()
        .clickhouse()
        .stream(&test.db)
        .await
        .unwrap()
        .try_collect()
        .await
        .unwrap();
    assert_eq!(lane, plain);
    let none = event::Entity::find().filter(event::Column::Id.lt(0));
    assert_eq!(none.clone().stream(&test.db).await.unwrap().count().await, 0);
    assert_eq!(none.clickhouse().stream(&test.db).await.unwrap().count().await, 0);
}

#[tokio::test]
async fn tuples_json_and_statements_stream() {
    let test = table_with("", 1_000).await;
    let select = || {
        in_order()
            .select_only()
            .column(event::Column::Name)
            .column(event::Column::Id)
    };
    let tuples: Vec<(String, i64)> = select()
        .into_tuple()
        .stream(&test.db)
        .await
        .unwrap()
        .try_collect()
        .await
        .unwrap();
    assert_eq!(tuples[999], ("event 999".to_owned(), 999));
    let tuples: Vec<(String, i64)> = select()
        .clickhouse()
        .into_tuple()
        .stream(&test.db)
        .await
        .unwrap()
        .try_collect()
        .await
        .unwrap();
    assert_eq!(tuples[999], ("event 999".to_owned(), 999));
    let mut json = in_order()
        .clickhouse()
        .into_json()
        .stream(&test.db)
        .await
        .unwrap()
        .boxed();
    let first = json.next().await.unwrap().unwrap();
    assert_eq!(
        first,
        serde_json::json!({"id": 0, "name": "event 0", "value": 0.0, "note": null})
    );
    let rows: Vec<_> = test
        .db
        .stream(&in_order().into_query())
        .await
        .unwrap()
        .try_collect()
        .await
        .unwrap();
    assert_eq!(rows.len(), 1_000);
}

#[derive(Debug, PartialEq, sea_orm::DerivePartialModel)]
#[sea_orm(entity = "event::Entity")]
struct Named {
    id: i64,
    #[sea_orm(from_expr = "Expr::expr(Func::upper(event::Column::Name.into_expr()))")]
    name: String,
}

#[tokio::test]
async fn partial_models_and_text_stream_in_a_transaction_too() {
    let test = table_with("", 1_000).await;
    let named = |id: i64| Named {
        id,
        name: format!("EVENT {id}"),
    };
    let plain: Vec<Named> = in_order()
        .stream_partial_model(&test.db)
        .await
        .unwrap()
        .try_collect()
        .await
        .unwrap();
    assert_eq!((plain.len(), &plain[999]), (1_000, &named(999)));
    let transaction = test.db.begin().await.unwrap();
    let within: Vec<Named> = in_order()
        .stream_partial_model(&transaction)
        .await
        .unwrap()
        .try_collect()
        .await
        .unwrap();
    assert_eq!(within, plain);
    let models: Vec<event::Model> = event::Entity::find()
        .from_raw_sql(Statement::from_sql_and_values(
            DbBackend::MySql,
            "SELECT * FROM event WHERE id < ? ORDER BY id",
            [3.into()],
        ))
        .stream(&transaction)
        .await
        .unwrap()
        .try_collect()
        .await
        .unwrap();
    assert_eq!(models.iter().map(|model| model.id).collect::<Vec<_>>(), [0, 1, 2]);
    let json: Vec<serde_json::Value> = in_order()
        .limit(2)
        .into_json()
        .stream(&transaction)
        .await
        .unwrap()
        .try_collect()
        .await
        .unwrap();
    assert_eq!(json[1]["id"], 1);
    transaction.rollback().await.unwrap();
}

/// Memory of this process that is not on disk, in KiB.
fn resident() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    status
        .lines()
        .find_map(|line| {
            line.strip_prefix("VmRSS:")?
                .split_whitespace()
                .next()?
                .parse()
                .ok()
        })
        .unwrap_or(0)
}

/// Reads all rows; how many, and how much memory the process had at most after the first of them.
async fn drain<T>(stream: impl Stream<Item = Result<T, DbErr>>) -> (u64, u64) {
    let mut stream = std::pin::pin!(stream);
    let (mut rows, mut peak) = (0, 0);
    while let Some(row) = stream.next().await {
        row.unwrap();
        rows += 1;
        if rows % 10_000 == 0 {
            peak = peak.max(resident());
        }
    }
    (rows, peak)
}

const MILLION: i64 = 1_000_000;
/// A million of these models takes about 150 MiB.
const FLAT: u64 = 64 * 1024;

#[tokio::test]
async fn a_million_models_are_written_and_streamed_with_flat_memory() {
    const BATCH: i64 = 20_000;
    let test = table_with("", 0).await;
    let db = &test.db;
    let mut start = 0;
    let (mut before, mut peak) = (0, 0);
    while start < MILLION {
        let models = (start..start + BATCH).map(|id| event::ActiveModel {
            id: Set(id),
            name: Set(format!("the event number {id}")),
            value: Set(id as f64 / 4.0),
            note: Set((id % 2 == 0).then(|| format!("a note of {id}"))),
        });
        let written = event::Entity::insert_many(models)
            .exec_without_returning(db)
            .await
            .unwrap();
        assert_eq!(written, BATCH as u64);
        start += BATCH;
        match before {
            0 => before = resident(),
            _ => peak = peak.max(resident()),
        }
    }
    assert!(peak < before + FLAT, "writing took {before} to {peak} KiB");
    assert_eq!(event::Entity::find().count(db).await.unwrap(), MILLION as u64);

    let (rows, peak) = drain(event::Entity::find().clickhouse().stream(db).await.unwrap()).await;
    assert_eq!(rows, MILLION as u64);
    assert!(
        peak < before + FLAT,
        "the entity lane took {before} to {peak} KiB"
    );

    let (rows, peak) = drain(event::Entity::find().stream(db).await.unwrap()).await;
    assert_eq!(rows, MILLION as u64);
    assert!(peak < before + FLAT, "the plain lane took {before} to {peak} KiB");

    let sum: Option<f64> = event::Entity::find()
        .select_only()
        .column_as(event::Column::Value.sum(), "sum")
        .into_tuple()
        .one(db)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(sum, Some((MILLION * (MILLION - 1) / 2) as f64 / 4.0));
}

async fn answers(db: &ClickHouseConnection) -> Result<u64, DbErr> {
    event::Entity::find()
        .filter(event::Column::Id.lt(10))
        .count(db)
        .await
}

#[tokio::test]
async fn a_stream_holds_its_place_in_the_pool_until_it_is_dropped_or_at_its_end() {
    let test = table_with("max_connections=1&acquire_timeout=300ms", 2_000_000).await;
    let db = &test.db;
    let mut stream = event::Entity::find().stream(db).await.unwrap();
    stream.next().await.unwrap().unwrap();
    let error = answers(db).await.unwrap_err();
    assert!(error.to_string().contains("acquire_timeout"), "{error}");
    drop(stream);
    assert_eq!(answers(db).await.unwrap(), 10);

    let mut stream = event::Entity::find()
        .clickhouse()
        .stream(db)
        .await
        .unwrap()
        .boxed();
    stream.next().await.unwrap().unwrap();
    assert!(answers(db).await.is_err());
    drop(stream);
    assert_eq!(answers(db).await.unwrap(), 10);

    let mut stream = event::Entity::find().limit(3).stream(db).await.unwrap();
    while stream.next().await.is_some() {}
    assert_eq!(
        answers(db).await.unwrap(),
        10,
        "the stream is still there, at its end"
    );
}

#[tokio::test]
async fn a_dropped_stream_ends_its_query_on_the_server() {
    let test = table_with("", 0).await;
    let mark = format!("stream of {}", test.name());
    let endless = Statement::from_sql_and_values(
        DbBackend::MySql,
        "SELECT number, ? AS mark FROM system.numbers",
        [mark.as_str().into()],
    );
    let running = || async {
        let row = test
            .db
            .query_one_raw(Statement::from_sql_and_values(
                DbBackend::MySql,
                "SELECT count() AS n FROM system.processes WHERE current_database = ? AND query LIKE '%system.numbers'",
                [test.name().into()],
            ))
            .await
            .unwrap()
            .unwrap();
        row.try_get::<i64>("", "n").unwrap()
    };
    let mut stream = test.db.stream_raw(endless).await.unwrap();
    for _ in 0..1000 {
        stream.next().await.unwrap().unwrap();
    }
    assert_eq!(running().await, 1);
    drop(stream);
    for _ in 0..100 {
        if running().await == 0 {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("the query still runs after 5 s");
}

#[tokio::test]
async fn an_error_in_the_middle_is_the_last_item_and_the_connection_works_on() {
    let test = table_with("max_connections=1&setting.max_block_size=5000", 200_000).await;
    let db = &test.db;
    let failing = || in_order().filter(Expr::cust("throwIf(id = 150000, 'reading stops here') = 0"));
    for lane in ["plain", "entity"] {
        let mut stream = match lane {
            "plain" => failing().stream(db).await.unwrap().boxed(),
            _ => failing().clickhouse().stream(db).await.unwrap().boxed(),
        };
        let mut rows = 0;
        let error = loop {
            match stream.next().await {
                Some(Ok(_)) => rows += 1,
                Some(Err(error)) => break error,
                None => panic!("{lane}: no error after {rows} rows"),
            }
        };
        assert!(rows > 0 && rows < 200_000, "{lane}: {rows} rows before the error");
        let error = ClickHouseError::from_db_err(&error).unwrap();
        assert_eq!(error.code(), Some(395), "{error}");
        assert_eq!(error.name(), Some("FUNCTION_THROW_IF_VALUE_IS_NON_ZERO"));
        assert!(error.message().contains("reading stops here"), "{error}");
        assert!(error.query_id().is_some());
        assert!(
            stream.next().await.is_none(),
            "{lane}: nothing comes after an error"
        );
        assert_eq!(answers(db).await.unwrap(), 10);
    }
}

#[tokio::test]
async fn a_stream_that_cannot_begin_is_an_error_at_once() {
    let test = table_with("", 10).await;
    test.db.execute_unprepared("DROP TABLE event").await.unwrap();
    let error = event::Entity::find()
        .stream(&test.db)
        .await
        .map(drop)
        .unwrap_err();
    assert_eq!(ClickHouseError::from_db_err(&error).unwrap().code(), Some(60));
    let error = event::Entity::find()
        .clickhouse()
        .stream(&test.db)
        .await
        .map(drop)
        .unwrap_err();
    assert_eq!(ClickHouseError::from_db_err(&error).unwrap().code(), Some(60));
}
