use sea_query::Query;
use sea_query_clickhouse::{ServerVersion, Target, build_clickhouse, prelude::*, view::SqlSecurity};

use super::{HOSTILE, HOSTILE_NAME, HOSTILE_TEXT, ids, refused, server};

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
