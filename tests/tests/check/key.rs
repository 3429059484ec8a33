//! The primary key of the entity and the sorting key of the table.

use integration_tests::{TestDatabase, reading};
use sea_orm_clickhouse::{DifferenceKind, Effect};

use crate::{COLUMNS, about, only, run, visit};

#[tokio::test]
async fn a_primary_key_is_what_the_sorting_key_begins_with() {
    let TestDatabase { ref db, .. } = TestDatabase::new().await;
    let columns = "station String, number Int32, quality Enum8('good' = 1, 'bad' = 2), level Nullable(Int8), value Float64";
    let keys = |order: &'static str| async move {
        run(db, "DROP TABLE IF EXISTS reading SYNC").await;
        run(
            db,
            &format!("CREATE TABLE reading ({columns}) ENGINE = MergeTree ORDER BY {order}"),
        )
        .await;
        crate::check::<reading::Entity>(db).await
    };
    // Also in another order, and with more or fewer columns: the index holds for all of these.
    for order in [
        "(station, number)",
        "(number, station)",
        "(station, number, value)",
        "station",
        "number",
    ] {
        assert_eq!(keys(order).await.differences(), [], "{order}");
    }
    let partly = keys("(station, value, number)").await;
    assert_eq!(
        only(&partly).to_string(),
        "the primary key (station, number) is not what the sorting key (station, value, number) begins with: a lookup by \
         it may read more rows than its own; begin ORDER BY with its columns, or add a projection or a skip index for \
         them"
    );
    assert_eq!(
        about(only(&partly)),
        (DifferenceKind::Key, None, Effect::None, Effect::None)
    );
    assert_eq!(only(&partly).expected(), Some("station, number"));
    assert_eq!(only(&partly).found(), Some("station, value, number"));
    let other = keys("(cityHash64(station), station)").await;
    assert!(only(&other).to_string().contains("may read all rows"), "{other}");
    let unsorted = keys("tuple()").await;
    assert_eq!(
        only(&unsorted).to_string(),
        "the table is sorted by nothing: a lookup by the primary key (station, number) reads all rows; ORDER BY them"
    );
}

#[tokio::test]
async fn engines_that_merge_rows_have_the_whole_primary_key_as_sorting_key() {
    let TestDatabase { ref db, .. } = TestDatabase::new().await;
    for engine in [
        "ReplacingMergeTree",
        "AggregatingMergeTree",
        "CoalescingMergeTree",
    ] {
        let check = visit(db, COLUMNS, &format!("{engine} ORDER BY id")).await;
        assert_eq!(check.differences(), []);
        let check = visit(db, COLUMNS, &format!("{engine} ORDER BY (id, port)")).await;
        assert_eq!(
            only(&check).to_string(),
            format!(
                "{engine} makes one row of those with the same sorting key (id, port), which is more than the primary key \
                 (id): rows of one key that differ in the rest stay side by side"
            )
        );
        let check = visit(db, COLUMNS, &format!("{engine} ORDER BY port")).await;
        let [reads, loses] = check.differences() else {
            panic!("{check}");
        };
        assert!(
            reads.to_string().contains("a lookup by it may read all rows"),
            "{reads}"
        );
        assert_eq!(
            loses.to_string(),
            format!(
                "{engine} makes one row of those with the same sorting key (port), and `id` of the primary key is not in \
                 it: rows of different keys become one; add it to ORDER BY"
            )
        );
        assert_eq!(
            about(loses),
            (DifferenceKind::Key, None, Effect::None, Effect::Some)
        );
    }
}

#[tokio::test]
async fn an_engine_without_a_sorting_key_is_said() {
    let TestDatabase { ref db, .. } = TestDatabase::new().await;
    let check = visit(db, COLUMNS, "Memory").await;
    assert_eq!(
        only(&check).to_string(),
        "the engine Memory has no sorting key: a lookup by the primary key (id) reads all rows; choose one of the \
         MergeTree family where they are many"
    );
    assert!(check.is_ok());
}
