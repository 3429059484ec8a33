use sea_query::Expr;
use sea_query_clickhouse::{engine::*, prelude::*};

use super::check;
use crate::server::Server;

#[test]
fn time_series() {
    let s = Server::with(&[
        "CREATE TABLE family (metric_family_name String, type String, unit String, help String) \
         ENGINE = ReplacingMergeTree ORDER BY metric_family_name",
    ]);
    let samples = TimeSeriesTable::inner()
        .col(ClickHouseColumnDef::new("timestamp", DataType::date_time64(6)))
        .engine(Engine::merge_tree())
        .partition_by(Expr::cust("toYYYYMM(timestamp)"))
        .primary_key(["id"])
        .order_by(["id", "timestamp"])
        .ttl(Expr::cust("toDateTime(timestamp) + INTERVAL 1 YEAR"))
        .setting("index_granularity", 1024);
    let engine = TimeSeries::new()
        .tags_to_columns([("job", "job")])
        .store_min_time_and_max_time(false)
        .samples(samples)
        .metrics(TimeSeriesTable::table("family"));
    let create = ClickHouseTable::create("t")
        .engine(engine)
        .setting("allow_experimental_time_series_table", 1);
    let sql = check(
        &s,
        &create,
        "TimeSeries SETTINGS tags_to_columns = '{\\'job\\':\\'job\\'}', store_min_time_and_max_time = 0, \
         allow_experimental_time_series_table = 1 \
         DATA INNER COLUMNS (`timestamp` DateTime64(6)) \
         DATA INNER ENGINE = MergeTree PARTITION BY toYYYYMM(timestamp) PRIMARY KEY `id` \
         ORDER BY (`id`, `timestamp`) TTL toDateTime(timestamp) + INTERVAL 1 YEAR SETTINGS index_granularity = 1024 \
         METRICS `family`",
    );
    s.run(&sql);
    s.run(
        "INSERT INTO t (metric_name, tags, time_series, metric_family, type, unit, help) VALUES \
         ('cpu', {'job': 'node', 'host': 'a'}, [(toDateTime64('2100-01-01 00:00:00', 6), 0.5)], 'cpu', 'gauge', '', 'load')",
    );
    assert_eq!(s.run("SELECT value FROM timeSeriesSamples(t)"), "0.5\n");
    assert_eq!(
        s.run("SELECT job, tags['host'] FROM timeSeriesTags(t)"),
        "node\ta\n"
    );
    assert_eq!(s.run("SELECT help FROM family"), "load\n");
    s.run("DROP TABLE t SYNC");
}
