//! `testing::TestDatabase`: tests do not see each other, and leave nothing behind.

use std::{process::Command, sync::Arc};

use futures_util::future::join_all;
use integration_tests::server_url;
use sea_orm::{ActiveValue::Set, ConnectionTrait, QueryOrder, Statement, entity::prelude::*};
use sea_orm_clickhouse::{
    ClickHouse, ClickHouseConnection, ClickHouseErrorKind, ClickHouseSchema, sea_query_clickhouse::Engine,
    testing::TestDatabase,
};
use tokio::sync::Barrier;

mod event {
    use sea_orm::entity::prelude::*;

    /// Not derived from `ClickHouseEntity`: making its table registers it.
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "event")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        pub port: i32,
        pub note: Option<String>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

fn event(id: i64, port: i32) -> event::Model {
    event::Model { id, port, note: None }
}

async fn server() -> ClickHouseConnection {
    ClickHouse::connect(server_url().as_str()).await.unwrap()
}

async fn exists(server: &ClickHouseConnection, database: &str) -> bool {
    let sql = format!("SELECT count() AS databases FROM system.databases WHERE name = '{database}'");
    let row = server.query_one_raw(Statement::from_string(server.get_database_backend(), sql));
    row.await
        .unwrap()
        .unwrap()
        .try_get::<i64>("", "databases")
        .unwrap()
        == 1
}

/// All 200 are there at once, with rows of the same entity and keys.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_hundred_tests_of_one_entity_see_their_own_rows() {
    let server = server().await;
    let barrier = Arc::new(Barrier::new(200));
    let tests = (0..200).map(|number| {
        let (server, barrier) = (server.clone(), Arc::clone(&barrier));
        tokio::spawn(async move {
            let test = TestDatabase::new(&server).await.unwrap();
            test.create::<event::Entity>().await.unwrap();
            let rows: Vec<_> = (0..number % 5 + 1).map(|id| event(id, number as i32)).collect();
            test.insert(rows.clone()).await.unwrap();
            barrier.wait().await;
            let found = event::Entity::find()
                .order_by_asc(event::Column::Id)
                .all(test.db())
                .await
                .unwrap();
            assert_eq!(found, rows);
            event::Entity::delete_many().exec(test.db()).await.unwrap();
            assert_eq!(event::Entity::find().count(test.db()).await.unwrap(), 0);
            test.name().to_owned()
        })
    });
    let mut names = Vec::new();
    for test in join_all(tests).await {
        names.push(test.unwrap());
    }
    let left = format!(
        "SELECT count() AS databases FROM system.databases WHERE name IN ('{}')",
        names.join("', '")
    );
    let row = server.query_one_raw(Statement::from_string(server.get_database_backend(), left));
    assert_eq!(
        row.await
            .unwrap()
            .unwrap()
            .try_get::<i64>("", "databases")
            .unwrap(),
        0
    );
    names.sort();
    names.dedup();
    assert_eq!(names.len(), 200);
}

#[tokio::test]
async fn fixtures_are_models_or_active_models() {
    let test = TestDatabase::from_env().await.unwrap();
    test.create::<event::Entity>().await.unwrap();
    let models = [event(2, 53), event(1, 80)];
    assert_eq!(
        test.insert(models.clone()).await.unwrap(),
        models,
        "in their order"
    );
    let made = test
        .insert([event::ActiveModel {
            port: Set(443),
            ..Default::default()
        }])
        .await
        .unwrap();
    assert!(made[0].id > 2);
    assert_eq!(test.insert(Vec::<event::Model>::new()).await.unwrap(), []);
    assert_eq!(event::Entity::find().count(test.db()).await.unwrap(), 3);
}

#[tokio::test]
async fn a_table_has_an_engine_of_its_own() {
    let test = TestDatabase::from_env().await.unwrap();
    let table = ClickHouseSchema::create_table_from_entity(event::Entity)
        .unwrap()
        .engine(Engine::replacing_merge_tree());
    test.create_table(table).await.unwrap();
    let sql = "SELECT engine FROM system.tables WHERE database = currentDatabase() AND name = 'event'";
    let row = test
        .db()
        .query_one_raw(Statement::from_string(test.db().get_database_backend(), sql))
        .await
        .unwrap()
        .unwrap();
    assert_eq!(row.try_get::<String>("", "engine").unwrap(), "ReplacingMergeTree");
    let error = test.create::<event::Entity>().await.unwrap_err();
    assert_eq!(error.name(), Some("TABLE_ALREADY_EXISTS"));
}

#[tokio::test]
async fn the_options_of_the_connection_are_kept() {
    let mut url = server_url();
    url.set_query(Some("setting.max_threads=3&worker_id=9"));
    let server = ClickHouse::connect(url.as_str()).await.unwrap();
    let test = TestDatabase::new(&server).await.unwrap();
    let sql = "SELECT currentDatabase() AS database, toString(getSetting('max_threads')) AS threads";
    let row = test
        .db()
        .query_one_raw(Statement::from_string(test.db().get_database_backend(), sql))
        .await
        .unwrap()
        .unwrap();
    assert_eq!(row.try_get::<String>("", "database").unwrap(), test.name());
    assert_eq!(row.try_get::<String>("", "threads").unwrap(), "3");
    assert_eq!(test.db().options().get_worker_id(), Some(9));
}

#[tokio::test]
async fn a_database_is_dropped_when_its_test_panics() {
    let server = server().await;
    let (sender, name) = tokio::sync::oneshot::channel();
    let db = server.clone();
    let test = tokio::spawn(async move {
        let test = TestDatabase::new(&db).await.unwrap();
        test.create::<event::Entity>().await.unwrap();
        assert!(exists(&db, test.name()).await);
        sender.send(test.name().to_owned()).unwrap();
        panic!("a test that fails");
    });
    assert!(test.await.unwrap_err().is_panic());
    assert!(!exists(&server, &name.await.unwrap()).await);
}

#[test]
fn a_database_is_dropped_after_its_runtime() {
    let runtime = || tokio::runtime::Runtime::new().unwrap();
    let first = runtime();
    let test = first.block_on(TestDatabase::from_env()).unwrap();
    let name = test.name().to_owned();
    drop(first);
    drop(test);
    assert!(!runtime().block_on(async { exists(&server().await, &name).await }));
}

#[tokio::test]
async fn closing_drops_the_database() {
    let server = server().await;
    let test = TestDatabase::new(&server).await.unwrap();
    let name = test.name().to_owned();
    let db = test.db().clone();
    test.close().await.unwrap();
    assert!(!exists(&server, &name).await);
    let error = event::Entity::find().all(&db).await.unwrap_err().to_string();
    assert!(error.contains("UNKNOWN_DATABASE"), "{error}");
}

#[tokio::test]
async fn without_a_server_the_sentence_says_what_to_set() {
    const TEST: &str = "without_a_server_the_sentence_says_what_to_set";
    if std::env::var_os("CLICKHOUSE_URL").is_some() {
        let output = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", TEST, "--nocapture"])
            .env_remove("CLICKHOUSE_URL")
            .output()
            .unwrap();
        let report = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(output.status.success() && report.contains("1 passed"), "{report}");
        return;
    }
    let error = TestDatabase::from_env().await.unwrap_err();
    assert_eq!(error.kind(), ClickHouseErrorKind::Configuration);
    assert_eq!(
        error.message(),
        "a test needs a server: set the environment variable CLICKHOUSE_URL, such as \
         clickhouse://user:password@127.0.0.1:8123"
    );
}

#[tokio::test]
async fn a_cluster_that_does_not_exist_is_an_error() {
    let error = TestDatabase::on_cluster(&server().await, "no_such_cluster")
        .await
        .unwrap_err();
    assert!(error.to_string().contains("no_such_cluster"), "{error}");
}

mod declared {
    use sea_orm::entity::prelude::*;
    use sea_orm_clickhouse::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, ClickHouseEntity)]
    #[sea_orm(table_name = "declared")]
    #[clickhouse(engine = Engine::replacing_merge_tree(), order_by = [Column::Name, Column::Id])]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: i64,
        pub name: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

#[tokio::test]
async fn a_table_is_made_as_its_entity_declares_it() {
    let test = TestDatabase::from_env().await.unwrap();
    test.create_declared::<declared::Entity>().await.unwrap();
    assert!(
        test.db()
            .check_declared::<declared::Entity>()
            .await
            .unwrap()
            .is_ok()
    );
    let model = declared::Model {
        id: 1,
        name: "x".into(),
    };
    test.insert([model.clone()]).await.unwrap();
    assert_eq!(declared::Entity::find().all(test.db()).await.unwrap(), [model]);
    test.close().await.unwrap();
}
