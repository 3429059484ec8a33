//! Views and dictionaries beside the tables.

use integration_tests::TestDatabase;
use sea_orm_clickhouse::{
    BuildError, ClickHouseConnection,
    plan::{Diff, MigrationPlan},
};
use sea_query::{Expr, ExprTrait, Query, SelectStatement};
use sea_query_clickhouse::{
    dictionary::{DictionaryAttribute, DictionaryCreateStatement, layout::Flat, source},
    prelude::*,
    view::MaterializedViewCreateStatement,
};

use crate::{declared, rows, run, steps};

fn query(columns: &[&'static str]) -> SelectStatement {
    Query::select()
        .columns(columns.iter().copied())
        .from("event")
        .to_owned()
}

/// A comparison of the table and what selects from it.
fn event(db: &ClickHouseConnection) -> Diff<'_> {
    let table = declared("CREATE TABLE event (id Int64, port UInt16) ENGINE = MergeTree ORDER BY id");
    MigrationPlan::diff(db, [Ok(table)])
}

fn to_kept(query: SelectStatement) -> Result<MaterializedViewCreateStatement, BuildError> {
    Ok(ClickHouseView::create_materialized("keeping", query).to("kept"))
}

fn own(query: SelectStatement, columns: &str) -> Result<MaterializedViewCreateStatement, BuildError> {
    let table = declared(&format!(
        "CREATE TABLE own ({columns}) ENGINE = MergeTree ORDER BY id"
    ));
    ClickHouseView::create_materialized("own", query).inner_table(table)
}

fn dictionary() -> Result<DictionaryCreateStatement, BuildError> {
    Ok(ClickHouseDictionary::create("ports")
        .attribute(DictionaryAttribute::new("id", DataType::UInt64))
        .attribute(DictionaryAttribute::new("port", DataType::UInt16))
        .primary_key(["id"])
        .source(source::ClickHouse::table("event"))
        .layout(Flat::new())
        .lifetime(0))
}

/// The names of all that there is.
async fn names(db: &ClickHouseConnection) -> String {
    rows(
        db,
        "name",
        "system.tables WHERE database = currentDatabase() AND NOT startsWith(name, '.inner') ORDER BY name",
    )
    .await
}

#[tokio::test]
async fn what_is_missing_is_made_after_what_it_reads() {
    let TestDatabase { ref db, .. } = TestDatabase::new().await;
    let kept = declared("CREATE TABLE kept (id Int64) ENGINE = MergeTree ORDER BY id");
    let table = declared("CREATE TABLE event (id Int64, port UInt16) ENGINE = MergeTree ORDER BY id");
    let diff = || {
        let second = Query::select().column("id").from("first").to_owned();
        MigrationPlan::diff(db, [Ok(table.clone()), Ok(kept.clone())])
            .view(Ok(ClickHouseView::create("second", second)))
            .view(Ok(ClickHouseView::create("first", query(&["id"]))))
            .view(to_kept(query(&["id"])))
            .dictionary(dictionary())
    };
    let plan = diff().await.unwrap();
    assert_eq!(plan.refusals(), [] as [&str; 0]);
    let made: Vec<String> = plan
        .steps()
        .iter()
        .map(|step| step.changes()[0].to_string())
        .collect();
    assert_eq!(
        made,
        [
            "table `event` is made",
            "table `kept` is made",
            "dictionary `ports` is made",
            "view `first` is made",
            "view `second` is made",
            "materialized view `keeping` is made",
        ]
    );
    assert_eq!(
        steps(&plan)[3..],
        [
            "safe: CREATE VIEW `first` AS SELECT `id` FROM `event`",
            "safe: CREATE VIEW `second` AS SELECT `id` FROM `first`",
            "safe: CREATE MATERIALIZED VIEW `keeping` TO `kept` AS SELECT `id` FROM `event`",
        ]
    );
    let file = plan.migration("m1").unwrap();
    assert!(
        file.contains(
            "manager.get_connection().execute_unprepared(\"CREATE VIEW `first` AS SELECT `id` FROM `event`\").await?;\n"
        ),
        "{file}"
    );
    plan.run(db).await.unwrap();
    let after = diff().await.unwrap();
    assert!(after.is_empty(), "{after}");
    assert_eq!(
        names(db).await,
        "('event') ('first') ('keeping') ('kept') ('ports') ('second')"
    );
}

#[tokio::test]
async fn a_view_gets_another_query() {
    let TestDatabase { ref db, .. } = TestDatabase::new().await;
    run(
        db,
        "CREATE TABLE event (id Int64, port UInt16) ENGINE = MergeTree ORDER BY id",
    )
    .await;
    run(
        db,
        "CREATE VIEW dns AS SELECT id, port FROM event WHERE port = 53",
    )
    .await;
    // Otherwise written, and the same.
    let condition = Expr::col("port").eq(53);
    let same = query(&["id", "port"]).and_where(condition).to_owned();
    let plan = event(db)
        .view(Ok(ClickHouseView::create("dns", same)))
        .await
        .unwrap();
    assert!(plan.is_empty(), "{plan}");
    let other = || Ok(ClickHouseView::create("dns", query(&["id"])));
    let plan = event(db).view(other()).await.unwrap();
    assert_eq!(
        plan.to_string(),
        "-- [safe] view `dns` has another query\nCREATE OR REPLACE VIEW `dns` AS SELECT `id` FROM `event`;\n"
    );
    plan.run(db).await.unwrap();
    let after = event(db).view(other()).await.unwrap();
    assert!(after.is_empty(), "{after}");
    assert_eq!(names(db).await, "('dns') ('event')");
}

#[tokio::test]
async fn a_view_asks_for_a_column_that_the_plan_adds() {
    let TestDatabase { ref db, .. } = TestDatabase::new().await;
    run(db, "CREATE TABLE event (id Int64) ENGINE = MergeTree ORDER BY id").await;
    run(db, "CREATE VIEW ports AS SELECT id FROM event").await;
    let view = || Ok(ClickHouseView::create("ports", query(&["id", "port"])));
    let plan = event(db).view(view()).await.unwrap();
    assert_eq!(
        steps(&plan),
        [
            "safe: ALTER TABLE `event` ADD COLUMN `port` UInt16",
            "safe: CREATE OR REPLACE VIEW `ports` AS SELECT `id`, `port` FROM `event`",
        ]
    );
    plan.run(db).await.unwrap();
    let after = event(db).view(view()).await.unwrap();
    assert!(after.is_empty(), "{after}");
}

#[tokio::test]
async fn a_materialized_view_gets_another_query_and_keeps_its_rows() {
    let TestDatabase { ref db, .. } = TestDatabase::new().await;
    run(
        db,
        "CREATE TABLE event (id Int64, port UInt16) ENGINE = MergeTree ORDER BY id",
    )
    .await;
    run(db, "CREATE TABLE kept (id Int64) ENGINE = MergeTree ORDER BY id").await;
    run(
        db,
        "CREATE MATERIALIZED VIEW keeping TO kept AS SELECT id FROM event",
    )
    .await;
    run(
        db,
        "CREATE MATERIALIZED VIEW own (id Int64, port UInt16) ENGINE = MergeTree ORDER BY id AS SELECT id, port FROM event",
    )
    .await;
    run(db, "INSERT INTO event VALUES (1, 53)").await;
    let same = event(db)
        .view(to_kept(query(&["id"])))
        .view(own(query(&["id", "port"]), "id Int64, port UInt16"))
        .await
        .unwrap();
    assert!(same.is_empty(), "{same}");
    let high = || query(&["id"]).and_where(Expr::col("port").gt(1024)).to_owned();
    let high_own = || {
        query(&["id", "port"])
            .and_where(Expr::col("port").gt(1024))
            .to_owned()
    };
    let diff = || {
        event(db)
            .view(to_kept(high()))
            .view(own(high_own(), "id Int64, port UInt16"))
    };
    let plan = diff().await.unwrap();
    assert_eq!(
        plan.to_string(),
        "-- [safe] materialized view `keeping` has another query; the rows that it has made stay as they are\n\
         ALTER TABLE `keeping` MODIFY QUERY SELECT `id` FROM `event` WHERE `port` > 1024;\n\
         -- [safe] materialized view `own` has another query; the rows that it has made stay as they are\n\
         ALTER TABLE `own` MODIFY QUERY SELECT `id`, `port` FROM `event` WHERE `port` > 1024;\n"
    );
    plan.run(db).await.unwrap();
    let after = diff().await.unwrap();
    assert!(after.is_empty(), "{after}");
    run(db, "INSERT INTO event VALUES (2, 80), (3, 8080)").await;
    assert_eq!(rows(db, "id", "kept ORDER BY id").await, "(1) (3)");
    assert_eq!(rows(db, "id, port", "own ORDER BY id").await, "(1,53) (3,8080)");
}

#[tokio::test]
async fn the_own_table_of_a_view_is_lost_only_when_it_is_named() {
    let TestDatabase { ref db, .. } = TestDatabase::new().await;
    run(
        db,
        "CREATE TABLE event (id Int64, port UInt16) ENGINE = MergeTree ORDER BY id",
    )
    .await;
    run(
        db,
        "CREATE MATERIALIZED VIEW own (id Int64) ENGINE = MergeTree ORDER BY id AS SELECT id FROM event",
    )
    .await;
    let wider = || own(query(&["id", "port"]), "id Int64, port UInt16");
    let plan = event(db).view(wider()).await.unwrap();
    assert_eq!(
        plan.refusals(),
        [
            "materialized view `own` has another query, with other columns than its own table has, which goes with its rows when \
             it is made anew; write the migration by hand, or drop it first by `.drop_table(\"own\")`"
        ]
    );
    let plan = event(db).view(wider()).drop_table("own").await.unwrap();
    assert_eq!(plan.losses(), ["own"]);
    assert_eq!(
        steps(&plan),
        [
            "data loss: DROP TABLE `own`",
            "safe: CREATE MATERIALIZED VIEW `own` (`id` Int64, `port` UInt16) ENGINE = MergeTree ORDER BY `id` \
             AS SELECT `id`, `port` FROM `event`",
        ]
    );
    plan.allow_loss("own").run(db).await.unwrap();
    let after = event(db).view(wider()).await.unwrap();
    assert!(after.is_empty(), "{after}");
}

#[tokio::test]
async fn what_is_no_view_is_not_replaced_by_one() {
    let TestDatabase { ref db, .. } = TestDatabase::new().await;
    run(
        db,
        "CREATE TABLE event (id Int64, port UInt16) ENGINE = MergeTree ORDER BY id",
    )
    .await;
    run(db, "CREATE TABLE dns (id Int64) ENGINE = MergeTree ORDER BY id").await;
    let view = || Ok(ClickHouseView::create("dns", query(&["id"])));
    let plan = event(db).view(view()).await.unwrap();
    assert_eq!(
        plan.refusals(),
        [
            "`dns` is declared as a view, and what is there is of the engine MergeTree; choose another name, or drop it first by \
             `.drop_table(\"dns\")`"
        ]
    );
    let error = event(db)
        .view(Ok(ClickHouseView::create("dns", query(&["id"]))))
        .drop_table("dns")
        .await
        .unwrap()
        .run(db)
        .await
        .unwrap_err()
        .to_string();
    assert!(error.contains("say `.allow_loss(\"dns\")`"), "{error}");
    run(db, "CREATE DICTIONARY ports (id UInt64, port UInt16) PRIMARY KEY id SOURCE(NULL()) LAYOUT(FLAT()) LIFETIME(0)").await;
    let plan = event(db).drop_table("ports").await.unwrap();
    assert_eq!(
        plan.refusals(),
        ["`.drop_table(\"ports\")`: it is a dictionary, which DROP DICTIONARY drops, and no plan"]
    );
}

#[tokio::test]
async fn a_dictionary_is_replaced_by_the_declared_one() {
    let TestDatabase { ref db, .. } = TestDatabase::new().await;
    run(
        db,
        "CREATE TABLE event (id UInt64, port UInt16) ENGINE = MergeTree ORDER BY id",
    )
    .await;
    let attribute = DictionaryAttribute::new;
    let begun = || {
        ClickHouseDictionary::create("ports")
            .attribute(attribute("id", DataType::UInt64))
            .attribute(attribute("port", DataType::UInt16).default(7))
    };
    let from = || {
        source::ClickHouse::table("event")
            .user("loader")
            .password("secret")
    };
    let ended =
        |dictionary: DictionaryCreateStatement| dictionary.layout(Flat::new()).lifetime_between(300, 360);
    let old = ended(begun().primary_key(["id"]).source(from())).comment("it's");
    let query = query(&["id", "port"]);
    let other = ended(begun().attribute(attribute("parent", DataType::UInt64).hierarchical()))
        .primary_key(["id"])
        .source(source::ClickHouse::query(query))
        .setting("max_threads", 1);
    let diff = |dictionary: &DictionaryCreateStatement| {
        MigrationPlan::diff(db, []).dictionary(Ok(dictionary.clone()))
    };
    for (declared, said) in [
        (&old, "dictionary `ports` is made"),
        (
            &other,
            "dictionary `ports` is declared otherwise than it is; its rows are loaded anew",
        ),
    ] {
        let plan = diff(declared).await.unwrap();
        assert_eq!(plan.steps().len(), 1, "{plan}");
        assert_eq!(plan.steps()[0].changes()[0].to_string(), said);
        plan.run(db).await.unwrap();
        let after = diff(declared).await.unwrap();
        assert!(after.is_empty(), "{after}");
    }
    let error = diff(&old).await.unwrap().migration("m1").unwrap_err().to_string();
    assert!(
        error.contains("a password would stand in the text of the migration"),
        "{error}"
    );
    let secret = ended(begun().primary_key(["id"]))
        .source(source::Http::new("http://127.0.0.1:1/", "CSV").credentials("loader", "secret"));
    let plan = diff(&secret).await.unwrap();
    assert_eq!(plan.steps().len(), 1, "{plan}");
    plan.run(db).await.unwrap();
    let after = diff(&secret).await.unwrap();
    assert!(after.is_empty(), "{after}");
}
