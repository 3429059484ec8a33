use sea_query::Expr;
use sea_query_clickhouse::{
    ServerVersion, Target, build_clickhouse,
    constraint::TableConstraint,
    prelude::*,
    statement::Interval,
    types::IntervalUnit,
    view::{MaterializedViewCreateStatement, Refresh, SqlSecurity, Storage},
};

use super::{SUMS, every, refused, server, sorted, sums, view};
use crate::view::{HOSTILE, HOSTILE_NAME, HOSTILE_TEXT};

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
            "CREATE MATERIALIZED VIEW {HOSTILE_NAME} ENGINE = MergeTree ORDER BY `port` \
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
    let number = |name: &str| ClickHouseColumnDef::new(name.to_owned(), DataType::UInt64);
    refused(
        &view().engine(sorted()).col(number("port")).col(number("other")),
        "CREATE MATERIALIZED VIEW: its query has no column `other`, which the server would fill with zeros; select it, by \
         `expr_as` where it is an expression, or give the column a DEFAULT",
    );
    // The server would put the sums into `port`.
    refused(
        &view()
            .engine(sorted())
            .col(number("bytes"))
            .col(number("port"))
            .populate(),
        "POPULATE: it takes the columns of the query by their position, and they are `port`, `bytes`, while those of the view \
         are `bytes`, `port`; give both the same, in one order, or leave POPULATE out",
    );
    let unnamed = sea_query::Query::select()
        .expr(Expr::cust("count()"))
        .from("event")
        .to_owned();
    refused(
        &ClickHouseView::create_materialized("m", unnamed)
            .engine(sorted())
            .col(number("port"))
            .populate(),
        "POPULATE: it takes the columns of the query by their position; name each of them, by `expr_as` where it is an \
         expression",
    );
    let temporary = ClickHouseTable::create("t").col(number("port")).temporary();
    assert_eq!(
        view().inner_table(temporary).unwrap_err().to_string(),
        "CREATE MATERIALIZED VIEW: the table of a view's own has columns and clauses alone: no UUID, no AS, no ATTACH, and it \
         is not temporary"
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
