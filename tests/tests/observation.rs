//! What metrics and spans tell of statements.

use std::{
    collections::BTreeMap,
    fmt::Debug,
    sync::{Arc, Mutex},
};

use futures_util::StreamExt;
use integration_tests::{
    TestDatabase,
    reading::{self, readings},
};
use sea_orm::{ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, QueryFilter, Statement, StreamTrait};
use sea_orm_clickhouse::{ClickHouseConnection, ClickHouseError};
use tracing::{
    Event, Metadata, Subscriber,
    field::{Field, Visit},
    span::{Attributes, Id, Record},
};

type Seen = Arc<Mutex<Vec<(String, bool)>>>;

fn watch(db: &ClickHouseConnection) -> Seen {
    let seen = Seen::default();
    let sink = seen.clone();
    db.set_metric_callback(move |info| {
        assert_eq!(info.statement.values, None);
        assert!(!info.elapsed.is_zero());
        sink.lock()
            .unwrap()
            .push((info.statement.sql.clone(), info.failed));
    });
    seen
}

/// What was seen since the last call, without what the connection sends of its own accord.
fn take(seen: &Seen) -> Vec<(String, bool)> {
    let mut seen = std::mem::take(&mut *seen.lock().unwrap());
    seen.retain(|(sql, _)| !sql.starts_with("DESCRIBE"));
    seen
}

#[tokio::test]
async fn a_metric_is_called_at_the_end_of_each_statement_with_its_text_and_without_values() {
    let test = readings().await;
    let seen = watch(&test.db);
    let rows = reading::Entity::find()
        .filter(reading::Column::Value.gt(4.25))
        .all(&test.db)
        .await
        .unwrap();
    assert_eq!(rows.len(), 6);
    let [(sql, failed)] = &take(&seen)[..] else {
        panic!()
    };
    assert!(
        sql.contains("FROM `reading`") && sql.contains("{p0:Float64}"),
        "{sql}"
    );
    assert!(!sql.contains("4.25"), "{sql}");
    assert!(!failed);

    // A clone is the same connection.
    let clone = test.db.clone();
    let missing = clone
        .execute_unprepared("SELECT 1; SELECT nothing FROM reading")
        .await;
    assert!(missing.is_err());
    let expected = [
        ("SELECT 1".to_owned(), false),
        ("SELECT nothing FROM reading".to_owned(), true),
    ];
    assert_eq!(take(&seen), expected);

    // The one that was set last is called alone.
    let again = watch(&clone);
    test.db.execute_unprepared("SELECT 2").await.unwrap();
    assert_eq!(take(&again).len(), 1);
    assert_eq!(take(&seen), []);
}

#[tokio::test]
async fn a_metric_tells_of_mutations_and_the_selects_before_them() {
    let test = readings().await;
    let seen = watch(&test.db);
    reading::Entity::delete_many()
        .filter(reading::Column::Number.eq(4))
        .exec(&test.db)
        .await
        .unwrap();
    let seen = take(&seen);
    let words: Vec<&str> = seen
        .iter()
        .map(|(sql, _)| sql.split(' ').next().unwrap())
        .collect();
    assert_eq!(words, ["SELECT", "ALTER"], "{seen:?}");
}

#[tokio::test]
async fn a_metric_of_a_stream_comes_when_it_ends_fails_or_is_dropped() {
    let test = TestDatabase::new().await;
    let seen = watch(&test.db);
    let numbers = |sql: &str| Statement::from_string(DbBackend::MySql, sql);
    let ended = "SELECT number FROM numbers(10)";
    let mut stream = test.db.stream_raw(numbers(ended)).await.unwrap();
    stream.next().await.unwrap().unwrap();
    while stream.next().await.is_some() {}
    assert_eq!(take(&seen), [(ended.to_owned(), false)]);
    drop(stream);
    assert_eq!(take(&seen), []);

    let dropped = "SELECT number FROM system.numbers";
    let mut stream = test.db.stream_raw(numbers(dropped)).await.unwrap();
    stream.next().await.unwrap().unwrap();
    assert_eq!(take(&seen), []);
    drop(stream);
    assert_eq!(take(&seen), [(dropped.to_owned(), false)]);

    let failing = "SELECT throwIf(number = 200000) FROM numbers(300000) SETTINGS max_block_size = 5000";
    let mut stream = test.db.stream_raw(numbers(failing)).await.unwrap();
    while stream.next().await.is_some() {}
    assert_eq!(take(&seen), [(failing.to_owned(), true)]);

    // Nobody waits for the answer.
    let slow = test.db.execute_unprepared("SELECT sleep(2)");
    let short = std::time::Duration::from_millis(200);
    assert!(tokio::time::timeout(short, slow).await.is_err());
    assert_eq!(take(&seen), [("SELECT sleep(2)".to_owned(), true)]);
}

/// Keeps the fields of the spans of statements.
#[derive(Clone, Default)]
struct Spans(Arc<Mutex<Vec<BTreeMap<String, String>>>>);

impl Spans {
    fn take(&self) -> Vec<BTreeMap<String, String>> {
        let mut spans = std::mem::take(&mut *self.0.lock().unwrap());
        spans.retain(|span| span["db.operation"] != "DESCRIBE");
        spans
    }
}

struct Fields<'a>(&'a mut BTreeMap<String, String>);

impl Visit for Fields<'_> {
    fn record_str(&mut self, field: &Field, value: &str) {
        self.0.insert(field.name().into(), value.into());
    }

    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        self.0.insert(field.name().into(), format!("{value:?}"));
    }
}

impl Subscriber for Spans {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.is_span() && metadata.name() == "clickhouse.query"
    }

    fn new_span(&self, attributes: &Attributes<'_>) -> Id {
        let mut fields = BTreeMap::new();
        attributes.record(&mut Fields(&mut fields));
        let mut spans = self.0.lock().unwrap();
        spans.push(fields);
        Id::from_u64(spans.len() as u64)
    }

    fn record(&self, span: &Id, values: &Record<'_>) {
        let mut spans = self.0.lock().unwrap();
        let at = span.into_u64() as usize - 1;
        if let Some(fields) = spans.get_mut(at) {
            values.record(&mut Fields(fields));
        }
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}
    fn event(&self, _: &Event<'_>) {}
    fn enter(&self, _: &Id) {}
    fn exit(&self, _: &Id) {}
}

#[tokio::test]
async fn a_span_has_the_statement_without_values_its_rows_time_and_query_id() {
    let test = readings().await;
    let spans = Spans::default();
    let _default = tracing::subscriber::set_default(spans.clone());
    reading::Entity::find()
        .filter(reading::Column::Station.eq("b"))
        .all(&test.db)
        .await
        .unwrap();
    let [span] = &spans.take()[..] else { panic!() };
    assert_eq!(span["db.system"], "clickhouse");
    assert_eq!(span["db.operation"], "SELECT");
    assert_eq!(span["otel.kind"], "client");
    assert_eq!(span["otel.status_code"], "OK");
    assert_eq!(span["rows"], "4");
    assert!(span["elapsed"].ends_with('s'), "{span:?}");
    assert!(span["server.address"].starts_with("http"), "{span:?}");
    assert_eq!(span.get("error"), None);
    let statement = &span["db.statement"];
    assert!(
        statement.ends_with("FROM `reading` WHERE `reading`.`station` = {p0:String}"),
        "{statement}"
    );

    let known = Statement::from_sql_and_values(
        DbBackend::MySql,
        "SELECT queryID() AS id",
        [] as [sea_orm::Value; 0],
    );
    let row = test.db.query_one_raw(known).await.unwrap().unwrap();
    assert_eq!(
        spans.take()[0]["query_id"],
        row.try_get::<String>("", "id").unwrap()
    );

    test.db
        .execute_unprepared("INSERT INTO reading SELECT 'd', number, 'good', 1, 0.5 FROM numbers(7)")
        .await
        .unwrap();
    let [span] = &spans.take()[..] else { panic!() };
    assert_eq!(
        (span["db.operation"].as_str(), span["rows"].as_str()),
        ("INSERT", "7")
    );
    assert_eq!(
        span["db.statement"],
        "INSERT INTO reading SELECT ?, number, ?.. FROM numbers(?)"
    );
}

#[tokio::test]
async fn a_span_of_a_refused_statement_has_the_name_of_its_error_and_no_secret() {
    let test = TestDatabase::new().await;
    let spans = Spans::default();
    let _default = tracing::subscriber::set_default(spans.clone());
    let error = test
        .db
        .execute_unprepared("SELECT * FROM missing WHERE password = 'hunter2' AND pin = 4711 -- hunter2")
        .await
        .unwrap_err();
    let error = ClickHouseError::from_db_err(&error).unwrap();
    let [span] = &spans.take()[..] else { panic!() };
    assert_eq!(span["error"], "UNKNOWN_TABLE");
    assert_eq!(span["otel.status_code"], "ERROR");
    assert_eq!(Some(span["query_id"].as_str()), error.query_id());
    let text = format!("{span:?}");
    assert!(!text.contains("hunter2") && !text.contains("4711"), "{text}");
    assert!(text.contains("password = ? AND pin = ?"), "{text}");
}
