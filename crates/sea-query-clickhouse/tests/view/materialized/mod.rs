mod refresh;
mod refusal;
mod storage;

use sea_query::{Expr, Func, Query, SelectStatement};
use sea_query_clickhouse::{
    Target, build_clickhouse,
    prelude::*,
    statement::Interval,
    types::IntervalUnit,
    view::{MaterializedViewCreateStatement, Refresh, Storage},
};

use crate::server::Server;

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

#[track_caller]
fn refused<S: sea_query_clickhouse::ClickHouseStatement>(statement: &S, sentence: &str) {
    let error = build_clickhouse(statement, &Target::default()).unwrap_err();
    assert_eq!(error.to_string(), sentence);
}

fn every(count: u64, unit: IntervalUnit) -> Refresh {
    Refresh::every(Interval::new(count, unit))
}
