use sea_query::{CommonTableExpression, Expr, ExprTrait, JoinType, Query, WithClause};
use sea_query_clickhouse::{Target, build_clickhouse, prelude::*, view::SqlSecurity};

use super::{HOSTILE, HOSTILE_NAME, ids, refused, server};

#[test]
fn a_view_has_its_values_in_place() {
    let s = server();
    let query = Query::select()
        .column("id")
        .from("event")
        .and_where(Expr::col("name").eq("it's"))
        .and_where(Expr::col("port").is_in([80, 81]))
        .to_owned();
    s.check_table(
        &ClickHouseView::create("v", query),
        "CREATE VIEW `v` AS SELECT `id` FROM `event` WHERE `name` = 'it\\'s' AND `port` IN (80, 81)",
    );
    assert_eq!(s.run("SELECT id FROM v"), "2\n");
}

#[test]
fn every_clause() {
    let s = server();
    let query = Query::select()
        .column("id")
        .column("port")
        .from("event")
        .to_owned();
    let view = || ClickHouseView::create("v", query.clone()).columns(["event", "number"]);
    s.check_table(
        &view().if_not_exists().comment("it's"),
        "CREATE VIEW IF NOT EXISTS `v` (`event`, `number`) AS SELECT `id`, `port` FROM `event` COMMENT 'it\\'s'",
    );
    assert_eq!(s.run("SELECT number FROM v WHERE event = 2"), "80\n");
    s.check_table(
        &ClickHouseView::create("v", ids()).or_replace(),
        "CREATE OR REPLACE VIEW `v` AS SELECT `id` FROM `event`",
    );
    assert_eq!(s.run("SELECT * FROM v ORDER BY id LIMIT 1"), "1\n");
    s.check_parsed(
        &view().on_cluster("main").sql_security(SqlSecurity::Invoker),
        "CREATE VIEW `v` ON CLUSTER `main` (`event`, `number`) SQL SECURITY INVOKER AS SELECT `id`, `port` FROM `event`",
    );
    for (security, text) in [
        (SqlSecurity::Definer, "SQL SECURITY DEFINER"),
        (
            SqlSecurity::CurrentUser,
            "DEFINER = CURRENT_USER SQL SECURITY DEFINER",
        ),
        (SqlSecurity::Invoker, "SQL SECURITY INVOKER"),
        (SqlSecurity::None, "SQL SECURITY NONE"),
    ] {
        s.check_table(
            &ClickHouseView::create("secure", ids())
                .or_replace()
                .sql_security(security),
            &format!("CREATE OR REPLACE VIEW `secure` {text} AS SELECT `id` FROM `event`"),
        );
        assert_eq!(s.run("SELECT count() FROM secure"), "3\n");
    }
    s.check_parsed(
        &ClickHouseView::create("v", ids()).sql_security(SqlSecurity::User(HOSTILE.into())),
        &format!("CREATE VIEW `v` DEFINER = {HOSTILE_NAME} SQL SECURITY DEFINER AS SELECT `id` FROM `event`"),
    );
}

#[test]
fn a_comment_follows_a_union_and_settings() {
    let s = server();
    let mut union = ids();
    union
        .union(sea_query::UnionType::All, ids())
        .setting("max_threads", 1);
    let view = ClickHouseView::create("v", union).comment("twice");
    let built = build_clickhouse(&view, &Target::default()).unwrap();
    s.run_built(&built);
    assert_eq!(s.run("SELECT count() FROM v"), "6\n");
    assert_eq!(
        s.run("SELECT comment FROM system.tables WHERE database = currentDatabase() AND name = 'v'"),
        "twice\n"
    );
}

#[test]
fn the_missing_side_of_a_join_is_null_whoever_reads() {
    let s = server();
    let join = Query::select()
        .column(("event", "id"))
        .column(("service", "label"))
        .from("event")
        .join(
            JoinType::LeftJoin,
            "service",
            Expr::col(("event", "port")).equals(("service", "port")),
        )
        .to_owned();
    let text = "SELECT `event`.`id`, `service`.`label` FROM `event` LEFT JOIN `service` ON `event`.`port` = `service`.`port`";
    s.check_table(
        &ClickHouseView::create("v", join.clone()),
        &format!("CREATE VIEW `v` AS {text} SETTINGS join_use_nulls = 1"),
    );
    assert_eq!(
        s.run("SELECT label IS NULL FROM v ORDER BY id SETTINGS join_use_nulls = 0"),
        "0\n1\n0\n"
    );
    assert!(
        build_clickhouse(&join, &Target::default())
            .unwrap()
            .requirements
            .join_use_nulls
    );
    let mut own = join.clone();
    own.setting("join_use_nulls", 0);
    assert!(
        !build_clickhouse(&own, &Target::default())
            .unwrap()
            .requirements
            .join_use_nulls
    );
    // What a sub-query says holds for it alone.
    let around = Query::select()
        .column(("s", "id"))
        .from_subquery(own.clone(), "s")
        .join(
            JoinType::LeftJoin,
            "event",
            Expr::col(("s", "id")).equals(("event", "id")),
        )
        .to_owned();
    assert!(
        build_clickhouse(&around, &Target::default())
            .unwrap()
            .requirements
            .join_use_nulls
    );
    s.check_table(
        &ClickHouseView::create("own", own),
        &format!("CREATE VIEW `own` AS {text} SETTINGS join_use_nulls = 0"),
    );
}

#[test]
fn a_common_table_expression() {
    let s = server();
    let dns = CommonTableExpression::new()
        .query(
            Query::select()
                .column("id")
                .from("event")
                .and_where(Expr::col("port").eq(53))
                .to_owned(),
        )
        .table_name("dns")
        .to_owned();
    let query = Query::select()
        .column("id")
        .from("dns")
        .with_cte(WithClause::new().cte(dns).to_owned())
        .to_owned();
    s.check_table(
        &ClickHouseView::create("v", query),
        "CREATE VIEW `v` AS WITH `dns` AS (SELECT `id` FROM `event` WHERE `port` = 53) SELECT `id` FROM `dns`",
    );
    assert_eq!(s.run("SELECT * FROM v ORDER BY id"), "1\n3\n");
}

#[test]
fn temporary() {
    let s = server();
    s.check_parsed(
        &ClickHouseView::create("v", ids()).temporary().if_not_exists(),
        "CREATE TEMPORARY VIEW IF NOT EXISTS `v` AS SELECT `id` FROM `event`",
    );
    s.check_parsed(
        &ClickHouseView::drop("v").temporary().if_exists(),
        "DROP TEMPORARY VIEW IF EXISTS `v`",
    );
    let one_session = "a temporary view lives in one session and can only be created or dropped";
    refused(
        &ClickHouseView::create("v", ids()).temporary().or_replace(),
        &format!("OR REPLACE: {one_session}"),
    );
    refused(
        &ClickHouseView::create("v", ids()).temporary().on_cluster("c"),
        &format!("ON CLUSTER: {one_session}"),
    );
    refused(
        &ClickHouseView::drop("v").temporary().on_cluster("c"),
        &format!("ON CLUSTER: {one_session}"),
    );
}

#[test]
fn alter_and_drop() {
    let s = server();
    s.answer(&ClickHouseView::create("v", ids()), &Target::default());
    s.answer(&ClickHouseView::create("w", ids()), &Target::default());
    s.check_table(
        &ClickHouseView::alter("v")
            .modify_sql_security(SqlSecurity::Invoker)
            .modify_comment("new"),
        "ALTER TABLE `v` MODIFY SQL SECURITY INVOKER, MODIFY COMMENT 'new'",
    );
    assert_eq!(
        s.run("SELECT comment FROM system.tables WHERE database = currentDatabase() AND name = 'v'"),
        "new\n"
    );
    s.check_parsed(
        &ClickHouseView::alter(("d", "v"))
            .on_cluster("c")
            .modify_query(ids()),
        "ALTER TABLE `d`.`v` ON CLUSTER `c` MODIFY QUERY SELECT `id` FROM `event`",
    );
    s.check_table(
        &ClickHouseView::drop("v").and("w").and("x").if_exists().sync(),
        "DROP VIEW IF EXISTS `v`, `w`, `x` SYNC",
    );
    assert_eq!(
        s.run("SELECT count() FROM system.tables WHERE database = currentDatabase() AND name IN ('v', 'w')"),
        "0\n"
    );
    s.check_parsed(
        &ClickHouseView::drop(("d", "v")).on_cluster("c"),
        "DROP VIEW `d`.`v` ON CLUSTER `c`",
    );
}
