//! How much memory large results take: on top of what the process has, and one test at a time.

#![cfg(target_os = "linux")]

use std::fs;

use futures_util::{Stream, StreamExt};
use integration_tests::TestDatabase;
use sea_orm::{
    ConnectionTrait, DbBackend, DbErr, EntityTrait, QueryFilter, QuerySelect, Set, Statement, StreamTrait,
    sea_query::{Expr, ExprTrait, Func},
};
use sea_orm_clickhouse::IntoClickHouseSelect;
use tokio::sync::{Mutex, MutexGuard};

const MYSQL: DbBackend = DbBackend::MySql;
const MIB: u64 = 1 << 20;
/// What streaming may take.
const STREAMING: u64 = 64 * MIB;
const ROWS: u64 = 10_000_000;

mod text {
    use sea_orm::entity::prelude::*;
    use sea_orm_clickhouse::ClickHouseEntity;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, ClickHouseEntity)]
    #[sea_orm(table_name = "text")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: i32,
        pub text: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

mod number {
    use sea_orm::entity::prelude::*;
    use sea_orm_clickhouse::ClickHouseEntity;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, ClickHouseEntity)]
    #[sea_orm(table_name = "number")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub number: u64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// A figure of this process, in bytes.
fn figure(name: &str) -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix(name)).unwrap();
    let kib: u64 = line
        .trim_start_matches(':')
        .trim()
        .trim_end_matches(" kB")
        .parse()
        .unwrap();
    kib * 1024
}

/// Counts the most memory that the process has from here on.
struct Peak<'a> {
    idle: u64,
    _alone: MutexGuard<'a, ()>,
}

impl Peak<'_> {
    /// The kernel keeps the peak of a process; there is one of it for all tests.
    async fn begin() -> Self {
        static ALONE: Mutex<()> = Mutex::const_new(());
        let alone = ALONE.lock().await;
        let mut peak = Self {
            idle: 0,
            _alone: alone,
        };
        peak.again();
        peak
    }

    fn again(&mut self) {
        fs::write("/proc/self/clear_refs", "5").unwrap();
        self.idle = figure("VmRSS");
    }

    #[track_caller]
    fn assert_below(&self, limit: u64, what: &str) {
        let taken = figure("VmHWM").saturating_sub(self.idle);
        println!("{what}: {} MiB", taken / MIB);
        assert!(
            taken < limit,
            "{what} took {} MiB of {}",
            taken / MIB,
            limit / MIB
        );
    }
}

async fn count<T>(stream: impl Stream<Item = Result<T, DbErr>>) -> u64 {
    let mut stream = std::pin::pin!(stream);
    let mut rows = 0;
    while let Some(row) = stream.next().await {
        row.unwrap();
        rows += 1;
    }
    rows
}

#[tokio::test]
async fn ten_million_rows_are_streamed_by_the_plain_lane() {
    let test = TestDatabase::new().await;
    let peak = Peak::begin().await;
    let numbers = Statement::from_string(MYSQL, format!("SELECT number FROM numbers({ROWS})"));
    assert_eq!(count(test.db.stream_raw(numbers).await.unwrap()).await, ROWS);
    peak.assert_below(STREAMING, "the plain lane");
}

#[tokio::test]
async fn ten_million_models_are_streamed_by_the_entity_lane() {
    let test = TestDatabase::new().await;
    let db = &test.db;
    db.execute_unprepared(&format!(
        "CREATE VIEW number AS SELECT number FROM numbers({ROWS})"
    ))
    .await
    .unwrap();
    let peak = Peak::begin().await;
    let models = number::Entity::find().clickhouse().stream(db).await.unwrap();
    assert_eq!(count(models).await, ROWS);
    peak.assert_below(STREAMING, "the entity lane");
}

#[tokio::test]
async fn a_wide_block_is_not_all_values_at_once() {
    let test = TestDatabase::new().await;
    // Three million numbers of a byte, in one block; as values they take 96 MiB and more.
    let columns: Vec<String> = (0..300)
        .map(|column| format!("toUInt8(number) AS c{column}"))
        .collect();
    let wide = format!("SELECT {} FROM numbers(10000)", columns.join(", "));
    let peak = Peak::begin().await;
    let rows = test
        .db
        .stream_raw(Statement::from_string(MYSQL, wide))
        .await
        .unwrap();
    assert_eq!(count(rows).await, 10_000);
    peak.assert_below(STREAMING, "a wide block");
}

#[tokio::test]
async fn a_string_of_100_mb_goes_in_and_out() {
    const LENGTH: usize = 100_000_000;
    let test = TestDatabase::new().await;
    let db = &test.db;
    db.execute_unprepared("CREATE TABLE text (id Int32, text String) ENGINE = MergeTree ORDER BY id")
        .await
        .unwrap();
    let long = || "ä".repeat(LENGTH / 2);
    let mut peak = Peak::begin().await;
    let model = text::ActiveModel {
        id: Set(1),
        text: Set(long()),
    };
    text::Entity::insert(model)
        .exec_without_returning(db)
        .await
        .unwrap();
    peak.assert_below(600 * MIB, "writing");

    peak.again();
    let read = text::Entity::find().clickhouse().one(db).await.unwrap().unwrap();
    peak.assert_below(300 * MIB, "the entity lane");
    assert!(read.text == long(), "the entity lane reads another text");
    drop(read);

    peak.again();
    let read = text::Entity::find().one(db).await.unwrap().unwrap();
    peak.assert_below(300 * MIB, "the plain lane");
    assert!(read.text == long(), "the plain lane reads another text");
    drop(read);

    let json = text::Entity::find()
        .clickhouse()
        .into_json()
        .one(db)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(json["text"].as_str().unwrap().len(), LENGTH);
    let find = || text::Entity::find().select_only().column(text::Column::Text);
    let tuple = find().into_tuple::<String>().one(db).await.unwrap().unwrap();
    assert_eq!(tuple.len(), LENGTH);
    let there = text::Entity::find()
        .select_only()
        .expr_as(Func::cust("length").arg(Expr::col(text::Column::Text)), "bytes")
        .filter(Expr::col(text::Column::Text).like("ä%"))
        .into_tuple::<i64>()
        .one(db)
        .await
        .unwrap();
    assert_eq!(there, Some(LENGTH as i64));
}
