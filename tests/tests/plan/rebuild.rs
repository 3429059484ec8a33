//! Changes for which a table is made anew.

use std::{
    io::{self, Write},
    sync::{Arc, Mutex},
};

use integration_tests::TestDatabase;
use sea_orm_clickhouse::{
    ClickHouse,
    plan::{MigrationPlan, Risk},
};

use crate::{apply, declared, plan, rows, run, steps};

/// A table with rows, what is declared, and why it is rebuilt; then the rows of both tables.
async fn rebuilt(made: &str, declares: &str, reason: &str, risk: Risk) {
    let TestDatabase { ref db, .. } = TestDatabase::new().await;
    run(db, &format!("CREATE TABLE t {made}")).await;
    run(db, "INSERT INTO t (id, a) VALUES (1, 10), (2, 20)").await;
    let table = declared(&format!("CREATE TABLE t {declares}"));
    let plan = plan(db, &table).await;
    assert_eq!(plan.refusals(), [] as [&str; 0]);
    assert_eq!(plan.risk(), risk, "{plan}");
    assert!(plan.to_string().contains(reason), "{plan}");
    let [create, copy, exchange] = steps(&plan).try_into().unwrap();
    assert!(
        create.starts_with("rebuild: CREATE TABLE `t_rebuild` ("),
        "{create}"
    );
    assert_eq!(
        copy,
        format!(
            "{risk}: INSERT INTO `t_rebuild` (`id`, `a`) SETTINGS max_partitions_per_insert_block = 0 SELECT `id`, `a` FROM `t`"
        )
    );
    assert_eq!(exchange, "rebuild: EXCHANGE TABLES `t` AND `t_rebuild`");
    apply(db, &plan, &table).await;
    assert_eq!(rows(db, "id, a", "t ORDER BY id").await, "(1,10) (2,20)");
    assert_eq!(rows(db, "id, a", "t_rebuild ORDER BY id").await, "(1,10) (2,20)");
    plan.confirm(db).await.unwrap();
    let gone = MigrationPlan::diff(db, [Ok(table)])
        .drop_table("t_rebuild")
        .await
        .unwrap();
    assert!(gone.is_empty(), "{gone}");
}

#[tokio::test]
async fn another_sorting_key() {
    rebuilt(
        "(id Int64, a Int32) ENGINE = MergeTree ORDER BY id",
        "(id Int64, a Int32) ENGINE = MergeTree ORDER BY (a, id)",
        "-- [rebuild] ORDER BY is declared as (`a`, `id`), and is `id`",
        Risk::Rebuild,
    )
    .await;
}

#[tokio::test]
async fn another_primary_key_and_partition() {
    rebuilt(
        "(id Int64, a Int32) ENGINE = MergeTree ORDER BY (id, a)",
        "(id Int64, a Int32) ENGINE = MergeTree PARTITION BY intDiv(id, 100) PRIMARY KEY id ORDER BY (id, a)",
        "-- [rebuild] PARTITION BY is declared as intDiv(id, 100), and is not there",
        Risk::Rebuild,
    )
    .await;
}

#[tokio::test]
async fn a_sampling_key() {
    rebuilt(
        "(id UInt64, a Int32) ENGINE = MergeTree ORDER BY id",
        "(id UInt64, a Int32) ENGINE = MergeTree ORDER BY id SAMPLE BY id",
        "-- [rebuild] SAMPLE BY is declared as `id`, and is not there",
        Risk::Rebuild,
    )
    .await;
}

#[tokio::test]
async fn an_engine_that_merges_rows_loses_some() {
    rebuilt(
        "(id Int64, a Int32) ENGINE = MergeTree ORDER BY id",
        "(id Int64, a Int32) ENGINE = ReplacingMergeTree ORDER BY id",
        "-- [data loss] the engine that is declared does not keep all rows that it takes (t rows)",
        Risk::DataLoss,
    )
    .await;
}

#[tokio::test]
async fn the_type_of_a_key() {
    rebuilt(
        "(id Int32, a Int32) ENGINE = MergeTree ORDER BY id",
        "(id Int64, a Int32) ENGINE = MergeTree ORDER BY id",
        "-- [rebuild] column `id` becomes Int64, and is Int32; it is part of a key",
        Risk::Rebuild,
    )
    .await;
}

#[tokio::test]
async fn a_setting_that_the_server_fixes() {
    rebuilt(
        "(id Int64, a Int32) ENGINE = MergeTree ORDER BY id",
        "(id Int64, a Int32) ENGINE = MergeTree ORDER BY id SETTINGS index_granularity = 1024",
        "-- [rebuild] setting `index_granularity` is declared as 1024, and is 8192",
        Risk::Rebuild,
    )
    .await;
}

#[tokio::test]
async fn a_log_takes_no_alter() {
    rebuilt(
        "(id Int64, a Int32) ENGINE = Log",
        "(id Int64, a Int32, b Int8) ENGINE = Log",
        "-- [rebuild] the engine of table `t` takes no ALTER but of its comment",
        Risk::Rebuild,
    )
    .await;
}

#[tokio::test]
async fn what_else_differs_goes_with_the_rows() {
    let TestDatabase { ref db, .. } = TestDatabase::new().await;
    run(
        db,
        "CREATE TABLE t (id Int64, old Int32, n Nullable(String), stays String, double Int64 MATERIALIZED id * 2, gone Int8) \
         ENGINE = MergeTree ORDER BY id",
    )
    .await;
    run(
        db,
        "INSERT INTO t VALUES (1, 10, NULL, 's', 0), (2, 20, 'n', 's', 0)",
    )
    .await;
    let table = declared(
        "CREATE TABLE t (id Int64, fresh Int64, n String DEFAULT 'none', double Int64 MATERIALIZED id * 2, more Int8) \
         ENGINE = MergeTree ORDER BY (id, fresh)",
    );
    let plan = MigrationPlan::diff(db, [Ok(table.clone())])
        .rename_column("t", "old", "fresh")
        .drop_column("t", "gone")
        .await
        .unwrap();
    assert_eq!(
        steps(&plan)[..2],
        [
            "rebuild: CREATE TABLE `t_rebuild` (`id` Int64, `fresh` Int64, `n` String DEFAULT 'none', \
             `double` Int64 MATERIALIZED id * 2, `more` Int8, `stays` String) ENGINE = MergeTree ORDER BY (`id`, `fresh`)",
            "data loss: INSERT INTO `t_rebuild` (`id`, `fresh`, `n`, `stays`) SETTINGS max_partitions_per_insert_block = 0 \
             SELECT `id`, `old`, ifNull(`n`, 'none'), `stays` FROM `t`",
        ]
    );
    assert_eq!(plan.losses(), ["t.gone"]);
    apply(db, &plan, &table).await;
    assert_eq!(
        rows(db, "id, fresh, n, stays, more", "t ORDER BY id").await,
        "(1,10,'none','s',0) (2,20,'n','s',0)"
    );
}

#[tokio::test]
async fn a_rebuild_is_allowed_first_and_never_goes_over_another() {
    let TestDatabase { ref db, .. } = TestDatabase::new().await;
    run(db, "CREATE TABLE t (id Int64) ENGINE = MergeTree ORDER BY id").await;
    let table = declared("CREATE TABLE t (id UInt64) ENGINE = MergeTree ORDER BY id");
    let unsigned = plan(db, &table).await;
    assert_eq!(unsigned.losses(), ["t.id"]);
    let error = unsigned
        .clone()
        .allow_loss("t.id")
        .run(db)
        .await
        .unwrap_err()
        .to_string();
    assert!(
        error.contains(
            "- a table has to be rebuilt, for which its rows are copied while nothing writes to it; if that is meant, say \
             `.allow_rebuild()`"
        ),
        "{error}"
    );
    run(db, "CREATE TABLE t_rebuild (id Int64) ENGINE = Memory").await;
    let refused = plan(db, &table).await;
    assert_eq!(
        refused.refusals(),
        [
            "table `t` has to be rebuilt, and `t_rebuild` is there, from a rebuild that was not confirmed or did not end; look \
             into it, then plan by `.drop_table(\"t_rebuild\")` to drop it first"
        ]
    );
    let dropped = MigrationPlan::diff(db, [Ok(table.clone())])
        .drop_table("t_rebuild")
        .await
        .unwrap();
    assert_eq!(dropped.losses(), ["t_rebuild", "t.id"]);
    assert_eq!(steps(&dropped)[0], "data loss: DROP TABLE `t_rebuild`");
    apply(db, &dropped, &table).await;
}

/// What a program logs.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn the_rows_of_a_copy_are_counted_in_the_log() {
    let test = TestDatabase::new().await;
    let mut url = test.url();
    // So slow that it is asked for meanwhile.
    let slow = "setting.max_execution_speed=20000&setting.timeout_before_checking_execution_speed=0&\
                setting.max_block_size=1000&setting.min_insert_block_size_rows=1000&setting.max_threads=1";
    url.set_query(Some(slow));
    let db = &ClickHouse::connect(url.as_str()).await.unwrap();
    run(
        &test.db,
        "CREATE TABLE t (id Int64, a Int32) ENGINE = MergeTree ORDER BY id AS SELECT number, number FROM numbers(60000)",
    )
    .await;
    let table = declared("CREATE TABLE t (id Int64, a Int32) ENGINE = MergeTree ORDER BY (a, id)");
    let log = Log::default();
    let written = log.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_ansi(false)
        .with_writer(move || written.clone())
        .finish();
    let _default = tracing::subscriber::set_default(subscriber);
    plan(db, &table).await.allow_rebuild().run(db).await.unwrap();
    let log = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    let reached: Vec<u64> = log
        .lines()
        .filter(|line| line.contains("rows copied") && line.ends_with("of=60000"))
        .map(|line| {
            let done = line.split("done=").nth(1).unwrap();
            done.split(' ').next().unwrap().parse().unwrap()
        })
        .collect();
    assert!(!reached.is_empty(), "{log}");
    assert!(
        reached.is_sorted() && reached.iter().any(|done| *done > 0),
        "{log}"
    );
    assert_eq!(rows(&test.db, "id", "t WHERE id = 59999").await, "(59999)");
}
