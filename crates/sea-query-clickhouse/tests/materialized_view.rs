use std::{thread::sleep, time::Duration};

use sea_query::{Expr, ExprTrait, Func, JoinType, Query, SelectStatement};
use sea_query_clickhouse::{
    ServerVersion, Target, build_clickhouse,
    constraint::TableConstraint,
    prelude::*,
    projection::Projection,
    statement::Interval,
    types::IntervalUnit,
    view::{MaterializedViewCreateStatement, Refresh, SqlSecurity, Storage},
};

use crate::{
    server::Server,
    view::{HOSTILE, HOSTILE_NAME, HOSTILE_TEXT},
};

fn server() -> Server {
    Server::with(&[
        "CREATE TABLE event (port UInt16, bytes UInt64) ENGINE = MergeTree ORDER BY port",
        "INSERT INTO event VALUES (53, 1), (53, 2)",
        "CREATE TABLE target (port UInt16, bytes UInt64) ENGINE = SummingMergeTree ORDER BY port",
    ])
}

fn sums() -> SelectStatement {
    Query::select()
        .column("port")
        .expr_as(Func::cust("sum").arg(Expr::col("bytes")), "bytes")
        .from("event")
        .group_by_col("port")
        .to_owned()
}

const SUMS: &str = "SELECT `port`, sum(`bytes`) AS `bytes` FROM `event` GROUP BY `port`";

fn view() -> MaterializedViewCreateStatement {
    ClickHouseView::create_materialized("m", sums())
}

fn sorted() -> Storage {
    Storage::new(Engine::merge_tree()).order_by(["port"])
}

fn every(count: u64, unit: IntervalUnit) -> Refresh {
    Refresh::every(Interval::new(count, unit))
}

#[track_caller]
fn refused<S: sea_query_clickhouse::ClickHouseStatement>(statement: &S, sentence: &str) {
    let error = build_clickhouse(statement, &Target::default()).unwrap_err();
    assert_eq!(error.to_string(), sentence);
}

#[test]
fn rows_go_into_a_table_that_is_there() {
    let s = server();
    s.check_table(
        &view().if_not_exists().to("target"),
        &format!("CREATE MATERIALIZED VIEW IF NOT EXISTS `m` TO `target` AS {SUMS}"),
    );
    s.run("INSERT INTO event VALUES (80, 5), (80, 6)");
    assert_eq!(s.run("SELECT * FROM target"), "80\t11\n");
    s.check_table(&ClickHouseView::drop("m"), "DROP VIEW `m`");
    s.check_table(
        &view()
            .to((s.database().to_owned(), "target"))
            .col(ClickHouseColumnDef::new("port", DataType::UInt16))
            .col(ClickHouseColumnDef::new("bytes", DataType::UInt64))
            .comment("it's"),
        &format!(
            "CREATE MATERIALIZED VIEW `m` TO `{}`.`target` (`port` UInt16, `bytes` UInt64) AS {SUMS} COMMENT 'it\\'s'",
            s.database()
        ),
    );
    s.run("INSERT INTO event VALUES (443, 7)");
    assert_eq!(s.run("SELECT bytes FROM m WHERE port = 443"), "7\n");
}

#[test]
fn rows_go_into_a_table_of_its_own() {
    let s = server();
    s.check_table(
        &view()
            .engine(
                Storage::new(Engine::merge_tree())
                    .partition_by(Expr::col("port"))
                    .primary_key(["port"])
                    .order_by(["port", "bytes"])
                    .setting("index_granularity", 1024),
            )
            .populate(),
        &format!(
            "CREATE MATERIALIZED VIEW `m` ENGINE = MergeTree PARTITION BY `port` PRIMARY KEY (`port`) \
             ORDER BY (`port`, `bytes`) SETTINGS index_granularity = 1024 POPULATE AS {SUMS}"
        ),
    );
    assert_eq!(s.run("SELECT * FROM m"), "53\t3\n");
    s.check_table(
        &view().or_replace().engine(sorted()).empty(),
        &format!(
            "CREATE OR REPLACE MATERIALIZED VIEW `m` ENGINE = MergeTree ORDER BY (`port`) EMPTY AS {SUMS}"
        ),
    );
    assert_eq!(s.run("SELECT count() FROM m"), "0\n");
    s.check_table(
        &ClickHouseView::create_materialized("n", sums()).engine(Engine::Memory),
        &format!("CREATE MATERIALIZED VIEW `n` ENGINE = Memory AS {SUMS}"),
    );
    s.check_table(
        &ClickHouseView::create_materialized("o", sums())
            .col(ClickHouseColumnDef::new("port", DataType::UInt16))
            .col(ClickHouseColumnDef::new("bytes", DataType::UInt64).codec("ZSTD(3)"))
            .index(SkipIndex::new(
                "by_bytes",
                Expr::col("bytes"),
                SkipIndexType::MinMax,
            ))
            .projection(Projection::new(
                "p",
                Query::select().expr(Expr::cust("sum(bytes)")).to_owned(),
            ))
            .constraint(TableConstraint::check("c", Expr::cust("port > 0")))
            .engine(
                Storage::new(Engine::merge_tree())
                    .order_by_exprs([Expr::cust("intHash32(port)")])
                    .sample_by(Expr::cust("intHash32(port)"))
                    .ttl(Expr::cust("toDateTime(bytes) + INTERVAL 100 YEAR")),
            )
            .sql_security(SqlSecurity::CurrentUser),
        &format!(
            "CREATE MATERIALIZED VIEW `o` (`port` UInt16, `bytes` UInt64 CODEC(ZSTD(3)), \
             INDEX `by_bytes` `bytes` TYPE minmax, CONSTRAINT `c` CHECK (port > 0), \
             PROJECTION `p` (SELECT sum(bytes))) ENGINE = MergeTree \
             ORDER BY (intHash32(port)) SAMPLE BY intHash32(port) TTL toDateTime(bytes) + INTERVAL 100 YEAR \
             DEFINER = CURRENT_USER SQL SECURITY DEFINER AS {SUMS}"
        ),
    );
    s.run("INSERT INTO event VALUES (80, 5000000000)");
    assert_eq!(s.run("SELECT count() FROM n"), "1\n");
    s.check_parsed(
        &view().on_cluster("main").engine(sorted()),
        &format!(
            "CREATE MATERIALIZED VIEW `m` ON CLUSTER `main` ENGINE = MergeTree ORDER BY (`port`) AS {SUMS}"
        ),
    );
}

#[test]
fn the_missing_side_of_a_join_is_null() {
    let s = Server::with(&[
        "CREATE TABLE event (port UInt16) ENGINE = MergeTree ORDER BY port",
        "CREATE TABLE service (port UInt16, label String) ENGINE = MergeTree ORDER BY port",
    ]);
    let join = Query::select()
        .column(("event", "port"))
        .column(("service", "label"))
        .from("event")
        .join(
            JoinType::LeftJoin,
            "service",
            Expr::col(("event", "port")).equals(("service", "port")),
        )
        .to_owned();
    let text = "SELECT `event`.`port`, `service`.`label` FROM `event` \
                LEFT JOIN `service` ON `event`.`port` = `service`.`port` SETTINGS join_use_nulls";
    s.check_table(
        &ClickHouseView::create_materialized("m", join.clone()).engine(Engine::Memory),
        &format!("CREATE MATERIALIZED VIEW `m` ENGINE = Memory AS {text} = 1"),
    );
    let mut empty = join.clone();
    empty.setting("join_use_nulls", false);
    s.check_table(
        &ClickHouseView::create_materialized("n", empty).engine(Engine::Memory),
        &format!("CREATE MATERIALIZED VIEW `n` ENGINE = Memory AS {text} = 0"),
    );
    s.run("INSERT INTO event VALUES (53)");
    assert_eq!(s.run("SELECT * FROM m"), "53\t\\N\n");
    assert_eq!(s.run("SELECT * FROM n"), "53\t\n");
    s.check_parsed(
        &ClickHouseView::alter("m").modify_query(join),
        &format!("ALTER TABLE `m` MODIFY QUERY {text} = 1"),
    );
}

#[test]
fn the_query_changes() {
    let s = server();
    s.answer(&view().to("target"), &Target::default());
    let twice = Query::select()
        .column("port")
        .expr_as(Expr::cust("sum(bytes) * 2"), "bytes")
        .from("event")
        .group_by_col("port")
        .to_owned();
    s.check_table(
        &ClickHouseView::alter("m")
            .modify_query(twice)
            .modify_comment("doubled"),
        "ALTER TABLE `m` MODIFY COMMENT 'doubled', \
         MODIFY QUERY SELECT `port`, sum(bytes) * 2 AS `bytes` FROM `event` GROUP BY `port`",
    );
    s.run("INSERT INTO event VALUES (80, 5)");
    assert_eq!(s.run("SELECT * FROM target"), "80\t10\n");
}

#[test]
fn a_refreshable_view_refreshes() {
    let s = server();
    s.check_table(
        &view().refresh(every(1, IntervalUnit::Second)).engine(sorted()),
        &format!("CREATE MATERIALIZED VIEW `m` REFRESH EVERY 1 SECOND ENGINE = MergeTree ORDER BY (`port`) AS {SUMS}"),
    );
    wait(&s, "SELECT * FROM m", "53\t3\n");
    s.run("INSERT INTO event VALUES (53, 4)");
    wait(&s, "SELECT * FROM m", "53\t7\n");
    s.check_table(
        &ClickHouseView::alter("m").modify_refresh(
            every(1, IntervalUnit::Year)
                .offset(Interval::new(2, IntervalUnit::Month))
                .randomize_for(Interval::new(1, IntervalUnit::Day).and(2, IntervalUnit::Hour))
                .setting("refresh_retries", 1),
        ),
        "ALTER TABLE `m` MODIFY REFRESH EVERY 1 YEAR OFFSET 2 MONTH RANDOMIZE FOR 1 DAY 2 HOUR \
         SETTINGS refresh_retries = 1",
    );
    assert_eq!(
        s.run("SELECT count() FROM system.view_refreshes WHERE database = currentDatabase() AND view = 'm'"),
        "1\n"
    );
}

#[track_caller]
fn wait(s: &Server, sql: &str, answer: &str) {
    for _ in 0..300 {
        if s.run(sql) == answer {
            return;
        }
        sleep(Duration::from_millis(100));
    }
    panic!("half a minute, and still {}", s.run(sql));
}

#[test]
fn a_refreshable_view_appends() {
    let s = server();
    s.check_table(
        &view()
            .refresh(Refresh::after(Interval::new(1, IntervalUnit::Second)).append())
            .to("target")
            .empty(),
        &format!("CREATE MATERIALIZED VIEW `m` REFRESH AFTER 1 SECOND APPEND TO `target` EMPTY AS {SUMS}"),
    );
    wait(&s, "SELECT sum(bytes) >= 6 FROM target", "1\n");
    s.check_table(
        &ClickHouseView::alter("m").modify_refresh(every(1, IntervalUnit::Week).append()),
        "ALTER TABLE `m` MODIFY REFRESH EVERY 1 WEEK APPEND",
    );
    s.check_table(
        &ClickHouseView::create_materialized("n", sums())
            .refresh(Refresh::depending_on((s.database().to_owned(), "m")))
            .engine(sorted()),
        &format!(
            "CREATE MATERIALIZED VIEW `n` REFRESH DEPENDS ON `{}`.`m` ENGINE = MergeTree ORDER BY (`port`) AS {SUMS}",
            s.database()
        ),
    );
    s.check_parsed(
        &view()
            .on_cluster("c")
            .refresh(
                Refresh::after(Interval::new(1, IntervalUnit::Hour))
                    .depends_on("a")
                    .depends_on(("d", "b")),
            )
            .to("t")
            .sql_security(SqlSecurity::None),
        &format!(
            "CREATE MATERIALIZED VIEW `m` ON CLUSTER `c` REFRESH AFTER 1 HOUR DEPENDS ON `a`, `d`.`b` TO `t` \
             SQL SECURITY NONE AS {SUMS}"
        ),
    );
}

#[test]
fn hostile_names_and_texts_stay_in_their_quotes() {
    let s = server();
    s.check_parsed(
        &ClickHouseView::create_materialized(HOSTILE, sums())
            .on_cluster(HOSTILE)
            .refresh(every(1, IntervalUnit::Day).depends_on(HOSTILE).setting("a", HOSTILE))
            .to((HOSTILE, HOSTILE))
            .col(ClickHouseColumnDef::new(HOSTILE, DataType::String))
            .sql_security(SqlSecurity::User(HOSTILE.into()))
            .comment(HOSTILE),
        &format!(
            "CREATE MATERIALIZED VIEW {HOSTILE_NAME} ON CLUSTER {HOSTILE_NAME} REFRESH EVERY 1 DAY \
             DEPENDS ON {HOSTILE_NAME} SETTINGS a = {HOSTILE_TEXT} TO {HOSTILE_NAME}.{HOSTILE_NAME} \
             ({HOSTILE_NAME} String) DEFINER = {HOSTILE_NAME} SQL SECURITY DEFINER AS {SUMS} COMMENT {HOSTILE_TEXT}"
        ),
    );
    s.check_table(
        &ClickHouseView::create_materialized(HOSTILE, sums())
            .engine(sorted().setting("storage_policy", "default"))
            .comment(HOSTILE),
        &format!(
            "CREATE MATERIALIZED VIEW {HOSTILE_NAME} ENGINE = MergeTree ORDER BY (`port`) \
             SETTINGS storage_policy = 'default' AS {SUMS} COMMENT {HOSTILE_TEXT}"
        ),
    );
    let names = [HOSTILE, "a b", ""];
    for name in names {
        refused(
            &view().engine(sorted().setting(name, 1)),
            &format!(
                "SETTINGS: `{}` is not the name of a setting: letters, digits and _ only",
                name.escape_debug()
            ),
        );
        refused(
            &view()
                .refresh(every(1, IntervalUnit::Day).setting(name, 1))
                .to("t"),
            &format!(
                "SETTINGS: `{}` is not the name of a setting: letters, digits and _ only",
                name.escape_debug()
            ),
        );
    }
}

#[test]
fn refusals() {
    refused(
        &view(),
        "CREATE MATERIALIZED VIEW: its rows go nowhere; name a table by `to(..)`, or an engine by `engine(..)`",
    );
    refused(
        &view().to("t").engine(sorted()),
        "TO: the rows go into that table, or into one of the view's own; not both",
    );
    refused(
        &view()
            .to("t")
            .index(SkipIndex::new("i", Expr::col("port"), SkipIndexType::MinMax)),
        "TO: indexes, projections and constraints are those of the table that is there",
    );
    refused(
        &view().to("t").populate(),
        "POPULATE: it fills a table of the view's own; insert the query's rows into the table of TO instead",
    );
    refused(
        &view().to("t").empty(),
        "EMPTY: with TO only a refreshable view has it; leave it out",
    );
    refused(
        &view()
            .refresh(every(1, IntervalUnit::Day))
            .engine(sorted())
            .populate(),
        "POPULATE: a refreshable view runs its query over all rows by itself",
    );
    refused(
        &view().engine(sorted()).populate().empty(),
        "POPULATE: POPULATE and EMPTY exclude each other",
    );
    refused(
        &view()
            .engine(sorted())
            .constraint(TableConstraint::check("c", Expr::cust("1"))),
        "CREATE MATERIALIZED VIEW: indexes, projections and constraints need the columns to be named by `col(..)`",
    );
    refused(
        &view()
            .engine(Engine::Memory)
            .col(ClickHouseColumnDef::new("port", DataType::UInt16))
            .index(SkipIndex::new("i", Expr::col("port"), SkipIndexType::MinMax)),
        "INDEX: the engine of the table does not take it; those of the MergeTree family do",
    );
    refused(
        &view().to("t").sql_security(SqlSecurity::Invoker),
        "SQL SECURITY INVOKER: nobody invokes a materialized view: it is filled by inserts and by the server; use \
         DEFINER or NONE",
    );
    refused(
        &view().to("t").or_replace().if_not_exists(),
        "CREATE MATERIALIZED VIEW: OR REPLACE and IF NOT EXISTS exclude each other",
    );
    refused(
        &view()
            .refresh(
                Refresh::after(Interval::new(1, IntervalUnit::Day))
                    .offset(Interval::new(1, IntervalUnit::Hour)),
            )
            .to("t"),
        "OFFSET: only `Refresh::every` has times of the clock to be away from",
    );
    let refresh = |refresh, sentence| refused(&view().refresh(refresh).to("t"), sentence);
    refresh(every(0, IntervalUnit::Day), "EVERY: the interval is empty");
    refresh(
        Refresh::every(Interval::new(1, IntervalUnit::Month).and(2, IntervalUnit::Day)),
        "EVERY: a period is of months and years, or of weeks and less; not of both",
    );
    refresh(
        Refresh::after(Interval::new(1, IntervalUnit::Millisecond)),
        "AFTER: the server keeps no schedule by the MILLISECOND",
    );
    refresh(
        every(1, IntervalUnit::Day).offset(Interval::new(1, IntervalUnit::Hour).and(2, IntervalUnit::Hour)),
        "OFFSET: the interval has HOUR twice; add them up",
    );
    refresh(
        every(1, IntervalUnit::Day).randomize_for(Interval::new(1, IntervalUnit::Nanosecond)),
        "RANDOMIZE FOR: the server keeps no schedule by the NANOSECOND",
    );
    refused(
        &view().engine(Engine::merge_tree()),
        "ORDER BY: a MergeTree table has a sorting key; for none, say so by `.order_by([] as [&str; 0])`",
    );
    refused(
        &view().engine(Storage::new(Engine::Memory).order_by(["port"])),
        "ORDER BY: the engine of the table does not take it; those of the MergeTree family do",
    );
    refused(
        &view().engine(Storage::new(Engine::Null).setting("a", 1)),
        "SETTINGS: the engine of the table has no settings",
    );
}

#[test]
fn an_old_server_gets_a_sentence() {
    let at = |major, minor| Target::default().version(ServerVersion::new(major, minor, 0));
    let refused = |view: &MaterializedViewCreateStatement, target| {
        build_clickhouse(view, &target).unwrap_err().to_string()
    };
    let daily = view().refresh(every(1, IntervalUnit::Day)).to("t");
    assert_eq!(
        refused(&daily, at(23, 8)),
        "REFRESH: the server is ClickHouse 23.8.0, this needs 23.12.0 or later"
    );
    assert_eq!(
        refused(&view().refresh(Refresh::depending_on("n")).to("t"), at(25, 8)),
        "REFRESH DEPENDS ON: the server is ClickHouse 25.8.0, this needs 26.6.0 or later"
    );
    assert_eq!(
        refused(&view().or_replace().to("t"), at(25, 8)),
        "OR REPLACE: the server is ClickHouse 25.8.0, this needs 26.5.0 or later"
    );
    assert!(build_clickhouse(&daily, &at(25, 8)).is_ok());
}
