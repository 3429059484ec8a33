//! Generators of keys: by whom they are made, that they are distinct, and what is refused.

use std::{
    collections::HashSet,
    error::Error,
    process::Command,
    sync::{
        Arc, Mutex,
        atomic::{AtomicI64, Ordering},
    },
    time::{Duration, SystemTime},
};

use futures_util::future::join_all;
use integration_tests::TestDatabase;
use sea_orm::{
    ActiveValue::{NotSet, Set},
    ConnectionTrait, QueryOrder,
    entity::prelude::*,
};
use sea_orm_clickhouse::{
    ClickHouse, ClickHouseConnection, ClickHouseError, ClickHouseErrorKind, IdGenerator, IdRequest,
    Snowflake,
    types::{Int128, Int256, UInt128, UInt256},
};

macro_rules! keyed {
    ($module:ident, $table:literal, $key:ty) => {
        mod $module {
            use sea_orm::entity::prelude::*;
            use sea_orm_clickhouse::ClickHouseEntity;

            #[derive(Clone, Debug, PartialEq, DeriveEntityModel, ClickHouseEntity)]
            #[sea_orm(table_name = $table)]
            pub struct Model {
                #[sea_orm(primary_key, auto_increment = false)]
                pub id: $key,
                pub name: String,
            }

            #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
            pub enum Relation {}

            impl ActiveModelBehavior for ActiveModel {}

            pub fn named(name: impl ToString) -> ActiveModel {
                ActiveModel {
                    name: sea_orm::Set(name.to_string()),
                    ..Default::default()
                }
            }
        }
    };
}

keyed!(number, "number", i64);
keyed!(unsigned, "unsigned", u64);
keyed!(narrow, "narrow", i32);
keyed!(unique, "unique", Uuid);
keyed!(text, "text", String);
keyed!(decimal, "decimal", Decimal);
keyed!(int128, "int128", sea_orm_clickhouse::types::Int128);
keyed!(uint128, "uint128", sea_orm_clickhouse::types::UInt128);
keyed!(int256, "int256", sea_orm_clickhouse::types::Int256);
keyed!(uint256, "uint256", sea_orm_clickhouse::types::UInt256);

async fn table(db: &ClickHouseConnection, name: &str, key: &str) {
    let sql = format!("CREATE TABLE {name} (id {key}, name String) ENGINE = MergeTree ORDER BY id");
    db.execute_unprepared(&sql).await.unwrap();
}

async fn stored(db: &ClickHouseConnection) -> Vec<number::Model> {
    number::Entity::find()
        .order_by_asc(number::Column::Id)
        .all(db)
        .await
        .unwrap()
}

fn worker(id: i64) -> i64 {
    id >> 12 & 0x3ff
}

/// The worker id that the server has.
async fn server_worker(db: &ClickHouseConnection) -> i64 {
    let row = db.query_one_raw(sea_orm::Statement::from_string(
        db.get_database_backend(),
        "SELECT toInt64(bitAnd(bitShiftRight(generateSnowflakeID(), 12), 1023)) AS worker",
    ));
    row.await.unwrap().unwrap().try_get("", "worker").unwrap()
}

#[tokio::test]
async fn keys_of_a_worker_carry_its_id_and_the_time() {
    let TestDatabase { ref db, .. } = TestDatabase::with_options("worker_id=77").await;
    table(db, "number", "Int64").await;
    let models = number::Entity::insert_many((0..10_000).map(number::named))
        .exec_with_returning(db)
        .await
        .unwrap();
    assert!(models.is_sorted_by(|a, b| a.id < b.id));
    assert!(
        models
            .iter()
            .enumerate()
            .all(|(i, model)| model.name == i.to_string())
    );
    assert!(models.iter().all(|model| worker(model.id) == 77));
    assert_eq!(stored(db).await, models);
    let late = "SELECT count() AS late FROM number WHERE abs(dateDiff('second', snowflakeIDToDateTime64(toUInt64(id)), \
                now64(3))) > 600";
    let late = db.query_one_raw(sea_orm::Statement::from_string(db.get_database_backend(), late));
    assert_eq!(
        late.await.unwrap().unwrap().try_get::<i64>("", "late").unwrap(),
        0
    );
}

#[tokio::test]
async fn without_a_worker_id_the_server_makes_the_keys() {
    let test = TestDatabase::new().await;
    let db = &test.db;
    table(db, "number", "Int64").await;
    // As two processes would.
    let other = ClickHouse::connect(test.url().as_str()).await.unwrap();
    let server = server_worker(db).await;
    let inserts = (0..40).map(|i| {
        let db = if i % 2 == 0 { db } else { &other };
        number::Entity::insert_many((0..500).map(number::named)).exec_with_returning(db)
    });
    let mut ids = HashSet::new();
    for models in join_all(inserts).await {
        let models = models.unwrap();
        assert!(models.is_sorted_by(|a, b| a.id < b.id));
        assert!(
            models
                .iter()
                .enumerate()
                .all(|(i, model)| model.name == i.to_string())
        );
        ids.extend(models.iter().map(|model| model.id));
    }
    assert_eq!(ids.len(), 20_000);
    assert!(ids.iter().all(|id| worker(*id) == server));
    assert_eq!(stored(db).await.len(), 20_000);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn tasks_and_connections_of_one_worker_make_no_key_twice() {
    let test = TestDatabase::with_options("worker_id=78").await;
    let db = &test.db;
    table(db, "number", "Int64").await;
    let url = format!("{}?worker_id=78", test.url());
    let other = ClickHouse::connect(url.as_str()).await.unwrap();
    let tasks = (0..64).map(|task| {
        let db = if task % 2 == 0 { db.clone() } else { other.clone() };
        tokio::spawn(async move {
            let mut last = 0;
            for _ in 0..2 {
                let rows = (0..5000).map(number::named);
                let models = number::Entity::insert_many(rows)
                    .exec_with_returning(&db)
                    .await
                    .unwrap();
                for model in models {
                    assert!(model.id > last);
                    last = model.id;
                }
            }
        })
    });
    for task in join_all(tasks).await {
        task.unwrap();
    }
    let count = "SELECT uniqExact(id) AS ids, count() AS rows FROM number";
    let row = db.query_one_raw(sea_orm::Statement::from_string(db.get_database_backend(), count));
    let row = row.await.unwrap().unwrap();
    let counts: (i64, i64) = (row.try_get("", "ids").unwrap(), row.try_get("", "rows").unwrap());
    assert_eq!(counts, (640_000, 640_000));
}

#[tokio::test]
async fn keys_ascend_while_the_clock_goes_back() {
    let TestDatabase { ref db, .. } = TestDatabase::new().await;
    table(db, "number", "Int64").await;
    let hours = Arc::new(AtomicI64::new(0));
    let clock = {
        let hours = Arc::clone(&hours);
        move || SystemTime::now() - Duration::from_secs(3600 * hours.fetch_add(1, Ordering::Relaxed) as u64)
    };
    db.set_id_generator(Snowflake::new(79).unwrap().clock(clock));
    let mut made = Vec::new();
    for i in 0..20 {
        made.push(number::named(i).insert(db).await.unwrap());
    }
    assert!(hours.load(Ordering::Relaxed) >= 20);
    assert!(made.is_sorted_by(|a, b| a.id < b.id));
    assert!(made.iter().all(|model| worker(model.id) == 79));
    assert_eq!(stored(db).await, made);
}

/// Runs one of these tests again, in a process with a worker id.
fn again(test: &str, worker_id: &str) -> std::process::Output {
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", test, "--nocapture"])
        .env("CLICKHOUSE_WORKER_ID", worker_id)
        .output()
        .unwrap()
}

#[tokio::test]
async fn the_environment_names_the_worker() {
    const TEST: &str = "the_environment_names_the_worker";
    if std::env::var("CLICKHOUSE_WORKER_ID").as_deref() != Ok("80") {
        let output = again(TEST, "80");
        let report = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(output.status.success() && report.contains("1 passed"), "{report}");
        return;
    }
    let test = TestDatabase::new().await;
    table(&test.db, "number", "Int64").await;
    let model = number::named("a").insert(&test.db).await.unwrap();
    assert_eq!(worker(model.id), 80);
    // The options go before it.
    let url = format!("{}?worker_id=81", test.url());
    let other = ClickHouse::connect(url.as_str()).await.unwrap();
    let model = number::named("b").insert(&other).await.unwrap();
    assert_eq!(worker(model.id), 81);
}

#[tokio::test]
async fn a_worker_id_that_is_none_is_an_error_of_the_connection() {
    const TEST: &str = "a_worker_id_that_is_none_is_an_error_of_the_connection";
    if let Ok(worker_id) = std::env::var("CLICKHOUSE_WORKER_ID") {
        let error = ClickHouse::connect(integration_tests::server_url().as_str())
            .await
            .unwrap_err();
        assert_eq!(error.kind(), ClickHouseErrorKind::Configuration);
        let expected = match worker_id.as_str() {
            "1024" => "the worker id is 1024, but a Snowflake id has room for 0 to 1023",
            _ => {
                "the environment variable CLICKHOUSE_WORKER_ID is `pod-3`, but a worker id is a number from 0 to 1023"
            }
        };
        assert_eq!(error.message(), expected);
        return;
    }
    for worker_id in ["pod-3", "1024"] {
        let output = again(TEST, worker_id);
        let report = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(output.status.success() && report.contains("1 passed"), "{report}");
    }
    let mut url = integration_tests::server_url();
    url.set_query(Some("worker_id=1024"));
    let error = ClickHouse::connect(url.as_str()).await.unwrap_err();
    assert_eq!(
        error.message(),
        "the worker id is 1024, but a Snowflake id has room for 0 to 1023"
    );
}

#[tokio::test]
async fn wide_integers_get_keys_of_64_bits() {
    let TestDatabase { ref db, .. } = TestDatabase::with_options("worker_id=82").await;
    macro_rules! check {
        ($module:ident, $type:ident) => {
            table(db, stringify!($module), stringify!($type)).await;
            let models = $module::Entity::insert_many((0..3).map($module::named))
                .exec_with_returning(db)
                .await
                .unwrap();
            assert!(models.is_sorted_by(|a, b| a.id < b.id));
            let one = $module::named("one").insert(db).await.unwrap();
            assert!(one.id > models[2].id && one.id < $type((u64::MAX >> 1).into()));
            let found = $module::Entity::find_by_id(one.id.clone())
                .one(db)
                .await
                .unwrap();
            assert_eq!(found, Some(one));
            let key = $module::Entity::insert($module::named("key"))
                .exec(db)
                .await
                .unwrap();
            let found = $module::Entity::find_by_id(key.last_insert_id)
                .one(db)
                .await
                .unwrap();
            assert_eq!(found.unwrap().name, "key");
        };
    }
    check!(int128, Int128);
    check!(uint128, UInt128);
    check!(int256, Int256);
    check!(uint256, UInt256);
}

#[tokio::test]
async fn a_key_is_what_its_field_takes() {
    let TestDatabase { ref db, .. } = TestDatabase::new().await;
    // Fields of other types than the columns.
    table(db, "number", "UInt64").await;
    table(db, "decimal", "Int128").await;
    let model = number::named("a").insert(db).await.unwrap();
    assert_eq!(stored(db).await, [model]);
    let model = decimal::named("a").insert(db).await.unwrap();
    assert_eq!(decimal::Entity::find().all(db).await.unwrap(), [model]);
    table(db, "narrow", "Int64").await;
    let error = narrow::named("a").insert(db).await.unwrap_err().to_string();
    assert!(
        error.contains("was made for column `id` (Int64) of table `narrow` does not fit its field; make the field as wide"),
        "{error}"
    );
}

#[tokio::test]
async fn saved_models_have_their_keys() {
    let TestDatabase { ref db, .. } = TestDatabase::new().await;
    table(db, "number", "Int64").await;
    table(db, "unique", "UUID").await;
    let saved = number::named("a").save(db).await.unwrap();
    assert_eq!(stored(db).await[0].id, saved.id.unwrap());
    let saved = unique::named("a").save(db).await.unwrap();
    let found = unique::Entity::find().one(db).await.unwrap().unwrap();
    assert_eq!(found.id, saved.id.unwrap());
}

#[tokio::test]
async fn defaults_of_the_server_are_the_keys_where_the_column_declares_them() {
    // Neither the worker nor a generator has a say.
    let TestDatabase { ref db, .. } = TestDatabase::with_options("worker_id=83").await;
    db.set_id_generator_of::<number::Entity>(Fixed(vec![1.into()]));
    table(db, "number", "Int64 DEFAULT generateSnowflakeID()").await;
    table(db, "unique", "UUID DEFAULT generateUUIDv7()").await;
    let server = server_worker(db).await;
    let models = number::Entity::insert_many((0..250).map(number::named))
        .exec_with_returning(db)
        .await
        .unwrap();
    assert!(
        models
            .iter()
            .enumerate()
            .all(|(i, model)| model.name == i.to_string())
    );
    let mut expected = models.clone();
    expected.sort_by_key(|model| model.id);
    assert_eq!(stored(db).await, expected, "made once, returned and stored");
    assert!(models.iter().all(|model| worker(model.id) == server));
    let key = number::Entity::insert(number::named("key"))
        .exec(db)
        .await
        .unwrap();
    let found = number::Entity::find_by_id(key.last_insert_id)
        .one(db)
        .await
        .unwrap();
    assert_eq!(found.unwrap().name, "key");

    let models = unique::Entity::insert_many((0..5).map(unique::named))
        .exec_with_returning(db)
        .await
        .unwrap();
    assert!(models.iter().all(|model| model.id.get_version_num() == 7));
    for model in models {
        let found = unique::Entity::find_by_id(model.id).one(db).await.unwrap();
        assert_eq!(found, Some(model));
    }
}

#[tokio::test]
async fn a_default_is_asked_for_only_where_it_is_stored() {
    let TestDatabase { ref db, .. } = TestDatabase::new().await;
    // A DEFAULT that fails for the row that sets the key.
    table(db, "number", "Int64 DEFAULT throwIf(name = 'given') + 7").await;
    let given = number::ActiveModel {
        id: Set(3),
        ..number::named("given")
    };
    let models = number::Entity::insert_many([given, number::named("left out")])
        .exec_with_returning(db)
        .await
        .unwrap();
    let rows: Vec<_> = models
        .iter()
        .map(|model| (model.id, model.name.as_str()))
        .collect();
    assert_eq!(rows, [(3, "given"), (7, "left out")]);
    assert_eq!(stored(db).await, models);
}

/// Always the same answer.
struct Fixed(Vec<sea_orm::Value>);

#[async_trait::async_trait]
impl IdGenerator for Fixed {
    async fn generate(
        &self,
        _: &IdRequest<'_>,
    ) -> Result<Option<Vec<sea_orm::Value>>, Box<dyn Error + Send + Sync>> {
        Ok(Some(self.0.clone()))
    }
}

/// Counts by a table of the server, and notes what it was asked.
#[derive(Clone)]
struct Counted {
    first: i64,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Counted {
    fn from(first: i64) -> Self {
        Self {
            first,
            asked: Arc::default(),
        }
    }
}

#[async_trait::async_trait]
impl IdGenerator for Counted {
    async fn generate(
        &self,
        request: &IdRequest<'_>,
    ) -> Result<Option<Vec<sea_orm::Value>>, Box<dyn Error + Send + Sync>> {
        self.asked.lock().unwrap().push(format!(
            "{} {} {} {} {}",
            request.table(),
            request.column(),
            request.data_type(),
            request.count(),
            request.given().count()
        ));
        if request.data_type().to_string() == "UUID" {
            return Ok(None);
        }
        let stored = number::Entity::find().count(request.connection()).await? as i64;
        let ids = (0..request.count() as i64).map(|i| sea_orm::Value::from(self.first + stored + i));
        Ok(Some(ids.collect()))
    }
}

#[tokio::test]
async fn the_generator_of_an_entity_goes_before_that_of_the_connection() {
    let TestDatabase { ref db, .. } = TestDatabase::new().await;
    for (name, key) in [
        ("number", "Int64"),
        ("unsigned", "UInt64"),
        ("unique", "UUID"),
        ("text", "String"),
    ] {
        table(db, name, key).await;
    }
    let (entity, connection) = (Counted::from(100), Counted::from(5000));
    db.set_id_generator_of::<number::Entity>(entity.clone())
        .set_id_generator(connection.clone());
    let given = number::ActiveModel {
        id: Set(1),
        ..number::named("b")
    };
    // By a clone, and in the order of the rows.
    let models = number::Entity::insert_many([number::named("a"), given, number::named("c")])
        .exec_with_returning(&db.clone())
        .await
        .unwrap();
    let rows: Vec<_> = models
        .iter()
        .map(|model| (model.id, model.name.as_str()))
        .collect();
    assert_eq!(rows, [(100, "a"), (1, "b"), (101, "c")]);
    assert_eq!(number::named("d").insert(db).await.unwrap().id, 103);
    assert_eq!(unsigned::named("a").insert(db).await.unwrap().id, 5004);
    // What it leaves is made by the type of the column.
    assert_eq!(
        unique::named("a").insert(db).await.unwrap().id.get_version_num(),
        7
    );
    assert_eq!(
        text::named("a").insert(db).await.unwrap().id,
        "5004",
        "whole numbers are what the field takes"
    );
    assert_eq!(
        *entity.asked.lock().unwrap(),
        ["number id Int64 2 1", "number id Int64 1 0"]
    );
    assert_eq!(
        *connection.asked.lock().unwrap(),
        [
            "unsigned id UInt64 1 0",
            "unique id UUID 1 0",
            "text id String 1 0"
        ]
    );
}

#[tokio::test]
async fn texts_of_a_generator_are_keys() {
    let TestDatabase { ref db, .. } = TestDatabase::new().await;
    table(db, "text", "String").await;
    let error = text::named("a").insert(db).await.unwrap_err().to_string();
    assert!(
        error.contains("column `id` (String) of table `text` is not set"),
        "{error}"
    );
    db.set_id_generator_of::<text::Entity>(Fixed(vec!["x-1".into(), "x-2".into()]));
    let models = text::Entity::insert_many([text::named("a"), text::named("b")])
        .exec_with_returning(db)
        .await
        .unwrap();
    let ids: Vec<_> = models.iter().map(|model| model.id.as_str()).collect();
    assert_eq!(ids, ["x-1", "x-2"]);
}

struct Broken;

#[async_trait::async_trait]
impl IdGenerator for Broken {
    async fn generate(
        &self,
        request: &IdRequest<'_>,
    ) -> Result<Option<Vec<sea_orm::Value>>, Box<dyn Error + Send + Sync>> {
        // A plain error, and one of the connection.
        match request.table() {
            "number" => Err("the id service is down".into()),
            _ => Err(Box::new(Snowflake::new(2000).unwrap_err())),
        }
    }
}

#[tokio::test]
async fn what_a_generator_does_wrong_ends_the_insert() {
    let TestDatabase { ref db, .. } = TestDatabase::new().await;
    table(db, "number", "Int64").await;
    table(db, "unsigned", "UInt64").await;
    for (made, sentence) in [
        (vec![], "it made 0 keys of the 1 that were asked for"),
        (
            vec![1.into(), 2.into()],
            "it made 2 keys of the 1 that were asked for",
        ),
        (vec![sea_orm::Value::BigInt(None)], "it made a NULL"),
    ] {
        db.set_id_generator(Fixed(made));
        let error = number::named("a").insert(db).await.unwrap_err().to_string();
        let expected = format!("the id generator of column `id` of table `number` failed: {sentence}");
        assert!(error.contains(&expected), "{error}");
    }
    // A key that the column does not hold.
    db.set_id_generator(Fixed(vec!["x".into()]));
    let error = number::named("a").insert(db).await.unwrap_err().to_string();
    assert!(error.contains("`id`") && error.contains("Int64"), "{error}");
    db.set_id_generator(Fixed(vec![(-1).into()]));
    let error = unsigned::named("a").insert(db).await.unwrap_err().to_string();
    assert!(
        error.contains("the key -1 that was made for column `id` (UInt64)"),
        "{error}"
    );

    db.set_id_generator(Broken);
    let error = number::named("a").insert(db).await.unwrap_err().to_string();
    assert!(
        error.contains("`number` failed: the id service is down"),
        "{error}"
    );
    let error = unsigned::named("a").insert(db).await.unwrap_err();
    let error = ClickHouseError::from_db_err(&error).unwrap();
    assert_eq!(error.kind(), ClickHouseErrorKind::Configuration);
    assert!(error.message().starts_with("the worker id is 2000"), "{error}");
    assert_eq!(stored(db).await, []);
}

#[tokio::test]
async fn keys_are_made_where_nothing_is_returned() {
    let TestDatabase { ref db, .. } = TestDatabase::with_options("worker_id=84").await;
    table(db, "number", "Int64").await;
    let count = number::Entity::insert_many((0..3).map(|i| number::ActiveModel {
        id: NotSet,
        name: Set(i.to_string()),
    }))
    .exec_without_returning(db)
    .await
    .unwrap();
    assert_eq!(count, 3);
    let names: Vec<_> = stored(db).await.into_iter().map(|model| model.name).collect();
    assert_eq!(names, ["0", "1", "2"]);
}
