use sea_query::{Expr, ExprTrait, JoinType, Order, Query};
use sea_query_clickhouse::{
    Target,
    constraint::TableConstraint,
    prelude::*,
    projection::Projection,
    view::{SqlSecurity, Storage},
};

use super::{SUMS, server, sorted, sums, view};
use crate::server::Server;

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
            "CREATE MATERIALIZED VIEW `m` ENGINE = MergeTree PARTITION BY `port` PRIMARY KEY `port` \
             ORDER BY (`port`, `bytes`) SETTINGS index_granularity = 1024 POPULATE AS {SUMS}"
        ),
    );
    assert_eq!(s.run("SELECT * FROM m"), "53\t3\n");
    s.check_table(
        &view().or_replace().engine(sorted()).empty(),
        &format!(
            "CREATE OR REPLACE MATERIALIZED VIEW `m` ENGINE = MergeTree ORDER BY `port` EMPTY AS {SUMS}"
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
             ORDER BY intHash32(port) SAMPLE BY intHash32(port) TTL toDateTime(bytes) + INTERVAL 100 YEAR \
             DEFINER = CURRENT_USER SQL SECURITY DEFINER AS {SUMS}"
        ),
    );
    s.run("INSERT INTO event VALUES (80, 5000000000)");
    assert_eq!(s.run("SELECT count() FROM n"), "1\n");
    s.check_parsed(
        &view().on_cluster("main").engine(sorted()),
        &format!(
            "CREATE MATERIALIZED VIEW `m` ON CLUSTER `main` ENGINE = MergeTree ORDER BY `port` AS {SUMS}"
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

/// A view's storage has what that of a table has.
#[test]
fn the_sorting_key_goes_down() {
    let s = server();
    let storage = Storage::new(Engine::merge_tree())
        .order_by_expr(Expr::col("port"), Order::Desc)
        .setting("allow_experimental_reverse_key", 1);
    s.check_table(
        &view().engine(storage).populate(),
        &format!(
            "CREATE MATERIALIZED VIEW `m` ENGINE = MergeTree ORDER BY (`port` DESC) \
             SETTINGS allow_experimental_reverse_key = 1 POPULATE AS {SUMS}"
        ),
    );
    assert_eq!(s.run("SELECT * FROM m"), "53\t3\n");
}
