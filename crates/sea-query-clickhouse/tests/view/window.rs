use sea_query::{Expr, Query, SelectStatement};
use sea_query_clickhouse::{
    ServerVersion, Target, build_clickhouse,
    prelude::*,
    statement::Interval,
    types::IntervalUnit,
    view::{Storage, Watermark, WindowViewCreateStatement},
};

use crate::{
    server::Server,
    view::{HOSTILE, HOSTILE_NAME, HOSTILE_TEXT},
};

/// The settings that window views need stand in the query, whose settings are those of the statement.
fn counts() -> SelectStatement {
    Query::select()
        .expr_as(Expr::cust("count(id)"), "events")
        .expr_as(Expr::cust("tumbleStart(w)"), "start")
        .from("event")
        .add_group_by([Expr::cust("tumble(at, INTERVAL '5' SECOND) AS w")])
        .setting("allow_experimental_window_view", 1)
        .setting("enable_analyzer", 0)
        .to_owned()
}

const COUNTS: &str = "SELECT count(id) AS `events`, tumbleStart(w) AS `start` FROM `event` \
                      GROUP BY tumble(at, INTERVAL '5' SECOND) AS w \
                      SETTINGS allow_experimental_window_view = 1, enable_analyzer = 0";

fn server() -> Server {
    Server::with(&[
        "CREATE TABLE event (id UInt64, at DateTime) ENGINE = MergeTree ORDER BY id",
        "CREATE TABLE target (events UInt64, start DateTime) ENGINE = MergeTree ORDER BY start",
    ])
}

fn view() -> WindowViewCreateStatement {
    ClickHouseView::create_window("w", counts())
}

fn seconds(count: u64) -> Interval {
    Interval::new(count, IntervalUnit::Second)
}

#[track_caller]
fn refused(view: &WindowViewCreateStatement, sentence: &str) {
    let error = build_clickhouse(view, &Target::default()).unwrap_err();
    assert_eq!(error.to_string(), sentence);
}

#[test]
fn every_clause() {
    let s = server();
    s.check_table(
        &view().if_not_exists().to("target"),
        &format!("CREATE WINDOW VIEW IF NOT EXISTS `w` TO `target` AS {COUNTS}"),
    );
    s.check_table(&ClickHouseView::drop("w").sync(), "DROP VIEW `w` SYNC");
    for (watermark, text) in [
        (Watermark::StrictlyAscending, "STRICTLY_ASCENDING"),
        (Watermark::Ascending, "ASCENDING"),
        (Watermark::Bounded(seconds(3)), "INTERVAL '3' SECOND"),
    ] {
        s.check_table(
            &view()
                .engine(Engine::Memory)
                .watermark(watermark)
                .allowed_lateness(seconds(2)),
            &format!(
                "CREATE WINDOW VIEW `w` ENGINE = Memory WATERMARK = {text} \
                 ALLOWED_LATENESS = INTERVAL '2' SECOND AS {COUNTS}"
            ),
        );
        s.check_table(&ClickHouseView::drop("w").sync(), "DROP VIEW `w` SYNC");
    }
    s.check_parsed(
        &view()
            .on_cluster("main")
            .inner_engine(Storage::new(Engine::merge_tree()).order_by([] as [&str; 0]))
            .engine(Storage::new(Engine::merge_tree()).order_by(["start"]))
            .populate()
            .comment("it's"),
        &format!(
            "CREATE WINDOW VIEW `w` ON CLUSTER `main` INNER ENGINE = MergeTree ORDER BY tuple() \
             ENGINE = MergeTree ORDER BY `start` POPULATE AS {COUNTS} COMMENT 'it\\'s'"
        ),
    );
    s.check_parsed(
        &ClickHouseView::create_window(HOSTILE, counts())
            .on_cluster(HOSTILE)
            .to((HOSTILE, HOSTILE))
            .comment(HOSTILE),
        &format!(
            "CREATE WINDOW VIEW {HOSTILE_NAME} ON CLUSTER {HOSTILE_NAME} TO {HOSTILE_NAME}.{HOSTILE_NAME} AS {COUNTS} \
             COMMENT {HOSTILE_TEXT}"
        ),
    );
}

#[test]
fn refusals() {
    refused(
        &view().to("t").engine(Engine::Memory),
        "TO: the groups go into that table, or into one of the view's own; not both",
    );
    refused(
        &view().to("t").allowed_lateness(seconds(1)),
        "ALLOWED_LATENESS: without a WATERMARK windows are of the server's clock, and no row is late",
    );
    refused(
        &view()
            .to("t")
            .watermark(Watermark::Bounded(seconds(1).and(1, IntervalUnit::Minute))),
        "WATERMARK: the interval stands here in one unit; say `90 MINUTE` for an hour and a half",
    );
    refused(
        &view().to("t").inner_engine(Engine::merge_tree()),
        "ORDER BY: a MergeTree table has a sorting key; for none, say so by `.order_by([] as [&str; 0])`",
    );
    let old = Target::default().version(ServerVersion::new(21, 8, 0));
    assert_eq!(
        build_clickhouse(&view().to("t"), &old).unwrap_err().to_string(),
        "WINDOW VIEW: the server is ClickHouse 21.8.0, this needs 21.12.0 or later"
    );
}
