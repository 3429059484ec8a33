//! Changes that ALTER TABLE makes.

use integration_tests::TestDatabase;
use sea_orm_clickhouse::plan::{MigrationPlan, Risk};

use crate::{apply, declared, plan, rows, run, steps};

/// A table with a row, what is declared, the steps from the one to the other, and the rows afterwards.
async fn changes(made: &str, declares: &str, expected: &[&str], columns: &str, after: &str) {
    let TestDatabase { ref db, .. } = TestDatabase::new().await;
    run(db, &format!("CREATE TABLE t {made}")).await;
    run(db, "INSERT INTO t (id, a) VALUES (1, 10), (2, 20)").await;
    let table = declared(&format!("CREATE TABLE t {declares}"));
    let plan = plan(db, &table).await;
    assert_eq!(plan.refusals(), [] as [&str; 0]);
    assert_eq!(steps(&plan), expected);
    apply(db, &plan, &table).await;
    assert_eq!(rows(db, columns, "t ORDER BY id").await, after);
}

const SORTED: &str = "ENGINE = MergeTree ORDER BY id";

#[tokio::test]
async fn a_missing_table_is_made() {
    let TestDatabase { ref db, .. } = TestDatabase::new().await;
    let table = declared("CREATE TABLE t (id Int64, a Int32) ENGINE = MergeTree ORDER BY id");
    let plan = plan(db, &table).await;
    assert_eq!(
        steps(&plan),
        ["safe: CREATE TABLE `t` (`id` Int64, `a` Int32) ENGINE = MergeTree ORDER BY `id`"]
    );
    assert_eq!(plan.risk(), Risk::Safe);
    apply(db, &plan, &table).await;
}

#[tokio::test]
async fn columns_are_added_where_they_are_declared() {
    changes(
        &format!("(id Int64, a Int32) {SORTED}"),
        &format!("(x Int8, id Int64, y String DEFAULT 'y' CODEC(ZSTD(3)), a Int32, z Int64 MATERIALIZED a + 1) {SORTED}"),
        &[
            "safe: ALTER TABLE `t` ADD COLUMN `x` Int8 FIRST, ADD COLUMN `y` String DEFAULT 'y' CODEC(ZSTD(3)) AFTER `id`, \
             ADD COLUMN `z` Int64 MATERIALIZED a + 1",
        ],
        "*",
        "(0,1,'y',10) (0,2,'y',20)",
    )
    .await;
}

#[tokio::test]
async fn an_added_column_is_written_where_it_is_asked_for() {
    let TestDatabase { ref db, .. } = TestDatabase::new().await;
    run(db, &format!("CREATE TABLE t (id Int64) {SORTED}")).await;
    run(db, "INSERT INTO t (id) VALUES (1)").await;
    let table = declared(&format!("CREATE TABLE t (id Int64, b Int32 DEFAULT 5) {SORTED}"));
    let plan = MigrationPlan::diff(db, [Ok(table.clone())])
        .materialize()
        .await
        .unwrap();
    assert_eq!(
        steps(&plan),
        [
            "safe: ALTER TABLE `t` ADD COLUMN `b` Int32 DEFAULT 5",
            "mutation: ALTER TABLE `t` MATERIALIZE COLUMN `b` SETTINGS mutations_sync = 2",
        ]
    );
    apply(db, &plan, &table).await;
    run(db, "ALTER TABLE t MODIFY COLUMN b DEFAULT 6").await;
    assert_eq!(rows(db, "*", "t").await, "(1,5)");
}

#[tokio::test]
async fn a_wider_type_is_a_mutation() {
    changes(
        &format!("(id Int64, a Int32) {SORTED}"),
        &format!("(id Int64, a Nullable(Int64)) {SORTED}"),
        &["mutation: ALTER TABLE `t` MODIFY COLUMN `a` Nullable(Int64)"],
        "*",
        "(1,10) (2,20)",
    )
    .await;
}

#[tokio::test]
async fn a_narrower_type_loses_values_and_needs_to_be_named() {
    let TestDatabase { ref db, .. } = TestDatabase::new().await;
    run(db, &format!("CREATE TABLE t (id Int64, a Int32) {SORTED}")).await;
    run(db, "INSERT INTO t VALUES (1, 10)").await;
    let table = declared(&format!("CREATE TABLE t (id Int64, a Int8) {SORTED}"));
    let plan = plan(db, &table).await;
    assert_eq!(
        steps(&plan),
        ["data loss: ALTER TABLE `t` MODIFY COLUMN `a` Int8"]
    );
    assert_eq!(plan.losses(), ["t.a"]);
    let sentence = "the plan does not run:\n- column `a` becomes Int8, and is Int32: not every value fits; if that is meant, say \
                    `.allow_loss(\"t.a\")`";
    assert!(plan.run(db).await.unwrap_err().to_string().contains(sentence));
    assert!(plan.migration("m").unwrap_err().to_string().contains(sentence));
    let other = plan.clone().allow_loss("t.b").allow_loss("t");
    assert!(other.run(db).await.unwrap_err().to_string().contains(sentence));
    apply(db, &plan, &table).await;
    assert_eq!(rows(db, "*", "t").await, "(1,10)");
}

#[tokio::test]
async fn more_names_of_an_enum_are_safe() {
    changes(
        &format!("(id Int64, a Int32, e Enum8('x' = 0)) {SORTED}"),
        &format!("(id Int64, a Int32, e Enum8('x' = 0, 'y' = 1)) {SORTED}"),
        &["safe: ALTER TABLE `t` MODIFY COLUMN `e` Enum8('x' = 0, 'y' = 1)"],
        "*",
        "(1,10,'x') (2,20,'x')",
    )
    .await;
}

#[tokio::test]
async fn null_becomes_the_default_before_the_type_changes() {
    let TestDatabase { ref db, .. } = TestDatabase::new().await;
    run(
        db,
        &format!("CREATE TABLE t (id Int64, a Nullable(String) DEFAULT 'x', b Nullable(Int8)) {SORTED}"),
    )
    .await;
    run(db, "INSERT INTO t VALUES (1, NULL, NULL), (2, 'b', 2)").await;
    let table = declared(&format!(
        "CREATE TABLE t (id Int64, a String DEFAULT 'x', b Int8) {SORTED}"
    ));
    let refused = plan(db, &table).await;
    assert_eq!(
        refused.refusals(),
        [
            "column `b` of table `t` can be NULL, and is declared without it: say by `.fill(\"t\", \"b\", value)` what stands \
             for NULL, or declare a DEFAULT"
        ]
    );
    let error = refused.run(db).await.unwrap_err().to_string();
    assert!(
        error.contains("the plan does not run:\n- column `b` of table `t` can be NULL"),
        "{error}"
    );
    let plan = MigrationPlan::diff(db, [Ok(table.clone())])
        .fill("t", "b", -1)
        .await
        .unwrap();
    assert_eq!(
        steps(&plan),
        [
            "mutation: ALTER TABLE `t` UPDATE `a` = 'x' WHERE `a` IS NULL, UPDATE `b` = -1 WHERE `b` IS NULL \
             SETTINGS mutations_sync = 2",
            "mutation: ALTER TABLE `t` MODIFY COLUMN `a` String DEFAULT 'x', MODIFY COLUMN `b` Int8 DEFAULT -1",
            "safe: ALTER TABLE `t` MODIFY COLUMN `b` REMOVE DEFAULT",
        ]
    );
    apply(db, &plan, &table).await;
    assert_eq!(rows(db, "*", "t ORDER BY id").await, "(1,'x',-1) (2,'b',2)");
}

#[tokio::test]
async fn rows_from_before_a_column_keep_their_values_when_its_default_changes() {
    let TestDatabase { ref db, .. } = TestDatabase::new().await;
    run(db, &format!("CREATE TABLE t (id Int64) {SORTED}")).await;
    run(db, "INSERT INTO t VALUES (1)").await;
    run(
        db,
        "ALTER TABLE t ADD COLUMN a Int32 DEFAULT 5, ADD COLUMN b Int32, ADD COLUMN c Int32 DEFAULT 7",
    )
    .await;
    let table = declared(&format!(
        "CREATE TABLE t (id Int64, a Int32 DEFAULT 6, b Int32 DEFAULT 6, c Int32) {SORTED}"
    ));
    let plan = plan(db, &table).await;
    assert_eq!(
        steps(&plan),
        [
            "mutation: ALTER TABLE `t` MATERIALIZE COLUMN `a`, UPDATE `b` = `b` WHERE true, MATERIALIZE COLUMN `c` \
             SETTINGS mutations_sync = 2",
            "safe: ALTER TABLE `t` MODIFY COLUMN `a` Int32 DEFAULT 6, MODIFY COLUMN `b` Int32 DEFAULT 6, \
             MODIFY COLUMN `c` REMOVE DEFAULT",
        ]
    );
    apply(db, &plan, &table).await;
    run(db, "INSERT INTO t (id) VALUES (2)").await;
    assert_eq!(rows(db, "*", "t ORDER BY id").await, "(1,5,0,7) (2,6,6,0)");
}

#[tokio::test]
async fn properties_of_a_column_change_and_go() {
    changes(
        &format!(
            "(id Int64, a Int32 DEFAULT 1 COMMENT 'c' CODEC(ZSTD(1)) TTL toDate('2100-01-01') + toIntervalDay(id), b String) {SORTED}"
        ),
        &format!("(id Int64, a Int32, b String DEFAULT 'b' COMMENT 'it''s' CODEC(ZSTD(3))) {SORTED}"),
        &[
            "safe: ALTER TABLE `t` MODIFY COLUMN `a` REMOVE DEFAULT, MODIFY COLUMN `a` REMOVE COMMENT, \
             MODIFY COLUMN `a` REMOVE CODEC, MODIFY COLUMN `a` REMOVE TTL, \
             MODIFY COLUMN `b` String DEFAULT 'b' COMMENT 'it\\'s' CODEC(ZSTD(3))",
        ],
        "*",
        "(1,10,'') (2,20,'')",
    )
    .await;
}

#[tokio::test]
async fn a_ttl_of_a_column_loses_values() {
    changes(
        &format!("(id Int64, a Int32, d Date DEFAULT '2100-01-01') {SORTED}"),
        &format!("(id Int64, a Int32 TTL d + INTERVAL 1 DAY, d Date DEFAULT '2100-01-01') {SORTED}"),
        &["data loss: ALTER TABLE `t` MODIFY COLUMN `a` Int32 TTL d + toIntervalDay(1)"],
        "id, a",
        "(1,10) (2,20)",
    )
    .await;
}

#[tokio::test]
async fn columns_take_the_declared_order() {
    changes(
        &format!("(id Int64, a Int32, b String, c Int8 DEFAULT 3) {SORTED}"),
        &format!("(c Int8 DEFAULT 3, id Int64, a Int64, n Int8, b String) {SORTED}"),
        &[
            "mutation: ALTER TABLE `t` MODIFY COLUMN `c` Int8 DEFAULT 3 FIRST, MODIFY COLUMN `a` Int64, \
             ADD COLUMN `n` Int8 AFTER `a`",
        ],
        "*",
        "(3,1,10,0,'') (3,2,20,0,'')",
    )
    .await;
}

#[tokio::test]
async fn indexes_projections_and_constraints_are_added_changed_and_dropped() {
    changes(
        &format!(
            "(id Int64, a Int32, INDEX i a TYPE minmax, INDEX j a TYPE minmax, PROJECTION p (SELECT a ORDER BY a), \
             PROJECTION q (SELECT a ORDER BY a), CONSTRAINT c CHECK a < 100, CONSTRAINT d CHECK a < 100) {SORTED}"
        ),
        &format!(
            "(id Int64, a Int32, INDEX i a TYPE set(5) GRANULARITY 1, INDEX k a TYPE minmax GRANULARITY 1, \
             PROJECTION p (SELECT id ORDER BY a), CONSTRAINT c CHECK a < 200, CONSTRAINT e ASSUME a > 0) {SORTED}"
        ),
        &[
            "safe: ALTER TABLE `t` DROP INDEX `i`, DROP CONSTRAINT `c`, DROP PROJECTION `p`, DROP INDEX `j`, \
             DROP CONSTRAINT `d`, DROP PROJECTION `q`, ADD INDEX `i` `a` TYPE set(5) GRANULARITY 1, \
             ADD INDEX `k` `a` TYPE minmax GRANULARITY 1, ADD CONSTRAINT `c` CHECK (a < 200), \
             ADD CONSTRAINT `e` ASSUME (a > 0), ADD PROJECTION `p` (SELECT id ORDER BY a)",
            "mutation: ALTER TABLE `t` MATERIALIZE INDEX `i`, MATERIALIZE INDEX `k`, MATERIALIZE PROJECTION `p` \
             SETTINGS mutations_sync = 2",
        ],
        "*",
        "(1,10) (2,20)",
    )
    .await;
}

#[tokio::test]
async fn ttl_settings_and_comment_of_the_table() {
    changes(
        &format!("(id Int64, a Int32, d Date DEFAULT '2100-01-01') {SORTED} SETTINGS merge_with_ttl_timeout = 3600 COMMENT 'old'"),
        &format!(
            "(id Int64, a Int32, d Date DEFAULT '2100-01-01') {SORTED} TTL d + toIntervalMonth(1) \
             SETTINGS merge_with_ttl_timeout = 7200 COMMENT 'new'"
        ),
        &[
            "data loss: ALTER TABLE `t` (MODIFY SETTING merge_with_ttl_timeout = 7200), (MODIFY TTL d + toIntervalMonth(1)), \
             (MODIFY COMMENT 'new')",
        ],
        "id, a",
        "(1,10) (2,20)",
    )
    .await;
    changes(
        &format!("(id Int64, a Int32, d Date DEFAULT '2100-01-01') {SORTED} TTL d + toIntervalMonth(1) COMMENT 'old'"),
        &format!("(id Int64, a Int32, d Date DEFAULT '2100-01-01') {SORTED}"),
        &["safe: ALTER TABLE `t` REMOVE TTL, MODIFY COMMENT ''"],
        "id, a",
        "(1,10) (2,20)",
    )
    .await;
}

#[tokio::test]
async fn statistics_of_a_column_change() {
    changes(
        &format!("(id Int64, a Int32 STATISTICS(minmax), b Int8, c Int8 STATISTICS(minmax)) {SORTED}"),
        &format!("(id Int64, a Int32 STATISTICS(uniq), b Int8 STATISTICS(minmax), c Int8) {SORTED}"),
        &[
            "safe: ALTER TABLE `t` (MODIFY STATISTICS `a` TYPE uniq), (ADD STATISTICS `b` TYPE minmax), \
             (DROP STATISTICS `c`)",
        ],
        "*",
        "(1,10,0,0) (2,20,0,0)",
    )
    .await;
}

#[tokio::test]
async fn a_column_that_is_not_declared_stays_until_it_is_asked_for() {
    let TestDatabase { ref db, .. } = TestDatabase::new().await;
    run(db, &format!("CREATE TABLE t (id Int64, old String) {SORTED}")).await;
    run(db, "INSERT INTO t VALUES (1, 'x')").await;
    let table = declared(&format!("CREATE TABLE t (id Int64) {SORTED}"));
    let kept = plan(db, &table).await;
    assert!(kept.is_empty());
    assert_eq!(kept.undeclared(), ["t.old"]);
    let dropped = MigrationPlan::diff(db, [Ok(table.clone())])
        .drop_column("t", "old")
        .await
        .unwrap();
    assert_eq!(steps(&dropped), ["data loss: ALTER TABLE `t` DROP COLUMN `old`"]);
    let error = dropped.run(db).await.unwrap_err().to_string();
    assert!(
        error.contains("column `old` is dropped; if that is meant, say `.allow_loss(\"t.old\")`"),
        "{error}"
    );
    assert_eq!(rows(db, "*", "t").await, "(1,'x')");
    apply(db, &dropped, &table).await;
    assert_eq!(rows(db, "id", "t").await, "(1)");
}

#[tokio::test]
async fn a_renamed_column_keeps_its_values() {
    let TestDatabase { ref db, .. } = TestDatabase::new().await;
    run(db, &format!("CREATE TABLE t (id Int64, old Int32) {SORTED}")).await;
    run(db, "INSERT INTO t VALUES (1, 7)").await;
    let table = declared(&format!("CREATE TABLE t (id Int64, fresh Int64) {SORTED}"));
    let plan = MigrationPlan::diff(db, [Ok(table.clone())])
        .rename_column("t", "old", "fresh")
        .await
        .unwrap();
    assert_eq!(
        steps(&plan),
        [
            "safe: ALTER TABLE `t` RENAME COLUMN `old` TO `fresh`",
            "mutation: ALTER TABLE `t` MODIFY COLUMN `fresh` Int64",
        ]
    );
    apply(db, &plan, &table).await;
    assert_eq!(rows(db, "*", "t").await, "(1,7)");
}

#[tokio::test]
async fn kinds_of_defaults_change() {
    changes(
        &format!("(id Int64, a Int32, b Int32 DEFAULT 1, c Int32 ALIAS a, d Int32 MATERIALIZED 4, e Int32 EPHEMERAL) {SORTED}"),
        &format!("(id Int64, a Int32, b Int32 MATERIALIZED 2, c Int32 ALIAS a + 1, d Int32 DEFAULT 5, e Int32 DEFAULT 6) {SORTED}"),
        &[
            "safe: ALTER TABLE `t` DROP COLUMN `e`, MODIFY COLUMN `b` Int32 MATERIALIZED 2, \
             MODIFY COLUMN `c` Int32 ALIAS a + 1, MODIFY COLUMN `d` Int32 DEFAULT 5, ADD COLUMN `e` Int32 DEFAULT 6",
        ],
        "id, a, d, e",
        "(1,10,4,6) (2,20,4,6)",
    )
    .await;
}

#[tokio::test]
async fn a_column_that_is_stored_no_longer_loses_its_values() {
    changes(
        &format!("(id Int64, a Int32, b Int32 DEFAULT 1) {SORTED}"),
        &format!("(id Int64, a Int32, b Int32 ALIAS 2) {SORTED}"),
        &["data loss: ALTER TABLE `t` MODIFY COLUMN `b` Int32 ALIAS 2"],
        "id, a",
        "(1,10) (2,20)",
    )
    .await;
}

#[tokio::test]
async fn an_ephemeral_column_is_dropped_and_added_in_its_place() {
    changes(
        &format!("(id Int64, e Int32 EPHEMERAL, f Int32 ALIAS 1, g Int32 EPHEMERAL 2, a Int32, h Int32) {SORTED}"),
        &format!("(id Int64, e Int32 EPHEMERAL 3, f Int32 EPHEMERAL, g String EPHEMERAL 'g', a Int32, h Int32 EPHEMERAL) {SORTED}"),
        &[
            "data loss: ALTER TABLE `t` DROP COLUMN `e`, DROP COLUMN `f`, DROP COLUMN `g`, DROP COLUMN `h`, \
             ADD COLUMN `e` Int32 EPHEMERAL 3 COMMENT '' AFTER `id`, ADD COLUMN `f` Int32 EPHEMERAL COMMENT '' AFTER `e`, \
             ADD COLUMN `g` String EPHEMERAL 'g' COMMENT '' AFTER `f`, ADD COLUMN `h` Int32 EPHEMERAL",
        ],
        "*",
        "(1,10) (2,20)",
    )
    .await;
}

#[tokio::test]
async fn an_ephemeral_column_moves() {
    changes(
        &format!("(id Int64, e Int32 EPHEMERAL, a Int32, f Int32 EPHEMERAL 1) {SORTED}"),
        &format!("(id Int64, f Int32 EPHEMERAL 1, a Int32, e Int32 EPHEMERAL) {SORTED}"),
        &[
            "safe: ALTER TABLE `t` MODIFY COLUMN `a` Int32 AFTER `f`, MODIFY COLUMN `e` Int32 EPHEMERAL COMMENT '' AFTER `a`",
        ],
        "*",
        "(1,10) (2,20)",
    )
    .await;
}

#[tokio::test]
async fn nested_columns_are_those_that_the_server_makes_of_them() {
    changes(
        &format!("(id Int64, a Int32, n Nested(x Int8)) {SORTED}"),
        &format!("(id Int64, n Nested(x Int16, y String), a Int32) {SORTED}"),
        &[
            "mutation: ALTER TABLE `t` MODIFY COLUMN `n.x` Array(Int16), ADD COLUMN `n.y` Array(String), \
             MODIFY COLUMN `a` Int32 AFTER `n.y`",
        ],
        "*",
        "(1,[],[],10) (2,[],[],20)",
    )
    .await;
}

#[tokio::test]
async fn a_table_in_memory_takes_columns() {
    changes(
        "(id Int64, a Nullable(Int32)) ENGINE = Memory",
        "(b String DEFAULT 'b', id Int64, a Int64 DEFAULT 0) ENGINE = Memory COMMENT 'here'",
        &[
            "mutation: ALTER TABLE `t` UPDATE `a` = 0 WHERE `a` IS NULL SETTINGS mutations_sync = 2",
            "mutation: ALTER TABLE `t` ADD COLUMN `b` String DEFAULT 'b' FIRST, MODIFY COLUMN `a` Int64 DEFAULT 0, \
             MODIFY COMMENT 'here'",
        ],
        "id, a",
        "(1,10) (2,20)",
    )
    .await;
}

#[tokio::test]
async fn an_entity_is_planned_as_it_declares_its_table() {
    mod event {
        use sea_orm::entity::prelude::*;
        use sea_orm_clickhouse::prelude::*;

        #[derive(Clone, Debug, PartialEq, DeriveEntityModel, ClickHouseEntity)]
        #[sea_orm(table_name = "t")]
        #[clickhouse(
            order_by = [Column::Id],
            index(name = "by_port", expr = Column::Port, type = SkipIndexType::MinMax, granularity = 4)
        )]
        pub struct Model {
            #[sea_orm(primary_key, auto_increment = false)]
            pub id: i64,
            #[clickhouse(low_cardinality, default = "TCP")]
            pub protocol: String,
            #[clickhouse(codec = "T64, ZSTD(1)", comment = "of the server")]
            pub port: u16,
        }

        #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
        pub enum Relation {}

        impl ActiveModelBehavior for ActiveModel {}
    }
    use sea_orm::EntityTrait;
    use sea_orm_clickhouse::ClickHouseEntity;

    let TestDatabase { ref db, .. } = TestDatabase::new().await;
    run(db, &format!("CREATE TABLE t (id Int64, port UInt8) {SORTED}")).await;
    run(db, "INSERT INTO t VALUES (1, 53)").await;
    let diff = || MigrationPlan::diff(db, [event::Entity::create_table()]);
    let plan = diff().await.unwrap();
    assert_eq!(
        steps(&plan),
        [
            "mutation: ALTER TABLE `t` ADD COLUMN `protocol` LowCardinality(String) DEFAULT 'TCP' AFTER `id`, \
             MODIFY COLUMN `port` UInt16 COMMENT 'of the server' CODEC(T64('byte'), ZSTD(1)), \
             ADD INDEX `by_port` `port` TYPE minmax GRANULARITY 4",
            "mutation: ALTER TABLE `t` MATERIALIZE INDEX `by_port` SETTINGS mutations_sync = 2",
        ]
    );
    assert_eq!(plan.risk(), Risk::Mutation);
    plan.run(db).await.unwrap();
    let after = diff().await.unwrap();
    assert!(after.is_empty(), "{after}");
    assert!(
        db.check_declared::<event::Entity>()
            .await
            .unwrap()
            .differences()
            .is_empty()
    );
    let rows = event::Entity::find().all(db).await.unwrap();
    assert_eq!(
        rows,
        [event::Model {
            id: 1,
            protocol: "TCP".to_owned(),
            port: 53
        }]
    );
}
