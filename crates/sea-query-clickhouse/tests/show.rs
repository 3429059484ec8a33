//! SHOW in all its kinds.

use sea_query::{Expr, ExprTrait};
use sea_query_clickhouse::{
    ClickHouseStatement, Target,
    access::{RolesOrUsers, UserName},
    build_clickhouse,
    statement::{Show, ShowCreate, ShowGrants},
};

use crate::server::Server;

#[track_caller]
fn refused(statement: &(impl ClickHouseStatement + ?Sized), sentence: &str) {
    let error = build_clickhouse(statement, &Target::default()).unwrap_err();
    assert_eq!(error.to_string(), sentence);
}

/// The text of a statement, and what the server answers to it.
#[track_caller]
fn answer(server: &Server, statement: &impl ClickHouseStatement, text: &str) -> String {
    server.check_parsed(statement, text);
    server.answer(statement, &Target::default())
}

#[test]
fn databases_and_tables() {
    let server = Server::with(&[
        "CREATE TABLE sale (a Int8) ENGINE = Memory",
        "CREATE TABLE Sales (a Int8) ENGINE = Memory",
        "CREATE TABLE `it's` (a Int8) ENGINE = Memory",
    ]);
    let database = server.database();
    assert_eq!(
        answer(
            &server,
            &Show::databases().like(database),
            &format!("SHOW DATABASES LIKE '{database}'")
        ),
        format!("{database}\n")
    );
    assert_eq!(
        answer(
            &server,
            &Show::databases().not_ilike("dialect%").limit(1),
            "SHOW DATABASES NOT ILIKE 'dialect%' LIMIT 1"
        )
        .lines()
        .count(),
        1
    );
    assert_eq!(
        answer(
            &server,
            &Show::tables().ilike("sale%"),
            "SHOW TABLES ILIKE 'sale%'"
        ),
        "Sales\nsale\n"
    );
    assert_eq!(
        answer(&server, &Show::tables().like("it's"), r"SHOW TABLES LIKE 'it\'s'"),
        "it\\'s\n"
    );
    assert_eq!(
        answer(
            &server,
            &Show::tables().full().from(database).not_like("%s%"),
            &format!("SHOW FULL TABLES FROM `{database}` NOT LIKE '%s%'")
        ),
        ""
    );
    assert_eq!(
        answer(
            &server,
            &Show::tables()
                .from(database)
                .and_where(Expr::col("name").ne("it's"))
                .and_where(Expr::col("name").ne("sale"))
                .limit(5)
                .format("JSONCompactEachRow")
                .setting("max_threads", 1),
            &format!(
                r"SHOW TABLES FROM `{database}` WHERE `name` <> 'it\'s' AND `name` <> 'sale' LIMIT 5 FORMAT JSONCompactEachRow SETTINGS max_threads = 1"
            )
        ),
        "[\"Sales\"]\n"
    );
    assert_eq!(
        answer(&server, &Show::temporary_tables(), "SHOW TEMPORARY TABLES"),
        ""
    );
    assert_eq!(
        answer(
            &server,
            &Show::dictionaries().from(database),
            &format!("SHOW DICTIONARIES FROM `{database}`")
        ),
        ""
    );
}

#[test]
fn columns_and_indexes() {
    let server = Server::with(&[
        "CREATE TABLE t (id UInt64, name String, INDEX i name TYPE bloom_filter) ENGINE = MergeTree ORDER BY id",
    ]);
    let columns = answer(
        &server,
        &Show::columns("t").and_where(Expr::col("field").eq("name")),
        "SHOW COLUMNS FROM `t` WHERE `field` = 'name'",
    );
    assert!(columns.starts_with("name\tString\tNO"), "{columns}");
    let full = Show::columns((server.database().to_owned(), "t"))
        .extended()
        .full()
        .not_ilike("NAME")
        .limit(3);
    let text = format!(
        "SHOW EXTENDED FULL COLUMNS FROM `{}`.`t` NOT ILIKE 'NAME' LIMIT 3",
        server.database()
    );
    let full = answer(&server, &full, &text);
    assert!(
        full.starts_with("id\tUInt64\tNO") && !full.contains("name\t"),
        "{full}"
    );
    let index = answer(
        &server,
        &Show::index("t").extended(),
        "SHOW EXTENDED INDEX FROM `t`",
    );
    assert!(
        index.contains("PRIMARY") && index.contains("BLOOM_FILTER"),
        "{index}"
    );
    let one = Show::index("t").and_where(Expr::col("key_name").eq("i"));
    assert_eq!(
        answer(&server, &one, "SHOW INDEX FROM `t` WHERE `key_name` = 'i'")
            .lines()
            .count(),
        1
    );
}

#[test]
fn the_server_itself() {
    let server = Server::new();
    assert!(
        answer(
            &server,
            &Show::functions().like("plus"),
            "SHOW FUNCTIONS LIKE 'plus'"
        )
        .contains("plus")
    );
    let running = answer(&server, &Show::processlist(), "SHOW PROCESSLIST");
    assert_eq!(
        running.is_empty(),
        server.run("SELECT * FROM system.processes LIMIT 1").is_empty()
    );
    assert!(
        answer(
            &server,
            &Show::settings().like("max_threads"),
            "SHOW SETTINGS LIKE 'max_threads'"
        )
        .starts_with("max_threads\t")
    );
    answer(
        &server,
        &Show::changed_settings().ilike("%"),
        "SHOW CHANGED SETTINGS ILIKE '%'",
    );
    assert!(
        !answer(
            &server,
            &Show::setting_value("max_threads"),
            "SHOW SETTING `max_threads`"
        )
        .is_empty()
    );
    assert!(answer(&server, &Show::engines(), "SHOW ENGINES").contains("MergeTree"));
    answer(
        &server,
        &Show::clusters().not_like("x%").limit(2),
        "SHOW CLUSTERS NOT LIKE 'x%' LIMIT 2",
    );
    assert_eq!(answer(&server, &Show::cluster("it's"), "SHOW CLUSTER `it's`"), "");
    answer(&server, &Show::filesystem_caches(), "SHOW FILESYSTEM CACHES");
    answer(
        &server,
        &Show::merges().ilike("%").limit(1),
        "SHOW MERGES ILIKE '%' LIMIT 1",
    );
    assert!(answer(&server, &Show::privileges(), "SHOW PRIVILEGES").contains("SELECT"));
}

#[test]
fn access() {
    let server = Server::new();
    for (show, text) in [
        (Show::access(), "SHOW ACCESS"),
        (Show::users(), "SHOW USERS"),
        (Show::roles(), "SHOW ROLES"),
        (Show::current_roles(), "SHOW CURRENT ROLES"),
        (Show::enabled_roles(), "SHOW ENABLED ROLES"),
        (Show::profiles(), "SHOW SETTINGS PROFILES"),
        (Show::row_policies(), "SHOW ROW POLICIES"),
        (
            Show::row_policies().on(("d", "t")),
            "SHOW ROW POLICIES ON `d`.`t`",
        ),
        (Show::masking_policies(), "SHOW MASKING POLICIES"),
        (Show::quotas(), "SHOW QUOTAS"),
        (Show::quota(), "SHOW QUOTA"),
    ] {
        server.check_parsed(&show, text);
        server.check_parsed(&show.format("TSV"), &format!("{text} FORMAT TSV"));
    }
    assert_eq!(
        server.run("SHOW CURRENT ROLES"),
        server.answer(&Show::current_roles(), &Target::default())
    );
    let grants = answer(
        &server,
        &ShowGrants::new().format("TSV"),
        "SHOW GRANTS FORMAT TSV",
    );
    assert!(grants.starts_with("GRANT "), "{grants}");
    let mine = ShowGrants::new().for_(RolesOrUsers::current_user()).final_();
    assert!(answer(&server, &mine, "SHOW GRANTS FOR CURRENT_USER FINAL").starts_with("GRANT "));
    server.check_parsed(
        &ShowGrants::new()
            .for_(RolesOrUsers::all().except(["a"]))
            .with_implicit(),
        "SHOW GRANTS FOR ALL EXCEPT `a` WITH IMPLICIT",
    );
}

#[test]
fn create() {
    let server = Server::with(&[
        "CREATE TABLE t (a Int8) ENGINE = Memory",
        "CREATE VIEW v AS SELECT 1 AS x",
    ]);
    let database = server.database();
    let shown = answer(
        &server,
        &ShowCreate::table("t").format("TSVRaw"),
        "SHOW CREATE TABLE `t` FORMAT TSVRaw",
    );
    assert_eq!(
        shown,
        format!("CREATE TABLE {database}.t\n(\n    `a` Int8\n)\nENGINE = Memory\n")
    );
    assert!(answer(&server, &ShowCreate::view("v"), "SHOW CREATE VIEW `v`").starts_with("CREATE VIEW"));
    assert!(
        answer(
            &server,
            &ShowCreate::database(database),
            &format!("SHOW CREATE DATABASE `{database}`")
        )
        .starts_with("CREATE DATABASE")
    );
    for (show, text) in [
        (ShowCreate::temporary_table("t"), "TEMPORARY TABLE `t`"),
        (ShowCreate::dictionary(("d", "x")), "DICTIONARY `d`.`x`"),
        (
            ShowCreate::user("a").and(UserName::at("b", "h")),
            "USER `a`, `b`@'h'",
        ),
        (ShowCreate::current_user(), "USER CURRENT_USER"),
        (ShowCreate::users(), "USERS"),
        (ShowCreate::role("a").and("b"), "ROLE `a`, `b`"),
        (ShowCreate::roles(), "ROLES"),
        (
            ShowCreate::row_policy("p").on("t").on(("d", "e")),
            "ROW POLICY `p` ON `t`, `d`.`e`",
        ),
        (ShowCreate::row_policies(), "ROW POLICIES"),
        (
            ShowCreate::masking_policy("p").on("t"),
            "MASKING POLICY `p` ON `t`",
        ),
        (ShowCreate::quota("a").and("b"), "QUOTA `a`, `b`"),
        (ShowCreate::current_quota(), "QUOTA CURRENT"),
        (ShowCreate::quotas(), "QUOTAS"),
        (ShowCreate::settings_profile("a"), "SETTINGS PROFILE `a`"),
        (ShowCreate::settings_profiles(), "SETTINGS PROFILES"),
    ] {
        server.check_parsed(&show, &format!("SHOW CREATE {text}"));
    }
    refused(&ShowCreate::user("a").on("t"), "ON: only a policy is on a table");
    refused(
        &ShowCreate::users().and("t"),
        "SHOW CREATE: it shows one of these, or all of them, not some by their names",
    );
    refused(
        &ShowCreate::row_policy("p"),
        "ROW POLICY: a policy is on a table; name it by `on(..)`",
    );
}

#[test]
fn refusals() {
    refused(
        &Show::settings(),
        "SHOW SETTINGS: the server wants a pattern; `like(\"%\")` shows all",
    );
    refused(
        &Show::settings().not_like("a"),
        "SHOW SETTINGS: the server has no NOT LIKE in this statement",
    );
    refused(
        &Show::functions().limit(1),
        "SHOW FUNCTIONS: the server has no LIMIT in this statement",
    );
    refused(
        &Show::databases().and_where(Expr::val(1)),
        "SHOW DATABASES: the server has no WHERE in this statement",
    );
    refused(
        &Show::databases().from("d"),
        "SHOW DATABASES: the server has no FROM in this statement",
    );
    refused(
        &Show::engines().like("d"),
        "SHOW ENGINES: the server has no LIKE in this statement",
    );
    refused(
        &Show::tables().extended(),
        "SHOW TABLES: the server has no EXTENDED in this statement",
    );
    refused(
        &Show::index("t").full(),
        "SHOW INDEX: the server has no FULL in this statement",
    );
    refused(
        &Show::users().on("t"),
        "SHOW USERS: the server has no ON in this statement",
    );
    refused(
        &Show::tables().like("a").and_where(Expr::val(1)),
        "WHERE: the server takes LIKE or WHERE, not both; write the pattern into the condition",
    );
    refused(
        &Show::tables().format("TSV; x"),
        "FORMAT: `TSV; x` is not a name that can stand here: letters, digits and _ only",
    );
}
