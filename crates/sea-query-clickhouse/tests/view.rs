use sea_query::{CommonTableExpression, Expr, ExprTrait, Func, JoinType, Query, SelectStatement, WithClause};
use sea_query_clickhouse::{
    ServerVersion, Target, build_clickhouse, prelude::*, query::TableFunction, view::SqlSecurity,
};

use crate::server::Server;

/// A name or text that would like to leave its quotes.
pub const HOSTILE: &str = "`'\"\\\n-- /* {p:String} ? $1 naïve";
pub const HOSTILE_NAME: &str = "`\\`'\"\\\\\\n-- /* {p:String} ? $1 naïve`";
pub const HOSTILE_TEXT: &str = "'`\\'\"\\\\\\n-- /* {p:String} ? $1 naïve'";

fn server() -> Server {
    Server::with(&[
        "CREATE TABLE event (id UInt64, port UInt16, name String) ENGINE = MergeTree ORDER BY id",
        "INSERT INTO event VALUES (1, 53, 'a'), (2, 80, 'it''s'), (3, 53, 'c')",
        "CREATE TABLE service (port UInt16, label String) ENGINE = MergeTree ORDER BY port",
        "INSERT INTO service VALUES (53, 'dns')",
    ])
}

fn ids() -> SelectStatement {
    Query::select().column("id").from("event").to_owned()
}

#[track_caller]
fn refused<S: sea_query_clickhouse::ClickHouseStatement>(statement: &S, sentence: &str) {
    let error = build_clickhouse(statement, &Target::default()).unwrap_err();
    assert_eq!(error.to_string(), sentence);
}

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
fn a_parametrised_view_is_queried() {
    let s = server();
    let query = Query::select()
        .column("id")
        .from("event")
        .and_where(Expr::col("port").eq(ClickHouseView::parameter("port", DataType::UInt16)))
        .and_where(
            Func::cust("has")
                .arg(ClickHouseView::parameter(
                    "names",
                    DataType::array(DataType::String),
                ))
                .arg(Expr::col("name"))
                .into(),
        )
        .and_where(Expr::col("name").ne("x'y"))
        .to_owned();
    s.check_table(
        &ClickHouseView::create("by_port", query),
        "CREATE VIEW `by_port` AS SELECT `id` FROM `event` WHERE `port` = {port:UInt16} \
         AND has({names:Array(String)}, `name`) AND `name` <> 'x\\'y'",
    );
    let view = TableFunction::parametrized_view("by_port")
        .named("port", 53)
        .named("names", Expr::cust("['a', 'it\\'s']"));
    let read = Query::select().column("id").from(view).to_owned();
    assert_eq!(s.answer(&read, &Target::default()), "1\n");
}

#[test]
fn a_parameter_stands_wherever_an_expression_does() {
    let s = server();
    let parameter = |name: &str| ClickHouseView::parameter(name, DataType::Bool);
    let query = Query::select()
        .column(("event", "port"))
        .expr_as(ClickHouseView::parameter("label", DataType::String), "label")
        .from("event")
        .join(
            JoinType::InnerJoin,
            "service",
            Expr::col(("event", "port"))
                .equals(("service", "port"))
                .and(parameter("joined")),
        )
        .and_where(parameter("all"))
        .and_where(parameter("some").or(Expr::col(("event", "id")).gt(1)))
        .group_by_col(("event", "port"))
        .and_having(parameter("some"))
        .order_by_expr(parameter("all"), sea_query::Order::Asc)
        .to_owned();
    s.check_table(
        &ClickHouseView::create("v", query),
        "CREATE VIEW `v` AS SELECT `event`.`port`, {label:String} AS `label` FROM `event` \
         INNER JOIN `service` ON `event`.`port` = `service`.`port` AND {joined:Bool} \
         WHERE {all:Bool} AND ({some:Bool} OR `event`.`id` > 1) GROUP BY `event`.`port` HAVING {some:Bool} \
         ORDER BY {all:Bool} ASC",
    );
    assert_eq!(
        s.run("SELECT * FROM v(label = 'x', joined = true, all = true, some = true)"),
        "53\tx\n"
    );
    assert_eq!(
        s.run("SELECT * FROM v(label = 'x', joined = true, all = false, some = true)"),
        ""
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
fn a_parameter_stands_in_the_query_of_a_plain_view_alone() {
    let with = |name: &str| {
        let parameter = ClickHouseView::parameter(name, DataType::UInt16);
        Query::select()
            .column("id")
            .from("event")
            .and_where(Expr::col("port").eq(parameter))
            .to_owned()
    };
    let elsewhere = "view parameter: `p0` has a value only in the query of `ClickHouseView::create`; \
                     elsewhere put the value itself";
    refused(&with("p0"), elsewhere);
    refused(
        &ClickHouseView::create_materialized("m", with("p0")).to("t"),
        elsewhere,
    );
    refused(&ClickHouseView::alter("m").modify_query(with("p0")), elsewhere);
    refused(
        &ClickHouseView::create("v", with("a:UInt8} OR 1 --")),
        "view parameter: `a:UInt8} OR 1 --` is not the name of a parameter: letters, digits and _ only",
    );
    refused(
        &ClickHouseView::create("v", with("")),
        "view parameter: `` is not the name of a parameter: letters, digits and _ only",
    );
    let nested = Query::select()
        .column("id")
        .from_subquery(with("port"), "s")
        .to_owned();
    assert_eq!(
        ClickHouseView::create("v", nested).to_string(ClickHouseQueryBuilder),
        "CREATE VIEW `v` AS SELECT `id` FROM (SELECT `id` FROM `event` WHERE `port` = {port:UInt16}) AS `s`"
    );
}

#[test]
fn a_hand_made_parameter_cannot_leave_its_braces() {
    let carrier = Func::cust("clickhouse_clause")
        .args(["view parameter", "p", "UInt8} OR 1 = {q:UInt8"].map(Expr::val));
    let query = Query::select()
        .column("id")
        .from("event")
        .and_where(Expr::FunctionCall(carrier))
        .to_owned();
    assert!(build_clickhouse(&ClickHouseView::create("v", query), &Target::default()).is_err());
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
fn hostile_names_and_texts_stay_in_their_quotes() {
    let s = server();
    s.check_table(
        &ClickHouseView::create(HOSTILE, ids())
            .columns([HOSTILE])
            .comment(HOSTILE),
        &format!(
            "CREATE VIEW {HOSTILE_NAME} ({HOSTILE_NAME}) AS SELECT `id` FROM `event` COMMENT {HOSTILE_TEXT}"
        ),
    );
    assert_eq!(s.run(&format!("SELECT count() FROM {HOSTILE_NAME}")), "3\n");
    s.check_table(
        &ClickHouseView::alter(HOSTILE).modify_comment(HOSTILE),
        &format!("ALTER TABLE {HOSTILE_NAME} MODIFY COMMENT {HOSTILE_TEXT}"),
    );
    s.check_table(
        &ClickHouseView::drop(HOSTILE),
        &format!("DROP VIEW {HOSTILE_NAME}"),
    );
    s.check_parsed(
        &ClickHouseView::create("v", ids()).on_cluster(HOSTILE),
        &format!("CREATE VIEW `v` ON CLUSTER {HOSTILE_NAME} AS SELECT `id` FROM `event`"),
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

#[test]
fn refusals() {
    let view = || ClickHouseView::create("v", ids());
    refused(
        &view().or_replace().if_not_exists(),
        "CREATE VIEW: OR REPLACE and IF NOT EXISTS exclude each other",
    );
    refused(
        &view().on_cluster(""),
        "ON CLUSTER: the name of the cluster is empty",
    );
    refused(
        &view().sql_security(SqlSecurity::User(String::new())),
        "DEFINER: the name is empty",
    );
    refused(&ClickHouseView::alter("v"), "ALTER TABLE: it has no action");
    let mut formatted = ids();
    formatted.format("CSV");
    refused(
        &ClickHouseView::create("v", formatted),
        "FORMAT: it stands at the end of the outermost query; take it out of the sub-query",
    );
    refused(
        &ClickHouseView::create("v", Query::select().to_owned()),
        "SELECT: it selects nothing; name a column",
    );
}

#[test]
fn an_old_server_gets_a_sentence() {
    let target = Target::default().version(ServerVersion::new(24, 1, 0));
    let refused = |view| build_clickhouse(&view, &target).unwrap_err().to_string();
    assert_eq!(
        refused(ClickHouseView::create("v", ids()).sql_security(SqlSecurity::None)),
        "SQL SECURITY: the server is ClickHouse 24.1.0, this needs 24.2.0 or later"
    );
    assert_eq!(
        refused(ClickHouseView::create("v", ids()).temporary()),
        "TEMPORARY VIEW: the server is ClickHouse 24.1.0, this needs 25.9.0 or later"
    );
    let query = Query::select()
        .expr(ClickHouseView::parameter("p", DataType::UInt8))
        .to_owned();
    let error = build_clickhouse(
        &ClickHouseView::create("v", query),
        &Target::default().version(ServerVersion::new(22, 8, 0)),
    )
    .unwrap_err();
    assert_eq!(
        error.to_string(),
        "parametrised view: the server is ClickHouse 22.8.0, this needs 23.1.0 or later"
    );
}
